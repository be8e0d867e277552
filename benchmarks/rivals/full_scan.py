"""What other locator plugins send to the database: a distance for every row.

The shape is Store Locator Plus's ``SELECT *, 3959 * acos(...) AS distance ... HAVING
distance < R ORDER BY distance LIMIT 20``, on our table of clinics. SQLite and
PostgreSQL want WHERE around a subquery in place of HAVING.
"""

from __future__ import annotations

from typing import Any

from benchmarks.cases import LIMIT, Case, Point
from benchmarks.rivals.filters import clauses
from wagtail_tms import get_clinic_model


SELECT = """
SELECT * FROM (
    SELECT *, 3959 * acos(
        cos(radians(%s)) * cos(radians(latitude))
        * cos(radians(longitude) - radians(%s))
        + sin(radians(%s)) * sin(radians(latitude))
    ) AS distance
    FROM wagtail_tms_clinic
    WHERE live AND status <> 'closed' {filters}
) AS measured
WHERE distance < %s ORDER BY distance LIMIT %s
"""


class FullScan:
    name = "full scan"
    tolerance = 1e-3
    ids_only = False

    def obstacle(self) -> str:
        return ""

    def prepare(self) -> None:
        pass

    def can_answer(self, case: Case) -> bool:
        return True

    def find(self, origin: Point, case: Case) -> list[Any]:
        latitude, longitude = origin
        filters, slugs = clauses(case)
        parameters = [latitude, longitude, latitude, *slugs, case.radius, LIMIT]
        sql = SELECT.format(filters=filters)
        return list(get_clinic_model()._default_manager.raw(sql, parameters))
