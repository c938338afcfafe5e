"""Las lecciones: una carpeta cada una, con todo lo suyo."""
