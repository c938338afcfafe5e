"""Lección 11 y las caras dibujadas: factores que hacen lo que dicen y láminas que miden lo que enseñan."""

import numpy as np
import pytest
from utils.curso import ErrorCurso, contar_gpus
from utils.datos.caras import FACTORES, LIMITES, caras, dibujar
from utils.vigilancia import exigir_unidad, parar_con_nan

from lecciones.l11_vae import exploradores as e
from lecciones.l11_vae.ejercicios import elbo, interpolar, kl_gaussiana

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


@pytest.fixture
def plano():
    codigos = np.random.default_rng(0).normal(size=(80, 2))
    return e.LaminaPlano({"una": (lambda z: np.full((8, 8), 0.5), codigos)}, np.arange(80) % 10)


def test_el_plano_cuenta_los_codigos_cercanos(plano):
    _, codigos = plano.redes["una"]
    cerca = int(np.sum(np.linalg.norm(codigos, axis=1) < e.CERCA))
    assert f"{cerca} códigos a menos" in plano.pintar()
    assert "hueco" in plano.pintar(z1=e.LIMITE, z2=-e.LIMITE)


def test_el_viaje_mide_cada_paso():
    brillo = lambda imagenes: {"brillo": imagenes.mean(axis=(1, 2, 3))}
    decodificar = lambda z: np.broadcast_to(np.asarray(z)[:, :1, None, None], (len(z), 24, 24, 3))
    lamina = e.LaminaViaje(decodificar, np.array([[0.0], [1.0]]), brillo)
    assert "brillo 0.5" in lamina.pintar(t=0.5) and "brillo 1.0" in lamina.pintar(t=1.0)
    assert "brillo 0.0" in lamina.pintar(primera=0, segunda=0)


def test_las_frases_cuentan_las_gramaticales_y_las_distintas():
    lamina = e.LaminaFrases(
        lambda z: ["bien" if v < 0.5 else "mal" for v in z[:, 0]],
        np.array([[0.0], [1.0]]),
        ["a", "b"],
        "bien".__eq__,
    )
    alt = lamina.pintar(pasos=5)
    assert "Gramaticales: 2 de 5" in alt and "distintas: 2" in lamina.eje.get_title()


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
