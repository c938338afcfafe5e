"""Lección 07: sus exploradores, frente a Keras y con entradas raras; la máscara; el F1 de entidades, con cuentas a mano; y el Quijote."""

import shutil

import numpy as np
import pytest
from comun import DATOS, con_datos, extremos, lentitud, sin_red

from utils.curso import ErrorCurso, contar_gpus
from utils.datos import frases
from utils.ejercicios import evaluar

from . import exploradores, redes_numpy
from .ejercicios import DISTRIBUCIONES, f1_entidades

VOCABULARIO = {p: i + 2 for i, p in enumerate(["no", "me", "gustó", "nada", "está", "mal", ".", "👍"])}
ALFABETO = sorted("\n .¿?aeiounlsdrLEN")


@pytest.fixture(scope="module")
def keras():
    modulo = pytest.importorskip("keras")
    contar_gpus()
    return modulo


@pytest.fixture(scope="module")
def redes(keras):
    """Las tres redes de la lección, pequeñas y sin entrenar."""
    capas = keras.layers
    keras.utils.set_random_seed(0)
    sentimiento = keras.Sequential([
        keras.Input((None,)),
        capas.Embedding(10, 6, mask_zero=True, embeddings_initializer="normal"),
        capas.Bidirectional(capas.LSTM(5, bias_initializer="normal")),
        capas.Dense(1, activation="sigmoid"),
    ])  # fmt: skip
    escritor = keras.Sequential([
        keras.Input((None,)),
        capas.Embedding(len(ALFABETO), 6, embeddings_initializer="normal"),
        capas.GRU(7, return_sequences=True, bias_initializer="normal"),
        capas.Dense(len(ALFABETO)),
    ])  # fmt: skip
    pronostico = keras.Sequential(
        [keras.Input((None, 24)), capas.GRU(6, bias_initializer="normal"), capas.Dense(24)]
    )
    return sentimiento, escritor, pronostico


def serie(horas):
    return 15 + 3 * np.sin(np.arange(horas) / 3.8)


@pytest.fixture(scope="module")
def paneles(redes):
    sentimiento, escritor, pronostico = (red.get_weights() for red in redes)
    return (
        exploradores.explorar_sentimiento(sentimiento, VOCABULARIO, 20),
        exploradores.explorar_generador(escritor, ALFABETO),
        exploradores.explorar_pronostico(pronostico, serie(600), 15.0, 2.0),
    )


# --- Las redes recorridas con NumPy son las de Keras ------------------------------------------------------------------


def test_el_sentimiento_de_cada_principio_es_el_de_keras(redes):
    indices = [3, 1, 5, 2, 9, 4]
    suyas, estados = redes_numpy.sentimiento_por_palabra(redes[0].get_weights(), indices)
    de_keras = [float(redes[0](np.array([indices[: t + 1]]), training=False)[0, 0]) for t in range(6)]
    np.testing.assert_allclose(suyas, de_keras, atol=1e-5)
    assert estados.shape == (6, 5)


def test_los_logits_del_generador_y_el_pronostico_son_los_de_keras(redes):
    _, escritor, pronostico = redes
    pesos, indices = escritor.get_weights(), [1, 4, 2, 8, 8]
    suyos = redes_numpy.recorrer_gru(pesos[0][indices], *pesos[1:4]) @ pesos[4] + pesos[5]
    np.testing.assert_allclose(suyos, escritor(np.array([indices]), training=False)[0], atol=1e-5)
    dias = np.random.default_rng(0).normal(size=(4, 24)).astype("float32")
    suyo = redes_numpy.pronosticar(pronostico.get_weights(), dias)
    np.testing.assert_allclose(suyo, pronostico(dias[None], training=False)[0], atol=1e-5)


def test_sin_pasos_no_hay_estados():
    pesos = np.zeros((3, 8)), np.zeros((2, 8)), np.zeros(8)
    assert redes_numpy.recorrer_lstm(np.zeros((0, 3)), *pesos).shape == (0, 2)


@pytest.mark.parametrize("relleno", [1, 7, 40])
def test_con_mascara_el_relleno_no_cambia_la_salida_y_sin_ella_si(keras, redes, relleno):
    X = np.array([[3, 5, 2, 0], [4, 0, 0, 0], [2, 3, 4, 5]])
    sin_mascara = keras.Sequential([
        keras.Input((None,)), keras.layers.Embedding(10, 6), keras.layers.Bidirectional(keras.layers.LSTM(5)), keras.layers.Dense(1, "sigmoid"),
    ])  # fmt: skip
    sin_mascara.set_weights(redes[0].get_weights())
    largas = np.pad(X, ((0, 0), (0, relleno)))
    cambio = [
        np.abs(np.asarray(red(largas, training=False)) - np.asarray(red(X, training=False))).max()
        for red in (redes[0], sin_mascara)
    ]
    assert cambio[0] < 1e-6 < 1e-4 < cambio[1]


def test_la_mascara_tambien_vale_para_etiquetar_y_para_la_perdida(keras):
    """Con una salida por paso, la pérdida es la media de las palabras de verdad, no la de las rellenas."""
    keras.utils.set_random_seed(0)
    capas = keras.layers
    red = keras.Sequential([
        keras.Input((None,)), capas.Embedding(9, 4, mask_zero=True), capas.Bidirectional(capas.LSTM(3, return_sequences=True)),
        capas.Dense(3, activation="softmax"),
    ])  # fmt: skip
    red.compile(loss="sparse_categorical_crossentropy")
    X, Y = np.array([[3, 5, 2, 0, 0]]), np.array([[1, 2, 0, 0, 0]])
    p = np.asarray(red(X, training=False))[0]
    a_mano = -np.mean([np.log(p[t, Y[0, t]]) for t in range(3)])
    assert np.isclose(red.evaluate(X, Y, verbose=0), a_mano, atol=1e-5)


# --- El F1 de entidades ---------------------------------------------------------------------------------------------

CASOS_A_MANO = [  # (reales, predichas, aciertos, reales en total, predichas en total), contados con lápiz
    (["B-PER I-PER O"], ["B-PER I-PER O"], 1, 1, 1),
    (["B-PER I-PER O"], ["B-PER O O"], 0, 1, 1),  # falta el final: no vale
    (["B-PER I-PER O"], ["B-LUG I-LUG O"], 0, 1, 1),  # otro tipo
    (["B-PER B-PER"], ["B-PER I-PER"], 0, 2, 1),  # dos seguidas no son una larga
    (
        ["O I-PER I-PER"],
        ["O B-PER I-PER"],
        1,
        1,
        1,
    ),  # una I- suelta empieza entidad, como en seqeval por defecto
    (["B-PER I-LUG"], ["B-PER B-LUG"], 2, 2, 2),  # una I- de otro tipo también
    (["B-LUG O", "B-ORG"], ["B-LUG B-PER", "O"], 1, 2, 2),  # todas las frases juntas
    (["O O"], ["O B-LUG"], 0, 0, 1),
]


@pytest.mark.parametrize(("reales", "predichas", "aciertos", "hay", "dice"), CASOS_A_MANO)
def test_el_f1_es_el_de_las_cuentas_a_mano(reales, predichas, aciertos, hay, dice):
    f1 = f1_entidades([r.split() for r in reales], [p.split() for p in predichas])
    assert np.isclose(f1, 2 * aciertos / (hay + dice))


def acaba(antes, ahora):
    """¿Termina una entidad entre esas dos etiquetas? Reglas de conlleval, que son las de seqeval por defecto."""
    return antes != "O" and (ahora == "O" or ahora[0] == "B" or antes[2:] != ahora[2:])


def empieza(antes, ahora):
    return ahora != "O" and (ahora[0] == "B" or antes == "O" or antes[2:] != ahora[2:])


def segunda_version(frases_):
    """Entidades por transiciones entre etiquetas vecinas: otro camino que el de la lección."""
    halladas = []
    for n, frase in enumerate(frases_):
        con_bordes = ["O", *frase, "O"]
        pares = list(zip(con_bordes, con_bordes[1:], strict=False))
        inicios = [i for i, par in enumerate(pares) if empieza(*par)]
        finales = [i for i, par in enumerate(pares) if acaba(*par)]
        halladas += [(n, frase[i][2:], i, f) for i, f in zip(inicios, finales, strict=True)]
    return halladas


def test_el_f1_es_el_de_una_segunda_version_con_etiquetas_al_azar():
    rng = np.random.default_rng(0)
    etiquetas = np.array(["O", "O", "B-PER", "I-PER", "B-LUG", "I-LUG"])
    for _ in range(300):
        largos = rng.integers(0, 9, 3)
        r, p = ([etiquetas[rng.integers(6, size=n)].tolist() for n in largos] for _ in range(2))
        uno, otro = segunda_version(r), segunda_version(p)
        esperado = 2 * len(set(uno) & set(otro)) / (len(uno) + len(otro)) if uno or otro else 0.0
        assert np.isclose(f1_entidades(r, p), esperado)


# --- Muestrear ------------------------------------------------------------------------------------------------------

SORTEOS = {
    "choice": lambda p, rng: rng.choice(len(p), p=p),
    "acumulada": lambda p, rng: int(np.searchsorted(np.cumsum(p), rng.random() * p.sum())),
    "multinomial": lambda p, rng: rng.multinomial(1, p).argmax(),
}


@pytest.mark.parametrize("sortear", SORTEOS.values(), ids=SORTEOS)
@pytest.mark.parametrize(("mensaje", "repartir"), DISTRIBUCIONES.items())
def test_cada_reparto_equivocado_se_reconoce_se_sortee_como_se_sortee(sortear, mensaje, repartir):
    veredicto = evaluar(
        "07.3", lambda logits, temperatura, rng: sortear(repartir(logits, temperatura), rng)
    )
    assert veredicto.estado == ("incorrecto" if mensaje else "correcto")
    assert mensaje in veredicto.mensaje


def test_sortear_con_otro_generador_no_vale_aunque_se_toque_el_que_llega():
    ajeno = np.random.default_rng(0)

    def con_otro(logits, temperatura, rng):
        rng.random()
        return ajeno.choice(len(logits), p=DISTRIBUCIONES[""](logits, temperatura))

    assert "No usas `rng`" in evaluar("07.3", con_otro).mensaje


# --- Los exploradores -------------------------------------------------------------------------------------------------


def frases_o_extremos(control):
    return (
        ("no está mal", "xyz", "no 👍 $5 & <b>", "no " * 60)
        if isinstance(control.value, str)
        else extremos(control)
    )


@pytest.mark.parametrize("cual", range(3))
def test_cada_explorador_responde_deprisa_en_todos_sus_extremos(paneles, cual):
    assert lentitud(paneles[cual], frases_o_extremos) < 5


@pytest.mark.parametrize("nada", ["", "   ", "\n"])
def test_la_frase_vacia_se_explica_y_la_figura_se_conserva(paneles, nada):
    explorador = paneles[0]
    explorador.controles["frase"].value = "no está mal"
    explorador.controles["frase"].value = nada
    assert "Escribe una frase" in explorador.aviso.value
    explorador.controles["frase"].value = "no está mal"
    assert explorador.aviso.value == ""


def test_las_palabras_desconocidas_y_las_frases_largas_se_dicen(paneles):
    lamina = paneles[0].lamina
    alt = lamina.pintar("No me gustó el brócoli")
    assert "no conoce «el» y «brócoli»" in alt.lower() and "no conoce" in lamina.arriba.get_title()
    assert "brócoli (?)" in [r.get_text() for r in lamina.abajo.get_xticklabels()]
    alt = lamina.pintar("no " * 35)
    assert "solo lee 20 piezas de 35" in alt.lower()
    assert "no conoce" not in lamina.pintar("no está mal")


def test_el_generador_dice_que_letras_no_conoce_y_no_se_rompe(paneles):
    lamina = paneles[1].lamina
    assert "sin «t» y «z»" in lamina.pintar("La zeta", 0.7)
    assert "entropía" in lamina.pintar("", 1.0)
    assert "60 últimas letras" in lamina.pintar("La " * 40, 1.0)
    assert lamina.pintar("La ", 0.7, 3) == lamina.pintar("La ", 0.7, 3) != lamina.pintar("La ", 0.7, 4)
    with pytest.raises(ErrorCurso, match="mayor que 0"):
        lamina.pintar("La ", 0.0)


def test_la_temperatura_reparte_mas_cuanto_mas_alta():
    logits = np.array([1000.0, 999.0, 0.0])
    mayores = [redes_numpy.repartir(logits, t).max() for t in (0.1, 1.0, 10.0)]
    assert mayores == sorted(mayores, reverse=True) and np.isfinite(mayores).all()


def test_una_serie_mas_corta_que_la_ventana_se_explica(redes):
    pesos = redes[2].get_weights()
    for horas in (0, 100, 191):
        lamina = exploradores.explorar_pronostico(pesos, serie(horas), 15.0, 2.0).lamina
        with pytest.raises(ErrorCurso, match=f"La serie tiene {horas} horas y hacen falta 192"):
            lamina.pintar()
    assert (
        "error medio" in exploradores.explorar_pronostico(pesos, serie(192), 15.0, 2.0).lamina.pintar()
    )
    with pytest.raises(ErrorCurso, match="entre 1 y 7 días"):
        lamina = exploradores.explorar_pronostico(pesos, serie(400), 15.0, 2.0).lamina.pintar(dias=8)


def test_el_pronostico_de_las_lineas_base_es_el_de_su_dia(redes):
    lamina = exploradores.explorar_pronostico(
        redes[2].get_weights(), np.arange(300.0), 150.0, 80.0
    ).lamina
    lamina.pintar(inicio=10, dias=3)
    assert lamina.ayer.get_ydata()[0] == 178 - 24 and lamina.semana.get_ydata()[0] == 178 - 168


def test_partir_en_lineas_no_pierde_letras():
    frase = "una frase bastante larga " + "x" * 100
    lineas = exploradores.partir_en_lineas(frase).split("\n")
    assert max(map(len, lineas)) <= 44 and "".join(lineas).replace(" ", "") == frase.replace(" ", "")


# --- El Quijote -------------------------------------------------------------------------------------------------------

INTENTA = """
from utils.curso import ErrorCurso, contar_gpus
from utils.datos.quijote import quijote
try:
    texto = quijote()
    print(len(texto) > 2_000_000, "Gutenberg" in texto, texto.count("lugar de la Mancha, de cuyo nombre") == 1, "\\r" in texto, texto[:1])
except ErrorCurso as error:
    print("ErrorCurso:", error)
"""


@con_datos
def test_el_quijote_se_lee_sin_cabecera(tmp_path):
    (tmp_path / "datasets").mkdir()
    shutil.copy(DATOS / "otros" / "pg2000.txt", tmp_path / "datasets" / "pg2000.txt")
    assert sin_red(INTENTA, tmp_path).splitlines()[-1] == "True False True False E"


def test_sin_red_el_quijote_lo_dice_y_no_deja_nada_a_medias(tmp_path):
    salida = sin_red(INTENTA, tmp_path)
    assert "ErrorCurso: No puedo descargar el Quijote" in salida and 'perfil="rapido"' in salida
    assert not [f for f in tmp_path.rglob("*.txt") if f.is_file()]


def test_las_opiniones_y_entidades_de_la_leccion_caben_en_sus_largos():
    rng = np.random.default_rng(0)
    for parte in frases.PARTES:
        assert max(len(frases.piezas(o.texto)) for o in frases.opiniones(3000, rng, parte)) <= 20
