"""Vectores de palabras ya entrenados, en el formato de word2vec: de un fichero propio o, por la red, los de fastText en español."""

from pathlib import Path

import numpy as np

from utils.curso import ErrorCurso
from utils.datos.descargas import por_la_red

FASTTEXT = "https://dl.fbaipublicfiles.com/fasttext/vectors-crawl/cc.es.300.vec.gz"


def cargar_vectores(ruta, binario=False, limite=None):
    """`gensim.models.KeyedVectors` de un fichero en formato word2vec, de texto o binario, comprimido (.gz) o no.

    limite: cuántas palabras leer; en los ficheros habituales, las primeras son las más frecuentes.
    Lanza `ErrorCurso` si falta gensim, si el fichero no existe o si está dañado.
    """
    nombre = Path(str(ruta)).name
    try:
        vectores = _leer(ruta, binario, limite)
    except ErrorCurso:
        raise
    except FileNotFoundError as error:
        raise ErrorCurso(f"No encuentro el fichero de vectores «{nombre}».") from error
    except Exception as error:
        otro = "binario=False" if binario else "binario=True"
        raise ErrorCurso(
            f"«{nombre}» está dañado, incompleto o en otro formato ({type(error).__name__}). Si lo has descargado, vuelve a hacerlo; "
            f"si no, prueba con {otro}."
        ) from error
    if not len(vectores) or not vectores.vector_size or not np.isfinite(vectores.vectors).all():
        raise ErrorCurso(
            f"«{nombre}» está dañado: no tiene palabras, o algún vector trae valores que no son números."
        )
    return vectores


def vectores_en_espanol(limite=50_000, direccion=FASTTEXT):
    """Las `limite` palabras más frecuentes de fastText en español (Grave y otros 2018), leídas de la red sin guardar nada.

    Lanza `ErrorCurso` si falta gensim o no hay red.
    """
    with por_la_red("los vectores de fastText"):
        return _leer(direccion, False, limite)


def _leer(ruta, binario, limite):
    try:
        from gensim.models import KeyedVectors
    except ImportError as error:
        raise ErrorCurso(
            "Para leer vectores ya entrenados hace falta gensim: «pip install --no-deps gensim»."
        ) from error
    return KeyedVectors.load_word2vec_format(str(ruta), binary=binario, limit=limite)
