"""The built wheel, installed into a new site as the README says."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest


pytestmark = pytest.mark.package

ROOT = Path(__file__).resolve().parent.parent
APPS = """INSTALLED_APPS += [
    "wagtail_tms.pages",
    "wagtail_tms",
    "wagtailgeowidget",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
]
"""
URLS = """
from wagtail_tms import urls as tms_urls
urlpatterns.insert(0, path("tms/", include(tms_urls)))
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command in a clean environment and return what it printed."""
    hidden = ("DJANGO_", "PYTHON", "TMS_", "DATABASE_URL", "COV_", "COVERAGE_")
    env = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps",
        "--wheel-dir", folder, ROOT, cwd=folder,
    )  # fmt: skip
    return next(folder.glob("wagtail_tms-*.whl"))


def test_the_wheel_holds_what_a_site_needs_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "wagtail_tms/data/gazetteer.sqlite3",
        "wagtail_tms/data/overview.json",
        "wagtail_tms/data/vocabulary.json",
        "wagtail_tms/migrations/0002_clinics.py",
        "wagtail_tms/pages/migrations/0001_initial.py",
        "wagtail_tms/templates/wagtail_tms/article_page.html",
        "wagtail_tms/static/wagtail_tms/map/basemap.json",
        "wagtail_tms/static/wagtail_tms/vendor/leaflet/leaflet.js",
        "wagtail_tms/py.typed",
    ):
        assert needed in names
    assert any(name.endswith("/NOTICE") for name in names)
    assert not [n for n in names if n.startswith(("tests/", "example_project/"))]


@pytest.mark.parametrize("wagtail", ["8.0", "7.4"])
def test_a_new_site_installs_the_wheel_and_migrates(
    wheel: Path, wagtail: str, tmp_path: Path
) -> None:
    venv.create(tmp_path / "venv", symlinks=True)
    python = tmp_path / "venv" / "bin" / "python"
    run(
        sys.executable, "-m", "pip", "--python", python, "install", "--quiet",
        "--disable-pip-version-check", "--no-compile",
        f"wagtail~={wagtail}.0", wheel, cwd=tmp_path,
    )  # fmt: skip
    run(tmp_path / "venv" / "bin" / "wagtail", "start", "mysite", cwd=tmp_path)
    site = tmp_path / "mysite"
    with (site / "mysite" / "settings" / "base.py").open("a") as settings:
        settings.write(APPS)
    with (site / "mysite" / "urls.py").open("a") as urls:
        urls.write(URLS)
    manage = [python, "manage.py"]
    run(*manage, "check", "--fail-level", "WARNING", cwd=site)
    run(*manage, "migrate", "--verbosity", "0", cwd=site)
    run(*manage, "makemigrations", "--check", "--dry-run", cwd=site)
    assert "Clearances: 14 created" in run(*manage, "load_tms_vocabulary", cwd=site)
    version = run(python, "-c", "import wagtail; print(wagtail.__version__)", cwd=site)
    assert version.startswith(wagtail)
