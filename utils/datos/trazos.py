"""Cifras escritas a lápiz en una tableta, como recorridos de la pluma: pendigits, de la UCI (Alpaydin y Alimoglu 1998)."""

import numpy as np

from .descargas import del_curso

MITAD = 60  # en el fichero, del lado mayor de un dibujo


def trazos():
    """Cifras de 44 personas, ya separadas: `(T_entrena, y_entrena, T_prueba, y_prueba)`. Las 14 de la prueba no están en el entrenamiento.

    T: listas de 7494 y 3498 matrices float32 de forma (m, 3), con m distinta en cada una. Sus columnas: cuánto se mueve la pluma hacia la
        derecha (dx) y hacia abajo (dy), y 1 si tras ese punto se levanta. La suma acumulada de las dos primeras da los puntos,
        en un dibujo centrado cuyo lado mayor va de −1 a 1: la primera fila va del centro a donde se empieza.
    y: enteros de 0 a 9. Vienen todas con el curso, con los trazos simplificados. Lanza `ErrorCurso` si el fichero falta o está dañado.
    """
    with del_curso("trazos/trazos.npz") as ruta, np.load(ruta) as datos:
        return (*_parte(datos, "entrena"), *_parte(datos, "prueba"))


def _parte(datos, parte):
    pasos = datos[f"pasos_{parte}"] / np.float32([MITAD, MITAD, 1])
    return np.split(pasos, np.cumsum(datos[f"largos_{parte}"])[:-1]), datos[f"y_{parte}"].astype(int)
