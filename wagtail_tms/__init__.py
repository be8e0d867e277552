"""Patient-education articles about TMS, and a clinic finder, for Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import swapper


if TYPE_CHECKING:
    from wagtail_tms.models import AbstractClinic


__version__ = "0.1.0"


def get_clinic_model_string() -> str:
    """Return the clinic model as ``"app_label.Model"``, for foreign keys."""
    return swapper.get_model_name("wagtail_tms", "Clinic")


def get_clinic_model() -> type[AbstractClinic]:
    """Return the clinic model that this site uses (``WAGTAIL_TMS_CLINIC_MODEL``)."""
    return swapper.load_model("wagtail_tms", "Clinic")
