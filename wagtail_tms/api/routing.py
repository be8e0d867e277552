"""How the contract's addresses are reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Router
from pydantic import BaseModel

from wagtail_tms.api.caching import anyone_may_keep, nobody_may_keep


class ContractRouter(Router):
    """Answers HEAD as it answers GET, and the same with a trailing slash.

    Operations need a ``url_name``; the twins are in no OpenAPI document.
    """

    def add_api_operation(
        self, path: str, methods: list[str], view_func: Callable, **options: Any
    ) -> None:
        super().add_api_operation(path, methods, view_func, **options)
        options["include_in_schema"] = False
        head = ["HEAD"] if "GET" in methods else []
        if head:
            super().add_api_operation(path, head, view_func, **options)
        options["url_name"] += "_with_slash"
        super().add_api_operation(f"{path}/", [*methods, *head], view_func, **options)


JSON = "application/json"


def answer(
    content: BaseModel, *, is_private: bool = False, media_type: str = JSON
) -> HttpResponse:
    """Return the JSON of a shape, which anyone may keep, or nobody.

    Made here, for ninja would judge the shape once more, key by key.
    """
    response = HttpResponse(
        content.model_dump_json(), content_type=f"{media_type}; charset=utf-8"
    )
    if is_private:
        nobody_may_keep(response)
    else:
        anyone_may_keep(response)
    return response
