"""Como en Colab: el cuaderno llega solo, con las versiones de allí. Lo ejecuta `make test-colab` en `.venv-colab`."""

import re
import shutil
import subprocess
import sys
from importlib.metadata import version

import pytest
from comun import CUADERNOS, RAIZ, ejecutar, leer, texto_de
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

pytestmark = [
    pytest.mark.colab,
    pytest.mark.skipif(
        not version("ipywidgets").startswith("7."), reason="este entorno no es como el de Colab: usa «make test-colab»"
    ),
]
PROYECTO = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUIDO = re.compile(
    r"WARNING: All log messages before absl|[IW]\d{4} |E\d{4} .*meta_optimizer"
)  # lo que TensorFlow escribe desde C++
VISTA = "application/vnd.jupyter.widget-view+json"
EN_COLAB = 'import sys, types; sys.modules["google.colab"] = types.ModuleType("google.colab")'
MOVER_TODO = """
import gc
import ipywidgets as widgets
from utils.exploradores.base import Explorador
from utils.exploradores.galeria import Galeria

def otros_valores(control):
    if isinstance(control, widgets.SelectMultiple):
        return [(v,) for v in control.options]
    if hasattr(control, "options"):
        return [v[1] if isinstance(v, tuple) else v for v in control.options if v != control.value]
    if isinstance(control.value, bool):
        return [not control.value]
    if hasattr(control, "min"):
        cerca = control.value + control.step
        return [v for v in (cerca, control.value - control.step, control.max, control.min) if control.min <= v <= control.max]
    return []

def html_de(explorador):
    cajas = [w for w in widgets.Widget.widgets.values() if isinstance(w, widgets.VBox) and explorador.caja in w.children]
    return cajas[-1].children[1]

def escondido(control):
    # en una fila que no se ve, como los mandos de la GRU cuando se ha elegido la LSTM
    cajas = [w for w in widgets.Widget.widgets.values() if isinstance(w, widgets.Box) and w.layout.display == "none"]
    return any(control is hijo for caja in cajas for hijo in caja.children)

exploradores = [o for o in gc.get_objects() if isinstance(o, Explorador) and o._figura]
for explorador in exploradores:
    imagen = html_de(explorador)
    assert isinstance(imagen, widgets.HTML) and imagen is explorador._figura
    for nombre, control in explorador.controles.items():
        antes, inicial, avisos = imagen.value, control.value, ""
        for valor in otros_valores(control):
            control.value = valor
            avisos += explorador.aviso.value
            assert "ha fallado" not in avisos, (type(explorador).__name__, nombre, valor, avisos)
            if imagen.value != antes:
                break
        if isinstance(explorador, Galeria):
            pass  # sus mandos eligen lo que hará el botón «Empezar»; basta con que no fallen
        elif otros_valores(control) and "Slider" in type(control).__name__ and not escondido(control):
            assert imagen.value != antes or avisos, f"{type(explorador).__name__}: mover «{nombre}» no cambia la figura"
        control.value = inicial
print(len(exploradores))
"""


@pytest.fixture(scope="module")
def etiqueta(tmp_path_factory):
    """Un repositorio local con la etiqueta publicada, que hace las veces de GitHub."""
    obra = tmp_path_factory.mktemp("publicado") / "obra"
    for carpeta in ("lecciones", "utils", "data", "notebooks"):
        shutil.copytree(RAIZ / carpeta, obra / carpeta, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    shutil.copy(RAIZ / "pyproject.toml", obra)
    yo = ["-c", "user.name=Pruebas", "-c", "user.email=pruebas@example.org"]
    for orden in (["init", "-q"], ["add", "."], [*yo, "commit", "-qm", "Curso"], ["tag", f"v{PROYECTO['version']}"]):
        subprocess.run(["git", *orden], cwd=obra, check=True)
    subprocess.run(["git", "clone", "-q", "--bare", obra, obra.with_name("curso.git")], check=True)
    return obra.with_name("curso.git")


def desvio(carpeta, destino):
    """Variables con las que git busca en `destino` lo que el cuaderno pide a la dirección publicada."""
    (carpeta / "gitconfig").write_text(f'[url "{destino}"]\n\tinsteadOf = {PROYECTO["urls"]["Repository"]}\n')
    return {"GIT_CONFIG_GLOBAL": str(carpeta / "gitconfig"), "GIT_TERMINAL_PROMPT": "0"}


@pytest.fixture
def vacia(tmp_path):
    """Una carpeta en la que solo está el cuaderno."""
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


@pytest.mark.skipif(not CUADERNOS, reason="aún no hay cuadernos: python herramientas/generar.py")
@pytest.mark.parametrize("ruta", CUADERNOS, ids=lambda ruta: ruta.stem)
def test_el_cuaderno_llega_solo_y_se_ejecuta_entero(ruta, etiqueta, vacia, tmp_path):
    git = desvio(tmp_path, etiqueta.as_uri())
    cuaderno = ejecutar(leer(ruta), vacia, antes=EN_COLAB, despues=MOVER_TODO, PIP_NO_INDEX="1", **git)
    assert (vacia / "redes-vivas" / "utils" / "curso.py").is_file()
    salidas = [s for c in cuaderno.cells[1:-1] if c.cell_type == "code" for s in c.outputs]
    avisos = "".join(s.text for s in salidas if s.get("name") == "stderr")
    assert not [linea for linea in avisos.splitlines() if not RUIDO.match(linea)]
    vistas = [s for s in salidas if VISTA in s.get("data", {})]
    assert int(texto_de(cuaderno.cells[-1])) <= len(vistas)


def test_un_explorador_en_colab_es_una_sola_salida(vacia):
    codigo = "from lecciones.l02_convolucion.exploradores import explorar_transpuesta\nexplorar_transpuesta()"
    cuaderno = new_notebook(cells=[new_code_cell(f"sys.path.insert(0, {str(RAIZ)!r})\n{codigo}")])
    celda = ejecutar(cuaderno, vacia, antes=EN_COLAB, despues=MOVER_TODO).cells[1]
    assert [set(s.data) for s in celda.outputs] == [{VISTA, "text/plain"}]


def test_sin_red_se_dice_en_espanol(vacia, tmp_path):
    with pytest.raises(CellExecutionError) as error:
        ejecutar(arranque(), vacia, antes=EN_COLAB, **desvio(tmp_path, "file:///no/existe"))
    assert error.value.ename == "SinCurso"
    assert error.value.evalue.startswith("No he podido traer el curso. Comprueba la conexión")
    assert list(vacia.iterdir()) == []


def arranque():
    """Un cuaderno con solo la celda que encuentra el curso o lo trae."""
    return new_notebook(cells=[leer(CUADERNOS[0]).cells[1]])


def test_una_version_sin_publicar_se_dice(vacia, tmp_path):
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "sin_etiquetas.git"], check=True)
    with pytest.raises(CellExecutionError) as error:
        ejecutar(arranque(), vacia, **desvio(tmp_path, (tmp_path / "sin_etiquetas.git").as_uri()))
    assert "aún no está publicada" in error.value.evalue


def test_una_carpeta_a_medias_se_dice_y_no_se_borra(vacia):
    (vacia / "redes-vivas").mkdir()
    (vacia / "redes-vivas" / "mio.txt").write_text("no lo borres")
    with pytest.raises(CellExecutionError) as error:
        ejecutar(arranque(), vacia)
    assert "está a medias" in error.value.evalue and (vacia / "redes-vivas" / "mio.txt").is_file()


def test_sin_git_se_dice(vacia, tmp_path):
    sin_git = "import shutil; shutil.which = lambda _orden: None"
    with pytest.raises(CellExecutionError) as error:
        ejecutar(arranque(), vacia, antes=sin_git)
    assert "falta git" in error.value.evalue


def test_tras_un_fallo_de_red_se_puede_repetir(etiqueta, vacia, tmp_path):
    with pytest.raises(CellExecutionError):
        ejecutar(arranque(), vacia, **desvio(tmp_path, "file:///no/existe"))
    for _ in range(2):  # la segunda vez ya lo tiene
        ejecutar(arranque(), vacia, despues="import utils.curso", **desvio(tmp_path, etiqueta.as_uri()))


def test_las_versiones_son_las_de_colab():
    assert sys.version_info >= (3, 12) and version("ipython").startswith("7.")
