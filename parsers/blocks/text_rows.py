"""Rows of a table that are text of the page: a report that was typed into one table is paragraphs and tables.

Offices type whole reports into a table with a border around the page: its title, headings and paragraphs stand in rows
of one cell, and the statistics in the rows between them.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Sequence

from parsers.knowledge.forms import is_label_of_a_form
from parsers.model import Block, Cell, Paragraph, Table
from parsers.scans.model import is_scanned

_FULL_STOP = "。"
_LONG = 60
"""Characters from which a row of one cell with a full stop is running text, and no caption or short note."""
_ENOUGH = 2
"""Such rows of a table that show it to hold more than statistics: those may have a note."""


def with_text_rows_apart(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a page, where tables that hold its text are paragraphs and the tables between them.

    Args:
        blocks: Paragraphs and tables, in reading order.
    """
    pieces = (_taken_apart(one) if isinstance(one, Table) and not is_scanned(one) else (one,) for one in blocks)
    return tuple(itertools.chain.from_iterable(pieces))


def _taken_apart(table: Table) -> Iterator[Block]:
    rows = table.rows()
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    if sum(_is_running_text(row, width) for row in rows) < _ENOUGH:
        yield table
        return
    for is_text, piece in itertools.groupby(rows, key=lambda row: _is_running_text(row, width)):
        of_one_kind = list(piece)
        first = last = len(of_one_kind)
        if not is_text:
            data = [place for place, row in enumerate(of_one_kind) if not _is_title(row, width)]
            first, last = (data[0], data[-1] + 1) if data else (first, last)
        yield from (Paragraph(cell.text, aside=table.aside) for (cell,) in of_one_kind[:first])
        if first < last:
            yield dataclasses.replace(table, cells=tuple(itertools.chain.from_iterable(of_one_kind[first:last])))
        yield from (Paragraph(cell.text, aside=table.aside) for (cell,) in of_one_kind[last:])


def _is_of_one_cell(row: Sequence[Cell], width: int) -> bool:
    return len(row) == 1 and row[0].column_span == width and row[0].row_span == 1


def _is_running_text(row: Sequence[Cell], width: int) -> bool:
    return _is_of_one_cell(row, width) and _FULL_STOP in row[0].text and len(row[0].text) >= _LONG


def _is_title(row: Sequence[Cell], width: int) -> bool:
    """Whether a row is a title or a heading in front of a table or behind it, and no heading of rows of a form."""
    return _is_of_one_cell(row, width) and not is_label_of_a_form(row[0].text)
