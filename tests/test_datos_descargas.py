"""Traer datos: de fuera, con su sha256, y de `data/`, diciendo cómo recuperar lo que falta."""

import hashlib

import pytest
from comun import sin_red

from utils.curso import ErrorCurso
from utils.datos.descargas import del_curso, por_la_red, sha256_de_la_ficha

DESCARGA = """
from utils.curso import ErrorCurso
from utils.datos.descargas import descargar
for sha256 in ("{bueno}", "0" * 64):
    try:
        print("leído", descargar("la prueba", "{url}", sha256).read_text())
    except ErrorCurso as error:
        print("ErrorCurso:", error)
"""


def test_descargar_comprueba_el_sha256(tmp_path):
    pytest.importorskip("keras")
    original = tmp_path / "original.txt"
    original.write_text("hola")
    casa = tmp_path / "casa"
    casa.mkdir()
    bueno = hashlib.sha256(b"hola").hexdigest()
    salida = sin_red(DESCARGA.format(bueno=bueno, url=original.as_uri()), casa)
    assert "leído hola" in salida and salida.count("leído") == 1
    assert 'ErrorCurso: No puedo descargar la prueba (ValueError): ¿hay red? Sin ella, usa perfil="rapido".' in salida
    assert [f.name for f in (casa / "datasets").rglob("*") if f.is_file()] == ["original.txt"]


def test_por_la_red_no_tapa_un_error_ya_explicado():
    with pytest.raises(ErrorCurso, match="^Falta gensim$"), por_la_red("los vectores"):
        raise ErrorCurso("Falta gensim")
    with pytest.raises(ErrorCurso, match=r"No puedo descargar los vectores \(OSError\)"), por_la_red("los vectores"):
        raise OSError


def test_si_el_fichero_esta_entero_no_se_le_echa_la_culpa():
    with (
        pytest.raises(ErrorCurso, match=r"No puedo leer data/portada.png \(ValueError\).*está entero"),
        del_curso("portada.png"),
    ):
        raise ValueError
    with pytest.raises(ErrorCurso, match="^otra cosa$"), del_curso("portada.png"):
        raise ErrorCurso("otra cosa")


def test_lo_que_no_tiene_ficha_no_tiene_sha256():
    assert sha256_de_la_ficha("portada.png") and sha256_de_la_ficha("nada.txt") is None
