"""Rows of a form that were typed into one row, with line breaks in its cells: each is a row again, or none is."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.forms import grid_forms
from parsers.figures.grid import GridRow, rows_of
from parsers.knowledge.forms import label_key, outcomes, row_key
from parsers.model import Block, PlacedCell, PlacedTable, Span, Table
from parsers.scans.model import is_scanned
from parsers.text.cells import is_blank, is_unit, read_cell

_MOST = 6
"""Rows that one row may hold."""
_LONGEST = 200
"""Characters of all their labels."""
_SPACE = re.compile(r"\s+/\s+|\s+")
"""What parts the numbers of a cell: the end of a line, as readers of documents put it on one line."""
_TITLES = 4
"""Titles of outcomes that stand in one row with the numbers below them; 总计 alone may be the label of a row."""


def with_rows_parted(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], frozenset[str]]:
    """Blocks whose tables have each row that was typed into another on its own, and the words of the parted cells."""
    changed: list[Block] = []
    parted: set[str] = set()
    for block in blocks:
        # A cell on a picture has readings as a whole, and no part of them is one of its own.
        if isinstance(block, Table) and not is_scanned(block) and any(_SPACE.search(cell.text) for cell in block.cells):
            placed = PlacedTable(tuple(PlacedCell(cell, Span(0, 0)) for cell in block.cells), Span(0, 0))
            cells = tuple(cell.cell for cell in parted_table(placed).cells)
            if len(cells) > len(block.cells):
                parted |= {cell.text for cell in block.cells} - {cell.text for cell in cells}
                changed.append(dataclasses.replace(block, cells=cells))
                continue
        changed.append(block)
    return tuple(changed), frozenset(parted)


def parted_table(table: PlacedTable) -> PlacedTable:
    """A table in which each row that was typed into another is a row of its own."""
    rows = [(row, parted_rows(row)) for row in rows_of(table)]
    most = max((len(parts) for _, parts in rows), default=1)
    if most == 1:
        return table
    return dataclasses.replace(
        table,
        cells=tuple(
            _in_row(cell, row.cells[0].cell.row * most + place)
            for row, parts in rows
            for place, part in enumerate(parts)
            for cell in part
        ),
    )


def _in_row(cell: PlacedCell, row: int) -> PlacedCell:
    return dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, row=row))


def parted_rows(row: GridRow) -> list[list[PlacedCell]]:
    """The rows that a row holds: itself, or one for each of the labels that its last label is made of.

    A row is parted only if its label is nothing but labels of a form, and each cell behind it holds as many words or
    numbers as there are labels, or none. Titles of outcomes and the numbers below them are two rows, too.
    """
    whole = [list(row.cells)]
    if (
        len(row.labels) >= _TITLES
        and row.values
        and all(label_key(label.cell.text) in _outcomes() for label in row.labels)
    ):
        return [list(row.labels), list(row.values)]
    first = next((index for index, cell in enumerate(row.cells) if _holds_several(cell)), None)
    if not first:
        return whole
    while first > 1 and (_count(row.cells[first - 1]) or _ends(row.cells[first - 1].cell.text, 0, _MOST, _is_one_unit)):
        first -= 1
    *before, label = row.cells[:first]
    values = row.cells[first:]
    count = max(map(_count, values))
    labels = list(_labels(label))
    parts = [_pieces(cell, count) for cell in values]
    if len(labels) != count or not all(parts):
        return whole
    rows = [[part, *(pieces[index] for pieces in parts)] for index, part in enumerate(labels)]
    return [[*before, *rows[0]], *rows[1:]]


def _holds_several(cell: PlacedCell) -> bool:
    return len(cell.cell.text.split(maxsplit=1)) > 1 and _count(cell) > 1


def _count(cell: PlacedCell) -> int:
    """How many numbers, units or signs for nothing the words of a cell are; 0 where any of them is none."""
    words = _SPACE.split(cell.cell.text.strip())
    return len(words) if all(is_blank(word) or is_unit(word) or read_cell(word) is not None for word in words) else 0


@functools.cache
def _outcomes() -> frozenset[str]:
    return frozenset(key for form in grid_forms() for key in outcomes(form))


def _labels(cell: PlacedCell) -> Iterator[PlacedCell]:
    """The labels of a form that the words of a cell are made of, the longest first; none where any words are left."""
    text = cell.cell.text
    if len(text) > _LONGEST or _is_label(text):
        return
    ends = _ends(text, 0, _MOST, _is_label)
    yield from (_part(cell, start, end) for start, end in itertools.pairwise((0, *ends)))


def _ends(text: str, start: int, most: int, is_part: Callable[[str], bool]) -> tuple[int, ...]:
    """Where the parts end that the rest of a text is made of, each as long as can be; none where it is not."""
    if start == len(text) or not most:
        return ()
    for end in range(len(text), start, -1):
        if is_part(text[start:end]):
            rest = _ends(text, end, most - 1, is_part)
            if end == len(text) or rest:
                return (end, *rest)
    return ()


def _is_label(words: str) -> bool:
    return row_key(words) is not None


def _pieces(cell: PlacedCell, count: int) -> list[PlacedCell]:
    """The words or numbers of a cell, if they are as many as its rows; a blank cell or a unit stands in each."""
    text = cell.cell.text
    gaps = [(gap.start(), gap.end()) for gap in _SPACE.finditer(text)]
    if len(gaps) + 1 == count:
        starts, ends = (0, *(end for _, end in gaps)), (*(start for start, _ in gaps), len(text))
        return [_part(cell, start, end) for start, end in zip(starts, ends, strict=True)]
    units = _ends(text, 0, _MOST, _is_one_unit) if len(text) <= _LONGEST else ()
    if len(units) == count:
        return [_part(cell, start, end) for start, end in itertools.pairwise((0, *units))]
    if is_blank(text) or is_unit(text):
        return [cell] * count
    return []


def _is_one_unit(text: str) -> bool:
    """Whether words are a unit, and not one several times over."""
    return is_unit(text) and re.fullmatch(r"(\w+?)\1+", text) is None


def _part(cell: PlacedCell, start: int, end: int) -> PlacedCell:
    text = cell.cell.text[start:end]
    lead = len(text) - len(text.lstrip())
    span = Span(cell.span.start + start + lead, cell.span.start + start + lead + len(text.strip()))
    return PlacedCell(dataclasses.replace(cell.cell, text=text.strip()), span)
