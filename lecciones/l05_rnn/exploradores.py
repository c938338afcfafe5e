"""Exploradores de la lección 05: la red desplegada paso a paso y el gradiente que viaja en el tiempo."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.patches import FancyBboxPatch

from utils.exploradores.base import Explorador, Lamina, deslizador, desplegable, plural, potencia
from utils.graficos import AZUL, NARANJA, NEGRO, figura

# --- La red desplegada ----------------------------------------------------------------------------------------------

PASOS = 8
ENTRADAS = {
    "un pulso": np.eye(PASOS)[1],
    "un escalón": (np.arange(PASOS) > 1) * 1.0,
    "alterna": (-1.0) ** np.arange(PASOS),
    "dos pulsos opuestos": np.eye(PASOS)[1] - np.eye(PASOS)[4],
}


def recorrer(entrada, u, w, v):
    """Estados y salidas de una RNN de una unidad que empieza en 0: dos vectores del largo de `entrada`."""
    estados, s = [], 0.0
    for x in entrada:
        s = np.tanh(u * x + w * s)
        estados.append(s)
    return np.array(estados), np.tanh(v * np.array(estados))


def numero(x):
    """Dos decimales, con el signo menos de imprenta y sin −0."""
    return f"{x:.2f}".replace("-0.00", "0.00").replace("-", "−")


def factor(x):
    """El número como se escribe detrás de un signo: los negativos, entre paréntesis."""
    return f"({numero(x)})" if x < 0 else numero(x)


class LaminaDesplegar(Lamina):
    """La red desplegada: una columna por instante, con entrada, estado y salida; debajo, la cuenta del instante elegido."""

    SIGNO = LinearSegmentedColormap.from_list("signo", ["#F2B48A", "#FFFFFF", "#8CC3E6"])
    ESCALA = Normalize(-1.2, 1.2)
    ALTURAS = {"O": 2.4, "S": 1.2, "X": 0.0}

    def __init__(self):
        self.fig, eje = figura(8.6, 3.9)
        eje.set(xlim=(-1.3, PASOS - 0.6), ylim=(-1.75, 2.8))
        eje.set_axis_off()
        self.cajas, self.textos = {}, {}
        for fila, y in self.ALTURAS.items():
            eje.text(
                -0.45,
                y,
                {"O": "salida O", "S": "estado S", "X": "entrada X"}[fila],
                ha="right",
                va="center",
                fontsize=10,
            )
            for t in range(PASOS):
                caja = FancyBboxPatch(
                    (t - 0.28, y - 0.25), 0.56, 0.5, boxstyle="round,pad=0.05", edgecolor=NEGRO
                )
                self.cajas[fila, t] = eje.add_patch(caja)
                self.textos[fila, t] = eje.text(t, y, "", ha="center", va="center", fontsize=10)
        flecha = {"arrowstyle": "-|>", "color": NEGRO, "shrinkA": 0, "shrinkB": 0}
        for t in range(PASOS):
            for abajo, arriba in (("X", "S"), ("S", "O")):
                eje.annotate(
                    "",
                    (t, self.ALTURAS[arriba] - 0.32),
                    (t, self.ALTURAS[abajo] + 0.32),
                    arrowprops=flecha,
                )
            if t:
                eje.annotate(
                    "",
                    (t - 0.34, 1.2),
                    (t - 0.66, 1.2),
                    arrowprops=flecha | {"color": NARANJA, "lw": 2},
                )
            eje.text(t, -0.55, f"t = {t + 1}", ha="center", va="center", fontsize=9)
        self.cuentas = [
            eje.text((PASOS - 1.4) / 2, y, "", ha="center", va="center", fontsize=10.5)
            for y in (-1.05, -1.5)
        ]

    def pintar(self, instante=3, u=1.0, w=0.9, v=1.5, entrada="un pulso"):
        """Red de una unidad con pesos `u`, `w` y `v`; se resalta `instante` (de 1 a 8)."""
        x = ENTRADAS[entrada]
        s, o = recorrer(x, u, w, v)
        for fila, valores in (("X", x), ("S", s), ("O", o)):
            for t, valor in enumerate(valores):
                leido = fila == "X" or t < instante
                self.textos[fila, t].set_text(numero(valor) if leido else "")
                self.cajas[fila, t].set_facecolor(
                    self.SIGNO(self.ESCALA(valor)) if leido else "#EEEEEE"
                )
                self.cajas[fila, t].set_linewidth(2.5 if t == instante - 1 else 0.8)
        t = instante - 1
        antes = s[t - 1] if t else 0.0
        self.cuentas[0].set_text(
            f"$S_{{{instante}}}$ = tanh(U·X + W·S) = tanh({numero(u)} · {factor(x[t])} + {factor(w)} · {factor(antes)}) = {numero(s[t])}"
        )
        self.cuentas[1].set_text(
            f"$O_{{{instante}}}$ = tanh(V·S) = tanh({numero(v)} · {factor(s[t])}) = {numero(o[t])}"
        )
        return (
            f"Red desplegada en {PASOS} instantes, entrada: {entrada}; U = {numero(u)}, W = {numero(w)}, V = {numero(v)}. En el instante {instante} "
            f"entra {numero(x[t])}, el estado pasa de {numero(antes)} a {numero(s[t])} y sale {numero(o[t])}."
        )


def explorar_desplegar():
    """Controles para recorrer la red instante a instante y mover sus tres pesos."""
    controles = {
        "instante": deslizador("Instante", 3, 1, PASOS, 1, "Hasta dónde se ha leído la secuencia"),
        "entrada": desplegable("Entrada", list(ENTRADAS), "un pulso", "La secuencia que se lee"),
        "u": deslizador("U (entrada)", 1.0, -3.0, 3.0, 0.1, "Cuánto pesa lo que entra"),
        "w": deslizador("W (memoria)", 0.9, -3.0, 3.0, 0.1, "Cuánto pesa el estado anterior"),
        "v": deslizador("V (salida)", 1.5, -3.0, 3.0, 0.1, "Cuánto pesa el estado en la salida"),
    }
    return Explorador(LaminaDesplegar(), controles)


# --- El gradiente en el tiempo --------------------------------------------------------------------------------------

UNIDADES, LARGO_MAXIMO = 16, 50
_azar = np.random.default_rng(5)
ORTOGONAL = np.linalg.qr(_azar.normal(size=(UNIDADES, UNIDADES)))[0]
NORMAL = _azar.normal(size=(UNIDADES, UNIDADES))
NORMAL /= np.abs(np.linalg.eigvals(NORMAL)).max()
MATRICES = {"ortogonal": ORTOGONAL, "al azar": NORMAL}  # las dos con radio espectral 1
RUIDO = _azar.normal(size=(LARGO_MAXIMO, UNIDADES))
MINIMO = 1e-30


def jacobianas(radio, largo, activacion, matriz, entrada):
    """Las matrices ∂S_t/∂S_{t−1}, t = 1…largo, de una RNN de 16 unidades: forma (largo, 16, 16)."""
    W = radio * MATRICES[matriz]
    if activacion == "lineal":
        return np.broadcast_to(W, (largo, UNIDADES, UNIDADES))
    s, pasos = np.zeros(UNIDADES), []
    for ruido in RUIDO[:largo]:
        s = np.tanh(entrada * ruido + W @ s)
        pasos.append((1 - s**2)[:, None] * W)
    return np.array(pasos)


def normas_entre_instantes(pasos):
    """‖∂S_t/∂S_k‖ para todo t ≥ k: matriz (largo + 1, largo + 1) con NaN donde t < k. `pasos`: las jacobianas."""
    largo = len(pasos)
    normas = np.full((largo + 1, largo + 1), np.nan)
    producto = np.empty((0, UNIDADES, UNIDADES))
    for t in range(largo + 1):
        producto = pasos[t - 1] @ producto if t else producto
        producto = np.concatenate([producto, np.eye(UNIDADES)[None]])
        normas[t, : t + 1] = np.linalg.norm(producto, 2, axis=(1, 2))
    return normas


class LaminaGradiente(Lamina):
    """A la izquierda, cuánto del error del final llega a cada instante; a la derecha, lo mismo entre cada par de instantes."""

    def __init__(self):
        self.fig, (curva, mapa) = figura(8.8, 3.9, 1, 2, gridspec_kw={"width_ratios": [1.25, 1]})
        (self.referencia,) = curva.plot(
            [0], [1], "--", color=NARANJA, label="radio elevado a la distancia"
        )
        (self.medida,) = curva.plot(
            [0], [1], "o-", color=AZUL, markersize=3, label="‖∂S(T)/∂S(t)‖, medida"
        )
        curva.axhline(1, color=NEGRO, linewidth=0.8)
        curva.set(yscale="log", xlabel="instante t", ylabel="lo que llega del final")
        curva.minorticks_off()
        curva.yaxis.set_major_formatter(
            lambda valor, _: potencia(valor).removeprefix("1·")
        )  # más rápido que el de matplotlib
        curva.legend(
            loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=2, columnspacing=0.8, fontsize=9
        )
        vacio = np.full((2, 2), np.nan)
        self.mapa = mapa.imshow(
            vacio,
            cmap=colormaps["RdBu_r"].with_extremes(bad="#E3E3E3"),
            vmin=-6,
            vmax=6,
            origin="upper",
            interpolation="nearest",
        )
        mapa.set(
            xlabel="instante k, el de la causa",
            ylabel="instante t, el del efecto",
            title="log₁₀ ‖∂S(t)/∂S(k)‖",
        )
        mapa.grid(False)
        self.fig.colorbar(self.mapa, ax=mapa, shrink=0.8)
        self.curva = curva

    def pintar(self, radio=0.9, largo=30, activacion="tanh", matriz="ortogonal", entrada=0.3):
        """W de ese `radio` espectral; secuencia de `largo` pasos de ruido de desviación `entrada`."""
        normas = np.maximum(
            normas_entre_instantes(jacobianas(radio, largo, activacion, matriz, entrada)), MINIMO
        )
        lugares = np.arange(largo + 1)
        referencia = np.maximum(float(radio) ** (largo - lugares), MINIMO)
        self.medida.set_data(lugares, normas[-1])
        self.referencia.set_data(lugares, referencia)
        extremos = np.log10(np.append(normas[-1], referencia))
        self.curva.set(
            xlim=(-0.5, largo + 0.5),
            ylim=(10.0 ** (min(extremos.min(), -1) - 0.5), 10.0 ** (max(extremos.max(), 1) + 0.5)),
        )
        self.mapa.set_data(np.log10(normas))
        self.mapa.set_extent((-0.5, largo + 0.5, largo + 0.5, -0.5))
        estado = next(
            n
            for tope, n in (
                (1e-3, "se apaga"),
                (0.1, "llega débil"),
                (10, "llega"),
                (1e3, "crece"),
                (np.inf, "estalla"),
            )
            if normas[-1, 0] <= tope
        )
        self.curva.set_title(
            f"{plural(largo, 'paso')}: como mucho llega {potencia(normas[-1, 0])}; {estado}",
            fontsize=11,
        )
        return (
            f"Gradiente que vuelve {plural(largo, 'paso')} por una RNN {activacion} con W {matriz} de radio {radio:.2f}: al principio llega, como mucho, "
            f"{potencia(normas[-1, 0])} veces lo que salió; {estado}."
        )


def explorar_gradiente():
    """Controles para mover el tamaño de W, el largo de la secuencia y la activación."""
    controles = {
        "radio": deslizador("Radio de W", 0.9, 0.2, 1.8, 0.05, "El mayor valor propio de W, en módulo"),
        "largo": deslizador("Pasos", 30, 2, LARGO_MAXIMO, 1, "Largo de la secuencia"),
        "activacion": desplegable(
            "Activación", ["tanh", "lineal"], "tanh", "La función de cada unidad"
        ),
        "matriz": desplegable(
            "Matriz W",
            list(MATRICES),
            "ortogonal",
            "Ortogonal: no estira; al azar: unas direcciones sí y otras no",
        ),
        "entrada": deslizador(
            "Ruido que entra", 0.3, 0.0, 2.0, 0.1, "Desviación de la entrada; mucha satura la tanh"
        ),
    }
    return Explorador(LaminaGradiente(), controles)
