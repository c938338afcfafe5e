"""El curso puede cambiar de motor: nada nombra TensorFlow fuera de `utils/gradientes.py` y de quien prepara el entorno."""

import ast
import os
import subprocess
import sys

import pytest
from comun import RAIZ

PUEDEN = {"utils/gradientes.py"}
FUENTES = [
    f for carpeta in ("utils", "lecciones") for f in sorted((RAIZ / carpeta).rglob("*.py")) if not f.name.startswith("test_")
]
SIN_TENSORFLOW = """
import sys
from importlib import import_module

class Prohibido:
    def find_spec(self, nombre, *_):
        if nombre.partition(".")[0] == "tensorflow":
            raise AssertionError("alguien importa TensorFlow")

sys.meta_path.insert(0, Prohibido())
for modulo in sys.argv[1:]:
    import_module(modulo)
print("bien")
"""


@pytest.mark.parametrize("fichero", FUENTES, ids=lambda f: f.relative_to(RAIZ).as_posix())
def test_nadie_mas_nombra_tensorflow(fichero):
    if fichero.relative_to(RAIZ).as_posix() in PUEDEN:
        return
    for nodo in ast.walk(ast.parse(fichero.read_text(encoding="utf-8"))):
        nombres = [alias.name for alias in nodo.names] if isinstance(nodo, ast.Import) else []
        nombres += [nodo.module or ""] if isinstance(nodo, ast.ImportFrom) else []
        assert not [n for n in nombres if n.partition(".")[0] in ("tensorflow", "jax", "torch")], f"línea {nodo.lineno}"
        assert not (isinstance(nodo, ast.Attribute) and nodo.attr == "numpy" and _es_llamada_a_numpy(nodo)), (
            f"línea {nodo.lineno}: .numpy()"
        )


def _es_llamada_a_numpy(nodo):
    """True si es `algo.numpy`, el método de los tensores de TensorFlow, y no `keras.ops.numpy` ni un módulo."""
    return not (isinstance(nodo.value, ast.Name) and nodo.value.id in ("ops", "keras"))


def test_todas_las_habitaciones_se_importan_con_otro_motor_y_sin_tensorflow():
    modulos = [
        ".".join(f.relative_to(RAIZ).with_suffix("").parts) for f in FUENTES if f.name not in ("cuaderno.py", "__init__.py")
    ]
    orden = [sys.executable, "-c", SIN_TENSORFLOW, *modulos]
    proceso = subprocess.run(orden, cwd=RAIZ, env=os.environ | {"KERAS_BACKEND": "jax"}, capture_output=True, text=True)
    assert proceso.stdout.strip() == "bien", proceso.stderr
