"""Un navegador de verdad abre JupyterLab, ejecuta una lección, mueve un control y resuelve un ejercicio.

pytest tests/test_navegador.py -s    enseña además cuánto tarda un control, de la tecla a la figura
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from statistics import median

import pytest
from comun import RAIZ

from utils.ejercicios import evaluar

CUADERNO = "02_convolucion"
CONTROL = "Posición"  # un deslizador del primer explorador
EJERCICIO, FUNCION = "02.2", "tamano_salida"
BIEN = "def tamano_salida(n, k, stride=1, padding=0, dilation=1):\n return (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1"
MAL = BIEN.replace("2 * padding", "padding")
MOVIMIENTOS = 20
LIMITE_MS = 500  # de sobra: solo detecta un control que se ha vuelto inservible

CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
OPCIONES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
OPCIONES += ["--disable-background-networking", "--disable-component-update"]
CRONOMETRO = """celda => {
    let inicio = null, src = celda.querySelector('img').src;
    window.tiempos = [];
    celda.addEventListener('keydown', () => { inicio = performance.now(); }, true);
    new MutationObserver(() => {
        const imagen = celda.querySelector('img');
        if (!imagen || imagen.src === src || inicio === null) return;
        src = imagen.src;
        window.tiempos.push(performance.now() - inicio);
        inicio = null;
    }).observe(celda, {subtree: true, childList: true, attributes: true});
}"""
# JupyterLab a veces cambia de núcleo nada más abrir el cuaderno: lo que se ejecute antes se pierde.
NUCLEO_ESTABLE = """() => {
    const nucleo = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
    const listo = nucleo?.connectionStatus === 'connected' && nucleo.status === 'idle';
    if (!listo || window.nucleo !== nucleo.id) {
        window.nucleo = listo ? nucleo.id : null;
        window.desde = performance.now();
    }
    return listo && performance.now() - window.desde > 2000;
}"""

pytestmark = [
    pytest.mark.navegador,
    pytest.mark.skipif(not CHROMIUM, reason="no hay Chromium: instálalo («apt install chromium») o di dónde está con CHROMIUM"),
    pytest.mark.skipif(
        not (RAIZ / f"notebooks/{CUADERNO}.ipynb").is_file(), reason=f"aún no existe notebooks/{CUADERNO}.ipynb"
    ),
]
playwright = pytest.importorskip("playwright.sync_api", reason="no está playwright: pip install -r requirements-dev.txt")


@pytest.fixture(scope="module")
def direccion(tmp_path_factory):
    """JupyterLab, con la configuración de `make lab`, sobre una copia del curso. Devuelve la dirección del cuaderno."""
    copia, casa = tmp_path_factory.mktemp("curso"), tmp_path_factory.mktemp("casa")
    for carpeta in ("lecciones", "utils", "notebooks", "data", "herramientas/jupyterlab"):
        shutil.copytree(RAIZ / carpeta, copia / carpeta, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        puerto = enchufe.getsockname()[1]
    orden = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    orden += [f"--port={puerto}", "--IdentityProvider.token=x"]
    orden += [f"--ServerApp.root_dir={copia}", f"--LabApp.app_settings_dir={copia}/herramientas/jupyterlab"]
    orden += ["--LabApp.expose_app_in_browser=True"]  # para pedirle que ejecute todas las celdas
    suyas = {"JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR"}
    entorno = (
        os.environ | {variable: str(casa / variable) for variable in suyas} | {"CURSO_PROGRESO": str(casa / "progreso.json")}
    )
    with open(casa / "lab.log", "w") as registro:
        lab = subprocess.Popen(orden, env=entorno, stdout=registro, stderr=registro)
        try:
            esperar(lambda: escucha(puerto) or lab.poll() is not None, 60)
            assert lab.poll() is None, (casa / "lab.log").read_text()
            yield f"http://127.0.0.1:{puerto}/lab/tree/notebooks/{CUADERNO}.ipynb?token=x&reset"
        finally:
            lab.terminate()
            lab.wait(30)


def escucha(puerto):
    with socket.socket() as enchufe:
        return enchufe.connect_ex(("127.0.0.1", puerto)) == 0


def esperar(condicion, segundos):
    """Espera a que se cumpla la condición; falla si no llega."""
    fin = time.monotonic() + segundos
    while not condicion():
        assert time.monotonic() < fin, "se ha acabado el tiempo de espera"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def pagina(direccion):
    """El cuaderno abierto y ejecutado entero."""
    with playwright.sync_playwright() as motor:
        navegador = motor.chromium.launch(executable_path=CHROMIUM, args=OPCIONES)
        pagina = navegador.new_page(viewport={"width": 1300, "height": 1000})
        pagina.goto(direccion)
        pagina.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        pagina.wait_for_function(NUCLEO_ESTABLE, timeout=60_000)
        pagina.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); }")
        ultima = pagina.locator(".jp-CodeCell .jp-InputPrompt").last
        esperar(lambda: ultima.is_visible() and any(c.isdigit() for c in ultima.inner_text()), 120)
        yield pagina
        navegador.close()


@pytest.fixture
def explorador(pagina):
    """La celda del primer explorador, con su tirador a la vista."""
    celda = pagina.locator(".jp-CodeCell", has=pagina.locator(".widget-slider", has_text=CONTROL)).first
    tirador(celda).scroll_into_view_if_needed()
    return celda


def tirador(celda):
    return celda.locator(".widget-slider", has_text=CONTROL).locator(".noUi-handle")


def caja_quieta(elemento, pagina):
    """Dónde está el elemento, cuando la página deja de moverse al acabar de dibujar las celdas."""
    caja = None
    while caja != (caja := elemento.bounding_box()):
        pagina.wait_for_timeout(500)
        elemento.scroll_into_view_if_needed()
    return caja


def figura(celda):
    """Lo que enseña la figura de la celda y su texto alternativo."""
    imagen = celda.locator("img").first
    return imagen.get_attribute("src"), imagen.get_attribute("alt")


def cambia(celda, antes):
    esperar(lambda: all(a != b for a, b in zip(antes, figura(celda), strict=True)), 10)
    return figura(celda)


def test_la_interfaz_esta_en_espanol(pagina):
    menus = pagina.locator(".lm-MenuBar-itemLabel").all_inner_texts()
    assert {"Archivo", "Editar", "Ver", "Configuración", "Ayuda"} <= set(menus)


def test_ninguna_celda_ha_fallado_y_toda_imagen_tiene_texto_alternativo(pagina):
    assert pagina.locator(".jp-Notebook .jp-RenderedText[data-mime-type$='stderr']").count() == 0
    textos = pagina.locator(".jp-OutputArea img").evaluate_all("imagenes => imagenes.map(i => i.alt)")
    assert textos and all(textos)


def test_el_raton_mueve_el_control(explorador, pagina):
    antes = figura(explorador)
    caja = caja_quieta(tirador(explorador), pagina)
    x, y = caja["x"] + caja["width"] / 2, caja["y"] + caja["height"] / 2
    pagina.mouse.move(x, y)
    pagina.mouse.down()
    pagina.mouse.move(x + 60, y, steps=5)
    pagina.mouse.up()
    _, alt = cambia(explorador, antes)
    assert len(alt) > 10


def test_el_teclado_mueve_el_control_y_la_figura_responde_a_tiempo(explorador, pagina, record_property):
    tirador(explorador).focus()
    pagina.keyboard.press("Home")
    pagina.wait_for_timeout(500)
    antes = figura(explorador)
    pagina.keyboard.press("ArrowRight")
    cambia(explorador, antes)
    explorador.evaluate(CRONOMETRO)
    for i in range(MOVIMIENTOS):
        pagina.keyboard.press("ArrowRight" if i % 2 == 0 else "ArrowLeft")
        pagina.wait_for_function("cuantos => window.tiempos.length > cuantos", arg=i)
    tiempo = median(pagina.evaluate("window.tiempos"))
    record_property("ida_y_vuelta_ms", tiempo)
    print(f"\nDe la tecla a la figura: {tiempo:.0f} ms (mediana de {MOVIMIENTOS} movimientos)")
    assert tiempo < LIMITE_MS


def escribir_y_comprobar(pagina, codigo):
    """Escribe la función en su celda, la ejecuta, ejecuta su comprobación y devuelve lo que dice."""
    ejercicio = pagina.locator(".jp-CodeCell", has_text=f"def {FUNCION}(").first
    editor = ejercicio.locator(".cm-content")
    editor.click()
    pagina.keyboard.press("ControlOrMeta+a")
    pagina.keyboard.insert_text(codigo)
    pagina.keyboard.press("Control+Enter")
    comprobacion = pagina.locator(".jp-CodeCell", has_text=f'comprobar("{EJERCICIO}", {FUNCION})').first
    comprobacion.locator(".cm-content").click()
    numero = comprobacion.locator(".jp-InputPrompt").inner_text()
    pagina.keyboard.press("Control+Enter")
    esperar(lambda: comprobacion.locator(".jp-InputPrompt").inner_text() not in (numero, "[*]:"), 20)
    return comprobacion.locator(".jp-OutputArea-output").inner_text().strip()


@pytest.mark.parametrize(("codigo", "marca"), [(MAL, "❌"), (BIEN, "✅")], ids=["mal", "bien"])
def test_un_ejercicio_dice_si_esta_mal_o_bien(pagina, codigo, marca):
    espacio = {}
    exec(codigo, espacio)
    veredicto = str(evaluar(EJERCICIO, espacio[FUNCION]))
    assert veredicto.startswith(marca)
    assert escribir_y_comprobar(pagina, codigo) == veredicto
