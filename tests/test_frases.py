"""Las frases: su gramática, mirada con reglas escritas aparte del generador, y lo que se dice de un fichero roto."""

import re
import shutil
from collections import Counter

import numpy as np
import pytest
from comun import RAIZ

from utils.curso import ErrorCurso
from utils.datos import frases

DATOS = RAIZ / "data" / "frases"


def azar(semilla=0):
    return np.random.default_rng(semilla)


def tabla(fichero):
    """Las filas de un fichero, leídas aquí sin pasar por el generador."""
    lineas = (DATOS / fichero).read_text(encoding="utf-8").splitlines()
    return [[campo.strip() for campo in linea.split("|")] for linea in lineas if linea and linea[0] != "#"]


# --- Un comprobador independiente: columnas de las tablas y posición de las palabras ----------------------------------

RASGOS = ("ms", "fs", "mp", "fp")
SUSTANTIVOS = {fila[n]: (fila[2][0] + "sp"[n], fila) for fila in tabla("sustantivos.txt") for n in (0, 1)}
DETERMINANTES = {}
for fila in tabla("determinantes.txt"):
    for forma, rasgo in zip(fila, RASGOS, strict=False):
        DETERMINANTES.setdefault(forma, set()).add(rasgo)
ADJETIVOS = {}
for fila in [*tabla("adjetivos.txt"), *(f[4:] for f in tabla("paises.txt"))]:
    for forma, rasgo in zip(fila[:4], RASGOS, strict=True):
        ADJETIVOS.setdefault(forma, set()).add(rasgo)
VERBOS = {f[c]: (c, f) for f in [*tabla("verbos.txt"), *tabla("copulas.txt")] for c in range(1, 7)}
VERBOS |= {"vive": (1, ["vivir"]), "vuelve": (1, ["volver"])}
VERBOS |= {"sueña": (1, ["soñar"]), "sueñan": (2, ["soñar"]), "piensa": (1, ["pensar"]), "piensan": (2, ["pensar"])}
NOMBRES = {f[0].lower(): f[1] for f in tabla("nombres.txt") if f[1] != "apellido"}
UN_NOMBRE = re.compile(r"\b(?:" + "|".join(sorted(NOMBRES, key=len, reverse=True)) + r")\b")
CUANDO = {f[0]: f[1] for f in tabla("tiempos.txt")}
TONICAS = {"agua", "águila"}


def palabras(frase):
    return re.findall(r"\w+", re.sub(r"\bDel\b|\bdel\b", "de el", re.sub(r"\b[Aa]l\b", "a el", frase)).lower())


def faltas(frase):
    """Qué falla en una oración española; lista vacía si todo concuerda."""
    fallos, p = [], palabras(frase)
    if not re.fullmatch(r"¿[A-ZÁÉÍÓÚÑ][^¿?¡!.]*\?|[A-ZÁÉÍÓÚÑ][^¿?¡!.]*\.", frase):
        fallos.append("mayúscula o signos")
    if re.search(
        r"\b(?:a|de) el\b|\bla (?:agua|águila)\b|\buna (?:agua|águila)\b|\by [IÍ]|\be [^IÍiíhH]|  ", frase, re.IGNORECASE
    ):
        fallos.append("contracción, tónica o conjunción")
    if "capital" in p or "ciudad" in p:
        suyos = [f for f in tabla("paises.txt") if f[1] in frase and (f[0] in frase or f[5] in p)]
        return fallos + ([] if suyos else ["país y capital"])
    for i, (antes, palabra) in enumerate(zip(p, p[1:], strict=False), 1):
        if palabra in SUSTANTIVOS:
            rasgo, fila = SUSTANTIVOS[palabra]
            if palabra in TONICAS and antes in ("el", "un"):
                continue
            if rasgo not in DETERMINANTES.get(antes, ()):
                fallos.append(f"{antes} {palabra}")
            if fila[3] in ("persona", "animal") and i > 2 and p[i - 2] in VERBOS and not frase.startswith("¿"):
                fallos.append(f"falta «a» delante de {palabra}")
        if antes in SUSTANTIVOS and palabra in ADJETIVOS and SUSTANTIVOS[antes][0] not in ADJETIVOS[palabra]:
            fallos.append(f"{antes} {palabra}")
    return fallos + faltas_del_verbo(frase, p)


def sujeto(frase, p, lugar):
    """Rasgo del sujeto: lo que hay delante del verbo o, en una pregunta, el primer grupo que hay detrás."""
    if p[0] == "quién":
        return "ms"
    zona = p[lugar:] if frase.startswith("¿") else p[:lugar]
    hallado = next((SUSTANTIVOS[x][0] for x in zona if x in SUSTANTIVOS), None)
    propios = [NOMBRES[x] for x in UN_NOMBRE.findall(" ".join(zona))]
    if hallado or not propios:
        return hallado
    varios = bool({"y", "e"} & set(zona))
    return ("f" if set(propios) == {"f"} else "m") + ("p" if varios else "s")


def faltas_del_verbo(frase, p):
    lugares = [i for i, x in enumerate(p) if x in VERBOS]
    if len(lugares) != 1:
        return [f"hay {len(lugares)} verbos"]
    columna, fila = VERBOS[p[lugares[0]]]
    suyo, fallos = sujeto(frase, p, lugares[0]), []
    if suyo is None or "sp"[(columna - 1) % 2] != suyo[1]:
        fallos.append("el verbo no concuerda con el sujeto")
    for pronombre, rasgo in zip(("él", "ella", "ellos", "ellas"), RASGOS, strict=True):
        if pronombre in p and rasgo != suyo:
            fallos.append(pronombre)
    for cuando in set(p) & set(CUANDO):
        if ("presente", "pasado", "futuro")[(columna - 1) // 2] != CUANDO[cuando]:
            fallos.append(f"{cuando} con otro tiempo")
    if fila[0] in ("ser", "estar") and not {"cerca", "lejos"} & set(p):
        atributo = p[lugares[0] + 1] if frase.startswith("¿") else p[-1]
        copula = next((f[5] for f in tabla_adjetivos() if atributo in f[:4]), None)
        if suyo not in ADJETIVOS.get(atributo, ()) or copula != fila[0]:
            fallos.append("el atributo")
    return fallos


def tabla_adjetivos(_filas=tabla("adjetivos.txt")):  # noqa: B008
    return _filas


def faltas_en_ingles(es, en):
    """Qué falla en la traducción: artículo, número de cada sustantivo y forma del verbo."""
    fallos, p, pe = [], palabras(es), en.rstrip(".?").split()
    if not re.fullmatch(r"[A-Z][^.?]*[.?]", en) or en.endswith("?") != es.endswith("?") or "  " in en:
        fallos.append("mayúscula o signos")
    for antes, palabra in zip(pe, pe[1:], strict=False):
        if antes.lower() in ("a", "an"):
            con_an = palabra[0].lower() in "aeiou" and palabra != "Uruguayan"
            if (antes.lower() == "an") != con_an:
                fallos.append(f"{antes} {palabra}")
    for palabra in p:
        if palabra in SUSTANTIVOS:
            rasgo, fila = SUSTANTIVOS[palabra]
            if fila[4 + (rasgo[1] == "p")] not in pe:
                fallos.append(f"falta {fila[4 + (rasgo[1] == 'p')]}")
    singulares = {x for f in tabla("sustantivos.txt") for x in [f[4]]}
    for i, palabra in enumerate(pe):
        if palabra.lower() in ("a", "an", "this", "that", "some", "these", "those", "two", "three", "many"):
            nucleo = next(
                (x for x in pe[i + 1 : i + 4] if x in singulares or x in {f[5] for f in tabla("sustantivos.txt")}), "city"
            )
            uno = palabra.lower() in ("a", "an", "this", "that")
            if nucleo != "city" and uno != (nucleo in singulares):
                fallos.append(f"{palabra} {nucleo}")
    return fallos + faltas_del_verbo_ingles(es, en, p, pe)


def faltas_del_verbo_ingles(es, en, p, pe):
    lugar = next((i for i, x in enumerate(p) if x in VERBOS), None)
    columna, fila = VERBOS[p[lugar]]
    if len(fila) == 1 or "capital" in p or "ciudad" in p:
        return []
    plural, tiempo = (columna - 1) % 2, (columna - 1) // 2
    if fila[0] in ("ser", "estar"):
        esperado = (("is", "are"), ("was", "were"), ("will", "will"))[tiempo][plural]
        return [] if esperado in [x.lower() for x in pe] and (tiempo < 2 or "be" in pe) else ["to be"]
    base, tercera, pasado = fila[7:10]
    if "no" in p or es.startswith("¿") and p[0] != "quién":
        auxiliar = (("does", "do"), ("did", "did"), ("will", "will"))[tiempo][plural]
        bien = auxiliar in en.lower().split() and f" {base}" in en and ("no" in p) == (" not " in en)
    else:
        bien = (
            f" {((tercera, base), (pasado, pasado), (f'will {base}', f'will {base}'))[tiempo][plural]} "
            in f" {en.rstrip('.?')} "
        )
    return [] if bien else ["verbo inglés"]


# --- Oraciones ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("parte", ["entrenamiento", "combinaciones", "plantillas"])
def test_miles_de_pares_concuerdan_en_las_dos_lenguas(parte):
    for es, en in frases.pares_es_en(2500, azar(1), parte):
        assert faltas(es) == [], es
        assert faltas_en_ingles(es, en) == [], (es, en)


def test_el_comprobador_ve_las_faltas():
    for mala in (
        "Las rey leen el libro.", "El rey leen el libro.", "La reina lee el libro roja.", "Ayer el rey lee un libro.", "La agua está fría.",
        "La casa es rojo.", "La reina dice que él duerme.", "Ana y Isabel cantan una canción.", "El rey saluda a el niño.", "el rey lee.", "La niña es cansada.",
        "El niño ve la reina.", "La capital de Francia es Lima.", "Quién lee el libro?",
    ):  # fmt: skip
        assert faltas(mala), mala
    assert faltas_en_ingles("Un actor lee un libro.", "A actor reads a book.")
    assert faltas_en_ingles("Los niños leen un libro.", "The boys reads a book.")
    assert faltas_en_ingles("Dos niños leen un libro.", "Two boy read a book.")


def test_es_gramatical_acepta_lo_generado_y_rechaza_lo_que_el_comprobador_rechaza():
    """Se estropea una palabra cada vez, cambiándola por otra de la misma familia."""
    rng, formas = azar(2), [*SUSTANTIVOS, *DETERMINANTES, *ADJETIVOS, *VERBOS]
    rechazadas = 0
    for frase in frases.oraciones(1500, rng):
        assert frases.es_gramatical(frase), frase
        assert frases.es_gramatical(" ".join(frases.piezas(frase))) and frases.es_gramatical(frases.piezas(frase))
        trozos = frase.split()
        trozos[int(rng.integers(1, len(trozos)))] = formas[int(rng.integers(len(formas)))]
        rota = " ".join(trozos)[:-1].rstrip(".?") + ("?" if frase[0] == "¿" else ".")
        if rota.lower() != frase.lower() and faltas(rota):
            rechazadas += not frases.es_gramatical(rota)
            assert not frases.es_gramatical(rota), rota
    assert rechazadas > 1000


@pytest.mark.parametrize("nada", ["", ".", "el", "¿?", "El rey.", "rey el lee libro un."])
def test_lo_que_no_es_frase_no_es_gramatical(nada):
    assert not frases.es_gramatical(nada)


def test_las_plantillas_y_las_combinaciones_apartadas_no_se_mezclan():
    entrena, combina, plantillas = (
        {es for es, _ in frases.pares_es_en(4000, azar(3), p)} for p in ("entrenamiento", "combinaciones", "plantillas")
    )
    assert not entrena & combina and not entrena & plantillas and not combina & plantillas
    parejas = lambda conjunto: {
        (SUSTANTIVOS[a][1][0], b[:4])
        for f in conjunto
        for a, b in zip(palabras(f), palabras(f)[1:], strict=False)
        if a in SUSTANTIVOS and b in ADJETIVOS
    }
    assert parejas(combina) - parejas(entrena)


def test_mismas_semillas_mismas_frases():
    for hacer in (frases.oraciones, frases.pares_es_en, frases.opiniones, frases.entidades):
        assert hacer(50, azar(5)) == hacer(50, azar(5)) != hacer(50, azar(6))
    assert frases.oraciones(0, azar()) == []


def test_las_breves_caben_en_ocho_piezas_y_sesenta_formas():
    breves = frases.oraciones(3000, azar(), breves=True)
    assert max(len(frases.piezas(f)) for f in breves) <= 8
    assert len({p for f in breves for p in frases.piezas(f)}) <= 60
    assert all(faltas(f) == [] and frases.es_gramatical(f) for f in breves)
    assert len(set(breves)) > 500


def test_el_corpus_largo_sale_deprisa_y_cubre_el_lexico():
    corpus = " ".join(frases.oraciones(30_000, azar())).lower()
    cuenta = Counter(frases.piezas(corpus))
    assert cuenta.total() > 180_000
    for familia in frases.parejas().values():
        assert len(familia) >= 15
        assert all(cuenta[palabra.lower()] >= 20 for par in familia for palabra in par)


def test_piezas():
    assert frases.piezas("¡No está MAL! 👍") == ["¡", "no", "está", "mal", "!", "👍"]
    assert frases.piezas("") == [] and frases.piezas("  \n") == []


def test_capitales_y_dialogos():
    assert ("Francia", "París") in frases.capitales() and ("Costa Rica", "San José") in frases.capitales()
    dialogos = frases.dialogos()
    assert len(dialogos) >= 15 and all(len(d.preguntas) >= 4 and len(d.respuestas) >= 2 for d in dialogos)
    for frase in (f for d in dialogos for f in d.preguntas + d.respuestas):
        assert re.fullmatch(r"(?:¿[^¿?]+\?|¡[^¡!]+!|[A-ZÁÉÍÓÚ][^¿?¡!]*(?:[.,:]|$)|\s)+", frase), frase
        assert frase.count("¿") == frase.count("?") and frase.count("¡") == frase.count("!")
    preguntas = [p for d in dialogos for p in d.preguntas]
    assert len(preguntas) == len(set(preguntas))


# --- Opiniones ------------------------------------------------------------------------------------------------------


def signos_de_opinion():
    """Palabra → (signo, rasgos que admite), leído aparte."""
    signos = {}
    for tipo, signo, _, formas in tabla("opiniones_lexico.txt"):
        suyas = [f.strip() for f in formas.split("/")]
        for forma, rasgos in zip(suyas, {4: RASGOS, 2: ("s", "p"), 1: ("",)}[len(suyas)], strict=True):
            if tipo in ("adjetivo", "verbo", "nombre"):
                signos.setdefault(forma.split()[-1], (signo, set()))[1].add(rasgos)
    return signos


@pytest.mark.parametrize("parte", frases.PARTES)
def test_las_opiniones_concuerdan_y_su_etiqueta_es_la_que_dice_la_frase(parte):
    """La etiqueta se deduce aquí del texto: la última cláusula manda y una negación la invierte."""
    signos = signos_de_opinion()
    for texto, etiqueta, tipo in frases.opiniones(3000, azar(4), parte):
        assert re.match(r"[¡A-ZÁÉÍÓÚ]", texto) and texto.count("¡") == texto.count("!"), texto
        assert not re.search(r"  |\b(?:a|de) el\b| [.,]", texto), texto
        final = re.split(r", pero |: ", texto.lower())[-1]
        clave = [signos[p][0] == "+" for p in frases.piezas(final) if p in signos]
        clave = clave[-1:] or ["bien" in final]
        niega = bool(re.search(r"\b(?:no|nunca|tampoco)\b", final))
        assert int(clave[0] != niega) == etiqueta, texto
        assert (tipo == "pero") == (", pero " in texto)
        assert tipo != "negación" or re.search(r"\b(?:no|nunca|tampoco)\b", texto.lower()), texto
        for emoji, signo in zip("😍👍😊😡👎😞", (1, 1, 1, 0, 0, 0), strict=True):
            assert emoji not in texto or signo == etiqueta
        cosas = re.findall(r"\b(el|la|los|las) \w+", texto.lower())
        rasgo = {"el": "ms", "la": "fs", "los": "mp", "las": "fp"}
        if len([c for c in cosas if c != "la" or "verdad" not in texto]) == 1 and "verdad" not in texto:
            for p in frases.piezas(texto):
                if p in signos and signos[p][1] != {""}:
                    assert rasgo[cosas[0]] in signos[p][1] or rasgo[cosas[0]][1] in signos[p][1], texto


def molde(texto):
    """La frase con cada palabra del léxico cambiada por su tipo: lo que queda es la plantilla."""
    formas = [(f.strip(), fila[0]) for fila in tabla("opiniones_lexico.txt") for f in fila[3].split("/")]
    for forma, tipo in sorted(formas, key=lambda par: -len(par[0])):
        texto = re.sub(rf"(?<!\w){forma}(?!\w)", tipo, texto, flags=re.IGNORECASE)
    return re.sub(r"\b(?:intensificador) | emoji|\.", "", texto.lower())


def test_las_plantillas_de_prueba_de_las_opiniones_no_salen_en_entrenamiento():
    entrena, prueba = ({molde(o.texto) for o in frases.opiniones(4000, azar(), parte)} for parte in frases.PARTES)
    assert not entrena & prueba
    assert len(prueba) > 15
    vistas, nuevas = ({p for o in frases.opiniones(6000, azar(), q) for p in frases.piezas(o.texto)} for q in frases.PARTES)
    sueltas = [p for o in frases.opiniones(3000, azar(1), "prueba") for p in frases.piezas(o.texto)]
    assert 0 < sum(p not in vistas for p in sueltas) / len(sueltas) < 0.05
    assert nuevas - vistas <= {p for f in tabla("opiniones_lexico.txt") if f[2] == "prueba" for p in frases.piezas(f[3])}


@pytest.mark.parametrize("parte", frases.PARTES)
def test_las_opiniones_estan_equilibradas_dentro_de_cada_tipo(parte):
    hechas = frases.opiniones(4000, azar(), parte)
    for tipo in ("simple", "negación", "pero"):
        suyas = [o.etiqueta for o in hechas if o.tipo == tipo]
        assert len(suyas) > 400 and abs(np.mean(suyas) - 0.5) < 0.06


# --- Entidades ------------------------------------------------------------------------------------------------------


def de_clase():
    lugares = {n for f in tabla("paises.txt") for n in f[:2]}
    return {"LUG": lugares, "ORG": {f[1] for f in tabla("organizaciones.txt")}}


@pytest.mark.parametrize("parte", frases.PARTES_DE_ENTIDADES)
def test_las_etiquetas_bio_son_validas_y_dicen_la_verdad(parte):
    clases, nombres = de_clase(), tabla("nombres.txt")
    pilas, apellidos = ({f[0] for f in nombres if (f[1] == "apellido") == es} for es in (False, True))
    for suyas, etiquetas in frases.entidades(3000, azar(7), parte):
        assert len(suyas) == len(etiquetas)
        texto = " ".join(suyas)
        assert not re.search(r"\b(?:[Aa]|[Dd]e) el\b|\by I", texto) and suyas[0 if suyas[0] != "¿" else 1][0].isupper()
        assert suyas[-1] in (".", "?") and (suyas[0] == "¿") == (suyas[-1] == "?")
        actual, tipo = [], ""
        for palabra, etiqueta in [*zip(suyas, etiquetas, strict=True), ("", "O")]:
            if etiqueta[0] == "I":
                assert etiqueta[2:] == tipo, texto
                actual.append(palabra)
                continue
            if actual:
                nombre = " ".join(actual)
                if tipo == "PER":
                    assert any(nombre == p or nombre.removeprefix(p + " ") in apellidos for p in pilas), nombre
                else:
                    assert nombre in clases[tipo], nombre
            actual, tipo = ([palabra], etiqueta[2:]) if etiqueta[0] == "B" else ([], "")


def test_las_plantillas_y_algunos_nombres_de_prueba_no_salen_en_entrenamiento():
    def tapada(e):
        return " ".join(p if q == "O" else q for p, q in zip(e.palabras, e.etiquetas, strict=True)).lower()

    entrena, prueba, ciega = (frases.entidades(5000, azar(), parte) for parte in frases.PARTES_DE_ENTIDADES)
    quitar = lambda t: re.sub(r"\b(el|la|al|del|contenta|cansada)\b ?", "", t)
    for otra in (prueba, ciega):
        assert not {quitar(tapada(e)) for e in entrena} & {quitar(tapada(e)) for e in otra}
    assert not {quitar(tapada(e)) for e in prueba} & {quitar(tapada(e)) for e in ciega}
    vistas = {p for e in entrena for p in e.palabras}
    nuevas = [p not in vistas for e in prueba for p, q in zip(e.palabras, e.etiquetas, strict=True) if q[0] == "B"]
    assert 0.15 < np.mean(nuevas) < 0.5
    assert ["Me", "llamo", "Valentín", "y", "estoy", "muy", "contento", "."] in [e.palabras for e in prueba]
    assert "Valentín" not in vistas


def test_hay_palabras_que_solo_el_contexto_decide():
    vistas = {}
    for e in frases.entidades(5000, azar()):
        for palabra, etiqueta in zip(e.palabras, e.etiquetas, strict=True):
            vistas.setdefault(palabra, set()).add(etiqueta)
    assert vistas["Santiago"] == vistas["Sofía"] == {"B-PER", "B-LUG"}


# --- Lo que se dice de lo que está mal ------------------------------------------------------------------------------


@pytest.mark.parametrize("hacer", [frases.pares_es_en, frases.opiniones, frases.entidades])
def test_una_parte_que_no_existe_se_explica(hacer):
    with pytest.raises(ErrorCurso, match="la parte es «todo» y debe ser uno de estos: entrenamiento"):
        hacer(1, azar(), "todo")


@pytest.mark.parametrize(
    ("fichero", "linea", "mensaje"),
    [
        (
            "sustantivos.txt",
            "sol | soles | m | cosa | sun | suns | -",
            r"línea \d+: hay 7 campos y deben ser 8; falta «afines»",
        ),
        ("sustantivos.txt", "sol | | m | cosa | sun | suns | - | -", "está vacío el campo «plural»"),
        (
            "sustantivos.txt",
            "sol | soles | masc | cosa | sun | suns | - | -",
            "el género es «masc» y debe ser uno de estos: m, f, fa",
        ),
        ("sustantivos.txt", "sol | soles | m | astro | sun | suns | - | -", "la clase es «astro»"),
        ("sustantivos.txt", "sol | soles | m | cosa | sun | suns | sola | -", "nombra a «sola», que no tiene su propia línea"),
        ("adjetivos.txt", "raro | rara | raros | raras | odd | parecer | cosa", "la cópula es «parecer»"),
        (
            "verbos.txt",
            "a | b | c | d | e | f | g | h | i | j | persona | luna",
            "el objeto «luna» no es una clase ni un sustantivo",
        ),
        ("oraciones.txt", "entrenamiento | {x} {v}. | {s} {v}.", "un hueco del español es «x»"),
        ("breves.txt", "nombres | Ana", "el grupo es «nombres»"),
        ("tiempos.txt", "luego | después | later", "el tiempo es «después»"),
        ("opiniones.txt", "prueba | irónica | igual | {cosa}.", "el tipo es «irónica»"),
        ("opiniones.txt", "prueba | simple | igual | {cosas}.", "un hueco es «cosas»"),
        (
            "opiniones_lexico.txt",
            "adjetivo | + | prueba | bello / bella",
            "un adjetivo lleva 4 formas separadas por «/», y hay 2",
        ),
        ("entidades.txt", "prueba | Hola, {NOMBRE}.", "un hueco es «NOMBRE»"),
        ("dialogos.txt", "Hola", "espero «\\[intención\\]», «P: pregunta» o «R: respuesta», y pone «Hola»"),
        ("dialogos.txt", "[vacía]", "a «vacía» le falta alguna pregunta"),
    ],
)
def test_un_fichero_roto_dice_donde_y_que_falta(tmp_path, fichero, linea, mensaje):
    carpeta = shutil.copytree(DATOS, tmp_path / "frases")
    with (carpeta / fichero).open("a", encoding="utf-8") as f:
        f.write(linea + "\n")
    leer = {"opini": frases._leer_opiniones, "entid": frases._leer_entidades, "dialo": frases._leer_dialogos}
    with pytest.raises(ErrorCurso, match=mensaje) as error:
        leer.get(fichero[:5], frases._leer_lexico)(carpeta)
    assert f"data/frases/{fichero}" in str(error.value)


@pytest.mark.parametrize("contenido", [None, b"", b"\xff\xfe"])
def test_un_fichero_ausente_vacio_o_en_otra_codificacion_se_explica(tmp_path, contenido):
    carpeta = shutil.copytree(DATOS, tmp_path / "frases")
    (carpeta / "verbos.txt").unlink()
    if contenido is not None:
        (carpeta / "verbos.txt").write_bytes(contenido)
    with pytest.raises(ErrorCurso, match="data/frases/verbos.txt"):
        frases._leer_lexico(carpeta)
