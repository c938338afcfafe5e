"""Lo que hace falta alrededor de un traductor: apuntar lo que escribe, preparar la frase que alguien escribe, medir con BLEU y sugerir palabras parecidas."""

import unicodedata
from collections import Counter
from difflib import get_close_matches
from typing import NamedTuple

import numpy as np

from utils.curso import ErrorCurso
from utils.datos.frases import piezas

ABREN, CIERRAN = "¿¡", ".?!"
MARCA_FIN = "(fin)"  # la pieza que dice que la traducción ha acabado
ALTERNATIVAS = 5  # las opciones que se guardan de cada paso


class Traduccion(NamedTuple):
    """Una frase, su traducción y cómo se escribió.

    entrada, salida: sus piezas; la última de `salida` es `MARCA_FIN`, salvo que se cortara por larga. pesos: la atención, una fila por pieza de
    la salida y una columna por pieza de la entrada. alternativas: por cada paso, las `ALTERNATIVAS` mejores (pieza, probabilidad).
    avisos: frases sobre lo que se ha supuesto.
    """

    entrada: list
    salida: list
    pesos: np.ndarray
    alternativas: list
    avisos: list


def bleu(referencias, hipotesis, orden=4):
    """BLEU de un corpus (Papineni y otros 2002), entre 0 y 1, con una referencia por frase.

    referencias, hipotesis: listas de frases; cada frase, una lista de palabras. Las cuentas de n-gramas se suman en todo el corpus
    antes de dividir. Vale 0 si para algún n, de 1 a `orden`, no hay ningún acierto. Lanza `ErrorCurso` si las listas no casan.
    """
    if len(referencias) != len(hipotesis) or not len(referencias):
        raise ErrorCurso(
            f"BLEU compara frase a frase: hay {len(referencias)} referencias y {len(hipotesis)} hipótesis."
        )
    if any(isinstance(frase, str) for frase in (*referencias, *hipotesis)):
        raise ErrorCurso(
            "BLEU cuenta palabras: pasa cada frase como una lista de palabras, no como un texto."
        )
    precisiones = []
    for n in range(1, orden + 1):
        pares = [(ngramas(r, n), ngramas(h, n)) for r, h in zip(referencias, hipotesis, strict=True)]
        aciertos, total = (
            sum(c.total() for c in cuentas)
            for cuentas in ([r & h for r, h in pares], [h for _, h in pares])
        )
        precisiones.append(aciertos / total if total else 0.0)
    if min(precisiones) == 0:
        return 0.0
    r, h = (sum(map(len, frases)) for frases in (referencias, hipotesis))
    return float(min(1.0, np.exp(1 - r / h)) * np.exp(np.mean(np.log(precisiones))))


def ngramas(palabras, n):
    """Cuántas veces sale cada grupo de `n` palabras seguidas."""
    return Counter(tuple(palabras[i : i + n]) for i in range(len(palabras) - n + 1))


def sin_tildes(texto):
    """El texto en minúsculas, sin tildes ni diéresis, pero con la ñ."""
    partes = unicodedata.normalize("NFD", texto.lower().replace("ñ", "\0"))
    return "".join(c for c in partes if not unicodedata.combining(c)).replace("\0", "ñ")


def parecidas(palabra, vocabulario, cuantas=3):
    """Hasta `cuantas` palabras de `vocabulario` que se escriben parecido a `palabra`, de más a menos."""
    por_forma = {sin_tildes(p): p for p in vocabulario}
    return [por_forma[p] for p in get_close_matches(sin_tildes(palabra), por_forma, cuantas, 0.6)]


def leer_frase(frase, vocabulario, largo, vistas):
    """Las piezas de una frase escrita a mano, listas para la red, y una lista de avisos.

    Arregla lo que no cambia lo que se dice: mayúsculas, tildes que faltan, interrogaciones sin abrir y punto final. vocabulario: las piezas que
    la red conoce. largo: cuántas caben. vistas: las de la frase más larga del entrenamiento; con más, avisa.
    Lanza `ErrorCurso` si no hay palabras, si alguna no se conoce (y ofrece parecidas), si hay varias frases o si no caben.
    """
    trozos, avisos = piezas(unicodedata.normalize("NFC", frase)), []
    if not any(t[0].isalnum() for t in trozos):
        raise ErrorCurso("Escribe una frase: al menos una palabra.")
    if any(
        t in CIERRAN and siguiente not in CIERRAN
        for t, siguiente in zip(trozos, trozos[1:], strict=False)
    ):
        raise ErrorCurso(
            "Hay más de una frase: la red solo ha visto frases sueltas. Escríbelas de una en una."
        )
    cierre = "?" if trozos[-1] == "?" or trozos[0] == "¿" else "."
    trozos = [
        *(["¿"] if cierre == "?" else []),
        *(t for t in trozos if t not in ABREN + CIERRAN),
        cierre,
    ]
    por_forma = {}
    for p in sorted(vocabulario):
        por_forma.setdefault(sin_tildes(p), []).append(p)
    leidas = []
    for trozo in trozos:
        formas = [trozo] if trozo in vocabulario else por_forma.get(sin_tildes(trozo), [])
        if not formas:
            raise ErrorCurso(_desconocida(trozo, vocabulario))
        leidas.append(formas[0])
        if formas[0] != trozo:
            avisos.append(f"leo «{trozo}» como «{formas[0]}»")
    if len(leidas) > largo:
        raise ErrorCurso(f"Son {len(leidas)} piezas y caben {largo}. Escribe una frase más corta.")
    if len(leidas) > vistas:
        avisos.append(f"{len(leidas)} piezas, y la más larga que vio tenía {vistas}: puede fallar")
    return leidas, avisos


def _desconocida(palabra, vocabulario):
    sugerencias = parecidas(palabra, [p for p in vocabulario if p[0].isalpha()])
    if not sugerencias:
        return f"No conozco «{palabra}» ni nada parecido: solo he visto {len(vocabulario)} piezas distintas."
    return f"No conozco «{palabra}». ¿Querías decir {', '.join(f'«{p}»' for p in sugerencias)}?"
