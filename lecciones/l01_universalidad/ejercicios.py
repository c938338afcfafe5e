"""Ejercicios de la lección 01, Universalidad."""

import numpy as np
from scipy import special

from utils.ejercicios.declarar import Ejercicio, cambios, caso
from utils.ejercicios.valores import a_numeros

# --- 01.1 -----------------------------------------------------------------------------------------------------------


def neurona_sigmoide(x, w, b):
    z = w * x + b
    return 1 / (1 + np.exp(-z))


def _oraculo_neurona_sigmoide(x, w, b):
    return special.expit(w * np.asarray(x) + b)


def _casos_neurona(rng):
    return [
        caso(0.5, 4.0, -1.0),
        caso(0.0, 3.0, 0.0),
        caso(-2.0, 1.5, 0.7),
        caso(rng.normal(size=6), -2.0, 0.5),
        caso(np.linspace(-3, 3, 7), 0.0, 1.2),
        caso(x=rng.normal(size=5), w=3.0, b=-0.4),
        caso(np.array([-1, 0, 2]), 0.6, 0.25),
        caso(12.0, -1.0, 0.5),
    ]


_NEURONA = Ejercicio(
    id="01.1",
    titulo="Una neurona sigmoide",
    referencia=neurona_sigmoide,
    oraculo=_oraculo_neurona_sigmoide,
    casos=_casos_neurona,
    errores=cambios(
        (" + b", "", "Falta el sesgo: dentro de la sigmoide va w·x + b."),
        ("1 / (1 + np.exp(-z))", "z", "Falta la activación: has calculado w·x + b; aplícale ahora σ."),
        (
            "exp(-z)",
            "exp(z)",
            "El signo del exponente está cambiado: σ(z) = 1/(1 + e^(−z)), con el menos.",
        ),
        (
            "w * x + b",
            "w * (x + b)",
            "El sesgo se suma después de multiplicar: w·x + b no es w·(x + b).",
        ),
        (
            "1 / (1 + np.exp(-z))",
            "np.tanh(z)",
            "Eso es la tangente hiperbólica, que va de −1 a 1; σ va de 0 a 1.",
        ),
        (
            "1 / (1 + np.exp(-z))",
            "np.heaviside(z, 1.0)",
            "Eso es un escalón perfecto; la sigmoide es su versión suave.",
        ),
        (
            " + b",
            "",
            "np.exp(-z))",
            "np.exp(-z)) + b",
            "Sumas el sesgo fuera de la sigmoide: va dentro, junto a w·x.",
        ),
        (
            "/ (1 + np.exp(-z))",
            "/ 1 + np.exp(-z)",
            "Faltan paréntesis: 1/1 + e^(−z) no es 1/(1 + e^(−z)).",
        ),
        (
            "+ b",
            "- b",
            "El sesgo entra con el signo cambiado: el menos del exponente va con todo, −(w·x + b), entre paréntesis.",
        ),
    ),
    pistas=(
        "Una neurona hace dos cosas: una suma ponderada, z = w·x + b, y una activación, σ(z).",
        "La sigmoide es σ(z) = 1/(1 + e^(−z)). Usa np.exp, que vale para números y para vectores.",
        "Esqueleto: z = … ; return 1 / (1 + np.exp(…))",
    ),
    explicacion=(
        "Primero la suma ponderada $z = wx + b$ y después $\\sigma(z) = 1/(1+e^{-z})$. `np.exp` trabaja igual con un número "
        "que con un vector, así que la función dibuja la curva entera de una vez."
    ),
    alternativas=(
        lambda x, w, b: special.expit(np.multiply(w, x) + b),
        lambda x, w, b: (1 + np.tanh((w * x + b) / 2)) / 2,
        lambda x, w, b: np.exp(w * x + b) / (1 + np.exp(w * x + b)),
        lambda x, w, b: (1 / (1 + np.exp(-np.asarray(w * x + b, dtype="float32")))).tolist(),
    ),
)


# --- 01.2 -----------------------------------------------------------------------------------------------------------


def posicion_escalon(w, b):
    return -b / w


def _oraculo_posicion_escalon(w, b):
    return np.roots([w, b])[0] if b else 0.0


def _casos_posicion(rng):
    return [
        caso(100.0, -40.0),
        caso(8.0, 4.0),
        caso(-5.0, 2.0),
        caso(-3.0, -7.5),
        caso(2.0, 0.0),
        caso(w=float(rng.uniform(1, 50)), b=float(rng.normal())),
        caso(3, -2),
    ]


_POSICION = Ejercicio(
    id="01.2",
    titulo="Dónde está el escalón",
    referencia=posicion_escalon,
    oraculo=_oraculo_posicion_escalon,
    casos=_casos_posicion,
    errores=cambios(
        ("-b", "b", "Falta el signo: w·s + b = 0 se despeja como s = −b/w."),
        (" / w", "", "Solo miras el sesgo: la posición también depende del peso, s = −b/w."),
        ("-b / w", "-w / b", "Has dividido al revés: es b entre w, con signo menos."),
        ("-b / w", "w / b", "Has dividido al revés y falta el signo: s = −b/w."),
        ("/ w", "* w", "Multiplicas por el peso; al despejar, el peso pasa dividiendo."),
        ("/ w", "/ abs(w)", "Le quitas el signo al peso: con w negativo también es s = −b/w."),
        (
            "-b / w",
            "-(b // w)",
            "Redondeas con la división entera //: usa / para conservar los decimales.",
        ),
        ("/ w", "// w", "Usas la división entera //, que pierde los decimales: usa /."),
        (
            "-b",
            "(0.5 - b)",
            "Resuelves w·s + b = 0.5. Quien vale 0.5 es σ, y eso ocurre cuando w·s + b = 0.",
        ),
        (
            "-b / w",
            "abs(b / w)",
            "Pierdes el signo: el escalón también puede estar en posiciones negativas.",
        ),
    ),
    pistas=(
        "El escalón está donde la neurona pasa por la mitad, σ = 0.5.",
        "σ(z) vale 0.5 justo cuando z = 0. Despeja x en w·x + b = 0.",
        "Esqueleto: return … / w",
    ),
    explicacion=(
        "$\\sigma$ vale ½ cuando su argumento es 0: $ws + b = 0$, luego $s = -b/w$. Por eso, para poner un escalón en $s$ con "
        "peso $w$, basta elegir $b = -ws$."
    ),
    alternativas=(lambda w, b: np.float64(b) / -w, lambda w, b: float(np.linalg.solve([[w]], [-b])[0])),
)


# --- 01.3 -----------------------------------------------------------------------------------------------------------


def meseta(x, s1, s2, h, w=1000.0):
    sube = 1 / (1 + np.exp(-w * (x - s1)))
    baja = 1 / (1 + np.exp(-w * (x - s2)))
    return h * (sube - baja)


def _oraculo_meseta(x, s1, s2, h, w=1000.0):
    """La misma meseta con tangentes hiperbólicas: σ(a) − σ(b) = (tanh(a/2) − tanh(b/2))/2."""
    x = np.asarray(x)
    return h * (np.tanh(w * (x - s1) / 2) - np.tanh(w * (x - s2) / 2)) / 2


def _casos_meseta(rng):
    x = np.sort(rng.uniform(0, 1, 9))
    return [
        caso(0.5, 0.4, 0.6, 0.8),
        caso(0.4, 0.4, 0.6, 0.8),
        caso(0.4005, 0.4, 0.6, 0.8),
        caso(np.array([0, 1, 2]), 0.5, 1.5, 0.7, 4.0),
        caso(np.linspace(0, 1, 9), 0.2, 0.7, 1.5),
        caso(x, 0.3, 0.5, -0.6, w=20.0),
        caso(x, 0.1, 0.9, 2.0, 8.0),
        caso(x=np.linspace(-1, 1, 8), s1=-0.55, s2=0.15, h=0.7, w=15.0),
    ]


_MESETA = Ejercicio(
    id="01.3",
    titulo="Una meseta con dos neuronas",
    referencia=meseta,
    oraculo=_oraculo_meseta,
    casos=_casos_meseta,
    errores=cambios(
        ("h * (", "(", "Falta la altura: multiplica la diferencia por h."),
        (
            "sube - baja",
            "sube + baja",
            "Sumas los dos escalones y el segundo sube otra vez; para bajar hay que restarlo.",
        ),
        (
            "sube - baja",
            "baja - sube",
            "La meseta sale hacia abajo: o el orden está cambiado (primero s1) o a tu σ le falta el menos del exponente.",
        ),
        (
            "(sube - baja)",
            "sube - baja",
            "La altura solo multiplica al primer escalón: h va fuera del paréntesis, con los dos.",
        ),
        (
            "-w * (x - s1)",
            "-(w * x - s1)",
            "-w * (x - s2)",
            "-(w * x - s2)",
            "El peso multiplica a toda la distancia, w·(x − s); has escrito w·x − s, y el escalón acaba en s/w.",
        ),
        ("x - s", "x + s", "Los escalones salen en −s1 y −s2: el argumento es w·(x − s), con menos."),
        ("-w *", "-", "Falta el peso w: sin él los escalones son suaves y la meseta se deshace."),
        (
            "-w",
            "-1000.0",
            "Has fijado w = 1000 dentro de la función: usa el argumento w, que puede cambiar.",
        ),
        (
            "(sube - baja)",
            "((x >= s1) & (x < s2))",
            "Eso es una meseta perfecta, con paredes verticales; constrúyela con dos sigmoides.",
        ),
        (
            "sube - baja",
            "sube * (1 - baja)",
            "Multiplicas dos sigmoides. Se parece, pero una capa de salida solo sabe sumar: réstalas.",
        ),
        (
            "-w * (x - s1)",
            "-(w * x + s1)",
            "-w * (x - s2)",
            "-(w * x + s2)",
            "El sesgo no es la posición: para que el escalón caiga en s hace falta b = −w·s, es decir, σ(w·(x − s)).",
        ),
        (
            "h * (",
            "(",
            "-w",
            "-h * w",
            "Metes la altura dentro de σ: ahí solo cambia lo empinado. Multiplica por h la diferencia, ya fuera.",
        ),
    ),
    pistas=(
        "Una meseta es un escalón que sube en s1 y otro que baja en s2: la resta de dos neuronas.",
        "Un escalón en s con peso w es σ(w·(x − s)). La altura h multiplica a la diferencia completa.",
        "Esqueleto: return h * (sigma(w * (x - …)) - sigma(w * (x - …)))",
    ),
    explicacion=(
        "$h\\,[\\sigma(w(x-s_1)) - \\sigma(w(x-s_2))]$: entre $s_1$ y $s_2$ la primera vale casi 1 y la segunda casi 0; fuera, las "
        "dos valen lo mismo y se anulan. Los pesos de salida son $+h$ y $-h$."
    ),
    alternativas=(
        lambda x, s1, s2, h, w=1000.0: (
            h * special.expit(w * x - w * s1) - h * special.expit(w * x - w * s2)
        ),
    ),
)


# --- 01.4 -----------------------------------------------------------------------------------------------------------


def logit(y):
    return np.log(y / (1 - y))


def _oraculo_logit(y):
    return special.logit(y)


def _leer_finitos(valor):
    """Como `a_numeros`, y explica el NaN y el infinito: entre 0 y 1, el logit siempre es un número."""
    matriz, problema = a_numeros(valor)
    if not problema and not np.isfinite(matriz).all():
        return (
            None,
            "Sale infinito o NaN: el logaritmo recibe 0 o un negativo. ¿Los paréntesis son y/(1 − y)?",
        )
    return matriz, problema


_LOGIT = Ejercicio(
    id="01.4",
    titulo="La inversa de la sigmoide",
    referencia=logit,
    oraculo=_oraculo_logit,
    leer=_leer_finitos,
    casos=lambda rng: [
        caso(0.5),
        caso(0.9),
        caso(0.02),
        caso(rng.uniform(0.001, 0.999, 8)),
        caso(np.array([0.1, 0.25, 0.75, 0.999])),
        caso(np.array([1e-5, 0.5, 1 - 1e-5])),
    ],
    errores=cambios(
        (
            "y / (1 - y)",
            "(1 - y) / y",
            "El signo está cambiado: dentro del logaritmo va y/(1 − y), no (1 − y)/y.",
        ),
        (
            "np.log",
            "",
            "Falta el logaritmo: y/(1 − y) es la razón de probabilidades; su log es el logit.",
        ),
        (
            " / (1 - y)",
            "",
            "Eso solo deshace la exponencial: despeja z en y = 1/(1 + e^(−z)); aparece también 1 − y.",
        ),
        (
            "np.log",
            "np.log10",
            "Usas el logaritmo en base 10: σ lleva e, así que es el natural, np.log.",
        ),
        ("np.log", "np.log2", "Usas el logaritmo en base 2: σ lleva e, así que es el natural, np.log."),
        (
            "np.log(y / (1 - y))",
            "1 / (1 + np.exp(-y))",
            "Has aplicado σ otra vez; se pide la función que la deshace.",
        ),
        (
            "np.log(y / (1 - y))",
            "1 + np.exp(-y)",
            "Inversa no es 1 dividido entre σ: se pide la z tal que σ(z) = y.",
        ),
        (
            "np.log(y / (1 - y))",
            "y * (1 - y)",
            "Eso es la derivada de σ escrita con y; se pide su inversa.",
        ),
        ("1 - y", "1 + y", "Abajo va 1 − y, no 1 + y: al despejar, e^(−z) = (1 − y)/y."),
    ),
    pistas=(
        "La inversa responde a: ¿con qué z sale σ(z) = y? Comprueba que logit(0.5) es 0.",
        "Despeja: y = 1/(1 + e^(−z)) → e^(−z) = (1 − y)/y → toma logaritmos.",
        "Esqueleto: return np.log(… / …)",
    ),
    explicacion=(
        "De $y = 1/(1+e^{-z})$ sale $e^{-z} = (1-y)/y$ y, con logaritmos, $z = \\log\\frac{y}{1-y}$. Sirve para que la capa "
        "oculta construya $\\sigma^{-1}(f)$ y la σ de la salida devuelva $f$."
    ),
    alternativas=(
        lambda y: np.log(y) - np.log(1 - y),
        lambda y: -np.log(1 / y - 1),
        lambda y: 2 * np.arctanh(2 * y - 1),
    ),
)


# --- 01.5 -----------------------------------------------------------------------------------------------------------


def parametros_mlp(capas):
    total = 0
    for i in range(1, len(capas)):
        entra, sale = capas[i - 1], capas[i]
        total += entra * sale + sale
    return total


def _oraculo_parametros_mlp(capas):
    """Crea de verdad las matrices de pesos y los sesgos, y cuenta sus números."""
    matrices = [np.empty((a, b)) for a, b in zip(capas, capas[1:], strict=False)]
    return sum(m.size + np.empty(m.shape[1]).size for m in matrices)


_MLP = Ejercicio(
    id="01.5",
    titulo="Cuántos parámetros tiene un MLP",
    referencia=parametros_mlp,
    oraculo=_oraculo_parametros_mlp,
    entrega="entero",
    casos=lambda rng: [
        caso([1, 100, 1]),
        caso([784, 128, 64, 10]),
        caso([2, 3]),
        caso([5]),
        caso([8, 8, 8]),
        caso(capas=[3, 1, 4, 1, 5]),
        caso([int(n) for n in rng.integers(1, 60, 6)]),
    ],
    errores=cambios(
        (" + sale", "", "Faltan los sesgos: cada neurona que no es de entrada tiene uno."),
        (
            "total = 0",
            "total = capas[0]",
            "Cuentas sesgos también en la entrada: las entradas son datos, no neuronas con sesgo.",
        ),
        ("+ sale", "+ 1", "Cuentas un solo sesgo por capa: hay uno por neurona."),
        (
            "+ sale",
            "+ entra",
            "Cuentas un sesgo por cada neurona de la que sale la conexión: es uno por cada neurona a la que llega.",
        ),
        (
            "    return total",
            "        return total",
            "El return está dentro del bucle: sales tras la primera pareja de capas.",
        ),
        (
            "+ sale",
            "+ sale * (i < len(capas) - 1)",
            "Faltan los sesgos de la capa de salida: sus neuronas también tienen.",
        ),
        (
            "return total",
            "return int(np.prod(capas))",
            "Multiplicas todos los anchos: las conexiones se cuentan entre capas vecinas y se suman.",
        ),
        (
            "return total",
            "return sum(capas)",
            "Eso cuenta neuronas; los parámetros son los pesos de las conexiones más los sesgos.",
        ),
        (
            "range(1, len(capas))",
            "[1]",
            "Solo has contado la primera pareja de capas: recorre todas.",
        ),
        (
            "entra * sale + sale",
            "(entra + 1) * (sale + 1)",
            "Sumas un sesgo a los dos lados: el de la capa que recibe no se conecta hacia atrás. Es (entra + 1)·sale.",
        ),
    ),
    pistas=(
        "Cada neurona tiene un peso por cada neurona de la capa anterior, más un sesgo.",
        "Recorre las parejas de capas vecinas, capas[i - 1] y capas[i]. Cada pareja aporta entra·sale pesos y sale sesgos.",
        "Esqueleto: total = 0; for i in range(1, len(capas)): entra, sale = …, …; total += … + …; return total",
    ),
    explicacion=(
        "Entre una capa con $m$ neuronas y otra con $n$ hay $mn$ pesos y $n$ sesgos: $(m+1)n$. Se suma sobre las parejas de "
        "capas vecinas; una red de una sola capa no tiene nada que aprender."
    ),
    alternativas=(
        lambda capas: sum((a + 1) * b for a, b in zip(capas[:-1], capas[1:], strict=True)),
        lambda capas: float(sum((capas[i] + 1) * capas[i + 1] for i in range(len(capas) - 1))),
        lambda capas: np.dot(capas[:-1], capas[1:]) + sum(capas[1:]),
    ),
)

EJERCICIOS = (_NEURONA, _POSICION, _MESETA, _LOGIT, _MLP)
