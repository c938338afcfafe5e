"""Entorno limpio para todas las pruebas. Vive en la raíz porque nbval lo necesita con `notebooks` y `solutions`."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

RAIZ = Path(__file__).resolve().parent
sys.path[:0] = [str(RAIZ), str(RAIZ / "herramientas"), str(RAIZ / "tests")]
TEMPORAL = tempfile.TemporaryDirectory(prefix="redes-vivas-")

for variable in list(os.environ):
    if variable.startswith("CURSO_"):
        del os.environ[variable]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Cada fichero empieza sin progreso: con nbval, lo que un cuaderno resuelve no se ve en el siguiente."""
    nombre = "-".join(item.path.relative_to(RAIZ).with_suffix("").parts)
    os.environ["CURSO_PROGRESO"] = str(Path(TEMPORAL.name) / f"{nombre}.json")


def pytest_collection_modifyitems(items):
    """Marca con `rapidez` las pruebas que miden tiempo de procesador: van a solas, para que nada las estorbe."""
    for item in items:
        codigo = getattr(getattr(item, "function", None), "__code__", None)
        if codigo and {"lentitud", "process_time"} & set(codigo.co_names):
            item.add_marker("rapidez")
