"""How often a client may ask, counted without keeping who it is.

The counts are in Django's default cache, under a keyed hash of the client's address
and the minute. The key is random, new every day, and in that cache only: afterwards
nobody can tell whom a count was of.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from wagtail_tms.conf import conf


MINUTE = 60
DAY = 24 * 60 * MINUTE


class Budget(BaseThrottle):
    """So many requests of one kind in a minute, for each client.

    ``share`` times as many as the site allows searches.
    """

    def __init__(self, name: str, share: int = 1) -> None:
        self.name = name
        self.share = share

    def allow_request(self, request: HttpRequest) -> bool:
        most = conf.searches_per_minute * self.share
        client = client_address(request) if most else None
        return client is None or self._count(client) <= most

    def wait(self) -> float:
        """Return the seconds until the next minute begins."""
        return MINUTE - time.time() % MINUTE

    def _count(self, client: str) -> int:
        minute = int(time.time() // MINUTE)
        key = f"wagtail_tms.{self.name}.{minute}.{_pseudonym(client)}"
        cache.add(key, 0, timeout=2 * MINUTE)
        try:
            return cache.incr(key)
        except ValueError:  # The cache keeps nothing, or has no room.
            return 1


# A front end asks for suggestions at each key and for the map at each move.
SEARCHES = Budget("searches")
SUGGESTIONS = Budget("suggestions", share=5)
OTHERS = Budget("others", share=5)


def client_address(request: HttpRequest) -> str | None:
    """Return the address of the client, or None where it is not known.

    With ``WAGTAIL_TMS_TRUSTED_PROXIES`` it is the one that the outermost of them saw.
    Without, it is whoever is connected; but if that is a machine of a private network
    that speaks for others, a proxy that the settings do not tell of, its clients must
    not pay for each other.
    """
    told = request.headers.get("X-Forwarded-For", "")
    hops = [hop.strip() for hop in told.split(",")] if told else []
    peer = request.META.get("REMOTE_ADDR", "")
    proxies = conf.trusted_proxies
    text = hops[-proxies] if 0 < proxies <= len(hops) else peer
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if hops and not proxies and not address.is_global:
        return None
    if isinstance(address, IPv6Address):  # A household has a whole network.
        return str(IPv6Network((address, 64), strict=False))
    return str(address)


def _pseudonym(client: str) -> str:
    name = f"wagtail_tms.salt.{int(time.time() // DAY)}"
    salt = cache.get_or_set(name, secrets.token_hex, timeout=DAY)
    return hmac.new(str(salt).encode(), client.encode(), hashlib.sha256).hexdigest()
