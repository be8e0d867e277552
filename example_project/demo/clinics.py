"""Plainly fictional clinics, spread over the country as its people are.

The same number always gives the same clinics: whoever reports a fault can name one.
"""

from __future__ import annotations

import datetime
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heapify, heapreplace
from itertools import accumulate, islice
from math import sqrt
from operator import itemgetter
from typing import Any

from django.utils.text import slugify

from wagtail_tms.places.gazetteer import DEFAULT_PATH


SEED = 988

FIRST = (
    "Juniper", "Lakelight", "Still Harbor", "Bright Meadow", "Cedar Step", "Northbank",
    "Wren", "Tidewater", "Open Sky", "Marigold", "Quiet River", "Larkspur", "Foxglove",
    "Silver Birch", "Morning Field", "Blue Heron", "Stonebridge", "Clearwell",
    "Redwood Path", "Sunfold", "Harvest Moon", "Ivy Lane", "Copper Hill", "Elderflower",
)  # fmt: skip
LAST = (
    "TMS Center", "TMS Clinic", "Brain Health", "Psychiatry & TMS", "Mood Clinic",
    "Neurotherapy", "Behavioral Health", "TMS & Wellness",
)  # fmt: skip
STREETS = (
    "Sample Street", "Example Avenue", "Specimen Road", "Placeholder Lane",
    "Demonstration Drive", "Model Boulevard", "Prototype Way",
)  # fmt: skip

# One area code in use in each state; the numbers themselves are 555-01xx, which the
# North American Numbering Plan keeps for fiction.
AREA_CODES = {
    "AL": "205", "AK": "907", "AZ": "602", "AR": "501", "CA": "415", "CO": "303",
    "CT": "203", "DE": "302", "DC": "202", "FL": "305", "GA": "404", "HI": "808",
    "ID": "208", "IL": "312", "IN": "317", "IA": "515", "KS": "316", "KY": "502",
    "LA": "504", "ME": "207", "MD": "410", "MA": "617", "MI": "313", "MN": "612",
    "MS": "601", "MO": "314", "MT": "406", "NE": "402", "NV": "702", "NH": "603",
    "NJ": "201", "NM": "505", "NY": "212", "NC": "704", "ND": "701", "OH": "216",
    "OK": "405", "OR": "503", "PA": "215", "RI": "401", "SC": "803", "SD": "605",
    "TN": "615", "TX": "214", "UT": "801", "VT": "802", "VA": "804", "WA": "206",
    "WV": "304", "WI": "414", "WY": "307",
}  # fmt: skip

# Residents on April 1, 2020: U.S. Census Bureau, 2020 Census Apportionment Results,
# table 2, released on April 26, 2021.
# https://www.census.gov/data/tables/2020/dec/2020-apportionment-data.html
RESIDENTS = {
    "AL": 5_024_279, "AK": 733_391, "AZ": 7_151_502, "AR": 3_011_524,
    "CA": 39_538_223, "CO": 5_773_714, "CT": 3_605_944, "DE": 989_948,
    "DC": 689_545, "FL": 21_538_187, "GA": 10_711_908, "HI": 1_455_271,
    "ID": 1_839_106, "IL": 12_812_508, "IN": 6_785_528, "IA": 3_190_369,
    "KS": 2_937_880, "KY": 4_505_836, "LA": 4_657_757, "ME": 1_362_359,
    "MD": 6_177_224, "MA": 7_029_917, "MI": 10_077_331, "MN": 5_706_494,
    "MS": 2_961_279, "MO": 6_154_913, "MT": 1_084_225, "NE": 1_961_504,
    "NV": 3_104_614, "NH": 1_377_529, "NJ": 9_288_994, "NM": 2_117_522,
    "NY": 20_201_249, "NC": 10_439_388, "ND": 779_094, "OH": 11_799_448,
    "OK": 3_959_353, "OR": 4_237_256, "PA": 13_002_700, "RI": 1_097_379,
    "SC": 5_118_425, "SD": 886_667, "TN": 6_910_840, "TX": 29_145_505,
    "UT": 3_271_616, "VT": 643_077, "VA": 8_631_393, "WA": 7_705_281,
    "WV": 1_793_716, "WI": 5_893_718, "WY": 576_851,
}  # fmt: skip

# How common each value is: slug -> share of clinics.
CONDITIONS = {
    "mdd": 1.0, "ocd": 0.55, "anxious-depression": 0.5, "smoking-cessation": 0.18,
    "ptsd": 0.3, "anxiety": 0.25, "bipolar-depression": 0.15, "chronic-pain": 0.06,
    "tinnitus": 0.05,
}  # fmt: skip
PROTOCOLS = {
    "high-frequency-left": 0.9, "itbs": 0.75, "low-frequency-right": 0.4,
    "bilateral": 0.2, "accelerated": 0.15, "maintenance": 0.4,
}  # fmt: skip
DEVICES = {
    "neurostar": 40, "brainsway-deep-tms": 22, "magventure": 22, "magstim-horizon": 10,
    "magstim-horizon-3": 6, "cloudtms": 8, "apollo": 6, "magnus-saint": 2,
}  # fmt: skip
# No clinic has a device from before the year in which it was cleared.
FIRST_YEARS = {
    "neurostar": 2014, "brainsway-deep-tms": 2013, "magventure": 2015,
    "magstim-horizon": 2019, "magstim-horizon-3": 2023, "cloudtms": 2023,
    "apollo": 2025, "magnus-saint": 2022,
}  # fmt: skip
SERVICES = {
    "insurance-help": 0.7, "telehealth-consultation": 0.6, "outcome-tracking": 0.5,
    "medication-management": 0.6, "psychotherapy": 0.45, "esketamine": 0.35,
    "neuronavigation": 0.15, "early-hours": 0.3, "evening-hours": 0.2,
    "weekend-hours": 0.12, "no-referral": 0.4,
}  # fmt: skip
LANGUAGES = {
    "en": 1.0, "es": 0.35, "zh": 0.06, "vi": 0.04, "ar": 0.03, "ru": 0.04, "ko": 0.03,
    "hi": 0.04, "fr": 0.03,
}  # fmt: skip
AGE_GROUPS = {"15-17": 0.3, "18-21": 0.9, "22-64": 1.0, "65-and-over": 0.85}
ACCESSIBILITY = {"handiaccess": 0.85, "pubtrans": 0.4, "adacomp": 0.6, "anssrvc": 0.1}
ACCEPTING = {"newpt": 66, "unknown": 18, "nopt": 8, "existptonly": 5, "existptfam": 3}
INSURERS = (
    "aetna", "cigna", "unitedhealthcare", "optum", "humana", "medicare", "tricare",
    "blue-cross-blue-shield", "anthem", "magellan", "medicaid", "va-community-care",
    "kaiser-permanente", "ambetter", "molina", "oscar", "premera",
    "medicare-advantage",
)  # fmt: skip
OPENINGS = ((7, 17), (8, 17), (8, 18), (9, 17), (9, 18), (6, 15))


@dataclass
class DemoClinic:
    """The fields of one clinic, and the slugs and rows that hang on it."""

    fields: dict[str, Any]
    organization: str
    terms: dict[str, list[str]]
    devices: list[dict[str, Any]] = field(default_factory=list)
    insurers: list[dict[str, Any]] = field(default_factory=list)
    hours: list[dict[str, Any]] = field(default_factory=list)
    special_days: list[dict[str, Any]] = field(default_factory=list)


def demo_clinics(count: int, today: datetime.date) -> Iterator[DemoClinic]:
    """Yield the first ``count`` clinics of an endless, always equal row.

    The first 51 stand one in each state and the District. All follow the population:
    that of the states, and within one that of its cities. Dates are counted back from
    ``today``.
    """
    rng = random.Random(SEED)
    towns = _towns()
    weights = {
        state: list(accumulate(town["weight"] for town in there))
        for state, there in towns.items()
    }
    slugs: set[str] = set()
    for number, state in enumerate(islice(_states(), count)):
        if number < len(towns):
            town = max(towns[state], key=itemgetter("population"))
        else:
            [town] = rng.choices(towns[state], cum_weights=weights[state])
        clinic = _clinic(rng, number, town, today)
        clinic.fields["slug"] = _free(slugs, clinic.fields)
        yield clinic


def _states() -> Iterator[str]:
    """Yield the states as Congress hands out its seats: by equal proportions."""
    yield from sorted(RESIDENTS)
    waiting = [(-people / sqrt(2), state, 1) for state, people in RESIDENTS.items()]
    heapify(waiting)
    while True:
        _, state, number = waiting[0]
        yield state
        number += 1
        claim = RESIDENTS[state] / sqrt(number * (number + 1))
        heapreplace(waiting, (-claim, state, number))


def _towns() -> dict[str, list[dict[str, Any]]]:
    """Return, by state, the ZIP codes of cities, each with its share of the people."""
    file = sqlite3.connect(f"{DEFAULT_PATH.as_uri()}?mode=ro&immutable=1", uri=True)
    file.row_factory = sqlite3.Row
    rows = file.execute(
        """
        SELECT zip.zip AS postal_code, zip.latitude, zip.longitude, zip.time_zone,
               place.name AS city, place.state, place.population,
               1.0 * place.population / count(*) OVER (PARTITION BY place.id) AS weight
        FROM zip JOIN place ON place.name = zip.place AND place.state = zip.state
        WHERE place.population > 0 ORDER BY zip.zip
        """
    ).fetchall()
    file.close()
    towns: dict[str, list[dict[str, Any]]] = {state: [] for state in sorted(RESIDENTS)}
    for row in rows:
        if row["state"] in towns:
            towns[row["state"]].append(dict(row))
    return towns


def _free(slugs: set[str], fields: dict[str, Any]) -> str:
    base = slugify(f"{fields['name']} {fields['city']} {fields['state']}")
    slug, number = base, 2
    while slug in slugs:
        slug, number = f"{base}-{number}", number + 1
    slugs.add(slug)
    return slug


def _clinic(
    rng: random.Random, number: int, town: dict[str, Any], today: datetime.date
) -> DemoClinic:
    brand = rng.choice(FIRST)
    confirmed = today - datetime.timedelta(days=int(rng.expovariate(1 / 60)))
    hours = _hours(rng)
    fields = {
        "name": f"{brand} {rng.choice(LAST)}",
        "street": f"{rng.randint(1, 9899)} {rng.choice(STREETS)}",
        "street2": f"Suite {rng.randint(100, 940)}" if rng.random() < 0.5 else "",
        **{key: town[key] for key in ("city", "state", "postal_code", "time_zone")},
        "latitude": round(town["latitude"] + rng.uniform(-0.02, 0.02), 6),
        "longitude": round(town["longitude"] + rng.uniform(-0.02, 0.02), 6),
        "phone": f"+1{AREA_CODES[town['state']]}555{rng.randint(100, 199):04}",
        "website": f"https://{slugify(brand)}.example.com/",
        "email": f"hello@{slugify(brand)}.example.com" if rng.random() < 0.4 else "",
        "description": (
            "<p>A fictional clinic, made for this demonstration. "
            f"It stands for a TMS clinic in {town['city']}.</p>"
        ),
        "accepting": _weighted(rng, ACCEPTING),
        "accepting_confirmed_on": confirmed,
        "last_verified_on": confirmed if rng.random() < 0.8 else None,
        "psychiatrist_on_site": rng.choice((True, True, False, None)),
        "self_pay": rng.random() < 0.8,
        "financing": rng.random() < 0.4,
        "sliding_scale": rng.random() < 0.15,
        "sponsored": rng.random() < 0.02,
        **_publication(rng, number, today),
    }
    return DemoClinic(
        fields=fields,
        organization=brand if rng.random() < 0.5 else "",
        terms={
            "conditions": _some(rng, CONDITIONS),
            "protocols": _some(rng, PROTOCOLS),
            "services": _some(rng, SERVICES),
            "languages": _some(rng, LANGUAGES),
            "age_groups": _some(rng, AGE_GROUPS),
            "accessibility_features": _some(rng, ACCESSIBILITY),
        },
        devices=_devices(rng, confirmed),
        insurers=_insurers(rng, confirmed, self_pay=fields["self_pay"]),
        hours=hours,
        special_days=_special_days(rng, today) if _has_times(hours) else [],
    )


def _publication(
    rng: random.Random, number: int, today: datetime.date
) -> dict[str, Any]:
    """Make one in twelve a draft or closed, for good or a while; not the first."""
    chance = rng.random()
    if number < len(AREA_CODES) or chance > 0.085:
        return {}
    if chance < 0.04:
        return {"live": False, "has_unpublished_changes": True}
    if chance < 0.065:
        return {"status": "closed", "closed_on": today - datetime.timedelta(days=40)}
    return {"status": "temporarily_closed"}


def _weighted(rng: random.Random, shares: dict[str, int]) -> str:
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def _some(rng: random.Random, shares: dict[str, float]) -> list[str]:
    return [slug for slug, share in shares.items() if rng.random() < share]


def _devices(rng: random.Random, confirmed: datetime.date) -> list[dict[str, Any]]:
    wanted = rng.choices((0, 1, 2), weights=(6, 74, 20))[0]
    slugs = sorted({_weighted(rng, DEVICES) for _ in range(wanted)})
    return [
        {
            "device": slug,
            "since": rng.randint(FIRST_YEARS[slug], 2025),
            "verified_on": confirmed,
        }
        for slug in slugs
    ]


def _insurers(
    rng: random.Random, confirmed: datetime.date, *, self_pay: bool
) -> list[dict[str, Any]]:
    statuses = {
        slug: rng.choice(("in_network", "in_network", "accepts", "ask"))
        for slug in rng.sample(INSURERS, rng.randint(2, 12))
    }
    # Nobody is in a network of those who pay themselves, or has to ask about them.
    own = {"self-pay": "accepts"} if self_pay else {}
    return [
        {
            "insurer": slug,
            "status": status,
            "verified_on": confirmed if rng.random() < 0.7 else None,
        }
        for slug, status in {**statuses, **own}.items()
    ]


def _hours(rng: random.Random) -> list[dict[str, Any]]:
    chance = rng.random()
    if chance < 0.08:
        return []
    if chance < 0.14:
        return [{"weekday": day, "by_appointment": True} for day in range(5)]
    opens, closes = rng.choice(OPENINGS)
    days = range(6) if rng.random() < 0.2 else range(5)
    return [
        {
            "weekday": day,
            "opens": datetime.time(opens),
            "closes": datetime.time(13 if day == 5 else closes),
        }
        for day in days
    ]


def _has_times(hours: list[dict[str, Any]]) -> bool:
    return any("opens" in row for row in hours)


def _special_days(rng: random.Random, today: datetime.date) -> list[dict[str, Any]]:
    if rng.random() < 0.6:
        return []
    year = today.year
    return [
        {"date": _thanksgiving(year), "closed": True, "note": "Thanksgiving"},
        {"date": datetime.date(year, 12, 25), "closed": True, "note": "Christmas Day"},
        {
            "date": datetime.date(year, 12, 24),
            "closed": False,
            "opens": datetime.time(8),
            "closes": datetime.time(12),
            "note": "Christmas Eve",
        },
    ]


def _thanksgiving(year: int) -> datetime.date:
    """Return the fourth Thursday of November."""
    first = datetime.date(year, 11, 1)
    return first + datetime.timedelta(days=(3 - first.weekday()) % 7 + 21)
