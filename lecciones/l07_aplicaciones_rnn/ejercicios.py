"""Ejercicios de la lección 07, Aplicaciones de las RNN."""

import re

import numpy as np
from utils.ejercicios.azar import Dado
from utils.ejercicios.declarar import Ejercicio, ErrorTipico, caso
from utils.ejercicios.valores import a_numeros, a_varios

# --- 07.1 -----------------------------------------------------------------------------------------------------------


def rellenar(secuencias, largo, valor=0):
    return np.array([[*s[:largo], *[valor] * (largo - len(s))] for s in secuencias])


def _oraculo_rellenar(secuencias, largo, valor=0):
    from keras.utils import pad_sequences

    return pad_sequences(
        secuencias, maxlen=largo, dtype="float64", padding="post", truncating="post", value=valor
    )


def _con_lados(recortar, completar):
    """Variante que recorta con `recortar(s, largo)` y completa con `completar(s, faltan)`, las dos sobre listas."""

    def variante(secuencias, largo, valor=0):
        filas = [recortar(list(s), largo) for s in secuencias]
        return [completar(fila, [valor] * (largo - len(fila))) for fila in filas]

    return variante


def _principio(s, largo):
    return s[:largo]


def _final(s, largo):
    return s[max(len(s) - largo, 0) :]


def _detras(fila, relleno):
    return fila + relleno


def _delante(fila, relleno):
    return relleno + fila


def _hasta_la_mayor(secuencias, largo, valor=0):
    return rellenar(secuencias, max(map(len, secuencias)), valor)


def _celda_a_celda(dtype):
    """Variante que rellena una matriz ya creada, del tipo `dtype`."""

    def variante(secuencias, largo, valor=0):
        matriz = np.full((len(secuencias), largo), valor, dtype=dtype)
        for fila, s in zip(matriz, secuencias, strict=True):
            fila[: len(s)] = s[:largo]
        return matriz

    return variante


def _ceros_por_valor(secuencias, largo, valor=0):
    matriz = _oraculo_rellenar(secuencias, largo)
    return np.where(matriz == 0, valor, matriz)


def _casos_rellenar(rng):
    import keras  # noqa: F401  se carga antes de empezar a contar el tiempo de la respuesta

    return [
        caso([[5, 3, 8, 1], [7, 2], [4, 6, 9]], 3),
        caso([[4, 9], [], [1, 2, 3]], 2),
        caso([[], [3, 1]], 3, -1),
        caso([[0, 2, 0], [7, 0]], 4, -1),
        caso([[2, 7], [6]], 5),
        caso([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3, 5]], 4),
        caso([np.array([1, 2, 3, 4, 5]), np.array([6]), np.array([8, 9, 7])], 3),
        caso([[0.5, -1.25, 2.5], [1.75]], 2, -1),
        caso(secuencias=[rng.integers(1, 50, n).tolist() for n in (2, 6, 4)], largo=4, valor=99),
        caso([[3, 8]], 1),
        caso([rng.integers(1, 50, n) for n in (40, 12, 0, 25, 31)], 25),
    ]


_RELLENAR = Ejercicio(
    id="07.1",
    titulo="Rellenar secuencias",
    referencia=rellenar,
    oraculo=_oraculo_rellenar,
    casos=_casos_rellenar,
    errores=(
        ErrorTipico(
            _con_lados(_principio, _delante),
            "Pones el relleno delante; aquí va al final de cada secuencia.",
        ),
        ErrorTipico(
            _con_lados(_final, _detras),
            "Al recortar te quedas con el final: hay que conservar el principio.",
        ),
        ErrorTipico(
            _con_lados(_final, _delante),
            "Recortas y rellenas por delante, que es lo que hace pad_sequences si no le dices otra cosa; aquí las dos van al final.",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: np.trunc(
                _con_lados(_final, _delante)(secuencias, largo, valor)
            ),
            "`pad_sequences`, si no le dices otra cosa, recorta y rellena por delante y quita los decimales: mira `padding`, `truncating` y `dtype`.",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: np.trunc(
                _con_lados(_final, _detras)(secuencias, largo, valor)
            ),
            "Rellenas bien, pero recortas por delante y quitas los decimales: en `pad_sequences`, mira `truncating` y `dtype`.",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: rellenar(secuencias[:1], largo, valor),
            "Solo devuelves la primera secuencia: ¿está el return dentro del bucle?",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: _oraculo_rellenar(secuencias, largo),
            "Rellenas siempre con 0: usa el argumento valor.",
        ),
        ErrorTipico(
            _ceros_por_valor,
            "Cambias por valor también los ceros que ya traían las secuencias: el relleno es solo lo que falta al final.",
        ),
        ErrorTipico(
            _hasta_la_mayor,
            "Igualas con la secuencia más larga: el ancho de la matriz lo da largo, y lo que sobra se recorta.",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: [
                list(s) + [valor] * (largo - len(s)) for s in secuencias
            ],
            "Falta recortar: quedan filas más largas que largo.",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: [list(s)[:largo] for s in secuencias],
            "Falta relleno: quedan filas más cortas que largo.",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: rellenar(
                [s for s in secuencias if len(s)], largo, valor
            ),
            "Te saltas las secuencias vacías: cada una es una fila entera de relleno.",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: rellenar(
                [s if len(s) <= largo else [] for s in secuencias], largo, valor
            ),
            "Borras las secuencias demasiado largas: se conserva su principio.",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: rellenar(
                [s for s in secuencias if len(s) <= largo], largo, valor
            ),
            "Descartas las secuencias demasiado largas: se recortan, pero cada una sigue siendo una fila.",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: [
                np.resize(s, largo) if len(s) else np.full(largo, valor) for s in secuencias
            ],
            "Repites la secuencia hasta llenar la fila (así lo hace np.resize): lo que falta se llena con valor.",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: [
                [*s[:largo], *[s[-1] if len(s) else valor] * (largo - len(s))] for s in secuencias
            ],
            "Rellenas repitiendo el último elemento: lo que falta se llena con valor.",
        ),
        ErrorTipico(
            _celda_a_celda(int),
            "Se pierden los decimales: la matriz es de enteros. Al crearla con np.full o np.zeros, o en pad_sequences, elige el `dtype`.",
        ),
        ErrorTipico(
            lambda secuencias, largo, valor=0: np.array(
                [s[:largo] + [valor] * (largo - len(s)) for s in secuencias]
            ),
            "Con vectores de NumPy, + suma en vez de unir: convierte antes cada secuencia en lista, o usa np.concatenate.",
        ),
    ),
    pistas=(
        "Una red recibe matrices, y una matriz no puede tener filas de largos distintos: unas se recortan y otras se completan.",
        "Dos operaciones por secuencia: s[:largo] se queda con el principio (y no falla si es corta); faltan largo − len(s) valores.",
        "Esqueleto: filas = []; por cada s, fila = list(s[:…]); filas.append(fila + [valor] * (…)); return np.array(filas)",
    ),
    explicacion=(
        "`s[:largo]` recorta si sobra y no hace nada si falta; `[valor] * k` es una lista vacía si `k` es cero o negativo. Así las tres "
        "situaciones (corta, justa y larga) se resuelven sin un solo `if`. Partir de una lista conserva el tipo: enteros si son palabras, "
        "decimales si son medidas."
    ),
    alternativas=(
        _con_lados(_principio, _detras),
        _celda_a_celda(float),
        _celda_a_celda("float32"),
        lambda secuencias, largo, valor=0: np.stack(
            [
                np.pad(
                    np.asarray(s, dtype=float)[:largo],
                    (0, max(0, largo - len(s))),
                    constant_values=valor,
                )
                for s in secuencias
            ]
        ),
        lambda secuencias, largo, valor=0: [
            [s[j] if j < len(s) else valor for j in range(largo)] for s in secuencias
        ],
        lambda secuencias, largo, valor=0: tuple(
            tuple((list(s) + [valor] * largo)[:largo]) for s in secuencias
        ),
    ),
)


# --- 07.2 -----------------------------------------------------------------------------------------------------------


def ventanas(serie, entrada, horizonte):
    m = len(serie) - entrada - horizonte + 1
    inicio = np.arange(m)[:, None]
    return serie[inicio + np.arange(entrada)], serie[inicio + entrada + np.arange(horizonte)]


def _oraculo_ventanas(serie, entrada, horizonte):
    todo = np.lib.stride_tricks.sliding_window_view(serie, entrada + horizonte)
    return todo[:, :entrada], todo[:, entrada:]


def _con_inicios(inicios=lambda m, entrada, horizonte: range(m), hueco=0, dar=lambda X, Y: (X, Y)):
    """Variante que corta una ventana en cada inicio, deja `hueco` pasos entre X e Y y devuelve `dar(X, Y)`."""

    def variante(serie, entrada, horizonte):
        m = len(serie) - entrada - horizonte + 1 - max(hueco, 0)
        empieza = list(inicios(m, entrada, horizonte))
        X = [serie[i : i + entrada] for i in empieza]
        Y = [serie[i + entrada + hueco : i + entrada + hueco + horizonte] for i in empieza]
        return dar(np.array(X), np.array(Y))

    return variante


def _siguiente_ventana(serie, entrada, horizonte):
    """Y es la propia ventana desplazada, del mismo largo que X."""
    X, _ = ventanas(serie, entrada, horizonte)
    return X, np.array([serie[i + horizonte : i + horizonte + entrada] for i in range(len(X))])


_VENTANAS = Ejercicio(
    id="07.2",
    titulo="De serie a ventanas",
    referencia=ventanas,
    oraculo=_oraculo_ventanas,
    casos=lambda rng: [
        caso(np.array([3.0, 1.0, 4.0, 1.5, 9.0, 2.0, 6.0]), 3, 2),
        caso(np.array([2, 7, 1, 8, 2, 8]), 2, 1),
        caso(np.array([5.0, -2.0, 0.5, 3.0, 8.0, -1.0]), 1, 3),
        caso(np.array([5.0, -2.0, 0.5, 3.0, 8.0]), 3, 2),
        caso(np.array([7.0, 2.0]), 1, 1),
        caso(rng.normal(size=6), 2, 2),
        caso(serie=rng.normal(size=9), entrada=4, horizonte=3),
        caso(rng.normal(size=100), 24, 12),
    ],
    errores=(
        ErrorTipico(
            _con_inicios(lambda m, entrada, horizonte: range(m - 1)),
            "Falta la última ventana: si la primera empieza en 0, caben len(serie) − entrada − horizonte + 1.",
        ),
        ErrorTipico(
            _con_inicios(lambda m, entrada, horizonte: range(1, m)),
            "Falta la primera ventana: la primera X empieza en la posición 0 de la serie.",
        ),
        ErrorTipico(
            _con_inicios(lambda m, entrada, horizonte: range(m + horizonte - 1)),
            "Te pasas por el final: a las últimas filas de Y les faltan valores. Resta también el horizonte al contar ventanas.",
        ),
        ErrorTipico(
            _con_inicios(hueco=1),
            "Te saltas un valor entre X e Y: Y empieza en i + entrada, porque el corte [a:b] no incluye b.",
        ),
        ErrorTipico(
            _con_inicios(hueco=-1),
            "El último valor de X es también el primero de Y: la red vería la respuesta. Y empieza en i + entrada.",
        ),
        ErrorTipico(
            lambda serie, entrada, horizonte: _con_inicios(hueco=1 - entrada)(
                serie, entrada, horizonte
            ),
            "Y empieza en i + 1, dentro de X: la red vería casi toda la respuesta. Empieza en i + entrada.",
        ),
        ErrorTipico(
            _con_inicios(lambda m, entrada, horizonte: range(0, m, entrada)),
            "Avanzas una ventana entera cada vez: se pide una ventana por cada posición, de una en una.",
        ),
        ErrorTipico(
            _con_inicios(lambda m, entrada, horizonte: range(0, m, entrada + horizonte)),
            "Avanzas entrada + horizonte cada vez y las ventanas no se solapan: se pide una por cada posición.",
        ),
        ErrorTipico(
            _con_inicios(lambda m, entrada, horizonte: range(0, m, horizonte)),
            "Avanzas de horizonte en horizonte: se pide una ventana por cada posición, de una en una.",
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (Y, X)),
            "Devuelves (Y, X): primero va lo que entra en la red y después lo que hay que predecir.",
        ),
        ErrorTipico(
            lambda serie, entrada, horizonte: _oraculo_ventanas(serie, horizonte, entrada),
            "Has cambiado los papeles: X mide entrada columnas e Y mide horizonte.",
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (X, Y[:, -1])),
            "Y solo tiene el último valor de cada horizonte: debe tener los horizonte valores, una columna por paso.",
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (X, Y[:, 0])),
            "Y solo tiene el primer valor de cada horizonte: debe tener los horizonte valores, una columna por paso.",
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (X, Y[:, -1:])),
            "Y solo guarda el paso más lejano: debe tener una columna por cada paso del horizonte.",
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (X, Y.squeeze())),
            "Con horizonte 1, Y es una matriz de una columna, (m, 1), no un vector: no le quites el eje.",
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (X.T, Y.T)), "Están traspuestas: cada ventana es una fila."
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (np.hstack([X, Y]), Y)),
            "X incluye también lo que hay que predecir: debe acabar justo donde empieza Y.",
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (X[:, ::-1], Y)),
            "Las ventanas de X van del revés: el tiempo corre de izquierda a derecha.",
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (X[::-1], Y[::-1])),
            "Las filas van de la última ventana a la primera: la fila i empieza en la posición i de la serie.",
        ),
        ErrorTipico(
            _siguiente_ventana,
            "Y es la misma ventana desplazada: debe tener solo los valores que siguen a X.",
        ),
        ErrorTipico(
            lambda serie, entrada, horizonte: (
                serie[None, :entrada],
                serie[None, entrada : entrada + horizonte],
            ),
            "Solo has cortado la primera ventana: falta deslizarla por toda la serie.",
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (X, np.tile(Y[:1], (len(Y), 1)))),
            "Y es siempre la misma, la de la primera ventana: sus límites también se mueven con i.",
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (np.tile(X[:1], (len(X), 1)), Y)),
            "X es siempre la misma, la primera: sus límites también se mueven con i.",
        ),
        ErrorTipico(
            _con_inicios(dar=lambda X, Y: (X.ravel(), Y.ravel())),
            "Has juntado todas las ventanas en una fila: guarda cada una con `append`, no con `extend`.",
        ),
        ErrorTipico(
            lambda serie, entrada, horizonte: tuple(
                [serie[i + a : i + b] for i in range(len(serie) - entrada - horizonte + 1)]
                for a, b in ((0, entrada), (entrada, horizonte))
            ),
            "Y se queda corta o vacía: el corte acaba en i + entrada + horizonte, no en i + horizonte.",
        ),
    ),
    pistas=(
        "Una ventana se desliza por la serie, de una posición en una: lo que queda dentro es X y lo que viene justo después, Y.",
        "La ventana i usa `serie[i : i + entrada]` y los horizonte valores siguientes. ¿Cuál es la última i en la que cabe todo?",
        "Esqueleto: m = len(serie) - … - … + 1; `X = [serie[i : …] for i in range(m)]`; `Y = [serie[… : …] for i in range(m)]`; dos np.array",
    ),
    explicacion=(
        "Si todo cabe por última vez en $i$, entonces $i + \\text{entrada} + \\text{horizonte} = \\text{len}$; contando el 0 hay "
        "$\\text{len} - \\text{entrada} - \\text{horizonte} + 1$ ventanas. `inicio + np.arange(entrada)` es una tabla de índices con una "
        "fila por ventana, así que un solo corte las saca todas. Si la serie es más corta, la tabla tiene 0 filas."
    ),
    alternativas=(
        _con_inicios(),
        _con_inicios(dar=lambda X, Y: [X.tolist(), Y.tolist()]),
        _con_inicios(dar=lambda X, Y: (X.astype("float32"), Y.astype("float32"))),
        lambda serie, entrada, horizonte: np.split(
            np.array(
                [
                    serie[i : i + entrada + horizonte]
                    for i in range(len(serie) - entrada - horizonte + 1)
                ]
            ),
            [entrada],
            axis=1,
        ),
        lambda serie, entrada, horizonte: tuple(
            np.stack([serie[k : len(serie) - entrada - horizonte + 1 + k] for k in pasos], axis=1)
            for pasos in (range(entrada), range(entrada, entrada + horizonte))
        ),
    ),
    leer=a_varios,
    entrega="varios",
)


# --- 07.3 -----------------------------------------------------------------------------------------------------------


def muestrear(logits, temperatura, rng):
    z = (logits - np.max(logits)) / temperatura
    p = np.exp(z)
    return rng.choice(len(p), p=p / p.sum())


VECES = 800
LOGITS_TANDA, TEMPERATURA_TANDA = np.array([-2.5, -3.5, -1.5, -3.0, -2.5]), 0.5
CHI2_RECHAZO = 33.0  # simulado: una respuesta correcta lo supera unas 7 veces de cada millón
CHI2_PARECIDO = 20.0  # por debajo, las frecuencias son las de un malentendido conocido

SIEMPRE_IGUAL = (
    "Con los mismos logits sale siempre la misma opción. ¿Eliges la mayor, con `argmax`, o creas dentro otro generador con semilla fija? "
    "Hay que sortear con `rng`: la más probable sale más veces, no siempre."
)
SIN_RNG = "No usas `rng`: con np.random u otro generador nadie puede repetir tu texto. Sortea con el que recibes."
MULTIPLICA = "Salen las frecuencias de multiplicar por la temperatura; hay que dividir: una temperatura baja agranda las diferencias."
SIN_TEMPERATURA = "Salen las frecuencias de temperatura 1: divide los logits entre la que recibes, antes del softmax (después ya no sirve)."
AL_CUADRADO = "Salen las frecuencias de dividir dos veces entre la temperatura: basta con una."
UNIFORME = "Todas las opciones salen más o menos igual de veces: usa las probabilidades del softmax."
SIN_EXP = (
    "Salen las frecuencias de los logits divididos entre su suma: falta la exponencial del softmax."
)
RECORTA = "np.clip deja iguales los logits que se salen del límite, y la mejor opción deja de distinguirse: resta el máximo, no recortes."
DIVIDE_MAXIMO = "Salen las frecuencias de dividir entre el máximo: eso cambia las probabilidades. El máximo se resta."
DESBORDA = "Con logits tan grandes (o tan negativos) np.exp desborda o da todo ceros: resta antes el máximo; las probabilidades no cambian."


def _softmax(z):
    from scipy.special import softmax

    return softmax(np.asarray(z, dtype=float))


def _a_indice(valor):
    """Lee un entero; rechaza decimales y vectores con una frase que dice qué se pedía."""
    numero, problema = a_numeros(valor)
    if problema:
        return None, problema
    if numero.ndim and numero.size == 1:
        return (
            None,
            "Devuelves el índice dentro de un vector de un elemento: saca el número (con [0], o sin pedir size=1).",
        )
    if numero.ndim:
        return (
            None,
            "Devuelve varios números, ¿las probabilidades? Se pide uno solo: el índice de la opción elegida.",
        )
    if np.asarray(valor).dtype.kind not in "iu":
        return (
            None,
            "Devuelve un número decimal, ¿una probabilidad? Se pide el índice de la opción elegida, un entero.",
        )
    return numero, ""


def _verificar_muestra(resultado, logits, temperatura, rng):
    """El índice existe y no es casi imposible; al acabar la tanda, las frecuencias son las del softmax."""
    indice = int(resultado)
    p = _softmax(np.asarray(logits, dtype=float) / temperatura)
    if not 0 <= indice < len(p) or p[indice] < 1e-6:
        return _explicar_imposible(indice, p, logits, temperatura)
    if rng.tanda is None:
        return ""
    rng.tanda.append(indice)
    return _verificar_tanda(rng, p) if len(rng.tanda) == VECES else ""


def _explicar_imposible(indice, p, logits, temperatura):
    with np.errstate(over="ignore"):
        suma = np.exp(np.asarray(logits, dtype=float) / temperatura).sum()
    if suma == 0 or np.isinf(suma):
        return f"Da {indice} y debe dar {p.argmax()}. {DESBORDA}"
    if not 0 <= indice < len(p):
        return f"Da {indice}, pero los índices van de 0 a {len(p) - 1}."
    return (
        f"Da {indice}, que tiene una probabilidad menor que una entre un millón; debe dar {p.argmax()}."
    )


def _verificar_tanda(rng, p):
    veces = np.bincount(rng.tanda, minlength=len(p))
    if veces.max() == VECES:
        return SIEMPRE_IGUAL
    if not rng.usado:
        return SIN_RNG
    if _chi2(veces, p) < CHI2_RECHAZO:
        return ""
    sospechas = {mensaje: _chi2(veces, q) for mensaje, q in _sospechas().items()}
    mejor = min(sospechas, key=sospechas.get)
    if sospechas[mejor] < CHI2_PARECIDO:
        return mejor
    peor = np.argmax(np.abs(veces / VECES - p))
    buenas = round(VECES * p[peor])
    return f"En {VECES} llamadas iguales, cada una con su `rng`, el índice {peor} sale {veces[peor]} veces y debería salir unas {buenas}."


def _chi2(veces, p):
    """Cuánto se apartan las frecuencias de las esperadas; una opción que no puede salir y sale aparta mucho."""
    esperadas = VECES * np.maximum(p, 1e-9)
    return float(((veces - esperadas) ** 2 / esperadas).sum())


def _sospechas():
    """La distribución que deja en la tanda cada malentendido."""
    z, t = LOGITS_TANDA, TEMPERATURA_TANDA
    return {
        MULTIPLICA: _softmax(z * t),
        SIN_TEMPERATURA: _softmax(z),
        AL_CUADRADO: _softmax(z / t**2),
        UNIFORME: np.full(len(z), 1 / len(z)),
        SIN_EXP: z / z.sum(),
        DIVIDE_MAXIMO: _softmax(z / z.max()),
    }


def _casos_muestrear(rng):
    import scipy.special  # noqa: F401  se carga antes de empezar a contar el tiempo de la respuesta

    tanda, semillas = [], iter(rng.integers(2**32, size=VECES + 30))
    grande = np.zeros(300)
    grande[217] = 30.0
    seguros = [  # casos con una sola opción creíble
        (np.array([0.2, 0.1, 0.3, 0.25]), 0.001),
        (np.array([0.0, 500.0, 3000.0, 100.0]), 100.0),
        (np.array([3.0]), 0.7),
        (np.array([50, 0, 10]), 2),
        (np.array([0, 1, -2, 60], dtype="float32"), 1.5),
        (grande, 0.8),
        (np.array([1000.0, 1010.0, 990.0, 900.0, 980.0]), 0.5),
        (np.array([-1100.0, -1200.0, -1300.0, -1000.0, -1150.0]), 1.0),
        (np.array([-1500.0, 0.0, 1500.0, 300.0]), 1.0),
    ]
    return [
        *(caso(LOGITS_TANDA, TEMPERATURA_TANDA, Dado(next(semillas), tanda)) for _ in range(VECES)),
        *(
            caso(logits, temperatura, Dado(next(semillas)))
            for logits, temperatura in [*seguros[:1] * 12, *seguros]
        ),
        caso(logits=np.array([-3.0, -40.0, -50.0]), temperatura=1.0, rng=Dado(next(semillas))),
    ]


def _oraculo_muestrear(logits, temperatura, rng):
    return int(rng.multinomial(1, _softmax(np.asarray(logits, dtype=float) / temperatura)).argmax())


def _con_probabilidades(probabilidades):
    """Variante que sortea con `probabilidades(logits, temperatura)`."""
    return lambda logits, temperatura, rng: rng.choice(
        len(logits), p=probabilidades(logits, temperatura)
    )


_MUESTREAR = Ejercicio(
    id="07.3",
    titulo="Muestrear con temperatura",
    referencia=muestrear,
    oraculo=_oraculo_muestrear,
    casos=_casos_muestrear,
    errores=(
        ErrorTipico(lambda logits, temperatura, rng: np.argmax(logits), SIEMPRE_IGUAL),
        ErrorTipico(_con_probabilidades(lambda z, t: _softmax(z * t)), MULTIPLICA),
        ErrorTipico(_con_probabilidades(lambda z, t: _softmax(z)), SIN_TEMPERATURA),
        ErrorTipico(_con_probabilidades(lambda z, t: _softmax(z / t**2)), AL_CUADRADO),
        ErrorTipico(lambda logits, temperatura, rng: rng.integers(len(logits)), UNIFORME),
        ErrorTipico(_con_probabilidades(lambda z, t: z / z.sum()), SIN_EXP),
        ErrorTipico(_con_probabilidades(lambda z, t: _softmax(z / t / np.max(z / t))), DIVIDE_MAXIMO),
        ErrorTipico(_con_probabilidades(lambda z, t: np.exp(z / t) / np.exp(z / t).sum()), DESBORDA),
        ErrorTipico(_con_probabilidades(lambda z, t: _softmax(np.clip(z / t, -500, 500))), RECORTA),
        ErrorTipico(
            lambda logits, temperatura, rng: (
                1 + rng.choice(len(logits), p=_softmax(logits / temperatura))
            ),
            "El índice sale una unidad corrido: la primera opción es la 0.",
        ),
    ),
    pistas=(
        "La temperatura cambia lo atrevido del sorteo: divide los logits antes de convertirlos en probabilidades; después se sortea.",
        "Divide, resta el máximo (para no desbordar), aplica np.exp y normaliza. `rng.choice(n, p=…)` sortea un índice de 0 a n − 1.",
        "Esqueleto: z = logits / …; p = np.exp(z - …); return rng.choice(len(p), p=…)",
    ),
    explicacion=(
        "Dividir entre $T<1$ agranda las diferencias y el sorteo se vuelve casi un `argmax`; dividir entre $T>1$ las encoge y todo se "
        "parece a una lotería justa. Restar el máximo multiplica numerador y denominador del softmax por lo mismo, así que no cambia "
        "nada salvo que `np.exp` ya no puede desbordar: el mayor exponente es 0."
    ),
    alternativas=(
        lambda logits, temperatura, rng: int(
            np.argmax(logits / temperatura + rng.gumbel(size=len(logits)))
        ),
        lambda logits, temperatura, rng: int(
            np.searchsorted(np.cumsum(_softmax(logits / temperatura)), rng.random(), side="right")
        ),
        lambda logits, temperatura, rng: np.argmin(
            rng.exponential(size=len(logits)) / _softmax(logits / temperatura)
        ),
        lambda logits, temperatura, rng: int(
            (rng.random() > np.cumsum(_softmax(logits / temperatura))).sum()
        ),
    ),
    leer=_a_indice,
    entrega="tal cual",
    verificar=_verificar_muestra,
)


# --- 07.4 -----------------------------------------------------------------------------------------------------------


def f1_entidades(reales, predichas):
    def entidades(frases):
        halladas = set()
        for numero, frase in enumerate(frases):
            tipo, inicio = "", 0
            for i, etiqueta in enumerate([*frase, "O"]):
                if etiqueta == f"I-{tipo}":
                    continue
                if tipo:
                    halladas.add((numero, tipo, inicio, i))
                tipo, inicio = etiqueta[2:], i
        return halladas

    r, p = entidades(reales), entidades(predichas)
    return 2 * len(r & p) / (len(r) + len(p)) if r or p else 0.0


def _tramos(frases):
    """Las entidades, con una expresión regular sobre cada frase escrita en una línea: {(frase, tipo, inicio, fin)}."""
    halladas = set()
    for numero, frase in enumerate(frases):
        linea = " ".join(frase)
        for tramo in re.finditer(r"[BI]-(\S+)(?: I-\1(?!\S))*", linea):
            inicio = linea[: tramo.start()].count(" ")
            halladas.add((numero, tramo[1], inicio, inicio + tramo[0].count(" ") + 1))
    return halladas


def _oraculo_entidades(reales, predichas):
    from sklearn.metrics import f1_score

    r, p = _tramos(reales), _tramos(predichas)
    todas = sorted(r | p)
    return (
        float(f1_score([t in r for t in todas], [t in p for t in todas], zero_division=0))
        if todas
        else 0.0
    )


def _con_tramos(hallar, combinar=lambda comunes, r, p: _cociente(2 * comunes, r + p)):
    """Variante que compara los conjuntos `hallar(frases)` y junta las cuentas con `combinar(comunes, reales, predichas)`."""

    def variante(reales, predichas):
        r, p = hallar(reales), hallar(predichas)
        return combinar(len(r & p), len(r), len(p))

    return variante


def _cociente(a, b):
    return a / b if b else 0.0


def _retocar(cambio):
    """Los tramos después de pasar cada frase por `cambio(etiquetas)`."""
    return lambda frases: _tramos([cambio(list(frase)) for frase in frases])


def _sin_sueltas(frase):
    """Solo B- abre: una I- que no sigue a su entidad se borra."""
    for i, etiqueta in enumerate(frase):
        if etiqueta[0] == "I" and (i == 0 or frase[i - 1][1:] != etiqueta[1:]):
            frase[i] = "O"
    return frase


def _tipo_de_la_primera(frase):
    """Toda I- continúa la entidad abierta, sea del tipo que sea."""
    for i in range(1, len(frase)):
        if frase[i][0] == "I" and frase[i - 1] != "O":
            frase[i] = f"I-{frase[i - 1][2:]}"
    return frase


def _solo_abre_la_b(frase):
    """B- abre, O cierra y toda I- continúa lo que haya; si no hay nada abierto, se pierde."""
    for i, etiqueta in enumerate(frase):
        if etiqueta[0] == "I":
            frase[i] = f"I-{frase[i - 1][2:]}" if i and frase[i - 1] != "O" else "O"
    return frase


def _palabras(frases, marca=lambda etiqueta: etiqueta):
    return {(n, i, marca(e)) for n, frase in enumerate(frases) for i, e in enumerate(frase) if e != "O"}


def _exactitud(reales, predichas):
    pares = [a == b for r, p in zip(reales, predichas, strict=True) for a, b in zip(r, p, strict=True)]
    return _cociente(sum(pares), len(pares))


def _por_grupos(grupos):
    """Media del F1 de cada grupo de tramos, `grupos(r, p)` → [(r, p), …]."""

    def variante(reales, predichas):
        partes = grupos(_tramos(reales), _tramos(predichas), len(reales))
        return _cociente(
            sum(_cociente(2 * len(r & p), len(r) + len(p)) for r, p in partes), len(partes)
        )

    return variante


def _por_tipo(r, p, _frases):
    return [
        ({t for t in r if t[1] == tipo}, {t for t in p if t[1] == tipo})
        for tipo in sorted({t[1] for t in r | p})
    ]


def _por_frase(r, p, frases):
    return [({t for t in r if t[0] == n}, {t for t in p if t[0] == n}) for n in range(frases)]


def _con_solape(reales, predichas):
    r, p = _tramos(reales), _tramos(predichas)

    def toca(a, b):
        return a[:2] == b[:2] and a[2] < b[3] and b[2] < a[3]

    precision = _cociente(sum(any(toca(a, b) for b in r) for a in p), len(p))
    exhaustividad = _cociente(sum(any(toca(a, b) for b in p) for a in r), len(r))
    return _cociente(2 * precision * exhaustividad, precision + exhaustividad)


def _frases(texto):
    """«B-PER O / O» → [["B-PER", "O"], ["O"]]."""
    return [frase.split() for frase in texto.split("/")] if texto else []


def _casos_entidades(rng):
    etiquetas = ["O", "B-PER", "I-PER", "B-LUG", "I-LUG"]

    def al_azar(frases):
        """Unas frases y una copia con algunas etiquetas cambiadas."""
        reales = [
            rng.choice(etiquetas, rng.integers(2, 6), p=[0.3, 0.2, 0.25, 0.1, 0.15]).tolist()
            for _ in range(frases)
        ]
        return reales, [
            [e if rng.random() < 0.75 else str(rng.choice(etiquetas)) for e in frase]
            for frase in reales
        ]

    pares = [
        ("O O B-PER I-PER O B-LUG", "O O B-PER I-PER O O"),
        ("B-PER I-PER O B-LUG O B-PER", "B-PER I-PER B-LUG B-LUG O O"),
        ("B-ORG I-ORG I-ORG O", "O B-ORG I-ORG O"),
        ("B-PER I-PER O", "B-PER O O"),
        ("B-PER I-PER O", "B-LUG I-LUG O"),
        ("B-PER B-PER O", "B-PER I-PER O"),
        ("O B-LUG / I-LUG O", "O B-LUG / B-LUG O"),
        ("B-PER O / O O", "O O / B-PER O"),
        ("O I-LUG I-LUG", "O B-LUG I-LUG"),
        ("B-PER I-LUG O", "B-PER O O"),
        ("B-PER I-LUG O", "B-PER I-PER O"),
        ("B-PER / O B-LUG I-LUG / B-PER O", "B-PER / O B-LUG O / B-PER O"),
        ("O O / O", "O O / O"),
        ("O O", "O B-PER"),
        ("B-PER O", "O O"),
        ("", ""),
        (" / O B-PER", " / O B-PER"),
    ]
    return [
        *(caso(_frases(reales), _frases(predichas)) for reales, predichas in pares),
        *(caso(*al_azar(3)) for _ in range(8)),
        caso(**dict(zip(("reales", "predichas"), al_azar(6), strict=True))),
    ]


_ENTIDADES = Ejercicio(
    id="07.4",
    titulo="F1 de entidades",
    referencia=f1_entidades,
    oraculo=_oraculo_entidades,
    casos=_casos_entidades,
    errores=(
        ErrorTipico(
            _exactitud,
            "Eso es la exactitud por palabra: las O, que son la mayoría, la inflan. Aquí se cuentan entidades enteras.",
        ),
        ErrorTipico(
            _con_tramos(_palabras),
            "Cuentas palabras sueltas: una entidad de tres palabras vale por una, y acierta entera o no acierta.",
        ),
        ErrorTipico(
            _con_tramos(lambda frases: _palabras(frases, lambda e: e[2:])),
            "Cuentas palabras por su tipo: compara entidades enteras, con su principio y su final.",
        ),
        ErrorTipico(
            _con_tramos(lambda frases: _palabras(frases, lambda e: "")),
            "Solo miras si cada palabra es de alguna entidad o no: faltan el tipo, el principio y el final.",
        ),
        ErrorTipico(
            _con_solape,
            "Das por buena una entidad que solo se solapa: deben coincidir el principio y el final.",
        ),
        ErrorTipico(
            _con_tramos(lambda frases: {(n, i, fin) for n, _, i, fin in _tramos(frases)}),
            "No miras el tipo: una persona marcada como lugar no es un acierto.",
        ),
        ErrorTipico(
            _con_tramos(lambda frases: {t[:3] for t in _tramos(frases)}),
            "Solo comparas dónde empieza cada entidad: también debe coincidir dónde acaba.",
        ),
        ErrorTipico(
            _con_tramos(lambda frases: {(n, t, fin) for n, t, _, fin in _tramos(frases)}),
            "Solo comparas dónde acaba cada entidad: también debe coincidir dónde empieza.",
        ),
        ErrorTipico(
            _con_tramos(lambda frases: {t for t in _palabras(frases) if t[2][0] == "B"}),
            "Solo cuentas las B-: una entidad acierta si además acaba en el mismo sitio, y también puede empezar con una I- suelta.",
        ),
        ErrorTipico(
            _por_grupos(_por_tipo),
            "Has promediado el F1 de cada tipo (macro): aquí se juntan todas las cuentas y se hace un solo F1 (micro).",
        ),
        ErrorTipico(
            _por_grupos(_por_frase),
            "Has promediado el F1 de cada frase: junta las cuentas de todas y haz un solo F1 al final.",
        ),
        ErrorTipico(
            _con_tramos(_retocar(lambda frase: [e.replace("B-", "I-") for e in frase])),
            "Juntas dos entidades pegadas del mismo tipo: una B- siempre abre otra.",
        ),
        ErrorTipico(
            _con_tramos(lambda frases: _tramos([[e for frase in frases for e in frase]])),
            "Al unir las frases en una sola lista, una entidad puede cruzar de una a otra: trata cada frase por separado.",
        ),
        ErrorTipico(
            _con_tramos(lambda frases: {t[1:] for t in _tramos(frases)}),
            "Falta recordar de qué frase es cada entidad: el mismo tramo en dos frases son entidades distintas.",
        ),
        ErrorTipico(
            _con_tramos(_tramos, lambda comunes, r, p: _cociente(comunes, p)),
            "Eso es la precisión: falta combinarla con la exhaustividad.",
        ),
        ErrorTipico(
            _con_tramos(_tramos, lambda comunes, r, p: _cociente(comunes, r)),
            "Eso es la exhaustividad: falta combinarla con la precisión.",
        ),
        ErrorTipico(
            _con_tramos(
                _tramos, lambda comunes, r, p: (_cociente(comunes, r) + _cociente(comunes, p)) / 2
            ),
            "Has hecho la media corriente de precisión y exhaustividad; F1 es la media armónica, 2PR/(P + R).",
        ),
        ErrorTipico(
            _con_tramos(_tramos, lambda comunes, r, p: _cociente(comunes, r + p - comunes)),
            "Eso es el índice de Jaccard: en F1 los aciertos cuentan doble, 2·aciertos/(reales + predichas).",
        ),
        ErrorTipico(
            _con_tramos(_tramos, lambda comunes, r, p: _cociente(comunes, r + p)),
            "Falta el 2 del numerador: F1 = 2·aciertos/(reales + predichas).",
        ),
        ErrorTipico(
            _con_tramos(lambda frases: {t for t in _tramos(frases) if t[3] < len(frases[t[0]])}),
            "Se te escapa la entidad que llega hasta la última palabra: al acabar la frase, cierra la que siga abierta.",
        ),
        ErrorTipico(
            _con_tramos(_retocar(_sin_sueltas)),
            "Te saltas las I- sueltas: una I- que no continúa una entidad de su tipo abre otra.",
        ),
        ErrorTipico(
            _con_tramos(_retocar(_tipo_de_la_primera)),
            "Una I- de otro tipo no continúa la entidad: la cierra y abre la suya.",
        ),
        ErrorTipico(
            _con_tramos(_retocar(_solo_abre_la_b)),
            "Das por hecho que toda I- continúa lo que haya abierto: si no es de su tipo, o no hay nada, empieza una entidad nueva.",
        ),
        ErrorTipico(
            _con_tramos(_tramos, lambda comunes, r, p: 2 * comunes / (r + p)),
            "Si no hay entidades ni reales ni predichas, divides 0 entre 0: en ese caso devuelve 0.",
        ),
        ErrorTipico(
            _con_tramos(_tramos, lambda comunes, r, p: 2 * comunes / (r + p) if r + p else 1.0),
            "Si no hay entidades ni reales ni predichas, se pide 0, no 1.",
        ),
    ),
    pistas=(
        "Una entidad es un tramo de palabras con un tipo. Primero saca las reales y las predichas; después cuenta las que coinciden.",
        "Guarda cada entidad como (frase, tipo, inicio, fin) en un conjunto: & da los aciertos. Una I- solo continúa una entidad de su tipo.",
        'Esqueleto: en enumerate([*frase, "O"]), si etiqueta == f"I-{tipo}", sigue; si no, guarda la abierta y abre otra, etiqueta[2:]',
    ),
    explicacion=(
        "Añadir una «O» al final de cada frase cierra la última entidad sin un caso aparte. Con los tramos en dos conjuntos, "
        "$F_1 = 2\\,|R\\cap P|/(|R|+|P|)$, la media armónica de precisión y exhaustividad. No aparece ninguna O: por eso no la infla "
        "una frase llena de palabras corrientes. Es la regla de `conlleval` y la que usa `seqeval` por defecto."
    ),
    alternativas=(
        _con_tramos(_tramos),
        _con_tramos(
            _tramos, lambda comunes, r, p: 0 if comunes == 0 else 2 / (r / comunes + p / comunes)
        ),
        lambda reales, predichas: np.float32(_oraculo_entidades(reales, predichas)),
    ),
)

EJERCICIOS = (_RELLENAR, _VENTANAS, _MUESTREAR, _ENTIDADES)
