"""The rules by which the gazetteer is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.build_gazetteer.names import short_forms, tidy_city, tidy_postal
from tools.build_gazetteer.overrides import Override, Overrides
from tools.build_gazetteer.places import PlaceBook
from tools.build_gazetteer.sources import City, Point, PostalCode
from tools.build_gazetteer.vote import Ballot, UndecidedError


REVIEWED = Path(__file__).parents[2] / "tools" / "gazetteer_overrides.csv"
HEADER = "kind,key,state,value,latitude,longitude,population,reason\n"
BOISE = (43.61, -116.20)
MERIDIAN = (43.61, -116.39)
SALMON = (45.18, -113.90)
TWIN_FALLS = (42.56, -114.46)


@pytest.fixture
def overrides(tmp_path: Path) -> Overrides:
    path = tmp_path / "overrides.csv"
    path.write_text(HEADER + "zip,83799,ID,place:Boise,,,,because\n", encoding="utf-8")
    return Overrides(path)


def _settle(
    overrides: Overrides,
    *,
    geonames: Point,
    census: Point | None = None,
    referee: Point | None = None,
    town: Point | None = None,
    code: str = "83702",
) -> tuple[Point | None, Ballot]:
    book = PlaceBook(overrides, {}, [])
    if town:
        book.add_cities([City("Boise", "ID", "001", town, 235_684)])
    ballot = Ballot(
        {code: census} if census else {},
        {code: ("ID", referee)} if referee else {},
        book,
        overrides,
    )
    return ballot.point(PostalCode(code, "Boise", "ID", geonames)), ballot


def test_geonames_is_kept_when_the_census_agrees(overrides: Overrides) -> None:
    point, _ = _settle(overrides, geonames=BOISE, census=MERIDIAN, referee=SALMON)
    assert point == BOISE


def test_census_is_taken_when_the_referee_agrees_with_it(overrides: Overrides) -> None:
    point, _ = _settle(overrides, geonames=SALMON, census=BOISE, referee=MERIDIAN)
    assert point == BOISE


def test_a_referee_that_copies_geonames_is_no_witness(overrides: Overrides) -> None:
    _, ballot = _settle(overrides, geonames=SALMON, census=BOISE, referee=SALMON)
    assert len(ballot.undecided) == 1
    with pytest.raises(UndecidedError, match="83702"):
        ballot.finish()


def test_boxes_in_the_middle_of_the_county_move_to_their_town(
    overrides: Overrides,
) -> None:
    point, _ = _settle(overrides, geonames=MERIDIAN, town=BOISE)
    assert point == BOISE


def test_a_near_witness_outweighs_one_that_is_only_not_far(
    overrides: Overrides,
) -> None:
    east, far_east = (43.61, -115.96), (43.61, -115.94)
    point, _ = _settle(overrides, geonames=BOISE, census=east, town=far_east)
    assert point == east


def test_boxes_are_where_a_zip_of_the_same_name_has_its_streets(
    overrides: Overrides,
) -> None:
    ballot = Ballot({"83702": BOISE}, {}, PlaceBook(overrides, {}, []), overrides)
    boxes = PostalCode("83799", "Boise", "OR", MERIDIAN)
    ballot.add_post_towns([PostalCode("83702", "Boise", "OR", SALMON), boxes])
    assert ballot.point(boxes) == BOISE


def test_a_point_without_any_witness_is_kept(overrides: Overrides) -> None:
    point, ballot = _settle(overrides, geonames=BOISE)
    assert point == BOISE
    assert ballot.counts["unopposed"] == 1


def test_a_reviewed_override_decides(overrides: Overrides) -> None:
    point, _ = _settle(
        overrides, geonames=SALMON, census=TWIN_FALLS, town=BOISE, code="83799"
    )
    assert point == BOISE


def test_a_zip_in_a_state_the_referee_denies_stops_the_build(
    overrides: Overrides,
) -> None:
    ballot = Ballot(
        {}, {"83702": ("OR", BOISE)}, PlaceBook(overrides, {}, []), overrides
    )
    ballot.check_states({"83702": PostalCode("83702", "Boise", "ID", BOISE)})
    with pytest.raises(UndecidedError, match="referee OR"):
        ballot.finish()


def test_of_two_places_with_one_name_the_post_town_stays(overrides: Overrides) -> None:
    book = PlaceBook(overrides, {}, [PostalCode("83702", "Boise", "ID", BOISE)])
    book.add_cities(
        [
            City("Boise", "ID", "1", SALMON, 9_000),
            City("Boise", "ID", "2", BOISE, 8_000),
        ]
    )
    assert book.find("boise", "ID").point == BOISE


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Allston/Brighton", ("Allston", ["Brighton"])),
        ("City of Milford (balance)", ("Milford", [])),
        ("Olinda, CDP", ("Olinda", [])),
        ("Winston-Salem", ("Winston-Salem", [])),
    ],
)
def test_database_names_become_the_names_people_write(
    raw: str, expected: tuple[str, list[str]]
) -> None:
    assert tidy_city(raw) == expected


def test_postal_names_get_their_capitals_back() -> None:
    assert tidy_postal("Usaf Academy") == "USAF Academy"
    assert tidy_postal("Mc Grath") == "McGrath"
    assert tidy_postal("City Of Industry") == "City of Industry"
    assert short_forms("The Bronx") == ["Bronx"]


def test_every_shipped_override_has_a_reason_and_decides_once() -> None:
    reviewed = Overrides(REVIEWED)
    assert len(reviewed.all("zip")) > 50
    assert all(isinstance(row, Override) and row.reason for row in reviewed.unused())


@pytest.mark.parametrize(
    "row", ["zip,83702,ID,census,,,,\n", "zap,83702,ID,census,,,,because\n"]
)
def test_override_without_reason_or_of_unknown_kind_is_refused(
    tmp_path: Path, row: str
) -> None:
    path = tmp_path / "overrides.csv"
    path.write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(ValueError, match="bad kind or no reason"):
        Overrides(path)
