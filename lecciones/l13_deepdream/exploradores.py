"""Explorador de la lección 13: elegir red, capa, canal, pasos y octavas, mirar qué ve el canal y guardar los sueños uno al lado de otro."""

import numpy as np

from utils.curso import ErrorCurso
from utils.exploradores.base import deslizador, desplegable
from utils.exploradores.galeria import Galeria, LaminaConPruebas, en_una_linea
from utils.graficos import figura, mostrar_matriz

from .suenos import objetivo, pasos_del_sueno, revisar_octavas

TODA = -1  # el canal que significa «toda la capa»
FAMILIAS = "familias"


class Vista:
    """Lo que ve una red de texturas: sus capas de una pasada, y los objetivos que ya se han pedido."""

    def __init__(self, red):
        import keras

        from utils.gradientes import compilar

        self.red, self.objetivos = red, {}
        self.capas = [capa.name for capa in red.layers if capa.name.startswith("capa")]
        todas = keras.Model(red.inputs[0], [red.get_layer(nombre).output for nombre in self.capas])
        self.pasada = compilar(lambda x: todas(x, training=False), jit_compile=False)
        self.pesos = keras.ops.convert_to_numpy(red.get_layer(FAMILIAS).kernel)

    def evaluar(self, capa, canal):
        """El objetivo de esa capa y ese canal; `TODA` es la capa entera."""
        if (capa, canal) not in self.objetivos:
            self.objetivos[capa, canal] = objetivo(self.red, capa, None if canal == TODA else canal)
        return self.objetivos[capa, canal]

    def mapa(self, imagen, capa, canal):
        """Dónde se activa: matriz (alto, ancho) con el canal, la energía de la capa o lo que aporta cada sitio a esa familia."""
        from keras.ops import convert_to_numpy

        de_cada_capa = [convert_to_numpy(a)[0] for a in self.pasada(imagen[None])]
        activaciones = dict(zip(self.capas, de_cada_capa, strict=True))
        canales = activaciones[self.capas[-1]] @ self.pesos if capa == FAMILIAS else activaciones[capa]
        if canal >= canales.shape[-1]:
            raise ErrorCurso(f"«{capa}» tiene canales del 0 al {canales.shape[-1] - 1}: baja el canal.")
        return np.mean(canales**2, axis=-1) if canal == TODA else canales[..., canal]


class LaminaSuenos(LaminaConPruebas):
    """La foto, el mapa de lo que ve el canal y los últimos sueños."""

    def __init__(self, redes, fotos):
        """`redes`: diccionario nombre → red de texturas. `fotos`: nombre → matriz (alto, ancho, 3) en [0, 1], todas del mismo tamaño."""
        self.vistas = {nombre: Vista(red) for nombre, red in redes.items()}
        self.fotos = {nombre: np.float32(foto) for nombre, foto in fotos.items()}
        self.fig, ejes = figura(8.8, 5.2, 2, 4)
        de_la_foto, del_mapa, *huecos = ejes.flat
        nada = np.ones((*next(iter(self.fotos.values())).shape[:2], 3))
        self.foto, self.mapa = (
            mostrar_matriz(de_la_foto, nada),
            mostrar_matriz(del_mapa, nada[..., 0], cmap="magma"),
        )
        super().__init__(huecos, 9)

    def pintar(self, foto=None, red=None, capa=FAMILIAS, canal=3, pasos=12, octavas=3):
        """Pone al día la foto, el mapa y la galería. No sueña: eso es cosa de `sonar`."""
        foto, red = foto or next(iter(self.fotos)), red or next(iter(self.vistas))
        imagen = self.fotos[foto]
        tamanos = revisar_octavas(imagen.shape[:2], octavas)
        mapa = self.vistas[red].mapa(imagen, capa, canal)
        self.foto.set_data(imagen)
        self.mapa.set_data(mapa)
        self.mapa.set_clim(mapa.min(), max(mapa.max(), mapa.min() + 1e-6))
        self.mapa.set_extent((-0.5, imagen.shape[1] - 0.5, imagen.shape[0] - 0.5, -0.5))
        self.foto.axes.set_title(
            f"{foto}\noctavas de {', '.join(str(alto) for alto, _ in tamanos)}", fontsize=9
        )
        self.mapa.axes.set_title(f"dónde se activa\nmedia {mapa.mean():.2f}", fontsize=9)
        self.colgar(self.recientes()[::-1])
        que = "toda la capa" if canal == TODA else f"canal {canal}"
        rotulos = en_una_linea(reversed(self.pruebas)) or "ninguno"
        return f"La foto «{foto}», el mapa de activación ({que} de «{capa}») en la red «{red}» y los sueños guardados: {rotulos}."

    def sonar(self, avisar, foto, red, capa, canal, pasos, octavas):
        """La foto soñada. Llama a `avisar(fraccion, imagen)` tras cada paso."""
        evaluar = self.vistas[red].evaluar(capa, canal)
        for fraccion, sonada in pasos_del_sueno(
            self.fotos[foto], evaluar, pasos=pasos, octavas=octavas
        ):
            avisar(fraccion, sonada)
        return sonada

    def rotular(self, sonada, foto, red, capa, canal, pasos, octavas):
        """Qué se ha excitado y cuánto ha subido la activación."""
        evaluar = self.vistas[red].evaluar(capa, canal)
        de_a = f"{evaluar(self.fotos[foto])[0]:.1f} → {evaluar(sonada)[0]:.1f}"
        que = capa if canal == TODA else f"{capa} {canal}"
        return f"{red} · {que}\n{pasos}×{octavas}: {de_a}"


def _controles(lamina):
    primera = next(iter(lamina.vistas.values()))
    return {
        "foto": desplegable("Foto", list(lamina.fotos), ayuda="Sobre qué se sueña"),
        "red": desplegable("Red", list(lamina.vistas), ayuda="Quién sueña"),
        "capa": desplegable(
            "Capa", [*primera.capas, FAMILIAS], FAMILIAS, "Qué capa se excita; «familias» es la salida"
        ),
        "canal": deslizador("Canal", 3, TODA, 63, 1, "Qué canal se excita; −1 es toda la capa"),
        "pasos": deslizador("Pasos", 12, 1, 30, 1, "Pasos de ascenso en cada octava"),
        "octavas": deslizador("Octavas", 3, 1, 6, 1, "Cuántos tamaños, de menor a mayor"),
    }


def explorar_suenos(redes, fotos):
    """Explorador de sueños con varias redes y fotos; empieza con un sueño de cada red ya en la galería."""
    lamina = LaminaSuenos(redes, fotos)
    galeria = Galeria(lamina, _controles(lamina), lamina.sonar, lamina.rotular, empezar="Soñar")
    for red in reversed(list(redes)):
        galeria.probar(**{**galeria.valores, "red": red})
    return galeria
