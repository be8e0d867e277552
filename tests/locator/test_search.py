from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone, translation
from hypothesis import given

from tests.factories import (
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
    make_insurer,
    make_language,
    make_organization,
    make_service,
)
from tests.locator.brute_force import nearest_slowly, points, radii
from tests.properties import examples
from wagtail_tms.geo import Unit
from wagtail_tms.locator import (
    Listing,
    LocatorQuery,
    LocatorResult,
    Sort,
    found,
    nearest_clinics,
    search,
)
from wagtail_tms.locator.start_radii import start_radii
from wagtail_tms.places import PlaceKind


pytestmark = pytest.mark.django_db

HERE = (45.8350, -109.9550)
BOZEMAN = {
    "city": "Bozeman", "postal_code": "59715", "latitude": 45.6770,
    "longitude": -111.0429,
}  # fmt: skip
CODY = {
    "city": "Cody", "state": "WY", "postal_code": "82414", "latitude": 44.5263,
    "longitude": -109.0565,
}  # fmt: skip
WEDNESDAY_NOON = datetime.datetime(2026, 6, 17, 18, 0, tzinfo=datetime.UTC)


def names(result: LocatorResult) -> list[str]:
    return [listing.clinic.name for listing in result.listings]


def ask(**fields: Any) -> LocatorResult:
    return search(LocatorQuery(**fields))


# Near a point


def test_the_nearest_come_first_with_their_distance() -> None:
    make_clinic("Bozeman", **BOZEMAN)
    make_clinic("Here")
    result = ask(near="59011", radius=100)
    assert names(result) == ["Here", "Bozeman"]
    assert result.count == 2
    assert result.place is not None
    assert result.place.kind == PlaceKind.POSTAL_CODE
    assert [listing.number for listing in result.listings] == [1, 2]
    assert result.listings[1].distance == pytest.approx(53.3, abs=1)
    assert (result.message, result.widened) == ("", False)


def test_distances_and_radius_are_in_the_unit_asked_for() -> None:
    make_clinic("Bozeman", **BOZEMAN)
    assert ask(near="59011", radius=80, unit=Unit.KILOMETERS).widened
    result = ask(near="59011", radius=90, unit=Unit.KILOMETERS)
    assert not result.widened
    assert result.listings[0].distance == pytest.approx(85.9, abs=1)
    assert result.radius == 90


def test_a_position_goes_before_a_text() -> None:
    make_clinic("Here")
    result = ask(position=HERE, near="Miami, FL")
    assert names(result) == ["Here"]
    assert result.place is not None
    assert result.place.kind == PlaceKind.POSITION
    assert result.place.state == ""


def test_a_state_beside_a_place_keeps_to_that_state() -> None:
    make_clinic("Montana")
    make_clinic("Wyoming", **CODY)
    assert names(ask(near="59011", radius=200)) == ["Montana", "Wyoming"]
    assert names(ask(near="59011", radius=200, state="WY")) == ["Wyoming"]


def test_by_name_and_by_date_within_the_radius() -> None:
    today = datetime.date(2026, 1, 1)
    make_clinic("beta", last_verified_on=today, longitude=-109.9)
    make_clinic("Alpha", longitude=-109.8)
    make_clinic("Gamma", last_verified_on=today + datetime.timedelta(1))
    make_clinic("Far", latitude=25.0)
    result = ask(position=HERE, sort=Sort.NAME)
    assert names(result) == ["Alpha", "beta", "Gamma"]
    assert result.listings[2].distance == pytest.approx(0, abs=0.01)
    result = ask(position=HERE, sort=Sort.VERIFIED)
    assert names(result) == ["Gamma", "beta", "Alpha"]


def test_by_name_across_the_antimeridian() -> None:
    make_clinic("East", latitude=51.9, longitude=179.99)
    make_clinic("West", latitude=51.9, longitude=-179.99)
    assert names(ask(position=(51.9, 180), sort=Sort.NAME)) == ["East", "West"]


# In a state, in a city, everywhere


def test_a_state_is_an_area_in_the_order_of_names() -> None:
    make_clinic("beta")
    make_clinic("Alpha", latitude=48.9, longitude=-115.0)
    make_clinic("Wyoming", **CODY)
    for result in (ask(near="Montana"), ask(state="MT"), ask(near="MT", radius=1)):
        assert names(result) == ["Alpha", "beta"]
        assert result.count == 2
        assert result.listings[0].distance is None
        assert result.place is not None
        assert result.place.label == "Montana"


def test_a_city_narrows_a_state() -> None:
    make_clinic("Timber")
    make_clinic("Bozeman", **BOZEMAN)
    make_clinic("Other state", **{**CODY, "city": "Bozeman"})
    assert names(ask(state="MT", city="bozeman")) == ["Bozeman"]
    assert names(ask(state="MT", city="Bozeman", near="59011", radius=90)) == [
        "Bozeman"
    ]


def test_no_place_gives_all_by_name() -> None:
    make_clinic("beta")
    make_clinic("Alpha", **CODY)
    make_clinic("Gamma", live=False)
    result = ask()
    assert names(result) == ["Alpha", "beta"]
    assert (result.place, result.count) == (None, 2)


def test_most_recently_confirmed_first() -> None:
    make_clinic("Never")
    make_clinic("Old", last_verified_on=datetime.date(2025, 1, 1))
    make_clinic("New", last_verified_on=datetime.date(2026, 1, 1))
    assert names(ask(sort=Sort.VERIFIED)) == ["New", "Old", "Never"]


# Open now


@pytest.fixture
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: WEDNESDAY_NOON)


@pytest.mark.usefixtures("_noon")
def test_open_now_keeps_what_is_open() -> None:
    make_clinic("Open", hours=[(2, "09:00", "17:00")])
    make_clinic("Afternoon", hours=[(2, "13:00", "17:00")])
    make_clinic("Unknown")
    result = ask(position=HERE, open_now=True)
    assert (names(result), result.count) == (["Open"], 1)
    assert names(ask(state="MT", open_now=True)) == ["Open"]


@pytest.mark.usefixtures("_noon")
def test_open_now_widens() -> None:
    make_clinic("Closed")
    make_clinic("Open", hours=[(2, "09:00", "17:00")], **CODY)
    result = ask(near="59011", radius=5, open_now=True)
    assert (names(result), result.widened) == (["Open"], True)


@pytest.mark.usefixtures("_noon")
def test_open_now_tells_how_far_it_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "MAX_HOURS_CHECKED", 2)
    for number in range(4):
        make_clinic(f"{number}", hours=[(2, "09:00", "17:00")])
    result = ask(position=HERE, open_now=True)
    assert (names(result), result.count) == (["0", "1"], 2)
    assert "first 2 clinics only" in result.message


# Pages


@pytest.mark.parametrize("fields", [{"position": HERE}, {"state": "MT"}, {}])
@pytest.mark.parametrize("sort", list(Sort))
def test_pages_join_to_the_whole_list(fields: dict[str, Any], sort: Sort) -> None:
    for number in range(23):
        make_clinic("Same", longitude=-109.9 - (number % 3) / 10)
    whole = ask(**fields, sort=sort, limit=100)
    pages = [
        ask(**fields, sort=sort, limit=5, offset=offset) for offset in range(0, 25, 5)
    ]
    joined = [listing for page in pages for listing in page.listings]
    assert [x.clinic.pk for x in joined] == [x.clinic.pk for x in whole.listings]
    assert [listing.number for listing in joined] == list(range(1, 24))
    assert {page.count for page in pages} == {23}
    assert [page.page for page in pages] == [1, 2, 3, 4, 5]
    assert {page.page_count for page in pages} == {5}
    assert [page.has_next for page in pages] == [True] * 4 + [False]
    assert [page.has_previous for page in pages] == [False] + [True] * 4


def test_a_page_after_the_last_is_empty() -> None:
    make_clinic()
    result = ask(position=HERE, offset=20)
    assert (result.listings, result.count, result.widened) == ([], 1, False)


def test_an_empty_result_has_one_page() -> None:
    assert ask().page_count == 1


# Against brute force, through every layer


@pytest.fixture
def world() -> dict[int, tuple[float, float]]:
    """Clinics at the corners of the map, in a crowd, twice in one place."""
    where = [
        (90.0, 0.0), (-90.0, 0.0), (89.99, 179.99), (-89.99, -180.0), (0.0, 180.0),
        (0.0, -180.0), (0.0, 0.0), (51.9, 179.99), (51.9, -179.99),
        *[(40.70 + n / 100, -74.02 + n / 80) for n in range(6)], (40.70, -74.02),
    ]  # fmt: skip
    return {
        make_clinic(latitude=latitude, longitude=longitude).pk: (latitude, longitude)
        for latitude, longitude in where
    }


def test_search_is_exact_everywhere(world: dict[int, tuple[float, float]]) -> None:
    @examples(60)
    @given(points, radii)
    def check(origin: tuple[float, float], radius: float) -> None:
        result = ask(position=origin, radius=radius, limit=100)
        true = nearest_slowly(origin, world, radius) or nearest_slowly(origin, world)
        assert result.count == len(true)
        assert {listing.clinic.pk for listing in result.listings} == {
            pk for _, pk in true
        }
        assert [listing.distance for listing in result.listings] == pytest.approx(
            [miles for miles, _ in true], abs=1e-3
        )

    check()


# The cost


def test_the_number_of_queries_does_not_grow(
    django_assert_max_num_queries: Any,
) -> None:
    def measure(**fields: Any) -> int:
        ask(**fields)
        with django_assert_max_num_queries(40) as queries:
            result = ask(**fields)
            for listing in result.listings:
                read_card(listing)
        return len(queries)

    def fill(count: int) -> None:
        for number in range(count):
            device, condition = make_device(f"D{number}"), make_condition(f"C{number}")
            if not device.clearances.exists():
                make_clearance(device, condition)
            make_clinic(
                conditions=[condition],
                devices=[device],
                insurers=[make_insurer(f"I{number}")],
                services=[make_service(f"S{number}")],
                languages=[make_language()],
                organization=make_organization(f"O{number}"),
                hours=[(0, "09:00", "17:00")],
            )
        start_radii.forget()

    searches = (
        {"position": HERE, "sort": Sort.NAME},
        {"position": HERE},
        {"state": "MT"},
        {"q": "clinic"},
        {"position": HERE, "open_now": True},
        {},
    )
    fill(3)
    few = [measure(**fields) for fields in searches]
    fill(15)
    assert [measure(**fields) for fields in searches] == few
    assert max(few) <= 11


def read_card(listing: Listing) -> None:
    """Touch what a card shows."""
    assert listing.open_state
    assert listing.conditions_by_evidence
    assert listing.insurers


def test_other_relations_can_be_asked_for(django_assert_num_queries: Any) -> None:
    make_clinic(services=[make_service()], languages=[make_language()])
    result = search(LocatorQuery(position=HERE), relations=["services", "languages"])
    with django_assert_num_queries(0):
        clinic = result.listings[0].clinic
        assert list(clinic.services.all())
        assert list(clinic.languages.all())


def test_nearest_clinics_are_the_same_in_few_queries(
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(5):
        make_clinic(f"{number}", longitude=-109.9 - number / 10)
    query = LocatorQuery(position=HERE, limit=3, offset=1)
    search(query)
    with django_assert_max_num_queries(2):
        found = nearest_clinics(query)
    assert [clinic.name for _, clinic in found] == names(search(query))
    assert [miles for miles, _ in found] == sorted(miles for miles, _ in found)


def test_nearest_clinics_need_a_point() -> None:
    make_clinic()
    for near in ("", "Montana", "Springfield", "Xyzzyplugh"):
        assert nearest_clinics(LocatorQuery(near=near)) == []


def test_messages_follow_the_active_language() -> None:
    with translation.override("de"):
        assert ask().message
