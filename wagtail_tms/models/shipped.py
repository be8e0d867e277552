"""What the package last shipped, so that an editor's change is never overwritten."""

from __future__ import annotations

from django.db import models


class ShippedRow(models.Model):
    """The values of one vocabulary row as the package last wrote them."""

    model = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    values = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["model", "key"], name="wagtail_tms_shipped_row"
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
