"""The small map of all states: where clinics are, without a script."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from wagtail_tms import places
from wagtail_tms.areas import Area


DATA = Path(__file__).parent / "data" / "overview.json"

# So many shades the style sheet has for states with clinics.
SHADES = 4


@dataclass(frozen=True, slots=True)
class DrawnState:
    """A state as an SVG path; ``area`` is None where it has no clinic.

    ``shade`` is the color of the state, ``label_shade`` that which its code stands on.
    ``leader`` is the line from a code that stands beside its state: from x, y to x, y.
    """

    code: str
    path: str
    label: tuple[int, int]
    area: Area | None
    shade: int
    label_shade: int
    leader: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The states, those without clinics first: these are drawn below the others."""

    width: int
    height: int
    states: list[DrawnState]


def overview(areas: Iterable[Area]) -> Overview:
    """Return the map of the states that have a clinic, and of all others."""
    by_slug = {area.slug: area for area in areas}
    most = max((area.count for area in by_slug.values()), default=0)
    drawn = _drawn()
    states = []
    for state in places.states():
        shape, area = drawn["states"][state.code], by_slug.get(state.slug)
        shade = _shade(area.count, most) if area else 0
        is_beside = state.kind == "territory" or "leader" in shape
        label_shade = 0 if is_beside else shade
        states.append(
            DrawnState(
                state.code, **shape, area=area, shade=shade, label_shade=label_shade
            )
        )
    states.sort(key=lambda state: state.area is not None)
    return Overview(drawn["width"], drawn["height"], states)


def _shade(count: int, most: int) -> int:
    """Return 1 to SHADES, by the order of magnitude of a count beside the largest."""
    share = math.log(1 + count) / math.log(1 + most)
    return max(1, math.ceil(share * SHADES))


@cache
def _drawn() -> dict[str, Any]:
    return json.loads(DATA.read_text(encoding="utf-8"))
