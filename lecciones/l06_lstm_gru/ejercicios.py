"""Ejercicios de la lección 06, LSTM y GRU."""

import numpy as np
from utils.ejercicios.declarar import Ejercicio, ErrorTipico, caso
from utils.ejercicios.valores import a_varios


def sigma(z):
    return 1 / (1 + np.exp(-z))


# --- 06.1 -----------------------------------------------------------------------------------------------------------


def paso_lstm(x, h, c, p):
    i = sigma(p["Wi"] @ x + p["Ui"] @ h + p["Vi"] * c + p["bi"])
    f = sigma(p["Wf"] @ x + p["Uf"] @ h + p["Vf"] * c + p["bf"])
    c = f * c + i * np.tanh(p["Wc"] @ x + p["Uc"] @ h + p["bc"])
    o = sigma(p["Wo"] @ x + p["Uo"] @ h + p["Vo"] * c + p["bo"])
    return o * np.tanh(c), c


def _oraculo_lstm(x, h, c, p):
    """Unidad a unidad y producto a producto, con la σ de SciPy. Sin mirillas es la capa de Keras: lo prueba un test."""
    from scipy.special import expit

    def suma(k, j, mirado=0.0):
        pesos = np.concatenate([p["W" + k][j], p["U" + k][j], [p["b" + k][j], mirado]])
        return float(np.dot(pesos, np.concatenate([x, h, [1.0, 1.0]])))

    salidas, memorias = [], []
    for j, antes in enumerate(c):
        entra = expit(suma("i", j, p["Vi"][j] * antes)) * np.tanh(suma("c", j))
        memorias.append(antes * expit(suma("f", j, p["Vf"][j] * antes)) + entra)
        salidas.append(expit(suma("o", j, p["Vo"][j] * memorias[-1])) * np.tanh(memorias[-1]))
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


def _suma(k, x, h, c, p):
    """Lo que entra en una puerta (`k` en "ifo") o en el candidato (`k` = "c"), que no tiene mirilla."""
    return p["W" + k] @ x + p["U" + k] @ h + p.get("V" + k, 0.0) * c + p["b" + k]


def _celda(
    suma=_suma,
    puerta=sigma,
    candidata=np.tanh,
    memoria=lambda f, i, g, c: f * c + i * g,
    mira=lambda antes, ahora: ahora,
    salida=lambda o, antes, ahora: o * np.tanh(ahora),
    dar=lambda h, c: (h, c),
):
    """La celda con alguna pieza cambiada."""

    def variante(x, h, c, p):
        i, f = (puerta(suma(k, x, h, c, p)) for k in "if")
        ahora = memoria(f, i, candidata(suma("c", x, h, c, p)), c)
        o = puerta(suma("o", x, h, mira(c, ahora), p))
        return dar(salida(o, c, ahora), ahora)

    return variante


def _pesos(rng, entrada, unidades, mirillas=1.0, escala=1.0):
    """Diccionario `p` con pesos al azar; `mirillas` multiplica los de las mirillas."""
    formas = {"W": (unidades, entrada), "U": (unidades, unidades), "b": (unidades,)}
    p = {letra + k: escala * rng.normal(size=formas[letra]) for k in "ifoc" for letra in "WUb"}
    return p | {"V" + k: mirillas * rng.normal(size=unidades) for k in "ifo"}


def _casos_lstm(rng):
    def datos(entrada, unidades):
        return rng.normal(size=entrada), rng.uniform(-1, 1, unidades), rng.normal(0, 1.5, unidades)

    uno = {"W": np.array([[1.0]]), "U": np.array([[0.5]]), "b": np.array([0.0])}
    fijo = {letra + k: uno[letra] for k in "ifoc" for letra in "WUb"} | {
        "V" + k: np.array([2.0]) for k in "ifo"
    }
    return [
        caso(np.array([1.0]), np.array([-0.5]), np.array([0.8]), fijo),
        caso(*datos(3, 2), _pesos(rng, 3, 2)),
        caso(*datos(2, 4), _pesos(rng, 2, 4)),
        caso(*datos(3, 3), _pesos(rng, 3, 3)),
        caso(*datos(2, 3), _pesos(rng, 2, 3, mirillas=0.0)),
        caso(rng.normal(size=4), np.zeros(3), np.zeros(3), _pesos(rng, 4, 3)),
        caso(**dict(zip("xhc", datos(5, 6), strict=True)), p=_pesos(rng, 5, 6)),
        caso(*datos(2, 2), _pesos(rng, 2, 2, escala=8.0)),
    ]


_PASO_LSTM = Ejercicio(
    id="06.1",
    titulo="Un paso de la LSTM",
    referencia=paso_lstm,
    oraculo=_oraculo_lstm,
    casos=_casos_lstm,
    errores=(
        ErrorTipico(
            _celda(lambda k, x, h, c, p: _suma(k, x, h, 0.0, p)),
            "Faltan las mirillas: a cada puerta se le suma además su V por la memoria.",
        ),
        ErrorTipico(
            _celda(mira=lambda antes, ahora: antes),
            "La puerta o mira la memoria nueva, c(t): calcula c antes que o.",
        ),
        ErrorTipico(
            _celda(mira=lambda antes, ahora: np.tanh(ahora)),
            "La mirilla de o mira c(t) tal cual, sin tanh: la tanh va solo en h.",
        ),
        ErrorTipico(
            _celda(
                lambda k, x, h, c, p: (
                    p["W" + k] @ x
                    + p["U" + k] @ h
                    + np.dot(p.get("V" + k, np.zeros(len(h))), c)
                    + p["b" + k]
                ),
                mira=lambda a, b: b,
            ),
            "Has hecho el producto escalar V·c y todas las unidades reciben el mismo número: la mirilla es diagonal, cada unidad mira "
            "solo la suya. Usa V * c.",
        ),
        ErrorTipico(
            _celda(lambda k, x, h, c, p: _suma(k, x, h, c, p) - p["b" + k]),
            "Faltan los sesgos b: uno por puerta y otro en el candidato.",
        ),
        ErrorTipico(
            _celda(lambda k, x, h, c, p: _suma(k, x, h, c, p) - p["U" + k] @ h),
            "Falta el estado anterior: cada puerta suma también U por h.",
        ),
        ErrorTipico(
            _celda(
                lambda k, x, h, c, p: (
                    p["U" + k] @ x + p["W" + k] @ h + p.get("V" + k, 0.0) * c + p["b" + k]
                )
            ),
            "Has cruzado las matrices: en la LSTM de los apuntes W va con la entrada x y U con el estado h (al revés que en la lección 05).",
        ),
        ErrorTipico(
            _celda(
                lambda k, x, h, c, p: (
                    x @ p["W" + k] + h @ p["U" + k] + p.get("V" + k, 0.0) * c + p["b" + k]
                )
            ),
            "Las matrices van a la izquierda, W @ x: cada fila es una unidad. Con x @ W usas la traspuesta.",
        ),
        ErrorTipico(
            _celda(candidata=sigma),
            "El candidato lleva tanh, no σ: tiene que poder restar a la memoria.",
        ),
        ErrorTipico(
            _celda(puerta=np.tanh),
            "Las puertas llevan σ, entre 0 y 1; tanh puede salir negativa y una puerta no resta.",
        ),
        ErrorTipico(_celda(candidata=lambda z: z), "Al candidato le falta la tanh."),
        ErrorTipico(
            _celda(memoria=lambda f, i, g, c: f * c + g),
            "Falta la puerta de entrada: el candidato entra multiplicado por i.",
        ),
        ErrorTipico(
            _celda(memoria=lambda f, i, g, c: c + i * g),
            "Falta la puerta de olvido: la memoria anterior se multiplica por f.",
        ),
        ErrorTipico(
            _celda(memoria=lambda f, i, g, c: i * c + f * g),
            "Has cruzado i y f: f multiplica lo que ya había, i lo que entra.",
        ),
        ErrorTipico(
            _celda(memoria=lambda f, i, g, c: f * c + (1 - f) * g),
            "Usas 1 − f en lugar de i: eso es acoplar las puertas, como hace la GRU. En la LSTM i va por su cuenta.",
        ),
        ErrorTipico(
            _celda(memoria=lambda f, i, g, c: i * g),
            "La memoria anterior se ha perdido: falta sumar f por c.",
        ),
        ErrorTipico(
            _celda(memoria=lambda f, i, g, c: np.tanh(f * c + i * g)),
            "La memoria no lleva tanh: se suma tal cual, y por eso el error la recorre sin deformarse. La tanh va en h.",
        ),
        ErrorTipico(
            _celda(salida=lambda o, antes, ahora: o * ahora),
            "A la salida le falta la tanh: h = o · tanh(c).",
        ),
        ErrorTipico(
            _celda(salida=lambda o, antes, ahora: np.tanh(o * ahora)),
            "La puerta o va fuera de la tanh: primero tanh(c), después por o.",
        ),
        ErrorTipico(
            _celda(salida=lambda o, antes, ahora: o * np.tanh(antes)),
            "La salida usa la memoria nueva, c(t), no la anterior.",
        ),
        ErrorTipico(
            _celda(salida=lambda o, antes, ahora: np.tanh(ahora)),
            "Falta la puerta de salida: h = o · tanh(c).",
        ),
        ErrorTipico(
            _celda(dar=lambda h, c: (c, h)),
            "El orden es (h, c): primero la salida y después la memoria.",
        ),
        ErrorTipico(
            _celda(dar=lambda h, c: (c,)), "Devuelves solo c: falta la salida h. Devuelve (h, c)."
        ),
        ErrorTipico(
            _celda(lambda k, x, h, c, p: _suma(k, x, h, 0.0 if k == "o" else c, p)),
            "A la puerta o le falta la mirilla: Vo por la memoria nueva, c(t).",
        ),
        ErrorTipico(
            _celda(lambda k, x, h, c, p: _suma(k, x, h, 0.0 if k in "if" else c, p)),
            "A las puertas i y f les falta la mirilla: cada una suma su V por la memoria anterior.",
        ),
        ErrorTipico(
            lambda x, h, c, p: (paso_lstm(x, h, c, p)[0], c),
            "Devuelves la memoria vieja: la segunda salida es c(t), la nueva.",
        ),
        ErrorTipico(
            _celda(lambda k, x, h, c, p: _suma("i" if k == "f" else k, x, h, c, p)),
            "f usa los pesos de i: cada puerta tiene los suyos, `Wf`, `Uf`, `Vf` y `bf`. (Ocurre al copiar la línea anterior.)",
        ),
        ErrorTipico(
            _celda(lambda k, x, h, c, p: _suma(k, x, h, h if k != "c" else 0.0, p)),
            "Las mirillas miran la memoria c, no la salida h: por eso sirven con la puerta o cerrada.",
        ),
        ErrorTipico(
            _celda(puerta=lambda z: z), "A las puertas les falta la σ: sin ella no quedan entre 0 y 1."
        ),
        ErrorTipico(
            _celda(salida=lambda o, antes, ahora: o * sigma(ahora)),
            "La memoria sale con tanh, no con σ: h = o · tanh(c).",
        ),
    ),
    pistas=(
        "Tres puertas entre 0 y 1 deciden: i, cuánto entra; f, cuánto se conserva; o, cuánto se enseña. La memoria es una suma.",
        "Orden: i y f (miran la c vieja), la c nueva, o (mira la c nueva) y h. W @ x y U @ h son productos; V * c, número a número.",
        'Esqueleto: i = sigma(p["Wi"] @ … + p["Ui"] @ … + p["Vi"] * … + p["bi"]); f = …; c = … * c + … * np.tanh(…); o = …; return …, c',
    ),
    explicacion=(
        "El orden importa por las mirillas: $i$ y $f$ se deciden mirando $c^{(t-1)}$, así que van antes; $o$ mira $c^{(t)}$, así que va "
        "después. Las mirillas son diagonales (cada unidad mira solo su memoria), por eso `V * c` y no `V @ c`. La memoria es una suma sin "
        "tanh alrededor: ese es el carrusel. Con las V a cero queda la LSTM habitual, la de Keras."
    ),
    alternativas=(
        _celda(),
        lambda x, h, c, p: [a.tolist() for a in paso_lstm(x, h, c, p)],
        lambda x, h, c, p: [a.astype("float32") for a in paso_lstm(x, h, c, p)],
        lambda x, h, c, p: paso_lstm(
            x, h, c, {k: v.tolist() if k[0] == "b" else v for k, v in p.items()}
        ),
        _celda(puerta=lambda z: (1 + np.tanh(z / 2)) / 2),
        lambda x, h, c, p: np.stack(paso_lstm(x, h, c, p)),
    ),
    leer=_leer_h_c,
    entrega="tal cual",
)


# --- 06.2 -----------------------------------------------------------------------------------------------------------


def paso_gru(x, h, Wz, Wr, W):
    hx = np.concatenate([h, x])
    z = sigma(Wz @ hx)
    r = sigma(Wr @ hx)
    candidato = np.tanh(W @ np.concatenate([r * h, x]))
    return (1 - z) * h + z * candidato


def _oraculo_gru(x, h, Wz, Wr, W):
    """Con las matrices partidas en su trozo de estado y su trozo de entrada, como las guarda Keras: lo prueba un test."""
    from scipy.special import expit

    n = len(h)
    z, r = (expit(M[:, :n] @ h + M[:, n:] @ x) for M in (Wz, Wr))
    return h + z * (np.tanh(W[:, :n] @ (r * h) + W[:, n:] @ x) - h)


def _gru(
    junta=lambda h, x: np.concatenate([h, x]),
    producto=lambda M, v: M @ v,
    puerta=sigma,
    candidata=np.tanh,
    entra=lambda W, r, h, x, junta, producto: producto(W, junta(r * h, x)),
    mezcla=lambda z, r, h, g: (1 - z) * h + z * g,
):
    """La celda con alguna pieza cambiada."""

    def variante(x, h, Wz, Wr, W):
        z, r = (puerta(producto(M, junta(h, x))) for M in (Wz, Wr))
        return mezcla(z, r, h, candidata(entra(W, r, h, x, junta, producto)))

    return variante


def _casos_gru(rng):
    def datos(entrada, unidades, escala=1.0):
        matrices = (escala * rng.normal(size=(unidades, unidades + entrada)) for _ in range(3))
        return rng.normal(size=entrada), rng.uniform(-1, 1, unidades), *matrices

    return [
        caso(
            np.array([1.0]),
            np.array([-0.5]),
            np.array([[1.0, 0.5]]),
            np.array([[2.0, -1.0]]),
            np.array([[1.5, 1.0]]),
        ),
        caso(*datos(3, 2)),
        caso(*datos(2, 4)),
        caso(*datos(3, 3)),
        caso(np.array([0.5, -1.0]), np.zeros(3), *datos(2, 3)[2:]),
        caso(**dict(zip(("x", "h", "Wz", "Wr", "W"), datos(5, 6), strict=True))),
        caso(*datos(2, 2, escala=8.0)),
    ]


_PASO_GRU = Ejercicio(
    id="06.2",
    titulo="Un paso de la GRU",
    referencia=paso_gru,
    oraculo=_oraculo_gru,
    casos=_casos_gru,
    errores=(
        ErrorTipico(
            _gru(mezcla=lambda z, r, h, g: z * h + (1 - z) * g),
            "Esa es la convención de Keras. En los apuntes z abre lo nuevo: (1 − z) multiplica a h, y z al candidato.",
        ),
        ErrorTipico(
            _gru(lambda h, x: np.concatenate([x, h])),
            "El orden es [h, x]: primero el estado y después la entrada.",
        ),
        ErrorTipico(
            _gru(entra=lambda W, r, h, x, junta, producto: W @ junta(h, x)),
            "Falta el reinicio: en el candidato el estado entra como r * h.",
        ),
        ErrorTipico(
            _gru(
                entra=lambda W, r, h, x, junta, producto: r * (W[:, : len(h)] @ h) + W[:, len(h) :] @ x
            ),
            "Aplicas r después de multiplicar por la matriz: eso es `reset_after=True`. Aquí r multiplica a h antes.",
        ),
        ErrorTipico(
            _gru(entra=lambda W, r, h, x, junta, producto: r * (W @ junta(h, x))),
            "r frena todo el candidato, también la entrada: solo debe multiplicar a h, dentro de los corchetes.",
        ),
        ErrorTipico(
            _gru(entra=lambda W, r, h, x, junta, producto: W @ junta((1 - r) * h, x)),
            "El reinicio va al revés: con r = 1 el estado entra entero en el candidato. Es r * h.",
        ),
        ErrorTipico(
            lambda x, h, Wz, Wr, W: paso_gru(x, h, Wr, Wz, W),
            "Has cruzado Wz y Wr: z mezcla lo viejo con lo nuevo; r decide cuánto estado ve el candidato.",
        ),
        ErrorTipico(
            lambda x, h, Wz, Wr, W: _gru(
                entra=lambda M, r, h, x, junta, producto: M @ junta(r * h, r * x)
            )(x, h, Wz, Wr, W),
            "r no toca la entrada: dentro de los corchetes van r * h y x, sin más. (Además, r y x ni siquiera miden lo mismo.)",
        ),
        ErrorTipico(
            _gru(mezcla=lambda z, r, h, g: (1 - z) * (r * h) + z * g),
            "El reinicio solo actúa dentro del candidato: lo que se conserva es (1 − z) por h entero.",
        ),
        ErrorTipico(
            _gru(mezcla=lambda z, r, h, g: h + z * g),
            "Falta el (1 − z): lo que entra ocupa el sitio de lo que sale.",
        ),
        ErrorTipico(
            _gru(mezcla=lambda z, r, h, g: (1 - z) * h + g), "El candidato entra multiplicado por z."
        ),
        ErrorTipico(
            _gru(mezcla=lambda z, r, h, g: z * g), "Te falta conservar lo viejo: suma (1 − z) por h."
        ),
        ErrorTipico(
            _gru(mezcla=lambda z, r, h, g: g),
            "Devuelves el candidato: falta mezclarlo con el estado anterior según z.",
        ),
        ErrorTipico(
            _gru(mezcla=lambda z, r, h, g: np.tanh((1 - z) * h + z * g)),
            "Sobra una tanh: la mezcla de h y el candidato se devuelve tal cual.",
        ),
        ErrorTipico(_gru(candidata=sigma), "El candidato lleva tanh, no σ."),
        ErrorTipico(_gru(candidata=lambda z: z), "Al candidato le falta la tanh."),
        ErrorTipico(_gru(puerta=np.tanh), "Las puertas llevan σ, entre 0 y 1, no tanh."),
        ErrorTipico(_gru(puerta=lambda z: z), "A las puertas z y r les falta la σ."),
        ErrorTipico(
            lambda x, h, Wz, Wr, W: (paso_gru(x, h, Wz, Wr, W), sigma(Wz @ np.concatenate([h, x]))),
            "Devuelve solo el estado nuevo, h: la GRU no tiene una memoria aparte.",
        ),
        ErrorTipico(
            _gru(entra=lambda W, r, h, x, junta, producto: W @ np.concatenate([x, r * h])),
            "En el candidato el orden también es [r * h, x]: primero el estado y después la entrada.",
        ),
        ErrorTipico(
            lambda x, h, Wz, Wr, W: paso_gru(x, h, Wz, Wz, W),
            "r usa la matriz de z: cada puerta tiene la suya, Wz y Wr.",
        ),
        ErrorTipico(
            lambda x, h, Wz, Wr, W: paso_gru(x, h, Wz, Wr, Wz), "El candidato usa Wz: su matriz es W."
        ),
        ErrorTipico(
            _gru(
                entra=lambda W, r, h, x, junta, producto: W @ junta(h, x),
                mezcla=lambda z, r, h, g: z * h + (1 - z) * g,
            ),
            "Dos cosas: falta el reinicio (r * h en el candidato) y la mezcla es la de Keras; en los apuntes z abre lo nuevo.",
        ),
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
    alternativas=(
        _gru(),
        _gru(mezcla=lambda z, r, h, g: h + z * (g - h)),
        _gru(
            producto=lambda M, v: [float(np.dot(fila, v)) for fila in M],
            puerta=lambda z: sigma(np.array(z)),
        ),
        lambda x, h, Wz, Wr, W: paso_gru(x, h, Wz, Wr, W).tolist(),
        lambda x, h, Wz, Wr, W: paso_gru(x, h, Wz, Wr, W).astype("float32"),
        _gru(junta=lambda h, x: np.hstack((h, x))),
    ),
)


# --- 06.3 -----------------------------------------------------------------------------------------------------------


def parametros_lstm(entrada, unidades, mirillas=False):
    por_bloque = unidades * (entrada + unidades) + unidades
    return 4 * por_bloque + (3 * unidades if mirillas else 0)


def _oraculo_parametros_lstm(entrada, unidades, mirillas=False):
    """Construye todas las matrices y suma sus tamaños. Sin mirillas es lo que cuenta Keras: lo prueba un test."""
    p = _pesos(np.random.default_rng(0), entrada, unidades)
    return sum(m.size for nombre, m in p.items() if mirillas or nombre[0] != "V")


def _cuenta(bloques, por_bloque, extra=lambda u, m: 3 * u * m):
    """Variante: `bloques` veces `por_bloque(entrada, unidades)`, más `extra(unidades, mirillas)`."""
    return lambda entrada, unidades, mirillas=False: (
        bloques * por_bloque(entrada, unidades) + extra(unidades, bool(mirillas))
    )


def _bloque(e, u):
    return u * (e + u) + u


_PARAMETROS_LSTM = Ejercicio(
    id="06.3",
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
    errores=(
        ErrorTipico(
            _cuenta(1, _bloque),
            "Cuentas un solo bloque: hay cuatro, las puertas i, f, o y el candidato.",
        ),
        ErrorTipico(
            _cuenta(3, _bloque),
            "Cuentas tres bloques: a las tres puertas hay que sumar el candidato, que también tiene pesos.",
        ),
        ErrorTipico(
            _cuenta(4, lambda e, u: u * (e + u)), "Faltan los sesgos: uno por unidad en cada bloque."
        ),
        ErrorTipico(
            _cuenta(4, lambda e, u: u * e + u),
            "Faltan las matrices U, las que multiplican al estado: son de unidades × unidades.",
        ),
        ErrorTipico(
            _cuenta(4, lambda e, u: u * u + u),
            "Faltan las matrices W, las que multiplican a la entrada: unidades × entrada.",
        ),
        ErrorTipico(
            _cuenta(4, lambda e, u: u * (e + u) + 1),
            "Pones un sesgo por bloque; hay uno por unidad de cada bloque.",
        ),
        ErrorTipico(
            lambda entrada, unidades, mirillas=False: (
                4 * unidades * (entrada + unidades) + unidades + 3 * unidades * bool(mirillas)
            ),
            "Los sesgos están contados una sola vez: también van dentro del 4.",
        ),
        ErrorTipico(
            _cuenta(4, lambda e, u: u * (e + u) + 2 * u),
            "Pones dos sesgos por unidad. Así lo hacen PyTorch y cuDNN; la LSTM de los apuntes y la de Keras tienen uno.",
        ),
        ErrorTipico(
            _cuenta(4, lambda e, u: e * (e + u) + u),
            "Cada bloque da un número por unidad: son unidades × (entrada + unidades) pesos.",
        ),
        ErrorTipico(
            lambda entrada, unidades, mirillas=False: (
                4 * unidades * entrada + unidades * unidades + unidades + 3 * unidades * bool(mirillas)
            ),
            "El 4 solo multiplica al primer término: falta un paréntesis, porque U y b también están en los cuatro bloques.",
        ),
        ErrorTipico(
            _cuenta(4, lambda e, u: u * (e + u) + e),
            "El sesgo tiene un número por unidad, no por entrada.",
        ),
        ErrorTipico(
            _cuenta(4, lambda e, u: u * (e + u), lambda u, m: 3 * u + 3 * u * m),
            "El candidato también tiene sesgo, bc: son cuatro.",
        ),
        ErrorTipico(
            _cuenta(4, _bloque, lambda u, m: 3 * m),
            "Cada mirilla es un vector con un peso por unidad, no un número.",
        ),
        ErrorTipico(
            _cuenta(4, _bloque, lambda u, m: 0),
            "No has contado las mirillas: si las hay, son tres vectores más.",
        ),
        ErrorTipico(
            _cuenta(4, _bloque, lambda u, m: 3 * u),
            "Cuentas las mirillas siempre: solo si `mirillas` es True.",
        ),
        ErrorTipico(
            _cuenta(4, _bloque, lambda u, m: 3 * u * (not m)),
            "La condición está al revés: las mirillas se suman cuando es True.",
        ),
        ErrorTipico(
            _cuenta(4, _bloque, lambda u, m: 4 * u * m),
            "El candidato no tiene mirilla: son tres vectores, Vi, Vf y Vo.",
        ),
        ErrorTipico(
            _cuenta(4, _bloque, lambda u, m: 2 * u * m),
            "Son tres mirillas: la puerta o también mira la memoria.",
        ),
        ErrorTipico(
            _cuenta(4, _bloque, lambda u, m: u * m),
            "Cuentas una mirilla: hay tres vectores, Vi, Vf y Vo.",
        ),
        ErrorTipico(
            _cuenta(4, _bloque, lambda u, m: 3 * u * u * m),
            "Cuentas las mirillas como matrices. Son diagonales: un peso por unidad, un vector.",
        ),
        ErrorTipico(
            _cuenta(4, _bloque, lambda u, m: 3 * u * m + 2 * u),
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
)


# --- 06.4 -----------------------------------------------------------------------------------------------------------


def parametros_gru(entrada, unidades, reset_after=True):
    sesgos = 2 if reset_after else 1
    return 3 * (unidades * (entrada + unidades) + sesgos * unidades)


def _oraculo_parametros_gru(entrada, unidades, reset_after=True):
    """Construye las matrices como las guarda Keras y suma sus tamaños. Un test lo compara con la capa."""
    sesgo = (2, 3 * unidades) if reset_after else (3 * unidades,)
    return sum(
        np.empty(forma).size for forma in ((entrada, 3 * unidades), (unidades, 3 * unidades), sesgo)
    )


def _cuenta_gru(cuenta):
    """Variante con `cuenta(entrada, unidades, con_reset_after)`."""
    return lambda entrada, unidades, reset_after=True: cuenta(entrada, unidades, bool(reset_after))


_PARAMETROS_GRU = Ejercicio(
    id="06.4",
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
    errores=(
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 4 * (u * (e + u) + (1 + d) * u)),
            "Cuatro bloques tiene la LSTM; la GRU tiene tres: z, r y el candidato.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 2 * (u * (e + u) + (1 + d) * u)),
            "Cuentas solo las dos puertas: el candidato también tiene pesos.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: u * (e + u) + (1 + d) * u),
            "Cuentas un solo bloque: hay tres, z, r y el candidato.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * u * (e + u)),
            "Faltan los sesgos. Los apuntes no los escriben, pero la capa de Keras los tiene.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * (u * (e + u) + u)),
            "Con `reset_after=True` hay dos sesgos por unidad: uno con la entrada y otro con el estado.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * (u * (e + u) + 2 * u * d)),
            "Con `reset_after=False` también hay sesgos: uno por unidad en cada bloque.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * (u * (e + u) + 2 * u)),
            "Con `reset_after=False` hay un solo sesgo por unidad.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * (u * (e + u) + (2 - d) * u)),
            "Está al revés: los dos sesgos son los de `reset_after=True`.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * (u * (e + u) + u) + u * d),
            "El segundo sesgo lo tienen los tres bloques, no solo el candidato: Keras guarda una matriz de 2 × 3·unidades.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * (u * e + (1 + d) * u)),
            "Faltan las matrices que multiplican al estado: unidades × unidades.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * (u * u + (1 + d) * u)),
            "Faltan las matrices que multiplican a la entrada: unidades × entrada.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * u * (e + u) + (1 + d) * u),
            "Los sesgos están contados una sola vez: cada uno de los tres bloques tiene los suyos.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * (u * (e + (1 + d) * u) + u)),
            "Lo que se duplica con `reset_after=True` son los sesgos, no la matriz del estado.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * (u * (e + u) + u) * (1 + d)),
            "Duplicas todo: con `reset_after=True` solo se duplican los sesgos.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * (u * (e + u) + (1 + d) * e)),
            "El sesgo tiene un número por unidad, no por entrada.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 4 * (u * (e + u) + u)),
            "Esa es la cuenta de la LSTM: la GRU tiene tres bloques, y con `reset_after=True` dos sesgos.",
        ),
        ErrorTipico(
            _cuenta_gru(lambda e, u, d: 3 * (u * (e + u) + 1 + d)),
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
)


# --- 06.5 -----------------------------------------------------------------------------------------------------------


def gru_de_keras(z):
    return 1 - z


def _oraculo_gru_de_keras(z):
    """Por la definición: el z con el que la mezcla de los apuntes, con h = 1 y candidato 0, da lo mismo que la de Keras."""
    de_keras = np.asarray(z, dtype=float) * 1.0 + (1.0 - np.asarray(z, dtype=float)) * 0.0
    return np.subtract(np.ones_like(de_keras), de_keras)


_GRU_DE_KERAS = Ejercicio(
    id="06.5",
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
    errores=(
        ErrorTipico(
            lambda z: np.array(z),
            "No has cambiado nada: en Keras z es lo que se conserva; en los apuntes, lo que se renueva.",
        ),
        ErrorTipico(
            lambda z: -np.asarray(z),
            "Has cambiado el signo. Una puerta está entre 0 y 1: lo contrario de z es 1 − z.",
        ),
        ErrorTipico(
            lambda z: np.asarray(z) - 1,
            "El signo está al revés: sale un número negativo, y una puerta está entre 0 y 1.",
        ),
        ErrorTipico(
            lambda z: 1 / np.asarray(z), "El inverso se sale de 0 a 1: busca el complementario."
        ),
        ErrorTipico(
            lambda z: sigma(-np.asarray(z)),
            "Cambiar el signo vale antes de la σ, porque σ(−a) = 1 − σ(a). Aquí z ya es la puerta: no vuelvas a aplicar σ.",
        ),
        ErrorTipico(
            lambda z: sigma(np.asarray(z)),
            "z ya ha pasado por la σ, y así tampoco cambias de convención: busca el complementario.",
        ),
        ErrorTipico(
            lambda z: np.flip(z),
            "«Al revés» no es leerla del final al principio: cada número cambia por separado.",
        ),
        ErrorTipico(lambda z: 1.0 - np.round(z), "No la redondees: una puerta puede quedar a medias."),
        ErrorTipico(lambda z: 1 + np.asarray(z), "El signo está al revés: 1 + z pasa de 1."),
        ErrorTipico(
            lambda z: np.log(np.asarray(z) / (1 - np.asarray(z))),
            "Eso deshace la σ; aquí solo hay que cambiar de convención.",
        ),
        ErrorTipico(lambda z: 1 - np.asarray(z) ** 2, "Sobra el cuadrado: las dos puertas suman 1."),
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
        lambda z: -(z - 1),
        lambda z: np.ones_like(z) - z,
        lambda z: (1 - np.asarray(z)).tolist(),
    ),
)

EJERCICIOS = (_PASO_LSTM, _PASO_GRU, _PARAMETROS_LSTM, _PARAMETROS_GRU, _GRU_DE_KERAS)
