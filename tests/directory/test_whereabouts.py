"""Where the directories are is kept, and every change is seen at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import RequestFactory
from wagtail.models import PageViewRestriction, Site

from tests.factories import make_clinic, make_directory
from wagtail_tms.directory import clinic_path, clinic_url, directory_url


pytestmark = pytest.mark.django_db


@pytest.fixture
def section() -> Any:
    """A page with a directory below it."""
    return make_directory(title="Care", slug="care", live=False)


@pytest.fixture
def inner(section: Any) -> Any:
    page = type(section)(title="Clinics", slug="clinics")
    return section.add_child(instance=page)


def where() -> str:
    return directory_url(RequestFactory().get("/"))


def unpublish(directory: Any) -> None:
    directory.unpublish()


def restrict(directory: Any) -> None:
    PageViewRestriction.objects.create(
        page=directory, restriction_type=PageViewRestriction.LOGIN
    )


def restrict_the_page_above(directory: Any) -> None:
    restrict(directory.get_parent())


def delete(directory: Any) -> None:
    directory.delete()


def delete_the_page_above(directory: Any) -> None:
    directory.get_parent().delete()


def take_it_out_of_the_site(directory: Any) -> None:
    site = Site.objects.get()
    site.root_page = make_directory(slug="elsewhere", live=False)
    site.save()


@pytest.mark.parametrize(
    "change",
    [
        unpublish,
        restrict,
        restrict_the_page_above,
        delete,
        delete_the_page_above,
        take_it_out_of_the_site,
    ],
)
def test_a_directory_that_goes_is_gone_at_once(
    inner: Any, change: Callable[[Any], None]
) -> None:
    clinic = make_clinic()
    assert where() == "/care/clinics/"
    change(inner)
    assert where() == ""
    assert clinic_url(clinic) == ""


def rename(directory: Any) -> str:
    directory.slug = "find-a-clinic"
    directory.save_revision().publish()
    return "/care/find-a-clinic/"


def rename_the_page_above(directory: Any) -> str:
    parent = directory.get_parent().specific
    parent.slug = "help"
    parent.save()
    return "/help/clinics/"


def move(directory: Any) -> str:
    directory.move(Site.objects.get().root_page, pos="last-child")
    return "/clinics/"


@pytest.mark.parametrize("change", [rename, rename_the_page_above, move])
def test_a_directory_that_moves_is_found_there_at_once(
    inner: Any,
    change: Callable[[Any], str],
    django_capture_on_commit_callbacks: Any,
) -> None:
    clinic = make_clinic()
    assert where() == "/care/clinics/"
    with django_capture_on_commit_callbacks(execute=True):
        address = change(inner)
    assert where() == address
    assert clinic_url(clinic) == address + clinic_path(clinic)


def test_a_new_directory_is_found_at_once() -> None:
    assert where() == ""
    directory = make_directory()
    assert where() == directory.url


def test_a_restriction_that_is_lifted_is_seen_at_once(inner: Any) -> None:
    restrict(inner)
    assert where() == ""
    PageViewRestriction.objects.get().delete()
    assert where() == inner.url


def test_a_changed_scope_is_seen_at_once(inner: Any) -> None:
    clinic = make_clinic()
    assert clinic_url(clinic)
    inner.states = [("state", "ID")]
    inner.save_revision().publish()
    assert clinic_url(clinic) == ""


def test_what_was_rolled_back_is_forgotten(inner: Any) -> None:
    with transaction.atomic():
        inner.unpublish()
        assert where() == ""
        transaction.set_rollback(True)
    assert where() == "/care/clinics/"


def test_looking_it_up_again_costs_one_query(
    inner: Any, django_assert_num_queries: Any
) -> None:
    """The version; the site too, where there are several."""
    assert where()
    with django_assert_num_queries(1):
        assert where()
    Site.objects.create(hostname="other.example", root_page=inner.get_parent())
    assert where()
    with django_assert_num_queries(2):
        assert where()
