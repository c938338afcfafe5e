"""Exploradores de la lección 04: el gradiente capa a capa, el desequilibrio y el sobreajuste."""

import numpy as np
from scipy.special import expit

from utils.curso import ErrorCurso
from utils.exploradores.base import Explorador, Lamina, deslizador, desplegable, plural, potencia
from utils.graficos import AZUL, NARANJA, NEGRO, VERDE, figura

from .desequilibrio import METODOS, VECINOS, remuestrear
from .tareas import (
    ACTIVACIONES,
    CAPAS_MAXIMAS,
    INICIOS,
    RUIDO,
    ajustar_logistica,
    ajustar_polinomio,
    evaluar_polinomio,
    medidas,
    muestra,
    normas_por_capa,
    nubes,
    verdad,
)

# --- El gradiente, capa a capa --------------------------------------------------------------------------------------


class LaminaGradiente(Lamina):
    """Norma del gradiente en cada capa, de la primera a la última, con la cota de la regla de la cadena."""

    def __init__(self):
        self.fig, eje = figura(7.5, 3.6)
        (self.cota,) = eje.plot([1], [1], "--", color=NARANJA, label="cota: |w|/4 por capa")
        (self.medida,) = eje.plot([1], [1], "o-", color=AZUL, markersize=4, label="medida")
        eje.axhline(1, color=NEGRO, linewidth=0.8)
        eje.set(
            yscale="log",
            xlabel="capa (1 es la más cercana a la entrada)",
            ylabel="gradiente respecto a z / el de la última",
        )
        self.leyenda = eje.legend(loc="upper left", bbox_to_anchor=(0, -0.2), ncols=2)
        self.eje = eje

    def pintar(self, capas=12, activacion="sigmoide", inicio="Glorot", escala=1.0):
        """Red de `capas` capas; los pesos, según `inicio`, multiplicados por `escala`."""
        normas, cota = normas_por_capa(capas, activacion, INICIOS[inicio] * escala)
        lugares = np.arange(1, capas + 1)
        self.medida.set_data(lugares, np.maximum(normas, 1e-60))
        self.cota.set_data(lugares, cota)
        self.leyenda.get_texts()[0].set_text(
            f"cota: |w|{'/4' if activacion == 'sigmoide' else ''} por capa"
        )
        self.eje.set_xlim(0.5, capas + 0.5)
        ambas = np.log10(np.maximum(np.append(normas, cota), 1e-60))
        self.eje.set_ylim(10.0 ** (min(ambas.min(), -1) - 0.5), 10.0 ** (max(ambas.max(), 1) + 0.5))
        limites = (
            (1e-3, "se desvanece"),
            (0.05, "llega débil"),
            (20, "llega bien"),
            (1e3, "llega aumentado"),
            (np.inf, "explota"),
        )
        estado = next(nombre for tope, nombre in limites if normas[0] <= tope)
        self.eje.set_title(
            f"{activacion}, {inicio} × {escala:.1f}: primera / última = {potencia(normas[0])}, {estado}"
        )
        return (
            f"Norma del gradiente en {plural(capas, 'capa')} con {activacion}, inicio {inicio} por {escala:.1f}: la primera recibe "
            f"{potencia(normas[0])} veces lo que la última; {estado}. La cota ahí es {potencia(cota[0])}."
        )


def explorar_gradiente():
    """Controles para mover la profundidad, la activación y el tamaño de los pesos."""
    controles = {
        "capas": deslizador("Capas", 12, 2, CAPAS_MAXIMAS, 1, "Profundidad de la red"),
        "activacion": desplegable(
            "Activación", list(ACTIVACIONES), "sigmoide", "La función de cada neurona"
        ),
        "inicio": desplegable(
            "Inicio", list(INICIOS), "Glorot", "Desviación de los pesos: 1/√n o √(2/n)"
        ),
        "escala": deslizador("Escala ×", 1.0, 0.2, 3.0, 0.1, "Multiplica todos los pesos"),
    }
    return Explorador(LaminaGradiente(), controles)


# --- El desequilibrio -----------------------------------------------------------------------------------------------

PESOS_DE_CLASE = "pesos de clase"
REMEDIOS = (*METODOS, PESOS_DE_CLASE)
RAZONES = (1, 2, 5, 10, 20, 50, 100)
COMUNES, COMUNES_PRUEBA = 600, 3000


class LaminaDesequilibrio(Lamina):
    """A la izquierda, el entrenamiento y la frontera; a la derecha, precisión y exhaustividad en la prueba."""

    LADO = 4.5

    def __init__(self):
        self.fig, (plano, curva) = figura(8.6, 3.9, 1, 2, gridspec_kw={"width_ratios": [1.15, 1]})
        estilo = {"linestyle": "none", "markersize": 4}
        (self.comunes,) = plano.plot([], [], "o", color=AZUL, alpha=0.35, label="común", **estilo)
        (self.nuevos,) = plano.plot([], [], "x", color=VERDE, label="añadido", **estilo)
        (self.raros,) = plano.plot([], [], "^", color=NARANJA, label="raro", **estilo)
        (self.frontera,) = plano.plot([], [], color=NEGRO, label="frontera")
        plano.set(xlim=(-3.5, self.LADO), ylim=(-3.5, self.LADO), xlabel="x₁", ylabel="x₂")
        plano.legend(
            loc="upper center",
            bbox_to_anchor=(0.5, -0.18),
            ncols=4,
            columnspacing=0.8,
            handlelength=1.2,
            handletextpad=0.4,
            fontsize=10,
        )
        (self.curva,) = curva.plot([], [], color=AZUL, label="todos los umbrales")
        (self.punto,) = curva.plot([], [], "s", color=NARANJA, markersize=9, label="el umbral elegido")
        curva.set(
            xlim=(-0.02, 1.02),
            ylim=(-0.02, 1.05),
            xlabel="exhaustividad (prueba)",
            ylabel="precisión (prueba)",
        )
        curva.legend(
            loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=2, columnspacing=0.8, fontsize=10
        )
        self.plano, self.titulo = plano, curva

    def pintar(self, razon=100, remedio="ninguno", umbral=0.5):
        """Un raro por cada `razon` comunes; `remedio`, solo en entrenamiento; se señala lo que pase de `umbral`."""
        X, y = nubes(razon, COMUNES, np.random.default_rng(razon))
        Xr, yr, pesos = self._remediar(X, y, remedio)
        w = ajustar_logistica(Xr, yr, pesos)
        self._dibujar_plano(X, y, Xr, yr, w, umbral)
        prueba, reales = nubes(razon, COMUNES_PRUEBA, np.random.default_rng(1000 + razon))
        p, reales = expit(w[0] + prueba @ w[1:]), reales == 1
        orden = np.argsort(-p)
        aciertos = np.cumsum(reales[orden])
        self.curva.set_data(aciertos / reales.sum(), aciertos / np.arange(1, len(p) + 1))
        exactitud, precision, exhaustividad, f1 = medidas(reales, p >= umbral)
        senala = bool(np.any(p >= umbral))
        self.punto.set_data([exhaustividad], [precision])
        self.punto.set_visible(senala)
        precision = f"{precision:.2f}" if senala else "sin definir (no señala a ninguno)"
        self.plano.set_title(
            f"1 raro por {plural(razon, 'común') if razon == 1 else f'{razon} comunes'}, {remedio}",
            fontsize=11,
        )
        self.titulo.set_title(f"exactitud {exactitud:.3f} · F1 {f1:.2f}", fontsize=11)
        return (
            f"Desequilibrio de 1 a {razon}, remedio: {remedio}, umbral {umbral:.2f}. En la prueba: exactitud {exactitud:.3f}, precisión "
            f"{precision}, exhaustividad {exhaustividad:.2f} y F1 {f1:.2f}."
        )

    def _remediar(self, X, y, remedio):
        rng = np.random.default_rng(0)
        if remedio == PESOS_DE_CLASE:
            return X, y, np.where(y == 1, np.sum(y == 0) / np.sum(y == 1), 1.0)
        return *remuestrear(X, y, remedio, rng, min(VECINOS, int(np.sum(y == 1)) - 1)), None

    def _dibujar_plano(self, X, y, Xr, yr, w, umbral):
        quedan = Xr[yr == 0] if len(Xr) < len(X) else X[y == 0]
        nuevos = Xr[len(X) :] if len(Xr) > len(X) else Xr[:0]
        for artista, puntos in ((self.comunes, quedan), (self.raros, X[y == 1]), (self.nuevos, nuevos)):
            artista.set_data(*puntos.T)
        if abs(w[2]) < 1e-9:
            raise ErrorCurso("La frontera sale vertical: prueba con otro desequilibrio.")
        x1 = np.array([-3.5, self.LADO])
        self.frontera.set_data(x1, (np.log(umbral / (1 - umbral)) - w[0] - w[1] * x1) / w[2])


def explorar_desequilibrio():
    """Controles para elegir cuánto desequilibrio hay, qué remedio se aplica y a partir de qué umbral se señala."""
    controles = {
        "razon": desplegable(
            "Desequilibrio", [(f"1 a {r}", r) for r in RAZONES], 100, "Comunes por cada raro"
        ),
        "remedio": desplegable("Remedio", list(REMEDIOS), "ninguno", "Solo se aplica al entrenamiento"),
        "umbral": deslizador("Umbral", 0.5, 0.02, 0.98, 0.02, "Se señala como raro lo que lo supere"),
    }
    return Explorador(LaminaDesequilibrio(), controles)


# --- El sobreajuste -------------------------------------------------------------------------------------------------

GRADO_MAXIMO = 15
SIN_L2 = -7.0


class LaminaSobreajuste(Lamina):
    """A la izquierda, el ajuste; a la derecha, el error de entrenamiento y el de prueba con cada grado."""

    REJILLA = np.linspace(-1, 1, 301)
    GRADOS = np.arange(1, GRADO_MAXIMO + 1)

    def __init__(self):
        self.fig, (izquierda, derecha) = figura(8.6, 3.8, 1, 2)
        izquierda.plot(
            self.REJILLA, verdad(self.REJILLA), "--", color=NEGRO, linewidth=1.2, label="la verdad"
        )
        (self.datos,) = izquierda.plot([], [], "o", color=AZUL, markersize=5, label="datos")
        (self.ajuste,) = izquierda.plot([], [], color=NARANJA, label="ajuste")
        izquierda.set(xlim=(-1.05, 1.05), ylim=(-2.2, 2.2), xlabel="x", ylabel="y")
        izquierda.legend(
            loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=3, columnspacing=0.8, fontsize=10
        )
        (self.entrena,) = derecha.plot([], [], "o-", color=AZUL, markersize=4, label="entrenamiento")
        (self.prueba,) = derecha.plot([], [], "s--", color=NARANJA, markersize=4, label="prueba")
        self.aqui = derecha.axvline(1, color=VERDE, linewidth=1.5)
        derecha.axhline(RUIDO, color=NEGRO, linewidth=0.8, linestyle=":")
        derecha.set(
            yscale="log",
            ylim=(0.008, 8),
            xlim=(0.5, GRADO_MAXIMO + 0.5),
            xlabel="grado",
            ylabel="RMSE",
            xticks=(1, 3, 6, 9, 12, 15),
        )
        derecha.legend(
            loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=2, columnspacing=0.8, fontsize=10
        )
        self.ejes = izquierda, derecha
        self.prueba_x, self.prueba_y = muestra(2000, np.random.default_rng(99))

    def pintar(self, grado=12, log_l2=SIN_L2, dropout=0.0, n=20):
        """Polinomio de ese `grado` con castigo L2 de 10^`log_l2`, ese `dropout` y `n` datos."""
        l2 = 0.0 if log_l2 <= SIN_L2 else 10.0**log_l2
        x, y = muestra(n, np.random.default_rng(7))
        todos = [ajustar_polinomio(x, y, g, l2, dropout) for g in self.GRADOS]
        entrena, prueba = (
            np.array([np.sqrt(np.mean((evaluar_polinomio(c, a) - b) ** 2)) for c in todos])
            for a, b in ((x, y), (self.prueba_x, self.prueba_y))
        )
        self.datos.set_data(x, y)
        self.ajuste.set_data(self.REJILLA, evaluar_polinomio(todos[grado - 1], self.REJILLA))
        self.entrena.set_data(self.GRADOS, np.maximum(entrena, 1e-3))
        self.prueba.set_data(self.GRADOS, prueba)
        self.aqui.set_xdata([grado, grado])
        castigo = f"λ = 10^{log_l2:.1f}".replace("-", "−") if l2 else "sin L2"
        castigo += f", dropout {dropout:.1f}" if dropout else ""
        suyo, fuera = entrena[grado - 1], prueba[grado - 1]
        self.ejes[0].set_title(f"grado {grado}, {castigo}, {plural(n, 'dato')}", fontsize=11)
        self.ejes[1].set_title(f"entrenamiento {suyo:.2f} · prueba {fuera:.2f}", fontsize=11)
        return (
            f"Polinomio de grado {grado}, {castigo}, ajustado a {plural(n, 'dato')}: error (RMSE) {suyo:.2f} en entrenamiento y {fuera:.2f} "
            f"en prueba. El mejor grado en la prueba sería {self.GRADOS[prueba.argmin()]}."
        )


def explorar_sobreajuste():
    """Controles para mover el grado, el castigo L2, el dropout y el número de datos."""
    controles = {
        "grado": deslizador("Grado", 12, 1, GRADO_MAXIMO, 1, "Cuánto puede retorcerse el polinomio"),
        "log_l2": deslizador(
            "Exponente L2",
            SIN_L2,
            SIN_L2,
            1.0,
            0.5,
            "El castigo es 10 elevado a este número; a la izquierda del todo, sin castigo",
        ),
        "dropout": deslizador(
            "Dropout", 0.0, 0.0, 0.9, 0.1, "Probabilidad de apagar cada término mientras se ajusta"
        ),
        "n": deslizador("Datos", 20, 10, 200, 5, "Puntos de entrenamiento"),
    }
    return Explorador(LaminaSobreajuste(), controles)
