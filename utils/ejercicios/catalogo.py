"""Dónde está cada lección y cada ejercicio: en su carpeta de `lecciones/`. Cada una se importa solo cuando hace falta.

Lo que se sabe de una lección (título, qué pide, qué ejercicios tiene) sale de su carpeta; no hay otra lista que mantener.
"""

import re
from difflib import get_close_matches
from functools import cache
from importlib import import_module

from ..curso import RAIZ, ErrorCurso


@cache
def publicadas():
    """Número y carpeta de cada lección, en orden: {"00": "l00_inicio", "a1": "la1_como_aprende", "01": …}.

    Los apéndices (A1…) van detrás de la 00: cuentan lo que las demás dan por sabido.
    """
    salas = {sala.parent.name[1:3]: sala.parent.name for sala in RAIZ.glob("lecciones/l*/cuaderno.py")}
    return {n: salas[n] for n in sorted(salas, key=lambda n: f"00{n}" if n[0].isalpha() else n)}


def lecciones():
    """Números de las lecciones con ejercicios, en orden: ("00", "01", …)."""
    return tuple(n for n, sala in publicadas().items() if (RAIZ / "lecciones" / sala / "ejercicios.py").is_file())


def titulo_de(leccion):
    """Título de la lección: el de la primera línea de su cuaderno."""
    return re.search(r"^# \w+ · (.+)$", _portada(leccion), re.MULTILINE)[1]


def pide(leccion):
    """Números de las lecciones que conviene haber hecho antes: las que enlaza «Qué necesitas antes»."""
    antes = _portada(leccion).partition("**Qué necesitas antes")[2].partition("\n\n")[0]
    return tuple(dict.fromkeys(re.findall(r"\]\((\w\d)_\w+\.ipynb\)", antes)))


@cache
def _portada(leccion):
    """La primera celda del cuaderno."""
    return (RAIZ / "lecciones" / publicadas()[leccion] / "cuaderno.py").read_text(encoding="utf-8").partition('"""\n\n')[0]


def ejercicios_de(leccion):
    """Ejercicios de una lección, en orden. Lanza `ErrorCurso` si la lección no tiene."""
    leccion = str(leccion).strip().lower().zfill(2)
    if leccion not in lecciones():
        raise ErrorCurso(f"No hay ejercicios de la lección «{leccion}». Hay de: {', '.join(lecciones())}.")
    return import_module(f"lecciones.{publicadas()[leccion]}.ejercicios").EJERCICIOS


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
