"""Lo que comparten las pruebas: dónde está cada cosa y cómo se ejecuta un cuaderno."""

import os
import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient

RAIZ = Path(__file__).resolve().parent.parent
LECCIONES = sorted((RAIZ / "lecciones").glob("[0-9]*.py"))
CUADERNOS = sorted((RAIZ / "notebooks").glob("[0-9]*.ipynb"))
RESUELTOS = sorted((RAIZ / "solutions").glob("[0-9]*.ipynb"))
GLOSARIOS = sorted(RAIZ.glob("[ns]*/glosario.ipynb"))  # en notebooks/ y en solutions/, solo texto
REGION = re.compile(r"^ *# BEGIN SOLUTION\n(.*?)^ *# END SOLUTION$", re.DOTALL | re.MULTILINE)


def leer(ruta):
    """El cuaderno guardado en `ruta`."""
    return nbformat.read(ruta, as_version=4)


def celdas_de_codigo(cuaderno):
    """Sus celdas de código, en orden."""
    return [c for c in cuaderno.cells if c.cell_type == "code"]


def ejecutar(cuaderno, carpeta, antes="", despues="", **entorno):
    """Ejecuta el cuaderno en `carpeta` y lo devuelve. `antes` y `despues`: código que se añade en los extremos."""
    cuaderno = nbformat.from_dict(cuaderno)
    if antes:
        cuaderno.cells.insert(0, nbformat.v4.new_code_cell(antes, id="antes"))
    if despues:
        cuaderno.cells.append(nbformat.v4.new_code_cell(despues, id="despues"))
    cliente = NotebookClient(cuaderno, timeout=180, kernel_name="python3", resources={"metadata": {"path": str(carpeta)}})
    entorno = {"CURSO_PROGRESO": str(Path(carpeta) / "progreso.json")} | entorno
    heredado = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}  # con ella, ipykernel no recoge stderr
    return cliente.execute(env=heredado | entorno)


def texto_de(celda):
    """Todo lo que la celda ha escrito, como texto."""
    return "\n".join(s.get("text") or s.get("data", {}).get("text/plain", "") for s in celda.outputs)


def codigo_de_imagenes(html):
    """Las etiquetas `<img>` de un texto HTML."""
    return re.findall(r"<img\b[^>]*>", html)
