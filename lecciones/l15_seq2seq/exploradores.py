"""Exploradores de la lección 15: traducir palabra a palabra mirando la atención, y charlar."""

from textwrap import wrap

import numpy as np

from utils.curso import ErrorCurso
from utils.exploradores.base import Explorador, Lamina, cuadro_de_texto, deslizador, plural
from utils.graficos import AZUL, NARANJA, NEGRO, figura

from .traduccion import ALTERNATIVAS, MARCA_FIN


def recortar(palabra, letras=13):
    """La palabra como se puede rotular: con `letras` como mucho, y sin que matplotlib lea fórmulas."""
    corta = palabra if len(palabra) <= letras else palabra[: letras - 1] + "…"
    return corta.replace("$", r"\$")


# --- Traducir -------------------------------------------------------------------------------------------------------


class LaminaTraduccion(Lamina):
    """A la izquierda, a qué palabras mira cada palabra escrita; a la derecha, las alternativas de la última."""

    def __init__(self, traducir, frase):
        """`traducir`: de texto a `Traduccion`; puede lanzar `ErrorCurso`. `frase`: la del principio."""
        self.traducir, self.frase, self.hechas = traducir, frase, {}
        margenes = {
            "left": 0.15,
            "right": 0.96,
            "top": 0.84,
            "bottom": 0.2,
            "wspace": 0.62,
        }  # fijos: caben rótulos largos
        self.fig, (mapa, barras) = figura(
            8.8, 4.6, 1, 2, layout=None, gridspec_kw={"width_ratios": [1.7, 1]} | margenes
        )
        self.imagen = mapa.imshow(
            np.zeros((1, 1)), vmin=0, vmax=1, cmap="Blues", aspect="auto", interpolation="nearest"
        )
        mapa.grid(False)
        mapa.set(xlabel="lee", ylabel="escribe")
        self.barras = barras.barh(range(ALTERNATIVAS), np.zeros(ALTERNATIVAS), color=AZUL)
        self.barras[0].set(color=NARANJA, hatch="//", edgecolor="white")
        barras.set(xlim=(0, 1), ylim=(ALTERNATIVAS - 0.4, -0.6), xlabel="probabilidad")
        barras.grid(False, axis="y")
        self.mapa, self.lado = mapa, barras
        self.titulo = self.fig.suptitle("", fontsize=11)

    def pintar(self, frase=None, escritas=99):
        """Traduce `frase` y enseña el resultado tras escribir `escritas` piezas (como mucho, las que tenga)."""
        frase = self.frase if frase is None else frase
        if frase not in self.hechas:
            self.hechas = {frase: self.traducir(frase)}
        t = self.hechas[frase]
        n = min(escritas, len(t.salida))
        visibles = np.where(np.arange(len(t.salida))[:, None] < n, t.pesos, np.nan)
        self.imagen.set_data(visibles)
        self.imagen.set_extent((-0.5, len(t.entrada) - 0.5, len(t.salida) - 0.5, -0.5))
        self.mapa.set_xticks(
            range(len(t.entrada)),
            map(recortar, t.entrada),
            rotation=35,
            ha="right",
            rotation_mode="anchor",
            fontsize=9,
        )
        self.mapa.set_yticks(
            range(len(t.salida)),
            [recortar(p) if k < n else "" for k, p in enumerate(t.salida)],
            fontsize=9,
        )
        for barra, (_, p) in zip(self.barras, t.alternativas[n - 1], strict=True):
            barra.set_width(p)
        self.lado.set_yticks(
            range(ALTERNATIVAS), [recortar(p) for p, _ in t.alternativas[n - 1]], fontsize=9
        )
        self.lado.set_title(f"pieza {n} de {len(t.salida)}", fontsize=10)
        escrito = " ".join(p for p in t.salida[:n] if p != MARCA_FIN)
        avisos = "; ".join(t.avisos)
        self.titulo.set_text(
            "\n".join(wrap(escrito.replace("$", r"\$") + (f"  ({avisos})" if avisos else ""), 100)[:3])
        )
        return self.describir(t, n, escrito, avisos)

    def describir(self, t, n, escrito, avisos):
        """El texto alternativo."""
        mirada = t.entrada[int(np.argmax(t.pesos[n - 1]))]
        mejores = ", ".join(f"«{p}» {v:.2f}" for p, v in t.alternativas[n - 1][:3])
        return (
            f"Traducción de «{' '.join(t.entrada)}»: «{escrito}» tras {plural(n, 'pieza')}. Al escribir «{t.salida[n - 1]}», lo que más "
            f"mira es «{mirada}». Mejores opciones: {mejores}."
            + (f" Avisos: {avisos}." if avisos else "")
        )


def explorar_traduccion(traducir, frase, maximo):
    """Un cuadro para escribir la frase y un deslizador para verla traducirse, hasta `maximo` piezas. `traducir`: como en la lámina."""
    controles = {
        "frase": cuadro_de_texto("Frase", frase, "Escribe una frase en español y pulsa Intro"),
        "escritas": deslizador(
            "Piezas escritas", maximo, 1, maximo, 1, "Retrocede para ver cada decisión"
        ),
    }
    return Explorador(LaminaTraduccion(traducir, frase), controles)


# --- Charlar --------------------------------------------------------------------------------------------------------


class LaminaCharla(Lamina):
    """A la izquierda, los últimos turnos; a la derecha, las intenciones más probables y el umbral."""

    TURNOS, LARGO = 4, 42

    def __init__(self, responder, umbral, mensaje="Hola"):
        """`responder`: de texto a (respuesta, lista de pares (intención, probabilidad) de mayor a menor). `umbral`: con menos, no sabe."""
        self.responder, self.umbral, self.mensaje, self.turnos = responder, umbral, mensaje, []
        margenes = {"left": 0.02, "right": 0.96, "top": 0.9, "bottom": 0.16, "wspace": 0.4}
        self.fig, (charla, barras) = figura(
            8.8, 3.8, 1, 2, layout=None, gridspec_kw={"width_ratios": [1.5, 1]} | margenes
        )
        charla.set(xlim=(0, 1), ylim=(0, 1))
        charla.set_axis_off()
        self.texto = charla.text(0.0, 1.0, "", va="top", fontsize=10, linespacing=1.45)
        self.barras = barras.barh(range(ALTERNATIVAS), np.zeros(ALTERNATIVAS), color=AZUL)
        barras.axvline(umbral, color=NEGRO, linestyle="--", linewidth=1)
        barras.text(umbral, -0.62, f"umbral {umbral:.2f}", ha="center", va="bottom", fontsize=9)
        barras.set(xlim=(0, 1), ylim=(ALTERNATIVAS - 0.4, -0.6), xlabel="probabilidad")
        barras.grid(False, axis="y")
        self.lado = barras

    def pintar(self, mensaje=None):
        """Contesta a `mensaje` y lo añade a la charla, salvo que sea el mismo que el anterior."""
        mensaje = self.mensaje if mensaje is None else mensaje
        if not mensaje.strip():
            raise ErrorCurso("Escribe algo: un saludo, una pregunta…")
        respuesta, probables = self.responder(mensaje)
        if not self.turnos or self.turnos[-1][0] != mensaje:
            self.turnos.append((mensaje, respuesta))
        self.texto.set_text("\n".join(self.lineas()))
        for barra, (_, p) in zip(self.barras, probables[:ALTERNATIVAS], strict=True):
            barra.set(width=p, color=AZUL if p >= self.umbral else "#999999")
        self.lado.set_yticks(
            range(ALTERNATIVAS), [nombre for nombre, _ in probables[:ALTERNATIVAS]], fontsize=9
        )
        intencion, p = probables[0]
        sabe = "supera el" if p >= self.umbral else "no llega al"
        return f"Charla. Tú: {mensaje} Red: {respuesta} Lo más probable es «{intencion}», con {p:.2f}, que {sabe} umbral {self.umbral:.2f}."

    def lineas(self):
        """Los últimos turnos, en líneas que caben, con las más nuevas abajo."""
        lineas = []
        for mensaje, respuesta in self.turnos[-self.TURNOS :]:
            for quien, dicho in (("Tú", mensaje), ("Red", respuesta)):
                lineas += wrap(
                    f"{quien}: {dicho}".replace("$", r"\$"), self.LARGO, subsequent_indent="      "
                )
        return lineas[-12:]


def explorar_charla(responder, umbral):
    """Un cuadro para charlar. Argumentos, como en `LaminaCharla`."""
    ayuda = "Escribe un mensaje y pulsa Intro"
    return Explorador(
        LaminaCharla(responder, umbral), {"mensaje": cuadro_de_texto("Mensaje", "Hola", ayuda)}
    )
