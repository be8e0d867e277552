"""The API against its own OpenAPI document: examples, edges, fuzz and links.

Every check of schemathesis: no server error, no undocumented status, header, type or
shape, what the document admits accepted and what it does not refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import assume, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.factories import (
    make_clinic,
    make_condition,
    make_device,
    make_directory,
    make_insurer,
    make_language,
    make_protocol,
    make_service,
)


pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("TMS_FUZZ", "50"))

# The document cannot list a site's vocabulary, nor every spelling of a state, nor say
# that a box has its south below its north, nor number a site's directories: what it
# admits is one of these.
KNOWN: dict[str, Any] = {
    "bbox": "-111,45,-109,46",
    "condition": "depression",
    "device": "coil-one",
    "insurer": "acme-health",
    "language": "es",
    "protocol": "theta-burst",
    "service": "telehealth-consultation",
    "state": "MT",
}

schema = schemathesis.openapi.from_wsgi(
    "/tms/api/v1/openapi.json", get_wsgi_application()
)


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Let the requests stay in the test's transaction, as Django's own client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def _some_clinics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KNOWN, "directory", make_directory().pk)
    make_clinic(
        "Calm Clinic",
        slug="calm",
        conditions=[make_condition()],
        devices=[make_device()],
        insurers=[make_insurer()],
        languages=[make_language()],
        protocols=[make_protocol()],
        services=[make_service()],
    )
    make_clinic("Boise Clinic", city="Boise", state="ID", postal_code="83702")


@pytest.mark.usefixtures("_one_connection", "_some_clinics")
@schema.parametrize()
@settings(max_examples=EXAMPLES)
def test_every_answer_is_documented(case: Any) -> None:
    _ask_for_what_there_is(case)
    case.call_and_validate()


@pytest.mark.usefixtures("_one_connection", "_some_clinics")
def test_every_answer_leads_to_documented_answers() -> None:
    """The clinics of a place that was suggested, and the clinic of a list."""
    read = []

    class Reader(schema.as_state_machine()):  # type: ignore[misc]
        def before_call(self, case: Any) -> None:
            _ask_for_what_there_is(case)

        def after_call(self, response: Any, case: Any) -> None:
            if response.status_code == 200:
                read.append(case.operation.path)

    run_state_machine_as_test(
        Reader, settings=settings(max_examples=EXAMPLES, stateful_step_count=4)
    )
    assert "/tms/api/v1/clinics/{slug}" in read


def _ask_for_what_there_is(case: Any) -> None:
    given = case.query or {}
    if case.meta is None or not case.meta.generation.mode.is_negative:
        case.query = {name: KNOWN.get(name, value) for name, value in given.items()}
        if isinstance(case.body, dict):
            case.body = {name: _known(name, case.body[name]) for name in case.body}
    else:
        # An empty field of a form means the default, which no document can say.
        assume(not any(map(_is_sent_empty, given.values())))


def _known(name: str, value: Any) -> Any:
    if name == "area":
        south, north = sorted([value["south"], value["north"]])
        return {**value, "south": south, "north": north}
    if name == "bbox":
        return [float(edge) for edge in KNOWN["bbox"].split(",")]
    if isinstance(value, list):
        return [KNOWN[name]] * bool(value)
    return KNOWN.get(name, value)


def _is_sent_empty(value: Any) -> bool:
    if isinstance(value, list):
        return all(map(_is_sent_empty, value))
    return value in ("", {})
