"""Figuras accesibles: un PNG pequeño con texto alternativo de verdad.

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
LIMITE_BYTES = 30_000
REDUCCIONES = ((256, 1), (96, 1), (40, 1), (32, 0.75), (16, 0.5))  # (colores, escala), de mejor a peor


def figura(ancho=7.5, alto=3.6, filas=1, columnas=1, layout="constrained", **opciones):
    """Crea una figura (pulgadas) y sus ejes, como `plt.subplots`, sin mostrarla. Devuelve `(figura, ejes)`."""
    fig = Figure(figsize=(ancho, alto), dpi=PUNTOS, layout=layout)
    return fig, fig.subplots(filas, columnas, **opciones)


def mostrar_matriz(eje, matriz, titulo="", **opciones):
    """Dibuja una matriz (alto, ancho) o imagen (alto, ancho, 3) en `eje`, sin ejes. Devuelve la imagen de matplotlib."""
    eje.set_title(titulo)
    eje.set_axis_off()
    return eje.imshow(matriz, **{"interpolation": "nearest", **opciones})


def a_png(fig, ligero=True):
    """Bytes PNG con paleta. Con `ligero`, reduce colores y tamaño hasta caber en 30 kB; sin él, tarda lo mínimo."""
    lienzo = FigureCanvasAgg(fig)
    lienzo.draw()
    imagen = Image.frombuffer("RGBA", lienzo.get_width_height(), lienzo.buffer_rgba()).convert("RGB")
    for colores, escala in REDUCCIONES if ligero else REDUCCIONES[:1]:
        tamano = (round(imagen.width * escala), round(imagen.height * escala))
        reducida = imagen if escala == 1 else imagen.resize(tamano, Image.Resampling.LANCZOS)
        salida = io.BytesIO()
        reducida = reducida.quantize(colores, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        reducida.save(salida, "PNG", compress_level=9 if ligero else 1)
        if salida.tell() <= LIMITE_BYTES:
            break
    return salida.getvalue()


def html_figura(fig, alt, ligero=True):
    """Etiqueta `<img>` autocontenida, con `alt` como texto alternativo."""
    ancho = round(fig.get_figwidth() * PUNTOS * ESCALA)
    datos = b64encode(a_png(fig, ligero)).decode()
    return (
        f'<img alt="{escape(alt)}" width="{ancho}" style="max-width:100%;height:auto;background:white" '
        f'src="data:image/png;base64,{datos}">'
    )


def mostrar(fig, alt):
    """Publica la figura en el cuaderno con su texto alternativo (`alt`: una frase que diga lo que se ve)."""
    display({"text/html": html_figura(fig, alt), "text/plain": f"Figura: {alt}"}, raw=True)
