"""Ejercicios de la lección 15, Seq2seq."""

import math
from collections import Counter

import numpy as np
from scipy.ndimage import shift
from scipy.special import softmax

from utils.curso import ErrorCurso
from utils.ejercicios.declarar import Ejercicio, cambios, caso
from utils.ejercicios.valores import a_varios

PASOS_MAXIMOS = 200  # muchos más de los que pide ningún caso


# --- 15.1 -----------------------------------------------------------------------------------------------------------


def desfasar(objetivo, inicio):
    primera = np.full((len(objetivo), 1), inicio)
    return np.concatenate([primera, objetivo[:, :-1]], axis=1)


def _oraculo_desfasar(objetivo, inicio):
    return shift(objetivo, (0, 1), order=0, cval=inicio)


def _rodar_y_poner(objetivo, inicio):
    rodada = np.roll(objetivo, 1, axis=1)
    rodada[:, 0] = inicio
    return rodada


_DESFASAR = Ejercicio(
    id="15.1",
    titulo="El desfase del profesor",
    referencia=desfasar,
    oraculo=_oraculo_desfasar,
    casos=lambda rng: [
        caso(np.array([[4, 7, 5, 2], [6, 8, 2, 0], [9, 2, 0, 0]]), 1),
        caso(np.array([[5, 9, 3]]), 1),
        caso(np.array([[8], [6]]), 1),
        caso(np.array([[3, 4, 2, 0, 0], [7, 5, 6, 4, 2]]), 9),
        caso(rng.integers(3, 40, (3, 3)), 1),
        caso(objetivo=rng.integers(3, 90, (12, 15)), inicio=1),
    ],
    errores=cambios(
        (
            "np.concatenate([primera, objetivo[:, :-1]], axis=1)",
            "objetivo",
            "No hay desfase: en cada paso le darías a la red la misma palabra que debe predecir, y solo aprendería a copiarla.",
        ),
        (
            "[primera, objetivo[:, :-1]]",
            "[objetivo[:, 1:], primera]",
            "Desplazas hacia el otro lado: le das la palabra siguiente, que es la respuesta. En el paso t debe ver la palabra t − 1.",
        ),
        (
            "np.concatenate([primera, objetivo[:, :-1]], axis=1)",
            "objetivo[:, 1:]",
            "Has quitado la primera palabra y no has puesto nada: en el paso t la red debe ver la palabra t − 1, y en el primero, inicio.",
        ),
        (
            "[:, :-1]",
            "",
            "Falta quitar la última columna: entrada y objetivo deben tener los mismos pasos, y nada viene detrás de la última.",
        ),
        (
            "np.concatenate([primera, objetivo[:, :-1]], axis=1)",
            "objetivo[:, :-1]",
            "Has quitado la última columna, pero falta poner inicio delante.",
        ),
        (
            "np.concatenate([primera, objetivo[:, :-1]], axis=1)",
            "np.roll(objetivo, 1, axis=1)",
            "np.roll trae delante la última columna: la primera tiene que ser inicio.",
        ),
        (
            "np.concatenate([primera, objetivo[:, :-1]], axis=1)",
            "np.roll(objetivo, 1)",
            "np.roll sin axis desplaza toda la matriz como si fuera una sola fila: usa axis=1 y pon inicio en la primera columna.",
        ),
        (
            "[:, :-1]",
            "[:, 1:]",
            "Pones inicio encima de la primera palabra: hay que correr las demás un lugar, sin perder ninguna salvo la última.",
        ),
        (
            "1), inicio",
            "1), 0",
            "La primera columna es de ceros, que son relleno: pon el número de la marca inicio.",
        ),
        (
            "(len(objetivo), 1)",
            "(1, objetivo.shape[1])",
            "[:, :-1]",
            "[:-1]",
            "axis=1",
            "axis=0",
            "Desplazas las filas: cada fila es una frase, y el tiempo corre por las columnas.",
        ),
        (
            "len(objetivo), 1",
            "len(objetivo), 2",
            "axis=1)",
            "axis=1)[:, : objetivo.shape[1]]",
            "Desplazas dos lugares: la red no vería nunca la palabra anterior. Basta con uno.",
        ),
        (
            "return ",
            "return (objetivo != 0) * ",
            "Conviertes en relleno las casillas cuyo objetivo es relleno, y con eso cambias la entrada: desplaza la fila entera y no toques nada más.",
        ),
    ),
    pistas=(
        "Al entrenar, el decodificador recibe la palabra correcta anterior. ¿Qué recibe cuando aún no hay ninguna?",
        "La fila [4, 7, 5, 2] con inicio 1 se convierte en [1, 4, 7, 5]: mismo largo, todo corrido un lugar.",
        "Esqueleto: primera = np.full((len(objetivo), 1), …); return np.concatenate([primera, objetivo[:, …]], axis=…)",
    ),
    explicacion=(
        "La entrada del paso $t$ es el objetivo del paso $t-1$, y la del primero, la marca de inicio. La última palabra del objetivo no "
        "entra: no hay nada que predecir después. Sin el desfase, la red ve la respuesta y la copia: la pérdida cae a casi cero y al traducir "
        "no sabe nada."
    ),
    alternativas=(
        _rodar_y_poner,
        lambda objetivo, inicio: [[inicio, *fila[:-1]] for fila in objetivo.tolist()],
        lambda objetivo, inicio: np.pad(objetivo, ((0, 0), (1, 0)), constant_values=inicio)[:, :-1],
        lambda objetivo, inicio: np.hstack([np.full((len(objetivo), 1), inicio), objetivo])[
            :, : objetivo.shape[1]
        ].astype("float32"),
        lambda objetivo, inicio: np.insert(objetivo, 0, inicio, axis=1)[:, :-1],
    ),
    entrega="entero",
)


# --- 15.2 -----------------------------------------------------------------------------------------------------------


def decodificar_codicioso(paso, estado, inicio, fin, maximo):
    palabra, escritas = inicio, []
    for _ in range(maximo):
        puntos, estado = paso(palabra, estado)
        palabra = int(np.argmax(puntos))
        if palabra == fin:
            break
        escritas.append(palabra)
    return escritas


class Paso(list):
    """Un decodificador de juguete: `self[estado][palabra]` son los puntos de cada palabra siguiente; el estado cuenta los pasos."""

    def __call__(self, palabra, estado):
        self.pasos = getattr(self, "pasos", 0) + 1
        if self.pasos > PASOS_MAXIMOS:
            raise ErrorCurso(
                f"Llamas a paso más de {PASOS_MAXIMOS} veces: ¿qué detiene el bucle si no llega la marca de fin?"
            )
        try:
            puntos = self[estado % len(self)][palabra]
        except IndexError:
            raise ErrorCurso(
                f"Das a paso la palabra {palabra}, que no existe. El orden es paso(palabra, estado)."
            ) from None
        except TypeError:
            raise ErrorCurso(
                "La palabra que das a paso no es un número entero: ¿le das los puntos en lugar de su posición, `argmax`?"
            ) from None
        return np.array(puntos, dtype=float), estado + 1

    def __repr__(self):
        return "paso"


def _oraculo_decodificar_codicioso(paso, estado, inicio, fin, maximo):
    """Recursivo, y con una ordenación en lugar de un máximo."""
    if maximo == 0:
        return []
    puntos, despues = paso(inicio, estado)
    mejor = sorted(range(len(puntos)), key=list(puntos).__getitem__)[-1]
    return (
        []
        if mejor == fin
        else [mejor, *_oraculo_decodificar_codicioso(paso, despues, mejor, fin, maximo - 1)]
    )


def _con_while(paso, estado, inicio, fin, maximo):
    escritas = [inicio]
    while len(escritas) <= maximo and (escritas[-1] != fin or len(escritas) == 1):
        puntos, estado = paso(escritas[-1], estado)
        escritas.append(max(range(len(puntos)), key=lambda k: puntos[k]))
    return [palabra for palabra in escritas[1:] if palabra != fin]


def _casos_codicioso(rng):
    def al_azar(pasos, palabras, acabar=0.0):
        puntos = rng.normal(size=(pasos, palabras, palabras))
        puntos[..., 1] -= 9  # la marca de inicio no se escribe
        puntos[..., 2] += acabar
        return Paso(puntos.round(5).tolist())

    cadena = np.full((6, 6, 6), -3.0)  # escribe 3, 4, 5 y acaba; la palabra 0 no es especial
    for antes, despues in ((1, 3), (3, 4), (4, 5), (5, 2), (2, 3)):
        cadena[:, antes, despues] = 1.0
    cadena[:, :, 0] = np.linspace(-2, -1, 6)
    vuelta = np.full((4, 6, 6), -3.0)  # la marca de inicio sale en medio
    vuelta[:, 1, 3] = vuelta[:, 3, 1] = 1.0
    vuelta[:, :, 0] = -2.0
    con_ceros = cadena.copy()
    con_ceros[2:4, :, 0] = 4.0
    return [
        caso(Paso(cadena.tolist()), 0, 1, 2, 8),
        caso(Paso(cadena.tolist()), 0, 1, 2, 3),
        caso(Paso(cadena.tolist()), 0, 1, 2, 2),
        caso(Paso(cadena.tolist()), 0, 5, 2, 6),
        caso(Paso(cadena.tolist()), 0, 1, 5, 6),
        caso(Paso(con_ceros.tolist()), 0, 1, 2, 6),
        caso(Paso(con_ceros.tolist()), 0, 1, 0, 6),
        caso(Paso(vuelta.tolist()), 0, 1, 2, 4),
        caso(Paso(cadena.tolist()), 0, 1, 2, 0),
        *(caso(al_azar(7, 9, -9), 0, 1, 2, 6) for _ in range(2)),
        *(caso(al_azar(7, 6, 0.6), 0, 1, 2, 10) for _ in range(5)),
        caso(paso=al_azar(5, 12, -1.0), estado=2, inicio=1, fin=2, maximo=9),
    ]


_CODICIOSO = Ejercicio(
    id="15.2",
    titulo="Escribir palabra a palabra",
    referencia=decodificar_codicioso,
    oraculo=_oraculo_decodificar_codicioso,
    casos=_casos_codicioso,
    errores=cambios(
        (
            "break",
            "return [*escritas, fin]",
            "Devuelves también la marca de fin: sirve para parar, pero no es una palabra de la frase.",
        ),
        (
            "return escritas",
            "return [inicio, *escritas]",
            "Devuelves también la marca de inicio: es lo que se le da a la red para empezar, no algo que ella escriba.",
        ),
        (
            "return escritas",
            "return [inicio, *escritas]",
            "break",
            "return [inicio, *escritas, fin]",
            "Devuelves las marcas de inicio y de fin: solo se piden las palabras que hay entre ellas.",
        ),
        (
            "paso(palabra,",
            "paso(inicio,",
            "Le das siempre la marca de inicio: en cada paso recibe la palabra que acaba de escribir.",
        ),
        (
            "puntos, estado =",
            "puntos, _ =",
            "Usas siempre el estado del principio: guarda el que devuelve paso y dáselo en el paso siguiente.",
        ),
        (
            "puntos, estado = paso(palabra,",
            "puntos, _ = paso(inicio,",
            "Cada paso recibe lo mismo que el primero: actualiza la palabra y también el estado.",
        ),
        (
            "argmax",
            "argmin",
            "Eliges la palabra con menos puntos: la más probable es la de más, `argmax`.",
        ),
        (
            "np.argmax(puntos)",
            "np.argsort(puntos)[-2]",
            "Eliges la segunda mejor palabra: en el método codicioso es siempre la mejor.",
        ),
        (
            "break",
            "continue",
            "No paras en la marca de fin: sigues escribiendo detrás. Lo que viene después no es parte de la frase.",
        ),
        (
            "break",
            "pass",
            "No miras la marca de fin: al salir, la frase ha acabado y hay que parar sin escribirla.",
        ),
        (
            "range(maximo)",
            "range(2 * PASOS_MAXIMOS)",
            "No miras maximo: si la marca de fin no llega, el bucle no acaba nunca.",
        ),
        (
            "range(maximo)",
            "range(maximo + 1)",
            "Escribes una palabra de más cuando no llega la marca de fin: son maximo como mucho.",
        ),
        (
            "return escritas",
            "return escritas[:-1]",
            "break",
            "return escritas",
            "Cuando no llega la marca de fin te quedas una palabra corto: caben maximo. ¿Quitas siempre la última, o cuentas la de inicio?",
        ),
        (
            "range(maximo)",
            "range(maximo - 1)",
            "return escritas",
            "return [inicio, *escritas]",
            "Empiezas la lista con la marca de inicio, y además cuenta para maximo: empieza con la lista vacía.",
        ),
        (
            "escritas.append(palabra)",
            "escritas += [palabra] if palabra else []",
            "Te saltas la palabra 0: aquí es una palabra como las demás. Solo paran la marca de fin y maximo.",
        ),
        (
            "return escritas",
            "return escritas[-1:]",
            "Devuelves solo la última palabra: guárdalas todas en una lista.",
        ),
        (
            "append(palabra)",
            "append(float(np.max(puntos)))",
            "Devuelves los puntos de cada palabra elegida: se pide su número, con `argmax` en lugar de `max`.",
        ),
        (
            "palabra, escritas = inicio, []",
            "(_, estado), palabra, escritas = paso(inicio, estado), inicio, []",
            "Pierdes la primera palabra: la primera llamada, con inicio, ya da los puntos de la palabra 1.",
        ),
    ),
    pistas=(
        "Al traducir no hay profesor: la palabra que la red acaba de escribir es la que lee en el paso siguiente.",
        "Dos cosas pasan de un paso a otro, la palabra y el estado; y dos cosas paran el bucle, la marca de fin y el máximo.",
        "Esqueleto: palabra, escritas = inicio, []; for _ in range(…): puntos, estado = paso(…, …); palabra = …; si es fin, break; escritas.append(…)",
    ),
    explicacion=(
        "`paso(palabra, estado)` da los puntos de la palabra siguiente y el estado nuevo. El codicioso se queda con la mejor y no vuelve "
        "atrás: es rápido, pero una elección buena ahora puede llevar a una frase peor. `int` hace que salgan enteros de Python."
    ),
    alternativas=(
        _oraculo_decodificar_codicioso,
        _con_while,
        lambda paso, estado, inicio, fin, maximo: np.array(
            decodificar_codicioso(paso, estado, inicio, fin, maximo)
        ),
        lambda paso, estado, inicio, fin, maximo: tuple(
            decodificar_codicioso(paso, estado, inicio, fin, maximo)
        ),
    ),
    entrega="entero",
)


# --- 15.3 -----------------------------------------------------------------------------------------------------------


def atencion(consulta, claves, valores):
    puntos = claves @ consulta / np.sqrt(len(consulta))
    pesos = np.exp(puntos - puntos.max())
    pesos = pesos / pesos.sum()
    return pesos @ valores, pesos


def _oraculo_atencion(consulta, claves, valores):
    pesos = softmax(
        [
            math.fsum(float(a) * float(b) for a, b in zip(consulta, clave, strict=True))
            / len(clave) ** 0.5
            for clave in claves
        ]
    )
    return np.average(valores, weights=pesos, axis=0), pesos


def _con_sumas(consulta, claves, valores):
    pesos = softmax(np.einsum("nd,d->n", claves, consulta) / len(consulta) ** 0.5)
    return sum(peso * valor for peso, valor in zip(pesos, valores, strict=True)), pesos


_ATENCION = Ejercicio(
    id="15.3",
    titulo="Atención",
    referencia=atencion,
    oraculo=_oraculo_atencion,
    casos=lambda rng: [
        caso(
            np.array([1.0, 2.0]),
            np.array([[1.0, 0.0], [0.0, 1.0], [2.0, -1.0]]),
            np.array([[1.0, 0.0, 3.0], [0.0, 2.0, 1.0], [5.0, 1.0, -2.0]]),
        ),
        caso(np.array([1.5, -0.5, 2.0, 1.0]), rng.normal(size=(3, 4)), rng.normal(size=(3, 2))),
        caso(rng.normal(size=3), rng.normal(size=(5, 3)), rng.normal(size=(5, 3))),
        caso(rng.integers(-2, 3, 3), rng.normal(size=(4, 3)), rng.normal(size=(4, 2))),
        caso(rng.normal(size=3), rng.integers(-2, 3, (4, 3)), rng.normal(size=(4, 2))),
        caso(rng.normal(size=3), rng.normal(size=(4, 3)), rng.integers(-2, 3, (4, 2))),
        caso(rng.normal(size=4), rng.normal(size=(4, 4)), rng.normal(size=(4, 4))),
        caso(np.array([2.0]), np.array([[0.5], [-1.0]]), np.array([[3.0], [8.0]])),
        caso(rng.normal(size=3), rng.normal(size=(1, 3)), rng.normal(size=(1, 2))),
        caso(np.zeros(3), rng.normal(size=(4, 3)), rng.normal(size=(4, 2))),
        caso(
            np.array([3.0, 1.0]),
            np.array([[1.0, 0.0], [2.0, 2.0], [0.0, 3.0]]),
            np.array([[1.0, 0.0], [0.0, 1.0], [4.0, 4.0]]),
        ),
        caso(
            np.array([900.0, 0.0]),
            np.array([[4.0, 1.0], [2.0, 0.0], [3.99, 5.0]]),
            np.array([[1.0], [2.0], [3.0]]),
        ),
        caso(
            consulta=rng.normal(size=16),
            claves=rng.normal(size=(30, 16)),
            valores=rng.normal(size=(30, 8)),
        ),
    ],
    errores=cambios(
        (
            " / np.sqrt(len(consulta))",
            "",
            "Falta la escala: divide los productos entre la raíz de la dimensión de la consulta, antes del softmax.",
        ),
        ("np.sqrt", "", "Divides entre la dimensión: es entre su raíz cuadrada."),
        ("/ np.sqrt", "* np.sqrt", "Multiplicas por la raíz de la dimensión: hay que dividir."),
        (
            "len(consulta)",
            "len(claves)",
            "Divides entre la raíz del número de claves: es la de la dimensión, el largo de la consulta.",
        ),
        (
            " - puntos.max()",
            "",
            " / pesos.sum()",
            "",
            "Los pesos no suman 1: después de la exponencial, divide entre la suma.",
        ),
        (
            " / pesos.sum()",
            "",
            "Al softmax le falta el último paso: dividir entre la suma, para que los pesos sumen 1.",
        ),
        (
            "np.exp(puntos - puntos.max())",
            "puntos",
            " / pesos.sum()",
            "",
            "Usas los productos como pesos: falta el softmax, que los hace positivos y de suma 1.",
        ),
        (
            "np.exp(puntos - puntos.max())",
            "puntos",
            "Divides los productos entre su suma, sin la exponencial: salen pesos negativos o enormes. Usa el softmax.",
        ),
        (
            " - puntos.max()",
            "",
            "Con productos grandes np.exp desborda y sale NaN: resta antes el máximo, que no cambia los pesos.",
        ),
        (
            "np.exp(puntos - puntos.max())",
            "np.arange(len(puntos)) == puntos.argmax()",
            "Te quedas solo con la clave que más se parece: todas aportan, cada una con su peso.",
        ),
        (
            "np.sqrt(len(consulta))",
            "np.maximum(np.linalg.norm(claves, axis=1) * np.linalg.norm(consulta), 1e-12)",
            "Usas el coseno: aquí es el producto escalar entre la raíz de la dimensión; las longitudes cuentan.",
        ),
        (
            "claves @ consulta",
            "-((claves - consulta) ** 2).sum(axis=1)",
            "Puntúas con la distancia: se pide el producto escalar de la consulta con cada clave.",
        ),
        (
            "pesos @ valores",
            "pesos @ claves",
            "El contexto mezcla las claves: las claves sirven para calcular los pesos; lo que se mezcla son los valores.",
        ),
        (
            "pesos @ valores, pesos",
            "pesos, pesos @ valores",
            "Devuelves (pesos, contexto): el contexto va primero.",
        ),
        (
            "pesos @ valores",
            "valores.mean(axis=0)",
            "El contexto es la media corriente de los valores: cada uno cuenta según su peso.",
        ),
        (
            "pesos @ valores",
            "pesos[:, None] * valores",
            "Falta sumar: cada valor por su peso, y después se suman todos en un solo vector.",
        ),
        (
            "pesos @ valores",
            "valores @ pesos",
            "`valores @ pesos` mezcla las columnas de cada valor: hay un peso por fila, y se mezclan las filas.",
        ),
        (
            "pesos @ valores",
            "(pesos[:, None] * valores).sum(axis=1)",
            "Sumas por el eje equivocado: se suman las filas, una por palabra, y queda un vector del largo de un valor.",
        ),
        (
            "pesos @ valores",
            "valores[pesos.argmax()]",
            "El contexto es el valor de mayor peso: se mezclan todos, cada uno por su peso.",
        ),
        (
            " / np.sqrt(len(consulta))",
            "",
            "pesos.sum()",
            "pesos.sum() / np.sqrt(len(consulta))",
            "Escalas después del softmax, y los pesos ya no suman 1: divide los productos antes.",
        ),
    ),
    pistas=(
        "La consulta pregunta «¿quién se me parece?» a cada clave, y se lleva una mezcla de los valores según la respuesta.",
        "Tres pasos: un producto escalar por clave, dividido entre √d; el softmax, que da los pesos; y la suma de pesos por valores.",
        "Esqueleto: puntos = claves @ … / np.sqrt(…); pesos = np.exp(puntos - …); pesos = pesos / …; return pesos @ …, pesos",
    ),
    explicacion=(
        "$\\alpha = \\mathrm{softmax}(K q/\\sqrt d)$ y $c = \\alpha V$. Sin la escala, los productos crecen con la dimensión, el softmax se "
        "satura y casi no pasa gradiente (Vaswani y otros 2017). Restar el máximo no cambia el softmax y evita que la exponencial desborde."
    ),
    alternativas=(
        _oraculo_atencion,
        _con_sumas,
        lambda consulta, claves, valores: [p.tolist() for p in atencion(consulta, claves, valores)],
        lambda consulta, claves, valores: tuple(
            p.astype("float32") for p in atencion(consulta, claves, valores)
        ),
    ),
    leer=a_varios,
    entrega="varios",
)


# --- 15.4 -----------------------------------------------------------------------------------------------------------


def bleu1(referencia, hipotesis):
    if not hipotesis:
        return 0.0
    aciertos = sum((Counter(referencia) & Counter(hipotesis)).values())
    brevedad = min(1.0, np.exp(1 - len(referencia) / len(hipotesis)))
    return brevedad * aciertos / len(hipotesis)


def _oraculo_bleu1(referencia, hipotesis):
    """Fuerza bruta: cada palabra de la hipótesis tacha una de la referencia."""
    quedan, aciertos = list(referencia), 0
    for palabra in hipotesis:
        if palabra in quedan:
            del quedan[quedan.index(palabra)]
            aciertos += 1
    if not hipotesis:
        return 0.0
    r, h = len(referencia), len(hipotesis)
    return aciertos / h if h >= r else aciertos / h / math.exp((r - h) / h)


def _frases(texto):
    """«la casa roja / casa roja» → (["la", "casa", "roja"], ["casa", "roja"])."""
    referencia, hipotesis = texto.split("/")
    return referencia.split(), hipotesis.split()


def _casos_bleu1(rng):
    pares = [
        "la casa roja es grande . / la casa roja es alta .",
        "la casa roja / la roja casa",
        "la reina ve la casa blanca / la la la la la la la",
        "la casa roja es grande / la casa",
        "la casa / la casa es es muy grande",
        "la casa roja es grande / la casa es grande",
        "los dos niños leen el libro . / niños el . el",
        "una casa roja / coches azules",
        "la casa / ",
        "a b c d / b a c d",
        "a a b / a b b c",
        "Roja casa / roja casa",
        "¿ leyeron las dos niñas ? / las niñas leyeron ?",
    ]
    vocabulario = list("abcdef")

    def al_azar(r, h):
        return rng.choice(vocabulario, r).tolist(), rng.choice(vocabulario, h).tolist()

    return [
        *(caso(*_frases(par)) for par in pares),
        *(caso(*al_azar(r, h)) for r, h in ((6, 4), (4, 6), (9, 9), (12, 5))),
        caso(**dict(zip(("referencia", "hipotesis"), al_azar(20, 16), strict=True))),
    ]


def _con_minimos(referencia, hipotesis):
    if len(hipotesis) == 0:
        return 0
    aciertos = sum(min(referencia.count(p), hipotesis.count(p)) for p in set(hipotesis))
    corta = len(hipotesis) < len(referencia)
    return aciertos / len(hipotesis) * (np.exp(1 - len(referencia) / len(hipotesis)) if corta else 1)


_BLEU1 = Ejercicio(
    id="15.4",
    titulo="BLEU de palabras sueltas",
    referencia=bleu1,
    oraculo=_oraculo_bleu1,
    casos=_casos_bleu1,
    errores=cambios(
        (
            "sum((Counter(referencia) & Counter(hipotesis)).values())",
            "sum(palabra in referencia for palabra in hipotesis)",
            "Cuentas una palabra repetida todas las veces: solo valen tantas como haya en la referencia. «la la la» no acierta tres.",
        ),
        (
            "brevedad * ",
            "",
            "Falta la penalización por brevedad: si la hipótesis es más corta que la referencia, multiplica por exp(1 − r/h).",
        ),
        (
            "sum((Counter(referencia) & Counter(hipotesis)).values())",
            "sum(palabra in referencia for palabra in hipotesis)",
            "brevedad * ",
            "",
            "Faltan dos cosas: contar cada palabra como mucho las veces que sale en la referencia, y la penalización por brevedad.",
        ),
        (
            "brevedad * aciertos / len(hipotesis)",
            "aciertos / len(referencia)",
            "Divides entre el largo de la referencia: eso es la exhaustividad. BLEU divide entre el de la hipótesis y penaliza si es corta.",
        ),
        (
            "aciertos / len(hipotesis)",
            "aciertos / len(referencia)",
            "Divides entre el largo de la referencia: la precisión divide entre el de la hipótesis.",
        ),
        (
            "min(1.0, np.exp(1 - len(referencia) / len(hipotesis)))",
            "np.exp(1 - len(referencia) / len(hipotesis))",
            "La penalización premia a las largas: solo se aplica cuando la hipótesis es más corta; si no, vale 1.",
        ),
        (
            "len(referencia) / len(hipotesis)",
            "len(hipotesis) / len(referencia)",
            "La penalización está al revés: castiga a las largas. Es exp(1 − r/h), con r el largo de la referencia.",
        ),
        (
            "min(1.0",
            "max(1.0",
            "Con max, la penalización premia a las largas y no castiga a las cortas: tiene que valer 1 como mucho.",
        ),
        (
            "np.exp(1 - len(referencia) / len(hipotesis))",
            "len(hipotesis) / len(referencia)",
            "Penalizas con el cociente h/r: es exponencial, exp(1 − r/h).",
        ),
        (
            "1 - len(referencia) / len(hipotesis)",
            "len(hipotesis) - len(referencia)",
            "En la exponencial va 1 menos el cociente de los largos, no la resta de los largos.",
        ),
        (
            "sum((Counter(referencia) & Counter(hipotesis)).values())",
            "len(set(referencia) & set(hipotesis))",
            "Con conjuntos pierdes las repetidas buenas: si la referencia tiene dos «la», dos aciertan.",
        ),
        (
            "sum((Counter(referencia) & Counter(hipotesis)).values())",
            "len(set(referencia) & set(hipotesis))",
            "aciertos / len(hipotesis)",
            "aciertos / len(set(hipotesis))",
            "Con conjuntos no cuentan las repeticiones, ni arriba ni abajo: divide entre todas las palabras de la hipótesis.",
        ),
        (
            "sum((Counter(referencia) & Counter(hipotesis)).values())",
            "sum(p == q for p, q in zip(referencia, hipotesis))",
            "Comparas posición a posición: BLEU de palabras sueltas no mira el orden.",
        ),
        (
            "aciertos / len(hipotesis)",
            "(aciertos // len(hipotesis))",
            "La división entera pierde los decimales: usa / y no //.",
        ),
        ("return brevedad", "return 100 * brevedad", "Das un porcentaje: aquí BLEU va de 0 a 1."),
        (
            "brevedad * aciertos / len(hipotesis)",
            "2 * aciertos / (len(referencia) + len(hipotesis))",
            "Eso es F1: BLEU usa la precisión y la penalización por brevedad.",
        ),
        (
            "brevedad * aciertos / len(hipotesis)",
            "float(referencia == hipotesis)",
            "Eso es la exactitud de frase: 1 o 0. BLEU da parte de la nota por las palabras acertadas.",
        ),
        (
            "Counter(referencia) & Counter(hipotesis)",
            "Counter(map(str.lower, referencia)) & Counter(map(str.lower, hipotesis))",
            "Cambias las mayúsculas: aquí «Roja» y «roja» son palabras distintas; quien llama decide si las iguala.",
        ),
        (
            "    if not hipotesis:\n        return 0.0\n",
            "",
            "Con la hipótesis vacía divides entre 0: en ese caso, 0.",
        ),
    ),
    pistas=(
        "Es una precisión: de las palabras que has escrito, cuántas están en la referencia. Y un castigo para quien escribe poco.",
        "Cada palabra acierta como mucho tantas veces como salga en la referencia: Counter(a) & Counter(b) se queda con el mínimo de cada una.",
        "Esqueleto: si no hay hipótesis, 0; aciertos = sum((… & …).values()); brevedad = min(1, np.exp(1 - …/…)); return brevedad * …/…",
    ),
    explicacion=(
        "Sin el tope por palabra, escribir «la la la» daría una precisión de 1. Sin la penalización, bastaría con escribir una sola palabra "
        "segura. BLEU completo hace lo mismo con grupos de 1 a 4 palabras y saca la media geométrica (Papineni y otros 2002)."
    ),
    alternativas=(
        _oraculo_bleu1,
        _con_minimos,
        lambda referencia, hipotesis: np.float32(_oraculo_bleu1(referencia, hipotesis)),
    ),
)

EJERCICIOS = (_DESFASAR, _CODICIOSO, _ATENCION, _BLEU1)
