"""The parameters of the operations, as OpenAPI declares them, and who judges them.

They are judged in one place only, the rules of ``wagtail_tms.locator.params``; here
they are told to the world, with the same limits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from ninja import Path

from wagtail_tms.api.errors import InvalidParameters
from wagtail_tms.finder import layout
from wagtail_tms.geo import Unit
from wagtail_tms.locator import LocatorQuery, unknown_values, vocabulary
from wagtail_tms.locator.grid import MAX_ZOOM
from wagtail_tms.locator.params import (
    FILTER_GROUPS,
    MAP_RULES,
    MAX_LIMIT,
    MAX_OFFSET,
    MAX_RADIUS,
    MAX_TEXT,
    MAX_VALUES,
    MIN_RADIUS,
    SLUG,
    Sort,
    read,
)
from wagtail_tms.locator.vocabulary import Vocabulary
from wagtail_tms.validators import MAX_AGE


SUGGESTION = ("q", "state", "limit")
PAGED = ("limit", "offset")
DEFAULT_SUGGESTIONS = 8
MAX_SUGGESTIONS = 20

# No control character but those that count as space.
TEXT_PATTERN = "^[^\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f]*$"

Declaration = dict[str, Any]
Slug = Annotated[
    str,
    Path(
        description="The clinic's slug, as a list tells it.",
        example="calm-clinic-big-timber",
    ),
]


def search_parameters() -> list[Declaration]:
    """Declare the parameters of a search."""
    return [
        _text("near", "A ZIP code, “city, ST”, a city or a state.", "59011"),
        _declare(
            "radius",
            "How far around a place, in `unit`. The site sets the default: 50 miles "
            "unless it says otherwise.",
            {"type": "number", "minimum": MIN_RADIUS, "maximum": MAX_RADIUS},
        ),
        _declare(
            "unit",
            "The unit of `radius` and of every distance: miles or kilometers.",
            {"type": "string", "enum": [unit.value for unit in Unit]},
        ),
        _text("state", "Only clinics in this state: its two letters or name.", "MT"),
        *(_filter(group) for group in FILTER_GROUPS),
        _declare(
            "age",
            "Only clinics that treat someone of this age, in years; `evidence` then "
            "speaks of this age.",
            {"type": "integer", "minimum": 0, "maximum": MAX_AGE},
        ),
        _flag("accepting", "Only clinics known to accept new patients."),
        _flag("open_now", "Only clinics that are open at this moment."),
        _text(
            "q",
            "Words in the name of the clinic, its group, its people or its address.",
            "calm",
        ),
        _declare(
            "sort",
            "The order of the items. Without a place, distance means name.",
            {"type": "string", "enum": [sort.value for sort in Sort]},
        ),
        _whole("limit", "How many items to answer with.", 1, MAX_LIMIT, 20),
        _whole(
            "offset", "How many items to leave out from the start.", 0, MAX_OFFSET, 0
        ),
    ]


def finder_parameters() -> list[Declaration]:
    """Declare the parameters of the finder: those of a search, and how it is laid out.

    Its pages have a number and a size, so that it has no ``limit`` and no ``offset``.
    """
    search = [each for each in search_parameters() if each["name"] not in PAGED]
    return [
        *search,
        _whole("page", "Which page of the list.", 1, layout.MAX_PAGE, 1),
        _whole("page_size", "Clinics on a page.", 1, layout.MAX_PAGE_SIZE, 20),
        _whole("heading_level", "The level of the headings.", *layout.LEVELS, 2),
        _name("form_id", "The id of the finder on its page.", "tms-locator"),
        _name(
            "prefix",
            "What the names of its fields, and of the parameters in its links, begin "
            "with. The parameters of this address never have it.",
            "",
        ),
        _declare(
            "directory",
            "The number of a directory page, whose clinics, filters, first radius and "
            "page size the finder has.",
            {"type": "integer", "minimum": 1, "maximum": layout.MAX_ID},
        ),
    ]


def map_parameters(*, required: bool) -> list[Declaration]:
    """Declare the parameters of what a map shows of a search."""
    box = _declare(
        "bbox",
        "The edges of the map in degrees: west, south, east, north. A west greater "
        "than the east crosses the antimeridian.",
        {
            "type": "array",
            "items": {"type": "number", "minimum": -180, "maximum": 180},
            "minItems": 4,
            "maxItems": 4,
        },
    )
    zoom = _declare(
        "zoom",
        "The zoom of the map, as tiles of 256 pixels count it.",
        {"type": "integer", "minimum": 0, "maximum": MAX_ZOOM},
    )
    box |= {"style": "form", "explode": False, "example": [-125, 24, -66, 50]}
    return [
        {**box, "required": required},
        {**zoom, "required": required, "example": 4},
        *search_parameters(),
    ]


def place_parameters() -> list[Declaration]:
    """Declare the parameters of the suggestions."""
    return [
        {**_text("q", "What was typed so far.", "big t"), "required": True},
        _text(
            "state",
            "The reader's state, its two letters or name: what is in it or near it "
            "comes first. Nothing is left out.",
            "MT",
        ),
        _whole(
            "limit",
            "How many suggestions to answer with, at most.",
            1,
            MAX_SUGGESTIONS,
            DEFAULT_SUGGESTIONS,
        ),
    ]


def refuse_unknown(params: QueryDict, known: Collection[str]) -> None:
    """Refuse parameters that an operation does not have.

    Raises:
        InvalidParameters: naming each.
    """
    if errors := unknown(params, known):
        raise InvalidParameters(errors)


def read_query(
    given: Mapping[str, Any], errors: Mapping[str, str] | None = None
) -> tuple[LocatorQuery, Vocabulary]:
    """Return the search that is asked for, and the vocabulary it was judged by.

    Raises:
        InvalidParameters: naming each that is wrong or unknown, besides ``errors``.
    """
    query, wrong = LocatorQuery.from_params(given, known_only=True)
    terms = vocabulary.current()
    if wrong := unknown_values(query, terms) | wrong | dict(errors or {}):
        raise InvalidParameters(wrong)
    return query, terms


def read_map_query(
    params: QueryDict | dict[str, Any], *, required: bool
) -> tuple[LocatorQuery, Vocabulary, dict[str, Any]]:
    """Return a search, the vocabulary, and what the map says: ``bbox``, ``zoom``.

    Raises:
        InvalidParameters: naming each that is wrong, unknown or missing.
    """
    told, errors = read(params, rules=MAP_RULES)
    if required:
        missing = MAP_RULES.keys() - told.keys() - errors.keys()
        errors |= {name: _("Give this.") for name in sorted(missing)}
    given = params.copy()
    for name in MAP_RULES:
        given.pop(name, None)
    return *read_query(given, errors), told


def read_suggestion(params: QueryDict) -> tuple[str, int, str]:
    """Return the text, the number of suggestions and the reader's state, or "".

    Raises:
        InvalidParameters: naming each parameter that is wrong.
    """
    values, wrong = read(params)
    errors = unknown(params, SUGGESTION)
    errors |= {name: wrong[name] for name in SUGGESTION if name in wrong}
    if "q" not in params:
        errors["q"] = _("Give the text to find places for.")
    limit = values.get("limit", DEFAULT_SUGGESTIONS)
    if "limit" in wrong or limit > MAX_SUGGESTIONS:
        message = _("Use one whole number from %(low)s to %(high)s.")
        errors["limit"] = message % {"low": 1, "high": MAX_SUGGESTIONS}
    if errors:
        raise InvalidParameters(errors)
    return values["q"], limit, values.get("state", "")


def unknown(params: Mapping[str, Any], known: Collection[str]) -> dict[str, str]:
    """Return a message for each parameter that an operation does not have."""
    return {
        name[:MAX_TEXT]: _("There is no such parameter.")
        for name in params
        if name not in known
    }


def _declare(name: str, description: str, schema: dict[str, Any]) -> Declaration:
    return {
        "in": "query",
        "name": name,
        "required": False,
        "description": description,
        "schema": schema,
    }


def _text(name: str, description: str, example: str) -> Declaration:
    schema = {"type": "string", "maxLength": MAX_TEXT, "pattern": TEXT_PATTERN}
    return {**_declare(name, description, schema), "example": example}


def _whole(name: str, text: str, low: int, high: int, default: int) -> Declaration:
    schema = {"type": "integer", "minimum": low, "maximum": high, "default": default}
    return _declare(name, text, schema)


def _name(name: str, description: str, default: str) -> Declaration:
    schema = {
        "type": "string",
        "pattern": f"^({layout.NAME.pattern})?$",
        "default": default,
    }
    return _declare(name, description, schema)


def _flag(name: str, description: str) -> Declaration:
    return _declare(name, description, {"type": "boolean", "default": False})


def _filter(group: str) -> Declaration:
    schema = {
        "type": "array",
        "items": {"type": "string", "pattern": f"^{SLUG.pattern}$"},
        "maxItems": MAX_VALUES,
    }
    description = f"Only clinics with this {group}, by slug. Repeat it for “or”."
    if group == "insurer":
        description += " A clinic whose status for it is `ask` is not among them."
    return {**_declare(group, description, schema), "explode": True, "style": "form"}
