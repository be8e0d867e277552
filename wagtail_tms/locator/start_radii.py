"""What earlier searches taught the next ones: where to start, and how big the table is.

Kept in the process, bounded, forgotten when it ends. A wrong lesson costs time, never
a clinic. Places are kept by whole degrees: no one's position is in here.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from django.db.models import Max

from wagtail_tms.models.entries import LocatorEntry


MAX_RADII = 1_024
SIZE_SECONDS = 60

# A first circle of 500 / sqrt(n) miles holds some 20 of n clinics spread like people.
FIRST_MILES = 500.0
LEAST_MILES = 0.1

# The next search stands elsewhere in the degree: some margin saves it a second round.
# Of far clinics, no factor but miles: half of a degree's diagonal.
MARGIN, MARGIN_MILES = 1.3, 50.0


class StartRadii:
    """The radius, in miles, at which a search of the same kind came to its end.

    The kind None is nothing to learn from.
    """

    def __init__(self) -> None:
        self._radii: OrderedDict[Hashable, float] = OrderedDict()
        self._size, self._looked_at = 0, -math.inf
        self._lock = Lock()

    def first(self, kind: Hashable) -> float:
        """Return the radius to start with."""
        with self._lock:
            if (radius := self._radii.get(kind)) is not None:
                self._radii.move_to_end(kind)
                return radius
        return max(LEAST_MILES, FIRST_MILES / math.sqrt(max(1, self.size())))

    def learn(self, kind: Hashable, miles: float) -> None:
        """Remember how far the farthest of the wanted clinics was."""
        if kind is None:
            return
        with self._lock:
            miles = max(miles, LEAST_MILES)
            self._radii[kind] = min(miles * MARGIN, miles + MARGIN_MILES)
            self._radii.move_to_end(kind)
            if len(self._radii) > MAX_RADII:
                self._radii.popitem(last=False)

    def size(self) -> int:
        """Return about how many entries there are: the highest id, a minute old.

        To count them would be exact, and slow where there are very many.
        """
        now = time.monotonic()
        if now - self._looked_at > SIZE_SECONDS:
            last = LocatorEntry.objects.aggregate(last=Max("pk"))["last"]
            self._size, self._looked_at = last or 0, now
        return self._size

    def forget(self) -> None:
        """Start afresh, as tests do."""
        with self._lock:
            self._radii.clear()
            self._looked_at = -math.inf


start_radii = StartRadii()
