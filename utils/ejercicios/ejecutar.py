"""Ejecuta la respuesta sin dejar que rompa nada: excepciones, bucles sin fin, salidas por pantalla, entradas cambiadas."""

import contextlib
import copy
import dis
import inspect
import os
import signal
import sys
import threading
import time
import traceback
import warnings
from dataclasses import dataclass

import numpy as np

from ..curso import ErrorCurso
from .valores import POR_ESCRIBIR, iguales

LIMITE_SEGUNDOS = 5.0
_ejecutando = False
EXPLICACIONES_POR_TEXTO = {  # una palabra del error en inglés → lo que suele haber pasado
    "math domain": "pide el logaritmo o la raíz de 0 o de un número negativo",
    "ambiguous": "un `if`, `max` o `min` de Python no decide con un vector entero; usa np.where, np.maximum…",
    "inhomogeneous": "juntas en una lista cosas de formas distintas",
    "0-dimensional": "las funciones de `math` solo aceptan un número; con vectores, np.exp, np.log, np.tanh…",
    "length-1": "las funciones de `math` solo aceptan un número; con vectores, np.exp, np.log, np.tanh…",
    "sequence.": "guardas una matriz en una sola celda; ¿falta sumar con np.sum? np.dot y @ hacen el producto de matrices",
    "contain NaN": "las probabilidades salen NaN: np.exp ha desbordado o divides 0 entre 0",
    "contains NaN": "las probabilidades salen NaN o negativas: np.exp ha desbordado o divides 0 entre 0",
    "not non-negative": "alguna probabilidad es negativa; ¿falta np.exp?",
    "for ^": "en Python la potencia es **; ^ es otra cosa",
    "sum to 1": "las probabilidades no suman 1; divídelas entre su suma",
    "core dimension": "multiplicas con @ formas que no casan: las columnas de la izquierda deben ser tantas como las filas de la derecha; ¿falta .T?",
    "not aligned": "multiplicas con np.dot formas que no casan: las columnas de la izquierda deben ser tantas como las filas de la derecha; ¿falta .T?",
    "not iterable": "recorre un número como si fuera una lista",
    "has no len": "pide el largo de un número",
    "broadcast": "combinas matrices de formas que no casan; mira los límites de cada trozo",
}
INSTRUCCIONES_VACIAS = {"RESUME", "NOP", "COPY_FREE_VARS", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE"}
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
    "SystemExit": "la función intenta cerrar Python; usa return",
    "ModuleNotFoundError": "importa un módulo que no está instalado",
}


class _FueraDeTiempo(BaseException):
    """La respuesta ha superado el límite. No hereda de Exception para que un `except Exception` no la calle."""


@dataclass(frozen=True)
class Resultado:
    """Lo que dio la respuesta en un caso: `valor` (matriz float64 o tupla de ellas) o `problema`; `clave` resume este."""

    valor: np.ndarray | tuple | None = None
    problema: str = ""
    clave: str = ""

    @property
    def sin_escribir(self):
        """True si la función solo dice que está por escribir."""
        return self.clave in ("NotImplementedError", POR_ESCRIBIR)


def esta_vacia(funcion):
    """True si el cuerpo de la función es solo `...`, `pass`, su docstring o `return None`."""
    if not inspect.isfunction(funcion) or inspect.isgeneratorfunction(funcion) or inspect.iscoroutinefunction(funcion):
        return False
    instrucciones = list(dis.get_instructions(funcion))
    cargas = [i.argval for i in instrucciones if i.opname in ("LOAD_CONST", "RETURN_CONST")]
    return all(i.opname in INSTRUCCIONES_VACIAS for i in instrucciones) and all(c is None for c in cargas)


def firma_incompatible(funcion, casos):
    """True si la función no admite alguna de las llamadas; False si la admite o no se puede saber."""
    try:
        with _silencio():
            firma = _con_limite(lambda: inspect.signature(funcion), LIMITE_SEGUNDOS)
        for c in casos:
            firma.bind(*c.args, **c.opciones)
    except TypeError:
        return True
    except BaseException:
        return False
    return False


def firma_distinta(funcion, referencia):
    """Frase que dice en qué difieren el orden o los valores por defecto de los argumentos, o ""."""
    try:
        suyos, nuestros = (list(inspect.signature(f).parameters.values()) for f in (funcion, referencia))
    except (TypeError, ValueError):  # funciones escritas en C
        return ""
    orden = [p.name for p in nuestros]
    if sorted(p.name for p in suyos) == sorted(orden) != orden != [p.name for p in suyos]:
        return f"El orden de los argumentos es ({', '.join(orden)})."
    for suyo, nuestro in zip(suyos, nuestros, strict=False):
        if suyo.name == nuestro.name and suyo.default is not suyo.empty and suyo.default != nuestro.default:
            return f"El valor por defecto de {nuestro.name} es {nuestro.default!r}, no {suyo.default!r}."
    return ""


def impedir_anidar():
    """Lanza `ErrorCurso` si ya se está ejecutando una respuesta: la que se comprueba a sí misma no acabaría nunca."""
    if _ejecutando:
        raise ErrorCurso("No llames a comprobar ni a evaluar dentro de tu función.")


def ejecutar(funcion, casos, leer):
    """Llama a `funcion` con una copia de cada caso. Devuelve un `Resultado` por caso; para si se acaba el tiempo.

    leer: convierte lo que devuelva, como `a_numeros`.
    """
    global _ejecutando
    resultados = []
    fin = time.monotonic() + LIMITE_SEGUNDOS
    _ejecutando = True
    try:
        with _silencio():
            for c in casos:
                resultados.append(_llamar(funcion, c, leer, max(fin - time.monotonic(), 0.01)))
                if resultados[-1].clave == "tiempo":
                    break
    finally:
        _ejecutando = False
    return resultados


def _llamar(funcion, c, leer, segundos):
    args, opciones = copy.deepcopy((c.args, c.opciones))

    def llamada():
        valor, problema = leer(funcion(*args, **opciones))
        return valor, problema, iguales((args, opciones), (c.args, c.opciones))

    try:
        valor, problema, intactos = _con_limite(llamada, segundos)
    except _FueraDeTiempo:
        return Resultado(problema=f"Tarda más de {LIMITE_SEGUNDOS:.0f} s: ¿hay un bucle que no acaba?", clave="tiempo")
    except BaseException as error:
        return Resultado(problema=_explicar(error, funcion), clave=type(error).__name__)
    if problema:
        return Resultado(problema=problema, clave=problema)
    if not intactos:
        return Resultado(problema="Cambia los datos que recibe; trabaja sobre una copia (por ejemplo, x = x.copy()).", clave="cambia")
    return Resultado(valor)


def _explicar(error, funcion):
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


@contextlib.contextmanager
def _silencio():
    with contextlib.ExitStack() as pila:
        nada = pila.enter_context(open(os.devnull, "w"))
        for contexto in (contextlib.redirect_stdout(nada), contextlib.redirect_stderr(nada), np.errstate(all="ignore")):
            pila.enter_context(contexto)
        pila.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        yield


def _con_limite(llamada, segundos):
    """Devuelve `llamada()`, o lanza `_FueraDeTiempo` si tarda más.

    No limita donde no hay SIGALRM (Windows), fuera del hilo principal ni dentro de una función escrita en C.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return llamada()
    avisos, activo = 0, True

    def traza(_marco, evento, _arg):
        if evento == "line":
            raise _FueraDeTiempo
        return traza

    def saltar(_senal, marco):
        nonlocal avisos
        if not activo:
            return
        avisos += 1
        if avisos > 1:  # la respuesta se ha tragado el primero (`except:`): que salte en cada línea
            while marco and marco.f_code is not _con_limite.__code__:
                marco.f_trace, marco = traza, marco.f_back
            sys.settrace(traza)
        raise _FueraDeTiempo

    traza_anterior, manejador = sys.gettrace(), signal.signal(signal.SIGALRM, saltar)
    reloj_ajeno = signal.setitimer(signal.ITIMER_REAL, segundos, 0.05)
    try:
        return llamada()
    finally:
        activo = False
        sys.settrace(traza_anterior)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, manejador)
        if reloj_ajeno[0]:
            signal.setitimer(signal.ITIMER_REAL, *reloj_ajeno)
