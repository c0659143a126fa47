"""Tables of an office's own making that have some rows of a form: their titles tell them from the form's tables."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from knowledge.forms import forms, grid_forms
from parsers.figures.grid import GridRow, has_counts, is_label, is_numbering
from parsers.knowledge.forms import column_titles, heads, label_key, outcomes, title_key
from parsers.knowledge.own_titles import TitleKind, says
from parsers.knowledge.title_times import year_of_title
from parsers.text.cells import plain, without_unit

_TELLING: tuple[TitleKind, ...] = ("sorts", "media")
"""What a title says that no table of a form has: that sorts of information, or ways, stand below it."""


def has_titles_of_its_own(rows: Sequence[GridRow], year: int) -> bool:
    """Whether the titles of a table are none of a form's, and tell what no table of a form has below them.

    Two years beside each other (2022年 | 2023年), sorts of information (信息类别 | 数量) and ways do; a list whose only
    title is 数量 does not. Where any title is one of a form, or all outcomes of proceedings begin rows, the table may
    be the form's.

    Args:
        rows: The rows of the table.
        year: Year of the report.
    """
    first = next((index for index, row in enumerate(rows) if has_counts(row, year) and not is_numbering(row)), 0)
    titles = [cell for row in rows[:first] for cell in row.cells if is_label(cell) or _is_year(cell.cell.text, year)]
    if not titles or any(_is_of_a_form(cell.cell.text) for cell in titles) or _has_all_outcomes(rows):
        return False
    words = [without_unit(plain(cell.cell.text))[0] for cell in titles]
    years = {one for word in words if (one := year_of_title(word, year, may_be_bare=True)) is not None}
    return len(years) > 1 or any(says(kind, word) for kind in _TELLING for word in words)


def _has_all_outcomes(rows: Sequence[GridRow]) -> bool:
    """Whether all outcomes of proceedings begin rows, as those of the form do below each of its kinds."""
    labels = {label_key(row.cells[0].cell.text) for row in rows}
    return any(labels.issuperset(outcomes(form)[:-1]) for form in grid_forms())


def _is_year(text: str, year: int) -> bool:
    return year_of_title(plain(text), year, may_be_bare=True) is not None


def _is_of_a_form(text: str) -> bool:
    """Whether a title is one of a form: of applicants, of columns of cells, or of outcomes."""
    return not _titles_of_forms().isdisjoint({label_key(text), title_key(text)})


@functools.cache
def _titles_of_forms() -> frozenset[str]:
    """Keys of all titles that the forms print."""
    applicants = {label_key(w) for form in forms().values() for a in form.applicants for w in (*a.words, a.group) if w}
    return frozenset(
        {*applicants, *column_titles(), *heads(), *(one for form in grid_forms() for one in outcomes(form))}
    )
