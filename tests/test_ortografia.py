"""Ortografía de todo lo que se lee: lecciones, `utils` y los documentos de la raíz.

    python tests/test_ortografia.py    lista las palabras desconocidas y dónde están

Una palabra correcta que la herramienta no conozca se añade a `tests/diccionario.txt` (una por línea, en orden alfabético).
Lo que va en `código`, en fórmulas o en *cursiva* si es inglés no se revisa como español.
"""

import ast
import io
import re
import sys
import tokenize
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from spellchecker import SpellChecker

RAIZ = Path(__file__).resolve().parent.parent
DICCIONARIO = Path(__file__).with_name("diccionario.txt")
DOCUMENTOS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "CODE_OF_CONDUCT.md")
FICHEROS = [
    *sorted(f for f in (RAIZ / "lecciones").rglob("*.py") if not f.name.startswith("test_")),
    *sorted((RAIZ / "utils").rglob("*.py")),
    *(RAIZ / nombre for nombre in DOCUMENTOS if (RAIZ / nombre).is_file()),
]
NO_ES_PROSA = re.compile(
    r"```.*?```|~~~.*?~~~"  # bloques de código
    r"|`[^`\n]*`"  # código en línea
    r"|\$\$.*?\$\$|\$[^$\n]+\$|\\\(.*?\\\)|\\\[.*?\\\]"  # fórmulas
    r"|<!--.*?-->|<[/a-zA-Z][^<>]*>|&\w+;"  # HTML
    r"|\]\([^)\s]*\)|https?://\S+|\S+@\S+"  # enlaces y direcciones
    r"|«(?:make|pip|git|conda|python)\b[^»]*»"  # órdenes de terminal
    r"|[.\w-]*\{?[a-z-]+:[^\s;\"][^;\"}]*[;}]"  # hojas de estilo
    r"|Esqueleto:[^\n]*|\"\w+\"|^ +\w+:(?= )|\w+(?=\()"  # el esqueleto de una pista, un valor, un argumento, una llamada
    r"|\w*[_\d]\w*|\w+(?:[./=]\w+)+|\.\w+",  # nombres de código, rutas y números
    re.DOTALL | re.MULTILINE,
)
CURSIVA = re.compile(r"(?<![*\w])\*([^*\n]+)\*(?!\*)")
PALABRA = re.compile(r"[a-zA-ZÀ-ÖØ-öø-ÿ]{2,}")
SOSPECHAS = {
    "pregunta sin tilde": r"¿(?:(?:por|a|de|en|con|para) )?(?:que|como|cuando|donde|cual(?:es)?|cuant[oa]s?|quien(?:es)?)\b",
    "falta la tilde": r"\b(?:mas|esten|estaran|sera|seran|tenia|ademas|jamas|paginas?|capitulos?|lineas?|ultim[oa]s?|vaci[oa]s?"
    r"|indices?|imagenes|margenes|origenes|volumenes)\b",
    "nombre sin tilde": r"\b(?:el|la|los|las|un|una|de|del|al|cada|este|ese|su|otr[oa]) (?:numeros?|calculos?|terminos?"
    r"|formulas?|practicas?|publicos?|criticas?|depositos?|limites?|perdidas?|valid[oa])\b",
    "palabra repetida": r"\b(\w{2,}) \1\b",
    "inglés": r"\b(?:the|and|with|this|are|dataset|layers?|loss|training|learning|feature|weights?)\b",
    "espacio antes de un signo": r"\w +[,;:.!?](?=\s|$)",
    "se escribe junto o de otro modo": r"\b(?:osea|a parte de|sobretodo|haber si|devuelbe|iteractiv[oa]|interactuar)\b",
}


# --- De un fichero, sus trozos de prosa -----------------------------------------------------------------------------


class Textos(ast.NodeVisitor):
    """Recoge las cadenas de un programa, con su línea; lo que una f-string intercala se ve como «0»."""

    def __init__(self):
        self.vistos = []

    def visit_Constant(self, nodo):
        if isinstance(nodo.value, str):
            self.vistos.append((nodo.lineno, nodo.value))

    def visit_JoinedStr(self, nodo):
        partes = [p.value if isinstance(p, ast.Constant) else "0" for p in nodo.values]
        self.vistos.append((nodo.lineno, "".join(partes)))
        for parte in nodo.values:
            if isinstance(parte, ast.FormattedValue):
                self.visit(parte.value)


def comentarios(codigo):
    """Los comentarios, unidos los de líneas seguidas, con su línea."""
    vistos = []
    for pieza in tokenize.generate_tokens(io.StringIO(codigo).readline):
        texto = pieza.string.lstrip("# ")
        if pieza.type != tokenize.COMMENT or texto.startswith(
            ("%%", "---", "!/", "noqa", "BEGIN SOL", "END SOL", "ortografía:")
        ):
            continue
        if vistos and vistos[-1][0] + vistos[-1][1].count("\n") == pieza.start[0] - 1:
            vistos[-1] = (vistos[-1][0], f"{vistos[-1][1]}\n{texto}")
        else:
            vistos.append((pieza.start[0], texto))
    return vistos


def es_prosa(texto):
    """Una frase o una etiqueta, no una clave ni una opción."""
    palabras = PALABRA.findall(texto)
    return bool(palabras) and (palabras[0][0].isupper() and palabras[0][1:].islower() or " " in texto and len(palabras) >= 4)


@cache
def prosa(fichero):
    """Pares (línea, texto limpio) de un fichero."""
    texto = fichero.read_text(encoding="utf-8")
    trozos = [(1, texto)]
    if fichero.suffix == ".py":
        textos = Textos()
        textos.visit(ast.parse(texto))
        trozos = comentarios(texto) + [t for t in textos.vistos if es_prosa(t[1])]
    return [(linea, NO_ES_PROSA.sub(_hueco, t.partition("\n## Referencias")[0])) for linea, t in trozos]


def _hueco(hallado):
    return "0" + "\n" * hallado[0].count("\n")


# --- Formas que el corrector no trae: plurales, femeninos, verbos regulares y pronombres unidos -----------------------

NOMINALES = (
    ("s$", ""),
    ("es$", ""),
    ("ces$", "z"),
    ("iones$", "ión"),
    ("anes$", "án"),
    ("a$", "o"),
    ("a$", ""),
    ("mente$", ""),
)
PRONOMBRES = re.compile(r"(.{2,}?)(?:(?:me|te|se|nos)?l[aeo]s?|[mts]e|nos)$")
TERMINACIONES = {
    "ar": "o a as amos an é aste ó aron aba abas ábamos aban e es emos en ando ado ada ados adas ara aran ase asen "
    "aré arás ará aremos arán aría arías aríamos arían",
    "er ir": "o e es emos imos en í iste ió ieron ía ías íamos ían a as amos an iendo ido ida idos idas iera ieran iese "
    "yó yeron yendo yera ído ída ídos ídas eré erás erá eremos erán ería erías eríamos erían iré irás irá iremos irán iría irían",
}
RAICES = (("$", ""), ("qu$", "c"), ("gu$", "g"), ("c$", "z"), ("zc$", "c"), ("j$", "g"), ("y$", ""), ("g$", ""))
VOCALES = (
    ("$", ""),
    (r"ie(?=[^aeiou]+$)", "e"),
    (r"u?e(?=[^aeiou]+$)", "o"),
    (r"i(?=[^aeiou]+$)", "e"),
    (r"ú(?=[^aeiou]*$)", "u"),
    (r"í$", "i"),
)
SIN_TILDES = str.maketrans("áéíóú", "aeiou")


@cache
def formas_base(palabra):
    """Las palabras de diccionario de las que `palabra` puede ser una forma regular."""
    nombres = {palabra}
    for _ in range(3):
        nombres |= {re.sub(final, base, n) for n in nombres for final, base in NOMINALES if len(n) > 3}
    nombres |= {n.translate(SIN_TILDES) for n in nombres if re.search("[áéíóú]", n) and palabra.endswith("es")}
    verbos = {palabra}
    if unido := PRONOMBRES.match(palabra):
        verbos |= {unido[1], unido[1].translate(SIN_TILDES)}
    return nombres | verbos | {infinitivo for verbo in verbos for infinitivo in infinitivos(verbo)}


def infinitivos(verbo):
    """Los infinitivos que podrían dar esa forma."""
    for grupo, terminaciones in TERMINACIONES.items():
        for raiz in {verbo.removesuffix(t) for t in terminaciones.split() if verbo.endswith(t)} - {""}:
            for (fin, antes), (diptongo, vocal) in product(RAICES, VOCALES):
                base = re.sub(diptongo, vocal, re.sub(fin, antes, raiz))
                yield from (base + final + pronombre for final in grupo.split() for pronombre in ("", "se"))


CON_FRASES_EN_PIEZAS = (
    "# ortografía: frases en piezas"  # en el __init__.py de una lección con frases inglesas, o partidas: «la casa es grande .»
)
DE_LAS_PIEZAS = {"inglés", "palabra repetida", "espacio antes de un signo"}


def con_frases_en_piezas(fichero):
    """True si la carpeta del fichero dice que lleva frases partidas en piezas o en inglés."""
    sala = fichero.with_name("__init__.py")
    return sala.is_file() and CON_FRASES_EN_PIEZAS in sala.read_text(encoding="utf-8")


# --- Comprobaciones -------------------------------------------------------------------------------------------------


@cache
def correctores():
    """El corrector español, con el diccionario propio, y el inglés para lo que va en cursiva."""
    espanol, ingles = SpellChecker(language="es"), SpellChecker(language="en")
    espanol.word_frequency.load_words(DICCIONARIO.read_text(encoding="utf-8").split())
    return espanol, ingles


def desconocidas(fichero):
    """Pares (línea, palabra) que ni el corrector ni el diccionario propio conocen."""
    espanol, ingles = correctores()
    fallos = []
    for linea, texto in prosa(fichero):
        en_cursiva = {p.lower() for cursiva in CURSIVA.findall(texto) for p in PALABRA.findall(cursiva)}
        for hallada in PALABRA.finditer(texto):
            palabra = hallada[0].lower()
            if hallada[0].isupper() or palabra in en_cursiva and ingles.known([palabra]):
                continue
            if not espanol.known(formas_base(palabra)):
                fallos.append((linea + texto.count("\n", 0, hallada.start()), palabra))
    return fallos


def signos_sueltos(texto):
    """Párrafos en los que un signo de apertura no tiene su cierre, o al revés."""
    for parrafo in re.split(r"\n\s*\n|\n(?=\s*(?:[-*|>]|\d+\.) )", texto):
        signos = "".join(re.findall(r"[¿?¡!]", re.sub(r"!\[", "", parrafo)))
        while (menos := re.sub(r"¿\?|¡!|¿¡!\?|¡¿\?!|¿!|¡\?", "", signos)) != signos:
            signos = menos
        if signos:
            yield parrafo.strip()


cada_fichero = pytest.mark.parametrize("fichero", FICHEROS, ids=lambda f: f.relative_to(RAIZ).as_posix())


@cada_fichero
def test_no_hay_palabras_desconocidas(fichero):
    assert [f"línea {linea}: {palabra}" for linea, palabra in desconocidas(fichero)] == []


@cada_fichero
def test_las_preguntas_y_exclamaciones_se_abren_y_se_cierran(fichero):
    if not con_frases_en_piezas(fichero):
        assert [(linea, p) for linea, texto in prosa(fichero) for p in signos_sueltos(texto)] == []


@cada_fichero
def test_no_hay_descuidos_frecuentes(fichero):
    fallos = [
        f"línea {linea}: {descuido}: «{hallado[0]}»"
        for linea, texto in prosa(fichero)
        for descuido, patron in SOSPECHAS.items()
        if not con_frases_en_piezas(fichero) or descuido not in DE_LAS_PIEZAS
        for hallado in re.finditer(patron, CURSIVA.sub("0", texto), re.IGNORECASE)
    ]
    assert fallos == []


def test_el_diccionario_propio_esta_ordenado_y_no_repite():
    palabras = DICCIONARIO.read_text(encoding="utf-8").split("\n")[:-1]
    assert palabras == sorted(set(palabras))
    assert all(PALABRA.fullmatch(p) and p == p.lower() for p in palabras)


def test_la_revision_encuentra_lo_que_debe(tmp_path):
    leccion = tmp_path / "mala.py"
    leccion.write_text(
        '# %% [markdown] x\nr"""\nEsta funcion de `codigo` y $funcion$ usa *deep learning*. ¿Como va?\n\nMal cerrada?\n"""\n'
        'opcion = f"La nurona {opcion} pesa {len(opcion):.3f}"  # Un comantario\n',
        encoding="utf-8",
    )
    assert [p for _, p in desconocidas(leccion)] == ["comantario", "funcion", "nurona"]
    assert [p for _, t in prosa(leccion) for p in signos_sueltos(t)] == ["Mal cerrada?"]
    with pytest.raises(AssertionError, match="pregunta sin tilde: «¿Como»"):
        test_no_hay_descuidos_frecuentes(leccion)


if __name__ == "__main__":
    for fichero in FICHEROS:
        for linea, palabra in desconocidas(fichero):
            print(f"{palabra:24} {fichero.relative_to(RAIZ)}:{linea}")
    sys.exit(any(map(desconocidas, FICHEROS)))
