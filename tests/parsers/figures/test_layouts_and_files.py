"""The forms in fourteen layouts and five kinds of files: read, or flagged by name, and never wrong.

One filling of each, its era in turn; `benchmarks/layouts.py` reads all eras in many fillings.
"""

from __future__ import annotations

import dataclasses
import itertools
import random

import pytest

from knowledge.forms import TOTAL, forms
from parsers.blocks.plain import read_plain_text, table_of
from parsers.figures.forms.joined_rows import with_rows_parted
from parsers.figures.forms.reading import read_forms
from parsers.model import Block, Cell, Flag, Paragraph, Table
from parsers.text.layout import lay_out
from tests.parsers.figures.layouts import LAYOUTS, expected, fill, text_wrapped
from tests.parsers.figures.reading import named, read_whole
from tests.parsers.figures.sheets import YEARS, Printed, Sheet, as_html, as_lines, as_pipes, as_rows, filled, read

CASES = [
    (name, kind, era)
    for (name, (_, printers)), era in zip(LAYOUTS.items(), itertools.cycle(YEARS), strict=False)
    for kind in printers
]
ELSEWHERE = {("framed", "docx"), ("two rows in one", "html"), ("two rows in one", "pdf"), ("two rows in one", "text")}
"""Where the lines of a cell, or the cells of a frame, do not come apart before the forms are read."""


@pytest.mark.parametrize(("name", "kind", "era"), CASES)
def test_a_form_is_read_in_every_layout(name: str, kind: str, era: str) -> None:
    change, printers = LAYOUTS[name]
    rng = random.Random(f"{name} {kind}")
    sheet = change(fill(era, rng), rng)
    truth = expected(sheet)
    figures, flags, ended = read_whole(printers[kind](sheet))
    assert {key: values for key, values in figures.items() if values != {truth.get(key)}} == {}
    missing = truth.keys() - figures.keys()
    if ended == "report":
        assert [key for key in missing if not named(key, era, flags)] == []
    if (name, kind) not in ELSEWHERE:
        assert not missing


@pytest.mark.parametrize("era", YEARS)
@pytest.mark.parametrize("place", ["first", "middle", "last"])
@pytest.mark.parametrize("width", [9, 12])
def test_labels_of_any_width_go_on_around_their_numbers(era: str, place: str, width: int) -> None:
    sheet = fill(era, random.Random(width))
    figures, flags, _ = read_whole(text_wrapped(sheet, width, place))
    assert figures == {key: {value} for key, value in expected(sheet).items()}
    assert flags == ()


def with_label(sheet: Sheet, old: str, new: str) -> Sheet:
    """A form with another label in the matrix."""
    return Sheet(
        sheet.era,
        tuple(
            [[Printed(new, c.height, c.width) if c.text == old else c for c in row] for row in grid]
            for grid in sheet.tables
        ),
    )


LABEL = "8.属于行政查询事项"


@pytest.mark.parametrize(
    ("printed", "is_read"),
    [
        pytest.param("8.属于行政查寻事项", True, id="another character"),
        pytest.param("8.属于行政查事项", True, id="a lost character"),
        pytest.param("9.属于行政查寻事项", False, id="another number"),
        pytest.param("8.属于财政资金安排", False, id="other words"),
    ],
)
def test_a_misprinted_label(printed: str, is_read: bool) -> None:
    sheet = fill("2021", random.Random(3))
    truth = expected(sheet)
    result = read(as_html(with_label(sheet, LABEL, printed)), "2021")
    assert result.wrong(truth) == {}
    row = {key for key in truth if key[0] == "applications.answered.denied.admin_query"}
    assert result.missing(truth) == (set() if is_read else row)
    assert [flag.kind for flag in result.flags][-1] == ("form_label_misprinted" if is_read else "form_row_unknown")


def test_a_misprinted_label_is_not_read_where_a_sum_does_not_hold() -> None:
    sheet = filled("2021")
    result = read(as_html(with_label(sheet, LABEL, "8.属于行政查寻事项")), "2021")
    assert {key[0] for key in result.missing(sheet.truth)} == {"applications.answered.denied.admin_query"}
    assert "form_row_unknown" in {flag.kind for flag in result.flags}


def test_a_misprinted_label_is_not_read_where_more_came_in_than_was_answered_or_left() -> None:
    sheet = fill("2021", random.Random(3))
    kind = forms()["2021"].parts[0]
    more = {("applications.received.total", kind), ("applications.received.total", TOTAL)}
    grids = tuple(
        [[dataclasses.replace(c, text=str(int(c.text) + 1)) if c.key in more else c for c in row] for row in grid]
        for grid in sheet.tables
    )
    result = read(as_html(with_label(Sheet("2021", grids), LABEL, "8.属于行政查寻事项")), "2021")
    assert "applications.answered.denied.admin_query" not in {code for code, _ in result.values}
    assert "form_row_unknown" in {flag.kind for flag in result.flags}


def test_titles_that_are_cut_off_are_read_where_the_sums_hold() -> None:
    cut, _ = LAYOUTS["cut titles"]
    sheet = cut(fill("2021", random.Random(1)), random.Random(1))
    assert read(as_html(sheet), "2021").missing(expected(sheet)) == set()


def test_titles_that_are_cut_off_need_sums_that_hold() -> None:
    cut, _ = LAYOUTS["cut titles"]
    sheet = cut(filled("2021"), random.Random(1))
    result = read(as_html(sheet), "2021")
    assert result.wrong(sheet.truth) == {}
    assert {key[0].partition(".")[0] for key in result.missing(sheet.truth)} == {"applications", "review", "litigation"}
    assert "form_column_unknown" in {flag.kind for flag in result.flags}


@pytest.mark.parametrize(
    ("label", "cells", "expected_values"),
    [
        pytest.param(
            "行政处罚\n行政强制", "17\n4", {"admin.penalty.decisions": 17, "admin.coercion.decisions": 4}, id="lines"
        ),
        pytest.param(
            "行政处罚行政强制", "17 4", {"admin.penalty.decisions": 17, "admin.coercion.decisions": 4}, id="joined"
        ),
        pytest.param("行政处罚\n行政强制", "174", {}, id="one number"),
        pytest.param("行政处罚\n行政强制", "1 7 4", {}, id="three numbers"),
        pytest.param("行政处罚\n其他事项", "17\n4", {}, id="an unknown label"),
        pytest.param("行政处罚" * 61, "17 " * 60 + "4", {}, id="too many labels"),
        pytest.param(f"行政处罚\n{' ' * 1200}行政强制", "17\n4", {}, id="too long a label"),
    ],
)
def test_rows_typed_into_one(label: str, cells: str, expected_values: dict[str, int]) -> None:
    rows = [["信息内容", "本年处理决定数量"], ["行政许可", "8"], [label, cells]]
    table = Table(tuple(Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)))
    reading = read_forms(lay_out([table]), 2022)
    assert {f.code: f.value for f in reading.figures} == {"admin.license.decisions": 8, **expected_values}
    named_rows = " ".join(flag.sentence for flag in reading.flags)
    assert bool(expected_values) != ("行政处罚" in named_rows)


def _parts_in_cells(between: str, *, lost: int | None = None) -> tuple[Sheet, str]:
    """The list of 2014 with all rows of a part in one row, its labels and its numbers each in one cell.

    Args:
        between: What stands between two of them.
        lost: The number that is lost.
    """
    sheet = filled("2014")
    parts: list[list[list[Printed]]] = []
    for row in sheet.tables[0][1:]:
        if row[0].text[1:2] == "、" or not parts:
            parts.append([])
        parts[-1].append(row)
    printed = [[Printed("事项"), Printed("统计指标"), Printed("数量")]]
    for rows in parts:
        numbered = [row for row in rows if row[2].key]
        numbers = [f"{row[2].text}{row[1].text}" for row in numbered if row[2].key != sheet.tables[0][lost or 0][2].key]
        labels = between.join(row[0].text for row in numbered)
        printed.append([Printed(rows[0][0].text[2:6]), Printed(labels), Printed(between.join(numbers))])
    return sheet, as_html(Sheet("2014", (printed,)))


@pytest.mark.parametrize("between", ["", "<br>", "</p><p>"], ids=["nothing", "lines", "paragraphs"])
def test_all_rows_of_a_part_in_one_cell(between: str) -> None:
    sheet, printed = _parts_in_cells(between)
    result = read(printed, "2014")
    assert result.values == {key: {value} for key, value in sheet.truth.items()}


def test_no_row_of_a_part_in_one_cell_is_read_where_a_number_is_lost() -> None:
    place = next(index for index, row in enumerate(filled("2014").tables[0]) if row[0].text == "3.网络申请数")
    sheet, printed = _parts_in_cells("", lost=place)
    result = read(printed, "2014")
    assert result.wrong(sheet.truth) == {}
    assert result.missing(sheet.truth) == {key for key in sheet.truth if key[0].startswith("applications")}
    assert [flag.kind for flag in result.flags] == ["form_row_unknown"]


@pytest.mark.parametrize("printer", [as_html, as_lines, as_pipes, as_rows])
def test_a_list_without_its_numbers_is_flagged_row_by_row(printer: object) -> None:
    sheet = filled("2014")
    bare = Sheet("2014", tuple([row[:2] for row in grid] for grid in sheet.tables))
    assert callable(printer)
    result = read(printer(bare), "2014")
    assert result.values == {}
    subjects = {flag.subject for flag in result.flags if flag.kind == "form_row_unread"}
    assert {"（一）收到申请数", "六、举报投诉数量", "（三）接受培训人员数"} <= subjects


def test_drawn_tables() -> None:
    drawn = """
┌────────┬────┐
│ 行政复 │ 12 │
│ 议数量 │    │
├────────┼────┤
│ 诉讼   │  3 │
└────────┴────┘
说明"""
    table, after = read_plain_text(drawn)
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows()] == [["行政复议数量", "12"], ["诉讼", "3"]]
    assert not isinstance(after, Table)


def test_a_table_without_rules_between_its_rows_keeps_them() -> None:
    drawn = "+----+----+\n| 甲 | 12 |\n| 乙 | 3 |\n+----+----+"
    (table,) = read_plain_text(drawn)
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows()] == [["甲", "12"], ["乙", "3"]]


def test_units_and_numbers_on_lines_of_their_own() -> None:
    rows = fill("2014", random.Random(5)).tables[0]
    sheet = Sheet("2014", ([line for row in rows for line in ([row[0]], row[1:])],))
    figures, flags, _ = read_whole(LAYOUTS["no cells"][1]["text"](sheet))
    assert figures == {key: {value} for key, value in expected(sheet).items()}
    assert flags == ()


def test_blocks_around_a_table_whose_rows_are_parted_stay_as_they_are() -> None:
    joined = table_of([["行政处罚行政强制", "17 / 4"], ["行政许可", "8"]])
    others: list[Block] = [table_of([["行政许可", "8"]]), Paragraph("17 / 4"), table_of([["说明 一", "无 / 无"]])]
    parted_rows = [["行政处罚", "17"], ["行政强制", "4"], ["行政许可", "8"]]
    blocks, parted = with_rows_parted([others[0], joined, others[1], joined, others[2]])
    assert (blocks[0], blocks[2], blocks[4]) == tuple(others)
    for block in (blocks[1], blocks[3]):
        assert isinstance(block, Table)
        assert [[cell.text for cell in row] for row in block.rows()] == parted_rows
    assert parted == {"行政处罚行政强制", "17 / 4"}


@pytest.mark.parametrize(
    ("label", "units", "are_parted"),
    [
        pytest.param("行政处罚 行政强制", "件 件", True, id="units"),
        pytest.param("行政处罚 " * 5 + "行政强制", "件条" * 3, True, id="as many units as are looked for"),
        pytest.param("行政处罚 " * 6 + "行政强制", "件条" * 3 + "件", False, id="more units"),
        pytest.param("行政处罚 行政强制", "—", True, id="a cell that holds nothing"),
        pytest.param("部分公开 重复申请", "", True, id="labels that begin with the words of a unit"),
    ],
)
def test_what_stands_in_front_of_numbers_typed_into_one_row(label: str, units: str, *, are_parted: bool) -> None:
    numbers = " / ".join(["17"] * len(label.split()))
    joined = table_of([["合计", label, *([units] if units else []), numbers]])
    _, parted = with_rows_parted([joined])
    assert bool(parted) == are_parted


def test_the_flag_of_a_cell_with_several_numbers_goes_with_its_rows_parted() -> None:
    flag = Flag("several_numbers", "a cell holds several numbers on lines of their own, and none was taken: 17 / 4 (x)")
    rows = [["信息内容", "本年处理决定数量"], ["行政许可", "8"], ["行政处罚行政强制", "17 / 4"]]
    blocks, parted = with_rows_parted([table_of(rows)])
    assert parted == {"行政处罚行政强制", "17 / 4"}
    (table,) = blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows()][2:] == [["行政处罚", "17"], ["行政强制", "4"]]
    assert any(words in flag.sentence for words in parted)
    assert with_rows_parted([table_of([["行政处罚", "17 / 4"]])])[1] == frozenset()
