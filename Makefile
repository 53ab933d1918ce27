# make setup | run | test | bench | clean. PYTHON chooses the interpreter (3.11 or later).

PYTHON ?= python3
STORE ?= oxigraph:var/store
WORKERS ?= auto
RUNS ?= 20

BIN := .venv/bin
PINNED := pyproject.toml constraints.txt
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

export ROTORSAK_STORE = $(STORE)

.PHONY: setup run test bench clean

setup: .venv/ready

run: setup
	$(BIN)/rotorsak load
	$(BIN)/rotorsak ask action-trace --param action=action/kameror
	$(BIN)/rotorsak ask goals-without-indicators --brief
	$(BIN)/rotorsak ask responsibility --param body=post/bitradande-kommundirektor
	@echo; echo 'More: .venv/bin/rotorsak questions'

test: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(WORKERS)

bench: setup
	$(BIN)/python -m tests.bench --runs $(RUNS)

clean:
	rm -rf .venv build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    echo "Rotorsak needs Python 3.11 or later; '$(PYTHON)' is" \
	        "$$($(PYTHON) --version 2>&1 | head -n 1). Name another: make $(MAKECMDGOALS) PYTHON=python3.11" >&2; \
	    exit 1; }
	$(PYTHON) -m venv .venv

.venv/ready: $(PINNED) | .venv/bin/python
	$(INSTALL) --editable .
	@touch $@

.venv/ready-dev: $(PINNED) | .venv/bin/python
	$(INSTALL) --editable '.[dev]'
	@touch $@ .venv/ready
