"""What a reader waits for: a whole search, and the page and the JSON made of it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail_tms.locator import LocatorQuery, search


def lines(case: Any, rounds: int) -> Iterator[str]:
    """Yield the lines of the table's second part."""
    from benchmarks.run import race

    def whole(with_facets: bool) -> Callable[[Any], Any]:
        return lambda origin: search(
            LocatorQuery(position=origin, radius=case.radius), with_facets=with_facets
        )

    origins = case.origins(rounds)
    yield f"\nWhole searches: {case.name}"
    for name, find in (
        ("count and 20 cards", whole(False)),
        ("count, 20 cards and facets", whole(True)),
    ):
        yield _line(name, race([find], origins)[0].times, find, origins[0])
    client = Client()
    for name, url in (
        ("page /clinics/?near=10001", "/clinics/?near=10001&radius=25"),
        ("JSON /tms/api/v1/clinics", "/tms/api/v1/clinics?near=10001&radius=25"),
    ):
        yield _line(name, race([client.get], [url] * rounds)[0].times, client.get, url)


def _line(name: str, times: list[float], find: Callable[[Any], Any], given: Any) -> str:
    with CaptureQueriesContext(connection) as queries:
        answer = find(given)
    said = (
        f"{name:36}{statistics.median(times):>7.1f} ms{len(queries):>5} SQL statements"
    )
    if not hasattr(answer, "content"):
        return said
    return f"{said}{len(answer.content) / 1024:>8.1f} kB, HTTP {answer.status_code}"
