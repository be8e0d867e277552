"""Filters on the page of a state or city: its own list, narrowed in its own address."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.factories import make_clinic, make_condition, make_directory
from tests.outline import html


pytestmark = pytest.mark.django_db

AREAS = ["montana/", "montana/big-timber/"]
FORM = {"radius": "50", "unit": "mi", "age": "", "q": ""}


@pytest.fixture(params=["get", "post"])
def directory(request: Any) -> Any:
    """Three clinics in Big Timber, of which two treat OCD, and one a few miles off."""
    depression, ocd = make_condition(), make_condition("OCD", slug="ocd")
    tinnitus = make_condition("Tinnitus", slug="tinnitus")
    for number in range(3):
        conditions = [depression, ocd] if number else [depression]
        make_clinic(
            f"Clinic {number}",
            slug=f"c{number}",
            conditions=conditions,
            accepting="newpt",
        )
    make_clinic(
        "Near",
        state="WY",
        city="Cody",
        latitude=45.5,
        conditions=[ocd, tinnitus],
        slug="near",
    )
    return make_directory(search_method=request.param, page_size=1)


def ask(client: Client, directory: Any, area: str, **fields: Any) -> Any:
    send = client.post if directory.search_method == "post" else client.get
    return send(directory.url + area, {**FORM, **fields})


def names(response: Any) -> list[str]:
    return [each.clinic.name for each in response.context["locator"].result.listings]


@pytest.mark.parametrize("area", AREAS)
def test_a_filter_narrows_the_list_of_the_page(
    client: Client, directory: Any, area: str
) -> None:
    place = client.get(directory.url + area).context["locator"].near_value
    response = ask(client, directory, area, near=place, condition="ocd", page=2)
    result = response.context["locator"].result
    assert (names(response), result.count) == (["Clinic 2"], 2)
    counts = {each.value: each.count for each in result.facets["condition"]}
    assert counts == {"depression": 3, "ocd": 2}
    assert response.context["heading"].startswith("TMS clinics in")


@pytest.mark.parametrize("area", AREAS)
def test_a_narrowed_list_is_the_readers_and_not_indexed(
    client: Client, directory: Any, area: str
) -> None:
    response = ask(client, directory, area, accepting="1")
    how = "no_store" if directory.search_method == "post" else "private"
    assert response["Cache-Control"] == how.replace("_", "-")
    assert response["X-Robots-Tag"] == "noindex"
    canonical = f'<http://localhost{directory.url}{area}>; rel="canonical"'
    assert response["Link"].replace("testserver", "localhost") == canonical
    plain = client.get(directory.url + area, {"utm_source": "letter"})
    assert "X-Robots-Tag" not in plain


@pytest.mark.parametrize("area", AREAS)
def test_what_leads_on_stays_on_the_page(
    client: Client, directory: Any, area: str
) -> None:
    response = ask(client, directory, area, condition="ocd", accepting="1")
    locator = response.context["locator"]
    urls = [each.url for each in [*locator.chips, *locator.sort_links]]
    urls += [locator.next_url, locator.clear_url, locator.form_action]
    assert {urlsplit(url).path for url in urls} == {directory.url + area}
    assert parse_qs(urlsplit(locator.next_url).query) == {
        "condition": ["ocd"], "accepting": ["1"], "page": ["2"],
    }  # fmt: skip
    assert urlsplit(locator.clear_url).query == ""
    page = html(response)
    assert "condition=ocd&amp;accepting=1&amp;page=2" in page
    is_posted = directory.search_method == "post"
    assert ("?condition=ocd" not in page) is is_posted
    assert f'href="{directory.url}{area}#tms-locator-results"' in page


@pytest.mark.parametrize("area", AREAS)
def test_another_place_is_searched_in_the_whole_directory(
    client: Client, directory: Any, area: str
) -> None:
    fields = {"near": "Cody, WY", "condition": "ocd"}
    response = ask(client, directory, area, **fields)
    if directory.search_method == "post":
        assert (response.status_code, response["Location"]) == (307, directory.url)
    else:
        assert response.status_code == 302
        path, _, query = response["Location"].partition("?")
        assert path == directory.url
        asked = parse_qs(query)
        assert asked == {name: [word] for name, word in {**FORM, **fields}.items()
                         if word}  # fmt: skip


def test_a_circle_around_a_city_is_another_place(
    client: Client, directory: Any
) -> None:
    city, place = "montana/big-timber/", "Big Timber, MT"
    response = ask(client, directory, city, near=place, radius="100")
    assert response.status_code in {302, 307}
    response = client.get(f"{directory.url}{city}", {"radius": "100"}, follow=True)
    if directory.search_method == "get":
        assert "4 clinics within 100 miles of Big Timber, MT" in html(response)


def test_a_state_has_no_circle(client: Client, directory: Any) -> None:
    response = ask(client, directory, "montana/", near="Montana", radius="100")
    assert response.context["locator"].result.count == 3


@pytest.mark.parametrize("area", AREAS)
def test_a_wrong_value_is_named_and_the_rest_is_kept(
    client: Client, directory: Any, area: str
) -> None:
    response = ask(client, directory, area, age="900", condition="ocd", unit="ells")
    assert "Use a whole number from 0 to 120." in html(response)
    assert response.context["locator"].result.count == 2
    assert response["X-Robots-Tag"] == "noindex"


def test_another_state_in_the_address_changes_nothing(
    client: Client, directory: Any
) -> None:
    response = ask(client, directory, "montana/", state="WY")
    assert response.context["locator"].result.count == 3


def test_a_filter_that_leaves_nothing_shows_the_nearest_and_leads_back(
    client: Client, directory: Any
) -> None:
    response = ask(client, directory, "montana/", condition="tinnitus")
    assert names(response) == ["Near"]
    assert response.context["locator"].result.widened
    assert response.context["locator"].clear_url.startswith(f"{directory.url}montana/#")


def test_the_cities_make_room_for_a_narrowed_list(
    client: Client, directory: Any
) -> None:
    link = f'href="{directory.url}montana/big-timber/"'
    assert link in html(client.get(f"{directory.url}montana/"))
    assert link not in html(ask(client, directory, "montana/", condition="ocd"))


def test_the_map_of_a_city_is_around_the_city(client: Client, directory: Any) -> None:
    state = client.get(f"{directory.url}montana/").context["locator"].point
    city = client.get(f"{directory.url}montana/big-timber/").context["locator"].point
    assert (city.label, state.label) == ("Big Timber, MT", "Montana")
