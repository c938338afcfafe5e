# %% portada [markdown]
r"""
# 10 · Autocodificadores

**Enséñale a una red a no hacer nada: que devuelva lo mismo que entra.** Parece inútil. Pero si por el camino solo puede usar ocho números, para
conseguirlo tendrá que descubrir qué importa en una imagen y qué sobra. Con eso se comprime, se quita ruido, se clasifica con pocas
etiquetas, se inventan imágenes, se predice lo que viene, se recomiendan películas y se detecta lo raro. En esta lección lo harás todo.

**Qué sabrás hacer**
- Construir un autocodificador y decir qué minimiza.
- Demostrar que el lineal aprende lo mismo que la PCA, y medir cuánto gana el no lineal.
- Elegir entre subcompleto, disperso, con eliminación de ruido, convolucional y recurrente.
- Usarlo en siete aplicaciones, comparándolo siempre con algo más sencillo.
- Detectar anomalías con un umbral elegido sin mirar la prueba.

**Qué necesitas antes**: la [lección 03](03_cnn.ipynb) (entrenar con Keras), la [06](06_lstm_gru.ipynb) para la parte recurrente, y qué son los valores y vectores propios.

**Tiempo**: unos 100 minutos de lectura y ejercicios.
"""

# %% preparar tags=["nbval-ignore-output"]
from utils.curso import ErrorCurso, preparar

curso = preparar(entrena=True)
curso

# %% importar
import keras
import numpy as np
from keras.layers import GRU, Conv2D, Conv2DTranspose, Dense, Dropout, RepeatVector, Reshape

from lecciones.l10_autoencoders import exploradores as explorador
from lecciones.l10_autoencoders.en_numpy import a_numpy
from lecciones.l10_autoencoders.valoraciones import separar_valoraciones, valoraciones
from utils.datos.digitos import digitos, ropa, separar
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.gradientes import para_compilar
from utils.graficos import AZUL, NARANJA, NEGRO, OKABE_ITO, VERDE, figura, mostrar
from utils.vigilancia import parar_con_nan

# %% datos
rng = np.random.default_rng(curso.semilla)
(X, y), (X_prueba, y_prueba) = separar(*digitos(), rng)
X, X_prueba = X.reshape(len(X), -1), X_prueba.reshape(len(X_prueba), -1)
print(f"{len(X)} dígitos para entrenar y {len(X_prueba)} para probar, de {X.shape[1]} píxeles")

# %% imagen-de-portada
explorador.LaminaCodigo(X, X_prueba).dibujar(codigo=8, ruido=0.2)

# %% principio-texto [markdown]
r"""
Un dígito de 64 píxeles entra con ruido, pasa por **ocho números** y vuelve a ser un dígito. Eso lo ha hecho la PCA, sin redes; pronto sabrás cuánto mejora una red.

## 1 · Reproducir la entrada en la salida

Un **autocodificador** son dos redes seguidas: el **codificador** $f$ convierte la entrada en un **código**, $z = f(x)$, y el **decodificador** $g$ la reconstruye, $\hat x = g(z)$.
Se entrena sin etiquetas, para que la salida se parezca a la entrada. Se minimiza el **cuadrado** de la distancia, de media sobre los $n$ ejemplos:

$$\frac1n \sum_{i=1}^n \lVert x_i - \hat x_i \rVert^2$$

Si el código tiene menos números que la entrada, el autocodificador es **subcompleto**: no puede copiar y tiene que elegir. En los apuntes hay siete aplicaciones. Aquí corren todas:

| Aplicación | Parte | Se compara con |
|---|---|---|
| Reducir la dimensión | 2 y 3 | PCA |
| Quitar ruido | 4 | filtro gaussiano y PCA |
| Comprimir | 5 | PCA, y contando el decodificador |
| Extraer características | 7 | los píxeles |
| Generar | 8 | códigos al azar |
| Predecir de secuencia a secuencia | 9 | regresión lineal |
| Recomendar | 10 | medias y sesgos |

### Ejercicio 10.1 · El error de reconstrucción
Escribe `error_reconstruccion(X, X_rec)`: la media, sobre los ejemplos, del cuadrado de la norma de la diferencia. El primer eje son los ejemplos; los demás, los que haya (las
imágenes tienen dos o tres).
"""


# %% ejercicio-10-1
def error_reconstruccion(X, X_rec):
    """Media sobre los ejemplos (primer eje) del cuadrado de la norma de X − X_rec."""
    # BEGIN SOLUTION
    diferencia = (X - X_rec).reshape(len(X), -1)
    por_ejemplo = np.sum(diferencia**2, axis=1)
    return np.mean(por_ejemplo)
    # END SOLUTION


# %% comprobar-10-1
comprobar("10.1", error_reconstruccion)

# %% linea-base-texto [markdown]
r"""
Lo mínimo que hay que superar: responder siempre con la imagen media. Es lo que haría un código de cero números.
"""

# %% linea-base
error_reconstruccion = usar("10.1", error_reconstruccion)
media = X.mean(axis=0)
sin_codigo = error_reconstruccion(X_prueba, np.broadcast_to(media, X_prueba.shape))
print(f"Error al responder siempre la imagen media: {sin_codigo:.2f}")

# %% pca-texto [markdown]
r"""
## 2 · El autocodificador lineal es la PCA

Empecemos sin activaciones: $z = Wx + b$ y $\hat x = Vz + c$. La salida siempre cae en un subespacio (un plano, si el código tiene dos números). ¿Cuál es el mejor subespacio? Eso lo
contesta la **PCA** sin entrenar: el de los vectores propios de la covarianza con mayor valor propio (Baldi y Hornik 1989). Se calcula con la SVD.
"""

# %% pca
_, singulares, componentes = np.linalg.svd(X - media, full_matrices=False)


def pca(imagenes, codigo):
    """Reconstrucción desde las primeras `codigo` componentes, halladas en el entrenamiento."""
    V = componentes[:codigo]
    return (imagenes - media) @ V.T @ V + media


# %% valores-propios
print("Valores propios:", np.round(singulares[:9] ** 2 / len(X), 2))

# %% crear-texto [markdown]
r"""
Ahora la red. La función que la crea sirve para toda la lección: sin capas intermedias es la lineal. Si el código fuera tan grande como la entrada, podría copiarla sin aprender
nada; por eso se niega.
"""


# %% crear
def crear_autocodificador(codigo, entradas=64, anchos=(128, 64), salida="sigmoid"):
    """`(autocodificador, codificador, decodificador)`, con capas ReLU de esos `anchos` y su reflejo."""
    if not 1 <= codigo < entradas:
        raise ErrorCurso(
            f"Con {entradas} entradas, el código va de 1 a {entradas - 1} números; has pedido {codigo}."
        )
    keras.utils.set_random_seed(curso.semilla)
    ida = [Dense(ancho, activation="relu") for ancho in anchos]
    vuelta = [Dense(ancho, activation="relu") for ancho in reversed(anchos)]
    codificador = keras.Sequential([keras.Input((entradas,)), *ida, Dense(codigo)])
    final = Dense(entradas, activation=salida)
    decodificador = keras.Sequential([keras.Input((codigo,)), *vuelta, final])
    return keras.Sequential([codificador, decodificador]), codificador, decodificador


# %% vigilar-texto [markdown]
r"""
Al entrenar, un dato roto o un ritmo de aprendizaje enorme convierten la pérdida en NaN y, con ella, todos los pesos. `parar_con_nan` vigila: para, lo explica y repone los últimos pesos buenos.
"""


# %% entrenar
def cuadrado(x, x_rec):
    """La pérdida: cuadrado de la norma de la diferencia, en cada ejemplo. Keras hace la media."""
    return keras.ops.sum(keras.ops.square(x - x_rec), axis=-1)


def entrenar(red, X, Y, vueltas=10, pasadas=10, ritmo=3e-3, lote=64, perdida=cuadrado):
    """Ajusta `red` para que dé `Y` cuando entra `X`, con Adam y un ritmo que baja hasta 0.

    En cada vuelta recorre los datos `pasadas` veces seguidas, sin volver a Python: es más rápido.
    """
    llenos = len(X) // lote * lote  # lotes completos: así se compila una sola vez
    X, Y = (np.concatenate([datos[:llenos]] * pasadas) for datos in (X, Y))
    pasos = len(X) // lote
    adam = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(ritmo, vueltas * pasos))
    red.compile(adam, loss=perdida, **para_compilar(pasos))
    red.fit(X, Y, batch_size=lote, epochs=vueltas, verbose=0, callbacks=[parar_con_nan()])


def aplicar(red, entradas):
    """Lo que devuelve la red, en una matriz de NumPy."""
    return keras.ops.convert_to_numpy(red(entradas, training=False))


# %% lineal-predice [markdown]
r"""
**Predice.** Entrenamos una red lineal con un código de 4 números. ¿Su decodificador tendrá los mismos pesos que las componentes principales? ¿Y el mismo subespacio?

<details><summary>Respuesta</summary>
El mismo subespacio, sí; los mismos pesos, no. Nada le pide ejes perpendiculares ni ordenados: cualquier base del mismo subespacio reconstruye igual.
</details>
"""

# %% entrenar-lineal
lineal, _, decodificador_lineal = crear_autocodificador(4, anchos=(), salida="linear")
entrenar(lineal, X, X, vueltas=40, ritmo=0.01)

# %% medir-lineal tags=["nbval-ignore-output"]
from scipy.linalg import subspace_angles

suyo = decodificador_lineal.layers[-1].get_weights()[0]  # 4 direcciones de 64 píxeles
angulo = np.degrees(subspace_angles(suyo.T, componentes[:4].T).max())
error_lineal = error_reconstruccion(X_prueba, aplicar(lineal, X_prueba))
error_pca = error_reconstruccion(X_prueba, pca(X_prueba, 4))
print(f"Mayor ángulo entre los dos subespacios: {angulo:.2f}°")
print(f"Error de prueba: red lineal {error_lineal:.3f}, PCA {error_pca:.3f}")

# %% demuestra-lineal
assert angulo < 5 and abs(error_lineal / error_pca - 1) < 0.02
print("El mismo subespacio (menos de 5°) y el mismo error (a menos del 2 %).")

# %% dibujar-lineal
explorador.dibujar_filas(
    {"componentes principales": componentes[:4], "direcciones del decodificador lineal": suyo},
    "Dos filas de cuatro imágenes: las componentes principales y las direcciones que aprendió la red. "
    "No se parecen una a una, aunque generan el mismo subespacio.",
    cada_una=True,
)

# %% lineal-explica [markdown]
r"""
El **ángulo principal** mide lo que se separan dos subespacios en su peor dirección: 0° si son el mismo. Las direcciones son otras y el subespacio coincide.

¿Por qué 4 y no 8? Mira los valores propios: el cuarto y el quinto están bien separados; el octavo y el noveno casi empatan. Si empatan, da casi igual incluir una
componente o la siguiente: el error se iguala enseguida y el ángulo tarda muchísimo más. Pruébalo en «Para seguir».

## 3 · Con activaciones: dos números por dígito

Añadimos capas ReLU a los dos lados. Ahora las reconstrucciones ya no caen en un plano, sino en una superficie que puede curvarse para pasar cerca de los datos. El código, de **dos** números,
se puede dibujar. La salida es una sigmoide, porque los píxeles van de 0 a 1.

**Predice.** Con dos números, la PCA deja en la prueba un error de unos 3.4. ¿Cuánto bajará la red?

<details><summary>Respuesta</summary>
Alrededor de un 40 %: queda cerca de 2. Para llegar ahí, la PCA necesita entre cinco y seis números.
</details>
"""

# %% entrenar-2d
redes = {2: crear_autocodificador(2)}
entrenar(redes[2][0], X, X)

# %% medir-2d tags=["nbval-ignore-output"]
plano = {"PCA": (X - media) @ componentes[:2].T, "red": aplicar(redes[2][1], X)}
error_2d = error_reconstruccion(X_prueba, aplicar(redes[2][0], X_prueba))
error_pca_2d = error_reconstruccion(X_prueba, pca(X_prueba, 2))
print(f"Dos números, error de prueba: PCA {error_pca_2d:.2f}, red {error_2d:.2f}")

# %% demuestra-2d
assert error_2d < 0.8 * error_pca_2d
print("Con dos números, la red no lineal deja al menos un 20 % menos de error de prueba que la PCA.")

# %% dibujar-planos
fig, ejes = figura(8.8, 4.0, 1, 2)
for eje, (nombre, codigos) in zip(ejes, plano.items()):
    for clase in range(10):
        suyos = codigos[:700][y[:700] == clase]
        aspecto = {"marker": f"${clase}$", "color": OKABE_ITO[clase % len(OKABE_ITO)]}
        eje.plot(*suyos.T, linestyle="none", markersize=6, markeredgewidth=0.3, **aspecto)
    eje.set(title=nombre, xlabel="primer número", ylabel="segundo número")
mostrar(
    fig,
    "Los dígitos en un plano, cada uno escrito como su cifra. Con PCA forman una nube en la que se "
    "mezclan; con la red, cada cifra ocupa casi siempre su zona, como pétalos separados.",
)

# %% vecinos-texto [markdown]
r"""
La red no ha visto ni una etiqueta, y aun así separa las cifras. ¿Cuánto? Preguntamos a los cinco vecinos más cercanos **en el plano** qué cifra es cada dígito de prueba.
"""

# %% vecinos tags=["nbval-ignore-output"]
from sklearn.neighbors import KNeighborsClassifier

plano_prueba = {
    "PCA": (X_prueba - media) @ componentes[:2].T,
    "red": aplicar(redes[2][1], X_prueba),
}
acierto = {n: KNeighborsClassifier(5).fit(plano[n], y).score(plano_prueba[n], y_prueba) for n in plano}
print("Acierto en la prueba con dos números:", {n: round(float(a), 2) for n, a in acierto.items()})

# %% demuestra-vecinos
assert acierto["red"] > acierto["PCA"] + 0.1
print("Con dos números de la red se acierta más que con dos de la PCA: al menos 10 puntos.")

# %% explorar-plano-texto [markdown]
r"""
Y al revés: del plano a la imagen. Mueve el código y mira qué dibuja el decodificador. El explorador dice a qué distancia está el código real más cercano.

**Predice.** ¿Qué sale en mitad del camino entre dos cifras? ¿Y lejos de todas?

<details><summary>Respuesta</summary>
En la frontera, mezclas que a veces no son ninguna cifra. Lejos, formas que la red nunca tuvo que aprender: el decodificador contesta siempre, también donde no sabe.
</details>
"""

# %% explorar-plano tags=["nbval-ignore-output"]
explorador.explorar_plano(plano["red"], y, a_numpy(redes[2][2]))

# %% ruido-texto [markdown]
r"""
## 4 · Quitar ruido

Un autocodificador **con eliminación de ruido** recibe la imagen sucia y debe devolver la **limpia** (Vincent y otros 2008). Ya no puede copiar aunque quiera, así que el código puede ser
grande. Para entrenarlo hay que ensuciar imágenes y para juzgarlo hay que medir parecidos.

### Ejercicio 10.2 · Ensuciar
Escribe `con_ruido(X, sigma, rng)`: suma a cada píxel ruido gaussiano de desviación `sigma`, sacado de `rng`, y **recorta** el resultado a $[0, 1]$. No cambies `X`.
"""


# %% ejercicio-10-2
def con_ruido(X, sigma, rng):
    """Copia de `X` con ruido gaussiano de desviación `sigma` en cada píxel, recortada a [0, 1]."""
    # BEGIN SOLUTION
    ruido = rng.normal(0, sigma, X.shape)
    return np.clip(X + ruido, 0, 1)
    # END SOLUTION


# %% comprobar-10-2
comprobar("10.2", con_ruido)

# %% psnr-texto [markdown]
r"""
### Ejercicio 10.3 · Medir
Escribe `psnr(a, b)`, en decibelios: $10\log_{10}(1/\text{MSE})$, donde el MSE es la media de todas las diferencias al cuadrado y el 1 es el mayor valor de un píxel. Si las imágenes son
iguales, devuelve infinito, `np.inf`. Subir 3 dB es dejar el error en la mitad.
"""


# %% ejercicio-10-3
def psnr(a, b):
    """Relación señal–ruido de pico, en dB, entre imágenes en [0, 1]; infinito si son iguales."""
    # BEGIN SOLUTION
    error = np.mean((a - b) ** 2)
    return 10 * np.log10(1 / error) if error > 0 else np.inf
    # END SOLUTION


# %% comprobar-10-3
comprobar("10.3", psnr)

# %% ruido-predice [markdown]
r"""
Entrenamos dos redes: una densa y una **convolucional**, que baja de 8×8 a 4×4 con `stride` 2 y vuelve a subir con una convolución transpuesta. Cada imagen entra diez veces, con diez ruidos distintos, para que
no se los aprendan de memoria. Las comparamos con un filtro gaussiano y con la PCA; los dos, en su mejor ajuste **sobre el entrenamiento**.

**Predice.** ¿Cuál quedará última? ¿Y cuál de las dos redes necesita menos parámetros?

<details><summary>Respuesta</summary>
El filtro gaussiano: emborrona por igual el ruido y el trazo, porque no sabe qué es un dígito. La convolucional se acerca a la densa con una tercera parte de los parámetros, porque los
comparte.
</details>
"""


# %% crear-limpiadoras
def crear_convolucional():
    """Autocodificador convolucional: de 8×8 a un código de 4×4×8 y de vuelta."""
    keras.utils.set_random_seed(curso.semilla)
    return keras.Sequential(
        [
            keras.Input((64,)),
            Reshape((8, 8, 1)),
            Conv2D(16, 3, padding="same", activation="relu"),
            Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            Conv2D(8, 3, padding="same"),
            Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
            Conv2D(1, 3, padding="same", activation="sigmoid"),
            Reshape((64,)),
        ]
    )


SIGMA = 0.3
densa, *_ = crear_autocodificador(32, anchos=(128,))
limpiadoras = {"densa": densa, "convolucional": crear_convolucional()}

# %% entrenar-limpiadoras
con_ruido, psnr = usar("10.2", con_ruido), usar("10.3", psnr)
limpias = np.tile(X, (10, 1))
sucias = con_ruido(limpias, SIGMA, rng)
for limpiadora, vueltas in zip(limpiadoras.values(), (10, 6)):
    entrenar(limpiadora, sucias, limpias, vueltas=vueltas, pasadas=1, ritmo=4e-3)
print("Parámetros:", {nombre: red.count_params() for nombre, red in limpiadoras.items()})

# %% lineas-base-de-ruido
from scipy.ndimage import gaussian_filter


def gaussiano(imagenes, ancho):
    """Cada imagen, suavizada con una campana de ese ancho en píxeles."""
    return gaussian_filter(imagenes.reshape(-1, 8, 8), (0, ancho, ancho)).reshape(-1, 64)


sucias_1 = con_ruido(X, SIGMA, rng)
mejor_ancho = max(np.arange(0.3, 1.0, 0.1), key=lambda ancho: psnr(X, gaussiano(sucias_1, ancho)))
mejor_codigo = max(range(2, 33), key=lambda codigo: psnr(X, pca(sucias_1, codigo)))

# %% medir-ruido tags=["nbval-ignore-output"]
sucias_prueba = con_ruido(X_prueba, SIGMA, rng)
limpiadas = {
    "con ruido": sucias_prueba,
    "filtro gaussiano": gaussiano(sucias_prueba, mejor_ancho),
    f"PCA de {mejor_codigo}": pca(sucias_prueba, mejor_codigo),
} | {f"red {n}": aplicar(red, sucias_prueba) for n, red in limpiadoras.items()}
decibelios = {nombre: psnr(X_prueba, imagenes) for nombre, imagenes in limpiadas.items()}
for nombre, valor in decibelios.items():
    print(f"{nombre:20} {valor:.1f} dB")

# %% demuestra-ruido
gana = {n: decibelios[f"red {n}"] - decibelios["con ruido"] for n in limpiadoras}
otros = max(v for n, v in decibelios.items() if not n.startswith("red"))
assert min(gana.values()) >= 3 and min(decibelios[f"red {n}"] for n in limpiadoras) > otros
print("Las dos redes suben la PSNR de prueba al menos 3 dB y ganan al filtro y a la PCA.")

# %% dibujar-ruido
filas = {f"{n}: {decibelios[n]:.1f} dB": imagenes[:12] for n, imagenes in limpiadas.items()}
explorador.dibujar_filas(
    {"original": X_prueba[:12]} | filas,
    "Doce dígitos de prueba: los originales, con ruido y limpiados por cada método. El filtro los deja "
    "borrosos; la PCA, con manchas de fondo; las redes, con el fondo negro y el trazo nítido.",
)

# %% comprimir-texto [markdown]
r"""
## 5 · Comprimir

Guardar el código en vez de la imagen es comprimir, **con pérdida**. La tasa es cuántos números entran por cada número que se guarda.

### Ejercicio 10.4 · La tasa de compresión
Escribe `tasa_compresion(forma, dim_codigo)`. `forma` es la de la entrada, por ejemplo `(28, 28)` o `(32, 32, 3)`, y `dim_codigo`, los números del código.
"""


# %% ejercicio-10-4
def tasa_compresion(forma, dim_codigo):
    """Números de la entrada por cada número del código."""
    # BEGIN SOLUTION
    return np.prod(forma) / dim_codigo
    # END SOLUTION


# %% comprobar-10-4
comprobar("10.4", tasa_compresion)

# %% comprimir-predice [markdown]
r"""
**Predice.** Entrenamos también redes con códigos de 8 y de 32 números. ¿Ganarán siempre a la PCA del mismo tamaño?

<details><summary>Respuesta</summary>
Con 8, con claridad. Con 32, la PCA reconstruye mejor: con tantas componentes ya casi no se pierde nada, y hallarlas es un cálculo exacto; la red se queda en el
error al que la lleva su entrenamiento.
</details>
"""

# %% entrenar-tamanos
tasa_compresion = usar("10.4", tasa_compresion)
for codigo in (8, 32):
    redes[codigo] = crear_autocodificador(codigo)
    entrenar(redes[codigo][0], X, X)

# %% medir-tamanos tags=["nbval-ignore-output"]
error_red = {k: error_reconstruccion(X_prueba, aplicar(red[0], X_prueba)) for k, red in redes.items()}
error_de_pca = {k: error_reconstruccion(X_prueba, pca(X_prueba, k)) for k in redes}
for k in redes:
    tasa = tasa_compresion((8, 8), k)
    print(f"código {k:2}, tasa {tasa:4.1f}: red {error_red[k]:.2f}, PCA {error_de_pca[k]:.2f}")

# %% demuestra-tamanos
assert error_red[8] < 0.7 * error_de_pca[8] and error_red[32] > error_de_pca[32]
print("Con 8 números gana la red, por más del 30 %. Con 32, la PCA.")

# %% explorar-codigo tags=["nbval-ignore-output"]
explorador.explorar_codigo(X, X_prueba, {k: a_numpy(red[0]) for k, red in redes.items()})

# %% bytes-texto [markdown]
r"""
Contar números no es contar bits. Cada píxel de estos dígitos tiene 17 valores posibles: $\log_2 17 \approx 4.1$ bits. Cada número del código lo redondeamos a 256 niveles: 8 bits. Y hay algo que
siempre se olvida: para descomprimir hace falta **el decodificador**.

**Predice.** ¿Se nota el redondeo? ¿Cuántos dígitos hay que guardar para que compense llevar también el decodificador?

<details><summary>Respuesta</summary>
El redondeo apenas se nota. El decodificador, con miles de pesos de 32 bits, ocupa más que todos los dígitos que hay aquí: solo compensa si se guardan muchos más.
</details>
"""


# %% bytes
def en_256_niveles(codigos, minimo, maximo):
    """Los códigos redondeados a uno de 256 valores repartidos entre `minimo` y `maximo`."""
    niveles = np.clip(np.round((codigos - minimo) / (maximo - minimo) * 255), 0, 255)
    return minimo + niveles / 255 * (maximo - minimo)


# %% contar-bits
_, codificador, decodificador = redes[8]
codigos = aplicar(codificador, X)
minimo, maximo = codigos.min(axis=0), codigos.max(axis=0)
redondeados = en_256_niveles(aplicar(codificador, X_prueba), minimo, maximo)
sube = error_reconstruccion(X_prueba, aplicar(decodificador, redondeados)) / error_red[8]
bits_imagen, bits_codigo = 64 * np.log2(17), 8 * 8
compensa = 32 * decodificador.count_params() / (bits_imagen - bits_codigo)

# %% demuestra-bytes
print(f"Cada dígito pasa de {bits_imagen:.0f} a {bits_codigo} bits")
print("¿Cuesta el redondeo menos de un 2 %?", sube < 1.02)
print(f"El decodificador compensa a partir de {compensa:.0f} dígitos; hay {len(X) + len(X_prueba)}")
assert sube < 1.02 and compensa > len(X) + len(X_prueba)

# %% disperso-texto [markdown]
r"""
## 6 · Disperso: muchos números, casi todos apagados

Hay otra manera de no copiar: dejar que el código tenga **más** números que la entrada, pero castigar que se enciendan. Es un autocodificador **disperso**: a la pérdida se le suma la L1
del código, $\lambda \sum_j |z_j|$.

**Predice.** Con 128 números de código para 64 píxeles, ¿qué hará el castigo con el error? ¿Y con los pesos del decodificador?

<details><summary>Respuesta</summary>
El error sube: nada es gratis. A cambio, cada dígito se describe con unas pocas piezas encendidas, y las piezas pasan de parecer ruido a parecer trazos, o incluso cifras enteras.
</details>
"""


# %% crear-disperso
def crear_disperso(castigo, codigo=128):
    """`(autocodificador, codificador)` con un código ReLU de 128 números y ese castigo L1."""
    keras.utils.set_random_seed(curso.semilla)
    l1 = keras.regularizers.L1(castigo)
    castigada = Dense(codigo, activation="relu", activity_regularizer=l1)
    codificador = keras.Sequential([keras.Input((64,)), castigada])
    return keras.Sequential([codificador, Dense(64, activation="sigmoid")]), codificador


# %% entrenar-disperso tags=["nbval-ignore-output"]
dispersas = {castigo: crear_disperso(castigo) for castigo in (0.0, 0.1)}
encendidos, error_disperso = {}, {}
for castigo, (red, codificador) in dispersas.items():
    entrenar(red, X, X)
    encendidos[castigo] = np.mean(np.sum(aplicar(codificador, X_prueba) > 0.01, axis=1))
    error_disperso[castigo] = error_reconstruccion(X_prueba, aplicar(red, X_prueba))
    cuantos, error = encendidos[castigo], error_disperso[castigo]
    print(f"castigo {castigo}: {cuantos:.0f} de 128 encendidos; error {error:.2f}")

# %% demuestra-disperso
assert encendidos[0.1] < 0.4 * encendidos[0.0] and error_disperso[0.1] > error_disperso[0.0]
print("Con castigo se enciende menos del 40 % de lo que se encendía, y el error sube.")

# %% piezas-mas-usadas
piezas = {}
for castigo, (red, codificador) in dispersas.items():
    uso = aplicar(codificador, X).mean(axis=0)
    piezas[f"castigo {castigo}"] = red.layers[-1].get_weights()[0][np.argsort(-uso)[:12]]

# %% dibujar-disperso
explorador.dibujar_filas(
    piezas,
    "Las doce piezas más usadas de cada decodificador, como imágenes de 8×8. Sin castigo parecen "
    "ruido; con castigo se ven trazos y siluetas de cifras.",
    cada_una=True,
)

# %% pocas-etiquetas-texto [markdown]
r"""
## 7 · Extraer características: clasificar con pocas etiquetas

Etiquetar cuesta; tener imágenes, no. El codificador se entrena con **todas** las imágenes de entrenamiento, sin etiquetas, y un clasificador lineal aprende con las pocas etiquetas que haya. Lo comparamos con el
mismo clasificador sobre los píxeles. Con pocas etiquetas, cuáles toquen importa mucho: se repite con 20 sorteos, los mismos para los dos.

**Predice.** ¿Con cuántas etiquetas ayudará más el código de 32 números: con 1 por cifra o con 20?

<details><summary>Respuesta</summary>
Con 1, si ayuda: son pocos puntos, menos de lo que cambia el acierto de un sorteo a otro. Con 20, los píxeles se bastan. La ventaja, cuando la hay, está donde faltan etiquetas.
</details>
"""

# %% pocas-etiquetas
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler


def aciertos(rasgos, rasgos_prueba, por_cifra, sorteos=20):
    """Acierto de prueba de un clasificador lineal con esas etiquetas por cifra, en cada sorteo."""
    azar = np.random.default_rng(curso.semilla)
    escala = StandardScaler().fit(rasgos)  # escalar no necesita etiquetas: usa todas las imágenes
    rasgos, rasgos_prueba = escala.transform(rasgos), escala.transform(rasgos_prueba)
    lista = []
    for _ in range(sorteos):
        por_clase = [azar.choice(np.flatnonzero(y == c), por_cifra, replace=False) for c in range(10)]
        cuales = np.concatenate(por_clase)
        clasificador = LogisticRegression(max_iter=1000).fit(rasgos[cuales], y[cuales])
        lista.append(clasificador.score(rasgos_prueba, y_prueba))
    return np.array(lista)


# %% medir-etiquetas tags=["nbval-ignore-output"]
rasgos = {
    "píxeles": (X, X_prueba),
    "código": tuple(aplicar(redes[32][1], imagenes) for imagenes in (X, X_prueba)),
}
ventaja = {}
for por_cifra in (1, 5, 20):
    por_rasgo = {nombre: aciertos(*suyos, por_cifra) for nombre, suyos in rasgos.items()}
    ventaja[por_cifra] = por_rasgo["código"] - por_rasgo["píxeles"]
    texto = ", ".join(f"{nombre} {a.mean():.3f} ± {a.std():.3f}" for nombre, a in por_rasgo.items())
    print(f"{por_cifra} por cifra: {texto}")

# %% demuestra-etiquetas
assert ventaja[1].mean() > -0.01 and abs(ventaja[20].mean()) < 0.02
print("Con 1 etiqueta por cifra el código no pierde; con 20, quedan a menos de 2 puntos.")

# %% etiquetas-explica [markdown]
r"""
Con esta semilla, el código gana unos puntos cuando casi no hay etiquetas. No te fíes: con `preparar(entrena=True, semilla=2)` la ventaja casi desaparece. Al codificador se le
pidió reconstruir, no separar cifras, y que sirva para lo segundo depende de dónde acabe el entrenamiento. Lo que sí es seguro: guarda casi todo lo que un clasificador lineal necesita, en la mitad
de números.
"""

# %% generar-texto [markdown]
r"""
## 8 · Generar

El decodificador es una máquina de hacer imágenes: se le da un código y dibuja. ¿Qué código? Probamos dos maneras con el de 8 números:

- **al azar en la caja**: cada número, por su cuenta, entre su mínimo y su máximo;
- **con un modelo de los códigos**: una mezcla de 20 gaussianas ajustada a los códigos de entrenamiento.

Las juzga un clasificador que solo ha visto dígitos reales: ¿con qué seguridad reconoce alguna cifra? Y miramos el vecino más cercano: si la distancia fuera casi 0, serían copias.

**Predice.** ¿Servirá cualquier código, con tal de que cada número esté en su rango?

<details><summary>Respuesta</summary>
No: la caja está casi vacía. Los códigos reales ocupan unas zonas, y entre ellas hay huecos de los que la red no sabe nada. Llenarlos es el trabajo de la
<a href="11_vae.ipynb">lección 11</a>.
</details>
"""

# %% generar
from sklearn.mixture import GaussianMixture

codigos = aplicar(redes[8][1], X).astype(float)
mezcla = GaussianMixture(20, reg_covar=1e-3, random_state=curso.semilla).fit(codigos)
inventados = {
    "al azar en la caja": rng.uniform(codigos.min(axis=0), codigos.max(axis=0), (500, 8)),
    "de la mezcla": rng.permutation(mezcla.sample(500)[0]),
}
generadas = {nombre: aplicar(redes[8][2], z) for nombre, z in inventados.items()}

# %% juzgar tags=["nbval-ignore-output"]
from scipy.spatial.distance import cdist

juez = LogisticRegression(max_iter=2000).fit(X, y)
seguridad, lejos = {}, {}
for nombre, imagenes in (generadas | {"reales de prueba": X_prueba}).items():
    seguridad[nombre] = juez.predict_proba(imagenes).max(axis=1).mean()
    lejos[nombre] = cdist(imagenes, X).min(axis=1).mean()
    print(f"{nombre:18}: seguridad {seguridad[nombre]:.2f}; a {lejos[nombre]:.2f} del más cercano")

# %% demuestra-generar
assert seguridad["de la mezcla"] > seguridad["al azar en la caja"] + 0.1
assert lejos["de la mezcla"] > 0.6 * lejos["reales de prueba"]
print("Modelar los códigos da al menos 10 puntos más de seguridad, y no son copias del entrenamiento.")

# %% dibujar-generadas
explorador.dibujar_filas(
    {f"{n}: seguridad {seguridad[n]:.2f}": imagenes[:14] for n, imagenes in generadas.items()},
    "Catorce imágenes inventadas de cada manera. Al azar en la caja salen garabatos que no son cifras; "
    "de la mezcla salen dígitos legibles, casi todos distintos.",
)

# %% secuencias-texto [markdown]
r"""
## 9 · De secuencia a secuencia, con un autocodificador recurrente

El codificador puede ser cualquier red. Si la entrada es una secuencia, una GRU la lee y su último estado es el código; otra GRU recibe ese código en cada instante y escribe. Aquí le pedimos
dos cosas a la vez (Srivastava y otros 2015): **reconstruir** los 20 valores que leyó y **predecir** los 10 siguientes, que no ha visto. Son ondas de frecuencia, fase y amplitud al azar, leídas con ruido.

**Predice.** Lo comparamos con una regresión lineal de los 20 valores leídos a los 10 siguientes. ¿Por qué le costará a la regresión, si para *una* onda hay una fórmula lineal exacta?

<details><summary>Respuesta</summary>
Porque la fórmula, $x_{t+1} = 2\cos(\omega)\,x_t - x_{t-1}$, cambia con la frecuencia $\omega$, y la regresión usa los mismos pesos para todas las ondas. La red puede averiguar la
frecuencia y actuar según ella.
</details>
"""

# %% ondas
LEE, PREDICE = 20, 10


def ondas(cuantas, rng):
    """Ondas limpias, (cuantas, 30), y sus 20 primeros valores con ruido de desviación 0.05."""
    frecuencia, fase = rng.uniform(0.2, 0.9, (cuantas, 1)), rng.uniform(0, 2 * np.pi, (cuantas, 1))
    limpias = rng.uniform(0.4, 1, (cuantas, 1)) * np.sin(frecuencia * np.arange(LEE + PREDICE) + fase)
    return limpias, limpias[:, :LEE] + rng.normal(0, 0.05, (cuantas, LEE))


# %% series
series, leidas = ondas(4000, rng)
series_prueba, leidas_prueba = ondas(1000, rng)

# %% crear-recurrente
keras.utils.set_random_seed(curso.semilla)
recurrente = keras.Sequential(
    [
        keras.Input((LEE, 1)),
        GRU(32),
        Dense(4, name="codigo"),
        RepeatVector(LEE + PREDICE),
        GRU(32, return_sequences=True),
        Dense(1),
        Reshape((LEE + PREDICE,)),
    ]
)

# %% entrenar-recurrente
entrenar(recurrente, leidas[..., None], series, vueltas=5, pasadas=4, ritmo=6e-3, lote=100)
dice = aplicar(recurrente, leidas_prueba[..., None])

# %% medir-recurrente tags=["nbval-ignore-output"]
from sklearn.linear_model import Ridge

futuro = series_prueba[:, LEE:]
predicciones = {
    "repetir el último valor": np.tile(leidas_prueba[:, -1:], (1, PREDICE)),
    "regresión lineal": Ridge(1e-3).fit(leidas, series[:, LEE:]).predict(leidas_prueba),
    "red": dice[:, LEE:],
}
error_futuro = {nombre: np.mean((p - futuro) ** 2) for nombre, p in predicciones.items()}
pasado = series_prueba[:, :LEE]
error_pasado = np.mean((dice[:, :LEE] - pasado) ** 2) / np.mean(pasado**2)
for nombre, valor in error_futuro.items():
    print(f"{nombre:24} error cuadrático del futuro {valor:.3f}")
print(f"De 20 números a 4: se pierde el {100 * error_pasado:.0f} % de la energía de lo leído")

# %% demuestra-recurrente
assert error_futuro["red"] < 0.5 * error_futuro["regresión lineal"] and error_pasado < 0.15
print("La red predice con menos de la mitad de error que la regresión, desde un código de 4 números.")

# %% dibujar-recurrente
fig, ejes = figura(8.8, 3.0, 1, 3, sharey=True)
for i, eje in enumerate(ejes):
    eje.plot(series_prueba[i], color=NEGRO, linewidth=1, label="la onda")
    eje.plot(leidas_prueba[i], "o", color=AZUL, markersize=3, label="lo leído")
    eje.plot(dice[i], "--", color=NARANJA, label="la red")
    recta = predicciones["regresión lineal"][i]
    eje.plot(range(LEE, LEE + PREDICE), recta, ":", color=VERDE, label="regresión")
    eje.axvline(LEE - 0.5, color=NEGRO, linewidth=0.8)
    eje.set(xlabel="instante")
ejes[0].set_ylabel("valor de la onda")
ejes[1].legend(loc="upper center", bbox_to_anchor=(0.5, -0.25), ncols=4, fontsize=9, columnspacing=0.8)
mostrar(
    fig,
    "Tres ondas de prueba. Hasta el instante 20 se leen puntos con ruido; después, la línea de la red "
    "sigue de cerca la onda verdadera, y la de la regresión se separa de ella.",
)

# %% recurrente-explica [markdown]
r"""
Cuatro números bastan porque una onda *tiene* tres: frecuencia, fase y amplitud. En la lección 15 la secuencia de salida estará en otro idioma.

## 10 · Recomendar

Una fila por usuario, una columna por película y casi todo vacío. El autocodificador recibe las valoraciones de un usuario (0 donde no hay) y devuelve **todas**: las que faltan son la recomendación
(AutoRec, Sedhain y otros 2015). Hay que cuidar dos cosas:

- **La máscara.** Solo cuentan en la pérdida las valoraciones observadas. Si los huecos contaran como ceros, la red aprendería que casi nada gusta.
- **La prueba.** Se aparta una de cada cinco valoraciones; la red no las ve ni al entrar ni en la pérdida.

Las valoraciones las hemos generado: cada usuario tiene tres gustos y cada película, tres rasgos. Así sabemos **lo mejor que se puede llegar a predecir**.
"""

# %% valoraciones
datos = valoraciones()
notas, notas_prueba = separar_valoraciones(datos.matriz, rng)
vistas = ~np.isnan(notas)
con_nota = np.mean(~np.isnan(datos.matriz))
print(f"{len(notas)} usuarios y {notas.shape[1]} películas; con nota, el {100 * con_nota:.0f} %")


# %% rmse
def rmse(prediccion):
    """Raíz del error cuadrático medio en las valoraciones apartadas."""
    return np.sqrt(np.nanmean((prediccion - notas_prueba) ** 2))


# %% lineas-base-texto [markdown]
r"""
Dos líneas base. La **media por película**: a todos se les predice lo mismo. Y los **sesgos**: cuánto mejor es esta película que las demás y cuánto más generoso es este usuario, dos números que se suman. Con
pocas notas se encogen hacia 0 (el 3 es como añadir tres notas corrientes).
"""


# %% lineas-base
def media_por_pelicula(notas):
    """La media de cada película; la de todas, si nadie la ha valorado."""
    cuantas = (~np.isnan(notas)).sum(axis=0)
    medias = np.where(cuantas, np.nansum(notas, axis=0) / np.maximum(cuantas, 1), np.nanmean(notas))
    return np.tile(medias, (len(notas), 1))


def sesgos(notas, encoger=3, vueltas=15):
    """Media global + lo que se aparta cada película + lo que se aparta cada usuario."""
    hay, general = ~np.isnan(notas), np.nanmean(notas)
    por_pelicula, por_usuario = (hay.sum(axis=eje) + encoger for eje in (0, 1))
    usuario = np.zeros(len(notas))
    for _ in range(vueltas):
        pelicula = np.nansum(notas - general - usuario[:, None], axis=0) / por_pelicula
        usuario = np.nansum(notas - general - pelicula, axis=1) / por_usuario
    return general + usuario[:, None] + pelicula


# %% recomendador-predice [markdown]
r"""
La red recibe lo que cada nota se aparta de los sesgos. Antes de entrar, un `Dropout` borra la mitad de las notas: debe adivinar unas a partir de otras, que es lo que hará después. Es, otra
vez, quitar ruido.

**Predice.** ¿Quién ganará: la media, los sesgos o la red? ¿Cuánto faltará para lo mejor posible?

<details><summary>Respuesta</summary>
La red, y los sesgos quedan segundos: no saben de gustos. Pero ni la red llega a lo mejor posible: con unas veinte notas por usuario, sus gustos solo se pueden estimar a medias.
</details>
"""


# %% crear-recomendador
def cuadrado_observado(nota, prediccion):
    """Suma de cuadrados solo donde hay nota; donde hay NaN no cuenta."""
    hay = ~keras.ops.isnan(nota)
    return keras.ops.sum(keras.ops.where(hay, prediccion - nota, 0.0) ** 2, axis=-1)


def crear_recomendador(peliculas, codigo=8):
    """Autocodificador de filas de valoraciones que borra la mitad de lo que entra."""
    keras.utils.set_random_seed(curso.semilla)
    return keras.Sequential(
        [
            keras.Input((peliculas,)),
            Dropout(0.5),
            Dense(codigo, activation="tanh"),
            Dense(peliculas),
        ]
    )


# %% entrenar-recomendador
base = sesgos(notas)
entran = np.nan_to_num(notas - base)  # un hueco entra como 0: ni mejor ni peor de lo esperado
recomendador = crear_recomendador(notas.shape[1])
entrenar(recomendador, entran, notas - base, vueltas=8, ritmo=4e-3, lote=40, perdida=cuadrado_observado)
estimadas = base + aplicar(recomendador, entran)

# %% medir-recomendador tags=["nbval-ignore-output"]
errores = {
    "media por película": rmse(media_por_pelicula(notas)),
    "sesgos": rmse(base),
    "red": rmse(estimadas),
    "lo mejor posible": rmse(datos.esperada),
}
print("RMSE de prueba:", {nombre: round(float(error), 2) for nombre, error in errores.items()})

# %% demuestra-recomendador
assert errores["red"] < errores["sesgos"] < errores["media por película"]
assert errores["lo mejor posible"] < errores["red"] < 0.85 * errores["media por película"]
print("RMSE de prueba: la red mejora la media por película más de un 15 %, y también los sesgos.")

# %% mascara-texto [markdown]
r"""
¿Y si se olvida la máscara? Entrenamos otra igual, en la que un hueco cuenta como un 0 que hay que acertar.

**Predice.** ¿Qué aprenderá a decir casi siempre?

<details><summary>Respuesta</summary>
Casi 0: más de cuatro de cada cinco objetivos lo son. Sus estimaciones se encogen hacia los sesgos y pierde buena parte de lo que había ganado.
</details>
"""

# %% sin-mascara tags=["nbval-ignore-output"]
olvidadiza = crear_recomendador(notas.shape[1])
entrenar(olvidadiza, entran, entran, vueltas=8, ritmo=4e-3, lote=40)
errores["red sin máscara"] = rmse(base + aplicar(olvidadiza, entran))
print({n: round(float(errores[n]), 2) for n in ("sesgos", "red sin máscara", "red")})

# %% demuestra-mascara
assert errores["red sin máscara"] > errores["red"] + 0.05
print("Sin máscara, el RMSE empeora: más de 0.05 estrellas.")

# %% recomendar-texto [markdown]
r"""
¿Y qué recomienda? A cada usuario, las cinco películas que **no** ha valorado con la nota estimada más alta. Como sabemos lo que le gustarían de verdad, lo comprobamos: ¿cuánto valen de media, frente a
las cinco que le recomienda la media por película?
"""


# %% recomendar
def cinco_mejores(prediccion):
    """Índices de las cinco películas sin nota mejor valoradas, una fila por usuario."""
    return np.argsort(np.where(vistas, -np.inf, prediccion), axis=1)[:, :-6:-1]


# %% medir-recomendadas tags=["nbval-ignore-output"]
puntuan = {"media por película": media_por_pelicula(notas), "red": estimadas}
listas = {nombre: cinco_mejores(prediccion) for nombre, prediccion in puntuan.items()}
gustan = {n: np.take_along_axis(datos.esperada, lista, axis=1).mean() for n, lista in listas.items()}
print("Lo que gustarían de media las recomendadas:", {n: round(float(g), 2) for n, g in gustan.items()})
print("Al primer usuario:", ", ".join(datos.titulos[i] for i in listas["red"][0]))

# %% demuestra-recomendar
assert gustan["red"] > gustan["media por película"] + 0.1
print("Las recomendadas por la red gustan más: al menos una décima de estrella de media.")

# %% anomalias-texto [markdown]
r"""
## 11 · Detectar lo raro

Un autocodificador reconstruye bien lo que conoce. Si se entrena **solo con ejemplos normales**, lo raro sale con mucho error. Para decidir hace falta un umbral, y ponerlo mirando la prueba es trampa: se aparta una parte de los
normales, y el umbral deja pasar al 95 % de ellos. Nadie ha visto todavía una anomalía.

Hacemos diez detectores: en cada uno, una cifra es lo normal y las otras nueve son lo raro. El **AUC** es la probabilidad de que una anomalía puntúe más que un normal: 0.5 es el azar y 1, la perfección.
"""


# %% separar-normales
def separar_normales(X, y, normal, cuantos=96):
    """Ejemplos de la clase `normal` para entrenar (`cuantos`) y los restantes, para el umbral."""
    suyos = X[y == normal]
    if len(suyos) == len(X):
        raise ErrorCurso(f"Solo hay una clase, la {normal}: sin anomalías no se puede medir nada.")
    if len(suyos) <= cuantos:
        raise ErrorCurso(f"De la clase {normal} hay {len(suyos)} ejemplos; se piden más de {cuantos}.")
    return suyos[:cuantos], suyos[cuantos:]


def errores_por_imagen(red, imagenes):
    """El error de reconstrucción de cada imagen: su puntuación de rareza."""
    return np.sum((imagenes - aplicar(red, imagenes)) ** 2, axis=1)


# %% preparar-detector
detector, *_ = crear_autocodificador(8, anchos=(64,))
detector.compile(keras.optimizers.Adam(3e-3), loss=cuadrado, **para_compilar(399))
detector.optimizer.build(detector.trainable_variables)
variables = detector.variables + detector.optimizer.variables
iniciales = [keras.ops.convert_to_numpy(variable) for variable in variables]


def entrenar_detector(normales):
    """Vuelve al principio y entrena 399 pasos con esos 96 ejemplos, sin compilar de nuevo."""
    for variable, inicial in zip(variables, iniciales):
        variable.assign(inicial)
    repetidos = np.tile(normales, (133, 1))
    detector.fit(repetidos, repetidos, batch_size=32, verbose=0, callbacks=[parar_con_nan()])


# %% detectar tags=["nbval-ignore-output"]
from sklearn.metrics import roc_auc_score

medidas = {"AUC red": [], "AUC PCA": [], "falsas alarmas": [], "detectadas": []}
for normal in range(10):
    normales, apartados = separar_normales(X, y, normal)
    entrenar_detector(normales)
    rareza, raros = errores_por_imagen(detector, X_prueba), y_prueba != normal
    umbral = np.quantile(errores_por_imagen(detector, apartados), 0.95)
    V = np.linalg.svd(normales - normales.mean(axis=0), full_matrices=False)[2][:8]
    resto = (X_prueba - normales.mean(axis=0)) @ (np.eye(64) - V.T @ V)
    medidas["AUC red"].append(roc_auc_score(raros, rareza))
    medidas["AUC PCA"].append(roc_auc_score(raros, np.sum(resto**2, axis=1)))
    medidas["falsas alarmas"].append(np.mean(rareza[~raros] > umbral))
    medidas["detectadas"].append(np.mean(rareza[raros] > umbral))
for nombre, valores in medidas.items():
    print(f"{nombre:15} media {np.mean(valores):.3f}, de {min(valores):.3f} a {max(valores):.3f}")

# %% demuestra-anomalias
medias = {nombre: np.mean(valores) for nombre, valores in medidas.items()}
assert medias["AUC red"] > 0.97 and medias["detectadas"] > 0.85 and medias["falsas alarmas"] < 0.12
assert abs(medias["AUC red"] - medias["AUC PCA"]) < 0.02
print("AUC media mayor que 0.97, con pocas falsas alarmas. La PCA queda a menos de 0.02.")

# %% completo-texto [markdown]
r"""
## 12 · Con datos grandes

Con `preparar(perfil="completo")` (o si hay GPU) estas celdas entrenan **el mismo código** con imágenes de 28×28, MNIST y Fashion-MNIST, y el mismo recomendador con las valoraciones reales de **MovieLens**.
En MovieLens nadie sabe lo mejor posible, y los sesgos son un rival mucho más duro: mira si la red les gana antes de creerlo.
"""

# %% completo-imagenes
if curso.perfil == "completo":
    for nombre, datos_grandes in (("MNIST", digitos("completo")), ("Fashion-MNIST", ropa())):
        (G, _), (G_prueba, _) = separar(*datos_grandes, rng)
        G, G_prueba = G.reshape(len(G), -1), G_prueba.reshape(len(G_prueba), -1)
        grande, *_ = crear_autocodificador(32, entradas=784, anchos=(256, 128))
        entrenar(grande, G, G, pasadas=1, lote=128)
        error = error_reconstruccion(G_prueba, grande.predict(G_prueba, batch_size=1000, verbose=0))
        sin_codigo = error_reconstruccion(G_prueba, np.broadcast_to(G.mean(axis=0), G_prueba.shape))
        print(f"{nombre}: error {error:.1f}; con la imagen media, {sin_codigo:.1f}")
else:
    print("Perfil rápido: esta celda no hace nada. Con red y tiempo, pide el perfil completo.")

# %% completo-valoraciones
if curso.perfil == "completo":
    notas, notas_prueba = separar_valoraciones(valoraciones("completo").matriz, rng)
    base = sesgos(notas)
    entran = np.nan_to_num(notas - base)
    de_verdad = crear_recomendador(notas.shape[1])
    entrenar(
        de_verdad, entran, notas - base, vueltas=2, ritmo=2e-3, lote=61, perdida=cuadrado_observado
    )
    estimadas = base + aplicar(de_verdad, entran)
    for nombre, suya in (("media", media_por_pelicula(notas)), ("sesgos", base), ("red", estimadas)):
        print(f"MovieLens, {nombre}: RMSE {rmse(suya):.3f}")
else:
    print("Perfil rápido: esta celda tampoco.")

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «Busca reproducir la salida a partir de la entrada.» | Reproduce la **entrada** en la salida. |
| «La pérdida es $\lVert X - \hat X\rVert_2$.» | Se minimiza el **cuadrado**, de media sobre los ejemplos. Sin el cuadrado no sería la PCA. |
| «Un autocodificador lineal aprende las componentes principales.» | Aprende su **subespacio**; los ejes son otros, como viste en la figura. |
| «El código contiene tanta información como el original.» | Si comprime de verdad, pierde: con 2 números, el error era de 2, no 0. |
| «La red siempre gana a la PCA.» | Con 2 y con 8 números, sí. Con 32 ganó la PCA, y en anomalías empataron. |
| «El código siempre tiene que ser más pequeño que la entrada.» | El disperso y el que quita ruido pueden tenerlo mayor: lo que impide copiar es el castigo o el ruido. |
| «El código son las mejores características para clasificar.» | Con 20 etiquetas por cifra no ganó a los píxeles. Nadie le pidió que separase clases. |
| «Para generar, basta un código al azar.» | La caja de códigos está llena de huecos. Hay que modelar los códigos, o aprenderlos sin huecos ([lección 11](11_vae.ipynb)). |
| «Al recomendar, los huecos son ceros.» | Los huecos no se sabe qué son: fuera de la pérdida, con una máscara. |
| «El umbral se elige donde mejor va en la prueba.» | Con normales apartados, antes de ver la prueba. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. Un autocodificador reproduce la entrada en la salida pasando por un código, y minimiza el cuadrado del error.
2. El lineal encuentra el subespacio de la PCA; con activaciones, la superficie se curva y con pocos números pierde mucho menos.
3. Para que no copie: código pequeño, castigo al código (disperso) o entrada estropeada (eliminación de ruido). El codificador puede ser denso, convolucional o recurrente.
4. Sirve para reducir, comprimir, limpiar, extraer características, generar, predecir secuencias, recomendar y detectar anomalías.
5. Hay que compararlo siempre con algo sencillo: a veces la PCA o los píxeles empatan o ganan.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** Entrenas un autocodificador lineal y otro con un decodificador $V$ multiplicado por 2 y un codificador dividido entre 2. ¿Cuál reconstruye mejor? &emsp;**a)** El primero &emsp;**b)** El segundo &emsp;**c)** Igual

<details><summary>Respuesta</summary>
c) Los dos factores se cancelan. Por eso los pesos no son únicos, y el subespacio sí.
</details>

**2.** Un autocodificador sin ruido ni castigo, con código de 100 números para 64 píxeles, llega a error casi 0. ¿Qué ha aprendido? &emsp;**a)** Las mejores características &emsp;**b)** Quizá solo a copiar &emsp;**c)** La PCA

<details><summary>Respuesta</summary>
b) Le cabe la imagen entera en el código. Nada le obliga a descubrir estructura.
</details>

**3.** Al quitar ruido, ¿qué va en la salida deseada durante el entrenamiento? &emsp;**a)** La imagen limpia &emsp;**b)** La imagen sucia &emsp;**c)** El ruido recortado

<details><summary>Respuesta</summary>
a) Entra la sucia y se pide la limpia. Con b) aprendería a copiar el ruido.
</details>

**4.** La PSNR pasa de 12 a 22 dB. ¿Qué le ha pasado al error cuadrático medio? &emsp;**a)** Se divide entre 2 &emsp;**b)** Se divide entre 10 &emsp;**c)** Baja 10 unidades

<details><summary>Respuesta</summary>
b) Diez decibelios son un factor 10. A la mitad le corresponden 3 dB.
</details>

**5.** Un detector de anomalías deja el 95 % de los normales apartados por debajo del umbral. En la prueba, ¿cuántas falsas alarmas esperas entre los normales? &emsp;**a)** Alrededor del 5 % &emsp;**b)** Ninguna &emsp;**c)** El 95 %

<details><summary>Respuesta</summary>
a) Si los normales de prueba se parecen a los apartados. Cuántas anomalías detecta depende de lo raras que sean, y el umbral no lo sabe.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("10")

# %% para-seguir [markdown]
r"""
## Para seguir

- Entrena el lineal con un código de 8 y mide el ángulo. ¿Y el error? Mira los valores propios octavo y noveno.
- Quita el `Dropout` del recomendador, o cuenta los huecos como ceros. ¿Cuánto empeora el RMSE de prueba?
- Entrena la limpiadora con ruido 0.3 y pruébala con 0.1 y con 0.6. ¿Sigue ganando?
- En la parte 11, elige el umbral mirando la prueba y compara: ¿cuánto te engañas?
- Sigue con la [lección 11](11_vae.ipynb): un autocodificador cuyos códigos se pueden sortear.

## Referencias

- Baldi, P. y Hornik, K. (1989). *Neural networks and principal component analysis: learning from examples without local minima*.
- Bourlard, H. y Kamp, Y. (1988). *Auto-association by multilayer perceptrons and singular value decomposition*.
- Harper, F. M. y Konstan, J. (2015). *The MovieLens datasets: history and context*.
- Hinton, G. y Salakhutdinov, R. (2006). *Reducing the dimensionality of data with neural networks*.
- Koren, Y., Bell, R. y Volinsky, C. (2009). *Matrix factorization techniques for recommender systems* (los sesgos).
- Olshausen, B. y Field, D. (1996). *Emergence of simple-cell receptive field properties by learning a sparse code for natural images*.
- Sedhain, S., Menon, A., Sanner, S. y Xie, L. (2015). *AutoRec: autoencoders meet collaborative filtering*.
- Srivastava, N., Mansimov, E. y Salakhutdinov, R. (2015). *Unsupervised learning of video representations using LSTMs*.
- Vincent, P., Larochelle, H., Bengio, Y. y Manzagol, P.-A. (2008). *Extracting and composing robust features with denoising autoencoders*.
"""
