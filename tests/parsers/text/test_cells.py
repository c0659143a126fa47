"""Cells of a form: numbers, units, words, and the many ways to leave one blank."""

from __future__ import annotations

import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.text.cells import is_blank, is_unit, read_cell
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
