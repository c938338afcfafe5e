"""Exploradores de la lección 07: el sentimiento palabra a palabra, la temperatura y la ventana de pronóstico.

Reciben los pesos de las redes entrenadas en el cuaderno.
"""

import numpy as np

from utils.curso import ErrorCurso
from utils.datos.frases import piezas
from utils.exploradores.base import Explorador, Lamina, cuadro_de_texto, deslizador, plural
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura

from .redes_numpy import escribir, pronosticar, sentimiento_por_palabra

DESCONOCIDA = 1  # el índice de las palabras que no estaban en el entrenamiento


def enumerar(nombres):
    """«a», «b» y «c»: los tres primeros, y si hay más lo dice."""
    citados = [f"«{n}»" for n in nombres[:3]]
    if len(nombres) > 3:
        return ", ".join(citados) + f" y {len(nombres) - 3} más"
    return " y ".join([", ".join(citados[:-1]), citados[-1]] if len(citados) > 1 else citados)


# --- El sentimiento, palabra a palabra ------------------------------------------------------------------------------


class LaminaSentimiento(Lamina):
    """Arriba, la probabilidad tras cada palabra; abajo, el estado de la LSTM que lee hacia delante."""

    def __init__(self, pesos, vocabulario, largo):
        self.pesos, self.vocabulario, self.largo = pesos, vocabulario, largo
        unidades = pesos[2].shape[0]
        margenes = {
            "left": 0.09,
            "right": 0.93,
            "top": 0.93,
            "bottom": 0.2,
            "hspace": 0.1,
        }  # fijos: caben rótulos largos
        self.fig, (arriba, abajo) = figura(
            8.4, 4.8, 2, 1, layout=None, sharex=True, gridspec_kw={"height_ratios": [1.2, 1]} | margenes
        )
        arriba.axhline(0.5, color=NEGRO, linewidth=0.8, linestyle=":")
        (self.linea,) = arriba.plot([], [], "o-", color=AZUL)
        arriba.set(ylim=(-0.05, 1.05), ylabel="p(positiva)")
        self.mapa = abajo.imshow(
            np.zeros((unidades, 1)),
            vmin=-1,
            vmax=1,
            cmap="PuOr",
            aspect="auto",
            interpolation="nearest",
        )
        abajo.set(ylabel="estado", yticks=[])
        abajo.grid(False)
        self.fig.colorbar(self.mapa, cax=self.fig.add_axes((0.945, 0.2, 0.015, 0.32)), ticks=(-1, 0, 1))
        self.arriba, self.abajo = arriba, abajo

    def pintar(self, frase="La comida es mala, pero me gustó"):
        """Lee la frase con la red y dibuja lo que va pensando."""
        todas = piezas(frase)
        if not todas:
            raise ErrorCurso("Escribe una frase: al menos una palabra.")
        leidas = todas[: self.largo]
        indices = [self.vocabulario.get(p, DESCONOCIDA) for p in leidas]
        rotulos = [
            f"{rotulo(x)} (?)" if i == DESCONOCIDA else rotulo(x)
            for x, i in zip(leidas, indices, strict=True)
        ]
        nuevas = list(dict.fromkeys(r.removesuffix(" (?)") for r in rotulos if r.endswith(" (?)")))
        p, estados = sentimiento_por_palabra(self.pesos, indices)
        lugares = np.arange(len(leidas))
        self.linea.set_data(lugares, p)
        self.mapa.set_data(estados.T)
        self.mapa.set_extent((-0.5, len(leidas) - 0.5, 0, estados.shape[1]))
        self.abajo.set_xlim(-0.5, len(leidas) - 0.5)
        muchas = len(leidas) > 7
        estilo = (
            {"rotation": 35, "ha": "right", "fontsize": 9}
            if muchas
            else {"rotation": 0, "ha": "center", "fontsize": 11}
        )
        self.abajo.set_xticks(lugares, rotulos, rotation_mode="anchor", **estilo)
        signo = "positiva" if p[-1] > 0.5 else "negativa"
        avisos = [f"no conoce {enumerar(nuevas)}"] if nuevas else []
        avisos += [f"solo lee {self.largo} piezas de {len(todas)}"] if len(todas) > self.largo else []
        self.arriba.set_title(
            f"{signo}, p = {p[-1]:.2f}" + "".join(f" · {a}" for a in avisos), fontsize=10
        )
        return (
            f"Lectura de «{' '.join(leidas)}»: la probabilidad de positiva acaba en {p[-1]:.2f} ({signo}). "
            f"Tras la primera palabra era {p[0]:.2f}. {'; '.join(avisos).capitalize()}"
        ).strip()


NOMBRES = {
    "😍": ":enamorado:",
    "👍": ":bien:",
    "😊": ":contento:",
    "😡": ":enfadado:",
    "👎": ":mal:",
    "😞": ":triste:",
}


def rotulo(pieza):
    """La pieza como se puede dibujar: 14 letras como mucho, y un emoji, con su nombre."""
    return (
        pieza[:14].replace("$", r"\$")
        if pieza[0].isalnum() or pieza.isascii() or pieza in "¿¡"
        else NOMBRES.get(pieza, ":emoji:")
    )


def explorar_sentimiento(pesos, vocabulario, largo):
    """Un cuadro para escribir una frase. `pesos`: `red.get_weights()`; `vocabulario`: palabra → índice; `largo`: piezas que se leen."""
    ayuda = "Escribe una opinión corta; se lee palabra a palabra"
    return Explorador(
        LaminaSentimiento(pesos, vocabulario, largo),
        {"frase": cuadro_de_texto("Frase", "La comida es mala, pero me gustó", ayuda)},
    )


# --- La temperatura del generador -----------------------------------------------------------------------------------


def partir_en_lineas(frase, ancho=44):
    """La frase en líneas de ese ancho como mucho, sin partir palabras si se puede."""
    lineas = [""]
    for palabra in frase.split(" "):
        for trozo in [palabra[i : i + ancho] for i in range(0, max(len(palabra), 1), ancho)]:
            cabe = len(lineas[-1]) + len(trozo) < ancho
            lineas = [*lineas[:-1], f"{lineas[-1]} {trozo}".strip()] if cabe else [*lineas, trozo]
    return "\n".join(lineas)


class LaminaGenerador(Lamina):
    """A la izquierda, los caracteres más probables; a la derecha, cuatro frases escritas con esa temperatura."""

    MAYORES, FRASES, CONTEXTO = 8, 4, 60

    def __init__(self, pesos, alfabeto):
        self.pesos, self.alfabeto = pesos, alfabeto
        self.fig, (barras, hoja) = figura(8.6, 3.8, 1, 2, gridspec_kw={"width_ratios": [1, 2.1]})
        self.barras = barras.barh(range(self.MAYORES), np.zeros(self.MAYORES), color=AZUL)
        barras.set(xlim=(0, 1), xlabel="probabilidad", yticks=range(self.MAYORES))
        barras.invert_yaxis()
        hoja.set_axis_off()
        self.frases = [
            hoja.text(0, 0.97 - 0.26 * k, "", va="top", fontsize=10, family="monospace")
            for k in range(self.FRASES)
        ]
        self.aviso = hoja.text(0, -0.04, "", va="top", fontsize=10)
        self.eje, self.hoja = barras, hoja

    def pintar(self, comienzo="La ", temperatura=0.7, semilla=0):
        """Sigue `comienzo` cuatro veces con esa `temperatura`."""
        if temperatura <= 0:
            raise ErrorCurso("La temperatura debe ser mayor que 0: se divide entre ella.")
        raros = sorted({c for c in comienzo if c not in self.alfabeto or c == "\n"})
        usado = "".join(c for c in comienzo if c not in raros)[-self.CONTEXTO :]
        rng = np.random.default_rng(semilla)
        pares = [
            escribir(self.pesos, self.alfabeto, usado, temperatura, rng) for _ in range(self.FRASES)
        ]
        p = pares[0][1]
        mayores = np.argsort(-p)[: self.MAYORES]
        for barra, i in zip(self.barras, mayores, strict=True):
            barra.set_width(p[i])
        nombres = {" ": "espacio", "\n": "fin", "$": r"\$"}
        self.eje.set_yticklabels([nombres.get(self.alfabeto[i], self.alfabeto[i]) for i in mayores])
        self.eje.set_title("el siguiente carácter", fontsize=11)
        for caja, (frase, _) in zip(self.frases, pares, strict=True):
            caja.set_text(partir_en_lineas(frase).replace("$", r"\$"))
        entropia = -np.sum(p * np.log(np.maximum(p, 1e-300)))
        aviso = f" · sin {enumerar(raros)}, que no conoce" if raros else ""
        aviso += (
            f" · solo las {self.CONTEXTO} últimas letras"
            if len(comienzo) - len(raros) > self.CONTEXTO
            else ""
        )
        self.hoja.set_title(
            f"temperatura {temperatura:.1f} · entropía {entropia:.2f} nats", fontsize=11, loc="left"
        )
        self.aviso.set_text(aviso.removeprefix(" · ").replace("$", r"\$"))
        return (
            f"Con temperatura {temperatura:.1f}, tras «{usado}» el carácter más probable es "
            f"«{nombres.get(self.alfabeto[mayores[0]], self.alfabeto[mayores[0]])}» ({p.max():.2f}); entropía {entropia:.2f} nats{aviso}. "
            f"Escribe: {' / '.join(frase for frase, _ in pares)}"
        )


def explorar_generador(pesos, alfabeto):
    """Controles de la temperatura y el comienzo. `pesos`: los del modelo de caracteres; `alfabeto`: sus caracteres, en orden."""
    controles = {
        "comienzo": cuadro_de_texto(
            "Comienzo", "La ", "Las primeras letras; si lo dejas vacío, empieza por donde quiera"
        ),
        "temperatura": deslizador(
            "Temperatura", 0.7, 0.1, 2.0, 0.1, "Baja: lo más probable; alta: más sorpresas"
        ),
        "semilla": deslizador("Semilla", 0, 0, 20, 1, "Otro sorteo con las mismas probabilidades"),
    }
    return Explorador(LaminaGenerador(pesos, alfabeto), controles)


# --- La ventana de pronóstico ---------------------------------------------------------------------------------------

DIA = 24


class LaminaPronostico(Lamina):
    """La serie, la ventana que mira la red, su pronóstico y las dos líneas base."""

    ANTES = 7 * DIA

    def __init__(self, pesos, serie, media, desviacion):
        self.pesos, self.serie, self.media, self.desviacion = (
            pesos,
            np.asarray(serie, dtype=float),
            media,
            desviacion,
        )
        self.fig, eje = figura(8.6, 3.8)
        self.ventana = eje.axvspan(0, 1, color="#DDDDDD", zorder=0, label="lo que mira la red")
        (self.real,) = eje.plot([], [], color=NEGRO, linewidth=1.2, label="real")
        (self.red,) = eje.plot([], [], "o-", color=AZUL, markersize=3, label="red")
        (self.ayer,) = eje.plot([], [], "--", color=NARANJA, label="como ayer")
        (self.semana,) = eje.plot([], [], ":", color=VERDE, label="como hace una semana")
        eje.set(xlabel="horas (0: ahora)", ylabel="consumo")
        eje.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=5, fontsize=9, columnspacing=1)
        self.eje = eje

    def pintar(self, inicio=0, dias=7):
        """Pronostica el día que empieza `inicio` horas después de la primera semana, mirando los `dias` días anteriores."""
        ahora = self.ANTES + inicio
        if len(self.serie) < ahora + DIA or inicio < 0:
            raise ErrorCurso(
                f"La serie tiene {plural(len(self.serie), 'hora')} y hacen falta {ahora + DIA}: una semana antes y un día después. "
                "Elige un momento anterior o una serie más larga."
            )
        if not 1 <= dias <= 7:
            raise ErrorCurso("La ventana debe tener entre 1 y 7 días.")
        vista = self.serie[ahora - dias * DIA : ahora]
        normal = (vista - self.media) / self.desviacion
        red = pronosticar(self.pesos, normal.reshape(dias, DIA)) * self.desviacion + self.media
        real = self.serie[ahora : ahora + DIA]
        ayer, semana = self.serie[ahora - DIA : ahora], self.serie[ahora - 7 * DIA : ahora - 6 * DIA]
        horas = np.arange(DIA)
        self.real.set_data(np.arange(-self.ANTES, DIA), self.serie[ahora - self.ANTES : ahora + DIA])
        for linea, valores in ((self.red, red), (self.ayer, ayer), (self.semana, semana)):
            linea.set_data(horas, valores)
        self.ventana.set_x(-dias * DIA)
        self.ventana.set_width(dias * DIA)
        self.eje.set_xlim(-self.ANTES, DIA)
        todo = np.concatenate([self.serie[ahora - self.ANTES : ahora + DIA], red])
        self.eje.set_ylim(todo.min() - 1, todo.max() + 1)
        errores = [np.abs(real - v).mean() for v in (red, ayer, semana)]
        self.eje.set_title(
            "error medio: red {:.2f} · como ayer {:.2f} · como hace una semana {:.2f}".format(*errores),
            fontsize=11,
        )
        return (
            f"Pronóstico de 24 horas mirando {plural(dias, 'día')}: error medio de la red {errores[0]:.2f}, de repetir el día de ayer "
            f"{errores[1]:.2f} y de repetir el mismo día de la semana pasada {errores[2]:.2f}."
        )


def explorar_pronostico(pesos, serie, media, desviacion):
    """Controles del momento y de los días que mira la red. `serie`: la de prueba, sin normalizar."""
    lamina = LaminaPronostico(pesos, serie, media, desviacion)
    maximo = max(len(lamina.serie) - lamina.ANTES - DIA, 0)
    controles = {
        "inicio": deslizador("Hora", 0, 0, maximo, 1, "Cuándo se hace el pronóstico"),
        "dias": deslizador("Días que mira", 7, 1, 7, 1, "Largo de la ventana; la red se entrenó con 7"),
    }
    return Explorador(lamina, controles)
