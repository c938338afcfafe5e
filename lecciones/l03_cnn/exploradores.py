"""Exploradores de la lección 03: dibujar un dígito y verlo pasar por la red, y cambiar un filtro y ver qué pierde."""

import ipywidgets as widgets
import numpy as np

from utils.curso import ErrorCurso
from utils.exploradores.base import Explorador, Lamina, boton, deslizador, desplegable
from utils.graficos import AZUL, NARANJA, figura, mostrar_matriz

LADO = 8
VECINO = 0.3


def convoluciones(red):
    """Posiciones de las capas `Conv2D` de la red. Lanza `ErrorCurso` si no hay ninguna."""
    lugares = [i for i, capa in enumerate(red.layers) if type(capa).__name__ == "Conv2D"]
    if not lugares:
        raise ErrorCurso("Esta red no tiene ninguna capa Conv2D que mirar.")
    return lugares


def activaciones(red, imagen):
    """Salida de cada capa de una red secuencial para una imagen (alto, ancho) o (alto, ancho, 1): lista de matrices."""
    from keras.ops import convert_to_numpy

    x = np.asarray(imagen, dtype="float32").reshape(1, *red.input_shape[1:])
    salidas = []
    for capa in red.layers:
        x = capa(x, training=False)
        salidas.append(convert_to_numpy(x)[0])
    return salidas


def mosaico(mapas, columnas=8, maximo=16):
    """Junta los primeros mapas de (alto, ancho, filtros) en una sola imagen, separados por una línea en blanco."""
    alto, ancho, cuantos = mapas.shape
    cuantos = min(cuantos, maximo)
    filas = -(-cuantos // columnas)
    lienzo = np.full((filas * (alto + 1) - 1, columnas * (ancho + 1) - 1), np.nan)
    for i in range(cuantos):
        y, x = i // columnas * (alto + 1), i % columnas * (ancho + 1)
        lienzo[y : y + alto, x : x + ancho] = mapas[..., i]
    return lienzo


def suavizar(dibujo):
    """Difumina un dibujo de ceros y unos hacia sus vecinos, para que se parezca a los dígitos escaneados."""
    borde = np.pad(np.asarray(dibujo, dtype=float), 1)
    vecinos = np.maximum.reduce([borde[:-2, 1:-1], borde[2:, 1:-1], borde[1:-1, :-2], borde[1:-1, 2:]])
    return np.maximum(dibujo, VECINO * vecinos)


class LaminaDigito(Lamina):
    """El dígito, los mapas de cada capa convolucional y la probabilidad de cada clase."""

    def __init__(self, red):
        if red.input_shape[1:] != (LADO, LADO, 1):
            raise ErrorCurso(
                f"Este explorador dibuja en {LADO}×{LADO}; tu red espera {red.input_shape[1:]}."
            )
        self.red = red
        self.capas = convoluciones(red)[:3]
        columnas = len(self.capas) + 2
        self.fig, ejes = figura(
            9.2, 2.7, 1, columnas, gridspec_kw={"width_ratios": [0.8, *[1.5] * len(self.capas), 1.2]}
        )
        self.entrada = mostrar_matriz(
            ejes[0], np.zeros((LADO, LADO)), "tu dígito", cmap="gray_r", vmin=0, vmax=1
        )
        self.mapas = [
            mostrar_matriz(eje, np.zeros((2, 2)), f"convolución {n}", cmap="viridis")
            for n, eje in enumerate(ejes[1:-1], 1)
        ]
        self.barras = ejes[-1].barh(range(10), np.zeros(10), color=AZUL)
        ejes[-1].set(xlim=(0, 1), yticks=range(10), xlabel="probabilidad")
        ejes[-1].invert_yaxis()
        self.eje = ejes[-1]

    def pintar(self, imagen=None):
        """`imagen`: matriz 8×8 en [0, 1]."""
        imagen = np.zeros((LADO, LADO)) if imagen is None else np.asarray(imagen, dtype=float)
        if imagen.shape != (LADO, LADO) or not 0 <= imagen.min() <= imagen.max() <= 1:
            raise ErrorCurso(f"El dígito debe ser una matriz de {LADO}×{LADO} con valores entre 0 y 1.")
        salidas = activaciones(self.red, imagen)
        self.entrada.set_data(imagen)
        for artista, capa in zip(self.mapas, self.capas, strict=True):
            datos = mosaico(salidas[capa], columnas=4)
            artista.set_data(datos)
            artista.set_extent((0, datos.shape[1], datos.shape[0], 0))
            artista.set_clim(0, max(np.nanmax(datos), 1e-6))
        probabilidades = salidas[-1]
        ganadora = int(probabilidades.argmax())
        for clase, (barra, p) in enumerate(zip(self.barras, probabilidades, strict=True)):
            barra.set_width(float(p))
            barra.set_color(NARANJA if clase == ganadora else AZUL)
        self.eje.set_title(f"es un {ganadora} ({probabilidades[ganadora]:.0%})".replace("%", " %"))
        segunda = int(np.argsort(probabilidades)[-2])
        return (
            f"La red cree que es un {ganadora}, con probabilidad {probabilidades[ganadora]:.2f}; después, un {segunda}, con "
            f"{probabilidades[segunda]:.2f}. Se ven el dígito y los mapas de {len(self.capas)} capas convolucionales."
        )


class ExploradorDigito(Explorador):
    """Una rejilla de celdas que se encienden con un clic, o con Tab y la barra espaciadora."""

    def __init__(self, red, imagenes):
        self.celdas = [
            widgets.ToggleButton(
                False,
                description="",
                tooltip=f"fila {i // LADO + 1}, columna {i % LADO + 1}",
                layout={"width": "26px", "height": "26px", "margin": "1px", "padding": "0px"},
            )
            for i in range(LADO * LADO)
        ]
        rejilla = widgets.GridBox(
            self.celdas, layout={"grid_template_columns": f"repeat({LADO}, 28px)", "width": "240px"}
        )
        self.imagenes = imagenes
        self.cargada = None
        self.ejemplo = deslizador(
            "Dígito de prueba",
            0,
            0,
            len(imagenes) - 1,
            1,
            "Enseña un dígito real del conjunto de prueba",
        )
        ayuda = widgets.HTML("Dibuja encendiendo celdas: clic, o <b>Tab</b> y <b>espacio</b>.")
        botones = widgets.VBox([ayuda, self.ejemplo, widgets.HBox([boton("Borrar", self.borrar)])])
        super().__init__(LaminaDigito(red), {}, widgets.HBox([rejilla, botones]))
        for celda in self.celdas:
            celda.observe(self._al_dibujar, "value")
        self.ejemplo.observe(lambda _: self.cargar(), "value")
        self.cargar()

    @property
    def valores(self):
        dibujo = np.array([celda.value for celda in self.celdas], dtype=float).reshape(LADO, LADO)
        return {"imagen": suavizar(dibujo) if self.cargada is None else self.cargada}

    def cargar(self):
        """Enseña el dígito de prueba elegido; en la rejilla quedan encendidas sus celdas más oscuras."""
        imagen = np.asarray(self.imagenes[self.ejemplo.value]).reshape(LADO, LADO)
        self._rellenar(imagen > 0.5)
        self.cargada = imagen
        self.refrescar()

    def borrar(self):
        """Apaga todas las celdas."""
        self._rellenar(np.zeros((LADO, LADO)))
        self.cargada = None
        self.refrescar()

    def _al_dibujar(self, cambio):
        """Cambia la celda pulsada: sobre el dígito real si lo hay, y si no sobre el dibujo."""
        if self._en_pausa:
            return
        if self.cargada is not None:
            self.cargada = self.cargada.copy()
            self.cargada.flat[self.celdas.index(cambio["owner"])] = float(cambio["new"])
        self.refrescar()

    def _rellenar(self, encendidas):
        self._en_pausa = True
        for celda, valor in zip(self.celdas, np.ravel(encendidas), strict=True):
            celda.value = bool(valor)
        self._en_pausa = False


def explorar_digito(red, imagenes):
    """Dibuja un dígito y míralo pasar por `red`. `imagenes`: dígitos de prueba (n, 8, 8, 1) para partir de uno real."""
    return ExploradorDigito(red, imagenes)


class LaminaFiltros(Lamina):
    """Los filtros de la primera capa y la exactitud de prueba cuando uno se cambia."""

    def __init__(self, red, imagenes, etiquetas):
        self.red, self.imagenes, self.etiquetas = red, imagenes, np.asarray(etiquetas)
        self.primera = red.layers[convoluciones(red)[0]]
        self.pesos = self.primera.get_weights()
        self.original = self._predecir()
        self.fig, (izquierda, derecha) = figura(8.4, 2.8, 1, 2, gridspec_kw={"width_ratios": [1, 1.4]})
        tope = np.abs(self.pesos[0]).max()
        self.filtros = mostrar_matriz(
            izquierda, mosaico(self.pesos[0][:, :, 0]), "filtros de la primera capa", cmap="PuOr"
        )
        self.filtros.set_clim(-tope, tope)
        (self.senal,) = izquierda.plot(
            [0],
            [0],
            "s",
            markersize=24,
            markerfacecolor="none",
            markeredgecolor=NARANJA,
            markeredgewidth=2,
        )
        self.barras = derecha.bar(range(10), np.zeros(10), color=AZUL)
        derecha.set(ylim=(0, 1.05), xticks=range(10), xlabel="clase", ylabel="aciertos")
        self.derecha = derecha

    def _predecir(self):
        from keras.ops import convert_to_numpy

        return convert_to_numpy(self.red(self.imagenes, training=False)).argmax(axis=1)

    def pintar(self, filtro=1, factor=1.0):
        """Multiplica por `factor` el filtro número `filtro` (desde 1); 0 lo quita. La red queda como estaba."""
        kernel, sesgo = (p.copy() for p in self.pesos)
        filtro = min(filtro, kernel.shape[-1])
        kernel[..., filtro - 1] *= factor
        sesgo[filtro - 1] *= factor
        self.primera.set_weights([kernel, sesgo])
        predichas = self._predecir()
        self.primera.set_weights(self.pesos)
        aciertos = [
            np.mean(predichas[self.etiquetas == c] == c) if np.any(self.etiquetas == c) else 0
            for c in range(10)
        ]
        for barra, valor in zip(self.barras, aciertos, strict=True):
            barra.set_height(valor)
        self.filtros.set_data(mosaico(kernel[:, :, 0]))
        lado = kernel.shape[0] + 1
        self.senal.set_data([(filtro - 1) % 8 * lado + 1], [(filtro - 1) // 8 * lado + 1])
        self.exactitud, antes = (
            np.mean(predichas == self.etiquetas),
            np.mean(self.original == self.etiquetas),
        )
        multiplicado = f"con el filtro {filtro} por {factor:g}".replace("-", "−")
        que = {0: f"sin el filtro {filtro}", 1: "red intacta"}.get(factor, multiplicado)
        self.derecha.set_title(f"{que}: exactitud {self.exactitud:.3f} (intacta, {antes:.3f})")
        return (
            f"Exactitud de prueba, {que}: {self.exactitud:.3f}; con la red intacta, {antes:.3f}. "
            f"La clase que más falla es el {int(np.argmin(aciertos))}."
        )


def explorar_filtros(red, imagenes, etiquetas):
    """Cambia o quita un filtro de la primera capa de `red` y mira la exactitud con el conjunto de prueba."""
    lamina = LaminaFiltros(red, imagenes, etiquetas)
    controles = {
        "filtro": deslizador("Filtro", 1, 1, lamina.pesos[0].shape[-1], 1, "Cuál se cambia"),
        "factor": desplegable(
            "Qué se le hace",
            [
                ("nada (× 1)", 1.0),
                ("quitarlo (× 0)", 0.0),
                ("invertirlo (× −1)", -1.0),
                ("doblarlo (× 2)", 2.0),
            ],
        ),
    }
    return Explorador(lamina, controles)
