"""Ejercicios de la lección 10, Autocodificadores."""

import math

import numpy as np

from utils.ejercicios.azar import Dado
from utils.ejercicios.declarar import Ejercicio, cambios, caso

# --- 10.1 -----------------------------------------------------------------------------------------------------------


def error_reconstruccion(X, X_rec):
    diferencia = (X - X_rec).reshape(len(X), -1)
    por_ejemplo = np.sum(diferencia**2, axis=1)
    return np.mean(por_ejemplo)


def _oraculo_error_reconstruccion(X, X_rec):
    """Distancias de SciPy, ejemplo a ejemplo."""
    from scipy.spatial.distance import sqeuclidean

    return math.fsum(
        sqeuclidean(np.ravel(a), np.ravel(b)) for a, b in zip(X, X_rec, strict=True)
    ) / len(X)


_ERROR = Ejercicio(
    id="10.1",
    titulo="El error de reconstrucción",
    referencia=error_reconstruccion,
    oraculo=_oraculo_error_reconstruccion,
    casos=lambda rng: [
        caso(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.0], [0.0, 8.0]])),
        caso(np.array([[0.5, 0.5, 1.0]]), np.array([[0.0, 1.0, 1.0]])),
        caso(rng.uniform(size=(6, 10)), rng.uniform(size=(6, 10))),
        caso(
            np.array([[1, -2, 3], [0, 5, -1], [4, 4, 4]]), np.array([[2, 2, 2], [0, 5, 0], [4, 4, 4]])
        ),
        caso(np.array([[0, 1], [1, 0], [1, 1]]), np.array([[0.2, 0.9], [0.7, 0.1], [1.0, 0.5]])),
        caso(np.array([[0.25, 1.5]]), np.array([[0, 1]])),
        caso(X=rng.normal(size=(4, 3)), X_rec=rng.normal(size=(4, 3))),
        caso(np.ones((3, 4)), np.ones((3, 4))),
        caso(rng.uniform(size=(5, 8, 8)), rng.uniform(size=(5, 8, 8))),
        caso(rng.uniform(size=(3, 4, 6, 2)), rng.uniform(size=(3, 4, 6, 2))),
    ],
    errores=cambios(
        (
            "np.sum(",
            "np.mean(",
            "Haces la media de todos los números: dentro de cada ejemplo los cuadrados se suman, y la media es solo entre ejemplos.",
        ),
        (
            "np.mean(por_ejemplo)",
            "np.sum(por_ejemplo)",
            "Falta la media: divide la suma entre el número de ejemplos.",
        ),
        (
            "np.sum(diferencia**2, axis=1)",
            "np.linalg.norm(diferencia, axis=1)",
            "Eso es la media de las normas: falta elevarlas al cuadrado, antes de hacer la media.",
        ),
        (
            "np.sum(diferencia**2, axis=1)",
            "np.linalg.norm(diferencia, axis=1)",
            "np.mean(por_ejemplo)",
            "np.mean(por_ejemplo) ** 2",
            "Elevas al cuadrado la media de las normas; el cuadrado va en cada ejemplo, y después la media.",
        ),
        (
            "np.mean(por_ejemplo)",
            "np.sqrt(np.mean(por_ejemplo))",
            "Sobra la raíz del final: se pide la media de los cuadrados.",
        ),
        (
            "np.mean(por_ejemplo)",
            "np.sqrt(np.sum(por_ejemplo))",
            "Es la norma de todo junto: ni está al cuadrado ni hay media entre ejemplos.",
        ),
        (
            "np.mean(por_ejemplo)",
            "np.sqrt(np.mean(diferencia**2))",
            "Eso es el RMSE por número: sobra la raíz, y dentro de cada ejemplo los cuadrados se suman.",
        ),
        (
            "diferencia**2",
            "np.abs(diferencia)",
            "Sumas valores absolutos: se pide el cuadrado de cada diferencia.",
        ),
        (
            "np.sum(diferencia**2, axis=1)",
            "np.sum(diferencia, axis=1) ** 2",
            "Sumas y después elevas al cuadrado: así las diferencias de distinto signo se anulan. Primero el cuadrado.",
        ),
        (
            "np.mean(por_ejemplo)",
            "por_ejemplo",
            "Devuelves el error de cada ejemplo: falta la media, que deja un solo número.",
        ),
        (
            "axis=1",
            "axis=0",
            "Sumas sobre los ejemplos y promedias los rasgos: es al revés. El primer eje es el de los ejemplos.",
        ),
        (
            ".reshape(len(X), -1)",
            "",
            "Con imágenes solo sumas uno de sus ejes: suma sobre todos menos el primero (reshape(len(X), -1) los junta).",
        ),
        (
            ".reshape(len(X), -1)",
            "",
            "axis=1",
            "axis=-1",
            "Con imágenes solo sumas el último eje: suma sobre todos menos el primero (reshape(len(X), -1) los junta).",
        ),
        (
            "np.mean(por_ejemplo)",
            "np.mean(por_ejemplo) / 2",
            "Sobra el ½: aquí el error es la media de los cuadrados, sin dividir entre 2.",
        ),
    ),
    pistas=(
        "Cada ejemplo tiene su error: lo lejos que queda su reconstrucción, al cuadrado. El error de todos es la media.",
        "El cuadrado de la norma es la suma de los cuadrados de todas las diferencias de ese ejemplo. En imágenes, de todos sus píxeles.",
        "Esqueleto: diferencia = (X - X_rec).reshape(len(X), -1); por_ejemplo = np.sum(…, axis=…); return np.mean(…)",
    ),
    explicacion=(
        "$\\frac1n\\sum_i\\lVert x_i-\\hat x_i\\rVert^2$: suma dentro de cada ejemplo y media entre ejemplos. Al juntar los ejes de cada imagen en una fila vale "
        "para vectores y para imágenes. Dividirlo entre el número de píxeles da el `mse` de Keras: cambia la escala, no el mínimo."
    ),
    alternativas=(
        lambda X, X_rec: sum(np.sum((x - r) ** 2) for x, r in zip(X, X_rec, strict=True)) / len(X),
        lambda X, X_rec: (
            np.linalg.norm((X - X_rec).reshape(len(X), -1), axis=1).dot(
                np.linalg.norm((X - X_rec).reshape(len(X), -1), axis=1)
            )
            / len(X)
        ),
        lambda X, X_rec: (
            np.sum((np.asarray(X, "float32") - np.asarray(X_rec, "float32")) ** 2) / np.shape(X)[0]
        ),
    ),
)


# --- 10.2 -----------------------------------------------------------------------------------------------------------


def con_ruido(X, sigma, rng):
    ruido = rng.normal(0, sigma, X.shape)
    return np.clip(X + ruido, 0, 1)


SIN_RNG = "No usas `rng`: con np.random o con otro generador nadie puede repetir tu ruido. Pídeselo al que recibes."
SE_SALE = "Hay valores fuera de [0, 1]: después de sumar el ruido hay que recortar el resultado."
SIN_RUIDO = "Devuelve las imágenes sin ruido: hay que sumar a cada píxel un número al azar."
SOLO_RUIDO = "Devuelves el ruido, sin la imagen: hay que sumar los dos."
UNO_PARA_TODOS = "Sumas el mismo número a muchos píxeles: cada uno necesita el suyo (tantos números como píxeles, `X.shape`)."
UNO_POR_LOTE = "Todas las imágenes llevan el mismo ruido: pide tantos números como píxeles haya en total, `X.shape`."
VARIANZA = (
    "La desviación del ruido es la raíz de sigma: `rng.normal` pide la desviación, no la varianza."
)
CUADRADO = (
    "La desviación del ruido es sigma al cuadrado: `rng.normal` pide la desviación, no la varianza."
)
SIN_SIGMA = "La desviación del ruido es 1, sea cual sea sigma: multiplica el ruido por sigma."
RECORTA_ANTES = "Recortas el ruido y no el resultado: las bajadas se pierden, y la imagen solo se aclara. Suma primero y recorta después."
SOLO_SUBE = "El ruido no tiene media 0: la imagen se aclara. El ruido gaussiano sube y baja por igual."
UNIFORME = "El ruido no tiene forma de campana: se pide gaussiano, con `rng.normal`."
LA_MITAD = "El ruido mide la mitad de sigma. ¿Lo divides entre 2, o lo multiplicas por la imagen? Se suma, igual en todos los píxeles."
MULTIPLICADO = "Multiplicas el ruido por la imagen: los píxeles negros quedan sin ruido. Hay que sumarlo, igual en todos."
ENTEROS = "Guardas el resultado en una matriz de enteros y pierdes los decimales."
REFLEJADO = "Lo que se sale no se recorta: lo reflejas o lo reescalas. Recortar es dejar en 0 lo negativo y en 1 lo que pasa de 1."


def _verificar_ruido(resultado, X, sigma, rng):
    """Las propiedades de una imagen con ruido recortado, en el orden en que conviene decirlas."""
    X = np.asarray(X, dtype=float)
    if resultado.shape != X.shape:
        return f"Devuelve una matriz de forma {resultado.shape} y debe conservar la de X, {X.shape}."
    if not np.isfinite(resultado).all():
        return "Salen valores que no son números."
    if sigma == 0:
        return (
            ""
            if np.allclose(resultado, X, atol=1e-6)
            else "Con sigma = 0 no hay ruido: debe salir la misma imagen."
        )
    if resultado.min() < -1e-6 or resultado.max() > 1 + 1e-6:
        return SE_SALE
    if X.size < 1000:
        return ""
    centro = _verificar_centro(resultado, X, sigma, rng) or _verificar_rng(resultado, rng)
    return centro or _verificar_bordes(resultado, X, sigma)


def _verificar_rng(resultado, rng):
    """Con un `rng` igual, el mismo ruido; con otro, otro ruido. Los casos de una tanda son: uno, su igual y otro."""
    if rng.tanda is None:
        return ""
    rng.tanda.append(resultado)
    repite = [np.array_equal(resultado, otro) for otro in rng.tanda[:-1]]
    return "" if repite in ([], [True], [False, False]) else SIN_RNG


def _verificar_centro(resultado, X, sigma, rng):
    """El ruido de los píxeles grises, que apenas se recortan: desviación, media, forma de campana y uno por píxel."""
    grises = np.abs(X - 0.5) < 1e-9
    if grises.mean() < 0.9:
        return ""
    ruido = resultado - X
    desviacion, media = ruido.std(), ruido.mean()
    if np.abs(ruido).max() < 1e-9:
        return SIN_RUIDO
    if np.abs(resultado.mean()) < 0.25 * sigma + 0.05:
        return SOLO_RUIDO
    if not rng.usado:
        return SIN_RNG
    por_ejemplo = ruido.reshape(len(X), -1)
    if por_ejemplo.std(axis=1).max() < 1e-7 and np.mean(resultado == 1) < 0.5:
        return UNO_PARA_TODOS
    if np.allclose(por_ejemplo, por_ejemplo[0]) and np.mean(resultado == 1) < 0.5:
        return UNO_POR_LOTE
    if media > 0.5 * desviacion:
        return RECORTA_ANTES if np.mean(np.abs(ruido) < 1e-9) > 0.3 else SOLO_SUBE
    if media < -0.5 * desviacion:
        return f"De media, la imagen pasa de {X.mean():.2f} a {resultado.mean():.2f}: el ruido debe subir y bajar por igual."
    distintos = len(np.unique(ruido.round(9)))
    if distintos < 20:
        return UNIFORME
    if distintos < 0.9 * ruido.size and np.mean(np.abs(ruido) < 0.5) > 0.95:
        return UNO_PARA_TODOS
    for otra, mensaje in ((np.sqrt(sigma), VARIANZA), (sigma**2, CUADRADO), (sigma / 2, LA_MITAD)):
        if _misma_desviacion(ruido, otra):
            return mensaje
    campana = abs(np.mean(np.abs(ruido) < desviacion) - 0.6827) < 0.02
    if _misma_desviacion(ruido, sigma):
        if not campana:
            return UNIFORME
        return "" if abs(media) < 0.05 * sigma else SOLO_SUBE
    if sigma <= 0.1 and resultado.min() == 0 and resultado.max() == 1:
        return REFLEJADO
    if _misma_desviacion(ruido, 1.0):
        return SIN_SIGMA
    return f"La desviación del ruido es {desviacion:.3f} y debe ser {sigma:g}." if campana else UNIFORME


def _misma_desviacion(ruido, sigma):
    """True si el ruido mide lo que mediría uno gaussiano de desviación `sigma`, recortado para no salir de ±0.5."""
    escalon = np.linspace(-8, 8, 20_001)
    peso = np.exp(-(escalon**2) / 2)
    recortado = np.clip(sigma * escalon, -0.5, 0.5)
    return abs(ruido.std() / np.sqrt(np.average(recortado**2, weights=peso)) - 1) < 0.04


def _verificar_bordes(resultado, X, sigma):
    """Los píxeles negros y blancos: la mitad se recorta y la otra mitad tiene ruido."""
    for borde in (0.0, 1.0):
        suyos = resultado[np.isclose(X, borde)]
        if len(suyos) < 1000:
            continue
        quietos = np.mean(np.abs(suyos - borde) < 1e-7)
        if np.array_equal(resultado, resultado.round()):
            return ENTEROS
        if quietos > 0.9:
            return MULTIPLICADO
        if abs(quietos - 0.5) > 0.06:
            return REFLEJADO
    return ""


def _casos_ruido(rng):
    una, otra, *semillas = rng.integers(2**32, size=20)
    tanda, dado = [], lambda: Dado(semillas.pop())
    return [
        *(caso(np.full((40, 500), 0.5), 0.1, Dado(semilla, tanda)) for semilla in (una, una, otra)),
        caso(np.full((40, 25, 20), 0.5), 0.05, dado()),
        caso(np.full((20, 16, 16, 3), 0.5), 0.15, dado()),
        caso(rng.integers(0, 2, (30, 200)), 0.2, dado()),
        caso(np.array([[0.0, 0.5, 1.0]]), 0.0, dado()),
        caso(X=rng.uniform(size=(5, 8, 8, 1)), sigma=0.3, rng=dado()),
        caso(rng.uniform(size=(6, 64)), 3.0, dado()),
        caso(rng.integers(0, 2, (4, 6)) * 1.0, 0.5, dado()),
    ]


def _oraculo_con_ruido(X, sigma, rng):
    """Ruido por Box–Muller, a partir de números uniformes."""
    u, v = 1 - rng.random(np.shape(X)), rng.random(np.shape(X))
    return np.minimum(np.maximum(X + sigma * np.sqrt(-2 * np.log(u)) * np.cos(2 * np.pi * v), 0), 1)


_RUIDO = Ejercicio(
    id="10.2",
    titulo="Ensuciar una imagen",
    referencia=con_ruido,
    oraculo=_oraculo_con_ruido,
    casos=_casos_ruido,
    errores=cambios(
        ("np.clip(X + ruido, 0, 1)", "X + ruido", SE_SALE),
        ("X + ruido", "X", SIN_RUIDO),
        ("X + ruido", "ruido", SOLO_RUIDO),
        (", X.shape", "", UNO_PARA_TODOS),
        ("X.shape", "X.shape[1:]", UNO_POR_LOTE),
        ("sigma, X", "np.sqrt(sigma), X", VARIANZA),
        ("sigma, X", "sigma**2, X", CUADRADO),
        ("sigma, X", "1, X", SIN_SIGMA),
        ("X + ruido", "X + np.clip(ruido, 0, 1)", RECORTA_ANTES),
        ("rng.normal(0, sigma, X.shape)", "sigma * rng.random(X.shape)", SOLO_SUBE),
        ("rng.normal(0, sigma, X.shape)", "rng.uniform(-sigma, sigma, X.shape)", UNIFORME),
        ("X + ruido", "X * (1 + ruido)", MULTIPLICADO),
        ("np.clip(X + ruido, 0, 1)", "1 - np.abs(1 - np.abs(X + ruido) % 2)", REFLEJADO),
        ("rng.normal", "np.random.default_rng(0).normal", SIN_RNG),
        ("0, 1)", "0, 1).astype(X.dtype)", ENTEROS),
    ),
    pistas=(
        "A cada píxel se le suma un número al azar, que sube o baja por igual; lo que se salga de [0, 1] se recorta.",
        "`rng.normal(media, desviación, forma)` da una matriz de números gaussianos; `np.clip(valores, 0, 1)` recorta. ¿Qué forma hace falta?",
        "Esqueleto: ruido = rng.normal(…, …, …); return np.clip(X + …, …, …)",
    ),
    explicacion=(
        "La forma `X.shape` da un número distinto a cada píxel de cada imagen. Se suma primero y se recorta después: así los negros no bajan de 0 ni los "
        "blancos pasan de 1. El recorte crea una matriz nueva, así que `X` queda intacta. Y como el azar sale de `rng`, quien tenga la semilla lo repite."
    ),
    alternativas=(
        lambda X, sigma, rng: (X + sigma * rng.standard_normal(X.shape)).clip(0, 1),
        lambda X, sigma, rng: np.array([np.clip(x + rng.normal(0, sigma, x.shape), 0, 1) for x in X]),
        lambda X, sigma, rng: np.clip(X - rng.normal(0, sigma, X.size).reshape(X.shape), 0, 1).astype(
            "float32"
        ),
        lambda X, sigma, rng: np.clip(rng.normal(X, sigma), 0, 1),
    ),
    verificar=_verificar_ruido,
)


# --- 10.3 -----------------------------------------------------------------------------------------------------------


def psnr(a, b):
    error = np.mean((a - b) ** 2)
    return 10 * np.log10(1 / error) if error > 0 else np.inf


def _oraculo_psnr(a, b):
    """Veinte veces el logaritmo decimal de la amplitud máxima entre el RMSE, con `math`."""
    distancia = math.dist(np.ravel(a), np.ravel(b))
    return -20 * math.log10(distancia / math.sqrt(np.size(a))) if distancia else math.inf


_PSNR = Ejercicio(
    id="10.3",
    titulo="La PSNR",
    referencia=psnr,
    oraculo=_oraculo_psnr,
    casos=lambda rng: [
        caso(np.zeros((8, 8)), np.full((8, 8), 0.1)),
        caso(np.zeros((2, 2)), np.ones((2, 2))),
        caso(np.array([[0.0, 1.0], [0.5, 0.25]]), np.array([[0.1, 0.7], [0.5, 0.25]])),
        caso(rng.uniform(0, 0.6, (8, 8)), rng.uniform(0, 0.6, (8, 8))),
        caso(a=rng.uniform(size=(4, 6, 3)), b=rng.uniform(size=(4, 6, 3))),
        caso(np.full((3, 3), 0.3), np.full((3, 3), 0.3)),
        caso(np.array([0, 1, 1, 0]), np.array([0, 1, 0, 0])),
        caso(np.array([[0, 1], [1, 0]]), np.array([[0.2, 0.9], [0.6, 0.1]])),
        caso(np.full((64, 64), 0.5), np.full((64, 64), 0.5) + rng.normal(0, 1e-4, (64, 64))),
    ],
    errores=cambios(
        (
            "log10",
            "log",
            "Usas el logaritmo natural: los decibelios van con el decimal, np.log10.",
        ),
        ("10 * ", "", "Falta multiplicar por 10: sin él son belios, no decibelios."),
        (
            "1 / error",
            "error",
            "El signo está cambiado: es el logaritmo de 1/error. Cuanto más parecidas, mayor PSNR.",
        ),
        (
            "10 * ",
            "20 * ",
            "Con el error cuadrático va 10·log10; el 20 es para cuando ya se ha sacado la raíz.",
        ),
        (
            "1 / error",
            "1 / np.sqrt(error)",
            "Sacas la raíz y sigues con el 10: o sin raíz y 10, o con raíz y 20.",
        ),
        (
            "np.mean",
            "np.sum",
            "Sumas los cuadrados; hay que hacer la media, para que no dependa del tamaño de la imagen.",
        ),
        (
            "1 / error",
            "255**2 / error",
            "Usas 255 como valor máximo; aquí las imágenes van de 0 a 1.",
        ),
        (
            "1 / error",
            "255 / error",
            "Aquí el valor máximo es 1, no 255: las imágenes van de 0 a 1.",
        ),
        (
            "1 / error",
            "np.max(a) ** 2 / error",
            "Usas el mayor valor de esta imagen; el máximo es el posible, 1, aunque ningún píxel llegue.",
        ),
        (
            "(a - b) ** 2",
            "np.abs(a - b)",
            "Haces la media de los valores absolutos; la PSNR va con la media de los cuadrados.",
        ),
        (
            "np.inf",
            "0.0",
            "Para dos imágenes iguales das 0, que es lo peor: no hay error, así que la PSNR es infinita (np.inf).",
        ),
        (
            "np.inf",
            "100.0",
            "Para dos imágenes iguales das 100: sin error, la PSNR es infinita (np.inf).",
        ),
        (
            "** 2)",
            "** 2) + 1e-8",
            "Sumas un número pequeño al error para no dividir entre 0, y eso pone un techo: si son iguales, devuelve np.inf.",
        ),
        (
            "(a - b) ** 2)",
            "a - b) ** 2",
            "Haces la media antes de elevar al cuadrado: así las diferencias de distinto signo se anulan.",
        ),
        (
            "1 / error",
            "np.mean(a**2) / error",
            "Comparas con la potencia de la imagen, y eso es la SNR; en la PSNR va el mayor valor posible, 1.",
        ),
        (
            "(a - b) ** 2",
            "(a - b).reshape(len(a), -1) ** 2, axis=1",
            "10 * np.log10(1 / error)",
            "np.mean(10 * np.log10(1 / error))",
            "error > 0",
            "error.any()",
            "Calculas una PSNR por fila y las promedias: primero la media de todos los cuadrados y al final un logaritmo.",
        ),
    ),
    pistas=(
        "Compara lo más que puede valer la señal, 1, con lo que mide el error, en una escala logarítmica: los decibelios.",
        "El error es la media de los cuadrados de todas las diferencias. La PSNR es 10·log10(1/error). ¿Y si el error es 0?",
        "Esqueleto: error = np.mean(…); return 10 * np.log10(…) if error > 0 else np.inf",
    ),
    explicacion=(
        "$\\mathrm{PSNR} = 10\\log_{10}(1/\\mathrm{MSE})$, porque el mayor valor posible es 1. Cada 10 dB son un error cuadrático diez veces menor; 3 dB, la "
        "mitad. Dos imágenes iguales no tienen error: por convenio, infinito."
    ),
    alternativas=(
        lambda a, b: -10 * np.log10(np.mean(np.square(a - b))),
        lambda a, b: -20 * np.log10(np.sqrt(np.mean((a - b) ** 2))) + 0,
        lambda a, b: 10 * np.log10(1 / np.mean((a - b) ** 2)),
        lambda a, b: (
            float("inf")
            if np.array_equal(a, b)
            else -10 * math.log10(sum((np.ravel(a) - np.ravel(b)) ** 2) / np.size(a))
        ),
    ),
)


# --- 10.4 -----------------------------------------------------------------------------------------------------------


def tasa_compresion(forma, dim_codigo):
    return np.prod(forma) / dim_codigo


def _oraculo_tasa_compresion(forma, dim_codigo):
    """Contando las posiciones de la entrada, una a una."""
    return sum(1 for _ in np.ndindex(*forma)) / dim_codigo


_TASA = Ejercicio(
    id="10.4",
    titulo="La tasa de compresión",
    referencia=tasa_compresion,
    oraculo=_oraculo_tasa_compresion,
    casos=lambda rng: [
        caso((8, 8), 8),
        caso((8, 8, 1), 2),
        caso((28, 28), 32),
        caso((32, 24, 3), 100),
        caso((64,), 16),
        caso((8, 8), 64),
        caso((4, 4), 64),
        caso((5, 7, 3), 10),
        caso(forma=(20, 1), dim_codigo=6),
        caso([16, 10], 7),
    ],
    errores=cambios(
        (
            "np.prod(forma) / dim_codigo",
            "dim_codigo / np.prod(forma)",
            "Está al revés: la tasa dice cuántas veces es más grande la entrada que el código.",
        ),
        (" / ", " // ", "La división entera pierde los decimales: usa / y no //."),
        (
            "np.prod(forma) / dim_codigo",
            "round(np.prod(forma) / dim_codigo)",
            "Redondeas: la tasa puede tener decimales.",
        ),
        ("np.prod", "sum", "Sumas los lados: los números que hay son su producto."),
        ("np.prod(forma)", "forma[0]", "Solo cuentas el primer lado: multiplica todos."),
        (
            "np.prod(forma)",
            "np.prod(forma[:2])",
            "Solo cuentas alto por ancho: los canales también son números que guardar.",
        ),
        (
            "np.prod(forma)",
            "forma[0] * forma[1]",
            "Cuentas dos lados, y puede haber uno o tres: multiplica todos los que haya.",
        ),
        (
            "np.prod(forma)",
            "forma[0] ** 2",
            "No todas las imágenes son cuadradas: multiplica los lados que haya.",
        ),
        (
            "np.prod(forma) / dim_codigo",
            "1 - dim_codigo / np.prod(forma)",
            "Eso es lo que se ahorra; la tasa es un cociente, la entrada entre el código.",
        ),
        (
            "np.prod(forma) / dim_codigo",
            "100 * (1 - dim_codigo / np.prod(forma))",
            "Das el porcentaje que se ahorra; la tasa es la entrada entre el código, sin pasar a porcentaje.",
        ),
        (
            " / ",
            " - ",
            "Restas: la tasa es un cociente, cuántas veces cabe el código en la entrada.",
        ),
        (
            "np.prod(forma) / dim_codigo",
            "100 * dim_codigo / np.prod(forma)",
            "Das el porcentaje que ocupa el código; la tasa es la entrada entre el código.",
        ),
        (
            "np.prod(forma) / dim_codigo",
            "max(1.0, np.prod(forma) / dim_codigo)",
            "Un código mayor que la entrada tiene una tasa menor que 1: no la recortes.",
        ),
        (
            " / dim_codigo",
            "",
            "Eso es lo que mide la entrada: falta dividir entre lo que mide el código.",
        ),
        ("np.prod", "len", "`len(forma)` dice cuántos ejes hay, no cuántos números."),
    ),
    pistas=(
        "¿Cuántos números tiene la entrada por cada número del código?",
        "Los números de una entrada son el producto de los lados de su forma, canales incluidos. `np.prod` multiplica una lista.",
        "Esqueleto: return np.prod(…) / …",
    ),
    explicacion=(
        "Una imagen 8×8 son 64 números; con un código de 8, la tasa es 8. Si sale menos de 1, el código ocupa más que los datos. Cuenta números, no bytes: "
        "para comprimir de verdad hay que contar también cuántos bits lleva cada uno y cuánto ocupa el decodificador."
    ),
    alternativas=(
        lambda forma, dim_codigo: math.prod(forma) / dim_codigo,
        lambda forma, dim_codigo: np.zeros(forma).size / dim_codigo,
    ),
)

EJERCICIOS = (_ERROR, _RUIDO, _PSNR, _TASA)
