# %% portada [markdown]
r"""
# 00 · Inicio

**Te damos la bienvenida a Redes Vivas**, un curso de redes neuronales profundas que se toca: cada idea tiene un control que puedes mover, un número
que la mide y un ejercicio que te dice al instante si la has entendido y, si no, qué malentendido hay detrás.

**Qué sabrás hacer**
- Comprobar que tu equipo tiene lo necesario.
- Trabajar una lección: predecir, ejecutar, explicar.
- Resolver un ejercicio y pedir ayuda sin perderte la diversión.
- Situar las redes de este curso en su historia.

**Qué necesitas antes**: algo de Python (funciones, bucles, NumPy) y de matemáticas de bachillerato, y haber oído hablar
de una red de capas densas (MLP) y del descenso de gradiente. Más abajo puedes comprobarlo.

**Tiempo**: unos 25 minutos.
"""

# %% preparar
from utils.curso import preparar

preparar()

# %% importar
from importlib.metadata import PackageNotFoundError, version
from textwrap import fill

import numpy as np

from lecciones.l00_inicio import exploradores as explorador
from lecciones.l00_inicio.mapa import colocar, flechas, mapa_del_curso
from utils.datos.digitos import digitos
from utils.datos.fotos import foto
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.graficos import AZUL, NARANJA, figura, mostrar

# %% hitos
HITOS = [
    (1958, "perceptrón"),
    (1969, "el límite del XOR"),
    (1980, "neocognitrón"),
    (1986, "retropropagación"),
    (1997, "LSTM"),
    (1998, "LeNet-5"),
    (2006, "redes de creencias profundas"),
    (2012, "AlexNet"),
    (2013, "word2vec"),
    (2014, "VAE, GAN y seq2seq"),
    (2015, "DeepDream y estilo"),
    (2017, "Transformer"),
]

# %% linea-de-tiempo
fig, eje = figura(8.4, 4.0)
for fila, (año, nombre) in enumerate(HITOS):
    eje.plot([año, año], [0, fila + 1], color="#BBBBBB", linewidth=1, zorder=1)
    eje.scatter(año, fila + 1, color=AZUL if año < 2006 else NARANJA, zorder=2)
    eje.text(año - 0.8, fila + 1, f"{año} · {nombre}", ha="right", va="center", fontsize=10)
eje.set(xlim=(1930, 2020), ylim=(0, len(HITOS) + 0.7), yticks=[], xticks=range(1960, 2021, 10))
eje.grid(False)
eje.spines["left"].set_visible(False)
eje.spines["bottom"].set_bounds(1955, 2020)
detalle = "; ".join(f"{año}, {nombre}" for año, nombre in HITOS)
mostrar(
    fig,
    f"Línea de tiempo de las redes neuronales. {detalle}. En naranja, desde 2006: las redes profundas.",
    pie="Algunos hitos de las redes neuronales. En azul, hasta 2006; en naranja, las redes profundas.",
)

# %% historia [markdown]
r"""
Un invierno y un deshielo. El **perceptrón** (Rosenblatt 1958) aprendía de ejemplos; Minsky y Papert (1969) mostraron que una sola capa no puede
calcular ni un XOR, y el entusiasmo se enfrió. La **retropropagación** (Rumelhart, Hinton y Williams 1986) enseñó a entrenar varias capas. En los
noventa llegaron la **LSTM** (Hochreiter y Schmidhuber 1997) y **LeNet-5** (LeCun y otros 1998). Las **redes de creencias profundas** (Hinton y otros
2006) reavivaron la profundidad, y **AlexNet** (Krizhevsky y otros 2012) convenció a todo el mundo. Después, casi una idea por año; casi todas
las verás en este curso.

## El mapa del curso

Una flecha quiere decir «conviene haber hecho antes»: se lee de arriba abajo. Con color, las lecciones ya publicadas; con borde discontinuo,
las que están en camino.
"""

# %% mapa-datos
mapa = mapa_del_curso()
lugares = colocar(mapa)
print(f"{len(mapa)} lecciones, {sum(leccion.publicada for leccion in mapa.values())} publicadas")

# %% mapa-dibujo
fig, eje = figura(9.6, 6.4)
cajas = {}
for numero, leccion in mapa.items():
    relleno, letra, borde = (AZUL, "white", "-") if leccion.publicada else ("white", "#333333", "--")
    caja = {"boxstyle": "round,pad=0.35", "edgecolor": AZUL, "facecolor": relleno, "linestyle": borde}
    centrado = {"ha": "center", "va": "center", "fontsize": 9, "color": letra, "bbox": caja}
    texto = fill(f"{numero.upper()} · {leccion.nombre}", 22)
    cajas[numero] = eje.text(*lugares[numero], texto, zorder=3, **centrado)
for antes, despues in flechas(mapa):
    extremos = {"patchA": cajas[antes].get_bbox_patch(), "patchB": cajas[despues].get_bbox_patch()}
    (x, fila), (_, otra) = lugares[antes], lugares[despues]
    curva = 0.75 * np.sign(x - 0.5) if otra - fila > 1 else 0  # para no pasar por detrás de otra caja
    flecha = {"arrowstyle": "->", "color": "#888888", "connectionstyle": f"arc3,rad={curva}"}
    eje.annotate("", lugares[despues], lugares[antes], arrowprops=flecha | extremos, zorder=1)
eje.set(xlim=(0, 1), ylim=(max(fila for _, fila in lugares.values()) + 0.5, -0.5))
eje.set_axis_off()
fig.draw_without_rendering()  # coloca las cajas, para que las flechas acaben en su borde

# %% mapa
listas = ", ".join(sorted(n for n, leccion in mapa.items() if leccion.publicada))
pide = "; ".join(f"{n} pide {' y '.join(lec.pide)}" for n, lec in sorted(mapa.items()) if lec.pide)
mostrar(
    fig,
    f"Mapa de las {len(mapa)} lecciones. Publicadas: {listas}. Qué pide cada una: {pide}.",
    pie="En azul, las lecciones publicadas; con borde discontinuo, las que están en camino.",
)

# %% entorno-texto [markdown]
r"""
## ¿Está todo en su sitio?

Las tres celdas siguientes miran las versiones, leen los datos y, si pulsas el botón, buscan una GPU. No hace falta ninguna: cada cuaderno
publicado se ejecuta entero en menos de minuto y medio con dos núcleos.

**Keras** es la biblioteca con la que entrenaremos; **TensorFlow**, el motor que hace sus cuentas. En `perfil rapido · semilla 0`, el *perfil* elige
datos pequeños, sin red, y la *semilla* fija el azar para que a todo el mundo le salga lo mismo.
"""


# %% entorno tags=["nbval-ignore-output"]
def version_de(paquete):
    """Versión instalada de un paquete, o un aviso; no lo carga."""
    try:
        return version(paquete)
    except PackageNotFoundError:
        return "no está: ejecuta «make lab»"


for paquete in ("numpy", "matplotlib", "ipywidgets", "scikit-learn", "keras", "tensorflow"):
    print(f"{paquete:13} {version_de(paquete)}")

# %% datos
imagenes, etiquetas = digitos()
print("Dígitos reales:", imagenes.shape)
print("Fotografía:    ", foto("china").shape)

# %% gpu
explorador.boton_gpu()

# %% trabajar [markdown]
r"""
## Cómo se trabaja

**1. Predice.** Casi todas las secciones empiezan con una pregunta. Respóndela de verdad, aunque dudes: equivocarse antes de ver el resultado ayuda a recordarlo.
La respuesta está plegada; se abre con un clic o con <kbd>Intro</kbd>.

**2. Ejecuta.** <kbd>Mayús</kbd> + <kbd>Intro</kbd> ejecuta la celda y pasa a la siguiente. Los controles se mueven con el ratón o con
<kbd>Tab</kbd> y las flechas.

**3. Explica.** Di en voz alta por qué ha salido eso. Si no sabes, ahí está lo que te falta aprender.

Vamos a hacerlo. Una neurona multiplica cada entrada por un **peso**, suma los productos y añade un **sesgo**:

$$z = w_1x_1 + w_2x_2 + w_3x_3 + b = w \cdot x + b$$

**Predice.** Con $x = (1, 2, 3)$, ¿qué peso cambia más el total si lo mueves lo mismo que los otros?

<details><summary>Respuesta</summary>
El tercero, w₃: multiplica a la entrada mayor. Cada unidad que lo muevas cambia el total en 3.
</details>
"""

# %% explorar-suma
explorador.explorar_suma()

# %% ejercicio-texto [markdown]
r"""
## Tu primer ejercicio

Escribe el cuerpo de la función donde pone `...` y ejecuta la celda. Después ejecuta la de `comprobar`. Hay tres respuestas:

| | |
|---|---|
| ⬜ **Sin empezar** | aún no has escrito nada |
| ❌ **Revisa** | algo no va; lee la línea, porque dice qué |
| ✅ **Correcto** | pasa todos los casos, también los raros |

¿Atasco? `pista("00.1")` da una pista; cada vez que la llamas, un poco más. `solucion("00.1")` enseña la solución y por qué es así.
Equivócate a propósito: prueba a olvidar el sesgo y mira qué te dice.

### Ejercicio 00.1 · La suma ponderada
"""


# %% ejercicio-00-1
def suma_ponderada(x, w, b):
    """Suma ponderada de una neurona, un número. `x` y `w`: vectores del mismo largo; `b`: número."""
    # BEGIN SOLUTION
    return np.dot(x, w) + b
    # END SOLUTION


# %% comprobar-00-1
comprobar("00.1", suma_ponderada)

# %% usar-texto [markdown]
r"""
Si un ejercicio se te resiste, el cuaderno no se para: `usar` devuelve tu función si ya es correcta y, si no, la de referencia, y te avisa.
"""

# %% usar-00-1
suma_ponderada = usar("00.1", suma_ponderada)
print("z =", suma_ponderada(np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 2.0]), 0.25))

# %% progreso-texto [markdown]
r"""
## Lo que llevas hecho

Se guarda en un archivo de tu equipo, `progreso.json`, y no sale de él. Puedes reiniciar el núcleo de Jupyter (el programa que ejecuta tus
celdas) sin perderlo. Para entregarlo o llevártelo:
`progreso(exportar="mi_progreso.json")`.
"""

# %% progreso tags=["nbval-ignore-output"]
progreso()

# %% prerrequisitos [markdown]
r"""
## Autoevaluación

¿Tienes lo que hace falta para seguir? Si fallas alguna, lee su respuesta: con eso basta para empezar. Las preguntas 3 y 4 se retoman en la
lección 01.

**1. Producto de matrices.** $A$ es de 4×3 y $B$ de 3×2. ¿De qué tamaño es $AB$? &emsp;**a)** 4×2 &emsp;**b)** 3×3 &emsp;**c)** 2×4 &emsp;**d)** no se puede

<details><summary>Respuesta</summary>
a) Las tres columnas de A se emparejan con las tres filas de B y desaparecen: queda 4×2.
</details>

**2. Derivada.** Si $f(x) = (3x + 1)^2$, ¿cuánto vale $f'(0)$? &emsp;**a)** 1 &emsp;**b)** 2 &emsp;**c)** 3 &emsp;**d)** 6

<details><summary>Respuesta</summary>
d) Regla de la cadena: 2(3x + 1) · 3, que en 0 es 6. Con b) habrías olvidado derivar lo de dentro.
</details>

**3. MLP.** Un perceptrón multicapa (*MLP*) sin ninguna activación, con diez capas, ¿qué puede calcular? &emsp;**a)** cualquier función &emsp;**b)** solo funciones
lineales (con un sesgo) &emsp;**c)** nada

<details><summary>Respuesta</summary>
b) Una composición de funciones lineales es lineal: sin activaciones, diez capas hacen lo mismo que una.
</details>

**4. Descenso de gradiente.** La derivada de la pérdida respecto a un peso es +2. ¿Hacia dónde se mueve el peso? &emsp;**a)** aumenta &emsp;**b)** disminuye &emsp;**c)** no cambia

<details><summary>Respuesta</summary>
b) Se camina en contra de la derivada: si al aumentar el peso la pérdida crece, se reduce el peso.
</details>

**5. NumPy.** ¿Qué da `np.ones((2, 3)) * np.array([1, 2, 3])`? &emsp;**a)** un error &emsp;**b)** una matriz 2×3 cuyas dos filas son 1, 2, 3 &emsp;**c)** el número 12

<details><summary>Respuesta</summary>
b) NumPy repite el vector en cada fila (<i>broadcasting</i>) y multiplica celda a celda.
</details>
"""

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «Las redes neuronales imitan el cerebro.» | Se inspiran en él; una neurona artificial es una suma ponderada y una función, nada más. |
| «Hace falta una GPU para aprender.» | Hace falta para modelos grandes; todo lo de este curso cabe en dos núcleos. |
| «La LSTM es una memoria de corto plazo.» | Es una memoria **larga** de corto plazo (*long short-term memory*): la verás en la lección 06. |
| «Las redes aparecieron en 2012.» | El perceptrón es de 1958 y la retropropagación se popularizó en 1986. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. Predice, ejecuta, explica: en ese orden.
2. Una neurona calcula $w \cdot x + b$ y luego aplica una función.
3. `comprobar` dice si está bien y qué falla; `pista` ayuda; `solucion` explica; `usar` deja seguir.
4. Todo funciona sin red y sin GPU; con GPU, el mismo cuaderno la aprovecha.
5. Tu progreso se guarda en tu equipo.
"""

# %% para-seguir [markdown]
r"""
## Para seguir

- [01 · Universalidad](01_universalidad.ipynb): por qué una red puede imitar casi cualquier función.
- [02 · Aritmética de la convolución](02_convolucion.ipynb): cómo mira una red una imagen.
- [Glosario](glosario.ipynb): los términos del curso en español y en inglés.

## Referencias

- Fukushima, K. (1980). *Neocognitron: a self-organizing neural network model for a mechanism of visual pattern recognition*.
- Gatys, L., Ecker, A. y Bethge, M. (2015). *A neural algorithm of artistic style*.
- Goodfellow, I. y otros (2014). *Generative adversarial nets*.
- Hinton, G., Osindero, S. y Teh, Y. (2006). *A fast learning algorithm for deep belief nets*.
- Hochreiter, S. y Schmidhuber, J. (1997). *Long short-term memory*.
- Kingma, D. y Welling, M. (2014). *Auto-encoding variational Bayes*.
- Krizhevsky, A., Sutskever, I. y Hinton, G. (2012). *ImageNet classification with deep convolutional neural networks*.
- LeCun, Y., Bottou, L., Bengio, Y. y Haffner, P. (1998). *Gradient-based learning applied to document recognition*.
- Mikolov, T., Chen, K., Corrado, G. y Dean, J. (2013). *Efficient estimation of word representations in vector space*.
- Minsky, M. y Papert, S. (1969). *Perceptrons*.
- Mordvintsev, A., Olah, C. y Tyka, M. (2015). *Inceptionism: going deeper into neural networks*.
- Rosenblatt, F. (1958). *The perceptron: a probabilistic model for information storage and organization in the brain*.
- Rumelhart, D., Hinton, G. y Williams, R. (1986). *Learning representations by back-propagating errors*.
- Sutskever, I., Vinyals, O. y Le, Q. (2014). *Sequence to sequence learning with neural networks*.
- Vaswani, A. y otros (2017). *Attention is all you need*.
"""
