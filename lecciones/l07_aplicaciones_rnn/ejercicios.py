"""Ejercicios de la lección 07, Aplicaciones de las RNN."""

import re

import numpy as np
from scipy.special import softmax

from utils.curso import contar_gpus
from utils.ejercicios.azar import Dado
from utils.ejercicios.declarar import Ejercicio, ErrorTipico, cambios, caso
from utils.ejercicios.valores import a_numeros, a_varios

# --- 07.1 -----------------------------------------------------------------------------------------------------------


def rellenar(secuencias, largo, valor=0):
    return np.array([[*s[:largo], *[valor] * (largo - len(s))] for s in secuencias])


def _oraculo_rellenar(secuencias, largo, valor=0):
    from keras.utils import pad_sequences

    return pad_sequences(
        secuencias, maxlen=largo, dtype="float64", padding="post", truncating="post", value=valor
    )


def _celda_a_celda(secuencias, largo, valor=0):
    """Rellena una matriz ya creada."""
    matriz = np.full((len(secuencias), largo), valor, dtype="float32")
    for fila, s in zip(matriz, secuencias, strict=True):
        fila[: len(s)] = s[:largo]
    return matriz


_RELLENAR = Ejercicio(
    id="07.1",
    titulo="Rellenar secuencias",
    referencia=rellenar,
    oraculo=_oraculo_rellenar,
    casos=lambda rng: [
        caso([[5, 3, 8, 1], [7, 2], [4, 6, 9]], 3),
        caso([[4, 9], [], [1, 2, 3]], 2),
        caso([[], [3, 1]], 3, -1),
        caso([[0, 2, 0], [7, 0]], 4, -1),
        caso([[2, 7], [6]], 5),
        caso([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3, 5]], 4),
        caso([np.array([1, 2, 3, 4, 5]), np.array([6]), np.array([8, 9, 7])], 3),
        caso([[0.5, -1.25, 2.5], [1.75]], 2, -1),
        caso(secuencias=[rng.integers(1, 50, n).tolist() for n in (2, 6, 4)], largo=4, valor=99),
        caso([[3, 8]], 1),
        caso([rng.integers(1, 50, n) for n in (40, 12, 0, 25, 31)], 25),
    ],
    errores=cambios(
        (
            "*s[:largo], *[valor] * (largo - len(s))",
            "*[valor] * (largo - len(s)), *s[:largo]",
            "Pones el relleno delante; aquí va al final de cada secuencia.",
        ),
        (
            "s[:largo]",
            "s[-largo:]",
            "Al recortar te quedas con el final: hay que conservar el principio.",
        ),
        (
            "*s[:largo], *[valor] * (largo - len(s))",
            "*[valor] * (largo - len(s)), *s[-largo:]",
            "Recortas y rellenas por delante, que es lo que hace pad_sequences si no le dices otra cosa; aquí las dos van al final.",
        ),
        (
            *("*s[:largo], *[valor] * (largo - len(s))", "*[valor] * (largo - len(s)), *s[-largo:]"),
            *("np.array", "np.trunc"),
            "`pad_sequences`, si no le dices otra cosa, recorta y rellena por delante y quita los decimales: mira `padding`, `truncating` y `dtype`.",
        ),
        (
            *("s[:largo]", "s[-largo:]", "np.array", "np.trunc"),
            "Rellenas bien, pero recortas por delante y quitas los decimales: en `pad_sequences`, mira `truncating` y `dtype`.",
        ),
        (
            "in secuencias",
            "in secuencias[:1]",
            "Solo devuelves la primera secuencia: ¿está el return dentro del bucle?",
        ),
        ("[valor] *", "[0] *", "Rellenas siempre con 0: usa el argumento valor."),
        (
            "*s[:largo]",
            "*[v or valor for v in s[:largo]]",
            "Cambias por valor también los ceros que ya traían las secuencias: el relleno es solo lo que falta al final.",
        ),
        (
            "return",
            "largo = max(map(len, secuencias))\n    return",
            "Igualas con la secuencia más larga: el ancho de la matriz lo da largo, y lo que sobra se recorta.",
        ),
        (
            *("s[:largo]", "s", "np.array", "list"),
            "Falta recortar: quedan filas más largas que largo.",
        ),
        (
            *(", *[valor] * (largo - len(s))", "", "np.array", "list"),
            "Falta relleno: quedan filas más cortas que largo.",
        ),
        (
            "in secuencias",
            "in secuencias if len(s)",
            "Te saltas las secuencias vacías: cada una es una fila entera de relleno.",
        ),
        (
            "in secuencias",
            "in (s if len(s) <= largo else [] for s in secuencias)",
            "Borras las secuencias demasiado largas: se conserva su principio.",
        ),
        (
            "in secuencias",
            "in secuencias if len(s) <= largo",
            "Descartas las secuencias demasiado largas: se recortan, pero cada una sigue siendo una fila.",
        ),
        (
            *(
                "[*s[:largo], *[valor] * (largo - len(s))]",
                "np.resize(s, largo) if len(s) else [valor] * largo",
            ),
            "Repites la secuencia hasta llenar la fila (así lo hace np.resize): lo que falta se llena con valor.",
        ),
        (
            "[valor] *",
            "[s[-1] if len(s) else valor] *",
            "Rellenas repitiendo el último elemento: lo que falta se llena con valor.",
        ),
        (
            "in secuencias]",
            "in secuencias], dtype=int",
            "Se pierden los decimales: la matriz es de enteros. Al crearla con np.full o np.zeros, o en pad_sequences, elige el `dtype`.",
        ),
        (
            "[*s[:largo], *[valor] * (largo - len(s))]",
            "s[:largo] + [valor] * (largo - len(s))",
            "Con vectores de NumPy, + suma en vez de unir: convierte antes cada secuencia en lista, o usa np.concatenate.",
        ),
    ),
    pistas=(
        "Una red recibe matrices, y una matriz no puede tener filas de largos distintos: unas se recortan y otras se completan.",
        "Dos operaciones por secuencia: s[:largo] se queda con el principio (y no falla si es corta); faltan largo − len(s) valores.",
        "Esqueleto: filas = []; por cada s, fila = list(s[:…]); filas.append(fila + [valor] * (…)); return np.array(filas)",
    ),
    explicacion=(
        "`s[:largo]` recorta si sobra y no hace nada si falta; `[valor] * k` es una lista vacía si `k` es cero o negativo. Así las tres "
        "situaciones (corta, justa y larga) se resuelven sin un solo `if`. Partir de una lista conserva el tipo: enteros si son palabras, "
        "decimales si son medidas."
    ),
    alternativas=(
        _celda_a_celda,
        lambda secuencias, largo, valor=0: [
            [s[j] if j < len(s) else valor for j in range(largo)] for s in secuencias
        ],
        lambda secuencias, largo, valor=0: tuple(
            tuple((list(s) + [valor] * largo)[:largo]) for s in secuencias
        ),
    ),
    preparar=contar_gpus,
)


# --- 07.2 -----------------------------------------------------------------------------------------------------------


def f1_entidades(reales, predichas):
    def entidades(frases):
        halladas = set()
        for numero, frase in enumerate(frases):
            tipo, inicio = "", 0
            for i, etiqueta in enumerate([*frase, "O"]):
                if etiqueta == f"I-{tipo}":
                    continue
                if tipo:
                    halladas.add((numero, tipo, inicio, i))
                tipo, inicio = etiqueta[2:], i
        return halladas

    r, p = entidades(reales), entidades(predichas)
    return 2 * len(r & p) / (len(r) + len(p)) if r or p else 0.0


def _tramos(frases):
    """Las entidades, con una expresión regular sobre cada frase escrita en una línea: {(frase, tipo, inicio, fin)}."""
    halladas = set()
    for numero, frase in enumerate(frases):
        linea = " ".join(frase)
        for tramo in re.finditer(r"[BI]-(\S+)(?: I-\1(?!\S))*", linea):
            inicio = linea[: tramo.start()].count(" ")
            halladas.add((numero, tramo[1], inicio, inicio + tramo[0].count(" ") + 1))
    return halladas


def _oraculo_f1_entidades(reales, predichas):
    from sklearn.metrics import f1_score

    r, p = _tramos(reales), _tramos(predichas)
    todas = sorted(r | p)
    aciertos = (
        f1_score([t in r for t in todas], [t in p for t in todas], zero_division=0) if todas else 0
    )
    return float(aciertos)


def _f1(r, p):
    """F1 de dos conjuntos; 0 si no hay nada en ninguno."""
    return 2 * len(r & p) / (len(r) + len(p)) if r or p else 0.0


def _palabras(frases, marca=lambda etiqueta: etiqueta):
    return {(n, i, marca(e)) for n, frase in enumerate(frases) for i, e in enumerate(frase) if e != "O"}


def _exactitud(reales, predichas):
    pares = [a == b for r, p in zip(reales, predichas, strict=True) for a, b in zip(r, p, strict=True)]
    return sum(pares) / len(pares) if pares else 0.0


def _por_tipo(reales, predichas):
    r, p = _tramos(reales), _tramos(predichas)
    de = lambda tramos, tipo: {t for t in tramos if t[1] == tipo}
    return np.mean([_f1(de(r, tipo), de(p, tipo)) for tipo in sorted({t[1] for t in r | p})])


def _por_frase(reales, predichas):
    return np.mean([_f1(_tramos([r]), _tramos([p])) for r, p in zip(reales, predichas, strict=True)])


def _con_solape(reales, predichas):
    r, p = _tramos(reales), _tramos(predichas)

    def tocados(unos, otros):
        return sum(any(a[:2] == b[:2] and a[2] < b[3] and b[2] < a[3] for b in otros) for a in unos)

    aciertos = tocados(r, p), tocados(p, r)
    if not any(aciertos):
        return 0.0
    precision, exhaustividad = aciertos[1] / len(p), aciertos[0] / len(r)
    return 2 * precision * exhaustividad / (precision + exhaustividad)


def _frases(texto):
    """«B-PER O / O» → [["B-PER", "O"], ["O"]]."""
    return [frase.split() for frase in texto.split("/")] if texto else []


def _casos_entidades(rng):
    etiquetas = ["O", "B-PER", "I-PER", "B-LUG", "I-LUG"]

    def al_azar(frases):
        """Unas frases y una copia con algunas etiquetas cambiadas."""
        reales = [
            rng.choice(etiquetas, rng.integers(2, 6), p=[0.3, 0.2, 0.25, 0.1, 0.15]).tolist()
            for _ in range(frases)
        ]
        return reales, [
            [e if rng.random() < 0.75 else str(rng.choice(etiquetas)) for e in frase]
            for frase in reales
        ]

    pares = [
        ("O O B-PER I-PER O B-LUG", "O O B-PER I-PER O O"),
        ("B-PER I-PER O B-LUG O B-PER", "B-PER I-PER B-LUG B-LUG O O"),
        ("B-ORG I-ORG I-ORG O", "O B-ORG I-ORG O"),
        ("B-PER I-PER O", "B-PER O O"),
        ("B-PER I-PER O", "B-LUG I-LUG O"),
        ("B-PER B-PER O", "B-PER I-PER O"),
        ("O B-LUG / I-LUG O", "O B-LUG / B-LUG O"),
        ("B-PER O / O O", "O O / B-PER O"),
        ("O I-LUG I-LUG", "O B-LUG I-LUG"),
        ("B-PER I-LUG O", "B-PER O O"),
        ("B-PER I-LUG O", "B-PER I-PER O"),
        ("B-PER / O B-LUG I-LUG / B-PER O", "B-PER / O B-LUG O / B-PER O"),
        ("O O / O", "O O / O"),
        ("O O", "O B-PER"),
        ("B-PER O", "O O"),
        ("", ""),
        (" / O B-PER", " / O B-PER"),
        ("B-EQUIPO I-EQUIPO O B-ANIMAL", "B-EQUIPO I-EQUIPO O B-EQUIPO"),
    ]
    return [
        *(caso(_frases(reales), _frases(predichas)) for reales, predichas in pares),
        *(caso(*al_azar(3)) for _ in range(8)),
        caso(**dict(zip(("reales", "predichas"), al_azar(6), strict=True))),
    ]


_ENTIDADES = Ejercicio(
    id="07.2",
    antes="07.4",
    titulo="F1 de entidades",
    referencia=f1_entidades,
    oraculo=_oraculo_f1_entidades,
    casos=_casos_entidades,
    errores=(
        ErrorTipico(
            _exactitud,
            "Eso es la exactitud por palabra: las O, que son la mayoría, la inflan. Aquí se cuentan entidades enteras.",
        ),
        ErrorTipico(
            lambda reales, predichas: _f1(_palabras(reales), _palabras(predichas)),
            "Cuentas palabras sueltas: una entidad de tres palabras vale por una, y acierta entera o no acierta.",
        ),
        ErrorTipico(
            lambda reales, predichas: _f1(
                *(_palabras(f, lambda e: e[2:]) for f in (reales, predichas))
            ),
            "Cuentas palabras por su tipo: compara entidades enteras, con su principio y su final.",
        ),
        ErrorTipico(
            lambda reales, predichas: _f1(*(_palabras(f, lambda e: "") for f in (reales, predichas))),
            "Solo miras si cada palabra es de alguna entidad o no: faltan el tipo, el principio y el final.",
        ),
        ErrorTipico(
            _con_solape,
            "Das por buena una entidad que solo se solapa: deben coincidir el principio y el final.",
        ),
        *cambios(
            (
                "(numero, tipo, inicio, i)",
                "(numero, inicio, i)",
                "No miras el tipo: una persona marcada como lugar no es un acierto.",
            ),
            (
                "(numero, tipo, inicio, i)",
                "(numero, tipo, inicio)",
                "Solo comparas dónde empieza cada entidad: también debe coincidir dónde acaba.",
            ),
            (
                "(numero, tipo, inicio, i)",
                "(numero, tipo, i)",
                "Solo comparas dónde acaba cada entidad: también debe coincidir dónde empieza.",
            ),
        ),
        ErrorTipico(
            lambda reales, predichas: _f1(
                *({t for t in _palabras(f) if t[2][0] == "B"} for f in (reales, predichas))
            ),
            "Solo cuentas las B-: una entidad acierta si además acaba en el mismo sitio, y también puede empezar con una I- suelta.",
        ),
        ErrorTipico(
            _por_tipo,
            "Has promediado el F1 de cada tipo (macro): aquí se juntan todas las cuentas y se hace un solo F1 (micro).",
        ),
        ErrorTipico(
            _por_frase,
            "Has promediado el F1 de cada frase: junta las cuentas de todas y haz un solo F1 al final.",
        ),
        *cambios(
            (
                'etiqueta == f"I-{tipo}"',
                "etiqueta[2:] == tipo",
                "Juntas dos entidades pegadas del mismo tipo: una B- siempre abre otra.",
            ),
            (
                "enumerate(frases)",
                "enumerate([sum(frases, [])])",
                "Al unir las frases en una sola lista, una entidad puede cruzar de una a otra: trata cada frase por separado.",
            ),
            (
                "(numero, tipo, inicio, i)",
                "(tipo, inicio, i)",
                "Falta recordar de qué frase es cada entidad: el mismo tramo en dos frases son entidades distintas.",
            ),
            (
                "2 * len(r & p) / (len(r) + len(p)) if r or p",
                "len(r & p) / len(p) if p",
                "Eso es la precisión: falta combinarla con la exhaustividad.",
            ),
            (
                "2 * len(r & p) / (len(r) + len(p)) if r or p",
                "len(r & p) / len(r) if r",
                "Eso es la exhaustividad: falta combinarla con la precisión.",
            ),
            (
                "2 * len(r & p) / (len(r) + len(p)) if r or p else 0.0",
                "(len(r & p) / max(len(r), 1) + len(r & p) / max(len(p), 1)) / 2",
                "Has hecho la media corriente de precisión y exhaustividad; F1 es la media armónica, 2PR/(P + R).",
            ),
            (
                "2 * len(r & p) / (len(r) + len(p))",
                "len(r & p) / len(r | p)",
                "Eso es el índice de Jaccard: en F1 los aciertos cuentan doble, 2·aciertos/(reales + predichas).",
            ),
            ("2 * len", "len", "Falta el 2 del numerador: F1 = 2·aciertos/(reales + predichas)."),
            (
                '[*frase, "O"]',
                "frase",
                "Se te escapa la entidad que llega hasta la última palabra: al acabar la frase, cierra la que siga abierta.",
            ),
            (
                "etiqueta[2:], i",
                'etiqueta[2:] if etiqueta[0] == "B" else "", i',
                "Te saltas las I- sueltas: una I- que no continúa una entidad de su tipo abre otra.",
            ),
            (
                'etiqueta == f"I-{tipo}"',
                'tipo and etiqueta[0] == "I"',
                "Una I- de otro tipo no continúa la entidad: la cierra y abre la suya.",
            ),
            (
                'etiqueta == f"I-{tipo}"',
                'etiqueta[0] == "I"',
                "Das por hecho que toda I- continúa lo que haya abierto: si no es de su tipo, o no hay nada, empieza una entidad nueva.",
            ),
            (
                " if r or p else 0.0",
                "",
                "Si no hay entidades ni reales ni predichas, divides 0 entre 0: en ese caso devuelve 0.",
            ),
            ("else 0.0", "else 1.0", "Si no hay entidades ni reales ni predichas, se pide 0, no 1."),
        ),
    ),
    pistas=(
        "Una entidad es un tramo de palabras con un tipo. Primero saca las reales y las predichas; después cuenta las que coinciden.",
        "Guarda cada entidad como (frase, tipo, inicio, fin) en un conjunto: & da los aciertos. Una I- solo continúa una entidad de su tipo.",
        'Esqueleto: en enumerate([*frase, "O"]), si etiqueta == f"I-{tipo}", sigue; si no, guarda la abierta y abre otra, etiqueta[2:]',
    ),
    explicacion=(
        "Añadir una «O» al final de cada frase cierra la última entidad sin un caso aparte. Con los tramos en dos conjuntos, "
        "$F_1 = 2\\,|R\\cap P|/(|R|+|P|)$, la media armónica de precisión y exhaustividad. No aparece ninguna O: por eso no la infla "
        "una frase llena de palabras corrientes. Es la regla de `conlleval` y la que usa `seqeval` por defecto."
    ),
    alternativas=(
        lambda reales, predichas: _f1(_tramos(reales), _tramos(predichas)),
        lambda reales, predichas: np.float32(_oraculo_f1_entidades(reales, predichas)),
    ),
)


# --- 07.3 -----------------------------------------------------------------------------------------------------------


def muestrear(logits, temperatura, rng):
    z = (logits - np.max(logits)) / temperatura
    p = np.exp(z)
    return rng.choice(len(p), p=p / p.sum())


ALTAS = [6, 13]  # las dos opciones más probables de las 20 de cada tanda


def _logits(comun, mayor, segundo):
    logits = np.full(20, comun)
    logits[ALTAS] = mayor, segundo
    return logits


TANDAS = ((_logits(-2.2, -1.0, -1.4), 0.4), (_logits(1.0, 8.5, 6.0), 2.5))  # logits y temperatura
VECES, REPETIDAS = 150, 20  # llamadas por tanda, y cuántas de la primera se repiten con su mismo rng
CHI2 = 33.0  # simulado: una respuesta correcta lo supera unas 2 veces de cada millón

SIEMPRE_IGUAL = (
    "Con los mismos logits sale siempre la misma opción. ¿Eliges la mayor, con `argmax`, o creas dentro otro generador con semilla fija? "
    "Hay que sortear con `rng`: la más probable sale más veces, no siempre."
)
SIN_RNG = "No usas `rng`: con np.random u otro generador nadie puede repetir tu texto. Sortea con el que recibes."
MULTIPLICA = "Salen las frecuencias de multiplicar por la temperatura; hay que dividir: una temperatura baja agranda las diferencias."
SIN_TEMPERATURA = "Salen las frecuencias de temperatura 1: divide los logits entre la que recibes, antes del softmax (después ya no sirve)."
AL_CUADRADO = "Salen las frecuencias de dividir dos veces entre la temperatura: basta con una."
UNIFORME = "Todas las opciones salen más o menos igual de veces: usa las probabilidades del softmax."
SIN_EXP = (
    "Salen las frecuencias de los logits divididos entre su suma: falta la exponencial del softmax."
)
RECORTA = "np.clip deja iguales los logits que se salen del límite, y la mejor opción deja de distinguirse: resta el máximo, no recortes."
DIVIDE_MAXIMO = "Salen las frecuencias de dividir entre el máximo: eso cambia las probabilidades. El máximo se resta."
DESBORDA = "Con logits tan grandes (o tan negativos) np.exp desborda o da todo ceros: resta antes el máximo; las probabilidades no cambian."
DISTRIBUCIONES = {  # la correcta y la que deja cada malentendido
    "": lambda z, t: softmax(z / t),
    MULTIPLICA: lambda z, t: softmax(z * t),
    SIN_TEMPERATURA: lambda z, t: softmax(z),
    AL_CUADRADO: lambda z, t: softmax(z / t**2),
    UNIFORME: lambda z, t: np.full(len(z), 1 / len(z)),
    SIN_EXP: lambda z, t: z / z.sum(),
    DIVIDE_MAXIMO: lambda z, t: softmax(z / z.max()),
}


def _probabilidades(logits, temperatura):
    return softmax(np.asarray(logits, dtype=float) / temperatura)


def _a_indice(valor):
    """Lee un entero; rechaza decimales y vectores con una frase que dice qué se pedía."""
    numero, problema = a_numeros(valor)
    if problema:
        return None, problema
    if numero.ndim and numero.size == 1:
        return (
            None,
            "Devuelves el índice dentro de un vector de un elemento: saca el número (con [0], o sin pedir size=1).",
        )
    if numero.ndim:
        return (
            None,
            "Devuelve varios números, ¿las probabilidades? Se pide uno solo: el índice de la opción elegida.",
        )
    if np.asarray(valor).dtype.kind not in "iu":
        return (
            None,
            "Devuelve un número decimal, ¿una probabilidad? Se pide el índice de la opción elegida, un entero.",
        )
    return numero, ""


def _verificar_muestra(resultado, logits, temperatura, rng):
    """El índice existe y no es casi imposible; tras las tandas, en la llamada de una sola opción, las frecuencias son las del softmax."""
    indice, p = int(resultado), _probabilidades(logits, temperatura)
    if not 0 <= indice < len(p) or p[indice] < 1e-6:
        return _explicar_imposible(indice, p, logits, temperatura)
    if rng.tanda is None:
        return ""
    if len(p) > 1:
        rng.tanda.append((indice, rng.usado))
        return ""
    problema = _juzgar(rng.tanda) if len(rng.tanda) == 2 * VECES + REPETIDAS else ""
    return problema and f"{problema} Se ve en las {len(rng.tanda)} llamadas anteriores."


def _explicar_imposible(indice, p, logits, temperatura):
    with np.errstate(over="ignore"):
        suma = np.exp(np.asarray(logits, dtype=float) / temperatura).sum()
    if suma == 0 or np.isinf(suma):
        return f"Da {indice} y debe dar {p.argmax()}. {DESBORDA}"
    if not 0 <= indice < len(p):
        return f"Da {indice}, pero los índices van de 0 a {len(p) - 1}: la primera opción es la 0."
    return (
        f"Da {indice}, que tiene una probabilidad menor que una entre un millón; debe dar {p.argmax()}."
    )


def _juzgar(tanda):
    """La frase que dice qué falla en lo que ha salido en las dos tandas y en la repetición, o ""."""
    indices, usados = map(np.array, zip(*tanda, strict=True))
    una, otra, repetida = np.split(indices, [VECES, 2 * VECES])
    if len(set(una)) == len(set(otra)) == 1:
        return SIEMPRE_IGUAL
    if not usados.any() or (repetida != una[:REPETIDAS]).any():
        return SIN_RNG
    veces = np.array([_agrupar(np.bincount(indices, minlength=20)) for indices in (una, otra)])
    apartadas = {mensaje: _chi2(veces, p) for mensaje, p in DISTRIBUCIONES.items()}
    if apartadas.pop("") < CHI2:
        return ""
    mejor = min(apartadas, key=apartadas.get)
    if apartadas[mejor] < CHI2:
        return mejor
    debe = VECES * _agrupar(_probabilidades(*TANDAS[0]))[0]
    k = np.abs(veces[:, 0] - debe).argmax()
    return f"Con temperatura {TANDAS[k][1]}, la opción más probable sale {veces[k, 0]} de {VECES} veces y debería salir unas {debe:.0f}."


def _agrupar(valores):
    """Lo de cada una de las dos opciones altas y lo de todas las demás."""
    altas = valores[ALTAS]
    return np.append(altas, valores.sum() - altas.sum())


def _chi2(veces, probabilidades):
    """Cuánto se apartan las frecuencias de las dos tandas de las que darían esas probabilidades (de 0.005 para arriba)."""
    esperadas = VECES * np.maximum([_agrupar(probabilidades(z, t)) for z, t in TANDAS], 0.005)
    return float(((veces - esperadas) ** 2 / esperadas).sum())


def _casos_muestrear(rng):
    semillas = rng.integers(2**32, size=2 * VECES)
    grande = np.zeros(300)
    grande[-1] = 30.0
    seguros = [  # casos con una sola opción creíble
        *[(np.array([0.2, 0.1, 0.3, 0.25]), 0.001)] * 12,
        (np.array([0.0, 500.0, 3000.0, 100.0]), 100.0),
        (np.array([50, 0, 10]), 2),
        (np.array([0, 1, -2, 60], dtype="float32"), 1.5),
        (grande, 0.8),
        (np.array([1000.0, 1010.0, 990.0, 900.0, 980.0]), 0.5),
        (np.array([-1100.0, -1200.0, -1300.0, -1000.0, -1150.0]), 1.0),
        (np.array([-1500.0, 0.0, 1500.0, 300.0]), 1.0),
    ]
    orden, tanda = [*range(2 * VECES), *range(REPETIDAS)], []
    return [
        *(caso(*TANDAS[k // VECES], Dado(semillas[k], tanda)) for k in orden),
        caso(np.array([3.0]), 0.7, Dado(0, tanda)),
        *(caso(*pareja, Dado(k)) for k, pareja in enumerate(seguros)),
        caso(logits=np.array([-3.0, -40.0, -50.0]), temperatura=1.0, rng=Dado(99)),
    ]


def _oraculo_muestrear(logits, temperatura, rng):
    return int(rng.multinomial(1, _probabilidades(logits, temperatura)).argmax())


def _con(probabilidades):
    """Una respuesta que sortea con `probabilidades(logits, temperatura)`."""
    return lambda logits, temperatura, rng: rng.choice(
        len(logits), p=probabilidades(logits, temperatura)
    )


_MUESTREAR = Ejercicio(
    id="07.3",
    titulo="Muestrear con temperatura",
    referencia=muestrear,
    oraculo=_oraculo_muestrear,
    casos=_casos_muestrear,
    errores=(
        ErrorTipico(lambda logits, temperatura, rng: np.argmax(logits), SIEMPRE_IGUAL),
        *(ErrorTipico(_con(p), mensaje) for mensaje, p in DISTRIBUCIONES.items() if mensaje),
        ErrorTipico(_con(lambda z, t: np.exp(z / t) / np.exp(z / t).sum()), DESBORDA),
        ErrorTipico(_con(lambda z, t: softmax(np.clip(z / t, -500, 500))), RECORTA),
    ),
    pistas=(
        "La temperatura cambia lo atrevido del sorteo: divide los logits antes de convertirlos en probabilidades; después se sortea.",
        "Divide, resta el máximo (para no desbordar), aplica np.exp y normaliza. `rng.choice(n, p=…)` sortea un índice de 0 a n − 1.",
        "Esqueleto: z = logits / …; p = np.exp(z - …); return rng.choice(len(p), p=…)",
    ),
    explicacion=(
        "Dividir entre $T<1$ agranda las diferencias y el sorteo se vuelve casi un `argmax`; dividir entre $T>1$ las encoge y todo se "
        "parece a una lotería justa. Restar el máximo multiplica numerador y denominador del softmax por lo mismo, así que no cambia "
        "nada salvo que `np.exp` ya no puede desbordar: el mayor exponente es 0."
    ),
    alternativas=(
        lambda logits, temperatura, rng: int(
            np.argmax(logits / temperatura + rng.gumbel(size=len(logits)))
        ),
        lambda logits, temperatura, rng: int(
            np.searchsorted(np.cumsum(_probabilidades(logits, temperatura)), rng.random(), side="right")
        ),
        lambda logits, temperatura, rng: np.argmin(
            rng.exponential(size=len(logits)) / _probabilidades(logits, temperatura)
        ),
        lambda logits, temperatura, rng: int(
            (rng.random() > np.cumsum(_probabilidades(logits, temperatura))).sum()
        ),
    ),
    leer=_a_indice,
    entrega="entero",
    verificar=_verificar_muestra,
)


# --- 07.4 -----------------------------------------------------------------------------------------------------------


def ventanas(serie, entrada, horizonte):
    inicios = range(len(serie) - entrada - horizonte + 1)
    X = [serie[i : i + entrada] for i in inicios]
    Y = [serie[i + entrada : i + entrada + horizonte] for i in inicios]
    return np.array(X), np.array(Y)


def _oraculo_ventanas(serie, entrada, horizonte):
    todo = np.lib.stride_tricks.sliding_window_view(serie, entrada + horizonte)
    return todo[:, :entrada], todo[:, entrada:]


def _con_indices(serie, entrada, horizonte):
    """Con una tabla de índices: una fila por ventana."""
    inicio = np.arange(len(serie) - entrada - horizonte + 1)[:, None]
    return serie[inicio + np.arange(entrada)], serie[inicio + entrada + np.arange(horizonte)]


_VENTANAS = Ejercicio(
    id="07.4",
    antes="07.2",
    titulo="De serie a ventanas",
    referencia=ventanas,
    oraculo=_oraculo_ventanas,
    casos=lambda rng: [
        caso(np.array([3.0, 1.0, 4.0, 1.5, 9.0, 2.0, 6.0]), 3, 2),
        caso(np.array([2, 7, 1, 8, 2, 8]), 2, 1),
        caso(np.array([5.0, -2.0, 0.5, 3.0, 8.0, -1.0]), 1, 3),
        caso(np.array([5.0, -2.0, 0.5, 3.0, 8.0]), 3, 2),
        caso(np.array([7.0, 2.0]), 1, 1),
        caso(rng.normal(size=6), 2, 2),
        caso(serie=rng.normal(size=9), entrada=4, horizonte=3),
        caso(rng.normal(size=100), 24, 12),
    ],
    errores=cambios(
        (
            "horizonte + 1",
            "horizonte",
            "Falta la última ventana: si la primera empieza en 0, caben len(serie) − entrada − horizonte + 1.",
        ),
        (
            "range(len",
            "range(1, len",
            "Falta la primera ventana: la primera X empieza en la posición 0 de la serie.",
        ),
        (
            "- horizonte + 1)",
            ")",
            "Te pasas por el final: a las últimas filas de Y les faltan valores. Resta también el horizonte al contar ventanas.",
        ),
        (
            *("- horizonte + 1)", ")", "np.array(X), np.array(Y)", "X, Y"),
            "Sobran ventanas: a las últimas filas de Y les faltan valores. Al contarlas, resta también el horizonte y suma 1.",
        ),
        (
            *("horizonte + 1", "horizonte", "i + entrada :", "i + entrada + 1 :"),
            *("i + entrada + horizonte", "i + entrada + horizonte + 1"),
            "Te saltas un valor entre X e Y: Y empieza en i + entrada, porque el corte [a:b] no incluye b.",
        ),
        (
            *(
                "i + entrada :",
                "i + entrada - 1 :",
                "i + entrada + horizonte",
                "i + entrada + horizonte - 1",
            ),
            "El último valor de X es también el primero de Y: la red vería la respuesta. Y empieza en i + entrada.",
        ),
        (
            "i + entrada : i + entrada + horizonte",
            "i + 1 : i + 1 + horizonte",
            "Y empieza en i + 1, dentro de X: la red vería casi toda la respuesta. Empieza en i + entrada.",
        ),
        (
            *("range(len", "range(0, len", "horizonte + 1", "horizonte + 1, entrada"),
            "Avanzas una ventana entera cada vez: se pide una ventana por cada posición, de una en una.",
        ),
        (
            *("range(len", "range(0, len", "horizonte + 1", "horizonte + 1, entrada + horizonte"),
            "Avanzas entrada + horizonte cada vez y las ventanas no se solapan: se pide una por cada posición.",
        ),
        (
            *("range(len", "range(0, len", "horizonte + 1", "horizonte + 1, horizonte"),
            "Avanzas de horizonte en horizonte: se pide una ventana por cada posición, de una en una.",
        ),
        (
            "np.array(X), np.array(Y)",
            "np.array(Y), np.array(X)",
            "Devuelves (Y, X): primero va lo que entra en la red y después lo que hay que predecir.",
        ),
        (
            *("i + entrada]", "i + horizonte]", "i + entrada :", "i + horizonte :"),
            "Has cambiado los papeles: X mide entrada columnas e Y mide horizonte.",
        ),
        (
            "np.array(Y)",
            "np.array(Y)[:, -1]",
            "Y solo tiene el último valor de cada horizonte: debe tener los horizonte valores, una columna por paso.",
        ),
        (
            "np.array(Y)",
            "np.array(Y)[:, 0]",
            "Y solo tiene el primer valor de cada horizonte: debe tener los horizonte valores, una columna por paso.",
        ),
        (
            "np.array(Y)",
            "np.array(Y)[:, -1:]",
            "Y solo guarda el paso más lejano: debe tener una columna por cada paso del horizonte.",
        ),
        (
            "np.array(Y)",
            "np.array(Y).squeeze()",
            "Con horizonte 1, Y es una matriz de una columna, (m, 1), no un vector: no le quites el eje.",
        ),
        (
            "np.array(X), np.array(Y)",
            "np.array(X).T, np.array(Y).T",
            "Están traspuestas: cada ventana es una fila.",
        ),
        (
            "np.array(X)",
            "np.hstack([X, Y])",
            "X incluye también lo que hay que predecir: debe acabar justo donde empieza Y.",
        ),
        (
            "np.array(X)",
            "np.array(X)[:, ::-1]",
            "Las ventanas de X van del revés: el tiempo corre de izquierda a derecha.",
        ),
        (
            "np.array(X), np.array(Y)",
            "np.array(X)[::-1], np.array(Y)[::-1]",
            "Las filas van de la última ventana a la primera: la fila i empieza en la posición i de la serie.",
        ),
        (
            "i + entrada : i + entrada + horizonte",
            "i + horizonte : i + horizonte + entrada",
            "Y es la misma ventana desplazada: debe tener solo los valores que siguen a X.",
        ),
        (
            "len(serie) - entrada - horizonte + 1",
            "1",
            "Solo has cortado la primera ventana: falta deslizarla por toda la serie.",
        ),
        (
            "i + entrada : i + entrada + horizonte",
            "entrada : entrada + horizonte",
            "Y es siempre la misma, la de la primera ventana: sus límites también se mueven con i.",
        ),
        (
            "i : i + entrada]",
            ":entrada]",
            "X es siempre la misma, la primera: sus límites también se mueven con i.",
        ),
        (
            "np.array(X), np.array(Y)",
            "np.ravel(X), np.ravel(Y)",
            "Has juntado todas las ventanas en una fila: guarda cada una con `append`, no con `extend`.",
        ),
        (
            "i + entrada + horizonte",
            "i + horizonte",
            "Y se queda corta o vacía: el corte acaba en i + entrada + horizonte, no en i + horizonte.",
        ),
    ),
    pistas=(
        "Una ventana se desliza por la serie, de una posición en una: lo que queda dentro es X y lo que viene justo después, Y.",
        "La ventana i usa `serie[i : i + entrada]` y los horizonte valores siguientes. ¿Cuál es la última i en la que cabe todo?",
        "Esqueleto: inicios = range(len(serie) - … - … + 1); `X = [serie[i : …] for i in inicios]`; `Y = [serie[… : …] for i in inicios]`; "
        "dos np.array",
    ),
    explicacion=(
        "Si todo cabe por última vez en $i$, entonces $i + \\text{entrada} + \\text{horizonte} = \\text{len}$; contando el 0 hay "
        "$\\text{len} - \\text{entrada} - \\text{horizonte} + 1$ ventanas. Y empieza donde acaba X, en `i + entrada`: el corte `[a:b]` no "
        "incluye `b`, así que ningún valor falta ni se repite."
    ),
    alternativas=(
        _con_indices,
        lambda serie, entrada, horizonte: [m.tolist() for m in ventanas(serie, entrada, horizonte)],
        lambda serie, entrada, horizonte: [
            m.astype("float32") for m in ventanas(serie, entrada, horizonte)
        ],
        lambda serie, entrada, horizonte: np.split(
            np.lib.stride_tricks.sliding_window_view(serie, entrada + horizonte), [entrada], axis=1
        ),
    ),
    leer=a_varios,
    entrega="varios",
)

EJERCICIOS = (_RELLENAR, _ENTIDADES, _MUESTREAR, _VENTANAS)
