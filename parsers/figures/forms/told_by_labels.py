"""Rows of a table of cells that say themselves what the form's titles say: 行政许可本年处理决定数量 | 12.

Such a table is a list of one number a row. The columns beside it are of bodies, with one of the total of all. Label and
title may stand in cells beside each other, the label over the rows of its titles (行政许可 | 本年处理决定数量 | 12).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parsers.figures.forms.form_value import FormValue
from parsers.figures.grid import GridRow, covers
from parsers.knowledge.forms import FormRow, column_titles, label_key, title_key
from parsers.knowledge.own_titles import says
from parsers.knowledge.title_times import time_of_caption
from parsers.model import PlacedCell
from parsers.text.cells import is_unit, read_cell, without_unit


def told_rows(cells: Mapping[tuple[str, str], FormRow]) -> Mapping[str, FormRow]:
    """The rows of a form by the words that say both label and column.

    Args:
        cells: The rows by the keys of label and column.
    """
    return {label + column: row for (label, column), row in cells.items()}


def read_told_row(
    row: GridRow, beside: str, heading: str, titles: Sequence[PlacedCell], told: Mapping[str, FormRow], year: int
) -> Iterator[FormValue]:
    """The number of a row whose label, or the heading above it, says what the form has as the title of a column.

    Args:
        row: The row.
        beside: The words of the label in front of its last one; empty for none.
        heading: The words of the last row above that holds nothing else; empty for none.
        titles: The titles above its numbers.
        told: The rows of the form by the words of label and column.
        year: Year of the report.
    """
    label = row.labels[-1].cell.text
    form_row = _form_row(label, beside, heading, told, year)
    if form_row is None or (cell := _number(row, titles)) is None or (number := read_cell(cell.cell.text)) is None:
        return
    beside = next((one.cell.text for one in row.cells if is_unit(one.cell.text)), "")
    yield FormValue(form_row, number, number.unit or beside or without_unit(label)[1], cell, row.span, is_told=True)


def read_told_pairs(row: GridRow, told: Mapping[str, FormRow]) -> Iterator[FormValue]:
    """The numbers of a row that names each of them: 规章： | 本年制发件数 | 3 | 本年废止件数 | 1.

    Args:
        row: The row.
        told: The rows of the form by the words of label and column.
    """
    for place, label in enumerate(row.cells):
        titles, cells = row.cells[place + 1 :: 2], row.cells[place + 2 :: 2]
        keys = [label_key(label.cell.text) + title_key(title.cell.text) for title in titles]
        if len(titles) != len(cells) or not told.keys() >= set(keys):
            continue
        for key, title, cell in zip(keys, titles, cells, strict=True):
            if (number := read_cell(cell.cell.text)) is not None:
                unit = number.unit or without_unit(title.cell.text)[1]
                yield FormValue(told[key], number, unit, cell, row.span, is_told=True)
        return


def _form_row(label: str, beside: str, heading: str, told: Mapping[str, FormRow], year: int) -> FormRow | None:
    words, above = label_key(without_unit(label)[0]), label_key(heading)
    for path in (words, label_key(beside) + words):
        if path in told:
            return told[path]
    in_heading = {
        told[words + column].code: told[words + column]
        for column in column_titles(short=False)
        if column in above and words + column in told and _is_of_year(above.replace(column, ""), year)
    }
    return next(iter(in_heading.values())) if len(in_heading) == 1 else None


def _is_of_year(beside: str, year: int) -> bool:
    """Whether what a heading says besides the title of a column leaves its numbers those of the year."""
    time = time_of_caption(beside, year)
    return time.kind == "none" or time.year == year


def _number(row: GridRow, titles: Sequence[PlacedCell]) -> PlacedCell | None:
    """The number of a row below the title of the total, or its only one, if its title says no more than that."""
    values = [cell for cell in row.values if not is_unit(cell.cell.text)]
    totals = [title for title in titles if says("total", title_key(title.cell.text))]
    if len(values) > 1 or totals:
        values = [cell for cell in values if any(covers(title, cell.cell.column) for title in totals)]
    above = [title for title in titles for cell in values if covers(title, cell.cell.column)]
    is_clear = all(title in totals or says("number", title_key(title.cell.text)) for title in above)
    return values[0] if len(values) == 1 and is_clear else None
