"""Las flechas entre carpetas: import-linter, con los contratos de pyproject.toml, ve cualquiera que suba."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from comun import RAIZ

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def flechas(carpeta):
    """Lo que dice import-linter de los paquetes de `carpeta`."""
    return subprocess.run([LINT_IMPORTS, "--no-logo", "--no-cache"], cwd=carpeta, capture_output=True, text=True)


@pytest.fixture
def casa(tmp_path):
    """Una copia de la casa, solo con sus programas."""
    for carpeta in ("utils", "lecciones"):
        shutil.copytree(RAIZ / carpeta, tmp_path / carpeta, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(RAIZ / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("fichero", "importa", "contrato"),
    [
        ("utils/curso.py", "lecciones.l00_inicio.ejercicios", "Lo compartido no conoce las lecciones"),
        ("utils/datos/fotos.py", "herramientas.generar", "Lo compartido no conoce las lecciones"),
        ("lecciones/l01_universalidad/ejercicios.py", "lecciones.l00_inicio.ejercicios", "Ninguna lección importa de otra"),
        ("utils/graficos.py", "utils.exploradores.base", "En utils, las flechas solo bajan"),
        ("utils/ejercicios/motor.py", "utils.exploradores.base", "En utils, las flechas solo bajan"),
        ("lecciones/l00_inicio/exploradores.py", "lecciones.l00_inicio.cuaderno", "En una lección, las flechas solo bajan"),
        ("lecciones/l13_deepdream/suenos.py", "lecciones.l13_deepdream.exploradores", "No hay círculos"),
    ],
)
def test_una_flecha_que_sube_se_ve(casa, fichero, importa, contrato):
    assert flechas(casa).returncode == 0
    with open(casa / fichero, "a", encoding="utf-8") as programa:
        programa.write(f"\nimport {importa}\n")
    resultado = flechas(casa)
    assert resultado.returncode == 1
    assert any(linea.startswith(contrato) and linea.endswith("BROKEN") for linea in resultado.stdout.splitlines()), (
        resultado.stdout
    )


def test_una_leccion_nueva_queda_vigilada_sin_tocar_nada(casa):
    shutil.copytree(casa / "lecciones" / "l00_inicio", casa / "lecciones" / "l99_nueva")
    assert "lecciones.l00_inicio" in (casa / "lecciones/l99_nueva/cuaderno.py").read_text(encoding="utf-8")
    resultado = flechas(casa)
    assert resultado.returncode == 1 and "Ninguna lección importa de otra BROKEN" in resultado.stdout
