"""Ninguna respuesta sutilmente mala pasa: si una mutación de la referencia sobrevive, a ese ejercicio le falta un caso."""

import pytest
from comun import todos_los_ejercicios
from mutaciones import es_la_misma, mutaciones, pasa


@pytest.mark.parametrize("ejercicio", todos_los_ejercicios(), ids=lambda e: e.id)
def test_ninguna_mutacion_de_la_referencia_pasa(ejercicio):
    if ejercicio.preparar:
        ejercicio.preparar()
    pasan = [que for que, funcion in mutaciones(ejercicio) if pasa(ejercicio, funcion) and not es_la_misma(ejercicio, funcion)]
    assert pasan == [], f"a {ejercicio.id} le faltan casos: pasa con {pasan}"
