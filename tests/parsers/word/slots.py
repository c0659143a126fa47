"""The rows of a printed table as word processors store them: merged cells stand in every row that they cover."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from tests.parsers.figures.sheets import Grid, Printed


@dataclasses.dataclass(frozen=True, slots=True)
class Slot:
    """One stored cell of a row; `begins` is False where a cell of a row above goes on."""

    cell: Printed
    begins: bool
    column: int


def rows_of(grid: Grid) -> Iterator[list[Slot]]:
    """The rows of a table, each with all cells that cover it, from left to right."""
    above: list[tuple[Slot, int]] = []
    for cells in grid:
        row = [(dataclasses.replace(slot, begins=False), left - 1) for slot, left in above if left > 1]
        taken = {place for slot, _ in row for place in range(slot.column, slot.column + slot.cell.width)}
        column = 0
        for cell in cells:
            while column in taken:
                column += 1
            row.append((Slot(cell, True, column), cell.height))
            taken.update(range(column, column + cell.width))
            column += cell.width
        above = sorted(row, key=lambda entry: entry[0].column)
        yield [slot for slot, _ in above]


def n_columns(grid: Grid) -> int:
    return max(slot.column + slot.cell.width for row in rows_of(grid) for slot in row)
