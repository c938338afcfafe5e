"""Con qué se declara un ejercicio: casos, oráculo, errores típicos, pistas y solución."""

from collections.abc import Callable
from dataclasses import dataclass

from .valores import a_numeros


@dataclass(frozen=True)
class Caso:
    """Una llamada de prueba: argumentos por posición y por nombre."""

    args: tuple
    opciones: dict


def caso(*args, **opciones):
    """Atajo para escribir un `Caso` como se escribiría la llamada."""
    return Caso(args, opciones)


@dataclass(frozen=True)
class ErrorTipico:
    """Una respuesta equivocada que la gente da de verdad (`funcion`) y el malentendido que delata (`mensaje`)."""

    funcion: Callable
    mensaje: str


@dataclass(frozen=True)
class Ejercicio:
    """Todo lo que hace falta para corregir un ejercicio y acompañar a quien lo resuelve.

    referencia: la solución que se enseña; su nombre y su firma son los del ejercicio.
    oraculo: calcula lo correcto por otro camino (biblioteca, fuerza bruta o propiedad), con la misma firma.
    casos: función que recibe un `numpy.random.Generator` y devuelve los casos, con los límites incluidos.
    errores: al menos tres `ErrorTipico`.
    pistas: concepto, qué mirar y esqueleto.
    explicacion: por qué la solución es así.
    alternativas: otras soluciones correctas; las pruebas comprueban que se aceptan.
    leer: convierte lo que devuelve la respuesta en `(matriz o tupla de matrices, "")`, o en `(None, problema)`. Por defecto,
        `a_numeros`; `a_varios` si el resultado es una lista o tupla de matrices de formas distintas; `a_textos`, si es texto.
    verificar: si hay muchas respuestas correctas, función `verificar(resultado, *args, **opciones)` que mira sus propiedades
        y devuelve "" o la frase que dice cuál falla; no se compara con el oráculo. Si el ejercicio recibe un
        `numpy.random.Generator`, cada llamada recibe una copia recién sembrada.
    """

    id: str
    titulo: str
    referencia: Callable
    oraculo: Callable
    casos: Callable
    errores: tuple[ErrorTipico, ...]
    pistas: tuple[str, str, str]
    explicacion: str
    alternativas: tuple[Callable, ...] = ()
    tolerancia: float = 1e-5
    leer: Callable = a_numeros
    verificar: Callable | None = None

    @property
    def nombre(self):
        """Nombre de la función que se pide."""
        return self.referencia.__name__
