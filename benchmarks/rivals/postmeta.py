"""WP Store Locator's shape: latitude and longitude as texts in a table of everything.

A distance over two joins of that table, GROUP BY, HAVING. A store has a dozen rows in
it. Filters are left out: they only add to it.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from benchmarks.cases import LIMIT, Case, Point
from wagtail_tms import get_clinic_model


MOST_CLINICS = 100_000
TABLE = "bench_postmeta"
COLUMNS = (
    "latitude", "longitude", "street", "street2", "city", "state", "postal_code",
    "phone", "fax", "email", "website", "time_zone",
)  # fmt: skip
SELECT = f"""
SELECT wagtail_tms_clinic.*, 3959 * acos(
    cos(radians(%s)) * cos(radians(north.meta_value))
    * cos(radians(east.meta_value) - radians(%s))
    + sin(radians(%s)) * sin(radians(north.meta_value))
) AS distance
FROM wagtail_tms_clinic
JOIN {TABLE} AS north
    ON north.post_id = wagtail_tms_clinic.id AND north.meta_key = 'latitude'
JOIN {TABLE} AS east
    ON east.post_id = wagtail_tms_clinic.id AND east.meta_key = 'longitude'
WHERE live AND status <> 'closed'
GROUP BY wagtail_tms_clinic.id
HAVING distance < %s ORDER BY distance LIMIT %s
"""


class Postmeta:
    name = "WP Store Locator"
    tolerance = 1e-3
    ids_only = False

    def obstacle(self) -> str:
        if connection.vendor == "postgresql":
            return "its SQL is MySQL's"
        if get_clinic_model()._default_manager.count() > MOST_CLINICS:
            return f"too slow beyond {MOST_CLINICS:,} clinics"
        return ""

    def prepare(self) -> None:
        if TABLE in connection.introspection.table_names():
            return
        number = "AUTO_INCREMENT" if connection.vendor == "mysql" else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE {TABLE} (meta_id integer PRIMARY KEY {number},"
                " post_id bigint NOT NULL, meta_key varchar(191), meta_value longtext)"
            )
            for column in COLUMNS:
                cursor.execute(
                    f"INSERT INTO {TABLE} (post_id, meta_key, meta_value)"
                    f" SELECT id, '{column}', {column} FROM wagtail_tms_clinic"
                )
            for column in ("post_id", "meta_key"):
                cursor.execute(f"CREATE INDEX {TABLE}_{column} ON {TABLE} ({column})")

    def can_answer(self, case: Case) -> bool:
        return not case.filters

    def find(self, origin: Point, case: Case) -> list[Any]:
        latitude, longitude = origin
        parameters = [latitude, longitude, latitude, case.radius, LIMIT]
        return list(get_clinic_model()._default_manager.raw(SELECT, parameters))
