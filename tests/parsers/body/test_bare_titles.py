"""A title that names a year alone is one of a report on disclosure where its page or its first sentences say so."""

from __future__ import annotations

import pathlib

import pytest

from parsers.model import Document
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
