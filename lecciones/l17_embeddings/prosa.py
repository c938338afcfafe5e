"""La prosa de este curso: un texto real, pequeño y en español, que siempre está a mano."""

import json
import re

from utils.curso import RAIZ, ErrorCurso

NO_ES_PROSA = re.compile(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|<[^>]*>|\]\([^)]*\)", re.DOTALL)
ESTA_LECCION = "17_embeddings"


def prosa_del_curso(carpeta=RAIZ / "notebooks"):
    """Las frases de los cuadernos del curso, cada una como lista de palabras en minúsculas; sin código, fórmulas ni la propia lección 17.

    Lanza `ErrorCurso` si en la carpeta no hay cuadernos.
    """
    rutas = [ruta for ruta in sorted(carpeta.glob("*.ipynb")) if ruta.stem != ESTA_LECCION]
    if not rutas:
        raise ErrorCurso(
            f"No encuentro los cuadernos del curso en «{carpeta.name}»: hacen falta para leer su prosa."
        )
    celdas = [
        celda for ruta in rutas for celda in json.loads(ruta.read_text(encoding="utf-8"))["cells"]
    ]
    texto = "\n\n".join(
        "".join(celda["source"]) for celda in celdas if celda["cell_type"] == "markdown"
    )
    frases = re.split(r"[.:;?!|]|\n\s*\n|\n[-#\d]", NO_ES_PROSA.sub(" ", texto).lower())
    return [
        palabras
        for frase in frases
        if len(palabras := [p for p in re.findall(r"\w+", frase) if p.isalpha() and p == p.lower()]) > 1
    ]
