"""Lo que se revisa antes y durante un entrenamiento: imágenes en su rango y pérdidas que siguen siendo números."""

import numpy as np

from .curso import ErrorCurso


def exigir_unidad(imagenes):
    """Devuelve las imágenes en float32. Lanza `ErrorCurso` si hay valores que no son números o se salen de [0, 1]."""
    imagenes = np.asarray(imagenes, dtype="float32")
    if not imagenes.size or not np.isfinite(imagenes).all():
        raise ErrorCurso("No hay imágenes, o tienen píxeles que no son números (NaN o infinito): revísalas antes de entrenar.")
    menor, mayor = imagenes.min(), imagenes.max()
    if menor < 0 or mayor > 1:
        arreglo = "divide entre 255" if menor >= 0 else "vuelve a la escala de 0 a 1"
        raise ErrorCurso(f"Los píxeles deben estar entre 0 y 1, y van de {menor:g} a {mayor:g}: {arreglo}.")
    return imagenes


class UltimosBuenos:
    """Los últimos pesos con los que unas redes daban números: para volver a ellos si el entrenamiento se estropea."""

    def __init__(self, *redes):
        self.redes = redes
        self.pesos = [red.get_weights() for red in redes]

    def revisar(self, valores, cuando, consejo):
        """Apunta los pesos si ellos y `valores` (las pérdidas) son finitos; si no, repone los últimos y lanza `ErrorCurso`."""
        pesos = [red.get_weights() for red in self.redes]
        if np.isfinite(valores).all() and all(np.isfinite(p).all() for red in pesos for p in red):
            self.pesos = pesos
            return
        for red, buenos in zip(self.redes, self.pesos, strict=True):
            red.set_weights(buenos)
        raise ErrorCurso(
            f"El entrenamiento se ha parado en la {cuando}: la pérdida o algún peso ya no es un número. Las redes vuelven a los "
            f"últimos pesos buenos. {consejo}"
        )


def parar_con_nan():
    """Vigilante para `fit`: si la pérdida o un peso deja de ser finito, repone los últimos pesos buenos y lanza `ErrorCurso`."""
    import keras

    class PararConNaN(keras.callbacks.Callback):
        def on_train_begin(self, logs=None):
            self.buenos = UltimosBuenos(self.model)

        def on_epoch_end(self, epoch, logs=None):
            consejo = "¿Hay NaN en los datos, o el ritmo de aprendizaje es demasiado grande?"
            self.buenos.revisar(logs["loss"], f"época {epoch + 1}", consejo)

    return PararConNaN()
