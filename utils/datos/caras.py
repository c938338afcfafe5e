"""Caras dibujadas, de nadie real, con factores conocidos: identidad, sonrisa, pose, ojos y pelo.

Se dibujan con elipses y curvas de borde suave, así que cada factor se puede mover poco a poco y medir después.
"""

import numpy as np

from ..curso import ErrorCurso

TAMANO = 24
FACTORES = ("sonrisa", "pose", "ojos", "pelo")  # además de la identidad; los límites, en LIMITES
LIMITES = {"sonrisa": (-1.0, 1.0), "pose": (-1.0, 1.0), "ojos": (0.0, 1.0), "pelo": (0.0, 1.0)}
PIELES = np.array([[0.96, 0.80, 0.69], [0.87, 0.68, 0.52], [0.71, 0.51, 0.36], [0.50, 0.34, 0.24], [0.93, 0.74, 0.58]])
PELOS = np.array([[0.12, 0.09, 0.08], [0.36, 0.22, 0.12], [0.62, 0.42, 0.20], [0.72, 0.30, 0.14], [0.55, 0.55, 0.58]])
FONDO = np.array([0.86, 0.91, 0.95])
BLANCO, NEGRO, BOCA = np.ones(3), np.array([0.10, 0.08, 0.10]), np.array([0.62, 0.16, 0.18])


def caras(n, rng, identidades=None):
    """`n` caras al azar. Devuelve `(imagenes, factores)`.

    identidades: lista de enteros entre los que elegir; por defecto, cada cara es de alguien distinto.
    imagenes: float32 de forma (n, 24, 24, 3), en [0, 1].
    factores: diccionario de vectores de n números: "identidad" (entera), "sonrisa" y "pose" (de −1 a 1), "ojos" (de 0,
        cerrados, a 1) y "pelo" (de 0, corto, a 1, largo).
    """
    elegidas = rng.integers(0, 2**31, n) if identidades is None else rng.choice(np.asarray(identidades), n)
    factores = {"identidad": elegidas} | {nombre: rng.uniform(*LIMITES[nombre], n) for nombre in FACTORES}
    return dibujar(**factores), factores


def dibujar(identidad, sonrisa=0.0, pose=0.0, ojos=0.8, pelo=0.4, tamano=TAMANO):
    """Imágenes de colores, de forma (n, lado, lado, 3) y float32 en [0, 1], de esos factores: números o vectores de n. `tamano`: el lado.

    Lanza `ErrorCurso` si un factor se sale de sus límites.
    """
    valores = np.broadcast_arrays(*map(np.atleast_1d, (identidad, sonrisa, pose, ojos, pelo)))
    for nombre, valor in zip(FACTORES, valores[1:], strict=True):
        minimo, maximo = LIMITES[nombre]
        if not ((valor >= minimo) & (valor <= maximo)).all():
            raise ErrorCurso(f"El factor «{nombre}» debe estar entre {minimo:g} y {maximo:g}.")
    rasgos = [_rasgos(int(i)) for i in valores[0]]
    rasgos = {nombre: np.array([r[nombre] for r in rasgos]) for nombre in rasgos[0]}
    sonrisa, pose, ojos, pelo = (v.astype(float)[:, None, None] for v in valores[1:])
    return _pintar(rasgos, sonrisa, pose, ojos, pelo, tamano).astype("float32")


def _rasgos(identidad):
    """Lo que no cambia de una persona: sale de su número, siempre igual."""
    rng = np.random.default_rng([identidad, 24])
    return {
        "piel": np.clip(PIELES[rng.integers(len(PIELES))] + rng.normal(0, 0.02, 3), 0, 1),
        "color_pelo": np.clip(PELOS[rng.integers(len(PELOS))] + rng.normal(0, 0.03, 3), 0, 1),
        "ancho": rng.uniform(0.48, 0.60),
        "alto": rng.uniform(0.64, 0.74),
        "separacion": rng.uniform(0.21, 0.28),
        "ceja": rng.uniform(0.025, 0.06),
        "frente": rng.uniform(0.28, 0.42),
        "boca": rng.uniform(0.24, 0.32),
    }


def _pintar(rasgos, sonrisa, pose, ojos, pelo, tamano):
    y, x = np.mgrid[0:tamano, 0:tamano] * 2.0 / (tamano - 1) - 1.0
    borde = 2.0 / tamano
    r = {nombre: valor[:, None, None] for nombre, valor in rasgos.items() if valor.ndim == 1}
    lienzo = np.broadcast_to(FONDO, (len(pose), tamano, tamano, 3)).copy()

    def pintar(distancia, color):
        """Mezcla `color` donde la distancia con signo es negativa, con el borde suave."""
        opaco = np.clip(0.5 - distancia / borde, 0, 1)[..., None]
        lienzo[:] = lienzo * (1 - opaco) + color * opaco

    def elipse(cx, cy, ancho, alto):
        radio = np.sqrt(((x - cx) / ancho) ** 2 + ((y - cy) / alto) ** 2)
        return (radio - 1) * np.minimum(ancho, alto)

    color_pelo, piel = rasgos["color_pelo"][:, None, None], rasgos["piel"][:, None, None]
    largo = 0.25 + 0.65 * pelo
    melena = np.maximum(np.abs(x) - r["ancho"] - 0.12, np.maximum(-y - 0.2, y - largo))
    pintar(np.minimum(elipse(0, -0.22, r["ancho"] + 0.12, 0.66), melena), color_pelo)
    pintar(elipse(0, 0.08, r["ancho"], r["alto"]), piel)
    flequillo = np.maximum(elipse(0, -0.1, r["ancho"] + 0.06, 0.7), y + r["frente"] + 0.08 * np.cos(4 * x))
    pintar(flequillo, color_pelo)
    giro = 0.16 * pose
    for lado in (-1, 1):
        cx = giro + lado * r["separacion"]
        pintar(elipse(cx, -0.02, 0.12, 0.015 + 0.1 * ojos), BLANCO)
        pintar(np.maximum(elipse(cx + 0.05 * pose, -0.02, 0.055, 0.075), np.abs(y + 0.02) - 0.015 - 0.07 * ojos), NEGRO)
        pintar(np.maximum(np.abs(x - cx) - 0.13, np.abs(y + 0.17 + 0.02 * ojos) - r["ceja"]), color_pelo)
    pintar(np.maximum(np.abs(x - giro * 1.25) - 0.035, np.abs(y - 0.18) - 0.08), 0.82 * piel)
    curva = 0.46 + 0.13 * sonrisa * (1 - 2 * ((x - giro) / r["boca"]) ** 2)
    pintar(np.maximum(np.abs(x - giro) - r["boca"], np.abs(y - curva) - 0.055), BOCA)
    return np.clip(lienzo, 0, 1)
