"""Exploradores de la lección A1: la bola en el paisaje de la pérdida y la red 1-3-1 con un número en cada cable."""

import numpy as np

from utils.esquemas import GRIS, caja, flecha, lienzo, punto, red
from utils.exploradores.base import Explorador, Lamina, deslizador, desplegable, plural
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura

# Las x y las y de la primera sección.
EJEMPLOS = np.array([0.5, 1.0, 1.5, 2.0]), np.array([0.9, 1.4, 2.4, 2.9])


def numero(x, decimales=2):
    """El número con sus decimales, con el signo menos de imprenta y sin −0."""
    cero = f"{0:.{decimales}f}"
    return f"{x:.{decimales}f}".replace(f"-{cero}", cero).replace("-", "−")


# --- El paisaje de la pérdida ---------------------------------------------------------------------------------------


def perdida_de_los_ejemplos(w):
    """Error cuadrático medio de la recta y = w·x en los cuatro ejemplos. `w`: número o vector."""
    x, y = EJEMPLOS
    return np.mean((np.multiply.outer(w, x) - y) ** 2, axis=-1)


def pendiente_de_los_ejemplos(w):
    """Derivada de `perdida_de_los_ejemplos`."""
    x, y = EJEMPLOS
    return np.mean(2 * (np.multiply.outer(w, x) - y) * x, axis=-1)


def _valles(w):
    u = np.subtract(w, 1.5)
    return 0.8 + 0.5 * (u**4 - 2 * u**2) + 0.25 * u


def _pendiente_valles(w):
    u = np.subtract(w, 1.5)
    return 2 * u**3 - 2 * u + 0.25


def _pozo(w):
    return 1.5 * (1 - np.exp(-(np.subtract(w, 1.5) ** 2) / 0.3))


def _pendiente_pozo(w):
    u = np.subtract(w, 1.5)
    return 10 * u * np.exp(-(u**2) / 0.3)


PAISAJES = {
    "un valle": (perdida_de_los_ejemplos, pendiente_de_los_ejemplos),
    "dos valles": (_valles, _pendiente_valles),
    "un pozo en una llanura": (_pozo, _pendiente_pozo),
}
CENTRO, CERCA, LEJOS = 1.5, 1.8, 12.0  # el dibujo se abre, si hace falta, de 1.8 a 12 a cada lado
ALTO = 4.6
PASOS = 30


def rodar(pendiente, inicio, ritmo, pasos):
    """Los pesos por los que pasa la bola: `inicio` y uno más por paso. Para antes si se va más allá de un millón."""
    w = [inicio]
    while len(w) <= pasos and abs(w[-1]) < 1e6:
        w.append(w[-1] - ritmo * float(pendiente(w[-1])))
    return np.array(w)


def diagnostico(w, pendientes, perdidas):
    """Qué le ha pasado a la bola, en pocas palabras. Los tres vectores, con un elemento por posición."""
    if perdidas[-1] > perdidas[0]:
        return "diverge: cada paso la aleja"
    if np.abs(pendientes[-1]) < 0.02:
        return "ha llegado al fondo" if perdidas[-1] < 0.8 else "está parada: aquí no hay pendiente"
    if len(w) > 2 and np.sign(pendientes[-1]) != np.sign(pendientes[-2]):
        return "rebota de un lado a otro"
    return "va de camino, cuesta abajo"


class LaminaPaisaje(Lamina):
    """La bola en el paisaje de la pérdida y, a su lado, cuánto vale la pérdida después de cada paso."""

    def __init__(self):
        self.fig, (paisaje, curva) = figura(8.8, 3.7, 1, 2, gridspec_kw={"width_ratios": [1.35, 1]})
        (self.suelo,) = paisaje.plot([0], [0], color=NEGRO, linewidth=1.6)
        (self.tangente,) = paisaje.plot(
            [0, 1], [0, 1], color=VERDE, linewidth=1.6, label="pendiente en la bola"
        )
        (self.huellas,) = paisaje.plot(
            [0], [0], "o--", color=AZUL, markersize=4, linewidth=0.9, label="por donde ha pasado"
        )
        (self.bola,) = paisaje.plot([0], [0], "o", color=NARANJA, markersize=13, label="la bola")
        paisaje.set(xlabel="peso w", ylabel="pérdida L(w)")
        fuera = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.2), "ncols": 3}
        paisaje.legend(columnspacing=0.9, handlelength=1.4, fontsize=9, **fuera)
        (self.bajada,) = curva.plot([0], [1], "o-", color=AZUL, markersize=3.5)
        curva.set(xlim=(-0.5, PASOS + 0.5), xlabel="paso", ylabel="pérdida")
        for eje in (paisaje, curva):
            eje.locator_params(nbins=5)
        self.paisaje, self.curva = paisaje, curva

    def pintar(self, paisaje="un valle", inicio=0.0, ritmo=0.1, pasos=4):
        """Deja caer la bola en `inicio` y da `pasos` pasos de ese `ritmo`."""
        perdida, pendiente = PAISAJES[paisaje]
        w = rodar(pendiente, inicio, ritmo, pasos)
        perdidas, pendientes = perdida(w), pendiente(w)
        aqui, altura, cuesta = w[-1], perdidas[-1], pendientes[-1]
        alcance = np.clip(np.abs(w - CENTRO).max(), CERCA, LEJOS)
        pesos = CENTRO + alcance * np.linspace(-1, 1, 121)
        alto = max(ALTO, perdida(CENTRO + alcance))
        self.suelo.set_data(pesos, perdida(pesos))
        self.paisaje.set(xlim=pesos[[0, -1]], ylim=(-0.05 * alto, alto))
        self.huellas.set_data(w[:-1], perdidas[:-1])
        self.bola.set_data([aqui], [altura])
        extremos = aqui + 0.25 * alcance * np.array([-1, 1])
        self.tangente.set_data(extremos, altura + cuesta * (extremos - aqui))
        self.bajada.set_data(np.arange(len(w)), perdidas)
        self.curva.set_ylim(0, alto)
        que_pasa = diagnostico(w, pendientes, perdidas)
        fuera = "" if abs(aqui - CENTRO) <= LEJOS else " (ya fuera del dibujo)"
        self.paisaje.set_title(f"la bola {que_pasa}{fuera}", fontsize=11)
        cuanto = numero(altura, 3) if altura < 1000 else "más de 1000"
        self.curva.set_title(f"después de {plural(len(w) - 1, 'paso')}: {cuanto}", fontsize=11)
        lugar = f"w = {numero(aqui)}" if abs(aqui) < 100 else "un peso enorme"
        return (
            f"Paisaje de {paisaje}. La bola sale de w = {numero(inicio)} con ritmo {numero(ritmo)} y da {plural(len(w) - 1, 'paso')}: "
            f"acaba en {lugar}, con pérdida {cuanto}; {que_pasa}{fuera}."
        )


def explorar_paisaje():
    """Controles para soltar una bola en el paisaje de la pérdida y elegir el ritmo y el número de pasos."""
    controles = {
        "ritmo": deslizador(
            "Ritmo", 0.1, 0.01, 0.6, 0.01, "Cuánto se mueve el peso por cada unidad de pendiente"
        ),
        "pasos": deslizador("Pasos", 4, 0, PASOS, 1, "Cuántas veces se mueve la bola"),
        "inicio": deslizador("Peso inicial", 0.0, -0.2, 3.2, 0.1, "Dónde se suelta la bola"),
        "paisaje": desplegable("Paisaje", list(PAISAJES), "un valle", "La forma de la pérdida"),
    }
    return Explorador(LaminaPaisaje(), controles)


# --- La red 1-3-1 ---------------------------------------------------------------------------------------------------

RED = {
    "w": np.array([0.5, -1.5, 1.0]),
    "b": np.array([0.1, -0.5, -0.2]),
    "v": np.array([1.0, 0.5, -0.5]),
    "c": 0.1,
}
RITMO = 0.2
FASES = (
    "La red y sus pesos. Predice: ¿qué suma z llega a cada neurona oculta?",
    "Adelante: cada neurona suma. Predice: ¿cuánto da tanh en cada una?",
    "Adelante: cada neurona activa. Predice: ¿qué número sale de la red?",
    "Adelante: la predicción y su pérdida. Predice: ¿cuánto vale δ en la salida?",
    "Atrás: δ de la salida. Predice: ¿qué gradiente le toca a cada cable de la derecha?",
    "Atrás: los gradientes de la derecha. Predice: ¿cuánto δ llega a cada neurona oculta?",
    "Atrás: δ de las ocultas. Predice: ¿qué gradiente le toca a cada cable de la izquierda?",
    "Atrás: ya está todo el gradiente. Predice: ¿qué pesos subirán y cuáles bajarán?",
    f"Un paso de descenso, con ritmo {RITMO}, y adelante con los pesos nuevos.",
)
ULTIMA = len(FASES) - 1


def recorrer(x, y, w, b, v, c):
    """Ida y vuelta por la red ŷ = Σ v·tanh(w·x + b) + c con pérdida ½(ŷ − y)². Devuelve un diccionario con cada número.

    x, y, c: números. w, b, v: vectores con un elemento por neurona oculta.
    """
    z = w * x + b
    a = np.tanh(z)
    salida = v @ a + c
    delta = salida - y
    delta_oculta = delta * v * (1 - a**2)
    return {
        "z": z,
        "a": a,
        "salida": salida,
        "perdida": delta**2 / 2,
        "delta": delta,
        "delta_oculta": delta_oculta,
        "v": delta * a,
        "w": delta_oculta * x,
        "b": delta_oculta,
        "c": delta,
    }


class LaminaRed(Lamina):
    """La red 1-3-1: en azul lo que va adelante; en naranja lo que vuelve."""

    def __init__(self):
        self.fig, eje = lienzo(8.8, 4.8, (0, 8.8), (-0.35, 4.45))
        medidas = {
            "x": 0.7,
            "y": 2.15,
            "entre_capas": 2.75,
            "entre_nodos": 1.5,
            "radio": 0.5,
            "donde": 0.37,
        }
        self.red = red(eje, [1, 3, 1], color=[NEGRO, AZUL, AZUL], **medidas)
        (self.entrada,), self.ocultas, (self.salida,) = self.red.nodos
        self.juez = caja(eje, 8.05, 2.15, ancho=1.3, alto=1.0, color=VERDE, letra=9.5)
        self.ida = flecha(eje, self.salida, self.juez)
        self.vuelta = flecha(eje, self.juez, self.salida, color=NARANJA, curva=0.45)
        detalle = {"ha": "center", "va": "center", "fontsize": 9}
        self.gradientes = {
            lugar: eje.text(
                *punto(self._nodo(lugar, 0), self._nodo(lugar, 1), 0.68), "", color=NARANJA, **detalle
            )
            for lugar in self.red.cables
        }
        for texto in self.gradientes.values():
            texto.set_bbox({"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"})
        self.sesgos, self.deltas = [], []
        for x, y in (pieza.centro for pieza in (*self.ocultas, self.salida)):
            self.sesgos.append(eje.text(x, y + 0.63, "", color=GRIS, **detalle))
            self.deltas.append(eje.text(x, y - 0.66, "", color=NARANJA, fontweight="bold", **detalle))
        self.fase = eje.text(4.4, -0.2, "", ha="center", va="center", fontsize=11, in_layout=False)

    def _nodo(self, lugar, lado):
        """El nodo del que sale (`lado` 0) o al que llega (1) un cable."""
        capa, i, j = lugar
        return self.red.nodos[capa + lado][(i, j)[lado]]

    def pintar(self, paso=3, x=1.0, y=0.5, w1=0.5, w2=-1.5, w3=1.0, v1=1.0, v2=0.5, v3=-0.5):
        """Enseña los números hasta `paso` (de 0, solo los pesos, a 8, con un paso de descenso dado)."""
        pesos = RED | {"w": np.array([w1, w2, w3]), "v": np.array([v1, v2, v3])}
        cuentas = recorrer(x, y, **pesos)
        antes = cuentas["perdida"]
        visto = paso
        if paso == ULTIMA:
            pesos = {nombre: valor - RITMO * cuentas[nombre] for nombre, valor in pesos.items()}
            cuentas, visto = recorrer(x, y, **pesos), 3
        self._escribir_cables(pesos, cuentas, visto, paso)
        self._escribir_nodos(x, y, pesos, cuentas, visto)
        self.vuelta.linea.set_visible(visto >= 4)
        fase = FASES[paso]
        if paso == ULTIMA:
            fase += f" La pérdida: de {numero(antes, 3)} a {numero(cuentas['perdida'], 3)}."
        self.fase.set_text(fase)
        return (
            f"Red 1-3-1 con entrada {numero(x)} y objetivo {numero(y)}, paso {paso} de {ULTIMA}. {fase} {self._leer(cuentas, visto)} "
            "En gris, los pesos y los sesgos; en naranja, lo que vuelve: δ bajo cada neurona y el gradiente en cada cable."
        )

    def _escribir_cables(self, pesos, cuentas, visto, paso):
        for (capa, i, j), tira in self.red.cables.items():
            nombre, neurona = ("w", j) if capa == 0 else ("v", i)
            tira.texto.set_text(f"{nombre}{'₁₂₃'[neurona]}  {numero(pesos[nombre][neurona])}")
            con_gradiente = visto >= (7 if capa == 0 else 5)
            self.gradientes[capa, i, j].set_text(
                numero(cuentas[nombre][neurona]) if con_gradiente else ""
            )
            adelante, atras = ((1,), (7,)) if capa == 0 else ((3,), (5, 6))
            tira.linea.set_color(AZUL if paso in adelante else NARANJA if paso in atras else "#C4C4C4")
            tira.linea.set_linewidth(2.4 if paso in adelante + atras else 1.4)

    def _escribir_nodos(self, x, y, pesos, cuentas, visto):
        self.entrada.texto.set_text(f"x\n{numero(x)}")
        for i, pieza in enumerate(self.ocultas):
            activada = f"\na = {numero(cuentas['a'][i])}" if visto >= 2 else ""
            pieza.texto.set_text(f"z = {numero(cuentas['z'][i])}{activada}" if visto >= 1 else "?")
        self.salida.texto.set_text(f"ŷ\n{numero(cuentas['salida'])}" if visto >= 3 else "?")
        self.juez.texto.set_text(
            f"y = {numero(y)}" + (f"\nL = {numero(cuentas['perdida'], 3)}" if visto >= 3 else "")
        )
        nombres = ("b₁", "b₂", "b₃", "c")
        for texto, nombre, sesgo in zip(self.sesgos, nombres, (*pesos["b"], pesos["c"]), strict=True):
            texto.set_text(f"{nombre}  {numero(sesgo)}")
        for i, texto in enumerate(self.deltas):
            es_salida = i == len(self.ocultas)
            valor = cuentas["delta"] if es_salida else cuentas["delta_oculta"][i]
            texto.set_text(f"δ = {numero(valor, 3)}" if visto >= (4 if es_salida else 6) else "")

    def _leer(self, cuentas, visto):
        """Los números que se ven, para el texto alternativo."""
        vistos = [
            (1, "z", cuentas["z"]),
            (2, "a", cuentas["a"]),
            (3, "predicción", [cuentas["salida"]]),
            (3, "pérdida", [cuentas["perdida"]]),
            (4, "δ de la salida", [cuentas["delta"]]),
            (5, "gradientes de la derecha", cuentas["v"]),
            (6, "δ de las ocultas", cuentas["delta_oculta"]),
            (7, "gradientes de la izquierda", cuentas["w"]),
        ]
        dicho = [
            f"{nombre}: {', '.join(numero(v, 3) for v in valores)}"
            for desde, nombre, valores in vistos
            if visto >= desde
        ]
        return ("; ".join(dicho) or "Aún no hay ninguna cuenta hecha") + "."


def explorar_red(paso=0):
    """Controles para recorrer la red 1-3-1 número a número, adelante y atrás, y mover sus pesos."""
    controles = {
        "paso": deslizador(
            "Paso", paso, 0, ULTIMA, 1, "De 0 a 3, adelante; de 4 a 7, atrás; 8, un paso de descenso"
        )
    }
    controles |= {
        "x": deslizador("Entrada x", 1.0, -2.0, 2.0, 0.1, "Lo que entra en la red"),
        "y": deslizador("Objetivo y", 0.5, -2.0, 2.0, 0.1, "Lo que debería salir"),
    }
    for letra, lado in (("w", "izquierda"), ("v", "derecha")):
        for i, peso in enumerate(RED[letra], 1):
            ayuda = f"Peso del cable {i} de la {lado}, contando desde arriba"
            controles[f"{letra}{i}"] = deslizador(
                f"Peso {letra}{'₁₂₃'[i - 1]}", float(peso), -3.0, 3.0, 0.1, ayuda
            )
    return Explorador(LaminaRed(), controles)
