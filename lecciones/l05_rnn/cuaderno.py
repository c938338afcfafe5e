# %% portada [markdown]
r"""
# 05 · Redes recurrentes

**«El perro muerde al cartero» y «el cartero muerde al perro» tienen las mismas palabras.** Una red que las cuenta no las distingue. Para
leer hace falta memoria: algo que cambie con cada palabra y llegue hasta la siguiente. Eso es una red recurrente, y en esta lección vas a
construirla, desplegarla en el tiempo, entrenarla a mano y ver hasta dónde alcanza su memoria.

**Qué sabrás hacer**
- Escribir un paso de una red recurrente (RNN) y desplegarla en el tiempo, y hacer que coincida con `SimpleRNN` de Keras.
- Reconocer los cinco tipos de RNN y para qué sirve cada uno.
- Programar la retropropagación a través del tiempo y comprobar que es exacta.
- Medir cuánto gradiente llega a un instante lejano, y predecir si la red podrá aprender de él.
- Decidir cuándo truncar y cuándo recortar, sabiendo qué se pierde.

**Qué necesitas antes**: la [lección 01](01_universalidad.ipynb), la retropropagación de la [A1](a1_como_aprende.ipynb) y el producto de matrices. Ayuda haber visto el gradiente que se desvanece en la [lección 04](04_problemas_entrenamiento.ipynb).

**Tiempo**: unos 90 minutos de lectura y ejercicios.
"""

# %% preparar
from utils.curso import preparar

curso = preparar()
curso

# %% importar
import time

import numpy as np

from lecciones.l05_rnn import exploradores as explorador
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.graficos import AZUL, NARANJA, NEGRO, ROSA, VERDE, figura, mostrar

# %% imagen-de-portada
explorador.LaminaGradiente().dibujar(radio=1.0, largo=40)

# %% memoria-texto [markdown]
r"""
La figura enseña hasta dónde llega el gradiente en una RNN: a la izquierda, desde el último instante hacia atrás; a la derecha, entre cada par de
instantes. Al terminar la lección sabrás leerla, dibujarla y calcularla.

## 1 · Una red con memoria

Una RNN (Elman 1990) lee una secuencia $X_1, X_2, \dots$ y mantiene un **estado** $S_t$, un vector que resume lo leído. En cada instante lo actualiza y
da una salida:

$$S_t = \tanh(U X_t + W S_{t-1}) \qquad\qquad O_t = \tanh(V S_t)$$

- $U$ lleva la entrada al estado; $W$, el estado anterior al nuevo; $V$, el estado a la salida.
- **Las tres son las mismas en todos los instantes**: los pesos se comparten en el tiempo, como el filtro de una convolución en el espacio.
- La tanh de la salida es una elección. Para elegir una clase se usa *softmax*; para predecir un número, ninguna.

### Ejercicio 05.1 · Un paso
Escribe `paso_rnn(x, s, U, W)`: el estado nuevo. `x` y `s` son vectores; `U @ x` es el producto de una matriz por un vector. Todavía no hay salida.
"""


# %% ejercicio-05-1
def paso_rnn(x, s, U, W):
    """Estado nuevo de la RNN.
    `x` (rasgos,), `s` (unidades,), `U` (unidades, rasgos), `W` (unidades, unidades)."""
    # BEGIN SOLUTION
    return np.tanh(U @ x + W @ s)
    # END SOLUTION


# %% comprobar-05-1
comprobar("05.1", paso_rnn)

# %% orden-predice [markdown]
r"""
Damos un vector a cada palabra y leemos las dos frases, palabra a palabra, con la misma red sin entrenar.

**Predice.** ¿Qué será igual en las dos frases: la suma de los vectores, el estado final, las dos cosas o ninguna?

<details><summary>Respuesta</summary>
Solo la suma: no depende del orden. El estado final sí, porque cada palabra se mezcla con un estado distinto según dónde aparezca.
</details>
"""

# %% orden
paso_rnn = usar("05.1", paso_rnn)
rng = np.random.default_rng(curso.semilla)
palabras = {p: rng.normal(size=5) for p in ("el", "perro", "muerde", "al", "cartero")}
U, W = rng.normal(size=(4, 5)), 0.5 * rng.normal(size=(4, 4))
finales, sumas = [], []
for frase in ("el perro muerde al cartero", "el cartero muerde al perro"):
    s = np.zeros(4)
    for palabra in frase.split():
        s = paso_rnn(palabras[palabra], s, U, W)
    finales.append(s)
    sumas.append(sum(palabras[p] for p in frase.split()))

# %% demuestra-orden
print("¿La misma suma?", np.allclose(*sumas), "· ¿El mismo estado?", np.allclose(*finales, atol=0.01))
assert np.allclose(*sumas) and not np.allclose(*finales, atol=0.01)

# %% estado-texto [markdown]
r"""
El estado no es azar: con los mismos pesos y la misma secuencia sale siempre lo mismo. Por eso una RNN **no** es una cadena de Markov oculta, en la que
el estado se sortea.

## 2 · Desplegar en el tiempo

La red tiene un bucle: el estado vuelve a entrar. Para calcularla se **despliega**: una copia por instante, unidas por una arista que lleva el
estado de una a la siguiente. Todas las copias usan los mismos $U$, $W$ y $V$.

### Ejercicio 05.2 · Desplegar
Escribe `desplegar(X, s0, U, W, V)`. `X` tiene una fila por instante. Devuelve `(S, O)`: los estados y las salidas, también una fila por instante.
`S` no incluye el estado inicial `s0`.
"""


# %% ejercicio-05-2
def desplegar(X, s0, U, W, V):
    """RNN que lee `X` (pasos, rasgos): estados `S` (pasos, unidades) y salidas `O` (pasos, salidas)."""
    # BEGIN SOLUTION
    s, S = s0, []
    for x in X:
        s = np.tanh(U @ x + W @ s)
        S.append(s)
    S = np.array(S)
    return S, np.tanh(S @ V.T)
    # END SOLUTION


# %% comprobar-05-2
comprobar("05.2", desplegar)

# %% explorar-desplegar-texto [markdown]
r"""
Aquí la red tiene una sola unidad, así que $U$, $W$ y $V$ son números. Entra un pulso y después nada.

**Predice.** ¿Qué hará el estado después del pulso con $W = 0.9$? ¿Y con $W = -0.9$? ¿Y con $W = 2$?

<details><summary>Respuesta</summary>
Con 0.9 se va apagando: olvida poco a poco. Con −0.9 se apaga cambiando de signo en cada instante. Con 2 no se apaga: el estado se alimenta a sí mismo y se
queda cerca de 0.96. Acaba de aparecer una memoria de un bit: «ha pasado un pulso».
</details>
"""

# %% explorar-desplegar
desplegar = usar("05.2", desplegar)
pulso = np.eye(60)[:, :1]
encendido, _ = desplegar(pulso, np.zeros(1), np.eye(1), 2 * np.eye(1), np.eye(1))
assert abs(encendido[-1, 0] - 0.96) < 0.01  # un pulso con W = 2
explorador.explorar_desplegar()

# %% tipos-texto [markdown]
r"""
## 3 · Cinco tipos de RNN

Según cuántas cosas entran y salen (los dibuja así Karpathy 2015), hay cinco tipos. Todos son la misma `desplegar`; cambia qué se le da y qué se mira. Las cinco redes que
siguen llevan los pesos **puestos a mano**: nadie las ha entrenado, y cada una hace su trabajo.

**Uno a uno.** Una entrada, una salida, sin secuencia: una red corriente. Esta mira una «imagen» de cuatro píxeles y dice si hay más luz a la
izquierda (+) o a la derecha (−).
"""

# %% uno-a-uno
imagen = np.array([[0.9, 0.8, 0.2, 0.1]])  # un solo instante
U = np.array([[1.0, 1.0, -1.0, -1.0]])  # la mitad izquierda, menos la derecha
_, O = desplegar(imagen, np.zeros(1), U, np.zeros((1, 1)), np.array([[1.0]]))
print("Salida:", "izquierda" if O[-1, 0] > 0 else "derecha")
assert O[-1, 0] > 0

# %% uno-a-muchos-texto [markdown]
r"""
**Uno a muchos.** Entra algo una sola vez y la red sigue sola, como al describir una imagen con una frase. Aquí $W$ es un giro: tras un
empujón, dos unidades dibujan una espiral.
"""

# %% uno-a-muchos
angulo = 0.4
giro = np.array([[np.cos(angulo), -np.sin(angulo)], [np.sin(angulo), np.cos(angulo)]])
empujon = np.zeros((40, 1))
empujon[0] = 1
espiral, _ = desplegar(empujon, np.zeros(2), np.array([[1.0], [0.0]]), 0.99 * giro, np.eye(2))
print(f"Entra 1 número y salen {len(espiral)} puntos")
assert (np.diff(np.linalg.norm(espiral, axis=1)) < 0).all()  # cada vez más cerca del centro

# %% muchos-a-uno-texto [markdown]
r"""
**Muchos a uno.** Entra una secuencia y solo se mira la última salida, como en el sentimiento de una frase. Esta red responde: «¿ha salido algún 1?».
Con $W = 3$ el estado, una vez encendido, se mantiene solo.
"""


# %% muchos-a-uno
def hay_un_uno(bits):
    """Respuesta de la red, de 0 (no) a 1 (sí), tras leer todos los bits."""
    X = np.array(bits, dtype=float)[:, None]
    _, O = desplegar(X, np.zeros(1), np.array([[3.0]]), np.array([[3.0]]), np.array([[3.0]]))
    return O[-1, 0]


# %% probar-muchos-a-uno
for bits in ([0] * 50, [0, 1] + [0] * 48, [0] * 49 + [1]):
    print(f"{sum(bits)} unos en {len(bits)} bits: {hay_un_uno(bits):.2f}")
assert hay_un_uno([0] * 50) < 0.01 and hay_un_uno([0, 1] + [0] * 48) > 0.99

# %% muchos-a-muchos-texto [markdown]
r"""
**Muchos a muchos, síncrona.** Una salida por cada entrada, a la vez que llega, como al etiquetar cada fotograma de un vídeo. Esta red avisa de los
**cambios**: una unidad guarda la entrada de ahora, otra la de antes, y $V$ las resta.
"""

# %% muchos-a-muchos-sincrona
escalera = np.repeat([0.0, 1.0, 1.0, 0.0, 1.0, 0.0], [4, 4, 3, 5, 2, 4])[:, None]
U, W = np.array([[0.1], [0.0]]), np.array([[0.0, 0.0], [1.0, 0.0]])  # 0.1: la parte recta de la tanh
_, cambios = desplegar(escalera, np.zeros(2), U, W, np.array([[20.0, -20.0]]))
vistos = np.flatnonzero(np.abs(cambios[:, 0]) > 0.5).tolist()
print("Instantes con cambio:", vistos)
assert vistos == (np.flatnonzero(np.diff(escalera[:, 0])) + 1).tolist()

# %% codificador-texto [markdown]
r"""
**Muchos a muchos, primero leer y después escribir**, como al traducir. Esta red copia: lee una secuencia y, cuando acaba, la repite. Es una cadena de
unidades en la que cada número avanza un puesto por instante; con `retardo` puestos, sale `retardo` instantes después.
"""


# %% copiar-a-mano
def pesos_de_copia(retardo):
    """U, W y V de una RNN puesta a mano que devuelve cada entrada `retardo` instantes después."""
    U = np.zeros((retardo + 1, 1))
    U[0] = 0.1
    W = np.eye(retardo + 1, k=-1)  # cada unidad copia a la anterior
    V = np.zeros((1, retardo + 1))
    V[0, -1] = 20.0
    return U, W, V


# %% probar-la-copia
lectura = np.array([1.0, -1, -1, 1, -1, 0, 0, 0, 0, 0])[:, None]
_, copia = desplegar(lectura, np.zeros(6), *pesos_de_copia(5))
print("Lee:    ", lectura[:, 0].astype(int))
print("Escribe:", np.round(copia[:, 0]).astype(int))
assert np.array_equal(np.round(copia[5:]), lectura[:5])

# %% dibujar-tipos
fig, ejes = figura(8.6, 3.0, 1, 3)
ejes[0].plot(*espiral.T, "o-", color=AZUL, markersize=3)
ejes[0].set(title="uno a muchos: espiral", xlabel="unidad 1", ylabel="unidad 2", aspect="equal")
ejes[1].step(range(len(escalera)), escalera, color=NEGRO, where="mid", label="entrada")
ejes[1].plot(cambios, "o", color=NARANJA, markersize=4, label="salida")
ejes[1].set(title="síncrona: cambios", xlabel="instante")
ejes[2].stem(lectura[:, 0], linefmt="k-", markerfmt="ks", basefmt=" ", label="entrada")
ejes[2].plot(copia[:, 0], "o", color=NARANJA, label="salida")
ejes[2].set(title="leer y escribir: copia", xlabel="instante")
for eje in ejes[1:]:
    eje.legend(loc="upper center", bbox_to_anchor=(0.5, -0.25), ncols=2, fontsize=9, columnspacing=0.8)
mostrar(
    fig,
    "Tres RNN puestas a mano: un empujón produce una espiral que se cierra; una red marca con +1 cada "
    "subida de la entrada y con −1 cada bajada; otra repite la entrada cinco instantes después.",
)

# %% tipos-ejercicio [markdown]
r"""
### Ejercicio 05.3 · ¿Cuál es cuál?
Escribe `tipo_rnn(aplicacion)`. Recibe `"subtitulos"` (de una imagen a una frase), `"sentimiento"`, `"traduccion"`, `"clasificar_fotograma"` (una etiqueta por
fotograma de un vídeo) o `"clasificar_imagen"`, y devuelve `"uno-uno"`, `"uno-muchos"`, `"muchos-uno"`, `"muchos-muchos"` o `"muchos-muchos-sincrona"`.
"""


# %% ejercicio-05-3
def tipo_rnn(aplicacion):
    """Tipo de RNN de una aplicación: qué entra y qué sale."""
    # BEGIN SOLUTION
    return {
        "subtitulos": "uno-muchos",
        "sentimiento": "muchos-uno",
        "traduccion": "muchos-muchos",
        "clasificar_fotograma": "muchos-muchos-sincrona",
        "clasificar_imagen": "uno-uno",
    }[aplicacion]
    # END SOLUTION


# %% comprobar-05-3
comprobar("05.3", tipo_rnn)

# %% existe-texto [markdown]
r"""
¿Y una secuencia larga? Se lee por ahí que una RNN con tanh «no puede procesarlas».

**Predice.** Ponemos a mano una copia con retardo 40. ¿Acertará?

<details><summary>Respuesta</summary>
Siempre. Las redes que lo hacen **existen**; lo difícil, como verás, es **encontrarlas** entrenando. Es la misma diferencia que en la
<a href="01_universalidad.ipynb">lección 01</a>: existir no es aprenderse.
</details>
"""

# %% demuestra-existe
bits = rng.choice([-1.0, 1.0], size=(500, 1))
_, copia = desplegar(bits, np.zeros(41), *pesos_de_copia(40))
acierto = np.mean(np.sign(copia[40:]) == bits[:-40])
print(f"Copia con retardo 40, puesta a mano: acierta el {100 * acierto:.0f} %")
assert acierto == 1

# %% bptt-texto [markdown]
r"""
## 4 · Retropropagar a través del tiempo

Para entrenar hace falta el gradiente. Desplegada, la red es una red corriente muy profunda, con una capa por instante, y se retropropaga como
siempre: es la *backpropagation through time*, **BPTT** (Werbos 1990). Con la pérdida $L = \tfrac12\sum_t \lVert O_t - D_t\rVert^2$, donde $D_t$ es lo deseado, son tres pasos.

1. **Hacia delante**: `desplegar`, guardando todos los estados.
2. **Hacia atrás**: el error de cada estado, $\delta_t = \partial L/\partial Z_t$, con $Z_t = UX_t + WS_{t-1}$. A cada estado le llega error de **dos** sitios: su salida y el estado siguiente. Se empieza por el final, con $\delta_{T+1} = 0$.
$$\delta_t = \Bigl(V^\top e_t + W^\top \delta_{t+1}\Bigr)\odot(1 - S_t^2), \qquad e_t = (O_t - D_t)\odot(1 - O_t^2)$$
El símbolo $\odot$ multiplica número a número, y $1 - S_t^2$ es la derivada de la tanh.

3. **Sumar**: $W$ se usa una vez por instante, y su gradiente es la suma de lo que aporta cada uso.
$$\frac{\partial L}{\partial W} = \sum_t \delta_t\, S_{t-1}^\top$$

### Ejercicio 05.4 · BPTT
Escribe `gradiente_W(X, s0, U, W, V, D)`: la matriz $\partial L/\partial W$. $S_0$ es `s0`, y $V^\top$ es `V.T`. El producto $\delta\, S^\top$ es
`np.outer(delta, s)`: una tabla con todos los productos, `np.outer([1, 2], [10, 20, 30])` da `[[10, 20, 30], [20, 40, 60]]`. Puedes llamar a tu `desplegar`.
"""


# %% ejercicio-05-4
def gradiente_W(X, s0, U, W, V, D):
    """Gradiente de L = ½ Σ ‖O_t − D_t‖² respecto a W, por BPTT. `D` (pasos, salidas)."""
    # BEGIN SOLUTION
    S, O = desplegar(X, s0, U, W, V)
    anteriores = np.vstack([s0, S[:-1]])
    dW, llega = np.zeros_like(W, dtype=float), np.zeros(len(W))
    for t in reversed(range(len(X))):
        error = (O[t] - D[t]) * (1 - O[t] ** 2)
        delta = (V.T @ error + llega) * (1 - S[t] ** 2)
        dW += np.outer(delta, anteriores[t])
        llega = W.T @ delta
    return dW
    # END SOLUTION


# %% comprobar-05-4
comprobar("05.4", gradiente_W)

# %% diferencias-texto [markdown]
r"""
¿Cómo sabemos que una derivada está bien? Moviendo cada peso un poco y mirando cuánto cambia la pérdida: son las **diferencias finitas**. Son lentas (dos pasadas por
peso), pero no saben nada de BPTT.
"""

# %% diferencias
gradiente_W = usar("05.4", gradiente_W)
formas = {"X": (8, 3), "s0": 5, "U": (5, 3), "W": (5, 5), "V": (2, 5), "D": (8, 2)}
datos = {nombre: rng.normal(size=forma) for nombre, forma in formas.items()}


def perdida(W, datos=datos):
    """La pérdida de la red, con otra W."""
    _, O = desplegar(datos["X"], datos["s0"], datos["U"], W, datos["V"])
    return 0.5 * np.sum((O - datos["D"]) ** 2)


# %% mover-cada-peso
numerico, h = np.zeros((5, 5)), 1e-5
for lugar in np.ndindex(5, 5):
    cambio = np.zeros((5, 5))
    cambio[lugar] = h
    numerico[lugar] = (perdida(datos["W"] + cambio) - perdida(datos["W"] - cambio)) / (2 * h)

# %% demuestra-bptt
exacto = gradiente_W(**datos)
diferencia = np.linalg.norm(exacto - numerico) / np.linalg.norm(numerico)
print("BPTT y diferencias finitas, ¿error relativo menor que 0.00001?", diferencia < 1e-5)
assert diferencia < 1e-5

# %% factor-texto [markdown]
r"""
## 5 · El gradiente que viaja

Lo que la red puede **aprender** a recordar es lo que su gradiente alcanza. Quitemos todo menos lo esencial: una RNN **lineal** de una unidad, $s_t = w\,s_{t-1} + u\,x_t$.

### Ejercicio 05.5 · El factor
Escribe `factor_gradiente(w, t)`: cuánto vale $\partial s_t/\partial s_0$.
"""


# %% ejercicio-05-5
def factor_gradiente(w, t):
    """Derivada de s_t respecto a s_0 en la RNN lineal escalar s_t = w·s_{t−1} + u·x_t."""
    # BEGIN SOLUTION
    return w**t
    # END SOLUTION


# %% comprobar-05-5
comprobar("05.5", factor_gradiente)

# %% tabla-de-factores
factor_gradiente = usar("05.5", factor_gradiente)
for w in (0.5, 0.9, 1.0, 1.1, 1.5):
    print(f"w = {w}:", "  ".join(f"{t} pasos {factor_gradiente(w, t):8.1e}" for t in (3, 10, 40)))

# %% jacobiana-texto [markdown]
r"""
Con muchas unidades, cada paso multiplica por una matriz, la **jacobiana** $\partial S_t/\partial S_{t-1} = \operatorname{diag}(1 - S_t^2)\,W$ (la fila $i$ de $W$, por la pendiente de la unidad $i$), y el papel de $|w|$ lo hace el tamaño de $W$. Dos medidas lo
resumen (Pascanu y otros 2013):

- la **norma** de $W$, lo más que estira un vector: si es menor que 1, el gradiente se apaga **seguro**;
- el **radio espectral**: aplicada muchas veces, $W$ acaba multiplicando el tamaño por este número en cada paso (es el mayor módulo de sus valores propios). Si es mayor que 1, *puede* estallar; la tanh frena, porque su
pendiente nunca pasa de 1.

Una matriz **ortogonal** gira o refleja sin estirar: su norma y su radio valen 1.

**Predice.** En el explorador, con la activación lineal y radio 1, compara las dos matrices. ¿Se mantiene el gradiente en las dos? ¿Y al pasar a tanh con mucho ruido en la entrada?

<details><summary>Respuesta</summary>
Con la ortogonal se mantiene en 1 exacto: no estira nada en ninguna dirección. Con la matriz al azar sube y se queda algo por encima de 1: tiene direcciones que estiran y otras que encogen, y la norma mira la que más estira. Con tanh y
mucho ruido, los estados se saturan, la pendiente baja y el gradiente se apaga aunque el radio sea 1.
</details>
"""

# %% explorar-gradiente
explorador.explorar_gradiente()

# %% aportes-texto [markdown]
r"""
¿Y en $\partial L/\partial W$? Es una suma sobre los instantes. Si la pérdida está solo al final, el aporte del uso de $W$ en el instante $k$ lleva dentro el viaje desde el final
hasta $k$. Con una $W$ pequeña, la suma existe, pero casi todo lo ponen los últimos
instantes. Lo medimos con entradas pequeñas, que saturan poco la tanh.

**Predice.** Con radio 0.5 y 30 pasos, ¿qué parte de la suma aportan los diez últimos?

<details><summary>Respuesta</summary>
Prácticamente toda: diez pasos atrás ya se ha multiplicado, como mucho, por $0.5^{10} \approx 0.001$.
</details>
"""


# %% aportes
def aportes(radio, pasos=30, unidades=16):
    """Norma de lo que aporta cada instante a ∂L/∂W cuando la pérdida está solo en el último."""
    rng = np.random.default_rng(curso.semilla)
    W = radio * np.linalg.qr(rng.normal(size=(unidades, unidades)))[0]
    X, U = 0.1 * rng.normal(size=(pasos, 1)), rng.normal(size=(unidades, 1))
    S, _ = desplegar(X, np.zeros(unidades), U, W, W)
    delta, normas = rng.normal(size=unidades) * (1 - S[-1] ** 2), []
    for t in range(pasos - 1, 0, -1):
        normas.append(np.linalg.norm(np.outer(delta, S[t - 1])))
        delta = (W.T @ delta) * (1 - S[t - 1] ** 2)
    return np.array(normas[::-1])


# %% repartir
reparto = {radio: aportes(radio) for radio in (0.5, 1.0)}
for radio, normas in reparto.items():
    parte = normas[-10:].sum() / normas.sum()
    cuanto = "más del 99 %" if parte > 0.99 else "menos del 85 %" if parte < 0.85 else "casi todo"
    print(f"radio {radio}: de 29, los diez últimos instantes aportan {cuanto}")

# %% demuestra-aportes
assert reparto[0.5][-10:].sum() > 0.99 * reparto[0.5].sum()
assert reparto[1.0][-10:].sum() < 0.85 * reparto[1.0].sum()
fig, eje = figura(7.5, 3.0)
for (radio, normas), color, marca in zip(reparto.items(), (NARANJA, AZUL), ("s-", "o-")):
    instantes = range(2, len(normas) + 2)
    eje.semilogy(instantes, normas, marca, color=color, markersize=4, label=f"radio {radio}")
eje.set(xlabel="instante en que se usa W", ylabel="aporte a ∂L/∂W")
eje.legend()
mostrar(
    fig,
    "Aporte de cada instante al gradiente de W con la pérdida al final: con radio 0.5 cae casi en "
    "línea recta hacia el pasado, varias potencias de diez; con radio 1 baja mucho más despacio.",
)

# %% acantilado-texto [markdown]
r"""
Y cuando $|w| > 1$, el gradiente estalla. Lo vemos con una unidad lineal: leer un 1 y, tras 30 pasos, llegar a 0.5. La pérdida $\tfrac12(w^{30} - 0.5)^2$ es llana a la
izquierda de 1 y un **acantilado** a la derecha (Pascanu y otros 2013). Empezamos al borde, en $w = 1.05$.

**Predice.** ¿Qué hará el descenso de gradiente con paso 0.005? ¿Y si se recorta el gradiente a norma 1?

<details><summary>Respuesta</summary>
Sin recorte, el primer paso salta más de dos unidades; el siguiente, más de un millón. Con recorte, cada paso mide 0.005 como mucho: baja por el acantilado y llega.
</details>
"""


# %% acantilado
def descender(recorte=np.inf, w=1.05, pasos=60):
    """Valores de w al bajar ½(w³⁰ − 0.5)², recortando el gradiente."""
    camino = [w]
    for _ in range(pasos):
        g = (factor_gradiente(w, 30) - 0.5) * 30 * factor_gradiente(w, 29)
        w = w - 0.005 * np.clip(g, -recorte, recorte)
        camino.append(w)
        if abs(w) > 1e6:
            break
    return camino


# %% demuestra-recorte
sin_recorte, con_recorte = descender(), descender(recorte=1.0)
print(f"Sin recorte: {', '.join(f'{w:.3g}' for w in sin_recorte)}")
factor = factor_gradiente(con_recorte[-1], 30)
print(f"Con recorte, w acaba en {con_recorte[-1]:.3f}, y w³⁰ = {factor:.2f}")
assert abs(sin_recorte[-1]) > 1e6 and abs(factor - 0.5) < 0.01

# %% keras-texto [markdown]
r"""
## 6 · La misma red en Keras

`SimpleRNN` es nuestro bucle. Solo cambia la notación: Keras pone el vector a la izquierda, `x @ kernel`, así que sus matrices son las nuestras traspuestas.

| Esta lección | Keras | Forma en Keras |
|---|---|---|
| $U$ | `kernel` $= U^\top$ | (rasgos, unidades) |
| $W$ | `recurrent_kernel` $= W^\top$ | (unidades, unidades) |
| – | `bias`: un sesgo por unidad; nuestra fórmula no lo lleva | (unidades,) |
| $V$ | no está en la capa: es una `Dense` detrás | (unidades, salidas) |
| $S_t$ en todo instante | `return_sequences=True`; si no, da solo el último | (lote, pasos, unidades) |

Esta parte carga Keras; tarda unos segundos.
"""

# %% preparar-keras tags=["nbval-ignore-output"]
curso = preparar(entrena=True)
import keras
from keras.ops import convert_to_numpy

from utils.gradientes import gradiente, para_compilar

curso

# %% misma-red
red = keras.Sequential(
    [
        keras.Input((8, 3)),
        keras.layers.SimpleRNN(5, return_sequences=True, use_bias=False),
        keras.layers.Dense(2, activation="tanh", use_bias=False),
    ]
)
red.layers[0].set_weights([datos["U"].T, datos["W"].T])
red.layers[1].set_weights([datos["V"].T])
S, O = desplegar(datos["X"], np.zeros(5), datos["U"], datos["W"], datos["V"])
de_keras = convert_to_numpy(red(datos["X"][None].astype("float32"), training=False))[0]

# %% demuestra-keras
error = np.abs(de_keras - O).max()
print("Nuestra RNN y la de Keras, ¿diferencia menor que 0.00001?", error < 1e-5)
assert error < 1e-5

# %% sesgo-texto [markdown]
r"""
¿Y el sesgo? No hace falta otra fórmula: es una entrada más que siempre vale 1. Y al revés también funciona: leemos los pesos de una capa de Keras con sesgo y los
usamos en nuestra `desplegar`.
"""

# %% demuestra-sesgo
capa = keras.layers.SimpleRNN(4, return_sequences=True, bias_initializer="random_normal")
suyos = convert_to_numpy(capa(datos["X"][None].astype("float32")))[0]
kernel, recurrente, sesgo = capa.get_weights()
con_uno = np.column_stack([datos["X"], np.ones(len(datos["X"]))])
S, _ = desplegar(con_uno, np.zeros(4), np.vstack([kernel, sesgo]).T, recurrente.T, np.eye(4))
iguales = np.abs(S - suyos).max() < 1e-5
print("De Keras a nuestra notación, con el sesgo como entrada: ¿iguales?", iguales)
assert iguales

# %% autodiff-texto [markdown]
r"""
Keras calcula gradientes con **derivación automática**: apunta cada operación de la ida y la deshace a la vuelta. Es BPTT sin que la escribas. Debe dar lo mismo que tu `gradiente_W`
(traspuesto, claro).
"""

# %% demuestra-autodiff
objetivo = datos["D"][None].astype("float32")
recurrente = red.layers[0].cell.recurrent_kernel
medir = gradiente(lambda x: 0.5 * keras.ops.sum((red(x) - objetivo) ** 2), [recurrente])
_, (automatico,) = medir(datos["X"][None])
nuestro = gradiente_W(**{**datos, "s0": np.zeros(5)})
diferencia = np.linalg.norm(convert_to_numpy(automatico).T - nuestro) / np.linalg.norm(nuestro)
print("BPTT y derivación automática, ¿error relativo menor que 0.00001?", diferencia < 1e-5)
assert diferencia < 1e-5

# %% copia-texto [markdown]
r"""
## 7 · Dependencias cortas y largas

Ahora, a aprender. La **tarea de copia**: la red lee símbolos al azar (hay cuatro) y, al acabar, debe decir el **primero**. Con retardo 3 lee cuatro símbolos; con retardo 40, cuarenta y
uno. Solo hay que recordar uno entre cuatro: la capacidad sobra. Quien responde al azar acierta el 25 %. (Con retardo 3 solo
hay $4^4 = 256$ secuencias, y las de prueba ya han salido al entrenar; con 10 o más, ninguna se repite.)

Los pesos de $W$ empiezan pequeños, con desviación 0.05. Una `Dense` da una puntuación por símbolo. `clipnorm` recorta el gradiente de
cada matriz por separado (`global_clipnorm`, el de la lección 04, todos juntos),
`para_compilar(40)` pide a Keras que compile la red entera (`jit_compile`) y agrupe los pasos de 40 en 40 (`steps_per_execution`): solo cambia la velocidad.

**Predice.** Con los mismos pasos de entrenamiento, ¿con qué retardos aprenderá?

<details><summary>Respuesta</summary>
Con los cortos sí; con 20 y con 40 se queda en el azar. Con 32 unidades de desviación 0.05 el radio ronda $0.05\sqrt{32} \approx 0.28$, y $0.28^{40} \approx 10^{-22}$: al primer símbolo no le llega nada.
</details>
"""

# %% datos-de-copia
SIMBOLOS, UNIDADES = 4, 32


def datos_de_copia(retardo, cuantos, rng):
    """Secuencias de símbolos en forma (cuantos, retardo + 1, 4), con un 1 en el suyo,
    y el primero de cada una."""
    simbolos = rng.integers(0, SIMBOLOS, (cuantos, retardo + 1))
    return np.eye(SIMBOLOS, dtype="float32")[simbolos], simbolos[:, 0]


# %% red-de-copia
entropia = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
PEQUENO = keras.initializers.RandomNormal(stddev=0.05, seed=curso.semilla)


def red_de_copia(retardo, inicio):
    """RNN simple que lee `retardo + 1` símbolos y puntúa cuál fue el primero. `inicio`: el de W."""
    keras.utils.set_random_seed(curso.semilla)
    return keras.Sequential(
        [
            keras.Input((retardo + 1, SIMBOLOS)),
            keras.layers.SimpleRNN(UNIDADES, recurrent_initializer=inicio),
            keras.layers.Dense(SIMBOLOS),
        ]
    )


# %% aprender-copia
def aprender_copia(retardo, inicio):
    """Entrena con 2000 secuencias y devuelve el acierto en otras 1000 sorteadas aparte."""
    rng = np.random.default_rng(curso.semilla)
    X, y = datos_de_copia(retardo, 2000, rng)
    X_prueba, y_prueba = datos_de_copia(retardo, 1000, rng)
    red = red_de_copia(retardo, inicio)
    adam = keras.optimizers.Adam(3e-3, clipnorm=1.0)
    red.compile(adam, loss=entropia, **para_compilar(40))
    red.fit(X, y, batch_size=50, epochs=12, verbose=0)
    dice = convert_to_numpy(red(X_prueba, training=False)).argmax(axis=1)
    return np.mean(dice == y_prueba)


# %% entrenar-copia tags=["nbval-ignore-output"]
RETARDOS = (3, 6, 10, 20, 40)
reloj = time.perf_counter()
acierto = {retardo: aprender_copia(retardo, PEQUENO) for retardo in RETARDOS}
for retardo, valor in acierto.items():
    print(f"retardo {retardo:2}: acierta el {100 * valor:.0f} %")
segundos = time.perf_counter() - reloj
print(f"Cinco entrenamientos en {segundos:.0f} s")

# %% demuestra-copia
assert acierto[3] >= 0.95 and max(acierto[20], acierto[40]) < 0.32
print("Retardo 3: al menos el 95 %. Retardos 20 y 40: el azar, uno de cada cuatro.")

# %% gradiente-keras-texto [markdown]
r"""
¿Es culpa del gradiente? Lo medimos en la red **antes de entrenar**: cuánto cambia la pérdida con cada símbolo leído. Y probamos otro inicio, el que trae Keras por
defecto: $W$ **ortogonal**, con radio 1 (Saxe y otros 2014).

**Predice.** Con $W$ ortogonal y todo lo demás igual, ¿aprenderá la copia con retardo 40?

<details><summary>Respuesta</summary>
Sí. La misma red, con los mismos datos y los mismos pasos. Solo cambia el inicio de W, y con él el gradiente que llega al primer símbolo.
</details>
"""


# %% medir-gradiente
def gradiente_por_instante(inicio, retardo=40):
    """Norma media del gradiente de la pérdida respecto a cada símbolo leído, sin entrenar."""
    red = red_de_copia(retardo, inicio)
    X, y = datos_de_copia(retardo, 200, np.random.default_rng(curso.semilla))
    medir = gradiente(lambda x: entropia(y, red(x, training=False)))
    _, (g,) = medir(X)
    return np.linalg.norm(convert_to_numpy(g).astype(float), axis=2).mean(axis=0)


# %% entrenar-ortogonal tags=["nbval-ignore-output"]
INICIOS = {"pequeño, desviación 0.05": PEQUENO, "ortogonal (Keras)": "orthogonal"}
viaje = {nombre: gradiente_por_instante(inicio) for nombre, inicio in INICIOS.items()}
ortogonal = aprender_copia(40, "orthogonal")
for nombre, g in viaje.items():
    print(f"{nombre}: al primer símbolo llega {g[0] / g[-1]:.0e} veces lo que al último")
print(f"Con W ortogonal y retardo 40, acierta el {100 * ortogonal:.0f} %")

# %% demuestra-gradiente
cociente = {nombre: g[0] / g[-1] for nombre, g in viaje.items()}
assert 0 < cociente["pequeño, desviación 0.05"] < 1e-15 and cociente["ortogonal (Keras)"] > 1e-3
assert ortogonal >= 0.95
print("Pequeño: quince potencias de diez menos, o más. Ortogonal: más de una milésima, y aprende.")

# %% dibujar-viaje tags=["nbval-ignore-output"]
fig, (izquierda, derecha) = figura(8.6, 3.3, 1, 2)
for (nombre, g), color, marca in zip(viaje.items(), (NARANJA, AZUL), ("s-", "o-")):
    izquierda.semilogy(g / g[-1], marca, color=color, markersize=3, label=nombre)
izquierda.set(xlabel="símbolo leído", ylabel="gradiente, respecto al último")
izquierda.set_title("Sin entrenar, retardo 40")
derecha.plot(RETARDOS, list(acierto.values()), "s-", color=NARANJA, label="pequeño")
derecha.plot([40], [ortogonal], "o", color=AZUL, markersize=9, label="ortogonal")
derecha.axhline(0.25, color=NEGRO, linestyle=":", linewidth=1, label="azar")
derecha.set(xlabel="retardo", ylabel="acierto en la prueba", title="Tras entrenar", ylim=(0, 1.05))
for eje in (izquierda, derecha):
    eje.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3, fontsize=9, columnspacing=0.8)
mostrar(
    fig,
    "Izquierda: con inicio pequeño, el gradiente cae unas veinte potencias de diez hacia el primer "
    "símbolo; con el ortogonal, poco. Derecha: con inicio pequeño el acierto es total con retardos "
    "cortos y cae al azar con 20 y 40; con el ortogonal, con 40 acierta siempre.",
    "Naranja: W pequeño. Azul: W ortogonal. Línea de puntos: acertar al azar.",
)

# %% largas-explica [markdown]
r"""
Quédate con los matices, que suelen perderse:

- La RNN simple **puede** representar dependencias largas (la pusimos a mano) y **procesa** secuencias de cualquier largo. Lo difícil es **aprenderlas**. No le faltan
  unidades: con otro inicio, la misma red lo hace.
- El producto de jacobianas dice dos cosas a la vez: cuánto queda del primer símbolo en el estado y cuánto gradiente vuelve hasta él. El apartado siguiente las separa.
- Un buen inicio ayuda mucho, pero no es una garantía: el gradiente depende de $W$ *mientras se entrena*, y de lo saturada que esté la tanh. En la
  [lección 06](06_lstm_gru.ipynb) verás una tarea en la que la RNN simple, con el mismo inicio ortogonal, fracasa, y dos celdas que la resuelven.

## 8 · Truncar: cruza el estado, no el gradiente

Si la secuencia no acaba nunca (un libro, un sensor), no se puede desplegar entera. Se corta en **ventanas**: el estado final de una es el inicial de la siguiente, pero el gradiente se calcula
**solo dentro de cada ventana**. Es BPTT truncada (Williams y Peng 1990), y en Keras, `stateful=True`.

**Predice.** Una red con `stateful=True` lee dos ventanas seguidas. Si cambio la primera, ¿cambia la salida de la segunda? ¿Y llega gradiente desde la segunda hasta la primera?

<details><summary>Respuesta</summary>
La salida sí cambia: el estado cruza. El gradiente no: es exactamente 0, porque la red trata el estado heredado como un dato, igual que una constante.
</details>
"""

# %% dos-ventanas
trozos = np.random.default_rng(curso.semilla).normal(size=(2, 1, 5, 1)).astype("float32")
cortada = keras.layers.SimpleRNN(8, stateful=True)
entera = keras.layers.SimpleRNN(8, return_sequences=True)
cortada.build((1, 5, 1))
entera.build((1, 10, 1))
entera.set_weights(cortada.get_weights())


def en_dos_ventanas(a, b):
    """Suma del estado al final de cada ventana; el estado cruza de la primera a la segunda."""
    cortada.reset_state()
    return keras.ops.sum(cortada(a)) + keras.ops.sum(cortada(b))


def de_una_vez(a, b):
    """Lo mismo, leyendo los diez instantes seguidos."""
    estados = entera(keras.ops.concatenate([a, b], axis=1))
    return keras.ops.sum(estados[:, 4]) + keras.ops.sum(estados[:, 9])


def solo_la_primera(a):
    cortada.reset_state()
    return keras.ops.sum(cortada(a))


# %% demuestra-truncado
valor_dos, (g_dos, _) = gradiente(en_dos_ventanas)(*trozos)
valor_una, (g_una, _) = gradiente(de_una_vez)(*trozos)
_, (g_primera,) = gradiente(solo_la_primera)(trozos[0])
g_dos, g_una, g_primera = map(convert_to_numpy, (g_dos, g_una, g_primera))
viene = {
    "de una vez": np.abs(g_una - g_primera).max(),
    "en dos ventanas": np.abs(g_dos - g_primera).max(),
}
print("¿El mismo resultado de las dos maneras?", abs(float(valor_dos - valor_una)) < 1e-5)
for nombre, cuanto in viene.items():
    print(f"Leyendo {nombre}, ¿llega gradiente de la segunda mitad a la primera?", cuanto > 1e-5)
assert abs(float(valor_dos - valor_una)) < 1e-5
assert viene["de una vez"] > 1e-4 and viene["en dos ventanas"] < 1e-6

# %% truncar-texto [markdown]
r"""
El resultado es el mismo, así que el estado cruza; pero el gradiente de la segunda ventana no llega a la primera. Tiene consecuencias. Entrenamos una RNN que lee un
flujo de bits sin fin y en cada instante debe decir el bit de **8 instantes antes**. Con ventanas de 20, el gradiente alcanza; con ventanas de 4, nunca.

**Predice.** Con ventanas de 4, ¿aprenderá algo, sabiendo que el estado cruza?

<details><summary>Respuesta</summary>
Casi nada: acierta poco más de la mitad de los bits, y eso que da cinco veces más pasos de entrenamiento. Aprovecha lo que el estado arrastre por su cuenta, pero ningún gradiente le enseña a guardarlo.
</details>
"""

# %% en-ventanas
FLUJOS, LARGO, RETARDO = 50, 4000, 8


def en_ventanas(flujos, ventana):
    """De (flujos, instantes) a lotes: la primera ventana de todos los flujos, después la segunda…"""
    return flujos.reshape(len(flujos), -1, ventana).swapaxes(0, 1).reshape(-1, ventana, 1)


print(en_ventanas(np.array([[1, 2, 3, 4], [10, 20, 30, 40]]), 2)[:, :, 0].tolist())


# %% entrenar-truncada
def aprender_truncada(ventana, epocas=3):
    """Acierto al decir el bit de 8 instantes antes, tras entrenar con ventanas
    de ese largo (un divisor de 4000)."""
    bits, nuevos = np.random.default_rng(curso.semilla).choice([-1.0, 1.0], (2, FLUJOS, LARGO))
    X = en_ventanas(bits, ventana)
    y = en_ventanas(np.roll(bits, RETARDO, axis=1) > 0, ventana)  # los 8 primeros por flujo no valen
    keras.utils.set_random_seed(curso.semilla)
    capa = keras.layers.SimpleRNN(32, return_sequences=True, stateful=True)
    entrada = keras.Input((ventana, 1), batch_size=FLUJOS)
    red = keras.Sequential([entrada, capa, keras.layers.Dense(1)])
    perdida = keras.losses.BinaryCrossentropy(from_logits=True)
    adam = keras.optimizers.Adam(3e-3, clipnorm=1.0)
    red.compile(adam, loss=perdida, **para_compilar(50, jit_compile=False))
    for _ in range(epocas):
        capa.reset_state()
        red.fit(X, y, batch_size=FLUJOS, shuffle=False, verbose=0)
    capa.reset_state()
    leidas = red.predict(en_ventanas(nuevos, ventana), batch_size=FLUJOS, verbose=0)
    dicho = np.concatenate(leidas.reshape(-1, FLUJOS, ventana), axis=1)[:, RETARDO:]
    return np.mean(np.sign(dicho) == nuevos[:, :-RETARDO])


# %% ejecutar-truncada tags=["nbval-ignore-output"]
truncada = {ventana: aprender_truncada(ventana) for ventana in (20, 4)}
for ventana, valor in truncada.items():
    print(f"Ventanas de {ventana:2}: acierta el {100 * valor:.0f} % de los bits de 8 instantes antes")

# %% demuestra-ventana
assert truncada[20] > 0.95 and truncada[4] < 0.65
print("Con ventanas más cortas que la dependencia casi no se aprende, aunque el estado cruce.")

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «Una RNN no puede procesar secuencias muy largas con tanh o ReLU.» | Las procesa, y hay pesos que recuerdan 40 instantes (los pusiste a mano). Lo difícil es **aprender** dependencias largas. |
| «Si no aprende lo lejano, es que le faltan unidades.» | Aquí la misma red, con otro inicio de $W$, lo aprende: lo que faltaba era que la señal y el gradiente viajaran. |
| «La salida de una RNN es $\tanh(VS_t)$.» | Es una elección. Depende de la tarea: *softmax* para clases, nada para predecir un número. |
| «Hay un *lado* entre el estado de ahora y el siguiente.» | Una **arista**: una conexión del grafo desplegado. |
| «Cada instante tiene sus propios pesos.» | Son los mismos; por eso $\partial L/\partial W$ es una suma sobre los instantes. |
| «Una RNN es una cadena de Markov oculta.» | El estado de la RNN es **determinista** dada la entrada: leyendo lo mismo, sale lo mismo. |
| «Con `stateful=True` la red aprende a través de las ventanas.» | Cruza el estado, **no** el gradiente: con ventanas de 4 no aprendió un retardo de 8. |
| «Si el radio espectral pasa de 1, el gradiente estalla.» | En la red lineal, sí. Con tanh es necesario que la norma pase de 1, pero no basta: la saturación frena. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. $S_t = \tanh(UX_t + WS_{t-1})$: el estado resume lo leído; los pesos son los mismos en todos los instantes.
2. Según cuántas cosas entran y salen hay cinco tipos, y todos son la misma red desplegada.
3. BPTT: se despliega, se retropropaga con dos fuentes de error por estado y se suma: $\partial L/\partial W = \sum_t \delta_t S_{t-1}^\top$.
4. El gradiente se multiplica por una jacobiana en cada paso: se apaga o estalla como una potencia. Un buen inicio de $W$ lo mantiene; el recorte frena los estallidos.
5. BPTT truncada corta el gradiente en la ventana, aunque el estado cruce: lo que queda más lejos que la ventana casi no se aprende.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** Una RNN tiene 3 rasgos de entrada, 5 unidades y 2 salidas, sin sesgos. ¿Cuántos parámetros suman $U$, $W$ y $V$? &emsp;**a)** 30 &emsp;**b)** 50 &emsp;**c)** Depende del largo

<details><summary>Respuesta</summary>
b) $5·3 + 5·5 + 2·5 = 50$. No depende del largo: los pesos se comparten en el tiempo. Con a) has contado $3·5·2$.
</details>

**2.** ¿Qué tipo de RNN es un detector que dice, con cada compás que suena, en qué tono está la música? &emsp;**a)** Muchos a uno &emsp;**b)** Muchos a muchos, síncrona &emsp;**c)** Uno a muchos

<details><summary>Respuesta</summary>
b) Una salida con cada entrada, a la vez que llega.
</details>

**3.** En una RNN lineal escalar con $w = -0.5$, ¿cuánto vale $\partial s_3/\partial s_0$? &emsp;**a)** −1.5 &emsp;**b)** 0.125 &emsp;**c)** −0.125

<details><summary>Respuesta</summary>
c) $(-0.5)^3$. Con b) pierdes el signo; con a) multiplicas en vez de elevar.
</details>

**4.** $W$ es ortogonal y las activaciones son tanh. ¿Puede desvanecerse el gradiente? &emsp;**a)** No, el radio es 1 &emsp;**b)** Sí, si los estados se saturan

<details><summary>Respuesta</summary>
b) Cada paso multiplica también por $1 - S_t^2 \le 1$. Lo viste en el explorador al subir el ruido.
</details>

**5.** Entrenas con ventanas de 50 y `stateful=True`. Una palabra depende de otra que está 200 antes. ¿Qué pasa? &emsp;**a)** El gradiente no llega a esa dependencia &emsp;**b)** La aprende, porque el estado cruza &emsp;**c)** Keras da un error

<details><summary>Respuesta</summary>
a) El estado puede llevar algo de información, pero no hay gradiente que enseñe a guardarla.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("05")

# %% para-seguir [markdown]
r"""
## Para seguir

- Escribe el gradiente respecto a $U$ y a $V$: el bucle es el mismo y solo cambia el producto exterior. Compruébalos con diferencias finitas.
- En `copiar-a-mano`, copia números cualesquiera en lugar de ±1 y cambia el 0.1 por 2. ¿Qué se pierde, y por qué los bits no?
- Prueba la copia con `recurrent_initializer="glorot_uniform"` y varias semillas. ¿Aprende siempre?
- Entrena `aprender_truncada` con ventanas de 5, 8, 10 y 16. ¿Dónde está el límite?
- Sigue con la [lección 06](06_lstm_gru.ipynb): celdas con puertas, hechas para que el gradiente viaje lejos.

## Referencias

- Elman, J. (1990). *Finding structure in time*.
- Karpathy, A. (2015). *The unreasonable effectiveness of recurrent neural networks*.
- Pascanu, R., Mikolov, T. y Bengio, Y. (2013). *On the difficulty of training recurrent neural networks*.
- Saxe, A., McClelland, J. y Ganguli, S. (2014). *Exact solutions to the nonlinear dynamics of learning in deep linear neural networks* (inicio ortogonal).
- Squire, W. y Trapp, G. (1998). *Using complex variables to estimate derivatives of real functions* (así comprobamos tu gradiente).
- Werbos, P. (1990). *Backpropagation through time: what it does and how to do it*.
- Williams, R. y Peng, J. (1990). *An efficient gradient-based algorithm for on-line training of recurrent network trajectories* (BPTT truncada).
"""
