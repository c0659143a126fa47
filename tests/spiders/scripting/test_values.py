"""The values of scripts: how much they hold, and which texts, numbers and truths they become."""

from __future__ import annotations

import math
from typing import Any

import pytest

from spiders.scripting import builtins
from spiders.scripting.builtins import _replace
from spiders.scripting.values import (
    UNKNOWN,
    Listed,
    MemberScope,
    Scope,
    Size,
    Told,
    constant,
    identity,
    is_callable,
    is_small,
    listed,
    number,
    number_of,
    number_text,
    plain_fields,
    size_of,
    text_of,
    told,
    truth,
    whole_number,
    writable,
)


def nested(depth: int) -> list[Any]:
    """A list in so many others."""
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


class Weighty:
    """What the browser holds, and what is written out of it."""

    weight = 5
    written_with = ("abc", [1])


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (None, Size(0, 0, is_whole=True)),
        ("abc", Size(0, 3, is_whole=True)),
        ([1, [2, 3], {"a": "xyz", "b": ["u"]}, "ab"], Size(9, 6, is_whole=True)),
        (Weighty(), Size(6, 3, is_whole=True)),
        ([0] * 20_000, Size(20_000, 0, is_whole=True)),
        ([0] * 20_001, Size(20_001, 0, is_whole=False)),
        ([[0] * 10_000, [0] * 9_998], Size(20_000, 0, is_whole=True)),
        ([[0] * 10_000, [0] * 9_999], Size(20_001, 0, is_whole=False)),
        (["a" * 2_000_000], Size(1, 2_000_000, is_whole=True)),
        (["a" * 2_000_000, "a"], Size(2, 2_000_001, is_whole=False)),
        (nested(59), Size(59, 0, is_whole=True)),
        (nested(60), Size(60, 0, is_whole=False)),
    ],
    ids=range(12),
)
def test_how_much_a_value_holds(value: Any, size: Size) -> None:
    assert size_of(value) == size
    assert is_small(value) == size.is_whole


def test_a_value_that_holds_itself_has_no_end() -> None:
    loop: list[Any] = []
    loop.append(loop)
    assert size_of(loop) == Size(60, 0, is_whole=False)
    assert text_of(loop) is None
    assert constant(loop) is UNKNOWN
    assert plain_fields({"a": loop}) == {}
    assert told(loop) is loop


def test_answers_are_known_as_wholes_at_all_depths() -> None:
    answer = told({"a": [{"b": 1}], "c": "d"})
    assert answer == {"a": [{"b": 1}], "c": "d"}
    assert [type(answer), type(answer["a"]), type(answer["a"][0]), type(answer["c"])] == [Told, list, Told, str]
    assert told(7) == 7


def test_names_are_those_of_the_nearest_scope() -> None:
    outer, known = Scope(), {"n": 1, "u": UNKNOWN}
    outer["m"] = 2
    inner = Scope(outer)
    members = MemberScope(inner, lambda name: known.get(name, UNKNOWN), known.__setitem__)
    assert inner.own is inner
    assert members.own is inner
    assert [members.holder(name) for name in ("n", "m", "u", "x")] == [members, outer, None, None]
    assert members["n"] == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("甲", "甲"),
        (True, "true"),
        (False, "false"),
        (12, "12"),
        (2.5, "2.5"),
        (3.0, "3"),
        ([1, ["a", True], []], "1,a,true,"),
        ([1, UNKNOWN], None),
        (None, None),
        ({"a": 1}, None),
    ],
)
def test_texts(value: Any, text: str | None) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2**53, "9007199254740992"),
        (-(2**53), "-9007199254740992"),
        (2**53 + 1, "9007199254740992"),
        (10**20, "100000000000000000000"),
        (1e21, "1e+21"),
        (10**400, "Infinity"),
        (-(10**400), "-Infinity"),
        (math.nan, "NaN"),
        (1e-6, "0.000001"),
        (1.5e-7, "1.5e-7"),
        (-1.5e-10, "-1.5e-10"),
        (0.1 + 0.2, "0.30000000000000004"),
        (-0.0, "0"),
    ],
)
def test_numbers_as_scripts_write_them(value: float, text: str) -> None:
    assert number_text(value) == text


def test_whole_numbers_are_exact_as_far_as_scripts_can_tell() -> None:
    held = [number(value) for value in (7, 7.0, 7.5, 2**53, 2**53 + 2, -(2**53) - 2)]
    assert held == [7, 7, 7.5, 2**53, 2**53 + 2, -(2**53) - 2]
    assert list(map(type, held)) == [int, int, float, int, float, float]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (True, 1),
        (2.5, 2.5),
        ("", 0),
        (" 12 ", 12),
        ("-1.5e2", -150),
        ("+.5", 0.5),
        ("0x1F", 31),
        ("1e", None),
        ("0x", None),
        ("12件", None),
        ("١", None),
        ("1" * 400, math.inf),
        ("1" * 401, None),
        (None, None),
        ([], None),
    ],
)
def test_the_number_that_a_value_becomes(value: Any, found: float | None) -> None:
    assert number_of(value) == found


@pytest.mark.parametrize(
    ("text", "found"), [("12", 12), ("007", 7), ("9" * 9, 999_999_999), ("9" * 10, None), ("-1", None), ("²", None)]
)
def test_whole_numbers_of_a_few_digits(text: str, found: int | None) -> None:
    assert whole_number(text) == found
    assert whole_number("") is None


@pytest.mark.parametrize(
    ("value", "counts"),
    [(UNKNOWN, None), ([], True), ({}, True), ("", False), ("0", True), (0, False), (None, False), (2.5, True)],
)
def test_what_counts_as_true(value: Any, counts: bool | None) -> None:
    assert truth(value) is counts


def test_what_is_sent_of_an_object() -> None:
    fields = {
        "a\0": "b\ud800c",
        "n": [1, None, True, {"in": "x", "f": print}],
        "inf": math.inf,
        "unknown": UNKNOWN,
        "half": [1, UNKNOWN],
        "call": print,
        "t": "1\t2\r\n3",
    }
    assert plain_fields(fields) == {"a": "bc", "n": [1, None, True, {"in": "x"}], "inf": None, "t": "1\t2\r\n3"}
    assert plain_fields(7) == {}
    assert constant({"a": [2.5, "x"]}) == {"a": [2.5, "x"]}
    assert constant([UNKNOWN]) is UNKNOWN
    assert writable("甲\x01\x7f\ufffe😀\ufffd") == "甲\x7f😀\ufffd"


def test_what_is_the_same() -> None:
    class Wrapped:
        def __init__(self, element: object) -> None:
            self.element = element

    held, element = [1], object()
    assert identity(1) == identity(1.0) != identity(True)
    assert identity("a") == identity("a") != identity("b")
    assert identity(held) == identity(held) != identity([1])
    assert identity(Wrapped(element)) == identity(Wrapped(element)) != identity(Wrapped(object()))


def test_what_a_loop_goes_through() -> None:
    class Holder:
        def __init__(self, held: object) -> None:
            self.listed = held

    assert listed([1]) == [1]
    assert listed(Listed([1, 2])) == [1, 2]
    assert listed(Holder([3])) == [3]
    assert listed(Holder("ab")) is None
    assert listed("ab") is None
    assert [is_callable(value) for value in (print, "print")] == [True, False]


def test_a_text_that_replacing_makes_far_too_long_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it might be longest: what is put in stands behind each character of the text."""
    monkeypatch.setattr(builtins, "LONGEST_TEXT", 3)
    assert _replace("aab" * 10, "a", "x", everywhere=True) == "xxb" * 10
    assert _replace("aab" * 10 + "a", "a", "x") is UNKNOWN
    assert _replace("aab" * 20, "a", "") == "ab" + "aab" * 19
    assert _replace("aab" * 20 + "a", "a", "") is UNKNOWN
    assert _replace("ab", "a", UNKNOWN) is UNKNOWN
    assert _replace("ab", UNKNOWN, "a") is UNKNOWN
