"""Where checks look for words: in running text, and not in the rows of tables."""

from __future__ import annotations

from parsers.checks.passages import paragraphs

TEXT = "一、概述\n\n项目 | 数量\n收到申请12件。\n"


def test_paragraphs_are_the_lines_that_are_no_rows_of_a_table() -> None:
    assert [TEXT[span.start : span.end] for span in paragraphs(TEXT)] == ["一、概述", "收到申请12件。"]
    assert list(paragraphs("")) == []
