"""Lo que la lección 04 toma prestado: una red que retropropaga, dos nubes de puntos y un polinomio que se ajusta."""

import numpy as np
from scipy.special import expit

# --- El gradiente, capa a capa --------------------------------------------------------------------------------------

ANCHO, CAPAS_MAXIMAS = 32, 40
_azar = np.random.default_rng(4)
PESOS = _azar.normal(size=(CAPAS_MAXIMAS, ANCHO, ANCHO)) / np.sqrt(ANCHO)  # 1/√n: la de Glorot
ESTIRAMIENTOS = np.linalg.norm(PESOS, 2, axis=(1, 2))
ENTRADAS, SALIDA = _azar.normal(size=(2, 32, ANCHO))
ACTIVACIONES = {  # nombre: (función, derivada, mayor pendiente)
    "sigmoide": (expit, lambda z: expit(z) * expit(-z), 0.25),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2, 1.0),
    "ReLU": (lambda z: np.maximum(0, z), lambda z: (z > 0) * 1.0, 1.0),
}
INICIOS = {"Glorot": 1.0, "He": np.sqrt(2)}


def retropropagar(capas, activacion, escala, muestras=32):
    """Gradiente respecto a la suma ponderada de cada capa, de la primera a la última: lista de matrices (muestras, 32).

    La red tiene `capas` capas de 32 neuronas con pesos de desviación `escala`/√32; al final llega un gradiente al azar.
    """
    f, derivada, _ = ACTIVACIONES[activacion]
    pesos = PESOS[:capas] * escala
    sumas = [ENTRADAS[:muestras] @ pesos[0]]
    for w in pesos[1:]:
        sumas.append(f(sumas[-1]) @ w)
    deltas = [SALIDA[:muestras]]
    for w, z in zip(pesos[:0:-1], sumas[-2::-1], strict=True):
        deltas.append((deltas[-1] @ w.T) * derivada(z))
    return deltas[::-1]


def normas_por_capa(capas, activacion, escala):
    """Norma del gradiente en cada capa dividida entre la de la última, y su cota: dos vectores de `capas` números."""
    normas = np.array([np.linalg.norm(d) for d in retropropagar(capas, activacion, escala)])
    factores = ESTIRAMIENTOS[1:capas] * escala * ACTIVACIONES[activacion][2]
    cota = np.append(np.cumprod(factores[::-1])[::-1], 1.0)
    return normas / normas[-1], cota


# --- El desequilibrio -----------------------------------------------------------------------------------------------

CENTRO_RARO = (1.8, 1.8)


def nubes(razon, comunes, rng):
    """Dos nubes en el plano: `comunes` puntos de la clase 0 y `comunes/razon` de la 1. Devuelve `(X, y)`."""
    raros = comunes // razon
    X = np.concatenate([rng.normal(0, 1, (comunes, 2)), rng.normal(CENTRO_RARO, 0.6, (raros, 2))])
    return X, np.repeat([0, 1], [comunes, raros])


def ajustar_logistica(X, y, pesos=None, pasos=12):
    """Regresión logística por el método de Newton. Devuelve `(sesgo, w1, w2)`; `pesos`: cuánto cuenta cada ejemplo."""
    A = np.column_stack([np.ones(len(X)), X])
    pesos = np.ones(len(X)) if pesos is None else pesos
    w = np.zeros(3)
    for _ in range(pasos):
        p = expit(A @ w)
        curvatura = (A * (pesos * p * (1 - p))[:, None]).T @ A + 0.1 * np.eye(3)
        w = w + np.linalg.solve(curvatura, A.T @ (pesos * (y - p)) - 0.1 * w)
    return w


def medidas(reales, predichas):
    """Exactitud, precisión, exhaustividad y F1 de la clase 1."""
    aciertos, senalados, positivos = np.sum(reales & predichas), predichas.sum(), reales.sum()
    f1 = 2 * aciertos / max(senalados + positivos, 1)
    return np.mean(reales == predichas), aciertos / max(senalados, 1), aciertos / max(positivos, 1), f1


# --- El sobreajuste -------------------------------------------------------------------------------------------------

RUIDO = 0.25


def ajustar_polinomio(x, y, grado, l2, dropout=0.0):
    """Coeficientes (en polinomios de Chebyshev) que minimizan el error cuadrático más `l2` por sus cuadrados, sin el primero.

    dropout: probabilidad de apagar cada término. En un modelo lineal, su media sobre todos los apagados es un castigo más,
    proporcional a lo que mide cada columna (Srivastava y otros 2014): no hace falta sortear nada.
    """
    A = np.polynomial.chebyshev.chebvander(x, grado)
    apagado = dropout / (1 - dropout) * np.sum(A**2, axis=0)
    castigo = np.diag(np.sqrt(l2 * len(x) + apagado))[1:]
    return np.linalg.lstsq(np.vstack([A, castigo]), np.append(y, np.zeros(grado)), rcond=None)[0]


def evaluar_polinomio(coeficientes, x):
    """Valor del polinomio en `x`."""
    return np.polynomial.chebyshev.chebval(x, coeficientes)


def verdad(x):
    """La función que generó los datos."""
    return np.sin(3 * x) * (1 - 0.3 * x)


def muestra(n, rng):
    """`n` puntos de la función, repartidos y con ruido. Devuelve `(x, y)`."""
    x = -1 + 2 * (np.arange(n) + rng.uniform(0, 1, n)) / n
    return x, verdad(x) + rng.normal(0, RUIDO, n)
