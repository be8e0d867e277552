"""What a visitor may ask: one rule for each parameter, with its caps and its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from wagtail_tms import places
from wagtail_tms.geo import Bounds, Unit
from wagtail_tms.locator.facets import FACETS
from wagtail_tms.locator.grid import MAX_ZOOM
from wagtail_tms.validators import MAX_AGE


MIN_RADIUS = 0.01
MAX_RADIUS = 500
MAX_TEXT = 200
MAX_VALUES = 20
MAX_LIMIT = 100
MAX_OFFSET = 10_000

# A visitor gives an age, never an age group.
FILTER_GROUPS = tuple(group for group in FACETS if group != "age_group")

YES = frozenset({"1", "true", "on", "yes"})
NO = frozenset({"0", "false", "off", "no", ""})
DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{0,20})?|\.[0-9]{1,20}", re.ASCII)
DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{0,20})?(e-[0-9]{1,3})?", re.ASCII | re.I)
WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
SLUG = re.compile(r"[-A-Za-z0-9_]{1,80}", re.ASCII)


class Sort(StrEnum):
    """The orders that a visitor can choose; without a place, distance means name."""

    DISTANCE = "distance"
    NAME = "name"
    VERIFIED = "verified"


class Refused(ValueError):
    """A value that a rule does not take; the message says what would be right.

    ``kept`` is what was right beside it, where there may be several.
    """

    def __init__(self, message: str, kept: tuple[Any, ...] = ()) -> None:
        super().__init__(message)
        self.kept = kept


Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one parameter is read: value by value, once or repeatedly.

    An empty field of a form says nothing about a parameter with a ``default``.
    """

    read: Reader
    repeatable: bool = False
    default: bool = False

    def says_nothing(self, values: list[Any]) -> bool:
        """Tell whether the values are no more than an empty field of a form.

        Raises:
            Refused: with a sentence for the visitor.
        """
        return not values or (self.default and not any(map(as_word, values)))

    def value(self, values: list[Any]) -> Any:
        """Return what the values mean.

        Raises:
            Refused: with a sentence for the visitor.
        """
        if self.repeatable:
            return self._values(values)
        words = [as_word(value) for value in values]
        if len(words) > 1:
            raise Refused(_("Give this only once."))
        return self.read(words[0])

    def _values(self, values: list[Any]) -> tuple[Any, ...]:
        chosen: set[Any] = set()
        refusals: list[Refused] = []
        for value in values:
            try:
                if word := as_word(value):
                    chosen.add(self.read(word))
            except Refused as refused:
                refusals.append(refused)
        if len(chosen) > MAX_VALUES:
            raise Refused(
                _("Choose at most %(maximum)s values.") % {"maximum": MAX_VALUES}
            )
        if refusals:
            raise Refused(str(refusals[0]), tuple(sorted(chosen)))
        return tuple(sorted(chosen))


def _text(word: str) -> str:
    return word


def _slug(word: str) -> str:
    if not SLUG.fullmatch(word):
        raise Refused(
            _("“%(value)s” is not one of the values: use its short name, like “mdd”.")
            % {"value": word[:40]}
        )
    return word


def _flag(word: str) -> bool:
    if word.lower() not in YES | NO:
        raise Refused(_("Use “true” or “false”."))
    return word.lower() in YES


def _radius(word: str) -> float:
    if not DECIMAL.fullmatch(word) or not MIN_RADIUS <= float(word) <= MAX_RADIUS:
        raise Refused(
            _("Use a number from %(low)s to %(high)s.")
            % {"low": MIN_RADIUS, "high": MAX_RADIUS}
        )
    return float(word)


def whole(low: int, high: int) -> Reader:
    """Return what reads a whole number within these bounds."""

    def read(word: str) -> int:
        if not WHOLE.fullmatch(word) or not low <= int(word) <= high:
            raise Refused(
                _("Use a whole number from %(low)s to %(high)s.")
                % {"low": low, "high": high}
            )
        return int(word)

    return read


def _choice(choices: type[StrEnum]) -> Reader:
    def read(word: str) -> StrEnum:
        try:
            return choices(word.lower())
        except ValueError:
            raise Refused(
                _("Use one of: %(choices)s.") % {"choices": ", ".join(choices)}
            ) from None

    return read


def _state(word: str) -> str:
    if not word:
        return ""
    state = places.state(word)
    if state is None:
        raise Refused(_("Use the name of a state, or its two letters, like MT."))
    return state.code


def _bounds(word: str) -> Bounds:
    numbers = word.split(",")
    if len(numbers) == 4 and all(DEGREES.fullmatch(number) for number in numbers):
        west, south, east, north = map(float, numbers)
        is_ordered = south <= north
        if is_ordered and is_position(south, west) and is_position(north, east):
            return Bounds(west, south, east, north)
    raise Refused(
        _(
            "Use four numbers of degrees: west, south, east and north, like "
            "-125,24,-66,50. Longitudes go from -180 to 180, latitudes from -90 to 90."
        )
    )


RULES: dict[str, Rule] = {
    "near": Rule(_text),
    "radius": Rule(_radius, default=True),
    "unit": Rule(_choice(Unit), default=True),
    "state": Rule(_state),
    **{group: Rule(_slug, repeatable=True) for group in FILTER_GROUPS},
    "age": Rule(whole(0, MAX_AGE), default=True),
    "accepting": Rule(_flag),
    "open_now": Rule(_flag),
    "q": Rule(_text),
    "sort": Rule(_choice(Sort), default=True),
    "limit": Rule(whole(1, MAX_LIMIT), default=True),
    "offset": Rule(whole(0, MAX_OFFSET), default=True),
}

# What a map shows of a search, which is no part of the search.
MAP_RULES: dict[str, Rule] = {
    "bbox": Rule(_bounds, default=True),
    "zoom": Rule(whole(0, MAX_ZOOM), default=True),
}


def read(
    params: Mapping[str, Any],
    *,
    prefix: str = "",
    known_only: bool = False,
    rules: Mapping[str, Rule] = RULES,
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what the parameters say, and by name what is wrong.

    Of a repeatable parameter, the values that are right are kept beside a wrong one.
    """
    given: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for key in params:
        if not isinstance(key, str) or not key.startswith(prefix):
            continue
        name = key.removeprefix(prefix)
        try:
            if name in PRIVATE:
                given[name] = PRIVATE[name](params[key])
            elif name in rules:
                values = [*_listed(params, key)]
                if not rules[name].says_nothing(values):
                    given[name] = rules[name].value(values)
            elif known_only:
                errors[name[:MAX_TEXT]] = _("There is no such parameter.")
        except Refused as refused:
            errors[name] = str(refused)
            if refused.kept:
                given[name] = refused.kept
    return given, errors


def _listed(params: Mapping[str, Any], key: str) -> Iterable[Any]:
    """Return the values of a key: of a query string, or of a JSON object."""
    if hasattr(params, "getlist"):
        return params.getlist(key)
    value = params.get(key)
    if value is None:
        return []
    return value if isinstance(value, (list, tuple)) else [value]


def as_word(value: Any) -> str:
    """Return a value of a query string or a JSON object as the rules read it.

    Raises:
        Refused: with a sentence for the visitor.
    """
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float)):
        return _digits(value) if abs(value) < 1e9 else "?"
    if not isinstance(value, str):
        raise Refused(_("Use a text or a number."))
    if len(value) > MAX_TEXT:
        raise Refused(_("Use at most %(maximum)s characters.") % {"maximum": MAX_TEXT})
    word = " ".join(value.split())
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in word):
        raise Refused(_("Use ordinary letters, digits and signs only."))
    return word


def _digits(number: float) -> str:
    """Write a number of a JSON object, in which 20.0 and -0.0 are whole numbers too.

    To its last digit: rounded, what is just beyond a bound would be within it.
    """
    return repr(number + 0).removesuffix(".0")


def _position(value: Any) -> tuple[float, float]:
    """Read a position, which only the body of a POST can hold: never a URL."""
    if not isinstance(value, Mapping) or set(value) != {"lat", "lng"}:
        raise Refused(_("Send it in the body of a POST, with “lat” and “lng”."))
    latitude, longitude = value["lat"], value["lng"]
    if not is_position(latitude, longitude):
        raise Refused(
            _("Use degrees: “lat” from -90 to 90 and “lng” from -180 to 180.")
        )
    return float(latitude), float(longitude)


def _area(value: Any) -> Bounds:
    """Read a part of a map, in the body of a POST: it tells where a reader looks."""
    if not isinstance(value, Mapping) or set(value) != set(Bounds._fields):
        raise Refused(
            _(
                "Send it in the body of a POST, with “west”, “south”, “east” and "
                "“north”."
            )
        )
    west, south, east, north = (value[name] for name in Bounds._fields)
    if not (is_position(south, west) and is_position(north, east) and south <= north):
        raise Refused(
            _(
                "Use degrees: “west” and “east” from -180 to 180, “south” and “north” "
                "from -90 to 90, the south first."
            )
        )
    return Bounds(float(west), float(south), float(east), float(north))


# What stands in no URL.
PRIVATE: dict[str, Callable[[Any], Any]] = {"position": _position, "area": _area}


def is_position(latitude: Any, longitude: Any) -> bool:
    """Tell whether two numbers are a latitude and a longitude."""
    return all(
        isinstance(degrees, (int, float))
        and not isinstance(degrees, bool)
        and -limit <= degrees <= limit
        for degrees, limit in ((latitude, 90), (longitude, 180))
    )


def label_of(sort: Sort) -> str:
    """Return the words for an order."""
    return {
        Sort.DISTANCE: _("Nearest first"),
        Sort.NAME: _("Name"),
        Sort.VERIFIED: _("Most recently confirmed"),
    }[sort]
