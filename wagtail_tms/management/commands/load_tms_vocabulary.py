"""Write the shipped vocabulary into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import capfirst

from wagtail_tms.vocabulary import VocabularyError, load_vocabulary


class Command(BaseCommand):
    """Parse the options, load, print one line for each kind."""

    help = (
        "Load the shipped conditions, protocols, devices, insurers and so on. "
        "Safe to repeat: what an editor changed or deleted stays that way."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Report, but write nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_vocabulary(dry_run=options["dry_run"])
        except VocabularyError as error:
            raise CommandError(str(error)) from error
        for kind in report.kinds:
            self.stdout.write(
                f"{capfirst(kind.name)}: {kind.created} created, "
                f"{kind.updated} updated, {kind.unchanged} unchanged, "
                f"{kind.kept} kept as edited."
            )
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")
