"""Numbers of running text that gave no figure, as rows."""

from __future__ import annotations

from typing import Any

import pytest

from assembly.reports import assemble
from storage import arrow_tables, schema
from tests.assembly.test_reports import parsed

TEXT = """芜湖市人民政府2017年政府信息公开工作年度报告
本报告由芜湖市人民政府办公室编制，数据统计期限为2017年1月1日至2017年12月31日。
一、主动公开情况
2017年，全市主动公开政府信息81245条，同比增长12%，公开工作有序开展，群众较为满意。
嘎嘎唔唔7件，联系人手机13987654321。
二、依申请公开情况
全市收到政府信息公开申请688件，受理群众来电来信300件。
三、存在的问题
明年将公开政府信息90000条。
"""


@pytest.fixture(scope="module")
def rows() -> dict[str, list[Any]]:
    return assemble([parsed("a", TEXT.encode())])


def test_a_row_says_what_and_where(rows: dict[str, list[Any]]) -> None:
    (report,) = rows["reports"]
    found = sorted(rows["unread"], key=lambda row: row.start)
    assert [(row.kind, row.value, row.unit, row.words) for row in found] == [
        ("look_alike", 12, "%", "同比增长"),
        ("unread", 7, "件", "嘎嘎唔唔"),
        ("no_code", 300, "件", "受理群众来电来信"),
    ]
    headings = {row.section_id: row.heading for row in rows["sections"]}
    assert [headings[row.section_id] for row in found] == ["主动公开情况", "主动公开情况", "依申请公开情况"]
    assert [report.text[row.start : row.end] for row in found] == ["12%", "7件", "300件"]
    assert all(row.sentence in report.text for row in found)
    assert {row.place_id for row in found} == {report.place_id}
    assert all(row.reason for row in found)


def test_a_report_says_how_much_of_it_was_read(rows: dict[str, list[Any]]) -> None:
    (report,) = rows["reports"]
    assert (report.n_numbers, report.n_unread) == (5, 1)


def test_a_sentence_keeps_no_personal_number(rows: dict[str, list[Any]]) -> None:
    stored = arrow_tables.to_arrow(schema.SNAPSHOT_TABLES["unread"], rows["unread"]).to_pylist()
    assert any("139********" in row["sentence"] for row in stored)
    assert "13987654321" not in str(stored)
