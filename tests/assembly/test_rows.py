"""Rows of what was read of one report."""

from __future__ import annotations

import dataclasses

import pytest

from assembly.rows import indicator_row
from parsers.model import OnPage
from tests.assembly.test_reports import report


@pytest.mark.parametrize(
    ("on_page", "page", "box"), [(OnPage(2, (10, 20, 30, 40)), 2, (10, 20, 30, 40)), (None, None, ())]
)
def test_a_figure_that_stands_on_a_page_says_where(
    on_page: OnPage | None, page: int | None, box: tuple[int, ...]
) -> None:
    content = report("a", "芜湖市", 2021, 688, 5, 20).report
    row = indicator_row(content, dataclasses.replace(content.figures[0], on_page=on_page))
    assert (row.page, row.box) == (page, box)
