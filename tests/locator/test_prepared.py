"""What is compiled once answers as the queryset does, each time it is run."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection, models
from django.db.models import QuerySet, Value
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_clinic, make_condition, make_organization
from tests.locator.brute_force import place_entries
from tests.properties import examples
from wagtail_tms import geo, get_clinic_model
from wagtail_tms.locator import (
    LocatorQuery,
    nearest_clinics,
    public_clinics,
    search,
)
from wagtail_tms.locator.nearest import scan
from wagtail_tms.locator.prepared import ObjectsStatement, Parameter, Statement
from wagtail_tms.locator.public_clinics import MAX_PREPARED, PublicClinics
from wagtail_tms.locator.selection import EVERYTHING, Selection
from wagtail_tms.models import LocatorEntry
from wagtail_tms.querysets import ClinicQuerySet


pytestmark = pytest.mark.django_db

HERE = (45.8350, -109.9550)
NEARBY = LocatorQuery(position=HERE, radius=50)
HOUR = datetime.timedelta(hours=1)


def clinics() -> QuerySet:
    return get_clinic_model()._default_manager.order_by("pk")


def columns(objects: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {field.attname: getattr(one, field.attname) for field in one._meta.fields}
        for one in objects
    ]


def without_notice(clinic: Any, **fields: Any) -> None:
    """Change a row as a script outside Django would: its locator entry stays."""
    QuerySet.update(clinics().filter(pk=clinic.pk), **fields)


@examples(50)
@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=4),
    st.floats(0, 10, allow_nan=False),
    st.floats(0, 10, allow_nan=False),
)
def test_rows_are_those_of_the_queryset(
    ids: list[int], south: float, north: float
) -> None:
    if not LocatorEntry.objects.exists():
        place_entries([(float(number), 0.0) for number in range(10)])
    rows = LocatorEntry.objects.order_by("pk").values_list("pk", "latitude")
    first = LocatorEntry.objects.order_by("pk").values_list("pk", flat=True)[0]
    wanted = [first + number for number in ids]
    statement = Statement(
        rows.filter(
            pk__in=[Parameter("ids", number=len(wanted))],
            latitude__range=(Parameter("south"), Parameter("north")),
        )
    )
    for least, most in ((south, north), (0.0, 10.0)):
        asked = rows.filter(pk__in=wanted, latitude__range=(least, most))
        found = statement.rows(ids=wanted, south=least, north=most)
        assert list(found) == list(asked)


def test_nothing_is_asked_where_nothing_can_be(
    django_assert_num_queries: Any,
) -> None:
    statement = Statement(LocatorEntry.objects.filter(pk__in=[]))
    with django_assert_num_queries(0):
        assert not statement.rows()
        assert ObjectsStatement(clinics().none()).objects() == []


def test_objects_are_those_of_the_queryset() -> None:
    for number in range(3):
        make_clinic(
            f"Clinic {number}",
            expire_at=timezone.now() + HOUR,
            last_verified_on=datetime.date(2026, 11, number + 1),
        )
    expires = Parameter("moment", field=models.DateTimeField())
    asked = clinics().filter(expire_at__gt=expires)
    statement = ObjectsStatement(asked)
    found = statement.objects(moment=timezone.now())
    assert columns(found) == columns(clinics())
    assert statement.objects(moment=timezone.now() + 2 * HOUR) == []
    assert not found[0]._state.adding
    assert found[0]._state.db == connection.alias


def test_what_is_not_selected_is_deferred() -> None:
    make_clinic("Calm Clinic")
    (found,) = ObjectsStatement(clinics().only("name")).objects()
    assert "slug" in found.get_deferred_fields()
    assert found.slug.startswith("calm-clinic")


def test_what_a_manager_adds_stays() -> None:
    organization = make_organization("Calm Group")
    make_clinic(organization=organization)
    asked = clinics().annotate(stars=Value(5)).select_related("organization")
    (found,) = ObjectsStatement(asked).objects()
    assert found.stars == 5
    assert found.organization == organization


@pytest.mark.parametrize(
    "hidden",
    [
        {"live": False},
        {"status": "closed"},
        {"expire_at": timezone.now() - HOUR},
        {"closed_on": datetime.date(2026, 1, 1)},
    ],
)
def test_what_was_hidden_behind_our_back_is_not_shown(hidden: dict[str, Any]) -> None:
    clinic = make_clinic()
    assert nearest_clinics(NEARBY) == [(0, clinic)]
    without_notice(clinic, **hidden)
    assert nearest_clinics(NEARBY) == []
    assert search(NEARBY).listings == []


def test_a_kept_statement_goes_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    clinic = make_clinic()
    without_notice(clinic, expire_at=timezone.now() + HOUR)
    assert nearest_clinics(NEARBY) == [(0, clinic)]
    later = timezone.now() + 2 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert nearest_clinics(NEARBY) == []


@pytest.mark.parametrize("number", [1, 2, MAX_PREPARED + 1])
def test_clinics_keep_the_order_of_the_matches(
    number: int, django_assert_num_queries: Any
) -> None:
    made = [make_clinic(f"Clinic {place}") for place in range(3)]
    order = [made[place % 3].pk for place in range(number)]
    with django_assert_num_queries(1):
        found = PublicClinics().at(
            [(float(miles), pk) for miles, pk in enumerate(order)]
        )
    assert [(miles, clinic.pk) for miles, clinic in found] == list(enumerate(order))


def test_relations_are_read_with_the_clinics(django_assert_num_queries: Any) -> None:
    condition = make_condition("ocd")
    pks = [make_clinic(f"Clinic {n}", conditions=[condition]).pk for n in range(2)]
    with django_assert_num_queries(2):
        found = PublicClinics(relations=("conditions",)).at([(None, pk) for pk in pks])
        assert [list(one.conditions.all()) for _, one in found] == [[condition]] * 2


@pytest.mark.parametrize(
    ("selection", "lasting"),
    [
        (EVERYTHING, True),
        (Selection(state="MT", accepting=True), True),
        (Selection(city="Bozeman"), False),
    ],
)
def test_only_what_lasts_is_kept(selection: Selection, lasting: bool) -> None:
    assert selection.is_lasting is lasting


def test_a_city_is_looked_up_each_time() -> None:
    """Its clinics are asked for with the clock: that must not be kept."""
    box = geo.cap_box(*HERE, 50)
    assert scan(box, Selection(city="Big Timber")) == []
    clinic = make_clinic(city="Big Timber")
    assert [row[0] for row in scan(box, Selection(city="Big Timber"))] == [clinic.pk]


def test_a_queryset_that_hides_more_is_heard(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    class Hiding(ClinicQuerySet):
        def public_at(self, now: Any, today: Any) -> Any:
            return super().public_at(now, today).exclude(city="Bozeman")

    clinic = make_clinic()
    make_clinic(city="Bozeman")
    manager = get_clinic_model()._default_manager
    monkeypatch.setattr(manager, "_queryset_class", Hiding)
    public_clinics._by_ids.cache_clear()
    request.addfinalizer(public_clinics._by_ids.cache_clear)
    assert [one for _, one in nearest_clinics(NEARBY)] == [clinic]
