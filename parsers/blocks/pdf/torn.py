"""Rows that a page break has torn: which of their cells go on below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.blocks.pdf.edges import TOLERANCE, Box
from parsers.knowledge.forms import cells_keys, label_key, list_keys, matrix_keys, official_key

_NUMBER = re.compile(r"[\d.,\s]*\d[\d.,\s]*")
Placed = Sequence[tuple[Box, str]]
"""Cells with their words."""


def torn_row(above: Placed, below: Placed, level: float) -> dict[int, int]:
    """The cells below a page break that go on with one above it, by their indices; none where no row is torn.

    Only labels of the official forms prove it: two halves that make one, with the numbers on one side; or a label above
    whose numbers stand alone below.

    Args:
        above: Cells that end at the break, among others.
        below: Cells that begin at it, among others.
        level: Where the break is.
    """
    ends = {(round(box[0]), round(box[2])): index for index, (box, _) in enumerate(above) if _at(box[3], level)}
    pairs = {}
    for index, (box, _) in enumerate(below):
        if _at(box[1], level):
            near = ((left, right) for left, right in ends if _at(left, box[0]) and _at(right, box[2]))
            place = next(near, None)
            if place is not None:
                pairs[index] = ends[place]
    halves = [(above[other][1].strip(), below[index][1].strip()) for index, other in pairs.items()]
    words = [(first, second) for first, second in halves if not (_is_number(first) or _is_number(second))]
    numbers = [(first, second) for first, second in halves if _is_number(first) or _is_number(second)]
    if any(first and second for first, second in numbers) or len({bool(first) for first, _ in numbers}) != 1:
        return {}
    torn = [first + second for first, second in words if first and second]
    if torn:
        proved = _is_label(torn[-1]) and not any(_is_label(second) and label_key(first) for first, second in words)
    else:
        alone = not any(second for _, second in words) and all(second for _, second in numbers)
        proved = alone and any(_is_label(first) for first, _ in words)
    return pairs if proved else {}


def _at(place: float, other: float) -> bool:
    return abs(place - other) <= TOLERANCE


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _is_label(text: str) -> bool:
    key = label_key(text)
    return key in matrix_keys() or key in cells_keys() or official_key(text) in list_keys()
