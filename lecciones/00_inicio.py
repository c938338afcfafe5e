# %% [markdown] portada
# # 00 · Inicio
# En preparación.

# %% preparar
from utils.curso import preparar

preparar()
