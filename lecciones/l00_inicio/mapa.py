"""El mapa del curso: qué lecciones hay y cuál conviene hacer antes, leído de sus carpetas, y dónde va cada una en el dibujo."""

from dataclasses import dataclass

from utils.ejercicios.catalogo import pide, publicadas, titulo_de

# Lo único que se escribe a mano: las lecciones que aún no tienen carpeta, con su nombre y lo que pedirán.
EN_CAMINO = {
    "09": ("Familia GAN", ("08",)),
    "12": ("DeepFakes", ("10",)),
    "16": ("Subtítulos", ("15",)),
    "18": ("SketchRNN", ("06",)),
    "19": ("Boltzmann", ("04",)),
    "20": ("RBF y árboles", ("01",)),
}


@dataclass(frozen=True)
class Leccion:
    """Una lección del mapa: su nombre corto, los números de las que pide y si ya está publicada."""

    nombre: str
    pide: tuple[str, ...]
    publicada: bool


def mapa_del_curso():
    """Diccionario número → `Leccion`. Cada una va después de las que pide."""
    hay = publicadas()
    mapa = {
        n: Leccion(_nombre_corto(titulo_de(n)), tuple(p for p in pide(n) if p in hay), True)
        for n in hay
    }
    faltan = {
        n: Leccion(nombre, previas, False)
        for n, (nombre, previas) in EN_CAMINO.items()
        if n not in mapa
    }
    mapa |= faltan
    return {n: mapa[n] for n in sorted(mapa, key=lambda n: (nivel(n, mapa), n))}


def _nombre_corto(titulo):
    """El título hasta los dos puntos: «VAE» para «VAE: el autocodificador variacional»."""
    return titulo.partition(":")[0]


def nivel(numero, mapa):
    """Cuántas lecciones hay que hacer antes, como mínimo una detrás de otra: la fila del dibujo."""
    return max((nivel(previa, mapa) + 1 for previa in mapa[numero].pide), default=0)


def flechas(mapa):
    """Parejas (antes, después), sin las que ya se deducen de otras: si 02 pide 01 y 01 pide 00, sobra la de 00 a 02."""

    def lejanas(numero):
        return {
            lejos for previa in mapa[numero].pide for lejos in (*mapa[previa].pide, *lejanas(previa))
        }

    return [(previa, n) for n in mapa for previa in mapa[n].pide if previa not in lejanas(n)]


def colocar(mapa):
    """Diccionario número → (x entre 0 y 1, fila): en cada fila, repartidas y cerca de las que piden."""
    lugares = {}
    for fila in range(1 + max(nivel(n, mapa) for n in mapa)):
        suyas = [n for n in mapa if nivel(n, mapa) == fila]
        centro = {
            n: sum(lugares[p][0] for p in mapa[n].pide) / max(1, len(mapa[n].pide)) for n in suyas
        }
        for i, n in enumerate(sorted(suyas, key=lambda n: (centro[n], n))):
            lugares[n] = ((i + 0.5) / len(suyas), fila)
    return lugares
