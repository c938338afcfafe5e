"""Datos del curso: un módulo por conjunto, cada uno con su cargador por defecto (sin red) y el completo."""
