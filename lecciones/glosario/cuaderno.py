# %% portada [markdown]
r"""
# Glosario

Los términos del curso, en español y en inglés. En cada lección, el mismo término se dice siempre igual: con el español cuando es el habitual, y con
el inglés (*en cursiva la primera vez*) cuando es lo que se usa en el campo.

| En el curso | En inglés | Qué es | Lección |
|---|---|---|---|
| activación | *activation* | función que se aplica a la suma ponderada: sigmoide, ReLU, tanh | [00](00_inicio.ipynb) |
| Adam | *Adam* | optimizador que da a cada peso su propio paso, con dos promedios de sus gradientes | [A1](a1_como_aprende.ipynb) |
| agrupación (*pooling*) | *pooling* | resumir ventanas de un mapa con el máximo o la media | [02](02_convolucion.ipynb) |
| agrupación máxima | *max pooling* | agrupación que se queda con el mayor valor | [02](02_convolucion.ipynb) |
| agrupación media | *average pooling* | agrupación que hace el promedio | [02](02_convolucion.ipynb) |
| analogía | *analogy* | «a es a b como c es a d», resuelta con el vector b − a + c | [17](17_embeddings.ipynb) |
| ángulo principal | *principal angle* | lo que se separan dos subespacios en su peor dirección | [10](10_autoencoders.ipynb) |
| apilar capas | *stacking* | poner una capa recurrente encima de otra; la de abajo entrega todos sus estados | [06](06_lstm_gru.ipynb) |
| aproximación universal | *universal approximation* | una capa oculta basta para imitar cualquier función continua en un compacto | [01](01_universalidad.ipynb) |
| ascenso de gradiente | *gradient ascent* | mover algo en la dirección del gradiente para que una cantidad suba | [13](13_deepdream.ipynb) |
| atención | *attention* | mezclar los vectores de las palabras leídas con pesos que dicen cuánto mirar a cada una | [15](15_seq2seq.ipynb) |
| AUC | *area under the ROC curve* | probabilidad de que un positivo puntúe más que un negativo | [10](10_autoencoders.ipynb) |
| aumento de datos | *data augmentation* | fabricar ejemplos nuevos a partir de los de entrenamiento | [03](03_cnn.ipynb) |
| autocodificador | *autoencoder* | red que reproduce su entrada en la salida pasando por un código | [10](10_autoencoders.ipynb) |
| autocodificador con eliminación de ruido | *denoising autoencoder* | recibe la entrada sucia y debe devolver la limpia | [10](10_autoencoders.ipynb) |
| autocodificador disperso | *sparse autoencoder* | el que castiga que se enciendan muchos números del código | [10](10_autoencoders.ipynb) |
| autocodificador subcompleto | *undercomplete autoencoder* | el que tiene menos números en el código que en la entrada | [10](10_autoencoders.ipynb) |
| baldosa | *tile* | trozo de imagen cuyo gradiente se calcula aparte, para que una imagen grande quepa en memoria | [13](13_deepdream.ipynb) |
| bigrama | *bigram* | dos piezas seguidas | [07](07_aplicaciones_rnn.ipynb) |
| BLEU | *BLEU* | grupos de 1 a 4 palabras compartidos con una traducción de referencia, con castigo por brevedad | [15](15_seq2seq.ipynb) |
| bolsa de palabras | *bag of words* | contar palabras sin mirar su orden | [07](07_aplicaciones_rnn.ipynb) |
| BPTT | *backpropagation through time* | retropropagar por la red desplegada en el tiempo | [05](05_rnn.ipynb) |
| BPTT truncada | *truncated BPTT* | cortar el gradiente al principio de cada ventana; el estado sí pasa | [05](05_rnn.ipynb) |
| campo receptivo | *receptive field* | la parte de la entrada que ve una neurona | [02](02_convolucion.ipynb) |
| campo receptivo efectivo | *effective receptive field* | la parte que de verdad pesa; menor que el teórico | [02](02_convolucion.ipynb) |
| canal | *channel* | cada una de las imágenes apiladas de una entrada: rojo, verde, azul | [02](02_convolucion.ipynb) |
| capa convolucional | *convolutional layer* | filtros que se deslizan por la entrada, con su sesgo | [02](02_convolucion.ipynb) |
| capa densa | *dense layer*, *fully connected* | cada neurona se conecta con todas las anteriores | [02](02_convolucion.ipynb) |
| capa oculta | *hidden layer* | la que no es entrada ni salida | [01](01_universalidad.ipynb) |
| carrusel de error constante | *constant error carousel* | el camino por el que el gradiente de la LSTM vuelve sin encogerse | [06](06_lstm_gru.ipynb) |
| CBOW | *continuous bag of words* | adivinar la palabra central a partir de todo su contexto | [17](17_embeddings.ipynb) |
| CNN, red convolucional | *convolutional neural network* | red con capas convolucionales | [03](03_cnn.ipynb) |
| codicioso | *greedy* | elegir en cada paso la opción más probable, sin volver atrás | [15](15_seq2seq.ipynb) |
| codificador, decodificador | *encoder, decoder* | la parte que hace el código y la que reconstruye desde él | [10](10_autoencoders.ipynb) |
| código | *code, latent* | los números con los que el autocodificador resume la entrada | [10](10_autoencoders.ipynb) |
| colapso de modos | *mode collapse* | el generador solo da unas pocas clases de muestras, aunque sean buenas | [08](08_gan.ipynb) |
| colapso del posterior | *posterior collapse* | el código deja de llevar información y la KL cae a 0 | [11](11_vae.ipynb) |
| compacto | *compact set* | conjunto cerrado y acotado, como el intervalo de 0 a 1 | [01](01_universalidad.ipynb) |
| conexión residual, atajo | *residual connection* | sumar la entrada de una capa a su salida, para que el gradiente pase | [04](04_problemas_entrenamiento.ipynb) |
| conjunto de entrenamiento | *training set* | los ejemplos con los que se calculan los gradientes | [A1](a1_como_aprende.ipynb) |
| conjunto de prueba | *test set* | los ejemplos que se miran una vez, al final, y no deciden nada | [A1](a1_como_aprende.ipynb) |
| conjunto de validación | *validation set* | los ejemplos con los que se elige: cuándo parar, qué ritmo, qué red | [A1](a1_como_aprende.ipynb) |
| consulta, clave, valor | *query, key, value* | lo que pregunta, con lo que se compara y lo que se lleva la atención | [15](15_seq2seq.ipynb) |
| convolución | *convolution* | en redes, la correlación cruzada: deslizar, multiplicar y sumar | [02](02_convolucion.ipynb) |
| convolución transpuesta | *transposed convolution* | reparte cada celda en una vecindad; recupera la forma, no los valores | [02](02_convolucion.ipynb) |
| correlación cruzada | *cross-correlation* | la convolución sin voltear el filtro | [02](02_convolucion.ipynb) |
| coseno | *cosine similarity* | parecido entre dos vectores por hacia dónde apuntan, de −1 a 1 | [17](17_embeddings.ipynb) |
| curva de sintonía | *tuning curve* | respuesta de una neurona frente a la orientación del estímulo | [02](02_convolucion.ipynb) |
| DCGAN | *deep convolutional GAN* | GAN convolucional; el generador dobla el tamaño con convoluciones transpuestas | [08](08_gan.ipynb) |
| DeepDream | – | cambiar una imagen, subiendo por el gradiente de una activación, para que muestre lo que la red sabe ver | [13](13_deepdream.ipynb) |
| δ, delta | *delta* | derivada de la pérdida respecto a la suma ponderada de una neurona | [A1](a1_como_aprende.ipynb) |
| descenso de gradiente | *gradient descent* | mover los pesos en contra de la derivada de la pérdida | [A1](a1_como_aprende.ipynb) |
| desplazamiento al azar | *jitter* | mover la imagen en círculo antes de cada paso, y deshacerlo, para que no se marque la cuadrícula de la red | [13](13_deepdream.ipynb) |
| desplegar | *unroll* | escribir el bucle de una RNN como una copia por instante | [05](05_rnn.ipynb) |
| desvanecimiento del gradiente | *vanishing gradient* | el gradiente se hace casi 0 al ir hacia atrás por muchas capas | [04](04_problemas_entrenamiento.ipynb) |
| detección de anomalías | *anomaly detection* | señalar lo que no se parece a lo normal, con un modelo que solo ha visto lo normal | [10](10_autoencoders.ipynb) |
| diferencias finitas | *finite differences* | derivada aproximada: mover un poco un número y mirar cuánto cambia el resultado | [A1](a1_como_aprende.ipynb) |
| dilatación | *dilation* | separación entre los pesos del filtro | [02](02_convolucion.ipynb) |
| discriminador | *discriminator* | la red que dice si una muestra es real o fabricada | [08](08_gan.ipynb) |
| divergencia de Jensen–Shannon | *Jensen–Shannon divergence* | cuánto difieren dos distribuciones; 0 si son iguales, log 2 si no comparten nada | [08](08_gan.ipynb) |
| *dropout* | *dropout* | apagar neuronas al azar mientras se entrena | [04](04_problemas_entrenamiento.ipynb) |
| ELBO | *evidence lower bound* | cota inferior de log p(x): reconstrucción menos KL | [11](11_vae.ipynb) |
| embedding, incrustación | *embedding* | vector denso y aprendido que representa una palabra, una canción o cualquier cosa | [17](17_embeddings.ipynb) |
| entrenamiento adversario | *adversarial training* | entrenar con imágenes retocadas para engañar a la red, que así se fija en lo que se ve | [13](13_deepdream.ipynb) |
| entrenar | *train*, *fit* | buscar los pesos que hacen pequeña la pérdida | [A1](a1_como_aprende.ipynb) |
| entropía cruzada | *cross-entropy* | media de −log de la probabilidad de la clase correcta | [03](03_cnn.ipynb) |
| época | *epoch* | una pasada por todos los ejemplos | [A1](a1_como_aprende.ipynb) |
| equivariante | *equivariant* | si se mueve la entrada, la salida se mueve igual | [03](03_cnn.ipynb) |
| error cuadrático medio, MSE | *mean squared error* | media de los cuadrados de lo que se separan la predicción y el objetivo | [A1](a1_como_aprende.ipynb) |
| escalón | *step function* | función que salta de 0 a 1 | [01](01_universalidad.ipynb) |
| espacio latente | *latent space* | el espacio de los códigos | [11](11_vae.ipynb) |
| estado | *hidden state* | vector que resume lo leído hasta ahora | [05](05_rnn.ipynb) |
| etiquetas BIO | *BIO tags* | B empieza una entidad, I la continúa y O es lo demás | [07](07_aplicaciones_rnn.ipynb) |
| exactitud | *accuracy* | proporción de aciertos | [03](03_cnn.ipynb) |
| exactitud de frase | *exact match* | proporción de frases idénticas a la referencia | [15](15_seq2seq.ipynb) |
| exhaustividad | *recall* | de los casos de la clase, cuántos se encuentran | [04](04_problemas_entrenamiento.ipynb) |
| explosión del gradiente | *exploding gradient* | el gradiente crece sin freno al ir hacia atrás | [04](04_problemas_entrenamiento.ipynb) |
| F1 | *F1 score* | media armónica de la precisión y la exhaustividad | [04](04_problemas_entrenamiento.ipynb) |
| F1 de entidades | *entity-level F1* | F1 que solo cuenta entidades con tipo, principio y final exactos | [07](07_aplicaciones_rnn.ipynb) |
| filtro, *kernel* | *filter*, *kernel* | la matriz de pesos que se desliza | [02](02_convolucion.ipynb) |
| forzado del profesor | *teacher forcing* | al entrenar, dar al decodificador la palabra anterior correcta | [15](15_seq2seq.ipynb) |
| fuga de datos | *data leakage* | que la prueba se contamine con el entrenamiento | [04](04_problemas_entrenamiento.ipynb) |
| GAN, red generativa adversaria | *generative adversarial network* | un generador y un discriminador que se entrenan el uno contra el otro | [08](08_gan.ipynb) |
| generador | *generator* | la red que convierte ruido en muestras | [08](08_gan.ipynb) |
| gradiente | *gradient* | las derivadas de la pérdida respecto a cada peso | [A1](a1_como_aprende.ipynb) |
| GRU | *gated recurrent unit* | celda con dos puertas y un solo estado | [06](06_lstm_gru.ipynb) |
| haz | *beam search* | conservar en cada paso las frases a medias más probables | [15](15_seq2seq.ipynb) |
| inicialización | *initialization* | los pesos de los que parte el entrenamiento | [01](01_universalidad.ipynb) |
| inicio Glorot, inicio He | *Glorot*, *He initialization* | tamaño de los pesos iniciales que conserva la señal | [04](04_problemas_entrenamiento.ipynb) |
| invariante | *invariant* | que no cambia aunque la entrada se mueva | [03](03_cnn.ipynb) |
| item2vec | *item2vec* | embeddings de productos o canciones: los pares salen de la misma cesta o lista | [17](17_embeddings.ipynb) |
| jacobiana | *Jacobian* | matriz de derivadas de un vector respecto a otro | [05](05_rnn.ipynb) |
| KL, divergencia de Kullback-Leibler | *Kullback–Leibler divergence* | cuánto se aparta una distribución de otra, en nats | [11](11_vae.ipynb) |
| L-BFGS | – | optimizador que estima la curvatura con los últimos gradientes | [14](14_estilo.ipynb) |
| L2 | *L2 regularization* | sumar a la pérdida el cuadrado de los pesos | [04](04_problemas_entrenamiento.ipynb) |
| línea base estacional | *seasonal naive* | pronosticar lo mismo que hace un periodo | [07](07_aplicaciones_rnn.ipynb) |
| logit | *logit* | la inversa de la sigmoide | [01](01_universalidad.ipynb) |
| logits, puntuaciones | *logits* | lo que da la red antes de la softmax | [A1](a1_como_aprende.ipynb) |
| lote | *batch* | ejemplos que se usan en un paso de entrenamiento | [A1](a1_como_aprende.ipynb) |
| LSTM | *long short-term memory* | celda con puertas y una memoria que viaja sumando: memoria larga de corto plazo | [06](06_lstm_gru.ipynb) |
| mapa de activación | *activation map* | lo que responde un filtro ante una imagen | [03](03_cnn.ipynb) |
| mapa de características | *feature map* | la imagen que sale de un filtro | [02](02_convolucion.ipynb) |
| máscara | *mask* | marca de qué pasos son relleno y no se leen | [07](07_aplicaciones_rnn.ipynb) |
| matriz de confusión | *confusion matrix* | cuántas veces cada clase real acabó en cada predicha | [03](03_cnn.ipynb) |
| matriz de Gram | *Gram matrix* | media, sobre las posiciones, del producto de cada dos canales; olvida dónde está cada cosa | [14](14_estilo.ipynb) |
| meseta | *bump* | resta de dos escalones | [01](01_universalidad.ipynb) |
| mínimos cuadrados (LSGAN) | *least squares GAN* | pérdida cuadrática en vez de logarítmica, sin sigmoide | [08](08_gan.ipynb) |
| mirillas | *peephole connections* | conexiones de la memoria a las puertas; Keras no las tiene | [06](06_lstm_gru.ipynb) |
| MLP, perceptrón multicapa | *multilayer perceptron* | red de capas densas | [00](00_inicio.ipynb) |
| muchos a uno, uno a muchos… | *many-to-one, one-to-many…* | tipos de RNN según cuántas cosas entran y salen | [05](05_rnn.ipynb) |
| muestreo negativo | *negative sampling* | en vez de elegir entre todas las palabras, decir si un par es de verdad o sorteado | [17](17_embeddings.ipynb) |
| nDCG | *normalized discounted cumulative gain* | nota de una recomendación que premia acertar en los primeros puestos | [17](17_embeddings.ipynb) |
| neurona | *neuron*, *unit* | suma ponderada seguida de una activación | [00](00_inicio.ipynb) |
| neurona saturada | *saturated unit* | neurona en el tope de su activación: su derivada es casi 0 y apenas aprende | [A1](a1_como_aprende.ipynb) |
| NLL | *negative log-likelihood* | menos el logaritmo de la probabilidad dada a lo que ocurrió, en media | [07](07_aplicaciones_rnn.ipynb) |
| norma del supremo | *sup norm* | el mayor error en todo el conjunto | [01](01_universalidad.ipynb) |
| normalización por lotes | *batch normalization* | reescalar cada capa con la media y la desviación del lote | [04](04_problemas_entrenamiento.ipynb) |
| octava | *octave* | cada uno de los tamaños en los que se sueña una imagen, de menor a mayor | [13](13_deepdream.ipynb) |
| optimizador | *optimizer* | quien decide cómo se mueven los pesos a partir del gradiente: descenso, Adam | [A1](a1_como_aprende.ipynb) |
| parada temprana | *early stopping* | dejar de entrenar cuando la validación deja de mejorar | [04](04_problemas_entrenamiento.ipynb) |
| parámetro | *parameter* | cada número que se aprende: pesos y sesgos | [01](01_universalidad.ipynb) |
| paso | *stride* | cuántas celdas avanza el filtro cada vez | [02](02_convolucion.ipynb) |
| PCA, componentes principales | *principal component analysis* | las direcciones en las que más varían los datos | [10](10_autoencoders.ipynb) |
| perceptrón | *perceptron* | la primera neurona que aprendía de ejemplos (1958) | [00](00_inicio.ipynb) |
| pérdida | *loss* | lo que se quiere hacer pequeño | [A1](a1_como_aprende.ipynb) |
| pérdida de contenido | *content loss* | lo que se separan, sitio a sitio, las activaciones de dos imágenes | [14](14_estilo.ipynb) |
| pérdida de estilo | *style loss* | lo que se separan las matrices de Gram de dos imágenes, en varias capas | [14](14_estilo.ipynb) |
| pérdida no saturante | *non-saturating loss* | −log D(G(z)): empuja al generador cuando el discriminador lo descubre | [08](08_gan.ipynb) |
| perfil | – | en este curso: datos pequeños (`rapido`) o los de siempre (`completo`) | [00](00_inicio.ipynb) |
| persistencia | *persistence forecast* | pronosticar que todo seguirá como ahora | [07](07_aplicaciones_rnn.ipynb) |
| peso | *weight* | número por el que se multiplica una entrada | [00](00_inicio.ipynb) |
| pesos compartidos | *weight sharing* | el mismo filtro en todas las posiciones | [02](02_convolucion.ipynb) |
| precisión | *precision* | de los casos señalados, cuántos lo son de verdad | [04](04_problemas_entrenamiento.ipynb) |
| previo | *prior* | la distribución de los códigos de la que se sortea: N(0, I) | [11](11_vae.ipynb) |
| problema de la suma | *adding problem* | sumar los dos números marcados de una secuencia larga: una prueba de memoria | [06](06_lstm_gru.ipynb) |
| PSNR | *peak signal-to-noise ratio* | parecido entre dos imágenes, en decibelios: 10·log₁₀(1/MSE) | [10](10_autoencoders.ipynb) |
| puerta | *gate* | número de 0 a 1 que deja pasar más o menos | [06](06_lstm_gru.ipynb) |
| puerta abrupta | *steeper gate* | σ(kz) con k > 1: se abre y se cierra de golpe | [06](06_lstm_gru.ipynb) |
| puerta de olvido | *forget gate* | en la LSTM, lo que se conserva de la memoria | [06](06_lstm_gru.ipynb) |
| puertas de reinicio y de renovación | *reset, update gates* | las dos de la GRU: r y z | [06](06_lstm_gru.ipynb) |
| radio espectral | *spectral radius* | mayor módulo de los valores propios de una matriz | [05](05_rnn.ipynb) |
| recorte del gradiente | *gradient clipping* | encoger el gradiente si su norma pasa de un máximo | [04](04_problemas_entrenamiento.ipynb) |
| red bidireccional | *bidirectional RNN* | dos RNN, una en cada sentido, con sus estados juntos | [06](06_lstm_gru.ipynb) |
| regla de la cadena | *chain rule* | la derivada de una función dentro de otra: en cadena se multiplica | [A1](a1_como_aprende.ipynb) |
| regularización | *regularization* | cualquier cosa que haga más difícil memorizar los ejemplos | [A1](a1_como_aprende.ipynb) |
| relleno (*padding*) | *padding* | ceros que se añaden alrededor de la imagen | [02](02_convolucion.ipynb) |
| relleno (de secuencias) | *sequence padding* | valores añadidos para que todas las secuencias midan lo mismo | [07](07_aplicaciones_rnn.ipynb) |
| ReLU | *rectified linear unit* | max(0, z) | [01](01_universalidad.ipynb) |
| reparametrizar | *reparameterization trick* | escribir una muestra como μ + σε, para poder derivar | [11](11_vae.ipynb) |
| retropropagación | *backpropagation* | cómo se calculan las derivadas de la pérdida, capa a capa hacia atrás | [A1](a1_como_aprende.ipynb) |
| ritmo de aprendizaje | *learning rate* | cuánto se mueve un peso por cada unidad de su derivada | [A1](a1_como_aprende.ipynb) |
| RMSE | *root mean squared error* | raíz de la media del error al cuadrado | [01](01_universalidad.ipynb) |
| RNN, red recurrente | *recurrent neural network* | red que lee una secuencia y guarda en un estado lo leído | [05](05_rnn.ipynb) |
| `same`, `valid` | *same*, *valid padding* | con el relleno justo para conservar el tamaño, o sin relleno | [02](02_convolucion.ipynb) |
| semilla | *seed* | número que fija el azar | [00](00_inicio.ipynb) |
| seq2seq, codificador–decodificador | *sequence to sequence* | una red que lee una secuencia y otra que escribe la de salida | [15](15_seq2seq.ipynb) |
| sesgo | *bias* | número que se suma a la suma ponderada | [00](00_inicio.ipynb) |
| sesgo de exposición | *exposure bias* | al usarla, la red ve sus propios errores, que al entrenar no vio | [15](15_seq2seq.ipynb) |
| sigmoide, σ | *sigmoid* | 1/(1 + e⁻ᶻ), de 0 a 1 | [01](01_universalidad.ipynb) |
| skip-gram | *skip-gram* | adivinar cada palabra del contexto a partir de la central | [17](17_embeddings.ipynb) |
| SMOTE | *SMOTE* | inventar ejemplos raros entre vecinos de la misma clase | [04](04_problemas_entrenamiento.ipynb) |
| sobreajuste | *overfitting* | aprender de memoria: acertar en entrenamiento y fallar en prueba | [04](04_problemas_entrenamiento.ipynb) |
| sobremuestreo, submuestreo | *over-*, *undersampling* | repetir ejemplos de la clase rara, o quitar de la frecuente | [04](04_problemas_entrenamiento.ipynb) |
| *softmax* | *softmax* | convierte puntuaciones en probabilidades que suman 1 | [03](03_cnn.ipynb) |
| suavizado de etiquetas de un lado | *one-sided label smoothing* | pedir 0.9, y no 1, para lo real | [08](08_gan.ipynb) |
| submuestreo | *subsampling* | dejar de usar parte de las apariciones de las palabras muy frecuentes | [17](17_embeddings.ipynb) |
| suma ponderada | *weighted sum* | $w \cdot x + b$: cada entrada por su peso, más el sesgo | [00](00_inicio.ipynb) |
| t-SNE | *t-SNE* | dibujo en dos dimensiones que conserva las vecinas y deforma las distancias | [17](17_embeddings.ipynb) |
| tasa de compresión | *compression ratio* | números de la entrada por cada número del código | [10](10_autoencoders.ipynb) |
| temperatura | *temperature* | número que divide los logits antes de la softmax: baja, lo seguro; alta, lo variado | [07](07_aplicaciones_rnn.ipynb) |
| trama de tablero | *checkerboard artifacts* | dibujo que deja la transpuesta cuando unas celdas reciben más copias que otras | [02](02_convolucion.ipynb) |
| transferencia de estilo | *style transfer* | buscar una imagen con el contenido de una y el estilo de otra | [14](14_estilo.ipynb) |
| VAE, autocodificador variacional | *variational autoencoder* | autocodificador que codifica con una gaussiana y se apiña alrededor de un previo | [11](11_vae.ipynb) |
| variación total | *total variation* | suma de lo que cambia cada píxel respecto a sus vecinos | [14](14_estilo.ipynb) |
| vector disperso | *one-hot vector* | tantos números como palabras: un 1 en la suya y ceros en las demás | [17](17_embeddings.ipynb) |
| ventana de contexto | *context window* | cuántas palabras a cada lado cuentan como contexto | [17](17_embeddings.ipynb) |
| WEAT | *word embedding association test* | mide si dos grupos de palabras se asocian distinto con otros dos, con permutaciones | [17](17_embeddings.ipynb) |
"""
