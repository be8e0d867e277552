"""Make the locator's index table true."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wagtail_tms.locator import entries


class Command(BaseCommand):
    help = "Makes the locator's index table and map true again, from the clinics."

    def handle(self, *args: Any, **options: Any) -> None:
        done = entries.rebuild(progress=self._report)
        self.stdout.write(_("Done: looked at %(count)s clinics.") % {"count": done})

    def _report(self, done: int) -> None:
        self.stdout.write(_("%(count)s clinics …") % {"count": done})
