"""What others do to find the nearest clinics, on the same clinics and database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from benchmarks.cases import Case, Point


class Rival(Protocol):
    """Another way to find clinics.

    ``tolerance`` is how much its distances may differ from those on the sphere.
    ``ids_only`` tells that it gives ids, not clinics.
    """

    name: str
    tolerance: float
    ids_only: bool

    def obstacle(self) -> str:
        """Return why it cannot run here, or nothing."""

    def prepare(self) -> None:
        """Make what it needs besides the clinics."""

    def can_answer(self, case: Case) -> bool:
        """Tell whether it knows such searches."""

    def find(self, origin: Point, case: Case) -> Sequence[Any]:
        """Return the nearest clinics, or their ids."""


def all_rivals() -> list[Rival]:
    from benchmarks.rivals.django_recipe import DjangoRecipe
    from benchmarks.rivals.full_scan import FullScan
    from benchmarks.rivals.kd_tree import KDTree
    from benchmarks.rivals.postgis import PostGIS
    from benchmarks.rivals.postmeta import Postmeta

    return [FullScan(), Postmeta(), DjangoRecipe(), PostGIS(), KDTree()]
