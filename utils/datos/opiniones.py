"""Opiniones escritas a mano para el curso: sirven para saber si lo que se aprendió con la gramática vale para lo que escribe la gente."""

from typing import NamedTuple

from .descargas import del_curso


class OpinionHumana(NamedTuple):
    """Una opinión: su texto, su etiqueta (1 si es positiva) y de qué habla."""

    texto: str
    etiqueta: int
    tema: str


def opiniones_humanas():
    """Las cien opiniones que vienen con el curso, 50 positivas y 50 negativas, como lista de `OpinionHumana`.

    Hablan de películas, restaurantes, hoteles, libros, aparatos y servicios. Lanza `ErrorCurso` si el fichero falta o está dañado.
    """
    with del_curso("opiniones/humanas.txt") as ruta:
        lineas = [linea for linea in ruta.read_text(encoding="utf-8").splitlines() if linea and not linea.startswith("#")]
        filas = [linea.split(" | ") for linea in lineas]
        return [OpinionHumana(texto, ("negativa", "positiva").index(etiqueta), tema) for etiqueta, tema, texto in filas]
