from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from wagtail_tms.phones import (
    display_phone,
    normalize_helpline,
    normalize_phone,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("(503) 555-0123", "+15035550123"),
        ("503.555.0123", "+15035550123"),
        ("1-503-555-0123", "+15035550123"),
        ("+1 503 555 0123", "+15035550123"),
        ("503-555-0123 x45", "+15035550123;ext=45"),
        ("787-555-0123", "+17875550123"),
    ],
)
def test_a_phone_number_is_stored_in_one_form(typed: str, stored: str) -> None:
    assert normalize_phone(typed) == stored


@pytest.mark.parametrize(
    "typed", ["", "555-0123", "call us", "+44 20 7946 0958", "1" * 99]
)
def test_what_is_no_us_phone_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        normalize_phone(typed)


def test_a_phone_number_is_shown_as_people_write_it() -> None:
    assert display_phone("+15035550123") == "(503) 555-0123"
    assert display_phone("+15035550123;ext=45") == "(503) 555-0123 ext. 45"
    assert display_phone("nonsense") == "nonsense"


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_a_validation_error(text: str) -> None:
    try:
        stored = normalize_phone(text)
    except ValidationError:
        return
    assert normalize_phone(stored) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("988", "988"),
        ("741741", "741741"),
        ("741-741", "741741"),
        (" 838 255 ", "838255"),
        ("1-800-273-8255", "+18002738255"),
        ("(503) 555-0123", "+15035550123"),
    ],
)
def test_a_helpline_has_a_short_code_or_a_phone_number(typed: str, stored: str) -> None:
    assert normalize_helpline(typed) == stored
    assert normalize_helpline(stored) == stored


@pytest.mark.parametrize(
    "typed", ["", "call us", "98", "9888", "123", "555-0123", "503-555-0123 x45"]
)
def test_what_is_no_helpline_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="short number like 988"):
        normalize_helpline(typed)
