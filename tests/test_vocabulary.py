"""The vocabulary follows the package, except where an editor has been."""

from __future__ import annotations

import copy
import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry

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
from wagtail_tms.vocabulary import VocabularyError, load_vocabulary, read_vocabulary


pytestmark = pytest.mark.django_db

CLEARANCE = {
    "condition": "mdd",
    "protocol": "itbs",
    "minimum_age": 18,
    "maximum_age": None,
    "adjunct": False,
    "qualifier": "After one medicine.",
    "pathway": "510k",
    "number": "K123456",
    "decided_on": "2020-01-02",
    "source_url": "https://example.com/K123456",
    "checked_on": "2026-11-22",
}


@pytest.fixture
def data() -> dict[str, Any]:
    """A small vocabulary: one condition, protocol, device and clearance."""
    return {
        "version": "1",
        "conditions": [
            {"slug": "mdd", "name": "Depression", "aliases": ["MDD", "low mood"]}
        ],
        "protocols": [{"slug": "itbs", "name": "Theta burst"}],
        "devices": [
            {
                "slug": "coil",
                "name": "Coil One",
                "manufacturer": "Maker",
                "clearances": [copy.deepcopy(CLEARANCE)],
            }
        ],
    }


def clearance_of(data: dict[str, Any]) -> dict[str, Any]:
    return data["devices"][0]["clearances"][0]


# Loading.


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


# An editor's work.


def test_editors_change_is_kept(data: dict[str, Any]) -> None:
    load_vocabulary(data)
    Condition.objects.update(name="Our own name")
    data["conditions"][0]["name"] = "Corrected"
    report = load_vocabulary(data)
    assert Condition.objects.get().name == "Our own name"
    assert (report.kept, report.updated) == (1, 0)


def test_correction_reaches_an_unedited_field_of_an_edited_row(
    data: dict[str, Any],
) -> None:
    load_vocabulary(data)
    Device.objects.update(name="Our own name")
    data["devices"][0]["manufacturer"] = "New maker"
    data["devices"][0]["name"] = "Coil Two"
    report = load_vocabulary(data)
    device = Device.objects.get()
    assert (device.name, device.manufacturer) == ("Our own name", "New maker")
    assert (report.updated, report.kept) == (1, 0)
    assert load_vocabulary(data).kept == 1


def test_correction_reaches_a_clearance(data: dict[str, Any]) -> None:
    load_vocabulary(data)
    clearance_of(data).update(decided_on="2020-01-03", protocol=None)
    assert load_vocabulary(data).updated == 1
    clearance = DeviceClearance.objects.get()
    assert clearance.decided_on.isoformat() == "2020-01-03"
    assert clearance.protocol is None


def test_editor_who_put_the_shipped_value_back_gets_corrections_again(
    data: dict[str, Any],
) -> None:
    load_vocabulary(data)
    Condition.objects.update(name="Our own name")
    load_vocabulary(data)
    Condition.objects.update(name="Depression")
    data["conditions"][0]["name"] = "Corrected"
    load_vocabulary(data)
    assert Condition.objects.get().name == "Corrected"


def test_field_shipped_for_the_first_time_fills_an_empty_one(
    data: dict[str, Any],
) -> None:
    load_vocabulary(data)
    data["conditions"][0]["description"] = "Low mood."
    assert load_vocabulary(data).updated == 1
    assert Condition.objects.get().description == "Low mood."


def test_editors_deletion_is_kept(data: dict[str, Any]) -> None:
    load_vocabulary(data)
    DeviceClearance.objects.all().delete()
    Protocol.objects.all().delete()
    report = load_vocabulary(data)
    assert not DeviceClearance.objects.exists()
    assert not Protocol.objects.exists()
    assert (report.kept, report.created) == (2, 0)


def test_new_clearance_of_a_deleted_device_or_condition_is_left_out(
    data: dict[str, Any],
) -> None:
    clearances = data["devices"][0].pop("clearances")
    load_vocabulary(data)
    data["devices"][0]["clearances"] = clearances
    Condition.objects.all().delete()
    assert load_vocabulary(data).kept == 2
    Device.objects.all().delete()
    assert load_vocabulary(data).kept == 3
    assert not DeviceClearance.objects.exists()


def test_editors_own_row_is_adopted_unchanged(data: dict[str, Any]) -> None:
    Condition.objects.create(slug="mdd", name="Ours", aliases="MDD, low mood")
    report = load_vocabulary(data)
    assert Condition.objects.get().name == "Ours"
    assert report.kept == 1
    data["conditions"][0].update(name="Corrected", aliases=["MDD"])
    load_vocabulary(data)
    condition = Condition.objects.get()
    assert (condition.name, condition.aliases) == ("Ours", "MDD")


def test_correction_that_contradicts_an_editors_age_is_left_out(
    data: dict[str, Any],
) -> None:
    load_vocabulary(data)
    DeviceClearance.objects.update(minimum_age=22)
    clearance_of(data)["maximum_age"] = 21
    assert load_vocabulary(data).kept == 1
    assert DeviceClearance.objects.get().maximum_age is None


def test_editors_second_clearance_with_the_same_number_is_left_alone(
    data: dict[str, Any],
) -> None:
    load_vocabulary(data)
    ours = DeviceClearance.objects.get()
    theirs = DeviceClearance.objects.get()
    theirs.pk = None
    theirs.minimum_age, theirs.maximum_age = 15, 21
    theirs.save()
    clearance_of(data)["qualifier"] = "Corrected."
    load_vocabulary(data)
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert ours.qualifier == "Corrected."
    assert theirs.qualifier == "After one medicine."


# Wrong data.


def _no_condition(data: dict[str, Any]) -> None:
    del clearance_of(data)["condition"]


def _no_date(data: dict[str, Any]) -> None:
    del clearance_of(data)["decided_on"]


def _no_slug(data: dict[str, Any]) -> None:
    del data["conditions"][0]["slug"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda d: d.update(drugs=[]), ["section", "drugs"]),
        (_no_slug, ["Row 1", "conditions", "slug"]),
        (lambda d: d["conditions"][0].update(nmae="x"), ["mdd", "nmae"]),
        (lambda d: d["conditions"][0].update(name=""), ["mdd", "name"]),
        (lambda d: d["conditions"][0].update(name="x" * 200), ["mdd", "name"]),
        (lambda d: d["devices"][0].update(website="nowhere"), ["coil", "website"]),
        (lambda d: d["protocols"].append(d["protocols"][0]), ["itbs", "twice"]),
        (_no_condition, ["coil/K123456", "condition"]),
        (_no_date, ["coil/K123456/mdd", "decided_on"]),
        (lambda d: clearance_of(d).update(number="123"), ["coil/123/mdd", "number"]),
        (lambda d: clearance_of(d).update(decided_on="soon"), ["K1", "decided_on"]),
        (lambda d: clearance_of(d).update(pathway="magic"), ["K1", "pathway"]),
        (lambda d: clearance_of(d).update(condition="flu"), ["condition", "flu"]),
        (lambda d: clearance_of(d).update(protocol="laser"), ["protocol", "laser"]),
        (lambda d: clearance_of(d).update(maximum_age=3), ["K1", "maximum_age"]),
        (lambda d: clearance_of(d).update(device="other"), ["K1", "device"]),
    ],
)
def test_wrong_data_is_refused_by_row_and_field(
    data: dict[str, Any], spoil: Any, words: list[str]
) -> None:
    spoil(data)
    with pytest.raises(VocabularyError) as error:
        load_vocabulary(data)
    for word in words:
        assert word in str(error.value)
    assert not Condition.objects.exists()


# The command.


def test_command_prints_one_line_for_each_kind() -> None:
    out = StringIO()
    call_command("load_tms_vocabulary", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == 10
    assert lines[0].startswith("Conditions: ")
    assert all("0 updated, 0 unchanged, 0 kept as edited." in line for line in lines)
    assert Condition.objects.exists()


def test_command_dry_run_writes_nothing() -> None:
    out = StringIO()
    call_command("load_tms_vocabulary", "--dry-run", stdout=out)
    assert "nothing was written" in out.getvalue()
    assert not Condition.objects.exists()


def test_command_names_the_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "wagtail_tms.vocabulary.loading.read_vocabulary", lambda: {"drugs": []}
    )
    with pytest.raises(CommandError, match="drugs"):
        call_command("load_tms_vocabulary")


# The shipped file.


def shipped_clearances() -> list[dict[str, Any]]:
    devices = read_vocabulary()["devices"]
    return [clearance for device in devices for clearance in device["clearances"]]


def test_every_shipped_clearance_has_number_date_and_official_source() -> None:
    official = "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpmn/"
    for row in shipped_clearances():
        number = row["number"]
        assert re.fullmatch(r"K\d{6}|DEN\d{6}|P\d{6}", number)
        page = "denovo" if row["pathway"] == "de_novo" else "pmn"
        assert row["source_url"] == f"{official}{page}.cfm?ID={number}"
        assert (row["pathway"] == "de_novo") == number.startswith("DEN")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["decided_on"])
        assert row["decided_on"] <= row["checked_on"]


def test_clearances_for_teenagers_are_add_ons() -> None:
    young = [row for row in shipped_clearances() if row["minimum_age"] < 18]
    assert young
    assert all(row["adjunct"] and row["maximum_age"] == 21 for row in young)


def test_off_label_ships_with_a_day_and_a_source_and_without_a_clearance() -> None:
    conditions = read_vocabulary()["conditions"]
    off_label = [row for row in conditions if row.get("off_label_as_of")]
    slugs = {row["slug"] for row in off_label}
    assert {"ptsd", "bipolar-depression", "anxiety", "chronic-pain"} <= slugs
    assert all(row["off_label_source_url"] for row in off_label)
    assert not slugs & {row["condition"] for row in shipped_clearances()}


def test_a_clearance_that_is_left_out_makes_no_condition_off_label() -> None:
    conditions = {row["slug"]: row for row in read_vocabulary()["conditions"]}
    assert not conditions["smoking-cessation"].get("off_label_as_of")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"off_label_as_of": "2026-11-26"}, "off_label_source_url"),
        ({"off_label_source_url": "https://example.com"}, "off_label_as_of"),
    ],
)
def test_off_label_needs_both_the_day_and_the_source(
    given: dict[str, Any], missing: str
) -> None:
    row = {"slug": "tinnitus", "name": "Tinnitus"} | given
    with pytest.raises(VocabularyError, match=missing):
        load_vocabulary({"conditions": [row]})


def test_shipped_words_promise_nothing() -> None:
    text = json.dumps(read_vocabulary(), ensure_ascii=False).lower()
    for word in ("approv", "cure", "proven", "heal ", "suffer", "guarantee"):
        assert word not in text


def test_sources_page_names_every_shipped_clearance() -> None:
    page = Path(__file__).parent.parent / "docs/reference/vocabulary_sources.md"
    text = page.read_text(encoding="utf-8")
    for row in shipped_clearances():
        assert re.search(rf"^\| .*{row['number']} .*{row['decided_on']}", text, re.M)
