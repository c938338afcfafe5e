"""Lección 08: la GAN en NumPy hace lo que dice, las entradas malas se explican y el paso del cuaderno sirve para 28×28."""

import shutil
import time
from timeit import repeat

import jupytext
import numpy as np
import pytest
from comun import RAIZ
from scipy.special import expit

from utils.curso import ErrorCurso, preparar
from utils.graficos import figura, html_figura

from . import exploradores, gan, gan_numpy

DATOS = RAIZ.parent / "shared" / "datos"
EXPLORADORES = (exploradores.explorar_recta, exploradores.explorar_plano)


def diferencias(f, x, h=1e-6):
    """Gradiente de un escalar por diferencias finitas."""
    g = np.zeros_like(x)
    for lugar in np.ndindex(x.shape):
        original = x[lugar]
        x[lugar] = original + h
        arriba = f()
        x[lugar] = original - h
        g[lugar] = (arriba - f()) / (2 * h)
        x[lugar] = original
    return g


# --- La GAN en NumPy ------------------------------------------------------------------------------------------------


def test_el_gradiente_de_la_red_es_el_de_las_diferencias_finitas():
    rng = np.random.default_rng(0)
    red, x, delta = gan_numpy.Red(2, 1, rng), rng.normal(size=(5, 2)), rng.normal(size=(5, 1))
    red.ir(x)
    de_parametros, de_x = red.volver(delta)
    perdida = lambda: float(np.sum(red.ir(x) * delta))  # noqa: E731
    for parametro, exacto in zip(red.parametros, de_parametros, strict=True):
        np.testing.assert_allclose(exacto, diferencias(perdida, parametro), atol=1e-6)
    np.testing.assert_allclose(de_x, diferencias(perdida, x), atol=1e-6)


@pytest.mark.parametrize("perdida", gan_numpy.PERDIDAS)
@pytest.mark.parametrize("objetivo", [0.9, 1.2])
def test_las_pendientes_de_las_perdidas(perdida, objetivo):
    rng = np.random.default_rng(0)
    reales, falsos = rng.normal(0, 2, (4, 1)), rng.normal(0, 2, (6, 1))
    _, de_reales, de_falsos = gan_numpy.perdida_d(reales, falsos, perdida, objetivo)
    valor = lambda: gan_numpy.perdida_d(reales, falsos, perdida, objetivo)[0]  # noqa: E731
    np.testing.assert_allclose(de_reales, diferencias(valor, reales), atol=1e-7)
    np.testing.assert_allclose(de_falsos, diferencias(valor, falsos), atol=1e-7)
    np.testing.assert_allclose(
        gan_numpy.perdida_g(falsos, perdida)[1],
        diferencias(lambda: gan_numpy.perdida_g(falsos, perdida)[0], falsos),
        atol=1e-7,
    )


@pytest.mark.parametrize("perdida", gan_numpy.PERDIDAS)
def test_el_empuje_baja_la_perdida_de_cada_muestra(perdida):
    partida = gan_numpy.PartidaPlano(0)
    partida.jugar(50, perdida=perdida)
    muestras = partida.muestras()
    antes = gan_numpy.perdida_g(partida.D.ir(muestras), perdida)[0]
    assert (
        gan_numpy.perdida_g(partida.D.ir(muestras + 1e-3 * partida.empuje(perdida)), perdida)[0] < antes
    )


def test_d_sola_se_acerca_al_optimo():
    partida = gan_numpy.PartidaRecta(0)
    partida.jugar(2000, k=1, g=0)
    z = np.random.default_rng(1).normal(size=(20_000, gan_numpy.LATENTE))
    x = gan_numpy.REJILLA_RECTA[:, 0]
    q = np.histogram(partida.G.ir(z), bins=np.append(x - 0.025, x[-1] + 0.025), density=True)[0]
    p = gan_numpy.densidad_real()
    visitados = p + q > 0.1
    d = expit(partida.D.ir(gan_numpy.REJILLA_RECTA))[:, 0]
    assert np.abs(d - p / np.maximum(p + q, 1e-12))[visitados].mean() < 0.08


def test_la_partida_aprende_y_no_depende_de_en_cuantos_trozos_se_juegue():
    una, otra = gan_numpy.PartidaRecta(3), gan_numpy.PartidaRecta(3)
    antes = una.medir()[1]
    una.jugar(600)
    for _ in range(6):
        otra.jugar(100)
    assert np.allclose(una.muestras(), otra.muestras())
    assert una.medir()[1] < antes / 2 and una.medir()[0] == 2


def test_un_objetivo_mayor_que_1_no_tiene_suelo():
    normal, fallo = gan_numpy.PartidaPlano(0), gan_numpy.PartidaPlano(0)
    normal.jugar(600, g=0)
    fallo.jugar(600, g=0, objetivo=1.2)
    assert normal.historia[-1][0] > 0 > fallo.historia[-1][0]


# --- Los exploradores -----------------------------------------------------------------------------------------------


@pytest.mark.rapidez
@pytest.mark.parametrize("explorar", EXPLORADORES, ids=lambda f: f.__name__)
def test_cada_pulsacion_responde_deprisa(explorar):
    panel, vacia = explorar(), figura()[0]
    html_figura(panel.lamina.fig, panel.lamina.pintar(**panel.valores))
    for fig in (panel.lamina.fig, vacia):
        fig.set_layout_engine("none")

    def pulsar():
        panel.jugar()
        html_figura(panel.lamina.fig, panel.lamina.pintar(**panel.valores), ligero=False)

    suyo, vacio = (
        min(repeat(hacer, number=1, repeat=7, timer=time.process_time))
        for hacer in (pulsar, lambda: html_figura(vacia, "", ligero=False))
    )
    assert suyo / vacio < 12  # cien pasos de entrenamiento y el dibujo


@pytest.mark.parametrize("explorar", EXPLORADORES, ids=lambda f: f.__name__)
def test_todos_los_extremos_se_dibujan(explorar):
    panel = explorar()
    for nombre, control in panel.controles.items():
        inicial = control.value
        opciones = getattr(control, "options", None)
        for valor in opciones or (control.min, control.max):
            control.value = valor
            panel.jugar()
            alt = panel.lamina.pintar(**panel.valores)
            assert panel.aviso.value == "", nombre
            assert len(alt) > 100 and "nan" not in alt
        control.value = inicial


def test_los_botones_mueven_solo_lo_suyo():
    panel = exploradores.explorar_plano()
    partida = panel.lamina.partida
    g, d = (np.concatenate([p.ravel() for p in red.parametros]) for red in (partida.G, partida.D))
    panel.mover(1, 1, 0)
    assert (
        np.array_equal(g, np.concatenate([p.ravel() for p in partida.G.parametros]))
        and partida.pasos_d == 1
    )
    d = np.concatenate([p.ravel() for p in partida.D.parametros])
    panel.mover(1, 0, 1)
    assert (
        np.array_equal(d, np.concatenate([p.ravel() for p in partida.D.parametros]))
        and partida.pasos_g == 1
    )
    panel.jugar()
    assert partida.pasos_d == partida.pasos_g == 51 and len(partida.historia) == 3


def test_reiniciar_y_cambiar_de_semilla():
    panel = exploradores.explorar_recta()
    inicial = panel.lamina.partida.muestras().copy()
    panel.jugar()
    panel.reiniciar()
    assert (
        np.array_equal(panel.lamina.partida.muestras(), inicial) and panel.lamina.partida.pasos_d == 0
    )
    panel.controles["semilla"].value = 5
    assert not np.array_equal(panel.lamina.partida.muestras(), inicial)


def test_la_marcha_avanza_sola():
    panel = exploradores.explorar_recta()
    panel.marcha.value = 1
    assert panel.lamina.partida.pasos_d == 50
    panel.marcha.value = 0
    assert panel.lamina.partida.pasos_d == 50


def test_si_los_pesos_dejan_de_ser_numeros_lo_dice_y_se_puede_reiniciar():
    panel = exploradores.explorar_plano()
    panel.lamina.partida.D.pesos[0][:] = np.nan
    panel.mover(1, 1, 1)
    assert "Reiniciar" in panel.aviso.value
    panel.reiniciar()
    assert panel.aviso.value == ""


# --- Entradas malas -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("imagenes", "mensaje"),
    [
        (np.full((2, 8, 8, 1), 255.0), "van de 255 a 255: divide entre 255"),
        (np.full((2, 8, 8, 1), -1.0), "vuelve a la escala de 0 a 1"),
        (np.full((2, 8, 8, 1), np.nan), "no son números"),
        (np.zeros((2, 8, 8)), r"\(n, alto, ancho, canales\)"),
        (np.zeros((0, 8, 8, 1)), "No hay imágenes"),
    ],
)
def test_imagenes_que_no_valen(imagenes, mensaje):
    with pytest.raises(ErrorCurso, match=mensaje):
        gan.a_escala_tanh(imagenes)


def test_la_escala_de_la_tanh():
    escaladas = gan.a_escala_tanh(np.linspace(0, 1, 4).reshape(1, 2, 2, 1))
    assert escaladas.dtype == "float32" and np.allclose(escaladas.ravel(), [-1, -1 / 3, 1 / 3, 1])


@pytest.mark.parametrize("latente", [0, -3, 2.5, True, "16", 10**6, np.nan])
def test_dimensiones_latentes_absurdas(latente):
    with pytest.raises(ErrorCurso, match="dimensión latente"):
        gan.revisar_redes(latente, 8)


@pytest.mark.parametrize("lado", [0, 4, 10, 8.0])
def test_lados_que_no_se_pueden_doblar_dos_veces(lado):
    with pytest.raises(ErrorCurso, match="múltiplo de 4"):
        gan.revisar_redes(16, lado)


@pytest.mark.parametrize(
    ("etiquetas", "mensaje"),
    [([3] * 9, "al menos dos clases"), ([0, 1, 3], "de la clase 2"), ([], "al menos dos clases")],
)
def test_clases_que_faltan(etiquetas, mensaje):
    with pytest.raises(ErrorCurso, match=mensaje):
        gan.revisar_clases(np.array(etiquetas, dtype=int), 4)
    gan.revisar_clases(np.arange(4), 4)


class RedFalsa:
    """Una red de un peso, que el paso cambia a mano."""

    def __init__(self):
        self.pesos = [np.zeros(1)]

    def get_weights(self):
        return [p.copy() for p in self.pesos]

    def set_weights(self, pesos):
        self.pesos = pesos


@pytest.mark.parametrize("estropea", ["pérdida", "peso"])
def test_con_un_nan_para_y_conserva_los_ultimos_pesos_buenos(estropea):
    red = RedFalsa()

    def paso():
        red.pesos[0] = red.pesos[0] + 1
        if red.pesos[0][0] < 4:
            return [0.5, 0.7]
        if estropea == "peso":
            red.pesos[0][:] = np.nan
        return [np.nan if estropea == "pérdida" else 0.5, 0.7]

    with pytest.raises(ErrorCurso, match="llamada 4 de 10"):
        gan.entrenar(paso, [red], 10)
    assert red.pesos[0][0] == 3
    red.pesos[0][:] = 0
    assert gan.entrenar(paso, [red], 3).shape == (3, 2)


def test_el_vecino_es_el_de_la_fuerza_bruta():
    rng = np.random.default_rng(0)
    a, b = rng.random((450, 2, 3)), rng.random((70, 2, 3))
    distancias, lugares = gan.vecino_mas_cercano(a, b)
    tabla = np.linalg.norm(a.reshape(450, 1, -1) - b.reshape(70, -1), axis=2)
    assert np.allclose(distancias, tabla.min(axis=1)) and np.array_equal(lugares, tabla.argmin(axis=1))
    with pytest.raises(ErrorCurso, match="No hay muestras"):
        gan.vecino_mas_cercano(a, b[:0])


# --- El cuaderno ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cuaderno():
    """Lo que definen las celdas de la lección que crean redes y pasos, sin entrenar nada."""
    nombres = (
        "importar",
        "preparar-keras",
        "anillo",
        "red-densa",
        "perdidas-keras",
        "tabla-de-perdidas",
        "paso",
        "sacar-lotes",
        "crear-dcgan",
    )
    espacio = {"curso": preparar(), "preparar": preparar, "ErrorCurso": ErrorCurso}
    celdas = {
        c.metadata.get("title"): c.source
        for c in jupytext.read(RAIZ / "lecciones/l08_gan/cuaderno.py", fmt="py:percent").cells
    }
    for nombre in nombres:
        exec(celdas[nombre], espacio)
    return espacio


def test_el_paso_mueve_las_dos_redes(cuaderno):
    G, D = cuaderno["red_densa"](2, 2), cuaderno["red_densa"](2, 1)
    antes = [red.get_weights() for red in (G, D)]
    perdidas = np.array(
        cuaderno["crear_paso"](G, D, cuaderno["del_anillo"], veces=1, jit_compile=False)()
    )
    assert perdidas.shape == (2,) and np.isfinite(perdidas).all()
    for red, pesos in zip((G, D), antes, strict=True):
        assert not any(np.array_equal(a, b) for a, b in zip(red.get_weights(), pesos, strict=True))


def test_las_perdidas_del_cuaderno_son_las_del_explorador(cuaderno):
    rng = np.random.default_rng(0)
    real, falso = rng.normal(size=(5, 1)), rng.normal(size=(5, 1))
    for nombre in gan_numpy.PERDIDAS:
        de_d, de_g = cuaderno["PERDIDAS"][nombre]
        assert float(de_d(real, falso)) == pytest.approx(gan_numpy.perdida_d(real, falso, nombre)[0])
        assert float(de_g(falso)) == pytest.approx(gan_numpy.perdida_g(falso, nombre)[0])


def test_pasear_por_el_espacio_latente(cuaderno):
    G, _ = cuaderno["crear_dcgan"](8, latente=4, canales=4)
    panel = exploradores.explorar_latente(G)
    assert "puntos latentes 0 y 1" in panel.lamina.pintar(**panel.valores)
    panel.controles["avance"].value = 1.0
    assert panel.aviso.value == ""
    principio, final = (panel.lamina.imagenes[i].get_array() for i in (0, -1))
    assert np.allclose(principio, final, atol=1e-5)


@pytest.mark.skipif(not DATOS.is_dir(), reason="no está ../shared/datos: se omite la GAN de 28×28")
def test_el_mismo_codigo_entrena_con_fashion_mnist(cuaderno, tmp_path, monkeypatch):
    shutil.copytree(DATOS / "keras" / "datasets", tmp_path / "datasets")
    monkeypatch.setattr("keras.src.utils.file_utils.config.keras_home", lambda: str(tmp_path))
    from utils.datos.digitos import ropa

    imagenes = ropa()[0][:500, ..., None]
    G, D = cuaderno["crear_dcgan"](28, latente=32, canales=8)
    paso = cuaderno["crear_paso"](
        G, D, cuaderno["sacar_de"](imagenes), lote=32, veces=3, jit_compile=False
    )
    perdidas = gan.entrenar(paso, [G, D], 2)
    assert perdidas.shape == (2, 2) and G.output_shape == (None, 28, 28, 1)
