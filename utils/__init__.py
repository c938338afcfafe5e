"""Lo que comparten los cuadernos de Redes Vivas. Importarlo no carga nada pesado."""

__version__ = "0.1.0"
