"""Ejercicios de la lección 14, Transferencia de estilo."""

import itertools
import math

import numpy as np

from utils.ejercicios.declarar import Ejercicio, ErrorTipico, cambios, caso

# --- 14.1 ------------------------------------------------------------------------------------------------------------


def perdida_contenido(F, F0):
    return np.sum((F - F0) ** 2) / 2


def _oraculo_perdida_contenido(F, F0):
    """La distancia de SciPy."""
    from scipy.spatial.distance import sqeuclidean

    return sqeuclidean(np.ravel(F).astype(float), np.ravel(F0).astype(float)) / 2


_CONTENIDO = Ejercicio(
    id="14.1",
    titulo="La pérdida de contenido",
    referencia=perdida_contenido,
    oraculo=_oraculo_perdida_contenido,
    casos=lambda rng: [
        caso(np.array([[[1.0, 2.0], [0.0, 3.0]]]), np.array([[[0.0, 2.0], [2.0, 0.0]]])),
        caso(rng.normal(size=(4, 5, 3)), rng.normal(size=(4, 5, 3))),
        caso(rng.normal(size=(3, 3, 6)) + 2, rng.normal(size=(3, 3, 6))),
        caso(rng.integers(-3, 4, (2, 4, 3)), rng.integers(-3, 4, (2, 4, 3))),
        caso(rng.integers(-3, 4, (3, 2, 2)), rng.normal(size=(3, 2, 2))),
        caso(rng.normal(size=(2, 3, 2)), rng.integers(-3, 4, (2, 3, 2))),
        caso(np.ones((2, 3, 2)), np.ones((2, 3, 2))),
        caso(np.array([[[1.5]]]), np.array([[[-1.0]]])),
        caso(
            F=np.maximum(rng.normal(size=(12, 8, 16)), 0),
            F0=np.maximum(rng.normal(size=(12, 8, 16)), 0),
        ),
    ],
    errores=(
        *cambios(
            (" / 2", "", "Falta el ½."),
            (
                "np.sum",
                "np.mean",
                " / 2",
                "",
                "Haces la media: se pide la mitad de la suma de los cuadrados.",
            ),
            ("np.sum", "np.mean", "El ½ está, pero haces la media: se pide la suma."),
            (
                "np.sum((F - F0) ** 2) / 2",
                "np.linalg.norm(F - F0)",
                "Sobra la raíz, y falta el ½: es la suma de los cuadrados, a la mitad.",
            ),
            (
                "np.sum((F - F0) ** 2)",
                "np.linalg.norm(F - F0)",
                "Sobra la raíz: se pide la suma de los cuadrados, no la distancia.",
            ),
            (
                "(F - F0) ** 2",
                "np.abs(F - F0)",
                "Sumas valores absolutos: se pide el cuadrado de cada diferencia.",
            ),
            (" ** 2", "", "Falta el cuadrado: las diferencias de distinto signo se anulan."),
            (
                "np.sum((F - F0) ** 2)",
                "np.sum(F - F0) ** 2",
                "Sumas antes de elevar al cuadrado, y las diferencias de distinto signo se anulan.",
            ),
            (
                "(F - F0) ** 2",
                "F**2 - F0**2",
                "Restas los cuadrados: primero se resta, posición a posición, y después se eleva al cuadrado.",
            ),
            (
                "(F - F0) ** 2) / 2",
                "((F - F0) / 2) ** 2)",
                "El ½ está dentro del cuadrado, y así divide entre 4: ponlo fuera.",
            ),
            ("** 2)", "** 2, axis=(0, 1))", "Te queda un número por canal: suma también los canales."),
            ("np.sum", "", "Falta sumar: la pérdida es un solo número."),
            (
                "/ 2",
                "/ (2 * F.shape[0] * F.shape[1])",
                "Divides entre alto·ancho, como en la Gram: en esta definición se suma, sin dividir.",
            ),
        ),
        ErrorTipico(
            lambda F, F0: np.sum((gram(F) - gram(F0)) ** 2) / 2,
            "Comparas las Gram: eso es el estilo. El contenido compara las activaciones, cada una en su sitio.",
        ),
        *cambios(
            (
                "F - F0",
                "F.mean(axis=(0, 1)) - F0.mean(axis=(0, 1))",
                "Comparas las medias de cada canal, y así se olvida dónde está cada cosa: resta posición a posición.",
            ),
            (
                "(F - F0) ** 2",
                "-F * F0",
                "Multiplicas las activaciones: hay que restarlas y elevar al cuadrado.",
            ),
        ),
    ),
    pistas=(
        "Dos imágenes tienen el mismo contenido si la red responde lo mismo en cada sitio. ¿Cuánto se separan las respuestas?",
        "Resta las activaciones, eleva al cuadrado cada diferencia, súmalas todas y quédate con la mitad.",
        "Esqueleto: return np.sum(…) / …",
    ),
    explicacion=(
        "$\\frac12\\sum_{p,c}(F_{pc}-F^0_{pc})^2$. El ½ está para que la derivada sea, sin más, $F-F^0$. Compara posición a posición: si mueves un objeto de sitio, "
        "la pérdida se entera. Justo lo contrario que la Gram."
    ),
    alternativas=(
        lambda F, F0: 0.5 * np.linalg.norm(np.ravel(F - F0)) ** 2,
        lambda F, F0: np.vdot(F - F0, F - F0) / 2,
        lambda F, F0: (
            sum((float(a) - float(b)) ** 2 for a, b in zip(np.ravel(F), np.ravel(F0), strict=True)) / 2
        ),
        lambda F, F0: np.mean((F - F0) ** 2) * np.size(F) * 0.5,
    ),
    antes="14.3",
)


# --- 14.2 ------------------------------------------------------------------------------------------------------------


def gram(F):
    filas = F.reshape(-1, F.shape[-1])
    return filas.T @ filas / len(filas)


def _oraculo_gram(F):
    """El núcleo lineal de scikit-learn entre canales."""
    from sklearn.metrics.pairwise import linear_kernel

    return linear_kernel(np.moveaxis(F, -1, 0).reshape(F.shape[-1], -1)) / (F.shape[0] * F.shape[1])


def _gram_por_bucles(F):
    alto, ancho, canales = F.shape
    salida = [[0.0] * canales for _ in range(canales)]
    for a, b in itertools.product(range(canales), repeat=2):
        salida[a][b] = sum(
            float(F[i, j, a]) * float(F[i, j, b]) for i in range(alto) for j in range(ancho)
        ) / (alto * ancho)
    return salida


_GRAM = Ejercicio(
    id="14.2",
    titulo="La matriz de Gram",
    referencia=gram,
    oraculo=_oraculo_gram,
    casos=lambda rng: [
        caso(np.array([[[1.0, 0.0], [2.0, 1.0]], [[0.0, 3.0], [1.0, -1.0]]])),
        caso(rng.normal(size=(4, 6, 3))),
        caso(rng.normal(size=(5, 2, 4)) + 1),
        caso(rng.integers(-3, 4, (3, 4, 3))),
        caso(np.array([[[2.0, -1.0, 0.5]]])),
        caso(rng.normal(size=(3, 5, 1))),
        caso(rng.normal(size=(2, 3, 9)).astype("float32")),
        caso(F=np.maximum(rng.normal(size=(16, 12, 8)), 0)),
    ],
    errores=cambios(
        (
            " / len(filas)",
            "",
            "Falta dividir entre el número de posiciones, alto·ancho: si no, depende del tamaño de la imagen.",
        ),
        (
            "len(filas)",
            "filas.size",
            "Divides también entre los canales: aquí solo se divide entre alto·ancho.",
        ),
        (
            "len(filas)",
            "filas.shape[1]",
            "Divides entre el número de canales; hay que dividir entre el de posiciones, alto·ancho.",
        ),
        ("len(filas)", "F.shape[0]", "Divides solo entre el alto: las posiciones son alto·ancho."),
        ("len(filas)", "F.shape[1]", "Divides solo entre el ancho: las posiciones son alto·ancho."),
        (
            "len(filas)",
            "max(len(filas) - 1, 1)",
            "Divides entre alto·ancho − 1, como en una covarianza: aquí no se resta ninguna media, así que no hay −1.",
        ),
        (
            "len(filas)",
            "F.shape[0] * F.shape[1]",
            "Faltan paréntesis: x / alto * ancho divide entre el alto y después multiplica por el ancho.",
        ),
        ("len(filas)", "len(filas) ** 2", "Divides dos veces entre alto·ancho: basta con una."),
        ("len(filas)", "len(filas) / 2", "Sobra el ½: la Gram es la media de los productos, sin más."),
        (
            "F.reshape(-1, F.shape[-1])",
            "F.reshape(F.shape[-1], -1).T",
            "Ese `reshape` mezcla los canales: los números de un canal no están seguidos en memoria. Deja los canales en el último eje, o muévelos antes con np.moveaxis.",
        ),
        (
            "filas.T @ filas",
            "filas @ filas.T",
            "Comparas posiciones entre sí: la Gram compara canales, y es de canales×canales. Falta trasponer la otra.",
        ),
        (
            "F.reshape(-1, F.shape[-1])",
            "(F - F.mean(axis=(0, 1))).reshape(-1, F.shape[-1])",
            "Has restado la media de cada canal: eso es la covarianza. La Gram multiplica los valores tal como vienen.",
        ),
        (
            "filas.T @ filas / len(filas)",
            "np.cov(filas.T)",
            "np.cov resta la media de cada canal y divide entre alto·ancho − 1: la Gram no hace ninguna de las dos cosas.",
        ),
        (
            "filas.T @ filas / len(filas)",
            "np.corrcoef(filas.T)",
            "np.corrcoef resta la media de cada canal y divide entre su desviación: la Gram no hace ninguna de las dos cosas.",
        ),
        (
            "len(filas)",
            "np.outer(*[np.linalg.norm(filas, axis=0)] * 2)",
            "Divides entre las normas de los canales: eso son cosenos, y se pierde lo fuerte que responde cada canal.",
        ),
        (
            "filas.T @ filas / len(filas)",
            "np.outer(filas.mean(axis=0), filas.mean(axis=0))",
            "Haces la media de cada canal antes de multiplicar: se pierde qué canales se encienden a la vez. Multiplica en cada posición y después promedia.",
        ),
        (
            "filas.T @ filas / len(filas)",
            "np.diag(np.mean(filas**2, axis=0))",
            "Solo queda la diagonal: faltan los productos entre canales distintos.",
        ),
        (
            "filas.T @ filas / len(filas)",
            "np.mean(filas**2, axis=0)",
            "Das la diagonal, un número por canal: falta multiplicar cada canal por todos los demás.",
        ),
        (
            "filas.T @ filas",
            "np.triu(filas.T @ filas)",
            "Has rellenado solo un triángulo: la Gram es simétrica, y el otro también cuenta.",
        ),
        (
            "filas.T @ filas",
            "np.tril(filas.T @ filas)",
            "Solo has rellenado la diagonal y lo que hay debajo: la Gram es simétrica, y lo de arriba también cuenta.",
        ),
        (
            "filas.T @ filas",
            "np.swapaxes(F, 1, 2) @ F",
            "Te sale una matriz por cada fila de la imagen: junta alto y ancho en un solo eje antes de multiplicar, o súmalas.",
        ),
        (
            "F.reshape",
            "np.abs(F).reshape",
            "Quitas el signo antes de multiplicar: el producto de un valor positivo y uno negativo debe restar.",
        ),
    ),
    pistas=(
        "Cada canal es un mapa. Cada número de la Gram compara dos canales: multiplica sus mapas, píxel a píxel, y haz la media.",
        "Con una fila por posición y una columna por canal, todos los productos salen de una sola multiplicación de matrices.",
        "Esqueleto: filas = F.reshape(-1, F.shape[-1]); return … @ … / …",
    ),
    explicacion=(
        "$G_{ij} = \\frac1M\\sum_p F_{pi}F_{pj}$, con $M$ = alto·ancho. Al juntar alto y ancho en un eje, la suma sobre las posiciones es un producto de "
        "matrices. Una suma no sabe en qué orden se suma: por eso la Gram olvida dónde estaba cada cosa."
    ),
    alternativas=(
        lambda F: np.einsum("hwi,hwj->ij", F, F) / (F.shape[0] * F.shape[1]),
        lambda F: np.tensordot(F, F, axes=([0, 1], [0, 1])) / math.prod(F.shape[:2]),
        lambda F: np.mean(F[..., :, None] * F[..., None, :], axis=(0, 1)),
        lambda F: (
            (
                np.moveaxis(F, -1, 0).reshape(F.shape[-1], -1)
                @ np.moveaxis(F, -1, 0).reshape(F.shape[-1], -1).T
            )
            / F[..., 0].size
        ),
        _gram_por_bucles,
    ),
    antes="14.1",
)


# --- 14.3 ------------------------------------------------------------------------------------------------------------


def perdida_estilo(F, F0):
    return np.sum((gram(F) - gram(F0)) ** 2) / (4 * F.shape[-1] ** 2)


def _oraculo_perdida_estilo(F, F0):
    """La fórmula original: Gram sin dividir y 1/(4N²M²), tras repetir cada imagen hasta que las dos midan lo mismo."""
    F, F0 = (np.reshape(A, (-1, A.shape[-1])).astype(float) for A in (F, F0))
    F, F0 = np.repeat(F, len(F0), axis=0), np.repeat(F0, len(F), axis=0)
    M, N = F.shape
    return sum(
        (np.vdot(F[:, i], F[:, j]) - np.vdot(F0[:, i], F0[:, j])) ** 2
        for i in range(N)
        for j in range(N)
    ) / (4 * N**2 * M**2)


def _de_canal_en_canal(F, F0):
    N = F.shape[-1]
    total = 0.0
    for i, j in itertools.product(range(N), repeat=2):
        total += (np.mean(F[..., i] * F[..., j]) - np.mean(F0[..., i] * F0[..., j])) ** 2
    return total / (2 * N) ** 2


_ESTILO = Ejercicio(
    id="14.3",
    titulo="La pérdida de estilo de una capa",
    referencia=perdida_estilo,
    oraculo=_oraculo_perdida_estilo,
    casos=lambda rng: [
        caso(np.array([[[1.0, 0.0], [2.0, 1.0]]]), np.array([[[0.0, 1.0], [1.0, -1.0]]])),
        caso(rng.normal(size=(4, 5, 3)), rng.normal(size=(4, 5, 3)) + 1),
        caso(rng.normal(size=(3, 4, 4)), rng.normal(size=(6, 5, 4))),
        caso(rng.integers(-3, 4, (4, 4, 3)), rng.integers(-3, 4, (2, 3, 3))),
        caso(rng.integers(-3, 4, (3, 4, 2)), rng.normal(size=(4, 2, 2))),
        caso(rng.normal(size=(4, 3, 2)), rng.integers(-3, 4, (2, 5, 2))),
        caso(np.arange(12.0).reshape(2, 3, 2), np.arange(12.0).reshape(2, 3, 2)[::-1]),
        caso(rng.normal(size=(5, 3, 1)), rng.normal(size=(2, 2, 1))),
        caso(
            F=np.maximum(rng.normal(size=(10, 8, 12)), 0),
            F0=np.maximum(rng.normal(size=(7, 9, 12)), 0) * 1.5,
        ),
    ],
    errores=cambios(
        (
            " / (4 * F.shape[-1] ** 2)",
            "",
            "Falta dividir entre 4N², con N el número de canales de esta capa.",
        ),
        (
            "(4 * F.shape[-1] ** 2)",
            "4",
            "El 4 está, pero falta N²: las capas con más canales pesarían mucho más.",
        ),
        (
            "np.sum",
            "np.mean",
            "(4 * F.shape[-1] ** 2)",
            "1",
            "Haces la media, que divide entre N²: falta el 4.",
        ),
        (
            "np.sum",
            "np.mean",
            "La media ya divide entre N², y después lo haces otra vez: o la suma entre 4N², o la media entre 4.",
        ),
        (
            "F.shape[-1] ** 2",
            "F.shape[-1]",
            "Divides entre 4N: es 4N², porque la Gram tiene N² números.",
        ),
        (
            "(4 * F.shape[-1] ** 2)",
            "4 * F.shape[-1] ** 2",
            "Faltan paréntesis: x / 4 * y divide entre 4 y después multiplica por y.",
        ),
        ("4 * F.shape[-1]", "16 * F.shape[-1]", "El cuadrado es solo de N: elevas también el 4."),
        ("4 *", "2 *", "Pones un ½, como en el contenido: aquí es ¼."),
        (
            "(gram(F) - gram(F0)) ** 2",
            "np.abs(gram(F) - gram(F0))",
            "Sumas valores absolutos: se pide el cuadrado de cada diferencia.",
        ),
        (
            "np.sum((gram(F) - gram(F0)) ** 2)",
            "np.linalg.norm(gram(F) - gram(F0))",
            "Sobra la raíz: se pide la suma de los cuadrados.",
        ),
        (
            "np.sum((gram(F) - gram(F0)) ** 2) / (4 * F.shape[-1] ** 2)",
            "np.linalg.norm(gram(F) - gram(F0)) / (2 * F.shape[-1])",
            "Es la raíz de lo que se pide: la pérdida es la distancia al cuadrado, entre 4N².",
        ),
        (
            "(gram(F) - gram(F0))",
            "np.diag(gram(F) - gram(F0))",
            "Solo comparas la diagonal: el estilo está sobre todo fuera de ella.",
        ),
        (
            "gram(F)",
            "gram(F) * F[..., 0].size",
            "gram(F0)",
            "gram(F0) * F0[..., 0].size",
            "Las Gram están sin dividir: cada una, entre el alto·ancho de SU imagen.",
        ),
        (
            "gram(F0)",
            "gram(F0) * F0[..., 0].size / F[..., 0].size",
            "Divides las dos Gram entre el tamaño de F, y F0 puede medir otra cosa: cada Gram, entre su propio alto·ancho.",
        ),
        (
            "(4 * F.shape[-1] ** 2)",
            "(2 * F.size) ** 2",
            "Divides dos veces entre el tamaño: la Gram ya está dividida entre alto·ancho; solo falta 4N².",
        ),
        (
            "gram(F)",
            "gram(F.reshape(F.shape[-1], -1).T)",
            "gram(F0)",
            "gram(F0.reshape(F0.shape[-1], -1).T)",
            "El `reshape` de la Gram mezcla los canales: déjalos en el último eje.",
        ),
        (
            "gram(F) - gram(F0)",
            "F.mean(axis=(0, 1)) - F0.mean(axis=(0, 1))",
            "Comparas la media de cada canal: el estilo está en qué canales se encienden juntos, la Gram.",
        ),
        (
            "gram(F) - gram(F0)",
            "F - F0",
            "Comparas las activaciones, cada una en su sitio: eso es el contenido. El estilo compara las Gram.",
        ),
        (
            "gram(F) - gram(F0)",
            "gram(F - F0)",
            "Haces la Gram de la resta: haz la de cada imagen y resta después. Así, además, las imágenes pueden medir distinto.",
        ),
    ),
    pistas=(
        "El estilo de una capa es su Gram. ¿Cuánto se separan las dos? Y que una capa con muchos canales no pese más por eso.",
        "Las dos imágenes pueden medir distinto, pero sus Gram son siempre de N×N. Resta, eleva al cuadrado, suma y divide entre 4N².",
        "Esqueleto: return np.sum((gram(F) - gram(F0)) ** 2) / (4 * … ** 2)",
    ),
    explicacion=(
        "$E = \\frac{1}{4N^2}\\sum_{ij}(G_{ij}-A_{ij})^2$, con $G$ y $A$ ya divididas cada una entre su $M$. Es la de Gatys, que escribe $\\frac{1}{4N^2M^2}$ porque sus Gram "
        "van sin dividir. $N$ y $M$ son los de **cada** capa: así ninguna manda solo por su tamaño."
    ),
    alternativas=(
        lambda F, F0: np.mean((gram(F) - gram(F0)) ** 2) / 4,
        lambda F, F0: np.linalg.norm((gram(F) - gram(F0)) / (2 * F.shape[2])) ** 2,
        _de_canal_en_canal,
    ),
    antes="14.4",
)


# --- 14.4 ------------------------------------------------------------------------------------------------------------


def variacion_total(imagen):
    abajo, derecha = np.diff(imagen, axis=0), np.diff(imagen, axis=1)
    return np.sum(np.abs(abajo)) + np.sum(np.abs(derecha))


def _oraculo_variacion_total(imagen):
    """Pareja a pareja de píxeles vecinos, con la suma exacta."""
    alto, ancho = imagen.shape[:2]
    parejas = [((i, j), (i + 1, j)) for i in range(alto - 1) for j in range(ancho)]
    parejas += [((i, j), (i, j + 1)) for i in range(alto) for j in range(ancho - 1)]
    return math.fsum(abs(d) for a, b in parejas for d in np.ravel(imagen[a].astype(float) - imagen[b]))


_VARIACION = Ejercicio(
    id="14.4",
    titulo="La variación total",
    referencia=variacion_total,
    oraculo=_oraculo_variacion_total,
    casos=lambda rng: [
        caso(np.array([[0.0, 1.0, 0.5], [0.0, 0.25, 1.0]])),
        caso(rng.uniform(size=(5, 7))),
        caso(rng.uniform(size=(6, 4, 3))),
        caso(rng.integers(-5, 6, (4, 4))),
        caso(np.array([[3.0, 1.0, 4.0, 1.0]])),
        caso(np.array([[2.0], [-1.0], [0.5]])),
        caso(np.array([[0.7]])),
        caso(np.full((3, 4, 3), 0.4)),
        caso(np.add.outer(np.arange(4.0), 2 * np.arange(5.0))),
        caso(imagen=rng.normal(size=(12, 9, 3))),
    ],
    errores=(
        *cambios(
            (
                "np.abs(abajo)",
                "abajo**2",
                "np.abs(derecha)",
                "derecha**2",
                "Elevas al cuadrado: se pide la L1, con valores absolutos, que no castiga tanto un borde nítido.",
            ),
            (
                "np.sum(np.abs(abajo)) + ",
                "",
                "Solo comparas con el vecino de la derecha: falta el de abajo.",
            ),
            (
                " + np.sum(np.abs(derecha))",
                "",
                "Solo comparas con el vecino de abajo: falta el de la derecha.",
            ),
            (
                "np.abs",
                "",
                "Falta el valor absoluto de cada diferencia: las subidas y las bajadas se anulan.",
            ),
            (
                "np.sum(np.abs(",
                "np.abs(np.sum(",
                "El valor absoluto va en cada diferencia, antes de sumar: si no, las subidas y las bajadas se anulan.",
            ),
            (
                "np.diff(imagen, axis=0), np.diff(imagen, axis=1)",
                "(imagen - np.roll(imagen, 1, axis=eje) for eje in (0, 1))",
                "Comparas el último píxel con el primero: np.roll da la vuelta a la imagen, y ahí no hay vecinos de verdad.",
            ),
            ("np.sum", "np.mean", "Haces medias: se pide la suma de todas las diferencias."),
            (
                "np.sum",
                "1 / imagen.size * np.sum",
                "Divides entre el número de píxeles: se pide la suma.",
            ),
            ("np.sum", "0.5 * np.sum", "Sobra el ½: cada pareja de vecinos se cuenta una vez, entera."),
            (
                "np.sum",
                "2 * np.sum",
                "Cuentas cada pareja dos veces: con el vecino de abajo y el de la derecha basta.",
            ),
            (
                "(abajo)",
                "(abajo[:, :-1])",
                "(derecha)",
                "(derecha[:-1])",
                "Pierdes parejas del borde: la última columna también tiene vecinos abajo, y la última fila, a la derecha.",
            ),
            (
                "np.sum(np.abs(abajo)) + np.sum(np.abs(derecha))",
                "np.sum(np.hypot(abajo[:, :-1], derecha[:-1]))",
                "Juntas las dos diferencias con Pitágoras: eso es la variación isótropa. Se pide la L1: suma de valores absolutos.",
            ),
            (
                "np.sum(np.abs(abajo)) + np.sum(np.abs(derecha))",
                "np.sum((abajo[:, :-1] ** 2 + derecha[:-1] ** 2) ** 1.25)",
                "Esa potencia 1.25 circula por ahí, pero no es la L1: suma de valores absolutos, sin recortar bordes.",
            ),
        ),
        ErrorTipico(
            lambda imagen: sum(np.abs(np.diff(imagen, axis=eje)).sum() for eje in range(imagen.ndim)),
            "Comparas también los canales entre sí: rojo, verde y azul no son vecinos. Solo cuentan los ejes 0 y 1.",
        ),
        *cambios(
            (
                ", axis=1",
                "",
                "np.diff sin `axis` usa el último eje: en color, compara los canales. El ancho es el eje 1.",
            ),
            (
                "np.sum(np.abs(abajo)) + ",
                "",
                ", axis=1",
                "",
                "Haces un solo np.diff, que sin `axis` mira el último eje: hacen falta dos, uno hacia abajo y otro hacia la derecha.",
            ),
            (
                "axis=0",
                "axis=-2",
                "axis=1",
                "axis=-1",
                "Cuentas los ejes desde el final, y en una imagen en color el último son los canales: cuéntalos desde el principio, 0 y 1.",
            ),
            (
                "diff(imagen",
                "diff(imagen.reshape(*imagen.shape[:2], -1).mean(axis=2)",
                "Promedias los canales antes de comparar: un borde entre dos colores igual de claros desaparece.",
            ),
            (
                "np.sum(np.abs(derecha))",
                "np.sum(np.abs(derecha)) + sum(np.abs(d[1:, 1:] - d[:-1, :-1]).sum() for d in (imagen, imagen[:, ::-1]))",
                "Cuentas también las diagonales: aquí los vecinos son el de abajo y el de la derecha.",
            ),
            (
                "np.sum(np.abs(abajo)) + np.sum(np.abs(derecha))",
                "np.sum(np.abs(imagen - imagen.mean()))",
                "Comparas con la media de la imagen: la variación total compara cada píxel con sus vecinos.",
            ),
            (
                "np.diff",
                "np.gradient",
                "np.gradient compara cada píxel con los dos de sus lados, a la mitad: se pide la diferencia con el siguiente, np.diff.",
            ),
        ),
    ),
    pistas=(
        "Mide lo que cambia la imagen al pasar de un píxel a su vecino, en total. Una imagen lisa da 0.",
        "np.diff(imagen, axis=0) resta cada fila de la siguiente. ¿Y las columnas? ¿Qué pasa con los signos?",
        "Esqueleto: abajo, derecha = np.diff(…, axis=…), np.diff(…, axis=…); return np.sum(np.abs(…)) + np.sum(np.abs(…))",
    ),
    explicacion=(
        "Suma de $|x_{i+1,j}-x_{ij}|$ y de $|x_{i,j+1}-x_{ij}|$ en todos los canales. Con valores absolutos, subir de 0 a 1 cuesta lo mismo de golpe que poco a "
        "poco: por eso quita el grano sin emborronar los bordes. Con cuadrados, un borde nítido saldría muy caro."
    ),
    alternativas=(
        lambda imagen: sum(np.abs(np.diff(imagen, axis=eje)).sum() for eje in (0, 1)),
        lambda imagen: (
            np.abs(imagen[1:] - imagen[:-1]).sum() + np.abs(imagen[:, 1:] - imagen[:, :-1]).sum()
        ),
        lambda imagen: (
            np.linalg.norm(np.diff(imagen, axis=0).ravel(), 1)
            + np.linalg.norm(np.diff(imagen, axis=1).ravel(), 1)
        ),
        lambda imagen: (
            float(np.sum(np.abs(np.diff(imagen.astype("float32"), axis=0))))
            + np.sum(np.abs(imagen[:, :-1] - imagen[:, 1:]))
        ),
    ),
    antes="14.2",
)

EJERCICIOS = (_CONTENIDO, _GRAM, _ESTILO, _VARIACION)
