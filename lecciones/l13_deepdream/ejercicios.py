"""Ejercicios de la lección 13: el paso de ascenso, el desplazamiento circular y los tamaños de las octavas."""

import statistics

import numpy as np

from utils.ejercicios.declarar import Ejercicio, ErrorTipico, cambios, caso

# --- 13.1 -----------------------------------------------------------------------------------------------------------


def paso_ascenso(imagen, gradiente, tasa):
    direccion = gradiente / (np.std(gradiente) + 1e-8)
    return imagen + tasa * direccion


def _oraculo_paso_ascenso(imagen, gradiente, tasa):
    """Con la desviación típica de la biblioteca estándar, píxel a píxel."""
    desviacion = statistics.pstdev(np.ravel(gradiente).tolist())
    avance = [tasa * g / desviacion if desviacion else 0.0 for g in np.ravel(gradiente).tolist()]
    return np.asarray(imagen) + np.reshape(avance, np.shape(imagen))


def _casos_paso(rng):
    def azar(*forma, media=0.3, ancho=1.0):
        return rng.uniform(size=forma), media + ancho * rng.normal(size=forma)

    imagen, g = azar(5, 7, 3, media=-2.0, ancho=40.0)
    return [
        caso(np.array([[0.2, 0.4], [0.6, 0.8]]), np.array([[3.0, -1.0], [1.0, -3.0]]), 0.1),
        caso(*azar(6, 4, 3), 0.25),
        caso(imagen=imagen, gradiente=g, tasa=0.5),
        caso(*azar(4, 5, ancho=0.02), 1.5),
        caso(*azar(3, 8, 3, media=-0.5), -0.3),
        caso(rng.uniform(size=(3, 4)), np.zeros((3, 4)), 0.1),
        caso(*azar(6, 5, 3, media=0.0, ancho=1e-4), 0.02),
        caso(np.array([[0, 1], [1, 0]]), rng.normal(size=(2, 2)), 0.1),
        caso(rng.uniform(size=(2, 3)), np.array([[3, -1, 0], [1, -3, 2]]), 0.2),
        caso(np.array([[0, 1], [1, 0]]), np.array([[3, -1], [1, -3]]), 1),
    ]


DEMASIADO = (
    "Sumar {} al divisor es demasiado: los gradientes de una imagen miden cienmilésimas, y el paso "
    "se quedaría corto. Con 1e-8 basta."
)

_PASO = Ejercicio(
    id="13.1",
    titulo="Un paso de ascenso",
    referencia=paso_ascenso,
    oraculo=_oraculo_paso_ascenso,
    casos=_casos_paso,
    tolerancia=1e-4,
    errores=cambios(
        (
            "tasa * direccion",
            "tasa * gradiente",
            "Usas el gradiente tal cual: si es diminuto, la imagen no se mueve; divídelo antes entre su desviación.",
        ),
        (
            "imagen + ",
            "imagen - ",
            "Eso es descenso: bajas la activación. Para subirla se suma en la dirección del gradiente.",
        ),
        (
            "imagen + tasa * direccion",
            "imagen - tasa * gradiente",
            "Eso es un paso de descenso, como al entrenar: aquí se sube, y el gradiente se divide antes entre su desviación.",
        ),
        (
            "np.std(gradiente)",
            "np.std(tasa * gradiente)",
            "La tasa no entra en la desviación: así se cancela y deja de mandar.",
        ),
        (
            "imagen + tasa * direccion",
            "(imagen + tasa * gradiente) / (np.std(gradiente) + 1e-8)",
            "Divides también la imagen: solo se divide el gradiente.",
        ),
        (
            "np.std",
            "np.linalg.norm",
            "Divides entre la norma, que crece con el número de píxeles; se pide la desviación.",
        ),
        (
            "np.std(gradiente)",
            "np.max(np.abs(gradiente))",
            "Divides entre el mayor valor: un solo píxel decidiría el paso. Se pide la desviación.",
        ),
        (
            "np.std",
            "np.max",
            "Divides entre el máximo, que además puede ser negativo y cambiar el sentido del paso. Se pide la desviación.",
        ),
        (
            "np.std",
            "np.ptp",
            "Divides entre el máximo menos el mínimo: dos píxeles decidirían el paso. Se pide la desviación.",
        ),
        (
            "np.std(gradiente)",
            "np.mean(np.abs(gradiente))",
            "Divides entre la media de los valores absolutos; se pide la desviación.",
        ),
        (
            "np.std(gradiente)",
            "np.sqrt(np.mean(gradiente**2))",
            "Divides entre la raíz de la media de los cuadrados: en la desviación se resta antes la media.",
        ),
        ("np.std", "np.var", "Divides entre la varianza; la desviación es su raíz."),
        (
            "gradiente / ",
            "(gradiente - np.mean(gradiente)) / ",
            "Restas la media al gradiente: la desviación solo se usa para dividir, el gradiente no se centra.",
        ),
        (
            "tasa * direccion",
            "tasa * np.sign(gradiente)",
            "Te quedas con el signo: todos los píxeles se moverían lo mismo. Divide el gradiente entero entre un solo número.",
        ),
        (
            "np.std(gradiente)",
            "np.std(gradiente, axis=(0, 1))",
            "Calculas una desviación por canal: cambia el color del gradiente. Se pide una de todo el gradiente.",
        ),
        (
            "np.std(gradiente)",
            "np.std(gradiente, axis=0)",
            "Calculas una desviación por columna: se pide una sola, de todo el gradiente.",
        ),
        ("tasa * direccion", "direccion", "Falta la tasa: es lo que decide cuánto se avanza."),
        (
            "gradiente / (np.std(gradiente) + 1e-8)",
            "gradiente * np.std(gradiente)",
            "Multiplicas por la desviación en lugar de dividir.",
        ),
        (
            "imagen + ",
            "np.clip(imagen + ",
            "* direccion",
            "* direccion, 0, 1)",
            "Recortas a [0, 1]: aquí solo se da el paso; el recorte se hace después.",
        ),
        ("imagen + ", "", "Devuelves solo el avance: falta sumarlo a la imagen."),
        (
            "np.std(gradiente)",
            "np.std(imagen)",
            "Divides entre la desviación de la imagen; es la del gradiente.",
        ),
        (
            " + 1e-8",
            "",
            "Con un gradiente de ceros divides 0 entre 0 y sale NaN. Suma al divisor un número diminuto, como 1e-8, y entre paréntesis: fuera del divisor no sirve.",
        ),
        *(("1e-8", eps, DEMASIADO.format(eps)) for eps in ("1e-3", "1e-4", "1e-5", "1e-6")),
        (
            "np.std(gradiente)",
            "np.std(gradiente, ddof=1)",
            "Usas la desviación muestral (entre n − 1); aquí es la de todos los píxeles, entre n: `np.std` sin `ddof`.",
        ),
    ),
    pistas=(
        "El gradiente dice hacia dónde mover cada píxel para que la activación suba. Su tamaño no importa: se iguala dividiendo entre su desviación.",
        "`np.std(gradiente)`, de todo el gradiente, es un número. Suma algo diminuto al divisor, por si el gradiente es cero.",
        "Esqueleto: direccion = gradiente / (… + 1e-8); return imagen + … * …",
    ),
    explicacion=(
        "$x \\leftarrow x + \\eta\\, g / \\mathrm{std}(g)$. Dividir entre la desviación no cambia la dirección, pero hace que cada paso mueva la imagen lo mismo, sea cual sea la capa o el tamaño: la "
        "misma tasa sirve en todas partes. El $10^{-8}$ evita dividir entre cero."
    ),
    alternativas=(
        lambda imagen, gradiente, tasa: imagen + tasa * (gradiente / (gradiente.std() + 1e-7)),
        lambda imagen, gradiente, tasa: (
            imagen + (tasa * gradiente / np.std(gradiente) if np.std(gradiente) > 0 else 0)
        ),
        lambda imagen, gradiente, tasa: (
            np.float32(imagen) + np.float32(tasa * gradiente / np.maximum(np.std(gradiente), 1e-8))
        ),
        lambda imagen, gradiente, tasa: (
            imagen + tasa * gradiente / np.sqrt(np.mean((gradiente - np.mean(gradiente)) ** 2) + 1e-12)
        ),
    ),
)


# --- 13.2 -----------------------------------------------------------------------------------------------------------


def desplazar(imagen, dy, dx):
    return np.roll(imagen, (dy, dx), axis=(0, 1))


def _oraculo_desplazar(imagen, dy, dx):
    """Índice a índice: lo que estaba en (i, j) pasa a (i + dy, j + dx), dando la vuelta."""
    salida = np.empty_like(imagen)
    alto, ancho = imagen.shape[:2]
    for i in range(alto):
        for j in range(ancho):
            salida[(i + dy) % alto, (j + dx) % ancho] = imagen[i, j]
    return salida


def _sin_vuelta(modo):
    """Desplazamiento que no da la vuelta: rellena los bordes según `modo`."""
    from scipy.ndimage import shift

    return lambda imagen, dy, dx: shift(imagen, (dy, dx) + (0,) * (imagen.ndim - 2), order=0, mode=modo)


def _por_trozos(imagen, dy, dx):
    """Cambia de sitio los dos trozos de cada eje, sin pensar en desplazamientos mayores que la imagen."""
    filas = np.concatenate([imagen[-dy:], imagen[:-dy]])
    return np.concatenate([filas[:, -dx:], filas[:, :-dx]], axis=1)


_DESPLAZAR = Ejercicio(
    id="13.2",
    antes="13.3",
    titulo="Desplazar en círculo",
    referencia=desplazar,
    oraculo=_oraculo_desplazar,
    casos=lambda rng: [
        caso(np.arange(12.0).reshape(3, 4), 1, 0),
        caso(np.arange(20.0).reshape(4, 5), 1, 2),
        caso(rng.normal(size=(5, 7, 3)), -2, 3),
        caso(imagen=rng.normal(size=(6, 4, 3)), dy=8, dx=-5),
        caso(rng.normal(size=(3, 5)), 0, 0),
        caso(rng.normal(size=(4, 4, 3)), 0, -1),
        caso(rng.normal(size=(7, 3)), -1, 1),
    ],
    errores=(
        *cambios(
            (
                "(dy, dx)",
                "(dx, dy)",
                "Están cambiados: dy mueve las filas (eje 0) y dx, las columnas (eje 1).",
            ),
            (
                "(dy, dx)",
                "(-dy, -dx)",
                "Vas al revés: con dy y dx positivos la imagen va hacia abajo y a la derecha.",
            ),
            (
                "(dy, dx)",
                "(-dy, dx)",
                "El eje vertical va al revés: la fila 0 es la de arriba, así que dy positivo baja.",
            ),
            (
                "(dy, dx)",
                "(dy, -dx)",
                "El eje horizontal va al revés: dx positivo va a la derecha.",
            ),
            (
                ", axis=(0, 1)",
                "",
                "Falta decir los ejes: sin `axis`, np.roll aplana la imagen y la mueve como una fila larga.",
            ),
        ),
        ErrorTipico(
            _sin_vuelta("constant"),
            "Lo que sale por un lado se pierde y entra negro: debe entrar por el lado contrario.",
        ),
        ErrorTipico(
            _sin_vuelta("nearest"),
            "Repites el borde: lo que sale por un lado debe entrar por el contrario.",
        ),
        ErrorTipico(
            _sin_vuelta("reflect"),
            "Reflejas el borde: lo que sale por un lado debe entrar por el contrario.",
        ),
        *cambios(
            (
                "(dy, dx), axis=(0, 1)",
                "dy, axis=0",
                "Solo mueves las filas: falta dx, en las columnas.",
            ),
            (
                "(dy, dx), axis=(0, 1)",
                "dx, axis=1",
                "Solo mueves las columnas: falta dy, en las filas.",
            ),
            (
                "axis=(0, 1)",
                "axis=(-2, -1)",
                "Cuentas los ejes desde el final: en una imagen en color, el último son los canales.",
            ),
            (
                "(dy, dx), axis=(0, 1)",
                "dy + dx, axis=0",
                "Sumas dy y dx y mueves solo las filas: cada uno va en su eje.",
            ),
            (
                "(dy, dx)",
                "(-dx, -dy)",
                "Están cambiados y además van al revés: mira qué eje mueve cada uno y hacia dónde.",
            ),
        ),
        ErrorTipico(
            _por_trozos,
            "Con dy o dx mayores que la imagen también se da la vuelta: lo que cuenta es el resto de dividir entre el alto o el ancho.",
        ),
        *cambios(
            (
                "np.roll(imagen, ",
                "np.roll(imagen.astype(int), ",
                "Guardas el resultado en una matriz de enteros y pierdes los decimales.",
            ),
            ("np.roll(imagen, (dy, dx), axis=(0, 1))", "imagen", "Devuelves la imagen sin mover."),
        ),
    ),
    pistas=(
        "La imagen se trata como un mosaico que se repite: lo que sale por un borde entra por el opuesto.",
        "`np.roll` hace justo eso, y admite varios desplazamientos a la vez si le dices en qué ejes.",
        "Esqueleto: return np.roll(imagen, (…, …), axis=(…, …))",
    ),
    explicacion=(
        "`np.roll(imagen, (dy, dx), axis=(0, 1))` lleva el píxel $(i, j)$ a $(i+dy,\\; j+dx)$, módulo el tamaño. Como es circular no se pierde nada, y `desplazar(…, -dy, -dx)` lo deshace exactamente."
    ),
    alternativas=(
        lambda imagen, dy, dx: np.roll(np.roll(imagen, dx, axis=1), dy, axis=0),
        lambda imagen, dy, dx: imagen[(np.arange(imagen.shape[0]) - dy) % imagen.shape[0]][
            :, (np.arange(imagen.shape[1]) - dx) % imagen.shape[1]
        ],
        lambda imagen, dy, dx: np.take(
            np.take(imagen, np.arange(len(imagen)) - dy, 0, mode="wrap"),
            np.arange(imagen.shape[1]) - dx,
            1,
            mode="wrap",
        ).tolist(),
    ),
)


# --- 13.3 -----------------------------------------------------------------------------------------------------------


def tamanos_octavas(tamano, octavas, escala=1.4):
    alto, ancho = tamano
    factores = [escala**k for k in reversed(range(octavas))]
    return [(round(alto / f), round(ancho / f)) for f in factores]


def _oraculo_tamanos_octavas(tamano, octavas, escala=1.4):
    """Progresión geométrica que acaba en el tamaño, con el logaritmo."""
    exponentes = np.linspace(np.log(tamano) - (octavas - 1) * np.log(escala), np.log(tamano), octavas)
    return np.rint(np.exp(exponentes)).astype(int)


def _acumular(tamano, octavas, escala=1.4):
    tamanos = [tuple(tamano)]
    while len(tamanos) < octavas:
        tamanos.insert(0, tuple(round(lado / escala) for lado in tamanos[0]))
    return tamanos


_OCTAVAS = Ejercicio(
    id="13.3",
    antes="13.2",
    entrega="entero",
    titulo="Los tamaños de las octavas",
    referencia=tamanos_octavas,
    oraculo=_oraculo_tamanos_octavas,
    casos=lambda rng: [
        caso((256, 256), 4),
        caso((192, 301), 3),
        caso(tamano=(427, 640), octavas=6, escala=1.3),
        caso((100, 61), 5, 1.25),
        caso((97, 131), 1),
        caso((512, 384), 4, 2.0),
        caso((1000, 700), 2, escala=1.7),
    ],
    errores=(
        *cambios(
            ("round(", "int(", "Truncas con int: se pide el entero más cercano, con round."),
            ("round(", "np.ceil(", "Redondeas hacia arriba: se pide el entero más cercano, con round."),
            (
                "reversed(range(octavas))",
                "range(octavas)",
                "Van de mayor a menor: el sueño empieza en la octava más pequeña y acaba en la imagen entera.",
            ),
            (
                "reversed(range(octavas))",
                "range(octavas)",
                "round(",
                "int(",
                "Van de mayor a menor, y además truncas con int: empieza por la más pequeña y redondea al entero más cercano.",
            ),
            (
                "reversed(range(octavas))",
                "range(octavas)",
                "round(",
                "(",
                "Van de mayor a menor, y además falta redondear: empieza por la más pequeña, y un tamaño son píxeles enteros.",
            ),
            (
                "escala**k",
                "escala ** (k + 1)",
                "La última octava debe ser la imagen entera, sin reducir: el exponente acaba en 0.",
            ),
            (
                "reversed(range(octavas))",
                "range(octavas)",
                "/ f",
                "* f",
                "Las octavas crecen por encima del tamaño: se divide entre escala, no se multiplica.",
            ),
            (
                "escala**k",
                "(escala * k or 1)",
                "Divides entre escala·k: en cada octava se divide otra vez entre escala, así que es una potencia, escala**k.",
            ),
        ),
        ErrorTipico(
            _acumular,
            "Redondeas en cada octava y reduces lo ya redondeado: el error se acumula. Parte siempre del tamaño original.",
        ),
        *cambios(
            (
                "range(octavas)",
                "range(octavas + 1)",
                "Sobra una octava: la imagen entera también cuenta entre ellas.",
            ),
            (
                "reversed(range(octavas))",
                "range(octavas - 1, 0, -1)",
                "Falta la última octava, la imagen entera: ¿llega el exponente a 0? range(a, b) se para antes de b.",
            ),
            (
                "alto, ancho = tamano",
                "ancho, alto = tamano",
                "Están cambiados: primero el alto y después el ancho, como llegan.",
            ),
            ("escala**k", "1.4**k", "No usas `escala`: siempre divides entre 1.4."),
            ("escala**k", "2.0**k", "Divides siempre entre 2: la razón es `escala`."),
            (
                "(round(alto / f), round(ancho / f))",
                "round(alto / f)",
                "Devuelves solo los altos: cada octava es un par, alto y ancho.",
            ),
            ("round(", "(", "Falta redondear: un tamaño son píxeles enteros."),
            (
                "round(ancho / f)",
                "ancho",
                "Solo reduces el alto: la imagen se deformaría. Los dos lados se dividen entre lo mismo.",
            ),
            (
                "[(round(alto / f), round(ancho / f))",
                "(round(alto / factores[0]), round(ancho / factores[0]))",
                " for f in factores]",
                "",
                "Devuelves un solo tamaño: se pide una lista con todos.",
            ),
        ),
    ),
    pistas=(
        "Cada octava es la siguiente dividida entre `escala`. La última es la imagen entera y la primera, la más pequeña.",
        "Con octavas = 4, los exponentes de escala son 3, 2, 1 y 0. `reversed(range(octavas))` los da en ese orden.",
        "Esqueleto: alto, ancho = tamano; factores = [… for k in reversed(range(octavas))]; return [(round(alto / f), …) for f in factores]",
    ),
    explicacion=(
        "En la octava $k$ los lados son $\\mathrm{lado}/\\mathrm{escala}^k$, con $k$ de $n-1$ a 0. Con 1.4, dos octavas son casi un factor 2. Se parte siempre del tamaño original, para no acumular "
        "redondeos, y se va de lo pequeño a lo grande: primero los motivos grandes y luego el detalle."
    ),
    alternativas=(
        lambda tamano, octavas, escala=1.4: [
            [int(round(lado * escala ** (k - octavas + 1))) for lado in tamano] for k in range(octavas)
        ],
        lambda tamano, octavas, escala=1.4: np.round(
            np.array(tamano) / escala ** np.arange(octavas - 1, -1, -1)[:, None]
        ),
        lambda tamano, octavas, escala=1.4: [
            (round(tamano[0] / escala**k), round(tamano[1] / escala**k)) for k in range(octavas)
        ][::-1],
    ),
)

EJERCICIOS = (_PASO, _DESPLAZAR, _OCTAVAS)
