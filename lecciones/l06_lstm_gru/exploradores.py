"""Exploradores de la lección 06: las puertas movidas a mano y las puertas que aprende una celda."""

import ipywidgets as widgets
import numpy as np

from utils.curso import ErrorCurso
from utils.exploradores.base import Explorador, Lamina, deslizador, desplegable, en_filas
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura

from .tareas import PUERTAS, TAREAS, estado_gru, leer_respuesta, memoria_lstm, secuencias

# --- Las puertas, a mano --------------------------------------------------------------------------------------------

CELDAS = ("LSTM", "GRU")
LARGO, MUESTRAS = 40, 200


class LaminaPuertas(Lamina):
    """Arriba, la entrada y sus marcas; abajo, lo que responde la celda y lo que tendría que responder."""

    LIMITES = {"recordar": (-2.6, 2.6), "contar": (-1, 19)}

    def __init__(self):
        self.fig, (arriba, abajo) = figura(
            8.4, 4.2, 2, 1, gridspec_kw={"height_ratios": [1, 2.4]}, sharex=True
        )
        pasos = np.arange(1, LARGO + 1)
        self.barras = arriba.bar(pasos, np.ones(LARGO), color="#BBBBBB")
        (self.marcas,) = arriba.plot([], [], "v", color=NARANJA, markersize=8, label="marca")
        arriba.set(ylim=(-1.2, 1.9), yticks=(-1, 1), ylabel="entrada")
        (self.objetivo,) = abajo.step(
            pasos, np.zeros(LARGO), "--", where="mid", color=NEGRO, linewidth=1.5, label="lo correcto"
        )
        (self.responde,) = abajo.plot(
            pasos, np.zeros(LARGO), "o-", color=AZUL, markersize=3.5, label="la celda"
        )
        abajo.set(xlabel="paso", ylabel="respuesta", xlim=(0.2, LARGO + 0.8))
        piezas = [self.marcas, self.objetivo, self.responde]
        self.fig.legend(handles=piezas, loc="outside lower center", ncols=3)
        self.arriba, self.abajo = arriba, abajo
        self.datos = {t: secuencias(t, MUESTRAS, LARGO, np.random.default_rng(6)) for t in TAREAS}
        cambios = {t: np.abs(np.diff(objetivo)).sum(axis=1) for t, (_, objetivo) in self.datos.items()}
        self.vista = {
            t: int(np.argsort(c)[len(c) * 3 // 4]) for t, c in cambios.items()
        }  # una con bastantes cambios

    def pintar(
        self,
        celda="LSTM",
        tarea="recordar",
        i_marca=0.5,
        i_resto=0.5,
        f_marca=0.5,
        f_resto=0.5,
        o=1.0,
        z_marca=0.5,
        z_resto=0.5,
        r=0.5,
    ):
        """Puertas de una celda de una unidad: una posición cuando hay marca y otra en el resto de los pasos."""
        if celda not in CELDAS or tarea not in TAREAS:
            raise ErrorCurso(f"Las celdas son {' y '.join(CELDAS)}; las tareas, {' y '.join(TAREAS)}.")
        if not all(
            0 <= puerta <= 1 for puerta in (i_marca, i_resto, f_marca, f_resto, o, z_marca, z_resto, r)
        ):
            raise ErrorCurso("Una puerta está entre 0 (cerrada) y 1 (abierta).")
        X, objetivo = self.datos[tarea]
        if celda == "LSTM":
            h = o * np.tanh(memoria_lstm(X, tarea, (i_marca, i_resto), (f_marca, f_resto)))
        else:
            h = estado_gru(X, tarea, (z_marca, z_resto), r)
        respuesta = leer_respuesta(h, tarea, celda)
        acierto = np.mean(np.abs(respuesta[:, -1] - objetivo[:, -1]) < 0.5)
        error = np.sqrt(np.mean((respuesta[:, -1] - objetivo[:, -1]) ** 2))
        k = self.vista[tarea]
        self._dibujar(X[k], objetivo[k], respuesta[k], tarea)
        lectura = (
            f"al final acierta {100 * acierto:.0f} de cada 100 secuencias; error (RMSE) {error:.2f}"
        )
        self.arriba.set_title(f"{celda}, {tarea}: {lectura}", fontsize=11)
        return f"Una {celda} con las puertas puestas a mano en la tarea de {tarea}: {lectura}."

    def _dibujar(self, x, objetivo, respuesta, tarea):
        for barra, valor in zip(self.barras, x[:, 0], strict=True):
            barra.set_height(valor)
        lugares = np.flatnonzero(x[:, 1]) + 1
        self.marcas.set_data(lugares, np.full(len(lugares), 1.5))
        self.objetivo.set_ydata(objetivo)
        self.responde.set_ydata(respuesta)
        bajo, alto = self.LIMITES[tarea]
        self.abajo.set_ylim(min(bajo, respuesta.min() - 0.6), max(alto, respuesta.max() + 0.6))


def explorar_puertas():
    """Controles para abrir y cerrar a mano las puertas de una LSTM o de una GRU de una sola unidad."""
    controles = {
        "celda": desplegable("Celda", CELDAS, "LSTM", "Qué puertas hay"),
        "tarea": desplegable(
            "Tarea", tuple(TAREAS), "recordar", "Recordar el último valor marcado, o contar las marcas"
        ),
        "i_marca": deslizador("i con marca", 0.5, 0.0, 1.0, 0.05, "Cuánto entra cuando hay marca"),
        "i_resto": deslizador("i sin marca", 0.5, 0.0, 1.0, 0.05, "Cuánto entra en los demás pasos"),
        "f_marca": deslizador(
            "f con marca", 0.5, 0.0, 1.0, 0.05, "Cuánta memoria se conserva cuando hay marca"
        ),
        "f_resto": deslizador(
            "f sin marca", 0.5, 0.0, 1.0, 0.01, "Cuánta memoria se conserva en los demás pasos"
        ),
        "o": deslizador("o", 1.0, 0.0, 1.0, 0.05, "Cuánta memoria se enseña"),
        "z_marca": deslizador(
            "z con marca", 0.5, 0.0, 1.0, 0.05, "Cuánto se renueva el estado cuando hay marca"
        ),
        "z_resto": deslizador(
            "z sin marca", 0.5, 0.0, 1.0, 0.05, "Cuánto se renueva en los demás pasos"
        ),
        "r": deslizador("r", 0.5, 0.0, 1.0, 0.05, "Cuánto estado ve el candidato"),
    }
    generales = en_filas([controles["celda"], controles["tarea"]])
    de_lstm = en_filas([controles[k] for k in ("i_marca", "i_resto", "f_marca", "f_resto", "o")])
    de_gru = en_filas([controles[k] for k in ("z_marca", "z_resto", "r")])

    def ensenar(_cambio=None):
        de_lstm.layout.display = "flex" if controles["celda"].value == "LSTM" else "none"
        de_gru.layout.display = "flex" if controles["celda"].value == "GRU" else "none"

    controles["celda"].observe(ensenar, "value")
    ensenar()
    return Explorador(LaminaPuertas(), controles, widgets.VBox([generales, de_lstm, de_gru]))


# --- Las puertas de una celda entrenada -----------------------------------------------------------------------------


NOMBRES = {
    "i": "entrada, i",
    "f": "olvido, f",
    "o": "salida, o",
    "z": "renovación, z",
    "r": "reinicio, r",
}
SECUENCIAS = 20


class LaminaEntrenada(Lamina):
    """Arriba, la tarea y lo que responde la red; abajo, las puertas de una de sus unidades."""

    def __init__(self, redes):
        """redes: {(celda, tarea): (p, w, b)}, los pesos de la celda y los de la salida, respuesta = h·w + b."""
        if not redes:
            raise ErrorCurso("No hay ninguna red que mirar: entrena antes alguna.")
        self.redes = redes
        self.datos = {t: secuencias(t, SECUENCIAS, LARGO, np.random.default_rng(7)) for t in TAREAS}
        self.fig, (arriba, abajo) = figura(8.4, 4.6, 2, 1, sharex=True)
        pasos = np.arange(1, LARGO + 1)
        (self.objetivo,) = arriba.step(
            pasos, np.zeros(LARGO), "--", where="mid", color=NEGRO, linewidth=1.5, label="lo correcto"
        )
        (self.responde,) = arriba.plot(
            pasos, np.zeros(LARGO), "o-", color=AZUL, markersize=3.5, label="la red"
        )
        (self.marcas,) = arriba.plot([], [], "v", color=NARANJA, markersize=8, label="marca")
        arriba.set(ylabel="respuesta", xlim=(0.2, LARGO + 0.8))
        arriba.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=10)
        estilos = ((VERDE, "s-"), (NARANJA, "o--"), (AZUL, "^:"))
        self.curvas = [
            abajo.plot(pasos, np.zeros(LARGO), trazo, color=color, markersize=4, label="renovación, z")[
                0
            ]
            for color, trazo in estilos
        ]
        self.lineas = abajo.vlines([], -0.05, 1.05, color="#999999", linewidth=0.8)
        abajo.set(xlabel="paso", ylabel="puerta", ylim=(-0.05, 1.05))
        self.arriba, self.abajo = arriba, abajo
        self._poner_leyenda("ifo")

    def pintar(self, red=None, unidad=1, secuencia=1):
        """`red`: (celda, tarea); `unidad`, de 1 a las que tenga; `secuencia`, de 1 a 20."""
        celda, tarea = red or next(iter(self.redes))
        if (celda, tarea) not in self.redes:
            raise ErrorCurso(f"No hay ninguna {celda} entrenada para {tarea}.")
        p, w, b = self.redes[celda, tarea]
        if not 1 <= unidad <= len(w) or not 1 <= secuencia <= SECUENCIAS:
            raise ErrorCurso(f"La unidad va de 1 a {len(w)} y la secuencia, de 1 a {SECUENCIAS}.")
        X, objetivo = (datos[secuencia - 1] for datos in self.datos[tarea])
        puertas, estados = PUERTAS[celda](p, X)
        con = X[:, 1] > 0
        self._poner_leyenda(puertas)
        lecturas = []
        for letra, curva in zip(puertas, self.curvas, strict=False):
            valores = puertas[letra][:, unidad - 1]
            curva.set_ydata(valores)
            lecturas.append(f"{letra} {valores[con].mean():.2f} y {valores[~con].mean():.2f}")
        self._dibujar(objetivo, estados @ w + b, np.flatnonzero(con) + 1)
        self.arriba.set_title(f"{celda} entrenada para {tarea}", fontsize=11)
        self.abajo.set_title(
            f"unidad {unidad}, medias con marca y sin ella: {'; '.join(lecturas)}", fontsize=10
        )
        return f"Una {celda} entrenada para {tarea}. Medias de las puertas de la unidad {unidad}, con marca y sin ella: {'; '.join(lecturas)}."

    def _poner_leyenda(self, letras):
        suyas = [curva for curva, _ in zip(self.curvas, letras, strict=False)]
        for curva in self.curvas:
            curva.set_visible(curva in suyas)
        self.abajo.legend(
            suyas, [NOMBRES[k] for k in letras], loc="center left", bbox_to_anchor=(1, 0.5), fontsize=10
        )

    def _dibujar(self, objetivo, respuesta, marcas):
        self.objetivo.set_ydata(objetivo)
        self.responde.set_ydata(respuesta)
        margen = 0.2 * np.ptp(objetivo)
        self.arriba.set_ylim(objetivo.min() - margen, objetivo.max() + 2 * margen)
        self.marcas.set_data(marcas, np.full(len(marcas), objetivo.max() + margen))
        self.lineas.set_segments([[(m, -0.05), (m, 1.05)] for m in marcas])


def explorar_entrenadas(redes):
    """Controles para mirar las puertas de unas celdas entrenadas; `redes` como en `LaminaEntrenada`."""
    lamina = LaminaEntrenada(redes)
    opciones = [(f"{celda}, {tarea}", (celda, tarea)) for celda, tarea in redes]
    unidades = min(len(w) for _, w, _ in redes.values())
    controles = {
        "red": desplegable("Red", opciones, opciones[0][1], "Qué celda y para qué tarea se entrenó"),
        "unidad": deslizador("Unidad", 1, 1, unidades, 1, "De cuál de sus unidades se ven las puertas"),
        "secuencia": deslizador(
            "Secuencia", 1, 1, SECUENCIAS, 1, "Una de veinte secuencias que la red no ha visto"
        ),
    }
    return Explorador(lamina, controles)
