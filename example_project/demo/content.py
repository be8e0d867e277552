"""The demo's texts: JSON files, turned into what StreamFields store."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings


FOLDER = settings.BASE_DIR / "demo_content"

Block = dict[str, Any]
ImageId = Callable[[str, str], int]
"""Gives the id of an image, from the name of its file and what it shows."""


def read_people() -> list[dict[str, Any]]:
    """Return the fields of the people who write and review."""
    return _read("people.json")


def read_pages() -> dict[str, dict[str, Any]]:
    """Return the fields of the pages that hold the rest: home, articles, directory."""
    return _read("pages.json")


def read_articles() -> list[dict[str, Any]]:
    """Return the articles, the first published first."""
    names = sorted(path.name for path in (FOLDER / "articles").glob("*.json"))
    articles = [_read(f"articles/{name}") for name in names]
    return sorted(articles, key=lambda article: article["published_on"])


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def stream(blocks: list[Block]) -> str:
    """Return blocks as a StreamField takes them."""
    return json.dumps(blocks)


def stream_of(block_type: str, values: list[Any]) -> str:
    """Return a stream whose blocks are all of one type."""
    return stream([{"type": block_type, "value": value} for value in values])


def article_body(blocks: list[Block], image_id: ImageId) -> str:
    """Return the body of an article as its StreamField takes it."""
    return stream(list(_converted(blocks, image_id)))


def _converted(blocks: list[Block], image_id: ImageId) -> Iterator[Block]:
    for block in blocks:
        kind, value = block["type"], block["value"]
        if kind in ("section", "subsection"):
            value = {**value, "body": list(_converted(value["body"], image_id))}
        elif kind == "image":
            value = {**value, "image": _image(value["image"], image_id)}
        elif kind == "table":
            value = {"caption": value["caption"], "table": _cells(value)}
        # By their ids Wagtail tells, between two versions, which block is which.
        yield {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _image(value: dict[str, Any], image_id: ImageId) -> dict[str, Any]:
    return {
        "image": image_id(value["file"], value["alt_text"]),
        "alt_text": value["alt_text"],
        "decorative": value["decorative"],
    }


def _cells(value: dict[str, Any]) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": name} for name in value["columns"]],
        "rows": [{"values": cells} for cells in value["rows"]],
    }
