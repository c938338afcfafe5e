"""Ejercicios de la lección 03, Redes convolucionales."""

import numpy as np
from scipy import special

from utils.curso import contar_gpus
from utils.ejercicios.declarar import Ejercicio, ErrorTipico, cambios, caso
from utils.ejercicios.valores import describir_valor

# --- 03.1 -----------------------------------------------------------------------------------------------------------


def softmax(z):
    exponenciales = np.exp(z - np.max(z, axis=-1, keepdims=True))
    suma = np.sum(exponenciales, axis=-1, keepdims=True)
    return exponenciales / suma


def _oraculo_softmax(z):
    return special.softmax(z, axis=-1)


_SOFTMAX = Ejercicio(
    id="03.1",
    titulo="Softmax",
    referencia=softmax,
    oraculo=_oraculo_softmax,
    casos=lambda rng: [
        caso(np.array([1.0, 2.0, 3.0])),
        caso(np.zeros(4)),
        caso(rng.normal(size=(3, 3))),
        caso(rng.normal(size=(2, 5))),
        caso(np.array([1000.0, 1001.0, 999.0])),
        caso(np.array([[-1000.0, -1001.0], [3.0, 800.0]])),
        caso(z=rng.normal(size=(2, 3, 4))),
        caso(np.array([5.0, 1.0])),
        caso(np.array([0.0, 2000.0])),
        caso(np.array([[2, 0, -1], [1, 1, 3]])),
    ],
    errores=(
        *cambios(
            (
                "np.sum(exponenciales, axis=-1, keepdims=True)",
                "np.sum(exponenciales, axis=-1)",
                "Falta keepdims=True al sumar: divides cada columna por la suma de otra fila.",
            ),
            (
                "np.max(z, axis=-1, keepdims=True)",
                "np.max(z)",
                "Restas el máximo de toda la matriz y alguna fila se queda en 0/0: réstalo fila a fila, con axis=-1 y keepdims=True.",
            ),
            (
                "np.max",
                "np.mean",
                "Restas la media: con números muy separados sigue desbordando. Resta el máximo.",
            ),
            (
                "exponenciales / suma",
                "np.eye(z.shape[-1])[np.argmax(z, axis=-1)]",
                "Solo marcas la clase ganadora (y en los empates, la primera): softmax reparte la probabilidad entre todas.",
            ),
        ),
        ErrorTipico(
            lambda z: special.log_softmax(z, axis=-1),
            "Eso es el logaritmo de softmax: devuelve las probabilidades.",
        ),
        *cambios(
            (
                " - np.max(z, axis=-1, keepdims=True)",
                "",
                "Desborda: con números grandes e^z es infinito y sale NaN. Resta antes el máximo; el resultado no cambia.",
            ),
            (
                ", axis=-1, keepdims=True",
                "",
                "Normalizas la matriz entera: cada fila es un ejemplo y suma 1 por su cuenta. Usa axis=-1.",
            ),
            (
                "axis=-1",
                "axis=0",
                "Normalizas por columnas: las clases están en el último eje, axis=-1.",
            ),
            (
                "exponenciales, axis=-1",
                "exponenciales, axis=0",
                "Sumas por columnas: las clases están en el último eje, axis=-1.",
            ),
            (
                " / suma",
                "",
                "Falta dividir entre la suma: las probabilidades de cada fila deben sumar 1.",
            ),
            (
                "np.exp(z - np.max(z, axis=-1, keepdims=True))",
                "z",
                "Falta la exponencial: dividir z entre su suma puede dar negativos.",
            ),
            (
                "exponenciales / suma",
                "1 / (1 + np.exp(-z))",
                "Eso es la sigmoide, que trata cada clase por separado: sus valores no suman 1.",
            ),
            (
                "z - np.max(z",
                "-z - np.max(-z",
                "El signo está cambiado: la clase con más puntuación debe ser la más probable.",
            ),
            (
                "exponenciales / suma",
                "(z == np.max(z, axis=-1, keepdims=True)) * 1.0",
                "Solo marcas la clase ganadora: softmax reparte la probabilidad entre todas.",
            ),
            ("z - np", "z / np", "Divides entre el máximo y eso cambia el resultado: réstalo."),
        ),
    ),
    pistas=(
        "Softmax convierte puntuaciones en probabilidades: positivas y que suman 1 en cada fila.",
        "Exponencial y dividir entre la suma del último eje. Restar antes el máximo no cambia nada y evita desbordar; usa keepdims=True.",
        "Esqueleto: e = np.exp(z - np.max(z, axis=-1, keepdims=True)); return e / np.sum(e, axis=…, keepdims=…)",
    ),
    explicacion=(
        "$\\mathrm{softmax}(z)_j = e^{z_j}/\\sum_k e^{z_k}$. Restar el máximo multiplica numerador y denominador por el mismo número, "
        "así que no cambia nada, pero ninguna exponencial pasa de 1. `keepdims=True` conserva el eje para que la división cuadre."
    ),
    alternativas=(
        lambda z: np.exp(special.log_softmax(z, axis=-1)),
        lambda z: special.softmax(z, axis=-1).astype("float32"),
        lambda z: special.softmax(np.asarray(z) + 3, axis=-1).tolist(),
    ),
)


# --- 03.2 -----------------------------------------------------------------------------------------------------------


def relu(x):
    return np.maximum(x, 0)


_RELU = Ejercicio(
    id="03.2",
    titulo="ReLU",
    referencia=relu,
    oraculo=lambda x: (np.asarray(x) + np.abs(x)) / 2,
    casos=lambda rng: [
        caso(np.array([-2.0, 0.0, 3.5])),
        caso(-1.5),
        caso(4.0),
        caso(rng.normal(size=(3, 4))),
        caso(10 * rng.normal(size=(2, 3, 2))),
        caso(np.array([-3, 7])),
        caso(-rng.uniform(1, 2, size=5)),
    ],
    errores=cambios(
        (
            "np.maximum(x, 0)",
            "np.abs(x)",
            "Eso es el valor absoluto: los negativos pasan a 0, no a positivos.",
        ),
        ("maximum", "minimum", "Te quedas con los negativos: es el máximo con 0, no el mínimo."),
        ("(x, 0)", "(x, 0.01 * x)", "Eso es Leaky ReLU: en la ReLU los negativos valen exactamente 0."),
        ("(x, 0)", "(x, 0.3 * x)", "Los negativos no se atenúan: en la ReLU valen exactamente 0."),
        ("np.maximum(x, 0)", "x", "Devuelves lo mismo que llega: los negativos deben pasar a 0."),
        (
            "np.maximum(x, 0)",
            "np.heaviside(x, 0)",
            "Eso es el escalón: los positivos conservan su valor, no pasan a 1.",
        ),
        (
            "np.maximum(x, 0)",
            "np.clip(x, 0, 1)",
            "Recortas por arriba: la ReLU deja pasar los positivos sin límite.",
        ),
        (
            "np.maximum(x, 0)",
            "np.clip(x, 0, 6)",
            "Eso es ReLU6, que recorta en 6: la ReLU deja pasar los positivos sin límite.",
        ),
        (
            "np.maximum(x, 0)",
            "1 / (1 + np.exp(-x))",
            "Eso es la sigmoide: la ReLU es el máximo entre x y 0.",
        ),
        (
            "np.maximum(x, 0)",
            "np.max(x)",
            "Devuelves el mayor de todos: se compara cada número con 0, uno a uno. Usa np.maximum.",
        ),
        (
            "np.maximum(x, 0)",
            "np.log1p(np.exp(x))",
            "Eso es softplus, su versión suave: la ReLU hace un ángulo en 0.",
        ),
        (
            "np.maximum(x, 0)",
            "np.extract(np.greater(x, 0), x)",
            "Quitas los negativos: deben quedarse, convertidos en 0, para no cambiar la forma.",
        ),
    ),
    pistas=(
        "La ReLU deja pasar lo positivo y apaga lo negativo, número a número.",
        "np.maximum compara dos cosas elemento a elemento (np.max busca el mayor de todos).",
        "Esqueleto: return np.maximum(…, …)",
    ),
    explicacion=(
        "$\\max(0, x)$, elemento a elemento. No tiene parámetros y su derivada es 1 donde deja pasar y 0 donde no: donde deja pasar, "
        "el gradiente no se encoge; donde no, se anula."
    ),
    alternativas=(
        lambda x: np.where(np.asarray(x) > 0, x, 0),
        lambda x: np.asarray(x) * (np.asarray(x) > 0),
        lambda x: np.clip(x, 0, None).tolist(),
    ),
)


# --- 03.3 -----------------------------------------------------------------------------------------------------------


def entropia_cruzada(p, y):
    correctas = p[np.arange(len(y)), y]
    return -np.mean(np.log(correctas))


def _oraculo_entropia_cruzada(p, y):
    from sklearn.metrics import log_loss

    return log_loss(y, p, labels=range(p.shape[1]))


def _casos_entropia(rng):
    def probabilidades(n, clases):
        return special.softmax(rng.normal(size=(n, clases)), axis=-1)

    return [
        caso(np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]]), np.array([0, 1])),
        caso(np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]]), np.array([2, 0])),
        caso(probabilidades(6, 4), rng.integers(0, 4, 6)),
        caso(p=probabilidades(9, 3), y=rng.integers(0, 3, 9)),
        caso(np.full((5, 10), 0.1), np.arange(5)),
        caso(np.array([[0.01, 0.99]]), np.array([0])),
    ]


_ENTROPIA = Ejercicio(
    id="03.3",
    titulo="La entropía cruzada",
    referencia=entropia_cruzada,
    oraculo=_oraculo_entropia_cruzada,
    casos=_casos_entropia,
    errores=cambios(
        ("np.mean", "np.sum", "Sumas sobre los ejemplos: se pide la media."),
        ("-np.mean", "np.mean", "Falta el signo menos: el logaritmo de una probabilidad es negativo."),
        ("np.log(correctas)", "correctas", "Falta el logaritmo: es la media de −log p, no de −p."),
        (
            "p[np.arange(len(y)), y]",
            "p.max(axis=1)",
            "Usas la clase más probable: hay que mirar la probabilidad de la clase correcta.",
        ),
        (
            "p[np.arange(len(y)), y]",
            "p",
            "Haces la media sobre todas las clases: solo cuenta la probabilidad de la clase correcta.",
        ),
        (
            "np.mean(np.log(correctas))",
            "np.sum(np.log(correctas)) / p.size",
            "Divides entre ejemplos por clases: la media es sobre los ejemplos.",
        ),
        (
            "np.mean(np.log(correctas))",
            "np.log(np.mean(correctas))",
            "Haces el logaritmo de la media: es al revés, la media de los logaritmos.",
        ),
        (
            "np.log",
            "np.log2",
            "Usas el logaritmo en base 2: Keras y esta lección usan el natural, np.log.",
        ),
        (
            "np.log",
            "np.log10",
            "Usas el logaritmo en base 10: Keras y esta lección usan el natural, np.log.",
        ),
        (
            "np.mean(np.log(correctas))",
            "np.log(correctas)",
            "Devuelves una pérdida por ejemplo: falta hacer la media.",
        ),
        (
            "np.arange(len(y)), y",
            ":, y",
            "p[:, y] coge columnas enteras: empareja cada fila con su clase, p[np.arange(len(y)), y].",
        ),
        (
            "-np.mean(np.log(correctas))",
            "1 - np.mean(p.argmax(axis=1) == y)",
            "Eso es la proporción de fallos: la entropía cruzada mide también la seguridad.",
        ),
        (
            "p[np.arange",
            "softmax(p)[np.arange",
            "Vuelves a aplicar softmax (o from_logits=True): p ya son probabilidades.",
        ),
        (
            "np.log(correctas)",
            "np.sum(p * np.log(p), axis=1)",
            "Eso es la entropía de la predicción: pesa con la clase correcta, no con p.",
        ),
        (
            "np.log(correctas)",
            "np.log(1 - correctas)",
            "Usas 1 − p: se premia dar probabilidad alta a la clase correcta, −log p.",
        ),
    ),
    pistas=(
        "Mira qué probabilidad dio la red a la clase correcta de cada ejemplo: cuanto menor, mayor la pérdida.",
        "p[np.arange(len(y)), y] empareja cada fila con su clase. Después, −log y la media.",
        "Esqueleto: correctas = p[np.arange(len(y)), …]; return -np.mean(np.log(…))",
    ),
    explicacion=(
        "$-\\frac1n\\sum_i \\log p_{i,\\,y_i}$. Si la red da probabilidad 1 a la correcta, pierde 0; si le da casi 0, la pérdida se dispara. "
        "Repartir por igual entre 10 clases cuesta $\\log 10 \\approx 2.3$."
    ),
    alternativas=(
        lambda p, y: -sum(np.log(p[i, clase]) for i, clase in enumerate(y)) / len(y),
        lambda p, y: float(-np.mean(np.sum(np.eye(p.shape[1])[y] * np.log(p), axis=1))),
        lambda p, y: np.float32(
            np.mean(-np.log(np.take_along_axis(p, np.asarray(y)[:, None], axis=1)))
        ),
    ),
    antes="03.5",
)


# --- 03.4 -----------------------------------------------------------------------------------------------------------

MAXIMO_PARAMETROS = 20_000
ACTIVACIONES = ("linear", "sigmoid", "relu", "tanh", "softmax")
FORMAS = ((8, 8, 1), (12, 10, 3))  # las de los casos
NO_CURVAN = (
    "conv",
    "dense",
    "pooling",
    "flatten",
    "reshape",
    "input",
    "dropout",
    "normalization",
    "softmax",
)
SIN_ACTIVACION = (
    "Ninguna capa intermedia lleva una activación, y sin ella varias convoluciones seguidas valen por una sola: "
    'añade activation="relu".'
)


def construir_cnn(forma, clases):
    import keras
    from keras import layers

    return keras.Sequential(
        [
            keras.Input(forma),
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(clases, activation="softmax"),
        ]
    )


def _oraculo_construir_cnn(forma, clases):
    """Otra red que cumple lo mismo, con la API funcional."""
    import keras
    from keras import layers

    entrada = keras.Input(shape=forma)
    x = layers.Conv2D(12, 3, activation="relu")(entrada)
    x = layers.Dense(clases)(layers.GlobalAveragePooling2D()(x))
    return keras.Model(entrada, layers.Softmax()(x))


def _leer_modelo(modelo):
    """Resume un modelo: forma de entrada (vacía si admite cualquiera), forma de salida y rasgos, que son números."""
    import keras

    if modelo is None:
        return None, "No devuelve nada: ¿falta return, o devuelves lo que dan compile() o summary()?"
    if isinstance(modelo, keras.Layer) and not isinstance(modelo, keras.Model):
        return None, "Devuelve una capa suelta; reúnelas en keras.Sequential([…])."
    if not isinstance(modelo, keras.Model):
        return (
            None,
            f"Devuelve {describir_valor(modelo)}; debe devolver un modelo de Keras, como keras.Sequential([…]).",
        )
    entradas = getattr(modelo, "inputs", None)
    con_clase_propia = entradas is None and not isinstance(modelo, keras.Sequential)
    if con_clase_propia:
        entrada, salida = _probar_formas(modelo)
    else:
        if len(entradas or []) != 1:
            return (
                None,
                "La red no sabe qué forma recibe: usa keras.Sequential o keras.Model, empezando con keras.Input(forma).",
            )
        entrada = entradas[0].shape[1:]
        if None in entrada:
            return None, "La forma de entrada queda sin fijar: usa keras.Input(forma)."
        salida = _predecir(modelo, entrada)
    suman_uno = salida.min() >= 0 and np.allclose(salida.reshape(3, -1).sum(axis=1), 1, atol=0.01)
    capas = _todas_las_capas(modelo)
    activaciones = [
        "softmax" if isinstance(c, keras.layers.Softmax) else _activacion(c) for c in capas[-2:]
    ]
    rasgos = (
        modelo.count_params() > MAXIMO_PARAMETROS,
        any(isinstance(c, keras.layers.Conv2D) for c in capas),
        suman_uno,
        con_clase_propia or any(map(_curva, [*capas, *getattr(modelo, "operations", [])])),
        activaciones == ["softmax", "softmax"],
        ACTIVACIONES.index(activaciones[-1]) if activaciones[-1] in ACTIVACIONES else -1,
    )
    return (np.array(entrada), np.array(salida.shape[1:]), np.array(rasgos, dtype=float)), ""


def _predecir(modelo, forma):
    """Lo que da el modelo con tres imágenes al azar de esa forma."""
    import keras

    imagenes = np.random.default_rng(0).uniform(size=(3, *forma)).astype("float32")
    return keras.ops.convert_to_numpy(modelo(imagenes, training=False))


def _probar_formas(modelo):
    """Forma de entrada y salida de un modelo con clase propia: si aún no tiene pesos, admite cualquier forma."""
    libre, fallo = not modelo.weights, None
    for forma in FORMAS:
        try:
            return () if libre else forma, _predecir(modelo, forma)
        except Exception as error:
            fallo = error
    raise fallo


def _todas_las_capas(modelo):
    """Las capas, también las de los modelos que haya dentro."""
    return [
        c
        for capa in getattr(modelo, "layers", [])
        for c in (_todas_las_capas(capa) if hasattr(capa, "layers") else [capa])
    ]


def _activacion(capa):
    return getattr(getattr(capa, "activation", None), "__name__", "")


def _curva(operacion):
    """True si la operación puede no ser lineal: lleva una activación, o no es de las que se sabe que no curvan."""
    clase = type(operacion).__name__.lower()
    return _activacion(operacion) not in ("", "linear", "softmax") or not any(
        nombre in clase for nombre in NO_CURVAN
    )


def _verificar_modelo(resumen, forma, clases):
    entrada, salida, (demasiados, con_convolucion, suman_uno, curva, doble_softmax, _) = resumen
    if entrada.size and tuple(entrada) != tuple(forma):
        return "La red no recibe la forma que se le pide: usa el argumento forma en keras.Input(forma)."
    if not con_convolucion:
        return "No hay ninguna convolución: usa al menos una capa Conv2D."
    if len(salida) != 1:
        return "La salida sigue siendo un mapa: antes de la capa densa usa Flatten o una agrupación global."
    if salida[0] != clases:
        return f"La salida tiene {salida[0]:.0f} números y debe tener {clases}, uno por clase."
    if not suman_uno:
        return 'Las salidas no son probabilidades que sumen 1: acaba con activation="softmax".'
    if doble_softmax:
        return "Aplicas softmax dos veces: las probabilidades quedan casi iguales y la red apenas aprende. Deja una."
    if not curva:
        return SIN_ACTIVACION
    if demasiados and (tuple(forma), clases) == ((8, 8, 1), 10):
        return f"Tiene más de {MAXIMO_PARAMETROS} parámetros: usa menos filtros o menos neuronas, o agrupa antes."
    return ""


def _compilada(forma, clases):
    modelo = construir_cnn(forma, clases)
    modelo.compile("adam", "sparse_categorical_crossentropy")
    return modelo


def _con_activacion_aparte(forma, clases):
    import keras
    from keras import layers

    red = keras.Sequential([keras.Input(forma), layers.Conv2D(4, 3), layers.ReLU()])
    red.add(layers.GlobalMaxPooling2D())
    red.add(layers.Dense(clases, activation="softmax"))
    return red


def _con_clase_propia(forma, clases):
    import keras
    from keras import layers

    class Red(keras.Model):
        def __init__(self):
            super().__init__()
            self.mirar, self.decidir = layers.Conv2D(4, 3, activation="relu"), layers.Dense(clases)

        def call(self, x):
            return keras.ops.softmax(self.decidir(keras.ops.max(self.mirar(x), axis=(1, 2))))

    return Red()


_CONSTRUIR = Ejercicio(
    id="03.4",
    titulo="Construir una CNN",
    referencia=construir_cnn,
    oraculo=_oraculo_construir_cnn,
    casos=lambda rng: [caso(FORMAS[0], 10), caso(FORMAS[1], 4), caso(forma=FORMAS[0], clases=3)],
    preparar=contar_gpus,
    leer=_leer_modelo,
    entrega="tal cual",
    verificar=_verificar_modelo,
    errores=cambios(
        (
            ', activation="softmax"',
            "",
            "Falta softmax en la última capa: salen puntuaciones, no probabilidades que sumen 1.",
        ),
        (
            '"softmax"',
            '"sigmoid"',
            "Acabas con sigmoide: cada clase va por su cuenta y no suman 1. Con clases excluyentes, softmax.",
        ),
        (
            '"softmax"',
            '"relu"',
            "Acabas con ReLU: la última activación debe ser softmax, para que salgan probabilidades.",
        ),
        (
            "layers.Flatten(),",
            'layers.Flatten(), layers.Dense(10, activation="softmax"),',
            "Aplicas softmax dos veces: las probabilidades quedan casi iguales y la red apenas aprende. Deja una.",
        ),
        (
            "layers.Flatten(),",
            "",
            "Falta aplanar: la capa densa actúa celda a celda y la salida es un mapa. Usa Flatten o una agrupación global.",
        ),
        (
            'layers.Conv2D(16, 3, padding="same", activation="relu")',
            "layers.Flatten()",
            "layers.MaxPooling2D(2)",
            'layers.Dense(32, activation="relu")',
            'layers.Conv2D(32, 3, padding="same", activation="relu")',
            'layers.Dense(16, activation="relu")',
            "Es un MLP: no hay ninguna Conv2D, y sin ella la red no comparte pesos.",
        ),
        (
            "Input(forma)",
            "Input((8, 8, 1))",
            "Has fijado la entrada en (8, 8, 1): usa el argumento forma, que puede cambiar.",
        ),
        (
            "Dense(clases",
            "Dense(10",
            "Has fijado diez clases: usa el argumento clases en la última capa.",
        ),
        (
            "layers.Flatten(),",
            'layers.Flatten(), layers.Dense(128, activation="relu"),',
            "Tiene demasiados parámetros: casi todos están entre Flatten y la densa. Agrupa antes o usa menos neuronas.",
        ),
        (', activation="relu"', "", SIN_ACTIVACION),
        (
            ', padding="same"',
            "",
            "layers.Flatten(),",
            "layers.MaxPooling2D(2), layers.Flatten(),",
            "Al mapa de 8×8 no le queda nada: cada Conv2D de 3×3 sin relleno le quita 2 y cada agrupación lo parte por la mitad. "
            'Usa padding="same" o agrupa menos veces.',
        ),
    ),
    pistas=(
        "Dos mitades: primero convoluciones (con ReLU y agrupación); después, aplanar y una densa con softmax.",
        'keras.Sequential recibe una lista de capas: Input(forma), Conv2D, MaxPooling2D, Flatten y Dense(clases, activation="softmax").',
        'Esqueleto: return keras.Sequential([keras.Input(forma), layers.Conv2D(…, 3, activation="relu"), …, layers.Dense(clases, activation=…)])',
    ),
    explicacion=(
        "Las convoluciones aprenden características y la agrupación reduce el mapa; `Flatten` lo pone en fila y la densa con softmax da una "
        "probabilidad por clase. Los parámetros se concentran en la densa: por eso conviene agrupar antes."
    ),
    alternativas=(_compilada, _con_activacion_aparte, _con_clase_propia),
    antes="03.3",
)


# --- 03.5 -----------------------------------------------------------------------------------------------------------


def matriz_confusion(reales, predichas, clases):
    matriz = np.zeros((clases, clases), dtype=int)
    for real, predicha in zip(reales, predichas, strict=True):
        matriz[real, predicha] += 1
    return matriz


def _oraculo_matriz_confusion(reales, predichas, clases):
    from sklearn.metrics import confusion_matrix

    return confusion_matrix(reales, predichas, labels=range(clases))


_CONFUSION = Ejercicio(
    id="03.5",
    titulo="La matriz de confusión",
    referencia=matriz_confusion,
    oraculo=_oraculo_matriz_confusion,
    casos=lambda rng: [
        caso(np.array([0, 1, 2, 2, 1]), np.array([0, 2, 2, 2, 1]), 3),
        caso(rng.integers(0, 4, 40), rng.integers(0, 4, 40), 4),
        caso(np.array([0, 0, 2]), np.array([2, 2, 0]), 4),
        caso(reales=np.array([1, 1, 1]), predichas=np.array([1, 1, 1]), clases=2),
        caso(rng.integers(0, 10, 200), rng.integers(0, 10, 200), 10),
        caso(rng.integers(0, 2, 1500), rng.integers(0, 2, 1500), 2),
    ],
    errores=cambios(
        (
            "[real, predicha]",
            "[predicha, real]",
            "Está traspuesta: la fila es la clase real y la columna, la predicha.",
        ),
        (
            "zip(reales, predichas, strict=True)",
            "[(reales, predichas)]",
            "No acumula: matriz[reales, predichas] += 1 suma una sola vez cada pareja repetida. Usa un bucle o np.add.at.",
        ),
        (
            "np.zeros((clases, clases), dtype=int)",
            "[[0] * clases] * clases",
            "[real, predicha]",
            "[real][predicha]",
            "Las filas son la misma lista repetida ([[0]*n]*n): al cambiar una cambian todas. Usa np.zeros.",
        ),
        (
            "return matriz",
            "return matriz / matriz.sum(axis=1, keepdims=True)",
            "Divides cada fila entre su suma: se piden cuentas, números enteros.",
        ),
        (
            "return matriz",
            "return np.diag(np.diag(matriz))",
            "Solo cuentas los aciertos, la diagonal: los fallos son lo interesante.",
        ),
        (
            "return matriz",
            "return matriz - np.diag(np.diag(matriz))",
            "Solo cuentas los fallos: los aciertos van en la diagonal.",
        ),
        (
            "return matriz",
            "salen = np.union1d(reales, predichas)\n    return matriz[np.ix_(salen, salen)]",
            "La matriz solo tiene las clases que aparecen: debe medir clases×clases aunque falte alguna.",
        ),
        (
            "return matriz",
            "return np.mean(reales == predichas)",
            "Eso es la exactitud, un solo número: la matriz dice además con qué se confunde cada clase.",
        ),
        (
            "return matriz",
            "return matriz / len(reales)",
            "Divides entre el número de ejemplos: se piden cuentas, números enteros.",
        ),
    ),
    pistas=(
        "Cuenta cuántas veces una clase real acabó en cada clase predicha.",
        "Empieza con una matriz de ceros de clases×clases y suma 1 en [real, predicha] por cada ejemplo.",
        "Esqueleto: matriz = np.zeros((clases, clases), dtype=int); for real, predicha in zip(…): matriz[…] += 1; return matriz",
    ),
    explicacion=(
        "Fila, la clase real; columna, la predicha. En la diagonal están los aciertos; fuera, los fallos, y se ve **con qué** se "
        "confunde cada clase. La exactitud es la diagonal entre el total."
    ),
    alternativas=(
        lambda reales, predichas, clases: np.bincount(
            clases * np.asarray(reales, dtype=int) + np.asarray(predichas, dtype=int),
            minlength=clases**2,
        ).reshape(clases, clases),
        lambda reales, predichas, clases: [
            [np.sum((reales == i) & (predichas == j)) for j in range(clases)] for i in range(clases)
        ],
        lambda reales, predichas, clases: _oraculo_matriz_confusion(reales, predichas, clases).astype(
            float
        ),
    ),
    entrega="entero",
    antes="03.4",
)

EJERCICIOS = (_SOFTMAX, _RELU, _ENTROPIA, _CONSTRUIR, _CONFUSION)
