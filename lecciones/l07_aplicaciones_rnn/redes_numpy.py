"""Las redes de la lección 07 recorridas con NumPy, a partir de sus pesos de Keras: así los exploradores responden al momento."""

import numpy as np
from scipy.special import expit as sigma
from scipy.special import softmax


def recorrer_lstm(x, kernel, recurrente, sesgo):
    """Estados `h` de una LSTM de Keras: de (pasos, rasgos) a (pasos, unidades)."""
    n = recurrente.shape[0]
    h, c, estados = np.zeros(n), np.zeros(n), []
    for entrada in x @ kernel + sesgo:
        z = entrada + h @ recurrente
        i, f, o = sigma(z[:n]), sigma(z[n : 2 * n]), sigma(z[3 * n :])
        c = f * c + i * np.tanh(z[2 * n : 3 * n])
        h = o * np.tanh(c)
        estados.append(h)
    return np.array(estados).reshape(-1, n)


def recorrer_gru(x, kernel, recurrente, sesgo, h=None):
    """Estados `h` de una GRU de Keras (con `reset_after`): de (pasos, rasgos) a (pasos, unidades). `h`: estado inicial."""
    n = recurrente.shape[0]
    h, estados = np.zeros(n) if h is None else h, []
    for entrada in x @ kernel + sesgo[0]:
        propio = h @ recurrente + sesgo[1]
        z, r = sigma(entrada[:n] + propio[:n]), sigma(entrada[n : 2 * n] + propio[n : 2 * n])
        h = z * h + (1 - z) * np.tanh(entrada[2 * n :] + r * propio[2 * n :])
        estados.append(h)
    return np.array(estados).reshape(-1, n)


def sentimiento_por_palabra(pesos, indices):
    """Con los pesos de la red BiLSTM: la probabilidad de «positiva» tras leer cada palabra, y los estados de la que lee hacia delante."""
    incrustacion, ida, vuelta, (w, b) = pesos[0], pesos[1:4], pesos[4:7], pesos[7:]
    x = incrustacion[indices]
    estados = recorrer_lstm(x, *ida)
    finales = [
        np.concatenate([estados[t], recorrer_lstm(x[t::-1], *vuelta)[-1]]) for t in range(len(x))
    ]
    return sigma(np.array(finales) @ w + b)[:, 0], estados


def repartir(logits, temperatura):
    """Probabilidades de cada carácter con esa temperatura."""
    return softmax(logits / temperatura)


def escribir(pesos, alfabeto, comienzo, temperatura, rng, maximo=120):
    """Sigue `comienzo` hasta el fin de la línea. Devuelve `(texto, probabilidades del primer carácter añadido)`."""
    incrustacion, gru, (w, b) = pesos[0], pesos[1:4], pesos[4:]
    leidos = [alfabeto.index(c) for c in "\n" + comienzo]
    h = recorrer_gru(incrustacion[leidos], *gru)[-1]
    escrito, primeras = comienzo, None
    while len(escrito) < maximo:
        p = repartir(h @ w + b, temperatura)
        primeras = p if primeras is None else primeras
        i = int(rng.choice(len(p), p=p))
        if alfabeto[i] == "\n":
            break
        escrito += alfabeto[i]
        h = recorrer_gru(incrustacion[[i]], *gru, h)[-1]
    return escrito, primeras


def pronosticar(pesos, dias):
    """Las 24 horas siguientes según la red, a partir de una matriz (días, 24) ya normalizada."""
    return recorrer_gru(dias, *pesos[:3])[-1] @ pesos[3] + pesos[4]
