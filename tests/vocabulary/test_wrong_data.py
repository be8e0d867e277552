"""Wrong data is refused before anything is written, by row and field."""

from __future__ import annotations

from typing import Any

import pytest

from tests.vocabulary.sample import clearance_of
from wagtail_tms.models import Condition
from wagtail_tms.vocabulary import VocabularyError, load_vocabulary


pytestmark = pytest.mark.django_db


def _no_condition(data: dict[str, Any]) -> None:
    del clearance_of(data)["condition"]


def _no_date(data: dict[str, Any]) -> None:
    del clearance_of(data)["decided_on"]


def _no_slug(data: dict[str, Any]) -> None:
    del data["conditions"][0]["slug"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda d: d.update(drugs=[]), ["section", "drugs"]),
        (_no_slug, ["Row 1", "conditions", "slug"]),
        (lambda d: d["conditions"][0].update(nmae="x"), ["mdd", "nmae"]),
        (lambda d: d["conditions"][0].update(name=""), ["mdd", "name"]),
        (lambda d: d["conditions"][0].update(name="x" * 200), ["mdd", "name"]),
        (lambda d: d["devices"][0].update(website="nowhere"), ["coil", "website"]),
        (lambda d: d["protocols"].append(d["protocols"][0]), ["itbs", "twice"]),
        (_no_condition, ["coil/K123456", "condition"]),
        (_no_date, ["coil/K123456/mdd", "decided_on"]),
        (lambda d: clearance_of(d).update(number="123"), ["coil/123/mdd", "number"]),
        (lambda d: clearance_of(d).update(decided_on="soon"), ["K1", "decided_on"]),
        (lambda d: clearance_of(d).update(decided_on="2999-01-02"), ["decided_on"]),
        (lambda d: clearance_of(d).update(checked_on="2019-01-02"), ["checked_on"]),
        (lambda d: clearance_of(d).update(pathway="magic"), ["K1", "pathway"]),
        (lambda d: clearance_of(d).update(condition="flu"), ["condition", "flu"]),
        (lambda d: clearance_of(d).update(protocol="laser"), ["protocol", "laser"]),
        (lambda d: clearance_of(d).update(maximum_age=3), ["K1", "maximum_age"]),
        (lambda d: clearance_of(d).update(device="other"), ["K1", "device"]),
    ],
)
def test_wrong_data_is_refused_by_row_and_field(
    data: dict[str, Any], spoil: Any, words: list[str]
) -> None:
    spoil(data)
    with pytest.raises(VocabularyError) as error:
        load_vocabulary(data)
    for word in words:
        assert word in str(error.value)
    assert not Condition.objects.exists()


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"off_label_as_of": "2026-11-26"}, "off_label_source_url"),
        ({"off_label_source_url": "https://example.com"}, "off_label_as_of"),
    ],
)
def test_off_label_needs_both_the_day_and_the_source(
    given: dict[str, Any], missing: str
) -> None:
    row = {"slug": "tinnitus", "name": "Tinnitus"} | given
    with pytest.raises(VocabularyError, match=missing):
        load_vocabulary({"conditions": [row]})
