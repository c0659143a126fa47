"""Runs of columns without titles, each a list of its own: a label with its number, which may stand in front of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from parsers.figures.grid import GridRow, at, spans
from parsers.model import PlacedCell
from parsers.text.cells import is_blank, is_unit, plain, read_cell

Kind = Literal["label", "number", "unit"]
Run = tuple[int, ...]
"""The columns of a label, its number and its unit, the label first."""
_FEWEST = 2
"""Rows that show that labels stand behind their numbers, and runs that are lists beside each other."""

_MOST_ITEMS = 99
"""The number of a row behind which nobody has counted with gaps."""
_FIRST = [1]
_ITEM = re.compile(r"\d{1,4}(?:\.\d{1,2}){0,3}")
"""The number of a row, on any level."""


def kind_of(cell: PlacedCell) -> Kind:
    """What a cell that is not blank holds."""
    if read_cell(cell.cell.text) is not None:
        return "number"
    return "unit" if is_unit(cell.cell.text) else "label"


def runs_beside_each_other(rows: Sequence[GridRow]) -> list[list[GridRow]]:
    """The lists that a table without titles sets beside each other, each with its labels in front.

    8 | 件 | 收到申请 | 20 | 条 | 网站公开 over 6 | 件 | 答复申请 | 12 | 条 | 微博公开 are two lists. So are labels in
    front of their numbers. Rows of words alone may stand above the rows of a single list. Any other table is one list,
    as it is: a column that numbers its rows stands in front of labels, too.

    Args:
        rows: The rows of the table below its captions.
    """
    wide = [row for row in rows if len(row.cells) > 1]
    filled = [cell for row in wide for cell in row.cells if not is_blank(cell.cell.text)]
    kinds: dict[int, Kind] = {}
    for cell in filled:
        if spans(cell) or kinds.setdefault(cell.cell.column, kind_of(cell)) != kind_of(cell):
            return [list(rows)]
    runs = _runs(kinds, wide)
    if not runs or (len(runs) > 1 and len(wide) < len(rows)):
        return [list(rows)]
    places = {
        column: (number, place)
        for number, run in enumerate(runs)
        for column, place in zip(run, sorted(run), strict=True)
    }
    lists: list[list[GridRow]] = [[] for _ in runs]
    for row in rows:
        if len(row.cells) == 1:
            lists[0].append(row)
            continue
        for number, cells in _parted_row(row, places).items():
            if any(cell.cell.text.strip() for cell in cells):
                lists[number].append(GridRow(sorted(cells, key=lambda cell: cell.cell.column)))
    return lists


def _parted_row(row: GridRow, places: Mapping[int, tuple[int, int]]) -> Mapping[int, Sequence[PlacedCell]]:
    """The cells of a row for each list, by its number, in the columns of the list with the label in front.

    Args:
        row: The row.
        places: For each column, the number of its list, and the column there.
    """
    parts: dict[int, list[PlacedCell]] = {}
    for cell in row.cells:
        if cell.cell.column in places:
            number, column = places[cell.cell.column]
            parts.setdefault(number, []).append(at(cell, cell.cell.row, column))
    return parts


def _runs(kinds: Mapping[int, Kind], rows: Sequence[GridRow]) -> list[Run]:
    """The runs of columns, if their labels stand behind all numbers, or in front of them in several runs; else none.

    Where the first numbers may only number the rows, they are none of labels, unless units stand behind them.
    """
    columns = sorted(kinds)
    behind = _parted(columns, kinds)
    if behind:
        first = [row.cells[0] for row in rows if read_cell(row.cells[0].cell.text) is not None]
        may_count = len(behind[0]) > _FEWEST or numbers_rows(first) == "no"
        return behind if len(rows) >= _FEWEST and may_count else []
    in_front = _parted(columns[::-1], kinds)[::-1]
    return in_front if len(in_front) >= _FEWEST else []


def _parted(columns: Sequence[int], kinds: Mapping[int, Kind]) -> list[Run]:
    """Columns parted behind each label, if each has one number, and at most one unit, in front of it; else none."""
    runs: list[Run] = []
    start = 0
    for place, column in enumerate(columns):
        if kinds[column] == "label":
            run = columns[start:place]
            if sorted(kinds[one] for one in run) not in (["number"], ["number", "unit"]):
                return []
            runs.append((column, *sorted(run)))
            start = place + 1
    return runs if start == len(columns) else []


def numbers_rows(cells: Sequence[PlacedCell]) -> Literal["yes", "perhaps", "no"]:
    """Whether the numbers in front of labels only number the rows.

    Such numbers rise, also from another one than the first (3, 4), or begin anew (1, 2, 1, 2, 3), and most of them are
    the next one. Few that rise with gaps may be those of a list from which rows were left out, or counts.

    Args:
        cells: The cells with these numbers, from the top.
    """
    numbers = [_item(cell) for cell in cells]
    items = [one for one in numbers if one is not None]
    if len(items) < len(numbers):
        return "no"
    steps = [*itertools.pairwise(([0], *items) if items[:1] == [_FIRST] else items)]
    if not all(after > before or after == _FIRST for before, after in steps):
        return "no"
    n_next = sum(after == _FIRST or _is_next(before, after) for before, after in steps)
    if not items or 0 < len(steps) <= 2 * n_next:
        return "yes"
    return "perhaps" if all(one[0] <= _MOST_ITEMS for one in items) else "no"


def _item(cell: PlacedCell) -> list[int] | None:
    """What may be the number of a row, level by level (2.1); None for any other number."""
    text = plain(cell.cell.text)
    return [*map(int, text.split("."))] if _ITEM.fullmatch(text) else None


def _is_next(before: Sequence[int], after: Sequence[int]) -> bool:
    """Whether a number follows another one, also on the next level or the one in front (1, 1.1, 1.2, 2)."""
    *levels, last = after
    same = list(before[: len(after)])
    return [*levels, last - 1] == (same if len(same) == len(after) else [*before, 0])
