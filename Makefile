# The only list of commands. `make` shows it.
# Two to begin with: `make demo` and `make test`. Each does all its own set-up.

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
# A Python that is 3.12 or later: by name first, then whatever python3 is (pyenv reads .python-version).
PYTHON ?= $(shell for p in python3.13 python3.12 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo $$p; break; }; done)
FILES ?= $(wildcard examples/*.xml examples/*.xlsx examples/*.json)
OUT ?= out/portfolio.html
NAMES ?=
PORT ?= 8000
BUILD := src/kaname/web/static/build
SOURCES := $(shell find frontend -name node_modules -prune -o -type f -print) \
	$(shell find src/kaname/web/templates -name '*.html')

.PHONY: help install demo page test bundles setup lint fmt types contracts messages bench bench-small check check-slow check-fuzz \
	check-mutation pictures examples lock system cold clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 18

install: $(VENV)/.runtime bundles  ## what it needs to run for your own company, in .venv: then .venv/bin/kaname
	@echo "==> $(BIN)/kaname"

demo: $(VENV)/.runtime bundles  ## a living company in your browser: builds it and serves it; PORT=8000
	@$(BIN)/kaname demo --port $(PORT)

page: $(VENV)/.runtime  ## many plan files on one page, without a server; FILES="a.xml b.xlsx" for your own
	@mkdir -p $(dir $(OUT))
	@$(BIN)/kaname plan portfolio $(FILES) -o $(OUT) || test $$? -eq 1
	@echo "==> $(OUT)"

test: setup system bundles  ## the fast tests
	$(PY) hatch_build.py
	@if command -v npm >/dev/null; then cd frontend && npm run --silent test -- --reporter=dot; fi
	$(PY) -m pytest -n 2 -m "not slow and not thorough"

thorough: setup system bundles  ## every role at every address, every page in the browser; domains and pages on PostgreSQL
	$(PY) hatch_build.py
	$(PY) -m pytest -n 2 -m "thorough and not slow"
	$(PY) -m tests.postgresql

bundles: $(BUILD)/.built  ## styles and scripts of the pages (Node 20 or later)

$(BUILD)/.built: frontend/node_modules/.package-lock.json $(SOURCES)
	@if command -v npm >/dev/null; then cd frontend && npm run --silent build && touch ../$@; \
	else echo "no npm: the pages have no styles and scripts (install Node 20 or later)"; fi

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	@if command -v npm >/dev/null; then cd frontend && npm ci --silent --no-audit --no-fund && touch node_modules/.package-lock.json; fi

setup: $(VENV)/.dev  ## everything for development, in .venv

PACKAGES := chromium fonts-noto-cjk gettext postgresql
system:  ## Debian's Chromium, Japanese fonts, gettext and PostgreSQL, where this user may install them
	@if command -v chromium >/dev/null && fc-list 2>/dev/null | grep -qi 'noto.*cjk' && command -v msgfmt >/dev/null \
	&& ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "installing $(PACKAGES)"; \
		(apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PACKAGES)) >/dev/null 2>&1 \
		|| echo "not all of $(PACKAGES) could be installed: what needs them will skip"; \
	else echo "this user may not install $(PACKAGES): what needs them will skip"; fi

lint: setup  ## style
	$(BIN)/ruff format --check src tests bench examples hatch_build.py
	$(BIN)/ruff check src tests bench examples hatch_build.py

fmt: setup  ## put the code in form
	$(BIN)/ruff format src tests bench examples hatch_build.py
	$(BIN)/ruff check --fix src tests bench examples hatch_build.py

types: setup  ## mypy, strict
	$(BIN)/mypy

contracts: setup  ## the storeys (import-linter)
	$(BIN)/lint-imports

messages: setup  ## compile the message catalogues
	$(PY) hatch_build.py

bench: setup  ## all benchmarks into docs/benchmarks.md (an hour); NAMES="cpm level" for some
	$(PY) -m bench $(NAMES) --write

bench-small: setup  ## every benchmark in small
	$(PY) -m bench $(NAMES) --small

check: test thorough lint types contracts bench-small check-slow check-fuzz check-mutation  ## everything

check-slow: setup  ## the tests that take minutes
	$(PY) -m pytest -n 2 -m slow

check-fuzz: setup  ## 10,000 mutated files of every format
	$(PY) -m tests.fuzz --runs 10000

check-mutation: setup  ## mutation tests of CPM and earned value
	$(PY) -m tests.mutation

pictures: setup system  ## take the screenshots of README and manual
	$(PY) -m tests.browser.pictures
	$(PY) -m tests.browser.demo_pictures

examples: setup  ## make the example plans anew
	$(PY) examples/make_plans.py
	$(PY) examples/make_wbs.py

LOCK := $(BIN)/uv pip compile -q --universal --python-version 3.12 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock"
lock:  ## write requirements/*.txt anew (needs uv in .venv)
	$(LOCK) pyproject.toml --group build -o requirements/runtime.txt
	$(LOCK) pyproject.toml --extra java --group dev -o requirements/dev.txt

WARM := echo "compiling the kernels once (about half a minute)"; $(PY) -m kaname.engine.warm; \
	for work in schedule simulate level earned-value; do \
		$(BIN)/kaname plan $$work examples/05*.json >/dev/null 2>&1 || echo "kaname plan $$work failed"; done

$(PY):
	@[ -n "$(PYTHON)" ] || { echo "Kaname needs Python 3.12 or later; none was found (python3.13, python3.12, python3)."; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(PY) requirements/runtime.txt pyproject.toml
	@[ -e $(VENV)/.dev ] || $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@$(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(WARM)
	@touch $@

$(VENV)/.dev: $(PY) requirements/dev.txt pyproject.toml
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(WARM)
	@touch $@ $(VENV)/.runtime

cold:  ## forget compiled kernels: after changing one that another file calls
	find src/kaname \( -name '*.nbi' -o -name '*.nbc' \) -delete

clean:  ## remove what was made here
	rm -rf $(VENV) out build dist
