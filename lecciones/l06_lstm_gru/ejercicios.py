"""Ejercicios de la lección 06, LSTM y GRU."""

import numpy as np
from scipy.special import expit as sigma

from utils.ejercicios.declarar import Ejercicio, cambios, caso
from utils.ejercicios.valores import a_varios

# --- 06.1 -----------------------------------------------------------------------------------------------------------


def paso_lstm(x, h, c, p):
    i = sigma(p["Wi"] @ x + p["Ui"] @ h + p["Vi"] * c + p["bi"])
    f = sigma(p["Wf"] @ x + p["Uf"] @ h + p["Vf"] * c + p["bf"])
    candidato = np.tanh(p["Wc"] @ x + p["Uc"] @ h + p["bc"])
    nueva = f * c + i * candidato
    o = sigma(p["Wo"] @ x + p["Uo"] @ h + p["Vo"] * nueva + p["bo"])
    return o * np.tanh(nueva), nueva


def _oraculo_paso_lstm(x, h, c, p):
    """Unidad a unidad y producto a producto. Sin mirillas es la capa de Keras: lo prueba un test."""

    def suma(k, j, mirado=0.0):
        pesos = np.concatenate([p["W" + k][j], p["U" + k][j], [p["b" + k][j], mirado]])
        return float(np.dot(pesos, np.concatenate([x, h, [1.0, 1.0]])))

    salidas, memorias = [], []
    for j, antes in enumerate(c):
        entra = sigma(suma("i", j, p["Vi"][j] * antes)) * np.tanh(suma("c", j))
        memorias.append(antes * sigma(suma("f", j, p["Vf"][j] * antes)) + entra)
        salidas.append(sigma(suma("o", j, p["Vo"][j] * memorias[-1])) * np.tanh(memorias[-1]))
    return np.array(salidas), np.array(memorias)


def _leer_h_c(valor):
    """Como `a_varios`; vale también una matriz (o un tensor) de dos filas, h y c."""
    if not isinstance(valor, np.ndarray) and hasattr(valor, "__array__"):
        valor = np.asarray(valor)
    if isinstance(valor, np.ndarray) and valor.ndim == 2 and len(valor) == 2:
        return a_varios(tuple(valor))
    if isinstance(valor, np.ndarray):
        return (
            None,
            "Devuelves una sola cosa, y el paso siguiente necesita dos, la salida y la memoria: devuelve (h, c).",
        )
    return a_varios(valor)


def _pesos(rng, entrada, unidades, mirillas=1.0, escala=1.0):
    """Diccionario `p` con pesos al azar; `mirillas` multiplica los de las mirillas."""
    formas = {"W": (unidades, entrada), "U": (unidades, unidades), "b": (unidades,)}
    p = {letra + k: escala * rng.normal(size=formas[letra]) for k in "ifoc" for letra in "WUb"}
    return p | {"V" + k: mirillas * rng.normal(size=unidades) for k in "ifo"}


def _casos_lstm(rng):
    def datos(entrada, unidades):
        return rng.normal(size=entrada), rng.uniform(-1, 1, unidades), rng.normal(0, 1.5, unidades)

    uno = {"W": np.array([[1.0]]), "U": np.array([[0.5]]), "b": np.array([0.0])}
    fijo = {letra + k: uno[letra] for k in "ifoc" for letra in "WUb"}
    fijo |= {"V" + k: np.array([2.0]) for k in "ifo"}
    enteros = {k: np.round(m).astype(int) for k, m in _pesos(rng, 3, 2, escala=2.0).items()}
    return [
        caso(np.array([1.0]), np.array([-0.5]), np.array([0.8]), fijo),
        caso(*datos(3, 2), _pesos(rng, 3, 2)),
        caso(*datos(2, 4), _pesos(rng, 2, 4)),
        caso(*datos(3, 3), _pesos(rng, 3, 3)),
        caso(*datos(2, 3), _pesos(rng, 2, 3, mirillas=0.0)),
        caso(rng.normal(size=4), np.zeros(3), np.zeros(3), _pesos(rng, 4, 3)),
        caso(**dict(zip("xhc", datos(5, 6), strict=True)), p=_pesos(rng, 5, 6)),
        caso(*datos(2, 2), _pesos(rng, 2, 2, escala=8.0)),
        caso(np.array([1, 0, -1]), np.array([0, 1]), np.array([2, -1]), enteros),
    ]


def _con_una_matriz(x, h, c, p):
    """Los cuatro bloques en un solo producto, y las puertas con tanh."""
    todo = np.vstack([np.column_stack([p["W" + k], p["U" + k], p["b" + k]]) for k in "ifco"])
    i, f, candidato, o = np.split(todo @ np.concatenate([x, h, [1.0]]), 4)
    puerta = lambda z: (1 + np.tanh(z / 2)) / 2
    nueva = puerta(f + p["Vf"] * c) * c + puerta(i + p["Vi"] * c) * np.tanh(candidato)
    return [puerta(o + p["Vo"] * nueva) * np.tanh(nueva), nueva]


_PASO_LSTM = Ejercicio(
    id="06.1",
    titulo="Un paso de la LSTM",
    referencia=paso_lstm,
    oraculo=_oraculo_paso_lstm,
    casos=_casos_lstm,
    errores=cambios(
        (
            *('p["Vi"] * c + ', "", 'p["Vf"] * c + ', "", 'p["Vo"] * nueva + ', ""),
            "Faltan las mirillas: a cada puerta se le suma además su V por la memoria.",
        ),
        (
            'p["Vo"] * nueva',
            'p["Vo"] * c',
            "La puerta o mira la memoria nueva, c(t): calcula c antes que o.",
        ),
        (
            'p["Vo"] * nueva',
            'p["Vo"] * np.tanh(nueva)',
            "La mirilla de o mira c(t) tal cual, sin tanh: la tanh va solo en h.",
        ),
        (
            '"] * ',
            '"] @ ',
            "Has hecho el producto escalar V·c y todas las unidades reciben el mismo número: la mirilla es diagonal, cada unidad mira "
            "solo la suya. Usa V * c.",
        ),
        (
            *(' + p["bi"]', "", ' + p["bf"]', "", ' + p["bc"]', "", ' + p["bo"]', ""),
            "Faltan los sesgos b: uno por puerta y otro en el candidato.",
        ),
        (
            *(' + p["Ui"] @ h', "", ' + p["Uf"] @ h', "", ' + p["Uc"] @ h', "", ' + p["Uo"] @ h', ""),
            "Falta el estado anterior: cada puerta suma también U por h.",
        ),
        (
            *("@ x", "@ otro", "@ h", "@ x", "@ otro", "@ h"),
            "Has cruzado las matrices: en la LSTM de los apuntes W va con la entrada x y U con el estado h (al revés que en la lección 05).",
        ),
        (
            '"] @ ',
            '"].T @ ',
            "Las matrices van a la izquierda, W @ x: cada fila es una unidad. Con x @ W usas la traspuesta.",
        ),
        (
            'np.tanh(p["Wc"]',
            'sigma(p["Wc"]',
            "El candidato lleva tanh, no σ: tiene que poder restar a la memoria.",
        ),
        (
            "sigma(",
            "np.tanh(",
            "Las puertas llevan σ, entre 0 y 1; tanh puede salir negativa y una puerta no resta.",
        ),
        ('np.tanh(p["Wc"]', '(p["Wc"]', "Al candidato le falta la tanh."),
        (
            "i * candidato",
            "candidato",
            "Falta la puerta de entrada: el candidato entra multiplicado por i.",
        ),
        (
            "f * c",
            "c",
            "Falta la puerta de olvido: la memoria anterior se multiplica por f.",
        ),
        (
            "f * c + i *",
            "i * c + f *",
            "Has cruzado i y f: f multiplica lo que ya había, i lo que entra.",
        ),
        (
            "i * candidato",
            "(1 - f) * candidato",
            "Usas 1 − f en lugar de i: eso es acoplar las puertas, como hace la GRU. En la LSTM i va por su cuenta.",
        ),
        ("f * c + ", "", "La memoria anterior se ha perdido: falta sumar f por c."),
        (
            "f * c + i * candidato",
            "np.tanh(f * c + i * candidato)",
            "La memoria no lleva tanh: se suma tal cual, y por eso el error la recorre sin deformarse. La tanh va en h.",
        ),
        ("o * np.tanh(nueva)", "o * nueva", "A la salida le falta la tanh: h = o · tanh(c)."),
        (
            "o * np.tanh(nueva)",
            "np.tanh(o * nueva)",
            "La puerta o va fuera de la tanh: primero tanh(c), después por o.",
        ),
        ("np.tanh(nueva)", "np.tanh(c)", "La salida usa la memoria nueva, c(t), no la anterior."),
        ("o * np.tanh", "np.tanh", "Falta la puerta de salida: h = o · tanh(c)."),
        (
            "o * np.tanh(nueva), nueva",
            "nueva, o * np.tanh(nueva)",
            "El orden es (h, c): primero la salida y después la memoria.",
        ),
        (
            "return o * np.tanh(nueva), nueva",
            "return (nueva,)",
            "Devuelves solo c: falta la salida h. Devuelve (h, c).",
        ),
        (
            'p["Vo"] * nueva + ',
            "",
            "A la puerta o le falta la mirilla: Vo por la memoria nueva, c(t).",
        ),
        (
            *('p["Vi"] * c + ', "", 'p["Vf"] * c + ', ""),
            "A las puertas i y f les falta la mirilla: cada una suma su V por la memoria anterior.",
        ),
        ("), nueva", "), c", "Devuelves la memoria vieja: la segunda salida es c(t), la nueva."),
        (
            'f"]',
            'i"]',
            "f usa los pesos de i: cada puerta tiene los suyos, `Wf`, `Uf`, `Vf` y `bf`. (Ocurre al copiar la línea anterior.)",
        ),
        (
            *('"] * c', '"] * h', '"] * nueva', '"] * h'),
            "Las mirillas miran la memoria c, no la salida h: por eso sirven con la puerta o cerrada.",
        ),
        ("sigma(", "(", "A las puertas les falta la σ: sin ella no quedan entre 0 y 1."),
        (
            "o * np.tanh(nueva)",
            "o * sigma(nueva)",
            "La memoria sale con tanh, no con σ: h = o · tanh(c).",
        ),
    ),
    pistas=(
        "Tres puertas entre 0 y 1 deciden: i, cuánto entra; f, cuánto se conserva; o, cuánto se enseña. La memoria es una suma.",
        "Orden: i y f (miran la c vieja), la c nueva, o (mira la c nueva) y h. W @ x y U @ h son productos; V * c, número a número.",
        'Esqueleto: i = sigma(p["Wi"] @ … + p["Ui"] @ … + p["Vi"] * … + p["bi"]); f = …; candidato = np.tanh(…); nueva = … * c + …; '
        "o = …; return …, nueva",
    ),
    explicacion=(
        "El orden importa por las mirillas: $i$ y $f$ se deciden mirando $c^{(t-1)}$, así que van antes; $o$ mira $c^{(t)}$, así que va "
        "después. Las mirillas son diagonales (cada unidad mira solo su memoria), por eso `V * c` y no `V @ c`. La memoria es una suma sin "
        "tanh alrededor: ese es el carrusel. Con las V a cero queda la LSTM habitual, la de Keras."
    ),
    alternativas=(
        _con_una_matriz,
        lambda x, h, c, p: [a.tolist() for a in paso_lstm(x, h, c, p)],
        lambda x, h, c, p: [a.astype("float32") for a in paso_lstm(x, h, c, p)],
        lambda x, h, c, p: np.stack(paso_lstm(x, h, c, p)),
    ),
    leer=_leer_h_c,
    entrega="varios",
)


# --- 06.2 -----------------------------------------------------------------------------------------------------------


def parametros_lstm(entrada, unidades, mirillas=False):
    por_bloque = unidades * (entrada + unidades) + unidades
    return 4 * por_bloque + (3 * unidades if mirillas else 0)


def _oraculo_parametros_lstm(entrada, unidades, mirillas=False):
    """Construye todas las matrices y suma sus tamaños. Sin mirillas es lo que cuenta Keras: lo prueba un test."""
    p = _pesos(np.random.default_rng(0), entrada, unidades)
    return sum(m.size for nombre, m in p.items() if mirillas or nombre[0] != "V")


_PARAMETROS_LSTM = Ejercicio(
    id="06.2",
    antes="06.3",
    titulo="Los parámetros de una LSTM",
    referencia=parametros_lstm,
    oraculo=_oraculo_parametros_lstm,
    casos=lambda rng: [
        caso(2, 3),
        caso(3, 2),
        caso(1, 1),
        caso(2, 3, True),
        caso(1, 1, mirillas=True),
        caso(5, 4, False),
        caso(100, 64),
        caso(entrada=40, unidades=128, mirillas=True),
        caso(int(rng.integers(5, 30)), int(rng.integers(5, 30)), True),
    ],
    errores=cambios(
        (
            "4 * por",
            "por",
            "Cuentas un solo bloque: hay cuatro, las puertas i, f, o y el candidato.",
        ),
        (
            "4 * por",
            "3 * por",
            "Cuentas tres bloques: a las tres puertas hay que sumar el candidato, que también tiene pesos.",
        ),
        (") + unidades", ")", "Faltan los sesgos: uno por unidad en cada bloque."),
        (
            "(entrada + unidades)",
            "entrada",
            "Faltan las matrices U, las que multiplican al estado: son de unidades × unidades.",
        ),
        (
            "(entrada + unidades)",
            "unidades",
            "Faltan las matrices W, las que multiplican a la entrada: unidades × entrada.",
        ),
        (
            ") + unidades",
            ") + 1",
            "Pones un sesgo por bloque; hay uno por unidad de cada bloque.",
        ),
        (
            *(") + unidades", ")", "4 * por_bloque", "4 * por_bloque + unidades"),
            "Los sesgos están contados una sola vez: también van dentro del 4.",
        ),
        (
            ") + unidades",
            ") + 2 * unidades",
            "Pones dos sesgos por unidad. Así lo hacen PyTorch y cuDNN; la LSTM de los apuntes y la de Keras tienen uno.",
        ),
        (
            "unidades * (",
            "entrada * (",
            "Cada bloque da un número por unidad: son unidades × (entrada + unidades) pesos.",
        ),
        (
            *("(entrada + unidades) + unidades", "entrada"),
            *("4 * por_bloque", "4 * por_bloque + unidades * unidades + unidades"),
            "El 4 solo multiplica al primer término: falta un paréntesis, porque U y b también están en los cuatro bloques.",
        ),
        (") + unidades", ") + entrada", "El sesgo tiene un número por unidad, no por entrada."),
        (
            *(") + unidades", ")", "4 * por_bloque", "4 * por_bloque + 3 * unidades"),
            "El candidato también tiene sesgo, bc: son cuatro.",
        ),
        (
            "3 * unidades if",
            "3 if",
            "Cada mirilla es un vector con un peso por unidad, no un número.",
        ),
        (
            " + (3 * unidades if mirillas else 0)",
            "",
            "No has contado las mirillas: si las hay, son tres vectores más.",
        ),
        (
            "3 * unidades if mirillas else 0",
            "3 * unidades",
            "Cuentas las mirillas siempre: solo si `mirillas` es True.",
        ),
        (
            "if mirillas",
            "if not mirillas",
            "La condición está al revés: las mirillas se suman cuando es True.",
        ),
        (
            "3 * unidades if",
            "4 * unidades if",
            "El candidato no tiene mirilla: son tres vectores, Vi, Vf y Vo.",
        ),
        (
            "3 * unidades if",
            "2 * unidades if",
            "Son tres mirillas: la puerta o también mira la memoria.",
        ),
        (
            "3 * unidades if",
            "unidades if",
            "Cuentas una mirilla: hay tres vectores, Vi, Vf y Vo.",
        ),
        (
            "3 * unidades if",
            "3 * unidades * unidades if",
            "Cuentas las mirillas como matrices. Son diagonales: un peso por unidad, un vector.",
        ),
        (
            "4 * por_bloque",
            "4 * por_bloque + 2 * unidades",
            "h y c no son parámetros: cambian en cada paso, no se aprenden.",
        ),
    ),
    pistas=(
        "Una LSTM son cuatro capas que reciben lo mismo: las tres puertas y el candidato.",
        "En cada una: una matriz W (unidades × entrada), una U (unidades × unidades) y un sesgo por unidad. Las mirillas son vectores.",
        "Esqueleto: por_bloque = unidades * (… + …) + …; return … * por_bloque + (… if mirillas else 0)",
    ),
    explicacion=(
        "Cuatro bloques iguales: $4\\,(n(m+n)+n)$ con $m$ entradas y $n$ unidades. Es cuatro veces una RNN simple del mismo ancho. Las mirillas "
        "son diagonales y cuestan solo $3n$. El largo de la secuencia no aparece: los pesos son los mismos en todos los pasos."
    ),
    alternativas=(
        lambda entrada, unidades, mirillas=False: (
            4 * unidades * (entrada + unidades + 1) + 3 * unidades * mirillas
        ),
        lambda entrada, unidades, mirillas=False: sum(
            unidades * (entrada + unidades + 1) + (unidades if mirillas and k != "c" else 0)
            for k in "ifoc"
        ),
    ),
    entrega="entero",
)


# --- 06.3 -----------------------------------------------------------------------------------------------------------


def paso_gru(x, h, Wz, Wr, W):
    hx = np.concatenate([h, x])
    z = sigma(Wz @ hx)
    r = sigma(Wr @ hx)
    candidato = np.tanh(W @ np.concatenate([r * h, x]))
    return (1 - z) * h + z * candidato


def _oraculo_paso_gru(x, h, Wz, Wr, W):
    """Con las matrices partidas en su trozo de estado y su trozo de entrada, como las guarda Keras: lo prueba un test."""
    n = len(h)
    z, r = (sigma(M[:, :n] @ h + M[:, n:] @ x) for M in (Wz, Wr))
    return h + z * (np.tanh(W[:, :n] @ (r * h) + W[:, n:] @ x) - h)


def _fila_a_fila(x, h, Wz, Wr, W):
    """Con listas y bucles, sin productos de NumPy."""
    hx = [*h, *x]
    z, r = ([sigma(sum(m * v for m, v in zip(fila, hx, strict=True))) for fila in M] for M in (Wz, Wr))
    dentro = [*(b * a for a, b in zip(h, r, strict=True)), *x]
    nuevo = [np.tanh(sum(m * v for m, v in zip(fila, dentro, strict=True))) for fila in W]
    return [float(a + c * (n - a)) for a, c, n in zip(h, z, nuevo, strict=True)]


def _casos_gru(rng):
    def datos(entrada, unidades, escala=1.0):
        matrices = (escala * rng.normal(size=(unidades, unidades + entrada)) for _ in range(3))
        return rng.normal(size=entrada), rng.uniform(-1, 1, unidades), *matrices

    matrices = [[[1.0, 0.5]], [[2.0, -1.0]], [[1.5, 1.0]]]
    return [
        caso(np.array([1.0]), np.array([-0.5]), *map(np.array, matrices)),
        caso(*datos(3, 2)),
        caso(*datos(2, 4)),
        caso(*datos(3, 3)),
        caso(np.array([0.5, -1.0]), np.zeros(3), *datos(2, 3)[2:]),
        caso(**dict(zip(("x", "h", "Wz", "Wr", "W"), datos(5, 6), strict=True))),
        caso(*datos(2, 2, escala=8.0)),
        caso(np.array([1, -2, 0]), np.array([1, 0]), *rng.integers(-1, 2, (3, 2, 5))),
    ]


_PASO_GRU = Ejercicio(
    id="06.3",
    antes="06.2",
    titulo="Un paso de la GRU",
    referencia=paso_gru,
    oraculo=_oraculo_paso_gru,
    casos=_casos_gru,
    errores=cambios(
        (
            "(1 - z) * h + z *",
            "z * h + (1 - z) *",
            "Esa es la convención de Keras. En los apuntes z abre lo nuevo: (1 − z) multiplica a h, y z al candidato.",
        ),
        (
            *("[h, x]", "[x, h]", "[r * h, x]", "[x, r * h]"),
            "El orden es [h, x]: primero el estado y después la entrada.",
        ),
        (
            "[r * h, x]",
            "[h, x]",
            "Falta el reinicio: en el candidato el estado entra como r * h.",
        ),
        (
            "W @ np.concatenate([r * h, x])",
            "r * (W[:, : len(h)] @ h) + W[:, len(h) :] @ x",
            "Aplicas r después de multiplicar por la matriz: eso es `reset_after=True`. Aquí r multiplica a h antes.",
        ),
        (
            "W @ np.concatenate([r * h, x])",
            "r * (W @ hx)",
            "r frena todo el candidato, también la entrada: solo debe multiplicar a h, dentro de los corchetes.",
        ),
        (
            "[r * h, x]",
            "[(1 - r) * h, x]",
            "El reinicio va al revés: con r = 1 el estado entra entero en el candidato. Es r * h.",
        ),
        (
            *("z = sigma(Wz", "z = sigma(Wr", "r = sigma(Wr", "r = sigma(Wz"),
            "Has cruzado Wz y Wr: z mezcla lo viejo con lo nuevo; r decide cuánto estado ve el candidato.",
        ),
        (
            "[r * h, x]",
            "[r * h, r * x]",
            "r no toca la entrada: dentro de los corchetes van r * h y x, sin más. (Además, r y x ni siquiera miden lo mismo.)",
        ),
        (
            "(1 - z) * h",
            "(1 - z) * (r * h)",
            "El reinicio solo actúa dentro del candidato: lo que se conserva es (1 − z) por h entero.",
        ),
        ("(1 - z) * h", "h", "Falta el (1 − z): lo que entra ocupa el sitio de lo que sale."),
        ("z * candidato", "candidato", "El candidato entra multiplicado por z."),
        ("(1 - z) * h + ", "", "Te falta conservar lo viejo: suma (1 − z) por h."),
        (
            "(1 - z) * h + z * ",
            "",
            "Devuelves el candidato: falta mezclarlo con el estado anterior según z.",
        ),
        (
            "(1 - z) * h + z * candidato",
            "np.tanh((1 - z) * h + z * candidato)",
            "Sobra una tanh: la mezcla de h y el candidato se devuelve tal cual.",
        ),
        ("np.tanh", "sigma", "El candidato lleva tanh, no σ."),
        ("np.tanh", "", "Al candidato le falta la tanh."),
        ("sigma", "np.tanh", "Las puertas llevan σ, entre 0 y 1, no tanh."),
        ("sigma", "", "A las puertas z y r les falta la σ."),
        (
            "z * candidato",
            "z * candidato, z",
            "Devuelve solo el estado nuevo, h: la GRU no tiene una memoria aparte.",
        ),
        (
            "[r * h, x]",
            "[x, r * h]",
            "En el candidato el orden también es [r * h, x]: primero el estado y después la entrada.",
        ),
        (
            "[h, x]",
            "[x, h]",
            "En las puertas el orden también es [h, x]: primero el estado y después la entrada, como en el candidato.",
        ),
        ("Wr @", "Wz @", "r usa la matriz de z: cada puerta tiene la suya, Wz y Wr."),
        ("(W @", "(Wz @", "El candidato usa Wz: su matriz es W."),
    ),
    pistas=(
        "La GRU es una mezcla: una parte, (1 − z), de lo que había y otra, z, de un candidato nuevo. r decide cuánto pasado ve el candidato.",
        "Junta con np.concatenate([h, x]) para las dos puertas; para el candidato, junta r * h con x.",
        "Esqueleto: hx = np.concatenate([h, x]); z = sigma(Wz @ …); r = …; candidato = np.tanh(W @ np.concatenate([…, x])); return … * h + …",
    ),
    explicacion=(
        "$z$ es un mando de mezcla: lo que se añade de nuevo se quita de viejo, así que el estado nunca se sale de $[-1, 1]$ si empieza dentro. "
        "$r$ actúa antes del producto, sobre $h$: con $r=0$ el candidato se calcula como si no hubiera pasado. No hay sesgos; si los quieres, "
        "añade un 1 al final de $x$ y una columna más a cada matriz."
    ),
    alternativas=(_fila_a_fila, lambda x, h, Wz, Wr, W: paso_gru(x, h, Wz, Wr, W).astype("float32")),
)


# --- 06.4 -----------------------------------------------------------------------------------------------------------


def gru_de_keras(z):
    return 1 - z


def _oraculo_gru_de_keras(z):
    """Por la definición: el z con el que la mezcla de los apuntes, con h = 1 y candidato 0, da lo mismo que la de Keras."""
    de_keras = np.asarray(z, dtype=float) * 1.0 + (1.0 - np.asarray(z, dtype=float)) * 0.0
    return np.subtract(np.ones_like(de_keras), de_keras)


_GRU_DE_KERAS = Ejercicio(
    id="06.4",
    antes="06.5",
    titulo="De la z de Keras a la de los apuntes",
    referencia=gru_de_keras,
    oraculo=_oraculo_gru_de_keras,
    casos=lambda rng: [
        caso(0.3),
        caso(0.9),
        caso(0.0),
        caso(1.0),
        caso(np.array([0.1, 0.4, 0.75])),
        caso(rng.uniform(0, 1, (2, 3))),
        caso(z=rng.uniform(0, 1, 6)),
    ],
    errores=cambios(
        (
            "1 - z",
            "z",
            "No has cambiado nada: en Keras z es lo que se conserva; en los apuntes, lo que se renueva.",
        ),
        (
            "1 - z",
            "-z",
            "Has cambiado el signo. Una puerta está entre 0 y 1: lo contrario de z es 1 − z.",
        ),
        (
            "1 - z",
            "z - 1",
            "El signo está al revés: sale un número negativo, y una puerta está entre 0 y 1.",
        ),
        ("1 - z", "1 / z", "El inverso se sale de 0 a 1: busca el complementario."),
        (
            "1 - z",
            "sigma(-z)",
            "Cambiar el signo vale antes de la σ, porque σ(−a) = 1 − σ(a). Aquí z ya es la puerta: no vuelvas a aplicar σ.",
        ),
        (
            "1 - z",
            "sigma(z)",
            "z ya ha pasado por la σ, y así tampoco cambias de convención: busca el complementario.",
        ),
        (
            "1 - z",
            "np.flip(z)",
            "«Al revés» no es leerla del final al principio: cada número cambia por separado.",
        ),
        ("1 - z", "1 - np.round(z)", "No la redondees: una puerta puede quedar a medias."),
        ("1 - z", "1 + z", "El signo está al revés: 1 + z pasa de 1."),
        (
            "1 - z",
            "np.log(z) - np.log(1 - z)",
            "Eso deshace la σ; aquí solo hay que cambiar de convención.",
        ),
        ("1 - z", "1 - z**2", "Sobra el cuadrado: las dos puertas suman 1."),
    ),
    pistas=(
        "Las dos convenciones mezclan lo mismo: h de antes y candidato. Solo cambia cuál de los dos lleva la z.",
        "Escribe las dos fórmulas una encima de otra e iguala lo que multiplica a h: en una es z; en la otra, 1 − z.",
        "Esqueleto: return … - z",
    ),
    explicacion=(
        "Keras calcula $z_K h + (1-z_K)\\tilde h$ y los apuntes $(1-z)h + z\\tilde h$. Igualando lo que multiplica a $h$: $z = 1 - z_K$. Como "
        "$1-\\sigma(a) = \\sigma(-a)$, en los **pesos** el cambio es de signo: $W_z = -W_z^{K}$."
    ),
    alternativas=(
        lambda z: np.subtract(1, z),
        lambda z: np.ones_like(z) - z,
        lambda z: (1 - np.asarray(z)).tolist(),
    ),
)


# --- 06.5 -----------------------------------------------------------------------------------------------------------


def parametros_gru(entrada, unidades, reset_after=True):
    sesgos = 2 if reset_after else 1
    return 3 * (unidades * (entrada + unidades) + sesgos * unidades)


def _oraculo_parametros_gru(entrada, unidades, reset_after=True):
    """Construye las matrices como las guarda Keras y suma sus tamaños. Un test lo compara con la capa."""
    sesgo = (2, 3 * unidades) if reset_after else (3 * unidades,)
    formas = ((entrada, 3 * unidades), (unidades, 3 * unidades), sesgo)
    return sum(np.empty(forma).size for forma in formas)


_PARAMETROS_GRU = Ejercicio(
    id="06.5",
    antes="06.4",
    titulo="Los parámetros de una GRU",
    referencia=parametros_gru,
    oraculo=_oraculo_parametros_gru,
    casos=lambda rng: [
        caso(2, 3),
        caso(3, 2, False),
        caso(1, 1),
        caso(1, 1, False),
        caso(5, 4, reset_after=True),
        caso(100, 64),
        caso(entrada=40, unidades=128, reset_after=False),
        caso(int(rng.integers(5, 30)), int(rng.integers(5, 30))),
    ],
    errores=cambios(
        ("3 * (", "4 * (", "Cuatro bloques tiene la LSTM; la GRU tiene tres: z, r y el candidato."),
        ("3 * (", "2 * (", "Cuentas solo las dos puertas: el candidato también tiene pesos."),
        ("3 * (", "(", "Cuentas un solo bloque: hay tres, z, r y el candidato."),
        (
            " + sesgos * unidades",
            "",
            "Faltan los sesgos. Los apuntes no los escriben, pero la capa de Keras los tiene.",
        ),
        (
            "2 if reset_after else 1",
            "1",
            "Con `reset_after=True` hay dos sesgos por unidad: uno con la entrada y otro con el estado.",
        ),
        (
            "else 1",
            "else 0",
            "Con `reset_after=False` también hay sesgos: uno por unidad en cada bloque.",
        ),
        (
            "2 if reset_after else 1",
            "2",
            "Con `reset_after=False` hay un solo sesgo por unidad.",
        ),
        (
            "if reset_after",
            "if not reset_after",
            "Está al revés: los dos sesgos son los de `reset_after=True`.",
        ),
        (
            "sesgos * unidades)",
            "unidades) + (sesgos - 1) * unidades",
            "El segundo sesgo lo tienen los tres bloques, no solo el candidato: Keras guarda una matriz de 2 × 3·unidades.",
        ),
        (
            "(entrada + unidades)",
            "entrada",
            "Faltan las matrices que multiplican al estado: unidades × unidades.",
        ),
        (
            "(entrada + unidades)",
            "unidades",
            "Faltan las matrices que multiplican a la entrada: unidades × entrada.",
        ),
        (
            " + sesgos * unidades)",
            ") + sesgos * unidades",
            "Los sesgos están contados una sola vez: cada uno de los tres bloques tiene los suyos.",
        ),
        (
            "unidades) + sesgos * unidades",
            "sesgos * unidades) + unidades",
            "Lo que se duplica con `reset_after=True` son los sesgos, no la matriz del estado.",
        ),
        (
            "sesgos * unidades)",
            "unidades) * sesgos",
            "Duplicas todo: con `reset_after=True` solo se duplican los sesgos.",
        ),
        (
            "sesgos * unidades",
            "sesgos * entrada",
            "El sesgo tiene un número por unidad, no por entrada.",
        ),
        (
            *("3 * (", "4 * (", "sesgos * unidades", "unidades"),
            "Esa es la cuenta de la LSTM: la GRU tiene tres bloques, y con `reset_after=True` dos sesgos.",
        ),
        (
            "sesgos * unidades",
            "sesgos",
            "Los sesgos son vectores: uno o dos números por unidad, no por bloque.",
        ),
    ),
    pistas=(
        "Como la LSTM, pero con tres bloques: z, r y el candidato.",
        "En cada uno, unidades × (entrada + unidades) pesos. Los sesgos por unidad son dos con `reset_after=True` y uno sin él.",
        "Esqueleto: sesgos = … if reset_after else …; return 3 * (unidades * (… + …) + sesgos * …)",
    ),
    explicacion=(
        "$3\\,(n(m+n)+s\\,n)$, con $s=2$ si `reset_after=True`. El segundo sesgo va con el estado: en el candidato queda dentro del paréntesis "
        "que multiplica $r$, y por eso no se puede sumar al otro; en $z$ y $r$ sobra, pero Keras lo guarda igual."
    ),
    alternativas=(
        lambda entrada, unidades, reset_after=True: (
            3 * unidades * (entrada + unidades + 1 + bool(reset_after))
        ),
        lambda entrada, unidades, reset_after=True: sum(
            unidades * entrada + unidades**2 + unidades * (2 if reset_after else 1) for _ in "zrh"
        ),
    ),
    entrega="entero",
)

EJERCICIOS = (_PASO_LSTM, _PARAMETROS_LSTM, _PASO_GRU, _GRU_DE_KERAS, _PARAMETROS_GRU)
