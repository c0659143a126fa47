"""Totals of an earlier year behind applicants (总计 | 自然人 | 其他 | 上年数), which no title says that they are."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.forms import TOTAL
from parsers.figures.forms.applicants import Columns
from parsers.figures.grid import GridRow, covers
from parsers.knowledge.proven_totals import are_proven_totals
from parsers.knowledge.title_times import year_of_title
from parsers.text.cells import plain, read_cell

_IN, _OUT = "applications.carried_in", "applications.carried_out"


def proven_earlier_totals(rows: Mapping[str, GridRow], columns: Columns, year: int) -> Mapping[int, int]:
    """The year before, by the one column whose numbers prove that they are its totals.

    They add up as those of a form, and what is left in them is what the totals of the year begin with, while the
    applicants in front of the column begin with something else.

    Args:
        rows: The rows of the form by their codes.
        columns: What the titles say.
        year: Year of the report.
    """
    named = [
        title.cell.column
        for title in columns.others
        if year_of_title(plain(title.cell.text), year, may_be_bare=True) == year - 1
    ]
    by_kind = {kind: column for column, kind in columns.applicants.items()}
    if len(named) != 1 or TOTAL not in by_kind:
        return {}
    (column,) = named
    numbers = {code: number for code in rows if (number := _value(rows, code, column)) is not None}
    in_front = max((one for one in columns.applicants if one < column), default=None)
    begun = _value(rows, _IN, by_kind[TOTAL])
    if in_front is None or numbers.get(_OUT) != begun or not are_proven_totals(numbers):
        return {}
    return {column: year - 1} if _value(rows, _IN, in_front) not in (None, begun) else {}


def _value(rows: Mapping[str, GridRow], code: str, column: int) -> float | None:
    """The number of a row in a column; None for none."""
    below = (cell for cell in rows[code].values if covers(cell, column)) if code in rows else ()
    return next((number.value for cell in below if (number := read_cell(cell.cell.text)) is not None), None)
