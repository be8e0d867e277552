"""Wagtail's comparison of two versions of a clinic."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_clinic


pytestmark = pytest.mark.django_db


@pytest.fixture
def compared(admin: Any, clinic_url: Any) -> Any:
    """What the comparison of two positions shows: label and HTML of each change."""

    def compare(before: tuple[Any, Any], after: tuple[Any, Any]) -> dict[str, str]:
        clinic = make_clinic(live=False)
        revisions = []
        for clinic.latitude, clinic.longitude in (before, after):
            revisions.append(clinic.save_revision().pk)
        response = admin.get(clinic_url("revisions_compare", clinic.pk, *revisions))
        changes = response.context["comparison"]
        return {change.field_label(): change.htmldiff() for change in changes}

    return compare


def test_a_pin_that_moved_shows_where_from_and_where_to(compared: Any) -> None:
    changes = compared((45.835, -109.955), (45.7, -109.5))
    assert list(changes) == ["Position"]
    assert '<span class="deletion">45.835, -109.955</span>' in changes["Position"]
    assert '<span class="addition">45.7, -109.5</span>' in changes["Position"]


def test_a_pin_that_was_set_or_cleared_says_so(compared: Any) -> None:
    assert "no position" in compared((None, None), (45.7, -109.5))["Position"]
    assert "no position" in compared((45.7, -109.5), (None, None))["Position"]


def test_a_pin_that_stayed_is_no_change(compared: Any) -> None:
    assert compared((45.835, -109.955), (45.8350000001, -109.955)) == {}
