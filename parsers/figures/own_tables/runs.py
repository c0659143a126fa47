"""Runs of columns without titles, each a list of its own: a label with its number, which may stand in front of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from parsers.figures.grid import GridRow, at, spans
from parsers.model import PlacedCell
from parsers.text.cells import is_blank, is_unit, read_cell

Kind = Literal["label", "number", "unit"]
Run = tuple[int, ...]
"""The columns of a label, its number and its unit, the label first."""
_FEWEST = 2
"""Rows that show that labels stand behind their numbers, and runs that are lists beside each other."""


def kind_of(cell: PlacedCell) -> Kind:
    """What a cell that is not blank holds."""
    if read_cell(cell.cell.text) is not None:
        return "number"
    return "unit" if is_unit(cell.cell.text) else "label"


def runs_beside_each_other(rows: Sequence[GridRow]) -> list[list[GridRow]]:
    """The lists that a table without titles sets beside each other, each with its labels in front.

    8 | 件 | 收到申请 | 20 | 条 | 网站公开 over 6 | 件 | 答复申请 | 12 | 条 | 微博公开 are two lists. So are labels in
    front of their numbers. Rows of words alone may stand above the rows of a single list. Any other table is one list,
    as it is: a column that counts its rows stands in front of labels, too.

    Args:
        rows: The rows of the table below its captions.
    """
    wide = [row for row in rows if len(row.cells) > 1]
    filled = [cell for row in wide for cell in row.cells if not is_blank(cell.cell.text)]
    kinds: dict[int, Kind] = {}
    for cell in filled:
        if spans(cell) or kinds.setdefault(cell.cell.column, kind_of(cell)) != kind_of(cell):
            return [list(rows)]
    runs = _runs(kinds, rows=len(wide), counts_rows=_counts_rows(wide))
    if not runs or (len(runs) > 1 and len(wide) < len(rows)):
        return [list(rows)]
    lists = ([_in_order(row, run) if len(row.cells) > 1 else row for row in rows] for run in runs)
    return [[row for row in one if row.cells and any(cell.cell.text.strip() for cell in row.cells)] for one in lists]


def _runs(kinds: Mapping[int, Kind], *, rows: int, counts_rows: bool) -> list[Run]:
    """The runs of columns, if their labels stand behind all numbers, or in front of them in several runs; else none."""
    columns = sorted(kinds)
    behind = _parted(columns, kinds)
    if behind:
        return behind if rows >= _FEWEST and not counts_rows else []
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


def _counts_rows(rows: Sequence[GridRow]) -> bool:
    """Whether the first cells only count the rows."""
    return counts_up([number.value for row in rows if (number := read_cell(row.cells[0].cell.text)) is not None])


def counts_up(numbers: Sequence[float]) -> bool:
    """Whether numbers only number what stands beside them: each is the next one, or begins anew (1, 2, 1, 2, 3)."""
    return all(after in (before + 1, 1) for before, after in itertools.pairwise((0, *numbers)))


def _in_order(row: GridRow, run: Run) -> GridRow:
    """The cells of a row in the columns of a run, the label in front."""
    places = dict(zip(run, sorted(run), strict=True))
    return GridRow([*sorted(_moved(row, places), key=lambda cell: cell.cell.column)])


def _moved(row: GridRow, places: Mapping[int, int]) -> Iterator[PlacedCell]:
    for cell in row.cells:
        if cell.cell.column in places:
            yield at(cell, cell.cell.row, places[cell.cell.column])
