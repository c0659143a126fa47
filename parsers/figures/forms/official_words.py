"""The tables of a report in the words of the form, where a copy or an office prints them otherwise and nothing is open.

Only what the readers of the forms see changes: the report's text and the places of its cells stay as they are.
"""

from __future__ import annotations

import dataclasses

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
    titles = whole_titles(rows_of(table), form)
    if titles:
        cells = (_reworded(cell, titles[cell]) if cell in titles else cell for cell in table.cells)
        table = dataclasses.replace(table, cells=tuple(cell for cell in cells if cell is not None))
    misprinted = misprinted_labels(rows_of(table), form)
    for cell, row in misprinted.items():
        flags.append(Flag("form_label_misprinted", f"{_MISPRINTED}: {cell.cell.text}", row.label, cell.span))
    if misprinted:
        cells = (_reworded(cell, misprinted[cell].label) if cell in misprinted else cell for cell in table.cells)
        table = dataclasses.replace(table, cells=tuple(cell for cell in cells if cell is not None))
    return table


def _reworded(cell: PlacedCell, words: str | None) -> PlacedCell | None:
    return dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, text=words)) if words is not None else None
