"""What a client may ask of Wagtail's API v2, so that no parameter breaks a view.

Wagtail's own views hand some values to the database as they come, and answer 500 where
that does not take them: a NUL, a number beyond its range, a date that is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, OperationalError, connections, router, transaction
from django.http import QueryDict
from rest_framework.request import Request
from wagtail.api.v2.utils import BadRequestError


NUMBERS = (
    *("limit", "offset"),
    *("child_of", "descendant_of", "ancestor_of", "translation_of"),
)
# What the integers of every database hold, and two of them added.
MAX_DIGITS = 18
LONG_NUMBER = re.compile(rf"\s*[+-]?[\d_]{{{MAX_DIGITS + 1},}}\s*")
PORT = re.compile("[^:]*:[0-9]{1,5}", re.ASCII)
OPERATORS = ("and", "or")
MAX_LISTS = 100
"""How many nested lists ``fields`` may have; each is some calls deep."""

REFUSALS = (ValueError, TypeError, OverflowError, ValidationError, DataError)


class CheckedParameters:
    """Answer 400, in the form of v2, to parameters that the database does not take.

    A mixin, to stand left of a viewset of v2.
    """

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        check(request.GET)

    def get_object(self) -> Any:
        with self._refusals():
            return super().get_object()  # type: ignore[misc]

    def find_object(self, queryset: Any, request: Request) -> Any:
        with self._refusals():
            return super().find_object(queryset, request)  # type: ignore[misc]

    def filter_queryset(self, queryset: Any) -> Any:
        with self._refusals():
            return super().filter_queryset(queryset)  # type: ignore[misc]

    def paginate_queryset(self, queryset: Any) -> list[Any]:
        """Ask the database here, where its refusal can be told from a defect."""
        with self._refusals():
            return list(super().paginate_queryset(queryset))  # type: ignore[misc]

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Tell refused values as such; what comes after finds a usable transaction."""
        using = router.db_for_read(self.model)  # type: ignore[attr-defined]
        try:
            with transaction.atomic(using=using):
                yield
        except REFUSALS as error:
            if not (names := ", ".join(sorted(self._asked()))):
                raise
            raise BadRequestError(f"not a valid value: {names}") from error
        except OperationalError as error:
            # A search that is no expression of SQLite's. Elsewhere, a server is gone.
            if connections[using].vendor == "sqlite" and "search" in self._asked():
                raise BadRequestError("not a valid value: search") from error
            raise

    def _asked(self) -> set[str]:
        """Return the parameters whose values go to the database as they come."""
        known = self.known_query_parameters - {"search"}  # type: ignore[attr-defined]
        return set(self.request.GET) - known  # type: ignore[attr-defined]


def check(given: QueryDict) -> None:
    """Check the parameters that mean the same in every listing.

    Raises:
        BadRequestError: naming the one that is wrong.
    """
    for name, values in given.lists():
        if "\x00" in name or any("\x00" in value for value in values):
            raise BadRequestError(f"null characters are not allowed: {name}")
    for name in NUMBERS:
        if LONG_NUMBER.fullmatch(given.get(name, "")):
            raise BadRequestError(f"{name} has more than {MAX_DIGITS} digits")
    if ":" in (site := given.get("site", "")) and not PORT.fullmatch(site):
        raise BadRequestError("site must end with a port number, or have none")
    if (search := given.get("search")) and not search.strip():
        raise BadRequestError("search has no words")
    if given.get("search_operator", "and") not in OPERATORS:
        raise BadRequestError("search_operator must be 'and' or 'or'")
    if given.get("fields", "").count("(") > MAX_LISTS:
        raise BadRequestError(f"fields error: more than {MAX_LISTS} nested lists")
