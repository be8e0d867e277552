"""Who may keep an answer, and for how long it is the same."""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from tests.factories import (
    make_clinic,
    make_condition,
    make_directory,
    make_insurer,
    make_organization,
)
from wagtail_tms import get_clinic_model
from wagtail_tms.models import Condition


pytestmark = pytest.mark.django_db

API = "/tms/api/v1"
CLUSTERS = "clinics/clusters?bbox=-125,24,-66,50&zoom=4"
ADDRESSES = [
    "clinics", "clinics?near=59011", "clinics/calm", "places?q=big+t", CLUSTERS,
    "clinics.geojson",
]  # fmt: skip
# A Wednesday, at noon in Montana.
NOON = datetime.datetime(2026, 11, 25, 19, tzinfo=datetime.UTC)


@pytest.fixture
def calm() -> Any:
    return make_clinic(
        "Calm Clinic",
        slug="calm",
        conditions=[make_condition()],
        insurers=[make_insurer()],
        organization=make_organization(),
        hours=[(weekday, "08:00", "17:00") for weekday in range(7)],
    )


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime.datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.mark.usefixtures("calm")
@pytest.mark.parametrize("address", ADDRESSES)
def test_anyone_may_keep_an_answer(client: Client, address: str, settings: Any) -> None:
    assert client.get(f"{API}/{address}")["Cache-Control"] == "public, max-age=60"
    settings.WAGTAIL_TMS_API_MAX_AGE = 5
    assert client.get(f"{API}/{address}")["Cache-Control"] == "public, max-age=5"


@pytest.mark.parametrize(
    "address",
    [
        "clinics?limit=0",
        "clinics/unknown",
        "nowhere",
        "places",
        "finder?page=0",
        "clinics/clusters",
    ],
)
def test_nobody_may_keep_a_refusal(client: Client, address: str) -> None:
    refusal = client.get(f"{API}/{address}")
    assert refusal.status_code >= 400
    assert refusal["Cache-Control"] == "no-store"
    assert not refusal.has_header("ETag")


@pytest.mark.usefixtures("calm")
def test_the_finder_is_for_its_reader_to_keep(client: Client, settings: Any) -> None:
    """Its links to clinics hold the address that was asked."""
    settings.WAGTAIL_TMS_API_MAX_AGE = 5
    answer = client.get(f"{API}/finder?near=59011")
    assert answer["Cache-Control"] == "private, max-age=5"


@pytest.mark.usefixtures("calm")
@pytest.mark.parametrize("address", [*ADDRESSES, "finder?near=59011", "openapi.json"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_who_has_the_answer_is_not_sent_it_again(
    client: Client, address: str, method: str
) -> None:
    url = f"{API}/{address}"
    answer = client.get(url)
    for known in (answer["ETag"], f'"old", W/{answer["ETag"]}', "*"):
        again = getattr(client, method)(url, headers={"If-None-Match": known})
        assert again.status_code == 304
        assert again.content == b""
        assert again["ETag"] == answer["ETag"]
        assert again.get("Cache-Control") == answer.get("Cache-Control")
    for other in ('"old"', "", "nonsense", answer["ETag"][:-2] + '"'):
        again = client.get(url, headers={"If-None-Match": other})
        assert again.status_code == 200
        assert again.content == answer.content


def test_other_conditions_are_no_errors(client: Client) -> None:
    """If-Match is for writing, and an answer has no date of its own."""
    never = {
        "If-Match": '"other"',
        "If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT",
    }
    assert client.get(f"{API}/clinics", headers=never).status_code == 200


def rename_condition(calm: Any) -> None:
    Condition.objects.update(name="Low mood", short_name="")


def rename_insurer(calm: Any) -> None:
    insurer = make_insurer()
    insurer.name = "Acme"
    insurer.save()


CHANGES: dict[str, Callable[[Any], Any]] = {
    "another clinic": lambda calm: make_clinic("Another"),
    "published": lambda calm: (
        setattr(calm, "name", "Calmer"), calm.save_revision().publish(),
    ),
    "unpublished": lambda calm: calm.unpublish(),
    "changed in bulk": lambda calm: get_clinic_model().objects.update(name="Calmer"),
    "closed": lambda calm: get_clinic_model().objects.update(status="closed"),
    "deleted": lambda calm: calm.delete(),
    "deleted in bulk": lambda calm: get_clinic_model().objects.all().delete(),
    "a condition renamed": rename_condition,
    "an insurer renamed": rename_insurer,
    "a condition deleted": lambda calm: make_condition().delete(),
    "the directory opened": lambda calm: make_directory(),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "address", ["clinics", "clinics?near=59011", "finder?near=59011"]
)
def test_a_change_is_never_missed(
    client: Client, calm: Any, change: str, address: str
) -> None:
    known = client.get(f"{API}/{address}")["ETag"]
    CHANGES[change](calm)
    answer = client.get(f"{API}/{address}", headers={"If-None-Match": known})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("fields", "moment"),
    [
        ({"go_live_at": NOON + datetime.timedelta(seconds=1)}, 1),
        ({"expire_at": NOON + datetime.timedelta(seconds=1)}, 1),
        ({"closed_on": datetime.date(2026, 11, 26)}, 11 * 3_600),
        ({"hours": [(2, "08:00", "12:01")]}, 60),
        ({"hours": [(2, "12:30", "17:00")]}, 30 * 60),
    ],
)
def test_an_etag_does_not_outlive_a_moment(
    client: Client, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], moment: int
) -> None:
    """Nobody saves anything, and no job runs: the moment comes, that is all."""
    clinic = make_clinic("Calm Clinic", **{"hours": [], **fields})
    for before in (0, moment - 1):
        at(monkeypatch, NOON + datetime.timedelta(seconds=before))
        known = client.get(f"{API}/clinics")["ETag"]
    at(monkeypatch, NOON + datetime.timedelta(seconds=moment))
    answer = client.get(f"{API}/clinics", headers={"If-None-Match": known})
    assert answer.status_code == 200, clinic


EMPTY = ["near", "q", "age", "radius", "device", "offset"]


def spelled(search: dict[str, list[str]], draw: random.Random) -> str:
    """Return an address that asks for the search, in one of many ways."""
    pairs = [(name, "") for name in EMPTY if draw.random() < 0.3]
    for name, values in search.items():
        if name == "condition":
            pairs += [(name, value) for value in values * draw.choice([1, 2])]
        else:
            case = draw.choice([str.upper, str.lower])
            pairs += [(name, case(value)) for value in values]
    draw.shuffle(pairs)
    return "clinics?" + "&".join(f"{name}={quote(value)}" for name, value in pairs)


def test_spellings_of_a_search_make_one_etag_and_no_cache_entry(
    client: Client, calm: Any
) -> None:
    make_clinic("Other", conditions=[make_condition("Obsession", slug="ocd")])
    draw = random.Random(7)
    choices = itertools.product(["name", "verified"], ["1", "2"], ["mi", "km"])
    client.get(f"{API}/clinics")  # Wagtail keeps where its sites are.
    kept = [*caches["default"]._cache]
    for sort, limit, unit in choices:
        search = {
            "state": ["mt"], "sort": [sort], "limit": [limit], "unit": [unit],
            "condition": ["depression", "ocd"],
        }  # fmt: skip
        ways = {spelled(search, draw) for _ in range(10)}
        assert len(ways) > 5
        assert len({client.get(f"{API}/{way}")["ETag"] for way in ways}) == 1
    assert [*caches["default"]._cache] == kept


@pytest.mark.usefixtures("calm")
@pytest.mark.parametrize("address", [*ADDRESSES, "openapi.json", "nowhere"])
@pytest.mark.parametrize("behind_proxy", [True, False])
def test_no_header_of_a_client_comes_back(
    client: Client, settings: Any, address: str, behind_proxy: bool
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.USE_X_FORWARDED_HOST = behind_proxy
    make_directory()
    answer = client.get(
        f"{API}/{address}",
        headers={
            "Host": "evil.example",
            "X-Forwarded-Host": "evil.example",
            "X-Forwarded-Proto": "evil",
            "X-Original-URL": "/evil",
            "Referer": "https://evil.example/",
            "Origin": "https://evil.example",
        },
    )
    assert "evil" not in answer.content.decode()
    assert "evil" not in repr(dict(answer.headers))


@pytest.mark.usefixtures("calm")
@pytest.mark.parametrize(
    "address", [*ADDRESSES, "finder?near=59011", "openapi.json", "nowhere"]
)
def test_no_cookie_is_set_or_looked_at(admin: Client, address: str) -> None:
    answer = admin.get(f"{API}/{address}")
    assert not answer.cookies
    assert "cookie" not in answer.get("Vary", "").lower()
    assert answer.content == Client().get(f"{API}/{address}").content
