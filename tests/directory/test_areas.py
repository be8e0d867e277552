"""The directory page: its states and cities, and what it tells robots."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory
from wagtail.models import Site

from tests.factories import make_clinic, make_directory
from tests.outline import html
from wagtail_tms.directory import clinic_path


pytestmark = pytest.mark.django_db

BOISE = {
    "city": "Boise",
    "state": "ID",
    "postal_code": "83702",
    "latitude": 43.62,
    "longitude": -116.2,
    "time_zone": "America/Boise",
}


def test_the_root_lists_the_states_with_their_numbers(
    client: Any, directory: Any
) -> None:
    make_clinic()
    make_clinic("One", **BOISE)
    make_clinic("Two", **BOISE)
    areas = client.get(directory.url).context["areas"]
    assert [(area.name, area.slug, area.count) for area in areas] == [
        ("Idaho", "idaho", 2),
        ("Montana", "montana", 1),
    ]


def test_a_state_lists_its_cities_and_its_clinics(client: Any, directory: Any) -> None:
    make_clinic("Here")
    make_clinic("Elsewhere", **BOISE)
    response = client.get(f"{directory.url}montana/")
    assert [area.slug for area in response.context["areas"]] == ["big-timber"]
    own, over_the_border = html(response).split("Nearest over the border")
    assert "Here" in own
    assert "Elsewhere" not in own
    assert "Elsewhere" in over_the_border


def test_a_city_lists_its_clinics_alone(client: Any, directory: Any) -> None:
    make_clinic("Here")
    make_clinic("Billings one", city="Billings", postal_code="59101")
    response = client.get(f"{directory.url}montana/big-timber/")
    assert "1 clinic in Big Timber, MT" in html(response)
    assert "Billings one" not in html(response)


@pytest.mark.parametrize(
    "path",
    ["montana/billings/", "atlantis/", "MT/", "Montana/", "montana/big-timber/x/"],
)
def test_what_is_not_there_is_not_found(client: Any, directory: Any, path: str) -> None:
    make_clinic()
    assert client.get(directory.url + path).status_code == 404


def test_a_state_without_clinics_shows_the_nearest_and_is_not_indexed(
    client: Any, directory: Any
) -> None:
    make_clinic("Over the border")
    response = client.get(f"{directory.url}wyoming/")
    assert response.status_code == 200
    assert "Over the border" in html(response)
    assert response["X-Robots-Tag"] == "noindex"


def test_every_page_has_its_own_title_and_description(
    client: Any, directory: Any
) -> None:
    clinic = make_clinic("Calm")
    paths = ["", "montana/", "montana/big-timber/", clinic_path(clinic)]
    contexts = [client.get(directory.url + path).context for path in paths]
    assert len({str(context["title"]) for context in contexts}) == 4
    assert len({str(context["description"]) for context in contexts}) == 4
    assert len({context["canonical_url"] for context in contexts}) == 4


def test_clinics_of_one_name_and_pages_of_one_list_differ(client: Any) -> None:
    directory = make_directory(page_size=1)
    first, second = make_clinic("Calm"), make_clinic("Calm", street="7 Elm St")
    contexts = [
        client.get(f"{directory.url}{path}").context
        for path in (clinic_path(first), clinic_path(second))
    ]
    assert contexts[0]["title"] == "Calm: TMS at 101 Main St, Big Timber, MT"
    assert contexts[0]["title"] != contexts[1]["title"]
    assert contexts[0]["description"] != contexts[1]["description"]
    page = client.get(f"{directory.url}montana/", {"page": "2"}).context
    assert page["title"] == "TMS clinics in Montana, page 2"


def test_the_canonical_address_also_goes_out_as_a_header(
    client: Any, directory: Any
) -> None:
    """A site's base template need not have a block for it."""
    response = client.get(directory.url, {"near": "59011"})
    assert response["Link"] == f'<http://testserver{directory.url}>; rel="canonical"'


def test_breadcrumbs_lead_back(client: Any, directory: Any) -> None:
    clinic = make_clinic("Calm")
    steps = client.get(directory.url + clinic_path(clinic)).context["breadcrumbs"]
    assert [(step["label"], step["url"]) for step in steps] == [
        ("Find a clinic", directory.url),
        ("Montana", f"{directory.url}montana/"),
        ("Big Timber", f"{directory.url}montana/big-timber/"),
        ("Calm", ""),
    ]


def test_a_child_page_of_the_directory_is_still_reached(
    client: Any, directory: Any
) -> None:
    model = Site.objects.get(is_default_site=True).root_page.specific_class
    directory.add_child(instance=model(title="About us", slug="about"))
    assert directory.route(RequestFactory().get("/"), ["about"])


def test_the_page_can_be_previewed_before_it_is_saved(directory: Any) -> None:
    assert directory.make_preview_request().status_code == 200
    assert type(directory)(title="New").make_preview_request().status_code == 200


def test_a_page_says_what_a_shared_link_shows(client: Any, directory: Any) -> None:
    make_clinic()
    page = html(client.get(f"{directory.url}montana/"))
    address = f"http://testserver{directory.url}montana/"
    assert '<meta property="og:title" content="TMS clinics in Montana">' in page
    assert f'<meta property="og:url" content="{address}">' in page
    assert '<meta property="og:description" content="1 clinic offers TMS' in page


def test_a_city_leads_to_the_cities_nearby_the_nearest_first(
    client: Any, directory: Any
) -> None:
    make_clinic()
    for number, city in enumerate(["Livingston", "Bozeman", "Butte"], start=1):
        make_clinic(city=city, longitude=-109.955 - number)
    make_clinic("Elsewhere", **BOISE)
    response = client.get(f"{directory.url}montana/big-timber/")
    nearby = [area.name for area in response.context["nearby_areas"]]
    assert nearby == ["Livingston", "Bozeman", "Butte"]
    assert f'href="{directory.url}montana/livingston/"' in html(response)
