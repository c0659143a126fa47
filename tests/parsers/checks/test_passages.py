"""Where checks look for words: in running text, and not in the rows of tables."""

from __future__ import annotations

import pytest

from parsers.checks.passages import amount_of, paragraphs
from parsers.text.numbers import find_quantities

TEXT = "一、概述\n\n项目 | 数量\n收到申请12件。\n"


def test_paragraphs_are_the_lines_that_are_no_rows_of_a_table() -> None:
    assert [TEXT[span.start : span.end] for span in paragraphs(TEXT)] == ["一、概述", "收到申请12件。"]
    assert list(paragraphs("")) == []


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("公开信息240条", 240, 240), ("约240条", 216, 264), ("近240条", 216, 240), ("240余条", 240, 264)],
)
def test_how_far_a_number_of_the_text_reaches(words: str, low: float, high: float) -> None:
    [quantity] = find_quantities(words)
    amount = amount_of(quantity)
    assert (amount.low, amount.high) == pytest.approx((low, high))
