"""Texto para aprender a escribir: el Quijote, de Miguel de Cervantes (dominio público), en la edición de Project Gutenberg."""

from pathlib import Path

from ..curso import ErrorCurso

DIRECCION = "https://www.gutenberg.org/cache/epub/2000/pg2000.txt"
RESUMEN = "485be638d952a55acbb944c964d0429418ca2da711df7bc48a36c612129ead9b"


def quijote():
    """El Quijote entero, sin la cabecera ni el pie de Gutenberg, con una línea por línea impresa no vacía.

    Lo descarga la primera vez con `keras.utils.get_file`, que comprueba su resumen. Lanza `ErrorCurso` si no hay red o ha cambiado.
    """
    try:
        from keras.utils import get_file

        ruta = get_file("pg2000.txt", DIRECCION, cache_subdir="datasets", file_hash=RESUMEN)
        texto = Path(ruta).read_text(encoding="utf-8-sig")
    except Exception as error:
        raise ErrorCurso(
            f'No puedo descargar el Quijote ({type(error).__name__}): ¿hay red? Sin ella, usa perfil="rapido".'
        ) from error
    cuerpo = texto.partition("*** START OF")[2].partition("\n")[2].partition("*** END OF")[0]
    return "\n".join(linea.strip() for linea in cuerpo.splitlines() if linea.strip())
