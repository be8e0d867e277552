"""GeoDjango's nearest neighbour on PostGIS: ordered by ``GeometryDistance``.

The ORM makes the query, with that one expression written out, so that the libraries
which GeoDjango loads need not be here.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from benchmarks.cases import LIMIT, Case, Point
from benchmarks.rivals.django_recipe import admitted


TABLE = "bench_point"
POINT = f"{TABLE}.point <-> ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography"


class PostGIS:
    name = "PostGIS nearest"
    tolerance = 6e-3  # It measures on a spheroid.
    ids_only = False

    def obstacle(self) -> str:
        if connection.vendor != "postgresql":
            return "it is PostgreSQL's"
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'"
            )
            return "" if cursor.fetchone() else "the server has no PostGIS"

    def prepare(self) -> None:
        if TABLE in connection.introspection.table_names():
            return
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS postgis")
            cursor.execute(
                f"CREATE TABLE {TABLE} (clinic_id bigint PRIMARY KEY,"
                " point geography(Point, 4326) NOT NULL)"
            )
            cursor.execute(
                f"INSERT INTO {TABLE} SELECT id, ST_SetSRID("
                "ST_MakePoint(longitude, latitude), 4326) FROM wagtail_tms_clinic"
            )
            cursor.execute(f"CREATE INDEX {TABLE}_gist ON {TABLE} USING gist (point)")
            cursor.execute(f"VACUUM ANALYZE {TABLE}")

    def can_answer(self, case: Case) -> bool:
        return True

    def find(self, origin: Point, case: Case) -> list[Any]:
        latitude, longitude = origin
        clinics = admitted(case).extra(
            select={"distance": POINT},
            select_params=(longitude, latitude),
            tables=[TABLE],
            where=[f"{TABLE}.clinic_id = wagtail_tms_clinic.id"],
            order_by=["distance"],
        )
        return list(clinics[:LIMIT])
