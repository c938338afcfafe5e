"""Una red de capas densas, pasada a NumPy: los exploradores la llaman en cada movimiento, y así responde al momento."""

import numpy as np
from scipy.special import expit

from utils.curso import ErrorCurso

ACTIVACIONES = {
    "linear": lambda z: z,
    "relu": lambda z: np.maximum(z, 0),
    "sigmoid": expit,
    "tanh": np.tanh,
}


def a_numpy(red):
    """La misma función que una red de Keras hecha de capas densas, pero en NumPy: recibe (n, entradas) y devuelve (n, salidas).

    Lanza `ErrorCurso` si la red tiene alguna capa que no sea densa.
    """
    capas = list(_capas_densas(red))

    def aplicar(X):
        for pesos, sesgo, activacion in capas:
            X = activacion(X @ pesos + sesgo)
        return X

    return aplicar


def _capas_densas(red):
    for capa in red.layers:
        if hasattr(capa, "layers"):
            yield from _capas_densas(capa)
            continue
        nombre = getattr(getattr(capa, "activation", None), "__name__", "")
        pesos = capa.get_weights()
        if [p.ndim for p in pesos] != [2, 1] or nombre not in ACTIVACIONES:
            raise ErrorCurso(
                f"Solo sé pasar a NumPy capas densas ({', '.join(ACTIVACIONES)}), y «{capa.name}» no lo es."
            )
        yield *pesos, ACTIVACIONES[nombre]
