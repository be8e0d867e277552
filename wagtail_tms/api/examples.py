"""What an answer looks like: the examples of the OpenAPI document.

They are data for its readers; a test holds them against the contract's shapes.
"""

from __future__ import annotations

from typing import Any

from wagtail_tms.api.routing import JSON


SEARCH_BODY: dict[str, Any] = {
    "position": {"lat": 45.84, "lng": -109.96},
    "radius": 50,
    "condition": ["mdd"],
    "accepting": True,
}

CLUSTERS_BODY: dict[str, Any] = {
    "bbox": [-112, 45, -108, 47],
    "zoom": 7,
    **SEARCH_BODY,
}

_CLINIC: dict[str, Any] = {
    "id": 7,
    "slug": "calm-clinic-big-timber",
    "name": "Calm Clinic",
    "url": "/clinics/montana/big-timber/calm-clinic-big-timber/",
    "latitude": 45.835,
    "longitude": -109.955,
    "location_precision": "address",
    "phone": {"e164": "+14065550123", "display": "(406) 555-0123"},
    "status": "open",
    "open_now": True,
    "closes_at": "2026-11-23T17:00:00-07:00",
    "opens_at": None,
    "services": [],
    "languages": [{"slug": "es", "label": "Spanish"}],
    "sponsored": False,
}
_ADDRESS = {
    "street": "101 Main St",
    "city": "Big Timber",
    "state": "MT",
    "postal_code": "59011",
}
_ACCEPTING = {"status": "newpt", "confirmed_on": "2026-11-02"}
_CONDITION = {"slug": "mdd", "label": "Depression", "evidence": "cleared"}
_DEVICE = {"slug": "coil-one", "label": "Coil One"}
_INSURER = {
    "slug": "acme-health",
    "label": "Acme Health",
    "status": "in_network",
    "verified_on": None,
}
_WEEKDAY_SPAN = {"opens": "08:00:00", "closes": "17:00:00", "by_appointment": False}

CLINIC_LIST: dict[str, Any] = {
    "count": 1,
    "items": [
        {
            **_CLINIC,
            "address": _ADDRESS,
            "distance": 6.62,
            "accepting": _ACCEPTING,
            "conditions": [_CONDITION],
            "devices": [_DEVICE],
            "insurers": [_INSURER],
        }
    ],
    "nearby": [],
    "support": {
        "telehealth": {
            "slug": "telehealth-consultation",
            "label": "Telehealth consultation",
        },
        "crisis": {
            "heading": "In crisis, or thinking about suicide?",
            "text": "Call or text 988.",
            "phone": "988",
            "sms": "988",
            "url": "https://988lifeline.org/",
        },
    },
    "facets": {
        "condition": [
            {"value": "mdd", "label": "Depression", "count": 1, "selected": True}
        ]
    },
    "search": {
        "near": {
            "kind": "postal_code",
            "label": "Big Timber, MT 59011",
            "state": "MT",
            "latitude": 45.93,
            "longitude": -109.94,
        },
        "radius": 50.0,
        "unit": "mi",
        "widened": False,
        "alternatives": [],
        "message": "",
    },
}

CLINIC: dict[str, Any] = {
    **_CLINIC,
    "api_url": "/tms/api/v1/clinics/calm-clinic-big-timber",
    "description": "<p>Quiet rooms, and a car park at the door.</p>",
    "photo": None,
    "logo": None,
    "organization": {"slug": "calm-group", "label": "Calm Group", "website": ""},
    "address": {**_ADDRESS, "street2": "Suite 2"},
    "time_zone": "America/Denver",
    "fax": "",
    "email": "",
    "website": "https://clinic.example.com/",
    "booking_url": "",
    "npi": "",
    "accepting": {**_ACCEPTING, "label": "Accepting new patients"},
    "open_state": {
        "status": "open",
        "label": "Open until 5 p.m.",
        "closes_at": "2026-11-23T17:00:00-07:00",
        "opens_at": None,
    },
    "opening_hours": [
        {"weekday": day, "spans": [_WEEKDAY_SPAN] if day < 5 else [], "note": ""}
        for day in range(7)
    ],
    "special_days": [{"date": "2026-12-25", "spans": [], "note": "Christmas"}],
    "conditions": [
        {
            **_CONDITION,
            "clearances": [
                {
                    "device": _DEVICE,
                    "number": "K123456",
                    "pathway": "510k",
                    "decided_on": "2019-03-15",
                    "minimum_age": 18,
                    "maximum_age": None,
                    "adjunct": False,
                    "qualifier": "",
                    "protocol": None,
                    "source_url": "https://fda.example.com/K123456",
                    "checked_on": "2026-01-02",
                }
            ],
        }
    ],
    "protocols": [{"slug": "theta-burst", "label": "Theta burst"}],
    "devices": [{**_DEVICE, "manufacturer": "", "since": 2021, "verified_on": None}],
    "insurers": [{**_INSURER, "kind": "commercial", "note": ""}],
    "age_groups": [
        {"slug": "adults", "label": "Adults", "minimum_age": 18, "maximum_age": None}
    ],
    "minimum_age": 18,
    "maximum_age": None,
    "accessibility_features": [],
    "clinicians": [
        {
            "name": "Ana Ruiz",
            "credentials": "MD",
            "role": "psychiatrist",
            "job_title": "Psychiatrist",
        }
    ],
    "psychiatrist_on_site": True,
    "cost": {
        "self_pay": True,
        "financing": False,
        "sliding_scale": False,
        "price_note": "",
        "price_note_on": None,
    },
    "closed_on": None,
    "moved_to": None,
    "last_verified_on": "2026-11-02",
}

PLACES: dict[str, Any] = {
    "items": [
        {
            "kind": "city",
            "label": "Big Timber, MT",
            "matched": "",
            "near": "Big Timber, MT",
            "state": "MT",
            "latitude": 45.83,
            "longitude": -109.96,
            "postal_code": "",
            "slug": "",
            "url": "",
        }
    ]
}


FINDER = (
    '<div class="tms-locator" id="tms-locator"><form role="search">…</form>'
    '<div id="tms-locator-results"><ol class="tms-results">…</ol></div></div>'
)

CLUSTERS: dict[str, Any] = {
    "count": 43,
    "bbox": [-112.5, 45.089036, -106.875, 47.04018],
    "items": [
        {
            "id": "7/24/45",
            "kind": "clinic",
            "count": 1,
            "latitude": 45.835,
            "longitude": -109.955,
            "bounds": [-112.5, 45.089036, -109.6875, 47.04018],
            "clinics": [
                {
                    "id": 7,
                    "slug": "calm-clinic-big-timber",
                    "name": "Calm Clinic",
                    "url": "/clinics/montana/big-timber/calm-clinic-big-timber/",
                }
            ],
        },
        {
            "id": "7/25/45",
            "kind": "cluster",
            "count": 42,
            "latitude": 45.78,
            "longitude": -108.51,
            "bounds": [-109.6875, 45.089036, -106.875, 47.04018],
            "clinics": [],
        },
    ],
    "message": "",
}

FEATURES: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": 7,
            "geometry": {"type": "Point", "coordinates": [-109.955, 45.835]},
            "properties": {
                **{key: _CLINIC[key] for key in ("slug", "name", "url", "phone")},
                "address": _ADDRESS,
                "location_precision": "address",
                "status": "open",
                "accepting": _ACCEPTING,
                "sponsored": False,
                "distance": None,
            },
        }
    ],
    "count": 1,
    "message": "",
}


# Where a client goes on to from an answer.
TO_CLINIC: dict[str, Any] = {
    "clinic": {
        "operationId": "clinics_get",
        "parameters": {"slug": "$response.body#/items/0/slug"},
        "description": "Each clinic of the list can be read by its `slug`.",
    }
}
TO_CLINICS: dict[str, Any] = {
    "clinics": {
        "operationId": "clinics_list",
        "parameters": {"near": "$response.body#/items/0/near"},
        "description": "The `near` of each place finds the clinics near it.",
    }
}


def answered(
    example: dict[str, Any],
    media_type: str = JSON,
    links: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what shows an example with an operation's answer, and where it leads."""
    shown: dict[str, Any] = {"content": {media_type: {"example": example}}}
    return {"responses": {200: {**shown, "links": links} if links else shown}}


def answered_in_html(example: str) -> dict[str, Any]:
    """Return what declares an operation's answer as HTML, with an example."""
    content = {"text/html": {"schema": {"type": "string"}, "example": example}}
    return {"responses": {200: {"content": content}}}
