"""Exploradores de la lección 99: una recta que se ajusta a mano."""

import numpy as np

from utils.exploradores.base import Explorador, Lamina, deslizador
from utils.graficos import AZUL, NARANJA, figura

X = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
Y = np.array([-3.5, -1.0, 0.5, 2.0, 3.0])


class LaminaRecta(Lamina):
    """Cinco puntos y una recta que pasa por el origen, con su error cuadrático medio."""

    def __init__(self):
        self.fig, self.eje = figura(6, 3.4)
        self.eje.plot(X, Y, "o", color=NARANJA, label="datos")
        (self.recta,) = self.eje.plot(X, X, color=AZUL, label="recta")
        self.eje.set(xlim=(-2.5, 2.5), ylim=(-6, 6), xlabel="x", ylabel="y")
        self.eje.legend()

    def pintar(self, pendiente=1.0):
        """Dibuja la recta y = pendiente · x."""
        predichos = pendiente * X
        self.recta.set_ydata(predichos)
        error = np.mean((Y - predichos) ** 2)
        self.eje.set_title(f"Error cuadrático medio: {error:.2f}")
        return f"Cinco puntos y la recta de pendiente {pendiente:g}. El error cuadrático medio es {error:.2f}."


def explorar_recta():
    """Mueve la pendiente de la recta y mira el error."""
    controles = {"pendiente": deslizador("Pendiente", 1.0, -3.0, 3.0, 0.1, "Inclinación de la recta")}
    return Explorador(LaminaRecta(), controles)
