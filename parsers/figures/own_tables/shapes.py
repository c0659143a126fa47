"""Shapes of an office's own tables: names above a row of numbers or behind each, a name and a number in one cell."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from parsers.figures.grid import at, is_label, rows_of, spans
from parsers.figures.lists_beside import is_of_numbers
from parsers.model import PlacedCell, PlacedTable, Span
from parsers.text.cells import is_blank, read_cell

_LABEL_AND_NUMBER = re.compile(r"\s*(?P<label>[^:：]*[^:：\s\d][^:：]*?)\s*[:：]\s*(?P<number>[^:：]*?)\s*")


def upright(table: PlacedTable) -> PlacedTable:
    """A table with its names above each other, where they stand beside each other over one row of numbers.

    类别 | 概况 | 动态 over 数量 | 12 | 30. Any other table is as it is.
    """
    rows = rows_of(table)
    is_even = all(len(row.cells) == len(rows[0].cells) > 2 for row in rows)
    if len(rows) < 2 or not is_even or any(spans(cell) for cell in table.cells):
        return table
    names, *numbers = rows
    if not all(map(is_label, names.cells)) or not all(is_of_numbers(row.cells[0]) for row in numbers):
        return table
    turned = [_turned(cell) for column in zip(*(row.cells for row in rows), strict=True) for cell in column]
    return dataclasses.replace(table, cells=tuple(turned))


def with_labels_in_front(table: PlacedTable) -> PlacedTable:
    """A table whose labels stand behind their numbers, with these in front of them.

    数量 | 指标 over 8 | 收到申请, also in several pairs of columns. Any other table is as it is.
    """
    rows = rows_of(table)
    titles = next((row for row in rows if len(row.cells) > 1), None)
    if titles is None or len(titles.cells) % 2 or any(map(spans, titles.cells)):
        return table
    counts, names = titles.cells[::2], titles.cells[1::2]
    if not all(map(is_of_numbers, counts)) or any(map(is_of_numbers, names)) or not all(map(is_label, names)):
        return table
    first = titles.cells[0].cell.row
    body = [cell for row in rows for cell in row.cells if cell.cell.row > first]
    columns = {one.cell.column: other.cell.column for one, other in zip(counts, names, strict=True)}
    turned = {**columns, **{other: one for one, other in columns.items()}}
    filled = [cell for cell in body if not is_blank(cell.cell.text)]
    if any((read_cell(cell.cell.text) is None) == (cell.cell.column in columns) for cell in filled):
        return table
    if any(spans(cell) or cell.cell.column not in turned for cell in body):
        return table
    swapped = (
        at(cell, cell.cell.row, turned[cell.cell.column]) if cell.cell.row >= first else cell for cell in table.cells
    )
    return dataclasses.replace(table, cells=tuple(sorted(swapped, key=lambda one: (one.cell.row, one.cell.column))))


def with_parted_cells(table: PlacedTable) -> PlacedTable:
    """A table of cells that each hold a label and its number, with these beside each other, a pair a row.

    网站公开：320条 | 微信公开：12条. What stands alone in rows above is its caption. Any other table is as it is.
    """
    rows = rows_of(table)
    above = list(itertools.takewhile(lambda row: len(row.cells) == 1 and not _parts(row.cells[0]), rows))
    filled = [cell for row in rows[len(above) :] for cell in row.cells if cell.cell.text.strip()]
    pairs = [_parts(cell) for cell in filled]
    if not pairs or not all(pairs):
        return table
    first = filled[0].cell.row
    cells = [at(part, first + place, column) for place, pair in enumerate(pairs) for column, part in enumerate(pair)]
    return dataclasses.replace(table, cells=(*(cell for row in above for cell in row.cells), *cells))


def _parts(cell: PlacedCell) -> Sequence[PlacedCell]:
    """The label and the number that a cell holds with a colon between them; nothing for any other cell."""
    match = _LABEL_AND_NUMBER.fullmatch(cell.cell.text)
    if match is None or read_cell(match["number"]) is None:
        return ()
    return [
        PlacedCell(
            dataclasses.replace(cell.cell, text=match[part], row_span=1),
            Span(cell.span.start + match.start(part), cell.span.start + match.end(part)),
        )
        for part in ("label", "number")
    ]


def _turned(cell: PlacedCell) -> PlacedCell:
    return dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, row=cell.cell.column, column=cell.cell.row))
