"""Lo que comparten los programas que fabrican los datos del curso: de dónde leen y dónde escriben."""

import hashlib
import sys
from pathlib import Path

import numpy as np

RAIZ = Path(__file__).resolve().parents[2]
ORIGENES = RAIZ.parent / "shared" / "datos"
sys.path.insert(0, str(RAIZ))


def origen(nombre):
    """Ruta de un dato original en `../shared/datos`. Si no está, lo dice y termina."""
    ruta = ORIGENES / nombre
    if not ruta.exists():
        sys.exit(
            f"No encuentro ../shared/datos/{nombre}, el original. Sin él no se puede rehacer este dato; el curso ya lo trae hecho."
        )
    return ruta


def destino(nombre):
    """Ruta de `data/nombre`, con su carpeta creada."""
    ruta = RAIZ / "data" / nombre
    ruta.parent.mkdir(parents=True, exist_ok=True)
    return ruta


def anunciar(ruta):
    """Escribe lo que pesa el fichero hecho y el sha256 que va en su ficha, en data/LEEME.md."""
    contenido = ruta.read_bytes()
    print(f"{ruta.relative_to(RAIZ)}: {len(contenido) / 1e3:.0f} kB\n{hashlib.sha256(contenido).hexdigest()}")


def primeras_de_cada_clase(etiquetas, cuantas):
    """Posiciones, en orden, de las `cuantas` primeras de cada clase."""
    return np.sort(np.concatenate([np.flatnonzero(etiquetas == clase)[:cuantas] for clase in np.unique(etiquetas)]))


def guardar_imagenes(nombre, entrena, prueba):
    """Guarda `(imágenes, etiquetas)` de entrenamiento y de prueba en un .npz, con los 256 grises reducidos a 16."""
    ruta = destino(nombre)
    partes = {}
    for parte, (imagenes, etiquetas) in {"entrena": entrena, "prueba": prueba}.items():
        partes |= {f"X_{parte}": np.round(imagenes / 17).astype("uint8"), f"y_{parte}": etiquetas.astype("uint8")}
    np.savez_compressed(ruta, **partes)
    anunciar(ruta)
