"""Lo que lee GitHub: formularios, acciones y encargados. Un fallo aquí no se ve hasta que alguien intenta usarlo."""

import re

import pytest
import yaml
from comun import RAIZ

FORMULARIOS = sorted((RAIZ / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml"))
ACCIONES = sorted((RAIZ / ".github/workflows").glob("*.yml"))
CAMPOS = {"input", "textarea", "dropdown", "checkboxes"}  # y «markdown», que no pregunta nada


def leer(fichero):
    return yaml.safe_load(fichero.read_text(encoding="utf-8"))


@pytest.mark.parametrize("fichero", FORMULARIOS, ids=lambda f: f.stem)
def test_el_formulario_es_valido(fichero):
    formulario = leer(fichero)
    assert {"name", "description", "body"} <= set(formulario) <= {"name", "description", "body", "labels", "title"}
    preguntas = [campo for campo in formulario["body"] if campo["type"] != "markdown"]
    assert preguntas and {campo["type"] for campo in preguntas} <= CAMPOS
    ids = [campo["id"] for campo in preguntas]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[\w-]+", id) for id in ids)
    for campo in preguntas:
        assert set(campo) <= {"type", "id", "attributes", "validations"}
        assert campo["attributes"]["label"]
        opciones = campo["attributes"].get("options", [])
        assert bool(opciones) == (campo["type"] in ("dropdown", "checkboxes")) and len(set(opciones)) == len(opciones)
        assert set(campo.get("validations", {})) <= {"required"}


def test_un_error_dice_siempre_el_cuaderno_y_la_celda():
    obligatorias = {c["id"] for c in leer(FORMULARIOS[0])["body"] if c.get("validations", {}).get("required")}
    assert {"cuaderno", "celda", "pasa"} <= obligatorias


def test_las_acciones_llaman_a_lo_mismo_que_se_ejecuta_a_mano():
    ordenes = {a.stem: [p["run"] for t in leer(a)["jobs"].values() for p in t["steps"] if "run" in p] for a in ACCIONES}
    assert ordenes["pruebas"] == [".ci/run"]
    assert ordenes["ultimas-versiones"][-1] == "make test"


def test_cada_carpeta_con_encargado_existe():
    lineas = (RAIZ / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    for carpeta, *quien in (linea.split() for linea in lineas if linea and not linea.startswith("#")):
        assert (RAIZ / carpeta.strip("*/")).exists() and all(q.startswith("@") for q in quien), carpeta
