"""Puts blocks together from a stream of text in which marks end paragraphs, cells and rows (.doc, RTF)."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Sequence

from parsers.blocks.cells import Grid, places_things, text_of
from parsers.model import Block, Paragraph, Table

_TOLERANCE = 30
"""Twentieths of a point that edges of columns may be apart and still be one."""
_DEEPEST = 50
"""Tables within tables; reports have 3."""


@dataclasses.dataclass(frozen=True, slots=True)
class Edge:
    """Where a cell of a row ends, and whether it goes on with another one."""

    right: int
    goes_on_left: bool = False
    goes_on_above: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class _Row:
    cells: list[list[Block]]
    left: int
    edges: Sequence[Edge]


class _Level:
    """The body of a document, or a table in it: the cell and the row under construction, and the rows that are done."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.cells: list[list[Block]] = []
        self.rows: list[_Row] = []


class Flow:
    """Blocks under construction. Level 0 is the body, level 1 a table, level 2 a table in a cell of that table."""

    def __init__(self) -> None:
        self._levels = [_Level()]

    def end_paragraph(self, text: str, level: int, *, heading: bool = False) -> None:
        """Ends a paragraph; a forced line break in it parts it."""
        self._go_to(level)
        for line in text.split("\n"):
            if line.strip():
                self._levels[-1].blocks.append(Paragraph(line.strip(), heading=heading))

    def add(self, blocks: Sequence[Block], level: int) -> None:
        """Adds blocks that were read elsewhere, such as those of a text box."""
        self._go_to(level)
        self._levels[-1].blocks.extend(blocks)

    def end_cell(self, text: str, level: int) -> None:
        """Ends a cell with its last paragraph."""
        self.end_paragraph(text, max(1, level))
        table = self._levels[-1]
        table.cells.append(table.blocks)
        table.blocks = []

    def end_row(self, level: int, left: int, edges: Sequence[Edge]) -> None:
        """Ends a row.

        Args:
            level: Level of its table.
            left: Where its first cell begins.
            edges: Where its cells end; empty where that is not known.
        """
        self._go_to(max(1, level))
        table = self._levels[-1]
        if table.cells:
            table.rows.append(_Row(table.cells, left, edges))
        table.cells, table.blocks = [], []

    def blocks(self) -> list[Block]:
        """All blocks, with the tables that are open closed."""
        self._go_to(0)
        return self._levels[0].blocks

    def _go_to(self, level: int) -> None:
        level = min(level, _DEEPEST)
        while len(self._levels) - 1 > level:
            table = self._levels.pop()
            if table.cells or table.blocks:
                # The document ends, or goes on outside, before the mark of the row.
                table.rows.append(_Row([*table.cells, table.blocks] if table.blocks else table.cells, 0, ()))
            self._levels[-1].blocks.extend(_read(table.rows))
        while len(self._levels) - 1 < level:
            self._levels.append(_Level())


def _read(rows: Sequence[_Row]) -> list[Block]:
    """A table of data, or what the cells of a table that only places things hold."""
    if places_things([row.cells for row in rows]):
        return [block for row in rows for cell in row.cells for block in cell]
    positions = _positions(rows)
    grid = Grid()
    for row in rows:
        grid.begin_row()
        known = len(row.edges) == len(row.cells)
        begin = _column(positions, row.left) if known else 0
        for index, cell in enumerate(row.cells):
            edge = row.edges[index] if known else Edge(0)
            end = max(begin + 1, _column(positions, edge.right)) if known else begin + 1
            grid.add(
                text_of(cell),
                begin,
                end - begin,
                goes_on_left=edge.goes_on_left,
                goes_on_above=edge.goes_on_above,
            )
            begin = end
    table: Table = grid.table()
    return [table]


def _positions(rows: Sequence[_Row]) -> list[int]:
    """The edges of the columns of a table; edges hardly apart are one."""
    found: list[int] = []
    for position in sorted({position for row in rows for position in (row.left, *(e.right for e in row.edges))}):
        if not found or position - found[-1] > _TOLERANCE:
            found.append(position)
    return found


def _column(positions: Sequence[int], position: int) -> int:
    return bisect.bisect_right(positions, position) - 1
