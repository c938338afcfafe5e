#!/usr/bin/env python3
"""Hace data/digitos/ropa28.npz: 6000 + 1000 prendas de Fashion-MNIST, de 28×28 y 16 grises.

    python herramientas/datos/ropa28.py

Las 600 primeras de cada clase del entrenamiento oficial y las 100 primeras de la prueba oficial.
"""

import gzip

import numpy as np
from taller import guardar_imagenes, origen, primeras_de_cada_clase


def leer(parte, cuantas):
    """Las `cuantas` primeras de cada clase de los dos ficheros IDX de una parte («train» o «t10k»): imágenes y etiquetas."""
    carpeta = origen("keras/datasets/fashion-mnist")
    imagenes, clases = (
        gzip.decompress((carpeta / f"{parte}-{nombre}-ubyte.gz").read_bytes()) for nombre in ("images-idx3", "labels-idx1")
    )
    X, y = np.frombuffer(imagenes, "uint8", offset=16).reshape(-1, 28, 28), np.frombuffer(clases, "uint8", offset=8)
    elegidas = primeras_de_cada_clase(y, cuantas)
    return X[elegidas], y[elegidas]


def main():
    guardar_imagenes("digitos/ropa28.npz", leer("train", 600), leer("t10k", 100))


if __name__ == "__main__":
    main()
