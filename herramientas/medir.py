#!/usr/bin/env python3
"""Mide lo que el curso promete y lo enseña en una tabla: arranque, cuadernos, convolución y controles.

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
    return segundos_de("\n".join(c.source for c in cuaderno.cells if c.cell_type == "code" and c.id in ("arranque", "preparar", "importar")))


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


def control():
    """Milisegundos de la tecla a la figura en un navegador de verdad, o None si no hay Chromium."""
    prueba = [sys.executable, "-m", "pytest", "tests/test_navegador.py", "-k", "teclado", "-s", "-q"]
    salida = subprocess.run(prueba, cwd=RAIZ, capture_output=True, text=True).stdout
    encontrado = re.search(r"figura: (\d+) ms", salida)
    return int(encontrado[1]) if encontrado else None


def main():
    print(f"{'qué':44}{'medido':>10}{'objetivo':>12}")

    def fila(que, medido, objetivo):
        print(f"{que:44}{medido:>10}{objetivo:>12}", flush=True)

    fila("import utils", f"{importar_utils():.3f} s", "< 0.2 s")
    cuadernos = sorted((RAIZ / "notebooks").glob("[0-9]*.ipynb"))
    for ruta in cuadernos:
        fila(f"primeras celdas de {ruta.stem}", f"{primera_celda(ruta.stem):.2f} s", "< 1.5 s")
    for ruta in cuadernos:
        fila(f"cuaderno {ruta.stem}", f"{cuaderno_entero(ruta):.0f} s", "≤ 60 s")
    fila("convolución, ventanas frente a bucles", f"× {convolucion()}", "≥ × 50")
    ida_y_vuelta = control()
    fila("control en el navegador, ida y vuelta", f"{ida_y_vuelta} ms" if ida_y_vuelta else "sin Chromium", "< 100 ms")


if __name__ == "__main__":
    main()
