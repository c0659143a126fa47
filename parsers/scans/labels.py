"""Finds the labels and titles of the forms in recognised words, of which some characters may be wrong.

A label is one of a form's if a recognition reads it exactly, or if at most one of four of its characters differs and no
other label is as near. Every other cell is a number, or blank, whatever was recognised in it: which row and column of a
form a cell belongs to never hangs on digits.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from knowledge.forms import MATRIX, forms, grid_forms
from parsers.figures.forms.choice import grid_form, list_form
from parsers.figures.grid import is_numbering, rows_of
from parsers.knowledge.forms import form_words, label_key, layout, official_key, wordings
from parsers.model import Cell, PlacedCell, PlacedTable
from parsers.text.cells import is_blank, is_unit, read_cell

TOLERANCE = 4
"""One of so many characters of a label may be recognised wrongly."""
_FIRST_NUMBER = 700_001
"""The number that stands for the first cell: larger than any that numbers rows, smaller than the largest of a cell."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclasses.dataclass(frozen=True, slots=True)
class Numbered:
    """Tables with their labels in the words of the forms and a number of its own in each cell that may hold one.

    Attributes:
        tables: The tables.
        cells: The cells that the numbers stand for, by the number as it is written.
    """

    tables: tuple[PlacedTable, ...]
    cells: Mapping[str, PlacedCell]


def numbered(tables: Sequence[PlacedTable], year: int) -> Numbered:
    """Writes labels as their forms have them, and a number of its own into each cell that may hold one.

    Args:
        tables: Recognised tables of one report.
        year: Year of the report.
    """
    worded = [tuple(_in_words_of_forms(placed) for placed in table.cells) for table in tables]
    rebuilt = [dataclasses.replace(table, cells=cells) for table, cells in zip(tables, worded, strict=True)]
    headings = _headings(rebuilt, year)
    found: dict[str, PlacedCell] = {}
    changed = []
    for table in rebuilt:
        counted = _numbering_rows(table)
        columns = {p.cell.column for p in table.cells if _may_be_number(p.cell) and p.cell.row not in counted}
        full = _rows_of_numbers(table)
        heads = {p.cell.row for p in table.cells if label_key(p.cell.text) in headings and p.cell.row_span == 1}
        cells: list[PlacedCell] = []
        for placed in table.cells:
            cell, kept = placed.cell, placed
            blank = not _is_printed(cell) and (cell.column in columns or cell.row in full)
            asked = cell.row not in heads or any(read_cell(text) is not None for text in _texts(cell))
            if cell.row not in counted and asked and (blank or _may_be_number(cell)):
                text = str(_FIRST_NUMBER + len(found))
                found[text] = placed
                kept = dataclasses.replace(placed, cell=dataclasses.replace(cell, text=text))
            cells.append(kept)
        changed.append(dataclasses.replace(table, cells=tuple(cells)))
    return Numbered(tuple(changed), found)


def _in_words_of_forms(placed: PlacedCell) -> PlacedCell:
    texts = [reading.text for reading in placed.cell.scan.readings] if placed.cell.scan else [placed.cell.text]
    words = nearest_label(texts)
    return placed if words is None else dataclasses.replace(placed, cell=dataclasses.replace(placed.cell, text=words))


def is_label(text: str) -> bool:
    """Whether words are exactly a label or title of a form."""
    return official_key(text) in _labels()


def nearest_label(texts: Sequence[str]) -> str | None:
    """The label or title of a form that recognised words are, as the form prints it; None where they are none.

    Args:
        texts: What recognitions read.
    """
    for text in texts:
        if is_label(text):
            return text
    for text in texts:
        key = label_key(text)
        most = len(key) // TOLERANCE
        if not most:
            continue
        distances = ((Levenshtein.distance(key, known, score_cutoff=most), known) for known in _labels())
        near = sorted((distance, known) for distance, known in distances if distance <= most)
        if near and (len(near) == 1 or near[0][0] < near[1][0] or _labels()[near[0][1]] == _labels()[near[1][1]]):
            return _labels()[near[0][1]]
    return None


@functools.cache
def _labels() -> Mapping[str, str]:
    """Keys of all labels and titles of the forms and their variants, with words as a form prints them."""
    known: dict[str, str] = {}
    for form in forms():
        for row in layout(form):
            known.update((key, row.label) for key in wordings(row))
        known.update((key, key) for key in form_words(form) if key not in known)
    return known


def _headings(tables: Sequence[PlacedTable], year: int) -> frozenset[str]:
    """Keys of the labels beside which the form that tables follow asks for no value."""
    form = list_form(tables) or grid_form((label_key(p.cell.text) for table in tables for p in table.cells), year)
    asked = {row.key for row in layout(form) if not row.is_header}
    kinds = [MATRIX] if form in grid_forms() else [""]
    return frozenset(row.key for kind in kinds for row in layout(form, kind) if row.is_header) - asked


def _numbering_rows(table: PlacedTable) -> frozenset[int]:
    """Rows that only number the columns."""
    return frozenset(row.cells[0].cell.row for row in rows_of(table) if is_numbering(row))


def _rows_of_numbers(table: PlacedTable) -> frozenset[int]:
    """Rows without any words, in which blank cells stand among numbers, as below the titles of proceedings."""
    rows = [[placed.cell for placed in row.cells] for row in rows_of(table)]
    return frozenset(
        cells[0].row
        for cells in rows
        if any(map(_may_be_number, cells)) and all(_may_be_number(cell) or not _is_printed(cell) for cell in cells)
    )


def _is_printed(cell: Cell) -> bool:
    return bool(cell.scan and cell.scan.readings)


def _may_be_number(cell: Cell) -> bool:
    """Whether what is printed in a cell may be a number: no label, no unit, no words."""
    if not _is_printed(cell) or is_label(cell.text):
        return False
    texts = list(_texts(cell))
    if any(read_cell(text) is not None for text in texts):
        return True
    return not any(is_unit(text) and not is_blank(text) for text in texts) and all(
        len(_HAN.findall(text)) <= 1 for text in texts
    )


def _texts(cell: Cell) -> Iterator[str]:
    if cell.scan:
        yield from (reading.text for reading in cell.scan.readings)
