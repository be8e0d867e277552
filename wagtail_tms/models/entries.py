"""The locator's narrow index table, its map, its filter masks' slots, its version."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F
from django.db.models.functions import Cast, Floor


# Clinics that never expire are visible until then: year 9999, in seconds.
FOREVER = 253_370_764_800


class ByteOrderedField(models.CharField):
    """Text that every database compares byte by byte, whatever its own collation.

    Only so is a prefix the same range of an index everywhere.
    """

    COLLATIONS = {"postgresql": "C", "mysql": "utf8mb4_bin", "sqlite": "BINARY"}

    def db_parameters(self, connection: Any) -> Any:
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": self.COLLATIONS.get(connection.vendor)}


class LocatorEntry(models.Model):
    """One publicly findable clinic, as narrow as a search needs it.

    Derived from the clinics and rebuildable at any time (``rebuild_locator``). A draft
    cannot leak from a table it is not in.
    """

    clinic_id = models.BigIntegerField(primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    # The same expression as wagtail_tms.geo.band, so that both round alike.
    band = models.GeneratedField(
        expression=Cast(
            Floor((F("latitude") + 90.0) * 10.0), output_field=models.IntegerField()
        ),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    state = models.CharField(max_length=2, blank=True)
    folded_name = ByteOrderedField(max_length=200, blank=True, default="")
    flags = models.SmallIntegerField(default=0)
    facets_0 = models.BigIntegerField(default=0)
    facets_1 = models.BigIntegerField(default=0)
    facets_2 = models.BigIntegerField(default=0)
    visible_from = models.BigIntegerField(default=0)
    visible_until = models.BigIntegerField(default=FOREVER)
    # The finest cell of wagtail_tms.locator.grid, where the clinic is counted ahead for
    # the map; null for a clinic that the clock shows or hides: it is read every time.
    cell = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        indexes = [
            # All that a search reads: PostgreSQL and MariaDB answer from it alone.
            # SQLite takes a generated column for all columns that it could be made of,
            # and looks into the table; measured, that costs it nothing.
            models.Index(
                fields=[
                    "band",
                    "longitude",
                    "latitude",
                    "flags",
                    "facets_0",
                    "facets_1",
                    "facets_2",
                    "visible_from",
                    "visible_until",
                    "state",
                    "clinic_id",
                ],
                name="wagtail_tms_locator_band",
            ),
            models.Index(
                fields=[
                    "state",
                    "flags",
                    "facets_0",
                    "facets_1",
                    "facets_2",
                    "visible_from",
                    "visible_until",
                    "clinic_id",
                ],
                name="wagtail_tms_locator_state",
            ),
            # Suggestions: the names that begin with a text, of a state or of all.
            models.Index(
                fields=["folded_name", "visible_from", "visible_until", "clinic_id"],
                name="wagtail_tms_locator_name",
            ),
            models.Index(
                fields=[
                    "state",
                    "folded_name",
                    "visible_from",
                    "visible_until",
                    "clinic_id",
                ],
                name="wagtail_tms_locator_in_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clinic_id}"


class MapCell(models.Model):
    """The clinics of one cell of the map, counted ahead (``wagtail_tms.locator.grid``).

    ``sum_x`` and ``sum_y`` add up their columns and rows on the finest level: divided
    by the count, they are the middle of the clinics.
    """

    cell = models.BigIntegerField(primary_key=True)
    count = models.IntegerField(default=0)
    sum_x = models.BigIntegerField(default=0)
    sum_y = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.cell}: {self.count}"


class FacetSlot(models.Model):
    """The bit that stands for one filter value; once given, never given again."""

    slot = models.PositiveSmallIntegerField(primary_key=True)
    group = models.CharField(max_length=20)
    term_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "term_id"], name="wagtail_tms_facet_slot"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slot}: {self.group} {self.term_id}"


class LocatorVersion(models.Model):
    """The one row that tells whether what a search may answer has changed.

    ``clinics`` is another value after every change of the entries, ``vocabulary`` after
    every change of the filter values and clearances, ``directories`` after every change
    of where directory pages are. They are random, not counted: a number that was rolled
    back would come again with another meaning.
    """

    clinics = models.UUIDField(default=uuid.uuid4)
    vocabulary = models.UUIDField(default=uuid.uuid4)
    directories = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return f"{self.clinics}"
