"""What a visitor asks of the locator."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _

from wagtail_tms.conf import conf
from wagtail_tms.geo import Bounds, Unit
from wagtail_tms.locator import params
from wagtail_tms.locator.params import Sort
from wagtail_tms.locator.scope import UNLIMITED, Scope


# What a reader chooses, as against how the answer is measured and laid out.
CHOICES = (
    "near", "position", "area", "state", "filters", "age", "accepting", "open_now", "q",
    "offset",
)  # fmt: skip
LAYOUT = ("radius", "unit", "sort", "limit")


class QueryError(ValueError):
    """A query that code built wrongly: ``errors`` names each field and what is right.

    A visitor never meets it: ``LocatorQuery.from_params`` reports and carries on.
    """

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(
            "; ".join(f"{name}: {words}" for name, words in errors.items())
        )
        self.errors = errors


def _default_radius() -> float:
    return float(conf.default_radius)


def _default_unit() -> Unit:
    return Unit(conf.default_unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatorQuery:
    """One search: where, within what, and which clinics.

    ``position`` is (latitude, longitude) in degrees, WGS 84, and goes before ``near``;
    ``area`` is a part of a map, which goes before both, whatever the radius; ``radius``
    is in ``unit``. ``state`` is a two-letter code. ``city`` narrows to the
    clinics of that city; it and ``scope`` are never set by a parameter. ``filters``
    holds slugs by group (``wagtail_tms.locator.facets.FACETS`` without ``age_group``):
    any value of a group will do, and every group must be met.

    Raises:
        QueryError: a value that no search can answer.
    """

    near: str = ""
    position: tuple[float, float] | None = field(default=None, repr=False)
    area: Bounds | None = field(default=None, repr=False)
    radius: float = field(default_factory=_default_radius)
    unit: Unit = field(default_factory=_default_unit)
    state: str = ""
    city: str = ""
    scope: Scope = UNLIMITED
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    age: int | None = None
    accepting: bool = False
    open_now: bool = False
    q: str = ""
    sort: Sort = Sort.DISTANCE
    limit: int = 20
    offset: int = 0

    def __post_init__(self) -> None:
        errors = dict(self._errors())
        if errors:
            raise QueryError(errors)
        if self.position is not None:
            latitude, longitude = self.position
            # Below a tenth of a millimeter is noise, and PostgreSQL's underflow errors.
            position = round(float(latitude), 9), round(float(longitude), 9)
            object.__setattr__(self, "position", position)
        object.__setattr__(self, "unit", Unit(self.unit))
        object.__setattr__(self, "sort", Sort(self.sort))

    def _errors(self) -> list[tuple[str, str]]:
        unknown = set(self.filters) - set(params.FILTER_GROUPS)
        checks = (
            ("position", self.position is None or params.is_position(*self.position)),
            ("radius", math.isfinite(self.radius) and self.radius > 0),
            ("unit", self.unit in list(Unit)),
            ("sort", self.sort in list(Sort)),
            ("filters", not unknown),
            ("limit", self.limit >= 1),
            ("offset", self.offset >= 0),
        )
        refusal = _("%(value)s cannot be searched with.")
        return [
            (name, refusal % {"value": getattr(self, name)})
            for name, fine in checks
            if not fine
        ]

    @classmethod
    def from_params(
        cls,
        given: Mapping[str, Any],
        *,
        prefix: str = "",
        known_only: bool = False,
        defaults: LocatorQuery | None = None,
    ) -> tuple[LocatorQuery, dict[str, str]]:
        """Read a query string, a form or a JSON object; never raise.

        Returns the query and, by parameter name, what is wrong in plain words. A wrong
        value counts as not given; the others of its filter are kept. ``prefix`` stands
        before every name. ``known_only`` reports unknown names, as the API does.
        ``defaults`` fill what is not given; its choices (place, filters, text) only
        while no parameter at all is given, so that a reader can clear them.
        ``position`` and ``area`` are read from a JSON object alone.

        Whether the filter values exist is not looked up here: see ``unknown_values``.
        """
        values, errors = params.read(given, prefix=prefix, known_only=known_only)
        base = defaults or cls()
        if values or errors:
            base = base._cleared()
        filters = {
            group: chosen
            for group in params.FILTER_GROUPS
            if (chosen := values.pop(group, ()))
        }
        return base.replace(**values, filters=filters or base.filters), errors

    def params(
        self, *, prefix: str = "", defaults: LocatorQuery | None = None
    ) -> list[tuple[str, str]]:
        """Return the query as parameters in one canonical order, for links.

        ``from_params`` with the same prefix and defaults reads them back. A position,
        an area and a city are never among them: the first are private, the last is a
        route.
        """
        base = defaults or LocatorQuery()
        words: list[tuple[str, str]] = []
        for name in params.RULES:
            if name in params.FILTER_GROUPS:
                words += [(name, slug) for slug in self.filters.get(name, ())]
            elif (value := getattr(self, name)) != self._unsaid(name, base):
                words.append((name, _word(value)))
        if not words and base != base._cleared():
            words.append(("near", ""))  # Says that the choices of the defaults are off.
        return [(prefix + name, word) for name, word in words]

    def replace(self, **changes: Any) -> Self:
        """Return the same query with some fields changed."""
        return dataclasses.replace(self, **changes)

    @property
    def radius_miles(self) -> float:
        """The radius in miles, whatever the unit."""
        return self.unit.to_miles(self.radius)

    @property
    def names_terms(self) -> bool:
        """Whether clinics are chosen by something that the vocabulary has."""
        return bool(self.filters) or self.age is not None

    def _cleared(self) -> Self:
        return self.replace(**{name: _EMPTY[name] for name in CHOICES})

    @staticmethod
    def _unsaid(name: str, base: LocatorQuery) -> Any:
        """Return the value that a parameter has when it is left out."""
        return getattr(base, name) if name in LAYOUT else _EMPTY[name]


_EMPTY: dict[str, Any] = {
    "near": "",
    "position": None,
    "area": None,
    "state": "",
    "filters": {},
    "age": None,
    "accepting": False,
    "open_now": False,
    "q": "",
    "offset": 0,
}


def _word(value: Any) -> str:
    if value is True:
        return "1"
    return f"{value:.9g}" if isinstance(value, float) else str(value)
