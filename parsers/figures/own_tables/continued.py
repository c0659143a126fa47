"""Tables of an office's own making that pages part: one behind the other, each below the same titles."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter
from collections.abc import Sequence

from parsers.figures.grid import GridRow, has_numbers, rows_of
from parsers.knowledge.own_titles import is_total
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
        if runs and _goes_on(text, runs[-1], table):
            runs[-1].append(table)
        else:
            runs.append([table])
    return [run[0] if len(run) == 1 else _joined(run) for run in runs]


def _goes_on(text: ReportText, parts: Sequence[PlacedTable], following: PlacedTable) -> bool:
    """Whether a table of which some parts are known goes on in the one behind them; what it names again is another."""
    if not _BETWEEN.fullmatch(text.text, parts[-1].span.end, following.span.start):
        return False
    titles, more = _titles(parts[-1]), _titles(following)
    is_alike = [row.cell_keys() for row in titles] == [row.cell_keys() for row in more] != []
    if not is_alike:
        return False
    bodies = [rows_of(table)[len(titles) :] for table in parts]
    if not any(row.labels for row in rows_of(following)[len(more) :]):
        return False  # Nothing tells that it is not the same once more.
    if any(is_total(plain(cell.cell.text)) for row in bodies[-1] for cell in row.labels):
        return False
    named = Counter(_labels(row) for body in bodies for row in body)
    return not any(named[_labels(row)] == 1 for row in rows_of(following)[len(more) :] if row.labels)


def _titles(table: PlacedTable) -> list[GridRow]:
    """The rows above the first number."""
    return list(itertools.takewhile(lambda row: not has_numbers(row), rows_of(table)))


def _labels(row: GridRow) -> tuple[str, ...]:
    return tuple(plain(cell.cell.text) for cell in row.labels)


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
