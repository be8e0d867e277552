from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from wagtail_tms.admin.map_widget import LocationField, LocationWidget
from wagtail_tms.admin.position import parse_position, position_point, position_text


latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


@pytest.mark.parametrize(
    "text",
    [
        "45.835, -109.955",
        "45.835,-109.955",
        "  45.835  -109.955 ",
        "45.835; -109.955",
        "(45.835, -109.955)",
        "SRID=4326;POINT(-109.955 45.835)",
        "SRID=4326;POINT (-109.955 45.835)",
        "POINT(-109.955 45.835)",
        "+45.835, -1.09955e2",
    ],
)
def test_every_usual_way_to_write_a_position_is_understood(text):
    assert parse_position(text) == (45.835, -109.955)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_text_is_no_position(text):
    assert parse_position(text) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Boise", "Write the latitude"),
        ("45.8", "Write the latitude"),
        ("1, 2, 3", "Write the latitude"),
        ("nan, 0", "Write the latitude"),
        ("inf, 0", "Write the latitude"),
        ("1e400, 0", "Write the latitude"),
        ("SRID=3857;POINT(1 2)", "Write the latitude"),
        ("999, 999", "A latitude lies between"),
        ("91, 0", "The latitude comes first. Did you mean 0, 91?"),
        ("-109.955, 45.835", "Did you mean 45.835, -109.955?"),
        ("45, 180.5", "A longitude lies between"),
    ],
)
def test_what_is_no_position_is_refused_in_plain_words(text, message):
    with pytest.raises(ValidationError, match=message.replace("?", r"\?")):
        parse_position(text)


@given(latitudes, longitudes)
def test_a_position_survives_being_written_and_read(latitude, longitude):
    position = parse_position(f"{latitude!r}, {longitude!r}")
    assert position == pytest.approx((latitude, longitude), abs=5.1e-7)
    assert parse_position(position_text(position)) == position
    assert parse_position(position_point(position)) == position


@given(st.text())
def test_no_text_raises_anything_but_a_validation_error(text):
    try:
        position = parse_position(text)
    except ValidationError:
        return
    assert position is None or (abs(position[0]) <= 90 and abs(position[1]) <= 180)


def test_the_text_box_counts_before_the_hidden_point():
    widget = LocationWidget()
    both = {"place": "SRID=4326;POINT(1 2)", "place_latlng": "3, 4"}
    assert widget.value_from_datadict(both, {}, "place") == "3, 4"
    assert widget.value_from_datadict({"place": "x"}, {}, "place") == "x"
    assert widget.value_omitted_from_data({}, {}, "place")
    assert not widget.value_omitted_from_data({"place_latlng": ""}, {}, "place")


def test_a_field_tells_a_change_from_none():
    field = LocationField(required=False)
    assert not field.has_changed((45.835, -109.955), "45.8350, -109.955")
    assert field.has_changed((45.835, -109.955), "")
    assert not field.has_changed(None, "")
    assert field.clean("45.835, -109.955") == (45.835, -109.955)
