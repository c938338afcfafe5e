# %% portada [markdown]
r"""
# 02 · Aritmética de la convolución

**Un filtro de nueve números encuentra los bordes verticales de cualquier fotografía.** Esos nueve números son lo que aprende una red convolucional. Aquí
los mueves a mano, cuentas cada celda y acabas sabiendo exactamente qué hace una capa `Conv2D`.

**Qué sabrás hacer**
- Calcular una convolución a mano y programarla, con y sin bucles.
- Predecir el tamaño de la salida con relleno, paso y dilatación, y decir qué parte de la imagen no mira nadie.
- Contar los parámetros de una capa y compararla con una capa densa.
- Agrupar (*pooling*), calcular el campo receptivo y el tamaño de una convolución transpuesta.
- Leer la convolución como una matriz y demostrar que tu código hace lo mismo que Keras y SciPy.

**Qué necesitas antes**: la [lección 00](00_inicio.ipynb) y multiplicar una matriz por un vector.

**Tiempo**: unos 75 minutos de lectura y ejercicios.
"""

# %% preparar
from utils.curso import preparar

curso = preparar()
curso

# %% importar
import itertools
import time

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from lecciones.l02_convolucion import exploradores as explorador
from lecciones.l02_convolucion import tareas
from utils.datos.digitos import digitos
from utils.datos.fotos import foto
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.graficos import figura, mostrar, mostrar_matriz

# %% imagen-de-portada
templo = foto("china", alto=110, gris=True)
sobel = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
fig, ejes = figura(8.4, 2.1, 1, 3)
mostrar_matriz(ejes[0], templo, "fotografía")
verticales, horizontales = (np.abs(tareas.convolucionar(templo, s)) for s in (sobel, sobel.T))
mostrar_matriz(ejes[1], verticales, "bordes verticales", cmap="gray_r")
mostrar_matriz(ejes[2], horizontales, "bordes horizontales", cmap="gray_r")
mostrar(
    fig,
    "Un templo chino y dos versiones filtradas: una dibuja las columnas; la otra, las cornisas "
    "y los tejados.",
)

# %% ventana-texto [markdown]
r"""
## 1 · Una ventana que se desliza

Tienes una imagen (una matriz de números) y un **filtro** o *kernel* (otra más pequeña). Pon el filtro sobre una esquina, multiplica celda a
celda, suma, y anota el resultado. Desliza el filtro una celda y repite. Eso es todo:

$$S_{i,j} = \sum_{a}\sum_{b} I_{i+a,\;j+b}\; F_{a,b} + \text{sesgo}$$

Un ejemplo clásico: imagen de 5×5, filtro de 3×3 y sesgo 0.

**Predice.** ¿Qué número sale en la primera posición? ¿Y de qué tamaño es la salida?

<details><summary>Respuesta</summary>
Sale 4 (hay cuatro unos de la imagen bajo las cinco celdas del filtro que valen 1) y la salida es de 3×3: el filtro cabe en tres posiciones a lo
ancho y tres a lo alto.
</details>

Recórrelo con las flechas del teclado en «Posición». Después marca «Predecir antes de ver» y haz tú la cuenta.
"""

# %% explorar-convolucion
explorador.explorar_convolucion()

# %% ejercicio-convolucionar [markdown]
r"""
### Ejercicio 02.1 · Convolucionar
Programa `convolucionar(imagen, filtro)` sin relleno: el filtro nunca se sale (versión **válida**). No voltees el filtro. La imagen y el filtro
pueden no ser cuadrados.
"""


# %% ejercicio-02-1
def convolucionar(imagen, filtro):
    """Convolución válida sin voltear. `imagen` (alto, ancho) y `filtro` (k1, k2): matrices de NumPy."""
    # BEGIN SOLUTION
    k1, k2 = filtro.shape
    alto, ancho = imagen.shape[0] - k1 + 1, imagen.shape[1] - k2 + 1
    salida = np.zeros((alto, ancho))
    for i in range(alto):
        for j in range(ancho):
            salida[i, j] = np.sum(imagen[i : i + k1, j : j + k2] * filtro)
    return salida
    # END SOLUTION


# %% comprobar-02-1
comprobar("02.1", convolucionar)

# %% usar-convolucionar
convolucionar = usar("02.1", convolucionar)

# %% demuestra-apuntes
imagen = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
aspa = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
print(convolucionar(imagen, aspa))
assert convolucionar(imagen, aspa)[0, 0] == 4

# %% correlacion-texto [markdown]
r"""
## 2 · ¿Convolución o correlación cruzada?

En matemáticas, la convolución **voltea** el filtro (de arriba abajo y de izquierda a derecha) antes de deslizarlo. Las capas «convolucionales» no
lo hacen: calculan la **correlación cruzada**. El nombre se quedó. Con el aspa de antes no se nota, porque al darle media vuelta queda igual.

**Predice.** ¿Y con el filtro de bordes verticales, que lleva −1 a la izquierda y +1 a la derecha?

<details><summary>Respuesta</summary>
Al voltearlo, el −1 pasa a la derecha: el resultado cambia de signo. Donde uno da +2, el otro da −2.
</details>
"""

# %% correlacion-medida
volteado = sobel[::-1, ::-1]
sin_voltear, volteando = convolucionar(templo, sobel), convolucionar(templo, volteado)
print("El aspa volteada es la misma:", np.array_equal(aspa, aspa[::-1, ::-1]))
print(f"Sobel sin voltear: de {sin_voltear.min():.2f} a {sin_voltear.max():.2f}")
print(f"Sobel volteando:   de {volteando.min():.2f} a {volteando.max():.2f}")
assert np.allclose(sin_voltear, -volteando)

# %% correlacion-explica [markdown]
r"""
Cuando los filtros **se aprenden**, da igual: si la biblioteca volteara, aprendería el filtro volteado. Importa cuando copias un filtro de un libro o
comparas con otra biblioteca: `scipy.signal.convolve2d` voltea; `scipy.signal.correlate2d` y Keras, no.

## 3 · El tamaño de la salida

Tres mandos cambian dónde se pone el filtro:

| Mando | En Keras | Qué hace |
|---|---|---|
| **Relleno** $p$ | `padding`: `"valid"` (ninguno) o `"same"`; otro, con `ZeroPadding2D` | añade $p$ filas y columnas de ceros **por cada lado** |
| **Paso** $s$ | `strides` | avanza de $s$ en $s$ celdas |
| **Dilatación** $d$ | `dilation_rate` | separa $d$ celdas los pesos del filtro, que así abarca $d(k-1)+1$ |

**Predice.** Imagen de 8×8, filtro de 3×3, paso 2, sin relleno. ¿De qué tamaño sale? ¿Se usa toda la imagen?

<details><summary>Respuesta</summary>
3×3. El filtro se coloca en 0, 2 y 4; en 6 ya no cabe, porque ocuparía 6, 7 y 8. La última fila y la última columna no las mira nadie.
</details>

En el explorador de arriba elige «Escalera 6×6» y paso 2: fuera del recuadro azul queda el borde que nadie mira, y debajo se cuentan sus celdas.

### Ejercicio 02.2 · El tamaño de la salida
Escribe `tamano_salida(n, k, stride=1, padding=0, dilation=1)` para un lado de la imagen. El filtro siempre cabe al menos una vez.
"""


# %% ejercicio-02-2
def tamano_salida(n, k, stride=1, padding=0, dilation=1):
    """Lado de la salida para una entrada de lado `n` y un filtro de lado `k`."""
    # BEGIN SOLUTION
    alcance = dilation * (k - 1) + 1
    return (n + 2 * padding - alcance) // stride + 1
    # END SOLUTION


# %% comprobar-02-2
comprobar("02.2", tamano_salida)

# %% usar-tamano
tamano_salida = usar("02.2", tamano_salida)

# %% borde-medido
n, k, stride = 8, 3, 2
miradas = np.zeros((n, n), dtype=int)
for i in range(tamano_salida(n, k, stride)):
    for j in range(tamano_salida(n, k, stride)):
        miradas[i * stride : i * stride + k, j * stride : j * stride + k] += 1
print(miradas)
print(f"Celdas que no mira nadie: {np.sum(miradas == 0)} de {n * n}")
assert np.sum(miradas == 0) == 15

# %% filtros-texto [markdown]
r"""
Cada número dice cuántas veces se mira esa celda. No todas cuentan lo mismo: donde se solapan dos ventanas sale 2; donde se cruzan cuatro, 4. Y
quince no cuentan nada.

## 4 · Filtros clásicos sobre una fotografía

Un filtro responde mucho donde la imagen **se le parece**. El de Sobel tiene negativos a un lado y positivos al otro: da 0 en las zonas lisas y
mucho en los bordes verticales.

**Predice.** ¿Qué hace un filtro cuyos pesos suman 1, como el de la media? ¿Y uno cuyos pesos suman 0?

<details><summary>Respuesta</summary>
Si suman 1, una zona lisa conserva su brillo: desenfoca o enfoca. Si suman 0, una zona lisa da 0: solo quedan los cambios, es decir, los bordes.
</details>

Edita los pesos y mira. Con la casilla **ReLU**, $\max(0, z)$, los negativos desaparecen: quedan los bordes de oscuro a claro y se pierden los de
claro a oscuro. Por eso una capa aprende muchos filtros: cada uno ve una cosa.
"""

# %% explorar-filtro
explorador.explorar_filtro()

# %% canales-texto [markdown]
r"""
## 5 · Varios canales, varios filtros, un sesgo

Una foto en color tiene tres canales. Un filtro **mira todos a la vez**: es un bloque de $k \times k \times c$ números, y su resultado es una sola
imagen. Con $f$ filtros salen $f$ imágenes, los **mapas de características** (*feature maps*); cada filtro tiene además su sesgo.

| Aquí | En Keras | Forma |
|---|---|---|
| imagen | entrada | `(alto, ancho, canales)` |
| filtro, *kernel* | `kernel` | `(k, k, canales, filtros)` |
| sesgo | `bias` | `(filtros,)` |
| imagen convolucionada | mapa de características | `(alto', ancho', filtros)` |

Aquí está la versión completa, sin bucles. `sliding_window_view` enseña todas las ventanas de la imagen sin copiar nada; `tensordot` las
multiplica por los filtros y suma.
"""


# %% convolucion-completa
def convolucion(imagen, filtros, stride=1, padding=0, dilation=1, sesgo=0.0):
    """Capa convolucional. `imagen` (alto, ancho, c), `filtros` (k, k, c, f) → (alto', ancho', f)."""
    imagen = np.pad(imagen, ((padding, padding), (padding, padding), (0, 0)))
    alcance = dilation * (filtros.shape[0] - 1) + 1
    ventanas = sliding_window_view(imagen, (alcance, alcance), axis=(0, 1))
    ventanas = ventanas[::stride, ::stride, :, ::dilation, ::dilation]
    return np.tensordot(ventanas, filtros, axes=([3, 4, 2], [0, 1, 2])) + sesgo


# %% canales-ejemplo
flor = foto("flor", alto=110)
rojo_menos_verde = np.zeros((3, 3, 3, 1))
rojo_menos_verde[:, :, 0], rojo_menos_verde[:, :, 1] = 1 / 9, -1 / 9
mapa = np.maximum(convolucion(flor, rojo_menos_verde)[..., 0], 0)
fig, ejes = figura(7.0, 2.3, 1, 2)
mostrar_matriz(ejes[0], flor, "tres canales")
mostrar_matriz(ejes[1], mapa, "rojo − verde, con ReLU", vmin=0)
mostrar(
    fig,
    "Una flor en color y el mapa de un filtro que resta el verde del rojo: se enciende la flor "
    "y el fondo queda negro.",
)

# %% parametros-texto [markdown]
r"""
### Ejercicio 02.3 · Parámetros de una capa convolucional
`parametros_conv(k, canales_entrada, filtros, sesgo=True)` cuenta los números que aprende la capa, con filtros cuadrados de lado `k`.

**Predice** antes: si la imagen pasa de 32×32 a 1000×1000, ¿cuántos parámetros más hacen falta?

<details><summary>Respuesta</summary>
Ninguno. El filtro es el mismo en todas las posiciones: los pesos se <b>comparten</b>.
</details>
"""


# %% ejercicio-02-3
def parametros_conv(k, canales_entrada, filtros, sesgo=True):
    """Cuántos parámetros hay en `filtros` filtros de k×k×canales_entrada y, si hay, en sus sesgos."""
    # BEGIN SOLUTION
    pesos = k * k * canales_entrada * filtros
    return pesos + filtros if sesgo else pesos
    # END SOLUTION


# %% comprobar-02-3
comprobar("02.3", parametros_conv)

# %% usar-parametros
parametros_conv = usar("02.3", parametros_conv)

# %% densa-texto [markdown]
r"""
### Frente a una capa densa

Dos ideas ahorran números. **Campo receptivo local**: cada salida mira solo su vecindad. **Pesos compartidos**: todas usan el mismo filtro. Una capa
densa no hace ni lo uno ni lo otro. Comparemos dos capas que reciben 32×32×3 y devuelven 32×32×16.
"""

# %% densa-medida
entrada, salida = 32 * 32 * 3, 32 * 32 * 16
densa = (entrada + 1) * salida
conv = parametros_conv(3, 3, 16)
print(f"Parámetros: {densa:_} la densa y {conv:_} la convolucional".replace("_", " "))
print(f"Multiplicaciones: {entrada * salida:_} y {salida * 27:_}".replace("_", " "))
assert densa > 100_000 * conv

# %% agrupar-texto [markdown]
r"""
## 6 · Agrupar (*pooling*)

La **agrupación** parte cada mapa en ventanas que no se solapan y deja un número por ventana: el mayor (**máxima**) o el promedio (**media**). No tiene
parámetros.

**Predice.** Si mueves un dígito una celda a la derecha, ¿la imagen agrupada cambia más que la original, menos o nada?

<details><summary>Respuesta</summary>
Menos, pero cambia: lo medimos en cuanto tengas la función.
</details>

### Ejercicio 02.4 · Agrupar
`agrupar(imagen, tamano=2, modo="max")`; `modo` puede ser `"max"` o `"media"`. Si al final no cabe una ventana entera, se descarta.
"""


# %% ejercicio-02-4
def agrupar(imagen, tamano=2, modo="max"):
    """Agrupa `imagen` (alto, ancho) en ventanas de lado `tamano`, sin solape.
    `modo`: "max" o "media"."""
    # BEGIN SOLUTION
    filas, columnas = imagen.shape[0] // tamano, imagen.shape[1] // tamano
    reducir = np.max if modo == "max" else np.mean
    salida = np.zeros((filas, columnas))
    for i in range(filas):
        for j in range(columnas):
            ventana = imagen[i * tamano : (i + 1) * tamano, j * tamano : (j + 1) * tamano]
            salida[i, j] = reducir(ventana)
    return salida
    # END SOLUTION


# %% comprobar-02-4
comprobar("02.4", agrupar)

# %% usar-agrupar
agrupar = usar("02.4", agrupar)

# %% agrupar-digito
digito = digitos()[0][3]
fig, ejes = figura(7.0, 2.6, 1, 3)
mostrar_matriz(ejes[0], digito, "dígito real, 8×8", cmap="gray_r")
mostrar_matriz(ejes[1], agrupar(digito), "máxima, 4×4", cmap="gray_r", vmin=0, vmax=1)
mostrar_matriz(ejes[2], agrupar(digito, modo="media"), "media, 4×4", cmap="gray_r", vmin=0, vmax=1)
mostrar(
    fig,
    "Un 3 escrito a mano, de 8 por 8, y sus versiones agrupadas de 4 por 4: la máxima conserva "
    "el trazo; la media lo difumina.",
)

# %% agrupar-desplazado
todos = digitos()[0]


def cambio(antes, despues):
    """Cuánto cambia algo, en proporción a su tamaño."""
    return np.linalg.norm(antes - despues) / np.linalg.norm(antes)


movidos = [np.roll(d, 1, axis=1) for d in todos]
sin_agrupar = np.mean([cambio(d, m) for d, m in zip(todos, movidos)])
agrupado = np.mean([cambio(agrupar(d), agrupar(m)) for d, m in zip(todos, movidos)])
print(f"Al mover un dígito una celda cambia un {100 * sin_agrupar:.0f} %", end="; ")
print(f"agrupado, un {100 * agrupado:.0f} %")
assert agrupado < 0.8 * sin_agrupar

# %% campo-texto [markdown]
r"""
Con los 1797 dígitos reales, la agrupación **atenúa** el desplazamiento. No lo anula: no es «invariante», como a veces se lee.

## 7 · El campo receptivo

¿Cuánto de la imagen original ve una neurona de la tercera capa? Cada capa añade $k - 1$ celdas **de las suyas**; si antes hubo pasos, cada una
equivale a varias de la entrada:

$$R = 1 + \sum_{l}(k_l - 1)\prod_{i<l} s_i$$

**Predice.** ¿Qué amplía más el campo: poner el paso 2 en la primera capa o en la última?

<details><summary>Respuesta</summary>
En la primera: multiplica a todas las que vienen después. En la última no multiplica a ninguna, y el campo no cambia.
</details>

Escribe capas como `filtro,paso` y rastréalas. Abajo se ve por cuántos caminos llega cada celda a la neurona.
"""

# %% explorar-campo
explorador.explorar_campo()

# %% campo-ejercicio [markdown]
r"""
Las celdas del centro tienen muchos más caminos que las de los bordes: el campo receptivo **efectivo** es menor que el teórico (Luo y otros 2016).

### Ejercicio 02.5 · El campo receptivo
`campo_receptivo(capas)`, con `capas = [(k, s), …]` de la primera a la última. Sin capas, una celda se ve a sí misma.
"""


# %% ejercicio-02-5
def campo_receptivo(capas):
    """Lado del campo receptivo; `capas`: lista de parejas (filtro, paso), de la primera a la última."""
    # BEGIN SOLUTION
    campo, salto = 1, 1
    for k, s in capas:
        campo += (k - 1) * salto
        salto *= s
    return campo
    # END SOLUTION


# %% comprobar-02-5
comprobar("02.5", campo_receptivo)

# %% usar-campo
campo_receptivo = usar("02.5", campo_receptivo)

# %% campo-medido
lado = campo_receptivo([(3, 1)] * 3)
print(f"Tres capas de 3×3 ven {lado}×{lado} celdas con 27 pesos; una de 7×7, con 49")
print("Con el paso 2 al principio:", campo_receptivo([(3, 2), (3, 1), (3, 1)]))
print("Con el paso 2 al final:   ", campo_receptivo([(3, 1), (3, 1), (3, 2)]))
assert campo_receptivo([(3, 1)] * 3) == campo_receptivo([(7, 1)]) == 7

# %% matriz-texto [markdown]
r"""
## 8 · La convolución es una matriz

Convolucionar es una operación **lineal**: existe una matriz $C$ tal que $\text{salida} = C\,\text{imagen}$, con las dos puestas como vectores. Cada
fila de $C$ es una posición del filtro; casi todo son ceros y los pesos se repiten.

**Predice.** Imagen de 5×5 y filtro de 3×3: ¿de qué tamaño es $C$? ¿Cuántos números distintos de cero tiene, y cuántos distintos entre sí?

<details><summary>Respuesta</summary>
9×25: nueve salidas y veinticinco entradas. En cada fila hay nueve pesos, 81 en total, pero solo nueve distintos: los del filtro.
</details>
"""

# %% explorar-matriz
explorador.explorar_matriz()

# %% matriz-medida
rng = np.random.default_rng(curso.semilla)
pequena, filtro = rng.normal(size=(5, 5)), rng.normal(size=(3, 3))
C = tareas.matriz_convolucion(5, filtro)
diferencia = np.abs(C @ pequena.ravel() - convolucionar(pequena, filtro).ravel()).max()
print(f"C mide {C.shape}; C·imagen y la convolución difieren en menos de 1e-12: {diferencia < 1e-12}")
assert diferencia < 1e-12

# %% transpuesta-texto [markdown]
r"""
## 9 · La convolución transpuesta

Si $C$ lleva de 25 a 9 números, $C^\top$ lleva de 9 a 25. Esa es la **convolución transpuesta**: agranda. En lugar de recoger una vecindad en una
celda, reparte cada celda en una vecindad, y donde las copias se solapan, suma.

**Predice.** ¿Recupera $C^\top$ la imagen original?

<details><summary>Respuesta</summary>
No. Recupera la <b>forma</b>, no los valores: nueve números no bastan para reconstruir veinticinco. Llamarla «deconvolución» confunde.
</details>
"""

# %% transpuesta-no-invierte
vuelta = (C.T @ C @ pequena.ravel()).reshape(5, 5)
lejos = np.linalg.norm(vuelta - pequena) / np.linalg.norm(pequena)
print(f"La forma vuelve a ser {vuelta.shape}; los valores difieren un {100 * lejos:.0f} %.")
print("Rango de C:", np.linalg.matrix_rank(C), "de 25")
assert lejos > 0.5 and np.linalg.matrix_rank(C) == 9

# %% explorar-transpuesta
explorador.explorar_transpuesta()

# %% transpuesta-ejercicio [markdown]
r"""
La entrada del explorador es toda de unos, así que cada número cuenta copias. Con paso 2 y filtro de 3, lleva «Celda» al final: unas celdas reciben más copias que otras y aparece una **trama de tablero**. Con un filtro
múltiplo del paso (4 y 2, por ejemplo) todas las del interior reciben las mismas (Odena y otros 2016).

### Ejercicio 02.6 · El tamaño de la convolución transpuesta
`tamano_transpuesta(n, k, stride=1, padding=0)`: el relleno es el de la convolución que se transpone, así que aquí **recorta** la salida.
"""


# %% ejercicio-02-6
def tamano_transpuesta(n, k, stride=1, padding=0):
    """Lado de la salida de una convolución transpuesta, sin output_padding."""
    # BEGIN SOLUTION
    return (n - 1) * stride + k - 2 * padding
    # END SOLUTION


# %% comprobar-02-6
comprobar("02.6", tamano_transpuesta)

# %% usar-transpuesta
tamano_transpuesta = usar("02.6", tamano_transpuesta)

# %% output-padding
vueltas = {n: tamano_transpuesta(tamano_salida(n, 3, stride=2), 3, stride=2) for n in range(5, 11)}
for n, vuelta in vueltas.items():
    aviso = "" if n == vuelta else "   falta 1: output_padding=1"
    print(f"{n:2d} → {tamano_salida(n, 3, stride=2)} → {vuelta:2d}{aviso}")
assert all(n - vuelta in (0, 1) for n, vuelta in vueltas.items())

# %% hubel-texto [markdown]
r"""
Con paso 2, dos tamaños de entrada dan la misma salida; al volver hay que decir cuál era. Eso elige `output_padding`, que es **menor que el paso**.

## 10 · Hubel y Wiesel: una neurona, una orientación

Hubel y Wiesel (1962) encontraron en la corteza visual del gato neuronas que responden sobre todo ante una barra con cierta inclinación. Un filtro
orientado hace lo mismo. Mostramos barras de 0° a 165° a cuatro filtros y anotamos la respuesta máxima tras la ReLU.

**Predice.** ¿Qué forma tendrá la curva de respuesta de cada filtro frente al ángulo de la barra?

<details><summary>Respuesta</summary>
Una campana con el máximo en su propia orientación: su <b>curva de sintonía</b>. La de 0° se ve partida en dos, porque 180° vuelve a ser 0°.
</details>
"""


# %% barras
def barra(angulo, lado=15, grosor=1.2):
    """Barra blanca sobre fondo negro, por el centro y con ese ángulo (grados, desde la horizontal)."""
    y, x = np.mgrid[:lado, :lado] - lado // 2
    t = np.radians(angulo)
    distancia = np.abs(x * np.sin(t) + y * np.cos(t))
    return np.clip(1.5 - distancia / grosor, 0, 1)


def filtro_orientado(angulo):
    """Filtro 7×7 con una barra en ese ángulo, sin media: en una zona lisa da 0."""
    filtro = barra(angulo, lado=7)
    return filtro - filtro.mean()


# %% demuestra-hubel
angulos = np.arange(0, 180, 15)
preferidos = [0, 45, 90, 135]


def responder(preferido, angulo):
    """Respuesta máxima, tras la ReLU, de un filtro orientado ante una barra."""
    return np.maximum(convolucionar(barra(angulo), filtro_orientado(preferido)), 0).max()


respuestas = np.array([[responder(p, a) for a in angulos] for p in preferidos])
for preferido, curva in zip(preferidos, respuestas):
    perpendicular = curva[angulos == (preferido + 90) % 180][0] / curva.max()
    favorito = angulos[curva.argmax()]
    print(f"Filtro de {preferido}°: responde más a {favorito}°", end="; ")
    print(f"a la perpendicular, {perpendicular:.2f} veces eso")
    assert favorito == preferido and perpendicular < 0.5

# %% dibujar-hubel
fig, (izquierda, derecha) = figura(8.4, 3.0, 1, 2, gridspec_kw={"width_ratios": [1, 2]})
mosaico = np.block(
    [
        [filtro_orientado(0), filtro_orientado(45)],
        [filtro_orientado(90), filtro_orientado(135)],
    ]
)
mostrar_matriz(izquierda, mosaico, "los cuatro filtros")
for curva, preferido, trazo in zip(respuestas, preferidos, ("o-", "s--", "^:", "d-.")):
    derecha.plot(angulos, curva / curva.max(), trazo, label=f"{preferido}°")
derecha.set(xlabel="ángulo de la barra (grados)", ylabel="respuesta relativa", xticks=angulos[::2])
derecha.legend(title="filtro", loc="center left", bbox_to_anchor=(1, 0.5))
mostrar(
    fig,
    "Cuatro filtros con barras a 0, 45, 90 y 135 grados, y sus curvas de respuesta: cada una "
    "tiene el máximo en su propio ángulo.",
)

# %% velocidad-texto [markdown]
r"""
## 11 · Sin bucles

La misma cuenta con bucles de Python y por ventanas, sobre una imagen de 256×256.

**Predice.** ¿Cuántas veces más rápida será la segunda: 2, 10 o más de 50?

<details><summary>Respuesta</summary>
Más de 50 en cualquier equipo corriente. La cuenta es la misma; lo que se ahorra es el intérprete, que repite más de medio millón de veces las
mismas órdenes. Los tiempos exactos dependen de tu equipo.
</details>
"""


# %% bucles
def con_bucles(imagen, filtro):
    """La definición, tal cual: cuatro bucles."""
    k1, k2 = filtro.shape
    salida = np.zeros((imagen.shape[0] - k1 + 1, imagen.shape[1] - k2 + 1))
    for i, j in np.ndindex(salida.shape):
        for a in range(k1):
            for b in range(k2):
                salida[i, j] += imagen[i + a, j + b] * filtro[a, b]
    return salida


def con_ventanas(imagen, filtro):
    """La misma cuenta para todas las ventanas a la vez."""
    return np.einsum("ijab,ab->ij", sliding_window_view(imagen, filtro.shape), filtro)


# %% demuestra-velocidad tags=["nbval-ignore-output"]
def cronometrar(funcion, repeticiones):
    """Segundos de la más rápida de varias repeticiones."""
    tiempos = []
    for _ in range(repeticiones):
        inicio = time.perf_counter()
        funcion(grande, sobel)
        tiempos.append(time.perf_counter() - inicio)
    return min(tiempos)


grande = rng.normal(size=(256, 256))
lenta, rapida = cronometrar(con_bucles, 1), cronometrar(con_ventanas, 20)
print(f"Con bucles {1000 * lenta:.0f} ms; por ventanas {1000 * rapida:.2f} ms")
print(f"Por ventanas es {lenta / rapida:.0f} veces más rápida")
assert np.allclose(con_bucles(grande, sobel), con_ventanas(grande, sobel))

# %% keras-texto [markdown]
r"""
## 12 · ¿Hace lo mismo que Keras y SciPy?

Última prueba: nuestra `convolucion` contra `keras.ops.conv` y `scipy.signal.correlate2d`, en todas las combinaciones de una rejilla de tamaños,
rellenos, pasos, dilataciones y canales. (Esta parte carga Keras.) Keras, sobre TensorFlow, no admite a la vez un paso y una dilatación
mayores que 1; esas combinaciones van solo contra SciPy.
"""

# %% preparar-keras tags=["nbval-ignore-output"]
curso = preparar(entrena=True)
import keras
from scipy.signal import correlate2d

curso


# %% con-scipy
def con_scipy(imagen, filtros, stride, padding, dilation):
    """Capa convolucional con SciPy: un filtro dilatado por canal, sumados, y después el paso."""
    k, _, canales, cuantos = filtros.shape
    dilatados = np.zeros((dilation * (k - 1) + 1,) * 2 + (canales, cuantos))
    dilatados[::dilation, ::dilation] = filtros
    imagen = np.pad(imagen, ((padding, padding), (padding, padding), (0, 0)))
    mapas = 0
    for c in range(canales):
        planos = [correlate2d(imagen[..., c], dilatados[..., c, f], "valid") for f in range(cuantos)]
        mapas = mapas + np.stack(planos, axis=-1)
    return mapas[::stride, ::stride]


def con_keras(imagen, filtros, stride, padding, dilation):
    """La misma capa con keras.ops.conv, en doble precisión."""
    imagen = np.pad(imagen, ((padding, padding), (padding, padding), (0, 0)))[None]
    mapas = keras.ops.conv(imagen, filtros, strides=stride, dilation_rate=dilation)
    return keras.ops.convert_to_numpy(mapas)[0]


# %% demuestra-rejilla
rejilla = list(itertools.product((7, 8), (1, 2, 3), (0, 1, 2), (1, 2, 3), (1, 2), (1, 3)))
peor_scipy = peor_keras = con_las_dos = 0
for n, k, padding, stride, dilation, canales in rejilla:
    imagen, filtros = rng.normal(size=(n, n + 1, canales)), rng.normal(size=(k, k, canales, 2))
    caso = (imagen, filtros, stride, padding, dilation)
    nuestra = convolucion(*caso)
    assert nuestra.shape[0] == tamano_salida(n, k, stride, padding, dilation)
    peor_scipy = max(peor_scipy, np.abs(nuestra - con_scipy(*caso)).max())
    if stride == 1 or dilation == 1:
        peor_keras = max(peor_keras, np.abs(nuestra - con_keras(*caso)).max())
        con_las_dos += 1
print(f"{len(rejilla)} combinaciones con SciPy y {con_las_dos} también con Keras: error menor que 1e-6")
assert peor_scipy < 1e-6 and peor_keras < 1e-6

# %% same-texto [markdown]
r"""
### El `same` de Keras no es simétrico

`padding="same"` pone el relleno justo para que la salida mida $\lceil n/s \rceil$. Cuando hace falta un número impar de ceros, Keras pone **el de
más al final**. Lo vemos con una entrada de unos y un filtro de unos: donde falta vecindad, la suma es menor.

**Predice.** ¿En qué lados saldrá una suma menor que 9?

<details><summary>Respuesta</summary>
Solo abajo y a la derecha: arriba y a la izquierda no ha hecho falta relleno.
</details>
"""

# %% demuestra-same
unos = np.ones((1, 6, 6, 1))
con_same = keras.ops.conv(unos, np.ones((3, 3, 1, 1)), strides=2, padding="same")
con_same = keras.ops.convert_to_numpy(con_same)[0, ..., 0]
print(con_same)
assert con_same[0, 0] == 9 and con_same[-1, -1] == 4
assert tareas.rellenos(6, 3, stride=2, padding="same", dilation=1) == (0, 1)

# %% transpuesta-keras
mapa = rng.normal(size=(1, 3, 3, 1))
filtro_keras = filtro[:, :, None, None]
de_keras = keras.ops.conv_transpose(mapa, filtro_keras, strides=1, padding="valid")
de_keras = keras.ops.convert_to_numpy(de_keras)[0, ..., 0]
print("La transpuesta de Keras es Cᵀ:", np.allclose(de_keras, (C.T @ mapa.ravel()).reshape(5, 5)))
assert np.allclose(de_keras, (C.T @ mapa.ravel()).reshape(5, 5))

# %% agrupar-keras
de_keras = keras.ops.convert_to_numpy(keras.ops.max_pool(todos[:5, ..., None], 2))[..., 0]
iguales = all(np.allclose(k, agrupar(d)) for k, d in zip(de_keras, todos))
print("La agrupación de Keras es la nuestra:", iguales)
assert iguales

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «La convolución combina dos funciones» y ya. | Las capas «convolucionales» calculan la **correlación cruzada**: no voltean el filtro. |
| «El paso tiene que dividir exactamente.» | Se redondea hacia abajo; con n = 8, k = 3 y s = 2, quince celdas no las mira nadie. |
| «`same` es simétrico.» | En Keras el cero de más va abajo y a la derecha. |
| «La deconvolución deshace la convolución.» | La transpuesta recupera la forma, no los valores. |
| «El campo receptivo es la suma de los filtros.» | Es $1 + \sum(k-1)\prod s$, y el efectivo es menor. |
| «La agrupación hace la red invariante a traslaciones.» | Atenúa los desplazamientos pequeños; lo hemos medido, y no los anula. |
| «La ReLU se entrena.» | La ReLU no tiene parámetros; se entrena el filtro que va delante. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. Convolucionar es deslizar un filtro, multiplicar celda a celda y sumar; sin voltear.
2. El lado de la salida es $\lfloor (n + 2p - d(k-1) - 1)/s \rfloor + 1$; lo que sobra no se mira.
3. Una capa tiene $(k^2 c + 1) f$ parámetros, mida lo que mida la imagen: mira en local y comparte pesos.
4. El campo receptivo crece con los filtros y se multiplica con los pasos anteriores.
5. Es una matriz $C$ llena de ceros y pesos repetidos; la transpuesta $C^\top$ agranda, pero no deshace.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** Imagen 28×28, filtro 5×5, paso 1, relleno 2. ¿Lado de la salida? &emsp;**a)** 24 &emsp;**b)** 26 &emsp;**c)** 28 &emsp;**d)** 30

<details><summary>Respuesta</summary>
c) (28 + 4 − 5)/1 + 1 = 28. Con a) habrías olvidado el relleno; con b), lo habrías sumado una sola vez.
</details>

**2.** Una capa con 64 filtros de 3×3 recibe 32 canales. ¿Parámetros, con sesgo? &emsp;**a)** 640 &emsp;**b)** 18 432 &emsp;**c)** 18 496 &emsp;**d)** 18 433

<details><summary>Respuesta</summary>
c) (9·32 + 1)·64. En a) faltan los canales; en b), los sesgos; en d) hay un solo sesgo.
</details>

**3.** ¿Qué ve más: dos capas de 5×5 con paso 1, o tres de 3×3 con paso 1? &emsp;**a)** las dos de 5 &emsp;**b)** las tres de 3 &emsp;**c)** lo mismo

<details><summary>Respuesta</summary>
a) 1 + 4 + 4 = 9 frente a 1 + 2 + 2 + 2 = 7.
</details>

**4.** Entrada 7×7, transpuesta con k = 4, paso 2, relleno 1. ¿Lado? &emsp;**a)** 3 &emsp;**b)** 14 &emsp;**c)** 15 &emsp;**d)** 16

<details><summary>Respuesta</summary>
b) (7 − 1)·2 + 4 − 2 = 14. Es una combinación que dobla exactamente el tamaño. Con d) habrías olvidado el relleno.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("02")

# %% para-seguir [markdown]
r"""
## Para seguir

- En el primer explorador, consigue que la salida mida lo mismo que la entrada con dilatación 2. ¿Qué relleno hace falta?
- Inventa en el explorador de fotos un filtro que encuentre diagonales.
- Escribe la dilatación sin `[::dilation]`, metiendo ceros en el filtro, y comprueba que da lo mismo.

## Referencias

- Dumoulin, V. y Visin, F. (2016). *A guide to convolution arithmetic for deep learning*.
- Hubel, D. y Wiesel, T. (1962). *Receptive fields, binocular interaction and functional architecture in the cat's visual cortex*.
- LeCun, Y., Bottou, L., Bengio, Y. y Haffner, P. (1998). *Gradient-based learning applied to document recognition*.
- Luo, W., Li, Y., Urtasun, R. y Zemel, R. (2016). *Understanding the effective receptive field in deep convolutional neural networks*.
- Odena, A., Dumoulin, V. y Olah, C. (2016). *Deconvolution and checkerboard artifacts*.
- Fotografías: *china.jpg* y *flower.jpg*, incluidas en scikit-learn. Dígitos: Alpaydin, E. y Kaynak, C. (1998), *Optical recognition of handwritten digits*.
"""
