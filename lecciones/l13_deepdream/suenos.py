"""DeepDream: subir por el gradiente de una activación, por octavas, con desplazamientos y, si la imagen es grande, por baldosas.

La lección 13 construye `sonar` paso a paso; este es el mismo procedimiento con progreso, para la portada y el explorador.
"""

from functools import lru_cache

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter

from utils.curso import ErrorCurso

LADO_MINIMO = 32  # el de la octava más pequeña
SIGMAS = (0.4, 1.2)
ANCHA = 8.0  # lo que cambia más despacio que esto, en píxeles, solo aclara u oscurece zonas
COLOR = 0.4 * np.ones((3, 3)) / 3 + 0.6 * np.eye(
    3
)  # mezcla los tres canales: la luz pesa más que el color


def objetivo(red, capa, canal=None):
    """Función que recibe una imagen (alto, ancho, 3) y da la activación de esa capa y su gradiente, de la forma de la imagen.

    La activación es la media del canal o, sin canal, la media de los cuadrados de toda la capa. Lanza `ErrorCurso` si no existen.
    """
    nombres = [una.name for una in red.layers]
    if capa not in nombres:
        raise ErrorCurso(f"La red no tiene ninguna capa «{capa}». Tiene: {', '.join(nombres)}.")
    canales = red.get_layer(capa).output.shape[-1]
    if canal is not None and not 0 <= canal < canales:
        raise ErrorCurso(
            f"La capa «{capa}» tiene canales del 0 al {canales - 1}, y has pedido el {canal}."
        )
    from keras import ops

    pesos = np.float32(np.arange(canales) == canal)
    derivar = _derivador(red, capa, canal is None)

    def evaluar(imagen):
        valor, (g, *_) = derivar(imagen[None], pesos)
        return float(valor), ops.convert_to_numpy(g)[0]

    return evaluar


@lru_cache(maxsize=32)
def _derivador(red, capa, entera):
    """Activación y gradientes de una capa, compilados una vez para todos sus canales: cuál se excita lo dicen los pesos."""
    import keras

    from utils.gradientes import gradiente

    hasta = keras.Model(red.inputs[0], red.get_layer(capa).output)
    if entera:
        return gradiente(
            lambda x, pesos: keras.ops.mean(hasta(x, training=False) ** 2) + 0 * keras.ops.sum(pesos)
        )
    return gradiente(
        lambda x, pesos: keras.ops.mean(keras.ops.sum(hasta(x, training=False) * pesos, axis=-1))
    )


def redimensionar(imagen, tamano):
    """La imagen (alto, ancho, 3), con valores de cualquier signo, en otro tamaño `(alto, ancho)`."""
    tamano = tuple(int(lado) for lado in tamano)
    canales = np.moveaxis(np.asarray(imagen, dtype="float32"), -1, 0)
    nuevos = [
        Image.fromarray(canal).resize(tamano[::-1], Image.Resampling.BICUBIC) for canal in canales
    ]
    return np.stack([np.asarray(canal) for canal in nuevos], axis=-1)


def suavizar(g):
    """El gradiente sin lo que estorba: de ahí salen motivos y no ruido ni manchas.

    Quita lo que solo aclara u oscurece zonas enteras, suma dos versiones difuminadas con el mismo peso y liga los colores.
    """
    detalle = g - gaussian_filter(g, (ANCHA, ANCHA, 0), mode="wrap")
    borrosos = [gaussian_filter(detalle, (sigma, sigma, 0), mode="wrap") for sigma in SIGMAS]
    return sum(b / (b.std() + 1e-8) for b in borrosos) @ COLOR


def por_baldosas(evaluar, lado=256):
    """Como `evaluar`, calculando el gradiente en baldosas de `lado` píxeles: la memoria no crece con la imagen.

    Las baldosas caben enteras: lo que falta al final se toma del principio, en círculo.
    """

    def evaluar_a_trozos(imagen):
        alto, ancho = imagen.shape[:2]
        sobra = ((0, -alto % lado), (0, -ancho % lado), (0, 0))
        entera = np.pad(imagen, sobra, mode="wrap")
        g, valores = np.empty_like(entera), []
        for i in range(0, len(entera), lado):
            for j in range(0, entera.shape[1], lado):
                valor, g[i : i + lado, j : j + lado] = evaluar(entera[i : i + lado, j : j + lado])
                valores.append(valor)
        return float(np.mean(valores)), g[:alto, :ancho]

    return evaluar_a_trozos


def revisar_octavas(tamano, octavas, escala=1.4):
    """Los tamaños de las octavas, de menor a mayor. Lanza `ErrorCurso` si la más pequeña es demasiado pequeña."""
    if octavas < 1 or escala <= 1:
        raise ErrorCurso(
            f"Hace falta al menos una octava, y una escala mayor que 1; has pedido {octavas} y {escala:g}."
        )
    tamanos = [tuple(round(lado / escala**k) for lado in tamano) for k in reversed(range(octavas))]
    if min(tamanos[0]) < LADO_MINIMO:
        caben = sum(round(min(tamano) / escala**k) >= LADO_MINIMO for k in range(octavas))
        consejo = f"Usa {caben} como mucho" if caben else "Usa una imagen mayor"
        raise ErrorCurso(
            f"Con {octavas} octavas, la primera mediría {tamanos[0][0]}×{tamanos[0][1]} píxeles, y hacen falta {LADO_MINIMO} por lado. {consejo}."
        )
    return tamanos


def pasos_del_sueno(imagen, evaluar, pasos=12, octavas=5, escala=1.4, tasa=0.012, salto=8, rng=None):
    """Generador: después de cada paso da `(fracción hecha, imagen de ese momento)`. Con él se puede pintar el progreso o parar.

    imagen: (alto, ancho, 3) en [0, 1]. evaluar: lo que devuelve `objetivo`. tasa: cuánto se mueve cada paso.
    salto: desplazamiento máximo, en píxeles. rng: `numpy.random.Generator`; por defecto, de semilla 0.
    """
    rng = rng or np.random.default_rng(0)
    imagen = np.asarray(imagen, dtype="float32")
    tamanos = revisar_octavas(imagen.shape[:2], octavas, escala)
    if pasos < 1:
        raise ErrorCurso(f"Da al menos un paso en cada octava; has pedido {pasos}.")
    detalle = np.zeros((*tamanos[0], 3), dtype="float32")
    for octava, tamano in enumerate(tamanos):
        base = redimensionar(imagen, tamano)
        x = np.clip(base + redimensionar(detalle, tamano), 0, 1)
        for paso in range(pasos):
            dy, dx = rng.integers(-salto, salto + 1, 2)
            movida = np.roll(x, (dy, dx), axis=(0, 1))
            g = suavizar(evaluar(movida)[1])
            movida = np.clip(movida + tasa * g / (g.std() + 1e-8), 0, 1)
            x = np.roll(movida, (-dy, -dx), axis=(0, 1)).astype("float32")
            yield (octava * pasos + paso + 1) / (pasos * octavas), x
        detalle = x - base


def sonar(imagen, evaluar, **opciones):
    """La imagen soñada, float32 en [0, 1]. Las opciones son las de `pasos_del_sueno`."""
    *_, (_, sonada) = pasos_del_sueno(imagen, evaluar, **opciones)
    return sonada
