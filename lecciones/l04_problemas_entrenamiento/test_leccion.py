"""Lección 04: lo que dicen sus herramientas cuando los datos no sirven, y lo que dibujan sus exploradores."""

import itertools

import numpy as np
import pytest
from comun import lentitud
from utils.curso import ErrorCurso

from lecciones.l04_problemas_entrenamiento import exploradores as leccion_04
from lecciones.l04_problemas_entrenamiento.desequilibrio import METODOS, desequilibrar, remuestrear

X = np.random.default_rng(0).normal(size=(40, 2))


def azar():
    return np.random.default_rng(0)


@pytest.mark.parametrize(
    ("y", "metodo", "mensaje"),
    [
        (np.zeros(40, dtype=int), "SMOTE", "Hacen falta dos clases y todas las etiquetas son 0"),
        (np.ones(40, dtype=int), "ninguno", "la minoritaria está vacía"),
        (
            np.repeat([0, 1], [37, 3]),
            "SMOTE",
            "la clase 1 solo tiene 3 ejemplos: hacen falta al menos 6",
        ),
        (np.repeat([0, 1], [20, 19]), "sobremuestreo", "40 filas y 39 etiquetas"),
        (np.repeat([0, 1], 20), "magia", "No existe el método «magia»"),
    ],
)
def test_los_datos_que_no_sirven_se_explican(y, metodo, mensaje):
    with pytest.raises(ErrorCurso, match=mensaje):
        remuestrear(X, y, metodo, azar())


def test_sin_datos_se_explica():
    with pytest.raises(ErrorCurso, match="no hay etiquetas"):
        remuestrear(X[:0], [], "SMOTE", azar())


@pytest.mark.parametrize("metodo", METODOS)
def test_cada_metodo_iguala_las_clases(metodo):
    y = np.repeat([0, 1], [33, 7])
    _, nuevas = remuestrear(X, y, metodo, azar())
    esperado = {"ninguno": [33, 7], "submuestreo": [7, 7]}.get(metodo, [33, 33])
    assert np.bincount(nuevas).tolist() == esperado


@pytest.mark.parametrize("positivos", [0, 6])
def test_desequilibrar_no_da_mas_de_lo_que_hay(positivos):
    y = np.repeat([0, 1], [10, 5])
    assert sorted(y[desequilibrar(y, 2, azar())]) == [0] * 10 + [1] * 2
    with pytest.raises(ErrorCurso, match="elige entre 1 y 5"):
        desequilibrar(y, positivos, azar())


EXPLORADORES = (
    leccion_04.explorar_gradiente,
    leccion_04.explorar_desequilibrio,
    leccion_04.explorar_sobreajuste,
)


@pytest.mark.parametrize("explorar", EXPLORADORES, ids=lambda f: f.__name__)
def test_cada_explorador_responde_deprisa_en_todos_sus_extremos(explorar):
    assert lentitud(explorar()) < 0.1


@pytest.mark.parametrize("activacion", leccion_04.ACTIVACIONES)
@pytest.mark.parametrize("escala", [0.3, 1.0, 3.0])
def test_el_gradiente_dibujado_nunca_pasa_de_la_cota(activacion, escala):
    normas, cota = leccion_04.normas_por_capa(20, activacion, escala)
    assert (normas <= cota * (1 + 1e-9)).all()


def test_la_retropropagacion_del_explorador_es_la_de_las_diferencias_finitas():
    """La norma de la primera capa, frente a mover una a una las entradas de esa capa."""
    h, capas = 1e-5, 4
    pesos = leccion_04.PESOS[:capas] * 1.2
    z = leccion_04.ENTRADAS[:1] @ pesos[0]

    def salida(z):
        for w in pesos[1:]:
            z = leccion_04.ACTIVACIONES["tanh"][0](z) @ w
        return float((z * leccion_04.SALIDA[:1]).sum())

    numerico = [(salida(z + h * e) - salida(z - h * e)) / (2 * h) for e in np.eye(z.shape[1])]
    delta = leccion_04.retropropagar(capas, "tanh", 1.2, muestras=1)[0]
    np.testing.assert_allclose(delta[0], numerico, atol=1e-6)


def test_el_ajuste_polinomico_es_el_de_minimos_cuadrados():
    x, y = np.linspace(-1, 1, 9), np.random.default_rng(1).normal(size=9)
    nuestro = leccion_04.ajustar_polinomio(x, y, 4, 0.0)
    np.testing.assert_allclose(
        leccion_04.evaluar_polinomio(nuestro, x), np.polyval(np.polyfit(x, y, 4), x), atol=1e-8
    )
    assert (
        np.abs(leccion_04.ajustar_polinomio(x, y, 8, 1.0)).sum()
        < np.abs(leccion_04.ajustar_polinomio(x, y, 8, 0.0)).sum()
    )


def test_el_dropout_del_explorador_es_la_media_sobre_todos_los_apagados():
    rng = np.random.default_rng(0)
    x, y, p, grado = rng.uniform(-1, 1, 12), rng.normal(size=12), 0.3, 3
    A = np.polynomial.chebyshev.chebvander(x, grado)
    filas, objetivos = [], []
    for mascara in itertools.product((0, 1), repeat=grado):
        vivos = np.array([1, *mascara])
        peso = np.sqrt(np.prod(np.where(vivos[1:], 1 - p, p)))
        filas.append(peso * A * np.where(np.arange(grado + 1) > 0, vivos / (1 - p), 1))
        objetivos.append(peso * y)
    exacto = np.linalg.lstsq(np.vstack(filas), np.concatenate(objetivos), rcond=None)[0]
    assert np.allclose(leccion_04.ajustar_polinomio(x, y, grado, 0.0, p), exacto)
