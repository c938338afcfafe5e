"""Los cargadores: los de por defecto, los completos con los datos de `../shared` y lo que dicen cuando algo falla."""

import hashlib
import importlib
import shutil
import sys

import numpy as np
import pytest
from comun import DATOS, RAIZ, con_datos, sin_red
from PIL import Image

from utils.curso import ErrorCurso
from utils.datos import descargas
from utils.datos.descargas import sha256_de_la_ficha
from utils.datos.digitos import ROPA, digitos, digitos28, ropa28, separar
from utils.datos.fotos import foto
from utils.datos.frases import opiniones, piezas
from utils.datos.opiniones import opiniones_humanas
from utils.datos.pinturas import CUADROS, cuadro
from utils.datos.tatoeba import PARTES, pares_tatoeba
from utils.datos.trazos import trazos

FICHEROS = [f for f in sorted((RAIZ / "data").rglob("*")) if f.is_file() and f.name != "LEEME.md"]


# --- data/ ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fichero", FICHEROS, ids=lambda f: f.name)
def test_cada_fichero_tiene_su_ficha_con_su_sha256(fichero):
    nombre = fichero.relative_to(RAIZ / "data").as_posix()
    assert sha256_de_la_ficha(nombre) == hashlib.sha256(fichero.read_bytes()).hexdigest(), (
        f"corrige la fila de {nombre} en data/LEEME.md"
    )


def test_los_datos_pesan_poco():
    assert sum(fichero.stat().st_size for fichero in FICHEROS) <= 8e6


@con_datos
@pytest.mark.parametrize(
    ("programa", "nombre"),
    [
        ("digitos28", "digitos/digitos28.npz"),
        ("ropa28", "digitos/ropa28.npz"),
        ("tatoeba_corto", "tatoeba/pares.txt"),
        ("trazos", "trazos/trazos.npz"),
        ("pinturas", "pinturas/grito.jpg"),
    ],
)
def test_cada_programa_rehace_lo_mismo(programa, nombre, tmp_path, monkeypatch):
    """Se compara el contenido y no los bytes, que dependen de la versión de quien comprime."""
    monkeypatch.syspath_prepend(RAIZ / "herramientas" / "datos")
    monkeypatch.setattr(importlib.import_module("taller"), "RAIZ", tmp_path)
    monkeypatch.delitem(sys.modules, programa, raising=False)
    importlib.import_module(programa).main()
    hecho, guardado = tmp_path / "data" / nombre, RAIZ / "data" / nombre
    if hecho.suffix == ".npz":
        with np.load(hecho) as uno, np.load(guardado) as otro:
            assert uno.files == otro.files and all(np.array_equal(uno[clave], otro[clave]) for clave in uno.files)
    elif hecho.suffix == ".jpg":
        diferencia = np.asarray(Image.open(hecho), dtype=int) - np.asarray(Image.open(guardado))
        assert np.abs(diferencia).mean() < 1
    else:
        assert hecho.read_bytes() == guardado.read_bytes()


def test_sin_el_original_el_programa_lo_dice(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(RAIZ / "herramientas" / "datos")
    taller = importlib.import_module("taller")
    monkeypatch.setattr(taller, "ORIGENES", tmp_path)
    with pytest.raises(SystemExit, match="No encuentro ../shared/datos/otros/mnist.npz"):
        taller.origen("otros/mnist.npz")


# --- Los de por defecto ---------------------------------------------------------------------------------------------


def test_digitos_y_fotos_por_defecto():
    X, y = digitos()
    assert X.shape == (1797, 8, 8) and 0 <= X.min() <= X.max() <= 1 and set(y) == set(range(10))
    assert foto("flor", alto=50).shape == (50, 75, 3)
    assert foto("china", gris=True).shape == (427, 640)


@pytest.mark.parametrize(("cargar", "por_clase"), [(digitos28, (1000, 200)), (ropa28, (600, 100))])
def test_imagenes_de_28(cargar, por_clase):
    X, y, X_prueba, y_prueba = cargar()
    for imagenes, clases, cuantas in ((X, y, por_clase[0]), (X_prueba, y_prueba, por_clase[1])):
        assert imagenes.shape == (10 * cuantas, 28, 28, 1) and imagenes.dtype == np.float32
        assert imagenes.min() == 0 and imagenes.max() == 1 and len(np.unique(imagenes)) == 16
        assert np.bincount(clases).tolist() == [cuantas] * 10
    vistas = set(map(bytes, X))
    assert len(vistas) == len(X) and not vistas & set(map(bytes, X_prueba))
    assert len(ROPA) == 10


def test_separar_no_repite_ni_pierde():
    X, y = digitos()
    (X1, y1), (X2, y2) = separar(X, y, np.random.default_rng(0))
    assert len(X1) + len(X2) == len(X) and X1.shape[1:] == (8, 8, 1) and X1.dtype == "float32"
    assert not set(map(bytes, X1)) & set(map(bytes, X2))
    assert sorted([*y1, *y2]) == sorted(y)


def test_separar_respeta_la_prueba_de_siempre():
    X, y = np.zeros((70_000, 2, 2), dtype="float32"), np.arange(70_000)
    (_, y1), (_, y2) = separar(X, y, None)
    assert np.array_equal(y1, y[:60_000]) and np.array_equal(y2, y[60_000:])


def test_los_cuadros():
    for nombre, datos in CUADROS.items():
        imagen = cuadro(nombre)
        assert imagen.dtype == np.float32 and imagen.ndim == 3 and imagen.shape[2] == 3 and max(imagen.shape) == 384
        assert 0 <= imagen.min() < 0.2 < 0.8 < imagen.max() <= 1 and all(datos)


def puntos(dibujo, cuantos=16):
    """`cuantos` puntos a lo largo del recorrido de la pluma, en una fila: así todos los dibujos miden lo mismo."""
    camino = np.cumsum(dibujo[:, :2], axis=0)
    largo = np.r_[0, np.cumsum(np.linalg.norm(np.diff(camino, axis=0), axis=1))]
    donde = np.linspace(0, largo[-1], cuantos)
    return np.concatenate([np.interp(donde, largo, camino[:, eje]) for eje in (0, 1)])


def test_los_trazos():
    T, y, T_prueba, y_prueba = trazos()
    assert (len(T), len(y), len(T_prueba), len(y_prueba)) == (7494, 7494, 3498, 3498)
    assert min(np.bincount(y)) > 700 and min(np.bincount(y_prueba)) > 300
    for dibujo in (*T, *T_prueba):
        camino = np.cumsum(dibujo[:, :2], axis=0)
        assert dibujo.shape[1] == 3 and dibujo.dtype == np.float32 and dibujo[-1, 2] == 1 and set(dibujo[:, 2]) <= {0, 1}
        assert np.abs(camino).max() <= 1.001 and 1.8 < np.ptp(camino, axis=0).max() <= 2.001
    assert not {dibujo.tobytes() for dibujo in T} & {dibujo.tobytes() for dibujo in T_prueba}


def test_los_trazos_se_leen_tambien_en_escritores_nuevos():
    """Con el vecino más parecido de 16 puntos del recorrido basta para acertar casi siempre."""
    T, y, T_prueba, y_prueba = trazos()
    A, B = (np.array([puntos(dibujo) for dibujo in dibujos]) for dibujos in (T, T_prueba[:500]))
    vecino = ((A**2).sum(axis=1) - 2 * B @ A.T).argmin(axis=1)
    assert np.mean(y[vecino] == y_prueba[:500]) > 0.9


def test_los_pares_cortos_se_reparten_sin_fugas():
    partes = {parte: pares_tatoeba(parte) for parte in PARTES}
    assert [len(pares) for pares in partes.values()] == [2400, 300, 300]
    todos = [par for pares in partes.values() for par in pares]
    for lengua in (0, 1):
        frases = [tuple(p for p in piezas(par[lengua]) if p.isalnum()) for par in todos]
        assert len(set(frases)) == len(frases)
    assert max(len(piezas(texto)) for par in todos for texto in par) == 8
    assert ("Me gusta cantar.", "I like to sing.") in todos
    assert all(len(piezas(texto)) <= 5 for par in pares_tatoeba("prueba", piezas_max=5) for texto in par)


def test_las_opiniones_humanas_no_salen_de_la_gramatica():
    humanas = opiniones_humanas()
    assert len({o.texto for o in humanas}) == 100 and sum(o.etiqueta for o in humanas) == 50
    for tema in {o.tema for o in humanas}:
        signos = [o.etiqueta for o in humanas if o.tema == tema]
        assert len(signos) >= 16 and 2 * sum(signos) == len(signos)
    gramatica = {p for o in opiniones(5000, np.random.default_rng(0)) for p in piezas(o.texto)}
    assert not [o for o in humanas if set(piezas(o.texto)) <= gramatica]


# --- Lo que no vale -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("X", "y", "frase"),
    [
        (np.zeros((4, 8)), np.zeros(4), "Espero imágenes"),
        (np.zeros((4, 8, 8)), np.zeros(3), "Espero imágenes"),
        (np.full((4, 8, 8), 255.0), np.zeros(4), "entre 0 y 1"),
        (np.full((4, 8, 8), -0.5), np.zeros(4), "entre 0 y 1"),
    ],
)
def test_imagenes_que_no_valen(X, y, frase):
    with pytest.raises(ErrorCurso, match=frase):
        separar(X, y, np.random.default_rng(0))


@pytest.mark.parametrize(
    ("cargar", "frase"),
    [
        (lambda: foto("gato"), "china, flor"),
        (lambda: cuadro("gioconda"), "noche_estrellada, gran_ola"),
        (lambda: digitos("gigante"), "No existe el perfil"),
        (lambda: digitos28("gigante"), "No existe el perfil"),
        (lambda: pares_tatoeba(perfil="gigante"), "No existe el perfil"),
        (lambda: pares_tatoeba("ensayo"), "La parte es «ensayo»"),
    ],
)
def test_nombres_y_perfiles_desconocidos(cargar, frase):
    with pytest.raises(ErrorCurso, match=frase):
        cargar()


@pytest.mark.parametrize("cargar", [digitos, foto])
def test_lo_de_scikit_learn_ausente_o_danado(cargar, monkeypatch):
    import sklearn.datasets

    def falla(*_):
        raise OSError("dañado")

    monkeypatch.setattr(sklearn.datasets, "load_digits", falla)
    monkeypatch.setattr(sklearn.datasets, "load_sample_image", falla)
    with pytest.raises(ErrorCurso, match="No puedo leer"):
        cargar()


@pytest.mark.parametrize(
    ("cargar", "nombre"),
    [
        (digitos28, "digitos/digitos28.npz"),
        (ropa28, "digitos/ropa28.npz"),
        (lambda: cuadro("grito"), "pinturas/grito.jpg"),
        (trazos, "trazos/trazos.npz"),
        (pares_tatoeba, "tatoeba/pares.txt"),
        (opiniones_humanas, "opiniones/humanas.txt"),
    ],
)
@pytest.mark.parametrize("dano", ["falta", "vacío", "cortado", "otra cosa"])
def test_lo_del_curso_ausente_o_danado_dice_como_recuperarlo(cargar, nombre, dano, tmp_path, monkeypatch):
    bueno = (RAIZ / "data" / nombre).read_bytes()
    cortado = bueno + b"media fila" if nombre.endswith(".txt") else bueno[: len(bueno) // 3]
    contenido = {"vacío": b"", "cortado": cortado, "otra cosa": b"\x89\xff esto no es"}
    monkeypatch.setattr(descargas, "DATOS", tmp_path)
    (tmp_path / nombre).parent.mkdir()
    if dano != "falta":
        (tmp_path / nombre).write_bytes(contenido[dano])
    with pytest.raises(ErrorCurso, match=f"data/{nombre}.*git checkout -- data/{nombre}"):
        cargar()


# --- Los completos --------------------------------------------------------------------------------------------------

INTENTA = """
from utils.curso import ErrorCurso
from utils.datos.digitos import digitos, digitos28, ropa, ropa28
try:
    {orden}
except ErrorCurso as error:
    print("ErrorCurso:", error)
"""


def test_sin_red_lo_dice_y_no_deja_nada_a_medias(tmp_path):
    salida = sin_red(INTENTA.format(orden='digitos28("completo")'), tmp_path)
    assert "ErrorCurso: No puedo descargar mnist" in salida and 'perfil="rapido"' in salida
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and f.suffix in (".npz", ".gz")]


@con_datos
def test_fashion_mnist_con_su_cargador(tmp_path):
    shutil.copytree(DATOS / "keras" / "datasets", tmp_path / "datasets")
    orden = 'X, y = ropa(); A, a, B, b = ropa28("completo"); print(X.shape, X.max(), set(y) == set(range(10)), A.shape, B.shape, B.dtype, B.max())'
    esperado = "(70000, 28, 28) 1.0 True (60000, 28, 28, 1) (10000, 28, 28, 1) float32 1.0"
    assert sin_red(INTENTA.format(orden=orden), tmp_path) == esperado


@con_datos
def test_mnist_entero_y_el_reducido_se_parecen(monkeypatch):
    keras = pytest.importorskip("keras")
    with np.load(DATOS / "otros" / "mnist.npz") as mnist:
        partes = (mnist["x_train"], mnist["y_train"]), (mnist["x_test"], mnist["y_test"])
    monkeypatch.setattr(keras.datasets.mnist, "load_data", lambda: partes)
    enteras, y_enteras, enteras_prueba, _ = digitos28("completo")
    X, y, X_prueba, _ = digitos28()
    assert (enteras.shape, enteras_prueba.shape) == ((60_000, 28, 28, 1), (10_000, 28, 28, 1))
    assert (enteras.dtype, y_enteras.dtype) == (X.dtype, y.dtype)
    assert abs(enteras_prueba.mean() - X_prueba.mean()) < 0.01
    assert np.abs(enteras[0] - X[0]).max() <= 0.5 / 15 + 1e-6 and y_enteras[0] == y[0]
    assert digitos("completo")[0].shape == (70_000, 28, 28)


@con_datos
def test_mnist_danado_se_rechaza(tmp_path):
    (tmp_path / "datasets").mkdir()
    shutil.copy(DATOS / "otros" / "mnist.npz", tmp_path / "datasets" / "mnist.npz")  # su suma no es la que espera Keras
    assert "ErrorCurso: No puedo descargar mnist" in sin_red(INTENTA.format(orden='digitos28("completo")'), tmp_path)
