"""Ejercicios de la lección A1: la pérdida, el paso de descenso, las dos δ y el gradiente de una red entera."""

import math

import numpy as np

from utils.ejercicios.declarar import Ejercicio, ErrorTipico, cambios, caso
from utils.ejercicios.valores import a_varios

PASO_COMPLEJO = 1e-30


def derivada(funcion, punto):
    """Derivada exacta de una función real por paso complejo, f(x + ih)/h, número a número (Squire y Trapp 1998)."""
    derivadas = np.zeros(np.shape(punto))
    for lugar in np.ndindex(*derivadas.shape):
        movido = np.array(punto, dtype=complex)
        movido[lugar] += 1j * PASO_COMPLEJO
        derivadas[lugar] = np.imag(funcion(movido)) / PASO_COMPLEJO
    return derivadas


# --- a1.1 -----------------------------------------------------------------------------------------------------------


def perdida_mse(y, y_pred):
    return np.mean((y_pred - y) ** 2)


def _oraculo_mse(y, y_pred):
    return math.dist(np.ravel(y), np.ravel(y_pred)) ** 2 / np.size(y)


def _mse_con_bucle(y, y_pred):
    total = 0.0
    for real, predicho in zip(np.ravel(y), np.ravel(y_pred), strict=True):
        total += (real - predicho) ** 2
    return total / np.size(y)


_PERDIDA = Ejercicio(
    id="a1.1",
    titulo="El error cuadrático medio",
    referencia=perdida_mse,
    oraculo=_oraculo_mse,
    casos=lambda rng: [
        caso(np.array([3.0, 1.0]), np.array([2.0, 4.0])),
        caso(np.array([0.9, 1.4, 2.4, 2.9]), np.array([0.5, 1.0, 1.5, 2.0])),
        caso(np.array([1, 2, 3]), np.array([1, 4, 0])),
        caso(rng.normal(size=7), rng.normal(size=7)),
        caso(y=rng.normal(size=(5, 2)), y_pred=rng.normal(size=(5, 2))),
        caso(rng.normal(size=(2, 4)), rng.normal(size=(2, 4))),
        caso(np.array([0.25]), np.array([-0.5])),
        caso(np.array([1.5, -2.5]), np.array([1.5, -2.5])),
    ],
    errores=(
        *cambios(
            (
                "np.mean",
                "np.sum",
                "Has sumado los cuadrados: falta dividir entre cuántos son, o sea, hacer la media.",
            ),
            (
                "(y_pred - y) ** 2",
                "np.abs(y_pred - y)",
                "Eso es el error absoluto medio: aquí cada diferencia va al cuadrado.",
            ),
            ("** 2", "* 2", "Con * 2 sale el doble; el cuadrado es ** 2."),
            (
                "(y_pred - y) ** 2",
                "y_pred - y",
                "Falta el cuadrado: sin él, los errores por arriba y por abajo se anulan.",
            ),
            (
                "np.mean((y_pred - y) ** 2)",
                "np.mean(y_pred - y) ** 2",
                "Primero el cuadrado de cada diferencia y después la media, no al revés.",
            ),
            (
                "np.mean((y_pred - y) ** 2)",
                "np.sqrt(np.mean((y_pred - y) ** 2))",
                "Eso es el RMSE: la raíz sobra, se pide la media de los cuadrados.",
            ),
            (
                "np.mean((y_pred - y) ** 2)",
                "np.mean((y_pred - y) ** 2) / 2",
                "Sobra el ½: aquí la pérdida es la media de los cuadrados, sin dividir entre 2.",
            ),
            (
                "** 2)",
                "** 2, axis=0)",
                "Con axis=0 queda una pérdida por columna: se pide un solo número, la media de todos los elementos.",
            ),
            (
                "** 2)",
                "** 2, axis=-1)",
                "Con axis=-1 queda una pérdida por fila: se pide un solo número, la media de todos los elementos.",
            ),
            (
                "np.mean((y_pred - y) ** 2)",
                "np.sum((y_pred - y) ** 2) / len(y)",
                "Divides entre las filas: cuando hay varias columnas, la media es sobre todos los elementos.",
            ),
            (
                "(y_pred - y) ** 2",
                "y_pred**2 - y**2",
                "El cuadrado de la diferencia no es la diferencia de los cuadrados: resta antes de elevar.",
            ),
            (
                "y_pred - y",
                "y_pred + y",
                "Sumas lo deseado y lo predicho; el error es lo que los separa: réstalos.",
            ),
            (
                "np.mean((y_pred - y) ** 2)",
                "np.var(y_pred - y)",
                "Eso es la varianza del error, que descuenta su media: un error constante no costaría nada.",
            ),
        ),
        ErrorTipico(
            lambda y, y_pred: np.max((y_pred - y) ** 2),
            "Te quedas con el peor error; se pide la media de todos.",
        ),
    ),
    pistas=(
        "Para cada ejemplo, cuánto se aparta lo predicho de lo deseado; al cuadrado, para que no importe hacia qué lado.",
        "NumPy resta y eleva matrices enteras: (y_pred - y) ** 2 tiene un número por elemento. ¿Cómo se resumen en uno solo?",
        "Esqueleto: return np.mean((… - …) ** …)",
    ),
    explicacion=(
        "$L = \\frac1N\\sum (\\hat y - y)^2$. Al elevar al cuadrado, todos los errores cuentan en positivo y los grandes cuentan mucho más; la media hace "
        "que la pérdida no dependa de cuántos ejemplos haya."
    ),
    alternativas=(
        _mse_con_bucle,
        lambda y, y_pred: np.square(np.subtract(y, y_pred)).mean(),
        lambda y, y_pred: np.linalg.norm(y - y_pred) ** 2 / np.size(y),
        lambda y, y_pred: float(
            np.average((np.asarray(y, "float32") - np.asarray(y_pred, "float32")) ** 2)
        ),
    ),
    entrega="numeros",
)


# --- a1.2 -----------------------------------------------------------------------------------------------------------


def paso_descenso(w, gradiente, ritmo):
    return w - ritmo * gradiente


def _oraculo_paso(w, gradiente, ritmo):
    """Lo mismo, número a número."""
    nuevos = [
        float(a) - float(ritmo) * float(g)
        for a, g in zip(np.ravel(w), np.ravel(gradiente), strict=True)
    ]
    return np.reshape(nuevos, np.shape(w))


_PASO = Ejercicio(
    id="a1.2",
    titulo="Un paso de descenso",
    referencia=paso_descenso,
    oraculo=_oraculo_paso,
    casos=lambda rng: [
        caso(2.0, 3.0, 0.1),
        caso(np.array([1.0, -2.0]), np.array([0.5, -4.0]), 0.5),
        caso(np.array([1, 2, 3]), np.array([0.5, 0.0, -1.5]), 0.3),
        caso(-1.5, -0.25, 2.0),
        caso(rng.normal(size=(2, 3)), rng.normal(size=(2, 3)), 0.01),
        caso(w=rng.normal(size=4), gradiente=rng.normal(size=4), ritmo=1.0),
        caso(rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), 0.7),
        caso(np.array([4.0, 0.0]), np.zeros(2), 0.2),
        caso(np.array([0.25, 1.5]), np.array([2, -3]), 0.15),
        caso(5, 3, 1),
    ],
    errores=(
        *cambios(
            (
                "w - ritmo",
                "w + ritmo",
                "Vas cuesta arriba: si la derivada es positiva, el peso tiene que bajar. Es w menos ritmo por gradiente.",
            ),
            (
                "ritmo * gradiente",
                "gradiente",
                "Falta el ritmo: el paso es el gradiente multiplicado por él.",
            ),
            (
                "w - ritmo",
                "-ritmo",
                "Devuelves solo el paso: el peso nuevo es el de antes más ese paso.",
            ),
            (
                "w - ritmo * gradiente",
                "gradiente - ritmo * w",
                "Has cambiado los papeles: al peso se le resta el ritmo por el gradiente.",
            ),
            (
                "ritmo * gradiente",
                "gradiente / ritmo",
                "Divides entre el ritmo: un ritmo pequeño daría pasos enormes. Multiplica.",
            ),
            (
                "w - ritmo * gradiente",
                "(w - ritmo) * gradiente",
                "Sobran esos paréntesis: primero ritmo por gradiente y después se resta de w.",
            ),
            (
                "w - ritmo * gradiente",
                "w - ritmo * w * gradiente",
                "El paso no lleva w: es ritmo por gradiente, sin más.",
            ),
            (
                "ritmo * gradiente",
                "ritmo * np.sign(gradiente)",
                "Solo usas el signo: donde la cuesta es suave, el paso debe ser corto.",
            ),
            (
                "ritmo * gradiente",
                "ritmo * np.abs(gradiente)",
                "Sin el signo del gradiente, el peso solo puede bajar.",
            ),
            (
                "w - ritmo",
                "w - 0.1",
                "Has fijado el ritmo en 0.1: usa el argumento, que puede cambiar.",
            ),
            (
                "w - ritmo",
                "w - 0.5",
                "Has fijado el ritmo en 0.5: usa el argumento, que puede cambiar.",
            ),
            (
                "w - ritmo * gradiente",
                "w - ritmo - gradiente",
                "El ritmo multiplica al gradiente; has restado los dos.",
            ),
        ),
        ErrorTipico(
            lambda w, gradiente, ritmo: (
                np.array(w) - (ritmo * np.asarray(gradiente)).astype(np.asarray(w).dtype)
            ),
            "Si w es de enteros, se pierden los decimales del paso: no guardes el resultado dentro de w ni con su tipo.",
        ),
    ),
    pistas=(
        "El gradiente señala hacia dónde sube la pérdida. Se va en sentido contrario, y el ritmo dice cuánto.",
        "Si el peso es 2, el gradiente 3 y el ritmo 0.1, el paso mide 0.3. ¿Dónde acaba el peso?",
        "Esqueleto: return w - … * …",
    ),
    explicacion=(
        "$w \\leftarrow w - \\eta\\,\\partial L/\\partial w$. El signo menos lleva cuesta abajo; el ritmo $\\eta$ mide la zancada. Vale igual para un número que "
        "para una matriz: cada peso se mueve con su derivada. `w - …` crea un valor nuevo; `w -= …` cambiaría los pesos de quien llamó."
    ),
    alternativas=(
        lambda w, gradiente, ritmo: np.subtract(w, np.multiply(ritmo, gradiente)),
        lambda w, gradiente, ritmo: -ritmo * gradiente + w,
        lambda w, gradiente, ritmo: (
            np.array(w, dtype="float32") - np.float32(ritmo) * np.asarray(gradiente, dtype="float32")
        ),
    ),
    entrega="numeros",
)


# --- a1.3 -----------------------------------------------------------------------------------------------------------


def delta_oculta(delta, W2, a):
    return (delta @ W2.T) * (1 - a**2)


def _oraculo_oculta(delta, W2, a):
    """Derivada de Σ delta·ŷ respecto a z, con a = tanh(z)."""
    return derivada(lambda z: np.sum(delta * (np.tanh(z) @ W2)), np.arctanh(a))


def _casos_oculta(rng):
    def azar(n, h, m):
        return rng.normal(size=(n, m)), rng.normal(size=(h, m)), np.tanh(rng.normal(size=(n, h)))

    delta, W2, a = azar(4, 3, 2)
    return [
        caso(np.array([[-0.5]]), np.array([[2.0], [1.0], [-4.0]]), np.array([[0.5, 0.0, -0.8]])),
        caso(delta=delta, W2=W2, a=a),
        caso(*azar(3, 3, 3)),
        caso(*azar(1, 2, 5)),
        caso(*azar(6, 4, 1)),
        caso(*azar(2, 1, 3)),
        caso(rng.normal(size=(3, 2)), rng.normal(size=(2, 2)), np.zeros((3, 2), dtype=int)),
        caso(
            np.array([[1, -2], [0, 3]]),
            np.array([[1, 0], [2, -1], [0, 4]]),
            np.array([[0.9, -0.2, 0.0], [0.3, 0.6, -0.99]]),
        ),
    ]


_OCULTA = Ejercicio(
    id="a1.3",
    titulo="Lo que le llega a cada neurona oculta",
    referencia=delta_oculta,
    oraculo=_oraculo_oculta,
    casos=_casos_oculta,
    errores=(
        *cambios(
            (
                " * (1 - a**2)",
                "",
                "Falta la derivada de la tanh: lo que llega por los cables se multiplica por 1 − a².",
            ),
            ("1 - a**2", "1 - a", "La derivada de la tanh es 1 − a², con a al cuadrado."),
            (
                "(1 - a**2)",
                "a * (1 - a)",
                "a·(1 − a) es la derivada de la sigmoide; la de la tanh es 1 − a².",
            ),
            (
                "1 - a**2",
                "1 - np.tanh(a) ** 2",
                "a ya es la tanh: su derivada es 1 − a², sin volver a aplicar tanh.",
            ),
            ("1 - a**2", "1 + a**2", "La derivada de la tanh es 1 menos a²: nunca pasa de 1."),
            (
                "* (1 - a**2)",
                "* a",
                "Eso es el gradiente de los pesos mezclado con δ: aquí se multiplica por la derivada 1 − a², no por a.",
            ),
            (
                "(delta @ W2.T)",
                "-(delta @ W2.T)",
                "El signo está cambiado: δ vuelve por los cables con el signo que trae.",
            ),
            ("* (1 - a**2)", "/ (1 - a**2)", "Al volver se multiplica por la derivada; has dividido."),
            (
                "(delta @ W2.T) * (1 - a**2)",
                "delta @ W2.T + (1 - a**2)",
                "Regla de la cadena: las derivadas se multiplican, no se suman.",
            ),
            (
                " * (1 - a**2)",
                " * (1 - a**2) / len(a)",
                "Sobra dividir entre los ejemplos: δ de la salida ya lo lleva dentro.",
            ),
        ),
        ErrorTipico(
            lambda delta, W2, a: delta.sum(axis=1, keepdims=True) * W2.sum(axis=1) * (1 - a**2),
            "Cada salida vuelve por su propio cable: empareja cada δ con su peso y suma después. Eso hace delta @ W2.T.",
        ),
        ErrorTipico(
            lambda delta, W2, a: delta.sum(axis=1, keepdims=True) * (1 - a**2),
            "Faltan los pesos: δ vuelve por los mismos cables por los que se fue adelante, multiplicado por W2.",
        ),
        ErrorTipico(
            lambda delta, W2, a: (delta @ np.abs(W2).T) * (1 - a**2),
            "Los pesos negativos cambian el signo de lo que vuelve: no les quites el signo.",
        ),
    ),
    pistas=(
        "δ vuelve por los mismos cables por los que se fue adelante, y al entrar en la neurona se multiplica por la derivada de su tanh.",
        "A la neurona i le llegan todas las salidas: la suma de delta[k]·W2[i, k]. Eso es delta @ W2.T. La derivada de la tanh se escribe con a.",
        "Esqueleto: return (delta @ …) * (1 - …)",
    ),
    explicacion=(
        "$\\delta^{(1)} = (\\delta^{(2)} W_2^\\top)\\odot(1-a^2)$. Adelante, la señal cruza $W_2$; atrás, la misma matriz traspuesta reparte la culpa según el "
        "peso de cada cable. Una neurona saturada ($a$ cerca de ±1) recibe casi nada, porque $1-a^2$ es casi 0."
    ),
    alternativas=(
        lambda delta, W2, a: np.einsum("nk,ik->ni", delta, W2) * (1 - a) * (1 + a),
        lambda delta, W2, a: (W2 @ delta.T).T * (1 - np.square(a)),
        lambda delta, W2, a: [
            [sum(d * w) * (1 - v**2) for w, v in zip(W2, fila, strict=True)]
            for d, fila in zip(delta, a, strict=True)
        ],
    ),
    entrega="numeros",
)


# --- a1.4 -----------------------------------------------------------------------------------------------------------


def gradiente_mlp(x, y, W1, b1, W2, b2):
    a = np.tanh(x @ W1 + b1)
    delta2 = (a @ W2 + b2 - y) / len(x)
    delta1 = (delta2 @ W2.T) * (1 - a**2)
    return x.T @ delta1, delta1.sum(axis=0), a.T @ delta2, delta2.sum(axis=0)


def _oraculo_mlp(x, y, W1, b1, W2, b2):
    """Deriva la pérdida respecto a cada parámetro sin retropropagar."""
    parametros = W1, b1, W2, b2

    def perdida(W1, b1, W2, b2):
        return np.sum((np.tanh(x @ W1 + b1) @ W2 + b2 - y) ** 2) / (2 * len(x))

    return tuple(
        derivada(
            lambda movido, i=i: perdida(*parametros[:i], movido, *parametros[i + 1 :]), parametros[i]
        )
        for i in range(4)
    )


def _casos_mlp(rng):
    def azar(n, d, h, m):
        return [rng.normal(size=forma) for forma in ((n, d), (n, m), (d, h), (h,), (h, m), (m,))]

    x, y, W1, b1, W2, b2 = azar(5, 2, 3, 4)
    return [
        caso(
            *(
                np.array(v)
                for v in (
                    [[1.0]],
                    [[0.5]],
                    [[0.5, -1.5, 1.0]],
                    [0.1, -0.5, -0.2],
                    [[1.0], [0.5], [-0.5]],
                    [0.1],
                )
            )
        ),
        caso(*azar(4, 3, 2, 2)),
        caso(x=x, y=y, W1=W1, b1=b1, W2=W2, b2=b2),
        caso(*azar(3, 3, 3, 3)),
        caso(*azar(7, 1, 4, 1)),
        caso(np.array([[1], [2], [0]]), np.array([[1], [0], [2]]), *azar(1, 1, 2, 1)[2:]),
        caso(*azar(1, 2, 1, 3)),
        caso(
            *azar(4, 2, 3, 2)[:2],
            *(rng.integers(-2, 3, size=forma) for forma in ((2, 3), (3,), (3, 2), (2,))),
        ),
    ]


def _pesos_nuevos(x, y, W1, b1, W2, b2):
    return tuple(
        p - 0.1 * g for p, g in zip((W1, b1, W2, b2), gradiente_mlp(x, y, W1, b1, W2, b2), strict=True)
    )


def _con_bucle(x, y, W1, b1, W2, b2):
    """Ejemplo a ejemplo, sumando lo que aporta cada uno."""
    suma = [np.zeros(np.shape(p)) for p in (W1, b1, W2, b2)]
    for entrada, objetivo in zip(x, y, strict=True):
        a = np.tanh(entrada @ W1 + b1)
        delta = a @ W2 + b2 - objetivo
        oculta = (W2 @ delta) * (1 - a**2)
        for total, parte in zip(
            suma, (np.outer(entrada, oculta), oculta, np.outer(a, delta), delta), strict=True
        ):
            total += parte / len(x)
    return suma


_GRADIENTE = Ejercicio(
    id="a1.4",
    titulo="El gradiente de una red entera",
    referencia=gradiente_mlp,
    oraculo=_oraculo_mlp,
    casos=_casos_mlp,
    errores=(
        *cambios(
            (" / len(x)", "", "Falta dividir entre n: la pérdida es una media sobre los ejemplos."),
            (
                "len(x)",
                "y.size",
                "Divides entre todos los números de y: es entre los ejemplos, que son sus filas.",
            ),
            (
                "/ len(x)",
                "* 2 / len(x)",
                "Sale el doble: el ½ de la pérdida se va con el 2 de la derivada.",
            ),
            (
                "/ len(x)",
                "/ (2 * len(x))",
                "Sale la mitad: al derivar el cuadrado aparece un 2 que se va con el ½ de la pérdida.",
            ),
            (
                "a @ W2 + b2 - y",
                "y - a @ W2 - b2",
                "El signo está cambiado: la derivada de ½(ŷ − y)² respecto a ŷ es ŷ − y.",
            ),
            (
                " * (1 - a**2)",
                "",
                "Falta la derivada de la tanh: δ de la capa oculta se multiplica por 1 − a².",
            ),
            ("1 - a**2", "1 - a", "La derivada de la tanh es 1 − a², con a al cuadrado."),
            (
                "(1 - a**2)",
                "a * (1 - a)",
                "a·(1 − a) es la derivada de la sigmoide; la de la tanh es 1 − a².",
            ),
            (
                "1 - a**2",
                "1 - np.tanh(a) ** 2",
                "a ya es la tanh: su derivada es 1 − a², sin volver a aplicar tanh.",
            ),
            (" + b2", "", "A la predicción le falta el sesgo b2: ŷ = a·W2 + b2."),
            (" + b1", "", "A la capa oculta le falta el sesgo b1: a = tanh(x·W1 + b1)."),
            (
                "np.tanh(x @ W1 + b1)",
                "(x @ W1 + b1)",
                "A la capa oculta le falta la tanh: a = tanh(x·W1 + b1).",
            ),
            (
                "(a @ W2 + b2 - y)",
                "(np.tanh(a @ W2 + b2) - y)",
                "La salida no lleva tanh: ŷ = a·W2 + b2, sin activación.",
            ),
            (
                "sum(axis=0)",
                "mean(axis=0)",
                "Los sesgos suman su δ en todos los ejemplos; la media ya está hecha al dividir entre n.",
            ),
            (
                "sum(axis=0)",
                "sum()",
                "Cada neurona tiene su sesgo: suma sobre los ejemplos con axis=0, no sobre todo.",
            ),
            (
                "x.T @ delta1, delta1.sum(axis=0), a.T @ delta2, delta2.sum(axis=0)",
                "a.T @ delta2, delta2.sum(axis=0), x.T @ delta1, delta1.sum(axis=0)",
                "El orden es dW1, db1, dW2, db2: primero los de la capa oculta.",
            ),
            (
                "x.T @ delta1, delta1.sum(axis=0), a.T @ delta2, delta2.sum(axis=0)",
                "x.T @ delta1, a.T @ delta2, delta1.sum(axis=0), delta2.sum(axis=0)",
                "El orden es dW1, db1, dW2, db2: cada matriz, seguida de su sesgo.",
            ),
            (
                "x.T @ delta1",
                "delta1.T @ x",
                "a.T @ delta2",
                "delta2.T @ a",
                "Las dos matrices están traspuestas: dW1 tiene la forma de W1, así que es x.T @ delta1, y dW2 es a.T @ delta2.",
            ),
            (
                "x.T @ delta1",
                "delta1.T @ x",
                "dW1 está traspuesta: tiene la forma de W1, así que es x.T @ delta1.",
            ),
            (
                "a.T @ delta2",
                "delta2.T @ a",
                "dW2 está traspuesta: tiene la forma de W2, así que es a.T @ delta2.",
            ),
            (
                "a.T @ delta2",
                "np.tanh(x @ W1).T @ delta2",
                "En dW2, la activación va sin su sesgo: usa la misma a de la ida.",
            ),
            (
                "delta2 @ W2.T",
                "(a @ W2 + b2 - y) @ W2.T",
                "Al volver a la capa oculta has perdido el 1/n: usa la misma δ de la salida, ya dividida.",
            ),
        ),
        ErrorTipico(
            _pesos_nuevos,
            "Devuelves los pesos ya movidos: aquí se pide solo el gradiente; el paso viene después.",
        ),
        ErrorTipico(
            lambda x, y, W1, b1, W2, b2: tuple(
                g * len(x) / len(x) ** 2 for g in gradiente_mlp(x, y, W1, b1, W2, b2)
            ),
            "Divides entre n dos veces: basta una, en δ de la salida.",
        ),
    ),
    pistas=(
        "Cuatro líneas: adelante hasta a y ŷ; δ de la salida; δ de la capa oculta; y el gradiente de cada peso, que es lo que entra por el cable por lo que vuelve.",
        "δ de la salida: (ŷ − y)/n. δ de la oculta: el ejercicio anterior. dW2 = a.T @ δ de la salida; el sesgo suma su δ en los ejemplos, axis=0.",
        "Esqueleto: a = …; delta2 = (… - y) / …; delta1 = …; return x.T @ …, ….sum(axis=0), a.T @ …, ….sum(axis=0)",
    ),
    explicacion=(
        "Adelante: $a=\\tanh(xW_1+b_1)$ y $\\hat y=aW_2+b_2$. Atrás: $\\delta_2=(\\hat y-y)/n$ y $\\delta_1=(\\delta_2W_2^\\top)\\odot(1-a^2)$. Cada gradiente es "
        "lo que entró por el cable por lo que vuelve: $dW_1=x^\\top\\delta_1$, $dW_2=a^\\top\\delta_2$; el producto de matrices suma los ejemplos. "
        "Un sesgo es un cable por el que siempre entra un 1, así que suma su δ."
    ),
    alternativas=(
        _con_bucle,
        lambda x, y, W1, b1, W2, b2: [g.astype("float32") for g in gradiente_mlp(x, y, W1, b1, W2, b2)],
        lambda x, y, W1, b1, W2, b2: tuple(g.tolist() for g in gradiente_mlp(x, y, W1, b1, W2, b2)),
    ),
    leer=a_varios,
    entrega="varios",
)


# --- a1.5 -----------------------------------------------------------------------------------------------------------


def delta_salida(p, y):
    n, clases = p.shape
    objetivo = np.eye(clases)[y]
    return (p - objetivo) / n


def _oraculo_salida(p, y):
    """Derivada de la entropía cruzada media respecto a las puntuaciones z = log p."""

    def perdida(z):
        return np.mean(np.log(np.sum(np.exp(z), axis=1)) - z[np.arange(len(y)), y])

    return derivada(perdida, np.log(p))


def _probabilidades(rng, n, clases, fuerza=1.5):
    e = np.exp(fuerza * rng.normal(size=(n, clases)))
    return e / e.sum(axis=1, keepdims=True)


def _restar_uno(p, y):
    q = np.array(p, dtype=float)
    q[np.arange(len(y)), y] -= 1
    return q / len(y)


def _solo_la_correcta(p, y):
    delta = np.zeros(p.shape)
    delta[np.arange(len(y)), y] = p[np.arange(len(y)), y] - 1
    return delta / len(y)


_SALIDA = Ejercicio(
    id="a1.5",
    titulo="La δ de softmax con entropía cruzada",
    referencia=delta_salida,
    oraculo=_oraculo_salida,
    casos=lambda rng: [
        caso(np.array([[0.5, 0.2, 0.3]]), np.array([1])),
        caso(np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]), np.array([2, 0])),
        caso(_probabilidades(rng, 5, 3), np.array([2, 0, 1, 1, 0])),
        caso(_probabilidades(rng, 4, 4), np.array([1, 1, 1, 3])),
        caso(p=_probabilidades(rng, 3, 5), y=np.array([3, 1, 3])),
        caso(_probabilidades(rng, 8, 2), rng.integers(0, 2, 8)),
        caso(np.full((3, 4), 0.25), np.array([0, 2, 1])),
        caso(_probabilidades(rng, 2, 10, 3.0), np.array([7, 7])),
    ],
    errores=(
        *cambios(
            (
                " / n",
                "",
                "Falta dividir entre n: la pérdida es la media de los ejemplos, y así cada uno cuenta 1/n.",
            ),
            ("/ n", "/ clases", "Divides entre las clases: es entre los ejemplos, las filas de p."),
            (
                "/ n",
                "/ p.size",
                "Divides entre todos los números de p: es entre los ejemplos, las filas.",
            ),
            (
                "p - objetivo",
                "objetivo - p",
                "El signo está cambiado: es p − y. En la clase correcta sale negativo, para que su puntuación suba.",
            ),
            (
                "p - objetivo",
                "-objetivo / p",
                "Eso es la derivada respecto a las probabilidades; falta pasar por la softmax, y al hacerlo queda p − y.",
            ),
            (
                "(p - objetivo)",
                "(p - objetivo) * p * (1 - p)",
                "p·(1 − p) sobra: la derivada de la softmax ya se ha simplificado con la del logaritmo.",
            ),
            (
                "(p - objetivo)",
                "(p - objetivo) ** 2",
                "Eso es el error al cuadrado; la derivada es la diferencia, sin cuadrado.",
            ),
            (
                "(p - objetivo)",
                "p * (p - objetivo)",
                "Sobra ese p: la derivada es la diferencia p − y, sin más.",
            ),
            (
                "(p - objetivo)",
                "2 * (p - objetivo)",
                "El 2 es del error cuadrático; con la entropía cruzada es p − y.",
            ),
            (
                "[y]",
                "[np.argmax(p, axis=1)]",
                "Usas la clase que la red prefiere; el objetivo es la correcta, la de y.",
            ),
            ("[y]", "[y - 1]", "Las clases empiezan a contar en 0: y ya es el índice, sin restarle 1."),
            ("[y]", "[np.sort(y)]", "Cada fila lleva su propia clase: no ordenes y."),
            (
                "p - objetivo",
                "np.log(p) - objetivo",
                "Sobra el logaritmo: es la probabilidad menos el objetivo.",
            ),
            (
                "(p - objetivo)",
                "np.abs(p - objetivo)",
                "El signo importa: en la clase correcta hay que subir y en las demás, bajar.",
            ),
            (
                "(p - objetivo)",
                "(p - p * objetivo)",
                "A la clase correcta se le resta 1, no su propia probabilidad.",
            ),
        ),
        ErrorTipico(
            _solo_la_correcta,
            "Solo mueves la clase correcta: las demás también tienen derivada, su probabilidad p, y por eso bajan.",
        ),
    ),
    pistas=(
        "Para cada ejemplo: la probabilidad que da la red a cada clase, menos lo que debería dar (1 en la correcta y 0 en las demás).",
        "np.eye(K)[y] da, de una vez, una fila por ejemplo con un 1 en su clase. ¿Cuántas filas hay en p? Por ahí se divide.",
        "Esqueleto: n, K = p.shape; objetivo = np.eye(…)[…]; return (… - …) / …",
    ),
    explicacion=(
        "Con $L=-\\ln p_c$ y $p=\\text{softmax}(z)$, $\\partial L/\\partial z_k = p_k - y_k$: lo que la red cree menos lo que debería creer. Las filas suman 0: "
        "lo que se empuja hacia arriba en la clase correcta se quita de las demás. El $1/n$ viene de la media sobre los ejemplos."
    ),
    alternativas=(
        _restar_uno,
        lambda p, y: (np.asarray(p) - (np.arange(p.shape[1]) == y[:, None])) / len(p),
        lambda p, y: [
            [(v - (k == c)) / len(y) for k, v in enumerate(fila)] for fila, c in zip(p, y, strict=True)
        ],
    ),
    entrega="numeros",
)

EJERCICIOS = (_PERDIDA, _PASO, _OCULTA, _GRADIENTE, _SALIDA)
