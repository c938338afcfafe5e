"""Ejercicios de la lección 04, Problemas al entrenar."""

import numpy as np
from scipy import special
from scipy.linalg import norm

from utils.ejercicios.azar import Dado
from utils.ejercicios.declarar import Ejercicio, ErrorTipico, cambios, caso
from utils.ejercicios.valores import a_varios

# --- 04.1 -----------------------------------------------------------------------------------------------------------


def derivada_sigmoide(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


def _oraculo_derivada_sigmoide(z):
    """Diferencias finitas centradas."""
    h = 1e-5
    return (special.expit(np.asarray(z) + h) - special.expit(np.asarray(z) - h)) / (2 * h)


_DERIVADA = Ejercicio(
    id="04.1",
    titulo="La derivada de la sigmoide",
    referencia=derivada_sigmoide,
    oraculo=_oraculo_derivada_sigmoide,
    casos=lambda rng: [
        caso(0.0),
        caso(1.5),
        caso(-2.0),
        caso(np.array([-1, 0, 2])),
        caso(z=rng.normal(0, 2, 7)),
        caso(rng.normal(0, 1, (2, 3))),
        caso(30.0),
        caso(-30.0),
    ],
    errores=cambios(
        ("s * (1 - s)", "s", "Eso es σ(z), no su derivada. La derivada es σ(z) por (1 − σ(z))."),
        (
            "s * (1 - s)",
            "z * (1 - z)",
            "Has puesto z donde va σ(z): primero calcula s = σ(z) y después s·(1 − s).",
        ),
        ("(1 - s)", "(1 - z)", "El segundo factor es 1 − σ(z), no 1 − z."),
        ("(1 - s)", "s", "Multiplicas σ por σ: el segundo factor es 1 − σ(z)."),
        ("s * (1 - s)", "1 - s", "Falta un factor: 1 − σ(z) hay que multiplicarlo por σ(z)."),
        (
            "s * (",
            "-s * (",
            "El signo está cambiado: σ crece siempre, así que su derivada es positiva.",
        ),
        ("(1 - s)", "(1 + s)", "El signo de dentro está cambiado: es 1 − σ(z), no 1 + σ(z)."),
        (
            "s * (1 - s)",
            "1 - np.tanh(z) ** 2",
            "Esa es la derivada de la tangente hiperbólica; la de σ es σ·(1 − σ).",
        ),
        (
            "s * (1 - s)",
            "np.full(np.shape(z), 0.25)",
            "0.25 es el valor más grande, en z = 0; en los demás puntos es menor.",
        ),
        (
            "return",
            "s = 1 / (1 + np.exp(-s))\n    return",
            "Aplicas σ dos veces: si s ya es σ(z), la derivada es s·(1 − s).",
        ),
    ),
    pistas=(
        "La derivada de σ se escribe con la propia σ: por eso es tan barata de calcular.",
        "Deriva 1/(1 + e^(−z)) y sal de dudas: queda σ(z)·(1 − σ(z)). En z = 0 vale ½·½ = ¼.",
        "Esqueleto: s = 1 / (1 + np.exp(-z)); return … * (1 - …)",
    ),
    explicacion=(
        "$\\sigma'(z) = \\dfrac{e^{-z}}{(1+e^{-z})^2} = \\sigma(z)\\,(1-\\sigma(z))$. Es el producto de dos números que suman 1, así que "
        "es máximo cuando son iguales: ½·½ = ¼, en $z=0$. Lejos de 0 uno de los dos es casi 0 y el gradiente casi se apaga."
    ),
    alternativas=(
        lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
        lambda z: (1 - np.tanh(np.asarray(z) / 2) ** 2) / 4,
        lambda z: special.expit(z) * special.expit(-np.asarray(z)),
    ),
)


# --- 04.2 -----------------------------------------------------------------------------------------------------------


def cota_gradiente(capas, w):
    return (abs(w) / 4) ** capas


def _oraculo_cota_gradiente(capas, w):
    """Multiplica capa a capa por el peso y por la mayor pendiente de σ, buscada en una rejilla."""
    z = np.linspace(-5, 5, 1001)
    maxima = (special.expit(z) * special.expit(-z)).max()
    factor = 1.0
    for _ in range(capas):
        factor *= np.sqrt(w * w) * maxima
    return factor


_COTA = Ejercicio(
    id="04.2",
    titulo="La cota del gradiente",
    referencia=cota_gradiente,
    oraculo=_oraculo_cota_gradiente,
    casos=lambda rng: [
        caso(3, 2.0),
        caso(1, 3.0),
        caso(2, 8.0),
        caso(3, -2.0),
        caso(2, -3.0),
        caso(5, -6.0),
        caso(4, 4.0),
        caso(0, 5.0),
        caso(capas=6, w=float(rng.uniform(2, 7))),
        caso(12, 1.0),
    ],
    errores=cambios(
        ("abs(w)", "w", "Falta el valor absoluto: una cota no puede ser negativa, usa |w|."),
        (
            "(abs(w) / 4)",
            "abs(w) / 4",
            "El peso también va una vez por capa: pon el paréntesis, (abs(w) / 4) ** capas.",
        ),
        (
            "(abs(w) / 4) ** capas",
            "min(1, (abs(w) / 4) ** capas)",
            "La cota puede pasar de 1 si el peso es grande: no la recortes.",
        ),
        (
            "** capas",
            "* capas",
            "Multiplicas por el número de capas: cada capa vuelve a multiplicar, así que es una potencia.",
        ),
        (" ** capas", "", "Ese es el factor de una sola capa: elévalo al número de capas."),
        (
            "(abs(w) / 4) ** capas",
            "abs(w) ** capas / 4",
            "El ¼ aparece una vez por capa: también va elevado, dentro del paréntesis.",
        ),
        ("/ 4", "/ 2", "La mayor pendiente de σ es ¼; el ½ es lo que vale σ en 0."),
        ("abs(w) / 4", "1 / 4", "Falta el peso: cada capa multiplica por σ′ y también por w."),
        (
            " / 4",
            "",
            "Falta la activación: cada capa multiplica además por σ′, que es como mucho ¼.",
        ),
        ("/ 4", "* 4", "Multiplicas por 4; σ′ es como mucho ¼, así que se divide."),
        (
            "** capas",
            "** (capas - 1)",
            "Cuentas una capa de menos: hay un factor por cada capa que se atraviesa.",
        ),
        (
            "(abs(w) / 4) ** capas",
            "capas ** (abs(w) / 4)",
            "La potencia está al revés: la base es |w|/4 y el exponente, las capas.",
        ),
    ),
    pistas=(
        "Ir una capa hacia atrás multiplica el gradiente por el peso y por la pendiente de la sigmoide.",
        "La pendiente es como mucho ¼: el factor de una capa es, como mucho, |w|/4. ¿Y el de varias seguidas?",
        "Esqueleto: return (abs(…) / …) ** …",
    ),
    explicacion=(
        "La regla de la cadena da $\\prod_l w\\,\\sigma'(z_l)$. Cada factor mide como mucho $|w|/4$; $L$ factores, $(|w|/4)^L$. Con "
        "$|w| < 4$ la cota cae exponencialmente con la profundidad. Con $|w| > 4$ la cota crece, pero el gradiente puede caer igual: "
        "un peso grande satura la sigmoide y hace $\\sigma'$ diminuta."
    ),
    alternativas=(
        lambda capas, w: np.prod(np.full(capas, abs(w) / 4)),
        lambda capas, w: abs(w) ** capas * 0.25**capas,
        lambda capas, w: abs((w / 4) ** capas),
    ),
)


# --- 04.3 -----------------------------------------------------------------------------------------------------------


def recortar_por_norma(gradientes, norma_maxima):
    norma = np.sqrt(sum(np.sum(g**2) for g in gradientes))
    if norma <= norma_maxima:
        return list(gradientes)
    return [g * (norma_maxima / norma) for g in gradientes]


def _oraculo_recortar_por_norma(gradientes, norma_maxima):
    """La misma regla con un solo vector muy largo."""
    todo = np.concatenate([np.ravel(g) for g in gradientes])
    todo = todo * min(1.0, norma_maxima / max(norm(todo), 1e-300))
    cortes = np.cumsum([np.size(g) for g in gradientes])[:-1]
    return [
        trozo.reshape(np.shape(g)) for trozo, g in zip(np.split(todo, cortes), gradientes, strict=True)
    ]


_RECORTAR = Ejercicio(
    id="04.3",
    titulo="Recortar por norma",
    referencia=recortar_por_norma,
    oraculo=_oraculo_recortar_por_norma,
    casos=lambda rng: [
        caso([np.array([3.0, 4.0])], 1.0),
        caso([np.array([3.0, 0.0]), np.array([[0.0, 4.0], [12.0, 0.0]])], 6.5),
        caso([np.array([0.3, -0.4]), np.array([0.1])], 2.0),
        caso([np.zeros(3), np.zeros((2, 2))], 1.0),
        caso([np.array([3.0, 0.0]), np.array([[0.5]])], 5.0),
        caso([rng.normal(0, 3, (4, 3)), rng.normal(0, 3, 3), rng.normal(0, 0.01, (3, 2))], 5.0),
        caso([np.array([3.0, 4.0]), np.array(0.0)], 5.0),
        caso(gradientes=[rng.normal(0, 0.1, (2, 5)), rng.normal(0, 40, 2)], norma_maxima=0.5),
        caso([np.array([0.5, -0.5]), np.array([-0.6])], 0.8),
    ],
    errores=(
        ErrorTipico(
            lambda gradientes, norma_maxima: [
                recortar_por_norma([g], norma_maxima)[0] for g in gradientes
            ],
            "Recortas cada matriz por su cuenta, y eso cambia la dirección: la norma es la de todas juntas.",
        ),
        *cambios(
            (
                "g * (norma_maxima / norma)",
                "np.clip(g, -norma_maxima, norma_maxima)",
                "Eso recorta valor a valor y tuerce la dirección; multiplica todo por el mismo factor.",
            ),
            (
                "norma <= norma_maxima",
                "norma == 0",
                "Escalas siempre, también cuando la norma ya cabe: en ese caso los gradientes no se tocan.",
            ),
            (
                "norma <= norma_maxima",
                "False",
                "Escalas siempre: si la norma ya cabe los gradientes no se tocan (y si todo es 0, divides entre 0).",
            ),
            (
                "norma <=",
                "norma**2 <=",
                "Comparas con el máximo la norma al cuadrado: saca la raíz antes de comparar.",
            ),
            (
                "np.sqrt",
                "",
                "Falta la raíz cuadrada: la norma es la raíz de la suma de los cuadrados.",
            ),
            (
                "np.sqrt(sum(np.sum(g**2)",
                "(sum(np.linalg.norm(g)",
                "Sumas las normas de las matrices: suma sus cuadrados y, al final, una sola raíz.",
            ),
            (
                "np.sqrt(sum(np.sum(g**2)",
                "(sum(np.abs(g).sum()",
                "Sumas valores absolutos: la norma que se pide es la raíz de la suma de los cuadrados.",
            ),
            (
                "np.sqrt(sum(np.sum(g**2)",
                "(max(np.abs(g).max()",
                "Usas el valor más grande como norma; hay que contar todos los números.",
            ),
        ),
        ErrorTipico(
            lambda gradientes, norma_maxima: [
                g / max(norm([norm(g) for g in gradientes]), norma_maxima) for g in gradientes
            ],
            "Divides entre la norma y queda de norma 1: falta multiplicar por norma_maxima.",
        ),
        *cambios(
            (
                "norma <= norma_maxima",
                "True",
                "No has cambiado nada: si la norma pasa del máximo hay que encogerlos.",
            ),
            (
                "(norma_maxima / norma)",
                "0",
                "Los pones a cero: recortar es encoger hasta la norma máxima, no borrar.",
            ),
        ),
    ),
    pistas=(
        "Recortar encoge el paso sin cambiar su dirección: todos los números se multiplican por el mismo factor.",
        "La norma global es la raíz de la suma de los cuadrados de todos los números de todas las matrices.",
        "Esqueleto: norma = np.sqrt(sum(np.sum(g**2) for g in …)); si norma <= norma_maxima, tal cual; si no, [g * … for g in …]",
    ),
    explicacion=(
        "La norma global trata toda la lista como un vector muy largo. Si pasa de $c$, se multiplica todo por $c/\\lVert g\\rVert$: el "
        "nuevo vector mide exactamente $c$ y apunta al mismo sitio. Es lo que hace `global_clipnorm` en los optimizadores de Keras."
    ),
    alternativas=(
        lambda gradientes, norma_maxima: tuple(
            g * (norma_maxima / max(norm([norm(g) for g in gradientes]), norma_maxima))
            for g in gradientes
        ),
        lambda gradientes, norma_maxima: [
            g.tolist() for g in _oraculo_recortar_por_norma(gradientes, norma_maxima)
        ],
    ),
    leer=a_varios,
    entrega="varios",
)


# --- 04.4 -----------------------------------------------------------------------------------------------------------


def f1(reales, predichas, positiva=1):
    aciertos = np.sum((predichas == positiva) & (reales == positiva))
    total = np.sum(predichas == positiva) + np.sum(reales == positiva)
    return 2 * aciertos / total if total else 0.0


def _oraculo_f1(reales, predichas, positiva=1):
    from sklearn.metrics import f1_score

    return float(f1_score(reales == positiva, predichas == positiva, zero_division=0))


def _precision_y_exhaustividad(reales, predichas, positiva):
    from sklearn.metrics import precision_recall_fscore_support

    return precision_recall_fscore_support(
        reales == positiva, predichas == positiva, average="binary", zero_division=0
    )[:2]


def _armonica(precision, exhaustividad):
    return 2 / (1 / precision + 1 / exhaustividad) if precision and exhaustividad else 0


def _casos_f1(rng):
    reales = (rng.random(40) < 0.3).astype(int)
    clases = rng.integers(0, 4, 50)
    dudosas = np.where(rng.random(50) < 0.6, clases, rng.integers(0, 4, 50))
    return [
        caso(np.array([1, 1, 1, 0, 0, 0, 0, 0]), np.array([1, 0, 0, 1, 0, 0, 0, 0])),
        caso(reales, np.where(rng.random(40) < 0.75, reales, 1 - reales)),
        caso(np.array([1, 1, 0, 0, 0]), np.zeros(5, dtype=int)),
        caso(np.zeros(6, dtype=int), np.zeros(6, dtype=int)),
        caso(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])),
        caso(np.array([1, 1, 0]), np.array([1, 0, 0])),
        caso(np.array([0, 1, 1, 0]), np.array([0, 1, 1, 0])),
        caso(clases, dudosas, 2),
        caso(reales=clases, predichas=dudosas, positiva=0),
    ]


_F1 = Ejercicio(
    id="04.4",
    titulo="F1 a mano",
    referencia=f1,
    oraculo=_oraculo_f1,
    casos=_casos_f1,
    errores=(
        ErrorTipico(
            lambda reales, predichas, positiva=1: np.mean(reales == predichas),
            "Eso es la exactitud: cuenta también los negativos bien rechazados, que F1 no mira.",
        ),
        *cambios(
            (
                "2 * aciertos",
                "aciertos",
                " + np.sum(reales == positiva)",
                "",
                "Eso es la precisión: falta combinarla con la exhaustividad.",
            ),
            (
                "2 * aciertos",
                "aciertos",
                "np.sum(predichas == positiva) + ",
                "",
                "Eso es la exhaustividad: falta combinarla con la precisión.",
            ),
        ),
        ErrorTipico(
            lambda reales, predichas, positiva=1: (
                sum(_precision_y_exhaustividad(reales, predichas, positiva)) / 2
            ),
            "Has hecho la media corriente de precisión y exhaustividad; F1 es la media armónica, 2PR/(P + R).",
        ),
        *cambios(
            ("2 * aciertos", "aciertos", "Falta el 2 del numerador: F1 = 2·VP/(2·VP + FP + FN)."),
            (
                "2 * aciertos / total",
                "aciertos / (total - aciertos)",
                "Eso es el índice de Jaccard, VP/(VP + FP + FN); en F1 los aciertos cuentan doble.",
            ),
            (
                " if total else 0.0",
                "",
                "Sin positivos reales ni predichos divides 0 entre 0 y sale NaN: en ese caso devuelve 0.",
            ),
            ("== positiva", "== 1", "Has fijado la clase 1: usa el argumento positiva."),
        ),
        ErrorTipico(
            lambda reales, predichas, positiva=1: np.mean(
                [f1(reales, predichas, c) for c in np.union1d(reales, predichas)]
            ),
            "Has promediado el F1 de todas las clases; se pide solo el de la clase positiva.",
        ),
        ErrorTipico(
            lambda reales, predichas, positiva=1: np.prod(
                _precision_y_exhaustividad(reales, predichas, positiva)
            ),
            "Multiplicas precisión por exhaustividad: falta el resto de la media armónica, 2PR/(P + R).",
        ),
        *cambios(
            (
                "== positiva",
                "!= positiva",
                "Has calculado el F1 de las demás clases: la positiva es la que dice el argumento.",
            ),
            (
                "np.sum((predichas == positiva) & (reales == positiva))",
                "np.sum(predichas == reales)",
                "Cuentas como VP todos los aciertos: VP son solo los de la clase positiva, señalados y reales a la vez.",
            ),
        ),
    ),
    pistas=(
        "F1 junta dos preguntas: de lo que señalo, ¿cuánto acierto? (precisión) y de lo que había, ¿cuánto encuentro? (exhaustividad).",
        "Cuenta VP (señalados y positivos), FP (señalados y no) y FN (positivos sin señalar): F1 = 2·VP/(2·VP + FP + FN).",
        "Esqueleto: aciertos = np.sum((… == positiva) & (… == positiva)); total = …; return 2 * aciertos / total if total else 0.0",
    ),
    explicacion=(
        "$2PR/(P+R)$ se simplifica a $2VP/(2VP+FP+FN)$, y el denominador es «señalados + positivos reales». No aparecen los verdaderos "
        "negativos: por eso un modelo que siempre dice que no tiene F1 = 0 aunque acierte el 99 %. Si no hay nada que contar, 0."
    ),
    alternativas=(
        lambda reales, predichas, positiva=1: _armonica(
            *_precision_y_exhaustividad(reales, predichas, positiva)
        ),
        lambda reales, predichas, positiva=1: np.float32(_oraculo_f1(reales, predichas, positiva)),
    ),
    antes="04.6",
)


# --- 04.5 -----------------------------------------------------------------------------------------------------------


def sobremuestrear(X, y, rng):
    clases, cuantas = np.unique(y, return_counts=True)
    indices = [np.arange(len(y))]
    for clase, n in zip(clases, cuantas, strict=True):
        indices.append(rng.choice(np.flatnonzero(y == clase), cuantas.max() - n))
    indices = np.concatenate(indices)
    return X[indices], y[indices]


DOS_COSAS = "Devuelve dos cosas, en este orden: las filas y sus etiquetas (return X_nueva, y_nueva)."
NADA_CAMBIA = "No has añadido nada: las clases siguen con los tamaños de antes."
SOLO_NUEVAS = "Solo devuelves las filas añadidas: junta también las originales."
POCAS = "Repites siempre las mismas pocas filas: elige al azar entre todas las de su clase."
RECORTADA = "Has recortado la clase mayoritaria; eso es submuestrear. Aquí se conserva todo y se repiten filas de las demás."
DESIGUALES = "Las clases siguen desiguales: cada una debe tener tantas filas como la mayor, aunque haya más de dos clases."
DE_MAS = "Te pasas: la clase que repites acaba mayor que la mayoritaria. Añade solo la diferencia."
PERDIDAS = (
    "Se pierden filas originales: conserva todas, cada una al menos una vez, y añade las repetidas."
)
INVENTADAS = "Hay filas que no estaban en X: sobremuestrear repite filas reales; inventarlas es lo que hace SMOTE."
AJENAS = "Hay filas con la etiqueta de otra: usa los mismos índices para X y para y."
LA_MISMA = "Repites siempre la misma fila: elige al azar, con `rng`, entre todas las de su clase."
SIN_AZAR = "No sorteas con `rng`, el generador que recibes: con otro (o con una semilla fija) saldría siempre lo mismo."


def _verificar_sobremuestreo(resultado, X, y, rng):
    """Las propiedades que debe cumplir un sobremuestreo, en el orden en que conviene decirlas."""
    if len(resultado) != 2 or resultado[0].ndim != 2 or resultado[1].ndim != 1:
        return DOS_COSAS
    filas, etiquetas = resultado
    if filas.shape[1] != X.shape[1]:
        return f"Cada fila debe conservar sus {X.shape[1]} columnas."
    if len(filas) != len(etiquetas):
        return f"Hay {len(filas)} filas y {len(etiquetas)} etiquetas: debe haber las mismas."
    antes = {c: int(np.sum(y == c)) for c in np.unique(y)}
    ahora = {c: int(np.sum(etiquetas == c)) for c in antes}
    maximo = max(antes.values())
    if sum(ahora.values()) != len(etiquetas):
        return "Hay etiquetas que no estaban en y."
    if ahora == antes and len(set(antes.values())) > 1:
        return NADA_CAMBIA
    if ahora[max(antes, key=antes.get)] == 0:
        return SOLO_NUEVAS
    if any(ahora[c] < antes[c] for c in antes):
        return RECORTADA
    if max(ahora.values()) > maximo:
        return DE_MAS
    if min(ahora.values()) < maximo:
        return DESIGUALES
    hay_que_elegir = any(1 < n < maximo for n in antes.values())
    return _verificar_filas(filas, etiquetas, X, y) or (
        SIN_AZAR if hay_que_elegir and not rng.usado else ""
    )


def _verificar_filas(filas, etiquetas, X, y):
    """Cada fila es una de las originales, con su etiqueta; están todas; y las repetidas no son siempre la misma."""
    distancias = np.abs(filas[:, None, :] - X[None]).max(axis=2)
    if not (distancias.min(axis=1) < 1e-5).all():  # así también se descartan los NaN
        return INVENTADAS
    origen = distancias.argmin(axis=1)
    if (y[origen] != etiquetas).any():
        return AJENAS
    veces = np.bincount(origen, minlength=len(X))
    if (veces == 0).any():
        return PERDIDAS
    for clase in np.unique(y):
        suyas = veces[y == clase] - 1
        if len(suyas) == 1:
            continue
        if suyas.sum() > 12 and suyas.max() == suyas.sum():
            return LA_MISMA
        if suyas.sum() > 12 * len(suyas) and (suyas.min() == 0 or suyas.max() > 3 * suyas.mean()):
            return POCAS
    return ""


def _casos_sobremuestreo(rng):
    def datos(*cuantas, columnas=2):
        y = rng.permutation(np.repeat(np.arange(len(cuantas)), cuantas))
        return rng.normal(size=(len(y), columnas)), y

    de_enteros = rng.permutation(np.arange(22)).reshape(11, 2)
    otras_clases = np.repeat([7, 3, 12], [9, 2, 5])
    return [
        caso(*datos(8, 3), Dado(1)),
        caso(*datos(6, 40), Dado(2)),
        caso(*datos(30, 5, 12, columnas=3), Dado(3)),
        caso(*datos(1, 9), Dado(4)),
        caso(*datos(5, 5), rng=Dado(5)),
        caso(*datos(7, 60, 20, 9), Dado(6)),
        caso(rng.normal(size=(16, 3)), otras_clases, Dado(7)),
        caso(de_enteros, np.repeat([0.5, 1.5], [8, 3]), Dado(8)),
        caso(*datos(4, 90), Dado(9)),
    ]


def _oraculo_sobremuestrear(X, y, rng):
    from imblearn.over_sampling import RandomOverSampler

    nombres, clases = np.unique(y, return_inverse=True)
    semilla = int(rng.integers(2**31))
    X, clases = RandomOverSampler(random_state=semilla).fit_resample(X, clases)
    return X, nombres[clases]


def _inventar(X, y, rng):
    filas, etiquetas = sobremuestrear(X * 1.0, y, rng)
    nuevas = filas[len(X) :]
    nuevas += rng.normal(0, 0.1, nuevas.shape)
    return filas, etiquetas


_SOBREMUESTREAR = Ejercicio(
    id="04.5",
    titulo="Sobremuestrear al azar",
    referencia=sobremuestrear,
    oraculo=_oraculo_sobremuestrear,
    casos=_casos_sobremuestreo,
    errores=(
        *cambios(
            ("X[indices], y[indices]", "X.copy(), y.copy()", NADA_CAMBIA),
            (
                "[np.arange(len(y))]",
                "[]",
                "cuantas.max() - n",
                "cuantas.min(), replace=False",
                RECORTADA,
            ),
            (
                "zip(clases, cuantas, strict=True)",
                "[(clases[cuantas.argmin()], cuantas.min())]",
                DESIGUALES,
            ),
            ("cuantas.max() - n", "cuantas.max() * (n < cuantas.max())", DE_MAS),
            ("[np.arange(len(y))]", "[]", "cuantas.max() - n", "cuantas.max()", PERDIDAS),
            ("[np.arange(len(y))]", "[]", SOLO_NUEVAS),
        ),
        ErrorTipico(_inventar, INVENTADAS),
        *cambios(
            ("X[indices]", "X[rng.permutation(indices)]", AJENAS),
            (
                "rng.choice(np.flatnonzero(y == clase), ",
                "np.repeat(np.flatnonzero(y == clase)[0], ",
                LA_MISMA,
            ),
            ("np.flatnonzero(y == clase)", "np.flatnonzero(y == clase)[:2]", POCAS),
            ("X[indices], y[indices]", "y[indices], X[indices]", DOS_COSAS),
            ("rng.choice", "np.random.default_rng(0).choice", SIN_AZAR),
        ),
    ),
    pistas=(
        "No se inventa nada: se repiten filas, elegidas al azar, hasta que todas las clases miden lo que la mayor.",
        "`np.unique(y, return_counts=True)` da las clases y sus tamaños; `rng.choice(indices, n)` elige n con repetición. Trabaja con índices.",
        "Esqueleto: indices = [np.arange(len(y))]; por cada clase, indices.append(rng.choice(…, …)); al final X[…], y[…]",
    ),
    explicacion=(
        "Trabajar con índices evita casi todos los errores: empiezas con todos (así no se pierde nada), añades por cada clase los que le "
        "faltan hasta la mayor, y al final tomas `X[indices]` e `y[indices]` a la vez, para que cada fila lleve su etiqueta."
    ),
    alternativas=(
        lambda X, y, rng: tuple(a[::-1] for a in sobremuestrear(X, y, rng)),
        lambda X, y, rng: [a.tolist() for a in sobremuestrear(X, y, rng)],
        lambda X, y, rng: [np.asarray(a, dtype="float32") for a in sobremuestrear(X, y, rng)],
    ),
    leer=a_varios,
    entrega="varios",
    verificar=_verificar_sobremuestreo,
    antes="04.4",
)


# --- 04.6 -----------------------------------------------------------------------------------------------------------


def smote_punto(x, vecino, u):
    return x + u * (vecino - x)


def _oraculo_smote_punto(x, vecino, u):
    """Interpolación de NumPy, coordenada a coordenada."""
    return np.array(
        [np.interp(u, [0.0, 1.0], [float(a), float(b)]) for a, b in zip(x, vecino, strict=True)]
    )


_SMOTE = Ejercicio(
    id="04.6",
    titulo="Un punto de SMOTE",
    referencia=smote_punto,
    oraculo=_oraculo_smote_punto,
    casos=lambda rng: [
        caso(np.array([1.0, 2.0]), np.array([3.0, 6.0]), 0.25),
        caso(np.array([1, 2]), np.array([4, -2]), 0.5),
        caso(np.array([1.0, -1.0, 0.5]), np.array([2.0, 5.0, 0.5]), 0.0),
        caso(np.array([1.0, -1.0, 0.5]), np.array([2.0, 5.0, 0.5]), 1.0),
        caso(x=rng.normal(size=5), vecino=rng.normal(size=5), u=0.8),
        caso(rng.normal(size=3), rng.normal(size=3), float(rng.uniform())),
    ],
    errores=cambios(
        (
            "x + u * (vecino - x)",
            "(x + vecino) / 2",
            "Ese es siempre el punto medio: u dice cuánto camino recorrer, de 0 a 1.",
        ),
        ("x + u", "u", "Falta el punto de partida: al desplazamiento hay que sumarle x."),
        (
            "(vecino - x)",
            "vecino",
            "Sumas el vecino entero escalado; lo que se escala es la diferencia vecino − x.",
        ),
        (
            "x + u * (vecino - x)",
            "vecino + u * (x - vecino)",
            "Recorres el camino al revés: con u = 0 debe salir x, y con u = 1, el vecino.",
        ),
        ("x + u", "x - u", "Te alejas del vecino: el signo del desplazamiento está cambiado."),
        ("x + u", "vecino + u", "Sales del vecino y lo rebasas: el camino empieza en x."),
        ("x + u *", "", "Eso es la flecha de x al vecino; recorre una parte, u, desde x."),
        (
            " * (vecino - x)",
            "",
            "Sumas u a cada coordenada; hay que avanzar hacia el vecino: u·(vecino − x).",
        ),
        (
            "(vecino - x)",
            "np.abs(vecino - x)",
            "Quitas el signo a la diferencia: si el vecino está por debajo, hay que bajar.",
        ),
    ),
    pistas=(
        "El punto nuevo está en el segmento que une x con su vecino.",
        "La flecha de x al vecino es vecino − x. Con u = 0 te quedas en x; con u = 1 llegas al vecino.",
        "Esqueleto: return x + … * (… - …)",
    ),
    explicacion=(
        "$x + u\\,(v - x)$ recorre la fracción $u$ del segmento que une $x$ con $v$. SMOTE elige $v$ entre los $k$ vecinos más cercanos "
        "de la **misma clase** y $u$ al azar entre 0 y 1. Por eso supone que entre dos ejemplos de una clase todo es de esa clase."
    ),
    alternativas=(
        lambda x, vecino, u: (1 - u) * x + u * vecino,
        lambda x, vecino, u: [a + u * (b - a) for a, b in zip(x, vecino, strict=True)],
        lambda x, vecino, u: np.average([x, vecino], axis=0, weights=[1 - u, u]),
    ),
    antes="04.5",
)

EJERCICIOS = (_DERIVADA, _COTA, _RECORTAR, _F1, _SOBREMUESTREAR, _SMOTE)
