"""Una GAN pequeña, en NumPy, que se entrena paso a paso en la recta o en el plano: la que juegan los exploradores."""

import numpy as np
from scipy.special import expit as sigma

from .ejercicios import jensen_shannon

OCULTAS, LOTE, LATENTE, MUESTRAS = 32, 100, 2, 300
PENDIENTE = 0.2  # la de LeakyReLU por debajo de 0
PERDIDAS = ("no saturante", "saturante", "mínimos cuadrados")


def softplus(z):
    """log(1 + e^z), sin desbordar."""
    return np.logaddexp(0, z)


class Red:
    """Perceptrón con dos capas ocultas LeakyReLU, que se entrena con Adam."""

    def __init__(self, entradas, salidas, rng):
        anchos = (entradas, OCULTAS, OCULTAS, salidas)
        self.pesos = [
            rng.normal(0, np.sqrt(2 / a), (a, b)) for a, b in zip(anchos, anchos[1:], strict=False)
        ]
        self.sesgos = [np.zeros(b) for b in anchos[1:]]
        self.m, self.v = ([np.zeros_like(p) for p in self.parametros] for _ in range(2))
        self.pasos = 0

    @property
    def parametros(self):
        """Pesos y sesgos, en una lista."""
        return self.pesos + self.sesgos

    def ir(self, x):
        """Salida de la red. Guarda lo que hace falta para volver."""
        self.entradas = [x]
        for w, b in zip(self.pesos[:-1], self.sesgos[:-1], strict=True):
            z = self.entradas[-1] @ w + b
            self.entradas.append(np.maximum(z, PENDIENTE * z))
        return self.entradas[-1] @ self.pesos[-1] + self.sesgos[-1]

    def volver(self, delta):
        """Gradientes de los parámetros y de la entrada, si `delta` es el de la última salida."""
        dw, db = [], []
        for capa in reversed(range(len(self.pesos))):
            dw.append(self.entradas[capa].T @ delta)
            db.append(delta.sum(axis=0))
            delta = delta @ self.pesos[capa].T
            if capa:
                delta = delta * np.where(self.entradas[capa] > 0, 1.0, PENDIENTE)
        return dw[::-1] + db[::-1], delta

    def mover(self, gradientes, ritmo):
        """Un paso de Adam con β₁ = 0.5."""
        self.pasos += 1
        for p, g, m, v in zip(self.parametros, gradientes, self.m, self.v, strict=True):
            m += 0.5 * (g - m)
            v += 0.001 * (g * g - v)
            p -= ritmo * (m / (1 - 0.5**self.pasos)) / (np.sqrt(v / (1 - 0.999**self.pasos)) + 1e-8)


def perdida_d(reales, falsos, perdida, objetivo=1.0):
    """Pérdida de D y su derivada respecto a cada salida de D: `(valor, de los reales, de los falsos)`."""
    if perdida == "mínimos cuadrados":
        valor = 0.5 * np.mean((reales - objetivo) ** 2) + 0.5 * np.mean(falsos**2)
        return valor, (reales - objetivo) / len(reales), falsos / len(falsos)
    valor = np.mean(softplus(reales) - objetivo * reales) + np.mean(softplus(falsos))
    return valor, (sigma(reales) - objetivo) / len(reales), sigma(falsos) / len(falsos)


def perdida_g(falsos, perdida):
    """Pérdida de G, con una de las `PERDIDAS`, y su derivada respecto a cada salida de D."""
    if perdida == "mínimos cuadrados":
        return 0.5 * np.mean((falsos - 1) ** 2), (falsos - 1) / len(falsos)
    if perdida == "saturante":
        return -np.mean(softplus(falsos)), -sigma(falsos) / len(falsos)
    return np.mean(softplus(-falsos)), -sigma(-falsos) / len(falsos)


CENTROS_RECTA, ANCHO_RECTA = np.array([[-2.0], [1.5]]), 0.4
ANILLO = 2 * np.column_stack([f(2 * np.pi * np.arange(8) / 8) for f in (np.cos, np.sin)])
ANCHO_ANILLO = 0.1


class Partida:
    """Una GAN y su historia. `centros` (modos, dimensiones) y `ancho`: las gaussianas de las que salen los datos."""

    def __init__(self, centros, ancho, semilla=0):
        self.centros, self.ancho = centros, ancho
        self.rng = np.random.default_rng(semilla)
        dimension = centros.shape[1]
        self.G, self.D = Red(LATENTE, dimension, self.rng), Red(dimension, 1, self.rng)
        self.z = self.rng.normal(size=(MUESTRAS, LATENTE))  # las muestras que se dibujan
        self.reales = self.datos(MUESTRAS)
        self.pasos_d = self.pasos_g = 0
        self.historia = []  # (pérdida de D, pérdida de G, JS)

    def datos(self, n):
        """`n` puntos reales."""
        elegidos = self.rng.integers(0, len(self.centros), n)
        return self.centros[elegidos] + self.rng.normal(0, self.ancho, (n, self.centros.shape[1]))

    def paso_d(self, perdida="no saturante", ritmo=3e-3, objetivo=1.0):
        """Un paso del discriminador."""
        falsos = self.G.ir(self.rng.normal(size=(LOTE, LATENTE)))
        salidas = self.D.ir(np.concatenate([self.datos(LOTE), falsos]))
        _, de_reales, de_falsos = perdida_d(salidas[:LOTE], salidas[LOTE:], perdida, objetivo)
        self.D.mover(self.D.volver(np.concatenate([de_reales, de_falsos]))[0], ritmo)
        self.pasos_d += 1

    def paso_g(self, perdida="no saturante", ritmo=3e-3):
        """Un paso del generador."""
        delta = perdida_g(self.D.ir(self.G.ir(self.rng.normal(size=(LOTE, LATENTE)))), perdida)[1]
        self.G.mover(self.G.volver(self.D.volver(delta)[1])[0], ritmo)
        self.pasos_g += 1

    def jugar(self, rondas, k=1, g=1, perdida="no saturante", ritmo=3e-3, objetivo=1.0):
        """`rondas` de `k` pasos de D y `g` de G. Al acabar, añade a la historia las dos pérdidas y la divergencia."""
        with np.errstate(all="ignore"):
            for _ in range(rondas):
                for _ in range(k):
                    self.paso_d(perdida, ritmo, objetivo)
                for _ in range(g):
                    self.paso_g(perdida, ritmo)
            reales, falsos = self.D.ir(self.reales), self.D.ir(self.muestras())
            valores = (
                perdida_d(reales, falsos, perdida, objetivo)[0],
                perdida_g(falsos, perdida)[0],
                self.medir()[1],
            )
        self.historia.append(valores)

    def sana(self):
        """True si todos los pesos son números."""
        return all(np.isfinite(p).all() for red in (self.G, self.D) for p in red.parametros)

    def muestras(self):
        """Los puntos que da G ahora, siempre con el mismo ruido."""
        return self.G.ir(self.z)

    def empuje(self, perdida):
        """Hacia dónde empuja la pérdida de G a cada muestra dibujada: −∂L/∂x, sin la media del lote."""
        delta = perdida_g(self.D.ir(self.muestras()), perdida)[1] * MUESTRAS
        return -self.D.volver(delta)[1]

    def medir(self):
        """Modos cubiertos y divergencia de Jensen–Shannon entre los modos reales y los de G («fuera» es uno más).

        Un modo está cubierto si recibe al menos una cuarta parte de las muestras que le tocan.
        """
        distancias = np.linalg.norm(self.muestras()[:, None] - self.centros, axis=2)
        dentro = distancias.min(axis=1) <= 3 * self.ancho
        cuentas = np.bincount(distancias.argmin(axis=1)[dentro], minlength=len(self.centros))
        q = np.append(cuentas, np.sum(~dentro)) / MUESTRAS
        p = np.append(np.full(len(self.centros), 1 / len(self.centros)), 0)
        return int(np.sum(q[:-1] >= p[:-1] / 4)), jensen_shannon(p, q)


def probabilidad(salida, perdida):
    """De la salida de D a un número entre 0 y 1."""
    return np.clip(salida, 0, 1) if perdida == "mínimos cuadrados" else sigma(salida)


REJILLA_RECTA = np.linspace(-5, 5, 201)[:, None]


def densidad(muestras, ancho=0.2):
    """Densidad estimada en la rejilla: la media de una gaussiana por muestra."""
    gaussianas = np.exp(-0.5 * ((REJILLA_RECTA - muestras.T) / ancho) ** 2)
    return gaussianas.mean(axis=1) / (ancho * np.sqrt(2 * np.pi))


def densidad_real():
    """La de los datos, exacta."""
    gaussianas = np.exp(-0.5 * ((REJILLA_RECTA - CENTROS_RECTA.T) / ANCHO_RECTA) ** 2)
    return gaussianas.mean(axis=1) / (ANCHO_RECTA * np.sqrt(2 * np.pi))


class PartidaRecta(Partida):
    """En la recta se comparan las densidades enteras, no solo los modos."""

    def __init__(self, semilla=0):
        super().__init__(CENTROS_RECTA, ANCHO_RECTA, semilla)

    def medir(self):
        """Modos cubiertos y divergencia entre la densidad de los datos y la del generador."""
        p, q = densidad_real(), densidad(self.muestras())
        return super().medir()[0], jensen_shannon(p / p.sum(), q / max(q.sum(), 1e-12))


class PartidaPlano(Partida):
    """Un anillo de ocho gaussianas."""

    def __init__(self, semilla=0):
        super().__init__(ANILLO, ANCHO_ANILLO, semilla)
