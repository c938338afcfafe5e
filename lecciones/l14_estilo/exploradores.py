"""Exploradores de la lección 14: barajar una activación y pintar fotos con distintos estilos."""

from functools import cache

import ipywidgets as widgets
import numpy as np

from utils.curso import ErrorCurso
from utils.datos.estilos import pintura
from utils.datos.fotos import foto
from utils.exploradores.base import (
    ANCHO_CONTROL,
    AYUDA,
    Explorador,
    Lamina,
    casilla,
    deslizador,
    desplegable,
    potencia,
)
from utils.exploradores.galeria import Galeria, LaminaGaleria
from utils.graficos import figura, mostrar_matriz
from utils.imagenes import encajar

from .ejercicios import gram
from .estilo import CAPAS, estilizar

# --- Barajar --------------------------------------------------------------------------------------------------------


class LaminaBaraja(Lamina):
    """Un canal de una activación con parte de sus posiciones barajadas, y la Gram de toda la activación."""

    def __init__(self, activacion):
        """`activacion`: matriz (alto, ancho, canales)."""
        self.F = np.asarray(activacion, dtype=float)
        self.orden = np.random.default_rng(0).permutation(self.F[..., 0].size)
        self.entera = gram(self.F)
        self.fig, (mapa, matriz) = figura(7.6, 3.4, 1, 2)
        tope = np.abs(self.F).max()
        self.mapa = mostrar_matriz(mapa, self.F[..., 0], vmin=0, vmax=tope, cmap="viridis")
        self.matriz = mostrar_matriz(matriz, self.entera, cmap="viridis")
        self.titulos = mapa, matriz

    def barajar(self, parte):
        """La activación con esa parte de las posiciones (de 0 a 1) cambiadas de sitio, todos sus canales a la vez."""
        filas = self.F.reshape(-1, self.F.shape[-1]).copy()
        movidas = self.orden[: round(parte * len(self.orden))]
        filas[movidas] = filas[np.roll(movidas, 1)]
        return filas.reshape(self.F.shape)

    def pintar(self, canal=0, parte=0):
        """`canal`: el que se dibuja. `parte`: porcentaje de posiciones barajadas."""
        barajada = self.barajar(parte / 100)
        mezclada = gram(barajada)
        contenido = 0.5 * np.sum((barajada - self.F) ** 2) / (0.5 * np.sum(self.F**2))
        cambio = np.linalg.norm(mezclada - self.entera) / np.linalg.norm(self.entera)
        self.mapa.set_data(barajada[..., canal])
        self.mapa.set_clim(0, max(self.F[..., canal].max(), 1e-9))
        self.matriz.set_data(mezclada)
        self.titulos[0].set_title(f"canal {canal}: contenido, {100 * contenido:.0f} %", fontsize=10.5)
        self.titulos[1].set_title(f"Gram: ha cambiado un {100 * cambio:.0f} %", fontsize=10.5)
        return (
            f"Canal {canal} con el {parte} % de las posiciones barajadas: la pérdida de contenido es el {100 * contenido:.0f} % de la energía de la "
            f"activación, y la Gram ha cambiado un {100 * cambio:.0f} %."
        )


def explorar_baraja(activacion):
    """Controles para barajar una activación (alto, ancho, canales)."""
    controles = {
        "canal": deslizador(
            "Canal",
            int(np.std(activacion, axis=(0, 1)).argmax()),
            0,
            activacion.shape[-1] - 1,
            1,
            "Qué canal se dibuja; la Gram es la de todos",
        ),
        "parte": deslizador(
            "Barajar, en %", 0, 0, 100, 5, "Qué parte de las posiciones cambia de sitio"
        ),
    }
    return Explorador(LaminaBaraja(activacion), controles)


# --- Pintar ---------------------------------------------------------------------------------------------------------

LADO = 128
FOTOS = {"templo": "china", "flor": "flor"}
ESTILOS = (
    "pinceladas",
    "mosaicos",
    "espirales",
    "hojas",
    "flores",
    "escamas",
    "geometría",
    "la otra foto",
)


@cache
def _foto(nombre):
    return encajar(foto(FOTOS[nombre]), LADO, LADO)


@cache
def _estilo(nombre, semilla, elegida):
    """La pintura, o la foto que no se ha elegido."""
    if nombre == ESTILOS[-1]:
        return _foto(next(otra for otra in FOTOS if otra != elegida))
    return pintura(nombre, LADO, semilla)


def explorar_estilo(red):
    """Elige foto, pintura, equilibrio, capas y pasos; pulsa «Empezar» y compara las pruebas. `red`: la de texturas."""
    controles = {
        "contenido": desplegable("Foto", list(FOTOS), "templo", "De dónde sale el contenido"),
        "estilo": desplegable(
            "Estilo", list(ESTILOS), ESTILOS[0], "Familia de la pintura, o la otra fotografía"
        ),
        "semilla": deslizador("Pintura número", 0, 0, 30, 1, "Otra pintura de la misma familia"),
        "razon": deslizador(
            "log₁₀(β/α)", 2.0, 0.0, 4.0, 0.25, "Cuánto pesa el estilo por cada unidad de contenido"
        ),
        "pasos": deslizador("Pasos", 40, 5, 100, 5, "Pasos de L-BFGS en cada tamaño"),
        "colores": casilla(
            "Igualar antes los colores", True, "Da a la foto los colores de la pintura antes de empezar"
        ),
        "capas": widgets.SelectMultiple(
            options=list(CAPAS),
            value=CAPAS,
            rows=len(CAPAS),
            description="Capas del estilo",
            layout=ANCHO_CONTROL,
            style={"description_width": "120px"},
            **{AYUDA: "Con Ctrl o Mayúsculas se eligen varias"},
        ),
    }

    def entradas(contenido, estilo, semilla, **_otros):
        return [
            (f"{contenido}\n ", _foto(contenido)),
            (f"{estilo}\n ", _estilo(estilo, semilla, contenido)),
        ]

    def hacer(avisar, contenido, estilo, semilla, razon, pasos, colores, capas):
        if not capas:
            raise ErrorCurso("Elige al menos una capa para el estilo.")
        otra = _estilo(estilo, semilla, contenido)
        return estilizar(
            _foto(contenido), otra, red, pasos, colores, avisar=avisar, capas=capas, beta=10**razon
        )

    def rotular(_imagen, estilo, razon, pasos, capas, **_otros):
        cuales = (
            "todas las capas"
            if len(capas) == len(CAPAS)
            else "capas " + ", ".join(c.removeprefix("capa") for c in capas)
        )
        return f"{estilo}: β/α = {potencia(10**razon)}\n{cuales}, {pasos} pasos".replace("píxeles", "0")

    return Galeria(LaminaGaleria(entradas), controles, hacer, rotular)
