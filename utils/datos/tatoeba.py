"""Frases de verdad con su traducción: pares español–inglés de Tatoeba (tatoeba.org), hechos por voluntarios."""

import zipfile

from ..curso import ErrorCurso
from .descargas import del_curso, descargar
from .frases import piezas

DIRECCION = "https://storage.googleapis.com/download.tensorflow.org/data/spa-eng.zip"
SHA256 = "4e3a64b734fb0736b3b0cf35c7aebb3e1f82e537e1b68c36f0cfd4854929b5b6"
PARTES = {"entrenamiento": range(8), "validación": range(8, 9), "prueba": range(9, 10)}  # décimas de las frases inglesas


def pares_tatoeba(parte="entrenamiento", perfil="rapido", piezas_max=10):
    """Lista de pares (español, inglés) de Tatoeba con `piezas_max` piezas como mucho en cada lengua.

    parte: "entrenamiento", "validación" o "prueba". Todas las traducciones de una misma frase inglesa van a la misma parte, y
        en validación y prueba no hay ninguna frase española del entrenamiento.
    perfil: "rapido", los que vienen con el curso: 2400, 300 y 300, de 8 piezas como mucho, sin nombres propios y con palabras
        frecuentes; "completo", los de un fichero de 118 121, que se descarga la primera vez.
    Lanza `ErrorCurso` si la parte o el perfil no existen, si el fichero falta o está dañado, o si no hay red.
    """
    if parte not in PARTES:
        raise ErrorCurso(f"La parte es «{parte}» y debe ser una de estas: {', '.join(PARTES)}.")
    pares = _leer(perfil)
    decima = {en: k % 10 for k, en in enumerate(dict.fromkeys(en for _, en in pares))}
    suyos = [(es, en) for es, en in pares if decima[en] in PARTES[parte]]
    if parte != "entrenamiento":
        vistas = {tuple(piezas(es)) for es, en in pares if decima[en] in PARTES["entrenamiento"]}
        suyos = [(es, en) for es, en in suyos if tuple(piezas(es)) not in vistas]
    return [par for par in suyos if max(len(piezas(texto)) for texto in par) <= piezas_max]


def _leer(perfil):
    if perfil == "rapido":
        with del_curso("tatoeba/pares.txt") as ruta:
            return _pares(ruta.read_text(encoding="utf-8"))
    if perfil == "completo":
        with zipfile.ZipFile(descargar("los pares de Tatoeba", DIRECCION, SHA256)) as archivo:
            nombre = next(n for n in archivo.namelist() if n.endswith("spa.txt"))
            return _pares(archivo.read(nombre).decode("utf-8"))
    raise ErrorCurso(f"No existe el perfil «{perfil}». Usa `rapido` o `completo`.")


def _pares(texto):
    """Pares (español, inglés) de líneas en las que el inglés va antes."""
    filas = (linea.split("\t") for linea in texto.splitlines())
    return [(espanol, ingles) for ingles, espanol in filas]
