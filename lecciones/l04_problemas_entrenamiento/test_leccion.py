"""Lección 04: lo que dicen sus herramientas cuando los datos no sirven, y lo que dibujan sus exploradores."""

import itertools

import numpy as np
import pytest
from comun import lentitud

from utils.curso import ErrorCurso

from . import exploradores, tareas
from .desequilibrio import METODOS, desequilibrar, remuestrear

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
    exploradores.explorar_gradiente,
    exploradores.explorar_desequilibrio,
    exploradores.explorar_sobreajuste,
)


@pytest.mark.parametrize("explorar", EXPLORADORES, ids=lambda f: f.__name__)
def test_cada_explorador_responde_deprisa_en_todos_sus_extremos(explorar):
    assert lentitud(explorar()) < 5


@pytest.mark.parametrize("activacion", tareas.ACTIVACIONES)
@pytest.mark.parametrize("escala", [0.3, 1.0, 3.0])
def test_el_gradiente_dibujado_nunca_pasa_de_la_cota(activacion, escala):
    normas, cota = tareas.normas_por_capa(20, activacion, escala)
    assert (normas <= cota * (1 + 1e-9)).all()


def test_la_retropropagacion_del_explorador_es_la_de_las_diferencias_finitas():
    """La norma de la primera capa, frente a mover una a una las entradas de esa capa."""
    h, capas = 1e-5, 4
    pesos = tareas.PESOS[:capas] * 1.2
    z = tareas.ENTRADAS[:1] @ pesos[0]

    def salida(z):
        for w in pesos[1:]:
            z = tareas.ACTIVACIONES["tanh"][0](z) @ w
        return float((z * tareas.SALIDA[:1]).sum())

    numerico = [(salida(z + h * e) - salida(z - h * e)) / (2 * h) for e in np.eye(z.shape[1])]
    delta = tareas.retropropagar(capas, "tanh", 1.2, muestras=1)[0]
    np.testing.assert_allclose(delta[0], numerico, atol=1e-6)


def test_el_ajuste_polinomico_es_el_de_minimos_cuadrados():
    x, y = np.linspace(-1, 1, 9), np.random.default_rng(1).normal(size=9)
    nuestro = tareas.ajustar_polinomio(x, y, 4, 0.0)
    np.testing.assert_allclose(
        tareas.evaluar_polinomio(nuestro, x), np.polyval(np.polyfit(x, y, 4), x), atol=1e-8
    )
    assert (
        np.abs(tareas.ajustar_polinomio(x, y, 8, 1.0)).sum()
        < np.abs(tareas.ajustar_polinomio(x, y, 8, 0.0)).sum()
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
    assert np.allclose(tareas.ajustar_polinomio(x, y, grado, 0.0, p), exacto)


@pytest.mark.parametrize("remedio", ["ninguno", "pesos de clase"])
def test_la_frontera_y_las_medidas_son_las_de_scikit_learn(remedio):
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score

    lamina = exploradores.LaminaDesequilibrio()
    alt = lamina.pintar(razon=10, remedio=remedio, umbral=0.5)
    puntos, clases = tareas.nubes(10, exploradores.COMUNES, np.random.default_rng(10))
    con_unos = lambda X: np.column_stack(
        [np.ones(len(X)), X]
    )  # el sesgo, castigado como los demás pesos
    modelo = LogisticRegression(
        C=10,
        tol=1e-8,
        fit_intercept=False,
        class_weight={1: 10.0} if remedio == "pesos de clase" else None,
    )
    modelo.fit(con_unos(puntos), clases)
    frontera = con_unos(lamina.frontera.get_xydata())
    np.testing.assert_allclose(modelo.predict_proba(frontera)[:, 1], 0.5, atol=1e-3)
    prueba, reales = tareas.nubes(10, exploradores.COMUNES_PRUEBA, np.random.default_rng(1010))
    dicho = float(alt.split("F1 ")[1].rstrip("."))
    assert dicho == pytest.approx(f1_score(reales, modelo.predict(con_unos(prueba))), abs=0.006)


def test_los_errores_dibujados_son_los_del_polinomio():
    lamina = exploradores.LaminaSobreajuste()
    lamina.pintar(grado=5, n=30)
    x, y = tareas.muestra(30, np.random.default_rng(7))
    de_numpy = np.polynomial.Polynomial.fit(x, y, 5)
    rmse = [
        np.sqrt(np.mean((de_numpy(a) - b) ** 2))
        for a, b in ((x, y), (lamina.prueba_x, lamina.prueba_y))
    ]
    dibujado = [linea.get_ydata()[4] for linea in (lamina.entrena, lamina.prueba)]
    np.testing.assert_allclose(dibujado, rmse, rtol=1e-6)
