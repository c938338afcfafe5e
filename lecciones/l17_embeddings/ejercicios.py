"""Ejercicios de la lección 17, Embeddings."""

from collections import Counter
from itertools import groupby

import numpy as np
from scipy.spatial.distance import cdist, cosine
from scipy.special import expit, log_expit

from utils.ejercicios.declarar import Ejercicio, cambios, caso
from utils.ejercicios.valores import a_numeros, a_textos

POEMA = ["el", "rey", "saluda", "a", "la", "reina"]
PARES_MAXIMOS = 10_000  # muchos más de los que da ningún caso
REPETIDA = ["el", "gato", "ve", "el", "perro", "y", "el", "pez"]
AL_REVES = "Está al revés: en skip-gram entra el centro y se predice su contexto. Recorre la frase; la palabra por la que vas es el centro y va primero."


# --- 17.1 ------------------------------------------------------------------------------------------------------------


def coseno(a, b):
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


def _oraculo_coseno(a, b):
    return 1 - cosine(a, b)


_COSENO = Ejercicio(
    id="17.1",
    titulo="Coseno",
    referencia=coseno,
    oraculo=_oraculo_coseno,
    casos=lambda rng: [
        caso(np.array([3.0, 4.0]), np.array([4.0, 3.0])),
        caso(np.array([1.0, 0.0]), np.array([0.0, 5.0])),
        caso(np.array([1.0, 2.0, -2.0]), np.array([-2.0, -4.0, 4.0])),
        caso(np.array([4.0, 3.0]), np.array([8.0, 6.0])),
        caso(np.array([1.0, -2.0, 0.5]), np.array([4.0, 1.0, 3.0])),
        caso(rng.integers(-3, 4, 4), rng.normal(size=4)),
        caso(rng.normal(size=3), np.array([2, -1, 3])),
        caso(a=rng.normal(size=48), b=3 * rng.normal(size=48)),
        caso(np.array([-0.4]), np.array([7.0])),
        caso(0.01 * rng.normal(size=5), 20 * rng.normal(size=5)),
    ],
    errores=cambios(
        (
            " / (np.linalg.norm(a) * np.linalg.norm(b))",
            "",
            "Eso es el producto escalar: crece con el largo de los vectores. Divide entre las dos normas.",
        ),
        (" * np.linalg.norm(b)", "", "Divides solo entre la norma de a: falta la de b."),
        ("np.linalg.norm(a) * ", "", "Divides solo entre la norma de b: falta la de a."),
        (
            "return ",
            "return 1 - ",
            "Eso es la distancia coseno, 1 − cos: se pide el coseno, que vale 1 si apuntan al mismo lado.",
        ),
        (
            "a @ b",
            "np.abs(a @ b)",
            "Has quitado el signo: dos vectores opuestos tienen coseno −1, no 1.",
        ),
        (
            "np.linalg.norm(a) * np.linalg.norm(b)",
            "a @ a * (b @ b)",
            "Divides entre las normas al cuadrado: a @ a es la norma al cuadrado, falta la raíz.",
        ),
        (") * np", ") + np", "Divides entre la suma de las normas: es entre su producto."),
        (
            "a @ b / (np.linalg.norm(a) * np.linalg.norm(b))",
            "np.arccos(np.clip(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)), -1, 1))",
            "Eso es el ángulo, en radianes: se pide su coseno.",
        ),
        (
            "a @ b / (np.linalg.norm(a) * np.linalg.norm(b))",
            "np.linalg.norm(a - b)",
            "Eso es la distancia euclídea: el coseno solo mira hacia dónde apuntan.",
        ),
        (
            "a @ b",
            "-(a @ b)",
            "El signo está cambiado. La pérdida de Keras, `cosine_similarity`, también lo cambia, porque se minimiza.",
        ),
        (
            "np.linalg.norm(a) * np.linalg.norm(b)",
            "np.linalg.norm(a * b)",
            "La norma del producto no es el producto de las normas: calcula las dos por separado.",
        ),
        (
            "a @ b / (np.linalg.norm(a) * np.linalg.norm(b))",
            "np.cos(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))",
            "Sobra np.cos: el cociente ya es el coseno, no el ángulo.",
        ),
        ("a @ b", "a * b", "Devuelves un vector: falta sumar los productos (a @ b, o np.sum(a * b))."),
        (
            "a @ b / (np.linalg.norm(a) * np.linalg.norm(b))",
            "np.corrcoef(a, b)[0, 1]",
            "Eso es la correlación: restas la media antes. El coseno no la resta.",
        ),
        ("a @ b", "np.mean(a * b)", "Promedias los productos: el producto escalar los suma."),
        (
            "(np.linalg.norm(a) * np.linalg.norm(b))",
            "np.linalg.norm(a) * np.linalg.norm(b)",
            "Faltan paréntesis: x / y * z divide entre y y después multiplica por z. Divide entre (y * z).",
        ),
        (
            "np.linalg.norm(a) * np.linalg.norm(b)",
            "np.abs(a).sum() * np.abs(b).sum()",
            "Usas la suma de valores absolutos: la norma es la raíz de la suma de los cuadrados.",
        ),
    ),
    pistas=(
        "Dos palabras se parecen si sus vectores apuntan al mismo lado, sean largos o cortos.",
        "El producto escalar mezcla dirección y largo. ¿Entre qué hay que dividir para que el largo no cuente?",
        "Esqueleto: return a @ b / (np.linalg.norm(…) * …)",
    ),
    explicacion=(
        "$\\cos(a, b) = \\frac{a \\cdot b}{\\|a\\|\\,\\|b\\|}$. Vale 1 si apuntan al mismo lado, 0 si son perpendiculares y −1 si son opuestos. "
        "Si los vectores ya tienen norma 1, es el producto escalar: por eso se normalizan una vez y después basta con multiplicar matrices."
    ),
    alternativas=(
        lambda a, b: (
            sum(x * y for x, y in zip(a, b, strict=True))
            / (sum(x * x for x in a) * sum(y * y for y in b)) ** 0.5
        ),
        lambda a, b: (a / np.linalg.norm(a)) @ (b / np.linalg.norm(b)),
        lambda a, b: np.float32(coseno(np.float32(a), np.float32(b))),
        lambda a, b: np.inner(a, b) / np.sqrt(np.inner(a, a) * np.inner(b, b)),
        _oraculo_coseno,
    ),
    antes="17.3",
)


# --- 17.2 ------------------------------------------------------------------------------------------------------------


def pares_skipgram(frase, ventana):
    pares = []
    for i, centro in enumerate(frase):
        for j in range(max(0, i - ventana), min(len(frase), i + ventana + 1)):
            if j != i:
                pares.append((centro, frase[j]))
    return pares


def leer_pares(valor):
    """De una lista de pares (centro, contexto) a textos «centro → contexto»; el orden del contexto de cada centro da igual."""
    if isinstance(valor, (set, frozenset)):
        return (
            None,
            "Devuelve un conjunto, que borra los pares repetidos: cada aparición cuenta. Devuelve una lista.",
        )
    if isinstance(valor, np.ndarray) and (valor.dtype.kind == "U" or not valor.size):
        valor = valor.tolist()
    if not isinstance(valor, (list, tuple)) or len(valor) > PARES_MAXIMOS:
        _, problema = a_numeros(valor)
        return None, problema.replace(
            "números", "una lista de pares (centro, contexto)"
        ) or "Debe devolver una lista de pares (centro, contexto)."
    if any(isinstance(par, list) and par and isinstance(par[0], (tuple, list)) for par in valor):
        return (
            None,
            "Devuelve una lista de listas de pares, una por palabra: júntalos todos en una sola lista.",
        )
    if any(
        isinstance(par, (list, tuple)) and len(par) == 2 and isinstance(par[0], (list, tuple))
        for par in valor
    ):
        return (
            None,
            "El centro es una palabra suelta, no una lista: cada elemento es (centro, contexto).",
        )
    if not all(
        isinstance(par, (list, tuple)) and len(par) == 2 and all(isinstance(p, str) for p in par)
        for par in valor
    ):
        return None, "Cada elemento de la lista debe ser un par de palabras: (centro, contexto)."
    pares = [(f"{centro} → {contexto}", centro) for centro, contexto in valor]
    grupos = (
        sorted(texto for texto, _ in grupo) for _, grupo in groupby(pares, key=lambda par: par[1])
    )
    return np.array([texto for grupo in grupos for texto in grupo], dtype=str), ""


def _oraculo_pares_skipgram(frase, ventana):
    """Fuerza bruta: todas las parejas de posiciones y su distancia."""
    lugares = range(len(frase))
    return [(frase[i], frase[j]) for i in lugares for j in lugares if 0 < abs(i - j) <= ventana]


def _falta_o_sobra(textos, buenos, que):
    """Frase que dice cuántos hay y el primero que falta o sobra, o "" si son los mismos, con sus repeticiones."""
    suyos, nuestros = Counter(textos.tolist()), Counter(buenos.tolist())
    if suyos == nuestros:
        return ""
    cuantos = (
        f"Das {len(textos)} {que} y {'debe ser 1' if len(buenos) == 1 else f'deben ser {len(buenos)}'}"
    )
    if faltan := list(nuestros - suyos):
        return f"{cuantos}: falta «{faltan[0]}»."
    return f"{cuantos}: sobra «{next(iter(suyos - nuestros))}»."


def _verificar_skipgram(textos, frase, ventana):
    """Los pares de la fuerza bruta. Como el contexto es simétrico, al revés salen los mismos: se distinguen por el orden."""
    buenos, _ = leer_pares(_oraculo_pares_skipgram(frase, ventana))
    if problema := _falta_o_sobra(textos, buenos, "pares"):
        return problema
    primeras, segundas = ([texto.split(" → ")[lado] for texto in textos] for lado in (0, 1))
    centros = [texto.split(" → ")[0] for texto in buenos]
    return AL_REVES if primeras != centros == segundas else ""


def _casos_pares(rng):
    return [
        caso(POEMA, 2),
        caso(POEMA, 1),
        caso(REPETIDA, 2),
        caso(REPETIDA, 3),
        caso(["hola"], 2),
        caso([], 2),
        caso(["sí", "no"], 5),
        caso(["ay", "ay", "ay"], 1),
        caso(frase=["uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho"], ventana=3),
        caso([f"p{k}" for k in rng.integers(0, 9, 40)], 4),
    ]


_SKIPGRAM = Ejercicio(
    id="17.2",
    titulo="Pares de skip-gram",
    referencia=pares_skipgram,
    oraculo=_oraculo_pares_skipgram,
    casos=_casos_pares,
    errores=cambios(
        (
            "range(max(0, i - ventana), min(len(frase), i + ventana + 1))",
            "[*range(len(frase))[i - ventana : i], *range(len(frase))[i + 1 : i + ventana + 1]]",
            "Al principio de la frase pierdes pares: `frase[i - ventana : i]` empieza en una posición negativa, que Python cuenta desde el final.",
        ),
        (
            "max(0, i - ventana)",
            "i",
            "Solo miras a la derecha: el contexto son también las palabras de la izquierda.",
        ),
        (
            "min(len(frase), i + ventana + 1)",
            "i",
            "Solo miras a la izquierda: ¿has olvidado que range(a, b) no llega a b, o las palabras de la derecha?",
        ),
        (" + 1", "", "Falta la última palabra de la derecha: range(a, b) se para antes de b."),
        (
            "i - ventana",
            "i - ventana + 1",
            "i + ventana + 1",
            "i + ventana",
            "Te faltan las palabras que están justo a distancia ventana: también son contexto (≤, no <).",
        ),
        (
            "len(frase),",
            "len(frase) - 1,",
            "La última palabra de la frase nunca sale como contexto: range(a, b) se para antes de b. ¿Cuál es el tope?",
        ),
        (
            "i - ventana",
            "i - 1",
            "i + ventana",
            "i + 1",
            "Solo miras las palabras pegadas al centro: son todas las que están a `ventana` posiciones o menos.",
        ),
        (
            "if j != i:",
            "if True:",
            "Emparejas cada palabra consigo misma: la posición del centro no es contexto.",
        ),
        (
            "j != i",
            "frase[j] != centro",
            "Quitas del contexto las palabras iguales al centro. Si una palabra se repite en la frase, cuenta: compara posiciones, no palabras.",
        ),
        (
            "i, centro in enumerate(frase):",
            "centro in frase:\n        i = frase.index(centro)",
            "Con palabras repetidas usas siempre su primera posición (así funciona frase.index). Recorre posiciones con enumerate.",
        ),
        (
            "range(max(0, i - ventana), min(len(frase), i + ventana + 1))",
            "range(i - ventana, i + ventana + 1) if len(frase) > ventana else range(len(frase))",
            "frase[j]",
            "frase[j % len(frase)]",
            "La ventana da la vuelta: en Python frase[-1] es la última palabra. Al principio y al final de la frase, el contexto es más corto.",
        ),
        (
            "max(0, i - ventana)",
            "i - ventana",
            "Falta el max(0, …): con un índice negativo Python cuenta desde el final, y la primera palabra se empareja con las últimas.",
        ),
        (
            "for i, centro in enumerate(frase):",
            "for i in range(ventana, len(frase) - ventana):\n        centro = frase[i]",
            "Te saltas las palabras de los bordes: también son centro, con menos contexto.",
        ),
        (
            "return pares",
            "return list(dict.fromkeys(pares))",
            "Has quitado los pares repetidos: cada aparición cuenta, porque así se aprende qué palabras van juntas a menudo.",
        ),
        (
            "range(max(0, i - ventana), min(len(frase), i + ventana + 1))",
            "(i - ventana, i + ventana)",
            "j != i",
            "0 <= j < len(frase)",
            "Solo coges las palabras que están justo a distancia ventana: son todas las que están a esa distancia o menos.",
        ),
        (
            "i - ventana",
            "i - ventana // 2",
            "i + ventana",
            "i + ventana // 2",
            "Repartes la ventana entre los dos lados: son ventana palabras a cada lado.",
        ),
        (
            "return pares",
            "return [(palabra, frase[0]) for palabra in frase[1:]]",
            "Emparejas todas las palabras con la primera: el contexto de cada una son sus propias vecinas.",
        ),
        ("(centro, frase[j])", "(frase[j], centro)", AL_REVES),
    ),
    pistas=(
        "Cada palabra es una vez el centro. Su contexto: las que están a `ventana` posiciones o menos, a los dos lados.",
        "Recorre posiciones, no palabras. ¿Cuál es la primera posición válida a la izquierda, si no puede ser negativa? ¿Y la última a la derecha?",
        "Esqueleto: for i, centro in enumerate(frase): for j in range(max(0, …), min(len(frase), … + 1)): if j != i: pares.append(…)",
    ),
    explicacion=(
        "`max(0, i - ventana)` y `min(len(frase), i + ventana + 1)` recortan la ventana en los bordes. Se compara `j != i`, la posición, porque la "
        "misma palabra puede salir dos veces. Skip-gram aprende a predecir el **contexto** desde el **centro**: por eso el centro va primero."
    ),
    alternativas=(
        lambda frase, ventana: [
            (frase[i], c)
            for i in range(len(frase))
            for c in [*frase[max(0, i - ventana) : i], *frase[i + 1 : i + ventana + 1]]
        ],
        lambda frase, ventana: [
            list(par)
            for k in range(1, ventana + 1)
            for a, b in zip(frase, frase[k:], strict=False)
            for par in ((a, b), (b, a))
        ],
        lambda frase, ventana: tuple(_oraculo_pares_skipgram(frase, ventana)),
    ),
    leer=leer_pares,
    verificar=_verificar_skipgram,
    entrega="tal cual",
    antes="17.1",
)


# --- 17.3 ------------------------------------------------------------------------------------------------------------


def pares_cbow(frase, ventana):
    pares = []
    for i, centro in enumerate(frase):
        contexto = [*frase[max(0, i - ventana) : i], *frase[i + 1 : i + ventana + 1]]
        if contexto:
            pares.append((contexto, centro))
    return pares


def leer_contextos(valor):
    """De una lista de ([contexto…], centro) a textos «contexto → centro»; ni el orden de los pares ni el del contexto importan."""
    if not isinstance(valor, (list, tuple)) or len(valor) > PARES_MAXIMOS:
        _, problema = a_numeros(valor)
        return None, problema.replace(
            "números", "una lista de parejas ([contexto…], centro)"
        ) or "Debe devolver una lista de parejas ([contexto…], centro)."
    if not all(isinstance(par, (list, tuple)) and len(par) == 2 for par in valor):
        return None, "Cada elemento debe ser una pareja: ([contexto…], centro)."
    textos = []
    for contexto, centro in valor:
        if isinstance(contexto, np.ndarray):
            contexto = contexto.tolist()
        if isinstance(contexto, (set, frozenset)):
            return None, "El contexto es un conjunto, que borra las palabras repetidas: usa una lista."
        if isinstance(contexto, str) and " " in contexto:
            return (
                None,
                "Juntas el contexto en un solo texto: es una lista de palabras, ([contexto…], centro).",
            )
        if isinstance(contexto, str) and isinstance(centro, str):
            return (
                None,
                "Das un par por cada palabra del contexto, como en skip-gram. CBOW junta todo el contexto en una lista: ([contexto…], centro).",
            )
        if isinstance(contexto, str) and isinstance(centro, (list, tuple)):
            return (
                None,
                "Está al revés: el contexto, que es lo que entra, va primero; el centro, que es lo que se predice, después.",
            )
        if (
            not isinstance(contexto, (list, tuple))
            or not isinstance(centro, str)
            or not all(isinstance(p, str) for p in contexto)
        ):
            return (
                None,
                "Cada elemento debe ser ([contexto…], centro): una lista de palabras y una palabra.",
            )
        textos.append(f"{' '.join(sorted(contexto))} → {centro}")
    return np.array(sorted(textos), dtype=str), ""


def _oraculo_pares_cbow(frase, ventana):
    """Fuerza bruta: cada palabra, con todas las que están cerca."""
    contextos = (
        [p for j, p in enumerate(frase) if 0 < abs(i - j) <= ventana] for i in range(len(frase))
    )
    return [(contexto, centro) for contexto, centro in zip(contextos, frase, strict=True) if contexto]


def _verificar_cbow(textos, frase, ventana):
    return _falta_o_sobra(textos, leer_contextos(_oraculo_pares_cbow(frase, ventana))[0], "parejas")


_CBOW = Ejercicio(
    id="17.3",
    titulo="Ejemplos de CBOW",
    referencia=pares_cbow,
    oraculo=_oraculo_pares_cbow,
    casos=_casos_pares,
    errores=cambios(
        (
            "(contexto, centro)",
            "(centro, contexto)",
            "Está al revés: el contexto, que es lo que entra, va primero; el centro, que es lo que se predice, después.",
        ),
        (
            "pares.append((contexto, centro))",
            "pares += [(palabra, centro) for palabra in contexto]",
            "Das un par por cada palabra del contexto, como en skip-gram: CBOW junta todo el contexto en una lista.",
        ),
        (
            "i + 1 :",
            "i :",
            "El centro está también en su contexto: la red no tendría que adivinar nada.",
        ),
        (
            ", *frase[i + 1 : i + ventana + 1]",
            "",
            "Falta el contexto de la derecha: van las palabras de los dos lados.",
        ),
        (
            "*frase[max(0, i - ventana) : i], ",
            "",
            "Falta el contexto de la izquierda: van las palabras de los dos lados.",
        ),
        (
            "ventana + 1",
            "ventana",
            "Falta la última palabra de la derecha: el corte frase[a:b] se para antes de b.",
        ),
        (
            "max(0, i - ventana)",
            "i - ventana",
            "Al principio de la frase pierdes el contexto de la izquierda: `frase[i - ventana : i]` empieza en una posición negativa, que Python cuenta desde el final.",
        ),
        (
            "if contexto:",
            "if contexto := [palabra for palabra in contexto if palabra != centro]:",
            "Quitas del contexto las palabras iguales al centro: si la palabra se repite en la frase, cuenta. Compara posiciones, no palabras.",
        ),
        (
            "i, centro in enumerate(frase):",
            "centro in frase:\n        i = frase.index(centro)",
            "Con palabras repetidas usas siempre su primera posición (así funciona frase.index). Recorre posiciones con enumerate.",
        ),
        (
            "(contexto, centro)",
            "(list(set(contexto)), centro)",
            "El contexto pierde las palabras repetidas: es una lista, no un conjunto.",
        ),
        (
            "for i, centro in enumerate(frase):",
            "for i in range(ventana, len(frase) - ventana):\n        centro = frase[i]",
            "Solo das las palabras con la ventana completa: las de los bordes también son centro, con menos contexto.",
        ),
        (
            "i - ventana",
            "i - ventana // 2",
            "i + ventana",
            "i + ventana // 2",
            "Repartes la ventana entre los dos lados: son ventana palabras a cada lado.",
        ),
        (
            "if contexto:",
            "if True:",
            "Una frase de una sola palabra da un contexto vacío: de la nada no se predice, así que ese ejemplo no se incluye.",
        ),
    ),
    pistas=(
        "CBOW hace un hueco en la frase y lo adivina por lo que hay alrededor: entra el contexto entero y sale el centro.",
        "Para cada posición i, une lo que hay antes y lo que hay después. Cuidado con los cortes que empiezan en negativo y con los contextos vacíos.",
        "Esqueleto: for i, centro in enumerate(frase): contexto = [*frase[max(0, …) : i], *frase[i + 1 : …]]; if contexto: pares.append(…)",
    ),
    explicacion=(
        "Un ejemplo por palabra, no uno por vecina: el contexto entra **junto** (después se promedian sus vectores) y se predice el centro. "
        "`frase[i + 1 : i + ventana + 1]` se recorta sola al final; al principio hay que pedirlo con `max(0, …)`, porque un índice negativo cuenta desde el final."
    ),
    alternativas=(
        lambda frase, ventana: [
            (contexto[::-1], centro) for contexto, centro in _oraculo_pares_cbow(frase, ventana)
        ],
        lambda frase, ventana: tuple(
            (tuple(contexto), centro) for contexto, centro in pares_cbow(frase, ventana)
        ),
        lambda frase, ventana: [[contexto, centro] for contexto, centro in pares_cbow(frase, ventana)],
    ),
    leer=leer_contextos,
    verificar=_verificar_cbow,
    entrega="tal cual",
    antes="17.2",
)


# --- 17.4 ------------------------------------------------------------------------------------------------------------


def perdida_sgns(v, u_pos, U_neg):
    return np.logaddexp(0, -(v @ u_pos)) + np.logaddexp(0, U_neg @ v).sum()


def _oraculo_perdida_sgns(v, u_pos, U_neg):
    """Entropías cruzadas de una logística: etiqueta 1 al contexto y 0 a las negativas, con SciPy."""
    notas = np.concatenate([[np.dot(u_pos, v)], -np.asarray(U_neg) @ v])
    return -np.sum(log_expit(notas))


_SGNS = Ejercicio(
    id="17.4",
    titulo="Pérdida con muestreo negativo",
    referencia=perdida_sgns,
    oraculo=_oraculo_perdida_sgns,
    casos=lambda rng: [
        caso(
            np.array([1.0, 2.0]),
            np.array([0.5, -0.25]),
            np.array([[1.0, 0.5], [-1.0, 1.0], [0.0, -2.0]]),
        ),
        caso(np.array([1.0, 2.0]), np.array([2.0, 1.0]), np.array([[-1.0, -1.0]])),
        caso(np.array([0.0, 0.0, 0.0]), np.array([1.0, 2.0, 3.0]), np.ones((5, 3))),
        caso(np.array([1.0, -1.0]), np.array([3.0, 0.5]), np.zeros((2, 2))),
        caso(
            v=rng.normal(size=48),
            u_pos=0.2 * rng.normal(size=48),
            U_neg=0.2 * rng.normal(size=(15, 48)),
        ),
        caso(rng.normal(size=3), rng.normal(size=3), rng.normal(size=(3, 3))),
        caso(rng.integers(-2, 3, 3), rng.normal(size=3), rng.normal(size=(2, 3))),
        caso(rng.normal(size=4), rng.integers(-2, 3, 4), rng.normal(size=(3, 4))),
        caso(rng.normal(size=2), rng.normal(size=2), rng.integers(-2, 3, (4, 2))),
        caso(np.array([2.0]), np.array([-4.0]), np.array([[3.0], [-5.0]])),
    ],
    tolerancia=1e-4,
    errores=cambios(
        (
            "U_neg @ v",
            "-U_neg @ v",
            "En las negativas falta el signo menos dentro de σ: así las tratas como buenas. Queremos σ(−v·u) cerca de 1.",
        ),
        (
            "return np",
            "return -np",
            "+ np",
            "- np",
            "Eso es la log-verosimilitud: la pérdida es lo mismo con el signo cambiado, para minimizarla.",
        ),
        (".sum()", ".mean()", "Promedias las negativas: se suman."),
        (
            "np.logaddexp(0, -(v @ u_pos)) + np.logaddexp(0, U_neg @ v).sum()",
            "np.logaddexp(0, [-(v @ u_pos), *(U_neg @ v)]).mean()",
            "Promedias todos los términos: se suman, cada uno pesa 1.",
        ),
        (" + np.logaddexp(0, U_neg @ v).sum()", "", "Falta la parte de las negativas."),
        ("np.logaddexp(0, -(v @ u_pos)) + ", "", "Falta la parte del contexto de verdad, u_pos."),
        (
            "-(v @ u_pos)",
            "v @ u_pos",
            "U_neg @ v",
            "-U_neg @ v",
            "Tienes los signos cambiados: el contexto de verdad debe sacar σ(v·u) cerca de 1, y las negativas, cerca de 0.",
        ),
        (
            "+ np",
            "- np",
            "El segundo término va con signo menos: un logaritmo de una probabilidad es negativo, y la pérdida debe ser positiva.",
        ),
        (
            "return np",
            "return -np",
            "El primer término también va con signo menos: el logaritmo de una probabilidad es negativo.",
        ),
        (
            "np.logaddexp(0, -(v @ u_pos)) + np.logaddexp(0, U_neg @ v).sum()",
            "-expit(v @ u_pos) - expit(-U_neg @ v).sum()",
            "Faltan los logaritmos: la pérdida es −log σ, no −σ.",
        ),
        (
            "np.logaddexp(0, -(v @ u_pos))",
            "-(v @ u_pos)",
            "np.logaddexp(0, U_neg @ v)",
            "(U_neg @ v)",
            "Falta la sigmoide: sin ella, la pérdida baja sin fin alejando las negativas.",
        ),
        (
            "U_neg @ v).sum()",
            "(U_neg @ v).sum())",
            "Sumas las notas de las negativas antes de la sigmoide: cada negativa tiene su propio −log σ(−v·u).",
        ),
        (
            "+ np.logaddexp(0, U_neg @ v).sum()",
            "- np.log(expit(-U_neg @ v).sum())",
            "Sumas las probabilidades antes del logaritmo: primero el logaritmo de cada una, después la suma.",
        ),
        (
            "np.logaddexp(0, -(v @ u_pos)) + np.logaddexp(0, U_neg @ v).sum()",
            "np.log(np.exp([0, *(U_neg @ v - v @ u_pos)]).sum())",
            "Eso es la softmax entre el contexto y las negativas: aquí cada pareja es una pregunta de sí o no, con su sigmoide.",
        ),
        (
            "np.logaddexp",
            "1 / np.log(2) * np.logaddexp",
            "Has usado el logaritmo en base 2: aquí es el natural, np.log.",
        ),
        (
            "np.logaddexp",
            "1 / np.log(10) * np.logaddexp",
            "Has usado el logaritmo decimal: aquí es el natural, np.log.",
        ),
        (
            "U_neg @ v",
            "U_neg @ u_pos",
            "Comparas las negativas con u_pos: las notas son todas con v, el vector del centro.",
        ),
        (".sum()", "", "Devuelves un vector: falta sumar las negativas."),
    ),
    pistas=(
        "Cada pareja es una pregunta de sí o no: ¿van juntas? Para el contexto de verdad, sí; para cada negativa, no.",
        "La probabilidad de «sí» es σ(v·u), y la de «no», 1 − σ(v·u) = σ(−v·u). `U_neg @ v` da todas las notas de las negativas de una vez.",
        "Esqueleto: sigma = lambda x: 1 / (1 + np.exp(−x)); return −np.log(sigma(…)) − np.log(sigma(…)).sum()",
    ),
    explicacion=(
        "$-\\log\\sigma(v\\cdot u_+) - \\sum_k \\log\\sigma(-v\\cdot u_k)$. Es la entropía cruzada de una logística con etiqueta 1 para el contexto y 0 para las "
        "negativas. `np.logaddexp(0, -x)` es $-\\log\\sigma(x)$ sin desbordar cuando $x$ es muy negativo. Con todos los vectores a 0 vale $(1+k)\\log 2$."
    ),
    alternativas=(
        lambda v, u_pos, U_neg: -np.log(expit(v @ u_pos)) - np.log(expit(-U_neg @ v)).sum(),
        lambda v, u_pos, U_neg: (
            -np.log(expit(np.dot(v, u_pos))) - sum(np.log(1 - expit(np.dot(u, v))) for u in U_neg)
        ),
        _oraculo_perdida_sgns,
        lambda v, u_pos, U_neg: np.float32(_oraculo_perdida_sgns(v, u_pos, U_neg)),
    ),
    antes="17.5",
)


# --- 17.5 ------------------------------------------------------------------------------------------------------------


def analogia(a, b, c, vectores):
    buscado = vectores[b] - vectores[a] + vectores[c]
    candidatas = [p for p in vectores if p not in (a, b, c)]
    return max(candidatas, key=lambda p: buscado @ vectores[p] / np.linalg.norm(vectores[p]))


def leer_palabra(valor):
    """Como `a_textos`, para una sola palabra."""
    if isinstance(valor, (list, tuple)) and any(isinstance(parte, str) for parte in valor):
        return None, "Devuelve una lista o varias cosas; se pide solo la palabra, un texto."
    return a_textos(valor)


def _oraculo_analogia(a, b, c, vectores):
    """Fuerza bruta con la distancia coseno de SciPy."""
    palabras = [p for p in vectores if p not in {a, b, c}]
    buscado = np.asarray(vectores[b]) - vectores[a] + vectores[c]
    return palabras[int(cdist([buscado], [vectores[p] for p in palabras], "cosine").argmin())]


def _casos_analogia(rng):
    def mundo(extra):
        """Cuatro palabras en paralelogramo y las de `extra`. Las tres que se dan miden 1: normalizar antes o no da lo mismo."""
        base = {"rey": (0.6, 0.8, 0.0), "reina": (0.6, 0.0, 0.8), "padre": (0.0, 0.8, 0.6)}
        return {p: np.array(v) for p, v in (base | extra).items()}

    trampas = {
        "madre": (0.02, 0.05, 1.4),
        "enorme": (6.0, 7.0, 8.0),
        "cerca": (0.3, 0.3, 0.5),
        "lejos": (-1.0, -1.0, -2.0),
    }
    cosas = {
        "mesa": (1.0, 0.1, -0.4),
        "padres": (0.2, 1.4, 0.2),
        "reyes": (1.5, 0.4, -0.3),
        "sin": (0.1, -1.0, 0.3),
    }

    def al_azar(n, d):
        V = rng.normal(size=(n, d))
        V /= np.linalg.norm(V, axis=1, keepdims=True)
        V[3:] *= rng.uniform(0.3, 4.0, (n - 3, 1))
        return {f"p{k}": v for k, v in enumerate(V)}

    def lejanas(**grados):
        """Las tres palabras apuntan a esos grados y todas las demás quedan lejos: sin excluirlas, ganaría alguna de las tres."""
        giros = grados | {"norte": 150, "sur": 200, "este": 240}
        return {p: np.array([np.cos(np.radians(g)), np.sin(np.radians(g))]) for p, g in giros.items()}

    grande = [al_azar(60, 4) for _ in range(8)]
    return [
        caso("lee", "leyó", "canta", lejanas(lee=0, leyó=8, canta=-60)),
        caso("lee", "leyó", "canta", lejanas(lee=0, leyó=-60, canta=8)),
        caso("rey", "reina", "padre", mundo(trampas | cosas)),
        caso("reina", "rey", "padre", mundo(trampas | cosas)),
        caso("padre", "rey", "reina", mundo(trampas | cosas)),
        caso("rey", "padre", "reina", mundo(cosas | trampas)),
        caso("lee", "leyó", "canta", lejanas(lee=0, leyó=8, canta=50)),
        *(caso("p0", "p1", "p2", v) for v in grande),
        caso(a="p2", b="p0", c="p1", vectores=grande[0]),
    ]


_ANALOGIA = Ejercicio(
    id="17.5",
    titulo="Analogías",
    referencia=analogia,
    oraculo=_oraculo_analogia,
    casos=_casos_analogia,
    errores=cambios(
        (
            " if p not in (a, b, c)",
            "",
            "No excluyes a, b y c: casi siempre gana c (o b), porque el vector buscado sigue cerca de ellas.",
        ),
        ("(a, b, c)]", "(c,)]", "Solo excluyes c: a y b tampoco pueden ser la respuesta."),
        ("(a, b, c)]", "(a, b)]", "Te falta excluir c: es la que más se parece al vector buscado."),
        ("(a, b, c)]", "(a, c)]", "Te falta excluir b: tampoco puede ser la respuesta."),
        ("(a, b, c)]", "(b, c)]", "Te falta excluir a: tampoco puede ser la respuesta."),
        (
            "vectores[b] - vectores[a]",
            "vectores[a] - vectores[b]",
            "Restas al revés: para ir de a a b se suma b − a; tú haces el camino de b a a.",
        ),
        (
            "- vectores[a] + vectores[c]",
            "+ vectores[a] - vectores[c]",
            "Has hecho a + b − c: el camino de a a b es b − a, y se suma a c.",
        ),
        (
            "- vectores[a]",
            "+ vectores[a]",
            "Sumas los tres: hay que restar a, para quedarse con lo que va de a a b.",
        ),
        (
            " + vectores[c]",
            "",
            "Te falta sumar c: b − a es solo el camino; hay que recorrerlo desde c.",
        ),
        ("vectores[b] - vectores[a] + ", "", "Eso es la vecina de c: falta el camino de a a b."),
        (
            " / np.linalg.norm(vectores[p])",
            "",
            "Comparas con el producto escalar, y ganan los vectores largos: usa el coseno.",
        ),
        (
            "buscado @ vectores[p] / np.linalg.norm(vectores[p])",
            "-np.linalg.norm(buscado - vectores[p])",
            "Comparas con la distancia euclídea, que mira también el largo: usa el coseno.",
        ),
        ("max(", "min(", "Eliges la que menos se parece: con el coseno se busca el máximo."),
        (
            "max(candidatas, key=lambda p: buscado @ vectores[p] / np.linalg.norm(vectores[p]))",
            "list(vectores)[np.argmax([buscado @ vectores[p] / np.linalg.norm(vectores[p]) for p in candidatas])]",
            "El índice de `argmax` es el de la lista sin a, b ni c, y lo buscas en la de todas las palabras: usa la misma lista en los dos sitios.",
        ),
        (
            "buscado @ vectores[p] / np.linalg.norm(vectores[p])",
            "abs(buscado @ vectores[p] / np.linalg.norm(vectores[p]))",
            "Quitas el signo al coseno: la palabra opuesta no es la respuesta.",
        ),
        (
            "(a, b, c)]",
            "(a, b, c) and buscado @ vectores[p] > 0]",
            "max(candidatas,",
            "max(candidatas, default=None,",
            "Empiezas el máximo en 0, y todos los cosenos pueden ser negativos: empieza en la primera candidata, o en −1.",
        ),
    ),
    pistas=(
        "Ir de «rey» a «reina» es moverse en una dirección: reina − rey. Haz ese mismo viaje saliendo de c.",
        "Calcula el vector buscado; después, el coseno con cada palabra que no sea a, b ni c. Se devuelve la palabra, no el vector.",
        "Esqueleto: buscado = … − … + …; candidatas = [p for p in vectores if p not in (…)]; return max(candidatas, key=lambda p: …)",
    ),
    explicacion=(
        "Si «a es a b como c es a d», los cuatro forman un paralelogramo: $d - c \\approx b - a$, es decir $d \\approx b - a + c$. "
        "La norma de `buscado` no cambia el orden, así que no hace falta dividir por ella. Se excluyen las tres palabras dadas: "
        "sin esa regla, muchas veces ganaría c (Linzen 2016). Hay quien normaliza los vectores antes de sumar (gensim lo hace); aquí vale cualquiera de las dos."
    ),
    alternativas=(
        _oraculo_analogia,
        lambda a, b, c, vectores: analogia(
            a, b, c, {p: v / np.linalg.norm(v) for p, v in vectores.items()}
        ),
        lambda a, b, c, vectores: sorted(
            set(vectores) - {a, b, c},
            key=lambda p: coseno(vectores[p], vectores[c] + vectores[b] - vectores[a]),
        )[-1],
    ),
    leer=leer_palabra,
    entrega="tal cual",
    antes="17.4",
)

EJERCICIOS = (_COSENO, _SKIPGRAM, _CBOW, _SGNS, _ANALOGIA)
