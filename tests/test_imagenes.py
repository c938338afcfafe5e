"""La imagen de quien estudia: cualquier formato razonable vale, y lo que no vale se explica."""

import io

import numpy as np
import pytest
from PIL import Image

from utils.curso import ErrorCurso
from utils.imagenes import encajar, leer_imagen

ROJO_Y_AZUL = np.zeros((40, 60, 3))
ROJO_Y_AZUL[:, :30, 0] = ROJO_Y_AZUL[:, 30:, 2] = 1


def pillow(matriz=ROJO_Y_AZUL):
    return Image.fromarray(np.uint8(255 * matriz))


def en_bytes(imagen, formato="PNG", **opciones):
    salida = io.BytesIO()
    imagen.save(salida, formato, **opciones)
    return salida.getvalue()


# --- Lo que vale ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "clase", ["ruta", "texto", "bytes", "memoria", "fichero", "pillow", "matriz", "uint8", "float32", "listas"]
)
def test_vale_como_venga(clase, tmp_path):
    ruta = tmp_path / "á foto.png"
    ruta.write_bytes(en_bytes(pillow()))
    origen = {
        "ruta": ruta,
        "texto": str(ruta),
        "bytes": ruta.read_bytes(),
        "memoria": memoryview(ruta.read_bytes()),
        "fichero": io.BytesIO(ruta.read_bytes()),
        "pillow": pillow(),
        "matriz": ROJO_Y_AZUL,
        "uint8": np.uint8(255 * ROJO_Y_AZUL),
        "float32": ROJO_Y_AZUL.astype("float32"),
        "listas": ROJO_Y_AZUL.tolist(),
    }[clase]
    imagen = leer_imagen(origen)
    assert imagen.dtype == float
    np.testing.assert_array_equal(imagen, ROJO_Y_AZUL)


@pytest.mark.parametrize("formato", ["JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_los_formatos_corrientes(formato):
    imagen = leer_imagen(en_bytes(pillow(), formato))
    assert imagen.shape == (40, 60, 3) and np.abs(imagen - ROJO_Y_AZUL)[:, [5, 50]].max() < 0.05


@pytest.mark.parametrize(
    "origen",
    [
        np.full((40, 40), 0.6),
        np.full((40, 40, 1), 0.6),
        np.full((40, 40), 153, "uint8"),
        np.full((40, 40), 39321, "uint16"),
        Image.new("L", (40, 40), 153),
        Image.new("F", (40, 40), 0.6),
        en_bytes(Image.fromarray(np.full((40, 40), 39321, "uint16"))),
        en_bytes(Image.new("LA", (40, 40), (153, 255))),
    ],
)
def test_lo_gris_pasa_a_color(origen):
    np.testing.assert_allclose(leer_imagen(origen), np.full((40, 40, 3), 0.6), atol=0.003)


def test_blanco_y_negro():
    assert set(np.unique(leer_imagen(np.eye(40, dtype=bool)))) == {0, 1}
    assert set(np.unique(leer_imagen(Image.new("1", (40, 40), 1)))) == {1}


def test_lo_transparente_queda_sobre_blanco():
    cristal = np.zeros((40, 40, 4))
    cristal[..., 1], cristal[20:, :, 3] = 1, 0.5019607
    paleta = Image.new("P", (40, 40), 0)
    paleta.info["transparency"] = 0
    imagen = leer_imagen(cristal)
    np.testing.assert_allclose(imagen[0, 0], 1)
    np.testing.assert_allclose(imagen[-1, 0], [0.5, 1, 0.5], atol=0.003)
    np.testing.assert_allclose(leer_imagen(en_bytes(paleta, "GIF")), 1)


def test_una_foto_girada_por_la_camara_se_endereza():
    exif = Image.Exif()
    exif[0x0112] = 6  # hay que girarla 90° a la derecha
    imagen = leer_imagen(en_bytes(pillow(), "PNG", exif=exif))
    np.testing.assert_array_equal(imagen, np.rot90(ROJO_Y_AZUL, -1))


def test_una_imagen_gigante_se_reduce_y_se_avisa(capsys):
    imagen = leer_imagen(en_bytes(Image.new("RGB", (3000, 1500), "red"), "JPEG"), maximo=512)
    assert imagen.shape == (256, 512, 3)
    assert capsys.readouterr().out == "ℹ️ La imagen mide 3000×1500 píxeles; la reduzco a 512×256.\n"


def test_una_gigante_y_girada_da_sus_medidas_enderezadas(capsys):
    exif = Image.Exif()
    exif[0x0112] = 8
    imagen = leer_imagen(en_bytes(Image.new("RGB", (3000, 1500), "red"), "JPEG", exif=exif), maximo=512)
    assert imagen.shape == (512, 256, 3)
    assert "1500×3000 píxeles; la reduzco a 256×512" in capsys.readouterr().out


def test_la_que_cabe_no_avisa(capsys):
    leer_imagen(ROJO_Y_AZUL, minimo=40, maximo=60)
    assert capsys.readouterr().out == ""


def test_encajar_recorta_el_centro():
    imagen = encajar(np.pad(np.ones((40, 40, 3)), ((0, 0), (20, 20), (0, 0))), 24, 24)
    assert imagen.shape == (24, 24, 3) and imagen.min() > 0.9


# --- Lo que no vale -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("origen", "frase"),
    [
        (b"hola", "No puedo leer la imagen.*guárdala como PNG o JPEG"),
        (b"", "No puedo leer la imagen"),
        (en_bytes(pillow(np.random.default_rng(0).random((40, 60, 3))))[:900], "está cortado"),
        ("no_existe.png", "«no_existe.png» no existe"),
        (".", "es una carpeta"),
        ("https://ejemplo.org/gato.png", "descarga la imagen"),
        (None, "Esto no es una imagen"),
        ({"a": 1}, "Esto no es una imagen"),
        ([[1, 2], [3]], "Esto no es una imagen"),
        (np.empty((0, 40, 3)), "Esto no es una imagen"),
        (np.zeros((3, 40, 40)), "canales van delante"),
        (np.zeros((5, 40, 40, 3)), "elige una: matriz"),
        (np.full((40, 40, 3), 200.0), "divide entre 255"),
        (np.full((40, 40, 3), -0.1), "se salen"),
        (np.full((40, 40, 3), np.nan), "no son números"),
        (np.full((40, 40, 3), 300), "de 0 a 255"),
    ],
)
def test_lo_que_no_es_una_imagen_se_explica(origen, frase):
    with pytest.raises(ErrorCurso, match=frase):
        leer_imagen(origen)


def test_demasiado_pequena_o_demasiado_alargada():
    with pytest.raises(ErrorCurso, match="mide 60×40 píxeles y aquí hacen falta 64 por lado"):
        leer_imagen(ROJO_Y_AZUL, minimo=64)
    with pytest.raises(ErrorCurso, match="demasiado alargada"):
        leer_imagen(np.zeros((40, 4000, 3)), maximo=256)


def test_una_imagen_que_no_cabe_en_memoria(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(ErrorCurso, match="no cabe en memoria"):
        leer_imagen(en_bytes(pillow()))
