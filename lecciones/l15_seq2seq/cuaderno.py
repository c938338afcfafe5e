# %% portada [markdown]
r"""
# 15 · Seq2seq: de una secuencia a otra

**«La casa roja es grande» tiene cinco palabras, y «the red house is big» también, pero en otro orden.** Traducir es leer una secuencia entera y escribir otra, con su propio
largo y su propio orden. En esta lección construyes un traductor de español a inglés, ves por qué se atasca con las frases largas y lo arreglas con la atención.

**Qué sabrás hacer**
- Montar un codificador–decodificador con LSTM o con GRU y entrenarlo con forzado del profesor, sin el error del desfase.
- Escribir palabra a palabra, con el método codicioso y con un haz.
- Programar la atención y leer su mapa.
- Medir una traducción con honradez: exactitud de frase y BLEU, en frases nunca vistas y sin contar el relleno.
- Hacer un chatbot pequeño que sabe decir «no lo sé».

**Qué necesitas antes**: la LSTM y la GRU de la [lección 06](06_lstm_gru.ipynb) y el relleno con máscara de la [lección 07](07_aplicaciones_rnn.ipynb).

**Tiempo**: unos 90 minutos de lectura y ejercicios.
"""

# %% preparar
from utils.curso import preparar

curso = preparar(entrena=True)
curso

# %% importar
import re
from collections import Counter
from itertools import cycle

import keras
import numpy as np
from keras import layers, ops

from lecciones.l15_seq2seq import exploradores as explorador
from lecciones.l15_seq2seq.traduccion import (
    ALTERNATIVAS,
    MARCA_FIN,
    Traduccion,
    bleu,
    leer_frase,
    sin_tildes,
)
from utils.datos.frases import dialogos, lexico, opiniones, oraciones, pares_es_en, piezas
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.gradientes import compilar, para_compilar
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura, mostrar

# %% imagen-de-portada
arriba = ["La", "casa", "roja", "es", "grande", "."]
abajo = ["The", "red", "house", "is", "big", "."]
fig, eje = figura(7.5, 2.2)
for a, b in ((0, 0), (1, 2), (2, 1), (3, 3), (4, 4), (5, 5)):
    cruza = a != b
    eje.plot([a, b], [0.8, 0.2], "--" if cruza else "-", color=NARANJA if cruza else AZUL)
for lugar, (es, en) in enumerate(zip(arriba, abajo)):
    eje.text(lugar, 0.88, es, ha="center", fontsize=14)
    eje.text(lugar, 0.02, en, ha="center", fontsize=14)
eje.set(xlim=(-0.5, 5.5), ylim=(0, 1))
eje.set_axis_off()
mostrar(
    fig,
    "«La casa roja es grande» encima de «The red house is big», con una línea entre las palabras "
    "que se corresponden: las de «casa roja» y «red house» se cruzan.",
)

# %% datos-texto [markdown]
r"""
## 1 · Pares de frases

Los pares salen de la gramática del curso: sujetos, verbos en tres tiempos, negaciones, preguntas, países. Entrenamos **solo con frases de 8 piezas o menos** (palabras y signos), para ver después qué pasa
con las más largas. Y hay dos pruebas con frases que la red no ve nunca:

- **Combinaciones**: las mismas plantillas, pero con parejas de sustantivo y adjetivo apartadas. Si «museo grande» está apartada, la red ve museos y ve cosas grandes, pero ningún museo grande.
- **Plantillas**: construcciones enteras apartadas, como «Ayer {alguien} no {hizo algo}.» o «¿Dónde {hizo algo} {alguien}?».
"""

# %% datos
VISTAS = 8  # piezas de la frase española más larga del entrenamiento
rng = np.random.default_rng(curso.semilla)
pares = [par for par in pares_es_en(12_800, rng) if len(piezas(par[0])) <= VISTAS]
partes = ("combinaciones", "plantillas")
pruebas = {parte: list(dict.fromkeys(pares_es_en(600, rng, parte))) for parte in partes}
assert not {es for es, _ in pares} & {es for parte in pruebas.values() for es, _ in parte}
for es, en in (pares[3], pruebas["combinaciones"][0], pruebas["plantillas"][0]):
    print(f"{es}  →  {en}")

# %% numerar-texto [markdown]
r"""
Cada pieza recibe un número, y las frases cortas se completan con ceros: el **relleno**. En inglés hay además dos marcas: **inicio** (1), que se le da al decodificador para que empiece, y **fin** (2), que escribe él
para decir que ha acabado. Así la traducción puede tener el largo que necesite.
"""

# %% numerar
RELLENO, INICIO, FIN = 0, 1, 2
MAXIMO = 15  # piezas que se escriben como mucho
vocab_es = ["", *sorted({p for es, _ in pares for p in piezas(es)})]
vocab_en = ["", "(inicio)", MARCA_FIN, *sorted({p for _, en in pares for p in piezas(en)})]
num_es, num_en = ({p: k for k, p in enumerate(vocab)} for vocab in (vocab_es, vocab_en))


def a_matriz(frases, numero, final=(), largo=None):
    """Una fila por frase: los números de sus piezas, los de `final` y ceros. Lo nunca visto es 0."""
    filas = [[numero.get(p, RELLENO) for p in piezas(frase)] + list(final) for frase in frases]
    return keras.utils.pad_sequences(filas, maxlen=largo, padding="post")


# %% matrices
LOTE = 64
llenos = len(pares) // LOTE * LOTE  # lotes enteros: así no se compila dos veces
X = a_matriz([es for es, _ in pares[:llenos]], num_es)
Y = a_matriz([en for _, en in pares[:llenos]], num_en, [FIN])
print(f"{len(vocab_es)} piezas en español y {len(vocab_en)} en inglés")
print(pares[3][0], "→", X[3], "→", Y[3])

# %% desfase-texto [markdown]
r"""
## 2 · Codificador, decodificador y profesor

Dos redes recurrentes (Sutskever, Vinyals y Le 2014; Cho y otros 2014):

- El **codificador** lee la frase española. De él solo interesa el estado en que acaba: un vector que resume la frase.
- El **decodificador** empieza con ese estado y escribe en inglés. En cada paso recibe la palabra anterior y da la probabilidad de cada palabra siguiente.

Al entrenar, ¿qué palabra anterior recibe? Aunque se haya equivocado, la **correcta**: es el **forzado del profesor** (*teacher forcing*; Williams y Zipser 1989). Así todos los pasos se entrenan a la vez. Pero hay que
dársela **desfasada**: en el paso $t$ ve la palabra $t-1$ y debe predecir la $t$.

### Ejercicio 15.1 · El desfase
Escribe `desfasar(objetivo, inicio)`: lo que recibe el decodificador si debe escribir `objetivo`. Cada fila es una frase. Devuelve una matriz de la misma forma.
"""


# %% ejercicio-15-1
def desfasar(objetivo, inicio):
    """Entrada del decodificador para que escriba `objetivo` (frases, pasos); empieza por `inicio`."""
    # BEGIN SOLUTION
    primera = np.full((len(objetivo), 1), inicio)
    return np.concatenate([primera, objetivo[:, :-1]], axis=1)
    # END SOLUTION


# %% comprobar-15-1
comprobar("15.1", desfasar)

# %% usar-15-1
desfasar = usar("15.1", desfasar)
previas = np.asarray(desfasar(Y, INICIO), dtype="int32")
for recibe, escribe in zip(previas[3][:6], Y[3][:6]):
    print(f"recibe {vocab_en[recibe]:10} y debe escribir {vocab_en[escribe]}")

# %% modelo-texto [markdown]
r"""
El modelo, con `celda` igual a `layers.LSTM` o `layers.GRU`. La única diferencia es que la LSTM tiene dos estados y la GRU uno; por eso el estado es una lista. `mask_zero=True` hace que el codificador no lea el
relleno. Al entrenar, `tapar` esconde una de cada tres palabras anteriores: obliga a mirar la frase española en lugar de fiarse del inglés ya escrito.
"""


# %% clase-traductor
class Traductor(keras.Model):
    """Codificador y decodificador: la frase pasa de uno a otro solo en el estado final."""

    def __init__(self, celda, palabras_es, palabras_en):
        super().__init__()
        self.palabras_es = layers.Embedding(palabras_es, 64, mask_zero=True)
        self.palabras_en = layers.Embedding(palabras_en, 64)
        self.codificador = self.montar_codificador(celda)
        self.decodificador = celda(128, return_sequences=True, return_state=True)
        self.tapar = layers.Dropout(0.3, noise_shape=(None, None, 1))
        self.salida = keras.Sequential([layers.Dense(128, "tanh"), layers.Dense(palabras_en)])

    def montar_codificador(self, celda):
        return celda(128, return_state=True)

    def leer(self, x):
        return self.codificador(self.palabras_es(x))[1:], None  # el estado final, y nada más que mirar

    def escribir(self, previas, estado, leido, training=False):
        palabras = self.tapar(self.palabras_en(previas), training=training)
        h, *estado = self.decodificador(palabras, initial_state=estado)
        return self.salida(h), estado, None  # puntos, estado nuevo y pesos de la atención: aquí, no hay

    def call(self, entradas, training=False):
        return self.escribir(entradas[1], *self.leer(entradas[0]), training=training)[0]


# %% entrenar
EPOCAS = 4


def crear(clase, celda):
    """Una red nueva, lista para entrenar. El relleno (clase 0) no cuenta en la pérdida."""
    keras.utils.set_random_seed(curso.semilla)
    red = clase(celda, len(vocab_es), len(vocab_en))
    red([X[:2], previas[:2]])
    red.iniciales = red.get_weights()
    ritmo = keras.optimizers.schedules.CosineDecay(0.01, EPOCAS * llenos // LOTE)
    entropia = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=RELLENO)
    adam = keras.optimizers.Adam(ritmo, global_clipnorm=1.0)
    red.compile(adam, entropia, **para_compilar(10))
    return red


def entrenar(red, X, previas, epocas=EPOCAS):
    """Pone la red como al nacer, la entrena y devuelve la pérdida de cada época."""
    red.set_weights(red.iniciales)
    for variable in red.optimizer.variables:
        variable.assign(ops.zeros_like(variable))
    return red.fit([X, previas], Y, batch_size=LOTE, epochs=epocas, verbose=0).history["loss"]


# %% sin-desfase-predice [markdown]
r"""
**Predice.** Alguien olvida el desfase y le da al decodificador `Y` tal cual, al entrenar y al medir. ¿Cuántas palabras acertará tras una sola época? ¿Y cómo traducirá?

<details><summary>Respuesta</summary>
Casi todas: solo tiene que copiar la palabra que recibe. Al traducir no hay nada que copiar, y lo que escribe no tiene que ver con la frase. Una nota magnífica y un traductor inútil.
</details>
"""

# %% entrenar-sin-desfase tags=["nbval-ignore-output"]
reales = {parte: [piezas(en) for _, en in prueba] for parte, prueba in pruebas.items()}
X_prueba = {parte: a_matriz([es for es, _ in prueba], num_es) for parte, prueba in pruebas.items()}
Y_prueba = a_matriz([en for _, en in pruebas["combinaciones"]], num_en, [FIN], MAXIMO)
hay = Y_prueba != RELLENO
gru = crear(Traductor, layers.GRU)
entrenar(gru, X, Y, epocas=1)
copia = ops.convert_to_numpy(gru([X_prueba["combinaciones"], Y_prueba])).argmax(axis=-1)
acierta_copiando = (copia == Y_prueba)[hay].mean()

# %% codicioso-texto [markdown]
r"""
## 3 · Escribir palabra a palabra

Al traducir no hay profesor: la palabra que la red acaba de escribir es la que recibe en el paso siguiente. El método **codicioso** se queda siempre con la más probable.

### Ejercicio 15.2 · El método codicioso
`paso(palabra, estado)` es un paso del decodificador: devuelve los puntos de cada palabra siguiente (un vector) y el estado nuevo. Escribe `decodificar_codicioso(paso, estado, inicio, fin, maximo)`, que devuelve la
lista de los números de las palabras, sin las marcas de inicio ni de fin. Si la de fin no llega, para al tener `maximo` palabras.
"""


# %% ejercicio-15-2
def decodificar_codicioso(paso, estado, inicio, fin, maximo):
    """Lista de palabras que escribe `paso`, eligiendo siempre la de más puntos."""
    # BEGIN SOLUTION
    palabra, escritas = inicio, []
    for _ in range(maximo):
        puntos, estado = paso(palabra, estado)
        palabra = int(np.argmax(puntos))
        if palabra == fin:
            break
        escritas.append(palabra)
    return escritas
    # END SOLUTION


# %% comprobar-15-2
comprobar("15.2", decodificar_codicioso)


# %% escribir-lote
def traducir_todas(red, X):
    """Lo mismo que 15.2 con todas las filas de `X` a la vez: una lista de palabras por frase."""
    estado, leido = red.leer(X)
    palabra, columnas = np.full((len(X), 1), INICIO), []
    for _ in range(MAXIMO):
        puntos, estado, _ = red.escribir(palabra, estado, leido)
        palabra = ops.argmax(puntos, axis=-1)
        columnas.append(ops.convert_to_numpy(palabra))
    return [a_palabras(fila) for fila in np.concatenate(columnas, axis=1)]


def a_palabras(fila):
    """Las palabras de una fila de números, hasta la marca de fin."""
    fila = [*fila, FIN]
    return [vocab_en[k] for k in fila[: fila.index(FIN)]]


# %% demuestra-desfase tags=["nbval-ignore-output"]
copiadas = traducir_todas(gru, X_prueba["combinaciones"])
exactas = np.mean([a == b for a, b in zip(copiadas, reales["combinaciones"])])
print(f"Sin desfase, tras una época acierta el {100 * acierta_copiando:.0f} % de las palabras. Y sola:")
print(f"{pruebas['combinaciones'][0][0]} → {' '.join(copiadas[0])}   (exactas: {exactas:.3f})")

# %% demuestra-desfase-inutil
assert acierta_copiando > 0.9 and exactas < 0.02
print("Sin el desfase acierta más del 90 % de las palabras… y sola no traduce casi ninguna frase.")

# %% cuatro-redes-texto [markdown]
r"""
## 4 · La frase del revés

Ahora, con el desfase puesto. Dos redes con el mismo presupuesto de cuatro épocas: una GRU y la misma GRU, que lee la frase **invertida**. Solo cambia eso. Leer del revés es un truco de
Sutskever y otros (2014): al acabar, lo último leído es el principio de la frase, que es lo primero que hay que escribir.

**Predice.** ¿Qué cambiará al leer del revés: la velocidad a la que aprende, las frases largas o las dos cosas?

<details><summary>Respuesta</summary>
Sobre todo la velocidad: el gradiente del principio de la traducción llega enseguida al principio de la frase. Pero todo sigue pasando por un solo vector, y las largas siguen saliendo peor.
</details>
"""

# %% entrenar-gru tags=["nbval-ignore-output"]
perdidas, dichas, aciertos = {}, {}, {}


def probar(nombre, red, historia, preparar=lambda X: X):
    """Guarda la pérdida de cada época, las traducciones y cuáles son idénticas a la referencia."""
    perdidas[nombre] = historia
    dichas[nombre] = {parte: traducir_todas(red, preparar(X_prueba[parte])) for parte in pruebas}
    pares_de = {parte: zip(dichas[nombre][parte], reales[parte]) for parte in pruebas}
    aciertos[nombre] = {p: np.array([a == b for a, b in suyos]) for p, suyos in pares_de.items()}


probar("GRU", gru, entrenar(gru, X, previas))

# %% entrenar-invertida tags=["nbval-ignore-output"]
al_reves = lambda X: X[:, ::-1]  # el relleno queda delante; con la máscara, da igual
probar("GRU invertida", gru, entrenar(gru, al_reves(X), previas), al_reves)


# %% ver-sin-atencion tags=["nbval-ignore-output"]
def tabla():
    """La pérdida de cada época y la exactitud de frase de cada red en las dos pruebas."""
    for nombre, suyos in aciertos.items():
        curva = " ".join(f"{v:.2f}" for v in perdidas[nombre])
        medias = ", ".join(f"{parte} {suyos[parte].mean():.2f}" for parte in pruebas)
        print(f"{nombre:16} pérdida {curva}; exactas: {medias}")


tabla()

# %% demuestra-invertida
assert all(np.array(perdidas["GRU invertida"]) < perdidas["GRU"])
print("En todas las épocas, la GRU que lee del revés tiene menos pérdida: aprende antes.")

# %% invertida-explica [markdown]
r"""
Invertir no da más memoria: da un principio más fácil. Mira en la tabla la última pérdida: aún baja, así que con más épocas las dos acertarían más frases.
"""

# %% una-a-una-texto [markdown]
r"""
`traducir_todas` hace tu ejercicio 15.2 con muchas frases a la vez. Comprobamos que sale lo mismo de una en una, con tu función.
"""

# %% usar-15-2
decodificar_codicioso = usar("15.2", decodificar_codicioso)


def paso_de(red, x):
    """La función `paso` de la red y su estado inicial para una frase `x` (1, piezas)."""
    estado, leido = red.leer(x)

    def paso(palabra, estado):
        puntos, estado, _ = red.escribir(np.array([[palabra]]), estado, leido)
        return ops.convert_to_numpy(puntos)[0, 0], estado

    return paso, estado


# %% demuestra-una-a-una
X_inv = al_reves(X_prueba["combinaciones"])
for k, esperada in enumerate(dichas["GRU invertida"]["combinaciones"][:4]):
    escrita = decodificar_codicioso(*paso_de(gru, X_inv[k : k + 1]), INICIO, FIN, MAXIMO)
    assert [vocab_en[q] for q in escrita] == esperada
print("De una en una y todas a la vez sale lo mismo.")

# %% relleno-texto [markdown]
r"""
**El relleno no cuenta.** Mucho material mide «exactitud» por casillas, con el relleno incluido y dando al decodificador las palabras correctas. Comparamos las tres maneras de medir **la misma red**: por casillas y con el
relleno, por palabras y con el profesor delante, y por frases enteras escritas sola.
"""

# %% relleno tags=["nbval-ignore-output"]
dadas = np.asarray(desfasar(Y_prueba, INICIO), dtype="int32")
forzadas = ops.convert_to_numpy(gru([X_inv, dadas])).argmax(axis=-1)
casillas = np.where(hay, forzadas == Y_prueba, True).mean()  # el relleno se acierta sin hacer nada
palabras = (forzadas == Y_prueba)[hay].mean()
frases = aciertos["GRU invertida"]["combinaciones"].mean()
print(f"casillas con relleno {casillas:.2f}; palabras con profesor {palabras:.2f}; frases {frases:.2f}")

# %% demuestra-relleno
assert casillas > palabras > frases + 0.1
print("La misma red, de más a menos: casillas con relleno, palabras con profesor, frases enteras.")

# %% sesgo-texto [markdown]
r"""
## 5 · El sesgo de exposición

Con el profesor delante, cada error se corrige antes del paso siguiente. Sola, la red recibe **sus** palabras: si se equivoca, sigue desde un sitio que no vio al entrenar, y los errores se encadenan. Es el *sesgo de
exposición* (Ranzato y otros 2016).

**Predice.** Dibujamos la proporción de palabras correctas según su posición, con profesor y sin él. ¿Dónde se separan las curvas?

<details><summary>Respuesta</summary>
En la primera palabra coinciden: las dos reciben la marca de inicio. Después, cada vez más.
</details>
"""


# %% sesgo
def por_posicion(bien):
    """Proporción de aciertos en las 8 primeras posiciones, sin contar el relleno."""
    return np.array([bien[hay[:, t], t].mean() for t in range(8)])


escritas = [" ".join(palabras) for palabras in dichas["GRU invertida"]["combinaciones"]]
libres = a_matriz(escritas, num_en, [FIN], MAXIMO + 1)[:, :MAXIMO]
con_profesor, sola = por_posicion(forzadas == Y_prueba), por_posicion(libres == Y_prueba)
fig, eje = figura(7.5, 3)
eje.plot(range(1, 9), con_profesor, "o-", color=AZUL, label="con profesor")
eje.plot(range(1, 9), sola, "s--", color=NARANJA, label="sola")
eje.set(xlabel="posición de la palabra", ylabel="proporción correcta", ylim=(0.5, 1.02))
eje.legend(loc="lower right")
mostrar(fig, "Palabras correctas según la posición: empiezan igual y, sola, la red cae por debajo.")

# %% tras-el-fallo-texto [markdown]
r"""
La diferencia media parece pequeña, porque incluye las frases sin ningún fallo. Miremos solo lo que viene **después del primer fallo** de cada frase.
"""

# %% tras-el-fallo tags=["nbval-ignore-output"]
mal = (libres != Y_prueba) & hay
primero = np.where(mal.any(axis=1), mal.argmax(axis=1), MAXIMO)
despues = hay & (np.arange(MAXIMO) > primero[:, None])
corregida, seguida = (forzadas == Y_prueba)[despues].mean(), (libres == Y_prueba)[despues].mean()
print(f"Correctas tras el primer fallo: {corregida:.2f} si el profesor lo corrige, {seguida:.2f} si no")

# %% demuestra-sesgo
assert np.isclose(con_profesor[0], sola[0], atol=0.01) and corregida > seguida + 0.03
print("Iguales en la primera palabra; tras el primer fallo, sola acierta menos que con profesor.")

# %% atencion-texto [markdown]
r"""
## 6 · Atención

Toda la frase tiene que caber en un estado de tamaño fijo, 128 números en la GRU, y ahí está el atasco. ¿Y si el decodificador pudiera **volver a mirar** las palabras? Es la **atención** (Bahdanau, Cho y Bengio 2015). El codificador guarda un vector por
palabra leída. En cada paso, el decodificador hace una **consulta** $q$, la compara con la **clave** de cada palabra y se lleva una mezcla de sus **valores**:

$$\alpha = \mathrm{softmax}\!\left(\frac{K q}{\sqrt d}\right) \qquad\qquad c = \sum_i \alpha_i\, v_i$$

Los pesos $\alpha$ suman 1 y dicen cuánto mira a cada palabra. La raíz de $d$, la dimensión, evita que los productos crezcan tanto que el softmax se quede con uno solo (Vaswani y otros 2017).

### Ejercicio 15.3 · Atención
Escribe `atencion(consulta, claves, valores)`. `consulta` es un vector de $d$ números; `claves` y `valores` tienen una fila por palabra. Devuelve `(contexto, pesos)`. Debe aguantar productos muy grandes.
"""


# %% ejercicio-15-3
def atencion(consulta, claves, valores):
    """Contexto y pesos. `consulta` (d,), `claves` (n, d), `valores` (n, v)."""
    # BEGIN SOLUTION
    puntos = claves @ consulta / np.sqrt(len(consulta))
    pesos = np.exp(puntos - puntos.max())
    pesos = pesos / pesos.sum()
    return pesos @ valores, pesos
    # END SOLUTION


# %% comprobar-15-3
comprobar("15.3", atencion)

# %% atender-texto [markdown]
r"""
En la red es la misma cuenta, para todas las consultas y todas las frases de un lote. Aquí las claves son también los valores, y al relleno se le pone un peso de 0.
"""


# %% atender
def atender(consultas, claves, mascara):
    """consultas (frases, q, d); claves (frases, n, d); mascara (frases, n): False en el relleno."""
    puntos = ops.einsum("fqd,fnd->fqn", consultas, claves) / claves.shape[-1] ** 0.5
    pesos = ops.softmax(ops.where(mascara[:, None], puntos, -1e9))
    return ops.einsum("fqn,fnd->fqd", pesos, claves), pesos


# %% usar-15-3
atencion = usar("15.3", atencion)

# %% demuestra-atencion
azar = np.random.default_rng(0)
consultas, claves = (azar.normal(size=(2, n, 8)).astype("float32") for n in (3, 5))
contextos, pesos = atender(consultas, claves, np.array([[True] * 5, [True, True, True, False, False]]))
c, p = atencion(consultas[1, 2], claves[1, :3], claves[1, :3])  # sin las dos de relleno
assert np.allclose(contextos[1, 2], c, atol=1e-5) and np.allclose(pesos[1, 2], [*p, 0, 0], atol=1e-5)
print("En lote y con relleno sale lo mismo que en tu función sin el relleno.")

# %% con-atencion-texto [markdown]
r"""
El traductor con atención cambia tres cosas. El codificador es **bidireccional**: el vector de cada palabra sabe lo que hay a los dos lados. Cada clave lleva además la incrustación de la palabra, para que su identidad
llegue intacta. Y la salida ve el estado del decodificador **y** el contexto (Luong, Pham y Manning 2015).
Ojo: compararlo con los de antes dice lo que ganan las tres cosas juntas, no cuánto pone cada una.
"""


# %% clase-con-atencion
class ConAtencion(Traductor):
    """El decodificador mira, en cada paso, todas las palabras leídas."""

    def __init__(self, celda, palabras_es, palabras_en):
        super().__init__(celda, palabras_es, palabras_en)
        self.preguntar = layers.Dense(128 + 64, use_bias=False)

    def montar_codificador(self, celda):
        return layers.Bidirectional(celda(64, return_sequences=True, return_state=True))

    def leer(self, x):
        palabras = self.palabras_es(x)
        h, *estado = self.codificador(palabras)
        ida, vuelta = estado[: len(estado) // 2], estado[len(estado) // 2 :]
        estado = [ops.concatenate(los_dos, axis=-1) for los_dos in zip(ida, vuelta)]
        return estado, (ops.concatenate([h, palabras], axis=-1), ops.not_equal(x, RELLENO))

    def escribir(self, previas, estado, leido, training=False):
        palabras = self.tapar(self.palabras_en(previas), training=training)
        h, *estado = self.decodificador(palabras, initial_state=estado)
        contexto, pesos = atender(self.preguntar(h), *leido)
        return self.salida(ops.concatenate([h, contexto], axis=-1)), estado, pesos


# %% entrenar-con-atencion tags=["nbval-ignore-output"]
atenta = crear(ConAtencion, layers.GRU)
probar("GRU con atención", atenta, entrenar(atenta, X, previas))
tabla()

# %% demuestra-exactitud
assert aciertos["GRU con atención"]["combinaciones"].mean() >= 0.90
assert aciertos["GRU con atención"]["plantillas"].mean() >= 0.50
print("Con atención: 9 de cada 10 frases exactas, o más, en combinaciones nunca vistas.")

# %% largas-texto [markdown]
r"""
**Predice.** Separamos las frases de «combinaciones» por su largo. Recuerda que en el entrenamiento no hay ninguna de más de 8 piezas. ¿Qué red aguantará mejor las de 9 y 10?

<details><summary>Respuesta</summary>
La de la atención: con 9 piezas casi ni lo nota, y con 10 se hunde también. De 10 hay pocas frases, y más de la mitad son «… no está lejos de …», muy rara entre las de entrenamiento. La atención ayuda; no hace milagros.
</details>
"""

# %% por-largo
largos = np.array([len(piezas(es)) for es, _ in pruebas["combinaciones"]])
ejes_x = [k for k in range(4, 13) if np.sum(largos == k) >= 15]
estilos = zip(aciertos, (VERDE, NARANJA, AZUL), ("^-.", "s--", "o-"))
fig, eje = figura(7.5, 3.4)
for nombre, color, trazo in estilos:
    suyos = aciertos[nombre]["combinaciones"]
    eje.plot(ejes_x, [suyos[largos == k].mean() for k in ejes_x], trazo, color=color, label=nombre)
eje.axvspan(VISTAS + 0.5, max(ejes_x) + 0.5, color="#EEEEEE", zorder=0)
eje.text(max(ejes_x) + 0.45, 1.06, "más largas que las vistas", ha="right", fontsize=9)
eje.set(xlabel="piezas de la frase española", ylabel="exactitud de frase", ylim=(-0.03, 1.15))
eje.set_xticks(ejes_x)
eje.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=9)
mostrar(
    fig,
    "Exactitud según el largo: las dos redes sin atención quedan muy por debajo y caen al "
    "alargarse la frase; con atención se mantiene arriba hasta 9 piezas y cae con 10.",
)

# %% demuestra-largas
largas = largos > VISTAS
*sin, con = (suyos["combinaciones"][largas].mean() for suyos in aciertos.values())
assert con > max(sin) + 0.3 and con >= 0.5
print("En frases más largas que las vistas, con atención acierta al menos 30 puntos más que sin ella.")

# %% mapa-texto [markdown]
r"""
### El mapa de la atención

Cada fila es una palabra escrita y dice a cuáles mira. Si la red ha aprendido a traducir, al escribir `red` mirará «roja», aunque esté un lugar más allá.
"""

# %% traducir
LARGO = 16
conocidas = set(vocab_es) - {""}
leer_una = compilar(lambda x: atenta.leer(x), jit_compile=False)
escribir_una = compilar(lambda p, s, *leido: atenta.escribir(p, [s], leido), jit_compile=False)


def traducir(frase, numero=num_es, vocab=vocab_en):
    """La `Traduccion` de una frase escrita a mano, con sus pesos y sus alternativas."""
    entrada, avisos = leer_frase(frase, conocidas, LARGO, VISTAS)
    (estado,), leido = leer_una(a_matriz([" ".join(entrada)], numero, largo=LARGO))
    palabra, salida, pesos, mejores = INICIO, [], [], []
    while palabra != FIN and len(salida) < LARGO:
        puntos, (estado,), mira = escribir_una(np.array([[palabra]]), estado, *leido)
        p = ops.convert_to_numpy(ops.softmax(puntos[0, 0]))
        palabra = int(p.argmax())
        salida.append(vocab[palabra])
        pesos.append(ops.convert_to_numpy(mira[0, 0, : len(entrada)]))
        mejores.append([(vocab[k], float(p[k])) for k in np.argsort(-p)[:ALTERNATIVAS]])
    return Traduccion(entrada, salida, np.array(pesos), mejores, avisos)


# %% ver-mapa tags=["nbval-ignore-output"]
explorador.LaminaTraduccion(traducir, "La casa roja no es pequeña.").dibujar()

# %% orden-y-concordancia-texto [markdown]
r"""
Una frase bonita no demuestra nada. Lo medimos en **todas** las de las dos pruebas, con el léxico en la mano:

- **Orden**: de los adjetivos que en la referencia van delante de su sustantivo (`red house`), ¿cuántos van también delante, y del mismo sustantivo, en la traducción?
- **Número**: de las frases, ¿cuántas tienen los mismos sustantivos, cada uno en singular o plural como debe?
- **Tiempo**: ¿cuántas tienen las mismas formas verbales, con sus auxiliares (`did`, `will`, `are`…)?
- **Mirada**: al escribir un sustantivo o un adjetivo, ¿es su palabra española la que más mira?
"""

# %% lexico-ingles
lex = lexico()
adjetivos = {a.ingles: set(a.formas) for a in lex.adjetivos}
sustantivos = {s.ingles[n]: set() for s in lex.sustantivos for n in (0, 1)}
for s in lex.sustantivos:
    for n in (0, 1):
        sustantivos[s.ingles[n]].add(s.formas[n])
verbales = {p for v in lex.verbos for forma in v.ingles for p in forma.split()[:1]}
verbales |= {"do", "does", "did", "will", "is", "are", "was", "were", "be"}


def parejas(frase):
    """Los pares «adjetivo, sustantivo» seguidos de una frase inglesa."""
    return Counter((a, b) for a, b in zip(frase, frase[1:]) if a in adjetivos and b in sustantivos)


def de(grupo, frase):
    """Cuántas veces sale en la frase cada palabra del grupo."""
    return Counter(p for p in frase if p in grupo)


# %% medir-gramatica tags=["nbval-ignore-output"]
medidas = {}
for parte, buenas in reales.items():
    suyas = list(zip(buenas, dichas["GRU con atención"][parte]))
    orden = sum(sum((parejas(b) & parejas(d)).values()) for b, d in suyas)
    medidas[parte] = {
        "orden": orden / sum(sum(parejas(b).values()) for b in buenas),
        "número": np.mean([de(sustantivos, b) == de(sustantivos, d) for b, d in suyas]),
        "tiempo": np.mean([de(verbales, b) == de(verbales, d) for b, d in suyas]),
    }
    print(parte, {nombre: round(float(v), 2) for nombre, v in medidas[parte].items()})

# %% demuestra-gramatica
assert min(medidas["combinaciones"].values()) >= 0.9
print("En combinaciones nunca vistas, orden, número y tiempo están bien en 9 de cada 10 casos o más.")

# %% casa-roja-texto [markdown]
r"""
**¿Y la casa roja?** Es un caso aparte: en la gramática, los lugares no llevan color (salvo el blanco), así que la red no ha visto **nunca** un lugar rojo, ni una pareja de esa clase. Probamos todas las frases «La casa roja
{es, era, será…} {adjetivo}.» y contamos en cuántas escribe `the red house`.
"""

# %% frases-con-casa-roja
verbos = ("es", "era", "será", "no es", "no era", "no será")
de_lugar = [a.formas[1] for a in lex.adjetivos if a.copula == "ser" and "lugar" in a.clases]
rojas = [f"La casa roja {verbo} {adjetivo}." for verbo in verbos for adjetivo in de_lugar]

# %% casa-roja tags=["nbval-ignore-output"]
en_ingles = [" ".join(t) for t in traducir_todas(atenta, a_matriz(rojas, num_es))]
con_casa_roja = np.mean(["the red house" in frase for frase in en_ingles])
print(f"«the red house» en el {100 * con_casa_roja:.0f} % de {len(rojas)} frases.")
print(f"{rojas[0]} → {en_ingles[0]}")

# %% demuestra-casa-roja
assert con_casa_roja > 1 / 3
print("«the red house» sale en más de un tercio de las frases, sin haber visto nunca un lugar rojo.")

# %% medir-mirada tags=["nbval-ignore-output"]
origen = sustantivos | adjetivos
mira_bien = []
for es, _ in pruebas["combinaciones"][:150]:
    t = traducir(es)
    for palabra, pesos in zip(t.salida, t.pesos):
        if origen.get(palabra, set()) & set(t.entrada):
            mira_bien.append(t.entrada[pesos.argmax()] in origen[palabra])
print(f"Mira sobre todo a la que traduce: {100 * np.mean(mira_bien):.0f} % de {len(mira_bien)} casos")

# %% demuestra-mirada
assert np.mean(mira_bien) >= 0.5
print("En la mayoría de los sustantivos y adjetivos, la palabra más mirada es la que se traduce.")

# %% bleu-texto [markdown]
r"""
## 7 · BLEU

La exactitud de frase es dura: un artículo mal y vale 0. **BLEU** (Papineni y otros 2002) da parte de la nota. Con palabras sueltas, son dos factores:

- La **precisión**: de las palabras escritas, qué proporción está en la referencia. Cada palabra acierta como mucho las veces que sale allí.
- La **brevedad**: si la hipótesis tiene $h$ palabras y la referencia $r > h$, se multiplica por $e^{1-r/h}$.

### Ejercicio 15.4 · BLEU de palabras sueltas
Escribe `bleu1(referencia, hipotesis)`, con dos listas de palabras. Con la hipótesis vacía, 0.
"""


# %% ejercicio-15-4
def bleu1(referencia, hipotesis):
    """BLEU con palabras sueltas de una frase, entre 0 y 1. Recibe dos listas de palabras."""
    # BEGIN SOLUTION
    if not hipotesis:
        return 0.0
    aciertos = sum((Counter(referencia) & Counter(hipotesis)).values())
    brevedad = min(1.0, np.exp(1 - len(referencia) / len(hipotesis)))
    return brevedad * aciertos / len(hipotesis)
    # END SOLUTION


# %% comprobar-15-4
comprobar("15.4", bleu1)

# %% bleu-orden-predice [markdown]
r"""
**Predice.** La referencia es `the red house is big`. ¿Cuánto vale `bleu1` de `big house the is red`?

<details><summary>Respuesta</summary>
1: están todas las palabras, y con palabras sueltas el orden no cuenta. Por eso el BLEU de verdad mira también los grupos de 2, 3 y 4 palabras seguidas y hace la media geométrica.
</details>
"""

# %% bleu-orden
bleu1 = usar("15.4", bleu1)
referencia = ["the", "red", "house", "is", "big"]
propuestas = ("big house the is red", "the the the the the", "the red house", "the red house is small")
for hipotesis in propuestas:
    suelto = float(bleu1(referencia, hipotesis.split()))
    completo = bleu([referencia], [hipotesis.split()])
    print(f"{hipotesis:24} bleu1 {suelto:.2f}   BLEU {completo:.2f}")

# %% medir-bleu tags=["nbval-ignore-output"]
notas = {parte: bleu(reales[parte], dichas["GRU con atención"][parte]) for parte in pruebas}
nota_sin = bleu(reales["combinaciones"], dichas["GRU invertida"]["combinaciones"])
for parte, nota in notas.items():
    exactas = aciertos["GRU con atención"][parte].mean()
    print(f"con atención, {parte}: BLEU {nota:.2f}, frases exactas {exactas:.2f}")
print(f"sin atención (GRU invertida), combinaciones: BLEU {nota_sin:.2f}, frases exactas {frases:.2f}")

# %% demuestra-bleu
assert notas["combinaciones"] > 0.9 and notas["combinaciones"] > nota_sin + 0.1
print("En combinaciones nunca vistas, BLEU mayor que 0.9; sin atención, más de 10 puntos menos.")

# %% plantillas-texto [markdown]
r"""
Las **plantillas** nunca vistas son más difíciles que las combinaciones, y su nota cambia más de una semilla a otra: la red sabe traducir cada trozo, pero no ha visto nunca esos trozos juntos. Mira en qué falla:
"""

# %% ver-fallos tags=["nbval-ignore-output"]
fallos = np.flatnonzero(~aciertos["GRU con atención"]["plantillas"])[:5]
for k in fallos:
    print(f"{pruebas['plantillas'][k][0]}\n   debe decir: {' '.join(reales['plantillas'][k])}")
    print(f"   dice:       {' '.join(dichas['GRU con atención']['plantillas'][k])}")

# %% haz-texto [markdown]
r"""
## 8 · El haz

El codicioso no vuelve atrás: una palabra que ahora parece la mejor puede llevar a una frase mala. El **haz** (*beam search*) conserva en cada paso las `ancho` frases a medias más probables y sigue con todas. La
probabilidad de una frase es el producto de las de sus palabras; en logaritmos, la suma.
"""


# %% haz
def haz(paso, estado, inicio, fin, maximo, ancho):
    """La frase más probable que encuentra, como (log p, palabras). `paso` da logaritmos."""
    vivas, acabadas = [(0.0, [], estado)], []
    while vivas and len(vivas[0][1]) < maximo:
        candidatas = []
        for log_p, palabras, estado in vivas:
            puntos, nuevo = paso(palabras[-1] if palabras else inicio, estado)
            mejores = np.argsort(puntos)[-ancho:]
            candidatas += [(log_p + puntos[k], [*palabras, int(k)], nuevo) for k in mejores]
        candidatas = sorted(candidatas, key=lambda c: -c[0])[:ancho]
        acabadas += [(log_p, palabras[:-1]) for log_p, palabras, _ in candidatas if palabras[-1] == fin]
        vivas = [c for c in candidatas if c[1][-1] != fin]
    return max(acabadas or [c[:2] for c in vivas], key=lambda c: c[0])


# %% haz-de-juguete
# palabras: 0 «the», 1 inicio, 2 fin, 3 «a», 4 «red», 5 «green», 6 «blue»
p = np.full((7, 7), 1e-6)
p[1, [0, 3]] = 0.6, 0.4  # «the» gana al principio…
p[0, [4, 5, 6]] = 0.34, 0.33, 0.33  # …pero después no sabe cómo seguir
p[3, 4] = p[4:7, 2] = 1.0  # «a» lleva seguro a «red»
juguete = lambda palabra, estado: (np.log(p[palabra]), estado)
log_p, mejor = haz(juguete, None, 1, 2, 5, ancho=2)
codicioso = [int(q) for q in decodificar_codicioso(juguete, None, 1, 2, 5)]
print("Codicioso:", codicioso, "con p = 0.6 · 0.34 =", round(0.6 * 0.34, 2))
print("Haz:      ", mejor, "con p =", round(float(np.exp(log_p)), 2))
assert mejor == [3, 4]

# %% haz-predice [markdown]
r"""
**Predice.** En nuestras traducciones, ¿mejorará mucho la red con atención si escribe con un haz de 4? ¿Y la GRU sin atención, que duda más?

<details><summary>Respuesta</summary>
Con atención no hay mucho que mejorar: ya acierta casi todas. Sin ella, que es lo que medimos, el haz encuentra frases más probables según la red, pero eso no quiere decir más correctas: si la red no sabe lo que leyó, buscar mejor no lo arregla.
</details>
"""


# %% paso-rapido
def log_paso(palabra, estado):
    """Los logaritmos de las probabilidades y el estado nuevo, en la GRU sin atención."""
    puntos, (estado,), _ = gru.escribir(palabra, [estado], None)
    return ops.log_softmax(puntos[0, 0]), estado


compilado = compilar(log_paso, jit_compile=False)
paso_gru = lambda palabra, s: [ops.convert_to_numpy(v) for v in compilado(np.array([[palabra]]), s)]

# %% medir-haz tags=["nbval-ignore-output"]
comparadas = []
for k in range(40):
    (estado,), _ = gru.leer(X_inv[k : k + 1])
    uno, cuatro = (haz(paso_gru, estado, INICIO, FIN, MAXIMO, ancho) for ancho in (1, 4))
    escritas = [[vocab_en[q] for q in palabras] for _, palabras in (uno, cuatro)]
    bien = [escrita == reales["combinaciones"][k] for escrita in escritas]
    comparadas.append([cuatro[0] - uno[0], *bien])
gana, exactas_1, exactas_4 = np.array(comparadas).T
sube, baja = np.mean(gana > 1e-4), np.mean(gana < -1e-4)
print(f"Con el haz, más probables el {100 * sube:.0f} % de las frases; menos, el {100 * baja:.0f} %")
print(f"Exactas: codicioso {exactas_1.mean():.2f}, haz de 4 {exactas_4.mean():.2f}")

# %% demuestra-haz
assert np.mean(gana) > 0 and baja < 0.2
print("De media, el haz encuentra frases más probables según la red.")

# %% explorar-texto [markdown]
r"""
## 9 · Escribe tú la frase

Escribe una frase con palabras que la red conozca y mira cómo la traduce. Con el deslizador vuelves atrás: en cada paso ves a qué mira y qué otras palabras pensó. Si no conoce una palabra, te ofrece otras parecidas. No
importan las mayúsculas, una tilde que falta, ni olvidar la interrogación de apertura o el punto. Prueba «¿Dónde lee la reina el libro?», «Los perros negros durmieron» o una frase de más de 8 piezas.
"""

# %% explorar-traduccion tags=["nbval-ignore-output"]
explorador.explorar_traduccion(traducir, "La casa roja no es pequeña.", LARGO)

# %% chatbot-texto [markdown]
r"""
## 10 · Un chatbot que sabe decir que no sabe

Un chatbot también lleva una secuencia a otra. Con 66 preguntas de ejemplo, un decodificador se las aprendería de memoria, así que hacemos algo más sencillo y más honrado: la red reconoce la **intención** (saludo, hora,
broma…) y contesta con una de las respuestas escritas para ella. Lo importante es lo que hace cuando nadie le ha enseñado la respuesta: un **umbral**. Si la intención más probable no llega a él, dice que no sabe.

De cada intención, la última pregunta es de prueba y la penúltima, de validación. Y hacen falta mensajes que **no** tengan intención: en validación, oraciones de la gramática; en prueba, opiniones, que son otra cosa
distinta. Los rasgos son las palabras y sus trozos de tres letras, sin tildes: así una errata no lo cambia todo.
"""

# %% datos-del-chatbot
intenciones = dialogos()


def rasgos(mensaje):
    """Las palabras del mensaje y sus trozos de tres letras, sin tildes."""
    palabras = [f"<{p}>" for p in re.findall(r"\w+", sin_tildes(mensaje))]
    return {*palabras, *(p[i : i + 3] for p in palabras for i in range(len(p) - 2))}


def preguntas(corte):
    """Pares (pregunta, número de su intención); `corte` elige las de cada intención."""
    return [(q, k) for k, d in enumerate(intenciones) for q in d.preguntas[corte]]


estudio, validacion, examen = preguntas(slice(-2)), preguntas(slice(-2, -1)), preguntas(slice(-1, None))
print(f"{len(intenciones)} intenciones; {len(estudio)} preguntas de entrenamiento")

# %% chatbot
todos = sorted({rasgo for q, _ in estudio for rasgo in rasgos(q)})


def a_vector(mensaje):
    """1 en cada rasgo conocido que tiene el mensaje, y después longitud 1."""
    v = np.isin(todos, list(rasgos(mensaje))).astype("float32")
    return v / max(np.linalg.norm(v), 1e-9)


A, b = np.array([a_vector(q) for q, _ in estudio]), np.array([k for _, k in estudio])
keras.utils.set_random_seed(curso.semilla)
elegir = layers.Dense(len(intenciones), activation="softmax")
reconocer = keras.Sequential([keras.Input((len(todos),)), elegir])
reconocer.compile(keras.optimizers.Adam(0.05), "sparse_categorical_crossentropy")
reconocer.fit(A, b, batch_size=len(A), epochs=60, verbose=0)
print(f"{len(todos)} rasgos")


# %% umbral tags=["nbval-ignore-output"]
def probabilidades(mensajes):
    """Una fila por mensaje, una columna por intención."""
    x = np.array([a_vector(m) for m in mensajes])
    return ops.convert_to_numpy(reconocer(x, training=False))


def se_porta_bien(umbral, con_intencion, sin_intencion):
    """Proporción de preguntas bien contestadas y de mensajes ajenos en los que calla."""
    p, q = probabilidades([m for m, _ in con_intencion]), probabilidades(sin_intencion)
    bien = (p.argmax(axis=1) == [k for _, k in con_intencion]) & (p.max(axis=1) >= umbral)
    return bien.mean(), (q.max(axis=1) < umbral).mean()


ajenos_val = oraciones(100, np.random.default_rng([curso.semilla, 2]))
umbrales = np.linspace(0.05, 0.95, 19)
notas_val = [np.mean(se_porta_bien(u, validacion, ajenos_val)) for u in umbrales]
umbral = float(umbrales[int(np.argmax(notas_val))])

# %% medir-chatbot tags=["nbval-ignore-output"]
ajenos = [o.texto for o in opiniones(100, np.random.default_rng([curso.semilla, 3]), "prueba")]
contesta, calla = se_porta_bien(umbral, examen, ajenos)
siempre = se_porta_bien(0.0, examen, ajenos)
print(f"Umbral elegido en validación: {umbral:.2f}")
print(f"En prueba: contesta bien {contesta:.2f} de lo suyo y calla en {calla:.2f} de lo ajeno")
print(f"Sin umbral: contesta bien {siempre[0]:.2f} de lo suyo y calla en {siempre[1]:.2f} de lo ajeno")

# %% demuestra-chatbot
assert contesta > 4 / len(intenciones) and (contesta + calla) / 2 > sum(siempre) / 2
print("Contesta mucho mejor que al azar, y con el umbral se porta mejor que contestando a todo.")

# %% chatbot-explica [markdown]
r"""
No contesta todas: aprendió con dos o tres preguntas por intención, y algunas de prueba no comparten con ellas ni una palabra. «Estoy de buen humor» y «Todo va bien» significan lo mismo, pero solo lo sabe quien
conoce las palabras por su significado: de eso trata la [lección 17](17_embeddings.ipynb). Lo que ha cambiado el umbral es **cómo** falla: calla en lugar de inventar.
"""

# %% responder tags=["nbval-ignore-output"]
turno = {d.intencion: cycle(d.respuestas) for d in intenciones}


def responder(mensaje):
    """Respuesta al mensaje y lista de (intención, probabilidad), de mayor a menor."""
    p = probabilidades([mensaje])[0]
    probables = [(intenciones[k].intencion, float(p[k])) for k in np.argsort(-p)]
    if p.max() < umbral:
        return "No lo sé: nadie me ha enseñado a contestar a eso.", probables
    return next(turno[probables[0][0]]), probables


for mensaje in ("hola", "¿que hora es?", "¿Cuánto mide la torre Eiffel?"):
    print(f"Tú:  {mensaje}\nRed: {responder(mensaje)[0]}")

# %% explorar-charla tags=["nbval-ignore-output"]
explorador.explorar_charla(responder, umbral)

# %% tatoeba-texto [markdown]
r"""
## 11 · Frases de verdad

Con `preparar(perfil="completo")`, la celda siguiente descarga los pares de [Tatoeba](https://tatoeba.org), escritos por voluntarios, y entrena el mismo modelo con ellos: necesita red, y conviene una GPU. Allí cada frase
admite varias traducciones buenas, así que la exactitud de frase es injusta y BLEU con una sola referencia, también algo. Todas las traducciones de una misma frase inglesa van a la misma parte, y de la prueba se quitan las frases españolas que
ya salían al entrenar: si no, la prueba tendría frases del entrenamiento.
"""


# %% tatoeba tags=["nbval-ignore-output"]
def de_verdad(parte):
    """Los pares de Tatoeba cuyas piezas, todas, están entre las más frecuentes del entrenamiento."""
    conocido = lambda par: all(set(piezas(t)) <= numero.keys() for t, numero in zip(par, numeros))
    return [par for par in pares_tatoeba(parte, "completo") if conocido(par)]


if curso.perfil == "completo":
    from utils.datos.tatoeba import pares_tatoeba

    cuentas = [
        Counter(p for par in pares_tatoeba("entrenamiento", "completo") for p in piezas(par[lengua]))
        for lengua in (0, 1)
    ]
    marcas = [[""], ["", "(inicio)", MARCA_FIN]]
    vocabularios = [m + [p for p, _ in c.most_common(6000)] for m, c in zip(marcas, cuentas)]
    numeros = [{p: k for k, p in enumerate(vocabulario)} for vocabulario in vocabularios]
    print(len(de_verdad("entrenamiento")), "pares de entrenamiento")
else:
    print('Esta parte se salta: es del perfil "completo".')

# %% entrenar-tatoeba tags=["nbval-ignore-output"]
if curso.perfil == "completo":
    (vocab_es, vocab_en), (num_es, num_en) = vocabularios, numeros
    reales_pares = de_verdad("entrenamiento")
    llenos = len(reales_pares) // LOTE * LOTE
    X = a_matriz([es for es, _ in reales_pares[:llenos]], num_es)
    Y = a_matriz([en for _, en in reales_pares[:llenos]], num_en, [FIN])
    previas = np.asarray(desfasar(Y, INICIO), dtype="int32")
    grande = crear(ConAtencion, layers.GRU)
    entrenar(grande, X, previas)
    examen_real = de_verdad("prueba")[::20]
    suyas = traducir_todas(grande, a_matriz([es for es, _ in examen_real], num_es))
    nota = bleu([piezas(en) for _, en in examen_real], suyas)
    print(f"BLEU {nota:.2f} en {len(examen_real)} frases de Tatoeba que no ha visto")

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «Mi seq2seq acierta el 98 %.» | Pregunta qué cuenta: con el relleno, con el profesor delante o con frases de entrenamiento sale casi cualquier número. Vale la frase entera, escrita sola y nunca vista. |
| «El decodificador recibe el objetivo.» | El objetivo **desfasado**. Sin el desfase copia, y la pérdida parece perfecta. |
| «El forzado del profesor es hacer trampa.» | Al entrenar, no: así se aprende cada paso. La trampa es **medir** con él. |
| «Invertir la entrada es un capricho.» | Sin atención, acerca el principio de la frase al principio de la traducción y la red aprende antes: medido arriba. Con atención ya no hace falta. |
| «La atención explica la decisión.» | Dice dónde mira. Aquí es casi siempre la palabra que traduce (lo hemos medido), pero mirar no es entender (Jain y Wallace 2019). |
| «Un haz más ancho traduce mejor.» | Encuentra frases más probables **según la red**. Si la red no sabe, no arregla nada. |
| «BLEU mide si se entiende.» | Mide grupos de palabras compartidos con una referencia. Un «no» de menos cuesta poco y cambia todo. |
| «Un buen chatbot siempre contesta.» | Uno bueno sabe cuándo callar, con un umbral que no se elige en la prueba. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. El codificador resume la frase en un estado; el decodificador la escribe a partir de él, palabra a palabra, hasta la marca de fin.
2. Se entrena con forzado del profesor y **desfase**; se usa sola, y por eso los errores se encadenan: el sesgo de exposición.
3. Sin atención todo pasa por un vector y las frases largas salen mal; leer del revés ayuda a empezar. Con atención, el decodificador vuelve a mirar: $\mathrm{softmax}(Kq/\sqrt d)\,V$.
4. Se mide con frases enteras y BLEU, en combinaciones y plantillas nunca vistas, y el relleno no cuenta.
5. El haz busca mejor que el codicioso, pero no sabe más que la red. Y decir «no lo sé» es parte del oficio.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** El objetivo es `[5, 8, 3, 2]` (2 es fin) y la marca de inicio es 1. ¿Qué recibe el decodificador? &emsp;**a)** `[5, 8, 3, 2]` &emsp;**b)** `[1, 5, 8, 3]` &emsp;**c)** `[8, 3, 2, 1]`

<details><summary>Respuesta</summary>
b) La palabra anterior en cada paso. Con a) copiaría; con c) vería el futuro.
</details>

**2.** Una consulta da los mismos productos con las cuatro claves. ¿Qué pesos salen? &emsp;**a)** Todos 0.25 &emsp;**b)** Todos 1 &emsp;**c)** Depende de los valores

<details><summary>Respuesta</summary>
a) El softmax de números iguales reparte por igual, y los pesos suman 1. Los valores no intervienen en los pesos.
</details>

**3.** La referencia tiene 4 palabras y la hipótesis, 2, las dos correctas. ¿Cuánto vale `bleu1`? &emsp;**a)** 1 &emsp;**b)** 0.5 &emsp;**c)** $e^{-1} \approx 0.37$

<details><summary>Respuesta</summary>
c) La precisión es 1 y la brevedad, $e^{1-4/2}$.
</details>

**4.** Tu red acierta el 95 % de las palabras con el profesor delante y solo el 40 % de las frases. ¿Qué pasa? &emsp;**a)** Hay un error en el código &emsp;**b)** Es normal: en una frase de diez palabras basta un fallo, y después van más &emsp;**c)** Falta relleno

<details><summary>Respuesta</summary>
b) Aunque los fallos no se encadenaran, $0.95^{10} \approx 0.60$. El sesgo de exposición hace el resto.
</details>

**5.** ¿Con qué datos se elige el umbral del chatbot? &emsp;**a)** Con los de prueba, que son los que importan &emsp;**b)** Con los de entrenamiento &emsp;**c)** Con otros: los de validación

<details><summary>Respuesta</summary>
c) Con a) la nota de prueba saldría inflada. Con b) la red está demasiado segura: los ha memorizado.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("15")

# %% para-seguir [markdown]
r"""
## Para seguir

- Quita `tapar` (ponlo a 0) y entrena la red con atención. ¿Qué prueba empeora más, combinaciones o plantillas?
- Entrena con `VISTAS = 10`. ¿Qué pasa con las frases largas?
- Crea el traductor con `layers.LSTM` en vez de `layers.GRU`, también en `ConAtencion`. ¿Cuántas épocas más necesita?
- Haz el traductor de inglés a español. ¿Qué es más difícil en esa dirección? Piensa en el género y en el número de los adjetivos.
- Puntúa el haz con la media de los logaritmos en lugar de la suma. ¿A qué frases favorece?

## Referencias

- Bahdanau, D., Cho, K. y Bengio, Y. (2015). *Neural machine translation by jointly learning to align and translate*.
- Cho, K. y otros (2014). *Learning phrase representations using RNN encoder–decoder for statistical machine translation*.
- Jain, S. y Wallace, B. (2019). *Attention is not explanation*.
- Luong, M.-T., Pham, H. y Manning, C. (2015). *Effective approaches to attention-based neural machine translation*.
- Papineni, K. y otros (2002). *BLEU: a method for automatic evaluation of machine translation*.
- Ranzato, M. y otros (2016). *Sequence level training with recurrent neural networks*.
- Sutskever, I., Vinyals, O. y Le, Q. (2014). *Sequence to sequence learning with neural networks*.
- Vaswani, A. y otros (2017). *Attention is all you need*.
- Williams, R. y Zipser, D. (1989). *A learning algorithm for continually running fully recurrent neural networks*.
"""
