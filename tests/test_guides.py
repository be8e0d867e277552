"""A new Wagtail site, set up with the code that the guides show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parent.parent


def shown(guide: str, start: str) -> str:
    """Return the first block of Python in a guide that starts with these words."""
    text = (ROOT / guide).read_text()
    blocks = re.findall(r"^ *```python\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    [block, *_others] = [b for b in blocks if b.strip().startswith(start)]
    # A list that goes on holds what the site had before.
    return block.replace("...]", "*INSTALLED_APPS]").replace(
        "# ... ", "*INSTALLED_APPS, # "
    )


def run(*command: str, cwd: Path) -> str:
    """Run a command as a new site does, and return what it printed."""
    hidden = ("DJANGO_", "TMS_", "DATABASE_URL")
    env = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=cwd, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    start = "from wagtail.bin.wagtail import main; main()"
    run("-c", start, "start", "mysite", cwd=tmp_path)
    return tmp_path / "mysite"


def configure(site: Path, *blocks: str) -> None:
    with (site / "mysite" / "settings" / "base.py").open("a") as settings:
        settings.write("\n".join(textwrap.dedent(block) for block in blocks))


def write_app(site: Path, name: str, models: str) -> None:
    (site / name).mkdir()
    (site / name / "__init__.py").touch()
    (site / name / "models.py").write_text(models)


def checked(site: Path) -> str:
    """Return what the system check says; any warning of its fails the test."""
    return run("manage.py", "check", "--fail-level", "WARNING", cwd=site)


def test_the_tutorial_leads_to_no_warning(site: Path) -> None:
    apps, database = "INSTALLED_APPS", "DATABASES"
    configure(site, shown("README.md", apps), shown("docs/tutorial.md", database))
    assert "no issues" in checked(site)


def test_page_types_of_ones_own_lead_to_no_warning(site: Path) -> None:
    guide = "docs/how_to/use_your_own_page_types.md"
    apps = shown("README.md", "INSTALLED_APPS").replace('"wagtail_tms.pages",', "")
    configure(site, apps, shown(guide, "# settings.py"))
    write_app(site, "myapp", shown(guide, "# myapp/models.py"))
    assert "no issues" in checked(site)


def test_a_clinic_model_of_ones_own_leads_to_no_warning(site: Path) -> None:
    guide = "docs/how_to/use_your_own_clinic_model.md"
    configure(site, shown("README.md", "INSTALLED_APPS"), shown(guide, "# settings.py"))
    write_app(site, "clinics", shown(guide, "# clinics/models.py"))
    assert "no issues" in checked(site)
