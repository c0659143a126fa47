"""Place, agency, year and numbers of a report by what is left to tell them, through the whole of `parse`."""

from __future__ import annotations

import pytest

from parsers.model import Document, Parsed
from parsers.pipeline import parse

BODY = """一、概述
{opening}全市主动公开政府信息81245条，其中政府网站公开688条，群众较为满意。
二、依申请公开情况
收到政府信息公开申请1317件，共答复682件，没有发生行政复议和行政诉讼，没有收取费用。"""


def read(*head: str, opening: str = "", place: str | None = None) -> Parsed:
    text = "\n".join([*head, BODY.format(opening=opening)])
    return parse(Document(content=text.encode(), place=place))


def report_id(parsed: Parsed) -> str | None:
    return parsed.report.identity.report_id if parsed.report else None


@pytest.mark.parametrize(
    ("head", "opening", "expected"),
    [
        pytest.param(["芜湖市人民政府2015年政府信息公开工作年度报告"], "2016年，", "340200-2015", id="the title's"),
        pytest.param(["统计期限为2016年1月1日至2016年12月31日。"], "2017年，", "340200-2016", id="the period's"),
        pytest.param([], "2016年，", "340200-2016", id="the first that the text begins a sentence with"),
        pytest.param([], "2016年，工作平稳。2017年，", "340200-2016", id="the first of two"),
        pytest.param([], "按照2016年的要求，", None, id="none"),
    ],
)
def test_the_year_is(head: list[str], opening: str, expected: str | None) -> None:
    parsed = read(*head, opening=opening, place="340200")
    assert report_id(parsed) == expected
    assert expected or "no year" in (parsed.reason or "")


@pytest.mark.parametrize(
    ("head", "opening", "place", "expected"),
    [
        pytest.param(["芜湖市2016年政府信息公开年度报告"], "", "320200", "340200-2016", id="what the title names"),
        pytest.param(["2016年政府信息公开年度报告"], "", "340200", "340200-2016", id="the portal's code"),
        pytest.param(["2016年政府信息公开年度报告"], "", "芜湖市", "340200-2016", id="the portal's name"),
        pytest.param(["2016年政府信息公开年度报告"], "芜湖市", None, "340200-2016", id="what the text names"),
        pytest.param(["2016年政府信息公开年度报告"], "", None, None, id="none"),
        pytest.param(["2016年政府信息公开年度报告"], "", "999999", None, id="a code of no place"),
        pytest.param(
            ["朝阳区2016年政府信息公开年度报告"], "北京市", None, "110105-2016", id="that which the text helps"
        ),
        pytest.param(
            ["朝阳区2016年政府信息公开年度报告"], "", "220100", "220104-2016", id="that which the portal helps"
        ),
    ],
)
def test_the_place_is(head: list[str], opening: str, place: str | None, expected: str | None) -> None:
    parsed = read(*head, opening=opening, place=place)
    assert report_id(parsed) == expected
    assert expected or "which place" in (parsed.reason or "")


def test_a_zone_lies_where_it_is_named_after() -> None:
    parsed = read("襄阳高新技术产业开发区管理委员会2016年政府信息公开年度报告")
    assert parsed.report is not None
    identity = parsed.report.identity
    assert (identity.adcode, identity.level) == ("420600", "county")
    assert identity.suffix


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("芜政办〔2017〕12号", "芜政办〔2017〕12号"),
        ("芜政办 〔2017〕 12号", "芜政办〔2017〕12号"),
        ("芜政办〔201712号", "芜政办〔2017〕12号"),
        ("芜政办2017〕12号", "芜政办〔2017〕12号"),
        ("芜政办〔201612号", "芜政办〔2016〕12号"),
        ("芜政办〔201512号", None),
        ("芜政办〔201812号", None),
    ],
)
def test_a_lost_bracket_of_a_document_number_is_put_back_in_the_years_it_can_be_of(
    line: str, number: str | None
) -> None:
    parsed = read("芜湖市人民政府2016年政府信息公开工作年度报告", line)
    assert parsed.report is not None
    assert parsed.report.identity.doc_number == number


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("发布日期：2017-03-09", "2017-03-09"),
        ("成文日期：2017-03-09", "2017-03-09"),
        ("发布日期：2017-03-09 成文日期：2017-02-01", "2017-03-09"),
        ("发布日期：2016-12-30", "2016-12-30"),
        ("发布日期：2015-12-30", "None"),
        ("发布日期：2037-01-01", "None"),
        ("2037年1月1日", "None"),
        ("发布日期：2015-12-30 成文日期：2017-02-01", "2017-02-01"),
    ],
)
def test_a_report_is_published_in_its_year_or_later(line: str, date: str) -> None:
    parsed = read(line, "芜湖市人民政府2016年政府信息公开工作年度报告")
    assert parsed.report is not None
    assert str(parsed.report.identity.published_date) == date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("（2017年3月9日）", "2017-03-09"),
        ("2017年3月9日", "2017-03-09"),
        ("（二〇一七年三月九日）", "2017-03-09"),
        ("（2016年1月1日至2016年12月31日）", "None"),
        ("（2016年1月1日）", "None"),
        ("（2037年1月1日）", "None"),
    ],
)
def test_a_day_alone_below_the_title_is_when_a_report_was_published(line: str, date: str) -> None:
    parsed = read("芜湖市人民政府2016年政府信息公开工作年度报告", line)
    assert parsed.report is not None
    assert str(parsed.report.identity.published_date) == date


@pytest.mark.parametrize(("before", "is_read"), [(4, True), (5, False)])
def test_the_number_of_a_report_stands_alone_among_its_first_six_lines(before: int, is_read: bool) -> None:
    lines = ["芜湖市人民政府2016年政府信息公开工作年度报告", *["依法公开，便民利民"] * before]
    report = read(*lines, "芜政办〔2017〕12号").report
    assert report is not None
    assert report.identity.doc_number == ("芜政办〔2017〕12号" if is_read else None)


@pytest.mark.parametrize("line", ["各项工作平稳推进。", "主要工作如下："])
def test_a_day_alone_in_the_text_is_not_when_a_report_was_published(line: str) -> None:
    parsed = read("芜湖市人民政府2016年政府信息公开工作年度报告", line, "（2017年3月9日）")
    assert parsed.report is not None
    assert parsed.report.identity.published_date is None


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        pytest.param(["石门县林业局"], "石门县林业局", id="a body"),
        pytest.param(["石门县林业局2017年3月1日"], "石门县林业局", id="with a day"),
        pytest.param(["石门县林业局 2017.3.1"], "石门县林业局", id="with a day in figures"),
        pytest.param(["石门县林业局 二〇一七年三月一日"], "石门县林业局", id="with a day in Chinese"),
        pytest.param(["2017年3月1日 石门县林业局"], "石门县林业局", id="behind a day"),
        pytest.param(["编制单位：石门县林业局（盖章）"], "石门县林业局", id="behind a label"),
        pytest.param(["审核单位：石门县林业局"], None, id="behind the label of another office"),
        pytest.param(["石门县 林业局", "2017年3月1日"], "石门县林业局", id="above a day"),
        pytest.param(["石门县人民政府"], "石门县人民政府", id="the government"),
        pytest.param(["石门县"], None, id="a place alone"),
        pytest.param(["石门县林业局制定了制度并组织实施。"], None, id="a sentence"),
        pytest.param(["石门县财政局", "石门县林业局"], "石门县林业局", id="the last of two"),
        pytest.param(
            ["石门县林业局", "附件一", "附件二", "附件三", "附件四"], "石门县林业局", id="the fifth from the end"
        ),
        pytest.param(["石门县林业局", "附件一", "附件二", "附件三", "附件四", "附件五"], None, id="the sixth"),
        pytest.param(["石门县财政局", "石门县司法局", "石门县林业局"], None, id="three are a list"),
        pytest.param(
            ["石门县财政局", "石门县司法局", "石门县民政局", "石门县公安局", "石门县林业局"], None, id="a long list"
        ),
        pytest.param(["石门县林业局", "石门县林业局", "石门县林业局"], "石门县林业局", id="one name three times"),
        pytest.param(["石门县林业局", "抄送：石门县司法局"], "石门县林业局", id="above a receiver"),
        pytest.param(
            ["石门县林业局", "2017年3月1日", "抄送：", "石门县司法局", "常德市林业局"],
            "石门县林业局",
            id="above a list of receivers",
        ),
        pytest.param(["报：", "石门县司法局"], None, id="a receiver alone"),
        pytest.param(["石门县司法局："], None, id="a name before a colon"),
    ],
)
def test_a_name_alone_at_the_end_signs_a_report(tail: list[str], expected: str | None) -> None:
    text = "\n".join(["2016年政府信息公开年度报告", BODY.format(opening=""), *tail])
    report = parse(Document(content=text.encode(), place="430726")).report
    assert report is not None
    told = (report.identity.agency, report.identity.evidence[0].kind)
    assert told == ((expected, "signature") if expected else ("石门县人民政府", "portal"))
