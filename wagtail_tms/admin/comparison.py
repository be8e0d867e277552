"""What moved between two versions of a clinic, as Wagtail compares revisions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison

from wagtail_tms.admin.position import position_text, rounded


class PositionComparison(FieldComparison):
    """The pins of two versions, each as its latitude and longitude."""

    def __init__(self, obj_a: Any, obj_b: Any) -> None:
        self.val_a, self.val_b = _text(obj_a), _text(obj_b)

    def field_label(self) -> str:
        return _("Position")


def _text(clinic: Any) -> str:
    """Return where the pin is, in the precision that the editor shows."""
    if clinic.latitude is None or clinic.longitude is None:
        return _("no position")
    return position_text(rounded(clinic.latitude, clinic.longitude))
