"""Brings tables as offices lay them out into the shape of the forms, before their words are looked at.

Each step takes one habit back, and leaves a table alone that does not have it. Rows are parted before others are put
together, and a table is turned when its rows are whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.figures.forms.broken_rows import mended_table
from parsers.figures.forms.joined_rows import parted_table
from parsers.figures.forms.labels_behind import with_labels_of_the_form_in_front
from parsers.figures.forms.remarks import without_remarks
from parsers.figures.forms.said_cells import with_said_cells_parted
from parsers.figures.forms.said_outcomes import with_said_outcomes_parted
from parsers.figures.forms.turned import upright
from parsers.model import PlacedTable

_STEPS = (
    with_said_cells_parted,
    with_said_outcomes_parted,
    parted_table,
    mended_table,
    with_labels_of_the_form_in_front,
    upright,
)


def in_shape(tables: Sequence[PlacedTable]) -> tuple[PlacedTable, ...]:
    """Tables with their rows and columns as the forms have them, as far as their layout alone says so."""
    return tuple(map(_in_shape, without_remarks(tables)))


def _in_shape(table: PlacedTable) -> PlacedTable:
    for step in _STEPS:
        table = step(table)
    return table
