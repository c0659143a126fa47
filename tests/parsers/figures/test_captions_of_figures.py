"""Captions of charts, which stand below the table of their numbers (图1), while those of tables stand above."""

from __future__ import annotations

import pytest

from parsers.figures.own_tables.captions import Captions
from parsers.model import Paragraph, Table
from parsers.text.layout import lay_out
from tests.parsers.figures.own_tables import cells_of, laid_out, read_tables
from tests.parsers.figures.written import written

TABLE = [["渠道", "数量"], ["网站", "12"]]


def captions(*blocks: str) -> list[list[str]]:
    """The captions of the tables (T) among lines."""
    text = laid_out(*[TABLE if one == "T" else one for one in blocks])
    found = Captions(text)
    return [found.of(table) for table in text.tables]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(["全年公开情况良好。", "T", "图1 各渠道"], [["图1各渠道"]], id="one"),
        pytest.param(["公开平稳。全年情况如下。", "T"], [["全年情况如下"]], id="a sentence that announces it"),
        pytest.param(["申请办理情况（单位：件）。", "T"], [["申请办理情况(单位:件)"]], id="a sentence with its unit"),
        pytest.param(["各渠道数量见下表（单位：条）。", "T"], [["各渠道数量见下表(单位:条)"]], id="both"),
        pytest.param(["今年收到申请9件，情况见下表。", "T"], [[]], id="a sentence of several clauses"),
        pytest.param(["2016年，各渠道数量如下表。", "T"], [["2016年,各渠道数量如下表"]], id="a clause behind the year"),
        pytest.param(["措施如下。一是公开。", "T"], [[]], id="a sentence behind one that announces"),
        pytest.param(["牵头单位：市府办。", "T"], [[]], id="a body and no unit"),
        pytest.param(["T", "图1 类别", "T", "图2 渠道", "其他情况。"], [["图1类别"], ["图2渠道"]], id="several"),
        pytest.param(["（一）公开渠道", "T", "图1 渠道"], [["图1渠道", "(一)公开渠道"]], id="below a heading"),
        pytest.param(["2016年情况如下：", "T", "图1 2015年"], [["2016年情况如下:"]], id="an announced table"),
        pytest.param(
            ["情况如下：", "T", "图1 类别", "T", "图2 渠道"], [["图1类别", "情况如下:"], ["图2渠道"]], id="all"
        ),
        pytest.param(["T", "图1 渠道："], [["图1渠道:"]], id="a colon below"),
        pytest.param(["表1 类别", "T", "图1 渠道"], [["表1类别"]], id="a table in front of a picture"),
        pytest.param(["图1 类别", "T", "图2 渠道", "T"], [["图1类别"], ["图2渠道"]], id="above"),
        pytest.param(["图1 类别", "T", "图2 渠道"], [["图1类别"]], id="above, and a picture"),
        pytest.param(["T", "图1 类别", "T"], [[], ["图1类别"]], id="between two"),
        pytest.param(["T", "图1 类别", "其他情况。", "T"], [["图1类别"], []], id="one, and another without any"),
        pytest.param(["T", "T", "图1 渠道"], [[], ["图1渠道"]], id="one behind two"),
        pytest.param(["T", "图书馆接待情况"], [[]], id="no caption"),
        pytest.param(["T", "图1说明各渠道的公开数量。"], [[]], id="a sentence"),
        pytest.param(["T", "全年公开情况", "图1 渠道"], [[]], id="a line between"),
    ],
)
def test_what_a_table_is_of(blocks: list[str], expected: list[list[str]]) -> None:
    assert captions(*blocks) == expected


def test_the_caption_of_a_picture_below_a_table_is_none_of_the_table() -> None:
    text = lay_out([Table(tuple(cells_of(TABLE))), Paragraph("图1 渠道", below_picture=True)])
    assert Captions(text).of(text.tables[0]) == []


def test_the_line_above_says_of_which_year_the_numbers_are() -> None:
    table = [["指标", "件数"], ["收到申请数", "12"]]
    text = laid_out("（一）2016年收到申请情况", table, "图1 2015年收到申请情况")
    found = read_tables(text, 2016, "applications")
    assert [written(figure, 2016) for figure in found.figures] == ["applications.received.total 12"]
