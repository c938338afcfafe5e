"""Lección 10: sus funciones con entradas que no valen, los exploradores frente a otra cuenta, y los datos grandes."""

import ast
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
from comun import DATOS, con_datos, lentitud, sin_red
from scipy.stats import norm

from utils.curso import ErrorCurso, preparar
from utils.datos.digitos import digitos, separar
from utils.ejercicios import evaluar

from . import ejercicios, exploradores
from . import valoraciones as modulo
from .en_numpy import a_numpy
from .valoraciones import separar_valoraciones, valoraciones

MOVIELENS = DATOS / "otros" / "ml-latest-small"


def azar():
    return np.random.default_rng(0)


def funciones_del_cuaderno(espacio):
    """Añade a `espacio` lo que importa la lección y las funciones que define, sin ejecutar nada más."""
    arbol = ast.parse(Path(__file__).with_name("cuaderno.py").read_text(encoding="utf-8"))
    suyas = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    arbol.body = [nodo for nodo in arbol.body if isinstance(nodo, suyas)]
    exec(compile(arbol, "cuaderno", "exec"), espacio)
    return espacio


@pytest.fixture(scope="module")
def leccion():
    """Las funciones que define la lección, con los dígitos ya separados."""
    (X, y), (X_prueba, y_prueba) = separar(*digitos(), azar())
    X, X_prueba = X.reshape(len(X), -1), X_prueba.reshape(len(X_prueba), -1)
    media, componentes = exploradores.componentes(X)
    datos = {"X": X, "X_prueba": X_prueba, "y": y, "media": media, "componentes": componentes}
    return funciones_del_cuaderno({"curso": preparar(entrena=True)} | datos)


# --- Lo que define la lección ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("codigo", [0, 64, 100])
def test_un_codigo_que_no_comprime_se_explica(leccion, codigo):
    with pytest.raises(ErrorCurso, match="el código va de 1 a 63 números"):
        leccion["crear_autocodificador"](codigo)


def test_con_nan_se_para_y_quedan_los_ultimos_pesos_buenos(leccion):
    red, *_ = leccion["crear_autocodificador"](2, anchos=())
    X = leccion["X"][:128]
    leccion["entrenar"](red, X, X, vueltas=1, pasadas=1)
    buenos = red.get_weights()
    roto = X.copy()
    roto[100, 3] = np.nan
    with pytest.raises(ErrorCurso, match="en la época 1: la pérdida"):
        leccion["entrenar"](red, roto, X, vueltas=3, pasadas=1)
    for antes, ahora in zip(buenos, red.get_weights(), strict=True):
        np.testing.assert_array_equal(antes, ahora)


def test_con_un_ritmo_enorme_tambien(leccion):
    red, *_ = leccion["crear_autocodificador"](2, anchos=(), salida="linear")
    with pytest.raises(ErrorCurso, match="ritmo de aprendizaje es demasiado grande"):
        leccion["entrenar"](red, leccion["X"], leccion["X"], vueltas=3, pasadas=1, ritmo=1e30)
    assert all(np.isfinite(pesos).all() for pesos in red.get_weights())


def test_una_sola_clase_o_pocos_ejemplos_se_explican(leccion):
    X = np.zeros((200, 64))
    with pytest.raises(ErrorCurso, match="Solo hay una clase, la 3"):
        leccion["separar_normales"](X, np.full(200, 3), 3)
    with pytest.raises(ErrorCurso, match="De la clase 7 hay 0 ejemplos"):
        leccion["separar_normales"](X, np.full(200, 3), 7)
    normales, apartados = leccion["separar_normales"](X, np.repeat([3, 4], 100), 3)
    assert len(normales) == 96 and len(apartados) == 4


def test_la_pca_de_la_leccion_es_la_de_sklearn(leccion):
    from sklearn.decomposition import PCA

    suya = PCA(5).fit(leccion["X"])
    esperada = suya.inverse_transform(suya.transform(leccion["X_prueba"]))
    np.testing.assert_allclose(leccion["pca"](leccion["X_prueba"], 5), esperada, atol=1e-4)


def test_la_mascara_no_mira_los_huecos(leccion):
    nota = np.array([[1.0, np.nan, -0.5]], dtype="float32")
    una, otra = (
        leccion["cuadrado_observado"](nota, np.array([[0.0, x, 0.5]], dtype="float32"))
        for x in (7.0, -100.0)
    )
    assert float(una[0]) == float(otra[0]) == 2.0


def test_los_sesgos_recuperan_los_que_hay(leccion):
    verdad = 3 + np.linspace(-1, 1, 40)[:, None] + np.linspace(-0.8, 0.8, 30)
    notas = np.where(azar().random(verdad.shape) < 0.7, verdad, np.nan)
    assert np.abs(leccion["sesgos"](notas, encoger=0, vueltas=50) - verdad).max() < 0.01
    assert np.isfinite(leccion["media_por_pelicula"](np.array([[3.0, np.nan], [4.0, np.nan]]))).all()


# --- Los exploradores -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def imagenes(leccion):
    return leccion["X"], leccion["X_prueba"]


def test_a_numpy_es_la_red_de_keras(leccion, imagenes):
    red, codificador, _ = leccion["crear_autocodificador"](3)
    for modelo in (red, codificador):
        np.testing.assert_allclose(
            a_numpy(modelo)(imagenes[1]), modelo(imagenes[1], training=False), atol=1e-5
        )


def test_a_numpy_rechaza_lo_que_no_es_denso(leccion):
    red = leccion["keras"].Sequential(
        [leccion["keras"].Input((8, 8, 1)), leccion["Conv2D"](2, 3, name="filtros")]
    )
    with pytest.raises(ErrorCurso, match="«filtros» no lo es"):
        a_numpy(red)


@pytest.mark.parametrize("ruido", [0.0, 0.4])
def test_el_error_de_pca_del_explorador_es_el_de_la_leccion(leccion, imagenes, ruido):
    lamina = exploradores.LaminaCodigo(*imagenes)
    lamina.pintar(codigo=6, ruido=ruido)
    entrada = np.clip(lamina.limpias + ruido * lamina.azar, 0, 1)
    esperado = np.mean(np.sum((leccion["pca"](entrada, 6) - lamina.limpias) ** 2, axis=1))
    assert np.isclose(lamina.linea.get_ydata()[5], esperado, rtol=1e-3)


@pytest.mark.parametrize(
    ("X", "frase"),
    [
        (np.full((5, 64), 2.0), "entre 0 y 1"),
        (np.full((5, 64), -0.1), "entre 0 y 1"),
        (np.full((5, 64), np.nan), "entre 0 y 1"),
        (np.zeros((5, 63)), "cuadradas"),
        (np.zeros((5, 8, 8)), "una por fila"),
        (np.zeros((0, 64)), "cuadradas"),
    ],
)
def test_imagenes_que_no_valen(X, frase):
    with pytest.raises(ErrorCurso, match=frase):
        exploradores.LaminaCodigo(X, X)


def test_un_codigo_mayor_que_los_datos_se_explica(imagenes):
    lamina = exploradores.LaminaCodigo(*imagenes)
    with pytest.raises(ErrorCurso, match="va de 1 a 64"):
        lamina.pintar(codigo=65)


def test_codigos_que_no_valen():
    decodificar = lambda z: np.zeros((len(z), 64))
    with pytest.raises(ErrorCurso, match="códigos de dos números"):
        exploradores.LaminaPlano(np.zeros((4, 3)), np.zeros(4, dtype=int), decodificar)
    with pytest.raises(ErrorCurso, match="no son números"):
        exploradores.LaminaPlano(np.full((4, 2), np.nan), np.zeros(4, dtype=int), decodificar)


@pytest.fixture(scope="module")
def los_exploradores(leccion, imagenes):
    red, codificador, decodificador = map(a_numpy, leccion["crear_autocodificador"](2))
    grande = a_numpy(leccion["crear_autocodificador"](32)[0])
    plano = exploradores.explorar_plano(codificador(imagenes[0]), leccion["y"], decodificador)
    return {"codigo": exploradores.explorar_codigo(*imagenes, {2: red, 32: grande}), "plano": plano}


@pytest.mark.parametrize("nombre", ["codigo", "plano"])
def test_cada_explorador_responde_deprisa_en_sus_extremos(los_exploradores, nombre):
    assert lentitud(los_exploradores[nombre]) < 5


def test_el_plano_dice_la_distancia_al_codigo_mas_cercano(los_exploradores):
    lamina = los_exploradores["plano"].lamina
    z = lamina.codigos[17] + np.array([0.0, 1e-9])
    assert f"es de un {lamina.clases[17]}, a distancia 0.00" in lamina.pintar(*z)


# --- Los ejercicios -------------------------------------------------------------------------------------------------


def test_la_psnr_es_la_de_keras(leccion):
    a, b = azar().uniform(size=(2, 8, 8)).astype("float32")
    assert np.isclose(
        ejercicios.psnr(a, b), float(leccion["keras"].ops.psnr(a, b, max_val=1)), rtol=1e-4
    )


def test_el_ruido_con_otro_generador_se_explica():
    def ajeno(X, sigma, rng):
        return np.clip(X + np.random.default_rng().normal(0, sigma, X.shape), 0, 1)

    assert ejercicios.SIN_RNG in evaluar("10.2", ajeno).mensaje


@pytest.mark.parametrize("semilla", range(30))
def test_el_ruido_honrado_pasa_gaste_como_gaste_el_azar(semilla):
    def honrado(X, sigma, rng):
        rng.random(semilla)
        return np.clip(X + sigma * norm.ppf(rng.uniform(1e-12, 1, X.shape)), 0, 1)

    assert evaluar("10.2", honrado).estado == "correcto"


# --- Las valoraciones -----------------------------------------------------------------------------------------------


def test_las_valoraciones_generadas():
    una, otra = valoraciones(), valoraciones()
    np.testing.assert_array_equal(una.matriz, otra.matriz)
    hay = ~np.isnan(una.matriz)
    assert (
        una.matriz.shape == una.esperada.shape == (modulo.USUARIOS, modulo.PELICULAS)
        and len(set(una.titulos)) == modulo.PELICULAS
    )
    assert set(np.unique(una.matriz[hay])) == set(np.arange(0.5, 5.5, 0.5)) and 0.15 < hay.mean() < 0.25
    assert np.sqrt(np.mean((una.matriz - una.esperada)[hay] ** 2)) < 0.45


def test_separar_no_repite_ni_pierde_valoraciones():
    matriz = valoraciones().matriz
    copia = matriz.copy()
    resto, apartada = separar_valoraciones(matriz, azar())
    assert np.array_equal(matriz, copia, equal_nan=True)
    assert not (~np.isnan(resto) & ~np.isnan(apartada)).any()
    assert np.array_equal(np.where(np.isnan(resto), apartada, resto), matriz, equal_nan=True)
    assert abs((~np.isnan(apartada)).sum() / (~np.isnan(matriz)).sum() - 0.2) < 0.001


@pytest.mark.parametrize(
    ("matriz", "frase"),
    [
        (np.full((3, 3), np.nan), "al menos dos valoraciones"),
        (np.array([3.0, 4.0, 5.0]), "una matriz"),
        (np.array([[0.0, 4.0], [3.0, 0.0]]), "pon NaN, no 0"),
        (np.array([[8.0, 4.0]]), "de 0.5 a 5"),
    ],
)
def test_valoraciones_que_no_valen(matriz, frase):
    with pytest.raises(ErrorCurso, match=frase):
        separar_valoraciones(matriz, azar())


def test_un_perfil_que_no_existe():
    with pytest.raises(ErrorCurso, match="No existe el perfil"):
        valoraciones("gigante")


# --- Los datos grandes ----------------------------------------------------------------------------------------------


INTENTA = """
from utils.curso import ErrorCurso
from lecciones.l10_autoencoders import valoraciones as v
{antes}
try:
    datos = v.valoraciones("completo")
    print(datos.matriz.shape, (datos.matriz == datos.matriz).sum(), datos.titulos[0], datos.esperada)
except ErrorCurso as error:
    print("ErrorCurso:", error)
"""


def test_movielens_sin_red_lo_dice_y_no_deja_nada_a_medias(tmp_path):
    salida = sin_red(INTENTA.format(antes=""), tmp_path)
    assert "ErrorCurso: No puedo descargar MovieLens" in salida and "rapido" in salida
    assert not list(tmp_path.rglob("*.zip"))


@pytest.fixture
def casa_con_movielens(tmp_path):
    if not MOVIELENS.is_dir():
        pytest.skip("no está ../shared/datos: se omite MovieLens")
    (tmp_path / "datasets").mkdir()
    with zipfile.ZipFile(tmp_path / "datasets" / "ml-latest-small.zip", "w") as archivo:
        for fichero in MOVIELENS.iterdir():
            archivo.write(fichero, f"ml-latest-small/{fichero.name}")
    return tmp_path


def test_movielens_con_su_cargador(casa_con_movielens):
    """El zip es nuestro, así que su huella no es la publicada: aquí no se mira."""
    salida = sin_red(INTENTA.format(antes="v.SHA256 = None"), casa_con_movielens)
    assert salida.split("\n")[0] == "(610, 1297) 67898 Toy Story (1995) None"


def test_movielens_con_otra_huella_se_rechaza(casa_con_movielens):
    assert "ErrorCurso: No puedo descargar MovieLens" in sin_red(
        INTENTA.format(antes=""), casa_con_movielens
    )


UNOS_PASOS = """
import numpy as np
from utils.curso import preparar
from lecciones.l10_autoencoders.test_leccion import funciones_del_cuaderno
globals().update(funciones_del_cuaderno({"curso": preparar(entrena=True)}))
(G, _), (P, _) = separar(*ropa(), None)
G, P = G[:2560].reshape(2560, -1), P[:500].reshape(500, -1)
red, *_ = crear_autocodificador(32, entradas=784, anchos=(256, 128))
entrenar(red, G, G, vueltas=2, pasadas=2, lote=128)
error = np.mean(np.sum((P - aplicar(red, P)) ** 2, axis=1))
print("mejora", bool(error < 0.8 * np.mean(np.sum((P - G.mean(axis=0)) ** 2, axis=1))))
"""


@con_datos
def test_el_mismo_codigo_aprende_con_fashion_mnist(tmp_path):
    shutil.copytree(DATOS / "keras" / "datasets", tmp_path / "datasets")
    assert sin_red(UNOS_PASOS, tmp_path).endswith("mejora True")
