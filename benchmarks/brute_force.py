"""The right answers, from a plain loop over all clinics in memory."""

from __future__ import annotations

import math
from typing import Any

from wagtail_tms import geo, get_clinic_model


class Clinics:
    """Every public clinic's place and filter values."""

    def __init__(self) -> None:
        clinics = get_clinic_model()._default_manager.public()
        self._points = list(clinics.values_list("pk", "latitude", "longitude"))
        self._having: dict[tuple[str, str], set[int]] = {}

    def agrees(
        self, origin: tuple[float, float], answer: list[Any], case: Any, limit: int
    ) -> bool:
        """Tell whether (miles, clinic) are the nearest within the case's radius."""
        true = self._nearest(origin, case)[:limit]
        return len(answer) == len(true) and all(
            math.isclose(miles, true_miles, abs_tol=1e-6) and clinic.pk == pk
            for (miles, clinic), (true_miles, pk) in zip(answer, true, strict=True)
        )

    def _nearest(
        self, origin: tuple[float, float], case: Any
    ) -> list[tuple[float, int]]:
        admitted = [
            self._with(group, slug)
            for group, slugs in case.filters.items()
            for slug in slugs
        ]
        measured = (
            (geo.distance_miles(*origin, latitude, longitude), pk)
            for pk, latitude, longitude in self._points
            if all(pk in clinics for clinics in admitted)
        )
        return sorted(match for match in measured if match[0] <= case.radius)

    def _with(self, group: str, slug: str) -> set[int]:
        """Return the clinics that have the value, read from the relations."""
        if (group, slug) not in self._having:
            path = {"condition": "conditions", "insurer": "insurers__insurer"}[group]
            clinics = get_clinic_model()._default_manager.filter(
                **{f"{path}__slug": slug}
            )
            self._having[group, slug] = set(clinics.values_list("pk", flat=True))
        return self._having[group, slug]
