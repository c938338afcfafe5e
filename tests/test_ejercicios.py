"""Cada ejercicio declarado: en blanco, resuelto, resuelto de otra manera, con cada error típico y con basura."""

import contextlib
import inspect
import signal
import sys
import threading
import time
import warnings

import numpy as np
import pytest

from utils.curso import ErrorCurso
from utils.ejercicios import comprobar, evaluar, pista, progreso, solucion, usar
from utils.ejercicios.catalogo import buscar, ejercicios_de, lecciones
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


class Saboteador:
    """Falla hasta cuando se le pregunta qué es."""

    @property
    def __class__(self):
        raise RuntimeError

    def __call__(self, *args, **opciones):
        raise type("Dos\nlíneas", (Exception,), {})


BASURA = {
    "saboteador": Saboteador(),
    "gigante sin función": 10**400,
    "texto de NumPy": np.str_("a"),
    "fecha": np.datetime64("2026-01-01"),
    "complejo de NumPy": np.complex128(1 + 2j),
    "textos en una matriz": devuelve(np.array("3", dtype=object)),
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


def test_float32_de_cualquier_biblioteca_vale():
    def con_float32(x, w, b):
        return np.asarray(x, dtype="float32") @ np.asarray(w, dtype="float32") + np.float32(b)

    assert evaluar("00.1", con_float32).estado == "correcto"


def sin_fin_con_except(*_):
    while True:
        try:
            time.sleep(0.001)
        except:  # noqa: E722
            continue


def sin_fin_con_finally(*_):
    while True:
        try:
            time.sleep(0.01)
        finally:
            continue  # noqa: B012


def sin_fin_con_suppress(*_):
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(0.01)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="esta plataforma no permite poner límite")
@pytest.mark.parametrize("respuesta", [sin_fin_con_except, sin_fin_con_finally, sin_fin_con_suppress])
def test_un_bucle_sin_fin_se_corta(respuesta, monkeypatch):
    monkeypatch.setattr(sys.modules["utils.ejercicios.ejecutar"], "LIMITE_SEGUNDOS", 0.3)
    inicio, traza = time.monotonic(), sys.gettrace()
    veredicto = evaluar("00.1", lambda x, w, b: respuesta())
    assert veredicto.estado == "incorrecto" and "bucle" in veredicto.mensaje
    assert time.monotonic() - inicio < 3
    assert sys.gettrace() is traza


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="esta plataforma no permite poner límite")
def test_todo_queda_como_estaba():
    def antes(*_):
        pass

    manejador = signal.signal(signal.SIGALRM, antes)
    signal.setitimer(signal.ITIMER_REAL, 60)
    estado = sys.stdout, sys.stderr, np.geterr(), list(warnings.filters)
    try:
        evaluar("00.1", lambda x, w, b: print("ruido"))
        assert signal.getsignal(signal.SIGALRM) is antes
        assert 0 < signal.setitimer(signal.ITIMER_REAL, 0)[0] <= 60
        assert estado == (sys.stdout, sys.stderr, np.geterr(), list(warnings.filters))
    finally:
        signal.signal(signal.SIGALRM, manejador)


def test_una_respuesta_que_se_comprueba_a_si_misma():
    def f(x, w, b):
        comprobar("00.1", f)
        return np.dot(x, w) + b

    def g(x, w, b):
        return evaluar("00.1", g)

    assert evaluar("00.1", f).estado == "correcto"
    assert "dentro de tu función" in evaluar("00.1", g).mensaje


def test_desde_otro_hilo():
    veredictos = []
    hilo = threading.Thread(target=lambda: veredictos.append(evaluar("00.1", lambda x, w, b: np.dot(x, w) + b)))
    hilo.start()
    hilo.join()
    assert veredictos[0].estado == "correcto"


def test_orden_y_valores_por_defecto_de_los_argumentos():
    orden = evaluar("02.3", lambda k, filtros, canales_entrada, sesgo=True: (k * k * canales_entrada + sesgo) * filtros)
    assert "El orden" in orden.mensaje
    defecto = evaluar("02.2", lambda n, k, stride=1, padding=1, dilation=1: (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1)
    assert "El valor por defecto de padding es 0" in defecto.mensaje


@pytest.mark.parametrize(("id", "sugerencia"), [("2.2", "02.2"), (2.2, "02.2"), ("02.77", "02."), (0.1, "00.1"), (None, "Hay de")])
def test_identificador_equivocado(id, sugerencia, capsys, monkeypatch):
    with pytest.raises(ErrorCurso, match="No existe"):
        evaluar(id, len)
    comprobar(id, len)
    pista(id)
    solucion(id)
    assert capsys.readouterr().out.count(sugerencia) >= 3
    monkeypatch.setenv("CURSO_ESTRICTO", "1")
    for orden in (comprobar, usar):
        with pytest.raises(AssertionError, match="No existe"):
            orden(id, len)


def test_estricto_y_usar(monkeypatch, capsys):
    def mala(x, w, b):
        return np.dot(x, w)

    def buena(x, w, b):
        return np.dot(x, w) + b

    assert usar("00.1", buena).__wrapped__ is buena
    assert usar("00.1", mala)(np.ones(2), np.ones(2), 1) == 3
    assert "referencia" in capsys.readouterr().out
    monkeypatch.setenv("CURSO_ESTRICTO", "1")
    comprobar("00.1", buena)
    for respuesta in (mala, None):
        for orden in (comprobar, usar):
            with pytest.raises(AssertionError):
                orden("00.1", respuesta)
    assert capsys.readouterr().err == ""


def test_usar_convierte_en_matrices_las_listas_de_numeros_y_nada_mas():
    def rellenar(secuencias, largo, valor=0):
        return [(list(s) + [valor] * largo)[:largo] for s in secuencias]

    def ventanas(serie, entrada, horizonte):
        inicios = range(len(serie) - entrada - horizonte + 1)
        return [list(serie[i : i + entrada]) for i in inicios], [list(serie[i + entrada : i + entrada + horizonte]) for i in inicios]

    matriz = usar("07.1", rellenar)([[1], [2, 3, 4]], largo=2)
    np.testing.assert_array_equal(matriz, [[1, 0], [2, 3]])
    X, Y = usar("07.2", ventanas)(np.arange(5.0), 2, 1)
    assert X.shape == (3, 2) and Y.shape == (3, 1)
    assert usar("17.1", buscar("17.1").referencia)(["a", "b"], 1) == [("a", "b"), ("b", "a")]


def test_pistas_de_menos_a_mas(capsys):
    for nivel in (1, 2, 3, 3):
        pista("01.2")
        assert f"Pista {nivel} de 3" in capsys.readouterr().out


@pytest.mark.parametrize("destino", [True, 3, "a\0b", "/", ""])
def test_exportar_a_un_sitio_imposible(destino, capsys):
    progreso("00", exportar=destino)
    assert "⚠️" in capsys.readouterr().out
