from __future__ import annotations

from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.models import ReferenceIndex

from tests.admin.used_terms import USED, a_used_person
from tests.factories import make_clearance, make_clinic, make_condition, make_device
from wagtail_tms.admin.uses import pointers
from wagtail_tms.models import ClinicClinician
from wagtail_tms.wagtail_hooks import VOCABULARY


pytestmark = pytest.mark.django_db


@pytest.fixture
def delete(admin):
    """Ask for a deletion, then confirm it; return what the admin says in the end."""

    def send(address):
        asked = admin.get(address, follow=True)
        confirmed = admin.post(address, follow=True)
        assert (asked.status_code, confirmed.status_code) == (200, 200)
        return unescape(confirmed.content.decode())

    return send


@pytest.fixture(params=["alone", "in bulk"])
def delete_address(request):
    """The address of the view that deletes one term, or the chosen ones."""

    def address(*terms):
        model = type(terms[0])
        if request.param == "alone":
            url_name = model.snippet_viewset.get_url_name("delete")
            return reverse(url_name, args=[terms[0].pk])
        names = (model._meta.app_label, model._meta.model_name, "delete")
        listing = reverse(model.snippet_viewset.get_url_name("list"))
        chosen = {"id": [term.pk for term in terms], "next": listing}
        query = urlencode(chosen, doseq=True)
        return f"{reverse('wagtail_bulk_action', args=names)}?{query}"

    return address


def usage_url(term):
    return reverse(type(term).snippet_viewset.get_url_name("usage"), args=[term.pk])


def test_every_vocabulary_is_tried_here():
    assert {model.__name__ for model in VOCABULARY} == set(USED)


@pytest.mark.parametrize("kind", USED)
def test_what_is_in_use_is_not_deleted_even_with_an_empty_reference_index(
    delete, delete_address, kind
):
    term = USED[kind]()
    ReferenceIndex.objects.all().delete()
    page = delete(delete_address(term))
    assert f"“{term}” cannot be deleted: it is in use (1 " in page
    assert usage_url(term) in page
    assert type(term).objects.filter(pk=term.pk).exists()


@pytest.mark.parametrize("kind", USED)
def test_what_is_not_in_use_can_be_deleted(delete, delete_address, kind):
    term = USED[kind]()
    for pointer in pointers(type(term)):
        users = pointer.owner._default_manager
        users.filter(pk__in=[pk for pk, _row in pointer.find(term)]).delete()
    page = delete(delete_address(term))
    assert "cannot be deleted" not in page
    assert not type(term).objects.filter(pk=term.pk).exists()


def test_the_refusal_names_how_many_clinics_and_devices_use_a_condition(
    delete, delete_address
):
    condition = make_condition()
    for name in ("One", "Two"):
        make_clinic(name, conditions=[condition])
    make_clearance(make_device(), condition)
    assert "in use (2 clinics, 1 device)." in delete(delete_address(condition))


def test_a_clinic_with_two_rows_for_one_person_counts_once(delete, delete_address):
    person = a_used_person()
    clinic = ClinicClinician.objects.get().clinic
    ClinicClinician.objects.create(clinic=clinic, person=person, role="Director")
    assert "in use (1 clinic)." in delete(delete_address(person))


def test_a_device_goes_with_its_own_clearances(delete, delete_address):
    device = make_device()
    make_clearance(device, make_condition())
    delete(delete_address(device))
    assert not type(device).objects.exists()


def test_one_used_term_keeps_all_the_chosen_ones(delete, delete_address):
    used, unused = make_device(), make_device("Coil Two")
    make_clinic(devices=[used])
    assert "“Coil One” cannot be deleted" in delete(delete_address(used, unused))
    assert type(used).objects.count() == 2
