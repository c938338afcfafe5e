"""El guardián: lo que nbval no mira de los cuadernos publicados y de las lecciones de las que nacen."""

import ast
import inspect
import re
from statistics import median

import jupytext
import pytest
from comun import CUADERNOS, GLOSARIOS, LECCIONES, RAIZ, REGION, RESUELTOS, celdas_de_codigo, codigo_de_imagenes, leer
from generar import HUECO
from nbval.plugin import get_sanitize_patterns

from utils.ejercicios.catalogo import buscar

LINEAS_POR_CELDA, MEDIANA_DE_LINEAS = 25, 6
MEGABYTES, SEGUNDOS, COMPARADAS = 1.5, 90, 2
KB_POR_FIGURA = 40
PORTADA = ("Qué sabrás hacer", "Qué necesitas antes")
SECCIONES = (
    "## Lo que suele entenderse mal",
    "## Resumen",
    "## Autoevaluación",
    "## Para seguir",
    "## Referencias",
)
CONTRATO = {  # TEMARIO: número, nombre y firma de cada ejercicio
    "00.1": "suma_ponderada(x, w, b)",
    "01.1": "neurona_sigmoide(x, w, b)",
    "01.2": "posicion_escalon(w, b)",
    "01.3": "meseta(x, s1, s2, h, w=1000.0)",
    "01.4": "logit(y)",
    "01.5": "parametros_mlp(capas)",
    "02.1": "convolucionar(imagen, filtro)",
    "02.2": "tamano_salida(n, k, stride=1, padding=0, dilation=1)",
    "02.3": "parametros_conv(k, canales_entrada, filtros, sesgo=True)",
    "02.4": "agrupar(imagen, tamano=2, modo='max')",
    "02.5": "campo_receptivo(capas)",
    "02.6": "tamano_transpuesta(n, k, stride=1, padding=0)",
}


def con_nombre(ruta):
    return f"{ruta.parent.name}/{ruta.stem}"


cada_leccion_publicada = pytest.mark.parametrize("ruta", CUADERNOS + RESUELTOS, ids=con_nombre)
cada_cuaderno = pytest.mark.parametrize("ruta", CUADERNOS + RESUELTOS + GLOSARIOS, ids=con_nombre)
cada_leccion = pytest.mark.parametrize("leccion", LECCIONES, ids=lambda leccion: leccion.stem)


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
    comparadas = [
        c
        for c in celdas_de_codigo(leer(ruta))
        if c.outputs and not {"nbval-ignore-output", "nbval-skip"} & set(c.metadata.get("tags", []))
    ]
    assert len(comparadas) >= COMPARADAS


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
            assert len(imagen) <= KB_POR_FIGURA * 1024, f"{celda}: la figura ocupa {len(imagen) // 1024} kB"


@cada_leccion_publicada
def test_las_celdas_son_cortas_y_el_cuaderno_pesa_poco(ruta):
    lineas = {c.id: c.source.count("\n") + 1 for c in celdas_de_codigo(leer(ruta)) if c.id != "arranque"}
    assert {id: n for id, n in lineas.items() if n > LINEAS_POR_CELDA} == {}
    assert median(lineas.values()) <= MEDIANA_DE_LINEAS
    assert ruta.stat().st_size <= MEGABYTES * 2**20


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


def celdas_con_region(leccion):
    return [c for c in jupytext.read(leccion, fmt="py:percent").cells if c.cell_type == "code" and "SOLUTION" in c.source]


def nombres_asignados(codigo):
    """Nombres que un trozo de código define en su nivel superior (None si hace algo más que definir)."""
    nombres = set()
    for nodo in ast.parse(codigo).body:
        if isinstance(nodo, ast.FunctionDef):
            nombres.add(nodo.name)
        elif isinstance(nodo, ast.Assign):
            nombres |= {n.id for d in nodo.targets for n in ast.walk(d) if isinstance(n, ast.Name)}
        else:
            return None
    return nombres


@cada_leccion
def test_sin_resolver_todo_sigue_definido(leccion):
    """Cada región es el cuerpo de una función o redefine algo que ya tiene valor."""
    anterior = set()
    for celda in jupytext.read(leccion, fmt="py:percent").cells:
        if celda.cell_type != "code":
            continue
        ast.parse(REGION.sub(lambda m: HUECO.replace("\\1", m[0][: len(m[0]) - len(m[0].lstrip(" "))]).rstrip(), celda.source))
        for region in REGION.finditer(celda.source):
            sangria = len(region[0]) - len(region[0].lstrip(" "))
            if sangria:
                numero = celda.source[: region.start()].count("\n") + 2
                dentro = [
                    f
                    for f in ast.walk(ast.parse(celda.source))
                    if isinstance(f, ast.FunctionDef) and f.lineno < numero <= f.end_lineno + 1
                ]
                assert dentro, f"{celda.metadata['title']}: la región no está dentro de una función"
            else:
                definidos = nombres_asignados(region[1])
                antes = anterior | (nombres_asignados_en(celda.source[: region.start()]))
                assert definidos is not None, f"{celda.metadata['title']}: la región hace algo más que definir"
                assert definidos <= antes, f"{celda.metadata['title']}: {definidos - antes} no existe sin resolver"
        anterior |= nombres_asignados_en(REGION.sub("", celda.source))


def nombres_asignados_en(codigo):
    """Nombres a los que un trozo de código da valor en su nivel superior."""
    arbol = ast.parse(codigo)
    funciones = {n.name for n in arbol.body if isinstance(n, ast.FunctionDef)}
    return funciones | {
        n.id for nodo in arbol.body for n in ast.walk(nodo) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }


@cada_leccion
def test_cada_comprobacion_usa_su_ejercicio(leccion):
    texto = leccion.read_text(encoding="utf-8")
    usos = re.findall(r'^(comprobar|usar|pista|solucion)\("([\d.]+)"(?:, (\w+))?', texto, re.MULTILINE)
    for funcion, id, nombre in usos:
        ejercicio = buscar(id)
        assert id.startswith(leccion.stem[:2])
        assert nombre == ("" if funcion in ("pista", "solucion") else ejercicio.nombre), f"{funcion}({id!r}, {nombre})"
        assert re.search(rf"^def {ejercicio.nombre}\(", texto, re.MULTILINE), f"{ejercicio.nombre} no se define"
    comprobados = {id for funcion, id, _ in usos if funcion == "comprobar"}
    assert comprobados == {id for id in comprobados | set(CONTRATO) if id.startswith(leccion.stem[:2])}


@cada_leccion
def test_la_firma_que_se_pide_es_la_que_se_corrige(leccion):
    for celda in celdas_con_region(leccion):
        for funcion in ast.walk(ast.parse(celda.source)):
            referencia = next((buscar(id).referencia for id, f in CONTRATO.items() if es(funcion, f)), None)
            if referencia:
                assert ast.unparse(funcion.args) == str(inspect.signature(referencia))[1:-1].replace(" = ", "=")


def es(nodo, firma):
    return isinstance(nodo, ast.FunctionDef) and nodo.name == firma.partition("(")[0]


@pytest.mark.parametrize("id", CONTRATO)
def test_los_ejercicios_del_temario_existen_con_su_nombre_y_su_firma(id):
    referencia = buscar(id).referencia
    assert f"{referencia.__name__}{inspect.signature(referencia)}" == CONTRATO[id]


def test_no_hay_dos_lecciones_con_el_mismo_numero():
    numeros = [leccion.stem[:2] for leccion in LECCIONES]
    assert len(set(numeros)) == len(numeros)
    assert all(re.fullmatch(r"\d\d_[a-z0-9_]+", leccion.stem) for leccion in LECCIONES)


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
