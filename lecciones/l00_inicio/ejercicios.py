"""Ejercicios de la lección 00, Inicio."""

import math

import numpy as np

from utils.ejercicios.declarar import Ejercicio, cambios, caso


def suma_ponderada(x, w, b):
    return np.dot(x, w) + b


def _oraculo_suma_ponderada(x, w, b):
    return math.fsum([float(xi) * float(wi) for xi, wi in zip(x, w, strict=True)] + [float(b)])


def _casos_suma_ponderada(rng):
    def vectores(n):
        return rng.normal(size=n), rng.normal(size=n)

    return [
        caso(np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 2.0]), 0.25),
        caso(np.array([2.0]), np.array([-3.0]), 1.0),
        caso(np.zeros(4), np.ones(4), -2.5),
        caso(*vectores(5), 0.0),
        caso(*vectores(40), 3.0),
        caso(x=np.array([1, 2]), w=np.array([3, 4]), b=5),
        caso(np.array([3, -1, 2]), np.array([0.5, 0.25, -1.2]), 0.6),
        caso(np.array([0.5, -1.5]), np.array([2, 3]), -0.4),
    ]


def _sumar_con_bucle(x, w, b):
    total = b
    for xi, wi in zip(x, w, strict=True):
        total += xi * wi
    return total


EJERCICIOS = (
    Ejercicio(
        id="00.1",
        titulo="La suma ponderada de una neurona",
        referencia=suma_ponderada,
        oraculo=_oraculo_suma_ponderada,
        casos=_casos_suma_ponderada,
        errores=cambios(
            (
                " + b",
                "",
                "Falta el sesgo: has calculado w·x; después de sumar los productos, suma también b.",
            ),
            (
                "np.dot(x, w)",
                "np.multiply(x, w)",
                "Devuelves un vector con un producto por entrada: una neurona los suma todos y da un solo número.",
            ),
            (
                "np.dot(x, w) + b",
                "np.multiply(x, w)",
                "Devuelves los productos sin sumar y sin sesgo: suma todos y añade b.",
            ),
            (
                "np.dot(x, w) + b",
                "np.sum(np.multiply(x, w) + b)",
                "Sumas el sesgo una vez por entrada: va una sola vez, después de la suma.",
            ),
            ("+ b", "- b", "El sesgo tiene el signo cambiado: se suma, no se resta."),
            (
                "np.dot(x, w)",
                "np.sum(x) * np.sum(w)",
                "Multiplicas la suma de entradas por la suma de pesos: cada entrada va con su propio peso.",
            ),
            (
                "np.dot(x, w)",
                "np.sum(x) + np.sum(w)",
                "Sumas las entradas y los pesos: cada entrada se multiplica por su peso.",
            ),
            (
                "np.dot(x, w)",
                "np.mean(np.multiply(x, w))",
                "Haces la media de los productos: la neurona los suma.",
            ),
            (
                "np.dot(x, w)",
                "np.outer(x, w)",
                "Devuelves una matriz con todos los cruces: solo se multiplica cada entrada por su propio peso.",
            ),
            (
                "np.dot(x, w)",
                "x[0] * w[0]",
                "El return está dentro del bucle: sales en la primera vuelta. Sácalo fuera, después de sumar todas.",
            ),
            (
                "np.dot(x, w)",
                "x[-1] * w[-1]",
                "Sobrescribes la suma en cada vuelta y queda solo el último producto: acumula con +=.",
            ),
            (
                "np.dot(x, w) + b",
                "1 / (1 + np.exp(-np.dot(x, w) - b))",
                "Has aplicado la sigmoide: aquí solo se pide la suma ponderada, antes de la activación.",
            ),
        ),
        pistas=(
            "Cada entrada pesa distinto: una neurona multiplica cada entrada por su peso, suma todo y añade el sesgo.",
            "Fíjate en el ejemplo de la figura: 1·0.5 + 2·(−1) + 3·2 + 0.25. NumPy hace los productos y la suma con np.dot o con @.",
            "Esqueleto: return np.dot(…, …) + …",
        ),
        explicacion=(
            "`np.dot(x, w)` multiplica cada entrada por su peso y suma los productos; `b` se suma una sola vez. "
            "Es la cuenta que hace toda neurona de este curso antes de su activación."
        ),
        alternativas=(
            _sumar_con_bucle,
            lambda x, w, b: float(np.sum(np.multiply(x, w)) + b),
            lambda x, w, b: np.float32(np.asarray(x) @ np.asarray(w) + b),
        ),
    ),
)
