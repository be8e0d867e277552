"""A site may answer from elsewhere."""

from __future__ import annotations

from wagtail_tms import places
from wagtail_tms.places import Resolution
from wagtail_tms.places.offline import OfflinePlaces


class Nowhere(OfflinePlaces):
    def resolve(self, text: str) -> Resolution:
        return Resolution(None, (), "nowhere")


def test_the_setting_names_the_backend(settings) -> None:  # type: ignore[no-untyped-def]
    settings.WAGTAIL_TMS_PLACES_BACKEND = f"{__name__}.Nowhere"
    assert places.resolve("Boise, ID").message == "nowhere"
    assert places.postal_code("59011") is not None


def test_the_default_backend_is_one_instance() -> None:
    assert places.get_backend() is places.get_backend()
    assert isinstance(places.get_backend(), OfflinePlaces)
