from __future__ import annotations

import csv
import datetime
import io

import openpyxl
import pytest
from django.utils import timezone

from tests.factories import (
    make_clinic,
    make_condition,
    make_device,
    make_insurer,
    make_organization,
)
from wagtail_tms import get_clinic_model
from wagtail_tms.models import ClinicInsurer, OpeningHours, SpecialDay


pytestmark = pytest.mark.django_db


@pytest.fixture
def names(admin, clinic_url):
    """Return the clinics that the list shows under these filters."""

    def listed(**filters):
        response = admin.get(clinic_url("list"), filters)
        assert response.status_code == 200
        return [clinic.name for clinic in response.context["object_list"]]

    return listed


def export(admin, clinic_url, kind="csv", **filters):
    response = admin.get(clinic_url("list"), {"export": kind, **filters})
    return response.getvalue()


def csv_rows(admin, clinic_url, **filters):
    text = export(admin, clinic_url, **filters).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_list_shows_what_an_editor_asks_first(admin, clinic_url):
    make_clinic(
        "Calm",
        accepting="newpt",
        accepting_confirmed_on=datetime.date(2026, 11, 2),
        last_verified_on=datetime.date(2026, 3, 1),
    )
    page = admin.get(clinic_url("list")).content.decode()
    assert "Accepting new patients (11/02/2026)" in page
    for text in ("Calm", "Big Timber", "Montana", "March 1, 2026"):
        assert text in page


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"state": "ID"}, ["Idaho"]),
        ({"live": "false"}, ["Draft"]),
        ({"accepting": ["newpt", "nopt"]}, ["Draft", "Idaho"]),
        ({"status": "temporarily_closed"}, ["Full"]),
        ({"q": "boise"}, ["Idaho"]),
        ({"q": "Calm Group"}, ["Full"]),
        ({"q": "full", "state": "ID"}, []),
    ],
)
def test_the_list_can_be_narrowed_down(names, filters, expected):
    make_clinic("Draft", live=False, accepting="newpt")
    make_clinic(
        "Idaho", city="Boise", state="ID", postal_code="83702", accepting="nopt"
    )
    make_clinic("Full", status="temporarily_closed", organization=make_organization())
    assert names(**filters) == expected


def test_devices_conditions_and_organizations_narrow_the_list(names):
    device, condition = make_device(), make_condition()
    group = make_organization()
    make_clinic("Has", devices=[device], conditions=[condition], organization=group)
    make_clinic("Has not", devices=[make_device("Coil Two")])
    assert names(device=device.pk) == ["Has"]
    assert names(condition=condition.pk) == ["Has"]
    assert names(organization=group.pk) == ["Has"]
    assert names(device=device.pk, q="has") == ["Has"]


def test_clinics_that_need_a_call_can_be_listed(names):
    today = timezone.localdate()
    make_clinic("Fresh", last_verified_on=today)
    make_clinic("Never")
    make_clinic("Stale", last_verified_on=today - datetime.timedelta(91))
    assert names(confirmed="fresh") == ["Fresh"]
    assert names(confirmed="stale") == ["Stale"]
    assert names(confirmed="never") == ["Never"]
    assert names(last_verified_on_to=today - datetime.timedelta(1)) == ["Stale"]


def test_unknown_filter_values_are_no_error(names):
    make_clinic("Calm")
    assert names(state="ZZ", accepting="x", device="x", confirmed="x") == ["Calm"]


@pytest.mark.parametrize("name", ["organization", "device", "condition"])
@pytest.mark.parametrize("key", ["9" * 40, "9" * 19, "-" + "9" * 40, "\0", "1" * 5000])
def test_no_key_is_too_large_for_a_filter(names, name, key):
    make_clinic("Calm")
    assert names(**{name: key}) == ["Calm"]


def test_the_live_state_says_what_wagtail_says(admin, clinic_url):
    make_clinic("A")
    draft = make_clinic("B")
    scheduled = make_clinic("C")
    draft.name = "B changed"
    draft.save_revision()
    scheduled.go_live_at = timezone.now() + datetime.timedelta(1)
    scheduled.save_revision().publish()
    make_clinic("D", live=False)
    make_clinic("E", live=False, expired=True)
    rows = admin.get(clinic_url("list")).context["object_list"]
    column = admin.get(clinic_url("list")).context["table"].columns["publishing_state"]
    assert [column.get_value(row) for row in rows] == [
        str(clinic.status_string)
        for clinic in get_clinic_model().objects.order_by("name")
    ]


def test_the_list_takes_the_same_queries_for_one_clinic_and_for_many(
    admin, clinic_url, django_assert_max_num_queries
):
    make_clinic("First", live=False)
    admin.get(clinic_url("list"))
    with django_assert_max_num_queries(60) as one:
        admin.get(clinic_url("list"))
    for number in range(5):
        make_clinic(f"Clinic {number}", live=False, organization=make_organization())
    with django_assert_max_num_queries(len(one)):
        admin.get(clinic_url("list"))


# Spreadsheets


def test_the_csv_file_holds_everything_an_editor_needs(admin, clinic_url):
    make_clinic(
        "Calm",
        devices=[make_device()],
        insurers=[make_insurer("B Health"), make_insurer("A Health")],
        conditions=[make_condition()],
        organization=make_organization(),
    )
    [row] = csv_rows(admin, clinic_url)
    assert row["Name"] == "Calm"
    assert row["Telephone"] == "(406) 555-0123"
    assert row["Longitude"] == "-109.955"
    assert row["Devices"] == "Coil One"
    assert row["Insurers"] == "A Health; B Health"
    assert row["Conditions"] == "Depression"
    assert row["Organization"] == "Calm Group"


def test_the_csv_file_holds_what_is_said_about_the_clinic_itself(admin, clinic_url):
    clinic = make_clinic(
        "Calm",
        fax="+14065550124",
        description="<p>Quiet &amp; small.</p><p>By the river.</p>",
        psychiatrist_on_site=True,
        sponsored_until=datetime.date(2026, 12, 31),
        moved_to=make_clinic("Zen", slug="zen"),
    )
    assert clinic.slug != "zen"
    row, _moved_to = csv_rows(admin, clinic_url)
    assert row["Fax"] == "(406) 555-0124"
    assert row["About the clinic"].split() == [
        "Quiet",
        "&",
        "small.",
        "By",
        "the",
        "river.",
    ]
    assert row["Psychiatrist on site"] == "True"
    assert row["Sponsored until"] == "2026-12-31"
    assert row["Moved to"] == "zen"


def test_the_csv_file_holds_hours_and_special_days(admin, clinic_url):
    clinic = make_clinic(hours=[(0, "08:00", "12:00"), (0, "13:00", "00:00")])
    clinic.opening_hours.add(OpeningHours(weekday=5, by_appointment=True, note="Call"))
    clinic.special_days = [
        SpecialDay(date=datetime.date(2026, 12, 25), note="Christmas"),
        SpecialDay(
            date=datetime.date(2026, 12, 24),
            closed=False,
            opens=datetime.time(8),
            closes=datetime.time(11, 30),
        ),
    ]
    clinic.save()
    [row] = csv_rows(admin, clinic_url)
    assert row["Opening hours"] == (
        "Monday 08:00-12:00; Monday 13:00-00:00; Saturday by appointment only (Call)"
    )
    assert (
        row["Special days"] == "2026-12-24 08:00-11:30; 2026-12-25 closed (Christmas)"
    )


def test_the_csv_file_says_how_an_insurer_is_known(admin, clinic_url):
    clinic = make_clinic(insurers=[make_insurer("B Health")])
    confirmed = datetime.date(2026, 2, 3)
    clinic.insurers.add(
        ClinicInsurer(
            insurer=make_insurer("A Health"), verified_on=confirmed, note="PPO only"
        )
    )
    clinic.save()
    [row] = csv_rows(admin, clinic_url)
    assert row["Insurers: status and date"] == (
        "A Health: Accepts, 2026-02-03 (PPO only); B Health: In network"
    )


def test_the_xlsx_file_holds_the_same_columns(admin, clinic_url):
    make_clinic(fax="+14065550124", sponsored_until=datetime.date(2026, 12, 31))
    workbook = openpyxl.load_workbook(io.BytesIO(export(admin, clinic_url, "xlsx")))
    headings, values = workbook.active.iter_rows(values_only=True)
    assert list(headings) == list(csv_rows(admin, clinic_url)[0])
    row = dict(zip(headings, values, strict=True))
    assert row["Fax"] == "(406) 555-0124"
    assert row["Sponsored until"] == datetime.date(2026, 12, 31)


def test_a_spreadsheet_holds_what_the_filters_left(admin, clinic_url):
    make_clinic("One", state="MT")
    make_clinic("Two", state="ID", postal_code="83702")
    assert [row["Name"] for row in csv_rows(admin, clinic_url, state="ID")] == ["Two"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_the_csv_file_is_a_formula(admin, clinic_url, name):
    make_clinic(name)
    [row] = csv_rows(admin, clinic_url)
    assert row["Name"] == f"'{name}"


def test_the_xlsx_file_holds_formulas_as_text(admin, clinic_url):
    make_clinic("=1+1")
    workbook = openpyxl.load_workbook(io.BytesIO(export(admin, clinic_url, "xlsx")))
    headings, values = workbook.active.iter_rows()
    cell = values[[heading.value for heading in headings].index("Name")]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_xlsx_file_leaves_out_what_it_cannot_hold(admin, clinic_url):
    make_clinic("Calm\x0b Clinic")
    workbook = openpyxl.load_workbook(io.BytesIO(export(admin, clinic_url, "xlsx")))
    cells = [cell.value for row in workbook.active.iter_rows() for cell in row]
    assert "Calm Clinic" in cells


def test_an_export_takes_the_same_queries_for_one_clinic_and_for_many(
    admin, clinic_url, django_assert_max_num_queries
):
    make_clinic(devices=[make_device()], insurers=[make_insurer()])
    export(admin, clinic_url)
    with django_assert_max_num_queries(60) as one:
        export(admin, clinic_url)
    for number in range(5):
        make_clinic(
            devices=[make_device(f"Coil {number}")],
            insurers=[make_insurer(f"Plan {number}")],
            organization=make_organization(f"Group {number}"),
            moved_to=make_clinic(),
            hours=[(0, "08:00", "12:00")],
        )
    with django_assert_max_num_queries(len(one)):
        export(admin, clinic_url)
