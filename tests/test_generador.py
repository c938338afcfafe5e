"""El generador: de cada lección, dos cuadernos; ni un byte de más ni uno de menos."""

import json

import generar
import nbformat
import pytest
from comun import LECCIONES, RAIZ, celdas_de_codigo, ejecutar, texto_de
from generar import MARCA_WIDGET
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import ClearSolutions

UNO = """\
# %% [markdown] portada
# # 01 · Uno

# %% preparar
from utils.ejercicios import comprobar

# %% Función, con eñe
def suma(x, y):
    total = 0
    # BEGIN SOLUTION
    total = x
    total += y
    # END SOLUTION
    if total:
        # BEGIN SOLUTION
        total = total + 0
        # END SOLUTION
        pass
    return total

# %% [markdown] otra
# Texto.

# %% comprobación
comprobar("01.1", suma)

# %% salida tags=["nbval-ignore-output"]
import ipywidgets as widgets
print("hola")
widgets.IntSlider(description="n")
"""
DOS = """\
# %% [markdown] portada
# # 02 · Dos

# %% preparar
from utils.dos import VALOR

VALOR
"""
PROYECTO = {
    "pyproject.toml": '[project]\nversion = "0.1.0"\n[project.urls]\nRepository = "https://github.com/yo/curso"\n',
    "README.md": "# Curso\n<!-- lecciones:inicio -->\n<!-- lecciones:fin -->\n",
    "lecciones/l01_uno/cuaderno.py": UNO,
    "lecciones/l02_dos/cuaderno.py": DOS,
    "utils/__init__.py": "",
    "utils/curso.py": "",
    "utils/comun.py": "BASE = 1\n",
    "utils/dos.py": "from .comun import BASE\nfrom .datos import palabras\n\nVALOR = BASE + 1\n",
    "utils/datos/palabras.py": "",
    "data/palabras/lista.txt": "sol\n",
    "utils/ejercicios/__init__.py": "def comprobar(id, f):\n    print(id, f(2, 3))\n",
    "lecciones/l01_uno/ejercicios.py": 'EJERCICIOS = (Ejercicio(id="01.1"),)',
}


def escribir(raiz, ficheros):
    """Crea en `raiz` los ficheros (nombre → bytes)."""
    for nombre, datos in ficheros.items():
        (raiz / nombre).parent.mkdir(parents=True, exist_ok=True)
        (raiz / nombre).write_bytes(datos)


@pytest.fixture
def proyecto(tmp_path, monkeypatch):
    """Un curso diminuto, sin generar, en el que trabaja el generador."""
    escribir(tmp_path, {nombre: texto.encode() for nombre, texto in PROYECTO.items()})
    monkeypatch.setattr(generar, "RAIZ", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def generado(tmp_path_factory):
    """El curso diminuto ya generado: ejecutarlo cuesta unos segundos, así que se hace una vez."""
    raiz = tmp_path_factory.mktemp("curso")
    escribir(raiz, {nombre: texto.encode() for nombre, texto in PROYECTO.items()})
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(generar, "RAIZ", raiz)
        parche.setattr("sys.argv", ["generar.py"])
        assert generar.main() == 0
    return {f.relative_to(raiz): f.read_bytes() for f in raiz.rglob("*.*") if f.is_file() and "__pycache__" not in f.parts}


@pytest.fixture
def al_dia(proyecto, generado):
    """Una copia fresca del curso generado."""
    escribir(proyecto, generado)
    return proyecto


def orden(monkeypatch, *opciones):
    """Ejecuta el generador como desde la terminal."""
    monkeypatch.setattr("sys.argv", ["generar.py", *opciones])
    return generar.main()


def cambiar(fichero, antes, despues):
    texto = fichero.read_text(encoding="utf-8")
    assert antes in texto
    fichero.write_text(texto.replace(antes, despues), encoding="utf-8")


# --- Construir ------------------------------------------------------------------------------------------------------


def test_los_identificadores_de_celda_nacen_de_su_nombre(proyecto):
    esperados = ["portada", "arranque", "preparar", "funcion-con-ene", "otra", "comprobacion", "salida"]
    for resuelta in (False, True):
        cuaderno = generar.construir(proyecto / "lecciones/l01_uno/cuaderno.py", resuelta)
        assert [c.id for c in cuaderno.cells] == esperados
        nbformat.validate(cuaderno)


def test_la_version_de_estudiante_vacia_cada_region_y_conserva_lo_demas(proyecto):
    estudiante, resuelta = (
        generar.construir(proyecto / "lecciones/l01_uno/cuaderno.py", r).cells[3].source for r in (False, True)
    )
    assert estudiante == (
        "def suma(x, y):\n"
        "    total = 0\n"
        "    # Escribe aquí tu código\n"
        "    ...\n"
        "    if total:\n"
        "        # Escribe aquí tu código\n"
        "        ...\n"
        "        pass\n"
        "    return total"
    )
    assert "total += y" in resuelta and "BEGIN SOLUTION" in resuelta


def test_los_nombres_repetidos_se_dicen(proyecto):
    cambiar(proyecto / "lecciones/l02_dos/cuaderno.py", "# %% preparar", "# %% portada")
    with pytest.raises(SystemExit, match=r"l02_dos/cuaderno.py:4: el nombre de celda «portada» ya se usa en la línea 1"):
        generar.construir(proyecto / "lecciones/l02_dos/cuaderno.py", False)


def test_una_celda_sin_nombre_se_dice(proyecto):
    cambiar(proyecto / "lecciones/l02_dos/cuaderno.py", "# %% preparar", "# %%")
    with pytest.raises(SystemExit, match="l02_dos/cuaderno.py:4: falta el nombre de la celda"):
        generar.construir(proyecto / "lecciones/l02_dos/cuaderno.py", False)


@pytest.mark.parametrize(
    ("antes", "despues", "motivo"),
    [
        (
            "# BEGIN SOLUTION\n    total = x",
            "# BEGIN SOLUCION\n    total = x",
            "10: la marca «# BEGIN SOLUCION» no se entiende",
        ),
        (
            "# BEGIN SOLUTION\n    total = x",
            "## BEGIN SOLUTION\n    total = x",
            "10: la marca «## BEGIN SOLUTION» no se entiende",
        ),
        ("    total += y\n    # END SOLUTION\n", "    total += y\n", "14: «# BEGIN SOLUTION» sin su pareja"),
        ("        # END SOLUTION\n        pass", "        pass", "15: la región «# BEGIN SOLUTION» no se cierra en su celda"),
        ("    # BEGIN SOLUTION\n    total = x", "    total = x", "12: «# END SOLUTION» sin su pareja"),
        ('comprobar("01.1"', 'comprobar("01.77"', "25: no existe el ejercicio «01.77»; en esta lección hay: 01, 01.1"),
    ],
)
def test_lo_mal_marcado_se_rechaza_con_su_linea(proyecto, antes, despues, motivo):
    leccion = proyecto / "lecciones/l01_uno/cuaderno.py"
    cambiar(leccion, antes, despues)
    with pytest.raises(SystemExit, match=f"l01_uno/cuaderno.py:{motivo}"):
        generar.construir(leccion, False)


def test_los_metadatos_de_nbgrader_cumplen_su_esquema(proyecto):
    cuaderno = generar.construir(proyecto / "lecciones/l01_uno/cuaderno.py", False)
    MetadataValidator().validate_nb(cuaderno)
    marcas = {c.id: c.metadata.nbgrader for c in cuaderno.cells if "nbgrader" in c.metadata}
    assert {id: (m["solution"], m["grade"], m["locked"]) for id, m in marcas.items()} == {
        "funcion-con-ene": (True, False, False),
        "comprobacion": (False, True, True),
    }


def test_la_direccion_del_curso_esta_en_un_solo_sitio(proyecto):
    portada, arranque = generar.construir(proyecto / "lecciones/l02_dos/cuaderno.py", False).cells[:2]
    assert "https://colab.research.google.com/github/yo/curso/blob/v0.1.0/notebooks/02_dos.ipynb" in portada.source
    assert "--branch v0.1.0 https://github.com/yo/curso" in arranque.source


# --- Generar --------------------------------------------------------------------------------------------------------


def test_los_dos_cuadernos_quedan_ejecutados_y_sin_controles_guardados(al_dia):
    for carpeta in generar.CARPETAS:
        cuaderno = nbformat.read(al_dia / carpeta / "01_uno.ipynb", as_version=4)
        codigo = celdas_de_codigo(cuaderno)
        assert [c.execution_count for c in codigo] == list(range(1, len(codigo) + 1))
        assert "widgets" not in cuaderno.metadata
        texto, control = codigo[-1].outputs
        assert texto.text == "hola\n"
        assert MARCA_WIDGET not in control.data and "IntSlider" in control.data["text/plain"]
        assert codigo[-1].metadata.tags == ["nbval-ignore-output"]
    assert texto_de(codigo[-2]) == "01.1 5\n"


def test_el_readme_lleva_el_mapa_de_lecciones(al_dia):
    readme = (al_dia / "README.md").read_text(encoding="utf-8")
    assert "| 01 | [Uno](notebooks/01_uno.ipynb) | 1 |" in readme
    assert "| 02 | [Dos](notebooks/02_dos.ipynb) | – |" in readme


def test_sin_cambios_no_se_toca_ni_un_byte(al_dia, generado, monkeypatch, capsys):
    antes = {f: (al_dia / f).stat().st_mtime_ns for f in generado}
    monkeypatch.setattr(generar, "generar", lambda *_: pytest.fail("ha vuelto a ejecutar"))
    assert orden(monkeypatch) == 0
    assert {f: (al_dia / f).stat().st_mtime_ns for f in generado} == antes
    assert {f: (al_dia / f).read_bytes() for f in generado} == generado
    assert orden(monkeypatch, "--comprobar") == 0
    assert "Todo al día." in capsys.readouterr().out


def test_volver_a_ejecutar_da_lo_mismo(al_dia, generado):
    destino = al_dia / "notebooks/02_dos.ipynb"
    generar.generar(al_dia / "lecciones/l02_dos/cuaderno.py", destino, False)
    antes, ahora = (json.loads(t) for t in (generado[destino.relative_to(al_dia)], destino.read_text(encoding="utf-8")))
    for cuaderno in (antes, ahora):  # lo único que puede variar es el tiempo medido
        del cuaderno["metadata"]["redes_vivas"]["segundos"], cuaderno["cells"][0]
    assert antes == ahora


UNA = ["notebooks/01_uno.ipynb", "solutions/01_uno.ipynb"]
OTRA = ["notebooks/02_dos.ipynb", "solutions/02_dos.ipynb"]


@pytest.mark.parametrize(
    ("fichero", "antes", "despues", "fallos"),
    [
        ("lecciones/l01_uno/cuaderno.py", "Texto.", "Otro texto.", UNA),
        ("utils/dos.py", "BASE + 1", "BASE + 2", OTRA),
        ("utils/comun.py", "1", "3", OTRA),
        ("data/palabras/lista.txt", "sol", "luna", OTRA),
        ("utils/ejercicios/__init__.py", "id, f", "f, id", UNA),
        ("lecciones/l01_uno/ejercicios.py", "EJ", "# cambio\nEJ", UNA),
        ("utils/__init__.py", "", "# cambio", [UNA[0], OTRA[0], UNA[1], OTRA[1]]),
        ("pyproject.toml", "yo/curso", "tu/curso", [UNA[0], OTRA[0], UNA[1], OTRA[1]]),
        ("notebooks/01_uno.ipynb", "Texto.", "Tocado a mano.", UNA[:1]),
        ("solutions/02_dos.ipynb", "VALOR", "VALORES", OTRA[1:]),
        ("README.md", "[Uno]", "[Una]", ["README.md (mapa de lecciones)"]),
    ],
)
def test_comprobar_descubre_lo_que_cambia_y_solo_eso(al_dia, fichero, antes, despues, fallos):
    cambiar(al_dia / fichero, antes, despues)
    assert generar.comprobar() == fallos


def test_comprobar_descubre_lo_que_sobra_y_lo_que_falta(al_dia, monkeypatch, capsys):
    (al_dia / "notebooks/03_tres.ipynb").write_bytes((al_dia / "notebooks/02_dos.ipynb").read_bytes())
    (al_dia / "solutions/01_uno.ipynb").unlink()
    assert generar.comprobar() == ["notebooks/03_tres.ipynb (sin fuente)", "solutions/01_uno.ipynb"]
    assert orden(monkeypatch, "--comprobar") == 1
    assert "No coincide con su fuente:" in capsys.readouterr().out


def test_solo_se_ejecuta_lo_que_ha_cambiado(al_dia, monkeypatch):
    ejecutadas = []
    monkeypatch.setattr(generar, "generar", lambda _le, destino, _r: ejecutadas.append(destino.name) or 1)
    cambiar(al_dia / "utils/dos.py", "BASE + 1", "BASE + 2")
    orden(monkeypatch)
    assert ejecutadas == ["02_dos.ipynb"] * 2


# --- El curso de verdad ---------------------------------------------------------------------------------------------


def test_lo_generado_coincide_con_su_fuente():
    assert generar.comprobar() == [], "Ejecuta: python herramientas/generar.py"


@pytest.mark.parametrize("leccion", LECCIONES, ids=generar.nombre_de)
def test_los_metadatos_del_curso_valen_para_nbgrader(leccion):
    MetadataValidator().validate_nb(generar.construir(leccion, True))


def test_una_leccion_vaciada_por_nbgrader_se_ejecuta_entera():
    leccion = next((le for le in LECCIONES if "# BEGIN SOLUTION" in le.read_text(encoding="utf-8")), None)
    if leccion is None:
        pytest.skip("aún no hay lecciones con ejercicios")
    vacia, _ = ClearSolutions().preprocess(generar.construir(leccion, True), {})
    assert not any("BEGIN SOLUTION" in c.source for c in vacia.cells)
    ejecutada = ejecutar(vacia, RAIZ / "notebooks")
    comprobaciones = [c for c in ejecutada.cells if c.metadata.get("nbgrader", {}).get("grade")]
    assert comprobaciones
    assert all(texto_de(c).startswith("⬜") for c in comprobaciones)
