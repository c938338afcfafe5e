#!/usr/bin/env python3
"""Hace data/digitos/digitos28.npz: 10 000 + 2000 cifras de MNIST, de 28×28 y 16 grises.

    python herramientas/datos/digitos28.py

Entrenamiento: las 1000 primeras de cada clase entre las 60 000 oficiales. Prueba: las 200 de cada clase que salen de tomar las 100 primeras
en cada mitad de las 10 000 oficiales. MNIST separa a quienes escriben: nadie de la prueba escribió cifras del entrenamiento. Su primera mitad es más
clara (empleados del censo) y la segunda, más difícil (estudiantes); por eso se toma lo mismo de las dos.
"""

import numpy as np
from taller import guardar_imagenes, origen, primeras_de_cada_clase


def main():
    with np.load(origen("otros/mnist.npz")) as mnist:
        X, y, X_prueba, y_prueba = (mnist[clave] for clave in ("x_train", "y_train", "x_test", "y_test"))
    entrena = primeras_de_cada_clase(y, 1000)
    mitad = len(y_prueba) // 2
    prueba = np.concatenate([k + primeras_de_cada_clase(y_prueba[k : k + mitad], 100) for k in (0, mitad)])
    guardar_imagenes("digitos/digitos28.npz", (X[entrena], y[entrena]), (X_prueba[prueba], y_prueba[prueba]))


if __name__ == "__main__":
    main()
