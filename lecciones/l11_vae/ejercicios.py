"""Ejercicios de la lección 11: reparametrizar, la KL de una gaussiana, la ELBO e interpolar."""

import numpy as np
from scipy.special import xlog1py, xlogy

from utils.ejercicios.declarar import Ejercicio, cambios, caso
from utils.ejercicios.valores import comparar

# --- 11.1 -----------------------------------------------------------------------------------------------------------


def reparametrizar(mu, log_var, eps):
    sigma = np.exp(log_var / 2)
    return mu + sigma * eps


def _oraculo_reparametrizar(mu, log_var, eps):
    """El cuantil de N(mu, σ²) que corresponde al de eps en N(0, 1)."""
    from scipy.stats import norm

    return norm.ppf(norm.cdf(eps), loc=mu, scale=np.sqrt(np.exp(log_var)))


OTRO_RUIDO = "Sorteas tú el ruido y no usas `eps`: el azar ya viene dado, y por eso z se puede derivar respecto a mu y a log_var."


def _verificar_muestra(resultado, mu, log_var, eps):
    """La muestra es la del oráculo; sin ruido, la media: quien no mira `eps` falla ya ahí."""
    problema = comparar(resultado, _oraculo_reparametrizar(mu, log_var, eps), 1e-5)
    if problema and not np.any(eps):
        return f"{problema} Con eps = 0 no hay ruido y debe salir mu; si sorteas tú, sobra: el azar ya viene en `eps`."
    return problema


_REPARAMETRIZAR = Ejercicio(
    id="11.1",
    titulo="Reparametrizar",
    referencia=reparametrizar,
    oraculo=_oraculo_reparametrizar,
    casos=lambda rng: [
        caso(np.array([1.0, -2.0]), np.array([0.0, 2.0]), np.array([0.0, 0.0])),
        caso(np.array([1.0, -2.0]), np.array([0.0, 2.0]), np.array([0.5, -1.0])),
        caso(np.array([3.0, 0.5]), np.array([-4.0, 1.0]), np.array([0.0, 1.0])),
        caso(*rng.normal(size=(3, 4, 2))),
        caso(mu=rng.normal(size=(1, 5)), log_var=rng.normal(size=(1, 5)), eps=rng.normal(size=(1, 5))),
        caso(np.array([0.0]), np.array([-6.0]), np.array([2.0])),
        caso(np.array([1, -2, 0]), np.array([0, 1, -3]), np.array([1, -1, 2])),
        caso(np.array([1, -2]), *rng.normal(size=(2, 2))),
        caso(rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), np.array([[0, 1], [-1, 1], [2, -1]])),
    ],
    verificar=_verificar_muestra,
    errores=cambios(
        (
            "np.exp(log_var / 2)",
            "log_var",
            "Usas log σ² como si fuera σ: antes hay que deshacer el logaritmo.",
        ),
        (
            " / 2",
            "",
            "Multiplicas por la varianza σ²; la desviación σ es su raíz. Con el logaritmo, la raíz es un ½ en el exponente.",
        ),
        (
            "log_var / 2)",
            "log_var) / 2",
            "Divides σ² entre 2, y eso no es la raíz. ¿Faltan paréntesis? x ** 1 / 2 es la mitad de x; la raíz es x ** 0.5.",
        ),
        (
            "sigma * eps",
            "eps",
            "Falta la desviación: el ruido se multiplica por σ antes de sumarlo.",
        ),
        ("mu + ", "", "Falta la media: el punto está alrededor de mu."),
        ("log_var / 2", "-log_var / 2", "El signo del exponente está cambiado: eso divide entre σ."),
        (
            "mu + sigma * eps",
            "(mu + eps) * sigma",
            "También multiplicas la media por σ: primero se escala el ruido y después se suma mu.",
        ),
        (
            " / 2",
            " * 2",
            "Para pasar de log σ² a σ hay que dividir entre 2 dentro del exponente, no multiplicar.",
        ),
        ("mu + ", "mu - ", "Restas el ruido; la fórmula lo suma."),
        (
            "np.exp(log_var / 2)",
            "np.sqrt(log_var)",
            "Sacas la raíz del logaritmo, y con valores negativos sale NaN: primero la exponencial y después la raíz.",
        ),
        (
            "np.exp(log_var / 2)",
            "np.sqrt(np.abs(log_var))",
            "Sacas la raíz del logaritmo: primero la exponencial, que da σ², y después la raíz.",
        ),
        (
            "mu + sigma * eps",
            "mu",
            "Devuelves la media: falta el ruido, que es lo que convierte el punto en una muestra.",
        ),
        (
            "sigma * eps",
            "np.random.default_rng(0).normal(0, sigma)",
            OTRO_RUIDO,
        ),
    ),
    pistas=(
        "Una muestra de N(μ, σ²) es la media más σ veces una muestra de N(0, 1), que ya te dan en `eps`.",
        "Te dan log σ². ¿Cómo se pasa de log σ² a σ? e^{log σ²} es σ²; su raíz, e^{(log σ²)/2}.",
        "Esqueleto: sigma = np.exp(…); return mu + … * eps",
    ),
    explicacion=(
        "$z = \\mu + \\sigma\\,\\varepsilon$ con $\\sigma = e^{\\frac12\\log\\sigma^2}$. El azar queda en $\\varepsilon$, que no depende de los pesos, así que "
        "$z$ se puede derivar respecto a $\\mu$ y a $\\sigma$: por eso el codificador se puede entrenar. Se usa $\\log\\sigma^2$ porque puede ser cualquier número."
    ),
    alternativas=(
        lambda mu, log_var, eps: mu + np.sqrt(np.exp(log_var)) * eps,
        lambda mu, log_var, eps: mu + np.exp(log_var) ** 0.5 * eps,
        lambda mu, log_var, eps: np.add(mu, np.multiply(np.exp(0.5 * np.asarray(log_var)), eps)).astype(
            "float32"
        ),
    ),
)


# --- 11.2 -----------------------------------------------------------------------------------------------------------


def kl_gaussiana(mu, log_var):
    por_dimension = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    return np.sum(por_dimension, axis=-1)


def _oraculo_kl_gaussiana(mu, log_var):
    """Esperanza de log q − log p por cuadratura de Gauss–Hermite, que aquí es exacta."""
    nodos, pesos = np.polynomial.hermite_e.hermegauss(20)
    z = mu[..., None] + np.exp(log_var / 2)[..., None] * nodos
    log_q = -0.5 * nodos**2 - 0.5 * log_var[..., None]
    return ((log_q + 0.5 * z**2) @ pesos / pesos.sum()).sum(axis=-1)


_KL = Ejercicio(
    id="11.2",
    titulo="La KL de cada ejemplo",
    referencia=kl_gaussiana,
    oraculo=_oraculo_kl_gaussiana,
    casos=lambda rng: [
        caso(
            np.array([[1.0, 0.0], [0.0, 0.0], [2.0, -1.0]]),
            np.array([[0.0, 0.0], [0.0, 0.0], [1.0, -2.0]]),
        ),
        caso(*rng.normal(size=(2, 5, 3))),
        caso(mu=rng.normal(size=(4, 4)), log_var=rng.normal(size=(4, 4))),
        caso(rng.normal(size=(1, 6)), rng.normal(size=(1, 6))),
        caso(rng.normal(size=(3, 1)), rng.normal(size=(3, 1))),
        caso(np.array([0.5, -1.5, 2.0]), np.array([-3.0, 0.2, 1.0])),
        caso(np.array([[1, 0], [2, -1]]), np.array([[0, 1], [2, -2]])),
        caso(np.array([[1, -1, 2]]), rng.normal(size=(1, 3))),
        caso(rng.normal(size=(2, 3)), np.array([[0, 1, -1], [2, 0, -2]])),
    ],
    errores=cambios(
        (
            "np.sum",
            "np.mean",
            "Haces la media en las dimensiones del latente: la KL las suma.",
        ),
        (
            ", axis=-1",
            "",
            "Sumas todo el lote en un número: se pide una KL para cada ejemplo, una por fila.",
        ),
        (
            "np.sum(por_dimension, axis=-1)",
            "np.mean(np.sum(por_dimension, axis=-1))",
            "Devuelves la media del lote: se pide una KL para cada ejemplo, una por fila.",
        ),
        (
            "0.5 * (",
            "-0.5 * (",
            "El signo está cambiado: la KL nunca es negativa, y te sale negativa o cero.",
        ),
        ("0.5 * (", "(", "Sale el doble: falta el ½ de delante."),
        (" - 1", "", "Falta el 1 de dentro: con mu = 0 y σ = 1 la KL debe ser 0."),
        (
            "mu**2",
            "mu",
            "La media va al cuadrado: alejarse hacia un lado o hacia el otro cuesta lo mismo.",
        ),
        (
            "np.exp(log_var) - 1 - log_var",
            "np.exp(2 * log_var) - 1 - 2 * log_var",
            "Tratas log_var como log σ: es log σ², así que σ² es np.exp(log_var), sin el 2.",
        ),
        (
            "np.exp(log_var) - 1 - log_var",
            "log_var - 1 - np.log(log_var)",
            "Tratas log_var como si fuera la varianza: σ² es np.exp(log_var).",
        ),
        (
            "- log_var",
            "- np.log(log_var)",
            "Vuelves a tomar el logaritmo: `log_var` ya es log σ², y con valores negativos sale NaN.",
        ),
        (
            "np.exp(log_var)",
            "log_var",
            "Pones log σ² donde va σ²: la varianza es np.exp(log_var).",
        ),
        (
            "axis=-1",
            "axis=0",
            "Sumas entre ejemplos: dentro de cada ejemplo se suma en el último eje.",
        ),
        (
            "mu**2 + np.exp(log_var) - 1 - log_var",
            "(1 + mu**2) * np.exp(-log_var) - 1 + log_var",
            "Esa es la KL al revés, de N(0, I) a la del codificador; no es simétrica.",
        ),
        (
            "np.exp(log_var)",
            "np.exp(log_var / 2)",
            "El último término es la varianza, np.exp(log_var), no la desviación.",
        ),
        (
            "mu**2",
            "-(mu**2)",
            "El término de la media resta: alejarse del 0 tiene que costar, así que va con el signo de la varianza.",
        ),
        (
            "np.sum(por_dimension, axis=-1)",
            "por_dimension",
            "Falta sumar las dimensiones del latente: se pide un número para cada ejemplo.",
        ),
    ),
    pistas=(
        "La KL mide cuánto se aparta la gaussiana de un ejemplo de N(0, I). Las dimensiones son independientes, así que se suman.",
        "En cada dimensión: ½(μ² + σ² − 1 − log σ²), y σ² es np.exp(log_var). ¿En qué eje están las dimensiones?",
        "Esqueleto: por_dimension = 0.5 * (… + … - 1 - …); return np.sum(por_dimension, axis=…)",
    ),
    explicacion=(
        "$\\mathrm{KL}\\bigl(N(\\mu,\\sigma^2)\\,\\|\\,N(0,1)\\bigr) = \\tfrac12\\left(\\mu^2 + \\sigma^2 - 1 - \\log\\sigma^2\\right)$ en cada dimensión, y se suman. Vale 0 solo "
        "con $\\mu=0$ y $\\sigma=1$. El último eje es el del latente: así vale para un ejemplo y para un lote."
    ),
    alternativas=(
        lambda mu, log_var: -0.5 * np.sum(1 + log_var - mu**2 - np.exp(log_var), axis=-1),
        lambda mu, log_var: np.float32(_oraculo_kl_gaussiana(mu, log_var)),
        lambda mu, log_var: -0.5 * np.einsum("...i->...", 1 + log_var - mu * mu - np.exp(log_var)),
    ),
)


# --- 11.3 -----------------------------------------------------------------------------------------------------------


def elbo(x, x_rec, mu, log_var):
    log_p = np.sum(x * np.log(x_rec) + (1 - x) * np.log(1 - x_rec), axis=-1)
    return log_p - kl_gaussiana(mu, log_var)


def _oraculo_elbo(x, x_rec, mu, log_var):
    return (xlogy(x, x_rec) + xlog1py(1 - x, -x_rec)).sum(axis=-1) - _oraculo_kl_gaussiana(mu, log_var)


def _casos_elbo(rng):
    def azar(n, pixeles, z):
        return (
            rng.uniform(size=(n, pixeles)).round(2),
            rng.uniform(0.05, 0.95, (n, pixeles)),
            *rng.normal(size=(2, n, z)),
        )

    x, r, mu, log_var = azar(5, 8, 2)
    return [
        caso(np.array([[1.0, 0.0]]), np.array([[0.8, 0.4]]), np.array([[1.0]]), np.array([[-1.0]])),
        caso(*azar(4, 6, 3)),
        caso(x=x, x_rec=r, mu=mu, log_var=log_var),
        caso((x > 0.5).astype(int), r, mu, log_var),
        caso(x, r, (3 * mu).astype(int), log_var),
        caso(x, r, mu, (3 * log_var).astype(int)),
        caso(x, r, np.zeros((5, 2)), np.zeros((5, 2))),
        caso(*azar(3, 3, 3)),
    ]


_ELBO = Ejercicio(
    id="11.3",
    antes="11.4",
    titulo="La ELBO de cada ejemplo",
    referencia=elbo,
    oraculo=_oraculo_elbo,
    casos=_casos_elbo,
    errores=cambios(
        (
            "np.sum",
            "np.mean",
            "Haces la media en los píxeles y la suma en la KL: así la KL pesa tantas veces más como píxeles hay. Suma en los dos sitios.",
        ),
        (
            "log_p - kl",
            "log_p + kl",
            "Así la KL acaba sumando, y debe restar. Ojo: −½Σ(1 + log σ² − μ² − σ²) ya es la KL, con su signo.",
        ),
        (
            "log_p - kl_gaussiana(mu, log_var)",
            "kl_gaussiana(mu, log_var) - log_p",
            "Devuelves la ELBO con el signo cambiado: esa es la pérdida, −ELBO.",
        ),
        (" - kl_gaussiana(mu, log_var)", "", "Falta la KL: eso es solo la reconstrucción."),
        (
            " + (1 - x) * np.log(1 - x_rec)",
            "",
            "Falta la mitad de la Bernoulli: los píxeles apagados también cuentan, (1 − x)·log(1 − x_rec).",
        ),
        (
            "x * np.log(x_rec) + (1 - x) * np.log(1 - x_rec)",
            "x_rec * np.log(x) + (1 - x_rec) * np.log(1 - x)",
            "Has cambiado x y x_rec: el logaritmo es de lo que predice el decodificador, x_rec.",
        ),
        (
            "x * np.log(x_rec) + (1 - x) * np.log(1 - x_rec)",
            "-((x - x_rec) ** 2)",
            "Usas el error cuadrático: aquí los píxeles son de Bernoulli, y se mide con logaritmos.",
        ),
        (
            "log_p - kl_gaussiana(mu, log_var)",
            "np.mean(log_p - kl_gaussiana(mu, log_var))",
            "Devuelves la media del lote: se pide una ELBO para cada ejemplo.",
        ),
        (
            "log_p - kl_gaussiana(mu, log_var)",
            "np.sum(log_p - kl_gaussiana(mu, log_var))",
            "Devuelves la suma del lote: se pide una ELBO para cada ejemplo.",
        ),
        (
            "np.sum",
            "np.mean",
            "kl_gaussiana(mu, log_var)",
            "kl_gaussiana(mu, log_var) / mu.shape[-1]",
            "Haces la media en los píxeles y también en la KL: en los dos sitios se suma.",
        ),
        (
            "kl_gaussiana(mu, log_var)",
            "kl_gaussiana(mu, log_var) / mu.shape[-1]",
            "En la KL haces la media de las dimensiones: se suman.",
        ),
        (
            "kl_gaussiana(mu, log_var)",
            "np.mean(kl_gaussiana(mu, log_var))",
            "Restas la KL media del lote: a cada ejemplo, la suya.",
        ),
        (
            "kl_gaussiana(mu, log_var)",
            "np.sum(kl_gaussiana(mu, log_var))",
            "Restas la KL de todo el lote: a cada ejemplo, la suya.",
        ),
        (
            "- kl",
            "- 2 * kl",
            "La KL sale el doble: lleva un ½ delante.",
        ),
        (
            "- kl",
            "- 0.5 * kl",
            "La KL sale a la mitad: la fórmula ya lleva el ½. Y si es una β, aquí no va: la ELBO es con β = 1.",
        ),
        (
            "return log_p",
            "return -log_p",
            "El signo de la reconstrucción está cambiado: es la log-verosimilitud, que es negativa.",
        ),
        ("np.log(", "np.log2(", "Usas logaritmos en base 2; aquí todo va en nats: np.log."),
    ),
    pistas=(
        "La ELBO es lo bien que se explica la imagen menos lo que cuesta el código: log-verosimilitud de los píxeles − KL.",
        "Cada píxel aporta x·log(x_rec) + (1 − x)·log(1 − x_rec). Se suman los píxeles (último eje) y se resta la KL del ejercicio anterior.",
        "Esqueleto: log_p = np.sum(x * np.log(…) + (1 - x) * np.log(…), axis=-1); return log_p - kl_gaussiana(…, …)",
    ),
    explicacion=(
        "$\\mathrm{ELBO} = \\mathbb{E}_q[\\log p(x|z)] - \\mathrm{KL}(q\\,\\|\\,p)$. Con píxeles de Bernoulli el primer término es menos la entropía cruzada, **sumada** en los píxeles. Las dos "
        "partes están en nats y se suman enteras; hacer la media en una y no en la otra cambia β sin avisar."
    ),
    alternativas=(
        lambda x, x_rec, mu, log_var: np.float32(_oraculo_elbo(x, x_rec, mu, log_var)),
        lambda x, x_rec, mu, log_var: [
            sum(np.log(x_rec[i]) * x[i] + np.log1p(-x_rec[i]) * (1 - x[i]))
            + 0.5 * sum(1 + log_var[i] - mu[i] ** 2 - np.exp(log_var[i]))
            for i in range(len(x))
        ],
    ),
)


# --- 11.4 -----------------------------------------------------------------------------------------------------------


def interpolar(z1, z2, n):
    t = np.linspace(0, 1, n)[:, None]
    return (1 - t) * z1 + t * z2


def _oraculo_interpolar(z1, z2, n):
    """Coordenada a coordenada, con el interpolador de SciPy."""
    from scipy.interpolate import make_interp_spline

    return make_interp_spline([0.0, n - 1.0], np.array([z1, z2], dtype=float), k=1)(np.arange(n))


_INTERPOLAR = Ejercicio(
    id="11.4",
    antes="11.3",
    titulo="Interpolar entre dos códigos",
    referencia=interpolar,
    oraculo=_oraculo_interpolar,
    casos=lambda rng: [
        caso(np.array([0.0, 1.0]), np.array([4.0, -1.0]), 5),
        caso(np.array([1, 2, 3]), np.array([3, 2, 6]), 3),
        caso(np.array([0, 4]), np.array([0.5, -1.5]), 4),
        caso(np.array([0.5, -1.5]), np.array([3, 2]), 6),
        caso(*rng.normal(size=(2, 6)), 2),
        caso(z1=rng.normal(size=4), z2=rng.normal(size=4), n=9),
        caso(np.array([2.0]), np.array([-1.0]), 4),
    ],
    errores=cambios(
        (
            "np.linspace(0, 1, n)",
            "np.linspace(0, 1, n + 2)[1:-1]",
            "No incluyes los extremos: el primer punto es z1 y el último, z2.",
        ),
        (
            "np.linspace(0, 1, n)",
            "np.linspace(0, 1, n + 1)[:-1]",
            "No llegas a z2: el último punto debe ser z2.",
        ),
        (
            "np.linspace(0, 1, n)",
            "np.linspace(0, 1, n + 1)[1:]",
            "No empiezas en z1: el primer punto debe ser z1.",
        ),
        (
            "(1 - t) * z1 + t * z2",
            "t * z1 + (1 - t) * z2",
            "Vas al revés: se empieza en z1 y se acaba en z2.",
        ),
        ("1, n)", "1, n + 1)", "Sobra un punto: n es el número de puntos, no el de tramos."),
        ("1, n)", "1, n + 2)", "Sobran dos puntos: los extremos también cuentan entre los n."),
        (
            "(1 - t) * z1 + t * z2",
            "((1 - t) * z1 + t * z2).T",
            "Está traspuesta: cada fila debe ser un punto.",
        ),
        ("(1 - t) * z1", "z1", "Sumas z2 entero: lo que se recorre es la diferencia z2 − z1."),
        ("(1 - t) * z1 + t * z2", "(z1 + z2) / 2", "Ese es solo el punto medio: se piden n puntos."),
    ),
    pistas=(
        "Los puntos del segmento entre z1 y z2 son mezclas: una parte de uno y el resto del otro.",
        "`np.linspace(0, 1, n)` da las n proporciones, extremos incluidos; con `[:, None]` quedan en columna y multiplican a un vector entero.",
        "Esqueleto: t = np.linspace(0, 1, n)[:, None]; return (1 - t) * … + t * …",
    ),
    explicacion=(
        "$z(t) = (1-t)\\,z_1 + t\\,z_2$ recorre el segmento a velocidad constante; con $n$ valores de $t$ repartidos entre 0 y 1, los extremos "
        "incluidos, salen $n$ códigos. Al decodificarlos se ve un viaje de un ejemplo al otro."
    ),
    alternativas=(
        lambda z1, z2, n: np.linspace(z1, z2, n),
        lambda z1, z2, n: [z1 + k / (n - 1) * (z2 - z1) for k in range(n)],
        lambda z1, z2, n: np.stack(
            [np.linspace(a, b, n) for a, b in zip(z1, z2, strict=True)], axis=1
        ).astype("float32"),
        lambda z1, z2, n: np.outer(1 - np.linspace(0, 1, n), z1) + np.outer(np.linspace(0, 1, n), z2),
    ),
)

EJERCICIOS = (_REPARAMETRIZAR, _KL, _ELBO, _INTERPOLAR)
