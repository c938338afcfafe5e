"""Las redes de ImageNet: la recortada que viene con el curso, igual que la entera, y las que se descargan."""

import shutil

import numpy as np
import pytest
from comun import DATOS, con_datos, sin_red

from utils.curso import ErrorCurso, contar_gpus
from utils.datos import descargas
from utils.datos.redes import red_de_imagenet, red_recortada, red_vgg19

pytest.importorskip("tensorflow", reason="TensorFlow no está instalado")


@pytest.fixture(scope="module", autouse=True)
def con_keras():
    contar_gpus()


def test_la_recortada_acepta_cualquier_tamano_y_conserva_los_nombres():
    red = red_recortada()
    assert red.count_params() == 98_512
    assert np.asarray(red(np.zeros((2, 64, 96, 3), "float32"))).shape == (2, 4, 6, 192)
    assert {"Conv1", "Conv1_relu", "block_2_add", "block_5_add", "block_12_add", "block_13_expand"} <= {
        c.name for c in red.layers
    }


COMPARA = """
import numpy as np
from utils.curso import contar_gpus
contar_gpus()
import keras
from utils.datos.fotos import foto
from utils.datos.redes import red_de_imagenet, red_recortada
corta, entera = red_recortada(), red_de_imagenet("MobileNetV2")
imagen = np.float32(foto("flor", alto=224)[None, :, :224])
for nombre in ("Conv1_relu", "block_3_expand_relu", "block_8_add", "block_13_expand_relu"):
    una, otra = (np.asarray(keras.Model(red.inputs, red.get_layer(nombre).output)(imagen)) for red in (corta, entera))
    print(nombre, una.shape == otra.shape, np.linalg.norm(una - otra) / np.linalg.norm(otra))
"""


@con_datos
def test_la_recortada_ve_lo_mismo_que_la_entera(tmp_path):
    shutil.copytree(DATOS / "keras" / "models", tmp_path / "models", copy_function=shutil.copyfile)
    filas = [linea.split() for linea in sin_red(COMPARA, tmp_path).splitlines()]
    assert len(filas) == 4, filas
    for capa, misma_forma, error in filas:  # el error es de guardar los pesos en 16 bits, sumado capa a capa
        assert misma_forma == "True" and float(error) < 0.02, capa


@pytest.mark.parametrize("contenido", [None, b"", b"PK roto"])
def test_sin_la_recortada_o_rota_se_dice_como_recuperarla(tmp_path, monkeypatch, contenido):
    monkeypatch.setattr(descargas, "DATOS", tmp_path)
    (tmp_path / "redes").mkdir()
    if contenido is not None:
        (tmp_path / "redes" / "ojo.npz").write_bytes(contenido)
    with pytest.raises(ErrorCurso, match="data/redes/ojo.npz.*git checkout"):
        red_recortada()


def test_sin_red_se_dice_que_hacer(tmp_path):
    codigo = (
        "from utils.curso import ErrorCurso, contar_gpus\ncontar_gpus()\nfrom utils.datos.redes import red_de_imagenet\n"
        "try:\n    red_de_imagenet('InceptionV3')\nexcept ErrorCurso as error:\n    print(error)"
    )
    assert 'No puedo descargar los pesos de InceptionV3 (Exception): ¿hay red? Sin ella, usa perfil="rapido".' in sin_red(
        codigo, tmp_path
    )


def test_una_red_desconocida():
    with pytest.raises(ErrorCurso, match="InceptionV3"):
        red_de_imagenet("VGG99")


def test_vgg19_recibe_la_entrada_que_espera():
    import keras

    vgg = red_vgg19(pesos=None)
    imagen = np.random.default_rng(0).uniform(size=(1, 32, 32, 3)).astype("float32")
    entrada = keras.Model(vgg.inputs[0], vgg.get_layer("block1_conv1").input)(imagen)
    np.testing.assert_allclose(entrada, keras.applications.vgg19.preprocess_input(255 * imagen.copy()), atol=1e-3)
