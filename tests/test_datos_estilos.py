"""Las pinturas del curso y la red de texturas que aprendió a distinguirlas."""

import numpy as np
import pytest

from utils.curso import ErrorCurso
from utils.datos import descargas
from utils.datos.estilos import FAMILIAS, LADO, RED_DE_TEXTURAS, lote, pintura, red_de_texturas

cada_familia = pytest.mark.parametrize("nombre", FAMILIAS)


@pytest.fixture(scope="module")
def red():
    pytest.importorskip("tensorflow")
    return red_de_texturas()


def test_hay_al_menos_ocho_familias():
    assert len(FAMILIAS) >= 8


@cada_familia
def test_la_misma_semilla_da_la_misma_pintura(nombre):
    una, otra = pintura(nombre, 48, 3), pintura(nombre, 48, np.random.default_rng(3))
    assert np.array_equal(una, otra)
    assert not np.array_equal(una, pintura(nombre, 48, 4))


@cada_familia
@pytest.mark.parametrize("tamano", [16, 64, (40, 90), (90, 40)])
def test_forma_tipo_y_rango(nombre, tamano):
    imagen = pintura(nombre, tamano, 0)
    alto, ancho = tamano if isinstance(tamano, tuple) else (tamano, tamano)
    assert imagen.shape == (alto, ancho, 3) and imagen.dtype == np.float32
    assert np.isfinite(imagen).all() and imagen.min() >= 0 and imagen.max() <= 1


@cada_familia
def test_son_de_color_con_contraste_y_llenan_el_lienzo(nombre):
    for semilla in range(3):
        imagen = pintura(nombre, 128, semilla)
        saturacion = imagen.max(axis=-1) - imagen.min(axis=-1)
        assert saturacion.mean() > 0.1 and imagen.std() > 0.1
        cuadros = imagen.reshape(2, 64, 2, 64, 3).std(axis=(1, 3))
        assert cuadros.max(axis=-1).min() > 0.04, "hay una esquina vacía"


@cada_familia
def test_un_motivo_mas_grande_cambia_mas_despacio(nombre):
    variacion = [
        np.mean([np.abs(np.diff(pintura(nombre, 128, s, motivo=m), axis=1)).mean() for s in range(3)]) for m in (14, 56)
    ]
    assert variacion[1] < variacion[0]


def test_lote_reparte_las_familias():
    imagenes, etiquetas = lote(40, np.random.default_rng(0), tamano=32)
    assert imagenes.shape == (40, 32, 32, 3) and imagenes.dtype == np.float32
    assert np.bincount(etiquetas).tolist() == [4] * len(FAMILIAS)
    _, solo_dos = lote(6, np.random.default_rng(0), ["ojos", "hojas"], 32)
    assert sorted(solo_dos) == [0, 0, 0, 1, 1, 1]
    assert lote(0, np.random.default_rng(0))[0].shape == (0, LADO, LADO, 3)


@pytest.mark.parametrize(
    ("llamada", "mensaje"),
    [
        (lambda: pintura("rallas"), "No hay ninguna familia.*rallas.*rayas"),
        (lambda: pintura("rayas", 8), "de 16 a 2048"),
        (lambda: pintura("rayas", 10**6), "de 16 a 2048"),
        (lambda: pintura("rayas", 64.5), "de 16 a 2048"),
        (lambda: pintura("rayas", (64, 64, 3)), "de 16 a 2048"),
        (lambda: pintura("rayas", motivo=1), "motivo mide de 4"),
        (lambda: lote(3, np.random.default_rng(0), []), "al menos una familia"),
    ],
)
def test_lo_que_no_vale_se_explica(llamada, mensaje):
    with pytest.raises(ErrorCurso, match=mensaje):
        llamada()


# --- La red ---------------------------------------------------------------------------------------------------------


def test_la_red_acierta_con_pinturas_nuevas(red):
    imagenes, etiquetas = lote(300, np.random.default_rng([1, 2, 3]))
    logits = np.asarray(red(imagenes, training=False))
    assert np.mean(logits.argmax(axis=1) == etiquetas) >= 0.95


def test_la_red_acepta_cualquier_tamano_y_tiene_las_capas_que_se_anuncian(red):
    assert np.asarray(red(np.zeros((1, 50, 75, 3), "float32"), training=False)).shape == (1, len(FAMILIAS))
    assert [capa.name for capa in red.layers if capa.name.startswith("capa")] == [f"capa{k}" for k in range(1, 6)]


@pytest.mark.parametrize("contenido", [None, b"", b"PK roto"])
def test_sin_la_red_o_con_la_red_rota_se_dice_que_hacer(tmp_path, monkeypatch, contenido):
    pytest.importorskip("tensorflow")
    monkeypatch.setattr(descargas, "DATOS", tmp_path)
    (tmp_path / "estilos").mkdir()
    if contenido is not None:
        (tmp_path / RED_DE_TEXTURAS).write_bytes(contenido)
    with pytest.raises(ErrorCurso, match="data/estilos/texturas.keras.*git checkout"):
        red_de_texturas()
