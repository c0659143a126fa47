"""Tables of an office's own making that a copy has flattened to lines."""

from __future__ import annotations

import pathlib
import tomllib
from collections.abc import Sequence
from typing import Any

import pytest

from knowledge.forms import LIST
from parsers.blocks.flattened.own_tables import with_own_tables
from parsers.blocks.plain import read_plain_text
from parsers.knowledge.forms import layout
from parsers.model import Block, Document, Paragraph, Table
from parsers.pipeline import parse
from parsers.repair.leaders import remove_leaders
from parsers.repair.log import RepairLog
from tests.parsers.figures.written import written

CASES = tomllib.loads(pathlib.Path(__file__).with_name("flattened_own_tables.toml").read_text(encoding="utf-8"))["case"]


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


@pytest.mark.parametrize(
    "cell",
    [
        *("暂无", "n/a", "不适用", "12（件）", "增加5", "件/次", "*", "12*", "1,3", "3.5万元", "−2"),
        *("50%", "10万", "12（含自然失效8件）", "增加1,3"),
    ],
)
@pytest.mark.parametrize("gap", ["\t", "  "])
def test_what_is_a_cell_of_a_table_is_one_in_lines(cell: str, gap: str) -> None:
    cells = [["类别", "数量", "说明数"], ["概况", cell, "4"], ["动态", "3", "5"], ["人事", "4", "6"]]
    (table,) = with_own_tables(lines(*map(gap.join, cells)))
    assert rows(table) == cells


@pytest.mark.parametrize("cell", ["暂无", "*", "12（件）", "增加5"])
def test_what_is_a_cell_of_a_table_is_one_in_lines_below_each_other(cell: str) -> None:
    texts = [
        "指标名称",
        "本年度",
        "上年度",
        *("网站访问量", cell, "3"),
        *("接待人数", "4", "5"),
        *("咨询电话数", "6", "7"),
    ]
    (table,) = with_own_tables(lines(*texts))
    assert rows(table) == [texts[start : start + 3] for start in range(0, 12, 3)]


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
        pytest.param(("序号\t嘎嘎\t数量", "1\t概况\t12", "2\t动态\t3"), id="two rows below titles that nobody knows"),
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


def test_rows_that_tabs_part_keep_their_blanks_and_units() -> None:
    text = ["指标\t单位\t本年\t上年", "其中：网站公开\t条\t12\t", "1.专项经费\t万元\t\t1.5"]
    table, after = with_own_tables(lines(*text, "说明"))
    assert rows(table) == [
        ["指标", "单位", "本年", "上年"],
        ["其中：网站公开", "条", "12", ""],
        ["1.专项经费", "万元", "", "1.5"],
    ]
    assert after == Paragraph("说明")


@pytest.mark.parametrize("in_front", ["其中：", "包括：", "1.", "（一）", "其中：1.", "（1）其中："])
def test_what_stands_in_front_of_labels(in_front: str) -> None:
    text = [f"{in_front}网站公开\t条\t12", "微博公开\t条\t3", "公报公开\t条\t4"]
    (table,) = with_own_tables(lines(*text))
    assert rows(table) == [line.split("\t") for line in text]


def test_years_in_rows_below_titles() -> None:
    text = ["年度\t收到\t答复", "2015年\t12\t11", "2016年\t9\t9"]
    (table,) = with_own_tables(lines(*text))
    assert rows(table) == [line.split("\t") for line in text]


def test_parts_of_a_year_in_rows() -> None:
    text = ["季度  条数", "1季度  12", "第二季度  3", "7-9月  5", "4季度  4", "全年  24"]
    (table,) = with_own_tables(lines(*text))
    assert rows(table) == [line.split("  ") for line in text]


def test_running_numbers_in_front_of_labels() -> None:
    text = ["序号\t类别\t条数", "1\t概况\t12", "2\t动态\t3", "3\t人事\t4"]
    (table,) = with_own_tables(lines(*text))
    assert rows(table) == [line.split("\t") for line in text]


@pytest.mark.parametrize("gap", ["\t", "    "])
def test_rows_of_a_form_below_titles_of_an_own_table(gap: str) -> None:
    cells = [
        ["指标", "2012年", "2011年"],
        ["收到申请数（件）", "37", "29"],
        ["当面申请数（件）", "8", "9"],
        ["申请答复数（件）", "36", "29"],
    ]
    (table,) = with_own_tables(lines(*map(gap.join, cells)))
    assert rows(table) == cells


def test_rows_of_a_form_are_not_cut_into_a_table_without_its_beginning() -> None:
    labels = ["收到申请数", "当面申请数", "申请答复数", "嘎嘎", "哈哈", "呵呵", "嘻嘻"]
    blocks = lines(*(f"{label}  12" for label in labels))
    assert with_own_tables(blocks) == tuple(blocks)


def test_a_report_that_holds_a_list_as_lines_leaves_its_rows_to_that_list() -> None:
    labels = [row.label for row in layout("2014", LIST)]
    blocks = lines("指标\t2014年", *(f"{label}\t{number}" for number, label in enumerate(labels)))
    assert with_own_tables(blocks) == tuple(blocks)


REPORT = """\
桃源县人民政府2012年政府信息公开工作年度报告
一、概述
2012年，我县政府信息公开工作平稳推进。
二、主动公开政府信息情况
指标\t单位\t本年\t上年
主动公开政府信息数\t条\t5214\t4870
其中：政府网站公开\t条\t4127\t3650
政务微博公开\t条\t210\t180
三、依申请公开政府信息办理情况
年度\t收到申请（件）\t答复（件）
2011年\t29\t29
2012年\t37\t36
四、保障情况
项目\t数量
政府信息公开专项经费\t62.5万元
专职人员\t3
查阅点\t12
"""


def test_a_report_whose_tables_came_as_lines_gives_their_figures_of_both_years() -> None:
    report = parse(Document(content=REPORT.encode())).report
    assert report is not None
    assert [written(figure, 2012) for figure in report.figures] == [
        "disclosure.total 5214",
        "disclosure.total@2011 4870",
        "disclosure.channel.website 4127",
        "disclosure.channel.website@2011 3650",
        "disclosure.channel.weibo 210",
        "disclosure.channel.weibo@2011 180",
        "applications.received.total@2011 29",
        "applications.answered.total@2011 29",
        "applications.received.total 37",
        "applications.answered.total 36",
        "capacity.budget 62.5",
        "capacity.staff.full_time 3",
        "capacity.reading_points 12",
    ]
    assert report.unread == ()


ROWS = ["主动公开政府信息数  条  236", "其中：全文电子化信息数  条  230", "收到申请总数  件  6", "咨询总数  人次  132"]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ("指  标      单位      数值", ["指标", "单位", "数值"]),
        ("指  标      单  位      数  值", ["指标", "单位", "数值"]),
        ("指　标　　　单位　　数值", ["指标", "单位", "数值"]),
        ("统  计  指  标        单位    数值", ["统计指标", "单位", "数值"]),
        ("指  标  单位  数值", ["指标", "单位", "数值"]),
    ],
)
def test_titles_whose_characters_are_spaced_out(titles: str, expected: list[str]) -> None:
    (table,) = with_own_tables(lines(titles, *ROWS))
    assert rows(table)[0] == expected
    assert len(rows(table)) == 5


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param("指  标  单  位  数  值", id="gaps alike"),
        pytest.param("指  标  名称      单位      数值", id="a word of two characters"),
        pytest.param("单位      数值", id="too few"),
    ],
)
def test_titles_that_nobody_can_put_together(titles: str) -> None:
    assert not any(isinstance(block, Table) for block in with_own_tables(lines(titles, *ROWS)))


def test_labels_whose_characters_are_spaced_out() -> None:
    texts = [
        "类  别      数量      占比",
        "概  况      12      40%",
        "动  态      18      60%",
        "合  计      30      100%",
    ]
    (table,) = with_own_tables(lines(*texts))
    assert [row[0] for row in rows(table)] == ["类别", "概况", "动态", "合计"]


def test_white_space_of_another_kind_between_gaps() -> None:
    (table,) = with_own_tables(lines("类别  数量", "概况  \u2003  12", "动态  18", "合计  30"))
    assert len(rows(table)) == 4


NUMBERED = ["序号\t单位名称\t公开（条）\t备注", "1\t双溪镇\t312\t", "2\t仁首镇\t268\t含省级试点"]


@pytest.mark.parametrize("total", ["合计\t580", "\t合计\t580\t"])
def test_a_total_below_numbered_rows_that_have_remarks(total: str) -> None:
    (table,) = with_own_tables(lines(*NUMBERED, total))
    assert rows(table)[1:] == [
        ["1", "双溪镇", "312", ""],
        ["2", "仁首镇", "268", "含省级试点"],
        ["", "合计", "580", ""],
    ]


def test_words_in_a_column_of_numbers_end_the_table() -> None:
    table, line = with_own_tables(lines(*NUMBERED, "3\t宝峰镇\t未统计在内的\t"))
    assert (len(rows(table)), line) == (3, Paragraph("3\t宝峰镇\t未统计在内的\t"))


def test_a_line_that_lacks_a_cell_below_rows_without_numbers_is_shorter_at_its_end() -> None:
    (table,) = with_own_tables(lines("类别\t数量\t占比", "概况\t12\t40%", "动态\t18\t60%", "人事\t0"))
    assert rows(table)[-1] == ["人事", "0", ""]


def test_words_below_the_title_of_who_answers_for_a_row() -> None:
    texts = ["指标名称\t数量\t牵头单位", "公开信息\t12\t办公室", "举办培训\t3\t人事科", "接待来访\t40\t信访科"]
    (table,) = with_own_tables(lines(*texts))
    assert rows(table) == [text.split("\t") for text in texts]


def test_cells_that_tabs_part_are_no_words_whose_characters_are_spaced_out() -> None:
    table, line = with_own_tables(lines("类别\t数量", "概况\t12", "动态\t18", "人事\t0", "甲\t乙\t5"))
    assert (len(rows(table)), line) == (4, Paragraph("甲\t乙\t5"))


def test_rows_that_tabs_part_below_titles_that_spaces_part() -> None:
    texts = ["概况\t12\t40%", "动态\t18\t60%", "人事\t0\t0%"]
    (table,) = with_own_tables(lines("类别    数量    占比", *texts))
    assert rows(table) == [["类别", "数量", "占比"], *(text.split("\t") for text in texts)]


def test_a_rule_below_rows_that_have_no_known_titles_belongs_to_them() -> None:
    (table,) = with_own_tables(lines("门户网  12条", "广播  3条", "橱窗  4条", "--------"))
    assert len(rows(table)) == 3


@pytest.mark.parametrize(("count", "is_filled"), [(8, True), (9, False)])
def test_blank_cells_are_looked_for_in_tables_of_few_columns(count: int, is_filled: bool) -> None:
    titles = ["类别", *(f"{2000 + number}年" for number in range(count - 1))]
    cells = [["概况", *["12"] * (count - 1)], ["动态", *["13"] * (count - 1)], ["人事", *["14"] * (count - 1)]]
    last = ["财政", "12", "", *["15"] * (count - 3)]
    texts = ["".join(_padded(cell) for cell in row) for row in (titles, *cells, last)]
    found = with_own_tables(lines(*texts))
    assert len(found) == (1 if is_filled else 2)
    if is_filled:
        assert rows(found[0])[-1] == last


def _padded(cell: str) -> str:
    """A cell in ten columns of letters, of which a Chinese character takes two."""
    return cell + " " * (10 - sum(1 if character.isascii() else 2 for character in cell))


def test_another_table_below_rows_that_have_remarks() -> None:
    other = Table(())
    found = with_own_tables([*lines(*NUMBERED), other])
    assert len(found) == 2
    assert found[1] is other


LISTED = (
    "指标                  单位        2012年      2013年",
    "主动公开信息数        条          98          126",
    "收到申请数            件          2           4",
)
LAST_LISTED = "咨询人次              人次        30          4100"
FLUSH_RIGHT = (
    "指标                    单位      2012年      2013年",
    "主动公开信息数            条          98         126",
    "收到申请数                件           2           4",
)
LAST_FLUSH_RIGHT = "咨询人次              人次          30        4100"


@pytest.mark.parametrize(
    ("above", "line", "below", "expected"),
    [
        (LISTED, "网站公开信息数        条                      118", LAST_LISTED, ["条", "", "118"]),
        (LISTED, "网站公开信息数        条          118", LAST_LISTED, ["条", "118", ""]),
        (LISTED, "网站公开信息数                    90          118", LAST_LISTED, ["", "90", "118"]),
        (FLUSH_RIGHT, "网站公开信息数            条                     118", LAST_FLUSH_RIGHT, ["条", "", "118"]),
        (FLUSH_RIGHT, "网站公开信息数            条         118", LAST_FLUSH_RIGHT, ["条", "118", ""]),
        (FLUSH_RIGHT, "网站公开信息数            条          118", LAST_FLUSH_RIGHT, ["条", "118", ""]),
    ],
)
def test_blank_cells_where_columns_begin_or_end_below_their_titles(
    above: Sequence[str], line: str, below: str, expected: list[str]
) -> None:
    (table,) = with_own_tables(lines(*above, line, below))
    assert rows(table)[3:] == [["网站公开信息数", *expected], ["咨询人次", "人次", "30", "4100"]]


def test_blank_cells_in_two_lines_below_each_other() -> None:
    blank = ["网站公开信息数                    90          118", "网站公开数            条                      118"]
    (table,) = with_own_tables(lines(*LISTED, *blank))
    assert rows(table)[3:] == [["网站公开信息数", "", "90", "118"], ["网站公开数", "条", "", "118"]]


def test_an_indented_line_with_a_blank_cell() -> None:
    (table,) = with_own_tables(lines(*LISTED, "网站公开数        条                      118", *LISTED[1:]))
    assert rows(table)[3] == ["网站公开数", "条", "", "118"]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([*LISTED, "网站公开信息数   条   118"], id="not below any title"),
        pytest.param([*LISTED, "网站公开信息数                                118"], id="one cell"),
        pytest.param([*FLUSH_RIGHT, "网站公开信息数            条           118"], id="too far to the right"),
        pytest.param(
            [
                "类别      2011年    2012年    2013年",
                *(f"{sort}      12        14        16" for sort in ("概况", "人事", "财政")),
                "动态      12        14",
            ],
            id="one of two places",
        ),
        pytest.param(
            [*LISTED, "咨  询  数            条                      118"], id="a label whose characters are spaced out"
        ),
        pytest.param(
            [*LISTED, "咨询数   人次   2   4", "网站公开信息数        条                      118"],
            id="below lines that do not stand below the titles",
        ),
    ],
)
def test_blank_cells_that_nobody_can_place(texts: list[str]) -> None:
    found = with_own_tables(lines(*texts))
    assert found[-1] == Paragraph(texts[-1])


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("合计\t\t7", ["合计", "", "7", ""]),
        ("合计\t\t7\t9", ["合计", "", "7", "9"]),
        ("合计\t7\t9", ["", "合计", "7", "9"]),
        ("\t合计\t7\t9", ["", "合计", "7", "9"]),
        ("合计\t2\t7\t9", ["合计", "2", "7", "9"]),
        ("3\t财政局\t7", ["3", "财政局", "7", ""]),
    ],
)
def test_a_total_that_stands_in_the_column_of_numbering(total: str, expected: list[str]) -> None:
    (table,) = with_own_tables(lines("序号\t部门\t收到\t答复", "1\t教育局\t3\t4", "2\t公安局\t4\t5", total))
    assert rows(table)[-1] == expected


def _written(block: Block) -> str | list[str]:
    return block.text if isinstance(block, Paragraph) else [" | ".join(row) for row in rows(block)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_stands_among_rows(case: dict[str, Any]) -> None:
    assert [_written(block) for block in with_own_tables(read_plain_text(case["text"]))] == case["blocks"]


GROUPED = """\
桃源县卫生局2012年政府信息公开工作年度报告
一、概述
2012年，我局政府信息公开工作平稳推进。
附：
指标名称            单位    2011年    2012年
----------------------------------------------
一、主动公开情况
主动公开信息数      条      180       1,216
二、依申请公开情况
收到申请总数        件      8         5
其中：1.当面申请数  件      5         5
2.传真申请数        件      —        0
对申请的答复总数    件      8         5
1.同意公开答复数    件      8         4
2.信息不存在数      件      0         1
三、行政复议情况
行政复议数          件      1         3
维持数              件      1         2
四、行政诉讼情况
维持数              件      0         1
----------------------------------------------
"""


def test_an_own_table_of_groups_gives_its_figures_of_all_groups() -> None:
    report = parse(Document(content=GROUPED.encode())).report
    assert report is not None
    assert [written(figure, 2012) for figure in report.figures] == [
        "disclosure.total@2011 180",
        "disclosure.total 1216",
        "applications.received.total@2011 8",
        "applications.received.total 5",
        "applications.received.in_person@2011 5",
        "applications.received.in_person 5",
        "applications.received.fax 0",
        "applications.answered.total@2011 8",
        "applications.answered.total 5",
        "applications.answered.granted@2011 8",
        "applications.answered.granted 4",
        "applications.answered.not_exist@2011 0",
        "applications.answered.not_exist 1",
        "review.total@2011 1",
        "review.total 3",
        "review.upheld@2011 1",
        "review.upheld 2",
        "litigation.upheld@2011 0",
        "litigation.upheld 1",
    ]
    assert report.unread == ()


def test_a_few_rows_of_the_list_below_titles_of_their_own_are_an_own_table() -> None:
    listed = [row for row in layout("2014", LIST) if row.code and not row.is_header]
    chosen = [row for place, row in enumerate(listed) if place % 4 == 0]
    texts = [f"{row.label}    {row.unit}    {place}" for place, row in enumerate(chosen)]
    (table,) = with_own_tables(lines("统计指标    单位    统计数", *texts))
    assert len(rows(table)) == len(chosen) + 1


NAMELESS = """\
桃源县卫生局2012年政府信息公开工作年度报告
一、概述
2012年，我局政府信息公开工作平稳推进。
附：
指标名称            单位    数量
一、收到申请
总数                件      9
当面申请            件      9
二、讲座情况
总数                件      4
三、答复申请
总数                件      零
"""


def test_the_heading_of_a_group_names_what_its_total_counts() -> None:
    report = parse(Document(content=NAMELESS.encode())).report
    assert report is not None
    assert [written(figure, 2012) for figure in report.figures] == [
        "applications.received.total 9",
        "applications.received.in_person 9",
        "applications.answered.total 0",
    ]


@pytest.mark.parametrize("leaders", ["………………", "......", " . . . . ", "······"])
def test_dots_that_lead_from_a_label_to_its_number_are_a_gap(leaders: str) -> None:
    texts = [f"{label}{leaders}{cell}" for label, cell in (("网站", "12条"), ("公报", "3条"), ("橱窗", "0条"))]
    log = RepairLog()
    (table,) = with_own_tables(remove_leaders(lines(*texts), log))
    assert rows(table) == [["网站", "12条"], ["公报", "3条"], ["橱窗", "0条"]]
    assert [(entry.kind, entry.count, entry.before) for entry in log.entries()] == [("leader_dots", 3, texts[0])]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("一、概述………………3", id="the number of a page"),
        pytest.param("还有许多……3条", id="an ellipsis"),
        pytest.param("网站………………若干条", id="no number"),
        pytest.param("………………3条", id="no label"),
    ],
)
def test_other_dots_stay(text: str) -> None:
    log = RepairLog()
    assert remove_leaders(lines(text), log) == (Paragraph(text),)
    assert not log.entries()


def test_a_few_cells_that_official_forms_name_are_a_table_where_no_form_is() -> None:
    cells = [
        "政府公报公开政府信息数",
        "条",
        "186",
        "政府网站公开政府信息数",
        "条",
        "204",
        "其他方式公开政府信息数",
        "条",
        "9",
    ]
    table, after = with_own_tables(lines("指标", "单位", "数量", *cells, "说明"))
    assert rows(table) == [["指标", "单位", "数量"], *(cells[start : start + 3] for start in (0, 3, 6))]
    assert after == Paragraph("说明")
