from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.load_clinics import load_clinics
from demo.load_content import (
    keep_address,
    load_articles,
    load_pages,
    load_people,
)
from demo.progress import step
from wagtail_tms.models import Condition, Topic


CLINICS = 640


class Command(BaseCommand):
    help = (
        "Load the demo: people, pages, articles, clinics. Safe to repeat: what is "
        "there stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--clinics",
            type=int,
            default=CLINICS,
            metavar="N",
            help="How many clinics the demo should have (default: %(default)s).",
        )

    def handle(self, *, clinics: int, **options: Any) -> None:
        if clinics < 0:
            raise CommandError("--clinics takes a number from 0 up.")
        if not (Condition.objects.exists() and Topic.objects.exists()):
            raise CommandError(
                "The vocabulary is not loaded. Run load_tms_vocabulary first."
            )
        self.stdout.write("Loading the demo:")
        for name, load in (
            ("People", load_people),
            ("Pages", load_pages),
            ("Articles", load_articles),
        ):
            with step(name, self.stdout) as this:
                this.result = said(load())
        keep_address()
        with step("Clinics", self.stdout) as this:
            this.result = said(load_clinics(clinics, this.percent))


def said(added: int) -> str:
    """Return what came of a step, in words."""
    return f"{added:,} added" if added else "there already; left as they are"
