"""The physical limit: a k-d tree in memory, in C. It gives ids, not clinics."""

from __future__ import annotations

import importlib.util
from typing import Any

from benchmarks.brute_force import having
from benchmarks.cases import LIMIT, Case, Point
from wagtail_tms import geo, get_clinic_model


class KDTree:
    name = "k-d tree, ids only"
    tolerance = 1e-6
    ids_only = True

    def obstacle(self) -> str:
        return "" if importlib.util.find_spec("scipy") else "scipy is not installed"

    def prepare(self) -> None:
        import numpy
        from scipy.spatial import cKDTree

        clinics = get_clinic_model()._default_manager.public()
        rows = numpy.array(clinics.values_list("pk", "latitude", "longitude"))
        self.ids = rows[:, 0].astype(int)
        self.tree = cKDTree(_on_the_sphere(rows[:, 1], rows[:, 2]))
        self.admitted: dict[Any, Any] = {}

    def can_answer(self, case: Case) -> bool:
        return True

    def find(self, origin: Point, case: Case) -> list[int]:
        admitted = self._admitted(case)
        chord = 2 * geo.miles_to_half_chord(case.radius) ** 0.5
        point = _on_the_sphere(*origin)[0]
        wanted = LIMIT
        while True:
            wanted = min(wanted, len(self.ids))
            _, found = self.tree.query(point, wanted, distance_upper_bound=chord)
            found = found[found < len(self.ids)]
            hits = found if admitted is None else found[admitted[found]]
            if len(hits) >= LIMIT or len(found) < wanted or wanted == len(self.ids):
                return self.ids[hits[:LIMIT]].tolist()
            wanted *= 8

    def _admitted(self, case: Case) -> Any:
        """Return which clinics have the filter's values; kept, as the tree is."""
        import numpy

        if not case.filters:
            return None
        key = tuple(sorted(case.filters.items()))
        if key not in self.admitted:
            self.admitted[key] = numpy.isin(self.ids, list(having(case)))
        return self.admitted[key]


def _on_the_sphere(latitude: Any, longitude: Any) -> Any:
    import numpy

    north, east = numpy.radians(latitude), numpy.radians(longitude)
    return numpy.column_stack(
        (
            numpy.cos(north) * numpy.cos(east),
            numpy.cos(north) * numpy.sin(east),
            numpy.sin(north),
        )
    )
