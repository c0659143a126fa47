"""What each step finds or repairs reaches the report: the steps are tested by themselves elsewhere."""

from __future__ import annotations

import datetime as dt
import pathlib
import re
import tomllib
from typing import Any

import pytest

from assembly.reports import ParsedDocument, assemble
from parsers.model import Document, Flag, Parsed, ReportContent
from parsers.pipeline import parse
from parsers.text.fingerprint import likeness
from parsing.sources import Source
from storage import arrow_tables
from storage.schema import SNAPSHOT_TABLES
from tests.parsers.documents import documents, parsed
from tests.parsers.figures.sheets import as_html, filled
from tests.support import EXAMPLES

WRITTEN = tomllib.loads(pathlib.Path(__file__).with_name("wiring.toml").read_text(encoding="utf-8"))
CLEAN: str = WRITTEN["clean"].strip()
FIGURES = {
    "disclosure.total": 81245,
    "disclosure.channel.website": 688,
    "applications.received.total": 1317,
    "applications.answered.total": 682,
}
REPAIRED_PAGE = """<html><head>
<meta name="ArticleTitle" content="蕪湖市人民政府2016年政府信息公開工作年度報告">
<meta name="PubDate" content="２０１７-０３-０９"><meta name="ContentSource" content="蕪湖市人民政府辦公室">
</head><body><div>{body}</div></body></html>"""


def damaged(case: dict[str, Any]) -> bytes:
    text = case.get("document", CLEAN).strip()
    for clean, instead in case.get("replace", []):
        assert text.count(clean) == 1, clean
        text = text.replace(clean, instead)
    content: bytes = text.encode(case.get("encoded", "utf-8"))
    return content.decode(case["read_as"], errors="replace").encode() if "read_as" in case else content


def report_of(content: bytes, **known: str) -> ReportContent:
    result = parse(Document(content=content, **known))
    assert result.report is not None, result.reason
    return result.report


def values(report: ReportContent) -> dict[str, float]:
    return {figure.code: figure.value for figure in report.figures}


@pytest.mark.parametrize("case", WRITTEN["case"], ids=lambda case: case["damage"])
def test_damage_is_undone_in_the_report(case: dict[str, Any]) -> None:
    result = parse(Document(content=damaged(case)))
    assert result.report is not None, result.reason
    assert {repair.kind for repair in result.repairs} == set(case.get("repairs", []))
    for words in case.get("flags", []):
        assert [flag for flag in result.flags if words in flag.sentence], result.flags
    assert bool(result.flags) == ("flags" in case or "\ufffd" in result.report.text)
    for words in case.get("text", []):
        assert words in result.report.text
    if "text" not in case:
        assert result.report.text == CLEAN
        assert values(result.report) == FIGURES
        assert [section.heading for section in result.report.sections] == ["概述", "依申请公开情况"]


def test_every_repair_that_real_documents_need_has_a_case() -> None:
    needed = {repair.kind for path in documents() for repair in parsed(path).repairs}
    assert len(needed) > 5
    assert needed <= {kind for case in WRITTEN["case"] for kind in case.get("repairs", [])}


def test_what_the_head_of_a_page_says_is_repaired_too() -> None:
    """Title, agency and date stand in the page's tags only, in traditional script and full-width figures."""
    body = "".join(
        f"<p>{line}</p>"
        for line in (
            "一、概述",
            "2016年，主動公開政府信息81245條，其中政府網站公開688條，行政許可事項的辦結率達到新的水平，群眾滿意。",
            "二、依申請公開情況",
            "收到政府信息公開申請1317件，共答覆682件，沒有發生行政復議和行政訴訟，沒有收取費用。",
        )
    )
    identity = report_of(REPAIRED_PAGE.format(body=body).encode(), media_type="text/html").identity
    assert identity.title == "芜湖市人民政府2016年政府信息公开工作年度报告"
    assert identity.agency == "芜湖市人民政府"
    assert identity.published_date == dt.date(2017, 3, 9)
    assert identity.report_id == "340200-2016"


def test_a_second_body_and_its_differences_are_flagged() -> None:
    title, *body = CLEAN.splitlines()
    body = [line if len(line) < 20 else line + "这一段写得足够长，以便两份正文能够彼此对照辨认。" for line in body]
    again = [line.replace("1317件", "1371件") for line in body]
    result = parse(Document(content="\n".join([title, *body, *again]).encode()))
    assert result.report is not None
    assert Flag("second_body", "the body stands twice; the second copy was left out") in result.flags
    (difference,) = [flag.sentence for flag in result.flags if flag.kind == "second_body_differs"]
    assert "1371件" in difference
    assert values(result.report) == FIGURES
    (repeated,) = [finding for finding in result.report.findings if finding.rule_id == "C09"]
    assert not repeated.passed
    assert "1371件" in repeated.explanation


def test_a_single_body_is_not_flagged() -> None:
    assert parse(Document(content=CLEAN.encode())).flags == ()


@pytest.mark.parametrize(
    ("text", "place", "flag"),
    [
        pytest.param(f"{CLEAN}\n蚌埠市教育局\n2017年3月1日", None, ("other_publisher", "蚌埠市教育局"), id="signature"),
        pytest.param(CLEAN, "320200", ("other_place", "无锡市"), id="portal"),
        pytest.param(CLEAN, "340200", None, id="nothing"),
    ],
)
def test_what_speaks_against_the_publisher_is_flagged(
    text: str, place: str | None, flag: tuple[str, str] | None
) -> None:
    """In the document and in its report, by which copies are told from other bodies' reports."""
    result = parse(Document(content=text.encode(), place=place))
    assert result.report is not None
    for flags in (result.flags, result.report.flags):
        assert [(flag.kind, flag.subject) for flag in flags] == ([flag] if flag else [])


def test_personal_numbers_of_a_second_body_are_not_published() -> None:
    title, *body = CLEAN.splitlines()
    body = [line if len(line) < 20 else line + "这一段写得足够长，以便两份正文能够彼此对照辨认。" for line in body]
    body = [line.replace("详见", "联系人手机13812345678，详见") for line in body]
    again = [line.replace("13812345678", "13987654321") for line in body]
    content = "\n".join([title, *body, *again]).encode()
    source = Source("a", "file:a", "ingest", "file", None, None, None, None, 0)
    rows = assemble([ParsedDocument(source, len(content), parse(Document(content=content)))])
    assert [row.kind for row in rows["flags"]] == ["second_body", "second_body_differs"]
    for name in ("flags", "documents", "reports"):
        published = str(arrow_tables.to_arrow(SNAPSHOT_TABLES[name], rows[name]).to_pylist())
        assert ("139********" in published) == (name != "reports")
        assert "13987654321" not in published


def test_of_a_rejected_document_all_is_kept_by_which_a_copy_is_found() -> None:
    """It has the words of a report, and says neither place nor year."""
    nameless = CLEAN.replace("芜湖市人民政府2016年", "").replace("芜湖市人民政府", "").replace("2016年", "")
    result = parse(Document(content=nameless.encode()))
    assert (result.outcome, result.report) == ("rejected", None)
    whole = parse(Document(content=CLEAN.encode()))
    assert {"政府信息81245", "公开申请1317"} <= result.own_numbers & whole.own_numbers
    assert likeness(result.fingerprint, whole.fingerprint) > 0.5


@pytest.mark.parametrize(
    ("words", "others", "script", "provenance"),
    [("資訊", "網路和軟體", "hant-tw", "mirror"), ("信息", "網絡和軟件", "hant", "unknown")],
)
def test_the_script_that_a_report_was_written_in_is_told_and_tells_a_mirror(
    words: str, others: str, script: str, provenance: str
) -> None:
    lines = (
        f"蕪湖市人民政府2016年政府{words}公開工作年度報告",
        "本報告由蕪湖市人民政府辦公室編制，數據統計期限為2016年1月1日至2016年12月31日。",
        "一、概述",
        f"2016年，全市主動公開政府{words}81245條，{others}已更新，公開工作有序開展。",
        "二、依申請公開情況",
        f"全市收到政府{words}公開申請1317件，共答復682件。",
    )
    result = parse(Document(content="\n".join(lines).encode()))
    assert result.report is not None
    assert (result.report.script, result.provenance) == (script, provenance)


def test_of_a_rejected_document_it_is_told_what_it_was_and_what_was_wrong_with_it() -> None:
    nameless = CLEAN.replace("芜湖市人民政府2016年", "").replace("芜湖市人民政府", "").replace("2016年", "")
    damaged = nameless.replace("政府网站", "政府\u200b网站").replace("办结率", "办\ufffd率")
    result = parse(Document(content=damaged.encode("utf-16")))
    assert (result.outcome, result.media_type, result.encoding) == ("rejected", "text/plain", "utf-16")
    assert [repair.kind for repair in result.repairs] == ["invisible_character"]
    assert [flag.kind for flag in result.flags] == ["lost_characters"]


@pytest.mark.parametrize(
    ("agency", "level", "scope"),
    [("宝鸡市教育局", "department", "office"), ("宝鸡市", "prefecture", "citywide")],
)
@pytest.mark.parametrize("source", ["table", "narrative"])
def test_figures_cover_what_their_agency_covers(agency: str, level: str, scope: str, source: str) -> None:
    """Those of the form and those of running text."""
    text = (EXAMPLES / "forms" / "03.txt").read_text(encoding="utf-8")
    report = report_of(text.replace("宝鸡市2017年度", f"{agency}2017年度", 1).encode())
    assert (report.identity.level, report.scope) == (level, scope)
    whole = [figure for figure in report.figures if figure.source == source and figure.label is None]
    assert len(whole) > 1
    assert {figure.scope for figure in whole} == {scope}


@pytest.mark.parametrize(
    ("index_number", "report_id"),
    [
        pytest.param("11220104MB1234567A/2016-00012", "220104-2016", id="the publisher's credit code"),
        pytest.param("11110105MB1234567A/2016-00012", "110105-2016", id="that of another publisher"),
        pytest.param("00835003X/2016-00911", None, id="a number without a place"),
    ],
)
def test_the_publishers_code_in_the_index_number_tells_the_place(index_number: str, report_id: str | None) -> None:
    """There is a 朝阳区 in 北京 and one in 长春, and this report names neither city."""
    lines = (
        f"索引号：{index_number}",
        "朝阳区2016年政府信息公开工作年度报告",
        "一、概述",
        "2016年，全区主动公开政府信息100条，收到申请3件，没有发生行政复议和行政诉讼，没有收取费用，群众比较满意。",
    )
    result = parse(Document(content="\n".join(lines).encode()))
    assert (result.report and result.report.identity.report_id) == report_id
    assert (result.outcome == "report") == (report_id is not None)


def test_what_lies_in_a_form_is_said_once() -> None:
    """A figure that stands in the form and, with the same value, in the text is one figure; the form's counts."""
    found: list[Parsed] = [parsed(path) for path in documents() if path.parent == EXAMPLES / "forms"]
    reports = [result.report for result in found if result.report]
    assert len(reports) > 5
    for report in reports:
        in_form = {(f.code, f.applicant_type, f.year, f.value) for f in report.figures if f.source == "table"}
        in_text = {(f.code, f.applicant_type, f.year, f.value) for f in report.figures if f.source == "narrative"}
        assert in_form.isdisjoint(in_text)


def test_figures_of_an_offices_own_table_name_the_section_that_they_stand_in() -> None:
    table = "\n全市答复情况如下：\n| 指标 | 数量 |\n| 同意公开答复数 | 37 |\n| 信息不存在 | 4 |"
    report = report_of((CLEAN + table).encode())
    (section,) = [section for section in report.sections if section.heading == "依申请公开情况"]
    in_table = [figure for figure in report.figures if figure.source == "table"]
    assert {figure.code for figure in in_table} == {"applications.answered.granted", "applications.answered.not_exist"}
    assert {figure.section_id for figure in in_table} == {section.section_id}


def test_a_figure_of_an_earlier_year_stays_beside_a_table_with_the_same_number_for_this_year() -> None:
    text = CLEAN.replace("收到政府信息公开申请1317件", "收到政府信息公开申请1400件，上年1317件")
    report = report_of(f"{text}\n| 指标 | 数量 |\n| 收到申请数 | 1317 |\n| 同意公开答复数 | 37 |".encode())
    received = [figure for figure in report.figures if figure.code == "applications.received.total"]
    assert (2015, 1317) in {(figure.year, figure.value) for figure in received if figure.source == "narrative"}
    assert (2016, 1317) in {(figure.year, figure.value) for figure in received if figure.source == "table"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        pytest.param("400<br>410", None, id="three digits on each of two lines"),
        pytest.param("<p>4</p><p>100</p>", None, id="a paragraph for each line"),
        pytest.param("４<br>１００", None, id="digits in full width"),
        pytest.param("4 100", 4100, id="groups of one number"),
        pytest.param("4&emsp;", 4, id="a wide space behind a number"),
    ],
)
def test_numbers_on_lines_of_one_cell_never_become_groups_of_one_number(cell: str, value: float | None) -> None:
    """No repair may lose the ends of lines that the reader of the page has kept."""
    lines = "".join(f"<p>{line}</p>" for line in (*CLEAN.splitlines(), "全市答复情况如下："))
    rows = (("指标", "数量"), ("同意公开答复数", cell), ("不予公开", "31"), ("信息不存在", "7"))
    table = "".join(f"<tr><td>{label}</td><td>{number}</td></tr>" for label, number in rows)
    page = f"<html><body>{lines}<table>{table}</table></body></html>"
    result = parse(Document(content=page.encode(), media_type="text/html"))
    assert result.report is not None
    found = {figure.code: figure.value for figure in result.report.figures if figure.source == "table"}
    assert found.get("applications.answered.granted") == value
    assert [flag.kind for flag in result.flags] == (["several_numbers"] if value is None else [])


@pytest.mark.parametrize("is_printed", [True, False])
def test_a_sum_is_judged_where_a_row_of_its_form_is_blank_and_not_where_it_is_not_printed(is_printed: bool) -> None:
    """A blank row counts nothing; one that is not there may be what the other parts lack."""
    sheet = filled("2014")
    page = as_html(sheet)
    rows = re.findall("<tr.*?</tr>", page)
    ((total, all_of_them), (row, number)) = (
        next((row, f"{sheet.truth[code, 'total']:g}") for row in rows if label in row)
        for code, label in (("applications.received.total", "收到申请数"), ("applications.received.fax", "传真申请数"))
    )
    page = page.replace(total, total.replace(all_of_them, "99999"))
    lines = "".join(f"<p>{line}</p>" for line in CLEAN.splitlines())
    page = page.replace(row, row.replace(number, "") if is_printed else "").replace("<body>", f"<body>{lines}")
    found = [one for one in report_of(page.encode()).findings if one.rule_id == "R01"]
    assert [one.passed for one in found] == [False] * is_printed
