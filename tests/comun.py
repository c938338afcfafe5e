"""Lo que comparten las pruebas: dónde está cada cosa, cómo se ejecuta un cuaderno y cómo se ejecuta un programa sin red."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import nbformat
import pytest
from nbclient import NotebookClient

from utils.ejercicios.catalogo import ejercicios_de, lecciones
from utils.graficos import figura, html_figura

RAIZ = Path(__file__).resolve().parent.parent
LECCIONES = sorted((RAIZ / "lecciones").glob("l*/cuaderno.py"))
CUADERNOS = sorted((RAIZ / "notebooks").glob("??_*.ipynb"))
RESUELTOS = sorted((RAIZ / "solutions").glob("??_*.ipynb"))
GLOSARIOS = sorted(RAIZ.glob("[ns]*/glosario.ipynb"))  # en notebooks/ y en solutions/, solo texto
DATOS = RAIZ.parent / "shared" / "datos"  # los originales, para los cargadores del perfil completo
con_datos = pytest.mark.skipif(not DATOS.is_dir(), reason="no está ../shared/datos: se omiten los cargadores reales")
REGION = re.compile(r"^ *# BEGIN SOLUTION\n(.*?)^ *# END SOLUTION$", re.DOTALL | re.MULTILINE)


def todos_los_ejercicios():
    """Los ejercicios de todas las lecciones, en orden."""
    return [e for numero in lecciones() for e in ejercicios_de(numero)]


def leer(ruta):
    """El cuaderno guardado en `ruta`."""
    return nbformat.read(ruta, as_version=4)


def celdas_de_codigo(cuaderno):
    """Sus celdas de código, en orden."""
    return [c for c in cuaderno.cells if c.cell_type == "code"]


def ejecutar(cuaderno, carpeta, antes="", despues="", **entorno):
    """Ejecuta el cuaderno en `carpeta` y lo devuelve. `antes` y `despues`: código que se añade en los extremos."""
    cuaderno = nbformat.from_dict(cuaderno)
    if antes:
        cuaderno.cells.insert(0, nbformat.v4.new_code_cell(antes, id="antes"))
    if despues:
        cuaderno.cells.append(nbformat.v4.new_code_cell(despues, id="despues"))
    cliente = NotebookClient(cuaderno, timeout=180, kernel_name="python3", resources={"metadata": {"path": str(carpeta)}})
    entorno = {"CURSO_PROGRESO": str(Path(carpeta) / "progreso.json")} | entorno
    heredado = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}  # con ella, ipykernel no recoge stderr
    return cliente.execute(env=heredado | entorno)


def sin_red(codigo, casa):
    """Ejecuta `codigo` en otro Python sin red y con `casa` de KERAS_HOME; devuelve lo que escribe, o su error si no escribe nada."""
    proxys = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "no_proxy": ""}
    entorno = (
        os.environ
        | proxys
        | {
            "KERAS_HOME": str(casa),
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "PYTHONPATH": os.pathsep.join([str(RAIZ), str(RAIZ / "tests")]),
        }
    )
    hecho = subprocess.run([sys.executable, "-c", codigo], env=entorno, capture_output=True, text=True, cwd=casa, timeout=180)
    return hecho.stdout.strip() or hecho.stderr


def texto_de(celda):
    """Todo lo que la celda ha escrito, como texto."""
    return "\n".join(s.get("text") or s.get("data", {}).get("text/plain", "") for s in celda.outputs)


def codigo_de_imagenes(html):
    """Las etiquetas `<img>` de un texto HTML."""
    return re.findall(r"<img\b[^>]*>", html)


def extremos(control):
    """Los valores que hay que probar de un control: todas sus opciones, o el mínimo y el máximo."""
    opciones = getattr(control, "options", None)
    if opciones:
        return [opcion[1] if isinstance(opcion, tuple) else opcion for opcion in opciones]
    return (False, True) if isinstance(control.value, bool) else (control.min, control.max)


def lentitud(explorador, valores=extremos):
    """Cuántas veces más que dibujar una figura vacía tarda un cambio: lleva cada control a sus extremos y da la mediana.

    De paso exige que ningún valor dé un aviso y que el texto alternativo diga algo. Como la figura vacía se dibuja entre cambio y
    cambio, una máquina lenta u ocupada alarga las dos cosas por igual. Una figura vacía son unos 20 ms: 5 veces, una décima.
    """
    vacia = figura()[0]
    html_figura(explorador.lamina.fig, explorador.lamina.pintar(**explorador.valores))
    explorador.lamina.fig.set_layout_engine("none")
    vacia.set_layout_engine("none")
    razones = []
    for nombre, control in explorador.controles.items():
        inicial = control.value
        for valor in valores(control):
            control.value = valor
            suyo = _segundos(
                lambda: html_figura(explorador.lamina.fig, explorador.lamina.pintar(**explorador.valores), ligero=False)
            )
            razones.append(suyo / min(_segundos(lambda: html_figura(vacia, "", ligero=False)) for _ in range(2)))
            alt = explorador.lamina.pintar(**explorador.valores)
            assert explorador.aviso.value == "", nombre
            assert len(alt) > 30 and "nan" not in alt, alt
        control.value = inicial
    return median(razones)


def _segundos(hacer):
    inicio = time.process_time()
    hacer()
    return time.process_time() - inicio
