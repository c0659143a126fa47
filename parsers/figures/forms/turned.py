"""Tables of a form that an office has printed with rows and columns exchanged."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Collection, Sequence

from knowledge.forms import grid_forms
from parsers.figures.forms.applicants import applicants_by_title
from parsers.figures.grid import rows_of, turned
from parsers.knowledge.forms import cells_keys, column_titles, label_key, matrix_keys, official_key, title_key
from parsers.model import PlacedCell, PlacedTable

_FEW_APPLICANTS = 2
_FEW_OUTCOMES = 3
"""Names by which a table of applicants is known."""
_PLACES_OF_A_CELL = 16
"""Places of the grid that a cell of a form covers at most, one with another."""


def upright(table: PlacedTable) -> PlacedTable:
    """A table with its titles above its numbers, if they stand beside them; any other as it is.

    It is turned only if its cells fill the grid, so that each number keeps its row and its column.
    """
    rows = rows_of(table)
    while rows and len(rows[0].cells) == 1:
        # The article of the regulations stands above the table, over its whole width.
        rows = rows[1:]
    cells = [cell for row in rows for cell in row.cells]
    if not (_has_applicants_beside(cells) or _has_columns_beside(cells)) or not _fill_the_grid(cells):
        return table
    exchanged = sorted(map(turned, cells), key=lambda cell: (cell.cell.row, cell.cell.column))
    return dataclasses.replace(table, cells=tuple(exchanged))


def _has_applicants_beside(cells: Sequence[PlacedCell]) -> bool:
    """Whether applicants stand beside the numbers, and outcomes above them."""
    applicants = [cell for cell in cells if label_key(cell.cell.text) in _applicants()]
    outcomes = [cell for cell in cells if official_key(cell.cell.text, grid_forms()) in _outcomes()]
    is_enough = len(applicants) >= _FEW_APPLICANTS and len(outcomes) >= _FEW_OUTCOMES
    return is_enough and _stand_below_left_of(applicants, outcomes)


def _has_columns_beside(cells: Sequence[PlacedCell]) -> bool:
    """Whether the titles of columns of a table of cells stand beside its numbers, and its labels above them."""
    titles = [cell for cell in cells if title_key(cell.cell.text) in column_titles()]
    labels = [cell for cell in cells if label_key(cell.cell.text) in cells_keys()]
    return bool(titles) and bool(labels) and _stand_below_left_of(titles, labels)


@functools.cache
def _applicants() -> Collection[str]:
    """Titles that name applicants and nothing else."""
    titles = (title for form in grid_forms() for title in applicants_by_title(form))
    return frozenset(titles) - matrix_keys()


@functools.cache
def _outcomes() -> Collection[str]:
    """Labels of the applicants' matrices that name no applicants (总计)."""
    return matrix_keys() - {title for form in grid_forms() for title in applicants_by_title(form)}


def _stand_below_left_of(some: Sequence[PlacedCell], others: Sequence[PlacedCell]) -> bool:
    """Whether each of some cells stands further down and further left than each of others."""
    is_below = max(cell.cell.row for cell in others) < min(cell.cell.row for cell in some)
    return is_below and max(cell.cell.column for cell in some) < min(cell.cell.column for cell in others)


def _fill_the_grid(cells: Sequence[PlacedCell]) -> bool:
    """Whether each place of the grid is covered by one cell."""
    area = sum(cell.cell.row_span * cell.cell.column_span for cell in cells)
    if area > _PLACES_OF_A_CELL * len(cells):
        return False
    covered = {
        (row, column)
        for cell in (cell.cell for cell in cells)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    rows, columns = {row for row, _ in covered}, {column for _, column in covered}
    return len(covered) == area == len(rows) * len(columns)
