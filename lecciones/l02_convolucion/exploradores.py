"""Exploradores de la lección 02: convolución paso a paso, transpuesta, matriz, campo receptivo y filtros sobre una foto."""

import textwrap

import ipywidgets as widgets
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from utils.curso import ErrorCurso
from utils.datos.digitos import digitos
from utils.datos.fotos import foto
from utils.exploradores.base import (
    Explorador,
    Lamina,
    boton,
    casilla,
    cuadro_de_texto,
    deslizador,
    desplegable,
    en_filas,
    plural,
)
from utils.graficos import AZUL, NARANJA, figura, mostrar_matriz

from .tareas import alcance, convolucionar, matriz_convolucion, rellenos

LADO_MAXIMO = 12
BLANCO, GRIS, AMARILLO_CLARO, AZUL_CLARO, VERDE_CLARO = (
    "#FFFFFF",
    "#E4E4E4",
    "#FFD98A",
    "#BFDDF2",
    "#BDE8D8",
)
DIGITO = "Dígito real 8×8"
APUNTES = "1 1 1 0 0\n0 1 1 1 0\n0 0 1 1 1\n0 0 1 1 0\n0 1 1 0 0"
ENTRADAS = {
    "Ejemplo 5×5": APUNTES,
    "Escalera 6×6": "\n".join(" ".join(str(6 * i + j) for j in range(6)) for i in range(6)),
    "Escalera 7×7": "\n".join(" ".join(str(7 * i + j) for j in range(7)) for i in range(7)),
    DIGITO: None,
    "Rectángulo 4×8": "\n".join(" ".join(str((i * j) % 5) for j in range(8)) for i in range(4)),
    "Un solo punto": "0 0 0 0 0\n0 0 0 0 0\n0 0 1 0 0\n0 0 0 0 0\n0 0 0 0 0",
}
FILTROS = {
    "Aspa": "1 0 1\n0 1 0\n1 0 1",
    "Borde vertical (Sobel)": "-1 0 1\n-2 0 2\n-1 0 1",
    "Borde horizontal (Sobel)": "-1 -2 -1\n0 0 0\n1 2 1",
    "Contorno (laplaciano)": "0 1 0\n1 -4 1\n0 1 0",
    "Desenfocar (media)": "0.111 0.111 0.111\n0.111 0.111 0.111\n0.111 0.111 0.111",
    "Enfocar": "0 -1 0\n-1 5 -1\n0 -1 0",
    "Relieve": "-2 -1 0\n-1 1 1\n0 1 2",
    "Identidad": "0 0 0\n0 1 0\n0 0 0",
    "De 2×2": "1 2\n3 4",
    "De 1×1": "2",
}


# --- Matrices escritas ------------------------------------------------------------------------------------------------


def leer_matriz(texto, nombre="La matriz", lado_maximo=LADO_MAXIMO):
    """Convierte "1 0\\n0 1" en una matriz float64. Lanza `ErrorCurso` si no es rectangular o no son números."""
    filas = [
        fila.replace(",", ".").split() for fila in texto.replace(";", "\n").splitlines() if fila.strip()
    ]
    if not filas:
        raise ErrorCurso(
            f"{nombre} está vacía: escribe una fila por línea, con los números separados por espacios."
        )
    for i, fila in enumerate(filas, 1):
        if len(fila) != len(filas[0]):
            raise ErrorCurso(
                f"{nombre}: la fila {i} tiene {len(fila)} números y la primera, {len(filas[0])}."
            )
    try:
        matriz = np.array(filas, dtype=float)
    except ValueError:
        raise ErrorCurso(
            f"{nombre}: solo números, separados por espacios; los decimales, con punto."
        ) from None
    if max(matriz.shape) > lado_maximo or not np.isfinite(matriz).all():
        raise ErrorCurso(f"{nombre}: números finitos y, como mucho, {lado_maximo} filas y columnas.")
    return matriz


def texto_de_entrada(nombre):
    """La matriz de `ENTRADAS`, como texto; el dígito se carga solo si se pide."""
    if nombre != DIGITO:
        return ENTRADAS[nombre]
    return "\n".join(" ".join(f"{16 * v:.0f}" for v in fila) for fila in digitos()[0][3])


# --- Dibujo de rejillas ---------------------------------------------------------------------------------------------


class Rejilla:
    """Una matriz dibujada como celdas de color con su número. Los textos se reutilizan de un cambio a otro."""

    def __init__(self, eje):
        self.eje = eje
        self.imagen = eje.imshow(np.ones((1, 1, 3)), interpolation="nearest")
        self.textos = []
        self.marco = eje.add_patch(Rectangle((0, 0), 1, 1, fill=False, linewidth=2.5, visible=False))
        self.resto = eje.add_patch(
            Rectangle((0, 0), 1, 1, fill=False, linewidth=2, linestyle=(0, (4, 3)), visible=False)
        )
        eje.set_axis_off()

    def poner(self, colores, textos, titulo):
        """`colores`: matriz de colores; `textos`: matriz de cadenas de la misma forma."""
        alto, ancho = colores.shape
        self.imagen.set_data(np.array([[_rgb(c) for c in fila] for fila in colores]))
        self.imagen.set_extent((0, ancho, alto, 0))
        lado = max(alto, ancho)
        for _ in range(len(self.textos), alto * ancho):
            self.textos.append(self.eje.text(0, 0, "", ha="center", va="center", linespacing=0.95))
        for i, texto in enumerate(self.textos):
            visible = i < alto * ancho and bool(textos.flat[i])
            texto.set_visible(visible)
            if visible:
                texto.set(text=textos.flat[i], position=(i % ancho + 0.5, i // ancho + 0.5))
                texto.set_fontsize(
                    max(5.5, min(13, 62 / lado) - 1.3 * (len(textos.flat[i].split("\n")[0]) > 2))
                )
        self.eje.set(xlim=(-0.1, lado + 0.1), ylim=(lado + 0.1, -0.1))
        self.eje.set_title(titulo, fontsize=11)

    def encuadrar(self, marco, fila, columna, alto, ancho, color=NARANJA):
        """Coloca uno de los dos marcos sobre unas celdas."""
        marco.set(bounds=(columna, fila, ancho, alto), edgecolor=color, visible=True)


def _rgb(color):
    return tuple(int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))


def _colores(forma, color=BLANCO):
    return np.full(forma, color, dtype="<U7")


def _numero(valor):
    return f"{round(float(valor), 3):g}".replace("-", "−")


def _textos(matriz):
    return np.array([[_numero(v) for v in fila] for fila in matriz], dtype=object).reshape(matriz.shape)


def _formula(n, antes, despues, k, d, s, m):
    relleno = f"2·{antes}" if antes == despues else f"{antes} + {despues}"
    return f"⌊({n} + {relleno} − {d}·({k} − 1) − 1) / {s}⌋ + 1 = {m}"


# --- Convolución paso a paso ----------------------------------------------------------------------------------------


class LaminaConvolucion(Lamina):
    """El filtro en una posición, la suma escrita y la salida construida hasta ahí."""

    def __init__(self):
        self.fig, ejes = figura(
            8.4, 4.7, 1, 3, layout=None, gridspec_kw={"width_ratios": [1.35, 0.65, 1]}
        )
        self.fig.subplots_adjust(left=0.01, right=0.99, top=0.92, bottom=0.25, wspace=0.06)
        self.entrada, self.filtro, self.salida = map(Rejilla, ejes)
        self.suma = self.fig.text(0.02, 0.21, "", va="top", fontsize=11)
        self.formula = self.fig.text(0.02, 0.02, "", va="bottom", fontsize=10, color="#333333")
        self.posiciones = self.resultado = self.cuenta = None

    def pintar(
        self,
        entrada=APUNTES,
        filtro=FILTROS["Aspa"],
        stride=1,
        padding=0,
        dilation=1,
        paso=1,
        ocultar=False,
    ):
        """Dibuja la posición número `paso` (desde 1). `padding`: entero o "same"; con `ocultar`, el resultado es una incógnita."""
        x, f = leer_matriz(entrada, "La entrada"), leer_matriz(filtro, "El filtro", 7)
        bordes = [
            rellenos(n, k, stride, padding, dilation) for n, k in zip(x.shape, f.shape, strict=True)
        ]
        grande = np.pad(x, bordes)
        lados = [alcance(k, dilation) for k in f.shape]
        if any(a > n for a, n in zip(lados, grande.shape, strict=True)):
            raise ErrorCurso(
                f"El filtro abarca {lados[0]}×{lados[1]} y la entrada con relleno mide {grande.shape[0]}×{grande.shape[1]}: "
                "no cabe. Agranda la entrada, añade relleno o reduce la dilatación."
            )
        salida = convolucionar(grande, f, stride, dilation)
        self.posiciones = salida.size
        paso = min(paso, salida.size) - 1
        i, j = divmod(paso, salida.shape[1])
        self._pintar_entrada(
            x, grande, bordes, f, lados, (i * stride, j * stride), dilation, salida.shape, stride
        )
        self.filtro.poner(
            _colores(f.shape, AMARILLO_CLARO), _textos(f), f"Filtro {f.shape[0]}×{f.shape[1]}"
        )
        self._pintar_salida(salida, paso, ocultar)
        cuenta = self._escribir_suma(
            grande, f, (i * stride, j * stride), dilation, salida[i, j], ocultar
        )
        self.resultado = float(salida[i, j])
        formulas = [
            _formula(n, *borde, k, dilation, stride, m)
            for n, borde, k, m in zip(x.shape, bordes, f.shape, salida.shape, strict=True)
        ]
        tamano = "Tamaño: " + (
            formulas[0] if formulas[0] == formulas[1] else " (alto);  ".join(formulas) + " (ancho)"
        )
        resto = self._contar_resto(x.shape, grande.shape, bordes, f.shape, stride, dilation)
        mira = f" y mira {f.size}" if dilation > 1 else ""
        self.formula.set_text(
            f"{tamano}\nCada salida abarca {lados[0]}×{lados[1]} celdas{mira}. {resto}"
        )
        return f"Convolución, posición {paso + 1} de {salida.size}: {cuenta} {tamano}. {resto}"

    @staticmethod
    def _contar_resto(forma, grande, bordes, filtro, stride, dilation):
        """Cuenta las celdas de la entrada, sin el relleno, que ninguna posición del filtro mira."""
        miradas = [np.zeros(n, dtype=bool) for n in grande]
        for eje, (n, k) in enumerate(zip(grande, filtro, strict=True)):
            for inicio in range(0, n - alcance(k, dilation) + 1, stride):
                miradas[eje][inicio : inicio + alcance(k, dilation) : dilation] = True
        filas, columnas = (
            m[antes : antes + n] for m, (antes, _), n in zip(miradas, bordes, forma, strict=True)
        )
        sin_mirar = filas.size * columnas.size - filas.sum() * columnas.sum()
        if sin_mirar == 0:
            return "Se miran todas las celdas de la entrada."
        return f"Celdas de la entrada que no mira nadie: {sin_mirar} de {filas.size * columnas.size}."

    def _pintar_entrada(self, x, grande, bordes, f, lados, origen, dilation, m, stride):
        colores, textos = _colores(grande.shape, GRIS), _textos(grande)
        (arriba, _), (izquierda, _) = bordes
        colores[arriba : arriba + x.shape[0], izquierda : izquierda + x.shape[1]] = BLANCO
        for a in range(f.shape[0]):
            for b in range(f.shape[1]):
                celda = origen[0] + a * dilation, origen[1] + b * dilation
                colores[celda] = AMARILLO_CLARO
                textos[celda] = f"{textos[celda]}\n×{_numero(f[a, b])}"
        relleno = "" if not any(map(any, bordes)) else ", con relleno en gris"
        self.entrada.poner(colores, textos, f"Entrada {x.shape[0]}×{x.shape[1]}{relleno}")
        self.entrada.encuadrar(self.entrada.marco, *origen, *lados)
        mirado = [(cuantas - 1) * stride + lado for cuantas, lado in zip(m, lados, strict=True)]
        self.entrada.encuadrar(self.entrada.resto, 0, 0, *mirado, AZUL)

    def _pintar_salida(self, salida, paso, ocultar):
        colores, textos = _colores(salida.shape), _textos(salida)
        colores.flat[:paso] = AZUL_CLARO
        colores.flat[paso] = AMARILLO_CLARO
        textos.flat[paso + 1 :] = ""
        if ocultar:
            textos.flat[paso] = "?"
        self.salida.poner(colores, textos, f"Salida {salida.shape[0]}×{salida.shape[1]}")
        self.salida.encuadrar(self.salida.marco, *divmod(paso, salida.shape[1]), 1, 1)
        self.salida.encuadrar(self.salida.resto, 0, 0, *salida.shape, "#999999")

    def _escribir_suma(self, grande, f, origen, dilation, total, ocultar):
        terminos = [
            f"{_numero(grande[origen[0] + a * dilation, origen[1] + b * dilation])}·{_parentesis(f[a, b])}"
            for a in range(f.shape[0])
            for b in range(f.shape[1])
        ]
        if len(terminos) > 16:
            terminos = [*terminos[:10], "…", terminos[-1]]
        self.cuenta = f"{' + '.join(terminos)} = {'?' if ocultar else _numero(total)}"
        self.suma.set_text("\n".join(textwrap.wrap(self.cuenta, 92)))
        return self.cuenta + "."


def _parentesis(valor):
    return f"({_numero(valor)})" if valor < 0 else _numero(valor)


def _cuadro_de_matriz(etiqueta, texto):
    """Cuadro estrecho para escribir una matriz, una fila por línea: caben dos, uno al lado del otro."""
    control = cuadro_de_texto(etiqueta, texto, "Una fila por línea; Tab para aplicar", filas=6)
    control.layout.width, control.style.description_width = "220px", "56px"
    return control


class ExploradorPasos(Explorador):
    """Un explorador con un control que recorre posiciones: su máximo sigue a las que haya (`lamina.posiciones`)."""

    def __init__(self, recorre, lamina, controles, disposicion=None):
        self.recorre = recorre
        super().__init__(lamina, controles, disposicion)

    def refrescar(self, _cambio=None):
        super().refrescar()
        if self.lamina.posiciones and not self._en_pausa:
            self.controles[self.recorre].max = self.lamina.posiciones


class ExploradorConvolucion(ExploradorPasos):
    """Recorre la convolución con las flechas, cambia todo y, si quieres, predice antes de ver."""

    def __init__(self):
        self.predecir = casilla(
            "Predecir antes de ver", False, "Esconde el resultado hasta que digas cuál crees que es"
        )
        self.prediccion = widgets.FloatText(0, description="Tu cuenta", layout={"width": "200px"})
        self.revelado = False
        controles = {
            "paso": deslizador("Posición", 1, 1, 9, 1, "Muévela con las flechas del teclado"),
            "stride": deslizador("Paso (stride)", 1, 1, 5),
            "padding": desplegable(
                "Relleno", [("0 · valid", 0), ("1", 1), ("2", 2), ("3", 3), ("same de Keras", "same")]
            ),
            "dilation": deslizador("Dilatación", 1, 1, 4),
            "entrada": _cuadro_de_matriz("Entrada", APUNTES),
            "filtro": _cuadro_de_matriz("Filtro", FILTROS["Aspa"]),
        }
        self.elegir_entrada = desplegable("Entrada", list(ENTRADAS))
        self.elegir_filtro = desplegable("Filtro", list(FILTROS))
        revelar = boton("Comprobar mi cuenta", self.revelar)
        numericos = [c for nombre, c in controles.items() if nombre not in ("entrada", "filtro")]
        izquierda = widgets.VBox([*numericos, self.predecir, widgets.HBox([self.prediccion, revelar])])
        derecha = widgets.VBox(
            [
                self.elegir_entrada,
                self.elegir_filtro,
                widgets.HTML("…o escribe tus matrices (Tab para aplicar):"),
                widgets.HBox([controles["entrada"], controles["filtro"]]),
            ]
        )
        super().__init__("paso", LaminaConvolucion(), controles, en_filas([izquierda, derecha]))
        self.elegir_entrada.observe(
            lambda c: self.poner(entrada=texto_de_entrada(c["new"]), paso=1), "value"
        )
        self.elegir_filtro.observe(lambda c: self.poner(filtro=FILTROS[c["new"]], paso=1), "value")
        self.predecir.observe(self.refrescar, "value")

    @property
    def valores(self):
        return super().valores | {"ocultar": self.predecir.value and not self.revelado}

    def refrescar(self, _cambio=None):
        super().refrescar()
        self.revelado = False

    def revelar(self):
        """Enseña el resultado y lo compara con la predicción."""
        self.revelado = True
        super().refrescar()
        self.revelado = False
        if not self.aviso.value:
            bien = abs(self.lamina.resultado - self.prediccion.value) <= 0.006
            self.aviso.value = (
                f"<b>{'✅ ¡Exacto!' if bien else '❌ No coincide:'}</b> {self.lamina.cuenta}"
            )


def explorar_convolucion():
    """Controles para recorrer la convolución celda a celda."""
    return ExploradorConvolucion()


# --- Convolución transpuesta ----------------------------------------------------------------------------------------


class LaminaTranspuesta(Lamina):
    """Cada celda de la entrada estampa una copia del filtro en la salida; las copias se suman."""

    def __init__(self):
        self.fig, ejes = figura(
            8.4, 4.2, 1, 3, layout=None, gridspec_kw={"width_ratios": [0.7, 0.6, 1.3]}
        )
        self.fig.subplots_adjust(left=0.01, right=0.99, top=0.9, bottom=0.14, wspace=0.08)
        self.entrada, self.filtro, self.salida = map(Rejilla, ejes)
        self.formula = self.fig.text(0.02, 0.02, "", va="bottom", fontsize=10)
        self.posiciones = None

    def pintar(self, n=3, k=3, stride=2, padding=0, output_padding=0, paso=5):
        """Dibuja la salida tras estampar las primeras `paso` celdas de una entrada n×n de unos con un filtro k×k de unos."""
        if output_padding >= stride:
            raise ErrorCurso(
                "output_padding debe ser menor que el paso: solo elige entre los tamaños que el paso confunde."
            )
        m = (n - 1) * stride + k - 2 * padding + output_padding
        if m < 1:
            raise ErrorCurso("El relleno recorta toda la salida: redúcelo o agranda el filtro.")
        self.posiciones = n * n
        x, f = np.ones((n, n)), np.ones((k, k))
        paso = min(paso, n * n) - 1
        lado = max((n - 1) * stride + k, padding + m)
        veces = np.zeros((lado, lado), dtype=int)
        for indice in range(paso + 1):
            i, j = divmod(indice, n)
            veces[i * stride : i * stride + k, j * stride : j * stride + k] += 1
        i, j = divmod(paso, n)
        colores = _colores((n, n))
        colores[i, j] = AMARILLO_CLARO
        self.entrada.poner(colores, _textos(x), f"Entrada {n}×{n}")
        self.entrada.encuadrar(self.entrada.marco, i, j, 1, 1)
        self.entrada.encuadrar(self.entrada.resto, 0, 0, n, n, "#999999")
        self.filtro.poner(_colores(f.shape, AMARILLO_CLARO), _textos(f), f"Filtro {k}×{k}")
        self.filtro.encuadrar(self.filtro.resto, 0, 0, k, k, "#999999")
        colores = np.where(veces > 1, VERDE_CLARO, np.where(veces > 0, AZUL_CLARO, BLANCO))
        colores[i * stride : i * stride + k, j * stride : j * stride + k] = AMARILLO_CLARO
        self.salida.poner(
            colores,
            np.where(veces > 0, _textos(veces), ""),
            f"Salida {m}×{m}: dentro del recuadro azul",
        )
        self.salida.encuadrar(self.salida.marco, i * stride, j * stride, k, k)
        self.salida.encuadrar(self.salida.resto, padding, padding, m, m, AZUL)
        cuenta = (
            f"({n} − 1)·{stride} + {k} − 2·{padding}"
            + (f" + {output_padding}" if output_padding else "")
            + f" = {m}"
        )
        solape = (
            f"Verde: celdas donde se suman varias copias (hasta {veces.max()})."
            if veces.max() > 1
            else "Sin solapes."
        )
        self.formula.set_text(f"Tamaño: {cuenta}.   {solape}")
        return (
            f"Convolución transpuesta, celda {paso + 1} de {n * n}: estampa una copia del filtro en la salida. "
            f"Tamaño: {cuenta}. {solape}"
        )


def explorar_transpuesta():
    """Controles para ver cómo la convolución transpuesta reparte cada celda."""
    controles = {
        "paso": deslizador("Celda", 5, 1, 9, 1, "Muévela con las flechas del teclado"),
        "n": deslizador("Entrada n", 3, 1, 5),
        "k": deslizador("Filtro k", 3, 1, 5),
        "stride": deslizador("Paso (stride)", 2, 1, 4),
        "padding": deslizador("Relleno", 0, 0, 3, 1, "En la transpuesta, recorta la salida"),
        "output_padding": deslizador("output_padding", 0, 0, 3, 1, "Filas y columnas de más al final"),
    }
    return ExploradorPasos("paso", LaminaTranspuesta(), controles)


# --- La convolución como matriz -------------------------------------------------------------------------------------


class LaminaMatriz(Lamina):
    """La matriz C de una convolución (o su transpuesta) y una de sus filas, puesta en forma de imagen."""

    def __init__(self):
        self.fig, (izquierda, derecha) = figura(8.4, 4.2, 1, 2, gridspec_kw={"width_ratios": [1.7, 1]})
        self.matriz, self.fila = (
            eje.imshow(np.zeros((2, 2)), interpolation="nearest", cmap="viridis")
            for eje in (izquierda, derecha)
        )
        for eje in (izquierda, derecha):
            eje.set(xticks=[], yticks=[])
            eje.spines[["top", "right"]].set_visible(True)
        self.marco = izquierda.add_patch(
            Rectangle((0, 0), 1, 1, fill=False, edgecolor=NARANJA, linewidth=2)
        )
        self.izquierda, self.derecha = izquierda, derecha
        self.posiciones = None

    def pintar(self, n=5, k=3, stride=1, padding=0, fila=1, transpuesta=False):
        """Matriz de la convolución de una imagen n×n con un filtro k×k cuyos pesos son 1, 2, 3…, y una de sus filas (desde 1)."""
        if k > n + 2 * padding:
            raise ErrorCurso("El filtro no cabe: es mayor que la imagen con su relleno.")
        c = matriz_convolucion(n, np.arange(1.0, k * k + 1).reshape(k, k), stride, padding)
        m = (n + 2 * padding - k) // stride + 1
        no_nulos, distintos, original = np.count_nonzero(c), len(np.unique(c[c != 0])), c.shape
        lado, nombre, que = n, "C", "lo que mira una salida"
        if transpuesta:
            c, lado, nombre, que = c.T, m, "Cᵀ", "las salidas a las que va una entrada"
        self.posiciones = len(c)
        fila = min(fila, len(c))
        visible = np.where(c == 0, np.nan, c)
        self.matriz.set_data(visible)
        self.matriz.set_extent((0, c.shape[1], c.shape[0], 0))
        self.fila.set_data(visible[fila - 1].reshape(lado, lado))
        for imagen in (self.matriz, self.fila):
            imagen.set_clim(0, k * k)
        self.fila.set_extent((0, lado, lado, 0))
        self.marco.set_bounds(0, fila - 1, c.shape[1], 1)
        self.izquierda.set_title(
            f"{nombre} mide {c.shape[0]}×{c.shape[1]}; distintos de 0, {no_nulos} de {c.size}",
            fontsize=11,
        )
        self.derecha.set_title(f"Fila {fila} de {nombre}, como imagen {lado}×{lado}", fontsize=11)
        return (
            f"Matriz {nombre} de la convolución n = {n}, k = {k}, paso {stride}, relleno {padding}: C mide "
            f"{original[0]}×{original[1]} con {plural(no_nulos, 'elemento')} distintos de cero y {plural(distintos, 'valor')} diferentes. "
            f"La fila {fila} señalada es {que}."
        )


def explorar_matriz():
    """Controles para ver la convolución como una matriz y su transpuesta."""
    controles = {
        "fila": deslizador("Fila", 1, 1, 9, 1, "Muévela con las flechas del teclado"),
        "n": deslizador("Imagen n", 5, 2, 7),
        "k": deslizador("Filtro k", 3, 1, 4),
        "stride": deslizador("Paso (stride)", 1, 1, 3),
        "padding": deslizador("Relleno", 0, 0, 2),
        "transpuesta": casilla("Ver la transpuesta Cᵀ"),
    }
    return ExploradorPasos("fila", LaminaMatriz(), controles)


# --- El campo receptivo ---------------------------------------------------------------------------------------------


def leer_capas(texto):
    """Convierte "3,1; 3,2" en [(3, 1), (3, 2)]. Lanza `ErrorCurso` si no se entiende o es demasiado grande."""
    try:
        capas = [tuple(int(n) for n in par.split(",")) for par in texto.split(";") if par.strip()]
        validas = all(len(par) == 2 and 1 <= par[0] <= 9 and 1 <= par[1] <= 4 for par in capas)
    except ValueError:
        validas = False
    if not validas or not 1 <= len(capas) <= 6:
        raise ErrorCurso(
            "Escribe de una a seis capas como «filtro,paso; filtro,paso»: 3,1; 3,2; 3,1 (filtro hasta 9, paso hasta 4)."
        )
    return capas


class LaminaCampo(Lamina):
    """Qué celdas de la entrada alimentan una neurona de la última capa, y por cuántos caminos."""

    SALIDAS = 5

    def __init__(self):
        self.fig, (arriba, abajo) = figura(
            8.4, 4.4, 2, 1, gridspec_kw={"height_ratios": [2.6, 1]}, sharex=True
        )
        self.aristas = arriba.add_collection(LineCollection([], linewidths=1))
        self.apagadas = arriba.scatter([], [], s=28, color="#C9C9C9", zorder=2)
        self.encendidas = arriba.scatter([], [], s=46, color=NARANJA, marker="s", zorder=3)
        self.barras = abajo.vlines([0], 0, 1, color=AZUL, linewidth=5)
        abajo.set(xlabel="celda de la entrada", ylabel="caminos")
        arriba.grid(False)
        arriba.spines[["left", "bottom"]].set_visible(False)
        arriba.tick_params(left=False, bottom=False, labelbottom=False)
        self.arriba, self.abajo = arriba, abajo

    def pintar(self, capas="3,1; 3,2; 3,1", salida=3):
        """Rastrea hacia atrás la neurona `salida` (1–5) de una red 1D con esas capas."""
        lista = leer_capas(capas)
        anchos, saltos, origenes = self._geometria(lista)
        if anchos[0] > 160:
            raise ErrorCurso(
                f"Las cinco neuronas necesitan una entrada de {anchos[0]} celdas y no caben en el dibujo: quita capas o reduce pasos."
            )
        caminos = self._caminos(lista, anchos, salida - 1)
        campo = int(np.ptp(np.flatnonzero(caminos[0]))) + 1
        puntos = [
            (origenes[capa] + saltos[capa] * i, capa, caminos[capa][i] > 0)
            for capa in range(len(anchos))
            for i in range(anchos[capa])
        ]
        posiciones = np.array([(x, y) for x, y, _ in puntos])
        vivas = np.array([viva for *_, viva in puntos])
        self.apagadas.set_offsets(posiciones[~vivas])
        self.encendidas.set_offsets(posiciones[vivas])
        self._pintar_aristas(lista, anchos, saltos, origenes, caminos)
        celdas = np.flatnonzero(caminos[0])
        self.barras.set_segments([[(x, 0), (x, caminos[0][x])] for x in celdas])
        self.arriba.set(
            xlim=(-1, anchos[0]), ylim=(-0.4, len(lista) + 0.4), yticks=range(len(lista) + 1)
        )
        self.arriba.set_yticklabels(
            ["entrada", *(f"capa {i}: k={k}, s={s}" for i, (k, s) in enumerate(lista, 1))]
        )
        self.abajo.set_ylim(0, caminos[0].max() * 1.1)
        cuenta = self._cuenta(lista, campo)
        self.arriba.set_title(f"Campo receptivo: {cuenta}")
        centro = caminos[0][celdas]
        mitad = int(np.searchsorted(np.cumsum(np.sort(centro)[::-1]), centro.sum() / 2) + 1)
        mitades = f"La mitad de los caminos pasa por {mitad} de {plural(campo, 'celda')}"
        self.abajo.set_title(mitades, fontsize=11)
        return (
            f"Red de {plural(len(lista), 'capa')} ({capas}). Campo receptivo: {cuenta}. {mitades}. "
            f"La neurona {salida} ve de la celda {celdas[0]} a la {celdas[-1]} de la entrada."
        )

    def _geometria(self, lista):
        anchos = [self.SALIDAS]
        for k, s in reversed(lista):
            anchos.insert(0, (anchos[0] - 1) * s + k)
        saltos, origenes = [1], [0.0]
        for k, s in lista:
            origenes.append(origenes[-1] + (k - 1) / 2 * saltos[-1])
            saltos.append(saltos[-1] * s)
        return anchos, saltos, origenes

    def _caminos(self, lista, anchos, salida):
        caminos = [np.zeros(ancho) for ancho in anchos]
        caminos[-1][salida] = 1
        for capa in range(len(lista), 0, -1):
            k, s = lista[capa - 1]
            for i in np.flatnonzero(caminos[capa]):
                caminos[capa - 1][i * s : i * s + k] += caminos[capa][i]
        return caminos

    def _pintar_aristas(self, lista, anchos, saltos, origenes, caminos):
        segmentos, colores = [], []
        for capa, (k, s) in enumerate(lista, 1):
            for i in range(anchos[capa]):
                for j in range(i * s, i * s + k):
                    segmentos.append(
                        [
                            (origenes[capa] + saltos[capa] * i, capa),
                            (origenes[capa - 1] + saltos[capa - 1] * j, capa - 1),
                        ]
                    )
                    colores.append(NARANJA if caminos[capa][i] else "#E0E0E0")
        self.aristas.set_segments(segmentos)
        self.aristas.set_color(colores)

    @staticmethod
    def _cuenta(lista, campo):
        partes, salto = ["1"], 1
        for k, s in lista:
            partes.append(f"{k - 1}·{salto}")
            salto *= s
        return f"{' + '.join(partes)} = {campo}"


def explorar_campo():
    """Controles para rastrear el campo receptivo de una red de varias capas."""
    controles = {
        "capas": cuadro_de_texto("Capas k,s", "3,1; 3,2; 3,1", "Filtro y paso de cada capa"),
        "salida": deslizador(
            "Neurona", 3, 1, LaminaCampo.SALIDAS, 1, "Qué neurona de la última capa se rastrea"
        ),
    }
    return Explorador(LaminaCampo(), controles)


# --- Filtros sobre una fotografía -----------------------------------------------------------------------------------


class LaminaFiltro(Lamina):
    """Una fotografía en gris y su convolución con un filtro cualquiera."""

    ALTO = 128

    def __init__(self):
        self.fotos = {}
        self.fig, (izquierda, derecha) = figura(8.4, 3.1, 1, 2)
        self.original = mostrar_matriz(izquierda, np.zeros((2, 2)), "fotografía", vmin=0, vmax=1)
        self.resultado = mostrar_matriz(derecha, np.zeros((2, 2)), "", vmin=0, vmax=1)
        self.derecha = derecha

    def pintar(self, imagen="china", filtro=FILTROS["Borde vertical (Sobel)"], relu=False):
        """Convoluciona la foto «china» o «flor» con `filtro`; con `relu`, los negativos pasan a 0."""
        f = leer_matriz(filtro, "El filtro", 9)
        if imagen not in self.fotos:
            self.fotos[imagen] = foto(imagen, alto=self.ALTO, gris=True)
        x = self.fotos[imagen]
        y = convolucionar(x, f)
        y = np.maximum(y, 0) if relu else y
        tope = max(np.percentile(np.abs(y), 99), 1e-6)
        limites, nota = (0, tope), "el negro es 0"
        if abs(f.sum() - 1) < 0.01:
            limites, nota = (0, 1), "mismo brillo que la foto"
        elif y.min() < 0:
            limites, nota = (-tope, tope), "el gris medio es 0"
        self.original.set_data(x)
        self.resultado.set_data(y)
        self.resultado.set_clim(limites)
        for artista in (self.original, self.resultado):
            alto, ancho = artista.get_array().shape
            artista.set_extent((0, ancho, alto, 0))
        self.derecha.set_title(f"después del filtro ({nota})")
        return (
            f"Foto «{imagen}» y su convolución con un filtro {f.shape[0]}×{f.shape[1]}{' y ReLU' if relu else ''}: "
            f"de {x.shape[0]}×{x.shape[1]} a {y.shape[0]}×{y.shape[1]}; valores de {_numero(y.min())} a {_numero(y.max())}."
        )


def explorar_filtro():
    """Controles para editar un filtro y verlo trabajar sobre una fotografía real."""
    elegir = desplegable(
        "Filtro", [f for f in FILTROS if f not in ("De 2×2", "De 1×1")], "Borde vertical (Sobel)"
    )
    controles = {
        "imagen": desplegable("Fotografía", [("Templo (china)", "china"), ("Flor", "flor")]),
        "relu": casilla("Aplicar ReLU después"),
        "filtro": _cuadro_de_matriz("Pesos", FILTROS[elegir.value]),
    }
    editar = widgets.VBox(
        [widgets.HTML("Pesos del filtro (edítalos; Tab para aplicar):"), controles["filtro"]]
    )
    columna = widgets.VBox([controles["imagen"], elegir, controles["relu"]])
    explorador = Explorador(LaminaFiltro(), controles, en_filas([columna, editar]))
    elegir.observe(lambda cambio: explorador.poner(filtro=FILTROS[cambio["new"]]), "value")
    return explorador
