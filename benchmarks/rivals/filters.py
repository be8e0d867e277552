"""The rare filter as SQL: the usual EXISTS on relations."""

from __future__ import annotations

from benchmarks.cases import Case


CONDITION = """
AND EXISTS (
    SELECT 1 FROM wagtail_tms_clinic_conditions AS chosen
    WHERE chosen.clinic_id = wagtail_tms_clinic.id
    AND chosen.condition_id = (SELECT id FROM wagtail_tms_condition WHERE slug = %s)
)
"""
# The +0 keeps SQLite from an index that would make the scan look far worse than it is.
INSURER = """
AND EXISTS (
    SELECT 1 FROM wagtail_tms_clinicinsurer AS chosen
    WHERE chosen.clinic_id = wagtail_tms_clinic.id
    AND chosen.insurer_id + 0
        = (SELECT id FROM wagtail_tms_insurer WHERE slug = %s)
)
"""


def clauses(case: Case) -> tuple[str, list[str]]:
    """Return the conditions of a case and their parameters."""
    sql = {"condition": CONDITION, "insurer": INSURER}
    slugs = [slug for chosen in case.filters.values() for slug in chosen]
    return "".join(sql[group] for group in case.filters), slugs
