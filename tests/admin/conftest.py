"""What the admin tests share: the clinic editor's forms as a browser posts them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from wagtail_tms import get_clinic_model


@pytest.fixture
def clinic_url() -> Any:
    """The address of one of the clinic's admin views."""

    def url(view: str, *args: Any) -> str:
        return reverse(get_clinic_model().snippet_viewset.get_url_name(view), args=args)

    return url


@pytest.fixture
def clinic_data() -> Any:
    """What the editor posts for a clinic that can be published; None leaves out."""

    def data(action: str = "", **changes: Any) -> dict[str, Any]:
        rows = {
            name: inline_formset(changes.pop(name, []))
            for name in (
                "devices",
                "insurers",
                "clinicians",
                "opening_hours",
                "special_days",
            )
        }
        fields = {
            "name": "Calm Clinic",
            "street": "101 Main St",
            "city": "Big Timber",
            "state": "MT",
            "postal_code": "59011",
            "location_latlng": "45.835, -109.955",
            "location_precision": "address",
            "phone": "(406) 555-0123",
            "description": "null",
            "accepting": "newpt",
            "psychiatrist_on_site": "unknown",
            "status": "open",
            **changes,
        }
        given = {name: value for name, value in fields.items() if value is not None}
        posted = nested_form_data({**given, **rows})
        return {**posted, f"action-{action}": "1"} if action else posted

    return data


@pytest.fixture
def editor_of(django_user_model: Any) -> Any:
    """Someone who may enter the admin and do these things, and nothing else."""

    def user(*codenames: str) -> Any:
        person = django_user_model.objects.create_user("editor", password="password")
        names = ["access_admin", *codenames]
        permissions = Permission.objects.filter(codename__in=names)
        person.user_permissions.set(permissions)
        return person

    return user


@pytest.fixture
def post(admin: Any, clinic_url: Any, clinic_data: Any) -> Any:
    """Post the form that adds a clinic, and return the response."""

    def send(action: str = "", **changes: Any) -> Any:
        return admin.post(clinic_url("add"), clinic_data(action, **changes))

    return send
