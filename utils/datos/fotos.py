"""Fotografías reales que vienen dentro de scikit-learn: «china» (un templo) y «flor»."""

import numpy as np
from PIL import Image

from ..curso import ErrorCurso

FICHEROS = {"china": "china.jpg", "flor": "flower.jpg"}


def foto(nombre="china", alto=None, gris=False):
    """Fotografía como matriz float64 en [0, 1]: (alto, ancho, 3), o (alto, ancho) si `gris`.

    alto: si se da, se reduce a ese alto conservando la proporción.
    Lanza `ErrorCurso` si el nombre no existe o el fichero falta o está dañado.
    """
    if nombre not in FICHEROS:
        raise ErrorCurso(f"No hay ninguna foto «{nombre}». Puedes elegir: {', '.join(FICHEROS)}.")
    try:
        from sklearn.datasets import load_sample_image

        imagen = Image.fromarray(load_sample_image(FICHEROS[nombre]))
    except Exception as error:
        raise ErrorCurso(
            f"No puedo leer la foto {FICHEROS[nombre]}, que viene con scikit-learn ({type(error).__name__}). "
            "Reinstálalo con «pip install --force-reinstall scikit-learn»."
        ) from error
    if alto:
        imagen = imagen.resize((round(imagen.width * alto / imagen.height), alto), Image.Resampling.LANCZOS)
    return np.asarray(imagen.convert("L") if gris else imagen, dtype=float) / 255
