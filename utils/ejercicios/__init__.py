"""Ejercicios que se corrigen solos. El motor está en `motor`; cada lección declara los suyos en `leccion_NN`."""

from .motor import Veredicto, comprobar, evaluar, pista, solucion, usar
from .progreso import progreso

__all__ = ["Veredicto", "comprobar", "evaluar", "pista", "progreso", "solucion", "usar"]
