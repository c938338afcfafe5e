"""Exploradores de la lección 08: las partidas de una GAN en la recta y en el plano, y un paseo por el espacio latente."""

import ipywidgets as widgets
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import MaxNLocator

from utils.curso import ErrorCurso
from utils.exploradores.base import (
    Explorador,
    Lamina,
    boton,
    deslizador,
    desplegable,
    en_filas,
    plural,
    potencia,
)
from utils.graficos import AZUL, NARANJA, NEGRO, ROSA, VERDE, figura, mostrar_matriz

from .gan_numpy import (
    MUESTRAS,
    PERDIDAS,
    REJILLA_RECTA,
    PartidaPlano,
    PartidaRecta,
    densidad,
    densidad_real,
    probabilidad,
)

OBJETIVOS = {"1, lo normal": 1.0, "0.9, suavizado": 0.9, "1.2, el fallo famoso": 1.2}

# --- Las láminas ----------------------------------------------------------------------------------------------------


FONDO = LinearSegmentedColormap.from_list("fondo", ["#C9A9D6", "#FFFFFF", "#9BD3AE"])  # de falso a real
CADA = 10  # se dibuja la flecha de una de cada diez muestras


def legible(x):
    """El número con tres cifras o, si es enorme, como potencia de diez."""
    signo = "−" if x < 0 else ""
    return signo + (potencia(abs(x)) if abs(x) >= 1e4 else f"{abs(x):.3g}")


class LaminaGAN(Lamina):
    """Lo que comparten la recta y el plano: la partida, la figura y la curva de lo que ha pasado."""

    nueva_partida, modos = None, ""

    def __init__(self):
        self.fig, (self.eje, self.curva) = figura(
            8.2, 3.7, 1, 2, gridspec_kw={"width_ratios": [1.5, 1]}
        )
        estilos = (
            ("pérdida de D", AZUL, "-"),
            ("pérdida de G", NARANJA, "--"),
            ("Jensen–Shannon", VERDE, "-."),
        )
        self.lineas = [
            self.curva.plot([], [], estilo, color=color, label=n)[0] for n, color, estilo in estilos
        ]
        self.curva.axhline(0, color=NEGRO, linewidth=0.8)
        self.curva.set(xlabel="veces que has pulsado", xlim=(0.5, 2.5), ylim=(-0.1, 1.5))
        self.curva.xaxis.set_major_locator(MaxNLocator(integer=True))
        self.curva.legend(
            loc="upper center", bbox_to_anchor=(0.5, -0.17), ncols=2, fontsize=9, columnspacing=0.8
        )
        self.preparar()
        self.reiniciar(0)

    def preparar(self):
        """Crea los artistas del panel izquierdo."""
        raise NotImplementedError

    def reiniciar(self, semilla):
        """Empieza otra partida."""
        self.semilla = semilla
        self.partida = self.nueva_partida(semilla)

    def pintar(self, perdida="no saturante", objetivo="1, lo normal", k=1, g=1, ritmo=3.0, semilla=0):
        """Dibuja la partida como está. Con otra `semilla`, empieza una nueva."""
        if semilla != self.semilla:
            self.reiniciar(semilla)
        partida = self.partida
        if not partida.sana():
            raise ErrorCurso("Los pesos han dejado de ser números: baja el ritmo y pulsa «Reiniciar».")
        modos, js = partida.medir()
        self.pintar_muestras(perdida)
        historia = np.array(partida.historia).reshape(-1, 3)
        for linea, valores in zip(self.lineas, historia.T, strict=True):
            linea.set_data(np.arange(1, len(valores) + 1), valores)
        if len(historia):
            bajo, alto = min(historia.min(), 0), max(historia.max(), 0.8)
            self.curva.set(
                xlim=(0.5, max(len(historia), 2) + 0.5),
                ylim=(bajo - 0.06 * (alto - bajo), alto + 0.06 * (alto - bajo)),
            )
        extremo = np.abs(partida.D.ir(partida.reales)).max()
        todos = len(partida.centros)
        fuera = self.fuera()
        escapadas = f"; {plural(fuera, 'muestra')} fuera del dibujo" if fuera else ""
        self.eje.set_title(
            f"D, {partida.pasos_d} pasos; G, {partida.pasos_g}: {modos} de {todos} {self.modos}s, JS {js:.2f}"
            + escapadas.replace("; ", "\n"),
            fontsize=10.5,
        )
        dano = f"La salida de D llega a {legible(extremo)}"
        if len(historia):
            dano += f" y su pérdida es {legible(historia[-1, 0])}"
            dano += ", lo que no debería poder ser: no tiene suelo" if historia[-1, 0] < 0 else ""
        self.curva.set_title(f"salida de D, sin σ: hasta {legible(extremo)}", fontsize=10.5)
        return (
            f"GAN con pérdida {perdida}, objetivo de lo real {OBJETIVOS[objetivo]:g}, {plural(k, 'paso')} de D y {g} de G por ronda, ritmo {ritmo / 1000:g}, "
            f"semilla {semilla}. "
            f"Tras {plural(partida.pasos_d, 'paso')} de D y {partida.pasos_g} de G, las muestras cubren {modos} de {todos} {self.modos}s y la divergencia "
            f"de Jensen–Shannon es {js:.2f}{escapadas}. {dano}."
        )

    def pintar_muestras(self, perdida):
        """Actualiza el panel izquierdo."""
        raise NotImplementedError

    def fuera(self):
        """Cuántas muestras caen fuera del panel izquierdo."""
        return int(np.sum(np.abs(self.partida.muestras()).max(axis=1) > self.eje.get_xlim()[1]))


class DibujoRecta:
    """Una partida en la recta dibujada en un eje: densidades, D, el D óptimo y el empuje de cada muestra."""

    def __init__(self, eje):
        x = REJILLA_RECTA[:, 0]
        eje.plot(x, densidad_real(), color=AZUL, label="datos, p")
        (self.q,) = eje.plot(x, 0 * x, "--", color=NARANJA, label="generador, q")
        (self.d,) = eje.plot(x, 0 * x, color=VERDE, linewidth=1.5, label="D")
        (self.optimo,) = eje.plot(
            x, 0 * x, ":", color=NEGRO, linewidth=1.5, label="D óptimo, p/(p + q)"
        )
        nadie = np.zeros(MUESTRAS // CADA)
        self.altura = -0.05 - 0.03 * (np.arange(MUESTRAS // CADA) % 6)
        self.flechas = eje.quiver(
            nadie,
            self.altura,
            nadie,
            nadie,
            color=ROSA,
            angles="xy",
            scale_units="xy",
            scale=1,
            width=0.005,
        )
        eje.set(xlim=(-5, 5), ylim=(-0.24, 1.08), xlabel="x")

    def pintar(self, partida, perdida):
        """Pone al día los artistas."""
        muestras = partida.muestras()
        p, q = densidad_real(), densidad(muestras)
        self.q.set_ydata(q)
        self.d.set_ydata(probabilidad(partida.D.ir(REJILLA_RECTA), perdida)[:, 0])
        self.optimo.set_ydata(np.where(p + q > 0.02, p / np.maximum(p + q, 1e-12), np.nan))
        empuje = partida.empuje(perdida)[::CADA, 0]
        self.flechas.set_offsets(np.column_stack([muestras[::CADA, 0], self.altura]))
        self.flechas.set_UVC(np.clip(empuje, -2, 2), 0 * empuje)


class LaminaRecta(LaminaGAN):
    """GAN en la recta: las dos densidades, D junto al óptimo y una flecha con el gradiente que recibe cada muestra."""

    nueva_partida, modos = PartidaRecta, "montaña"

    def preparar(self):
        self.dibujo = DibujoRecta(self.eje)
        self.eje.legend(
            loc="upper center",
            bbox_to_anchor=(0.5, -0.17),
            ncols=4,
            fontsize=9,
            columnspacing=0.8,
            handlelength=1.6,
        )

    def pintar_muestras(self, perdida):
        self.dibujo.pintar(self.partida, perdida)


class LaminaPlano(LaminaGAN):
    """GAN en el plano: D(x) de fondo, los datos, las muestras y el gradiente que recibe cada una."""

    nueva_partida, modos = PartidaPlano, "modo"
    LADO, CELDAS = 3.2, 56

    def preparar(self):
        lado = np.linspace(-self.LADO, self.LADO, self.CELDAS)
        self.rejilla = np.column_stack([m.ravel() for m in np.meshgrid(lado, lado)])
        limites = (-self.LADO, self.LADO, -self.LADO, self.LADO)
        nada = np.zeros((self.CELDAS, self.CELDAS))
        self.fondo = self.eje.imshow(
            nada, extent=limites, origin="lower", cmap=FONDO, vmin=0, vmax=1, interpolation="nearest"
        )
        (self.reales,) = self.eje.plot([], [], "o", color=AZUL, markersize=3, alpha=0.5, label="datos")
        (self.falsos,) = self.eje.plot(
            [], [], "^", color=NARANJA, markersize=3.5, label="muestras de G"
        )
        nadie = np.zeros(MUESTRAS // CADA)
        self.flechas = self.eje.quiver(
            nadie, nadie, nadie, nadie, color=NEGRO, angles="xy", scale_units="xy", scale=1, width=0.005
        )
        self.eje.set(xlim=limites[:2], ylim=limites[:2], xlabel="x₁", ylabel="x₂", aspect="equal")
        self.eje.grid(False)
        self.eje.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9, handletextpad=0.3)
        clave = "Fondo: lo que\ncree D.\nVerde: real.\nBlanco: duda.\nMorado: falso.\n\nFlechas: hacia\ndónde empuja\nD a cada\nmuestra."
        self.eje.text(1.06, 0.74, clave, transform=self.eje.transAxes, va="top", fontsize=9)

    def pintar_muestras(self, perdida):
        muestras = self.partida.muestras()
        self.fondo.set_data(
            probabilidad(self.partida.D.ir(self.rejilla), perdida).reshape(self.CELDAS, self.CELDAS)
        )
        self.reales.set_data(*self.partida.reales.T)
        self.falsos.set_data(*muestras.T)
        empuje = self.partida.empuje(perdida)[::CADA]
        norma = np.linalg.norm(empuje, axis=1, keepdims=True)
        self.flechas.set_offsets(muestras[::CADA])
        self.flechas.set_UVC(*(empuje * np.minimum(0.4, 0.8 / np.maximum(norma, 1e-12))).T)


def fotogramas(rondas=(0, 25, 100, 300, 800, 2000), semilla=0):
    """Seis momentos de una GAN en la recta, con un paso de D y uno de G por ronda. Devuelve `(figura, partidas)`: texto y medidas."""
    fig, ejes = figura(9.0, 4.6, 2, 3, sharex=True, sharey=True)
    partida, jugadas, medidas = PartidaRecta(semilla), 0, []
    for eje, hasta in zip(ejes.flat, rondas, strict=True):
        if hasta > jugadas:
            partida.jugar(hasta - jugadas)
            jugadas = hasta
        DibujoRecta(eje).pintar(partida, "no saturante")
        medidas.append(partida.medir()[1])
        eje.set(title=f"ronda {hasta}", xlabel="x" if eje in ejes[1] else "")
    fig.legend(
        *ejes[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=4, fontsize=10
    )
    return fig, np.array(medidas)


class LaminaLatente(Lamina):
    """Un paseo recto entre dos puntos del espacio latente: la imagen de ahora y las del camino."""

    TRAMOS = 9

    def __init__(self, generador):
        self.generador = generador
        self.fig, ejes = figura(
            8.6, 2.2, 1, self.TRAMOS + 1, gridspec_kw={"width_ratios": [2.2] + [1] * self.TRAMOS}
        )
        lado = generador.output_shape[1]
        self.imagenes = [
            mostrar_matriz(eje, np.zeros((lado, lado)), cmap="gray_r", vmin=-1, vmax=1) for eje in ejes
        ]
        self.ejes = ejes

    def punto(self, semilla):
        """Un punto al azar del espacio latente."""
        return np.random.default_rng(semilla).normal(size=self.generador.input_shape[-1])

    def pintar(self, desde=0, hasta=1, avance=0.5):
        """Camino de la semilla `desde` a la semilla `hasta`; la imagen grande está en la fracción `avance`."""
        a, b = self.punto(desde), self.punto(hasta)
        fracciones = np.append(avance, np.linspace(0, 1, self.TRAMOS))
        imagenes = np.array(
            self.generador((a + fracciones[:, None] * (b - a)).astype("float32"), training=False)
        )
        for artista, imagen in zip(self.imagenes, imagenes[..., 0], strict=True):
            artista.set_data(imagen)
        cerca = int(round(avance * (self.TRAMOS - 1)))
        for i, eje in enumerate(self.ejes[1:]):
            eje.set_title("▼" if i == cerca else "", fontsize=9)
        self.ejes[0].set_title(f"avance {avance:.2f}", fontsize=10)
        entre = np.sqrt(np.sum((imagenes[1] - imagenes[-1]) ** 2)) / 2
        return (
            f"Paseo entre los puntos latentes {desde} y {hasta}: a la izquierda, la imagen al {100 * avance:.0f} % del camino; a la derecha, "
            f"{self.TRAMOS} imágenes del principio al final, que están a distancia {entre:.1f}."
        )


# --- Los exploradores -----------------------------------------------------------------------------------------------

PASOS_POR_PULSO = 100


class ExploradorGAN(Explorador):
    """Controles para jugar la partida: un paso, cien o en marcha."""

    def __init__(self, lamina):
        self.marcha = widgets.Play(min=0, max=60, value=0, interval=500)
        self.marcha.observe(lambda cambio: cambio["new"] and self.jugar(), "value")
        controles = {
            "perdida": desplegable(
                "Pérdida",
                list(PERDIDAS),
                "no saturante",
                "La de G; «mínimos cuadrados» cambia también la de D",
            ),
            "objetivo": desplegable(
                "Objetivo de lo real",
                list(OBJETIVOS),
                "1, lo normal",
                "Lo que D debe decir de un dato; 1.2 reproduce un fallo",
            ),
            "k": deslizador("Pasos de D", 1, 1, 10, 1, "Pasos de D en cada ronda"),
            "g": deslizador(
                "Pasos de G", 1, 0, 10, 1, "Pasos de G en cada ronda; con 0, D aprende sola"
            ),
            "ritmo": deslizador(
                "Ritmo × 0.001", 3.0, 0.5, 10.0, 0.5, "Ritmo de aprendizaje de las dos redes"
            ),
            "semilla": deslizador("Semilla", 0, 0, 20, 1, "Otra semilla empieza otra partida"),
        }
        botones = [
            boton("Un paso de D", lambda: self.mover(1, 1, 0), "Solo aprende el discriminador"),
            boton("Un paso de G", lambda: self.mover(1, 0, 1), "Solo aprende el generador"),
            boton(
                f"{PASOS_POR_PULSO} pasos", self.jugar, "En rondas: los pasos de D y después los de G"
            ),
            boton("Reiniciar", self.reiniciar, "Vuelve a empezar con la misma semilla"),
            widgets.HTML("En marcha y pausa:"),
            self.marcha,
        ]
        super().__init__(
            lamina, controles, widgets.VBox([en_filas(controles.values()), en_filas(botones)])
        )

    def mover(self, rondas, k, g):
        """Juega `rondas` de `k` pasos de D y `g` de G, y redibuja."""
        valores = self.valores
        objetivo = OBJETIVOS[valores["objetivo"]]
        self.lamina.partida.jugar(rondas, k, g, valores["perdida"], valores["ritmo"] / 1000, objetivo)
        self.refrescar()

    def jugar(self):
        """Unos cien pasos, repartidos en rondas."""
        k, g = self.valores["k"], self.valores["g"]
        self.mover(PASOS_POR_PULSO // (k + g), k, g)

    def reiniciar(self):
        """Vuelve al principio, con la misma semilla."""
        self.lamina.reiniciar(self.valores["semilla"])
        self.refrescar()


def explorar_recta():
    """GAN en la recta, para ver D junto al D óptimo."""
    return ExploradorGAN(LaminaRecta())


def explorar_plano():
    """GAN en el plano, sobre un anillo de ocho gaussianas."""
    return ExploradorGAN(LaminaPlano())


def explorar_latente(generador):
    """Pasea entre dos puntos del espacio latente de un generador de imágenes."""
    controles = {
        "desde": deslizador("Desde", 0, 0, 50, 1, "Número del punto de salida"),
        "hasta": deslizador("Hasta", 1, 0, 50, 1, "Número del punto de llegada"),
        "avance": deslizador("Avance", 0.5, 0.0, 1.0, 0.02, "Parte del camino recorrida"),
    }
    return Explorador(LaminaLatente(generador), controles)
