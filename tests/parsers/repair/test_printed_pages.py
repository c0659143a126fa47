"""Numbers of printed pages and their heads go from between the lines; what only looks like them stays."""

from __future__ import annotations

import pytest

from parsers.blocks.plain import read_plain_text
from parsers.model import Block, Cell, Paragraph, Table
from parsers.repair.log import RepairLog
from parsers.repair.printed_pages import without_printed_pages


def left(*lines: str) -> tuple[list[str], RepairLog]:
    log = RepairLog()
    blocks = without_printed_pages(read_plain_text("\n".join(lines)), log)
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


def test_heads_beside_numbers_of_pages_stay_once() -> None:
    found, _ = left(
        "芜湖市政府 信息公开", "一、概述", "第1页/共2页", "芜湖市政府 信息公开", "全年公开12条。", "第2页/共2页"
    )
    assert found == ["芜湖市政府 信息公开", "一、概述", "第1页/共2页", "全年公开12条。", "第2页/共2页"]


def test_feet_in_front_of_numbers_of_pages_stay_once() -> None:
    found, _ = left("一、概述", "芜湖市政府办公室", "第1页/共2页", "全年公开12条。", "芜湖市政府办公室", "第2页/共2页")
    assert found == ["一、概述", "芜湖市政府办公室", "第1页/共2页", "全年公开12条。", "第2页/共2页"]


def test_lines_that_come_again_away_from_numbers_of_pages_stay() -> None:
    lines = ("合计", "12", "— 1 —", "一、概述", "合计", "13")
    assert left(*lines)[0] == [line for line in lines if line != "— 1 —"]


def test_tables_and_long_lines_beside_numbers_of_pages_stay() -> None:
    long = "市政府办公室负责全市政府信息公开工作的推进、指导、协调和监督，并负责编制本年度报告"
    assert len(long) == 41
    blocks: list[Block] = []
    for page in "123":
        blocks += [Paragraph(long), Paragraph(f"第{page}页"), Table((Cell(page, 0, 0),))]
    assert without_printed_pages(blocks, RepairLog()) == tuple(blocks)
