"""Cells of word processors put on one line and into their grid; lines of plain text put together as tables."""

from __future__ import annotations

import pytest

from parsers.blocks.cells import (
    Grid,
    flags_of_several_numbers,
    mark_of_note,
    marked,
    on_one_line,
    places_things,
    raised,
    text_of,
)
from parsers.blocks.flattened.groups import groups_of, words_and_cells
from parsers.blocks.plain import LONGEST, cells_of, is_row, read_plain_text
from parsers.errors import NotAReport
from parsers.model import LINE, Block, Cell, Flag, Paragraph, Table


def table(*rows: str) -> Table:
    """A table whose cells stand between separators."""
    return Table(
        tuple(Cell(text, row, column) for row, cells in enumerate(rows) for column, text in enumerate(cells.split("|")))
    )


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["收到", "申请"], "收到申请"),
        (["12", "34"], "12 / 34"),
        (["１２", "３"], "１２ / ３"),
        (["12.", "5"], "12. / 5"),
        (["12%", "5"], "12% / 5"),
        (["12", ".5"], "12 / .5"),
        (["12件", "5"], "12件5"),
        (["12", "件"], "12件"),
        (["12", "", " 34 "], "12 / 34"),
        (["annual", "report"], "annual report"),
        (["annual", "12"], "annual12"),
        (["年", "a"], "年a"),
        (["12\t34"], "12 / 34"),
        (["12. \t 34"], "12. / 34"),
        (["12\t件"], "12\t件"),
        (["1、\t2"], "1、 / 2"),
        ([], ""),
    ],
)
def test_the_lines_of_a_cell_on_one_line(lines: list[str], text: str) -> None:
    assert on_one_line(lines) == text
    assert text_of([Paragraph(line) for line in lines]) == text
    assert text_of([Table(tuple(Cell(line, row, 0) for row, line in enumerate(lines)))]) == text


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("12", "¹²"),
        ("[3]", "³"),
        ("（ 4 ）", "⁴"),
        ("〔5〕", "⁵"),
        ("[1234]", "[¹²³⁴]"),
        ("(a-1)", "⁽a⁻¹⁾"),
        ("注", "注"),
    ],
)
def test_raised_digits_are_marks(text: str, mark: str) -> None:
    assert raised(text) == mark


@pytest.mark.parametrize(
    ("before", "mark"),
    [([], "¹²"), (["件"], "¹²"), (["12"], ""), (["12", ""], ""), (["12", "件"], "¹²"), (["件", "1"], "")],
)
def test_a_note_has_no_mark_behind_a_digit(before: list[str], mark: str) -> None:
    assert mark_of_note(12, before) == mark


def test_the_mark_of_a_note_stands_before_its_first_paragraph() -> None:
    note: list[Block] = [Paragraph("甲", heading=True), Paragraph("乙")]
    assert list(marked(note, 3)) == [Paragraph("³甲", heading=True), Paragraph("乙")]
    assert list(marked([table("甲"), Paragraph("乙")], 3)) == [table("甲"), Paragraph("乙")]


LONG = "字" * 199 + "。"
DATA: list[list[Block]] = [[Paragraph("甲")], [Paragraph("1")]]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ([], True),
        ([[[Paragraph("甲")]], [[Paragraph("乙")]]], True),
        ([DATA], False),
        ([[[Paragraph("甲")]], DATA], False),
        ([[[table("甲|乙", "丙|丁")], [Paragraph("1")]]], True),
        ([[[table("甲|乙", "丙|丁")], [Paragraph("1")]], DATA], False),
        ([[[table("甲|乙|丙")], [Paragraph("1")]]], False),
        ([[[Paragraph(LONG)], [Paragraph("1")]]], False),
        ([[[Paragraph(f"字{LONG}")], [Paragraph("1")]]], True),
        ([[[Paragraph("字" * 300)], [Paragraph("1")]]], False),
        ([[[Paragraph(f"字{LONG}")], [Paragraph("1")]], *[DATA] * 4], True),
        ([[[Paragraph(f"字{LONG}")], [Paragraph("1")]], *[DATA] * 5], False),
    ],
)
def test_which_tables_only_place_things(rows: list[list[list[Block]]], places: bool) -> None:
    assert places_things(rows) == places


def test_cells_that_go_on_with_others_are_one() -> None:
    grid = Grid()
    for cells in (
        [("甲", 0, 1, False, False), ("乙", 1, 1, False, False), ("", 2, 1, True, False)],
        [("", 0, 1, False, True), ("丙", 1, 2, False, False)],
        [("", 0, 1, False, True), ("", 1, 1, True, False), ("丁", 2, 1, False, True)],
        [("", 0, 2, True, False), ("", 2, 1, False, True)],
    ):
        grid.begin_row()
        for text, column, width, left, above in cells:
            grid.add(text, column, width, goes_on_left=left, goes_on_above=above)
    assert grid.table() == Table(
        (
            Cell("甲", 0, 0, 3, 2),
            Cell("乙", 0, 1, 1, 2),
            Cell("丙", 1, 1, 1, 2),
            Cell("丁", 2, 2, 2, 1),
            Cell("", 3, 0, 1, 2),
        )
    )


@pytest.mark.parametrize(("more", "is_too_large"), [(0, False), (1, True)])
def test_how_large_a_table_may_be(more: int, is_too_large: bool) -> None:
    grid = Grid()
    grid.begin_row()
    grid.add("甲", 0, 99_999, goes_on_left=False, goes_on_above=False)
    if is_too_large:
        with pytest.raises(NotAReport, match="larger than any of a report"):
            grid.add("乙", 99_999, 1 + more, goes_on_left=False, goes_on_above=False)
    else:
        grid.add("乙", 99_999, 1 + more, goes_on_left=False, goes_on_above=False)


SAID = "a cell holds several numbers on lines of their own, and none was taken"


@pytest.mark.parametrize(
    ("row", "flag"),
    [
        ("收到|12 / 34", (f"{SAID}: 12 / 34 (收到)", "收到")),
        (f"收到|12%{LINE}34", (f"{SAID}: 12%{LINE}34 (收到)", "收到")),
        ("收到|5|12 / .5", (f"{SAID}: 12 / .5 (收到)", "收到")),
        ("收到数|答复数|12 / 5", (f"{SAID}: 12 / 5 (答复数)", "答复数")),
        ("1|12 / 5|收到", (f"{SAID}: 12 / 5", "12 / 5")),
        (f"{'收' * 41}|12 / 5", (f"{SAID}: 12 / 5 ({'收' * 40}…)", "收" * 41)),
        (f"{'收' * 40}|12 / 5", (f"{SAID}: 12 / 5 ({'收' * 40})", "收" * 40)),
        ("收到|12 / 件", None),
        ("收到|12", None),
    ],
)
def test_several_numbers_in_a_cell_are_told(row: str, flag: tuple[str, str] | None) -> None:
    expected = [] if flag is None else [Flag("several_numbers", *flag)]
    assert list(flags_of_several_numbers([Paragraph("12 / 5"), table(row)])) == expected


# ---- plain text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("甲\n\n 乙 \r丙\r\n丁\v戊\f己\u2028庚", [*map(Paragraph, "甲乙丙丁戊己庚")]),
        ("甲|1\n乙|2", [Paragraph("甲|1"), Paragraph("乙|2")]),
        ("甲|1|\n|乙|2", [table("甲|1", "乙|2")]),
        ("|甲|1|\n|---|:-:|\n|乙|2|", [table("甲|1", "乙|2")]),
        ("甲│1│\n乙┃2║", [table("甲|1", "乙|2")]),
        ("甲 ｜ 1 ｜\n乙｜2｜", [table("甲|1", "乙|2")]),
        ("┌──┬──┐\n│甲│1 │\n├──┼──┤\n│乙│2 │\n└──┴──┘", [table("甲|1", "乙|2")]),
        ("┌──┬──┐\n│甲│1 │\n│乙│  │\n└──┴──┘", [table("甲乙|1")]),
        ("┌──┬──┐\n│甲│1 │\n│乙│2 │\n└──┴──┘", [table("甲|1", "乙|2")]),
        ("┌──┬──┐\n│甲│1 │\n│乙│丙│丁│\n└──┴──┘", [table("甲|1", "乙|丙|丁")]),
        ("------\n|甲|1|\n|乙||", [table("甲|1", "乙|")]),
        ("│甲│1 │\n│乙│  │\n└──┴──┘", [table("甲|1", "乙|")]),
        ("|---|---|\n|甲|1|\n|乙||\n|---|---|", [table("甲|1", "乙|")]),
        ("│甲│1 │\n├──┼──┤\n├──┼──┤\n│乙│2 │", [table("甲|1", "乙|2")]),
        ("┌──┬──┐\n甲│1│2\n├──┼──┤\n乙│1│2\n├──┼──┤\n│3│4", [table("甲|1|2", "乙|1|2", "|3|4")]),
        ("甲\n------\n乙", [Paragraph("甲"), Paragraph("------"), Paragraph("乙")]),
        ("|甲|1\n2|", [table("甲|12")]),
        (" |甲|1 \n 2 \n 3| ", [table("甲|123")]),
        (" |甲|1| \n2|", [table("甲|1", "2")]),
        ("|甲|1\n |乙|2|", [table("甲|1", "乙|2")]),
        ("|甲|1\n2\n3\n4\n5|", [table("甲|12345")]),
        ("|甲|1\n2\n3\n4\n5\n6|", [table("甲|1"), *map(Paragraph, "2345"), table("6")]),
        ("|甲|1\n\n2|", [table("甲|1", "2")]),
        ("|甲|1\n2|\n3|", [table("甲|12", "3")]),
        ("|甲|1\n\n2\n3|", [table("甲|1"), Paragraph("2"), table("3")]),
        ("|甲|1\n|乙|2|", [table("甲|1", "乙|2")]),
        ("甲|1|\n|\n乙|2|", [table("甲|1", "乙|2")]),
        ("|\n甲", [Paragraph("|"), Paragraph("甲")]),
        ("甲|1|\n\n乙|2|", [table("甲|1", "乙|2")]),
        ("甲|1|\n丙\n乙|2|", [table("甲|1"), Paragraph("丙"), table("乙|2")]),
        ("甲|1|2\n|3|4", [table("甲|1|2", "3|4")]),
        ("甲|1|2\n乙|1|2\n|3|4", [table("甲|1|2", "乙|1|2", "|3|4")]),
    ],
)  # fmt: skip
def test_lines_of_plain_text(text: str, blocks: list[Block]) -> None:
    assert list(read_plain_text(text)) == blocks


def test_spaces_in_front_are_kept_where_they_tell_paragraphs() -> None:
    assert read_plain_text("　甲 \n 乙", keep_indents=True) == (Paragraph("　甲"), Paragraph(" 乙"))


def test_how_long_a_text_may_be() -> None:
    assert read_plain_text("字" * LONGEST)
    with pytest.raises(NotAReport, match="2000001 characters, more than any report"):
        read_plain_text("字" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("a|b|", ["a", "b"]),
        ("|a", ["a"]),
        ("a|", ["a"]),
        ("a|b", None),
        ("|", None),
        ("｜", None),
        (" | a | b ", ["a", "b"]),
        ("||", [""]),
        ("a||b", ["a", "", "b"]),
        ("a", None),
        ("", None),
    ],
)
def test_rows_and_their_cells(line: str, cells: list[str] | None) -> None:
    assert is_row(line) == (cells is not None)
    if cells is not None:
        assert cells_of(line) == cells


def test_words_in_front_of_cells() -> None:
    assert words_and_cells("收到申请数 12 34") == ("收到申请数", ["12", "34"])


@pytest.mark.parametrize(
    ("line", "words", "cells"),
    [
        ("收到申请数 件 12", "收到申请数", ["件", "12"]),
        ("收到申请数 暂无", "收到申请数", ["暂无"]),
        ("收到申请数 12 暂无 n/a", "收到申请数", ["12", "暂无", "n/a"]),
        ("收到申请数 12（件） *", "收到申请数", ["12（件）", "*"]),
        ("收到申请数 12* 不适用", "收到申请数", ["12*", "不适用"]),
        ("收到申请数 新增5 减3", "收到申请数", ["新增5", "减3"]),
        ("暂无", "", ["暂无"]),
        ("件/次", "", ["件/次"]),
        ("N/A", "", ["N/A"]),
        ("12（件）", "", ["12（件）"]),
        ("12 暂无 *", "", ["12", "暂无", "*"]),
        ("件 未统计", "", ["件", "未统计"]),
        ("本表不适用", "本表不适用", []),
        ("申请情况暂无", "申请情况暂无", []),
        ("部", "部", []),
        ("。", "。", []),
        ("收到申请数 12（含3）", "收到申请数 12（含3）", []),
        ("信函申请 4 12.5%", "信函申请", ["4", "12.5%"]),
        ("专项经费 3.5万 10万", "专项经费", ["3.5万", "10万"]),
        ("收到申请数 12（含自然失效8件） 3", "收到申请数", ["12（含自然失效8件）", "3"]),
        ("机构职能 —— ——", "机构职能", ["——", "——"]),
        ("收到申请数12（件） 3", "收到申请数", ["12（件）", "3"]),
        ("收到申请数——", "收到申请数", ["——"]),
        ("收到申请数 件 12 无", "收到申请数", ["件", "12", "无"]),
        ("收到申请数无", "收到申请数", ["无"]),
        ("收到申请数 12 件", "收到申请数", ["件", "12"]),
        ("收到  申请数\u3000 12", "收到  申请数", ["12"]),
        ("已办结， 12", "已办结，", ["12"]),
        ("已办结，12", "已办结，12", []),
        ("已办结, 12", "已办结, 12", []),
        ("收到申请数 件", "收到申请数", ["件"]),
        ("收到申请数 12 。", "收到申请数 12 。", []),
        ("收到申请 1.", "收到申请1.", []),
        ("收到申请数 2. 12", "收到申请数2.", ["12"]),
        ("收到申请数 12 2.", "收到申请数", ["12", "2."]),
        ("公" * 60 + "12", "公" * 60, ["12"]),
        ("收到申请数" + "1" * 40, "收到申请数", ["1" * 40]),
        ("收到申请数" + "1" * 41, "收到申请数" + "1" * 41, []),
        ("部门" + " 无" * 40 + " 说明", "部门" + " 无" * 40 + " 说明", []),
        ("部门" + " 无 1,3 12" * 40 + " 说明", "部门" + " 无 1,3 12" * 40 + " 说明", []),
    ],
)
def test_a_line_ends_in_what_is_a_cell_of_a_table(line: str, words: str, cells: list[str]) -> None:
    assert words_and_cells(line) == (words, cells)


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        ([], []),
        (["收到", "申请数", "12", "3", "答复数 9"], [("收到|申请数", "12|3", 0, 3), ("答复数", "9", 4, 4)]),
        (["12", "答复数 9"], [("", "12", 0, 0), ("答复数", "9", 1, 1)]),
        (["答复数 9", "说明"], [("答复数", "9", 0, 0), ("说明", "", 1, 1)]),
        ([None, "收到", None, "12", None, "答复数 9", None], [("收到", "12", 0, 4), ("答复数", "9", 5, 6)]),
        (["行政查询事", "项 12"], [("行政查询事项", "12", 0, 1)]),
        (["收到", "申请数", "件 3"], [("收到|申请数", "件|3", 0, 2)]),
    ],
)
def test_words_and_the_cells_behind_them_are_groups(
    texts: list[str | None], groups: list[tuple[str, str, int, int]]
) -> None:
    found = [("|".join(one.labels), "|".join(one.cells), one.first, one.last) for one in groups_of(texts)]
    assert found == groups
