"""What a page says to machines: JSON-LD in the terms of schema.org 30."""

from wagtail_tms.structured_data.articles import (
    article,
    medical_web_page,
    organization,
)
from wagtail_tms.structured_data.clinics import medical_clinic
from wagtail_tms.structured_data.graph import Node, graph, node, script
from wagtail_tms.structured_data.pages import breadcrumb_list, collection_page


__all__ = [
    "Node",
    "article",
    "breadcrumb_list",
    "collection_page",
    "graph",
    "medical_clinic",
    "medical_web_page",
    "node",
    "organization",
    "script",
]
