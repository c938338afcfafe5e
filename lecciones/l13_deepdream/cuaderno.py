# %% portada [markdown]
r"""
# 13 · DeepDream: lo que sueña una red

**Pídele a una red que exagere lo que ve, y verás lo que tiene dentro.** En una nube creemos ver un dragón porque tenemos dragones en la cabeza. Una red hace lo mismo: si cambias la
foto, poco a poco, para que sus neuronas se activen más, aparecen los motivos con los que se entrenó. Aquí entrarás en una foto real con la derivada que ya conoces.

**Qué sabrás hacer**
- Derivar una activación respecto a la **imagen** y subir por ese gradiente.
- Explicar y programar las tres ideas que separan el ruido de un sueño: normalizar, desplazar y usar octavas.
- Elegir capa, canal o neurona, y medir qué detalle produce cada capa.
- Demostrar, con un juez independiente, que una red sueña lo que vio.
- Soñar imágenes grandes por baldosas, sin costuras.

**Qué necesitas antes**: las convoluciones y el campo receptivo de la [lección 02](02_convolucion.ipynb) y entrenar una CNN, de la [03](03_cnn.ipynb).

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

from lecciones.l13_deepdream import exploradores as explorador
from lecciones.l13_deepdream import suenos
from lecciones.l13_deepdream.suenos import objetivo, redimensionar, suavizar
from utils.datos.estilos import FAMILIAS, crear_red, lote, pintura, red_de_texturas
from utils.datos.fotos import foto
from utils.datos.redes import red_de_imagenet
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.gradientes import compilar, gradiente
from utils.graficos import OKABE_ITO, figura, mostrar, mostrar_matriz
from utils.imagenes import encajar, leer_imagen

# %% imagen-de-portada
flor, templo = (0.85 * encajar(foto(n), 256, 256) + 0.075 for n in ("flor", "china"))
red, nombres = red_de_texturas(), list(FAMILIAS)
hojas = objetivo(red, "familias", nombres.index("hojas"))
flores = objetivo(red, "familias", nombres.index("flores"))
fig, ejes = figura(8.6, 3.1, 1, 3)
for eje, imagen in zip(ejes, (flor, suenos.sonar(flor, flores), suenos.sonar(flor, hojas))):
    mostrar_matriz(eje, imagen)
mostrar(
    fig,
    "Una dalia de verdad y dos sueños de la misma foto: en el primero, sus pétalos y el fondo se "
    "llenan de florecillas; en el segundo, todo se cubre de hojas con sus nervios.",
)

# %% idea-texto [markdown]
r"""
La foto es de verdad; nadie ha dibujado las hojas ni las florecillas. Las ha puesto el gradiente de una red muy pequeña, que solo sabe distinguir diez familias de dibujos.

## 1 · Subir por el gradiente, pero de la imagen

Cuando entrenas, la imagen está fija y cambias los **pesos** para bajar una pérdida. DeepDream (Mordvintsev, Olah y Tyka 2015) hace lo contrario: los pesos están fijos y se cambia la
**imagen** $x$ para **subir** una activación $a(x)$, como ya hacían Simonyan y otros (2014) para ver qué busca una neurona; el repaso de Olah y otros (2017) reúne los trucos:

$$x \;\leftarrow\; x + \eta\,\frac{\partial a(x)}{\partial x}$$

La red del curso vio pinturas como estas. Las genera el propio curso, y la red acierta la familia de casi todas las que no ha visto.
"""

# %% familias
fig, ejes = figura(8.2, 3.7, 2, 5)
for eje, nombre in zip(ejes.flat, FAMILIAS):
    mostrar_matriz(eje, pintura(nombre, 128, 2), nombre)
mostrar(fig, f"Una pintura de cada familia, con su paleta: {', '.join(FAMILIAS)}.")

# %% la-red
nuevas, suyas = lote(150, np.random.default_rng([curso.semilla, 13]))
dice = ops.convert_to_numpy(red(nuevas, training=False))
aciertos = np.mean(dice.argmax(axis=1) == suyas)
print(f"{red.count_params()} parámetros, {len(FAMILIAS)} familias")
assert aciertos >= 0.95
print("Acierta la familia de más del 95 % de 150 pinturas nuevas.")

# %% derivar-texto [markdown]
r"""
Elegimos una activación: la neurona de salida «hojas». Su gradiente tiene la forma de la imagen: un número por píxel y color, que dice cuánto subiría la neurona si ese píxel se aclarara.

**Predice.** Las capas de la red tienen activaciones muy distintas. ¿Serán parecidos los tamaños de sus gradientes? ¿Servirá la misma $\eta$ para todas?

<details><summary>Respuesta</summary>
No siempre: aquí las cuatro primeras capas se parecen, pero la 5 es varias veces mayor, y la salida, mucho mayor. Y como la activación es una media, cada píxel aporta menos cuantos más hay. Con una $\eta$ fija, un objetivo apenas se movería y otro saltaría.
</details>
"""

# %% derivar
derivar = gradiente(lambda x: red(x, training=False)[0, nombres.index("hojas")])
activacion, (g,) = derivar(flor[None])
print(f"El gradiente tiene la forma {g.shape} de la imagen")

# %% tamano-de-los-gradientes tags=["nbval-ignore-output"]
CAPAS = [f"capa{k}" for k in range(1, 6)]
evaluadores = {capa: objetivo(red, capa) for capa in CAPAS}
desviaciones = {capa: evaluar(flor.astype("float32"))[1].std() for capa, evaluar in evaluadores.items()}
desviaciones["familias"] = hojas(flor.astype("float32"))[1].std()
print("\n".join(f"{capa:9} desviación del gradiente {d:.1e}" for capa, d in desviaciones.items()))

# %% demuestra-tamanos
assert max(desviaciones.values()) > 3 * min(desviaciones.values())
print("Entre el mayor gradiente y el menor hay más de un factor 3, y todos son diminutos.")

# %% paso-texto [markdown]
r"""
### Ejercicio 13.1 · Un paso de ascenso
El arreglo: quedarse con la **dirección** y olvidar el tamaño. Escribe `paso_ascenso(imagen, gradiente, tasa)`, que suma a la imagen `tasa` veces el gradiente dividido entre **su
desviación típica** (una sola, la de todo el gradiente). Si el gradiente es todo ceros, la imagen no cambia. No recortes el resultado.
"""


# %% ejercicio-13-1
def paso_ascenso(imagen, gradiente, tasa):
    """La imagen, movida `tasa` veces el gradiente dividido entre su desviación. No recorta."""
    # BEGIN SOLUTION
    direccion = gradiente / (np.std(gradiente) + 1e-8)
    return imagen + tasa * direccion
    # END SOLUTION


# %% comprobar-13-1
comprobar("13.1", paso_ascenso)

# %% subir
paso_ascenso = usar("13.1", paso_ascenso)


def subir(imagen, evaluar, pasos=60, tasa=0.01):
    """`(imagen, activaciones)` tras subir por el gradiente, sin más. La imagen se queda en [0, 1]."""
    x, historia = np.float32(imagen), []
    for _ in range(pasos):
        valor, g = evaluar(x)
        x = np.float32(np.clip(paso_ascenso(x, g, tasa), 0, 1))
        historia.append(valor)
    return x, historia


# %% primer-sueno
a_secas, historia = subir(flor, hojas)
fig, (izquierda, derecha) = figura(7.6, 3.2, 1, 2)
mostrar_matriz(izquierda, a_secas, "60 pasos, sin más")
derecha.plot(historia, color=OKABE_ITO[1])
derecha.set(xlabel="paso", ylabel="activación de «hojas»")
mostrar(fig, "Izquierda: la dalia, llena de trazos finos y grano. Derecha: la activación, que sube.")

# %% demuestra-sube
assert historia[-1] > 3 * max(historia[0], 1)
print("La neurona está más de tres veces más activa, y la imagen se ha llenado de grano.")

# %% a-secas-texto [markdown]
r"""
La red está encantada y nosotros no: la activación se ha disparado con un **grano** que no se parece a una hoja. Hay muchísimas maneras de mover 196 608 números, y el gradiente toma la más rápida, que suele ser
detalle muy fino. Tres ideas lo llevan hacia lo que queremos ver.

## 2 · Desplazar

Cada agrupación mira cuadros de 2×2 siempre en el mismo sitio: la red tiene una **cuadrícula**, y el sueño la hereda. Si antes de cada paso se mueve la imagen unos píxeles al azar y después se deshace,
la cuadrícula cae cada vez en un lugar y se borra. Lo que sobrevive es lo que le gusta a la red **esté donde esté**.

### Ejercicio 13.2 · Desplazar en círculo
Escribe `desplazar(imagen, dy, dx)`: la imagen movida `dy` píxeles hacia abajo y `dx` a la derecha. Lo que sale por un lado entra por el contrario, así que se puede deshacer sin perder nada.
"""


# %% ejercicio-13-2
def desplazar(imagen, dy, dx):
    """La imagen (alto, ancho[, canales]) movida en círculo: `dy` hacia abajo y `dx` a la derecha."""
    # BEGIN SOLUTION
    return np.roll(imagen, (dy, dx), axis=(0, 1))
    # END SOLUTION


# %% comprobar-13-2
comprobar("13.2", desplazar)

# %% ver-desplazar
desplazar = usar("13.2", desplazar)
ida_y_vuelta = desplazar(desplazar(flor, 40, -90), -40, 90)
print("Ida y vuelta, la misma imagen:", bool(np.array_equal(ida_y_vuelta, flor)))

# %% octavas-texto [markdown]
r"""
## 3 · Octavas

Una neurona de la última capa ve 42 píxeles de ancho (lo demostramos en la parte 6), así que dibuja motivos de ese tamaño como mucho. ¿Cómo se consiguen hojas **grandes**? Encogiendo la foto: en una imagen de 67 píxeles, 42 son más de la mitad. Se sueña
primero en pequeño, se agranda **lo soñado** (no la foto, que perdería nitidez) y se sigue soñando encima. Cada tamaño es una **octava**.

### Ejercicio 13.3 · Los tamaños de las octavas
Escribe `tamanos_octavas(tamano, octavas, escala=1.4)`: la lista de tamaños `(alto, ancho)`, **de menor a mayor**. El último es `tamano`; cada uno de los anteriores, el original dividido entre una potencia de `escala` y
redondeado al entero más cercano.
"""


# %% ejercicio-13-3
def tamanos_octavas(tamano, octavas, escala=1.4):
    """Lista de `octavas` tamaños (alto, ancho), de menor a mayor; el último es `tamano`."""
    # BEGIN SOLUTION
    alto, ancho = tamano
    factores = [escala**k for k in reversed(range(octavas))]
    return [(round(alto / f), round(ancho / f)) for f in factores]
    # END SOLUTION


# %% comprobar-13-3
comprobar("13.3", tamanos_octavas)

# %% ver-octavas
tamanos_octavas = usar("13.3", tamanos_octavas)
print(" → ".join(f"{alto}×{ancho}" for alto, ancho in tamanos_octavas((256, 256), 5)))

# %% suavizar-texto [markdown]
r"""
## 4 · El sueño entero

Quedan el grano y las manchas. `suavizar(g)` prepara el gradiente antes de cada paso:

1. le **resta** su versión muy difuminada, que solo aclara u oscurece zonas enteras;
2. **suma** dos versiones algo difuminadas, igualadas, para que el trazo pese tanto como el grano (es la idea de la pirámide laplaciana del cuaderno de Google para TensorFlow);
3. **liga** un poco los tres colores, que en las fotos suben y bajan juntos.

Con eso, `sonar` cabe en una celda:
"""


# %% sonar
def sonar(imagen, evaluar, pasos=12, octavas=5, tasa=0.012, salto=8, arreglar=suavizar, semilla=0):
    """El sueño de `imagen`: en cada octava, `pasos` de ascenso con desplazamientos al azar."""
    rng, imagen, detalle = np.random.default_rng(semilla), np.float32(imagen), 0 * np.float32(imagen)
    for tamano in tamanos_octavas(imagen.shape[:2], octavas):
        base = redimensionar(imagen, tamano)
        x = np.clip(base + redimensionar(detalle, tamano), 0, 1)
        for _ in range(pasos):
            dy, dx = rng.integers(-salto, salto + 1, 2)
            movida = desplazar(x, dy, dx)
            g = arreglar(evaluar(movida)[1])
            movida = np.clip(paso_ascenso(movida, g, tasa), 0, 1)
            x = np.float32(desplazar(movida, -dy, -dx))
        detalle = x - base
    return x


# %% una-idea-cada-vez tags=["nbval-ignore-output"]
tal_cual = lambda g: g
recetas = {
    "solo ascenso": {"octavas": 1, "pasos": 60, "salto": 0, "arreglar": tal_cual},
    "+ desplazar": {"octavas": 1, "pasos": 60, "arreglar": tal_cual},
    "+ octavas": {"arreglar": tal_cual},
    "+ suavizar": {},
}
suenos_de_hojas, segundos = {}, {}
for nombre, receta in recetas.items():
    inicio = time.perf_counter()
    suenos_de_hojas[nombre] = sonar(flor, hojas, **receta)
    segundos[nombre] = time.perf_counter() - inicio
print({nombre: f"{s:.1f} s" for nombre, s in segundos.items()})

# %% ver-recetas
fig, ejes = figura(8.8, 2.6, 1, 4)
for eje, (nombre, sueno) in zip(ejes, suenos_de_hojas.items()):
    mostrar_matriz(eje, sueno, nombre)
mostrar(
    fig,
    "Cuatro sueños de la misma dalia y la misma neurona. Solo con ascenso, trazos finos y grano; "
    "al desplazar, algo menos de retícula; con octavas, motivos más grandes; y al suavizar, hojas con "
    "sus nervios.",
    "La misma dalia y la misma neurona, «hojas», con una idea más cada vez.",
)

# %% demuestra-sueno
valor = {nombre: hojas(sueno)[0] for nombre, sueno in suenos_de_hojas.items()}
subida = valor["+ suavizar"] / max(hojas(np.float32(flor))[0], 1)
assert subida >= 3
assert np.abs(suenos_de_hojas["+ suavizar"] - suenos.sonar(flor, hojas)).mean() < 0.05
print("La activación se multiplica por más de 3.")
print("El motor del explorador, suenos.py, da la misma imagen, salvo redondeos.")

# %% costes-texto [markdown]
r"""
**Predice.** Para cada paso hay que ir hacia delante y volver hacia atrás. ¿Cuántas veces lo que cuesta ir hacia delante costará un paso entero?

<details><summary>Respuesta</summary>
La cuenta clásica dice tres veces, porque la vuelta cuesta el doble que la ida. Aquí los pesos no se derivan, así que bastaría con cerca de dos, y hay que añadir suavizar y desplazar.
</details>
"""


# %% costes tags=["nbval-ignore-output"]
def milisegundos(funcion, x, veces=7):
    """Lo que tarda `funcion(x)`: mediana de varias llamadas, después de una de calentamiento."""
    tiempos = []
    for _ in range(veces + 1):
        inicio = time.perf_counter()
        ops.convert_to_numpy(funcion(x)[0])
        tiempos.append(1000 * (time.perf_counter() - inicio))
    return np.median(tiempos[1:])


adelante = compilar(lambda x: red(x[None], training=False), jit_compile=False)
un_paso = lambda x: paso_ascenso(desplazar(x, 3, 5), suavizar(hojas(x)[1]), 0.01)
print("octava      hacia delante    gradiente    paso entero")
for lado, _ in tamanos_octavas((256, 256), 5):
    x = redimensionar(flor, (lado, lado))
    tiempos = [milisegundos(funcion, x) for funcion in (adelante, hojas, un_paso)]
    print(f"{lado:3}×{lado:3}     {tiempos[0]:7.1f} ms   {tiempos[1]:7.1f} ms     {tiempos[2]:7.1f} ms")

# %% capas-texto [markdown]
r"""
## 5 · ¿Qué capa?

Hasta aquí hemos excitado una neurona de salida. También se puede excitar una **capa entera**: la media de los cuadrados de sus activaciones. Así era el DeepDream original, que no pide nada concreto: «lo que veas, más».

**Predice.** ¿Qué saldrá de la segunda capa? ¿Y de la última?

<details><summary>Respuesta</summary>
Las capas bajas ven trozos de pocos píxeles: bordes y trazos finos. Las altas ven trozos grandes y tienen motivos.
</details>
"""

# %% sonar-capas tags=["nbval-ignore-output"]
por_capa = {capa: sonar(templo, evaluadores[capa], octavas=4, tasa=0.008) for capa in CAPAS[1:]}
fig, ejes = figura(8.8, 2.6, 1, 4)
for eje, (capa, sueno) in zip(ejes, por_capa.items()):
    mostrar_matriz(eje, sueno, capa)
mostrar(fig, "El templo soñado desde cuatro capas: las bajas marcan bordes; las altas, franjas anchas.")

# %% espectro-texto [markdown]
r"""
No basta con mirar: vamos a **medirlo**. Para que la capa decida sola, quitamos las octavas y el suavizado, soñamos sobre una foto de 128 píxeles y miramos lo que se ha **añadido**. La transformada de Fourier
dice qué parte de su potencia está en el detalle fino: periodos de menos de 8 píxeles.
"""


# %% espectro
def parte_fina(imagen, periodo=8):
    """Fracción de la potencia, en gris y sin la media, con periodos de menos píxeles que ese."""
    luz = imagen.mean(axis=-1)
    frecuencia = np.hypot(*np.meshgrid(*map(np.fft.fftfreq, luz.shape), indexing="ij"))
    potencia = np.abs(np.fft.fft2(luz - luz.mean())) ** 2
    return potencia[frecuencia > 1 / periodo].sum() / potencia.sum()


for p in (4, 16):
    onda = np.sin(2 * np.pi * np.arange(128) / p)[:, None, None] * np.ones((128, 128, 3))
    print(f"Onda de periodo {p}: parte fina {abs(parte_fina(onda)):.2f}")

# %% medir-espectro tags=["nbval-ignore-output"]
libre = {"octavas": 1, "pasos": 40, "tasa": 0.008, "arreglar": tal_cual}
pequenas = [redimensionar(foto_entera, (128, 128)) for foto_entera in (templo, flor)]
finas = {}
for capa in CAPAS:
    anadido = [sonar(p, evaluadores[capa], **libre) - p for p in pequenas]
    finas[capa] = np.mean([parte_fina(a) for a in anadido])
print({capa: f"{100 * f:.0f} %" for capa, f in finas.items()})

# %% demuestra-espectro
assert min(finas["capa1"], finas["capa2"]) > 1.3 * max(finas["capa4"], finas["capa5"])
print("Las dos primeras capas ponen más detalle fino que las dos últimas.")

# %% espectro-dibujo tags=["nbval-ignore-output"]
fig, eje = figura(6.5, 2.8)
eje.bar(list(finas), [100 * f for f in finas.values()], color=OKABE_ITO[0])
eje.set(ylabel="detalle fino (%)", ylim=(0, 100))
mostrar(fig, "Barras: mucho detalle fino en las capas 1 y 2, menos en la 3 y la 4; en la 5 sube algo.")

# %% espectro-explica [markdown]
r"""
La tendencia es clara, pero no perfecta: la capa 5 pone más grano que la 4. Quizá porque su gradiente cruza más agrupaciones; no lo hemos comprobado.

## 6 · Un canal, una neurona

Cada canal de la última capa responde a algo: en el explorador, en lugar de la capa entera, puedes excitar **un canal**. Las neuronas de salida mezclan los canales en motivos completos. Aquí, seis.
"""

# %% galeria-de-familias tags=["nbval-ignore-output"]
elegidas = ("ojos", "espirales", "escamas", "mosaicos", "geometría", "puntos")
galeria = {n: sonar(templo, objetivo(red, "familias", nombres.index(n))) for n in elegidas}
fig, ejes = figura(7.2, 5.2, 2, 3)
for eje, (nombre, sueno) in zip(ejes.flat, galeria.items()):
    mostrar_matriz(eje, sueno, nombre)
mostrar(
    fig,
    "El templo soñado por seis neuronas de salida: el cielo se llena de ojos, de cintas enroscadas, "
    "de escamas, de teselas, de bloques sueltos y de lunares. Del templo queda la silueta.",
)

# %% neurona-texto [markdown]
r"""
Un canal es una neurona **repetida** en todos los sitios. ¿Y si se excita un solo sitio, el del centro, con todos sus canales? El gradiente solo puede llegar hasta donde ve.

**Predice.** Con la fórmula de la [lección 02](02_convolucion.ipynb): filtros de 5, 3, 3, 3 y 3, con agrupaciones de 2 antes de los tres últimos. ¿Cuántos píxeles ve una neurona de la última capa?

<details><summary>Respuesta</summary>
Se suma (lado − 1) × salto: 1 + 4 + 2 = 7; la agrupación añade 1 y dobla el salto: 8; + 2×2 = 12; + 2 = 14; + 2×4 = 22; + 4 = 26; + 2×8 = 42. Ve <b>42×42</b> píxeles.
</details>
"""

# %% una-neurona
capa5 = keras.Model(red.inputs[0], red.get_layer("capa5").output)
centro = gradiente(lambda x: ops.sum(capa5(x, training=False)[:, 8, 8, :]))
ruido = np.random.default_rng(curso.semilla).uniform(size=(1, 128, 128, 3))
_, (g,) = centro(ruido)
filas, columnas = np.nonzero(np.abs(ops.convert_to_numpy(g)[0]).sum(axis=-1))
alto, ancho = np.ptp(filas) + 1, np.ptp(columnas) + 1
print(f"El gradiente ocupa {alto}×{ancho} píxeles de 128×128; los demás valen 0")
assert alto == ancho == 42

# %% vio-texto [markdown]
r"""
## 7 · La red sueña lo que vio

¿De dónde salen los motivos? Si la idea es cierta, **la misma red**, entrenada con otras pinturas, soñará otras cosas. Vamos a entrenar dos desde cero, iguales en todo menos en lo que ven: la red A, las cinco primeras familias; la red B, las otras cinco.
Para ir deprisa, las pinturas se ven a mitad de tamaño.

Hay un detalle que cambia mucho el sueño. Una red corriente se fía de detalles invisibles, y su gradiente parece ruido. Si al entrenar se le **retocan** las imágenes para engañarla, tiene que fijarse en lo que se ve (Engstrom y otros 2019). Así se
entrenó la red del curso, reutilizando cada gradiente para los pesos y para el retoque (Shafahi y otros 2019). Y el retoque es un paso de ascenso, como los de antes, pero de la **pérdida**.
"""


# %% crear-paso
def crear_paso(red, X, Y, ritmo, fuerza=1.0, n=50):
    """Función compilada: con un lote al azar, sube por las imágenes y después baja por los pesos."""
    azar, adam = keras.random.SeedGenerator(curso.semilla), keras.optimizers.Adam(ritmo)
    entropia = keras.losses.CategoricalCrossentropy(from_logits=True)
    hacia_peor = gradiente(lambda x, y: entropia(y, red(x, training=False)))
    derivar = gradiente(lambda x, y: entropia(y, red(x, training=True)), red.trainable_variables)
    datos = ops.convert_to_tensor(X), ops.convert_to_tensor(Y)

    def paso():
        elegidas = keras.random.randint((n,), 0, len(X), seed=azar)
        x, y = (ops.take(d, elegidas, axis=0) for d in datos)
        x = 0.5 + keras.random.uniform((n, 1, 1, 1), 0.5, 1.0, seed=azar) * (x - 0.5)  # otro contraste
        g = hacia_peor(x, y)[1][0]
        norma = ops.sqrt(ops.sum(g**2, axis=(1, 2, 3), keepdims=True)) + 1e-12
        valor, gradientes = derivar(ops.clip(x + fuerza * g / norma, 0, 1), y)
        adam.apply(gradientes, red.trainable_variables)
        return valor

    return compilar(paso, veces=10, jit_compile=False)


# %% entrenar
def entrenar(familias, pasos=170):
    """Red de texturas entrenada desde cero con esas familias, a mitad de tamaño y también en espejo."""
    X, y = lote(400, np.random.default_rng(curso.semilla), familias)
    X = X.reshape(400, 32, 2, 32, 2, 3).mean(axis=(2, 4))
    X, Y = np.concatenate([X, X[:, :, ::-1]]), np.eye(len(familias), dtype="float32")[np.tile(y, 2)]
    keras.utils.set_random_seed(curso.semilla)
    nueva = crear_red(len(familias))
    coseno = keras.optimizers.schedules.CosineDecay
    paso = crear_paso(nueva, X, Y, coseno(3e-4, pasos, warmup_target=4e-3, warmup_steps=pasos // 10))
    for _ in range(pasos // 10):
        perdida = paso()
    return nueva, float(perdida)


# %% entrenar-dos tags=["nbval-ignore-output"]
mitades = {"A": nombres[:5], "B": nombres[5:]}
dos_redes = {}
for letra, familias in mitades.items():
    inicio = time.perf_counter()
    dos_redes[letra], perdida = entrenar(familias)
    segundos = time.perf_counter() - inicio
    print(f"red {letra}: {', '.join(familias)}; pérdida {perdida:.2f}, {segundos:.0f} s")

# %% juez-texto [markdown]
r"""
El **juez** es la red del curso: conoce las diez familias, se entrenó aparte y no interviene en el sueño. Cada red sueña desde un gris casi liso, sin octavas: dos sueños por cada neurona de salida, que el juez mira al doble de tamaño. Para cada sueño, el juez dice
qué probabilidad da al conjunto de familias de A. Si las redes soñaran lo mismo, esa cifra no serviría para adivinar de quién es el sueño, y el área bajo la curva ROC sería 0.5.
"""


# %% sonar-de-la-nada tags=["nbval-ignore-output"]
def de_la_nada(red, neurona, semilla):
    """Sueño desde un gris casi liso de 64×64, para la neurona de salida, ampliado al doble."""
    gris = 0.5 + 0.05 * np.random.default_rng([curso.semilla, semilla]).normal(size=(64, 64, 3))
    sueno = sonar(gris, evaluador[red, neurona], octavas=1, pasos=40, tasa=0.015, semilla=semilla)
    return np.clip(redimensionar(sueno, (128, 128)), 0, 1)


VECES = 2  # sueños por neurona
evaluador = {(r, k): objetivo(dos_redes[r], "familias", k) for r in "AB" for k in range(5)}
sonados = {r: np.array([de_la_nada(r, k, s) for k in range(5) for s in range(VECES)]) for r in "AB"}
juicio = {r: ops.convert_to_numpy(ops.softmax(red(x, training=False))) for r, x in sonados.items()}
parte_de_a = {r: p[:, :5].sum(axis=1) for r, p in juicio.items()}

# %% medir-juez tags=["nbval-ignore-output"]
from sklearn.metrics import roc_auc_score

de_quien = np.repeat([1, 0], 5 * VECES)
area = roc_auc_score(de_quien, np.concatenate([parte_de_a["A"], parte_de_a["B"]]))
en_a, en_b = parte_de_a["A"].mean(), parte_de_a["B"].mean()
print(f"Probabilidad de las familias de A: en sueños de A, {en_a:.2f}; de B, {en_b:.2f}")
print(f"Área bajo la curva ROC: {area:.2f}")
for letra, p in juicio.items():
    lugar = 0 if letra == "A" else 5
    for k, familia in enumerate(mitades[letra]):
        veces = np.sum(p[VECES * k : VECES * (k + 1)].argmax(axis=1) == lugar + k)
        print(f"  {letra} sueña {familia:10}: el juez la reconoce en {veces} de {VECES}")

# %% demuestra-vio
assert area >= 0.65
print("Con solo mirar el sueño, el juez adivina qué red lo soñó claramente mejor que al azar.")

# %% dibujar-dos
fig, ejes = figura(8.8, 3.9, 2, 5)
for fila, (letra, familias) in zip(ejes, mitades.items()):
    for k, (eje, familia) in enumerate(zip(fila, familias)):
        mostrar_matriz(eje, sonados[letra][VECES * k], f"{letra}: {familia}")
mostrar(
    fig,
    "Diez sueños que empezaron en el mismo gris. Arriba, los de la red A; abajo, los de la B. La misma "
    "neurona, la primera de la izquierda, sueña franjas en una red y manchas en la otra.",
)

# %% vio-explica [markdown]
r"""
No todos los motivos se reconocen: con tan poco entrenamiento, a las redes les basta con una pista de cada familia (un borde, una curva) y eso es lo que sueñan. La red del curso, entrenada durante más tiempo, sueña ojos y hojas
enteros. De ahí una lección práctica: el sueño enseña **en qué se fija** la red, que no siempre es lo que tú creías haberle enseñado.

## 8 · Imágenes grandes, por baldosas

La memoria crece con los píxeles. Para una foto grande se calcula el gradiente **por baldosas**, cada una por su cuenta, y se juntan. El peligro son las **costuras**: en el borde de una baldosa, la red no ve lo que hay al otro
lado, y los motivos se cortan. El remedio ya lo tienes: si el desplazamiento es de hasta media baldosa, el borde cae cada vez en un sitio.

**Predice.** Sin desplazar, ¿será mayor o menor que lo normal el salto entre dos píxeles vecinos a los dos lados de una costura?

<details><summary>Respuesta</summary>
Mayor: a cada lado se ha soñado una cosa distinta.
</details>
"""

# %% costura
BALDOSA = 128


def costura(anadido):
    """Salto medio entre píxeles vecinos en los bordes de baldosa, en veces el de los demás sitios."""
    razones = []
    for eje in (0, 1):
        saltos = np.abs(np.diff(anadido, axis=eje)).mean(axis=(1 - eje, 2))
        en_borde = np.arange(1, len(saltos) + 1) % BALDOSA == 0
        razones.append(saltos[en_borde].mean() / saltos[~en_borde].mean())
    return np.mean(razones)


# %% baldosas tags=["nbval-ignore-output"]
a_trozos = suenos.por_baldosas(hojas, BALDOSA)
una = {"octavas": 1, "pasos": 40}
con_costuras = sonar(templo, a_trozos, salto=0, **una)
sin_costuras = sonar(templo, a_trozos, salto=BALDOSA // 2, **una)
sin_baldosas = sonar(templo, hojas, **una)
razones = [costura(sueno - templo) for sueno in (con_costuras, sin_costuras, sin_baldosas)]
print(f"Salto en las costuras: {razones[0]:.2f} veces el normal; desplazando, {razones[1]:.2f}")
print(f"Con la imagen entera, sin baldosas, en esos mismos sitios: {razones[2]:.2f}")

# %% demuestra-costuras
assert razones[0] > 1.3 * razones[1] and abs(razones[1] - razones[2]) < 0.2
print("Sin desplazar se ven las costuras; desplazando, el salto es como el de la imagen entera.")

# %% ver-costuras
fig, ejes = figura(7.4, 3.8, 1, 2)
for eje, sueno, rotulo in zip(ejes, (con_costuras, sin_costuras), ("sin desplazar", "desplazando")):
    mostrar_matriz(eje, sueno, rotulo)
mostrar(
    fig,
    "El templo soñado en cuatro baldosas. Sin desplazar, una cruz separa los cuatro cuadros, que no "
    "casan; desplazando no se nota dónde acaba cada uno.",
)

# %% panorama tags=["nbval-ignore-output"]
entero = np.float32(0.85 * foto("china", alto=320) + 0.075)
inicio = time.perf_counter()
panorama = sonar(entero, a_trozos, salto=BALDOSA // 2)
print(f"{entero.shape[0]}×{entero.shape[1]}, con cinco octavas: {time.perf_counter() - inicio:.0f} s")

# %% ver-panorama
fig, eje = figura(8.6, 5.8)
mostrar_matriz(eje, panorama)
mostrar(fig, "El templo y su lago, hechos de hojas con nervios, también el cielo. No se ven baldosas.")

# %% explorador-texto [markdown]
r"""
## 9 · Tu turno

Elige red, capa, canal, pasos y octavas. El mapa dice, al momento, **dónde** se activa lo que has elegido: ahí empezará el sueño. Pulsa «Soñar» y compara en la galería: la misma neurona en dos redes, la misma red en dos capas,
una octava o cinco. En el rótulo está la activación, antes y después.
"""

# %% explorar tags=["nbval-ignore-output"]
redes = {"curso": red, "A": dos_redes["A"], "B": dos_redes["B"]}
fotos = {"templo": redimensionar(templo, (160, 160)), "flor": redimensionar(flor, (160, 160))}
explorador.explorar_suenos(redes, fotos)

# %% tu-imagen-texto [markdown]
r"""
### Con tu propia foto
`leer_imagen` acepta la ruta de un fichero, también en gris o con transparencia, y reduce las enormes. Si algo no vale, dice qué hacer:
"""


# %% tu-imagen
def probar(que, accion):
    """Enseña qué pasa con una imagen que quizá no valga."""
    try:
        print(f"{que}: se lee, {accion().shape}")
    except ErrorCurso as error:
        print(f"{que}:", str(error).replace(". ", ".\n    "))


probar("gris", lambda: leer_imagen(foto("flor", gris=True)))
probar("con transparencia", lambda: leer_imagen(np.ones((200, 300, 4))))
probar("enorme", lambda: leer_imagen(np.zeros((1500, 3000, 3)), maximo=512))
probar("no es una imagen", lambda: leer_imagen(b"hola"))
probar("diminuta", lambda: leer_imagen(np.zeros((20, 20, 3))))
probar("pequeña para 6 octavas", lambda: suenos.sonar(np.zeros((128, 128, 3)), hojas, octavas=6))

# %% completo-texto [markdown]
r"""
### El clásico
El DeepDream de 2015 usaba una red Inception entrenada con ImageNet, que tiene más de cien razas de perro entre sus mil clases: por eso soñaba perros en las nubes. Con `preparar(perfil="completo")`, y con conexión la primera vez, esta celda usa
InceptionV3. `red_de_imagenet("MobileNetV2")` es mucho más ligera.
"""

# %% completo tags=["nbval-ignore-output"]
if curso.perfil == "completo":
    clasica = red_de_imagenet("InceptionV3")
    sueno = sonar(encajar(foto("china"), 320, 320), objetivo(clasica, "mixed4"), octavas=4)
    fig, eje = figura(5, 5)
    mostrar_matriz(eje, sueno)
    mostrar(fig, "El templo soñado por InceptionV3 desde la capa mixed4.")
else:
    print('Con preparar(perfil="completo"), aquí sueña InceptionV3.')

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «DeepDream entrena la red con tu foto.» | Los pesos no se tocan. Se deriva respecto a la imagen, y es la imagen la que cambia. |
| «La red dibuja lo que hay escondido en la foto.» | Dibuja lo que **ella** sabe ver. Con otras pinturas en el entrenamiento, otros motivos. |
| «Con más pasos siempre sale mejor.» | La activación sube, pero lo que sube suele ser grano o saturación. Sin octavas ni desplazamientos no hay motivos. |
| «Normalizar el gradiente cambia la dirección.» | Se divide entre un solo número: la dirección es la misma; el tamaño del paso deja de depender de la capa. |
| «El desplazamiento es para que haya variedad.» | Es para que la cuadrícula de las agrupaciones y los bordes no se marquen: cae cada vez en otro sitio. |
| «Se agranda la imagen de una octava a otra.» | Se agranda solo lo soñado; la foto se vuelve a tomar del original, y por eso no se emborrona. |
| «Las capas altas dan siempre menos detalle.» | En conjunto sí, y lo hemos medido, pero su gradiente llega con grano: hay que suavizarlo. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. DeepDream sube por el gradiente de una activación **respecto a la imagen**, con los pesos fijos.
2. El gradiente se divide entre su desviación: un ritmo parecido sirve para cualquier capa y tamaño.
3. Desplazar borra la cuadrícula y las costuras; las octavas dan motivos grandes; suavizar quita el grano.
4. Las capas bajas ponen trazos finos y las altas, motivos; una neurona no puede cambiar lo que no ve.
5. La red sueña lo que vio: la misma, con otras pinturas, sueña otra cosa, y un juez ajeno lo nota.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** En DeepDream, ¿respecto a qué se deriva? &emsp;**a)** Los pesos &emsp;**b)** La imagen &emsp;**c)** La etiqueta

<details><summary>Respuesta</summary>
b) La red está entrenada y no cambia.
</details>

**2.** Una imagen de 280×140 con 3 octavas y escala 1.4. ¿Cuál es la primera? &emsp;**a)** 143×71 &emsp;**b)** 280×140 &emsp;**c)** 200×100

<details><summary>Respuesta</summary>
a) 280/1.4² = 142.9 y 140/1.4² = 71.4. La c) es la segunda.
</details>

**3.** Tu sueño tiene una rejilla regular de 8 píxeles. ¿Qué falta? &emsp;**a)** Más pasos &emsp;**b)** Desplazar la imagen al azar en cada paso &emsp;**c)** Un ritmo mayor

<details><summary>Respuesta</summary>
b) Es la cuadrícula de las tres agrupaciones de 2: 2³ = 8.
</details>

**4.** ¿Por qué las costuras desaparecen al desplazar por baldosas? &emsp;**a)** Porque las baldosas se hacen más grandes &emsp;**b)** Porque el borde cae cada vez en otro sitio &emsp;**c)** Porque se difumina la imagen

<details><summary>Respuesta</summary>
b) Ningún píxel está siempre en un borde.
</details>

**5.** Entrenas la misma red solo con fotos de coches. ¿Qué soñará en una nube? &emsp;**a)** Perros, como todas &emsp;**b)** Trozos de coche &emsp;**c)** Nada

<details><summary>Respuesta</summary>
b) Sueña lo que vio.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("13")

# %% para-seguir [markdown]
r"""
## Para seguir

- Sueña sobre una `pintura("pinceladas", 256, 7)` en lugar de una foto. ¿Y sobre un gris liso?
- Encadena: sueña, recorta 6 píxeles de cada lado y vuelve al tamaño, `encajar(x[6:-6, 6:-6], 256, 256)`, y otra vez. Con cincuenta fotogramas tienes un viaje sin fin.
- Cambia `fuerza=1.0` por `fuerza=0` en `crear_paso`. ¿Cambia el área bajo la curva? ¿Y la imagen?
- Excita dos canales a la vez: suma sus activaciones. ¿Salen los dos motivos o uno nuevo?
- Resta en lugar de sumar (`tasa` negativa). ¿Qué es lo que **menos** le gusta a la neurona «ojos»?

## Referencias

- Engstrom, L. y otros (2019). *Adversarial robustness as a prior for learned representations*.
- Mordvintsev, A., Olah, C. y Tyka, M. (2015). *Inceptionism: going deeper into neural networks*.
- Olah, C., Mordvintsev, A. y Schubert, L. (2017). *Feature visualization*.
- Shafahi, A. y otros (2019). *Adversarial training for free!*.
- Simonyan, K., Vedaldi, A. y Zisserman, A. (2014). *Deep inside convolutional networks: visualising image classification models and saliency maps*.
"""
