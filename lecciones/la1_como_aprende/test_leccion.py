"""Lección A1: las láminas cuentan lo que de verdad pasa, y los números de la red 1-3-1 son los de los ejercicios."""

import numpy as np
import pytest
from comun import lentitud
from mutaciones import pasa

from lecciones.la1_como_aprende import exploradores as e
from lecciones.la1_como_aprende.ejercicios import delta_oculta, delta_salida, gradiente_mlp, perdida_mse
from utils.ejercicios import evaluar
from utils.ejercicios.catalogo import buscar, pide, publicadas, titulo_de

# --- La casa --------------------------------------------------------------------------------------------------------


def test_el_catalogo_la_reconoce():
    assert publicadas()["a1"] == "la1_como_aprende"
    assert titulo_de("a1") == "Cómo aprende una red"
    assert pide("a1") == ("00",)


# --- El paisaje -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paisaje", e.PAISAJES)
def test_cada_pendiente_es_la_derivada_de_su_paisaje(paisaje):
    perdida, pendiente = e.PAISAJES[paisaje]
    w, h = np.linspace(-0.2, 3.2, 35), 1e-6
    assert np.allclose((perdida(w + h) - perdida(w - h)) / (2 * h), pendiente(w), atol=1e-7)


def test_el_valle_es_el_de_los_ejemplos():
    x, y = e.EJEMPLOS
    assert np.isclose(e.perdida_de_los_ejemplos(0.7), perdida_mse(y, 0.7 * x))
    assert np.isclose(e.pendiente_de_los_ejemplos(1.0), -1.875)


@pytest.mark.parametrize(
    ("valores", "que_pasa"),
    [
        ({"ritmo": 0.02, "pasos": 10}, "va de camino"),
        ({"ritmo": 0.2, "pasos": 10}, "ha llegado al fondo"),
        ({"ritmo": 0.5, "pasos": 10}, "rebota"),
        ({"ritmo": 0.55, "pasos": 10}, "diverge"),
        ({"ritmo": 0.6, "pasos": 30}, "diverge: cada paso la aleja (ya fuera del dibujo)"),
        ({"paisaje": "un pozo en una llanura", "pasos": 20}, "está parada"),
        ({"paisaje": "dos valles", "inicio": 3.0, "pasos": 30}, "ha llegado al fondo"),
    ],
)
def test_la_lamina_dice_lo_que_le_pasa_a_la_bola(valores, que_pasa):
    assert que_pasa in e.LaminaPaisaje().pintar(**valores)


def test_en_dos_valles_el_fondo_depende_de_donde_se_suelta():
    pendiente = e.PAISAJES["dos valles"][1]
    izquierdo, derecho = (e.rodar(pendiente, inicio, 0.1, 30)[-1] for inicio in (0.0, 3.0))
    assert izquierdo < 1 < 2 < derecho


def test_la_bola_que_se_dispara_no_desborda():
    w = e.rodar(e.PAISAJES["dos valles"][1], 3.2, 0.6, e.PASOS)
    assert np.isfinite(w).all() and len(w) < e.PASOS


# --- La red 1-3-1 ---------------------------------------------------------------------------------------------------


def test_la_red_dibujada_es_la_de_los_ejercicios():
    w, b, v, c = (e.RED[n] for n in "wbvc")
    cuentas = e.recorrer(1.0, 0.5, w, b, v, c)
    matrices = np.array([[1.0]]), np.array([[0.5]]), w[None, :], b, v[:, None], np.array([c])
    dW1, db1, dW2, db2 = gradiente_mlp(*matrices)
    assert np.allclose(dW1[0], cuentas["w"]) and np.allclose(db1, cuentas["b"])
    assert np.allclose(dW2[:, 0], cuentas["v"]) and np.allclose(db2, cuentas["c"])
    oculta = delta_oculta(np.array([[cuentas["delta"]]]), v[:, None], cuentas["a"][None, :])
    assert np.allclose(oculta[0], cuentas["delta_oculta"])


@pytest.mark.parametrize(
    ("paso", "aparece", "falta"),
    [
        (0, "ninguna cuenta", "z:"),
        (1, "z: 0.600, −2.000, 0.800", "; a:"),
        (2, "a: 0.537, −0.964, 0.664", "pérdida:"),
        (3, "pérdida: 0.229", "δ de la salida:"),
        (4, "δ de la salida: −0.677", "gradientes de la derecha:"),
        (5, "gradientes de la derecha: −0.364, 0.653, −0.450", "δ de las ocultas:"),
        (6, "δ de las ocultas: −0.482, −0.024, 0.189", "gradientes de la izquierda:"),
        (7, "gradientes de la izquierda: −0.482, −0.024, 0.189", "La pérdida: de"),
        (8, "La pérdida: de 0.229 a 0.014", "δ de la salida:"),
    ],
)
def test_cada_paso_ensena_lo_suyo_y_no_adelanta_nada(paso, aparece, falta):
    lamina = e.LaminaRed()
    alt = lamina.pintar(paso=paso)
    assert aparece in alt and falta not in alt
    escrito = {t.get_text() for t in lamina.gradientes.values()} | {t.get_text() for t in lamina.deltas}
    assert (escrito == {""}) == (paso < 4 or paso == e.ULTIMA)


def test_volver_atras_borra_lo_que_aun_no_toca():
    lamina = e.LaminaRed()
    antes = lamina.pintar(paso=1)
    lamina.pintar(paso=7)
    assert lamina.pintar(paso=1) == antes
    assert not lamina.vuelta.linea.get_visible()


def test_los_numeros_se_escriben_sin_menos_cero():
    assert [e.numero(x) for x in (-0.001, 0.0, -1.5, 2)] == ["0.00", "0.00", "−1.50", "2.00"]


@pytest.mark.parametrize("explorar", [e.explorar_paisaje, e.explorar_red], ids=lambda f: f.__name__)
def test_cada_explorador_responde_deprisa_en_todos_sus_extremos(explorar):
    assert lentitud(explorar()) < 5


# --- Los ejercicios -------------------------------------------------------------------------------------------------


def test_cada_delta_de_softmax_suma_cero_por_fila():
    p = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
    assert np.allclose(delta_salida(p, np.array([2, 0])).sum(axis=1), 0)


SUTILES = {
    "solo una salida": ("a1.3", lambda delta, W2, a: (delta[:, :1] @ W2[:, :1].T) * (1 - a**2)),
    "por filas, sin sumar caminos": ("a1.3", lambda delta, W2, a: (delta @ np.sign(W2).T) * (1 - a**2)),
    "solo el primer ejemplo": ("a1.4", lambda x, y, *p: gradiente_mlp(x[:1], y[:1], *p)),
    "sin el sesgo de la salida": (
        "a1.4",
        lambda x, y, W1, b1, W2, b2: gradiente_mlp(x, y, W1, b1, W2, 0 * b2),
    ),
    "n fijo": ("a1.5", lambda p, y: (p - np.eye(p.shape[1])[y]) / 2),
    "media de filas": (
        "a1.1",
        lambda y, y_pred: np.mean(np.sum((np.atleast_2d(y) - y_pred) ** 2, axis=-1)),
    ),
    "sin decimales": (
        "a1.1",
        lambda y, y_pred: np.mean((np.asarray(y, int) - np.asarray(y_pred, int)) ** 2),
    ),
    "con tope": ("a1.2", lambda w, gradiente, ritmo: w - np.clip(ritmo * np.asarray(gradiente), -1, 1)),
}


@pytest.mark.parametrize("cual", SUTILES)
def test_las_respuestas_sutilmente_malas_no_pasan(cual):
    id, respuesta = SUTILES[cual]
    assert not pasa(buscar(id), respuesta)


def test_dos_fallos_a_la_vez_se_empiezan_a_explicar():
    def mala(x, y, W1, b1, W2, b2):
        a = np.tanh(x @ W1 + b1)
        delta2 = y - a @ W2 - b2
        delta1 = (delta2 @ W2.T) * (1 - a**2)
        return x.T @ delta1, delta1.sum(axis=0), a.T @ delta2, delta2.sum(axis=0)

    mensaje = evaluar("a1.4", mala).mensaje
    assert "signo" in mensaje or "entre n" in mensaje
