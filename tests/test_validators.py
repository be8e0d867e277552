from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from wagtail_tms.validators import (
    validate_age,
    validate_latitude,
    validate_link,
    validate_longitude,
    validate_npi,
)


def test_a_right_npi_passes() -> None:
    validate_npi("1234567893")
    validate_npi("1245319599")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "123456789",
        "12345678933",
        "1234567890",
        "3234567893",
        "12345\uff167893",
        "abc",
    ],
)
def test_a_wrong_npi_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_npi(value)


@given(st.from_regex(r"[12][0-9]{8}", fullmatch=True))
def test_exactly_one_check_digit_fits(start: str) -> None:
    fitting = 0
    for digit in "0123456789":
        try:
            validate_npi(start + digit)
        except ValidationError:
            continue
        fitting += 1
    assert fitting == 1


@pytest.mark.parametrize(
    ("validate", "limit"), [(validate_latitude, 90.0), (validate_longitude, 180.0)]
)
def test_degrees_end_at_the_pole_and_the_antimeridian(
    validate: Callable[[float], None], limit: float
) -> None:
    for value in (0.0, limit, -limit):
        validate(value)
    for value in (limit + 0.001, -limit - 0.001, float("nan"), float("inf")):
        with pytest.raises(ValidationError):
            validate(value)


def test_ages_end_at_120() -> None:
    validate_age(0)
    validate_age(120)
    with pytest.raises(ValidationError, match="at most 120"):
        validate_age(121)


@pytest.mark.parametrize(
    "value", ["https://example.org/a?b=c", "/contact/", "/", "desk@example.org"]
)
def test_a_link_to_a_page_a_path_or_an_address_passes(value: str) -> None:
    validate_link(value)


@pytest.mark.parametrize(
    "value",
    [
        "contact",
        "//evil.example/",
        "/\\evil.example/",
        "/two words/",
        "javascript:alert(1)",
        "ftp://example.org/",
        "mailto:desk@example.org",
    ],
)
def test_a_link_to_anything_else_is_refused(value: str) -> None:
    with pytest.raises(ValidationError, match="web address"):
        validate_link(value)
