"""Exploradores de la lección 00: la suma ponderada y el botón que busca una GPU."""

import ipywidgets as widgets
import numpy as np

from utils.curso import ErrorCurso, contar_gpus
from utils.exploradores.base import Explorador, Lamina, boton, deslizador, publicar
from utils.graficos import AZUL, NARANJA, VERDE, figura

ENTRADAS = np.array([1.0, 2.0, 3.0])


class LaminaSuma(Lamina):
    """Lo que aporta cada entrada a la suma ponderada, y el total."""

    def __init__(self):
        self.fig, eje = figura(7.5, 3.0)
        self.barras = eje.bar(range(5), np.zeros(5), color=[AZUL] * 3 + [NARANJA, VERDE], width=0.6)
        self.rotulos = [eje.text(i, 0, "", ha="center") for i in range(5)]
        eje.axhline(0, color="#555555", linewidth=1)
        eje.set(ylim=(-24, 24), xticks=range(5), ylabel="aportación")
        eje.set_xticklabels(["x₁·w₁", "x₂·w₂", "x₃·w₃", "sesgo b", "total"])
        self.eje = eje

    def pintar(self, w1=0.5, w2=-1.0, w3=2.0, b=0.25):
        """Dibuja la suma de x = (1, 2, 3) con esos pesos y ese sesgo."""
        aportes = [*(ENTRADAS * (w1, w2, w3)), b]
        valores = [*aportes, sum(aportes)]
        for barra, rotulo, valor in zip(self.barras, self.rotulos, valores, strict=True):
            barra.set_height(valor)
            rotulo.set(
                text=f"{valor:.2f}".replace("-", "−"),
                y=valor + (0.7 if valor >= 0 else -0.7),
                va="bottom" if valor >= 0 else "top",
            )
        pesos = (f"({w:.2f})" if w < 0 else f"{w + 0.0:.2f}" for w in (w1, w2, w3))
        cuenta = " + ".join(f"{x:.0f}·{w}" for x, w in zip(ENTRADAS, pesos, strict=True))
        cuenta += f" {'+' if b >= 0 else '−'} {abs(b):.2f} = {valores[-1]:.2f}"
        cuenta = cuenta.replace("-", "−")
        self.eje.set_title(cuenta)
        return f"Barras con lo que aporta cada entrada: {cuenta}."


def explorar_suma():
    """Controles para mover los pesos y el sesgo de una neurona con entradas 1, 2 y 3."""
    controles = {
        "w1": deslizador("Peso w₁", 0.5, -3.0, 3.0, 0.25),
        "w2": deslizador("Peso w₂", -1.0, -3.0, 3.0, 0.25),
        "w3": deslizador("Peso w₃", 2.0, -3.0, 3.0, 0.25),
        "b": deslizador("Sesgo b", 0.25, -3.0, 3.0, 0.25),
    }
    return Explorador(LaminaSuma(), controles)


def boton_gpu():
    """Botón que carga Keras y dice si hay GPU. Hasta que se pulsa, no se carga nada."""
    resultado = widgets.HTML("Aún no se ha cargado Keras.")

    def mirar():
        resultado.value = "Cargando Keras: tarda unos segundos…"
        try:
            resultado.value = mensaje_gpu(contar_gpus())
        except ErrorCurso as error:
            resultado.value = f"<b>⚠️ {error}</b>"

    publicar(widgets.HBox([boton("Comprobar GPU", mirar, "Carga Keras y busca una GPU"), resultado]))


def mensaje_gpu(cuantas):
    """Frase que explica qué cambia con ese número de GPU."""
    if cuantas == 0:
        return "No hay GPU, y no hace falta: todo el curso cabe en 2 núcleos."
    return f"Hay {cuantas} GPU. Keras la usará sola y las lecciones que entrenan propondrán el perfil completo."
