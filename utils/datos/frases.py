"""Frases españolas de una gramática propia: oraciones con su traducción, opiniones, entidades y diálogos.

El vocabulario y las plantillas son los ficheros de texto de `data/frases/`, que se pueden editar; cada uno explica su formato.
Todo el azar sale del `numpy.random.Generator` que se recibe: con la misma semilla, las mismas frases.
"""

import re
import zlib
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

from ..curso import ErrorCurso
from .descargas import DATOS, del_curso

CARPETA = DATOS / "frases"
PARTES = ("entrenamiento", "prueba")
PARTES_DE_ENTIDADES = (*PARTES, "ciega")
TIEMPOS = ("presente", "pasado", "futuro")
ANIMADOS = ("persona", "animal")
CLASES = (*ANIMADOS, "cosa", "lugar", "masa")
SINGULAR, PLURAL = 0, 1
PRONOMBRES = {("m", 0): ("él", "he"), ("f", 0): ("ella", "she"), ("m", 1): ("ellos", "they"), ("f", 1): ("ellas", "they")}
HUECO = re.compile(r"\{([^{}]*)\}")
SIN_PUNTO = 0.5  # proporción de opiniones sin punto final, como en tantos mensajes
CON_EMOJI = 0.3  # proporción de opiniones que acaban en emoji
CON_APELLIDO = 0.4  # proporción de personas con apellido
NO_VISTOS = 0.4  # en las frases de prueba de entidades, proporción de nombres apartados


class Opinion(NamedTuple):
    """Una opinión corta: su texto, su etiqueta (1 si es positiva) y su tipo (simple, negación o pero)."""

    texto: str
    etiqueta: int
    tipo: str


class Etiquetada(NamedTuple):
    """Una frase con entidades: sus palabras y, para cada una, su etiqueta BIO (O, B-PER, I-PER, B-LUG…)."""

    palabras: list
    etiquetas: list


class Dialogo(NamedTuple):
    """Una intención: maneras de preguntarla y respuestas que sirven para todas."""

    intencion: str
    preguntas: list
    respuestas: list


# --- Lo que se usa en las lecciones ---------------------------------------------------------------------------------


def piezas(texto):
    """Las piezas de un texto, en minúsculas: palabras, signos de puntuación y emoji, cada uno por separado."""
    return re.findall(r"\w+|[^\w\s]", texto.lower())


def oraciones(n, rng, breves=False):
    """Lista de `n` oraciones en español. breves: solo las de 8 piezas como mucho y el vocabulario de `breves.txt`."""
    if not breves:
        return [_oracion(lexico(), lexico().oraciones, rng)[0] for _ in range(n)]
    pequeno, frases = lexico().breve, []
    while len(frases) < n:
        frase = _oracion(pequeno, pequeno.oraciones, rng)[0]
        if len(piezas(frase)) <= 8:
            frases.append(frase)
    return frases


def pares_es_en(n, rng, parte="entrenamiento"):
    """Lista de `n` pares (español, inglés); puede haber repetidos dentro de una misma parte.

    parte: "entrenamiento"; "combinaciones", con las mismas plantillas y alguna pareja de sustantivo y adjetivo que nunca sale
        en el entrenamiento; o "plantillas", con las plantillas apartadas.
    """
    _uno_de("pares_es_en", "la parte", parte, ("entrenamiento", "combinaciones", "plantillas"))
    lex, apartadas = lexico(), "prueba" if parte == "plantillas" else "entrenamiento"
    plantillas, pares = [p for p in lex.oraciones if p.parte == apartadas], []
    while len(pares) < n:
        es, en, usadas = _oracion(lex, plantillas, rng)
        if any(_reservada(*p) for p in usadas) == (parte == "combinaciones"):
            pares.append((es, en))
    return pares


def es_gramatical(frase):
    """True si la frase (texto o lista de piezas) encaja en alguna plantilla y todo concuerda. No mira las mayúsculas."""
    trozos = piezas(frase if isinstance(frase, str) else " ".join(frase))
    if {("a", "el"), ("de", "el")} & set(zip(trozos, trozos[1:], strict=False)):
        return False
    trozos = _sin_contraer(trozos)
    return any(_encaja(lexico(), p.trozos, trozos, p.marco) for p in lexico().oraciones)


def opiniones(n, rng, parte="entrenamiento"):
    """Lista de `n` `Opinion`. Las plantillas de "prueba" no salen en "entrenamiento", y unas pocas palabras tampoco."""
    _uno_de("opiniones", "la parte", parte, PARTES)
    plantillas, palabras = _leer_opiniones(CARPETA)
    plantillas = [p for p in plantillas if p["parte"] == parte]
    palabras = {tipo: [p for p in lista if parte in ("prueba", p["parte"])] for tipo, lista in palabras.items()}
    return [_opinion(_elegir(rng, plantillas), palabras, rng) for _ in range(n)]


def entidades(n, rng, parte="entrenamiento"):
    """Lista de `n` `Etiquetada`.

    parte: "entrenamiento"; "prueba", con otras plantillas y parte de los nombres sin ver; o "ciega", lo mismo con plantillas que
        se escribieron al final y con las que no se decidió nada.
    """
    _uno_de("entidades", "la parte", parte, PARTES_DE_ENTIDADES)
    plantillas = [p for suya, p in _leer_entidades(CARPETA) if suya == parte]
    return [_etiquetada(_elegir(rng, plantillas), lexico(), rng, parte) for _ in range(n)]


def dialogos():
    """Lista de `Dialogo`, uno por intención."""
    return list(_leer_dialogos(CARPETA))


def capitales():
    """Lista de pares (país, capital)."""
    return [(p.nombre, p.capital) for p in lexico().paises]


def parejas():
    """Parejas de palabras para analogías: "género" (rey, reina), "tiempo" (canta, cantó) y "capital" (Francia, París).

    Son todas las del léxico que pueden aprenderse de sus vecinas: los verbos con objetos propios y los nombres de una palabra.
    """
    sustantivos = [(s.singular, s.pareja) for s in lexico().sustantivos if s.genero == "m" and s.pareja != "-"]
    con_objetos_propios = [v for v in lexico().verbos if v.objetos and not set(v.objetos) & set(CLASES)]
    verbos = [(v.forma("presente", SINGULAR), v.forma("pasado", SINGULAR)) for v in con_objetos_propios]
    de_una_palabra = [par for par in capitales() if not any(" " in nombre for nombre in par)]
    return {"género": sustantivos, "tiempo": verbos, "capital": de_una_palabra}


def lexico():
    """El `Lexico` de `data/frases/`, ya leído y comprobado."""
    return _leer_lexico(CARPETA)


# --- El léxico ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Determinante:
    """Sus formas (masculino singular, femenino singular y los dos plurales; "-" si no existe) y el inglés (singular, plural)."""

    formas: tuple
    ingles: tuple

    def forma(self, sustantivo, numero):
        """La forma que va delante de ese sustantivo, o "-"."""
        forma = self.formas[2 * numero + (sustantivo.genero == "f")]
        return {"la": "el", "una": "un"}.get(forma, forma) if sustantivo.tonica else forma


@dataclass(frozen=True)
class Sustantivo:
    """Sus formas (singular, plural), género, clase, inglés, pareja del otro género y palabras afines."""

    formas: tuple
    genero: str
    tonica: bool
    clase: str
    ingles: tuple
    pareja: str
    afines: tuple

    @property
    def singular(self):
        """El singular, que lo identifica."""
        return self.formas[SINGULAR]


@dataclass(frozen=True)
class Adjetivo:
    """Sus cuatro formas, su inglés, su cópula (ser o estar) y las clases de sustantivo que lo admiten."""

    formas: tuple
    ingles: str
    copula: str
    clases: tuple

    def forma(self, genero, numero):
        """La forma de ese género y número."""
        return self.formas[2 * numero + (genero == "f")]


@dataclass(frozen=True)
class Verbo:
    """Infinitivo, seis formas españolas, inglés (base, tercera persona, pasado), y clases de sujetos y objetos."""

    infinitivo: str
    formas: tuple
    ingles: tuple = ()
    sujetos: tuple = ()
    objetos: tuple = ()

    def forma(self, tiempo, numero):
        """La tercera persona de ese tiempo y número."""
        return self.formas[2 * TIEMPOS.index(tiempo) + numero]


class Cuando(NamedTuple):
    """«ayer», su tiempo verbal y su inglés."""

    es: str
    tiempo: str
    en: str


class Pais(NamedTuple):
    """País y capital, en español y en inglés, y gentilicio."""

    nombre: str
    capital: str
    nombre_en: str
    capital_en: str
    gentilicio: Adjetivo
    parte: str


class Nombre(NamedTuple):
    """Un nombre de pila (m o f) o un apellido."""

    nombre: str
    tipo: str
    parte: str


class Organizacion(NamedTuple):
    """Una organización inventada y su artículo ("-" si no lleva)."""

    articulo: str
    nombre: str
    parte: str


@dataclass(frozen=True)
class Plantilla:
    """Una plantilla de oración: su parte y su texto en español y en inglés."""

    parte: str
    es: str
    en: str

    @cached_property
    def huecos(self):
        """Los huecos del español."""
        return HUECO.findall(self.es)

    @cached_property
    def trozos(self):
        """Las piezas de la plantilla, con los huecos entre llaves."""
        return _sin_contraer(re.findall(r"\{[^{}]+\}|\w+|[^\w\s]", self.es.lower()))

    @property
    def marco(self):
        """Lo que se sabe antes de leer la frase: sin sujeto, el verbo va en singular."""
        return {} if {"s", "n", "nn", "ciudadano"} & set(self.huecos) else {"numero": SINGULAR}


@dataclass(frozen=True)
class Lexico:
    """Todo el vocabulario y las plantillas de las oraciones."""

    determinantes: list
    sustantivos: list
    adjetivos: list
    verbos: list
    copulas: dict
    cuando: list
    paises: list
    nombres: list
    organizaciones: list
    oraciones: list
    breves: dict
    tiempos: tuple = TIEMPOS

    @cached_property
    def breve(self):
        """El léxico reducido de `breves.txt`, con las plantillas que se pueden llenar con él."""
        suyas, propios = self.breves, {"s", "v", "o", "i", "c", "a"}
        return replace(
            self,
            determinantes=[d for d in self.determinantes if d.formas[0] in suyas["determinantes"]],
            sustantivos=[s for s in self.sustantivos if s.singular in suyas["sustantivos"]],
            adjetivos=[a for a in self.adjetivos if a.formas[0] in suyas["adjetivos"]],
            verbos=[v for v in self.verbos if v.infinitivo in suyas["verbos"]],
            oraciones=[
                p
                for p in self.oraciones
                if set(p.huecos) <= propios and set(piezas(HUECO.sub("", p.es))) <= {"no", ".", "¿", "?"}
            ],
            tiempos=tuple(suyas["tiempos"]),
        )

    @cached_property
    def nombres_de_pila(self):
        """Los nombres que no son apellidos."""
        return [n for n in self.nombres if n.tipo != "apellido"]

    @cached_property
    def de_clase(self):
        """Diccionario: clase → sus sustantivos."""
        return {clase: [s for s in self.sustantivos if s.clase == clase] for clase in CLASES}

    @cached_property
    def objetos(self):
        """Diccionario: infinitivo → sustantivos que pueden ser su objeto."""
        return {
            v.infinitivo: [s for s in self.sustantivos if s.clase in v.objetos or s.singular in v.objetos] for v in self.verbos
        }

    @cached_property
    def lugar_de(self):
        """Diccionario: forma de sustantivo → pares (sustantivo, número)."""
        return _indice((s.formas[n], (s, n)) for s in self.sustantivos for n in (SINGULAR, PLURAL))

    @cached_property
    def formas_de_adjetivo(self):
        """Diccionario: forma → ternas (adjetivo, género, número)."""
        return _indice((a.forma(g, n), (a, g, n)) for a in self.adjetivos for g in "mf" for n in (SINGULAR, PLURAL))

    @cached_property
    def formas_de_verbo(self):
        """Diccionario: forma → ternas (verbo, tiempo, número)."""
        verbos = [*self.verbos, *self.copulas.values()]
        return _indice((v.forma(t, n), (v, t, n)) for v in verbos for t in TIEMPOS for n in (SINGULAR, PLURAL))


def _indice(pares):
    indice = {}
    for clave, valor in pares:
        indice.setdefault(clave, []).append(valor)
    return indice


# --- Leer y comprobar los ficheros ----------------------------------------------------------------------------------


def _filas(carpeta, fichero, *campos):
    """Ternas (dónde, fila como diccionario, valores) de un fichero de campos separados por «|». `ErrorCurso` si está roto."""
    filas = []
    for donde, linea in _lineas(carpeta, fichero):
        valores = [v.strip() for v in linea.split("|")]
        if len(valores) != len(campos):
            falta = f"falta «{campos[len(valores)]}»" if len(valores) < len(campos) else f"sobra «{valores[len(campos)]}»"
            raise ErrorCurso(
                f"{donde}: hay {len(valores)} campos y deben ser {len(campos)}; {falta}. Orden: {' | '.join(campos)}."
            )
        if "" in valores:
            raise ErrorCurso(f"{donde}: está vacío el campo «{campos[valores.index('')]}». Si no existe, escribe un guion (-).")
        filas.append((donde, dict(zip(campos, valores, strict=True)), valores))
    if not filas:
        raise ErrorCurso(f"data/frases/{fichero}: no hay ninguna línea con datos.")
    return filas


def _lineas(carpeta, fichero):
    with del_curso(f"frases/{fichero}", carpeta.parent) as ruta:
        texto = ruta.read_text(encoding="utf-8")
    numeradas = ((f"data/frases/{fichero}, línea {i}", linea.strip()) for i, linea in enumerate(texto.splitlines(), 1))
    return [(donde, linea) for donde, linea in numeradas if linea and not linea.startswith("#")]


def _uno_de(donde, campo, valor, opciones):
    if valor not in opciones:
        raise ErrorCurso(f"{donde}: {campo} es «{valor}» y debe ser uno de estos: {', '.join(opciones)}.")
    return valor


def _lista(texto):
    return () if texto == "-" else tuple(t.strip() for t in texto.split(","))


@cache
def _leer_lexico(carpeta):
    sustantivos = _leer_sustantivos(carpeta)
    nombres_de_sustantivo = {s.singular for s in sustantivos}
    return Lexico(
        determinantes=[
            Determinante(tuple(v[:4]), tuple(v[4:]))
            for _, _, v in _filas(
                carpeta, "determinantes.txt", "m. sing.", "f. sing.", "m. pl.", "f. pl.", "inglés sing.", "inglés pl."
            )
        ],
        sustantivos=sustantivos,
        adjetivos=_leer_adjetivos(carpeta),
        verbos=_leer_verbos(carpeta, nombres_de_sustantivo),
        copulas={v[0]: Verbo(v[0], tuple(v[1:])) for _, _, v in _filas(carpeta, "copulas.txt", "infinitivo", *FORMAS_VERBALES)},
        cuando=[
            Cuando(v[0], _uno_de(donde, "el tiempo", v[1], TIEMPOS), v[2])
            for donde, _, v in _filas(carpeta, "tiempos.txt", "español", "tiempo", "inglés")
        ],
        paises=[
            Pais(*v[:4], Adjetivo(tuple(v[4:8]), v[8], "ser", ("persona",)), _uno_de(donde, "la parte", v[9], PARTES))
            for donde, _, v in _filas(carpeta, "paises.txt", *CAMPOS_DE_PAIS)
        ],
        nombres=[
            Nombre(v[0], _uno_de(donde, "el tipo", v[1], ("m", "f", "apellido")), _uno_de(donde, "la parte", v[2], PARTES))
            for donde, _, v in _filas(carpeta, "nombres.txt", "nombre", "tipo", "parte")
        ],
        organizaciones=[
            Organizacion(_uno_de(donde, "el artículo", v[0], ("el", "la", "-")), v[1], _uno_de(donde, "la parte", v[2], PARTES))
            for donde, _, v in _filas(carpeta, "organizaciones.txt", "artículo", "nombre", "parte")
        ],
        oraciones=_leer_oraciones(carpeta),
        breves=_leer_breves(carpeta),
    )


FORMAS_VERBALES = ("presente sing.", "presente pl.", "pasado sing.", "pasado pl.", "futuro sing.", "futuro pl.")
CAMPOS_DE_PAIS = ("país", "capital", "país en inglés", "capital en inglés")
CAMPOS_DE_PAIS += ("gentilicio m. sing.", "f. sing.", "m. pl.", "f. pl.", "gentilicio en inglés", "parte")
HUECOS_ES = ("s", "n", "nn", "v", "o", "i", "l", "f", "p", "t", "c", "a", "pais", "capital", "gentilicio", "ciudadano")
HUECOS_EN = (*HUECOS_ES, "aux", "no", "base", "c_no", "c_aux", "c_resto")


def _leer_sustantivos(carpeta):
    campos = ("singular", "plural", "género", "clase", "inglés sing.", "inglés pl.", "pareja", "afines")
    filas = _filas(carpeta, "sustantivos.txt", *campos)
    conocidos = {fila["singular"] for _, fila, _ in filas}
    sustantivos = []
    for donde, fila, v in filas:
        genero = _uno_de(donde, "el género", fila["género"], ("m", "f", "fa"))
        clase = _uno_de(donde, "la clase", fila["clase"], CLASES)
        for otro in (*_lista(fila["pareja"]), *_lista(fila["afines"])):
            if otro not in conocidos:
                raise ErrorCurso(f"{donde}: nombra a «{otro}», que no tiene su propia línea en el fichero.")
        sustantivos.append(Sustantivo(tuple(v[:2]), genero[0], genero == "fa", clase, tuple(v[4:6]), v[6], _lista(v[7])))
    return sustantivos


def _leer_adjetivos(carpeta):
    campos = ("m. sing.", "f. sing.", "m. pl.", "f. pl.", "inglés", "cópula", "clases")
    return [
        Adjetivo(
            tuple(v[:4]),
            v[4],
            _uno_de(donde, "la cópula", v[5], ("ser", "estar")),
            tuple(_uno_de(donde, "la clase", c, CLASES) for c in _lista(v[6])),
        )
        for donde, _, v in _filas(carpeta, "adjetivos.txt", *campos)
    ]


def _leer_verbos(carpeta, sustantivos):
    campos = ("infinitivo", *FORMAS_VERBALES, "inglés base", "inglés he/she", "inglés pasado", "sujetos", "objetos")
    verbos = []
    for donde, _, v in _filas(carpeta, "verbos.txt", *campos):
        sujetos = tuple(_uno_de(donde, "el sujeto", c, ANIMADOS) for c in _lista(v[10]))
        for objeto in _lista(v[11]):
            if objeto not in CLASES and objeto not in sustantivos:
                raise ErrorCurso(f"{donde}: el objeto «{objeto}» no es una clase ni un sustantivo de sustantivos.txt.")
        verbos.append(Verbo(v[0], tuple(v[1:7]), tuple(v[7:10]), sujetos, _lista(v[11])))
    return verbos


def _leer_oraciones(carpeta):
    plantillas = []
    for donde, fila, v in _filas(carpeta, "oraciones.txt", "parte", "español", "inglés"):
        _uno_de(donde, "la parte", v[0], PARTES)
        for lengua, validos in (("español", HUECOS_ES), ("inglés", HUECOS_EN)):
            for hueco in HUECO.findall(fila[lengua]):
                if "/" not in hueco:
                    _uno_de(donde, f"un hueco del {lengua}", hueco, validos)
        plantillas.append(Plantilla(*v))
    return plantillas


def _leer_breves(carpeta):
    grupos = ("determinantes", "sustantivos", "adjetivos", "verbos", "tiempos")
    filas = _filas(carpeta, "breves.txt", "grupo", "palabras")
    suyas = {_uno_de(donde, "el grupo", grupo, grupos): _lista(palabras) for donde, _, (grupo, palabras) in filas}
    if faltan := set(grupos) - set(suyas):
        raise ErrorCurso(f"data/frases/breves.txt: falta el grupo «{min(faltan)}».")
    for tiempo in suyas["tiempos"]:
        _uno_de("data/frases/breves.txt", "un tiempo", tiempo, TIEMPOS)
    return suyas


FORMAS_DE_OPINION = {"cosa": 1, "adjetivo": 4, "verbo": 2, "nombre": 1, "emoji": 1, "intensificador": 1}


@cache
def _leer_opiniones(carpeta):
    """Plantillas (diccionarios) y palabras por tipo (diccionarios con sus formas)."""
    palabras = {tipo: [] for tipo in FORMAS_DE_OPINION}
    for donde, fila, _ in _filas(carpeta, "opiniones_lexico.txt", "tipo", "signo", "parte", "formas"):
        tipo = _uno_de(donde, "el tipo", fila["tipo"], tuple(FORMAS_DE_OPINION))
        signos = {"cosa": ("ms", "fs", "mp", "fp"), "intensificador": ("=",)}.get(tipo, ("+", "-"))
        _uno_de(donde, "el signo", fila["signo"], signos)
        _uno_de(donde, "la parte", fila["parte"], PARTES)
        formas = [f.strip() for f in fila["formas"].split("/")]
        if len(formas) != FORMAS_DE_OPINION[tipo] or "" in formas:
            raise ErrorCurso(
                f"{donde}: un {tipo} lleva {FORMAS_DE_OPINION[tipo]} formas separadas por «/», y hay {len(formas)}."
            )
        palabras[tipo].append(fila | {"formas": formas})
    plantillas = []
    for donde, fila, _ in _filas(carpeta, "opiniones.txt", "parte", "tipo", "etiqueta", "plantilla"):
        _uno_de(donde, "la parte", fila["parte"], PARTES)
        _uno_de(donde, "el tipo", fila["tipo"], ("simple", "negación", "pero"))
        _uno_de(donde, "la etiqueta", fila["etiqueta"], ("igual", "contraria", "+", "-"))
        for hueco in HUECO.findall(fila["plantilla"]):
            if "/" not in hueco:
                _uno_de(donde, "un hueco", hueco, ("cosa", "A", "B", "V", "W", "N", "M", "muy"))
        plantillas.append(fila)
    return plantillas, palabras


@cache
def _leer_entidades(carpeta):
    plantillas = []
    for donde, fila, v in _filas(carpeta, "entidades.txt", "parte", "plantilla"):
        _uno_de(donde, "la parte", v[0], PARTES_DE_ENTIDADES)
        for hueco in HUECO.findall(fila["plantilla"]):
            if "/" not in hueco:
                _uno_de(donde, "un hueco", hueco, ("PER", "LUG", "ORG"))
        plantillas.append(tuple(v))
    return plantillas


@cache
def _leer_dialogos(carpeta):
    hallados = []
    for donde, linea in _lineas(carpeta, "dialogos.txt"):
        marca, _, resto = linea.partition(":")
        if linea.startswith("[") and linea.endswith("]"):
            hallados.append(Dialogo(linea[1:-1].strip(), [], []))
        elif hallados and marca in ("P", "R") and resto.strip():
            (hallados[-1].preguntas if marca == "P" else hallados[-1].respuestas).append(resto.strip())
        else:
            raise ErrorCurso(f"{donde}: espero «[intención]», «P: pregunta» o «R: respuesta», y pone «{linea}».")
    for dialogo in hallados:
        if not (dialogo.preguntas and dialogo.respuestas):
            raise ErrorCurso(
                f"data/frases/dialogos.txt: a «{dialogo.intencion}» le falta alguna pregunta (P:) o respuesta (R:)."
            )
    return hallados


# --- Construir oraciones --------------------------------------------------------------------------------------------


class Grupo(NamedTuple):
    """Un grupo nominal en español y en inglés, y lo que hace falta para concordar con él."""

    es: str
    en: str
    genero: str
    numero: int
    sustantivo: Sustantivo | None = None
    adjetivo: Adjetivo | None = None


def _elegir(rng, opciones):
    return opciones[int(rng.integers(len(opciones)))]


def _oracion(lex, plantillas, rng):
    """Una oración: `(español, inglés, parejas (sustantivo, adjetivo) que usa)`."""
    plantilla = _elegir(rng, plantillas)
    huecos = set(plantilla.huecos)
    cuando, pais = _elegir(rng, lex.cuando), _elegir(rng, lex.paises)
    tiempo = cuando.tiempo if "t" in huecos else _elegir(rng, lex.tiempos)
    verbo = None if "c" in huecos else _elegir(rng, [v for v in lex.verbos if bool(v.objetos) == ("v" in huecos)])
    grupos = _grupos(lex, plantilla, verbo, pais, rng)
    sujeto = next((grupos[h] for h in ("s", "n", "nn") if h in huecos), Grupo("", "", "m", SINGULAR))
    usadas = [(g.sustantivo, g.adjetivo) for g in grupos.values() if g.sustantivo and g.adjetivo]
    es, en = ({h: getattr(g, lengua) for h, g in grupos.items()} for lengua in ("es", "en"))
    if "o" in huecos and grupos["o"].sustantivo.clase in ANIMADOS:
        es["o"] = f"a {es['o']}"
    if "c" in huecos:
        clase = sujeto.sustantivo.clase if sujeto.sustantivo else "persona"
        adjetivo = _elegir(rng, [a for a in lex.adjetivos if clase in a.clases])
        es |= {
            "c": lex.copulas[adjetivo.copula].forma(tiempo, sujeto.numero),
            "a": adjetivo.forma(sujeto.genero, sujeto.numero),
        }
        en |= {"a": adjetivo.ingles} | _be(tiempo, sujeto.numero)
        usadas += [(sujeto.sustantivo, adjetivo)] if sujeto.sustantivo else []
    else:
        es |= dict.fromkeys(("v", "i"), verbo.forma(tiempo, sujeto.numero))
        en |= _verbo_en_ingles(verbo, tiempo, sujeto.numero)
    es["p"], en["p"] = PRONOMBRES[sujeto.genero, sujeto.numero]
    es |= {"t": cuando.es, "pais": pais.nombre, "capital": pais.capital, "gentilicio": pais.gentilicio.forma("f", SINGULAR)}
    en |= {"t": cuando.en, "pais": pais.nombre_en, "capital": pais.capital_en, "gentilicio": pais.gentilicio.ingles}
    llenar = lambda valores: lambda h: h[1].split("/")[sujeto.numero] if "/" in h[1] else valores[h[1]]
    texto, traduccion = HUECO.sub(llenar(es), plantilla.es), HUECO.sub(llenar(en), plantilla.en)
    return _pulir(texto), _pulir_ingles(traduccion), usadas


def _grupos(lex, plantilla, verbo, pais, rng):
    """Diccionario hueco → `Grupo` de los que pide la plantilla."""
    huecos, grupos = set(plantilla.huecos), {}
    afines = ()
    if "s" in huecos:
        clases = verbo.sujetos if verbo else {c for a in lex.adjetivos for c in a.clases}
        clases = {"persona"} if "p" in huecos else clases
        sujeto = _elegir(rng, [s for s in lex.sustantivos if s.clase in clases and (s.afines or "f" not in huecos)])
        grupos["s"], afines = _grupo(lex, sujeto, rng, sin_adjetivo=verbo is None), sujeto.afines
    if "n" in huecos:
        uno = _elegir(rng, lex.nombres_de_pila)
        grupos["n"] = Grupo(uno.nombre, uno.nombre, uno.tipo, SINGULAR)
    if "nn" in huecos:
        uno, otro = (lex.nombres_de_pila[i] for i in rng.choice(len(lex.nombres_de_pila), 2, replace=False))
        genero = "f" if uno.tipo == otro.tipo == "f" else "m"
        grupos["nn"] = Grupo(f"{uno.nombre} y {otro.nombre}", f"{uno.nombre} and {otro.nombre}", genero, PLURAL)
    if "o" in huecos:
        sin_algunos = "¿" in plantilla.es or "no" in piezas(plantilla.es)
        grupos["o"] = _grupo(lex, _cercano(lex.objetos[verbo.infinitivo], afines, rng), rng, sin_algunos=sin_algunos)
    if "f" in huecos:
        afin = _elegir(rng, [s for s in lex.sustantivos if s.singular in afines])
        grupos["f"] = _grupo(lex, afin, rng, sin_adjetivo=True, determinante=lex.determinantes[0])
    if "l" in huecos:
        grupos["l"] = _grupo(lex, _cercano(lex.de_clase["lugar"], afines, rng), rng)
    if "ciudadano" in huecos:
        grupos["ciudadano"] = _grupo(lex, _elegir(rng, lex.de_clase["persona"]), rng, gentilicio=pais.gentilicio)
    return grupos


def _cercano(candidatos, afines, rng):
    """Uno de los candidatos; si hay afines al sujeto, casi siempre uno de ellos."""
    suyos = [s for s in candidatos if s.singular in afines]
    return _elegir(rng, suyos if suyos and rng.random() < 0.8 else candidatos)


def _grupo(lex, sustantivo, rng, gentilicio=None, determinante=None, sin_adjetivo=False, sin_algunos=False):
    """Determinante, sustantivo y, la mitad de las veces, adjetivo. Los primeros determinantes salen más."""
    numero = SINGULAR if sustantivo.clase == "masa" or gentilicio else int(rng.integers(2))
    validos = [d for d in lex.determinantes if d.forma(sustantivo, numero) != "-"]
    if sustantivo.clase == "masa":
        validos = [d for d in validos if d.ingles[SINGULAR] != "a"]
    if sin_algunos:
        validos = [d for d in validos if d.ingles[numero] != "some"]
    determinante = determinante or validos[int(len(validos) * rng.random() ** 2)]
    adjetivos = [a for a in lex.adjetivos if sustantivo.clase in a.clases]
    adjetivo = gentilicio or (_elegir(rng, adjetivos) if adjetivos and not sin_adjetivo and rng.random() < 0.5 else None)
    es = [determinante.forma(sustantivo, numero), sustantivo.formas[numero]]
    en = [determinante.ingles[numero], sustantivo.ingles[numero]]
    if adjetivo:
        es.append(adjetivo.forma(sustantivo.genero, numero))
        en.insert(1, adjetivo.ingles)
    return Grupo(" ".join(es), " ".join(en), sustantivo.genero, numero, sustantivo, adjetivo)


def _reservada(sustantivo, adjetivo):
    """True si esa pareja se aparta para la prueba: una de cada seis, siempre las mismas."""
    return zlib.crc32(f"{sustantivo.singular} {adjetivo.formas[0]}".encode()) % 6 == 0


def _verbo_en_ingles(verbo, tiempo, numero):
    base, tercera, pasado = verbo.ingles
    conjugado = {"presente": base if numero else tercera, "pasado": pasado, "futuro": f"will {base}"}[tiempo]
    auxiliar = {"presente": "do" if numero else "does", "pasado": "did", "futuro": "will"}[tiempo]
    return {"v": conjugado, "aux": auxiliar, "no": f"{auxiliar} not", "base": base}


def _be(tiempo, numero):
    auxiliar = {"presente": ("is", "are"), "pasado": ("was", "were"), "futuro": ("will", "will")}[tiempo][numero]
    resto = "be" if tiempo == "futuro" else ""
    return {"c": f"{auxiliar} {resto}", "c_no": f"{auxiliar} not {resto}", "c_aux": auxiliar, "c_resto": resto}


def _pulir(texto):
    """Contracciones, «e» delante de i, y mayúscula inicial."""
    texto = re.sub(r"\b(a|de) el\b", r"\1l", texto, flags=re.IGNORECASE)
    return _con_mayuscula(re.sub(r"\by (?=H?I(?![ae]))", "e ", texto))


def _pulir_ingles(texto):
    """Un solo espacio, «an» delante de vocal y mayúscula inicial."""
    texto = re.sub(r"\s+(?=[.?])", "", re.sub(r" +", " ", texto))
    return _con_mayuscula(re.sub(r"\ba (?=[aeiou])(?!uru)", "an ", texto, flags=re.IGNORECASE))


def _con_mayuscula(texto):
    lugar = re.search(r"\w", texto).start()
    return texto[:lugar] + texto[lugar].upper() + texto[lugar + 1 :]


# --- Reconocer oraciones --------------------------------------------------------------------------------------------
# Una frase es gramatical si sus piezas encajan, de izquierda a derecha, en los trozos de alguna plantilla. El marco guarda
# lo que ya se sabe (género, número, tiempo, cópula, país); cada hueco propone dónde acaba y qué añade, y no puede contradecirlo.


def _sin_contraer(trozos):
    return [t for trozo in trozos for t in {"al": ("a", "el"), "del": ("de", "el")}.get(trozo, (trozo,))]


def _encaja(lex, plantilla, trozos, marco):
    if not plantilla or not trozos:
        return not plantilla and not trozos
    hueco = HUECO.fullmatch(plantilla[0])
    if not hueco:
        return plantilla[0] == trozos[0] and _encaja(lex, plantilla[1:], trozos[1:], marco)
    return any(
        all(marco.get(k, v) == v for k, v in nuevo.items()) and _encaja(lex, plantilla[1:], trozos[largo:], marco | nuevo)
        for largo, nuevo in (_leer_alternativa(hueco[1], trozos) if "/" in hueco[1] else LECTORES[hueco[1]](lex, trozos))
    )


def _leer_alternativa(formas, trozos):
    """«está/están»: la primera es singular y la segunda plural."""
    return [(1, {"numero": n}) for n, forma in enumerate(formas.split("/")) if forma == trozos[0]]


def _leer_grupo(lex, trozos):
    """Cada manera de leer un grupo nominal al principio: (piezas que ocupa, sustantivo, género, número)."""
    if len(trozos) < 2:
        return
    for sustantivo, numero in lex.lugar_de.get(trozos[1], ()):
        if trozos[0] in {d.forma(sustantivo, numero) for d in lex.determinantes} - {"-"}:
            yield 2, sustantivo, numero
            formas = lex.formas_de_adjetivo.get(trozos[2], ()) if len(trozos) > 2 else ()
            if any((g, n) == (sustantivo.genero, numero) for _, g, n in formas):
                yield 3, sustantivo, numero


def _leer_sujeto(lex, trozos):
    for largo, sustantivo, numero in _leer_grupo(lex, trozos):
        yield largo, {"genero": sustantivo.genero, "numero": numero}


def _leer_objeto(lex, trozos):
    con_a = int(bool(trozos) and trozos[0] == "a")
    for largo, sustantivo, _ in _leer_grupo(lex, trozos[con_a:]):
        if (sustantivo.clase in ANIMADOS) == bool(con_a):
            yield largo + con_a, {}


def _leer_lugar(lex, trozos):
    for largo, sustantivo, _ in _leer_grupo(lex, trozos):
        if sustantivo.clase == "lugar":
            yield largo, {}


def _leer_afin(lex, trozos):
    for largo, sustantivo, _ in _leer_grupo(lex, trozos[:2]):
        if sustantivo.clase not in ANIMADOS and trozos[0] in lex.determinantes[0].formas:
            yield largo, {}


def _leer_pronombre(_lex, trozos):
    for (genero, numero), (es, _) in PRONOMBRES.items():
        if es == trozos[0]:
            yield 1, {"genero": genero, "numero": numero}


def _leer_nombre(lex, trozos):
    for nombre in lex.nombres_de_pila:
        if largo := _empieza(trozos, nombre.nombre):
            yield largo, {"genero": nombre.tipo, "numero": SINGULAR}


def _leer_dos_nombres(lex, trozos):
    for largo, uno in _leer_nombre(lex, trozos):
        for largo_2, otro in _leer_nombre(lex, trozos[largo + 1 :]):
            conjuncion = "e" if re.match("h?i(?![ae])", trozos[largo + 1]) else "y"
            if trozos[largo] == conjuncion:
                genero = "f" if uno["genero"] == otro["genero"] == "f" else "m"
                yield largo + 1 + largo_2, {"genero": genero, "numero": PLURAL}


def _leer_verbo(con_objeto):
    def leer(lex, trozos):
        for verbo, tiempo, numero in lex.formas_de_verbo.get(trozos[0], ()):
            if verbo.ingles and bool(verbo.objetos) == con_objeto:
                yield 1, {"tiempo": tiempo, "numero": numero}

    return leer


def _leer_copula(lex, trozos):
    for verbo, tiempo, numero in lex.formas_de_verbo.get(trozos[0], ()):
        if not verbo.ingles:
            yield 1, {"tiempo": tiempo, "numero": numero, "copula": verbo.infinitivo}


def _leer_adjetivo(lex, trozos):
    for adjetivo, genero, numero in lex.formas_de_adjetivo.get(trozos[0], ()):
        yield 1, {"genero": genero, "numero": numero, "copula": adjetivo.copula}


def _leer_cuando(lex, trozos):
    for cuando in lex.cuando:
        if cuando.es == trozos[0]:
            yield 1, {"tiempo": cuando.tiempo}


def _leer_de_pais(que):
    def leer(lex, trozos):
        for pais in lex.paises:
            if largo := _empieza(trozos, que(pais)):
                yield largo, {"pais": pais.nombre}

    return leer


def _leer_ciudadano(lex, trozos):
    for largo, sustantivo, numero in _leer_grupo(lex, trozos[:2]):
        for pais in lex.paises:
            if numero == SINGULAR and trozos[2:3] == [pais.gentilicio.forma(sustantivo.genero, SINGULAR)]:
                yield largo + 1, {"pais": pais.nombre}


def _empieza(trozos, nombre):
    """Cuántas piezas ocupa el nombre si los trozos empiezan por él; si no, 0."""
    suyas = _sin_contraer(piezas(nombre))
    return len(suyas) if trozos[: len(suyas)] == suyas else 0


LECTORES = {
    "s": _leer_sujeto,
    "o": _leer_objeto,
    "l": _leer_lugar,
    "f": _leer_afin,
    "p": _leer_pronombre,
    "n": _leer_nombre,
    "nn": _leer_dos_nombres,
    "v": _leer_verbo(True),
    "i": _leer_verbo(False),
    "c": _leer_copula,
    "a": _leer_adjetivo,
    "t": _leer_cuando,
    "pais": _leer_de_pais(lambda p: p.nombre),
    "capital": _leer_de_pais(lambda p: p.capital),
    "gentilicio": _leer_de_pais(lambda p: p.gentilicio.forma("f", SINGULAR)),
    "ciudadano": _leer_ciudadano,
}


# --- Opiniones y entidades ------------------------------------------------------------------------------------------


def _opinion(plantilla, palabras, rng):
    signo = "+-"[int(rng.integers(2))]
    contrario = {"+": "-", "-": "+"}[signo]
    final = {"igual": signo, "contraria": contrario}.get(plantilla["etiqueta"], plantilla["etiqueta"])
    cosas = [palabras["cosa"][i] for i in rng.permutation(len(palabras["cosa"]))]
    llenas = 0

    def llenar(hueco):
        nonlocal llenas
        cosa = cosas[max(llenas - 1, 0)]
        plural = cosa["signo"][1] == "p"
        if hueco[1] == "cosa":
            llenas += 1
            return cosas[llenas - 1]["formas"][0]
        if hueco[1] == "muy":
            return _elegir(rng, palabras["intensificador"])["formas"][0] if rng.random() < 0.5 else ""
        if "/" in hueco[1]:
            return hueco[1].split("/")[plural]
        tipo = {"A": "adjetivo", "B": "adjetivo", "V": "verbo", "W": "verbo", "N": "nombre", "M": "nombre"}[hueco[1]]
        suyo = signo if hueco[1] in "AVN" else contrario
        formas = _elegir(rng, [p for p in palabras[tipo] if p["signo"] == suyo])["formas"]
        return formas[{4: 2 * plural + (cosa["signo"][0] == "f"), 2: plural, 1: 0}[len(formas)]]

    texto = _con_mayuscula(re.sub(" +", " ", HUECO.sub(llenar, plantilla["plantilla"])))
    if rng.random() < SIN_PUNTO:
        texto = texto.removesuffix(".")
    if rng.random() < CON_EMOJI:
        texto += " " + _elegir(rng, [e for e in palabras["emoji"] if e["signo"] == final])["formas"][0]
    return Opinion(texto, int(final == "+"), plantilla["tipo"])


def _etiquetada(plantilla, lex, rng, parte):
    palabras, etiquetas, genero = [], [], "mf"[int(rng.integers(2))]
    plantilla = re.sub(r"\[([^\[\]]*)\]", lambda h: _elegir(rng, h[1].split("/")), plantilla)
    for trozo in re.findall(r"\{[^{}]*\}|\w+|[^\w\s]", plantilla):
        hueco, articulo = HUECO.fullmatch(trozo), ""
        if not hueco:
            nombre, etiqueta = trozo, "O"
        elif "/" in trozo:
            nombre, etiqueta = hueco[1].split("/")[genero == "f"], "O"
        else:
            etiqueta = hueco[1]
            articulo, nombre, genero = _nombrar(etiqueta, lex, rng, parte, genero)
        if articulo == "el" and palabras and palabras[-1].lower() in ("a", "de"):
            palabras[-1] += "l"
        elif articulo:
            palabras.append(articulo)
            etiquetas.append("O")
        suyas = nombre.split()
        palabras += suyas
        etiquetas += ["O"] if etiqueta == "O" else [f"{'I' if i else 'B'}-{etiqueta}" for i in range(len(suyas))]
    primera = next(i for i, palabra in enumerate(palabras) if palabra[0].isalpha())
    palabras[primera] = _con_mayuscula(palabras[primera])
    return Etiquetada(palabras, etiquetas)


def _nombrar(etiqueta, lex, rng, parte, genero):
    """Artículo, nombre y género de una entidad de ese tipo."""
    apartado = parte != "entrenamiento" and rng.random() < NO_VISTOS
    de_su_parte = lambda lista: [x for x in lista if x.parte == ("prueba" if apartado else "entrenamiento")]
    if etiqueta == "LUG":
        pais = _elegir(rng, de_su_parte(lex.paises))
        return "", _elegir(rng, pais[:2]), genero
    if etiqueta == "ORG":
        organizacion = _elegir(rng, de_su_parte(lex.organizaciones))
        return organizacion.articulo.replace("-", ""), organizacion.nombre, genero
    persona = _elegir(rng, de_su_parte(lex.nombres_de_pila))
    apellidos = de_su_parte([n for n in lex.nombres if n.tipo == "apellido"])
    apellido = f" {_elegir(rng, apellidos).nombre}" if rng.random() < CON_APELLIDO else ""
    return "", persona.nombre + apellido, persona.tipo
