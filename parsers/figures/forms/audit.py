"""Whether a form was read whole: rows whose numbers nobody read, and numbers that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.figures.forms.form_value import FormValue
from parsers.figures.forms.joined_rows import count_of_numbers
from parsers.figures.grid import GridRow, has_numbers, is_label, is_numbering, rows_of
from parsers.knowledge.forms import is_label_of_a_form
from parsers.model import Flag, PlacedCell, PlacedTable, Span
from parsers.text.cells import read_cell

_LONGEST = 40
_NUMBER_BEFORE_WORDS = re.compile(r"\d{2,}[\d,.]*\s+(?!年)\S")
"""How a label begins that swallowed the number in front of it."""


def uncontested(values: Sequence[FormValue], flags: list[Flag]) -> list[FormValue]:
    """The values of one table without those that stand there twice with different numbers."""
    numbers: dict[tuple[object, ...], set[float]] = {}
    for value in values:
        numbers.setdefault(_what(value), set()).add(value.number.value)
    contested = {value.row.label: value.span for value in values if len(numbers[_what(value)]) > 1}
    told = "a row of the form stands there twice with different numbers and was not read"
    flags.extend(
        Flag("contested_row", f"{told}: {_shortened(label)}", label, contested[label]) for label in sorted(contested)
    )
    return [value for value in values if len(numbers[_what(value)]) == 1]


def _what(value: FormValue) -> tuple[object, ...]:
    """What a value counts."""
    return value.row.code, value.applicant_type, value.year, value.part


def unread_rows(table: PlacedTable, values: Sequence[FormValue]) -> list[Flag]:
    """What to flag in a table that belongs to a form: labels with numbers behind them, none of which was read."""
    read = {value.cell for value in values}
    unread: list[tuple[str, Span]] = []
    titles = ""
    for row in rows_of(table):
        if is_numbering(row):
            continue
        if not has_numbers(row):
            titles = " | ".join(cell.cell.text for cell in row.cells)
        parts = _parts(row, len(table.cells), titles)
        unread.extend((words, row.span) for words, numbers in parts if numbers and not read.intersection(numbers))
    return [_flag(words, span) for words, span in unread]


def _flag(words: str, span: Span) -> Flag:
    if is_label_of_a_form(words):
        return Flag("form_row_unread", f"a row of the form was not read: {_shortened(words)}", words, span)
    return Flag("form_row_unknown", f"a row that no form has was not read: {_shortened(words)}", words, span)


def _parts(row: GridRow, most: int, titles: str) -> Iterator[tuple[str, list[PlacedCell]]]:
    """The labels of a row, each with the numbers up to the next one; a row without labels goes by its titles.

    A single number in front of a label, no greater than a table is long, only counts the rows.
    """
    words, numbers = "", list[PlacedCell]()
    for cell in row.cells:
        number = read_cell(cell.cell.text)
        if not is_label(cell) or count_of_numbers(cell) > 1:
            numbers.extend([cell] if number is not None or _holds_digits(cell) else [])
            continue
        counter = read_cell(numbers[0].cell.text) if len(numbers) == 1 else None
        if words or counter is None or counter.value > most:
            yield words or cell.cell.text, numbers
        words, numbers = cell.cell.text, [cell] if _NUMBER_BEFORE_WORDS.match(cell.cell.text) else []
    yield words or titles or " | ".join(cell.cell.text for cell in row.cells), numbers


def _holds_digits(cell: PlacedCell) -> bool:
    return any(character.isdecimal() for character in cell.cell.text)


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
