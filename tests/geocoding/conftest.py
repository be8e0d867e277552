from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests.geocoding.service import Service


GEOPY = "wagtail_tms.geocoding.geopy_backend.GeopyGeocoder"


@pytest.fixture
def service() -> Iterator[Service]:
    """A geocoding service that knows one house in Big Timber."""
    server = Service()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.stop()


@pytest.fixture
def geocoder(service: Service, settings: Any) -> Service:
    """The service, as the geocoder of the site: for editors only."""
    settings.WAGTAIL_TMS_GEOCODING_BACKEND = GEOPY
    settings.WAGTAIL_TMS_GEOCODING_OPTIONS = service.options()
    settings.WAGTAIL_TMS_GEOCODING_INTERVAL = 0
    return service


@pytest.fixture
def for_visitors(geocoder: Service, settings: Any) -> Service:
    """The service, as the geocoder of the site: for visitors, too."""
    settings.WAGTAIL_TMS_GEOCODING_FOR_VISITORS = True
    return geocoder


class Clock:
    """The time of the cache, which stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("django.core.cache.backends.locmem.time", clock)
    monkeypatch.setattr("django.core.cache.backends.base.time", clock)
    return clock
