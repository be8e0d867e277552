"""Compare the locator's index table with the clinics."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_tms.locator import entries


# So many ids of each kind are named; the rest are counted.
NAMED = 20


class Command(BaseCommand):
    help = "Reports clinics that the locator's index table has wrong (exit code 1)."

    def handle(self, *args: Any, **options: Any) -> None:
        drift = entries.check()
        if not drift:
            self.stdout.write(_("The locator agrees with the clinics."))
            return
        for sentence, ids in (
            (_("Clinics that the locator does not find, but should:"), drift.missing),
            (_("Clinics that it finds, but should not:"), drift.surplus),
            (_("Clinics that it has with old facts:"), drift.different),
        ):
            if ids:
                self.stdout.write(f"{sentence} {_listed(ids)}")
        if drift.cells:
            sentence = _("Cells of the map that are counted wrongly: %(count)s.")
            self.stdout.write(sentence % {"count": len(drift.cells)})
        raise CommandError(_("The locator is not true. Run rebuild_locator."))


def _listed(ids: list[int]) -> str:
    named = ", ".join(str(pk) for pk in sorted(ids)[:NAMED])
    if len(ids) <= NAMED:
        return named
    return _("%(ids)s and %(count)s more") % {"ids": named, "count": len(ids) - NAMED}
