# Escribe «make» para ver qué se puede hacer.
PYTHON_VENV := .venv/bin/python
COLAB := ../shared/datos/colab/requisitos-colab.txt
ADMIN := $(if $(filter 0,$(shell id -u)),--allow-root)
OPCIONES :=
LECCIONES :=
CAMBIADO :=
LECCION :=

.PHONY: ayuda lab test test-colab nueva cuadernos medir entorno entorno-dev limpiar
.DEFAULT_GOAL := ayuda

ayuda:
	@echo "Redes Vivas. Órdenes:"
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

lab: entorno ## abre el curso en JupyterLab (GPU=1: con CUDA; OPCIONES=--no-browser: sin abrir el navegador)
	@$(PYTHON_VENV) -m jupyterlab --LabApp.default_url=/lab/tree/notebooks/00_inicio.ipynb \
		--LabApp.app_settings_dir="$(CURDIR)/herramientas/jupyterlab" $(ADMIN) $(OPCIONES)

test: entorno-dev ## pasa las pruebas (LECCIONES="06 07": solo esas; CAMBIADO=1: solo las lecciones que has cambiado)
	@$(PYTHON_VENV) herramientas/probar.py $(LECCIONES) $(if $(filter 1,$(CAMBIADO)),--cambiado)

test-colab: ## ejecuta los cuadernos con las versiones de Colab (si están a mano)
	@if [ ! -f $(COLAB) ]; then echo "Omitido: falta $(COLAB), la lista de versiones de Colab."; exit 0; fi; \
	PYTHON_DESDE=13 PYTHON_HASTA=13 sh herramientas/entorno.sh .venv-colab $(COLAB) pytest-xdist || { \
		[ $$? = 3 ] && echo "Omitido: Colab usa Python 3.13 y aquí no hay."; exit; }; \
	.venv-colab/bin/python -m pytest tests/colab -n 2

nueva: entorno-dev ## crea la carpeta de una lección, con todas sus partes (LECCION=21_tema)
	@$(PYTHON_VENV) herramientas/nueva.py "$(LECCION)"

cuadernos: entorno-dev ## genera notebooks/ y solutions/ a partir de lecciones/
	@$(PYTHON_VENV) herramientas/generar.py

medir: entorno-dev ## mide tiempos y los enseña en una tabla
	@$(PYTHON_VENV) herramientas/medir.py

entorno: ## prepara .venv con lo que pide requirements.txt
	@sh herramientas/entorno.sh .venv requirements.txt $(if $(filter 1,$(GPU)),'tensorflow[and-cuda]')

entorno-dev: entorno ## añade a .venv lo que usa quien mantiene o enseña: pruebas, generador y nbgrader
	@sh herramientas/entorno.sh .venv requirements-dev.txt

limpiar: ## borra los entornos y las cachés (tu progreso se queda)
	rm -rf .venv .venv-colab .ruff_cache
	find . -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf
