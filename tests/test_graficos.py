"""Las figuras: texto alternativo, pie y peso."""

from html.parser import HTMLParser

import numpy as np
import pytest

from utils import graficos


class Imagenes(HTMLParser):
    """Recoge los atributos de cada `<img>`."""

    def __init__(self, html):
        super().__init__()
        self.vistas = []
        self.feed(html)

    def handle_starttag(self, etiqueta, atributos):
        if etiqueta == "img":
            self.vistas.append(dict(atributos))


def test_el_texto_alternativo_llega_entero_a_la_imagen():
    alt = """Curva «y = x²» con x < 3 & y > 0, "comillas" y 'apóstrofos' <script>"""
    fig, _ = graficos.figura()
    (imagen,) = Imagenes(graficos.html_figura(fig, alt)).vistas
    assert imagen["alt"] == alt
    assert imagen["src"].startswith("data:image/png;base64,")


def test_mostrar_publica_html_y_texto_pero_no_png(monkeypatch):
    publicado = {}
    monkeypatch.setattr(graficos, "get_ipython", lambda: "un cuaderno")
    monkeypatch.setattr(graficos, "display", lambda datos, raw: publicado.update(datos))
    graficos.mostrar(graficos.figura()[0], "Una recta.")
    assert publicado["text/plain"] == "Figura: Una recta."
    assert set(publicado) == {"text/html", "text/plain"}


def test_cada_figura_lleva_un_pie_visible():
    fig, _ = graficos.figura()
    assert ">Una recta &amp; su pendiente.</figcaption>" in graficos.html_figura(fig, "Una recta & su pendiente.")
    con_pie = graficos.html_figura(fig, "Doce puntos: 1, 2, 3…", pie="En azul, los datos.")
    assert ">En azul, los datos.</figcaption>" in con_pie and 'alt="Doce puntos: 1, 2, 3…"' in con_pie


def test_fuera_de_un_cuaderno_se_escribe_el_texto(capsys):
    graficos.mostrar(graficos.figura()[0], "Una recta.")
    assert capsys.readouterr().out == "Figura: Una recta.\n"


def test_una_figura_con_fotografias_pesa_poco():
    from sklearn.datasets import load_sample_image

    fig, ejes = graficos.figura(7.5, 3.6, 1, 2)
    for eje, nombre in zip(ejes, ("flower.jpg", "china.jpg"), strict=True):
        graficos.mostrar_matriz(eje, load_sample_image(nombre))
    (imagen,) = Imagenes(graficos.html_figura(fig, "Dos fotografías.")).vistas
    assert imagen["src"].startswith("data:image/webp;base64,")
    assert len(imagen["src"]) <= 80 * 1024


@pytest.mark.parametrize("alto", np.arange(0.5, 6, 0.42).round(2))
def test_cualquier_tamano_de_figura_vale(alto):
    formato, contenido = graficos.codificar(graficos.figura(7.37, float(alto))[0])
    assert formato == "png" and contenido.startswith(b"\x89PNG")
