"""A statistics table that stands alone is read; it belongs to the report of its publisher and year, if there is one."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from assembly.annexed_tables import with_table, with_tables_apart
from assembly.reports import ParsedDocument, assemble
from parsers.model import Document
from parsers.pipeline import parse
from parsing.sources import Source
from storage.archive import document_id
from tests.parsers.figures.sheets import Sheet, as_html, as_lines, filled

SHEET = filled("2014")
TITLE = "芜湖市人民政府2016年政府信息公开情况统计表"
REPORT = """芜湖市人民政府2016年政府信息公开工作年度报告
本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自2016年1月1日起至2016年12月31日止。
一、概述
一年来，认真贯彻落实条例，各项工作有序推进，公开质量稳步提升。
二、主动公开政府信息情况
全年召开公开工作会议21次，接受媒体采访77次。
三、存在的主要问题及改进情况
公开还不够及时，下一步将加强指导和培训，提升公开质量。
"""


def page(title: str) -> str:
    return as_html(SHEET).replace("<body>", f"<body><p>{title}</p>")


def document(text: str, order: int, place: str = "340200") -> ParsedDocument:
    content = text.encode()
    name = document_id(content)
    url = f"http://www.example.gov.cn/{name[:8]}.html"
    source = Source(name, url, place, "file", None, None, None, place, order)
    return ParsedDocument(source, len(content), parse(Document(content=content, url=url, place=place)))


@pytest.mark.parametrize("table", [page(TITLE), f"{TITLE}\n{as_lines(SHEET)}"], ids=["page", "text"])
@pytest.mark.parametrize("orders", [(0, 1), (1, 0)])
def test_a_table_is_a_part_of_its_report(table: str, orders: tuple[int, int]) -> None:
    report, annex = document(REPORT, orders[0]), document(table, orders[1])
    rows = assemble([report, annex])
    (published,) = rows["reports"]
    assert (published.report_id, published.document_id) == ("340200-2016", report.source.document_id)
    assert (published.form, published.n_documents) == ("2014", 2)
    ended = {row.document_id: (row.outcome, row.part_of, row.report_id) for row in rows["documents"]}
    assert ended[annex.source.document_id] == ("part", report.source.document_id, "340200-2016")
    in_table = {(row.code, row.applicant_type): row for row in rows["indicators"] if row.source == "table"}
    assert {key: row.value for key, row in in_table.items()} == SHEET.truth
    assert all(published.text[row.start : row.end] == row.quote for row in rows["indicators"] if row.start is not None)
    assert "R01" in {row.rule_id for row in rows["checks"]}


def test_two_tables_are_both_parts_of_their_report() -> None:
    """What stands in both is taken once."""
    titles, *rows = SHEET.tables[0]
    pages = [
        as_html(Sheet(SHEET.era, ([titles, *some],))).replace("<body>", f"<body><p>{TITLE}</p>")
        for some in (rows[:44], rows[20:])
    ]
    report, *annexes = [document(text, order) for order, text in enumerate((REPORT, *pages))]
    found = assemble([report, *annexes])
    (published,) = found["reports"]
    assert published.n_documents == 3
    ended = {row.document_id: (row.outcome, row.part_of) for row in found["documents"]}
    assert [ended[annex.source.document_id] for annex in annexes] == [("part", report.source.document_id)] * 2
    in_table = [row for row in found["indicators"] if row.source == "table"]
    assert sorted(((row.code, row.applicant_type), row.value) for row in in_table) == sorted(SHEET.truth.items())
    assert all(published.text[row.start : row.end] == row.quote for row in in_table)
    backwards = assemble([*annexes[::-1], report])
    assert backwards["reports"] == found["reports"], "they stand in the order in which they were fetched"


def test_a_figure_of_the_table_keeps_its_words_in_the_joined_text() -> None:
    """What the report states itself is not taken twice, and what it states otherwise stands beside it."""
    report, table = document(REPORT, 0).report, document(page(TITLE), 1).report
    first, second, *others = table.figures
    own = (
        dataclasses.replace(first, source="narrative", section_id=1),
        dataclasses.replace(second, value=second.value + 1, source="narrative", section_id=2),
    )
    joined = with_table(dataclasses.replace(report, figures=own), table)
    assert joined.text == f"{report.text}\n{table.text}"
    assert joined.figures[:2] == own
    assert [
        (figure.code, figure.value, figure.section_id, joined.text[figure.span.start : figure.span.end])
        for figure in joined.figures[2:]
    ] == [
        (figure.code, figure.value, None, table.text[figure.span.start : figure.span.end])
        for figure in (second, *others)
    ]


@pytest.mark.parametrize(
    "difference", [{"year": 2015}, {"applicant_type": "business"}, {"code": "review.total"}], ids=str
)
def test_the_same_number_of_something_else_is_another_figure(difference: dict[str, Any]) -> None:
    report, table = document(REPORT, 0).report, document(page(TITLE), 1).report
    first = table.figures[0]
    other = dataclasses.replace(first, **difference)
    report = dataclasses.replace(report, figures=(first,))
    joined = with_table(report, dataclasses.replace(table, figures=(first, other)))
    assert [{name: getattr(figure, name) for name in difference} for figure in joined.figures][1:] == [difference]


@pytest.mark.parametrize(
    ("title", "is_table"),
    [
        ("芜湖市人民政府2016年政府信息公开情况统计表", True),
        ("芜湖市人民政府2016年政府信息公开工作年度报告", False),
        ("芜湖市人民政府2016年政府信息公开工作年度报告-2016年政府信息公开情况统计表", False),
        ("芜湖市人民政府公告", False),
        (None, False),
    ],
)
def test_only_what_is_titled_as_a_table_is_a_table(title: str | None, is_table: bool) -> None:
    """A title that says nothing of either, or none, is that of a report; so is one that says both."""
    read = document(REPORT, 0)

    def titled(title: str | None) -> ParsedDocument:
        report = dataclasses.replace(read.report, identity=dataclasses.replace(read.report.identity, title=title))
        return dataclasses.replace(read, parsed=dataclasses.replace(read.parsed, report=report))

    report, other = titled("芜湖市2016年政府信息公开工作年度报告"), titled(title)
    apart = ([report], [other]) if is_table else ([report, other], [])
    assert with_tables_apart([report, other]) == apart


def test_checks_of_a_table_are_kept_that_its_report_has_not_had_and_that_need_nothing_else() -> None:
    report, table = document(REPORT, 0).report, document(page(TITLE), 1).report
    one = next(finding for finding in table.findings if finding.codes)
    known, new, of_more, of_none = (
        dataclasses.replace(one, rule_id=rule_id, codes=codes)
        for rule_id, codes in (
            ("R01", one.codes),
            ("R02", one.codes),
            ("R03", (*one.codes, "applications.carried_in")),
            ("R04", ()),
        )
    )
    of_business = dataclasses.replace(known, applicant_type="business")
    report = dataclasses.replace(report, findings=(known,))
    table = dataclasses.replace(table, findings=(known, new, of_more, of_none, of_business))
    assert "applications.carried_in" not in {figure.code for figure in table.figures}
    assert with_table(report, table).findings == (known, new, of_business)


def test_a_table_without_a_report_is_the_report() -> None:
    annex = document(page(TITLE), 0)
    rows = assemble([annex])
    (published,) = rows["reports"]
    assert (published.report_id, published.document_id) == ("340200-2016", annex.source.document_id)
    assert [row.outcome for row in rows["documents"]] == ["report"]


def test_a_table_of_another_year_or_body_is_not_taken() -> None:
    report = document(REPORT, 0)
    others = [document(page(TITLE.replace("2016", "2015")), 1), document(page(TITLE.replace("人民政府", "教育局")), 2)]
    rows = assemble([report, *others])
    assert len(rows["reports"]) == 3
    whose = {row.report_id for row in rows["indicators"] if row.source == "table"}
    assert len(whose) == 2
    assert "340200-2016" not in whose


def test_a_table_that_names_no_year_is_rejected() -> None:
    rows = assemble([document(page("政府信息公开情况统计表"), 0)])
    (ended,) = rows["documents"]
    assert (ended.outcome, ended.reason) == ("rejected", "The text names no year that it reports on.")
