#!/usr/bin/env python3
"""Hace data/redes/ojo.npz: los pesos de MobileNetV2 (α = 0.35, ImageNet) hasta `block_13_expand_relu`, en 16 bits.

    python herramientas/datos/recortar_mobilenet.py

Guarda solo los pesos, cada uno con el nombre de su capa y el suyo («Conv1/kernel»), para que se puedan leer con cualquier versión de Keras.
"""

import shutil
import tempfile
from pathlib import Path

import numpy as np
from taller import anunciar, destino, origen


def main():
    pesos = origen("keras/models/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top.h5")
    from utils.curso import preparar
    from utils.datos.redes import crear_recortada

    preparar(entrena=True)
    import keras

    with tempfile.TemporaryDirectory() as carpeta:
        copia = shutil.copy(pesos, Path(carpeta) / "pesos.h5")
        entera = keras.applications.MobileNetV2((224, 224, 3), alpha=0.35, include_top=False, weights=copia)
    nombres = [capa.name for capa in crear_recortada().layers if capa.weights]
    variables = {f"{nombre}/{v.name}": np.asarray(v) for nombre in nombres for v in entera.get_layer(nombre).weights}
    reducidos = {nombre: valor.astype("float16") for nombre, valor in variables.items()}
    assert all(np.isfinite(valor).all() for valor in reducidos.values()), "algún peso no cabe en 16 bits"
    ruta = destino("redes/ojo.npz")
    np.savez_compressed(ruta, **reducidos)
    print(f"{sum(valor.size for valor in reducidos.values())} parámetros")
    anunciar(ruta)


if __name__ == "__main__":
    main()
