"""Several reports on one page: the first is read, the others are named; comparisons of years are no reports."""

from __future__ import annotations

import pytest

from knowledge.titles import Title, read_title
from parsers.body.others import first_report
from parsers.model import Block, Cell, Document, Paragraph, Table
from parsers.pipeline import parse

FIRST = """芜湖市人民政府2022年政府信息公开工作年度报告
本报告由芜湖市人民政府办公室编制，所列数据的统计期限自2022年1月1日起至2022年12月31日止。
一、总体情况
2022年，全市主动公开政府信息81245条，收到政府信息公开申请1317件，均已答复。
二、存在的主要问题及改进情况
公开还不够及时，下一步将加强培训。未发生行政复议、行政诉讼，未收取费用。
"""
OTHER_YEAR = FIRST.replace("2022", "2021").replace("81245", "70001").replace("1317", "1200")
OTHER_BODY = FIRST.replace("芜湖市人民政府2022", "芜湖市教育局2022").replace("81245", "701").replace("1317", "12")


@pytest.mark.parametrize("other", [OTHER_YEAR, OTHER_BODY, OTHER_YEAR.partition("\n")[2]])
def test_of_two_reports_the_second_is_left_out_and_named(other: str) -> None:
    parsed = parse(Document(content=(FIRST + other).encode()))
    assert parsed.report is not None
    assert parsed.report.identity.report_id == "340200-2022"
    found = {figure.code: figure.value for figure in parsed.report.figures}
    assert found["disclosure.total"] == 81245
    assert found["applications.received.total"] == 1317
    assert "70001" not in parsed.report.text
    (flag,) = [flag for flag in parsed.flags if flag.kind == "other_report"]
    assert flag.subject == other.partition("\n")[0]
    assert len(flag.sentence) < 300


def test_a_table_in_the_first_report_hides_no_second_one() -> None:
    table = "制发规范性文件 | 6 |\n废止规范性文件 | 13 |\n"
    first = FIRST.replace("二、存在", f"{table}二、存在")
    parsed = parse(Document(content=(first + OTHER_YEAR).encode()))
    assert parsed.report is not None
    assert "70001" not in parsed.report.text
    assert [flag.kind for flag in parsed.flags if flag.kind == "other_report"] == ["other_report"]


@pytest.mark.parametrize(
    "behind",
    ["", "芜湖市人民政府2021年政府信息公开工作年度报告\n芜湖市人民政府2020年政府信息公开工作年度报告\n", FIRST],
    ids=["nothing", "links", "the same again"],
)
def test_links_and_copies_are_no_other_reports(behind: str) -> None:
    parsed = parse(Document(content=(FIRST + behind).encode()))
    assert parsed.report is not None
    assert [flag.kind for flag in parsed.flags if flag.kind == "other_report"] == []


def test_two_years_side_by_side_are_no_report() -> None:
    lines = zip(FIRST.splitlines()[1:], OTHER_YEAR.splitlines()[1:], strict=True)
    sheet = "芜湖市政务公开工作一览\n" + "\n".join("\n".join(dict.fromkeys(pair)) for pair in lines)
    parsed = parse(Document(content=sheet.encode()))
    assert parsed.outcome == "rejected"
    assert (
        parsed.reason
        == "The document sets the reports on 2021 and 2022 side by side; its figures belong to several years."
    )


TABLE = Table((Cell("甲", 0, 0), Cell("1", 0, 1)))


def titled(words: str) -> Title:
    title = read_title(words)
    assert title is not None
    return title


@pytest.mark.parametrize(
    ("title", "line", "is_other"),
    [
        ("芜湖市教育局2016年政府信息公开年报", "芜湖市民政局2016年政府信息公开年报", True),
        ("芜湖市教育局2016年政府信息公开年报", "教育局2016年政府信息公开年报", False),
        ("教育局2016年政府信息公开年报", "芜湖市教育局2016年政府信息公开年报", False),
        ("芜湖市教育局2016年政府信息公开年报", "统计期限为2015年1月1日至12月31日", True),
        ("芜湖市教育局2016年政府信息公开年报", "统计期限为2016年1月1日至12月31日", False),
        ("芜湖市教育局政府信息公开年报", "统计期限为2016年1月1日至12月31日", False),
    ],
)
def test_another_report_begins_with_another_body_or_year(title: str, line: str, is_other: bool) -> None:
    blocks: list[Block] = [*map(Paragraph, ("一、概述", "二、申请", line)), TABLE, Paragraph("一、概述")]
    kept, begins = first_report(blocks, titled(title))
    assert (len(kept), begins) == ((2, line) if is_other else (5, ""))


@pytest.mark.parametrize(("n_between", "is_other"), [(11, True), (12, False)])
def test_the_first_heading_of_another_report_stands_near_its_title(n_between: int, is_other: bool) -> None:
    line = "芜湖市民政局2016年政府信息公开年报"
    lead = [Paragraph("本局认真贯彻落实条例。")] * n_between
    blocks: list[Block] = [*map(Paragraph, ("一、概述", "二、申请", line)), *lead, Paragraph("一、概述")]
    assert (first_report(blocks, titled("芜湖市教育局2016年政府信息公开年报"))[1] == line) == is_other
