"""Los controles interactivos del curso: un módulo por lección y la base común en `base`."""
