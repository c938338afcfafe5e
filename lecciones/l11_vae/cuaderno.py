# %% portada [markdown]
r"""
# 11 · VAE: el autocodificador variacional

**Entre una cara seria y una que sonríe hay un camino, y entre dos frases también.** Un autocodificador sabe comprimir, pero si eliges un código al azar suele
decodificar un borrón: entre sus códigos quedan huecos. El VAE rellena los huecos, y con eso aprende a inventar.

**Qué sabrás hacer**
- Explicar por qué un autocodificador tiene huecos y qué cambia al codificar con una gaussiana.
- Deducir la ELBO y programar sus dos partes: la reconstrucción y la KL.
- Reparametrizar, para que el gradiente atraviese el azar.
- Diagnosticar el colapso del posterior y curarlo.
- Viajar entre imágenes y entre frases, hacer aritmética de atributos y **medir** si ha salido bien.

**Qué necesitas antes**: los autocodificadores de la [lección 10](10_autoencoders.ipynb). Para las frases, la [lección 06](06_lstm_gru.ipynb).

**Tiempo**: unos 90 minutos de lectura y ejercicios.
"""

# %% preparar
from utils.curso import preparar

curso = preparar()
curso

# %% importar
import numpy as np

from lecciones.l11_vae import exploradores as explorador
from utils.datos.caras import caras, dibujar
from utils.datos.digitos import digitos
from utils.datos.frases import es_gramatical, oraciones, piezas
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.gradientes import para_compilar
from utils.graficos import figura, mostrar, mostrar_matriz
from utils.vigilancia import exigir_unidad, parar_con_nan

# %% imagen-de-portada
viaje = dibujar(
    identidad=[3, 3, 3, 3, 3, 11, 11, 11, 11, 11],
    sonrisa=np.linspace(-1, 1, 10),
    pose=np.linspace(-0.8, 0.8, 10),
    pelo=np.linspace(0.1, 0.9, 10),
)
fig, eje = figura(8.6, 1.2)
mostrar_matriz(eje, np.concatenate(list(viaje), axis=1))
mostrar(
    fig,
    "Diez caras dibujadas: la primera, seria y mirando a un lado; la última, de otra persona, sonríe.",
)

# %% gaussiana-texto [markdown]
r"""
Estas caras las dibuja el curso, a partir de factores que conocemos: la identidad, la sonrisa, la pose, los ojos y el pelo. Nadie es real. Como sabemos lo que vale cada
factor, podremos medir si el VAE lo ha movido.

## 1 · De un punto a una gaussiana

Un autocodificador lleva cada imagen $x$ a **un punto** $z$. Nada le pide que los puntos cercanos se parezcan, ni que no queden huecos. El VAE (Kingma y Welling 2014) cambia dos cosas:

- El codificador da una **gaussiana**, $q(z|x) = N(\mu, \sigma^2)$, con una media y una desviación por dimensión. Al entrenar se decodifica un punto al azar de ella: los vecinos de $\mu$ también
tienen que servir.
- Todas las gaussianas deben parecerse a una fija, el **previo** $p(z) = N(0, I)$. Así se apiñan alrededor del 0 y no dejan huecos.

### Ejercicio 11.1 · Reparametrizar
¿Cómo se deriva algo que sale de un sorteo? Sacando el azar fuera: se sortea $\varepsilon \sim N(0, I)$, que no depende de la red, y $z$ se **calcula**. El codificador da $\mu$ y $\log\sigma^2$, porque
un logaritmo puede ser cualquier número. Escribe `reparametrizar(mu, log_var, eps)`: la muestra de $N(\mu, \sigma^2)$ que corresponde a `eps`.
"""


# %% ejercicio-11-1
def reparametrizar(mu, log_var, eps):
    """Muestra de N(mu, σ²) hecha con `eps`, muestra de N(0, 1). `log_var` es el logaritmo de σ²."""
    # BEGIN SOLUTION
    sigma = np.exp(log_var / 2)
    return mu + sigma * eps
    # END SOLUTION


# %% comprobar-11-1
comprobar("11.1", reparametrizar)

# %% ver-reparametrizar
reparametrizar = usar("11.1", reparametrizar)
rng = np.random.default_rng(curso.semilla)
mu, log_var = np.full(100_000, 3.0), np.full(100_000, np.log(0.25))
muestras = reparametrizar(mu, log_var, rng.normal(size=100_000))
print(f"Media {muestras.mean():.1f}, desviación {muestras.std():.1f}")
assert abs(muestras.mean() - 3) < 0.02 and abs(muestras.std() - 0.5) < 0.02

# %% elbo-texto [markdown]
r"""
## 2 · La ELBO

Queremos que los datos sean probables: que $\log p(x)$ sea grande, con $p(x) = \int p(x|z)\,p(z)\,dz$. Esa integral no se puede calcular, pero sí acotar. Para cualquier $q(z|x)$,

$$\log p(x) = \log \mathbb{E}_{q}\!\left[\frac{p(x|z)\,p(z)}{q(z|x)}\right] \;\ge\; \mathbb{E}_{q}\!\left[\log\frac{p(x|z)\,p(z)}{q(z|x)}\right]
= \underbrace{\mathbb{E}_q[\log p(x|z)]}_{\text{reconstruir}} - \underbrace{\mathrm{KL}\bigl(q(z|x)\,\|\,p(z)\bigr)}_{\text{parecerse al previo}}$$

La desigualdad es la de Jensen: el logaritmo de una media nunca es menor que la media de los logaritmos. A la derecha está la **ELBO**, la cota inferior de la evidencia
(*evidence lower bound*). Lo que falta para la igualdad es $\mathrm{KL}\bigl(q(z|x)\,\|\,p(z|x)\bigr)$: cuanto mejor es el codificador, más ajusta la cota.

**Predice.** ¿Qué hace la KL con un ejemplo cuya gaussiana tiene $\mu = 0$ y $\sigma = 1$ en todas las dimensiones? ¿Qué sabe el decodificador de él?

<details><summary>Respuesta</summary>
La KL vale 0, la mejor posible, y el decodificador no sabe nada: todos los ejemplos le llegan igual. La KL es lo que <b>cuesta</b> mandar información por el código, y se mide en nats.
</details>

### Ejercicio 11.2 · La KL
Con gaussianas hay fórmula cerrada. En cada dimensión, $\mathrm{KL} = \tfrac12(\mu^2 + \sigma^2 - 1 - \log\sigma^2)$, y las dimensiones se suman. Escribe `kl_gaussiana(mu, log_var)`: **una KL para
cada ejemplo**. Las dimensiones están en el último eje.
"""


# %% ejercicio-11-2
def kl_gaussiana(mu, log_var):
    """KL de N(mu, σ²) a N(0, I), en nats: un número para cada ejemplo.
    `mu` y `log_var`: (ejemplos, dim) o (dim,)."""
    # BEGIN SOLUTION
    por_dimension = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    return np.sum(por_dimension, axis=-1)
    # END SOLUTION


# %% comprobar-11-2
comprobar("11.2", kl_gaussiana)

# %% demuestra-kl
kl_gaussiana = usar("11.2", kl_gaussiana)
mu, log_var = np.array([1.5, -0.5, 0.0]), np.array([-1.0, 0.5, -2.0])
eps = rng.normal(size=(200_000, 3))
z = reparametrizar(mu + 0 * eps, log_var + 0 * eps, eps)
log_q = -0.5 * np.sum(np.log(2 * np.pi) + log_var + (z - mu) ** 2 / np.exp(log_var), axis=1)
log_p = -0.5 * np.sum(np.log(2 * np.pi) + z**2, axis=1)
monte_carlo, cerrada = np.mean(log_q - log_p), kl_gaussiana(mu, log_var)
print(f"KL cerrada {cerrada:.2f} nats; con 200 000 muestras, {monte_carlo:.2f}")
assert abs(monte_carlo - cerrada) < 0.01 * cerrada

# %% ejercicio-elbo [markdown]
r"""
### Ejercicio 11.3 · La ELBO
Nuestros píxeles van de 0 a 1. Tratamos cada uno como una moneda (Bernoulli) cuya probabilidad de estar encendida es la que da el decodificador, $\hat x$: $\log p(x|z) = \sum_i
x_i\log\hat x_i + (1-x_i)\log(1-\hat x_i)$. Escribe `elbo(x, x_rec, mu, log_var)`: **una para cada ejemplo**, con la reconstrucción que sale de una sola muestra. `x_rec` está entre 0 y 1, sin llegar a los extremos.
"""


# %% ejercicio-11-3
def elbo(x, x_rec, mu, log_var):
    """ELBO de cada ejemplo, en nats.
    `x` y `x_rec`: (ejemplos, píxeles); `mu` y `log_var`: (ejemplos, dim)."""
    # BEGIN SOLUTION
    log_p = np.sum(x * np.log(x_rec) + (1 - x) * np.log(1 - x_rec), axis=-1)
    return log_p - kl_gaussiana(mu, log_var)
    # END SOLUTION


# %% comprobar-11-3
comprobar("11.3", elbo)

# %% keras-texto [markdown]
r"""
## 3 · En Keras

La clase siguiente es todo el VAE. Recibe un codificador que da $2d$ números (las medias y los $\log\sigma^2$), un decodificador, la parte de reconstrucción de la pérdida y $\beta$, el peso de la
KL. Con $\beta = 1$ la pérdida es $-\mathrm{ELBO}$. Con $\beta = 0$ y sin ruido es un autocodificador corriente.
"""

# %% preparar-keras tags=["nbval-ignore-output"]
curso = preparar(entrena=True)
import keras
from keras import layers, ops

curso


# %% clase-vae
class VAE(keras.Model):
    """Autocodificador variacional con el previo N(0, I).
    `reconstruir(x, salida)`: −log p(x|z) de cada ejemplo."""

    def __init__(self, codificador, decodificador, reconstruir, beta=1.0, ruido=True):
        super().__init__()
        self.codificador, self.decodificador, self.reconstruir = codificador, decodificador, reconstruir
        self.beta, self.ruido = keras.Variable(beta, trainable=False), ruido
        self.azar, self.kl = keras.random.SeedGenerator(curso.semilla), keras.metrics.Mean(name="kl")

    def codificar(self, x):
        return ops.split(self.codificador(x), 2, axis=-1)

    def decodificar(self, z, x=None, training=False):
        return self.decodificador(z)

    def call(self, x, training=False):
        z, log_var = mu, _ = self.codificar(x)
        if training and self.ruido:
            z = mu + ops.exp(log_var / 2) * keras.random.normal(ops.shape(mu), seed=self.azar)
        salida = self.decodificar(z, x, training)
        kl = -0.5 * ops.sum(1 + log_var - mu**2 - ops.exp(log_var), axis=-1)
        self.kl.update_state(kl)
        self.add_loss(ops.mean(self.reconstruir(x, salida) + self.beta * kl))
        return salida


# %% bernoulli
def bernoulli(x, logits):
    """−log p(x|z) con píxeles de Bernoulli, sumada en los píxeles; `logits`: antes de la sigmoide."""
    return ops.sum(ops.softplus(logits) - x * logits, axis=-1)


def densa(entrada, *ocultas, salida):
    """Red con capas ocultas ReLU de esos anchos y una salida lineal."""
    capas = [layers.Dense(ancho, "relu") for ancho in ocultas]
    return keras.Sequential([keras.Input((entrada,)), *capas, layers.Dense(salida)])


def entrenar(modelo, X, epocas=30, lote=64, ritmo=2e-3, callbacks=()):
    """Entrena y devuelve la historia.
    Si la pérdida deja de ser un número, para y conserva los últimos pesos buenos."""
    optimizador = keras.optimizers.Adam(ritmo, clipnorm=10.0)
    modelo.compile(optimizador, **para_compilar(10))
    enteros = len(X) // lote * lote  # lotes del mismo tamaño: se compila una sola vez
    llamadas = [parar_con_nan(), *callbacks]
    registro = modelo.fit(X[:enteros], batch_size=lote, epochs=epocas, verbose=0, callbacks=llamadas)
    return registro.history


# %% datos
imagenes, cifras = digitos()
X = exigir_unidad(imagenes.reshape(len(imagenes), -1))
orden = np.random.default_rng(curso.semilla).permutation(len(X))
entrena, prueba = orden[:1400], orden[1400:]
print(f"{len(entrena)} dígitos para entrenar y {len(prueba)} para probar, de {X.shape[1]} píxeles")


# %% vae-de-digitos
def vae_de_digitos(dim, beta=1.0, ruido=True, reconstruir=bernoulli, epocas=30):
    """VAE de los dígitos, ya entrenado; con `beta=0` y `ruido=False`, un autocodificador."""
    keras.utils.set_random_seed(curso.semilla)
    codificador, decodificador = densa(64, 128, 64, salida=2 * dim), densa(dim, 64, 128, salida=64)
    modelo = VAE(codificador, decodificador, reconstruir, beta, ruido)
    entrenar(modelo, X[entrena], epocas)
    return modelo


def ver(modelo, z):
    """Imágenes (n, 8, 8) que decodifica `z`."""
    logits = modelo.decodificar(np.asarray(z, "float32"))
    return ops.convert_to_numpy(ops.sigmoid(logits)).reshape(-1, 8, 8)


def medias(modelo, x):
    """El código de cada ejemplo: la media de su gaussiana, en una matriz de NumPy."""
    return ops.convert_to_numpy(modelo.codificar(x)[0])


# %% entrenar-planos tags=["nbval-ignore-output"]
plano_ae, plano_vae = vae_de_digitos(2, 0.0, ruido=False), vae_de_digitos(2)
codigos = {n: medias(m, X[prueba]) for n, m in (("AE", plano_ae), ("VAE", plano_vae))}
for nombre, z in codigos.items():
    media = np.abs(z.mean(axis=0)).max()
    print(f"{nombre}: los códigos de prueba tienen media {media:.1f} y desviación {z.std():.1f}")

# %% plano-predice [markdown]
r"""
Las dos redes tienen el mismo tamaño y un código de dos dimensiones, así que se pueden dibujar. En el explorador, los círculos marcan una y dos desviaciones del previo.

**Predice.** Si sorteas códigos del previo, $N(0, I)$, y los decodificas, ¿saldrán las diez cifras con el AE? ¿Y con el VAE?

<details><summary>Respuesta</summary>
Con el VAE, casi todas: viven alrededor del 0, aunque en dos dimensiones alguna se queda con un rincón. Con el AE, menos: sus códigos están donde han querido, muchos lejos del 0, y el sorteo cae en un trozo pequeño de su plano.
</details>
"""

# %% explorar-plano tags=["nbval-ignore-output"]
redes = {
    "VAE": (lambda z: ver(plano_vae, z)[0], codigos["VAE"]),
    "autocodificador": (lambda z: ver(plano_ae, z)[0], codigos["AE"]),
}
explorador.explorar_plano(redes, cifras[prueba])

# %% juez-texto [markdown]
r"""
¿Quién juzga las imágenes inventadas? No vale cualquiera: muchos clasificadores están segurísimos ante un borrón, porque solo aprendieron a separar cifras reales. Usamos un **voto de vecinos**: los diez
dígitos de entrenamiento más parecidos. Está seguro si nueve o más son de la misma cifra; ante un borrón, los vecinos no se ponen de acuerdo.
"""

# %% juez
from sklearn.neighbors import KNeighborsClassifier

juez = KNeighborsClassifier(10).fit(X[entrena], cifras[entrena])


def juzgar(imagenes):
    """Qué parte de las imágenes ve claras el juez (9 votos de 10)
    y cuántas cifras aparecen (en el 2 % o más)."""
    votos = juez.predict_proba(imagenes.reshape(len(imagenes), -1))
    presentes = np.bincount(votos.argmax(axis=1), minlength=10) >= 0.02 * len(votos)
    return np.mean(votos.max(axis=1) > 0.85), int(presentes.sum())


# %% examinar-al-juez tags=["nbval-ignore-output"]
acierto = juez.score(X[prueba], cifras[prueba])
print(f"El juez acierta el {100 * acierto:.0f} % de los dígitos de prueba")
sorteo = rng.normal(size=(1000, 2))
cifras_de = {n: juzgar(ver(m, sorteo))[1] for n, m in (("AE", plano_ae), ("VAE", plano_vae))}
for nombre, cuantas in cifras_de.items():
    print(f"{nombre}: al decodificar 1000 puntos del previo aparecen {cuantas} cifras")
suyos = medias(plano_ae, X[entrena])
en_caja = np.random.default_rng(5).uniform(suyos.min(axis=0), suyos.max(axis=0), (1000, 2))
claras, cuantas = juzgar(ver(plano_ae, en_caja))
print(f"AE, en la caja de sus códigos: {cuantas} cifras, y claras el {100 * claras:.0f} %")

# %% demuestra-plano
assert juez.score(X[prueba], cifras[prueba]) > 0.95
assert cifras_de["VAE"] >= 7 and cifras_de["VAE"] > cifras_de["AE"] and cuantas >= 8
print("El previo, decodificado por el VAE, da casi todas las cifras; por el AE, menos.")
print("En la caja de sus propios códigos, el AE da 8 cifras o más.")

# %% huecos-texto [markdown]
r"""
En dos dimensiones, al menos, el AE **llena** el trozo de plano que usa, como acabas de ver. Los huecos aparecen al crecer, así que pasamos a **dieciséis** dimensiones, con $\beta = 0.5$. Y somos generosos con el AE: le preguntamos
también donde **sí** están sus códigos, sorteando en la caja que los contiene y en una gaussiana con su media y su covarianza.

**Predice.** ¿De quién saldrán más cifras claras?

<details><summary>Respuesta</summary>
Del VAE, aunque ni mucho menos todas. El AE mejora cuanto mejor imitas el reparto de sus códigos; pero eso es, justamente, lo que el VAE trae hecho: el previo.
</details>
"""

# %% entrenar-dieciseis tags=["nbval-ignore-output"]
ae, vae = vae_de_digitos(16, 0.0, ruido=False), vae_de_digitos(16, beta=0.5)
z_ae, del_previo = medias(ae, X[entrena]), rng.normal(size=(1000, 16))
sorteos = {
    "VAE, del previo": (vae, del_previo),
    "AE, los mismos puntos": (ae, del_previo),
    "AE, caja de sus códigos": (ae, rng.uniform(z_ae.min(axis=0), z_ae.max(axis=0), (1000, 16))),
    "AE, gaussiana ajustada": (ae, rng.multivariate_normal(z_ae.mean(axis=0), np.cov(z_ae.T), 1000)),
}

# %% juzgar-los-sorteos tags=["nbval-ignore-output"]
claras = {nombre: juzgar(ver(modelo, z))[0] for nombre, (modelo, z) in sorteos.items()}
for nombre, parte in {**claras, "dígitos reales de prueba": juzgar(X[prueba])[0]}.items():
    print(f"{nombre:25} el juez las ve claras en el {100 * parte:.0f} %")

# %% demuestra-huecos
assert claras["VAE, del previo"] >= claras["AE, los mismos puntos"] + 0.20
assert claras["VAE, del previo"] >= claras["AE, caja de sus códigos"] + 0.20
assert claras["VAE, del previo"] > claras["AE, gaussiana ajustada"]
assert juzgar(ver(vae, del_previo))[1] >= 9
print("El VAE da al menos 20 puntos más de cifras claras que puntos al azar del AE, y con variedad.")

# %% dibujar-muestras
fig, ejes = figura(8.6, 3.0, 4, 1)
for eje, (nombre, (modelo, z)) in zip(ejes, sorteos.items()):
    separadas = np.pad(ver(modelo, z[:20]), ((0, 0), (0, 0), (1, 1)), constant_values=1)
    mostrar_matriz(eje, np.concatenate(list(separadas), axis=1), nombre, vmin=0, vmax=1)
mostrar(
    fig,
    "Veinte muestras de cada manera de sortear. Entre las del VAE hay más cifras legibles, algo "
    "borrosas; entre las del AE abundan los trazos que no son ninguna cifra.",
)

# %% suma-texto [markdown]
r"""
## 4 · El fallo que lo apaga: media en lugar de suma

Un descuido muy repetido: usar la **media** de los píxeles en la reconstrucción y la **suma** en la KL. Parece un detalle de escala.

**Predice.** Con 64 píxeles, ¿a qué β equivale? ¿Qué hará la red?

<details><summary>Respuesta</summary>
Dividir la reconstrucción entre 64 es lo mismo que multiplicar la KL por 64: β = 64. Mandar información por el código sale tan caro que la red no manda nada: la KL baja a 0 y el decodificador
escupe siempre la imagen media. Es el <b>colapso del posterior</b>.
</details>
"""

# %% fallo-de-la-media tags=["nbval-ignore-output"]
con_media = vae_de_digitos(16, reconstruir=lambda x, salida: bernoulli(x, salida) / 64, epocas=20)
uno = vae_de_digitos(16, beta=1.0, epocas=20)
kl_de = lambda modelo: np.mean(kl_gaussiana(*map(ops.convert_to_numpy, modelo.codificar(X[prueba]))))
tabla = {"suma, β = 0.5": vae, "suma, β = 1": uno, "media (β = 64)": con_media}
nats = {nombre: kl_de(modelo) for nombre, modelo in tabla.items()}
for nombre, modelo in tabla.items():
    seguras, presentes = juzgar(ver(modelo, rng.normal(size=(500, 16))))
    muestras = f"muestras claras {100 * seguras:3.0f} %, cifras {presentes}"
    print(f"{nombre:15} KL {nats[nombre]:.2f} nats; {muestras}")

# %% demuestra-colapso
assert nats["media (β = 64)"] < 0.05 < 1 < nats["suma, β = 1"]
assert nats["suma, β = 0.5"] > 1.3 * nats["suma, β = 1"]
assert juzgar(ver(con_media, rng.normal(size=(500, 16))))[1] == 1
print("Con la media, la KL cae a 0 y todas las muestras son la misma cifra.")

# %% colapso-texto [markdown]
r"""
Fíjate en la trampa: si el juez resulta ver clara esa única imagen, sus muestras parecen perfectas. **Una medida sola engaña**: hay que mirar a la vez la claridad y la variedad.

El mismo mando, usado a propósito, es el **β-VAE** (Higgins y otros 2017): con más β, códigos más ordenados y reconstrucciones más pobres.

## 5 · Viajar entre caras

### Ejercicio 11.4 · Interpolar
Escribe `interpolar(z1, z2, n)`: `n` códigos repartidos por igual en el segmento de `z1` a `z2`, **con los dos extremos**, uno por fila. Los códigos son vectores y `n` es 2 o más.
"""


# %% ejercicio-11-4
def interpolar(z1, z2, n):
    """`n` puntos del segmento entre los vectores `z1` y `z2`, extremos incluidos: matriz (n, dim)."""
    # BEGIN SOLUTION
    t = np.linspace(0, 1, n)[:, None]
    return (1 - t) * z1 + t * z2
    # END SOLUTION


# %% comprobar-11-4
comprobar("11.4", interpolar)

# %% entrenar-caras tags=["nbval-ignore-output"]
interpolar = usar("11.4", interpolar)
SIGMA = 0.05  # desviación del error en cada canal: la gaussiana de p(x|z)


def gaussiana(x, logits):
    """−log p(x|z), salvo constante, con error gaussiano de desviación SIGMA, sumada en los píxeles."""
    return ops.sum((x - ops.sigmoid(logits)) ** 2, axis=-1) / (2 * SIGMA**2)


retratos, factores = caras(3400, np.random.default_rng(curso.semilla))
C = retratos.reshape(len(retratos), -1)
keras.utils.set_random_seed(curso.semilla)
de_caras = VAE(densa(C.shape[1], 256, salida=32), densa(16, 256, salida=C.shape[1]), gaussiana)
historia = entrenar(de_caras, C[:3000], lote=100)
z_caras = medias(de_caras, C)
print(f"Pérdida: {historia['loss'][0]:.0f} al principio, {historia['loss'][-1]:.0f} al final")

# %% aritmetica-texto [markdown]
r"""
Las 400 últimas caras no se han usado para entrenar, y cada una es de una persona distinta. ¿Hay en el latente una dirección que sea «sonreír»? La calculamos con las de entrenamiento: la media de las que más sonríen menos la
media de todas. Después se la **sumamos** al código de caras nuevas.

Para saber si ha funcionado no basta con mirar. Ajustamos un **medidor** (una regresión de los píxeles al factor, hecha con caras dibujadas, sin el VAE) y medimos la sonrisa antes y después; y también los demás
factores, que no deberían moverse.

**Predice.** ¿Qué pasará con los ojos, que ocupan un puñado de píxeles?

<details><summary>Respuesta</summary>
Nada: el VAE casi no los codifica. Abrirlos o cerrarlos cambia tan poco la imagen que no compensa lo que cuesta en KL. Lo que no se paga, no se aprende.
</details>
"""

# %% medidor
from sklearn.linear_model import Ridge

NOMBRES = ("sonrisa", "pose", "pelo", "ojos")
medidores = {nombre: Ridge(10.0).fit(C[:3000], factores[nombre][:3000]) for nombre in NOMBRES}


def medir(imagenes):
    """Lo que dice cada medidor de esas imágenes."""
    planas = imagenes.reshape(len(imagenes), -1)
    return {nombre: m.predict(planas) for nombre, m in medidores.items()}


def retratar(z):
    """Imágenes (n, 24, 24, 3) que decodifica `z`."""
    logits = de_caras.decodificar(np.asarray(z, "float32"))
    return ops.convert_to_numpy(ops.sigmoid(logits)).reshape(-1, 24, 24, 3)


for nombre, m in medidores.items():
    explica = m.score(C[3000:], factores[nombre][3000:])
    print(f"El medidor de {nombre} explica el {100 * explica:.0f} % en caras nuevas")


# %% direccion
def direccion(nombre):
    """Código medio del cuarto de caras con más de ese factor menos el de todas (solo entrenamiento)."""
    valores, codigos = factores[nombre][:3000], z_caras[:3000]
    return codigos[valores > np.quantile(valores, 0.75)].mean(axis=0) - codigos.mean(axis=0)


# %% sumar-direcciones tags=["nbval-ignore-output"]
antes, salto = medir(retratar(z_caras[3000:])), {}
for movido in NOMBRES:
    despues = medir(retratar(z_caras[3000:] + direccion(movido)))
    salto[movido] = {n: np.mean(despues[n] - antes[n]) / factores[n].std() for n in NOMBRES}
    cambios = "  ".join(f"{n} {v:+.1f}" for n, v in salto[movido].items())
    print(f"al sumar {movido:8}", cambios, " (en desviaciones)")

# %% demuestra-aritmetica
for movido in ("sonrisa", "pose", "pelo"):
    otros = [abs(valor) for nombre, valor in salto[movido].items() if nombre != movido]
    assert salto[movido][movido] > 0.3 and max(otros) < salto[movido][movido]
assert abs(salto["ojos"]["ojos"]) < 0.2
print("Cada dirección mueve su factor más que cualquier otro; la de los ojos, no mueve casi nada.")

# %% dibujar-aritmetica
fig, ejes = figura(8.6, 3.2, 3, 1)
for eje, (nombre, largo) in zip(ejes, {"sonrisa": 2, "pose": 2, "pelo": 1}.items()):
    pasos = [retratar(z_caras[3000:3005] + k * largo * direccion(nombre)) for k in (-1, 0, 1)]
    ternas = np.pad(np.concatenate(pasos, axis=2), ((0, 0), (0, 0), (2, 2), (0, 0)), constant_values=1)
    tira = np.concatenate(list(ternas), axis=1)
    mostrar_matriz(eje, tira, f"{nombre}: −{largo}, 0 y +{largo} veces la dirección")
mostrar(
    fig,
    "Cinco caras nuevas, cada una tres veces: restando la dirección, tal cual y sumándola. "
    "En la primera fila cambia la sonrisa; en la segunda, hacia dónde mira la cara; "
    "en la tercera, el largo del pelo.",
)

# %% viaje-texto [markdown]
r"""
Ninguna dirección es pura: alargar el pelo arrastra algo la sonrisa. Y si el paso es muy grande, el código sale de donde hay caras y la imagen se estropea: pon un 3 en el pelo y míralo.

Y ahora, el viaje: todos los puntos del segmento entre dos caras son caras. Debajo, los factores medidos en cada paso.
"""

# %% explorar-viaje tags=["nbval-ignore-output"]
explorador.explorar_viaje(retratar, z_caras[3000:3030], medir)

# %% frases-texto [markdown]
r"""
## 6 · Viajar entre frases

¿Qué hay a mitad de camino entre «El niño no es joven» y «Las reinas leyeron las cartas»? Las palabras no se pueden promediar, pero los códigos sí (Bowman y otros 2016). El codificador es una GRU
bidireccional que lee la frase; el decodificador, otra GRU que escribe palabra a palabra, con $z$ al lado de cada palabra anterior. Las frases salen de la gramática del curso.
"""

# %% datos-de-frases
frases = oraciones(3000, np.random.default_rng(curso.semilla), breves=True)
LARGO, VACIO, INICIO, OCULTA = 9, 0, 1, 2  # hasta 8 piezas y el final; 0 es final y relleno
vocabulario = ["", "", "", *sorted({p for frase in frases for p in piezas(frase)})]
numero = {pieza: k for k, pieza in enumerate(vocabulario) if pieza}


def a_numeros(frases):
    """Matriz (frases, 9) con el número de cada pieza y ceros al final."""
    filas = [[numero[p] for p in piezas(frase)] for frase in frases]
    return np.array([fila + [VACIO] * (LARGO - len(fila)) for fila in filas])


F = a_numeros(frases)
print(f"{len(vocabulario) - 3} piezas distintas. Ejemplo: {frases[0]} → {F[0]}")


# %% clase-vae-frases
class VAEFrases(VAE):
    """VAE de frases.
    `tapa`: proporción de palabras anteriores que se esconden al decodificador cuando entrena."""

    def __init__(self, dim=16, tapa=0.0, **opciones):
        palabras = layers.Embedding(len(vocabulario), 24)
        lectora = layers.Bidirectional(layers.GRU(64))
        codificador = keras.Sequential([palabras, lectora, layers.Dense(2 * dim)])
        super().__init__(codificador, layers.Dense(len(vocabulario)), por_palabra, **opciones)
        self.palabras, self.inicial, self.tapa = palabras, layers.Dense(64, "tanh"), tapa
        self.escritora = layers.GRU(64, return_sequences=True)

    def decodificar(self, z, x=None, training=False):
        previas = ops.pad(x[:, :-1], [[0, 0], [1, 0]], constant_values=INICIO)
        if training:
            tapadas = keras.random.uniform(ops.shape(previas), seed=self.azar) < self.tapa
            previas = ops.where(tapadas, OCULTA, previas)
        z_repetido = ops.repeat(z[:, None], LARGO, axis=1)
        entrada = ops.concatenate([self.palabras(previas), z_repetido], axis=-1)
        return self.decodificador(self.escritora(entrada, initial_state=self.inicial(z)))


# %% por-palabra
def por_palabra(x, logits):
    """−log p(frase|z): suma en las palabras, también la de acabar."""
    return ops.sum(keras.losses.sparse_categorical_crossentropy(x, logits, from_logits=True), axis=-1)


class Escribir(keras.Model):
    """Decodificación codiciosa: en cada paso, la palabra más probable."""

    def __init__(self, vae):
        super().__init__()
        self.vae = vae

    def call(self, z):
        x = ops.zeros((ops.shape(z)[0], LARGO), "int32")
        for t in range(LARGO):
            elegida = ops.argmax(self.vae.decodificar(z, x)[:, t], axis=-1)
            x = ops.where(ops.arange(LARGO) == t, ops.cast(elegida, "int32")[:, None], x)
        return x


# %% escribir
def escribir(modelo, z):
    """Frases que decodifica `modelo` a partir de los códigos `z`."""
    escritor = escritores.setdefault(id(modelo), Escribir(modelo))
    filas = escritor.predict_on_batch(np.asarray(z, "float32"))
    return [" ".join(vocabulario[k] for k in fila if k > OCULTA) for fila in filas]


escritores = {}

# %% frases-predice [markdown]
r"""
El decodificador de frases es muy capaz: con solo las palabras anteriores ya adivina la siguiente bastante bien.

**Predice.** Si se entrena con β = 1 desde el principio, ¿usará el código?

<details><summary>Respuesta</summary>
No. Al principio el código es ruido y usarlo cuesta KL; la GRU aprende a escribir sin él y lo deja: colapso. Todas las frases saldrán parecidas vengan de donde vengan.
</details>

Dos remedios, y los usamos juntos: **subir β poco a poco** desde 0 (*KL annealing*), hasta 0.3, para que el código se haga útil antes de que cueste; y **tapar** la mitad de las palabras anteriores (*word dropout*), para que haga falta.
"""


# %% vae-de-frases
def vae_de_frases(epocas, tapa, beta, subir):
    """VAE de frases entrenado; si `subir`, β va de 0 a `beta` durante la primera mitad."""
    keras.utils.set_random_seed(curso.semilla)
    modelo = VAEFrases(tapa=tapa, beta=0.0 if subir else beta)
    poner = lambda epoca, _: modelo.beta.assign(beta * min(1, 2 * epoca / epocas) if subir else beta)
    subida = keras.callbacks.LambdaCallback(on_epoch_begin=poner)
    entrenar(modelo, F, epocas, lote=100, ritmo=4e-3, callbacks=[subida])
    return modelo


# %% entrenar-los-dos tags=["nbval-ignore-output"]
colapsado = vae_de_frases(6, tapa=0.0, beta=1.0, subir=False)
de_frases = vae_de_frases(26, tapa=0.5, beta=0.3, subir=True)

# %% medir-frases tags=["nbval-ignore-output"]
nuevas = oraciones(400, np.random.default_rng([curso.semilla, 1]), breves=True)
medidas = {}
for nombre, modelo in (("sin remedio", colapsado), ("con remedios", de_frases)):
    z, log_var = map(ops.convert_to_numpy, modelo.codificar(a_numeros(nuevas)))
    puntos = np.concatenate([interpolar(z[k], z[k + 1], 7)[1:-1] for k in range(0, 120, 2)])
    viaje = escribir(modelo, puntos)
    repetidas = np.mean([a == " ".join(piezas(b)) for a, b in zip(escribir(modelo, z), nuevas)])
    buenas = np.mean([es_gramatical(f) for f in viaje])
    medidas[nombre] = np.mean(kl_gaussiana(z, log_var)), repetidas, buenas, len(set(viaje))
    print(
        f"{nombre}: KL {medidas[nombre][0]:.1f} nats; "
        f"reproduce el {100 * repetidas:.0f} % de las nuevas; "
        f"en el viaje, {100 * buenas:.0f} % gramaticales y {len(set(viaje))} distintas de {len(viaje)}"
    )

# %% demuestra-frases
assert medidas["sin remedio"][0] < 0.5 and medidas["sin remedio"][3] < 30
assert medidas["con remedios"][0] > 5 and medidas["con remedios"][1] > 0.4
assert medidas["con remedios"][2] >= 0.80 and medidas["con remedios"][3] > 100
print("Sin remedio, el código no dice nada.")
print("Con ellos, el viaje es gramatical en el 80 % o más, y variado.")

# %% gramatical-texto [markdown]
r"""
De nuevo, dos medidas: el modelo colapsado escribe frases **perfectas**, siempre casi las mismas. Ser gramatical no basta; hay que ir a alguna parte. En el explorador, elige dos frases y mira el camino.
La primera y la última línea son lo que el decodificador **reconstruye** de tus frases: no siempre las clava.
"""

# %% explorar-frases tags=["nbval-ignore-output"]
salida = [frase for frase in dict.fromkeys(nuevas) if len(piezas(frase)) >= 6][:12]
z_salida = medias(de_frases, a_numeros(salida))
explorador.explorar_frases(lambda z: escribir(de_frases, z), z_salida, salida, es_gramatical)

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «El VAE es un autocodificador con ruido.» | El ruido lo aprende el codificador, y la KL lo obliga a parecerse a un previo **conocido**: por eso se puede sortear de él. |
| «Con `mean` o con `sum` da igual: solo cambia la escala.» | Cambia β: con la media en 64 píxeles, β vale 64 y el código muere. Suma en píxeles y en latentes; media en el lote. |
| «Cuanto menor la KL, mejor.» | Con KL = 0 el código no lleva nada. La KL es el precio de la información. |
| «Un AE siempre genera peor.» | Con dos dimensiones, no: el plano se llena. Los huecos aparecen con más dimensiones. |
| «Si las muestras parecen claras, el modelo es bueno.» | El colapsado puede dar muestras claras, todas iguales. Mide también la variedad. |
| «Reparametrizar es un truco para que el azar sea menor.» | El azar es el mismo; se cambia de sitio para poder derivar. |
| «La ELBO es la verosimilitud.» | Es una cota inferior; la distancia es la KL entre $q(z|x)$ y $p(z|x)$. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. El codificador da una gaussiana para cada ejemplo, y la KL las apiña alrededor de $N(0, I)$: sin huecos, y con un previo del que sortear.
2. $\log p(x) \ge \mathbb{E}_q[\log p(x|z)] - \mathrm{KL}$: reconstruir menos lo que cuesta el código.
3. $z = \mu + \sigma\varepsilon$ deja pasar el gradiente.
4. Si la KL cuesta demasiado (media en lugar de suma, β grande, decodificador muy capaz), el código se apaga: colapso. Se cura con la suma, subiendo β poco a poco y tapando palabras.
5. En el latente se viaja y se suma: las direcciones de los factores se calculan con ejemplos y **se comprueban midiendo**.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** Un ejemplo tiene $\mu = (1, 0)$ y $\log\sigma^2 = (0, 0)$. ¿Cuánto vale su KL? &emsp;**a)** 0 &emsp;**b)** 0.5 &emsp;**c)** 1

<details><summary>Respuesta</summary>
b) La primera dimensión aporta ½(1 + 1 − 1 − 0) = 0.5; la segunda, 0.
</details>

**2.** Con $\log\sigma^2 = 2\ln 3$, $\mu = 1$ y $\varepsilon = -1$, ¿cuánto vale $z$? &emsp;**a)** −2 &emsp;**b)** −8 &emsp;**c)** 4

<details><summary>Respuesta</summary>
a) $\sigma = e^{\ln 3} = 3$, y $1 - 3 = -2$. Con b) has usado la varianza, 9.
</details>

**3.** La KL media de tu VAE es 0.001 y todas las muestras son iguales. ¿Qué haces? &emsp;**a)** Subir β &emsp;**b)** Entrenar más &emsp;**c)** Mirar si la pérdida mezcla media y suma, y bajar β

<details><summary>Respuesta</summary>
c) Es colapso: el código cuesta demasiado.
</details>

**4.** ¿Por qué no se puede derivar sin reparametrizar? &emsp;**a)** Porque el ruido es muy grande &emsp;**b)** Porque $z$ sale de un sorteo, y un sorteo no tiene derivada respecto a $\mu$ y $\sigma$ &emsp;**c)** Porque la KL no es derivable

<details><summary>Respuesta</summary>
b) Al escribir $z = \mu + \sigma\varepsilon$, el sorteo queda en ε y lo demás es una cuenta.
</details>

**5.** Dos códigos de cara: una seria y otra sonriente. ¿Qué hay a la mitad del segmento? &emsp;**a)** La media de los píxeles &emsp;**b)** Otra cara, con media sonrisa &emsp;**c)** Un hueco

<details><summary>Respuesta</summary>
b) Se promedian los códigos, no los píxeles. Con a) verías dos bocas superpuestas.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("11")

# %% para-seguir [markdown]
r"""
## Para seguir

- Baja `SIGMA` a 0.03 o súbela a 0.1. ¿Qué factores aprende ahora? ¿Qué le pasa a la KL?
- Quita la subida de β y deja solo las palabras tapadas; después, al revés. ¿Cuál de los dos remedios hace más?
- Codifica con la red colapsada dos frases muy distintas y mira sus códigos. ¿En qué se diferencian?
- Interpola entre dos cifras pasando por el 0 en lugar de en línea recta. ¿Mejora?
- Con `digitos("completo")` y redes de 784 entradas, el mismo código sirve para MNIST.

## Referencias

- Bowman, S. y otros (2016). *Generating sentences from a continuous space*.
- Higgins, I. y otros (2017). *β-VAE: learning basic visual concepts with a constrained variational framework*.
- Kingma, D. y Welling, M. (2014). *Auto-encoding variational Bayes*.
- Rezende, D., Mohamed, S. y Wierstra, D. (2014). *Stochastic backpropagation and approximate inference in deep generative models*.
"""
