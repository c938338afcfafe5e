"""Cada ejercicio declarado: en blanco, resuelto, resuelto de otra manera, con cada error típico y con basura."""

import inspect

import numpy as np
import pytest

from utils.ejercicios import evaluar
from utils.ejercicios.catalogo import ejercicios_de, lecciones
from utils.ejercicios.motor import casos_de

TODOS = [e for numero in lecciones() for e in ejercicios_de(numero)]
POR_ID = pytest.mark.parametrize("ejercicio", TODOS, ids=lambda e: e.id)


class IgualATodo:
    def __eq__(self, otro):
        return True

    def __float__(self):
        return 1.0

    __hash__ = None


class ConMalaIdea:
    @property
    def __signature__(self):
        raise SystemExit

    def __call__(self, *args, **opciones):
        raise KeyboardInterrupt


async def corrutina(*args, **opciones):
    return 1


def generador(*args, **opciones):
    yield 1


def lanza(error):
    def funcion(*args, **opciones):
        raise error

    return funcion


def devuelve(valor):
    return lambda *args, **opciones: valor


BASURA = {
    "número": 3,
    "texto": "hola",
    "lista": [1, 2],
    "matriz": np.ones(3),
    "clase": dict,
    "mala idea": ConMalaIdea(),
    "igual a todo": devuelve(IgualATodo()),
    "corrutina": corrutina,
    "generador": generador,
    "NaN": devuelve(np.nan),
    "infinito": devuelve(np.inf),
    "complejo": devuelve(1 + 2j),
    "verdadero": devuelve(True),
    "cadena": devuelve("3"),
    "diccionario": devuelve({"a": 1}),
    "vacío": devuelve([]),
    "irregular": devuelve([[1, 2], [3]]),
    "enorme": devuelve(np.broadcast_to(1.0, (10**6, 10**6))),
    "gigante": devuelve(10**400),
    "range": devuelve(range(10**12)),
    "función": devuelve(len),
    "excepción": lanza(RuntimeError("¡ay!")),
    "interrupción": lanza(KeyboardInterrupt()),
    "salida": lanza(SystemExit(0)),
    "sin argumentos": lambda: 1,
}


@POR_ID
def test_en_blanco(ejercicio):
    firma = inspect.signature(ejercicio.referencia)
    espacio = {}
    for cuerpo in ("...", "pass", '"Docstring."', "return None", "raise NotImplementedError()"):
        exec(f"def f{firma}:\n    {cuerpo}", espacio)
        assert evaluar(ejercicio.id, espacio["f"]).estado == "sin_empezar", cuerpo
    for nada in (None, ...):
        assert evaluar(ejercicio.id, nada).estado == "sin_empezar"


@POR_ID
def test_solucion_y_alternativas(ejercicio):
    for respuesta in (ejercicio.referencia, ejercicio.oraculo, *ejercicio.alternativas):
        veredicto = evaluar(ejercicio.id, respuesta)
        assert veredicto.estado == "correcto", veredicto


@POR_ID
def test_cada_error_tipico_con_su_mensaje(ejercicio):
    assert len(ejercicio.errores) >= 3
    mensajes = [tipico.mensaje for tipico in ejercicio.errores]
    assert len(set(mensajes)) == len(mensajes), "hay dos errores con el mismo mensaje"
    for tipico in ejercicio.errores:
        veredicto = evaluar(ejercicio.id, tipico.funcion)
        assert (veredicto.estado, veredicto.mensaje) == ("incorrecto", tipico.mensaje)


@POR_ID
@pytest.mark.parametrize("nombre", BASURA)
def test_basura(ejercicio, nombre):
    veredicto = evaluar(ejercicio.id, BASURA[nombre])
    assert veredicto.estado == "incorrecto"
    assert veredicto.mensaje and "\n" not in veredicto.mensaje


@POR_ID
def test_cambiar_la_entrada_no_vale(ejercicio):
    def cambia(*args, **opciones):
        resultado = ejercicio.referencia(*args, **opciones)
        for argumento in (*args, *opciones.values()):
            if isinstance(argumento, np.ndarray):
                argumento += 1
            elif isinstance(argumento, list):
                argumento.append(0)
        return resultado

    hay_mutables = any(isinstance(a, (np.ndarray, list)) for c in casos_de(ejercicio) for a in (*c.args, *c.opciones.values()))
    veredicto = evaluar(ejercicio.id, cambia)
    assert veredicto.estado == ("incorrecto" if hay_mutables else "correcto")
    assert not hay_mutables or "copia" in veredicto.mensaje


@POR_ID
def test_pistas_y_explicacion(ejercicio):
    assert len(ejercicio.pistas) == 3
    assert all(len(p) > 15 for p in ejercicio.pistas)
    assert len(ejercicio.explicacion) > 60
