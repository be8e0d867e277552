"""Searching on the directory page, by links and forms alone."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest

from tests.factories import (
    make_clinic,
    make_condition,
    make_directory,
    make_insurer,
    make_service,
)
from tests.outline import html
from wagtail_tms.finder import Finder


pytestmark = pytest.mark.django_db

BOISE = {
    "city": "Boise",
    "state": "ID",
    "postal_code": "83702",
    "latitude": 43.62,
    "longitude": -116.2,
    "time_zone": "America/Boise",
}


def test_a_search_says_what_it_found(client: Any, directory: Any) -> None:
    make_clinic()
    response = client.get(directory.url, {"near": "59011", "radius": "25"})
    assert "1 clinic within 25 miles of Big Timber, MT 59011" in html(response)
    assert 'role="status"' in html(response)


def test_a_search_is_private_and_not_indexed(
    client: Any, directory: Any, settings: Any
) -> None:
    settings.SECURE_REFERRER_POLICY = "unsafe-url"
    response = client.get(directory.url, {"near": "59011"})
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private"
    assert response["Referrer-Policy"] == "same-origin"
    assert response.context["canonical_url"].endswith(directory.url)


def test_the_plain_pages_may_be_indexed(
    client: Any, directory: Any, settings: Any
) -> None:
    settings.SECURE_REFERRER_POLICY = "unsafe-url"
    make_clinic()
    for path in ("", "montana/", "montana/big-timber/"):
        response = client.get(directory.url + path)
        assert "X-Robots-Tag" not in response
        assert response["Referrer-Policy"] == "same-origin"


def test_a_wrong_value_is_named_and_the_rest_is_kept(
    client: Any, directory: Any
) -> None:
    depression = make_condition()
    make_clinic(conditions=[depression])
    asked = {"near": "59011", "age": "900", "condition": "depression", "x": "y"}
    response = client.get(directory.url, asked)
    page = html(response)
    assert response.status_code == 200
    assert set(response.context["locator"].errors) == {"age"}
    assert 'value="900"' in page
    assert 'aria-invalid="true"' in page
    assert 'value="depression" checked' in page
    assert "1 clinic within" in page


def test_what_has_no_field_is_told_in_the_alert(client: Any, directory: Any) -> None:
    page = html(client.get(directory.url, {"near": "59011", "sort": "bogus"}))
    assert "sort: Use one of: distance, name, verified." in page
    assert "The words beside the field" not in page


def test_unknown_values_are_told_beside_their_filter(
    client: Any, directory: Any
) -> None:
    make_clinic(conditions=[make_condition()], insurers=[make_insurer()])
    asked = {"condition": ["depression", "nope"], "insurer": "old"}
    page = html(client.get(directory.url, asked))
    assert "“nope”, “old”, so we searched without them." in page
    for words in ("There is no “nope” here.", "There is no “old” here."):
        assert f'<p class="tms-field__error">{words}</p>' in page
    assert "The words beside the field" in page


@pytest.mark.parametrize("wrong", ["😀", "a b", "x" * 300])
def test_a_malformed_value_leaves_the_others_of_its_filter(
    client: Any, directory: Any, wrong: str
) -> None:
    make_clinic("Treats it", conditions=[make_condition()])
    make_clinic("Does not", conditions=[make_condition("Tinnitus")])
    asked = {"near": "59011", "condition": ["depression", wrong, "nope"]}
    response = client.get(directory.url, asked)
    page, locator = html(response), response.context["locator"]
    assert [each.clinic.name for each in locator.result.listings] == ["Treats it"]
    assert 'value="depression" checked' in page
    assert f'<p class="tms-field__error">{locator.errors["condition"]}</p>' in page
    assert "nope" not in locator.errors["condition"]
    assert "“nope”, so we searched without it." in page


def test_an_empty_search_asks_for_a_place(client: Any, directory: Any) -> None:
    response = client.get(directory.url, {"near": ""})
    assert "near" in response.context["locator"].errors
    assert response.context["locator"].outcome == "start"


@pytest.mark.parametrize(
    "query",
    [
        {"near": "\x00"},
        {"near": "x" * 5000},
        {"near": "59011", "radius": "nan"},
        {"near": "59011", "radius": "1e400", "unit": "furlong"},
        {"near": ["59011", "83702"]},
        {"condition": ["<script>", "a" * 300]},
        {"position": "45,-109"},
        {"q": "' OR 1=1 --", "sort": "__class__"},
    ],
    ids=str,
)
def test_no_input_breaks_the_page(client: Any, directory: Any, query: Any) -> None:
    make_clinic()
    response = client.get(directory.url, query)
    assert response.status_code == 200
    assert "<script>" not in html(response)


def test_an_ambiguous_place_offers_the_others(client: Any, directory: Any) -> None:
    response = client.get(directory.url, {"near": "Springfield", "radius": "25"})
    links = {link.label: link.url for link in response.context["locator"].alternatives}
    assert "near=Springfield%2C+IL" in links["Springfield, IL"]
    assert "radius=25" in links["Springfield, IL"]


def test_an_unknown_place_leads_on(client: Any, directory: Any) -> None:
    make_clinic(services=[make_service("Telehealth", slug="telehealth-consultation")])
    response = client.get(directory.url, {"near": "Xyzzyburg"})
    locator = response.context["locator"]
    assert locator.outcome == "unclear"
    assert "Xyzzyburg" not in locator.telehealth.url
    assert f'href="{directory.url}montana/"' in html(response)
    assert "988" in html(response)


def test_no_match_offers_a_search_without_filters_and_telehealth(
    client: Any, directory: Any
) -> None:
    make_clinic(services=[make_service()])
    make_condition("Tinnitus")
    response = client.get(directory.url, {"near": "59011", "condition": "tinnitus"})
    locator = response.context["locator"]
    assert locator.clear_url == f"{directory.url}?near=59011#tms-locator-results"
    assert "service=telehealth-consultation" in locator.telehealth.url


def test_each_filter_in_use_can_be_removed(client: Any, directory: Any) -> None:
    make_clinic(conditions=[make_condition(), make_condition("OCD")], accepting="newpt")
    asked = {"near": "59011", "condition": ["depression", "ocd"], "accepting": "1"}
    chips = client.get(directory.url, asked).context["locator"].chips
    assert {chip.label: chip.url.partition("?")[2] for chip in chips} == {
        "Depression": "near=59011&condition=ocd&accepting=1#tms-locator-results",
        "OCD": "near=59011&condition=depression&accepting=1#tms-locator-results",
        "Accepting new patients": (
            "near=59011&condition=depression&condition=ocd#tms-locator-results"
        ),
    }


def test_pages_are_links(client: Any) -> None:
    directory = make_directory(page_size=2)
    for number in range(5):
        make_clinic(f"Clinic {number}")
    first = client.get(directory.url, {"near": "59011"}).context["locator"]
    assert first.next_url == f"{directory.url}?near=59011&page=2#tms-locator-results"
    assert [link.label for link in first.pages] == ["1", "2", "3"]
    last = client.get(directory.url, {"near": "59011", "page": "3"}).context["locator"]
    assert [listing.number for listing in last.result.listings] == [5]
    assert not last.next_url


@pytest.mark.parametrize(
    "page", ["", "0", "-1", "2", "9", "NaN", "\x00", "²", "9" * 11]
)
@pytest.mark.parametrize("path", ["?near=59011", "montana/?"])
def test_a_page_that_is_not_there_is_not_found(
    client: Any, directory: Any, path: str, page: str
) -> None:
    make_clinic()
    url = f"{directory.url}{path}&page="
    assert client.get(url + quote(page)).status_code == 404
    assert client.get(f"{url}1").status_code == 200


def test_a_page_that_a_finder_elsewhere_has_not_is_told() -> None:
    make_clinic()
    finder = Finder({"near": "59011", "page": "9"})
    assert finder.result
    assert finder.result.page == 1
    assert finder.other_errors == [("page", "There is no page 9: this is page 1.")]


def test_pages_of_a_state_are_canonical_by_themselves(client: Any) -> None:
    directory = make_directory(page_size=2)
    for number in range(3):
        make_clinic(f"Clinic {number}")
    response = client.get(f"{directory.url}montana/", {"page": "2"})
    assert response.context["canonical_url"].endswith("/montana/?page=2")
    assert [x.clinic.name for x in response.context["locator"].result.listings] == [
        "Clinic 2"
    ]


def test_a_state_page_keeps_its_place_when_sorted(client: Any, directory: Any) -> None:
    make_clinic("Here")
    make_clinic("There", **BOISE)
    response = client.get(f"{directory.url}montana/", {"sort": "verified"})
    assert response.context["locator"].result.count == 1


@pytest.mark.parametrize("path", ["?near=59011&radius=50&sort=name", "montana/"])
def test_the_nearest_however_far_have_no_other_order(
    client: Any, directory: Any, path: str
) -> None:
    """They are the nearest, by distance, whatever order the reader chose."""
    make_clinic("Nearer", **BOISE)
    make_clinic("Afar", **{**BOISE, "latitude": 43.5})
    response = client.get(directory.url + path)
    result = response.context["locator"].result
    assert result.widened
    assert [each.clinic.name for each in result.listings] == ["Nearer", "Afar"]
    assert "Sorted by" not in html(response)


def test_a_chosen_order_waits_for_the_next_search(client: Any, directory: Any) -> None:
    make_clinic("Nearer", **BOISE)
    make_clinic("Afar", **{**BOISE, "latitude": 43.5})
    far = html(client.get(directory.url, {"near": "59011", "sort": "name"}))
    near = html(client.get(directory.url, {"near": "83702", "sort": "name"}))
    kept = re.compile(r'<input type="hidden"\s+name="sort"\s+value="name">')
    assert kept.search(far)
    assert kept.search(near)
    assert "Sorted by" in near


def test_a_place_in_a_state_says_both_and_can_lose_the_state(
    client: Any, directory: Any
) -> None:
    make_clinic()
    make_clinic("Over the border", **BOISE)
    response = client.get(directory.url, {"near": "83702", "state": "MT"})
    page = html(response)
    assert "No clinics in Montana, within 50 miles of Boise, ID 83702." in page
    locator = response.context["locator"]
    (chip,) = locator.chips
    assert (chip.label, "state=" in chip.url) == ("Montana", False)
    assert "state=" not in locator.clear_url
    assert '<input type="hidden" name="state" value="MT">' in page


def test_a_state_in_the_address_stands_in_the_form(client: Any, directory: Any) -> None:
    make_clinic()
    page = html(client.get(directory.url, {"state": "MT", "accepting": "1"}))
    assert 'value="Montana"' in page
    assert 'name="state"' not in page


@pytest.mark.parametrize("name", ["accepting", "open_now", "age", "q"])
def test_an_error_among_the_filters_stands_beside_its_field(
    client: Any, directory: Any, name: str
) -> None:
    wrong = "x" * 300
    page = html(client.get(directory.url, {"near": "59011", name: wrong}))
    assert f'id="tms-locator-{name}-error"' in page
    assert f'aria-describedby="tms-locator-{name}-error"' in page
    assert '<details class="tms-filters" open>' in page


def test_an_error_without_a_field_stands_in_the_notice(
    client: Any, directory: Any
) -> None:
    response = client.get(directory.url, {"near": "59011", "sort": "best"})
    assert "<p>sort: Use one of: distance, name, verified.</p>" in html(response)


def test_the_parameters_of_the_api_alone_are_no_errors_here(
    client: Any, directory: Any
) -> None:
    params = {"near": "59011", "position": "1,2", "limit": "x", "offset": "-1"}
    response = client.get(directory.url, params)
    assert response.context["locator"].errors == {}


def test_a_radius_is_told_as_it_was_asked(client: Any, directory: Any) -> None:
    make_clinic()
    page = html(client.get(directory.url, {"near": "59011", "radius": "37.5"}))
    assert "1 clinic within 37.5 miles of Big Timber" in page


def test_telehealth_is_offered_for_the_same_search(client: Any, directory: Any) -> None:
    telehealth = make_service("Telehealth", slug="telehealth-consultation")
    make_clinic("Far away", services=[telehealth], **BOISE)
    asked = {"near": "59011", "accepting": "1"}
    locator = client.get(directory.url, asked).context["locator"]
    assert "near=59011&" in locator.telehealth.url
    assert "service=telehealth-consultation" in locator.telehealth.url
    assert "accepting=1" in locator.telehealth.url


def test_the_filter_of_who_accepts_has_a_count(client: Any, directory: Any) -> None:
    for accepting in ("newpt", "newpt", "nopt"):
        make_clinic(accepting=accepting)
    page = html(client.get(directory.url, {"near": "59011"}))
    assert "<span>Accepting new patients <i>2</i></span>" in page
    assert "<span>Accepting new patients</span>" in html(client.get(directory.url))
