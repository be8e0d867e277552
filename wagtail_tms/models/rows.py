"""Rows that hang on a clinic or an article, and point to something protected."""

from __future__ import annotations

from typing import Any, ClassVar, Self, cast

from django.db import models
from modelcluster.models import model_from_serializable_data


class PointingRow(models.Model):
    """A row that is left out of a draft when what it points to was deleted.

    What stands in a published clinic or article cannot be deleted, but a draft protects
    nothing, and modelcluster fails on a protected key that leads nowhere.
    """

    points_to: ClassVar[str]
    """The name of the protected key."""

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Self | None:
        field = cls._meta.get_field(cls.points_to)
        targets = cast(type[models.Model], field.related_model)._default_manager
        if check_fks and not targets.filter(pk=data[cls.points_to]).exists():
            return None
        return model_from_serializable_data(
            cls, data, check_fks=check_fks, strict_fks=strict_fks
        )
