"""Ejercicios de la lección 02, Aritmética de la convolución."""

import numpy as np

from utils.ejercicios.declarar import Ejercicio, ErrorTipico, cambios, caso

# --- 02.1 -----------------------------------------------------------------------------------------------------------


def convolucionar(imagen, filtro):
    k1, k2 = filtro.shape
    alto, ancho = imagen.shape[0] - k1 + 1, imagen.shape[1] - k2 + 1
    salida = np.zeros((alto, ancho))
    for i in range(alto):
        for j in range(ancho):
            salida[i, j] = np.sum(imagen[i : i + k1, j : j + k2] * filtro)
    return salida


def _oraculo_convolucionar(imagen, filtro, modo="valid"):
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
        caso(rng.normal(size=(6, 5)), rng.integers(-2, 3, (2, 3))),
    ]


def _con_ventanas(imagen, filtro):
    ventanas = np.lib.stride_tricks.sliding_window_view(imagen, filtro.shape)
    return np.einsum("ijkl,kl->ij", ventanas, filtro)


_CONVOLUCIONAR = Ejercicio(
    id="02.1",
    titulo="Convolucionar una imagen",
    referencia=convolucionar,
    oraculo=_oraculo_convolucionar,
    casos=_casos_convolucionar,
    errores=(
        *cambios(
            (
                "* filtro)",
                "* filtro[::-1, ::-1])",
                "Has volteado el filtro. Esa es la convolución de las matemáticas; las capas convolucionales no voltean.",
            ),
            (
                "k1, k2 =",
                "filtro = filtro.T; k1, k2 =",
                "Has traspuesto el filtro: aplícalo tal como viene, fila con fila.",
            ),
        ),
        ErrorTipico(
            lambda imagen, filtro: _oraculo_convolucionar(imagen, filtro, "same"),
            "Rellenas con ceros para conservar el tamaño; aquí se pide la versión válida, sin relleno.",
        ),
        ErrorTipico(
            lambda imagen, filtro: _oraculo_convolucionar(imagen, filtro, "full"),
            "La salida es más grande que la imagen: es la versión completa. Se pide la válida: el filtro nunca se sale.",
        ),
        *cambios(
            (
                "k1 + 1",
                "k1",
                "k2 + 1",
                "k2",
                "Falta la última fila y la última columna: hay alto − k + 1 posiciones, con el + 1.",
            ),
            (
                "[0] - k1 + 1",
                "[0] // k1",
                "[1] - k2 + 1",
                "[1] // k2",
                "i : i + k1, j : j + k2",
                "i * k1 : i * k1 + k1, j * k2 : j * k2 + k2",
                "Saltas de filtro en filtro: las ventanas se solapan; avanza de uno en uno.",
            ),
            ("np.sum", "np.mean", "Haces la media de los productos: la convolución los suma."),
            (
                "np.sum",
                "np.max",
                "Te quedas con el mayor producto, como en la agrupación; la convolución los suma todos.",
            ),
            (
                "* filtro",
                "+ filtro",
                "Sumas el trozo y el filtro; primero se multiplican celda a celda y después se suma.",
            ),
            (
                " * filtro",
                "",
                "Sumas el trozo de imagen sin usar el filtro: multiplica antes celda a celda.",
            ),
            (
                "return salida",
                "return salida.T",
                "La salida sale traspuesta: el primer índice recorre las filas; el segundo, las columnas.",
            ),
            (
                "k1, k2 = filtro.shape",
                "k1 = k2 = filtro.shape[0]",
                "shape[1]",
                "shape[0]",
                "Confundes alto y ancho, o usas el mismo lado para los dos: el alto va con las filas y el ancho con las columnas; pueden ser distintos.",
            ),
            (
                "(alto, ancho))",
                "(alto, ancho), imagen.dtype)",
                "Pierdes los decimales: la salida hereda los enteros de la imagen. Créala con np.zeros, no con zeros_like(imagen).",
            ),
            (
                "(alto, ancho))",
                "(alto, ancho), int)",
                "Pierdes los decimales: la salida es de enteros. Créala con np.zeros, sin dtype=int.",
            ),
            (
                "(alto, ancho))",
                "(alto, ancho), filtro.dtype)",
                "Pierdes los decimales: la salida hereda los enteros del filtro. Créala con np.zeros, sin `dtype`.",
            ),
            (
                "zeros((alto, ancho))",
                "zeros(imagen.shape)",
                "La salida tiene el tamaño de la imagen y al final quedan ceros: créala de (alto − k1 + 1) × (ancho − k2 + 1).",
            ),
            (
                "k1, k2 = filtro.shape",
                "k1 = k2 = 3",
                "Das por hecho que el filtro es de 3×3: usa filtro.shape.",
            ),
            (
                "return salida",
                "return np.maximum(salida, 0)",
                "Has aplicado ReLU: la convolución conserva los negativos; la activación viene después.",
            ),
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
    ),
)


# --- 02.2 -----------------------------------------------------------------------------------------------------------


def tamano_salida(n, k, stride=1, padding=0, dilation=1):
    alcance = dilation * (k - 1) + 1
    return (n + 2 * padding - alcance) // stride + 1


def _oraculo_tamano_salida(n, k, stride=1, padding=0, dilation=1):
    """Coloca el filtro de verdad y cuenta las posiciones en las que cabe entero."""
    final = n + 2 * padding
    celdas = range(0, k * dilation, dilation)
    return sum(1 for inicio in range(0, final, stride) if inicio + celdas[-1] < final)


_TAMANO = Ejercicio(
    id="02.2",
    titulo="El tamaño de la salida",
    referencia=tamano_salida,
    oraculo=_oraculo_tamano_salida,
    entrega="entero",
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
        caso(11, 2, dilation=3),
        caso(25, 5, stride=2, padding=3, dilation=4),
    ],
    errores=cambios(
        ("2 * padding", "padding", "Sumaste el relleno una vez; va a los dos lados: 2·padding."),
        (
            "// stride",
            "/ stride",
            "Falta redondear hacia abajo: el filtro no puede quedarse a medias. Usa // en lugar de /.",
        ),
        (
            "return (",
            "return -(-(",
            "// stride",
            "// stride)",
            "Redondeas hacia arriba: cuentas una posición en la que el filtro ya no cabe. Redondea hacia abajo.",
        ),
        (
            "return (",
            "return round((",
            "// stride",
            "/ stride)",
            "Redondeas al más cercano; hay que redondear hacia abajo, porque el filtro tiene que caber entero.",
        ),
        (
            "stride + 1",
            "stride",
            "Falta el + 1: la primera posición, antes de dar ningún paso, también cuenta.",
        ),
        (
            " + 2 * padding",
            "",
            "dilation * (k - 1) + 1",
            "k",
            "No usas ni el relleno ni la dilatación: la imagen crece 2·padding y el filtro abarca dilation·(k − 1) + 1.",
        ),
        (
            "return (",
            "return round((",
            "// stride + 1",
            "/ stride + 1)",
            "Redondeas al más cercano al final; hay que redondear hacia abajo, con //.",
        ),
        (
            "dilation * (k - 1) + 1",
            "k",
            "No usas la dilatación: un filtro de k celdas separadas d abarca d·(k − 1) + 1.",
        ),
        (
            "dilation * (k - 1) + 1",
            "dilation * k",
            "El filtro dilatado abarca d·(k − 1) + 1 celdas, no d·k: los huecos están entre celdas.",
        ),
        (
            " // stride",
            "",
            "No usas el paso: al avanzar de stride en stride salen menos posiciones.",
        ),
        (" + 2 * padding", "", "No usas el relleno: la imagen crece padding celdas por cada lado."),
        (
            ") // stride + 1",
            " + 1) // stride",
            "El + 1 va después de dividir: primero se cuentan los pasos y luego se suma la posición inicial.",
        ),
        ("+ 2 * padding", "- 2 * padding", "El relleno agranda la imagen: se suma, no se resta."),
        (
            "(k - 1) + 1",
            "(k - 1) - 1",
            "El alcance del filtro es d·(k − 1) + 1, y se resta entero: n + 2p − (d·(k − 1) + 1).",
        ),
        (
            "(n + 2 * padding - alcance) // stride + 1",
            "n",
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
    pesos = k * k * canales_entrada * filtros
    return pesos + filtros if sesgo else pesos


def _oraculo_parametros_conv(k, canales_entrada, filtros, sesgo=True):
    """Crea el kernel con la forma que usa Keras, y los sesgos, y cuenta sus números."""
    kernel = np.empty((k, k, canales_entrada, filtros))
    return kernel.size + (np.empty(filtros).size if sesgo else 0)


_PARAMETROS = Ejercicio(
    id="02.3",
    titulo="Los parámetros de una capa convolucional",
    referencia=parametros_conv,
    oraculo=_oraculo_parametros_conv,
    entrega="entero",
    casos=lambda rng: [
        caso(3, 1, 8),
        caso(3, 3, 16),
        caso(5, 6, 16, sesgo=False),
        caso(1, 64, 32),
        caso(k=7, canales_entrada=3, filtros=64, sesgo=True),
        caso(2, 4, 5, False),
        caso(3, 256, 512),
        caso(3, 8, 8),
    ],
    errores=cambios(
        (
            " * canales_entrada",
            "",
            "Faltan los canales de entrada: cada filtro tiene un plano k×k por cada canal.",
        ),
        ("+ filtros", "+ 1", "Cuentas un solo sesgo: hay uno por filtro."),
        (
            "+ filtros if",
            "if",
            "No cuentas el sesgo: con sesgo=True hay uno más por filtro.",
        ),
        ("if sesgo", "if True", "Cuentas el sesgo siempre: con sesgo=False no hay."),
        ("k * k", "k", "El filtro es cuadrado: tiene k·k celdas por canal, no k."),
        (
            "+ filtros",
            "+ canales_entrada * filtros",
            "Cuentas un sesgo por canal y filtro: los canales se suman y cada filtro tiene un solo sesgo.",
        ),
        (
            " * filtros",
            "",
            "+ filtros",
            "+ 1",
            "Eso es un solo filtro: multiplica por el número de filtros.",
        ),
        (
            "+ filtros",
            "+ canales_entrada",
            "Cuentas un sesgo por canal de entrada: hay uno por filtro, es decir, por canal de salida.",
        ),
        (
            "else pesos",
            "else 0",
            "Sin paréntesis, el else se lleva toda la cuenta: con sesgo=False devuelves 0 en vez de los pesos.",
        ),
        ("k * k", "k * 2", "k al cuadrado es k·k, no k·2."),
    ),
    pistas=(
        "Los parámetros son los números que se aprenden: las celdas de todos los filtros y sus sesgos. El tamaño de la imagen no influye.",
        "Un filtro mira todos los canales: tiene k·k·canales_entrada celdas y, si hay, un sesgo. Multiplica por el número de filtros.",
        "Esqueleto: pesos = k * k * … * …; return pesos + … if sesgo else pesos",
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
            ventana = imagen[i * tamano : (i + 1) * tamano, j * tamano : (j + 1) * tamano]
            salida[i, j] = reducir(ventana)
    return salida


def _oraculo_agrupar(imagen, tamano=2, modo="max"):
    """Numera cada ventana y deja que SciPy resuma los píxeles que llevan el mismo número."""
    from scipy import ndimage

    filas, columnas = imagen.shape[0] // tamano, imagen.shape[1] // tamano
    recortada = imagen[: filas * tamano, : columnas * tamano]
    i, j = np.indices(recortada.shape) // tamano
    resumir = ndimage.maximum if modo == "max" else ndimage.mean
    ventanas = np.arange(filas * columnas)
    return np.asarray(resumir(recortada, i * columnas + j, ventanas)).reshape(filas, columnas)


def _con_reshape(imagen, tamano=2, modo="max"):
    """Sin bucles. Como hacen muchos, no recorta: solo vale si el lado es múltiplo de la ventana."""
    ventanas = imagen.reshape(imagen.shape[0] // tamano, tamano, imagen.shape[1] // tamano, tamano)
    return ventanas.max(axis=(1, 3)) if modo == "max" else ventanas.mean(axis=(1, 3))


def _recortar(imagen, tamano):
    return imagen[: imagen.shape[0] // tamano * tamano, : imagen.shape[1] // tamano * tamano]


def _con_solape(imagen, tamano=2, modo="max"):
    ventanas = np.lib.stride_tricks.sliding_window_view(imagen, (tamano, tamano))
    return ventanas.max(axis=(2, 3)) if modo == "max" else ventanas.mean(axis=(2, 3))


_AGRUPAR = Ejercicio(
    id="02.4",
    titulo="Agrupar (pooling)",
    referencia=agrupar,
    oraculo=_oraculo_agrupar,
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
        *cambios(
            (
                "imagen.shape",
                "-(-imagen.shape",
                "// tamano",
                "// tamano)",
                "Conservas los restos del borde; si una ventana no cabe entera, se descarta, como hace Keras.",
            ),
            (
                "np.mean",
                "np.max",
                'Siempre haces el máximo: con modo="media" se pide el promedio.',
            ),
            (
                "np.max",
                "np.mean",
                'Siempre haces la media: con modo="max" se pide el máximo.',
            ),
            (
                'modo == "max"',
                'modo == "media"',
                'Los modos están cambiados: "max" es el máximo y "media", el promedio.',
            ),
            (
                "np.mean",
                "np.sum",
                'Con modo="media" sumas sin dividir: divide entre el número de celdas de la ventana.',
            ),
            (
                "np.mean",
                "lambda v: np.sum(v) / 4",
                "Divides siempre entre 4: con otra ventana hay otro número de celdas.",
            ),
            (
                "np.max",
                "(lambda v: max(0, v.max()))",
                "Tu máximo empieza en 0 y falla cuando todo es negativo: empieza en −∞ o en la primera celda.",
            ),
            (
                "np.max",
                "np.min",
                'Has tomado el mínimo: con modo="max" se pide el mayor valor de cada ventana.',
            ),
        ),
        ErrorTipico(
            _con_reshape,
            "Falta recortar lo que sobra: `reshape` solo funciona si el lado es múltiplo de la ventana.",
        ),
        *cambios(
            (
                "i * tamano : (i + 1) * tamano",
                "i : i + tamano",
                "j * tamano : (j + 1) * tamano",
                "j : j + tamano",
                "Las ventanas empiezan en i y j sin multiplicar: la ventana i empieza en i·`tamano`.",
            ),
            (
                "np.mean",
                "lambda v: np.sum(v) / tamano",
                "Divides entre el lado de la ventana: hay lado·lado celdas.",
            ),
            (
                "return salida",
                "return imagen[::tamano, ::tamano]",
                "Te quedas con la primera celda de cada ventana: hay que resumir todas.",
            ),
            (
                "filas, columnas =",
                "tamano = 2; filas, columnas =",
                "Has fijado ventanas de 2×2: usa el argumento `tamano`.",
            ),
            (
                "(filas, columnas))",
                "(filas, columnas), imagen.dtype)",
                "Pierdes los decimales de la media: la salida hereda los enteros de la imagen. Créala con np.zeros.",
            ),
            (
                "(filas, columnas))",
                "(filas, columnas), int)",
                "Pierdes los decimales: la salida es de enteros. Créala con np.zeros, sin dtype=int.",
            ),
            (
                "np.mean",
                "np.median",
                "Haces la mediana: la media suma y divide entre cuántas celdas hay.",
            ),
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
        lambda imagen, tamano=2, modo="max": _con_reshape(_recortar(imagen, tamano), tamano, modo),
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


def _oraculo_campo_receptivo(capas):
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


_CAMPO = Ejercicio(
    id="02.5",
    titulo="El campo receptivo",
    referencia=campo_receptivo,
    oraculo=_oraculo_campo_receptivo,
    entrega="entero",
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
    errores=cambios(
        (
            "campo, salto = 1, 1",
            "campo, salto = 0, 1",
            "(k - 1) * salto",
            "k",
            "Sumas los filtros: al apilar, cada capa solo añade k − 1 celdas, y multiplicadas por los pasos anteriores.",
        ),
        (
            "(k - 1) * salto",
            "k - 1",
            "No usas los pasos: tras una capa con paso s, cada celda nueva equivale a s de las de antes.",
        ),
        (
            "* salto",
            "* salto * s",
            "Multiplicas por el paso de la propia capa: solo cuentan los de las capas anteriores.",
        ),
        (
            "campo += (k - 1) * salto",
            "campo *= k",
            "Multiplicas los filtros: los campos se suman, 1 + Σ(k − 1)·(pasos anteriores).",
        ),
        (
            "campo, salto = 1, 1",
            "campo, salto = 0, 1",
            "Te falta 1: sin ninguna capa, una celda ya se ve a sí misma.",
        ),
        ("(k - 1)", "k", "Cada capa añade k − 1, no k: la celda central ya estaba contada."),
        (
            "salto *= s",
            "salto = s",
            "Solo usas el paso de la capa anterior: los pasos se multiplican todos, capa tras capa.",
        ),
        (
            "salto *= s",
            "salto += s - 1",
            "Sumas los pasos; se multiplican: dos capas de paso 2 dan un salto de 4.",
        ),
        (
            "campo += (k - 1) * salto",
            "campo = (campo - 1) * s + k",
            "El orden de las capas y tu fórmula no casan: la del salto va de la primera a la última; (campo − 1)·s + k, de la última a la primera.",
        ),
        (
            "* salto",
            "* s",
            "Multiplicas por el paso de la propia capa y no acumulas los anteriores: cuenta el producto de los que van antes.",
        ),
        (
            "    return campo",
            "        return campo",
            "El return está dentro del bucle: sales tras la primera capa.",
        ),
        (
            "return campo",
            "return max(capas)[0]",
            "Te quedas con el filtro mayor: al apilar capas el campo crece.",
        ),
        ("return campo", "return campo**2", "Se pide el lado del campo, no su área."),
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


def _oraculo_tamano_transpuesta(n, k, stride=1, padding=0):
    """Cada celda de entrada se reparte en k celdas de la salida; se cuenta cuánto ocupan y se recorta el relleno."""
    tocadas = {i * stride + j for i in range(n) for j in range(k)}
    return max(tocadas) + 1 - 2 * padding


_TRANSPUESTA = Ejercicio(
    id="02.6",
    titulo="El tamaño de la convolución transpuesta",
    referencia=tamano_transpuesta,
    oraculo=_oraculo_tamano_transpuesta,
    entrega="entero",
    casos=lambda rng: [
        caso(3, 3),
        caso(4, 3, stride=2),
        caso(7, 4, stride=2, padding=1),
        caso(5, 2, 2),
        caso(1, 5),
        caso(n=6, k=5, stride=3, padding=2),
        caso(8, 1, stride=2),
        caso(14, 4, 2, 1),
        caso(5, 2, stride=4),
    ],
    errores=cambios(
        (
            "(n - 1) * stride + k - 2 * padding",
            "(n + 2 * padding - k) // stride + 1",
            "Has usado la fórmula de la convolución normal; la transpuesta recorre el camino contrario y agranda.",
        ),
        (
            "(n - 1) * stride + k - 2 * padding",
            "n * stride",
            "n·stride solo vale cuando k − 2·padding = stride (lo que hace «same» en Keras); aquí cuentan k y el relleno.",
        ),
        (
            " - 2 * padding",
            "",
            "No descuentas el relleno: en la transpuesta recorta la salida por los dos lados.",
        ),
        (
            "2 * padding",
            "padding",
            "Descuentas el relleno una vez; recorta por los dos lados: 2·padding.",
        ),
        ("(n - 1)", "n", "Entre n celdas hay n − 1 saltos: es (n − 1)·stride."),
        (
            "- 2 * padding",
            "+ 2 * padding",
            "El relleno se resta: en la transpuesta recorta, no agranda.",
        ),
        (
            " * stride",
            "",
            "No usas el paso: las celdas de entrada se separan stride celdas en la salida.",
        ),
        (" + k", "", "Falta el filtro: la última celda se reparte en k celdas más."),
        (
            "+ k",
            "+ k - 1",
            "Te falta 1: con n = 1, stride = 1 y sin relleno la salida mide exactamente k.",
        ),
        (
            "+ k",
            "+ k + 1",
            "Te sobra 1: con n = 1, stride = 1 y sin relleno la salida mide exactamente k.",
        ),
        ("+ k", "+ 1", "Solo separas las celdas; cada una se reparte además en k celdas."),
        (
            "+ k",
            "+ max(k, stride)",
            "Con un paso mayor que el filtro, la salida acaba con la última copia. (Keras sí añade ceros detrás.)",
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
        lambda n, k, stride=1, padding=0: stride * n - stride + k - 2 * padding,
        lambda n, k, stride=1, padding=0: np.float64((n - 1) * stride + k - 2 * padding),
    ),
)

EJERCICIOS = (_CONVOLUCIONAR, _TAMANO, _PARAMETROS, _AGRUPAR, _CAMPO, _TRANSPUESTA)
