"""Ejercicios de la lección 08, GAN."""

import numpy as np
from scipy.special import expit as sigma  # noqa: F401  la usan algunos cambios

from utils.ejercicios.declarar import Ejercicio, ErrorTipico, cambios, caso
from utils.ejercicios.valores import comparar

# --- 08.1 -----------------------------------------------------------------------------------------------------------


def perdida_discriminador(d_real, d_falso):
    de_reales = -np.mean(np.log(d_real))
    de_falsas = -np.mean(np.log(1 - d_falso))
    return de_reales + de_falsas


def _oraculo_perdida_discriminador(d_real, d_falso):
    """Menos la log-verosimilitud media de unas monedas que salen «real» con probabilidad D."""
    from scipy.stats import bernoulli

    return -bernoulli.logpmf(1, d_real).mean() - bernoulli.logpmf(0, d_falso).mean()


_PERDIDA_D = Ejercicio(
    id="08.1",
    titulo="La pérdida del discriminador",
    referencia=perdida_discriminador,
    oraculo=_oraculo_perdida_discriminador,
    casos=lambda rng: [
        caso(np.array([0.9, 0.8]), np.array([0.1, 0.3])),
        caso(np.array([0.5, 0.5, 0.5]), np.array([0.5, 0.5, 0.5])),
        caso(np.array([0.2]), np.array([0.7, 0.4, 0.9])),
        caso(d_real=rng.uniform(0.05, 0.95, 40), d_falso=rng.uniform(0.05, 0.95, 25)),
        caso(rng.uniform(0.1, 0.9, (6, 1)), rng.uniform(0.1, 0.9, (3, 1))),
        caso(np.array([1.0, 1.0]), np.array([0.0, 0.0])),
        caso(np.array([1e-3, 0.99]), np.array([0.99])),
        caso(np.array([1, 1, 1]), np.array([0.25, 0.5])),
        caso(np.array([0.3, 0.6]), np.array([0, 0, 0])),
    ],
    errores=cambios(
        (
            "-np.mean",
            "np.mean",
            "Eso es el valor V, que D quiere hacer grande; una pérdida se minimiza: cambia el signo.",
        ),
        (
            "1 - d_falso",
            "d_falso",
            "En las muestras falsas D debe decir 0: el logaritmo es el de 1 − D(G(z)).",
        ),
        (
            *("1 - d_falso", "d_falso", "d_real))", "1 - d_real))"),
            "Tienes las etiquetas al revés: lo real debe acercarse a 1 y lo falso a 0.",
        ),
        (
            "d_real))",
            "1 - d_real))",
            "En lo real D debe decir 1: ahí el logaritmo es el de D(x), sin restar.",
        ),
        (
            "falsas = -",
            "falsas = ",
            "Solo has cambiado el signo del primer término: los dos se restan.",
        ),
        (
            "np.log(1 - d_falso)",
            "1 - np.log(d_falso)",
            "El paréntesis está mal puesto: es log(1 − D), no 1 − log(D).",
        ),
        (
            "np.mean",
            "np.sum",
            "Sumas en lugar de promediar: la pérdida no debe crecer con el tamaño del lote.",
        ),
        (
            "de_reales + de_falsas",
            "-np.mean(np.concatenate([np.log(d_real), np.log(1 - d_falso)]))",
            "Promedias todo junto: son dos medias, la de lo real y la de lo falso, y se suman.",
        ),
        (
            "de_reales + de_falsas",
            "(de_reales + de_falsas) / 2",
            "Divides entre 2: aquí se suman las dos medias, sin promediarlas.",
        ),
        (
            *("np.mean(np.log(d_real))", "np.log(np.mean(d_real))"),
            *("np.mean(np.log(1 - d_falso))", "np.log(1 - np.mean(d_falso))"),
            "Haces el logaritmo de la media: va al revés, la media de los logaritmos.",
        ),
        (" + de_falsas", "", "Falta la mitad: D también aprende de las muestras falsas."),
        ("de_reales + ", "", "Falta la mitad: D también aprende de los datos reales."),
        (
            *("-np.mean(np.log(d_real))", "np.mean((1 - d_real) ** 2)"),
            *("-np.mean(np.log(1 - d_falso))", "np.mean(d_falso**2)"),
            "Esa es una pérdida de mínimos cuadrados; aquí se pide la de la entropía cruzada, con logaritmos.",
        ),
        (
            *("np.log(d_real)", "np.log(sigma(d_real))", "1 - d_falso", "1 - sigma(d_falso)"),
            "Aplicas una sigmoide de más: d_real y d_falso ya son probabilidades.",
        ),
        ("np.log", "np.log2", "El logaritmo es el natural, np.log."),
        ("np.log", "np.log10", "El logaritmo es el natural, np.log, no el decimal."),
        (
            "np.log",
            "",
            "Faltan los logaritmos: así D gana lo mismo por un acierto dudoso que por corregir un error muy seguro.",
        ),
        (
            "de_reales + de_falsas",
            "-np.mean(np.log(d_real) + np.log(1 - d_falso))",
            "Sumas los dos vectores antes de promediar, y pueden tener tamaños distintos: haz cada media por separado.",
        ),
    ),
    pistas=(
        "D es un clasificador de dos clases, y su pérdida es la entropía cruzada: lo real es la clase 1; lo falso, la 0.",
        "En lo real se castiga con −log D(x); en lo falso, con −log(1 − D(G(z))). Cada término se promedia por separado.",
        "Esqueleto: de_reales = -np.mean(np.log(…)); de_falsas = -np.mean(np.log(1 - …)); return …",
    ),
    explicacion=(
        "Es $-V(D,G)$: minimizarla es maximizar $V$. Si D no distingue nada y dice siempre ½, vale $2\\log 2 \\approx 1.39$; si acierta "
        "siempre con seguridad, 0. Las dos medias van aparte para que los dos lados pesen igual aunque los lotes tengan distinto tamaño."
    ),
    alternativas=(
        lambda d_real, d_falso: -(np.log(d_real).mean() + np.log1p(-d_falso).mean()),
        lambda d_real, d_falso: (
            -sum(np.log(np.ravel(d_real))) / np.size(d_real)
            - sum(np.log(1 - np.ravel(d_falso))) / np.size(d_falso)
        ),
        lambda d_real, d_falso: np.float32(np.mean(-np.log(d_real)) + np.mean(-np.log(1 - d_falso))),
        lambda d_real, d_falso: (
            -np.mean(np.log(np.clip(d_real, 1e-9, 1))) - np.mean(np.log(np.clip(1 - d_falso, 1e-9, 1)))
        ),
    ),
)


# --- 08.2 -----------------------------------------------------------------------------------------------------------


def discriminador_optimo(p, q):
    suma = p + q
    return np.where(suma > 0, p / np.where(suma > 0, suma, 1), 0.5)


def _oraculo_discriminador_optimo(p, q):
    """Donde se anula la derivada de p·log D + q·log(1 − D), buscado con SciPy punto a punto."""
    from scipy.optimize import brentq

    def uno(a, b):
        return 0.5 if a == b == 0 else brentq(lambda d: a * (1 - d) - b * d, 0.0, 1.0, xtol=1e-13)

    return np.vectorize(uno, otypes=[float])(p, q)


FORMULA = "np.where(suma > 0, p / np.where(suma > 0, suma, 1), 0.5)"

_OPTIMO = Ejercicio(
    id="08.2",
    antes="08.3",
    titulo="El discriminador óptimo",
    referencia=discriminador_optimo,
    oraculo=_oraculo_discriminador_optimo,
    casos=lambda rng: [
        caso(np.array([0.2, 0.5, 0.3]), np.array([0.2, 0.1, 0.7])),
        caso(np.array([0.0, 0.4, 0.6]), np.array([0.5, 0.5, 0.0])),
        caso(np.array([0.3]), np.array([0.1])),
        caso(np.array([0.5, 0.5, 0.0, 0.0]), np.array([0.0, 0.2, 0.0, 0.8])),
        caso(p=rng.uniform(0, 3, 8), q=rng.uniform(0, 0.5, 8)),
        caso(rng.uniform(0, 1, (3, 4)), rng.uniform(0, 1, (3, 4))),
        caso(np.array([3.0, 0.0, 1.0]), np.array([1.0, 2.0, 1.0])),
        caso(np.array([1, 0, 3]), np.array([0.5, 0.0, 1.25])),
        caso(np.array([0.75, 0.0, 1.5]), np.array([2, 0, 1])),
    ],
    errores=cambios(
        (
            "p / np",
            "q / np",
            "Has puesto q arriba: D es la probabilidad de que sea real, y lo real es p.",
        ),
        (FORMULA, "p / suma", "Donde p y q son 0 divides 0 entre 0 y sale NaN; ahí devuelve ½."),
        (
            "0.5)",
            "0.0)",
            "Donde p y q son 0 devuelves 0: no hay nada que decidir, así que se pide ½.",
        ),
        (
            "0.5)",
            "1.0)",
            "Donde p y q son 0 devuelves 1: no hay nada que decidir, así que se pide ½.",
        ),
        (FORMULA, "p / q", "Eso es el cociente entre densidades; falta sumar p en el denominador."),
        ("suma = p + q", "suma = 1 + q", "En el denominador va p + q, no 1 + q."),
        (FORMULA, "p - q", "Una resta no es una probabilidad: D es la parte de p en el total p + q."),
        (
            FORMULA,
            "np.where(p > q, 1.0, 0.0)",
            "Eso es la decisión, 0 o 1; D óptimo es la probabilidad.",
        ),
        (
            "suma =",
            "p, q = p / np.sum(p), q / np.sum(q)\n    suma =",
            "Vuelves a normalizar p y q: ya son densidades, y en cada punto se usan tal cual.",
        ),
        (
            "suma = p + q",
            "suma = np.sum(p) + np.sum(q)",
            "Divides entre la suma de todos los puntos: cada punto se divide entre su propia p + q.",
        ),
        (
            FORMULA,
            "np.full(p.shape, 0.5)",
            "½ es lo que dice D cuando p = q; en los demás puntos depende de cuál sea mayor.",
        ),
        (
            FORMULA,
            "sigma(p - q)",
            "σ(p − q) no es el óptimo: la sigmoide va con el logaritmo de p/q, y eso es p/(p + q).",
        ),
        (
            "suma =",
            "p, q = p**2, q**2\n    suma =",
            "Elevas al cuadrado: el óptimo es la parte de p en p + q, sin potencias.",
        ),
    ),
    pistas=(
        "En un punto llegan datos reales con densidad p y falsos con densidad q. Si cae ahí una muestra, ¿qué probabilidad hay de que sea real?",
        "Deriva p·log D + q·log(1 − D) respecto a D e iguala a 0. Y mira qué pasa donde no llega nadie: p = q = 0.",
        "Esqueleto: suma = p + q; return np.where(suma > 0, p / np.where(suma > 0, suma, 1), …)",
    ),
    explicacion=(
        "$V=\\int p\\log D + q\\log(1-D)$ se maximiza punto a punto: $\\frac{p}{D} = \\frac{q}{1-D}$ da $D^* = \\frac{p}{p+q}$. Es la regla de Bayes con "
        "tantos reales como falsos. El `np.where` de dentro evita dividir entre 0: `np.where` calcula siempre las dos ramas."
    ),
    alternativas=(
        lambda p, q: np.divide(p, p + q, out=np.full(np.shape(p), 0.5), where=np.asarray(p + q) > 0),
        lambda p, q: np.nan_to_num(np.asarray(p, dtype=float) / (p + q), nan=0.5),
        lambda p, q: (p + 1e-12) / (p + q + 2e-12),
    ),
)


# --- 08.3 -----------------------------------------------------------------------------------------------------------


def jensen_shannon(p, q):
    media = (p + q) / 2

    def kl(a):
        hay = a > 0
        return np.sum(a[hay] * np.log(a[hay] / media[hay]))

    return (kl(p) + kl(q)) / 2


def _oraculo_jensen_shannon(p, q):
    from scipy.spatial.distance import jensenshannon

    return jensenshannon(p, q) ** 2


def _entropia(a):
    return -np.sum(a[a > 0] * np.log(a[a > 0]))


_JS = Ejercicio(
    id="08.3",
    antes="08.4",
    titulo="La divergencia de Jensen–Shannon",
    referencia=jensen_shannon,
    oraculo=_oraculo_jensen_shannon,
    casos=lambda rng: [
        caso(np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.2, 0.6])),
        caso(np.array([0.25, 0.75]), np.array([0.25, 0.75])),
        caso(np.array([0.5, 0.5, 0.0, 0.0]), np.array([0.0, 0.0, 0.5, 0.5])),
        caso(np.array([0.7, 0.3, 0.0]), np.array([0.0, 0.4, 0.6])),
        caso(np.array([0.6, 0.0, 0.4, 0.0]), np.array([0.1, 0.0, 0.5, 0.4])),
        caso(p=rng.dirichlet(np.ones(9)), q=rng.dirichlet(np.ones(9))),
        caso(rng.dirichlet(np.ones(300)), rng.dirichlet(np.ones(300))),
        caso(np.array([1, 0]), np.array([0, 1])),
        caso(np.array([1.0]), np.array([1.0])),
    ],
    errores=(
        *cambios(
            (
                *("media = (p + q) / 2", "media = q", "(kl(p) + kl(q)) / 2", "kl(p)"),
                "Eso es KL(p‖q), que además es infinita si a q le falta algo de p: se compara cada una con la media (p + q)/2.",
            ),
            (
                *("kl(a)", "kl(a, media)", "kl(p) + kl(q)", "kl(p, q) + kl(q, p)"),
                "Has promediado KL(p‖q) y KL(q‖p): cada una se compara con la media (p + q)/2, no con la otra.",
            ),
            (
                "[hay]",
                "",
                "Donde hay un 0 sale 0·log 0 = NaN: esos términos valen 0, así que no los cuentes.",
            ),
            (
                "hay = a > 0",
                "hay = (p > 0) & (q > 0)",
                "Quitas los lugares donde solo una es 0: el término de la otra sí cuenta.",
            ),
            (
                "(kl(p) + kl(q)) / 2",
                "np.sqrt((kl(p) + kl(q)) / 2)",
                "Eso es la distancia, la raíz: se pide la divergencia, sin raíz.",
            ),
            ("np.log", "np.log2", "Usas logaritmos en base 2: en nats, el logaritmo es el natural."),
            (
                "(kl(p) + kl(q)) / 2",
                "kl(p) + kl(q)",
                "Falta el ½: es la media de las dos KL, no la suma.",
            ),
            (
                "media = (p + q) / 2",
                "media = p + q",
                "La media es (p + q)/2: te falta dividir entre 2, y por eso no sale 0 cuando p = q.",
            ),
            ("(kl(p) + kl(q)) / 2", "kl(p)", "Falta la mitad: también cuenta KL de q a la media."),
            ("(kl(p) + kl(q)) / 2", "kl(q)", "Falta la mitad: también cuenta KL de p a la media."),
            (
                "a[hay] / media[hay]",
                "media[hay] / a[hay]",
                "El signo está cambiado: una divergencia nunca es negativa. Es log(p/media).",
            ),
            (
                *("hay = a > 0", "hay = media > 0", "a[hay] * np", "media[hay] * np"),
                *("a[hay] / media[hay]", "media[hay] / a[hay]"),
                "Las KL van al revés: pesan p y q, no la media. El término es p·log(p/media).",
            ),
            (
                "(kl(p) + kl(q)) / 2",
                "np.sum(np.abs(p - q)) / 2",
                "Eso es la variación total; aquí se pide con logaritmos.",
            ),
        ),
        ErrorTipico(
            lambda p, q: _entropia((p + q) / 2) - _entropia(p) - _entropia(q),
            "Con entropías hay que restar la media de las dos: H(media) − (H(p) + H(q))/2.",
        ),
        *cambios(
            (
                "(kl(p) + kl(q)) / 2",
                "(kl(p) + kl(q)) / 2 / len(p)",
                "Haces la media sobre los lugares: la KL es una suma, porque las probabilidades ya pesan.",
            ),
        ),
    ),
    pistas=(
        "Se compara cada distribución con el promedio de las dos, y se hace la media de las dos comparaciones.",
        "KL(a‖m) = Σ a·log(a/m), y los lugares con a = 0 aportan 0. La media m solo es 0 donde las dos lo son.",
        "Esqueleto: media = …; para a = p y a = q: hay = a > 0; np.sum(a[hay] * np.log(a[hay] / media[hay])); return su media",
    ),
    explicacion=(
        "$JSD = \\tfrac12 KL(p\\Vert m) + \\tfrac12 KL(q\\Vert m)$ con $m=\\tfrac12(p+q)$. Como $m>0$ donde haya algo, nunca es infinita: va de 0, si son "
        "iguales, a $\\log 2$, si no comparten ningún lugar."
    ),
    alternativas=(
        lambda p, q: _entropia((p + q) / 2) - (_entropia(p) + _entropia(q)) / 2,
        lambda p, q: (
            np.nansum(np.concatenate([np.where(a > 0, a * np.log(2 * a / (p + q)), 0) for a in (p, q)]))
            / 2
        ),
        lambda p, q: (
            sum(
                (a * np.log(2 * a / (a + b)) if a else 0) + (b * np.log(2 * b / (a + b)) if b else 0)
                for a, b in zip(p, q, strict=True)
            )
            / 2
        ),
        lambda p, q: (
            0.5
            * np.sum(
                p * np.log((p + 1e-12) / ((p + q) / 2 + 1e-12))
                + q * np.log((q + 1e-12) / ((p + q) / 2 + 1e-12))
            )
        ),
    ),
)


# --- 08.4 -----------------------------------------------------------------------------------------------------------


def perdida_generador(d_falso, saturante=False):
    if saturante:
        return np.mean(np.log(1 - d_falso))
    return -np.mean(np.log(d_falso))


def _oraculo_perdida_generador(d_falso, saturante=False):
    """Con SciPy: la log-verosimilitud de que D acierte, o menos la de que se equivoque."""
    from scipy.stats import bernoulli

    return bernoulli.logpmf(0, d_falso).mean() if saturante else -bernoulli.logpmf(1, d_falso).mean()


def _verificar_perdida_generador(resultado, d_falso, saturante=False):
    """Lo que da el oráculo; donde es infinito basta con que sea enorme, porque hay quien no deja que D llegue a 0."""
    esperado = _oraculo_perdida_generador(d_falso, saturante)
    if np.isinf(esperado) and resultado.shape == () and resultado * np.sign(esperado) > 3:
        return ""
    return comparar(resultado, esperado, 1e-5)


_PERDIDA_G = Ejercicio(
    id="08.4",
    antes="08.2",
    titulo="La pérdida del generador",
    referencia=perdida_generador,
    oraculo=_oraculo_perdida_generador,
    casos=lambda rng: [
        caso(np.array([0.01, 0.02, 0.05])),
        caso(np.array([0.01, 0.02, 0.05]), True),
        caso(np.array([0.5])),
        caso(np.array([0.5]), saturante=True),
        caso(d_falso=rng.uniform(0.05, 0.95, 30), saturante=False),
        caso(d_falso=rng.uniform(0.05, 0.95, 30), saturante=True),
        caso(rng.uniform(0.1, 0.9, (5, 1)), True),
        caso(np.array([1.0, 1.0])),
        caso(np.array([0.0, 0.0]), True),
        caso(np.array([0, 1])),
    ],
    errores=cambios(
        (
            "if saturante",
            "if not saturante",
            "Las has intercambiado: la saturante es la media de log(1 − D); la otra, menos la media de log D.",
        ),
        (
            "np.mean(np.log(1",
            "-np.mean(np.log(1",
            "La saturante tiene el signo cambiado: G minimiza la media de log(1 − D), tal cual, sin el menos.",
        ),
        (
            "-np.mean",
            "np.mean",
            "La no saturante tiene el signo cambiado: G quiere un log D grande, así que se minimiza menos su media.",
        ),
        (
            *("-np.mean", "np.mean", "np.mean(np.log(1", "-np.mean(np.log(1"),
            "Los dos signos están cambiados: así G aprendería a que D lo descubra.",
        ),
        (
            *("np.mean(np.log(1 - d_falso))", "-np.mean(np.log(1 - d_falso))"),
            *("-np.mean(np.log(d_falso))", "-np.mean(np.log(1 - d_falso))"),
            "Esa es la parte falsa de la pérdida de D: G quiere justo lo contrario.",
        ),
        (
            "np.mean(np.log(1 - d_falso))",
            "-np.mean(np.log(d_falso))",
            "No usas el argumento saturante: con True, la fórmula es la media de log(1 − D).",
        ),
        (
            "-np.mean(np.log(d_falso))",
            "np.mean(np.log(1 - d_falso))",
            "No usas el argumento saturante: con False, la fórmula es menos la media de log D.",
        ),
        (
            "-np.mean(np.log(d_falso))",
            "-np.mean(np.log(1 - d_falso))",
            "Cambiar el signo de log(1 − D) no da la no saturante: esa usa log D, sin el 1 −.",
        ),
        (
            "np.mean",
            "np.sum",
            "Sumas en lugar de promediar: la pérdida no debe crecer con el tamaño del lote.",
        ),
        (
            *("np.mean(np.log(1 - d_falso))", "np.log(1 - np.mean(d_falso))"),
            *("np.mean(np.log(d_falso))", "np.log(np.mean(d_falso))"),
            "Haces el logaritmo de la media: va al revés, la media de los logaritmos.",
        ),
        (
            "np.log(1 - d_falso)",
            "1 - np.log(d_falso)",
            "En la saturante el paréntesis está mal puesto: es log(1 − D), no 1 − log(D).",
        ),
        ("np.mean", "", "Falta la media: la pérdida de un lote es un solo número."),
        (
            *("np.log(d_falso)", "np.log(sigma(d_falso))", "1 - d_falso", "1 - sigma(d_falso)"),
            "Aplicas una sigmoide de más: d_falso ya son probabilidades.",
        ),
        (
            *("np.mean(np.log(1 - d_falso))", "np.mean((1 - d_falso) ** 2)"),
            *("-np.mean(np.log(d_falso))", "np.mean((1 - d_falso) ** 2)"),
            "Esa es una pérdida de mínimos cuadrados; aquí se piden las dos con logaritmos.",
        ),
        (
            "np.log",
            "",
            "Faltan los logaritmos: son las medias de log(1 − D) y de log D, no las de 1 − D y D.",
        ),
        ("np.log", "np.log2", "El logaritmo es el natural, np.log, no el de base 2."),
        ("np.log", "np.log10", "El logaritmo es el natural, np.log, no el decimal."),
    ),
    pistas=(
        "G quiere que D se equivoque. Hay dos maneras de pedirlo: que 1 − D(G(z)) sea pequeño, o que D(G(z)) sea grande.",
        "Saturante: la media de log(1 − D), que ya es más pequeña cuanto mejor engaña G. No saturante: menos la media de log D.",
        "Esqueleto: if saturante: return np.mean(np.log(…)); return -np.mean(np.log(…))",
    ),
    explicacion=(
        "Las dos bajan cuando $D(G(z))$ sube, así que empujan hacia el mismo lado; lo que cambia es **cuánto**. Respecto a la salida de D sin sigmoide, la "
        "saturante tiene pendiente $-D$ y la no saturante, $-(1-D)$. Al principio D descubre a G con facilidad, $D\\approx 0$, y la primera casi no empuja."
    ),
    alternativas=(
        lambda d_falso, saturante=False: (
            np.log1p(-d_falso).mean() if saturante else np.mean(-np.log(d_falso))
        ),
        lambda d_falso, saturante=False: (
            float(np.mean(np.log(1 - d_falso))) if saturante else np.log(1 / d_falso).mean()
        ),
        lambda d_falso, saturante=False: (
            sum(np.log(1 - x if saturante else x) for x in np.ravel(d_falso))
            / np.size(d_falso)
            * (1 if saturante else -1)
        ),
    ),
    verificar=_verificar_perdida_generador,
)


# --- 08.5 -----------------------------------------------------------------------------------------------------------


def modos_cubiertos(muestras, centros, radio):
    distancias = np.linalg.norm(muestras[:, None] - centros, axis=2)
    return int(np.sum((distancias <= radio).any(axis=0)))


def _oraculo_modos_cubiertos(muestras, centros, radio):
    from scipy.spatial import cKDTree

    return sum(
        len(cerca) > 0 for cerca in cKDTree(muestras).query_ball_point(centros, radio * (1 + 1e-12))
    )


def _casos_modos(rng):
    rejilla = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0], [10.0, 10.0], [-10.0, 0.0]])
    anillo = 2 * np.column_stack([np.cos(np.arange(8) * np.pi / 4), np.sin(np.arange(8) * np.pi / 4)])
    pocos = anillo[[0, 0, 3, 5, 5, 5]] + rng.normal(0, 0.05, (6, 2))
    return [
        caso(np.array([[0.1, 0.0], [10.0, 0.2], [10.1, 0.0], [5.0, 5.0]]), rejilla, 0.5),
        caso(np.array([[3.0, 4.0], [10.0, 5.1]]), rejilla, 5.0),
        caso(np.array([[0.4, 0.4], [-10.0, 0.45], [10.3, 10.45]]), rejilla, 0.5),
        caso(np.array([[0.5, 0.6], [9.2, 0.2]]), rejilla, 0.7),
        caso(np.array([[1.4, 1.4], [10.0, 1.8], [0.0, 8.1]]), rejilla, 2.0),
        caso(np.array([[9.0, 0.0], [11.0, 0.0]]), rejilla, 0.5),
        caso(muestras=pocos, centros=anillo, radio=0.3),
        caso(np.concatenate([anillo + rng.normal(0, 0.02, (8, 2)) for _ in range(30)]), anillo, 0.2),
        caso(np.array([[50.0, 50.0], [60.0, 60.0]]), rejilla, 1.0),
        caso(np.array([[0.0], [3.0], [3.1]]), np.array([[0.0], [3.0], [6.0]]), 0.5),
        caso(rng.normal(0, 0.1, (40, 3)), np.array([[0.0, 0.0, 0.0], [5.0, 5.0, 5.0]]), 0.6),
        caso(np.array([[0, 1], [10, 10], [10, 9]]), np.array([[0, 0], [10, 10], [0, 10]]), 1),
        caso(np.concatenate([np.zeros((99, 2)), [[10.0, 0.0]]]), rejilla, 0.5),
        caso(np.array([[4.0, 0.0]]), rejilla, 7.0),
    ]


_MODOS = Ejercicio(
    id="08.5",
    titulo="Modos cubiertos",
    referencia=modos_cubiertos,
    oraculo=_oraculo_modos_cubiertos,
    casos=_casos_modos,
    errores=cambios(
        (
            "axis=0",
            "axis=1",
            "Cuentas muestras cercanas a un centro; se cuentan centros, y cada uno vale uno aunque tenga muchas muestras.",
        ),
        ("int(np.sum(", "float(np.mean(", "Das la proporción de modos; se pide cuántos son."),
        ("int(", "len(centros) - int(", "Eso son los modos sin cubrir: se piden los cubiertos."),
        ("any(", "all(", "Exiges que todas las muestras estén cerca del centro: basta con una."),
        ("<=", "<", "Una muestra justo a distancia `radio` también cuenta: compara con <=."),
        (
            "distancias <=",
            "distancias**2 <=",
            "Comparas con el radio la distancia al cuadrado: falta la raíz, o elevar también el radio.",
        ),
        (
            "axis=2",
            "ord=1, axis=2",
            "Sumas las diferencias de cada coordenada: la distancia es la raíz de la suma de sus cuadrados.",
        ),
        (
            "axis=2",
            "ord=np.inf, axis=2",
            "Miras cada coordenada por separado, y eso es un cuadrado; la distancia es la raíz de la suma de los cuadrados.",
        ),
        (
            "int(np.sum((distancias <= radio).any(axis=0)))",
            "len(set(distancias.argmin(axis=1)))",
            "Das por cubierto el centro más cercano a cada muestra, esté a la distancia que esté: falta mirar el radio.",
        ),
        (
            "int(np.sum((distancias <= radio).any(axis=0)))",
            "len({d.argmin() for d in distancias if d.min() <= radio})",
            "Das cada muestra solo a su centro más cercano: si cae a distancia `radio` o menos de dos, cubre los dos.",
        ),
        (
            "muestras[:, None]",
            "np.mean(muestras, axis=0)[None, None]",
            "Comparas los centros con la media de las muestras; hay que mirar cada muestra.",
        ),
        (
            "int(np.sum((distancias <= radio).any(axis=0)))",
            "(distancias <= radio).any(axis=0).astype(int)",
            "Dices, centro a centro, si está cubierto: falta sumarlos.",
        ),
        (
            "any(axis=0)",
            "any()",
            "Solo dices si hay algún modo cubierto: se pide cuántos. ¿Falta `axis`?",
        ),
    ),
    pistas=(
        "Un modo está cubierto si alguna muestra cae cerca de su centro, a distancia `radio` o menos.",
        "Calcula la tabla de distancias de cada muestra a cada centro y mira, columna a columna, si alguna cabe en el radio.",
        "Esqueleto: distancias = np.linalg.norm(muestras[:, None] - centros, axis=2); return int(np.sum((… <= …).any(axis=…)))",
    ),
    explicacion=(
        "`muestras[:, None] - centros` resta cada centro a cada muestra y da una tabla de forma (muestras, centros, coordenadas); la norma del último eje es la "
        "distancia. `.any(axis=0)` pregunta, por cada centro, si alguna muestra llega. Es una medida generosa: basta una, así que conviene "
        "mirarla junto a otra que cuente cuántas llegan, como la divergencia de Jensen–Shannon."
    ),
    alternativas=(
        lambda muestras, centros, radio: sum(
            any(np.linalg.norm(m - c) <= radio for m in muestras) for c in centros
        ),
        lambda muestras, centros, radio: np.count_nonzero(
            ((muestras[:, None] - centros) ** 2).sum(-1).min(0) <= radio**2
        ),
        lambda muestras, centros, radio: len(
            {
                i
                for m in muestras
                for i, c in enumerate(centros)
                if np.sqrt(np.sum((m - c) ** 2)) <= radio
            }
        ),
    ),
    entrega="entero",
)

EJERCICIOS = (_PERDIDA_D, _OPTIMO, _JS, _PERDIDA_G, _MODOS)
