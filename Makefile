# Nemawashi 根回し. `make run` starts the product, `make test` proves it. Everything lives in .venv and the user's cache.
.DEFAULT_GOAL := help
.PHONY: help setup run test test-lts lint bench soak clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
WORKERS ?= 3
# what only shows or takes in what the queries and use cases answer
NO_SURFACES := $(foreach part,pages api cli web run correcting/test_pages_and_api.py exporting/test_libreoffice.py \
  exporting/test_nasty_names.py exporting/test_served.py,--ignore=tests/$(part))
SIDE_BY_SIDE := -n $(WORKERS) --dist loadscope --no-loadscope-reorder
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "Making the environment in $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing …" >&2
	@$(PIP) -c constraints.txt -e '.[embedded]'
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing what the tests need …" >&2
	@$(PIP) -c constraints.txt -e '.[embedded,dev]'
	@touch $@ $(VENV)/.run

setup: $(VENV)/.run ## make .venv with everything the product needs

run: $(VENV)/.run ## start the engine and the web server, with the demo account if there is none yet
	@exec $(BIN)/nemawashi serve --demo

lint: $(VENV)/.dev ## ruff and mypy --strict
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

test: lint ## everything: lint, all tests on the embedded engine, query and use-case tests again on 5.26 LTS
	@$(BIN)/python -m tests.prepare
	@NEMAWASHI_TEST_WHOLE=1 $(PYTEST) $(SIDE_BY_SIDE) -m "not bench and not soak"
	@$(MAKE) --no-print-directory test-lts

test-lts: $(VENV)/.dev ## the query and use-case tests on the LTS engine
	@NEMAWASHI_TEST_ENGINE_VERSION=lts $(PYTEST) $(SIDE_BY_SIDE) $(NO_SURFACES) -m "graph and not e2e and not bench and not soak"

bench: $(VENV)/.dev ## measure side by side with a peer; prints ratios
	@$(BIN)/python -m tests.prepare
	@$(BIN)/python -m tests.bench

soak: $(VENV)/.dev ## long crash and load tests
	@$(PYTEST) -m soak

clean: ## remove the environment and all that tests and builds leave
	rm -rf $(VENV) build dist test-results .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
