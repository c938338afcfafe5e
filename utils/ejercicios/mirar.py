"""Lo que se puede saber de una respuesta sin ejecutarla: si está vacía, si es nuestra y cómo se llaman sus argumentos."""

import dis
import inspect
from types import FunctionType

from .declarar import Caso

INSTRUCCIONES_VACIAS = {"RESUME", "NOP", "COPY_FREE_VARS", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE"}
MARCA = "prestada_por_el_curso"


def marcar_prestada(funcion):
    """Apunta en la función que es la de referencia, que `usar` ha prestado. La devuelve."""
    setattr(funcion, MARCA, True)
    return funcion


def es_prestada(respuesta):
    """True si es la versión de referencia que prestó `usar`."""
    return type(respuesta) is FunctionType and MARCA in vars(respuesta)


def esta_vacia(funcion):
    """True si el cuerpo de la función es solo `...`, `pass`, su docstring o `return None`."""
    if not inspect.isfunction(funcion) or inspect.isgeneratorfunction(funcion) or inspect.iscoroutinefunction(funcion):
        return False
    instrucciones = list(dis.get_instructions(funcion))
    cargas = [i.argval for i in instrucciones if i.opname in ("LOAD_CONST", "RETURN_CONST")]
    return all(i.opname in INSTRUCCIONES_VACIAS for i in instrucciones) and all(c is None for c in cargas)


def otros_nombres(funcion, referencia):
    """Diccionario «nombre del enunciado → nombre de la respuesta» de los argumentos que se llaman de otra manera en el mismo sitio."""
    try:
        suyos, nuestros = (_con_nombre(f) for f in (funcion, referencia))
    except BaseException:  # funciones escritas en C, u objetos que sabotean hasta que los miren
        return {}
    if len(suyos) != len(nuestros):
        return {}
    pares = zip(nuestros, suyos, strict=True)
    return {nuestro: suyo for nuestro, suyo in pares if nuestro not in suyos and suyo not in nuestros}


def _con_nombre(funcion):
    """Los argumentos que se pueden dar por nombre o por posición."""
    return [p.name for p in inspect.signature(funcion).parameters.values() if p.kind is p.POSITIONAL_OR_KEYWORD]


def con_sus_nombres(casos, nombres):
    """Los casos, con los argumentos por nombre escritos como los llama la respuesta."""
    return [Caso(c.args, {nombres.get(clave, clave): valor for clave, valor in c.opciones.items()}) for c in casos]


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
