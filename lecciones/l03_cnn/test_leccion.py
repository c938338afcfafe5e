"""Los exploradores de la lección 03: dibujar, cargar, quitar un filtro, y lo que dicen cuando algo no encaja."""

import numpy as np
import pytest
from utils.curso import ErrorCurso, preparar

from lecciones.l03_cnn import exploradores as explorador
from lecciones.l03_cnn.ejercicios import construir_cnn


@pytest.fixture(scope="module")
def red():
    preparar(entrena=True)
    return construir_cnn((8, 8, 1), 10)


@pytest.fixture(scope="module")
def imagenes():
    return np.random.default_rng(0).uniform(size=(6, 8, 8, 1)).astype("float32")


def test_dibujar_celda_a_celda(red, imagenes):
    panel = explorador.explorar_digito(red, imagenes)
    assert np.array_equal(panel.valores["imagen"], imagenes[0, ..., 0])
    panel.borrar()
    assert panel.valores["imagen"].sum() == 0
    panel.celdas[9].value = True
    dibujo = panel.valores["imagen"]
    assert dibujo[1, 1] == 1 and dibujo[0, 1] == dibujo[1, 0] == explorador.VECINO and dibujo[0, 0] == 0
    panel.ejemplo.value = 3
    assert np.array_equal(panel.valores["imagen"], imagenes[3, ..., 0])
    assert panel.aviso.value == ""


def test_quitar_un_filtro_no_cambia_la_red(red, imagenes):
    antes = [p.copy() for p in red.get_weights()]
    lamina = explorador.LaminaFiltros(red, imagenes, np.arange(6))
    intacta = lamina.pintar(1, 1.0)
    assert "red intacta" in intacta and "sin el filtro 2" in lamina.pintar(2, 0.0)
    assert all(np.array_equal(a, b) for a, b in zip(antes, red.get_weights(), strict=True))


def test_entradas_que_no_valen(red):
    lamina = explorador.LaminaDigito(red)
    for imagen in (np.zeros((7, 8)), np.full((8, 8), 2.0)):
        with pytest.raises(ErrorCurso, match="8×8"):
            lamina.pintar(imagen)
    with pytest.raises(ErrorCurso, match="espera"):
        explorador.LaminaDigito(construir_cnn((12, 12, 1), 10))
