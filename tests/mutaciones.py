"""Respuestas sutilmente malas, fabricadas solas a partir de la referencia: las que daría alguien listo que se equivoca.

Cada familia rompe una dependencia que los casos tienen que exigir: un argumento congelado en un valor, una entrada que no se mira, un
azar que no se usa, un tipo de dato que recorta decimales, unas etiquetas supuestas, un tamaño fijo o una primera llamada que se repite.
"""

import ast
import copy
import inspect
import textwrap
from functools import wraps

import numpy as np

from utils.ejercicios.declarar import Caso
from utils.ejercicios.ejecutar import ejecutar
from utils.ejercicios.motor import _problemas, casos_de
from utils.ejercicios.valores import coincide


def pasa(ejercicio, funcion):
    """True si la función pasa todos los casos del ejercicio."""
    casos = casos_de(ejercicio)
    return not any(_problemas(ejercicio, casos, ejecutar(funcion, casos, ejercicio.leer)))


def llamadas(ejercicio):
    """Los argumentos de cada caso, con los que se dan por defecto: diccionarios nombre → valor."""
    firma = inspect.signature(ejercicio.referencia)
    return [_completa(firma, c.args, c.opciones) for c in casos_de(ejercicio)]


def _completa(firma, args, opciones):
    atada = firma.bind(*args, **opciones)
    atada.apply_defaults()
    return dict(atada.arguments)


def _con(referencia, entrada=None, salida=None):
    """La referencia, con sus argumentos cambiados por `entrada(dict) → dict` y su resultado por `salida(resultado, dict)`."""
    firma = inspect.signature(referencia)

    @wraps(referencia)
    def mutada(*args, **opciones):
        dados = _completa(firma, args, opciones)
        nuevos = entrada(dict(dados)) if entrada else dados
        resultado = referencia(**nuevos)
        return salida(resultado, dados) if salida else resultado

    return mutada


def mutaciones(ejercicio):
    """Pares (descripción, función) de cada mutación de la referencia."""
    referencia, vistas = ejercicio.referencia, llamadas(ejercicio)
    for nombre in vistas[0]:
        for que, cambiar in _de_un_argumento([v[nombre] for v in vistas]):
            yield f"{nombre} {que}", _con(referencia, lambda d, n=nombre, c=cambiar: d | {n: c(d[n])})
        if any(isinstance(v[nombre], (np.ndarray, list, tuple)) for v in vistas):
            yield f"el resultado en el tipo de {nombre}", _con(referencia, salida=lambda r, d, n=nombre: _en_el_tipo(r, d[n]))
    yield from _de_una_aparicion(referencia, vistas)
    primera = []

    def la_primera(resultado, _dados):
        primera.append(copy.deepcopy(resultado))
        return primera[0]

    yield "repite la primera llamada", _con(referencia, salida=la_primera)


def _de_una_aparicion(referencia, vistas):
    """Como congelar un argumento, pero solo en uno de los sitios de la referencia en los que se usa: bien solo para un k, un ritmo…"""
    codigo = textwrap.dedent(inspect.getsource(referencia))
    nombres = [
        n.id
        for n in ast.walk(ast.parse(codigo))
        if isinstance(n, ast.Name) and n.id in vistas[0] and isinstance(n.ctx, ast.Load)
    ]
    for lugar, nombre in enumerate(nombres):
        if nombres.count(nombre) == 1 or isinstance(vistas[0][nombre], np.random.Generator):
            continue
        fijos = {repr(v[nombre]): v[nombre] for v in (vistas if _es_numero(vistas[0][nombre]) else vistas[:1])}
        for texto, fijo in fijos.items():
            yield f"{nombre} siempre {texto[:20]} en su aparición {lugar}", _con_fijo(referencia, codigo, lugar, nombres, fijo)


def _con_fijo(referencia, codigo, lugar, nombres, fijo):
    arbol, cuenta = ast.parse(codigo), -1
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Name) and nodo.id in nombres and isinstance(nodo.ctx, ast.Load):
            cuenta += 1
            if cuenta == lugar:
                nodo.id = "_fijo"
    espacio = dict(referencia.__globals__) | {"_fijo": fijo}
    exec(compile(arbol, "mutación", "exec"), espacio)
    return espacio[referencia.__name__]


def _de_un_argumento(valores):
    """Pares (qué se rompe, función que cambia el valor) para un argumento que toma esos valores en los casos."""
    ejemplo = max(valores, key=np.ndim) if all(map(_es_numero, valores)) else valores[0]
    if isinstance(ejemplo, np.random.Generator):
        yield "se ignora", lambda _v: np.random.default_rng(0)
    elif callable(ejemplo):
        return
    elif isinstance(ejemplo, dict):
        for clave in ejemplo:
            yield f"sin «{clave}»", lambda v, c=clave: v | {c: np.zeros_like(v[c])}
    elif isinstance(ejemplo, (np.ndarray, list, tuple)):
        yield from _de_una_lista(valores)
    else:
        for valor in {repr(v): v for v in valores}.values():
            yield f"siempre {valor!r}", lambda _v, fijo=valor: fijo


def _de_una_lista(valores):
    primero = valores[0]
    yield "congelado en el primer caso", lambda _v: copy.deepcopy(primero)
    largo = max(len(v) for v in valores if _es_lista(v))
    if largo > 1:
        yield f"hasta {largo - 1} filas", lambda v: v[: largo - 1] if _es_lista(v) else v
    if all(isinstance(v, np.ndarray) and v.dtype.kind in "iuf" for v in valores):
        yield "a cero", np.zeros_like
        if any(v.ndim == 2 and v.shape[0] != v.shape[1] for v in valores):
            yield "como si fuera cuadrado", lambda v: v[: min(v.shape), : min(v.shape)] if v.ndim == 2 else v
    if all(_es_entera(v) and np.ndim(v) == 1 for v in valores if _es_lista(v) and len(v)):
        yield (
            "como etiquetas de 0 a K−1",
            lambda v: _como(v, np.unique(v, return_inverse=True)[1]) if _es_lista(v) and len(v) else v,
        )


def _como(original, valores):
    return valores.astype(original.dtype) if isinstance(original, np.ndarray) else type(original)(valores.tolist())


def _es_numero(valor):
    return isinstance(valor, (int, float, np.number)) or isinstance(valor, np.ndarray) and valor.dtype.kind in "iuf"


def _es_lista(valor):
    return isinstance(valor, (list, tuple)) or isinstance(valor, np.ndarray) and valor.ndim > 0


def _es_entera(valor):
    if isinstance(valor, (list, tuple)):
        return bool(valor) and all(isinstance(v, int) and not isinstance(v, bool) for v in valor)
    return isinstance(valor, np.ndarray) and valor.dtype.kind in "iu"


def _en_el_tipo(resultado, entrada):
    """El resultado, recortado al tipo de la entrada si esta es de enteros."""
    if isinstance(resultado, tuple):
        return tuple(_en_el_tipo(parte, entrada) for parte in resultado)
    if not _es_entera(entrada) or np.asarray(resultado).dtype.kind not in "iuf":
        return resultado
    return np.asarray(resultado).astype(int)


def es_la_misma(ejercicio, funcion):
    """True si la mutación da lo mismo que la referencia también con otros valores, de la misma forma que los de los casos.

    Se prueban valores del mismo tipo y, de cada matriz, además, enteros con los demás argumentos decimales.
    """
    rng = np.random.default_rng(0)
    for dados in llamadas(ejercicio):
        variantes = [{nombre: _otro(valor, rng) for nombre, valor in dados.items()} for _ in range(3)]
        for nombre, valor in dados.items():
            if isinstance(valor, np.ndarray) and valor.dtype.kind in "iuf":
                enteros = np.round(10 * valor).astype(int)
                variantes.append({n: _otro(_decimal(v), rng) for n, v in dados.items()} | {nombre: enteros})
        for otros in variantes:
            suyo, bueno = (
                ejecutar(f, [Caso((), copy.deepcopy(otros))], ejercicio.leer)[0] for f in (funcion, ejercicio.referencia)
            )
            if not bueno.problema and _es_finito(bueno.valor) and not coincide(suyo, bueno, ejercicio.tolerancia):
                return False
    return True


def _es_finito(valor):
    """True si no hay NaN ni infinitos: donde los hay, los valores inventados se salen del dominio del ejercicio."""
    partes = valor if isinstance(valor, tuple) else (valor,)
    return all(np.asarray(p).dtype.kind not in "fc" or np.isfinite(p).all() for p in partes)


def _decimal(valor):
    return valor.astype(float) if isinstance(valor, np.ndarray) and valor.dtype.kind in "iu" else valor


def _otro(valor, rng):
    """Un valor parecido y distinto, de la misma forma y tipo."""
    if isinstance(valor, np.ndarray) and valor.dtype.kind == "f":
        return valor * rng.uniform(0.5, 1, valor.shape)
    if isinstance(valor, np.ndarray) and valor.dtype.kind in "iu":
        return rng.permutation(valor.ravel()).reshape(valor.shape)
    if isinstance(valor, float):
        return valor * rng.uniform(0.6, 0.9)
    if isinstance(valor, int) and not isinstance(valor, bool):
        return valor + int(rng.integers(0, 2))
    return not valor if isinstance(valor, bool) else valor
