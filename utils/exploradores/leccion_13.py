"""Explorador de la lección 13: elegir red, capa, canal, pasos y octavas, mirar qué ve el canal y guardar los sueños uno al lado de otro."""

from collections import deque
from html import escape
from threading import Event, RLock, Thread

import ipywidgets as widgets
import numpy as np

from ..curso import ErrorCurso
from ..graficos import figura, mostrar_matriz
from ..suenos import objetivo, pasos_del_sueno, revisar_octavas
from .base import Explorador, Lamina, boton, deslizador, desplegable, en_filas

GALERIA = 6
TODA = -1  # el canal que significa «toda la capa»
FAMILIAS = "familias"


class Vista:
    """Lo que ve una red de texturas: sus capas de una pasada, y los objetivos que ya se han pedido."""

    def __init__(self, red):
        import keras

        from ..gradientes import compilar

        self.red, self.objetivos = red, {}
        self.capas = [capa.name for capa in red.layers if capa.name.startswith("capa")]
        todas = keras.Model(red.inputs[0], [red.get_layer(nombre).output for nombre in self.capas])
        self.pasada = compilar(lambda x: todas(x, training=False), jit_compile=False)
        self.pesos = np.asarray(red.get_layer(FAMILIAS).kernel)

    def evaluar(self, capa, canal):
        """El objetivo de esa capa y ese canal; `TODA` es la capa entera."""
        if (capa, canal) not in self.objetivos:
            self.objetivos[capa, canal] = objetivo(self.red, capa, None if canal == TODA else canal)
        return self.objetivos[capa, canal]

    def mapa(self, imagen, capa, canal):
        """Dónde se activa: matriz (alto, ancho) con el canal, la energía de la capa o lo que aporta cada sitio a esa familia."""
        activaciones = dict(zip(self.capas, (np.asarray(a)[0] for a in self.pasada(imagen[None])), strict=True))
        canales = activaciones[self.capas[-1]] @ self.pesos if capa == FAMILIAS else activaciones[capa]
        if canal >= canales.shape[-1]:
            raise ErrorCurso(f"«{capa}» tiene canales del 0 al {canales.shape[-1] - 1}: baja el canal.")
        return np.mean(canales**2, axis=-1) if canal == TODA else canales[..., canal]


class LaminaSuenos(Lamina):
    """La foto, el mapa de lo que ve el canal y los últimos sueños."""

    def __init__(self, redes, fotos):
        """`redes`: diccionario nombre → red de texturas. `fotos`: nombre → matriz (alto, ancho, 3) en [0, 1], todas del mismo tamaño."""
        self.vistas = {nombre: Vista(red) for nombre, red in redes.items()}
        self.fotos = {nombre: np.float32(foto) for nombre, foto in fotos.items()}
        self.suenos = deque(maxlen=GALERIA)
        self.fig, ejes = figura(8.8, 5.2, 2, 4)
        nada = np.ones((*next(iter(self.fotos.values())).shape[:2], 3))
        self.ejes = list(ejes.flat)
        self.foto, self.mapa = mostrar_matriz(self.ejes[0], nada), mostrar_matriz(self.ejes[1], nada[..., 0], cmap="magma")
        self.huecos = [mostrar_matriz(eje, nada) for eje in self.ejes[2:]]
        for eje in self.ejes:
            eje.set_title("\n", fontsize=9)

    def pintar(self, foto=None, red=None, capa=FAMILIAS, canal=3, pasos=12, octavas=3):
        """Pone al día la foto, el mapa y la galería. No sueña: eso es cosa de `pasos_del_sueno`."""
        foto, red = foto or next(iter(self.fotos)), red or next(iter(self.vistas))
        imagen = self.fotos[foto]
        tamanos = revisar_octavas(imagen.shape[:2], octavas)
        mapa = self.vistas[red].mapa(imagen, capa, canal)
        self.foto.set_data(imagen)
        self.mapa.set_data(mapa)
        self.mapa.set_clim(mapa.min(), max(mapa.max(), mapa.min() + 1e-6))
        self.mapa.set_extent((-0.5, imagen.shape[1] - 0.5, imagen.shape[0] - 0.5, -0.5))
        self.ejes[0].set_title(f"{foto}\noctavas de {', '.join(str(alto) for alto, _ in tamanos)}", fontsize=9)
        self.ejes[1].set_title(f"dónde se activa\nmedia {mapa.mean():.2f}", fontsize=9)
        for hueco, eje, (imagen, rotulo) in zip(self.huecos, self.ejes[2:], self._con_huecos(), strict=True):
            hueco.set_data(imagen)
            eje.set_title(rotulo, fontsize=9)
        que = "toda la capa" if canal == TODA else f"canal {canal}"
        rotulos = "; ".join(rotulo.replace("\n", ", ") for _, rotulo in self.suenos) or "ninguno"
        return f"La foto «{foto}», el mapa de activación ({que} de «{capa}») en la red «{red}» y los sueños guardados: {rotulos}."

    def guardar(self, imagen, rotulo):
        """Añade un sueño a la galería, el primero; si no cabe, sale el más antiguo."""
        self.suenos.appendleft((imagen, rotulo))

    def _con_huecos(self):
        blanco = np.ones_like(next(iter(self.fotos.values())))
        return [*self.suenos, *[(blanco, "\n")] * (GALERIA - len(self.suenos))]


class ExploradorSuenos(Explorador):
    """Los controles eligen y enseñan el mapa al momento; el sueño, que tarda, va aparte, con progreso y con marcha atrás."""

    def __init__(self, lamina):
        primera = next(iter(lamina.vistas.values()))
        controles = {
            "foto": desplegable("Foto", list(lamina.fotos), ayuda="Sobre qué se sueña"),
            "red": desplegable("Red", list(lamina.vistas), ayuda="Quién sueña"),
            "capa": desplegable("Capa", [*primera.capas, FAMILIAS], FAMILIAS, "Qué capa se excita; «familias» es la salida"),
            "canal": deslizador("Canal", 3, TODA, 63, 1, "Qué canal se excita; −1 es toda la capa"),
            "pasos": deslizador("Pasos", 12, 1, 30, 1, "Pasos de ascenso en cada octava"),
            "octavas": deslizador("Octavas", 3, 1, 6, 1, "Cuántos tamaños, de menor a mayor"),
        }
        self.progreso = widgets.FloatProgress(min=0, max=1, description="Progreso", layout={"width": "260px"})
        self.empezar = boton("Soñar", self.sonar, "Empieza un sueño con estos valores y lo guarda en la galería")
        self.parar = boton("Cancelar", self.cancelar, "Deja el sueño a medias, sin guardarlo")
        self.limpiar = boton("Vaciar la galería", self.vaciar, "Quita todos los sueños guardados")
        self.parar.disabled = True
        self.hilo, self._cancelado, self._turno = None, Event(), RLock()
        botones = en_filas([self.empezar, self.parar, self.limpiar, self.progreso])
        super().__init__(lamina, controles, widgets.VBox([en_filas(controles.values()), botones]))

    def refrescar(self, _cambio=None):
        """Redibuja; nunca a la vez que el hilo del sueño."""
        with self._turno:
            super().refrescar(_cambio)

    def sonar(self):
        """Empieza a soñar en otro hilo, si no hay ya un sueño en marcha."""
        if self.hilo and self.hilo.is_alive():
            return
        self._cancelado.clear()
        self.empezar.disabled, self.parar.disabled = True, False
        self.hilo = Thread(target=self._trabajar, args=(self.valores,), daemon=True)
        self.hilo.start()

    def cancelar(self):
        """Pide que el sueño pare en el paso siguiente."""
        self._cancelado.set()

    def vaciar(self):
        """Olvida los sueños guardados."""
        self.lamina.suenos.clear()
        self.refrescar()

    def _trabajar(self, valores):
        """Sueña, con progreso, y guarda el resultado."""
        try:
            hecho = self.sonar_ahora(**valores)
            self.refrescar()
            if not hecho:
                self.aviso.value = "Sueño cancelado: no se ha guardado."
        except ErrorCurso as error:
            self.aviso.value = f"<b>⚠️ {escape(str(error))}</b>"
        except Exception as error:
            self.aviso.value = f"<b>⚠️ El sueño ha fallado ({type(error).__name__}: {escape(str(error))}). Prueba con otros valores.</b>"
        finally:
            self.progreso.value = 0
            self.empezar.disabled, self.parar.disabled = False, True

    def sonar_ahora(self, foto, red, capa, canal, pasos, octavas):
        """Sueña en este hilo y lo guarda en la galería con lo que ha subido la activación. Devuelve False si se cancela."""
        imagen, evaluar = self.lamina.fotos[foto], self.lamina.vistas[red].evaluar(capa, canal)
        sonada = imagen
        for fraccion, sonada in pasos_del_sueno(imagen, evaluar, pasos=pasos, octavas=octavas):  # noqa: B007
            if self._cancelado.is_set():
                return False
            self.progreso.value = fraccion
        de_a = f"{evaluar(imagen)[0]:.1f} → {evaluar(sonada)[0]:.1f}"
        que = capa if canal == TODA else f"{capa} {canal}"
        self.lamina.guardar(sonada, f"{red} · {que}\n{pasos}×{octavas}: {de_a}")
        self.progreso.value = 0
        return True


def explorar_suenos(redes, fotos):
    """Explorador de sueños con varias redes y fotos; empieza con un sueño de cada red ya en la galería."""
    explorador = ExploradorSuenos(LaminaSuenos(redes, fotos))
    for red in reversed(list(redes)):
        explorador.sonar_ahora(**{**explorador.valores, "red": red})
    return explorador
