"""A small vocabulary, to load and to spoil."""

from __future__ import annotations

import copy
from typing import Any


CLEARANCE = {
    "condition": "mdd",
    "protocol": "itbs",
    "minimum_age": 18,
    "maximum_age": None,
    "adjunct": False,
    "qualifier": "After one medicine.",
    "pathway": "510k",
    "number": "K123456",
    "decided_on": "2020-01-02",
    "source_url": "https://example.com/K123456",
    "checked_on": "2026-11-22",
}


def small_vocabulary() -> dict[str, Any]:
    """One condition, protocol, device and clearance."""
    return {
        "version": "1",
        "conditions": [
            {"slug": "mdd", "name": "Depression", "aliases": ["MDD", "low mood"]}
        ],
        "protocols": [{"slug": "itbs", "name": "Theta burst"}],
        "devices": [
            {
                "slug": "coil",
                "name": "Coil One",
                "manufacturer": "Maker",
                "clearances": [copy.deepcopy(CLEARANCE)],
            }
        ],
    }


def clearance_of(data: dict[str, Any]) -> dict[str, Any]:
    return data["devices"][0]["clearances"][0]
