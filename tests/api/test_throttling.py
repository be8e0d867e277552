"""How often a client may ask, and what is kept about it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory

from tests.api.test_errors import assert_problem
from wagtail_tms.api import throttling
from wagtail_tms.api.throttling import client_address


pytestmark = pytest.mark.django_db

API = "/tms/api/v1"
ADA, BEN = "198.51.100.7", "198.51.100.8"
# Twenty seconds into a minute.
START = datetime.datetime(2026, 11, 25, 12, 0, 20, tzinfo=datetime.UTC).timestamp()


@pytest.fixture(autouse=True)
def _limit(settings: Any) -> None:
    settings.WAGTAIL_TMS_SEARCHES_PER_MINUTE = 2


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Stand still at the first moment in the list."""
    moments = [START]
    monkeypatch.setattr(throttling.time, "time", lambda: moments[0])
    return moments


def ask(path: str = "clinics", address: str = ADA, **headers: str) -> Any:
    return Client(REMOTE_ADDR=address).get(f"{API}/{path}", headers=headers)


def search(address: str = ADA) -> Any:
    return Client(REMOTE_ADDR=address).post(
        f"{API}/clinics/search", "{}", content_type="application/json"
    )


def test_too_many_searches_are_refused_until_the_minute_is_over(
    clock: list[float],
) -> None:
    assert [ask().status_code, search().status_code] == [200, 200]
    for refused in (ask(), search(), ask("clinics?limit=0"), ask("finder")):
        assert_problem(refused, 429)
        assert refused["Retry-After"] == "40"
        assert refused["Cache-Control"] == "no-store"
    clock[0] += 40
    assert ask().status_code == 200


def test_each_client_and_each_kind_has_its_own_budget() -> None:
    for _ in range(3):
        ask()
    assert ask().status_code == 429
    assert ask(address=BEN).status_code == 200
    assert ask("clinics.geojson").status_code == 429
    for path in ("places?q=big", "clinics/clusters?bbox=0,0,1,1&zoom=1"):
        answers = [ask(path).status_code for _ in range(11)]
        assert 429 not in answers[:10]
        assert answers[10] == 429
    assert ask("openapi.json").status_code == 200


def test_head_and_a_trailing_slash_are_no_way_round() -> None:
    client = Client(REMOTE_ADDR=ADA)
    assert client.head(f"{API}/clinics").status_code == 200
    assert client.get(f"{API}/clinics/").status_code == 200
    assert client.head(f"{API}/clinics/").status_code == 429


def test_the_default_is_sixty(settings: Any) -> None:
    del settings.WAGTAIL_TMS_SEARCHES_PER_MINUTE
    answers = [ask("clinics?limit=0").status_code for _ in range(61)]
    assert answers == [400] * 60 + [429]


def test_a_site_can_turn_it_off(settings: Any) -> None:
    settings.WAGTAIL_TMS_SEARCHES_PER_MINUTE = 0
    assert {ask().status_code for _ in range(5)} == {200}
    assert not caches["default"]._cache


def test_without_a_cache_there_is_no_limit(settings: Any) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    }
    assert {ask().status_code for _ in range(5)} == {200}


def test_the_cache_does_not_know_the_client(clock: list[float]) -> None:
    ask()
    today = dict(caches["default"]._cache)
    assert ADA not in repr(today)
    clock[0] += throttling.DAY
    ask()
    counts = [key for key in caches["default"]._cache if "searches" in key]
    salts = [key for key in caches["default"]._cache if "salt" in key]
    assert len({key.rsplit(".", 1)[1] for key in counts}) == 2
    assert len(salts) == 2


def test_the_salt_is_kept_for_a_day_only(clock: list[float]) -> None:
    ask()
    (salt,) = [key for key in caches["default"]._cache if "salt" in key]
    assert caches["default"]._expire_info[salt] <= START + throttling.DAY


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "client"),
    [
        # Whoever is connected, whatever it says.
        (0, "8.8.8.8", "", "8.8.8.8"),
        (0, "8.8.8.8", "1.1.1.1", "8.8.8.8"),
        (0, "127.0.0.1", "", "127.0.0.1"),
        # A proxy that the site does not tell of.
        (0, "127.0.0.1", "8.8.8.8", None),
        (0, "10.0.0.3", "8.8.8.8, 10.0.0.2", None),
        (0, "fd00::3", "8.8.8.8", None),
        # The site's own proxies; a client can only write what is left of theirs.
        (1, "127.0.0.1", "8.8.8.8", "8.8.8.8"),
        (1, "127.0.0.1", "6.6.6.6, 8.8.8.8", "8.8.8.8"),
        (2, "10.0.0.3", "6.6.6.6, 8.8.8.8, 10.0.0.2", "8.8.8.8"),
        (2, "10.0.0.3", "8.8.8.8", "10.0.0.3"),
        (1, "10.0.0.3", "", "10.0.0.3"),
        (1, "127.0.0.1", "nonsense", None),
        # One household; the same address in two notations; a Unix socket.
        (0, "2606:4700::1", "", "2606:4700::/64"),
        (0, "2606:4700::ffff", "", "2606:4700::/64"),
        (0, "::ffff:8.8.8.8", "", "8.8.8.8"),
        (0, "", "", None),
    ],
)
def test_who_the_client_is(
    settings: Any, proxies: int, peer: str, forwarded: str, client: str | None
) -> None:
    settings.WAGTAIL_TMS_TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)
    assert client_address(request) == client
