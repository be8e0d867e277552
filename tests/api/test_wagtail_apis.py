"""Clinics over Wagtail's own APIs: the same search, told in their manner."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import HealthCheck, given, settings

from tests.api.test_canary import CANARY, HIDDEN, make_canary
from tests.api.test_fuzz import queries
from tests.factories import (
    make_age_group,
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
    make_insurer,
    make_language,
    make_service,
)
from tests.properties import examples
from wagtail_tms import get_clinic_model


pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.urls")]

V1 = "/tms/api/v1/clinics"
V2 = "/api/v2/clinics/"
V3 = "/api/v3/clinics/"
HAS_V3 = apps.is_installed("wagtail.api.v3")
needs_v3 = pytest.mark.skipif(not HAS_V3, reason="Wagtail 7.4 has no API v3.")
APIS = [V2, pytest.param(V3, marks=needs_v3)]
SEARCHES = [
    "",
    "?near=59011",
    "?near=59011&unit=km&radius=20",
    "?near=59011&condition=depression&insurer=acme-health",
    "?state=MT&sort=name&limit=1&offset=1",
    "?near=nowhere at all",
    "?near=Miami, FL",
    "?q=other",
]


@pytest.fixture
def clinics() -> list[Any]:
    depression, device = make_condition(), make_device()
    make_clearance(device, depression)
    terms = {
        "age_groups": [make_age_group()],
        "conditions": [depression],
        "devices": [device],
        "insurers": [make_insurer()],
        "services": [make_service()],
        "languages": [make_language()],
    }
    made = [
        make_clinic("Calm", slug="visible", **terms),
        make_clinic("Other", slug="other", latitude=46.0, **terms),
        make_clinic("Third", slug="third", latitude=46.1),
    ]
    for clinic in made:
        clinic.save_revision().publish()
    return made


def get(url: str, client: Client | None = None, **headers: str) -> Any:
    return (client or Client()).get(url, headers=headers)


def without_meta(clinics: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in clinic.items() if key != "meta"}
        for clinic in clinics
    ]


@pytest.mark.usefixtures("clinics")
@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("api", APIS)
def test_a_listing_is_the_search_of_v1(api: str, search: str) -> None:
    expected = get(V1 + search).json()
    answer = get(api + search)
    assert answer.status_code == 200
    told = answer.json()
    count = told["meta"]["total_count"] if api == V2 else told["count"]
    assert count == expected["count"]
    for key in ("items", "nearby"):
        assert without_meta(told[key]) == expected[key]
    for key in ("facets", "search", "support"):
        assert told[key] == expected[key]


@pytest.mark.parametrize("api", APIS)
def test_a_detail_is_where_the_listing_says(api: str, clinics: list[Any]) -> None:
    item = get(f"{api}?sort=name&limit=1").json()["items"][0]
    label = get_clinic_model()._meta.label
    url = f"http://localhost{api}{clinics[0].pk}/"
    assert item["meta"] == {"type": label, "detail_url": url}
    answer = get(url.removeprefix("http://localhost"))
    assert answer.status_code == 200
    told, expected = answer.json(), get(f"{V1}/visible").json()
    assert told.pop("meta") == {"type": label, "detail_url": url}
    del expected["api_url"]
    told.pop("api_url", None)
    assert told == expected


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize("search", ["nope=1", "limit=0", "condition=never", "age=x"])
def test_a_wrong_parameter_is_named(api: str, search: str) -> None:
    answer = get(f"{api}?{search}")
    assert answer.status_code == 400
    assert search.split("=")[0] in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "url",
    [
        f"{V2}?fields={'a(' * 1500}",
        f"{V2}?q=%00",
        f"{V2}find/?slug=%00",
        f"{V2}?limit={'9' * 40}",
        pytest.param(f"{V3}?q=%00", marks=needs_v3),
        pytest.param(f"{V3}?offset={'9' * 40}", marks=needs_v3),
    ],
)
def test_what_no_database_takes_is_refused_by_name(url: str) -> None:
    answer = get(url)
    assert answer.status_code == 400
    assert url.partition("?")[2].partition("=")[0] in answer.content.decode()


@pytest.mark.usefixtures("clinics")
@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize("path", ["", "find/", "1/", f"{'9' * 40}/"])
@settings(examples(50), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_every_request_is_answered_or_refused(
    api: str, path: str, query: list[tuple[bytes, bytes]]
) -> None:
    raw = "&".join(f"{quote(name)}={quote(value)}" for name, value in query)
    answer = Client().generic("GET", api + path, QUERY_STRING=raw)
    assert answer.status_code in (200, 302, 400, 404)


def photograph(client: Client, pk: int) -> dict[str, Any]:
    urls = [
        api + search
        for api in (V2, V3)[: 1 + HAS_V3]
        for search in [*SEARCHES, "?q=zzcanary", f"{pk}/", f"{pk + 3}/", "9999/"]
    ]
    urls += [f"{V2}find/?slug=zzcanary", f"{V2}find/?id={pk + 3}", f"{V2}?fields=*"]
    answers = {url: client.get(url) for url in urls}
    return {
        url: (answer.status_code, answer.content, dict(answer.headers))
        for url, answer in answers.items()
    }


@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_hidden_changes_no_byte(
    clinics: list[Any], admin: Client, state: str
) -> None:
    """Not for anyone, and not for someone who may see everything in the admin."""
    before = photograph(admin, clinics[0].pk)
    HIDDEN[state]()
    after = photograph(admin, clinics[0].pk)
    assert after == before
    for url, (_status, content, _headers) in after.items():
        assert CANARY.lower() not in content.decode().lower(), url


def test_the_canary_sings_when_it_is_public(clinics: list[Any], admin: Client) -> None:
    before = photograph(admin, clinics[0].pk)
    canary = make_canary()
    after = photograph(admin, clinics[0].pk)
    changed = {url for url in before if before[url] != after[url]}
    assert {V2, f"{V2}?near=59011", f"{V2}find/?slug=zzcanary"} <= changed
    for api in (V2, V3)[: 1 + HAS_V3]:
        assert get(f"{api}{canary.pk}/").status_code == 200


@pytest.mark.usefixtures("clinics")
@pytest.mark.parametrize("api", APIS)
def test_anyone_may_keep_an_answer(api: str, admin: Client) -> None:
    answer = get(f"{api}?near=59011", admin)
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    assert "cookie" not in answer.get("Vary", "").lower()


@needs_v3
@pytest.mark.usefixtures("clinics")
def test_v3_answers_304_to_who_has_the_answer() -> None:
    known = get(V3)["ETag"]
    assert get(V3, **{"If-None-Match": known}).status_code == 304


@pytest.mark.parametrize("api", APIS)
def test_searches_count_with_those_of_v1(api: str, settings: Any) -> None:
    settings.WAGTAIL_TMS_SEARCHES_PER_MINUTE = 2
    assert [get(V1).status_code, get(api).status_code] == [200, 200]
    refused = get(api)
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert get(V1).status_code == 429


@pytest.mark.usefixtures("clinics")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("_,name", {"name"}),
        ("_,id,name,meta", {"id", "name", "meta"}),
        ("_", set()),
    ],
)
def test_v2_tells_the_fields_that_are_asked_for(
    fields: str, expected: set[str]
) -> None:
    for item in get(f"{V2}?fields={fields}").json()["items"]:
        assert set(item) == expected


@pytest.mark.usefixtures("clinics")
def test_v2_leaves_out_the_fields_that_are_not_wanted() -> None:
    whole = get(V2).json()["items"][0]
    assert get(f"{V2}?fields=*").json()["items"][0] == whole
    for item in get(f"{V2}?fields=*,-address,-phone").json()["items"]:
        assert set(item) == set(whole) - {"address", "phone"}


@pytest.mark.usefixtures("clinics")
@pytest.mark.parametrize("fields", ["nope", "live", "name(", "address(city)", "-"])
def test_v2_names_fields_that_are_wrong(fields: str) -> None:
    answer = get(f"{V2}?fields={fields}")
    assert answer.status_code == 400
    assert answer.json()["message"]


@pytest.mark.usefixtures("clinics")
def test_v2_keeps_to_the_limit_of_the_site(settings: Any) -> None:
    settings.WAGTAILAPI_LIMIT_MAX = 2
    assert get(f"{V2}?limit=2").status_code == 200
    assert get(f"{V2}?limit=3").status_code == 400


def test_v2_finds_a_clinic_by_its_slug(clinics: list[Any]) -> None:
    for key in ("slug=visible", f"id={clinics[0].pk}"):
        answer = get(f"{V2}find/?{key}")
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"{V2}{clinics[0].pk}/?")
    for key in ("slug=nope", "id=x", "id=" + "9" * 30, "id=%D9%A1", ""):
        assert get(f"{V2}find/?{key}").status_code == 404


def test_the_snippets_of_v3_do_not_have_the_clinics() -> None:
    """They would show drafts to every token."""
    assert not hasattr(get_clinic_model(), "api_fields")


@needs_v3
def test_v3_tells_of_the_clinics_in_its_document() -> None:
    document = get("/api/v3/openapi.json").json()
    operations = {
        path: operation["get"]
        for path, operation in document["paths"].items()
        if "clinics" in path
    }
    assert {path: each["operationId"] for path, each in operations.items()} == {
        "/api/v3/clinics/": "clinics_list",
        "/api/v3/clinics/{pk}/": "clinics_detail",
    }
    names = [each["name"] for each in operations["/api/v3/clinics/"]["parameters"]]
    assert {"near", "radius", "condition", "q"} <= set(names)
