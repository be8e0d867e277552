"""Made-up clinics where people live, as many as wanted, made once and kept."""

from __future__ import annotations

import datetime
import itertools
import math
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction
from wagtail.models import Page, Site

from benchmarks import bulk
from wagtail_tms import get_clinic_model
from wagtail_tms.locator import entries
from wagtail_tms.models import (
    AgeGroup,
    ClinicDevice,
    ClinicInsurer,
    Condition,
    Device,
    Insurer,
    OpeningHours,
    Service,
)
from wagtail_tms.places.gazetteer import DEFAULT_PATH


SEED = 20_261_122
BATCH = 5_000
REPORTED = 50_000
DAY = datetime.date(2025, 1, 1)

# One clinic in ten is in the same building as the one before it.
SHARED_BUILDINGS = 0.1

# A city spreads over some miles, the more people the farther.
DEGREES_PER_ROOT_OF_PEOPLE = 0.05 / math.sqrt(100_000)

# As much as a listing usually says.
DESCRIPTION = (
    "<p>We treat adults with depression whose medicine has not helped enough. A first "
    "visit takes an hour; sessions are on weekdays, and a nurse stays with you.</p>"
)

# The cities, each with the ZIP code of its state that is nearest: SQLite takes what
# stands beside a minimum from the minimum's row.
CITIES = """
    SELECT city.latitude, city.longitude, name, city.state, zip, city.time_zone,
        population,
        min(abs(zip.latitude - city.latitude) + abs(zip.longitude - city.longitude))
    FROM place AS city JOIN zip ON zip.state = city.state
    WHERE population > 0 GROUP BY city.id ORDER BY city.id
"""

Progress = Callable[[str], Any]
# Latitude, longitude, city, state, ZIP code, time zone.
Place = tuple[float, float, str, str, str, str]


def ensure(count: int, say: Progress) -> None:
    """Fill the connected database, unless it holds the finished clinics already."""
    held = _held()
    if held == count:
        return
    if held:
        sys.exit(f"The database holds {held:,} clinics: give an empty one.")
    started = time.perf_counter()
    _build(count, say)
    say(f"Made {count:,} clinics in {time.perf_counter() - started:.0f} s.\n")


def _held() -> int:
    model = get_clinic_model()
    if model._meta.db_table not in connection.introspection.table_names():
        return 0
    return model._default_manager.count()


def _build(count: int, say: Progress) -> None:
    """Make tables, vocabulary, clinics, entries and one page."""
    say("Making the tables ...")
    call_command("migrate", verbosity=0)
    call_command("load_tms_vocabulary", stdout=StringIO())
    with transaction.atomic():
        _write_clinics(count, say)
        say("Writing the locator's entries ...")
        entries.rebuild()
        _write_page()
    bulk.settle()


def _write_clinics(count: int, say: Progress) -> None:
    chance = random.Random(SEED)
    places = _places(chance)
    relations = _Relations(chance)
    table = bulk.Template(get_clinic_model()(description=DESCRIPTION))
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        table.insert(_clinic(number, next(places)) for number in numbers)
        relations.write([number + 1 for number in numbers])
        if numbers.stop % REPORTED == 0:
            say(f"{numbers.stop:,} clinics ...")
    bulk.reset_sequences(get_clinic_model())


def _clinic(number: int, place: Place) -> dict[str, Any]:
    latitude, longitude, city, state, postal_code, zone = place
    return {
        "id": number + 1,
        "name": f"{city} TMS {number}",
        "slug": f"clinic-{number}",
        "street": f"{number % 9_000 + 1} Main Street",
        "city": city,
        "state": state,
        "postal_code": f"{postal_code}-{number % 10_000:04}",
        "latitude": latitude,
        "longitude": longitude,
        "time_zone": zone,
        "phone": f"+1406555{number % 10_000:04}",
        "website": f"https://clinic-{number}.example.com/",
        "accepting": ("newpt", "nopt", "unknown")[number % 3],
        "last_verified_on": (DAY + datetime.timedelta(number % 300)).isoformat(),
    }


def _places(chance: random.Random) -> Iterator[Place]:
    """Yield places around cities, as often as people live there."""
    with sqlite3.connect(DEFAULT_PATH) as gazetteer:
        cities = gazetteer.execute(CITIES).fetchall()
    weights = list(itertools.accumulate(city[-2] for city in cities))
    place = None
    while True:
        if place is None or chance.random() >= SHARED_BUILDINGS:
            city = chance.choices(cities, cum_weights=weights)[0]
            place = _somewhere_in(city, chance)
        yield place


def _somewhere_in(city: tuple[Any, ...], chance: random.Random) -> Place:
    latitude, longitude, name, state, postal_code, zone, population, _ = city
    spread = max(0.01, DEGREES_PER_ROOT_OF_PEOPLE * math.sqrt(population))
    return (
        round(chance.gauss(latitude, spread), 5),
        round(chance.gauss(longitude, spread), 5),
        name,
        state,
        postal_code,
        zone,
    )


class _Relations:
    """Gives clinics their conditions, insurers, devices, services, ages and hours."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.terms = {
            model: list(model._default_manager.values_list("pk", flat=True))
            for model in (Condition, Insurer, Device, Service, AgeGroup)
        }

    def write(self, clinics: list[int]) -> None:
        for field, model, common in (
            ("conditions", Condition, 0.75),
            ("services", Service, 0.3),
            ("age_groups", AgeGroup, 0.5),
        ):
            through = getattr(get_clinic_model(), field).through
            key = f"{model._meta.model_name}_id"
            pairs = self._pairs(model, clinics, common)
            bulk.insert(through, ("clinic_id", key), pairs)
        bulk.insert(
            ClinicInsurer,
            ("clinic_id", "insurer_id", "status", "note"),
            (
                (clinic, insurer, "in_network", "")
                for clinic, insurer in self._pairs(Insurer, clinics, common=0.2)
            ),
        )
        devices = self.terms[Device]
        bulk.insert(
            ClinicDevice,
            ("clinic_id", "device_id"),
            ((clinic, self.chance.choice(devices)) for clinic in clinics),
        )
        bulk.insert(
            OpeningHours,
            ("clinic_id", "weekday", "opens", "closes", "by_appointment", "note"),
            (
                (clinic, weekday, f"{8 + clinic % 3:02}:00:00", "17:00:00", False, "")
                for clinic in clinics
                for weekday in range(5)
            ),
        )

    def _pairs(
        self, model: type[models.Model], clinics: list[int], common: float
    ) -> Iterator[tuple[int, int]]:
        """Yield (clinic, term): each term is rarer than the one before it."""
        for number, term in enumerate(self.terms[model]):
            share = max(common * 0.8**number, 0.04)
            for clinic in clinics:
                if self.chance.random() < share:
                    yield clinic, term


def _write_page() -> None:
    """Add a clinic directory at /clinics/."""
    from wagtail_tms.pages.models import ClinicDirectoryPage

    home = Page.objects.get(depth=2)
    home.add_child(instance=ClinicDirectoryPage(title="Clinics", slug="clinics"))
    Site.objects.update(hostname="testserver")
