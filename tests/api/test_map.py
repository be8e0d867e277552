"""Clusters and GeoJSON: the clinics of the list, on a map."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.api.test_errors import assert_problem
from tests.factories import (
    make_age_group,
    make_clinic,
    make_condition,
    make_directory,
    make_insurer,
)
from wagtail_tms.api import geojson


pytestmark = pytest.mark.django_db

API = "/tms/api/v1"
WORLD = "bbox=-180,-90,180,90"
# In the site's own zone it is one o'clock.
NOON = datetime.datetime(2026, 11, 25, 19, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def get(client: Client, path: str) -> Any:
    response = client.get(f"{API}/{path}")
    assert response.status_code == 200, response.content
    return response.json()


def listed(client: Client, search: str) -> list[int]:
    answer = get(client, f"clinics?{search}")
    return [item["id"] for item in answer["items"]]


def on_map(client: Client, search: str) -> list[int]:
    """Return the clinics of all clusters, looking closer until none is left."""
    found: dict[int, None] = {}
    views = [(WORLD, 3)]
    while views:
        box, zoom = views.pop()
        for item in get(client, f"clinics/clusters?{box}&zoom={zoom}&{search}")[
            "items"
        ]:
            if item["kind"] == "cluster":
                bounds = ",".join(map(str, item["bounds"]))
                views.append((f"bbox={bounds}", min(zoom + 3, 22)))
            found |= dict.fromkeys(clinic["id"] for clinic in item["clinics"])
    return [*found]


def featured(client: Client, search: str) -> list[int]:
    answer = get(client, f"clinics.geojson?{search}")
    return [feature["id"] for feature in answer["features"]]


@pytest.fixture
def some_clinics() -> None:
    depression, insurer = make_condition(), make_insurer()
    make_clinic("Calm", conditions=[depression], accepting="newpt")
    make_clinic("Same house", insurers=[insurer], expire_at=timezone.now() + HOUR)
    make_clinic("Next door", latitude=45.8351, conditions=[depression])
    make_clinic("Over the hill", latitude=46.1, insurers=[insurer])
    make_clinic("Livingston", latitude=45.66, longitude=-110.56, city="Livingston")
    make_clinic(
        "Boise", city="Boise", state="ID", postal_code="83702", latitude=43.6,
        longitude=-116.2, age_groups=[make_age_group()], conditions=[depression],
        hours=[(weekday, "00:00", "23:59") for weekday in range(7)],
    )  # fmt: skip
    make_clinic("Adak", state="AK", latitude=51.88, longitude=-176.65)
    make_clinic("Attu", state="AK", latitude=52.9, longitude=173.2)
    make_clinic("Later", go_live_at=timezone.now() + HOUR)
    make_clinic("Draft", live=False)
    make_clinic("Nowhere", latitude=None, longitude=None)


@pytest.mark.usefixtures("some_clinics")
@pytest.mark.parametrize(
    "search",
    [
        "",
        "condition=depression",
        "condition=depression&insurer=acme-health",
        "accepting=1",
        "age=40",
        "age=4",
        "open_now=1",
        "state=MT",
        "state=Alaska&condition=depression",
        "near=59011",
        "near=59011&radius=5&unit=km",
        "near=59011&radius=500&sort=name",
        "near=59011&accepting=1&condition=depression",
        "near=59011&open_now=1",
        "near=Montana",
        "near=Idaho&accepting=1",
        "near=59011&radius=10&age=40",
        "near=33101",
        "near=33101&limit=2",
        "near=33101&radius=5&open_now=1",
        "near=Springfield",
        "near=Xyzzyville",
        "q=boise",
        "q=nothing+of+that+kind",
    ],
)
def test_list_map_and_geojson_agree_clinic_by_clinic(
    client: Client, search: str
) -> None:
    ids = listed(client, search)
    assert featured(client, search) == ids
    shown = on_map(client, search)
    assert len(shown) == len(ids)
    assert set(shown) == set(ids)


@pytest.mark.usefixtures("some_clinics")
def test_the_searches_above_find_different_clinics(client: Client) -> None:
    """Or their agreement would say nothing."""
    everything = listed(client, "")
    assert len(everything) == 8
    for search in (
        "condition=depression",
        "age=40",
        "near=59011",
        "near=33101&limit=2",
    ):
        assert 0 < len(listed(client, search)) < len(everything)


@pytest.mark.usefixtures("some_clinics")
def test_features_come_in_the_pages_of_the_list_and_the_map_shows_all(
    client: Client,
) -> None:
    page = "near=59011&radius=500&limit=2&offset=1&sort=name"
    assert featured(client, page) == listed(client, page)
    assert len(on_map(client, page)) == len(listed(client, "near=59011&radius=500"))


@pytest.mark.usefixtures("some_clinics")
@pytest.mark.parametrize("search", ["", "&accepting=1", "&near=59011", "&open_now=1"])
def test_features_of_a_box_are_those_of_the_map_with_that_box(
    client: Client, search: str
) -> None:
    for box in ("170,40,-170,60", "-112,45,-109,46.0", "-180,-90,180,90"):
        answer = get(client, f"clinics/clusters?bbox={box}&zoom=12{search}")
        covered = ",".join(map(str, answer["bbox"]))
        features = get(client, f"clinics.geojson?bbox={covered}{search}")
        assert features["count"] == answer["count"] == len(features["features"])


@pytest.mark.usefixtures("some_clinics")
def test_a_box_leaves_out_what_is_outside(client: Client) -> None:
    answer = get(client, "clinics.geojson?bbox=-110,45.8,-109.9,45.9")
    names = [feature["properties"]["name"] for feature in answer["features"]]
    assert names == ["Calm", "Next door", "Same house"]
    answer = get(client, "clinics.geojson?bbox=170,50,-170,60")
    names = [feature["properties"]["name"] for feature in answer["features"]]
    assert names == ["Adak", "Attu"]


def test_a_cluster_an_address_and_a_clinic(client: Client) -> None:
    make_directory()
    make_clinic("B", slug="b")
    make_clinic("A", slug="a")
    make_clinic("Alone", slug="alone", latitude=40.0)
    make_clinic("One", latitude=30.0)
    make_clinic("Two", latitude=30.1)
    answer = get(client, "clinics/clusters?bbox=-111,29,-109,46&zoom=6")
    kinds = {item["kind"]: item for item in answer["items"]}
    assert set(kinds) == {"cluster", "address", "clinic"}
    assert kinds["cluster"]["count"] == 2
    assert kinds["cluster"]["clinics"] == []
    assert kinds["cluster"]["latitude"] == pytest.approx(30.05, abs=0.001)
    west, south, east, north = kinds["cluster"]["bounds"]
    assert west < -109.955 < east
    assert south < 30 < 30.1 < north
    assert kinds["address"]["count"] == 2
    assert [clinic["name"] for clinic in kinds["address"]["clinics"]] == ["A", "B"]
    (alone,) = kinds["clinic"]["clinics"]
    assert alone["url"] == "/clinics/montana/big-timber/alone/"
    assert alone["slug"] == "alone"
    assert (kinds["clinic"]["latitude"], kinds["clinic"]["longitude"]) == (
        40.0, -109.955,
    )  # fmt: skip


def test_geojson_is_as_rfc_7946_asks(client: Client) -> None:
    clinic = make_clinic("Calm", slug="calm")
    response = client.get(f"{API}/clinics.geojson?near=59011")
    assert response["Content-Type"] == "application/geo+json; charset=utf-8"
    answer = response.json()
    assert answer["type"] == "FeatureCollection"
    (feature,) = answer["features"]
    assert feature["type"] == "Feature"
    assert feature["id"] == clinic.pk
    assert feature["geometry"] == {"type": "Point", "coordinates": [-109.955, 45.835]}
    properties = feature["properties"]
    assert properties["name"] == "Calm"
    assert properties["address"]["city"] == "Big Timber"
    assert properties["phone"]["e164"] == "+14065550123"
    assert properties["distance"] > 0
    # Members of other GeoJSON objects are forbidden in this one.
    assert not {"coordinates", "geometries", "geometry", "properties"} & set(answer)


def test_no_more_features_than_are_promised(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geojson, "MAX_FEATURES", 3)
    for number in range(5):
        make_clinic(f"C{number}")
    answer = get(client, "clinics.geojson")
    assert len(answer["features"]) == 3
    assert answer["count"] == 5
    assert len(get(client, "clinics.geojson?offset=3")["features"]) == 2


def test_dates_are_honored_when_they_come_without_a_job(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def names(after: datetime.timedelta) -> list[str]:
        monkeypatch.setattr(timezone, "now", lambda: NOON + after)
        (item,) = get(client, f"clinics/clusters?{WORLD}&zoom=4")["items"]
        features = get(client, "clinics.geojson")["features"]
        shown = [clinic["name"] for clinic in item["clinics"]]
        assert shown == [feature["properties"]["name"] for feature in features]
        return shown

    monkeypatch.setattr(timezone, "now", lambda: NOON)
    make_clinic("Opens", go_live_at=NOON + HOUR)
    make_clinic("Expires", expire_at=NOON + HOUR)
    make_clinic("Closes", closed_on=datetime.date(2026, 11, 26))
    make_clinic("Stays")
    assert names(0 * HOUR) == ["Closes", "Expires", "Stays"]
    assert names(2 * HOUR) == ["Closes", "Opens", "Stays"]
    assert names(12 * HOUR) == ["Opens", "Stays"]


def test_a_place_that_is_not_known_shows_nothing_and_says_so(client: Client) -> None:
    make_clinic()
    for address in (f"clinics/clusters?{WORLD}&zoom=4&", "clinics.geojson?"):
        answer = get(client, f"{address}near=Xyzzyville")
        assert answer["count"] == 0
        assert answer["message"]


def test_what_is_far_is_shown_and_said_when_nothing_is_near(client: Client) -> None:
    make_clinic()
    for address in (f"clinics/clusters?{WORLD}&zoom=4&", "clinics.geojson?"):
        answer = get(client, f"{address}near=33101&radius=5")
        assert answer["count"] == 1
        assert "Here is the nearest one" in answer["message"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["bbox", "zoom"]),
        (WORLD, ["zoom"]),
        ("zoom=4&bbox=", ["bbox"]),
        ("zoom=4&bbox=1,2,3", ["bbox"]),
        ("zoom=4&bbox=1,2,3,4,5", ["bbox"]),
        ("zoom=4&bbox=1,2,3,x", ["bbox"]),
        ("zoom=4&bbox=1,nan,3,4", ["bbox"]),
        ("zoom=4&bbox=-inf,2,3,4", ["bbox"]),
        ("zoom=4&bbox=-181,2,3,4", ["bbox"]),
        ("zoom=4&bbox=1,-91,3,4", ["bbox"]),
        ("zoom=4&bbox=1,2,3,1", ["bbox"]),
        ("zoom=4&bbox=1,2,3,4&bbox=1,2,3,4", ["bbox"]),
        ("zoom=4&bbox=" + "1" * 300, ["bbox"]),
        (f"{WORLD}&zoom=-1", ["zoom"]),
        (f"{WORLD}&zoom=23", ["zoom"]),
        (f"{WORLD}&zoom=4.5", ["zoom"]),
        (f"{WORLD}&zoom=4&zoom=5", ["zoom"]),
        (f"{WORLD}&zoom=x&nope=1&age=999", ["age", "nope", "zoom"]),
        (f"{WORLD}&zoom=4&condition=never-heard-of", ["condition"]),
        (f"{WORLD}&zoom=4&position=1,2", ["position"]),
        (
            f"{WORLD}&zoom=4&" + "&".join(f"insurer=i{n}" for n in range(21)),
            ["insurer"],
        ),
    ],
)
def test_each_wrong_parameter_is_named(
    client: Client, query: str, names: list[str]
) -> None:
    body = assert_problem(client.get(f"{API}/clinics/clusters?{query}"), 400)
    assert sorted(row["parameter"] for row in body["errors"]) == names


@pytest.mark.parametrize("wrong", ["bbox=1,2,3", "zoom=23", "limit=101", "nope=1"])
def test_each_wrong_parameter_of_features_is_named(client: Client, wrong: str) -> None:
    body = assert_problem(client.get(f"{API}/clinics.geojson?{wrong}"), 400)
    assert [row["parameter"] for row in body["errors"]] == [wrong.partition("=")[0]]


def test_a_script_s_way_to_write_small_numbers_is_read(client: Client) -> None:
    get(client, "clinics/clusters?bbox=-1e-7,-2.5E-8,1e-07,0.5&zoom=4")
    body = {"bbox": [-1e-7, -2.5e-8, 1e-07, 0.5], "zoom": 4}
    assert posted(client, body).status_code == 200


def test_features_take_as_many_queries_as_there_are_for_one(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    make_directory()
    for number in range(30):
        make_clinic(f"C{number}")
    get(client, "clinics.geojson")
    with django_assert_max_num_queries(6):
        assert len(get(client, "clinics.geojson")["features"]) == 30


MAP = {"bbox": [-112, 44, -108, 47], "zoom": 7}


def posted(client: Client, body: dict[str, Any]) -> Any:
    url = f"{API}/clinics/clusters"
    return client.post(url, body, content_type="application/json")


def test_the_map_of_a_position_shows_the_clinics_of_its_list(client: Client) -> None:
    for number, north in enumerate((45.8, 45.9, 46.8)):
        make_clinic(f"Clinic {number}", slug=f"clinic-{number}", latitude=north)
    search = {"position": {"lat": 45.84, "lng": -109.96}, "radius": 20}
    answer = posted(client, {**MAP, **search})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["count"] == 2
    area = {"west": -110.5, "south": 45.85, "east": -109, "north": 46.9}
    assert posted(client, {**MAP, "area": area}).json()["count"] == 2


def test_the_map_of_a_posted_search_is_that_of_the_same_search(client: Client) -> None:
    insurer = make_insurer()
    make_clinic("One", slug="one", insurers=[insurer])
    make_clinic("Two", slug="two")
    search = f"near=59011&insurer={insurer.slug}"
    expected = get(client, f"clinics/clusters?bbox=-112,44,-108,47&zoom=7&{search}")
    body = {**MAP, "near": "59011", "insurer": [insurer.slug]}
    assert posted(client, body).json() == expected


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, ["bbox", "zoom"]),
        ({**MAP, "bbox": "-112,44,-108,47"}, ["bbox"]),
        ({**MAP, "bbox": [-112, 44, -108]}, ["bbox"]),
        ({**MAP, "bbox": [-112, 44, -108, "47"]}, ["bbox"]),
        ({**MAP, "bbox": [-112, 44, 10**400, 47]}, ["bbox"]),
        ({**MAP, "zoom": 7.5}, ["zoom"]),
        ({**MAP, "position": [45, -109]}, ["position"]),
        ({**MAP, "nope": 1}, ["nope"]),
    ],
)
def test_a_posted_map_is_judged_like_every_body(
    client: Client, body: dict[str, Any], wrong: list[str]
) -> None:
    errors = assert_problem(posted(client, body), 400)["errors"]
    assert [error["parameter"] for error in errors] == wrong
