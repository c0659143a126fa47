"""Outcomes of proceedings in short words, where all stand beside or below each other (维持 | 纠正 | 其他 | 未审结)."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence

from knowledge.forms import grid_forms
from parsers.figures.grid import GridRow, rows_of
from parsers.knowledge.forms import label_key, outcomes
from parsers.model import PlacedCell, PlacedTable

_RESULT = "结果"
_STILL = "尚"


def with_whole_outcomes(table: PlacedTable) -> PlacedTable:
    """A table with its outcomes in the words of the form; 其他 alone may be anything, also beside 总计.

    Args:
        table: The table.
    """
    words = dict(_in_words_of_the_form(rows_of(table)))
    if not words:
        return table
    cells = (
        dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, text=words[cell])) if cell in words else cell
        for cell in table.cells
    )
    return dataclasses.replace(table, cells=tuple(cells))


def _in_words_of_the_form(rows: Sequence[GridRow]) -> Iterator[tuple[PlacedCell, str]]:
    for run in _runs(rows):
        named = [_short()[label_key(cell.cell.text)] for cell in run]
        if len(set(named)) == len(named) and set(named) >= _telling():
            yield from (
                (cell, word) for cell, word in zip(run, named, strict=True) if label_key(cell.cell.text) != word
            )


def _runs(rows: Sequence[GridRow]) -> Iterator[Sequence[PlacedCell]]:
    """Outcomes that stand beside each other in a row, or below each other as the last labels of rows, each once."""
    lines = [list(row.cells) for row in rows]
    lines.append([row.labels[-1] if row.labels else row.cells[0] for row in rows])
    for line in lines:
        for is_outcome, cells in itertools.groupby(line, lambda cell: label_key(cell.cell.text) in _short()):
            run: list[PlacedCell] = []
            for cell in cells if is_outcome else ():
                if _short()[label_key(cell.cell.text)] in {_short()[label_key(one.cell.text)] for one in run}:
                    yield run
                    run = []
                run.append(cell)
            yield run


@functools.cache
def _short() -> Mapping[str, str]:
    """The outcomes of the forms by their own words and by those that say them without 结果 and 尚."""
    named = dict.fromkeys(outcome for form in grid_forms() for outcome in outcomes(form))
    return {short: one for one in named for short in (one.replace(_RESULT, "").removeprefix(_STILL), one)}


@functools.cache
def _telling() -> frozenset[str]:
    """The outcomes that no other table has all of; their sum stands in others, too."""
    return frozenset(outcome for form in grid_forms() for outcome in outcomes(form)[:-1])
