"""Table 三: applications by outcome and applicant."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from parsers.figures.cells import is_blank, read_cell
from parsers.figures.form_value import FormValue
from parsers.figures.grid import GridRow
from parsers.figures.since_2019.applicants import ORDER, applicant_columns, by_column, by_order, other_columns
from parsers.figures.since_2019.labels import FIRST_YEAR
from parsers.knowledge.forms import FormRow, layout, official_key
from parsers.model import Flag

_FEW = 3
"""Rows of the applicants' matrix that make a table that matrix."""


def is_matrix(rows: Sequence[GridRow], titles: Sequence[GridRow], era: str, year: int, *, goes_on: int) -> bool:
    """Whether a table is that of the applicants, a piece of it, or a list of its totals alone.

    A piece has titles of its own, or as many cells as the piece before it has titles (`goes_on`).
    """
    of_form = [row for row in rows if row not in titles and _form_row(row, era) is not None]
    wide = sum(len(row.values) > 1 for row in of_form)
    is_piece = goes_on > 1 and any(len(row.values) >= goes_on for row in of_form)
    if wide >= _FEW or is_piece or (wide and len(applicant_columns(titles)) == len(ORDER)):
        return True
    return year >= FIRST_YEAR and len(of_form) >= _FEW and bool(applicant_columns(titles))


def read_applications(
    rows: Sequence[GridRow], titles: Sequence[GridRow], era: str, flags: list[Flag]
) -> Iterator[FormValue]:
    """Reads table 三, or a piece of it.

    Args:
        rows: Rows of a table.
        titles: Those that name applicants, or the ones of the piece before it.
        era: Form.
        flags: Grows by what could not be read.
    """
    columns = applicant_columns(titles)
    others = other_columns(titles, columns)
    for index, row in enumerate(rows):
        form_row = _form_row(row, era)
        if form_row is None or row in titles:
            continue
        placed = by_column(row, columns, others) or (None if others else by_order(row, titles))
        if placed is None:
            sentence = f"a row of the applicants' table has {len(row.values)} cells for 7 columns and was not read"
            flags.append(Flag("form_row_unread", sentence, form_row.label, row.span))
            continue
        if not _is_in_place(form_row, rows[: index + 1], rows[index + 1 :], era):
            told = "a row of the applicants' table stands in no place of its own and was not read"
            flags.append(Flag("form_row_unread", f"{told}: {form_row.label}", form_row.label, row.span))
            continue
        for kind, cell in placed:
            number = read_cell(cell.cell.text)
            if number is not None:
                yield FormValue(form_row, number, "", cell, row.span, kind)
            elif not is_blank(cell.cell.text):
                sentence = f"a cell of the applicants' table holds no number: {cell.cell.text}"
                flags.append(Flag("form_cell_unread", sentence, form_row.label, cell.span))


@functools.cache
def _form_rows(era: str) -> Mapping[str, FormRow]:
    return {row.key: row for row in layout(era, "表三")}


def _form_row(row: GridRow, era: str) -> FormRow | None:
    """The row of the form that a row's last label names."""
    if not row.labels or not row.values:
        return None
    label = row.labels[-1].cell.text
    rows = _form_rows(era)
    found = rows.get(official_key(label, "2019"))
    if found is None:
        key = official_key(label, "2019")
        found = next((rows[name] for name in rows if len(name) > 3 and key.endswith(name)), None)
    return found if found is not None and found.code else None


def _is_in_place(form_row: FormRow, until: Sequence[GridRow], later: Sequence[GridRow], era: str) -> bool:
    """Whether a label that could stand in any group (其他, 总计) stands where the form has it."""
    order = list(_form_rows(era))
    if form_row.code == "applications.answered.total":
        following = [found for row in later if (found := _form_row(row, era)) is not None]
        return all(found.code in ("applications.carried_out", form_row.code) for found in following)
    if form_row.code == "applications.answered.other.misc":
        labels = [official_key(cell.cell.text, "2019") for row in until for cell in row.labels]
        known = [key for key in labels[:-1] if key in order]
        return bool(known) and order.index("其他处理") <= order.index(known[-1]) < order.index(form_row.key)
    return True
