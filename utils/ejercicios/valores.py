"""Comparar y describir valores: de lo que devuelva una respuesta a una frase en español."""

import inspect
import numbers
from collections.abc import Iterator

import numpy as np
from numpy import array_equal, isclose  # por su nombre: una respuesta podría cambiar np.isclose

TAMANO_MAXIMO = 5_000_000
POR_ESCRIBIR = "Aún pone ..."


def por_escribir(valor):
    """True si lo que devuelve la respuesta todavía lleva un `...`, suelto o en una lista o tupla."""
    return valor is ... or isinstance(valor, (list, tuple)) and any(parte is ... for parte in valor[:10])


def a_numeros(valor):
    """Convierte a matriz float64 lo que un alumno razonable devolvería. Devuelve `(matriz, "")` o `(None, problema)`."""
    if valor is None:
        return None, "No devuelve nada (None): ¿falta return?"
    if inspect.isgenerator(valor) or inspect.iscoroutine(valor):
        valor.close()
        return (
            None,
            "Devuelve un generador, no un resultado: encierra la expresión en list(…) o sum(…), o usa return en vez de yield.",
        )
    if isinstance(valor, Iterator):
        return None, "Devuelve un iterador (`zip`, `map`…), no una lista: enciérralo en list(…)."
    if not isinstance(valor, (numbers.Number, np.generic, np.ndarray, list, tuple)) and not hasattr(valor, "__array__"):
        return None, f"Devuelve {describir_valor(valor)}; debe devolver números."
    cuantos = valor.size if isinstance(valor, np.ndarray) else len(valor) if isinstance(valor, (list, tuple)) else 1
    if cuantos > TAMANO_MAXIMO:
        return None, f"Devuelve algo enorme: {cuantos} números."
    try:
        matriz = np.asarray(valor)
    except ValueError:
        return None, "Devuelve una lista irregular: todas las filas deben tener el mismo largo."
    if matriz.dtype.kind not in "iufO" or (matriz.dtype.kind == "O" and any(isinstance(v, str) for v in matriz.flat)):
        return None, f"Devuelve {_CLASES.get(matriz.dtype.kind, 'algo que no son números')}; debe devolver números."
    if matriz.dtype.kind == "O" and any(isinstance(v, (list, tuple, np.ndarray)) for v in matriz.flat):
        return None, "Devuelve una lista irregular: todas las filas deben tener el mismo largo."
    return np.array(matriz, dtype=float), ""


def a_varios(valor):
    """Como `a_numeros`, para una lista o tupla de matrices de formas distintas. Devuelve `(tupla de matrices, "")` o `(None, problema)`."""
    if not isinstance(valor, (list, tuple)):
        _, problema = a_numeros(valor)
        return None, problema or "Debe devolver varias matrices, en una lista o una tupla."
    partes = []
    for lugar, parte in enumerate(valor):
        matriz, problema = a_numeros(parte)
        if problema:
            return None, f"En el elemento {lugar} de lo que devuelves: {problema[0].lower()}{problema[1:]}"
        partes.append(matriz)
    return tuple(partes), ""


def a_textos(valor):
    """Como `a_numeros`, para un texto o una lista de textos. Devuelve `(matriz de textos, "")` o `(None, problema)`."""
    es_texto = isinstance(valor, str) or (isinstance(valor, np.ndarray) and valor.dtype.kind == "U")
    if es_texto or (isinstance(valor, (list, tuple)) and all(isinstance(parte, str) for parte in valor)):
        return np.array(valor, dtype=str), ""
    _, problema = a_numeros(valor)
    return None, (problema or f"Devuelve {describir_valor(valor)}; debe devolver números.").replace("números.", "texto.")


_CLASES = {
    "b": "verdadero o falso (si son varios, cuéntalos con np.sum; si es uno solo, ¿falta axis?)",
    "c": "números complejos",
    "U": "texto",
    "S": "texto",
}


def comparar(valor, esperado, tolerancia):
    """Frase que dice en qué se diferencia `valor` de `esperado`, o "" si son iguales."""
    if isinstance(valor, tuple):
        return _comparar_partes(valor, esperado, tolerancia)
    esperado = np.asarray(esperado)
    if valor.shape != esperado.shape:
        return f"Devuelve {_describir_forma(valor)} y debe ser {_describir_forma(esperado)}."
    cerca = _cerca(valor, esperado, tolerancia)
    if cerca.all():
        return ""
    lugar = tuple(int(i) for i in np.argwhere(~cerca)[0])
    donde = f"En la posición {lugar if len(lugar) > 1 else lugar[0]} da" if lugar else "Da"
    suyo, bueno = next(
        par
        for cifras in (6, 17)
        if len(set(par := [_numero(v[lugar], cifras) for v in (valor, esperado)])) == 2 or cifras == 17
    )
    return f"{donde} {suyo} y debe dar {bueno}."


def _comparar_partes(valor, esperado, tolerancia):
    if len(valor) != len(esperado):
        return f"Devuelve {len(valor)} {'matriz' if len(valor) == 1 else 'matrices'} y deben ser {len(esperado)}."
    frases = (comparar(suya, buena, tolerancia) for suya, buena in zip(valor, esperado, strict=True))
    return next((f"En el elemento {i}: {frase[0].lower()}{frase[1:]}" for i, frase in enumerate(frases) if frase), "")


def coincide(resultado, otro, tolerancia):
    """True si dos resultados son el mismo: el mismo problema o el mismo valor."""
    if resultado.problema or otro.problema:
        return resultado.clave == otro.clave
    suyas, otras = (r.valor if isinstance(r.valor, tuple) else (r.valor,) for r in (resultado, otro))
    return len(suyas) == len(otras) and all(
        a.shape == b.shape and bool(_cerca(a, b, tolerancia).all()) for a, b in zip(suyas, otras, strict=True)
    )


def _cerca(valor, esperado, tolerancia):
    """Iguales salvo redondeo. Los textos y los enteros se exigen exactos; los decimales, relativos al mayor de ellos."""
    if esperado.dtype.kind == "U":
        return valor == esperado
    if esperado.dtype.kind in "iu":
        margen = 1e-6
    else:
        finitos = np.abs(esperado[np.isfinite(esperado)])
        margen = tolerancia * max(1.0, finitos.max(initial=0.0))
    return isclose(valor, esperado, rtol=0, atol=margen, equal_nan=True)


def iguales(a, b):
    """Igualdad exacta de argumentos: matrices, números, listas, tuplas y diccionarios. Un generador de azar puede avanzar."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.random.Generator):
        return True
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(iguales, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(iguales(a[k], b[k]) for k in a)
    return array_equal(a, b)


def describir_llamada(nombre, c):
    """La llamada como se escribiría: `f([1, 2], k=3)`; las matrices grandes, por su forma."""
    partes = [_argumento(a) for a in c.args] + [f"{k}={_argumento(v)}" for k, v in c.opciones.items()]
    return f"{nombre}({', '.join(partes)})"


def describir_valor(valor):
    """Qué es un valor, en español y en pocas palabras."""
    if isinstance(valor, (bool, int, float, np.generic)):
        return f"el valor {_numero(valor)}"
    nombres = {str: "un texto", list: "una lista", tuple: "una tupla", dict: "un diccionario", set: "un conjunto"}
    nombres |= {range: "un range", map: "un map", np.ndarray: "una matriz", type: "una clase"}
    if callable(valor) and type(valor) is not type:
        return "una función"
    return nombres.get(type(valor), f"un objeto de tipo {type(valor).__name__}")


def _describir_forma(matriz):
    if matriz.ndim == 0:
        return "un número"
    if matriz.ndim == 1:
        return f"un vector de {matriz.size}"
    return "una matriz de forma " + "×".join(map(str, matriz.shape))


def _argumento(valor):
    if isinstance(valor, dict):
        return f"{{{', '.join(map(str, valor))}}}"
    if isinstance(valor, np.ndarray):
        return str(valor.round(4).tolist()) if valor.size <= 9 else _describir_forma(valor)
    if isinstance(valor, np.random.Generator):
        return "rng"
    if isinstance(valor, (list, tuple)) and any(isinstance(v, np.ndarray) for v in valor):
        return f"[{', '.join(map(_argumento, valor))}]"
    return repr(valor) if isinstance(valor, (str, bool, list, tuple)) else _numero(valor)


def _numero(valor, cifras=6):
    if isinstance(valor, str):
        return f"«{valor}»"
    if isinstance(valor, np.complexfloating):
        return "complejo"
    try:
        valor = float(valor)
    except (TypeError, ValueError, OverflowError):
        return "que no es un número corriente"
    if valor.is_integer() and abs(valor) < 1e15:
        return str(int(valor))
    return "NaN" if np.isnan(valor) else f"{valor:.{cifras}g}"
