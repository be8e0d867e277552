"""The texts of the package, as translators get them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

import wagtail_tms


PACKAGE = Path(wagtail_tms.__file__).parent
CATALOG = Path("locale/en/LC_MESSAGES/django.po")
MESSAGE = re.compile(r'^msgid((?:\s+".*")+)$', re.MULTILINE)


def texts(catalog: Path) -> set[str]:
    """Return the texts of a catalog, however its lines are broken."""
    blocks = MESSAGE.findall(catalog.read_text(encoding="utf-8"))
    return {re.sub(r'"\s+"', "", block).strip() for block in blocks}


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs GNU gettext")
def test_the_catalog_holds_every_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(
        PACKAGE, tmp_path / "package", ignore=shutil.ignore_patterns("static", "data")
    )
    monkeypatch.chdir(copy)
    call_command("makemessages", locale=["en"], no_obsolete=True, verbosity=0)
    collected = texts(copy / CATALOG)
    assert len(collected) > 500
    assert texts(PACKAGE / CATALOG) == collected, "Run `make messages`."
