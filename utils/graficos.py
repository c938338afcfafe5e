"""Figuras accesibles: una imagen pequeña con texto alternativo de verdad.

No se usa `matplotlib.pyplot`: la figura solo aparece al llamar a `mostrar`, y así siempre lleva su descripción.
"""

import io
from base64 import b64encode
from html import escape

from IPython import get_ipython
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
MARCO = "margin:8px 0;max-width:100%;"
IMAGEN = "max-width:100%;height:auto;background-color:white;border-radius:4px;"
PIE = "font-size:90%;opacity:0.8;margin-top:4px"
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


def html_figura(fig, alt, ligero=True, pie=None, clase="", estilo=""):
    """Etiqueta `<figure>` autocontenida: la imagen, con `alt` como texto alternativo, y su pie visible (por defecto, el mismo texto).

    clase: clase de CSS de la figura. estilo: CSS que se añade a la imagen. Va sobre un marco blanco, para que se lea igual en el tema claro y en el oscuro.
    """
    ancho = round(fig.get_figwidth() * PUNTOS * ESCALA)
    formato, contenido = codificar(fig, ligero)
    return (
        f'<figure class="{clase}" style="{MARCO}width:{ancho}px"><img alt="{escape(alt)}" width="{ancho}" style="{IMAGEN}{estilo}" '
        f'src="data:image/{formato};base64,{b64encode(contenido).decode()}">'
        f'<figcaption aria-hidden="true" style="{PIE}">{escape(alt if pie is None else pie)}</figcaption></figure>'
    )


def mostrar(fig, alt, pie=None):
    """Publica la figura en el cuaderno con su texto alternativo (`alt`: lo que se ve, en una o dos frases) y su pie visible.

    pie: lo que se lee debajo; por defecto, el propio texto alternativo. Conviene dar uno más corto si aquel enumera muchos datos.
    """
    publicar_html(html_figura(fig, alt, pie=pie), f"Figura: {alt}")


def publicar_html(rico, texto, formato="text/html"):
    """Publica `rico` (HTML u otro formato) con su equivalente en texto; fuera de un cuaderno, escribe el texto."""
    if get_ipython() is None:
        print(texto)
    else:
        display({formato: rico, "text/plain": texto}, raw=True)
