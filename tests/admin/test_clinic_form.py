from __future__ import annotations

import pytest
from wagtail.admin.panels import FieldPanel, ObjectList

from wagtail_tms import get_clinic_model
from wagtail_tms.admin.clinic_form import ClinicForm
from wagtail_tms.admin.clinic_panels import clinic_edit_handler


pytestmark = pytest.mark.django_db


@pytest.fixture
def form_of():
    """The form of panels that name these fields, filled in."""

    def build(*names, **data):
        panels = ObjectList(
            [FieldPanel(name) for name in names], base_form_class=ClinicForm
        )
        form_class = panels.bind_to_model(get_clinic_model()).get_form_class()
        return form_class(data, instance=get_clinic_model()())

    return build


def test_panels_with_the_two_numbers_get_a_form_without_the_map(form_of):
    form = form_of("name", "latitude", "longitude", name="A", latitude="45")
    form.defer_required_fields()
    assert "location" not in form.fields
    assert form.errors == {
        "longitude": ["Give both the latitude and the longitude, or neither."]
    }


def test_panels_without_any_position_leave_it_alone(form_of):
    form = form_of("name", name="A")
    form.instance.latitude, form.instance.longitude = 45.0, -110.0
    form.defer_required_fields()
    assert form.is_valid()
    assert (form.instance.latitude, form.instance.longitude) == (45.0, -110.0)


def test_an_error_of_a_field_that_is_not_shown_stands_on_top(form_of):
    form = form_of("name", name="A")
    assert "Street: A public clinic needs this." in form.non_field_errors()


def test_a_model_with_panels_of_its_own_keeps_them_and_gets_our_form(monkeypatch):
    model = get_clinic_model()
    monkeypatch.setattr(model, "panels", [FieldPanel("name")], raising=False)
    handler = model.snippet_viewset.get_edit_handler()
    assert [panel.field_name for panel in handler.children] == ["name"]
    assert handler.base_form_class is ClinicForm


def test_a_site_can_add_tabs():
    tab = ObjectList([FieldPanel("name")], heading="More")
    handler = clinic_edit_handler([tab]).bind_to_model(get_clinic_model())
    assert [str(child.heading) for child in handler.children][-2:] == ["Trust", "More"]
