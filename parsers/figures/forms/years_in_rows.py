"""Years that stand in a column of a form's table: the rows of each are a table of their own."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from parsers.figures.grid import GridRow, covers, has_counts, reaching_down, rows_of
from parsers.knowledge.own_titles import says
from parsers.knowledge.title_times import year_of_title
from parsers.model import PlacedCell, PlacedTable
from parsers.text.cells import plain


def by_year_of_rows(rows: Sequence[GridRow], year: int) -> Iterator[tuple[int | None, Sequence[GridRow]]]:
    """The rows of a table for each year that a column of years names; the report's own year is None.

    行政复议 | 2022 | 8 over 行政复议 | 2021 | 7 below 类型 | 年度 | 总计. Labels that reach over the rows of several
    years stand in each. A row that has numbers and no year, as that of all years together, is left out. Any other table
    is one.

    Args:
        rows: The rows.
        year: Year of the report, which 本年 is.
    """
    first, title = _title_of_years(rows, year)
    column = None if title is None else title.cell.column
    body = rows[first:]
    reaching = reaching_down(cell for row in body for cell in row.cells)
    years = {} if column is None else _years(body, reaching, column, year)
    if column is None or not years:
        yield None, rows
        return
    titles = [GridRow(cells) for row in rows[:first] if (cells := [cell for cell in row.cells if cell is not title])]
    for named in sorted(set(years.values()), reverse=True):
        if named <= year:
            of_year = [row for row in body if (years.get(row) == named if has_counts(row, year) else row not in years)]
            parts = (_with_its_labels(row, reaching, column) for row in of_year)
            yield None if named == year else named, [*titles, *(row for row in parts if row.cells)]


def with_years_in_words(table: PlacedTable, year: int) -> PlacedTable:
    """A table whose bare years below the title of years say that they are some (2022年), which counts need not.

    Args:
        table: The table.
        year: Year of the report.
    """
    rows = rows_of(table)
    first, title = _title_of_years(rows, year)
    if title is None:
        return table
    below = {cell for row in rows[first:] for cell in row.cells if covers(cell, title.cell.column)}
    cells = (_in_words(cell) if cell in below and _is_bare_year(cell, year) else cell for cell in table.cells)
    return dataclasses.replace(table, cells=tuple(cells))


def _is_bare_year(cell: PlacedCell, year: int) -> bool:
    text = plain(cell.cell.text)
    return text.isdecimal() and year_of_title(text, year, may_be_bare=True) is not None


def _in_words(cell: PlacedCell) -> PlacedCell:
    return dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, text=f"{plain(cell.cell.text)}年"))


def _title_of_years(rows: Sequence[GridRow], year: int) -> tuple[int, PlacedCell | None]:
    """The first row with numbers, and the only title of one column above it that says that years stand below it."""
    first = next((place for place, row in enumerate(rows) if has_counts(row, year)), 0)
    titled = [cell for row in rows[:first] for cell in row.cells if says("years", plain(cell.cell.text))]
    return first, titled[0] if len(titled) == 1 and titled[0].cell.column_span == 1 else None


def _years(
    body: Sequence[GridRow], reaching: Mapping[int, Sequence[PlacedCell]], column: int, year: int
) -> Mapping[GridRow, int]:
    """The year of each row that has one."""
    found: dict[GridRow, int] = {}
    for row in body:
        for cell in reaching[row.cells[0].cell.row]:
            if covers(cell, column) and cell.cell.text.strip():
                named = year_of_title(plain(cell.cell.text), year, may_be_bare=True)
                if named is not None:
                    found[row] = named
    return found


def _with_its_labels(row: GridRow, reaching: Mapping[int, Sequence[PlacedCell]], column: int) -> GridRow:
    """A row with the labels that reach down to it, without its year."""
    own = row.cells[0].cell.row
    cells = [cell for cell in reaching[own] if not covers(cell, column)]
    moved = (dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, row=own, row_span=1)) for cell in cells)
    return GridRow(sorted(moved, key=lambda cell: cell.cell.column))
