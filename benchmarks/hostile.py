"""Searches where locators go wrong, each compared with brute force.

    python -m benchmarks.hostile

The clinics stand on the poles, along the antimeridian, on top of each other and at
random; readers stand there too, on the clinics and just beside them. It takes a test
database of its own on the server of ``DATABASE_URL``. The exit code is 1 when an
answer was wrong.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator

from benchmarks import database


SEED = 90
SEARCHES = 3_000
CLINICS = 1_000
RADII = (0.01, 13_000.0)
NAME = "bench_hostile"

Point = tuple[float, float]


def urls() -> list[str]:
    """Return the databases that may answer, as in the test suite."""
    environ = os.environ.get
    return [
        "sqlite://:memory:",
        environ("TMS_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres"),
        environ("TMS_MARIADB_URL", "mysql://root@127.0.0.1:3306/test"),
    ]


def on_every_database() -> list[str]:
    """Run the searches on each database; return those that answered wrongly."""
    command = [sys.executable, "-m", "benchmarks.hostile"]
    return [
        url.partition(":")[0]
        for url in urls()
        if subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode
    ]


def main() -> int:
    database.connect(CLINICS)
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except (DatabaseError, ImproperlyConfigured) as error:
        print(f"{database.scheme()}: not run: {str(error).splitlines()[0]}")
        return 0
    if connection.vendor != "sqlite":
        connection.settings_dict["TEST"]["NAME"] = NAME
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        wrong = _count_wrong()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    print(f"{database.description()}: {SEARCHES:,} hostile searches, {wrong} wrong")
    return 1 if wrong else 0


def _count_wrong() -> int:
    from benchmarks import brute_force, bulk
    from benchmarks.cases import Case
    from wagtail_tms import get_clinic_model
    from wagtail_tms.locator import entries, nearest_clinics

    chance = random.Random(SEED)
    points = [_somewhere(chance) for _ in range(CLINICS)]
    points += chance.sample(points, CLINICS // 10)
    bulk.Template(get_clinic_model()()).insert(
        {"id": pk, "slug": f"clinic-{pk}", "latitude": north, "longitude": east}
        for pk, (north, east) in enumerate(points, start=1)
    )
    entries.rebuild()
    truth = brute_force.Clinics()
    wrong = 0
    for origin, radius in _searches(chance, points):
        case = Case("", origin, radius)
        answer = nearest_clinics(case.query(origin))
        wrong += not brute_force.is_exact(answer, truth.nearest(origin, case))
    return wrong


def _searches(
    chance: random.Random, points: list[Point]
) -> Iterator[tuple[Point, float]]:
    least, most = RADII
    for number in range(SEARCHES):
        match number % 3:
            case 0:
                origin = chance.choice(points)
            case 1:
                origin = _beside(chance.choice(points), chance)
            case _:
                origin = _somewhere(chance)
        yield origin, min(most, least * (most / least) ** chance.uniform(0, 1.05))


def _somewhere(chance: random.Random) -> Point:
    """Return a point at a pole, at the antimeridian, in a crowd, or anywhere."""
    anywhere = (
        round(chance.uniform(-90, 90), 6),
        round(chance.uniform(-180, 180), 6),
    )
    match chance.randrange(6):
        case 0:
            pole = chance.choice((-90.0, -89.999, -89.9, 89.9, 89.999, 90.0))
            return pole, anywhere[1]
        case 1:
            edge = chance.choice((-180.0, -179.999, -179.9, 179.9, 179.999, 180.0))
            return anywhere[0], edge
        case 2:
            return chance.choice((0.0, 51.95)), chance.choice((-180.0, 0.0, 180.0))
        case 3:
            return 40.7 + chance.randrange(50) / 1000, -74 + chance.randrange(50) / 1000
        case _:
            return anywhere


def _beside(point: Point, chance: random.Random) -> Point:
    """Return a point some inches to miles away, on the globe."""
    step = 10 ** chance.uniform(-7, -1)
    # To the digits that a query keeps, a tenth of a millimeter.
    latitude = round(point[0] + chance.uniform(-step, step), 9)
    longitude = round(point[1] + chance.uniform(-step, step), 9)
    return max(-90.0, min(90.0, latitude)), max(-180.0, min(180.0, longitude))


if __name__ == "__main__":
    sys.exit(main())
