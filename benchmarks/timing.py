"""How long searches take: in turns, the shortest of some tries, in milliseconds."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


TRIES = 3

# What is slow is timed at fewer origins: until it has taken so long, but at least so
# often.
MOST_SECONDS = 15
FEWEST = 3


@dataclass
class Timing:
    """Times in milliseconds, and what was answered at each of the first origins."""

    times: list[float] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return sorted(self.times)[math.ceil(len(self.times) * 0.95) - 1]

    @property
    def is_due(self) -> bool:
        spent = sum(self.times) * TRIES / 1000
        return len(self.times) < FEWEST or spent < MOST_SECONDS


def race(
    searches: Sequence[Callable[[Any], Any]], origins: Sequence[Any]
) -> list[Timing]:
    """Let the searches take turns at each origin, and take the shortest of the tries.

    Turns and tries keep what else the machine does out of the figures.
    """
    timings = [Timing() for _ in searches]
    for origin in origins:
        for search, timing in zip(searches, timings, strict=True):
            if timing.is_due:
                tries = [timed(search, origin) for _ in range(TRIES)]
                timing.times.append(min(milliseconds for milliseconds, _ in tries))
                timing.answers.append(tries[-1][1])
    return timings


def timed(action: Callable[..., Any], *given: Any) -> tuple[float, Any]:
    """Return how many milliseconds the action took, and what it returned."""
    clock = _clock()
    started = clock()
    answer = action(*given)
    return (clock() - started) * 1000, answer


def _clock() -> Callable[[], float]:
    """SQLite works in this process: its time is this processor's, whoever else runs."""
    return time.process_time if connection.vendor == "sqlite" else time.perf_counter
