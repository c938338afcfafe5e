"""Listas de reproducción generadas, con géneros conocidos: se puede medir si unos vectores de canciones los descubren."""

from collections import namedtuple

import numpy as np

from utils.curso import ErrorCurso

GENEROS = ("Bolero", "Cumbia", "Flamenco", "Jazz", "Rock", "Salsa", "Tango", "Vals")
POR_GENERO = 40
LARGO_MINIMO, LARGO_MAXIMO = 8, 20
FIDELIDAD = 0.8  # proporción media de canciones del género principal de la lista
ANOS = (1970, 2020)

Canciones = namedtuple("Canciones", ("titulos", "generos", "anos", "fama"))


def canciones():
    """Las 320 canciones: `titulos`, `generos` (número del género), `anos` y `fama` (cuánto se escucha cada una). Siempre las mismas."""
    rng = np.random.default_rng(17)
    titulos = [f"{genero} {i + 1}" for genero in GENEROS for i in range(POR_GENERO)]
    fama = np.concatenate([rng.permutation(1 / np.arange(2.0, POR_GENERO + 2) ** 0.7) for _ in GENEROS])
    return Canciones(
        titulos, np.repeat(np.arange(len(GENEROS)), POR_GENERO), rng.integers(*ANOS, len(titulos)), fama
    )


def listas(n, rng):
    """`n` listas de 8 a 20 canciones sin repetir: cada una, con los números de sus canciones, en el orden en que se añadieron.

    Cada lista tiene un género principal, del que sale casi todo; lo demás es de cualquiera. Dentro, manda la fama.
    Lanza `ErrorCurso` si `n` no es un entero positivo.
    """
    if not isinstance(n, (int, np.integer)) or n < 1:
        raise ErrorCurso("El número de listas debe ser un entero mayor que 0.")
    _, generos, _, fama = canciones()
    return [_una_lista(generos, fama, rng) for _ in range(n)]


def _una_lista(generos, fama, rng):
    suyas = generos == rng.integers(len(GENEROS))
    peso = fama * np.where(suyas, FIDELIDAD / fama[suyas].sum(), (1 - FIDELIDAD) / fama[~suyas].sum())
    return rng.choice(len(fama), rng.integers(LARGO_MINIMO, LARGO_MAXIMO + 1), replace=False, p=peso)
