"""Ejercicios de la lección 02, Aritmética de la convolución."""

import numpy as np
from utils.ejercicios.declarar import Ejercicio, ErrorTipico, caso

# --- 02.1 -----------------------------------------------------------------------------------------------------------


def convolucionar(imagen, filtro):
    alto, ancho = filtro.shape
    filas = imagen.shape[0] - alto + 1
    columnas = imagen.shape[1] - ancho + 1
    salida = np.zeros((filas, columnas))
    for i in range(filas):
        for j in range(columnas):
            salida[i, j] = np.sum(imagen[i : i + alto, j : j + ancho] * filtro)
    return salida


def _correlacion(imagen, filtro, modo="valid"):
    from scipy.signal import correlate2d

    return correlate2d(imagen, filtro, mode=modo)


def _casos_convolucionar(rng):
    return [
        caso(
            np.array(
                [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]]
            ),
            np.eye(3),
        ),
        caso(rng.normal(size=(6, 6)), rng.normal(size=(3, 3))),
        caso(rng.normal(size=(5, 8)), rng.normal(size=(2, 3))),
        caso(rng.normal(size=(8, 5)), rng.normal(size=(3, 2))),
        caso(rng.normal(size=(4, 4)), rng.normal(size=(4, 4))),
        caso(rng.normal(size=(3, 4)), rng.normal(size=(1, 1))),
        caso(imagen=rng.integers(0, 9, (5, 5)), filtro=rng.normal(size=(3, 3))),
    ]


def _conv_bucle(filas_menos=0, sin_solape=False, celda=lambda trozo, filtro: np.sum(trozo * filtro)):
    """Variantes de la convolución con bucles, para escribir los errores típicos."""

    def variante(imagen, filtro):
        alto, ancho = filtro.shape
        filas, columnas = (
            imagen.shape[0] - alto + 1 - filas_menos,
            imagen.shape[1] - ancho + 1 - filas_menos,
        )
        pasos = (alto, ancho) if sin_solape else (1, 1)
        salida = np.zeros((len(range(0, filas, pasos[0])), len(range(0, columnas, pasos[1]))))
        for a, i in enumerate(range(0, filas, pasos[0])):
            for b, j in enumerate(range(0, columnas, pasos[1])):
                salida[a, b] = celda(imagen[i : i + alto, j : j + ancho], filtro)
        return salida

    return variante


def _solo_cuadradas(imagen, filtro):
    k = filtro.shape[0]
    lado = imagen.shape[0] - k + 1
    return np.array(
        [[np.sum(imagen[i : i + k, j : j + k] * filtro) for j in range(lado)] for i in range(lado)]
    )


def _con_ceros_al_final(imagen, filtro):
    salida, buena = np.zeros(imagen.shape), _correlacion(imagen, filtro)
    salida[: buena.shape[0], : buena.shape[1]] = buena
    return salida


def _conv_3x3(imagen, filtro):
    filas, columnas = imagen.shape[0] - 2, imagen.shape[1] - 2
    return np.array(
        [[np.sum(imagen[i : i + 3, j : j + 3] * filtro) for j in range(columnas)] for i in range(filas)]
    )


def _truncada(imagen, filtro):
    return _correlacion(imagen, filtro).astype(imagen.dtype)


def _con_ventanas(imagen, filtro):
    ventanas = np.lib.stride_tricks.sliding_window_view(imagen, filtro.shape)
    return np.einsum("ijkl,kl->ij", ventanas, filtro)


_CONVOLUCIONAR = Ejercicio(
    id="02.1",
    titulo="Convolucionar una imagen",
    referencia=convolucionar,
    oraculo=_correlacion,
    casos=_casos_convolucionar,
    errores=(
        ErrorTipico(
            lambda imagen, filtro: _correlacion(imagen, filtro[::-1, ::-1]),
            "Has volteado el filtro. Esa es la convolución de las matemáticas; las capas convolucionales no voltean.",
        ),
        ErrorTipico(
            lambda imagen, filtro: _correlacion(imagen, filtro.T),
            "Has traspuesto el filtro: aplícalo tal como viene, fila con fila.",
        ),
        ErrorTipico(
            lambda imagen, filtro: _correlacion(imagen, filtro, "same"),
            "Rellenas con ceros para conservar el tamaño; aquí se pide la versión válida, sin relleno.",
        ),
        ErrorTipico(
            lambda imagen, filtro: _correlacion(imagen, filtro, "full"),
            "La salida es más grande que la imagen: es la versión completa. Se pide la válida: el filtro nunca se sale.",
        ),
        ErrorTipico(
            _conv_bucle(filas_menos=1),
            "Falta la última fila y la última columna: hay alto − k + 1 posiciones, con el + 1.",
        ),
        ErrorTipico(
            _conv_bucle(sin_solape=True),
            "Saltas de filtro en filtro: las ventanas se solapan; avanza de uno en uno.",
        ),
        ErrorTipico(
            _conv_bucle(celda=lambda trozo, filtro: np.mean(trozo * filtro)),
            "Haces la media de los productos: la convolución los suma.",
        ),
        ErrorTipico(
            _conv_bucle(celda=lambda trozo, filtro: np.max(trozo * filtro)),
            "Te quedas con el mayor producto, como en la agrupación; la convolución los suma todos.",
        ),
        ErrorTipico(
            _conv_bucle(celda=lambda trozo, filtro: np.sum(trozo + filtro)),
            "Sumas el trozo y el filtro; primero se multiplican celda a celda y después se suma.",
        ),
        ErrorTipico(
            _conv_bucle(celda=lambda trozo, filtro: np.sum(trozo)),
            "Sumas el trozo de imagen sin usar el filtro: multiplica antes celda a celda.",
        ),
        ErrorTipico(
            lambda imagen, filtro: _correlacion(imagen, filtro).T,
            "La salida sale traspuesta: el primer índice recorre las filas; el segundo, las columnas.",
        ),
        ErrorTipico(
            _solo_cuadradas,
            "Confundes alto y ancho, o usas el mismo lado para los dos: el alto va con las filas y el ancho con las columnas; pueden ser distintos.",
        ),
        ErrorTipico(
            _truncada,
            "Pierdes los decimales: la salida hereda los enteros de la imagen. Créala con np.zeros, no con zeros_like(imagen).",
        ),
        ErrorTipico(
            lambda imagen, filtro: np.trunc(_correlacion(imagen, filtro)),
            "Pierdes los decimales: la salida es de enteros. Créala con np.zeros, sin dtype=int.",
        ),
        ErrorTipico(
            _con_ceros_al_final,
            "La salida tiene el tamaño de la imagen y al final quedan ceros: créala de (alto − k1 + 1) × (ancho − k2 + 1).",
        ),
        ErrorTipico(
            _conv_3x3,
            "Das por hecho que el filtro es de 3×3: usa filtro.shape.",
        ),
        ErrorTipico(
            lambda imagen, filtro: np.maximum(_correlacion(imagen, filtro), 0),
            "Has aplicado ReLU: la convolución conserva los negativos; la activación viene después.",
        ),
    ),
    pistas=(
        "El filtro se desliza por la imagen; en cada posición se multiplica celda a celda y se suma todo.",
        "Hay alto − k + 1 posiciones en cada dirección. El trozo bajo el filtro es imagen[i:i+alto_filtro, j:j+ancho_filtro].",
        "Esqueleto: salida = np.zeros((…, …)); dos bucles; salida[i, j] = np.sum(imagen[…] * filtro); return salida",
    ),
    explicacion=(
        "Cada celda de la salida es $\\sum_{a,b} I_{i+a,\\,j+b} F_{a,b}$: el trozo de imagen bajo el filtro, multiplicado celda a "
        "celda y sumado. No se voltea el filtro: en rigor es una correlación cruzada, y así lo hacen todas las bibliotecas."
    ),
    alternativas=(
        _con_ventanas,
        lambda imagen, filtro: _con_ventanas(imagen, filtro).tolist(),
        lambda imagen, filtro: _con_ventanas(imagen, filtro).astype("float32"),
        _conv_bucle(),
    ),
)


# --- 02.2 -----------------------------------------------------------------------------------------------------------


def tamano_salida(n, k, stride=1, padding=0, dilation=1):
    alcance = dilation * (k - 1) + 1
    return (n + 2 * padding - alcance) // stride + 1


def _contar_posiciones(n, k, stride=1, padding=0, dilation=1):
    """Coloca el filtro de verdad y cuenta las posiciones en las que cabe entero."""
    final = n + 2 * padding
    celdas = range(0, k * dilation, dilation)
    return sum(1 for inicio in range(0, final, stride) if inicio + celdas[-1] < final)


def _tamano(formula):
    return lambda n, k, stride=1, padding=0, dilation=1: formula(n, k, stride, padding, dilation)


_TAMANO = Ejercicio(
    id="02.2",
    titulo="El tamaño de la salida",
    referencia=tamano_salida,
    oraculo=_contar_posiciones,
    casos=lambda rng: [
        caso(5, 3),
        caso(7, 3, stride=2),
        caso(6, 3, 2),
        caso(8, 3, stride=3, padding=1),
        caso(5, 3, padding=1),
        caso(10, 3, dilation=2),
        caso(12, 4, 3, 2, 2),
        caso(4, 4),
        caso(n=28, k=5, stride=1, padding=2, dilation=1),
        caso(9, 1, stride=4),
        caso(224, 7, stride=2, padding=3),
        caso(6, 2, stride=5),
    ],
    errores=(
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: (n + p - d * (k - 1) - 1) // s + 1),
            "Sumaste el relleno una vez; va a los dos lados: 2·padding.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: (n + 2 * p - d * (k - 1) - 1) / s + 1),
            "Falta redondear hacia abajo: el filtro no puede quedarse a medias. Usa // en lugar de /.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: -(-(n + 2 * p - d * (k - 1) - 1) // s) + 1),
            "Redondeas hacia arriba: cuentas una posición en la que el filtro ya no cabe. Redondea hacia abajo.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: round((n + 2 * p - d * (k - 1) - 1) / s) + 1),
            "Redondeas al más cercano; hay que redondear hacia abajo, porque el filtro tiene que caber entero.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: (n + 2 * p - d * (k - 1) - 1) // s),
            "Falta el + 1: la primera posición, antes de dar ningún paso, también cuenta.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: (n - k) // s + 1),
            "No usas ni el relleno ni la dilatación: la imagen crece 2·padding y el filtro abarca dilation·(k − 1) + 1.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: round((n + 2 * p - d * (k - 1) - 1) / s + 1)),
            "Redondeas al más cercano al final; hay que redondear hacia abajo, con //.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: (n + 2 * p - k) // s + 1),
            "No usas la dilatación: un filtro de k celdas separadas d abarca d·(k − 1) + 1.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: (n + 2 * p - d * k) // s + 1),
            "El filtro dilatado abarca d·(k − 1) + 1 celdas, no d·k: los huecos están entre celdas.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: n + 2 * p - d * (k - 1)),
            "No usas el paso: al avanzar de stride en stride salen menos posiciones.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: (n - d * (k - 1) - 1) // s + 1),
            "No usas el relleno: la imagen crece padding celdas por cada lado.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: (n + 2 * p - d * (k - 1)) // s),
            "El + 1 va después de dividir: primero se cuentan los pasos y luego se suma la posición inicial.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: (n - 2 * p - d * (k - 1) - 1) // s + 1),
            "El relleno agranda la imagen: se suma, no se resta.",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: (n + 2 * p - d * (k - 1) + 1) // s + 1),
            "El alcance del filtro es d·(k − 1) + 1, y se resta entero: n + 2p − (d·(k − 1) + 1).",
        ),
        ErrorTipico(
            _tamano(lambda n, k, s, p, d: n),
            "Devuelves el tamaño de entrada: solo coincide con «same» y paso 1.",
        ),
    ),
    pistas=(
        "Cuenta en cuántas posiciones cabe el filtro entero: la primera más los pasos que puede dar.",
        "La imagen rellena mide n + 2·padding; el filtro dilatado abarca dilation·(k − 1) + 1. El resto se reparte en pasos de stride, redondeando hacia abajo.",
        "Esqueleto: alcance = dilation * (k - 1) + 1; return (n + … - alcance) // … + 1",
    ),
    explicacion=(
        "$\\left\\lfloor \\frac{n + 2p - d(k-1) - 1}{s} \\right\\rfloor + 1$. El numerador son las celdas que el filtro puede "
        "recorrer; entre $s$ y hacia abajo, los pasos enteros; el + 1 es la posición inicial. Lo que sobra no se mira."
    ),
    alternativas=(
        lambda n, k, stride=1, padding=0, dilation=1: (
            np.floor((n + 2 * padding - dilation * (k - 1) - 1) / stride) + 1
        ),
        lambda n, k, stride=1, padding=0, dilation=1: (
            (n + 2 * padding - dilation * (k - 1) - 1 + stride) // stride
        ),
        lambda n, k, stride=1, padding=0, dilation=1: len(
            range(0, n + 2 * padding - dilation * (k - 1), stride)
        ),
    ),
)


# --- 02.3 -----------------------------------------------------------------------------------------------------------


def parametros_conv(k, canales_entrada, filtros, sesgo=True):
    return (k * k * canales_entrada + int(sesgo)) * filtros


def _contar_pesos(k, canales_entrada, filtros, sesgo=True):
    """Crea el kernel con la forma que usa Keras, y los sesgos, y cuenta sus números."""
    kernel = np.empty((k, k, canales_entrada, filtros))
    return kernel.size + (np.empty(filtros).size if sesgo else 0)


def _parametros(formula):
    return lambda k, canales_entrada, filtros, sesgo=True: formula(
        k, canales_entrada, filtros, int(sesgo)
    )


_PARAMETROS = Ejercicio(
    id="02.3",
    titulo="Los parámetros de una capa convolucional",
    referencia=parametros_conv,
    oraculo=_contar_pesos,
    casos=lambda rng: [
        caso(3, 1, 8),
        caso(3, 3, 16),
        caso(5, 6, 16, sesgo=False),
        caso(1, 64, 32),
        caso(k=7, canales_entrada=3, filtros=64, sesgo=True),
        caso(2, 4, 5, False),
        caso(3, 256, 512),
    ],
    errores=(
        ErrorTipico(
            _parametros(lambda k, c, f, b: (k * k + b) * f),
            "Faltan los canales de entrada: cada filtro tiene un plano k×k por cada canal.",
        ),
        ErrorTipico(
            _parametros(lambda k, c, f, b: k * k * c * f + b),
            "Cuentas un solo sesgo: hay uno por filtro.",
        ),
        ErrorTipico(
            _parametros(lambda k, c, f, b: k * k * c * f),
            "No cuentas el sesgo: con sesgo=True hay uno más por filtro.",
        ),
        ErrorTipico(
            _parametros(lambda k, c, f, b: (k * k * c + 1) * f),
            "Cuentas el sesgo siempre: con sesgo=False no hay.",
        ),
        ErrorTipico(
            _parametros(lambda k, c, f, b: (k * c + b) * f),
            "El filtro es cuadrado: tiene k·k celdas por canal, no k.",
        ),
        ErrorTipico(
            _parametros(lambda k, c, f, b: (k * k + b) * c * f),
            "Cuentas un sesgo por canal y filtro: los canales se suman y cada filtro tiene un solo sesgo.",
        ),
        ErrorTipico(
            _parametros(lambda k, c, f, b: k * k * c + b),
            "Eso es un solo filtro: multiplica por el número de filtros.",
        ),
        ErrorTipico(
            _parametros(lambda k, c, f, b: k * k * c * f + b * c),
            "Cuentas un sesgo por canal de entrada: hay uno por filtro, es decir, por canal de salida.",
        ),
        ErrorTipico(
            _parametros(lambda k, c, f, b: k * k * c * f + f if b else 0),
            "Sin paréntesis, el else se lleva toda la cuenta: con sesgo=False devuelves 0 en vez de los pesos.",
        ),
        ErrorTipico(
            _parametros(lambda k, c, f, b: (k * 2 * c + b) * f),
            "k al cuadrado es k·k, no k·2.",
        ),
    ),
    pistas=(
        "Los parámetros son los números que se aprenden: las celdas de todos los filtros y sus sesgos. El tamaño de la imagen no influye.",
        "Un filtro mira todos los canales: tiene k·k·canales_entrada celdas y, si hay, un sesgo. Multiplica por el número de filtros.",
        "Esqueleto: return (k * k * … + …) * filtros",
    ),
    explicacion=(
        "Cada filtro abarca todos los canales: $k^2 c$ pesos y un sesgo. Con $f$ filtros, $(k^2c + 1)f$. No aparece el tamaño "
        "de la imagen: los mismos pesos se comparten en todas las posiciones."
    ),
    alternativas=(
        lambda k, canales_entrada, filtros, sesgo=True: (
            k**2 * canales_entrada * filtros + (filtros if sesgo else 0)
        ),
        lambda k, canales_entrada, filtros, sesgo=True: float(
            (k**2 * canales_entrada + sesgo) * filtros
        ),
    ),
)


# --- 02.4 -----------------------------------------------------------------------------------------------------------


def agrupar(imagen, tamano=2, modo="max"):
    filas, columnas = imagen.shape[0] // tamano, imagen.shape[1] // tamano
    reducir = np.max if modo == "max" else np.mean
    salida = np.zeros((filas, columnas))
    for i in range(filas):
        for j in range(columnas):
            trozo = imagen[i * tamano : (i + 1) * tamano, j * tamano : (j + 1) * tamano]
            salida[i, j] = reducir(trozo)
    return salida


def _agrupar_con_etiquetas(imagen, tamano=2, modo="max"):
    """Numera cada ventana y deja que SciPy resuma los píxeles que llevan el mismo número."""
    from scipy import ndimage

    filas, columnas = imagen.shape[0] // tamano, imagen.shape[1] // tamano
    recortada = imagen[: filas * tamano, : columnas * tamano]
    i, j = np.indices(recortada.shape) // tamano
    resumir = ndimage.maximum if modo == "max" else ndimage.mean
    ventanas = np.arange(filas * columnas)
    return np.asarray(resumir(recortada, i * columnas + j, ventanas)).reshape(filas, columnas)


def _bloques(imagen, tamano):
    filas, columnas = imagen.shape[0] // tamano, imagen.shape[1] // tamano
    return imagen[: filas * tamano, : columnas * tamano].reshape(filas, tamano, columnas, tamano)


def _agrupacion(maximo, media):
    def variante(imagen, tamano=2, modo="max"):
        return (maximo if modo == "max" else media)(_bloques(imagen, tamano))

    return variante


def _max_bloques(bloques):
    return bloques.max(axis=(1, 3))


def _media_bloques(bloques):
    return bloques.mean(axis=(1, 3))


def _con_solape(imagen, tamano=2, modo="max"):
    ventanas = np.lib.stride_tricks.sliding_window_view(imagen, (tamano, tamano))
    return ventanas.max(axis=(2, 3)) if modo == "max" else ventanas.mean(axis=(2, 3))


def _con_restos(imagen, tamano=2, modo="max"):
    reducir = np.max if modo == "max" else np.mean
    filas, columnas = range(0, imagen.shape[0], tamano), range(0, imagen.shape[1], tamano)
    return np.array(
        [[reducir(imagen[i : i + tamano, j : j + tamano]) for j in columnas] for i in filas]
    )


def _submuestra(imagen, tamano=2, modo="max"):
    return imagen[::tamano, ::tamano]


def _sin_recortar(imagen, tamano=2, modo="max"):
    bloques = imagen.reshape(imagen.shape[0] // tamano, tamano, imagen.shape[1] // tamano, tamano)
    return _max_bloques(bloques) if modo == "max" else _media_bloques(bloques)


def _sin_saltar(imagen, tamano=2, modo="max"):
    reducir = np.max if modo == "max" else np.mean
    filas, columnas = imagen.shape[0] // tamano, imagen.shape[1] // tamano
    return np.array(
        [
            [reducir(imagen[i : i + tamano, j : j + tamano]) for j in range(columnas)]
            for i in range(filas)
        ]
    )


_AGRUPAR = Ejercicio(
    id="02.4",
    titulo="Agrupar (pooling)",
    referencia=agrupar,
    oraculo=_agrupar_con_etiquetas,
    casos=lambda rng: [
        caso(
            np.array(
                [[1.0, 3.0, 2.0, 0.0], [4.0, 2.0, 1.0, 5.0], [0.0, 1.0, 7.0, 2.0], [2.0, 2.0, 3.0, 4.0]]
            )
        ),
        caso(rng.normal(size=(6, 4)), modo="media"),
        caso(rng.normal(size=(5, 7))),
        caso(-rng.uniform(1, 2, size=(6, 9)), 3),
        caso(rng.normal(size=(7, 8)), 3, "media"),
        caso(imagen=rng.normal(size=(4, 4)), tamano=4, modo="max"),
        caso(rng.normal(size=(3, 2)), tamano=1),
        caso(rng.integers(0, 9, (4, 6)), modo="media"),
    ],
    errores=(
        ErrorTipico(
            _con_solape,
            "Avanzas de uno en uno y las ventanas se solapan; en la agrupación saltan de ventana en ventana.",
        ),
        ErrorTipico(
            _con_restos,
            "Conservas los restos del borde; si una ventana no cabe entera, se descarta, como hace Keras.",
        ),
        ErrorTipico(
            _agrupacion(_max_bloques, _max_bloques),
            'Siempre haces el máximo: con modo="media" se pide el promedio.',
        ),
        ErrorTipico(
            _agrupacion(_media_bloques, _media_bloques),
            'Siempre haces la media: con modo="max" se pide el máximo.',
        ),
        ErrorTipico(
            _agrupacion(_media_bloques, _max_bloques),
            'Los modos están cambiados: "max" es el máximo y "media", el promedio.',
        ),
        ErrorTipico(
            _agrupacion(_max_bloques, lambda b: b.sum(axis=(1, 3))),
            'Con modo="media" sumas sin dividir: divide entre el número de celdas de la ventana.',
        ),
        ErrorTipico(
            _agrupacion(_max_bloques, lambda b: b.sum(axis=(1, 3)) / 4),
            "Divides siempre entre 4: con otra ventana hay otro número de celdas.",
        ),
        ErrorTipico(
            _agrupacion(lambda b: np.maximum(_max_bloques(b), 0), _media_bloques),
            "Tu máximo empieza en 0 y falla cuando todo es negativo: empieza en −∞ o en la primera celda.",
        ),
        ErrorTipico(
            _agrupacion(lambda b: b.min(axis=(1, 3)), _media_bloques),
            'Has tomado el mínimo: con modo="max" se pide el mayor valor de cada ventana.',
        ),
        ErrorTipico(
            _sin_recortar,
            "Falta recortar lo que sobra: `reshape` solo funciona si el lado es múltiplo de la ventana.",
        ),
        ErrorTipico(
            _sin_saltar,
            "Las ventanas empiezan en i y j sin multiplicar: la ventana i empieza en i·`tamano`.",
        ),
        ErrorTipico(
            _agrupacion(_max_bloques, lambda b: b.sum(axis=(1, 3)) / b.shape[1]),
            "Divides entre el lado de la ventana: hay lado·lado celdas.",
        ),
        ErrorTipico(
            _submuestra,
            "Te quedas con la primera celda de cada ventana: hay que resumir todas.",
        ),
        ErrorTipico(
            lambda imagen, tamano=2, modo="max": _agrupar_con_etiquetas(imagen, 2, modo),
            "Has fijado ventanas de 2×2: usa el argumento `tamano`.",
        ),
        ErrorTipico(
            _agrupacion(
                _max_bloques,
                lambda b: np.trunc(_media_bloques(b)) if b.dtype.kind == "i" else _media_bloques(b),
            ),
            "Pierdes los decimales de la media: la salida hereda los enteros de la imagen. Créala con np.zeros.",
        ),
    ),
    pistas=(
        "La agrupación parte la imagen en ventanas que no se solapan y deja un solo número por ventana.",
        "Hay `alto // tamano` ventanas por columna. La ventana (i, j) es `imagen[i*tamano:(i+1)*tamano, j*tamano:(j+1)*tamano]`.",
        'Esqueleto: reducir = np.max if modo == "max" else …; dos bucles; salida[i, j] = reducir(imagen[…])',
    ),
    explicacion=(
        "Se recorre la imagen a saltos de `tamano` y se resume cada ventana con el máximo o con la media. La división entera "
        'deja fuera las ventanas incompletas, como `padding="valid"` en Keras.'
    ),
    alternativas=(
        _agrupacion(_max_bloques, _media_bloques),
        lambda imagen, tamano=2, modo="max": _con_solape(imagen, tamano, modo)[::tamano, ::tamano],
    ),
)


# --- 02.5 -----------------------------------------------------------------------------------------------------------


def campo_receptivo(capas):
    campo, salto = 1, 1
    for k, s in capas:
        campo += (k - 1) * salto
        salto *= s
    return campo


def _rastrear(capas):
    """Parte de una neurona de salida y marca, capa a capa hacia atrás, las celdas que la alimentan."""
    celdas = {0}
    for k, s in reversed(capas):
        celdas = {c * s + j for c in celdas for j in range(k)}
    return max(celdas) - min(celdas) + 1


def _hacia_atras(capas):
    campo = 1
    for k, s in capas[::-1]:
        campo = (campo - 1) * s + k
    return campo


def _return_en_el_bucle(capas):
    for k, _ in capas:
        return k
    return 1


def _campo(contar):
    def variante(capas):
        campo, salto = 1, 1
        for k, s in capas:
            campo, salto = contar(campo, salto, k, s)
        return campo

    return variante


_CAMPO = Ejercicio(
    id="02.5",
    titulo="El campo receptivo",
    referencia=campo_receptivo,
    oraculo=_rastrear,
    casos=lambda rng: [
        caso([(3, 1), (3, 1)]),
        caso([(3, 2), (3, 1)]),
        caso([(5, 1), (2, 2), (5, 1), (2, 2)]),
        caso([(7, 2)]),
        caso([]),
        caso(capas=[(1, 1), (1, 2), (3, 3), (2, 1)]),
        caso([(3, 2), (3, 2), (3, 2), (3, 2)]),
        caso([(2, 3), (4, 1)]),
    ],
    errores=(
        ErrorTipico(
            lambda capas: sum(k for k, s in capas),
            "Sumas los filtros: al apilar, cada capa solo añade k − 1 celdas, y multiplicadas por los pasos anteriores.",
        ),
        ErrorTipico(
            lambda capas: 1 + sum(k - 1 for k, s in capas),
            "No usas los pasos: tras una capa con paso s, cada celda nueva equivale a s de las de antes.",
        ),
        ErrorTipico(
            _campo(lambda campo, salto, k, s: (campo + (k - 1) * salto * s, salto * s)),
            "Multiplicas por el paso de la propia capa: solo cuentan los de las capas anteriores.",
        ),
        ErrorTipico(
            lambda capas: int(np.prod([k for k, s in capas])),
            "Multiplicas los filtros: los campos se suman, 1 + Σ(k − 1)·(pasos anteriores).",
        ),
        ErrorTipico(
            lambda capas: _hacia_atras(capas) - 1,
            "Te falta 1: sin ninguna capa, una celda ya se ve a sí misma.",
        ),
        ErrorTipico(
            _campo(lambda campo, salto, k, s: (campo + k * salto, salto * s)),
            "Cada capa añade k − 1, no k: la celda central ya estaba contada.",
        ),
        ErrorTipico(
            _campo(lambda campo, salto, k, s: (campo + (k - 1) * salto, s)),
            "Solo usas el paso de la capa anterior: los pasos se multiplican todos, capa tras capa.",
        ),
        ErrorTipico(
            _campo(lambda campo, salto, k, s: (campo + (k - 1) * salto, salto + s - 1)),
            "Sumas los pasos; se multiplican: dos capas de paso 2 dan un salto de 4.",
        ),
        ErrorTipico(
            _campo(lambda campo, salto, k, s: ((campo - 1) * s + k, salto)),
            "El orden de las capas y tu fórmula no casan: la del salto va de la primera a la última; (campo − 1)·s + k, de la última a la primera.",
        ),
        ErrorTipico(
            lambda capas: 1 + sum((k - 1) * s for k, s in capas),
            "Multiplicas por el paso de la propia capa y no acumulas los anteriores: cuenta el producto de los que van antes.",
        ),
        ErrorTipico(
            _return_en_el_bucle,
            "El return está dentro del bucle: sales tras la primera capa.",
        ),
        ErrorTipico(
            lambda capas: max(k for k, s in capas),
            "Te quedas con el filtro mayor: al apilar capas el campo crece.",
        ),
        ErrorTipico(
            lambda capas: _hacia_atras(capas) ** 2,
            "Se pide el lado del campo, no su área.",
        ),
    ),
    pistas=(
        "El campo receptivo es cuánto de la entrada ve una neurona de la última capa. Sin capas, se ve a sí misma: 1.",
        "Cada capa añade (k − 1) celdas de las suyas. Una celda suya equivale, en la entrada, al producto de los pasos anteriores.",
        "Esqueleto: campo, salto = 1, 1; for k, s in capas: campo += (k - 1) * …; salto *= …; return campo",
    ),
    explicacion=(
        "$1 + \\sum_l (k_l - 1)\\prod_{i<l} s_i$. La variable `salto` guarda el producto de los pasos anteriores: a qué distancia, "
        "en la entrada, están dos celdas vecinas de esa capa."
    ),
    alternativas=(
        _hacia_atras,
        lambda capas: (
            1.0 + sum((k - 1) * np.prod([s for _, s in capas[:i]]) for i, (k, _) in enumerate(capas))
        ),
    ),
)


# --- 02.6 -----------------------------------------------------------------------------------------------------------


def tamano_transpuesta(n, k, stride=1, padding=0):
    return (n - 1) * stride + k - 2 * padding


def _repartir(n, k, stride=1, padding=0):
    """Cada celda de entrada se reparte en k celdas de la salida; se cuenta cuánto ocupan y se recorta el relleno."""
    tocadas = {i * stride + j for i in range(n) for j in range(k)}
    return max(tocadas) + 1 - 2 * padding


def _transpuesta(formula):
    return lambda n, k, stride=1, padding=0: formula(n, k, stride, padding)


_TRANSPUESTA = Ejercicio(
    id="02.6",
    titulo="El tamaño de la convolución transpuesta",
    referencia=tamano_transpuesta,
    oraculo=_repartir,
    casos=lambda rng: [
        caso(3, 3),
        caso(4, 3, stride=2),
        caso(7, 4, stride=2, padding=1),
        caso(5, 2, 2),
        caso(1, 5),
        caso(n=6, k=5, stride=3, padding=2),
        caso(8, 1, stride=2),
        caso(14, 4, 2, 1),
    ],
    errores=(
        ErrorTipico(
            _transpuesta(lambda n, k, s, p: (n + 2 * p - k) // s + 1),
            "Has usado la fórmula de la convolución normal; la transpuesta recorre el camino contrario y agranda.",
        ),
        ErrorTipico(
            _transpuesta(lambda n, k, s, p: n * s),
            "n·stride solo vale cuando k − 2·padding = stride (lo que hace «same» en Keras); aquí cuentan k y el relleno.",
        ),
        ErrorTipico(
            _transpuesta(lambda n, k, s, p: (n - 1) * s + k),
            "No descuentas el relleno: en la transpuesta recorta la salida por los dos lados.",
        ),
        ErrorTipico(
            _transpuesta(lambda n, k, s, p: (n - 1) * s + k - p),
            "Descuentas el relleno una vez; recorta por los dos lados: 2·padding.",
        ),
        ErrorTipico(
            _transpuesta(lambda n, k, s, p: n * s + k - 2 * p),
            "Entre n celdas hay n − 1 saltos: es (n − 1)·stride.",
        ),
        ErrorTipico(
            _transpuesta(lambda n, k, s, p: (n - 1) * s + k + 2 * p),
            "El relleno se resta: en la transpuesta recorta, no agranda.",
        ),
        ErrorTipico(
            _transpuesta(lambda n, k, s, p: n + k - 1 - 2 * p),
            "No usas el paso: las celdas de entrada se separan stride celdas en la salida.",
        ),
        ErrorTipico(
            _transpuesta(lambda n, k, s, p: (n - 1) * s - 2 * p),
            "Falta el filtro: la última celda se reparte en k celdas más.",
        ),
        ErrorTipico(
            _transpuesta(lambda n, k, s, p: (n - 1) * s + k - 1 - 2 * p),
            "Te falta 1: con n = 1, stride = 1 y sin relleno la salida mide exactamente k.",
        ),
        ErrorTipico(
            _transpuesta(lambda n, k, s, p: (n - 1) * s + k - 2 * p + 1),
            "Te sobra 1: con n = 1, stride = 1 y sin relleno la salida mide exactamente k.",
        ),
        ErrorTipico(
            _transpuesta(lambda n, k, s, p: (n - 1) * s + 1 - 2 * p),
            "Solo separas las celdas; cada una se reparte además en k celdas.",
        ),
    ),
    pistas=(
        "Despeja al revés: ¿qué tamaño de entrada, con esa convolución, daría una salida de n?",
        "Cada celda se reparte en k celdas, y las copias empiezan cada stride celdas. Hay n − 1 saltos, y el relleno recorta por los dos lados.",
        "Esqueleto: return (n - 1) * … + … - 2 * …",
    ),
    explicacion=(
        "La primera celda ocupa $k$ celdas de la salida y cada una de las $n-1$ restantes empieza $s$ más allá: $(n-1)s + k$. El "
        "relleno de la convolución original es lo que aquí se recorta: $-2p$."
    ),
    alternativas=(
        _transpuesta(lambda n, k, s, p: s * n - s + k - 2 * p),
        _transpuesta(lambda n, k, s, p: np.float64((n - 1) * s + k - 2 * p)),
    ),
)

EJERCICIOS = (_CONVOLUCIONAR, _TAMANO, _PARAMETROS, _AGRUPAR, _CAMPO, _TRANSPUESTA)
