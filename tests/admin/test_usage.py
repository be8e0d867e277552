from __future__ import annotations

from html import unescape
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import ReferenceIndex

from tests.admin.used_terms import USED, a_used_person
from tests.articles.factories import make_article, make_index
from tests.factories import make_clearance, make_clinic, make_condition, make_device
from wagtail_tms.models import ClinicClinician


pytestmark = pytest.mark.django_db


@pytest.fixture
def view(admin):
    """Return what a view about a term shows."""

    def page(name, term, **query):
        url_name = type(term).snippet_viewset.get_url_name(name)
        response = admin.get(reverse(url_name, args=[term.pk]), query)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return page


@pytest.mark.parametrize("kind", USED)
def test_the_editor_says_how_often_a_term_is_used(view, kind):
    assert "Used 1 time" in view("edit", USED[kind]())


@pytest.mark.parametrize("kind", USED)
def test_usage_lists_what_uses_a_term(view, kind):
    term = USED[kind]()
    ReferenceIndex.objects.all().delete()
    assert 'title="Edit this ' in view("usage", term)


def test_an_object_counts_once_however_many_of_its_rows_use_a_term(view):
    person = a_used_person()
    clinic = ClinicClinician.objects.get().clinic
    ClinicClinician.objects.create(clinic=clinic, person=person, role="Director")
    assert "Used 1 time\n" in view("edit", person)
    assert view("usage", person).count("Clinician → Person") == 2


def test_usage_names_the_field(view):
    condition = make_condition()
    make_clinic(conditions=[condition])
    make_clearance(make_device(), condition)
    assert "Used 2 times" in view("edit", condition)
    page = view("usage", condition)
    assert "Conditions" in page
    assert "Clearance → Condition" in page


def test_what_only_a_text_refers_to_is_listed_too(view):
    device, article = make_device(), make_article(make_index(), "About coils")
    base = article._meta.get_parent_list()[-1]
    types = ContentType.objects.get_for_models(base, type(device), type(article))
    ReferenceIndex.objects.create(
        content_type=types[type(article)],
        base_content_type=types[base],
        object_id=article.pk,
        to_content_type=types[type(device)],
        to_object_id=device.pk,
        model_path="summary",
        content_path="summary",
        content_path_hash=uuid4(),
    )
    assert "Used 1 time" in view("edit", device)
    assert "About coils" in view("usage", device)


def test_what_is_not_in_use_says_so(view):
    assert "Used 0 times" in view("edit", make_condition())
    assert "There are no results" in view("usage", make_condition())


def test_links_of_usage_lead_to_the_field(view):
    device = make_device()
    clinic = make_clinic(devices=[device])
    row = clinic.devices.get()
    assert f"#:w:contentpath=devices.{row.pk}.device" in view("usage", device)


def test_usage_takes_the_same_queries_for_one_page_of_a_few_and_of_many(
    view, django_assert_max_num_queries
):
    condition = make_condition()
    make_clinic("A", conditions=[condition])
    view("usage", condition)
    with django_assert_max_num_queries(60) as one:
        view("usage", condition)
    for number in range(30):
        make_clinic(f"Clinic {number}", conditions=[condition])
    with django_assert_max_num_queries(len(one)):
        assert "Clinic 25 " in view("usage", condition, p=2)
