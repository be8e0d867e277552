"""The demo's own drawings as Wagtail images."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.images import get_image_model

from demo.content import FOLDER


class NewImages:
    """Makes each drawing an image once, and remembers it by the name of its file."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}

    def get(self, name: str, shows: str) -> Any:
        """Return the image of a file in ``demo_content/images``."""
        if name not in self.made:
            self.made[name] = self._make(name, shows)
        return self.made[name]

    def get_id(self, name: str, shows: str) -> int:
        """Return the id of the image of a file in ``demo_content/images``."""
        return self.get(name, shows).pk

    @staticmethod
    def _make(name: str, shows: str) -> Any:
        title = name.removesuffix(".svg").replace("-", " ").capitalize()
        with (FOLDER / "images" / name).open("rb") as file:
            return get_image_model().objects.create(
                title=title, description=shows, file=ImageFile(file, name=name)
            )


@contextmanager
def new_images() -> Iterator[NewImages]:
    """Run a transaction that makes images; when it fails, their files go too."""
    images = NewImages()
    try:
        with transaction.atomic():
            yield images
    except BaseException:
        for image in images.made.values():
            image.file.delete(save=False)
        raise
