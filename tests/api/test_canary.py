"""What is not public leaves no trace: no word, no count, no byte."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.factories import (
    make_age_group,
    make_clinic,
    make_condition,
    make_device,
    make_insurer,
    make_language,
    make_service,
)
from wagtail_tms import get_clinic_model


pytestmark = pytest.mark.django_db

API = "/tms/api/v1"
CANARY = "Zzcanary"
SURFACES = [
    "clinics",
    "clinics?near=59011",
    "clinics?near=59011&radius=500&sort=name",
    "clinics?state=MT",
    "clinics?condition=depression&device=coil-one&insurer=acme-health",
    "clinics?accepting=1&age=40",
    "clinics?q=zzcanary",
    "clinics?limit=1&offset=1",
    "finder?near=59011",
    "finder?state=MT&condition=depression",
    "clinics/visible",
    "clinics/zzcanary",
    "places?q=zzcanary",
    "places?q=zz&limit=20",
    "clinics/clusters?bbox=-180,-90,180,90&zoom=4",
    "clinics/clusters?bbox=-111,45,-109,47&zoom=22",
    "clinics/clusters?bbox=-180,-90,180,90&zoom=9&condition=depression",
    "clinics.geojson",
    "clinics.geojson?bbox=-111,45,-109,47&near=59011",
]
AN_HOUR = datetime.timedelta(hours=1)


def make_canary(**fields: Any) -> Any:
    values = {
        "slug": "zzcanary",
        "street": f"1 {CANARY} Street",
        "description": f"<p>{CANARY}</p>",
        "website": "https://zzcanary.example.com/",
        "price_note": CANARY,
        "price_note_on": datetime.date(2026, 1, 2),
        "age_groups": [make_age_group()],
        "accepting": "newpt",
        "conditions": [make_condition()],
        "devices": [make_device()],
        "insurers": [make_insurer()],
        "services": [make_service()],
        "languages": [make_language()],
        **fields,
    }
    return make_clinic(f"{CANARY} Clinic", **values)


def unpublish() -> None:
    clinic = make_canary()
    clinic.save_revision().publish()
    clinic.unpublish()


def draft_edit() -> None:
    """Edit a clinic that is public, and do not publish the edit."""
    clinic = get_clinic_model().objects.get(slug="visible")
    clinic.name = f"{CANARY} Clinic"
    clinic.street = f"{CANARY} Street"
    clinic.latitude, clinic.longitude = 10.0, 10.0
    clinic.conditions = [make_condition()]
    clinic.services = []
    clinic.save_revision()


def schedule_edit() -> None:
    clinic = get_clinic_model().objects.get(slug="visible")
    clinic.name = f"{CANARY} Clinic"
    clinic.go_live_at = timezone.now() + AN_HOUR
    clinic.save_revision().publish()


def delete() -> None:
    make_canary().delete()


HIDDEN: dict[str, Callable[[], Any]] = {
    "draft": lambda: make_canary(live=False),
    "draft of a public clinic": draft_edit,
    "scheduled": lambda: make_canary(go_live_at=timezone.now() + AN_HOUR),
    "scheduled and not live": lambda: make_canary(
        live=False, go_live_at=timezone.now() + AN_HOUR
    ),
    "scheduled edit of a public clinic": schedule_edit,
    "expired but not yet swept": lambda: make_canary(
        expire_at=timezone.now() - AN_HOUR
    ),
    "expired": lambda: make_canary(live=False, expired=True),
    "unpublished": unpublish,
    "closed": lambda: make_canary(status="closed"),
    "closed since a day": lambda: make_canary(
        closed_on=timezone.localdate() - datetime.timedelta(days=1)
    ),
    "closed from today": lambda: make_canary(closed_on=timezone.localdate()),
    "deleted": delete,
    "locked draft": lambda: make_canary(live=False, locked=True),
}


def photograph(client: Client) -> dict[str, tuple[int, bytes, dict[str, str]]]:
    answers = {path: client.get(f"{API}/{path}") for path in SURFACES}
    return {
        path: (answer.status_code, answer.content, dict(answer.headers))
        for path, answer in answers.items()
    }


@pytest.fixture
def _visible() -> None:
    for name in ("visible", "other", "third"):
        clinic = make_clinic(
            name.title(),
            slug=name,
            age_groups=[make_age_group()],
            conditions=[make_condition()],
            devices=[make_device()],
            insurers=[make_insurer()],
            services=[make_service()],
            languages=[make_language()],
        )
        clinic.save_revision().publish()


@pytest.mark.usefixtures("_visible")
@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_hidden_changes_no_byte(client: Client, state: str) -> None:
    before = photograph(client)
    HIDDEN[state]()
    after = photograph(client)
    assert after == before
    for path, (_, content, _) in after.items():
        assert CANARY.lower() not in content.decode().lower(), path


@pytest.mark.usefixtures("_visible")
def test_the_canary_sings_when_it_is_public(client: Client) -> None:
    """The test above would notice: the same clinic, published, is everywhere."""
    before = photograph(client)
    make_canary()
    after = photograph(client)
    changed = {path for path in SURFACES if after[path] != before[path]}
    if connection.vendor == "mysql":
        # InnoDB finds words only of transactions that are committed.
        changed.add("clinics?q=zzcanary")
    assert changed == set(SURFACES) - {"clinics/visible"}


def test_a_hidden_clinic_and_an_unknown_one_are_not_told_apart(client: Client) -> None:
    make_canary(live=False)
    hidden = client.get(f"{API}/clinics/zzcanary")
    unknown = client.get(f"{API}/clinics/never-was")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content
    assert dict(hidden.headers) == dict(unknown.headers)
