"""Years that a table of a form sets beside each other: each is a table of its own, with the labels of all."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from parsers.figures.grid import GridRow, has_counts
from parsers.knowledge.forms import is_label_of_a_form
from parsers.knowledge.title_times import year_of_title
from parsers.model import Flag, PlacedCell
from parsers.text.cells import plain, read_cell


def by_year(rows: Sequence[GridRow], year: int, flags: list[Flag]) -> Iterator[tuple[int | None, Sequence[GridRow]]]:
    """The rows of a table for each year that its titles name, without those of others; the report's own year is None.

    自然人 | 总计 below each of 2022年 and 2023年, or 2022年 | 2023年 below each of them, are two tables; below an
    earlier year alone, they are one of that year. Beside other years, a later one than the report's is left out, and so
    is a row without a cell of its own in each column of a year: its numbers may have moved into another one. Any other
    table is one, also one in which some columns of numbers name no year.

    Args:
        rows: The rows.
        year: Year of the report, which 本年 is.
        flags: Grows by the rows of a form that are left out.
    """
    header = [*itertools.takewhile(lambda row: not has_counts(row, year), rows)]
    of_column = _years(header, year)
    named = list(dict.fromkeys(of_column.values()))
    numbered = {cell.cell.column for row in rows[len(header) :] for cell in row.values if _is_number(cell)}
    are_named = len(named) > 1 or any(one < year for one in named)
    if not are_named or not numbered <= of_column.keys():
        yield None, rows
        return
    counted = [row for row in rows[len(header) :] if len(named) > 1 and has_counts(row, year)]
    left_out = dict.fromkeys(row for row in counted if not _is_whole(row, of_column))
    flags.extend(_flags(left_out))
    titles = [[cell for cell in row.cells if _year(cell, year) is None] for row in header]
    body = [
        row.cells if has_counts(row, year) else [cell for cell in row.cells if not _repeats(cell, of_column, year)]
        for row in rows[len(header) :]
        if row not in left_out
    ]
    for one in named:
        if one <= year:
            others = {column for column, other in of_column.items() if other != one}
            parts = ([*_without(cells, others)] for cells in (*titles, *body))
            yield None if one == year else one, [GridRow(cells) for cells in parts if cells]


def _flags(left_out: Iterable[GridRow]) -> Iterator[Flag]:
    """Flags the rows of a form among those that are left out."""
    for row in left_out:
        for label in (cell.cell.text for cell in row.labels[-1:]):
            if is_label_of_a_form(label):
                told = "a row of the form has not one cell for each column of a year and was not read"
                yield Flag("form_row_unread", f"{told}: {label}", label, row.span)


def _years(header: Sequence[GridRow], year: int) -> Mapping[int, int]:
    """The years of columns, by the lowest title above each that names one."""
    found: dict[int, int] = {}
    for row in header:
        for cell in row.cells:
            named = _year(cell, year)
            if named is not None:
                found |= dict.fromkeys(_columns(cell), named)
    return found


def _year(cell: PlacedCell, year: int) -> int | None:
    return year_of_title(plain(cell.cell.text), year, may_be_bare=True)


def _repeats(cell: PlacedCell, of_column: Mapping[int, int], year: int) -> bool:
    """Whether a cell names the year of its column once more, in titles that stand there again."""
    named = _year(cell, year)
    return named is not None and of_column.get(cell.cell.column) == named


def _is_number(cell: PlacedCell) -> bool:
    return read_cell(cell.cell.text) is not None


def _columns(cell: PlacedCell) -> range:
    return range(cell.cell.column, cell.cell.column + cell.cell.column_span)


def _is_whole(row: GridRow, of_column: Mapping[int, int]) -> bool:
    """Whether each column of a year has a cell of its own in a row."""
    return of_column.keys() <= {cell.cell.column for cell in row.cells if cell.cell.column_span == 1}


def _without(cells: Sequence[PlacedCell], columns: Collection[int]) -> Iterator[PlacedCell]:
    """Cells as far as they stand in other columns."""
    for cell in cells:
        own = [column for column in _columns(cell) if column not in columns]
        if own:
            place = dataclasses.replace(cell.cell, column=own[0], column_span=own[-1] - own[0] + 1)
            yield dataclasses.replace(cell, cell=place)
