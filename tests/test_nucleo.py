"""Lo que solo se ve en un núcleo de verdad: ejecutar de nuevo, salir, preguntar."""

import pytest
from comun import ejecutar, texto_de
from nbformat.v4 import new_code_cell, new_notebook

PREPARAR = "import sys\nsys.path.insert(0, {raiz!r})\nfrom utils.ejercicios import comprobar, usar\nvaliosa = 42"


@pytest.fixture
def ejecutadas(tmp_path, request):
    """Función que ejecuta unas celdas en un núcleo nuevo y devuelve lo que escribe cada una."""

    def en_un_nucleo(*codigos):
        celdas = [new_code_cell(c) for c in (PREPARAR.format(raiz=str(request.config.rootpath)), *codigos)]
        return [texto_de(c) for c in ejecutar(new_notebook(cells=celdas), tmp_path).cells[1:]]

    return en_un_nucleo


def test_salir_o_preguntar_no_cierra_el_nucleo_ni_pierde_las_variables(ejecutadas):
    textos = ejecutadas(
        "def suma_ponderada(x, w, b):\n    exit()",
        'comprobar("00.1", suma_ponderada)',
        "def suma_ponderada(x, w, b):\n    return float(input('¿cuánto?'))",
        'comprobar("00.1", suma_ponderada)',
        "print(valiosa)",
    )
    assert "exit() o quit() cierran Python" in textos[1]
    assert "input() espera que alguien escriba" in textos[3]
    assert textos[4].strip() == "42"


def test_ejecutar_todo_y_comprobar_otra_vez_no_da_por_buena_la_referencia(ejecutadas, tmp_path):
    comprobacion = 'comprobar("02.2", tamano_salida)'
    textos = ejecutadas(
        "def tamano_salida(n, k, stride=1, padding=0, dilation=1):\n    ...",
        comprobacion,
        'tamano_salida = usar("02.2", tamano_salida)',
        comprobacion,
        "print(tamano_salida(5, 3))",
    )
    assert textos[1].startswith("⬜") and "Sigo con la versión de referencia" in textos[2]
    assert textos[3].startswith("⬜") and "ejecuta antes tu celda" in textos[3]
    assert textos[4].strip() == "3"
    assert not (tmp_path / "progreso.json").exists()
