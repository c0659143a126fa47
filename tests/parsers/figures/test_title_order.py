"""Columns of a form in the order of their titles, read line by line."""

from __future__ import annotations

import pytest

from parsers.figures.forms.title_order import order_of_titles

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
