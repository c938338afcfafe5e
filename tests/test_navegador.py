"""Un navegador de verdad abre JupyterLab, ejecuta una lección, mueve un control y resuelve un ejercicio.

pytest tests/test_navegador.py -s    enseña además cuánto tarda un control, de la tecla a la figura
"""

import ast
import os
import shutil
import socket
import subprocess
import sys
import time
from statistics import median

import nbformat
import pytest
from comun import RAIZ
from nbformat.v4 import new_code_cell, new_notebook

from utils.ejercicios import evaluar

CUADERNO = "02_convolucion"
CONTROL = "Posición"  # un deslizador del primer explorador
EJERCICIO, FUNCION = "02.2", "tamano_salida"
BIEN = "def tamano_salida(n, k, stride=1, padding=0, dilation=1):\n return (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1"
MAL = BIEN.replace("2 * padding", "padding")
TODOS = "todos_los_exploradores"
MOVIMIENTOS = 20
LIMITE_MS = 500  # de sobra: solo detecta un control que se ha vuelto inservible

CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
OPCIONES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
OPCIONES += ["--disable-background-networking", "--disable-component-update"]
CRONOMETRO = """celda => {
    let inicio = null, src = celda.querySelector('.widget-html img').src;
    window.tiempos = [];
    celda.addEventListener('keydown', () => { inicio = performance.now(); }, true);
    new MutationObserver(() => {
        const imagen = celda.querySelector('.widget-html img');
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
    """JupyterLab, con la configuración de `make lab`, sobre una copia del curso. Devuelve la dirección de la carpeta de cuadernos."""
    copia, casa = tmp_path_factory.mktemp("curso"), tmp_path_factory.mktemp("casa")
    for carpeta in ("lecciones", "utils", "notebooks", "data", "herramientas/jupyterlab"):
        shutil.copytree(RAIZ / carpeta, copia / carpeta, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    nbformat.write(con_todos_los_exploradores(), copia / f"notebooks/{TODOS}.ipynb")
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
            yield f"http://127.0.0.1:{puerto}/lab/tree/notebooks/{{}}.ipynb?token=x&reset"
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


def con_todos_los_exploradores():
    """Un cuaderno con los exploradores de todas las lecciones que se abren sin entrenar nada, uno por celda."""
    celdas = [new_code_cell("import sys\nsys.path.insert(0, '..')")]
    for fichero in sorted((RAIZ / "lecciones").glob("*/exploradores.py")):
        for funcion in ast.parse(fichero.read_text(encoding="utf-8")).body:
            if isinstance(funcion, ast.FunctionDef) and funcion.name.startswith("explorar_") and not obligatorios(funcion):
                celdas.append(
                    new_code_cell(f"from lecciones.{fichero.parent.name} import exploradores\nexploradores.{funcion.name}()")
                )
    return new_notebook(cells=celdas, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


def obligatorios(funcion):
    """Cuántos argumentos hay que darle a la función."""
    return len(funcion.args.args) - len(funcion.args.defaults)


@pytest.fixture(scope="module")
def navegador():
    """Un Chromium."""
    with playwright.sync_playwright() as motor:
        navegador = motor.chromium.launch(executable_path=CHROMIUM, args=OPCIONES)
        yield navegador
        navegador.close()


def abrir(navegador, direccion, cuaderno, ancho=1300, alto=1000):
    """Una página con el cuaderno abierto y su núcleo en marcha."""
    pagina = navegador.new_page(viewport={"width": ancho, "height": alto})
    pagina.goto(direccion.format(cuaderno))
    return lista(pagina)


def lista(pagina):
    """Espera a que el cuaderno esté a la vista y su núcleo, quieto."""
    pagina.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    pagina.wait_for_function(NUCLEO_ESTABLE, timeout=60_000)
    return pagina


def ejecutar_todo(pagina):
    """Ejecuta todas las celdas y espera a la última."""
    pagina.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); }")
    ultima = pagina.locator(".jp-CodeCell .jp-InputPrompt").last
    esperar(lambda: ultima.is_visible() and any(c.isdigit() for c in ultima.inner_text()), 120)


@pytest.fixture(scope="module")
def pagina(navegador, direccion):
    """El cuaderno abierto y ejecutado entero."""
    pagina = abrir(navegador, direccion, CUADERNO)
    ejecutar_todo(pagina)
    return pagina


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
    imagen = celda.locator("img:visible").first
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


# --- Lo que pasa el segundo día: recargar, reabrir, una ventana pequeña, el tema oscuro -------------------------------

CONTRASTE = """elemento => {
    const numeros = color => (color.match(/[\\d.]+/g) || []).map(Number);
    const luz = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((suma, v, i) => suma + v * [0.2126, 0.7152, 0.0722][i], 0);
    const capas = [];
    for (let e = elemento; e; e = e.parentElement) capas.push(numeros(getComputedStyle(e).backgroundColor));
    let fondo = [255, 255, 255];
    for (const [r, g, b, a = 1] of capas.reverse()) fondo = [r, g, b].map((v, i) => v * a + fondo[i] * (1 - a));
    const opacidad = Number(getComputedStyle(elemento).opacity);
    const letra = numeros(getComputedStyle(elemento).color).slice(0, 3).map((v, i) => v * opacidad + fondo[i] * (1 - opacidad));
    const [clara, oscura] = [luz(letra), luz(fondo)].sort((a, b) => b - a);
    return (clara + 0.05) / (oscura + 0.05);
}"""


def guardar(pagina):
    pagina.evaluate("() => jupyterapp.commands.execute('docmanager:save')")


def test_una_pagina_recargada_sigue_moviendo_sus_figuras(navegador, direccion):
    pagina = abrir(navegador, direccion, TODOS)
    ejecutar_todo(pagina)
    guardar(pagina)
    pagina.goto(direccion.format(TODOS).replace("&reset", ""))
    pagina = lista(pagina)
    tirador = pagina.locator(".widget-slider .noUi-handle").first
    celda = pagina.locator(".jp-CodeCell", has=pagina.locator(".widget-slider")).first
    esperar(lambda: tirador.is_visible(), 30)
    antes = figura(celda)
    tirador.focus()
    pagina.keyboard.press("ArrowRight")
    cambia(celda, antes)
    assert celda.locator("img:visible").count() == 1, "la figura fija y la viva no se ven a la vez"
    pagina.close()


def test_un_cuaderno_guardado_y_reabierto_sin_nucleo_lo_dice_en_espanol(navegador, direccion):
    pagina = abrir(navegador, direccion, TODOS)
    ejecutar_todo(pagina)
    guardar(pagina)
    pagina.evaluate("() => jupyterapp.commands.execute('kernelmenu:shutdown')")
    pagina.goto(direccion.format(TODOS))
    pagina = lista(pagina)
    vista = pagina.locator(".jp-OutputArea-output.jupyter-widgets").first
    vista.wait_for(state="attached", timeout=30_000)
    pagina.wait_for_timeout(2000)
    assert vista.evaluate("e => getComputedStyle(e).fontSize") == "0px"
    assert "ejecuta esta celda" in vista.evaluate("e => getComputedStyle(e, '::after').content")
    assert pagina.locator(".jp-CodeCell img:visible").count() > 0, "la figura fija se ve"
    pagina.close()


def test_cada_explorador_cabe_con_su_figura_en_una_ventana_pequena(navegador, direccion):
    pagina = abrir(navegador, direccion, TODOS, 900, 700)
    ejecutar_todo(pagina)
    alto = pagina.locator(".jp-NotebookPanel-notebook").first.bounding_box()["height"]
    celdas, grandes = pagina.locator(".jp-CodeCell"), {}
    for i in range(1, celdas.count()):
        celdas.nth(i).scroll_into_view_if_needed()
        salida = celdas.nth(i).locator(".jp-Cell-outputWrapper")
        esperar(lambda s=salida: s.locator("img:visible, canvas").count() > 0, 20)
        pagina.wait_for_timeout(200)
        suyo = salida.bounding_box()["height"]
        if suyo > alto:
            grandes[celdas.nth(i).locator(".cm-content").inner_text().split()[-1]] = round(suyo)
    assert grandes == {}, f"caben {alto:.0f} píxeles"
    pagina.close()


def test_se_lee_en_el_tema_oscuro_igual_que_en_el_claro(pagina):
    for tema in ("JupyterLab Dark", "JupyterLab Light"):
        pagina.evaluate("tema => jupyterapp.commands.execute('apputils:change-theme', {theme: tema})", tema)
        pagina.wait_for_timeout(1500)
        for selector in ("figcaption", "[data-mime-type='text/html'] > div[style*='border-left']"):
            elementos = pagina.locator(f".jp-OutputArea {selector}")
            esperar(lambda e=elementos: e.count() > 0, 20)
            for i in range(min(3, elementos.count())):
                contraste = elementos.nth(i).evaluate(CONTRASTE)
                assert contraste >= 4.5, f"{tema}, {selector}: contraste {contraste:.1f}"
        fondo = pagina.locator(".jp-OutputArea img").first.evaluate("e => getComputedStyle(e).backgroundColor")
        assert fondo == "rgb(255, 255, 255)"
