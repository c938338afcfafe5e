"""El motor: ejecuta la respuesta con cuidado, la compara con un oráculo y nombra el malentendido.

Nada de lo que haga la respuesta llega a quien estudia como una excepción: se explica. Un fallo del curso nunca se cuenta como una
respuesta incorrecta: es un `ErrorCurso`. Las funciones públicas son `evaluar`, `comprobar`, `pista`, `solucion` y `usar`.
"""

import contextlib
import inspect
import os
import re
import textwrap
import zlib
from dataclasses import dataclass
from functools import cache, wraps
from html import escape
from itertools import combinations

import numpy as np

from ..curso import ErrorCurso
from ..graficos import publicar_html
from . import avance
from .catalogo import buscar
from .declarar import con_cambio
from .ejecutar import ILEGIBLE, INTERRUMPIDO, ejecutar, impedir_anidar
from .mirar import con_sus_nombres, es_prestada, esta_vacia, firma_distinta, firma_incompatible, marcar_prestada, otros_nombres
from .sesion import SESION
from .valores import coincide, comparar, describir_llamada, describir_valor

MARCAS = {"correcto": "✅ Correcto", "incorrecto": "❌ Revisa", "sin_empezar": "⬜ Sin empezar"}
COLORES = {"correcto": "0, 158, 115", "incorrecto": "213, 94, 0", "sin_empezar": "128, 128, 128"}
SEGUNDOS_POR_PAREJA = 0.2


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

    Nunca lanza por culpa de la respuesta. Lanza `ErrorCurso` si el ejercicio no existe, si falla el propio curso (falta una
    biblioteca, hay un error en un caso) o si quien estudia interrumpe la comprobación.
    """
    ejercicio = buscar(id)
    impedir_anidar()
    with _culpa_nuestra(ejercicio):
        if ejercicio.preparar:
            ejercicio.preparar()
        casos = casos_de(ejercicio)
        _esperado(ejercicio.id)
    try:
        estado, mensaje = _juzgar(ejercicio, respuesta, casos)
    except ErrorCurso:
        raise
    except KeyboardInterrupt:
        raise ErrorCurso(INTERRUMPIDO) from None
    except BaseException:
        _exigir_sano(ejercicio)
        estado, mensaje = (
            "incorrecto",
            "Tu respuesta no se puede corregir: debe ser una función normal que devuelva lo que se pide.",
        )
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
    publicar_html(_html(veredicto), str(veredicto))
    if aviso:
        print(f"⚠️ {aviso}")


def pista(id):
    """Da una pista; cada llamada, un nivel más: el concepto, qué mirar y el esqueleto."""
    ejercicio = _buscar_o_avisar(id)
    if ejercicio is None:
        return
    nivel = min(SESION.pistas.get(ejercicio.id, 0) + 1, len(ejercicio.pistas))
    SESION.pistas[ejercicio.id] = nivel
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
    publicar_html(texto, texto, formato="text/markdown")


def usar(id, respuesta=None):
    """Devuelve tu función si ya es correcta; si no, la de referencia, y lo avisa.

    Lo que dé tu función llega convertido en lo que esperan las celdas que siguen (matrices de NumPy, enteros…), y puedes haber llamado
    a los argumentos de otra manera. Con CURSO_ESTRICTO=1 no rescata: lanza `AssertionError`. Lanza `ErrorCurso` si el ejercicio no existe.
    """
    try:
        ejercicio = buscar(id)
        veredicto = evaluar(id, respuesta)
        correcta, motivo = veredicto.estado == "correcto", "la tuya aún no es correcta"
    except ErrorCurso as error:
        if _estricto():
            raise AssertionError(str(error)) from None
        ejercicio = buscar(id)
        correcta, motivo = False, f"la tuya no se ha podido corregir ({error})"
    if correcta:
        return _para_las_celdas_que_siguen(respuesta, ejercicio)
    if _estricto():
        raise AssertionError(str(veredicto))
    print(f"ℹ️ {ejercicio.id} · Sigo con la versión de referencia de {ejercicio.nombre}: {motivo}.")
    return _prestar(ejercicio.referencia)


def casos_de(ejercicio):
    """Casos deterministas del ejercicio: la semilla sale del nombre de su función."""
    return ejercicio.casos(np.random.default_rng(zlib.crc32(ejercicio.nombre.encode())))


# --- Lo que entrega `usar` ------------------------------------------------------------------------------------------


def _prestar(referencia):
    """La referencia, marcada: si vuelve a `comprobar`, no cuenta como respuesta."""

    @wraps(referencia)
    def prestada(*args, **opciones):
        return referencia(*args, **opciones)

    return marcar_prestada(prestada)


def _para_las_celdas_que_siguen(funcion, ejercicio):
    """La función, con los nombres de argumento del enunciado y el resultado en el tipo que el ejercicio promete."""
    nombres = otros_nombres(funcion, ejercicio.referencia)
    convertir = ENTREGAS[ejercicio.entrega]

    @wraps(funcion)
    def envuelta(*args, **opciones):
        resultado = funcion(*args, **{nombres.get(clave, clave): valor for clave, valor in opciones.items()})
        con_tensores = any(map(_es_tensor, (*args, *opciones.values())))
        return resultado if con_tensores else convertir(resultado)

    return envuelta


def _es_tensor(valor):
    return hasattr(valor, "__array__") and not isinstance(valor, (np.ndarray, np.generic))


def _a_numeros(valor):
    if isinstance(valor, (bool, int, float)):
        return valor
    matriz = np.asarray(valor)
    matriz = matriz.astype(float) if matriz.dtype.kind == "f" else matriz
    return matriz.item() if isinstance(valor, np.generic) else matriz


def _a_entero(valor):
    matriz = np.asarray(valor).round()
    return int(matriz) if matriz.ndim == 0 else matriz.astype(int)


ENTREGAS = {
    "numeros": _a_numeros,
    "entero": _a_entero,
    "varios": lambda valor: tuple(map(_a_numeros, valor)),
    "tal cual": lambda valor: valor,
}


# --- De quién es la culpa -------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _culpa_nuestra(ejercicio):
    """Lo que falle aquí dentro es del curso o del equipo, no de la respuesta: sale como `ErrorCurso`."""
    try:
        yield
    except ErrorCurso:
        raise
    except KeyboardInterrupt:
        raise ErrorCurso(INTERRUMPIDO) from None
    except ImportError as error:
        raise ErrorCurso(
            f"Para corregir {ejercicio.id} hace falta {error.name or 'una biblioteca'}, que no está o no carga. Instala el curso con "
            "«make lab» y vuelve a ejecutar la celda; tu respuesta no se ha juzgado."
        ) from error
    except Exception as error:
        raise ErrorCurso(
            f"El curso ha fallado al corregir {ejercicio.id} ({type(error).__name__}: {error}). No es culpa de tu respuesta, que no se ha "
            "juzgado: cuéntanoslo y sigue con usar."
        ) from error


def _exigir_sano(ejercicio):
    """Lanza `ErrorCurso` si ni siquiera la referencia se puede corregir: el fallo es del curso."""
    with _culpa_nuestra(ejercicio):
        casos = casos_de(ejercicio)
        problemas = _problemas(ejercicio, casos, ejecutar(ejercicio.referencia, casos, ejercicio.leer))
        if any(problemas):
            raise RuntimeError(next(filter(None, problemas)))


def _buscar_o_avisar(id):
    try:
        return buscar(id)
    except ErrorCurso as error:
        print(f"⚠️ {error}")
        return None


def _estricto():
    return os.environ.get("CURSO_ESTRICTO", "") not in ("", "0")


# --- Juzgar ---------------------------------------------------------------------------------------------------------


@cache
def _esperado(id):
    """Lo que el oráculo dice de cada caso; con `verificar`, solo que se deja preguntar. Los casos se construyen de nuevo en cada uso."""
    ejercicio = buscar(id)
    return tuple(ejercicio.oraculo(*c.args, **c.opciones) for c in casos_de(ejercicio))


def _juzgar(ejercicio, respuesta, casos):
    sin_empezar = "sin_empezar", f'Escribe {ejercicio.nombre} y vuelve aquí. ¿Atasco? pista("{ejercicio.id}")'
    if es_prestada(respuesta):
        return "sin_empezar", f"Esa es la versión de referencia: ejecuta antes tu celda, la que define {ejercicio.nombre}."
    if respuesta is None or respuesta is ... or esta_vacia(respuesta):
        return sin_empezar
    if not callable(respuesta):
        return "incorrecto", (
            f'Pasa la función, sin paréntesis: comprobar("{ejercicio.id}", {ejercicio.nombre}). '
            f"Has pasado {describir_valor(respuesta)}."
        )
    suyos = con_sus_nombres(casos, otros_nombres(respuesta, ejercicio.referencia))
    if firma_incompatible(respuesta, suyos):
        return "incorrecto", (
            "Tu función debe aceptar los mismos argumentos, en el mismo orden: "
            f"{ejercicio.nombre}{inspect.signature(ejercicio.referencia)}."
        )
    resultados = ejecutar(respuesta, suyos, ejercicio.leer)
    if all(r.sin_escribir for r in resultados):
        return sin_empezar
    if any(r.clave == ILEGIBLE for r in resultados):
        _exigir_sano(ejercicio)
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


# --- Diagnosticar ---------------------------------------------------------------------------------------------------


def _diagnosticar(ejercicio, casos, resultados, fallos):
    """Mensaje del error típico que explica la respuesta, o None.

    Explica quien da lo mismo en todos los casos; si no, el único que da lo mismo en todos los que fallan; si no, la pareja de errores
    que juntos dan lo mismo; y si no, el único que coincide en el primer caso que falla.
    """
    if len(resultados) < len(casos) or all(r.problema for r in resultados):
        return None
    iguales = [
        [coincide(r, s, ejercicio.tolerancia) for r, s in zip(resultados, suyos, strict=False)]
        for suyos in _tipicos(ejercicio.id)
    ]
    mensajes = [tipico.mensaje for tipico in ejercicio.errores]
    for mensaje, suyos in zip(mensajes, iguales, strict=True):
        if len(suyos) == len(resultados) and all(suyos):
            return mensaje
    parciales = [
        m for m, suyos in zip(mensajes, iguales, strict=True) if len(suyos) > fallos[-1] and all(suyos[i] for i in fallos)
    ]
    if len(parciales) == 1 and len(fallos) > 1:
        return parciales[0]
    primeros = [m for m, suyos in zip(mensajes, iguales, strict=True) if len(suyos) > fallos[0] and suyos[fallos[0]]]
    empezar = _dos_fallos(ejercicio, casos, resultados, fallos) or (primeros[0] if len(primeros) == 1 else "")
    return f"Para empezar: {empezar}" if empezar else None


@cache
def _tipicos(id):
    """Lo que da cada error típico del ejercicio en cada caso."""
    ejercicio = buscar(id)
    return tuple(ejecutar(tipico.funcion, casos_de(ejercicio), ejercicio.leer) for tipico in ejercicio.errores)


def _dos_fallos(ejercicio, casos, resultados, fallos):
    """El mensaje del primero de los dos errores típicos que, cometidos a la vez, dan lo mismo que la respuesta; o ""."""
    primero = fallos[0]
    for uno, otro in combinations([e for e in ejercicio.errores if e.cambio], 2):
        try:
            funcion = con_cambio(ejercicio.referencia, uno.cambio + otro.cambio)
        except (ValueError, SyntaxError):  # se estorban: los dos cambian lo mismo
            continue
        (suyo,) = ejecutar(funcion, casos[primero : primero + 1], ejercicio.leer, SEGUNDOS_POR_PAREJA)
        if not coincide(resultados[primero], suyo, ejercicio.tolerancia):
            continue
        suyos = ejecutar(funcion, casos, ejercicio.leer)
        if len(suyos) == len(resultados) and all(map(coincide, resultados, suyos, [ejercicio.tolerancia] * len(suyos))):
            return uno.mensaje
    return ""


def _html(veredicto):
    """El veredicto con borde y color, legible en los dos temas de JupyterLab."""
    color = COLORES[veredicto.estado]
    mensaje = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(f"{veredicto.id} · {veredicto.mensaje}", quote=False))
    return (
        f'<div style="border-left:5px solid rgb({color});background-color:rgba({color},0.12);padding:6px 12px;margin:4px 0">'
        f"<strong>{MARCAS[veredicto.estado]}</strong> · {mensaje}</div>"
    )
