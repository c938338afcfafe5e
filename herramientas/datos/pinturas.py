#!/usr/bin/env python3
"""Hace data/pinturas/*.jpg: cinco cuadros de dominio público, con el lado mayor de 384 píxeles.

python herramientas/datos/pinturas.py
"""

from PIL import Image
from taller import anunciar, destino, origen

LADO = 384
CALIDAD = 89


def main():
    from utils.datos.pinturas import CUADROS

    for nombre in CUADROS:
        with Image.open(origen(f"pinturas/{nombre}.jpg")) as cuadro:
            imagen = cuadro.convert("RGB")
        imagen.thumbnail((LADO, LADO), Image.Resampling.LANCZOS)
        ruta = destino(f"pinturas/{nombre}.jpg")
        imagen.save(ruta, quality=CALIDAD, optimize=True, progressive=True)
        anunciar(ruta)


if __name__ == "__main__":
    main()
