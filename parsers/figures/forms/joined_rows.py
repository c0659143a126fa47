"""Rows of a form that were typed into one row, with line breaks in its cells: each is a row again, or none is."""

from __future__ import annotations

import bisect
import dataclasses
import functools
import itertools
import re
from collections.abc import Sequence

from knowledge.forms import grid_forms
from parsers.figures.grid import GridRow, rows_of
from parsers.knowledge.forms import label_key, labels_of_forms, outcomes, row_key, without_numbering
from parsers.knowledge.units import alternatives, units_of_tables
from parsers.model import Block, PlacedCell, PlacedTable, Span, Table
from parsers.scans.model import is_scanned
from parsers.text.cells import is_blank, is_unit, read_cell

_MOST = 60
"""Rows that one row may hold."""
_LONGEST = 1200
"""Characters of all their labels."""
_LONGEST_LABEL = 100
_NUMBER_OF_A_LABEL = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）、.．]|其中|(?<=\s)\S")
"""What a label may begin with that has another one in front of it, but for its own words."""
_MOST_UNITS = 6
_LONGEST_UNITS = 200
_SPACE = re.compile(r"\s+/\s+|\s+")
"""What parts the numbers of a cell: the end of a line, as readers of documents put it on one line."""
_SEVERAL_WORDS = re.compile(r"\s|\d[^\d,.]+\d")
"""What every text has that holds several words or numbers; most cells have neither."""
_OUTCOMES = 5
"""Outcomes of proceedings, that one cell may hold."""
_TITLES = 4
"""Titles of outcomes that stand in one row with the numbers below them; 总计 alone may be the label of a row."""


def with_rows_parted(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], frozenset[str]]:
    """Blocks whose tables have each row that was typed into another on its own, and the words of the parted cells."""
    changed: list[Block] = []
    parted: set[str] = set()
    for block in blocks:
        # A cell on a picture has readings as a whole, and no part of them is one of its own.
        if (
            isinstance(block, Table)
            and not is_scanned(block)
            and any(len(_words(cell.text)) > 1 for cell in block.cells)
        ):
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
    first = next((index for index, cell in enumerate(row.cells) if count_of_numbers(cell) > 1), None)
    if not first:
        return whole
    while first > 1 and (count_of_numbers(row.cells[first - 1]) or _units(row.cells[first - 1].cell.text)):
        first -= 1
    *before, label = row.cells[:first]
    values = row.cells[first:]
    count = max(map(count_of_numbers, values))
    labels = _labels(label, count)
    parts = [_pieces(cell, count) for cell in values]
    if len(labels) != count or not all(parts):
        return whole
    rows = [[part, *(pieces[index] for pieces in parts)] for index, part in enumerate(labels)]
    return [[*before, *rows[0]], *rows[1:]]


def count_of_numbers(cell: PlacedCell) -> int:
    """How many numbers, units or signs for nothing the words of a cell are; 0 where any of them is none."""
    return _count_of_numbers(cell.cell.text)


@functools.lru_cache(maxsize=4096)
def _count_of_numbers(text: str) -> int:
    words = [text[start:end] for start, end in _words(text)]
    return len(words) if all(is_blank(word) or is_unit(word) or read_cell(word) is not None for word in words) else 0


def _words(text: str) -> list[tuple[int, int]]:
    """Where the words of a cell stand: between white space, or each number with its unit (58件13件1件)."""
    if _SEVERAL_WORDS.search(text) is None:
        return [(0, len(text))]
    if _with_units().fullmatch(text) and len(found := _with_units(one=True).findall(text)) > 1:
        ends = [*itertools.accumulate(map(len, found))]
        return [*itertools.pairwise((0, *ends))]
    gaps = [(gap.start(), gap.end()) for gap in _SPACE.finditer(text)]
    return [*zip((0, *(end for _, end in gaps)), (*(start for start, _ in gaps), len(text)), strict=True)]


@functools.cache
def _with_units(*, one: bool = False) -> re.Pattern[str]:
    number = rf"\s*\d[\d,.]*[万亿]?(?:{alternatives(unit.unit for unit in units_of_tables())})"
    return re.compile(number if one else rf"(?:{number})+\s*")


@functools.cache
def _outcomes() -> frozenset[str]:
    return frozenset(key for form in grid_forms() for key in outcomes(form))


def _labels(cell: PlacedCell, count: int) -> list[PlacedCell]:
    """The labels of a form that the words of a cell are made of, so many; none where they are not, in one way only."""
    text = cell.cell.text
    if count > _MOST or len(text) > _LONGEST or _is_label(text):
        return []
    begins = [start for start in range(1, len(text)) if text[start : start + 2] in _beginnings()]
    starts = sorted({0, *begins, *(match.start() for match in _NUMBER_OF_A_LABEL.finditer(text))})
    ways: dict[int, dict[int, list[tuple[int, ...]]]] = {0: {0: [()]}}
    for place, start in enumerate(starts):
        further = (*starts[place + 1 :], len(text)) if start in ways else ()
        for end in further[: bisect.bisect_right(further, start + _LONGEST_LABEL)]:
            if _is_label(text[start:end]) or (count == _OUTCOMES and label_key(text[start:end]) in _outcomes()):
                for number, found in ways[start].items():
                    longer = ways.setdefault(end, {}).setdefault(number + 1, [])
                    longer.extend([(*ends, end) for ends in found][: 2 - len(longer)])
    whole = ways.get(len(text), {}).get(count, [])
    return [_part(cell, *ends) for ends in itertools.pairwise((0, *whole[0]))] if len(whole) == 1 else []


@functools.cache
def _beginnings() -> frozenset[str]:
    """How labels and outcomes begin, behind their numbers."""
    return frozenset(without_numbering(label)[:2] for label in (*labels_of_forms(), *_outcomes()))


def _is_label(words: str) -> bool:
    return row_key(words) is not None


def _pieces(cell: PlacedCell, count: int) -> list[PlacedCell]:
    """The words or numbers of a cell, if they are as many as its rows; a blank cell or a unit stands in each."""
    text = cell.cell.text
    words = _words(text)
    if len(words) == count:
        return [_part(cell, start, end) for start, end in words]
    units = _units(text)
    if len(units) == count:
        return [_part(cell, start, end) for start, end in itertools.pairwise((0, *units))]
    if is_blank(text) or is_unit(text):
        return [cell] * count
    return []


def _units(text: str) -> tuple[int, ...]:
    """Where the units end that a text is made of, each as long as can be; none where it is not."""
    return _ends(text, 0, _MOST_UNITS) if len(text) <= _LONGEST_UNITS else ()


def _ends(text: str, start: int, most: int) -> tuple[int, ...]:
    if start == len(text) or not most:
        return ()
    for end in range(len(text), start, -1):
        if _is_one_unit(text[start:end]):
            rest = _ends(text, end, most - 1)
            if end == len(text) or rest:
                return (end, *rest)
    return ()


def _is_one_unit(text: str) -> bool:
    """Whether words are a unit, and not one several times over."""
    return is_unit(text) and re.fullmatch(r"(\w+?)\1+", text) is None


def _part(cell: PlacedCell, start: int, end: int) -> PlacedCell:
    text = cell.cell.text[start:end]
    lead = len(text) - len(text.lstrip())
    span = Span(cell.span.start + start + lead, cell.span.start + start + lead + len(text.strip()))
    return PlacedCell(dataclasses.replace(cell.cell, text=text.strip()), span)
