"""`make nueva`: la lección que crea pasa sus pruebas desde el primer minuto, y un nombre malo no deja nada escrito."""

import shutil
import subprocess
import sys
from pathlib import Path

import nueva
import pytest
from comun import RAIZ

CARPETAS = ("data", "herramientas", "lecciones", "notebooks", "solutions", "tests", "utils")
FICHEROS = ("conftest.py", "pyproject.toml", "README.md", "CONTRIBUTING.md")
PRUEBAS = [f"tests/test_{nombre}.py" for nombre in ("cuadernos", "ejercicios", "mutaciones", "ortografia")]


@pytest.fixture
def copia(tmp_path):
    """Una copia del curso."""
    for carpeta in CARPETAS:
        shutil.copytree(RAIZ / carpeta, tmp_path / carpeta, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    for fichero in FICHEROS:
        shutil.copy(RAIZ / fichero, tmp_path)
    return tmp_path


def test_la_leccion_nueva_pasa_sus_pruebas(copia):
    for orden in (
        [sys.executable, "herramientas/nueva.py", "98_tema_nuevo"],
        [sys.executable, "-m", "ruff", "check", "--no-cache", "lecciones/l98_tema_nuevo"],
        [sys.executable, "-m", "ruff", "format", "--check", "--no-cache", "lecciones/l98_tema_nuevo"],
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        [sys.executable, "herramientas/generar.py", "98"],
        [sys.executable, "-m", "pytest", "-q", *PRUEBAS, "lecciones/l98_tema_nuevo", "-k", "98_tema_nuevo or 98."],
    ):
        resultado = subprocess.run(orden, cwd=copia, capture_output=True, text=True)
        assert resultado.returncode == 0, resultado.stdout + resultado.stderr
    pasadas = resultado.stdout.splitlines()[-1]
    assert " passed" in pasadas and "skipped" not in pasadas, pasadas


@pytest.fixture
def vacia(tmp_path, monkeypatch):
    """Un curso con una sola lección, en el que trabaja `nueva`."""
    (tmp_path / "lecciones" / "l20_arboles").mkdir(parents=True)
    monkeypatch.setattr(nueva, "RAIZ", tmp_path)
    return tmp_path / "lecciones"


def test_cada_cosa_lleva_el_numero_y_el_nombre_de_la_leccion(vacia):
    carpeta = nueva.crear("21_grafos")
    assert carpeta == vacia / "l21_grafos"
    assert {f.name for f in carpeta.iterdir()} == {f.name for f in nueva.PLANTILLA.glob("*.py")}
    textos = "".join(f.read_text(encoding="utf-8") for f in carpeta.iterdir())
    assert "from lecciones.l21_grafos import" in textos and 'comprobar("21.1"' in textos and "99" not in textos


@pytest.mark.parametrize(
    ("nombre", "mensaje"),
    [
        ("", "make nueva LECCION=21_tema"),
        ("tema", "dos cifras, un guion bajo"),
        ("21", "dos cifras, un guion bajo"),
        ("21_Tema", "en minúsculas"),
        ("21_año", "sin tildes ni ñ"),
        ("21_tema/../otra", "no vale como nombre"),
        ("20_otra_cosa", "La lección 20 ya existe: lecciones/l20_arboles"),
    ],
)
def test_un_nombre_malo_se_explica_y_no_deja_nada(vacia, nombre, mensaje):
    with pytest.raises(SystemExit, match=mensaje):
        nueva.crear(nombre)
    assert [f.name for f in vacia.iterdir()] == ["l20_arboles"]


def test_desde_la_terminal_sale_con_error():
    resultado = subprocess.run([sys.executable, RAIZ / "herramientas/nueva.py", "mal"], capture_output=True, text=True)
    assert resultado.returncode == 1 and "«mal» no vale como nombre" in resultado.stderr
