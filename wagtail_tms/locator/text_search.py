"""Which clinics a text names: through the search backend of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.search.backends import get_search_backend

from wagtail_tms import geo, get_clinic_model
from wagtail_tms.querysets import ClinicQuerySet


# So many matches, by id, are looked at: enough for a name, bounded for “TMS”.
MAX_MATCHES = 5_000


@dataclass(frozen=True, slots=True)
class TextMatches:
    """The ids of the live clinics that match; ``is_cut`` tells that there are more."""

    ids: frozenset[int]
    is_cut: bool = False


def matching(text: str, *, box: geo.Box | None = None, state: str = "") -> TextMatches:
    """Return the clinics that have every word in their name, address, group or people.

    Only those in the box or the state, if given: where very many match, these count.
    """
    words = text.replace('"', " ")  # A lone quotation mark is an error to SQLite,
    if not any(character.isalnum() for character in words):  # and so are no words.
        return TextMatches(frozenset())
    backend, ids = get_search_backend(), set[int]()
    for clinics in _parts(box, state):
        found = backend.search(words, clinics, operator="and", order_by_relevance=False)
        ids.update(clinic.pk for clinic in found[: MAX_MATCHES + 1])
    return TextMatches(frozenset(sorted(ids)[:MAX_MATCHES]), len(ids) > MAX_MATCHES)


def _parts(box: geo.Box | None, state: str) -> Iterator[ClinicQuerySet]:
    clinics = get_clinic_model()._default_manager.filter(live=True)
    clinics = clinics.only("pk").order_by("id")
    if state:
        clinics = clinics.filter(state=state)
    if box is None:
        yield clinics
        return
    for interval in box.intervals:
        yield clinics.filter(
            latitude__range=(box.south, box.north), longitude__range=interval
        )
