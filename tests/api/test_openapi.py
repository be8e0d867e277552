"""The OpenAPI document: a snapshot, and that it tells the truth.

After a change that is meant: ``UPDATE_SNAPSHOTS=1 pytest tests/api/test_openapi.py``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_condition
from wagtail_tms.api.detail_schemas import ClinicDetail
from wagtail_tms.api.examples import CLUSTERS_BODY, SEARCH_BODY
from wagtail_tms.api.map_schemas import ClinicFeatures, ClusterList
from wagtail_tms.api.schemas import ClinicList, PlaceList


pytestmark = pytest.mark.django_db

API = "/tms/api/v1"
HTML = ("finder_get", "finder_search")
SNAPSHOT = Path(__file__).parent / "snapshots" / "openapi.json"


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    response = client.get(f"{API}/openapi.json")
    assert response.status_code == 200
    return response.json()


def test_the_contract_is_as_it_was(document: dict[str, Any]) -> None:
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8"), (
        "The API's contract changed. If that is meant, run this test once with "
        "UPDATE_SNAPSHOTS=1 and commit the snapshot."
    )


def test_it_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == {
        f"{API}/clinics", f"{API}/clinics/search", f"{API}/clinics/{{slug}}",
        f"{API}/clinics/clusters", f"{API}/clinics.geojson", f"{API}/places",
        f"{API}/finder",
    }  # fmt: skip


def test_every_operation_says_what_it_is(document: dict[str, Any]) -> None:
    operations = [
        operation
        for methods in document["paths"].values()
        for operation in methods.values()
    ]
    assert len({operation["operationId"] for operation in operations}) == 9
    for operation in operations:
        assert operation["summary"]
        assert operation["description"]
        assert {"200", "400"} <= set(operation["responses"])
        for status, response in operation["responses"].items():
            if status in ("301", "304"):
                continue  # They have no content.
            expected = "application/json"
            if operation["operationId"] in HTML:
                expected = "text/html"
            if int(status) >= 400:
                expected = "application/problem+json"
            elif operation["operationId"] == "clinics_geojson":
                expected = "application/geo+json"
            assert list(response["content"]) == [expected]


def test_every_operation_shows_an_example(document: dict[str, Any]) -> None:
    """Of its answer, true to the declared shape, and of what is asked."""
    shapes = {
        "clinics_list": ClinicList,
        "clinics_search": ClinicList,
        "clinics_get": ClinicDetail,
        "clinics_clusters": ClusterList,
        "clinics_clusters_search": ClusterList,
        "clinics_geojson": ClinicFeatures,
        "places_list": PlaceList,
    }
    for methods in document["paths"].values():
        for operation in methods.values():
            (content,) = operation["responses"]["200"]["content"].values()
            if operation["operationId"] in HTML:
                assert content["example"].startswith('<div class="tms-locator"')
            else:
                shape = shapes[operation["operationId"]]
                told = shape.model_validate(content["example"], extra="forbid")
                assert told.model_dump(mode="json") == content["example"]
            asked = [*operation["parameters"]]
            if "requestBody" in operation:
                asked += operation["requestBody"]["content"].values()
            assert any("example" in each for each in asked)


def test_the_example_of_a_search_is_a_search(client: Client) -> None:
    make_condition(slug="mdd")
    bodies = {
        "clinics/search": SEARCH_BODY,
        "clinics/clusters": CLUSTERS_BODY,
        "finder": SEARCH_BODY,
    }
    for path, body in bodies.items():
        answer = client.post(f"{API}/{path}", body, content_type="application/json")
        assert answer.status_code == 200


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    names = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names
    assert names <= set(document["components"]["schemas"])


def _bounds(schema: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return values that a declaration admits, and values that it does not."""
    if "enum" in schema:
        return schema["enum"], ["never"]
    if schema["type"] == "boolean":
        return ["true", "false"], ["maybe"]
    if schema["type"] == "integer":
        low, high = schema["minimum"], schema["maximum"]
        return [str(low), str(high)], [str(low - 1), str(high + 1), "1.5", "x"]
    if schema["type"] == "number":
        return ["0.5", str(schema["maximum"])], ["0", str(schema["maximum"] + 1), "x"]
    return [], ["x" * (schema.get("maxLength", 200) + 1)]


# What an operation cannot do without.
NEEDED = {"places": {"q": "big"}, "clusters": {"bbox": "-125,24,-66,50", "zoom": "4"}}


@pytest.mark.parametrize(
    "path", ["clinics", "clinics/clusters", "clinics.geojson", "places", "finder"]
)
def test_what_is_declared_is_what_is_judged(
    client: Client, document: dict[str, Any], path: str
) -> None:
    base = NEEDED.get(path.rpartition("/")[2], {})
    path = f"{API}/{path}"
    for parameter in document["paths"][path]["get"]["parameters"]:
        name = parameter["name"]
        good, bad = _bounds(parameter["schema"])
        if name == "directory":
            good = []  # It is the number of a page that is there.
        for value in good:
            answer = client.get(path, {**base, name: value})
            assert answer.status_code == 200, (name, value)
        for value in bad:
            answer = client.get(path, {**base, name: value})
            assert answer.status_code == 400, (name, value)


def test_the_document_needs_no_other_server(document: dict[str, Any]) -> None:
    assert "cdn" not in json.dumps(document).lower()
    assert document["servers"] == []
