"""Lines as text, in the encoded polyline format: whole pixels, each point a step."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from tools.build_basemap.geometry import Line, Point


# A character carries five bits, and whether more follow; the format begins at "?".
BITS, FIRST = 5, 63
MORE = 1 << BITS


def encode(points: Iterable[Point]) -> str:
    """Return points as text."""
    text, at = "", (0, 0)
    for x, y in points:
        point = round(x), round(y)
        text += _number(point[0] - at[0]) + _number(point[1] - at[1])
        at = point
    return text


def encode_lines(lines: Iterable[Line]) -> str:
    """Return lines as one text, with spaces between; points are not repeated."""
    return " ".join(
        encode(point for point, _ in groupby((round(x), round(y)) for x, y in line))
        for line in lines
    )


def decode(text: str) -> list[tuple[int, int]]:
    """Return the points of a line."""
    numbers, number, shift = [], 0, 0
    for letter in text:
        digit = ord(letter) - FIRST
        number |= (digit & (MORE - 1)) << shift
        shift += BITS
        if digit < MORE:
            numbers.append(~(number >> 1) if number & 1 else number >> 1)
            number = shift = 0
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def _number(value: int) -> str:
    rest = ~(value << 1) if value < 0 else value << 1
    text = ""
    while rest >= MORE:
        text += chr(FIRST + (MORE | rest & (MORE - 1)))
        rest >>= BITS
    return text + chr(FIRST + rest)
