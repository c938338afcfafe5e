"""`make medir`: que cada medida se pueda tomar. Cuánto da lo dice la tabla; aquí no se exige a ningún reloj."""

import medir
import nbformat
import pytest
from comun import CUADERNOS


def test_segundos_de_un_programa_que_escribe():
    assert medir.segundos_de("print('hola'); sys.stderr.write('ruido\\n')") > 0
    with pytest.raises((ValueError, IndexError)):
        medir.segundos_de("1 / 0")


@pytest.mark.parametrize("ruta", CUADERNOS, ids=lambda ruta: ruta.stem)
def test_las_primeras_celdas_encuentran_el_curso_y_lo_preparan(ruta):
    codigo = medir.primeras_celdas(nbformat.read(ruta, as_version=4))
    compile(codigo, ruta.name, "exec")
    assert "sys.path.insert" in codigo and "preparar(" in codigo


def test_las_dos_convoluciones_se_comparan():
    assert medir.convolucion(lado=16) > 0


def test_las_medidas_son_filas_de_tres_textos(monkeypatch):
    monkeypatch.setattr(medir, "segundos_de", lambda codigo: 0.1)
    assert next(medir.medidas()) == ("import utils", "0.100 s", "< 0.2 s")
