"""geopy's geocoders keep our protocol: candidates, or one kind of failure."""

from __future__ import annotations

import pytest

from tests.geocoding.service import ADDRESS, FAILURES, FOUND, Service, finds
from wagtail_tms.geocoding import Candidate, GeocodingFailed
from wagtail_tms.geocoding.geopy_backend import GeopyGeocoder


QUICK = sorted(set(FAILURES) - {"hangs", "drips headers", "drips its answer"})


def test_what_the_service_finds_are_candidates(service: Service) -> None:
    found = GeopyGeocoder(**service.options()).geocode(ADDRESS)
    assert found == [Candidate(FOUND["display_name"], 45.8312, -109.9491)]
    service.behavior = finds()
    assert GeopyGeocoder(**service.options()).geocode(ADDRESS) == []


@pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning")
@pytest.mark.parametrize("failure", QUICK)
def test_every_failure_is_ours_and_does_not_tell_what_was_asked(
    service: Service, failure: str
) -> None:
    service.behavior = FAILURES[failure]
    with pytest.raises(GeocodingFailed) as raised:
        GeopyGeocoder(**service.options()).geocode(ADDRESS)
    assert raised.value.reason
    assert "Main" not in raised.value.reason


def test_a_service_that_wants_rest_says_how_long(service: Service) -> None:
    service.behavior = FAILURES["429"]
    with pytest.raises(GeocodingFailed) as raised:
        GeopyGeocoder(**service.options()).geocode(ADDRESS)
    assert raised.value.retry_after == 120


def test_a_refused_connection_is_ours_too() -> None:
    geocoder = GeopyGeocoder(
        service="nominatim",
        service_options={"scheme": "http", "domain": "127.0.0.1:1", "user_agent": "x"},
        allowed_origins=["http://127.0.0.1:1"],
        allow_private_addresses=True,
    )
    with pytest.raises(GeocodingFailed, match="ConnectionRefusedError"):
        geocoder.geocode(ADDRESS)
