#!/usr/bin/env python3
"""Pasa las pruebas: estilo, flechas entre carpetas, unidades, navegador y cuadernos.

python herramientas/probar.py              todas
python herramientas/probar.py 06 07        solo las de esas lecciones, con sus cuadernos
python herramientas/probar.py --cambiado   solo las de las lecciones que han cambiado respecto a lo confirmado en git

Pasa todos los pasos aunque alguno falle; al final, el resumen de pytest. Sale con 1 si algo ha fallado.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from generar import CARPETAS, RAIZ, huella, lecciones, nombre_de

MODULO = [sys.executable, "-m"]
ESTILO = (
    [*MODULO, "ruff", "check"],
    [*MODULO, "ruff", "format", "--check", "--output-format=concise"],
    [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
)
POR_LECCION = [f"tests/test_{nombre}.py" for nombre in ("cuadernos", "ejercicios", "mutaciones", "ortografia")]
A_SOLAS = "navegador or rapidez"
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=180", "--nbval-sanitize-with=tests/nbval.cfg"]
NADA_QUE_PROBAR = 5  # el código con el que sale pytest


def elegidas(numeros):
    """Las fuentes de las lecciones pedidas por su número (o «glosario»). `SystemExit` si alguna no existe."""
    fuentes = {nombre_de(leccion).partition("_")[0]: leccion for leccion in lecciones()}
    if faltan := sorted(set(numeros) - set(fuentes)):
        raise SystemExit(f"No existe la lección «{faltan[0]}». Hay: {', '.join(fuentes)}.")
    return [fuentes[numero] for numero in numeros]


def cambiadas():
    """Las fuentes de las lecciones que ya no son las confirmadas en git: otra huella, o algo de su carpeta por confirmar."""
    return [le for le in lecciones() if git("status", "--porcelain", "--", le.parent) or huella(le) != confirmada(le)]


def confirmada(leccion):
    """La huella que guarda el cuaderno confirmado en git, o None si aún no hay cuaderno."""
    cuaderno = git("show", f"HEAD:./notebooks/{nombre_de(leccion)}.ipynb")
    return json.loads(cuaderno)["metadata"]["redes_vivas"]["huella"] if cuaderno else None


def git(*orden):
    """Lo que escribe una orden de git en la carpeta del curso; nada, si falla."""
    return subprocess.run(["git", *orden], cwd=RAIZ, capture_output=True, text=True).stdout


def pasos(fuentes):
    """Las órdenes, en orden. `fuentes`: las lecciones que se prueban; con ninguna, la batería entera.

    Lo que cronometra y el navegador van antes, a solas; lo demás, en dos procesos, un fichero en cada uno.
    """
    nombres = [nombre_de(leccion) for leccion in fuentes]
    pruebas = (
        [*POR_LECCION, *(leccion.parent for leccion in fuentes)] if fuentes else ["tests", "lecciones", "--ignore=tests/colab"]
    )
    cuadernos = [f"{de}/{n}.ipynb" for de in CARPETAS for n in nombres] or CARPETAS
    filtro = ["-k", " or ".join(f"{n} or {n.partition('_')[0]}." for n in nombres)] if fuentes else []
    a_solas = [*MODULO, "pytest", *pruebas, *filtro, "-m", A_SOLAS]
    a_la_vez = [*MODULO, "pytest", *pruebas, *cuadernos, *filtro, *NBVAL, "-m", f"not ({A_SOLAS})", "-n2", "--dist=loadscope"]
    return [*ESTILO, a_solas, a_la_vez]


def pasa(orden):
    """Ejecuta una orden en la carpeta del curso; True si no falla. No tener nada que probar no es fallar."""
    return subprocess.run(orden, cwd=RAIZ).returncode in (0, NADA_QUE_PROBAR if "pytest" in orden else 0)


def main():
    ordenes = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ordenes.add_argument("lecciones", nargs="*", help="números de lección, como 02; por defecto, todas")
    ordenes.add_argument("--cambiado", action="store_true", help="solo las lecciones que has cambiado")
    opciones = ordenes.parse_args()
    if opciones.cambiado and not git("rev-parse", "HEAD"):
        raise SystemExit("Esto no es una copia de git: no sé qué ha cambiado. Di las lecciones, como en LECCIONES=06.")
    fuentes = cambiadas() if opciones.cambiado else elegidas(opciones.lecciones)
    if opciones.cambiado:
        print("Ha cambiado:", ", ".join(map(nombre_de, fuentes)) or "ninguna lección", flush=True)
    ordenes = ESTILO if opciones.cambiado and not fuentes else pasos(fuentes)
    resultados = [pasa(orden) for orden in ordenes]  # todas, aunque falle la primera
    return 0 if all(resultados) else 1


if __name__ == "__main__":
    sys.exit(main())
