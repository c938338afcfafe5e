"""Ejercicios de la lección 01, Universalidad."""

import numpy as np
from utils.ejercicios.declarar import Ejercicio, ErrorTipico, caso


def _sigma(z):
    """σ sin desbordar, de SciPy: es el oráculo, no la solución."""
    from scipy.special import expit

    return expit(z)


# --- 01.1 -----------------------------------------------------------------------------------------------------------


def neurona_sigmoide(x, w, b):
    return 1 / (1 + np.exp(-(w * x + b)))


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
    oraculo=lambda x, w, b: _sigma(w * np.asarray(x) + b),
    casos=_casos_neurona,
    errores=(
        ErrorTipico(lambda x, w, b: _sigma(w * x), "Falta el sesgo: dentro de la sigmoide va w·x + b."),
        ErrorTipico(
            lambda x, w, b: w * x + b, "Falta la activación: has calculado w·x + b; aplícale ahora σ."
        ),
        ErrorTipico(
            lambda x, w, b: _sigma(-(w * x + b)),
            "El signo del exponente está cambiado: σ(z) = 1/(1 + e^(−z)), con el menos.",
        ),
        ErrorTipico(
            lambda x, w, b: _sigma(w * (x + b)),
            "El sesgo se suma después de multiplicar: w·x + b no es w·(x + b).",
        ),
        ErrorTipico(
            lambda x, w, b: np.tanh(w * x + b),
            "Eso es la tangente hiperbólica, que va de −1 a 1; σ va de 0 a 1.",
        ),
        ErrorTipico(
            lambda x, w, b: np.heaviside(w * x + b, 1.0),
            "Eso es un escalón perfecto; la sigmoide es su versión suave.",
        ),
        ErrorTipico(
            lambda x, w, b: _sigma(w * x) + b,
            "Sumas el sesgo fuera de la sigmoide: va dentro, junto a w·x.",
        ),
        ErrorTipico(
            lambda x, w, b: 1 / 1 + np.exp(-(w * x + b)),
            "Faltan paréntesis: 1/1 + e^(−z) no es 1/(1 + e^(−z)).",
        ),
        ErrorTipico(
            lambda x, w, b: _sigma(w * x - b),
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
        lambda x, w, b: _sigma(np.multiply(w, x) + b),
        lambda x, w, b: (1 + np.tanh((w * x + b) / 2)) / 2,
        lambda x, w, b: np.exp(w * x + b) / (1 + np.exp(w * x + b)),
        lambda x, w, b: (1 / (1 + np.exp(-np.asarray(w * x + b, dtype="float32")))).tolist(),
    ),
)


# --- 01.2 -----------------------------------------------------------------------------------------------------------


def posicion_escalon(w, b):
    return -b / w


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
    oraculo=lambda w, b: np.roots([w, b])[0] if b else 0.0,
    casos=_casos_posicion,
    errores=(
        ErrorTipico(lambda w, b: b / w, "Falta el signo: w·s + b = 0 se despeja como s = −b/w."),
        ErrorTipico(
            lambda w, b: -b, "Solo miras el sesgo: la posición también depende del peso, s = −b/w."
        ),
        ErrorTipico(lambda w, b: -w / b, "Has dividido al revés: es b entre w, con signo menos."),
        ErrorTipico(lambda w, b: w / b, "Has dividido al revés y falta el signo: s = −b/w."),
        ErrorTipico(
            lambda w, b: -b * w, "Multiplicas por el peso; al despejar, el peso pasa dividiendo."
        ),
        ErrorTipico(
            lambda w, b: -b / abs(w),
            "Le quitas el signo al peso: con w negativo también es s = −b/w.",
        ),
        ErrorTipico(
            lambda w, b: -(b // w),
            "Redondeas con la división entera //: usa / para conservar los decimales.",
        ),
        ErrorTipico(
            lambda w, b: -b // w, "Usas la división entera //, que pierde los decimales: usa /."
        ),
        ErrorTipico(
            lambda w, b: (0.5 - b) / w,
            "Resuelves w·s + b = 0.5. Quien vale 0.5 es σ, y eso ocurre cuando w·s + b = 0.",
        ),
        ErrorTipico(
            lambda w, b: abs(b / w),
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
    def sigma(z):
        return 1 / (1 + np.exp(-z))

    return h * (sigma(w * (x - s1)) - sigma(w * (x - s2)))


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


def _dos_sigmas(combinar):
    def variante(x, s1, s2, h, w=1000.0):
        return combinar(_sigma(w * (x - s1)), _sigma(w * (x - s2)), h)

    return variante


_MESETA = Ejercicio(
    id="01.3",
    titulo="Una meseta con dos neuronas",
    referencia=meseta,
    oraculo=_oraculo_meseta,
    casos=_casos_meseta,
    errores=(
        ErrorTipico(
            _dos_sigmas(lambda a, b, h: a - b), "Falta la altura: multiplica la diferencia por h."
        ),
        ErrorTipico(
            _dos_sigmas(lambda a, b, h: h * (a + b)),
            "Sumas los dos escalones y el segundo sube otra vez; para bajar hay que restarlo.",
        ),
        ErrorTipico(
            _dos_sigmas(lambda a, b, h: h * (b - a)),
            "La meseta sale hacia abajo: o el orden está cambiado (primero s1) o a tu σ le falta el menos del exponente.",
        ),
        ErrorTipico(
            _dos_sigmas(lambda a, b, h: h * a - b),
            "La altura solo multiplica al primer escalón: h va fuera del paréntesis, con los dos.",
        ),
        ErrorTipico(
            lambda x, s1, s2, h, w=1000.0: h * (_sigma(w * x - s1) - _sigma(w * x - s2)),
            "El peso multiplica a toda la distancia, w·(x − s); has escrito w·x − s, y el escalón acaba en s/w.",
        ),
        ErrorTipico(
            lambda x, s1, s2, h, w=1000.0: h * (_sigma(w * (x + s1)) - _sigma(w * (x + s2))),
            "Los escalones salen en −s1 y −s2: el argumento es w·(x − s), con menos.",
        ),
        ErrorTipico(
            lambda x, s1, s2, h, w=1000.0: h * (_sigma(x - s1) - _sigma(x - s2)),
            "Falta el peso w: sin él los escalones son suaves y la meseta se deshace.",
        ),
        ErrorTipico(
            lambda x, s1, s2, h, w=1000.0: h * (_sigma(1000.0 * (x - s1)) - _sigma(1000.0 * (x - s2))),
            "Has fijado w = 1000 dentro de la función: usa el argumento w, que puede cambiar.",
        ),
        ErrorTipico(
            lambda x, s1, s2, h, w=1000.0: h * ((np.asarray(x) >= s1) & (np.asarray(x) < s2)),
            "Eso es una meseta perfecta, con paredes verticales; constrúyela con dos sigmoides.",
        ),
        ErrorTipico(
            lambda x, s1, s2, h, w=1000.0: h * _sigma(w * (x - s1)) * _sigma(w * (s2 - x)),
            "Multiplicas dos sigmoides. Se parece, pero una capa de salida solo sabe sumar: réstalas.",
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
        _oraculo_meseta,
        lambda x, s1, s2, h, w=1000.0: h * _sigma(w * x - w * s1) - h * _sigma(w * x - w * s2),
    ),
)


# --- 01.4 -----------------------------------------------------------------------------------------------------------


def logit(y):
    return np.log(y / (1 - y))


def _oraculo_logit(y):
    from scipy.special import logit as de_scipy

    return de_scipy(y)


_LOGIT = Ejercicio(
    id="01.4",
    titulo="La inversa de la sigmoide",
    referencia=logit,
    oraculo=_oraculo_logit,
    casos=lambda rng: [
        caso(0.5),
        caso(0.9),
        caso(0.02),
        caso(rng.uniform(0.001, 0.999, 8)),
        caso(np.array([0.1, 0.25, 0.75, 0.999])),
        caso(np.array([1e-5, 0.5, 1 - 1e-5])),
    ],
    errores=(
        ErrorTipico(
            lambda y: np.log((1 - y) / y),
            "El signo está cambiado: dentro del logaritmo va y/(1 − y), no (1 − y)/y.",
        ),
        ErrorTipico(
            lambda y: y / (1 - y),
            "Falta el logaritmo: y/(1 − y) es la razón de probabilidades; su log es el logit.",
        ),
        ErrorTipico(
            lambda y: np.log(y),
            "Eso solo deshace la exponencial: despeja z en y = 1/(1 + e^(−z)); aparece también 1 − y.",
        ),
        ErrorTipico(
            lambda y: np.log10(y / (1 - y)),
            "Usas el logaritmo en base 10: σ lleva e, así que es el natural, np.log.",
        ),
        ErrorTipico(
            lambda y: np.log2(y / (1 - y)),
            "Usas el logaritmo en base 2: σ lleva e, así que es el natural, np.log.",
        ),
        ErrorTipico(lambda y: _sigma(y), "Has aplicado σ otra vez; se pide la función que la deshace."),
        ErrorTipico(
            lambda y: 1 / _sigma(y),
            "Inversa no es 1 dividido entre σ: se pide la z tal que σ(z) = y.",
        ),
        ErrorTipico(
            lambda y: y * (1 - y), "Eso es la derivada de σ escrita con y; se pide su inversa."
        ),
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
    return sum(entra * sale + sale for entra, sale in zip(capas[:-1], capas[1:], strict=True))


def _oraculo_mlp(capas):
    """Crea de verdad las matrices de pesos y los sesgos, y cuenta sus números."""
    matrices = [np.empty((a, b)) for a, b in zip(capas, capas[1:], strict=False)]
    return sum(m.size + np.empty(m.shape[1]).size for m in matrices)


def _mlp(cuenta):
    return lambda capas: sum(cuenta(a, b) for a, b in zip(capas[:-1], capas[1:], strict=True))


def _return_en_el_bucle(capas):
    for entra, sale in zip(capas[:-1], capas[1:], strict=True):
        return (entra + 1) * sale
    return 0


_MLP = Ejercicio(
    id="01.5",
    titulo="Cuántos parámetros tiene un MLP",
    referencia=parametros_mlp,
    oraculo=_oraculo_mlp,
    casos=lambda rng: [
        caso([1, 100, 1]),
        caso([784, 128, 64, 10]),
        caso([2, 3]),
        caso([5]),
        caso([8, 8, 8]),
        caso(capas=[3, 1, 4, 1, 5]),
        caso([int(n) for n in rng.integers(1, 60, 6)]),
    ],
    errores=(
        ErrorTipico(
            _mlp(lambda a, b: a * b), "Faltan los sesgos: cada neurona que no es de entrada tiene uno."
        ),
        ErrorTipico(
            lambda capas: sum(a * b for a, b in zip(capas, capas[1:], strict=False)) + sum(capas),
            "Cuentas sesgos también en la entrada: las entradas son datos, no neuronas con sesgo.",
        ),
        ErrorTipico(
            _mlp(lambda a, b: a * b + 1),
            "Cuentas un solo sesgo por capa: hay uno por neurona.",
        ),
        ErrorTipico(
            _mlp(lambda a, b: a * b + a),
            "Cuentas un sesgo por cada neurona de la que sale la conexión: es uno por cada neurona a la que llega.",
        ),
        ErrorTipico(
            _return_en_el_bucle,
            "El return está dentro del bucle: sales tras la primera pareja de capas.",
        ),
        ErrorTipico(
            lambda capas: sum(a * b for a, b in zip(capas, capas[1:], strict=False)) + sum(capas[1:-1]),
            "Faltan los sesgos de la capa de salida: sus neuronas también tienen.",
        ),
        ErrorTipico(
            lambda capas: int(np.prod(capas)),
            "Multiplicas todos los anchos: las conexiones se cuentan entre capas vecinas y se suman.",
        ),
        ErrorTipico(
            lambda capas: sum(capas),
            "Eso cuenta neuronas; los parámetros son los pesos de las conexiones más los sesgos.",
        ),
        ErrorTipico(
            lambda capas: (capas[0] + 1) * capas[1],
            "Solo has contado la primera pareja de capas: recorre todas.",
        ),
        ErrorTipico(
            _mlp(lambda a, b: (a + 1) * (b + 1)),
            "Sumas un sesgo a los dos lados: el de la capa que recibe no se conecta hacia atrás. Es (entra + 1)·sale.",
        ),
    ),
    pistas=(
        "Cada neurona tiene un peso por cada neurona de la capa anterior, más un sesgo.",
        "Recorre las parejas de capas vecinas: zip(capas[:-1], capas[1:]). Cada pareja aporta entra·sale pesos y sale sesgos.",
        "Esqueleto: return sum(entra * sale + … for entra, sale in zip(capas[:-1], capas[1:]))",
    ),
    explicacion=(
        "Entre una capa con $m$ neuronas y otra con $n$ hay $mn$ pesos y $n$ sesgos: $(m+1)n$. Se suma sobre las parejas de "
        "capas vecinas; una red de una sola capa no tiene nada que aprender."
    ),
    alternativas=(
        _mlp(lambda a, b: (a + 1) * b),
        lambda capas: float(sum((capas[i] + 1) * capas[i + 1] for i in range(len(capas) - 1))),
        lambda capas: np.dot(capas[:-1], capas[1:]) + sum(capas[1:]),
    ),
)

EJERCICIOS = (_NEURONA, _POSICION, _MESETA, _LOGIT, _MLP)
