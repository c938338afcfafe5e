"""Texto para aprender a escribir: el Quijote, de Miguel de Cervantes (dominio público), en la edición de Project Gutenberg."""

from .descargas import descargar

DIRECCION = "https://www.gutenberg.org/cache/epub/2000/pg2000.txt"
SHA256 = "485be638d952a55acbb944c964d0429418ca2da711df7bc48a36c612129ead9b"


def quijote():
    """El Quijote entero, sin la cabecera ni el pie de Gutenberg, con una línea por línea impresa no vacía.

    Lo descarga la primera vez. Lanza `ErrorCurso` si no hay red o si el fichero ha cambiado.
    """
    texto = descargar("el Quijote", DIRECCION, SHA256).read_text(encoding="utf-8-sig")
    cuerpo = texto.partition("*** START OF")[2].partition("\n")[2].partition("*** END OF")[0]
    return "\n".join(linea.strip() for linea in cuerpo.splitlines() if linea.strip())
