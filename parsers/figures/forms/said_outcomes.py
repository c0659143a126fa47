"""Cells that say all outcomes of proceedings: 行政复议 over 结果维持：4 结果纠正：1 其他结果：0 尚未审结：2."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from knowledge.forms import grid_forms
from parsers.figures.grid import at, covers, has_numbers, rows_of
from parsers.knowledge.forms import label_key, outcomes, proceedings_named
from parsers.knowledge.units import alternatives
from parsers.model import PlacedCell, PlacedTable, Span

_FEWEST = 4
"""Outcomes that a cell says of a kind, with or without their sum."""
_LONGEST = 200
_BEHIND = r"\s*件?\s*[，,；;、。]?\s*"
"""What may stand behind a number in front of the next outcome."""
_Said = Sequence[tuple[str, PlacedCell, PlacedCell]]


def with_said_outcomes_parted(table: PlacedTable) -> PlacedTable:
    """A table in which each outcome that cells say below or beside the kinds of proceedings has a row of its own.

    All cells with numbers must say the same outcomes, each of another kind. Any other table is as it is.
    """
    rows = rows_of(table)
    saying = [cell for row in rows for cell in row.cells if _said(cell)]
    if not saying or any(has_numbers(row) for row in rows):
        return table
    others = [cell for cell in table.cells if cell not in saying]
    kinds = [_kind_of(cell, others) for cell in saying]
    said = [_said(cell) for cell in saying]
    named = [outcome for outcome, _, _ in said[0]]
    are_alike = all([outcome for outcome, _, _ in one] == named for one in said)
    keys = {label_key(kind.cell.text) for kind in kinds if kind is not None}
    if not are_alike or len(set(named)) < len(named) or len(keys) < len(saying):
        return table
    top = saying[0].cell.row
    kept = [cell for cell in others if cell not in kinds and cell.cell.row < top]
    titles = [at(kind, top, place) for place, kind in enumerate(kinds, 1) if kind is not None]
    lines = (
        at(part, top + below, column)
        for below, of_outcome in enumerate(zip(*said, strict=True), 1)
        for column, part in enumerate((of_outcome[0][1], *(number for _, _, number in of_outcome)))
    )
    return dataclasses.replace(table, cells=(*kept, *titles, *lines))


def _kind_of(cell: PlacedCell, others: Sequence[PlacedCell]) -> PlacedCell | None:
    """The cell that names the kind of proceedings above or in front of one that says outcomes."""
    row, column = cell.cell.row, cell.cell.column
    above = [one for one in others if one.cell.row < row and covers(one, column)]
    beside = [one for one in others if one.cell.row == row and one.cell.column < column]
    named = [one for one in (*above, *beside) if _names_kind(label_key(one.cell.text))]
    return named[-1] if named else None


def _names_kind(key: str) -> bool:
    return any(proceedings_named(form, key) for form in grid_forms())


def _said(cell: PlacedCell) -> _Said:
    """The outcomes that a cell says one by one, with their titles and numbers; none where it says anything else."""
    text = cell.cell.text
    if len(text) > _LONGEST or not _whole().fullmatch(text):
        return ()
    found = [
        (label_key(match["title"]), _part(cell, match, "title"), _part(cell, match, "number"))
        for match in _one().finditer(text)
    ]
    return found if len(found) >= _FEWEST else ()


def _part(cell: PlacedCell, match: re.Match[str], name: str) -> PlacedCell:
    start = cell.span.start + match.start(name)
    own = dataclasses.replace(cell.cell, text=match[name], row_span=1, column_span=1)
    return PlacedCell(own, Span(start, start + len(match[name])))


@functools.cache
def _one() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<title>{_titles()})\s*[:：]?\s*(?P<number>\d+){_BEHIND}")


@functools.cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*(?:{_titles()})\s*[:：]?\s*\d+{_BEHIND})+")


def _titles() -> str:
    return alternatives({outcome for form in grid_forms() for outcome in outcomes(form)})
