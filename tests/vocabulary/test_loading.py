"""Every row reaches the database once, and the history tells of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry

from tests.vocabulary.sample import clearance_of
from wagtail_tms.models import (
    AccessibilityFeature,
    AgeGroup,
    Condition,
    Device,
    DeviceClearance,
    Insurer,
    Language,
    Protocol,
    Service,
    ShippedRow,
    Topic,
)
from wagtail_tms.vocabulary import load_vocabulary, read_vocabulary


pytestmark = pytest.mark.django_db


def test_fresh_load_creates_every_shipped_row() -> None:
    shipped = read_vocabulary()
    report = load_vocabulary()
    for section, model in {
        "conditions": Condition,
        "protocols": Protocol,
        "devices": Device,
        "insurers": Insurer,
        "services": Service,
        "languages": Language,
        "age_groups": AgeGroup,
        "accessibility_features": AccessibilityFeature,
        "topics": Topic,
    }.items():
        assert model.objects.count() == len(shipped[section]) > 0
    clearances = sum(len(device["clearances"]) for device in shipped["devices"])
    assert DeviceClearance.objects.count() == clearances
    assert report.created == ShippedRow.objects.count()
    assert (report.updated, report.unchanged, report.kept) == (0, 0, 0)
    assert report.version == shipped["version"]


def test_second_load_changes_nothing(django_assert_max_num_queries: Any) -> None:
    first = load_vocabulary()
    before = list(ShippedRow.objects.values_list("pk", "model", "key", "values"))
    with django_assert_max_num_queries(24):
        second = load_vocabulary()
    assert second.unchanged == first.created
    assert (second.created, second.updated, second.kept) == (0, 0, 0)
    assert (
        list(ShippedRow.objects.values_list("pk", "model", "key", "values")) == before
    )


def test_values_reach_the_models(data: dict[str, Any]) -> None:
    load_vocabulary(data)
    assert Condition.objects.get().aliases == "MDD, low mood"
    clearance = DeviceClearance.objects.get()
    assert clearance.device.slug == "coil"
    assert clearance.condition.slug == "mdd"
    assert clearance.protocol is not None
    assert clearance.protocol.slug == "itbs"
    assert clearance.decided_on.isoformat() == "2020-01-02"


def test_dry_run_reports_and_writes_nothing(data: dict[str, Any]) -> None:
    report = load_vocabulary(data, dry_run=True)
    assert report.created == 4
    assert not Condition.objects.exists()
    assert not ShippedRow.objects.exists()
    assert not ModelLogEntry.objects.exists()


def test_the_history_tells_what_was_loaded_and_corrected(data: dict[str, Any]) -> None:
    load_vocabulary(data)
    data["conditions"][0]["name"] = "Corrected"
    clearance_of(data)["qualifier"] = "Corrected."
    load_vocabulary(data)
    assert history(Condition.objects.get()) == ["wagtail.create", "wagtail.edit"]
    assert history(Protocol.objects.get()) == ["wagtail.create"]
    made_cleared_corrected = ["wagtail.create", "wagtail.edit", "wagtail.edit"]
    assert history(Device.objects.get()) == made_cleared_corrected


def history(instance: Any) -> list[str]:
    logs = log_registry.get_logs_for_instance(instance)
    return list(logs.order_by("pk").values_list("action", flat=True))


@pytest.mark.parametrize("model", [Condition, Insurer, Language, Topic])
def test_the_list_says_when_each_row_was_updated(admin: Any, model: Any) -> None:
    load_vocabulary()
    listing = admin.get(reverse(model.snippet_viewset.get_url_name("list")))
    rows = listing.context["object_list"]
    assert rows
    assert all(row._updated_at for row in rows)
