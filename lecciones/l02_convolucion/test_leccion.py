"""Lección 02: las cuentas prestadas y lo que dibujan los exploradores, frente a SciPy y a la fuerza bruta."""

import re

import numpy as np
import pytest
from comun import extremos, lentitud
from scipy.signal import convolve2d, correlate2d

from utils.curso import ErrorCurso
from utils.datos.fotos import foto

from . import exploradores, tareas

AZAR = np.random.default_rng(0)


def textos(rejilla):
    """Lo que se lee en una rejilla dibujada, celda a celda."""
    alto, ancho = rejilla.imagen.get_array().shape[:2]
    return np.array(
        [t.get_text() if t.get_visible() else "" for t in rejilla.textos[: alto * ancho]]
    ).reshape(alto, ancho)


def numero(texto):
    return float(texto.replace("−", "-"))


def con_huecos(filtro, dilation):
    """El filtro con ceros entre sus pesos."""
    grande = np.zeros([dilation * (k - 1) + 1 for k in filtro.shape])
    grande[::dilation, ::dilation] = filtro
    return grande


# --- Las cuentas ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("stride", "dilation"), [(1, 1), (2, 1), (1, 3), (3, 2)])
def test_convolucionar_es_la_correlacion_de_scipy(stride, dilation):
    imagen, filtro = AZAR.normal(size=(11, 9)), AZAR.normal(size=(3, 2))
    de_scipy = correlate2d(imagen, con_huecos(filtro, dilation), "valid")[::stride, ::stride]
    np.testing.assert_allclose(tareas.convolucionar(imagen, filtro, stride, dilation), de_scipy)


@pytest.mark.parametrize(
    ("n", "k", "stride", "dilation"),
    [(6, 3, 2, 1), (7, 3, 2, 1), (8, 4, 1, 1), (9, 3, 1, 3), (5, 1, 3, 1)],
)
def test_el_relleno_same_da_un_lado_de_n_entre_el_paso_hacia_arriba(n, k, stride, dilation):
    antes, despues = tareas.rellenos(n, k, stride, "same", dilation)
    salida = tareas.convolucionar(
        np.zeros((n + antes + despues, 20)), np.zeros((k, 1)), stride, dilation
    )
    assert len(salida) == -(-n // stride)
    assert 0 <= despues - antes <= 1


@pytest.mark.parametrize(("n", "k", "stride", "padding"), [(5, 3, 1, 0), (6, 2, 2, 1), (4, 4, 1, 2)])
def test_la_matriz_es_la_convolucion(n, k, stride, padding):
    imagen, filtro = AZAR.normal(size=(n, n)), AZAR.normal(size=(k, k))
    de_scipy = correlate2d(np.pad(imagen, padding), filtro, "valid")[::stride, ::stride]
    np.testing.assert_allclose(
        tareas.matriz_convolucion(n, filtro, stride, padding) @ imagen.ravel(), de_scipy.ravel()
    )


# --- Convolución paso a paso ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("padding", "stride", "dilation"),
    [(0, 1, 1), (1, 2, 1), (2, 3, 2), ("same", 2, 1), (0, 2, 2), (3, 5, 1)],
)
def test_la_salida_la_suma_y_lo_que_no_se_mira(padding, stride, dilation):
    entrada, filtro = exploradores.ENTRADAS["Rectángulo 4×8"], exploradores.FILTROS["De 2×2"]
    x, f = exploradores.leer_matriz(entrada), exploradores.leer_matriz(filtro)
    bordes = [tareas.rellenos(n, 2, stride, padding, dilation) for n in x.shape]
    de_scipy = correlate2d(np.pad(x, bordes), con_huecos(f, dilation), "valid")[::stride, ::stride]
    lamina = exploradores.LaminaConvolucion()
    alt = lamina.pintar(entrada, filtro, stride, padding, dilation, paso=de_scipy.size)
    assert lamina.posiciones == de_scipy.size
    np.testing.assert_allclose(np.vectorize(numero)(textos(lamina.salida)), de_scipy)
    cuenta, total = lamina.cuenta.replace("·", "*").replace("−", "-").split(" = ")
    assert eval(cuenta) == pytest.approx(float(total)) == pytest.approx(de_scipy[-1, -1])
    marcas = correlate2d(
        np.pad(np.ones(x.shape), bordes), con_huecos(np.ones((2, 2)), dilation), "valid"
    )
    veces = np.zeros(marcas.shape)
    veces[::stride, ::stride] = 1
    miradas = convolve2d(veces, con_huecos(np.ones((2, 2)), dilation))
    (arriba, _), (izquierda, _) = bordes
    sin_mirar = np.sum(miradas[arriba : arriba + 4, izquierda : izquierda + 8] == 0)
    assert (f"no mira nadie: {sin_mirar} de 32" in alt) == (sin_mirar > 0)
    assert ("Se miran todas" in alt) == (sin_mirar == 0)


def test_la_formula_escrita_da_el_tamano_de_la_salida():
    lamina = exploradores.LaminaConvolucion()
    lamina.pintar(exploradores.ENTRADAS["Escalera 7×7"], stride=2, padding=1, dilation=2)
    formula, tamano = re.search(r"⌊(.*)⌋ \+ 1 = (\d+)", lamina.formula.get_text()).groups()
    assert (
        int(eval(formula.replace("·", "*").replace("−", "-"))) + 1
        == int(tamano)
        == len(textos(lamina.salida))
    )


def test_predecir_esconde_el_resultado_hasta_comprobarlo():
    explorador = exploradores.explorar_convolucion()
    explorador.predecir.value = True
    assert textos(explorador.lamina.salida)[0, 0] == "?"
    assert explorador.lamina.cuenta.endswith("= ?")
    for prediccion, dice in ((4, "✅"), (5, "❌")):
        explorador.prediccion.value = prediccion
        explorador.revelar()
        assert dice in explorador.aviso.value and explorador.lamina.cuenta.endswith("= 4")


def test_al_cambiar_la_entrada_se_recorren_todas_sus_posiciones():
    explorador = exploradores.explorar_convolucion()
    explorador.elegir_entrada.value = exploradores.DIGITO
    assert explorador.controles["paso"].max == 36
    explorador.controles["padding"].value = "same"
    assert explorador.controles["paso"].max == 64


@pytest.mark.parametrize(
    ("control", "valor", "dice"),
    [
        ("entrada", "1 2\n3", "la fila 2 tiene 1"),
        ("entrada", "", "está vacía"),
        ("filtro", "1 x", "solo números"),
        ("filtro", "1 inf", "finitos"),
        ("filtro", "1 2 3 4 5 6 7 8", "como mucho, 7"),
        ("dilation", 4, "no cabe"),
    ],
)
def test_lo_que_no_encaja_se_explica_y_conserva_la_figura(control, valor, dice):
    explorador = exploradores.explorar_convolucion()
    explorador.refrescar()
    antes = textos(explorador.lamina.salida)
    explorador.controles[control].value = valor
    assert dice in explorador.aviso.value
    np.testing.assert_array_equal(textos(explorador.lamina.salida), antes)


# --- Transpuesta, matriz, campo y filtros ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "k", "stride", "padding", "de_mas"),
    [(3, 3, 2, 0, 0), (4, 4, 2, 1, 0), (3, 2, 3, 0, 2), (5, 5, 4, 3, 3)],
)
def test_la_transpuesta_cuenta_las_copias_que_se_solapan(n, k, stride, padding, de_mas):
    lamina = exploradores.LaminaTranspuesta()
    lamina.pintar(n, k, stride, padding, de_mas, paso=n * n)
    separadas = con_huecos(np.ones((n, n)), stride)
    copias = convolve2d(separadas, np.ones((k, k)))
    dibujadas = np.vectorize(lambda t: numero(t or "0"))(textos(lamina.salida))
    np.testing.assert_array_equal(dibujadas[: len(copias), : len(copias)], copias)
    lado = lamina.salida.resto.get_width()
    assert lado == (n - 1) * stride + k - 2 * padding + de_mas
    assert f"Salida {lado}×{lado}" in lamina.salida.eje.get_title()


@pytest.mark.parametrize(
    ("opciones", "dice"),
    [({"output_padding": 2}, "menor que el paso"), ({"n": 1, "k": 1, "padding": 3}, "recorta")],
)
def test_una_transpuesta_imposible_se_explica(opciones, dice):
    with pytest.raises(ErrorCurso, match=dice):
        exploradores.LaminaTranspuesta().pintar(**opciones)


@pytest.mark.parametrize("transpuesta", [False, True])
def test_la_matriz_dibujada_es_la_de_la_convolucion(transpuesta):
    lamina = exploradores.LaminaMatriz()
    alt = lamina.pintar(n=5, k=3, stride=2, padding=1, fila=4, transpuesta=transpuesta)
    C = np.array(
        [
            correlate2d(np.pad(p.reshape(5, 5), 1), np.arange(1, 10).reshape(3, 3), "valid")[
                ::2, ::2
            ].ravel()
            for p in np.eye(25)
        ]
    )
    C = C if transpuesta else C.T
    dibujada = np.ma.filled(lamina.matriz.get_array().astype(float), 0)
    np.testing.assert_array_equal(np.nan_to_num(dibujada), C)
    fila = np.nan_to_num(np.ma.filled(lamina.fila.get_array().astype(float), 0))
    np.testing.assert_array_equal(fila.ravel(), C[3])
    assert f"C mide 9×25 con {np.count_nonzero(C)} elementos" in alt


@pytest.mark.parametrize("capas", ["3,1; 3,2; 3,1", "5,2; 2,3", "1,1", "9,1; 2,2; 3,1; 4,1"])
@pytest.mark.parametrize("salida", [1, 5])
def test_los_caminos_son_los_de_multiplicar_las_matrices_de_cada_capa(capas, salida):
    lamina = exploradores.LaminaCampo()
    alt = lamina.pintar(capas, salida)
    caminos = np.eye(5)[salida - 1]
    for k, s in reversed(exploradores.leer_capas(capas)):
        ancho = (len(caminos) - 1) * s + k
        capa = np.array([[i * s <= j < i * s + k for j in range(ancho)] for i in range(len(caminos))])
        caminos = caminos @ capa
    celdas = np.flatnonzero(caminos)
    dibujados = {int(x): alto for (x, _), (_, alto) in lamina.barras.get_segments()}
    assert dibujados == {int(c): caminos[c] for c in celdas}
    assert f"= {np.ptp(celdas) + 1}." in alt and f"de la celda {celdas[0]} a la {celdas[-1]} " in alt


@pytest.mark.parametrize(
    "capas", ["", "3", "3,0", "10,1", "3,1; 3,1; 3,1; 3,1; 3,1; 3,1; 3,1", "a,b", "9,4; 9,4; 9,4"]
)
def test_unas_capas_que_no_valen_se_explican(capas):
    with pytest.raises(ErrorCurso):
        exploradores.LaminaCampo().pintar(capas)


@pytest.mark.parametrize("relu", [False, True])
def test_la_foto_filtrada_es_la_correlacion_de_scipy(relu):
    lamina = exploradores.LaminaFiltro()
    lamina.pintar("flor", exploradores.FILTROS["Relieve"], relu)
    de_scipy = correlate2d(
        foto("flor", alto=lamina.ALTO, gris=True), [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]], "valid"
    )
    np.testing.assert_allclose(
        lamina.resultado.get_array(), np.maximum(de_scipy, 0) if relu else de_scipy, atol=1e-12
    )


def test_elegir_un_filtro_lo_escribe():
    explorador = exploradores.explorar_filtro()
    (columna, _) = explorador.caja.children[0].children
    columna.children[1].value = "Enfocar"
    assert explorador.controles["filtro"].value == exploradores.FILTROS["Enfocar"]


# --- Rapidez y extremos ---------------------------------------------------------------------------------------------

QUE_CABEN = {
    "entrada": (exploradores.ENTRADAS["Escalera 6×6"], exploradores.ENTRADAS["Rectángulo 4×8"]),
    "filtro": (exploradores.FILTROS["Identidad"], exploradores.FILTROS["Relieve"]),
    "capas": ("1,1", "5,2; 3,2; 3,1"),
    "dilation": (1, 2),
    "output_padding": (0, 1),
    "n": (3, 5),
}


@pytest.mark.parametrize("cual", ["convolucion", "transpuesta", "matriz", "campo", "filtro"])
def test_responden_deprisa_y_lo_que_cabe_no_avisa(cual):
    explorador = getattr(exploradores, f"explorar_{cual}")()
    nombres = {id(control): nombre for nombre, control in explorador.controles.items()}

    def valores(control):
        return QUE_CABEN.get(nombres[id(control)]) or extremos(control)

    assert lentitud(explorador, valores) < 5
