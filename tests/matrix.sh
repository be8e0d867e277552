#!/bin/sh
# Run the suite on the other supported Pythons, Djangos and Wagtails that are here.
set -u
PATH="$(printf "%s:" "$HOME"/.pyenv/versions/3.1*/bin)$PATH"
failed=0

run() {
    python=$1 django=$2 wagtail=$3
    name="$python-django$django-wagtail$wagtail"
    if ! command -v "$python" >/dev/null 2>&1; then
        echo "== $name: not run, $python is not here"
        return
    fi
    echo "== $name"
    venv=".venv-$name"
    [ -d "$venv" ] || "$python" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade pip
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --editable '.[testing]' "Django~=$django.0" "wagtail~=$wagtail.0" || { failed=1; return; }
    "$venv/bin/python" -m django version
    "$venv/bin/python" -m pytest -n auto -m "not browser and not package" || failed=1
    "$venv/bin/python" -m django makemigrations --check --dry-run --settings tests.settings || failed=1
}

run python3.12 6.0 8.0
run python3.11 5.2 7.4
exit $failed
