# %% portada [markdown]
r"""
# 06 · LSTM y GRU

**Recordar es una decisión.** Una RNN simple reescribe toda su memoria en cada paso, quiera o no. Las celdas con puertas deciden qué entra, qué se
queda y qué se enseña. Vas a mover esas puertas a mano, a programarlas, a convertir sus pesos a Keras y a medir hasta dónde llega su memoria.

**Qué sabrás hacer**
- Programar un paso de LSTM (con mirillas y sin ellas) y de GRU, y contar sus parámetros.
- Pasar pesos de tus celdas a Keras y de Keras a tus celdas, con la misma salida.
- Elegir con qué puertas se recuerda un dato y con cuáles se cuenta.
- Medir cuánto gradiente llega al principio de la secuencia, antes y después de entrenar.
- Decidir cuándo usar una celda bidireccional, apilar capas, recortar o cambiar de optimizador.

**Qué necesitas antes**: la [lección 04](04_problemas_entrenamiento.ipynb) (el gradiente que se desvanece) y la [lección 05](05_rnn.ipynb) (redes recurrentes).

**Tiempo**: unos 100 minutos de lectura y ejercicios.
"""

# %% preparar
from utils.curso import preparar

curso = preparar()
curso

# %% importar
import time

import numpy as np

from lecciones.l06_lstm_gru import exploradores as explorador
from lecciones.l06_lstm_gru import tareas
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.graficos import AZUL, NARANJA, NEGRO, ROSA, VERDE, figura, mostrar

# %% imagen-de-portada
fig, (izquierda, derecha) = figura(8.4, 2.9, 1, 2)
pasos = np.arange(61)
for f, trazo in ((0.5, ":"), (0.9, "-."), (0.98, "--"), (1.0, "-")):
    izquierda.plot(pasos, f**pasos, trazo, label=f"f = {f:g}")
izquierda.set(title="lo que queda de un recuerdo", xlabel="pasos", ylabel="$f^t$")
izquierda.legend(fontsize=9, loc="upper right", bbox_to_anchor=(1, 0.93))
X, objetivo = tareas.secuencias("recordar", 12, 40, np.random.default_rng(5))
x, bien = X[2], objetivo[2]
for f, trazo, color in ((1.0, "-", AZUL), (0.9, "--", NARANJA)):
    memoria = tareas.memoria_lstm(x[None], "recordar", (1, 0), (0, f))[0]
    derecha.plot(np.arange(1, 41), memoria, trazo, color=color, label=f"f = {f:g} entre marcas")
lugares = np.flatnonzero(x[:, 1])
derecha.plot(lugares + 1, bien[lugares], "v", color=NEGRO, markersize=7, label="dato marcado")
derecha.set(title="recordar el último dato marcado", xlabel="paso", ylabel="memoria", ylim=(-1.4, 2.6))
derecha.legend(fontsize=9, loc="upper left", ncols=2, columnspacing=0.8)
mostrar(
    fig,
    "A la izquierda, lo que queda de un recuerdo según la puerta de olvido: con f igual a 1 no se "
    "gasta y con 0.5 desaparece en unos pasos. A la derecha, una memoria que guarda cada dato marcado.",
)

# %% carrusel-texto [markdown]
r"""
## 1 · El carrusel de error constante

En la RNN simple, el gradiente que va de un paso al anterior se multiplica por $\operatorname{diag}(1-s_t^2)\,W$: una matriz y una pendiente menor que 1. Sesenta pasos son sesenta
productos. Hochreiter y Schmidhuber (1997) cambiaron el producto por una **suma**: una memoria $c$ a la que se le añaden cosas,

$$c_t = c_{t-1} + i_t\,\tilde c_t \qquad\Longrightarrow\qquad \frac{\partial c_t}{\partial c_{t-1}} = 1$$

Por ese camino el error da vueltas sin cambiar de tamaño: es el **carrusel de error constante**. Gers y otros (2000) le añadieron la posibilidad de vaciarse, la puerta de olvido $f$ entre 0 y 1:

$$c_t = f_t\,c_{t-1} + i_t\,\tilde c_t \qquad\Longrightarrow\qquad \frac{\partial c_t}{\partial c_{t-1}} = f_t \ \text{(por el camino directo)}$$

**Predice.** Si $f = 0.95$ en todos los pasos, ¿cuánto queda del recuerdo, y del gradiente, al cabo de 60?

<details><summary>Respuesta</summary>
Menos de una vigésima parte. Con 0.99 queda más de la mitad; con 0.5, nada. La puerta no quita el desvanecimiento: **permite** que no lo haya, si aprende a
quedarse muy cerca de 1.
</details>
"""

# %% lo-que-queda
for f in (0.5, 0.9, 0.95, 0.99, 0.999):
    vida_media = np.log(0.5) / np.log(f)
    print(f"f = {f:5}: tras 60 pasos queda {f**60:.1e}; se parte por la mitad cada {vida_media:.1f}")
assert 0.95**60 < 0.05 and 0.99**60 > 0.5

# %% lstm-texto [markdown]
r"""
Dos consecuencias:

- Las LSTM y las GRU **mitigan** el desvanecimiento; no lo «resuelven». Con $f<1$ el carrusel también se para.
- LSTM es *long short-term memory*: una memoria de corto plazo que **dura mucho**. No es «memoria a corto plazo».

## 2 · La LSTM

Así la escriben los apuntes. $\sigma$ es la sigmoide y $\odot$ multiplica número a número:

$$\begin{aligned}
i^{(t)} &= \sigma(W_i x^{(t)} + U_i h^{(t-1)} + V_i \odot c^{(t-1)} + b_i) && \text{¿cuánto entra?}\\
f^{(t)} &= \sigma(W_f x^{(t)} + U_f h^{(t-1)} + V_f \odot c^{(t-1)} + b_f) && \text{¿cuánto se queda?}\\
c^{(t)} &= f^{(t)} \odot c^{(t-1)} + i^{(t)} \odot \tanh(W_c x^{(t)} + U_c h^{(t-1)} + b_c) && \text{la memoria}\\
o^{(t)} &= \sigma(W_o x^{(t)} + U_o h^{(t-1)} + V_o \odot c^{(t)} + b_o) && \text{¿cuánto se enseña?}\\
h^{(t)} &= o^{(t)} \odot \tanh(c^{(t)}) && \text{la salida}
\end{aligned}$$

**Cuidado con las letras**: cambian de sitio entre una lección y otra.

| | con la entrada | con el estado | forma |
|---|---|---|---|
| RNN de la lección 05 | $U$ | $W$ | `U @ x + W @ s` |
| LSTM de los apuntes | $W$ | $U$ | `W @ x + U @ h`: `W` es (unidades, entrada); `U`, (unidades, unidades) |
| GRU de los apuntes | las dos en una $W$ | | `W @ [h, x]`: (unidades, unidades + entrada) |
| Keras | `kernel` | `recurrent_kernel` | `x @ kernel + h @ recurrent_kernel`: traspuestas |

Los términos $V \odot c$ son las **mirillas** (*peephole*, Gers y Schmidhuber 2000): dejan que las puertas vean la memoria aunque la salida esté cerrada.
Son una variante, no «la» LSTM: **la habitual no las tiene, y la de Keras tampoco**. Fíjate en dos detalles: $i$ y $f$ miran la memoria vieja y $o$, la nueva; y son
diagonales, así que cada unidad mira solo la suya y $V$ es un vector.

### Ejercicio 06.1 · Un paso de la LSTM
`x`, `h` y `c` son vectores; `p` es un diccionario con `Wi, Ui, bi, Vi`, lo mismo para `f` y `o`, y `Wc, Uc, bc`. Devuelve `h, c`.
"""


# %% sigma
def sigma(z):
    """Sigmoide, de 0 a 1."""
    return 1 / (1 + np.exp(-z))


# %% ejercicio-06-1
def paso_lstm(x, h, c, p):
    """Un paso de la LSTM con mirillas. `p`: diccionario de pesos. Devuelve (h, c)."""
    # BEGIN SOLUTION
    i = sigma(p["Wi"] @ x + p["Ui"] @ h + p["Vi"] * c + p["bi"])
    f = sigma(p["Wf"] @ x + p["Uf"] @ h + p["Vf"] * c + p["bf"])
    candidato = np.tanh(p["Wc"] @ x + p["Uc"] @ h + p["bc"])
    nueva = f * c + i * candidato
    o = sigma(p["Wo"] @ x + p["Uo"] @ h + p["Vo"] * nueva + p["bo"])
    return o * np.tanh(nueva), nueva
    # END SOLUTION


# %% comprobar-06-1
comprobar("06.1", paso_lstm)

# %% usar-paso-lstm
paso_lstm = usar("06.1", paso_lstm)


# %% recorrer-lstm
def recorrer_lstm(X, p):
    """Salidas y memorias, (pasos, unidades) cada una, de la secuencia `X` (pasos, entrada)."""
    h = c = np.zeros(len(p["bi"]))
    salidas, memorias = [], []
    for x in X:
        h, c = paso_lstm(x, h, c, p)
        salidas.append(h)
        memorias.append(c)
    return np.array(salidas), np.array(memorias)


# %% pesos-al-azar
def pesos_lstm(entrada, unidades, rng, mirillas=0.0):
    """Diccionario de pesos al azar; `mirillas` es la desviación de los V."""
    formas = {"W": (unidades, entrada), "U": (unidades, unidades), "b": (unidades,)}
    p = {letra + k: rng.normal(0, 0.5, formas[letra]) for k in "ifoc" for letra in "WUb"}
    return p | {"V" + k: mirillas * rng.normal(size=unidades) for k in "ifo"}


# %% demuestra-mirillas
rng = np.random.default_rng(curso.semilla)
X, con = rng.normal(size=(20, 3)), pesos_lstm(3, 5, rng, mirillas=1.0)
sin = con | {"V" + k: np.zeros(5) for k in "ifo"}
distancia = np.abs(recorrer_lstm(X, con)[0] - recorrer_lstm(X, sin)[0])
assert distancia[0].max() > 0 and distancia.max() > 0.01
print("Con los mismos W, U y b, quitar las mirillas cambia la salida: son otra celda.")
print("En el primer paso ya se nota: c(0) = 0 no dice nada a i ni a f, pero o mira c(1).")


# %% sensibilidad
def sensibilidad(X, p, h=1e-2):
    """∂c_T/∂c_0 de la primera unidad, por diferencias finitas, y el producto de sus puertas f."""
    finales, olvidos = [], []
    for lado in (h, -h):
        c, estado = np.zeros(5), np.zeros(5)
        c[0] = lado
        for x in X:
            estado, c = paso_lstm(x, estado, c, p)
        finales.append(c[0])
    for x in X:
        olvidos.append(sigma(p["Wf"] @ x + p["bf"])[0])
    return (finales[0] - finales[1]) / (2 * h), np.prod(olvidos)


# %% demuestra-carrusel
suelta = sin | {"U" + k: np.zeros((5, 5)) for k in "ifoc"}  # sin U ni V solo queda el camino directo
medida, producto = sensibilidad(X[:8], suelta)
assert abs(medida / producto - 1) < 1e-4
print("Por el camino directo, ∂c_T/∂c_0 es el producto de las puertas de olvido.")

# %% parametros-texto [markdown]
r"""
### Ejercicio 06.2 · ¿Cuántos parámetros?
Escribe `parametros_lstm(entrada, unidades, mirillas=False)`. Cuenta los bloques de la fórmula: ¿cuántos tienen $W$, $U$ y $b$? ¿Cuántos tienen mirilla?
"""


# %% ejercicio-06-2
def parametros_lstm(entrada, unidades, mirillas=False):
    """Parámetros de una capa LSTM. `mirillas`: si True, cuenta también las diagonales V."""
    # BEGIN SOLUTION
    por_bloque = unidades * (entrada + unidades) + unidades
    return 4 * por_bloque + (3 * unidades if mirillas else 0)
    # END SOLUTION


# %% comprobar-06-2
comprobar("06.2", parametros_lstm)

# %% gru-texto [markdown]
r"""
## 3 · La GRU

La GRU (Cho y otros 2014) junta entrada y olvido en **una** puerta, $z$, y no separa memoria y salida. En los apuntes, con $[h, x]$ un vector detrás de otro y sin sesgos:

$$\begin{aligned}
z_t &= \sigma(W_z\,[h_{t-1}, x_t]) && \text{¿cuánto se renueva?}\\
r_t &= \sigma(W_r\,[h_{t-1}, x_t]) && \text{¿cuánto pasado ve el candidato?}\\
\tilde h_t &= \tanh(W\,[r_t \odot h_{t-1},\ x_t]) \\
h_t &= (1-z_t)\odot h_{t-1} + z_t \odot \tilde h_t
\end{aligned}$$

### Ejercicio 06.3 · Un paso de la GRU
Las tres matrices son de (unidades, unidades + entrada): primero las columnas del estado.
"""


# %% ejercicio-06-3
def paso_gru(x, h, Wz, Wr, W):
    """Un paso de la GRU de los apuntes. Devuelve el estado nuevo, h."""
    # BEGIN SOLUTION
    hx = np.concatenate([h, x])
    z = sigma(Wz @ hx)
    r = sigma(Wr @ hx)
    candidato = np.tanh(W @ np.concatenate([r * h, x]))
    return (1 - z) * h + z * candidato
    # END SOLUTION


# %% comprobar-06-3
comprobar("06.3", paso_gru)

# %% usar-paso-gru
paso_gru = usar("06.3", paso_gru)


# %% recorrer-gru
def recorrer_gru(X, Wz, Wr, W):
    """Estados (pasos, unidades) de la GRU sobre la secuencia `X` (pasos, entrada)."""
    h, estados = np.zeros(len(W)), []
    for x in X:
        h = paso_gru(x, h, Wz, Wr, W)
        estados.append(h)
    return np.array(estados)


# %% demuestra-acotada
Wz, Wr, W = 3 * rng.normal(size=(3, 5, 8))
estados = recorrer_gru(5 * rng.normal(size=(500, 3)), Wz, Wr, W)
_, memorias = recorrer_lstm(np.ones((500, 3)), {k: np.full_like(v, 5.0) for k, v in sin.items()})
assert np.abs(estados).max() <= 1 and memorias.max() > 400
print("El estado de la GRU no sale de -1 a 1: mezcla, no suma. La memoria de la LSTM no tiene techo.")

# %% keras-al-reves-texto [markdown]
r"""
### La z de Keras va al revés
Keras calcula $h_t = z \odot h_{t-1} + (1-z) \odot \tilde h_t$: allí $z$ es lo que se **conserva**. Las dos convenciones valen, y se encuentran las dos en los artículos; lo peligroso es mezclarlas.

### Ejercicio 06.4 · De Keras a los apuntes
`gru_de_keras(z)` recibe la puerta de Keras (número o matriz) y devuelve la de los apuntes.
"""


# %% ejercicio-06-4
def gru_de_keras(z):
    """La puerta z de los apuntes a partir de la de Keras. `z`: número o matriz."""
    # BEGIN SOLUTION
    return 1 - z
    # END SOLUTION


# %% comprobar-06-4
comprobar("06.4", gru_de_keras)

# %% demuestra-signo
gru_de_keras = usar("06.4", gru_de_keras)
a = np.linspace(-6, 6, 25)
assert np.allclose(gru_de_keras(sigma(a)), sigma(-a))
print("1 − σ(a) = σ(−a): en los pesos, cambiar de convención es cambiar el signo de Wz.")

# %% reset-after-texto [markdown]
r"""
### Y `reset_after=True`, que es lo que Keras usa por defecto
Con `reset_after=False`, la GRU de Keras es la de los apuntes más un sesgo por unidad. Por defecto, en cambio, aplica el reinicio **después** del producto, y con un sesgo a cada lado
(así lo calcula la biblioteca cuDNN en las GPU):

$$\tilde h_t = \tanh\big(W_c x_t + b_c + r_t \odot (U_c h_{t-1} + d_c)\big) \qquad\text{en lugar de}\qquad \tanh\big(W_c x_t + U_c (r_t \odot h_{t-1}) + b_c\big)$$

El segundo sesgo, $d_c$, queda dentro del paréntesis de $r$: por eso no se puede sumar al primero. En $z$ y $r$ sí se podría, pero Keras los guarda igual.

### Ejercicio 06.5 · Los parámetros de una GRU
Ahora con los sesgos de Keras: uno por unidad en cada bloque, o dos si `reset_after=True`.
"""


# %% ejercicio-06-5
def parametros_gru(entrada, unidades, reset_after=True):
    """Parámetros de una capa GRU de Keras, con sus sesgos."""
    # BEGIN SOLUTION
    sesgos = 2 if reset_after else 1
    return 3 * (unidades * (entrada + unidades) + sesgos * unidades)
    # END SOLUTION


# %% comprobar-06-5
comprobar("06.5", parametros_gru)


# %% paso-gru-despues
def paso_gru_despues(x, h, p):
    """GRU con `reset_after=True` y la z de los apuntes. `p`: W, U y b de z, r y c, y además dc."""
    z = sigma(p["Wz"] @ x + p["Uz"] @ h + p["bz"])
    r = sigma(p["Wr"] @ x + p["Ur"] @ h + p["br"])
    candidato = np.tanh(p["Wc"] @ x + p["bc"] + r * (p["Uc"] @ h + p["dc"]))
    return (1 - z) * h + z * candidato


# %% no-convertible-texto [markdown]
r"""
**Predice.** ¿Hay pesos con los que las dos GRU, la de antes y la de después, dan siempre lo mismo?

<details><summary>Respuesta</summary>
En general no: $U(r \odot h)$ multiplica por $r$ las **columnas** de $U$ y $r \odot (U h)$, las **filas**. Coinciden si todas las unidades reinician a la vez ($r$ igual en todas), si $U$ es diagonal o si hay una
sola unidad. Por eso no existe una conversión exacta entre una y otra: hay que entrenar con la que se vaya a usar.
</details>
"""


# %% diferencia
def diferencia(Wr):
    """Cuánto se separan las dos GRU con los mismos pesos, sin sesgos, a lo largo de 20 pasos."""
    n, nada = len(W), np.zeros(5)
    p = {"W" + k: M[:, n:] for k, M in zip("zrc", (Wz, Wr, W))}
    p |= {"U" + k: M[:, :n] for k, M in zip("zrc", (Wz, Wr, W))}
    p |= {"bz": nada, "br": nada, "bc": nada, "dc": nada}
    h, estados = np.zeros(n), []
    for x in X:
        h = paso_gru_despues(x, h, p)
        estados.append(h)
    return np.abs(recorrer_gru(X, Wz, Wr, W) - estados).max()


# %% demuestra-no-convertible
Wz, Wr, W = rng.normal(size=(3, 5, 8))
assert diferencia(Wr) > 0.01 and diferencia(np.tile(Wr[0], (5, 1))) < 1e-12
print("Mismos pesos, salidas distintas. Con la misma r en todas las unidades, coinciden.")

# %% explorar-puertas-texto [markdown]
r"""
## 4 · Las puertas, a mano

Una celda de una sola unidad y dos tareas. En cada paso llega un valor, y en algunos, además, una **marca**:

- **recordar**: responder el último valor que llevaba marca. Los demás son distracciones.
- **contar**: responder cuántas marcas van.

Cada puerta tiene dos posiciones: una cuando hay marca y otra cuando no. La respuesta se lee deshaciendo la tanh de la salida.

**Predice.** ¿Con qué puertas recuerda una LSTM? ¿Qué **única** puerta hay que cambiar para que, en vez de recordar, cuente? ¿Y puede contar la GRU?

<details><summary>Respuesta</summary>
Recordar: con marca, i = 1 y f = 0 (borra y escribe); sin marca, i = 0 y f = 1 (ni entra ni sale). Contar: lo mismo con f = 1 también en las marcas; así suma en lugar de sustituir. Prueba
después f = 0.95 sin marca: falla en unas 30 de cada 100, las que tienen lejos la última marca.<br>
La GRU recuerda con z = 1 en las marcas, z = 0 en el resto y r = 0. Contar no sabe: lo más parecido, con r = 1, empieza bien y se va quedando corto, porque su estado no pasa de 1. Lo que
renueva, z, y lo que conserva, 1 − z, suman 1: no puede sumar lo nuevo sin borrar parte de lo viejo (Weiss y otros 2018).
</details>
"""

# %% explorar-puertas
explorador.explorar_puertas()


# %% acierto
def acierto(memoria, objetivo, tarea):
    """Fracción de secuencias en las que la memoria final, en unidades del candidato, acierta."""
    return np.mean(np.abs(memoria[:, -1] / np.tanh(tareas.ESCALA[tarea]) - objetivo[:, -1]) < 0.5)


# %% demuestra-a-mano
for largo in (40, 400):
    for tarea, f_marca in (("recordar", 0), ("contar", 1)):
        S, objetivo = tareas.secuencias(tarea, 200, largo, np.random.default_rng(curso.semilla))
        lstm = acierto(tareas.memoria_lstm(S, tarea, (1, 0), (f_marca, 1)), objetivo, tarea)
        gru = acierto(tareas.estado_gru(S, tarea, (1, 0), f_marca), objetivo, tarea)
        assert lstm == 1 and (gru == 1 if tarea == "recordar" else gru < 0.3)
print("A mano, la LSTM recuerda y cuenta sin fallos 40 y 400 pasos; la GRU solo recuerda.")

# %% keras-texto [markdown]
r"""
## 5 · Lo mismo en Keras

Esta parte carga TensorFlow; tarda unos segundos. Primero, que nuestras celdas y las de Keras son las mismas. Convertimos en los dos sentidos:

- **LSTM**: Keras pega los cuatro bloques en el orden i, f, c, o, traspuestos. Solo se puede convertir si las mirillas son 0.
- **GRU con `reset_after=False`**: bloques z, r, h, con el signo de z cambiado. El sesgo entra en la nuestra con un truco: una entrada más que siempre vale **1**.
- **GRU con `reset_after=True`**: la de `paso_gru_despues`.
"""

# %% preparar-keras tags=["nbval-ignore-output"]
curso = preparar(entrena=True)
import keras

from utils.gradientes import para_compilar

a_numpy = keras.ops.convert_to_numpy
curso


# %% convertir-lstm
def lstm_a_keras(p):
    """Nuestros pesos, como los quiere `set_weights`: kernel, recurrent_kernel y bias."""
    return [np.concatenate([p[letra + k].T for k in "ifco"], axis=-1) for letra in "WUb"]


def lstm_de_keras(capa):
    """Diccionario `p`, con las mirillas a cero, de una capa LSTM de Keras."""
    p = {"V" + k: np.zeros(capa.units) for k in "ifo"}
    for letra, pegados in zip("WUb", capa.get_weights()):
        p |= {letra + k: m.T for k, m in zip("ifco", np.split(pegados.astype(float), 4, axis=-1))}
    return p


# %% convertir-gru
def gru_a_keras(Wz, Wr, W):
    """Tres matrices (unidades, unidades + entrada + 1) para la GRU de Keras con `reset_after=False`."""
    n, todo = len(W), np.vstack([-Wz, Wr, W]).T  # filas: estado, entrada y el 1
    return [todo[n:-1], todo[:n], todo[-1]]


def gru_desde_keras(capa):
    """Las tres matrices de nuestra GRU, con la columna del sesgo al final."""
    kernel, recurrente, sesgo = capa.get_weights()
    Wz, Wr, W = np.split(np.vstack([recurrente, kernel, sesgo]).T.astype(float), 3)
    return -Wz, Wr, W


# %% convertir-gru-despues
def gru_despues_a_keras(p):
    """Diccionario `p` de `paso_gru_despues` → pesos de la GRU de Keras con `reset_after=True`."""
    kernel, recurrente = (np.hstack([-p[m + "z"].T, p[m + "r"].T, p[m + "c"].T]) for m in "WU")
    nada = np.zeros_like(p["bz"])
    sesgos = np.stack([np.hstack([-p["bz"], p["br"], p["bc"]]), np.hstack([nada, nada, p["dc"]])])
    return [kernel, recurrente, sesgos]


def gru_despues_de_keras(capa):
    """Pesos de la GRU de Keras con `reset_after=True` → diccionario `p`."""
    kernel, recurrente, sesgos = (w.astype(float) for w in capa.get_weights())
    p = {"W" + k: m.T for k, m in zip("zrc", np.split(kernel, 3, axis=-1))}
    p |= {"U" + k: m.T for k, m in zip("zrc", np.split(recurrente, 3, axis=-1))}
    (bz, br, bc), (dz, dr, dc) = (np.split(s, 3) for s in sesgos)
    p |= {"bz": bz + dz, "br": br + dr, "bc": bc, "dc": dc}
    return p | {k: -p[k] for k in ("Wz", "Uz", "bz")}


# %% recorrer-despues
def recorrer_despues(X, p):
    """Estados de `paso_gru_despues` sobre la secuencia `X`."""
    h, estados = np.zeros(len(p["bz"])), []
    for x in X:
        h = paso_gru_despues(x, h, p)
        estados.append(h)
    return np.array(estados)


# %% capa-de-keras
def capa_de_keras(clase, rng, pesos=None, **opciones):
    """Capa de 5 unidades para 3 entradas, con esos `pesos` o con otros al azar."""
    capa = clase(5, return_sequences=True, **opciones)
    capa.build((None, None, 3))
    capa.set_weights(pesos or [rng.normal(0, 0.7, w.shape) for w in capa.get_weights()])
    return capa


# %% separacion
def separacion(nuestra, capa):
    """La mayor diferencia entre nuestras salidas y las de la capa de Keras sobre la misma secuencia."""
    return np.abs(nuestra - a_numpy(capa(X[None].astype("float32")))[0]).max()


# %% ida-a-keras
LSTM, GRU = keras.layers.LSTM, keras.layers.GRU
X1 = np.hstack([X, np.ones((len(X), 1))])  # con la entrada que siempre vale 1
Wz, Wr, W = rng.normal(0, 0.7, (3, 5, 9))
despues = gru_despues_de_keras(capa_de_keras(GRU, rng)) | {"dc": rng.normal(size=5)}
antes = capa_de_keras(GRU, rng, gru_a_keras(Wz, Wr, W), reset_after=False)
ida = [
    separacion(recorrer_lstm(X, sin)[0], capa_de_keras(LSTM, rng, lstm_a_keras(sin))),
    separacion(recorrer_gru(X1, Wz, Wr, W), antes),
    separacion(recorrer_despues(X, despues), capa_de_keras(GRU, rng, gru_despues_a_keras(despues))),
]

# %% vuelta-de-keras
una, otra = capa_de_keras(LSTM, rng), capa_de_keras(GRU, rng, reset_after=False)
tercera = capa_de_keras(GRU, rng)
vuelta = [
    separacion(recorrer_lstm(X, lstm_de_keras(una))[0], una),
    separacion(recorrer_gru(X1, *gru_desde_keras(otra)), otra),
    separacion(recorrer_despues(X, gru_despues_de_keras(tercera)), tercera),
]

# %% demuestra-conversion
assert max(ida + vuelta) < 1e-5
print("LSTM, GRU y GRU con reset_after: de ida y de vuelta, iguales a Keras con error menor que 1e-5.")

# %% demuestra-parametros
parametros_lstm = usar("06.2", parametros_lstm)
parametros_gru = usar("06.5", parametros_gru)
assert una.count_params() == parametros_lstm(3, 5)
assert otra.count_params() == parametros_gru(3, 5, reset_after=False)
assert tercera.count_params() == parametros_gru(3, 5)
for m, n in ((2, 32), (100, 128)):
    simple = n * (m + n) + n
    gru, lstm = parametros_gru(m, n), parametros_lstm(m, n)
    print(f"entrada {m}, {n} unidades: RNN simple {simple}, GRU {gru}, LSTM {lstm}")

# %% sesgo-de-olvido-texto [markdown]
r"""
Un detalle más: los sesgos de una LSTM de Keras nacen a 0 **menos el de olvido, que nace a 1** (`unit_forget_bias=True`), como aconsejan Gers y otros (2000) y Józefowicz y otros (2015). Así $f \approx \sigma(1) = 0.73$ al empezar, y no 0.5. Más abajo medimos si importa.

## 6 · El problema de la suma

Hochreiter y Schmidhuber (1997) propusieron una tarea que solo se resuelve con memoria larga; esta es la versión de Le y otros (2015), con una marca en cada mitad. Llegan $T$ números al azar entre 0 y 1; dos llevan marca. Hay que responder la **suma de los dos**.

**Predice.** Quien no recuerda nada hace bien en responder siempre 1, la suma media. ¿Qué error cuadrático medio (MSE) tiene?

<details><summary>Respuesta</summary>
La varianza de la suma: 1/12 + 1/12 = 1/6 ≈ 0.1667. Por ahí se lee 0.1767 (en Le y otros 2015, por ejemplo); la celda siguiente lo calcula.
</details>
"""


# %% problema-de-la-suma
def problema_suma(cuantas, T, rng):
    """Secuencias (cuantas, T, 2), valor y marca, y la suma de los dos valores marcados."""
    valores = rng.random((cuantas, T), dtype="float32")
    marcas = np.zeros_like(valores)
    fila = np.arange(cuantas)
    marcas[fila, rng.integers(0, T // 2, cuantas)] = 1
    marcas[fila, rng.integers(T // 2, T, cuantas)] = 1
    return np.stack([valores, marcas], axis=-1), (valores * marcas).sum(axis=1)


# %% demuestra-linea-trivial
_, sumas = problema_suma(200_000, 10, np.random.default_rng(curso.semilla))
TRIVIAL = 1 / 6
medido = np.mean((sumas - 1) ** 2)
assert abs(medido - TRIVIAL) < abs(medido - 0.1767)
print(f"Responder siempre 1: MSE {medido:.2f}; exacto, 1/6 = {TRIVIAL:.4f}, no 0.1767")

# %% crear-red
PASOS, LOTE, UNIDADES = 800, 64, 32


def crear_red(capa, T):
    """Una capa recurrente, creada con la semilla del curso, y una neurona de salida."""
    keras.utils.set_random_seed(curso.semilla)
    return keras.Sequential([keras.Input((T, 2)), *capa(), keras.layers.Dense(1)])


# %% entrenar-suma
def entrenar_suma(capa, T, optimizador=None):
    """Entrena con secuencias siempre nuevas. Devuelve la red, el MSE cada 100 pasos y el de prueba."""
    rng = np.random.default_rng([curso.semilla, T])
    (Xp, yp), (Xe, ye) = problema_suma(2048, T, rng), problema_suma(PASOS * LOTE, T, rng)
    red = crear_red(capa, T)
    optimizador = optimizador or keras.optimizers.Adam(6e-3, global_clipnorm=1.0)
    red.compile(optimizador, loss="mse", **para_compilar(100))
    tramos = [slice(k * LOTE, (k + 100) * LOTE) for k in range(0, PASOS, 100)]
    ajuste = {"batch_size": LOTE, "verbose": 0, "shuffle": False}
    curva = [red.fit(Xe[t], ye[t], **ajuste).history["loss"][0] for t in tramos]
    return red, curva, float(np.mean((a_numpy(red(Xp, training=False))[:, 0] - yp) ** 2))


# %% suma-texto [markdown]
r"""
Las tres redes tienen **el mismo presupuesto**: 32 unidades, 800 pasos de 64 secuencias (nunca se repite ninguna), Adam con el mismo ritmo, recorte de norma 1, la misma semilla y los mismos datos. La
prueba son 2048 secuencias aparte.

**Predice.** Con T = 10 y con T = 60, ¿quién aprende?

<details><summary>Respuesta</summary>
Con 10 aprenden las tres. Con 60, la RNN simple no pasa de la línea trivial: responde 1 y nada más.
</details>
"""

# %% entrenar-tres-celdas tags=["nbval-ignore-output"]
CELDAS = {
    "RNN simple": lambda: [keras.layers.SimpleRNN(UNIDADES)],
    "LSTM": lambda: [keras.layers.LSTM(UNIDADES)],
    "GRU": lambda: [keras.layers.GRU(UNIDADES)],
}
LARGOS = (10, 60)
redes, curvas, errores, segundos = {}, {}, {}, {}
for T in LARGOS:
    for nombre, capa in CELDAS.items():
        inicio = time.perf_counter()
        caso = nombre, T
        redes[caso], curvas[caso], errores[caso] = entrenar_suma(capa, T)
        segundos[caso] = time.perf_counter() - inicio
        print(f"T = {T}  {nombre:10}  MSE {errores[caso]:.4f}   {segundos[caso]:.1f} s")

# %% demuestra-suma
assert errores["LSTM", 60] < 0.02 and errores["GRU", 60] < 0.02 and errores["RNN simple", 60] >= 0.10
assert max(errores[nombre, 10] for nombre in CELDAS) < 0.02
print("T = 60: LSTM y GRU, MSE menor que 0.02; la RNN simple, 0.10 o más. Con T = 10, las tres.")

# %% dibujar-suma
fig, (izquierda, derecha) = figura(8.6, 3.6, 1, 2, sharey=True)
TRAZOS = {"RNN simple": (NARANJA, "o-"), "LSTM": (AZUL, "s--"), "GRU": (VERDE, "^:")}
for nombre, (color, trazo) in TRAZOS.items():
    izquierda.plot(LARGOS, [errores[nombre, T] for T in LARGOS], trazo, color=color, label=nombre)
    derecha.plot(np.arange(100, PASOS + 1, 100), curvas[nombre, 60], trazo, color=color)
for eje in (izquierda, derecha):
    eje.axhline(TRIVIAL, color=NEGRO, linewidth=1, linestyle="-.", label="línea trivial, 1/6")
izquierda.set(yscale="log", xlabel="largo T", xticks=LARGOS, ylabel="MSE", title="en la prueba")
derecha.set(xlabel="pasos de entrenamiento", title="al entrenar con T = 60")
fig.legend(*izquierda.get_legend_handles_labels(), loc="outside lower center", ncols=4)
mostrar(
    fig,
    "Error en el problema de la suma. Con T = 60 la RNN simple se queda en la línea trivial, y las "
    "curvas de la LSTM y la GRU caen de golpe a mitad del entrenamiento.",
)

# %% gradiente-texto [markdown]
r"""
Las curvas no bajan poco a poco: hay una meseta y, de pronto, una caída. Hasta que la celda no aprende a cerrar las puertas entre marca y marca, no le llega señal de la primera.

## 7 · Cuánto gradiente llega

Medimos $\lVert \partial h_T/\partial h_t \rVert$ para todo $t$, sobre secuencias de prueba con $T = 60$. Cada paso tiene su matriz de derivadas (jacobiana), que sacamos de **nuestras** celdas por diferencias finitas; la regla de
la cadena las multiplica. En la LSTM el recuerdo viaja por $c$, así que medimos también $\partial h_T/\partial (h_t, c_t)$, el estado entero.

**Predice.** **Antes** de entrenar, ¿a qué red le llega menos gradiente al primer paso: RNN simple, LSTM o GRU?

<details><summary>Respuesta</summary>
A la GRU, con mucha diferencia: sin entrenar, renueva la mitad de su estado en cada paso; la LSTM olvida un 27 %. La RNN simple y la LSTM quedan cerca con esta semilla; con otras, a la RNN simple le llega mucho más: Keras le da
una matriz ortogonal, que por sí sola no encoge nada. Lo que distingue a las celdas con puertas no es cómo nacen, sino que pueden **aprender** a conservar.
</details>
"""


# %% paso-de
def paso_de(red):
    """El paso de la capa, `paso(s, x)`, con nuestras celdas, y cuántos números tiene el estado."""
    capa = red.layers[0]
    if isinstance(capa, keras.layers.LSTM):
        p = lstm_de_keras(capa)
        return lambda s, x: np.concatenate(paso_lstm(x, *np.split(s, 2), p)), 2 * capa.units
    if isinstance(capa, keras.layers.GRU):
        p = gru_despues_de_keras(capa)
        return lambda s, x: paso_gru_despues(x, s, p), capa.units
    W, U, b = (w.astype(float) for w in capa.get_weights())
    return lambda s, x: np.tanh(x @ W + s @ U + b), capa.units


# %% jacobiana
def jacobiana(paso, s, x, h=1e-5):
    """Derivadas del estado nuevo respecto al anterior, por diferencias finitas centradas."""
    return np.column_stack([(paso(s + e, x) - paso(s - e, x)) / (2 * h) for e in h * np.eye(len(s))])


# %% normas-hacia-atras
def normas_hacia_atras(red, X):
    """‖∂h_T/∂h_t‖ y ‖∂h_T/∂(estado en t)‖ para cada t, media geométrica de las secuencias `X`."""
    paso, tamano = paso_de(red)
    n, normas = red.layers[0].units, []
    for secuencia in X.astype(float):
        s, matrices = np.zeros(tamano), []
        for x in secuencia:
            matrices.append(jacobiana(paso, s, x))
            s = paso(s, x)
        producto, suyas = np.eye(tamano), []
        for matriz in matrices[::-1]:
            suyas.append((np.linalg.norm(producto[:n, :n], 2), np.linalg.norm(producto[:n], 2)))
            producto = producto @ matriz
        normas.append(suyas[::-1])
    return np.exp(np.log(np.maximum(normas, 1e-300)).mean(axis=0)).T


# %% medir-gradientes tags=["nbval-ignore-output"]
X_mirar, _ = problema_suma(2, 60, np.random.default_rng([curso.semilla, 7]))
antes = {nombre: normas_hacia_atras(crear_red(capa, 60), X_mirar) for nombre, capa in CELDAS.items()}
tras = {nombre: normas_hacia_atras(redes[nombre, 60], X_mirar) for nombre in CELDAS}
for nombre in CELDAS:
    (solo_h, entero), (solo_h_tras, entero_tras) = antes[nombre][:, 0], tras[nombre][:, 0]
    print(f"{nombre:10}  ‖∂h_T/∂h_1‖: antes {solo_h:.0e}, después {solo_h_tras:.0e}", end="")
    print(f"   estado entero: antes {entero:.0e}, después {entero_tras:.0e}")

# %% demuestra-gradientes
assert antes["RNN simple"][1, 0] > antes["LSTM"][1, 0] / 10 and antes["GRU"][1, 0] < 1e-6
con_puertas = min(tras["LSTM"][1, 0], tras["GRU"][1, 0])
assert con_puertas > 0.05 and tras["RNN simple"][1, 0] < con_puertas / 50
print("Antes, a la RNN simple le llega al menos la décima parte que a la LSTM;", end=" ")
print("a la GRU, menos de una millonésima.")
print("Después, a LSTM y GRU les llega más de una vigésima parte; a la RNN simple, 50 veces menos.")

# %% dibujar-gradientes
fig, ejes = figura(8.6, 3.5, 1, 2, sharey=True)
for eje, medidas, titulo in zip(ejes, (antes, tras), ("antes de entrenar", "después de entrenar")):
    for nombre, (color, trazo) in TRAZOS.items():
        eje.semilogy(range(1, 61), medidas[nombre][1], trazo, color=color, markersize=3, label=nombre)
    eje.semilogy(range(1, 61), medidas["LSTM"][0], "-", color=ROSA, linewidth=1, label="LSTM, solo h")
    eje.set(title=titulo, xlabel="t")
ejes[0].set(ylabel="‖∂h_T / ∂ estado en t‖")
fig.legend(*ejes[0].get_legend_handles_labels(), loc="outside lower center", ncols=4)
mostrar(
    fig,
    "Gradiente que llega a cada paso, con T = 60. Antes de entrenar todas caen hacia el principio, y "
    "la GRU la que más. Después, la LSTM y la GRU siguen planas y la RNN simple cae mucho.",
)

# %% lejos-texto [markdown]
r"""
Plano no es eterno. Llevamos la LSTM ya entrenada a secuencias más largas que las que vio. **Predice.** ¿Llega el gradiente al primer paso cuando T = 300?

<details><summary>Respuesta</summary>
Llega mucho menos, y ya a 60 pasos del final. Aprendió puertas que, con el eco de h, llevan la señal en secuencias de 60 pasos; más allá no tenía motivo. La celda mitiga el desvanecimiento, no
lo elimina.
</details>
"""

# %% medir-lejos tags=["nbval-ignore-output"]
X_lejos, _ = problema_suma(1, 300, np.random.default_rng([curso.semilla, 8]))
lejos = normas_hacia_atras(redes["LSTM", 60], X_lejos)[1]
for distancia in (10, 60, 150, 299):
    print(f"a {distancia} pasos del final: {lejos[-1 - distancia]:.0e}")
assert lejos[0] < lejos[-61] / 2

# %% entrenadas-texto [markdown]
r"""
## 8 · Las puertas que aprende

Volvemos a «recordar» y «contar», ahora con celdas de **dos unidades** que aprenden solas con secuencias de 40 pasos. ¿Descubrirán tus puertas?

**Predice.** A mano, la LSTM contaba 400 pasos sin un fallo. Entrenada con 40, ¿contará bien 160?

<details><summary>Respuesta</summary>
No. Con 40 acierta casi nueve de cada diez; con 160, casi nunca: su memoria no es un contador exacto y la salida lee tanh(c), que se satura. Que una celda **pueda** no quiere decir que lo
**aprenda**.
</details>
"""


# %% entrenar-tarea
def entrenar_tarea(celda, tarea):
    """Celda de 2 unidades para `tarea`: (p, w, b), respuesta h·w + b, y acierto con 40 y 160 pasos."""
    rng = np.random.default_rng([curso.semilla, 6])
    S, objetivo = tareas.secuencias(tarea, 500 * LOTE, 40, rng)
    unidad = objetivo.max() / 2  # para que la red trabaje con números pequeños
    keras.utils.set_random_seed(curso.semilla)
    capa = getattr(keras.layers, celda)(2, return_sequences=True)
    red = keras.Sequential([keras.Input((None, 2)), capa, keras.layers.Dense(1)])
    optimizador = keras.optimizers.Adam(2e-2, global_clipnorm=1.0)
    red.compile(optimizador, "mse", **para_compilar(100))
    red.fit(S, objetivo[..., None] / unidad, batch_size=LOTE, verbose=0, shuffle=False)
    p = lstm_de_keras(capa) if celda == "LSTM" else gru_despues_de_keras(capa)
    w, b = (unidad * v.astype(float) for v in red.layers[-1].get_weights())
    aciertos = []
    for largo in (40, 160):
        S, objetivo = tareas.secuencias(tarea, 300, largo, rng)
        final = unidad * a_numpy(red(S, training=False))[:, -1, 0]
        aciertos.append(np.mean(np.abs(final - objetivo[:, -1]) < 0.5))
    return (p, w[:, 0], b[0]), aciertos


# %% entrenar-puertas tags=["nbval-ignore-output"]
entrenadas, aciertos = {}, {}
for caso in (("LSTM", "recordar"), ("LSTM", "contar"), ("GRU", "recordar")):
    entrenadas[caso], aciertos[caso] = entrenar_tarea(*caso)
    print(*caso, "· acierta {:.2f} con 40 pasos y {:.2f} con 160".format(*aciertos[caso]))

# %% medias-de-las-puertas tags=["nbval-ignore-output"]
medias = {}
for (celda, tarea), (p, _, _) in entrenadas.items():
    S, _ = tareas.secuencias(tarea, 1, 400, np.random.default_rng(curso.semilla))
    medias[celda, tarea] = tareas.medias_de_puertas(p, S[0], celda)
    for puerta, (con_marca, resto) in medias[celda, tarea].items():
        print(celda, tarea, f"· {puerta}: {con_marca.round(2)} con marca, {resto.round(2)} sin marca")

# %% demuestra-puertas
olvido = {tarea: medias["LSTM", tarea]["f"] for tarea in ("recordar", "contar")}
assert olvido["recordar"][0].mean() < olvido["recordar"][1].mean() - 0.3
assert np.minimum(*olvido["contar"]).max() > 0.9
assert aciertos["LSTM", "recordar"][1] > 0.95 and aciertos["GRU", "recordar"][1] > 0.95
assert aciertos["LSTM", "contar"][0] > 0.75 and aciertos["LSTM", "contar"][1] < 0.2
print("Para recordar, la LSTM cierra f en las marcas; para contar, una unidad la deja abierta.")
print("Recordar le sirve para 160 pasos; contar, no.")

# %% explorar-entrenadas-texto [markdown]
r"""
Míralas paso a paso. La LSTM encuentra tu idea para $f$ —cerrarla en las marcas—, pero no tu solución: sin marca no deja $f$ en 1 ni $i$ en 0. ¿Cómo recuerda entonces, si en cada paso olvida una buena parte? Sospecha: reescribe el bit
a partir de su propia salida $h$. Para comprobarlo, se lo impedimos: $U_c = 0$, y lo demás igual.
"""

# %% sin-eco tags=["nbval-ignore-output"]
p, w, b = entrenadas["LSTM", "recordar"]
S, objetivo = tareas.secuencias("recordar", 100, 40, np.random.default_rng(curso.semilla))
eco = {}
for nombre, pesos in (("entera", p), ("con Uc = 0", p | {"Uc": 0 * p["Uc"]})):
    finales = np.array([recorrer_lstm(secuencia, pesos)[0][-1] for secuencia in S]) @ w + b
    eco[nombre] = np.mean(np.abs(finales - objetivo[:, -1]) < 0.5)
    print(f"LSTM {nombre}: acierta {eco[nombre]:.2f}")

# %% demuestra-eco
assert eco["entera"] > 0.95 and eco["con Uc = 0"] < 0.8
print("Sin el camino de h al candidato, deja de recordar: el bit se reescribía a sí mismo.")

# %% explorar-entrenadas tags=["nbval-ignore-output"]
explorador.explorar_entrenadas(entrenadas)

# %% cuatro-texto [markdown]
r"""
## 9 · Cuatro salidas, en la misma tarea

Entrenar redes recurrentes es caro, y los apuntes citan cuatro salidas: **compuertas** (LSTM, GRU), **recorte de gradiente**, **mejores optimizadores** y **puertas más abruptas** (*steeper gates*: $\sigma(kz)$ con $k>1$, que
se abren y se cierran de golpe). Las comparamos en la suma con T = 60 y el presupuesto de antes. Añadimos una quinta cosa que tocar: que el **sesgo de olvido** nazca en 0 y no en 1.

El punto de partida es una RNN simple con descenso de gradiente (SGD) y un ritmo de 0.3.

**Predice.** ¿Cuál basta por sí sola?

<details><summary>Respuesta</summary>
Ninguna. El recorte evita el desastre, pero no enseña. Adam no le da memoria a la RNN simple, y las compuertas no aprenden a tiempo sin Adam. Juntas, sí. Las puertas abruptas, encima de las demás, son lo que
más acelera.
</details>
"""


# %% abrupta
def abrupta(k):
    """LSTM con puertas σ(k·z)."""
    puerta = lambda z: keras.ops.sigmoid(k * z)
    return lambda: [keras.layers.LSTM(UNIDADES, recurrent_activation=puerta)]


# %% con-sesgo
def con_sesgo(b):
    """LSTM cuyo sesgo de olvido nace en `b`: el segundo de los cuatro bloques, i, f, c, o."""
    valores = np.repeat([0.0, b, 0.0, 0.0], UNIDADES)
    inicio = lambda forma, dtype=None: keras.ops.convert_to_tensor(valores, dtype)
    return lambda: [keras.layers.LSTM(UNIDADES, bias_initializer=inicio, unit_forget_bias=False)]


# %% pruebas
SGD = keras.optimizers.SGD
PRUEBAS = {
    "RNN simple, SGD": (CELDAS["RNN simple"], SGD(0.3)),
    "RNN simple, SGD y recorte": (CELDAS["RNN simple"], SGD(0.3, global_clipnorm=1.0)),
    "LSTM, SGD y recorte": (CELDAS["LSTM"], SGD(0.3, global_clipnorm=1.0)),
    "LSTM, Adam y recorte, olvido 0": (con_sesgo(0.0), None),
    "LSTM, Adam y recorte, abrupta": (abrupta(4), None),
}

# %% entrenar-variantes tags=["nbval-ignore-output"]
hechas = ("RNN simple", "LSTM")  # ya entrenadas en la sección 6
caminos = {f"{nombre}, Adam y recorte": curvas[nombre, 60] for nombre in hechas}
finales = {f"{nombre}, Adam y recorte": errores[nombre, 60] for nombre in hechas}
for nombre, (capa, optimizador) in PRUEBAS.items():
    _, caminos[nombre], finales[nombre] = entrenar_suma(capa, 60, optimizador)
    print(f"{nombre}: MSE de prueba {finales[nombre]:.4f}")
for nombre in list(finales)[:2]:
    print(f"{nombre}: MSE de prueba {finales[nombre]:.4f}")

# %% demuestra-cuatro
mitad = {nombre: np.mean(camino[:5]) for nombre, camino in caminos.items()}  # los 500 primeros pasos
assert not finales["RNN simple, SGD"] < 0.10  # NaN, o tan malo como la línea trivial
for a_medias in ("RNN simple, SGD y recorte", "RNN simple, Adam y recorte", "LSTM, SGD y recorte"):
    assert 0.10 < finales[a_medias] < 1
assert finales["LSTM, Adam y recorte, abrupta"] < 0.02
assert finales["LSTM, Adam y recorte, olvido 0"] > 3 * finales["LSTM, Adam y recorte"]
assert mitad["LSTM, Adam y recorte, abrupta"] < 0.75 * mitad["LSTM, Adam y recorte"]
print("Sin compuertas o sin Adam, MSE de 0.10 o más, o NaN; con todo, menos de 0.02.")
print("Con puertas abruptas aprende antes: en los 500 primeros pasos, menos de tres cuartos del error.")
print("Con el sesgo de olvido a 0 acaba con más del triple de error.")

# %% dibujar-cuatro
fig, eje = figura(8.6, 3.6)
ESTILOS = ("o-", "s--", "x-", "v-.", "P:", "*--", "D-")
for (nombre, camino), trazo in zip(caminos.items(), ESTILOS):
    eje.plot(np.arange(100, PASOS + 1, 100), camino, trazo, markersize=5, linewidth=1.5, label=nombre)
eje.axhline(TRIVIAL, color="#777777", linewidth=1, label="línea trivial, 1/6")
eje.set(yscale="log", ylim=(4e-4, 1), xlabel="pasos de entrenamiento", ylabel="MSE, T = 60")
eje.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=9)
mostrar(
    fig,
    "MSE al entrenar. La RNN simple y la LSTM con SGD no bajan de la línea trivial "
    "(sin recorte, una curva puede faltar, porque da NaN); la LSTM con puertas "
    "abruptas cae la primera, y la de sesgo de olvido 0 cae más tarde o no llega a caer.",
    pie="Cada trazo, una combinación; la línea gris es la trivial, 1/6. Una curva que falta dio NaN.",
)


# %% olvido-inicial
def llega(b):
    """‖∂h_T/∂(estado en 1)‖ de una LSTM sin entrenar con sesgo de olvido `b`, T = 60."""
    return normas_hacia_atras(crear_red(con_sesgo(b), 60), X_mirar[:1])[1, 0]


# %% demuestra-olvido-inicial
nacen = [llega(b) for b in (0.0, 1.0, 3.0)]
assert nacen[0] < 1e-5 < nacen[1] < nacen[2] and nacen[2] > 0.01
print("Al nacer, con sesgo de olvido 0, llega al paso 1 menos de 1e-5; con 1, más; con 3, más de 0.01.")

# %% cuatro-explica [markdown]
r"""
- **Recorte.** Evita que el entrenamiento reviente, y nada más: lo que se desvanece sigue desvanecido. Sin él, la RNN simple con SGD puede acabar en NaN, y entonces su curva se corta.
- **Optimizador.** Adam agranda los gradientes pequeños, pero no distingue señal de ruido: con T = 60 no le da memoria a la RNN simple.
- **Compuertas.** Pueden conservar, pero hay que llegar a esos pesos: con SGD y este presupuesto no llegan.
- **Abruptas.** Una puerta $\sigma(4z)$ se abre y se cierra con pesos cuatro veces menores. Pero no todo el mérito es de la pendiente: el sesgo de olvido 1 pasa a valer por 4, y $\sigma(4) \approx 0.98$. Y tiene su riesgo: una puerta tan brusca se satura antes.
- **Sesgo de olvido.** Con 0, la celda nace olvidando la mitad en cada paso, y con este presupuesto corregirlo llega tarde. Con 1 olvida un 27 %; con 3, un 5 %.

Una sola semilla por curva: al cambiarla se repite el orden; el paso exacto en que cae cada una, no.

## 10 · Mirar también el futuro: bidireccional

Una celda solo ha visto lo anterior. Si la frase o la serie ya está entera, podemos recorrerla con dos celdas, una en cada sentido, y juntar sus salidas: eso es `Bidirectional` (Schuster y Paliwal 1997). La tarea: decir en cada
paso si ese valor es un **pico**, mayor que sus dos vecinos.

**Predice.** ¿Cuánto puede acertar, como mucho, quien no ve el futuro?

<details><summary>Respuesta</summary>
Si el valor $x$ no supera al anterior, no es pico. Si lo supera, lo será con probabilidad $x$, la de que el siguiente sea menor: lo mejor es decir que sí cuando $x > ½$. La celda siguiente calcula cuánto acierta esa regla, y
ninguna red sin futuro puede superarla más que por azar.
</details>
"""


# %% picos
def picos(cuantas, rng, T=20):
    """Series (cuantas, T, 1) al azar y si cada valor supera a sus dos vecinos (los extremos, no)."""
    x = rng.random((cuantas, T), dtype="float32")
    y = np.zeros_like(x)
    y[:, 1:-1] = (x[:, 1:-1] > x[:, :-2]) & (x[:, 1:-1] > x[:, 2:])
    return x[..., None], y


# %% entrenar-picos
def entrenar_picos(capa):
    """Exactitud de prueba en los pasos de dentro, tras 250 pasos de entrenamiento."""
    rng = np.random.default_rng([curso.semilla, 10])
    (Xp, yp), (Xe, ye) = picos(1000, rng), picos(250 * LOTE, rng)
    keras.utils.set_random_seed(curso.semilla)
    red = keras.Sequential([keras.Input((20, 1)), capa(), keras.layers.Dense(1)])
    perdida = keras.losses.BinaryCrossentropy(from_logits=True)
    red.compile(keras.optimizers.Adam(1e-2), perdida, **para_compilar(50))
    red.fit(Xe, ye[..., None], batch_size=LOTE, verbose=0, shuffle=False)
    return np.mean((a_numpy(red(Xp, training=False))[..., 0] > 0)[:, 1:-1] == yp[:, 1:-1])


# %% entrenar-bidireccional tags=["nbval-ignore-output"]
X_picos, y_picos = picos(20_000, np.random.default_rng(curso.semilla))
x = X_picos[..., 0]
regla = (x[:, 1:-1] > x[:, :-2]) & (x[:, 1:-1] > 0.5)
tope = np.mean(regla == y_picos[:, 1:-1])
una_celda = lambda: keras.layers.LSTM(8, return_sequences=True)
logrado = entrenar_picos(lambda: keras.layers.Bidirectional(una_celda()))
print(f"Lo mejor que se puede sin futuro: {tope:.3f}. La bidireccional: {logrado:.3f}")

# %% demuestra-bidireccional
assert logrado > tope + 0.03
print("La bidireccional pasa del tope de quien no ve el futuro.")

# %% apilar-texto [markdown]
r"""
Úsala para etiquetar o clasificar lo que ya está completo. No sirve para generar ni para predecir en directo: ahí el futuro no existe. Si se puede esperar un paso, basta
responder con retraso.

## 11 · Apilar capas, y lo que cuesta

Para apilar, la capa de abajo tiene que entregar **todos** sus estados, `return_sequences=True`: la de arriba los lee como una secuencia nueva.

**Predice.** ¿Qué pasa si se te olvida?

<details><summary>Respuesta</summary>
La de abajo entrega solo su último estado, (lote, unidades), y la de arriba se queja: espera tres dimensiones, (lote, pasos, rasgos), y recibe dos.
</details>
"""


# %% demuestra-apilar
def apilar(todos):
    """Dos LSTM de 18 unidades; la de abajo entrega todos sus estados o solo el último."""
    return crear_red(lambda: [keras.layers.LSTM(18, return_sequences=todos), keras.layers.LSTM(18)], 60)


try:
    apilar(False)
except ValueError as error:
    print("Sin return_sequences, Keras se niega:", "expected ndim=3, found ndim=2" in str(error))
apilada, una_capa = apilar(True), redes["LSTM", 60]
assert parametros_lstm(2, 18) + parametros_lstm(18, 18) + 19 == apilada.count_params()
abajo, arriba = (capa.output.shape for capa in apilada.layers[:2])
print("Estados de abajo:", abajo, "· de arriba:", arriba)
print(f"Dos capas de 18: {apilada.count_params()} parámetros; una de 32: {una_capa.count_params()}")

# %% demuestra-coste
n = {nombre: redes[nombre, 60].layers[0].count_params() for nombre in CELDAS}
assert n["LSTM"] == parametros_lstm(2, UNIDADES) == 4 * n["RNN simple"]
assert n["GRU"] == parametros_gru(2, UNIDADES)
print("Con 32 unidades:", ", ".join(f"{nombre} {cuantos}" for nombre, cuantos in n.items()))

# %% medir-coste tags=["nbval-ignore-output"]
for nombre in CELDAS:
    print(f"{nombre:10}", " ".join(f"T = {T}: {segundos[nombre, T]:.1f} s" for T in LARGOS))

# %% coste-explica [markdown]
r"""
La LSTM tiene cuatro veces los parámetros de la RNN simple y la GRU, algo más de tres; los segundos no crecen tanto, porque los cuatro productos se hacen juntos (y parte de cada tiempo es compilar). Lo que de verdad
cuesta es el **largo**: los pasos van uno detrás de otro y no se pueden repartir. Apilar multiplica el coste por el número de capas; compensa cuando hay varios niveles que aprender (letras, palabras, frases), no por costumbre.

¿LSTM o GRU? Aquí la GRU aprendió antes y con menos parámetros; en otras tareas pasa lo contrario (Chung y otros 2014; Józefowicz y otros 2015). Prueba las dos con el mismo presupuesto.
"""

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «LSTM y GRU **resuelven** el desvanecimiento.» | Lo mitigan: $f<1$ también apaga. A la LSTM entrenada con 60 pasos le llegaba, a 299, menos de la mitad que a 60. |
| «LSTM: memoria a corto plazo.» | *Long short-term memory*: memoria de corto plazo que dura mucho. |
| «La LSTM lleva mirillas.» | Es una variante (Gers y Schmidhuber 2000). La habitual no, y la de Keras tampoco. |
| «$o$ mira $c^{(t-1)}$, como las otras dos.» | Mira $c^{(t)}$, la nueva. Y las mirillas son diagonales: vectores, no matrices. |
| «$z$ es lo que se conserva.» «$z$ es lo que se renueva.» | Depende de quién lo escriba: en Keras, lo primero; en los apuntes, lo segundo. $z = 1 - z_K$. |
| «La GRU de Keras es la de los artículos.» | Por defecto, `reset_after=True`: $r$ actúa después del producto, hay dos sesgos y no se pueden convertir los pesos en general. |
| «Las celdas con puertas nacen con más gradiente.» | Con los inicios de Keras, no: la GRU nace peor que la RNN simple. Cuenta lo que cada una puede llegar a aprender. |
| «La línea trivial del problema de la suma es 0.1767.» | Es $1/6 \approx 0.1667$: la varianza de la suma de dos uniformes. |
| «Recortar el gradiente cura el desvanecimiento.» | Solo frena las explosiones: con recorte, la RNN simple siguió sin aprender. |
| «Bidireccional es siempre mejor.» | Solo si el futuro está disponible cuando hay que responder. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. La memoria de la LSTM es una suma, $c_t = f_t c_{t-1} + i_t \tilde c_t$: por el camino directo el gradiente se multiplica solo por $f$.
2. Las puertas deciden qué entra, qué se queda y qué se enseña; la GRU renueva y olvida con una sola, $z$, y su estado está acotado.
3. Para pasar pesos a Keras: bloques i, f, c, o; en la GRU, $W_z$ cambia de signo, y `reset_after` decide cuál de las dos GRU es.
4. Con T = 60 y el mismo presupuesto, LSTM y GRU resuelven la suma y la RNN simple no pasa de responder la media.
5. Mitigan, no eliminan: nacen olvidando, aprenden a conservar lo justo y más lejos se apagan. Compuertas, recorte y Adam funcionan juntos.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** Una unidad tiene $c = 2$, $f = 0.5$, $i = 1$ y candidato $\tilde c = -1$. ¿Cuánto vale la memoria nueva? &emsp;**a)** 0 &emsp;**b)** 1.5 &emsp;**c)** −1

<details><summary>Respuesta</summary>
a) $0.5 · 2 + 1 · (-1) = 0$. Con b) cruzas $i$ y $f$: $1 · 2 + 0.5 · (-1)$. Con c) te olvidas de la memoria anterior.
</details>

**2.** ¿Cuántos parámetros tiene `LSTM(10)` con 5 entradas? &emsp;**a)** 160 &emsp;**b)** 600 &emsp;**c)** 640 &emsp;**d)** 680

<details><summary>Respuesta</summary>
c) $4·(10·(5+10)+10) = 640$. a) es un solo bloque; b) olvida los sesgos; d) pone dos sesgos por unidad.
</details>

**3.** En los apuntes, $z = 0$ en todas las unidades. ¿Qué hace la GRU? &emsp;**a)** Copia el estado anterior &emsp;**b)** Lo sustituye por el candidato &emsp;**c)** Lo pone a cero

<details><summary>Respuesta</summary>
a) $(1-0)\,h + 0·\tilde h = h$. En Keras, $z = 0$ haría b).
</details>

**4.** Quieres contar marcas con una LSTM. ¿Qué haces con la puerta de olvido? &emsp;**a)** Abrirla solo sin marca &emsp;**b)** Abrirla siempre &emsp;**c)** Cerrarla siempre

<details><summary>Respuesta</summary>
b) Así cada marca suma sobre lo que había. Con a) recuerdas solo la última; con c) no recuerdas nada.
</details>

**5.** Vas a predecir la temperatura de mañana con los datos hasta hoy. ¿Bidireccional? &emsp;**a)** Sí, siempre acierta más &emsp;**b)** Puede leer los días ya pasados en los dos sentidos, pero no ve mañana

<details><summary>Respuesta</summary>
b) Lo que no puede es usar datos posteriores al momento que predice: al entrenar los tendrías y al usarla no.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("06")

# %% para-seguir [markdown]
r"""
## Para seguir

- En el explorador de la sección 4, busca la $f$ más pequeña con la que aún recuerda en 95 de cada 100 secuencias.
- Repite la sección 9 con `abrupta(4)` y sesgo de olvido 0: ¿cuánto de su ventaja era el sesgo?
- Cambia el ritmo de la RNN simple con T = 60 (1e-3, 3e-4) y dale el triple de pasos. ¿Sale de la línea trivial?
- Añade mirillas: entrena con `paso_lstm` en una tarea de medir intervalos, para la que se propusieron.
- Con una GPU el código no cambia. Keras usa cuDNN solo con las opciones por defecto: `reset_after=True` y puertas sigmoides; las abruptas la desactivan.
- Sigue con la [lección 07](07_aplicaciones_rnn.ipynb): estas celdas leyendo tuits, etiquetando palabras y pronosticando series.

## Referencias

- Cho, K. y otros (2014). *Learning phrase representations using RNN encoder–decoder for statistical machine translation*.
- Chung, J. y otros (2014). *Empirical evaluation of gated recurrent neural networks on sequence modeling*.
- Gers, F., Schmidhuber, J. y Cummins, F. (2000). *Learning to forget: continual prediction with LSTM*.
- Gers, F. y Schmidhuber, J. (2000). *Recurrent nets that time and count*.
- Hochreiter, S. y Schmidhuber, J. (1997). *Long short-term memory*.
- Józefowicz, R., Zaremba, W. y Sutskever, I. (2015). *An empirical exploration of recurrent network architectures*.
- Le, Q., Jaitly, N. y Hinton, G. (2015). *A simple way to initialize recurrent networks of rectified linear units*.
- Pascanu, R., Mikolov, T. y Bengio, Y. (2013). *On the difficulty of training recurrent neural networks*.
- Schuster, M. y Paliwal, K. (1997). *Bidirectional recurrent neural networks*.
- Weiss, G., Goldberg, Y. y Yahav, E. (2018). *On the practical computational power of finite precision RNNs for language recognition*.
"""
