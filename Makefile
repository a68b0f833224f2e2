# Every target works from a clean clone with Python 3.11 or newer and make: each sets up what it needs in .venv first.

PYTHON ?= python3
FORMAT ?= text
BENCH ?=
OUT ?= dist
MINUTES ?= 5
SEED ?=
BIN := .venv/bin

export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help site offline serve packages release check test fuzz bench audit locales lock clean browser test-types test-style test-scripts test-imports test-items

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s  %s\n", $$1, $$2 }' Makefile

site: check ## Check the course and build its website into site/
	@# Never with -q: `mkdocs build --strict -q` counts no warnings, so broken links go through.
	@$(BIN)/mkdocs build --strict --site-dir site

offline: check ## Build the website into site-offline/, to open from a folder without a server
	@OFFLINE=true $(BIN)/mkdocs build --strict --site-dir site-offline

packages: .venv/site.stamp ## Write every package of the course into dist/, for learning platforms; OUT=folder
	@$(BIN)/python scripts/build_packages.py --out $(OUT)

release: .cache/uv ## Build wheel and source archive into dist/, tried with the oldest and newest versions of what they need
	@$(PYTHON) scripts/release.py --uv .cache/uv/bin/uv --out $(OUT)

serve: .venv/site.stamp ## Show the website on this machine, and again after every change
	@$(BIN)/mkdocs serve

check: .venv/site.stamp ## Check items and answer keys; FORMAT=json or FORMAT=github for machines
	@$(BIN)/coursewright check --format $(FORMAT)

test: .venv/test.stamp ## Run everything that has to pass before a change is merged
	@printf '%s\n' test-types browser test-style test-scripts test-imports test-items | \
		xargs -P 3 -n 1 $(MAKE) --no-print-directory
	@$(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal

test-types:
	@$(BIN)/mypy --no-error-summary
test-style:
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "Run .venv/bin/ruff format" >&2; exit 1; }
test-scripts: node_modules/.stamp
	@if [ -x node_modules/.bin/tsc ] && [ -x node_modules/.bin/biome ]; then \
		node_modules/.bin/tsc && node_modules/.bin/biome lint --error-on-warnings --log-level=error; \
	else \
		echo "The check of our scripts is skipped: npm has not installed TypeScript and Biome." >&2; \
	fi
test-imports:
	@said=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$said"; exit 1; }
test-items:
	@$(BIN)/coursewright check --strict --format $(FORMAT)

fuzz: .venv/test.stamp ## Search for MINUTES=5 for what breaks us, by chance; SEED=7 repeats one round
	@$(MAKE) --no-print-directory browser node_modules/.stamp
	@$(BIN)/python scripts/fuzz.py --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))

bench: .venv/test.stamp ## Measure speed against its limits; BENCH="--lessons 100 --runs 1" for a quick try
	@$(BIN)/python scripts/bench.py $(BENCH)

audit: .venv/site.stamp ## Let Lighthouse judge four pages; needs Node, Chromium and the npm registry
	@$(BIN)/python scripts/audit.py

locales: .venv/site.stamp ## Bring the translators' template and the catalogues up to date with the code
	@$(BIN)/python scripts/locales.py

lock: .cache/uv ## Write the lock files anew, from pyproject.toml
	@.cache/uv/bin/pip install --quiet --upgrade uv
	@.cache/uv/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' > .cache/build.in
	@$(COMPILE) .cache/build.in --group site --output-file requirements.txt
	@$(COMPILE) .cache/build.in --group test --constraint requirements.txt --output-file requirements-test.txt

clean: ## Delete everything that make has made
	@rm -rf .venv .cache node_modules site site-offline dist
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
	@find src tests scripts -name __pycache__ -prune -exec rm -rf {} +

COMPILE := .cache/uv/bin/uv --no-config --quiet pip compile pyproject.toml --universal --python-version 3.11 --upgrade \
	--prerelease disallow --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"
INSTALL := $(BIN)/pip install --quiet
SETUP := "import sys, venv; sys.version_info >= (3, 11) or sys.exit('Python 3.11 or newer is needed: make PYTHON=…'); venv.create('.venv', with_pip=True)"

.cache/uv:
	@$(PYTHON) -m venv $@
	@$@/bin/pip install --quiet uv

.venv/site.stamp: requirements.txt pyproject.toml
	@echo "Setting up .venv …"
	@$(PYTHON) -c $(SETUP)
	@$(INSTALL) --require-hashes -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.stamp: requirements-test.txt requirements.txt pyproject.toml
	@echo "Setting up .venv for the tests …"
	@$(PYTHON) -c $(SETUP)
	@$(INSTALL) --require-hashes -r requirements-test.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch .venv/site.stamp $@

browser:
	@missing=; \
	[ -x /usr/bin/chromium ] || missing="chromium fonts-dejavu-core"; \
	[ -x /usr/bin/chromium-headless-shell ] || missing="$$missing chromium-headless-shell"; \
	command -v java > /dev/null || missing="$$missing default-jre-headless"; \
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		echo "Installing $$missing …"; \
		apt-get update -qq && for package in $$missing; do \
			DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$package > /dev/null; \
		done || true; \
	fi
	@[ -x /usr/bin/chromium ] || echo "Browser tests are skipped: there is no /usr/bin/chromium." >&2
	@[ -x /usr/bin/firefox-esr ] || echo "Journeys in Firefox are skipped: there is no /usr/bin/firefox-esr." >&2
	@command -v WebKitWebDriver > /dev/null && command -v xvfb-run > /dev/null || \
		echo "Journeys in WebKit are skipped: they need Debian's webkit2gtk-driver, xvfb and xauth." >&2
	@command -v java > /dev/null || echo "The check of all HTML is skipped: there is no java." >&2

node_modules/.stamp: package-lock.json package.json .npmrc
	@if command -v npm > /dev/null; then \
		npm ci --ignore-scripts --loglevel=error > /dev/null && touch $@; \
	else \
		echo "Tests that need packages from npm are skipped: there is no npm." >&2; \
	fi
