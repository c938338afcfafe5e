"""Lo que el motor recuerda mientras el núcleo está vivo."""

from dataclasses import dataclass, field


@dataclass
class Sesion:
    """`pistas` dadas de cada ejercicio, `estados` anotados, `avisos` ya dichos y si se está `ejecutando` una respuesta."""

    pistas: dict = field(default_factory=dict)
    estados: dict = field(default_factory=dict)
    avisos: set = field(default_factory=set)
    ejecutando: bool = False


SESION = Sesion()
