"""Lección 00: la suma ponderada que se dibuja, el botón de la GPU y el mapa del curso."""

import numpy as np
import pytest
from comun import lentitud

from utils.curso import ErrorCurso

from . import exploradores, mapa


def alturas(lamina):
    return [barra.get_height() for barra in lamina.barras]


@pytest.mark.parametrize(
    "pesos", [(0.5, -1.0, 2.0, 0.25), (-3.0, 3.0, 0.0, -3.0), (0.0, 0.0, 0.0, 0.0)]
)
def test_las_barras_son_los_productos_el_sesgo_y_su_suma(pesos):
    lamina = exploradores.LaminaSuma()
    w1, w2, w3, b = pesos
    alt = lamina.pintar(w1, w2, w3, b)
    assert alturas(lamina) == [w1, 2 * w2, 3 * w3, b, np.dot([1, 2, 3], [w1, w2, w3]) + b]
    assert alt.replace("−", "-").endswith(f"= {alturas(lamina)[-1]:.2f}.")


def test_las_barras_caben_siempre():
    lamina = exploradores.LaminaSuma()
    lamina.pintar(3.0, 3.0, 3.0, 3.0)
    assert max(alturas(lamina)) < lamina.eje.get_ylim()[1]


def test_la_suma_responde_deprisa():
    assert lentitud(exploradores.explorar_suma()) < 5


def test_el_boton_no_carga_nada_hasta_pulsarlo_y_explica_lo_que_falla(monkeypatch):
    publicados, respuestas = [], iter([0, 2, ErrorCurso("Falta Keras.")])

    def contar():
        respuesta = next(respuestas)
        if isinstance(respuesta, ErrorCurso):
            raise respuesta
        return respuesta

    monkeypatch.setattr(exploradores, "contar_gpus", contar)
    monkeypatch.setattr(exploradores, "publicar", publicados.append)
    exploradores.boton_gpu()
    boton, resultado = publicados[0].children
    assert "Aún no" in resultado.value
    for dice in ("no hace falta", "Hay 2 GPU", "⚠️ Falta Keras."):
        boton.click()
        assert dice in resultado.value


# --- El mapa --------------------------------------------------------------------------------------------------------


@pytest.fixture
def de_juguete(monkeypatch):
    """Un curso de mentira: 00 → 01 → 02, con 02 que pide también 00."""

    pedidas = {"00": (), "01": ("00", "a1"), "02": ("00", "01"), "a1": ("00",)}

    def montar(*numeros):
        monkeypatch.setattr(mapa, "publicadas", lambda: dict.fromkeys(numeros))
        monkeypatch.setattr(mapa, "titulo_de", lambda n: f"Lección {n}: con su explicación")
        monkeypatch.setattr(mapa, "pide", pedidas.get)
        monkeypatch.setattr(mapa, "EN_CAMINO", {"09": ("Nueve", ("02",)), "02": ("Dos", ("01",))})
        return mapa.mapa_del_curso()

    return montar


def test_lo_publicado_sale_de_las_carpetas_y_lo_demas_esta_en_camino(de_juguete):
    curso = de_juguete("00", "01", "02")
    assert {n: leccion.publicada for n, leccion in curso.items()} == {
        "00": True,
        "01": True,
        "02": True,
        "09": False,
    }
    assert (curso["02"].nombre, curso["09"].nombre) == ("Lección 02", "Nueve")
    assert not de_juguete("00", "01")["02"].publicada


def test_las_flechas_que_se_deducen_no_se_dibujan(de_juguete):
    assert mapa.flechas(de_juguete("00", "01", "02")) == [("00", "01"), ("01", "02"), ("02", "09")]


def test_la_a1_va_entre_la_00_y_la_01(de_juguete):
    curso = de_juguete("00", "01", "02", "a1")
    assert list(curso) == ["00", "a1", "01", "02", "09"]
    assert mapa.flechas(curso)[:2] == [("00", "a1"), ("a1", "01")]


def test_cada_leccion_del_curso_va_debajo_de_las_que_pide_y_en_su_sitio():
    curso = mapa.mapa_del_curso()
    lugares = mapa.colocar(curso)
    assert lugares.keys() == curso.keys() and len(set(lugares.values())) == len(curso)
    assert all(lugares[antes][1] < lugares[despues][1] for antes, despues in mapa.flechas(curso))
    assert all(0 < x < 1 for x, _ in lugares.values())
