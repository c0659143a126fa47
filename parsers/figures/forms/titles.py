"""Titles of columns that are broken over rows of cells (商业 above 企业) or cut off (本年新), in the words of the form.

What stands there is taken as the form's titles only if it gives all of them, in the order of the form, with nothing
left over. A title that is cut off proves less than a whole one: where the table has sums, they must hold, too.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence

from knowledge.forms import CELLS, PROCEEDINGS, forms, grid_forms, is_harmless
from parsers.figures.grid import GridRow, has_numbers, is_numbering
from parsers.knowledge.forms import (
    cells_keys,
    heads,
    label_key,
    layout,
    matrix_row,
    official_key,
    outcomes,
    proceedings,
    proceedings_named,
    same_words,
    title_key,
)
from parsers.model import PlacedCell
from parsers.text.cells import read_cell

_MOST = 40
"""Rows below titles whose sums are looked at; the matrix has 25."""
Words = tuple[str, ...]
Replaced = Mapping[PlacedCell, str | None]
"""What cells of titles say in the words of the form; None where a cell goes on with another one."""


@dataclasses.dataclass(slots=True)
class _Title:
    """A title of the form, as far as its pieces have been met."""

    words: Words
    text: str
    row: int
    cells: list[PlacedCell]

    def goes_on(self, key: str) -> bool:
        """Whether a piece goes on with it."""
        return any(word.startswith(self.text + key) for word in self.words)

    @property
    def is_whole(self) -> bool:
        return self.text in self.words


def whole_titles(rows: Sequence[GridRow], form: str) -> Replaced:
    """The cells of a table that say in pieces what the titles of a form say, with the whole titles.

    Args:
        rows: Rows of a table.
        form: Form that the report follows.
    """
    replaced: dict[PlacedCell, str | None] = {}
    titles: list[GridRow] = []
    for index, row in enumerate(rows):
        if is_numbering(row):
            continue
        if not has_numbers(row) and not _is_row_of_form(row, form):
            titles.append(row)
            continue
        if titles:
            following = itertools.takewhile(has_numbers, itertools.islice(rows, index + 1, index + _MOST))
            below = [row, *(other for other in following if len(other.values) == len(row.values))]
            replaced |= _of_block(titles, below, form)
        titles = []
    return replaced


def _is_row_of_form(row: GridRow, form: str) -> bool:
    """Whether a row without numbers is one of the form, with blank cells."""
    if not row.labels or not row.values:
        return False
    if len(row.values) <= len(row.labels):
        return False
    label = row.labels[-1].cell.text
    return matrix_row(form, label) is not None or label_key(label) in cells_keys()


def _of_block(titles: Sequence[GridRow], below: Sequence[GridRow], form: str) -> Replaced:
    """What the titles above some rows say: those of the applicants, of proceedings, or of a table of cells."""
    first = below[0]
    label = label_key(first.labels[-1].cell.text) if first.labels else ""
    if not first.labels:
        return _proceedings_titles(titles, first, form)
    if label in cells_keys():
        return _column_titles(titles, label, form)
    if matrix_row(form, first.labels[-1].cell.text) is not None:
        return _applicant_titles(titles, below, form)
    return {}


def _applicant_titles(titles: Sequence[GridRow], below: Sequence[GridRow], form: str) -> Replaced:
    applicants = forms()[form].applicants
    by_type = {applicant.applicant_type: applicant for applicant in applicants}
    groups = tuple(label_key(group) for group in forms()[form].groups)
    for order in (forms()[form].applicant_order, forms()[form].order_by_lines):
        words = [tuple(label_key(word) for word in by_type[kind].words) for kind in order]
        found = _aligned(titles, words, groups)
        if found is None:
            continue
        if any(not title.is_whole for title in found) and not all(map(_adds_up, below)):
            continue
        return _replacing(found, [by_type[kind].name for kind in order])
    return {}


def _adds_up(row: GridRow) -> bool:
    """Whether the applicants of a row add up to its total, the last of its numbers."""
    values = [number.value if (number := read_cell(cell.cell.text)) else 0.0 for cell in row.values]
    return sum(values[:-1]) == sum(values[-1:])


def _proceedings_titles(titles: Sequence[GridRow], numbers: GridRow, form: str) -> Replaced:
    kinds, columns = proceedings(form), outcomes(form)
    words = [(column,) for _ in kinds for column in columns]
    found = _aligned(titles, words, (), kinds_of=form)
    if found is None:
        return {}
    if any(not title.is_whole for title in found):
        values = [number.value if (number := read_cell(c.cell.text)) else 0.0 for c in numbers.values]
        groups = [values[start : start + len(columns)] for start in range(0, len(values), len(columns))]
        if any(sum(group[:-1]) != group[-1] for group in groups):
            return {}
    return _replacing(found, [_spelt(form)[title.words[0]] for title in found])


@functools.cache
def _spelt(form: str) -> Mapping[str, str]:
    return {row.column_key: row.column for row in layout(form, PROCEEDINGS)}


def _column_titles(titles: Sequence[GridRow], label: str, form: str) -> Replaced:
    """The titles of a table of cells, from the row that holds their head on."""
    headed = [index for index, row in enumerate(titles) if any(key in heads() for key in row.cell_keys())]
    own = titles[headed[-1] :] if headed else titles[-1:]
    for name in (form, *(other for other in grid_forms() if other != form)):
        columns = [row for row in layout(name, CELLS) if label in same_words(row.key)]
        found = _aligned(own, [(row.column_key,) for row in columns], tuple(heads())) if columns else None
        if found is not None:
            return _replacing(found, [row.column for row in columns])
    return {}


def _aligned(
    rows: Sequence[GridRow], official: Sequence[Words], beside: Words, kinds_of: str = ""
) -> list[_Title] | None:
    """The titles of a form in their order, put together from the pieces in some rows; None where they do not fit.

    A piece goes on with a title that an earlier row began, or else begins the next one.

    Args:
        rows: Rows of titles.
        official: The titles in the order of the form, each with the words that stand for it.
        beside: Keys of other titles that may stand between them.
        kinds_of: Form whose kinds of proceedings may stand between them, too.
    """
    begun: list[_Title] = []
    for number, row in enumerate(rows):
        for cell in row.cells:
            key = title_key(cell.cell.text)
            if not key:
                continue
            open_title = next((title for title in begun if title.row < number and title.goes_on(key)), None)
            if open_title is not None:
                open_title.text += key
                open_title.row = number
                open_title.cells.append(cell)
            elif len(begun) < len(official) and any(word.startswith(key) for word in official[len(begun)]):
                begun.append(_Title(official[len(begun)], key, number, [cell]))
            elif not _stands_beside(key, beside, kinds_of):
                return None
    return begun if len(begun) == len(official) else None


def _stands_beside(key: str, beside: Words, kinds_of: str) -> bool:
    known = any(key in word for word in beside) or is_harmless(key) or official_key(key, grid_forms()) in _titles()
    return known or bool(kinds_of and proceedings_named(kinds_of, key))


@functools.cache
def _titles() -> frozenset[str]:
    """Titles that span those of proceedings."""
    return frozenset(label_key(word) for form in grid_forms() for name in proceedings(form) for word in name.split("/"))


def _replacing(titles: Sequence[_Title], words: Sequence[str]) -> Replaced:
    """The first cell of each title with its whole words, and the others, which go on with it; none if all is whole."""
    if all(len(title.cells) == 1 and title.is_whole for title in titles):
        return {}
    first: Iterator[tuple[PlacedCell, str | None]] = (
        (title.cells[0], word) for title, word in zip(titles, words, strict=True)
    )
    return dict(first) | {cell: None for title in titles for cell in title.cells[1:]}
