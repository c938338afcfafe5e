"""Ejercicios de la lección 04, Problemas al entrenar."""

import numpy as np
from utils.ejercicios.declarar import Ejercicio, ErrorTipico, caso
from utils.ejercicios.valores import a_varios


def _sigma(z):
    """σ sin desbordar, de SciPy: es el oráculo, no la solución."""
    from scipy.special import expit

    return expit(z)


# --- 04.1 -----------------------------------------------------------------------------------------------------------


def derivada_sigmoide(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


def _oraculo_derivada(z):
    """Diferencias finitas centradas."""
    h = 1e-5
    return (_sigma(np.asarray(z) + h) - _sigma(np.asarray(z) - h)) / (2 * h)


_DERIVADA = Ejercicio(
    id="04.1",
    titulo="La derivada de la sigmoide",
    referencia=derivada_sigmoide,
    oraculo=_oraculo_derivada,
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
    errores=(
        ErrorTipico(
            lambda z: _sigma(z), "Eso es σ(z), no su derivada. La derivada es σ(z) por (1 − σ(z))."
        ),
        ErrorTipico(
            lambda z: z * (1 - z),
            "Has puesto z donde va σ(z): primero calcula s = σ(z) y después s·(1 − s).",
        ),
        ErrorTipico(lambda z: _sigma(z) * (1 - z), "El segundo factor es 1 − σ(z), no 1 − z."),
        ErrorTipico(lambda z: _sigma(z) ** 2, "Multiplicas σ por σ: el segundo factor es 1 − σ(z)."),
        ErrorTipico(
            lambda z: 1 - _sigma(z), "Falta un factor: 1 − σ(z) hay que multiplicarlo por σ(z)."
        ),
        ErrorTipico(
            lambda z: -_sigma(z) * (1 - _sigma(z)),
            "El signo está cambiado: σ crece siempre, así que su derivada es positiva.",
        ),
        ErrorTipico(
            lambda z: _sigma(z) * (1 + _sigma(z)),
            "El signo de dentro está cambiado: es 1 − σ(z), no 1 + σ(z).",
        ),
        ErrorTipico(
            lambda z: 1 - np.tanh(z) ** 2,
            "Esa es la derivada de la tangente hiperbólica; la de σ es σ·(1 − σ).",
        ),
        ErrorTipico(
            lambda z: np.full(np.shape(z), 0.25),
            "0.25 es el valor más grande, en z = 0; en los demás puntos es menor.",
        ),
        ErrorTipico(
            lambda z: _sigma(_sigma(z)) * (1 - _sigma(_sigma(z))),
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
        lambda z: _sigma(z) * _sigma(-np.asarray(z)),
    ),
)


# --- 04.2 -----------------------------------------------------------------------------------------------------------


def cota_gradiente(capas, w):
    return (abs(w) / 4) ** capas


def _oraculo_cota(capas, w):
    """Multiplica capa a capa por el peso y por la mayor pendiente de σ, buscada en una rejilla."""
    z = np.linspace(-5, 5, 1001)
    maxima = (_sigma(z) * (1 - _sigma(z))).max()
    factor = 1.0
    for _ in range(capas):
        factor *= np.sqrt(w * w) * maxima
    return factor


_COTA = Ejercicio(
    id="04.2",
    titulo="La cota del gradiente",
    referencia=cota_gradiente,
    oraculo=_oraculo_cota,
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
    errores=(
        ErrorTipico(
            lambda capas, w: (w / 4) ** capas,
            "Falta el valor absoluto: una cota no puede ser negativa, usa |w|.",
        ),
        ErrorTipico(
            lambda capas, w: abs(w) / 4**capas,
            "El peso también va una vez por capa: pon el paréntesis, (abs(w) / 4) ** capas.",
        ),
        ErrorTipico(
            lambda capas, w: min(1, (abs(w) / 4) ** capas),
            "La cota puede pasar de 1 si el peso es grande: no la recortes.",
        ),
        ErrorTipico(
            lambda capas, w: abs(w) / 4 * capas,
            "Multiplicas por el número de capas: cada capa vuelve a multiplicar, así que es una potencia.",
        ),
        ErrorTipico(
            lambda capas, w: abs(w) / 4,
            "Ese es el factor de una sola capa: elévalo al número de capas.",
        ),
        ErrorTipico(
            lambda capas, w: abs(w) ** capas / 4,
            "El ¼ aparece una vez por capa: también va elevado, dentro del paréntesis.",
        ),
        ErrorTipico(
            lambda capas, w: (abs(w) / 2) ** capas,
            "La mayor pendiente de σ es ¼; el ½ es lo que vale σ en 0.",
        ),
        ErrorTipico(
            lambda capas, w: 0.25**capas, "Falta el peso: cada capa multiplica por σ′ y también por w."
        ),
        ErrorTipico(
            lambda capas, w: abs(w) ** capas,
            "Falta la activación: cada capa multiplica además por σ′, que es como mucho ¼.",
        ),
        ErrorTipico(
            lambda capas, w: (4 * abs(w)) ** capas,
            "Multiplicas por 4; σ′ es como mucho ¼, así que se divide.",
        ),
        ErrorTipico(
            lambda capas, w: (abs(w) / 4) ** (capas - 1),
            "Cuentas una capa de menos: hay un factor por cada capa que se atraviesa.",
        ),
        ErrorTipico(
            lambda capas, w: float(capas) ** (abs(w) / 4),
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


def _oraculo_recortar(gradientes, norma_maxima):
    """La misma regla con un solo vector muy largo."""
    from scipy.linalg import norm

    todo = np.concatenate([np.ravel(g) for g in gradientes])
    todo = todo * min(1.0, norma_maxima / max(norm(todo), 1e-300))
    cortes = np.cumsum([np.size(g) for g in gradientes])[:-1]
    return [
        trozo.reshape(np.shape(g)) for trozo, g in zip(np.split(todo, cortes), gradientes, strict=True)
    ]


def _norma(gradientes):
    return np.sqrt(sum(np.sum(g**2) for g in gradientes))


def _cada_uno(gradientes, norma_maxima):
    return [g * min(1.0, norma_maxima / max(np.linalg.norm(g), 1e-12)) for g in gradientes]


def _con_norma(norma):
    """Recorta con otra norma, `norma(gradientes)`."""

    def variante(gradientes, norma_maxima):
        n = norma(gradientes)
        return [g * (norma_maxima / n) if n > norma_maxima else g for g in gradientes]

    return variante


_RECORTAR = Ejercicio(
    id="04.3",
    titulo="Recortar por norma",
    referencia=recortar_por_norma,
    oraculo=_oraculo_recortar,
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
            _cada_uno,
            "Recortas cada matriz por su cuenta, y eso cambia la dirección: la norma es la de todas juntas.",
        ),
        ErrorTipico(
            lambda gradientes, norma_maxima: [
                np.clip(g, -norma_maxima, norma_maxima) for g in gradientes
            ],
            "Eso recorta valor a valor y tuerce la dirección; multiplica todo por el mismo factor.",
        ),
        ErrorTipico(
            lambda gradientes, norma_maxima: [
                g * norma_maxima / max(_norma(gradientes), 1e-12) for g in gradientes
            ],
            "Escalas siempre, también cuando la norma ya cabe: en ese caso los gradientes no se tocan.",
        ),
        ErrorTipico(
            lambda gradientes, norma_maxima: [
                g * norma_maxima / _norma(gradientes) for g in gradientes
            ],
            "Escalas siempre: si la norma ya cabe los gradientes no se tocan (y si todo es 0, divides entre 0).",
        ),
        ErrorTipico(
            lambda gradientes, norma_maxima: [
                g * norma_maxima / _norma(gradientes) if _norma(gradientes) ** 2 > norma_maxima else g
                for g in gradientes
            ],
            "Comparas con el máximo la norma al cuadrado: saca la raíz antes de comparar.",
        ),
        ErrorTipico(
            _con_norma(lambda gs: sum(np.sum(g**2) for g in gs)),
            "Falta la raíz cuadrada: la norma es la raíz de la suma de los cuadrados.",
        ),
        ErrorTipico(
            _con_norma(lambda gs: sum(np.linalg.norm(g) for g in gs)),
            "Sumas las normas de las matrices: suma sus cuadrados y, al final, una sola raíz.",
        ),
        ErrorTipico(
            _con_norma(lambda gs: sum(np.abs(g).sum() for g in gs)),
            "Sumas valores absolutos: la norma que se pide es la raíz de la suma de los cuadrados.",
        ),
        ErrorTipico(
            _con_norma(lambda gs: max(np.abs(g).max() for g in gs)),
            "Usas el valor más grande como norma; hay que contar todos los números.",
        ),
        ErrorTipico(
            lambda gradientes, norma_maxima: [
                g / max(_norma(gradientes), norma_maxima) for g in gradientes
            ],
            "Divides entre la norma y queda de norma 1: falta multiplicar por norma_maxima.",
        ),
        ErrorTipico(
            lambda gradientes, norma_maxima: list(gradientes),
            "No has cambiado nada: si la norma pasa del máximo hay que encogerlos.",
        ),
        ErrorTipico(
            lambda gradientes, norma_maxima: [
                g * 0 if _norma(gradientes) > norma_maxima else g for g in gradientes
            ],
            "Los pones a cero: recortar es encoger hasta la norma máxima, no borrar.",
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
            g * (norma_maxima / max(_norma(gradientes), norma_maxima)) for g in gradientes
        ),
        lambda gradientes, norma_maxima: [
            (g * min(1.0, norma_maxima / (_norma(gradientes) + 1e-12))).tolist() for g in gradientes
        ],
    ),
    leer=a_varios,
    entrega="varios",
)


# --- 04.4 -----------------------------------------------------------------------------------------------------------


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
    return _verificar_filas(filas, etiquetas, X, y)


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
        if len(suyas) > 4 and suyas.sum() > 12 and suyas.max() == suyas.sum():
            return LA_MISMA
        if len(suyas) > 4 and suyas.sum() > 5 * len(suyas) and (suyas == 0).sum() >= len(suyas) / 2:
            return POCAS
    return ""


def _casos_sobremuestreo(rng):
    def datos(*cuantas, columnas=2):
        y = rng.permutation(np.repeat(np.arange(len(cuantas)), cuantas))
        return rng.normal(size=(len(y), columnas)), y

    return [
        caso(*datos(8, 3), np.random.default_rng(1)),
        caso(*datos(6, 40), np.random.default_rng(2)),
        caso(*datos(30, 5, 12, columnas=3), np.random.default_rng(3)),
        caso(*datos(1, 9), np.random.default_rng(4)),
        caso(*datos(5, 5), rng=np.random.default_rng(5)),
        caso(*datos(7, 60, 20, 9), np.random.default_rng(6)),
    ]


def _oraculo_sobremuestreo(X, y, rng):
    from imblearn.over_sampling import RandomOverSampler

    return RandomOverSampler(random_state=int(rng.integers(2**31))).fit_resample(X, y)


def _con_indices(elegir, dar=lambda X, y, indices, rng: (X[indices], y[indices])):
    """Variante que añade los índices `elegir(suyos, faltan, rng)` de cada clase."""

    def variante(X, y, rng):
        clases, cuantas = np.unique(y, return_counts=True)
        trozos = [
            elegir(np.flatnonzero(y == c), cuantas.max() - n, rng)
            for c, n in zip(clases, cuantas, strict=True)
        ]
        return dar(X, y, np.concatenate([np.arange(len(y)), *trozos]).astype(int), rng)

    return variante


def _submuestreo(X, y, rng):
    clases, cuantas = np.unique(y, return_counts=True)
    indices = np.concatenate(
        [rng.choice(np.flatnonzero(y == c), cuantas.min(), replace=False) for c in clases]
    )
    return X[indices], y[indices]


def _sin_originales(X, y, rng):
    clases, cuantas = np.unique(y, return_counts=True)
    indices = np.concatenate([rng.choice(np.flatnonzero(y == c), cuantas.max()) for c in clases])
    return X[indices], y[indices]


def _solo_la_menor(X, y, rng):
    clases, cuantas = np.unique(y, return_counts=True)
    suyos = np.flatnonzero(y == clases[cuantas.argmin()])
    indices = np.append(np.arange(len(y)), rng.choice(suyos, cuantas.max() - cuantas.min()))
    return X[indices], y[indices]


def _inventar(X, y, indices, rng):
    filas = X[indices].copy()
    filas[len(X) :] += rng.normal(0, 0.1, filas[len(X) :].shape)
    return filas, y[indices]


_SOBREMUESTREAR = Ejercicio(
    id="04.4",
    titulo="Sobremuestrear al azar",
    referencia=sobremuestrear,
    oraculo=_oraculo_sobremuestreo,
    casos=_casos_sobremuestreo,
    errores=(
        ErrorTipico(lambda X, y, rng: (X.copy(), y.copy()), NADA_CAMBIA),
        ErrorTipico(_submuestreo, RECORTADA),
        ErrorTipico(_solo_la_menor, DESIGUALES),
        ErrorTipico(
            _con_indices(
                lambda suyos, faltan, rng: rng.choice(suyos, faltan + len(suyos) if faltan else 0)
            ),
            DE_MAS,
        ),
        ErrorTipico(_sin_originales, PERDIDAS),
        ErrorTipico(
            _con_indices(lambda suyos, faltan, rng: rng.choice(suyos, faltan), _inventar), INVENTADAS
        ),
        ErrorTipico(
            _con_indices(
                lambda suyos, faltan, rng: rng.choice(suyos, faltan),
                lambda X, y, i, rng: (X[rng.permutation(i)], y[i]),
            ),
            AJENAS,
        ),
        ErrorTipico(_con_indices(lambda suyos, faltan, rng: np.repeat(suyos[:1], faltan)), LA_MISMA),
        ErrorTipico(_con_indices(lambda suyos, faltan, rng: rng.choice(suyos[:2], faltan)), POCAS),
        ErrorTipico(
            _con_indices(
                lambda suyos, faltan, rng: rng.choice(suyos, faltan), lambda X, y, i, rng: (y[i], X[i])
            ),
            DOS_COSAS,
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
        _con_indices(lambda suyos, faltan, rng: rng.choice(suyos, faltan)),
        lambda X, y, rng: tuple(a[::-1] for a in sobremuestrear(X, y, rng)),
        lambda X, y, rng: [a.tolist() for a in sobremuestrear(X, y, rng)],
        lambda X, y, rng: [np.asarray(a, dtype="float32") for a in sobremuestrear(X, y, rng)],
    ),
    leer=a_varios,
    entrega="varios",
    verificar=_verificar_sobremuestreo,
)


# --- 04.5 -----------------------------------------------------------------------------------------------------------


def smote_punto(x, vecino, u):
    return x + u * (vecino - x)


def _oraculo_smote(x, vecino, u):
    """Interpolación de NumPy, coordenada a coordenada."""
    return np.array(
        [np.interp(u, [0.0, 1.0], [float(a), float(b)]) for a, b in zip(x, vecino, strict=True)]
    )


_SMOTE = Ejercicio(
    id="04.5",
    titulo="Un punto de SMOTE",
    referencia=smote_punto,
    oraculo=_oraculo_smote,
    casos=lambda rng: [
        caso(np.array([1.0, 2.0]), np.array([3.0, 6.0]), 0.25),
        caso(np.array([1, 2]), np.array([4, -2]), 0.5),
        caso(np.array([1.0, -1.0, 0.5]), np.array([2.0, 5.0, 0.5]), 0.0),
        caso(np.array([1.0, -1.0, 0.5]), np.array([2.0, 5.0, 0.5]), 1.0),
        caso(x=rng.normal(size=5), vecino=rng.normal(size=5), u=0.8),
        caso(rng.normal(size=3), rng.normal(size=3), float(rng.uniform())),
    ],
    errores=(
        ErrorTipico(
            lambda x, vecino, u: (x + vecino) / 2,
            "Ese es siempre el punto medio: u dice cuánto camino recorrer, de 0 a 1.",
        ),
        ErrorTipico(
            lambda x, vecino, u: u * (vecino - x),
            "Falta el punto de partida: al desplazamiento hay que sumarle x.",
        ),
        ErrorTipico(
            lambda x, vecino, u: x + u * vecino,
            "Sumas el vecino entero escalado; lo que se escala es la diferencia vecino − x.",
        ),
        ErrorTipico(
            lambda x, vecino, u: vecino + u * (x - vecino),
            "Recorres el camino al revés: con u = 0 debe salir x, y con u = 1, el vecino.",
        ),
        ErrorTipico(
            lambda x, vecino, u: x - u * (vecino - x),
            "Te alejas del vecino: el signo del desplazamiento está cambiado.",
        ),
        ErrorTipico(
            lambda x, vecino, u: vecino + u * (vecino - x),
            "Sales del vecino y lo rebasas: el camino empieza en x.",
        ),
        ErrorTipico(
            lambda x, vecino, u: vecino - x,
            "Eso es la flecha de x al vecino; recorre una parte, u, desde x.",
        ),
        ErrorTipico(
            lambda x, vecino, u: x + u,
            "Sumas u a cada coordenada; hay que avanzar hacia el vecino: u·(vecino − x).",
        ),
        ErrorTipico(
            lambda x, vecino, u: x + u * np.abs(vecino - x),
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
)


# --- 04.6 -----------------------------------------------------------------------------------------------------------


def f1(reales, predichas, positiva=1):
    aciertos = np.sum((predichas == positiva) & (reales == positiva))
    total = np.sum(predichas == positiva) + np.sum(reales == positiva)
    return 2 * aciertos / total if total else 0.0


def _oraculo_f1(reales, predichas, positiva=1):
    from sklearn.metrics import f1_score

    return float(f1_score(reales == positiva, predichas == positiva, zero_division=0))


def _cuentas(combinar):
    """Variante que combina verdaderos positivos, falsos positivos y falsos negativos."""

    def variante(reales, predichas, positiva=1):
        r, p = reales == positiva, predichas == positiva
        return combinar(np.sum(r & p), np.sum(~r & p), np.sum(r & ~p))

    return variante


def _cociente(a, b):
    return a / b if b else 0.0


def _macro(reales, predichas, positiva=1):
    return np.mean([_oraculo_f1(reales, predichas, c) for c in np.unique(np.append(reales, predichas))])


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
    id="04.6",
    titulo="F1 a mano",
    referencia=f1,
    oraculo=_oraculo_f1,
    casos=_casos_f1,
    errores=(
        ErrorTipico(
            lambda reales, predichas, positiva=1: np.mean(reales == predichas),
            "Eso es la exactitud: cuenta también los negativos bien rechazados, que F1 no mira.",
        ),
        ErrorTipico(
            _cuentas(lambda vp, fp, fn: _cociente(vp, vp + fp)),
            "Eso es la precisión: falta combinarla con la exhaustividad.",
        ),
        ErrorTipico(
            _cuentas(lambda vp, fp, fn: _cociente(vp, vp + fn)),
            "Eso es la exhaustividad: falta combinarla con la precisión.",
        ),
        ErrorTipico(
            _cuentas(lambda vp, fp, fn: (_cociente(vp, vp + fp) + _cociente(vp, vp + fn)) / 2),
            "Has hecho la media corriente de precisión y exhaustividad; F1 es la media armónica, 2PR/(P + R).",
        ),
        ErrorTipico(
            _cuentas(lambda vp, fp, fn: _cociente(vp, 2 * vp + fp + fn)),
            "Falta el 2 del numerador: F1 = 2·VP/(2·VP + FP + FN).",
        ),
        ErrorTipico(
            _cuentas(lambda vp, fp, fn: _cociente(vp, vp + fp + fn)),
            "Eso es el índice de Jaccard, VP/(VP + FP + FN); en F1 los aciertos cuentan doble.",
        ),
        ErrorTipico(
            _cuentas(lambda vp, fp, fn: np.float64(2 * vp) / (2 * vp + fp + fn)),
            "Sin positivos reales ni predichos divides 0 entre 0 y sale NaN: en ese caso devuelve 0.",
        ),
        ErrorTipico(
            lambda reales, predichas, positiva=1: _oraculo_f1(reales, predichas, 1),
            "Has fijado la clase 1: usa el argumento positiva.",
        ),
        ErrorTipico(
            _macro, "Has promediado el F1 de todas las clases; se pide solo el de la clase positiva."
        ),
        ErrorTipico(
            _cuentas(lambda vp, fp, fn: _cociente(vp, vp + fp) * _cociente(vp, vp + fn)),
            "Multiplicas precisión por exhaustividad: falta el resto de la media armónica, 2PR/(P + R).",
        ),
        ErrorTipico(
            lambda reales, predichas, positiva=1: _oraculo_f1(
                reales != positiva, predichas != positiva, True
            ),
            "Has calculado el F1 de las demás clases: la positiva es la que dice el argumento.",
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
        _cuentas(lambda vp, fp, fn: _cociente(2 * vp, 2 * vp + fp + fn)),
        _cuentas(lambda vp, fp, fn: 0 if vp == 0 else 2 / ((vp + fp) / vp + (vp + fn) / vp)),
    ),
)

EJERCICIOS = (_DERIVADA, _COTA, _RECORTAR, _SOBREMUESTREAR, _SMOTE, _F1)
