"""Qué pruebas pasa `make test`: todas, las de unas lecciones o las de lo que ha cambiado."""

import json
import subprocess

import generar
import probar
import pytest

GIT = ["git", "-c", "user.name=Pruebas", "-c", "user.email=pruebas@example.org"]


@pytest.fixture
def curso(tmp_path, monkeypatch):
    """Un curso de dos lecciones, confirmado en git con sus cuadernos al día."""
    (tmp_path / "notebooks").mkdir()
    for modulo in (generar, probar):
        monkeypatch.setattr(modulo, "RAIZ", tmp_path)
    for nombre in ("01_uno", "02_dos"):
        cuaderno = tmp_path / "lecciones" / f"l{nombre}" / "cuaderno.py"
        cuaderno.parent.mkdir(parents=True)
        cuaderno.write_text("# %% portada\n")
        metadatos = {"metadata": {"redes_vivas": {"huella": generar.huella(cuaderno)}}}
        (tmp_path / "notebooks" / f"{nombre}.ipynb").write_text(json.dumps(metadatos))
    for orden in (["init", "-q"], ["add", "."], ["commit", "-qm", "Curso"]):
        subprocess.run([*GIT, *orden], cwd=tmp_path, check=True)
    return tmp_path


def cambiadas():
    return [generar.nombre_de(leccion) for leccion in probar.cambiadas()]


def test_sin_tocar_nada_no_hay_lecciones_cambiadas(curso):
    assert cambiadas() == []


def test_cambia_la_leccion_que_se_toca_aunque_sea_una_prueba(curso):
    (curso / "lecciones/l02_dos/test_leccion.py").write_text("")
    assert cambiadas() == ["02_dos"]
    (curso / "lecciones/l01_uno/cuaderno.py").write_text("# %% otra\n")
    assert cambiadas() == ["01_uno", "02_dos"]


def test_cambia_la_leccion_confirmada_sin_regenerar(curso):
    (curso / "lecciones/l01_uno/cuaderno.py").write_text("# %% otra\n")
    subprocess.run([*GIT, "commit", "-qam", "Sin regenerar"], cwd=curso, check=True)
    assert cambiadas() == ["01_uno"]


def test_se_eligen_por_su_numero(curso):
    assert [f.parent.name for f in probar.elegidas(["02", "01"])] == ["l02_dos", "l01_uno"]
    with pytest.raises(SystemExit, match="No existe la lección «07». Hay: 01, 02"):
        probar.elegidas(["07"])


def test_lo_que_cronometra_va_a_solas_y_lo_demas_en_paralelo():
    *_, a_solas, a_la_vez = probar.pasos([])
    assert "-n2" not in a_solas and a_solas[-1] == probar.A_SOLAS
    assert "-n2" in a_la_vez and f"not ({probar.A_SOLAS})" in a_la_vez
    assert {"notebooks", "solutions", "--nbval"} <= set(a_la_vez)


def test_de_una_leccion_se_pasan_sus_pruebas_y_sus_dos_cuadernos(curso):
    fuentes = probar.elegidas(["02"])
    *_, a_solas, a_la_vez = probar.pasos(fuentes)
    assert "02_dos or 02." in a_solas and fuentes[0].parent in a_solas
    assert {"notebooks/02_dos.ipynb", "solutions/02_dos.ipynb"} <= set(a_la_vez) and "tests" not in a_la_vez


@pytest.mark.parametrize(("codigo", "pasa"), [(0, True), (1, False), (5, False)])
def test_un_paso_que_falla_se_nota(codigo, pasa):
    assert probar.pasa(["sh", "-c", f"exit {codigo}"]) == pasa
