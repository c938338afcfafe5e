"""Ejercicios de la lección 99."""

import numpy as np
from sklearn.metrics import mean_squared_error

from utils.ejercicios.declarar import Ejercicio, ErrorTipico, cambios, caso


def error_cuadratico(reales, predichos):
    return np.mean((np.asarray(reales) - np.asarray(predichos)) ** 2)


def _casos_error_cuadratico(rng):
    return [
        caso(np.array([1.0, 2.0, 4.0]), np.array([1.0, 3.0, 2.0])),
        caso(np.array([5.0]), np.array([5.0])),
        caso(np.array([1, 2, 3]), np.array([2, 2, 5])),
        caso(reales=rng.normal(size=30), predichos=rng.normal(size=30)),
    ]


def _con_bucle(reales, predichos):
    total = 0
    for real, predicho in zip(reales, predichos, strict=True):
        total += (real - predicho) ** 2
    return total / len(reales)


def _el_ultimo(reales, predichos):
    for real, predicho in zip(reales, predichos, strict=True):
        error = (real - predicho) ** 2
    return error


EJERCICIOS = (
    Ejercicio(
        id="99.1",
        titulo="El error cuadrático medio",
        referencia=error_cuadratico,
        oraculo=lambda reales, predichos: mean_squared_error(reales, predichos),
        casos=_casos_error_cuadratico,
        errores=(
            *cambios(
                ("np.mean", "np.sum", "Has sumado los cuadrados: falta dividir entre cuántos son."),
                (
                    " ** 2",
                    "",
                    "Falta elevar al cuadrado: sin él, los errores por exceso y por defecto se compensan.",
                ),
                (
                    "np.mean((",
                    "np.mean(abs(",
                    " ** 2",
                    "",
                    "Has hecho la media del valor absoluto: aquí va el cuadrado.",
                ),
                (") - ", ") + ", "Sumas lo real y lo predicho: el error es la diferencia."),
            ),
            ErrorTipico(
                _el_ultimo,
                "Sobrescribes el error en cada vuelta y queda solo el último: acumula con +=.",
            ),
        ),
        pistas=(
            "Un error por exceso y otro por defecto valen lo mismo: por eso se eleva al cuadrado antes de hacer la media.",
            "Resta los dos vectores, eleva al cuadrado cada diferencia y haz la media con np.mean.",
            "Esqueleto: return np.mean((… - …) ** 2)",
        ),
        explicacion=(
            "Cada diferencia se eleva al cuadrado, para que cuente igual hacia arriba que hacia abajo y pesen más las grandes; "
            "la media hace comparables dos conjuntos de distinto tamaño."
        ),
        alternativas=(
            _con_bucle,
            lambda reales, predichos: float(np.square(np.subtract(reales, predichos)).mean()),
        ),
    ),
)
