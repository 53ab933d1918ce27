# make setup | run | test | bench | soak | clean. PYTHON chooses the interpreter (3.11 or later).
# make bench MUNICIPALITIES=10 measures a synthetic country of so many, in place of Linköping.
# make run PORT=8123 STORE=oxigraph:some/folder chooses where the service listens and what it reads.

PYTHON ?= python3
STORE ?= oxigraph:var/store
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= auto
RUNS ?= 20
MINUTES ?= 60

BIN := .venv/bin
PINNED := pyproject.toml constraints.txt
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

export ROTORSAK_STORE = $(STORE)

.PHONY: setup run test bench soak clean

setup: .venv/ready

run: setup
	@$(BIN)/rotorsak serve --host $(HOST) --port $(PORT) --dry-run
	$(BIN)/rotorsak load
	$(BIN)/rotorsak ask action-trace --param action=action/kameror
	$(BIN)/rotorsak ask goals-without-indicators --brief
	$(BIN)/rotorsak ask responsibility --param body=post/bitradande-kommundirektor
	@echo; echo 'More: .venv/bin/rotorsak questions'; echo
	$(BIN)/rotorsak serve --host $(HOST) --port $(PORT)

test: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup

bench: .venv/ready-dev
	$(BIN)/python -m tests.bench --runs $(RUNS) $(if $(MUNICIPALITIES),--municipalities $(MUNICIPALITIES))

soak: .venv/ready-dev
	$(BIN)/python -m tests.soak --minutes $(MINUTES)

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
