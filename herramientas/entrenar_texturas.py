#!/usr/bin/env python3
"""Entrena la red de texturas del curso y la guarda en data/estilos/texturas.keras. Tarda unos tres minutos.

    python herramientas/entrenar_texturas.py [--pasos 1100] [--imagenes 1500]

Aprende a decir de qué familia de `utils/datos/estilos.py` es un trozo de pintura, aunque alguien lo haya retocado para engañarla: en cada
paso, antes de aprender, se suma a la imagen un poco del gradiente de la pérdida. Una red así no se fía del detalle invisible, y por eso
sueña motivos que se reconocen (Engstrom y otros 2019). Al acabar escribe su exactitud con pinturas que no ha visto y el resumen sha256
que va en data/LEEME.md.
"""

import argparse
import hashlib
import sys
from pathlib import Path

import numpy as np

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))
MARGEN = 32  # se pinta de más y se recorta al azar
FUERZA = 2.0  # del retoque; una imagen de 64×64 en color tiene norma cercana a 60


def variar(imagenes, rng, lado):
    """Cada imagen, recortada en otro sitio, quizá en espejo, con otro contraste, otro tono y algo de ruido."""
    sobra = imagenes.shape[1] - lado
    esquinas = rng.integers(0, sobra + 1, (len(imagenes), 2))
    recortes = np.stack([i[a : a + lado, b : b + lado] for i, (a, b) in zip(imagenes, esquinas, strict=True)])
    espejo = rng.random(len(recortes)) < 0.5
    recortes[espejo] = recortes[espejo, :, ::-1]
    contraste, tono = rng.uniform(0.4, 1.1, (len(recortes), 1, 1, 1)), rng.normal(0, 0.12, (len(recortes), 1, 1, 3))
    medias = recortes.mean(axis=(1, 2, 3), keepdims=True)
    ruido = rng.uniform(0, 0.1, (len(recortes), 1, 1, 1)) * rng.normal(size=recortes.shape)
    return np.clip(medias + contraste * (recortes - medias) + tono + ruido, 0, 1).astype("float32")


def retocar(imagenes, gradientes, fuerza):
    """Cada imagen, movida `fuerza` (en norma euclídea) en la dirección que más sube la pérdida."""
    norma = np.sqrt(np.sum(gradientes**2, axis=(1, 2, 3), keepdims=True)) + 1e-12
    return np.clip(imagenes + fuerza * gradientes / norma, 0, 1)


def entrenar(red, imagenes, etiquetas, pasos, rng, lado, fuerza, lote=50):
    """Entrena con imágenes variadas y retocadas; el retoque crece de 0 a `fuerza` y el ritmo baja como un coseno."""
    import keras
    from keras import ops

    from utils.gradientes import gradiente

    ritmo = keras.optimizers.schedules.CosineDecay(1e-4, pasos, warmup_target=3e-3, warmup_steps=pasos // 10)
    red.compile(keras.optimizers.Adam(ritmo), keras.losses.CategoricalCrossentropy(from_logits=True))
    derivar = gradiente(lambda x, y: -ops.sum(y * ops.log_softmax(red(x, training=False))))
    objetivos = np.eye(red.output_shape[-1], dtype="float32")[etiquetas]
    for paso in range(pasos):
        elegidas = rng.integers(0, len(imagenes), lote)
        limpias = variar(imagenes[elegidas], rng, lado)
        _, (hacia, _) = derivar(limpias, objetivos[elegidas])
        retocadas = retocar(limpias, np.asarray(hacia), fuerza * min(1, 2 * paso / pasos))
        perdida = red.train_on_batch(retocadas, objetivos[elegidas])
        if paso % 100 == 99:
            print(f"paso {paso + 1}: pérdida {perdida:.3f}", flush=True)


def main():
    opciones = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    opciones.add_argument("--pasos", type=int, default=1100)
    opciones.add_argument("--imagenes", type=int, default=1500)
    opciones = opciones.parse_args()
    from utils.curso import preparar
    from utils.datos.descargas import DATOS
    from utils.datos.estilos import FAMILIAS, LADO, RED_DE_TEXTURAS, crear_red, lote

    preparar(entrena=True)
    rng = np.random.default_rng(0)
    imagenes, etiquetas = lote(opciones.imagenes, rng, tamano=LADO + MARGEN)
    red = crear_red(len(FAMILIAS))
    entrenar(red, imagenes, etiquetas, opciones.pasos, rng, LADO, FUERZA)
    nuevas, suyas = lote(1000, np.random.default_rng(1))
    aciertos = red.predict(nuevas, verbose=0).argmax(axis=1) == suyas
    destino = DATOS / RED_DE_TEXTURAS
    destino.parent.mkdir(parents=True, exist_ok=True)
    desnuda = crear_red(len(FAMILIAS))  # sin el estado del optimizador, que pesa el doble que la red
    desnuda.set_weights(red.get_weights())
    desnuda.save(destino)
    resumen = hashlib.sha256(destino.read_bytes()).hexdigest()
    print(f"{red.count_params()} parámetros, exactitud {aciertos.mean():.3f} en 1000 pinturas no vistas\n{resumen}")


if __name__ == "__main__":
    main()
