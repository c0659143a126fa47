# The first `make run` or `make test` sets everything up; later ones only what has changed.

PYTHON ?= python3
DATA ?= data
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test lint knowledge accuracy docs lock clean

help: ## Show this help
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-9s %s\n", $$1, $$2}'

run: $(VENV)/ready ## Build the data set from the five real reports in seeds/
	$(BIN)/nianbao run --data $(DATA)

test: $(VENV)/ready ## Run all tests
	$(BIN)/pytest

lint: $(VENV)/ready ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

knowledge: $(VENV)/ready ## Check the files of knowledge and the registry of portals
	$(BIN)/nianbao knowledge check
	$(BIN)/nianbao portals check

accuracy: $(VENV)/ready ## Measure how right the figures are, against pinned floors
	$(BIN)/python benchmarks/accuracy.py

docs: $(VENV)/ready ## Write the generated documentation anew
	$(BIN)/python -m storage.dictionary docs

lock: ## Resolve all dependencies anew into constraints.txt (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --output-file constraints.txt

clean: ## Remove the virtual environment and what tools have left behind
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nianbao needs Python 3.11 or newer; try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
