"""Lección 17: listas, prosa, vectores de fichero, palabras desconocidas, exploradores y repetibilidad de gensim."""

import os
import subprocess
import sys

import ipywidgets as widgets
import numpy as np
import pytest
from comun import extremos, lentitud

from utils.curso import ErrorCurso
from utils.ejercicios import evaluar

from . import exploradores
from . import listas as musica
from .ejercicios import analogia, coseno, pares_cbow, pares_skipgram, perdida_sgns
from .palabras import exigir_distintas, exigir_palabra
from .prosa import prosa_del_curso
from .vectores import cargar_vectores, vectores_en_espanol

PALABRAS = [
    "rey",
    "reina",
    "padre",
    "madre",
    "mesa",
    "silla",
    "gato",
    "perro",
    "lunes",
    "martes",
    "guitarra",
    "piano",
]


def al_azar(n=12, d=8, semilla=0):
    M = np.random.default_rng(semilla).normal(size=(n, d))
    return M / np.linalg.norm(M, axis=1, keepdims=True)


# --- Palabras que no están ------------------------------------------------------------------------------------------


def test_una_palabra_conocida_vale_con_mayusculas_y_espacios():
    assert exigir_palabra("  Reina ", PALABRAS) == "reina"
    assert exigir_palabra("París", {"París": 0}) == "París"


def test_una_desconocida_ofrece_las_que_se_escriben_parecido():
    with pytest.raises(ErrorCurso, match="No conozco «guitara».*«guitarra»"):
        exigir_palabra("guitara", PALABRAS)
    with pytest.raises(ErrorCurso, match="Tampoco hay ninguna"):
        exigir_palabra("xyzxyz", PALABRAS)


@pytest.mark.parametrize("vacia", ["", "   "])
def test_una_palabra_vacia_se_pide(vacia):
    with pytest.raises(ErrorCurso, match="escríbela"):
        exigir_palabra(vacia, PALABRAS)


def test_una_palabra_repetida_en_la_analogia_se_dice():
    exigir_distintas("a", "b", "c")
    with pytest.raises(ErrorCurso, match="«rey» está repetida"):
        exigir_distintas("rey", "reina", "rey")


def test_una_frase_vacia_no_da_ejemplos():
    assert pares_skipgram([], 3) == pares_cbow([], 3) == pares_cbow(["sola"], 3) == []


def test_los_pares_que_faltan_se_dicen_por_su_nombre_y_al_reves_no_vale():
    def sin_la_primera(frase, ventana):
        return [par for i, par in enumerate(pares_skipgram(frase, ventana)) if i]

    def por_distancia(frase, ventana):
        pares = [par for k in range(1, ventana + 1) for par in zip(frase, frase[k:], strict=False)]
        return pares + [par[::-1] for par in pares]

    assert "Das 17 pares y deben ser 18: falta «el → rey»" in evaluar("17.2", sin_la_primera).mensaje
    assert (
        "Está al revés" in evaluar("17.2", lambda f, v: [p[::-1] for p in pares_skipgram(f, v)]).mensaje
    )
    assert evaluar("17.2", por_distancia).estado == "correcto"
    de_uno_en_uno = lambda frase, ventana: [([b], a) for a, b in pares_skipgram(frase, ventana)]
    assert "Das 18 parejas y deben ser 6: falta «" in evaluar("17.3", de_uno_en_uno).mensaje


# --- Las listas -----------------------------------------------------------------------------------------------------


def test_las_listas_son_deterministas_sin_repetir_y_de_su_largo():
    unas, otras = (musica.listas(50, np.random.default_rng(3)) for _ in range(2))
    for una, otra in zip(unas, otras, strict=True):
        np.testing.assert_array_equal(una, otra)
        assert musica.LARGO_MINIMO <= len(una) <= musica.LARGO_MAXIMO and len(set(una.tolist())) == len(
            una
        )


def test_cada_lista_tiene_un_genero_principal_y_manda_la_fama():
    catalogo, listas = musica.canciones(), musica.listas(400, np.random.default_rng(0))
    principal = [np.bincount(catalogo.generos[lista]).max() / len(lista) for lista in listas]
    assert 0.6 < np.mean(principal) < 0.95
    veces = np.bincount(np.concatenate(listas), minlength=len(catalogo.fama))
    assert np.corrcoef(veces, catalogo.fama)[0, 1] > 0.8
    assert (
        len(catalogo.titulos)
        == len(set(catalogo.titulos))
        == len(catalogo.generos)
        == len(catalogo.anos)
    )


@pytest.mark.parametrize("n", [0, -3, 2.5, "diez"])
def test_un_numero_de_listas_sin_sentido_se_dice(n):
    with pytest.raises(ErrorCurso, match="entero mayor que 0"):
        musica.listas(n, np.random.default_rng(0))


# --- La prosa -------------------------------------------------------------------------------------------------------


def test_la_prosa_es_texto_sin_codigo_ni_formulas():
    frases = prosa_del_curso()
    palabras = {p for frase in frases for p in frase}
    assert sum(map(len, frases)) > 15_000 and {"gradiente", "capa", "pérdida"} <= palabras
    assert not palabras & {"sigma", "mathbb", "details", "summary", "ipynb", "frac"}
    assert all(p.isalpha() and p == p.lower() for p in palabras)


# --- Los vectores de fichero ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ficheros(tmp_path_factory):
    """El mismo vocabulario en los dos formatos de word2vec, escrito por gensim, y el de texto comprimido."""
    gensim = pytest.importorskip("gensim.models")
    carpeta = tmp_path_factory.mktemp("vectores")
    vectores = gensim.KeyedVectors(8)
    vectores.add_vectors(["camión", "París", *PALABRAS], al_azar(len(PALABRAS) + 2).astype("float32"))
    for nombre, binario in (("v.vec", False), ("v.bin", True), ("v.vec.gz", False)):
        vectores.save_word2vec_format(str(carpeta / nombre), binary=binario)
    return carpeta, vectores


@pytest.mark.parametrize(
    ("nombre", "binario"), [("v.vec", False), ("v.bin", True), ("v.vec.gz", False)]
)
def test_se_leen_los_formatos_de_word2vec(ficheros, nombre, binario):
    carpeta, vectores = ficheros
    leidos = cargar_vectores(carpeta / nombre, binario=binario)
    assert leidos.index_to_key == vectores.index_to_key
    np.testing.assert_allclose(leidos.vectors, vectores.vectors, atol=1e-6)
    assert len(cargar_vectores(carpeta / nombre, binario=binario, limite=3)) == 3


def test_los_de_la_red_se_leen_por_su_direccion(ficheros):
    carpeta, vectores = ficheros
    leidos = vectores_en_espanol(limite=5, direccion=(carpeta / "v.vec.gz").as_uri())
    assert leidos.index_to_key == vectores.index_to_key[:5]


def test_una_direccion_que_no_contesta_se_explica():
    pytest.importorskip("gensim")
    with pytest.raises(ErrorCurso, match="No puedo descargar los vectores"):
        vectores_en_espanol(direccion="http://127.0.0.1:9/cc.es.300.vec.gz")


@pytest.mark.parametrize(
    "dano", ["cortado", "cabecera", "letras", "vacio", "nan", "cortado.bin", "cortado.gz", "cruzado"]
)
def test_un_fichero_danado_se_explica(ficheros, tmp_path, dano):
    carpeta, _ = ficheros
    texto, binario = (carpeta / "v.vec").read_bytes(), (carpeta / "v.bin").read_bytes()
    contenido = {
        "cortado": texto[: len(texto) // 2],
        "cabecera": b"no es una cabecera\n" + texto,
        "letras": texto.replace(b"mesa ", b"mesa hola "),
        "vacio": b"",
        "nan": b"2 2\nsol 1 nan\nluna 0 1\n",
        "cortado.bin": binario[: len(binario) // 2],
        "cortado.gz": (carpeta / "v.vec.gz").read_bytes()[:200],
        "cruzado": binario,
    }[dano]
    ruta = tmp_path / ("malo.vec.gz" if dano.endswith("gz") else "malo.vec")
    ruta.write_bytes(contenido)
    with pytest.raises(ErrorCurso, match="malo.vec.*dañado"):
        cargar_vectores(ruta, binario=dano.endswith("bin"))


def test_un_fichero_que_no_existe_se_dice(tmp_path):
    pytest.importorskip("gensim")
    with pytest.raises(ErrorCurso, match=r"No encuentro.*nada\.vec"):
        cargar_vectores(tmp_path / "nada.vec")


def test_sin_gensim_se_dice(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "gensim.models", None)
    with pytest.raises(ErrorCurso, match="hace falta gensim"):
        cargar_vectores(tmp_path / "v.vec")


# --- Las cuentas ----------------------------------------------------------------------------------------------------


def test_analogia_y_coseno_coinciden_con_gensim(ficheros):
    _, vectores = ficheros
    diccionario = {p: vectores.get_vector(p, norm=True) for p in vectores.index_to_key}
    for a, b, c in (PALABRAS[:3], PALABRAS[4:7], PALABRAS[7:10]):
        assert (
            analogia(a, b, c, diccionario)
            == vectores.most_similar(positive=[b, c], negative=[a], topn=1)[0][0]
        )
        assert coseno(vectores[a], vectores[b]) == pytest.approx(vectores.similarity(a, b), abs=1e-6)


def test_la_perdida_no_desborda():
    assert perdida_sgns(np.array([1000.0]), np.array([-1.0]), np.array([[1.0]])) == pytest.approx(2000)


def test_gensim_con_un_hilo_se_repite_aunque_cambie_pythonhashseed():
    pytest.importorskip("gensim")
    codigo = (
        "from gensim.models import Word2Vec; import hashlib\n"
        "frases = [['a', 'b', 'c', 'd']] * 50 + [['x', 'y', 'z']] * 50\n"
        "m = Word2Vec(frases, vector_size=8, min_count=1, workers=1, seed=1, sg=1)\n"
        "print(m.wv.index_to_key, hashlib.sha256(m.wv.vectors.tobytes()).hexdigest())"
    )
    salidas = {
        subprocess.run(
            [sys.executable, "-c", codigo],
            env=os.environ | {"PYTHONHASHSEED": hash_},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_ in ("0", "1")
    }
    assert len(salidas) == 1


# --- Los exploradores -----------------------------------------------------------------------------------------------


@pytest.fixture
def mapa():
    planos = {
        "uno": np.random.default_rng(1).normal(size=(12, 2)),
        "apretado": np.random.default_rng(2).normal(size=(12, 2)) * [1e-3, 1],
    }
    return exploradores.explorar_mapa(PALABRAS, al_azar(), planos)


@pytest.fixture
def ajustes():
    pedidos = []

    def probar(*clave):
        pedidos.append(clave)
        return {"género": 0.5, "tiempo": 0.25, "capital": 1.0}

    explorador = exploradores.explorar_ajustes(
        probar, {(5, 48, 5): {"género": 0.9, "tiempo": 0.8, "capital": 0.7}}
    )
    return explorador, pedidos


def test_la_calculadora_da_lo_mismo_que_el_ejercicio():
    M = al_azar()
    lamina, vectores = exploradores.LaminaAnalogias(PALABRAS, M), dict(zip(PALABRAS, M, strict=True))
    for a, b, c in (("rey", "reina", "padre"), ("gato", "lunes", "mesa")):
        assert f"como «{c}» es a «{analogia(a, b, c, vectores)}»" in lamina.pintar(a, b, c)


@pytest.mark.parametrize(
    ("valores", "frase"),
    [
        (("rey", "reyna", "padre"), "«reina»"),
        (("rey", "", "padre"), "escríbela"),
        (("rey", "Rey", "padre"), "repetida"),
    ],
)
def test_la_calculadora_explica_lo_que_no_puede(valores, frase):
    with pytest.raises(ErrorCurso, match=frase):
        exploradores.LaminaAnalogias(PALABRAS, al_azar()).pintar(*valores)


def test_el_mapa_cuenta_las_vecinas_que_siguen_cerca(mapa):
    lamina = mapa.lamina
    plano = lamina.M[:, :2]
    lamina.planos["sombra"] = plano
    fila, k = PALABRAS.index("gato"), 4
    de_verdad = set(np.argsort(-lamina.M @ lamina.M[fila])[1 : k + 1])
    en_plano = set(np.argsort(np.linalg.norm(plano - plano[fila], axis=1))[1 : k + 1])
    assert lamina.pintar("sombra", "gato", k).endswith(f"lo son {len(de_verdad & en_plano)} de {k}.")


@pytest.mark.parametrize("cual", ["uno", "apretado"])
@pytest.mark.parametrize("palabra", ["reina", "guitarra", "martes"])
def test_los_rotulos_del_mapa_no_se_pisan(mapa, cual, palabra):
    lamina = mapa.lamina
    lamina.pintar(cual, palabra, exploradores.LaminaMapa.VECINAS)
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    lienzo = FigureCanvasAgg(lamina.fig)
    lienzo.draw()
    cajas = [
        r.get_bbox_patch().get_window_extent(lienzo.get_renderer())
        for r in lamina.rotulos
        if r.get_visible()
    ]
    assert len(cajas) == exploradores.LaminaMapa.VECINAS + 1
    assert not [
        (i, j) for i, una in enumerate(cajas) for j, otra in enumerate(cajas[:i]) if una.overlaps(otra)
    ]


def test_los_ajustes_entrenan_una_vez_por_combinacion(ajustes):
    explorador, pedidos = ajustes
    explorador.lamina.pintar()
    assert "media 0.80" in explorador.lamina.eje.get_title()
    explorador.controles["ventana"].value = 2
    assert pedidos == [] and "sin probar" in explorador.lamina.pintar(**explorador.valores)
    for _ in range(2):
        explorador.entrenar()
    assert pedidos == [(2, 48, 5)] and "género 0.50" in explorador.lamina.pintar(**explorador.valores)


def test_los_exploradores_se_mueven_deprisa(ajustes):
    palabras, M = [*PALABRAS, *(f"palabra{k}" for k in range(788))], al_azar(800, 48)
    planos = {"uno": M[:, :2], "otro": M[:, 2:4]}
    valores = lambda control: ["gato", "piano"] if type(control) is widgets.Text else extremos(control)
    assert lentitud(exploradores.explorar_analogias(palabras, M), valores) < 5
    assert lentitud(exploradores.explorar_mapa(palabras, M, planos), valores) < 5
    assert lentitud(ajustes[0]) < 5
