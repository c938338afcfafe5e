"""Los esquemas: cada cosa está donde se dice, las flechas acaban en el borde y lo dibujado se puede cambiar."""

import numpy as np
import pytest
from matplotlib.patches import Circle

from utils.esquemas import caja, flecha, lienzo, nodo, punto, red, tono
from utils.graficos import NARANJA, html_figura


@pytest.fixture
def eje():
    return lienzo(6, 3, (0, 6), (0, 3))[1]


def test_el_lienzo_no_deforma_ni_ensena_ejes(eje):
    assert eje.get_aspect() == 1 and not eje.axison
    assert eje.get_xlim() == (0, 6) and eje.get_ylim() == (0, 3)


def test_tono_va_del_blanco_al_color():
    assert tono("#000000", 0) == (1, 1, 1)
    assert np.allclose(tono("#000000", 1), 0)
    assert np.allclose(tono("#FF0000", 0.5), (1, 0.5, 0.5))


def test_la_caja_mide_lo_que_se_pide(eje):
    pieza = caja(eje, 3, 1, "suma", ancho=2, alto=1, color=NARANJA)
    borde = pieza.forma.get_path().get_extents()
    assert np.allclose([borde.x0, borde.x1, borde.y0, borde.y1], [2, 4, 0.5, 1.5], atol=0.01)
    assert pieza.texto.get_text() == "suma" and pieza.texto.get_position() == pieza.centro == (3, 1)


def test_la_flecha_acaba_en_el_borde_de_las_piezas(eje):
    a, b = nodo(eje, 1, 1, radio=0.4), caja(eje, 4, 1, ancho=2)
    dibujada = flecha(eje, a, b, "0.5")
    eje.figure.draw_without_rendering()
    asta_y_punta = dibujada.linea.get_path().vertices[:-1, 0]
    assert 1.4 <= asta_y_punta.min() < 1.5 and 2.9 < asta_y_punta.max() <= 3
    assert np.allclose(dibujada.texto.get_position(), (2.2, 1))


def test_la_flecha_tambien_une_puntos_y_lleva_su_texto_en_la_curva(eje):
    recta, curva = flecha(eje, (1, 1), (3, 1), "a"), flecha(eje, (1, 1), (3, 1), "b", curva=0.5)
    assert recta.texto.get_position() == (2, 1)
    assert curva.texto.get_position() == (2, 0.5)


def test_una_red_tiene_todos_sus_nodos_y_sus_cables(eje):
    dibujo = red(eje, [1, 3, 2], x=1, y=1.5, entre_capas=2, entre_nodos=0.8, color=["#000000", NARANJA, "#000000"])
    assert [len(capa) for capa in dibujo.nodos] == [1, 3, 2]
    assert set(dibujo.cables) == {(0, 0, j) for j in range(3)} | {(1, i, j) for i in range(3) for j in range(2)}
    assert np.allclose([n.centro for n in dibujo.nodos[1]], [(3, 2.3), (3, 1.5), (3, 0.7)])
    cable = dibujo.cables[1, 0, 1]
    assert np.allclose(np.transpose(cable.linea.get_data()), [(3, 2.3), (5, 1.1)])
    assert cable.texto.get_position() == pytest.approx(punto(dibujo.nodos[1][0], dibujo.nodos[2][1], 0.5))
    assert isinstance(dibujo.nodos[0][0].forma, Circle)


def test_lo_dibujado_se_puede_cambiar(eje):
    dibujo = red(eje, [2, 2])
    antes = html_figura(eje.figure, "Una red de dos entradas y dos salidas.")
    dibujo.cables[0, 1, 0].texto.set_text("0.7")
    assert html_figura(eje.figure, "Una red de dos entradas y dos salidas.") != antes
