"""Lección 01: lo que dibujan los exploradores, frente a cuentas hechas de otra manera, y las fórmulas que se escriben."""

import numpy as np
import pytest
from comun import extremos, lentitud
from scipy.special import expit

from utils.curso import ErrorCurso

from . import exploradores, tareas

X = exploradores.X


def red(x, w, b, v):
    """Una capa oculta de sigmoides y salida lineal, neurona a neurona."""
    return sum(vi * expit(wi * x + bi) for wi, bi, vi in zip(w, b, v, strict=True))


# --- La neurona -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("w", "b"), [(8.0, -4.0), (-30.0, 12.0), (100.0, -100.0), (5.0, 20.0)])
def test_la_neurona_y_su_escalon(w, b):
    lamina = exploradores.LaminaNeurona()
    alt = lamina.pintar(w, b)
    np.testing.assert_allclose(lamina.curva.get_ydata(), 1 / (1 + np.exp(-(w * X + b))), atol=1e-12)
    (s, _) = lamina.linea.get_xdata()
    assert expit(w * s + b) == pytest.approx(0.5)
    assert lamina.linea.get_visible() == (0 <= s <= 1) == ("fuera del dibujo" not in alt)


def test_el_ancho_que_anuncia_es_el_de_la_curva():
    alt = exploradores.LaminaNeurona().pintar(20.0, -10.0)
    fina = np.linspace(0, 1, 100_001)
    dentro = fina[np.abs(expit(20 * fina - 10) - 0.5) <= 0.4]
    assert f"pasa de 0.1 a 0.9 en {np.ptp(dentro):.3f}" in alt


def test_sin_peso_no_hay_escalon():
    lamina = exploradores.LaminaNeurona()
    assert "sin escalón" in lamina.pintar(0.0, 3.0)
    assert not lamina.linea.get_visible()


# --- Las mesetas ----------------------------------------------------------------------------------------------------


def test_las_mesetas_son_una_red_de_dos_neuronas_por_meseta():
    alturas, w = [0.3, -0.5, 0.9], 40.0
    bordes = [-0.05, 1 / 3, 2 / 3, 1.05]
    sesgos = [-w * s for s in np.repeat(bordes, 2)[1:-1]]
    neuronas = red(X, [w] * 6, sesgos, np.outer(alturas, [1, -1]).ravel())
    np.testing.assert_allclose(tareas.sumar_mesetas(X, alturas, w), neuronas, atol=1e-12)


@pytest.mark.parametrize("objetivo", tareas.OBJETIVOS)
def test_el_error_que_dibujan_las_mesetas_es_la_distancia_entre_las_dos_curvas(objetivo):
    lamina = exploradores.LaminaMesetas()
    alt = lamina.pintar(objetivo, n=12, w=150.0)
    f, g = lamina.objetivo.get_ydata(), lamina.red.get_ydata()
    np.testing.assert_allclose(f, tareas.OBJETIVOS[objetivo](X))
    np.testing.assert_allclose(lamina.error.get_ydata(), np.abs(f - g))
    assert f"Error máximo {np.abs(f - g).max():.3f} (▼) · error medio {np.abs(f - g).mean():.3f}" in alt
    assert np.abs(f - g)[lamina.peor.get_xdata()[0] == X] == np.abs(f - g).max()


def test_mover_una_altura_solo_cambia_su_meseta():
    explorador = exploradores.explorar_mesetas()
    antes = explorador.lamina.red.get_ydata().copy()
    explorador.controles["w"].value = 1000.0
    quieta = explorador.lamina.red.get_ydata().copy()
    explorador.alturas[4].value += 0.5
    cambio = explorador.lamina.red.get_ydata() - quieta
    assert not np.allclose(antes, quieta)
    assert cambio[450] == pytest.approx(0.5) and np.allclose(
        cambio[(X < 0.38) | (X > 0.52)], 0, atol=1e-6
    )


def test_una_funcion_escrita_o_pasada_se_dibuja():
    explorador = exploradores.explorar_mesetas()
    explorador.controles["formula"].value = "x^2 + 0,5*sen(pi*x)"
    assert explorador.controles["objetivo"].value == exploradores.PROPIA
    np.testing.assert_allclose(explorador.lamina.objetivo.get_ydata(), X**2 + 0.5 * np.sin(np.pi * X))
    propia = exploradores.explorar_mesetas(lambda x: x**3)
    np.testing.assert_allclose(propia.lamina.objetivo.get_ydata(), X**3)
    assert propia.alturas[9].value == pytest.approx(0.95**3, abs=0.01)


@pytest.mark.parametrize(
    ("formula", "dice"),
    [
        ("2x", "No entiendo"),
        ("", "No entiendo"),
        ("y + 1", "«y»"),
        ("open('x')", "«open»"),
        ("x if x else 1", "una parte"),
        ("1/(x - 0.5)", "divide entre 0"),
        ("log(x - 2)", "negativos"),
    ],
)
def test_una_formula_que_no_vale_se_explica_y_conserva_la_figura(formula, dice):
    explorador = exploradores.explorar_mesetas()
    antes = explorador.lamina.objetivo.get_ydata().copy()
    explorador.controles["formula"].value = formula
    assert dice in explorador.aviso.value
    np.testing.assert_array_equal(explorador.lamina.objetivo.get_ydata(), antes)
    with pytest.raises(ErrorCurso):
        tareas.leer_funcion(formula)(X)


# --- La torre -------------------------------------------------------------------------------------------------------


def test_la_torre_es_una_red_de_cuatro_neuronas_y_una_que_corta():
    lamina = exploradores.LaminaTorre()
    alt = lamina.pintar(centro_x=0.4, centro_y=0.6, lado=0.3, w=80.0, umbral=1.5)
    x = lamina.MALLA
    en_x = red(x, [80] * 2, [-80 * 0.25, -80 * 0.55], [1, -1])
    en_y = red(x, [80] * 2, [-80 * 0.45, -80 * 0.75], [1, -1])
    suma, torre = (np.asarray(imagen.get_array()) for imagen in lamina.imagenes)
    np.testing.assert_allclose(suma, en_x[None, :] + en_y[:, None], atol=1e-12)
    np.testing.assert_allclose(torre, expit(80 * (suma - 1.5)), atol=1e-12)
    assert torre[72, 48] > 0.99 and torre[72, 5] < 0.01  # el centro y un brazo de la cruz
    assert "una torre" in alt and "la torre ideal, 0.09" in alt


@pytest.mark.parametrize(("umbral", "dice"), [(0.5, "una cruz"), (2.2, "nada")])
def test_con_otro_umbral_no_queda_una_torre(umbral, dice):
    assert dice in exploradores.LaminaTorre().pintar(umbral=umbral)


# --- Rapidez y extremos ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cual", ["explorar_neurona", "explorar_torre"])
def test_responden_deprisa(cual):
    assert lentitud(getattr(exploradores, cual)()) < 5


def test_las_mesetas_responden_deprisa():
    def valores(control):
        return ("x^2", "exp(-x)") if control is explorador.controles["formula"] else extremos(control)

    explorador = exploradores.explorar_mesetas()
    assert lentitud(explorador, valores) < 5
