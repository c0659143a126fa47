"""To whom a report is sent: names before a colon, and nothing else."""

from __future__ import annotations

import pytest

from parsers.identify.addressees import is_address, without_addresses


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("县人民政府办公室：", True),
        ("县人民政府办公室，县教育局:", True),
        ("县人民政府办公室，  县教育局：", True),
        ("各县区人民政府，市直各部门：", True),
        ("石门县教育局", False),
        ("主要工作如下：", False),
        ("石门县风采：", False),
        ("县教育局，主要工作：", False),
    ],
)
def test_a_letter_addresses_bodies(line: str, is_one: bool) -> None:
    assert is_address(line, 2016) == is_one


def test_a_text_goes_without_its_addresses() -> None:
    text = "县教育局：\n现将情况报告如下：公开12条。\n主要工作：培训。"
    assert without_addresses(text, 2016) == text.removeprefix("县教育局：")
