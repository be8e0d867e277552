#!/bin/sh
# Run the suite on the other supported Pythons, Djangos and Wagtails, where the Python is here.
# `make test` runs it on Python 3.11, Django 5.2 and Wagtail 8.0, as a rule.
set -u
jobs=${1:-auto}
PATH="$(printf "%s:" "$HOME"/.pyenv/versions/3.1*/bin)$PATH"
failed=0

# run PYTHON DJANGO WAGTAIL: the newest patches of these. Fails if a test does.
run() {
    python=$1 django=$2 wagtail=$3
    name="$python-django$django-wagtail$wagtail"
    if ! command -v "$python" >/dev/null 2>&1; then
        echo "== $name: not run, $python is not here"
        return 0
    fi
    echo "== $name"
    venv=".venv-$name"
    [ -d "$venv" ] || "$python" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade pip
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --editable '.[testing]' "Django~=$django.0" "wagtail~=$wagtail" || return 1
    "$venv/bin/python" -m pip list --disable-pip-version-check | grep -iE '^(Django|wagtail) '
    "$venv/bin/python" -m pytest -n "$jobs" --dist worksteal -m "not browser and not package" || return 1
    "$venv/bin/python" -m django makemigrations --check --dry-run --settings tests.settings
}

run python3.11 5.2 7.4.0 || failed=1
run python3.12 6.0 8.0.0 || failed=1
run python3.13 6.1 8.0.0 || failed=1
# The next Wagtail, from its first release candidate on: to know early, not to stop.
run python3.13 6.1 8.1.0rc1 || echo "== This one may fail: not supported yet."
exit $failed
