#!/usr/bin/env python3
"""Hace data/prosa/curso.txt: las frases de las lecciones del curso, una por línea, en palabras minúsculas.

    python herramientas/datos/prosa.py

Es una instantánea: no cambia cuando cambian las lecciones, sino cuando alguien vuelve a ejecutar el programa. Lee el texto de
`lecciones/*/cuaderno.py`, sin código, fórmulas ni la propia lección 17, que es la que lo usa.
"""

import re

import jupytext
from taller import RAIZ, anunciar, destino

NO_ES_PROSA = re.compile(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|<[^>]*>|\]\([^)]*\)", re.DOTALL)
QUIEN_LO_USA = "l17_embeddings"


def frases_de(cuaderno):
    """Las frases de las celdas de texto de un cuaderno, como listas de palabras."""
    texto = "\n\n".join(celda.source for celda in cuaderno.cells if celda.cell_type == "markdown")
    frases = re.split(r"[.:;?!|]|\n\s*\n|\n[-#\d]", NO_ES_PROSA.sub(" ", texto).lower())
    en_palabras = ([p for p in re.findall(r"\w+", frase) if p.isalpha() and p == p.lower()] for frase in frases)
    return [palabras for palabras in en_palabras if len(palabras) > 1]


def main():
    fuentes = [f for f in sorted((RAIZ / "lecciones").glob("*/cuaderno.py")) if f.parent.name != QUIEN_LO_USA]
    frases = [palabras for fuente in fuentes for palabras in frases_de(jupytext.read(fuente, fmt="py:percent"))]
    ruta = destino("prosa/curso.txt")
    ruta.write_text("".join(" ".join(palabras) + "\n" for palabras in frases), encoding="utf-8", newline="\n")
    print(f"{len(frases)} frases, {sum(map(len, frases))} palabras")
    anunciar(ruta)


if __name__ == "__main__":
    main()
