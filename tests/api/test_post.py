"""POST clinics/search: the same search, and nothing of it is kept."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import caches
from django.test import Client
from django.utils.log import AdminEmailHandler

from tests.api.test_errors import assert_problem
from tests.factories import make_clinic, make_condition, make_device
from wagtail_tms.api.body import MAX_BYTES
from wagtail_tms.api.parameters import search_parameters
from wagtail_tms.locator.params import RULES


pytestmark = pytest.mark.django_db

API = "/tms/api/v1"
URL = f"{API}/clinics/search"
HERE = {"lat": 45.8421, "lng": -109.9487}


def post(client: Client, body: Any, url: str = URL) -> Any:
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post(url, text, content_type="application/json")


@pytest.fixture
def clinics() -> list[Any]:
    depression = make_condition()
    return [
        make_clinic("Far", latitude=46.5, conditions=[depression]),
        make_clinic("Near", conditions=[depression], devices=[make_device()]),
        make_clinic("Other", accepting="newpt"),
    ]


@pytest.mark.usefixtures("clinics")
@pytest.mark.parametrize(
    "params",
    [
        {},
        {"near": "59011"},
        {"near": "Big Timber, MT", "radius": 20.5, "unit": "km"},
        {"near": "59011", "condition": ["depression"], "device": ["coil-one"]},
        {"state": "MT", "sort": "name", "limit": 1, "offset": 1},
        {"near": "59011", "accepting": True},
        {"near": "nowhere at all"},
    ],
)
def test_it_answers_as_get_does(client: Client, params: dict[str, Any]) -> None:
    words = {
        name: str(value).lower() if value is True else value
        for name, value in params.items()
    }
    expected = client.get(f"{API}/clinics", words)
    answer = post(client, params)
    assert answer.status_code == 200
    assert answer.json() == expected.json()


@pytest.mark.usefixtures("clinics")
@pytest.mark.parametrize("url", [URL, f"{URL}/"])
def test_distances_are_measured_from_the_position(client: Client, url: str) -> None:
    answer = post(client, {"position": HERE, "near": "Miami, FL"}, url).json()
    assert answer["search"]["near"]["kind"] == "position"
    assert answer["search"]["near"]["latitude"] == HERE["lat"]
    assert [item["name"] for item in answer["items"]] == ["Near", "Other", "Far"]
    # One degree of latitude is 69.09 miles.
    assert answer["items"][-1]["distance"] == pytest.approx(0.6579 * 69.09, abs=0.1)


AREA = {"west": -110.5, "south": 45, "east": -109, "north": 46}


@pytest.mark.usefixtures("clinics")
def test_an_area_holds_its_clinics_and_no_others(client: Client) -> None:
    answer = post(client, {"area": AREA, "position": HERE, "radius": 0.1}).json()
    assert {item["name"] for item in answer["items"]} == {"Near", "Other"}
    assert answer["count"] == 2
    assert answer["search"]["near"]["latitude"] == 45.5
    around = {"west": 170, "south": 45, "east": -100, "north": 47}
    assert post(client, {"area": around}).json()["count"] == 3


@pytest.mark.usefixtures("clinics")
def test_an_area_without_clinics_shows_the_nearest(client: Client) -> None:
    answer = post(client, {"area": AREA | {"north": 45.1}}).json()
    assert answer["search"]["widened"]
    assert "in this part of the map" in answer["search"]["message"]


@pytest.mark.parametrize(
    "area",
    [None, [-110, 45, -109, 46], {}, AREA | {"zoom": 3}, AREA | {"south": 47},
     AREA | {"west": -180.1}, AREA | {"north": "46"}],
)  # fmt: skip
def test_an_area_has_four_edges(client: Client, area: Any) -> None:
    (error,) = assert_problem(post(client, {"area": area}), 400)["errors"]
    assert error["parameter"] == "area"


@pytest.mark.usefixtures("clinics")
def test_nobody_may_keep_the_answer(client: Client) -> None:
    answer = post(client, {"position": HERE})
    assert answer["Cache-Control"] == "no-store"
    assert not answer.has_header("ETag")
    assert not answer.cookies


@pytest.mark.usefixtures("clinics")
def test_the_position_stays_nowhere(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in a log, a cache or a table, whether the search is right or wrong."""
    canary = {"lat": 45.8412345, "lng": -109.9487654}
    with caplog.at_level(logging.NOTSET):
        assert post(client, {"position": canary}).status_code == 200
        assert post(client, {"position": canary, "nope": 1}).status_code == 400
        assert post(client, {"position": {**canary, "alt": 1}}).status_code == 400
    kept = [caplog.text, repr(caches["default"]._cache)]
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped:
            kept.append(repr(list(model._base_manager.values())))
    for digits in ("45.841", "109.948"):
        assert not [text for text in kept if digits in text]


@pytest.mark.usefixtures("clinics")
def test_a_crash_report_does_not_hold_the_position(
    monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any], settings: Any
) -> None:
    """Not one frame's, however deep: here in the locator, where all is known."""
    settings.ADMINS = [("Admin", "admin@example.com")]
    handler = AdminEmailHandler(include_html=True)
    monkeypatch.setattr(logging.getLogger("django.request"), "handlers", [handler])
    monkeypatch.setattr("wagtail_tms.geo.cap_box", lambda *args: 1 / 0)
    client = Client(raise_request_exception=False)
    answer = post(client, {"position": {"lat": 45.8412345, "lng": -109.9487654}})
    assert answer.status_code == 500
    report = "".join(
        "".join([mail.body, *(html for html, _type in mail.alternatives)])
        for mail in mailoutbox
    )
    assert "ZeroDivisionError" in report
    assert "45.841" not in report


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("", ["body"]),
        ("nonsense", ["body"]),
        ("[]", ["body"]),
        ("null", ["body"]),
        ("1", ["body"]),
        (b"\xff\xfe\x00", ["body"]),
        ("[" * 60_000, ["body"]),
        ('{"radius": NaN}', ["body"]),
        ('{"position": {"lat": Infinity, "lng": 0}}', ["body"]),
        ('{"radius": ' + "9" * 5_000 + "}", ["body"]),
        ({f"key{number}": 1 for number in range(500)}, ["body"]),
        ('{"near": "59011", "near": "33101"}', ["near"]),
        ('{"position": {"lat": 1, "lat": 2, "lng": 3}}', ["lat"]),
        ({"nope": 1, "other": {}}, ["nope", "other"]),
        ({"lat": 45, "lng": -109}, ["lat", "lng"]),
        ({"city": "Boise"}, ["city"]),
        ({"position": None}, ["position"]),
        ({"position": [45, -109]}, ["position"]),
        ({"position": "45,-109"}, ["position"]),
        ({"position": {}}, ["position"]),
        ({"position": {"lat": 45}}, ["position"]),
        ({"position": {"lat": 45, "lng": -109, "accuracy": 5}}, ["position"]),
        ({"position": {"lat": "45", "lng": "-109"}}, ["position"]),
        ({"position": {"lat": 90.01, "lng": 0}}, ["position"]),
        ({"position": {"lat": 0, "lng": -180.01}}, ["position"]),
        ({"position": {"lat": True, "lng": 0}}, ["position"]),
        ('{"position": {"lat": 1e999, "lng": 0}}', ["position"]),
        ('{"position": {"lat": ' + "9" * 500 + ', "lng": 0}}', ["position"]),
        ({"near": 59011}, ["near"]),
        ({"near": ["59011"]}, ["near"]),
        ({"near": None}, ["near"]),
        ({"near": "x" * 201}, ["near"]),
        ({"near": "\ud800"}, ["near"]),
        ({"near": "a\x00b"}, ["near"]),
        ({"radius": "20"}, ["radius"]),
        ({"radius": 0}, ["radius"]),
        ({"radius": 1e-12}, ["radius"]),
        ({"radius": 500.1}, ["radius"]),
        ({"radius": 500.00000000000006}, ["radius"]),
        ({"limit": 5.000000000000001}, ["limit"]),
        ({"limit": 1.5}, ["limit"]),
        ({"limit": True}, ["limit"]),
        ({"offset": 10_001}, ["offset"]),
        ({"accepting": 1}, ["accepting"]),
        ({"condition": "depression"}, ["condition"]),
        ({"condition": [1]}, ["condition"]),
        ({"condition": [""]}, ["condition"]),
        ({"sort": ""}, ["sort"]),
        ({"condition": [["depression"]]}, ["condition"]),
        ({"condition": [f"c{n}" for n in range(5_000)]}, ["condition"]),
        ({"condition": ["never-heard-of"]}, ["condition"]),
        ({"age": -1, "sort": "-name", "unit": "furlong"}, ["age", "sort", "unit"]),
    ],
)
def test_each_wrong_key_is_named(client: Client, body: Any, names: list[str]) -> None:
    problem = assert_problem(post(client, body), 400)
    assert sorted(row["parameter"] for row in problem["errors"]) == names
    assert all(row["message"] for row in problem["errors"])


def test_a_whole_number_may_be_written_with_a_point(client: Client) -> None:
    answer = post(client, '{"limit": 5.0, "radius": 12.345678901234567}')
    assert answer.status_code == 200
    assert answer.json()["search"]["radius"] == pytest.approx(12.345678901)


def test_a_body_beyond_any_search_is_refused(client: Client, settings: Any) -> None:
    assert_problem(post(client, " " * MAX_BYTES + "{}"), 413)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert_problem(post(client, " " * 100 + "{}"), 413)


def test_the_body_has_the_parameters_of_get(client: Client) -> None:
    declared = [parameter["name"] for parameter in search_parameters()]
    assert declared == list(RULES)


def test_parameters_in_the_address_are_refused(client: Client) -> None:
    problem = assert_problem(post(client, {}, f"{URL}?near=59011"), 400)
    assert [row["parameter"] for row in problem["errors"]] == ["near"]


def test_it_answers_post_only_and_needs_no_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert post(strict, {}).status_code == 200
    for method in ("get", "head", "put", "patch", "delete", "options"):
        response = getattr(strict, method)(URL)
        assert response.status_code == 405
        assert response["Allow"] == "POST"


def test_a_form_is_no_json(client: Client) -> None:
    assert_problem(client.post(URL, {"near": "59011"}), 400)


def test_drafts_are_not_found(client: Client) -> None:
    make_clinic("Draft", live=False)
    assert post(client, {"position": HERE}).json()["count"] == 0
