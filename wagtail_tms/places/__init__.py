"""Text -> place: ZIP codes, cities and states of the United States, offline.

>>> resolve("Boise, ID").place.label
'Boise, ID'

The functions ask the backend named in ``WAGTAIL_TMS_PLACES_BACKEND``.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

from django.utils.module_loading import import_string

from wagtail_tms.places.place import Place, PlaceKind, Resolution
from wagtail_tms.places.states import State


__all__ = [
    "Place",
    "PlaceKind",
    "PlacesBackend",
    "Resolution",
    "State",
    "city",
    "get_backend",
    "postal_code",
    "resolve",
    "state",
    "states",
    "suggest",
]


class PlacesBackend(Protocol):
    """What a class named in ``WAGTAIL_TMS_PLACES_BACKEND`` answers."""

    def resolve(self, text: str) -> Resolution: ...

    def suggest(
        self, text: str, *, limit: int = 8, state: str = "", near_state: str = ""
    ) -> tuple[Place, ...]: ...

    def states(self) -> tuple[State, ...]: ...

    def state(self, text: str) -> State | None: ...

    def city(self, name: str, state: str) -> Place | None: ...

    def postal_code(self, code: str) -> Place | None: ...


def get_backend() -> PlacesBackend:
    """The site's backend, one instance for each dotted path."""
    from wagtail_tms.conf import conf

    return _backend(conf.places_backend)


def resolve(text: str) -> Resolution:
    """The place that the text means.

    Understands ZIP and ZIP+4, "city, ST" in the usual spellings, states, everyday
    names (NYC), pasted addresses and small typos. A state that is given is never
    left: "Glendale, CO" is in Colorado or nowhere. A city name shared by several
    states answers with ``place`` None and all of them in ``alternatives``, unless one
    has at least 100,000 people and ten times as many as the next. "LA" and "DC" alone
    are the cities; every other two-letter code is its state. Never raises for any
    text; never takes longer for a long one.
    """
    return get_backend().resolve(text)


def suggest(
    text: str, *, limit: int = 8, state: str = "", near_state: str = ""
) -> tuple[Place, ...]:
    """Places that begin with the text, for autocomplete; a few misspelled ones too.

    ``state`` is a two-letter code that all of them must be in. ``near_state`` is the
    reader's own, if known: places in it or near it come before those farther away,
    unless these are larger by far.
    """
    backend = get_backend()
    return backend.suggest(text, limit=limit, state=state, near_state=near_state)


def states() -> tuple[State, ...]:
    """The states, the District of Columbia and the territories, by name."""
    return get_backend().states()


def state(text: str) -> State | None:
    """The state of this code, name, slug or usual abbreviation."""
    return get_backend().state(text)


def city(name: str, state: str) -> Place | None:
    """The city of this name in this state (code, name or slug)."""
    return get_backend().city(name, state)


def postal_code(code: str) -> Place | None:
    """The ZIP of these five digits."""
    return get_backend().postal_code(code)


@cache
def _backend(path: str) -> PlacesBackend:
    return import_string(path)()
