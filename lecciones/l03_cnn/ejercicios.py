"""Ejercicios de la lección 03, Redes convolucionales."""

import numpy as np
from utils.ejercicios.declarar import Ejercicio, ErrorTipico, caso
from utils.ejercicios.valores import describir_valor

MAXIMO_PARAMETROS = 20_000
ACTIVACIONES = ("linear", "sigmoid", "relu", "tanh", "softmax")


# --- 03.1 -----------------------------------------------------------------------------------------------------------


def softmax(z):
    exponenciales = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return exponenciales / np.sum(exponenciales, axis=-1, keepdims=True)


def _softmax_scipy(z):
    from scipy.special import softmax as de_scipy

    return de_scipy(z, axis=-1)


def _log_softmax(z):
    from scipy.special import log_softmax as de_scipy

    return de_scipy(z, axis=-1)


def _normalizar(valores, eje=-1):
    return valores / valores.sum(axis=eje, keepdims=True)


_SOFTMAX = Ejercicio(
    id="03.1",
    titulo="Softmax",
    referencia=softmax,
    oraculo=_softmax_scipy,
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
    ],
    errores=(
        ErrorTipico(
            lambda z: (
                np.exp(z - np.max(z, axis=-1, keepdims=True))
                / np.exp(z - np.max(z, axis=-1, keepdims=True)).sum(-1)
            ),
            "Falta keepdims=True al sumar: divides cada columna por la suma de otra fila.",
        ),
        ErrorTipico(
            lambda z: _normalizar(np.exp(z - np.max(z))),
            "Restas el máximo de toda la matriz y alguna fila se queda en 0/0: réstalo fila a fila, con axis=-1 y keepdims=True.",
        ),
        ErrorTipico(
            lambda z: _normalizar(np.exp(z - np.mean(z, axis=-1, keepdims=True))),
            "Restas la media: con números muy separados sigue desbordando. Resta el máximo.",
        ),
        ErrorTipico(
            lambda z: np.eye(z.shape[-1])[np.argmax(z, axis=-1)],
            "Solo marcas la clase ganadora (y en los empates, la primera): softmax reparte la probabilidad entre todas.",
        ),
        ErrorTipico(
            _log_softmax,
            "Eso es el logaritmo de softmax: devuelve las probabilidades.",
        ),
        ErrorTipico(
            lambda z: _normalizar(np.exp(z)),
            "Desborda: con números grandes e^z es infinito y sale NaN. Resta antes el máximo; el resultado no cambia.",
        ),
        ErrorTipico(
            lambda z: _normalizar(np.exp(z - np.max(z)), None),
            "Normalizas la matriz entera: cada fila es un ejemplo y suma 1 por su cuenta. Usa axis=-1.",
        ),
        ErrorTipico(
            lambda z: _normalizar(np.exp(z - np.max(z, axis=0)), 0),
            "Normalizas por columnas: las clases están en el último eje, axis=-1.",
        ),
        ErrorTipico(
            lambda z: _normalizar(np.exp(z - np.max(z, axis=-1, keepdims=True)), 0),
            "Sumas por columnas: las clases están en el último eje, axis=-1.",
        ),
        ErrorTipico(
            lambda z: np.exp(z - np.max(z, axis=-1, keepdims=True)),
            "Falta dividir entre la suma: las probabilidades de cada fila deben sumar 1.",
        ),
        ErrorTipico(
            lambda z: _normalizar(np.asarray(z)),
            "Falta la exponencial: dividir z entre su suma puede dar negativos.",
        ),
        ErrorTipico(
            lambda z: 1 / (1 + np.exp(-np.asarray(z))),
            "Eso es la sigmoide, que trata cada clase por separado: sus valores no suman 1.",
        ),
        ErrorTipico(
            lambda z: _softmax_scipy(-np.asarray(z)),
            "El signo está cambiado: la clase con más puntuación debe ser la más probable.",
        ),
        ErrorTipico(
            lambda z: (np.asarray(z) == np.max(z, axis=-1, keepdims=True)).astype(float),
            "Solo marcas la clase ganadora: softmax reparte la probabilidad entre todas.",
        ),
        ErrorTipico(
            lambda z: _normalizar(np.exp(z / np.max(z, axis=-1, keepdims=True))),
            "Divides entre el máximo y eso cambia el resultado: réstalo.",
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
        lambda z: np.exp(
            z
            - np.max(z, axis=-1, keepdims=True)
            - np.log(np.exp(z - np.max(z, axis=-1, keepdims=True)).sum(-1, keepdims=True))
        ),
        lambda z: _softmax_scipy(z).astype("float32"),
        lambda z: _softmax_scipy(np.asarray(z) + 3).tolist(),
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
        caso(x=10 * rng.normal(size=(2, 3, 2))),
        caso(np.array([-3, 7])),
        caso(-rng.uniform(1, 2, size=5)),
    ],
    errores=(
        ErrorTipico(
            lambda x: np.abs(x), "Eso es el valor absoluto: los negativos pasan a 0, no a positivos."
        ),
        ErrorTipico(
            lambda x: np.minimum(x, 0), "Te quedas con los negativos: es el máximo con 0, no el mínimo."
        ),
        ErrorTipico(
            lambda x: np.where(np.asarray(x) > 0, x, 0.01 * np.asarray(x)),
            "Eso es Leaky ReLU: en la ReLU los negativos valen exactamente 0.",
        ),
        ErrorTipico(
            lambda x: np.where(np.asarray(x) > 0, x, 0.3 * np.asarray(x)),
            "Los negativos no se atenúan: en la ReLU valen exactamente 0.",
        ),
        ErrorTipico(
            lambda x: np.asarray(x), "Devuelves lo mismo que llega: los negativos deben pasar a 0."
        ),
        ErrorTipico(
            lambda x: np.heaviside(x, 0.0),
            "Eso es el escalón: los positivos conservan su valor, no pasan a 1.",
        ),
        ErrorTipico(
            lambda x: np.clip(x, 0, 1),
            "Recortas por arriba: la ReLU deja pasar los positivos sin límite.",
        ),
        ErrorTipico(
            lambda x: np.clip(x, 0, 6),
            "Eso es ReLU6, que recorta en 6: la ReLU deja pasar los positivos sin límite.",
        ),
        ErrorTipico(
            lambda x: 1 / (1 + np.exp(-np.asarray(x))),
            "Eso es la sigmoide: la ReLU es el máximo entre x y 0.",
        ),
        ErrorTipico(
            lambda x: np.max(x),
            "Devuelves el mayor de todos: se compara cada número con 0, uno a uno. Usa np.maximum.",
        ),
        ErrorTipico(
            lambda x: np.log1p(np.exp(np.asarray(x))),
            "Eso es softplus, su versión suave: la ReLU hace un ángulo en 0.",
        ),
        ErrorTipico(
            lambda x: np.asarray(x)[np.asarray(x) > 0],
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


def _leer_modelo(modelo):
    """Resume un modelo: forma de entrada, forma de salida y rasgos (parámetros, convolución, suma, activaciones)."""
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
    entradas = getattr(modelo, "inputs", None) or []
    if len(entradas) != 1:
        return (
            None,
            "La red no sabe qué forma recibe: usa keras.Sequential o keras.Model, empezando con keras.Input(forma).",
        )
    entrada = entradas[0].shape[1:]
    if None in entrada:
        return None, "La forma de entrada queda sin fijar: usa keras.Input(forma)."
    imagenes = np.random.default_rng(0).uniform(size=(3, *entrada)).astype("float32")
    salida = np.array(modelo(imagenes, training=False))
    suman_uno = salida.min() >= 0 and np.allclose(salida.reshape(3, -1).sum(axis=1), 1, atol=0.01)
    capas = _todas_las_capas(modelo)
    activaciones = [
        "softmax" if isinstance(c, keras.layers.Softmax) else _activacion(c) for c in capas[-2:]
    ]
    rasgos = (
        modelo.count_params() > MAXIMO_PARAMETROS,
        any(isinstance(c, keras.layers.Conv2D) for c in capas),
        suman_uno,
        any("Conv" in type(c).__name__ for c in capas),
        activaciones == ["softmax", "softmax"],
        ACTIVACIONES.index(activaciones[-1]) if activaciones[-1] in ACTIVACIONES else -1,
    )
    return (np.array(entrada), np.array(salida.shape[1:]), np.array(rasgos, dtype=float)), ""


def _todas_las_capas(modelo):
    """Las capas, también las de los modelos que haya dentro."""
    return [
        c
        for capa in modelo.layers
        for c in (_todas_las_capas(capa) if hasattr(capa, "layers") else [capa])
    ]


def _activacion(capa):
    return getattr(getattr(capa, "activation", None), "__name__", "")


def _verificar_modelo(resumen, forma, clases):
    entrada, salida, (demasiados, con_convolucion, suman_uno, _, doble_softmax, _) = resumen
    if tuple(entrada) != tuple(forma):
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
    if demasiados and (tuple(forma), clases) == ((8, 8, 1), 10):
        return f"Tiene más de {MAXIMO_PARAMETROS} parámetros: usa menos filtros o menos neuronas, o agrupa antes."
    return ""


def _casos_modelo(rng):
    import keras  # noqa: F401  se carga antes de empezar a contar el tiempo de la respuesta

    return [caso((8, 8, 1), 10), caso((12, 10, 3), 4), caso(forma=(8, 8, 1), clases=3)]


def _red(*centrales, activacion="softmax", ancho=None, forma_fija=None):
    """Variantes de la red, para escribir los errores típicos. Cada elemento de `centrales` crea una capa."""

    def variante(forma, clases):
        import keras
        from keras import layers

        capas = [crear(layers) for crear in centrales]
        return keras.Sequential(
            [
                keras.Input(forma_fija or forma),
                *capas,
                layers.Dense(ancho or clases, activation=activacion),
            ]
        )

    return variante


def _conv(filtros=8, **opciones):
    return lambda layers: layers.Conv2D(filtros, 3, activation="relu", **opciones)


def _aplanar(layers):
    return layers.Flatten()


def _con_api_funcional(forma, clases):
    import keras
    from keras import layers

    entrada = keras.Input(shape=forma)
    x = layers.Conv2D(12, 3, activation="relu")(entrada)
    x = layers.Dense(clases)(layers.GlobalAveragePooling2D()(x))
    return keras.Model(entrada, layers.Softmax()(x))


def _compilada(forma, clases):
    modelo = construir_cnn(forma, clases)
    modelo.compile("adam", "sparse_categorical_crossentropy")
    return modelo


_CONSTRUIR = Ejercicio(
    id="03.3",
    titulo="Construir una CNN",
    referencia=construir_cnn,
    oraculo=_con_api_funcional,
    casos=_casos_modelo,
    leer=_leer_modelo,
    entrega="tal cual",
    verificar=_verificar_modelo,
    errores=(
        ErrorTipico(
            _red(_conv(), _aplanar, activacion=None),
            "Falta softmax en la última capa: salen puntuaciones, no probabilidades que sumen 1.",
        ),
        ErrorTipico(
            _red(_conv(), _aplanar, activacion="sigmoid"),
            "Acabas con sigmoide: cada clase va por su cuenta y no suman 1. Con clases excluyentes, softmax.",
        ),
        ErrorTipico(
            _red(_conv(), _aplanar, activacion="relu"),
            "Acabas con ReLU: la última activación debe ser softmax, para que salgan probabilidades.",
        ),
        ErrorTipico(
            _red(_conv(), _aplanar, lambda layers: layers.Dense(10, activation="softmax")),
            "Aplicas softmax dos veces: las probabilidades quedan casi iguales y la red apenas aprende. Deja una.",
        ),
        ErrorTipico(
            _red(_conv()),
            "Falta aplanar: la capa densa actúa celda a celda y la salida es un mapa. Usa Flatten o una agrupación global.",
        ),
        ErrorTipico(
            _red(_aplanar, lambda layers: layers.Dense(32, activation="relu")),
            "Es un MLP: no hay ninguna Conv2D, y sin ella la red no comparte pesos.",
        ),
        ErrorTipico(
            _red(_conv(), _aplanar, forma_fija=(8, 8, 1)),
            "Has fijado la entrada en (8, 8, 1): usa el argumento forma, que puede cambiar.",
        ),
        ErrorTipico(
            _red(_conv(), _aplanar, ancho=10),
            "Has fijado diez clases: usa el argumento clases en la última capa.",
        ),
        ErrorTipico(
            _red(
                _conv(32, padding="same"), _aplanar, lambda layers: layers.Dense(128, activation="relu")
            ),
            "Tiene demasiados parámetros: casi todos están entre Flatten y la densa. Agrupa antes o usa menos neuronas.",
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
    alternativas=(_compilada, _red(_conv(4), lambda layers: layers.GlobalMaxPooling2D())),
)


# --- 03.4 -----------------------------------------------------------------------------------------------------------


def matriz_confusion(reales, predichas, clases):
    matriz = np.zeros((clases, clases), dtype=int)
    for real, predicha in zip(reales, predichas, strict=True):
        matriz[real, predicha] += 1
    return matriz


def _confusion_sklearn(reales, predichas, clases):
    from sklearn.metrics import confusion_matrix

    return confusion_matrix(reales, predichas, labels=range(clases))


def _sin_acumular(reales, predichas, clases):
    matriz = np.zeros((clases, clases), dtype=int)
    matriz[np.asarray(reales, dtype=int), np.asarray(predichas, dtype=int)] += 1
    return matriz


def _filas_compartidas(reales, predichas, clases):
    matriz = [[0] * clases] * clases
    for real, predicha in zip(reales, predichas, strict=True):
        matriz[real][predicha] += 1
    return matriz


def _por_filas(reales, predichas, clases):
    matriz = _confusion_sklearn(reales, predichas, clases)
    return matriz / matriz.sum(axis=1, keepdims=True)


def _solo_las_que_salen(reales, predichas, clases):
    from sklearn.metrics import confusion_matrix

    return confusion_matrix(reales, predichas)


_CONFUSION = Ejercicio(
    id="03.4",
    titulo="La matriz de confusión",
    referencia=matriz_confusion,
    oraculo=_confusion_sklearn,
    casos=lambda rng: [
        caso([0, 1, 2, 2, 1], [0, 2, 2, 2, 1], 3),
        caso(rng.integers(0, 4, 40), rng.integers(0, 4, 40), 4),
        caso(np.array([0, 0, 2]), np.array([2, 2, 0]), 4),
        caso(reales=[1, 1, 1], predichas=[1, 1, 1], clases=2),
        caso(rng.integers(0, 10, 200), rng.integers(0, 10, 200), 10),
    ],
    errores=(
        ErrorTipico(
            lambda reales, predichas, clases: _confusion_sklearn(predichas, reales, clases),
            "Está traspuesta: la fila es la clase real y la columna, la predicha.",
        ),
        ErrorTipico(
            _sin_acumular,
            "No acumula: matriz[reales, predichas] += 1 suma una sola vez cada pareja repetida. Usa un bucle o np.add.at.",
        ),
        ErrorTipico(
            _filas_compartidas,
            "Las filas son la misma lista repetida ([[0]*n]*n): al cambiar una cambian todas. Usa np.zeros.",
        ),
        ErrorTipico(_por_filas, "Divides cada fila entre su suma: se piden cuentas, números enteros."),
        ErrorTipico(
            lambda reales, predichas, clases: np.diag(
                np.diag(_confusion_sklearn(reales, predichas, clases))
            ),
            "Solo cuentas los aciertos, la diagonal: los fallos son lo interesante.",
        ),
        ErrorTipico(
            lambda reales, predichas, clases: (
                (m := _confusion_sklearn(reales, predichas, clases)) - np.diag(np.diag(m))
            ),
            "Solo cuentas los fallos: los aciertos van en la diagonal.",
        ),
        ErrorTipico(
            _solo_las_que_salen,
            "La matriz solo tiene las clases que aparecen: debe medir clases×clases aunque falte alguna.",
        ),
        ErrorTipico(
            lambda reales, predichas, clases: np.mean(np.asarray(reales) == np.asarray(predichas)),
            "Eso es la exactitud, un solo número: la matriz dice además con qué se confunde cada clase.",
        ),
        ErrorTipico(
            lambda reales, predichas, clases: (
                _confusion_sklearn(reales, predichas, clases) / len(reales)
            ),
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
            [
                sum(1 for r, p in zip(reales, predichas, strict=True) if (r, p) == (i, j))
                for j in range(clases)
            ]
            for i in range(clases)
        ],
        lambda reales, predichas, clases: _confusion_sklearn(reales, predichas, clases).astype(float),
    ),
)


# --- 03.5 -----------------------------------------------------------------------------------------------------------


def entropia_cruzada(p, y):
    return -np.mean(np.log(p[np.arange(len(y)), y]))


def _entropia_sklearn(p, y):
    from sklearn.metrics import log_loss

    return log_loss(y, p, labels=range(p.shape[1]))


def _casos_entropia(rng):
    def probabilidades(n, clases):
        return _softmax_scipy(rng.normal(size=(n, clases)))

    return [
        caso(np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]]), np.array([0, 1])),
        caso(np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]]), np.array([2, 0])),
        caso(probabilidades(6, 4), rng.integers(0, 4, 6)),
        caso(p=probabilidades(9, 3), y=rng.integers(0, 3, 9)),
        caso(np.full((5, 10), 0.1), np.arange(5)),
        caso(np.array([[0.01, 0.99]]), np.array([0])),
    ]


def _elegidas(p, y):
    return p[np.arange(len(y)), y]


_ENTROPIA = Ejercicio(
    id="03.5",
    titulo="La entropía cruzada",
    referencia=entropia_cruzada,
    oraculo=_entropia_sklearn,
    casos=_casos_entropia,
    errores=(
        ErrorTipico(
            lambda p, y: -np.sum(np.log(_elegidas(p, y))), "Sumas sobre los ejemplos: se pide la media."
        ),
        ErrorTipico(
            lambda p, y: np.mean(np.log(_elegidas(p, y))),
            "Falta el signo menos: el logaritmo de una probabilidad es negativo.",
        ),
        ErrorTipico(
            lambda p, y: -np.mean(_elegidas(p, y)),
            "Falta el logaritmo: es la media de −log p, no de −p.",
        ),
        ErrorTipico(
            lambda p, y: -np.mean(np.log(p.max(axis=1))),
            "Usas la clase más probable: hay que mirar la probabilidad de la clase correcta.",
        ),
        ErrorTipico(
            lambda p, y: -np.mean(np.log(p)),
            "Haces la media sobre todas las clases: solo cuenta la probabilidad de la clase correcta.",
        ),
        ErrorTipico(
            lambda p, y: -np.sum(np.log(_elegidas(p, y))) / p.size,
            "Divides entre ejemplos por clases: la media es sobre los ejemplos.",
        ),
        ErrorTipico(
            lambda p, y: -np.log(np.mean(_elegidas(p, y))),
            "Haces el logaritmo de la media: es al revés, la media de los logaritmos.",
        ),
        ErrorTipico(
            lambda p, y: -np.mean(np.log2(_elegidas(p, y))),
            "Usas el logaritmo en base 2: Keras y esta lección usan el natural, np.log.",
        ),
        ErrorTipico(
            lambda p, y: -np.mean(np.log10(_elegidas(p, y))),
            "Usas el logaritmo en base 10: Keras y esta lección usan el natural, np.log.",
        ),
        ErrorTipico(
            lambda p, y: -np.log(_elegidas(p, y)),
            "Devuelves una pérdida por ejemplo: falta hacer la media.",
        ),
        ErrorTipico(
            lambda p, y: -np.mean(np.log(p[:, y])),
            "p[:, y] coge columnas enteras: empareja cada fila con su clase, p[np.arange(len(y)), y].",
        ),
        ErrorTipico(
            lambda p, y: np.mean(p.argmax(axis=1) != y),
            "Eso es la proporción de fallos: la entropía cruzada mide también la seguridad.",
        ),
        ErrorTipico(
            lambda p, y: _entropia_sklearn(_softmax_scipy(p), y),
            "Vuelves a aplicar softmax (o from_logits=True): p ya son probabilidades.",
        ),
        ErrorTipico(
            lambda p, y: -np.mean(np.sum(p * np.log(p), axis=1)),
            "Eso es la entropía de la predicción: pesa con la clase correcta, no con p.",
        ),
        ErrorTipico(
            lambda p, y: -np.mean(np.log(1 - _elegidas(p, y))),
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
)

EJERCICIOS = (_SOFTMAX, _RELU, _CONSTRUIR, _CONFUSION, _ENTROPIA)
