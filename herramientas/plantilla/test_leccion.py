"""Las pruebas propias de la lección 99: lo que ninguna prueba compartida mira."""

import numpy as np
from comun import lentitud

from lecciones.l99_tema.exploradores import X, Y, explorar_recta


def test_la_recta_de_minimos_cuadrados_tiene_el_menor_error():
    lamina = explorar_recta().lamina
    mejor = X @ Y / (X @ X)
    errores = [np.mean((Y - pendiente * X) ** 2) for pendiente in (mejor - 0.1, mejor, mejor + 0.1)]
    assert min(errores) == errores[1]
    assert f"es {errores[1]:.2f}" in lamina.pintar(mejor)


def test_el_explorador_responde_deprisa_en_sus_extremos():
    assert lentitud(explorar_recta()) < 5
