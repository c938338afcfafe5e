"""Redes ya entrenadas con ImageNet, por `keras.applications`: la primera vez se descargan."""

import warnings

import numpy as np

from ..curso import ErrorCurso

REDES_DE_IMAGENET = {"MobileNetV2": {"alpha": 0.35}, "InceptionV3": {}}


def red_de_imagenet(nombre="MobileNetV2"):
    """Red de `keras.applications` entrenada con ImageNet, sin la cabeza, que recibe imágenes en [0, 1] de cualquier tamaño.

    nombre: "MobileNetV2" (pequeña) o "InceptionV3" (de la familia de la de 2015, más pesada). La primera vez descarga los pesos.
    Lanza `ErrorCurso` si no existe o si no hay red.
    """
    import keras

    if nombre not in REDES_DE_IMAGENET:
        raise ErrorCurso(f"No conozco la red «{nombre}». Puedes elegir: {', '.join(REDES_DE_IMAGENET)}.")
    entrada = keras.layers.Rescaling(2.0, -1.0)(keras.Input((None, None, 3)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # avisa de que usa los pesos de 224×224: es lo que queremos
            crear = getattr(keras.applications, nombre)
            return crear(input_tensor=entrada, include_top=False, weights="imagenet", **REDES_DE_IMAGENET[nombre])
    except Exception as error:
        raise ErrorCurso(
            f"No puedo descargar los pesos de {nombre} ({type(error).__name__}): ¿hay conexión a internet? Sin ella, sigue con la red de "
            'texturas: preparar(perfil="rapido").'
        ) from error


def red_vgg19(pesos="imagenet"):
    """VGG19, la red de Gatys, con la entrada en [0, 1] y agrupación máxima. La primera vez descarga 80 MB; `ErrorCurso` si no hay red."""
    import keras

    entrada = keras.Input((None, None, 3))
    azul_primero = keras.layers.Rescaling(255.0)(entrada)[..., ::-1] - np.array([103.939, 116.779, 123.68], dtype="float32")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return keras.applications.VGG19(input_tensor=azul_primero, include_top=False, weights=pesos)
    except Exception as error:
        raise ErrorCurso(
            f"No puedo descargar los pesos de VGG19 ({type(error).__name__}): ¿hay conexión a internet? Sin ella, sigue con la red de "
            'texturas: preparar(perfil="rapido").'
        ) from error
