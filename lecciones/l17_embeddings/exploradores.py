"""Exploradores de la lección 17: la calculadora de analogías, el mapa de palabras y los ajustes del entrenamiento."""

import ipywidgets as widgets
import numpy as np
from matplotlib.patches import FancyArrowPatch

from utils.curso import ErrorCurso
from utils.exploradores.base import (
    Explorador,
    Lamina,
    boton,
    cuadro_de_texto,
    deslizador,
    desplegable,
    en_filas,
)
from utils.graficos import AZUL, CELESTE, NARANJA, NEGRO, VERDE, figura, mostrar

from .palabras import exigir_distintas, exigir_palabra

GRIS = "#BBBBBB"


def mejores(cosenos, k, fuera=()):
    """Los índices de los `k` mayores cosenos, sin los de `fuera`."""
    return [i for i in np.argsort(-cosenos) if i not in fuera][:k]


# --- Figuras de la lección ------------------------------------------------------------------------------------------


def dibujar_compania(frase, centro, ventana):
    """La frase, con flechas del centro a cada palabra de su contexto."""
    fig, eje = figura(8.4, 1.7)
    eje.set(xlim=(-0.6, len(frase) - 0.4), ylim=(-0.55, 1.15))
    eje.set_axis_off()
    contexto = [j for j in range(len(frase)) if 0 < abs(j - centro) <= ventana]
    for i, palabra in enumerate(frase):
        color, peso = (
            (NARANJA, "bold")
            if i == centro
            else (AZUL, "bold")
            if i in contexto
            else ("#666666", "normal")
        )
        eje.text(i, 0, palabra, ha="center", va="center", fontsize=14, color=color, weight=peso)
        papel = "centro" if i == centro else "contexto" if i in contexto else ""
        eje.text(i, -0.42, papel, ha="center", va="center", fontsize=9, color=color)
    for j in contexto:
        arco = -0.45 if j > centro else 0.45
        estilo = {"arrowstyle": "-|>", "mutation_scale": 12, "color": NEGRO, "linewidth": 1.2}
        eje.add_patch(
            FancyArrowPatch((centro, 0.2), (j, 0.2), connectionstyle=f"arc3,rad={arco}", **estilo)
        )
    suyas = ", ".join(f"«{frase[j]}»" for j in contexto)
    mostrar(
        fig,
        f"La frase «{' '.join(frase)}»: del centro, «{frase[centro]}», salen flechas a las palabras de su contexto: {suyas}.",
    )


def dibujar_caminos(eje, puntos, primeras, segundas):
    """En `eje`, un segmento de cada primera palabra a su segunda. `puntos` (2·n, 2): las primeras y después las segundas."""
    n = len(primeras)
    for a, b in zip(puntos[:n], puntos[n:], strict=True):
        eje.plot(*np.array([a, b]).T, "-", color=GRIS, linewidth=1)
    eje.plot(*puntos[:n].T, "o", color=AZUL, markersize=4)
    eje.plot(*puntos[n:].T, "s", color=NARANJA, markersize=4)
    for k, (palabra, marca) in enumerate(((primeras[0], "o"), (segundas[0], "s"))):
        eje.plot([], [], marca, color=(AZUL, NARANJA)[k], label=f"como «{palabra}»")
    eje.set(xticks=[], yticks=[])
    eje.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=2, fontsize=9)


# --- La calculadora de analogías ------------------------------------------------------------------------------------


class LaminaAnalogias(Lamina):
    """A la izquierda, las candidatas a completar la analogía; a la derecha, las vecinas de la ganadora."""

    FILAS = 6

    def __init__(self, palabras, M):
        """`M`: un vector de norma 1 por fila, en el orden de `palabras`."""
        self.palabras, self.M = list(palabras), M
        self.numero = {p: k for k, p in enumerate(self.palabras)}
        self.fig, self.ejes = figura(8.4, 3.4, 1, 2)
        self.barras, lugares = [], np.arange(self.FILAS)
        for eje, color in zip(self.ejes, (NARANJA, AZUL), strict=True):
            self.barras.append(eje.barh(lugares, np.zeros(self.FILAS), color=color, height=0.6))
            eje.set(xlim=(0, 1), ylim=(self.FILAS - 0.4, -0.6), xlabel="coseno", yticks=lugares)
            eje.grid(False, axis="y")
            eje.set_yticklabels(
                ["tegucigalpa"] * self.FILAS
            )  # una palabra larga: reserva el ancho de los rótulos
        self.barras[0][0].set_hatch("//")

    def pintar(self, a="rey", b="reina", c="padre"):
        """«a es a b como c es a…»"""
        dadas = [exigir_palabra(p, self.numero) for p in (a, b, c)]
        exigir_distintas(*dadas)
        fa, fb, fc = (self.numero[p] for p in dadas)
        buscado = self.M[fb] - self.M[fa] + self.M[fc]
        cosenos = self.M @ (buscado / np.linalg.norm(buscado))
        candidatas = mejores(cosenos, self.FILAS, (fa, fb, fc))
        ganadora = candidatas[0]
        suyos = self.M @ self.M[ganadora]
        cercanas = mejores(suyos, self.FILAS, (ganadora,))
        for eje, barras, valores, filas in zip(
            self.ejes, self.barras, (cosenos, suyos), (candidatas, cercanas), strict=True
        ):
            for barra, fila in zip(barras, filas, strict=True):
                barra.set_width(max(0, valores[fila]))
            eje.set_yticklabels([self.palabras[i] for i in filas])
        respuesta = self.palabras[ganadora]
        self.ejes[0].set_title(
            f"{dadas[0]} : {dadas[1]} = {dadas[2]} : {respuesta}  ({cosenos[ganadora]:.2f})",
            fontsize=11,
        )
        self.ejes[1].set_title(f"vecinas de «{respuesta}»", fontsize=11)
        otras = ", ".join(f"{self.palabras[i]} {cosenos[i]:.2f}" for i in candidatas[1:])
        return (
            f"«{dadas[0]}» es a «{dadas[1]}» como «{dadas[2]}» es a «{respuesta}», con coseno {cosenos[ganadora]:.2f}. Otras candidatas: {otras}. "
            f"Vecinas de «{respuesta}»: {', '.join(self.palabras[i] for i in cercanas)}."
        )


def explorar_analogias(palabras, M):
    """Tres cuadros para escribir una analogía. Argumentos, como en `LaminaAnalogias`."""
    controles = {
        "a": cuadro_de_texto("Esta palabra…", "rey", "Primera palabra: de dónde sale el camino"),
        "b": cuadro_de_texto("…es a esta…", "reina", "Segunda palabra: adónde llega el camino"),
        "c": cuadro_de_texto(
            "…como esta a…", "padre", "Tercera palabra: desde dónde se repite el camino"
        ),
    }
    return Explorador(LaminaAnalogias(palabras, M), controles)


# --- El mapa --------------------------------------------------------------------------------------------------------


class LaminaMapa(Lamina):
    """Todas las palabras en un plano; con rótulo, la buscada y sus vecinas de verdad, las del espacio entero."""

    VECINAS = 10
    RADIOS, GIROS = (17, 28, 42, 58, 76, 96, 118, 142, 168), np.radians(np.arange(0, 360, 30))

    def __init__(self, palabras, M, planos):
        """`M`: un vector de norma 1 por fila. `planos`: diccionario nombre → (palabras, 2)."""
        self.palabras, self.M, self.planos = list(palabras), M, planos
        self.numero = {p: k for k, p in enumerate(self.palabras)}
        self.fig, self.eje = figura(
            8.2,
            5.2,
            layout=None,
            gridspec_kw={"left": 0.02, "right": 0.98, "top": 0.92, "bottom": 0.02},
        )
        (self.todas,) = self.eje.plot([], [], "o", color=GRIS, markersize=3)
        (self.cercanas,) = self.eje.plot([], [], "o", color=AZUL, markersize=6)
        (self.buscada,) = self.eje.plot(
            [], [], "*", color=NARANJA, markeredgecolor=NEGRO, markersize=16
        )
        linea = {"arrowstyle": "-", "color": "#777777", "linewidth": 0.8, "shrinkA": 0, "shrinkB": 3}
        fondo = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.8}
        self.rotulos = [
            self.eje.annotate(
                "",
                (0, 0),
                (0, 0),
                textcoords="offset points",
                ha="center",
                va="center",
                fontsize=10,
                arrowprops=linea,
                bbox=fondo,
            )
            for _ in range(self.VECINAS + 1)
        ]
        self.rotulos[0].set_weight("bold")
        self.eje.set(xticks=[], yticks=[])

    def pintar(self, mapa=None, palabra="reina", vecinas=6):
        """Busca la `palabra` en el mapa de ese nombre y rotula sus `vecinas`."""
        mapa = mapa or next(iter(self.planos))
        fila = self.numero[exigir_palabra(palabra, self.numero)]
        plano = self.planos[mapa]
        suyas = mejores(self.M @ self.M[fila], vecinas, (fila,))
        self.todas.set_data(*plano.T)
        self.cercanas.set_data(*plano[suyas].T)
        self.buscada.set_data(*plano[[fila]].T)
        margen = 0.06 * np.ptp(plano, axis=0)
        bajo, alto = plano.min(axis=0) - margen, plano.max(axis=0) + margen
        self.eje.set(xlim=(bajo[0], alto[0]), ylim=(bajo[1], alto[1]))
        self._rotular([fila, *suyas], plano)
        distancias = np.linalg.norm(plano - plano[fila], axis=1)
        en_el_dibujo = mejores(-distancias, vecinas, (fila,))
        siguen = len(set(suyas) & set(en_el_dibujo))
        nombre = self.palabras[fila]
        self.eje.set_title(
            f"{mapa}: de las {vecinas} vecinas de «{nombre}», {siguen} lo son también en el dibujo",
            fontsize=11,
        )
        nombres = ", ".join(self.palabras[i] for i in suyas)
        return f"Mapa {mapa} de {len(plano)} palabras, con «{nombre}» marcada. Sus vecinas de verdad: {nombres}. En el dibujo lo son {siguen} de {vecinas}."

    def _rotular(self, filas, plano):
        """Pone cada rótulo en el primer hueco libre alrededor de su punto, en puntos de imprenta."""
        escala = 72 / self.fig.dpi
        puntos = self.eje.transData.transform(plano[filas]) * escala
        esquina, opuesta = self.eje.get_window_extent().get_points() * escala
        ocupadas = [(punto, np.array([6, 6])) for punto in puntos]  # que tampoco tapen los puntos
        for rotulo in self.rotulos:
            rotulo.set_visible(False)
        for rotulo, fila, punto in zip(self.rotulos, filas, puntos, strict=False):
            medio = np.array([3.4 * len(self.palabras[fila]) + 4, 8])
            lugar = self._hueco(punto, medio, ocupadas, esquina, opuesta)
            ocupadas.append((lugar, medio))
            rotulo.set_visible(True)
            rotulo.set_text(self.palabras[fila])
            rotulo.xy = plano[fila]
            rotulo.set_position(lugar - punto)

    def _hueco(self, punto, medio, ocupadas, esquina, opuesta):
        """El centro del primer sitio donde cabe un rótulo de semitamaño `medio` sin pisar a los ocupados ni salirse."""
        for radio in self.RADIOS:
            for giro in self.GIROS:
                lugar = punto + radio * np.array([np.sin(giro) * 1.6, np.cos(giro)])
                dentro = np.all(lugar - medio >= esquina) and np.all(lugar + medio <= opuesta)
                if dentro and all(
                    np.any(np.abs(lugar - otro) >= medio + suyo) for otro, suyo in ocupadas
                ):
                    return lugar
        return punto


def explorar_mapa(palabras, M, planos):
    """Un cuadro para buscar y el mapa que se quiera. Argumentos, como en `LaminaMapa`."""
    nombres = list(planos)
    controles = {
        "mapa": desplegable("Mapa", nombres, nombres[-1], "Cómo se han aplastado las dimensiones"),
        "palabra": cuadro_de_texto("Buscar", "reina", "Escribe una palabra del corpus y pulsa Intro"),
        "vecinas": deslizador(
            "Vecinas", 6, 1, LaminaMapa.VECINAS, 1, "Cuántas vecinas de verdad se rotulan"
        ),
    }
    return Explorador(LaminaMapa(palabras, M, planos), controles)


# --- Los ajustes ----------------------------------------------------------------------------------------------------


class LaminaAjustes(Lamina):
    """El acierto en analogías de los últimos entrenamientos, uno por fila."""

    FILAS = 6
    ESTILOS = ((AZUL, "o"), (NARANJA, "s"), (VERDE, "^"))

    def __init__(self, probar, hechos):
        """`probar(ventana, dim, negativas)` entrena y da {familia: acierto}. `hechos`: los ya probados, (ventana, dim, negativas) → lo mismo."""
        self.probar, self.hechos = probar, dict(hechos)
        self.fig, self.eje = figura(8.2, 3.4)
        self.aqui = self.eje.axhspan(-0.5, 0.5, color=CELESTE, alpha=0.25)
        self.puntos = {
            familia: self.eje.plot([], [], marca, color=color, markersize=9, label=familia)[0]
            for familia, (color, marca) in zip(
                next(iter(self.hechos.values())), self.ESTILOS, strict=True
            )
        }
        self.eje.set(xlim=(-0.03, 1.03), ylim=(self.FILAS - 0.5, -0.5), xlabel="analogías acertadas")
        self.eje.set_yticks(
            range(self.FILAS), ["ventana 10, dim. 100, neg. 15"] * self.FILAS
        )  # reserva el ancho
        self.eje.legend(loc="center left", bbox_to_anchor=(1, 0.5))

    def entrenar(self, **ajustes):
        """Prueba esos ajustes, si no se han probado ya, y los apunta."""
        clave = tuple(ajustes.values())
        if clave not in self.hechos:
            self.hechos[clave] = self.probar(*clave)

    def pintar(self, ventana=5, dim=48, negativas=5):
        """Las notas de los últimos ajustes probados; se resalta la fila de los elegidos."""
        clave, ultimos = (ventana, dim, negativas), list(self.hechos)[-self.FILAS :]
        if clave in self.hechos and clave not in ultimos:
            ultimos = [*ultimos[1:], clave]
        for familia, puntos in self.puntos.items():
            puntos.set_data([self.hechos[u][familia] for u in ultimos], range(len(ultimos)))
        vacias = [""] * (self.FILAS - len(ultimos))
        self.eje.set_yticks(
            range(self.FILAS), [f"ventana {v}, dim. {d}, neg. {n}" for v, d, n in ultimos] + vacias
        )
        self.aqui.set_visible(clave in self.hechos)
        elegidos = f"Ventana {ventana}, {dim} dimensiones y {negativas} negativas"
        if clave not in self.hechos:
            self.eje.set_title(f"{elegidos}: sin probar. Pulsa «Entrenar».", fontsize=11)
            return f"{elegidos}: sin probar todavía. Hay {len(ultimos)} entrenamientos en la figura."
        self.aqui.set_y(ultimos.index(clave) - 0.5)
        notas = self.hechos[clave]
        self.eje.set_title(f"{elegidos}: media {np.mean(list(notas.values())):.2f}", fontsize=11)
        return (
            f"{elegidos}: "
            + ", ".join(f"{familia} {nota:.2f}" for familia, nota in notas.items())
            + "."
        )


class ExploradorAjustes(Explorador):
    """Los ajustes y un botón para entrenar con ellos, que tarda unos segundos."""

    def __init__(self, lamina):
        controles = {
            "ventana": desplegable("Ventana", [1, 2, 3, 5, 8], 5, "Palabras de contexto a cada lado"),
            "dim": desplegable("Dimensiones", [4, 8, 16, 48, 96], 48, "Números por palabra"),
            "negativas": desplegable(
                "Negativas", [1, 2, 5, 10], 5, "Palabras inventadas por cada par de verdad"
            ),
        }
        pulsador = boton("Entrenar", self.entrenar, "Entrena con estos ajustes; tarda unos segundos")
        super().__init__(lamina, controles, widgets.VBox([en_filas(controles.values()), pulsador]))

    def entrenar(self):
        """Entrena con los ajustes elegidos y redibuja."""
        self.aviso.value = "Entrenando…"
        try:
            self.lamina.entrenar(**self.valores)
        except ErrorCurso as error:
            self.aviso.value = f"<b>⚠️ {error}</b>"
            return
        self.refrescar()


def explorar_ajustes(probar, hechos):
    """Ventana, dimensiones y negativas, con un botón para entrenar. Argumentos, como en `LaminaAjustes`."""
    return ExploradorAjustes(LaminaAjustes(probar, hechos))
