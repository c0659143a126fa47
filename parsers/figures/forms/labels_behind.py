"""Tables of cells that an office has printed with their labels behind the numbers."""

from __future__ import annotations

import dataclasses

from parsers.figures.grid import GridRow, has_numbers, rows_of
from parsers.knowledge.forms import cells_keys, heads, label_key
from parsers.model import PlacedCell, PlacedTable


def with_labels_of_the_form_in_front(table: PlacedTable) -> PlacedTable:
    """A table with its labels in front of their numbers, if a label of the form ends each row that has numbers.

    Their title must stand above them, and nothing else may be a label there. Any other table is as it is.
    """
    rows = rows_of(table)
    is_titled = any(label_key(row.cells[-1].cell.text) in heads() for row in rows if len(row.cells) > 1)
    if not is_titled or not all(_ends_in_its_label(row) for row in rows if has_numbers(row)):
        return table
    cells = [cell for row in rows for cell in (_turned(row) if _has_label_last(row) else row.cells)]
    return dataclasses.replace(table, cells=tuple(cells))


def _ends_in_its_label(row: GridRow) -> bool:
    """Whether the last cell of a row, and no other one, holds words, those of a label of the form."""
    return row.labels == row.cells[-1:] and label_key(row.cells[-1].cell.text) in cells_keys()


def _has_label_last(row: GridRow) -> bool:
    """Whether a row ends in a label of the form, or in the title above such labels."""
    return len(row.cells) > 1 and label_key(row.cells[-1].cell.text) in cells_keys() | heads()


def _turned(row: GridRow) -> list[PlacedCell]:
    """The cells of a row, the last one in front of the others, which go on by its width."""
    *others, last = row.cells
    first, width = others[0].cell.column, last.cell.column_span
    moved = [_at(cell, cell.cell.column + width) for cell in others]
    return [_at(last, first), *moved]


def _at(cell: PlacedCell, column: int) -> PlacedCell:
    return dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, column=column))
