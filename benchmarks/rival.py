"""What other locator plugins send to the database: a distance for every row.

The shape is Store Locator Plus's ``SELECT *, 3959 * acos(...) AS distance ... HAVING
distance < R ORDER BY distance LIMIT 20``, on our table of clinics. SQLite wants WHERE
around a subquery in place of HAVING. Filters are the usual EXISTS on relations; the +
keeps SQLite from an index that would make it look far worse than it is.
"""

from __future__ import annotations

from typing import Any

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
CONDITION = """
AND EXISTS (
    SELECT 1 FROM wagtail_tms_clinic_conditions AS chosen
    WHERE chosen.clinic_id = wagtail_tms_clinic.id
    AND chosen.condition_id = (SELECT id FROM wagtail_tms_condition WHERE slug = %s)
)
"""
INSURER = """
AND EXISTS (
    SELECT 1 FROM wagtail_tms_clinicinsurer AS chosen
    WHERE chosen.clinic_id = wagtail_tms_clinic.id
    AND +chosen.insurer_id = (SELECT id FROM wagtail_tms_insurer WHERE slug = %s)
)
"""


def find(
    latitude: float,
    longitude: float,
    radius: float,
    filters: dict[str, tuple[str, ...]],
    limit: int = 20,
) -> list[Any]:
    """Return the clinics, as other plugins find them."""
    clauses = {"condition": CONDITION, "insurer": INSURER}
    sql = SELECT.format(filters="".join(clauses[group] for group in filters))
    slugs = [slug for chosen in filters.values() for slug in chosen]
    parameters = [latitude, longitude, latitude, *slugs, radius, limit]
    return list(get_clinic_model()._default_manager.raw(sql, parameters))
