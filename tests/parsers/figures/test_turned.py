"""Tables of a form are turned only where their titles stand beside the numbers."""

from __future__ import annotations

import dataclasses

import pytest

from parsers.figures.forms.turned import upright
from tests.parsers.figures.own_tables import laid_out

OUTCOMES = ["（一）予以公开", "（二）部分公开", "2.重复申请"]
BESIDE = [["", *OUTCOMES], ["自然人", "3", "1", "0"], ["商业企业", "2", "0", "4"]]


@pytest.mark.parametrize(
    ("rows", "is_turned"),
    [
        pytest.param(BESIDE, True, id="applicants beside, outcomes above"),
        pytest.param(
            [["申请人", "结果", "件数"], *([kind, one, "3"] for kind in ("自然人", "商业企业") for one in OUTCOMES)],
            False,
            id="applicants and outcomes beside",
        ),
        pytest.param([*BESIDE[:2], ["商业企业", "2", "0", "4 →9"]], False, id="cells over places that no other fills"),
        pytest.param([*BESIDE[:2], ["商业企业 ↓9 →1", "2", "0", "4"]], False, id="cells over rows that none fills"),
    ],
)
def test_when_a_table_is_turned(rows: list[list[str]], is_turned: bool) -> None:
    (table,) = laid_out(rows).tables
    assert (upright(table) is not table) == is_turned


def test_a_table_with_a_cell_over_more_places_than_it_can_fill_is_not_turned() -> None:
    (table,) = laid_out(BESIDE).tables
    *cells, last = table.cells
    vast = dataclasses.replace(last, cell=dataclasses.replace(last.cell, row_span=10**9, column_span=10**9))
    vast_table = dataclasses.replace(table, cells=(*cells, vast))
    assert upright(vast_table) is vast_table
