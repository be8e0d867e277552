"""Nodes, and the one place that writes them into a page."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe


Node = dict[str, Any]

# In a script these would end it, open a comment or break a line; JSON reads them back.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def node(type_: str, **properties: Any) -> Node:
    """Return a node of this type, without the properties that are not known.

    ``id`` is the node's ``@id``. False and 0 are known; None and what is empty are not.
    """
    identifier = properties.pop("id", None)
    named = {"@id": identifier, **properties}
    known = {k: value for k, value in named.items() if value not in (None, "", [], {})}
    return {"@type": type_, **known}


def graph(*nodes: Node) -> Node:
    """Return the nodes as one document."""
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def script(document: Node) -> SafeString:
    """Return the document as a script element that no text in it can leave."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(  # noqa: S308  Escaped above.
        f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>'
    )
