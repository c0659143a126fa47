"""The applicants' matrix: applications by outcome and applicant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.forms import MATRIX, first_matrix_year, forms, grid_forms
from parsers.figures.forms.applicants import Columns, by_column, by_order, columns_of
from parsers.figures.forms.form_value import FormValue
from parsers.figures.grid import GridRow, has_numbers
from parsers.knowledge.forms import FormRow, layout, matrix_row, matrix_rows, official_key
from parsers.model import Flag
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
    named = matrix_columns(titles, of_form, form).applicants
    if wide >= _FEW or is_piece or (wide and len(named) == len(forms()[form].applicants)):
        return True
    return year >= first_matrix_year() and len(of_form) >= _FEW and bool(named)


def matrix_columns(titles: Sequence[GridRow], rows: Sequence[GridRow], form: str) -> Columns:
    """What the titles of a matrix, or of a piece of it, say of its columns."""
    return columns_of(titles, _of_form(rows, titles, form), form)


def _of_form(rows: Sequence[GridRow], titles: Sequence[GridRow], form: str) -> list[GridRow]:
    return [row for row in rows if row not in titles and _form_row(row, form) is not None]


def read_matrix(
    rows: Sequence[GridRow], titles: Sequence[GridRow], form: str, flags: list[Flag]
) -> Iterator[FormValue]:
    """Reads the matrix, or a piece of it.

    Args:
        rows: Rows of a table.
        titles: Those that name applicants, or the ones of the piece before it.
        form: Form.
        flags: Grows by what could not be read.
    """
    columns = matrix_columns(titles, rows, form)
    for title in columns.unknown:
        told = "a column of the applicants' table has a title that the form does not have and was not read"
        flags.append(Flag("form_column_unknown", f"{told}: {title.cell.text}", title.cell.text, title.span))
    for index, row in enumerate(rows):
        form_row = _form_row(row, form)
        if form_row is None or row in titles or (form_row.is_header and not has_numbers(row)):
            continue
        placed = by_column(row, columns, form) or (None if columns.others else by_order(row, titles, form))
        if placed is None:
            counts = f"{len(row.values)} cells for {len(forms()[form].applicants)} columns"
            names = " | ".join(cell.cell.text for cell in row.labels)
            sentence = f"a row of the applicants' table has {counts} and was not read: {names}"
            flags.append(Flag("form_row_unread", sentence, form_row.label, row.span))
            continue
        whole = not form_row.is_header or _is_whole_group(row, form_row, rows, form)
        if not whole or not _is_in_place(form_row, rows[: index + 1], rows[index + 1 :], form):
            told = "a row of the applicants' table stands in no place of its own and was not read"
            flags.append(Flag("form_row_unread", f"{told}: {form_row.label}", form_row.label, row.span))
            continue
        for kind, cell in placed:
            number = read_cell(cell.cell.text)
            if number is not None and cell.cell.row_span > row.labels[-1].cell.row_span:
                sentence = f"a cell of the applicants' table is one of several rows together: {cell.cell.text}"
                flags.append(Flag("form_cell_unread", sentence, form_row.label, cell.span))
            elif number is not None:
                yield FormValue(form_row, number, "", cell, row.span, kind)
            elif not is_blank(cell.cell.text):
                sentence = f"a cell of the applicants' table holds no number: {cell.cell.text}"
                flags.append(Flag("form_cell_unread", sentence, form_row.label, cell.span))


def _form_row(row: GridRow, form: str) -> FormRow | None:
    """The row of the form that a row's last label names."""
    if not row.labels or not row.values:
        return None
    return matrix_row(form, row.labels[-1].cell.text)


def _row_or_heading(label: str, form: str) -> FormRow | None:
    return matrix_rows(form).get(official_key(label, grid_forms())) or matrix_row(form, label)


def _is_whole_group(row: GridRow, form_row: FormRow, rows: Sequence[GridRow], form: str) -> bool:
    """Whether numbers beside the heading of a group are those of the whole group: none of its rows has any.

    Beside a heading that spans rows stand the numbers of a row whose label is lost.
    """
    group = f"{form_row.code}."
    found = (_form_row(other, form) for other in rows if has_numbers(other))
    return row.labels[-1].cell.row_span == 1 and not any(other and other.code.startswith(group) for other in found)


def _is_in_place(form_row: FormRow, until: Sequence[GridRow], later: Sequence[GridRow], form: str) -> bool:
    """Whether a label that could stand in any group (其他, 总计) stands where the form has it."""
    order = layout(form, MATRIX)
    place = order.index(form_row)
    if form_row.place == "end":
        following = [found for row in later if (found := _form_row(row, form)) is not None]
        return all(order.index(found) >= place for found in following)
    if form_row.place == "group":
        group = max(index for index in range(place) if order[index].is_header)
        labels = [cell.cell.text for row in until for cell in row.labels]
        known = [found for label in labels[:-1] if (found := _row_or_heading(label, form)) is not None]
        return bool(known) and group <= order.index(known[-1]) < place
    return True
