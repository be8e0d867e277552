"""What the FDA cleared a clinic's devices for: computed, never typed.

A label depends on the device, the condition and the age, so it is no field of a clinic.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from wagtail_tms.models.clinics import AbstractClinic
from wagtail_tms.models.treatments import Condition, Device, DeviceClearance


class Evidence(TextChoices):
    """What is known about treating a condition at a clinic."""

    CLEARED = "cleared", _("FDA-cleared")
    OFF_LABEL = "off_label", _("Off-label")
    UNKNOWN = "unknown", _("Clearance not confirmed")


@dataclass(frozen=True, slots=True)
class DeviceUse:
    """A device used for a condition, with the clearances that cover it."""

    device: Device
    evidence: Evidence
    clearances: list[DeviceClearance]


@dataclass(frozen=True, slots=True)
class Treatment:
    """A condition that a clinic treats, and how the law sees it."""

    condition: Condition
    evidence: Evidence
    uses: list[DeviceUse]

    @property
    def clearances(self) -> list[DeviceClearance]:
        """Every clearance that covers this treatment, device by device."""
        return [clearance for use in self.uses for clearance in use.clearances]


def clinic_treatments(
    clinic: AbstractClinic, age: int | None = None
) -> list[Treatment]:
    """Return what the clinic treats, for a person of ``age`` years (None: any age).

    A condition is *cleared* when one of the clinic's devices has a clearance for it,
    *off-label* when no device that we know of has one, and *unknown* otherwise: the
    clinic names no device, or another make is cleared and this one may be too.

    Makes no query when ``conditions__clearances`` and ``devices__device`` are
    prefetched. The rows of a draft may lack their device: they are passed over.
    """
    devices = list(_devices(clinic))
    return [
        _treatment(condition, devices, age) for condition in clinic.conditions.all()
    ]


def evidence_of(
    clearances: Iterable[DeviceClearance], devices: Collection[int], age: int | None
) -> Evidence:
    """Return what is known of treating a condition, from all of its clearances.

    ``devices`` are the ids of the clinic's devices; the rule is that of
    ``clinic_treatments``.
    """
    known = [clearance for clearance in clearances if clearance.covers_age(age)]
    if any(clearance.device_id in devices for clearance in known):
        return Evidence.CLEARED
    return Evidence.UNKNOWN if known else Evidence.OFF_LABEL


def _devices(clinic: AbstractClinic) -> Iterator[Device]:
    rows = clinic.devices.all()
    yield from dict.fromkeys(row.device for row in rows if row.device_id is not None)


def _treatment(
    condition: Condition, devices: list[Device], age: int | None
) -> Treatment:
    clearances = [c for c in condition.clearances.all() if c.covers_age(age)]
    evidence = evidence_of(clearances, [device.pk for device in devices], age)
    uses = [
        DeviceUse(
            device,
            evidence_of(clearances, [device.pk], age),
            [c for c in clearances if c.device_id == device.pk],
        )
        for device in devices
    ]
    return Treatment(condition, evidence, uses)
