"""An outage of the geocoder touches nothing but the street."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.factories import make_clinic
from tests.geocoding.service import ADDRESS, DOUBTFUL, FAILURES, FOUND, Service, finds
from wagtail_tms import places
from wagtail_tms.locator import LocatorQuery, search


pytestmark = [
    pytest.mark.django_db,
    # geopy warns of a latitude beyond a pole before it refuses it.
    pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning"),
]

SLOW = {"hangs", "drips headers", "drips its answer", "a slow name"}
OTHER_ADDRESS = "7 Elm Ave, Bozeman, MT 59715"
MIDDLE = "distances are from the middle of Big Timber, MT 59011."


@pytest.fixture(params=[*FAILURES, "refused", "no TLS", "no name", "a slow name"])
def outage(
    request: Any, for_visitors: Service, settings: Any, monkeypatch: Any
) -> Iterator[Service]:
    """Every failure in turn, of a geocoder that visitors use."""
    service, name = for_visitors, request.param
    if name in FAILURES:
        service.behavior = FAILURES[name]
    if name == "no name":
        monkeypatch.setattr(socket, "getaddrinfo", no_name(bool))
    if name == "a slow name":
        monkeypatch.setattr(socket, "getaddrinfo", no_name(service.is_over.wait))
    scheme = "https" if name == "no TLS" else "http"
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1] if name == "refused" else service.server_port
        domain = f"127.0.0.1:{port}"
        settings.WAGTAIL_TMS_GEOCODING_OPTIONS = service.options(
            service_options={"scheme": scheme, "domain": domain, "user_agent": "tests"},
            allowed_origins=[f"{scheme}://{domain}"],
            timeout=0.25 if name in SLOW else 5,
        )
        yield service


def no_name(wait: Any) -> Any:
    """A look-up of names that waits, and then fails."""

    def look_up(*args: Any, **kwargs: Any) -> Any:
        wait()
        raise socket.gaierror("no such name")

    return look_up


def test_zip_and_city_searches_do_not_notice(outage: Service) -> None:
    make_clinic()
    searches = [LocatorQuery(near=near) for near in ("59011", "Big Timber, MT", "MT")]
    before = [search(query) for query in searches]
    street = search(LocatorQuery(near=ADDRESS))
    asked = list(outage.asked)
    for query, result in zip(searches, before, strict=True):
        again = search(query)
        assert again.place == result.place == places.resolve(query.near).place
        assert again.message == result.message
        assert [one.clinic for one in again.listings] == [
            one.clinic for one in result.listings
        ]
    assert outage.asked == asked
    assert street.place == places.resolve("59011").place
    assert street.count == 1
    assert MIDDLE in street.message


def test_the_api_answers_a_street_with_its_zip(outage: Service, client: Any) -> None:
    make_clinic()
    url = "/tms/api/v1/clinics"
    answer = client.get(url, {"near": ADDRESS})
    assert answer.status_code == 200
    body = answer.json()
    assert body["count"] == 1
    assert body["search"]["near"]["kind"] == "postal_code"
    assert MIDDLE in body["search"]["message"]


def test_the_editor_is_told_and_gets_the_zip(outage: Service, admin: Any) -> None:
    answer = admin.get(reverse("wagtail_tms_place_lookup"), {"q": ADDRESS})
    assert answer.status_code == 200
    body = answer.json()
    assert body["place"]["kind"] == "postal_code"
    assert body["place"]["label"] == "Big Timber, MT 59011"
    assert body["message"] == (
        "The address service does not answer. Try again in a minute."
    )


def test_after_a_failure_nobody_asks_for_a_while(
    outage: Service, settings: Any, clock: Any
) -> None:
    search(LocatorQuery(near=ADDRESS))
    asked = list(outage.asked)
    for near in (ADDRESS, OTHER_ADDRESS):
        assert search(LocatorQuery(near=near)).place.kind == "postal_code"
    assert outage.asked == asked


@pytest.mark.parametrize(
    ("failure", "seconds"),
    [
        ("500", 30),
        ("429", 120),
        ("429 with nonsense", 30),
        ("429 with a date", 3600),
    ],
)
def test_the_geocoder_is_back_after_the_pause(
    for_visitors: Service, clock: Any, failure: str, seconds: int
) -> None:
    for_visitors.behavior = FAILURES[failure]
    search(LocatorQuery(near=ADDRESS))
    for_visitors.behavior = finds(FOUND)
    clock.now += seconds - 1
    assert search(LocatorQuery(near=ADDRESS)).place.kind == "postal_code"
    clock.now += 2
    assert search(LocatorQuery(near=ADDRESS)).place.kind == "address"


@pytest.mark.parametrize("answer", DOUBTFUL)
def test_an_answer_that_cannot_be_is_dropped(
    for_visitors: Service, admin: Any, answer: str
) -> None:
    for_visitors.behavior = DOUBTFUL[answer]
    result = search(LocatorQuery(near=ADDRESS))
    assert result.place == places.resolve("59011").place
    assert MIDDLE in result.message
    body = admin.get(reverse("wagtail_tms_place_lookup"), {"q": ADDRESS}).json()
    assert body["place"]["kind"] == "postal_code"
    assert body["message"] == "The address service does not know this street."


def test_a_doubtful_answer_is_no_outage(for_visitors: Service) -> None:
    for_visitors.behavior = DOUBTFUL["none"]
    search(LocatorQuery(near=OTHER_ADDRESS))
    for_visitors.behavior = finds(FOUND)
    assert search(LocatorQuery(near=ADDRESS)).place.kind == "address"


class Broken:
    """A backend of a site's own that knows nothing of our errors."""

    def geocode(self, query: str) -> list[Any]:
        raise ZeroDivisionError(query)


class Silent:
    """A backend that returns what it should not."""

    def geocode(self, query: str) -> Any:
        return None


class Foreign:
    def geocode(self, query: str) -> Any:
        return [("101 Main St", "45.8", "-109.9")]


@pytest.mark.parametrize("backend", [Broken, Silent, Foreign])
def test_a_broken_backend_is_an_outage_and_does_not_tell_what_was_asked(
    settings: Any, admin: Any, caplog: Any, backend: type
) -> None:
    settings.WAGTAIL_TMS_GEOCODING_BACKEND = f"{__name__}.{backend.__name__}"
    settings.WAGTAIL_TMS_GEOCODING_FOR_VISITORS = True
    assert search(LocatorQuery(near=ADDRESS)).place == places.resolve("59011").place
    cache.clear()
    body = admin.get(reverse("wagtail_tms_place_lookup"), {"q": ADDRESS}).json()
    assert "does not answer" in body["message"]
    assert len(caplog.records) == 2
    assert "Main" not in caplog.text
