"""The JSON API. Importing it needs configured settings; only ``urls`` does."""

from wagtail_tms.api.app import api


__all__ = ["api"]
