"""What a search found, before the clinics themselves are fetched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from wagtail_tms.hours import open_state, rows_of
from wagtail_tms.locator.areas import Match, Row
from wagtail_tms.locator.public_clinics import PublicClinics


# So many clinics, the first in the list's order, have their opening hours looked at.
MAX_HOURS_CHECKED = 500


@dataclass(frozen=True, slots=True)
class Found:
    """The number of all matches, and the way to the clinics of a page of them.

    ``hours_checked`` is the number of clinics whose opening hours were looked at, when
    there were more; otherwise 0.
    """

    count: int
    page: Callable[[PublicClinics, int, int], list[Row]]
    hours_checked: int = 0

    @classmethod
    def of(cls, matches: Sequence[Match], hours_checked: int = 0) -> Self:
        """Return what was found when all matches are in hand."""

        def page(clinics: PublicClinics, start: int, stop: int) -> list[Row]:
            return clinics.at(matches[start:stop])

        return cls(len(matches), page, hours_checked)


def open_only(first: Callable[[int], list[Match]], most: int | None = None) -> Found:
    """Keep the clinics that are open now, of the first ``MAX_HOURS_CHECKED``.

    At most ``most`` of them, if given.
    """
    candidates = first(MAX_HOURS_CHECKED + 1)
    checked = candidates[:MAX_HOURS_CHECKED]
    rows = PublicClinics(only=("status", "time_zone")).at(checked)
    hours = rows_of([clinic.pk for _, clinic in rows])
    kept: list[Match] = [
        (miles, clinic.pk)
        for miles, clinic in rows
        if open_state(clinic, hours=hours[clinic.pk]).is_open
    ]
    truncated = len(candidates) > len(checked)
    return Found.of(kept[:most], len(checked) if truncated else 0)
