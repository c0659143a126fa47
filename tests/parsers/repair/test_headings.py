"""Headings that a copy has parted from their number, and numbers that have lost a character."""

from __future__ import annotations

import pytest

from parsers.model import Block, Cell, Paragraph, Table
from parsers.repair.headings import rejoin_headings, renumber_headings
from parsers.repair.log import RepairLog

LINE = "本年度各项工作有序开展。"
LONG = "全年共举办了多期业务培训班并对各镇各部门进行了逐一的指导和考核"
"""31 characters, and no end of a sentence."""


def table() -> Table:
    return Table((Cell("甲", 0, 0),))


def told(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "table" for block in blocks]


@pytest.mark.parametrize(
    ("before", "after", "is_joined"),
    [
        pytest.param("一、", "概述", True, id="a line"),
        pytest.param("一、", "述" * 60, True, id="the longest line without a sentence"),
        pytest.param("一、", "述" * 61, False, id="a longer one"),
        pytest.param("一、", "述" * 61 + "。", True, id="a sentence"),
        pytest.param("一、概述", "正文", False, id="no number alone"),
        pytest.param("一、", "二、", False, id="another number"),
        pytest.param("一、", "（一）概述", False, id="a line that has a number"),
    ],
)
def test_which_line_a_number_alone_belongs_to(before: str, after: str, is_joined: bool) -> None:
    log = RepairLog()
    blocks = rejoin_headings([Paragraph(LINE), Paragraph(before), Paragraph(after)], log)
    assert told(blocks) == [LINE, *([before + after] if is_joined else [before, after])]
    assert [(one.kind, one.count) for one in log.entries()] == [("broken_heading", 1)] * is_joined


def test_a_number_that_is_put_in_front_is_recorded_and_hides_none_behind_it() -> None:
    log = RepairLog()
    lines = ["一、", "概述", LINE, "二、", "公开"]
    assert told(rejoin_headings(list(map(Paragraph, lines)), log)) == ["一、概述", LINE, "二、公开"]
    assert [(one.kind, one.count, one.before, one.after) for one in log.entries()] == [
        ("broken_heading", 2, "一、\n概述", "一、概述")
    ]


def test_a_number_belongs_to_no_table_and_to_no_line_of_another_part_of_the_page() -> None:
    for behind in (table(), Paragraph("概述", aside=True)):
        blocks = (Paragraph("一、"), behind)
        assert rejoin_headings(blocks, RepairLog()) == blocks
    aside = rejoin_headings([Paragraph("一、", aside=True), Paragraph("概述", aside=True)], RepairLog())
    assert aside == (Paragraph("一、概述", aside=True),)


@pytest.mark.parametrize(
    ("lines", "restored"),
    [
        pytest.param(["一、概述", "、主动公开情况", "三、申请"], {1: "二、主动公开情况"}, id="between two"),
        pytest.param(["一、概述", "、主动公开情况"], {1: "二、主动公开情况"}, id="behind the last"),
        pytest.param(["、概述情况", "二、主动公开情况"], {0: "一、概述情况"}, id="before the second"),
        pytest.param(["、概述情况", "三、申请"], {}, id="before the third"),
        pytest.param(["、概述情况"], {}, id="alone"),
        pytest.param(["一、概述", "、主动公开情况", "四、其他"], {}, id="two numbers are missing"),
        pytest.param(["一、概述", "、主动公开情况", "二、申请"], {}, id="no number is missing"),
        pytest.param(
            ["一、概述", "、主动公开情况", "、申请情况", "四、其他", "、附件说明"],
            {4: "五、附件说明"},
            id="one that is open before one that is not",
        ),
        pytest.param(
            ["一、概述", "、主动公开情况", "三、申请", "、复议情况", "五、其他"],
            {1: "二、主动公开情况", 3: "四、复议情况"},
            id="two, each between two",
        ),
        pytest.param(["十、概述", "、主动公开情况"], {1: "十一、主动公开情况"}, id="a number of two characters"),
        pytest.param(["一、概述", "二主动公开情况", "三、申请"], {1: "二、主动公开情况"}, id="the mark alone is lost"),
        pytest.param(["一、概述", "二主动公开情况"], {}, id="the mark alone, and nothing behind it"),
        pytest.param(["一、概述", "五公开情况", "三、申请"], {}, id="a word that begins with another numeral"),
        pytest.param(["一、概述", "二是公开情况", "三、申请"], {}, id="a clause that counts"),
        pytest.param(["一、概述", "、主动公开。情况", "三、申请"], {}, id="a sentence"),
        pytest.param(["（一）领导", "（）组织", "（三）制度"], {1: "（二）组织"}, id="in brackets"),
        pytest.param(
            ["一、概述", "（一）领导", "（二）制度", "二、公开", "（）渠道", "（二）数量"],
            {4: "（一）渠道"},
            id="the first below another heading",
        ),
        pytest.param(["一、概述", "（一）领导", "二、公开", "（）渠道"], {}, id="alone below another heading"),
        pytest.param(["（）领导", "二、公开", "（二）渠道"], {}, id="the second is below another heading"),
        pytest.param(["（十三）领导", "（）组织"], {}, id="behind a number beyond the twelfth"),
    ],
)
def test_a_number_is_put_back_where_its_neighbours_leave_one_open(lines: list[str], restored: dict[int, str]) -> None:
    log = RepairLog()
    blocks = [Paragraph(text) for line in lines for text in (line, LINE)]
    expected = [text for at, line in enumerate(lines) for text in (restored.get(at, line), LINE)]
    assert told(renumber_headings(blocks, log)) == expected
    assert sum(one.count for one in log.entries()) == len(restored)
    assert {one.kind for one in log.entries()} <= {"lost_number"}


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        (LONG[:30], True),
        (LONG, False),
        *((f"{LONG}{mark}", True) for mark in "。；：！？”）"),
        *((f"{LONG}{mark}", False) for mark in "，、“（"),
        ("", True),
    ],
)
def test_a_line_that_goes_on_with_the_one_before_has_lost_no_number(before: str, begins: bool) -> None:
    lines = ["一、概述", before, "、主动公开情况", "三、申请", "、其他情况"]
    found = told(renumber_headings([Paragraph(line) for line in lines], RepairLog()))
    assert found == [*lines[:2], "二、主动公开情况" if begins else "、主动公开情况", "三、申请", "四、其他情况"]


def test_a_line_behind_a_long_heading_begins_anew() -> None:
    lines = ["一、概述", f"二、{LONG}", "、主动公开情况"]
    assert told(renumber_headings(list(map(Paragraph, lines)), RepairLog())) == [*lines[:2], "三、主动公开情况"]


def test_what_stands_beside_the_report_neither_has_nor_gives_a_number() -> None:
    aside = (Paragraph("一、概述"), Paragraph("、主动公开情况", aside=True), table(), Paragraph("三、申请"))
    assert renumber_headings(aside, RepairLog()) == aside
    given = (Paragraph("一、概述", aside=True), Paragraph("、主动公开情况"))
    assert renumber_headings(given, RepairLog()) == given


@pytest.mark.parametrize(("count", "is_restored"), [(20, True), (21, False)])
def test_very_many_headings_without_a_number_are_a_list_of_another_kind(count: int, is_restored: bool) -> None:
    lines = ["一、概述", *["、主动公开情况"] * count]
    found = told(renumber_headings([Paragraph(line) for line in lines], RepairLog()))
    assert found[1] == ("二、主动公开情况" if is_restored else "、主动公开情况")
