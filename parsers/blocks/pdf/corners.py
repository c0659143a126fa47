"""Cells that two rules end in, and the piece of a rule that is missing there.

Cells are boxes. Where a horizontal and a vertical rule end in each other within a table, a wide cell and a tall one
meet, and no rule parts them: a program that merges cells which reach into each other draws none. Either the horizontal
rule goes on behind the corner, or the vertical one; what is written there tells which.
"""

from __future__ import annotations

import dataclasses
import enum
import itertools
from collections.abc import Iterable, Sequence

from parsers.blocks.pdf.characters import Thing
from parsers.blocks.pdf.edges import TOLERANCE, Box, inside

_SAME_LINE = 0.45
"""Share of a character's height by which the middles of two on one line may differ."""
_NEXT = 0.7
"""Share of a character's size within which the next one of its line, or of the next line, stands."""
_CENTRED = 4.0
"""Points by which the rooms on both sides of centred words may differ."""
_MOST_CHARACTERS = 500
"""Characters of two cells; labels have fewer."""


def with_closed_corners(
    across: Sequence[Thing], down: Sequence[Thing], characters: Sequence[Thing]
) -> tuple[list[Thing], list[Thing]]:
    """The rules of a page, those lengthened that end within a cell; they stay where nothing tells which of two does.

    Args:
        across: Horizontal rules.
        down: Vertical rules.
        characters: What is written on the page.
    """
    levels, uprights = [dict(one) for one in across], [dict(one) for one in down]
    words = [one for one in characters if one["text"].strip()]
    for level, upright in itertools.product(levels, uprights):
        x, height = upright["x0"], level["top"]
        end = next((side for side in ("x0", "x1") if abs(level[side] - x) <= TOLERANCE), None)
        foot = next((side for side in ("top", "bottom") if abs(upright[side] - height) <= TOLERANCE), None)
        if end is None or foot is None:
            continue
        corner = _corner(levels, uprights, (x, height), to_left=end == "x0", to_top=foot == "top")
        if corner is None:
            continue
        match corner.owner(words):
            case _Owner.WIDE:
                level[end] = corner.side
                level["length"] = level["x1"] - level["x0"]
            case _Owner.TALL:
                upright[foot] = corner.floor
                upright["length"] = upright["bottom"] - upright["top"]
    return levels, uprights


class _Owner(enum.Enum):
    """Which of two cells a corner belongs to."""

    WIDE = enum.auto()
    TALL = enum.auto()


@dataclasses.dataclass(frozen=True, slots=True)
class _Corner:
    """A place that a wide and a tall cell share.

    Attributes:
        x: Where the vertical rule ends that bounds the tall cell.
        level: Where the horizontal rule ends that bounds the wide cell.
        side: The side that the cells share.
        floor: The foot or the head that they share.
        inner: The other side of the wide cell.
        ceiling: The other end of the tall cell.
    """

    x: float
    level: float
    side: float
    floor: float
    inner: float
    ceiling: float

    def owner(self, words: Sequence[Thing]) -> _Owner | None:
        """The cell whose words stand in the corner, or stand as they do in a cell that it is part of."""
        shared = [one for one in words if inside(one, _box(self.x, self.level, self.side, self.floor))]
        wide = [one for one in words if inside(one, _box(self.inner, self.level, self.x, self.floor))]
        tall = [one for one in words if inside(one, _box(self.x, self.ceiling, self.side, self.level))]
        if len(shared) + len(wide) + len(tall) > _MOST_CHARACTERS:
            return None
        if shared:
            goes_on_across = any(_beside(one, other) for one, other in itertools.product(shared, wide))
            goes_on_down = any(_below(one, other) for one, other in itertools.product(shared, tall))
            if goes_on_across == goes_on_down:
                return None
            return _Owner.WIDE if goes_on_across else _Owner.TALL
        if wide:
            is_whole = _is_centred(wide, "x0", "x1", self.inner, self.side)
            is_part = _is_centred(wide, "x0", "x1", self.inner, self.x)
            return None if is_whole == is_part else _Owner.WIDE if is_whole else _Owner.TALL
        if not tall:
            return _Owner.WIDE
        is_whole = _is_centred(tall, "top", "bottom", self.ceiling, self.floor)
        is_part = _is_centred(tall, "top", "bottom", self.ceiling, self.level)
        return None if is_whole == is_part else _Owner.TALL if is_whole else _Owner.WIDE


def _corner(
    levels: Iterable[Thing], uprights: Iterable[Thing], place: tuple[float, float], *, to_left: bool, to_top: bool
) -> _Corner | None:
    """What lies behind the end of two rules, up to the rules that pass it; nothing at the edge of a table."""
    x, level = place
    near, far = -TOLERANCE, TOLERANCE
    passing = [one["x0"] for one in uprights if one["top"] - level < near and one["bottom"] - level > far]
    crossing = [one["top"] for one in levels if one["x0"] - x < near and one["x1"] - x > far]
    side, floor = _next(passing, x, back=to_left), _next(crossing, level, back=to_top)
    if side is None or floor is None:
        return None
    middle, axis = (level + floor) / 2, (x + side) / 2
    inner = _next((one["x0"] for one in uprights if one["top"] < middle < one["bottom"]), x, back=not to_left)
    ceiling = _next((one["top"] for one in levels if one["x0"] < axis < one["x1"]), level, back=not to_top)
    if inner is None or ceiling is None:
        return None
    return _Corner(x, level, side, floor, inner, ceiling)


def _next(places: Iterable[float], place: float, *, back: bool) -> float | None:
    """The nearest of some places before or behind another one."""
    if back:
        return max((one for one in places if one < place - TOLERANCE), default=None)
    return min((one for one in places if one > place + TOLERANCE), default=None)


def _box(x: float, y: float, other_x: float, other_y: float) -> Box:
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _beside(one: Thing, other: Thing) -> bool:
    """Whether two characters stand beside each other on a line."""
    apart = abs(one["top"] + one["bottom"] - other["top"] - other["bottom"]) / 2
    gap = max(one["x0"], other["x0"]) - min(one["x1"], other["x1"])
    return bool(apart < _SAME_LINE * one["size"] and gap < _NEXT * one["size"])


def _below(one: Thing, other: Thing) -> bool:
    """Whether two characters stand below each other."""
    gap = max(one["top"], other["top"]) - min(one["bottom"], other["bottom"])
    return bool(one["x0"] < other["x1"] and other["x0"] < one["x1"] and gap < _NEXT * one["size"])


def _is_centred(words: Sequence[Thing], start: str, end: str, first: float, last: float) -> bool:
    """Whether words have as much room before them as behind them."""
    first, last = min(first, last), max(first, last)
    before, behind = min(one[start] for one in words) - first, last - max(one[end] for one in words)
    return bool(abs(before - behind) <= _CENTRED)
