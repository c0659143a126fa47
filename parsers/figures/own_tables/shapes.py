"""Shapes of an office's own tables: lists side by side, names above a row of numbers, a name and a number in a cell."""

from __future__ import annotations

import dataclasses
import itertools
import re
import sys
from collections.abc import Sequence

from parsers.figures.grid import GridRow, has_numbers, is_label, rows_of
from parsers.knowledge.forms import label_key
from parsers.knowledge.own_titles import says
from parsers.knowledge.title_times import without_year
from parsers.model import PlacedCell, PlacedTable, Span
from parsers.text.cells import is_blank, read_cell, without_unit

_LABEL_AND_NUMBER = re.compile(r"\s*(?P<label>[^:：]*[^:：\s\d][^:：]*?)\s*[:：]\s*(?P<number>[^:：]*?)\s*")
_MOST_BESIDE = 4
"""Lists that a table sets beside each other."""


def as_one_list(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows of a table whose titles repeat, as one list: those beside each other below each other.

    类别 | 数量 | 类别 | 数量 are two lists of two columns. A row whose cells span the lists, as that of their total
    does, stands below them all. Any other table is as it is, also one whose labels have their title further up.
    """
    leftmost = min((row.cells[0].cell.column for row in rows), default=0)
    place = next((index for index, row in enumerate(rows) if not has_numbers(row) and len(row.cells) > 1), None)
    if place is None or any(cell.cell.column_span > 1 for cell in rows[place].cells):
        return list(rows)
    titles = rows[place].cell_keys()
    if place + 1 == len(rows) or rows[place].cells[0].cell.column > leftmost:
        return list(rows)
    for beside in range(_MOST_BESIDE, 1, -1):
        width, rest = divmod(len(titles), beside)
        if not rest and width > 1 and titles == titles[:width] * beside and len(set(titles[:width])) == width:
            starts = [cell.cell.column for cell in rows[place].cells[::width]]
            return _below_each_other(rows[: place + 1], rows[place + 1 :], starts)
    return list(rows)


def beside_each_other(rows: Sequence[GridRow]) -> list[list[GridRow]]:
    """The lists of different things that a table sets beside each other, each for itself.

    公开渠道 | 数量 | 申请方式 | 数量 are a list of media and one of ways in: words stand below the first title of each,
    and numbers and shares below the others. Titles above them may span a list. Any other table is one list.
    """
    height = next((index for index, row in enumerate(rows) if has_numbers(row)), 0)
    if not height:
        return [list(rows)]
    header, body = rows[:height], rows[height:]
    counts = [cell.cell.column for cell in header[-1].cells if _is_of_numbers(cell)]
    starts = [cell.cell.column for cell in header[-1].cells if cell.cell.column not in counts]
    lists = list(itertools.pairwise((*starts, sys.maxsize)))
    if len(lists) < 2 or not all(any(start < column < end for column in counts) for start, end in lists):
        return [list(rows)]
    if len({label_key(cell.cell.text) for cell in header[-1].cells if cell.cell.column in starts}) < len(starts):
        return [list(rows)]  # halves of one list
    filled = [cell for row in body for cell in row.cells if not is_blank(cell.cell.text)]
    are_apart = all((read_cell(cell.cell.text) is None) == (cell.cell.column in starts) for cell in filled)
    spans = [cell.cell for row in header for cell in row.cells if _spans(cell)]
    reach_over = any(cell.column < start < cell.column + cell.column_span for cell in spans for start in starts)
    if not are_apart or reach_over or any(_spans(cell) for row in (*body, header[-1]) for cell in row.cells):
        return [list(rows)]
    parted = ([_between(row, start, end) for row in rows] for start, end in lists)
    return [[GridRow(cells) for cells in one if any(cell.cell.text.strip() for cell in cells)] for one in parted]


def _between(row: GridRow, start: int, end: int) -> list[PlacedCell]:
    return [cell for cell in row.cells if start <= cell.cell.column < end]


def _below_each_other(header: Sequence[GridRow], body: Sequence[GridRow], starts: Sequence[int]) -> list[GridRow]:
    """The header of the first list, and the rows of all, in the columns of the first."""
    spanning = [row for row in body if any(cell.cell.column_span > 1 for cell in row.cells)]
    width, height = starts[1] - starts[0], max(cell.cell.row for row in body for cell in row.cells) + 1
    lists: list[GridRow] = []
    for number, (start, end) in enumerate(itertools.pairwise((*starts, sys.maxsize))):
        for row in body:
            cells = _between(row, start, end)
            if cells and row not in spanning:
                below = number * height
                lists.append(
                    GridRow([_at(cell, cell.cell.row + below, cell.cell.column - start + starts[0]) for cell in cells])
                )
    titles = [GridRow([cell for cell in row.cells if cell.cell.column < starts[1]]) for row in header]
    totals = [GridRow(_folded(row.cells, len(starts) * height, starts[0] + width - 1)) for row in spanning]
    return [*(row for row in titles if row.cells), *lists, *totals]


def _folded(cells: Sequence[PlacedCell], below: int, last: int) -> list[PlacedCell]:
    """The cells of a row that spans several lists, in the columns of one: its last cell in the last of these."""
    *others, number = cells
    columns = [min(cell.cell.column, last - 1) for cell in others]
    moved = [_at(cell, cell.cell.row + below, column) for cell, column in zip(others, columns, strict=True)]
    return [*moved, _at(number, number.cell.row + below, last)]


def _at(cell: PlacedCell, row: int, column: int) -> PlacedCell:
    return dataclasses.replace(
        cell, cell=dataclasses.replace(cell.cell, row=row, column=column, row_span=1, column_span=1)
    )


def upright(table: PlacedTable) -> PlacedTable:
    """A table with its names above each other, where they stand beside each other over one row of numbers.

    类别 | 概况 | 动态 over 数量 | 12 | 30. Any other table is as it is.
    """
    rows = rows_of(table)
    is_even = all(len(row.cells) == len(rows[0].cells) > 2 for row in rows)
    if len(rows) < 2 or not is_even or any(_spans(cell) for cell in table.cells):
        return table
    names, *numbers = rows
    if not all(map(is_label, names.cells)) or not all(_is_of_numbers(row.cells[0]) for row in numbers):
        return table
    turned = [_turned(cell) for column in zip(*(row.cells for row in rows), strict=True) for cell in column]
    return dataclasses.replace(table, cells=tuple(turned))


def with_labels_in_front(table: PlacedTable) -> PlacedTable:
    """A table whose labels stand behind their numbers, with these in front of them.

    数量 | 指标 over 8 | 收到申请, also in several pairs of columns. Any other table is as it is.
    """
    rows = rows_of(table)
    titles = next((row for row in rows if len(row.cells) > 1), None)
    if titles is None or len(titles.cells) % 2 or any(map(_spans, titles.cells)):
        return table
    counts, names = titles.cells[::2], titles.cells[1::2]
    if not all(map(_is_of_numbers, counts)) or any(map(_is_of_numbers, names)) or not all(map(is_label, names)):
        return table
    body = [cell for row in rows for cell in row.cells if cell.cell.row > titles.cells[0].cell.row]
    columns = {one.cell.column: other.cell.column for one, other in zip(counts, names, strict=True)}
    filled = [cell for cell in body if not is_blank(cell.cell.text)]
    if any((read_cell(cell.cell.text) is None) == (cell.cell.column in columns) for cell in filled):
        return table
    if any(_spans(cell) or cell.cell.column not in {*columns, *columns.values()} for cell in body):
        return table
    turned = {**columns, **{other: one for one, other in columns.items()}}
    swapped = (
        _at(cell, cell.cell.row, turned[cell.cell.column]) if cell in body or cell in titles.cells else cell
        for cell in table.cells
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
    cells = [_at(part, first + place, column) for place, pair in enumerate(pairs) for column, part in enumerate(pair)]
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


def _is_of_numbers(cell: PlacedCell) -> bool:
    """Whether a label or title only says that numbers, or shares of them, stand beside or below it."""
    words = without_year(without_unit(cell.cell.text)[0])
    return says("number", words) or says("look_alike", words)


def _spans(cell: PlacedCell) -> bool:
    return cell.cell.row_span > 1 or cell.cell.column_span > 1


def _turned(cell: PlacedCell) -> PlacedCell:
    return dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, row=cell.cell.column, column=cell.cell.row))
