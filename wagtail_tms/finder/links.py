"""The links of a finder, and which pages of a long list get one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


PAGES_AROUND = 2


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the finder; ``current`` is where the reader is."""

    label: str
    url: str
    current: bool = False


def page_links(
    page: int, page_count: int, url: Callable[[int], str]
) -> list[Link | None]:
    """Return links to the pages near this one, to the first and the last.

    None stands for a gap; a single page needs no links.
    """
    if page_count < 2:
        return []
    links: list[Link | None] = []
    before = 0
    for number in _numbers(page, page_count):
        if number > before + 1:
            links.append(None)
        links.append(Link(str(number), url(number), number == page))
        before = number
    return links


def _numbers(page: int, page_count: int) -> list[int]:
    around = range(
        max(1, page - PAGES_AROUND), min(page_count, page + PAGES_AROUND) + 1
    )
    return sorted({1, page_count, *around})
