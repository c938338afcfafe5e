"""El progreso: se guarda, se dibuja, se exporta, se renumera y no se pierde."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from comun import RAIZ

from utils.curso import ErrorCurso
from utils.ejercicios import comprobar, evaluar, progreso
from utils.ejercicios.catalogo import ejercicios_de, lecciones
from utils.ejercicios.sesion import SESION


@pytest.fixture
def fichero(tmp_path, monkeypatch):
    """El fichero de un progreso vacío, como recién abierto el núcleo."""
    monkeypatch.setattr(SESION, "estados", {})
    monkeypatch.setattr(SESION, "avisos", set())
    monkeypatch.setenv("CURSO_PROGRESO", str(tmp_path / "progreso.json"))
    return tmp_path / "progreso.json"


def buena(x, w, b):
    return x @ w + b


def guardado(fichero):
    return json.loads(fichero.read_text(encoding="utf-8"))["ejercicios"]


def test_el_progreso_guarda_el_mejor_estado(fichero, capsys):
    comprobar("00.1", lambda x, w, b: b)
    assert guardado(fichero) == {"00.1": "incorrecto"}
    comprobar("00.1", buena)
    comprobar("00.1", lambda x, w, b: b)
    assert guardado(fichero) == {"00.1": "correcto"}
    assert [linea[0] for linea in capsys.readouterr().out.splitlines()] == ["❌", "✅", "❌"]


def test_el_progreso_se_dibuja_y_se_exporta(fichero, tmp_path, capsys):
    comprobar("00.1", buena)
    progreso(exportar=tmp_path / "copia.json")
    assert guardado(tmp_path / "copia.json") == {"00.1": "correcto"}
    assert "00: 1 de 1" in capsys.readouterr().out


@pytest.mark.parametrize("contenido", ["{roto", "[]", "", '{"ejercicios": 3}', '{"ejercicios": {"00.1": []}}', "\x00\xff"])
def test_un_progreso_ilegible_se_aparta_entero(fichero, capsys, contenido):
    fichero.write_text(contenido, encoding="latin-1")
    comprobar("00.1", buena)
    salida = capsys.readouterr().out
    assert "✅" in salida and "progreso.json.ilegible" in salida
    assert fichero.with_name("progreso.json.ilegible").read_text(encoding="latin-1") == contenido
    assert guardado(fichero) == {"00.1": "correcto"}


def test_en_una_carpeta_de_solo_lectura_se_avisa_una_vez_y_se_sigue(fichero, capsys, monkeypatch):
    def negar(*_args, **_opciones):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", negar)
    comprobar("00.1", lambda x, w, b: b)
    comprobar("00.1", buena)
    salida = capsys.readouterr().out
    assert salida.count("No puedo guardar tu progreso") == 1 and "✅" in salida
    progreso()
    assert "00: 1 de 1" in capsys.readouterr().out


def test_un_progreso_que_no_se_deja_leer_no_se_pisa(fichero, capsys, monkeypatch):
    fichero.write_text('{"ejercicios": {"01.1": "correcto"}}', encoding="utf-8")
    leer_texto = Path.read_text

    def negar(ruta, *args, **opciones):
        if ruta == fichero:
            raise PermissionError(13, "Permission denied")
        return leer_texto(ruta, *args, **opciones)

    with monkeypatch.context() as parche:
        parche.setattr(Path, "read_text", negar)
        comprobar("00.1", buena)
    assert "No puedo leer tu progreso" in capsys.readouterr().out
    assert guardado(fichero)["01.1"] == "correcto"


def test_un_ejercicio_que_no_existe_propone_el_parecido(fichero, capsys):
    comprobar("00.9", buena)
    assert "No existe el ejercicio «00.9». ¿Querías decir «00.1»?" in capsys.readouterr().out
    with pytest.raises(ErrorCurso):
        evaluar("patata", buena)


def test_lo_escrito_en_el_cuaderno_lo_explica(fichero, capsys):
    comprobar("00.1", 3)
    assert capsys.readouterr().out.startswith("❌ Revisa · 00.1 · Pasa la función, sin paréntesis")


def test_un_progreso_de_la_version_anterior_se_renumera(fichero, monkeypatch):
    movido = next(e for n in lecciones() for e in ejercicios_de(n) if e.antes)
    fichero.write_text(json.dumps({"ejercicios": {movido.antes: "correcto", "00.1": "incorrecto"}}), encoding="utf-8")
    comprobar("00.1", buena)
    assert guardado(fichero) == {movido.id: "correcto", "00.1": "correcto"}
    comprobar("00.1", buena)  # y lo renumerado no se renumera otra vez
    assert guardado(fichero) == {movido.id: "correcto", "00.1": "correcto"}


A_LA_VEZ = """
import sys
from utils.ejercicios.avance import anotar
from utils.ejercicios.motor import Veredicto
for i in range(30):
    assert anotar(Veredicto(f"{sys.argv[1]}.{i}", "correcto", "")) == ""
"""


def test_dos_cuadernos_a_la_vez_no_se_pisan(fichero):
    procesos = [subprocess.Popen([sys.executable, "-c", A_LA_VEZ, nombre], cwd=RAIZ) for nombre in ("98", "99")]
    assert [p.wait(120) for p in procesos] == [0, 0]
    assert len(guardado(fichero)) == 60


def test_se_acepta_el_numero_de_leccion_sin_ceros(fichero, capsys):
    progreso(2)
    assert "02: 0 de" in capsys.readouterr().out


def test_exportar_a_una_carpeta_que_no_existe_lo_dice(fichero, capsys, tmp_path):
    progreso(exportar=tmp_path / "no_hay" / "copia.json")
    assert "No existe la carpeta" in capsys.readouterr().out
