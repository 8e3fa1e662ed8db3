# Every target makes the virtual environment when it is missing, and installs again only when
# pyproject.toml or constraints.txt changed. `make` alone lists the targets.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=

BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# A stamp each for what is installed. The second builds on the first, so that with `make -j` two
# pips never work in one environment at once.
BOOK := $(VENV)/.installed-book
TEST := $(VENV)/.installed-test

# The languages that have catalogs; polybook.toml names the same.
LANGUAGES := $(patsubst locales/%/LC_MESSAGES,%,$(wildcard locales/*/LC_MESSAGES))
EDITIONS := en $(LANGUAGES)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help test bench update check docs manual clean $(EDITIONS)

help:
	@echo 'make vi      build the Vietnamese book (make en: the English one)'
	@echo 'make test    style, types and tests; ARGS="-k update" goes to pytest'
	@echo 'make bench   measure speed and fidelity next to other tools'
	@echo 'make update  bring the catalogs of every language up to date with source_en'
	@echo 'make check   say what is wrong with the translations; change nothing'
	@echo 'make manual  build the manual; make docs: write its reference pages, made of the code'
	@echo 'make clean   remove all that make made: build, .venv and the caches'
	@echo
	@echo 'Editions: $(EDITIONS). Another Python: make test PYTHON=python3.13'

$(EDITIONS): $(BOOK)
	@$(BIN)/polybook build $@ html
	@echo 'The book is ready: open file://$(CURDIR)/build/$@/html/index.html'

test: $(TEST)
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

bench: $(BOOK)
	@$(BIN)/python benchmarks/run.py $(ARGS)

update: $(BOOK)
	@$(BIN)/polybook extract
	@for language in $(LANGUAGES); do $(BIN)/polybook update $$language || exit; done

check: $(BOOK)
	@$(BIN)/polybook extract --check
	@for language in $(LANGUAGES); do \
	    $(BIN)/polybook update $$language --check && $(BIN)/polybook check $$language || exit; done

docs: $(BOOK)
	@$(BIN)/python -m polybook.steps.manual docs/reference
	@$(BIN)/python -m polybook.cli_manual docs/reference/commands.md

manual: $(BOOK)
	@$(BIN)/python -m sphinx -b html -c . -d build/manual/doctrees -W --keep-going --quiet \
	    docs build/manual/html
	@echo 'The manual is ready: open file://$(CURDIR)/build/manual/html/index.html'

clean:
	rm -rf build dist $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find tools tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# A virtual environment whose Python is gone counts as missing: the link leads nowhere.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    echo 'polybook needs Python 3.11 or newer; $(PYTHON) is' \
	        "$$($(PYTHON) --version 2>&1 || true). Try: make PYTHON=python3.11" >&2; exit 1; }
	@echo 'Making $(VENV) ...'
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(BOOK): pyproject.toml constraints.txt $(BIN)/python
	@echo 'Installing polybook and Sphinx (once, about a minute) ...'
	@$(PIP_INSTALL) -e '.[book]'
	@touch $@

$(TEST): $(BOOK)
	@echo 'Installing the test tools ...'
	@$(PIP_INSTALL) -e '.[test]'
	@touch $@
