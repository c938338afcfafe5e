"""Lección 13: el motor de los sueños, lo que dice cuando algo no vale, las redes de ImageNet y el explorador."""

import shutil
import time

import numpy as np
import pytest
from comun import DATOS, con_datos, extremos, lentitud, sin_red

from utils.curso import ErrorCurso
from utils.datos.estilos import FAMILIAS, crear_red, red_de_texturas
from utils.datos.fotos import foto
from utils.exploradores import galeria

from . import exploradores, suenos
from .ejercicios import desplazar, paso_ascenso, tamanos_octavas

HOJAS = list(FAMILIAS).index("hojas")


@pytest.fixture(scope="module")
def red():
    return red_de_texturas()


def activaciones(red, capa, imagen):
    """Lo que da esa capa de la red al ver la imagen: (alto, ancho, canales)."""
    import keras

    hasta = keras.Model(red.inputs[0], red.get_layer(capa).output)
    return keras.ops.convert_to_numpy(hasta(imagen[None], training=False))[0]


@pytest.fixture(scope="module")
def imagen():
    return suenos.redimensionar(0.85 * foto("flor", alto=120)[:, 20:140] + 0.075, (96, 96))


# --- El objetivo ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("capa", "canal"), [("capa2", 5), ("capa5", None), ("familias", HOJAS)])
def test_el_gradiente_es_el_de_las_diferencias_finitas(red, imagen, capa, canal):
    evaluar = suenos.objetivo(red, capa, canal)
    _, g = evaluar(imagen)
    rumbo = g / np.linalg.norm(g)
    paso = 0.02
    pendiente = (evaluar(imagen + paso * rumbo)[0] - evaluar(imagen - paso * rumbo)[0]) / (2 * paso)
    assert pendiente == pytest.approx(np.linalg.norm(g), rel=0.1)


def test_la_activacion_es_la_de_la_red(red, imagen):
    a = activaciones(red, "capa3", imagen)
    assert suenos.objetivo(red, "capa3", 7)(imagen)[0] == pytest.approx(a[..., 7].mean(), rel=1e-4)
    assert suenos.objetivo(red, "capa3")(imagen)[0] == pytest.approx((a**2).mean(), rel=1e-4)


def test_dos_redes_no_comparten_objetivo(red, imagen):
    otra = crear_red(10)
    assert suenos.objetivo(red, "capa5", 0)(imagen)[0] != suenos.objetivo(otra, "capa5", 0)(imagen)[0]


@pytest.mark.parametrize(
    ("capa", "canal", "mensaje"),
    [
        ("capa9", None, "«capa9».*capa1"),
        ("capa1", 16, "del 0 al 15"),
        ("capa1", -1, "del 0 al 15"),
        ("familias", 10, "del 0 al 9"),
    ],
)
def test_una_capa_o_un_canal_que_no_existen(red, capa, canal, mensaje):
    with pytest.raises(ErrorCurso, match=mensaje):
        suenos.objetivo(red, capa, canal)


# --- El sueño -------------------------------------------------------------------------------------------------------


def test_sonar_sube_la_activacion_y_no_se_sale_de_rango(red, imagen):
    evaluar = suenos.objetivo(red, "familias", HOJAS)
    sueno = suenos.sonar(imagen, evaluar, octavas=3)
    assert sueno.shape == imagen.shape and sueno.dtype == np.float32
    assert np.isfinite(sueno).all() and sueno.min() >= 0 and sueno.max() <= 1
    assert evaluar(sueno)[0] >= 3 * max(evaluar(imagen)[0], 1)


def test_la_misma_semilla_el_mismo_sueno(red, imagen):
    evaluar = suenos.objetivo(red, "capa4")
    uno, otro = (
        suenos.sonar(imagen, evaluar, pasos=3, octavas=2, rng=np.random.default_rng(s)) for s in (5, 5)
    )
    assert np.array_equal(uno, otro)
    assert not np.array_equal(
        uno, suenos.sonar(imagen, evaluar, pasos=3, octavas=2, rng=np.random.default_rng(6))
    )


def test_el_progreso_va_de_cero_a_uno(red, imagen):
    fracciones = [
        f for f, _ in suenos.pasos_del_sueno(imagen, suenos.objetivo(red, "capa1"), pasos=4, octavas=2)
    ]
    assert len(fracciones) == 8 and fracciones[-1] == 1 and np.all(np.diff(fracciones) > 0)


def test_las_octavas_son_las_del_ejercicio():
    for tamano, octavas, escala in (((256, 256), 5, 1.4), ((320, 479), 3, 1.3), ((64, 90), 1, 1.4)):
        assert suenos.revisar_octavas(tamano, octavas, escala) == tamanos_octavas(
            tamano, octavas, escala
        )


@pytest.mark.parametrize(
    ("tamano", "octavas", "mensaje"),
    [((128, 128), 6, "Usa 5 como mucho"), ((20, 300), 1, "imagen mayor")],
)
def test_una_imagen_pequena_para_las_octavas(tamano, octavas, mensaje):
    with pytest.raises(ErrorCurso, match=mensaje):
        suenos.sonar(np.zeros((*tamano, 3)), None, octavas=octavas)


@pytest.mark.parametrize("opciones", [{"octavas": 0}, {"pasos": 0, "octavas": 1}, {"escala": 1.0}])
def test_un_sueno_sin_pasos_ni_octavas_no_se_puede(imagen, opciones):
    with pytest.raises(ErrorCurso, match="al menos un"):
        suenos.sonar(imagen, None, **opciones)


def test_suavizar_conmuta_con_desplazar_y_quita_lo_lento(imagen):
    g = np.random.default_rng(0).normal(size=imagen.shape).astype("float32")
    np.testing.assert_allclose(
        suenos.suavizar(desplazar(g, 7, -5)), desplazar(suenos.suavizar(g), 7, -5), atol=1e-4
    )
    y = np.sin(2 * np.pi * np.arange(96) / 96)[:, None, None] * np.ones((96, 96, 3))
    rapida = np.sin(2 * np.pi * np.arange(96) / 6)[:, None, None] * np.ones((96, 96, 3))
    mezcla = suenos.suavizar(y + rapida)
    assert abs(np.vdot(mezcla, y)) < 0.3 * abs(np.vdot(mezcla, rapida))


def test_un_gradiente_nulo_no_estropea_la_imagen(imagen):
    sueno = suenos.sonar(imagen, lambda x: (0.0, np.zeros_like(x)), pasos=2, octavas=1)
    np.testing.assert_allclose(sueno, imagen, atol=1e-6)


# --- Las baldosas ---------------------------------------------------------------------------------------------------


def test_una_baldosa_que_cubre_la_imagen_es_la_imagen_entera(red, imagen):
    evaluar = suenos.objetivo(red, "capa5")
    valor, g = suenos.por_baldosas(evaluar, 96)(imagen)
    esperado, entero = evaluar(imagen)
    assert valor == pytest.approx(esperado)
    np.testing.assert_array_equal(g, entero)


def test_las_baldosas_cubren_cualquier_tamano():
    pedidas = []

    def evaluar(trozo):
        pedidas.append(trozo.shape)
        return 1.0, trozo

    imagen = np.random.default_rng(0).uniform(size=(70, 133, 3))
    _, g = suenos.por_baldosas(evaluar, 32)(imagen)
    np.testing.assert_array_equal(g, imagen)
    assert pedidas == [(32, 32, 3)] * 15


# --- Las redes de ImageNet ------------------------------------------------------------------------------------------

SONAR_CON_MOBILENET = """
import numpy as np
from utils.curso import preparar
preparar(entrena=True)
from lecciones.l13_deepdream import suenos
from utils.datos.fotos import foto
from utils.datos.redes import red_de_imagenet
red = red_de_imagenet("MobileNetV2")
evaluar = suenos.objetivo(red, "block_6_expand_relu")
imagen = np.float32(foto("china", alto=96)[:, :96])
sueno = suenos.sonar(imagen, evaluar, octavas=2, pasos=12)
print(evaluar(sueno)[0] > 1.4 * evaluar(imagen)[0])
"""


@con_datos
def test_suena_con_mobilenet_sin_red(tmp_path):
    shutil.copytree(DATOS / "keras" / "models", tmp_path / "models", copy_function=shutil.copyfile)
    assert sin_red(SONAR_CON_MOBILENET, tmp_path).endswith("True")


# --- El explorador --------------------------------------------------------------------------------------------------


@pytest.fixture
def explorador(red, imagen):
    return exploradores.explorar_suenos(
        {"curso": red, "nueva": crear_red(10)}, {"flor": imagen, "al revés": imagen[::-1]}
    )


def test_empieza_con_un_sueno_de_cada_red(explorador):
    alt = explorador.lamina.pintar()
    titulos = [hueco.axes.get_title() for hueco in explorador.lamina.huecos]
    assert [titulo.split(" · ")[0] for titulo in titulos] == ["curso", "nueva", *["\n"] * 4]
    assert all(titulo.replace("\n", ", ") in alt for titulo in titulos[:2])
    assert explorador.aviso.value == "" and explorador.barra.value == 0


def test_el_rotulo_dice_lo_que_ha_subido_la_activacion(explorador, red, imagen):
    rotulo, sonada = explorador.pruebas[-1]
    evaluar = suenos.objetivo(red, "familias", 3)
    de, a = evaluar(imagen)[0], evaluar(sonada)[0]
    assert rotulo == f"curso · familias 3\n12×3: {de:.1f} → {a:.1f}" and a > de


def test_el_mapa_es_el_del_canal(red, imagen):
    lamina = exploradores.LaminaSuenos({"curso": red}, {"flor": imagen})
    lamina.pintar(capa="capa4", canal=11)
    capa4 = activaciones(red, "capa4", imagen)
    np.testing.assert_allclose(lamina.mapa.get_array(), capa4[..., 11], atol=1e-4)
    lamina.pintar(capa="capa4", canal=exploradores.TODA)
    np.testing.assert_allclose(lamina.mapa.get_array(), (capa4**2).mean(-1), atol=1e-4)
    lamina.pintar(capa="familias", canal=HOJAS)
    logit = float(red(imagen[None], training=False)[0, HOJAS] - red.get_layer("familias").bias[HOJAS])
    assert lamina.mapa.get_array().mean() == pytest.approx(logit, abs=1e-3)


def test_mover_un_control_es_rapido(explorador):
    caben = {
        "Canal": (exploradores.TODA, 9),
        "Octavas": (1, 3),
    }  # lo que admiten diez familias y 96 píxeles
    assert lentitud(explorador, lambda control: caben.get(control.description) or extremos(control)) < 5


def test_sonar_en_otro_hilo_guarda_y_deja_los_controles_como_estaban(explorador):
    explorador.poner(capa="capa3", canal=exploradores.TODA, pasos=4, octavas=1)
    explorador.empezar()
    explorador.hilo.join(60)
    assert not explorador.hilo.is_alive() and explorador.aviso.value == ""
    assert explorador.lamina.huecos[0].axes.get_title().startswith("curso · capa3\n4×1")
    assert len(explorador.pruebas) == 3
    assert explorador.lamina.en_marcha is None and explorador.barra.value == 0


def test_cancelar_no_guarda(explorador, monkeypatch):
    lento = suenos.pasos_del_sueno

    def despacio(*args, **opciones):
        for paso in lento(*args, **opciones):
            time.sleep(0.02)
            yield paso

    monkeypatch.setattr(exploradores, "pasos_del_sueno", despacio)
    explorador.poner(pasos=30, octavas=3)
    explorador.empezar()
    primero = explorador.hilo
    explorador.empezar()
    assert explorador.hilo is primero, "no puede haber dos sueños a la vez"
    assert "Ya hay una prueba en marcha" in explorador.aviso.value
    explorador.cancelar()
    explorador.hilo.join(60)
    assert "cancelada: no se ha guardado" in explorador.aviso.value and len(explorador.pruebas) == 2
    assert explorador.lamina.en_marcha is None and explorador.barra.value == 0


def test_el_sueno_en_marcha_se_ve_el_primero(explorador, monkeypatch):
    vistos = []
    pintar = explorador.lamina.pintar

    def mirar(**valores):
        alt = pintar(**valores)
        vistos.append((explorador.lamina.en_marcha, explorador.lamina.huecos[0].axes.get_title()))
        return alt

    monkeypatch.setattr(galeria, "CADA", 0)
    monkeypatch.setattr(explorador.lamina, "pintar", mirar)
    explorador.poner(pasos=2, octavas=2)
    explorador.correr()
    assert [en_marcha[1].shape for en_marcha, _ in vistos[1:-1]] == [(69, 69, 3)] * 2 + [
        (96, 96, 3)
    ] * 2
    assert all(titulo == en_marcha[0] for en_marcha, titulo in vistos[1:-1]) and vistos[-1][0] is None


@pytest.mark.parametrize(
    ("cambio", "mensaje"),
    [({"capa": "capa1", "canal": 40}, "del 0 al 15"), ({"octavas": 6}, "como mucho")],
)
def test_lo_que_no_se_puede_sonar_se_explica(explorador, cambio, mensaje):
    explorador.poner(**cambio)
    assert mensaje in explorador.aviso.value
    explorador.empezar()
    explorador.hilo.join(60)
    assert mensaje in explorador.aviso.value and len(explorador.pruebas) == 2


def test_la_galeria_guarda_los_ultimos_y_se_vacia(explorador):
    for k in range(8):
        explorador.pruebas.append((f"sueño {k}\n", np.full((96, 96, 3), 0.5, "float32")))
    explorador.refrescar()
    assert len(explorador.pruebas) == 6
    assert [hueco.axes.get_title() for hueco in explorador.lamina.huecos] == [
        f"sueño {k}\n" for k in (7, 6, 5, 4, 3, 2)
    ]
    explorador.vaciar()
    assert not explorador.pruebas and explorador.lamina.huecos[0].axes.get_title() == "\n"


# --- Los ejercicios, en el sueño ------------------------------------------------------------------------------------


def test_el_paso_mueve_lo_mismo_sea_cual_sea_el_gradiente(imagen):
    g = np.random.default_rng(0).normal(size=imagen.shape)
    pasos = [paso_ascenso(imagen, escala * g, 0.01) - imagen for escala in (1e-4, 1, 1e4)]
    for paso in pasos:
        assert paso.std() == pytest.approx(0.01, rel=1e-3)
