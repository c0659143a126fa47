"""Tables whose rows have rules, and whose columns have none: cells by the white space that runs through all rows.

Each column is parted from the next by a strip without ink through the whole table, each row from the next by one across
it. Where that is not so (a title spans several columns, a label goes on in a line without a number), it is not known
which cell a number belongs to: then this is no table, and its lines stay lines.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from parsers.scans.model import Box, around
from parsers.scans.picture import Gray, Picture, without_specks

_FEWEST_RULES = 3
"""Rules of such a table: above and below it, and below its titles."""
_SHORTEST = 0.3
"""Share of the page's width that they have at least."""
_AT_EDGE = 0.02
"""Share of the page's width from its edge in which a rule ends that the edge may have cut, and its row with it."""
_ROOM = 0.5
"""How many times as wide as characters are high the white space behind the last column is: less may be a cut number."""
_ASIDE = 0.015
"""Share of the page's width by which the ends of rules of one table may differ."""
_THICKEST = 14
"""Pixels that a rule is high at most; what is higher is a table with rules both ways."""
_WIDE = 1.0
"""How many times as wide as characters are high the white space between two columns is at least."""
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 2
_LOWEST = 10
"""Pixels that characters are high at least."""
_EDGE = 2
"""Pixels between a rule and the cells below or above it."""

_Stretch = tuple[int, int]
"""A beginning and an end, in pixels."""


def unruled_tables(picture: Picture, ruled: Gray, taken: Sequence[Box]) -> list[tuple[Box, list[Box]]]:
    """The cells of tables without vertical rules, each table with the box of the whole.

    Args:
        picture: The page.
        ruled: Its rules.
        taken: Boxes of the tables whose cells have rules on all sides.
    """
    groups = list(_groups(ruled, taken))
    if not groups:
        return []
    ink = picture.ink.copy()
    ink[cv2.dilate(ruled, np.ones((3, 3), np.uint8)) > 0] = 0
    ink = without_specks(ink)
    found: list[tuple[Box, list[Box]]] = []
    for rules in groups:
        left, right = max(rule[0] for rule in rules), min(rule[2] for rule in rules)
        bands = [(above[3] + _EDGE, below[1] - _EDGE) for above, below in itertools.pairwise(rules)]
        run: list[_Stretch] = []
        for band in (*bands, None):
            if band is not None and _has_columns(ink[band[0] : band[1], left:right]):
                run.append(band)
                continue
            cells = _cells(ink, run, left, right) if len(run) + 1 >= _FEWEST_RULES else []
            if cells:
                found.append((around(cells), cells))
            run = []
    return found


def _groups(ruled: Gray, taken: Sequence[Box]) -> Iterator[list[Box]]:
    """Single rules across the page, from top to bottom, together with those that begin and end where they do."""
    width = ruled.shape[1]
    sizes = cv2.connectedComponentsWithStats(ruled, connectivity=8)[2]
    boxes = [(left, top, left + across, top + down) for left, top, across, down, _ in sizes[1:].tolist()]
    single = [
        box
        for box in boxes
        if box[3] - box[1] <= _THICKEST
        and box[2] - box[0] >= _SHORTEST * width
        and box[0] > _AT_EDGE * width
        and box[2] < (1 - _AT_EDGE) * width
        and not any(one[1] - _THICKEST <= box[1] <= one[3] + _THICKEST for one in taken)
    ]
    groups: list[list[Box]] = []
    for box in sorted(single, key=lambda one: one[1]):
        for group in groups:
            if all(abs(box[side] - group[-1][side]) <= _ASIDE * width for side in (0, 2)):
                group.append(box)
                break
        else:
            groups.append([box])
    return (group for group in groups if len(group) >= _FEWEST_RULES)


def _has_columns(band: Gray) -> bool:
    """Whether a band between two rules holds more than a title or a paragraph: some line of it has wide gaps."""
    rows = _inked(band, axis=1)
    size = _height(band)
    return any(len(_columns(band[top:bottom], size)) >= _FEWEST_COLUMNS for top, bottom in rows)


def _height(ink: Gray) -> int:
    """How high characters are: most consist of several strokes, some of which are lower."""
    sizes = cv2.connectedComponentsWithStats(ink, connectivity=8)[2]
    heights = sorted(sizes[1:, cv2.CC_STAT_HEIGHT].tolist())
    return max(_LOWEST, heights[int(len(heights) * 0.8)] if heights else 0)


def _cells(ink: Gray, bands: Sequence[_Stretch], left: int, right: int) -> list[Box]:
    """The cells of some bands; none where it is not certain which are one row, and which are one column."""
    rows = [
        (top + start, top + end) for top, bottom in bands for start, end in _inked(ink[top:bottom, left:right], axis=1)
    ]
    if len(rows) < _FEWEST_ROWS:
        return []
    whole = np.concatenate([ink[top:bottom, left:right] for top, bottom in bands])
    size = _height(whole)
    columns = _columns(whole, size)
    if len(columns) < _FEWEST_COLUMNS or right - left - columns[-1][1] < _ROOM * size:
        return []
    for top, bottom in rows:
        inked = [_columns(ink[top:bottom, left + start : left + end], size) for start, end in columns]
        # White space within a cell may part two numbers; a label alone may go on in the next row.
        if any(len(pieces) > 1 for pieces in inked[1:]) or not any(inked[1:]):
            return []
    across = [left, *(left + (one[1] + other[0]) // 2 for one, other in itertools.pairwise(columns)), right]
    cells: list[Box] = []
    for top, bottom in bands:
        inside = [row for row in rows if top <= row[0] < bottom]
        down = [top, *((one[1] + other[0]) // 2 for one, other in itertools.pairwise(inside)), bottom]
        cells.extend(
            (start, upper, end, lower)
            for upper, lower in itertools.pairwise(down)
            for start, end in itertools.pairwise(across)
        )
    return cells


def _columns(ink: Gray, size: int) -> list[_Stretch]:
    """Stretches across a picture with ink, parted by white space that is wide beside the height of a line."""
    columns: list[_Stretch] = []
    for start, end in _inked(ink, axis=0):
        if columns and start - columns[-1][1] < _WIDE * size:
            columns[-1] = (columns[-1][0], end)
        else:
            columns.append((start, end))
    return columns


def _inked(ink: Gray, axis: int) -> list[_Stretch]:
    """Stretches of rows (of columns, along axis 0) that have ink."""
    filled = ink.any(axis=axis).astype(np.int8)
    steps = np.diff(np.concatenate(([0], filled, [0])))
    return list(zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True))
