#!/usr/bin/env python3
"""Mide un paso de entrenamiento de GAN: el del tutorial corriente (bucle de Python, y `tf.function` por paso) frente al de la lección 08.

    python herramientas/medir_gan.py

Las mismas redes, el mismo lote y los mismos datos; mediana de varias tandas. Por cada red, una línea: nombre y los milisegundos
por paso del bucle, de `tf.function` y de la lección.
"""

import contextlib
import statistics
import sys
import time
from pathlib import Path

import jupytext
import numpy as np

RAIZ = Path(__file__).resolve().parent.parent
TANDAS, LOTE, PASOS = 5, 64, 50


def definiciones():
    """Lo que definen las celdas de la lección."""
    sys.path.insert(0, str(RAIZ))
    from utils.curso import ErrorCurso, preparar

    curso = preparar()
    espacio = {"curso": curso, "preparar": preparar, "ErrorCurso": ErrorCurso}
    celdas = {
        c.metadata.get("title"): c.source for c in jupytext.read(RAIZ / "lecciones" / "08_gan.py", fmt="py:percent").cells
    }
    for nombre in (
        "importar",
        "preparar-keras",
        "perdidas-keras",
        "tabla-de-perdidas",
        "paso",
        "datos-de-digitos",
        "sacar-lotes",
        "crear-dcgan",
        "crear-densa",
    ):
        with contextlib.redirect_stdout(sys.stderr):
            exec(celdas[nombre], espacio)
    return espacio


def paso_de_tutorial(G, D, compilado):
    """El paso tal como suele escribirse: dos cintas, una pasada de G, pérdidas de Keras; `tf.function` o nada."""
    import keras
    import tensorflow as tf

    bce = keras.losses.BinaryCrossentropy(from_logits=True)
    adam_g, adam_d = keras.optimizers.Adam(1e-4), keras.optimizers.Adam(1e-4)

    def paso(imagenes):
        ruido = tf.random.normal([LOTE, G.input_shape[-1]])
        with tf.GradientTape() as cinta_g, tf.GradientTape() as cinta_d:
            falsas = G(ruido, training=True)
            real, falso = D(imagenes, training=True), D(falsas, training=True)
            de_g = bce(tf.ones_like(falso), falso)
            de_d = bce(tf.ones_like(real), real) + bce(tf.zeros_like(falso), falso)
        adam_g.apply_gradients(zip(cinta_g.gradient(de_g, G.trainable_variables), G.trainable_variables, strict=True))
        adam_d.apply_gradients(zip(cinta_d.gradient(de_d, D.trainable_variables), D.trainable_variables, strict=True))
        return de_d

    return tf.function(paso) if compilado else paso


def milisegundos(tanda, pasos):
    """Mediana de varias tandas, en ms por paso, tras una de calentamiento."""
    tanda()
    tiempos = []
    for _ in range(TANDAS):
        inicio = time.perf_counter()
        tanda()
        tiempos.append(time.perf_counter() - inicio)
    return 1000 * statistics.median(tiempos) / pasos


def medir(crear, d, xla):
    """Milisegundos por paso de las tres maneras, con las redes de `crear`."""
    import tensorflow as tf

    datos = (
        tf.data.Dataset.from_tensor_slices(2 * d["X"] - 1).shuffle(2000).batch(LOTE, drop_remainder=True).repeat().prefetch(2)
    )
    tiempos = []
    for compilado, cuantos in ((False, 10), (True, PASOS)):
        paso, flujo = paso_de_tutorial(*crear(8), compilado), iter(datos)
        tiempos.append(milisegundos(lambda p=paso, f=flujo, n=cuantos: [np.asarray(p(next(f))) for _ in range(n)], cuantos))
    G, D = crear(8)
    nuestro = d["crear_paso"](G, D, d["sacar_de"](d["X"]), lote=LOTE, veces=PASOS, jit_compile=xla)
    return [*tiempos, milisegundos(lambda: np.asarray(nuestro()), PASOS)]


if __name__ == "__main__":
    d = definiciones()
    for nombre, crear, xla in (("densa", "crear_densa", True), ("convolucional", "crear_dcgan", False)):
        print(nombre, *(f"{ms:.2f}" for ms in medir(d[crear], d, xla)))
