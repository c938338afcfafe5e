# %% portada [markdown]
r"""
# 01 · Universalidad

**Una red con una sola capa oculta puede imitar, tan bien como quieras, cualquier función continua.** Suena a magia, y no lo es: vas
a construir esa red con tus manos, neurona a neurona, y a medir cuánto se equivoca.

**Qué sabrás hacer**
- Convertir una neurona sigmoide en un escalón y ponerlo donde quieras.
- Levantar mesetas con dos neuronas y, con muchas mesetas, imitar una función.
- Medir el error (máximo y medio) y decir cómo cae al añadir neuronas.
- Explicar lo que el teorema de aproximación universal dice y lo que **no** dice.
- Entrenar con Keras una red que encuentra sola una solución parecida.

**Qué necesitas antes**: la [lección 00](00_inicio.ipynb) y la [A1](a1_como_aprende.ipynb), donde se ve qué es entrenar una red.

**Tiempo**: unos 50 minutos de lectura y ejercicios.
"""

# %% preparar
from utils.curso import preparar

preparar()

# %% importar
import numpy as np

from lecciones.l01_universalidad import exploradores as explorador
from lecciones.l01_universalidad.tareas import (
    OBJETIVOS,
    bordes_mesetas,
    centros_mesetas,
    nielsen,
    sumar_mesetas,
)
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.gradientes import para_compilar
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura, mostrar

# %% imagen-de-portada
x = np.linspace(0, 1, 1001)
f = nielsen(x)
fig, ejes = figura(8.4, 2.6, 1, 3, sharey=True)
for eje, n in zip(ejes, (5, 15, 50)):
    red = sumar_mesetas(x, nielsen(centros_mesetas(n)), w=20 * n)
    eje.plot(x, f, color=NEGRO, linewidth=1.2)
    eje.plot(x, red, color=AZUL)
    eje.set(title=f"{2 * n} neuronas", xlabel="x")
mostrar(
    fig,
    "La misma función imitada por redes de 10, 30 y 100 neuronas: con 10 se ven escalones; "
    "con 100 casi no se distinguen.",
    pie="En negro, la función; en azul, redes de 10, 30 y 100 neuronas que la imitan.",
)

# %% el-teorema [markdown]
r"""
## Lo que dice el teorema

Sea $f$ una función **continua** en un conjunto **compacto** (cerrado y acotado; por ejemplo, el intervalo $[0, 1]$). Elige la precisión
que quieras, $\varepsilon > 0$. Entonces existe una red con una capa oculta

$$g(x) = \sum_{j=1}^{M} v_j\, \sigma(w_j x + b_j) + c$$

que cumple $|f(x) - g(x)| < \varepsilon$ **en todo** el conjunto.

Lo demostraron Cybenko (1989) y Hornik, Stinchcombe y White (1989) para activaciones como la sigmoide; Leshno y otros (1993) vieron que
sirve cualquier activación continua que no sea un polinomio. Fíjate en tres palabras: *continua*, *compacto* y *existe*. Volveremos a ellas.

El número $\max_x |f(x) - g(x)|$ se llama **norma del supremo** del error: el peor caso. Es la cantidad del teorema, y la que mediremos.
"""

# %% neurona-texto [markdown]
r"""
## 1 · De la neurona al escalón

Una neurona sigmoide con una entrada calcula $\sigma(wx + b)$, con $\sigma(z) = \dfrac{1}{1 + e^{-z}}$.

### Ejercicio 01.1 · Una neurona sigmoide
Escribe `neurona_sigmoide(x, w, b)`. `x` puede ser un número o un vector de NumPy.
"""


# %% ejercicio-01-1
def neurona_sigmoide(x, w, b):
    """Salida de una neurona: σ(w·x + b). `x`: número o vector; `w`, `b`: números."""
    # BEGIN SOLUTION
    z = w * x + b
    return 1 / (1 + np.exp(-z))
    # END SOLUTION


# %% comprobar-01-1
comprobar("01.1", neurona_sigmoide)

# %% neurona-predice [markdown]
r"""
**Predice.** Antes de mover nada: si multiplicas por 10 a la vez el peso y el sesgo, ¿qué le pasa a la curva?

<details><summary>Respuesta</summary>
Se vuelve diez veces más empinada, pero no se mueve: el punto en el que vale ½ solo depende del cociente $b/w$, y ese no ha cambiado.
</details>

Compruébalo con los controles. Con el teclado: pulsa <kbd>Tab</kbd> hasta el deslizador y usa las flechas.
"""

# %% explorar-neurona
explorador.explorar_neurona()

# %% posicion-texto [markdown]
r"""
Con un peso grande la sigmoide es casi un **escalón**. Su posición es el punto $s$ en el que la neurona vale ½.

### Ejercicio 01.2 · Dónde está el escalón
Escribe `posicion_escalon(w, b)`: la $s$ para la que $\sigma(ws + b) = \tfrac12$. El peso nunca es 0.
"""


# %% ejercicio-01-2
def posicion_escalon(w, b):
    """Punto en el que la neurona σ(w·x + b) vale 1/2."""
    # BEGIN SOLUTION
    return -b / w
    # END SOLUTION


# %% comprobar-01-2
comprobar("01.2", posicion_escalon)

# %% meseta-texto [markdown]
r"""
## 2 · Del escalón a la meseta

Un escalón que sube en $s_1$ menos otro igual que sube en $s_2$ deja una **meseta** entre los dos. Con altura $h$:

$$h\,\bigl[\sigma(w(x - s_1)) - \sigma(w(x - s_2))\bigr]$$

Son dos neuronas ocultas con pesos de salida $+h$ y $-h$. Escribimos $w(x - s)$ en vez de $wx + b$ porque así la posición se ve: el
sesgo es $b = -ws$.

**Predice.** ¿Qué dibujo sale si los sumas en lugar de restarlos?

<details><summary>Respuesta</summary>
Una escalera: 0, después h y después 2h. Para volver a bajar hay que restar el segundo.
</details>

### Ejercicio 01.3 · Una meseta
"""


# %% ejercicio-01-3
def meseta(x, s1, s2, h, w=1000.0):
    """Meseta de altura `h` entre `s1` y `s2`, con dos sigmoides de peso `w`. `x`: número o vector."""
    # BEGIN SOLUTION
    sube = 1 / (1 + np.exp(-w * (x - s1)))
    baja = 1 / (1 + np.exp(-w * (x - s2)))
    return h * (sube - baja)
    # END SOLUTION


# %% comprobar-01-3
comprobar("01.3", meseta)

# %% usar-meseta
meseta = usar("01.3", meseta)

# %% dibujar-mesetas
fig, eje = figura(7.5, 2.8)
for w, color in ((20.0, VERDE), (60.0, NARANJA), (1000.0, AZUL)):
    eje.plot(x, meseta(x, 0.3, 0.7, 0.8, w), color=color, label=f"w = {w:.0f}")
eje.set(xlabel="x", ylabel="meseta", title="Meseta de altura 0.8 entre 0.3 y 0.7")
eje.legend()
mostrar(
    fig,
    "Tres mesetas entre 0.3 y 0.7: con w = 20 es una loma suave; con w = 1000, casi un rectángulo.",
)

# %% mesetas-texto [markdown]
r"""
## 3 · De las mesetas a la función

Parte $[0, 1]$ en $N$ trozos iguales y pon en cada uno una meseta con la altura de $f$ en el centro. La función de prueba es la de
Nielsen (2015), que ondula bastante:

$$f(x) = 0.2 + 0.4x^2 + 0.3x\sin(15x) + 0.05\cos(50x)$$

**Predice.** Con 10 mesetas, ¿dónde estará el error máximo: donde la función es alta, o donde es empinada?

<details><summary>Respuesta</summary>
Donde es empinada. Una meseta es plana: si la función cambia mucho dentro del trozo, la meseta no puede seguirla.
</details>

Ahora pinta tú. Mueve las alturas una a una; elige otra función o **escribe la tuya** (*La mía…*). El triángulo ▼ marca el peor punto.
"""

# %% explorar-mesetas
explorador.explorar_mesetas()

# %% mesetas-pie [markdown]
r"""
También puedes pasarle una función tuya desde Python, por ejemplo `explorador.explorar_mesetas(lambda x: x**3)`.

Vamos a hacerlo sin controles y a medirlo. La primera meseta empieza un poco antes de 0 y la última acaba un poco después de 1: si
acabaran justo en el borde, allí cada sigmoide valdría ½ y perderíamos media altura.
"""


# %% construir
def construir(funcion, n, w, x=x):
    """Red de `n` mesetas (2n neuronas) que imita `funcion` en [0, 1]; devuelve sus valores en `x`."""
    bordes = bordes_mesetas(n)
    alturas = funcion(centros_mesetas(n))
    with np.errstate(over="ignore"):  # e^1000 desborda, y 1/(1 + ∞) = 0 es justo lo que queremos
        return sum(meseta(x, a, b, h, w) for a, b, h in zip(bordes[:-1], bordes[1:], alturas))


# %% demuestra-error-maximo
error = np.abs(f - construir(nielsen, 100, w=1000.0))
print(f"100 mesetas: error máximo {error.max():.4f}, error medio {error.mean():.4f}")
assert error.max() < 0.05

# %% error-n-texto [markdown]
r"""
## 4 · ¿Cómo cae el error al añadir neuronas?

**Predice.** Si duplicas el número de mesetas, ¿por cuánto se divide el error máximo?

<details><summary>Respuesta</summary>
Por 2, más o menos. Dentro de un trozo de ancho $1/N$, una función con pendiente $f'$ se aparta del centro como mucho $|f'|/(2N)$. En una
gráfica con las dos escalas logarítmicas eso es una recta de pendiente −1.
</details>

Con **ReLU**, $\max(0, z)$, se puede hacer mejor a mano: cada neurona cambia la pendiente en un punto, y la red une con rectas los valores
de $f$. El error de una recta ya no depende de $f'$ sino de la curvatura, y cae como $1/N^2$.
(Empezamos en 40 trozos: con menos no caben las ondas de $f$ y la recta se tuerce.)
"""


# %% relu
def construir_relu(funcion, n):
    """Valores en `x` de la red de `n` neuronas ReLU que une con rectas los valores de `funcion`."""
    nudos = np.linspace(0, 1, n + 1)
    pendientes = np.diff(funcion(nudos)) * n
    pesos = np.diff(pendientes, prepend=0)  # cuánto cambia la pendiente en cada nudo
    return funcion(nudos[0]) + np.maximum(0, x[:, None] - nudos[:-1]) @ pesos


# %% demuestra-pendiente
cuantas = np.array([40, 80, 160, 320])
error_mesetas = [np.abs(f - construir(nielsen, n, w=200.0 * n)).max() for n in cuantas]
error_relu = [np.abs(f - construir_relu(nielsen, n)).max() for n in cuantas]
pendiente_mesetas = np.polyfit(np.log(cuantas), np.log(error_mesetas), 1)[0]
pendiente_relu = np.polyfit(np.log(cuantas), np.log(error_relu), 1)[0]
print(f"Pendiente log-log: mesetas −{-pendiente_mesetas:.2f}, ReLU −{-pendiente_relu:.2f}")
assert all(np.diff(error_mesetas) < 0) and -1.2 < pendiente_mesetas < -0.8
assert all(np.diff(error_relu) < 0) and -2.2 < pendiente_relu < -1.8

# %% dibujar-pendiente
fig, eje = figura(7.5, 3.2)
eje.loglog(cuantas, error_mesetas, "o-", label=f"mesetas (pendiente −{-pendiente_mesetas:.1f})")
eje.loglog(cuantas, error_relu, "s--", label=f"rectas con ReLU (pendiente −{-pendiente_relu:.1f})")
eje.set(xlabel="trozos N", ylabel="error máximo", xticks=cuantas, xticklabels=cuantas)
eje.minorticks_off()
eje.legend()
mostrar(
    fig,
    "Error máximo frente al número de trozos, en escala logarítmica: dos rectas que bajan; "
    "la de ReLU, el doble de empinada.",
)

# %% logit-texto [markdown]
r"""
## 5 · Si la salida también es una sigmoide

Hasta aquí la salida era una suma, sin activación. Si la neurona de salida aplica $\sigma$, la red da $\sigma(\text{suma})$. ¿Se estropea
todo? No: basta con que la capa oculta construya $\sigma^{-1}(f(x))$; al aplicar $\sigma$ queda $f(x)$. Hace falta que $0 < f(x) < 1$.

### Ejercicio 01.4 · La inversa de la sigmoide
Despeja $z$ en $y = \sigma(z)$. Se llama **logit**. Siempre $0 < y < 1$.
"""


# %% ejercicio-01-4
def logit(y):
    """Inversa de la sigmoide: la z tal que σ(z) = y. `y`: número o vector entre 0 y 1, sin llegar."""
    # BEGIN SOLUTION
    return np.log(y / (1 - y))
    # END SOLUTION


# %% comprobar-01-4
comprobar("01.4", logit)

# %% usar-logit
logit = usar("01.4", logit)

# %% salida-sigmoide
suma = construir(lambda t: logit(nielsen(t)), 100, w=1000.0)
error_con_sigma = np.abs(f - 1 / (1 + np.exp(-suma))).max()
print(f"Con σ en la salida, 100 mesetas: error máximo {error_con_sigma:.4f}")
assert error_con_sigma < 0.05

# %% torre-texto [markdown]
r"""
## 6 · Con dos entradas: torres

Con dos entradas, una meseta en $x_1$ es un muro larguísimo. Un muro en $x_1$ más otro en $x_2$ forman una **cruz**: vale 2 en el centro y 1
en los brazos. Una neurona más, que pregunte «¿la suma pasa de 1.5?», borra los brazos y deja una **torre**. Con muchas torres se imita
cualquier función continua de dos variables; con más entradas, igual.

**Predice.** ¿Qué verás si bajas el umbral a 0.5? ¿Y si lo subes a 2.2?

<details><summary>Respuesta</summary>
Con 0.5 pasa la cruz entera, porque los brazos valen 1. Con 2.2 no queda nada: la suma nunca pasa de 2.
</details>
"""

# %% explorar-torre
explorador.explorar_torre()

# %% torre-pie [markdown]
r"""
Fíjate en un detalle: la neurona que corta está en una **segunda** capa oculta. La construcción con torres es la más fácil de ver y usa dos
capas; el teorema asegura que con una también se puede, aunque la demostración ya no cabe en un dibujo (Cybenko 1989).
"""

# %% no-dice-texto [markdown]
r"""
## 7 · Lo que el teorema no dice

**No dice «cualquier función».** Prueba con una discontinua. En el salto, una red continua tiene que pasar por los valores intermedios: justo
ahí se equivoca al menos en la mitad del salto, por muchas neuronas que pongas.

**Predice.** Con 4, 20 y 100 mesetas, ¿qué baja: el error máximo, el medio o los dos?

<details><summary>Respuesta</summary>
Solo el medio: la zona mala se estrecha, pero en el salto el error no puede bajar de la mitad.
</details>
"""

# %% discontinua
salto = OBJETIVOS["Escalón (discontinua)"]
cerca = np.sort(np.append(x, 0.5 - 1e-9))  # mira también justo antes del salto, que está en 0.5
for n in (4, 20, 100):
    error = np.abs(salto(cerca) - construir(salto, n, w=20.0 * n, x=cerca))
    print(f"{n:3d} mesetas: error máximo {error.max():.3f}, error medio {error.mean():.4f}")
    assert error.max() > 0.299

# %% compacto-texto [markdown]
r"""
El error medio baja, pero el máximo se queda en 0.3: la mitad del salto, que mide 0.6.

**No dice nada fuera del compacto.** La red se construyó para $[0, 1]$; más allá no sabe nada.
"""

# %% fuera-del-compacto
lejos = np.linspace(1.2, 2, 200)
alturas = nielsen(centros_mesetas(100))
error_lejos = np.abs(nielsen(lejos) - sumar_mesetas(lejos, alturas, 1000.0)).max()
print(f"Error máximo en [1.2, 2]: {error_lejos:.2f}")
assert error_lejos > 1

# %% aprender-texto [markdown]
r"""
**No dice que el entrenamiento la encuentre.** El teorema asegura que la red *existe*; nosotros la hemos construido a mano porque
conocíamos $f$. Ahora la función solo se conoce por ejemplos y los pesos los busca el descenso de gradiente. Veámoslo.

## 8 · La misma red, aprendida

Esta parte carga Keras; tarda unos segundos. Usamos 100 neuronas sigmoides y salida lineal. Una **época** es una pasada por todos los ejemplos;
un **lote**, los que se miran de una vez; **Adam**, una versión del descenso de gradiente. El error lo damos como **RMSE**: la raíz de la media del
error al cuadrado.

### Ejercicio 01.5 · Cuántos números hay que aprender
`parametros_mlp(capas)` recibe los anchos de las capas, de la entrada a la salida, y cuenta pesos y sesgos.
"""


# %% ejercicio-01-5
def parametros_mlp(capas):
    """Número de pesos y sesgos de un MLP. `capas`: lista de anchos, como [1, 100, 1]."""
    # BEGIN SOLUTION
    total = 0
    for i in range(1, len(capas)):
        entra, sale = capas[i - 1], capas[i]
        total += entra * sale + sale
    return total
    # END SOLUTION


# %% comprobar-01-5
comprobar("01.5", parametros_mlp)

# %% preparar-keras tags=["nbval-ignore-output"]
curso = preparar(entrena=True)
import keras

curso


# %% red
def crear_red(neuronas, empinado=None, rng=None):
    """MLP de una capa oculta sigmoide. Con `empinado`, los escalones empiezan repartidos por [0, 1]."""
    oculta = keras.layers.Dense(neuronas, activation="sigmoid")
    red = keras.Sequential([keras.Input((1,)), oculta, keras.layers.Dense(1)])
    if empinado:
        w = rng.choice([-1, 1], neuronas) * rng.uniform(0.5, 1.5, neuronas) * empinado
        s = rng.uniform(0, 1, neuronas)
        oculta.set_weights([w[None, :], -w * s])  # b = −w·s: el ejercicio 01.2, al revés
    return red


# %% contar-parametros
parametros_mlp = usar("01.5", parametros_mlp)
nuestros, de_keras = parametros_mlp([1, 100, 1]), crear_red(100).count_params()
print(f"Parámetros: {nuestros} según la fórmula y {de_keras} según Keras")
assert nuestros == de_keras

# %% inicio-predice [markdown]
r"""
Entrenamos la misma red dos veces. La única diferencia es de dónde parte:

- **Por defecto**, Keras pone los sesgos a 0 y los pesos pequeños. Según el ejercicio 01.2, ¿dónde están entonces los cien escalones?
- **Repartida**: pesos grandes y $b = -ws$ con las posiciones $s$ al azar en $[0, 1]$.

**Predice** cuál aprenderá mejor con el mismo entrenamiento.

<details><summary>Respuesta</summary>
Por defecto todos los escalones nacen en 0, porque b = 0 da s = 0, y son muy suaves. Repartidos, cada uno tiene su zona: aprende mucho mejor.
</details>
"""


# %% entrenar
def entrenar(red, epocas=150, lote=128):
    """Entrena `red` con 1024 ejemplos de f. Devuelve su predicción en `x`."""
    entradas = np.linspace(0, 1, 1024, dtype="float32")[:, None]
    objetivos = nielsen(entradas)
    pasos = len(entradas) // lote  # los de una época; para_compilar los da de una vez
    ritmo = keras.optimizers.schedules.CosineDecay(0.02, epocas * pasos)
    red.compile(keras.optimizers.Adam(ritmo), loss="mse", **para_compilar(pasos))
    red.fit(entradas, objetivos, batch_size=lote, epochs=epocas, verbose=0)
    return keras.ops.convert_to_numpy(red(x[:, None].astype("float32"), training=False))[:, 0]


# %% entrenar-las-dos tags=["nbval-ignore-output"]
rng = np.random.default_rng(curso.semilla)
por_defecto = entrenar(crear_red(100))
repartida = entrenar(crear_red(100, empinado=100, rng=rng))
rmse_defecto = np.sqrt(np.mean((f - por_defecto) ** 2))
rmse_repartida = np.sqrt(np.mean((f - repartida) ** 2))
print(f"RMSE por defecto {rmse_defecto:.3f}; repartida {rmse_repartida:.4f}")

# %% demuestra-entrenada
assert rmse_repartida < 0.03
assert rmse_defecto > 3 * rmse_repartida
print("La repartida llega a RMSE < 0.03; la otra se queda, al menos, tres veces más lejos.")

# %% dibujar-entrenadas tags=["nbval-ignore-output"]
fig, eje = figura(7.5, 3.4)
eje.plot(x, f, color=NEGRO, linewidth=1.2, label="función f")
eje.plot(x, por_defecto, "--", color=NARANJA, label="aprendida, inicio por defecto")
eje.plot(x, repartida, color=AZUL, label="aprendida, inicio repartido")
eje.set(xlabel="x", ylabel="salida")
eje.legend()
mostrar(
    fig,
    "La red con inicio repartido sigue todas las ondulaciones; la de inicio por defecto "
    "solo capta la tendencia.",
)

# %% ancho-texto [markdown]
r"""
Por defecto los cien escalones nacen **en el mismo sitio**, en $s = -0/w = 0$, y son tan suaves que la red es casi una recta: le cuesta mucho
salir de ahí. La red que existe es la misma; encontrarla depende de dónde se empieza a buscar.

¿Y el ancho? Entrenamos redes de 10 y 30 neuronas y las comparamos con las hechas a mano, a igual número de neuronas.
"""

# %% entrenar-anchos tags=["nbval-ignore-output"]
anchos = [10, 30, 100]
aprendidas = [entrenar(crear_red(n, empinado=n, rng=rng)) for n in anchos[:2]] + [repartida]
familias = {
    "a mano, mesetas": [construir(nielsen, n // 2, w=100.0 * n) for n in anchos],
    "a mano, ReLU": [construir_relu(nielsen, n) for n in anchos],
    "aprendida": aprendidas,
}
medias = {nombre: [np.sqrt(np.mean((f - g) ** 2)) for g in redes] for nombre, redes in familias.items()}
for nombre, valores in medias.items():
    print(f"{nombre:16}", "  ".join(f"{n} neuronas: {v:.4f}" for n, v in zip(anchos, valores)))
assert medias["aprendida"][0] > medias["aprendida"][1] > medias["aprendida"][2]
for relu, aprendida, mesetas in zip(
    medias["a mano, ReLU"], medias["aprendida"], medias["a mano, mesetas"]
):
    assert relu < aprendida < mesetas

# %% dibujar-anchos tags=["nbval-ignore-output"]
fig, eje = figura(7.5, 3.2)
for (nombre, valores), trazo in zip(medias.items(), ("o-", "s--", "^:")):
    eje.loglog(anchos, valores, trazo, label=nombre)
eje.set(xlabel="neuronas ocultas", ylabel="RMSE", xticks=anchos, xticklabels=anchos)
eje.minorticks_off()
eje.legend()
mostrar(
    fig,
    "Error con 10, 30 y 100 neuronas: las redes aprendidas quedan entre las mesetas, peores, "
    "y las rectas con ReLU, mejores.",
)

# %% ancho-explica [markdown]
r"""
A igual número de neuronas, la red aprendida gana a las mesetas hechas a mano: no está obligada a repartir sus escalones por igual ni a
hacerlos igual de empinados. En cambio, pierde ante las rectas con ReLU. No es contradictorio: aquellas se construyen **conociendo** $f$ en todas partes;
esta solo ve ejemplos y busca a ciegas, cuesta abajo. Que una red buena exista y que el entrenamiento la encuentre son dos cosas distintas.
"""

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «Las redes pueden calcular **cualquier** función.» | Aproximan cuanto se quiera cualquier función **continua** en un **compacto**. En la discontinua, el error máximo no bajó de 0.3. |
| «Si la red existe, el entrenamiento la encuentra.» | El teorema habla de existencia. La misma red, con otro inicio, se quedó más de tres veces más lejos. |
| «Hace falta la sigmoide.» | Sirve toda activación continua que no sea un polinomio (Leshno y otros 1993); con ReLU nos salió incluso mejor a mano. |
| «Con una capa basta, así que las redes profundas sobran.» | Basta para *existir*, pero puede necesitar muchísimas neuronas; hay funciones que una red profunda expresa con muchas menos (Telgarsky 2016). |
| «La red sabrá qué hacer fuera de los datos.» | Fuera de $[0, 1]$ el error pasó de 1: el teorema no promete nada ahí. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. Con peso grande, una neurona sigmoide es un escalón en $s = -b/w$.
2. Dos neuronas hacen una meseta; muchas mesetas imitan cualquier función continua en un intervalo.
3. El error máximo cae como $1/N$ con mesetas y como $1/N^2$ uniendo rectas con ReLU.
4. Si la salida lleva $\sigma$, la capa oculta construye $\sigma^{-1}(f)$; con dos entradas, las mesetas se cruzan en torres.
5. El teorema garantiza que la red existe, no que el entrenamiento la encuentre, ni nada sobre saltos o fuera del compacto.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** Quieres un escalón en $s = 0.25$ con $w = 80$. ¿Qué sesgo pones? &emsp;**a)** 20 &emsp;**b)** −20 &emsp;**c)** −0.25 &emsp;**d)** 320

<details><summary>Respuesta</summary>
b) −20, porque $b = -ws = -80 · 0.25$. Con a) el escalón caería en −0.25.
</details>

**2.** ¿Cuántas neuronas ocultas gastan 50 mesetas? &emsp;**a)** 25 &emsp;**b)** 50 &emsp;**c)** 100 &emsp;**d)** depende de $w$

<details><summary>Respuesta</summary>
c) 100: cada meseta es la resta de dos neuronas. (Las vecinas comparten borde, así que con cuidado bastarían 51.)
</details>

**3.** Con mesetas, ¿por cuánto multiplicas $N$ para dividir el error máximo entre 10? &emsp;**a)** 10 &emsp;**b)** 100 &emsp;**c)** $\sqrt{10}$

<details><summary>Respuesta</summary>
a) El error cae como $1/N$. Uniendo rectas con ReLU bastaría c), porque cae como $1/N^2$.
</details>

**4.** Una red entrenada da un error enorme en $x = 3$, y los datos iban de 0 a 1. ¿Contradice el teorema? &emsp;**a)** Sí &emsp;**b)** No

<details><summary>Respuesta</summary>
b) No: el teorema solo habla del compacto, aquí $[0, 1]$.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("01")

# %% para-seguir [markdown]
r"""
## Para seguir

- Pinta en el explorador la función «Raíz»: su pendiente es infinita en 0. ¿Con qué $N$ baja de 0.1 el error máximo? ¿Y con la «Onda»? (Pon $w = 1000$.)
- Si te atascas en un ejercicio, `pista("01.3")` da tres niveles de ayuda y `solucion("01.3")` lo explica.
- Sigue con la [lección 02, aritmética de la convolución](02_convolucion.ipynb).

## Referencias

- Cybenko, G. (1989). *Approximation by superpositions of a sigmoidal function*.
- Hornik, K., Stinchcombe, M. y White, H. (1989). *Multilayer feedforward networks are universal approximators*.
- Leshno, M., Lin, V., Pinkus, A. y Schocken, S. (1993). *Multilayer feedforward networks with a nonpolynomial activation function can approximate any function*.
- Nielsen, M. (2015). *Neural Networks and Deep Learning*, capítulo 4.
- Telgarsky, M. (2016). *Benefits of depth in neural networks*.
"""
