"""El guardián: lo que nbval no mira de los cuadernos publicados y de las lecciones de las que nacen."""

import ast
import inspect
import re
import textwrap
from statistics import median

import generar
import jupytext
import pytest
from comun import CUADERNOS, GLOSARIOS, LECCIONES, RAIZ, REGION, RESUELTOS, celdas_de_codigo, codigo_de_imagenes, leer
from generar import nombre_de
from nbval.plugin import get_sanitize_patterns

from utils.ejercicios.catalogo import buscar, ejercicios_de

LINEAS_POR_CELDA, MEDIANA_DE_LINEAS = 25, 6
COLUMNAS = 104  # JupyterLab corta por la derecha las líneas más largas
MEGABYTES, SEGUNDOS, COMPARADAS = 1.5, 90, 0.6
KB_POR_DIBUJO, KB_POR_FOTOGRAFIA = 40, 82
PORTADA = ("Qué sabrás hacer", "Qué necesitas antes")
SECCIONES = (
    "## Lo que suele entenderse mal",
    "## Resumen",
    "## Autoevaluación",
    "## Para seguir",
    "## Referencias",
)


def con_nombre(ruta):
    return f"{ruta.parent.name}/{ruta.stem}"


cada_leccion_publicada = pytest.mark.parametrize("ruta", CUADERNOS + RESUELTOS, ids=con_nombre)
cada_cuaderno = pytest.mark.parametrize("ruta", CUADERNOS + RESUELTOS + GLOSARIOS, ids=con_nombre)
cada_leccion = pytest.mark.parametrize("leccion", LECCIONES, ids=nombre_de)


def salidas(cuaderno):
    """Pares (celda, salida) del cuaderno."""
    return [(c, s) for c in celdas_de_codigo(cuaderno) for s in c.outputs]


def prosa(cuaderno):
    """El texto de sus celdas de texto."""
    return "\n".join(c.source for c in cuaderno.cells if c.cell_type == "markdown")


# --- Lo que se publica ----------------------------------------------------------------------------------------------


@cada_cuaderno
def test_todo_esta_ejecutado_en_orden(ruta):
    codigo = celdas_de_codigo(leer(ruta))
    assert [c.execution_count for c in codigo] == list(range(1, len(codigo) + 1))


@cada_cuaderno
def test_no_guarda_errores_ni_avisos_ni_controles(ruta):
    cuaderno = leer(ruta)
    assert "widgets" not in cuaderno.metadata
    for celda, salida in salidas(cuaderno):
        assert salida.output_type != "error", f"{celda.id}: {salida.evalue}"
        assert salida.get("name") != "stderr", f"{celda.id}: {salida.text}"
        assert "application/vnd.jupyter.widget-view+json" not in salida.get("data", {}), celda.id


@cada_leccion_publicada
def test_nbval_compara_bastantes_celdas(ruta):
    con_salida = [c for c in celdas_de_codigo(leer(ruta)) if c.outputs]
    comparadas = [c for c in con_salida if not {"nbval-ignore-output", "nbval-skip"} & set(c.metadata.get("tags", []))]
    assert len(comparadas) >= max(4, COMPARADAS * len(con_salida))


@cada_cuaderno
def test_cada_imagen_tiene_texto_alternativo_y_pesa_poco(ruta):
    cuaderno = leer(ruta)
    assert not [c.id for c, s in salidas(cuaderno) if {"image/png", "image/jpeg"} & set(s.get("data", {}))]
    publicado = [(c.id, s.get("data", {}).get("text/html", "")) for c, s in salidas(cuaderno)]
    publicado += [(c.id, c.source) for c in cuaderno.cells if c.cell_type == "markdown"]
    for celda, html in publicado:
        assert not re.search(r"!\[\s*\]\(", html), f"{celda}: imagen de Markdown sin texto alternativo"
        for imagen in codigo_de_imagenes(html):
            assert re.search(r'\balt="[^"]{10,}"', imagen), f"{celda}: {imagen[:80]}"
            tope = KB_POR_FOTOGRAFIA if "data:image/webp" in imagen else KB_POR_DIBUJO
            assert len(imagen) <= tope * 1024, f"{celda}: la figura ocupa {len(imagen) // 1024} kB"


@cada_leccion_publicada
def test_las_celdas_son_cortas_y_el_cuaderno_pesa_poco(ruta):
    lineas = {c.id: c.source.count("\n") + 1 for c in celdas_de_codigo(leer(ruta)) if c.id != "arranque"}
    assert {id: n for id, n in lineas.items() if n > LINEAS_POR_CELDA} == {}
    assert median(lineas.values()) <= MEDIANA_DE_LINEAS
    assert ruta.stat().st_size <= MEGABYTES * 2**20


@cada_leccion_publicada
def test_las_lineas_de_codigo_caben_a_lo_ancho(ruta):
    celdas = [c for c in celdas_de_codigo(leer(ruta)) if c.id != "arranque"]
    assert [(c.id, linea) for c in celdas for linea in c.source.splitlines() if len(linea) > COLUMNAS] == []


@cada_leccion_publicada
def test_se_ejecuta_en_el_tiempo_anunciado(ruta):
    cuaderno = leer(ruta)
    segundos = cuaderno.metadata["redes_vivas"]["segundos"]
    assert 0 < segundos <= SEGUNDOS
    assert f"Se ejecuta entero en {segundos} s" in cuaderno.cells[0].source


@cada_cuaderno
def test_los_enlaces_llevan_a_algo(ruta):
    for destino in re.findall(r"\]\(([^)\s]+)\)", prosa(leer(ruta))):
        if not re.match(r"https?:|mailto:|#|attachment:", destino):
            assert (ruta.parent / destino.partition("#")[0]).exists(), destino


@cada_leccion_publicada
def test_tiene_todas_las_partes_de_una_leccion(ruta):
    cuaderno = leer(ruta)
    encabezados = re.findall(r"^## .*", prosa(cuaderno), re.MULTILINE)
    assert [parte for parte in PORTADA if parte not in cuaderno.cells[0].source] == []
    assert [s for s in SECCIONES if not any(e.startswith(s) for e in encabezados)] == []
    assert codigo_de_imagenes("".join(s.get("data", {}).get("text/html", "") for _, s in salidas(cuaderno)))


@pytest.mark.parametrize("ruta", CUADERNOS, ids=lambda ruta: ruta.stem)
def test_estudiante_y_resuelto_solo_se_distinguen_en_las_regiones(ruta):
    estudiante, resuelto = leer(ruta), leer(RAIZ / "solutions" / ruta.name)
    assert [c.id for c in estudiante.cells] == [c.id for c in resuelto.cells]
    for una, otra in zip(estudiante.cells[1:], resuelto.cells[1:], strict=True):
        assert una.metadata == otra.metadata
        fuera = [trozo.strip("\n") for trozo in REGION.sub("\0", otra.source).split("\0")]
        hueco = r"\n* *# Escribe aquí tu código\n *\.\.\.\n*"
        assert re.fullmatch(hueco.join(map(re.escape, fuera)), una.source), una.id
        assert "SOLUTION" not in una.source


# --- Las lecciones --------------------------------------------------------------------------------------------------


def funciones(codigo):
    """Las funciones que define un trozo de código, también las de dentro."""
    return [nodo for nodo in ast.walk(ast.parse(codigo)) if isinstance(nodo, ast.FunctionDef)]


def jupytext_a_codigo(leccion):
    """El código de las celdas de una lección, seguido."""
    return "\n".join(c.source for c in jupytext.read(leccion, fmt="py:percent").cells if c.cell_type == "code")


def nombres_definidos(codigo):
    """Nombres a los que un trozo de código da valor fuera de sus funciones."""
    nombres, pendientes = set(), [ast.parse(codigo)]
    while pendientes:
        for nodo in ast.iter_child_nodes(pendientes.pop()):
            if isinstance(nodo, ast.FunctionDef):
                nombres.add(nodo.name)
                continue
            if isinstance(nodo, ast.Name) and isinstance(nodo.ctx, ast.Store):
                nombres.add(nodo.id)
            pendientes.append(nodo)
    return nombres


@cada_leccion
def test_sin_resolver_todo_sigue_definido(leccion):
    """Cada región es parte del cuerpo de una función o redefine, sin más, algo que ya tiene valor."""
    definidos = set()
    for celda in jupytext.read(leccion, fmt="py:percent").cells:
        if celda.cell_type != "code":
            continue
        nombre, codigo = celda.metadata["title"], celda.source
        assert codigo.count("BEGIN SOLUTION") == len(list(REGION.finditer(codigo))), f"{nombre}: región mal cerrada"
        for region in REGION.finditer(codigo):
            linea = codigo[: region.start()].count("\n") + 1
            if any(f.lineno <= linea <= f.end_lineno for f in funciones(codigo)):
                continue
            assert not region[0].startswith(" "), f"{nombre}: la región no está dentro de una función"
            instrucciones = ast.parse(region[1]).body
            assert all(isinstance(i, (ast.Assign, ast.FunctionDef)) for i in instrucciones), f"{nombre}: no solo redefine"
            nuevos = nombres_definidos(region[1]) - definidos - nombres_definidos(codigo[: region.start()])
            assert not nuevos, f"{nombre}: sin resolver no existe {nuevos}"
        definidos |= nombres_definidos(generar.REGION.sub(generar.HUECO, codigo + "\n"))


@cada_leccion
def test_cada_comprobacion_usa_su_ejercicio(leccion):
    texto = leccion.read_text(encoding="utf-8")
    usos = re.findall(r'^(comprobar|usar|pista|solucion)\("([\d.]+)"(?:, (\w+))?', texto, re.MULTILINE)
    for funcion, id, nombre in usos:
        ejercicio = buscar(id)
        assert id.startswith(nombre_de(leccion)[:2])
        assert nombre == ("" if funcion in ("pista", "solucion") else ejercicio.nombre), f"{funcion}({id!r}, {nombre})"
        assert re.search(rf"^def {ejercicio.nombre}\(", texto, re.MULTILINE), f"{ejercicio.nombre} no se define"
    assert {id for funcion, id, _ in usos if funcion == "comprobar"} == {e.id for e in ejercicios_de(nombre_de(leccion)[:2])}


@cada_leccion
def test_la_firma_que_se_pide_es_la_que_se_corrige(leccion):
    referencias = {e.nombre: e.referencia for e in ejercicios_de(nombre_de(leccion)[:2])}
    celdas = [c.source for c in jupytext.read(leccion, fmt="py:percent").cells if "BEGIN SOLUTION" in c.source]
    pedidas = [f for codigo in celdas for f in funciones(codigo) if f.name in referencias]
    assert {f.name for f in pedidas} == set(referencias)
    for funcion in pedidas:
        assert f"({ast.unparse(funcion.args)})" == str(inspect.signature(referencias[funcion.name]))


def _arbol(funcion):
    """El árbol de una función, sin su docstring."""
    cuerpo = funcion.body[1:] if ast.get_docstring(funcion) else funcion.body
    return [ast.dump(instruccion) for instruccion in cuerpo]


@cada_leccion
def test_la_solucion_del_cuaderno_es_la_de_referencia(leccion):
    del_cuaderno = {f.name: f for f in funciones(jupytext_a_codigo(leccion))}
    for ejercicio in ejercicios_de(nombre_de(leccion)[:2]):
        (referencia,) = ast.parse(textwrap.dedent(inspect.getsource(ejercicio.referencia))).body
        assert _arbol(del_cuaderno[ejercicio.nombre]) == _arbol(referencia), (
            f"{ejercicio.id}: la región y la referencia no son la misma"
        )


@cada_leccion
def test_los_ejercicios_se_numeran_en_el_orden_en_que_se_leen(leccion):
    numero = nombre_de(leccion)[:2]
    leidos = re.findall(r'^comprobar\("([^"]+)"', leccion.read_text(encoding="utf-8"), re.MULTILINE)
    assert leidos == [e.id for e in ejercicios_de(numero)] == [f"{numero}.{i + 1}" for i in range(len(leidos))]


def test_no_hay_dos_lecciones_con_el_mismo_numero():
    numeros = [nombre_de(leccion)[:2] for leccion in LECCIONES]
    assert len(set(numeros)) == len(numeros)
    assert all(re.fullmatch(r"[\da]\d_[a-z0-9_]+", nombre_de(leccion)) for leccion in LECCIONES)


# --- La configuración de nbval --------------------------------------------------------------------------------------


def test_el_saneado_de_nbval_se_lee_entero_y_solo_borra_los_bytes():
    texto = (RAIZ / "tests/nbval.cfg").read_text(encoding="utf-8")
    reglas = get_sanitize_patterns(texto)
    assert len(reglas) == texto.count("\nregex:") and all(sustituto for _, sustituto in reglas)

    def sanear(html):
        for patron, sustituto in reglas:
            html = re.sub(patron, sustituto, html)
        return html

    imagen = '<img alt="Curva." width="675" src="data:image/png;base64,{}">'.format
    assert sanear(imagen("iVBO+/w==")) == sanear(imagen("iVB1")) == '<img alt="Curva." width="675" src="imagen">'
