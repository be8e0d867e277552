"""The structure of a page, read from its HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class Outline(HTMLParser):
    """The ids, the headings and the fields of a page, to check its structure."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.fields: list[dict[str, str | None]] = []
        self.labels: set[str | None] = set()
        self.hosts: set[str] = set()
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))
        if tag in {"input", "select"} and values.get("type") != "checkbox":
            self.fields.append(values)
        if tag == "label":
            self.labels.add(values.get("for"))
        if (
            tag in {"script", "img", "iframe"}
            and (values.get("src") or "")[:4] == "http"
        ):
            self.hosts.add(values["src"] or "")
        self.inline += [name for name in values if name == "style" or name[:2] == "on"]


def html(response: Any) -> str:
    return response.content.decode()
