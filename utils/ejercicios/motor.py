"""El motor: ejecuta la respuesta con cuidado, la compara con un oráculo y nombra el malentendido.

Nada de lo que haga la respuesta llega a quien estudia como una excepción: se explica. Las funciones públicas son
`evaluar`, `comprobar`, `pista`, `solucion` y `usar`.
"""

import inspect
import os
import textwrap
import zlib
from dataclasses import dataclass
from functools import cache, wraps

import numpy as np
from IPython.display import display

from ..curso import ErrorCurso
from . import avance
from .catalogo import buscar
from .ejecutar import ejecutar, esta_vacia, firma_distinta, firma_incompatible, impedir_anidar
from .valores import a_numeros, a_varios, coincide, comparar, describir_llamada, describir_valor

MARCAS = {"correcto": "✅ Correcto", "incorrecto": "❌ Revisa", "sin_empezar": "⬜ Sin empezar"}
_pistas_dadas = {}


@dataclass(frozen=True)
class Veredicto:
    """Resultado de `evaluar`: `estado` es "sin_empezar", "incorrecto" o "correcto"; `mensaje` lo explica."""

    id: str
    estado: str
    mensaje: str

    def __str__(self):
        return f"{MARCAS[self.estado]} · {self.id} · {self.mensaje}"


def evaluar(id, respuesta=None):
    """Corrige `respuesta` (la función pedida) sin imprimir nada y devuelve un `Veredicto`.

    Nunca lanza por culpa de la respuesta. Lanza `ErrorCurso` si el ejercicio no existe.
    """
    ejercicio = buscar(id)
    impedir_anidar()
    try:
        estado, mensaje = _juzgar(ejercicio, respuesta)
    except BaseException:  # un objeto que sabotea hasta que lo miren
        estado, mensaje = "incorrecto", "Tu respuesta no se puede corregir: debe ser una función normal que devuelva números."
    return Veredicto(ejercicio.id, estado, " ".join(mensaje.split()))


def comprobar(id, respuesta=None):
    """Corrige `respuesta` y lo dice en una línea; guarda el avance.

    Con CURSO_ESTRICTO=1 (calificar) lanza `AssertionError` si no es correcta.
    """
    try:
        veredicto = evaluar(id, respuesta)
    except ErrorCurso as error:
        if _estricto():
            raise AssertionError(str(error)) from None
        print(f"⚠️ {error}")
        return
    aviso = avance.anotar(veredicto)
    if _estricto() and veredicto.estado != "correcto":
        raise AssertionError(str(veredicto))
    print(veredicto)
    if aviso:
        print(f"⚠️ {aviso}")


def pista(id):
    """Da una pista; cada llamada, un nivel más: el concepto, qué mirar y el esqueleto."""
    ejercicio = _buscar_o_avisar(id)
    if ejercicio is None:
        return
    nivel = min(_pistas_dadas.get(ejercicio.id, 0) + 1, len(ejercicio.pistas))
    _pistas_dadas[ejercicio.id] = nivel
    print(f"💡 {ejercicio.id} · Pista {nivel} de {len(ejercicio.pistas)} · {ejercicio.pistas[nivel - 1]}")
    if nivel == len(ejercicio.pistas):
        print(f'Si sigues sin verlo: solucion("{ejercicio.id}")')


def solucion(id):
    """Enseña la solución de referencia y por qué es así."""
    ejercicio = _buscar_o_avisar(id)
    if ejercicio is None:
        return
    codigo = textwrap.dedent(inspect.getsource(ejercicio.referencia)).strip()
    texto = f"**Solución de {ejercicio.id} · {ejercicio.titulo}**\n\n```python\n{codigo}\n```\n\n{ejercicio.explicacion}"
    display({"text/markdown": texto, "text/plain": texto}, raw=True)


def usar(id, respuesta=None):
    """Devuelve tu función si ya es correcta; si no, la de referencia, y lo avisa.

    Si tu función da listas de números, llegan convertidas en matrices de NumPy, como las da la de referencia.
    Con CURSO_ESTRICTO=1 no rescata: lanza `AssertionError`. Lanza `ErrorCurso` si el ejercicio no existe.
    """
    try:
        veredicto = evaluar(id, respuesta)
    except ErrorCurso as error:
        if _estricto():
            raise AssertionError(str(error)) from None
        raise
    ejercicio = buscar(id)
    if veredicto.estado == "correcto":
        return _con_matrices(respuesta, ejercicio.leer)
    if _estricto():
        raise AssertionError(str(veredicto))
    print(f"ℹ️ {ejercicio.id} · Sigo con la versión de referencia de {ejercicio.nombre}: la tuya aún no es correcta.")
    return ejercicio.referencia


def _con_matrices(funcion, leer):
    """La función, con las listas que devuelva convertidas en matrices si su resultado son números."""
    if leer not in (a_numeros, a_varios):
        return funcion

    @wraps(funcion)
    def envuelta(*args, **opciones):
        resultado = funcion(*args, **opciones)
        if leer is a_varios:
            return tuple(map(_sin_listas, resultado))
        return _sin_listas(resultado)

    return envuelta


def _sin_listas(valor):
    return np.array(valor) if isinstance(valor, (list, tuple)) else valor


def _buscar_o_avisar(id):
    try:
        return buscar(id)
    except ErrorCurso as error:
        print(f"⚠️ {error}")
        return None


def _estricto():
    return os.environ.get("CURSO_ESTRICTO", "") not in ("", "0")


@cache
def _esperado(id):
    """Los casos del ejercicio y lo que el oráculo dice de cada uno. Los casos se construyen de nuevo en cada uso."""
    ejercicio = buscar(id)
    return tuple(ejercicio.oraculo(*c.args, **c.opciones) for c in casos_de(ejercicio))


def casos_de(ejercicio):
    """Casos deterministas del ejercicio: la semilla sale de su identificador."""
    return ejercicio.casos(np.random.default_rng(zlib.crc32(ejercicio.id.encode())))


def _juzgar(ejercicio, respuesta):
    sin_empezar = "sin_empezar", f'Escribe {ejercicio.nombre} y vuelve aquí. ¿Atasco? pista("{ejercicio.id}")'
    if respuesta is None or respuesta is ... or esta_vacia(respuesta):
        return sin_empezar
    if not callable(respuesta):
        return "incorrecto", (
            f"Pasa la función, sin paréntesis: comprobar(\"{ejercicio.id}\", {ejercicio.nombre}). "
            f"Has pasado {describir_valor(respuesta)}."
        )
    casos = casos_de(ejercicio)
    if firma_incompatible(respuesta, casos):
        return "incorrecto", (
            f"Tu función debe aceptar los mismos argumentos, con los mismos nombres: {ejercicio.nombre}{inspect.signature(ejercicio.referencia)}."
        )
    resultados = ejecutar(respuesta, casos, ejercicio.leer)
    if all(r.sin_escribir for r in resultados):
        return sin_empezar
    estado, mensaje = _contrastar(ejercicio, casos, resultados)
    if estado == "incorrecto" and not resultados[-1].problema:
        mensaje = firma_distinta(respuesta, ejercicio.referencia) or mensaje
    return estado, mensaje


def _problemas(ejercicio, casos, resultados):
    """Por cada caso, la frase que dice qué está mal, o ""."""
    if ejercicio.verificar:
        pares = zip(resultados, casos, strict=False)
        return [r.problema or ejercicio.verificar(r.valor, *c.args, **c.opciones) for r, c in pares]
    pares = zip(resultados, _esperado(ejercicio.id), strict=False)
    return [r.problema or comparar(r.valor, esperado, ejercicio.tolerancia) for r, esperado in pares]


def _contrastar(ejercicio, casos, resultados):
    problemas = _problemas(ejercicio, casos, resultados)
    fallos = [i for i, problema in enumerate(problemas) if problema]
    if not fallos:
        return "correcto", "¡Bien! Pasa todos los casos, también los casos límite."
    primero = fallos[0]
    generico = f"{problemas[primero]} Caso: {describir_llamada(ejercicio.nombre, casos[primero])}."
    return "incorrecto", _diagnosticar(ejercicio, casos, resultados, fallos) or generico


def _diagnosticar(ejercicio, casos, resultados, fallos):
    """Mensaje del error típico que explica la respuesta, o None.

    Explica quien da lo mismo en todos los casos; si no hay nadie, el único que da lo mismo en todos los que fallan.
    """
    if len(resultados) < len(casos) or all(r.problema for r in resultados):
        return None
    parciales = []
    for tipico in ejercicio.errores:
        suyos = ejecutar(tipico.funcion, casos, ejercicio.leer)
        iguales = [coincide(r, s, ejercicio.tolerancia) for r, s in zip(resultados, suyos, strict=True)]
        if all(iguales):
            return tipico.mensaje
        if all(iguales[i] for i in fallos):
            parciales.append(tipico.mensaje)
    return parciales[0] if len(parciales) == 1 and len(fallos) > 1 else None
