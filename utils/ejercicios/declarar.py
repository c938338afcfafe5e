"""Con qué se declara un ejercicio: casos, oráculo, errores típicos, pistas y solución."""

import inspect
import textwrap
import warnings
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
    """Una respuesta equivocada que la gente da de verdad (`funcion`) y el malentendido que delata (`mensaje`).

    cambio: si nace de cambiar la referencia, las parejas (viejo, nuevo) que la cambian; el motor las combina de dos en dos.
    """

    funcion: Callable
    mensaje: str
    cambio: tuple = ()


@dataclass(frozen=True)
class Cambio:
    """Un error típico por declarar: las parejas (viejo, nuevo) que convierten la referencia en él, y su mensaje."""

    parejas: tuple
    mensaje: str


def cambios(*filas):
    """Errores típicos que son la referencia con algo cambiado. Cada fila: `viejo, nuevo[, viejo, nuevo…], mensaje`.

    Los textos viejos se sustituyen en orden, todas las veces que aparezcan en el código de la referencia.
    """
    return tuple(Cambio(tuple(zip(fila[:-1:2], fila[1:-1:2], strict=True)), fila[-1]) for fila in filas)


def con_cambio(referencia, parejas):
    """La función que sale de cambiar el código de `referencia`. Lanza `ValueError` si algún texto viejo no está en él."""
    codigo = textwrap.dedent(inspect.getsource(referencia))
    for viejo, nuevo in parejas:
        if viejo not in codigo:
            raise ValueError(f"{referencia.__name__}: un error típico cambia «{viejo}», que no está en la referencia.")
        codigo = codigo.replace(viejo, nuevo)
    espacio = dict(referencia.__globals__)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # cambiado, el código puede sonar raro: `2(x)`
        exec(codigo, espacio)
    return espacio[referencia.__name__]


@dataclass(frozen=True)
class Ejercicio:
    """Todo lo que hace falta para corregir un ejercicio y acompañar a quien lo resuelve.

    id: número de la lección y lugar en el que aparece en ella, como "02.3".
    referencia: la solución que se enseña; su nombre y su firma son los del ejercicio.
    oraculo: calcula lo correcto por otro camino (biblioteca, fuerza bruta o propiedad), con la misma firma.
    casos: función que recibe un `numpy.random.Generator` y devuelve los casos, con los límites incluidos.
    errores: al menos tres, hechos con `cambios` o, lo que no sea una línea cambiada, con `ErrorTipico`.
    pistas: concepto, qué mirar y esqueleto.
    explicacion: por qué la solución es así.
    alternativas: otras soluciones correctas; las pruebas comprueban que se aceptan.
    leer: convierte lo que devuelve la respuesta en `(matriz o tupla de matrices, "")`, o en `(None, problema)`. Por defecto,
        `a_numeros`; `a_varios` si el resultado es una lista o tupla de matrices de formas distintas; `a_textos`, si es texto.
    verificar: si hay muchas respuestas correctas, función `verificar(resultado, *args, **opciones)` que mira sus propiedades
        y devuelve "" o la frase que dice cuál falla; no se compara con el oráculo. Si el ejercicio recibe un
        `numpy.random.Generator`, cada llamada recibe una copia recién sembrada.
    entrega: en qué convierte `usar` lo que dé una respuesta correcta, para que aguante las celdas que siguen: "numeros" (número o
        matriz float64 de NumPy), "entero", "varios" (tupla de matrices) o "tal cual".
    preparar: función sin argumentos que se llama antes de corregir, fuera del tiempo de la respuesta (por ejemplo, cargar Keras).
    antes: el número que tenía el ejercicio en la versión 0.1.0, si era otro; sirve para no perder un progreso antiguo.
    """

    id: str
    titulo: str
    referencia: Callable
    oraculo: Callable
    casos: Callable
    errores: tuple[ErrorTipico | Cambio, ...]
    pistas: tuple[str, str, str]
    explicacion: str
    alternativas: tuple[Callable, ...] = ()
    tolerancia: float = 1e-5
    leer: Callable = a_numeros
    verificar: Callable | None = None
    entrega: str = "numeros"
    preparar: Callable | None = None
    antes: str = ""

    def __post_init__(self):
        hechos = (
            ErrorTipico(con_cambio(self.referencia, e.parejas), e.mensaje, e.parejas) if isinstance(e, Cambio) else e
            for e in self.errores
        )
        object.__setattr__(self, "errores", tuple(hechos))

    @property
    def nombre(self):
        """Nombre de la función que se pide."""
        return self.referencia.__name__
