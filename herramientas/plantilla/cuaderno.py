# %% portada [markdown]
r"""
# 99 · Título de la lección

Una o dos frases que digan qué pregunta responde la lección y por qué importa.

**Qué sabrás hacer**
- Calcular el error cuadrático medio de una predicción.
- Explicar por qué se eleva al cuadrado.

**Qué necesitas antes**: [00 · Inicio](00_inicio.ipynb).

**Tiempo**: unos 20 minutos.
"""

# %% preparar
from utils.curso import preparar

preparar()

# %% importar
import numpy as np

from lecciones.l99_tema import exploradores as explorador
from utils.ejercicios import comprobar, pista, solucion, usar
from utils.graficos import AZUL, figura, mostrar

# %% predice-el-error [markdown]
r"""
## 1 · Cuánto se equivoca una predicción

Tenemos tres valores reales y dos predicciones. La primera falla un poco en los tres; la segunda acierta dos y falla mucho en uno.

**Predice.** ¿Cuál tiene menor la media de los errores al cuadrado?

<details><summary>Respuesta</summary>
La primera: al elevar al cuadrado, un error de 3 pesa 9 y tres errores de 1 pesan 3 en total.
</details>
"""

# %% dos-predicciones
reales = np.array([1.0, 2.0, 4.0])
poco_en_todos = reales + 1
mucho_en_uno = reales + np.array([0.0, 0.0, 3.0])
for nombre, predichos in (("poco en todos", poco_en_todos), ("mucho en uno", mucho_en_uno)):
    print(f"{nombre:14} {np.mean((reales - predichos) ** 2):.2f}")

# %% explica-el-error [markdown]
r"""
**Explica.** Las dos se equivocan en tres unidades en total, pero el cuadrado castiga los fallos grandes. La curva lo enseña: a la
derecha del 1, el cuadrado crece más deprisa que el error.
"""

# %% figura-del-cuadrado
fig, eje = figura(6, 3.2)
errores = np.linspace(-3, 3, 61)
eje.plot(errores, errores**2, color=AZUL)
eje.set(xlabel="error", ylabel="error al cuadrado")
mostrar(fig, "El cuadrado del error: una parábola con el mínimo en cero, que vale 1 en 1 y 9 en 3.")

# %% explorador-texto [markdown]
r"""
## 2 · Ajusta una recta a mano

**Predice.** ¿Qué le pasará al error si te pasas de pendiente lo mismo que te habías quedado corto? Muévela y compruébalo.

<details><summary>Respuesta</summary>
Alrededor de la mejor pendiente, el error sube igual hacia los dos lados.
</details>
"""

# %% explorar-recta
explorador.explorar_recta()

# %% ejercicio-texto [markdown]
r"""
### Ejercicio 99.1 · El error cuadrático medio

Escribe la función que recibe los valores reales y los predichos, dos vectores del mismo largo, y devuelve la media de los cuadrados de
sus diferencias. ¿Atasco? `pista("99.1")`.
"""


# %% ejercicio-99-1
def error_cuadratico(reales, predichos):
    """Media de los cuadrados de las diferencias: un número. Recibe dos vectores del mismo largo."""
    # BEGIN SOLUTION
    return np.mean((np.asarray(reales) - np.asarray(predichos)) ** 2)
    # END SOLUTION


# %% comprobar-99-1
comprobar("99.1", error_cuadratico)

# %% usar-99-1
error_cuadratico = usar("99.1", error_cuadratico)
print(f"{error_cuadratico(reales, mucho_en_uno):.2f}")

# %% lo-demostrado
assert error_cuadratico(reales, poco_en_todos) < error_cuadratico(reales, mucho_en_uno)
print("Fallar poco en todos cuesta menos que fallar mucho en uno.")

# %% malentendidos [markdown]
r"""
## Lo que suele entenderse mal

| Se lee por ahí | Lo correcto |
|---|---|
| «El error cuadrático medio se mide en lo mismo que los datos.» | Se mide en su cuadrado; su raíz, sí. |
"""

# %% resumen [markdown]
r"""
## Resumen

1. El error cuadrático medio resume en un número cuánto falla una predicción.
2. El cuadrado evita que los errores de signo contrario se compensen.
3. Un fallo grande pesa más que varios pequeños.
4. Se mide en el cuadrado de las unidades de los datos.
5. La media permite comparar conjuntos de distinto tamaño.
"""

# %% autoevaluacion [markdown]
r"""
## Autoevaluación

**1.** Si todos los errores se duplican, ¿por cuánto se multiplica el error cuadrático medio? &emsp;**a)** 2 &emsp;**b)** 4 &emsp;**c)** no cambia

<details><summary>Respuesta</summary>
b) Cada cuadrado se multiplica por 4, y la media también.
</details>
"""

# %% para-seguir [markdown]
r"""
## Para seguir

- [01 · Universalidad](01_universalidad.ipynb): una red que reduce ese error sola.
- [Glosario](glosario.ipynb): los términos del curso en español y en inglés.

## Referencias

- Legendre, A.-M. (1805). *Nouvelles méthodes pour la détermination des orbites des comètes*.
"""
