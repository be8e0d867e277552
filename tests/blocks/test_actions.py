from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.articles.factories import home_page, make_directory
from tests.blocks.rendering import render
from tests.factories import make_clinic
from wagtail_tms.blocks import CallToActionBlock, ClinicTeaserBlock


pytestmark = pytest.mark.django_db

ACTION = {"heading": "Go", "text": "", "label": "Find clinics"}


def clean(value: dict[str, Any], *, draft: bool = False) -> Any:
    block = CallToActionBlock()
    raw = {"directory": False, "page": None, "url": "", **ACTION, **value}
    value = block.normalize(raw)
    return block.clean_deferred(value) if draft else block.clean(value)


@pytest.fixture
def request_() -> Any:
    return RequestFactory().get("/articles/a/", HTTP_HOST="localhost")


def test_a_call_to_action_has_a_target() -> None:
    with pytest.raises(ValidationError) as error:
        clean({})
    assert set(error.value.block_errors) == {"directory"}
    assert clean({}, draft=True)


def test_a_call_to_action_has_one_target_only() -> None:
    value = {"directory": True, "url": "https://example.org/"}
    with pytest.raises(ValidationError) as error:
        clean(value)
    assert "one target" in str(error.value.block_errors["directory"].messages)
    with pytest.raises(ValidationError):
        clean(value, draft=True)


@pytest.mark.parametrize(
    "value", [{"directory": True}, {"url": "https://example.org/"}]
)
def test_one_target_is_right(value: dict[str, Any]) -> None:
    assert clean(value)


def test_a_page_is_a_target() -> None:
    assert clean({"page": home_page()})


def test_the_directory_is_searched_from_the_band(request_: Any) -> None:
    directory = make_directory()
    html = render(CallToActionBlock(), {**ACTION, "directory": True}, request=request_)
    assert f'action="{directory.get_url(request_)}"' in html
    assert 'name="near"' in html


def test_without_a_directory_no_form_leads_nowhere(request_: Any) -> None:
    html = render(CallToActionBlock(), {**ACTION, "directory": True}, request=request_)
    assert "<form" not in html


def test_an_unpublished_page_is_not_linked(request_: Any) -> None:
    page = home_page()
    page.live = False
    html = render(CallToActionBlock(), {**ACTION, "page": page}, request=request_)
    assert "href" not in html


def test_a_dangerous_address_is_not_linked(request_: Any) -> None:
    value = {**ACTION, "url": "javascript:alert(1)"}
    assert "href" not in render(CallToActionBlock(), value, request=request_)


def test_chosen_clinics_keep_their_order() -> None:
    clinics = [make_clinic("Zeta"), make_clinic("Alpha")]
    html = render(ClinicTeaserBlock(), {"heading": "Two", "clinics": clinics})
    assert html.index("Zeta") < html.index("Alpha")


def test_a_clinic_that_is_not_public_is_left_out() -> None:
    clinics = [
        make_clinic("Draft", live=False),
        make_clinic("Closed", status="closed"),
        make_clinic("Open"),
    ]
    html = render(ClinicTeaserBlock(), {"heading": "Three", "clinics": clinics})
    assert "Open" in html
    assert "Draft" not in html
    assert "Closed" not in html


def test_no_public_clinic_leaves_no_heading() -> None:
    clinics = [make_clinic("Draft", live=False)]
    html = render(ClinicTeaserBlock(), {"heading": "Chosen", "clinics": clinics})
    assert html.strip() == ""


def test_chosen_clinics_cost_one_query(request_: Any) -> None:
    make_directory()
    block = ClinicTeaserBlock()
    queries = []
    for number in (1, 6):
        clinics = [make_clinic(f"Clinic {n}") for n in range(number)]
        value = block.normalize({"heading": "Some", "clinics": clinics})
        block.render(value, {"request": request_})
        with CaptureQueriesContext(connection) as captured:
            block.render(value, {"request": request_})
        queries.append(len(captured))
    assert queries == [1, 1]


def test_seven_clinics_are_too_many() -> None:
    block = ClinicTeaserBlock()
    clinics = [make_clinic(f"Clinic {n}") for n in range(7)]
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"heading": "Some", "clinics": clinics}))


def test_clinics_link_to_their_page(request_: Any) -> None:
    directory = make_directory()
    clinic = make_clinic("Calm")
    html = render(
        ClinicTeaserBlock(), {"heading": "One", "clinics": [clinic]}, request=request_
    )
    base = directory.get_url(request_)
    assert f'href="{base}montana/big-timber/{clinic.slug}/"' in html
