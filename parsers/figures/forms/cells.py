"""Tables of cells: documents, licences, penalties, charges and such, each block of rows under titles of its own.

A number is read by the labels of its row and its column. Where a copy has lost the titles, the order of the form stands
in for them if the row has exactly as many cells; where titles stand that the form does not have, it does not.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.forms import CELLS, grid_forms, is_harmless
from parsers.figures.forms.form_value import FormValue
from parsers.figures.forms.told_by_labels import read_told_pairs, read_told_row, told_rows
from parsers.figures.grid import GridRow, covers, is_label
from parsers.knowledge.forms import (
    FormRow,
    cells_keys,
    column_titles,
    column_wordings,
    heads,
    label_key,
    layout,
    same_words,
    title_key,
)
from parsers.model import Flag, PlacedCell
from parsers.text.cells import is_blank, read_cell, without_unit

_FEW = 2
"""Rows of the form that make a table one of its tables, whatever its titles are."""


class RowsAbove:
    """What stands above a row in its own table of the report on a year; grows from the top."""

    def __init__(self, year: int) -> None:
        self.year = year
        self._rows: list[GridRow] = []
        self._words: dict[int, dict[int, int]] = {}
        self._reaching: list[PlacedCell] = []
        self.headed = False
        self.heading = ""
        self.n_of_form = 0

    def add(self, row: GridRow) -> None:
        """Adds the next row."""
        for cell in filter(is_label, row.cells):
            first = cell.cell.column
            for column in range(first, first + cell.cell.column_span):
                self._words.setdefault(column, {})[first] = len(self._rows)
        self._rows.append(row)
        self._reaching = [*self.reaching(row.cells[0].cell.row), *row.cells]
        self.headed = self.headed or any(key in heads() for key in row.cell_keys())
        if len(row.cells) == 1:
            self.heading = row.cells[0].cell.text
        self.n_of_form += bool(row.labels) and label_key(row.labels[-1].cell.text) in cells_keys()

    def reaching(self, line: int) -> list[PlacedCell]:
        """The cells that reach down to a row of the grid, or further."""
        return [cell for cell in self._reaching if cell.cell.row + cell.cell.row_span > line]

    def beside(self, row: GridRow) -> str:
        """The words right in front of a row's last label, also in a cell that reaches down to it; empty for none."""
        column = row.labels[-1].cell.column - 1
        in_front = (cell for cell in (*self.reaching(row.cells[0].cell.row), *row.cells) if covers(cell, column))
        return next((cell.cell.text for cell in in_front if is_label(cell)), "")

    def titles(self, row: GridRow) -> list[PlacedCell]:
        """The titles of the row's own block: the last words above its values, and what stands beside them.

        It has none where the title of another block reaches from above its label over its values.
        """
        label = row.labels[-1].cell
        behind = label.column + label.column_span
        above = {place for cell in row.values for place in self._words.get(cell.cell.column, {}).items()}
        nearest = max((index for first, index in above if first >= behind), default=None)
        if nearest is None:
            return []
        # Lower words above its values begin in front of these.
        if any(names_columns(self._rows[index]) for _, index in above if index > nearest):
            return []
        cells = self._rows[nearest].cells
        return [cell for cell in cells if cell.cell.column >= behind and not is_blank(cell.cell.text)]


def names_columns(row: GridRow) -> bool:
    """Whether a row holds a column title of a table of cells."""
    return any(_is_title(cell) for cell in row.cells)


def read_cells_row(
    row: GridRow, titles: GridRow | None, above: RowsAbove, form: str, flags: list[Flag]
) -> Iterator[FormValue]:
    """Reads a row of a table of cells.

    Args:
        row: Row of any table.
        titles: The last row above it that holds column titles; none where the copy has lost them.
        above: What stands above it in its own table.
        form: Form.
        flags: Grows by columns that the form does not have.
    """
    if not row.labels:
        return
    label = label_key(row.labels[-1].cell.text)
    own = above.titles(row)
    if not any(map(_is_title, own)):
        told = _told_rows(form)
        one = read_told_row(row, above.beside(row), above.heading, own, told, above.year)
        values = ([] if own else [*read_told_pairs(row, told)]) or [*one]
        if values:
            yield from values
            return
    are_filled = any(not is_blank(cell.cell.text) for cell in row.values)
    strange = [title for title in own if are_filled and not _is_title(title)]
    if strange and _is_of_form(label, own, above):
        sentence = "a column of a table of the form has a title that the form does not have and was not read"
        flags.extend(
            Flag("form_column_unknown", f"{sentence}: {title.cell.text}", title.cell.text, title.span)
            for title in strange
            if not is_harmless(label_key(title.cell.text))
        )
        named = own
    else:
        named = [title for title in titles.cells if _is_title(title)] if titles else []
        if not any((label, title_key(title.cell.text)) in _form_cells(form) for title in named):
            in_order = _form_rows_in_order(form).get(label, ())
            if in_order and not own and len(row.values) == len(in_order):
                yield from _numbered(zip(row.values, in_order, itertools.repeat(None)), row, flags)
            return
    form_rows = [_form_cells(form).get((label, title_key(title.cell.text))) for title in named]
    placed = _under_titles(row.values, named, above.reaching(row.cells[0].cell.row))
    cells = zip(placed or (), form_rows, named, strict=False)
    yield from _numbered(((cell, form_row, title) for cell, form_row, title in cells if cell), row, flags)


def _is_of_form(label: str, titles: Sequence[PlacedCell], above: RowsAbove) -> bool:
    """Whether a row with titles that the form does not have stands in a table of the form all the same."""
    if any(map(_is_title, titles)):
        return True
    return label in cells_keys() and (above.headed or above.n_of_form + 1 >= _FEW)


def _numbered(
    cells: Iterable[tuple[PlacedCell, FormRow | None, PlacedCell | None]], row: GridRow, flags: list[Flag]
) -> Iterator[FormValue]:
    height = row.labels[-1].cell.row_span
    for cell, form_row, title in cells:
        if form_row is None:
            continue
        number = read_cell(cell.cell.text)
        if number is None:
            if not is_blank(cell.cell.text):
                sentence = f"a cell of a table of the form holds no number: {cell.cell.text}"
                flags.append(Flag("form_cell_unread", sentence, form_row.label, cell.span))
        elif cell.cell.row_span > height:
            sentence = f"a cell of a table of the form is one of several rows together: {cell.cell.text}"
            flags.append(Flag("form_cell_unread", sentence, form_row.label, cell.span))
        else:
            unit = number.unit or (without_unit(title.cell.text)[1] if title else "")
            yield FormValue(form_row, number, unit, cell, row.span)


def _under_titles(
    values: Sequence[PlacedCell], titles: Sequence[PlacedCell], reaching: Sequence[PlacedCell]
) -> list[PlacedCell | None] | None:
    """The cell of each title: by order where there are as many, else by the grid if that leaves nothing open.

    A title below which a cell of a row above reaches down has none.
    """
    cells = list(values)
    while len(cells) > len(titles) and is_blank(cells[-1].cell.text):
        cells.pop()
    if len(cells) == len(titles):
        return [*cells]
    placed: list[PlacedCell | None] = []
    for title in titles:
        below = [cell for cell in cells if covers(title, cell.cell.column)]
        filled = [cell for cell in below if not is_blank(cell.cell.text)]
        is_taken = any(covers(cell, title.cell.column) for cell in reaching)
        if len(filled) > 1 or bool(below) == is_taken:
            return None
        placed.append(next(iter(filled or below), None))
    return placed if all(cell in placed or is_blank(cell.cell.text) for cell in cells) else None


def _is_title(cell: PlacedCell) -> bool:
    return title_key(cell.cell.text) in column_titles()


@functools.cache
def _form_cells(form: str) -> Mapping[tuple[str, str], FormRow]:
    """Rows of the form by the keys of row and column; the words of the other forms are understood in it, too."""
    cells: dict[tuple[str, str], FormRow] = {}
    for name in _nearest(form):
        for row in layout(name, CELLS):
            for label in same_words(row.key):
                for column in column_wordings(row.column_key):
                    cells.setdefault((label, column), row)
    return cells


@functools.cache
def _told_rows(form: str) -> Mapping[str, FormRow]:
    return told_rows(_form_cells(form))


@functools.cache
def _form_rows_in_order(form: str) -> Mapping[str, tuple[FormRow, ...]]:
    """The rows of the form by the key of their label, in the order of their columns."""
    rows: dict[str, tuple[FormRow, ...]] = {}
    for name in _nearest(form):
        own: dict[str, tuple[FormRow, ...]] = {}
        for row in layout(name, CELLS):
            for label in same_words(row.key):
                own[label] = (*own.get(label, ()), row)
        rows = own | rows
    return rows


def _nearest(form: str) -> list[str]:
    """All forms of this sort, the form itself first, then the others from the latest."""
    return [form, *(name for name in reversed(grid_forms()) if name != form)]
