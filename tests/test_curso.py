"""La preparación del cuaderno y lo que pasa cuando falta una biblioteca."""

import os
import subprocess
import sys

import numpy as np
import pytest
from comun import CUADERNOS, RAIZ, ejecutar, leer

from utils.curso import ErrorCurso, preparar

SIN_TENSORFLOW = "import sys; sys.modules.update(dict.fromkeys(['tensorflow', 'keras']))\n"


def en_otro_python(codigo, **entorno):
    """Ejecuta `codigo` en un Python recién abierto, en la raíz del curso, y devuelve lo que imprime."""
    proceso = subprocess.run(
        [sys.executable, "-c", codigo], cwd=RAIZ, env=os.environ | entorno, capture_output=True, text=True, timeout=120
    )
    assert proceso.returncode == 0, proceso.stderr
    return proceso.stdout.strip()


# --- preparar -------------------------------------------------------------------------------------------------------


@pytest.fixture
def gpus(monkeypatch):
    """Simula las GPU que ve Keras."""
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "3")
    keras = pytest.importorskip("keras", reason="Keras no está instalado")
    return lambda *nombres: monkeypatch.setattr(keras.distribution, "list_devices", lambda _tipo: list(nombres))


def test_preparar_dice_lo_que_ha_decidido():
    assert repr(preparar()) == "Redes Vivas · perfil rapido · semilla 0"
    assert repr(preparar("completo", semilla=7)) == "Redes Vivas · perfil completo · semilla 7"


def test_preparar_fija_el_azar():
    azares = []
    for _ in range(2):
        preparar(semilla=3)
        azares.append(np.random.rand(3).tolist())
    assert azares[0] == azares[1]


@pytest.mark.parametrize(
    ("nombres", "perfil", "frase"),
    [
        ([], "rapido", "sin GPU"),
        (["gpu:0"], "completo", "1 GPU"),
        (["gpu:0", "gpu:1"], "completo", "2 GPU"),
    ],
)
def test_el_perfil_automatico_depende_de_la_gpu(gpus, nombres, perfil, frase):
    gpus(*nombres)
    curso = preparar(entrena=True)
    assert (curso.perfil, curso.gpus) == (perfil, len(nombres))
    assert frase in repr(curso)


def test_un_motor_que_falla_al_buscar_gpu_es_que_no_tiene(gpus, monkeypatch):
    gpus()

    def sin_gpu(_tipo):
        raise RuntimeError("Unknown backend: 'gpu' requested")

    monkeypatch.setattr(sys.modules["keras"].distribution, "list_devices", sin_gpu)
    assert preparar(entrena=True).gpus == 0


def test_si_falta_otro_motor_no_se_culpa_a_tensorflow():
    codigo = (
        "from utils.curso import ErrorCurso, preparar\ntry:\n    preparar(entrena=True)\nexcept ErrorCurso as e:\n    print(e)"
    )
    mensaje = en_otro_python(codigo, KERAS_BACKEND="motor_inventado")
    assert mensaje.startswith("Falta motor_inventado o Keras")


def test_el_perfil_pedido_manda_sobre_la_gpu(gpus):
    gpus("gpu:0")
    assert preparar("rapido", entrena=True).perfil == "rapido"


def test_las_variables_de_entorno_mandan(monkeypatch):
    monkeypatch.setenv("CURSO_PERFIL", "completo")
    monkeypatch.setenv("CURSO_SEMILLA", "5")
    curso = preparar("rapido", semilla=1)
    assert (curso.perfil, curso.semilla) == ("completo", 5)


def test_perfil_desconocido(monkeypatch):
    with pytest.raises(ErrorCurso, match="No existe el perfil «turbo».*auto, rapido, completo"):
        preparar("turbo")
    monkeypatch.setenv("CURSO_PERFIL", "lento")
    with pytest.raises(ErrorCurso, match="No existe el perfil «lento»"):
        preparar()


@pytest.mark.parametrize("semilla", [-1, 2**32, "uno", None, [], float("nan"), float("inf"), 1.5])
def test_semilla_imposible(semilla):
    with pytest.raises(ErrorCurso, match="La semilla debe ser un entero"):
        preparar(semilla=semilla)


def test_un_error_del_curso_se_enseña_sin_traza():
    assert ErrorCurso("Algo falta.")._render_traceback_() == ["⚠️ Algo falta."]


# --- Lo que se carga, y lo que falta --------------------------------------------------------------------------------


def test_importar_utils_no_carga_nada_pesado():
    pesados = "{'tensorflow', 'keras', 'matplotlib', 'numpy', 'IPython'}"
    assert en_otro_python(f"import sys, utils, utils.curso; print({pesados} & set(sys.modules))") == "set()"


def test_sin_entrenar_no_se_carga_tensorflow():
    codigo = """
import sys
from utils.curso import preparar
from utils.ejercicios import comprobar
from utils.exploradores import base
preparar()
print({"tensorflow", "keras", "matplotlib.pyplot"} & set(sys.modules))
"""
    assert en_otro_python(codigo) == "set()"


def test_sin_tensorflow_lo_demas_funciona():
    codigo = """
import utils, utils.exploradores.base
from utils.curso import ErrorCurso, preparar
from utils.ejercicios import evaluar
print(preparar())
print(evaluar("00.1", lambda x, w, b: x @ w + b).estado)
try:
    preparar(entrena=True)
except ErrorCurso as error:
    print(error)
"""
    lineas = en_otro_python(SIN_TENSORFLOW + codigo).splitlines()
    assert lineas[:2] == ["Redes Vivas · perfil rapido · semilla 0", "correcto"]
    assert lineas[2].startswith("Falta TensorFlow o Keras") and "make lab" in lineas[2]


def test_tensorflow_que_no_carga(tmp_path):
    (tmp_path / "keras.py").write_text('raise ImportError("numpy.core.multiarray failed to import")')
    codigo = """
from utils.curso import ErrorCurso, preparar
try:
    preparar(entrena=True)
except ErrorCurso as error:
    print(error)
"""
    mensaje = en_otro_python(codigo, PYTHONPATH=str(tmp_path))
    assert mensaje.startswith("Keras no carga con TensorFlow (ImportError)")


@pytest.mark.skipif(not CUADERNOS, reason="Aún no hay cuadernos: python herramientas/generar.py")
def test_sin_tensorflow_la_leccion_00_se_ejecuta_entera():
    ejecutar(leer(CUADERNOS[0]), CUADERNOS[0].parent, antes=SIN_TENSORFLOW, CURSO_PROGRESO=os.environ["CURSO_PROGRESO"])
