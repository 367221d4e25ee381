# Two commands are all a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3.11
ifeq (, $(shell command -v $(PYTHON) 2>/dev/null))
PYTHON := python3
endif
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= auto

.PHONY: demo test check bench faults soak docs format evaluate lock browser clean

demo: $(VENV)/.run ## the sample team in a web chat: no token, no server
	@$(BIN)/python -m bot demo

test: $(VENV)/.dev ## the whole suite, in parallel
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

check: $(VENV)/.dev ## formatting, lint, types, walls between the rooms
	@$(BIN)/ruff format --check -q .
	@$(BIN)/ruff check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.dev ## every figure with its floor and its peer, as JSON and a table
	@$(BIN)/python -m benchmarks $(ARGS)

SEED ?= $(shell date +%s)
ROUNDS ?= 10
faults: $(VENV)/.dev ## kill, freeze, cut and fill, from a seed: is anything lost?
	@$(BIN)/python -m tests.faults --seed $(SEED) --rounds $(ROUNDS) $(ARGS)

MINUTES ?= 20
soak: $(VENV)/.dev ## mixed traffic at 70 % of the measured limit for MINUTES: does it stay as it was?
	@$(BIN)/python -m tests.soak --minutes $(MINUTES) $(ARGS)

evaluate: $(VENV)/.dev ## how well matching and extraction do on labelled cases
	@$(BIN)/python -m benchmarks.evaluate $(ARGS)

docs: $(VENV)/.dev ## the reference pages, from the settings and the commands
	@$(BIN)/python -m bot.reference

format: $(VENV)/.dev
	@$(BIN)/ruff check -q --fix .
	@$(BIN)/ruff format -q .

lock: $(VENV)/.dev ## choose versions anew
	@$(BIN)/pip install -q uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --all-extras pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --all-extras --group dev --group bench pyproject.toml -o requirements-dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Rapport needs Python 3.11 or newer: make PYTHON=/path/to/python3.11" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "Installing what Rapport needs (once) ..."
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python requirements-dev.lock pyproject.toml
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@ $(VENV)/.run

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
