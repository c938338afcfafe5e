"""Lección 05: las láminas dicen la cantidad de la que hablan, y sus cuentas coinciden con otra manera de hacerlas."""

import re

import numpy as np
import pytest
from comun import lentitud

from utils.ejercicios import evaluar

from . import exploradores
from .ejercicios import ENTRA, desplegar, gradiente_W, tipo_rnn


def test_la_red_de_una_unidad_es_la_de_los_ejercicios():
    entrada = exploradores.ENTRADAS["alterna"]
    estados, salidas = exploradores.recorrer(entrada, 0.7, -1.3, 2.0)
    S, O = desplegar(
        entrada[:, None], np.zeros(1), np.array([[0.7]]), np.array([[-1.3]]), np.array([[2.0]])
    )
    assert np.allclose(estados, S[:, 0]) and np.allclose(salidas, O[:, 0])


@pytest.mark.parametrize("entrada", exploradores.ENTRADAS)
@pytest.mark.parametrize("instante", [1, exploradores.PASOS])
def test_desplegar_en_los_extremos(entrada, instante):
    alt = exploradores.LaminaDesplegar().pintar(instante, -3.0, 3.0, -3.0, entrada)
    assert f"instante {instante}" in alt and "nan" not in alt


def test_la_cuenta_escrita_se_puede_repetir():
    lamina = exploradores.LaminaDesplegar()
    lamina.pintar(instante=5, u=-2.5, w=-1.2, entrada="dos pulsos opuestos")
    cuenta = re.search(r"tanh\(([^a-zUWS]+)\) = (.+)$", lamina.cuentas[0].get_text())
    suma, total = (texto.replace("−", "-").replace("·", "*") for texto in cuenta.groups())
    assert abs(np.tanh(eval(suma)) - float(total)) < 0.01


@pytest.mark.parametrize("matriz", exploradores.MATRICES)
def test_las_jacobianas_son_las_de_la_red(matriz):
    """∂S_t/∂S_0 por diferencias finitas, moviendo el primer estado."""
    W, h, largo = 1.1 * exploradores.MATRICES[matriz], 1e-6, 4

    def final(s):
        for ruido in exploradores.RUIDO[1:largo]:
            s = np.tanh(0.3 * ruido + W @ s)
        return s

    primero = np.tanh(0.3 * exploradores.RUIDO[0])
    numerica = np.array(
        [
            (final(primero + h * v) - final(primero - h * v)) / (2 * h)
            for v in np.eye(exploradores.UNIDADES)
        ]
    ).T
    normas = exploradores.normas_entre_instantes(
        exploradores.jacobianas(1.1, largo, "tanh", matriz, 0.3)
    )
    assert np.isclose(normas[largo, 1], np.linalg.norm(numerica, 2), rtol=1e-5)
    assert np.allclose(np.diag(normas), 1) and np.isnan(normas[0, 1])


def test_lineal_y_ortogonal_es_la_potencia_del_radio():
    normas = exploradores.normas_entre_instantes(
        exploradores.jacobianas(0.8, 20, "lineal", "ortogonal", 0.3)
    )
    assert np.allclose(normas[-1], 0.8 ** np.arange(20, -1, -1.0))


@pytest.mark.parametrize("radio", [0.2, 1.8])
@pytest.mark.parametrize("activacion", ["tanh", "lineal"])
def test_el_gradiente_en_los_extremos(radio, activacion):
    alt = exploradores.LaminaGradiente().pintar(
        radio, exploradores.LARGO_MAXIMO, activacion, "al azar", 2.0
    )
    assert "nan" not in alt and ("se apaga" in alt or "estalla" in alt)


def test_el_mensaje_de_los_tipos_no_da_la_respuesta():
    tipos = {aplicacion: tipo_rnn(aplicacion) for aplicacion in ENTRA}
    for aplicacion, tipo in tipos.items():
        suyo = next(t for t in tipos.values() if t not in (tipo, f"{tipo}-sincrona"))
        mensaje = evaluar(
            "05.3", lambda a, suyo=suyo, mala=aplicacion: suyo if a == mala else tipo_rnn(a)
        ).mensaje
        assert f"«{tipo}»" not in mensaje


def test_bptt_con_pesos_enteros_y_secuencia_larga():
    rng = np.random.default_rng(0)
    W = np.array([[0, 1], [-1, 0]])
    dW = gradiente_W(
        rng.normal(size=(200, 1)), np.zeros(2), np.ones((2, 1)), W, np.ones((1, 2)), np.zeros((200, 1))
    )
    assert dW.shape == (2, 2) and np.isfinite(dW).all()


@pytest.mark.parametrize(
    "explorar",
    [exploradores.explorar_desplegar, exploradores.explorar_gradiente],
    ids=lambda f: f.__name__,
)
def test_cada_explorador_responde_deprisa_en_todos_sus_extremos(explorar):
    assert lentitud(explorar()) < 5
