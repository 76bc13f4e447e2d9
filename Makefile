# Needs make, Python 3.11 or newer, and a package registry that pip can reach. Everything else is set up below.
# PYTHON=… chooses the interpreter, ARGS=… goes to pytest (make audit ARGS="-k reply") or to uv (make lock ARGS=--upgrade).

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup audit test check format lint types contracts schema lexicons lock bench compiled fuzz clean

# Many tests start the project anew: it is compiled once, also where the environment asks for nothing to be kept.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?=
ARGS ?=
FUZZ_RUNS ?= 10000000
FUZZ_SECONDS ?= 3600
BIN := .venv/bin
# One more than there are processors: many tests wait for a browser, a server or another process.
WORKERS = $(shell expr $$($(BIN)/python -c 'import os; print(os.cpu_count() or 1)') + 1)
LOCK := requirements/dev.txt
FUZZ_LOCK := requirements/fuzz.txt
COMPILED_LOCK := requirements/compiled.txt
ENGINES_LOCK := requirements/engines.txt
EXAMPLES := $(dir $(wildcard examples/*/pyproject.toml))
SCHEMA := src/pytest_promises/spec/promises.schema.json

# The stamp's name holds the content that the environment was made from, and where and with what: when any of it
# changes, the stamp is missing and the environment is brought up to date.
STATE = { pwd; $(BIN)/python --version; cat $(LOCK) pyproject.toml examples/*/pyproject.toml; } 2>&1 | cksum | tr ' ' -
READY := .venv/.ready-$(shell $(STATE))

FIND_PYTHON = for python in $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3 python); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then break; fi; python=; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer is needed, but $(if $(PYTHON),$(PYTHON) is none,there is none on the PATH)." >&2; \
	  echo "Name one: make PYTHON=/path/to/python3.12" >&2; \
	  exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  version=$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	  echo "$$python cannot make environments: its package for that is missing." >&2; \
	  echo "On Debian and Ubuntu: apt-get install python$$version-venv" >&2; \
	  exit 1; \
	fi

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## make .venv with the locked packages, and get a browser when there is none
	@$(BIN)/promises browser >/dev/null 2>&1 || $(BIN)/promises browser --install

audit: setup ## audit the bundled shop's promises
	@$(BIN)/python -m pytest --promises --promises-probe --promises-report html=report/index.html $(ARGS)

test: setup ## set up, get the servers that some tests talk to, then everything that check does
	@sh requirements/dovecot.sh
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r $(ENGINES_LOCK)
	@$(MAKE) --no-print-directory check

check: lint types contracts schema ## linters, types, import contracts, schema, specs and all tests
	@$(BIN)/promises check specs
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

format: setup ## rewrite the code in the project's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix-only --quiet .

lint: setup ## check format and lint
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: setup ## check the types
	@$(BIN)/mypy

contracts: setup ## check who imports whom
	@$(BIN)/lint-imports

schema: setup ## check that the published schema is the one that the code uses
	@$(BIN)/promises schema --built-in > .venv/schema.json
	@$(BIN)/python -c 'import json, sys; sys.exit(len({json.dumps(json.load(open(name, encoding="utf-8")), sort_keys=True) \
	  for name in sys.argv[1:]}) != 1)' .venv/schema.json $(SCHEMA) || \
	  { echo "$(SCHEMA) differs from what the code says: compare it with .venv/schema.json" >&2; exit 1; }

lexicons: setup ## write anew what is shipped of CLDR's number words and of the lexicons' own words
	@$(BIN)/python -m tests.reading.shipped

lock: ## write requirements/*.txt anew from pyproject.toml (ARGS=--upgrade takes the newest versions)
	@set -e; $(FIND_PYTHON); uv=$$(mktemp -d); trap 'rm -rf "$$uv"' EXIT; \
	"$$python" -m venv "$$uv" && "$$uv/bin/python" -m pip install --quiet uv; \
	"$$uv/bin/uv" pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	  --no-header --quiet --group dev pyproject.toml --output-file $(LOCK) $(ARGS); \
	"$$uv/bin/uv" pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	  --no-header --quiet --group pyproject.toml:fuzz --output-file $(FUZZ_LOCK) $(ARGS); \
	"$$uv/bin/uv" pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	  --no-header --quiet --group pyproject.toml:compiled --constraint $(LOCK) --output-file $(COMPILED_LOCK) $(ARGS); \
	"$$uv/bin/uv" pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	  --no-header --quiet --group pyproject.toml:engines --constraint $(LOCK) --output-file $(ENGINES_LOCK) $(ARGS)

bench: setup ## measure, and write the figures to docs/benchmarks.md
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/scale.py
	@$(BIN)/python benchmarks/audit.py
	@$(BIN)/python benchmarks/reading.py
	@$(BIN)/python benchmarks/reading_length.py
	@$(BIN)/python benchmarks/records.py
	@$(BIN)/python benchmarks/report.py
	@$(BIN)/python benchmarks/history.py
	@$(BIN)/python benchmarks/evidence.py
	@$(BIN)/python benchmarks/evidence.py --first

compiled: setup ## build a wheel that reads in machine code into dist/ (needs a C compiler), and test its reading
	@command -v $(CC) >/dev/null || { echo "A C compiler is needed. On Debian and Ubuntu: apt-get install gcc" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r $(COMPILED_LOCK)
	@rm -rf build/compiled build/wheel
	@# From the source distribution: the compiler's hook moves the project's pyproject.toml away while it works.
	@$(BIN)/python -m hatchling build --target sdist --directory build/wheel >/dev/null
	@HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(BIN)/python -m pip wheel --quiet --no-input --disable-pip-version-check --no-deps \
	  --no-build-isolation --wheel-dir build/wheel build/wheel/*.tar.gz
	@$(BIN)/python -m zipfile -e build/wheel/*.whl build/compiled
	@PYTHONPATH=$(CURDIR)/build/compiled $(BIN)/python -m pytest -n $(WORKERS) tests/reading tests/test_cli_read.py $(ARGS)
	@mkdir -p dist && mv build/wheel/*.whl dist/ && ls dist/*.whl

fuzz: setup ## read what libFuzzer thinks of: FUZZ_RUNS (10 million) texts or FUZZ_SECONDS (3600), whichever ends first
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r $(FUZZ_LOCK)
	@$(BIN)/python fuzz/read.py -runs=$(FUZZ_RUNS) -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 $(ARGS)

clean: ## remove the environment and what the tools left
	@rm -rf .venv .fuzz build dist report test-results .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find src tests benchmarks fuzz examples -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY):
	@set -e; if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	  $(FIND_PYTHON); \
	  echo "Making .venv with $$python"; "$$python" -m venv --clear .venv; \
	fi
	@echo "Installing the locked packages"
	@$(BIN)/python -m pip install --no-input --disable-pip-version-check --require-hashes -r $(LOCK)
	@$(BIN)/python -m pip install --no-input --disable-pip-version-check --no-deps --no-build-isolation \
	  -e . $(addprefix -e ./,$(EXAMPLES))
	@rm -f .venv/.ready-*
	@touch ".venv/.ready-$$($(STATE))"
