"""The tables of a report in the words of the form, where a copy or an office prints them otherwise and nothing is open.

Only what the readers of the forms see changes: the report's text and the places of its cells stay as they are.
"""

from __future__ import annotations

import dataclasses

from parsers.figures.forms.joined_rows import parted_rows
from parsers.figures.forms.misprints import misprinted_labels
from parsers.figures.forms.titles import whole_titles
from parsers.figures.grid import rows_of
from parsers.model import Flag, PlacedCell, PlacedTable

_MISPRINTED = "a misprinted label was read by its place, its sums and the words that it is nearest to"


def with_rows_parted(table: PlacedTable) -> PlacedTable:
    """A table in which each row that was typed into another is a row of its own."""
    rows = [(row, parted_rows(row)) for row in rows_of(table)]
    most = max((len(parts) for _, parts in rows), default=1)
    if most == 1:
        return table
    return dataclasses.replace(
        table,
        cells=tuple(
            _in_row(cell, cell.cell.row * most + place)
            for _, parts in rows
            for place, part in enumerate(parts)
            for cell in part
        ),
    )


def in_official_words(table: PlacedTable, form: str, flags: list[Flag]) -> PlacedTable:
    """A table with its titles put together and misprinted labels corrected.

    Args:
        table: The table.
        form: Form of several tables that the report follows.
        flags: Grows by the labels that are misprinted.
    """
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


def _in_row(cell: PlacedCell, row: int) -> PlacedCell:
    return dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, row=row))


def _reworded(cell: PlacedCell, words: str | None) -> PlacedCell | None:
    return dataclasses.replace(cell, cell=dataclasses.replace(cell.cell, text=words)) if words is not None else None
