"""A table of an office's own making with twice the rows takes about twice the work."""

from __future__ import annotations

import pytest

from parsers.figures.grid import rows_of
from parsers.figures.own_tables.runs import runs_beside_each_other
from tests.parsers.counting import calls
from tests.parsers.figures.own_tables import laid_out, read_tables

ROWS = 150
MOST = 2.6
"""How many times the calls a table of twice the rows may take; work that grows with the square takes four."""


def work(header: list[str], row: list[str], rows: int) -> int:
    text = laid_out([header, *([row] * rows)])
    return calls(lambda: read_tables(text, 2018, "applications"))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        pytest.param(["指标", "数量"], ["收到申请", "3"], id="labels in front"),
        pytest.param(["数量", "指标"], ["3", "收到申请"], id="labels behind"),
        pytest.param(["数量", "申请", "数量", "答复"], ["3", "当面申请", "2", "予以公开"], id="pairs of columns"),
    ],
)
def test_work_grows_with_the_rows(header: list[str], row: list[str]) -> None:
    work(header, row, ROWS)  # what the first reading keeps for later ones is no work of a longer table
    assert work(header, row, 2 * ROWS) < MOST * work(header, row, ROWS)


def test_work_grows_with_the_lists_beside_each_other() -> None:
    def work_for(lists: int) -> int:
        rows = [["收到申请", "3"] * lists, ["答复申请", "2"] * lists]
        (table,) = laid_out(rows).tables
        return calls(lambda: runs_beside_each_other(rows_of(table)))

    work_for(ROWS)
    assert work_for(2 * ROWS) < MOST * work_for(ROWS)
