#!/usr/bin/env python3
"""Hace data/trazos/trazos.npz: las 10 992 cifras a lápiz de pendigits (UCI, formato UNIPEN), como recorridos de la pluma con pocos puntos.

    python herramientas/datos/trazos.py

Cada cifra se centra y se lleva a una rejilla en la que su lado mayor va de -60 a 60, con la «y» hacia abajo, como en las imágenes. Cada trazo se
simplifica con el algoritmo de Ramer, Douglas y Peucker: quedan los puntos sin los que el dibujo se movería más de `MARGEN`. Los escritores
de la prueba son los 14 de la prueba oficial, distintos de los 30 del entrenamiento.
"""

import gzip

import numpy as np
from taller import anunciar, destino, origen

MITAD = 60  # del lado mayor
MARGEN = 2.4  # el 2 % del lado mayor


def leer(fichero):
    """Pares `(clase, trazos)` de un fichero UNIPEN; cada trazo es una matriz (puntos, 2)."""
    cifras = []
    with gzip.open(fichero, "rt", encoding="ascii") as lineas:
        for campos in filter(None, map(str.split, lineas)):
            if campos[0] == ".SEGMENT":
                cifras.append((int(campos[-1].strip('"')), []))
            elif campos[0] == ".PEN_DOWN":
                cifras[-1][1].append([])
            elif not campos[0].startswith("."):
                cifras[-1][1][-1].append([int(campos[0]), -int(campos[1])])
    return [(clase, [np.array(trazo, dtype=float) for trazo in trazos]) for clase, trazos in cifras]


def encajar(trazos):
    """Los trazos, centrados y con el lado mayor de -MITAD a MITAD."""
    puntos = np.vstack(trazos)
    minimo, maximo = puntos.min(axis=0), puntos.max(axis=0)
    return [(trazo - (minimo + maximo) / 2) * 2 * MITAD / (maximo - minimo).max() for trazo in trazos]


def simplificar(trazo):
    """El trazo, sin los puntos que quedan a menos de MARGEN del segmento que une a los que sí quedan."""
    if len(trazo) < 3:
        return trazo
    segmento, desde_el_primero = trazo[-1] - trazo[0], trazo - trazo[0]
    avance = np.clip(desde_el_primero @ segmento / max(segmento @ segmento, 1e-9), 0, 1)
    distancias = np.linalg.norm(desde_el_primero - avance[:, None] * segmento, axis=1)
    lejano = distancias.argmax()
    if distancias[lejano] <= MARGEN:
        return trazo[[0, -1]]
    return np.vstack([simplificar(trazo[: lejano + 1])[:-1], simplificar(trazo[lejano:])])


def a_pasos(trazos):
    """Enteros (m, 3): cuánto se mueve la pluma desde el punto anterior, o desde el centro, y 1 si tras ese punto se levanta."""
    filas = []
    for trazo in trazos:
        puntos = np.round(trazo).astype(int)
        distintos = np.r_[True, np.any(np.diff(puntos, axis=0) != 0, axis=1)]
        puntos = puntos[distintos]
        filas.append(np.column_stack([puntos, np.arange(len(puntos)) == len(puntos) - 1]))
    filas = np.vstack(filas)
    filas[:, :2] = np.diff(filas[:, :2], axis=0, prepend=0)
    return filas.astype("int8")


def main():
    partes = {}
    for parte, fichero in {"entrena": "train", "prueba": "test"}.items():
        cifras = leer(origen(f"otros/pendigits-{fichero}.unipen.gz"))
        pasos = [a_pasos([simplificar(trazo) for trazo in encajar(trazos)]) for _, trazos in cifras]
        partes[f"pasos_{parte}"] = np.vstack(pasos)
        partes[f"largos_{parte}"] = np.array([len(p) for p in pasos], dtype="uint8")
        partes[f"y_{parte}"] = np.array([clase for clase, _ in cifras], dtype="uint8")
    ruta = destino("trazos/trazos.npz")
    np.savez_compressed(ruta, **partes)
    anunciar(ruta)


if __name__ == "__main__":
    main()
