"""Lección 14: las pérdidas, la búsqueda, la galería y lo que se dice cuando algo no vale."""

import shutil
import threading

import ipywidgets as widgets
import numpy as np
import pytest
from comun import DATOS, con_datos, extremos, lentitud, sin_red

from utils.curso import ErrorCurso, contar_gpus
from utils.datos.estilos import pintura
from utils.datos.fotos import foto
from utils.exploradores.galeria import Galeria, LaminaGaleria
from utils.imagenes import encajar

from . import exploradores
from .ejercicios import gram, perdida_contenido, perdida_estilo, variacion_total
from .estilo import CAPAS, Encargo, estilizar, igualar_colores, mirar


@pytest.fixture(scope="module")
def red():
    contar_gpus()
    from utils.datos.estilos import red_de_texturas

    return red_de_texturas()


@pytest.fixture(scope="module")
def par():
    return encajar(foto("flor"), 64, 64), pintura("mosaicos", 64, 0)


# --- Las pérdidas y la búsqueda -------------------------------------------------------------------------------------


def test_el_encargo_mide_lo_mismo_que_los_ejercicios(red, par):
    flor, cuadro = par
    otra = np.random.default_rng(0).uniform(size=flor.shape)
    ojo = mirar(red, CAPAS, cuadro)
    F, de_la_flor, del_cuadro = (
        {c: np.asarray(a) for c, a in ojo(x).items()} for x in (otra, flor, cuadro)
    )
    estilos = [perdida_estilo(F[c], del_cuadro[c]) for c in CAPAS]
    medidas = Encargo(flor, cuadro, red).medir(otra)
    assert medidas["contenido"] == pytest.approx(
        perdida_contenido(F["capa4"], de_la_flor["capa4"]) / F["capa4"].size, rel=1e-4
    )
    assert medidas["estilo"] == pytest.approx((10 * estilos[0] + sum(estilos[1:])) / 6, rel=1e-3)
    assert medidas["variación"] == pytest.approx(variacion_total(otra) / 64**2, rel=1e-4)
    assert all(np.mean(del_cuadro[c]) == pytest.approx(1, rel=1e-4) for c in CAPAS[1:])


def test_estilizar_baja_la_perdida_respeta_el_tamano_y_avisa(red):
    alargada, cuadro, avisos = encajar(foto("china"), 64, 96), pintura("hojas", (80, 72), 1), []
    x = estilizar(
        alargada,
        cuadro,
        red,
        pasos=8,
        avisar=lambda fraccion, imagen: avisos.append((fraccion, imagen.shape)),
    )
    encargo = Encargo(alargada, cuadro, red)
    assert x.shape == (64, 96, 3) and 0 <= x.min() <= x.max() <= 1
    assert encargo.medir(x)["estilo"] < 0.5 * encargo.medir(alargada)["estilo"]
    assert avisos[0][1] == (32, 48, 3) and avisos[-1] == (1.0, (64, 96, 3))


def test_igualar_colores_da_los_de_la_pintura(par):
    flor, cuadro = par
    tenida = igualar_colores(flor, cuadro)
    np.testing.assert_allclose(tenida.mean(axis=(0, 1)), cuadro.mean(axis=(0, 1)), atol=0.06)
    gris = igualar_colores(np.full((64, 64, 3), 0.5), cuadro)
    assert np.isfinite(gris).all()


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"foto": np.zeros((40, 64, 3))}, "La foto mide 40×64"),
        ({"pintura": np.zeros((64, 20, 3))}, "La pintura mide 64×20"),
        ({"capas": []}, "al menos una capa"),
        ({"capas": ["capa9"]}, "ninguna capa «capa9»"),
        ({"beta": -1}, "no pueden ser negativos"),
        ({"pasos": 0}, "al menos un paso"),
    ],
)
def test_lo_que_no_vale_se_explica(red, par, cambios, frase):
    with pytest.raises(ErrorCurso, match=frase):
        estilizar(**{"foto": par[0], "pintura": par[1], "red": red} | cambios)


# --- Redes de ImageNet ----------------------------------------------------------------------------------------------


@con_datos
def test_con_mobilenet_tambien_se_pinta(tmp_path):
    shutil.copytree(DATOS / "keras" / "models", tmp_path / "models", copy_function=shutil.copyfile)
    codigo = (
        "from utils.curso import contar_gpus; contar_gpus()\n"
        "from utils.datos.redes import red_de_imagenet\nfrom lecciones.l14_estilo.estilo import Encargo, estilizar\n"
        "from utils.datos.fotos import foto\nfrom utils.datos.estilos import pintura\nfrom utils.imagenes import encajar\n"
        "f, p, red = encajar(foto('flor'), 64, 64), pintura('mosaicos', 64, 0), red_de_imagenet('MobileNetV2')\n"
        "o = dict(capas=['píxeles', 'Conv1_relu', 'block_2_add', 'block_5_add'], contenido='block_5_add')\n"
        "x, e = estilizar(f, p, red, pasos=10, **o), Encargo(f, p, red, **o)\n"
        "print(e.medir(x)['estilo'] < 0.5 * e.medir(f)['estilo'])"
    )
    assert sin_red(codigo, tmp_path).endswith("True")


# --- Los exploradores -----------------------------------------------------------------------------------------------


@pytest.fixture
def baraja():
    return exploradores.LaminaBaraja(np.maximum(np.random.default_rng(0).normal(size=(8, 9, 5)), 0))


def test_barajar_cambia_el_contenido_y_no_la_gram(baraja):
    np.testing.assert_allclose(gram(baraja.barajar(1.0)), gram(baraja.F), atol=1e-12)
    assert "0 % de la energía" in baraja.pintar(
        parte=0
    ) and "la Gram ha cambiado un 0 %" in baraja.pintar(parte=100)
    assert perdida_contenido(baraja.barajar(0.5), baraja.F) < perdida_contenido(
        baraja.barajar(1.0), baraja.F
    )


def test_la_galeria_del_estilo_guarda_las_pruebas_y_dice_lo_que_falta(red):
    galeria = exploradores.explorar_estilo(red)
    galeria.poner(pasos=5, contenido="flor", estilo="mosaicos")
    galeria.correr()
    ((rotulo, imagen),) = galeria.pruebas
    assert (
        imagen.shape == (exploradores.LADO, exploradores.LADO, 3)
        and "mosaicos" in rotulo
        and "5 pasos" in rotulo
    )
    galeria.controles["capas"].value = ()
    galeria.correr()
    assert "al menos una capa" in galeria.aviso.value and len(galeria.pruebas) == 1


def test_los_exploradores_se_mueven_deprisa(red):
    activacion = np.maximum(np.random.default_rng(0).normal(size=(48, 48, 32)), 0)
    capas = lambda control: (
        [("capa1",), tuple(CAPAS)] if isinstance(control, widgets.SelectMultiple) else extremos(control)
    )
    assert lentitud(exploradores.explorar_baraja(activacion)) < 5
    assert lentitud(exploradores.explorar_estilo(red), capas) < 5


# --- La galería -----------------------------------------------------------------------------------------------------


def galeria_de_prueba(hacer):
    lisa = lambda gris: np.full((4, 4, 3), gris)
    return Galeria(
        LaminaGaleria(lambda: [("entrada", lisa(0.5))]),
        {},
        hacer,
        lambda imagen: f"media {imagen.mean():g}",
    )


def test_la_galeria_avanza_cancela_y_vacia():
    vistas = []

    def hacer(avisar):
        for fraccion in (0.25, 0.5, 0.75):
            avisar(fraccion, np.zeros((4, 4, 3)))
            vistas.append(galeria.barra.value)
            if cancelar and fraccion == 0.5:
                galeria.cancelar()
        return np.ones((4, 4, 3))

    cancelar = False
    galeria = galeria_de_prueba(hacer)
    galeria.correr()
    assert vistas == [0.25, 0.5, 0.75] and galeria.barra.value == 0 and len(galeria.pruebas) == 1
    cancelar = True
    galeria.correr()
    assert (
        galeria.aviso.value == "Prueba cancelada: no se ha guardado."
        and len(galeria.pruebas) == 1
        and len(vistas) == 5
    )
    galeria.vaciar()
    assert not galeria.pruebas and "ninguna todavía" in galeria.lamina.pintar()


def test_los_fallos_se_ensenan_y_no_dejan_nada_a_medias():
    def falla(avisar):
        raise ErrorCurso("la foto es < pequeña")

    galeria = galeria_de_prueba(falla)
    galeria.correr()
    assert "la foto es &lt; pequeña" in galeria.aviso.value and not galeria.pruebas
    galeria.hacer = lambda avisar: 1 / 0
    galeria.correr()
    assert "ZeroDivisionError" in galeria.aviso.value


def test_con_muchas_pruebas_se_ven_las_ultimas():
    galeria = galeria_de_prueba(lambda avisar: np.ones((4, 4, 3)))
    galeria.pruebas.extend((f"prueba {k}", np.zeros((4, 4, 3))) for k in range(9))
    alt = galeria.lamina.pintar()
    assert "prueba 8" in alt and "prueba 4" not in alt


def test_empezar_trabaja_en_otro_hilo():
    galeria = galeria_de_prueba(lambda avisar: np.ones((4, 4, 3)))
    galeria.empezar()
    galeria.hilo.join(10)
    assert [rotulo for rotulo, _ in galeria.pruebas] == ["media 1"]


def test_dos_veces_empezar_avisa_y_cancelar_vale_solo_para_esa_prueba():
    seguir = threading.Event()

    def espera(avisar):
        seguir.wait(10)
        avisar(0.5, np.zeros((4, 4, 3)))
        return np.ones((4, 4, 3))

    galeria = galeria_de_prueba(espera)
    galeria.empezar()
    galeria.empezar()
    assert "Ya hay una prueba en marcha" in galeria.aviso.value
    galeria.cancelar()
    seguir.set()
    galeria.hilo.join(10)
    assert "cancelada" in galeria.aviso.value and not galeria.pruebas
    galeria.empezar()
    galeria.hilo.join(10)
    assert galeria.aviso.value == "" and len(galeria.pruebas) == 1
