# %% portada [markdown]
r"""
# 14 · Transferencia de estilo

**La foto de un templo, pintada con los trazos de otro cuadro.** Nadie ha dibujado la tercera imagen de abajo, y ninguna red se ha entrenado para pintarla. Se ha **buscado**, píxel a píxel: es una
imagen en la que una red ve las mismas cosas que en la foto y los mismos trazos que en la pintura. Aquí aprenderás a decirle a un ordenador qué es el contenido y qué es el estilo, y tardará segundos.

**Qué sabrás hacer**
- Medir el contenido de una imagen con las activaciones de una red, y el estilo con matrices de Gram.
- Demostrar que la Gram olvida dónde está cada cosa, y por qué eso es el estilo.
- Escribir la pérdida completa, con cada capa normalizada por su tamaño, y minimizarla sobre los píxeles.
- Decidir con mediciones: qué capas, cuánto peso a cada cosa y qué optimizador.

**Qué necesitas antes**: las convoluciones de la [lección 02](02_convolucion.ipynb), las CNN de la [03](03_cnn.ipynb) y derivar respecto a la imagen, de la [13](13_deepdream.ipynb).

**Tiempo**: unos 70 minutos de lectura y ejercicios.
"""

# %% preparar tags=["nbval-ignore-output"]
from utils.curso import ErrorCurso, preparar

curso = preparar(entrena=True)
curso

# %% importar
import time

import keras
import numpy as np
from keras import ops

from lecciones.l14_estilo import estilo
from lecciones.l14_estilo import exploradores as explorador
from lecciones.l14_estilo.estilo import CAPAS, Encargo, estilizar, igualar_colores, mirar
from utils.datos.estilos import FAMILIAS, pintura, red_de_texturas
from utils.datos.fotos import foto
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.gradientes import compilar, gradiente
from utils.graficos import AZUL, NARANJA, VERDE, figura, mostrar, mostrar_matriz
from utils.imagenes import encajar, leer_imagen

# %% pintar-la-portada
red = red_de_texturas()
templo, flor = (encajar(foto(nombre), 192, 192) for nombre in ("china", "flor"))
cuadro = pintura("pinceladas", 192, 3, motivo=26)
inicio = time.perf_counter()
pintado = estilizar(templo, cuadro, red)
segundos = time.perf_counter() - inicio


# %% imagen-de-portada tags=["nbval-ignore-output"]
def ver(imagenes, titulos, alt, filas=1, alto=2.9):
    """Imágenes con su título, repartidas en filas."""
    fig, ejes = figura(8.8, alto, filas, len(imagenes) // filas)
    for eje, imagen, titulo in zip(ejes.flat, imagenes, titulos):
        mostrar_matriz(eje, np.clip(imagen, 0, 1), titulo)
    mostrar(fig, alt)


ver(
    [templo, cuadro, pintado],
    ["el contenido", "el estilo", "el resultado"],
    "La foto de un templo junto a un lago; una pintura de pinceladas azules que se arremolinan; "
    "y el mismo templo pintado con esas pinceladas y esos colores.",
)

# %% red-texto [markdown]
r"""
La pintura la genera el curso; la foto es real. Y la red es la de la [lección 13](13_deepdream.ipynb): pequeña, entrenada para distinguir diez familias de pinturas. Nos sirve de **ojo**: no cambiaremos
ninguno de sus pesos.

## 1 · El contenido: qué hay y dónde

La capa $l$ de la red convierte una imagen en una **activación** $F^l$: $N$ canales, cada uno con $M$ posiciones (alto × ancho). `mirar` da las de varias capas, con tres detalles: una «capa 0», los propios
píxeles; un marco de espejo alrededor de la imagen, para que la red no vea el borde; y cada capa multiplicada por un número para que su activación media en la pintura sea 1, porque si no unas capas gritan más que otras (Gatys también lo hizo).
"""

# %% mirar
ojo = mirar(red, CAPAS, igualar=cuadro)
del_templo = {capa: np.asarray(F) for capa, F in ojo(templo).items()}
for capa, F in del_templo.items():
    print(f"{capa:8} N = {F.shape[2]:2} canales, M = {F.shape[0]}×{F.shape[1]} posiciones")

# %% ver-activaciones
fig, ejes = figura(8.8, 2.0, 1, 5)
for eje, capa in zip(ejes, CAPAS[1:]):
    F = del_templo[capa]
    mostrar_matriz(eje, F[..., F.std(axis=(0, 1)).argmax()], capa, cmap="viridis")
mostrar(
    fig,
    "El canal que más varía de cada capa. En las primeras se reconoce el templo con sus detalles; "
    "en las últimas quedan manchas gruesas que dicen en qué zonas hay cierto tipo de trazo.",
)

# %% contenido-texto [markdown]
r"""
Dos imágenes tienen el mismo contenido para una capa si la activan igual **en cada sitio**.

### Ejercicio 14.1 · La pérdida de contenido
Escribe `perdida_contenido(F, F0)`: la mitad de la suma de los cuadrados de las diferencias.
"""


# %% ejercicio-14-1
def perdida_contenido(F, F0):
    """½ de la suma de los cuadrados de F − F0, dos activaciones (alto, ancho, canales)."""
    # BEGIN SOLUTION
    return np.sum((F - F0) ** 2) / 2
    # END SOLUTION


# %% comprobar-14-1
comprobar("14.1", perdida_contenido)

# %% alteraciones-texto [markdown]
r"""
¿En qué se fija cada capa? Alteramos el templo de dos maneras: lo movemos dos píxeles a un lado y le ponemos grano. La vara de medir es la otra foto, la flor: su distancia vale 100 %.

**Predice.** ¿Qué capa se enterará más del movimiento, la 2 o la 5? ¿Y los píxeles?

<details><summary>Respuesta</summary>
La 2: cada una de sus neuronas vigila un detalle fino en un sitio exacto. Entre ella y la 5 hay tres agrupaciones, y cada una perdona el doble de movimiento. A los píxeles les importa poco, pero por otro motivo: en una
foto, el de al lado casi siempre es de un color parecido.
</details>
"""

# %% alteraciones tags=["nbval-ignore-output"]
perdida_contenido = usar("14.1", perdida_contenido)
rng = np.random.default_rng(curso.semilla)
grano = np.clip(templo + rng.normal(0, 0.1, templo.shape), 0, 1)
otras = {"movido": np.roll(templo, 2, axis=1), "con grano": grano, "la flor": flor}
distancias = {}
for nombre, imagen in otras.items():
    F = ojo(imagen)
    distancias[nombre] = np.array([perdida_contenido(np.asarray(F[c]), del_templo[c]) for c in CAPAS])
for nombre in ("movido", "con grano"):
    partes = 100 * distancias[nombre] / distancias["la flor"]
    print(f"{nombre:9}", ", ".join(f"{capa} {p:.0f} %" for capa, p in zip(CAPAS, partes)))

# %% demuestra-alteraciones
movido = distancias["movido"] / distancias["la flor"]
assert movido[2] > movido[3] > movido[4] > movido[5] and movido[2] > 2 * movido[5]
print("Del movimiento se entera sobre todo la capa 2; cada agrupación lo perdona más.")

# %% reconstruir-texto [markdown]
r"""
### Lo que recuerda cada capa
Otra manera de verlo: partir de **ruido** y buscar, por el gradiente, una imagen que active la capa igual que la foto. Nada más. Lo que salga es lo que esa capa recuerda.

**Predice.** ¿De qué capa se recuperará mejor la foto? ¿Qué se perderá primero: las formas, el detalle fino o los colores?

<details><summary>Respuesta</summary>
De las primeras, casi perfecta. En las capas 4 y 5 aparece un grano de colores que a ellas les da igual, y el detalle fino se borra. Por eso el contenido se toma de una capa alta: deja libertad para repintar.
</details>
"""

# %% reconstruir tags=["nbval-ignore-output"]
pequeno, lienzo = encajar(templo, 96, 96), pintura("pinceladas", 96, 3, motivo=26)
ruido = rng.uniform(size=pequeno.shape)
solo_contenido = {"beta": 0, "gamma": 0, "inicio": ruido, "colores": False, "pasos": 40}
recuerdos = {
    capa: estilizar(pequeno, lienzo, red, contenido=capa, capas=["píxeles"], **solo_contenido)
    for capa in CAPAS[1:]
}
errores = {capa: np.mean((x - pequeno) ** 2) for capa, x in recuerdos.items()}
ver(
    [pequeno, *recuerdos.values()],
    ["la foto", *recuerdos],
    "La foto y lo que se recupera de cada capa, desde ruido. Con las tres primeras, el templo "
    "entero; con la 4 y la 5, el templo bajo un grano de colores, sin el detalle fino.",
    alto=1.9,
)

# %% demuestra-reconstruir
assert errores["capa1"] < errores["capa3"] < errores["capa5"] < np.mean((ruido - pequeno) ** 2)
print("El error crece de la capa 1 a la 3 y de la 3 a la 5; ninguna lo olvida todo.")

# %% gram-texto [markdown]
r"""
## 2 · El estilo: qué va con qué

¿Qué es un estilo? No es dónde está cada trazo, sino **qué trazos y qué colores van juntos**: si donde hay curvas finas también hay azul claro. Eso es una correlación entre canales, y Gatys, Ecker y Bethge (2015)
la resumieron con la **matriz de Gram**, de $N\times N$:

$$G_{ij} = \frac1M \sum_{p} F_{pi}\,F_{pj}$$

En cada posición $p$ se multiplican los canales $i$ y $j$, y se hace la media.

### Ejercicio 14.2 · La matriz de Gram
Escribe `gram(F)`, con `F` de forma (alto, ancho, canales), dividida entre alto·ancho.
"""


# %% ejercicio-14-2
def gram(F):
    """Gram (canales, canales) de una activación (alto, ancho, canales), dividida entre alto·ancho."""
    # BEGIN SOLUTION
    filas = F.reshape(-1, F.shape[-1])
    return filas.T @ filas / len(filas)
    # END SOLUTION


# %% comprobar-14-2
comprobar("14.2", gram)

# %% baraja-texto [markdown]
r"""
### La Gram olvida la posición
Tomamos la activación de la capa 4 y **barajamos** sus posiciones: cada columna de canales se va a otro sitio, al azar.

**Predice.** ¿Cuánto cambiará la Gram? ¿Y la pérdida de contenido? ¿Y si lo que barajas son los píxeles de la imagen, antes de que los mire la red?

<details><summary>Respuesta</summary>
La Gram, nada: es una suma sobre posiciones, y una suma no sabe en qué orden se suma. La pérdida de contenido se dispara. Pero barajar los <b>píxeles</b> sí cambia la Gram de las capas: sus filtros miran vecinos, y ya no hay
trazos. La Gram olvida dónde están los trazos, no los trazos.
</details>
"""

# %% barajar
gram = usar("14.2", gram)


def barajar(F):
    """Las mismas columnas de canales, en posiciones al azar."""
    filas = F.reshape(-1, F.shape[-1])
    return rng.permutation(filas).reshape(F.shape)


def distancia(G, A):
    """Distancia relativa entre dos Gram."""
    G, A = np.asarray(G, float), np.asarray(A, float)
    return np.linalg.norm(G - A) / np.linalg.norm(A)


# %% medir-la-baraja
F = del_templo["capa4"].astype(float)
barajada = barajar(F)
de_pixeles_barajados = np.asarray(ojo(barajar(templo))["capa4"])
cambio_activacion = distancia(gram(barajada), gram(F))
cambio_pixeles = distancia(gram(de_pixeles_barajados), gram(F))
cambio_contenido = perdida_contenido(barajada, F) / perdida_contenido(0 * F, F)

# %% demuestra-baraja
print(f"Al barajar la activación, la Gram cambia un {100 * cambio_activacion:.1f} %")
assert cambio_activacion < 1e-5 and cambio_contenido > 0.3 and cambio_pixeles > 0.3
print("La pérdida de contenido pasa del 30 % de la que daría una activación toda ceros.")
print("Al barajar los píxeles, la Gram cambia más del 30 %.")

# %% ver-la-baraja
canal = F.std(axis=(0, 1)).argmax()
fig, ejes = figura(8.8, 2.5, 1, 4)
mostrar_matriz(ejes[0], F[..., canal], "un canal", cmap="viridis")
mostrar_matriz(ejes[1], gram(F), "Gram", cmap="viridis")
mostrar_matriz(ejes[2], barajada[..., canal], "barajado", cmap="viridis")
mostrar_matriz(ejes[3], gram(barajada), "su Gram", cmap="viridis")
mostrar(
    fig,
    "Un canal en el que se adivina el templo y la Gram de la capa; al lado, el mismo canal "
    "barajado, que es puro grano, y su Gram, idéntica a la primera.",
)

# %% explorar-baraja
explorador.explorar_baraja(del_templo["capa4"])

# %% capas-texto [markdown]
r"""
### Cada capa, por su tamaño
El estilo se mide en **varias** capas: las bajas ven colores y trazos finos; las altas, motivos. Para sumarlas hay que poner a todas en la misma escala. La de Gatys:

$$E_l = \frac{1}{4N_l^2}\sum_{ij}\bigl(G^l_{ij} - A^l_{ij}\bigr)^2$$

$G$ es la Gram de la imagen y $A$ la de la pintura, cada una dividida entre **su** $M$. En el artículo las Gram van sin dividir y por eso aparece $\frac{1}{4N_l^2M_l^2}$. Un fallo que circula es usar la misma
constante en todas las capas.

### Ejercicio 14.3 · La pérdida de estilo de una capa
Escribe `perdida_estilo(F, F0)`: $E_l$ a partir de las dos activaciones. Tienen los mismos canales, pero pueden medir distinto.
"""


# %% ejercicio-14-3
def perdida_estilo(F, F0):
    """Distancia entre las Gram de dos activaciones (alto, ancho, N): suma de cuadrados entre 4N²."""
    # BEGIN SOLUTION
    return np.sum((gram(F) - gram(F0)) ** 2) / (4 * F.shape[-1] ** 2)
    # END SOLUTION


# %% comprobar-14-3
comprobar("14.3", perdida_estilo)

# %% tamanos-predice [markdown]
r"""
**Predice.** Sin normalizar, es decir, con las Gram sin dividir y sin el $4N^2$, ¿qué parte de la pérdida se llevaría la capa más grande?

<details><summary>Respuesta</summary>
Las primeras capas tienen 64 veces más posiciones que la última, y la pérdida va con M²: entre las dos se lo llevan casi todo y la última apenas cuenta. Bien normalizadas, todas tienen voz.
</details>
"""

# %% repartos tags=["nbval-ignore-output"]
perdida_estilo = usar("14.3", perdida_estilo)
del_cuadro = {capa: np.asarray(F) for capa, F in ojo(cuadro).items()}
bien = np.array([perdida_estilo(del_templo[capa], del_cuadro[capa]) for capa in CAPAS[1:]])
sin_dividir = bien * [(2 * del_templo[capa].size) ** 2 for capa in CAPAS[1:]]  # deshace 4N²M²
for nombre, perdidas in (("sin normalizar", sin_dividir), ("cada una por su tamaño", bien)):
    reparto = 100 * perdidas / perdidas.sum()
    print(f"{nombre:23}", " ".join(f"capa {k}: {parte:.1f} %" for k, parte in enumerate(reparto, 1)))

# %% demuestra-repartos
assert sin_dividir[:2].sum() > 0.9 * sin_dividir.sum() and sin_dividir[4] < 0.01 * sin_dividir.sum()
assert bien.min() > 0.05 * bien.sum()
print("Sin normalizar, las capas 1 y 2 suman más del 90 % y la 5, menos del 1 %.")
print("Cada una por su tamaño, todas pasan del 5 %.")

# %% texturas-texto [markdown]
r"""
### Solo el estilo
Partimos de ruido y buscamos una imagen con las Gram de la pintura, sin ningún contenido. Cada vez, con una capa más.

**Predice.** ¿Qué saldrá con las Gram de los píxeles solos? ¿Y con todas? ¿Se parecerá a la pintura, trazo a trazo?

<details><summary>Respuesta</summary>
Con los píxeles, grano de los colores de la pintura: su Gram solo dice qué colores hay. Cada capa añade trazos más largos y más anchos. Con todas sale una <b>textura</b> que parece del mismo autor, pero no la misma obra:
los trazos están en otros sitios, porque la Gram los olvida.
</details>
"""

# %% texturas tags=["nbval-ignore-output"]
solo_estilo = {"alfa": 0, "gamma": 0, "beta": 1e4, "inicio": ruido, "colores": False, "pasos": 50}
juegos = {"píxeles": 1, "hasta la 1": 2, "hasta la 2": 3, "hasta la 3": 4, "todas": 6}
texturas = {
    nombre: estilizar(pequeno, lienzo, red, capas=CAPAS[:cuantas], **solo_estilo)
    for nombre, cuantas in juegos.items()
}
ver(
    [lienzo, *texturas.values()],
    ["la pintura", *texturas],
    "La pintura y cinco texturas hechas desde ruido. Con las Gram de los píxeles, grano de sus "
    "colores; con más capas, trazos cortos; con todas, pinceladas largas, en otros sitios.",
    alto=1.9,
)

# %% juzgar-texturas tags=["nbval-ignore-output"]
del_lienzo = {capa: np.asarray(F) for capa, F in ojo(lienzo).items()}
lejania = {
    nombre: [distancia(gram(np.asarray(F)), gram(del_lienzo[capa])) for capa, F in ojo(textura).items()]
    for nombre, textura in texturas.items()
}
for nombre, valores in lejania.items():
    print(f"{nombre:10}", " ".join(f"{capa} {100 * v:3.0f} %" for capa, v in zip(CAPAS, valores)))

# %% demuestra-texturas
assert lejania["píxeles"][5] > 3 * lejania["todas"][5]
assert lejania["hasta la 1"][4] > 2 * lejania["todas"][4]
parecido = np.corrcoef(texturas["todas"].ravel(), lienzo.ravel())[0, 1]
assert max(lejania["todas"]) < 0.2 and parecido < 0.8
print("Las capas bajas no arrastran a las altas: sus Gram quedan lejos si no se piden.")

# %% tv-texto [markdown]
r"""
## 3 · Que no tiemble

Nada prohíbe a la búsqueda dejar grano de un píxel. Para quitarlo se añade la **variación total**: la suma de lo que cambia cada píxel respecto a sus vecinos,

$$V(x) = \sum_{ij} |x_{i+1,j} - x_{ij}| + |x_{i,j+1} - x_{ij}|$$

### Ejercicio 14.4 · La variación total
Escribe `variacion_total(imagen)`, la L1, para imágenes (alto, ancho) o (alto, ancho, canales). Los canales se suman; no son vecinos.
"""


# %% ejercicio-14-4
def variacion_total(imagen):
    """Suma de |diferencias| con el vecino de abajo y con el de la derecha, en todos los canales."""
    # BEGIN SOLUTION
    abajo, derecha = np.diff(imagen, axis=0), np.diff(imagen, axis=1)
    return np.sum(np.abs(abajo)) + np.sum(np.abs(derecha))
    # END SOLUTION


# %% comprobar-14-4
comprobar("14.4", variacion_total)

# %% tv-predice [markdown]
r"""
**Predice.** Un borde nítido, de 0 a 1 de golpe, y una rampa que sube de 0 a 1 en diez píxeles. ¿Cuál tiene más variación total? ¿Y más suma de diferencias **al cuadrado**?

<details><summary>Respuesta</summary>
La misma variación: 1 por fila. Con cuadrados, el borde cuesta 1 y la rampa 0.1: los cuadrados prefieren emborronar. Por eso se usa la L1.
</details>
"""

# %% demuestra-tv
variacion_total = usar("14.4", variacion_total)
borde, rampa = np.repeat([[0.0, 1.0]], 11, axis=1), np.linspace(0, 1, 11)[None]
print(f"Variación total: borde {variacion_total(borde):.0f}, rampa {variacion_total(rampa):.0f}")
cuadrados = lambda imagen: np.sum(np.diff(imagen) ** 2)
print(f"Con cuadrados: borde {cuadrados(borde):.1f}, rampa {cuadrados(rampa):.1f}")
assert variacion_total(grano) > 1.5 * variacion_total(templo)

# %% total-texto [markdown]
r"""
## 4 · Todo junto

La imagen que buscamos minimiza

$$L(x) = \alpha\, L_{\text{contenido}}(x) + \beta\, \frac1{|\mathcal C|}\sum_{l\in\mathcal C} w_l\,E_l(x) + \gamma\, V(x)$$

El contenido se toma de la capa 4, dividido entre sus $N\cdot M$ números, y $V$ entre sus píxeles, para que los pesos valgan para cualquier tamaño. El estilo, de todas las capas $\mathcal C$, con $w_l = 1$ salvo
los píxeles, que pesan 10 para que el color cuente. Hay que derivarla respecto a la **imagen**, así que se escribe con `keras.ops`; en lo demás es lo que ya has programado.
"""

# %% perdida-total
ALFA, BETA, GAMMA = 1.0, 100.0, 0.2


def gram_ops(F):
    """Como `gram`, con operaciones que se pueden derivar."""
    filas = ops.reshape(F, (-1, F.shape[-1]))
    return ops.transpose(filas) @ filas / filas.shape[0]


grams = {capa: np.float32(gram(del_cuadro[capa])) for capa in CAPAS}


def perdida(x):
    """L(x), con el contenido del templo y el estilo del cuadro."""
    F = ojo(x)
    contenido = ops.mean((F["capa4"] - del_templo["capa4"]) ** 2) / 2
    errores = [ops.sum((gram_ops(F[c]) - grams[c]) ** 2) / (4 * F[c].shape[-1] ** 2) for c in CAPAS]
    total = (10 * errores[0] + sum(errores[1:])) / len(CAPAS)
    saltos = ops.sum(ops.abs(x[1:] - x[:-1])) + ops.sum(ops.abs(x[:, 1:] - x[:, :-1]))
    return ALFA * contenido + BETA * total + GAMMA * saltos / (x.shape[0] * x.shape[1])


# %% demuestra-perdida
F = {capa: np.asarray(a) for capa, a in ojo(pintado).items()}
a_mano = ALFA * perdida_contenido(F["capa4"], del_templo["capa4"]) / F["capa4"].size
estilos = [perdida_estilo(F[capa], del_cuadro[capa]) for capa in CAPAS]
a_mano += BETA * (10 * estilos[0] + sum(estilos[1:])) / len(CAPAS)
a_mano += GAMMA * variacion_total(pintado) / (192 * 192)
derivable = float(perdida(ops.convert_to_tensor(pintado, "float32")))
assert abs(a_mano - derivable) < 1e-3 * a_mano
del_encargo = float(Encargo(templo, cuadro, red).total(ops.cast(pintado, "float32")))
assert abs(derivable - del_encargo) < 1e-3 * a_mano
print("Con tus funciones de NumPy, con keras.ops y en `Encargo`: la misma pérdida.")

# %% minimizar-texto [markdown]
r"""
Y ahora, bajar. Usamos **L-BFGS**, un método cuasi-Newton: solo usa gradientes, y recuerda los últimos para adivinar la curvatura; SciPy lo trae y deja poner límites, [0, 1]. `estilizar` lo hace dos veces, como las octavas de la lección 13:
primero a la mitad de tamaño, donde los trazos grandes se colocan enseguida, y después entera. Antes le da a la foto los colores de la pintura (`igualar_colores`: la misma media y la misma covarianza), para que no se mezclen los de las
dos. Eso es lo que ha pintado la portada. Cada paso, por dentro:
"""

# %% un-paso
derivar = gradiente(perdida)
valor, (g,) = derivar(templo)
print(f"Un número y un gradiente de forma {tuple(g.shape)}: al revés de él se mueve cada píxel")

# %% medir-la-portada tags=["nbval-ignore-output"]
encargo = Encargo(templo, cuadro, red)
imagenes = {"foto": templo, "pintura": cuadro, "resultado": pintado}
medidas = {nombre: encargo.medir(x) for nombre, x in imagenes.items()}
for nombre, m in medidas.items():
    print(f"{nombre:10}", ", ".join(f"{parte} {v:.5f}" for parte, v in m.items()))
print(f"Pintada a 192×192 en {segundos:.1f} s")


# %% demuestra-estilo
def se_cumple(medidas):
    """Estilo: baja el 90 % o más desde la foto. Contenido: más cerca de la foto que la pintura."""
    de_foto, de_pintura, de_resultado = medidas
    baja = 1 - de_resultado["estilo"] / de_foto["estilo"]
    return baja >= 0.90 and de_resultado["contenido"] < de_pintura["contenido"]


assert se_cumple(medidas.values())
print("La pérdida de estilo baja más del 90 %; la de contenido, menor que la de la pintura.")

# %% equilibrio-texto [markdown]
r"""
## 5 · ¿Cuánto de cada cosa?

Solo importa la razón $\beta/\alpha$.

**Predice.** Con $\beta/\alpha = 1$ y con $10\,000$, ¿qué se verá?

<details><summary>Respuesta</summary>
Con poca, la foto con otros colores. Con mucha, pinceladas por todas partes; si el templo aún se adivina es porque partimos de la foto. Lo bonito está en medio, y no hay un número mágico: depende de la red, de las capas y de tu gusto.
</details>
"""

# %% equilibrio tags=["nbval-ignore-output"]
betas = (1, 30, 300, 10_000)
mezclas = [estilizar(encajar(templo, 128, 128), cuadro, red, pasos=30, beta=beta) for beta in betas]
ver(
    mezclas,
    [f"β/α = {beta}" for beta in betas],
    "Cuatro mezclas. Con poco peso del estilo, la foto teñida de azul; después, pinceladas que "
    "siguen el templo; con mucho peso, pinceladas por todas partes y un templo que se adivina.",
    alto=2.6,
)

# %% demuestra-equilibrio
encargo_128 = Encargo(encajar(templo, 128, 128), cuadro, red)
pares = [encargo_128.medir(x) for x in mezclas]
assert pares[0]["contenido"] < pares[2]["contenido"] and pares[0]["estilo"] > pares[2]["estilo"]
assert pares[0]["contenido"] < 0.7 * pares[3]["contenido"]
print("Más β: menos pérdida de estilo y más de contenido.")

# %% carrera-texto [markdown]
r"""
## 6 · ¿L-BFGS o Adam?

La misma pérdida y la misma salida. Adam va compilado entero y corre con tres ritmos. Primero cronometramos un paso de cada uno, por tandas alternas; después, L-BFGS da 80 pasos y Adam, el doble.

**Predice.** ¿Quién bajará más **por paso**? ¿Y **por segundo**?

<details><summary>Respuesta</summary>
Por paso, L-BFGS: aprovecha la curvatura. Por segundo no hay un ganador claro: los pasos de Adam cuestan menos (la celda dice cuánto en tu máquina), y con un buen ritmo y el doble de pasos acaba a la par. Con un mal ritmo se queda atrás.
</details>
"""

# %% corredores
salida = encajar(templo, 96, 96)
derivar = gradiente(Encargo(salida, encajar(cuadro, 96, 96), red).total)
derivar(salida)  # compilar no cuenta


def con_lbfgs(pasos):
    """Las imágenes que va dejando L-BFGS, una por paso."""
    imagenes = []
    estilo.minimizar(derivar, salida, pasos, lambda _, x: imagenes.append(x))
    return imagenes


# %% corredor-adam
def con_adam(ritmo):
    """Función que da los pasos que se pidan, cada uno recortado a [0, 1], y devuelve sus pérdidas."""
    x, adam = keras.Variable(salida, dtype="float32"), keras.optimizers.Adam(ritmo)
    adam.build([x])

    def paso():
        valor, (g,) = derivar(ops.convert_to_tensor(x))
        adam.apply([g], [x])
        x.assign(ops.clip(x, 0, 1))
        return valor

    paso = compilar(paso, jit_compile=False)
    paso()  # compilar tampoco cuenta: un paso de regalo
    return lambda pasos: [float(paso()) for _ in range(pasos)]


# %% cronometrar
def milisegundos(correr, pasos=40):
    """Lo que cuesta cada paso."""
    inicio = time.perf_counter()
    correr(pasos)
    return 1000 * (time.perf_counter() - inicio) / pasos


adam = con_adam(0.03)
tandas = [(milisegundos(con_lbfgs), milisegundos(adam)) for _ in range(3)]
coste_lbfgs, coste_adam = np.min(tandas, axis=0)  # la tanda menos estorbada por otros programas

# %% carrera tags=["nbval-ignore-output"]
PASOS = 80
perdidas = {"L-BFGS": [float(derivar(x)[0]) for x in con_lbfgs(PASOS)]}
perdidas |= {f"Adam, ritmo {r}": con_adam(r)(2 * PASOS) for r in (0.01, 0.03, 0.1)}
fig, eje = figura(7.5, 3.0)
for (nombre, valores), trazo in zip(perdidas.items(), ("-", "--", "-.", ":")):
    coste = coste_lbfgs if nombre == "L-BFGS" else coste_adam
    eje.plot(coste * np.arange(1, len(valores) + 1) / 1000, valores, trazo, label=nombre)
eje.set(xlabel="segundos", ylabel="pérdida L", yscale="log")
eje.legend(loc="center left", bbox_to_anchor=(1, 0.5))
mostrar(
    fig,
    "La pérdida según los segundos, en escala logarítmica. Todas caen deprisa y se aplanan. Adam "
    "sale por delante; al final, L-BFGS está a la par del mejor Adam y por debajo del más lento.",
)

# %% medir-la-carrera tags=["nbval-ignore-output"]
print(f"Un paso de L-BFGS: {coste_lbfgs:.1f} ms; uno de Adam: {coste_adam:.1f} ms")
for nombre, valores in perdidas.items():
    cuentas = [f"{n} pasos: {valores[n - 1]:.2f}" for n in range(PASOS, len(valores) + 1, PASOS)]
    print(f"{nombre:16}", ", ".join(cuentas))

# %% demuestra-carrera
de_lbfgs = min(perdidas["L-BFGS"])
de_adam = [valores for nombre, valores in perdidas.items() if nombre != "L-BFGS"]
assert de_lbfgs < min(min(valores[:PASOS]) for valores in de_adam)
al_doble = [min(valores) for valores in de_adam]
assert 0.8 * de_lbfgs < min(al_doble) < 1.25 * de_lbfgs < max(al_doble)
print("Por paso gana L-BFGS. Con el doble de pasos, el mejor Adam lo alcanza y el peor no.")

# %% carrera-explica [markdown]
r"""
Nos quedamos con L-BFGS: en un tiempo parecido llega casi al mismo sitio, no hay que acertar con el ritmo y no deja el temblor de los pasos fijos de Adam. Con lotes al azar, como al entrenar una red, sería al
revés: L-BFGS necesita que el gradiente no cambie de una vez a otra.

## 7 · Otros estilos, también de una foto

El estilo no tiene por qué ser un cuadro: aquí también el templo toma el de la foto de la flor, y la flor se pinta con otras tres familias. Estas pinturas no están elegidas: salen de la semilla del curso.

**Predice.** ¿Qué estilo tiene una dalia, para esta red?

<details><summary>Respuesta</summary>
Un fondo oscuro y liso, y trocitos anaranjados que se repiten: los pétalos. El templo se queda a oscuras, con un cielo moteado de naranja. La Gram no sabe que eran de una flor.
</details>
"""

# %% galeria tags=["nbval-ignore-output"]
encargos = {"la flor": (templo, flor)}
for familia in ("mosaicos", "espirales", "pinceladas"):
    encargos[familia] = flor, pintura(familia, 192, curso.semilla)
obras = {nombre: estilizar(*par, red) for nombre, par in encargos.items()}
ver(
    [par[1] for par in encargos.values()] + list(obras.values()),
    [f"estilo: {nombre}" for nombre in encargos] + [""] * 4,
    "Arriba, cuatro estilos: la foto de una flor, un mosaico, espirales y pinceladas. Abajo, el "
    "templo, oscuro y moteado de naranja, y la flor hecha de teselas, espirales y pinceladas.",
    filas=2,
    alto=4.6,
)

# %% demuestra-galeria
for nombre, (contenido, modelo) in encargos.items():
    encargo = Encargo(contenido, modelo, red)
    assert se_cumple([encargo.medir(x) for x in (contenido, modelo, obras[nombre])]), nombre
print("Los cuatro encargos: estilo, más del 90 % menos; contenido, más cerca que su modelo.")

# %% limites-texto [markdown]
r"""
**Con honradez.** Cumplir los números no es entender la escena: la red no sabe qué es un templo. Sus motivos miden lo que ve una neurona de la capa 5, unas decenas de píxeles; nada le dice que el tejado va encima. Y «pérdida de estilo
baja» significa que **estas** Gram coinciden, con **esta** red: otra red tendría otra idea del estilo.

## 8 · Tu taller

Elige, pulsa «Empezar» y compara: las pruebas se quedan una al lado de otra. Se pinta a 128×128 para que esperes poco.

**Predice.** Quita del estilo las capas 3, 4 y 5. ¿Qué quedará de las espirales? ¿Y si dejas solo los píxeles?

<details><summary>Respuesta</summary>
Con las capas bajas, los colores y bordes finos, pero casi ninguna espiral: son motivos grandes. Con los píxeles solos, el templo con otros colores.
</details>
"""

# %% explorar-estilo tags=["nbval-ignore-output"]
explorador.explorar_estilo(red)

# %% tus-imagenes-texto [markdown]
r"""
### Con tus fotos
`leer_imagen` admite la ruta de un fichero, y se ocupa de lo demás: gris, transparencia, fotos giradas o enormes. Lo que no vale, lo explica.

```python
mia = leer_imagen("mi_foto.jpg", minimo=64, maximo=256)
pintada = estilizar(mia, pintura("hojas", 256, 5), red)
```
"""


# %% entradas-malas
def intentar(accion):
    """Ejecuta algo que debe fallar y enseña su explicación."""
    try:
        accion()
    except ErrorCurso as error:
        print("⚠️", str(error).replace(". ", ".\n   "))


intentar(lambda: leer_imagen(b"esto no es una foto"))
intentar(lambda: leer_imagen(templo[:40], minimo=64))
intentar(lambda: estilizar(templo, cuadro[:50], red))
intentar(lambda: estilizar(templo, cuadro, red, capas=[]))
intentar(lambda: mirar(red, ["capa9"]))
enorme = leer_imagen(np.zeros((900, 1200)), maximo=256)
print("Gris y enorme, queda de", enorme.shape)

# %% completo-texto [markdown]
r"""
## 9 · Con redes entrenadas en ImageNet

Gatys usó VGG-19, entrenada con un millón de fotos: sus motivos son más ricos. Con `preparar(perfil="completo")` (o si hay GPU) esta celda la descarga y pinta el templo con ella y con la pequeña MobileNetV2.
"""

# %% completo
if curso.perfil == "completo":
    from utils.datos.redes import red_de_imagenet, red_vgg19

    moviles = ["píxeles", "Conv1_relu", "expanded_conv_project_BN", "block_2_add", "block_5_add"]
    clasicas = ["píxeles", *(f"block{k}_conv1" for k in range(1, 6))]
    movil = red_de_imagenet("MobileNetV2")
    con_mobilenet = estilizar(templo, cuadro, movil, capas=moviles, contenido="block_5_add")
    con_vgg = estilizar(templo, cuadro, red_vgg19(), capas=clasicas, contenido="block4_conv2")
    grandes = [con_mobilenet, con_vgg]
    ver(grandes, ["MobileNetV2", "VGG-19"], "El templo pintado con dos redes de ImageNet.", alto=4)
else:
    print("Perfil rápido: esta celda no hace nada. Con red y tiempo, pide el perfil completo.")

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «Se separan el fondo (alto nivel) y la forma (bajo nivel).» | El contenido son las activaciones de una capa alta; el estilo, las Gram de **varias** capas, bajas y altas. |
| «Una red aprende el estilo y pinta la foto.» | Aquí no se entrena ninguna red: se busca **una imagen**. (Hay redes que lo aprenden y tardan un instante: Johnson y otros 2016.) |
| «La misma constante vale para todas las capas.» | Con las Gram sin normalizar, las dos primeras se llevan más del 90 % de la pérdida. Cada capa, con sus $N$ y $M$. |
| «La Gram guarda una versión reducida de la pintura.» | No guarda ninguna posición: al barajar la activación sale idéntica. |
| «Entonces barajar los píxeles tampoco la cambia.» | La de los píxeles, no; las de las demás capas, sí: los filtros miran vecinos. |
| «La capa más baja reconoce mejor el contenido.» | Lo recuerda mejor, hasta el último píxel, y por eso no deja repintar. |
| «L-BFGS es antiguo: siempre Adam.» | Sin azar en el gradiente, L-BFGS bajó más por paso: el mejor de tres Adam necesitó el doble, aunque más baratos. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. Se optimiza la imagen, no la red: $L = \alpha$·contenido $+\, \beta$·estilo $+\, \gamma$·variación total.
2. Contenido: qué activa la red **en cada sitio** de una capa alta. Las capas bajas lo recuerdan todo y no dejan cambiar nada.
3. Estilo: qué canales se encienden juntos, la Gram de varias capas. Es una suma sobre posiciones, y por eso las olvida.
4. Cada capa se divide entre su $4N^2$ y cada Gram entre su $M$; si no, mandan las capas grandes.
5. L-BFGS, de pequeño a grande, pinta un cuadro de 192×192 en segundos, y los números se comprueban.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** Reflejas una activación, como en un espejo. ¿Qué le pasa a su Gram? &emsp;**a)** Se refleja &emsp;**b)** Nada &emsp;**c)** Cambia de signo

<details><summary>Respuesta</summary>
b) Es la misma suma en otro orden.
</details>

**2.** Una capa tiene 32 canales y 48×48 posiciones. ¿De qué tamaño es su Gram? &emsp;**a)** 32×32 &emsp;**b)** 48×48 &emsp;**c)** 2304×2304

<details><summary>Respuesta</summary>
a) Compara canales con canales. c) compararía posiciones.
</details>

**3.** El resultado parece la foto con un filtro de color. ¿Qué cambias? &emsp;**a)** Subir α &emsp;**b)** Subir β o añadir capas más altas al estilo &emsp;**c)** Subir γ

<details><summary>Respuesta</summary>
b) Falta estilo. Con c) quedaría más liso.
</details>

**4.** ¿Por qué el contenido no se toma de la primera capa? &emsp;**a)** Porque no ve colores &emsp;**b)** Porque obliga a copiar la foto píxel a píxel &emsp;**c)** Porque tiene pocos canales

<details><summary>Respuesta</summary>
b) De ella la foto se reconstruye casi entera: no queda libertad para repintar.
</details>

**5.** Una imagen de una fila, 0, 1, 1, 0. ¿Cuál es su variación total? &emsp;**a)** 0 &emsp;**b)** 1 &emsp;**c)** 2

<details><summary>Respuesta</summary>
c) Sube 1 y baja 1. Con a) has sumado sin valor absoluto.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("14")

# %% para-seguir [markdown]
r"""
## Para seguir

- Pinta con **dos** estilos a la vez: suma las pérdidas de dos pinturas, o usa unas capas de cada una.
- Pon el contenido en `capa2` o en `capa5` (`contenido="capa5"`) y mira cuánto se deja repintar.
- Cambia la Gram por la media y la desviación de cada canal. ¿Se nota? Muchos métodos rápidos usan solo eso.
- Parte de ruido en vez de la foto (`inicio=…`). ¿Llega al mismo sitio?
- Con `colores=False`, el cielo y la pintura se pelean por el color. ¿Cuándo te gusta más?

## Referencias

- Byrd, R., Lu, P., Nocedal, J. y Zhu, C. (1995). *A limited memory algorithm for bound constrained optimization* (L-BFGS-B).
- Gatys, L., Ecker, A. y Bethge, M. (2015). *A neural algorithm of artistic style*.
- Gatys, L., Ecker, A. y Bethge, M. (2015). *Texture synthesis using convolutional neural networks*.
- Gatys, L. y otros (2017). *Controlling perceptual factors in neural style transfer* (igualar los colores y pintar de pequeño a grande).
- Johnson, J., Alahi, A. y Fei-Fei, L. (2016). *Perceptual losses for real-time style transfer and super-resolution*.
- Mahendran, A. y Vedaldi, A. (2015). *Understanding deep image representations by inverting them*.
- Rudin, L., Osher, S. y Fatemi, E. (1992). *Nonlinear total variation based noise removal algorithms*.
"""
