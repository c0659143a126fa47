"""Cells that say what several columns of a form count: 规章 | 本年制发件数：3 本年废止件数：1."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from parsers.figures.grid import GridRow, rows_of
from parsers.knowledge.forms import cells_keys, label_key
from parsers.knowledge.said_columns import said_columns
from parsers.model import PlacedCell, PlacedTable, Span


def with_said_cells_parted(table: PlacedTable) -> PlacedTable:
    """A table in which each title and number that a cell says behind the label of a row has a cell of its own."""
    return dataclasses.replace(table, cells=tuple(cell for row in rows_of(table) for cell in _parted(row)))


def _parted(row: GridRow) -> Iterator[PlacedCell]:
    *others, last = row.cells
    said = said_columns(last.cell.text) if others and label_key(others[-1].cell.text) in cells_keys() else ()
    yield from others if said else row.cells
    begin = 0
    for place, column in enumerate(said):
        title = last.cell.text.index(column.title, begin)
        yield _piece(last, column.title, title, 2 * place)
        yield _piece(last, column.number, column.start, 2 * place + 1)
        begin = column.start + len(column.number)


def _piece(cell: PlacedCell, text: str, start: int, place: int) -> PlacedCell:
    """A piece of a cell, so many columns behind its first."""
    span = Span(cell.span.start + start, cell.span.start + start + len(text))
    own = dataclasses.replace(cell.cell, text=text, column=cell.cell.column + place, column_span=1)
    return PlacedCell(own, span)
