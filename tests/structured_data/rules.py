"""What schema.org 30 allows, of the types that we write: each property, and its values.

Read in schema.org's release 30.0 (``schemaorg-current-https.jsonld``), by hand. A node
that a type does not allow, or a property that is misspelt, fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any


URL = re.compile(r"https?://\S+")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
TEXT = re.compile(r"(?s).+")
DAY = re.compile("(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")

Rule = Any
"""A pattern for text, a type for values, a tuple of the names of types for nodes."""

REFERENCE = {"@id": URL}
RULES: dict[str, dict[str, Rule]] = {
    "Article": {
        "headline": TEXT,
        "description": TEXT,
        "url": URL,
        "image": URL,
        "datePublished": DATE,
        "dateModified": DATE,
        "author": ("Person",),
        "publisher": ("Organization",),
        "citation": ("CreativeWork",),
        "mainEntityOfPage": REFERENCE,
    },
    "BreadcrumbList": {"itemListElement": ("ListItem",)},
    "CollectionPage": {
        "url": URL,
        "name": TEXT,
        "description": TEXT,
        "breadcrumb": REFERENCE,
        "mainEntity": ("ItemList",),
    },
    "CreativeWork": {
        "name": TEXT,
        "publisher": ("Organization",),
        "datePublished": re.compile(r"\d{4}"),
        "url": URL,
    },
    "GeoCoordinates": {"latitude": float, "longitude": float},
    "ItemList": {"numberOfItems": int, "itemListElement": ("ListItem",)},
    "ListItem": {"position": int, "name": TEXT, "item": URL, "url": URL},
    "LocationFeatureSpecification": {"name": TEXT, "value": bool},
    "MedicalAudience": {"audienceType": re.compile("Patient")},
    "MedicalClinic": {
        "name": TEXT,
        "url": URL,
        "sameAs": URL,
        "address": ("PostalAddress",),
        "geo": ("GeoCoordinates",),
        "telephone": re.compile(r"\+1\d{10}"),
        "faxNumber": re.compile(r"\+1\d{10}"),
        "email": TEXT,
        "medicalSpecialty": re.compile("https://schema.org/Psychiatric"),
        "availableService": ("MedicalTherapy",),
        "isAcceptingNewPatients": bool,
        "openingHoursSpecification": ("OpeningHoursSpecification",),
        "specialOpeningHoursSpecification": ("OpeningHoursSpecification",),
        "knowsLanguage": TEXT,
        "amenityFeature": ("LocationFeatureSpecification",),
        "parentOrganization": ("Organization",),
        "identifier": ("PropertyValue",),
    },
    "MedicalTherapy": {"name": TEXT, "alternateName": TEXT},
    "MedicalWebPage": {
        "url": URL,
        "name": TEXT,
        "description": TEXT,
        "about": ("MedicalTherapy",),
        "specialty": re.compile("https://schema.org/Psychiatric"),
        "medicalAudience": ("MedicalAudience",),
        "breadcrumb": REFERENCE,
        "mainEntity": REFERENCE,
    },
    "OpeningHoursSpecification": {
        "dayOfWeek": DAY,
        "opens": TIME,
        "closes": TIME,
        "validFrom": DATE,
        "validThrough": DATE,
    },
    "Organization": {"name": TEXT, "url": URL},
    "Person": {
        "name": TEXT,
        "honorificSuffix": TEXT,
        "jobTitle": TEXT,
        "worksFor": ("Organization",),
        "url": URL,
    },
    "PostalAddress": {
        "streetAddress": TEXT,
        "addressLocality": TEXT,
        "addressRegion": re.compile("[A-Z]{2}"),
        "postalCode": re.compile(r"\d{5}(-\d{4})?"),
        "addressCountry": re.compile("US"),
    },
    "PropertyValue": {"propertyID": TEXT, "value": TEXT},
}
# Without these a node says nothing.
REQUIRED = {
    "Article": {"headline", "datePublished", "author"},
    "BreadcrumbList": {"itemListElement"},
    "CollectionPage": {"url", "name"},
    "ListItem": {"position", "name"},
    "MedicalClinic": {"name", "url", "address"},
    "MedicalWebPage": {"url", "name", "mainEntity"},
    "OpeningHoursSpecification": {"opens", "closes"},
}


def faults(document: dict[str, Any]) -> list[str]:
    """Return what is wrong with a document: nothing, if all is well."""
    found = [] if document.get("@context") == "https://schema.org" else ["@context"]
    identifiers = [node.get("@id") for node in document["@graph"]]
    if None in identifiers or len(set(identifiers)) < len(identifiers):
        found.append("@id")
    for node in document["@graph"]:
        found += _faults_of_node(node)
    return found


def _faults_of_node(node: dict[str, Any]) -> Iterator[str]:
    kind = node.get("@type", "")
    if kind not in RULES:
        yield f"@type {kind!r}"
        return
    for name in REQUIRED.get(kind, set()) - node.keys():
        yield f"{kind} has no {name}"
    for name, value in node.items():
        if name in ("@type", "@id"):
            continue
        rule = RULES[kind].get(name)
        if rule is None:
            yield f"{kind}.{name}"
            continue
        for each in value if isinstance(value, list) else [value]:
            yield from _faults_of_value(f"{kind}.{name}", rule, each)


def _faults_of_value(path: str, rule: Rule, value: Any) -> Iterator[str]:
    if isinstance(rule, tuple):
        if not isinstance(value, dict) or value.get("@type") not in rule:
            yield path
        else:
            yield from _faults_of_node(value)
    elif isinstance(rule, dict):
        if value.keys() != rule.keys() or not URL.fullmatch(value["@id"]):
            yield path
    elif isinstance(rule, type):
        if type(value) is not rule:
            yield path
    elif not isinstance(value, str) or not rule.fullmatch(value):
        yield path
