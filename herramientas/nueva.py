#!/usr/bin/env python3
"""Crea la carpeta de una lección nueva a partir de `herramientas/plantilla`, con todas sus partes y sus pruebas en verde.

    python herramientas/nueva.py 21_tema

Sale con 1 y lo explica si el nombre no vale o el número ya está cogido; entonces no escribe nada.
"""

import re
import shutil
import sys
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
PLANTILLA = RAIZ / "herramientas" / "plantilla"


def carpeta_de(nombre):
    """La carpeta que tendrá la lección `nombre`, como `21_tema`. Lanza `SystemExit` si el nombre no vale o el número está cogido."""
    if not re.fullmatch(r"[\da]\d_[a-z][a-z0-9_]*", nombre):
        raise SystemExit(
            f"«{nombre}» no vale como nombre. Escribe dos cifras, un guion bajo y el tema, en minúsculas y sin tildes ni ñ: "
            "make nueva LECCION=21_tema"
        )
    if hay := next((RAIZ / "lecciones").glob(f"l{nombre[:2]}_*"), None):
        raise SystemExit(f"La lección {nombre[:2]} ya existe: lecciones/{hay.name}. Elige otro número.")
    return RAIZ / "lecciones" / f"l{nombre}"


def crear(nombre):
    """Crea la lección y devuelve su carpeta. Se escribe aparte y se pone en su sitio al final: nunca queda a medias."""
    carpeta = carpeta_de(nombre)
    obra = carpeta.with_name(f".{carpeta.name}")
    shutil.rmtree(obra, ignore_errors=True)
    obra.mkdir()
    for fichero in PLANTILLA.glob("*.py"):
        texto = fichero.read_text(encoding="utf-8")
        (obra / fichero.name).write_text(texto.replace("l99_tema", carpeta.name).replace("99", nombre[:2]), encoding="utf-8")
    return obra.rename(carpeta)


def main():
    if len(sys.argv) != 2:
        raise SystemExit("Di el nombre de la lección: make nueva LECCION=21_tema")
    carpeta = crear(sys.argv[1])
    numero = carpeta.name[1:3]
    print(f"Creada lecciones/{carpeta.name}. Ahora:")
    print("  1. escribe el título en cuaderno.py y cambia lo que hay por lo tuyo, sin quitar ninguna parte;")
    print("  2. genera sus cuadernos con «make cuadernos»;")
    print(f"  3. pasa sus pruebas con «make test LECCIONES={numero}».")


if __name__ == "__main__":
    main()
