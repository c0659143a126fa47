"""Tables of an office's own making that pages part: one behind the other, each below the same titles."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from parsers.figures.grid import GridRow, has_numbers, rows_of
from parsers.knowledge.own_titles import says, without_total
from parsers.model import PlacedCell, PlacedTable, ReportText, Span
from parsers.text.cells import plain

_BETWEEN = re.compile(r"\s*(?:[(（]?(?:续表|接上表|续上表)[)）]?[一二三四五六\d]*)?\s*")
"""What may stand between two parts of a table."""


def with_whole_tables(text: ReportText, tables: Sequence[PlacedTable]) -> list[PlacedTable]:
    """Tables, with those put together that go on below the same titles; a total ends what it adds up.

    Args:
        text: The report.
        tables: Its tables, in reading order.
    """
    runs: list[list[PlacedTable]] = []
    for table in tables:
        if runs and _goes_on(text, runs[-1][-1], table):
            runs[-1].append(table)
        else:
            runs.append([table])
    return [run[0] if len(run) == 1 else _joined(run) for run in runs]


def _goes_on(text: ReportText, table: PlacedTable, following: PlacedTable) -> bool:
    """Whether a table goes on in the one behind it."""
    if not _BETWEEN.fullmatch(text.text, table.span.end, following.span.start):
        return False
    titles, more = _titles(table), _titles(following)
    is_alike = [row.cell_keys() for row in titles] == [row.cell_keys() for row in more] != []
    return is_alike and len(titles[-1].cells) > 1 and not any(map(_is_of_a_total, rows_of(table)[len(titles) :]))


def _titles(table: PlacedTable) -> list[GridRow]:
    """The rows above the first number."""
    return list(itertools.takewhile(lambda row: not has_numbers(row), rows_of(table)))


def _is_of_a_total(row: GridRow) -> bool:
    labels = [plain(cell.cell.text) for cell in row.labels]
    return any(says("total", label) or without_total(label) for label in labels)


def _joined(run: Sequence[PlacedTable]) -> PlacedTable:
    """Tables as one, the rows of each below those of the one in front."""
    cells: list[PlacedCell] = []
    below = 0
    for table in run:
        cells += (
            dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, row=cell.cell.row + below))
            for cell in table.cells
        )
        below += max(cell.cell.row + cell.cell.row_span for cell in table.cells)
    return PlacedTable(tuple(cells), Span(run[0].span.start, run[-1].span.end))
