"""Rows of a form with numbers that nothing was read from are told, each of them."""

from __future__ import annotations

from parsers.figures.forms.audit import unread_rows
from parsers.model import Cell, PlacedTable, Table
from parsers.text.layout import lay_out


def table(*rows: tuple[str, ...]) -> PlacedTable:
    cells = tuple(Cell(text, number, column) for number, row in enumerate(rows) for column, text in enumerate(row))
    (placed,) = lay_out([Table(cells)]).tables
    return placed


def told(*rows: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(flag.kind, flag.subject or "") for flag in unread_rows(table(*rows), ())]


def test_rows_of_a_form_and_of_none_are_told_apart() -> None:
    assert told(("1.当面申请数", "件", "12"), ("不知何物", "件", "3"), ("另一事物", "件", "零")) == [
        ("form_row_unread", "1.当面申请数"),
        ("form_row_unknown", "不知何物"),
        ("form_row_unknown", "另一事物"),
    ]
    assert told(("2.传真申请数", "件", "")) == []


def test_a_row_that_numbers_the_columns_hides_none_of_those_below_it() -> None:
    assert told(("指标", "单位", "数"), ("1", "2", "3"), ("1.当面申请数", "件", "12"), ("不知何物", "件", "3")) == [
        ("form_row_unread", "1.当面申请数"),
        ("form_row_unknown", "不知何物"),
    ]


def test_numbers_without_a_label_go_by_the_titles_above_them() -> None:
    assert told(("甲类", "乙类", "丙类"), ("11", "25", "36")) == [("form_row_unknown", "甲类 | 乙类 | 丙类")]


def test_each_label_of_a_row_has_the_numbers_behind_it() -> None:
    assert told(("1.当面申请数", "12", "不知何物", "", "2.传真申请数", "4")) == [
        ("form_row_unread", "1.当面申请数"),
        ("form_row_unread", "2.传真申请数"),
    ]
