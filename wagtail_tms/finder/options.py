"""What a page tells the finder that it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail_tms.finder.filters import GROUPS
from wagtail_tms.geo import Bounds
from wagtail_tms.locator import LocatorQuery


@dataclass
class FinderOptions:
    """How one finder on one page is set up; ``params`` is the request's ``GET``."""

    params: Mapping[str, Any]
    action: str = ""
    """The page that shows the results, without a query string; empty for any page."""
    form_id: str = "tms-locator"
    """The id of the finder on its page; another one for each finder."""
    prefix: str = ""
    """What this finder's parameters begin with."""
    defaults: LocatorQuery = field(default_factory=LocatorQuery)
    """What holds where the request says nothing."""
    state: str = ""
    """The code of the state whose clinics this page lists, whatever is asked."""
    city: str = ""
    """The city whose clinics this page lists, together with ``state``."""
    page_size: int = 20
    """Listings on a page, 1 to 50."""
    heading_level: int = 2
    """The level of the headings inside, 2 to 5."""
    directory_url: str = ""
    """Where the pages of the states are; empty shows no links to them."""
    place: str = ""
    """What stands in the empty field of the place."""
    filters: Sequence[str] = GROUPS
    """The groups of filters that the form offers, in this order."""
    method: str = "get"
    """How a search is asked for: "post" keeps it out of addresses."""
    directory: int | None = None
    """The id of the directory page that this is a finder of."""
    empty_state: str = ""
    """What an editor wrote for when there is little or nothing, as rich text."""
    position: tuple[float, float] | None = field(default=None, repr=False)
    """Where the reader is, told in the body of a POST; it stands in no link."""
    area: Bounds | None = None
    """What part of a map the reader looks at, told and kept in the same way."""
