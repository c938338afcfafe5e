"""Un explorador para trabajos largos: se lanzan con un botón, se ven avanzar, se pueden cancelar y los resultados se guardan juntos."""

import threading
import time
from html import escape

import ipywidgets as widgets
import numpy as np

from ..curso import ErrorCurso
from ..graficos import figura, mostrar_matriz
from .base import AYUDA, Explorador, Lamina, boton, en_filas

HUECOS = 5  # imágenes que caben, contando las entradas
CADA = 1.0  # segundos entre dos vistas de lo que se está haciendo


class Cancelada(Exception):
    """Se ha pulsado «Cancelar»."""


class LaminaGaleria(Lamina):
    """A la izquierda, las entradas; después, las últimas pruebas, una al lado de otra."""

    def __init__(self, entradas):
        self.entradas = entradas
        self.pruebas = []  # pares (rótulo, imagen)
        self.en_marcha = None  # el de la prueba que se está haciendo
        self.fig, self.ejes = figura(9.0, 2.5, 1, HUECOS)
        self.artistas = [mostrar_matriz(eje, np.ones((2, 2, 3))) for eje in self.ejes]

    def pintar(self, **valores):
        """Pone en su sitio las entradas que corresponden a `valores` y las pruebas más recientes."""
        entradas = self.entradas(**valores)
        pruebas = (self.pruebas + [self.en_marcha] * (self.en_marcha is not None))[len(entradas) - HUECOS :]
        vistas = entradas + pruebas
        for i, (eje, artista) in enumerate(zip(self.ejes, self.artistas, strict=True)):
            artista.set_visible(i < len(vistas))
            rotulo, imagen = vistas[i] if i < len(vistas) else ("", np.ones((2, 2, 3)))
            artista.set_data(np.clip(imagen, 0, 1))
            artista.set_extent((0, imagen.shape[1], imagen.shape[0], 0))
            eje.set_title(rotulo, fontsize=8.5)
        rotulos = "; ".join(rotulo.replace("\n", ", ") for rotulo, _ in pruebas) or "ninguna todavía: pulsa «Empezar»"
        return f"Entradas: {', '.join(rotulo for rotulo, _ in entradas)}. Pruebas: {rotulos}."


class Galeria(Explorador):
    """Controles, «Empezar», «Cancelar», «Vaciar», una barra de progreso y las pruebas hechas.

    hacer: función `hacer(avisar, **valores)` que devuelve una imagen (alto, ancho, 3) en [0, 1]. Mientras trabaja llama a
        `avisar(fraccion, imagen)`, que enseña cómo va y, si se ha cancelado, lanza `Cancelada`.
    rotular: función de los valores que da el texto corto de la prueba.
    entradas: función de los valores que da la lista de pares (rótulo, imagen) de partida.
    """

    def __init__(self, controles, hacer, rotular, entradas):
        self.hacer, self.rotular = hacer, rotular
        self.barra = widgets.FloatProgress(value=0, min=0, max=1, description="Progreso", **{AYUDA: "Parte hecha de la prueba"})
        botones = [
            boton("Empezar", self.empezar, "Hace una prueba con estos valores"),
            boton("Cancelar", self.cancelar, "Para la prueba en marcha"),
            boton("Vaciar", self.vaciar, "Quita las pruebas guardadas"),
            self.barra,
        ]
        super().__init__(LaminaGaleria(entradas), controles, widgets.VBox([en_filas(controles.values()), en_filas(botones)]))
        self._hilo, self._parar = None, threading.Event()
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
        if self._hilo and self._hilo.is_alive():
            self.aviso.value = "Ya hay una prueba en marcha: espera o pulsa «Cancelar»."
            return
        self._hilo = threading.Thread(target=self.correr, daemon=True)
        self._hilo.start()

    def cancelar(self):
        """Pide que la prueba en marcha pare en su próximo paso."""
        self._parar.set()

    def vaciar(self):
        """Olvida las pruebas hechas."""
        self.pruebas.clear()
        self.refrescar()

    def correr(self):
        """Hace una prueba con los valores actuales y la guarda."""
        valores = self.valores
        self._parar.clear()
        mensaje = ""
        try:
            rotulo = self.rotular(**valores)
            self.pruebas.append((rotulo, self.hacer(self._avisador(rotulo), **valores)))
        except Cancelada:
            mensaje = "Prueba cancelada."
        except ErrorCurso as error:
            mensaje = f"<b>⚠️ {escape(str(error))}</b>"
        except Exception as error:
            mensaje = f"<b>⚠️ La prueba ha fallado ({type(error).__name__}: {escape(str(error))}). Si se repite, avísanos.</b>"
        self.lamina.en_marcha = None
        self.barra.value = 0
        self.refrescar()
        self.aviso.value = mensaje or self.aviso.value

    def _avisador(self, rotulo):
        ultima = time.monotonic()

        def avisar(fraccion, imagen):
            nonlocal ultima
            if self._parar.is_set():
                raise Cancelada
            self.barra.value = fraccion
            if time.monotonic() - ultima > CADA:
                ultima = time.monotonic()
                self.lamina.en_marcha = (rotulo, imagen)
                self.refrescar()

        return avisar
