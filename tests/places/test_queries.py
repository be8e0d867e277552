"""The regression file: what people type, with the answer and the reason it is there."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.places.typed import LARGEST, STATES
from wagtail_tms import places


QUERIES = tomllib.loads(
    (Path(__file__).parent / "queries.toml").read_text(encoding="utf-8")
)["group"]


def _rows(kind: str) -> list[Any]:
    return [
        pytest.param(typed, answer, group["why"], id=ascii(typed)[1:-1] or "empty")
        for group in QUERIES
        for typed, answer in group.get(kind, {}).items()
    ]


def _labels(resolution: places.Resolution) -> list[str]:
    return [place.label for place in resolution.alternatives]


@pytest.mark.parametrize(("typed", "label", "why"), _rows("found"))
def test_the_one_place_is_found(typed: str, label: str, why: str) -> None:
    resolution = places.resolve(typed)
    found = resolution.place.label if resolution.place else _labels(resolution)
    assert found == label, why


@pytest.mark.parametrize(("typed", "first", "why"), _rows("asked"))
def test_a_question_is_asked(typed: str, first: list[str], why: str) -> None:
    resolution = places.resolve(typed)
    assert resolution.place is None, why
    assert _labels(resolution)[: len(first)] == first, why
    assert resolution.message


@pytest.mark.parametrize(("typed", "offered", "why"), _rows("offered"))
def test_alternatives_are_offered(typed: str, offered: list[str], why: str) -> None:
    resolution = places.resolve(typed)
    assert resolution.place is None, why
    assert set(offered) <= set(_labels(resolution)), why


@pytest.mark.parametrize(("typed", "words", "why"), _rows("refused"))
def test_no_place_is_made_up(typed: str, words: str, why: str) -> None:
    resolution = places.resolve(typed)
    assert resolution.place is None, why
    assert words in resolution.message, why


def test_the_file_is_large_enough() -> None:
    assert sum(len(_rows(kind)) for kind in ("found", "asked", "refused")) >= 250


@pytest.mark.parametrize(("code", "name", "misspelled"), STATES)
def test_state_by_name_code_and_misspelling(
    code: str, name: str, misspelled: str
) -> None:
    # New York and LA are rather the cities; the states are offered beside them.
    for typed in (name, name.upper(), f" {code.lower()}. ", code, misspelled):
        resolution = places.resolve(typed)
        meant = [
            resolution.place.label if resolution.place else "",
            *_labels(resolution),
        ]
        assert name in meant, typed
        if typed.strip(" .").upper() not in ("NEW YORK", "LA"):
            assert meant[0] == name, typed


@pytest.mark.parametrize("city", LARGEST)
def test_large_city_in_five_spellings(city: str) -> None:
    name, code = city.split(", ")
    state = {row[0]: row[1] for row in STATES}.get(code, "District of Columbia")
    swapped = name[:3] + name[4] + name[3] + name[5:] if len(name) > 5 else name
    for typed in (
        city.lower(),
        f"{name} {state}",
        f"{name.upper()},{code}",
        f"  {name} , {code[0]}.{code[1]}. ",
        f"{swapped}, {state}",
    ):
        place = places.resolve(typed).place
        assert place is not None, typed
        assert (place.name.replace("St.", "Saint"), place.state) == (
            name.replace("St.", "Saint"),
            code,
        ), typed


def test_every_state_of_a_shared_name_is_offered_by_population() -> None:
    for name in ("Springfield", "Salem", "Franklin", "Clinton", "Greenville"):
        alternatives = places.resolve(name).alternatives
        people = [place.population for place in alternatives]
        assert people == sorted(people, reverse=True)
        assert len(alternatives) == 12


@pytest.mark.parametrize("seed", range(3))
def test_ten_kilobytes_of_noise_are_refused_at_once(seed: int) -> None:
    noise = random.Random(seed)
    text = "".join(chr(noise.randrange(32, 0xD7FF)) for _ in range(10_000))
    resolution = places.resolve(text)
    assert resolution.place is None
    assert "too long" in resolution.message
    assert places.suggest(text) == ()
