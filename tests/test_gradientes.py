"""Los gradientes, contra diferencias finitas y contra fórmulas conocidas, y sus errores explicados."""

import numpy as np
import pytest

from utils.curso import ErrorCurso, contar_gpus
from utils.gradientes import compilar, gradiente

contar_gpus()
import keras  # noqa: E402
from keras import ops  # noqa: E402


def red():
    keras.utils.set_random_seed(0)
    return keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, activation="tanh"), keras.layers.Dense(1)])


def perdida(modelo):
    return lambda x, y: ops.mean((modelo(x, training=True)[:, 0] - y) ** 2)


@pytest.mark.parametrize("jit", [False, True])
def test_formula_conocida_respecto_a_las_entradas(jit):
    x, y = np.array([[1.0, -2.0], [0.5, 3.0]]), np.float64(2.0)
    valor, (dx, dy) = gradiente(lambda x, y: ops.sum(x**2) * y, jit_compile=jit)(x, y)
    assert np.asarray(valor) == pytest.approx(2 * (x**2).sum())
    np.testing.assert_allclose(dx, 2 * x * y, rtol=1e-6)
    assert np.asarray(dy) == pytest.approx((x**2).sum())


def test_respecto_a_las_variables_como_las_diferencias_finitas():
    modelo, rng, h = red(), np.random.default_rng(0), 1e-2
    x, y = rng.normal(size=(16, 3)), rng.normal(size=16)
    medir = gradiente(perdida(modelo), modelo.trainable_variables)
    _, gradientes = medir(x, y)
    assert [tuple(g.shape) for g in gradientes] == [v.shape for v in modelo.trainable_variables]
    for variable, exacto in zip(modelo.trainable_variables, gradientes, strict=True):
        original = variable.numpy()
        for lugar in np.ndindex(original.shape):
            valores = []
            for signo in (1, -1):
                movida = original.copy()
                movida[lugar] += signo * h
                variable.assign(movida)
                valores.append(float(medir(x, y)[0]))
            variable.assign(original)
            assert (valores[0] - valores[1]) / (2 * h) == pytest.approx(float(exacto.numpy()[lugar]), abs=2e-3)


def test_sirve_para_entrenar_y_admite_etiquetas_enteras():
    modelo, rng = red(), np.random.default_rng(1)
    x, y = rng.normal(size=(64, 3)), rng.integers(0, 2, 64)
    entropia = keras.losses.BinaryCrossentropy(from_logits=True)
    medir = gradiente(lambda x, y: entropia(y, modelo(x)[:, 0]), modelo.trainable_variables)
    optimizador = keras.optimizers.Adam(0.02)
    antes, _ = medir(x, y)
    for _ in range(60):
        optimizador.apply(medir(x, y)[1], modelo.trainable_variables)
    assert float(medir(x, y)[0]) < 0.9 * float(antes)


def test_una_capa_de_incrustaciones_da_un_gradiente_denso():
    capa = keras.layers.Embedding(5, 2)
    capa.build((None,))
    _, (g,) = gradiente(lambda i: ops.sum(capa(i)), [capa.embeddings])(np.array([1, 1, 3]))
    np.testing.assert_array_equal(g, [[0, 0], [2, 2], [0, 0], [1, 1], [0, 0]])


@pytest.mark.parametrize(
    ("funcion", "mensaje"),
    [
        (lambda x: x**2, r"forma \(3,\).*keras.ops.mean"),
        (lambda x: ops.sum(ops.round(x) > 0), "no se puede derivar respecto a la entrada 0"),
        (lambda x: ops.argmax(x), "sin derivada"),
        (lambda x: ops.ones(()), "no depende de ella"),
        (lambda x: np.sum(np.asarray(x)), "usa `keras.ops`"),
        (lambda x: ops.sum(x) if ops.sum(x) > 0 else ops.sum(-x), "usa `keras.ops`"),
    ],
)
def test_lo_que_no_se_puede_derivar_se_explica(funcion, mensaje):
    with pytest.raises(ErrorCurso, match=mensaje):
        gradiente(funcion)(np.ones(3))


def test_dice_que_variable_no_interviene():
    modelo, otra = red(), keras.Variable(1.0)
    with pytest.raises(ErrorCurso, match="la variable 4"):
        gradiente(perdida(modelo), [*modelo.trainable_variables, otra])(np.ones((2, 3)), np.ones(2))


# --- Pasos compilados -----------------------------------------------------------------------------------------------


def paso_de(modelo, ritmo=0.02):
    """Un paso de entrenamiento con SGD: derivar y aplicar."""
    derivar = gradiente(perdida(modelo), modelo.trainable_variables)
    optimizador = keras.optimizers.SGD(ritmo)

    def paso(x, y):
        valor, gradientes = derivar(x, y)
        optimizador.apply(gradientes, modelo.trainable_variables)
        return valor

    return paso


@pytest.mark.parametrize("jit", [False, True])
@pytest.mark.parametrize("veces", [1, 7])
def test_compilado_da_lo_mismo_que_sin_compilar(jit, veces):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(16, 3)), rng.normal(size=16)
    suelto, compilado = red(), red()
    paso = paso_de(suelto)
    for _ in range(veces):
        esperado = paso(x, y)
    obtenido = compilar(paso_de(compilado), veces, jit)(x, y)
    assert float(obtenido) == pytest.approx(float(esperado), rel=1e-4)
    for a, b in zip(suelto.get_weights(), compilado.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-6)


def test_compilado_sortea_de_nuevo_en_cada_vuelta():
    azar = keras.random.SeedGenerator(0)
    suma = keras.Variable(np.zeros(2), dtype="float32")

    def paso():
        suma.assign_add(keras.random.normal((2,), seed=azar))
        return [ops.sum(suma), suma.value]

    paso = compilar(paso, 100)
    valores = [float(paso()[0]) for _ in range(5)]
    assert len(set(valores)) == 5 and float(ops.std(suma)) > 0


@pytest.mark.parametrize("veces", [0, -1, 2.0, True, "3"])
def test_las_veces_que_no_valen_se_explican(veces):
    with pytest.raises(ErrorCurso, match="entero positivo"):
        compilar(lambda: ops.ones(()), veces)


@pytest.mark.parametrize(
    ("funcion", "mensaje"),
    [
        (lambda x: None, "no devuelve nada"),
        (lambda x: ops.sum(x) if ops.sum(x) > 0 else ops.sum(-x), "usa `keras.ops`"),
        (lambda x: np.sum(np.asarray(x)), "usa `keras.ops`"),
    ],
)
def test_lo_que_no_se_puede_compilar_se_explica(funcion, mensaje):
    with pytest.raises(ErrorCurso, match=mensaje):
        compilar(funcion)(np.ones(3))
