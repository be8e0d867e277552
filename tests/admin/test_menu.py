from __future__ import annotations

import csv
import io

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from tests.factories import make_clearance, make_condition, make_device
from wagtail_tms.admin.viewsets import TMSViewSetGroup
from wagtail_tms.wagtail_hooks import ICONS


pytestmark = pytest.mark.django_db
MODELS = [viewset.model for viewset in TMSViewSetGroup.items]


def url(model, view):
    return reverse(model.snippet_viewset.get_url_name(view))


def rows(response):
    text = response.getvalue().decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_menu_holds_every_kind_of_content(admin):
    page = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert set(MODELS) <= set(get_snippet_models())
    assert '"name": "tms"' in page
    for model in MODELS:
        assert url(model, "list") in page


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_list_can_be_seen_searched_and_exported(admin, model):
    assert admin.get(url(model, "list")).status_code == 200
    assert admin.get(url(model, "list"), {"q": "x"}).status_code == 200
    assert admin.get(url(model, "list_results"), {"q": "x"}).status_code == 200
    assert admin.get(url(model, "add")).status_code == 200
    headings = rows(admin.get(url(model, "list"), {"export": "csv"}))[0]
    assert len(headings) == len(model.snippet_viewset.list_export)
    assert "Name" in headings


def test_the_device_list_counts_clearances(admin):
    device = make_device()
    for number in ("K111111", "K222222"):
        make_clearance(device, make_condition(), number=number)
    headings, row = rows(admin.get(url(type(device), "list"), {"export": "csv"}))
    assert dict(zip(headings, row, strict=True))["Clearances"] == "2"


def test_a_vocabulary_file_holds_no_formula(admin):
    device = make_device("=1+1", slug="d")
    _headings, row = rows(admin.get(url(type(device), "list"), {"export": "csv"}))
    assert row[0] == "'=1+1"


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_there(name):
    assert f'id="icon-{name}"' in render_to_string(f"wagtail_tms/icons/{name}.svg")
