"""The usual Django recipe: a box, a distance annotated with database functions."""

from __future__ import annotations

import math
from typing import Any

from django.db.models import F, FloatField, Value
from django.db.models.functions import ACos, Cos, Radians, Sin

from benchmarks.cases import LIMIT, Case, Point
from wagtail_tms import geo, get_clinic_model


MILES_PER_DEGREE = 69.0
PATHS = {"condition": "conditions__slug", "insurer": "insurers__insurer__slug"}


class DjangoRecipe:
    name = "Django recipe"
    tolerance = 1e-3
    ids_only = False

    def obstacle(self) -> str:
        return ""

    def prepare(self) -> None:
        pass

    def can_answer(self, case: Case) -> bool:
        return True

    def find(self, origin: Point, case: Case) -> list[Any]:
        clinics = admitted(case)
        if case.radius < geo.HALF_CIRCUMFERENCE_MILES:
            clinics = clinics.filter(**_box(origin, case.radius))
        measured = clinics.annotate(distance=_distance(origin))
        within = measured.filter(distance__lte=case.radius)
        return list(within.order_by("distance")[:LIMIT])


def admitted(case: Case) -> Any:
    """Return the public clinics that pass the filter, by joins."""
    clinics = get_clinic_model()._default_manager.public()
    for group, (slug,) in case.filters.items():
        clinics = clinics.filter(**{PATHS[group]: slug})
    return clinics


def _box(origin: Point, radius: float) -> dict[str, tuple[float, float]]:
    latitude, longitude = origin
    up = radius / MILES_PER_DEGREE
    along = up / math.cos(math.radians(min(89, abs(latitude) + up)))
    return {
        "latitude__range": (latitude - up, latitude + up),
        "longitude__range": (longitude - along, longitude + along),
    }


def _distance(origin: Point) -> Any:
    latitude, longitude = (
        Radians(Value(degrees, output_field=FloatField())) for degrees in origin
    )
    there = Radians(F("latitude"))
    cosine = Cos(latitude) * Cos(there) * Cos(Radians(F("longitude")) - longitude)
    return Value(3959.0) * ACos(cosine + Sin(latitude) * Sin(there))
