# %% portada [markdown]
r"""
# Glosario

Los términos del curso, en español y en inglés. En cada lección, el mismo término se dice siempre igual: con el español cuando es el habitual, y con
el inglés (*en cursiva la primera vez*) cuando es lo que se usa en el campo.

| En el curso | En inglés | Qué es | Lección |
|---|---|---|---|
| activación | *activation* | función que se aplica a la suma ponderada: sigmoide, ReLU, tanh | [00](00_inicio.ipynb) |
| agrupación (*pooling*) | *pooling* | resumir ventanas de un mapa con el máximo o la media | [02](02_convolucion.ipynb) |
| agrupación máxima | *max pooling* | agrupación que se queda con el mayor valor | [02](02_convolucion.ipynb) |
| agrupación media | *average pooling* | agrupación que hace el promedio | [02](02_convolucion.ipynb) |
| aproximación universal | *universal approximation* | una capa oculta basta para imitar cualquier función continua en un compacto | [01](01_universalidad.ipynb) |
| campo receptivo | *receptive field* | la parte de la entrada que ve una neurona | [02](02_convolucion.ipynb) |
| campo receptivo efectivo | *effective receptive field* | la parte que de verdad pesa; menor que el teórico | [02](02_convolucion.ipynb) |
| canal | *channel* | cada una de las imágenes apiladas de una entrada: rojo, verde, azul | [02](02_convolucion.ipynb) |
| capa convolucional | *convolutional layer* | filtros que se deslizan por la entrada, con su sesgo | [02](02_convolucion.ipynb) |
| capa densa | *dense layer*, *fully connected* | cada neurona se conecta con todas las anteriores | [02](02_convolucion.ipynb) |
| capa oculta | *hidden layer* | la que no es entrada ni salida | [01](01_universalidad.ipynb) |
| compacto | *compact set* | conjunto cerrado y acotado, como el intervalo de 0 a 1 | [01](01_universalidad.ipynb) |
| convolución | *convolution* | en redes, la correlación cruzada: deslizar, multiplicar y sumar | [02](02_convolucion.ipynb) |
| convolución transpuesta | *transposed convolution* | reparte cada celda en una vecindad; recupera la forma, no los valores | [02](02_convolucion.ipynb) |
| correlación cruzada | *cross-correlation* | la convolución sin voltear el filtro | [02](02_convolucion.ipynb) |
| curva de sintonía | *tuning curve* | respuesta de una neurona frente a la orientación del estímulo | [02](02_convolucion.ipynb) |
| descenso de gradiente | *gradient descent* | mover los pesos en contra de la derivada de la pérdida | [00](00_inicio.ipynb) |
| dilatación | *dilation* | separación entre los pesos del filtro | [02](02_convolucion.ipynb) |
| entrenar | *train*, *fit* | buscar los pesos que hacen pequeña la pérdida | [01](01_universalidad.ipynb) |
| época | *epoch* | una pasada por todos los ejemplos | [01](01_universalidad.ipynb) |
| escalón | *step function* | función que salta de 0 a 1 | [01](01_universalidad.ipynb) |
| filtro, *kernel* | *filter*, *kernel* | la matriz de pesos que se desliza | [02](02_convolucion.ipynb) |
| gradiente | *gradient* | las derivadas de la pérdida respecto a cada peso | [00](00_inicio.ipynb) |
| inicialización | *initialization* | los pesos de los que parte el entrenamiento | [01](01_universalidad.ipynb) |
| logit | *logit* | la inversa de la sigmoide | [01](01_universalidad.ipynb) |
| lote | *batch* | ejemplos que se usan en un paso de entrenamiento | [01](01_universalidad.ipynb) |
| mapa de características | *feature map* | la imagen que sale de un filtro | [02](02_convolucion.ipynb) |
| meseta | *bump* | resta de dos escalones | [01](01_universalidad.ipynb) |
| MLP, perceptrón multicapa | *multilayer perceptron* | red de capas densas | [00](00_inicio.ipynb) |
| neurona | *neuron*, *unit* | suma ponderada seguida de una activación | [00](00_inicio.ipynb) |
| norma del supremo | *sup norm* | el mayor error en todo el conjunto | [01](01_universalidad.ipynb) |
| parámetro | *parameter* | cada número que se aprende: pesos y sesgos | [01](01_universalidad.ipynb) |
| paso | *stride* | cuántas celdas avanza el filtro cada vez | [02](02_convolucion.ipynb) |
| pérdida | *loss* | lo que se quiere hacer pequeño | [00](00_inicio.ipynb) |
| perceptrón | *perceptron* | la primera neurona que aprendía de ejemplos (1958) | [00](00_inicio.ipynb) |
| perfil | – | en este curso: datos pequeños (`rapido`) o los de siempre (`completo`) | [00](00_inicio.ipynb) |
| peso | *weight* | número por el que se multiplica una entrada | [00](00_inicio.ipynb) |
| pesos compartidos | *weight sharing* | el mismo filtro en todas las posiciones | [02](02_convolucion.ipynb) |
| relleno (*padding*) | *padding* | ceros que se añaden alrededor de la imagen | [02](02_convolucion.ipynb) |
| ReLU | *rectified linear unit* | max(0, z) | [01](01_universalidad.ipynb) |
| retropropagación | *backpropagation* | cómo se calculan las derivadas de la pérdida, capa a capa hacia atrás | [00](00_inicio.ipynb) |
| RMSE | *root mean squared error* | raíz de la media del error al cuadrado | [01](01_universalidad.ipynb) |
| `same`, `valid` | *same*, *valid padding* | con el relleno justo para conservar el tamaño, o sin relleno | [02](02_convolucion.ipynb) |
| semilla | *seed* | número que fija el azar | [00](00_inicio.ipynb) |
| sesgo | *bias* | número que se suma a la suma ponderada | [00](00_inicio.ipynb) |
| sigmoide, σ | *sigmoid* | 1/(1 + e⁻ᶻ), de 0 a 1 | [01](01_universalidad.ipynb) |
| suma ponderada | *weighted sum* | $w \cdot x + b$: cada entrada por su peso, más el sesgo | [00](00_inicio.ipynb) |
| trama de tablero | *checkerboard artifacts* | dibujo que deja la transpuesta cuando unas celdas reciben más copias que otras | [02](02_convolucion.ipynb) |
"""
