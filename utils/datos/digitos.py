"""Imágenes pequeñas para clasificar: dígitos escritos a mano (8×8 o MNIST) y ropa (Fashion-MNIST)."""

import numpy as np

from ..curso import ErrorCurso
from .descargas import del_curso, por_la_red

ROPA = ("camiseta", "pantalón", "jersey", "vestido", "abrigo", "sandalia", "camisa", "zapatilla", "bolso", "botín")


def digitos(perfil="rapido"):
    """Devuelve `(imagenes, etiquetas)`: imágenes float64 en [0, 1] de forma (n, alto, ancho) y etiquetas enteras 0–9.

    perfil: "rapido", los 1797 de 8×8 de scikit-learn (UCI, Alpaydin y Kaynak 1998), sin red; "completo", los 70 000 de
        28×28 de MNIST (LeCun y otros 1998) con `keras.datasets`, que los descarga la primera vez. Los 10 000 de prueba, al final.
    Lanza `ErrorCurso` si el perfil no existe, falta el archivo o no hay red.
    """
    if perfil == "rapido":
        return _de_sklearn()
    if perfil == "completo":
        return _juntar(_de_keras("mnist"))
    raise ErrorCurso(f"No existe el perfil «{perfil}». Usa `rapido` o `completo`.")


def ropa():
    """Fashion-MNIST (Xiao y otros 2017): como `digitos("completo")`, con prendas; sus nombres están en `ROPA`."""
    return _juntar(_de_keras("fashion_mnist"))


def digitos28(perfil="rapido"):
    """Cifras de MNIST ya separadas: `(X_entrena, y_entrena, X_prueba, y_prueba)`. Quien escribió las de la prueba no escribió ninguna de las otras.

    X: float32 en [0, 1] de forma (n, 28, 28, 1). y: enteros de 0 a 9.
    perfil: "rapido", 10 000 + 2000 con 16 grises, que vienen con el curso y a partes iguales entre las clases; "completo", las
        60 000 + 10 000 de MNIST (LeCun y otros 1998), que se descargan la primera vez.
    Lanza `ErrorCurso` si el perfil no existe, falta el fichero, está dañado o no hay red.
    """
    return _de_28(perfil, "digitos28", "mnist")


def ropa28(perfil="rapido"):
    """Como `digitos28`, con prendas de Fashion-MNIST (Xiao y otros 2017): 6000 + 1000 en el perfil rápido. Sus nombres están en `ROPA`."""
    return _de_28(perfil, "ropa28", "fashion_mnist")


def separar(imagenes, etiquetas, rng, prueba=0.25):
    """Baraja y separa en `((X, y), (X, y))` de entrenamiento y prueba; las imágenes, float32 de forma (n, alto, ancho, 1).

    prueba: proporción para la prueba. Los conjuntos de 70 000 se separan como siempre: los 10 000 últimos, sin barajar.
    Lanza `ErrorCurso` si las imágenes no son (n, alto, ancho) en [0, 1] o no hay una etiqueta por imagen.
    """
    imagenes, etiquetas = np.asarray(imagenes), np.asarray(etiquetas)
    if imagenes.ndim != 3 or len(imagenes) != len(etiquetas):
        raise ErrorCurso(f"Espero imágenes (n, alto, ancho) y n etiquetas; llegan {imagenes.shape} y {len(etiquetas)}.")
    if imagenes.size and not 0 <= imagenes.min() <= imagenes.max() <= 1:
        raise ErrorCurso("Los píxeles deben estar entre 0 y 1: divide antes entre el valor máximo, por ejemplo X / 255.")
    X = imagenes[..., None].astype("float32")
    if len(X) == 70_000:
        return (X[:60_000], etiquetas[:60_000]), (X[60_000:], etiquetas[60_000:])
    orden = rng.permutation(len(X))
    corte = round(len(X) * (1 - prueba))
    return tuple((X[i], etiquetas[i]) for i in (orden[:corte], orden[corte:]))


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


def _de_28(perfil, fichero, nombre):
    if perfil == "rapido":
        with del_curso(f"digitos/{fichero}.npz") as ruta, np.load(ruta) as datos:
            partes, blanco = [datos[clave] for clave in ("X_entrena", "y_entrena", "X_prueba", "y_prueba")], 15
    elif perfil == "completo":
        partes, blanco = _de_keras(nombre), 255
    else:
        raise ErrorCurso(f"No existe el perfil «{perfil}». Usa `rapido` o `completo`.")
    X1, y1, X2, y2 = partes
    return _de_0_a_1(X1, blanco), y1.astype(int), _de_0_a_1(X2, blanco), y2.astype(int)


def _de_0_a_1(imagenes, blanco):
    return imagenes[..., None] / np.float32(blanco)


def _de_keras(nombre):
    """Entrenamiento y prueba de un conjunto de `keras.datasets`, tal como vienen: `(X1, y1, X2, y2)`."""
    with por_la_red(nombre):
        from keras import datasets

        (X1, y1), (X2, y2) = getattr(datasets, nombre).load_data()
        return X1, y1, X2, y2


def _juntar(partes):
    X1, y1, X2, y2 = partes
    return np.concatenate([X1, X2]) / 255, np.concatenate([y1, y2]).astype(int)
