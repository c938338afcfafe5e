"""La imagen de quien estudia, venga como venga: fichero, bytes, Pillow o matriz."""

import io
import os
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from .curso import ErrorCurso

COMO_GUARDARLA = "Ábrela con un programa de imágenes y guárdala como PNG o JPEG."


def leer_imagen(origen, minimo=32, maximo=1024):
    """Imagen en color como matriz float64 en [0, 1], de forma (alto, ancho, 3).

    origen: ruta de un fichero, bytes, fichero abierto, imagen de Pillow o matriz (alto, ancho[, canales]). Las matrices de enteros van de
        0 a 255 (65535 si son de 16 bits) y las de decimales, de 0 a 1. Lo gris pasa a color y lo transparente queda sobre blanco; una
        foto girada por la cámara se endereza.
    minimo: lado más corto que se admite, en píxeles.
    maximo: lado más largo; si la imagen es mayor, se reduce y se avisa.
    Lanza `ErrorCurso`, con lo que hay que hacer, si no es una imagen o si es demasiado pequeña.
    """
    imagen, medidas = _abrir(origen, maximo)
    derecha = _enderezar(imagen)
    if derecha.size != imagen.size:
        medidas = medidas[::-1]
    imagen = _en_color(derecha)
    if min(medidas) < minimo:
        raise ErrorCurso(
            f"La imagen mide {_medidas(medidas)} píxeles y aquí hacen falta {minimo} por lado, como poco: elige una más grande."
        )
    if max(medidas) > maximo:
        imagen.thumbnail((maximo, maximo), Image.Resampling.LANCZOS)
        if min(imagen.size) < minimo:
            raise ErrorCurso(
                f"La imagen mide {_medidas(medidas)} píxeles: es demasiado alargada. Recorta un trozo más cuadrado."
            )
        print(f"ℹ️ La imagen mide {_medidas(medidas)} píxeles; la reduzco a {_medidas(imagen.size)}.")
    return np.asarray(imagen, dtype=float) / 255


def encajar(imagen, alto, ancho):
    """La parte central de `imagen` (matriz en [0, 1]) con la proporción pedida, en `alto`×`ancho` píxeles."""
    entera = Image.fromarray(np.uint8(np.round(255 * np.clip(imagen, 0, 1))))
    return np.asarray(ImageOps.fit(entera, (ancho, alto), Image.Resampling.LANCZOS), dtype=float) / 255


def _medidas(ancho_alto):
    return "{}×{}".format(*ancho_alto)


def _abrir(origen, maximo):
    """La imagen de Pillow que hay en `origen`, de 8 bits por canal, y sus medidas en píxeles."""
    if isinstance(origen, Image.Image):
        return origen, origen.size
    if isinstance(origen, (str, os.PathLike)):
        origen = _fichero(origen)
    elif isinstance(origen, (bytes, bytearray, memoryview)):
        origen = io.BytesIO(bytes(origen))
    if not hasattr(origen, "read"):
        return _de_matriz(origen)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            imagen = Image.open(origen)
            medidas = imagen.size
            imagen.draft(None, (maximo, maximo))  # un JPEG enorme se lee ya reducido
            imagen.load()
    except Image.DecompressionBombError as error:
        raise ErrorCurso(
            "La imagen es tan grande que no cabe en memoria: redúcela antes con un programa de imágenes."
        ) from error
    except Exception as error:  # cada formato falla a su manera
        raise ErrorCurso(
            f"No puedo leer la imagen: el fichero no lo es, está cortado o tiene otro formato. {COMO_GUARDARLA}"
        ) from error
    return imagen, medidas


def _fichero(ruta):
    if str(ruta).lower().startswith(("http://", "https://")):
        raise ErrorCurso("Eso es una dirección de internet: descarga la imagen y da la ruta del fichero.")
    ruta = Path(ruta).expanduser()
    if not ruta.is_file():
        que = "es una carpeta" if ruta.is_dir() else "no existe"
        raise ErrorCurso(
            f"La ruta «{ruta}» {que}. Escribe la de un fichero de imagen; la carpeta de trabajo es «{Path.cwd()}»."
        )
    try:
        return io.BytesIO(ruta.read_bytes())
    except OSError as error:
        raise ErrorCurso(f"No tengo permiso para leer «{ruta}», o el disco falla ({type(error).__name__}).") from error


def _de_matriz(origen):
    try:
        matriz = np.asarray(origen)
    except ValueError:
        matriz = np.empty(0, dtype=object)
    if matriz.dtype.kind not in "biuf" or not matriz.size:
        raise ErrorCurso(
            "Esto no es una imagen. Vale la ruta de un fichero, sus bytes, una imagen de Pillow o una matriz de números."
        )
    if matriz.ndim == 3 and matriz.shape[-1] == 1:
        matriz = matriz[..., 0]
    if matriz.ndim not in (2, 3) or (matriz.ndim == 3 and matriz.shape[-1] not in (2, 3, 4)):
        raise ErrorCurso(
            f"Una imagen es una matriz (alto, ancho) o (alto, ancho, canales), con 1, 3 o 4 canales, y esta tiene forma {matriz.shape}. "
            "Si los canales van delante, usa np.moveaxis(matriz, 0, -1); si es un lote, elige una: matriz[0]."
        )
    unidad = _a_unidad(matriz)
    ocho_bits = np.uint8(np.round(255 * unidad))
    modo = "L" if matriz.ndim == 2 else {2: "LA", 3: "RGB", 4: "RGBA"}[matriz.shape[-1]]
    canales = np.moveaxis(np.atleast_3d(ocho_bits), -1, 0)
    imagen = Image.merge(modo, [Image.fromarray(np.ascontiguousarray(canal)) for canal in canales])
    return imagen, imagen.size


def _a_unidad(matriz):
    """La matriz con sus valores en [0, 1], según su tipo."""
    if matriz.dtype.kind == "b":
        return matriz.astype(float)
    maximo = 1 if matriz.dtype.kind == "f" else 65535 if matriz.dtype.itemsize == 2 else 255
    unidad = matriz.astype(float) / maximo
    if not np.isfinite(unidad).all() or unidad.min() < 0 or unidad.max() > 1:
        raise ErrorCurso(
            f"Los píxeles deben ser números de 0 a {maximo}, y hay valores que se salen o que no son números. "
            "Si son decimales de 0 a 255, divide entre 255."
        )
    return unidad


def _enderezar(imagen):
    try:
        return ImageOps.exif_transpose(imagen)
    except Exception:  # unos datos EXIF rotos no estropean la imagen
        return imagen


def _en_color(imagen):
    """La imagen en RGB, sobre blanco."""
    if imagen.mode == "F" or imagen.mode.startswith("I"):
        matriz = np.asarray(imagen)
        imagen, _ = _de_matriz(matriz if imagen.mode == "F" else np.clip(matriz, 0, 65535).astype("uint16"))
    if imagen.has_transparency_data:
        con_alfa = imagen.convert("RGBA")
        imagen = Image.alpha_composite(Image.new("RGBA", con_alfa.size, "white"), con_alfa)
    return imagen.convert("RGB")
