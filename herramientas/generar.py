#!/usr/bin/env python3
"""De cada lección, dos cuadernos: `notebooks/` (para estudiar) y `solutions/` (resuelto), ejecutados.

python herramientas/generar.py              genera lo que haya cambiado
python herramientas/generar.py 02 01        solo esas lecciones
python herramientas/generar.py --forzar     vuelve a ejecutarlo todo
python herramientas/generar.py --comprobar  no escribe: falla si algo no coincide con su fuente
"""

import argparse
import ast
import hashlib
import os
import re
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

RAIZ = Path(__file__).resolve().parent.parent
CARPETAS = {"notebooks": False, "solutions": True}
MARCA_WIDGET = "application/vnd.jupyter.widget-view+json"
MARCA = re.compile(r"^ *#+ *(BEGIN|END)\b.*$|^.*\bSOLU[CT]I[OÓ]N\b *$", re.MULTILINE)
MARCAS = {"# BEGIN SOLUTION", "# END SOLUTION"}
REGION = re.compile(r"^( *)# BEGIN SOLUTION\n.*?^ *# END SOLUTION\n?", re.DOTALL | re.MULTILINE)
HUECO = r"\1# Escribe aquí tu código\n\1...\n"
PLEGADO = '<details style="margin-bottom: 1em">'  # separa la respuesta plegada del párrafo siguiente
TRAER_GENSIM = """
if "google.colab" in sys.modules:  # Colab trae todo menos gensim; sin red, la lección sigue sin él
    subprocess.run([sys.executable, *"-m pip install -q --no-deps --retries 0 gensim".split()], capture_output=True)"""
TABLA = re.compile(r"(<!-- lecciones:inicio -->\n).*?(<!-- lecciones:fin -->)", re.DOTALL)


# --- Construir los cuadernos (sin ejecutar) -------------------------------------------------------------------------


def lecciones():
    """Las fuentes, en orden: el `cuaderno.py` de cada carpeta de `lecciones/`."""
    return sorted((RAIZ / "lecciones").glob("*/cuaderno.py"))


def nombre_de(leccion):
    """Nombre de sus cuadernos: `06_lstm_gru` para `lecciones/l06_lstm_gru/cuaderno.py`."""
    return re.sub(r"^l(?=\w\d_)", "", leccion.parent.name)


def construir(leccion, resuelta, segundos=None):
    """Cuaderno sin ejecutar de una lección. `segundos`: el tiempo medido que se anuncia en la cabecera."""
    revisar(leccion)
    fuente = jupytext.read(leccion, fmt="py:percent")
    celdas = [_celda(celda, leccion, resuelta) for celda in fuente.cells]
    celdas[0].source += _pie_de_cabecera(leccion, segundos)
    if any(c.cell_type == "code" for c in celdas):
        celdas.insert(1, nbformat.v4.new_code_cell(_arranque(leccion), id="arranque"))
    nucleo = {"name": "python3", "display_name": "Python 3", "language": "python"}
    datos = {"kernelspec": nucleo, "language_info": {"name": "python"}}
    datos["redes_vivas"] = {"fuente": leccion.relative_to(RAIZ).as_posix(), "huella": huella(leccion), "segundos": segundos}
    cuaderno = nbformat.v4.new_notebook(cells=celdas, metadata=datos)
    cuaderno.nbformat_minor = 5
    return cuaderno


def revisar(leccion):
    """Lanza `SystemExit`, con fichero y línea, si una celda no tiene nombre o lo repite, una región está mal o un ejercicio no existe."""
    lineas = leccion.read_text(encoding="utf-8").splitlines()
    ids = _ejercicios_declarados(leccion)
    vistas, abierta = {}, None

    def rechazar(n, motivo):
        raise SystemExit(f"{leccion.relative_to(RAIZ)}:{n}: {motivo}")

    for n, linea in enumerate(lineas, 1):
        if linea.startswith("# %%"):
            if abierta:
                rechazar(abierta, "la región «# BEGIN SOLUTION» no se cierra en su celda: falta «# END SOLUTION».")
            nombre = re.sub(r"\[\w+\]|\w+=.*", "", linea.removeprefix("# %%")).strip()
            if not nombre:
                rechazar(n, "falta el nombre de la celda.")
            if (anterior := vistas.setdefault(_identificador(nombre), n)) != n:
                rechazar(n, f"el nombre de celda «{nombre}» ya se usa en la línea {anterior}.")
        if MARCA.match(linea):
            marca = linea.strip()
            if marca not in MARCAS:
                rechazar(n, f"la marca «{marca}» no se entiende: son «# BEGIN SOLUTION» y «# END SOLUTION».")
            if (marca == "# END SOLUTION") != bool(abierta):
                rechazar(n, f"«{marca}» sin su pareja.")
            abierta = None if abierta else n
        if (uso := re.match(r'(?:\w+ = )?(?:comprobar|usar|pista|solucion|reto)\("([^"]*)"', linea)) and uso[1] not in ids:
            rechazar(n, f"no existe el ejercicio «{uso[1]}»; en esta lección hay: {', '.join(sorted(ids)) or 'ninguno'}.")
    if abierta:
        rechazar(abierta, "la región «# BEGIN SOLUTION» no se cierra: falta «# END SOLUTION».")


def _ejercicios_declarados(leccion):
    """Identificadores que declara el `ejercicios.py` de la lección, leídos sin importarlo, y el número de la propia lección (para los retos)."""
    fichero = leccion.with_name("ejercicios.py")
    texto = fichero.read_text(encoding="utf-8") if fichero.is_file() else ""
    return set(re.findall(r'\bid="([^"]+)"', texto)) | {nombre_de(leccion)[:2]}


def _celda(celda, leccion, resuelta):
    nombre = celda.metadata["title"]
    nueva = nbformat.from_dict({"cell_type": celda.cell_type, "id": _identificador(nombre), "metadata": {}})
    nueva.source = celda.source if resuelta else REGION.sub(HUECO, celda.source + "\n").rstrip("\n")
    if etiquetas := celda.metadata.get("tags"):
        nueva.metadata["tags"] = etiquetas
    if celda.cell_type == "markdown":
        nueva.source = nueva.source.replace("<details>", PLEGADO)
    if celda.cell_type == "code":
        nueva.outputs, nueva.execution_count = [], None
        nueva.metadata |= _metadatos_nbgrader(celda.source, nueva.id)
    return nueva


def _identificador(nombre):
    sin_tildes = unicodedata.normalize("NFKD", nombre).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-zA-Z0-9]+", "-", sin_tildes).strip("-").lower()[:64]


def _metadatos_nbgrader(codigo, identificador):
    es_ejercicio = "# BEGIN SOLUTION" in codigo
    es_comprobacion = re.match(r'comprobar\("', codigo) is not None
    if not (es_ejercicio or es_comprobacion):
        return {}
    datos = {"grade": es_comprobacion, "solution": es_ejercicio, "locked": es_comprobacion, "task": False}
    datos |= {"grade_id": identificador, "schema_version": 3, "cell_type": "code"}
    return {"nbgrader": datos | ({"points": 1} if es_comprobacion else {})}


def _proyecto():
    return tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _pie_de_cabecera(leccion, segundos):
    direccion = _proyecto()["urls"]["Repository"].removeprefix("https://github.com/")
    etiqueta = f"v{_proyecto()['version']}"
    colab = f"https://colab.research.google.com/github/{direccion}/blob/{etiqueta}/notebooks/{nombre_de(leccion)}.ipynb"
    tiempo = "" if segundos is None else f" · ⏱️ Se ejecuta entero en {segundos} s (medido en 2 núcleos, sin GPU)"
    return f"\n\n[▶ Abrir en Colab]({colab}){tiempo}"


def _arranque(leccion):
    """La celda que encuentra el curso o lo trae. En las lecciones que importan gensim, lo instala si el cuaderno está en Colab."""
    proyecto = _proyecto()
    usa_gensim = re.search(r"^ *from gensim", leccion.read_text(encoding="utf-8"), re.MULTILINE)
    return f"""\
# Encuentra el curso; en Colab, donde el cuaderno llega solo, lo trae.
import shutil, subprocess, sys
from pathlib import Path

class SinCurso(Exception):  # de este error solo se enseña el mensaje
    _render_traceback_ = lambda self: [f"⚠️ {{self}}"]

aqui = Path.cwd()
candidatas = (aqui, *aqui.parents, aqui / "redes-vivas")
raiz = next((c for c in candidatas if (c / "utils" / "curso.py").is_file()), None)
if raiz is None:
    raiz = aqui / "redes-vivas"
    if shutil.which("git") is None:
        raise SinCurso("No he podido traer el curso: falta git. Instálalo y vuelve a ejecutar esta celda.")
    if raiz.exists():
        raise SinCurso("La carpeta redes-vivas está a medias: bórrala o cámbiale el nombre y vuelve a ejecutar esta celda.")
    orden = "git -c advice.detachedHead=false clone -q --depth 1 --branch v{proyecto["version"]} {proyecto["urls"]["Repository"]}"
    traer = subprocess.run([*orden.split(), str(raiz)], capture_output=True, text=True)
    if traer.returncode:
        sin_version = ": la versión v{proyecto["version"]} aún no está publicada. Avísanos."
        con_red = ". Comprueba la conexión y vuelve a ejecutar esta celda."
        raise SinCurso("No he podido traer el curso" + (sin_version if "Remote branch" in traer.stderr else con_red))
sys.path.insert(0, str(raiz))""" + (TRAER_GENSIM if usa_gensim else "")


# --- Qué ha cambiado ------------------------------------------------------------------------------------------------


def huella(leccion):
    """Resumen de la carpeta de la lección, de los módulos de `utils` que usa y de sus datos: si cambia, hay que volver a ejecutar."""
    resumen = hashlib.sha256()
    for fichero in sorted(_dependencias(leccion)):
        resumen.update(fichero.relative_to(RAIZ).as_posix().encode() + b"\0" + fichero.read_bytes() + b"\0")
    return resumen.hexdigest()[:16]


def _dependencias(leccion):
    pendientes = [f for f in leccion.parent.iterdir() if f.is_file() and not f.name.startswith("test_")]
    pendientes.append(RAIZ / "utils" / "__init__.py")
    if "progreso()" in leccion.read_text(encoding="utf-8"):  # dibuja lo que hay en todas
        pendientes += (RAIZ / "lecciones").glob("*/ejercicios.py")
    vistos = set()
    while pendientes:
        fichero = pendientes.pop()
        if fichero not in vistos and fichero.is_file():
            vistos.add(fichero)
            pendientes += _importados(fichero) if fichero.suffix == ".py" else ()
            pendientes += (RAIZ / "data" / fichero.stem).glob("*")  # frases.py lee lo que haya en data/frases/
    return vistos


def _importados(fichero):
    """Ficheros de `utils` que importa un fichero, en cualquier punto."""
    for nodo in ast.walk(ast.parse(fichero.read_text(encoding="utf-8"))):
        if isinstance(nodo, ast.ImportFrom):
            base = fichero.parents[nodo.level - 1] if nodo.level else RAIZ
            modulo = base.joinpath(*(nodo.module or "").split("."))
            nombres = [modulo, *(modulo / alias.name for alias in nodo.names)]
        elif isinstance(nodo, ast.Import):
            nombres = [RAIZ.joinpath(*alias.name.split(".")) for alias in nodo.names]
        else:
            continue
        for nombre in nombres:
            if nombre.is_relative_to(RAIZ / "utils"):
                yield from (nombre.with_suffix(".py"), nombre / "__init__.py")


def vigente(leccion, destino, resuelta):
    """True si el cuaderno guardado coincide con su fuente y no hace falta volver a ejecutarlo."""
    if not destino.is_file():
        return False
    guardado = nbformat.read(destino, as_version=4)
    esperado = construir(leccion, resuelta, guardado.metadata.get("redes_vivas", {}).get("segundos"))
    return guardado.metadata == esperado.metadata and [_esencia(c) for c in guardado.cells] == [
        _esencia(c) for c in esperado.cells
    ]


def _esencia(celda):
    return celda.id, celda.cell_type, celda.source, celda.metadata


# --- Ejecutar y guardar ---------------------------------------------------------------------------------------------


def generar(leccion, destino, resuelta):
    """Ejecuta la lección y guarda el cuaderno, si hace falta, con su tiempo medido."""
    cuaderno = construir(leccion, resuelta)
    destino.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporal:
        entorno = {k: v for k, v in os.environ.items() if not k.startswith("CURSO_")}
        entorno |= {"CURSO_PROGRESO": f"{temporal}/progreso.json", "CURSO_SEMILLA": os.environ.get("CURSO_SEMILLA", "")}
        cliente = NotebookClient(
            cuaderno, timeout=180, resources={"metadata": {"path": str(destino.parent)}}, store_widget_state=False
        )
        inicio = time.perf_counter()
        cliente.execute(env=entorno)
        segundos = max(1, round(time.perf_counter() - inicio))
    final = construir(leccion, resuelta, segundos)
    for celda, ejecutada in zip(final.cells, cuaderno.cells, strict=True):
        if celda.cell_type == "code":
            celda.outputs, celda.execution_count = _limpiar(ejecutada.outputs), ejecutada.execution_count
    destino.write_text(nbformat.writes(final) + "\n", encoding="utf-8")
    return segundos


def _limpiar(salidas):
    """Quita lo que no se puede ver sin núcleo (la vista de los controles); su texto se queda."""
    for salida in salidas:
        salida.get("data", {}).pop(MARCA_WIDGET, None)
    return salidas


# --- README ---------------------------------------------------------------------------------------------------------


def tabla_de_lecciones():
    """Mapa de lecciones del README, con los tiempos medidos."""
    filas = ["| | Lección | Ejercicios | Se ejecuta en |", "|---|---|---|---|"]
    for generado in sorted((RAIZ / "notebooks").glob("*.ipynb"), key=lambda g: re.sub(r"^(?=a\d_)", "00", g.name)):
        cuaderno = nbformat.read(generado, as_version=4)
        numero, _, titulo = cuaderno.cells[0].source.splitlines()[0].removeprefix("# ").rpartition(" · ")
        ejercicios = sum(c.metadata.get("nbgrader", {}).get("grade", False) for c in cuaderno.cells)
        segundos = cuaderno.metadata["redes_vivas"]["segundos"]
        filas.append(f"| {numero} | [{titulo}](notebooks/{generado.name}) | {ejercicios or '–'} | {segundos} s |")
    return "\n".join(filas) + "\n"


def readme_al_dia():
    """Devuelve `(texto actual, texto con la tabla al día)` del README."""
    texto = (RAIZ / "README.md").read_text(encoding="utf-8")
    return texto, TABLA.sub(lambda m: m[1] + tabla_de_lecciones() + m[2], texto)


# --- Órdenes --------------------------------------------------------------------------------------------------------


def comprobar():
    """Lista de lo generado que no coincide con su fuente."""
    fallos = []
    for carpeta, resuelta in CARPETAS.items():
        destinos = {leccion: RAIZ / carpeta / f"{nombre_de(leccion)}.ipynb" for leccion in lecciones()}
        fallos += [f"{carpeta}/{d.name}" for le, d in destinos.items() if not vigente(le, d, resuelta)]
        fallos += [f"{carpeta}/{f.name} (sin fuente)" for f in (RAIZ / carpeta).glob("*.ipynb") if f not in destinos.values()]
    if not fallos:
        actual, al_dia = readme_al_dia()
        fallos += ["README.md (mapa de lecciones)"] if actual != al_dia else []
    return fallos


def main():
    ordenes = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ordenes.add_argument("lecciones", nargs="*", help="números de lección, como 02; por defecto, todas")
    ordenes.add_argument("--comprobar", action="store_true", help="no escribe: falla si algo no está al día")
    ordenes.add_argument("--forzar", action="store_true", help="ejecuta aunque no haya cambios")
    opciones = ordenes.parse_args()
    if opciones.comprobar:
        fallos = comprobar()
        print("\n".join(["No coincide con su fuente:", *fallos]) if fallos else "Todo al día.")
        return bool(fallos)
    for leccion in lecciones():
        if opciones.lecciones and not nombre_de(leccion).startswith(tuple(opciones.lecciones)):
            continue
        for carpeta, resuelta in CARPETAS.items():
            destino = RAIZ / carpeta / f"{nombre_de(leccion)}.ipynb"
            if opciones.forzar or not vigente(leccion, destino, resuelta):
                print(f"{carpeta}/{destino.name}: {generar(leccion, destino, resuelta)} s", flush=True)
    actual, al_dia = readme_al_dia()
    if actual != al_dia:
        (RAIZ / "README.md").write_text(al_dia, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
