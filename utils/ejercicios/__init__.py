"""Ejercicios que se corrigen solos. El motor está en `motor`; cada lección declara los suyos en su carpeta, en `ejercicios.py`."""

from .avance import progreso
from .motor import Veredicto, comprobar, evaluar, pista, solucion, usar

__all__ = ["Veredicto", "comprobar", "evaluar", "pista", "progreso", "solucion", "usar"]
