"""Redes ya entrenadas con ImageNet: una pequeña, que viene con el curso, y las enteras de `keras.applications`, que se descargan."""

import warnings

import numpy as np

from ..curso import ErrorCurso
from .descargas import del_curso, por_la_red

REDES_DE_IMAGENET = {"MobileNetV2": {"alpha": 0.35}, "InceptionV3": {}}
ULTIMA = "block_13_expand_relu"  # donde se corta la red que viene con el curso


def red_recortada():
    """La primera parte de MobileNetV2 (α = 0.35) entrenada con ImageNet, hasta el bloque 13: viene con el curso, con sus pesos en 16 bits.

    Recibe imágenes en [0, 1] de forma (n, alto, ancho, 3) y de cualquier tamaño. Sus capas se llaman como en Keras y acaba en `block_13_expand_relu`; entera, es
    `red_de_imagenet("MobileNetV2")`. Lanza `ErrorCurso` si el fichero falta o está dañado.
    """
    red = crear_recortada()
    with del_curso("redes/ojo.npz") as ruta, np.load(ruta) as pesos:
        for capa in red.layers:
            capa.set_weights([pesos[f"{capa.name}/{v.name}"].astype("float32") for v in capa.weights])
    return red


def crear_recortada():
    """La red de `red_recortada`, sin entrenar."""
    import keras

    entera = keras.applications.MobileNetV2(input_tensor=_entrada(), alpha=0.35, include_top=False, weights=None)
    return keras.Model(entera.inputs[0], entera.get_layer(ULTIMA).output)


def red_de_imagenet(nombre="MobileNetV2"):
    """Red de `keras.applications` entrenada con ImageNet, sin la cabeza, que recibe imágenes en [0, 1] de cualquier tamaño.

    nombre: "MobileNetV2" (pequeña) o "InceptionV3" (de la familia de la de 2015, más pesada). La primera vez descarga los pesos.
    Lanza `ErrorCurso` si no existe o si no hay red.
    """
    if nombre not in REDES_DE_IMAGENET:
        raise ErrorCurso(f"No conozco la red «{nombre}». Puedes elegir: {', '.join(REDES_DE_IMAGENET)}.")
    return _con_pesos(nombre, input_tensor=_entrada(), weights="imagenet", **REDES_DE_IMAGENET[nombre])


def red_vgg19(pesos="imagenet"):
    """VGG19, la red de Gatys, con la entrada en [0, 1] y agrupación máxima. La primera vez descarga 80 MB; `ErrorCurso` si no hay red."""
    import keras

    entrada = keras.Input((None, None, 3))
    azul_primero = keras.layers.Rescaling(255.0)(entrada)[..., ::-1] - np.array([103.939, 116.779, 123.68], dtype="float32")
    return _con_pesos("VGG19", input_tensor=azul_primero, weights=pesos)


def _entrada():
    """Imágenes en [0, 1], llevadas a [−1, 1]."""
    import keras

    return keras.layers.Rescaling(2.0, -1.0)(keras.Input((None, None, 3)))


def _con_pesos(nombre, **opciones):
    import keras

    with por_la_red(f"los pesos de {nombre}"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # avisa de que usa los pesos de 224×224: es lo que queremos
        return getattr(keras.applications, nombre)(include_top=False, **opciones)
