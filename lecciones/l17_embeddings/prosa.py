"""La prosa de este curso: un texto real, pequeño y en español, que siempre está a mano."""

from utils.datos.descargas import del_curso


def prosa_del_curso():
    """Las frases de las lecciones del curso, cada una como lista de palabras en minúsculas; sin código, fórmulas ni la propia lección 17.

    Es una instantánea, hecha con `herramientas/datos/prosa.py`. Lanza `ErrorCurso` si falta.
    """
    with del_curso("prosa/curso.txt") as ruta:
        return [linea.split() for linea in ruta.read_text(encoding="utf-8").splitlines()]
