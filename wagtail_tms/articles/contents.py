"""The contents list of an article: its headings and the anchors that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail_tms.blocks.base import TOP_LEVEL, heading_anchor


FEWEST_SECTIONS = 2

# What templates of the package and of most sites already use as an id.
RESERVED_ANCHORS = frozenset(
    {
        "about-the-authors",
        "contents",
        "footer",
        "header",
        "key-takeaways",
        "main",
        "main-content",
        "navigation",
        "content",
        "related-articles",
        "sources",
        "top",
    }
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body: its level (2 or 3), its text, its anchor."""

    level: int
    text: str
    anchor: str
    block_id: str | None
    children: list[Heading] = field(default_factory=list)


class Contents:
    """The headings of a body, in order, with anchors that are unique in the page.

    An anchor is the slug of its heading; the second of the same name gets “-2”. What
    comes later in the body never changes an anchor that stands before it.
    """

    def __init__(self, body: Iterable[Any]) -> None:
        self._body = body
        self._taken = set(RESERVED_ANCHORS)
        self._anchors: dict[int, str] = {}
        self.headings = list(self._walk(body, TOP_LEVEL))

    def __bool__(self) -> bool:
        """Tell whether there is enough to list: two sections."""
        return len(self.headings) >= FEWEST_SECTIONS

    def anchor_of(self, value: Any) -> str:
        """Return the anchor of a section's or subsection's value."""
        return self._anchors.get(id(value)) or heading_anchor(value.get("heading"))

    def _walk(self, stream: Iterable[Any], level: int) -> Iterator[Heading]:
        for child in stream:
            if child.block_type not in ("section", "subsection"):
                continue
            text = child.value.get("heading") or ""
            anchor = self._anchors[id(child.value)] = self._take(text)
            children = list(self._walk(child.value.get("body") or [], level + 1))
            if text:
                yield Heading(level, text, anchor, child.id, children)

    def _take(self, heading: str) -> str:
        base = heading_anchor(heading)
        anchor, number = base, 2
        while anchor in self._taken:
            anchor, number = f"{base}-{number}", number + 1
        self._taken.add(anchor)
        return anchor
