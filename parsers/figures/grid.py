"""A table by rows and columns, with what its spanning cells cover."""

from __future__ import annotations

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from parsers.knowledge.forms import label_key
from parsers.knowledge.title_times import year_of_title
from parsers.model import PlacedCell, PlacedTable, Span
from parsers.text.cells import is_blank, is_unit, plain, read_cell

_STEMS = "甲乙丙丁戊己庚辛"
"""What numbers the columns of labels in official statistics."""


class GridRow:
    """The cells that begin in one row, from left to right.

    Attributes:
        cells: The cells.
        labels: Those that hold words.
        first_value: Index of the first cell behind the labels: the first number or blank that no label follows.
        values: The cells behind the last label.
    """

    def __init__(self, cells: Sequence[PlacedCell]) -> None:
        self.cells = tuple(cells)
        label_places = [place for place, cell in enumerate(self.cells) if is_label(cell)]
        self.labels = tuple([self.cells[place] for place in label_places])
        self.first_value = label_places[-1] + 1 if label_places else 0
        self.values = self.cells[self.first_value :]

    @property
    def span(self) -> Span:
        """Where the row stands in the report's text, in which its cells may stand in another order."""
        return Span(min(cell.span.start for cell in self.cells), max(cell.span.end for cell in self.cells))

    def cell_keys(self) -> list[str]:
        """What identifies each cell's words."""
        return [label_key(cell.cell.text) for cell in self.cells]


def is_label(cell: PlacedCell) -> bool:
    """Whether a cell holds words."""
    return _are_words(cell.cell.text)


@functools.lru_cache(maxsize=4096)
def _are_words(text: str) -> bool:
    # What holds no word is no label, also where it is more than one number.
    return any(map(str.isalpha, text)) and not is_blank(text) and not is_unit(text) and read_cell(text) is None


@functools.lru_cache(maxsize=16)
def rows_of(table: PlacedTable) -> tuple[GridRow, ...]:
    """The rows that any cell begins in, from the top; each step of reading asks for those of a table anew."""
    by_row: dict[int, list[PlacedCell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.cell.row, []).append(cell)
    return tuple([GridRow(by_row[row]) for row in sorted(by_row)])


def is_numbering(row: GridRow) -> bool:
    """Whether a row only numbers the columns (甲, 1, 2, 3; 甲, 乙, 1)."""
    numbers = [number.value for cell in row.cells if (number := read_cell(cell.cell.text)) is not None]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        return False
    stems = "".join(cell.cell.text.strip() for cell in row.labels)
    return (len(numbers) > 2 and len(row.labels) < 2) or (len(stems) > 1 and _STEMS.startswith(stems))


def has_numbers(row: GridRow) -> bool:
    """Whether any cell of a row holds a number."""
    return any(read_cell(cell.cell.text) is not None for cell in row.cells)


def has_counts(row: GridRow, year: int) -> bool:
    """Whether any cell of a row holds a number that is no year.

    Args:
        row: The row.
        year: Year of the report.
    """
    texts = (cell.cell.text for cell in row.cells if read_cell(cell.cell.text) is not None)
    return any(year_of_title(plain(text), year, may_be_bare=True) is None for text in texts)


def covers(cell: PlacedCell, column: int) -> bool:
    """Whether a cell stands in or spans a column."""
    return cell.cell.column <= column < cell.cell.column + cell.cell.column_span


def by_column(rows: Sequence[GridRow]) -> Mapping[int, Sequence[PlacedCell]]:
    """The cells of rows by the columns that they stand in or span, each from the top."""
    found: dict[int, list[PlacedCell]] = defaultdict(list)
    for row in rows:
        for cell in row.cells:
            for column in range(cell.cell.column, cell.cell.column + cell.cell.column_span):
                found[column].append(cell)
    return dict(found)


def reaching_down(cells: Iterable[PlacedCell]) -> Mapping[int, Sequence[PlacedCell]]:
    """The cells that begin in each row of the grid, or reach down to it; nothing for a row without any."""
    found: dict[int, list[PlacedCell]] = defaultdict(list)
    for cell in cells:
        for row in range(cell.cell.row, cell.cell.row + cell.cell.row_span):
            found[row].append(cell)
    return found


def spans(cell: PlacedCell) -> bool:
    """Whether a cell reaches over rows or columns."""
    return cell.cell.row_span > 1 or cell.cell.column_span > 1


def turned(cell: PlacedCell) -> PlacedCell:
    """A cell in its place of a grid whose rows and columns are exchanged."""
    own = cell.cell
    place = dataclasses.replace(own, row=own.column, column=own.row, row_span=own.column_span, column_span=own.row_span)
    return dataclasses.replace(cell, cell=place)


def at(cell: PlacedCell, row: int, column: int) -> PlacedCell:
    """A cell in another place of a grid, which it alone fills."""
    return dataclasses.replace(
        cell, cell=dataclasses.replace(cell.cell, row=row, column=column, row_span=1, column_span=1)
    )
