"""The numbers that headings begin with."""

from __future__ import annotations

import pytest

from knowledge import numbering


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、概述", 1),
        (" 三．依申请公开情况", 3),
        ("十、附表", 10),
        ("十二、附表", 12),
        ("二十一、其他", 21),
        ("(四)收费情况", 4),
        ("（五）复议情况", 5),
        ("第六部分 存在的问题", 6),
        ("第2章 主动公开", 2),
        ("7、附表", 7),
        ("8.附表", 8),
        ("2.5万条", None),
        ("2015年政府信息公开年报", None),
        ("一是公开不够全面", None),
        ("第三次会议", None),
        ("概述", None),
    ],
)
def test_the_number_of_a_heading(text: str, number: int | None) -> None:
    assert numbering.ordinal(text) == number
