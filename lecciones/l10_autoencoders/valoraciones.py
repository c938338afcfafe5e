"""Valoraciones de películas: generadas con gustos conocidos, o las de MovieLens."""

import csv
import io
import zipfile
from collections import namedtuple

import numpy as np

from utils.curso import ErrorCurso
from utils.datos.descargas import descargar

DIRECCION = "https://files.grouplens.org/datasets/movielens/ml-latest-small.zip"
SHA256 = "696d65a3dfceac7c45750ad32df2c259311949efec81f0f144fdfb91ebc9e436"  # es de septiembre de 2018
GENEROS = ("Aventura", "Comedia", "Misterio")
USUARIOS, PELICULAS = 600, 120
RUIDO = 0.4
MINIMAS = 20

Valoraciones = namedtuple("Valoraciones", "matriz titulos esperada")


def valoraciones(perfil="rapido"):
    """Devuelve `Valoraciones(matriz, titulos, esperada)`.

    matriz: (usuarios, películas), de 0.5 a 5 estrellas; NaN donde no hay valoración. titulos: uno por película.
    perfil: "rapido", generadas; `esperada` es lo que cada usuario valoraría de media, que es lo mejor que se puede predecir.
        "completo", MovieLens ml-latest-small (Harper y Konstan 2015), que se descarga la primera vez; solo las películas con
        20 valoraciones o más, y `esperada` es None.
    Lanza `ErrorCurso` si el perfil no existe o si el archivo no se puede descargar o está dañado.
    """
    if perfil == "rapido":
        return _generar()
    if perfil == "completo":
        return _de_movielens()
    raise ErrorCurso(f"No existe el perfil «{perfil}». Usa `rapido` o `completo`.")


def separar_valoraciones(matriz, rng, prueba=0.2):
    """Aparta al azar una proporción `prueba` de las valoraciones. Devuelve `(entrenamiento, prueba)`, con NaN en lo que no es suyo.

    Lanza `ErrorCurso` si no hay valoraciones bastantes o si alguna no está entre 0.5 y 5.
    """
    matriz = np.asarray(matriz, dtype=float)
    observadas = np.argwhere(~np.isnan(matriz)) if matriz.ndim == 2 else []
    if len(observadas) < 2:
        raise ErrorCurso(
            "Espero una matriz (usuarios, películas) con al menos dos valoraciones y NaN en lo que nadie ha valorado."
        )
    if not 0.5 <= np.nanmin(matriz) <= np.nanmax(matriz) <= 5:
        raise ErrorCurso("Las valoraciones van de 0.5 a 5 estrellas; donde no haya, pon NaN, no 0.")
    rng.shuffle(observadas)
    cuantas = min(max(1, round(prueba * len(observadas))), len(observadas) - 1)
    lugares = tuple(observadas[:cuantas].T)
    apartada, resto = np.full(matriz.shape, np.nan), matriz.copy()
    apartada[lugares], resto[lugares] = matriz[lugares], np.nan
    return resto, apartada


def _generar():
    """Gusto por cada género por lo que la película tiene de él, más lo severo que es cada uno y lo buena que es ella."""
    rng = np.random.default_rng(10)
    gustos, rasgos = (
        rng.normal(size=(USUARIOS, len(GENEROS))),
        rng.normal(size=(PELICULAS, len(GENEROS))),
    )
    severidad, calidad = rng.normal(0, 0.35, (USUARIOS, 1)), rng.normal(0, 0.5, PELICULAS)
    esperada = 3.4 + severidad + calidad + 0.4 * gustos @ rasgos.T
    notas = np.clip(np.round(2 * (esperada + rng.normal(0, RUIDO, esperada.shape))) / 2, 0.5, 5)
    fama = rng.gamma(1.5, size=PELICULAS)
    vistas = rng.random(esperada.shape) < np.clip(0.2 * fama / fama.mean(), 0.02, 0.9)
    titulos = [f"{GENEROS[rasgo]} {i + 1}" for i, rasgo in enumerate(rasgos.argmax(axis=1))]
    return Valoraciones(np.where(vistas, notas, np.nan), titulos, np.clip(esperada, 0.5, 5))


def _de_movielens():
    with zipfile.ZipFile(descargar("MovieLens", DIRECCION, SHA256)) as archivo:
        notas, peliculas = (_leer(archivo, nombre) for nombre in ("ratings.csv", "movies.csv"))
    usuarios, peliculas_notas = (
        np.array([int(fila[c]) for fila in notas]) for c in ("userId", "movieId")
    )
    codigos, cuantas = np.unique(peliculas_notas, return_counts=True)
    codigos = codigos[cuantas >= MINIMAS]
    matriz = np.full((usuarios.max(), len(codigos)), np.nan)
    columna = {codigo: i for i, codigo in enumerate(codigos)}
    for usuario, pelicula, fila in zip(usuarios, peliculas_notas, notas, strict=True):
        if pelicula in columna:
            matriz[usuario - 1, columna[pelicula]] = float(fila["rating"])
    titulo = {int(fila["movieId"]): fila["title"] for fila in peliculas}
    return Valoraciones(matriz, [titulo[codigo] for codigo in codigos], None)


def _leer(archivo, nombre):
    """Las filas de un CSV del zip, como diccionarios."""
    with archivo.open(f"ml-latest-small/{nombre}") as fichero:
        return list(csv.DictReader(io.TextIOWrapper(fichero, encoding="utf-8")))
