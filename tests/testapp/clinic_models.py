from __future__ import annotations

from django.db import models

from wagtail_tms.models import AbstractClinic


class Clinic(AbstractClinic):
    """A clinic that also says where to park."""

    parking = models.CharField(max_length=120, blank=True)
