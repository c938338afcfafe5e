"""Ejercicios de la lección 05: el paso de una RNN, desplegarla, los cinco tipos y el gradiente a través del tiempo."""

import numpy as np

from utils.ejercicios.declarar import Ejercicio, ErrorTipico, cambios, caso
from utils.ejercicios.valores import a_textos, a_varios

# --- 05.1 -----------------------------------------------------------------------------------------------------------


def paso_rnn(x, s, U, W):
    return np.tanh(U @ x + W @ s)


def _oraculo_paso_rnn(x, s, U, W):
    """La tangente hiperbólica por su fórmula, número a número."""
    sumas = [
        sum(float(u) * float(a) for u, a in zip(fila_u, x, strict=True))
        + sum(float(w) * float(b) for w, b in zip(fila_w, s, strict=True))
        for fila_u, fila_w in zip(U, W, strict=True)
    ]
    return np.array([2 / (1 + np.exp(-2 * z)) - 1 for z in sumas])


def _casos_paso(rng):
    def azar(rasgos, unidades):
        return (
            rng.normal(size=rasgos),
            rng.normal(size=unidades),
            rng.normal(size=(unidades, rasgos)),
            rng.normal(size=(unidades, unidades)),
        )

    x, s, U, W = azar(4, 2)
    return [
        caso(
            np.array([1.0, 0.0, -1.0]),
            np.array([0.5, -0.5]),
            np.array([[0.8, 0.3, 0.1], [0.2, -0.4, 0.6]]),
            np.array([[-1.2, 0.4], [0.5, 0.9]]),
        ),
        caso(np.array([1.0]), np.array([0.5]), np.array([[0.8]]), np.array([[-1.2]])),
        caso(*azar(3, 3)),
        caso(*azar(2, 4)),
        caso(x=x, s=s, U=U, W=W),
        caso(x, np.zeros(2), U, W),
        caso(
            np.array([1, -2]),
            np.array([0, 1]),
            np.array([[1, 0], [2, -1]]),
            np.array([[0, 1], [-1, 3]]),
        ),
        caso(*(0.05 * a for a in azar(5, 5))),
    ]


_PASO = Ejercicio(
    id="05.1",
    titulo="Un paso de la RNN",
    referencia=paso_rnn,
    oraculo=_oraculo_paso_rnn,
    casos=_casos_paso,
    errores=cambios(
        (
            "np.tanh(U @ x + W @ s)",
            "U @ x + W @ s",
            "Falta la tangente hiperbólica: el estado nuevo es tanh de la suma.",
        ),
        (" + W @ s", "", "Te olvidas del pasado: falta el término W·s, el del estado anterior."),
        ("U @ x + ", "", "Te olvidas de la entrada: falta el término U·x."),
        (
            "U @ x + W @ s",
            "U @ x) + np.tanh(W @ s",
            "Aplicas tanh dos veces y sumas después: primero se suman los dos términos y luego una sola tanh.",
        ),
        (
            "U @ x + W @ s)",
            "U @ x) + W @ s",
            "La tanh solo cubre la entrada: debe abarcar la suma entera, también W·s.",
        ),
        (
            "np.tanh(U @ x + W @ s)",
            "U @ x + np.tanh(W @ s)",
            "La tanh solo cubre el estado: debe abarcar la suma entera, también U·x.",
        ),
        (
            "np.tanh(U @ x + W @ s)",
            "1 / (1 + np.exp(-(U @ x + W @ s)))",
            "Usas la sigmoide, que da entre 0 y 1; aquí la activación es tanh, entre −1 y 1.",
        ),
        ("np.tanh(", "np.maximum(0, ", "Usas ReLU; aquí la activación es tanh."),
        (
            "U @ x + W @ s",
            "W @ x + U @ s",
            "Las matrices están cambiadas: U multiplica la entrada y W, el estado.",
        ),
        (
            "U @ x + W @ s",
            "x @ U + s @ W",
            "Multiplicas por la izquierda, como Keras; aquí el vector va a la derecha, U @ x: cada fila de U es una unidad.",
        ),
        (
            "U @ x",
            "x @ U",
            "El vector x va a la derecha de U: U @ x. Cada fila de U es una unidad.",
        ),
        (
            "W @ s",
            "s @ W",
            "El vector s va a la derecha de W: W @ s. Cada fila de W es una unidad.",
        ),
        (" + W", " - W", "Restas el estado en lugar de sumarlo."),
        ("U @ x + W @ s", "(U @ x) * (W @ s)", "Multiplicas los dos términos; se suman."),
        ("W @ s", "s", "Sumas el estado tal cual: antes hay que multiplicarlo por W."),
        (
            "U @ x + W @ s",
            "U * x + W * s",
            "El * multiplica número a número; el producto de una matriz por un vector es @.",
        ),
        (
            "W @ s",
            "W * s",
            "W * s multiplica número a número; el producto de una matriz por un vector es @.",
        ),
        (
            "U @ x + W @ s",
            "np.tanh(U @ x) + np.tanh(W @ s)",
            "Hay tres tanh: la fórmula solo lleva una, la de la suma entera.",
        ),
        (
            "U @ x + W @ s",
            "np.tanh(U @ x + W @ s)",
            "Aplicas tanh dos veces; la fórmula lleva una.",
        ),
        (
            "U @ x + W @ s",
            "U @ (x + W @ s)",
            "U multiplica también al estado: cada matriz va con lo suyo, U @ x más W @ s.",
        ),
        ("np.tanh", "s + np.tanh", "Añades el estado anterior al nuevo: el nuevo lo sustituye."),
        (
            "W @ s)",
            "W @ s).astype(s.dtype)",
            "Si s es de enteros, se pierden los decimales: np.zeros_like(s) copia también su tipo. Crea el vector con np.zeros(len(s)).",
        ),
        (
            "np.tanh(U @ x + W @ s)",
            "np.tanh(U) @ x + np.tanh(W) @ s",
            "Aplicas tanh a las matrices: primero se calcula la suma U @ x + W @ s, y la tanh se aplica al resultado.",
        ),
    ),
    pistas=(
        "El estado nuevo mezcla dos cosas: lo que acaba de entrar y lo que recordaba. Después, tanh lo deja entre −1 y 1.",
        "`U @ x` y `W @ s` son dos vectores de tantas unidades como tenga el estado. ¿Cuántas veces aparece tanh en la fórmula?",
        "Esqueleto: return np.tanh(… @ x + … @ s)",
    ),
    explicacion=(
        "$S_t = \\tanh(U X_t + W S_{t-1})$: una capa densa con dos entradas, la de ahora y el estado de antes. Es lo mismo que una sola matriz "
        "$[U\\,W]$ aplicada al vector $[x, s]$. Las mismas $U$ y $W$ sirven en todos los instantes."
    ),
    alternativas=(
        lambda x, s, U, W: np.tanh(np.hstack([U, W]) @ np.concatenate([x, s])),
        lambda x, s, U, W: np.tanh(np.dot(U, x) + np.dot(W, s)),
        lambda x, s, U, W: np.tanh(x @ U.T + s @ W.T),
        lambda x, s, U, W: [
            float(np.tanh(np.sum(u * x) + np.sum(w * s))) for u, w in zip(U, W, strict=True)
        ],
        lambda x, s, U, W: np.tanh(np.einsum("ij,j->i", U, x) + np.einsum("ij,j->i", W, s)).astype(
            "float32"
        ),
    ),
)


# --- 05.2 -----------------------------------------------------------------------------------------------------------


def desplegar(X, s0, U, W, V):
    s, S = s0, []
    for x in X:
        s = np.tanh(U @ x + W @ s)
        S.append(s)
    S = np.array(S)
    return S, np.tanh(S @ V.T)


def _oraculo_desplegar(X, s0, U, W, V):
    """Cada estado se calcula de nuevo desde el principio, por recursión."""

    def estado(t):
        return s0 if t < 0 else _oraculo_paso_rnn(X[t], estado(t - 1), U, W)

    estados = [estado(t) for t in range(len(X))]
    return np.array(estados), np.array(
        [_oraculo_paso_rnn(s, np.zeros(len(V)), V, np.zeros((len(V), len(V)))) for s in estados]
    )


def _casos_desplegar(rng):
    def azar(pasos, rasgos, unidades, salidas):
        formas = (
            (pasos, rasgos),
            (unidades,),
            (unidades, rasgos),
            (unidades, unidades),
            (salidas, unidades),
        )
        return [rng.normal(size=forma) for forma in formas]

    def con_enteros(cual):
        datos = azar(4, 2, 3, 2)
        datos[cual] = np.round(2 * datos[cual]).astype(int)
        return caso(*datos)

    X, s0, U, W, V = azar(6, 2, 3, 2)
    return [
        caso(
            np.array([[1.0], [0.0], [0.0]]),
            np.array([0.0]),
            np.array([[1.0]]),
            np.array([[0.9]]),
            np.array([[2.0]]),
        ),
        caso(*azar(4, 3, 3, 3)),
        caso(X=X, s0=s0, U=U, W=W, V=V),
        caso(X, np.zeros(3), U, W, V),
        caso(*azar(1, 3, 2, 4)),
        caso(*azar(12, 1, 5, 1)),
        caso(*(a if a.ndim == 1 else 0.4 * a for a in azar(5, 4, 4, 4))),
        *map(con_enteros, range(5)),
    ]


_DESPLEGAR = Ejercicio(
    id="05.2",
    titulo="Desplegar en el tiempo",
    referencia=desplegar,
    oraculo=_oraculo_desplegar,
    casos=_casos_desplegar,
    errores=(
        *cambios(
            (
                "return S,",
                "return np.vstack([s0, S]),",
                "S lleva también el estado inicial: debe tener una fila por entrada, y la primera es el estado después de leer X[0].",
            ),
            (
                "s0, []",
                "s0, [s0]",
                "S y O llevan una fila de más, la de s0: debe haber una por entrada, y la primera es la de X[0].",
            ),
            (
                "return S,",
                "return np.vstack([s0, S[:-1]]),",
                "S va un paso atrasada: su primera fila es s0. Guarda el estado después de actualizarlo.",
            ),
            (
                "s = np.tanh(U @ x + W @ s)\n        S.append(s)",
                "S.append(s)\n        s = np.tanh(U @ x + W @ s)",
                "S y O van un paso atrasadas: empiezan en s0. Primero se actualiza el estado y después se guarda.",
            ),
            (
                "np.tanh(S @",
                "np.tanh(np.vstack([s0, S[:-1]]) @",
                "Cada salida sale del estado anterior: O_t depende de S_t, el que acabas de calcular.",
            ),
            (
                "W @ s)",
                "W @ s0)",
                "Usas siempre s0: el estado nuevo tiene que sustituir al anterior en la vuelta siguiente.",
            ),
            (" + W @ s", "", "El estado anterior no interviene: sin W·s no hay memoria."),
            ("np.tanh", "", "Faltan las dos tanh: la de los estados y la de las salidas."),
            (
                "U @ x + W @ s",
                "W @ x + U @ s",
                "U y W están cambiadas: U multiplica la entrada y W, el estado.",
            ),
            (
                "U @ x + W @ s",
                "x @ U + s @ W",
                "Multiplicas por la izquierda, como Keras; aquí el vector va a la derecha: U @ x y W @ s.",
            ),
            (
                "np.tanh(S @ V.T)",
                "1 / (1 + np.exp(-S @ V.T))",
                "La salida lleva sigmoide; aquí la activación es tanh.",
            ),
            (
                "return S,",
                "return np.tile(s, (len(X), 1)),",
                "Todas las filas de S son el último estado: guardas siempre el mismo vector, que cambia después. Guarda una copia o crea uno nuevo.",
            ),
            ("in X:", "in X[:1]:", "Solo hay un instante: ¿está el return dentro del bucle?"),
            (
                "S.append(s)",
                "S.append(s)\n        s = np.tanh(V @ s)",
                "La salida sustituye al estado: lo que pasa al instante siguiente es s, no tanh(V @ s).",
            ),
            ("np.tanh(S @ V.T)", "S @ V.T", "A la salida le falta la tanh: O_t = tanh(V·S_t)."),
            (
                "np.tanh(U @ x + W @ s)",
                "U @ x + W @ s",
                "A los estados les falta la tanh: S_t = tanh(U·X_t + W·S_{t−1}).",
            ),
            (
                "np.array(S)",
                "S[-1]",
                "Devuelves solo el último estado y la última salida: se piden los de todos los pasos, uno por fila.",
            ),
            (
                "S @ V.T",
                "V @ s",
                "Devuelves solo la última salida: se piden las de todos los pasos, una por fila.",
            ),
            (
                "S, np.tanh(S @ V.T)",
                "np.tanh(S @ V.T), S",
                "Las has devuelto al revés: primero los estados S y después las salidas O.",
            ),
            (
                "in X:",
                "in X[::-1]:",
                "np.array(S)",
                "np.array(S)[::-1]",
                "Recorres la secuencia del final al principio: se lee en orden, desde X[0].",
            ),
            (
                "return S, np.tanh(S @ V.T)",
                "return S.T, np.tanh(V @ S.T)",
                "Los pasos están en las columnas: cada fila debe ser un instante.",
            ),
            ("V.T", "V", "La salida usa V del revés: es V @ s, y cada fila de V es una salida."),
            (
                "s, S = s0",
                "s, S = np.zeros(len(s0))",
                "Empiezas con un estado de ceros: el primero es s0.",
            ),
            (
                "S @ V.T",
                "V @ S.T",
                "O está traspuesta, con los pasos en columnas: para aplicar V a cada fila de S es S @ V.T, no V @ S.T.",
            ),
        ),
        ErrorTipico(
            lambda X, s0, U, W, V: tuple(np.array([*a[:-1]]) for a in desplegar(X, s0, U, W, V)),
            "Falta el último instante: range(len(X)) ya se para en el último, sin restar 1.",
        ),
        ErrorTipico(
            lambda X, s0, U, W, V: (
                desplegar(X[1:], s0, U, W, V) if len(X) > 1 else (np.array([]), np.array([]))
            ),
            "Te saltas X[0]: el primer instante también se lee, y su estado anterior es s0.",
        ),
        *cambios(
            (
                "return S, np.tanh(S @ V.T)",
                "return S[0], np.tanh(V @ S[0])",
                "Solo devuelves un instante, el primero: el return está dentro del bucle, y falta guardar los estados y las salidas en dos listas.",
            ),
            (
                "s0, []",
                "s0, [s0]",
                "in X:",
                "in X[1:]:",
                "La primera fila de S es s0 y X[0] no se lee nunca: la fila 0 es el estado después de leer X[0].",
            ),
            (
                "np.array(S)",
                "np.tile(s, (len(X), 1))",
                "Todas las filas son la última: s[:] = … cambia el vector que ya habías guardado. Crea uno nuevo en cada paso, s = np.tanh(…).",
            ),
            (
                "        S.append",
                "    S.append",
                "S solo tiene una fila, la última: `append` está fuera del bucle. Dale la misma sangría que a s = …, para guardar cada estado.",
            ),
        ),
    ),
    pistas=(
        "Es un bucle que arrastra el estado: en cada instante lo actualiza con la entrada de ese instante y lo guarda.",
        "Empieza con `s = s0`. En cada vuelta, `s` se sustituye por el nuevo y se guarda; su salida es `np.tanh(V @ s)`.",
        "Esqueleto: s = s0; por cada x de X: s = paso_rnn(x, s, …, …); guarda s y np.tanh(… @ s); al final, np.array de cada lista",
    ),
    explicacion=(
        "Desplegar es escribir el bucle: el mismo paso, con las mismas matrices, una vez por instante. El estado es lo único que pasa de uno a otro. "
        "Las salidas pueden calcularse al final todas juntas: `np.tanh(S @ V.T)` aplica V a cada fila."
    ),
    alternativas=(
        lambda X, s0, U, W, V: _oraculo_desplegar(list(X), s0, U, W, V),
        lambda X, s0, U, W, V: [list(a) for a in desplegar(X, s0, U, W, V)],
        lambda X, s0, U, W, V: tuple(a.astype("float32") for a in desplegar(X, s0, U, W, V)),
    ),
    leer=a_varios,
    entrega="varios",
)


# --- 05.3 -----------------------------------------------------------------------------------------------------------


def tipo_rnn(aplicacion):
    return {
        "subtitulos": "uno-muchos",
        "sentimiento": "muchos-uno",
        "traduccion": "muchos-muchos",
        "clasificar_fotograma": "muchos-muchos-sincrona",
        "clasificar_imagen": "uno-uno",
    }[aplicacion]


def _oraculo_tipo_rnn(aplicacion):
    """El nombre se compone de tres preguntas: ¿entra una secuencia?, ¿sale una secuencia?, ¿una salida por cada entrada?"""
    entra = aplicacion in ("sentimiento", "traduccion", "clasificar_fotograma")
    sale = aplicacion in ("subtitulos", "traduccion", "clasificar_fotograma")
    nombre = f"{'muchos' if entra else 'uno'}-{'muchos' if sale else 'uno'}"
    return nombre + "-sincrona" * (aplicacion == "clasificar_fotograma")


ENTRA = {
    "subtitulos": "Entra una sola imagen",
    "sentimiento": "Entra una frase, palabra a palabra",
    "traduccion": "Entra una frase, palabra a palabra",
    "clasificar_fotograma": "Entra un vídeo, fotograma a fotograma",
    "clasificar_imagen": "Entra una sola imagen",
}
SALE = {
    "subtitulos": "sale una frase, palabra a palabra",
    "sentimiento": "sale una sola etiqueta",
    "traduccion": "sale otra frase, quizá de otro largo, cuando ya se ha leído la primera",
    "clasificar_fotograma": "sale una etiqueta por cada fotograma, a la vez que llega",
    "clasificar_imagen": "sale una sola etiqueta",
}


def _verificar_tipo(resultado, aplicacion):
    """Recuerda qué entra y qué sale, sin decir el nombre."""
    if resultado.shape == () and str(resultado) == _oraculo_tipo_rnn(aplicacion):
        return ""
    suyo = f"«{resultado}»" if resultado.shape == () else "una lista"
    tipos = sorted(map(tipo_rnn, ENTRA))
    if resultado.shape or str(resultado) not in tipos:
        return f"Los nombres van sin tildes y con guiones. Con «{aplicacion}» devuelve {suyo}; debe ser una de estas: {', '.join(tipos)}."
    return f"Con «{aplicacion}» devuelve {suyo}. {ENTRA[aplicacion]}, y {SALE[aplicacion]}."


_TIPO = Ejercicio(
    id="05.3",
    titulo="¿Qué tipo de RNN es?",
    referencia=tipo_rnn,
    oraculo=_oraculo_tipo_rnn,
    casos=lambda rng: [*(caso(aplicacion) for aplicacion in ENTRA), caso(aplicacion="traduccion")],
    errores=cambios(
        (
            '"muchos-muchos-sincrona"',
            '"sincrona"',
            '"muchos-muchos"',
            '"muchos-muchos-sincrona"',
            '"sincrona"',
            '"muchos-muchos"',
            "Has cambiado las dos de muchos a muchos: la síncrona da una salida con cada entrada; la otra lee primero y responde después, "
            "y los largos pueden ser distintos.",
        ),
        (
            '"subtitulos": "uno-muchos"',
            '"subtitulos": "muchos-uno"',
            '"sentimiento": "muchos-uno"',
            '"sentimiento": "uno-muchos"',
            "Has cambiado el orden: se nombra primero lo que entra y después lo que sale.",
        ),
        (
            '"muchos-muchos-sincrona"',
            '"muchos-muchos"',
            "Distingue las dos de muchos a muchos: aquí cada fotograma recibe su etiqueta al llegar, sin esperar al final.",
        ),
        (
            '"muchos-muchos",',
            '"muchos-muchos-sincrona",',
            "Una traducción no es síncrona: no puedes traducir cada palabra al leerla, porque el orden y el número de palabras cambian.",
        ),
        (
            '"uno-muchos"',
            '"uno-uno"',
            "Entra una sola imagen, pero un subtítulo es una frase: la red escribe muchas palabras, una por paso.",
        ),
        (
            '"uno-uno"',
            '"muchos-uno"',
            "Una imagen tiene muchos píxeles, pero entra de una vez, en un solo paso: no es una secuencia en el tiempo.",
        ),
        (
            '"muchos-uno"',
            '"muchos-muchos"',
            "El sentimiento es una sola etiqueta para toda la frase: interesa la salida del último paso.",
        ),
        (
            '"muchos-muchos-sincrona"',
            '"muchos-uno"',
            "Se pide la etiqueta de cada fotograma, no la del vídeo entero: hay una salida por paso.",
        ),
        (
            '"uno-muchos"',
            '"muchos-muchos"',
            "El subtítulo tiene muchas palabras, pero la imagen entra una sola vez: la entrada no es una secuencia.",
        ),
    ),
    pistas=(
        "Para cada aplicación, dos preguntas: ¿lo que entra es una secuencia o una cosa sola? ¿Y lo que sale?",
        "Si entra y sale una secuencia, queda una más: ¿cada salida se da al llegar su entrada (síncrona), o hay que leerlo todo antes?",
        'Esqueleto: return {"subtitulos": …, "sentimiento": …, "traduccion": …, "clasificar_fotograma": …, "clasificar_imagen": …}[aplicacion]',
    ),
    explicacion=(
        "El nombre dice cuántos pasos tiene lo que entra y cuántos lo que sale. Subtitular: una imagen, muchas palabras. Sentimiento: muchas palabras, "
        "una etiqueta. Traducir: se lee entera y se escribe después. Etiquetar fotogramas: una salida por entrada. Clasificar una imagen: ni "
        "siquiera hace falta recurrencia."
    ),
    alternativas=(
        lambda aplicacion: np.str_(tipo_rnn(aplicacion)),
        lambda aplicacion: np.array(_oraculo_tipo_rnn(aplicacion)),
    ),
    leer=a_textos,
    entrega="tal cual",
    verificar=_verificar_tipo,
)


# --- 05.4 -----------------------------------------------------------------------------------------------------------


def gradiente_W(X, s0, U, W, V, D):
    S, O = desplegar(X, s0, U, W, V)
    anteriores = np.vstack([s0, S[:-1]])
    dW, llega = np.zeros_like(W, dtype=float), np.zeros(len(W))
    for t in reversed(range(len(X))):
        error = (O[t] - D[t]) * (1 - O[t] ** 2)
        delta = (V.T @ error + llega) * (1 - S[t] ** 2)
        dW += np.outer(delta, anteriores[t])
        llega = W.T @ delta
    return dW


def _oraculo_gradiente_W(X, s0, U, W, V, D):
    """Derivada por paso complejo: L(W + ih)/h, sin retropropagar (Squire y Trapp 1998)."""
    dW, paso = np.zeros(W.shape), 1e-30
    for lugar in np.ndindex(*W.shape):
        movida = W.astype(complex)
        movida[lugar] += 1j * paso
        _, O = desplegar(X, s0, U, movida, V)
        dW[lugar] = np.imag(0.5 * np.sum((O - D) ** 2)) / paso
    return dW


def _casos_gradiente(rng):
    def azar(pasos, rasgos, unidades, salidas, escala=1.0):
        formas = (
            (pasos, rasgos),
            (unidades,),
            (unidades, rasgos),
            (unidades, unidades),
            (salidas, unidades),
            (pasos, salidas),
        )
        return [escala * rng.normal(size=forma) for forma in formas]

    def con_enteros(cual):
        datos = azar(4, 2, 3, 2, 0.5)
        datos[cual] = np.round(2 * datos[cual]).astype(int)
        return caso(*datos)

    X, s0, U, W, V, D = azar(6, 2, 3, 2, 0.7)
    return [
        caso(*azar(2, 1, 1, 1)),
        caso(*azar(5, 3, 3, 3, 0.8)),
        caso(X=X, s0=s0, U=U, W=W, V=V, D=D),
        caso(X, np.zeros(3), U, W, V, D),
        caso(*azar(1, 2, 4, 2)),
        caso(*azar(15, 2, 4, 1, 0.6)),
        *map(con_enteros, range(6)),
    ]


def _hacia_delante(X, s0, U, W, V, D):
    """El mismo gradiente llevando ∂S/∂W hacia delante, sin volver atrás."""
    n = len(s0)
    S, O = desplegar(X, s0, U, W, V)
    antes, sensibilidad, dW = np.vstack([s0, S[:-1]]), np.zeros((n, n, n)), np.zeros((n, n))
    for t in range(len(X)):
        directa = np.einsum("ij,k->ijk", np.eye(n), antes[t])
        sensibilidad = (1 - S[t] ** 2)[:, None, None] * (
            directa + np.einsum("ia,ajk->ijk", W, sensibilidad)
        )
        dW += np.einsum("i,ijk->jk", V.T @ ((O[t] - D[t]) * (1 - O[t] ** 2)), sensibilidad)
    return dW


def _diferencias(X, s0, U, W, V, D, h=1e-5):
    dW = np.zeros(W.shape)
    for lugar in np.ndindex(*W.shape):
        cambio = np.zeros(W.shape)
        cambio[lugar] = h
        perdida = [
            0.5 * np.sum((desplegar(X, s0, U, W + signo * cambio, V)[1] - D) ** 2) for signo in (1, -1)
        ]
        dW[lugar] = (perdida[0] - perdida[1]) / (2 * h)
    return dW


_GRADIENTE = Ejercicio(
    id="05.4",
    titulo="Retropropagar a través del tiempo",
    referencia=gradiente_W,
    oraculo=_oraculo_gradiente_W,
    casos=_casos_gradiente,
    errores=cambios(
        (
            "W.T @ delta",
            "0 * delta",
            "El error no vuelve atrás en el tiempo: a cada instante le llega W.T @ delta del siguiente, que ya tiene que estar calculado.",
        ),
        (
            " * (1 - O[t] ** 2)",
            "",
            "Falta derivar la tanh de la salida: (O − D) se multiplica por 1 − O².",
        ),
        (
            " * (1 - S[t] ** 2)",
            "",
            "Falta derivar la tanh del estado: multiplica por 1 − S² en cada instante.",
        ),
        (
            " * (1 - O[t] ** 2)",
            "",
            " * (1 - S[t] ** 2)",
            "",
            "Faltan las derivadas de las dos tanh: 1 − O² en la salida y 1 − S² en el estado.",
        ),
        (
            "delta, anteriores[t]",
            "delta, S[t]",
            "W multiplica al estado anterior: el producto exterior va con S_{t−1}, no con S_t.",
        ),
        (
            "[s0, S[:-1]]",
            "[0 * s0, S[:-1]]",
            "Falta el aporte del primer instante: o te has dejado t = 0 en el bucle, o tomas como cero el estado anterior, que es s0.",
        ),
        (
            "np.vstack([s0, S[:-1]])",
            "np.roll(S, 1, axis=0)",
            "En t = 0, S[t − 1] es S[−1], el último estado: el anterior al primero es s0.",
        ),
        (
            "dW +=",
            "dW =",
            "Te quedas con el aporte de un solo instante: el gradiente los suma, dW += …",
        ),
        (
            "W.T @ delta",
            "delta",
            "Lo que vuelve al instante anterior es W.T @ delta, no delta: pasa por las conexiones.",
        ),
        (
            " + llega) * (1 - S[t] ** 2)",
            ") * (1 - S[t] ** 2) + llega",
            "Lo que llega del futuro también pasa por la tanh del estado: va dentro del paréntesis que multiplica 1 − S².",
        ),
        (
            "1 - O[t]",
            "1 - D[t]",
            "La derivada de la tanh de la salida es 1 − O²: se mide en lo que da la red, no en lo deseado.",
        ),
        (
            "return dW",
            "return W - 0.01 * dW",
            "Devuelves W ya actualizada; se pide el gradiente.",
        ),
        (
            "delta, anteriores[t]",
            "anteriores[t], delta",
            "El gradiente está traspuesto: la fila i es la unidad que recibe; np.outer(delta, anterior).",
        ),
        (
            "W.T @",
            "W @",
            "Al volver se usa W traspuesta: el error recorre las mismas conexiones en sentido contrario.",
        ),
        (
            "O[t] - D[t]",
            "D[t] - O[t]",
            "El signo está cambiado: la derivada de ½(O − D)² respecto a O es O − D.",
        ),
        (
            "V.T @ error",
            "(t == len(X) - 1) * V.T @ error",
            "Solo cuentas el error del último instante: la pérdida suma los de todos.",
        ),
        (
            "return dW",
            "return dW / len(X)",
            "Has dividido entre el número de pasos: la pérdida es una suma, no una media.",
        ),
        (
            "return dW",
            "return 2 * dW",
            "Sale el doble: el ½ de la pérdida se va con el 2 de la derivada.",
        ),
        ("1 - S[t] ** 2", "1 - S[t]", "La derivada de la tanh es 1 − S², no 1 − S."),
        (
            "1 - S[t] ** 2",
            "S[t] - S[t] ** 2",
            "S·(1 − S) es la derivada de la sigmoide; la de la tanh es 1 − S².",
        ),
        (
            "1 - S[t] ** 2",
            "1 - np.tanh(S[t]) ** 2",
            "S ya es la tanh: su derivada es 1 − S², sin volver a aplicar tanh.",
        ),
        (
            "reversed(range(len(X)))",
            "range(len(X))",
            "Recorres los instantes hacia delante: el error vuelve del último al primero, y δ de t necesita el de t + 1 ya calculado.",
        ),
        (
            "reversed(range(len(X)))",
            "[len(X) - 1]",
            "Solo está el aporte del último instante: ¿está el return dentro del bucle?",
        ),
        (
            "np.vstack([s0, S[:-1]])",
            "np.tile(s0, (len(S), 1))",
            "Usas s0 en todos los instantes: el estado anterior es S[t − 1], y s0 solo en el primero.",
        ),
        (
            "np.outer",
            "np.dot",
            "np.dot (o delta @ anterior) da un solo número: cada peso tiene su gradiente, y la tabla de productos es np.outer(delta, anterior).",
        ),
        (
            "np.outer(delta, anteriores[t])",
            "delta * anteriores[t]",
            "delta * anterior multiplica unidad a unidad: hace falta la tabla con todos los productos, np.outer(delta, anterior).",
        ),
        (
            "delta, anteriores[t]",
            "delta, X[t]",
            "Con X[t] sale el gradiente de U: W multiplica al estado anterior, así que va np.outer(delta, S_{t−1}).",
        ),
        (
            "W.T @ delta",
            "W.T @ (V.T @ error)",
            "Al volver te dejas dos cosas: lo que ya venía de más adelante y la pendiente 1 − S². Todo eso es delta: W.T @ delta.",
        ),
        (
            "W.T @ delta",
            "W.T @ (V.T @ error * (1 - S[t] ** 2))",
            "El error solo vuelve un paso: lo que retrocede es delta entero, que ya lleva dentro lo que venía de más adelante.",
        ),
        (
            ", dtype=float",
            "",
            "Si W es de enteros, np.zeros_like(W) también lo es y no admite decimales: añade dtype=float.",
        ),
    ),
    pistas=(
        "A cada estado le llegan dos errores: el de su propia salida y el que vuelve desde el estado siguiente. dW es la suma de lo que aporta cada instante.",
        "Hacia atrás: error = (O[t] − D[t])·(1 − O[t]²); delta = (V.T @ error + lo que llega del futuro)·(1 − S[t]²); aporta np.outer(delta, estado anterior).",
        "Esqueleto: S, O = desplegar(…); dW, llega = ceros; for t in reversed(range(len(X))): error = …; delta = …; dW += np.outer(…, …); llega = W.T @ …",
    ),
    explicacion=(
        "Cada instante usa la misma $W$, así que su gradiente es la **suma** de lo que aporta cada uso: $\\partial L/\\partial W = \\sum_t \\delta_t S_{t-1}^\\top$. "
        "El error $\\delta_t$ junta dos fuentes, la salida de ese instante y el instante siguiente: "
        "$\\delta_t = \\left(V^\\top e_t + W^\\top \\delta_{t+1}\\right) \\odot (1 - S_t^2)$, con $e_t = (O_t - D_t) \\odot (1 - O_t^2)$."
    ),
    alternativas=(_hacia_delante, _diferencias),
)


# --- 05.5 -----------------------------------------------------------------------------------------------------------


def factor_gradiente(w, t):
    return w**t


def _oraculo_factor_gradiente(w, t):
    """La misma RNN lineal con el estado inicial movido en 1: como es lineal, la diferencia es la derivada."""
    final = []
    for s in (0.0, 1.0):
        for _ in range(t):
            s = w * s
        final.append(s)
    return float(final[1] - final[0])


_FACTOR = Ejercicio(
    id="05.5",
    titulo="El factor que multiplica al gradiente",
    referencia=factor_gradiente,
    oraculo=_oraculo_factor_gradiente,
    casos=lambda rng: [
        caso(0.9, 10),
        caso(1.1, 30),
        caso(-0.8, 3),
        caso(-1.2, 4),
        caso(0.5, 0),
        caso(2, 5),
        caso(0.7, 1),
        caso(0.0, 3),
        caso(w=round(float(rng.uniform(0.3, 1.5)), 2), t=7),
    ],
    errores=cambios(
        (
            "w**t",
            "w * t",
            "Multiplicas por t: en cada paso hay un factor w, y t factores iguales son una potencia.",
        ),
        (
            "w**t",
            "w ** (t - 1)",
            "Falta un factor: de s_0 a s_t hay t pasos, y cada uno multiplica por w.",
        ),
        ("w**t", "w ** (t + 1)", "Sobra un factor: de s_0 a s_t hay t pasos."),
        (
            "w**t",
            "abs(w) ** t",
            "Has perdido el signo: con w negativo, el factor cambia de signo en cada paso.",
        ),
        (
            "w**t",
            "t**w",
            "Base y exponente están cambiados: es w el que se multiplica por sí mismo t veces.",
        ),
        (
            "w**t",
            "(abs(w) / 4) ** t",
            "Esa era la cota de la sigmoide; esta RNN es lineal y no tiene el ¼.",
        ),
        (
            "w**t",
            "np.polyval(np.ones(t + 1), w)",
            "Sumas las potencias: la regla de la cadena multiplica un camino; no hay nada que sumar.",
        ),
        (
            "w**t",
            "np.exp(w * t)",
            "Eso es e^{wt}, el crecimiento en tiempo continuo; aquí se multiplica por w en cada paso.",
        ),
        (
            "w**t",
            "t * w ** (t - 1)",
            "Has derivado w^t respecto a w; se pide la derivada de s_t respecto a s_0.",
        ),
        ("w**t", "w", "Ese es el factor de un solo paso: hay t."),
        (
            "w**t",
            "w**t if t else 0.0",
            "Con 0 pasos no hay ningún factor, y el producto de ninguno es 1: s_0 es s_0.",
        ),
        (
            "w**t",
            "np.polyval(np.ones(t), w)",
            "Sumas las potencias: la regla de la cadena multiplica; aquí solo hay un camino.",
        ),
        (
            "w**t",
            "w**t if t else w",
            "El producto empieza en w: con 0 pasos sale w y debe salir 1. Empieza en 1 y multiplica t veces.",
        ),
        ("w**t", "0 * w", "El producto empieza en 0, y 0 por lo que sea es 0: empieza en 1."),
        (
            "w**t",
            "[w**k for k in range(t + 1)]",
            "Devuelves la lista de todas las potencias, desde w⁰: se pide solo la de s_t.",
        ),
        (
            "w**t",
            "[w**k for k in range(1, t + 1)]",
            "Devuelves todas las potencias: se pide solo la última, la de s_t.",
        ),
        (
            "w**t",
            "np.exp(t * np.log(w))",
            "El logaritmo de un número negativo o de 0 no existe: eleva directamente, w ** t.",
        ),
    ),
    pistas=(
        "La regla de la cadena: ∂s_t/∂s_0 = (∂s_t/∂s_{t−1})·(∂s_{t−1}/∂s_{t−2})·…·(∂s_1/∂s_0).",
        "Cada factor es la derivada de w·s + u·x respecto a s. ¿Cuánto vale? ¿Cuántos hay?",
        "Esqueleto: return … ** …",
    ),
    explicacion=(
        "$s_t = w\\,s_{t-1} + u\\,x_t$, así que cada paso multiplica por $w$: $\\partial s_t/\\partial s_0 = w^t$. Si $|w|<1$ se apaga, si $|w|>1$ estalla, y "
        "solo con $|w|=1$ se conserva. En una RNN de verdad, el papel de $w$ lo hacen $W$ y la pendiente de la tanh."
    ),
    alternativas=(
        lambda w, t: np.prod(np.full(t, float(w))),
        lambda w, t: float(np.power(float(w), t)),
        lambda w, t: np.linalg.matrix_power(np.array([[float(w)]]), t)[0, 0],
    ),
)

EJERCICIOS = (_PASO, _DESPLEGAR, _TIPO, _GRADIENTE, _FACTOR)
