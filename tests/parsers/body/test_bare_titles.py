"""A title that names a year alone is one of a report on disclosure where its page or its first sentences say so."""

from __future__ import annotations

import pathlib

import pytest

from parsers.body.bare_titles import bare_title
from parsers.model import Block, Cell, Document, Page, Paragraph, Table
from parsers.pipeline import parse
from tests.support import cases

PARTS = (
    "<p>一、总体情况</p><p>全年主动公开政府信息318条，健全制度，规范流程，监督渠道畅通，群众比较满意。</p>"
    "<p>二、依申请公开情况</p><p>收到公开申请7件，均已答复，答复的质量进一步提高。</p>"
)
OTHER_PARTS = (
    "<p>一、总体情况</p><p>推进法治政府建设，依法行政水平提高，主动公开执法信息，行政诉讼案件2件。</p>"
    "<p>二、制度建设</p><p>法治建设进一步加强，学习更加经常，制度更加健全，执法更加规范，群众比较满意。</p>"
)


@pytest.mark.parametrize(
    "case", cases(pathlib.Path(__file__).with_name("bare_titles.csv")), ids=lambda case: case["note"]
)
def test_a_title_without_its_subject(case: dict[str, str]) -> None:
    lines = "".join(f"<div>{line}</div>" for line in case["head"].split(" / ") if line)
    page = (
        f"<html><head><meta name='ColumnName' content='{case['column']}'></head><body>{lines}<h1>{case['title']}</h1>"
        f"<p>{case['lead']}</p>{PARTS if case['parts'] == 'disclosure' else OTHER_PARTS}</body></html>"
    )
    report = parse(Document(content=page.encode(), place="341825")).report
    found = (str(report.identity.report_year), report.identity.agency) if report else ("", "")
    assert found == (case["year"], case["agency"])


TITLE = Paragraph("2019年度报告", heading=True)
WAY = Paragraph("首页 > 政府信息公开年报")
LEAD = "旌德县林业局公布本年度报告。"
MENU = Table((Cell("法治政府建设", 0, 0), Cell("财务预算", 0, 1)))
DISCLOSED = Table((Cell("主动公开", 0, 0), Cell("318", 0, 1)))


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        pytest.param((WAY, TITLE), ("主动公开信息318条。",), True, id="a report"),
        pytest.param((MENU, WAY, TITLE), (DISCLOSED,), True, id="a menu and a report that are tables"),
        pytest.param((WAY, TITLE), (MENU,), False, id="a table on other subjects"),
        pytest.param(
            (WAY, TITLE),
            ("主动公开信息318条。", Paragraph("财务 预算", aside=True)),
            True,
            id="links to other subjects",
        ),
        pytest.param(
            (TITLE, Paragraph("政府信息公开年报", aside=True)),
            ("主动公开信息318条。",),
            False,
            id="links to such reports",
        ),
    ],
)
def test_what_stands_beside_a_report_does_not_tell_what_it_is_on(
    head: tuple[Block, ...], body: tuple[str | Block, ...], found: bool
) -> None:
    blocks = (*head, *(Paragraph(one) if isinstance(one, str) else one for one in (LEAD, *body)))
    title = bare_title(Page(blocks=blocks, media_type="text/html"), len(head))
    assert (title is not None) == found
