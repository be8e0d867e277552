"""What the article templates need beyond Wagtail's own tags."""

from __future__ import annotations

from django import template

from wagtail_tms.blocks.base import web_address


register = template.Library()

register.filter("web_address", web_address)
