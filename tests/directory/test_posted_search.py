"""A directory whose searches stand in no address, by forms and buttons alone."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client

from tests.factories import make_clinic, make_condition, make_directory
from tests.outline import html


pytestmark = pytest.mark.django_db


@pytest.fixture
def directory() -> Any:
    for number in range(3):
        make_clinic(
            f"Clinic {number}", slug=f"c{number}", conditions=[make_condition()]
        )
    return make_directory(search_method="post", page_size=2)


def buttons(page: str) -> dict[str, dict[str, list[str]]]:
    """Return what each button that leads on to a search posts, by its words."""
    found = re.findall(
        r'<button [^>]*?name="search" [^>]*?value="([^"]*)"[^>]*>(.*?)<', page
    )
    return {words: parse_qs(unescape(value)) for value, words in found}


def search(client: Client, directory: Any, **fields: str) -> Any:
    return client.post(directory.url, fields)


def test_the_form_posts_and_the_answer_is_kept_by_nobody(
    client: Client, directory: Any
) -> None:
    page = html(client.get(directory.url))
    assert 'method="post"' in page
    assert "csrfmiddlewaretoken" in page
    response = search(client, directory, near="59011")
    assert "3 clinics within 50 miles of Big Timber, MT 59011" in html(response)
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex"
    assert "59011" not in str(response.headers)


def test_what_is_searched_stands_in_no_address(client: Client, directory: Any) -> None:
    page = html(
        search(client, directory, near="Livingston, MT", condition="depression")
    )
    addresses = re.findall(r'(?:href|action|src)="([^"]*)"', page)
    assert [
        each for each in addresses if re.search("Livingston|depression", each)
    ] == []


def test_pages_order_and_filters_are_buttons(client: Client, directory: Any) -> None:
    page = html(search(client, directory, near="59011", condition="depression"))
    found = buttons(page)
    assert found["2"] == found["Next"]
    assert found["Next"] == {
        "near": ["59011"], "condition": ["depression"], "page": ["2"],
    }  # fmt: skip
    assert found["Name"]["sort"] == ["name"]
    second = client.post(
        directory.url, {"near": "Miami", "search": "near=59011&page=2"}
    )
    assert "Clinic 2" in html(second)
    assert "Clinic 0" not in html(second)


def test_the_nearest_however_far_have_no_buttons_for_the_order(
    client: Client, directory: Any
) -> None:
    page = html(search(client, directory, near="Miami, FL", sort="name"))
    assert "Here are the 2 nearest." in page
    assert not {"Nearest first", "Name"} & buttons(page).keys()
    assert "Sorted by" not in page


def test_the_last_filter_can_be_removed(client: Client, directory: Any) -> None:
    page = html(search(client, directory, condition="depression"))
    (button,) = re.findall(r"<button [^>]*?tms-chip--remove[^>]*>", page)
    assert 'name="search"' in button
    assert "value=" not in button
    response = client.post(directory.url, {"condition": "depression", "search": ""})
    assert not response.context["locator"].is_search


def test_a_wrong_value_keeps_the_rest(client: Client, directory: Any) -> None:
    page = html(search(client, directory, near="59011", age="900"))
    assert "Use a whole number from 0 to 120." in page
    assert "3 clinics within 50 miles" in page
    assert 'value="900"' in page


def test_an_address_that_someone_kept_still_works(
    client: Client, directory: Any
) -> None:
    response = client.get(directory.url, {"near": "59011"})
    assert "3 clinics within 50 miles" in html(response)


def test_the_page_of_a_state_has_links_and_a_form_that_posts(
    client: Client, directory: Any
) -> None:
    page = html(client.get(f"{directory.url}montana/"))
    assert 'method="post"' in page
    assert f'href="{directory.url}montana/?page=2#tms-locator-results"' in page


def test_a_forged_form_is_refused(directory: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(directory.url, {"near": "59011"}).status_code == 403


def test_another_directory_takes_no_notice_of_a_posted_form(client: Client) -> None:
    directory = make_directory()
    assert client.post(directory.url, {"near": "59011"}).context["locator"].params == {}


@pytest.mark.parametrize(
    "search", ["near=%00", "page=nine&near=59011", "&&&", "x" * 5000]
)
def test_a_button_that_was_tampered_with_is_no_error(
    client: Client, directory: Any, search: str
) -> None:
    assert client.post(directory.url, {"search": search}).status_code == 200
