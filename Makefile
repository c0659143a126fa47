# The first `make run` or `make test` sets everything up; later ones only what has changed.

PYTHON ?= python3
DATA ?= data
PROCESSES ?= 0
VENV := .venv
BIN := $(VENV)/bin
COMPILE := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --output-file
PIP_INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check

# Installs what a lock file names, every file checked against its hash. uv takes a quarter of pip's time
# (docs/dependencies.md) but knows nothing of pip's settings: it is told the index that pip would ask. Where uv cannot do
# it (no uv for this machine, an index with a password, certificates that only pip knows), pip does.
PIP_INDEX = $$($(BIN)/pip config list | sed -n "s/^[^=]*\.index-url='\(.*\)'$$/\1/p" | head -n 1)
install = UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$(PIP_INDEX)}" $(BIN)/uv pip install --python $(BIN)/python \
		--quiet --compile-bytecode --require-hashes --requirement $(1) \
	|| $(PIP_INSTALL) --require-hashes --no-deps --requirement $(1)

.PHONY: help run test lint knowledge accuracy docs lock clean

help: ## Show this help
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-9s %s\n", $$1, $$2}'

run: $(VENV)/ready ## Build the data set from the five real reports in seeds/
	$(BIN)/nianbao run --data $(DATA)

test: $(VENV)/ready-dev ## Run all tests
	$(BIN)/pytest --numprocesses $(PROCESSES) --dist loadfile --no-loadscope-reorder

lint: $(VENV)/ready-dev ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

knowledge: $(VENV)/ready ## Check the files of knowledge and the registry of portals
	$(BIN)/nianbao knowledge check
	$(BIN)/nianbao portals check

accuracy: $(VENV)/ready-dev ## Measure how right the figures are, against pinned floors
	$(BIN)/python benchmarks/accuracy.py

docs: $(VENV)/ready ## Write the generated documentation anew
	$(BIN)/python -m storage.dictionary docs

lock: $(VENV)/ready ## Resolve all dependencies anew into the lock files
	$(BIN)/uv pip compile --group uv $(COMPILE) constraints-uv.txt
	$(BIN)/uv pip compile pyproject.toml --group build $(COMPILE) constraints.txt
	$(BIN)/uv pip compile pyproject.toml --group build --extra dev --constraint constraints.txt $(COMPILE) constraints-dev.txt

clean: ## Remove the virtual environment and what tools have left behind
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# What running needs, and none of the developers' tools.
$(VENV)/ready: pyproject.toml constraints.txt constraints-uv.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nianbao needs Python 3.11 or newer; try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	-$(PIP_INSTALL) --only-binary :all: --require-hashes --requirement constraints-uv.txt
	$(call install,constraints.txt)
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

# The rest: tests, style, types.
$(VENV)/ready-dev: $(VENV)/ready constraints-dev.txt
	$(call install,constraints-dev.txt)
	touch $@
