"""Lo que la lección 02 toma prestado: la convolución ya hecha, sus rellenos y su matriz."""

import numpy as np


def alcance(k, dilation):
    """Celdas que abarca un filtro de lado `k` dilatado."""
    return dilation * (k - 1) + 1


def rellenos(n, k, stride, padding, dilation):
    """Relleno `(antes, después)` de un eje. `padding`: entero, o "same" como lo calcula Keras (lo impar va después)."""
    if padding != "same":
        return padding, padding
    total = max((-(-n // stride) - 1) * stride + alcance(k, dilation) - n, 0)
    return total // 2, total - total // 2


def convolucionar(imagen, filtro, stride=1, dilation=1):
    """Correlación cruzada válida con paso y dilatación, por ventanas (sin bucles)."""
    ventana = tuple(alcance(k, dilation) for k in filtro.shape)
    trozos = np.lib.stride_tricks.sliding_window_view(imagen, ventana)[
        ::stride, ::stride, ::dilation, ::dilation
    ]
    return np.einsum("ijkl,kl->ij", trozos, filtro)


def matriz_convolucion(n, filtro, stride=1, padding=0):
    """Matriz C tal que C @ imagen.ravel() es la convolución, para imágenes n×n. Cada columna es la respuesta a un píxel."""
    base = np.eye(n * n).reshape(-1, n, n)
    columnas = [convolucionar(np.pad(pixel, padding), filtro, stride).ravel() for pixel in base]
    return np.array(columnas).T
