"""Tables of a form that an office has printed with rows and columns exchanged."""

from __future__ import annotations

import dataclasses

from parsers.figures.grid import rows_of
from parsers.knowledge.forms import cells_keys, column_keys, label_key, title_key
from parsers.model import PlacedCell, PlacedTable


def upright(table: PlacedTable) -> PlacedTable:
    """A table of cells with its titles above its numbers, if they stand beside them; any other as it is.

    It is turned only if each cell keeps its place in that: none spans rows or columns, and all rows are as long.
    """
    rows = rows_of(table)
    while rows and len(rows[0].cells) == 1:
        # The article of the regulations stands above the table, over its whole width.
        rows = rows[1:]
    if len(rows) < 2 or not all(len(row.cells) == len(rows[0].cells) > 1 for row in rows):
        return table
    cells = [cell for row in rows for cell in row.cells]
    if any(cell.cell.row_span > 1 or cell.cell.column_span > 1 for cell in cells):
        return table
    labels = {label_key(cell.cell.text) for cell in rows[0].cells[1:]}
    titles = {title_key(row.cells[0].cell.text) for row in rows[1:]}
    if not titles <= column_keys() or not labels <= cells_keys() or titles & cells_keys():
        return table
    turned = [_turned(cell) for column in zip(*(row.cells for row in rows), strict=True) for cell in column]
    return dataclasses.replace(table, cells=tuple(turned))


def _turned(cell: PlacedCell) -> PlacedCell:
    turned = dataclasses.replace(cell.cell, row=cell.cell.column, column=cell.cell.row)
    return dataclasses.replace(cell, cell=turned)
