"""Numbers as officials write them, and what only looks like one."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.knowledge.codebook import codebook
from parsers.knowledge.units import units
from parsers.text.numbers import Quantity, find_quantities, numeral_value
from tests.support import cases

CASES = cases(pathlib.Path(__file__).parent / "numbers" / "quantities.csv")
TEXTS = list(dict.fromkeys(case["text"] for case in CASES))
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
DIGITS = "零一二三四五六七八九"


def only(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize("text", TEXTS)
def test_quantities(text: str) -> None:
    expected = [
        (case["printed"], float(case["value"]), case["unit"], case["approx"] == "yes", case["bound"] or None)
        for case in CASES
        if case["text"] == text and case["printed"]
    ]
    found = list(find_quantities(text))
    assert [(q.printed, q.value, q.unit, q.approx, q.bound) for q in found] == expected
    for quantity in found:
        assert text[quantity.span.start :].startswith(quantity.printed)
        assert (
            text[quantity.span.start : quantity.span.end].endswith((quantity.unit, "角", "分"))
            or quantity.unit == "%"
            or quantity.approx
            or f"{quantity.unit}）" in text[: quantity.span.start]
        )


def test_no_run_of_digits_is_too_long() -> None:
    """Hundreds of digits would be infinite as a floating-point number."""
    assert list(find_quantities("主动公开信息" + "1" * 500 + "条。")) == []
    assert list(find_quantities("主动公开信息" + "1,234" + ",234" * 500 + "条。")) == []


@pytest.mark.parametrize("digit", ["3", "三", "近", ""])
@pytest.mark.parametrize("over", ["", "余", "多"])
@pytest.mark.parametrize("more", ["", "百", "千", "十"])
@pytest.mark.parametrize("great", ["", "万", "亿"])
def test_whatever_magnitude_is_found_is_known(digit: str, more: str, great: str, over: str) -> None:
    """A magnitude that the pattern takes and the table lacks would end in an error."""
    for text in (
        f"收到{digit}{over}{more}{great}件",
        f"收到{digit}{more}{great}{over}件",
        f"{digit}{more}{over}{great}元",
    ):
        for quantity in find_quantities(text):
            assert quantity.value >= (3 if digit in ("3", "三") else 10)


def test_only_a_stretch_is_searched() -> None:
    text = "收到100件，答复99件"
    assert [q.value for q in find_quantities(text, 7)] == [99]
    assert [q.value for q in find_quantities(text, 0, 7)] == [100]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("零", 0),
        ("〇", 0),
        ("十", 10),
        ("二十", 20),
        ("一百一十", 110),
        ("一千零一", 1001),
        ("三亿零五万", 300_050_000),
        ("一二三", None),
        ("五六", None),
    ],
)
def test_numerals(numeral: str, value: int | None) -> None:
    assert numeral_value(numeral) == value


def spelled(value: int) -> str:
    """A whole number below 10,000 as it is said."""
    if value == 0:
        return "零"
    said, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if not digit:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + DIGITS[digit] + name
        gap = False
    return said


def notations(value: int) -> Iterator[str]:
    """All the ways to write a number."""
    yield str(value)
    yield str(value).translate(WIDE)
    yield f"{value:,}"
    yield f"{value:,}".replace(",", "，")
    high, low = divmod(value, 10_000)
    if high and high < 10_000 and not low:
        yield f"{high}万"
        yield f"{spelled(high)}万"
    if high and value % 100 == 0:
        yield f"{value / 10_000:.2f}万"
    if value < 10_000:
        yield spelled(value)


@given(st.integers(0, 9_999) | st.integers(0, 9_999_99).map(lambda value: value * 100))
def test_a_number_has_its_value_in_any_notation(value: int) -> None:
    for written in notations(value):
        quantity = only(f"公开信息{written}条。")
        assert (quantity.value, quantity.unit, quantity.printed) == (value, "条", written)
        assert not quantity.approx


@given(
    st.integers(1, 9_999), st.sampled_from([("近", "", "le"), ("超过", "", "ge"), ("", "余", "ge"), ("约", "", None)])
)
def test_an_inexact_number_is_told(value: int, words: tuple[str, str, str | None]) -> None:
    before, behind, bound = words
    quantity = only(f"公开信息{before}{value}{behind}条。")
    assert (quantity.value, quantity.approx, quantity.bound) == (value, True, bound)
    assert quantity.printed == f"{before}{value}{behind}"


@given(st.text(max_size=60) | st.text("0123456789０一二十百千万亿余多近约件条%.,，-— 第年（）", max_size=40))
def test_any_text_is_read_and_spans_hold(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.span.start < quantity.span.end <= len(text)
        assert text[quantity.span.start :].startswith(quantity.printed)
        assert quantity.printed
        assert quantity.value >= 0
        end = quantity.span.end


def test_units_count_what_the_codebook_counts() -> None:
    known = {code.unit for code in codebook().values()} | {"%"}
    assert {unit for measure in units().values() for unit in measure.stands_for} <= known
