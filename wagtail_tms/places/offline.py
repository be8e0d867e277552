"""The default backend: everything from the gazetteer in the package, no network."""

from __future__ import annotations

from pathlib import Path

from wagtail_tms.places import suggestions
from wagtail_tms.places.gazetteer import DEFAULT_PATH, Gazetteer
from wagtail_tms.places.normalize import normalize_name
from wagtail_tms.places.place import Place, Resolution
from wagtail_tms.places.resolver import Resolver
from wagtail_tms.places.states import State, all_states, find_state


class OfflinePlaces:
    """Subclass it, or write a class with the same six methods, and name it in
    ``WAGTAIL_TMS_PLACES_BACKEND``. One instance serves the whole process, from any
    thread. The methods promise what the functions of `wagtail_tms.places` do.
    """

    path: Path = DEFAULT_PATH

    def __init__(self) -> None:
        self.gazetteer = Gazetteer(self.path)
        self.resolver = Resolver(self.gazetteer)

    def resolve(self, text: str) -> Resolution:
        return self.resolver.resolve(text)

    def suggest(
        self, text: str, *, limit: int = 8, state: str = "", near_state: str = ""
    ) -> tuple[Place, ...]:
        return suggestions.suggest(
            self.gazetteer, text, limit=limit, state=state, near_state=near_state
        )

    def states(self) -> tuple[State, ...]:
        return all_states()

    def state(self, text: str) -> State | None:
        return find_state(text)

    def city(self, name: str, state: str) -> Place | None:
        found = find_state(state)
        return self.gazetteer.city(normalize_name(name), found.code) if found else None

    def postal_code(self, code: str) -> Place | None:
        return self.gazetteer.postal_code(code)
