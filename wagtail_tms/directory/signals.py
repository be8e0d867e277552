"""The events after which a directory may be somewhere else, or in no reader's sight."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction, Site, get_page_models
from wagtail.signals import page_slug_changed, post_page_move

from wagtail_tms.directory.page import ClinicDirectoryPageMixin
from wagtail_tms.locator import version


def connect() -> None:
    """Listen to directory pages, to the tree that they are in, and to the sites."""
    models: list[type[Model]] = [Site, PageViewRestriction]
    models += [m for m in get_page_models() if issubclass(m, ClinicDirectoryPageMixin)]
    for model in models:
        for signal in (post_save, post_delete):
            signal.connect(
                change_directories, sender=model, dispatch_uid="wagtail_tms_directories"
            )
    for moved in (page_slug_changed, post_page_move):
        moved.connect(change_directories, dispatch_uid="wagtail_tms_directories")


def change_directories(using: str | None = None, **kwargs: Any) -> None:
    """Note that a directory, a page above it or a site is new, changed or gone."""
    version.bump_directories(using)
