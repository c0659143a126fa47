"""Numbers of private people are found in every spelling, and nothing else is taken for one."""

from __future__ import annotations

import itertools
import pathlib
import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.errors import NianbaoError
from knowledge.personal_numbers import blanked, find_personal_numbers, mask
from tests.support import cases
from tests.writing import CARD_GROUPS, PHONE_GROUPS, digits_of, grouped, spellings_of_phones

CASES = cases(pathlib.Path(__file__).with_name("personal_numbers.csv"))
PHONES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
CARDS = st.builds(
    "{}{}{:02}{:02}{}".format,
    st.sampled_from(["340202", "110101", "659001"]),
    st.integers(1930, 2015),
    st.integers(1, 12),
    st.integers(1, 31),
    st.from_regex(r"[0-9]{3}[0-9X]", fullmatch=True),
)
WRAPPINGS = st.sampled_from(
    [
        "{}",
        "电话{}",
        "联系人：李某，{}。",
        "（手机{}）",
        "收到申请3件。电话{}",
        "2017年度\n{}\n特此公告",
        "李某 | {} | 主任",
        "<p>{}</p>",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_personal_numbers_are_masked_and_nothing_else(case: dict[str, str]) -> None:
    assert mask(case["text"]) == (case["masked"] or case["text"])


@pytest.mark.parametrize("case", [case for case in CASES if case["masked"]], ids=lambda case: case["note"])
def test_nothing_is_left_to_count(case: dict[str, str]) -> None:
    text = blanked(case["text"])
    assert len(text) == len(case["text"])
    assert all(digits not in text for digits in ("8765", "4321", "139", "1980", "0101"))
    assert mask(text) == text


@given(PHONES, st.data(), WRAPPINGS)
def test_every_spelling_of_a_phone_is_masked_in_every_wrapping(phone: str, data: st.DataObject, wrapping: str) -> None:
    text = wrapping.format(data.draw(st.sampled_from(list(spellings_of_phones(phone)))))
    masked = mask(text)
    assert len(masked) == len(text)
    assert phone[:3] in digits_of(masked)
    assert digits_of(text).count(phone[3:]) > digits_of(masked).count(phone[3:])
    assert mask(masked) == masked
    assert [one for one in zip(text, masked, strict=True) if one[0] != one[1] and one[1] != "*"] == []


@given(CARDS, st.sampled_from(CARD_GROUPS), st.sampled_from(["", " ", "-", "\u3000", "</b><b>"]), WRAPPINGS)
def test_every_spelling_of_an_identity_number_is_masked(
    card: str, groups: tuple[int, ...], joiner: str, wrapping: str
) -> None:
    parts, start = [], 0
    for size in groups:
        parts.append(card[start : start + size])
        start += size
    text = wrapping.format(joiner.join(parts))
    masked = mask(text)
    assert len(masked) == len(text)
    assert masked.count("*") == len(card) - 6
    assert mask(masked) == masked


@given(st.text(max_size=80) | st.text("0123456789 -.+()|\n*Xx年元条电话<b>/", max_size=60))
@example("电话139 8765 4321 138 1234 5678 9")
@example("12 139 8765 4321 138 1234 5678")
def test_any_text_keeps_its_length_and_is_masked_once(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(blanked(text)) == len(text)
    assert mask(masked) == masked
    assert mask(blanked(text)) == blanked(text)
    changed = {(old, new) for old, new in zip(text, masked, strict=True) if old != new}
    assert all(old.isdecimal() or old in "XxＸｘ×零〇○幺一二三四五六七八九" for old, _ in changed)
    assert {new for _, new in changed} <= {"*"}


@given(st.text("政府信息公开共计条件年月日，。；：（）、\n |abcXYZ-.", max_size=60), st.integers(0, 9_999_999))
def test_a_text_without_personal_numbers_is_unchanged(words: str, count: int) -> None:
    text = f"{words}2017年{count}件{words}，占{count % 100}.5%。"
    assert mask(text) == text == blanked(text)


@pytest.mark.parametrize("groups", PHONE_GROUPS)
@pytest.mark.parametrize("unit", ["条", "件", "元", "人次", "%"])
def test_a_count_with_its_unit_is_no_phone(groups: tuple[int, ...], unit: str) -> None:
    assert find_personal_numbers(f"共13987654321{unit}") == ()


def test_an_excerpt_agrees_with_the_text_that_it_was_cut_from() -> None:
    text = mask("处罚 | 139 | 8765 | 4321 | 5 | 6")
    for end in range(len(text)):
        assert mask(text[:end], excerpt=True) == text[:end]


@pytest.mark.parametrize("words", ["电话139 8765 4321", "139 8765 4321", "请致电13987654321", "139 8765 4321，谢谢"])
def test_an_excerpt_is_masked_where_it_tells_enough(words: str) -> None:
    assert ("8765" in mask(words, excerpt=True)) == words.endswith("谢谢")


def test_messages_of_errors_hold_no_personal_numbers() -> None:
    assert "8765" not in str(NianbaoError("a cell holds 139 8765 4321", where="table 1"))


@pytest.mark.parametrize(
    "piece", ["1 ", "13 ", "1|", "86 ", "139 8765 ", "340202 1980 ", "1<", "http://a1 ", "13987654321 "]
)
def test_any_length_takes_time_in_proportion(piece: str) -> None:
    """A text of many half numbers must not cost the square of its length."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        best = 9.0
        for _ in range(3):
            started = time.process_time()
            mask(text)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(64_000) < 40 * max(seconds(8_000), 0.001)


def test_cases_hold_both_sorts() -> None:
    assert sum(bool(case["masked"]) for case in CASES) > 30
    assert sum(not case["masked"] and re.search("[0-9]", case["text"]) is not None for case in CASES) > 20


def groupings(digits: int, most: int = 5) -> set[tuple[int, ...]]:
    """Every way to write a number in several groups."""
    breaks = (places for count in range(1, most) for places in itertools.combinations(range(1, digits), count))
    return {tuple(end - start for start, end in itertools.pairwise([0, *places, digits])) for places in breaks}


PHONE, SHORT_CARD = "13987654321", "340202800101123"
GROUPS_OF_PHONES = {(3, 4, 4), (3, 8), (3, 3, 5), (4, 3, 4), (4, 4, 3), (3, 4, 2, 2)}
GROUPS_OF_CARDS = {(6, 6, 3), (6, 9), (6, 2, 2, 2, 3), (5, 5, 5), (3,) * 5, (4, 4, 4, 3), (3, 3, 6, 3), (8, 7)}


@pytest.mark.parametrize(
    ("number", "joiner", "customary"),
    [
        (PHONE, " ", GROUPS_OF_PHONES),
        (PHONE, ".", GROUPS_OF_PHONES - {(3, 8)}),
        (PHONE, " | ", {(3, 4, 4)}),
        (PHONE, "\n", {(3, 4, 4)} | groupings(11, most=2)),
        (SHORT_CARD, " ", GROUPS_OF_CARDS),
        (SHORT_CARD, "-", GROUPS_OF_CARDS),
        (SHORT_CARD, " | ", {(6, 6, 3), (6, 9)}),
        (SHORT_CARD, "\n", {(6, 6, 3)} | groupings(15, most=2)),
    ],
)
def test_only_customary_groups_make_a_number_of_digits_apart(
    number: str, joiner: str, customary: set[tuple[int, ...]]
) -> None:
    """Of all ways to part eleven or fifteen digits, the others are rows of counts."""
    masked = {groups for groups in groupings(len(number)) if "*" in mask("表中" + joiner.join(grouped(number, groups)))}
    assert masked == customary


@pytest.mark.parametrize(
    ("text", "is_phone"),
    [
        ("8613987654321条", False),
        ("+8613987654321条", True),
        ("+ 8613987654321条", True),
        ("008613987654321条", True),
    ],
)
def test_a_country_code_is_certain_only_with_its_sign(text: str, is_phone: bool) -> None:
    assert bool(find_personal_numbers(text)) is is_phone
