"""The nearest clinics: ours against the rivals, every answer against brute force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection

from benchmarks import brute_force
from benchmarks.cases import CASES, LIMIT, MANHATTAN, P95_TO_P50, Case, Point, bar
from benchmarks.report import Report
from benchmarks.rivals import Rival, all_rivals
from benchmarks.timing import Timing, race
from wagtail_tms import get_clinic_model
from wagtail_tms.locator import nearest, nearest_clinics, vocabulary
from wagtail_tms.locator.selection import select
from wagtail_tms.locator.start_radii import start_radii


def measure(
    report: Report, truth: brute_force.Clinics, clinics: int, rounds: int
) -> None:
    """Print the table of the nearest 20."""
    report.heading(f"The nearest {LIMIT}; ratio: how many times faster ours is, warm")
    report.columns()
    rivals = []
    for rival in all_rivals():
        if obstacle := rival.obstacle():
            report.say(f"Not run: {rival.name}: {obstacle}.")
        else:
            rival.prepare()
            rivals.append(rival)
    report.row(f"{LIMIT} clinics by their ids, through the ORM", _by_ids(truth))
    for case in CASES:
        _measure(report, truth, case, rivals, clinics, rounds)


def _measure(
    report: Report,
    truth: brute_force.Clinics,
    case: Case,
    rivals: list[Rival],
    clinics: int,
    rounds: int,
) -> None:
    able = [rival for rival in rivals if rival.can_answer(case)]
    origins = case.origins(rounds)
    true = [truth.nearest(origin, case) for origin in origins]
    _warm(case)(origins[0])
    ours = {"cold": _cold(case), "warm": _warm(case), "warm, ids only": _ids(case)}
    timings = race([*ours.values(), *(_of(rival, case) for rival in able)], origins)
    report.about(case.name)
    for name, timing in zip(ours, timings, strict=False):
        wrong = _inexact(timing.answers, true)
        report.row(f"  ours, {name}", timing, wrong)
        report.wrong(f"ours, {name}", wrong)
    _, warm, ids = timings[: len(ours)]
    for rival, timing in zip(able, timings[len(ours) :], strict=True):
        mine = ids if rival.ids_only else warm
        report.row(
            f"  {rival.name}",
            timing,
            _wrong(rival, origins, timing.answers, true),
            timing.p50 / mine.p50,
            bar(rival.name, connection.vendor, clinics, case),
        )
    report.figure("  p95 to p50, warm", warm.p95 / warm.p50, "x", most=P95_TO_P50)


def _by_ids(truth: brute_force.Clinics) -> Timing:
    """Time what it takes to make the clinic objects alone."""
    found = truth.nearest(MANHATTAN, CASES[0])
    clinics = get_clinic_model()._default_manager.filter(pk__in=[pk for _, pk in found])
    return race([lambda _: list(clinics.all())], [MANHATTAN] * 10)[0]


def _warm(case: Case) -> Callable[[Point], Any]:
    return lambda origin: nearest_clinics(case.query(origin))


def _cold(case: Case) -> Callable[[Point], Any]:
    def search(origin: Point) -> Any:
        start_radii.forget()
        return nearest_clinics(case.query(origin))

    return search


def _ids(case: Case) -> Callable[[Point], Any]:
    def search(origin: Point) -> Any:
        selection = select(case.query(origin), vocabulary.current())
        return nearest(*origin, limit=LIMIT, radius=case.radius, selection=selection)

    return search


def _of(rival: Rival, case: Case) -> Callable[[Point], Any]:
    return lambda origin: rival.find(origin, case)


def _inexact(answers: list[Any], true: list[list[brute_force.Match]]) -> int:
    return sum(
        not brute_force.is_exact(answer, expected)
        for answer, expected in zip(answers, true, strict=True)
    )


def _wrong(
    rival: Rival,
    origins: list[Point],
    answers: list[Any],
    true: list[list[brute_force.Match]],
) -> int:
    """Count the answers in which a clinic is missing, or farther than another."""
    if rival.ids_only:
        known = get_clinic_model()._default_manager.in_bulk(
            {pk for answer in answers for pk in answer}
        )
        answers = [[known[pk] for pk in answer] for answer in answers]
    return sum(
        not brute_force.is_about_right(origin, answer, expected, rival.tolerance)
        for origin, answer, expected in zip(origins, answers, true, strict=False)
    )
