"""What our entries add to publishing a clinic, and how long making them all takes."""

from __future__ import annotations

import time
from typing import Any
from unittest import mock

from benchmarks.report import Report
from benchmarks.timing import race
from wagtail_tms import get_clinic_model
from wagtail_tms.locator import entries
from wagtail_tms.models import LocatorEntry


PUBLISHED = 20
MILLION = 1_000_000
MOST_MILLISECONDS = 50
MOST_SECONDS = 180


def measure(report: Report, clinics: int) -> None:
    """Print the times, and whether the entries were true afterwards."""
    report.heading("Publishing one clinic, and all entries at once")
    report.columns()
    _publish(report, clinics)
    _rebuild(report, clinics)


def _publish(report: Report, clinics: int) -> None:
    model = get_clinic_model()
    step = max(1, clinics // PUBLISHED)
    ids = list(range(1, clinics + 1, step))[:PUBLISHED]
    revisions = []
    for clinic in model._default_manager.filter(pk__in=ids):
        clinic.accepting = "nopt" if clinic.accepting == "newpt" else "newpt"
        revisions.append(clinic.save_revision())
    alone, ours = race([_publish_alone, _publish_one], revisions)
    wrong = sum(
        LocatorEntry.objects.get(pk=clinic.pk).flags
        != (entries.ACCEPTING if clinic.accepting == "newpt" else 0)
        for clinic in model._default_manager.filter(pk__in=ids)
    )
    report.row("Wagtail's publishing alone", alone)
    report.row("with entries", ours, wrong)
    report.wrong("publishing", wrong)
    most = MOST_MILLISECONDS if clinics == MILLION else None
    report.figure("  entries", ours.p50 - alone.p50, "ms", most=most)


def _publish_one(revision: Any) -> None:
    revision.publish()


def _publish_alone(revision: Any) -> None:
    with mock.patch("wagtail_tms.locator.entries.sync"):
        revision.publish()


def _rebuild(report: Report, clinics: int) -> None:
    started = time.perf_counter()
    entries.rebuild()
    seconds = time.perf_counter() - started
    most = MOST_SECONDS if clinics == MILLION else None
    report.figure("rebuild_locator", seconds, "s", most=most)
    drift = entries.check()
    report.wrong(
        "entries", sum(map(len, (drift.missing, drift.surplus, drift.different)))
    )
