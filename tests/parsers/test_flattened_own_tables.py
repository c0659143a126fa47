"""Tables of an office's own making that a copy has flattened to lines."""

from __future__ import annotations

import pytest

from parsers.blocks.flattened.own_tables import with_own_tables
from parsers.model import Block, Paragraph, Table


def lines(*texts: str) -> list[Block]:
    return [Paragraph(text) for text in texts]


def rows(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[cell.text for cell in row] for row in block.rows()]


TITLES = ("指标名称", "计量单位", "代码", "本年度", "历年累计")
CELLS = ("收到申请数", "件", "01", "12", "30", "当面申请数", "件", "02", "—", "8", "答复数", "件", "03", "11", "28")


@pytest.mark.parametrize("gap", ["  ", "\u3000", "\t", "\xa0\xa0\xa0"])
def test_rows_that_wide_gaps_part(gap: str) -> None:
    text = [
        gap.join(row)
        for row in (["类别", "数量", "占比"], ["概况", "12", "40%"], ["动态", "1,3", "—"], ["合计", "30条", "100%"])
    ]
    before, table, after = with_own_tables(lines("分类如下：", *text, "各项工作平稳。"))
    assert (before, after) == (Paragraph("分类如下："), Paragraph("各项工作平稳。"))
    assert rows(table) == [
        ["类别", "数量", "占比"],
        ["概况", "12", "40%"],
        ["动态", "1,3", "—"],
        ["合计", "30条", "100%"],
    ]


def test_rows_without_titles() -> None:
    (table,) = with_own_tables(lines("门户网  12条", "广播  3条", "橱窗  4条"))
    assert rows(table) == [["门户网", "12条"], ["广播", "3条"], ["橱窗", "4条"]]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("网站  12条", "公报  3条"), id="two rows"),
        pytest.param(("网站 12条", "公报 3条", "其他 4条"), id="single spaces"),
        pytest.param(("网站  12条", "公报  3条  1%", "其他  4条"), id="rows of several lengths"),
        pytest.param(("公开信息。  12条", "收到申请，  3条", "其他：  4条"), id="sentences"),
        pytest.param(("网站  若干", "公报  若干", "其他  若干"), id="words behind words"),
        pytest.param(("网站  —", "公报  —", "其他  —"), id="no number at all"),
        pytest.param(("1  12", "2  3", "3  4"), id="numbers in front"),
        pytest.param(("张三  主任", "网站  12条", "公报  3条"), id="a title without rows enough"),
        pytest.param(
            ("主动公开政府信息数  12", "收到申请数  3", "申请答复数  4"),
            id="an official form, which others put together",
        ),
    ],
)
def test_lines_that_are_no_rows(texts: tuple[str, ...]) -> None:
    blocks = lines(*texts)
    assert with_own_tables(blocks) == tuple(blocks)


def test_headings_and_what_stands_beside_the_report_are_no_rows() -> None:
    heading, aside = Paragraph("网站  12条", heading=True), Paragraph("网站  12条", aside=True)
    for other in (heading, aside):
        blocks = [other, *lines("公报  3条", "其他  4条")]
        assert with_own_tables(blocks) == tuple(blocks)


def test_cells_below_each_other() -> None:
    cells = (
        "网站专栏访问量",
        "人次",
        "01",
        "12",
        "30",
        "现场接待人数",
        "人次",
        "02",
        "—",
        "8",
        "咨询电话数",
        "件",
        "03",
        "1",
        "2",
    )
    table, after = with_own_tables(lines(*TITLES, *cells, "说明"))
    assert rows(table) == [list(TITLES), *(list(cells[start : start + 5]) for start in (0, 5, 10))]
    assert after == Paragraph("说明")


@pytest.mark.parametrize(
    ("titles", "cells"),
    [
        pytest.param(TITLES, CELLS[:10], id="two rows"),
        pytest.param(("指标名称", "嘎嘎", "代码", "本年度", "历年累计"), CELLS, id="an unknown title"),
        pytest.param(("计量单位", "代码", "本年度"), ("12", "件", "01") * 3, id="no title of labels"),
        pytest.param(TITLES, (*CELLS[:6], "01", *CELLS[7:]), id="no unit where one is asked for"),
        pytest.param(TITLES, ("12", *CELLS[1:]), id="no label"),
    ],
)
def test_lines_that_are_no_cells(titles: tuple[str, ...], cells: tuple[str, ...]) -> None:
    blocks = lines(*titles, *cells)
    assert with_own_tables(blocks) == tuple(blocks)
