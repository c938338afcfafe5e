"""Los exploradores de la lección 03: dibujar, cargar, quitar un filtro, y lo que dicen cuando algo no encaja."""

import numpy as np
import pytest
from comun import lentitud

from utils.curso import ErrorCurso, preparar
from utils.ejercicios import evaluar, usar

from . import exploradores
from .ejercicios import SIN_ACTIVACION, construir_cnn


@pytest.fixture(scope="module")
def red():
    preparar(entrena=True)
    return construir_cnn((8, 8, 1), 10)


@pytest.fixture(scope="module")
def imagenes():
    return np.random.default_rng(0).uniform(size=(40, 8, 8, 1)).astype("float32")


ETIQUETAS = np.arange(40) % 10


def test_dibujar_celda_a_celda(red, imagenes):
    panel = exploradores.explorar_digito(red, imagenes)
    assert np.array_equal(panel.valores["imagen"], imagenes[0, ..., 0])
    panel.borrar()
    assert panel.valores["imagen"].sum() == 0
    panel.celdas[9].value = True
    dibujo = panel.valores["imagen"]
    assert (
        dibujo[1, 1] == 1 and dibujo[0, 1] == dibujo[1, 0] == exploradores.VECINO and dibujo[0, 0] == 0
    )
    panel.ejemplo.value = 3
    assert np.array_equal(panel.valores["imagen"], imagenes[3, ..., 0])
    assert panel.aviso.value == ""


def test_los_mapas_y_las_barras_son_los_de_la_red(red, imagenes):
    """Frente a un modelo de Keras que devuelve las salidas intermedias, y al mapa calculado a mano en una celda."""
    import keras

    lamina = exploradores.LaminaDigito(red)
    lamina.pintar(imagenes[0, ..., 0])
    intermedio = keras.Model(red.inputs[0], [red.layers[i].output for i in lamina.capas])
    for artista, mapas in zip(lamina.mapas, intermedio(imagenes[:1]), strict=True):
        esperado = exploradores.mosaico(keras.ops.convert_to_numpy(mapas)[0], columnas=4)
        np.testing.assert_allclose(artista.get_array().filled(np.nan), esperado, atol=1e-5)
    kernel, sesgo = red.layers[0].get_weights()
    a_mano = max(0, np.sum(imagenes[0, 2:5, 3:6, 0] * kernel[:, :, 0, 0]) + sesgo[0])
    assert lamina.mapas[0].get_array()[3, 4] == pytest.approx(a_mano, abs=1e-5)
    anchos = [barra.get_width() for barra in lamina.barras]
    np.testing.assert_allclose(anchos, keras.ops.convert_to_numpy(red(imagenes[:1]))[0], atol=1e-5)


def test_quitar_un_filtro_no_cambia_la_red(red, imagenes):
    antes = [p.copy() for p in red.get_weights()]
    lamina = exploradores.LaminaFiltros(red, imagenes, ETIQUETAS)
    intacta = lamina.pintar(1, 1.0)
    assert "red intacta" in intacta and "sin el filtro 2" in lamina.pintar(2, 0.0)
    assert all(np.array_equal(a, b) for a, b in zip(antes, red.get_weights(), strict=True))


def test_la_exactitud_es_la_de_una_red_sin_ese_filtro(red, imagenes):
    lamina = exploradores.LaminaFiltros(red, imagenes, ETIQUETAS)
    lamina.pintar(5, 0.0)
    otra = construir_cnn((8, 8, 1), 10)
    otra.set_weights(red.get_weights())
    kernel, sesgo = otra.layers[0].get_weights()
    kernel[..., 4], sesgo[4] = 0, 0
    otra.layers[0].set_weights([kernel, sesgo])
    dice = otra.predict(imagenes, verbose=0).argmax(axis=1)
    assert lamina.exactitud == np.mean(dice == ETIQUETAS)
    aciertos = [np.mean(dice[c == ETIQUETAS] == c) for c in range(10)]
    assert [barra.get_height() for barra in lamina.barras] == pytest.approx(aciertos)


def test_los_controles_responden_deprisa_en_sus_extremos(red, imagenes):
    assert lentitud(exploradores.explorar_filtros(red, imagenes, ETIQUETAS)) < 5


def test_entradas_que_no_valen(red):
    lamina = exploradores.LaminaDigito(red)
    for imagen in (np.zeros((7, 8)), np.full((8, 8), 2.0)):
        with pytest.raises(ErrorCurso, match="8×8"):
            lamina.pintar(imagen)
    with pytest.raises(ErrorCurso, match="espera"):
        exploradores.LaminaDigito(construir_cnn((12, 12, 1), 10))


def test_una_red_con_clase_propia_vale_y_sirve_para_seguir(red, imagenes):
    import keras

    class Red(keras.Model):
        def __init__(self, clases):
            super().__init__()
            self.mirar = keras.layers.Conv2D(4, 3, activation="relu")
            self.aplanar = keras.layers.Flatten()
            self.decidir = keras.layers.Dense(clases, activation="softmax")

        def call(self, x):
            return self.decidir(self.aplanar(self.mirar(x)))

    suya = usar("03.4", lambda forma, clases: Red(clases))((8, 8, 1), 10)
    suya.compile("adam", "sparse_categorical_crossentropy")
    suya.fit(imagenes, ETIQUETAS, verbose=0)
    assert suya.count_params() == 40 + (6 * 6 * 4 + 1) * 10


def test_una_red_sin_activacion_se_explica():
    from keras import Input, Sequential, layers

    def lineal(forma, clases):
        capas = [layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(clases, activation="softmax")]
        return Sequential([Input(forma), *capas])

    assert evaluar("03.4", lineal).mensaje.startswith(SIN_ACTIVACION)
