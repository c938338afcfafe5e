"""Pinturas y motivos dibujados: diez familias que se ven bien y que sirven para entrenar redes que miran texturas y para dar estilo.

Cada pintura sale de un `numpy.random.Generator`: la misma semilla, la misma pintura. Se dibuja al doble de tamaño y se reduce,
para que los bordes queden suaves. Ninguna imagen es de nadie: las pinta este archivo.
"""

import numpy as np
from scipy.ndimage import map_coordinates
from scipy.spatial import cKDTree

from ..curso import ErrorCurso
from .descargas import del_curso

LADO = 64  # el de las imágenes de `lote`
MOTIVO = (16.0, 34.0)  # de cuántos píxeles es un motivo
AUMENTO = 2
ANCHOS = (16, 24, 32, 48, 64)  # canales de cada convolución de la red
MAXIMO = 2048
RED_DE_TEXTURAS = "estilos/texturas.keras"  # dentro de data/
_PALETAS = (
    "0B3954 087E8B BFD7EA FF5A5F C81D25",
    "3D2C2E 9B2915 E9B44C 50A2A7 E4D6A7",
    "1B4332 40916C B7E4C7 FFB703 FB8500",
    "10205A 1F4E9C 4F9BD9 F2D648 F7F3D0",
    "264653 2A9D8F E9C46A F4A261 E76F51",
    "2B2D42 5B6C9E EDF2F4 EF233C FFAFCC",
    "132A13 31572C 90A955 ECF39E FF9F1C",
    "003049 D62828 F77F00 FCBF49 EAE2B7",
    "240046 5A189A 9D4EDD FF9E00 FFD6A5",
    "03045E 0077B6 00B4D8 90E0EF FFF3B0",
    "5F0F40 9A031E FB8B24 0F4C5C F6E7CB",
    "283618 606C38 FEFAE0 DDA15E BC6C25",
)
PALETAS = np.array([[[int(c[i : i + 2], 16) / 255 for i in (0, 2, 4)] for c in p.split()] for p in _PALETAS])


def pintura(nombre, tamano=256, rng=None, motivo=None):
    """Una pintura de esa familia, float32 de forma (alto, ancho, 3) en [0, 1].

    nombre: una de `FAMILIAS`.
    tamano: lado en píxeles, o `(alto, ancho)`; de 16 a 2048.
    rng: `numpy.random.Generator`, o un entero que hace de semilla; por defecto, 0.
    motivo: tamaño de un motivo en píxeles; por defecto, al azar entre 16 y 34.
    Lanza `ErrorCurso` si la familia no existe o el tamaño no vale.
    """
    if nombre not in FAMILIAS:
        raise ErrorCurso(f"No hay ninguna familia de pinturas «{nombre}». Puedes elegir: {', '.join(FAMILIAS)}.")
    alto, ancho = _revisar_tamano(tamano)
    rng = np.random.default_rng(0 if rng is None else rng)
    motivo = rng.uniform(*MOTIVO) if motivo is None else float(motivo)
    if not 4 <= motivo <= MAXIMO:
        raise ErrorCurso(f"El motivo mide de 4 a {MAXIMO} píxeles, y has pedido {motivo:g}.")
    paleta = _paleta(rng)
    y, x = np.mgrid[0 : alto * AUMENTO, 0 : ancho * AUMENTO] / (AUMENTO * motivo)
    lienzo = FAMILIAS[nombre](y, x, paleta, rng)
    lienzo = lienzo.reshape(alto, AUMENTO, ancho, AUMENTO, 3).mean(axis=(1, 3))
    lienzo = lienzo + rng.normal(0, 0.012, lienzo.shape)  # el grano del lienzo
    return np.clip(lienzo, 0, 1).astype("float32")


def lote(n, rng, familias=None, tamano=LADO):
    """`n` pinturas al azar y su familia: imágenes (n, tamano, tamano, 3) float32 en [0, 1] y enteros, el lugar de cada una en `familias`.

    familias: nombres entre los que elegir; por defecto, todos, en el orden de `FAMILIAS`. Salen a partes iguales y en desorden.
    """
    familias = list(FAMILIAS if familias is None else familias)
    if not familias:
        raise ErrorCurso(f"Elige al menos una familia: {', '.join(FAMILIAS)}.")
    etiquetas = rng.permutation(np.arange(n) % len(familias))
    imagenes = [pintura(familias[k], tamano, rng) for k in etiquetas]
    return np.array(imagenes, dtype="float32").reshape(n, *_revisar_tamano(tamano), 3), etiquetas


def crear_red(clases):
    """La red de texturas, sin entrenar, para distinguir ese número de clases. Sus capas se llaman "capa1" a "capa5" y "familias".

    Convoluciones con agrupación media, que deja pasar el gradiente a todos los píxeles, y una media global al final: acepta imágenes
    de cualquier tamaño, con valores en [0, 1].
    """
    from keras import Input, Sequential, layers

    capas = [Input((None, None, 3)), layers.Rescaling(2.0, -1.0)]
    for numero, ancho in enumerate(ANCHOS, start=1):
        if numero > 2:
            capas.append(layers.AveragePooling2D(2, name=f"media{numero}"))
        lado = 5 if numero == 1 else 3
        capas += [
            layers.Conv2D(ancho, lado, padding="same", use_bias=False, name=f"conv{numero}"),
            layers.BatchNormalization(momentum=0.9, name=f"norma{numero}"),
            layers.ReLU(name=f"capa{numero}"),
        ]
    return Sequential([*capas, layers.GlobalAveragePooling2D(name="media_global"), layers.Dense(clases, name="familias")])


def red_de_texturas():
    """La red que viene con el curso, ya entrenada: clasifica trozos de pintura de `LADO` píxeles en las familias de `FAMILIAS`.

    La entrenó `herramientas/entrenar_texturas.py`. Lanza `ErrorCurso` si el fichero falta o está dañado.
    """
    red = crear_red(len(FAMILIAS))  # solo se leen los pesos: la descripción de las capas cambia de una versión de Keras a otra
    with del_curso(RED_DE_TEXTURAS) as ruta:
        red.load_weights(ruta)
    return red


def _revisar_tamano(tamano):
    lados = tuple(tamano) if isinstance(tamano, (tuple, list)) else (tamano, tamano)
    if len(lados) != 2 or not all(isinstance(lado, (int, np.integer)) and 16 <= lado <= MAXIMO for lado in lados):
        raise ErrorCurso(f"El tamaño es un entero de 16 a {MAXIMO}, o dos (alto y ancho), y has pedido {tamano!r}.")
    return int(lados[0]), int(lados[1])


# --- Lo que comparten las familias ----------------------------------------------------------------------------------
# En todas, `y`, `x` son coordenadas en motivos: un motivo mide 1, sea cual sea el tamaño en píxeles.


def _paleta(rng):
    """Cinco colores que combinan, en un orden al azar, con los tonos algo movidos."""
    colores = PALETAS[rng.integers(len(PALETAS))] + rng.normal(0, 0.025, (5, 3))
    return rng.permutation(np.clip(colores, 0, 1))


def _por_claridad(paleta):
    """La paleta, del color más oscuro al más claro."""
    return paleta[np.argsort(paleta @ [0.3, 0.6, 0.1])]


def _fundir(lienzo, mascara, color):
    """Pinta `color` sobre `lienzo` con la opacidad `mascara`."""
    mascara = mascara[..., None]
    lienzo += mascara * (color - lienzo)


def _dentro(distancia, borde):
    """Opacidad 1 donde la distancia con signo es negativa, con el borde suave."""
    return np.clip(0.5 - distancia / borde, 0, 1)


def _repartir(y, x, paso, rng, temblor=0.3):
    """Puntos de una rejilla al tresbolillo, con temblor, que cubren el lienzo y sus alrededores: (n, 2), en desorden."""
    filas, columnas = np.mgrid[-1 : 1.4 * y[-1, 0] / paso + 2, -1 : x[0, -1] / paso + 2]
    puntos = np.stack([filas, columnas + 0.5 * (filas % 2)], axis=-1).reshape(-1, 2)
    puntos = puntos + rng.uniform(-temblor, temblor, puntos.shape) + rng.uniform(-0.5, 0.5, 2)
    return rng.permutation(puntos) * paso


def _estampar(lienzo, y, x, centro, radio, giro, pintar):
    """Llama a `pintar(trozo, u, v, borde)` con el trozo de lienzo que rodea al centro y sus coordenadas locales, giradas y en radios."""
    fina = y[1, 0] - y[0, 0]
    (f0, f1), (c0, c1) = ([int(max(0, (c - 1.1 * radio) / fina)), int(max(0, (c + 1.1 * radio) / fina + 1))] for c in centro)
    trozo = lienzo[f0:f1, c0:c1]
    if trozo.size:
        dy, dx = (y[f0:f1, c0:c1] - centro[0]) / radio, (x[f0:f1, c0:c1] - centro[1]) / radio
        pintar(trozo, np.cos(giro) * dx + np.sin(giro) * dy, np.cos(giro) * dy - np.sin(giro) * dx, 1.5 * fina / radio)


def _lienzo(y, color):
    return np.broadcast_to(color, (*y.shape, 3)).copy()


def _ondas(y, x, rng, largo=2.5, n=4):
    """Ruido suave, de media 0 y desviación cercana a 1: unas pocas ondas al azar."""
    total = np.zeros_like(y)
    for _ in range(n):
        giro, fase = rng.uniform(0, 2 * np.pi, 2)
        total += np.sin(2 * np.pi * (np.cos(giro) * x + np.sin(giro) * y) / (largo * rng.uniform(0.7, 1.6)) + fase)
    return total / np.sqrt(n / 2)


# --- Las familias ---------------------------------------------------------------------------------------------------


def _rayas(y, x, paleta, rng):
    """Franjas que ondulan, perfiladas, con algo de relieve."""
    giro, bandas = rng.uniform(0, np.pi), rng.uniform(1.6, 2.6)
    altura = bandas * (np.cos(giro) * x + np.sin(giro) * y) + rng.uniform(0.1, 0.5) * _ondas(y, x, rng, 4.0, 3)
    banda, dentro = np.floor(altura).astype(int), altura % 1
    lienzo = paleta[1:][banda % 4] * (0.82 + 0.3 * np.sin(np.pi * dentro))[..., None]
    _fundir(lienzo, _dentro(np.minimum(dentro, 1 - dentro) - 0.07, 0.08), 0.6 * _por_claridad(paleta)[0])
    return lienzo


def _puntos(y, x, paleta, rng):
    """Lunares de anillos concéntricos."""
    lienzo = _lienzo(y, paleta[0])
    for centro in _repartir(y, x, 0.95, rng, 0.12):
        colores, radio = paleta[1 + rng.permutation(4)], rng.uniform(0.3, 0.46)

        def pintar(trozo, u, v, borde, colores=colores):
            for color, hasta in zip(colores, (0.95, 0.68, 0.36), strict=False):
                _fundir(trozo, _dentro(np.hypot(u, v) - hasta, borde), color)

        _estampar(lienzo, y, x, centro, radio, 0, pintar)
    return lienzo


def _espirales(y, x, paleta, rng):
    """Remolinos vecinos: cada punto gira alrededor del centro más cercano."""
    centros = _repartir(y, x, 1.7, rng, 0.22)
    distancia, cual = cKDTree(centros).query(np.stack([y, x], axis=-1))
    sentido = rng.choice([-1, 1], len(centros))[cual]
    angulo = np.arctan2(y - centros[cual, 0], x - centros[cual, 1])
    vueltas = 2.6 * distancia + sentido * angulo / (2 * np.pi) + rng.uniform(size=len(centros))[cual]
    tinta = 0.5 + 0.5 * np.clip(2.2 * np.sin(2 * np.pi * vueltas), -1, 1)
    claro, oscuro = paleta[2 + rng.integers(3, size=len(centros))][cual], paleta[:2][rng.integers(2, size=len(centros))][cual]
    lienzo = oscuro + tinta[..., None] * (claro - oscuro)
    _fundir(lienzo, _dentro(distancia - 0.13, 0.06), _por_claridad(paleta)[-1])
    return lienzo


def _hojas(y, x, paleta, rng):
    """Hojas con sus nervios, unas sobre otras."""
    orden = _por_claridad(paleta)
    lienzo = _lienzo(y, 0.7 * orden[0])
    rumbo = rng.uniform(0, 2 * np.pi)
    for centro in _repartir(y, x, 0.62, rng):
        color, nervio = orden[1 + rng.integers(4)], orden[0 if rng.random() < 0.4 else -1]

        def pintar(trozo, u, v, borde, color=color, nervio=nervio):
            medio = 0.42 * (1 - u**2) * (1 - 0.3 * u)
            hoja = _dentro(np.abs(v) - medio, 2 * borde)
            _fundir(trozo, _dentro(np.abs(v + 0.04) - medio - 0.05, 3 * borde) * 0.5, 0.3 * orden[0])  # la sombra
            luz = (0.86 + 0.24 * (v < 0) + 0.1 * u)[..., None]
            _fundir(trozo, hoja, np.clip(color * luz, 0, 1))
            lateral = np.abs((4.5 * (u - 0.9 * np.abs(v)) + 0.5) % 1 - 0.5) / 4.5
            _fundir(trozo, hoja * np.maximum(_dentro(np.abs(v) - 0.035, borde), 0.7 * _dentro(lateral - 0.02, borde)), nervio)

        _estampar(lienzo, y, x, centro, rng.uniform(0.55, 0.85), rumbo + rng.normal(0, 0.7), pintar)
    return lienzo


def _ojos(y, x, paleta, rng):
    """Ojos que miran: párpado, iris con fibras, pupila y un brillo."""
    orden = _por_claridad(paleta)
    lienzo = _lienzo(y, orden[rng.integers(1, 4)]) * (1 + 0.06 * _ondas(y, x, rng))[..., None]
    for centro in _repartir(y, x, 1.15, rng, 0.12) * [0.72, 1]:
        iris, mirada, fibras = orden[rng.integers(1, 4)], rng.uniform(-0.12, 0.12), rng.integers(14, 24)

        def pintar(trozo, u, v, borde, iris=iris, mirada=mirada, fibras=fibras):
            parpado = np.abs(v) - 0.56 * (1 - u**2)
            _fundir(trozo, _dentro(parpado - 0.1, borde), 0.35 * orden[0])
            abierto = _dentro(parpado, borde)
            _fundir(trozo, abierto, np.array([0.97, 0.95, 0.91]))
            r, angulo = np.hypot(u - mirada, v), np.arctan2(v, u - mirada)
            _fundir(trozo, abierto * _dentro(r - 0.46, borde), 0.35 * iris)
            vivo = iris * (0.75 + 0.3 * np.cos(fibras * angulo) + 0.9 * (r - 0.2))[..., None]
            _fundir(trozo, abierto * _dentro(r - 0.41, borde), np.clip(vivo + 0.08, 0, 1))
            _fundir(trozo, abierto * _dentro(r - 0.21, borde), np.array([0.03, 0.03, 0.05]))
            _fundir(trozo, abierto * _dentro(np.hypot(u - mirada + 0.13, v + 0.15) - 0.09, borde), np.ones(3))

        _estampar(lienzo, y, x, centro, rng.uniform(0.5, 0.62), rng.normal(0, 0.25), pintar)
    return lienzo


def _mosaicos(y, x, paleta, rng):
    """Teselas irregulares con su junta, cada una con su luz."""
    centros = _repartir(y, x, rng.uniform(0.5, 0.75), rng, 0.34)
    distancias, cuales = cKDTree(centros).query(np.stack([y, x], axis=-1), k=2)
    cual = cuales[..., 0]
    tonos = paleta[rng.integers(1, 5, len(centros))] * rng.uniform(0.8, 1.12, (len(centros), 1))
    luz = 1 + 0.35 * ((centros[cual, 0] - y) + (centros[cual, 1] - x))
    lienzo = np.clip(tonos[cual] * luz[..., None], 0, 1)
    _fundir(lienzo, _dentro(distancias[..., 1] - distancias[..., 0] - 0.09, 0.05), paleta[0])
    return lienzo


def _pinceladas(y, x, paleta, rng):
    """Pinceladas largas que siguen una corriente con remolinos: se arrastra el color a lo largo de ella."""
    centros = _repartir(y, x, 3.2, rng)
    sentidos = rng.choice([-1.0, 1.0], len(centros))
    fy, fx = np.full_like(y, np.sin(rumbo := rng.uniform(0, 2 * np.pi))), np.full_like(x, np.cos(rumbo))
    for (cy, cx), sentido in zip(centros, sentidos, strict=True):
        peso = 2.5 * sentido * np.exp(-((y - cy) ** 2 + (x - cx) ** 2) / 1.4)
        fy, fx = fy + peso * (x - cx), fx - peso * (y - cy)
    norma = np.hypot(fy, fx) + 1e-6
    grano = _ruido(y, rng, 0.11)
    fino = y[1, 0] - y[0, 0]
    filas, columnas = np.indices(y.shape).astype(float)
    pasos = 18
    total = np.zeros_like(y)
    for _ in range(pasos):
        total += map_coordinates(grano, [filas, columnas], order=1, mode="mirror")
        vy = map_coordinates(fy / norma, [filas, columnas], order=1, mode="nearest")
        vx = map_coordinates(fx / norma, [filas, columnas], order=1, mode="nearest")
        filas, columnas = filas + 0.07 / fino * vy, columnas + 0.07 / fino * vx
    surco = (total - total.mean()) / total.std()
    orden = _por_claridad(paleta)
    tono = np.clip(2 + 0.9 * _ondas(y, x, rng, 6.0) + 0.75 * surco, 0, 3.999)
    bajo = tono.astype(int)
    lienzo = orden[bajo] + np.clip(3 * (tono - bajo) - 1, 0, 1)[..., None] * (orden[bajo + 1] - orden[bajo])
    return np.clip(lienzo * (1 + 0.1 * surco)[..., None], 0, 1)


def _ruido(y, rng, grueso):
    """Ruido blanco con granos de `grueso` motivos, interpolado."""
    celdas = [int(np.ceil(lado * (y[1, 0] - y[0, 0]) / grueso)) + 2 for lado in y.shape]
    rejilla = np.indices(y.shape) * (y[1, 0] - y[0, 0]) / grueso
    return map_coordinates(rng.normal(size=celdas), rejilla, order=1, mode="nearest")


def _geometria(y, x, paleta, rng):
    """Composición de círculos, triángulos, barras y arcos sobre un fondo claro."""
    orden = _por_claridad(paleta)
    lienzo = _lienzo(y, 0.25 * orden[-1] + 0.75 * np.array([0.97, 0.95, 0.9]))
    formas = (
        lambda u, v: np.hypot(u, v) - 0.8,
        lambda u, v: np.abs(np.hypot(u, v) - 0.72) - 0.12,
        lambda u, v: np.maximum(np.abs(u) * 0.866 + v * 0.5, -v) - 0.45,
        lambda u, v: np.maximum(np.abs(u), np.abs(v)) - 0.6,
        lambda u, v: np.maximum(np.abs(u) - 0.98, np.abs(v) - 0.13),
        lambda u, v: np.maximum(np.abs(np.hypot(u, v) % 0.3 - 0.15) - 0.07, np.maximum(np.hypot(u, v) - 0.9, -v)),
    )
    for centro in _repartir(y, x, 0.72, rng, 0.4):
        forma, color = formas[rng.integers(len(formas))], orden[rng.integers(4)]

        def pintar(trozo, u, v, borde, forma=forma, color=color):
            distancia = forma(u, v)
            _fundir(trozo, 0.92 * _dentro(distancia, borde), color)
            _fundir(trozo, _dentro(np.abs(distancia) - 0.025, borde), 0.4 * orden[0])

        _estampar(lienzo, y, x, centro, rng.uniform(0.35, 0.75), rng.uniform(0, 2 * np.pi), pintar)
    return lienzo


def _escamas(y, x, paleta, rng):
    """Olas japonesas: filas de arcos concéntricos que se tapan."""
    escala, giro = rng.uniform(0.5, 0.75), rng.choice([0.0, 0.5, 1.0, 1.5]) * np.pi + rng.normal(0, 0.15)
    u, v = ((np.cos(giro) * a + np.sin(giro) * b) / escala for a, b in ((x, y), (y, -x)))
    radio, fila = np.full_like(u, -1.0), np.zeros_like(u)
    for delante in range(3, -3, -1):
        cual = np.floor(v / 0.5) + delante
        r = np.hypot((u - cual % 2 + 1) % 2 - 1, v - 0.5 * cual)
        nuevo = (radio < 0) & (r < 1)
        radio, fila = np.where(nuevo, r, radio), np.where(nuevo, cual, fila)
    anillos = rng.integers(3, 5)
    tinta = 0.5 + 0.5 * np.clip(3 * np.cos(2 * np.pi * anillos * radio), -1, 1)
    claro, oscuro = paleta[1 + (fila % 2).astype(int)], paleta[3]
    lienzo = oscuro + tinta[..., None] * (claro - oscuro)
    _fundir(lienzo, _dentro(0.93 - radio, 0.06), _por_claridad(paleta)[0])
    return lienzo


def _flores(y, x, paleta, rng):
    """Flores de pétalos redondos con su centro, sobre un fondo liso."""
    orden = _por_claridad(paleta)
    lienzo = _lienzo(y, orden[rng.integers(2)]) * (1 + 0.08 * _ondas(y, x, rng))[..., None]
    for centro in _repartir(y, x, 0.9, rng, 0.22):
        petalos, color, boton = rng.integers(5, 9), paleta[rng.integers(5)], orden[-1 - rng.integers(2)]

        def pintar(trozo, u, v, borde, petalos=petalos, color=color, boton=boton):
            r, angulo = np.hypot(u, v), np.arctan2(v, u)
            onda = np.abs(np.cos(petalos * angulo / 2))
            limite = 0.5 + 0.48 * onda**0.7
            _fundir(trozo, _dentro(r - limite - 0.05, borde), 0.45 * orden[0])
            _fundir(trozo, _dentro(r - limite, borde), np.clip(color * (0.55 + 0.35 * r + 0.25 * onda)[..., None] + 0.04, 0, 1))
            _fundir(trozo, _dentro(r - 0.27, borde), 0.5 * orden[0])
            _fundir(trozo, _dentro(r - 0.22, borde), boton)

        _estampar(lienzo, y, x, centro, rng.uniform(0.4, 0.62), rng.uniform(0, 2 * np.pi), pintar)
    return lienzo


FAMILIAS = {
    "rayas": _rayas,
    "puntos": _puntos,
    "espirales": _espirales,
    "hojas": _hojas,
    "ojos": _ojos,
    "mosaicos": _mosaicos,
    "pinceladas": _pinceladas,
    "geometría": _geometria,
    "escamas": _escamas,
    "flores": _flores,
}
