"""Lists that a table sets beside each other: halves of one list, or lists of different things."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence

from parsers.figures.grid import GridRow, at, covers, has_numbers, spans
from parsers.knowledge.forms import label_key
from parsers.knowledge.own_titles import says
from parsers.knowledge.title_times import without_year
from parsers.model import PlacedCell
from parsers.text.cells import is_blank, is_unit, read_cell, without_unit

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
        width = len(titles) // beside
        if width > 1 and titles == titles[:width] * beside and len(set(titles[:width])) == width:
            starts = [cell.cell.column for cell in rows[place].cells[::width]]
            return _below_each_other(rows[: place + 1], rows[place + 1 :], starts)
    return list(rows)


def beside_each_other(rows: Sequence[GridRow]) -> list[list[GridRow]]:
    """The lists of different things that a table sets beside each other, each for itself.

    公开渠道 | 数量 | 申请方式 | 数量 are a list of media and one of ways in: words stand below the first title of each,
    and numbers, their units and shares below the others. Titles above them may span a list, and alone tell it from
    the others. Any other table is one list.
    """
    height = next((index for index, row in enumerate(rows) if has_numbers(row)), 0)
    if not height:
        return [list(rows)]
    header, body = rows[:height], rows[height:]
    counts = [cell.cell.column for cell in header[-1].cells if is_of_numbers(cell)]
    units = [cell.cell.column for cell in header[-1].cells if says("unit", label_key(cell.cell.text))]
    starts = [cell.cell.column for cell in header[-1].cells if cell.cell.column not in (*counts, *units)]
    lists = list(itertools.pairwise((*starts, sys.maxsize)))
    if len(lists) < 2 or not all(any(start < column < end for column in counts) for start, end in lists):
        return [list(rows)]
    if len({_path(header, start) for start in starts}) < len(starts):
        return [list(rows)]  # halves of one list
    filled = [cell for row in body for cell in row.cells if not is_blank(cell.cell.text)]
    are_apart = all(
        is_unit(cell.cell.text)
        if cell.cell.column in units
        else (read_cell(cell.cell.text) is None) == (cell.cell.column in starts)
        for cell in filled
    )
    if not are_apart or any(spans(cell) for row in (*body, header[-1]) for cell in row.cells):
        return [list(rows)]
    parted = ([_between(row, start, end) for row in rows] for start, end in lists)
    return [[GridRow(cells) for cells in one if any(cell.cell.text.strip() for cell in cells)] for one in parted]


def _path(header: Sequence[GridRow], column: int) -> tuple[str, ...]:
    """The titles above a column, from the top."""
    return tuple(label_key(cell.cell.text) for row in header for cell in row.cells if covers(cell, column))


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
                    GridRow([at(cell, cell.cell.row + below, cell.cell.column - start + starts[0]) for cell in cells])
                )
    titles = [GridRow([cell for cell in row.cells if cell.cell.column < starts[1]]) for row in header]
    totals = [GridRow(_folded(row.cells, len(starts) * height, starts[0] + width - 1)) for row in spanning]
    return [*(row for row in titles if row.cells), *lists, *totals]


def _folded(cells: Sequence[PlacedCell], below: int, last: int) -> list[PlacedCell]:
    """The cells of a row that spans several lists, in the columns of one: its last cell in the last of these."""
    *others, number = cells
    columns = [min(cell.cell.column, last - 1) for cell in others]
    moved = [at(cell, cell.cell.row + below, column) for cell, column in zip(others, columns, strict=True)]
    return [*moved, at(number, number.cell.row + below, last)]


def is_of_numbers(cell: PlacedCell) -> bool:
    """Whether a label or title only says that numbers, or shares of them, stand beside or below it."""
    words = without_year(without_unit(cell.cell.text)[0])
    return says("number", words) or says("look_alike", words)
