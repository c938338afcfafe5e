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


def parar_con_nan():
    """Vigilante para `fit`: si la pérdida o un peso deja de ser finito, repone los últimos pesos buenos y lanza `ErrorCurso`."""
    import keras

    class PararConNaN(keras.callbacks.Callback):
        def on_train_begin(self, logs=None):
            self.buenos = self.model.get_weights()

        def on_epoch_end(self, epoch, logs=None):
            pesos = self.model.get_weights()
            if np.isfinite(logs["loss"]) and all(np.isfinite(p).all() for p in pesos):
                self.buenos = pesos
                return
            self.model.set_weights(self.buenos)
            raise ErrorCurso(
                f"El entrenamiento se ha parado en la época {epoch + 1}: la pérdida o algún peso ya no es un número. La red vuelve a los "
                "últimos pesos buenos. ¿Hay NaN en los datos, o el ritmo de aprendizaje es demasiado grande?"
            )

    return PararConNaN()
