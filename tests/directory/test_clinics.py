"""The addresses of clinics, of those that closed or moved, and the sitemap."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from tests.factories import (
    make_clinic,
    make_directory,
)
from tests.outline import html
from wagtail_tms import get_clinic_model
from wagtail_tms.directory import (
    clinic_path,
    clinic_url,
    directory_url,
)


pytestmark = pytest.mark.django_db


def test_a_clinic_has_one_address(client: Any, directory: Any) -> None:
    clinic = make_clinic("Calm")
    right = f"{directory.url}montana/big-timber/{clinic.slug}/"
    assert clinic_url(clinic, RequestFactory().get("/")) == right
    assert client.get(right).status_code == 200
    for wrong in ("idaho/big-timber", "montana/billings"):
        response = client.get(f"{directory.url}{wrong}/{clinic.slug}/")
        assert (response.status_code, response["Location"]) == (301, right)


def test_a_draft_is_not_found(client: Any, directory: Any) -> None:
    clinic = make_clinic(live=False)
    assert client.get(directory.url + clinic_path(clinic)).status_code == 404


def test_an_expired_clinic_is_not_found(client: Any, directory: Any) -> None:
    clinic = make_clinic(expire_at=timezone.now() - datetime.timedelta(hours=1))
    assert client.get(directory.url + clinic_path(clinic)).status_code == 404


@pytest.mark.parametrize(
    "closing", [{"status": "closed"}, {"closed_on": datetime.date(2026, 1, 1)}]
)
def test_a_closed_clinic_is_gone_and_says_where_to_go(
    client: Any, directory: Any, closing: dict[str, Any]
) -> None:
    heir = make_clinic("New Place")
    clinic = make_clinic("Old Place", moved_to=heir, **closing)
    response = client.get(directory.url + clinic_path(clinic))
    assert response.status_code == 410
    assert "Old Place has closed" in html(response)
    assert clinic_path(heir) in html(response)


def test_a_closed_clinic_does_not_point_at_a_hidden_one(
    client: Any, directory: Any
) -> None:
    heir = make_clinic("Secret Place", live=False)
    clinic = make_clinic("Old Place", moved_to=heir, status="closed")
    assert "Secret Place" not in html(client.get(directory.url + clinic_path(clinic)))


def test_a_closed_clinic_is_gone_under_its_former_address_too(
    client: Any, directory: Any
) -> None:
    clinic = make_clinic("Old Place", slug="old")
    former = clinic_url(clinic)
    rename(clinic, slug="new")
    rename(clinic, status="closed")
    response = client.get(former)
    assert response.status_code == 410
    assert "Old Place has closed" in html(response)


@pytest.mark.parametrize(
    ("search_method", "leads_to"), [("get", "?near=59011"), ("post", "montana/")]
)
def test_a_closed_clinic_leads_to_those_nearby(
    client: Any, search_method: str, leads_to: str
) -> None:
    """In a directory that keeps places out of addresses: to those of the state."""
    directory = make_directory(search_method=search_method)
    response = client.get(directory.url + clinic_path(make_clinic(status="closed")))
    assert f'href="{directory.url}{leads_to}"' in html(response)


def test_a_draft_without_a_place_has_no_address(directory: Any) -> None:
    assert clinic_url(get_clinic_model()(name="Draft"), RequestFactory().get("/")) == ""


def test_without_a_directory_there_is_no_address() -> None:
    assert directory_url(RequestFactory().get("/")) == ""
    assert clinic_url(make_clinic(), RequestFactory().get("/")) == ""


def test_a_private_or_unpublished_directory_does_not_count() -> None:
    make_directory(live=False)
    private = make_directory(slug="members")
    private.view_restrictions.create(restriction_type="login")
    parent = make_directory(slug="staff")
    parent.view_restrictions.create(restriction_type="login")
    parent.add_child(instance=type(parent)(title="Below", slug="below"))
    public = make_directory(slug="public")
    assert directory_url(RequestFactory().get("/")) == public.url


def test_the_address_of_the_directory_is_looked_up_once(
    directory: Any, django_assert_num_queries: Any
) -> None:
    clinic, request = make_clinic(), RequestFactory().get("/")
    clinic_url(clinic, request)
    with django_assert_num_queries(0):
        clinic_url(clinic, request)


def test_the_sitemap_has_the_areas_and_the_clinics(rf: Any, directory: Any) -> None:
    clinic = make_clinic()
    make_clinic(live=False, city="Billings")
    found = [entry["location"] for entry in directory.get_sitemap_urls(rf.get("/"))]
    assert [url.partition(directory.url)[2] for url in found] == [
        "",
        "montana/",
        "montana/big-timber/",
        clinic_path(clinic),
    ]


def rename(clinic: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(clinic, name, value)
    clinic.save_revision().publish()


def test_a_renamed_clinic_is_found_under_its_former_address(
    client: Any, directory: Any
) -> None:
    clinic = make_clinic(slug="old")
    old = clinic_url(clinic)
    rename(clinic, slug="older")
    rename(clinic, slug="new")
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, clinic_url(clinic))
    response = client.get(old.replace("old", "older"))
    assert response["Location"] == clinic_url(clinic)


def test_a_clinic_that_has_the_address_now_comes_first(
    client: Any, directory: Any
) -> None:
    clinic = make_clinic(slug="old")
    rename(clinic, slug="new")
    other = make_clinic("Other", slug="old")
    assert client.get(clinic_url(other)).context["clinic"] == other
    rename(other, slug="third")
    assert client.get(clinic_url(other).replace("third", "old"))["Location"] == (
        clinic_url(other)
    )


def test_the_slug_of_a_draft_was_no_address(client: Any, directory: Any) -> None:
    clinic = make_clinic(slug="draft", live=False)
    old = clinic_url(clinic)
    rename(clinic, slug="public")
    assert client.get(old).status_code == 404


def test_no_former_address_leads_to_a_hidden_clinic(
    client: Any, directory: Any
) -> None:
    clinic = make_clinic(slug="old")
    old = clinic_url(clinic)
    rename(clinic, slug="new")
    clinic.unpublish()
    assert client.get(old).status_code == 404


def test_no_slug_is_made_that_another_clinic_had(directory: Any) -> None:
    rename(make_clinic("Calm", slug="calm-big-timber"), slug="other")
    newcomer = get_clinic_model()(name="Calm", city="Big Timber")
    assert newcomer.make_slug() == "calm-big-timber-2"


def test_a_renamed_directory_leads_on_from_itself_and_its_states(
    client: Any, directory: Any, django_capture_on_commit_callbacks: Any
) -> None:
    make_clinic()
    before = directory.url
    directory.slug = "find-a-clinic"
    with django_capture_on_commit_callbacks(execute=True):
        directory.save_revision().publish()
    for path in ("", "montana/"):
        response = client.get(f"{before}{path}")
        assert response.status_code == 301
        assert response["Location"].endswith(f"/find-a-clinic/{path}")
