#!/bin/sh
# Crea un entorno de Python con los paquetes de una lista. Si ya está hecho y la lista no ha cambiado, acaba al momento.
#
#   sh herramientas/entorno.sh CARPETA LISTA [PAQUETE_MÁS]
#
# PYTHON_DESDE y PYTHON_HASTA acotan la versión (por defecto 10 y 13: de Python 3.10 a 3.13).
# Sale con 3 si no hay un Python que valga y con 1 si algo falla.
set -eu

carpeta=$1
lista=$2
extra=${3:-}
desde=${PYTHON_DESDE:-10}
hasta=${PYTHON_HASTA:-13}
espacio_kb=3500000

# El sello es una suma del contenido de la lista y se escribe al final: un entorno a medias nunca se da por bueno.
sello=$carpeta/sello-$(basename "$lista")${extra:+-$extra}
registro=$carpeta/instalacion.log
huella=$(cat "$lista" requirements.txt | cksum)

decir() { printf '%s\n' "$@" >&2; }

EXAMEN='
import sys
version = sys.version_info[:2]
estado = "viejo" if version < (3, int(sys.argv[1])) else "nuevo" if version > (3, int(sys.argv[2])) else "vale"
try:
    import ensurepip, venv
except ImportError:
    estado = "sin_venv" if estado == "vale" else estado
print("%s %d.%d" % ((estado,) + version))
'

# Deja en $base el primer Python que vale. Se prueba ejecutándolo: los atajos de pyenv existen aunque no funcionen.
buscar_python() {
    problema= version=
    for base in python3 python3.13 python3.12 python3.11 python3.10 \
        "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.1[0-3].*/bin/python3; do
        examen=$("$base" -c "$EXAMEN" "$desde" "$hasta" 2>/dev/null) || continue
        [ "${examen% *}" = vale ] && return
        if [ -z "$problema" ] || [ "${examen% *}" = sin_venv ]; then
            problema=${examen% *} version=${examen#* }
        fi
    done
    valen="Python (de la versión 3.$desde a la 3.$hasta)"
    [ "$desde" = "$hasta" ] && valen="Python 3.$desde"
    case $problema in
        viejo) decir "Tu Python ($version) es demasiado antiguo: hace falta $valen." ;;
        nuevo) decir "Tu Python ($version) es demasiado nuevo: TensorFlow aún no lo admite. Hace falta $valen." ;;
        sin_venv)
            decir "A tu Python ($version) le falta el módulo venv, que crea entornos." \
                "En Debian o Ubuntu: sudo apt install python$version-venv"
            exit 3 ;;
        *) decir "No encuentro Python. Hace falta $valen." ;;
    esac
    decir "En Debian o Ubuntu: sudo apt install python3 python3-venv. En otros sistemas, con conda: lo explica el README."
    exit 3
}

crear() {
    buscar_python
    libre=$(df -Pk . | awk 'NR == 2 { print $4 }')
    if [ "$libre" -lt "$espacio_kb" ]; then
        decir "No cabe: el entorno ocupa unos 3 GB y en este disco quedan $((libre / 1000)) MB. Libera espacio y repite la orden."
        exit 1
    fi
    echo "Creo el entorno en $carpeta con $("$base" --version). Solo se hace una vez: son unos minutos y 3 GB."
    rm -rf "$carpeta"
    if ! "$base" -m venv "$carpeta"; then
        rm -rf "$carpeta"
        decir "No he podido crear $carpeta. ¿Tienes permiso para escribir en esta carpeta?"
        exit 1
    fi
}

explicar_fallo() {
    if grep -qi "no space left" "$registro" 2>/dev/null; then
        decir "El disco (o la carpeta temporal) se ha llenado. Libera unos 3 GB y repite la orden."
    elif grep -qiE "connection broken|name resolution|timed out|no route|unreachable" "$registro" 2>/dev/null; then
        decir "No hay conexión con el servidor de paquetes. Comprueba la red y repite la orden: seguirá donde estaba."
    else
        decir "No he podido instalar los paquetes: el motivo está arriba y, entero, en $registro." \
            "Si no lo entiendes, ejecuta «make limpiar» y repite la orden."
    fi
    exit 1
}

python=$carpeta/bin/python
if ! "$python" -m pip --version >/dev/null 2>&1; then
    crear
elif [ "$(cat "$sello" 2>/dev/null)" = "$huella" ]; then
    exit 0
fi
echo "Instalo lo que pide $lista…"
rm -f "$registro" "$sello"
{
    "$python" -m pip install --disable-pip-version-check --no-input --log "$registro" -r "$lista" $extra 2>&1 &&
        echo "$huella" >"$sello"
} | while read -r verbo que resto; do
    case "$verbo $resto" in
        Downloading*MB*) echo "  descargo ${que%%-*} $resto" ;;
        Installing*) echo "  y ahora los instalo…" ;;
        ERROR:*) echo "$verbo $que $resto" ;;
    esac
done
[ -f "$sello" ] || explicar_fallo
echo "Entorno listo."
