"""Lines between the rows of a flattened table: its own headings, or those of the report around it."""

from __future__ import annotations

import pytest

from parsers.blocks.flattened.between import MOST_BETWEEN, begins_elsewhere


@pytest.mark.parametrize(
    ("labels", "lines", "expected"),
    [
        ([], ["一、主动公开情况"], False),
        ([], ["（一）申请情况"], False),
        ([], ["二、依申请公开情况"], True),
        ([], ["（二）处理情况"], True),
        (["一、主动公开情况"], ["二、依申请公开情况"], False),
        (["（一）收到申请数"], ["（二）答复数"], False),
        (["一、申请情况"], ["（二）答复数"], False),
        (["（一）收到申请数"], ["二、行政复议情况"], True),
        (["（一）收到申请数"], ["一、行政复议情况"], False),
        ([], ["（一）收到申请数", "二、行政复议情况"], True),
        ([], ["第一部分 概述"], True),
        (["一、申请情况"], ["第二部分 附表"], True),
        (["收到申请数"], ["其中："] * MOST_BETWEEN, False),
        (["收到申请数"], ["其中："] * (MOST_BETWEEN + 1), True),
    ],
)
def test_lines_go_on_with_the_report_where_their_numbers_do_not_begin_in_the_table(
    labels: list[str], lines: list[str], expected: bool
) -> None:
    assert begins_elsewhere(labels, lines) is expected
