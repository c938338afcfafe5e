#!/usr/bin/env python3
"""Mide lo que el curso promete y lo enseña en una tabla: arranque, cuadernos, convolución, redes recurrentes y controles.

python herramientas/medir.py
"""

import itertools
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import numpy as np

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))
REPETICIONES = 5


def segundos_de(codigo):
    """Segundos que tarda `codigo` en un Python recién abierto: el mejor de varios intentos, sin contar la apertura."""
    programa = f"import sys, time; inicio = time.perf_counter()\n{codigo}\nsys.exit(str(time.perf_counter() - inicio))"
    intentos = [
        subprocess.run([sys.executable, "-c", programa], cwd=RAIZ, capture_output=True, text=True) for _ in range(REPETICIONES)
    ]
    return min(float(intento.stderr.split()[-1]) for intento in intentos)


def primeras_celdas(cuaderno):
    """El código que se ejecuta antes de llegar al primer texto, después de la portada."""
    tras_la_portada = cuaderno.cells[1:]
    return "\n".join(c.source for c in itertools.takewhile(lambda c: c.cell_type == "code", tras_la_portada))


def cuaderno_entero(ruta):
    """Segundos que tarda el cuaderno, con su núcleo, en esta máquina."""
    orden = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "notebook", "--execute", "--stdout", str(ruta)]
    return cronometrar(lambda: subprocess.run(orden, cwd=ruta.parent, capture_output=True, check=True))


def cronometrar(hacer, veces=1):
    """Segundos de la vez más rápida de varias."""
    tiempos = []
    for _ in range(veces):
        inicio = time.perf_counter()
        hacer()
        tiempos.append(time.perf_counter() - inicio)
    return min(tiempos)


def convolucion(lado=256):
    """Cuántas veces más rápida es la convolución por ventanas que la de bucles, con un filtro de 3×3 y una imagen de ese lado."""
    from lecciones.l02_convolucion.ejercicios import convolucionar as con_bucles
    from lecciones.l02_convolucion.exploradores import convolucionar as con_ventanas

    rng = np.random.default_rng(0)
    imagen, filtro = rng.normal(size=(lado, lado)), rng.normal(size=(3, 3))
    return cronometrar(lambda: con_bucles(imagen, filtro)) / cronometrar(lambda: con_ventanas(imagen, filtro), 20)


def recurrente(capas=("SimpleRNN", "GRU", "LSTM"), largo=60, ejemplos=1280):
    """Por cada celda recurrente: su nombre, cuántas veces más rápido entrena compilada y los segundos de la primera época."""
    from utils.curso import preparar

    preparar("rapido", entrena=True)
    import keras

    X = np.random.default_rng(0).normal(size=(ejemplos, largo, 2)).astype("float32")
    y = X[:, :, 0].mean(axis=1)

    def entrenar(capa, **opciones):
        red = keras.Sequential([keras.Input((largo, 2)), capa(32), keras.layers.Dense(1)])
        red.compile(keras.optimizers.Adam(3e-3), loss="mse", **opciones)
        primera = cronometrar(lambda: red.fit(X, y, batch_size=64, verbose=0))
        return primera, cronometrar(lambda: red.fit(X, y, batch_size=64, epochs=4, verbose=0), 2)

    for nombre in capas:
        capa = getattr(keras.layers, nombre)
        _, de_serie = entrenar(capa)
        primera, compilada = entrenar(capa, jit_compile=True, steps_per_execution=20)
        yield nombre, de_serie / compilada, primera


def control():
    """Milisegundos de la tecla a la figura en un navegador de verdad, o None si no hay Chromium. Los apunta la prueba de navegador."""
    with tempfile.TemporaryDirectory() as temporal:
        informe = Path(temporal) / "informe.xml"
        orden = [sys.executable, "-m", "pytest", "tests/test_navegador.py", "-k", "teclado", f"--junitxml={informe}"]
        subprocess.run(orden, cwd=RAIZ, capture_output=True)
        apunte = ElementTree.parse(informe).find(".//property[@name='ida_y_vuelta_ms']")
    return None if apunte is None else float(apunte.get("value"))


def medidas():
    """Lo medido, fila a fila: qué es, cuánto da y cuánto se promete."""
    importar = "import utils\nassert 'tensorflow' not in sys.modules"
    yield "import utils", f"{segundos_de(importar):.3f} s", "< 0.2 s"
    cuadernos = sorted((RAIZ / "notebooks").glob("??_*.ipynb"))
    for ruta in cuadernos:
        codigo = primeras_celdas(nbformat.read(ruta, as_version=4))
        yield f"primeras celdas de {ruta.stem}", f"{segundos_de(codigo):.2f} s", "< 1.5 s"
    for ruta in cuadernos:
        yield f"cuaderno {ruta.stem}", f"{cuaderno_entero(ruta):.0f} s", "≤ 60 s"
    yield "convolución, ventanas frente a bucles", f"× {convolucion():.0f}", "≥ × 50"
    for capa, veces, primera in recurrente():
        yield f"entrenar {capa}, compilada frente a de serie", f"× {veces:.1f}", "≥ × 2"
        yield f"primera época de {capa}, compilando", f"{primera:.1f} s", "≤ 5 s"
    ida_y_vuelta = control()
    yield "control en el navegador, ida y vuelta", f"{ida_y_vuelta:.0f} ms" if ida_y_vuelta else "sin Chromium", "< 100 ms"


def main():
    for que, medido, objetivo in itertools.chain([("qué", "medido", "objetivo")], medidas()):
        print(f"{que:52}{medido:>10}{objetivo:>12}", flush=True)


if __name__ == "__main__":
    main()
