"""Recognised pages as blocks: where each stands, what each recognition read, and what they do not agree on."""

from __future__ import annotations

import pytest

from parsers.model import Block, Cell, OnPage, Paragraph, Reading, Scan, Table
from parsers.scans.blocks import agreed, blocks_of
from parsers.scans.model import Box, ScannedCell, ScannedLine, ScannedPage, ScannedTable

WIDTH, HEIGHT = 1190, 2000
"""Two pixels are one point."""


def line(text: str, box: Box, *others: str) -> ScannedLine:
    readings = (Reading(text, 90), *(Reading(other, 80) for other in others))
    return ScannedLine(box, readings)


def cell(box: Box, *lines: tuple[str, ...], is_clear: bool = True) -> ScannedCell:
    """A cell; the first reading of a line is the surest."""
    readings = tuple(tuple(Reading(text, 90 - number) for number, text in enumerate(one)) for one in lines)
    return ScannedCell(box, readings, is_clear)


def blocks(*parts: ScannedLine | ScannedTable, width: int = WIDTH) -> list[Block]:
    tables = tuple(part for part in parts if isinstance(part, ScannedTable))
    lines = tuple(part for part in parts if isinstance(part, ScannedLine))
    return blocks_of(ScannedPage(3, width, HEIGHT, tables, lines))


def paragraphs(*lines: ScannedLine, width: int = WIDTH) -> list[str]:
    return [block.text for block in blocks(*lines, width=width) if isinstance(block, Paragraph)]


FULL = line("全年主动公开信息", (100, 400, 1100, 440))


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(line("12条。", (100, 450, 300, 490)), ["全年主动公开信息12条。"], id="goes on"),
        pytest.param(line("12条。", (146, 450, 300, 490)), ["全年主动公开信息12条。"], id="a little to the right"),
        pytest.param(line("12条。", (150, 450, 300, 490)), ["全年主动公开信息", "12条。"], id="indented"),
        pytest.param(line("二、收到申请", (100, 450, 300, 490)), ["全年主动公开信息", "二、收到申请"], id="a heading"),
        pytest.param(line("12条。", (100, 450, 1250, 490)), ["全年主动公开信息", "12条。"], id="wider than the first"),
        pytest.param(line("12条。", (100, 450, 300, 503)), ["全年主动公开信息", "12条。"], id="larger"),
    ],
)
def test_lines_are_put_together_as_those_of_printed_pages(second: ScannedLine, expected: list[str]) -> None:
    assert paragraphs(FULL, second) == expected
    halved = [
        ScannedLine((left // 2, top // 2, right // 2, bottom // 2), one.readings)
        for one in (FULL, second)
        for left, top, right, bottom in [one.box]
    ]
    assert paragraphs(*halved, width=WIDTH // 2) == expected


@pytest.mark.parametrize(("right", "goes_on"), [(980, True), (975, False)])
def test_a_line_is_full_that_nearly_reaches_the_end_of_the_widest(right: int, goes_on: bool) -> None:
    lines = line("全年主动公开", (100, 400, right, 440)), line("信息12条。", (100, 450, 1100, 490))
    assert len(paragraphs(*lines)) == 2 - goes_on


def test_a_paragraph_holds_where_it_stands_and_what_each_recognition_read() -> None:
    second = ScannedLine((100, 450, 1101, 491), (Reading("信息12条。", 70), Reading("信息1Z条。", 95)))
    (found,) = blocks(line("全年主动公开", (99, 400, 1100, 440), "全年主动公升"), second)
    place = OnPage(3, (99 * 10_000 // 1190, 2000, 1101 * 10_000 // 1190 + 1, 2455))
    readings = (Reading("全年主动公开信息12条。", 70), Reading("全年主动公升信息1Z条。", 80))
    assert found == Paragraph("全年主动公开信息1\ufffd条。", scan=Scan(place, readings))


@pytest.mark.parametrize(
    ("text", "top", "is_kept"),
    [
        ("— 2 —", 1800, False),
        ("2", 200, False),
        ("— 2 —", 1799, True),
        ("2", 201, True),
        ("·12·", 1950, False),
        ("1234", 1950, True),
        ("第2页", 1950, True),
    ],
)
def test_a_page_number_stands_alone_at_an_edge(text: str, top: int, is_kept: bool) -> None:
    number = line(text, (600, top, 640, top + 30))
    around = [number, FULL] if top < 400 else [FULL, number]
    assert (text in paragraphs(*around)) is is_kept
    assert text in paragraphs(FULL, number, line("结语", (100, 1960, 300, 1990))), "not in the middle of the lines"


def test_no_lines_make_no_paragraph() -> None:
    assert blocks() == []
    assert blocks(line("2", (600, 100, 640, 130))) == []


def test_tables_stand_between_the_lines_around_them() -> None:
    """A table parts a paragraph also where the line below it seems to go on."""
    low = ScannedTable((100, 1200, 1100, 1300), (cell((100, 1200, 1100, 1300), ("下",)),))
    high = ScannedTable((100, 440, 1100, 600), (cell((100, 440, 1100, 600), ("上",)),))
    below = line("12条。", (100, 610, 300, 650))
    found = blocks(low, high, FULL, below, line("件数见下表", (100, 660, 300, 700)))
    assert [block.text if isinstance(block, Paragraph) else block.cells[0].text for block in found] == [
        *("全年主动公开信息", "上", "12条。", "件数见下表", "下"),
    ]
    (apart, table, goes_on) = blocks(ScannedTable((100, 500, 1100, 600), high.cells), FULL, below)
    assert (apart, goes_on) == (blocks(FULL)[0], blocks(below)[0])
    assert isinstance(table, Table)
    whole, _ = blocks(ScannedTable((100, 700, 1100, 800), high.cells), FULL, line("12条。", (100, 450, 300, 490)))
    assert isinstance(whole, Paragraph)
    assert whole.text == "全年主动公开信息12条。"


def test_cells_stand_in_a_grid() -> None:
    """Edges of cells that lie within a line's width of each other are one."""
    cells = (
        cell((604, 304, 1100, 400), ("12", "1Z"), ("条",), is_clear=False),
        cell((100, 300, 600, 500), ("主动公开",), ("信息",)),
        cell((606, 400, 850, 500)),
        cell((850, 406, 1100, 500), ("7", "1")),
    )
    (table,) = blocks(ScannedTable((100, 300, 1100, 500), cells, is_ruled=False))
    assert isinstance(table, Table)
    assert [(one.text, one.row, one.column, one.row_span, one.column_span) for one in table.cells] == [
        ("主动公开信息", 0, 0, 2, 1),
        ("12条", 0, 1, 1, 2),
        ("", 1, 1, 1, 1),
        ("7", 1, 2, 1, 1),
    ]
    scans = [one.scan for one in table.cells]
    assert all(scan is not None and not scan.is_ruled for scan in scans)
    assert [scan.is_clear for scan in scans if scan] == [True, False, True, True]
    assert [[(one.text, one.certainty) for one in scan.readings] for scan in scans if scan] == [
        [("主动公开信息", 90)],
        [("12条", 90), ("1Z条", 89)],
        [],
        [("7", 90), ("1", 89)],
    ]
    assert table.cells[3] == Cell(
        "7", 1, 2, scan=Scan(OnPage(3, (7142, 2030, 9244, 2500)), (Reading("7", 90), Reading("1", 89)), is_ruled=False)
    )


@pytest.mark.parametrize(
    ("texts", "in_cell", "expected"),
    [
        (["公开12条"], False, "公开12条"),
        (["公开12条", "公开12条"], False, "公开12条"),
        (["公开12条", "公升12条"], False, "公开12条"),
        (["公开12条", "公开1Z条"], False, "公开1�条"),
        (["公开12条", "公开17条", "公开82条"], False, "公开��条"),
        (["公开12条", "公开l2条"], False, "公开�2条"),
        (["公开12条", "公开2条"], False, "公开�2条"),
        (["公开12条", "公开123条"], False, "公开12�条"),
        (["公开条", "公开3条"], False, "公开�条"),
        (["公开12", "公开123"], False, "公开12�"),
        (["公开一条", "公开二条"], False, "公开�条"),
        (["一", "—"], True, "一"),
        (["12", "72"], True, "�2"),
        (["公开O条", "公开0条"], False, "公开�O条"),
        (["9.5%", "95%"], True, "9�5%"),
    ],
)
def test_what_readings_of_numbers_do_not_agree_on_is_lost(texts: list[str], in_cell: bool, expected: str) -> None:
    assert agreed(texts, in_cell=in_cell) == expected
