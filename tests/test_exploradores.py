"""La base de los exploradores: una lámina y sus controles."""

import re
import sys

import ipywidgets as widgets
import pytest

from utils import graficos
from utils.curso import ErrorCurso
from utils.exploradores import base


class Recta(base.Lamina):
    """Una recta que falla a propósito: con pendiente 9 avisa y con 10 se rompe."""

    def __init__(self):
        self.fig, eje = graficos.figura(3, 2)
        (self.linea,) = eje.plot([0, 1], [0, 1])
        self.veces = 0

    def pintar(self, pendiente, marcada=False):
        self.veces += 1
        if pendiente == 9:
            raise ErrorCurso("Con pendiente 9 la recta <se sale>.")
        self.linea.set_ydata([0, pendiente / (10 - pendiente)])
        return f"Recta de pendiente {pendiente}{' marcada' if marcada else ''}."


@pytest.fixture
def recta(monkeypatch):
    """Un explorador ya mostrado y la lista de lo que ha publicado."""
    publicado = []
    monkeypatch.setattr(base, "display", lambda datos, **_: publicado.append(datos))
    controles = {"pendiente": base.deslizador("Pendiente", 1, 0, 10), "marcada": base.casilla("Marcada")}
    explorador = base.Explorador(Recta(), controles)
    explorador._ipython_display_()
    return explorador, publicado


def test_se_publican_los_controles_y_una_figura_fija_que_la_viva_esconde(recta):
    explorador, publicado = recta
    controles, fija = publicado
    assert controles["text/plain"] == base.SIN_NUCLEO and base.VISTA in controles
    clase = re.search(r'<figure class="([\w-]+)"', fija["text/html"])[1]
    assert f".{clase}{{display:none}}" in explorador._figura.value
    assert base.SIN_NUCLEO in fija["text/html"] and fija["text/plain"] == "Figura: Recta de pendiente 1."


def test_mover_un_control_cambia_la_figura_y_su_texto(recta):
    explorador, _ = recta
    antes = explorador._figura.value
    explorador.controles["pendiente"].value = 2
    assert antes != explorador._figura.value
    assert 'alt="Recta de pendiente 2."' in explorador._figura.value


@pytest.mark.parametrize(
    ("pendiente", "mensaje"),
    [(9, "Con pendiente 9 la recta &lt;se sale&gt;."), (10, "Este control ha fallado (ZeroDivisionError")],
)
def test_un_error_se_explica_en_el_control_y_la_figura_se_queda(recta, pendiente, mensaje):
    explorador, _ = recta
    antes = explorador._figura.value
    explorador.controles["pendiente"].value = pendiente
    assert mensaje in explorador.aviso.value
    assert explorador._figura.value == antes
    explorador.controles["pendiente"].value = 3
    assert explorador.aviso.value == ""
    assert explorador._figura.value != antes


def test_poner_varios_valores_redibuja_una_vez(recta):
    explorador, _ = recta
    veces = explorador.lamina.veces
    explorador.poner(pendiente=4, marcada=True)
    assert explorador.lamina.veces == veces + 1
    assert explorador.valores == {"pendiente": 4, "marcada": True}
    assert 'alt="Recta de pendiente 4 marcada."' in explorador._figura.value


def test_en_colab_solo_se_publica_lo_que_vive(recta, monkeypatch):
    explorador, publicado = recta
    monkeypatch.setitem(sys.modules, "google.colab", object())
    publicado.clear()
    explorador._ipython_display_()
    assert [set(datos) for datos in publicado] == [{base.VISTA, "text/plain"}]


def test_cada_control_lleva_etiqueta_y_ayuda():
    for control in (
        base.deslizador("A", 1, 0, 2, ayuda="Ayuda A"),
        base.desplegable("A", ["x"], ayuda="Ayuda A"),
        base.cuadro_de_texto("A", "hola", ayuda="Ayuda A"),
        base.cuadro_de_texto("A", "hola", ayuda="Ayuda A", filas=3),
    ):
        assert control.description == "A"
        assert getattr(control, base.AYUDA) == "Ayuda A"
    assert isinstance(base.deslizador("B", 0.5, 0, 1, 0.1), widgets.FloatSlider)
