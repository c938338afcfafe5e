# %% portada [markdown]
r"""
# 03 · Redes convolucionales

**En la lección 02 elegías tú los filtros. Ahora los elige la red.** En unos segundos, y en tu equipo, una red convolucional (*CNN*) aprende a leer
dígitos escritos a mano; después la abres, dibujas un número y lo ves pasar capa a capa.

**Qué sabrás hacer**
- Construir, entrenar y evaluar una CNN con Keras.
- Programar sus piezas: ReLU, softmax, entropía cruzada y matriz de confusión.
- Mirar dentro: filtros, mapas de activación y qué pasa si quitas un filtro.
- Explicar por qué una CNN aguanta un desplazamiento y un MLP no, y demostrarlo.
- Mirar los errores uno a uno antes de fiarte de un porcentaje.

**Qué necesitas antes**: la [lección 02](02_convolucion.ipynb); de la [01](01_universalidad.ipynb), qué es entrenar.

**Tiempo**: unos 70 minutos de lectura y ejercicios.
"""

# %% preparar tags=["nbval-ignore-output"]
from utils.curso import preparar

curso = preparar(entrena=True)
curso

# %% importar
import time

import keras
import numpy as np
from keras import layers
from keras.ops import convert_to_numpy

from lecciones.l03_cnn import exploradores as explorador
from utils.datos.digitos import digitos, ropa, separar
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.gradientes import para_compilar
from utils.graficos import AZUL, NARANJA, figura, mostrar, mostrar_matriz

# %% datos
rng = np.random.default_rng(curso.semilla)
(X, y), (X_prueba, y_prueba) = separar(*digitos(), rng)
print("Entrenamiento:", X.shape, "· prueba:", X_prueba.shape)
assert not set(map(bytes, X)) & set(map(bytes, X_prueba)), "hay imágenes repetidas en los dos conjuntos"

# %% imagen-de-portada
fig, ejes = figura(8.4, 1.9, 2, 10)
for eje, i in zip(ejes.flat, np.argsort(y, kind="stable")[:: len(y) // 20]):
    mostrar_matriz(eje, X[i, ..., 0], cmap="gray_r")
mostrar(
    fig,
    "Veinte dígitos escritos a mano, del 0 al 9, de 8 por 8 píxeles: "
    "hay trazos finos, gruesos e inclinados.",
)

# %% camino-texto [markdown]
r"""
Los dígitos son reales: 1797, de 8×8 píxeles. Apartamos una cuarta parte para la **prueba** y no la tocamos hasta evaluar.

## 1 · De la imagen a la clase

Una CNN tiene dos mitades:

1. **Aprender características**: convolución + ReLU (y agrupación), repetido. De la imagen salen mapas que dicen «aquí hay una curva», «aquí, un cruce».
2. **Clasificar**: una capa densa suma los indicios y **softmax** los convierte en probabilidades.

### Ejercicio 03.1 · Softmax
$\mathrm{softmax}(z)_j = e^{z_j} / \sum_k e^{z_k}$, en el **último eje**. Que aguante números grandes: prueba con 1000.

**Predice.** ¿Qué le pasa al resultado si sumas 100 a todas las puntuaciones?

<details><summary>Respuesta</summary>
Nada: numerador y denominador se multiplican por el mismo número. Por eso puedes restar el máximo antes de la exponencial.
</details>
"""


# %% ejercicio-03-1
def softmax(z):
    """Probabilidades a partir de puntuaciones `z` (…, clases): suman 1 en el último eje."""
    # BEGIN SOLUTION
    exponenciales = np.exp(z - np.max(z, axis=-1, keepdims=True))
    suma = np.sum(exponenciales, axis=-1, keepdims=True)
    return exponenciales / suma
    # END SOLUTION


# %% comprobar-03-1
comprobar("03.1", softmax)

# %% relu-texto [markdown]
r"""
### Ejercicio 03.2 · ReLU
La activación entre convolución y convolución: $\max(0, x)$, número a número. No se entrena: no tiene parámetros.
"""


# %% ejercicio-03-2
def relu(x):
    """max(0, x), elemento a elemento. `x`: número o matriz de cualquier forma."""
    # BEGIN SOLUTION
    return np.maximum(x, 0)
    # END SOLUTION


# %% comprobar-03-2
comprobar("03.2", relu)

# %% entropia-texto [markdown]
r"""
### Ejercicio 03.3 · La pérdida: entropía cruzada
¿Cómo se mide lo mal que lo hace? Se mira qué probabilidad dio la red a la clase **correcta** y se castiga con $-\log$; después, la media de los ejemplos.

**Predice.** ¿Cuánto vale si la red reparte por igual entre las diez clases?

<details><summary>Respuesta</summary>
−log(1/10) = log 10 ≈ 2.30. Es la pérdida de quien no sabe nada: si al empezar ves mucho más, algo está mal.
</details>
"""


# %% ejercicio-03-3
def entropia_cruzada(p, y):
    """Media de −log p[i, y[i]]. `p`: probabilidades (n, clases); `y`: clases correctas, n enteros."""
    # BEGIN SOLUTION
    correctas = p[np.arange(len(y)), y]
    return -np.mean(np.log(correctas))
    # END SOLUTION


# %% comprobar-03-3
comprobar("03.3", entropia_cruzada)

# %% construir-texto [markdown]
r"""
## 2 · Construir una CNN

### Ejercicio 03.4 · Tu red
Escribe `construir_cnn(forma, clases)`. Debe devolver un modelo de Keras que reciba imágenes de esa `forma` (alto, ancho, canales), use al menos una
`Conv2D` con su activación (ReLU, por ejemplo) y acabe en `clases` probabilidades. Para `(8, 8, 1), 10`, como mucho 20 000 parámetros. Sin compilar: eso viene después.
"""


# %% ejercicio-03-4
def construir_cnn(forma, clases):
    """Modelo de Keras para imágenes de esa `forma` (alto, ancho, canales) y ese número de `clases`."""
    # BEGIN SOLUTION
    import keras
    from keras import layers

    return keras.Sequential(
        [
            keras.Input(forma),
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(clases, activation="softmax"),
        ]
    )
    # END SOLUTION


# %% comprobar-03-4
comprobar("03.4", construir_cnn)

# %% red-de-la-leccion [markdown]
r"""
La de la lección tiene tres convoluciones y una **agrupación máxima global**: de cada mapa se queda con un solo número, su mayor valor. Pregunta *si* la
característica aparece, no *dónde*. Guarda ese detalle: más abajo será decisivo.
"""


# %% crear-cnn
def crear_cnn(forma=(8, 8, 1), clases=10):
    """Convoluciones, agrupación máxima global y softmax; con imágenes grandes, agrupa por el camino."""
    keras.utils.set_random_seed(curso.semilla)
    capas = [keras.Input(forma)]
    grande = forma[0] >= 16
    for i, filtros in enumerate((16, 32, 40, 40) if grande else (16, 32, 40)):
        capas.append(layers.Conv2D(filtros, 3, padding="same", activation="relu"))
        if grande and i < 2:
            capas.append(layers.MaxPooling2D(2))
    capas += [layers.GlobalMaxPooling2D(), layers.Dense(clases, activation="softmax")]
    return keras.Sequential(capas)


# %% contar-capas
cnn = crear_cnn()
for capa in cnn.layers:
    tipo, salida = capa.__class__.__name__, str(capa.output.shape[1:])
    print(f"{tipo:20} salida {salida:14} {capa.count_params():6} parámetros")
print("Total:", cnn.count_params())

# %% entrenar-texto [markdown]
r"""
## 3 · Entrenar

**Predice.** Con 1348 dígitos de entrenamiento y 25 pasadas, ¿qué exactitud tendrá en los 449 que no ha visto: 70 %, 90 % o más del 98 %?

<details><summary>Respuesta</summary>
Más del 98 %, y en pocos segundos: los dígitos son pequeños y están centrados.
</details>
"""


# %% entrenar
def entrenar(red, X, y, epocas=25, lote=64, semilla=curso.semilla):
    """Entrena la red con Adam y ritmo decreciente. Devuelve el historial de pérdidas y los segundos."""
    keras.utils.set_random_seed(semilla)
    pasos = -(-len(X) // lote)
    ritmo = keras.optimizers.schedules.CosineDecay(3e-3, epocas * pasos)
    red.compile(
        keras.optimizers.Adam(ritmo),
        loss="sparse_categorical_crossentropy",
        **para_compilar(min(pasos, 11)),
    )
    inicio = time.perf_counter()
    historia = red.fit(X, y, batch_size=lote, epochs=epocas, verbose=0).history["loss"]
    return historia, time.perf_counter() - inicio


def predecir(red, X):
    """Probabilidades, con la red en modo de uso (`training=False`)."""
    return convert_to_numpy(red(X, training=False))


def exactitud(red, X, y):
    """Proporción de aciertos."""
    return np.mean(predecir(red, X).argmax(axis=1) == y)


# %% entrenar-cnn tags=["nbval-ignore-output"]
historia, segundos = entrenar(cnn, X, y)
acierto = exactitud(cnn, X_prueba, y_prueba)
print(f"Exactitud de prueba {acierto:.4f} en {segundos:.1f} s")
print(f"Pérdida: de {historia[0]:.2f} a {historia[-1]:.4f}")

# %% demuestra-exactitud
assert acierto >= 0.98
print("Más del 98 % de aciertos en dígitos que no ha visto.")

# %% perdida-comprobada
probabilidades = predecir(cnn, X_prueba)
entropia_cruzada = usar("03.3", entropia_cruzada)
de_keras = float(keras.losses.SparseCategoricalCrossentropy()(y_prueba, probabilidades))
coinciden = abs(entropia_cruzada(probabilidades, y_prueba) - de_keras) < 1e-4
print("Nuestra entropía cruzada coincide con la de Keras:", coinciden)
assert coinciden

# %% tu-red tags=["nbval-ignore-output"]
construir_cnn = usar("03.4", construir_cnn)
keras.utils.set_random_seed(curso.semilla)
tu_red = construir_cnn((8, 8, 1), 10)
entrenar(tu_red, X, y)
acierto_tuyo = exactitud(tu_red, X_prueba, y_prueba)
print(f"Tu red: {tu_red.count_params()} parámetros, exactitud {acierto_tuyo:.4f}")

# %% lenet-texto [markdown]
r"""
### LeNet-5, contada

LeNet-5 (LeCun y otros 1998) leía cheques. Estas son sus capas, como se escribirían hoy en Keras. Cuenta con las fórmulas que ya
conoces: $(k^2 c + 1) f$ en una convolución ($k$, lado del filtro; $c$, canales; $f$, filtros) y $(n + 1) m$ en una densa ($n$ entradas, $m$ salidas).

**Predice.** ¿En qué capa está la mayoría de los parámetros?

<details><summary>Respuesta</summary>
En la C5, una convolución de 5×5 sobre un mapa de 5×5, que equivale a una densa: 48 120 de 61 706. Las otras dos, C1 y C3, suman 2572.
</details>
"""

# %% lenet
lenet = keras.Sequential(
    [
        keras.Input((32, 32, 1)),
        layers.Conv2D(6, 5, activation="tanh", name="C1"),
        layers.AveragePooling2D(2, name="S2"),
        layers.Conv2D(16, 5, activation="tanh", name="C3"),
        layers.AveragePooling2D(2, name="S4"),
        layers.Conv2D(120, 5, activation="tanh", name="C5"),
        layers.Flatten(name="vector"),
        layers.Dense(84, activation="tanh", name="F6"),
        layers.Dense(10, activation="softmax", name="salida"),
    ]
)
a_mano = {"C1": (25 * 1 + 1) * 6, "C3": (25 * 6 + 1) * 16, "C5": (25 * 16 + 1) * 120}
a_mano |= {"F6": (120 + 1) * 84, "salida": (84 + 1) * 10}
for nombre, cuenta in a_mano.items():
    print(f"{nombre:7} {cuenta:6}")
    assert lenet.get_layer(nombre).count_params() == cuenta
print("Total  ", lenet.count_params())
assert lenet.count_params() == sum(a_mano.values()) == 61_706

# %% lenet-pie [markdown]
r"""
La original tenía 60 000: en la C3 no todos los mapas miraban a todos (−900) y la salida comparaba con patrones fijos, que no se entrenaban (−850); sus
agrupaciones, en cambio, llevaban un peso y un sesgo por mapa (+44).

## 4 · Mirar dentro

Dibuja un dígito (con el ratón, o con <kbd>Tab</kbd> y la barra espaciadora) o elige uno de prueba, y míralo pasar. Cada cuadro es un **mapa de
activación**: brilla donde su filtro ha encontrado lo suyo (de cada capa se ven los 16 primeros).

**Predice.** Dibuja un 1 y añádele un trazo arriba. ¿Cuándo deja de ser un 1 para la red?

<details><summary>Respuesta</summary>
Depende de tu trazo: pruébalo y mira qué clase le gana terreno. Fíjate en que la red nunca dice «no lo sé»: reparte el 100 % entre diez clases
aunque dibujes una casa.
</details>
"""

# %% explorar-digito tags=["nbval-ignore-output"]
explorador.explorar_digito(cnn, X_prueba)

# %% filtros-texto [markdown]
r"""
Y ahora, cirugía: quita o invierte un filtro de la primera capa y mira la exactitud de prueba.

**Predice.** Si quitas uno de los 16 filtros, ¿cuánto cae: casi nada, la dieciseisava parte, o depende de cuál?

<details><summary>Respuesta</summary>
Depende de cuál: muchos son casi redundantes y alguno se nota. Mira qué clase lo sufre más.
</details>
"""

# %% explorar-filtros tags=["nbval-ignore-output"]
explorador.explorar_filtros(cnn, X_prueba, y_prueba)

# %% ablacion tags=["nbval-ignore-output"]
lamina = explorador.LaminaFiltros(cnn, X_prueba, y_prueba)
caidas = []
for filtro in range(1, 17):
    lamina.pintar(filtro, factor=0.0)
    caidas.append(acierto - lamina.exactitud)
print(f"Al quitar un filtro la exactitud cae entre {min(caidas):.3f} y {max(caidas):.3f}")

# %% ablacion-medida
assert max(caidas) - min(caidas) > 0.005
print("Depende del filtro: entre el que más importa y el que menos hay más de medio punto.")

# %% confusion-texto [markdown]
r"""
## 5 · Los errores, uno a uno

Un porcentaje no dice **qué** confunde. La matriz de confusión, sí.

### Ejercicio 03.5 · Matriz de confusión
`matriz_confusion(reales, predichas, clases)`: fila, la clase real; columna, la predicha; en cada celda, cuántas veces. `reales` y `predichas` son
vectores de NumPy con las clases, de 0 a `clases − 1`.
"""


# %% ejercicio-03-5
def matriz_confusion(reales, predichas, clases):
    """Matriz (clases, clases) de cuentas: fila, clase real; columna, clase predicha."""
    # BEGIN SOLUTION
    matriz = np.zeros((clases, clases), dtype=int)
    for real, predicha in zip(reales, predichas, strict=True):
        matriz[real, predicha] += 1
    return matriz
    # END SOLUTION


# %% comprobar-03-5
comprobar("03.5", matriz_confusion)

# %% usar-confusion
matriz_confusion = usar("03.5", matriz_confusion)
predichas = probabilidades.argmax(axis=1)
confusion = matriz_confusion(y_prueba, predichas, 10)

# %% confusion
fig, eje = figura(4.6, 4.2)
eje.imshow(np.log1p(confusion), cmap="Blues")
for i, j in zip(*np.nonzero(confusion)):
    eje.text(j, i, confusion[i, j], ha="center", va="center", color="white" if i == j else "black")
eje.set(xlabel="clase predicha", ylabel="clase real", xticks=range(10), yticks=range(10))
eje.grid(False)
mostrar(
    fig,
    "Matriz de confusión de los dígitos de prueba: casi todos están en la diagonal; "
    "fuera, algún fallo suelto.",
)

# %% peores
seguridad = probabilidades[np.arange(len(predichas)), predichas]
orden = np.lexsort((seguridad, predichas == y_prueba))  # los fallos y los aciertos dudosos, primero
fig, ejes = figura(8.4, 2.0, 1, 6)
for eje, i in zip(ejes, orden):
    mostrar_matriz(eje, X_prueba[i, ..., 0], cmap="gray_r")
    eje.set_title(f"es {y_prueba[i]}, dice {predichas[i]}\n({seguridad[i]:.2f})", fontsize=10)
mostrar(
    fig,
    "Seis dígitos de prueba: los fallos y, después, los aciertos más dudosos, con su clase "
    "real, la que dice la red y con cuánta seguridad.",
)

# %% errores-explica [markdown]
r"""
Míralos: primero, los fallos; después, los aciertos más dudosos. Acertar dudando es un aviso útil; fallar con mucha seguridad no avisa. Por eso no basta
con mirar la probabilidad.

## 6 · ¿Por qué una convolución?

Un MLP también ve los 64 píxeles. Dale **los mismos parámetros** que a la CNN y compara.

**Predice.** En la prueba normal, ¿quién gana? ¿Y si mueves cada dígito **un píxel**?

<details><summary>Respuesta</summary>
En la prueba normal empatan, casi. Al mover un píxel, el MLP se hunde: para él cada píxel es una entrada distinta, y lo que aprendió del píxel 20 no le
sirve en el 21. La CNN aguanta mucho mejor.
</details>
"""


# %% contraste
def crear_mlp(parametros):
    """MLP de una capa oculta con (casi) ese número de parámetros."""
    keras.utils.set_random_seed(curso.semilla)
    ocultas = round((parametros - 10) / (64 + 1 + 10))
    capas = [keras.Input((8, 8, 1)), layers.Flatten(), layers.Dense(ocultas, activation="relu")]
    return keras.Sequential([*capas, layers.Dense(10, activation="softmax")])


def mover(X, dx, dy):
    """Desplaza imágenes (n, alto, ancho, 1) `dx` píxeles a la derecha y `dy` abajo; entran ceros."""
    alto, ancho = X.shape[1:3]
    m = max(abs(dx), abs(dy))
    grande = np.pad(X, ((0, 0), (m, m), (m, m), (0, 0)))
    return grande[:, m - dy : m - dy + alto, m - dx : m - dx + ancho]


SENTIDOS = {"a la derecha": (1, 0), "a la izquierda": (-1, 0), "abajo": (0, 1), "arriba": (0, -1)}


def exactitud_movida(red, X, y):
    """Exactitud media al mover un píxel en cada sentido."""
    return np.mean([exactitud(red, mover(X, *sentido), y) for sentido in SENTIDOS.values()])


# %% trasladar tags=["nbval-ignore-output"]
mlp = crear_mlp(cnn.count_params())
entrenar(mlp, X, y)
perdidas = {}
for nombre, red in (("CNN", cnn), ("MLP", mlp)):
    quieta, movida = exactitud(red, X_prueba, y_prueba), exactitud_movida(red, X_prueba, y_prueba)
    perdidas[nombre] = quieta - movida
    print(f"{nombre}: {red.count_params()} parámetros · quieta {quieta:.3f} · movida {movida:.3f}")
    for sentido, paso in SENTIDOS.items():
        print(f"    un píxel {sentido:14} {exactitud(red, mover(X_prueba, *paso), y_prueba):.3f}")

# %% demuestra-traslacion
assert perdidas["CNN"] <= perdidas["MLP"] / 2
print(
    "Con los mismos parámetros, la CNN pierde menos de la mitad que el MLP al mover la prueba un píxel."
)

# %% equivariancia-texto [markdown]
r"""
A los lados, la CNN casi no lo nota; arriba y abajo, sí: los dígitos llenan las ocho filas y al moverlos **se corta** un trozo. Tampoco es invariante del
todo, porque el borde de ceros de `padding="same"` le dice dónde acaba la imagen.

¿Es mérito de la convolución? Cuidado: la convolución es **equivariante** (si mueves la imagen, se mueve el mapa), no *invariante*. Quien olvida el lugar
es la agrupación global. Compruébalo: las mismas
convoluciones, pero con `Flatten`, que conserva el lugar (y más parámetros).

**Predice.** La CNN con `Flatten`, ¿aguantará como la otra, como el MLP o a medio camino?

<details><summary>Respuesta</summary>
Casi como el MLP: después de aplanar, la capa densa vuelve a depender de dónde está cada cosa.
</details>
"""

# %% equivariancia
filtro = cnn.layers[0]
dentro = np.pad(X_prueba[:50, 2:6, 2:6], ((0, 0), (2, 2), (2, 2), (0, 0)))  # con margen
mapa_movido = convert_to_numpy(filtro(mover(dentro, 1, 0)))
movido_mapa = mover(convert_to_numpy(filtro(dentro)), 1, 0)
diferencia = np.abs(mapa_movido - movido_mapa)[:, 1:-1, 1:-1].max()
print(f"Mover y convolucionar, o al revés: da lo mismo (diferencia < 1e-5: {diferencia < 1e-5})")
assert diferencia < 1e-5

# %% con-flatten tags=["nbval-ignore-output"]
final = [layers.Flatten(), layers.Dense(10, activation="softmax")]
con_flatten = keras.Sequential([*crear_cnn().layers[:-2], *final])
entrenar(con_flatten, X, y)
quieta = exactitud(con_flatten, X_prueba, y_prueba)
perdidas["CNN con Flatten"] = quieta - exactitud_movida(con_flatten, X_prueba, y_prueba)
print("Parámetros con Flatten:", con_flatten.count_params())
for nombre, perdida in perdidas.items():
    print(f"{nombre:16} pierde {perdida:.3f} al mover un píxel")

# %% demuestra-flatten
assert perdidas["CNN"] < 0.6 * perdidas["CNN con Flatten"]
print("Con Flatten, aunque tenga más parámetros, se pierde casi el doble o más.")

# %% aumento-texto [markdown]
r"""
## 7 · Aumento de datos

Otra cura: **enseñarle** a la red dígitos movidos. Se fabrican a partir de los de entrenamiento (nunca de los de prueba).

**Predice.** ¿A quién ayudará más, al MLP o a la CNN?

<details><summary>Respuesta</summary>
Al MLP, que partía de peor sitio: el aumento le enseña con ejemplos lo que la CNN ya traía de fábrica, a cambio de mirar cinco veces más datos.
</details>
"""

# %% aumento tags=["nbval-ignore-output"]
X_aumentado = np.concatenate([X, *(mover(X, *sentido) for sentido in SENTIDOS.values())])
y_aumentado = np.tile(y, 1 + len(SENTIDOS))
mlp_aumentado = crear_mlp(cnn.count_params())
entrenar(mlp_aumentado, X_aumentado, y_aumentado, epocas=8)
antes, despues = (exactitud_movida(red, X_prueba, y_prueba) for red in (mlp, mlp_aumentado))
print(f"MLP con la prueba movida: {antes:.3f} sin aumento, {despues:.3f} con aumento")

# %% demuestra-aumento
assert despues > antes + 0.2
print("El aumento de datos sube al MLP más de veinte puntos en la prueba movida.")

# %% dibujar-traslacion
nombres = ["MLP", "CNN con Flatten", "CNN con agrupación global", "MLP con aumento"]
redes = [mlp, con_flatten, cnn, mlp_aumentado]
lugar = np.arange(len(redes))
fig, eje = figura(8.0, 3.0)
normal = [exactitud(r, X_prueba, y_prueba) for r in redes]
movida = [exactitud_movida(r, X_prueba, y_prueba) for r in redes]
eje.barh(lugar - 0.2, normal, 0.38, color=AZUL, label="prueba normal")
eje.barh(lugar + 0.2, movida, 0.38, color=NARANJA, hatch="//", label="movida un píxel")
eje.set(yticks=lugar, yticklabels=nombres, xlabel="exactitud", xlim=(0, 1))
eje.invert_yaxis()
eje.legend(loc="center left", bbox_to_anchor=(1, 0.5))
mostrar(
    fig,
    "Exactitud normal y con la prueba movida un píxel: el MLP y la CNN con Flatten caen a la "
    "mitad; la CNN con agrupación global baja mucho menos.",
)

# %% completo-texto [markdown]
r"""
## 8 · Con datos grandes y con GPU

Con `preparar(perfil="completo")` (o si hay GPU) esta celda descarga **MNIST** y **Fashion-MNIST** y entrena la misma función `crear_cnn` en imágenes de
28×28. Keras usa la GPU por su cuenta: no hay que cambiar nada del código. Se nota en el tiempo, y solo con lotes y redes grandes; en los dígitos de 8×8 una
GPU puede ser incluso más lenta, porque le falta trabajo. Mira `curso.gpus` para saber si la hay.
"""

# %% completo
if curso.perfil == "completo":
    for nombre, datos, minimo in (
        ("MNIST", digitos("completo"), 0.99),
        ("Fashion-MNIST", ropa(), 0.88),
    ):
        (Xg, yg), (Xg_prueba, yg_prueba) = separar(*datos, rng)
        grande = crear_cnn((28, 28, 1))
        _, segundos = entrenar(grande, Xg, yg, epocas=12, lote=128)
        dice = grande.predict(Xg_prueba, batch_size=1000, verbose=0).argmax(axis=1)
        acierto = np.mean(dice == yg_prueba)
        print(f"{nombre}: exactitud de prueba {acierto:.4f} en {segundos:.0f} s")
        assert acierto >= minimo
else:
    print("Perfil rápido: esta celda no hace nada. Con red y tiempo, pide el perfil completo.")

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «La convolución es invariante a traslaciones.» | Es **equivariante**: el mapa se mueve con la imagen. La invariancia, y solo en buena parte, la pone la agrupación global. |
| «La capa ReLU se entrena con retropropagación.» | No tiene parámetros; el gradiente la atraviesa y entrena los filtros de antes. |
| «Una CNN gana siempre a un MLP.» | En la prueba normal casi empataron; la diferencia apareció al mover los dígitos. |
| «Si da 0.99 de probabilidad, acierta.» | Softmax reparte el 100 % aunque dibujes una casa: seguridad no es acierto. |
| «Más parámetros, mejor.» | La CNN y el MLP tenían los mismos; importa cómo se comparten. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. Una CNN aprende características (convolución, ReLU, agrupación) y después clasifica (densa, softmax).
2. La entropía cruzada castiga dar poca probabilidad a la clase correcta; sin saber nada vale $\log(\text{clases})$.
3. Con 1348 dígitos y unos segundos pasa del 98 % en los que no ha visto.
4. La convolución es equivariante; la agrupación global da la mayor parte de la invariancia. El aumento de datos la enseña con ejemplos.
5. La matriz de confusión y los peores errores dicen lo que un porcentaje esconde.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** La pérdida de una red de 10 clases recién creada es 2.3. ¿Qué significa? &emsp;**a)** está mal programada &emsp;**b)** reparte por igual &emsp;**c)** ya ha aprendido

<details><summary>Respuesta</summary>
b) log 10 ≈ 2.3 es la entropía cruzada de repartir por igual.
</details>

**2.** Si sumas 5 a todas las puntuaciones antes de softmax… &emsp;**a)** cambian las probabilidades &emsp;**b)** no cambia nada &emsp;**c)** desborda

<details><summary>Respuesta</summary>
b) El factor e⁵ sale en el numerador y en el denominador.
</details>

**3.** En la matriz de confusión, la celda de la fila 8 y la columna 1 vale 3. &emsp;**a)** tres ochos leídos como uno &emsp;**b)** tres unos leídos como ocho

<details><summary>Respuesta</summary>
a) La fila es la clase real; la columna, la predicha.
</details>

**4.** ¿Qué capa hace que a la CNN le importe menos dónde está el dígito? &emsp;**a)** la convolución &emsp;**b)** la agrupación global &emsp;**c)** la densa

<details><summary>Respuesta</summary>
b) Con las mismas convoluciones y Flatten la caída fue mucho mayor.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("03")

# %% para-seguir [markdown]
r"""
## Para seguir

- Cambia `tu_red` hasta que pierda menos que la de la lección al mover un píxel, sin pasar de 20 000 parámetros.
- Busca en el explorador un dígito de prueba que cambie de clase al encender **una** celda.
- Mueve los dígitos dos píxeles. ¿Quién aguanta?

## Referencias

- LeCun, Y., Bottou, L., Bengio, Y. y Haffner, P. (1998). *Gradient-based learning applied to document recognition*.
- Alpaydin, E. y Kaynak, C. (1998). *Optical recognition of handwritten digits*.
- Xiao, H., Rasul, K. y Vollgraf, R. (2017). *Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms*.
- Zhang, R. (2019). *Making convolutional networks shift-invariant again*.
"""
