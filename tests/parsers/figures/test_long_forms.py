"""A table of a form with twice the rows takes about twice the work."""

from __future__ import annotations

import pytest

from parsers.figures.forms.grids import read_grids
from parsers.figures.forms.joined_rows import count_of_numbers
from parsers.model import Cell, PlacedCell, Span
from tests.parsers.counting import calls
from tests.parsers.figures.own_tables import laid_out

ROWS = 60
MOST = 2.6
"""How many times the calls a table of twice the rows may take; work that grows with the square takes four."""
APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def work(titles: list[str], rows: list[str], times: int) -> int:
    below = [[label, *["1"] * (len(titles) - 1)] for label in rows]
    text = laid_out([titles, *below * times])
    return calls(lambda: read_grids(text, 2021))


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        pytest.param(["项目", *APPLICANTS], ["（三）不予公开", "1.属于国家秘密"], id="headings of groups"),
        pytest.param(["项目", *APPLICANTS], ["（六）其他处理", "3.其他", "（七）总计"], id="labels of any group"),
        pytest.param(["类别", *OUTCOMES], ["未经复议直接起诉", "合计"], id="sums of suits"),
    ],
)
def test_work_grows_with_the_rows(titles: list[str], rows: list[str]) -> None:
    work(titles, rows, ROWS)  # what the first reading keeps for later ones is no work of a longer table
    assert work(titles, rows, 2 * ROWS) < MOST * work(titles, rows, ROWS)


def test_numbers_with_units_and_spaces_between_them_are_told_from_words() -> None:
    text = " ".join(f"{number}件" for number in range(24))
    assert count_of_numbers(PlacedCell(Cell(text, 0, 0), Span(0, 0))) == 24
    assert count_of_numbers(PlacedCell(Cell(f"{text} 共", 0, 0), Span(0, 0))) == 0
