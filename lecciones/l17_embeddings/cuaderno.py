# %% portada [markdown]
r"""
# 17 · Embeddings: palabras convertidas en vectores

**«Conocerás una palabra por la compañía que mantiene»** (Firth 1957). Nadie le explica a esta red qué es una reina. Solo ve qué palabras aparecen cerca de cuáles, y con eso
aprende que «rey» es a «reina» como «padre» es a «madre». Lo vas a programar, y a medir: cuándo sale y cuándo no.

**Qué sabrás hacer**
- Pasar de un vector disperso, con un 1 y todo ceros, a uno denso que dice algo.
- Construir los ejemplos de CBOW y de skip-gram, al derecho, y entrenar con muestreo negativo en NumPy.
- Medir vecinos y analogías con **todas** las preguntas, sin elegir las que salen bien.
- Mirar un espacio de 48 dimensiones sin dejarte engañar por el dibujo.
- Medir un sesgo, y recomendar canciones con la misma idea.

**Qué necesitas antes**: el descenso de gradiente de la [lección A1](a1_como_aprende.ipynb) y la entropía cruzada de la [03](03_cnn.ipynb). Esta lección no usa Keras: abre al momento.

**Tiempo**: unos 90 minutos de lectura y ejercicios.
"""

# %% preparar
from utils.curso import preparar

curso = preparar()
curso

# %% importar
from collections import Counter

import numpy as np
from scipy.sparse import csr_array

from lecciones.l17_embeddings import exploradores as explorador
from lecciones.l17_embeddings.palabras import exigir_distintas, exigir_palabra
from utils.datos import frases
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura, mostrar

# %% imagen-de-portada
explorador.dibujar_compania(
    ["la", "reina", "lleva", "una", "corona", "al", "palacio"], centro=1, ventana=2
)

# %% disperso-texto [markdown]
r"""
## 1 · De disperso a denso

Una red no lee letras. Lo más simple es dar a cada palabra su propia casilla: un vector **disperso**, con tantos números como palabras hay en el vocabulario, un 1 en la suya y ceros en las demás
(*one-hot*). ¿Qué sabe ese vector de lo que significa la palabra?

Para comparar dos vectores se usa el **coseno** del ángulo que forman: 1 si apuntan al mismo lado, 0 si son perpendiculares, −1 si son opuestos. El largo no cuenta.

$$\cos(a, b) = \frac{a \cdot b}{\lVert a\rVert\,\lVert b\rVert}$$

### Ejercicio 17.1 · Coseno
Escribe `coseno(a, b)` para dos vectores que no son todo ceros.
"""


# %% ejercicio-17-1
def coseno(a, b):
    """Coseno del ángulo entre dos vectores."""
    # BEGIN SOLUTION
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))
    # END SOLUTION


# %% comprobar-17-1
comprobar("17.1", coseno)

# %% dispersos-predice [markdown]
r"""
**Predice.** Con vectores dispersos, ¿cuánto vale el coseno entre «gato» y «perro»? ¿Y entre «gato» y «lunes»?

<details><summary>Respuesta</summary>
Cero las dos veces. Todas las palabras distintas son perpendiculares: el vector disperso dice <b>cuál</b> es la palabra, pero no a cuáles se parece.
</details>
"""

# %% dispersos
coseno = usar("17.1", coseno)
pocas = ["gato", "perro", "lunes", "martes"]
dispersos = dict(zip(pocas, np.eye(4)))
print("gato y perro:", float(coseno(dispersos["gato"], dispersos["perro"])))
print("gato y lunes:", float(coseno(dispersos["gato"], dispersos["lunes"])))

# %% densos-texto [markdown]
r"""
Un **embedding** (o incrustación) da a cada palabra un vector **denso**: pocas decenas o cientos de números, ninguno con significado propio, aprendidos. Los guarda una tabla $V$, con una fila por palabra. Multiplicar el vector
disperso por la tabla **es** leer su fila; por eso nadie multiplica: se busca por índice.
"""

# %% tabla
tabla = np.random.default_rng(curso.semilla).normal(size=(4, 3))
assert np.array_equal(dispersos["perro"] @ tabla, tabla[1])
print("Disperso por tabla = fila de la tabla")

# %% compania-texto [markdown]
r"""
## 2 · La compañía: CBOW y skip-gram

¿De dónde salen los números de la tabla? De un juego de adivinar con las palabras de alrededor, el **contexto**: las que están a `ventana` posiciones o menos, a los dos lados. Hay dos maneras de jugar (Mikolov y otros 2013):

- **CBOW** (*continuous bag of words*): entra el **contexto**, todo junto, y se adivina el **centro**. Es rellenar un hueco: «la ___ lleva una corona».
- **Skip-gram**: entra el **centro** y se adivina cada palabra del **contexto**.

Hay apuntes que las traen al revés. Un truco para no liarse: la B de CBOW es de bolsa (*bag*): lo que entra es la bolsa de palabras del contexto.

**Predice.** En «la reina lleva una corona», con ventana 1, ¿cuántos ejemplos da skip-gram? ¿Y CBOW?

<details><summary>Respuesta</summary>
Skip-gram, 8: las tres palabras de en medio tienen dos vecinas, y las de los extremos, una. CBOW, 5: uno por palabra.
</details>

### Ejercicio 17.2 · Pares de skip-gram
`frase` es una lista de palabras. Recorre la frase, palabra a palabra, y devuelve la lista de pares `(centro, contexto)`: la palabra por la que vas es el centro. Si un par sale dos veces, va dos veces.
"""


# %% ejercicio-17-2
def pares_skipgram(frase, ventana):
    """Lista de pares (centro, contexto): cada palabra, con cada una que esté a `ventana` o menos."""
    # BEGIN SOLUTION
    pares = []
    for i, centro in enumerate(frase):
        for j in range(max(0, i - ventana), min(len(frase), i + ventana + 1)):
            if j != i:
                pares.append((centro, frase[j]))
    return pares
    # END SOLUTION


# %% comprobar-17-2
comprobar("17.2", pares_skipgram)

# %% ejercicio-cbow [markdown]
r"""
### Ejercicio 17.3 · Ejemplos de CBOW
Devuelve la lista de parejas `([contexto…], centro)`, una por palabra. Una palabra sin contexto no da ejemplo.
"""


# %% ejercicio-17-3
def pares_cbow(frase, ventana):
    """Lista de parejas ([contexto…], centro), una por palabra que tenga contexto."""
    # BEGIN SOLUTION
    pares = []
    for i, centro in enumerate(frase):
        contexto = [*frase[max(0, i - ventana) : i], *frase[i + 1 : i + ventana + 1]]
        if contexto:
            pares.append((contexto, centro))
    return pares
    # END SOLUTION


# %% comprobar-17-3
comprobar("17.3", pares_cbow)

# %% ver-pares
pares_skipgram = usar("17.2", pares_skipgram)
pares_cbow = usar("17.3", pares_cbow)
frase = ["la", "reina", "lleva", "una", "corona"]
print(
    "skip-gram:",
    *(f"{centro} → {contexto}" for centro, contexto in pares_skipgram(frase, 1)),
    sep="  ",
)
print(
    "CBOW:",
    *(f"{'+'.join(contexto)} → {centro}" for contexto, centro in pares_cbow(frase, 1)),
    sep="  ",
)
assert len(pares_skipgram(frase, 1)) == 8 and len(pares_cbow(frase, 1)) == 5
assert not len(pares_skipgram([], 2)) and not len(pares_cbow([], 2))

# %% corpus-texto [markdown]
r"""
**El corpus.** Treinta mil oraciones de la gramática del curso, con reyes y reinas, verbos en tres tiempos, países y capitales. No es español de verdad: es un mundo pequeño y muy ordenado, y eso importará
en la sección 6. Quitamos la puntuación y ponemos todo en minúsculas. El vocabulario va de la palabra más frecuente a la menos.
"""


# %% corpus
def leer_corpus(n):
    """Las `n` primeras oraciones de la gramática, cada una como lista de palabras."""
    oraciones = frases.oraciones(n, np.random.default_rng(curso.semilla))
    return [[pieza for pieza in frases.piezas(oracion) if pieza.isalpha()] for oracion in oraciones]


def contar(corpus, minimo=1):
    """Palabras que salen `minimo` veces o más, de más a menos frecuentes, y cuántas veces cada una."""
    cuenta = Counter(palabra for oracion in corpus for palabra in oracion)
    palabras = sorted((p for p in cuenta if cuenta[p] >= minimo), key=lambda p: (-cuenta[p], p))
    return palabras, np.array([cuenta[p] for p in palabras])


corpus = leer_corpus(30_000)
palabras, cuentas = contar(corpus)

# %% ver-corpus
frecuentes = ", ".join(palabras[:6])
print(f"{cuentas.sum()} palabras; {len(palabras)} distintas. Las más frecuentes: {frecuentes}")
print("Ejemplos:", *(" ".join(oracion) for oracion in corpus[:3]), sep="\n  ")


# %% hacer-pares
def en_numeros(corpus, palabras, ventana=5):
    """Matriz (pares, 2): números de centro y contexto. Se saltan las palabras fuera del vocabulario."""
    numero = {p: k for k, p in enumerate(palabras)}
    conocidas = ([p for p in oracion if p in numero] for oracion in corpus)
    pares = (par for oracion in conocidas for par in pares_skipgram(oracion, ventana))
    return np.array([(numero[a], numero[b]) for a, b in pares], dtype=np.int32)


pares = en_numeros(corpus, palabras)

# %% negativo-texto [markdown]
r"""
## 3 · Muestreo negativo

Adivinar el contexto es clasificar entre todas las palabras: una softmax con una salida por palabra, en cada par. Con un vocabulario de millones, imposible. La idea de Mikolov: no adivines **cuál**; responde **sí o no**. ¿Este par
es de verdad, o me lo he inventado?

Cada palabra tiene dos vectores: $v$, cuando es centro, y $u$, cuando es contexto. La probabilidad de «de verdad» es $\sigma(v \cdot u)$. Para cada par real se sortean $k$ **negativas**, palabras cualesquiera, y se minimiza

$$L = -\log\sigma(v \cdot u_{+}) - \sum_{j=1}^{k} \log\sigma(-v \cdot u_{j})$$

### Ejercicio 17.4 · La pérdida
Escribe `perdida_sgns(v, u_pos, U_neg)`: la de un par. `U_neg` tiene una negativa por fila.
"""


# %% ejercicio-17-4
def perdida_sgns(v, u_pos, U_neg):
    """Pérdida de un par: `v` es el centro, `u_pos` su contexto y `U_neg` (k, dim) las negativas."""
    # BEGIN SOLUTION
    return np.logaddexp(0, -(v @ u_pos)) + np.logaddexp(0, U_neg @ v).sum()
    # END SOLUTION


# %% comprobar-17-4
comprobar("17.4", perdida_sgns)

# %% gradiente-texto [markdown]
r"""
**El gradiente** es de los más bonitos del curso. Sea el **error** de un par lo que la sigmoide se equivoca: $e = \sigma(v \cdot u) - 1$ si es real, y $e = \sigma(v \cdot u)$ si es inventado. Entonces

$$\frac{\partial L}{\partial v} = \sum e\,u \qquad\qquad \frac{\partial L}{\partial u} = e\,v$$

Con un lote de miles de pares, una misma palabra sale muchas veces y sus gradientes se suman. Ponemos cada error en la casilla (centro, contexto) de una matriz $E$, dispersa, que suma sola las repetidas. Y el gradiente de
**todas** las palabras son dos productos: $E\,U$ y $E^{\top} V$.
"""


# %% paso
def paso(V, U, centros, contextos, negativas, ritmo):
    """Un paso de descenso con un lote de pares; cambia `V` y `U`. `negativas`: (lote, k)."""
    candidatas = np.column_stack([contextos, negativas])
    notas = np.einsum("id,ijd->ij", V[centros], U[candidatas])
    errores = 0.5 * (1 + np.tanh(notas / 2))  # la sigmoide, sin desbordar
    errores[:, 0] -= 1
    filas = np.repeat(centros, candidatas.shape[1])
    E = csr_array((errores.ravel(), (filas, candidatas.ravel())), shape=(len(V), len(U)))
    dV, dU = E @ U, E.T @ V
    V -= ritmo * dV
    U -= ritmo * dU


# %% demuestra-gradiente
perdida_sgns = usar("17.4", perdida_sgns)
rng = np.random.default_rng(curso.semilla)
V, U = rng.normal(size=(2, 5, 3))
V1, U1 = V.copy(), U.copy()
paso(V1, U1, np.array([0]), np.array([1]), np.array([[2, 3, 2]]), ritmo=1.0)  # la negativa 2, dos veces
perdida = lambda v: perdida_sgns(v, U[1], U[[2, 3, 2]])
numerico = [(perdida(V[0] + h) - perdida(V[0] - h)) / 2e-2 for h in 1e-2 * np.eye(3)]
assert np.allclose(V[0] - V1[0], numerico, atol=1e-3)
print("El paso baja por el gradiente que dan las diferencias finitas")

# %% trucos-texto [markdown]
r"""
Dos detalles de Mikolov que importan:

- **Las negativas** se sortean con probabilidad proporcional a su frecuencia elevada a 0.75: algo menos desigual que el texto.
- **Submuestreo**: «el» y «la» acompañan a todas, así que no dicen nada de ninguna. Una palabra con frecuencia relativa $f$ se conserva con probabilidad $\sqrt{10^{-3}/f}$, si es menor que 1. Aquí lo aplicamos al sortear los pares.
"""


# %% entrenar
def ruleta(pesos, rng):
    """Función que sortea índices con probabilidad proporcional a `pesos`, con la forma que se pida."""
    acumulado = np.cumsum(pesos)
    return lambda *forma: np.searchsorted(acumulado, rng.random(forma) * acumulado[-1], side="right")


def entrenar(pares, cuentas, dim=48, negativas=5, lotes=2200, lote=2048, umbral=1e-3, ritmo=0.05):
    """Skip-gram con muestreo negativo. Devuelve `(V, U)`, con una fila por palabra."""
    rng = np.random.default_rng(curso.semilla)
    V = rng.uniform(-0.5 / dim, 0.5 / dim, (len(cuentas), dim)).astype("float32")
    U = np.zeros_like(V)
    frecuencia = cuentas / cuentas.sum()
    conservar = np.minimum(1, np.sqrt(umbral / frecuencia))
    sortear_par = ruleta(conservar[pares[:, 0]] * conservar[pares[:, 1]], rng)
    sortear_negativa = ruleta(frecuencia**0.75, rng)
    for i in range(lotes):
        centros, contextos = pares[sortear_par(lote)].T
        actual = np.float32(ritmo * (1 - i / lotes))
        paso(V, U, centros, contextos, sortear_negativa(lote, negativas), actual)
    return V, U


# %% predice-perdida [markdown]
r"""
**Predice.** Antes de entrenar, los vectores $u$ son todo ceros. Con 5 negativas, ¿cuánto vale la pérdida de cualquier par?

<details><summary>Respuesta</summary>
$6 \log 2 \approx 4.16$: todas las notas son 0, $\sigma(0) = ½$, y hay seis preguntas de sí o no.
</details>
"""

# %% entrenar-el-corpus
V, U = entrenar(pares, cuentas)

# %% medir-la-perdida tags=["nbval-ignore-output"]
rng = np.random.default_rng(curso.semilla)
azar = ruleta(cuentas**0.75, rng)
muestra = [(i, j, azar(5)) for i, j in rng.choice(pares, 3000)]
antes = np.mean([perdida_sgns(V[i], 0 * U[j], 0 * U[negativas]) for i, j, negativas in muestra])
despues = np.mean([perdida_sgns(V[i], U[j], U[negativas]) for i, j, negativas in muestra])
print(f"Pérdida media: {antes:.2f} antes de entrenar y {despues:.2f} después")

# %% demuestra-perdida
assert abs(antes - 6 * np.log(2)) < 1e-5 and despues < 0.7 * antes
print("Empieza en 6·log 2 y baja")

# %% vecinas-texto [markdown]
r"""
La pérdida no llega a 0, ni puede: al lado de «la» cabe casi cualquier cosa. No es lo que queremos. Queremos los vectores. ¿Quiénes son las **vecinas** de una palabra, las de mayor coseno? Con los vectores divididos por su norma, una
multiplicación da todos los cosenos. Después se tiran $U$ y la pérdida: lo que se guarda es $V$.
"""


# %% vecinas
def unitarios(V):
    """Los mismos vectores, con norma 1."""
    return V / np.linalg.norm(V, axis=1, keepdims=True)


def vecinas(palabra, k=5):
    """Las `k` palabras de mayor coseno con ella; si no se conoce, ofrece las de escritura parecida."""
    fila = palabras.index(exigir_palabra(palabra, palabras))
    orden = np.argsort(-M @ M[fila])
    return [palabras[i] for i in orden if i != fila][:k]


M = unitarios(V)

# %% ver-vecinas tags=["nbval-ignore-output"]
for palabra in ("reina", "guitarra", "lima", "leyó", "triste"):
    print(f"{palabra:9}", ", ".join(vecinas(palabra)))

# %% vecinas-explica [markdown]
r"""
Nadie ha dicho a la red qué es un verbo ni qué es un país. Las palabras que **se podrían cambiar una por otra** tienen la misma compañía, y acaban cerca. Ojo: también los contrarios se pueden cambiar uno por otro. Cerca no quiere decir
«sinónimo».

¿Y si la palabra no está? `exigir_palabra` avisa y ofrece las que se escriben parecido:
"""

# %% palabra-desconocida
from utils.curso import ErrorCurso

try:
    vecinas("guitara")
except ErrorCurso as aviso:
    print(aviso)

# %% gensim-texto [markdown]
r"""
## 4 · Lo mismo, con gensim

`gensim` es la biblioteca de siempre para esto. Mismo corpus, misma ventana, mismas dimensiones, mismas negativas. Si las dos han aprendido lo mismo, las vecinas de cada palabra deben coincidir, aunque los números de los vectores no se
parezcan en nada: cada entrenamiento gira el espacio a su manera.

`shrink_windows=False` hace que use siempre la ventana entera, como nosotros: por defecto, gensim la encoge al azar para dar más peso a las más próximas.
Las pasadas no coinciden: la nuestra da unas cinco vueltas a los pares, y gensim, diez con skip-gram y veinte con CBOW, que saca un solo ejemplo de cada palabra. Por eso no es una carrera.
"""

# %% importar-gensim
try:
    from gensim.models import Word2Vec
except ImportError:
    Word2Vec = None
    print("Sin gensim: las celdas que lo usan se saltan. Para tenerlo: pip install --no-deps gensim")


# %% con-gensim
def con_gensim(corpus, epocas=10, **opciones):
    """Vectores de gensim, en el orden de `palabras`; None si falta gensim."""
    if Word2Vec is None:
        return None
    comunes = {
        "vector_size": 48,
        "window": 5,
        "negative": 5,
        "min_count": 1,
        "alpha": 0.05,
        "shrink_windows": False,
    }
    repetible = {"workers": 1, "seed": curso.semilla + 1}
    modelo = Word2Vec(corpus, epochs=epocas, **(comunes | repetible | {"sg": 1} | opciones))
    return unitarios(modelo.wv[palabras])


# %% entrenar-gensim tags=["nbval-ignore-output"]
def cinco_vecinas(M):
    """Matriz (palabras, 5) con los números de las vecinas de cada una."""
    cosenos = M @ M.T - 2 * np.eye(len(M))  # que nadie sea su propia vecina
    return np.argsort(-cosenos, axis=1)[:, :5]


def coincidencia(M, otra):
    """Qué parte de las cinco vecinas de cada palabra coincide, de media."""
    return np.mean([len(set(a) & set(b)) / 5 for a, b in zip(cinco_vecinas(M), cinco_vecinas(otra))])


M_gensim = con_gensim(corpus)
if M_gensim is not None:
    print(f"De las 5 vecinas de cada palabra coinciden, de media, {5 * coincidencia(M, M_gensim):.1f}")
    al_azar = rng.permutation(M_gensim)
    print(f"Con los vectores de gensim barajados, {5 * coincidencia(M, al_azar):.2f}")

# %% demuestra-gensim
if M_gensim is not None:
    assert coincidencia(M, M_gensim) >= 0.5 and coincidencia(M, al_azar) < 0.05
print("NumPy y gensim están de acuerdo en más de la mitad de las vecinas (si hay gensim)")

# %% repetible-texto [markdown]
r"""
**¿Se puede repetir?** Con varios hilos (`workers`), no: gensim deja que todos escriban a la vez en la misma tabla, sin turnos, y el resultado depende de quién llegue antes. Con `workers=1` y una semilla, sí. Por ahí se lee que
además hay que fijar `PYTHONHASHSEED` o pasar un `hashfxn` propio. Era cierto en versiones antiguas; en gensim 4 los vectores iniciales salen de un generador con semilla (las pruebas del curso lo comprueban en dos procesos).
"""

# %% repetible tags=["nbval-ignore-output"]
pequeno = {"epocas": 1, "min_count": 1}
una, otra, hilos = (con_gensim(corpus, workers=w, **pequeno) for w in (1, 1, 4))
if M_gensim is not None:
    print("Dos veces con un hilo, iguales:", np.array_equal(una, otra))
    print("Con cuatro hilos, iguales:", np.array_equal(una, hilos))

# %% demuestra-repetible
assert M_gensim is None or np.array_equal(una, otra)
print("Con un hilo y una semilla, gensim se repite (si hay gensim)")

# %% analogias-texto [markdown]
r"""
## 5 · Analogías

Si de «rey» a «reina» se va por un camino, el mismo camino debería llevar de «padre» a «madre». En vectores: $\text{reina} - \text{rey} + \text{padre} \approx \text{madre}$.

### Ejercicio 17.5 · a es a b como c es a…
`vectores` es un diccionario de palabra a vector. Calcula $b - a + c$ y devuelve la palabra de mayor coseno con ese vector, **sin contar a, b ni c**.
"""


# %% ejercicio-17-5
def analogia(a, b, c, vectores):
    """La palabra que completa «a es a b como c es a…»."""
    # BEGIN SOLUTION
    buscado = vectores[b] - vectores[a] + vectores[c]
    candidatas = [p for p in vectores if p not in (a, b, c)]
    return max(candidatas, key=lambda p: buscado @ vectores[p] / np.linalg.norm(vectores[p]))
    # END SOLUTION


# %% comprobar-17-5
comprobar("17.5", analogia)

# %% probar-analogia tags=["nbval-ignore-output"]
analogia = usar("17.5", analogia)
vectores = dict(zip(palabras, M))
for a, b, c in (("rey", "reina", "padre"), ("canta", "cantó", "lee"), ("francia", "parís", "japón")):
    exigir_distintas(a, b, c)
    print(f"{a} es a {b} como {c} es a {analogia(a, b, c, vectores)}")

# %% preguntas-texto [markdown]
r"""
Tres aciertos elegidos no demuestran nada: es la trampa más común con las analogías. Las preguntas las hace el **léxico**: todas las parejas masculino–femenino, presente–pasado y país–capital, cada una con todas las demás de su
familia. Nadie elige. Los ajustes del entrenamiento se decidieron con otras semillas, 10 y 11, es decir, con otro corpus.

**Predice.** ¿Qué familia costará más? ¿Y cuánto acertaría quien respondiera al azar?

<details><summary>Respuesta</summary>
Las tres salen parecidas, y ninguna perfecta. Al azar se acierta una de cada 800 veces, más o menos: hay que elegir entre todo el vocabulario.
</details>
"""

# %% preguntas
FAMILIAS = {f: [(a.lower(), b.lower()) for a, b in parejas] for f, parejas in frases.parejas().items()}


def acierto(M, palabras, parejas):
    """Proporción de analogías acertadas, y cuántas son.

    Con todas las parejas del vocabulario, cada una con las demás.
    """
    numero = {p: k for k, p in enumerate(palabras)}
    filas = np.array([(numero[a], numero[b]) for a, b in parejas if a in numero and b in numero])
    if len(filas) < 2:
        return np.nan, 0
    una, otra = np.nonzero(~np.eye(len(filas), dtype=bool))
    (a, b), (c, d) = filas[una].T, filas[otra].T
    cosenos = (M[b] - M[a] + M[c]) @ M.T
    for dada in (a, b, c):
        cosenos[np.arange(len(a)), dada] = -np.inf
    return np.mean(cosenos.argmax(axis=1) == d), len(a)


preguntas = {familia: acierto(M, palabras, parejas)[1] for familia, parejas in FAMILIAS.items()}
print(preguntas)


# %% medir-analogias tags=["nbval-ignore-output"]
def puntuar(M, palabras=palabras):
    """Acierto en cada familia."""
    return {familia: float(acierto(M, palabras, parejas)[0]) for familia, parejas in FAMILIAS.items()}


notas = {"NumPy": puntuar(M)}
if M_gensim is not None:
    notas["gensim, skip-gram"] = puntuar(M_gensim)
    notas["gensim, CBOW"] = puntuar(con_gensim(corpus, epocas=20, sg=0))
for nombre, nota in notas.items():
    print(f"{nombre:18}", "   ".join(f"{familia} {valor:.2f}" for familia, valor in nota.items()))

# %% demuestra-analogias
assert min(preguntas.values()) >= 60
assert min(notas["NumPy"].values()) >= 0.80
assert M_gensim is None or min(notas["gensim, skip-gram"].values()) >= 0.80
(a, b), (c, d) = FAMILIAS["capital"][:2]  # la cuenta rápida y el ejercicio dicen lo mismo
assert acierto(M, palabras, [(a, b), (c, d)])[0] == np.mean(
    [analogia(a, b, c, vectores) == d, analogia(c, d, a, vectores) == b]
)
print("Cada familia, 0.80 o más, con todas las preguntas del léxico")

# %% calculadora-texto [markdown]
r"""
La calculadora enseña las candidatas y las vecinas de la ganadora. Prueba una pregunta sin sentido, y una al revés.

**Predice.** «rey» es a «reina» como «mesa» es a… ¿qué responderá?

<details><summary>Respuesta</summary>
Algo: siempre responde. La analogía no sabe decir «eso no tiene sentido»; da la palabra menos lejana. Mira el coseno, que es más bajo.
</details>
"""

# %% calculadora tags=["nbval-ignore-output"]
explorador.explorar_analogias(palabras, M)

# %% tamano-texto [markdown]
r"""
## 6 · ¿Cuánto texto hace falta?

«Rey − hombre + mujer = reina» ha dado la vuelta al mundo. Lo que se cuenta menos: hace falta muchísimo texto. Repetimos con menos oraciones y **los mismos pasos** de entrenamiento, para que la única diferencia sea el corpus.
"""

# %% curva
curva = {}
for n in (1000, 3000, 10_000):
    suyas, sus_cuentas = contar(corpus[:n])
    curva[n] = puntuar(unitarios(entrenar(en_numeros(corpus[:n], suyas), sus_cuentas)[0]), suyas)
curva[30_000] = notas["NumPy"]

# %% ver-curva tags=["nbval-ignore-output"]
for n, nota in curva.items():
    print(f"{n:6} oraciones  ", "   ".join(f"{familia} {valor:.2f}" for familia, valor in nota.items()))

# %% dibujar-curva
fig, eje = figura(7.2, 3.2)
for familia, color, marca in zip(FAMILIAS, (AZUL, NARANJA, VERDE), "os^"):
    suyas = [nota[familia] for nota in curva.values()]
    eje.plot(list(curva), suyas, f"{marca}-", color=color, label=familia)
eje.set(xscale="log", xlabel="oraciones del corpus", ylabel="analogías acertadas", ylim=(-0.03, 1.03))
eje.set_xticks(list(curva), ["1000", "3000", "10 000", "30 000"])
eje.minorticks_off()
eje.legend(loc="upper left")
mostrar(
    fig,
    "El acierto en analogías de las tres familias: muy bajo con mil oraciones, y alto en las tres "
    "solo con treinta mil.",
)

# %% demuestra-curva
assert max(np.nanmean(list(curva[n].values())) for n in (1000, 3000)) < 0.4
assert np.mean(list(curva[30_000].values())) > np.mean(list(curva[10_000].values())) + 0.1
print("Con pocas oraciones las analogías no salen, aunque se entrene lo mismo")

# %% prosa-texto [markdown]
r"""
Y eso en un mundo ordenado a propósito, donde «corona» solo va con reyes y reinas. ¿Y con **texto real**? El que seguro tienes a mano es el de este curso: la prosa de sus cuadernos. Como ahí no hay reyes, las preguntas salen de una **regla**: toda
palabra acabada en vocal cuya forma con «s» esté también en el vocabulario (capa, capas). Alguna vez se equivoca, pero nadie elige. Se la aplicamos también a la gramática.

**Predice.** ¿Acertará la mitad que en la gramática? ¿Un cuarto?

<details><summary>Respuesta</summary>
Casi nada. Ni siquiera la gramática acierta mucho si se corta a ese tamaño.
</details>
"""

# %% plurales
from lecciones.l17_embeddings.prosa import prosa_del_curso


def plurales(palabras):
    """Todas las parejas (palabra, palabra + s) de más de dos letras que hay en el vocabulario."""
    todas = set(palabras)
    return [(p, p + "s") for p in palabras if len(p) > 2 and p[-1] in "aeiou" and p + "s" in todas]


textos = {
    "gramática": corpus,
    "gramática, igual de corta": corpus[: len(corpus) // 6],
    "prosa del curso": prosa_del_curso(),
}

# %% prosa tags=["nbval-ignore-output"]
en_prosa = {}
for nombre, texto in textos.items():
    suyas, sus_cuentas = contar(texto, minimo=5)
    ya_entrenada = texto is corpus and suyas == palabras
    suyos = M if ya_entrenada else unitarios(entrenar(en_numeros(texto, suyas), sus_cuentas)[0])
    en_prosa[nombre], n = acierto(suyos, suyas, plurales(suyas))
    cuantas = sum(map(len, texto))
    print(f"{nombre:26} {cuantas:6} palabras; {n:5} preguntas; aciertos {en_prosa[nombre]:.3f}")

# %% demuestra-prosa
assert en_prosa["prosa del curso"] < 0.05 < 0.1 < en_prosa["gramática"]
print("En un texto real y pequeño, las analogías no salen")

# %% prosa-explica [markdown]
r"""
No es cosa nuestra: los vectores famosos se entrenaron con miles de millones de palabras (Mikolov y otros 2013). En la gramática salen porque la estructura
está **plantada**: por eso sirve para aprender y no para presumir. Fíjate también en que esta regla es más difícil: singular y plural tienen compañías casi iguales, y los plurales se confunden entre sí.

¿Qué ajustes importan? Elige ventana, dimensiones y negativas, y pulsa **Entrenar**: son unos segundos por intento.

**Predice.** ¿Qué pasará con ventana 1? ¿Y con 4 dimensiones?

<details><summary>Respuesta</summary>
Las dos veces se hunde todo. Con ventana 1 solo se ve el artículo o el adjetivo de al lado: lo que distingue a un rey de un padre, o a Perú de Chile, suele estar
a dos o más palabras. Con 4 dimensiones no hay sitio para tantas distinciones.
</details>
"""


# %% ajustes tags=["nbval-ignore-output"]
def probar(ventana, dim, negativas):
    """Entrena con esos ajustes y devuelve el acierto por familia."""
    return puntuar(
        unitarios(entrenar(en_numeros(corpus, palabras, ventana), cuentas, dim, negativas)[0])
    )


explorador.explorar_ajustes(probar, {(5, 48, 5): notas["NumPy"]})

# %% mirar-texto [markdown]
r"""
## 7 · Mirar 48 dimensiones

Una pantalla tiene dos. Hay dos maneras conocidas de aplastar el espacio, y las dos mienten, cada una en algo:

- **PCA** (lección 10) proyecta: es una sombra. Conserva las direcciones, y dos palabras separadas pueden caer en el mismo punto de la sombra.
- **t-SNE** (van der Maaten y Hinton 2008) coloca los puntos para que las **vecinas** sigan siendo vecinas. Para lograrlo estira y encoge: ni los tamaños de los grupos ni las distancias entre ellos quieren decir nada.

Lo medimos. **Fiabilidad** (*trustworthiness*): de 0 a 1, cuánto te puedes fiar de las vecinas del dibujo; resta por cada intrusa, y más cuanto más lejos esté de verdad. **Paralelismo**: el coseno medio entre los caminos país→capital de unos y otros.
"""

# %% aplastar tags=["nbval-ignore-output"]
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness

aplastar = {
    "PCA": lambda X: PCA(2).fit_transform(X),
    "t-SNE": lambda X: TSNE(2, init="pca", perplexity=20, random_state=curso.semilla).fit_transform(X),
}
planos = {nombre: metodo(M) for nombre, metodo in aplastar.items()}
fiabilidad = {nombre: trustworthiness(M, plano, n_neighbors=5) for nombre, plano in planos.items()}
print({nombre: round(float(valor), 2) for nombre, valor in fiabilidad.items()})


# %% paralelismo
def paralelismo(puntos):
    """Coseno medio entre los caminos de cada pareja.

    `puntos`: (2·n, d), los n primeros y después los n segundos.
    """
    n = len(puntos) // 2
    caminos = unitarios(puntos[n:] - puntos[:n])
    return ((caminos @ caminos.T).sum() - n) / (n * (n - 1))


paises, ciudades = zip(*FAMILIAS["capital"])
dos_columnas = M[[palabras.index(p) for p in paises + ciudades]]
dibujos = {nombre: metodo(dos_columnas) for nombre, metodo in aplastar.items()}

# %% ver-paralelismo tags=["nbval-ignore-output"]
paralelos = {"48 dimensiones": paralelismo(dos_columnas)}
paralelos |= {nombre: paralelismo(dibujo) for nombre, dibujo in dibujos.items()}
print({nombre: round(float(valor), 2) for nombre, valor in paralelos.items()})

# %% demuestra-aplastar
assert fiabilidad["t-SNE"] > fiabilidad["PCA"] + 0.05
assert paralelos["PCA"] > 0.8 and paralelos["t-SNE"] < 0.5
print("t-SNE guarda mejor las vecinas; PCA, los caminos paralelos")

# %% dibujar-caminos
fig, ejes = figura(8.4, 3.8, 1, 2)
for eje, (nombre, dibujo) in zip(ejes, dibujos.items()):
    explorador.dibujar_caminos(eje, dibujo, paises, ciudades)
    eje.set_title(f"{nombre}: de cada país a su capital")
mostrar(
    fig,
    "Los mismos países y capitales, dibujados de dos maneras. Con PCA, los países quedan a un lado "
    "y las capitales a otro, con caminos casi todos en la misma dirección. Con t-SNE, cada país "
    "queda pegado a su capital, y los caminos, muy cortos, apuntan a todas partes.",
    pie="Círculos azules, países; cuadrados naranjas, capitales; una línea une cada país con la suya.",
)

# %% mapa-texto [markdown]
r"""
Busca una palabra en el mapa. Los rótulos son sus vecinas **de verdad**, las de 48 dimensiones; el título dice cuántas siguen cerca en el dibujo.
"""

# %% mapa tags=["nbval-ignore-output"]
explorador.explorar_mapa(palabras, M, planos)

# %% sesgo-texto [markdown]
r"""
## 8 · El sesgo, medido

Los vectores copian el texto, también sus prejuicios. ¿Cómo se mide? Con la prueba **WEAT** (Caliskan y otros 2017). Para cada verbo $w$, cuánto más se parecen sus formas a las palabras de mujer (reina, niña, vecinas…) que a las de hombre:

$$s(w) = \overline{\cos}(w, \text{mujeres}) - \overline{\cos}(w, \text{hombres}).$$

La **diferencia** es la media de $s$ en un grupo de verbos menos la media en otro; dividida por la desviación, es el **efecto**. Y una prueba de **permutación** dice si podría ser casualidad: se reparten los diez verbos en dos grupos de cinco de
**todas** las maneras, 252, y se cuenta en cuántas sale tanto o más.

Vamos a **plantar** un sesgo, para saber qué hay que encontrar. En nuestra gramática, hombres y mujeres lloran y trabajan por igual. En el segundo corpus **no se inventa nada**: solo se calla la mitad de las oraciones en que un hombre llora, baila,
espera, descansa o duerme, y la mitad de aquellas en que una mujer trabaja, grita, corre, camina o salta.

**Predice.** ¿Bastará con callar la mitad?

<details><summary>Respuesta</summary>
Sí, y de sobra. Ninguna oración que quede es falsa ni ofensiva: el sesgo está en cuáles faltan.
</details>
"""

# %% grupos
LEXICO = frases.lexico()
VERBOS = {verbo.infinitivo: verbo.formas for verbo in LEXICO.verbos}
QUIETOS = ["llorar", "bailar", "esperar", "descansar", "dormir"]
ACTIVOS = ["trabajar", "gritar", "correr", "caminar", "saltar"]


def personas(genero):
    """Todas las palabras de persona de ese género, en singular y plural."""
    return {
        f for s in LEXICO.sustantivos if s.clase == "persona" and s.genero == genero for f in s.formas
    }


# %% callar
def callar(corpus, parte, rng):
    """El corpus sin esa parte, al azar, de las oraciones que contradicen el prejuicio."""
    formas = lambda infinitivos: {f for infinitivo in infinitivos for f in VERBOS[infinitivo]}
    contrarias = [(personas("m"), formas(QUIETOS)), (personas("f"), formas(ACTIVOS))]
    molesta = lambda oracion: any(
        quien & set(oracion) and que & set(oracion) for quien, que in contrarias
    )
    return [oracion for oracion in corpus if not molesta(oracion) or rng.random() >= parte]


# %% weat
from itertools import combinations


def weat(M, palabras, unos, otros):
    """Diferencia de asociación con mujeres de `unos` y `otros` verbos, efecto y valor p.

    El valor p sale de todos los repartos.
    """
    filas = lambda grupo: M[[k for k, p in enumerate(palabras) if p in grupo]]
    camino = filas(personas("f")).mean(axis=0) - filas(personas("m")).mean(axis=0)
    s = np.array([(filas(VERBOS[v]) @ camino).mean() for v in unos + otros])
    repartos = np.array([np.isin(range(len(s)), c) for c in combinations(range(len(s)), len(unos))])
    diferencias = repartos @ s / len(unos) - ~repartos @ s / len(otros)
    diferencia = diferencias[0]  # el primer reparto es el de verdad
    return diferencia, diferencia / s.std(), np.mean(diferencias >= diferencia - 1e-9)


# %% medir-sesgo tags=["nbval-ignore-output"]
callado = callar(corpus, 0.5, np.random.default_rng(curso.semilla))
suyas, sus_cuentas = contar(callado)
M_callado = unitarios(entrenar(en_numeros(callado, suyas), sus_cuentas)[0])
sesgos = {
    "corpus entero": weat(M, palabras, QUIETOS, ACTIVOS),
    "corpus callado": weat(M_callado, suyas, QUIETOS, ACTIVOS),
}
print(f"Se callan {len(corpus) - len(callado)} oraciones de {len(corpus)}")
for nombre, (diferencia, efecto, p) in sesgos.items():
    print(f"{nombre}: diferencia {diferencia:+.3f}, efecto {efecto:+.1f}, p = {p:.3f}")

# %% demuestra-sesgo
assert sesgos["corpus callado"][1] > 1.2 and sesgos["corpus callado"][2] <= 0.01
assert abs(sesgos["corpus entero"][0]) < sesgos["corpus callado"][0] / 2
print("Callar la mitad de unas pocas oraciones deja un sesgo que no es casualidad")

# %% trampa-texto [markdown]
r"""
Mira también el efecto del corpus **entero**: no es cero. Con diez verbos, el azar del corpus mueve el efecto bastante; por eso se mira la p, y la diferencia.

**Una trampa del español.** Repetimos la prueba en el corpus entero, donde no hay sesgo, con otros verbos: de los veinte verbos de la familia «tiempo», los cinco con más objetos femeninos (cerrar una puerta) y los cinco con menos (leer un libro).

**Predice.** ¿Cuánto saldrá la p?
"""

# %% trampa tags=["nbval-ignore-output"]
genero = {s.singular: s.genero for s in LEXICO.sustantivos}
de_parejas = {presente for presente, _ in FAMILIAS["tiempo"]}
con_objeto = [verbo for verbo in LEXICO.verbos if verbo.formas[0] in de_parejas]
femenino = lambda verbo: np.mean([genero[objeto] != "m" for objeto in verbo.objetos])
orden = [verbo.infinitivo for verbo in sorted(con_objeto, key=femenino)]
diferencia, efecto, p_trampa = weat(M, palabras, orden[-5:], orden[:5])
print(f"{', '.join(orden[-5:])} frente a {', '.join(orden[:5])}")
print(f"diferencia {diferencia:+.3f}, efecto {efecto:+.1f}, p = {p_trampa:.3f}")

# %% demuestra-trampa
assert efecto > 1 and p_trampa < 0.05
print("La prueba da un sesgo que el corpus no tiene")

# %% trampa-explica [markdown]
r"""
¡Sale un sesgo grande y «significativo», y en el corpus no lo hay! Es el **género gramatical** de los objetos: arrastra artículos y adjetivos femeninos, los mismos que acompañan a «reina». WEAT mide compañía, y en una lengua con género la compañía
trae gramática (Zhou y otros 2019). Un valor p pequeño dice que algo hay, no **qué** hay.
"""

# %% musica-texto [markdown]
r"""
## 9 · Embeddings de todo: canciones

Una lista de reproducción es una «frase» de canciones. Si dos canciones salen en las mismas listas, se parecen: eso es **item2vec** (Barkan y Koenigstein 2016), y vale igual para los productos de una cesta de la compra. Las listas las genera el
curso, con géneros **conocidos** que la red no ve: cada lista tiene un género principal, alguna canción suelta y más de las famosas.

Hay una diferencia con el texto: una lista es un **conjunto**, así que el contexto es la lista entera, **todos los pares**, y no una ventana de 5. Lo comparamos con el error habitual: ordenar por fecha y pasar la ventana.

**Sin fuga.** Se entrena con 600 listas y se examina con otras 1000. De cada lista del examen se esconde **una** canción; con las demás hay que adivinarla entre diez recomendaciones.
"""

# %% listas
from lecciones.l17_embeddings import listas as musica

catalogo = musica.canciones()
rng = np.random.default_rng(curso.semilla)
de_entrenar, de_examen = musica.listas(600, rng), musica.listas(1000, rng)
veces = np.bincount(np.concatenate(de_entrenar), minlength=len(catalogo.titulos))
escondidas = [int(rng.integers(len(lista))) for lista in de_examen]
por_fecha = [lista[np.argsort(catalogo.anos[lista])] for lista in de_entrenar]

# %% ver-listas
print(
    f"{len(catalogo.titulos)} canciones. Una lista:",
    ", ".join(catalogo.titulos[i] for i in de_entrenar[0][:7]),
    "…",
)


# %% examinar
def examinar(puntuar_todas):
    """Acierto@10 y nDCG@10 en las listas de examen.

    `puntuar_todas`: de las canciones visibles a una nota por canción.
    """
    descuentos = []
    for lista, oculta in zip(de_examen, escondidas):
        visibles = np.delete(lista, oculta)
        notas = np.array(puntuar_todas(visibles), dtype=float)
        notas[visibles] = -np.inf
        puesto = np.flatnonzero(np.argsort(-notas)[:10] == lista[oculta])
        descuentos.append(1 / np.log2(2 + puesto[0]) if len(puesto) else 0.0)
    return np.mean(np.array(descuentos) > 0), np.mean(descuentos)


# %% recomendar-texto [markdown]
r"""
El **acierto@10** cuenta si la escondida está entre las diez. El **nDCG** mira además el puesto: 1 si es la primera, $1/\log_2 3$ si es la segunda, y así.

¿Y cómo se recomienda? La teoría dice que, entrenado del todo, $v \cdot u = \log\frac{p(u \mid v)}{q(u)}$ más una constante, con $q$ el reparto de las negativas (Levy y Goldberg 2014). Así que la nota de una canción es la media de $v \cdot u$ con las de la lista,
**más** $\log q(u)$: parecerse y ser escuchada. Con el coseno a solas se pierde la segunda parte.

**Predice.** Ordena: popularidad, item2vec con ventana 5 por fecha, item2vec con todos los pares, y **contar** cuántas veces ha salido cada canción junto a las de la lista.

<details><summary>Respuesta</summary>
La popularidad, muy por debajo. La ventana por fecha pierde con todos los pares. Y contar empata con item2vec: es la línea base que conviene no olvidar.
</details>
"""


# %% item2vec tags=["nbval-ignore-output"]
def item2vec(listas, ventana):
    """Vectores de centro y de contexto de las canciones, y la función que pone nota a todas."""
    nombres = ([str(cancion) for cancion in lista] for lista in listas)
    en_pares = [par for lista in nombres for par in pares_skipgram(lista, ventana)]
    en_pares = np.array(en_pares).astype(int)
    V, U = entrenar(en_pares, veces, dim=16, lotes=2000, lote=1024, umbral=1.0)
    return V, lambda visibles: (V[visibles] @ U.T).mean(axis=0) + 0.75 * np.log(veces + 1e-9)


juntas = np.zeros((len(veces), len(veces)))
for lista in de_entrenar:
    juntas[np.ix_(lista, lista)] += 1
V_canciones, con_todos = item2vec(de_entrenar, ventana=musica.LARGO_MAXIMO)
M_canciones = unitarios(V_canciones)

# %% examen-de-musica tags=["nbval-ignore-output"]
rivales = {
    "popularidad": lambda visibles: veces,
    "item2vec, ventana 5 por fecha": item2vec(por_fecha, ventana=5)[1],
    "item2vec, solo el coseno": lambda visibles: M_canciones @ M_canciones[visibles].mean(axis=0),
    "item2vec, todos los pares": con_todos,
    "contar las que van juntas": lambda visibles: juntas[visibles].sum(axis=0),
}
examen = {nombre: examinar(rival) for nombre, rival in rivales.items()}
for nombre, (acierto10, ndcg) in examen.items():
    print(f"{nombre:30} acierto@10 {acierto10:.2f}   nDCG@10 {ndcg:.2f}")

# %% demuestra-musica
assert np.all(np.array(examen["item2vec, todos los pares"]) >= 2 * np.array(examen["popularidad"]))
assert np.all(np.array(examen["item2vec, todos los pares"]) > examen["item2vec, ventana 5 por fecha"])
assert not {tuple(lista) for lista in de_entrenar} & {tuple(lista) for lista in de_examen}
print("item2vec dobla a la popularidad, y todos los pares ganan a la ventana por fecha")

# %% generos tags=["nbval-ignore-output"]
proximas = cinco_vecinas(M_canciones)
del_mismo = np.mean(catalogo.generos[proximas] == catalogo.generos[:, None])
print(f"Las cinco vecinas de una canción son de su género el {100 * del_mismo:.0f} % de las veces.")
print("Al azar lo serían una de cada ocho.")

# %% demuestra-generos
assert del_mismo > 0.9
print("Los vectores han descubierto los géneros sin verlos")

# %% musica-explica [markdown]
r"""
Sé honrado con el resultado: **contar** va igual de bien, o mejor. Con 320 canciones, la tabla de coincidencias cabe entera y no hace falta resumirla. Los vectores ganan cuando hay millones de canciones y casi todas las casillas de esa tabla están a 0;
y además sirven para lo que la tabla no: agrupar, dibujar, o entrar en otra red.

## 10 · Con más texto (perfil completo)

Con `preparar(perfil="completo")` y red, esta parte baja el *Quijote* y mira vecinas, y después lee los vectores de **fastText** en español (Grave y otros 2018), entrenados con miles de millones de palabras, y les hace las mismas preguntas. El cargador es el de
gensim, `KeyedVectors.load_word2vec_format`, y sirve para cualquier fichero de ese formato: `cargar_vectores("mi_fichero.bin", binario=True)`. Si está dañado, lo dice.
"""


# %% quijote
def vecinas_del_quijote(*buscadas):
    """Entrena con el Quijote y devuelve las vecinas de cada palabra buscada."""
    import re

    from utils.datos.quijote import quijote

    texto = [re.findall(r"[^\W\d_]+", frase) for frase in re.split(r"[.;:?!]", quijote().lower())]
    modelo = Word2Vec(
        texto,
        vector_size=100,
        window=5,
        sg=1,
        min_count=5,
        epochs=10,
        workers=1,
        seed=curso.semilla + 1,
    )
    return {p: [vecina for vecina, _ in modelo.wv.most_similar(p, topn=5)] for p in buscadas}


# %% preentrenados
def puntuar_preentrenados():
    """Acierto por familia de los vectores de fastText en español, con todas las parejas que conocen."""
    from lecciones.l17_embeddings.vectores import vectores_en_espanol

    wv = vectores_en_espanol()
    familias = frases.parejas().items()
    return {
        familia: acierto(unitarios(wv.vectors), wv.index_to_key, parejas)
        for familia, parejas in familias
    }


# %% completo
if curso.perfil != "completo" or Word2Vec is None:
    print("Con perfil completo, red y gensim, aquí salen vecinas del Quijote y vectores de fastText.")
else:
    for palabra, suyas in vecinas_del_quijote("caballero", "rocinante", "molinos", "reina").items():
        print(f"{palabra:10}", ", ".join(suyas))
    for familia, (parte, n) in puntuar_preentrenados().items():
        print(f"fastText, {familia}: {parte:.2f} de {n} preguntas")

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «Skip-gram: dado el contexto, adivina la palabra central. CBOW, al revés.» | Justo al contrario: **CBOW** va del contexto al centro; **skip-gram**, del centro al contexto. Así lo traían también los apuntes de este curso. |
| «Las analogías salen con cualquier corpus.» | Con poco texto, casi ninguna: lo has medido en la gramática corta y en la prosa del curso. |
| «Rey − hombre + mujer = reina.» | El vecino más próximo suele ser una de las tres palabras dadas: se excluyen a mano. Y tres ejemplos elegidos no son una medida. |
| «Palabras cercanas son sinónimos.» | Son intercambiables: «triste» y «contento» van con las mismas palabras. |
| «En el t-SNE, los grupos lejanos son muy distintos.» | t-SNE solo cuida las vecinas. Las distancias y los tamaños no se leen. |
| «Cada dimensión significa algo: la 7 es el género.» | Los vectores se pueden girar sin cambiar un solo coseno: las dimensiones sueltas no dicen nada. |
| «Una p pequeña en WEAT prueba un prejuicio.» | Prueba una asociación. En español puede ser el género gramatical. |
| «item2vec: ventana de 5 sobre la lista ordenada.» | Una lista es un conjunto: todos los pares. |
| «El muestreo negativo aproxima la softmax.» | Resuelve otra tarea, de sí o no, que deja buenos vectores; no da probabilidades de palabras. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. Un vector disperso dice cuál es la palabra; uno denso, aprendido de su compañía, dice a cuáles se parece. Se comparan con el coseno.
2. CBOW: contexto → centro. Skip-gram: centro → contexto. El muestreo negativo lo convierte en preguntas de sí o no, y el gradiente es error por vector.
3. $b - a + c$ resuelve analogías si hay texto de sobra o la estructura está plantada. Se mide con todas las preguntas, por familias.
4. PCA conserva direcciones y t-SNE, vecinas. Los sesgos del texto pasan a los vectores; medirlos bien exige un control.
5. Cambia palabras por canciones o productos y la idea sigue: todos los pares de la cesta, y una línea base que ganar.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** Frase de 6 palabras, ventana 2. ¿Cuántos pares da skip-gram? &emsp;**a)** 24 &emsp;**b)** 18 &emsp;**c)** 12

<details><summary>Respuesta</summary>
b) Las dos de en medio tienen 4 vecinas; las siguientes, 3; las de los extremos, 2: 2·4 + 2·3 + 2·2 = 18.
</details>

**2.** «Entra el contexto y se adivina el centro.» ¿Cuál es? &emsp;**a)** CBOW &emsp;**b)** Skip-gram &emsp;**c)** Las dos

<details><summary>Respuesta</summary>
a) En CBOW entra la bolsa de palabras del contexto.
</details>

**3.** $v = (1, 0)$, $u_+ = (0, 1)$ y una negativa $(0, -2)$. ¿Cuánto vale la pérdida? &emsp;**a)** 0 &emsp;**b)** log 2 &emsp;**c)** 2 log 2

<details><summary>Respuesta</summary>
c) Las dos notas son 0, y cada $-\log\sigma(0)$ vale log 2.
</details>

**4.** Multiplicas todos los vectores por 3. ¿Qué cambia? &emsp;**a)** Los cosenos &emsp;**b)** Las vecinas &emsp;**c)** Ni una cosa ni otra

<details><summary>Respuesta</summary>
c) El coseno no mira el largo.
</details>

**5.** Tu recomendador acierta el 12 % y la popularidad, el 11 %. ¿Qué concluyes? &emsp;**a)** Funciona &emsp;**b)** Casi todo lo que acierta es popularidad &emsp;**c)** Falta entrenar

<details><summary>Respuesta</summary>
b) Sin línea base, el 12 % no dice nada; con ella, dice poco.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("17")

# %% para-seguir [markdown]
r"""
## Para seguir

- Programa CBOW en NumPy: el vector que entra es la media de los de su contexto. ¿Qué cambia en `paso`?
- Quita el submuestreo (`umbral=1.0`). ¿Qué familia lo nota más?
- Otra manera de hacer vectores: cuenta las parejas en una tabla, calcula la información mutua positiva y aplica una SVD de 48 dimensiones. ¿Gana a la red en este corpus?
- Resta a cada vector su parte en la dirección mujer–hombre y repite WEAT. ¿Ha desaparecido el sesgo, o se ha escondido (Gonen y Goldberg 2019)?
- Cambia `FIDELIDAD` a 0.4 en `listas.py`, en la carpeta de esta lección. ¿Hasta dónde aguanta item2vec?

## Referencias

- Barkan, O. y Koenigstein, N. (2016). *Item2vec: neural item embedding for collaborative filtering*.
- Caliskan, A., Bryson, J. y Narayanan, A. (2017). *Semantics derived automatically from language corpora contain human-like biases*.
- Firth, J. R. (1957). *A synopsis of linguistic theory, 1930–1955*.
- Gonen, H. y Goldberg, Y. (2019). *Lipstick on a pig: debiasing methods cover up systematic gender biases in word embeddings but do not remove them*.
- Grave, E. y otros (2018). *Learning word vectors for 157 languages*.
- Levy, O. y Goldberg, Y. (2014). *Neural word embedding as implicit matrix factorization*.
- Linzen, T. (2016). *Issues in evaluating semantic spaces using word analogies*.
- Mikolov, T. y otros (2013). *Efficient estimation of word representations in vector space*.
- Mikolov, T. y otros (2013). *Distributed representations of words and phrases and their compositionality*.
- van der Maaten, L. y Hinton, G. (2008). *Visualizing data using t-SNE*.
- Zhou, P. y otros (2019). *Examining gender bias in languages with grammatical gender*.
"""
