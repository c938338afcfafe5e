# %% portada [markdown]
r"""
# 04 · Problemas al entrenar

**Una red acierta el 98 % y no sirve para nada; otra tiene doce capas y no aprende nada; otra se sabe los ejemplos de memoria y
falla con los nuevos.** Son los tres tropiezos clásicos. Vas a provocarlos a propósito, a medirlos y a curarlos.

**Qué sabrás hacer**
- Calcular por qué el gradiente se apaga en una red profunda de sigmoides, y medirlo capa a capa.
- Elegir el remedio: ReLU con inicio He, normalización por lotes, conexiones residuales o recorte.
- Medir un clasificador de clases desiguales sin que la exactitud te engañe.
- Remuestrear (submuestreo, sobremuestreo, SMOTE) sin que el conjunto de prueba se contamine.
- Reconocer el sobreajuste y comparar sus remedios con varias semillas.

**Qué necesitas antes**: la [lección 01](01_universalidad.ipynb), entrenar con Keras y la entropía cruzada, de la [03](03_cnn.ipynb), y la regla de la cadena, de la [A1](a1_como_aprende.ipynb).

**Tiempo**: unos 90 minutos de lectura y ejercicios.
"""

# %% preparar
from utils.curso import preparar

curso = preparar()
curso

# %% importar
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict, train_test_split

from lecciones.l04_problemas_entrenamiento import exploradores as explorador
from lecciones.l04_problemas_entrenamiento import tareas
from lecciones.l04_problemas_entrenamiento.desequilibrio import METODOS, desequilibrar, remuestrear
from utils.datos.digitos import digitos
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura, mostrar

# %% imagen-de-portada
fig, ejes = figura(8.4, 2.7, 1, 3)
for activacion, escala, trazo in (("sigmoide", 1.0, "o-"), ("ReLU", np.sqrt(2), "s--")):
    normas, _ = tareas.normas_por_capa(12, activacion, escala)
    ejes[0].semilogy(range(1, 13), normas, trazo, markersize=3, label=activacion)
ejes[0].set(title="gradiente que se apaga", xlabel="capa", yticks=[1e-6, 1e-3, 1])
ejes[0].legend(fontsize=9)
X, y = tareas.nubes(50, 600, np.random.default_rng(0))
ejes[1].plot(*X[y == 0].T, "o", color=AZUL, alpha=0.3, markersize=3)
ejes[1].plot(*X[y == 1].T, "^", color=NARANJA, markersize=5)
ejes[1].set(title="clases desiguales", xlabel="x₁", ylabel="x₂")
x, y = tareas.muestra(14, np.random.default_rng(3))
t = np.linspace(x.min(), x.max(), 300)
curva = tareas.evaluar_polinomio(tareas.ajustar_polinomio(x, y, 13, 0.0), t)
ejes[2].plot(t, tareas.verdad(t), "--", color=NEGRO, linewidth=1)
ejes[2].plot(t, curva, color=NARANJA)
ejes[2].plot(x, y, "o", color=AZUL, markersize=4)
ejes[2].set(title="sobreajuste", xlabel="x", ylim=(-2.5, 2.5))
mostrar(
    fig,
    "Tres problemas: el gradiente de la sigmoide cae hasta una diezmillonésima en doce capas; pocos "
    "puntos raros entre muchos; una curva que pasa por todos los datos y se aleja de la verdad.",
)

# %% gradiente-texto [markdown]
r"""
## 1 · El gradiente que se desvanece

Entrenar es bajar por la pendiente, y la pendiente de la primera capa llega multiplicada por lo que hay después; el problema lo describió Hochreiter (1991). Para una cadena de
neuronas, una por capa, la regla de la cadena da

$$\frac{\partial h_L}{\partial h_0} = \prod_{l=1}^{L} w_l\, \sigma'(z_l)$$

Todo depende de cuánto mide cada factor.

### Ejercicio 04.1 · La derivada de la sigmoide
Escribe `derivada_sigmoide(z)`. `z` puede ser un número o una matriz de NumPy.
"""


# %% ejercicio-04-1
def derivada_sigmoide(z):
    """Derivada de σ(z) = 1/(1 + e^(−z)). `z`: número o matriz."""
    # BEGIN SOLUTION
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)
    # END SOLUTION


# %% comprobar-04-1
comprobar("04.1", derivada_sigmoide)

# %% maximo-de-la-derivada
derivada_sigmoide = usar("04.1", derivada_sigmoide)
z = np.linspace(-8, 8, 1601)
pendientes = derivada_sigmoide(z)
print(f"La pendiente más grande: {pendientes.max():.4f}, en z = {abs(z[pendientes.argmax()]):.1f}")
print(f"En z = 5 ya solo vale {derivada_sigmoide(5.0):.4f}")
assert pendientes.max() <= 0.25

# %% cota-texto [markdown]
r"""
La sigmoide nunca tiene una pendiente mayor que ¼. Así que cada capa multiplica el gradiente por $|w|/4$ **como mucho**.

### Ejercicio 04.2 · La cota
Escribe `cota_gradiente(capas, w)`: lo más que puede medir $\left|\partial h_L/\partial h_0\right|$ si todos los pesos valen $w$.
(Más abajo verás números como `6e-08`: es la manera de Python de escribir $6 \cdot 10^{-8}$.)
"""


# %% ejercicio-04-2
def cota_gradiente(capas, w):
    """Cota del gradiente que atraviesa `capas` sigmoides con peso `w`."""
    # BEGIN SOLUTION
    return (abs(w) / 4) ** capas
    # END SOLUTION


# %% comprobar-04-2
comprobar("04.2", cota_gradiente)

# %% tabla-de-cotas
cota_gradiente = usar("04.2", cota_gradiente)
for w in (1.0, 2.0, 4.0, 6.0):
    print(f"w = {w:.0f}:", "  ".join(f"{n} capas {cota_gradiente(n, w):.0e}" for n in (2, 6, 12)))

# %% cadena-predice [markdown]
r"""
Con $w=1$ y doce capas, la cota ya es de seis cienmillonésimas. Con $w=6$ es enorme.

**Predice.** ¿Basta entonces con poner pesos grandes para que el gradiente llegue?

<details><summary>Respuesta</summary>
No. Una cota solo dice «no más que». Un peso grande hace grande a z, y ahí la sigmoide es plana: su pendiente puede ser casi 0 y el
producto se apaga igual. Lo mide la celda siguiente.
</details>
"""


# %% cadena-medida
def gradiente_de_la_cadena(capas, w, entrada=0.3):
    """Gradiente exacto de una cadena de `capas` neuronas sigmoides de peso `w` y sesgo 0."""
    h, producto = entrada, 1.0
    for _ in range(capas):
        producto *= w * derivada_sigmoide(w * h)
        h = 1 / (1 + np.exp(-w * h))
    return producto


for w in (1.0, 4.0, 6.0, 20.0):
    real, cota = gradiente_de_la_cadena(12, w), cota_gradiente(12, w)
    print(f"w = {w:2.0f}: gradiente {real:.0e}, cota {cota:.0e}")
    assert abs(real) <= cota
assert gradiente_de_la_cadena(12, 6.0) < 1e-3 < 1 < cota_gradiente(12, 6.0)

# %% explorar-gradiente-texto [markdown]
r"""
En una capa con muchas neuronas, el papel de $|w|$ lo hace la **norma** de la matriz de pesos: lo máximo que estira un vector. Si los
$n \times n$ pesos se eligen al azar con desviación $1/\sqrt n$ (**Glorot**, de Glorot y Bengio 2010), ronda 2; con $\sqrt{2/n}$ (**He**), un poco más.
ReLU y tanh tienen pendiente hasta 1, no hasta ¼.

**Predice.** Con ReLU, ¿qué inicio mantiene el gradiente igual de grande en todas las capas? ¿Qué pasa si multiplicas los pesos por 2?

<details><summary>Respuesta</summary>
He: ReLU apaga la mitad de las neuronas, y el 2 de $2/n$ lo compensa. Si doblas los pesos, cada capa multiplica por 2 y el gradiente
explota.
</details>
"""

# %% explorar-gradiente
explorador.explorar_gradiente()

# %% keras-texto [markdown]
r"""
## 2 · Medirlo en una red de verdad

Doce capas de 32 neuronas y los dígitos reales de scikit-learn. `gradiente(funcion, variables)` devuelve una función compilada que da
el valor de una pérdida y su gradiente respecto a cada variable. Esta parte carga Keras; tarda unos segundos.

Ojo: el explorador mide el gradiente respecto a la suma $z$ de cada capa; aquí lo medimos respecto a los **pesos**, que es ese multiplicado por lo que
entra en la capa.
"""

# %% preparar-keras tags=["nbval-ignore-output"]
curso = preparar(entrena=True)
import keras
from keras.ops import convert_to_numpy

from utils.gradientes import gradiente, para_compilar

curso

# %% datos
imagenes, cifras = digitos()
X = imagenes.reshape(len(imagenes), -1).astype("float32")
X_entrena, X_prueba, y_entrena, y_prueba = train_test_split(
    X, cifras, train_size=1200, stratify=cifras, random_state=curso.semilla
)
print(f"{len(X_entrena)} dígitos para entrenar y {len(X_prueba)} para probar")

# %% red-profunda
CAPAS = 12


def red_profunda(activacion, inicio="glorot_normal", normalizar=False, residual=False):
    """MLP de 12 capas ocultas de 32 neuronas para los dígitos, con o sin normalización y atajos."""
    entrada = keras.Input((64,))
    h = entrada
    for k in range(CAPAS):
        z = keras.layers.Dense(32, kernel_initializer=inicio, name=f"capa_{k + 1}")(h)
        z = keras.layers.BatchNormalization(momentum=0.9)(z) if normalizar else z
        salida = keras.layers.Activation(activacion)(z)
        h = h + salida if residual and k else salida
    return keras.Model(entrada, keras.layers.Dense(10)(h))


# %% medir-norma
entropia = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def norma_por_capa(red):
    """Norma del gradiente respecto a los pesos de cada una de las 12 capas, con 256 dígitos."""
    pesos = [red.get_layer(f"capa_{k + 1}").kernel for k in range(CAPAS)]
    medir = gradiente(lambda x, y: entropia(y, red(x, training=True)), pesos)
    _, gradientes = medir(X_entrena[:256], y_entrena[:256])
    return np.array([np.linalg.norm(convert_to_numpy(g)) for g in gradientes])


# %% medir-redes tags=["nbval-ignore-output"]
FAMILIAS = {
    "sigmoide, Glorot": ("sigmoid",),
    "sigmoide, normalizada": ("sigmoid", "glorot_normal", True),
    "sigmoide, residual": ("sigmoid", "glorot_normal", False, True),
    "ReLU, Glorot": ("relu",),
    "ReLU, He": ("relu", "he_normal"),
}
normas = {nombre: norma_por_capa(red_profunda(*opciones)) for nombre, opciones in FAMILIAS.items()}
for nombre, n in normas.items():
    print(f"{nombre:22} capa 1: {n[0]:.0e}   capa 12: {n[-1]:.0e}   cociente {n[0] / n[-1]:.1e}")

# %% demuestra-gradiente
cociente = {nombre: n[0] / n[-1] for nombre, n in normas.items()}
assert cociente["sigmoide, Glorot"] < 1e-4 and cociente["ReLU, He"] > 0.05
assert min(cociente["sigmoide, normalizada"], cociente["sigmoide, residual"]) > 0.05
assert normas["ReLU, Glorot"].max() < normas["ReLU, He"].max() / 5
print("Con sigmoides, a la primera capa le llega menos de una diezmilésima que a la última.")
print("Con ReLU y He, con normalización o con atajos, más de una vigésima parte.")

# %% dibujar-normas tags=["nbval-ignore-output"]
fig, eje = figura(7.5, 3.6)
for (nombre, n), trazo in zip(normas.items(), ("o-", "s--", "^:", "v-.", "D-")):
    eje.semilogy(range(1, CAPAS + 1), n, trazo, markersize=5, label=nombre)
eje.set(xlabel="capa (1 es la más cercana a la entrada)", ylabel="norma del gradiente")
eje.legend(loc="center left", bbox_to_anchor=(1, 0.5))
mostrar(
    fig,
    "Norma del gradiente por capa: la sigmoide cae en línea recta hacia la entrada, siete órdenes de "
    "magnitud; las otras cuatro se mantienen casi planas. La de ReLU con Glorot es plana, pero baja.",
)

# %% remedios-texto [markdown]
r"""
Tres remedios distintos, y una trampa:

- **ReLU con He** cambia el factor: pendiente 1 en lugar de ¼, y pesos del tamaño justo (He y otros 2015).
- **Normalización por lotes**: reescala $z$ en cada capa, de modo que cada factor vuelve a medir cerca de 1 (Ioffe y Szegedy 2015).
- **Conexión residual**: $h + \sigma(z)$ tiene derivada $1 + \dots$; ese 1 es un atajo por el que el gradiente pasa entero (He y otros 2016).
- **La trampa**: ReLU con Glorot da un cociente sano, pero su gradiente es diminuto **en todas** las capas: la señal encoge al avanzar y el gradiente
  encoge al volver; al multiplicarlos, sale igual de pequeño en todas partes. Mira siempre las dos cosas: el cociente y el tamaño.

**Predice.** Entrenamos tres de ellas con las mismas épocas. ¿Aprende algo la de sigmoides sin remedio?

<details><summary>Respuesta</summary>
Nada: se queda cerca del 10 %, lo que acierta quien dice una cifra al azar. Adam llega a mover las capas de arriba, pero las de abajo casi no
cambian, y lo que sale de ellas es prácticamente igual para todas las imágenes.
</details>
"""


# %% entrenar
def clasificar(red, X):
    """La clase con más puntuación de cada ejemplo, con la red en modo de uso."""
    return convert_to_numpy(red(X, training=False)).argmax(axis=1)


def entrenar(red, epocas=12, optimizador=None):
    """Entrena con los 1200 dígitos. Devuelve la pérdida de cada época y la exactitud en la prueba."""
    optimizador = optimizador or keras.optimizers.Adam(3e-3)
    red.compile(optimizador, loss=entropia, **para_compilar(24))
    perdidas = red.fit(X_entrena, y_entrena, batch_size=50, epochs=epocas, verbose=0).history["loss"]
    return np.array(perdidas), np.mean(clasificar(red, X_prueba) == y_prueba)


# %% entrenar-profundas tags=["nbval-ignore-output"]
elegidas = ["sigmoide, Glorot", "sigmoide, normalizada", "ReLU, He"]
exactitud = {nombre: entrenar(red_profunda(*FAMILIAS[nombre]))[1] for nombre in elegidas}
for nombre, valor in exactitud.items():
    print(f"{nombre:22} exactitud en prueba {valor:.2f}")

# %% demuestra-aprenden
assert exactitud["sigmoide, Glorot"] < 0.25
assert exactitud["sigmoide, normalizada"] > 0.7 and exactitud["ReLU, He"] > 0.7
print("Sin remedio, menos del 25 %; con normalización o con ReLU y He, más del 70 %.")

# %% explota-texto [markdown]
r"""
## 3 · El gradiente que explota

El mismo producto puede crecer. Si los pesos iniciales son grandes, el gradiente es tan largo que un solo paso manda los pesos lejísimos,
y en unos pocos aparece NaN. El remedio es **recortar**: si la norma pasa de un máximo, se encoge el vector entero sin torcerlo.

### Ejercicio 04.3 · Recortar por norma
`gradientes` es una lista de matrices de formas distintas. La norma es **global**, la de todos sus números juntos:
$\lVert g\rVert = \sqrt{\sum_i g_i^2}$. Si ya cabe, no se toca nada. Devuelve una lista.
"""


# %% ejercicio-04-3
def recortar_por_norma(gradientes, norma_maxima):
    """Lista de gradientes, encogidos todos por igual si su norma global pasa de `norma_maxima`."""
    # BEGIN SOLUTION
    norma = np.sqrt(sum(np.sum(g**2) for g in gradientes))
    if norma <= norma_maxima:
        return list(gradientes)
    return [g * (norma_maxima / norma) for g in gradientes]
    # END SOLUTION


# %% comprobar-04-3
comprobar("04.3", recortar_por_norma)

# %% usar-recortar tags=["nbval-ignore-output"]
recortar_por_norma = usar("04.3", recortar_por_norma)
grandes = keras.initializers.VarianceScaling(4.5, "fan_in", "untruncated_normal")  # He × 1.5
red = red_profunda("relu", grandes)
medir = gradiente(lambda x, y: entropia(y, red(x)), red.trainable_variables)
_, crudos = medir(X_entrena[:50], y_entrena[:50])
crudos = [convert_to_numpy(g) for g in crudos]
for nombre, lista in (("sin recortar", crudos), ("recortado a 1", recortar_por_norma(crudos, 1.0))):
    print(f"{nombre}: norma global {np.sqrt(sum(np.sum(g**2) for g in lista)):.1f}")

# %% entrenar-con-recorte tags=["nbval-ignore-output"]
sin_recorte, _ = entrenar(red_profunda("relu", grandes), 15, keras.optimizers.SGD(0.05))
recorte = keras.optimizers.SGD(0.05, global_clipnorm=1.0)
con_recorte, aciertos = entrenar(red_profunda("relu", grandes), 15, recorte)
print(f"Sin recorte, épocas con una pérdida finita: {np.isfinite(sin_recorte).sum()} de 15")
print(f"Con recorte, la pérdida acaba en {con_recorte[-1]:.2f}, y acierta el {100 * aciertos:.0f} %")

# %% demuestra-recorte
assert not np.isfinite(sin_recorte[-1])
assert np.isfinite(con_recorte).all() and con_recorte[-1] < con_recorte[0] / 3
assert 0.3 < aciertos < exactitud["ReLU, He"]
print("Sin recorte, NaN; con recorte, aprende.")

# %% recorte-explica [markdown]
r"""
El recorte evita el desastre, pero no arregla un mal inicio: con He y Adam, antes, la misma red acertaba más. Donde es imprescindible es en las redes
recurrentes, que multiplican por la misma matriz muchas veces (Pascanu y otros 2013): lo verás en la lección 05.

## 4 · Clases desiguales

Buscamos **ochos**. De los 1655 dígitos, solo 32 lo son: uno por cada cincuenta. La mitad para entrenar y la mitad para probar, con la misma
proporción en las dos (`stratify`).

**Predice.** Un programa responde siempre «no es un ocho», sin mirar. ¿Qué exactitud tiene?

<details><summary>Respuesta</summary>
El 98 %: acierta en todos los que no son ochos, que son casi todos. Y no encuentra ninguno.
</details>
"""

# %% partir
es_ocho = (cifras == 8).astype(int)


def partir(repeticion, positivos=32):
    """Entrenamiento y prueba con la misma proporción de ochos, y el azar de esa repetición."""
    rng = np.random.default_rng([curso.semilla, repeticion])
    elegidos = desequilibrar(es_ocho, positivos, rng)
    X8, y8 = X[elegidos], es_ocho[elegidos]
    partes = train_test_split(X8, y8, test_size=0.5, stratify=y8, random_state=int(rng.integers(2**31)))
    return *partes, rng


Xe, Xp, ye, yp, rng = partir(0)
nunca = np.zeros_like(yp)
print(f"Ochos: {ye.sum()} en entrenamiento y {yp.sum()} en prueba")
print(f"Decir siempre que no acierta el {100 * np.mean(nunca == yp):.0f} %")

# %% f1-texto [markdown]
r"""
La **exactitud** cuenta sobre todo a la clase común. Dos preguntas miran a la rara:

- **Precisión** $P$: de los que señalo, ¿cuántos lo son? $VP/(VP+FP)$.
- **Exhaustividad** $R$ (*recall*): de los que hay, ¿cuántos encuentro? $VP/(VP+FN)$.

$VP$ son los verdaderos positivos; $FP$, los falsos positivos; $FN$, los positivos que se escapan. **F1** es su media armónica,
$2PR/(P+R)$: solo es alta si lo son las dos.

### Ejercicio 04.4 · F1
Vectores de etiquetas de cualquier número de clases; `positiva` dice cuál se mira. Si no hay nada que contar, 0.
Con él mediremos todo lo que sigue.
"""


# %% ejercicio-04-4
def f1(reales, predichas, positiva=1):
    """F1 de la clase `positiva`. `reales` y `predichas`: vectores de NumPy del mismo largo."""
    # BEGIN SOLUTION
    aciertos = np.sum((predichas == positiva) & (reales == positiva))
    total = np.sum(predichas == positiva) + np.sum(reales == positiva)
    return 2 * aciertos / total if total else 0.0
    # END SOLUTION


# %% comprobar-04-4
comprobar("04.4", f1)

# %% usar-f1
f1 = usar("04.4", f1)
print(f"Decir siempre que no: exactitud {np.mean(nunca == yp):.2f}, F1 {f1(yp, nunca):.2f}")
assert f1(yp, nunca) == 0

# %% sobremuestrear-texto [markdown]
r"""
### Remuestrear

Se puede igualar las clases tocando los datos de entrenamiento:

- **Submuestreo**: tirar comunes al azar. Rápido, y se pierde información.
- **Sobremuestreo**: repetir raros al azar. No se pierde nada; tampoco se añade nada nuevo.
- **SMOTE** (Chawla y otros 2002): inventar raros entre cada raro y uno de sus vecinos raros.

### Ejercicio 04.5 · Sobremuestrear
Conserva todas las filas y repite, elegidas al azar con `rng`, las de cada clase que no llegue a la mayor. Sirve para cualquier número de
clases, se llamen como se llamen sus etiquetas. Devuelve `X_nueva, y_nueva`; el orden da igual.
"""


# %% ejercicio-04-5
def sobremuestrear(X, y, rng):
    """Iguala las clases repitiendo filas. `X`: (n, columnas); `y`: n etiquetas; `rng`: azar."""
    # BEGIN SOLUTION
    clases, cuantas = np.unique(y, return_counts=True)
    indices = [np.arange(len(y))]
    for clase, n in zip(clases, cuantas, strict=True):
        indices.append(rng.choice(np.flatnonzero(y == clase), cuantas.max() - n))
    indices = np.concatenate(indices)
    return X[indices], y[indices]
    # END SOLUTION


# %% comprobar-04-5
comprobar("04.5", sobremuestrear)

# %% usar-sobremuestrear
sobremuestrear = usar("04.5", sobremuestrear)
_, y_nueva = sobremuestrear(Xe, ye, rng)
print(f"Antes, {np.bincount(ye)}; después, {np.bincount(y_nueva.astype(int))}")

# %% smote-texto [markdown]
r"""
### Ejercicio 04.6 · Un punto de SMOTE
Devuelve el punto que está a una fracción `u` del camino de `x` a `vecino`: con `u = 0`, `x`; con `u = 1`, el vecino.
"""


# %% ejercicio-04-6
def smote_punto(x, vecino, u):
    """Punto del segmento de `x` a `vecino` (vectores) a una fracción `u` entre 0 y 1."""
    # BEGIN SOLUTION
    return x + u * (vecino - x)
    # END SOLUTION


# %% comprobar-04-6
comprobar("04.6", smote_punto)

# %% dibujar-smote
smote_punto = usar("04.6", smote_punto)
ocho, *otros = Xe[ye == 1]
vecino = min(otros, key=lambda otro: np.linalg.norm(otro - ocho))
fig, ejes = figura(8.0, 2.0, 1, 5)
for eje, u in zip(ejes, (0, 0.25, 0.5, 0.75, 1)):
    eje.imshow(smote_punto(ocho, vecino, u).reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
    eje.set(title=f"u = {u}", xticks=[], yticks=[])
    eje.grid(False)
mostrar(
    fig,
    "Cinco ochos: el primero y el último son reales; los tres de en medio, "
    "mezclas inventadas por SMOTE.",
)

# %% explorar-desequilibrio-texto [markdown]
r"""
Ahora en el plano, donde se ve. A la derecha, cada punto de la curva es un **umbral**: a partir de qué probabilidad se señala.

**Predice.** Cambia el remedio con el umbral en 0.5, y después vuelve a «ninguno» y baja el umbral. ¿Qué se mueve más, la curva o el
cuadrado?

<details><summary>Respuesta</summary>
El cuadrado. Con un modelo así de sencillo, igualar las clases hace casi lo mismo que bajar el umbral: se encuentran más raros y hay
más falsas alarmas. La curva apenas cambia. (Prueba el submuestreo
con 1 a 50: ahí sí se hunde; con tan pocos puntos, depende de cuáles quedan.) Y a veces te pasas: con 1 a 20, sin remedio el F1 es mejor.
</details>
"""

# %% explorar-desequilibrio
explorador.explorar_desequilibrio()

# %% medir-remedios-texto [markdown]
r"""
Con los ochos de verdad: diez particiones distintas, y en cada una el remedio se aplica **solo al entrenamiento**. Añadimos dos que no tocan
los datos: los **pesos de clase** (cada ocho cuenta por cincuenta; en Keras, `class_weight` en `fit`) y **elegir el umbral** con validación
cruzada dentro del entrenamiento, nunca con la prueba. El número tras ± es la desviación entre particiones.
"""


# %% clasificadores
def modelo(**opciones):
    return LogisticRegression(max_iter=500, **opciones)


def mejor_umbral(X, y):
    """Umbral de mayor F1 en validación cruzada dentro de (X, y)."""
    p = cross_val_predict(modelo(), X, y, cv=5, method="predict_proba")[:, 1]
    umbrales = np.quantile(p, np.linspace(0.8, 0.999, 100))
    return max(umbrales, key=lambda u: f1(y, (p >= u).astype(int)))


def predecir(remedio, Xe, ye, Xp, rng):
    """Etiquetas de la prueba `Xp` según un modelo entrenado con `(Xe, ye)` y ese remedio."""
    if remedio == "umbral":
        p = modelo().fit(Xe, ye).predict_proba(Xp)[:, 1]
        return (p >= mejor_umbral(Xe, ye)).astype(int)
    if remedio == "pesos de clase":
        return modelo(class_weight="balanced").fit(Xe, ye).predict(Xp)
    return modelo().fit(*remuestrear(Xe, ye, remedio, rng)).predict(Xp)


# %% medir-remedios tags=["nbval-ignore-output"]
REMEDIOS = [*METODOS, "pesos de clase", "umbral"]
resultados = {remedio: [] for remedio in REMEDIOS}
for repeticion in range(10):
    Xe, Xp, ye, yp, rng = partir(repeticion)
    for remedio in REMEDIOS:
        predichas = predecir(remedio, Xe, ye, Xp, rng)
        resultados[remedio].append((np.mean(predichas == yp), f1(yp, predichas)))
resultados = {remedio: np.array(pares) for remedio, pares in resultados.items()}
for remedio, pares in resultados.items():
    exactitud_media, media = pares.mean(axis=0)
    print(f"{remedio:15} exactitud {exactitud_media:.2f}   F1 {media:.2f} ± {pares[:, 1].std():.2f}")

# %% demuestra-remuestreo tags=["nbval-ignore-output"]
medias = {remedio: pares.mean(axis=0) for remedio, pares in resultados.items()}
subida = medias["SMOTE"][1] - medias["ninguno"][1]
print(f"SMOTE sube el F1 en {subida:.2f}; la exactitud, mientras tanto, baja")
assert subida >= 0.10 and medias["sobremuestreo"][1] > medias["ninguno"][1]
assert medias["SMOTE"][0] < medias["ninguno"][0]
assert medias["submuestreo"][1] < medias["ninguno"][1]
assert medias["umbral"][1] > medias["SMOTE"][1] - 0.03


# %% pesos-en-keras tags=["nbval-ignore-output"]
def buscar_ochos(pesos):
    """Exhaustividad y precisión de una red de Keras con esos pesos de clase, media de 3 particiones."""
    medidas = []
    for repeticion in range(3):
        Xe, Xp, ye, yp, _ = partir(repeticion)
        keras.utils.set_random_seed(curso.semilla)
        red = keras.Sequential([keras.Input((64,)), keras.layers.Dense(1, activation="sigmoid")])
        adam = keras.optimizers.Adam(0.02)
        red.compile(adam, loss="binary_crossentropy", **para_compilar(9, jit_compile=False))
        red.fit(Xe, ye, batch_size=100, epochs=20, class_weight=pesos, verbose=0)
        dice = convert_to_numpy(red(Xp, training=False))[:, 0] >= 0.5
        medidas.append((dice[yp == 1].mean(), yp[dice].mean() if dice.any() else 0.0))
    return np.mean(medidas, axis=0)


sin_pesos, con_pesos = buscar_ochos(None), buscar_ochos({0: 1.0, 1: 50.0})
print("En Keras, exhaustividad y precisión: {:.2f} y {:.2f} sin pesos".format(*sin_pesos))
print("                       con class_weight: {:.2f} y {:.2f}".format(*con_pesos))

# %% demuestra-pesos
assert con_pesos[0] > sin_pesos[0] + 0.2
print("Con class_weight, la red encuentra muchos más ochos.")

# %% dibujar-remedios tags=["nbval-ignore-output"]
fig, eje = figura(7.5, 3.2)
for fila, pares in enumerate(resultados.values()):
    eje.plot(pares[:, 1], np.full(len(pares), fila), "o", color=AZUL, alpha=0.35)
    eje.plot(pares[:, 1].mean(), fila, "D", color=NARANJA, markersize=8)
eje.set(yticks=range(len(REMEDIOS)), yticklabels=REMEDIOS, xlim=(-0.03, 1))
eje.set_xlabel("F1 de los ochos en la prueba (◆: la media de diez particiones)")
eje.invert_yaxis()
mostrar(
    fig,
    "F1 de cada remedio en diez particiones, con su media: sin remedio y con submuestreo es bajo; "
    "sobremuestreo, SMOTE, pesos de clase y umbral suben. Los puntos de cada remedio se dispersan.",
)

# %% remedios-explica [markdown]
r"""
El F1 sube y la exactitud **baja**: si hubieras mirado solo la exactitud, habrías elegido no hacer nada. El submuestreo se queda con 32
ejemplos y es el peor. Elegir bien el umbral, sin tocar un solo dato, queda al menos a la altura de SMOTE: pruébalo siempre. Y fíjate en la dispersión: con 16 ochos de prueba, una sola partición no demuestra nada.

## 5 · La fuga: SMOTE antes de separar

Un error muy repetido: aplicar SMOTE a **todos** los datos y separar después.

**Predice.** ¿Qué F1 saldrá, comparado con el honrado: parecido, un poco mejor o muchísimo mejor?

<details><summary>Respuesta</summary>
Muchísimo mejor, y es mentira: la prueba se llena de puntos inventados a partir de los de entrenamiento, y además deja de tener la
proporción real.
</details>

Para separar las dos trampas, calculamos también el F1 honrado **como si** la prueba tuviera mitad y mitad: contando cada ocho real de la
prueba por cincuenta, sin inventar ninguno.
"""

# %% fuga tags=["nbval-ignore-output"]
from sklearn.metrics import f1_score

fuga, honrado, a_medias = [], [], []
for repeticion in range(10):
    Xe, Xp, ye, yp, rng = partir(repeticion)
    # Mal: SMOTE con todo, y después separar
    Xt, yt = remuestrear(np.concatenate([Xe, Xp]), np.concatenate([ye, yp]), "SMOTE", rng)
    Xte, Xtp, yte, ytp = train_test_split(Xt, yt, test_size=0.5, stratify=yt, random_state=repeticion)
    fuga.append(f1(ytp, modelo().fit(Xte, yte).predict(Xtp)))
    # Bien: la prueba no se toca
    predichas = predecir("SMOTE", Xe, ye, Xp, rng)
    honrado.append(f1(yp, predichas))
    cuenta = np.where(yp == 1, np.sum(yp == 0) / np.sum(yp == 1), 1.0)
    a_medias.append(f1_score(yp, predichas, sample_weight=cuenta))
print(f"F1 anunciado con fuga {np.mean(fuga):.2f}; honrado {np.mean(honrado):.2f}")
print(f"Honrado, con la prueba contada a mitad y mitad: {np.mean(a_medias):.2f}")

# %% demuestra-fuga tags=["nbval-ignore-output"]
inflado, solo_fuga = np.mean(fuga) - np.mean(honrado), np.mean(fuga) - np.mean(a_medias)
print(f"La fuga infla el F1 en {inflado:.2f}; a igual proporción, en {solo_fuga:.2f}")
assert inflado >= 0.03 and solo_fuga >= 0.03

# %% sobreajuste-texto [markdown]
r"""
Regla: **primero separar; después, remuestrear solo el entrenamiento**. En validación cruzada, dentro de cada vuelta: `imblearn.pipeline.Pipeline`
lo hace por ti. Lo mismo vale para normalizar, elegir variables o ajustar el umbral.

## 6 · El sobreajuste

Un modelo con libertad de sobra puede aprenderse hasta el ruido. Se nota en la **brecha**: acierta en entrenamiento y falla en prueba.

**Predice.** En el explorador, con grado 12, ¿qué arregla el ajuste: subir L2, poner dropout, bajar el grado o tener más datos?

<details><summary>Respuesta</summary>
Las cuatro cosas ayudan. Con 200 datos, el grado 12 sin castigo ya queda bien; con 20, algo de L2 o de dropout quita lo peor. Demasiado lo aplana, y
entonces fallan las dos curvas: eso es **subajuste**.
</details>
"""

# %% explorar-sobreajuste
explorador.explorar_sobreajuste()

# %% ruido-texto [markdown]
r"""
Ahora, una red. Cogemos 200 dígitos y, para que haya ruido que memorizar, cambiamos al azar **una de cada cinco etiquetas**, tanto en
entrenamiento como en prueba. Así, nadie puede acertar mucho más del 80 %: quien llegue al 100 % en entrenamiento, ha memorizado.

Comparamos la red tal cual con cinco remedios, uno cada vez:

- **L2**: sumar a la pérdida $\lambda \sum w^2$.
- **Dropout**: apagar la mitad de las neuronas, al azar, en cada paso.
- **Aumento**: mover cada imagen menos de un píxel, al azar.
- **Parada temprana**: dejarlo cuando la pérdida de *validación* (otros 100 dígitos) deja de bajar.
- **Más datos**: 800 dígitos en lugar de 200.
"""


# %% ruido
def con_ruido(semilla):
    """Etiquetas con una de cada cinco cambiada, y los índices barajados."""
    rng = np.random.default_rng([semilla, 6])
    etiquetas, malas = cifras.copy(), rng.random(len(cifras)) < 0.2
    etiquetas[malas] = (etiquetas[malas] + rng.integers(1, 10, malas.sum())) % 10
    return etiquetas, rng.permutation(len(cifras)), rng


def mover(x, rng):
    """Copia de las imágenes, cada una movida al azar hasta 0.7 píxeles en cada dirección."""
    imagenes = x.reshape(-1, 8, 8)
    for eje in (1, 2):
        cuanto = rng.uniform(0, 0.7, (len(x), 1, 1))
        sentido = rng.choice([-1, 1], (len(x), 1, 1))
        vecina = np.where(sentido > 0, np.roll(imagenes, 1, eje), np.roll(imagenes, -1, eje))
        imagenes = (1 - cuanto) * imagenes + cuanto * vecina
    return imagenes.reshape(-1, 64).astype("float32")


# %% entrenar-con-remedio
def brecha(remedio, semilla):
    """Exactitud en entrenamiento y en prueba de una red entrenada con ese remedio."""
    etiquetas, orden, rng = con_ruido(semilla)
    keras.utils.set_random_seed(semilla)
    suyos, valida, prueba = orden[: 800 if remedio == "más datos" else 200], orden[800:900], orden[900:]
    red = keras.Sequential([keras.Input((64,))])
    castigo = keras.regularizers.L2(0.01) if remedio == "L2" else None
    red.add(keras.layers.Dense(128, "relu", kernel_regularizer=castigo))
    if remedio == "dropout":
        red.add(keras.layers.Dropout(0.5))
    red.add(keras.layers.Dense(10, kernel_regularizer=castigo))
    vueltas = 1600 // len(suyos)  # 1600 ejemplos por época en todos los casos
    x, y = np.tile(X[suyos], (vueltas, 1)), np.tile(etiquetas[suyos], vueltas)
    x = mover(x, rng) if remedio == "aumento" else x
    extra = {}
    if remedio == "parada temprana":
        parar = keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)
        extra = {"validation_data": (X[valida], etiquetas[valida]), "callbacks": [parar]}
    adam = keras.optimizers.Adam(3e-3)
    red.compile(adam, loss=entropia, **para_compilar(32, jit_compile=False))
    red.fit(x, y, epochs=12, batch_size=50, verbose=0, **extra)
    return [np.mean(clasificar(red, X[i]) == etiquetas[i]) for i in (suyos, prueba)]


# %% entrenar-remedios tags=["nbval-ignore-output"]
CURAS = ["ninguno", "L2", "dropout", "aumento", "parada temprana", "más datos"]
SEMILLAS = [3 * curso.semilla + k for k in range(3)]
exactitudes = {cura: np.array([brecha(cura, s) for s in SEMILLAS]) for cura in CURAS}
for cura, (entrena, prueba) in ((c, e.T) for c, e in exactitudes.items()):
    resta = entrena - prueba
    print(f"{cura:16} entrenamiento {entrena.mean():.2f}", end="   ")
    print(f"prueba {prueba.mean():.2f} ± {prueba.std():.2f}", end="   ")
    print(f"brecha {resta.mean():.2f} ± {resta.std():.2f}")

# %% demuestra-sobreajuste tags=["nbval-ignore-output"]
brechas = {cura: np.mean(e[:, 0] - e[:, 1]) for cura, e in exactitudes.items()}
for cura in ("L2", "parada temprana", "aumento", "más datos"):
    print(f"{cura}: la brecha queda en {100 * brechas[cura] / brechas['ninguno']:.0f} % de la original")
    assert brechas[cura] < brechas["ninguno"] / 2
    assert exactitudes[cura][:, 1].mean() > exactitudes["ninguno"][:, 1].mean()
assert brechas["dropout"] < 0.85 * brechas["ninguno"]

# %% dibujar-brechas tags=["nbval-ignore-output"]
fig, eje = figura(7.5, 3.3)
for fila, pares in enumerate(exactitudes.values()):
    eje.plot(pares.mean(axis=0), [fila, fila], color="#BBBBBB", linewidth=3, zorder=1)
    for columna, (color, marca) in enumerate(((AZUL, "o"), (NARANJA, "s"))):
        eje.plot(pares[:, columna], np.full(3, fila), marca, color=color, alpha=0.7)
eje.plot([], [], "o", color=AZUL, label="entrenamiento")
eje.plot([], [], "s", color=NARANJA, label="prueba")
eje.axvline(0.8, color=NEGRO, linewidth=1, linestyle=":", label="80 % de etiquetas buenas")
eje.set(yticks=range(len(CURAS)), yticklabels=CURAS, xlabel="exactitud (tres semillas)")
eje.invert_yaxis()
eje.legend(loc="upper center", bbox_to_anchor=(0.45, -0.2), ncols=3, fontsize=9)
mostrar(
    fig,
    "Exactitud en entrenamiento y en prueba de seis redes, con tres semillas. Sin remedio, la "
    "distancia es la mayor; con L2, aumento, parada temprana o más datos baja a menos de la mitad.",
)

# %% brecha-explica [markdown]
r"""
La brecha baja por dos caminos a la vez: la red memoriza menos (baja el entrenamiento) y acierta más (sube la prueba). Cerrar la brecha sin lo
segundo no vale nada: una red que no aprende tampoco tiene brecha. El dropout, él solo, ayuda menos aquí. Y fíjate en que la parada
temprana se ha decidido con la validación, no con la prueba.

## 7 · L2 no siempre es *weight decay*

*Weight decay* es encoger los pesos en cada paso: $w \leftarrow (1 - \eta\lambda)\,w$. Sumar $\tfrac{\lambda}{2} w^2$ a la pérdida
añade $\lambda w$ al gradiente (el ½ solo simplifica la derivada; `keras.regularizers.L2` no lo lleva). Con descenso de gradiente simple **es lo mismo**. Con Adam no: Adam divide el gradiente entre su tamaño típico, y el castigo
se divide con él (Loshchilov y Hutter 2019). Lo medimos con pesos cuyo gradiente es puro ruido, para que solo los mueva el castigo.

**Predice.** Con Adam y L2, ¿qué pesos se encogen menos: los de gradientes grandes o los de pequeños?

<details><summary>Respuesta</summary>
Los de gradientes grandes: su castigo se divide entre un número mayor.
</details>
"""


# %% decaimiento
def encoger(metodo, ruido, ritmo=0.01, castigo=0.1, pasos=1000):
    """Media de 2000 pesos que empiezan en 1, tras `pasos` con gradientes de desviación `ruido`."""
    rng = np.random.default_rng(curso.semilla)
    w, m, v = np.ones(2000), 0.0, 0.0
    for t in range(1, pasos + 1):
        g = rng.normal(0, ruido, w.size)
        g = g + castigo * w if "L2" in metodo else g
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        paso = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8) if "Adam" in metodo else g
        w = w - ritmo * paso - (0 if "L2" in metodo else ritmo * castigo * w)
    return w.mean()


# %% demuestra-decaimiento
METODOS_L2 = ("SGD + L2", "SGD, encoge", "Adam + L2", "AdamW")
queda = {metodo: [encoger(metodo, ruido) for ruido in (0.1, 2.0)] for metodo in METODOS_L2}
for metodo, (pequeno, grande) in queda.items():
    print(f"{metodo:12} con gradientes pequeños queda {abs(pequeno):.1f}; con grandes, {grande:.1f}")
assert np.allclose(queda["SGD + L2"], queda["SGD, encoge"])
assert abs(np.diff(queda["AdamW"])[0]) < 0.1 < 0.3 < np.diff(queda["Adam + L2"])[0]

# %% decaimiento-explica [markdown]
r"""
Con SGD las dos filas son idénticas, y con `AdamW` el encogimiento es el mismo para todos los pesos. Con Adam y L2, los de gradientes
grandes apenas se encogen y los otros se encogen de más. En Keras: `kernel_regularizer` es L2; `weight_decay` en el optimizador, lo otro.
"""

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «Con pesos grandes el gradiente no se desvanece.» | La **cota** crece, pero la sigmoide se satura: con $w=6$ la cota pasaba de 1 y el gradiente no llegaba a una milésima. |
| «Un 98 % de exactitud es un buen modelo.» | Aquí lo consigue quien nunca señala un ocho. Mira precisión, exhaustividad y F1. |
| «SMOTE se aplica a los datos y después se separa.» | Solo al entrenamiento. Antes de separar, el F1 anunciado es ficción: lo has medido. |
| «Remuestrear siempre mejora.» | Mueve el equilibrio entre falsas alarmas y olvidos, parecido a mover el umbral; el submuestreo aquí empeoró. |
| «L2 y *weight decay* son lo mismo.» | Con SGD sí; con Adam no (Loshchilov y Hutter 2019). |
| «El sobreajuste se ve en la pérdida de entrenamiento.» | Se ve en la **brecha** con datos que la red no ha usado para nada. |
| «Recortar el gradiente cura el desvanecimiento.» | Solo encoge lo grande; lo pequeño sigue pequeño. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. $\sigma' \le \tfrac14$: en $L$ capas sigmoides el gradiente se multiplica, como mucho, por $(|w|/4)^L$.
2. ReLU con He, la normalización por lotes y los atajos residuales lo mantienen vivo; el recorte por norma frena las explosiones.
3. Con clases desiguales, la exactitud engaña: usa F1, precisión y exhaustividad de la clase rara.
4. Primero se separa; remuestrear, elegir umbral y parar se deciden sin mirar la prueba.
5. Sobreajuste es brecha: se mide con varias semillas y se reduce con más datos, L2, dropout, aumento o parada temprana.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** ¿Cuál es la cota del gradiente tras 3 capas sigmoides con $w = 2$? &emsp;**a)** 8 &emsp;**b)** ⅛ &emsp;**c)** 6/4

<details><summary>Respuesta</summary>
b) $(2/4)^3 = 1/8$. Con a) te olvidas del ¼; con c) sumas capas en lugar de multiplicar.
</details>

**2.** Los gradientes son (3, 4) y 12, y la norma máxima es 6.5. ¿Qué queda? &emsp;**a)** (1.5, 2) y 6 &emsp;**b)** (3, 4) y 6.5 &emsp;**c)** (3, 4) y 12

<details><summary>Respuesta</summary>
a) La norma global es 13; todo se multiplica por 6.5/13 = ½.
</details>

**3.** Hay 10 enfermos y 990 sanos. El modelo señala a 20 personas y acierta con 8. ¿F1? &emsp;**a)** 0.40 &emsp;**b)** 0.53 &emsp;**c)** 0.80 &emsp;**d)** 0.99

<details><summary>Respuesta</summary>
b) $2·8/(20+10) = 0.53$. a) es la precisión, c) la exhaustividad y d) la exactitud.
</details>

**4.** Vas a hacer validación cruzada con SMOTE. ¿Cuándo lo aplicas? &emsp;**a)** Antes, a todo &emsp;**b)** Dentro de cada vuelta, a su parte de entrenamiento

<details><summary>Respuesta</summary>
b) Con a), cada vuelta se examina con puntos fabricados a partir de los que ha estudiado.
</details>

**5.** Entrenamiento 0.62 y prueba 0.60. ¿Qué le pasa a la red? &emsp;**a)** Sobreajuste &emsp;**b)** Subajuste &emsp;**c)** Nada

<details><summary>Respuesta</summary>
b) No hay brecha, pero falla en los dos sitios: le falta capacidad o entrenamiento, no regularización. (Salvo que los propios datos no permitan más, como el 80 % de antes.)
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("04")

# %% para-seguir [markdown]
r"""
## Para seguir

- En el explorador del gradiente, busca con tanh una escala que lo mantenga vivo en 40 capas. ¿Y con sigmoide?
- Cambia `positivos=32` por 16 o por 100 en `partir`. ¿Con cuántos ochos deja de hacer falta remuestrear?
- Combina L2 con aumento en `brecha`. ¿Se suman los remedios?
- Con una GPU el código no cambia: Keras la usa por su cuenta. Mira la línea que escribe `preparar(entrena=True)`: dice «sin GPU» o cuántas hay. En
  redes tan pequeñas apenas se nota.
- Sigue con las redes recurrentes, donde el gradiente vuelve a desvanecerse, esta vez en el tiempo.

## Referencias

- Chawla, N. y otros (2002). *SMOTE: Synthetic Minority Over-sampling Technique*.
- Glorot, X. y Bengio, Y. (2010). *Understanding the difficulty of training deep feedforward neural networks*.
- He, K. y otros (2015). *Delving deep into rectifiers*. He, K. y otros (2016). *Deep residual learning for image recognition*.
- Hochreiter, S. (1991). *Untersuchungen zu dynamischen neuronalen Netzen*.
- Ioffe, S. y Szegedy, C. (2015). *Batch normalization*.
- Lemaître, G., Nogueira, F. y Aridas, C. (2017). *Imbalanced-learn*.
- Loshchilov, I. y Hutter, F. (2019). *Decoupled weight decay regularization*.
- Pascanu, R., Mikolov, T. y Bengio, Y. (2013). *On the difficulty of training recurrent neural networks*.
- Srivastava, N. y otros (2014). *Dropout: a simple way to prevent neural networks from overfitting*.
"""
