"""The applicants' matrix: applications by outcome and applicant."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from knowledge.forms import MATRIX, TOTAL, first_matrix_year, forms, grid_forms
from parsers.figures.forms.applicants import Columns, by_column, by_order, columns_of
from parsers.figures.forms.bodies_beside import adds_up, columns_of_bodies
from parsers.figures.forms.earlier_totals import proven_earlier_totals
from parsers.figures.forms.form_value import FormValue
from parsers.figures.grid import GridRow, has_numbers, reaching_down
from parsers.knowledge.forms import FormRow, layout, matrix_row, matrix_rows, official_key, tells_its_row
from parsers.knowledge.proven_totals import are_proven_totals
from parsers.model import Flag, PlacedCell
from parsers.text.cells import is_blank, read_cell

_FEW = 3
"""Rows of the applicants' matrix that make a table that matrix."""


def is_matrix(rows: Sequence[GridRow], titles: Sequence[GridRow], form: str, year: int, *, goes_on: int) -> bool:
    """Whether a table is that of the applicants, a piece of it, or a list of its totals alone.

    A piece has titles of its own, or as many cells as the piece before it has titles (`goes_on`).
    """
    of_form = _of_form(rows, titles, form)
    wide = sum(len(row.values) > 1 for row in of_form)
    is_piece = goes_on > 1 and any(len(row.values) >= goes_on for row in of_form)
    named = matrix_columns(titles, of_form, form, year).applicants
    if wide >= _FEW or is_piece or (wide and len(named) == len(forms()[form].applicants)):
        return True
    return year >= first_matrix_year() and len(of_form) >= _FEW and bool(named)


def matrix_columns(titles: Sequence[GridRow], rows: Sequence[GridRow], form: str, year: int) -> Columns:
    """What the titles of a matrix, or of a piece of it, say of its columns."""
    return columns_of(titles, _of_form(rows, titles, form), form, year)


def _of_form(rows: Sequence[GridRow], titles: Sequence[GridRow], form: str) -> list[GridRow]:
    return [row for row in rows if row not in titles and _form_row(row, form) is not None]


def read_matrix(
    rows: Sequence[GridRow], titles: Sequence[GridRow], form: str, year: int, flags: list[Flag]
) -> Iterator[FormValue]:
    """Reads the matrix, or a piece of it, and the totals of an earlier year beside it.

    Args:
        rows: Rows of a table.
        titles: Those that name applicants, or the ones of the piece before it.
        form: Form.
        year: Year of the report.
        flags: Grows by what could not be read.
    """
    columns = matrix_columns(titles, rows, form, year)
    bodies = columns_of_bodies(columns)
    astray = _astray(rows, titles, bodies, columns, form)
    for title in columns.unknown if astray or not bodies else ():
        told = "a column of the applicants' table has a title that the form does not have and was not read"
        flags.append(Flag("form_column_unknown", f"{told}: {title.cell.text}", title.cell.text, title.span))
    yield from _numbers(rows, titles, columns, form, year, flags, astray=astray)


def _astray(
    rows: Sequence[GridRow], titles: Sequence[GridRow], bodies: Collection[int], columns: Columns, form: str
) -> frozenset[GridRow]:
    """The rows of the form in which the numbers of bodies do not add up to that of all."""
    if not bodies:
        return frozenset()
    reaching = reaching_down(cell for row in rows for cell in row.cells)
    numbered = (row for row in _of_form(rows, titles, form) if has_numbers(row))
    return frozenset(row for row in numbered if not adds_up(reaching[row.cells[0].cell.row], bodies, columns))


def read_proven_totals(rows: Sequence[GridRow], form: str, year: int, flags: list[Flag]) -> Iterator[FormValue]:
    """Reads a list of numbers without a title, if their sums prove that they are the totals of the matrix.

    Args:
        rows: Rows of a table.
        form: Form.
        year: Year of the report.
        flags: Grows by what could not be read.
    """
    of_form = _of_form(rows, (), form)
    columns = {row.values[0].cell.column for row in of_form}
    single = [row for row in of_form if len(row.values) == 1]
    numbers = {
        form_row.code: number.value
        for row in single
        if (form_row := _form_row(row, form)) and (number := read_cell(row.values[0].cell.text))
    }
    if len(columns) == 1 and len(numbers) == len(of_form) and are_proven_totals(numbers):
        yield from _numbers(rows, (), Columns({columns.pop(): TOTAL}, (), ()), form, year, flags)


def _numbers(
    rows: Sequence[GridRow],
    titles: Sequence[GridRow],
    columns: Columns,
    form: str,
    year: int,
    flags: list[Flag],
    *,
    astray: Collection[GridRow] = (),
) -> Iterator[FormValue]:
    """The numbers of the rows of the form below the titles of their columns, but for rows that are astray."""
    earlier = {
        **columns.earlier_totals(year),
        **proven_earlier_totals(_by_code(rows, titles, form), columns, year),
    }
    reaching = reaching_down(cell for row in rows for cell in row.cells)
    places = _Places(rows, form)
    for index, row in enumerate(rows):
        form_row = _form_row(row, form)
        if form_row is None or row in titles or (form_row.is_header and not has_numbers(GridRow(row.values))):
            continue
        placed = by_column(row, reaching[row.cells[0].cell.row], columns, form)
        placed = placed or (None if columns.others else by_order(row, titles, form))
        objection = "" if placed else _why_unplaced(row, columns, form)
        if row in astray:
            objection = "has bodies that do not add up to its total"
        elif not objection and not places.is_own(form_row, index):
            objection = "stands in no place of its own"
        if objection:
            told = f"a row of the applicants' table {objection} and was not read"
            names = " | ".join(cell.cell.text for cell in row.labels)
            flags.append(Flag("form_row_unread", f"{told}: {names}", form_row.label, row.span))
            continue
        for kind, cell in placed or ():
            yield from _number(form_row, row, cell, kind, None, flags)
        for cell in row.values:
            if cell.cell.column in earlier:
                yield from _number(form_row, row, cell, TOTAL, earlier[cell.cell.column], flags)


def _why_unplaced(row: GridRow, columns: Columns, form: str) -> str:
    """What speaks against the cells of a row that do not stand below the titles one by one."""
    n_cells, n_columns = len(row.values), len(columns.applicants) or len(forms()[form].applicants)
    if n_cells != n_columns:
        return f"has {n_cells} cells for {n_columns} columns"
    return "has cells that do not stand below the titles one by one"


def _by_code(rows: Sequence[GridRow], titles: Sequence[GridRow], form: str) -> Mapping[str, GridRow]:
    """The rows of the form by their codes; none for a code that several have."""
    found = [(form_row.code, row) for row in _of_form(rows, titles, form) if (form_row := _form_row(row, form))]
    codes = Counter(code for code, _ in found)
    return {code: row for code, row in found if codes[code] == 1}


def _number(
    form_row: FormRow, row: GridRow, cell: PlacedCell, kind: str, year: int | None, flags: list[Flag]
) -> Iterator[FormValue]:
    """The number of a cell; one that holds another thing, or is of several rows, is flagged."""
    number = read_cell(cell.cell.text)
    if number is None:
        if not is_blank(cell.cell.text):
            sentence = f"a cell of the applicants' table holds no number: {cell.cell.text}"
            flags.append(Flag("form_cell_unread", sentence, form_row.label, cell.span))
    elif cell.cell.row_span > row.labels[-1].cell.row_span:
        sentence = f"a cell of the applicants' table is one of several rows together: {cell.cell.text}"
        flags.append(Flag("form_cell_unread", sentence, form_row.label, cell.span))
    else:
        yield FormValue(form_row, number, number.unit, cell, row.span, kind, year)


def _form_row(row: GridRow, form: str) -> FormRow | None:
    """The row of the form that a row's last label names."""
    if not row.labels or not row.values:
        return None
    return matrix_row(form, row.labels[-1].cell.text)


def _row_or_heading(label: str, form: str) -> FormRow | None:
    return matrix_rows(form).get(official_key(label, grid_forms())) or matrix_row(form, label)


class _Places:
    """Where the rows of a table stand among those of the form.

    Attributes:
        rows: The rows.
        form: The form.
    """

    def __init__(self, rows: Sequence[GridRow], form: str) -> None:
        self._rows = rows
        self._form = form
        self._order = {row: place for place, row in reversed([*enumerate(layout(form, MATRIX))])}
        found = [_form_row(row, form) for row in rows]
        self._behind = _least_behind([None if one is None else self._order[one] for one in found])
        self._heading = list(self._last_known())
        self._of_groups = _sums_of_groups(rows, found)

    def is_own(self, form_row: FormRow, index: int) -> bool:
        """Whether a row stands where the form has it, if its label could stand elsewhere, too, and does not tell.

        其他 and 总计 may stand in any group, and beside a heading may stand the numbers of a row whose label is lost.

        Args:
            form_row: The row of the form that its label names.
            index: Its place in the table.
        """
        place = self._order[form_row]
        label = self._rows[index].labels[-1]
        if tells_its_row(label.cell.text, self._form):
            return True
        if form_row.is_header:
            return self._is_whole_group(form_row, index)
        if form_row.place == "end":
            return self._behind[index] >= place
        if form_row.place == "group":
            order = layout(self._form, MATRIX)
            group = max(index for index in range(place) if order[index].is_header)
            known = self._heading[index]
            return known is not None and group <= known < place
        return True

    def _last_known(self) -> Iterator[int | None]:
        """For each row, the place of the last label above or in front of its own that the form has."""
        last: int | None = None
        for row in self._rows:
            labels = [_row_or_heading(label.cell.text, self._form) for label in row.labels]
            for one in labels[:-1]:
                last = last if one is None else self._order[one]
            yield last
            for one in labels[-1:]:
                last = last if one is None else self._order[one]

    def _is_whole_group(self, form_row: FormRow, index: int) -> bool:
        """Whether numbers beside the heading of a group are its total: its rows have none, or add up to them."""
        of_group = self._of_groups.get(form_row.code, [])
        return not of_group or of_group == _values(self._rows[index])


def _least_behind(places: Sequence[int | None]) -> list[float]:
    """For each row, the least place of those behind it."""
    least = itertools.accumulate((math.inf if one is None else one for one in reversed(places)), min, initial=math.inf)
    return [*least][-2::-1]


def _sums_of_groups(rows: Sequence[GridRow], found: Sequence[FormRow | None]) -> Mapping[str, list[float]]:
    """The sums of the rows of each group, column by column, by the code of its heading."""
    sums: dict[str, list[float]] = {}
    for row, form_row in zip(rows, found, strict=True):
        if form_row is not None and has_numbers(row):
            group = form_row.code.rpartition(".")[0]  # no form has groups in groups
            pairs = itertools.zip_longest(sums.get(group, []), _values(row), fillvalue=0.0)
            sums[group] = [*map(sum, pairs)]
    return sums


def _values(row: GridRow) -> list[float]:
    return [number.value if (number := read_cell(cell.cell.text)) else 0.0 for cell in row.values]
