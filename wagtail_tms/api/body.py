"""The body of a search by POST, which no address, log or cache holds.

Its keys are the parameters of the search by GET, typed as JSON types them, and the
position of the reader.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, ItemsView, Iterable, Mapping
from types import FrameType
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.views.debug import SafeExceptionReporterFilter

from wagtail_tms.api.errors import InvalidParameters
from wagtail_tms.locator.params import MAX_TEXT


# Every parameter at its cap fits in, however its letters are escaped.
MAX_BYTES = 65_536
MAX_KEYS = 100

POSITION = {
    "type": "object",
    "description": (
        "Where the reader is, in degrees. Ask for it on a click only, and round it "
        "before you send it: a fiftieth of a degree is near enough. It goes before "
        "`near`."
    ),
    "properties": {
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "lng": {"type": "number", "minimum": -180, "maximum": 180},
    },
    "required": ["lat", "lng"],
    "additionalProperties": False,
}


AREA = {
    "type": "object",
    "description": (
        "A part of a map, by its edges in degrees: only the clinics in it, nearest to "
        "its middle first. A west greater than the east crosses the antimeridian. It "
        "goes before `position`, `near` and `radius`."
    ),
    "properties": {
        "west": {"type": "number", "minimum": -180, "maximum": 180},
        "south": {"type": "number", "minimum": -90, "maximum": 90},
        "east": {"type": "number", "minimum": -180, "maximum": 180},
        "north": {"type": "number", "minimum": -90, "maximum": 90},
    },
    "required": ["west", "south", "east", "north"],
    "additionalProperties": False,
}


def search_schema(parameters: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Declare the body of a search with these parameters, a position and an area."""
    parameters = list(parameters)
    properties = {
        parameter["name"]: {
            **parameter["schema"],
            "description": parameter["description"],
        }
        for parameter in parameters
    }
    required = [each["name"] for each in parameters if each["required"]]
    return {
        "type": "object",
        "properties": {"position": POSITION, "area": AREA, **properties},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def request_body(
    schema: Mapping[str, Any], example: Mapping[str, Any]
) -> dict[str, Any]:
    """Declare an operation whose search is in the body."""
    content = {"application/json": {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}


class NoVariables(SafeExceptionReporterFilter):
    """Keeps what a search was asked out of Django's reports of a crash."""

    def get_traceback_frame_variables(
        self, request: HttpRequest, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        return {}.items()


def read_search(request: HttpRequest, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON object in the body of a request, every key of its type.

    Raises:
        InvalidParameters: the body is no JSON object, or a value of another type.
        RequestDataTooBig: the body is longer than any search.
    """
    vars(request)["exception_reporter_filter"] = NoVariables()
    if len(request.body) > MAX_BYTES:
        raise RequestDataTooBig
    given = _parse(request.body)
    declared = schema["properties"]
    errors = {
        name: fault
        for name, value in given.items()
        if name in declared and (fault := _fault(value, declared[name]))
    }
    if errors:
        raise InvalidParameters(errors)
    return given


def _fault(value: Any, schema: Mapping[str, Any]) -> str:
    """Return what is wrong with a value before its rule is asked, or nothing.

    JSON has no empty fields, as a form has, that mean what is usual.
    """
    if not _is_a(schema, value):
        return _("Use a JSON value of type “%(type)s”.") % {"type": schema["type"]}
    if ("enum" in schema and value == "") or (isinstance(value, list) and "" in value):
        return _("Leave out what is empty.")
    return ""


def _parse(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(
            body, parse_constant=_no_number, object_pairs_hook=_unrepeated
        )
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise InvalidParameters({"body": _("Send one JSON object.")})
    return given


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MAX_KEYS:
        raise InvalidParameters({"body": _("This has too many keys.")})
    counts = Counter(name[:MAX_TEXT] for name, _value in pairs)
    if repeated := [name for name, count in counts.items() if count > 1]:
        raise InvalidParameters(dict.fromkeys(repeated, _("Give this only once.")))
    return dict(pairs)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_a(schema: Mapping[str, Any], value: Any) -> bool:
    if schema["type"] != "array":
        return IS_A[schema["type"]](value)
    return isinstance(value, list) and all(_is_a(schema["items"], v) for v in value)


IS_A: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "number": _is_number,
    "integer": _is_number,
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
}
