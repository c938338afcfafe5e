"""Ejecuta la respuesta sin dejar que rompa nada: excepciones, bucles sin fin, salidas por pantalla, entradas cambiadas."""

import contextlib
import copy
import dis
import inspect
import os
import signal
import threading
import time
import traceback
import warnings
from dataclasses import dataclass

import numpy as np

from .valores import a_numeros, iguales

LIMITE_SEGUNDOS = 5.0
INSTRUCCIONES_VACIAS = {"RESUME", "NOP", "COPY_FREE_VARS", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE"}
EXPLICACIONES = {
    "NameError": "usa un nombre que no existe; ¿falta definirlo o importarlo?",
    "UnboundLocalError": "usa una variable antes de darle valor",
    "TypeError": "combina tipos que no encajan o llama a algo con argumentos de más o de menos",
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
    """Lo que dio la respuesta en un caso: `valor` (matriz float64) o `problema`; `clave` resume el tipo de problema."""

    valor: np.ndarray | None = None
    problema: str = ""
    clave: str = ""

    @property
    def sin_escribir(self):
        """True si la función solo dice que está por escribir."""
        return self.clave == "NotImplementedError"


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
        firma = inspect.signature(funcion)
        for c in casos:
            firma.bind(*c.args, **c.opciones)
    except TypeError:
        return True
    except BaseException:
        return False
    return False


def ejecutar(funcion, casos):
    """Llama a `funcion` con una copia de cada caso. Devuelve un `Resultado` por caso; para si se acaba el tiempo."""
    resultados = []
    fin = time.monotonic() + LIMITE_SEGUNDOS
    with _silencio():
        for c in casos:
            resultados.append(_llamar(funcion, c, max(fin - time.monotonic(), 0.01)))
            if resultados[-1].clave == "tiempo":
                break
    return resultados


def _llamar(funcion, c, segundos):
    args, opciones = copy.deepcopy((c.args, c.opciones))
    try:
        with _limite(segundos):
            valor, problema = a_numeros(funcion(*args, **opciones))
    except _FueraDeTiempo:
        _desarmar()
        return Resultado(problema=f"Tarda más de {LIMITE_SEGUNDOS:.0f} s: ¿hay un bucle que no acaba?", clave="tiempo")
    except BaseException as error:
        return Resultado(problema=_explicar(error, funcion), clave=type(error).__name__)
    if problema:
        return Resultado(problema=problema, clave=problema)
    if not iguales((args, opciones), (c.args, c.opciones)):
        return Resultado(problema="Cambia los datos que recibe; trabaja sobre una copia (por ejemplo, x = x.copy()).", clave="cambia")
    return Resultado(valor)


def _explicar(error, funcion):
    tipo = type(error).__name__
    motivo = next((EXPLICACIONES[c.__name__] for c in type(error).__mro__ if c.__name__ in EXPLICACIONES), "")
    if isinstance(error, NameError) and error.name:
        motivo = f"usa «{error.name}», que no existe o aún no tiene valor"
    return f"Se detiene con {tipo}{_linea(error, funcion)}{': ' + motivo if motivo else ''}."


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


@contextlib.contextmanager
def _limite(segundos):
    """Lanza `_FueraDeTiempo` pasado el tiempo. Donde no hay SIGALRM (Windows) o fuera del hilo principal, no limita."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def saltar(*_):
        raise _FueraDeTiempo

    anterior = signal.signal(signal.SIGALRM, saltar)
    signal.setitimer(signal.ITIMER_REAL, segundos, 0.05)  # insiste: un `except:` puede tragarse el primero
    try:
        yield
    finally:
        _desarmar()
        signal.signal(signal.SIGALRM, anterior)


def _desarmar():
    signal.setitimer(signal.ITIMER_REAL, 0)
