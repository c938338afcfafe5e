"""Lección 11 y las caras dibujadas: factores que hacen lo que dicen y láminas que miden lo que enseñan."""

import numpy as np
import pytest
from comun import lentitud

from utils.curso import ErrorCurso, contar_gpus
from utils.datos.caras import FACTORES, LIMITES, caras, dibujar
from utils.vigilancia import exigir_unidad, parar_con_nan

from . import exploradores
from .ejercicios import elbo, interpolar, kl_gaussiana

# --- Las caras ------------------------------------------------------------------------------------------------------


def test_las_caras_son_deterministas_y_caben_en_el_rango():
    imagenes, factores = caras(50, np.random.default_rng(0))
    assert imagenes.shape == (50, 24, 24, 3) and imagenes.dtype == np.float32
    assert imagenes.min() >= 0 and imagenes.max() <= 1
    otra, _ = caras(50, np.random.default_rng(0))
    np.testing.assert_array_equal(imagenes, otra)
    np.testing.assert_array_equal(imagenes, dibujar(**factores))
    for nombre in FACTORES:
        minimo, maximo = LIMITES[nombre]
        assert minimo <= factores[nombre].min() and factores[nombre].max() <= maximo


def test_las_identidades_pedidas_son_las_que_salen():
    _, factores = caras(200, np.random.default_rng(1), identidades=[3, 8])
    assert set(factores["identidad"]) == {3, 8}


@pytest.mark.parametrize("factor", FACTORES)
def test_cada_factor_cambia_la_imagen_y_poco_a_poco(factor):
    camino = dibujar(5, **{factor: np.linspace(*LIMITES[factor], 9)})
    saltos = np.abs(np.diff(camino, axis=0)).mean(axis=(1, 2, 3))
    extremos = np.abs(camino[-1] - camino[0]).mean()
    assert (saltos > 0).all() and saltos.max() < extremos


def test_dos_identidades_no_son_la_misma_cara():
    assert np.abs(dibujar(1) - dibujar(2)).mean() > 0.01


@pytest.mark.parametrize("malo", [{"sonrisa": 1.5}, {"pelo": -0.1}, {"pose": [0, 2]}, {"ojos": np.nan}])
def test_un_factor_fuera_de_sus_limites_se_dice(malo):
    with pytest.raises(ErrorCurso, match=next(iter(malo))):
        dibujar(0, **malo)


def test_el_tamano_se_puede_elegir():
    assert dibujar([1, 2], tamano=32).shape == (2, 32, 32, 3)


# --- Los exploradores -----------------------------------------------------------------------------------------------


def plana(z):
    """Una imagen 8×8 del gris que dice el primer número del código."""
    return np.full((8, 8), 0.5 + 0.1 * z[0, 0])


def lisas(z):
    """Caras 24×24 del brillo que dice el código."""
    return np.broadcast_to(np.asarray(z)[:, :1, None, None], (len(z), 24, 24, 3))


def brillo(imagenes):
    return {"brillo": imagenes.mean(axis=(1, 2, 3))}


def escribir(z):
    return ["bien" if v < 0.5 else "mal" for v in z[:, 0]]


@pytest.fixture
def los_exploradores():
    codigos, cerca_de_cero = 3 * np.random.default_rng(0).normal(size=(2, 80, 2)) * [[[1]], [[0.2]]]
    redes = {"una": (plana, codigos), "otra": (plana, cerca_de_cero)}
    extremos = np.array([[0.0], [1.0]])
    return {
        "plano": exploradores.explorar_plano(redes, np.arange(80) % 10),
        "viaje": exploradores.explorar_viaje(lisas, extremos, brillo),
        "frases": exploradores.explorar_frases(escribir, extremos, ["a", "b"], "bien".__eq__),
    }


@pytest.mark.parametrize("nombre", ["plano", "viaje", "frases"])
def test_cada_explorador_responde_deprisa_en_sus_extremos(los_exploradores, nombre):
    assert lentitud(los_exploradores[nombre]) < 5


def test_el_plano_cuenta_los_codigos_cercanos_y_dibuja_el_punto(los_exploradores):
    lamina = los_exploradores["plano"].lamina
    _, codigos = lamina.redes["otra"]
    cerca = sum(np.hypot(*codigo) < exploradores.CERCA for codigo in codigos)
    assert f"{cerca} códigos a menos" in lamina.pintar("otra")
    assert "hueco" in lamina.pintar("otra", z1=exploradores.LIMITE, z2=-exploradores.LIMITE)
    np.testing.assert_allclose(lamina.imagen.get_array(), 0.9)


def test_el_plano_dice_de_que_clase_es_el_codigo_mas_proximo(los_exploradores):
    lamina = los_exploradores["plano"].lamina
    z1, z2 = lamina.redes["una"][1][17]
    assert f"el más próximo es de la clase {lamina.clases[17]}" in lamina.pintar("una", z1, z2)


def test_en_el_plano_caben_todos_los_codigos(los_exploradores):
    lamina = los_exploradores["plano"].lamina
    lamina.pintar("una")
    assert lamina.plano.get_xlim()[1] >= np.abs(lamina.redes["una"][1]).max()


def test_el_viaje_mide_cada_paso(los_exploradores):
    lamina = los_exploradores["viaje"].lamina
    assert "brillo 0.5" in lamina.pintar(t=0.5) and "brillo 1.0" in lamina.pintar(t=1.0)
    np.testing.assert_allclose(lamina.curvas["brillo"].get_ydata(), np.arange(9) / 8)
    assert "brillo 0.0" in lamina.pintar(primera=0, segunda=0)


def test_las_frases_cuentan_las_gramaticales_y_las_distintas(los_exploradores):
    lamina = los_exploradores["frases"].lamina
    alt = lamina.pintar(pasos=5)
    assert "Gramaticales: 2 de 5" in alt and "distintas: 2" in lamina.eje.get_title()
    assert [texto.get_text() for texto in lamina.textos] == ["bien"] * 2 + ["mal"] * 3 + [""] * 4
    assert "".join(marca.get_text() for marca in lamina.marcas) == "✓✓✗✗✗"


# --- Las cuentas ----------------------------------------------------------------------------------------------------


def test_un_latente_mayor_que_los_datos_y_un_solo_ejemplo_valen():
    rng = np.random.default_rng(0)
    mu, log_var = rng.normal(size=(2, 1, 200))
    assert kl_gaussiana(mu, log_var).shape == (1,)
    assert np.isfinite(elbo(np.ones((1, 4)), np.full((1, 4), 0.5), mu, log_var)).all()
    assert interpolar(mu[0], log_var[0], 7).shape == (7, 200)


# --- La vigilancia --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("imagenes", "frase"),
    [
        (np.full((2, 4), 200.0), "divide entre 255"),
        (np.full((2, 4), -0.5), "escala"),
        (np.full((2, 4), np.nan), "no son números"),
        ([], "No hay"),
    ],
)
def test_imagenes_que_no_valen(imagenes, frase):
    with pytest.raises(ErrorCurso, match=frase):
        exigir_unidad(imagenes)


def test_con_nan_para_y_quedan_los_ultimos_pesos_buenos():
    contar_gpus()
    import keras

    red = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    red.compile("sgd", loss="mse")
    x, y = np.ones((8, 3)), np.ones(8)
    red.fit(x, y, verbose=0, callbacks=[parar_con_nan()])
    buenos = red.get_weights()
    with pytest.raises(ErrorCurso, match="época 1"):
        red.fit(x * np.nan, y, verbose=0, callbacks=[parar_con_nan()])
    for antes, ahora in zip(buenos, red.get_weights(), strict=True):
        np.testing.assert_array_equal(antes, ahora)
