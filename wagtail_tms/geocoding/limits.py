"""How often the service is asked: by the whole site, through Django's cache.

The limits hold for all processes that share the cache named "default".
"""

from __future__ import annotations

from django.core.cache import cache

from wagtail_tms.conf import conf


TURN = "wagtail_tms:geocoding:turn"
PAUSE = "wagtail_tms:geocoding:pause"
# Short enough that the site is whole again within a minute after an outage ends.
PAUSE_SECONDS = 30
LONGEST_PAUSE_SECONDS = 3600


def take_turn() -> bool:
    """Tell whether the service may be asked now; of all processes, one is told yes.

    The key lives a second longer than the interval, because some caches count in whole
    seconds and would let it go too soon.
    """
    seconds = conf.geocoding_interval
    return not seconds or cache.add(TURN, True, timeout=seconds + 1)


def pause(seconds: float = 0) -> None:
    """Leave the service alone for a while, after it failed."""
    clamped = min(max(seconds, PAUSE_SECONDS), LONGEST_PAUSE_SECONDS)
    cache.set(PAUSE, True, timeout=int(clamped))


def is_paused() -> bool:
    return cache.get(PAUSE) is not None
