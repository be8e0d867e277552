"""What an editor decides about a directory: which clinics, and which filters."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.directory.test_areas import BOISE
from tests.factories import (
    make_clinic,
    make_condition,
    make_directory,
    make_insurer,
    make_language,
    make_organization,
)
from tests.outline import html
from wagtail_tms import get_clinic_model
from wagtail_tms.directory import clinic_path, clinic_url
from wagtail_tms.locator import LocatorQuery, search
from wagtail_tms.locator.scope import Scope
from wagtail_tms.models import Condition, Organization


pytestmark = pytest.mark.django_db


def names(**options: Any) -> list[str]:
    result = search(LocatorQuery(**options))
    return [listing.clinic.name for listing in result.listings]


@pytest.fixture
def clinics() -> dict[str, Any]:
    """Two in Montana, one of them of a group, and one in Idaho that treats OCD."""
    group, ocd = make_organization(), make_condition("OCD")
    make_clinic("Alone")
    make_clinic("Grouped", organization=group)
    make_clinic("Over the border", conditions=[ocd], **BOISE)
    return {
        "states": Scope(states=("MT",)),
        "organizations": Scope(organizations=(group.pk,)),
        "conditions": Scope(conditions=(ocd.pk,)),
        "both": Scope(states=("MT",), conditions=(ocd.pk,)),
        "none": Scope(),
    }


EXPECTED = {
    "states": ["Alone", "Grouped"],
    "organizations": ["Grouped"],
    "conditions": ["Over the border"],
    "both": [],
    "none": ["Alone", "Grouped", "Over the border"],
}


@pytest.mark.parametrize("kind", EXPECTED)
@pytest.mark.parametrize("where", [{}, {"near": "59011", "radius": 500.0}])
def test_a_search_stays_in_its_scope(
    clinics: dict[str, Any], kind: str, where: dict[str, Any]
) -> None:
    assert sorted(names(scope=clinics[kind], **where)) == EXPECTED[kind]


def test_a_widened_search_stays_in_its_scope(clinics: dict[str, Any]) -> None:
    near = {"near": "83702", "radius": 10.0}
    assert names(scope=clinics["states"], **near) == ["Alone", "Grouped"]
    assert names(scope=clinics["states"], state="ID") == ["Alone", "Grouped"]


def test_what_is_outside_the_scope_is_not_denied(clinics: dict[str, Any]) -> None:
    result = search(LocatorQuery(state="ID", scope=clinics["states"]))
    assert result.message.startswith("None of the clinics listed here is in Idaho.")


def test_facets_count_what_is_in_the_scope(clinics: dict[str, Any]) -> None:
    query = LocatorQuery(near="59011", radius=500.0, scope=clinics["states"])
    facets = search(query, with_facets=True).facets
    assert all(value.count == 0 for value in facets["condition"])


@pytest.fixture
def montana(clinics: dict[str, Any]) -> Any:
    return make_directory(states=[("state", "MT")])


def test_a_directory_lists_the_areas_of_its_scope(client: Any, montana: Any) -> None:
    areas = client.get(montana.url).context["areas"]
    assert [(area.slug, area.count) for area in areas] == [("montana", 2)]
    assert client.get(f"{montana.url}idaho/boise/").status_code == 404
    response = client.get(f"{montana.url}idaho/")
    assert response["X-Robots-Tag"] == "noindex"


def test_a_clinic_outside_the_scope_has_no_page(client: Any, montana: Any) -> None:
    outside = get_clinic_model().objects.get(name="Over the border")
    assert client.get(montana.url + clinic_path(outside)).status_code == 404
    assert clinic_url(outside) == ""
    inside = clinic_url(get_clinic_model().objects.get(name="Alone"))
    assert client.get(inside).status_code == 200


def test_a_closed_clinic_outside_the_scope_was_never_here(
    client: Any, montana: Any
) -> None:
    closed = make_clinic("Gone", status="closed", **BOISE)
    assert client.get(montana.url + clinic_path(closed)).status_code == 404


@pytest.fixture
def several(montana: Any, clinics: dict[str, Any]) -> dict[str, Any]:
    """Directories of Montana, of a group, and of OCD, in this order of the tree."""
    organizations = [("organization", Organization.objects.get())]
    conditions = [("condition", Condition.objects.get())]
    make_clinic("Nowhere", **BOISE)
    make_clinic("Grouped in Idaho", organization=Organization.objects.get(), **BOISE)
    return {
        "montana": montana,
        "group": make_directory(slug="group", organizations=organizations),
        "ocd": make_directory(slug="ocd", conditions=conditions),
    }


ADDRESSED = {
    "Alone": "montana",
    "Grouped": "montana",
    "Grouped in Idaho": "group",
    "Over the border": "ocd",
    "Nowhere": "",
}


def test_a_clinic_has_its_page_in_the_first_directory_that_lists_it(
    client: Any, several: dict[str, Any]
) -> None:
    for clinic in get_clinic_model().objects.order_by("pk"):
        url, where = clinic_url(clinic), ADDRESSED[clinic.name]
        assert url == (several[where].url + clinic_path(clinic) if where else "")
        if url:
            page = client.get(url)
            assert page.context["canonical_url"] == f"http://testserver{url}"


def test_a_directory_links_to_pages_of_its_own(
    client: Any, several: dict[str, Any]
) -> None:
    group = several["group"].url
    page = html(client.get(group, {"near": "59011"}))
    grouped = get_clinic_model().objects.get(name="Grouped")
    assert f'href="{group}{clinic_path(grouped)}"' in page
    own = client.get(group + clinic_path(grouped))
    canonical = several["montana"].url + clinic_path(grouped)
    assert own.context["canonical_url"] == f"http://testserver{canonical}"


def test_the_page_of_a_clinic_links_to_pages_of_its_directory(
    client: Any, several: dict[str, Any]
) -> None:
    group = several["group"].url
    nearby, here = get_clinic_model().objects.filter(name__startswith="Grouped")
    page = html(client.get(group + clinic_path(here)))
    assert f'href="{group}{clinic_path(nearby)}"' in page


def test_a_former_address_leads_to_the_directory_that_lists_the_clinic(
    client: Any, several: dict[str, Any]
) -> None:
    clinic = get_clinic_model().objects.get(name="Alone")
    former = clinic_url(clinic)
    for clinic.slug, organization, where in [
        ("second", Organization.objects.get(), "group"),
        ("third", None, ""),
    ]:
        clinic.organization, clinic.state, clinic.city = organization, "ID", "Boise"
        clinic.postal_code, clinic.latitude, clinic.longitude = "83702", 43.6, -116.2
        clinic.save_revision().publish()
        response = client.get(former)
        if where:
            assert response["Location"] == several[where].url + clinic_path(clinic)
        else:
            assert response.status_code == 404


def test_a_page_in_a_private_directory_names_its_own_address(client: Any) -> None:
    clinic, directory = make_clinic(), make_directory()
    restriction = {"page": directory, "restriction_type": PageViewRestriction.LOGIN}
    PageViewRestriction.objects.create(**restriction)
    client.force_login(get_user_model().objects.create_user("somebody"))
    own = directory.url + clinic_path(clinic)
    assert client.get(own).context["canonical_url"] == f"http://testserver{own}"


@pytest.mark.parametrize(
    "path", ["clinics?near=59011", "clinics.geojson?near=59011", "places?q=Grouped"]
)
def test_where_a_clinic_has_its_page_costs_no_query(
    client: Any, several: dict[str, Any], path: str
) -> None:
    address = f"/tms/api/v1/{path}"

    def count() -> int:
        client.get(address)  # Who asks first after a change reads the directories.
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    several["ocd"].delete()
    before = count()
    several["montana"].delete()
    make_clinic("Grouped too", organization=Organization.objects.get())
    assert count() == before


def test_the_clinics_nearby_are_in_the_scope(client: Any) -> None:
    group = make_organization()
    here = make_clinic("Here", organization=group)
    make_clinic("Of nobody", latitude=45.9)
    make_clinic("Of the group", latitude=46.2, organization=group)
    make_directory(organizations=[("organization", group)])
    page = html(client.get(clinic_url(here)))
    nearby = page.partition("Other clinics nearby")[2].partition("</section>")[0]
    assert "Of the group" in nearby
    assert "Of nobody" not in nearby


def test_the_sitemap_stays_in_the_scope(rf: Any, montana: Any) -> None:
    found = [entry["location"] for entry in montana.get_sitemap_urls(rf.get("/"))]
    assert len(found) == 5
    assert not any("idaho" in url for url in found)


def test_no_parameter_leaves_the_scope(client: Any, montana: Any) -> None:
    page = html(client.get(montana.url, {"near": "83702", "scope": "", "state": "ID"}))
    assert "Over the border" not in page


def test_the_form_offers_the_chosen_filters_in_their_order(client: Any) -> None:
    directory = make_directory(filters=[("filter", "language"), ("filter", "insurer")])
    make_clinic(
        insurers=[make_insurer()],
        languages=[make_language()],
        conditions=[make_condition("OCD", slug="ocd")],
    )
    asked = {"near": "59011"}
    locator = client.get(directory.url, asked).context["locator"]
    assert [group.name for group in locator.groups] == ["language", "insurer"]
    locator = client.get(directory.url, asked | {"condition": "ocd"}).context["locator"]
    assert [chip.label for chip in locator.chips] == ["OCD"]


def test_an_editor_chooses_organizations_and_conditions(
    clinics: dict[str, Any],
) -> None:
    (group,), (ocd,) = (
        clinics["organizations"].organizations,
        clinics["both"].conditions,
    )
    directory = make_directory(
        organizations=[("organization", Organization.objects.get())],
        conditions=[("condition", Condition.objects.get())],
    )
    directory = type(directory).objects.get()
    assert directory.scope == Scope(organizations=(group,), conditions=(ocd,))
