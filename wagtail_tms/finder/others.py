"""Several finders on one page: what one of them keeps of the others' searches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wagtail_tms.locator.params import RULES


# A parameter of a finder, after its prefix: “near”, “l2-near”.
_PARAMETER = re.compile(rf"(\w+-)?(?:{'|'.join(RULES)}|page)", re.ASCII)


def params_of_others(params: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    """Return what the request asks of finders with another prefix than this one's."""
    keys = [key for key in params if _is_of_another(key, prefix)]
    return [(key, value) for key in keys for value in _values(params, key) if value]


def _is_of_another(key: str, prefix: str) -> bool:
    match = _PARAMETER.fullmatch(key)
    return match is not None and (match[1] or "") != prefix


def _values(params: Mapping[str, Any], key: str) -> list[str]:
    return params.getlist(key) if hasattr(params, "getlist") else [params[key]]
