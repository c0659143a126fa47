"""Columns of a form in the order of their titles, read line by line."""

from __future__ import annotations

import pytest

from parsers.figures.forms.proceedings import _in_order
from parsers.figures.forms.title_order import order_of_titles
from parsers.figures.grid import GridRow
from parsers.model import Cell, PlacedCell, Span

SPANNING = {"自然人": "自然人", "企业": "法人", "科研": "法人", "总计": "总计"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("自然人 法人 总计 企业 科研", "自然人 企业 科研 总计", id="the form's order"),
        pytest.param("总计 法人 自然人 科研 企业", "总计 科研 企业 自然人", id="another order"),
        pytest.param("法人 企业 科研 自然人 总计", "企业 科研 自然人 总计", id="columns behind their spanning title"),
        pytest.param("申请人 法人 自然人 总计 企业 科研", "企业 科研 自然人 总计", id="other words among them"),
        pytest.param("自然人 总计 企业 科研", None, id="a spanning title that is lost"),
        pytest.param("自然人 法人 总计 企业", None, id="a column that is lost"),
        pytest.param("自然人 法人 总计 企业 科研 科研", None, id="a column that is named twice"),
    ],
)
def test_the_order_of_titles(said: str, expected: str | None) -> None:
    assert order_of_titles(SPANNING, said.split()) == (expected.split() if expected else None)


REVIEW, DIRECT, AFTER = "行政复议", "行政诉讼/未经复议直接起诉", "行政诉讼/复议后起诉"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("行政复议 行政诉讼|未经复议直接起诉 复议后起诉", (REVIEW, DIRECT, AFTER), id="the form's order"),
        pytest.param("行政诉讼 行政复议|未经复议直接起诉 复议后起诉", (DIRECT, AFTER, REVIEW), id="litigation first"),
        pytest.param("行政诉讼 行政复议|复议后起诉 未经复议直接起诉", (AFTER, DIRECT, REVIEW), id="all turned round"),
        pytest.param("行政诉讼|未经复议直接起诉 复议后起诉|行政复议", (DIRECT, AFTER, REVIEW), id="below the others"),
        pytest.param("说明|行政诉讼 行政复议|复议后起诉 未经复议直接起诉", (AFTER, DIRECT, REVIEW), id="other words"),
        pytest.param("行政复议 行政诉讼", (REVIEW, DIRECT, AFTER), id="some are lost, the others in the form's order"),
        pytest.param("复议后起诉", (REVIEW, DIRECT, AFTER), id="one alone"),
        pytest.param("说明", (REVIEW, DIRECT, AFTER), id="none of them"),
        pytest.param("行政诉讼 行政复议", (), id="some are lost, the others in another order"),
        pytest.param("复议后起诉 未经复议直接起诉", (), id="two kinds in another order"),
        pytest.param("复议后起诉 行政复议", (), id="two kinds in another order, one of which stands alone"),
    ],
)
def test_the_order_of_kinds_of_proceedings(said: str, expected: tuple[str, ...]) -> None:
    titles = [
        GridRow([PlacedCell(Cell(text, row, column), Span(0, 1)) for column, text in enumerate(texts.split())])
        for row, texts in enumerate(said.split("|"))
    ]
    assert tuple(_in_order(titles, "2021")) == expected
