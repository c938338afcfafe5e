# %% portada [markdown]
r"""
# 08 · GAN

**Un falsificador aprende a pintar billetes sin haber visto nunca uno.** Solo recibe una cosa: lo que un detective piensa de sus copias. El detective,
mientras, aprende a distinguirlas. De esa rivalidad sale una **red generativa adversaria**, o GAN: dos redes que se enseñan la una a la otra. Aquí
vas a entrenar varias, a romper una a propósito y a arreglarla, y a juzgar dígitos que nadie ha escrito.

**Qué sabrás hacer**
- Escribir el juego entre generador y discriminador, y saber qué minimiza el generador.
- Elegir una pérdida que no se apague, y medir cuánto empuja cada una.
- Programar el paso de entrenamiento de una GAN y compilarlo.
- Reconocer el colapso de modos, provocarlo y curarlo.
- Juzgar una GAN sin mirar sus pérdidas: modos, clasificador y vecinos más cercanos.

**Qué necesitas antes**: la [lección 03](03_cnn.ipynb) (convoluciones, entropía cruzada) y la [lección 04](04_problemas_entrenamiento.ipynb) (gradientes que se apagan).

**Tiempo**: unos 90 minutos de lectura y ejercicios.
"""

# %% preparar
from utils.curso import ErrorCurso, preparar

curso = preparar()
curso

# %% importar
import time

import numpy as np

from lecciones.l08_gan import exploradores as explorador
from lecciones.l08_gan.gan_numpy import PartidaPlano
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura, mostrar, mostrar_matriz

# %% imagen-de-portada tags=["nbval-ignore-output"]
fig, divergencias = explorador.fotogramas(semilla=curso.semilla)
mostrar(
    fig,
    "Seis momentos de una GAN en la recta. Al principio el generador amontona sus muestras en medio, "
    "sin llegar a la montaña izquierda; empujadas por el discriminador, "
    "acaban repartidas en las dos montañas de los datos.",
)

# %% juego-texto [markdown]
r"""
La figura es una GAN entera en la recta, en seis momentos. En azul, los datos; en naranja, lo que fabrica el generador; en verde, lo que cree el discriminador; debajo, en
rosa, hacia dónde empuja a cada muestra. Volverás a ella con los mandos en la mano.

## 1 · El juego

- El **generador** $G$ recibe ruido $z$ (uniforme o gaussiano) y da una muestra $G(z)$.
- El **discriminador** $D$ recibe una muestra y da la probabilidad de que sea real.

Los dos juegan con el mismo marcador, la **función de valor** (Goodfellow y otros 2014). $D$ quiere subirlo y $G$ bajarlo:

$$\min_G \max_D V(D,G) = \mathbb E_{x}\bigl[\log D(x)\bigr] + \mathbb E_{z}\bigl[\log\bigl(1 - D(G(z))\bigr)\bigr]$$

### Ejercicio 08.1 · La pérdida del discriminador
Escribe `perdida_discriminador(d_real, d_falso)`, lo que $D$ **minimiza**: $-V$. `d_real` son las probabilidades que $D$ da a un lote de datos; `d_falso`, las que da a un lote de
muestras de $G$: vectores, o columnas $(n, 1)$ como las que da Keras. Las dos medias van por separado.
"""


# %% ejercicio-08-1
def perdida_discriminador(d_real, d_falso):
    """Pérdida de D: −media log D(x) − media log(1 − D(G(z))). Recibe probabilidades."""
    # BEGIN SOLUTION
    de_reales = -np.mean(np.log(d_real))
    de_falsas = -np.mean(np.log(1 - d_falso))
    return de_reales + de_falsas
    # END SOLUTION


# %% comprobar-08-1
comprobar("08.1", perdida_discriminador)

# %% optimo-texto [markdown]
r"""
## 2 · El mejor discriminador posible

Dejemos quieto a $G$. Los datos tienen densidad $p$ y las muestras de $G$, densidad $q$. En cada punto, $D$ elige un número para maximizar $p\log D + q\log(1-D)$.

**Predice.** En un punto donde $p = 0.3$ y $q = 0.1$, ¿qué debería decir $D$? ¿Y donde $p = q$?

<details><summary>Respuesta</summary>
De cada cuatro muestras que caen ahí, tres son reales: 0.75. Y donde p = q, ½: no hay manera de saberlo.
</details>

### Ejercicio 08.2 · El discriminador óptimo
Escribe `discriminador_optimo(p, q)`, punto a punto (`p` y `q`: vectores o matrices de la misma forma). Donde no llega nada ($p = q = 0$) cualquier valor vale; devuelve ½.
"""


# %% ejercicio-08-2
def discriminador_optimo(p, q):
    """El D que maximiza V con G quieto, dadas dos densidades; ½ donde las dos son 0."""
    # BEGIN SOLUTION
    suma = p + q
    return np.where(suma > 0, p / np.where(suma > 0, suma, 1), 0.5)
    # END SOLUTION


# %% comprobar-08-2
comprobar("08.2", discriminador_optimo)

# %% buscar-optimo
perdida_discriminador = usar("08.1", perdida_discriminador)
discriminador_optimo = usar("08.2", discriminador_optimo)
rng = np.random.default_rng(curso.semilla)
p, q = rng.dirichlet(np.ones(6), 2)
candidatos = np.linspace(0.0005, 0.9995, 1000)[:, None]
valor = p * np.log(candidatos) + q * np.log(1 - candidatos)  # lo que aporta cada punto a V
mejor = candidatos[valor.argmax(axis=0), 0]

# %% demuestra-optimo
diferencia = np.abs(mejor - discriminador_optimo(p, q)).max()
print("Buscando en mil valores, ¿sale p/(p + q)?", diferencia < 0.001)
assert diferencia < 0.001

# %% js-texto [markdown]
r"""
## 3 · Qué minimiza el generador

Pongamos ese $D^*$ en el marcador. Lo que queda depende solo de $G$, y resulta ser una distancia conocida:

$$C(G) = V(D^*, G) = 2\,JSD(p, q) - \log 4$$

La **divergencia de Jensen–Shannon** compara cada distribución con el promedio de las dos, $m = \frac{p+q}{2}$:

$$JSD(p,q) = \tfrac12 KL(p\,\Vert\, m) + \tfrac12 KL(q\,\Vert\, m), \qquad KL(a\,\Vert\, b) = \sum_i a_i \log\frac{a_i}{b_i}$$

Los lugares con $a_i = 0$ aportan 0.

### Ejercicio 08.3 · Jensen–Shannon
Escribe `jensen_shannon(p, q)` en nats (logaritmo natural). `p` y `q` son vectores de probabilidades que suman 1.
"""


# %% ejercicio-08-3
def jensen_shannon(p, q):
    """Divergencia de Jensen–Shannon, en nats, de dos distribuciones discretas."""
    # BEGIN SOLUTION
    media = (p + q) / 2

    def kl(a):
        hay = a > 0
        return np.sum(a[hay] * np.log(a[hay] / media[hay]))

    return (kl(p) + kl(q)) / 2
    # END SOLUTION


# %% comprobar-08-3
comprobar("08.3", jensen_shannon)

# %% identidad-predice [markdown]
r"""
Probamos la identidad con mil generadores al azar y después dejamos que uno baje por el gradiente de $C(G)$.

**Predice.** ¿Cuánto valdrá $C(G)$ cuando no pueda bajar más, y qué habrá aprendido $G$?

<details><summary>Respuesta</summary>
−log 4 ≈ −1.386, con JSD = 0: el mínimo se alcanza solo si q = p, y entonces D dice ½ en todas partes.
</details>
"""

# %% identidad
jensen_shannon = usar("08.3", jensen_shannon)


def valor_optimo(p, q):
    """C(G): el valor V con el mejor discriminador, para distribuciones discretas."""
    d = np.asarray(discriminador_optimo(p, q))
    return np.sum(p * np.log(d)) + np.sum(q * np.log(1 - d))


p = rng.dirichlet(np.ones(6))
al_azar = rng.dirichlet(np.ones(6), 1000)
costes = np.array([valor_optimo(p, q) for q in al_azar])
diferencia = max(abs(c - (2 * jensen_shannon(p, q) - np.log(4))) for c, q in zip(costes, al_azar))


# %% bajar-por-c
def bajar(p, pasos=3000, ritmo=0.5):
    """La q que se alcanza al bajar por el gradiente de C(G), con q = softmax(a)."""
    a = np.zeros(len(p))
    for _ in range(pasos):
        q = np.exp(a) / np.exp(a).sum()
        g = np.log(1 - np.asarray(discriminador_optimo(p, q)))  # ∂C/∂q: D* ya es óptimo y no cuenta
        a = a - ritmo * q * (g - np.sum(q * g))
    return q


final = bajar(p)
print(f"C(G) acaba en {valor_optimo(p, final):.4f} y −log 4 es {-np.log(4):.4f}".replace("-", "−"))

# %% demuestra-minimo
assert diferencia < 1e-5 and costes.min() > -np.log(4) - 1e-5
assert abs(valor_optimo(p, final) + np.log(4)) < 1e-5 and jensen_shannon(p, final) < 1e-5
print("C(G) = 2·JSD − log 4 en mil generadores; el mínimo es −log 4, con JSD = 0 y q = p.")

# %% verosimilitud-texto [markdown]
r"""
Se lee por ahí que el generador hace **estimación de máxima verosimilitud**. No es así: no hay ninguna verosimilitud que calcular, y lo que se minimiza es otra cosa. Se nota cuando el
modelo no puede copiar los datos. Ajustamos **una** gaussiana a datos con **dos** montañas, una algo mayor.

**Predice.** ¿Dónde se pondrá la gaussiana con máxima verosimilitud, que minimiza $KL(p\,\Vert\,q)$? ¿Y minimizando la JSD?

<details><summary>Respuesta</summary>
La verosimilitud castiga sin límite dejar un dato sin cubrir: se pone en medio, ancha, donde casi no hay datos. La JSD es acotada: prefiere hacer bien la montaña mayor y
abandonar la otra.
</details>
"""

# %% dos-ajustes
x = np.linspace(-8, 8, 801)
campana = lambda media, ancho: np.exp(-0.5 * ((x - media) / ancho) ** 2) + 1e-300
repartir = lambda f: f / f.sum()
dos = repartir(0.65 * campana(2, 0.5) + 0.35 * campana(-2, 0.5))
kl = lambda a, b: np.sum(a * np.log(a / b))

# %% ajustar-una-gaussiana
rejilla = [(media, ancho) for media in np.arange(-4, 4.01, 0.1) for ancho in np.arange(0.3, 4, 0.1)]
modelos = [repartir(campana(*m)) for m in rejilla]
ajustes = {
    "máxima verosimilitud": int(np.argmin([kl(dos, m) for m in modelos])),
    "Jensen–Shannon": int(np.argmin([jensen_shannon(dos, m) for m in modelos])),
}
for nombre, i in ajustes.items():
    print(f"{nombre}: centro {rejilla[i][0]:.1f}, anchura {rejilla[i][1]:.1f}")

# %% demuestra-no-es-verosimilitud
(centro_mv, ancho_mv), (centro_js, ancho_js) = (rejilla[i] for i in ajustes.values())
assert abs(centro_mv - 0.6) < 0.2 and ancho_mv > 1.5 and abs(centro_js - 2) < 0.2 and ancho_js < 1
fig, eje = figura(7.5, 2.7)
eje.plot(x, dos, color=AZUL, label="datos")
for (nombre, i), trazo, color in zip(ajustes.items(), ("--", "-."), (NARANJA, VERDE)):
    eje.plot(x, modelos[i], trazo, color=color, label=nombre)
eje.set(xlabel="x", ylabel="probabilidad", xlim=(-5, 5))
eje.legend(loc="center left", bbox_to_anchor=(1, 0.5))
mostrar(
    fig,
    "Dos montañas de datos y dos gaussianas ajustadas: la de máxima verosimilitud es ancha y está en "
    "medio, donde apenas hay datos; la de Jensen–Shannon es estrecha y cubre solo la montaña mayor.",
)

# %% perdidas-texto [markdown]
r"""
## 4 · Tres pérdidas para el generador

Al principio $G$ es malo y $D$ lo descubre enseguida: $D(G(z)) \approx 0$. ¿Cuánto aprende $G$ entonces? Depende de cómo se le pida engañar.

- **Saturante**: minimizar la media de $\log(1 - D(G(z)))$. Es la del juego, tal cual.
- **No saturante**: minimizar menos la media de $\log D(G(z))$. Es la que se usa en la práctica.

### Ejercicio 08.4 · La pérdida del generador
Escribe `perdida_generador(d_falso, saturante=False)`: un número. `d_falso` es un vector, o una columna $(n, 1)$.
"""


# %% ejercicio-08-4
def perdida_generador(d_falso, saturante=False):
    """Lo que minimiza G. `d_falso`: las probabilidades que D da a sus muestras."""
    # BEGIN SOLUTION
    if saturante:
        return np.mean(np.log(1 - d_falso))
    return -np.mean(np.log(d_falso))
    # END SOLUTION


# %% comprobar-08-4
comprobar("08.4", perdida_generador)

# %% pendientes-texto [markdown]
r"""
$D$ termina en una sigmoide, $D = \sigma(s)$. Llamemos **salida** a $s$, lo de antes de la sigmoide. Medimos cuánto cambia cada pérdida al mover $s$, con diferencias
finitas. Añadimos una tercera, la de **mínimos cuadrados** (LSGAN, Mao y otros 2017): sin sigmoide, $D$ quiere decir 1 a lo real y 0 a lo falso, y $G$ minimiza $\frac12(s - 1)^2$.

**Predice.** Con $D(G(z)) = 0.01$, ¿cuántas veces empuja más la no saturante que la saturante?

<details><summary>Respuesta</summary>
99 veces: las pendientes son −D = −0.01 y −(1 − D) = −0.99.
</details>
"""

# %% pendientes
perdida_generador = usar("08.4", perdida_generador)
sigma = lambda s: 1 / (1 + np.exp(-s))
PERDIDAS_DE_G = {
    "saturante": lambda s: perdida_generador(sigma(np.array([s])), saturante=True),
    "no saturante": lambda s: perdida_generador(sigma(np.array([s]))),
    "mínimos cuadrados": lambda s: 0.5 * (s - 1) ** 2,
}


# %% medir-pendientes
def pendiente(perdida, s, h=1e-4):
    """Derivada de la pérdida respecto a la salida s."""
    return (perdida(s + h) - perdida(s - h)) / (2 * h)


s_descubierta = np.log(0.01 / 0.99)  # la salida con D = 0.01
empujes = {nombre: abs(pendiente(f, s_descubierta)) for nombre, f in PERDIDAS_DE_G.items()}
for nombre, empuje in empujes.items():
    print(f"D(G(z)) = 0.01, {nombre}: empuja {empuje:.2f}")

# %% demuestra-saturacion
razon = empujes["no saturante"] / empujes["saturante"]
print(f"La no saturante empuja {razon:.0f} veces más.")
assert razon >= 50

# %% dibujar-pendientes
salidas = np.linspace(-6, 6, 121)
fig, eje = figura(7.5, 2.9)
for (nombre, f), trazo in zip(PERDIDAS_DE_G.items(), ("-", "--", "-.")):
    eje.plot(salidas, [-pendiente(f, s) for s in salidas], trazo, label=nombre)
eje.axvline(s_descubierta, color=NEGRO, linewidth=1, linestyle=":")
eje.text(s_descubierta + 0.1, 2.4, "D = 0.01", fontsize=10)
eje.set(xlabel="salida de D para una muestra de G", ylabel="empuje hacia arriba", ylim=(-2.2, 3))
eje.legend(loc="center left", bbox_to_anchor=(1, 0.5))
mostrar(
    fig,
    "Empuje según la salida de D. La saturante es casi nula cuando D descubre la muestra y crece si la "
    "cree real; la no saturante, al revés; la de mínimos cuadrados, una recta que cruza el cero en 1.",
)

# %% perdidas-explica [markdown]
r"""
Las dos primeras curvas suman 1 en todas partes: empujan hacia el mismo lado y con el mismo final, pero **la saturante calla cuando más falta hace**. La de mínimos cuadrados empuja más
cuanto más lejos está la muestra, y en sentido contrario si se pasa de 1.

## 5 · La partida, en tus manos

Esta GAN es pequeña y está en NumPy: se entrena mientras pulsas. Datos en dos montañas, sobre la recta.

**Predice.** Pulsa muchas veces «Un paso de D» o pon «Pasos de G» a 0 y pulsa «100 pasos». ¿A qué curva se acercará la verde?

<details><summary>Respuesta</summary>
A la de puntos, p/(p + q): con G quieto, D aprende el óptimo del ejercicio 08.2. Ahora deja jugar a G y verás a las dos densidades juntarse y a D bajar hacia ½.
</details>
"""

# %% explorar-recta
explorador.explorar_recta()

# %% plano-texto [markdown]
r"""
Y ahora en el plano: un anillo de ocho gaussianas. Cada flecha es el gradiente que recibe una muestra. Aquí un modo cuenta como cubierto si recibe al menos una cuarta parte de las muestras que le
tocan.

**Predice.** ¿Qué hará G si da 8 pasos por cada uno de D? ¿Y qué le pasa a la pérdida de D con «Objetivo de lo real» en 1.2 y «Pasos de G» en 0?

<details><summary>Respuesta</summary>
Con 8 pasos, las muestras se amontonan o se estiran en una tira que barre el plano, y no cubren más de uno o dos modos: es el colapso de modos. Con el objetivo en 1.2, la pérdida de D se hace negativa y no deja de
bajar. Las dos cosas se miden más abajo.
</details>
"""

# %% explorar-plano
explorador.explorar_plano()

# %% fallo-texto [markdown]
r"""
### Un fallo famoso: pedir más de 1

Circula un consejo: «pon ruido en las etiquetas; por ejemplo, objetivos reales entre 1.0 y 1.2». Con la entropía cruzada calculada desde la salida, la pérdida de un dato real con objetivo $y$ es
$\log(1 + e^s) - y\,s$. Para $s$ grande se parece a $(1 - y)\,s$.

**Predice.** ¿Hasta dónde baja esa pérdida con $y = 0.9$, con $y = 1$ y con $y = 1.2$?

<details><summary>Respuesta</summary>
Con 0.9 hay un mínimo, en s = log 9 ≈ 2.2. Con 1 se acerca a 0. Con 1.2 es una recta que baja sin fin: no tiene suelo, y D gana agrandando s para siempre.
</details>
"""


# %% fallo tags=["nbval-ignore-output"]
def d_sola(objetivo, rondas=1000):
    """Entrena solo D con ese objetivo para lo real: su pérdida y su mayor salida en los datos."""
    partida = PartidaPlano(curso.semilla)
    partida.jugar(rondas, k=1, g=0, objetivo=objetivo)
    return partida.historia[-1][0], np.abs(partida.D.ir(partida.reales)).max()


dano = {objetivo: d_sola(objetivo) for objetivo in (0.9, 1.0, 1.2)}
for objetivo, (perdida, salida) in dano.items():
    print(f"objetivo {objetivo}: pérdida de D {perdida:9.2f}, salida de hasta {salida:.3g}")

# %% demuestra-fallo
assert dano[0.9][0] > 0 and dano[1.0][0] > 0 > dano[1.2][0] and dano[1.2][1] > 100 * dano[1.0][1]
assert dano[0.9][1] < dano[1.0][1]
print("Con 1.2 la pérdida es negativa y la salida, más de cien veces mayor; con 0.9, la menor.")

# %% fallo-explica [markdown]
r"""
El remedio conocido es el contrario: **suavizado de un lado**, objetivo 0.9 para lo real y 0 para lo falso (Salimans y otros 2016). Lo que decide es la **media** del objetivo: ruido entre 0.7 y
1.2, con media 0.95, no rompe nada en promedio; entre 1.0 y 1.2, sí.

## 6 · Una GAN en Keras

Esta parte carga TensorFlow; tarda unos segundos. Dos redes densas, y ocho gaussianas pequeñas en un anillo de radio 2.
"""

# %% preparar-keras tags=["nbval-ignore-output"]
curso = preparar(entrena=True)
import keras
from keras import layers, ops

from lecciones.l08_gan.gan import (
    a_escala_tanh,
    entrenar,
    revisar_clases,
    revisar_redes,
    vecino_mas_cercano,
)
from utils.datos.digitos import digitos, separar
from utils.gradientes import compilar, gradiente, para_compilar

a_numpy = ops.convert_to_numpy
curso

# %% anillo
MODOS, ANCHO = 8, 0.05
angulos = 2 * np.pi * np.arange(MODOS) / MODOS
centros = 2 * np.column_stack([np.cos(angulos), np.sin(angulos)]).astype("float32")


def del_anillo(lote, azar):
    """Un lote de puntos reales."""
    cuales = keras.random.randint((lote,), 0, MODOS, seed=azar)
    cerca = ANCHO * keras.random.normal((lote, 2), seed=azar)
    return ops.take(ops.convert_to_tensor(centros), cuales, axis=0) + cerca


# %% red-densa
def red_densa(entradas, salidas):
    """Perceptrón con dos capas ocultas de 64 neuronas."""
    ocultas = [layers.Dense(64, activation="relu"), layers.Dense(64, activation="relu")]
    return keras.Sequential([keras.Input((entradas,)), *ocultas, layers.Dense(salidas)])


# %% perdidas-keras
def entropia(salida, objetivo):
    """Entropía cruzada binaria media, desde la salida sin sigmoide."""
    return ops.mean(ops.softplus(salida) - objetivo * salida)


def cuadratica(salida, objetivo):
    """Mínimos cuadrados, sin sigmoide."""
    return ops.mean((salida - objetivo) ** 2) / 2


def de_d(perdida):
    """La pérdida de D: lo real, a 1; lo falso, a 0."""
    return lambda real, falso: perdida(real, 1) + perdida(falso, 0)


# %% tabla-de-perdidas
PERDIDAS = {  # nombre: (pérdida de D, pérdida de G)
    "no saturante": (de_d(entropia), lambda falso: entropia(falso, 1)),
    "saturante": (de_d(entropia), lambda falso: -entropia(falso, 0)),
    "mínimos cuadrados": (de_d(cuadratica), lambda falso: cuadratica(falso, 1)),
}

# %% paso-texto [markdown]
r"""
El paso de entrenamiento es el corazón de la lección, y cabe en una pantalla:

1. $D$ mira un lote real y otro falso, y baja **su** pérdida. $G$ no se mueve.
2. $G$ fabrica otro lote, mira lo que opina $D$ y baja **la suya**. El gradiente atraviesa $D$, pero solo se mueven los pesos de $G$.

$G$ aprende de **todas** sus muestras, las descubiertas y las que cuelan; nadie le devuelve las malas. `gradiente` deriva y `compilar` convierte el paso entero en un programa que se repite `veces` veces sin
volver a Python; con `jit_compile=True`, a través de XLA, que acelera mucho las capas densas (en CPU frena las convoluciones: con ellas lo quitaremos). El parámetro `juntos` lo usarás enseguida.
"""


# %% paso
def crear_paso(G, D, datos, perdida="no saturante", pasos_g=1, juntos=1, lote=256, ritmo=1e-3, **otras):
    """Paso compilado: uno de D y `pasos_g` de G. D juzga las muestras de `juntos` en `juntos`."""
    azar = keras.random.SeedGenerator(curso.semilla)
    adam_d, adam_g = (keras.optimizers.Adam(ritmo, beta_1=0.5) for _ in range(2))
    ruido = lambda: keras.random.normal((lote, G.input_shape[-1]), seed=azar)
    juntar = lambda x: x if juntos == 1 else ops.reshape(x, (lote // juntos, -1))
    juzgar = lambda x: D(juntar(x), training=True)
    fabricar = lambda z: G(z, training=True)
    perdida_d, perdida_g = PERDIDAS[perdida]
    derivar_d = gradiente(lambda x, z: perdida_d(juzgar(x), juzgar(fabricar(z))), D.trainable_variables)
    derivar_g = gradiente(lambda z: perdida_g(juzgar(fabricar(z))), G.trainable_variables)

    def paso_de_g():
        valor, gradientes = derivar_g(ruido())
        adam_g.apply(gradientes, G.trainable_variables)
        return valor

    def paso():
        valor_d, gradientes = derivar_d(datos(lote, azar), ruido())
        adam_d.apply(gradientes, D.trainable_variables)
        return ops.stack([valor_d, varios_de_g()])

    varios_de_g = compilar(paso_de_g, pasos_g)
    return compilar(paso, **{"veces": 50, **otras})


# %% saturacion-en-la-red
keras.utils.set_random_seed(curso.semilla)
G, D = red_densa(2, 2), red_densa(2, 1)
z = np.random.default_rng(curso.semilla).normal(size=(1, 2)).astype("float32")
D.layers[-1].bias.assign([s_descubierta - float(D(G(z))[0, 0])])  # ahora D(G(z)) = 0.01
normas = {}
for nombre in ("no saturante", "saturante"):
    perdida_g = PERDIDAS[nombre][1]
    _, gradientes = gradiente(lambda z, f=perdida_g: f(D(G(z))), G.trainable_variables)(z)
    normas[nombre] = np.sqrt(sum(np.sum(np.square(g)) for g in gradientes))

# %% demuestra-saturacion-en-la-red
razon = normas["no saturante"] / normas["saturante"]
print(f"En los pesos de G, con D(G(z)) = 0.01, el gradiente no saturante es {razon:.0f} veces mayor.")
assert razon >= 50

# %% modos-texto [markdown]
r"""
¿Cómo sabremos si va bien? La pérdida no lo dirá. Contaremos modos.

### Ejercicio 08.5 · Modos cubiertos
Escribe `modos_cubiertos(muestras, centros, radio)`: cuántos centros tienen al menos una muestra a distancia `radio` o menos. `muestras` y `centros` son matrices con un punto por fila.
"""


# %% ejercicio-08-5
def modos_cubiertos(muestras, centros, radio):
    """Cuántos `centros` tienen alguna de las `muestras` a distancia `radio` o menos."""
    # BEGIN SOLUTION
    distancias = np.linalg.norm(muestras[:, None] - centros, axis=2)
    return int(np.sum((distancias <= radio).any(axis=0)))
    # END SOLUTION


# %% comprobar-08-5
comprobar("08.5", modos_cubiertos)

# %% medir-anillo
modos_cubiertos = usar("08.5", modos_cubiertos)
RADIO = 3 * ANCHO


def medir(muestras):
    """Modos cubiertos y JS entre el reparto real y el de las muestras; «fuera» es un lugar más."""
    distancias = np.linalg.norm(muestras[:, None] - centros, axis=2)
    dentro = distancias.min(axis=1) <= RADIO
    q = np.append(np.bincount(distancias.argmin(axis=1)[dentro], minlength=MODOS), np.sum(~dentro))
    p = np.append(np.full(MODOS, 1 / MODOS), 0)
    return modos_cubiertos(muestras, centros, RADIO), jensen_shannon(p, q / q.sum())


# %% entrenar-en-el-anillo
def entrenar_anillo(llamadas=70, juntos=1, **opciones):
    """Entrena una GAN en el anillo. Devuelve 2000 muestras y las pérdidas, una fila por llamada."""
    keras.utils.set_random_seed(curso.semilla)
    G, D = red_densa(2, 2), red_densa(2 * juntos, 1)
    perdidas = entrenar(crear_paso(G, D, del_anillo, juntos=juntos, **opciones), [G, D], llamadas)
    z = np.random.default_rng(curso.semilla).normal(size=(2000, 2)).astype("float32")
    return a_numpy(G(z, training=False)), perdidas


# %% modos-predice [markdown]
r"""
La medida de modos es generosa, porque basta una muestra; por eso la acompaña la JS, que exige repartirlas bien y no dejar ninguna fuera.

**Predice.** Entrenamos 3500 pasos con cada pérdida. En este problema, ¿fallará la saturante?

<details><summary>Respuesta</summary>
Aquí no: las muestras empiezan cerca del anillo y D nunca llega a estar del todo segura. La saturación hace daño cuando D descubre a G sin dudar, como en las imágenes. La de mínimos
cuadrados, con este ritmo, suele dejarse modos: en las tres semillas que hemos probado cubre 6 de 8.
</details>
"""

# %% entrenar-anillo tags=["nbval-ignore-output"]
inicio = time.perf_counter()
anillos = {"no saturante": entrenar_anillo()}
segundos = time.perf_counter() - inicio
anillos |= {perdida: entrenar_anillo(perdida=perdida) for perdida in ("saturante", "mínimos cuadrados")}
for perdida, (muestras, _) in anillos.items():
    modos, js = medir(muestras)
    print(f"{perdida:18} {modos} modos de {MODOS}, JS {js:.3f}")
print(f"Cada una, unos {segundos:.0f} s")

# %% demuestra-anillo
modos, js = medir(anillos["no saturante"][0])
assert modos >= 7 and js < 0.2 and medir(anillos["saturante"][0])[0] >= 7
print("La no saturante y la saturante cubren al menos 7 modos de 8.")

# %% colapso-texto [markdown]
r"""
### Colapso de modos

$\min_G \max_D$ no es $\max_D \min_G$. Si $G$ aprende muy deprisa frente a $D$, resuelve el problema equivocado: con $D$ quieto, lo mejor es mandar **todas** las muestras al punto que $D$ más cree real.
Entonces $D$ aprende que ese punto es falso, y $G$ se muda a otro.

Lo provocamos: 10 pasos de $G$ por cada uno de $D$. Y lo curamos **sin tocar esa proporción**: con `juntos=2`, $D$ recibe las muestras de dos en dos (PacGAN, Lin y otros 2018). Dos muestras casi
iguales delatan al generador, porque entre los datos eso es raro.

**Predice.** ¿Qué dirán las pérdidas: se notará en ellas qué GAN ha colapsado?

<details><summary>Respuesta</summary>
No. D acaba sin distinguir en los dos casos, y las pérdidas son casi las mismas. Hay que mirar las muestras.
</details>
"""

# %% entrenar-colapso tags=["nbval-ignore-output"]
casos = {
    "1 paso de G": anillos["no saturante"],
    "10 pasos de G": entrenar_anillo(pasos_g=10, llamadas=22),
    "10 pasos, de dos en dos": entrenar_anillo(pasos_g=10, juntos=2, llamadas=22),
}
for nombre, (muestras, perdidas) in casos.items():
    modos, js = medir(muestras)
    pd, pg = perdidas[-10:].mean(axis=0)
    print(f"{nombre:24} {modos} modos, JS {js:.2f} · pérdida de D {pd:.2f} y de G {pg:.2f}")

# %% demuestra-colapso
sano, colapsado, curado = (medir(muestras) for muestras, _ in casos.values())
final_sano, final_colapsado, _ = (perdidas[-10:].mean(axis=0) for _, perdidas in casos.values())
assert colapsado[0] <= 3 and colapsado[1] > 0.45
assert curado[0] >= 7 and curado[1] < 0.4
assert np.abs(final_sano - final_colapsado).max() < 0.4
print("Colapsada: 3 modos o menos. De dos en dos: 7 o más. Y las pérdidas apenas se distinguen.")

# %% dibujar-colapso tags=["nbval-ignore-output"]
fig, ejes = figura(8.6, 3.1, 1, 3, sharex=True, sharey=True)
for eje, (nombre, (muestras, _)) in zip(ejes, casos.items()):
    eje.plot(*centros.T, "o", color=AZUL, markersize=14, fillstyle="none", label="modos")
    eje.plot(*muestras[:400].T, "^", color=NARANJA, markersize=3, alpha=0.6, label="muestras de G")
    eje.set(title=nombre, xlabel="x₁", xlim=(-3, 3), ylim=(-3, 3), aspect="equal")
ejes[0].set_ylabel("x₂")
fig.legend(*ejes[0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
mostrar(
    fig,
    "Tres generadores sobre el anillo: con un paso de G, las muestras llenan los modos; con diez, "
    "todas están amontonadas en un sitio; con diez y D mirando parejas, vuelven a llenarlos.",
)

# %% digitos-texto [markdown]
r"""
## 7 · Dígitos que nadie ha escrito

Ahora, imágenes: los dígitos reales de 8×8. Comparamos dos GAN con el **mismo paso de entrenamiento**: una densa y una convolucional al estilo **DCGAN** (Radford y otros 2016), con convoluciones
transpuestas que doblan el tamaño dos veces, normalización por lotes en $G$ y `LeakyReLU` en $D$. Los píxeles se llevan a $[-1, 1]$, el intervalo de la tanh del generador.

La prueba se aparta y no se usa para entrenar: servirá de vara de medir.
"""

# %% datos-de-digitos
(X, y), (X_prueba, y_prueba) = separar(*digitos(), np.random.default_rng(curso.semilla))
print(f"{len(X)} dígitos para entrenar y {len(X_prueba)} apartados")


# %% sacar-lotes
def sacar_de(imagenes):
    """Función que saca lotes al azar de esas imágenes, llevadas a [−1, 1]."""
    todas = ops.convert_to_tensor(a_escala_tanh(imagenes))
    elegir = lambda lote, azar: keras.random.randint((lote,), 0, len(imagenes), seed=azar)
    return lambda lote, azar: ops.take(todas, elegir(lote, azar), axis=0)


# %% crear-dcgan
def crear_dcgan(lado, latente=16, canales=32):
    """Generador y discriminador convolucionales para imágenes de `lado`×`lado`, múltiplo de 4."""
    revisar_redes(latente, lado)
    base = lado // 4
    keras.utils.set_random_seed(curso.semilla)
    G = keras.Sequential(
        [
            keras.Input((latente,)),
            layers.Dense(base * base * 2 * canales),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.Reshape((base, base, 2 * canales)),
            layers.Conv2DTranspose(canales, 4, 2, "same"),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.Conv2DTranspose(1, 4, 2, "same", activation="tanh"),
        ]
    )
    D = keras.Sequential(
        [
            keras.Input((lado, lado, 1)),
            layers.Conv2D(canales, 4, 2, "same"),
            layers.LeakyReLU(0.2),
            layers.Conv2D(2 * canales, 4, 2, "same"),
            layers.LeakyReLU(0.2),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(1),
        ]
    )
    return G, D


# %% crear-densa
def crear_densa(lado, latente=16):
    """Generador y discriminador densos para imágenes de `lado`×`lado`."""
    keras.utils.set_random_seed(curso.semilla)
    leaky = lambda ancho: [layers.Dense(ancho), layers.LeakyReLU(0.2)]
    salida = [layers.Dense(lado * lado, activation="tanh"), layers.Reshape((lado, lado, 1))]
    G = keras.Sequential([keras.Input((latente,)), *leaky(64), *leaky(128), *salida])
    ocultas = [layers.Flatten(), *leaky(128), *leaky(64)]
    D = keras.Sequential([keras.Input((lado, lado, 1)), *ocultas, layers.Dense(1)])
    return G, D


# %% entrenar-gan
def entrenar_gan(G, D, imagenes, llamadas=50, **opciones):
    """Entrena con el ritmo bajando poco a poco. Devuelve los segundos."""
    ritmo = keras.optimizers.schedules.CosineDecay(1e-3, 50 * llamadas, alpha=0.1)
    inicio = time.perf_counter()
    entrenar(crear_paso(G, D, sacar_de(imagenes), lote=64, ritmo=ritmo, **opciones), [G, D], llamadas)
    return time.perf_counter() - inicio


# %% entrenar-digitos tags=["nbval-ignore-output"]
G_densa, D_densa = crear_densa(8)
G_conv, D_conv = crear_dcgan(8)
segundos_densa = entrenar_gan(G_densa, D_densa, X)
segundos_conv = entrenar_gan(G_conv, D_conv, X, jit_compile=curso.gpus > 0)
print(f"2500 pasos: la densa en {segundos_densa:.0f} s, la convolucional en {segundos_conv:.0f} s")

# %% juez-texto [markdown]
r"""
### El juez

¿Cómo se juzga a un generador? Con quien no ha jugado la partida: un **clasificador** entrenado con dígitos reales. Le pedimos dos cosas de las muestras: que estén las diez clases y que se reconozcan con
confianza. Pero un clasificador nunca ha visto basura y a todo le pone nombre, así que hacen falta controles: ruido, mezclas de dos dígitos y un **copión** que devuelve imágenes de
entrenamiento.

**Predice.** ¿Qué control sacará mejor nota en confianza? ¿Bastará entonces con la confianza?

<details><summary>Respuesta</summary>
El copión, claro: sus imágenes son reales. Saca la nota máxima y no ha aprendido nada. Por eso hace falta otra prueba, la de los vecinos.
</details>
"""


# %% crear-juez
def crear_juez(X, y, epocas=15):
    """CNN pequeña entrenada con imágenes reales."""
    revisar_clases(y, 10)
    keras.utils.set_random_seed(curso.semilla)
    convoluciones = [layers.Conv2D(16, 3, activation="relu"), layers.Conv2D(32, 3, activation="relu")]
    cabeza = [layers.Flatten(), layers.Dropout(0.4), layers.Dense(10, activation="softmax")]
    juez = keras.Sequential([keras.Input(X.shape[1:]), *convoluciones, *cabeza])
    adam = keras.optimizers.Adam(3e-3)
    juez.compile(
        adam, loss="sparse_categorical_crossentropy", **para_compilar(21, jit_compile=curso.gpus > 0)
    )
    juez.fit(X, y, batch_size=64, epochs=epocas, verbose=0)
    return juez


# %% demuestra-juez
juez = crear_juez(X, y)
acierto = np.mean(a_numpy(juez(X_prueba, training=False)).argmax(axis=1) == y_prueba)
print("El juez acierta al menos el 97 % de los dígitos de prueba:", acierto >= 0.97)
assert acierto >= 0.97


# %% fabricar
def fabricar(G, n=1000):
    """`n` imágenes de G, en [0, 1]."""
    z = np.random.default_rng(curso.semilla).normal(size=(n, G.input_shape[-1])).astype("float32")
    return (a_numpy(G(z, training=False)) + 1) / 2


# %% juzgar
def juzgar(imagenes):
    """Clases con el 1 % de las muestras o más, confianza media y distancia mediana al vecino."""
    probabilidades = a_numpy(juez(imagenes.astype("float32"), training=False))
    reparto = np.bincount(probabilidades.argmax(axis=1), minlength=10) / len(imagenes)
    distancias, _ = vecino_mas_cercano(imagenes, X)
    return int(np.sum(reparto >= 0.01)), probabilidades.max(axis=1).mean(), np.median(distancias)


# %% comparar tags=["nbval-ignore-output"]
rng = np.random.default_rng(curso.semilla)
concursantes = {
    "dígitos de prueba": X_prueba,
    "GAN convolucional": fabricar(G_conv),
    "GAN densa": fabricar(G_densa),
    "copión": X[rng.integers(0, len(X), 1000)],
    "mezclas de dos": (X_prueba[:200] + X_prueba[200:400]) / 2,
    "ruido": rng.random((1000, 8, 8, 1)),
}
notas = {nombre: juzgar(imagenes) for nombre, imagenes in concursantes.items()}
for nombre, (clases, confianza, distancia) in notas.items():
    print(f"{nombre:18} {clases:2} clases · confianza {confianza:.2f} · vecino a {distancia:.2f}")

# %% demuestra-digitos
for nombre in ("GAN convolucional", "GAN densa"):
    assert notas[nombre][0] == 10 and notas[nombre][1] >= 0.80
    assert notas[nombre][1] > max(notas["mezclas de dos"][1], notas["ruido"][1])
print("Las dos GAN: diez clases y confianza de 0.80 o más, por encima del ruido y de las mezclas.")


# %% dibujar-digitos tags=["nbval-ignore-output"]
def ordenadas(imagenes, por_clase=4):
    """Las primeras muestras de cada clase, según el juez: una lista de columnas."""
    clases = a_numpy(juez(imagenes, training=False)).argmax(axis=1)
    return [imagenes[clases == c][:por_clase] for c in range(10)]


fig, ejes = figura(8.4, 3.6, 4, 10)
for columna, muestras in zip(ejes.T, ordenadas(fabricar(G_conv))):
    for eje, imagen in zip(columna, muestras):
        mostrar_matriz(eje, imagen[..., 0], cmap="gray_r", vmin=0, vmax=1)
mostrar(
    fig,
    "Cuarenta dígitos inventados por la GAN convolucional, una columna por cifra del 0 al 9: se leen "
    "casi todos, con trazos distintos; alguno está torcido o a medio camino entre dos cifras.",
)

# %% vecinos-texto [markdown]
r"""
### ¿Ha copiado?

Para cada muestra buscamos la imagen de entrenamiento **más cercana**. ¿Qué distancia es «demasiado cerca»? La vara son los dígitos de prueba: reales, pero ajenos. Llamamos **sospechosa** a una muestra
más cercana a su vecino que el 1 % de los de prueba más próximos al suyo.

**Predice.** ¿Qué parte de las muestras de la GAN será sospechosa? ¿Y del copión?

<details><summary>Respuesta</summary>
Del copión, todas: su vecino está a distancia 0. De la GAN, casi ninguna: sus muestras quedan incluso más lejos del entrenamiento que los dígitos de prueba, porque además de nuevas son algo imperfectas.
</details>
"""

# %% sospechosas tags=["nbval-ignore-output"]
limite = np.quantile(vecino_mas_cercano(X_prueba, X)[0], 0.01)
sospecha = {
    nombre: np.mean(vecino_mas_cercano(concursantes[nombre], X)[0] < limite)
    for nombre in ("GAN convolucional", "GAN densa", "copión")
}
for nombre, parte in sospecha.items():
    print(f"{nombre}: {100 * parte:.1f} % de muestras sospechosas de copia")

# %% demuestra-no-copia
assert sospecha["copión"] == 1 and max(sospecha["GAN convolucional"], sospecha["GAN densa"]) < 0.05
assert notas["GAN convolucional"][2] > notas["dígitos de prueba"][2]
print("El copión, el 100 %; las dos GAN, menos del 5 %.")

# %% dibujar-vecinos tags=["nbval-ignore-output"]
elegidas = np.concatenate([m[:1] for m in ordenadas(fabricar(G_conv))])
fig, ejes = figura(8.4, 2.2, 2, len(elegidas))
for (arriba, abajo), imagen, vecino in zip(ejes.T, elegidas, vecino_mas_cercano(elegidas, X)[1]):
    mostrar_matriz(arriba, imagen[..., 0], cmap="gray_r", vmin=0, vmax=1)
    mostrar_matriz(abajo, X[vecino, ..., 0], cmap="gray_r", vmin=0, vmax=1)
mostrar(
    fig,
    "Arriba, una muestra de la GAN por cifra; abajo, su imagen de entrenamiento más cercana. Se "
    "parecen, pero los trazos no coinciden.",
)

# %% paseo-texto [markdown]
r"""
### Un paseo por el espacio latente

Cada punto $z$ es una imagen. Entre dos puntos hay un camino recto.

**Predice.** Al recorrerlo, ¿la imagen saltará de una cifra a otra, se fundirán las dos como en una transparencia o se irá deformando?

<details><summary>Respuesta</summary>
Se deforma poco a poco: los trazos se mueven y por el camino aparecen otras cifras. No es un fundido: el punto medio no es la media de las dos imágenes. G es continua, así que no puede saltar.
</details>
"""

# %% explorar-latente tags=["nbval-ignore-output"]
explorador.explorar_latente(G_conv)


# %% paseo
def pasear(G, pasos=40):
    """Imágenes del camino recto entre dos puntos latentes, en [0, 1]."""
    a, b = np.random.default_rng(curso.semilla).normal(size=(2, G.input_shape[-1]))
    t = np.linspace(0, 1, pasos)[:, None]
    return (a_numpy(G(((1 - t) * a + t * b).astype("float32"), training=False)) + 1) / 2


# %% medir-paseo
camino = pasear(G_conv)
saltos = np.linalg.norm(np.diff(camino, axis=0).reshape(len(camino) - 1, -1), axis=1)
lejos = np.linalg.norm(camino[0] - camino[-1])
transparencia = np.linalg.norm(camino[len(camino) // 2] - (camino[0] + camino[-1]) / 2)

# %% demuestra-paseo
print("¿Algún salto mayor que un tercio de la distancia entre los extremos?", saltos.max() > lejos / 3)
print("¿El centro del camino es la media de los extremos?", transparencia < 0.2 * lejos)
assert saltos.max() < lejos / 3 and transparencia > 0.2 * lejos

# %% nan-texto [markdown]
r"""
## 8 · Cuando se rompe

Una GAN puede descarrilar. `entrenar` mira las pérdidas y los pesos en cada llamada: si aparece un NaN, para, lo explica y devuelve las redes a los últimos pesos buenos. Lo provocamos con un ritmo
absurdo. Y dos entradas que no valen.
"""


# %% romper
def romper(accion):
    """Ejecuta algo que debe fallar y enseña su explicación."""
    try:
        accion()
    except ErrorCurso as error:
        print("⚠️", str(error).replace(". ", ".\n   "))


G, D = red_densa(2, 2), red_densa(2, 1)
romper(lambda: entrenar(crear_paso(G, D, del_anillo, ritmo=1e30, veces=1), [G, D], 20))
romper(lambda: crear_dcgan(8, latente=-3))
romper(lambda: sacar_de(255 * X))
print("¿Siguen siendo números los pesos?", all(np.isfinite(w).all() for w in G.get_weights()))

# %% completo-texto [markdown]
r"""
## 9 · Con MNIST y con GPU

Con `preparar(perfil="completo")` (o si hay GPU) esta celda descarga MNIST y entrena la **misma** `crear_dcgan` con el mismo paso, en 28×28. Sin GPU tarda mucho: no la pidas en un portátil.
"""

# %% completo
if curso.perfil == "completo":
    (Xg, yg), _ = separar(*digitos("completo"), rng)
    G_grande, D_grande = crear_dcgan(28, latente=64, canales=64)
    segundos = entrenar_gan(G_grande, D_grande, Xg, llamadas=400, jit_compile=curso.gpus > 0)
    juez = crear_juez(Xg[:10_000], yg[:10_000], epocas=3)
    probabilidades = a_numpy(juez(fabricar(G_grande), training=False))
    clases = len(np.unique(probabilidades.argmax(axis=1)))
    confianza = probabilidades.max(axis=1).mean()
    print(f"MNIST: {clases} clases, confianza {confianza:.2f}, en {segundos:.0f} s")
else:
    print("Perfil rápido: esta celda no hace nada. Con red y tiempo, pide el perfil completo.")

# %% aplicaciones [markdown]
r"""
## 10 · Para qué sirve

| Aplicación | Qué entra en $G$ | Dónde |
|---|---|---|
| Inventar muestras: caras, dígitos, moléculas | ruido | aquí; caras que crecen por resoluciones, en la lección 09 |
| Completar huecos de una imagen o de una tabla | lo que se conoce y ruido | lección 09 |
| Traducir: bordes → foto, caballos ↔ cebras | una imagen | lección 09 |
| Superresolución | una imagen pequeña | lección 09 |
| Mejorar la voz: quitar ruido | audio ruidoso | Pascual y otros (2017) |
| Arte: ni copia ni estilo conocido (CAN) | ruido | lección 09 |

Lo que **no** da una GAN: una probabilidad para cada imagen (para eso, los VAE) ni una garantía de cubrirlo todo. Y una advertencia: lo mismo que inventa dígitos inventa caras. De su uso indebido, y de cómo
detectarlo, trata la lección 12.
"""

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «El generador usa estimación de máxima verosimilitud.» | No hay verosimilitud. Con $D$ óptimo minimiza $2\,JSD - \log 4$; lo viste: da otro ajuste. |
| «El ruido sale de una distribución *par*.» | **Uniforme** (o gaussiana). |
| «Las muestras no detectadas vuelven al generador para que actualice sus pesos.» | $G$ aprende del gradiente de $D$ en **todas** sus muestras. |
| «$G$ minimiza $\log(1 - D(G(z)))$.» | En la práctica se maximiza $\log D(G(z))$: con $D = 0.01$ empuja 99 veces más. |
| «Si baja la pérdida de $G$, va bien.» | Una GAN sana y otra colapsada tenían casi las mismas pérdidas. Se miden modos, clases y vecinos. |
| «$D$ debe acabar acertando mucho.» | Si $G$ es perfecto, $D$ dice ½ y su pérdida es $2\log 2 \approx 1.39$. |
| «Ruido en las etiquetas: objetivos de hasta 1.2.» | Con media mayor que 1, la entropía cruzada no tiene suelo. Suaviza hacia abajo: 0.9, y solo lo real. |
| «Si el clasificador está seguro, la imagen es buena.» | Al copión le da la nota máxima, y al ruido más de lo que merece. Hacen falta controles y vecinos. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. $G$ fabrica, $D$ juzga, y comparten marcador: $\min_G\max_D \mathbb E\log D(x) + \mathbb E\log(1 - D(G(z)))$.
2. Con $G$ quieto, $D^* = p/(p+q)$; con ese $D$, el generador minimiza $2\,JSD(p,q) - \log 4$, y el mínimo es $q = p$.
3. La pérdida no saturante empuja cuando más falta hace; la de mínimos cuadrados empuja según la distancia.
4. Si $G$ corre más que $D$, colapsa en un modo; equilibrar los pasos o enseñar a $D$ las muestras de dos en dos lo cura.
5. Las pérdidas no miden calidad: cuenta modos, mira la JS, pregunta a un clasificador con controles y busca los vecinos más cercanos.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** En un punto, $p = 0.2$ y $q = 0.6$. ¿Qué dice el discriminador óptimo? &emsp;**a)** 0.75 &emsp;**b)** 0.25 &emsp;**c)** 1/3

<details><summary>Respuesta</summary>
b) $0.2/(0.2+0.6)$. Con a) has puesto $q$ arriba; con c), $p/q$.
</details>

**2.** Dos distribuciones no comparten ningún lugar. ¿Cuánto vale su JSD? &emsp;**a)** 0 &emsp;**b)** log 2 &emsp;**c)** Infinito

<details><summary>Respuesta</summary>
b) Es su máximo. La KL sí sería infinita.
</details>

**3.** $D(G(z)) = 0.2$. ¿Cuántas veces empuja más la no saturante? &emsp;**a)** 4 &emsp;**b)** 5 &emsp;**c)** 0.25

<details><summary>Respuesta</summary>
a) $(1 - 0.2)/0.2 = 4$.
</details>

**4.** Tu GAN da siempre el mismo 7, precioso, y $D$ no lo distingue. ¿Qué ves en las pérdidas? &emsp;**a)** La de G se dispara &emsp;**b)** Nada raro &emsp;**c)** La de D es negativa

<details><summary>Respuesta</summary>
b) Por eso hay que contar modos o clases.
</details>

**5.** Las muestras tienen confianza 0.99 y su vecino de entrenamiento está a distancia 0. ¿Qué pasa? &emsp;**a)** Es una GAN excelente &emsp;**b)** Ha memorizado &emsp;**c)** Ha colapsado

<details><summary>Respuesta</summary>
b) Copia imágenes de entrenamiento. Podría cubrir todos los modos, así que no es colapso.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("08")

# %% para-seguir [markdown]
r"""
## Para seguir

- En el explorador del plano, busca la proporción de pasos de $G$ por paso de $D$ a partir de la cual colapsa. ¿Depende de la semilla?
- Entrena `entrenar_anillo(juntos=4, pasos_g=10)`. ¿Más es mejor?
- Entrena la GAN densa con `llamadas=400`. Mira cómo se acerca a sus vecinos y cómo se desequilibran las clases: $D$ se está aprendiendo de memoria el entrenamiento.
- Cambia `latente=16` por 2 en `crear_dcgan` y dibuja una rejilla de todo el espacio latente.
- Sigue con la familia de las GAN: condicionadas, de imagen a imagen y creativas.

## Referencias

- Goodfellow, I. y otros (2014). *Generative adversarial nets*.
- Lin, Z. y otros (2018). *PacGAN: the power of two samples in generative adversarial networks*.
- Mao, X. y otros (2017). *Least squares generative adversarial networks*.
- Metz, L. y otros (2017). *Unrolled generative adversarial networks* (el anillo de gaussianas).
- Pascual, S., Bonafonte, A. y Serrà, J. (2017). *SEGAN: speech enhancement generative adversarial network*.
- Radford, A., Metz, L. y Chintala, S. (2016). *Unsupervised representation learning with deep convolutional generative adversarial networks*.
- Salimans, T. y otros (2016). *Improved techniques for training GANs* (suavizado de un lado).
"""
