"""Shapes of an office's own tables: lists beside each other in one table, and names above one row of numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from parsers.figures.cells import without_unit
from parsers.figures.grid import GridRow, has_numbers, is_label, rows_of
from parsers.figures.local.titles import says
from parsers.model import PlacedCell, PlacedTable

_MOST_BESIDE = 4
"""Lists that a table sets beside each other."""


def lists_beside_each_other(rows: Sequence[GridRow]) -> list[Sequence[GridRow]]:
    """The lists of a table, from left to right: those whose titles repeat are each a list of its own.

    类别 | 数量 | 类别 | 数量 are two lists of two columns.
    """
    header = next((row for row in rows if not has_numbers(row) and len(row.cells) > 1), None)
    if header is None or any(cell.cell.column_span > 1 for row in rows for cell in row.cells):
        return [rows]
    titles = header.cell_keys()
    for beside in range(_MOST_BESIDE, 1, -1):
        width, rest = divmod(len(titles), beside)
        if not rest and width > 1 and titles == titles[:width] * beside and len(set(titles[:width])) == width:
            starts = [cell.cell.column for cell in header.cells[::width]]
            return [_columns(rows, *edges) for edges in zip(starts, (*starts[1:], None), strict=True)]
    return [rows]


def _columns(rows: Sequence[GridRow], start: int, end: int | None) -> Sequence[GridRow]:
    parts = [
        [cell for cell in row.cells if start <= cell.cell.column and (end is None or cell.cell.column < end)]
        for row in rows
    ]
    return [GridRow(part) for part in parts if part]


def upright(table: PlacedTable) -> PlacedTable:
    """A table with its names above each other, where they stand beside each other over one row of numbers.

    类别 | 概况 | 动态 over 数量 | 12 | 30. Any other table is as it is.
    """
    rows = rows_of(table)
    is_even = all(len(row.cells) == len(rows[0].cells) > 2 for row in rows)
    if len(rows) < 2 or not is_even or any(_spans(cell) for cell in table.cells):
        return table
    names, *numbers = rows
    if not all(map(is_label, names.cells)) or not all(_is_of_numbers(row) for row in numbers):
        return table
    turned = [_turned(cell) for column in zip(*(row.cells for row in rows), strict=True) for cell in column]
    return dataclasses.replace(table, cells=tuple(turned))


def _is_of_numbers(row: GridRow) -> bool:
    """Whether the label of a row only says that numbers, or shares of them, stand beside it."""
    words, _ = without_unit(row.cells[0].cell.text)
    return says("number", words) or says("look_alike", words)


def _spans(cell: PlacedCell) -> bool:
    return cell.cell.row_span > 1 or cell.cell.column_span > 1


def _turned(cell: PlacedCell) -> PlacedCell:
    return dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, row=cell.cell.column, column=cell.cell.row))
