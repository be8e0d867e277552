"""The grid of the map: squares of Web Mercator, anchored to the world.

Level 0 is one cell that holds the world; each next level halves the cells in both
directions. A cell is one integer: a 1, then two bits for each level, like a quadkey.
So its first bits are the cell that it lies in, the cells inside it are one range, and
a coarser cell is always the smaller number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from wagtail_tms import geo


# Cells of the finest level are at most 2.4 meters wide: two clinics in one of them are
# at one address.
FINEST = 24
SIZE = 1 << FINEST

# The one cell of level 0.
WORLD = 1

# The map ends where it is as high as it is wide: at 85.05 degrees, by its sine.
MAX_SINE = math.tanh(math.pi)

# A cell is 64 pixels wide on a map of 256-pixel tiles, unless the view is large.
LEVELS_ABOVE_ZOOM = 2
MAX_ZOOM = FINEST - LEVELS_ABOVE_ZOOM
MAX_CELLS = 200

# A box of the same size is not exactly so after rounding. That must not change the
# level, or clusters would jump while someone moves the map.
ROUNDING = 0.01


def column(longitude: float) -> int:
    """Return the column of the finest level, counted from the antimeridian east."""
    return min(max(int((longitude + 180) / 360 * SIZE), 0), SIZE - 1)


def row(latitude: float) -> int:
    """Return the row of the finest level, from the north; the poles are in the last."""
    return min(max(int(_from_north(latitude) * SIZE), 0), SIZE - 1)


def cell_at(latitude: float, longitude: float) -> int:
    """Return the finest cell that a point is in."""
    return cell(column(longitude), row(latitude))


def cell(x: int, y: int, level: int = FINEST) -> int:
    """Return the cell in a column and a row of a level."""
    return 1 << 2 * level | _spread(y) << 1 | _spread(x)


def ancestor(cell: int, level: int) -> int:
    """Return the cell of a coarser level that a cell lies in."""
    return cell >> 2 * (level_of(cell) - level)


def inside(cell: int, level: int) -> tuple[int, int]:
    """Return the first and the last of the cells of a finer level in a cell."""
    shift = 2 * (level - level_of(cell))
    return cell << shift, ((cell + 1) << shift) - 1


def level_of(cell: int) -> int:
    """Return the level of a cell."""
    return (cell.bit_length() - 1) // 2


def position(cell: int) -> tuple[int, int]:
    """Return the column and the row of a cell on its level."""
    bits = cell - (1 << 2 * level_of(cell))
    return _gathered(bits), _gathered(bits >> 1)


def point(x: float, y: float) -> tuple[float, float]:
    """Return (latitude, longitude) of a column and a row of the finest level."""
    return _latitude(y / SIZE), x / SIZE * 360 - 180


def bounds(cell: int) -> geo.Bounds:
    """Return the edges of a cell."""
    (x, y), level = position(cell), level_of(cell)
    return _edges(level, x, x, y, y)


@dataclass(frozen=True)
class View:
    """The cells that a map shows, whole: at most ``MAX_CELLS`` of one level.

    The level depends on the zoom and on the size of the box, never on where it is.
    """

    level: int
    columns: tuple[int, ...]
    rows: range

    @classmethod
    def of(cls, box: geo.Bounds, zoom: int) -> View:
        """Return the view of a box, its cells so large that they are not too many."""
        level = min(zoom + LEVELS_ABOVE_ZOOM, FINEST)
        width = box.width / 360
        height = _from_north(box.south) - _from_north(box.north)
        while _most(width, level) * _most(height, level) > MAX_CELLS:
            level -= 1
        shift = FINEST - level
        rows = range(row(box.north) >> shift, (row(box.south) >> shift) + 1)
        west, east = column(box.west) >> shift, column(box.east) >> shift
        return cls(level, _columns(box, west, east, 1 << level), rows)

    @cached_property
    def cells(self) -> list[int]:
        return [cell(x, y, self.level) for y in self.rows for x in self.columns]

    @property
    def bounds(self) -> geo.Bounds:
        """The edges of all the cells together."""
        count = 1 << self.level
        goes_round = len(self.columns) == count
        west = 0 if goes_round else self.columns[0]
        east = count - 1 if goes_round else self.columns[-1]
        return _edges(self.level, west, east, self.rows[0], self.rows[-1])


def _columns(box: geo.Bounds, west: int, east: int, count: int) -> tuple[int, ...]:
    if box.west <= box.east:
        return tuple(range(west, east + 1))
    if west <= east:  # It goes round the world.
        return tuple(range(count))
    return (*range(west, count), *range(east + 1))


def _most(extent: float, level: int) -> int:
    """Return how many cells a stretch of the world touches at most, wherever it is."""
    count = 1 << level
    return min(int(extent * count + ROUNDING) + 2, count)


def _edges(level: int, west: int, east: int, north: int, south: int) -> geo.Bounds:
    """Return the edges of columns and rows; the outermost rows reach to the poles."""
    count = 1 << level
    return geo.Bounds(
        west / count * 360 - 180,
        _latitude((south + 1) / count) if south + 1 < count else -90.0,
        (east + 1) / count * 360 - 180,
        _latitude(north / count) if north else 90.0,
    )


def _from_north(latitude: float) -> float:
    """Return how far down a square map of the world a latitude is: 0 to 1."""
    sine = math.sin(math.radians(latitude))
    if abs(sine) > MAX_SINE:
        return 0.0 if sine > 0 else 1.0
    return 0.5 - math.atanh(sine) / (2 * math.pi)


def _latitude(from_north: float) -> float:
    return math.degrees(math.asin(math.tanh(math.pi * (1 - 2 * from_north))))


# Bits that stand together, then in twos, and so on until each stands alone.
_SHIFTS = (16, 8, 4, 2, 1)
_MASKS = (
    0x00000000FFFFFFFF,
    0x0000FFFF0000FFFF,
    0x00FF00FF00FF00FF,
    0x0F0F0F0F0F0F0F0F,
    0x3333333333333333,
    0x5555555555555555,
)


def _spread(number: int) -> int:
    """Put a 0 before every bit of a number."""
    for shift, mask in zip(_SHIFTS, _MASKS[1:], strict=True):
        number = (number | number << shift) & mask
    return number


def _gathered(number: int) -> int:
    """Take every second bit of a number, from the last one on."""
    number &= _MASKS[-1]
    for shift, mask in zip(_SHIFTS[::-1], _MASKS[-2::-1], strict=True):
        number = (number | number >> shift) & mask
    return number
