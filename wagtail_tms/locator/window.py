"""What a search finds, seen through a box: on the map as in the list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from wagtail_tms import geo
from wagtail_tms.locator import messages
from wagtail_tms.locator.areas import Area, Position, Row
from wagtail_tms.locator.found import Found, open_only
from wagtail_tms.locator.public_clinics import PublicClinics
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.search import area_of, box_around, locate
from wagtail_tms.locator.selection import EVERYTHING, select
from wagtail_tms.locator.vocabulary import Vocabulary
from wagtail_tms.locator.widening import NOTHING, widen
from wagtail_tms.places import PlaceKind


class Window:
    """The clinics that ``search`` finds for a query, all of them, by their positions.

    The box is no part of the query: where the list shows the nearest clinics because
    nothing is within its area, so does the map, if they are in the box.
    """

    def __init__(self, query: LocatorQuery, terms: Vocabulary) -> None:
        resolution = locate(query)
        self.place = resolution.place
        self.is_lost = self.place is None and bool(query.near)
        if self.place and self.place.kind == PlaceKind.STATE:
            query = query.replace(state=self.place.state)
        self.query = query
        self.selection = select(query, terms, box_around(query, self.place))
        self._told = [str(resolution.message), messages.text_cut(self.selection.text)]

    @property
    def message(self) -> str:
        """What a reader should know about what was found; ask for that first."""
        return messages.joined(*self._told)

    @property
    def is_everything(self) -> bool:
        """Whether nothing was asked that would leave a clinic out."""
        is_anywhere = self.place is None and not self.is_lost
        return is_anywhere and self.selection == EVERYTHING and not self.query.open_now

    def positions(self, box: geo.Box) -> list[Position]:
        """Return the id, latitude and longitude of every clinic in the box."""
        if self.is_lost:
            return []
        if not self.query.open_now:
            found = [*self._area.within(box).positions()]
            if found or self._area.count():
                return found
        return [
            (clinic.pk, clinic.latitude, clinic.longitude)
            for _, clinic in self._in_hand_within(box)
        ]

    def found(self, box: geo.Box | None = None) -> Found:
        """Return the clinics, those in the box if one is given, in the list's order."""
        if self.is_lost:
            return NOTHING
        if not self.query.open_now:
            area = self._area.within(box) if box else self._area
            found = Found(area.count(), area.page)
            if found.count or (box and self._area.count()):
                return found
        return Found.of(
            [(miles, clinic.pk) for miles, clinic in self._in_hand_within(box)]
        )

    @cached_property
    def _area(self) -> Area:
        return area_of(self.query, self.place, self.selection)

    def _in_hand_within(self, box: geo.Box | None) -> Iterable[Row]:
        for miles, clinic in self._in_hand:
            if box is None or box.holds(clinic.latitude, clinic.longitude):
                yield miles, clinic

    @cached_property
    def _in_hand(self) -> list[Row]:
        """The open clinics if these are wanted; the nearest if nothing was found."""
        found = open_only(self._area.first) if self.query.open_now else NOTHING
        if not found.count:
            found, told = widen(self.query, self.place, self.selection)
            self._told.append(told)
        self._told.append(messages.hours_checked(found.hours_checked))
        positions = PublicClinics(only=("latitude", "longitude"))
        return found.page(positions, 0, found.count)
