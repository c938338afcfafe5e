"""Lo que la lección 01 toma prestado: las funciones que se imitan, leer una fórmula y la suma de mesetas ya hecha."""

import ast

import numpy as np
from scipy.special import expit

from utils.curso import ErrorCurso

MARGEN = 0.05

# --- Funciones objetivo ---------------------------------------------------------------------------------------------


def nielsen(x):
    """La función de Nielsen (2015, cap. 4): suave, pero con muchas ondulaciones."""
    return 0.2 + 0.4 * x**2 + 0.3 * x * np.sin(15 * x) + 0.05 * np.cos(50 * x)


OBJETIVOS = {
    "Nielsen": nielsen,
    "Onda": lambda x: 0.5 + 0.4 * np.sin(2 * np.pi * x),
    "Pico (no derivable)": lambda x: 1 - np.abs(2 * x - 1),
    "Raíz (pendiente infinita en 0)": np.sqrt,
    "Escalón (discontinua)": lambda x: np.where(x < 0.5, 0.2, 0.8),
}
FUNCIONES = {
    "sen": np.sin,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "exp": np.exp,
    "log": np.log,
    "raiz": np.sqrt,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "signo": np.sign,
}
CONSTANTES = {"pi": np.pi, "e": np.e}
OPERADORES = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.USub, ast.UAdd)


def leer_funcion(texto):
    """Convierte un texto como "0.5 + 0.3*sen(6*x)" en una función de x. Lanza `ErrorCurso` si no se entiende."""
    try:
        arbol = ast.parse(texto.replace("^", "**").replace(",", ".").strip(), mode="eval")
    except (SyntaxError, ValueError):
        raise ErrorCurso(
            "No entiendo la fórmula. Escribe algo como 0.5 + 0.3*sen(6*x); el producto lleva *."
        ) from None
    _evaluar(arbol.body, np.array([0.5]))  # que se sepa ya si algo no se conoce

    def funcion(x):
        with np.errstate(all="ignore"):
            y = np.broadcast_to(np.asarray(_evaluar(arbol.body, x), dtype=float), np.shape(x)).copy()
        if not np.isfinite(y).all():
            raise ErrorCurso(
                "La fórmula no da un número en todo el intervalo [0, 1]: ¿divide entre 0 o hace log o raíz de negativos?"
            )
        return y

    return funcion


def _evaluar(nodo, x):
    """Recorre la fórmula admitiendo solo números, x, constantes, operaciones y funciones conocidas."""
    if isinstance(nodo, ast.Constant) and type(nodo.value) in (int, float):
        return np.float64(nodo.value)
    if isinstance(nodo, ast.Name) and nodo.id in ("x", *CONSTANTES):
        return x if nodo.id == "x" else CONSTANTES[nodo.id]
    if isinstance(nodo, (ast.BinOp, ast.UnaryOp)) and isinstance(nodo.op, OPERADORES):
        with np.errstate(all="ignore"):
            return _operar(nodo, x)
    if (
        isinstance(nodo, ast.Call)
        and isinstance(nodo.func, ast.Name)
        and nodo.func.id in FUNCIONES
        and len(nodo.args) == 1
    ):
        with np.errstate(all="ignore"):
            return FUNCIONES[nodo.func.id](_evaluar(nodo.args[0], x))
    nombre = getattr(nodo, "id", None) or getattr(getattr(nodo, "func", None), "id", None)
    que = f"«{nombre}»" if nombre else "una parte de la fórmula"
    raise ErrorCurso(f"No conozco {que}. Puedes usar x, pi, e, + − * / ^ y {', '.join(FUNCIONES)}.")


def _operar(nodo, x):
    if isinstance(nodo, ast.UnaryOp):
        valor = _evaluar(nodo.operand, x)
        return -valor if isinstance(nodo.op, ast.USub) else valor
    a, b = _evaluar(nodo.left, x), _evaluar(nodo.right, x)
    operacion = {
        ast.Add: np.add,
        ast.Sub: np.subtract,
        ast.Mult: np.multiply,
        ast.Div: np.divide,
        ast.Pow: np.power,
    }
    return operacion[type(nodo.op)](a, b)


# --- Mesetas ---------------------------------------------------------------------------------------------------------


def bordes_mesetas(n):
    """Bordes de n mesetas iguales en [0, 1]; la primera empieza antes y la última acaba después, para cubrir los extremos."""
    bordes = np.linspace(0, 1, n + 1)
    bordes[0], bordes[-1] = -MARGEN, 1 + MARGEN
    return bordes


def centros_mesetas(n):
    """Centros de n mesetas iguales en [0, 1]."""
    return (np.arange(n) + 0.5) / n


def sumar_mesetas(x, alturas, w):
    """Suma de mesetas vecinas con esas alturas: una red de 2·N neuronas sigmoides y salida lineal."""
    bordes = bordes_mesetas(len(alturas))
    escalones = expit(w * (np.asarray(x)[:, None] - bordes))
    return (escalones[:, :-1] - escalones[:, 1:]) @ np.asarray(alturas)
