"""What the resolver answers with: places and resolutions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


# States whose bare name means their city; their own query needs one word more.
CITY_BEFORE_STATE = frozenset({"New York"})


class PlaceKind(StrEnum):
    POSTAL_CODE = "postal_code"
    CITY = "city"
    STATE = "state"
    ADDRESS = "address"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Place:
    """A point or an area to search near; degrees are WGS 84.

    A state is an area: its point is only the middle of a map. ``state`` is the
    two-letter code, empty for a position. ``time_zone`` is an IANA name or empty.
    """

    kind: PlaceKind
    label: str
    name: str
    state: str
    latitude: float
    longitude: float
    postal_code: str = ""
    time_zone: str = ""
    population: int = 0

    @property
    def query(self) -> str:
        """Text that resolves back to exactly this place."""
        if self.kind == PlaceKind.POSTAL_CODE:
            return self.postal_code
        if self.kind == PlaceKind.CITY:
            return f"{self.name}, {self.state}"
        if self.kind == PlaceKind.STATE and self.name in CITY_BEFORE_STATE:
            return f"{self.name} State"
        return self.label


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to a typed text.

    ``place`` is None when nothing fits or when several places fit equally well; the
    others, or the nearest guesses, are in ``alternatives``. ``message`` is a plain
    sentence for the reader in the active language, empty when there is nothing to say.
    """

    place: Place | None
    alternatives: tuple[Place, ...] = ()
    message: str = ""
