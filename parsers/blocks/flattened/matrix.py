"""Rebuilds the applicants' matrix (applications by outcome and applicant) from lines of text."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Sequence

from knowledge.forms import MATRIX, Form, forms
from parsers.blocks.flattened.groups import FEW, Group, RebuiltTable, is_number
from parsers.blocks.flattened.labels import LONGEST_LABEL, is_of_form, without_spaces
from parsers.knowledge.forms import ends_in, label_key, last_matrix_keys, matrix_keys
from parsers.knowledge.units import alternatives


@dataclasses.dataclass(frozen=True, slots=True)
class _Titles:
    """The column titles of a matrix, which come before its first row.

    Attributes:
        first: Line in which they begin.
        rows: The titles: in one row where they are those of a form, else as they stand on their lines.
        n_columns: Number of columns below them; 0 where the titles are not those of a form.
    """

    first: int
    rows: tuple[tuple[str, ...], ...] = ()
    n_columns: int = 0


def rebuild_matrix(groups: Sequence[Group], position: int) -> RebuiltTable | None:
    """Rebuilds the matrix: rows with a label of a form, each with one cell for every column of the form.

    A row with an unknown label between such rows is kept, so that the reader of the table can flag it.
    """
    first = _leaf(groups[position].labels)
    if first is None:
        return None
    titles = _titles(groups[position], len(groups[position].labels) - first[0])
    rows: list[list[str]] = []
    last = -1
    found = 0
    for index in range(position, len(groups)):
        group = groups[index]
        labels = group.labels
        leaf = _leaf(labels)
        if leaf is not None:
            found += 1
        elif _goes_on(groups, index, len(groups[index - 1].cells)):
            leaf = len(labels), without_spaces("".join(labels))
        else:
            break
        before = labels[: len(labels) - leaf[0]] if rows else ()
        rows.append([*before, leaf[1], *group.cells])
        last = group.last
        if label_key(leaf[1]) in last_matrix_keys():
            break
    if found < FEW:
        return None
    whole = _even(rows, [len(group.cells) for group in groups[position:]], titles)
    return RebuiltTable(titles.first, last, [*map(list, titles.rows), *whole] if whole else [])


def _even(rows: Sequence[list[str]], counts: Sequence[int], titles: _Titles) -> list[list[str]]:
    """The rows without blank cells beyond the last column; none unless most of them have a cell for each column.

    A row with more cells or fewer stays among them, so that the reader of the table can flag it.
    """
    best: list[list[str]] = []
    most = len(rows) // 2
    usual = Counter(counts).most_common(1)[0][0]
    known = _numbers_of_columns() if not titles.rows else {*_numbers_of_columns(), usual}
    for n_columns in [titles.n_columns] if titles.n_columns else sorted(known):
        whole = []
        even = 0
        for row, count in zip(rows, counts, strict=False):
            labels, cells = row[: len(row) - count], row[len(row) - count :]
            while len(cells) > n_columns and not cells[-1]:
                cells = cells[:-1]
            even += len(cells) == n_columns
            whole.append([*labels, *cells])
        if even > most:
            best, most = whole, even
    return best


def _goes_on(groups: Sequence[Group], start: int, n_cells: int) -> bool:
    """Whether lines with unknown labels are rows: as many cells as the row before have, and a known row follows."""
    for index in range(start, len(groups)):
        group = groups[index]
        if _leaf(group.labels) is not None:
            return True
        if len(group.cells) != n_cells or not any(map(is_number, group.cells)) or len(group.labels) > LONGEST_LABEL:
            return False
        if is_of_form(without_spaces("".join(group.labels))):
            return False
    return False


def _leaf(labels: Sequence[str]) -> tuple[int, str] | None:
    """How many of the last lines make up a label of the table, and that label."""
    for height in range(1, min(LONGEST_LABEL, len(labels)) + 1):
        joined = "".join(labels[-height:])
        if ends_in(joined) in matrix_keys():
            return height, joined
    return None


def _titles(group: Group, n_before: int) -> _Titles:
    """The column titles before the first row, from the first one of a form on."""
    joined = "".join(without_spaces(label) for label in group.labels[:n_before])
    start = max(joined.rfind(_first_title(form)) for form in _forms())
    if start < 0:
        return _Titles(group.first + n_before)
    while in_front := next((title for title in _all_titles() if joined.endswith(title, 0, start)), ""):
        start -= len(in_front)  # in another order than the form's
    length, line = 0, 0
    while length + len(without_spaces(group.labels[line])) <= start:
        length += len(without_spaces(group.labels[line]))
        line += 1
    for form in _forms():
        words = tuple(re.findall(alternatives(form.titles_by_lines), joined[start:]))
        if "".join(words) == joined[start:] and sorted(words) == sorted(form.titles_by_lines):
            return _Titles(group.first + line, (words,), len(form.applicants))
    printed = tuple(tuple(label.split()) for label in group.labels[line:n_before])
    one_each = all(len(row) == 1 for row in printed)
    return _Titles(group.first + line, (tuple(piece for row in printed for piece in row),) if one_each else printed)


def _first_title(form: Form) -> str:
    return form.titles_by_lines[0]


@functools.cache
def _all_titles() -> frozenset[str]:
    return frozenset(title for form in _forms() for title in form.titles_by_lines)


@functools.cache
def _forms() -> tuple[Form, ...]:
    return tuple(form for form in forms().values() if form.table(MATRIX))


@functools.cache
def _numbers_of_columns() -> frozenset[int]:
    return frozenset(len(form.applicants) for form in _forms())
