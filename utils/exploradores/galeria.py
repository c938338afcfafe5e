"""Un explorador para trabajos largos: se lanzan con un botón, se ven avanzar, se pueden cancelar y los resultados se guardan juntos."""

import threading
import time
from collections import deque
from html import escape

import ipywidgets as widgets
import numpy as np

from ..curso import ErrorCurso
from ..graficos import figura, mostrar_matriz
from .base import AYUDA, Explorador, Lamina, boton, en_filas

HUECOS = 5  # imágenes que caben, contando las entradas
CADA = 1.0  # segundos entre dos vistas de lo que se está haciendo
NADA = np.ones((2, 2, 3))


class Cancelada(Exception):
    """Se ha pulsado «Cancelar»."""


class LaminaConPruebas(Lamina):
    """Una lámina con huecos para las pruebas de una `Galeria`, que son pares (rótulo, imagen). Cada subclase escribe `pintar`."""

    def __init__(self, ejes, letra):
        """`ejes`: dónde va cada hueco. `letra`: tamaño de los rótulos."""
        self.huecos = [mostrar_matriz(eje, NADA) for eje in ejes]
        for eje in ejes:
            eje.set_title("\n", fontsize=letra)
        self.pruebas = deque(maxlen=len(self.huecos))  # de la más antigua a la más reciente
        self.en_marcha = None  # la que se está haciendo

    def recientes(self):
        """Las pruebas guardadas y, al final, la que está en marcha."""
        return [*self.pruebas, *filter(None, [self.en_marcha])]

    def colgar(self, vistas):
        """Pone cada par (rótulo, imagen) en su hueco y deja en blanco los huecos que sobran."""
        for i, hueco in enumerate(self.huecos):
            rotulo, imagen = vistas[i] if i < len(vistas) else ("\n", NADA)
            hueco.set_data(np.clip(imagen, 0, 1))
            hueco.set_extent((0, imagen.shape[1], imagen.shape[0], 0))
            hueco.axes.title.set_text(rotulo)


class LaminaGaleria(LaminaConPruebas):
    """A la izquierda, las entradas; después, las últimas pruebas, una al lado de otra."""

    def __init__(self, entradas):
        """`entradas`: función de los valores que da la lista de pares (rótulo, imagen) de partida."""
        self.entradas = entradas
        self.fig, ejes = figura(9.0, 2.5, 1, HUECOS)
        super().__init__(ejes, 8.5)

    def pintar(self, **valores):
        """Pone en su sitio las entradas que corresponden a `valores` y las pruebas más recientes."""
        entradas = self.entradas(**valores)
        pruebas = self.recientes()[len(entradas) - HUECOS :]
        self.colgar(entradas + pruebas)
        rotulos = en_una_linea(pruebas) or "ninguna todavía: pulsa «Empezar»"
        return f"Entradas: {', '.join(rotulo for rotulo, _ in entradas)}. Pruebas: {rotulos}."


def en_una_linea(pruebas):
    """Los rótulos de las pruebas, para el texto alternativo."""
    return "; ".join(rotulo.replace("\n", ", ") for rotulo, _ in pruebas)


class Galeria(Explorador):
    """Controles, «Empezar», «Cancelar», «Vaciar», una barra de progreso y las pruebas hechas.

    lamina: una `LaminaConPruebas`.
    hacer: función `hacer(avisar, **valores)` que devuelve una imagen (alto, ancho, 3) en [0, 1]. Mientras trabaja llama a
        `avisar(fraccion, imagen)`, que enseña cómo va y, si se ha cancelado, lanza `Cancelada`.
    rotular: función `rotular(imagen, **valores)` que da el texto corto de la prueba; también se usa a medio hacer.
    empezar: lo que pone en el botón que empieza una prueba.
    """

    def __init__(self, lamina, controles, hacer, rotular, empezar="Empezar"):
        self.hacer, self.rotular = hacer, rotular
        self.barra = widgets.FloatProgress(value=0, min=0, max=1, description="Progreso", **{AYUDA: "Parte hecha de la prueba"})
        botones = [
            boton(empezar, self.empezar, "Hace una prueba con estos valores"),
            boton("Cancelar", self.cancelar, "Para la prueba en marcha, sin guardarla"),
            boton("Vaciar", self.vaciar, "Quita las pruebas guardadas"),
            self.barra,
        ]
        super().__init__(lamina, controles, widgets.VBox([en_filas(controles.values()), en_filas(botones)]))
        self.hilo, self._parar = None, threading.Event()
        self._cerrojo = threading.RLock()  # la figura se pinta desde dos hilos

    @property
    def pruebas(self):
        """Las pruebas hechas: pares (rótulo, imagen)."""
        return self.lamina.pruebas

    def refrescar(self, _cambio=None):
        """Redibuja, sin que lo hagan dos hilos a la vez."""
        with self._cerrojo:
            super().refrescar()

    def empezar(self):
        """Hace una prueba en otro hilo, para que los botones sigan respondiendo."""
        if self.hilo and self.hilo.is_alive():
            self.aviso.value = "Ya hay una prueba en marcha: espera o pulsa «Cancelar»."
            return
        self._parar.clear()
        self.hilo = threading.Thread(target=self.correr, daemon=True)
        self.hilo.start()

    def cancelar(self):
        """Pide que la prueba en marcha pare en su próximo paso."""
        self._parar.set()

    def vaciar(self):
        """Olvida las pruebas hechas."""
        with self._cerrojo:
            self.pruebas.clear()
            self.refrescar()

    def correr(self):
        """Hace una prueba con los valores actuales; si no llega al final, explica por qué."""
        mensaje = ""
        try:
            self.probar(**self.valores)
        except Cancelada:
            mensaje = "Prueba cancelada: no se ha guardado."
        except ErrorCurso as error:
            mensaje = f"<b>⚠️ {escape(str(error))}</b>"
        except Exception as error:
            mensaje = f"<b>⚠️ La prueba ha fallado ({type(error).__name__}: {escape(str(error))}). Si se repite, avísanos.</b>"
        self.refrescar()
        self.aviso.value = mensaje or self.aviso.value

    def probar(self, **valores):
        """Hace una prueba en este hilo y la guarda. Lanza lo que lancen `hacer` y `rotular`."""
        try:
            imagen = self.hacer(self._avisador(valores), **valores)
            rotulo = self.rotular(imagen, **valores)
        finally:
            self.lamina.en_marcha = None
            self.barra.value = 0
        with self._cerrojo:
            self.pruebas.append((rotulo, imagen))

    def _avisador(self, valores):
        ultima = time.monotonic()

        def avisar(fraccion, imagen):
            nonlocal ultima
            if self._parar.is_set():
                raise Cancelada
            self.barra.value = fraccion
            if time.monotonic() - ultima > CADA:
                ultima = time.monotonic()
                self.lamina.en_marcha = self.rotular(imagen, **valores), imagen
                self.refrescar()

        return avisar
