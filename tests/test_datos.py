"""Los cargadores: los de por defecto, los completos con los datos de `../shared` y lo que dicen cuando algo falla."""

import os
import shutil
import subprocess
import sys

import numpy as np
import pytest
from comun import RAIZ

from utils.curso import ErrorCurso
from utils.datos import digitos as modulo
from utils.datos.digitos import digitos, separar
from utils.datos.fotos import foto

DATOS = RAIZ.parent / "shared" / "datos"
SIN_RED = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "no_proxy": ""}
con_datos = pytest.mark.skipif(not DATOS.is_dir(), reason="no está ../shared/datos: se omiten los cargadores reales")


def test_digitos_y_fotos_por_defecto():
    X, y = digitos()
    assert X.shape == (1797, 8, 8) and 0 <= X.min() <= X.max() <= 1 and set(y) == set(range(10))
    assert foto("flor", alto=50).shape == (50, 75, 3)
    assert foto("china", gris=True).shape == (427, 640)


def test_separar_no_repite_ni_pierde():
    X, y = digitos()
    (X1, y1), (X2, y2) = separar(X, y, np.random.default_rng(0))
    assert len(X1) + len(X2) == len(X) and X1.shape[1:] == (8, 8, 1) and X1.dtype == "float32"
    assert not set(map(bytes, X1)) & set(map(bytes, X2))
    assert sorted([*y1, *y2]) == sorted(y)


def test_separar_respeta_la_prueba_de_siempre():
    X, y = np.zeros((70_000, 2, 2), dtype="float32"), np.arange(70_000)
    (_, y1), (_, y2) = separar(X, y, None)
    assert np.array_equal(y1, y[:60_000]) and np.array_equal(y2, y[60_000:])


@pytest.mark.parametrize(
    ("X", "y", "frase"),
    [
        (np.zeros((4, 8)), np.zeros(4), "Espero imágenes"),
        (np.zeros((4, 8, 8)), np.zeros(3), "Espero imágenes"),
        (np.full((4, 8, 8), 255.0), np.zeros(4), "entre 0 y 1"),
        (np.full((4, 8, 8), -0.5), np.zeros(4), "entre 0 y 1"),
    ],
)
def test_imagenes_que_no_valen(X, y, frase):
    with pytest.raises(ErrorCurso, match=frase):
        separar(X, y, np.random.default_rng(0))


def test_nombres_y_perfiles_desconocidos():
    with pytest.raises(ErrorCurso, match="china, flor"):
        foto("gato")
    with pytest.raises(ErrorCurso, match="No existe el perfil"):
        digitos("gigante")


@pytest.mark.parametrize("cargar", [digitos, foto])
def test_archivo_ausente_o_danado(cargar, monkeypatch):
    import sklearn.datasets

    def falla(*_):
        raise OSError("dañado")

    monkeypatch.setattr(sklearn.datasets, "load_digits", falla)
    monkeypatch.setattr(sklearn.datasets, "load_sample_image", falla)
    with pytest.raises(ErrorCurso, match="No puedo leer"):
        cargar()


def en_otro_proceso(codigo, casa):
    """Ejecuta `codigo` con KERAS_HOME en `casa` y sin red; devuelve lo que escribe."""
    entorno = os.environ | SIN_RED | {"KERAS_HOME": str(casa), "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONPATH": str(RAIZ)}
    return subprocess.run([sys.executable, "-c", codigo], env=entorno, capture_output=True, text=True, cwd=casa).stdout


INTENTA = """
from utils.curso import ErrorCurso
from utils.datos.digitos import digitos, ropa
try:
    X, y = {orden}
    print(X.shape, X.min(), X.max(), sorted(set(y)) == list(range(10)))
except ErrorCurso as error:
    print("ErrorCurso:", error)
"""


def test_sin_red_lo_dice_y_no_deja_nada_a_medias(tmp_path):
    salida = en_otro_proceso(INTENTA.format(orden='digitos("completo")'), tmp_path)
    assert "ErrorCurso: No puedo descargar mnist" in salida and "rapido" in salida
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and f.suffix in (".npz", ".gz")]


@con_datos
def test_fashion_mnist_con_su_cargador(tmp_path):
    shutil.copytree(DATOS / "keras" / "datasets", tmp_path / "datasets")
    assert en_otro_proceso(INTENTA.format(orden="ropa()"), tmp_path).strip() == "(70000, 28, 28) 0.0 1.0 True"
    assert len(modulo.ROPA) == 10


@con_datos
def test_mnist_danado_se_rechaza(tmp_path):
    (tmp_path / "datasets").mkdir()
    shutil.copy(DATOS / "otros" / "mnist.npz", tmp_path / "datasets" / "mnist.npz")  # su suma no es la que espera Keras
    assert "ErrorCurso: No puedo descargar mnist" in en_otro_proceso(INTENTA.format(orden='digitos("completo")'), tmp_path)
