"""The geocoders of geopy, kept on a short leash; installed by ``[geocoding]``."""

from __future__ import annotations

import http.client
import json
from collections.abc import Collection, Mapping
from typing import Any

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderRateLimited, GeopyError
from geopy.geocoders import get_geocoder_for_service

from wagtail_tms.geocoding.fetching import Answer, Fetch, Refused, origin
from wagtail_tms.geocoding.geocoder import Candidate, GeocodingFailed


# What geopy's parsers do with an answer that is not what they expect.
_GARBAGE = (
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip


class GeopyGeocoder:
    """Asks one of geopy's services, at the addresses that the site allows.

    ``service`` is geopy's name for it (``"nominatim"``), ``service_options`` are for
    its class (``user_agent``, ``api_key``, ``domain``), ``query_options`` for each
    ``geocode()`` (``country_codes``). ``allowed_origins`` are all that may be asked,
    such as ``["https://nominatim.openstreetmap.org"]``. After ``timeout`` seconds in
    all an answer is too late. Addresses in private networks are refused unless
    ``allow_private_addresses``, for a service of your own.
    """

    def __init__(
        self,
        *,
        service: str,
        allowed_origins: Collection[str],
        service_options: Mapping[str, Any] | None = None,
        query_options: Mapping[str, Any] | None = None,
        timeout: float = 3,
        allow_private_addresses: bool = False,
    ) -> None:
        if isinstance(allowed_origins, str) or not allowed_origins:
            raise ValueError("allowed_origins must be a list of origins.")
        if not 0 < timeout <= 10:
            raise ValueError("timeout must be above 0 and up to 10 seconds.")
        allowed = frozenset(origin(text) for text in allowed_origins)

        def adapter(*, proxies: Any, ssl_context: Any) -> _Adapter:
            return _Adapter(allowed, timeout, allow_private_addresses)

        self.query_options = dict(query_options or {})
        self.geocoder = get_geocoder_for_service(service)(
            **(service_options or {}), adapter_factory=adapter
        )

    def geocode(self, query: str) -> list[Candidate]:
        """See `wagtail_tms.geocoding.Geocoder`."""
        try:
            found = self.geocoder.geocode(
                query, exactly_one=False, **self.query_options
            )
            return [
                Candidate(str(one.address), float(one.latitude), float(one.longitude))
                for one in found or []
            ]
        except GeocoderRateLimited as error:
            seconds = error.retry_after or 0
            raise GeocodingFailed("rate limited", retry_after=seconds) from error
        except (GeopyError, *_GARBAGE) as error:
            raise GeocodingFailed(type(error).__name__) from error


class _Adapter(BaseSyncAdapter):
    """geopy's way to the network, through `Fetch`; proxies are not used."""

    def __init__(
        self, allowed: Collection[str], seconds: float, allow_private: bool
    ) -> None:
        super().__init__(proxies={}, ssl_context=None)
        self.allowed = allowed
        self.seconds = seconds
        self.allow_private = allow_private

    def get_json(self, url: str, *, timeout: Any, headers: Mapping[str, str]) -> Any:
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise GeocodingFailed("an answer that is not JSON") from error

    def get_text(self, url: str, *, timeout: Any, headers: Mapping[str, str]) -> str:
        answer = self._fetch(url, headers)
        if 300 <= answer.status < 400:
            raise GeocodingFailed("a redirect, which is not followed")
        if answer.status != 200:
            # Without the body, which geopy would log.
            raise AdapterHTTPError(
                f"status {answer.status}",
                status_code=answer.status,
                headers=answer.headers,
                text="",
            )
        return answer.text

    def _fetch(self, url: str, headers: Mapping[str, str]) -> Answer:
        fetch = Fetch(url, self.allowed, headers, self.seconds, self.allow_private)
        try:
            return fetch.answer()
        except Refused as error:
            raise GeocodingFailed(str(error)) from error
        except TimeoutError as error:
            raise GeocodingFailed("no answer in time") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise GeocodingFailed(type(error).__name__) from error
