"""Exploradores de la lección 11: el plano latente, el viaje entre dos imágenes y el viaje entre dos frases."""

import numpy as np

from utils.exploradores.base import Explorador, Lamina, deslizador, desplegable, plural
from utils.graficos import AZUL, NARANJA, NEGRO, OKABE_ITO, VERDE, figura, mostrar_matriz

LIMITE = 4.0  # el plano que se enseña va, por lo menos, de −4 a 4
CERCA = 0.35  # un punto está en un hueco si no hay ningún código a esta distancia

# --- El plano latente -----------------------------------------------------------------------------------------------


def alcance(codigos):
    """Lado del plano en el que caben todos los códigos."""
    return max(LIMITE, float(np.ceil(np.abs(codigos).max())))


class LaminaPlano(Lamina):
    """A la izquierda, los códigos de una red en el plano; a la derecha, lo que decodifica el punto elegido."""

    def __init__(self, redes, clases):
        """redes: diccionario nombre → (decodificar, códigos (n, 2)); `decodificar` va de (1, 2) a una imagen. clases: (n,)."""
        self.redes, self.clases = redes, np.asarray(clases)
        primera = next(iter(redes.values()))
        self.fig, (plano, imagen) = figura(8.2, 4.0, 1, 2, gridspec_kw={"width_ratios": [1.35, 1]})
        self.nubes = [
            plano.plot(
                [], [], "o^sDv"[c % 5], color=OKABE_ITO[c % 7], markersize=3, alpha=0.6, label=str(c)
            )[0]
            for c in np.unique(self.clases)
        ]
        giro = np.linspace(0, 2 * np.pi, 60)
        for radio in (1, 2):
            plano.plot(radio * np.cos(giro), radio * np.sin(giro), ":", color=NEGRO, linewidth=0.8)
        (self.punto,) = plano.plot([0], [0], "P", color=NARANJA, markeredgecolor=NEGRO, markersize=12)
        plano.set(xlabel="z₁", ylabel="z₂", aspect="equal")
        plano.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=8, markerscale=1.5)
        self.imagen = mostrar_matriz(imagen, primera[0](np.zeros((1, 2))), vmin=0, vmax=1)
        self.plano, self.titulo = plano, imagen

    def pintar(self, red=None, z1=0.0, z2=0.0):
        """Decodifica (`z1`, `z2`) con la `red` de ese nombre."""
        red = red or next(iter(self.redes))
        decodificar, codigos = self.redes[red]
        for nube, clase in zip(self.nubes, np.unique(self.clases), strict=True):
            nube.set_data(*codigos[self.clases == clase].T)
        self.punto.set_data([z1], [z2])
        self.imagen.set_data(decodificar(np.array([[z1, z2]])))
        distancias = np.linalg.norm(codigos - (z1, z2), axis=1)
        cerca = int(np.sum(distancias < CERCA))
        estado = (
            f"{plural(cerca, 'código')} a menos de {CERCA}"
            if cerca
            else f"hueco: ningún código a menos de {CERCA}"
        )
        self.plano.set_title(f"{red}\n{estado}", fontsize=10)
        lado = max(alcance(codigos), abs(z1), abs(z2))
        self.plano.set(xlim=(-lado, lado), ylim=(-lado, lado))
        self.titulo.set_title(f"z = ({z1:.1f}, {z2:.1f})".replace("-", "−"), fontsize=11)
        vecino = self.clases[distancias.argmin()]
        return f"Plano latente de {red}: en ({z1:.1f}, {z2:.1f}), {estado}; el más próximo es de la clase {vecino}. A la derecha, su imagen."


def explorar_plano(redes, clases):
    """Controles para mover el código por el plano y cambiar de red. Argumentos, como en `LaminaPlano`."""
    nombres = list(redes)
    lado = max(alcance(codigos) for _, codigos in redes.values())
    controles = {
        "red": desplegable("Red", nombres, nombres[0], "Qué red codifica y decodifica"),
        "z1": deslizador("z₁", 0.0, -lado, lado, 0.1, "Primera coordenada del código"),
        "z2": deslizador("z₂", 0.0, -lado, lado, 0.1, "Segunda coordenada del código"),
    }
    return Explorador(LaminaPlano(redes, clases), controles)


# --- El viaje entre dos imágenes ------------------------------------------------------------------------------------


class LaminaViaje(Lamina):
    """Los extremos, siete pasos entre ellos y, debajo, cuánto vale cada factor medido en cada paso."""

    PASOS = 9

    def __init__(self, decodificar, codigos, medir):
        """`decodificar`: de matriz de códigos a imágenes (n, alto, ancho, 3). `codigos`: uno por fila. `medir`: de imágenes a {factor: vector}."""
        self.decodificar, self.codigos, self.medir = decodificar, codigos, medir
        self.fig, (tira, curva) = figura(8.4, 3.9, 2, 1, gridspec_kw={"height_ratios": [1, 1.7]})
        alto = decodificar(codigos[:1]).shape[1]
        self.tira = mostrar_matriz(tira, np.zeros((alto, alto * self.PASOS, 3)))
        lugares = np.linspace(0, 1, self.PASOS)
        estilos = zip(
            medir(decodificar(codigos[:1])), (AZUL, NARANJA, VERDE, NEGRO), "os^D", strict=False
        )
        self.curvas = {
            n: curva.plot(lugares, lugares, f"{m}-", color=c, markersize=5, label=n)[0]
            for n, c, m in estilos
        }
        self.aqui = curva.axvline(0, color="#999999", linewidth=1.5)
        curva.set(
            xlim=(-0.06, 1.06),
            ylim=(-1.5, 1.5),
            xlabel="t: 0 es la primera cara y 1 la segunda",
            ylabel="factor medido",
        )
        curva.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=9)

    def pintar(self, primera=0, segunda=1, t=0.5):
        """Viaje del código número `primera` al número `segunda`; se resalta el punto `t`, de 0 a 1."""
        a, b = self.codigos[primera], self.codigos[segunda]
        imagenes = self.decodificar(np.linspace(a, b, self.PASOS))
        self.tira.set_data(np.concatenate(list(imagenes), axis=1))
        factores = self.medir(imagenes)
        for nombre, curva in self.curvas.items():
            curva.set_ydata(factores[nombre])
        self.aqui.set_xdata([t, t])
        lugar = round(t * (self.PASOS - 1))
        medidos = ", ".join(
            f"{nombre} {valores[lugar]:.1f}".replace("-", "−") for nombre, valores in factores.items()
        )
        return f"Nueve caras, de la {primera} a la {segunda}, sin saltos. En t = {t:.2f} los factores medidos son: {medidos}."


def explorar_viaje(decodificar, codigos, medir):
    """Controles para elegir las dos caras y el punto del camino. Argumentos, como en `LaminaViaje`."""
    ultima = len(codigos) - 1
    controles = {
        "primera": deslizador("Primera cara", 0, 0, ultima, 1, "Número de la cara de la que se sale"),
        "segunda": deslizador("Segunda cara", 1, 0, ultima, 1, "Número de la cara a la que se llega"),
        "t": deslizador("t", 0.5, 0.0, 1.0, 0.125, "Cuánto camino se ha recorrido"),
    }
    return Explorador(LaminaViaje(decodificar, codigos, medir), controles)


# --- El viaje entre dos frases --------------------------------------------------------------------------------------


class LaminaFrases(Lamina):
    """Las frases que se decodifican en un segmento del espacio latente, y si la gramática las admite."""

    FILAS = 9

    def __init__(self, escribir, codigos, frases, es_gramatical):
        """`escribir`: de matriz de códigos a lista de frases. `codigos`: los de `frases`, uno por fila. `es_gramatical`: de frase a sí o no."""
        self.escribir, self.codigos, self.frases, self.es_gramatical = (
            escribir,
            codigos,
            list(frases),
            es_gramatical,
        )
        self.fig, eje = figura(8.0, 3.4)
        eje.set(xlim=(0, 1), ylim=(self.FILAS - 0.4, -0.9))
        eje.set_axis_off()
        self.textos = [eje.text(0.14, fila, "", va="center", fontsize=11) for fila in range(self.FILAS)]
        self.marcas = [
            eje.text(0.1, fila, "", va="center", ha="center", fontsize=12) for fila in range(self.FILAS)
        ]
        self.lugares = [
            eje.text(0.06, fila, "", va="center", ha="right", fontsize=9, color="#555555")
            for fila in range(self.FILAS)
        ]
        self.eje = eje

    def pintar(self, primera=None, segunda=None, pasos=7):
        """Viaje de la frase `primera` a la `segunda` en `pasos` puntos."""
        primera, segunda = primera or self.frases[0], segunda or self.frases[1]
        a, b = (self.codigos[self.frases.index(f)] for f in (primera, segunda))
        escritas = self.escribir(np.linspace(a, b, pasos))
        buenas = [self.es_gramatical(frase) for frase in escritas]
        for fila in range(self.FILAS):
            visible = fila < pasos
            self.textos[fila].set_text(escritas[fila] if visible else "")
            self.marcas[fila].set_text(("✓" if buenas[fila] else "✗") if visible else "")
            self.marcas[fila].set_color(VERDE if visible and buenas[fila] else NARANJA)
            self.lugares[fila].set_text(f"t = {fila / (pasos - 1):.2f}" if visible else "")
        self.eje.set_title(
            f"de «{primera}» a «{segunda}»\ngramaticales: {sum(buenas)} de {pasos}; distintas: {len(set(escritas))}",
            fontsize=11,
        )
        return f"Viaje de «{primera}» a «{segunda}»: {'; '.join(escritas)}. Gramaticales: {sum(buenas)} de {pasos}."


def explorar_frases(escribir, codigos, frases, es_gramatical):
    """Controles para elegir dos frases y cuántos pasos hay entre ellas. Argumentos, como en `LaminaFrases`."""
    controles = {
        "primera": desplegable("Primera frase", list(frases), frases[0], "De dónde se sale"),
        "segunda": desplegable("Segunda frase", list(frases), frases[1], "Adónde se llega"),
        "pasos": deslizador(
            "Pasos", 7, 3, LaminaFrases.FILAS, 1, "Puntos del segmento, con los extremos"
        ),
    }
    return Explorador(LaminaFrases(escribir, codigos, frases, es_gramatical), controles)
