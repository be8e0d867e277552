"""The clinic finder as a page shows it: form, filters, results, links.

Used by the directory page and by ``ClinicLocatorBlock``. Everything in it is a link or
a field of one ``<form method="get">``: it needs no JavaScript.
"""

from wagtail_tms.finder.finder import Finder, locator_context
from wagtail_tms.finder.nearby import nearby_clinics


__all__ = ["Finder", "locator_context", "nearby_clinics"]
