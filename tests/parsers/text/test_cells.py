"""Cells of a form: numbers, units, words, and the many ways to leave one blank."""

from __future__ import annotations

import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.text.cells import is_blank, is_unit, may_be_number, plain, read_cell, without_unit
from tests.support import cases

CASES = cases(pathlib.Path(__file__).with_name("cells.csv"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "empty")
def test_cells(case: dict[str, str]) -> None:
    number = read_cell(case["text"])
    assert is_blank(case["text"]) == (case["kind"] == "blank")
    assert is_unit(case["text"]) == (case["kind"] == "unit")
    assert (number is not None) == (case["kind"] == "number")
    if number is not None:
        assert (number.value, number.unit) == (float(case["value"]), case["unit"])
        assert str(number.value) != "-0.0"


@given(st.integers(-99_999, 99_999_999), st.sampled_from(["{}", "{:,}", " {} ", "{}件", "\u3000{:,} 条"]))
def test_a_number_is_read_however_it_is_printed(value: int, form: str) -> None:
    number = read_cell(form.format(value))
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize(
    ("words", "sign"),
    [(words, 1) for words in ("", "+", "＋", "增", "增加", "新增", "↑")]
    + [(words, -1) for words in ("-", "－", "−", "减", "减少", "下降", "↓")],
)
@pytest.mark.parametrize("form", ["{}5", "({})5", "（{}）5件", "{} 5%"])
def test_a_number_may_have_its_sign_in_front(words: str, sign: int, form: str) -> None:
    number = read_cell((form if words else "{}5").format(words))
    assert number is not None
    assert number.value == sign * 5


@given(st.text(max_size=20) | st.text("0123456789０,，.。 -—－+增减万亿件条元（）()①²无/", max_size=12))
def test_any_cell_is_one_thing_at_most(text: str) -> None:
    assert sum([is_blank(text), is_unit(text), read_cell(text) is not None]) <= 1


@pytest.mark.parametrize(
    "text",
    [
        *(
            "12",
            " 12 ",
            "12件",
            "1,3",
            "1，3，",
            "-1.5.2",
            "12(件)",
            "12（件）",
            "1,3件*",
            "3.5.1万元＊",
            "—",
            "无",
            "/",
        ),
        *("零", "13（含自然失效8件）", "1" + " " * 59),
    ],
)
def test_what_may_stand_where_a_number_does(text: str) -> None:
    assert may_be_number(text)


@pytest.mark.parametrize(
    "text", ["", " ", "。", " 。", "件", "自然人", "12、13", "共12件", "2017年", "12（其他）件", "1" + " " * 60]
)
def test_what_does_not_stand_where_a_number_does(text: str) -> None:
    """A full stop is the end of a sentence in a line, though in a cell it stands for no number."""
    assert not may_be_number(text)


@pytest.mark.parametrize(
    ("text", "title", "unit"),
    [
        ("采购 总金额（单位：万元）", "采购总金额", "万元"),
        ("收费金额(单位:元)", "收费金额", "元"),
        ("信 件（件）", "信件", "件"),
        ("答复（同意）", "答复(同意)", ""),
        ("（件）答复", "(件)答复", ""),
        ("答复（件）（同意）", "答复(件)(同意)", ""),
        ("２０１６\u3000年", "2016年", ""),
    ],
)
def test_a_title_and_the_unit_in_brackets_behind_it(text: str, title: str, unit: str) -> None:
    assert without_unit(text) == (title, unit)
    assert plain(text).startswith(title)
