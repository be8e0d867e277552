"""What a geocoder is: the protocol of a backend, its answers and its failures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point that may be the address; degrees are WGS 84.

    ``label`` is the whole address as the service writes it, with street and state: an
    answer whose label names another state, or not the street, is not believed.
    """

    label: str
    latitude: float
    longitude: float


class Geocoder(Protocol):
    """What the class named in ``WAGTAIL_TMS_GEOCODING_BACKEND`` answers.

    It is built with ``WAGTAIL_TMS_GEOCODING_OPTIONS`` as keyword arguments, and raises
    `ValueError` or `TypeError` for wrong ones.
    """

    def geocode(self, query: str) -> Sequence[Candidate]:
        """Return where the address may be, the likeliest first, or nothing.

        It must answer or fail within seconds, because a person waits. Caching, the
        rate limit and checking the answer are not its concern.

        Raises:
            GeocodingFailed: the service gave no usable answer.
        """
        ...


class GeocodingError(Exception):
    """No answer: `GeocodingFailed` or `GeocodingBusy`."""


class GeocodingFailed(GeocodingError):
    """The service gave no usable answer, now or a moment ago.

    ``reason`` is logged, so it must not hold what was asked. ``retry_after`` is the
    number of seconds for which the service wants to be left alone.
    """

    def __init__(self, reason: str, *, retry_after: float = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class GeocodingBusy(GeocodingError):
    """The service was asked so short a time ago that we must not ask again."""
