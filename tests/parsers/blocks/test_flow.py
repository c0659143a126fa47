"""Blocks from a stream of text in which marks end paragraphs, cells and rows."""

from __future__ import annotations

import pytest

from parsers.blocks.flow import Edge, Flow
from parsers.model import Block, Cell, Paragraph, Table


def row(flow: Flow, *texts: str, level: int = 1, left: int = 0, edges: tuple[Edge | int, ...] = ()) -> None:
    for text in texts:
        flow.end_cell(text, level)
    flow.end_row(level, left, [Edge(edge) if isinstance(edge, int) else edge for edge in edges])


def grid(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Cell(text, at, column) for at, texts in enumerate(rows) for column, text in enumerate(texts)))


def test_paragraphs_end_at_their_marks_and_at_forced_line_breaks() -> None:
    flow = Flow()
    flow.end_paragraph("一、概述", 0, heading=True)
    flow.end_paragraph(" 甲\n\n 乙 \n丙", 0)
    flow.end_paragraph("  ", 0)
    expected = [Paragraph("一、概述", heading=True), Paragraph("甲"), Paragraph("乙"), Paragraph("丙")]
    assert flow.blocks() == expected
    assert flow.blocks() == expected, "also if it is asked for again"


def test_a_table_stands_between_the_paragraphs_around_it() -> None:
    flow = Flow()
    flow.end_paragraph("前", 0)
    flow.end_paragraph("收到", 1)
    row(flow, "申请", "5")
    row(flow)
    row(flow, "答复", "")
    flow.end_paragraph("后", 0)
    assert flow.blocks() == [Paragraph("前"), grid(("收到申请", "5"), ("答复", "")), Paragraph("后")]


@pytest.mark.parametrize(
    ("open_cells", "rest", "last"),
    [
        (("答复",), "4", ("答复", "4")),
        (("答复", "4"), "", ("答复", "4")),
        ((), "答复", ("答复",)),
        ((), "", None),
    ],
)
def test_a_row_without_its_mark_ends_where_its_table_does(
    open_cells: tuple[str, ...], rest: str, last: tuple[str, ...] | None
) -> None:
    for goes_on_outside in (True, False):
        flow = Flow()
        row(flow, "收到", "5")
        for text in open_cells:
            flow.end_cell(text, 1)
        flow.end_paragraph(rest, 1)
        outside: list[Block] = [Paragraph("后")] if goes_on_outside else []
        if goes_on_outside:
            flow.end_paragraph("后", 0)
        assert flow.blocks() == [grid(("收到", "5"), *([last] if last else [])), *outside]


def test_a_table_in_a_cell_is_a_part_of_what_that_cell_says() -> None:
    flow = Flow()
    flow.end_paragraph("其中", 1)
    row(flow, "网站", "3", level=2)
    row(flow, "公报", "2", level=2)
    row(flow, "", "5")
    row(flow, "合计", "5")
    assert flow.blocks() == [grid(("其中网站3公报2", "5"), ("合计", "5"))]


def test_a_cell_or_row_that_says_to_be_in_no_table_is_in_one() -> None:
    flow = Flow()
    row(flow, "收到", "5", level=0)
    assert flow.blocks() == [grid(("收到", "5"))]


def test_blocks_that_were_read_elsewhere_keep_their_place() -> None:
    flow = Flow()
    flow.end_paragraph("前", 0)
    flow.add([Paragraph("文本框"), grid(("a", "b"))], 0)
    flow.add([Paragraph("收到")], 1)
    row(flow, "", "5")
    assert flow.blocks() == [Paragraph("前"), Paragraph("文本框"), grid(("a", "b")), grid(("收到", "5"))]


@pytest.mark.parametrize(
    ("level", "rows"),
    [
        (1, [("a", "b"), ("c d", "e"), ("f", "g")]),
        (49, [("a", "b"), ("c d", "e"), ("f", "g")]),
        (50, [("a", "b"), ("c", "d"), ("", "e"), ("f", "g")]),
        (60, [("a", "b"), ("c", "d"), ("", "e"), ("f", "g")]),
    ],
)
def test_tables_lie_in_each_other_to_a_limit(level: int, rows: list[tuple[str, ...]]) -> None:
    flow = Flow()
    for deeper, texts in ((0, "ab"), (1, "cd"), (0, ["", "e"]), (0, "fg")):
        row(flow, *texts, level=level + deeper)
    assert flow.blocks() == [grid(*rows)]


def test_a_table_of_one_column_only_places_what_it_holds() -> None:
    flow = Flow()
    row(flow, "甲")
    row(flow, "乙")
    assert flow.blocks() == [Paragraph("甲"), Paragraph("乙")]


ABOVE = Edge(3000, goes_on_above=True)


def cells(*rows: tuple[tuple[str, ...], int, tuple[Edge | int, ...]]) -> list[tuple[str, int, int, int, int]]:
    """Texts, places and spans of the cells of a table whose rows have these cells, left side and edges."""
    flow = Flow()
    for texts, left, edges in rows:
        row(flow, *texts, left=left, edges=edges)
    (table,) = flow.blocks()
    assert isinstance(table, Table)
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]


def test_cells_stand_in_the_columns_of_their_edges() -> None:
    assert cells(
        (("项目", "数量"), 0, (1000, 3000)),
        (("收到", "5", "6"), 0, (1000, 2000, 3000)),
        (("7", "8"), 1000, (2000, 3000)),
    ) == [
        ("项目", 0, 0, 1, 1),
        ("数量", 0, 1, 1, 2),
        ("收到", 1, 0, 1, 1),
        ("5", 1, 1, 1, 1),
        ("6", 1, 2, 1, 1),
        ("7", 2, 1, 1, 1),
        ("8", 2, 2, 1, 1),
    ]


@pytest.mark.parametrize(("apart", "n_columns"), [(0, 2), (30, 2), (31, 3)])
def test_edges_that_are_hardly_apart_are_one(apart: int, n_columns: int) -> None:
    found = cells((("项目", "数量"), 0, (1000, 3000)), (("收到", "5"), 0, (1000 + apart, 3000)))
    assert max(column + width for _, _, column, _, width in found) == n_columns
    assert [text for text, *_ in found] == ["项目", "数量", "收到", "5"]


def test_a_cell_always_has_a_column() -> None:
    assert [place[2:] for place in cells((("a", "b", "c"), 0, (1000, 1010, 2000)))] == [
        (0, 1, 1),
        (1, 1, 1),
        (2, 1, 1),
    ]


def test_cells_go_on_above_and_to_the_left() -> None:
    assert cells(
        (("项目", "数量", "备注"), 0, (1000, Edge(2000, goes_on_left=True), 3000)),
        (("收到", "5", "无"), 0, (1000, 2000, ABOVE)),
    ) == [("项目", 0, 0, 1, 2), ("备注", 0, 2, 2, 1), ("收到", 1, 0, 1, 1), ("5", 1, 1, 1, 1)]


@pytest.mark.parametrize("edges", [(), (1000,), (1000, 2000, ABOVE)])
def test_where_not_every_cell_has_its_edge_cells_stand_side_by_side(edges: tuple[Edge | int, ...]) -> None:
    assert cells((("项目", "数量"), 500, edges), (("收到", "5"), 500, edges)) == [
        ("项目", 0, 0, 1, 1),
        ("数量", 0, 1, 1, 1),
        ("收到", 1, 0, 1, 1),
        ("5", 1, 1, 1, 1),
    ]
