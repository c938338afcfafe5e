"""Lo que llevas hecho: se anota en un JSON, se dibuja y se puede exportar."""

import itertools
import json
import os
import tempfile
import zlib
from pathlib import Path

from filelock import FileLock, Timeout

from ..curso import RAIZ, ErrorCurso
from ..graficos import AZUL, NARANJA, figura, mostrar
from .catalogo import ejercicios_de, lecciones, titulo_de
from .sesion import SESION

VERSION = 2  # la 1 numeraba los ejercicios de otra manera
ORDEN = {"sin_empezar": 0, "incorrecto": 1, "correcto": 2}
SIMBOLOS = {"sin_empezar": ("", "white"), "incorrecto": ("✗", NARANJA), "correcto": ("✓", AZUL)}
SEGUNDOS_DE_ESPERA = 10


def ruta():
    """Archivo del progreso: `progreso.json` en la carpeta del curso, o lo que diga CURSO_PROGRESO."""
    return Path(os.environ.get("CURSO_PROGRESO") or RAIZ / "progreso.json")


def anotar(veredicto):
    """Guarda el mejor estado de cada ejercicio. Devuelve un aviso la primera vez que algo impide guardar; si no, ""."""
    anterior = SESION.estados.get(veredicto.id, "sin_empezar")
    if ORDEN[veredicto.estado] > ORDEN[anterior]:
        SESION.estados[veredicto.id] = veredicto.estado
    try:
        with FileLock(_cerrojo(), timeout=SEGUNDOS_DE_ESPERA):
            return _una_vez(_guardar())
    except (OSError, Timeout) as error:
        return _una_vez(_no_se_guarda(ruta(), error))


def _cerrojo():
    """Archivo con el que se turnan los cuadernos abiertos a la vez: en la carpeta temporal, para no ensuciar la del curso."""
    return Path(tempfile.gettempdir()) / f"redes-vivas-{zlib.crc32(str(ruta().resolve()).encode()):08x}.lock"


def _guardar():
    """Añade lo de esta sesión a lo que haya en el archivo. Devuelve un aviso o ""."""
    guardados, aviso, legible = _leer()
    estados = _los_mejores(guardados, SESION.estados)
    if legible and estados != guardados:
        aviso = _escribir(ruta(), estados) or aviso
    return aviso


def _los_mejores(unos, otros):
    """De cada ejercicio, el estado más avanzado de los dos diccionarios."""
    return {id: max(unos.get(id, "sin_empezar"), otros.get(id, "sin_empezar"), key=ORDEN.get) for id in unos | otros}


def _leer():
    """Devuelve `(estados, aviso, legible)` de lo guardado. Si no es legible, no se debe escribir encima."""
    try:
        contenido = json.loads(ruta().read_text(encoding="utf-8"))
        estados = {id: estado for id, estado in contenido["ejercicios"].items() if estado in ORDEN}
        return (estados if contenido.get("version") == VERSION else _renumerar(estados)), "", True
    except FileNotFoundError:
        return {}, "", True
    except OSError as error:
        aviso = f"No puedo leer tu progreso en {ruta().name} ({type(error).__name__}); lo de esta sesión sí cuenta."
        return {}, aviso, False
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, *_apartar(ruta())


def _renumerar(estados):
    """Los estados de un progreso de la versión 0.1.0, con el número que tiene hoy cada ejercicio."""
    suyas = {id.partition(".")[0] for id in estados} & set(lecciones())
    ahora = {e.antes: e.id for leccion in suyas for e in ejercicios_de(leccion) if e.antes}
    return {ahora.get(id, id): estado for id, estado in estados.items()}


def progreso(leccion=None, exportar=None):
    """Dibuja lo que llevas hecho.

    leccion: "02" para una sola; por defecto, todas.
    exportar: ruta de un JSON en el que guardar una copia, para entregarla o llevarla a otro equipo.
    """
    guardados, aviso, _ = _leer()
    if aviso := _una_vez(aviso):
        print(f"⚠️ {aviso}")
    estados = _los_mejores(guardados, SESION.estados)
    try:
        filas = [(n, ejercicios_de(n)) for n in ([str(leccion).zfill(2)] if leccion is not None else lecciones())]
    except ErrorCurso as error:
        print(f"⚠️ {error}")
        return
    _dibujar(filas, estados)
    if exportar is not None:
        print(_exportar(exportar, estados))


def _dibujar(filas, estados):
    fig, eje = figura(7.5, 0.5 + 0.36 * len(filas))
    hechos = total = 0
    for y, (numero, ejercicios) in enumerate(filas):
        titulo = titulo_de(numero).partition(":")[0]
        eje.text(-0.6, y, f"{numero.upper()} {titulo}", ha="right", va="center")
        for x, ejercicio in enumerate(ejercicios):
            estado = estados.get(ejercicio.id, "sin_empezar")
            simbolo, color = SIMBOLOS[estado]
            eje.scatter(x, y, s=220, marker="s", color=color, edgecolor="#555555", linewidth=1)
            eje.text(x, y, simbolo, ha="center", va="center", color="white", weight="bold")
            hechos, total = hechos + (estado == "correcto"), total + 1
    eje.set(xlim=(-7, 8), ylim=(len(filas) - 0.5, -0.5))
    eje.set_axis_off()
    eje.set_title(f"Llevas {hechos} de {total} ejercicios (✓ correcto, ✗ por revisar)", loc="left")
    detalle = "; ".join(f"{n}: {sum(estados.get(e.id) == 'correcto' for e in es)} de {len(es)}" for n, es in filas)
    pie = f"Progreso: {hechos} de {total} ejercicios correctos."
    mostrar(fig, f"{pie} Por lección, {detalle}.", pie)


def _exportar(destino, estados):
    try:
        destino = Path(destino).expanduser()
        if destino.parent.is_dir():
            fallo = _escribir(destino, estados)
        else:
            fallo = f"No existe la carpeta «{destino.parent}»: créala o elige otra."
    except (TypeError, ValueError, RuntimeError):
        return '⚠️ Dime el nombre del archivo: progreso(exportar="mi_progreso.json").'
    return f"⚠️ {fallo}" if fallo else f"Copia guardada en {destino.resolve()}."


def _escribir(destino, estados):
    """Guarda de una vez (nunca a medias). Devuelve un aviso si no se puede."""
    temporal = destino.with_name(f"{destino.name}.{os.getpid()}.parcial")
    try:
        if destino.is_dir():
            raise IsADirectoryError
        temporal.write_text(json.dumps({"version": VERSION, "ejercicios": estados}, indent=1, sort_keys=True), encoding="utf-8")
        os.replace(temporal, destino)
    except OSError as error:
        return _no_se_guarda(destino, error)
    return ""


def _no_se_guarda(destino, error):
    return (
        f"No puedo guardar tu progreso en {destino.name} ({type(error).__name__}): ¿carpeta de solo lectura o disco lleno? "
        "Sigue: cuenta mientras no reinicies el núcleo."
    )


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
    if aviso in SESION.avisos:
        return ""
    SESION.avisos.add(aviso)
    return aviso
