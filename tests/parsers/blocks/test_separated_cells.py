"""Cells that separators part, on one line or on lines of their own."""

from __future__ import annotations

import pytest

from parsers.blocks.flattened.separated import is_separator, with_rows_as_tables, without_separators
from parsers.model import Block, Cell, Paragraph, Table


def table(*rows: tuple[str, ...], aside: bool = False) -> Table:
    cells = [Cell(text, at, column) for at, texts in enumerate(rows) for column, text in enumerate(texts)]
    return Table(tuple(cells), aside=aside)


FIRST, SECOND = Paragraph("收到申请数 | 件 | 12"), Paragraph("某某数 | 件 | 3")
ROWS = (("收到申请数", "件", "12"), ("某某数", "件", "3"))
OTHER = Paragraph("网站 | 公报 | 广播")
WORDS = Paragraph("说明")


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([FIRST, SECOND], [table(*ROWS)], id="rows alone"),
        pytest.param([WORDS, FIRST, SECOND, WORDS], [WORDS, table(*ROWS), WORDS], id="rows between words"),
        pytest.param([FIRST, WORDS, SECOND], [table(ROWS[0]), WORDS, SECOND], id="a row whose cells are of no form"),
        pytest.param([OTHER, SECOND], [OTHER, SECOND], id="rows of no form"),
        pytest.param(
            [table(("a",)), FIRST, table(("b",))], [table(("a",)), table(ROWS[0]), table(("b",))], id="tables"
        ),
        pytest.param([FIRST, Paragraph("|"), SECOND], [table(ROWS[0]), Paragraph("|"), SECOND], id="a separator alone"),
        pytest.param(
            [FIRST, Paragraph(SECOND.text, aside=True)], [table(*ROWS, aside=True)], id="a row beside the report"
        ),
    ],
)
def test_neighbouring_rows_with_a_cell_of_a_form_are_a_table(blocks: list[Block], expected: list[Block]) -> None:
    assert with_rows_as_tables(blocks) == expected


@pytest.mark.parametrize(("text", "expected"), [("|", True), (" ｜ ", True), ("||", False), ("a|", False), ("", False)])
def test_what_is_a_separator_and_nothing_else(text: str, expected: bool) -> None:
    assert is_separator(Paragraph(text)) is expected
    assert not is_separator(table((text,)))


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        ("a | b | c |", "a | b | c |"),
        ("a | b | c | d |", "a b c d"),
        ("a | | b | c |", "a . b c"),
        ("| a | b | c |", "a b c"),
        ("| a | b | c", "| a | b | c"),
        ("| | a | | | b", ". a . . b"),
        ("a | b | c | |", "a b c ."),
    ],
)
def test_between_two_separators_lies_a_blank_cell(texts: str, kept: str) -> None:
    """Where there are four of them at least; a blank cell is written as a point."""
    lines: list[tuple[str, Block]] = [(text, Paragraph(text)) for text in texts.split()]
    found = without_separators(lines)
    assert [text or "." for text, _ in found] == kept.split()
    assert all(line in lines for line in found if line[0])
