"""The package's settings: one typed property each, read anew at every access.

``WAGTAIL_TMS_CLINIC_MODEL`` is the one setting that is not here: swapper reads it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings


class Conf:
    """Typed access to the ``WAGTAIL_TMS_*`` settings."""

    @property
    def places_backend(self) -> str:
        """Dotted path of the class that turns text into places."""
        return getattr(
            settings,
            "WAGTAIL_TMS_PLACES_BACKEND",
            "wagtail_tms.places.offline.OfflinePlaces",
        )

    @property
    def default_radius(self) -> int:
        """Radius of a search that names none, in the default unit."""
        return getattr(settings, "WAGTAIL_TMS_DEFAULT_RADIUS", 50)

    @property
    def default_unit(self) -> str:
        """Unit of distances: ``"mi"`` or ``"km"``."""
        return getattr(settings, "WAGTAIL_TMS_DEFAULT_UNIT", "mi")

    @property
    def stale_after_days(self) -> int:
        """Days after which a confirmed fact is shown as old."""
        return getattr(settings, "WAGTAIL_TMS_STALE_AFTER_DAYS", 90)

    @property
    def geocoding_backend(self) -> str:
        """Dotted path of the class that finds street addresses; empty for none."""
        return getattr(settings, "WAGTAIL_TMS_GEOCODING_BACKEND", "")

    @property
    def geocoding_options(self) -> dict[str, Any]:
        """Keyword arguments for the geocoding backend."""
        return getattr(settings, "WAGTAIL_TMS_GEOCODING_OPTIONS", {})

    @property
    def geocoding_interval(self) -> int:
        """Seconds that pass between two requests of the whole site; 0 for no limit."""
        return getattr(settings, "WAGTAIL_TMS_GEOCODING_INTERVAL", 1)

    @property
    def geocoding_for_visitors(self) -> bool:
        """Whether a visitor's search of a street address asks the geocoder, too."""
        return getattr(settings, "WAGTAIL_TMS_GEOCODING_FOR_VISITORS", False)

    @property
    def api_max_age(self) -> int:
        """Seconds for which anyone may keep an answer of the API."""
        return getattr(settings, "WAGTAIL_TMS_API_MAX_AGE", 60)

    @property
    def searches_per_minute(self) -> int:
        """Searches that the API answers a client in a minute; 0 for no limit."""
        return getattr(settings, "WAGTAIL_TMS_SEARCHES_PER_MINUTE", 60)

    @property
    def trusted_proxies(self) -> int:
        """The site's own proxies that a request passes, each adding an address."""
        return getattr(settings, "WAGTAIL_TMS_TRUSTED_PROXIES", 0)

    @property
    def tiles(self) -> dict[str, Any]:
        """The provider of map images that a reader may ask for; empty for none."""
        return getattr(settings, "WAGTAIL_TMS_TILES", {})


conf = Conf()
