"""Which rows of its form a report prints and leaves blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from parsers.knowledge.forms import layout, official_key
from parsers.model import PlacedCell, PlacedTable

_TABLES = {"2014": ("统计表",), "2019": ("表二", "表三", "表四"), "2021": ("表二", "表三", "表四")}


def blank_rows(tables: Iterable[PlacedTable], form: str) -> frozenset[str]:
    """Codes of the rows of a form that a report's tables print without any number.

    Blank cells of a sum count as zero. A row that is not printed at all may be anything, and so may one whose number
    could not be read.
    """
    if form not in _TABLES:
        return frozenset()
    blank = {
        official_key(placed.cell.text, form if form == "2014" else "2019")
        for table in tables
        for row in _rows(table)
        for index, placed in enumerate(row)
        if placed.cell.text and not any(_has_number(other) for other in row[index + 1 :])
    }
    rows = (row for name in _TABLES[form] for row in layout(form, name))
    return frozenset(row.code for row in rows if row.code and row.key in blank)


def _rows(table: PlacedTable) -> Iterable[list[PlacedCell]]:
    by_row: dict[int, list[PlacedCell]] = defaultdict(list)
    for placed in table.cells:
        by_row[placed.cell.row].append(placed)
    return by_row.values()


def _has_number(placed: PlacedCell) -> bool:
    return any(character.isdecimal() for character in placed.cell.text)
