"""Un generador de números al azar que sabe si la respuesta lo usó."""

import numpy as np


class Dado(np.random.Generator):
    """Generador con semilla que guarda la copia que recibe la respuesta; `usado` dice si sorteó con ella.

    tanda: lista que comparten los dados de una misma tanda, donde un `verificar` puede apuntar lo que va saliendo.
    """

    def __init__(self, semilla, tanda=None):
        super().__init__(np.random.PCG64(semilla))
        self.tanda = tanda

    def __deepcopy__(self, memo):
        self.copia = Dado(0)
        self.copia.bit_generator.state = self.bit_generator.state
        return self.copia

    @property
    def usado(self):
        return self.copia.bit_generator.state != self.bit_generator.state
