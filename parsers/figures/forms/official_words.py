"""The tables of a report in the words of the form, where a copy or an office prints them otherwise and nothing is open.

Only what the readers of the forms see changes: the report's text and the places of its cells stay as they are.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from parsers.figures.forms.misprints import misprinted_labels
from parsers.figures.forms.short_outcomes import with_whole_outcomes
from parsers.figures.forms.titles import whole_titles
from parsers.figures.grid import rows_of
from parsers.model import Flag, PlacedCell, PlacedTable

_MISPRINTED = "a misprinted label was read by its place, its sums and the words that it is nearest to"


def in_official_words(table: PlacedTable, form: str, flags: list[Flag]) -> PlacedTable:
    """A table with its titles put together, short outcomes in whole words and misprinted labels corrected.

    Args:
        table: The table.
        form: Form of several tables that the report follows.
        flags: Grows by the labels that are misprinted.
    """
    table = with_whole_outcomes(table)
    table = _reworded(table, whole_titles(rows_of(table), form))
    misprinted = misprinted_labels(rows_of(table), form)
    for cell, row in misprinted.items():
        flags.append(Flag("form_label_misprinted", f"{_MISPRINTED}: {cell.cell.text}", row.label, cell.span))
    return _reworded(table, {cell: row.label for cell, row in misprinted.items()})


def _reworded(table: PlacedTable, words: Mapping[PlacedCell, str | None]) -> PlacedTable:
    """A table with other words in some of its cells, without those that get none."""
    if not words:
        return table
    said = ((cell, words.get(cell, cell.cell.text)) for cell in table.cells)
    cells = (
        dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, text=text))
        for cell, text in said
        if text is not None
    )
    return dataclasses.replace(table, cells=tuple(cells))
