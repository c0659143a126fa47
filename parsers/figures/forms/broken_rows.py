"""Rows of a form that were typed as several rows, because their label did not fit on one line: each is a row again."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from parsers.figures.grid import GridRow, rows_of
from parsers.knowledge.forms import row_key
from parsers.model import PlacedCell, PlacedTable, Span
from parsers.text.cells import is_blank, is_unit

_MOST = 4
"""Rows that one row may be broken over."""


def mended_table(table: PlacedTable) -> PlacedTable:
    """A table in which each row that was broken over several is one row."""
    rows = rows_of(table)
    cells: list[PlacedCell] = []
    place = 0
    filled = [any(map(_is_filled, row.values)) for row in rows]
    while place < len(rows):
        # Most rows of a form have numbers, and are told by them sooner than by their labels.
        counts = range(_MOST, 1, -1) if sum(filled[place : place + 2]) < 2 else ()
        count = next((count for count in counts if _are_one(rows[place : place + count], count)), 1)
        cells.extend(_joined(rows[place : place + count]) if count > 1 else rows[place].cells)
        place += count
    return dataclasses.replace(table, cells=tuple(cells)) if len(cells) < len(table.cells) else table


def _are_one(rows: Sequence[GridRow], count: int) -> bool:
    """Whether rows are one: their labels make up one of a form in one column, and one row at most has numbers.

    All cells but those of one row are blank or units.
    """
    if len(rows) < count or any(not row.labels for row in rows):
        return False
    if sum(any(map(_is_filled, row.values)) for row in rows) > 1:
        return False
    label, *rest = (row.labels[-1] for row in rows)
    if any(part.cell.column != label.cell.column or part.cell.row_span > 1 for part in rest):
        return False
    return row_key(_words((label, *rest))) is not None


def _joined(rows: Sequence[GridRow]) -> list[PlacedCell]:
    """The cells of one row: what stands before the label, the whole label, and the cells of the row with numbers."""
    parts = [row.labels[-1] for row in rows]
    with_numbers = next((row for row in rows if any(map(_is_filled, row.values))), rows[0])
    end = with_numbers.labels[-1].span.end
    label = dataclasses.replace(parts[0].cell, text=_words(parts), row_span=1)
    before = rows[0].cells[: rows[0].cells.index(parts[0])]
    values = (
        dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, row=label.row)) for cell in with_numbers.values
    )
    return [*before, PlacedCell(label, Span(parts[0].span.start, end)), *values]


def _words(parts: Sequence[PlacedCell]) -> str:
    return "".join(part.cell.text.strip() for part in parts)


def _is_filled(cell: PlacedCell) -> bool:
    return not is_blank(cell.cell.text) and not is_unit(cell.cell.text)
