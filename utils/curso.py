"""Preparación común de los cuadernos: semilla, perfil, GPU y estilo de las figuras."""

import contextlib
import logging
import os
import random
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from operator import index
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
MOTORES = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}
PERFILES = ("auto", "rapido", "completo")
OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
ESTILO = {
    "figure.facecolor": "white",
    "font.size": 11,
    "axes.titlesize": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#E3E3E3",
    "lines.linewidth": 2,
    "legend.frameon": False,
    "image.cmap": "gray",
}


class ErrorCurso(Exception):
    """Algo que quien estudia puede arreglar. El cuaderno enseña solo el mensaje, sin la traza."""

    def _render_traceback_(self):
        return [f"⚠️ {self}"]


@dataclass(frozen=True)
class Curso:
    """Lo que `preparar` ha decidido: `perfil`, `semilla` y número de `gpus` (None si no se ha mirado)."""

    perfil: str
    semilla: int
    gpus: int | None = None

    def __repr__(self):
        partes = ["Redes Vivas", f"perfil {self.perfil}", f"semilla {self.semilla}"]
        if self.gpus is not None:
            partes.append({0: "sin GPU", 1: "1 GPU"}.get(self.gpus, f"{self.gpus} GPU"))
        return " · ".join(partes)


def preparar(perfil="auto", semilla=0, entrena=False):
    """Deja listo el cuaderno y dice en una línea qué ha decidido.

    perfil: "rapido" (sin red, cabe en 2 núcleos), "completo" (los conjuntos de datos que todos conocen)
        o "auto" (completo solo si hay GPU). La variable CURSO_PERFIL manda sobre este argumento.
    semilla: entero que fija todo el azar. La variable CURSO_SEMILLA manda.
    entrena: True carga Keras y busca GPU; con False el cuaderno abre al momento.
    Devuelve un `Curso`. Lanza `ErrorCurso` si el perfil o la semilla no valen, o si falta con qué entrenar.
    """
    perfil = _validar_perfil(os.environ.get("CURSO_PERFIL") or perfil)
    semilla = _validar_semilla(os.environ.get("CURSO_SEMILLA") or semilla)
    import matplotlib
    import numpy as np

    matplotlib.rcParams.update(ESTILO)
    matplotlib.rcParams["axes.prop_cycle"] = matplotlib.cycler(color=OKABE_ITO)
    random.seed(semilla)
    np.random.seed(semilla)
    gpus = None
    if entrena:
        gpus = contar_gpus()
        sys.modules["keras"].utils.set_random_seed(semilla)
    if perfil == "auto":
        perfil = "completo" if gpus else "rapido"
    return Curso(perfil, semilla, gpus)


def contar_gpus():
    """Carga Keras sin ruido y devuelve cuántas GPU ve. Lanza `ErrorCurso` si falta, o si falta o no carga su motor (TensorFlow)."""
    motor = os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TF_FORCE_GPU_ALLOW_GROWTH", "true")
    if find_spec("keras") is None or find_spec(motor) is None:
        raise ErrorCurso(
            f"Falta {MOTORES.get(motor, motor)} o Keras, y esta parte entrena una red. Instálalos con «make lab» "
            "(o «pip install -r requirements.txt») y reinicia el núcleo. Las partes que no entrenan funcionan sin ellos."
        )
    try:
        with _sin_ruido():
            import keras

            logging.getLogger("tensorflow").setLevel(logging.ERROR)  # sus avisos de rendimiento, en inglés, no ayudan
    except (ImportError, RuntimeError) as error:
        raise ErrorCurso(
            f"Keras no carga con {MOTORES.get(motor, motor)} ({type(error).__name__}). Suele ser una versión de Python o de "
            "NumPy que no encaja: borra la carpeta .venv y ejecuta «make lab»."
        ) from error
    try:
        return len(keras.distribution.list_devices("gpu"))
    except RuntimeError:  # así dice JAX que no hay ninguna
        return 0


@contextlib.contextmanager
def _sin_ruido():
    """Calla lo que TensorFlow escribe por su cuenta en la salida de error del proceso al cargarse."""
    copia = os.dup(2)
    with open(os.devnull, "w") as nada:
        os.dup2(nada.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(copia, 2)
        os.close(copia)


def _validar_perfil(perfil):
    if perfil not in PERFILES:
        raise ErrorCurso(f"No existe el perfil «{perfil}». Los perfiles son: {', '.join(PERFILES)}.")
    return perfil


def _validar_semilla(semilla):
    try:
        semilla = int(semilla) if isinstance(semilla, str) else index(semilla)
    except (TypeError, ValueError):
        semilla = -1
    if not 0 <= semilla < 2**32:
        raise ErrorCurso("La semilla debe ser un entero entre 0 y 4294967295; por ejemplo, preparar(semilla=1).")
    return semilla
