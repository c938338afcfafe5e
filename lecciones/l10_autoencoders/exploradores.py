"""Exploradores de la lección 10: el tamaño del código y el plano de códigos. Calculan con NumPy; las redes llegan ya entrenadas."""

import numpy as np

from utils.curso import ErrorCurso
from utils.exploradores.base import Explorador, Lamina, deslizador
from utils.graficos import AZUL, NARANJA, NEGRO, OKABE_ITO, VERDE, figura, mostrar, mostrar_matriz


def exigir_imagenes(X):
    """Las imágenes como matriz (n, píxeles). Lanza `ErrorCurso` si no son (n, píxeles) cuadradas con valores en [0, 1]."""
    X = np.asarray(X, dtype=float)
    lado = round(np.sqrt(X.shape[1])) if X.ndim == 2 else 0
    if not len(X) or lado * lado != X.shape[-1]:
        raise ErrorCurso(
            f"Espero imágenes cuadradas, una por fila: una matriz (n, píxeles). Llega una de forma {X.shape}."
        )
    if not (np.isfinite(X).all() and 0 <= X.min() <= X.max() <= 1):
        raise ErrorCurso(
            "Los píxeles deben estar entre 0 y 1: divide antes entre el valor máximo, por ejemplo X / 255."
        )
    return X


def dibujar_filas(filas, alt, cada_una=False):
    """Publica una tira de imágenes por fila. `filas`: diccionario nombre → imágenes (n, píxeles), con el mismo n.

    cada_una: True ajusta los grises de cada imagen a su propio rango, para mirar pesos; False los deja de 0 a 1.
    """
    alto = 0.62 * len(filas) * 8.8 / max(len(imagenes) for imagenes in filas.values()) + 0.32 * len(
        filas
    )
    fig, ejes = figura(8.8, min(alto, 6), len(filas), 1, squeeze=False)
    for eje, (nombre, imagenes) in zip(ejes[:, 0], filas.items(), strict=True):
        imagenes = np.asarray(imagenes, dtype=float)
        if cada_una:
            imagenes = (imagenes - imagenes.min(axis=1, keepdims=True)) / np.maximum(
                np.ptp(imagenes, axis=1, keepdims=True), 1e-9
            )
        lado = round(np.sqrt(imagenes.shape[1]))
        cuadros = [np.pad(imagen.reshape(lado, lado), 1, constant_values=1.0) for imagen in imagenes]
        mostrar_matriz(eje, np.hstack(cuadros), vmin=0, vmax=1)
        eje.set_title(nombre, loc="left", fontsize=10)
    mostrar(fig, alt)


def componentes(X):
    """Media y componentes principales de `X`, una por fila, de la que más varía a la que menos."""
    media = X.mean(axis=0)
    return media, np.linalg.svd(X - media, full_matrices=False)[2]


# --- El tamaño del código -------------------------------------------------------------------------------------------


class LaminaCodigo(Lamina):
    """A la izquierda, una imagen y sus reconstrucciones; a la derecha, el error de prueba con cada tamaño de código.

    entrenamiento, prueba: imágenes (n, píxeles) en [0, 1]. La PCA se calcula aquí, con las de entrenamiento.
    redes: diccionario tamaño del código → función que reconstruye, ya entrenada.
    """

    IMAGENES, MAXIMO_DE_PRUEBA = 30, 200

    def __init__(self, entrenamiento, prueba, redes=None):
        X, self.limpias = (
            exigir_imagenes(entrenamiento),
            exigir_imagenes(prueba)[: self.MAXIMO_DE_PRUEBA],
        )
        self.redes = dict(sorted((redes or {}).items()))
        self.media, self.ejes_principales = componentes(X)
        self.maximo = len(self.ejes_principales)
        self.lado = round(np.sqrt(X.shape[1]))
        self.azar = np.random.default_rng(10).normal(size=self.limpias.shape)
        self.ruido = None
        self._crear_figura()

    def _crear_figura(self):
        self.fig, ejes = figura(8.8, 3.7, 1, 2, gridspec_kw={"width_ratios": [1, 1.15]})
        izquierda, self.curva = ejes
        izquierda.set_axis_off()
        vacia = np.zeros((self.lado, self.lado))
        lugares = ([0.0, 0.55], [0.52, 0.55], [0.0, 0.0], [0.52, 0.0])
        self.cuadros = [
            mostrar_matriz(izquierda.inset_axes([*lugar, 0.46, 0.38]), vacia, vmin=0, vmax=1)
            for lugar in lugares
        ]
        (self.linea,) = self.curva.plot([1], [1], color=NARANJA, label="PCA")
        (self.puntos,) = self.curva.plot(
            [], [], "s", color=AZUL, markersize=7, label="red" if self.redes else None
        )
        self.aqui = self.curva.axvline(
            1, color=VERDE, linewidth=1.5, linestyle="--", label="el elegido"
        )
        self.curva.set(
            yscale="log",
            ylim=(0.05, 12),
            xlim=(0, self.maximo + 1),
            xlabel="números del código",
            ylabel="error en la prueba",
        )
        self.curva.set_yticks([0.1, 0.3, 1, 3, 10], ["0.1", "0.3", "1", "3", "10"])
        self.curva.minorticks_off()
        self.curva.legend(
            loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=3, columnspacing=0.8, fontsize=10
        )

    def pintar(self, codigo=8, imagen=0, ruido=0.0):
        """Reconstruye la `imagen` de prueba, con `ruido` de esa desviación, desde un código de `codigo` números."""
        if not 1 <= codigo <= self.maximo:
            raise ErrorCurso(
                f"El código va de 1 a {self.maximo} números: con más de {self.maximo} ya no comprime nada."
            )
        if ruido != self.ruido:
            self._ensuciar(ruido)
        de_pca = self.proyecciones[imagen, :codigo] @ self.ejes_principales[:codigo] + self.media
        suyo = lambda reconstruida: np.sum((reconstruida - self.limpias[imagen]) ** 2)
        leyendas = ["original", f"entra (ruido {ruido:.2f})", f"PCA de {codigo}: {suyo(de_pca):.2f}"]
        imagenes = [self.limpias[imagen], self.entrada[imagen], de_pca]
        red = max((k for k in self.redes if k <= codigo), default=None)
        leyendas.append(f"red de {red}: {suyo(self.de_redes[red][imagen]):.2f}" if red else "")
        imagenes.append(self.de_redes[red][imagen] if red else np.ones_like(self.media))
        for cuadro, leyenda, pixeles in zip(self.cuadros, leyendas, imagenes, strict=True):
            cuadro.set_data(pixeles.reshape(self.lado, self.lado))
            cuadro.axes.set_title(leyenda, fontsize=10)
        self.aqui.set_xdata([codigo, codigo])
        self.curva.set_title(
            f"código de {codigo}: error medio de la PCA {self.errores[codigo - 1]:.2f}", fontsize=11
        )
        con_red = f"; con la red de {red}, {suyo(self.de_redes[red][imagen]):.2f}" if red else ""
        return (
            f"Imagen de prueba {imagen} con ruido {ruido:.2f} y código de {codigo}: error {suyo(de_pca):.2f} con PCA{con_red}. "
            f"En toda la prueba, la PCA da {self.errores[codigo - 1]:.2f} de media."
        )

    def _ensuciar(self, ruido):
        """Rehace lo que depende del ruido: las entradas, lo que devuelve cada red y los errores con 1, 2, 3… componentes."""
        self.ruido, self.entrada = ruido, np.clip(self.limpias + ruido * self.azar, 0, 1)
        self.proyecciones = (self.entrada - self.media) @ self.ejes_principales.T
        self.de_redes = {k: red(self.entrada) for k, red in self.redes.items()}
        centradas = self.limpias - self.media
        cruzadas = centradas @ self.ejes_principales.T
        quita = np.cumsum(self.proyecciones**2 - 2 * self.proyecciones * cruzadas, axis=1)
        self.errores = np.maximum(np.mean(np.sum(centradas**2, axis=1)[:, None] + quita, axis=0), 0)
        self.linea.set_data(np.arange(1, self.maximo + 1), np.maximum(self.errores, 1e-3))
        medios = [
            np.mean(np.sum((salida - self.limpias) ** 2, axis=1)) for salida in self.de_redes.values()
        ]
        self.puntos.set_data(list(self.de_redes), medios)


def explorar_codigo(entrenamiento, prueba, redes=None):
    """Controles para mover el tamaño del código y el ruido y elegir la imagen."""
    lamina = LaminaCodigo(entrenamiento, prueba, redes)
    ultima = min(lamina.IMAGENES, len(lamina.limpias)) - 1
    controles = {
        "codigo": deslizador(
            "Código", min(8, lamina.maximo), 1, lamina.maximo, 1, "Cuántos números tiene el código"
        ),
        "imagen": deslizador("Imagen", 0, 0, ultima, 1, "Cuál de las imágenes de prueba"),
        "ruido": deslizador(
            "Ruido", 0.0, 0.0, 0.6, 0.05, "Desviación del ruido que se suma a la entrada"
        ),
    }
    return Explorador(lamina, controles)


# --- El plano de códigos --------------------------------------------------------------------------------------------


class LaminaPlano(Lamina):
    """A la izquierda, los códigos de dos números de muchas imágenes; a la derecha, la imagen que sale del punto elegido.

    codigos: matriz (n, 2). clases: la de cada uno, de 0 a 9. decodificar: función de (n, 2) a (n, píxeles).
    """

    PUNTOS = 500

    def __init__(self, codigos, clases, decodificar):
        codigos, clases = np.asarray(codigos, dtype=float), np.asarray(clases)
        if (
            codigos.ndim != 2
            or codigos.shape[1] != 2
            or len(codigos) != len(clases)
            or not len(codigos)
        ):
            raise ErrorCurso(
                f"Espero códigos de dos números, uno por fila, y una clase para cada uno; llegan {codigos.shape} y {clases.shape}."
            )
        if not np.isfinite(codigos).all():
            raise ErrorCurso(
                "Hay códigos que no son números: la red no se ha entrenado bien. Vuelve a entrenarla con un ritmo menor."
            )
        self.codigos, self.clases, self.decodificar = codigos, clases, decodificar
        self.minimo, self.maximo = codigos.min(axis=0), codigos.max(axis=0)
        self.lado = round(np.sqrt(decodificar(codigos[:1]).shape[1]))
        self.fig, (plano, imagen) = figura(8.4, 4.2, 1, 2, gridspec_kw={"width_ratios": [1.6, 1]})
        for clase in np.unique(clases):
            suyos = codigos[: self.PUNTOS][clases[: self.PUNTOS] == clase]
            plano.plot(
                *suyos.T,
                linestyle="none",
                marker=f"${clase}$",
                markersize=6,
                markeredgewidth=0.3,
                color=OKABE_ITO[clase % len(OKABE_ITO)],
            )
        (self.punto,) = plano.plot(
            [0], [0], "o", color=NEGRO, markersize=14, fillstyle="none", markeredgewidth=2.5
        )
        plano.set(xlabel="primer número del código", ylabel="segundo número del código")
        self.cuadro = mostrar_matriz(imagen, np.zeros((self.lado, self.lado)), vmin=0, vmax=1)
        self.plano = plano

    def pintar(self, z1=0.0, z2=0.0):
        """Decodifica el código (`z1`, `z2`)."""
        z = np.array([[z1, z2]])
        self.punto.set_data([z1], [z2])
        self.cuadro.set_data(self.decodificar(z).reshape(self.lado, self.lado))
        distancias = np.linalg.norm(self.codigos - z, axis=1)
        cerca, vecino = distancias.min(), self.clases[distancias.argmin()]
        self.plano.set_title(f"código ({z1:.1f}, {z2:.1f})".replace("-", "−"), fontsize=11)
        self.cuadro.axes.set_title(
            f"decodificada; el código real\nmás cercano, un {vecino}, a {cerca:.2f}", fontsize=11
        )
        return (
            f"Plano de códigos con el punto en ({z1:.1f}, {z2:.1f}), y a su lado la imagen que decodifica. El código real más cercano "
            f"es de un {vecino}, a distancia {cerca:.2f}."
        )


def explorar_plano(codigos, clases, decodificar):
    """Dos deslizadores que mueven el código por el plano."""
    lamina = LaminaPlano(codigos, clases, decodificar)
    centro = np.median(lamina.codigos, axis=0)
    controles = {
        f"z{i + 1}": deslizador(
            f"{nombre} número",
            round(float(centro[i]), 1),
            float(np.floor(lamina.minimo[i])),
            float(np.ceil(lamina.maximo[i])),
            0.1,
            "Mueve el código; la imagen lo sigue",
        )
        for i, nombre in enumerate(("Primer", "Segundo"))
    }
    return Explorador(lamina, controles)
