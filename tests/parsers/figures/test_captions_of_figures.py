"""Captions of charts, which stand below the table of their numbers (图1), while those of tables stand above."""

from __future__ import annotations

import pytest

from parsers.figures.own_tables.captions import Captions
from parsers.model import Block, Paragraph, Table
from parsers.text.layout import lay_out
from tests.parsers.figures.test_own_tables import cells_of

TABLE = Table(tuple(cells_of([["渠道", "数量"], ["网站", "12"]])))


def captions(*blocks: str) -> list[list[str]]:
    """The captions of the tables (T) among lines."""
    laid_out: list[Block] = [TABLE if one == "T" else Paragraph(one) for one in blocks]
    text = lay_out(laid_out)
    found = Captions(text)
    return [found.of(table) for table in text.tables]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(["全年公开情况如下。", "T", "图1 各渠道"], [["图1各渠道"]], id="one"),
        pytest.param(["T", "图1 类别", "T", "图2 渠道", "其他情况。"], [["图1类别"], ["图2渠道"]], id="several"),
        pytest.param(["（一）公开渠道", "T", "图1 渠道"], [["(一)公开渠道", "图1渠道"]], id="below a heading"),
        pytest.param(["表1 类别", "T", "图1 渠道"], [["表1类别"]], id="a table in front of a picture"),
        pytest.param(["图1 类别", "T", "图2 渠道", "T"], [["图1类别"], ["图2渠道"]], id="above"),
        pytest.param(["图1 类别", "T", "图2 渠道"], [["图1类别"]], id="above, and a picture"),
        pytest.param(["T", "图1 类别", "T"], [[], ["图1类别"]], id="between two"),
        pytest.param(["T", "图书馆接待情况"], [[]], id="no caption"),
        pytest.param(["T", "图1说明各渠道的公开数量。"], [[]], id="a sentence"),
        pytest.param(["T", "全年公开情况", "图1 渠道"], [[]], id="a line between"),
    ],
)
def test_what_a_table_is_of(blocks: list[str], expected: list[list[str]]) -> None:
    assert captions(*blocks) == expected
