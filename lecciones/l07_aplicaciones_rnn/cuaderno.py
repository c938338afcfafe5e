# %% portada [markdown]
r"""
# 07 · Aplicaciones de las RNN

**«No está mal» es un elogio, y «está mal» no lo es: las mismas palabras, en otro orden o con una más, dicen lo contrario.** Una red
recurrente lee en orden. Aquí la pones a trabajar en cuatro oficios, y en cada uno la comparas con la mejor respuesta barata.

**Qué sabrás hacer**
- Preparar secuencias de largos distintos: rellenar, enmascarar y comprobar que el relleno no cuenta.
- Clasificar opiniones con una LSTM bidireccional y ver dónde falla la bolsa de palabras.
- Etiquetar cada palabra (personas, lugares, organizaciones) y medirlo con el F1 de entidades.
- Generar texto carácter a carácter y elegir la temperatura.
- Pronosticar una serie sin fugas, frente a la persistencia y a la línea base estacional.

**Qué necesitas antes**: la [lección 05](05_rnn.ipynb) y la [lección 06](06_lstm_gru.ipynb).

**Tiempo**: unos 100 minutos de lectura y ejercicios.
"""

# %% preparar tags=["nbval-ignore-output"]
from utils.curso import preparar

curso = preparar(entrena=True)
curso

# %% importar
from collections import Counter, defaultdict

import keras
import numpy as np
from keras import layers
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression, Ridge

from lecciones.l07_aplicaciones_rnn import exploradores as explorador
from lecciones.l07_aplicaciones_rnn.redes_numpy import repartir
from utils.datos import frases
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.gradientes import para_compilar
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura, mostrar

a_numpy = keras.ops.convert_to_numpy

# %% imagen-de-portada
fig, ejes = figura(8.6, 2.7, 1, 3, gridspec_kw={"width_ratios": [1.2, 1, 1]})
fichas = ("Me O", "llamo O", "Valentín B-PER", "y O", "estoy O", "en O", "Lima B-LUG")
for k, ficha in enumerate(fichas):
    palabra, etiqueta = ficha.split()
    lugar = (0.02 + 0.34 * (k % 3), 0.8 - 0.33 * (k // 3))
    color = {"O": NEGRO, "B-PER": AZUL, "B-LUG": NARANJA}[etiqueta]
    ejes[0].text(*lugar, f"{palabra}\n{etiqueta}", color=color, va="center", fontsize=10)
ejes[0].set(title="etiquetar palabras")
ejes[0].set_axis_off()
for temperatura, trazo in ((0.3, "o-"), (1, "s--"), (2, "^:")):
    p = repartir(np.array([2.0, 1.2, 0.5, 0.0, -0.6]), temperatura)
    ejes[1].plot(list("aeosn"), p, trazo, markersize=5, label=f"T = {temperatura}")
ejes[1].set(title="elegir la letra siguiente", ylabel="probabilidad")
ejes[1].legend(fontsize=9)
t = np.arange(72)
ejes[2].plot(t[:48], np.sin(t[:48] / 3.8) + 0.02 * t[:48], color=NEGRO)
ejes[2].plot(t[47:], np.sin(t[47:] / 3.8) + 0.02 * t[47:], "--", color=AZUL)
ejes[2].set(title="pronosticar", xlabel="hora", xticks=(0, 24, 48, 72))
mostrar(
    fig,
    "Tres oficios: una frase con una etiqueta bajo cada palabra; las probabilidades de la letra "
    "siguiente, más repartidas cuanto mayor es la temperatura; una serie y su continuación.",
)

# %% relleno-texto [markdown]
r"""
## 1 · Secuencias de largos distintos

Las frases no miden lo mismo, y una matriz quiere filas iguales. Se elige un largo, se **recorta** lo que sobra y se **rellena** lo que falta
con un índice que no es ninguna palabra: el 0.

### Ejercicio 07.1 · Rellenar
Escribe `rellenar(secuencias, largo, valor=0)`: una matriz con una fila por secuencia, todas de `largo`; se conserva el principio y el
relleno va al final. Puede haber secuencias vacías, listas o vectores de NumPy, y valores con decimales: que no se pierdan.
"""


# %% ejercicio-07-1
def rellenar(secuencias, largo, valor=0):
    """Matriz de una fila por secuencia: cada una, recortada o completada con `valor` al final."""
    # BEGIN SOLUTION
    return np.array([[*s[:largo], *[valor] * (largo - len(s))] for s in secuencias])
    # END SOLUTION


# %% comprobar-07-1
comprobar("07.1", rellenar)

# %% usar-rellenar
rellenar = usar("07.1", rellenar)
print(rellenar([[5, 3, 8, 1], [7]], 3))

# %% opiniones-texto [markdown]
r"""
## 2 · El sentimiento de una opinión

Nuestras opiniones salen de una pequeña gramática (`data/frases/opiniones.txt`: ábrela, es un texto). Así sabemos qué contiene cada una, y
podemos hacer un examen honrado: las de prueba usan **plantillas que no están en el entrenamiento**, y unas pocas palabras nuevas. Hay tres tipos:
simples, con **negación** y con **pero** (lo de detrás manda).
"""

# %% opiniones
LARGO = 20
rng = np.random.default_rng(curso.semilla)
entrena = frases.opiniones(3000, rng)
prueba = frases.opiniones(2000, rng, parte="prueba")
y, y_prueba = (np.array([o.etiqueta for o in parte]) for parte in (entrena, prueba))
tipos = np.array([o.tipo for o in prueba])
print(f"{len(entrena)} para entrenar y {len(prueba)} de prueba")

# %% mirar-opiniones
for opinion in prueba[:8]:
    print("+" if opinion.etiqueta else "-", f"{opinion.tipo:9}", opinion.texto)

# %% vocabulario-texto [markdown]
r"""
Cada pieza (palabra, signo o emoji) recibe un número. El 0 es el relleno y el 1, «no la conozco»: se usa con las palabras que no
estaban en el entrenamiento. El vocabulario se hace **solo con el entrenamiento**.
"""

# %% vocabulario
trozos, trozos_prueba = ([frases.piezas(o.texto) for o in parte] for parte in (entrena, prueba))
vocabulario = {p: k + 2 for k, p in enumerate(sorted({p for t in trozos for p in t}))}


def a_indices(trozos):
    """Matriz de índices de las listas de piezas: 0, relleno; 1, desconocida."""
    return rellenar([[vocabulario.get(p, 1) for p in t] for t in trozos], LARGO)


X, X_prueba = a_indices(trozos), a_indices(trozos_prueba)
desconocidas = np.mean(X_prueba[X_prueba > 0] == 1)
print("Menos del 5 % de las piezas de prueba son nuevas:", 0 < desconocidas < 0.05)

# %% bolsa-predice [markdown]
r"""
**La respuesta barata: la bolsa de palabras.** Contar cuántas veces sale cada pieza y hacer una regresión logística. Ignora el orden. Añadimos
la versión con **bigramas** (pares seguidos, como «no está») y con trigramas, para que tenga una oportunidad justa.

**Predice.** ¿En qué tipo de opiniones fallará más la bolsa de palabras?

<details><summary>Respuesta</summary>
En las que llevan negación, y también, más de lo que parece, en las simples: como ha visto «bueno» en frases de los dos signos, ya no se fía de él.
Ni los trigramas lo arreglan del todo: entre «no» y «buena» caben muchas palabras, y las plantillas de prueba traen combinaciones nuevas.
</details>
"""


# %% bolsa
def gramas(n):
    """Función que da las secuencias de 1 a `n` piezas seguidas de una lista de piezas."""
    return lambda t: [" ".join(t[i : i + k]) for k in range(1, n + 1) for i in range(len(t) - k + 1)]


def bolsa(n):
    """Aciertos (uno por opinión de prueba) de contar hasta `n`-gramas y hacer regresión logística."""
    contar = CountVectorizer(analyzer=gramas(n))
    modelo = LogisticRegression(max_iter=2000).fit(contar.fit_transform(trozos), y)
    return modelo.predict(contar.transform(trozos_prueba)) == y_prueba


# %% red-de-sentimiento-texto [markdown]
r"""
**La red.** Una incrustación (*embedding*: un vector aprendido para cada palabra), una LSTM que lee hacia delante y otra hacia atrás, y una
sigmoide. `mask_zero=True` marca los ceros como relleno: la LSTM no los lee, repite su estado.
"""


# %% red-de-sentimiento
def red_de_sentimiento(mascara=True):
    """BiLSTM de 16 + 16 unidades; con `mascara`, el índice 0 no se lee."""
    return keras.Sequential(
        [
            keras.Input((None,)),
            layers.Embedding(len(vocabulario) + 2, 16, mask_zero=mascara),
            layers.Bidirectional(layers.LSTM(16)),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


keras.utils.set_random_seed(curso.semilla)
red = red_de_sentimiento()
adam = keras.optimizers.Adam(0.01)
red.compile(adam, "binary_crossentropy", **para_compilar(10))
print(f"{red.count_params()} parámetros")

# %% entrenar-sentimiento tags=["nbval-ignore-output"]
red.fit(X, y, batch_size=50, epochs=8, verbose=0)
aciertos = {"bolsa de palabras": bolsa(1), "con bigramas": bolsa(2), "con trigramas": bolsa(3)}
aciertos["BiLSTM"] = (a_numpy(red(X_prueba, training=False))[:, 0] > 0.5) == y_prueba
for nombre, bien in aciertos.items():
    partes = "   ".join(f"{t} {bien[tipos == t].mean():.2f}" for t in ("simple", "negación", "pero"))
    print(f"{nombre:18} {partes}")

# %% demuestra-sentimiento
negadas = {nombre: bien[tipos == "negación"].mean() for nombre, bien in aciertos.items()}
assert negadas["BiLSTM"] - negadas["bolsa de palabras"] >= 0.05
assert negadas["BiLSTM"] - max(negadas["con bigramas"], negadas["con trigramas"]) >= 0.05
assert all(aciertos["BiLSTM"][tipos == t].mean() > 0.9 for t in ("simple", "negación", "pero"))
print("Con negación y plantillas nunca vistas, la BiLSTM gana en más de 5 puntos a las tres bolsas.")

# %% dibujar-sentimiento
fig, eje = figura(7.5, 3.2)
estilos = (("simple", NEGRO, "o"), ("negación", NARANJA, "s"), ("pero", AZUL, "^"))
for fila, bien in enumerate(aciertos.values()):
    for k, (tipo, color, marca) in enumerate(estilos):
        rotulo = None if fila else tipo
        altura = fila + 0.15 * (k - 1)
        eje.plot(bien[tipos == tipo].mean(), altura, marca, color=color, markersize=8, label=rotulo)
eje.axvline(0.5, color=NEGRO, linewidth=1, linestyle=":")
eje.set(yticks=range(len(aciertos)), yticklabels=aciertos, xlim=(0.45, 1.02))
eje.set_xlabel("exactitud en plantillas nunca vistas")
eje.invert_yaxis()
eje.legend(loc="upper center", bbox_to_anchor=(0.45, -0.2), ncols=3)
mostrar(
    fig,
    "Exactitud de cada modelo por tipo de opinión: las tres bolsas quedan lejos de la BiLSTM, que pasa "
    "de nueve de cada diez en los tres tipos.",
)

# %% mascara-texto [markdown]
r"""
### El relleno no debe contar

**Predice.** Tomamos las mismas opiniones y les añadimos otros 20 ceros al final. ¿Cambia la salida de la red? ¿Y si copiamos sus pesos en una red
sin máscara?

<details><summary>Respuesta</summary>
Con máscara, nada: los ceros no se leen. Sin ella, la LSTM los lee como si fueran una palabra más, y la respuesta depende de cuánto relleno
haya puesto quien preparó los datos.
</details>
"""

# %% mascara tags=["nbval-ignore-output"]
sin_mascara = red_de_sentimiento(mascara=False)
sin_mascara.set_weights(red.get_weights())
mas_relleno = np.pad(X_prueba[:200], ((0, 0), (0, 20)))
cambios = {}
for nombre, modelo in (("con máscara", red), ("sin máscara", sin_mascara)):
    antes, ahora = (a_numpy(modelo(x, training=False)) for x in (X_prueba[:200], mas_relleno))
    cambios[nombre] = np.abs(ahora - antes).max()
    print(f"{nombre}: la salida cambia {cambios[nombre]:.0e} como mucho")

# %% demuestra-mascara
assert cambios["con máscara"] < 1e-5 and cambios["sin máscara"] > 0.01
print("Con máscara, el relleno no cambia la salida; sin máscara, sí.")

# %% explorar-sentimiento-texto [markdown]
r"""
Escribe tu frase. La curva es la respuesta de la red si la frase acabara en esa palabra; abajo, los 16 números de la LSTM que lee hacia delante. Lo
que no conoce lleva `(?)`.

**Predice.** ¿En qué palabra cambia de opinión con «La comida es mala, pero me gustó»? ¿Y con «No está mal»? Prueba después «La película no es ni buena ni mala».

<details><summary>Respuesta</summary>
Con «pero», al llegar a la palabra que opina detrás. En «No está mal», en «mal». A mitad de frase puede decir cualquier cosa: solo se ha entrenado con
frases enteras, y «no está», sin más, no lo ha visto nunca. «Ni» tampoco, y aun así responde un número: no sabe decir «no lo sé».
</details>
"""

# %% explorar-sentimiento tags=["nbval-ignore-output"]
explorador.explorar_sentimiento(red.get_weights(), vocabulario, LARGO)

# %% entidades-texto [markdown]
r"""
## 3 · Una etiqueta por palabra

«Me llamo **Valentín** y estoy muy contento»: ¿qué palabras nombran a alguien? Ahora la salida es una secuencia tan larga como la entrada. Se usan
etiquetas **BIO**: `B-PER` empieza una persona, `I-PER` la continúa, y `O` es lo demás. Con `B` e `I` se distinguen dos nombres seguidos de
uno largo. Nuestros tipos son persona (`PER`), lugar (`LUG`) y organización (`ORG`).
"""

# %% entidades
rng = np.random.default_rng([curso.semilla, 3])
etiquetadas = frases.entidades(4000, rng)
examen = frases.entidades(1000, rng, parte="prueba")
for e in examen[:4]:
    print("  ".join(p if q == "O" else f"{p}/{q}" for p, q in zip(e.palabras, e.etiquetas)))

# %% f1-texto [markdown]
r"""
Dos de cada tres palabras son `O`, y quien responde siempre `O` ya acierta eso sin encontrar a nadie: la exactitud por palabra engaña (lección 04). Se mide el **F1 de entidades**: una entidad cuenta como
acertada solo si coinciden el tipo, el principio **y** el final.

### Ejercicio 07.2 · F1 de entidades
`reales` y `predichas` son listas de frases; cada frase, una lista de etiquetas BIO. Calcula el F1 de todas las entidades juntas,
$2\,\text{aciertos}/(\text{reales} + \text{predichas})$, y 0 si no hay ninguna. Una `I-` que no continúa a nadie de su tipo empieza una entidad nueva.
"""


# %% ejercicio-07-2
def f1_entidades(reales, predichas):
    """F1 de entidades exactas (tipo, principio y final), todas las frases juntas."""

    # BEGIN SOLUTION
    def entidades(frases):
        halladas = set()
        for numero, frase in enumerate(frases):
            tipo, inicio = "", 0
            for i, etiqueta in enumerate([*frase, "O"]):
                if etiqueta == f"I-{tipo}":
                    continue
                if tipo:
                    halladas.add((numero, tipo, inicio, i))
                tipo, inicio = etiqueta[2:], i
        return halladas

    r, p = entidades(reales), entidades(predichas)
    return 2 * len(r & p) / (len(r) + len(p)) if r or p else 0.0
    # END SOLUTION


# %% comprobar-07-2
comprobar("07.2", f1_entidades)

# %% f1-a-mano
f1_entidades = usar("07.2", f1_entidades)
real = ["O", "B-LUG", "I-LUG", "O", "B-PER"]
for otra in (real, ["O", "B-LUG", "O", "O", "B-PER"], ["O"] * 5):
    print(f"F1 {f1_entidades([real], [otra]):.2f}   {otra}")

# %% diccionario-texto [markdown]
r"""
La segunda no encuentra «Buenos Aires» entero: medio nombre no vale nada.

**La respuesta barata: un diccionario.** A cada palabra, la etiqueta que más veces tuvo en el entrenamiento; si es nueva, `O`.

**Predice.** «Sofía» y «Santiago» son nombres de persona y capitales. ¿Qué hará el diccionario con ellos? ¿Y con «Valentín», que no sale en el
entrenamiento?

<details><summary>Respuesta</summary>
Con los primeros, responder siempre lo mismo, digan lo que digan las palabras de alrededor. Con los nombres nuevos, nunca acierta.
</details>
"""

# %% diccionario
veces = defaultdict(Counter)
for e in etiquetadas:
    for palabra, etiqueta in zip(e.palabras, e.etiquetas):
        veces[palabra][etiqueta] += 1
costumbre = {palabra: cuenta.most_common(1)[0][0] for palabra, cuenta in veces.items()}
reales = [e.etiquetas for e in examen]
f1_diccionario = f1_entidades(reales, [[costumbre.get(p, "O") for p in e.palabras] for e in examen])
por_palabra = np.mean(
    [costumbre.get(p, "O") == q for e in examen for p, q in zip(e.palabras, e.etiquetas)]
)
print(f"El diccionario: {por_palabra:.2f} de exactitud por palabra y F1 {f1_diccionario:.2f}")

# %% preparar-entidades-texto [markdown]
r"""
La red aprende mal lo que nunca practica, y en el examen habrá nombres nuevos. Por eso hay dos índices de «no la conozco»: en minúscula (1) y con
mayúscula (2). Y en el entrenamiento **tapamos** al azar tres de cada diez palabras de las entidades, y alguna de las otras, con ese índice: así tiene que
fiarse del contexto. Cuántas frases usar y el ritmo que baja poco a poco se eligieron apartando plantillas del entrenamiento.
"""

# %% preparar-entidades
ETIQUETAS = ["O", "B-PER", "I-PER", "B-LUG", "I-LUG", "B-ORG", "I-ORG"]
largo = max(len(e.palabras) for e in etiquetadas + examen)
indice = {p: k + 3 for k, p in enumerate(sorted({p.lower() for e in etiquetadas for p in e.palabras}))}


def tapada(palabra):
    """El índice de una palabra desconocida: 2 si empieza por mayúscula, 1 si no."""
    return 2 if palabra[0].isupper() else 1


def a_matriz(ejemplos, numerar):
    return rellenar([[numerar(p) for p in e.palabras] for e in ejemplos], largo)


Z, Z_examen = (a_matriz(e, lambda p: indice.get(p.lower(), tapada(p))) for e in (etiquetadas, examen))
Q = rellenar([[ETIQUETAS.index(q) for q in e.etiquetas] for e in etiquetadas], largo)
probabilidad = np.where(Q > 0, 0.3, 0.1)
Z = np.where(rng.random(Z.shape) < probabilidad, a_matriz(etiquetadas, tapada), Z)

# %% red-de-entidades
keras.utils.set_random_seed(curso.semilla)
etiquetador = keras.Sequential(
    [
        keras.Input((largo,)),
        layers.Embedding(len(indice) + 3, 16, mask_zero=True),
        layers.Bidirectional(layers.LSTM(32, return_sequences=True)),
        layers.Dense(len(ETIQUETAS), activation="softmax"),
    ]
)
perdida = "sparse_categorical_crossentropy"  # con la máscara, el relleno tampoco cuenta en la pérdida
ritmo = keras.optimizers.schedules.CosineDecay(0.01, 6 * len(Z) // 50)  # baja hasta 0 en seis épocas
etiquetador.compile(keras.optimizers.Adam(ritmo), perdida, **para_compilar(10))
historia = etiquetador.fit(Z, Q, batch_size=50, epochs=6, verbose=0)


# %% medir-entidades tags=["nbval-ignore-output"]
def etiquetar(ejemplos, matriz):
    """Las etiquetas que da la red a cada frase, sin el relleno."""
    elegidas = a_numpy(etiquetador(matriz, training=False)).argmax(axis=-1)
    return [[ETIQUETAS[k] for k in fila[: len(e.palabras)]] for e, fila in zip(ejemplos, elegidas)]


predichas = etiquetar(examen, Z_examen)
f1_red = f1_entidades(reales, predichas)
con_nuevas = np.array([any(p.lower() not in indice for p in e.palabras) for e in examen])
nuevas = np.flatnonzero(con_nuevas)
f1_nuevas = f1_entidades([reales[i] for i in nuevas], [predichas[i] for i in nuevas])
ciego = frases.entidades(1000, rng, parte="ciega")
Z_ciego = a_matriz(ciego, lambda p: indice.get(p.lower(), tapada(p)))
f1_ciego = f1_entidades([e.etiquetas for e in ciego], etiquetar(ciego, Z_ciego))
print(f"F1 de la BiLSTM: {f1_red:.2f}; solo en frases con palabras nuevas: {f1_nuevas:.2f}")
print(
    f"F1 del diccionario: {f1_diccionario:.2f}. F1 de la BiLSTM en el examen a ciegas: {f1_ciego:.2f}"
)

# %% demuestra-entidades
assert f1_red >= 0.90 and f1_red > f1_diccionario + 0.1 and por_palabra > f1_diccionario + 0.15
assert f1_ciego >= 0.80
print("F1 de entidades de al menos 0.90 en plantillas nunca vistas, muy por encima del diccionario.")
print("En el examen a ciegas, al menos 0.80.")

# %% errores-texto [markdown]
r"""
¿Por qué dos exámenes, y por qué sale algo peor el segundo? La red no ha visto las plantillas de ninguno de los dos. Pero al escribir las de entrenamiento **miramos los fallos** en el primero y añadimos lo que
faltaba: sin querer, se filtró. Las del segundo, a ciegas, se escribieron al final y no decidieron nada: ese es el número que cabe esperar con frases nuevas. Le pasa a cualquier conjunto de prueba que se
consulta muchas veces.

Mira siempre los errores, no solo el número. Aquí van la frase de los apuntes (ni su plantilla ni «Valentín» están en el entrenamiento) y algunas que falla.
"""

# %% errores tags=["nbval-ignore-output"]
valentin = frases.Etiquetada(["Me", "llamo", "Valentín", "y", "estoy", "muy", "contento", "."], [])
matriz = a_matriz([valentin], lambda p: indice.get(p.lower(), tapada(p)))
fallos = [(e, suyas) for e, suyas in zip(examen, predichas) if e.etiquetas != suyas]
for e, suyas in [(valentin, etiquetar([valentin], matriz)[0]), *fallos[:4]]:
    print("  ".join(p if q == "O" else f"{p}/{q}" for p, q in zip(e.palabras, suyas)))

# %% entidades-explica [markdown]
r"""
Muchos fallos son nombres que nunca ha visto en una posición ambigua: en «trabaja en Lumbrera», nada dice si es un lugar o una empresa.
Y a veces escribe cosas imposibles, como una `I-LUG` tras una `B-ORG`: cada palabra se decide por separado. Los etiquetadores serios añaden una capa que elige la secuencia entera
(un campo aleatorio condicional; Lample y otros 2016).

## 4 · Escribir carácter a carácter

Ahora la red solo hace una cosa: leer unos caracteres y dar la probabilidad del siguiente. Para escribir, se **sortea** uno, se le da a leer, y vuelta
a empezar (Karpathy 2015). Los textos son frases breves de nuestra gramática; en el perfil completo, el Quijote.
"""


# %% corpus
def corpus(rng):
    """Líneas para entrenar y líneas de prueba que no están entre ellas."""
    if curso.perfil == "completo":
        from utils.datos.quijote import quijote

        lineas = quijote().splitlines()
        corte = 9 * len(lineas) // 10
        return lineas[:corte], lineas[corte:]
    lineas = frases.oraciones(6000, rng, breves=True)
    vistas = set(lineas[:4000])
    return lineas[:4000], [linea for linea in lineas[4000:] if linea not in vistas]


lineas, lineas_prueba = corpus(np.random.default_rng([curso.semilla, 4]))
texto, texto_prueba = ("\n".join(partes) + "\n" for partes in (lineas, lineas_prueba))
alfabeto = sorted(set(texto))
V = len(alfabeto)

# %% mirar-corpus
print(f"{len(texto)} caracteres, {V} distintos")
print("\n".join(lineas[:3]))

# %% trozos-de-texto
numero = {c: k for k, c in enumerate(alfabeto)}
PASOS, LOTE = 50, 64


def partir(texto):
    """Trozos de 50 caracteres y, como objetivo, los mismos corridos uno."""
    codigo = np.array([numero[c] for c in texto if c in numero])
    m = (len(codigo) - 1) // PASOS
    return codigo[: m * PASOS].reshape(m, PASOS), codigo[1 : m * PASOS + 1].reshape(m, PASOS)


A, B = partir(texto)
A, B = A[: len(A) // LOTE * LOTE], B[: len(A) // LOTE * LOTE]  # lotes llenos
A_prueba, B_prueba = partir(texto_prueba)

# %% bigramas-texto [markdown]
r"""
**La vara de medir**: la NLL (menos el logaritmo de la probabilidad que se dio al carácter que vino de verdad, en media). Quien no sabe nada paga
$\ln V$. La respuesta barata es una tabla de **bigramas**: qué carácter suele seguir a cada uno.
"""

# %% bigramas
cuentas = np.ones((V, V))  # un uno de salida: nada es imposible
np.add.at(cuentas, (A.ravel(), B.ravel()), 1)
bigramas = cuentas / cuentas.sum(axis=1, keepdims=True)
nll_bigramas = -np.log(bigramas[A_prueba, B_prueba]).mean()
print(f"Al azar, ln V = {np.log(V):.2f}; bigramas, {nll_bigramas:.2f}")

# %% red-de-caracteres
keras.utils.set_random_seed(curso.semilla)
incrustar = layers.Embedding(V, 16)
gru = layers.GRU(64, return_sequences=True, return_state=True)
salida = layers.Dense(V)
entrada = keras.Input((PASOS,))
escritor = keras.Model(entrada, salida(gru(incrustar(entrada))[0]))
entropia = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
escritor.compile(keras.optimizers.Adam(0.01), entropia, **para_compilar(10))

# %% entrenar-caracteres tags=["nbval-ignore-output"]
nll = escritor.fit(A, B, batch_size=LOTE, epochs=14, verbose=0).history["loss"]
nll_red = float(entropia(B_prueba, escritor(A_prueba, training=False)))
print("NLL de entrenamiento, por época:", " ".join(f"{v:.2f}" for v in nll))
print(f"En prueba: red {nll_red:.2f}, bigramas {nll_bigramas:.2f}, azar {np.log(V):.2f}")

# %% demuestra-caracteres
assert nll_red < 0.7 * nll_bigramas < 0.7 * np.log(V)
print("La red paga menos del 70 % de lo que pagan los bigramas, en frases que no ha visto.")

# %% temperatura-texto [markdown]
r"""
### La temperatura

La red da logits $z$. Antes del softmax se dividen entre la **temperatura** $T$: $p_i \propto e^{z_i/T}$.

### Ejercicio 07.3 · Muestrear
Devuelve el índice elegido al azar con esas probabilidades, usando `rng`. Los logits pueden ser enormes: cuida la exponencial.
"""


# %% ejercicio-07-3
def muestrear(logits, temperatura, rng):
    """Índice sorteado según el softmax de los logits divididos entre la temperatura."""
    # BEGIN SOLUTION
    z = (logits - np.max(logits)) / temperatura
    p = np.exp(z)
    return rng.choice(len(p), p=p / p.sum())
    # END SOLUTION


# %% comprobar-07-3
comprobar("07.3", muestrear)

# %% escribir
muestrear = usar("07.3", muestrear)
letra, memoria = keras.Input((1,)), keras.Input((64,))
h, nueva = gru(incrustar(letra), initial_state=memoria)
paso = keras.Model([letra, memoria], [salida(h)[:, 0], nueva])  # las mismas capas, de una en una


def escribir(cuantas, temperatura, rng, maximo=100):
    """`cuantas` líneas nuevas, escritas a la vez, cada una hasta su salto de línea."""
    actual, estado = np.full((cuantas, 1), numero["\n"]), np.zeros((cuantas, 64), "float32")
    escritas = [""] * cuantas
    for _ in range(maximo):
        logits, estado = map(a_numpy, paso([actual, estado], training=False))
        actual = np.array([[muestrear(z, temperatura, rng)] for z in logits])
        escritas = [e if e.endswith("\n") else e + alfabeto[i] for e, i in zip(escritas, actual[:, 0])]
        if all(e.endswith("\n") for e in escritas):
            break
    return [e.rstrip("\n") for e in escritas]


# %% temperatura-predice [markdown]
r"""
Como las frases salen de una gramática, podemos medir algo que casi nunca se puede: qué proporción de lo escrito es **gramatical**
(`es_gramatical` comprueba que todo concuerde), y cuántas frases son **distintas** y **nuevas**. (En el perfil completo, con el Quijote, se mira si todas las palabras existen en el texto.)

**Predice.** ¿Qué pasa con la corrección y la variedad al subir la temperatura de 0.2 a 1.5?

<details><summary>Respuesta</summary>
La corrección baja y la variedad sube. Con poca temperatura repite unas pocas frases seguras; con mucha, inventa letras. No hay una
temperatura buena en general: depende de qué cuesta más, aburrir o equivocarse.
</details>
"""

# %% medir-temperatura tags=["nbval-ignore-output"]
conocidas, vistas = set(frases.piezas(texto)), set(lineas)
palabras_existen = lambda linea: bool(linea) and set(frases.piezas(linea)) <= conocidas
correcta = palabras_existen if curso.perfil == "completo" else frases.es_gramatical
TEMPERATURAS = (0.2, 0.5, 1.0, 1.5)
medidas = {}
for temperatura in TEMPERATURAS:
    escritas = escribir(150, temperatura, np.random.default_rng([curso.semilla, 5]))
    bien, nuevas = [correcta(e) for e in escritas], [e not in vistas for e in set(escritas)]
    medidas[temperatura] = np.mean(bien), len(set(escritas)) / 150, np.mean(nuevas)
    print(f"T = {temperatura}: correctas {np.mean(bien):.2f}", end=", ")
    print(f"distintas {len(set(escritas)) / 150:.2f}, nuevas {np.mean(nuevas):.2f}   «{escritas[0]}»")

# %% demuestra-temperatura
assert medidas[0.2][0] > medidas[1.0][0] > medidas[1.5][0]
assert medidas[0.2][1] < medidas[1.0][1] <= 1 and medidas[0.2][2] < medidas[1.5][2]
print("Al subir la temperatura hay menos frases correctas y más distintas.")

# %% dibujar-temperatura
fig, eje = figura(7.5, 3.2)
estilos = {"correctas": (AZUL, "o-"), "distintas": (NARANJA, "s--"), "nuevas": (VERDE, "^:")}
for (nombre, (color, trazo)), valores in zip(estilos.items(), zip(*medidas.values())):
    eje.plot(TEMPERATURAS, valores, trazo, color=color, label=nombre)
eje.set(xlabel="temperatura", ylabel="proporción", ylim=(-0.03, 1.05), xticks=TEMPERATURAS)
eje.legend(loc="center left", bbox_to_anchor=(1, 0.5))
mostrar(
    fig,
    "Según la temperatura: las frases correctas bajan, y las distintas y las nuevas suben.",
)

# %% explorar-generador-texto [markdown]
r"""
Mueve la temperatura y mira las probabilidades de la letra siguiente y lo que escribe. La **entropía** mide cuánto duda: 0, nada.
"""

# %% explorar-generador tags=["nbval-ignore-output"]
explorador.explorar_generador(escritor.get_weights(), alfabeto)

# %% serie-texto [markdown]
r"""
## 5 · Pronosticar una serie

El consumo eléctrico de un pueblo inventado, hora a hora: un perfil para los días de trabajo y otro para el fin de semana, una ola de frío o de calor que dura
días y lo multiplica todo, y algo de ruido. Queremos las **24 horas siguientes**.
"""


# %% serie
def consumo(semanas, rng):
    """Consumo horario de `semanas` semanas (de lunes a domingo)."""
    t = np.arange(168 * semanas)
    hora, dia = t % 24, t // 24 % 7
    laborable = np.exp(-((hora - 8) ** 2) / 8) + 1.3 * np.exp(-((hora - 20) ** 2) / 10)
    festivo = 1.2 * np.exp(-((hora - 13) ** 2) / 18)
    ola = np.zeros(len(t))
    for k in range(1, len(t)):
        ola[k] = 0.995 * ola[k - 1] + rng.normal(0, 0.03)
    perfil = np.where(dia < 5, laborable, festivo)
    return 10 + (2 + 10 * perfil) * np.exp(ola) + rng.normal(0, 0.4, len(t))


serie = consumo(52, np.random.default_rng([curso.semilla, 6]))
partes = np.split(serie, [36 * 168, 44 * 168])
tramos = dict(zip(("entrenamiento", "validación", "prueba"), partes))
media, desviacion = tramos["entrenamiento"].mean(), tramos["entrenamiento"].std()

# %% dibujar-serie
fig, eje = figura(8.0, 2.8)
eje.plot(np.arange(21 * 24) / 24, serie[: 21 * 24], color=AZUL, linewidth=1)
eje.set(xlabel="día (0: lunes)", ylabel="consumo", xticks=range(0, 22, 7))
mostrar(
    fig,
    "Tres semanas de consumo: cinco días con dos picos y dos con uno, a distinta altura cada semana.",
)

# %% ventanas-texto [markdown]
r"""
Dos maneras clásicas de hacerse trampas con una serie: separar las ventanas **al azar** (las de prueba comparten horas con las de entrenamiento), o normalizar con la media
de toda la serie. Aquí se corta primero **en el tiempo**, y las ventanas se hacen dentro de cada tramo.

### Ejercicio 07.4 · Ventanas
Escribe `ventanas(serie, entrada, horizonte)`: todas las ventanas seguidas, avanzando de uno en uno. `X` tiene `entrada` valores por fila, e `Y`, los
`horizonte` que vienen justo después.
"""


# %% ejercicio-07-4
def ventanas(serie, entrada, horizonte):
    """Matrices `(X, Y)`: cada fila, `entrada` valores seguidos y los `horizonte` siguientes."""
    # BEGIN SOLUTION
    inicios = range(len(serie) - entrada - horizonte + 1)
    X = [serie[i : i + entrada] for i in inicios]
    Y = [serie[i + entrada : i + entrada + horizonte] for i in inicios]
    return np.array(X), np.array(Y)
    # END SOLUTION


# %% comprobar-07-4
comprobar("07.4", ventanas)

# %% hacer-ventanas
ventanas = usar("07.4", ventanas)
cortes = {nombre: ventanas((s - media) / desviacion, 168, 24) for nombre, s in tramos.items()}
for nombre, (pasado, futuro) in cortes.items():
    print(f"{nombre}: {len(pasado)} ventanas de {pasado.shape[1]} horas y {futuro.shape[1]} por venir")

# %% lineas-base-texto [markdown]
r"""
**Las respuestas baratas**:

- **Persistencia**: todo seguirá como ahora.
- **Estacional de un día**: mañana como hoy. **De una semana**: como el mismo día de la semana pasada.
- **Regresión lineal** (*ridge*) con las 168 horas.

Una red que no gana a la mejor entre la persistencia y las dos estacionales no ha aprendido nada útil.
"""


# %% lineas-base
def mae(pronostico, parte="prueba"):
    """Error absoluto medio, en unidades de consumo."""
    return np.abs(pronostico - cortes[parte][1]).mean() * desviacion


pasado, futuro = cortes["entrenamiento"]
P = cortes["prueba"][0]
errores = {
    "persistencia": mae(np.repeat(P[:, -1:], 24, axis=1)),
    "como ayer": mae(P[:, -24:]),
    "como hace una semana": mae(P[:, :24]),
    "lineal": mae(Ridge(1.0).fit(pasado, futuro).predict(P)),
}
for nombre, error in errores.items():
    print(f"{nombre:22} {error:.2f}")

# %% red-de-pronostico-texto [markdown]
r"""
**La red.** Cada paso de la GRU es un **día entero** (24 números), así que solo da 7 pasos: recordar qué pasó el lunes pasado es fácil a 7 pasos y muy difícil a
168 (lección 05). La validación decide cuándo parar; la prueba no decide nada.
"""


# %% red-de-pronostico tags=["nbval-ignore-output"]
def por_dias(X):
    return X.reshape(len(X), -1, 24).astype("float32")


keras.utils.set_random_seed(curso.semilla)
pronostico = keras.Sequential([keras.Input((7, 24)), layers.GRU(64), layers.Dense(24)])
pronostico.compile(keras.optimizers.Adam(3e-3), "mae", **para_compilar(10))
parar = keras.callbacks.EarlyStopping(patience=4, restore_best_weights=True)
llenas = len(pasado) // 64 * 64
validacion = [por_dias(cortes["validación"][0])[:1152], cortes["validación"][1][:1152]]
historia = pronostico.fit(
    por_dias(pasado[:llenas]),
    futuro[:llenas],
    validation_data=validacion,
    callbacks=[parar],
    batch_size=64,
    validation_batch_size=64,
    epochs=30,
    verbose=0,
)
errores["GRU"] = mae(a_numpy(pronostico(por_dias(P), training=False)))
print(f"GRU {errores['GRU']:.2f}; la lineal, {errores['lineal']:.2f}")

# %% demuestra-pronostico
baratas = ("persistencia", "como ayer", "como hace una semana")
assert errores["GRU"] < min(errores[nombre] for nombre in baratas)
print("La GRU gana a la persistencia y a las dos estacionales en semanas que no ha visto.")

# %% explorar-pronostico-texto [markdown]
r"""
**Predice.** La red se entrenó mirando 7 días. ¿Qué pasará si solo le enseñas 1 o 2?

<details><summary>Respuesta</summary>
Falla mucho más; ya con 6 el error medio se duplica, más o menos. Sobre todo, nunca ha practicado con menos de 7. Y con 1 o 2 ni practicando bastaría: un
martes y un viernes son iguales vistos solos, y mañana puede ser fiesta o no.
</details>
"""

# %% explorar-pronostico tags=["nbval-ignore-output"]
explorador.explorar_pronostico(pronostico.get_weights(), tramos["prueba"], media, desviacion)

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «Se rellena con ceros y ya está.» | Sin máscara, la red lee los ceros: su respuesta depende del relleno. Lo has medido. |
| «Con bigramas, la bolsa de palabras entiende la negación.» | Mejora si la pareja «no está» sale tal cual; en plantillas nuevas se queda lejos. |
| «Un 95 % de palabras bien etiquetadas es un buen reconocedor.» | La mayoría son `O`: el diccionario pasa del 80 % de las palabras con un F1 mucho menor. Se mide por entidades enteras y exactas. |
| «Separar las frases al azar basta para una prueba honrada.» | Si comparten plantilla (o autor, o documento), la prueba mide memoria. Separa lo que quieras que generalice. |
| «La temperatura hace más creativa a la red.» | Solo reparte las probabilidades: la red es la misma. Alta, también elige lo que sabe malo. |
| «Mi red pronostica con un 3 % de error.» | ¿Y la persistencia? ¿Y repetir la semana pasada? Sin línea base, el número no dice nada. |
| «Barajo las ventanas y separo.» | Las ventanas vecinas comparten casi todas sus horas: es una fuga. Se corta en el tiempo. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. Secuencias de largos distintos: recortar, rellenar y enmascarar; comprueba que el relleno no cambia la salida.
2. La negación y el «pero» dependen del orden: la BiLSTM los aprende y la bolsa de palabras no puede.
3. Etiquetar es dar una salida por paso; con BIO y F1 de entidades exactas, y tapando palabras para que mire el contexto.
4. Un modelo de caracteres se mide con la NLL, entre $\ln V$ y los bigramas; la temperatura cambia corrección por variedad.
5. En una serie: cortar en el tiempo, normalizar con el entrenamiento y ganar a la persistencia y a la estacional.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** Una frase de 5 palabras va en una matriz de largo 20 con `mask_zero=True`. ¿Cuántos pasos actualizan el estado de la LSTM? &emsp;**a)** 20 &emsp;**b)** 5 &emsp;**c)** 15

<details><summary>Respuesta</summary>
b) En los otros 15, el estado se repite.
</details>

**2.** La entidad real es «Nueva Zelanda» (`B-LUG I-LUG`) y el modelo dice `B-LUG O`. ¿Cuántas entidades acierta? &emsp;**a)** 0 &emsp;**b)** ½ &emsp;**c)** 1

<details><summary>Respuesta</summary>
a) Ninguna: el final no coincide. Y además cuenta como una predicha de más.
</details>

**3.** Hay 60 caracteres distintos. Un modelo tiene NLL 4.1. ¿Qué ha aprendido? &emsp;**a)** Casi nada &emsp;**b)** Bastante &emsp;**c)** No se puede saber

<details><summary>Respuesta</summary>
a) $\ln 60 \approx 4.09$ es lo que paga quien reparte por igual.
</details>

**4.** Los logits son 2 y 0. ¿Qué temperatura da más probabilidad al segundo? &emsp;**a)** 0.5 &emsp;**b)** 1 &emsp;**c)** 2

<details><summary>Respuesta</summary>
c) Con T = 2 la diferencia queda en 1, y el segundo sube hasta $1/(1+e) \approx 0.27$.
</details>

**5.** Serie de 100 valores, `entrada=10` y `horizonte=5`. ¿Cuántas ventanas hay? &emsp;**a)** 85 &emsp;**b)** 86 &emsp;**c)** 90

<details><summary>Respuesta</summary>
b) $100 - 10 - 5 + 1 = 86$.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("07")

# %% para-seguir [markdown]
r"""
## Para seguir

- Abre `data/frases/opiniones.txt` y añade una plantilla de prueba con doble negación («no es que no me gustara»). ¿Aguanta la red?
- Quita la máscara al entrenar el sentimiento y compara. ¿Y si rellenas por delante?
- Entrena el etiquetador sin tapar palabras. ¿Cuánto pierde en las frases con nombres nuevos?
- Sube la GRU de caracteres a 128 unidades, o con una GPU usa `perfil="completo"`: escribirá como el Quijote, más o menos.
- Da a la red del pronóstico un solo paso con las 168 horas. ¿Sigue haciendo falta que sea recurrente?
- La traducción, donde entrada y salida miden distinto, espera en la lección 15.

## Referencias

- Graves, A. (2013). *Generating sequences with recurrent neural networks*.
- Hyndman, R. y Athanasopoulos, G. (2021). *Forecasting: principles and practice*.
- Karpathy, A. (2015). *The unreasonable effectiveness of recurrent neural networks*.
- Lample, G. y otros (2016). *Neural architectures for named entity recognition*.
- Ramshaw, L. y Marcus, M. (1995). *Text chunking using transformation-based learning*.
- Schuster, M. y Paliwal, K. (1997). *Bidirectional recurrent neural networks*.
"""
