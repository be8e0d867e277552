"""The JSON and the HTML of searches for the ZIP codes of random people."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import brute_force
from benchmarks.cases import Case, Point
from benchmarks.report import Report
from benchmarks.timing import Timing, timed
from wagtail_tms.conf import conf
from wagtail_tms.places.gazetteer import DEFAULT_PATH


SEARCHES = 200
PAGES = 20

# On SQLite with so many clinics, so many answers a second.
CLINICS, LEAST_A_SECOND = 100_000, 100
MOST_STATEMENTS = 8


def measure(report: Report, truth: brute_force.Clinics, clinics: int) -> None:
    """Print how fast the API and the page answer."""
    report.heading(
        f"Answers to {SEARCHES} random people, within {conf.default_radius} mi"
    )
    report.columns()
    client, zips = Client(), random_zips(SEARCHES)
    client.get("/tms/api/v1/clinics", {"near": zips[0][0]})
    timing = _answers(report, "JSON", "/tms/api/v1/clinics", client, zips)
    wrong = sum(
        not _is_right(answer.json(), truth, point)
        for answer, (_, point) in zip(timing.answers, zips, strict=True)
    )
    report.wrong("JSON", wrong)
    least = LEAST_A_SECOND if _has_bar(clinics) else None
    rate = 1000 * len(timing.times) / sum(timing.times)
    report.figure("  JSON answers, one process", rate, "a second", least=least)
    _answers(report, "HTML page", "/clinics/", client, zips[:PAGES])


def random_zips(count: int, seed: str = "people") -> list[tuple[str, Point]]:
    """Return ZIP codes with their points, as often as people live in their cities."""
    with sqlite3.connect(DEFAULT_PATH) as gazetteer:
        rows = gazetteer.execute(
            "SELECT population, zip, zip.latitude, zip.longitude FROM zip"
            " JOIN place ON place.name = zip.place AND place.state = zip.state"
            " WHERE population > 0 ORDER BY zip"
        ).fetchall()
    zips_of: dict[int, int] = {}
    for population, *_ in rows:
        zips_of[population] = zips_of.get(population, 0) + 1
    weights = [population / zips_of[population] for population, *_ in rows]
    chosen = random.Random(seed).choices(rows, weights, k=count)
    return [(code, (latitude, longitude)) for _, code, latitude, longitude in chosen]


def _answers(
    report: Report,
    name: str,
    url: str,
    client: Client,
    zips: list[tuple[str, Point]],
) -> Timing:
    timing, failed, size = Timing(), 0, 0
    get = _get(client, url)
    for code, _ in zips:
        milliseconds, answer = timed(get, code)
        timing.times.append(milliseconds)
        timing.answers.append(answer)
        failed += answer.status_code != 200
        size += len(answer.content)
    statements = [_statements(get, code) for code, _ in zips[:PAGES]]
    report.row(name, timing, failed, note=f"{size / len(zips) / 1024:.1f} kB")
    report.wrong(name, failed)
    most = MOST_STATEMENTS if name == "JSON" else None
    report.figure(f"  {name}, SQL, half of them", median(statements), "statements")
    report.figure(f"  {name}, SQL, the most", max(statements), "statements", most=most)
    return timing


def _statements(get: Callable[[str], Any], code: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        get(code)
    return len(queries)


def _get(client: Client, url: str) -> Callable[[str], Any]:
    return lambda code: client.get(url, {"near": code})


def _has_bar(clinics: int) -> bool:
    return connection.vendor == "sqlite" and clinics == CLINICS


def _is_right(answer: Any, truth: brute_force.Clinics, point: Point) -> bool:
    """Tell whether the number and the clinics are right; widened, all are near."""
    area = Case("", None, float(conf.default_radius))
    true = truth.within(point, area)
    if answer["search"]["widened"]:
        return not true and _ids(answer) == [
            pk for _, pk in truth.nearest(point, Case("", None))
        ]
    nearest = [pk for _, pk in true[: len(answer["items"])]]
    return answer["count"] == len(true) and _ids(answer) == nearest


def _ids(answer: Any) -> list[int]:
    return [item["id"] for item in answer["items"]]
