"""Base de los exploradores: una lámina que se dibuja y unos controles que la mueven.

La `Lamina` sirve igual a la figura guardada, al control y a las pruebas. La figura viva del `Explorador` es un `widgets.HTML`, que
sigue unido al núcleo aunque se recargue la página. Debajo se guarda una copia fija, que solo se ve donde los controles no viven
(GitHub, un cuaderno recién abierto); en Colab, donde cada celda es una página aparte, no hace falta.
"""

import sys
from html import escape
from itertools import count

import ipywidgets as widgets
from IPython.display import display

from ..curso import ErrorCurso
from ..graficos import html_figura, mostrar

ANCHO_CONTROL = {"width": "min(360px, 98%)"}
SIN_NUCLEO = "Controles interactivos: ejecuta esta celda para moverlos."
VISTA = "application/vnd.jupyter.widget-view+json"
CONTROL_MUERTO = ".jp-OutputArea-output.jupyter-widgets:not(:has(*))"
# JupyterLab dice en inglés que un control guardado ya no vive: su salida, sin nada dentro, lo dice en español.
AVISO_DE_JUPYTERLAB = (
    f"<style>{CONTROL_MUERTO}{{font-size:0}}{CONTROL_MUERTO}::after{{font-size:13px;content:'{SIN_NUCLEO}'}}</style>"
)
# En una ventana pequeña, los mandos y la figura se reparten el alto; lo que no quepa de los mandos se alcanza desplazándose.
ALTO_DE_LOS_MANDOS = "max(170px, calc(100vh - 515px))"
ALTO_DE_UN_CONTROL, ALTO_DE_LO_DEMAS = 34, 250  # píxeles
NUMEROS = count(1)
AYUDA = "tooltip" if hasattr(widgets.IntSlider, "tooltip") else "description_tooltip"  # ipywidgets 8 o 7


class Lamina:
    """Una figura con artistas que se actualizan. Cada subclase crea `self.fig` y escribe `pintar`."""

    fig = None

    def pintar(self, **valores):
        """Actualiza los artistas con `valores` y devuelve el texto alternativo. `ErrorCurso` si no se puede dibujar."""
        raise NotImplementedError

    def dibujar(self, **valores):
        """Pinta y publica la figura, sin controles."""
        mostrar(self.fig, self.pintar(**valores))


class Explorador:
    """Une una lámina con sus controles.

    lamina: la `Lamina`.
    controles: diccionario nombre → control; los nombres son los argumentos de `lamina.pintar`.
    disposicion: control que los agrupa (por defecto, en filas). Puede incluir otros que no pintan, como botones.
    """

    def __init__(self, lamina, controles, disposicion=None):
        self.lamina = lamina
        self.controles = controles
        self.aviso = widgets.HTML()
        mandos = disposicion or en_filas(controles.values())
        mandos.layout.max_height, mandos.layout.overflow = ALTO_DE_LOS_MANDOS, "auto"
        for fila in mandos.children:
            fila.layout.flex = "0 0 auto"  # que no se aplasten para caber: se llega a ellos desplazándose
        self.caja = widgets.VBox([mandos, self.aviso])
        self._figura = None
        self._en_pausa = False
        for control in controles.values():
            control.observe(self.refrescar, "value")

    @property
    def valores(self):
        """Los valores actuales de los controles."""
        return {nombre: control.value for nombre, control in self.controles.items()}

    def poner(self, **valores):
        """Cambia varios controles y redibuja una sola vez."""
        self._en_pausa = True
        try:
            for nombre, valor in valores.items():
                self.controles[nombre].value = valor
        finally:
            self._en_pausa = False
        self.refrescar()

    def refrescar(self, _cambio=None):
        """Redibuja con los valores actuales; si algo no encaja, lo explica en el propio control y conserva la figura."""
        if self._en_pausa:
            return
        try:
            alt = self.lamina.pintar(**self.valores)
            self.aviso.value = ""
            if self._figura:
                self._figura.value = self._viva(alt, ligero=False)
        except ErrorCurso as error:
            self.aviso.value = f"<b>⚠️ {escape(str(error))}</b>"
        except Exception as error:
            self.aviso.value = (
                f"<b>⚠️ Este control ha fallado ({type(error).__name__}: {escape(str(error))}). "
                "Vuelve a ejecutar la celda; si se repite, avísanos.</b>"
            )

    def _viva(self, alt, ligero):
        """La figura que se mueve: la misma que la fija, a la que esconde, con el alto que cabe en la pantalla."""
        estilo = f".{self._clase}{{display:none}}.widget-html-content{{min-width:0;white-space:normal}}"
        return f"<style>{estilo}</style>{html_figura(self.lamina.fig, alt, ligero, estilo=self._en_pantalla())}"

    def _en_pantalla(self):
        """CSS que encoge la figura para que quepa, con sus controles uno debajo de otro, en el alto de la ventana."""
        resto = ALTO_DE_LO_DEMAS + ALTO_DE_UN_CONTROL * len(self.controles)
        return f"max-height:max(230px, calc(100vh - {resto}px));object-fit:contain;object-position:left top;"

    def _ipython_display_(self):
        alt = self.lamina.pintar(**self.valores)
        self._clase = f"fija-{type(self.lamina).__name__}-{next(NUMEROS)}"
        fija = html_figura(self.lamina.fig, alt, clase=self._clase)
        self._figura = widgets.HTML(self._viva(alt, ligero=True), layout={"width": "100%"})
        self.lamina.fig.set_layout_engine("none")  # ya está colocada: recolocarla en cada cambio duplica el tiempo
        publicar(widgets.VBox([self.caja, self._figura]))
        if "google.colab" not in sys.modules:
            display({"text/html": AVISO_DE_JUPYTERLAB + fija, "text/plain": f"Figura: {alt}"}, raw=True)


def publicar(control):
    """Muestra un control; quien no tenga núcleo lee en su lugar que debe ejecutar la celda."""
    vista = {"version_major": 2, "version_minor": 0, "model_id": control.model_id}
    display({VISTA: vista, "text/plain": SIN_NUCLEO}, raw=True)


def plural(n, nombre):
    """El número con su nombre, en singular o en plural: "1 capa", "3 capas"."""
    return f"{n} {nombre}{'' if n == 1 else 'es' if nombre[-1] in 'lnrd' else 's'}"


def potencia(x):
    """El número como se escribe a mano: 3·10⁻⁵."""
    cifra, _, exponente = f"{x:.0e}".partition("e")
    return f"{cifra}·10{str(int(exponente)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def en_filas(controles):
    """Coloca los controles en filas que se adaptan al ancho disponible."""
    return widgets.HBox(list(controles), layout={"flex_flow": "row wrap"})


def deslizador(etiqueta, valor, minimo, maximo, paso=1, ayuda=""):
    """Deslizador de enteros o de decimales, según el tipo de `valor`. Se mueve con las flechas del teclado."""
    clase = widgets.IntSlider if isinstance(valor, int) else widgets.FloatSlider
    return clase(value=valor, min=minimo, max=maximo, step=paso, **_comunes(etiqueta, ayuda))


def desplegable(etiqueta, opciones, valor=None, ayuda=""):
    """Lista desplegable; `opciones` como en `ipywidgets.Dropdown`."""
    extra = {} if valor is None else {"value": valor}
    return widgets.Dropdown(options=opciones, **_comunes(etiqueta, ayuda), **extra)


def cuadro_de_texto(etiqueta, valor, ayuda="", filas=1):
    """Cuadro para escribir; con una fila avisa al pulsar Intro o al salir, no en cada tecla. Ocupa todo el ancho."""
    clase = widgets.Text if filas == 1 else widgets.Textarea
    control = clase(value=valor, continuous_update=False, **_comunes(etiqueta, ayuda))
    control.layout = {"width": "98%"}
    if filas > 1:
        control.rows = filas
    return control


def casilla(etiqueta, valor=False, ayuda=""):
    """Casilla de sí o no."""
    return widgets.Checkbox(value=valor, indent=False, **_comunes(etiqueta, ayuda))


def boton(etiqueta, al_pulsar, ayuda=""):
    """Botón que llama a `al_pulsar()`."""
    control = widgets.Button(description=etiqueta, tooltip=ayuda or etiqueta, layout={"width": "auto"})
    control.on_click(lambda _boton: al_pulsar())
    return control


def _comunes(etiqueta, ayuda):
    return {
        "description": etiqueta,
        AYUDA: ayuda,
        "layout": ANCHO_CONTROL,
        "style": {"description_width": "120px"},
    }
