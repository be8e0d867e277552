"""Spreadsheets that open as text, whatever the cells hold."""

from __future__ import annotations

import re
from typing import Any


# A spreadsheet program reads a cell that starts like this as a formula (OWASP, "CSV
# Injection"), in full width too. Apostrophes in front count, so no text is ambiguous.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")

# What XML, and so an XLSX file, cannot hold.
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def escape_formula(text: str) -> str:
    """Return a text as a CSV cell that no spreadsheet program evaluates.

    An apostrophe is put before a text that looks like a formula, and before one that
    looks like such an escape, so that taking one away always gives the text back.
    """
    return f"'{text}" if _FORMULA.match(text) else text


class FormulaSafeExportMixin:
    """Makes the spreadsheets of a Wagtail listing safe for every text.

    Formulas are escaped in CSV files; Wagtail marks them as text in XLSX files, which
    cannot hold control characters at all.
    """

    FORMAT_CSV: str

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        value = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        if not isinstance(value, str):
            return value
        if export_format == self.FORMAT_CSV:
            return escape_formula(value)
        return _CONTROL_CHARACTERS.sub("", value)
