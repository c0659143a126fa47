"""Applications that a report prints together with those carried in do not contradict the rest of it."""

from __future__ import annotations

from typing import Any

import pytest

from assembly.reports import assemble
from tests.assembly.test_reports import checks, parsed

TEXT = """芜湖市人民政府2023年政府信息公开工作年度报告
本报告由芜湖市人民政府办公室编制，数据统计期限为2023年1月1日至2023年12月31日。
一、依申请公开情况
{sentence}
"""


def rows_of(sentence: str) -> dict[str, list[Any]]:
    return assemble([parsed("a", TEXT.format(sentence=sentence).encode())])


@pytest.mark.parametrize(
    ("sentence", "gross"),
    [
        ("全市共受理申请648件（包含上年结转21件），答复630件，结转下年度18件。", ["applications.received.total"]),
        ("全市受理申请648件，其中21件来自上年结转，答复630件，结转下年度18件。", ["applications.received.total"]),
        ("连同上年结转的21件，全市共受理申请648件，答复630件，结转下年度18件。", ["applications.received.total"]),
        ("全市新收申请627件，上年结转21件，答复630件，结转下年度18件。", []),
    ],
    ids=["in brackets", "among them", "together", "beside them"],
)
def test_a_report_that_is_right_does_not_contradict_itself(sentence: str, gross: list[str]) -> None:
    rows = rows_of(sentence)
    assert [row.code for row in rows["indicators"] if row.includes_carried_in] == gross
    assert checks(rows, "M01", passed=True) == ["340200-2023"]
    (backlog,) = (row for row in rows["ratios"] if row.ratio_id == "d.backlog")
    assert backlog.denominator == 648


def test_one_that_is_wrong_still_does() -> None:
    rows = rows_of("全市共受理申请648件（包含上年结转21件），答复651件，结转下年度18件。")
    (finding,) = (row for row in rows["checks"] if row.rule_id == "M01")
    assert not finding.passed
    assert "applications.carried_in" not in finding.codes
    assert finding.explanation.startswith("收到申请数 648 is not 申请答复数 651 + 结转")
