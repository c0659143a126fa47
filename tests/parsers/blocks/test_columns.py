"""Spaces that part columns: between titles of a form, and behind the label of a row."""

from __future__ import annotations

import pytest

from parsers.blocks.flattened.columns import BORDER, with_marked_columns
from parsers.model import Cell, Paragraph, Table


def marked(text: str) -> list[str]:
    (found,) = with_marked_columns([Paragraph(text)])
    assert isinstance(found, Paragraph)
    return found.text.split(BORDER)


@pytest.mark.parametrize(
    "text",
    [
        *("自然人 商业企业 科研机构", "自然人 法人或其他组织", "社会公益 组织", "行政复议 未经复议直接起诉"),
        *(
            "结果维持  结果纠正",
            "信息内容 本年制发件数",
            "行政许可\u3000行政处罚\t行政强制",
            "行政许可 12 3",
            "规章 1 2",
        ),
        *("其他词语  1  2", "其他词语\t1 2", "其他词语 1 2 3", "1 2 3", "1 2", " 自然人  总计 "),
        "企业 总计",
        "自然人 商业企业" + " " * 112,
    ],
)
def test_spaces_part_columns(text: str) -> None:
    assert marked(text) == text.split()


@pytest.mark.parametrize(
    "text",
    [
        *("工作 总结", "自 然 人", "自然人 公开信息", "其他词语 1 2", "规章 1", "1", "自然人", "自然人 商业企业。"),
        *("1 2 。", "自然人 商业企业" + " " * 113),
    ],
)
def test_spaces_part_no_columns(text: str) -> None:
    assert marked(text) == [text]


def test_only_paragraphs_of_the_content_are_rows() -> None:
    blocks = (Table((Cell("规章 1 2", 0, 0),)), Paragraph("规章 1 2", aside=True), Paragraph("规章12"))
    assert with_marked_columns(blocks) == blocks
    (heading,) = with_marked_columns([Paragraph("规章 1 2", heading=True)])
    assert heading == Paragraph(BORDER.join(("规章", "1", "2")), heading=True)
