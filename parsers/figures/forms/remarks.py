"""Columns of remarks beside the tables of a form: their words are no labels or titles, and their numbers no cells."""

from __future__ import annotations

import dataclasses

from knowledge.forms import is_remark
from parsers.figures.grid import rows_of
from parsers.knowledge.forms import column_titles, heads, label_key, title_key
from parsers.model import PlacedCell, PlacedTable
from parsers.text.cells import read_cell


def without_remarks(table: PlacedTable) -> PlacedTable:
    """A table without its columns of remarks.

    A column goes from its title down to the end of the table, or to the next row of titles, which may have it
    elsewhere.
    """
    if not any(is_remark(label_key(cell.cell.text)) for cell in table.cells):
        return table
    columns: set[int] = set()
    kept: list[PlacedCell] = []
    for row in rows_of(table):
        titles = [cell for cell in row.cells if is_remark(label_key(cell.cell.text))]
        keys = [title_key(cell.cell.text) for cell in row.cells]
        if titles or any(key in column_titles() or key in heads() for key in keys):
            columns = {cell.cell.column + place for cell in titles for place in range(cell.cell.column_span)}
        # A number beside blank cells may have moved there, and is told.
        numbers = [cell for cell in row.cells if read_cell(cell.cell.text) is not None]
        moved = numbers if all(cell.cell.column in columns for cell in numbers) else []
        kept.extend(cell for cell in row.cells if cell.cell.column not in columns or cell in moved)
    return dataclasses.replace(table, cells=tuple(kept))
