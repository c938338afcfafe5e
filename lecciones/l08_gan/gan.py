"""Lo que rodea al entrenamiento de una GAN: revisar lo que entra, entrenar vigilando las pérdidas y buscar vecinos."""

from numbers import Integral

import numpy as np

from utils.curso import ErrorCurso
from utils.vigilancia import UltimosBuenos, exigir_unidad

LATENTE_MAXIMO = 1000


def a_escala_tanh(imagenes):
    """Imágenes (n, alto, ancho, canales) en [0, 1] llevadas a [−1, 1], float32: el intervalo de la tanh del generador.

    Lanza `ErrorCurso` si la forma no es esa, si hay valores que no son números o si se salen de [0, 1].
    """
    imagenes = exigir_unidad(imagenes)
    if imagenes.ndim != 4:
        raise ErrorCurso(
            f"Espero imágenes de forma (n, alto, ancho, canales) y llegan {imagenes.shape}."
        )
    return 2 * imagenes - 1


def revisar_redes(latente, lado):
    """Lanza `ErrorCurso` si no se puede construir una GAN con ese número de dimensiones latentes o ese lado de imagen."""
    if (
        isinstance(latente, bool)
        or not isinstance(latente, Integral)
        or not 1 <= latente <= LATENTE_MAXIMO
    ):
        raise ErrorCurso(
            f"La dimensión latente debe ser un entero entre 1 y {LATENTE_MAXIMO}, y es {latente!r}. Prueba con 16."
        )
    if isinstance(lado, bool) or not isinstance(lado, Integral) or lado < 8 or lado % 4:
        raise ErrorCurso(
            f"El lado de la imagen debe ser un múltiplo de 4, de 8 o más, y es {lado!r}: el generador dobla el tamaño dos veces."
        )


def revisar_clases(etiquetas, clases):
    """Lanza `ErrorCurso` si a quien va a juzgar las muestras le falta alguna clase por ver."""
    hay = np.unique(etiquetas)
    faltan = sorted(set(range(clases)) - set(hay.tolist()))
    if len(hay) < 2:
        raise ErrorCurso(
            "El juez necesita ejemplos de al menos dos clases: con una sola, todo le parecerá de esa."
        )
    if faltan:
        raise ErrorCurso(
            f"El juez no ha visto ninguna muestra de la clase {faltan[0]}: no podría reconocerla."
        )


def entrenar(paso, redes, llamadas):
    """Llama a `paso()` `llamadas` veces. Devuelve sus pérdidas: matriz con una fila por llamada.

    paso: devuelve un tensor con las pérdidas. redes: los modelos que modifica.
    Si una pérdida o un peso deja de ser finito, para, devuelve las redes a los últimos pesos buenos y lanza `ErrorCurso`.
    """
    buenos, perdidas = UltimosBuenos(*redes), []
    for llamada in range(1, llamadas + 1):
        valores = np.ravel(paso())
        buenos.revisar(
            valores,
            f"llamada {llamada} de {llamadas}",
            "Baja el ritmo de aprendizaje y crea optimizadores nuevos.",
        )
        perdidas.append(valores)
    return np.array(perdidas)


def vecino_mas_cercano(muestras, datos, lote=200):
    """Para cada muestra, la distancia euclídea a la fila más cercana de `datos` y su posición: dos vectores."""
    if not len(muestras) or not len(datos):
        raise ErrorCurso("No hay muestras, o no hay datos entre los que buscarles vecino.")
    a, b = (np.asarray(m, dtype="float64").reshape(len(m), -1) for m in (muestras, datos))
    distancias, lugares = [], []
    for i in range(0, len(a), lote):
        trozo = a[i : i + lote]
        cuadrados = (trozo**2).sum(1)[:, None] - 2 * trozo @ b.T + (b**2).sum(1)
        lugares.append(cuadrados.argmin(axis=1))
        distancias.append(np.sqrt(np.maximum(cuadrados.min(axis=1), 0)))
    return np.concatenate(distancias), np.concatenate(lugares)
