"""Rows that only number the columns, told from rows of numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.figures.grid import is_numbering, rows_of
from tests.parsers.figures.own_tables import laid_out


@pytest.mark.parametrize(
    ("cells", "numbers_columns"),
    [
        (["甲", "1", "2", "3"], True),
        (["栏次", "1", "2", "3"], True),
        (["甲", "乙", "1"], True),
        (["甲", "乙", "丙", "1", "2"], True),
        (["甲", "乙", "2", "3"], False),
        (["乙", "丙", "1", "2"], False),
        (["甲", "1"], False),
        (["收到申请", "件", "1"], False),
        (["甲", "乙", "丙"], False),
    ],
)
def test_rows_that_number_the_columns(cells: Sequence[str], numbers_columns: bool) -> None:
    (table,) = laid_out([cells]).tables
    (row,) = rows_of(table)
    assert is_numbering(row) is numbers_columns
