"""Esquemas: cajas, neuronas, flechas y redes por capas, con números en los cables.

    dibujo, eje = lienzo(7, 3, (0, 7), (0, 3))
    entrada = nodo(eje, 1, 1.5, "x")
    salida = caja(eje, 5, 1.5, "suma y activa")
    flecha(eje, entrada, salida, texto="w = 0.5")
    mostrar(dibujo, "Una entrada llega a una caja por un cable de peso 0.5.")

Lo que se dibuja se devuelve, para poder cambiar después su texto o su color sin dibujarlo otra vez.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Patch
from matplotlib.text import Text

from .graficos import AZUL, NEGRO, figura

GRIS = "#6B6B6B"
FONDO_DE_NUMERO = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"}


@dataclass
class Pieza:
    """Una caja o una neurona dibujada: su `centro`, su `forma` (de matplotlib) y su `texto`."""

    centro: tuple[float, float]
    forma: Patch
    texto: Text


@dataclass
class Cable:
    """Una conexión dibujada: su `linea` y el `texto` que lleva encima."""

    linea: Line2D | FancyArrowPatch
    texto: Text


@dataclass
class Red:
    """Una red por capas: `nodos[capa][i]`, de arriba abajo, y `cables[capa, i, j]`, del nodo i de esa capa al j de la siguiente."""

    nodos: list[list[Pieza]]
    cables: dict[tuple[int, int, int], Cable]


def lienzo(ancho, alto, xlim, ylim):
    """Figura de `ancho` × `alto` pulgadas con un eje invisible, de igual escala en las dos direcciones. Devuelve `(figura, eje)`."""
    fig, eje = figura(ancho, alto)
    eje.set(xlim=xlim, ylim=ylim, aspect="equal")
    eje.set_axis_off()
    return fig, eje


def tono(color, cuanto=0.15):
    """El color mezclado con blanco: `cuanto` va de 0 (blanco) a 1 (el color). Devuelve sus tres componentes, de 0 a 1."""
    return tuple(1 - cuanto * (1 - np.array(to_rgb(color))))


def caja(eje, x, y, texto="", ancho=1.6, alto=0.8, color=AZUL, letra=10):
    """Caja de esquinas redondeadas centrada en (x, y). Devuelve su `Pieza`."""
    esquina = x - ancho / 2 + 0.1, y - alto / 2 + 0.1
    forma = FancyBboxPatch(esquina, ancho - 0.2, alto - 0.2, boxstyle="round,pad=0.1", **_relleno(color))
    return _pieza(eje, forma, x, y, texto, letra)


def nodo(eje, x, y, texto="", radio=0.35, color=AZUL, letra=10):
    """Neurona (un círculo) centrada en (x, y). Devuelve su `Pieza`."""
    return _pieza(eje, Circle((x, y), radio, **_relleno(color)), x, y, texto, letra)


def flecha(eje, desde, hasta, texto="", color=GRIS, curva=0.0, grosor=1.6, trazo="-", letra=9):
    """Flecha entre dos piezas (acaba en su borde) o dos puntos (x, y). `curva`: cuánto se arquea. Devuelve su `Cable`."""
    (a, borde_a), (b, borde_b) = _extremo(desde), _extremo(hasta)
    bordes = {"patchA": borde_a, "patchB": borde_b, "shrinkA": 2, "shrinkB": 2}
    aspecto = {"arrowstyle": "-|>", "mutation_scale": 13, "color": color, "linewidth": grosor, "linestyle": trazo, "zorder": 1}
    linea = eje.add_patch(FancyArrowPatch(a, b, connectionstyle=f"arc3,rad={curva}", **bordes, **aspecto))
    (ax, ay), (bx, by) = _salida(desde, b), _salida(hasta, a)
    centro = (ax + bx) / 2 + curva * (by - ay) / 2, (ay + by) / 2 - curva * (bx - ax) / 2
    return Cable(linea, _numero(eje, centro, texto, color, letra))


def cable(eje, desde, hasta, texto="", color=GRIS, donde=0.5, grosor=1.4, letra=9):
    """Línea recta entre dos piezas, con `texto` encima en la fracción `donde` del camino. Devuelve su `Cable`."""
    (linea,) = eje.plot(*np.transpose([desde.centro, hasta.centro]), color=color, linewidth=grosor, zorder=1)
    return Cable(linea, _numero(eje, punto(desde, hasta, donde), texto, color, letra))


def punto(desde, hasta, donde):
    """El punto (x, y) que está en la fracción `donde`, de 0 a 1, del camino recto entre dos piezas."""
    return tuple((1 - donde) * np.array(desde.centro) + donde * np.array(hasta.centro))


def red(eje, capas, x=0.0, y=0.0, entre_capas=2.0, entre_nodos=1.0, radio=0.35, color=AZUL, donde=0.5):
    """Red densa: `capas` es la lista de anchos, la primera en x y todas centradas en la altura y. Devuelve la `Red`.

    color: uno para todas las capas o una lista con el de cada una. donde: en qué fracción del cable va su número.
    """
    colores = [color] * len(capas) if isinstance(color, str) else color
    nodos = [
        [nodo(eje, x + c * entre_capas, y + ((n - 1) / 2 - i) * entre_nodos, radio=radio, color=colores[c]) for i in range(n)]
        for c, n in enumerate(capas)
    ]
    cables = {
        (c, i, j): cable(eje, a, b, donde=donde)
        for c, (estos, siguientes) in enumerate(pairwise(nodos))
        for i, a in enumerate(estos)
        for j, b in enumerate(siguientes)
    }
    return Red(nodos, cables)


def _relleno(color):
    return {"facecolor": tono(color), "edgecolor": color, "linewidth": 1.6, "zorder": 2}


def _pieza(eje, forma, x, y, texto, letra):
    eje.add_patch(forma)
    return Pieza((x, y), forma, eje.text(x, y, texto, ha="center", va="center", fontsize=letra, color=NEGRO, zorder=3))


def _numero(eje, centro, texto, color, letra):
    return eje.text(*centro, texto, ha="center", va="center", fontsize=letra, color=color, bbox=FONDO_DE_NUMERO, zorder=2)


def _extremo(lugar):
    """Punto y borde en el que acaba una flecha: los de la pieza, o el punto tal cual."""
    return (lugar.centro, lugar.forma) if isinstance(lugar, Pieza) else (lugar, None)


def _salida(lugar, hacia):
    """Punto por el que se sale de una pieza, del tamaño de su recuadro, al ir en línea recta hacia otro punto."""
    if not isinstance(lugar, Pieza):
        return lugar
    recuadro = lugar.forma.get_patch_transform().transform_path(lugar.forma.get_path()).get_extents()
    camino = np.subtract(hacia, lugar.centro)
    return lugar.centro + camino * min(recuadro.size / 2 / np.maximum(np.abs(camino), 1e-9))
