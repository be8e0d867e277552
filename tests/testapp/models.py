"""A site that overrides: a clinic model, or page types, of its own."""

from __future__ import annotations

from django.conf import settings


if settings.SWAP == "clinic":
    from tests.testapp.clinic_models import *  # noqa: F403
elif settings.SWAP == "page":
    from tests.testapp.page_models import *  # noqa: F403
