"""Lección 06: los oráculos frente a Keras, las tareas de los exploradores y lo que dicen cuando algo no encaja."""

import numpy as np
import pytest
from comun import lentitud

from utils.curso import ErrorCurso, contar_gpus
from utils.ejercicios import evaluar

from . import ejercicios, exploradores, tareas

AZAR = np.random.default_rng(0)


@pytest.fixture(scope="module")
def keras():
    modulo = pytest.importorskip("keras")
    contar_gpus()
    return modulo


def capa(keras, clase, pesos, **opciones):
    """Una capa de Keras de 4 unidades y 3 entradas con esos pesos, como función de una secuencia."""
    nueva = getattr(keras.layers, clase)(4, return_sequences=True, **opciones)
    nueva.build((None, None, 3))
    nueva.set_weights(pesos)
    return lambda X: keras.ops.convert_to_numpy(nueva(X[None].astype("float32")))[0]


# --- Los oráculos ---------------------------------------------------------------------------------------------------


def pesos_de_lstm(mirillas):
    return ejercicios._pesos(np.random.default_rng(1), 3, 4, mirillas)


def test_el_oraculo_de_la_lstm_sin_mirillas_es_la_capa_de_keras(keras):
    p, X = pesos_de_lstm(0.0), AZAR.normal(size=(15, 3))
    de_keras = capa(
        keras, "LSTM", [np.concatenate([p[letra + k].T for k in "ifco"], axis=-1) for letra in "WUb"]
    )
    h = c = np.zeros(4)
    salidas = []
    for x in X:
        h, c = ejercicios._oraculo_paso_lstm(x, h, c, p)
        salidas.append(h)
    np.testing.assert_allclose(salidas, de_keras(X), atol=1e-5)


def test_el_oraculo_de_la_gru_es_la_capa_de_keras_sin_sesgo_ni_reset_after(keras):
    Wz, Wr, W = AZAR.normal(size=(3, 4, 7))
    X = AZAR.normal(size=(15, 3))
    todo = np.vstack([-Wz, Wr, W]).T
    de_keras = capa(keras, "GRU", [todo[4:], todo[:4]], reset_after=False, use_bias=False)
    h, estados = np.zeros(4), []
    for x in X:
        h = ejercicios._oraculo_paso_gru(x, h, Wz, Wr, W)
        estados.append(h)
    np.testing.assert_allclose(estados, de_keras(X), atol=1e-5)


@pytest.mark.parametrize(("entrada", "unidades"), [(1, 1), (3, 4), (20, 7)])
def test_los_parametros_son_los_que_cuenta_keras(keras, entrada, unidades):
    def cuenta(clase, **opciones):
        nueva = getattr(keras.layers, clase)(unidades, **opciones)
        nueva.build((None, None, entrada))
        return nueva.count_params()

    assert ejercicios._oraculo_parametros_lstm(entrada, unidades) == cuenta("LSTM")
    assert ejercicios._oraculo_parametros_lstm(entrada, unidades, True) == cuenta("LSTM") + 3 * unidades
    for despues in (False, True):
        assert ejercicios._oraculo_parametros_gru(entrada, unidades, despues) == cuenta(
            "GRU", reset_after=despues
        )


def test_las_mirillas_son_de_cada_unidad_y_o_mira_la_memoria_nueva():
    """Por propiedades: mover la memoria de una unidad no cambia las demás; con Vo enorme, manda el signo de la c nueva."""
    p, x, h, c = pesos_de_lstm(1.0), AZAR.normal(size=3), AZAR.uniform(-1, 1, 4), AZAR.normal(size=4)
    antes = ejercicios._oraculo_paso_lstm(x, h, c, p)
    despues = ejercicios._oraculo_paso_lstm(x, h, c + np.array([0.7, 0, 0, 0]), p)
    for una, otra in zip(antes, despues, strict=True):
        assert una[0] != otra[0] and (una[1:] == otra[1:]).all()
    salida, nueva = ejercicios._oraculo_paso_lstm(x, h, c, p | {"Vo": np.full(4, 1e6)})
    np.testing.assert_allclose(salida, np.where(nueva > 0, np.tanh(nueva), 0), atol=1e-9)


# --- Respuestas que no están declaradas -----------------------------------------------------------------------------


def paso_con_sigma_de_math(x, h, c, p):
    import math

    def puerta(k, mirada):
        suma = p[f"W{k}"].dot(x) + p[f"U{k}"].dot(h) + np.diag(p[f"V{k}"]) @ mirada + p[f"b{k}"]
        return np.array([1 / (1 + math.exp(-s)) for s in suma])

    nueva = puerta("f", c) * c + puerta("i", c) * np.tanh(p["Wc"].dot(x) + p["Uc"].dot(h) + p["bc"])
    return [puerta("o", nueva) * np.tanh(nueva), nueva]


def test_otras_maneras_de_escribir_la_lstm():
    assert evaluar("06.1", paso_con_sigma_de_math).estado == "correcto"
    veredicto = evaluar("06.1", lambda x, h, c, p: ejercicios.paso_lstm(x, h, c, p)[0])
    assert "devuelve (h, c)" in veredicto.mensaje


def olvida_y_pisa(x, h, c, p):
    """Usa += y cambia la c que recibe."""
    c *= ejercicios.sigma(p["Wf"] @ x + p["Uf"] @ h + p["Vf"] * c + p["bf"])
    return h, c


def test_cambiar_la_memoria_recibida_se_explica():
    assert "copia" in evaluar("06.1", olvida_y_pisa).mensaje


def test_devolver_otra_cosa_en_la_gru_se_explica():
    def falta_la_mezcla(x, h, Wz, Wr, W):
        return np.tanh(W @ np.concatenate([h, x]))

    assert evaluar("06.3", falta_la_mezcla).estado == "incorrecto"


# --- Las tareas -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tarea", tareas.TAREAS)
def test_lo_que_piden_las_tareas(tarea):
    X, objetivo = tareas.secuencias(tarea, 30, 25, np.random.default_rng(0))
    assert X.shape == (30, 25, 2) and objetivo.shape == (30, 25)
    for secuencia, pedido in zip(X, objetivo, strict=True):
        guardado = cuenta = 0
        for (valor, marca), bien in zip(secuencia, pedido, strict=True):
            guardado, cuenta = (valor, cuenta + 1) if marca else (guardado, cuenta)
            assert bien == (guardado if tarea == "recordar" else cuenta)
        assert cuenta >= 1


@pytest.mark.parametrize(
    ("argumentos", "mensaje"),
    [
        (("sumar", 3, 10), "No existe la tarea «sumar»"),
        (("contar", 0, 10), "al menos una"),
        (("contar", 3, 1), "dos pasos"),
    ],
)
def test_una_tarea_imposible_se_explica(argumentos, mensaje):
    with pytest.raises(ErrorCurso, match=mensaje):
        tareas.secuencias(*argumentos, np.random.default_rng(0))


# --- Las puertas a mano ---------------------------------------------------------------------------------------------

ABIERTAS = {"i_marca": 1.0, "i_resto": 0.0, "f_resto": 1.0, "o": 1.0, "z_marca": 1.0, "z_resto": 0.0}


def test_las_puertas_de_la_respuesta_resuelven_lo_que_dice_la_leccion():
    lamina = exploradores.LaminaPuertas()
    for tarea, f_marca, r in (("recordar", 0.0, 0.0), ("contar", 1.0, 1.0)):
        lstm = lamina.pintar(celda="LSTM", tarea=tarea, f_marca=f_marca, r=r, **ABIERTAS)
        gru = lamina.pintar(celda="GRU", tarea=tarea, f_marca=f_marca, r=r, **ABIERTAS)
        assert "acierta 100 de cada 100" in lstm
        assert ("acierta 100 de cada 100" in gru) == (tarea == "recordar")
    con_fuga = lamina.pintar(**ABIERTAS | {"f_resto": 0.95}, f_marca=0.0)
    assert "acierta 100" not in con_fuga


def test_la_gru_no_cuenta_con_ninguna_combinacion_de_sus_tres_mandos():
    X, objetivo = tareas.secuencias("contar", 100, 40, np.random.default_rng(3))
    rejilla = np.linspace(0, 1, 6)
    mejor = 0.0
    for con in rejilla:
        for sin in rejilla:
            for r in rejilla:
                h = tareas.estado_gru(X, "contar", (con, sin), r)
                respuesta = tareas.leer_respuesta(h, "contar", "GRU")[:, -1]
                mejor = max(mejor, np.mean(np.abs(respuesta - objetivo[:, -1]) < 0.5))
    assert mejor < 0.5


@pytest.mark.parametrize(
    "valores", [{"f_resto": 1.2}, {"z_marca": -0.1}, {"celda": "RNN"}, {"tarea": "sumar"}]
)
def test_una_puerta_imposible_se_explica(valores):
    with pytest.raises(ErrorCurso):
        exploradores.LaminaPuertas().pintar(**valores)


def test_solo_se_ven_los_mandos_de_la_celda_elegida():
    explorador = exploradores.explorar_puertas()
    _, de_lstm, de_gru = explorador.caja.children[0].children
    assert (de_lstm.layout.display, de_gru.layout.display) == ("flex", "none")
    explorador.controles["celda"].value = "GRU"
    assert (de_lstm.layout.display, de_gru.layout.display) == ("none", "flex")


# --- Las celdas entrenadas ------------------------------------------------------------------------------------------


def gru_al_azar():
    formas = {"W": (2, 2), "U": (2, 2), "b": (2,), "d": (2,)}
    return {letra + k: AZAR.normal(size=formas[letra]) for k in "zrc" for letra in "WUbd"}


def redes():
    salida = (np.array([1.0, -0.5]), 0.2)
    lstm = ejercicios._pesos(AZAR, 2, 2, 0.0)
    return {
        ("LSTM", "recordar"): (lstm, *salida),
        ("LSTM", "contar"): (lstm, *salida),
        ("GRU", "contar"): (gru_al_azar(), *salida),
    }


def test_las_puertas_dibujadas_son_las_de_la_lstm_del_ejercicio():
    p, X = ejercicios._pesos(AZAR, 2, 3, 0.0), AZAR.normal(size=(12, 2))
    puertas, estados = tareas.puertas_lstm(p, X)
    h = c = np.zeros(3)
    for x, salida in zip(X, estados, strict=True):
        h, c = ejercicios.paso_lstm(x, h, c, p)
        np.testing.assert_allclose(salida, h)
    assert all(((v > 0) & (v < 1)).all() for v in puertas.values())


def test_las_puertas_dibujadas_son_las_de_la_gru_de_keras(keras):
    p, X = gru_al_azar() | {"dz": 0, "dr": 0}, AZAR.normal(size=(12, 2))
    nueva = keras.layers.GRU(2, return_sequences=True)
    nueva.build((None, None, 2))
    kernel, recurrente = (np.hstack([-p[m + "z"].T, p[m + "r"].T, p[m + "c"].T]) for m in "WU")
    nada = np.zeros(2)
    nueva.set_weights(
        [
            kernel,
            recurrente,
            np.stack([np.hstack([-p["bz"], p["br"], p["bc"]]), np.hstack([nada, nada, p["dc"]])]),
        ]
    )
    _, estados = tareas.puertas_gru(p, X)
    np.testing.assert_allclose(
        estados, keras.ops.convert_to_numpy(nueva(X[None].astype("float32")))[0], atol=1e-5
    )


@pytest.mark.parametrize(
    ("valores", "mensaje"),
    [
        ({"unidad": 3}, "La unidad va de 1 a 2"),
        ({"secuencia": 0}, "de 1 a 20"),
        ({"red": ("GRU", "recordar")}, "No hay ninguna GRU"),
    ],
)
def test_mirar_lo_que_no_hay_se_explica(valores, mensaje):
    with pytest.raises(ErrorCurso, match=mensaje):
        exploradores.LaminaEntrenada(redes()).pintar(**valores)


def test_sin_redes_no_hay_nada_que_mirar():
    with pytest.raises(ErrorCurso, match="entrena antes"):
        exploradores.explorar_entrenadas({})


@pytest.mark.parametrize(
    "explorar",
    [exploradores.explorar_puertas, lambda: exploradores.explorar_entrenadas(redes())],
    ids=["mano", "entrenadas"],
)
def test_cada_explorador_responde_deprisa_en_todos_sus_extremos(explorar):
    assert lentitud(explorar()) < 5
