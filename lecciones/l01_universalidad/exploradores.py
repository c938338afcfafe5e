"""Exploradores de la lección 01: la neurona, las mesetas y la torre."""

import ipywidgets as widgets
import numpy as np
from scipy.special import expit

from utils.curso import ErrorCurso
from utils.exploradores.base import (
    Explorador,
    Lamina,
    boton,
    cuadro_de_texto,
    deslizador,
    desplegable,
    en_filas,
    plural,
)
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura

from .tareas import OBJETIVOS, centros_mesetas, leer_funcion, sumar_mesetas

X = np.linspace(0, 1, 1001)
MESETAS_A_MANO = 20
PROPIA = "La mía…"


# --- La neurona -----------------------------------------------------------------------------------------------------


class LaminaNeurona(Lamina):
    """`σ(wx + b)` y el lugar de su escalón."""

    def __init__(self):
        self.fig, eje = figura(7.5, 3.2)
        (self.curva,) = eje.plot(X, X, color=AZUL, label="σ(wx + b)")
        self.linea = eje.axvline(0.5, color=NARANJA, linestyle="--", label="s = −b/w")
        eje.set(xlim=(0, 1), ylim=(-0.05, 1.05), xlabel="entrada x", ylabel="salida de la neurona")
        eje.legend(loc="center left", bbox_to_anchor=(1, 0.5))
        self.eje = eje

    def pintar(self, w=8.0, b=-4.0):
        """Dibuja la neurona de peso `w` y sesgo `b`."""
        self.curva.set_ydata(expit(w * X + b))
        s = -b / w + 0.0 if w else np.inf
        self.linea.set_visible(0 <= s <= 1)
        self.linea.set_xdata([s, s])
        lugar = (
            f"escalón en s = −b/w = {s:.2f}".replace("-", "−")
            if w
            else "sin escalón: con w = 0 la salida es constante"
        )
        if w and not 0 <= s <= 1:
            lugar += ", fuera del dibujo"
        extremos = "de 0.1 a 0.9" if w > 0 else "de 0.9 a 0.1"
        ancho = f"; pasa {extremos} en {2 * np.log(9) / abs(w):.3f}" if w else ""
        pesos = f"w = {w:.1f}, b = {b:.1f}".replace("-", "−")
        self.eje.set_title(f"{pesos}: {lugar}")
        return f"Curva de una neurona sigmoide con {pesos}: {lugar}{ancho}."


def explorar_neurona(w=8.0, b=-4.0):
    """Controles para mover el peso y el sesgo de una neurona sigmoide."""
    controles = {
        "w": deslizador("Peso w", w, -100.0, 100.0, 1.0, "Cuanto mayor, más vertical es el escalón"),
        "b": deslizador("Sesgo b", b, -100.0, 100.0, 0.5, "Mueve el escalón sin cambiar su pendiente"),
    }
    return Explorador(LaminaNeurona(), controles)


# --- Las mesetas ----------------------------------------------------------------------------------------------------


class LaminaMesetas(Lamina):
    """Función objetivo, suma de mesetas y su diferencia, con la norma del supremo y la media."""

    def __init__(self, propia=None):
        self.propia = propia
        self.fig, (arriba, abajo) = figura(
            7.5, 4.6, 2, 1, sharex=True, gridspec_kw={"height_ratios": [2.4, 1]}
        )
        (self.objetivo,) = arriba.plot(X, X, color=NEGRO, linewidth=1.5, label="función f")
        (self.red,) = arriba.plot(X, X, color=AZUL, label="suma de mesetas g")
        (self.error,) = abajo.plot(X, X, color=NARANJA, linewidth=1.5)
        (self.peor,) = abajo.plot([0], [0], "v", color=VERDE, markersize=9)
        arriba.set(xlim=(0, 1))
        arriba.legend(loc="upper left", ncols=2)
        abajo.set(xlabel="entrada x", ylabel="|f − g|")
        self.arriba, self.abajo = arriba, abajo

    def pintar(self, objetivo="Nielsen", formula="", n=10, w=200.0, alturas=None):
        """Dibuja `n` mesetas de empinado `w`; sin `alturas`, cada una vale lo que f en su centro."""
        f = self._funcion(objetivo, formula)
        y = f(X)
        alturas = f(centros_mesetas(n)) if alturas is None else np.asarray(alturas, dtype=float)
        g = sumar_mesetas(X, alturas, w)
        error = np.abs(y - g)
        self.objetivo.set_ydata(y)
        self.red.set_ydata(g)
        self.error.set_ydata(error)
        self.peor.set_data([X[error.argmax()]], [error.max()])
        bajo, alto = min(y.min(), g.min()), max(y.max(), g.max())
        self.arriba.set_ylim(bajo - 0.05, bajo + 1.25 * max(alto - bajo, 0.1))
        self.abajo.set_ylim(0, 1.15 * max(error.max(), 0.02))
        medida = f"error máximo {error.max():.3f} (▼) · error medio {error.mean():.3f}"
        self.arriba.set_title(f"{plural(n, 'meseta')} = {2 * n} neuronas: {medida}")
        return f"{objetivo}: {plural(n, 'meseta')} con w = {w:.0f}. {medida.capitalize()}; el peor punto es x = {X[error.argmax()]:.2f}."

    def _funcion(self, objetivo, formula):
        if objetivo != PROPIA:
            return OBJETIVOS[objetivo]
        return self.propia if self.propia and not formula.strip() else leer_funcion(formula)


class ExploradorMesetas(Explorador):
    """Mesetas con un deslizador por altura (hasta 20; con más, las alturas se ponen solas)."""

    def __init__(self, propia=None, objetivo="Nielsen", n=10):
        self.alturas = [
            widgets.FloatSlider(
                value=0,
                min=-1.0,
                max=2.0,
                step=0.01,
                orientation="vertical",
                readout=False,
                description=str(i + 1),
                layout={"width": "34px", "height": "150px"},
            )
            for i in range(MESETAS_A_MANO)
        ]
        self.banco = widgets.HBox(self.alturas, layout={"flex_flow": "row wrap"})
        controles = {
            "objetivo": desplegable(
                "Función", [*OBJETIVOS, PROPIA], objetivo, "Qué función quieres imitar"
            ),
            "formula": cuadro_de_texto("f(x) =", "0.5 + 0.3*sen(6*x)", "Tu función de x, de 0 a 1"),
            "n": deslizador("Mesetas N", n, 1, 100, 1, "Cada meseta son dos neuronas"),
            "w": deslizador("Empinado w", 200.0, 10.0, 1000.0, 10.0, "Peso de las neuronas ocultas"),
        }
        botones = en_filas(
            [
                boton("Alturas a cero", lambda: self.poner_alturas(np.zeros(MESETAS_A_MANO))),
                boton(
                    "Alturas de f", self.copiar_objetivo, "Cada meseta toma el valor de f en su centro"
                ),
            ]
        )
        disposicion = widgets.VBox([en_filas(controles.values()), botones, self.banco])
        super().__init__(LaminaMesetas(propia), controles, disposicion)
        if propia:
            controles["formula"].value = ""
        for altura in self.alturas:
            altura.observe(self.refrescar, "value")
        for nombre in ("objetivo", "n"):
            controles[nombre].observe(lambda _: self.copiar_objetivo(), "value")
        controles["formula"].observe(lambda _: self._usar_formula(), "value")
        self.copiar_objetivo()

    @property
    def valores(self):
        valores = super().valores
        a_mano = valores["n"] <= MESETAS_A_MANO
        return valores | {
            "alturas": [a.value for a in self.alturas[: valores["n"]]] if a_mano else None
        }

    def _usar_formula(self):
        """Escribir una fórmula la elige como función."""
        self.controles["objetivo"].value = PROPIA
        self.copiar_objetivo()

    def poner_alturas(self, alturas):
        """Mueve todos los deslizadores y redibuja una vez."""
        n = self.controles["n"].value
        self.banco.layout.display = "flex" if n <= MESETAS_A_MANO else "none"
        self._en_pausa = True
        for i, deslizador_altura in enumerate(self.alturas):
            deslizador_altura.layout.display = "flex" if i < n else "none"
            deslizador_altura.max = max(2.0, *alturas)
            deslizador_altura.min = min(-1.0, *alturas)
            if i < min(n, len(alturas)):
                deslizador_altura.value = float(alturas[i])
        self._en_pausa = False
        self.refrescar()

    def copiar_objetivo(self):
        """Pone en cada meseta el valor de f en su centro."""
        valores = super().valores
        try:
            f = self.lamina._funcion(valores["objetivo"], valores["formula"])
            self.poner_alturas(f(centros_mesetas(valores["n"]))[:MESETAS_A_MANO])
        except ErrorCurso:
            self.refrescar()


def explorar_mesetas(propia=None):
    """Controles para pintar mesetas bajo una función. `propia`: tu función de x (vector en [0, 1]), opcional."""
    return ExploradorMesetas(propia, PROPIA if propia else "Nielsen")


# --- La torre -------------------------------------------------------------------------------------------------------


class LaminaTorre(Lamina):
    """Torre en dos dimensiones: cuatro escalones que se suman y una neurona que corta."""

    MALLA = np.linspace(0, 1, 121)

    def __init__(self):
        self.fig, ejes = figura(7.5, 3.3, 1, 3)
        titulos = ("suma de 4 escalones", "después de la neurona", "corte por el centro")
        self.imagenes = [
            eje.imshow(
                np.zeros((2, 2)), origin="lower", extent=(0, 1, 0, 1), vmin=0, vmax=tope, cmap="viridis"
            )
            for eje, tope in zip(ejes[:2], (2, 1), strict=True)
        ]
        (self.antes,) = ejes[2].plot(self.MALLA, self.MALLA, color=NARANJA, label="suma")
        (self.despues,) = ejes[2].plot(self.MALLA, self.MALLA, color=AZUL, label="torre")
        self.umbral = ejes[2].axhline(1.5, color=NEGRO, linestyle=":", linewidth=1)
        ejes[2].set(ylim=(-0.1, 3.1), yticks=(0, 1, 2), box_aspect=1)
        ejes[2].legend(loc="upper left", fontsize=9)
        for eje, titulo in zip(ejes, titulos, strict=True):
            eje.set_title(titulo)
            eje.set_xlabel("x₁")
            eje.grid(False)
        ejes[0].set_ylabel("x₂")

    def pintar(self, centro_x=0.5, centro_y=0.5, lado=0.4, w=60.0, umbral=1.5):
        """Torre de ese `lado` centrada en (centro_x, centro_y); la neurona de arriba pregunta si la suma supera `umbral`."""

        def meseta(eje, centro):
            return expit(w * (eje - centro + lado / 2)) - expit(w * (eje - centro - lado / 2))

        suma = meseta(self.MALLA, centro_x)[None, :] + meseta(self.MALLA, centro_y)[:, None]
        torre = expit(w * (suma - umbral))
        fila = int(np.abs(self.MALLA - centro_y).argmin())
        for imagen, datos in zip(self.imagenes, (suma, torre), strict=True):
            imagen.set_data(datos)
        self.antes.set_ydata(suma[fila])
        self.despues.set_ydata(torre[fila])
        self.umbral.set_ydata([umbral, umbral])
        forma = "una cruz, no una torre" if umbral <= 1 else "una torre"
        if suma.max() <= umbral:
            forma = "nada: la suma no llega al umbral"
        ideal = np.prod([min(1, c + lado / 2) - max(0, c - lado / 2) for c in (centro_x, centro_y)])
        return (
            f"Suma de dos mesetas cruzadas y lo que queda tras una neurona con umbral {umbral:.1f}: {forma}. "
            f"Área encendida: {torre.mean():.2f} del cuadrado; la torre ideal, {ideal:.2f}."
        )


def explorar_torre():
    """Controles para levantar una torre con cuatro neuronas ocultas y una que corta."""
    controles = {
        "centro_x": deslizador("Centro en x₁", 0.5, 0.1, 0.9, 0.05),
        "centro_y": deslizador("Centro en x₂", 0.5, 0.1, 0.9, 0.05),
        "lado": deslizador("Lado", 0.4, 0.1, 0.8, 0.05),
        "w": deslizador("Empinado w", 60.0, 5.0, 300.0, 5.0),
        "umbral": deslizador("Umbral", 1.5, 0.2, 2.2, 0.1, "Entre 1 y 2 queda la torre"),
    }
    return Explorador(LaminaTorre(), controles)
