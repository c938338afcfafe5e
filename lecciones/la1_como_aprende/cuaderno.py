# %% portada [markdown]
r"""
# A1 · Cómo aprende una red

**Una red recién creada no sabe nada: sus pesos son números al azar.** Aprender es cambiarlos, muchas veces y muy poco cada vez, hasta que se equivoque
poco. En esta lección lo harás tú, número a número y sin magia: medirás el error, verás hacia dónde baja, darás el paso y, al final, entrenarás una red
entera con el código que has escrito.

**Qué sabrás hacer**
- Medir con un solo número, la pérdida, cuánto se equivoca una red.
- Dar un paso de descenso de gradiente y elegir un ritmo que ni se duerma ni se dispare.
- Retropropagar a mano por una red pequeña, prediciendo cada número, y programarlo para cualquiera.
- Derivar la softmax con la entropía cruzada, y ver por qué queda $p - y$.
- Repartir los datos en lotes y en entrenamiento, validación y prueba, y parar a tiempo.
- Decir qué línea de Keras hace cada cosa.

**Qué necesitas antes**: la [lección 00](00_inicio.ipynb) y saber qué es una derivada. La regla de la cadena se explica aquí.

**Tiempo**: unos 80 minutos de lectura y ejercicios. Si prefieres dos ratos, para al terminar la sección 6.
"""

# %% preparar
from utils.curso import preparar

curso = preparar()
curso

# %% importar
import numpy as np

from lecciones.la1_como_aprende import exploradores as explorador
from utils.ejercicios import comprobar, pista, progreso, solucion, usar
from utils.esquemas import caja, flecha, lienzo, red
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura, mostrar

# %% imagen-de-portada
fig, eje = lienzo(8.6, 3.5, (0, 8.6), (0, 3.5))
dibujo = red(eje, [2, 4, 4, 1], 0.7, 1.75, 1.6, 0.66, 0.22, [NEGRO, AZUL, AZUL, AZUL])
perdida = caja(eje, 7.55, 1.75, "pérdida", color=VERDE, letra=11)
flecha(eje, dibujo.nodos[-1][0], perdida)
flecha(eje, (0.7, 3.25), (7.5, 3.25), "adelante: una predicción", AZUL, letra=11)
flecha(eje, (7.5, 0.25), (0.7, 0.25), "atrás: cuánta culpa tiene cada peso", NARANJA, letra=11)
mostrar(
    fig,
    "Una red de cuatro capas. Hacia la derecha va la señal, de la entrada a la predicción, y "
    "allí se mide la pérdida. Hacia la izquierda vuelve la culpa, que dice cuánto debe cambiar "
    "cada peso.",
)

# %% perdida-texto [markdown]
r"""
## 1 · La pérdida: cuánto te equivocas, en un número

Empecemos por lo más pequeño que puede aprender: una neurona con **un solo peso** y sin sesgo, que predice $\hat y = w\,x$. ($\hat y$ se lee «y gorro»: lo
que la red dice. $y$, sin gorro, es lo que debería decir.) Tenemos cuatro ejemplos:
"""

# %% ejemplos
x, y = explorador.EJEMPLOS
print("x:", x)
print("y:", y)

# %% perdida-mse [markdown]
r"""
**Predice.** Mirando los números, ¿qué peso $w$ crees que va mejor: 0.5, 1, 1.5 o 2?

<details><summary>Respuesta</summary>
Alrededor de 1.5: 1.5 · 0.5 = 0.75, cerca de 0.9; 1.5 · 2 = 3, cerca de 2.9. Ninguno acierta los cuatro a la vez.
</details>

«Va mejor» tiene que ser un número. El más usado es el **error cuadrático medio** (en inglés, *MSE*): para cada ejemplo, lo que se separa la predicción del
objetivo, al cuadrado; y después, la media.

$$L = \frac{1}{N} \sum (\hat y - y)^2$$

A ese número, el que se quiere hacer pequeño, se le llama **pérdida**.

### Ejercicio a1.1 · El error cuadrático medio
Escribe `perdida_mse(y, y_pred)`. Las dos son matrices de la misma forma, y la media es sobre **todos** sus elementos.
"""


# %% ejercicio-a1-1
def perdida_mse(y, y_pred):
    """Error cuadrático medio, un número. `y`, `y_pred`: matrices de la misma forma."""
    # BEGIN SOLUTION
    return np.mean((y_pred - y) ** 2)
    # END SOLUTION


# %% comprobar-a1-1
comprobar("a1.1", perdida_mse)

# %% usar-a1-1
perdida_mse = usar("a1.1", perdida_mse)
for w in (0.0, 1.0, 1.5, 2.5):
    print(f"w = {w}: pérdida {perdida_mse(y, w * x):.3f}")

# %% dibujar-perdida
fig, (recta, paisaje) = figura(8.6, 3.3, 1, 2)
recta.vlines(x, 1.0 * x, y, color=NARANJA, linewidth=3, label="error de cada ejemplo")
recta.plot([0, 2.2], [0, 2.2], color=AZUL, label="predicción con w = 1")
recta.plot(x, y, "o", color=NEGRO, label="ejemplos")
recta.set(xlabel="entrada x", ylabel="objetivo y", ylim=(0, 4.4))
recta.legend(loc="upper left")
pesos = np.linspace(-0.3, 3.3, 100)
paisaje.plot(pesos, [perdida_mse(y, w * x) for w in pesos], color=NEGRO)
paisaje.plot([1.0], [perdida_mse(y, x)], "o", color=AZUL, markersize=9)
paisaje.set(xlabel="peso w", ylabel="pérdida L(w)")
mostrar(
    fig,
    "A la izquierda, los cuatro ejemplos y la recta de peso 1, que se queda corta: los tramos "
    "naranjas son sus errores. A la derecha, la pérdida para cada peso: un valle con el fondo en "
    "1.5. El punto azul es el peso 1.",
)

# %% derivada-texto [markdown]
r"""
A la derecha está la idea de toda la lección. Cada peso posible tiene su pérdida, y todas juntas forman un **paisaje**. Aprender es bajar al fondo.

## 2 · La derivada dice hacia dónde

Con un peso podríamos probarlos todos. Con un millón, no. Hace falta saber hacia dónde bajar **desde donde estás**, sin ver el paisaje entero. La manera
más simple es empujar el peso un poquito y mirar:
"""

# %% empujon
aqui, empujon = 1.0, 0.001
antes = perdida_mse(y, aqui * x)
despues = perdida_mse(y, (aqui + empujon) * x)
print(f"antes {antes:.6f}   después {despues:.6f}   cambio {despues - antes:.6f}")
print(f"cambio por unidad de peso: {(despues - antes) / empujon:.3f}")

# %% derivada-formula [markdown]
r"""
Ese cociente es, casi, la **derivada** de la pérdida: cuánto sube $L$ por cada unidad que sube $w$. Aquí es negativa: si el peso sube, la pérdida baja.

También se puede calcular con una fórmula. El error de un ejemplo es $(wx - y)^2$: algo al cuadrado, y ese algo depende de $w$. Se deriva primero lo de fuera
y después lo de dentro, y se multiplican:

$$\frac{d}{dw}(wx - y)^2 = \underbrace{2\,(wx - y)}_{\text{lo de fuera}} \cdot \underbrace{x}_{\text{lo de dentro}}$$

Es la **regla de la cadena**, y de ella sale todo lo demás. La pérdida es la media de los ejemplos, así que su derivada es la media de estas.
"""


# %% derivada
def derivada(w):
    """Derivada de la pérdida de ŷ = w·x respecto al peso."""
    return np.mean(2 * (w * x - y) * x)


print(f"con la fórmula: {derivada(aqui):.3f}")
assert abs(derivada(aqui) - (despues - antes) / empujon) < 0.01

# %% paso-texto [markdown]
r"""
Para bajar se va **en contra** de la derivada. Cuánto, lo dice un número que eliges tú, el **ritmo de aprendizaje** $\eta$ (se lee «eta»; en inglés,
*learning rate*):

$$w \leftarrow w - \eta\,\frac{dL}{dw}$$

Eso es un paso de **descenso de gradiente**. No hay más: toda red de este curso aprende repitiéndolo.

**Predice.** Estás en $w = 1$, la derivada es −1.875 y el ritmo, 0.1. ¿Adónde vas?

<details><summary>Respuesta</summary>
A 1 − 0.1 · (−1.875) = 1.1875. La derivada es negativa, así que el peso sube, hacia 1.5.
</details>

### Ejercicio a1.2 · Un paso de descenso
Escribe `paso_descenso(w, gradiente, ritmo)`: el peso nuevo. `w` y `gradiente` pueden ser números o matrices de la misma forma. No cambies `w`: devuelve uno nuevo.
"""


# %% ejercicio-a1-2
def paso_descenso(w, gradiente, ritmo):
    """Peso después de un paso. `w`, `gradiente`: números o matrices iguales; `ritmo`: número."""
    # BEGIN SOLUTION
    return w - ritmo * gradiente
    # END SOLUTION


# %% comprobar-a1-2
comprobar("a1.2", paso_descenso)

# %% usar-a1-2
paso_descenso = usar("a1.2", paso_descenso)
w = 0.0
for paso in range(6):
    print(f"paso {paso}: w = {w:.3f}, pérdida {perdida_mse(y, w * x):.3f}")
    w = paso_descenso(w, derivada(w), ritmo=0.1)

# %% ritmo-texto [markdown]
r"""
Fíjate en que los pasos se van acortando solos: cerca del fondo la cuesta es suave y la derivada, pequeña.

## 3 · El ritmo: lento, bien, se dispara

La bola naranja es el peso, y la línea verde, la pendiente que nota.

**Predice**, antes de mover nada: con ritmo 0.02, 0.2 y 0.55, ¿cuál llegará al fondo en diez pasos?

<details><summary>Respuesta</summary>
Solo 0.2. Con 0.02 va en la buena dirección, pero apenas avanza. Con 0.55 cada paso se pasa de largo y cae más arriba, al otro lado: se dispara.
</details>

Compruébalo con los controles (con el teclado: <kbd>Tab</kbd> y las flechas). Después cambia el paisaje y busca dos cosas: un sitio desde el que la bola se
queda en el valle malo, y otro desde el que no se mueve.
"""

# %% explorar-paisaje
explorador.explorar_paisaje()

# %% ritmo-medir
for ritmo in (0.02, 0.2, 0.55):
    w = 0.0
    for _ in range(10):
        w = paso_descenso(w, derivada(w), ritmo)
    final = perdida_mse(y, w * x)
    print(f"ritmo {ritmo}: después de 10 pasos, w = {w:6.3f} y pérdida {final:.4f}")
    assert {0.02: 0.1 < final < 4, 0.2: final < 0.02, 0.55: final > 4.3}[ritmo]

# %% ritmo-explica [markdown]
r"""
¿Por qué justo ahí? La derivada es la media de $2(wx - y)x = 2x^2\,w - 2xy$. En estos cuatro ejemplos, la media de $2x^2$ es 3.75, y la de $2xy$, 5.625, que es $3.75 \cdot 1.5$. O sea,
que la derivada vale $3.75\,(w - 1.5)$; en $w = 1$, −1.875, como antes. La distancia al fondo, después de un paso, es

$$w - \eta \cdot 3.75\,(w - 1.5) - 1.5 = (1 - 3.75\,\eta)\,(w - 1.5)$$

Cada paso multiplica la distancia por $1 - 3.75\,\eta$:

| Ritmo | Cada paso multiplica la distancia por | Qué se ve |
|---|---|---|
| 0.02 | 0.925 | lento: queda el 92.5 % |
| 0.2 | 0.25 | bien: queda la cuarta parte |
| 0.55 | −1.0625 | salta al otro lado y cada vez más lejos |

**Predice.** ¿A partir de qué ritmo se dispara?

<details><summary>Respuesta</summary>
Cuando 1 − 3.75·η baja de −1, o sea, desde η = 2/3.75 ≈ 0.53. Cuanto más cerrada es la curva del valle, menor es el ritmo que aguanta.
</details>

Una red no sabe de antemano lo cerrados que son sus valles: el ritmo se busca probando. Si la pérdida crece o sale `nan`, divídelo entre diez.

## 4 · Muchos pesos: el gradiente

Démosle a la neurona un sesgo: $\hat y = wx + b$. Ahora hay dos números que mover y **dos derivadas**: cuánto cambia $L$ si muevo solo $w$, y cuánto si muevo
solo $b$. La lista de todas las derivadas es el **gradiente**. El paso es el mismo, con todos los pesos a la vez.

**Predice.** ¿Irá la bola en línea recta hasta el fondo?

<details><summary>Respuesta</summary>
No, salvo que el valle sea redondo. El gradiente señala la cuesta más empinada, y esa no siempre apunta al fondo: primero baja al cauce y después lo sigue,
despacio.
</details>
"""

# %% dos-pesos
camino = [np.array([0.0, 1.5])]  # w y b
for _ in range(300):
    w, b = camino[-1]
    error = w * x + b - y
    gradiente = np.array([np.mean(2 * error * x), np.mean(2 * error)])
    camino.append(paso_descenso(camino[-1], gradiente, ritmo=0.2))
w, b = camino[-1]
print(f"después de 300 pasos: w = {w:.3f}, b = {b:.3f}")
assert np.allclose([w, b], np.polyfit(x, y, 1), atol=0.001)

# %% dibujar-dos-pesos
fig, eje = figura(7.6, 3.5)
W, B = np.meshgrid(np.linspace(-0.3, 2.6, 80), np.linspace(-0.8, 1.8, 80))
alturas = np.mean((W[..., None] * x + B[..., None] - y) ** 2, axis=-1)
eje.contour(W, B, alturas, levels=[0.02, 0.05, 0.15, 0.4, 1, 2, 4], colors="#9A9A9A", linewidths=1)
eje.plot(*np.transpose(camino), "o-", color=AZUL, markersize=4, linewidth=1, label="un punto por paso")
eje.plot(*camino[0], "o", color=NARANJA, markersize=11, label="salida")
eje.plot(*camino[-1], "*", color=VERDE, markersize=17, label="fondo")
eje.set(xlabel="peso w", ylabel="sesgo b")
eje.legend(loc="upper right", frameon=True, framealpha=1, edgecolor="white")
mostrar(
    fig,
    "El paisaje visto desde arriba, con curvas de nivel como las de un mapa: un valle alargado. "
    "La bola salta en pocos pasos al cauce y después lo recorre muy despacio, con los puntos "
    "cada vez más juntos.",
)

# %% cadena-texto [markdown]
r"""
## 5 · Retropropagar: la culpa, número a número

En una red hay capas, y un peso del principio no toca la pérdida: la mueve a través de todo lo que tiene delante. ¿Cuánta culpa tiene? Dos reglas bastan:

- **En cadena se multiplica.** Si al mover $u$ una unidad, $v$ se mueve 3, y al mover $v$ una unidad, $L$ se mueve 2, entonces al mover $u$ una unidad $L$ se mueve
  $3 \cdot 2 = 6$. Como los engranajes: $\dfrac{dL}{du} = \dfrac{dL}{dv}\cdot\dfrac{dv}{du}$.
- **Si hay varios caminos, se suman.** Si $u$ mueve $L$ por dos sitios, su efecto es la suma de los dos.

Vamos a usarlas en una red de verdad: una entrada, tres neuronas ocultas con tanh y una salida sin activación. Cada neurona oculta hace $z_i = w_i x + b_i$ y
$a_i = \tanh(z_i)$; la salida, $\hat y = v_1 a_1 + v_2 a_2 + v_3 a_3 + c$. La pérdida de este único ejemplo es $L = \tfrac12(\hat y - y)^2$. El ½ está para que se vaya con
el 2 al derivar.

Mueve el **Paso** de uno en uno. Cada vez, lee la pregunta de abajo, **haz la cuenta en un papel** y sube uno para verla. Los pasos 1, 2 y 3 van adelante; hazlos ahora. Los demás van
atrás: vuelve a por ellos en cuanto leas cómo. En gris están los pesos y los sesgos.
"""

# %% explorar-red
explorador.explorar_red()

# %% adelante-texto [markdown]
r"""
Ahora, esas cuentas por escrito y en el mismo orden.

### Adelante
**Predice** $z_2$, con $x = 1$, $w_2 = -1.5$ y $b_2 = -0.5$. ¿Estará $a_2$ cerca de 0 o cerca de −1?

<details><summary>Respuesta</summary>
z₂ = −1.5 · 1 − 0.5 = −2. La tanh de −2 es −0.96: la neurona está casi en su tope, <b>saturada</b>.
</details>
"""

# %% adelante
entrada, objetivo = 1.0, 0.5
w, b = np.array([0.5, -1.5, 1.0]), np.array([0.1, -0.5, -0.2])
v, c = np.array([1.0, 0.5, -0.5]), 0.1
z = w * entrada + b
a = np.tanh(z)
salida = v @ a + c
print("z:", z.round(3), "  a:", a.round(3))
print(f"predicción {salida:.3f}, objetivo {objetivo}, pérdida {(salida - objetivo) ** 2 / 2:.3f}")

# %% atras-texto [markdown]
r"""
### Atrás
Llamamos **δ** («delta») de una neurona a la derivada de la pérdida respecto a su suma $z$: cuánto cambiaría $L$ si a esa neurona le llegara una unidad más. Se
empieza por el final.

**1. La salida.** $L = \tfrac12(\hat y - y)^2$, así que $\delta = \hat y - y$: la predicción menos el objetivo. **Predice** su valor y su signo.

<details><summary>Respuesta</summary>
−0.177 − 0.5 = −0.677. Es negativo: la predicción se quedó corta, y si sube, la pérdida baja.
</details>

**2. Los pesos de la derecha.** $\hat y = v_1a_1 + \dots$: al mover $v_i$ una unidad, $\hat y$ se mueve $a_i$. En cadena: $\dfrac{\partial L}{\partial v_i} = \delta\,a_i$. El símbolo ∂ dice
que los demás pesos se quedan quietos. **Predice** el de $v_2$.

<details><summary>Respuesta</summary>
−0.677 · (−0.964) = 0.653. Es positivo: para bajar la pérdida, v₂ tiene que bajar.
</details>

**3. Las neuronas ocultas.** De $z_i$ a $L$ hay tres engranajes: la tanh, el peso $v_i$ y la salida. La derivada de la tanh es $1 - \tanh^2$, o sea, $1 - a_i^2$. En cadena:
$\delta_i = \delta \cdot v_i \cdot (1 - a_i^2)$. **Predice** a cuál de las tres le llega menos, sin hacer la cuenta entera.

<details><summary>Respuesta</summary>
A la segunda. Está saturada: 1 − 0.964² = 0.07, y lo que vuelve se queda en nada, −0.024. A una neurona en su tope le da igual que le llegue un poco más.
</details>

<details><summary>¿De dónde sale 1 − tanh²?</summary>
La tanh es un cociente, N/D, con N = e<sup>z</sup> − e<sup>−z</sup> y D = e<sup>z</sup> + e<sup>−z</sup>. Al derivar, cada una se vuelve la otra: N′ = D y D′ = N. La regla del cociente da (N′D − ND′)/D² = (D² − N²)/D² = 1 − (N/D)².
</details>

**4. Los pesos de la izquierda.** Al mover $w_i$ una unidad, $z_i$ se mueve $x$: $\dfrac{\partial L}{\partial w_i} = \delta_i\,x$. Y un sesgo es un cable por el que siempre entra un 1:
$\dfrac{\partial L}{\partial b_i} = \delta_i$.

La regla de todos los cables es la misma: **lo que entró por él, por lo que vuelve**.
"""

# %% atras
delta = salida - objetivo
delta_1 = delta * v * (1 - a**2)
gradientes = {"v": delta * a, "c": delta, "w": delta_1 * entrada, "b": delta_1}
print(f"δ de la salida: {delta:.3f}   δ de las ocultas: {delta_1.round(3)}")
for nombre, valor in gradientes.items():
    print(f"gradiente de {nombre}:", np.round(valor, 3))

# %% dibujar-atras
explorador.LaminaRed().dibujar(paso=7)

# %% finitas-texto [markdown]
r"""
¿Y si nos hemos equivocado? Hay una manera de saberlo que no usa la regla de la cadena: dar a cada peso un empujón minúsculo a un lado y a otro, y mirar cuánto
cambia la pérdida. Se llama **diferencias finitas**. Es lenta (dos pasadas adelante por cada peso), pero no falla.
"""


# %% finitas
def diferencias_finitas(funcion, punto, h=1e-6):
    """Derivada de `funcion` respecto a cada número de la matriz `punto`, empujando `h`."""
    punto = np.array(punto, dtype=float)
    resultado = np.zeros(punto.shape)
    for lugar in np.ndindex(*punto.shape):
        mas, menos = punto.copy(), punto.copy()
        mas[lugar] += h
        menos[lugar] -= h
        resultado[lugar] = (funcion(mas) - funcion(menos)) / (2 * h)
    return resultado


# %% perdida-de
def perdida_de(w, b, v, c):
    """Pérdida de la red 1-3-1 en su único ejemplo."""
    return (v @ np.tanh(w * entrada + b) + c - objetivo) ** 2 / 2


# %% finitas-comparar
numericos = {
    "w": diferencias_finitas(lambda q: perdida_de(q, b, v, c), w),
    "b": diferencias_finitas(lambda q: perdida_de(w, q, v, c), b),
    "v": diferencias_finitas(lambda q: perdida_de(w, b, q, c), v),
    "c": diferencias_finitas(lambda q: perdida_de(w, b, v, q), c),
}
distancia = max(np.abs(numericos[n] - gradientes[n]).max() for n in numericos)
print("empujando:", {n: g.round(3).tolist() for n, g in numericos.items()})
print("¿coinciden hasta la sexta cifra?", "sí" if distancia < 1e-6 else "no")
assert distancia < 1e-6

# %% oculta-texto [markdown]
r"""
Las diez derivadas coinciden. Y fíjate en lo que ha costado: **una** pasada adelante y **una** atrás, en vez de veinte pasadas adelante. Con un millón de pesos serían dos
millones. Por eso la retropropagación (Rumelhart, Hinton y Williams 1986) cambió las cosas.

Ahora en general. Con muchos ejemplos a la vez, cada fila de una matriz es un ejemplo: `a` es (n, h), con una columna por neurona oculta. Si hay $m$ salidas, `delta` es (n, m) y
`W2` es (h, m): el peso de la neurona oculta `i` hacia la salida `k` es `W2[i, k]`. A cada neurona oculta le vuelve culpa **por todos sus cables**, y los caminos se suman.

**Predice.** Adelante se calculó `a @ W2`, que lleva de (n, h) a (n, m). Para volver hay que ir de (n, m) a (n, h). ¿Con qué matriz se multiplica `delta`?

<details><summary>Respuesta</summary>
Con W2 traspuesta, que es (m, h): los mismos cables, recorridos al revés.
</details>

### Ejercicio a1.3 · Lo que le llega a cada neurona oculta
Escribe `delta_oculta(delta, W2, a)`, de forma (n, h): para cada ejemplo y cada neurona oculta con tanh, la suma de lo que vuelve por sus cables, por la derivada de la tanh.
"""


# %% ejercicio-a1-3
def delta_oculta(delta, W2, a):
    """δ de la capa oculta, (n, h). `delta`: (n, m); `W2`: (h, m); `a`: (n, h), ya con tanh."""
    # BEGIN SOLUTION
    return (delta @ W2.T) * (1 - a**2)
    # END SOLUTION


# %% comprobar-a1-3
comprobar("a1.3", delta_oculta)

# %% usar-a1-3
delta_oculta = usar("a1.3", delta_oculta)
print(delta_oculta(np.array([[delta]]), v[:, None], a[None, :]).round(3))

# %% mlp-texto [markdown]
r"""
Los mismos tres números de antes. Ya tienes todas las piezas.

## 6 · El gradiente de una red entera

La red se llama **MLP** (perceptrón multicapa). Con $n$ ejemplos en las filas de $x$:

$$a = \tanh(x W_1 + b_1) \qquad \hat y = a W_2 + b_2 \qquad L = \frac{1}{2n}\sum \lVert\hat y - y\rVert^2$$

Es lo que acabas de hacer, con matrices. Dos detalles cambian:

- La pérdida es una **media** sobre los $n$ ejemplos, así que la δ de la salida es $(\hat y - y)/n$.
- Cada peso se usa en todos los ejemplos, y los caminos se suman. El producto `entradas.T @ delta` hace justo eso: multiplica lo que entró por lo que vuelve, y suma los ejemplos.

### Ejercicio a1.4 · El gradiente de una red entera
Escribe `gradiente_mlp(x, y, W1, b1, W2, b2)`, que devuelve `dW1, db1, dW2, db2`, cada una con la forma de su matriz. Formas: `x` (n, d), `y` (n, m), `W1` (d, h), `b1` (h,), `W2` (h, m),
`b2` (m,). Cabe en cuatro líneas.
"""


# %% ejercicio-a1-4
def gradiente_mlp(x, y, W1, b1, W2, b2):
    """Gradiente de Σ‖ŷ − y‖²/(2n) con ŷ = tanh(x·W1 + b1)·W2 + b2. Devuelve (dW1, db1, dW2, db2)."""
    # BEGIN SOLUTION
    a = np.tanh(x @ W1 + b1)
    delta2 = (a @ W2 + b2 - y) / len(x)
    delta1 = (delta2 @ W2.T) * (1 - a**2)
    return x.T @ delta1, delta1.sum(axis=0), a.T @ delta2, delta2.sum(axis=0)
    # END SOLUTION


# %% comprobar-a1-4
comprobar("a1.4", gradiente_mlp)

# %% usar-a1-4
gradiente_mlp = usar("a1.4", gradiente_mlp)


# %% predecir
def predecir(x, W1, b1, W2, b2):
    """Salida de la red, (n, m)."""
    return np.tanh(x @ W1 + b1) @ W2 + b2


# %% mlp-comprobar
rng = np.random.default_rng(curso.semilla)
X, Y = rng.normal(size=(20, 3)), rng.normal(size=(20, 2))
parametros = [rng.normal(size=forma) for forma in ((3, 5), (5,), (5, 2), (2,))]
a_mano = gradiente_mlp(X, Y, *parametros)


# %% mlp-perdida
def perdida_con(i, q):
    """Pérdida de la red con `q` en lugar del parámetro `i`."""
    salida = predecir(X, *parametros[:i], q, *parametros[i + 1 :])
    return np.sum((salida - Y) ** 2) / (2 * len(X))


# %% mlp-diferencias
for i, nombre in enumerate(("dW1", "db1", "dW2", "db2")):
    numerico = diferencias_finitas(lambda q, i=i: perdida_con(i, q), parametros[i])
    distancia = np.abs(numerico - a_mano[i]).max()
    print(nombre, a_mano[i].shape, "coincide" if distancia < 1e-6 else f"se aparta {distancia:.1e}")
    assert distancia < 1e-6

# %% clases-texto [markdown]
r"""
## 7 · Cuando la respuesta es una clase

Si la red tiene que elegir entre gato, perro y pez, da tres **puntuaciones** $z$, también llamadas *logits*, y la **softmax** las convierte en probabilidades:

$$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$$

La pérdida es la **entropía cruzada**: $L = -\ln p_c$, donde $c$ es la clase correcta. Si le daba probabilidad 1, la pérdida es 0; cuanto menos le daba, más crece.
"""

# %% softmax
puntuaciones = np.array([2.0, 1.0, 0.1])  # gato, perro, pez
probabilidades = np.exp(puntuaciones) / np.exp(puntuaciones).sum()
print("p:", probabilidades.round(3))
print(f"si era un perro, pérdida {-np.log(probabilidades[1]):.3f}")

# %% clases-deriva [markdown]
r"""
¿Cuál es la derivada respecto a cada puntuación? Con el logaritmo, el cociente se vuelve resta:

$$L = -\ln p_c = -z_c + \ln \sum_j e^{z_j}$$

Deriva los dos trozos respecto a $z_k$:

- $-z_c$ da −1 si $k$ es la clase correcta, y 0 si no.
- $\ln\sum_j e^{z_j}$ da, por la regla de la cadena, $\dfrac{1}{\sum_j e^{z_j}}\cdot e^{z_k}$, que es... ¡$p_k$!

$$\frac{\partial L}{\partial z_k} = p_k - y_k$$

con $y_k = 1$ en la clase correcta y 0 en las demás. Lo que la red cree menos lo que debería creer: igual que el $\hat y - y$ de antes.

**Predice.** Era un perro. ¿Qué puntuaciones subirán con un paso de descenso, y cuánto suman las tres derivadas?

<details><summary>Respuesta</summary>
Solo sube la del perro, la única con derivada negativa: 0.242 − 1 = −0.758. Suman 0: lo que gana una lo pierden las demás.
</details>
"""

# %% dibujar-p-menos-y
correcta = np.array([0, 1, 0])
fig, ejes = figura(8.6, 2.7, 1, 3, sharey=True)
barras = {
    "lo que cree, p": probabilidades,
    "lo que debería, y": correcta,
    "el gradiente, p − y": probabilidades - correcta,
}
for eje, (titulo, alturas), color in zip(ejes, barras.items(), (AZUL, VERDE, NARANJA)):
    eje.bar(["gato", "perro", "pez"], alturas, color=color)
    for i, altura in enumerate(alturas):
        encima = altura + (0.05 if altura >= 0 else -0.15)
        eje.text(i, encima, explorador.numero(altura), ha="center")
    eje.axhline(0, color=NEGRO, linewidth=0.8)
    eje.set(title=titulo, ylim=(-1, 1.25))
mostrar(
    fig,
    "Tres diagramas de barras para gato, perro y pez. La red cree 0.66, 0.24 y 0.10; debería "
    "creer 0, 1 y 0. La diferencia es el gradiente: positivo en gato y pez, que bajarán, y −0.76 "
    "en perro, que subirá.",
)

# %% salida-texto [markdown]
r"""
### Ejercicio a1.5 · La δ de softmax con entropía cruzada
Escribe `delta_salida(p, y)`. `p` es (n, K): una fila de probabilidades por ejemplo. `y` es (n,): la clase correcta de cada uno, un entero de 0 a K − 1. La pérdida es la **media** de los $n$
ejemplos, así que cada fila es $(p - y)/n$, con la clase convertida en ceros y un 1.
"""


# %% ejercicio-a1-5
def delta_salida(p, y):
    """Gradiente respecto a las puntuaciones, (n, K). `p`: (n, K), probabilidades; `y`: (n,)."""
    # BEGIN SOLUTION
    n, clases = p.shape
    objetivo = np.eye(clases)[y]
    return (p - objetivo) / n
    # END SOLUTION


# %% comprobar-a1-5
comprobar("a1.5", delta_salida)

# %% usar-a1-5
delta_salida = usar("a1.5", delta_salida)
clases = np.array([1, 0, 2, 1])
logits = rng.normal(size=(4, 3))


# %% entropia-cruzada
def entropia_cruzada(z):
    """Media de −ln de la probabilidad de la clase correcta."""
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(4), clases])


# %% clases-comprobar
p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
distancia = np.abs(delta_salida(p, clases) - diferencias_finitas(entropia_cruzada, logits)).max()
print("δ = (p − y)/n coincide con las diferencias finitas:", distancia < 1e-6)
assert distancia < 1e-6

# %% lotes-texto [markdown]
r"""
Para entrenar un clasificador basta cambiar la δ de la salida por esta. Todo lo de más atrás se queda igual.

## 8 · Lotes y épocas

¿Hay que mirar **todos** los ejemplos para dar un paso? No: un puñado al azar da una idea bastante buena de hacia dónde se baja. A ese puñado se le llama **lote**, y a una pasada por todos
los ejemplos, **época**.
"""

# %% dibujar-lotes
fig, eje = lienzo(8.6, 2.1, (0, 8.6), (0, 2.1))
todos = caja(eje, 1.05, 1.05, "1024\nejemplos", 1.6, 1.2, NEGRO, 11)
mezcla = caja(eje, 3.35, 1.05, "mezclar", 1.3, 0.8, AZUL, 11)
flecha(eje, todos, mezcla)
for i, texto in enumerate(("lote 1: 128", "lote 2: 128", "…", "lote 8: 128")):
    lote = caja(
        eje, 6.7, 1.83 - 0.52 * i, f"{texto}  →  un paso" if i != 2 else "…", 2.9, 0.42, VERDE, 10
    )
    flecha(eje, mezcla, (5.2, lote.centro[1]))
mostrar(
    fig,
    "Una época: los 1024 ejemplos se mezclan y se reparten en ocho lotes de 128. Con cada lote "
    "se calcula el gradiente y se da un paso, así que una época son ocho pasos.",
)

# %% lotes-datos [markdown]
r"""
Vamos a entrenar de verdad. La función es la de la [lección 01](01_universalidad.ipynb), la de Nielsen (2015), que ondula bastante, y la red, la misma: **100 neuronas ocultas**. Empieza como allí:
pesos grandes y los escalones repartidos por $[0, 1]$. (Allí son sigmoides y aquí tanh, que es la misma curva estirada: $\tanh(z) = 2\sigma(2z) - 1$; por eso los pesos van a la mitad.)
"""


# %% datos
def nielsen(x):
    """La función que la red tiene que imitar en [0, 1]."""
    return 0.2 + 0.4 * x**2 + 0.3 * x * np.sin(15 * x) + 0.05 * np.cos(50 * x)


# %% datos-todos
x_todos = np.linspace(0, 1, 1024)[:, None]
y_todos = nielsen(x_todos)
x_medir = np.linspace(0, 1, 1001)[:, None]


# %% crear-red
def crear_red(rng, neuronas=100, empinado=100):
    """Pesos iniciales (W1, b1, W2, b2): escalones repartidos al azar por [0, 1]."""
    pendiente = rng.choice([-1, 1], neuronas) * rng.uniform(0.5, 1.5, neuronas) * empinado / 2
    lugar = rng.uniform(0, 1, neuronas)
    borde = np.sqrt(6 / (neuronas + 1))
    W2 = rng.uniform(-borde, borde, (neuronas, 1))
    return [pendiente[None, :], -pendiente * lugar, W2, np.zeros(1)]


# %% rmse
def rmse(x, y, pesos):
    """Raíz del error cuadrático medio: un error en las mismas unidades que `y`."""
    return np.sqrt(perdida_mse(y, predecir(x, *pesos)))


# %% entrenar-texto [markdown]
r"""
Y este es el entrenamiento entero. Léelo despacio: mezclar, coger un lote, gradiente, paso. `mover` es quien da el paso, el **optimizador**; de momento, el descenso de siempre. El ritmo empieza
en el valor que le damos y va frenando hasta 0, para llegar con pasos finos.
"""


# %% descenso
def descenso(pesos, gradientes, ritmo, memoria):
    """Un paso de descenso con cada matriz de pesos."""
    return [paso_descenso(w, g, ritmo) for w, g in zip(pesos, gradientes)]


# %% entrenar
def entrenar(pesos, x, y, epocas, lote, ritmo, rng, mover=descenso, anotar=lambda pesos: None):
    """Devuelve los pesos entrenados y la lista de lo que da `anotar(pesos)` después de cada época."""
    memoria, historia, hechos = {}, [], 0
    total = epocas * int(np.ceil(len(x) / lote))
    for _ in range(epocas):
        orden = rng.permutation(len(x))
        for i in range(0, len(x), lote):
            estos = orden[i : i + lote]
            gradientes = gradiente_mlp(x[estos], y[estos], *pesos)
            frenado = ritmo * (1 + np.cos(np.pi * hechos / total)) / 2
            pesos = mover(pesos, gradientes, frenado, memoria)
            hechos += 1
        historia.append(anotar(pesos))
    return pesos, historia


# %% lotes-predice [markdown]
r"""
**Predice.** Con 30 épocas y el mismo ritmo, ¿qué lote acabará con menos error: 1024 (todos), 128 o 16?

<details><summary>Respuesta</summary>
El de 16: mira los mismos ejemplos, pero da 64 pasos por época en vez de uno. Cada paso es menos certero, y aun así salen a cuenta.
</details>
"""

# %% lotes-medir tags=["nbval-ignore-output"]
inicio = crear_red(np.random.default_rng(curso.semilla))
errores = {}
for lote in (1024, 128, 16):
    rng = np.random.default_rng(curso.semilla)
    pesos, _ = entrenar(inicio, x_todos, y_todos, 30, lote, 0.03, rng)
    errores[lote] = rmse(x_medir, nielsen(x_medir), pesos)
    print(f"lote de {lote:4}: {30 * 1024 // lote:4} pasos, RMSE {errores[lote]:.3f}")
assert errores[1024] > errores[128] > errores[16]

# %% lotes-explica [markdown]
r"""
Con lotes se habla de descenso **estocástico** (Robbins y Monro 1951; en Keras, `SGD`). No siempre cuanto más pequeño, mejor: un lote minúsculo da gradientes ruidosos, pide un ritmo menor y
desaprovecha el procesador, que hace muchas cuentas iguales de una vez.

## 9 · Un paso más listo: Adam

El descenso usa el mismo ritmo para todos los pesos. **Adam** (Kingma y Ba 2015) guarda, para cada peso, dos promedios de sus últimos gradientes: el propio gradiente (`m`, hacia dónde tira) y su cuadrado
(`v`, cómo de grande suele ser). Y da el paso con el cociente: un peso con gradientes diminutos y constantes avanza tanto como uno con gradientes enormes. Es el optimizador que más verás en el curso.
"""


# %% adam
def adam(pesos, gradientes, ritmo, memoria):
    """Un paso de Adam. `memoria`: diccionario con los promedios y los pasos dados."""
    t = memoria["t"] = memoria.get("t", 0) + 1
    m, v = memoria.get("m", [0] * 4), memoria.get("v", [0] * 4)
    memoria["m"] = m = [0.9 * mi + 0.1 * g for mi, g in zip(m, gradientes)]
    memoria["v"] = v = [0.999 * vi + 0.001 * g**2 for vi, g in zip(v, gradientes)]
    sin_empuje = np.sqrt(1 - 0.999**t) / (1 - 0.9**t)  # porque empiezan en 0
    direcciones = [sin_empuje * mi / (np.sqrt(vi) + 1e-7) for mi, vi in zip(m, v)]
    return [paso_descenso(w, d, ritmo) for w, d in zip(pesos, direcciones)]


# %% adam-texto [markdown]
r"""
Para que la comparación sea justa, cada uno prueba varios ritmos y se queda con el mejor.
"""


# %% adam-probar
def probar(mover, ritmo):
    """Historia del error de la red de 100 neuronas: 40 épocas con lotes de 32."""
    rng = np.random.default_rng(curso.semilla)
    anotar = lambda pesos: rmse(x_medir, nielsen(x_medir), pesos)
    return entrenar(inicio, x_todos, y_todos, 40, 32, ritmo, rng, mover, anotar)[1]


# %% adam-medir tags=["nbval-ignore-output"]
curvas = {}
ritmos = {"descenso": (0.01, 0.02, 0.03), "Adam": (0.005, 0.02, 0.05)}
for nombre, mover in (("descenso", descenso), ("Adam", adam)):
    pruebas = {ritmo: probar(mover, ritmo) for ritmo in ritmos[nombre]}
    mejor = min(pruebas, key=lambda ritmo: pruebas[ritmo][-1])
    curvas[nombre] = pruebas[mejor]
    print(f"{nombre:8}: mejor ritmo {mejor}, RMSE {curvas[nombre][-1]:.4f}")
assert curvas["Adam"][-1] < curvas["descenso"][-1] / 2

# %% dibujar-adam tags=["nbval-ignore-output"]
fig, eje = figura(7.6, 3.0)
for (nombre, curva), trazo in zip(curvas.items(), ("--", "-")):
    eje.semilogy(range(1, 41), curva, trazo, label=nombre)
eje.set(xlabel="época", ylabel="RMSE (escala logarítmica)")
eje.legend()
mostrar(
    fig,
    "El error a lo largo de 40 épocas, en escala logarítmica: cada marca grande es diez veces "
    "menos. El descenso baja y se va quedando; Adam baja mucho más con los mismos ejemplos.",
)

# %% memorizar-texto [markdown]
r"""
Los dos bajan la misma pérdida y usan tu mismo gradiente: solo cambia cómo se da el paso.

## 10 · ¿Aprende o memoriza?

Hasta aquí teníamos muchos ejemplos y sin ruido. Lo normal es tener pocos y con ruido. Entonces una red grande puede hacer trampa: **aprenderse los ejemplos de memoria**, con ruido y todo, y fallar en los
nuevos. Se llama **sobreajuste**. Para verlo hay que guardar ejemplos que la red no use para aprender:
"""

# %% dibujar-particion
fig, eje = lienzo(8.6, 1.9, (0, 8.6), (0, 1.9))
partes = (
    ("entrenamiento", "con él se calculan\nlos gradientes", 1.55, 2.8, AZUL),
    ("validación", "con ella se elige:\ncuándo parar, qué ritmo", 4.4, 2.6, NARANJA),
    ("prueba", "se mira una vez,\nal final", 7.1, 2.4, VERDE),
)
for nombre, para_que, centro, ancho, color in partes:
    caja(eje, centro, 1.4, nombre, ancho, 0.7, color, 12)
    eje.text(centro, 0.55, para_que, ha="center", va="center", fontsize=10)
mostrar(
    fig,
    "Los datos se parten en tres. Con el entrenamiento se calculan los gradientes; con la "
    "validación se elige cuándo parar y con qué ritmo; la prueba se mira una sola vez, al final.",
)

# %% memorizar-predice [markdown]
r"""
Veinte ejemplos con ruido para entrenar, veinte para validar y mil para la prueba. La red sigue siendo de 100 neuronas: 301 pesos para 20 ejemplos.

**Predice.** Si entrenas mucho rato, ¿qué le pasará al error de entrenamiento? ¿Y al de validación?

<details><summary>Respuesta</summary>
El de entrenamiento sigue bajando. El de validación baja al principio, mientras la red aprende la forma, y después sube, cuando empieza a dibujar el ruido.
</details>
"""

# %% con-ruido
rng = np.random.default_rng(curso.semilla)


def con_ruido(cuantos):
    """Ejemplos de la función con ruido: pares (x, y) de forma (cuantos, 1)."""
    x = rng.uniform(0, 1, (cuantos, 1))
    return x, nielsen(x) + 0.15 * rng.normal(size=(cuantos, 1))


# %% memorizar-datos
entrenamiento, validacion, prueba = con_ruido(20), con_ruido(20), con_ruido(1000)

# %% memorizar-anotar
vistas = []  # por época: los pesos y los errores de entrenamiento y de validación


def anotar(pesos):
    vistas.append((rmse(*validacion, pesos), rmse(*entrenamiento, pesos), pesos))


# %% memorizar-entrenar
ultima, _ = entrenar(crear_red(rng, 100, 40), *entrenamiento, 3000, 20, 0.02, rng, adam, anotar)
mejor = int(np.argmin([error for error, _, _ in vistas]))

# %% memorizar-medir tags=["nbval-ignore-output"]
error_final, error_parando = rmse(*prueba, ultima), rmse(*prueba, vistas[mejor][2])
print(f"validación: lo mejor, {vistas[mejor][0]:.3f}, época {mejor + 1}; al final, {vistas[-1][0]:.3f}")
print(f"prueba: parando ahí, {error_parando:.3f}; entrenando hasta el final, {error_final:.3f}")
assert vistas[-1][0] > 1.1 * vistas[mejor][0] and vistas[-1][1] < vistas[mejor][1]
assert error_parando < error_final

# %% dibujar-memorizar tags=["nbval-ignore-output"]
fig, (curva, ajuste) = figura(8.8, 3.5, 1, 2)
epocas = range(1, len(vistas) + 1)
curva.loglog(epocas, [e for _, e, _ in vistas], color=AZUL, label="entrenamiento")
curva.loglog(epocas, [v for v, _, _ in vistas], "--", color=NARANJA, label="validación")
curva.axvline(mejor + 1, color=VERDE, linestyle=":", label="aquí había que parar")
curva.set(xlabel="época", ylabel="RMSE")
curva.legend(fontsize=9)
ajuste.plot(*entrenamiento, "o", color=NEGRO, markersize=5, label="20 ejemplos")
ajuste.plot(x_medir, predecir(x_medir, *ultima), "--", color=NARANJA, linewidth=1.4, label="al final")
ajuste.plot(x_medir, predecir(x_medir, *vistas[mejor][2]), color=VERDE, label="parando a tiempo")
ajuste.set(xlabel="x", ylabel="salida", ylim=(-0.6, 1.8))
ajuste.legend(fontsize=9, ncols=2, loc="upper left")
mostrar(
    fig,
    "A la izquierda, en escalas logarítmicas, el error de entrenamiento no deja de bajar, y el "
    "de validación baja y luego sube. A la derecha, la red que paró a tiempo sigue la tendencia; "
    "la del final se retuerce para pasar por cada ejemplo con su ruido.",
)

# %% memorizar-explica [markdown]
r"""
Quedarse con los pesos de la mejor época de validación se llama **parada temprana** (Prechelt 1998). Es una forma de **regularización**: cualquier cosa que haga más difícil memorizar. Verás otras en la
[lección 04](04_problemas_entrenamiento.ipynb).

¿Por qué hace falta además la prueba? Porque la validación ya la hemos usado, para elegir la época: es un poco optimista. La prueba no ha decidido nada.

## 11 · La red de la lección 01, en NumPy y en Keras

Lo has hecho todo a mano. En adelante lo hará **Keras**, la biblioteca del curso. Cada pieza tuya tiene su línea:

| Idea | Lo que has escrito | En Keras |
|---|---|---|
| la red | `predecir` y `crear_red` | `keras.Sequential([keras.layers.Dense(100, activation="tanh"), keras.layers.Dense(1)])` |
| la pérdida | `perdida_mse` | `red.compile(loss="mse")` |
| la δ de las clases | `delta_salida` | `SparseCategoricalCrossentropy(from_logits=True)` |
| retropropagar | `gradiente_mlp` | nada: lo hace `fit`, para cualquier red |
| el paso | `descenso`, `adam` | `red.compile(optimizer=keras.optimizers.SGD(0.03))`, `keras.optimizers.Adam(0.02)` |
| frenar el ritmo | `frenado` | `keras.optimizers.schedules.CosineDecay` |
| lotes y épocas | los dos `for` de `entrenar` | `red.fit(x, y, batch_size=32, epochs=40)` |
| validación | `anotar` | `red.fit(…, validation_data=(x_val, y_val))` |
| parada temprana | `np.argmin` | `keras.callbacks.EarlyStopping(restore_best_weights=True)` |

Lo que no se ve en la tabla: Keras deriva **sola** cualquier red que escribas. ¿Le salen los mismos números que a ti? La celda siguiente carga TensorFlow y tarda unos segundos.
"""

# %% preparar-keras tags=["nbval-ignore-output"]
curso = preparar(entrena=True)
import keras

from utils.gradientes import gradiente

curso


# %% keras-red
def red_de_keras(pesos, dtype="float32"):
    """La misma red en Keras, con esos pesos iniciales."""
    oculta = keras.layers.Dense(pesos[0].shape[1], activation="tanh", dtype=dtype)
    salida = keras.layers.Dense(pesos[2].shape[1], dtype=dtype)
    red = keras.Sequential([keras.Input((pesos[0].shape[0],), dtype=dtype), oculta, salida])
    red.set_weights(pesos)
    return red


# %% keras-gradiente
suya = red_de_keras(parametros, "float64")  # la red de la sección 6, con la misma precisión que NumPy
perdida_keras = lambda: keras.ops.sum((suya(X) - Y) ** 2) / (2 * len(X))
_, de_keras = gradiente(perdida_keras, suya.trainable_variables)()
distancia = max(np.abs(np.array(g) - tuyo).max() for g, tuyo in zip(de_keras, a_mano))
print("gradiente a mano = gradiente de Keras:", distancia < 1e-6)
assert distancia < 1e-6

# %% keras-clases
z = keras.Variable(logits, dtype="float64")
cruzada = keras.losses.SparseCategoricalCrossentropy(from_logits=True, dtype="float64")
_, (de_keras,) = gradiente(lambda: cruzada(clases, z), [z])()
distancia = np.abs(np.array(de_keras) - delta_salida(p, clases)).max()
print("(p − y)/n = gradiente de Keras:", distancia < 1e-6)
assert distancia < 1e-6

# %% keras-texto [markdown]
r"""
Los mismos. Ahora, la carrera: la red de la lección 01, con **los mismos pesos iniciales**, los mismos 1024 ejemplos, 40 épocas, lotes de 32, Adam con ritmo 0.02 y el mismo frenado. A un lado, tu
NumPy; al otro, Keras.

**Predice.** ¿Quién dejará menos error?

<details><summary>Respuesta</summary>
Ninguno, salvo por el azar de las mezclas: hacen la misma cuenta. La pérdida de Keras es el doble de la tuya, que lleva un ½, pero Adam divide por el tamaño del gradiente y no lo nota.
</details>
"""

# %% carrera-numpy tags=["nbval-ignore-output"]
rng = np.random.default_rng(curso.semilla)
medir = lambda pesos: rmse(x_medir, nielsen(x_medir), pesos)
a_mano, historia = entrenar(inicio, x_todos, y_todos, 40, 32, 0.02, rng, adam, medir)
print(f"NumPy: RMSE {historia[-1]:.4f}; cuatro épocas antes, {historia[-5]:.4f}")

# %% carrera-keras tags=["nbval-ignore-output"]
suya = red_de_keras(inicio)
ritmo = keras.optimizers.schedules.CosineDecay(0.02, 40 * 32)
suya.compile(keras.optimizers.Adam(ritmo), loss="mse", jit_compile=True, steps_per_execution=32)
vuelta = suya.fit(x_todos, y_todos, batch_size=32, epochs=40, verbose=0)

# %% carrera-medir tags=["nbval-ignore-output"]
rmse_keras = rmse(x_medir, nielsen(x_medir), [np.array(w, dtype=float) for w in suya.get_weights()])
bajada = np.sqrt(vuelta.history["loss"])
print(f"Keras: RMSE {rmse_keras:.4f}")
print(f"en los ejemplos, {bajada[-1]:.4f}; cuatro épocas antes, {bajada[-5]:.4f}")

# %% carrera-demuestra
assert historia[-1] < 0.03 and rmse_keras < 0.03
assert 1 / 3 < historia[-1] / rmse_keras < 3
assert historia[-5] < 1.2 * historia[-1] and bajada[-5] < 1.2 * bajada[-1]
print("Las dos ajustan la función con RMSE < 0.03, y en las últimas cuatro épocas ya casi no bajan.")

# %% dibujar-carrera tags=["nbval-ignore-output"]
fig, eje = figura(7.6, 3.2)
eje.plot(x_medir, nielsen(x_medir), color=NEGRO, linewidth=5, alpha=0.25, label="función")
eje.plot(x_medir, predecir(x_medir, *inicio), ":", color=NARANJA, label="la red sin entrenar")
eje.plot(x_medir, predecir(x_medir, *a_mano), color=AZUL, label="tu red, en NumPy")
eje.plot(x_medir, predecir(x_medir, *suya.get_weights()), "--", color=VERDE, label="la de Keras")
eje.set(xlabel="x", ylabel="salida", ylim=(-1.2, 1.7))
eje.legend(ncols=2, loc="upper left")
mostrar(
    fig,
    "La función, en gris, y encima las dos redes entrenadas, la de NumPy y la de Keras, tan "
    "pegadas a ella que cuesta separarlas. La red sin entrenar, de puntos, no se parece en nada.",
)

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «El gradiente señala el fondo.» | Señala la cuesta más empinada **aquí**. En el valle alargado de la sección 4, la bola dio un rodeo. |
| «Cuanto mayor el ritmo, antes se aprende.» | Hasta cierto punto: con 0.2 llegó; con 0.55, se disparó. |
| «La retropropagación es lo que hace aprender a la red.» | Solo calcula el gradiente. Quien mueve los pesos es el optimizador. |
| «Retropropagar es aproximado.» | Es exacto: coincide con las diferencias finitas hasta donde llega la precisión. |
| «Una época es un paso.» | Una época es una pasada por todos los datos: con lotes de 128 fueron ocho pasos. |
| «Si la pérdida de entrenamiento baja, va bien.» | Con 20 ejemplos bajaba mientras la de validación subía. |
| «Validación y prueba son lo mismo.» | Con la validación se decide; la prueba no puede decidir nada, o deja de serlo. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. La pérdida mide en un número cuánto se equivoca la red; aprender es bajarla: $w \leftarrow w - \eta\,\partial L/\partial w$.
2. El ritmo $\eta$ decide si la bola se duerme, llega o se dispara.
3. Retropropagar es la regla de la cadena, de la salida a la entrada: en cada cable, lo que entró por lo que vuelve; en cada tanh, por $1 - a^2$.
4. Con softmax y entropía cruzada, la δ de la salida es $p - y$.
5. Se aprende por lotes y épocas con el entrenamiento, se elige con la validación y se cree a la prueba.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** El peso vale 3, su derivada es 2 y el ritmo, 0.5. ¿Cuánto vale después del paso? &emsp;**a)** 4 &emsp;**b)** 2 &emsp;**c)** 1 &emsp;**d)** 2.5

<details><summary>Respuesta</summary>
b) 3 − 0.5 · 2 = 2. Con a) habrías subido la cuesta; con c) habrías olvidado el ritmo; con d) habrías restado solo el ritmo.
</details>

**2.** La pérdida pasa de 0.8 a 3, a 40 y a `nan`. ¿Qué haces primero? &emsp;**a)** entrenar más épocas &emsp;**b)** bajar el ritmo &emsp;**c)** poner más neuronas &emsp;**d)** quitar la validación

<details><summary>Respuesta</summary>
b) Crece a cada paso: se está disparando. Más épocas solo la alejarían más.
</details>

**3.** Una neurona oculta con tanh tiene $a = 0.99$. ¿Cuánto aprende de este ejemplo? &emsp;**a)** mucho, porque está muy activa &emsp;**b)** casi nada &emsp;**c)** depende solo del ritmo

<details><summary>Respuesta</summary>
b) Casi nada: 1 − 0.99² ≈ 0.02, y por ahí pasa todo lo que vuelve. Está saturada.
</details>

**4.** Softmax da (0.1, 0.7, 0.2) y la clase correcta es la primera. ¿Cuál es el gradiente respecto a las puntuaciones? &emsp;**a)** (−0.9, 0.7, 0.2) &emsp;**b)** (0.9, −0.7, −0.2) &emsp;**c)** (−0.9, 0, 0) &emsp;**d)** (0.1, −0.3, 0.2)

<details><summary>Respuesta</summary>
a) p − y. Con b), el signo está cambiado. Con c), olvidas que las demás clases también bajan. Con d), tomas por correcta la clase que la red prefiere.
</details>

**5.** Tienes 1000 ejemplos y lotes de 100. ¿Cuántos pasos son 5 épocas? &emsp;**a)** 5 &emsp;**b)** 10 &emsp;**c)** 50 &emsp;**d)** 500

<details><summary>Respuesta</summary>
c) Diez pasos por época, por cinco. Con a) contarías un paso por época.
</details>

**6.** Pruebas veinte ritmos y te quedas con el que menos error da **en la prueba**. ¿Puedes publicar ese error? &emsp;**a)** sí &emsp;**b)** no

<details><summary>Respuesta</summary>
b) No: al elegir con ella, la prueba ha hecho de validación y su error es optimista. Hace falta otra que no hayas mirado.
</details>
"""

# %% progreso tags=["nbval-ignore-output"]
progreso("a1")

# %% para-seguir [markdown]
r"""
## Para seguir

**Reto.** Ajusta la función con la red más pequeña que puedas. La celda siguiente mide la marca del curso: 20 neuronas, empinado 30, Adam con ritmo 0.05 y 200 épocas. Cambia los números, el inicio o el optimizador, y bájala con **20 neuronas o menos**.
Mide siempre con `x_medir`, y desconfía de una sola semilla: prueba tres.
"""


# %% reto
def mi_intento(semilla, neuronas=20, empinado=30, ritmo=0.05, epocas=200):
    """RMSE de una red pequeña entrenada con Adam."""
    rng = np.random.default_rng(semilla)
    pequena = crear_red(rng, neuronas, empinado)
    pesos, _ = entrenar(pequena, x_todos, y_todos, epocas, 128, ritmo, rng, adam)
    return rmse(x_medir, nielsen(x_medir), pesos)


# %% reto-marca tags=["nbval-ignore-output"]
marcas = [mi_intento(semilla) for semilla in range(3)]
print("marca del curso, con 20 neuronas:", ", ".join(f"{marca:.4f}" for marca in marcas))

# %% referencias [markdown]
r"""
- En el explorador de la red, busca pesos que saturen las tres neuronas ocultas. ¿Qué gradiente les llega? En la [lección 04](04_problemas_entrenamiento.ipynb) ese problema tiene nombre, y cura.
- Para leerlo con más calma: Nielsen (2015), capítulos 1 y 2; y con más matemáticas, Goodfellow, Bengio y Courville (2016), capítulos 6 y 8.
- Programa el *momento*, que es Adam sin la segunda memoria, y compáralo con los dos.
- Sigue con la [lección 01, universalidad](01_universalidad.ipynb): qué funciones puede imitar la red que acabas de entrenar.

## Referencias

- Goodfellow, I., Bengio, Y. y Courville, A. (2016). *Deep Learning*, capítulos 6 y 8.
- Kingma, D. y Ba, J. (2015). *Adam: a method for stochastic optimization*.
- Nielsen, M. (2015). *Neural Networks and Deep Learning*, capítulos 1 y 2.
- Prechelt, L. (1998). *Early stopping – but when?*
- Robbins, H. y Monro, S. (1951). *A stochastic approximation method*.
- Rumelhart, D., Hinton, G. y Williams, R. (1986). *Learning representations by back-propagating errors*.
"""
