"""How the contract's addresses are reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from ninja import Router
from pydantic import BaseModel


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


def answer(content: BaseModel, *, is_private: bool = False) -> HttpResponse:
    """Return the JSON of a shape; anyone may keep it for a minute.

    Unless it tells where the reader is: then nobody may keep it. Made here, for ninja
    would judge the shape once more, key by key.
    """
    response = HttpResponse(
        content.model_dump_json(), content_type="application/json; charset=utf-8"
    )
    if is_private:
        patch_cache_control(response, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=60)
    return response
