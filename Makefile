# Two commands are all a newcomer needs: `make demo` and `make test`.

PYTHON ?= python3
export PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python example_project/manage.py
JOBS ?= auto
CLINICS ?= 100000
# What another clinic model or base page can change: all but the look and the wheel, and
# what knows of neither.
UNCHANGED := tests/basemap tests/geo tests/places tests/test_guides.py
# The tests in a browser come last and take long: who is done takes over some of them.
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist worksteal
SWAPPED := HYPOTHESIS_PROFILE=swapped TMS_FUZZ=10 $(PYTEST) -m "not browser and not package" $(UNCHANGED:%=--ignore=%)

.DEFAULT_GOAL := help
.PHONY: help demo test check format audit bench screenshots messages test-databases test-matrix test-nightly clean

help:
	@echo "make demo [PORT=8000]   run the demo site on 127.0.0.1"
	@echo "make test               run every test, set-up included"
	@echo "make check              lint, format, types, templates, migrations, docs"
	@echo "make format             format code and templates"
	@echo "make audit              let Lighthouse audit the demo, served as in production"
	@echo "make bench [CLINICS=n]  measure the search and print a table"
	@echo "make screenshots        take the pictures of the demo for docs/images/"
	@echo "make messages           collect the texts that can be translated (needs GNU gettext)"
	@echo "make test-databases     run the suite on PostgreSQL and MariaDB, if they answer"
	@echo "make test-nightly       try new random examples, and very many requests"
	@echo "make test-matrix        run the suite on other Pythons, Djangos and Wagtails"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "wagtail-tms needs Python 3.11 or newer; set PYTHON=python3.11, say."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip

$(VENV)/.demo: $(BIN)/python pyproject.toml
	@echo "Installing wagtail-tms and what the demo needs ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[demo]'
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml
	@echo "Installing wagtail-tms and what the tests and checks need ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[demo,testing,linting]'
	@touch $@

demo: $(VENV)/.demo
	@echo "Preparing the database ..."
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_tms_vocabulary
	@$(MANAGE) load_demo
	@$(MANAGE) show_demo_login
	@$(MANAGE) runserver --noreload 127.0.0.1:$(PORT)

test: $(VENV)/.dev
	@sh tests/browser/install.sh
	@sh tests/node/install.sh
	$(BIN)/python -m coverage erase
	$(PYTEST) --cov --cov-report=
	$(BIN)/python -m coverage report
	TMS_SWAP=clinic $(SWAPPED)
	TMS_SWAP=page $(SWAPPED)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --check wagtail_tms/templates example_project/templates
	$(BIN)/djlint --quiet --lint wagtail_tms/templates example_project/templates
	$(BIN)/mypy
	$(BIN)/python -m django check --settings tests.settings
	$(BIN)/python -m django makemigrations --check --dry-run --settings tests.settings
	TMS_SWAP=clinic $(BIN)/python -m django makemigrations --check --dry-run --settings tests.settings
	TMS_SWAP=page $(BIN)/python -m django makemigrations --check --dry-run --settings tests.settings
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/python tools/check_docs.py
	$(BIN)/python tools/check_vendor.py

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat wagtail_tms/templates example_project/templates

audit: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[audit]'
	@command -v npm >/dev/null || { echo "make audit needs Node.js 18 or newer, and npm."; exit 1; }
	npm ci --prefix tests/audit --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	$(BIN)/python -m tests.audit.run

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.run --clinics $(CLINICS)

screenshots: $(VENV)/.dev
	@sh tests/browser/install.sh
	$(BIN)/python tools/make_screenshots.py

messages: $(VENV)/.dev
	cd wagtail_tms && ../$(BIN)/python -m django makemessages --locale en --no-obsolete --add-location file

test-databases: $(VENV)/.dev
	@sh tests/databases.sh $(BIN)/python

test-nightly: $(VENV)/.dev
	@sh tests/nightly.sh $(BIN)/python

test-matrix: $(VENV)/.dev
	@sh tests/matrix.sh $(JOBS)

clean:
	rm -rf $(VENV) .venv-* tests/node/node_modules tests/audit/node_modules .bench .cache build dist example_project/db.sqlite3* example_project/media example_project/demo_login.txt
