"""Columns of remarks beside the tables of a form: their words are no labels or titles, and their numbers no cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator

from knowledge.forms import is_remark
from parsers.figures.forms.applicants import applicant_titles
from parsers.figures.grid import GridRow, is_label, rows_of
from parsers.knowledge.forms import column_titles, heads, label_key, title_key
from parsers.model import PlacedCell, PlacedTable
from parsers.text.cells import read_cell


def without_remarks(tables: Iterable[PlacedTable]) -> Iterator[PlacedTable]:
    """Tables without their columns of remarks.

    A column goes from its title down to the end of the table, or to the next row of titles, which may have it
    elsewhere. It goes on in a table behind that one which is as wide, has no titles and no numbers there.
    """
    columns: Collection[int] = ()
    width = 0
    for table in tables:
        before = columns if _width(table) == width and _goes_on(table, columns) else ()
        found, columns = _without(table, before)
        width = _width(table)
        yield found


def _width(table: PlacedTable) -> int:
    return max((cell.cell.column + cell.cell.column_span for cell in table.cells), default=0)


def _goes_on(table: PlacedTable, columns: Collection[int]) -> bool:
    """Whether a table has no titles of its own, and no numbers in the columns of the remarks above it."""
    first = next(iter(rows_of(table)), None)
    beside = (cell for cell in table.cells if cell.cell.column in columns)
    return (
        first is not None
        and any(map(is_label, first.cells))
        and not _names_columns(first)
        and len(applicant_titles([first])) == 0
        and all(read_cell(cell.cell.text) is None for cell in beside)
    )


def _names_columns(row: GridRow) -> bool:
    keys = [title_key(cell.cell.text) for cell in row.cells]
    return any(key in column_titles() or key in heads() for key in keys)


def _without(table: PlacedTable, before: Collection[int]) -> tuple[PlacedTable, Collection[int]]:
    """A table without its columns of remarks, and those that it ends with.

    Args:
        table: The table.
        before: Those that it begins with.
    """
    columns = set(before)
    if not columns and not any(is_remark(label_key(cell.cell.text)) for cell in table.cells):
        return table, ()
    kept: list[PlacedCell] = []
    for row in rows_of(table):
        titles = [cell for cell in row.cells if is_remark(label_key(cell.cell.text))]
        if titles or _names_columns(row):
            columns = {cell.cell.column + place for cell in titles for place in range(cell.cell.column_span)}
        # A number beside blank cells may have moved there, and is told.
        numbers = [cell for cell in row.cells if read_cell(cell.cell.text) is not None]
        moved = numbers if all(cell.cell.column in columns for cell in numbers) else []
        kept.extend(cell for cell in row.cells if cell.cell.column not in columns or cell in moved)
    return dataclasses.replace(table, cells=tuple(kept)), columns
