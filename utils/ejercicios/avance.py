"""Lo que llevas hecho: se anota en un JSON, se dibuja y se puede exportar."""

import itertools
import json
import os
from pathlib import Path

from ..curso import RAIZ, ErrorCurso
from ..graficos import AZUL, NARANJA, figura, mostrar
from .catalogo import ejercicios_de, lecciones, titulo_de

ORDEN = {"sin_empezar": 0, "incorrecto": 1, "correcto": 2}
SIMBOLOS = {"sin_empezar": ("", "white"), "incorrecto": ("✗", NARANJA), "correcto": ("✓", AZUL)}
_sesion = {}
_avisos = set()


def ruta():
    """Archivo del progreso: `progreso.json` en la carpeta del curso, o lo que diga CURSO_PROGRESO."""
    return Path(os.environ.get("CURSO_PROGRESO") or RAIZ / "progreso.json")


def anotar(veredicto):
    """Guarda el mejor estado de cada ejercicio. Devuelve un aviso la primera vez que algo impide guardar; si no, ""."""
    estados, aviso, legible = _leer()
    anterior = estados.get(veredicto.id, "sin_empezar")
    if ORDEN[veredicto.estado] > ORDEN[anterior]:
        estados[veredicto.id] = _sesion[veredicto.id] = veredicto.estado
        if legible:
            aviso = _escribir(ruta(), estados) or aviso
    return _una_vez(aviso)


def _leer():
    """Devuelve `(estados, aviso, legible)`: lo guardado y lo de esta sesión. Si no es legible, no se debe escribir encima."""
    aviso, legible = "", True
    try:
        guardado = json.loads(ruta().read_text(encoding="utf-8"))["ejercicios"]
        estados = {id: estado for id, estado in guardado.items() if estado in ORDEN}
    except FileNotFoundError:
        estados = {}
    except OSError as error:
        estados, legible = {}, False
        aviso = f"No puedo leer tu progreso en {ruta().name} ({type(error).__name__}); lo de esta sesión sí cuenta."
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        estados = {}
        aviso, legible = _apartar(ruta())
    return estados | _sesion, aviso, legible


def progreso(leccion=None, exportar=None):
    """Dibuja lo que llevas hecho.

    leccion: "02" para una sola; por defecto, todas.
    exportar: ruta de un JSON en el que guardar una copia, para entregarla o llevarla a otro equipo.
    """
    estados, aviso, _ = _leer()
    if aviso := _una_vez(aviso):
        print(f"⚠️ {aviso}")
    try:
        filas = [(n, ejercicios_de(n)) for n in ([leccion] if leccion else lecciones())]
    except ErrorCurso as error:
        print(f"⚠️ {error}")
        return
    _dibujar(filas, estados)
    if exportar is not None:
        print(_exportar(exportar, estados))


def _dibujar(filas, estados):
    fig, eje = figura(7.5, 0.5 + 0.42 * len(filas))
    hechos = total = 0
    for y, (numero, ejercicios) in enumerate(filas):
        eje.text(-0.6, y, f"{numero} {titulo_de(numero)}", ha="right", va="center")
        for x, ejercicio in enumerate(ejercicios):
            estado = estados.get(ejercicio.id, "sin_empezar")
            simbolo, color = SIMBOLOS[estado]
            eje.scatter(x, y, s=260, marker="s", color=color, edgecolor="#555555", linewidth=1)
            eje.text(x, y, simbolo, ha="center", va="center", color="white", weight="bold")
            hechos, total = hechos + (estado == "correcto"), total + 1
    eje.set(xlim=(-7, 8), ylim=(len(filas) - 0.5, -0.5))
    eje.set_axis_off()
    eje.set_title(f"Llevas {hechos} de {total} ejercicios (✓ correcto, ✗ por revisar)", loc="left")
    detalle = "; ".join(
        f"{n}: {sum(estados.get(e.id) == 'correcto' for e in es)} de {len(es)}" for n, es in filas
    )
    mostrar(fig, f"Progreso: {hechos} de {total} ejercicios correctos. Por lección, {detalle}.")


def _exportar(destino, estados):
    try:
        fallo = _escribir(Path(destino).expanduser(), estados)
    except (TypeError, ValueError, RuntimeError):
        return '⚠️ Dime el nombre del archivo: progreso(exportar="mi_progreso.json").'
    return f"⚠️ {fallo}" if fallo else f"Copia guardada en {destino}."


def _escribir(destino, estados):
    """Guarda de una vez (nunca a medias). Devuelve un aviso si no se puede."""
    temporal = destino.with_name(destino.name + ".parcial")
    try:
        if destino.is_dir():
            raise IsADirectoryError
        temporal.write_text(json.dumps({"ejercicios": estados}, indent=1, sort_keys=True), encoding="utf-8")
        os.replace(temporal, destino)
    except OSError as error:
        return (
            f"No puedo guardar tu progreso en {destino.name} ({type(error).__name__}): ¿carpeta de solo lectura o disco lleno? "
            "Sigue: cuenta mientras no reinicies el núcleo."
        )
    return ""


def _apartar(archivo):
    """Un progreso ilegible no se pierde: se guarda aparte y se empieza otro. Devuelve `(aviso, si se ha podido)`."""
    libres = (archivo.with_name(f"{archivo.name}.ilegible{n or ''}") for n in itertools.count())
    aparte = next(nombre for nombre in libres if not nombre.exists())
    try:
        os.replace(archivo, aparte)
    except OSError:
        return f"El archivo {archivo.name} no se entiende y no puedo apartarlo; lo de esta sesión sí cuenta.", False
    return f"El archivo {archivo.name} no se entiende: lo he guardado como {aparte.name} y empiezo uno nuevo.", True


def _una_vez(aviso):
    if aviso in _avisos:
        return ""
    _avisos.add(aviso)
    return aviso
