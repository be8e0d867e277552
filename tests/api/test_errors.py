"""Refusals: problem+json that names the parameter, in every case."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_clinic, make_condition


pytestmark = pytest.mark.django_db

API = "/tms/api/v1"


def assert_problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert set(body) == {"type", "title", "status", "detail", "errors"}
    assert body["status"] == status
    return body


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("nope=1", ["nope"]),
        ("nope=1&neither=2", ["neither", "nope"]),
        ("near=59011&near=33101", ["near"]),
        ("near=" + "x" * 201, ["near"]),
        ("near=a%00b", ["near"]),
        ("radius=0", ["radius"]),
        ("radius=-1", ["radius"]),
        ("radius=nan", ["radius"]),
        ("radius=1e400", ["radius"]),
        ("radius=inf", ["radius"]),
        ("radius=500.1", ["radius"]),
        ("unit=furlong", ["unit"]),
        ("state=ZZ", ["state"]),
        ("condition=" + "&condition=".join(f"c{n}" for n in range(21)), ["condition"]),
        ("condition=%00", ["condition"]),
        ("condition=never-heard-of", ["condition"]),
        ("insurer=__class__", ["insurer"]),
        ("age=-1", ["age"]),
        ("age=121", ["age"]),
        ("age=%D9%A1", ["age"]),
        ("accepting=maybe", ["accepting"]),
        ("open_now=2", ["open_now"]),
        ("q=" + "x" * 201, ["q"]),
        ("sort=-name", ["sort"]),
        ("limit=0", ["limit"]),
        ("limit=101", ["limit"]),
        ("limit=1.5", ["limit"]),
        ("offset=-1", ["offset"]),
        ("offset=10001", ["offset"]),
        ("position=45,-109", ["position"]),
        ("lat=45&lng=-109", ["lat", "lng"]),
        ("city=Boise", ["city"]),
        ("age_group=adults", ["age_group"]),
        ("filters__live=0", ["filters__live"]),
        ("limit=0&sort=x&nope=", ["limit", "nope", "sort"]),
    ],
)
def test_each_wrong_parameter_is_named(
    client: Client, query: str, names: list[str]
) -> None:
    body = assert_problem(client.get(f"{API}/clinics?{query}"), 400)
    assert sorted(row["parameter"] for row in body["errors"]) == names
    assert all(row["message"] for row in body["errors"])


@pytest.mark.parametrize("wrong", ["%F0%9F%98%80", "a%20b", "%00", "zzz"])
@pytest.mark.parametrize("path", ["clinics", "clinics.geojson", "finder"])
def test_a_right_value_does_not_excuse_a_wrong_one_of_its_filter(
    client: Client, path: str, wrong: str
) -> None:
    slug = make_condition().slug
    query = f"condition={slug}&condition={wrong}"
    body = assert_problem(client.get(f"{API}/{path}?{query}"), 400)
    assert [row["parameter"] for row in body["errors"]] == ["condition"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize(
    "path",
    [
        "clinics", "clinics/", "clinics/calm", "places", "places/",
        "clinics.geojson", "clinics.geojson/",
    ],
)  # fmt: skip
def test_other_methods_are_refused(client: Client, method: str, path: str) -> None:
    response = getattr(client, method)(f"{API}/{path}")
    assert_problem(response, 405)
    assert set(response["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", ["clinics/clusters", "clinics/clusters/", "finder"])
def test_other_methods_are_refused_where_a_post_is_not(
    client: Client, method: str, path: str
) -> None:
    response = getattr(client, method)(f"{API}/{path}")
    assert_problem(response, 405)
    assert set(response["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_a_post_needs_no_token_to_be_told_no() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert_problem(strict.post(f"{API}/clinics"), 405)
    assert_problem(strict.post(f"{API}/nowhere"), 404)


@pytest.mark.parametrize(
    "path",
    [
        "clinics", "clinics/", "clinics/calm", "places?q=a", "clinics.geojson",
        "clinics/clusters/?bbox=0,0,1,1&zoom=1",
    ],
)  # fmt: skip
def test_head_answers_as_get_without_a_body(client: Client, path: str) -> None:
    make_clinic(slug="calm")
    response = client.head(f"{API}/{path}")
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=60"
    assert response.content == b""


@pytest.mark.parametrize(
    "path", ["", "nope", "clinics/nope", "clinics/no.pe", "clinics/%00", "clinics/a/b"]
)
@pytest.mark.parametrize("debug", [True, False])
def test_every_unknown_address_answers_the_same(
    client: Client, settings: Any, path: str, debug: bool
) -> None:
    settings.DEBUG = debug
    response = client.get(f"{API}/{path}")
    assert_problem(response, 404)
    assert response.content == client.get(f"{API}/clinics/unknown").content


def test_far_too_many_parameters_are_refused(client: Client) -> None:
    query = "&".join(f"p{number}=1" for number in range(2_000))
    assert_problem(client.get(f"{API}/clinics?{query}"), 400)


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "nonsense"])
def test_a_charset_in_the_request_does_no_harm(client: Client, charset: str) -> None:
    response = client.generic(
        "GET",
        f"{API}/clinics",
        content_type=f"text/plain; charset={charset}",
        QUERY_STRING="near=%2B2AA-&q=+2AA-",
    )
    assert response.status_code in (200, 400)


def test_messages_are_in_the_language_that_is_asked_for(client: Client) -> None:
    response = client.get(f"{API}/clinics?nope=1", headers={"Accept-Language": "es"})
    assert_problem(response, 400)
