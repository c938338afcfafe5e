"""Dónde está cada ejercicio. Cada lección se importa solo cuando hace falta."""

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path

from ..curso import ErrorCurso


@cache
def lecciones():
    """Números de las lecciones con ejercicios, en orden: ("00", "01", …)."""
    return tuple(sorted(f.stem.removeprefix("leccion_") for f in Path(__file__).parent.glob("leccion_*.py")))


def titulo_de(leccion):
    """Título de la lección."""
    return _modulo(leccion).TITULO


def ejercicios_de(leccion):
    """Ejercicios de una lección, en orden. Lanza `ErrorCurso` si la lección no tiene."""
    if leccion not in lecciones():
        raise ErrorCurso(f"No hay ejercicios de la lección «{leccion}». Hay de: {', '.join(lecciones())}.")
    return _modulo(leccion).EJERCICIOS


def buscar(id):
    """El ejercicio con ese identificador. Lanza `ErrorCurso` y propone el más parecido si no existe."""
    id = str(id).strip()
    leccion = id.partition(".")[0]
    if leccion in lecciones():
        for ejercicio in ejercicios_de(leccion):
            if ejercicio.id == id:
                return ejercicio
    conocidos = [e.id for numero in lecciones() for e in ejercicios_de(numero)]
    parecidos = get_close_matches(id.zfill(4), conocidos, n=1, cutoff=0.5)
    sugerencia = f"¿Querías decir «{parecidos[0]}»?" if parecidos else f"Hay de {conocidos[0]} a {conocidos[-1]}."
    raise ErrorCurso(f"No existe el ejercicio «{id}». {sugerencia} Escríbelo entre comillas.")


def _modulo(leccion):
    return import_module(f"{__package__}.leccion_{leccion}")
