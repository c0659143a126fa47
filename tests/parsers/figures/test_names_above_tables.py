"""Names of different cases above tables in a row, which are one of each."""

from __future__ import annotations

import pytest

from tests.parsers.figures.own_tables import laid_out, read_tables
from tests.parsers.figures.written import written

TITLES = ["指标", "数量"]
FIRST = [TITLES, ["维持", "6"], ["纠正", "3"]]
SECOND = [TITLES, ["维持", "4"], ["纠正", "1"]]
MORE = [TITLES, ["尚未审结", "2"]]
"""What goes on with the first, behind its own titles."""
OF_REVIEW = ["review.upheld 6", "review.corrected 3"]
OF_SUITS = ["litigation.upheld 4", "litigation.corrected 1"]


@pytest.mark.parametrize(
    ("blocks", "figures"),
    [
        pytest.param(["行政复议", "行政诉讼", FIRST, SECOND], [*OF_REVIEW, *OF_SUITS], id="one of each"),
        pytest.param(["行政诉讼", "行政复议", SECOND, FIRST], [*OF_SUITS, *OF_REVIEW], id="in the other order"),
        pytest.param(["行政诉讼", "行政复议", FIRST], OF_REVIEW, id="one alone has the nearest"),
        pytest.param(
            ["行政诉讼", "行政复议", FIRST, MORE], [*OF_REVIEW, "review.pending 2"], id="one alone on two pages"
        ),
        pytest.param(["行政诉讼", "行政复议", FIRST, SECOND, FIRST], [], id="more tables than names"),
        pytest.param(["行政复议", FIRST, "行政诉讼", SECOND], [*OF_REVIEW, *OF_SUITS], id="each above its own"),
        pytest.param(["行政复议", "单位：件", FIRST], OF_REVIEW, id="a name and a unit"),
    ],
)
def test_names_of_cases_above_tables(blocks: list[str | list[list[str]]], figures: list[str]) -> None:
    reading = read_tables(laid_out(*blocks), 2021, "review_litigation")
    assert [written(figure, 2021) for figure in reading.figures] == figures
