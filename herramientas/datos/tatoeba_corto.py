#!/usr/bin/env python3
"""Hace data/tatoeba/pares.txt: 3000 pares cortos inglés–español de Tatoeba.

    python herramientas/datos/tatoeba_corto.py

De los 118 121 pares del fichero que usa el perfil completo quedan los que tienen de 2 palabras a 8 piezas en cada lengua, sin nombres propios ni
palabras de `FUERA`, y con todas sus palabras entre las 500 más frecuentes de los que quedaban. No se repite ninguna frase, ni cambiando
la puntuación: así ninguna está a la vez en el entrenamiento y en la prueba. Se eligen en el orden de su sha256, que es como barajar sin azar.
"""

import hashlib
import re
import zipfile
from collections import Counter

from taller import anunciar, destino, origen

PARES = 3000
VOCABULARIO = 500
PIEZAS_MAX = 8
FUERA = {"crazy", "hate", "died", "loco", "odio", "murió"}  # de las frecuentes, las únicas que no son para una clase


def palabras(texto):
    """Las palabras de una frase, en minúsculas y con sus apóstrofos."""
    return tuple(re.findall(r"\w+(?:'\w+)?", texto.lower().replace("’", "'")))


def nombres_propios(textos):
    """Las palabras que, sin ser la primera de la frase, van más veces con mayúscula que sin ella; «I» y sus contracciones, no."""
    mayusculas, minusculas = Counter(), Counter()
    for texto in textos:
        for palabra in re.findall(r"\w+(?:'\w+)?", texto.replace("’", "'"))[1:]:
            (mayusculas if palabra[0].isupper() else minusculas)[palabra.lower()] += 1
    return {p for p, veces in mayusculas.items() if veces > minusculas[p]} - {"i", "i'm", "i'll", "i've", "i'd"}


def elegir(pares):
    """PARES pares de la lista, con lo que dice el programa."""
    from utils.datos.frases import piezas

    nombres = [nombres_propios(textos) for textos in zip(*pares, strict=True)]
    cortos = [
        par
        for par in pares
        if all(
            len(piezas(texto)) <= PIEZAS_MAX and len(palabras(texto)) >= 2 and not (propios | FUERA) & set(palabras(texto))
            for texto, propios in zip(par, nombres, strict=True)
        )
    ]
    cuentas = [Counter(p for texto in textos for p in palabras(texto)) for textos in zip(*cortos, strict=True)]
    conocidas = [{p for p, _ in cuenta.most_common(VOCABULARIO)} for cuenta in cuentas]
    elegidos, vistas = [], set()
    for par in sorted(cortos, key=lambda par: hashlib.sha256("\t".join(par).encode()).digest()):
        claves = {(lengua, palabras(texto)) for lengua, texto in enumerate(par)}
        if not claves & vistas and all(set(frase) <= conocidas[lengua] for lengua, frase in claves):
            elegidos.append(par)
            vistas |= claves
    return elegidos[:PARES]


def main():
    with zipfile.ZipFile(origen("otros/spa-eng.zip")) as archivo:
        lineas = archivo.read("spa.txt").decode("utf-8").splitlines()
    elegidos = elegir([tuple(linea.split("\t")) for linea in lineas])
    ruta = destino("tatoeba/pares.txt")
    ruta.write_text("".join(f"{ingles}\t{espanol}\n" for ingles, espanol in elegidos), encoding="utf-8", newline="\n")
    print(len(elegidos), "pares")
    anunciar(ruta)


if __name__ == "__main__":
    main()
