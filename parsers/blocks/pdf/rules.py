"""The tables that rules make on a page, also where a page break has cut one open."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from parsers.blocks.pdf.characters import WHITE, Thing
from parsers.blocks.pdf.corners import with_closed_corners
from parsers.blocks.pdf.edges import ACROSS, TOLERANCE, Box, cells, crossings, edges_of, merged, tables
from parsers.blocks.pdf.missing import open_ends, open_sides
from parsers.blocks.pdf.pages import Drawn

MOST_CROSSINGS = 3_000
"""Crossings of rules on a page; a page of the forms has 500, drawings have more and hold no cells."""
_MOST_PAIRS = 10_000
"""Pairs of a horizontal and a vertical rule, which may cross."""
_FAT = 3.0
"""Points from which a filled box is shading, and no rule."""
_EXACT = 1.0
"""Square points by which the cells of a table may cover more or less than itself."""


@dataclasses.dataclass(frozen=True, slots=True)
class RuledTable:
    """Cells that rules make.

    Attributes:
        boxes: The cells, from top to bottom and from left to right.
        open_top: No rule stands above it: it may go on from the page before.
        open_bottom: No rule stands below it.
    """

    boxes: tuple[Box, ...]
    open_top: bool = False
    open_bottom: bool = False

    @property
    def box(self) -> Box:
        lefts, tops, rights, bottoms = zip(*self.boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


@dataclasses.dataclass(frozen=True, slots=True)
class Rules:
    """What is drawn on a page.

    Attributes:
        tables: Its tables.
        horizontal: Its horizontal rules.
        is_drawing: It has more rules than tables have, and none of them was read.
    """

    tables: tuple[RuledTable, ...]
    horizontal: tuple[Thing, ...]
    is_drawing: bool = False


def read_rules(page: Drawn) -> Rules:
    """Finds the tables of a page.

    Shading makes no cells: a box behind a line of words (WPS draws one for each) is no rule, whatever its color, unless
    boxes of a color stand side by side as cells do.
    """
    shading = {id(box) for box in _shading(page.rects)}
    frames = [box for box in page.rects if id(box) not in shading]
    across: list[Thing] = []
    down: list[Thing] = []
    for one in merged(edges_of(page.lines, frames, page.curves)):
        (across if one["way"] == ACROSS else down).append(one)
    if len(across) * len(down) > _MOST_PAIRS:
        return Rules((), tuple(across), is_drawing=True)
    above, below = (list(open_ends(across, down, side)) for side in ("top", "bottom"))
    levels = [*across, *above, *below]
    corners = crossings(levels, down)
    if len(corners) > MOST_CROSSINGS:
        return Rules((), tuple(across), is_drawing=True)
    if sides := list(open_sides(levels, down, page.characters)):
        down += sides
        corners = crossings(levels, down)
    found = tables(cells(corners))
    if not all(map(_is_covered, found)):
        found = tables(cells(crossings(*with_closed_corners(levels, down, page.characters))))
    return Rules(tuple(_table(boxes, above, below) for boxes in found), tuple(across))


def _is_covered(boxes: Sequence[Box]) -> bool:
    """Whether the cells of a table cover it once and leave nothing of it."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    whole = (max(rights) - min(lefts)) * (max(bottoms) - min(tops))
    covered = sum((right - left) * (bottom - top) for left, top, right, bottom in boxes)
    return bool(abs(covered - whole) <= _EXACT)


def _table(boxes: Sequence[Box], above: Sequence[Thing], below: Sequence[Thing]) -> RuledTable:
    table = RuledTable(tuple(sorted(boxes, key=lambda box: (round(box[1]), round(box[0])))))
    _, top, _, bottom = table.box
    return RuledTable(
        table.boxes,
        open_top=any(abs(rule["top"] - top) <= TOLERANCE for rule in above),
        open_bottom=any(abs(rule["top"] - bottom) <= TOLERANCE for rule in below),
    )


def _shading(boxes: Sequence[Thing]) -> Iterator[Thing]:
    """Filled boxes without a frame that are no rules, no cells, and no paper on ink."""
    fat = [box for box in boxes if box["fill"] and not box["stroke"] and min(box["width"], box["height"]) > _FAT]
    dark = [box for box in fat if box["ink"].brightness < WHITE]
    sides: dict[tuple[int, int], list[float]] = {}
    for box in dark:
        sides.setdefault((round(box["top"]), round(box["bottom"])), []).extend((box["x0"], box["x1"]))
    for box in fat:
        if box["ink"].brightness >= WHITE:
            is_cell = any(_lies_in(box, other) for other in dark)
        else:
            beside = sides[round(box["top"]), round(box["bottom"])]
            touching = sum(abs(x - side) <= 1 for x in beside for side in (box["x0"], box["x1"]))
            is_cell = touching > 2
        if not is_cell:
            yield box


def _lies_in(box: Thing, other: Thing) -> bool:
    return bool(
        other["x0"] <= box["x0"] + 1
        and box["x1"] <= other["x1"] + 1
        and other["top"] <= box["top"] + 1
        and box["bottom"] <= other["bottom"] + 1
        and other["width"] * other["height"] > box["width"] * box["height"]
    )
