"""Numbers of printed pages between the lines of a text go; lines that only look like them stay."""

from __future__ import annotations

import pytest

from parsers.blocks.plain import read_plain_text
from parsers.model import Paragraph
from parsers.repair.log import RepairLog
from parsers.repair.page_numbers import remove_page_numbers


def left(*lines: str) -> tuple[list[str], RepairLog]:
    log = RepairLog()
    blocks = remove_page_numbers(read_plain_text("\n".join(lines)), log)
    return [block.text for block in blocks if isinstance(block, Paragraph)], log


@pytest.mark.parametrize("sign", ["-", "–", "—", "－"])
def test_numbers_of_pages_go(sign: str) -> None:
    found, log = left(
        "全年收到申请", f"{sign}1{sign}", "12件。", f"　　{sign}　２　{sign}", "一、概述", f"{sign} 10 {sign}"
    )
    assert found == ["全年收到申请", "12件。", "一、概述"]
    assert [(entry.kind, entry.count, entry.before, entry.after) for entry in log.entries()] == [
        ("page_number", 3, f"{sign}1{sign}", "")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("-3-", "申请", "-2-"), id="numbers that do not count upwards"),
        pytest.param(("-2-", "申请", "-2-"), id="the same number again"),
        pytest.param(("12", "申请", "13"), id="numbers without strokes"),
        pytest.param(("-1", "申请", "2-"), id="a stroke on one side"),
        pytest.param(("-1—", "申请"), id="two kinds of strokes"),
        pytest.param(("—2018—", "申请"), id="a year"),
        pytest.param(("—3件—", "申请"), id="a number with its measure"),
    ],
)
def test_other_lines_stay(lines: tuple[str, ...]) -> None:
    found, log = left(*lines)
    assert found == list(lines)
    assert log.entries() == ()
