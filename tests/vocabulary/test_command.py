"""``load_tms_vocabulary`` at the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from wagtail_tms.models import Condition


pytestmark = pytest.mark.django_db


def test_command_prints_one_line_for_each_kind() -> None:
    out = StringIO()
    call_command("load_tms_vocabulary", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == 10
    assert lines[0].startswith("Conditions: ")
    assert all("0 updated, 0 unchanged, 0 kept as edited." in line for line in lines)
    assert Condition.objects.exists()


def test_command_dry_run_writes_nothing() -> None:
    out = StringIO()
    call_command("load_tms_vocabulary", "--dry-run", stdout=out)
    assert "nothing was written" in out.getvalue()
    assert not Condition.objects.exists()


def test_command_names_the_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "wagtail_tms.vocabulary.loading.read_vocabulary", lambda: {"drugs": []}
    )
    with pytest.raises(CommandError, match="drugs"):
        call_command("load_tms_vocabulary")
