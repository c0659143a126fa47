"""Misprinted labels of the applicants' matrix, read only where everything else proves which row they are.

The rows above and below are known and leave exactly these rows of the form between them; the numbering, if it is
printed, is that of the row; at most a quarter of the label's characters differ; the applicants of the row add up to its
total, and every column of the matrix adds up with it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence

from knowledge.forms import MATRIX, forms
from parsers.figures.grid import GridRow
from parsers.knowledge.forms import FormRow, label_key, layout, matrix_row, wordings
from parsers.model import PlacedCell
from parsers.text.cells import is_blank, read_cell

_SHARE = 4
"""One of so many characters may differ."""
_NUMBER = re.compile(r"^\W*([一二三四五六七八九十]+|\d+)(?=[、.．)）])")


@dataclasses.dataclass(frozen=True, slots=True)
class _Entry:
    """A row with a number or blank for each applicant, and the row of the form that its label names."""

    label: PlacedCell
    form_row: FormRow | None
    numbers: tuple[float, ...]


def misprinted_labels(rows: Sequence[GridRow], form: str) -> Mapping[PlacedCell, FormRow]:
    """The labels of a matrix that are misprinted, each with the row of the form that it must be."""
    entries = list(_entries(rows, form))
    found: dict[PlacedCell, FormRow] = {}
    order = layout(form, MATRIX)
    index = 0
    while index < len(entries):
        if entries[index].form_row is not None:
            index += 1
            continue
        end = index
        while end < len(entries) and entries[end].form_row is None:
            end += 1
        above = entries[index - 1].form_row if index else None
        below = entries[end].form_row if end < len(entries) else None
        first = order.index(above) + 1 if above else 0
        last = order.index(below) if below else len(order)
        between = [row for row in order[first:last] if not row.is_header]
        if len(between) == end - index:
            pairs = list(zip(entries[index:end], between, strict=True))
            if all(_may_be(entry.label.cell.text, row) for entry, row in pairs):
                found |= {entry.label: row for entry, row in pairs}
        index = end
    return found if found and _all_adds_up(entries, found, form) else {}


def _entries(rows: Sequence[GridRow], form: str) -> Iterator[_Entry]:
    width = len(forms()[form].applicants)
    for row in rows:
        cells = list(row.values)
        while len(cells) > width and is_blank(cells[0].cell.text):
            cells.pop(0)
        values = [read_cell(cell.cell.text) for cell in cells]
        plain = [value.value if value else 0.0 for value in values]
        blank = all(value or is_blank(cell.cell.text) for value, cell in zip(values, cells, strict=True))
        if row.labels and len(cells) == width and blank and any(values):
            yield _Entry(row.labels[-1], matrix_row(form, row.labels[-1].cell.text), tuple(plain))


def _may_be(label: str, row: FormRow) -> bool:
    """Whether a label may be a misprint of a row's: the same number, and a quarter of its characters at most differ."""
    label = _without_headings(label, row.form)
    numbers = {match[1] for match in (_NUMBER.match(label), _NUMBER.match(row.label)) if match}
    if len(numbers) > 1:
        return False
    key = label_key(label)
    return any(_distance(key, words) <= len(words) // _SHARE for words in wordings(row))


def _without_headings(label: str, form: str) -> str:
    """A label without the headings of groups that stand in front of it."""
    headings = {row.key for row in layout(form, MATRIX) if row.is_header}
    ends = (end for end in range(len(label), 0, -1) if label_key(label[:end]) in headings)
    end = next(ends, 0)
    return _without_headings(label[end:], form) if end else label


def _distance(one: str, other: str) -> int:
    """How many characters must be put in, left out or changed to make one text of another."""
    above = list(range(len(other) + 1))
    for row, character in enumerate(one, start=1):
        current = [row]
        for column, wanted in enumerate(other, start=1):
            current.append(min(above[column] + 1, current[-1] + 1, above[column - 1] + (character != wanted)))
        above = current
    return above[-1]


def _all_adds_up(entries: Sequence[_Entry], found: Mapping[PlacedCell, FormRow], form: str) -> bool:
    """Whether rows and columns of a matrix add up: what was answered, and what came in and what is left of it."""
    rows = {(row.code): entry.numbers for entry in entries if (row := found.get(entry.label) or entry.form_row)}
    if any(sum(numbers[:-1]) != numbers[-1] for numbers in rows.values()):
        return False
    received, carried_in, *answers, answered, carried_out = (row.code for row in layout(form, MATRIX) if row.code)
    # The total of a group counts where none of its rows stands there.
    answers = [code for code in answers if not any(other.startswith(f"{code}.") for other in rows)]
    if not {received, carried_in, answered, carried_out} <= rows.keys():
        return False
    columns = range(len(forms()[form].applicants))
    return all(
        rows[answered][column] == sum(rows[code][column] for code in answers if code in rows)
        and rows[received][column] + rows[carried_in][column] == rows[answered][column] + rows[carried_out][column]
        for column in columns
    )
