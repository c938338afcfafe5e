"""Dígitos escritos a mano: los 1797 de 8×8 de scikit-learn (por defecto) o MNIST de 28×28 (perfil completo)."""

import numpy as np

from ..curso import ErrorCurso


def digitos(perfil="rapido"):
    """Devuelve `(imagenes, etiquetas)`: imágenes float64 en [0, 1] de forma (n, alto, ancho) y etiquetas enteras 0–9.

    perfil: "rapido", los de scikit-learn (UCI, Alpaydin y Kaynak 1998), sin red; "completo", las 70 000 de MNIST
        (LeCun y otros 1998) con `keras.datasets`, que las descarga la primera vez: primero las 60 000 de entrenamiento.
    Lanza `ErrorCurso` si el perfil no existe, falta el fichero o no hay red.
    """
    if perfil == "rapido":
        return _de_sklearn()
    if perfil == "completo":
        return _de_keras()
    raise ErrorCurso(f"No existe el perfil «{perfil}». Usa `rapido` o `completo`.")


def _de_sklearn():
    try:
        from sklearn.datasets import load_digits

        datos = load_digits()
    except Exception as error:
        raise ErrorCurso(
            f"No puedo leer los dígitos, que vienen con scikit-learn ({type(error).__name__}). "
            "Reinstálalo con «pip install --force-reinstall scikit-learn»."
        ) from error
    return datos.images / 16, datos.target


def _de_keras():
    try:
        from keras.datasets import mnist

        (x1, y1), (x2, y2) = mnist.load_data()
    except Exception as error:
        raise ErrorCurso(
            f"No puedo descargar MNIST ({type(error).__name__}): ¿hay red? Sin ella, usa perfil=\"rapido\"."
        ) from error
    return np.concatenate([x1, x2]) / 255, np.concatenate([y1, y2])
