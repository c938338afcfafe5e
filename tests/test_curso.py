"""La preparación, las figuras, los exploradores y el progreso, también cuando algo falta o está roto."""

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import ipywidgets as widgets
import numpy as np
import pytest
from comun import CUADERNOS, RAIZ, ejecutar, leer

from utils import graficos
from utils.curso import ErrorCurso, preparar
from utils.ejercicios import comprobar, evaluar, progreso
from utils.exploradores import base

SIN_TENSORFLOW = "import sys; sys.modules.update(dict.fromkeys(['tensorflow', 'keras']))\n"


def en_otro_python(codigo, **entorno):
    """Ejecuta `codigo` en un Python recién abierto, en la raíz del curso, y devuelve lo que imprime."""
    proceso = subprocess.run(
        [sys.executable, "-c", codigo], cwd=RAIZ, env=os.environ | entorno, capture_output=True, text=True, timeout=120
    )
    assert proceso.returncode == 0, proceso.stderr
    return proceso.stdout.strip()


# --- preparar -------------------------------------------------------------------------------------------------------


@pytest.fixture
def gpus(monkeypatch):
    """Simula las GPU que ve Keras."""
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "3")
    keras = pytest.importorskip("keras", reason="Keras no está instalado")
    return lambda *nombres: monkeypatch.setattr(keras.distribution, "list_devices", lambda _tipo: list(nombres))


def test_preparar_dice_lo_que_ha_decidido():
    assert repr(preparar()) == "Redes Vivas · perfil rapido · semilla 0"
    assert repr(preparar("completo", semilla=7)) == "Redes Vivas · perfil completo · semilla 7"


def test_preparar_fija_el_azar():
    azares = []
    for _ in range(2):
        preparar(semilla=3)
        azares.append(np.random.rand(3).tolist())
    assert azares[0] == azares[1]


@pytest.mark.parametrize(
    ("nombres", "perfil", "frase"),
    [
        ([], "rapido", "sin GPU"),
        (["gpu:0"], "completo", "1 GPU"),
        (["gpu:0", "gpu:1"], "completo", "2 GPU"),
    ],
)
def test_el_perfil_automatico_depende_de_la_gpu(gpus, nombres, perfil, frase):
    gpus(*nombres)
    curso = preparar(entrena=True)
    assert (curso.perfil, curso.gpus) == (perfil, len(nombres))
    assert frase in repr(curso)


def test_el_perfil_pedido_manda_sobre_la_gpu(gpus):
    gpus("gpu:0")
    assert preparar("rapido", entrena=True).perfil == "rapido"


def test_las_variables_de_entorno_mandan(monkeypatch):
    monkeypatch.setenv("CURSO_PERFIL", "completo")
    monkeypatch.setenv("CURSO_SEMILLA", "5")
    curso = preparar("rapido", semilla=1)
    assert (curso.perfil, curso.semilla) == ("completo", 5)


def test_perfil_desconocido(monkeypatch):
    with pytest.raises(ErrorCurso, match="No existe el perfil «turbo».*auto, rapido, completo"):
        preparar("turbo")
    monkeypatch.setenv("CURSO_PERFIL", "lento")
    with pytest.raises(ErrorCurso, match="No existe el perfil «lento»"):
        preparar()


@pytest.mark.parametrize("semilla", [-1, 2**32, "uno", None, [], float("nan"), float("inf"), 1.5])
def test_semilla_imposible(semilla):
    with pytest.raises(ErrorCurso, match="La semilla debe ser un entero"):
        preparar(semilla=semilla)


def test_un_error_del_curso_se_enseña_sin_traza():
    assert ErrorCurso("Algo falta.")._render_traceback_() == ["⚠️ Algo falta."]


# --- Lo que se carga, y lo que falta --------------------------------------------------------------------------------


def test_importar_utils_no_carga_nada_pesado():
    pesados = "{'tensorflow', 'keras', 'matplotlib', 'numpy', 'IPython'}"
    assert en_otro_python(f"import sys, utils, utils.curso; print({pesados} & set(sys.modules))") == "set()"


def test_sin_entrenar_no_se_carga_tensorflow():
    codigo = """
import sys
from utils.curso import preparar
from utils.ejercicios import comprobar
from utils.exploradores import base
preparar()
print({"tensorflow", "keras", "matplotlib.pyplot"} & set(sys.modules))
"""
    assert en_otro_python(codigo) == "set()"


def test_sin_tensorflow_lo_demas_funciona():
    codigo = """
import utils, utils.exploradores.base
from utils.curso import ErrorCurso, preparar
from utils.ejercicios import evaluar
print(preparar())
print(evaluar("00.1", lambda x, w, b: x @ w + b).estado)
try:
    preparar(entrena=True)
except ErrorCurso as error:
    print(error)
"""
    lineas = en_otro_python(SIN_TENSORFLOW + codigo).splitlines()
    assert lineas[:2] == ["Redes Vivas · perfil rapido · semilla 0", "correcto"]
    assert lineas[2].startswith("Falta TensorFlow o Keras") and "make lab" in lineas[2]


def test_tensorflow_que_no_carga(tmp_path):
    (tmp_path / "keras.py").write_text('raise ImportError("numpy.core.multiarray failed to import")')
    codigo = """
from utils.curso import ErrorCurso, preparar
try:
    preparar(entrena=True)
except ErrorCurso as error:
    print(error)
"""
    mensaje = en_otro_python(codigo, PYTHONPATH=str(tmp_path))
    assert mensaje.startswith("TensorFlow está instalado pero no carga (ImportError)")


@pytest.mark.skipif(not CUADERNOS, reason="Aún no hay cuadernos: python herramientas/generar.py")
def test_sin_tensorflow_la_leccion_00_se_ejecuta_entera():
    ejecutar(leer(CUADERNOS[0]), CUADERNOS[0].parent, antes=SIN_TENSORFLOW, CURSO_PROGRESO=os.environ["CURSO_PROGRESO"])


# --- Figuras --------------------------------------------------------------------------------------------------------


class Imagenes(HTMLParser):
    """Recoge los atributos de cada `<img>`."""

    def __init__(self, html):
        super().__init__()
        self.vistas = []
        self.feed(html)

    def handle_starttag(self, etiqueta, atributos):
        assert etiqueta == "img"
        self.vistas.append(dict(atributos))


def test_el_texto_alternativo_llega_entero_a_la_imagen():
    alt = """Curva «y = x²» con x < 3 & y > 0, "comillas" y 'apóstrofos' <script>"""
    fig, _ = graficos.figura()
    (imagen,) = Imagenes(graficos.html_figura(fig, alt)).vistas
    assert imagen["alt"] == alt
    assert imagen["src"].startswith("data:image/png;base64,")


def test_mostrar_publica_html_y_texto_pero_no_png(monkeypatch):
    publicado = {}
    monkeypatch.setattr(graficos, "display", lambda datos, raw: publicado.update(datos))
    graficos.mostrar(graficos.figura()[0], "Una recta.")
    assert publicado["text/plain"] == "Figura: Una recta."
    assert set(publicado) == {"text/html", "text/plain"}


def test_una_figura_con_fotografias_pesa_poco():
    from sklearn.datasets import load_sample_image

    fig, ejes = graficos.figura(7.5, 3.6, 1, 2)
    for eje, nombre in zip(ejes, ("flower.jpg", "china.jpg"), strict=True):
        graficos.mostrar_matriz(eje, load_sample_image(nombre))
    (imagen,) = Imagenes(graficos.html_figura(fig, "Dos fotografías.")).vistas
    assert imagen["src"].startswith("data:image/webp;base64,")
    assert len(imagen["src"]) <= 80 * 1024


@pytest.mark.parametrize("alto", np.arange(0.5, 6, 0.42).round(2))
def test_cualquier_tamaño_de_figura_vale(alto):
    formato, contenido = graficos.codificar(graficos.figura(7.37, float(alto))[0])
    assert formato == "png" and contenido.startswith(b"\x89PNG")


# --- Exploradores ---------------------------------------------------------------------------------------------------


class Recta(base.Lamina):
    """Una recta que falla a propósito: con pendiente 9 avisa y con 10 se rompe."""

    def __init__(self):
        self.fig, eje = graficos.figura(3, 2)
        (self.linea,) = eje.plot([0, 1], [0, 1])
        self.veces = 0

    def pintar(self, pendiente, marcada=False):
        self.veces += 1
        if pendiente == 9:
            raise ErrorCurso("Con pendiente 9 la recta <se sale>.")
        self.linea.set_ydata([0, pendiente / (10 - pendiente)])
        return f"Recta de pendiente {pendiente}{' marcada' if marcada else ''}."


@pytest.fixture
def recta(monkeypatch):
    """Un explorador ya mostrado y la lista de lo que va publicando."""
    publicado = []
    monkeypatch.setattr(base, "display", lambda datos, **_: publicado.append(datos))
    monkeypatch.setattr(base, "update_display", lambda datos, **_: publicado.append(datos))
    controles = {"pendiente": base.deslizador("Pendiente", 1, 0, 10), "marcada": base.casilla("Marcada")}
    explorador = base.Explorador(Recta(), controles)
    explorador._ipython_display_()
    return explorador, publicado


def test_mover_un_control_cambia_la_figura_y_su_texto(recta):
    explorador, publicado = recta
    explorador.controles["pendiente"].value = 2
    antes, ahora = publicado[-2:]
    assert antes["text/html"] != ahora["text/html"]
    assert 'alt="Recta de pendiente 2."' in ahora["text/html"]
    assert ahora["text/plain"] == "Figura: Recta de pendiente 2."


@pytest.mark.parametrize(
    ("pendiente", "mensaje"),
    [(9, "Con pendiente 9 la recta &lt;se sale&gt;."), (10, "Este control ha fallado (ZeroDivisionError")],
)
def test_un_error_se_explica_en_el_control_y_la_figura_se_queda(recta, pendiente, mensaje):
    explorador, publicado = recta
    cuantos = len(publicado)
    explorador.controles["pendiente"].value = pendiente
    assert mensaje in explorador.aviso.value
    assert len(publicado) == cuantos
    explorador.controles["pendiente"].value = 3
    assert explorador.aviso.value == ""
    assert len(publicado) == cuantos + 1


def test_poner_varios_valores_redibuja_una_vez(recta):
    explorador, publicado = recta
    veces = explorador.lamina.veces
    explorador.poner(pendiente=4, marcada=True)
    assert explorador.lamina.veces == veces + 1
    assert explorador.valores == {"pendiente": 4, "marcada": True}
    assert publicado[-1]["text/plain"] == "Figura: Recta de pendiente 4 marcada."


def test_en_colab_la_figura_vive_en_un_control(recta, monkeypatch):
    explorador, publicado = recta
    monkeypatch.setitem(sys.modules, "google.colab", object())
    publicado.clear()
    cajas = []
    monkeypatch.setattr(base, "publicar", cajas.append)
    explorador._ipython_display_()
    imagen = cajas[0].children[1]
    antes = imagen.value
    explorador.controles["pendiente"].value = 5
    assert isinstance(imagen, widgets.HTML)
    assert antes != imagen.value and 'alt="Recta de pendiente 5."' in imagen.value
    assert not publicado


def test_cada_control_lleva_etiqueta_y_ayuda():
    for control in (base.deslizador("A", 1, 0, 2, ayuda="Ayuda A"), base.desplegable("A", ["x"], ayuda="Ayuda A")):
        assert control.description == "A"
        assert getattr(control, base.AYUDA) == "Ayuda A"
    assert isinstance(base.deslizador("B", 0.5, 0, 1, 0.1), widgets.FloatSlider)


# --- Progreso -------------------------------------------------------------------------------------------------------


@pytest.fixture
def fichero(tmp_path, monkeypatch):
    """El fichero de un progreso vacío, como recién abierto el núcleo."""
    modulo = import_module("utils.ejercicios.avance")
    monkeypatch.setattr(modulo, "_sesion", {})
    monkeypatch.setattr(modulo, "_avisos", set())
    monkeypatch.setenv("CURSO_PROGRESO", str(tmp_path / "progreso.json"))
    return tmp_path / "progreso.json"


def buena(x, w, b):
    return x @ w + b


def guardado(fichero):
    return json.loads(fichero.read_text(encoding="utf-8"))["ejercicios"]


def test_el_progreso_guarda_el_mejor_estado(fichero, capsys):
    comprobar("00.1", lambda x, w, b: b)
    assert guardado(fichero) == {"00.1": "incorrecto"}
    comprobar("00.1", buena)
    comprobar("00.1", lambda x, w, b: b)
    assert guardado(fichero) == {"00.1": "correcto"}
    assert [linea[0] for linea in capsys.readouterr().out.splitlines()] == ["❌", "✅", "❌"]


def test_el_progreso_se_dibuja_y_se_exporta(fichero, tmp_path, capsys):
    comprobar("00.1", buena)
    progreso(exportar=tmp_path / "copia.json")
    assert guardado(tmp_path / "copia.json") == {"00.1": "correcto"}
    assert "00: 1 de 1" in capsys.readouterr().out


@pytest.mark.parametrize("contenido", ["{roto", "[]", "", '{"ejercicios": 3}', '{"ejercicios": {"00.1": []}}', "\x00\xff"])
def test_un_progreso_ilegible_se_aparta_entero(fichero, capsys, contenido):
    fichero.write_text(contenido, encoding="latin-1")
    comprobar("00.1", buena)
    salida = capsys.readouterr().out
    assert "✅" in salida and "progreso.json.ilegible" in salida
    assert fichero.with_name("progreso.json.ilegible").read_text(encoding="latin-1") == contenido
    assert guardado(fichero) == {"00.1": "correcto"}


def test_en_una_carpeta_de_solo_lectura_se_avisa_una_vez_y_se_sigue(fichero, capsys, monkeypatch):
    def negar(*_args, **_opciones):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", negar)
    comprobar("00.1", lambda x, w, b: b)
    comprobar("00.1", buena)
    salida = capsys.readouterr().out
    assert salida.count("No puedo guardar tu progreso") == 1 and "✅" in salida
    progreso()
    assert "00: 1 de 1" in capsys.readouterr().out


def test_un_progreso_que_no_se_deja_leer_no_se_pisa(fichero, capsys, monkeypatch):
    fichero.write_text('{"ejercicios": {"01.1": "correcto"}}', encoding="utf-8")
    leer_texto = Path.read_text

    def negar(ruta, *args, **opciones):
        if ruta == fichero:
            raise PermissionError(13, "Permission denied")
        return leer_texto(ruta, *args, **opciones)

    with monkeypatch.context() as parche:
        parche.setattr(Path, "read_text", negar)
        comprobar("00.1", buena)
    assert "No puedo leer tu progreso" in capsys.readouterr().out
    assert guardado(fichero)["01.1"] == "correcto"


def test_un_ejercicio_que_no_existe_propone_el_parecido(fichero, capsys):
    comprobar("00.9", buena)
    assert "No existe el ejercicio «00.9». ¿Querías decir «00.1»?" in capsys.readouterr().out
    with pytest.raises(ErrorCurso):
        evaluar("patata", buena)


def test_lo_escrito_en_el_cuaderno_lo_explica(fichero, capsys):
    comprobar("00.1", 3)
    assert capsys.readouterr().out.startswith("❌ Revisa · 00.1 · Pasa la función, sin paréntesis")
