"""Names of different cases above tables in a row, which are one of each."""

from __future__ import annotations

import pytest

from parsers.figures.forms.reading import read_forms
from tests.parsers.figures.own_tables import laid_out, read_tables
from tests.parsers.figures.written import written

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
TITLES = ["指标", "数量"]
FIRST = [TITLES, ["维持", "6"], ["纠正", "3"]]
SECOND = [TITLES, ["维持", "4"], ["纠正", "1"]]
MORE = [[TITLES, ["尚未审结", "2"]], [TITLES, ["其他结果", "0"]]]
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
            ["行政诉讼", "行政复议", FIRST, *MORE],
            [*OF_REVIEW, "review.pending 2", "review.other 0"],
            id="one alone on three pages",
        ),
        pytest.param(["行政诉讼", "行政复议", FIRST, MORE[0]], [], id="one, or one of each"),
        pytest.param(["行政诉讼", "行政复议", FIRST, SECOND, FIRST], [], id="more tables than names"),
        pytest.param(["行政复议", FIRST, "行政诉讼", SECOND], [*OF_REVIEW, *OF_SUITS], id="each above its own"),
        pytest.param(
            ["行政复议", "行政诉讼", "单位：件", FIRST, SECOND], [*OF_REVIEW, *OF_SUITS], id="one of each, and a unit"
        ),
        pytest.param(["行政复议", "单位：件", FIRST], OF_REVIEW, id="a name and a unit"),
    ],
)
def test_names_of_cases_above_tables(blocks: list[str | list[list[str]]], figures: list[str]) -> None:
    reading = read_tables(laid_out(*blocks), 2021, "review_litigation")
    assert [written(figure, 2021) for figure in reading.figures] == figures


@pytest.mark.parametrize("order", [1, -1])
def test_names_of_cases_above_tables_of_a_form(order: int) -> None:
    names, numbers = ["行政复议", "行政诉讼"], {"行政复议": "6", "行政诉讼": "4"}
    tables = [[list(OUTCOMES), [numbers[name], "1", "0", "2", str(int(numbers[name]) + 3)]] for name in names[::order]]
    text = laid_out(*names[::order], *tables)
    forms = read_forms(text, 2021)
    own = [table for table in text.tables if table not in forms.tables]
    found = read_tables(text, 2021, "review_litigation", tables=own)
    upheld = [written(one, 2021) for one in (*forms.figures, *found.figures) if one.code.endswith("upheld")]
    assert sorted(upheld) == ["litigation.upheld 4", "review.upheld 6"]
