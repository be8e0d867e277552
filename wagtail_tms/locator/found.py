"""What a search found, before the clinics themselves are fetched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wagtail_tms.locator import listings
from wagtail_tms.locator.areas import Match


# So many clinics, the first in the list's order, have their opening hours looked at.
MAX_HOURS_CHECKED = 500


@dataclass(frozen=True, slots=True)
class Found:
    """The first matches in order, and the number of all.

    ``hours_checked`` is the number of clinics whose opening hours were looked at, when
    there were more; otherwise 0.
    """

    matches: list[Match]
    count: int
    hours_checked: int = 0


def open_only(first: Callable[[int], list[Match]]) -> Found:
    """Keep the clinics that are open now, of the first ``MAX_HOURS_CHECKED``."""
    candidates = first(MAX_HOURS_CHECKED + 1)
    checked = candidates[:MAX_HOURS_CHECKED]
    open_ids = listings.open_now(pk for _, pk in checked)
    kept = [match for match in checked if match[1] in open_ids]
    truncated = len(candidates) > len(checked)
    return Found(kept, len(kept), len(checked) if truncated else 0)
