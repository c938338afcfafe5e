"""Ejecuta la respuesta sin dejar que rompa nada: excepciones, bucles sin fin, salidas por pantalla, entradas cambiadas."""

import builtins
import contextlib
import copy
import os
import signal
import sys
import threading
import time
import warnings
from dataclasses import dataclass

import numpy as np
from IPython import get_ipython

from ..curso import ErrorCurso
from .explicar import explicar
from .sesion import SESION
from .valores import POR_ESCRIBIR, iguales, por_escribir

LIMITE_SEGUNDOS = 5.0
ILEGIBLE = "Devuelve algo que no se puede leer como lo que se pide."
INTERRUMPIDO = "Has interrumpido la comprobación: no se ha anotado nada. Vuelve a ejecutar la celda cuando quieras."


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


def impedir_anidar():
    """Lanza `ErrorCurso` si ya se está ejecutando una respuesta: la que se comprueba a sí misma no acabaría nunca."""
    if SESION.ejecutando:
        raise ErrorCurso("No llames a comprobar ni a evaluar dentro de tu función.")


def ejecutar(funcion, casos, leer, limite=None):
    """Llama a `funcion` con una copia de cada caso. Devuelve un `Resultado` por caso; para si se acaba el tiempo.

    leer: convierte lo que devuelva, como `a_numeros`. limite: segundos para todos los casos (por defecto, LIMITE_SEGUNDOS).
    Lanza `ErrorCurso` si quien estudia interrumpe el núcleo.
    """
    resultados, limite = [], limite or LIMITE_SEGUNDOS
    fin = time.monotonic() + limite
    SESION.ejecutando = True
    try:
        with _silencio(), _sin_salir_ni_preguntar(), _interrupciones() as interrupciones:
            for c in casos:
                resultados.append(_llamar(funcion, c, leer, max(fin - time.monotonic(), 0.01)))
                if interrupciones or resultados[-1].clave == "tiempo":
                    break
                if time.monotonic() > fin:  # lo que sobra se fue en importar una biblioteca: empieza a contar de nuevo
                    fin = time.monotonic() + limite
    finally:
        SESION.ejecutando = False
    if interrupciones:
        raise ErrorCurso(INTERRUMPIDO)
    return resultados


def _llamar(funcion, c, leer, segundos):
    args, opciones = copy.deepcopy((c.args, c.opciones))

    def llamada():
        valor = funcion(*args, **opciones)
        valor, problema = (None, POR_ESCRIBIR) if por_escribir(valor) else _leer(valor, leer)
        return valor, problema, iguales((args, opciones), (c.args, c.opciones))

    try:
        valor, problema, intactos = _con_limite(llamada, segundos)
    except _FueraDeTiempo:
        return Resultado(problema=f"Tarda más de {LIMITE_SEGUNDOS:.0f} s: ¿hay un bucle que no acaba?", clave="tiempo")
    except BaseException as error:
        return Resultado(problema=explicar(error, funcion), clave=type(error).__name__)
    if problema:
        return Resultado(problema=problema, clave=problema)
    if not intactos:
        return Resultado(
            problema="Cambia los datos que recibe; trabaja sobre una copia (por ejemplo, x = x.copy()).", clave="cambia"
        )
    return Resultado(valor)


def _leer(valor, leer):
    try:
        return leer(valor)
    except Exception:
        return None, ILEGIBLE


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
def _sin_salir_ni_preguntar():
    """Mientras dura, `exit()` y `quit()` no cierran el núcleo e `input()` no espera a nadie: lanzan, y se explica."""

    def no_hay_teclado(*_args, **_opciones):
        raise EOFError

    def no_se_sale(*_args, **_opciones):
        raise SystemExit

    cuaderno, preguntar = get_ipython(), builtins.input
    builtins.input = no_hay_teclado
    if cuaderno is not None:
        cuaderno.ask_exit = no_se_sale
    try:
        yield
    finally:
        builtins.input = preguntar
        if cuaderno is not None:
            del cuaderno.ask_exit


@contextlib.contextmanager
def _interrupciones():
    """Lista de las veces que quien estudia ha interrumpido el núcleo mientras tanto, aunque la respuesta se lo trague."""
    vistas = []
    if threading.current_thread() is not threading.main_thread():
        yield vistas
        return

    def apuntar(_senal, _marco):
        vistas.append(True)
        raise KeyboardInterrupt

    anterior = signal.signal(signal.SIGINT, apuntar)
    try:
        yield vistas
    finally:
        signal.signal(signal.SIGINT, anterior)


def _con_limite(llamada, segundos):
    """Devuelve `llamada()`, o lanza `_FueraDeTiempo` si tarda más. Lo que se tarde en importar una biblioteca no cuenta.

    No limita donde no hay SIGALRM (Windows), fuera del hilo principal ni dentro de una función escrita en C.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return llamada()
    avisos, activo, importando = 0, True, False

    def traza(_marco, evento, _arg):
        if evento == "line":
            raise _FueraDeTiempo
        return traza

    def saltar(_senal, marco):
        nonlocal avisos, importando
        if not activo:
            return
        if _importa(marco):
            importando = True
            return
        if importando:  # acaba de cargar una biblioteca: se le devuelve su tiempo
            importando = False
            signal.setitimer(signal.ITIMER_REAL, segundos, 0.05)
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


def _importa(marco):
    """True si el código que se ejecuta está dentro de un `import`."""
    while marco:
        if "importlib._bootstrap" in marco.f_code.co_filename:
            return True
        marco = marco.f_back
    return False
