"""Figuras accesibles: una imagen pequeña con texto alternativo de verdad.

No se usa `matplotlib.pyplot`: la figura solo aparece al llamar a `mostrar`, y así siempre lleva su descripción.
"""

import io
from base64 import b64encode
from html import escape

from IPython.display import display
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from .curso import OKABE_ITO

AZUL, NARANJA, VERDE, ROSA, AMARILLO, CELESTE, NEGRO = OKABE_ITO
PUNTOS = 120
ESCALA = 0.75
COLORES_DE_UN_DIBUJO = 6000  # con más, la figura lleva fotografías
LIMITE_PNG, LIMITE_WEBP = 30_000, 60_000  # bytes
REDUCCIONES = ((256, 1), (96, 1), (40, 1), (32, 0.75), (16, 0.5))  # (colores, escala), de mejor a peor
CALIDADES = (85, 75, 60, 45, 30)  # de WebP, de mejor a peor


def figura(ancho=7.5, alto=3.6, filas=1, columnas=1, layout="constrained", **opciones):
    """Crea una figura (pulgadas) y sus ejes, como `plt.subplots`, sin mostrarla. Devuelve `(figura, ejes)`."""
    fig = Figure(figsize=(ancho, alto), dpi=PUNTOS, layout=layout)
    return fig, fig.subplots(filas, columnas, **opciones)


def mostrar_matriz(eje, matriz, titulo="", **opciones):
    """Dibuja una matriz (alto, ancho) o imagen (alto, ancho, 3) en `eje`, sin ejes. Devuelve la imagen de matplotlib."""
    eje.set_title(titulo)
    eje.set_axis_off()
    return eje.imshow(matriz, **{"interpolation": "nearest", **opciones})


def codificar(fig, ligero=True):
    """La figura como `(formato, bytes)`: PNG con paleta o, si lleva fotografías, WebP. Con `ligero`, pesa poco; sin él, tarda poco."""
    lienzo = FigureCanvasAgg(fig)
    lienzo.draw()
    imagen = Image.frombuffer("RGBA", lienzo.get_width_height(), lienzo.buffer_rgba()).convert("RGB")
    if imagen.getcolors(COLORES_DE_UN_DIBUJO) is None:
        return "webp", _a_webp(imagen, ligero)
    return "png", _a_png(imagen, ligero)


def _a_png(imagen, ligero):
    for colores, escala in REDUCCIONES if ligero else REDUCCIONES[:1]:
        reducida = _reducir(imagen, escala).quantize(colores, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        salida = io.BytesIO()
        reducida.save(salida, "PNG", compress_level=9 if ligero else 1)
        if salida.tell() <= LIMITE_PNG:
            break
    return salida.getvalue()


def _a_webp(imagen, ligero):
    imagen = _reducir(imagen, ESCALA) if ligero else imagen
    for calidad in CALIDADES if ligero else CALIDADES[:1]:
        salida = io.BytesIO()
        imagen.save(salida, "WEBP", quality=calidad, method=4)
        if salida.tell() <= LIMITE_WEBP:
            break
    return salida.getvalue()


def _reducir(imagen, escala):
    tamano = (round(imagen.width * escala), round(imagen.height * escala))
    return imagen if escala == 1 else imagen.resize(tamano, Image.Resampling.LANCZOS)


def html_figura(fig, alt, ligero=True):
    """Etiqueta `<img>` autocontenida, con `alt` como texto alternativo."""
    ancho = round(fig.get_figwidth() * PUNTOS * ESCALA)
    formato, contenido = codificar(fig, ligero)
    return (
        f'<img alt="{escape(alt)}" width="{ancho}" style="max-width:100%;height:auto;background:white" '
        f'src="data:image/{formato};base64,{b64encode(contenido).decode()}">'
    )


def mostrar(fig, alt):
    """Publica la figura en el cuaderno con su texto alternativo (`alt`: una frase que diga lo que se ve)."""
    display({"text/html": html_figura(fig, alt), "text/plain": f"Figura: {alt}"}, raw=True)
