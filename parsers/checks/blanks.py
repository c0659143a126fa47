"""Which rows of its form a report prints and leaves blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from knowledge.forms import forms, grid_forms
from parsers.knowledge.forms import layout, official_key
from parsers.model import PlacedCell, PlacedTable


def blank_rows(tables: Iterable[PlacedTable], form: str) -> frozenset[str]:
    """Codes of the rows of a form that a report's tables print without any number.

    Blank cells of a sum count as zero. A row that is not printed at all may be anything, and so may one whose number
    could not be read.
    """
    if form not in forms():
        return frozenset()
    which = (form,) if forms()[form].is_list else grid_forms()
    blank = {
        official_key(placed.cell.text, which)
        for table in tables
        for row in _rows(table)
        for index, placed in enumerate(row)
        if placed.cell.text and not any(_has_number(other) for other in row[index + 1 :])
    }
    return frozenset(row.code for row in layout(form) if not row.is_header and row.key in blank)


def _rows(table: PlacedTable) -> Iterable[list[PlacedCell]]:
    by_row: dict[int, list[PlacedCell]] = defaultdict(list)
    for placed in table.cells:
        by_row[placed.cell.row].append(placed)
    return by_row.values()


def _has_number(placed: PlacedCell) -> bool:
    return any(map(str.isdecimal, placed.cell.text))
