#!/usr/bin/env python3
"""Mide lo que el curso promete y lo enseña en una tabla: arranque, cuadernos, convolución, redes recurrentes, GAN y controles.

python herramientas/medir.py
"""

import re
import subprocess
import sys
import time
from pathlib import Path

import nbformat

RAIZ = Path(__file__).resolve().parent.parent
REPETICIONES = 5


def segundos_de(codigo):
    """Segundos que tarda `codigo` en un Python recién abierto: el mejor de varios intentos, sin contar la apertura."""
    programa = f"import time; inicio = time.perf_counter()\n{codigo}\nprint(time.perf_counter() - inicio)"
    intentos = [
        subprocess.run([sys.executable, "-c", programa], cwd=RAIZ, capture_output=True, text=True, check=True).stdout
        for _ in range(REPETICIONES)
    ]
    return min(float(salida.split()[-1]) for salida in intentos)


def importar_utils():
    """Segundos de `import utils`, y que no traiga TensorFlow."""
    return segundos_de("import sys, utils\nassert 'tensorflow' not in sys.modules")


def primera_celda(leccion):
    """Segundos de las primeras celdas de una lección: arranque, preparación e importaciones."""
    cuaderno = nbformat.read(RAIZ / "notebooks" / f"{leccion}.ipynb", as_version=4)
    return segundos_de(
        "\n".join(c.source for c in cuaderno.cells if c.cell_type == "code" and c.id in ("arranque", "preparar", "importar"))
    )


def cuaderno_entero(ruta):
    """Segundos que tarda el cuaderno, con su núcleo, en esta máquina."""
    orden = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "notebook", "--execute", "--stdout", str(ruta)]
    inicio = time.perf_counter()
    subprocess.run(orden, cwd=ruta.parent, capture_output=True, check=True)
    return time.perf_counter() - inicio


def convolucion():
    """Cuántas veces más rápida es la convolución por ventanas que la de bucles (la celda de la lección 02)."""
    cuaderno = nbformat.read(RAIZ / "notebooks" / "02_convolucion.ipynb", as_version=4)
    celdas = {c.id: c.source for c in cuaderno.cells}
    codigo = "\n".join(celdas[c] for c in ("importar", "bucles"))
    codigo += "\nrng = np.random.default_rng(0); sobel = rng.normal(size=(3, 3))\n" + celdas["demuestra-velocidad"]
    salida = subprocess.run([sys.executable, "-c", codigo], cwd=RAIZ, capture_output=True, text=True, check=True).stdout
    return int(re.search(r"(\d+) veces", salida)[1])


RECURRENTE = """
from utils.curso import preparar
preparar("rapido", entrena=True)
import time, keras, numpy as np

X = np.random.default_rng(0).normal(size=(1280, 60, 2)).astype("float32")
y = X[:, :, 0].mean(axis=1)

def entrenar(capa, **opciones):
    red = keras.Sequential([keras.Input((60, 2)), capa(32), keras.layers.Dense(1)])
    red.compile(keras.optimizers.Adam(3e-3), loss="mse", **opciones)
    tiempos = []
    for epocas in (1, 4, 4):  # la primera compila
        inicio = time.perf_counter()
        red.fit(X, y, batch_size=64, epochs=epocas, verbose=0)
        tiempos.append(time.perf_counter() - inicio)
    return tiempos[0], min(tiempos[1:])

for capa in (keras.layers.SimpleRNN, keras.layers.GRU, keras.layers.LSTM):
    _, de_serie = entrenar(capa)
    primera, nuestro = entrenar(capa, jit_compile=True, steps_per_execution=20)
    print(capa.__name__, de_serie / nuestro, primera)
"""


def recurrente():
    """Por cada celda recurrente: su nombre, cuántas veces más rápido entrena compilada y los segundos de la primera época."""
    orden = [sys.executable, "-c", RECURRENTE]
    salida = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=True).stdout
    return [(nombre, float(veces), float(primera)) for nombre, veces, primera in map(str.split, salida.splitlines())]


def gan():
    """Por cada red: su nombre y los milisegundos por paso del bucle de Python, de `tf.function` y de la lección 08."""
    orden = [sys.executable, RAIZ / "herramientas" / "medir_gan.py"]
    salida = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=True).stdout
    return [(nombre, *map(float, tiempos)) for nombre, *tiempos in map(str.split, salida.splitlines())]


def control():
    """Milisegundos de la tecla a la figura en un navegador de verdad, o None si no hay Chromium."""
    prueba = [sys.executable, "-m", "pytest", "tests/test_navegador.py", "-k", "teclado", "-s", "-q"]
    salida = subprocess.run(prueba, cwd=RAIZ, capture_output=True, text=True).stdout
    encontrado = re.search(r"figura: (\d+) ms", salida)
    return int(encontrado[1]) if encontrado else None


def main():
    print(f"{'qué':52}{'medido':>10}{'objetivo':>12}")

    def fila(que, medido, objetivo):
        print(f"{que:52}{medido:>10}{objetivo:>12}", flush=True)

    fila("import utils", f"{importar_utils():.3f} s", "< 0.2 s")
    cuadernos = sorted((RAIZ / "notebooks").glob("[0-9]*.ipynb"))
    for ruta in cuadernos:
        fila(f"primeras celdas de {ruta.stem}", f"{primera_celda(ruta.stem):.2f} s", "< 1.5 s")
    for ruta in cuadernos:
        fila(f"cuaderno {ruta.stem}", f"{cuaderno_entero(ruta):.0f} s", "≤ 60 s")
    fila("convolución, ventanas frente a bucles", f"× {convolucion()}", "≥ × 50")
    for capa, veces, primera in recurrente():
        fila(f"entrenar {capa}, compilada frente a de serie", f"× {veces:.1f}", "≥ × 2")
        fila(f"primera época de {capa}, compilando", f"{primera:.1f} s", "≤ 5 s")
    for red, bucle, por_paso, nuestro in gan():
        fila(f"paso de GAN {red}, frente al bucle de Python", f"× {bucle / nuestro:.1f}", "–")
        fila(f"paso de GAN {red}, frente a tf.function", f"× {por_paso / nuestro:.1f}", "≥ × 1.5")
    ida_y_vuelta = control()
    fila("control en el navegador, ida y vuelta", f"{ida_y_vuelta} ms" if ida_y_vuelta else "sin Chromium", "< 100 ms")


if __name__ == "__main__":
    main()
