"""Cinco cuadros de dominio público, reducidos, para mirar su estilo."""

from typing import NamedTuple

import numpy as np
from PIL import Image

from ..curso import ErrorCurso
from .descargas import del_curso


class Cuadro(NamedTuple):
    """Quién pintó un cuadro, cómo se llama y cuándo se hizo."""

    titulo: str
    autor: str
    fecha: str


CUADROS = {
    "noche_estrellada": Cuadro("La noche estrellada", "Vincent van Gogh", "1889"),
    "gran_ola": Cuadro("La gran ola de Kanagawa", "Katsushika Hokusai", "hacia 1831"),
    "grito": Cuadro("El grito", "Edvard Munch", "1893"),
    "naufragio": Cuadro("El naufragio del Minotauro", "Joseph Mallord William Turner", "hacia 1810"),
    "composicion_vii": Cuadro("Composición VII", "Vasili Kandinsky", "1913"),
}


def cuadro(nombre):
    """Un cuadro de `CUADROS` como float32 de forma (alto, ancho, 3) en [0, 1]; el lado mayor mide 384 píxeles.

    Lanza `ErrorCurso` si no existe o si su fichero falta o está dañado.
    """
    if nombre not in CUADROS:
        raise ErrorCurso(f"No hay ningún cuadro «{nombre}». Puedes elegir: {', '.join(CUADROS)}.")
    with del_curso(f"pinturas/{nombre}.jpg") as ruta, Image.open(ruta) as imagen:
        return np.asarray(imagen.convert("RGB"), dtype="float32") / 255
