"""Las dos tareas de la lección 06, recordar y contar, y las celdas que las resuelven, en NumPy."""

import numpy as np
from scipy.special import expit as sigma

from utils.curso import ErrorCurso

TAREAS = {"recordar": 0.1, "contar": 0.25}  # con qué probabilidad hay marca en cada paso


def secuencias(tarea, cuantas, largo, rng):
    """Entradas (cuantas, largo, 2), valor y marca, y lo que habría que responder en cada paso (cuantas, largo).

    "recordar": los valores son ±1 y se pide el último que llevaba marca (0 si aún no hubo). "contar": cuántas marcas van.
    """
    if tarea not in TAREAS:
        raise ErrorCurso(f"No existe la tarea «{tarea}». Las tareas son: {', '.join(TAREAS)}.")
    if cuantas < 1 or largo < 2:
        raise ErrorCurso("Hace falta al menos una secuencia, de dos pasos o más.")
    marcas = rng.random((cuantas, largo)) < TAREAS[tarea]
    marcas[:, 1] = True  # que haya siempre algo que recordar
    if tarea == "contar":
        valores, objetivo = np.ones((cuantas, largo)), np.cumsum(marcas, axis=1)
    else:
        valores = rng.choice([-1.0, 1.0], (cuantas, largo))
        ultima = np.maximum.accumulate(np.where(marcas, np.arange(largo), -1), axis=1)
        objetivo = np.where(ultima >= 0, np.take_along_axis(valores, np.maximum(ultima, 0), axis=1), 0)
    return np.stack([valores, marcas], axis=-1).astype("float32"), objetivo.astype("float32")


# --- Una celda de una unidad, con las puertas puestas a mano --------------------------------------------------------

ESCALA = {
    "recordar": 3.0,
    "contar": 0.05,
}  # peso de la entrada en el candidato: la unidad con la que se cuenta es 0.05


def segun_marca(marcas, con_marca, resto):
    """Valor de una puerta en cada paso: uno donde hay marca y otro en el resto."""
    return np.where(marcas, con_marca, resto)


def memoria_lstm(X, tarea, i, f):
    """Memoria c en cada paso; `i` y `f` son parejas (con marca, resto)."""
    candidato = np.tanh(ESCALA[tarea] * X[..., 0])
    entra, queda = segun_marca(X[..., 1] > 0, *i), segun_marca(X[..., 1] > 0, *f)
    memorias, c = [], np.zeros(len(X))
    for t in range(X.shape[1]):
        c = queda[:, t] * c + entra[:, t] * candidato[:, t]
        memorias.append(c)
    return np.stack(memorias, axis=1)


def estado_gru(X, tarea, z, r):
    """Estado h en cada paso; `z` es una pareja (con marca, resto) y `r`, un número. h̃ = tanh(w·x + u·r·h)."""
    u = 1.0 if tarea == "contar" else 3.0
    renueva = segun_marca(X[..., 1] > 0, *z)
    estados, h = [], np.zeros(len(X))
    for t in range(X.shape[1]):
        candidato = np.tanh(ESCALA[tarea] * X[:, t, 0] + u * r * h)
        h = (1 - renueva[:, t]) * h + renueva[:, t] * candidato
        estados.append(h)
    return np.stack(estados, axis=1)


def leer_respuesta(h, tarea, celda):
    """La respuesta que da una salida h: deshace la tanh de la LSTM y la escala del candidato."""
    memoria = np.arctanh(np.clip(h, -0.999999, 0.999999)) if celda == "LSTM" else h
    return memoria / np.tanh(ESCALA[tarea])


# --- Una celda entrenada --------------------------------------------------------------------------------------------


def puertas_lstm(p, X):
    """Puertas {"i": (pasos, unidades), …} y estados h (pasos, unidades) de una LSTM sin mirillas sobre `X` (pasos, rasgos)."""
    h = c = np.zeros(len(p["bi"]))
    puertas, estados = {k: [] for k in "ifo"}, []
    for x in X:
        ahora = {k: sigma(p["W" + k] @ x + p["U" + k] @ h + p["b" + k]) for k in "ifo"}
        c = ahora["f"] * c + ahora["i"] * np.tanh(p["Wc"] @ x + p["Uc"] @ h + p["bc"])
        h = ahora["o"] * np.tanh(c)
        estados.append(h)
        for k, valor in ahora.items():
            puertas[k].append(valor)
    return {k: np.array(v) for k, v in puertas.items()}, np.array(estados)


def puertas_gru(p, X):
    """Como `puertas_lstm`, para una GRU con `reset_after=True` y la z de los apuntes: z = 1 renueva."""
    h = np.zeros(len(p["bz"]))
    puertas, estados = {"z": [], "r": []}, []
    for x in X:
        z, r = (sigma(p["W" + k] @ x + p["U" + k] @ h + p["b" + k]) for k in "zr")
        h = (1 - z) * h + z * np.tanh(p["Wc"] @ x + p["bc"] + r * (p["Uc"] @ h + p["dc"]))
        estados.append(h)
        puertas["z"].append(z)
        puertas["r"].append(r)
    return {k: np.array(v) for k, v in puertas.items()}, np.array(estados)


def medias_de_puertas(p, X, celda):
    """Media de cada puerta, unidad a unidad, en los pasos con marca y en los demás: {"i": (con, sin), …}."""
    puertas, _ = PUERTAS[celda](p, X)
    con = X[:, 1] > 0
    return {k: (v[con].mean(axis=0), v[~con].mean(axis=0)) for k, v in puertas.items()}


PUERTAS = {"LSTM": puertas_lstm, "GRU": puertas_gru}
