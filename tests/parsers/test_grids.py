"""Cells of a table, merged ones with all that they cover, fill its grid and never lie on each other."""

from __future__ import annotations

import pathlib
from collections import Counter

import pytest

from parsers import Document
from parsers.blocks.reader import read_page
from parsers.model import Table
from tests.parsers.documents import documents, name

DOCUMENTS = [path for path in documents() if path.suffix != ".txt" and path.parent.name != "negatives"]
FORMS = [path for path in DOCUMENTS if path.parent.name in ("forms", "examples")]
WITH_SPANS = [path for path in FORMS if path.stem in ("06", "07", "09", "form-2021-template", "huaian-2024")]
"""Forms since 2019 in the formats that say which cells are merged; old Word files do not."""


def tables(path: pathlib.Path) -> list[Table]:
    page = read_page(Document(content=path.read_bytes()))
    return [block for block in page.blocks if isinstance(block, Table)]


def covered(table: Table) -> Counter[tuple[int, int]]:
    """How many cells lie on each place of the grid."""
    return Counter(
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    )


def size(table: Table) -> tuple[int, int]:
    places = covered(table)
    return max(row for row, _ in places) + 1, max(column for _, column in places) + 1


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_no_cell_lies_on_another(path: pathlib.Path) -> None:
    for table in tables(path):
        assert max(covered(table).values()) == 1
        assert all(cell.row_span > 0 and cell.column_span > 0 for cell in table.cells)


@pytest.mark.parametrize("path", WITH_SPANS, ids=name)
def test_merged_cells_cover_the_whole_of_a_form(path: pathlib.Path) -> None:
    sizes = {size(table): len(covered(table)) for table in tables(path)}
    assert sizes.get((28, 10)) == 28 * 10, "the matrix of applicants"
    assert sizes.get((4, 15)) == 4 * 15, "reconsideration and litigation"
