"""Rendering a block as a page would."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import Block


def render(block: Block, value: Any, **context: Any) -> str:
    """Return the HTML of a block for a raw value."""
    return block.render(block.normalize(value), context=context or None)


def preview(block: Block) -> str:
    """Return the HTML of a block for its preview value."""
    return block.render(block.get_preview_value())
