"""De una excepción de Python, en inglés, a una frase en español que dice qué suele haber pasado."""

import traceback

from ..curso import ErrorCurso

PRODUCTO = (
    "multiplicas formas que no casan: las columnas de la izquierda deben ser tantas como las filas de la derecha; ¿falta .T?"
)
EXPLICACIONES_POR_TEXTO = {  # una palabra del error en inglés → lo que suele haber pasado
    "math domain": "pide el logaritmo o la raíz de 0 o de un número negativo",
    "ambiguous": "un `if`, `max` o `min` de Python no decide con un vector entero; usa np.where, np.maximum…",
    "inhomogeneous": "juntas en una lista cosas de formas distintas; para unir vectores, np.concatenate([a, b])",
    "0-dimensional": "las funciones de `math` solo aceptan un número; con vectores, np.exp, np.log, np.tanh…",
    "length-1": "las funciones de `math` solo aceptan un número; con vectores, np.exp, np.log, np.tanh…",
    "sequence.": "guardas una matriz en una sola celda; ¿falta sumar con np.sum? np.dot y @ hacen el producto de matrices",
    "contain NaN": "las probabilidades salen NaN: np.exp ha desbordado o divides 0 entre 0",
    "contains NaN": "las probabilidades salen NaN o negativas: np.exp ha desbordado o divides 0 entre 0",
    "not non-negative": "alguna probabilidad es negativa; ¿falta np.exp?",
    "for ^": "en Python la potencia es **; ^ es otra cosa",
    "sum to 1": "las probabilidades no suman 1; divídelas entre su suma",
    "core dimension": PRODUCTO,
    "not aligned": PRODUCTO,
    "not iterable": "recorre un número como si fuera una lista",
    "has no len": "pide el largo de un número",
    "broadcast": "combinas matrices de formas que no casan; mira los límites de cada trozo",
}
EXPLICACIONES = {
    "NameError": "usa un nombre que no existe; ¿falta definirlo o importarlo?",
    "UnboundLocalError": "usa una variable antes de darle valor",
    "TypeError": "combina tipos que no encajan o llama a algo con argumentos de más o de menos",
    "AxisError": "pide un eje que esa matriz no tiene; axis=-1 es el último",
    "ValueError": "hay formas o valores que no encajan",
    "IndexError": "pide una posición que no existe: un índice se sale",
    "KeyError": "pide una clave que no existe",
    "AttributeError": "pide un atributo o un método que ese objeto no tiene",
    "ZeroDivisionError": "divide entre cero",
    "OverflowError": "el número es demasiado grande",
    "RecursionError": "la función se llama a sí misma sin parar",
    "MemoryError": "pide más memoria de la que hay",
    "KeyboardInterrupt": "la ejecución se interrumpió",
    "SystemExit": "exit() o quit() cierran Python; para salir de la función, usa return",
    "EOFError": "input() espera que alguien escriba; tu función recibe sus datos como argumentos",
    "ModuleNotFoundError": "importa un módulo que no está instalado",
}


def explicar(error, funcion):
    """Frase que cuenta el error que lanzó `funcion`, con la línea en la que saltó si se sabe."""
    if isinstance(error, ErrorCurso):
        return str(error)
    tipo = type(error).__name__
    motivo = next((EXPLICACIONES[c.__name__] for c in type(error).__mro__ if c.__name__ in EXPLICACIONES), "")
    if isinstance(error, NameError) and error.name:
        motivo = f"usa «{error.name}», que no existe o aún no tiene valor"
    motivo = next((frase for texto, frase in EXPLICACIONES_POR_TEXTO.items() if texto in str(error)), motivo)
    return f"Se detiene con {tipo}{_linea(error, funcion)}{': ' + motivo if motivo else ''}{'' if motivo.endswith(('?', '…')) else '.'}"


def _linea(error, funcion):
    """Línea de la función (la 1 es `def`) en la que saltó el error, si se sabe."""
    codigo = getattr(funcion, "__code__", None)
    lineas = [linea for marco, linea in traceback.walk_tb(error.__traceback__) if marco.f_code is codigo]
    return f" en su línea {lineas[-1] - codigo.co_firstlineno + 1}" if lineas else ""
