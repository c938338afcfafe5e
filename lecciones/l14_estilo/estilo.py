"""Transferencia de estilo: una imagen con el contenido de una foto y el estilo de una pintura.

La lección 14 construye las pérdidas paso a paso; aquí están juntas, con progreso, para la portada, los experimentos y el explorador.
"""

import numpy as np

from utils.curso import ErrorCurso
from utils.gradientes import gradiente
from utils.imagenes import encajar

PIXELES = "píxeles"  # la capa 0: la propia imagen
CAPAS = (PIXELES, "capa1", "capa2", "capa3", "capa4", "capa5")
CONTENIDO = "capa4"
ALFA, BETA, GAMMA = 1.0, 100.0, 0.2
PESO_DE_LOS_PIXELES = 10.0  # para que los colores cuenten tanto como los trazos
MARGEN = 16  # píxeles de espejo que se añaden alrededor: así la red no ve el borde
LADO_MINIMO = 64


def mirar(red, capas, igualar=None):
    """Función que recibe una imagen (alto, ancho, 3) en [0, 1] y da un diccionario capa → activación (alto, ancho, canales).

    igualar: imagen en la que cada capa de la red debe tener activación media 1. Sin ella, unas capas gritan más que otras.
    Lanza `ErrorCurso` si la red no tiene alguna de las capas.
    """
    import keras
    from keras import ops

    nombres = [una.name for una in red.layers]
    for capa in capas:
        if capa != PIXELES and capa not in nombres:
            raise ErrorCurso(f"La red no tiene ninguna capa «{capa}». Tiene: {', '.join(nombres)}.")
    de_la_red = [capa for capa in capas if capa != PIXELES]
    hasta = (
        keras.Model(red.inputs, {capa: red.get_layer(capa).output for capa in de_la_red})
        if de_la_red
        else None
    )
    escalas = {}

    def activaciones(imagen):
        imagen = ops.convert_to_tensor(imagen, "float32")
        espejo = ops.pad(imagen, [[MARGEN, MARGEN], [MARGEN, MARGEN], [0, 0]], mode="reflect")
        salidas = hasta(espejo[None], training=False) if hasta else {}
        por_capa = {capa: salida[0] / escalas.get(capa, 1.0) for capa, salida in salidas.items()}
        return ({PIXELES: 2 * imagen - 1} if PIXELES in capas else {}) | por_capa

    if igualar is not None:
        escalas = {
            capa: float(ops.mean(ops.abs(a))) + 1e-8
            for capa, a in activaciones(igualar).items()
            if capa != PIXELES
        }
    return activaciones


def gram(F):
    """Matriz de Gram de una activación (alto, ancho, canales), dividida entre alto·ancho; con `keras.ops`, para poder derivarla."""
    from keras import ops

    filas = ops.reshape(F, (-1, F.shape[-1]))
    return ops.transpose(filas) @ filas / filas.shape[0]


class Encargo:
    """Lo que se pide: esta foto, con el estilo de esta pintura. Da las pérdidas de cualquier imagen del tamaño de la foto.

    capas: las del estilo. contenido: la capa del contenido. alfa, beta y gamma: pesos del contenido, del estilo y de la variación total.
    Las activaciones se igualan: cada capa tiene media 1 en la pintura.
    """

    def __init__(
        self, foto, pintura, red, capas=CAPAS, contenido=CONTENIDO, alfa=ALFA, beta=BETA, gamma=GAMMA
    ):
        if not capas:
            raise ErrorCurso("Elige al menos una capa para el estilo.")
        if min(alfa, beta, gamma) < 0:
            raise ErrorCurso("Los pesos α, β y γ no pueden ser negativos.")
        self.capas, self.contenido, self.pesos = tuple(capas), contenido, (alfa, beta, gamma)
        self.mirar = mirar(red, tuple(dict.fromkeys([*capas, contenido])), pintura)
        self.de_la_foto = self.mirar(foto)[contenido]
        de_la_pintura = self.mirar(pintura)
        self.grams = {capa: gram(de_la_pintura[capa]) for capa in capas}

    def partes(self, imagen):
        """Tensores `(contenido, estilo, variación)` de una imagen, cada uno dividido entre su tamaño y sin su peso."""
        from keras import ops

        F = self.mirar(imagen)
        contenido = ops.mean((F[self.contenido] - self.de_la_foto) ** 2) / 2
        estilo = 0.0
        for capa, A in self.grams.items():
            peso = PESO_DE_LOS_PIXELES if capa == PIXELES else 1.0
            estilo += peso * ops.sum((gram(F[capa]) - A) ** 2) / (4 * A.shape[0] ** 2)
        saltos = ops.sum(ops.abs(imagen[1:] - imagen[:-1])) + ops.sum(
            ops.abs(imagen[:, 1:] - imagen[:, :-1])
        )
        return contenido, estilo / len(self.grams), saltos / (imagen.shape[0] * imagen.shape[1])

    def total(self, imagen):
        """La pérdida que se minimiza: α·contenido + β·estilo + γ·variación."""
        return sum(peso * parte for peso, parte in zip(self.pesos, self.partes(imagen), strict=True))

    def medir(self, imagen):
        """Las tres partes, como un diccionario de números."""
        from keras import ops

        partes = self.partes(ops.convert_to_tensor(imagen, "float32"))
        return dict(zip(("contenido", "estilo", "variación"), map(float, partes), strict=True))


def igualar_colores(foto, pintura):
    """La foto con los colores de la pintura: la misma media y la misma covarianza entre rojo, verde y azul, recortada a [0, 1]."""
    filas, otras = foto.reshape(-1, 3), pintura.reshape(-1, 3)
    cambio = np.linalg.inv(_raiz(np.cov(filas.T))) @ _raiz(np.cov(otras.T))
    return np.clip((filas - filas.mean(axis=0)) @ cambio + otras.mean(axis=0), 0, 1).reshape(foto.shape)


def _raiz(matriz):
    """Raíz cuadrada de una matriz simétrica y positiva; los colores que no varían no estorban."""
    valores, vectores = np.linalg.eigh(matriz)
    return (vectores * np.sqrt(np.maximum(valores, 1e-6))) @ vectores.T


def minimizar(derivar, inicio, pasos, avisar=None):
    """Imagen en [0, 1] con un valor pequeño, buscada con L-BFGS desde `inicio`.

    derivar: función de la imagen que da `(valor, [gradiente])`, como las de `gradiente`. avisar: `avisar(paso, imagen)`, tras cada paso.
    """
    from scipy.optimize import Bounds, minimize

    forma, hechos = inicio.shape, 0

    def valor_y_gradiente(x):
        valor, (g,) = derivar(x.reshape(forma))
        return float(valor), np.asarray(g, dtype=float).ravel()

    def tras_cada_paso(x):
        nonlocal hechos
        hechos += 1
        if avisar:
            avisar(hechos, x.reshape(forma))

    opciones = {"maxiter": pasos, "maxfun": 2 * pasos}
    limites = Bounds(np.zeros(inicio.size), np.ones(inicio.size))
    final = minimize(
        valor_y_gradiente,
        np.ravel(inicio),
        jac=True,
        method="L-BFGS-B",
        bounds=limites,
        options=opciones,
        callback=tras_cada_paso,
    )
    return final.x.reshape(forma)


def estilizar(foto, pintura, red, pasos=50, colores=True, inicio=None, avisar=None, **opciones):
    """La foto con el estilo de la pintura: float64 (alto, ancho, 3) en [0, 1], del tamaño de la foto.

    foto, pintura: imágenes en [0, 1]; no hace falta que midan lo mismo. red: `red_de_texturas()`, por ejemplo.
    pasos: de L-BFGS en cada tamaño; primero se pinta a la mitad, y después, entera, sobre lo pintado.
    colores: True da antes a la foto los colores de la pintura; si no, se mezclan los de las dos.
    inicio: de dónde se parte; por defecto, de la foto.
    avisar: `avisar(fracción hecha, imagen de ahora)`, tras cada paso; puede lanzar una excepción para parar.
    opciones: las de `Encargo`. Lanza `ErrorCurso` si una imagen es demasiado pequeña o si un valor no tiene sentido.
    """
    for nombre, imagen in (("foto", foto), ("pintura", pintura)):
        if min(imagen.shape[:2]) < LADO_MINIMO:
            raise ErrorCurso(
                f"La {nombre} mide {imagen.shape[0]}×{imagen.shape[1]} píxeles y hacen falta {LADO_MINIMO} por lado, como poco."
            )
    if pasos < 1:
        raise ErrorCurso("Hace falta al menos un paso.")
    if colores:
        foto = igualar_colores(foto, pintura)
    x = foto if inicio is None else inicio
    for vuelta, divisor in enumerate((2, 1)):
        tamano = [lado // divisor for lado in foto.shape[:2]]
        encargo = Encargo(
            encajar(foto, *tamano),
            encajar(pintura, *[lado // divisor for lado in pintura.shape[:2]]),
            red,
            **opciones,
        )
        contar = avisar and (
            lambda paso, imagen, vuelta=vuelta: avisar((vuelta * pasos + paso) / (2 * pasos), imagen)
        )
        x = minimizar(gradiente(encargo.total), encajar(x, *tamano), pasos, contar)
    return x
