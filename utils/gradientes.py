"""Gradientes de cualquier función escalar y pasos compilados. Es el único archivo que nombra TensorFlow: para otro motor se cambia este."""

import numpy as np

from .curso import ErrorCurso


def gradiente(funcion, variables=None, jit_compile=False):
    """Devuelve una función compilada que da el valor de `funcion` y sus gradientes.

    funcion: recibe tensores y devuelve un escalar, forma `()`; dentro, `keras.ops`, capas y modelos de Keras.
    variables: lista de variables de Keras, como `modelo.trainable_variables`. Con None se deriva respecto a las entradas.
    jit_compile: True compila con XLA; tarda más la primera vez y conviene si se va a llamar muchas veces.

    La función devuelta se llama con las mismas entradas (matrices de NumPy o tensores; los decimales pasan a float32) y da
    `(valor, gradientes)`: un tensor escalar y una lista con un tensor por variable o por entrada, cada uno de su forma.
    Lanza `ErrorCurso` si el resultado no es un escalar o si no se puede derivar.

        paso = gradiente(lambda x, y: perdida(y, modelo(x, training=True)), modelo.trainable_variables)
        valor, gradientes = paso(x, y)
    """
    import tensorflow as tf

    variables = None if variables is None else [getattr(v, "value", v) for v in variables]

    def derivar(*entradas):
        objetivos = list(entradas) if variables is None else variables
        with tf.GradientTape() as cinta:
            cinta.watch(objetivos)
            try:
                resultado = funcion(*entradas)
                if resultado is None:
                    raise ErrorCurso("La función que se deriva no devuelve nada: ¿falta return?")
                valor = tf.convert_to_tensor(resultado)
            except (AttributeError, TypeError, NotImplementedError, tf.errors.OperatorNotAllowedInGraphError) as error:
                if type(error) in (AttributeError, TypeError) and "SymbolicTensor" not in str(error):
                    raise
                raise ErrorCurso(
                    "La función que se deriva no puede pasar por NumPy ni decidir con un `if` según un tensor: usa `keras.ops`."
                ) from error
        if valor.shape.rank != 0:
            raise ErrorCurso(
                f"Solo se deriva un número, y la función devuelve una matriz de forma {tuple(valor.shape)}. "
                "Redúcela con `keras.ops.mean` o `keras.ops.sum`."
            )
        gradientes = cinta.gradient(valor, objetivos) if valor.dtype.is_floating else [None] * len(objetivos)
        _exigir_todos(gradientes, "la variable" if variables is not None else "la entrada")
        return valor, [tf.convert_to_tensor(g) for g in gradientes]

    compilada = tf.function(derivar, autograph=False, jit_compile=jit_compile)
    return lambda *entradas: compilada(*[_tensor(tf, e, decimal=variables is None) for e in entradas])


def compilar(funcion, veces=1, jit_compile=True):
    """Devuelve `funcion` compilada entera; cada llamada la ejecuta `veces` veces seguidas, sin volver a Python entre una y otra.

    funcion: un paso de entrenamiento, por ejemplo. Dentro, `keras.ops`, capas y modelos de Keras, lo que devuelve `gradiente` y
        cambios de variables (`optimizer.apply`, `assign`). Debe devolver un tensor, o una lista de ellos, con la misma forma cada vez.
    veces: repeticiones por llamada. Para que cada una sea distinta, el azar sale de `keras.random` con un `SeedGenerator`.
    jit_compile: True compila con XLA. En CPU acelera mucho las capas densas y frena las convoluciones; en GPU conviene casi siempre.

    La función devuelta recibe las mismas entradas que `funcion` y da lo que esta devuelve la última vez.
    Lanza `ErrorCurso` si `veces` no es un entero positivo, si `funcion` no devuelve nada o si pasa por NumPy o por un `if`.

        derivar = gradiente(lambda x, y: perdida(y, modelo(x, training=True)), modelo.trainable_variables)

        def paso(x, y):
            valor, gradientes = derivar(x, y)
            optimizador.apply(gradientes, modelo.trainable_variables)
            return valor

        paso = compilar(paso)
    """
    import tensorflow as tf

    if isinstance(veces, bool) or not isinstance(veces, (int, np.integer)) or veces < 1:
        raise ErrorCurso(f"`veces` debe ser un entero positivo, y es {veces!r}.")

    def una_vez(*entradas):
        try:
            resultado = funcion(*entradas)
        except (NotImplementedError, tf.errors.OperatorNotAllowedInGraphError) as error:
            raise ErrorCurso(
                "Lo que se compila no puede pasar por NumPy ni decidir con un `if` según un tensor: usa `keras.ops`."
            ) from error
        if resultado is None:
            raise ErrorCurso("La función que se compila no devuelve nada: ¿falta return? Devuelve, por ejemplo, la pérdida.")
        return tf.nest.map_structure(tf.convert_to_tensor, resultado)

    def todas(*entradas):
        if veces == 1:
            return una_vez(*entradas)
        cuerpo = tf.function(una_vez, autograph=False)
        formas = cuerpo.get_concrete_function(*map(tf.TensorSpec.from_tensor, entradas)).structured_outputs
        vacio = tf.nest.map_structure(lambda salida: tf.zeros(salida.shape, salida.dtype), formas)
        return tf.while_loop(lambda i, _: i < veces, lambda i, _: (i + 1, cuerpo(*entradas)), (0, vacio))[1]

    compilada = tf.function(todas, autograph=False, jit_compile=jit_compile)
    return lambda *entradas: compilada(*[_tensor(tf, e, decimal=False) for e in entradas])


def para_compilar(pasos=1, jit_compile=True):
    """Opciones para `modelo.compile(…)` que aceleran el entrenamiento con el motor que haya: `modelo.compile("adam", "mse", **para_compilar(20))`.

    pasos: cuántos pasos se dan por llamada a Python (`steps_per_execution`; PyTorch solo admite 1).
    jit_compile: con XLA; en CPU acelera las recurrentes y las densas, y frena las convoluciones.
    """
    import keras

    con_pytorch = keras.backend.backend() == "torch"
    return {"jit_compile": jit_compile and not con_pytorch, "steps_per_execution": 1 if con_pytorch else pasos}


def _tensor(tf, entrada, decimal):
    """La entrada como tensor: los decimales, y todo si `decimal`, en float32."""
    if not tf.is_tensor(entrada):
        entrada = np.asarray(entrada)
        decimal = decimal or entrada.dtype.kind == "f"
    return tf.cast(entrada, "float32") if decimal else tf.convert_to_tensor(entrada)


def _exigir_todos(gradientes, que):
    sin_derivada = [i for i, g in enumerate(gradientes) if g is None]
    if sin_derivada or not gradientes:
        raise ErrorCurso(
            f"El resultado no se puede derivar respecto a {que} {sin_derivada[0] if sin_derivada else 0}: o no depende de ella, "
            "o por el camino hay algo sin derivada (`argmax`, redondear, comparar, pasar a entero)."
        )
