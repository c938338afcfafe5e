"""Buscar palabras en un vocabulario y, si no están, ofrecer las que se escriben parecido."""

from difflib import get_close_matches

from utils.curso import ErrorCurso


def exigir_palabra(palabra, vocabulario):
    """La palabra, sin espacios y tal como está en el vocabulario (si hace falta, en minúsculas).

    Lanza `ErrorCurso` si está vacía o no se conoce; entonces ofrece las que más se le parecen en la escritura.
    """
    palabra = palabra.strip()
    if not palabra:
        raise ErrorCurso("Falta una palabra: escríbela.")
    for manera in (palabra, palabra.lower()):
        if manera in vocabulario:
            return manera
    parecidas = get_close_matches(palabra.lower(), list(vocabulario), 3, cutoff=0.6)
    ofrece = (
        f" ¿Querías decir {' o '.join(f'«{p}»' for p in parecidas)}?"
        if parecidas
        else " Tampoco hay ninguna que se escriba parecido."
    )
    raise ErrorCurso(f"No conozco «{palabra}»: no está en el corpus.{ofrece}")


def exigir_distintas(*palabras):
    """Lanza `ErrorCurso` si alguna palabra está repetida."""
    if repetidas := [p for i, p in enumerate(palabras) if p in palabras[:i]]:
        raise ErrorCurso(
            f"«{repetidas[0]}» está repetida: una analogía necesita tres palabras distintas."
        )
