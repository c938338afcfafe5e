"""La casa: entorno, órdenes y ficheros de la raíz. Nada de esto usa la red ni instala paquetes."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml
from comun import RAIZ

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

UTILES = ("sh", "awk", "basename", "cat", "chmod", "cksum", "df", "grep", "mkdir", "rm")
EXAMINADO = """#!/bin/sh
if [ "$1" = --version ]; then echo Python de mentira; exit; fi
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cat pip.sh > "$3/bin/python"; chmod +x "$3/bin/python"; exit {venv}; fi
exec {real} -c '
import sys
sys.version_info = {version}
sys.modules["ensurepip"] = None if {sin_venv} else sys
sys.argv = sys.argv[2:]
exec(sys.argv[0])' "$@"
"""
PIP = """#!/bin/sh
case "$*" in *--version*) exit ;; esac
echo "$*" >> llamadas.txt
[ -f fallo.txt ] || exit 0
while [ "$1" != --log ]; do shift; done
cat fallo.txt > "$2"
exit 1
"""


class Taller:
    """Una carpeta con `entorno.sh`, dos listas y un PATH en el que solo hay los Python que se pongan."""

    def __init__(self, carpeta):
        self.carpeta = carpeta
        self.bin = carpeta / "bin"
        self.bin.mkdir()
        for util in UTILES:
            (self.bin / util).symlink_to(shutil.which(util))
        for lista in ("requirements.txt", "requirements-dev.txt"):
            (carpeta / lista).write_text("keras\n")
        (carpeta / "pip.sh").write_text(PIP)

    def poner_python(self, nombre="python3", version=(3, 11), sin_venv=False, venv=0):
        guion = EXAMINADO.format(real=sys.executable, version=version, sin_venv=sin_venv, venv=venv)
        (self.bin / nombre).write_text(guion)
        (self.bin / nombre).chmod(0o755)

    def entorno(self, *argumentos, lista="requirements.txt", **variables):
        return subprocess.run(
            ["sh", RAIZ / "herramientas" / "entorno.sh", ".venv", lista, *argumentos],
            cwd=self.carpeta,
            env={"PATH": str(self.bin), "HOME": str(self.carpeta)} | variables,
            capture_output=True,
            text=True,
        )

    @property
    def instalaciones(self):
        fichero = self.carpeta / "llamadas.txt"
        return len(fichero.read_text().splitlines()) if fichero.exists() else 0


@pytest.fixture
def taller(tmp_path):
    return Taller(tmp_path)


@pytest.mark.parametrize(
    ("python", "mensaje"),
    [
        (None, "No encuentro Python. Hace falta Python (de la versión 3.10 a la 3.13)."),
        ({"version": (3, 8)}, "Tu Python (3.8) es demasiado antiguo"),
        ({"version": (3, 15)}, "Tu Python (3.15) es demasiado nuevo"),
        ({"sin_venv": True}, "sudo apt install python3.11-venv"),
    ],
)
def test_dice_que_le_falta_a_python(taller, python, mensaje):
    if python:
        taller.poner_python(**python)
    resultado = taller.entorno()
    assert resultado.returncode == 3
    assert mensaje in resultado.stderr
    assert not (taller.carpeta / ".venv").exists()


def test_salta_los_python_que_no_valen(taller):
    taller.poner_python("python3", version=(3, 8))
    (taller.bin / "python3.13").write_text("#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2; exit 127\n")
    (taller.bin / "python3.13").chmod(0o755)
    taller.poner_python("python3.12", version=(3, 12))
    assert taller.entorno().returncode == 0


def test_colab_solo_acepta_su_version(taller):
    taller.poner_python(version=(3, 11))
    resultado = taller.entorno(PYTHON_DESDE="13", PYTHON_HASTA="13")
    assert resultado.returncode == 3
    assert "hace falta Python 3.13." in resultado.stderr


def test_reutiliza_el_entorno_si_la_lista_no_cambia(taller):
    taller.poner_python()
    assert "Entorno listo." in taller.entorno().stdout
    os.utime(taller.carpeta / "requirements.txt", (0, 0))
    assert taller.entorno().stdout == ""
    assert taller.instalaciones == 1
    (taller.carpeta / "requirements.txt").write_text("keras\nscipy\n")
    taller.entorno()
    assert taller.instalaciones == 2


def test_cada_lista_y_la_gpu_se_instalan_una_vez(taller):
    taller.poner_python()
    for _ in range(2):
        taller.entorno()
        taller.entorno(lista="requirements-dev.txt")
        taller.entorno("tensorflow[and-cuda]")
    assert taller.instalaciones == 3
    assert (taller.carpeta / "llamadas.txt").read_text().splitlines()[2].endswith("-r requirements.txt tensorflow[and-cuda]")


@pytest.mark.parametrize(
    ("registro", "mensaje"),
    [
        ("OSError: [Errno 28] No space left on device", "se ha llenado"),
        ("Retrying after connection broken by 'NewConnectionError'", "No hay conexión"),
        ("error: subprocess-exited-with-error", "make limpiar"),
    ],
)
def test_una_instalacion_fallida_se_explica_y_no_se_da_por_buena(taller, registro, mensaje):
    taller.poner_python()
    (taller.carpeta / "fallo.txt").write_text(registro)
    resultado = taller.entorno()
    assert resultado.returncode == 1
    assert mensaje in resultado.stderr
    (taller.carpeta / "fallo.txt").unlink()
    assert "Entorno listo." in taller.entorno().stdout


def test_un_entorno_roto_se_rehace(taller):
    taller.poner_python()
    taller.entorno()
    (taller.carpeta / ".venv" / "bin" / "python").write_text("#!/bin/sh\nexit 1\n")
    assert "Creo el entorno" in taller.entorno().stdout
    assert taller.instalaciones == 2


def test_sin_permiso_o_sin_sitio_no_queda_nada_a_medias(taller):
    taller.poner_python(venv=1)
    resultado = taller.entorno()
    assert (resultado.returncode, "¿Tienes permiso" in resultado.stderr) == (1, True)
    (taller.bin / "df").unlink()
    (taller.bin / "df").write_text("#!/bin/sh\necho Filesystem; echo disco 9 9 120000 9% /\n")
    (taller.bin / "df").chmod(0o755)
    resultado = taller.entorno()
    assert (resultado.returncode, "quedan 120 MB" in resultado.stderr) == (1, True)
    assert not (taller.carpeta / ".venv").exists()


def requisitos(fichero):
    lineas = (RAIZ / fichero).read_text(encoding="utf-8").splitlines()
    return [linea for linea in lineas if linea and not linea.startswith("#")]


def test_los_requisitos_tienen_cota_inferior_y_no_superior():
    for linea in requisitos("requirements.txt") + requisitos("requirements-dev.txt")[1:]:
        assert re.fullmatch(r"[A-Za-z0-9-]+>=[0-9][0-9a-z.]*(; python_version < \"3\.11\")?", linea), linea


def test_hay_una_sola_lista_de_dependencias():
    assert requisitos("requirements-dev.txt")[0] == "-r requirements.txt"
    assert requisitos("binder/requirements.txt") == ["-r ../requirements.txt"]
    conda = yaml.safe_load((RAIZ / "environment.yml").read_text(encoding="utf-8"))
    assert conda["dependencies"][-1] == {"pip": ["-r requirements.txt"]}


def test_make_ensena_sus_ordenes_en_espanol():
    ayuda = subprocess.run(["make", "--no-print-directory"], cwd=RAIZ, capture_output=True, text=True, check=True).stdout
    for orden in ("lab", "test", "test-colab", "nueva", "cuadernos", "medir", "limpiar"):
        assert re.search(rf"^  make {orden} +\S", ayuda, re.MULTILINE), orden


def test_make_lab_abre_el_inicio_en_espanol():
    orden = subprocess.run(["make", "-n", "lab", "GPU=1"], cwd=RAIZ, capture_output=True, text=True, check=True).stdout
    assert "requirements.txt 'tensorflow[and-cuda]'" in orden
    assert "notebooks/00_inicio.ipynb" in orden
    carpeta = re.search(r'app_settings_dir="(.+?)"', orden)[1]
    ajustes = json.loads((RAIZ / carpeta / "overrides.json").read_text(encoding="utf-8"))
    assert ajustes["@jupyterlab/translation-extension:plugin"]["locale"] == "es_ES"


def test_sin_lista_de_colab_se_salta_y_lo_dice():
    resultado = subprocess.run(["make", "test-colab", "COLAB=no-existe.txt"], cwd=RAIZ, capture_output=True, text=True)
    assert (resultado.returncode, "Omitido: falta no-existe.txt" in resultado.stdout) == (0, True)


@pytest.mark.parametrize("guion", [".ci/run", "binder/postBuild"])
def test_los_guiones_se_pueden_ejecutar(guion):
    assert os.access(RAIZ / guion, os.X_OK)
    subprocess.run(["bash", "-n", RAIZ / guion], check=True)


def test_la_version_y_la_direccion_son_las_mismas_en_todas_partes():
    proyecto = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cita = (RAIZ / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {proyecto['version']}\n" in cita
    assert f'__version__ = "{proyecto["version"]}"' in (RAIZ / "utils/__init__.py").read_text(encoding="utf-8")
    assert f'repository-code: "{proyecto["urls"]["Repository"]}"' in cita
    assert f"git clone {proyecto['urls']['Repository']}" in (RAIZ / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("documento", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "CODE_OF_CONDUCT.md", "data/LEEME.md"])
def test_los_enlaces_de_los_documentos_llevan_a_algo(documento):
    texto = re.sub(r"```.*?```", "", (RAIZ / documento).read_text(encoding="utf-8"), flags=re.DOTALL)
    for enlace in re.findall(r"\]\(([^)#]+)\)", texto):
        if "://" not in enlace:
            assert (RAIZ / documento).parent.joinpath(enlace).exists(), enlace


# Rutas y servidores que solo existen en el equipo de quien escribe. La primera letra va entre corchetes para que esta misma línea no se
# encuentre a sí misma.
DE_UNA_MAQUINA = "/[h]ome/|/[r]oot/|/[w]ork/|/[o]pt/|[p]ypi\\.org|[p]ythonhosted"


@pytest.mark.skipif(not (RAIZ / ".git").exists(), reason="No es una copia de git: no sé qué ficheros son del curso")
def test_nada_depende_de_una_maquina_concreta():
    """Al probar se cuelan con facilidad una ruta absoluta o el servidor de paquetes de casa, y en el equipo de otra persona fallan."""
    orden = ["git", "grep", "--untracked", "-nIE", DE_UNA_MAQUINA, "--", ":!*.ipynb"]  # en un cuaderno, los bytes de una imagen
    hallado = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True)
    assert (hallado.returncode, hallado.stdout) == (1, ""), hallado.stdout + hallado.stderr
