"""Clases desequilibradas: elegir cuántos ejemplos raros hay y remuestrear con `imbalanced-learn`."""

import numpy as np

from utils.curso import ErrorCurso

METODOS = ("ninguno", "submuestreo", "sobremuestreo", "SMOTE")
VECINOS = 5


def desequilibrar(y, positivos, rng):
    """Índices, mezclados, de todos los negativos y de `positivos` ejemplos al azar de la clase 1 de `y` (ceros y unos).

    Lanza `ErrorCurso` si no hay tantos.
    """
    y = np.asarray(y)
    raros, demas = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    if len(raros) == 0:
        raise ErrorCurso("No hay ningún ejemplo de la clase 1: la minoritaria está vacía.")
    if not 0 < positivos <= len(raros):
        raise ErrorCurso(
            f"Pides {positivos} ejemplos de la clase 1 y hay {len(raros)}: elige entre 1 y {len(raros)}."
        )
    return rng.permutation(np.append(demas, rng.choice(raros, positivos, replace=False)))


def remuestrear(X, y, metodo, rng, vecinos=VECINOS):
    """Devuelve `(X, y)` con las clases igualadas. Solo para datos de **entrenamiento**.

    X: matriz (n, columnas); y: n etiquetas enteras, de dos clases o más; vecinos: los que mira SMOTE.
    metodo: "ninguno", "submuestreo", "sobremuestreo" o "SMOTE".
    Lanza `ErrorCurso` si hay una sola clase, si la minoritaria está vacía o si no llega para SMOTE.
    """
    if metodo not in METODOS:
        raise ErrorCurso(f"No existe el método «{metodo}». Los que hay: {', '.join(METODOS)}.")
    X, y = np.asarray(X), np.asarray(y)
    if X.ndim != 2 or not np.isfinite(X.astype(float)).all():
        raise ErrorCurso(
            "X debe tener una fila de números finitos por ejemplo; con imágenes, usa X.reshape(len(X), -1)."
        )
    if not isinstance(vecinos, int) or vecinos < 1:
        raise ErrorCurso("El número de vecinos de SMOTE debe ser un entero mayor o igual que 1.")
    if len(X) != len(y):
        raise ErrorCurso(f"Hay {len(X)} filas y {len(y)} etiquetas: debe haber las mismas.")
    clases, cuantas = np.unique(y, return_counts=True)
    if len(clases) < 2:
        donde = f"todas las etiquetas son {clases[0]}" if len(clases) else "no hay etiquetas"
        raise ErrorCurso(
            f"Hacen falta dos clases y {donde}: la minoritaria está vacía. Separa con `stratify=y`."
        )
    if metodo == "ninguno":
        return X, y
    if metodo == "SMOTE" and cuantas.min() <= vecinos:
        raise ErrorCurso(
            f"SMOTE mira {vecinos} vecinos y la clase {clases[cuantas.argmin()]} solo tiene {cuantas.min()} ejemplos: "
            f"hacen falta al menos {vecinos + 1}. Baja `vecinos` o usa sobremuestreo."
        )
    return _remuestreador(metodo, int(rng.integers(2**31)), vecinos).fit_resample(X, y)


def _remuestreador(metodo, semilla, vecinos):
    from imblearn.over_sampling import SMOTE, RandomOverSampler
    from imblearn.under_sampling import RandomUnderSampler

    if metodo == "SMOTE":
        return SMOTE(k_neighbors=vecinos, random_state=semilla)
    return (RandomUnderSampler if metodo == "submuestreo" else RandomOverSampler)(random_state=semilla)
