"""Lección 15: BLEU contra una referencia independiente, frases escritas a mano, Tatoeba y láminas que enseñan lo que dicen."""

import math
import shutil
import zipfile
from fractions import Fraction

import numpy as np
import pytest
from comun import DATOS, con_datos, extremos, lentitud, sin_red

from utils.curso import ErrorCurso
from utils.datos.frases import piezas

from . import exploradores
from .ejercicios import atencion, bleu1, decodificar_codicioso
from .traduccion import ALTERNATIVAS, MARCA_FIN, Traduccion, bleu, leer_frase, parecidas, sin_tildes

# --- BLEU -----------------------------------------------------------------------------------------------------------


def bleu_de_fuerza_bruta(referencias, hipotesis, orden=4):
    """Cada n-grama de la hipótesis tacha uno de la referencia; todo en fracciones exactas hasta el final."""
    precisiones = []
    for n in range(1, orden + 1):
        aciertos = total = 0
        for r, h in zip(referencias, hipotesis, strict=True):
            quedan = [r[i : i + n] for i in range(len(r) - n + 1)]
            for grupo in (h[i : i + n] for i in range(len(h) - n + 1)):
                total += 1
                if grupo in quedan:
                    quedan.remove(grupo)
                    aciertos += 1
        precisiones.append(Fraction(aciertos, total) if total else Fraction(0))
    r, h = sum(map(len, referencias)), sum(map(len, hipotesis))
    if not all(precisiones):
        return 0.0
    return (1.0 if h >= r else math.exp(1 - r / h)) * math.prod(map(float, precisiones)) ** (1 / orden)


def corpus(rng, frases=6):
    """Referencias de letras y copias con algunas cambiadas, quitadas o repetidas."""
    referencias = [rng.choice(list("abcde"), rng.integers(5, 12)).tolist() for _ in range(frases)]
    hipotesis = [
        [p if rng.random() < 0.8 else "z" for p in r if rng.random() < 0.9] for r in referencias
    ]
    return referencias, hipotesis


@pytest.mark.parametrize("semilla", range(20))
def test_bleu_es_el_de_la_fuerza_bruta(semilla):
    referencias, hipotesis = corpus(np.random.default_rng(semilla))
    for orden in (1, 2, 4):
        assert bleu(referencias, hipotesis, orden) == pytest.approx(
            bleu_de_fuerza_bruta(referencias, hipotesis, orden)
        )


def partir(frase):
    """«the red house» → ["the", "red", "house"]."""
    return frase.split()


def test_bleu_con_ejemplos_hechos_a_mano():
    referencia = partir("the red house is big")
    assert bleu([referencia], [referencia]) == pytest.approx(1)
    # 4 de 5 palabras, 3 de 4 pares, 2 de 3 ternas, 1 de 2 cuartetos
    assert bleu([referencia], [partir("the red house is small")]) == pytest.approx(
        (4 / 5 * 3 / 4 * 2 / 3 * 1 / 2) ** 0.25
    )
    # todo acierta, pero faltan 1 de 5 palabras
    assert bleu([referencia], [partir("the red house is")]) == pytest.approx(math.exp(1 - 5 / 4))
    # «the the the…»: el ejemplo de Papineni y otros (2002), 2 de 7
    assert bleu(
        [partir("the cat is on the mat")], [partir("the the the the the the the")], 1
    ) == pytest.approx(2 / 7)
    assert bleu([referencia], [[]]) == 0


def test_bleu_de_corpus_no_es_la_media_de_las_frases():
    referencias = [partir("a b c d e f"), partir("g h i j")]
    hipotesis = [partir("a b c d x y"), partir("g h i j")]
    assert bleu(referencias, hipotesis, 1) == pytest.approx(8 / 10)
    assert np.mean(
        [bleu([r], [h], 1) for r, h in zip(referencias, hipotesis, strict=True)]
    ) == pytest.approx((4 / 6 + 1) / 2)


def test_bleu1_es_el_bleu_de_orden_1_de_una_frase():
    for semilla in range(5):
        for r, h in zip(*corpus(np.random.default_rng(semilla)), strict=True):
            assert bleu1(r, h) == pytest.approx(bleu([r], [h], 1))


@pytest.mark.parametrize("semilla", range(10))
@pytest.mark.parametrize("orden", [1, 2, 4])
def test_bleu_coincide_con_sacrebleu(semilla, orden):
    from sacrebleu.metrics import BLEU

    referencias, hipotesis = corpus(np.random.default_rng(semilla), 20)
    a_textos = lambda frases: [" ".join(frase) for frase in frases]
    medida = BLEU(tokenize="none", smooth_method="none", max_ngram_order=orden)
    esperado = medida.corpus_score(a_textos(hipotesis), [a_textos(referencias)]).score
    assert 100 * bleu(referencias, hipotesis, orden) == pytest.approx(esperado)


@pytest.mark.parametrize(
    ("referencias", "hipotesis", "frase"),
    [
        ([["a"]], [], "1 referencias y 0"),
        ([], [], "0 referencias"),
        (["a b"], ["a b"], "lista de palabras"),
    ],
)
def test_bleu_explica_lo_que_no_puede_comparar(referencias, hipotesis, frase):
    with pytest.raises(ErrorCurso, match=frase):
        bleu(referencias, hipotesis)


# --- Frases escritas a mano -----------------------------------------------------------------------------------------

VOCABULARIO = {
    "el",
    "la",
    "él",
    "niño",
    "canción",
    "casa",
    "roja",
    "dónde",
    "lee",
    "no",
    "está",
    "esta",
    ".",
    "¿",
    "?",
}


@pytest.mark.parametrize(
    ("frase", "esperadas"),
    [
        ("La casa roja.", "la casa roja ."),
        ("LA CASA ROJA", "la casa roja ."),
        ("  la   casa  ", "la casa ."),
        ("¡La casa!", "la casa ."),
        ("dónde lee el niño?", "¿ dónde lee el niño ?"),
        ("¿Dónde lee el niño", "¿ dónde lee el niño ?"),
        ("el niño lee...", "el niño lee ."),
        ("él lee", "él lee ."),
        ("esta casa está roja", "esta casa está roja ."),
    ],
)
def test_lo_que_no_cambia_la_frase_se_arregla_sin_avisar(frase, esperadas):
    assert leer_frase(frase, VOCABULARIO, 16, 8) == (esperadas.split(), [])


def test_una_tilde_que_falta_se_pone_y_se_avisa():
    assert leer_frase("la cancion", VOCABULARIO, 16, 8) == (
        ["la", "canción", "."],
        ["leo «cancion» como «canción»"],
    )
    descompuesta = "la cancio\u0301n"
    assert leer_frase(descompuesta, VOCABULARIO, 16, 8) == (["la", "canción", "."], [])


@pytest.mark.parametrize("vacia", ["", "   ", "¿?", "...", "¡!"])
def test_frase_vacia(vacia):
    with pytest.raises(ErrorCurso, match="al menos una palabra"):
        leer_frase(vacia, VOCABULARIO, 16, 8)


def test_palabra_desconocida_ofrece_parecidas():
    with pytest.raises(ErrorCurso, match="No conozco «kasa».*«casa»"):
        leer_frase("la kasa roja", VOCABULARIO, 16, 8)
    with pytest.raises(ErrorCurso, match="No conozco «xyzw» ni nada parecido"):
        leer_frase("la xyzw", VOCABULARIO, 16, 8)
    assert parecidas("canson", VOCABULARIO)[0] == "canción"


def test_frases_largas_y_varias_frases():
    leidas, avisos = leer_frase("la casa roja no está roja la casa", VOCABULARIO, 16, 8)
    assert len(leidas) == 9 and "la más larga que vio tenía 8" in avisos[0]
    with pytest.raises(ErrorCurso, match="Son 21 piezas y caben 16"):
        leer_frase("la " * 20, VOCABULARIO, 16, 8)
    with pytest.raises(ErrorCurso, match="más de una frase"):
        leer_frase("La casa. El niño.", VOCABULARIO, 16, 8)


def test_sin_tildes_conserva_la_letra_enie():
    assert sin_tildes("ÁÉÍÓÚ Ü Ñandú") == "aeiou u ñandu"


# --- Tatoeba --------------------------------------------------------------------------------------------------------

INTENTA = """
from utils.curso import ErrorCurso
from utils.datos.frases import piezas
from utils.datos.tatoeba import PARTES, pares_tatoeba
try:
    partes = {p: pares_tatoeba(p, "completo", 6) for p in PARTES}
    en = [{b for _, b in partes[p]} for p in PARTES]
    print([len(partes[p]) > 1000 for p in PARTES], en[0] & en[1] | en[0] & en[2] | en[1] & en[2])
    print(max(len(piezas(t)) for par in partes["prueba"] for t in par), ("Vete.", "Go.") in partes["entrenamiento"])
    pares_tatoeba("ensayo")
except ErrorCurso as error:
    print("ErrorCurso:", error)
"""


@con_datos
def test_tatoeba_se_reparte_sin_fugas(tmp_path):
    (tmp_path / "datasets").mkdir()
    shutil.copy(DATOS / "otros" / "spa-eng.zip", tmp_path / "datasets" / "spa-eng.zip")
    tamanos, repaso, error = sin_red(INTENTA, tmp_path).splitlines()[-3:]
    assert (tamanos, repaso) == ("[True, True, True] set()", "6 True")
    assert "La parte es «ensayo»" in error


def test_sin_red_tatoeba_lo_dice_y_no_deja_nada_a_medias(tmp_path):
    salida = sin_red(INTENTA, tmp_path)
    assert (
        "ErrorCurso: No puedo descargar los pares de Tatoeba" in salida and 'perfil="rapido"' in salida
    )
    assert not [f for f in tmp_path.rglob("*.zip") if f.is_file()]


def test_un_fichero_de_tatoeba_cambiado_no_se_acepta(tmp_path):
    (tmp_path / "datasets").mkdir()
    with zipfile.ZipFile(tmp_path / "datasets" / "spa-eng.zip", "w") as archivo:
        archivo.writestr("spa.txt", "Go.\tVete.\n")
    assert "ErrorCurso: No puedo descargar los pares de Tatoeba" in sin_red(INTENTA, tmp_path)


# --- Los exploradores -----------------------------------------------------------------------------------------------


def traducir(frase):
    """Un traductor de mentira: escribe las palabras al revés y mira a la suya."""
    entrada = piezas(frase)
    if not entrada:
        raise ErrorCurso("Escribe una frase: al menos una palabra.")
    salida = [*entrada[::-1], MARCA_FIN]
    pesos = np.eye(len(entrada))[[*range(len(entrada))[::-1], 0]]
    alternativas = [[(p, 0.6), *((f"otra{k}", 0.1) for k in range(ALTERNATIVAS - 1))] for p in salida]
    return Traduccion(entrada, salida, pesos, alternativas, [])


def test_la_lamina_ensena_la_palabra_que_se_escribe_y_a_cual_mira():
    lamina = exploradores.LaminaTraduccion(traducir, "la casa roja")
    alt = lamina.pintar(escritas=1)
    assert (
        "«roja» tras 1 pieza." in alt
        and "Al escribir «roja», lo que más mira es «roja»" in alt
        and "«roja» 0.60" in alt
    )
    mapa = np.ma.filled(lamina.imagen.get_array().astype(float), np.nan)
    assert np.isnan(mapa[1:]).all() and mapa[0].tolist() == [0, 0, 1]
    assert "«roja casa la» tras 4 piezas" in lamina.pintar(escritas=99)


def test_la_lamina_traduce_una_sola_vez_cada_frase():
    veces = []
    lamina = exploradores.LaminaTraduccion(
        lambda frase: veces.append(frase) or traducir(frase), "uno dos"
    )
    for n in (1, 2, 3):
        lamina.pintar(escritas=n)
    lamina.pintar("tres", 1)
    assert veces == ["uno dos", "tres"]


def test_los_rotulos_largos_y_los_dolares_no_rompen_la_figura():
    lamina = exploradores.LaminaTraduccion(traducir, "otorrinolaringólogo $x$ $")
    assert "otorrinolaringólogo" in lamina.pintar()
    lamina.fig.canvas.draw()
    assert exploradores.recortar("otorrinolaringólogo") == "otorrinolari…"


def test_un_error_del_traductor_se_explica_en_el_control():
    explorador = exploradores.explorar_traduccion(traducir, "la casa", 16)
    explorador.lamina.pintar(**explorador.valores)
    explorador.controles["frase"].value = ""
    assert "al menos una palabra" in explorador.aviso.value
    explorador.controles["frase"].value = "la mesa"
    assert explorador.aviso.value == ""


def charla(mensaje):
    p = 0.9 if "hola" in mensaje.lower() else 0.2
    return ("¡Hola!" if p > 0.5 else "No lo sé."), [
        ("saludo", p),
        *((f"otra{k}", (1 - p) / 9) for k in range(9)),
    ]


def test_la_charla_guarda_los_turnos_y_dice_si_llega_al_umbral():
    explorador = exploradores.explorar_charla(charla, 0.5)
    lamina = explorador.lamina
    assert "«saludo», con 0.90, que supera el umbral 0.50" in lamina.pintar("Hola")
    assert "que no llega al umbral 0.50" in lamina.pintar("¿Y esto?")
    assert [m for m, _ in lamina.turnos] == ["Hola", "¿Y esto?"]
    explorador.controles["mensaje"].value = "   "
    assert "Escribe algo" in explorador.aviso.value
    lamina.pintar("palabra " * 200)
    assert len(lamina.lineas()) <= 12


def test_los_exploradores_se_mueven_deprisa():
    frases = {"Frase": ["la casa", "la casa roja no es pequeña"], "Mensaje": ["Hola", "¿Qué tal?"]}
    valores = lambda control: frases.get(control.description) or extremos(control)
    assert lentitud(exploradores.explorar_traduccion(traducir, "la casa roja", 16), valores) < 5
    assert lentitud(exploradores.explorar_charla(charla, 0.5), valores) < 5


# --- Las cuentas ----------------------------------------------------------------------------------------------------


def test_la_atencion_no_depende_del_orden_de_las_palabras_y_sus_pesos_suman_1():
    rng = np.random.default_rng(0)
    q, K, V = rng.normal(size=4), rng.normal(size=(6, 4)), rng.normal(size=(6, 3))
    contexto, pesos = atencion(q, K, V)
    orden = rng.permutation(6)
    otro, otros_pesos = atencion(q, K[orden], V[orden])
    assert pesos.sum() == pytest.approx(1)
    np.testing.assert_allclose(otro, contexto)
    np.testing.assert_allclose(otros_pesos, pesos[orden])


def test_el_codicioso_pasa_el_estado_tal_cual():
    vistos = []

    def paso(palabra, estado):
        vistos.append((palabra, estado))
        return np.eye(5)[(palabra + 1) % 5], [*estado, palabra]

    assert decodificar_codicioso(paso, [], 2, 1, 10) == [3, 4, 0]
    assert vistos == [(2, []), (3, [2]), (4, [2, 3]), (0, [2, 3, 4])]
