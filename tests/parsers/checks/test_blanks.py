"""Which rows a form prints and leaves blank."""

from __future__ import annotations

from parsers.checks.blanks import blank_rows
from parsers.model import Cell, PlacedTable, Table
from parsers.text.layout import lay_out

ROWS = (
    ("（一）收到申请数", "件", "12"),
    ("1.当面申请数", "件", ""),
    ("2.传真申请数", "件", "——"),
    ("3.网络申请数", "件", "五?（7）"),
    ("不知何物", "件", ""),
)


def table(rows: tuple[tuple[str, ...], ...]) -> tuple[PlacedTable, ...]:
    cells = tuple(Cell(text, number, column) for number, row in enumerate(rows) for column, text in enumerate(row))
    return lay_out([Table(cells)]).tables


def test_only_rows_without_any_number_are_blank() -> None:
    assert blank_rows(table(ROWS), "2014") == {"applications.received.in_person", "applications.received.fax"}


def test_a_number_beside_another_label_leaves_a_row_in_doubt() -> None:
    side_by_side = (("1.当面申请数", "", "2.传真申请数", "4"),)
    assert blank_rows(table(side_by_side), "2014") == frozenset()


def test_running_text_has_no_rows() -> None:
    assert blank_rows(table(ROWS), "narrative") == frozenset()


def test_the_heading_of_a_group_asks_for_no_number() -> None:
    rows = (("（三）不予公开", "", ""), ("1.属于国家秘密", "", ""), ("2.重复申请", "3", "3"))
    assert blank_rows(table(rows), "2021") == {"applications.answered.denied.state_secret"}
