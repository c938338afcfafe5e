"""Una sola manera de traer datos: de fuera, comprobando su sha256; o de `data/`, lo que viene con el curso."""

import hashlib
import re
from contextlib import contextmanager
from pathlib import Path

from ..curso import RAIZ, ErrorCurso

DATOS = RAIZ / "data"


def descargar(nombre, url, sha256):
    """Ruta de lo que hay en `url`, que se descarga solo la primera vez.

    nombre: cómo llamarlo en el mensaje de error, con su artículo («el Quijote»).
    Lanza `ErrorCurso` si no hay red o si lo descargado no tiene ese sha256: entonces no se usa, y la próxima vez se vuelve a descargar.
    """
    with por_la_red(nombre):
        from keras.utils import get_file

        return Path(get_file(origin=url, file_hash=sha256))


@contextmanager
def por_la_red(nombre):
    """Bloque `with` que descarga `nombre`: lo que falle dentro sale como `ErrorCurso`, con la salida para quien no tiene red."""
    try:
        yield
    except ErrorCurso:
        raise
    except Exception as error:
        raise ErrorCurso(
            f'No puedo descargar {nombre} ({type(error).__name__}): ¿hay red? Sin ella, usa perfil="rapido".'
        ) from error


@contextmanager
def del_curso(nombre, carpeta=None):
    """Bloque `with` que lee `data/nombre` y da su ruta: `with del_curso("trazos/trazos.npz") as ruta`.

    carpeta: dónde buscar, si no es en `data/`.
    Lanza `ErrorCurso` si el fichero falta o está vacío, o si algo falla al leerlo dentro del bloque; el mensaje dice cómo recuperarlo.
    El sha256 solo se calcula entonces, para saber si lo que falla es el fichero.
    """
    ruta = (carpeta or DATOS) / nombre
    recuperar = f"Recupéralo con «git checkout -- data/{nombre}», o vuelve a traer el curso."
    if not ruta.is_file() or not ruta.stat().st_size:
        raise ErrorCurso(f"Falta data/{nombre}, que viene con el curso, o está vacío. {recuperar}")
    try:
        yield ruta
    except ErrorCurso:
        raise
    except Exception as error:
        if hashlib.sha256(ruta.read_bytes()).hexdigest() == sha256_de_la_ficha(nombre):
            recuperar = "El fichero está entero: pon al día las bibliotecas con «pip install -r requirements.txt»."
        else:
            recuperar = f"Está dañado o lo has cambiado. {recuperar}"
        raise ErrorCurso(f"No puedo leer data/{nombre} ({type(error).__name__}). {recuperar}") from error


def sha256_de_la_ficha(nombre):
    """El sha256 que `data/LEEME.md` da para ese fichero de `data/`, o None si no tiene ficha."""
    fichas = (RAIZ / "data" / "LEEME.md").read_text(encoding="utf-8")
    fila = re.search(rf"^\| `{re.escape(nombre)}` \|.*\| `([0-9a-f]{{64}})` \|$", fichas, re.MULTILINE)
    return fila and fila[1]
