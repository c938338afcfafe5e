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
from comun import todos_los_ejercicios

from utils.curso import ErrorCurso
from utils.ejercicios import comprobar, evaluar, motor, pista, progreso, solucion, usar
from utils.ejercicios import ejecutar as modulo_ejecutar
from utils.ejercicios.catalogo import buscar
from utils.ejercicios.declarar import Ejercicio, ErrorTipico, cambios, caso
from utils.ejercicios.motor import casos_de

TODOS = todos_los_ejercicios()
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


def uno_por_lector():
    """Un ejercicio por cada lector y cada `verificar`: la basura solo llega hasta ahí, y es igual en todos los que los comparten."""
    return list({(e.leer, e.verificar): e for e in reversed(TODOS)}.values())


@pytest.mark.parametrize("ejercicio", uno_por_lector(), ids=lambda e: e.id)
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
    monkeypatch.setattr(modulo_ejecutar, "LIMITE_SEGUNDOS", 0.3)
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
    defecto = evaluar(
        "02.2", lambda n, k, stride=1, padding=1, dilation=1: (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1
    )
    assert "El valor por defecto de padding es 0" in defecto.mensaje


@pytest.mark.parametrize(
    ("id", "sugerencia"), [("2.2", "02.2"), (2.2, "02.2"), ("02.77", "02."), (0.1, "00.1"), (None, "Hay de")]
)
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


def test_la_version_de_referencia_no_cuenta_como_respuesta(capsys):
    prestada = usar("02.2", None)
    for _ in range(2):
        veredicto = evaluar("02.2", prestada)
        assert veredicto.estado == "sin_empezar"
        assert "versión de referencia: ejecuta antes tu celda" in veredicto.mensaje
        prestada = usar("02.2", prestada)
    comprobar("02.2", prestada)
    assert "⬜" in capsys.readouterr().out
    assert evaluar("02.2", usar("02.2", buscar("02.2").alternativas[0])).estado == "correcto"


def test_los_argumentos_pueden_llamarse_de_otra_manera():
    def con_otros_nombres(lado, filtro, paso=1, relleno=0, dilatacion=1):
        return (lado + 2 * relleno - dilatacion * (filtro - 1) - 1) // paso + 1

    assert evaluar("02.2", con_otros_nombres).estado == "correcto"
    assert usar("02.2", con_otros_nombres)(5, k=3, padding=1) == 5


def test_lo_que_se_da_por_bueno_lo_aguantan_las_celdas_siguientes():
    def ventanas(serie, entrada, horizonte):
        inicios = range(len(serie) - entrada - horizonte + 1)
        return [list(serie[i : i + entrada]) for i in inicios], [
            list(serie[i + entrada : i + entrada + horizonte]) for i in inicios
        ]

    def con_decimales(n, k, stride=1, padding=0, dilation=1):
        return float((n + 2 * padding - dilation * (k - 1) - 1) // stride + 1)

    def rellenar(secuencias, largo, valor=0):
        return [(list(s) + [valor] * largo)[:largo] for s in secuencias]

    de_ventanas, relleno = (next(e for e in TODOS if e.nombre == n) for n in ("ventanas", "rellenar"))
    X, Y = usar(de_ventanas.id, ventanas)(np.arange(5.0), 2, 1)
    assert X.shape == (3, 2) and Y.shape == (3, 1)
    assert list(range(usar("02.2", con_decimales)(5, 3))) == [0, 1, 2]
    np.testing.assert_array_equal(usar(relleno.id, rellenar)([[1], [2, 3, 4]], largo=2), [[1, 0], [2, 3]])


def test_puntos_suspensivos_en_cualquier_ejercicio_es_sin_empezar():
    for ejercicio in uno_por_lector():
        for nada in (..., (..., ...), [...]):
            assert evaluar(ejercicio.id, devuelve(nada)).estado == "sin_empezar", ejercicio.id


# --- Lo que falla por culpa nuestra ---------------------------------------------------------------------------------


def doble(x):
    return 2 * x


def de_juguete(**campos):
    """Un ejercicio mínimo, con lo que se quiera cambiar."""
    datos = {
        "id": "99.1",
        "titulo": "El doble",
        "referencia": doble,
        "oraculo": lambda x: x + x,
        "casos": lambda rng: [caso(3.0), caso(np.array([1.0, -2.0]))],
        "errores": cambios(("2 *", "3 *", "Eso es el triple."), ("* x", "* -x", "Sobra el signo."), ("2 *", "2 +", "Sumas 2.")),
        "pistas": ("El doble es dos veces.", "Multiplica.", "Esqueleto: return …"),
        "explicacion": "El doble.",
    }
    return Ejercicio(**datos | campos)


@pytest.fixture
def juguete(monkeypatch):
    """Pone en el catálogo un ejercicio de juguete, 99.1."""

    def poner(**campos):
        ejercicio = de_juguete(**campos)
        monkeypatch.setattr(motor, "buscar", lambda _id: ejercicio)
        motor._esperado.cache_clear()
        motor._tipicos.cache_clear()
        return ejercicio

    yield poner
    motor._esperado.cache_clear()
    motor._tipicos.cache_clear()


def falla(*_args):
    raise RuntimeError("¡ay!")


def falta(*_args):
    raise ModuleNotFoundError("No module named 'keras'", name="keras")


def interrumpe(*_args):
    raise KeyboardInterrupt


@pytest.mark.parametrize("campo", ["oraculo", "casos", "leer", "verificar", "preparar"])
@pytest.mark.parametrize(
    ("averia", "dice"), [(falla, "El curso ha fallado"), (falta, "hace falta keras"), (interrumpe, "Has interrumpido")]
)
def test_un_fallo_del_curso_no_es_una_respuesta_incorrecta(juguete, campo, averia, dice, capsys):
    if campo == "leer" and averia is not falla:
        pytest.skip("dentro de la respuesta, lo que le pase a su resultado se cuenta como suyo")
    juguete(**{campo: averia})
    with pytest.raises(ErrorCurso, match=dice):
        evaluar("99.1", doble)
    comprobar("99.1", doble)
    assert "❌" not in capsys.readouterr().out
    assert usar("99.1", doble)(2) == 4


@pytest.mark.skipif(not hasattr(signal, "raise_signal"), reason="esta plataforma no permite interrumpir")
def test_interrumpir_mientras_se_comprueba_no_apunta_nada(juguete):
    juguete()

    def terca(x):
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            return 2 * x

    manejador = signal.getsignal(signal.SIGINT)
    with pytest.raises(ErrorCurso, match="Has interrumpido"):
        evaluar("99.1", terca)
    assert signal.getsignal(signal.SIGINT) is manejador


# --- Diagnóstico ----------------------------------------------------------------------------------------------------


def test_dos_fallos_a_la_vez_se_diagnostican_empezando_por_uno(juguete):
    juguete()
    assert evaluar("99.1", lambda x: 3 * x).mensaje == "Eso es el triple."
    assert evaluar("99.1", lambda x: -3 * x).mensaje == "Para empezar: Eso es el triple."


def test_dos_fallos_en_un_ejercicio_de_verdad():
    veredicto = evaluar("02.2", lambda n, k, stride=1, padding=0, dilation=1: (n + padding - dilation * (k - 1) - 1) // stride)
    assert veredicto.mensaje.startswith("Para empezar: ")


def test_un_cambio_que_no_encaja_en_la_referencia_se_dice():
    with pytest.raises(ValueError, match="doble: un error típico cambia «7 \\*», que no está"):
        de_juguete(errores=cambios(("7 *", "x", "No.")))


def test_los_errores_pueden_mezclarse():
    mezcla = (*cambios(("2 *", "3 *", "Eso es el triple.")), ErrorTipico(lambda x: x * x, "Eso es el cuadrado."))
    assert [e.funcion(5) for e in de_juguete(errores=mezcla).errores] == [15, 25]


# --- Salir, preguntar, importar -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cuerpo", "dice"),
    [
        ("exit()", "exit() o quit() cierran Python"),
        ("quit()", "usa return"),
        ("input('x')", "input() espera que alguien escriba"),
    ],
)
def test_salir_o_preguntar_dentro_de_la_respuesta_se_explica(cuerpo, dice):
    espacio = {"exit": sys.exit, "quit": sys.exit}
    exec(f"def f(x, w, b):\n    {cuerpo}", espacio)
    veredicto = evaluar("00.1", espacio["f"])
    assert veredicto.estado == "incorrecto" and dice in veredicto.mensaje


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="esta plataforma no permite poner límite")
def test_lo_que_tarda_en_importarse_una_biblioteca_no_cuenta(tmp_path, monkeypatch):
    (tmp_path / "biblioteca_lenta.py").write_text("import time\ntime.sleep(0.6)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(modulo_ejecutar, "LIMITE_SEGUNDOS", 0.3)

    def con_biblioteca(x, w, b):
        import biblioteca_lenta  # noqa: F401

        return np.dot(x, w) + b

    assert evaluar("00.1", con_biblioteca).estado == "correcto"


def test_pistas_de_menos_a_mas(capsys):
    for nivel in (1, 2, 3, 3):
        pista("01.2")
        assert f"Pista {nivel} de 3" in capsys.readouterr().out


@pytest.mark.parametrize("destino", [True, 3, "a\0b", "/", ""])
def test_exportar_a_un_sitio_imposible(destino, capsys):
    progreso("00", exportar=destino)
    assert "⚠️" in capsys.readouterr().out
