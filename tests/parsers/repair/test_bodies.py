"""Where a second copy of a body begins and ends, and what in it differs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.model import Cell, Paragraph, Table
from parsers.repair.bodies import SecondBody, without_second_body

FIRST = "本年度共主动公开政府信息八百余条，内容涉及城乡建设、民生保障、财政收支等多个方面，" * 2
SECOND = "全年共收到公民和企业提出的信息公开申请二十余件，均在规定的期限之内予以了书面答复，" * 2
THIRD = "下一步将继续完善工作制度，加强对各镇和各部门的业务指导，不断提高公开工作的质量水平，" * 2
BODY = ("一、概述", FIRST, "二、申请", SECOND, "三、打算", THIRD)


def kept(*lines: str) -> tuple[list[str], SecondBody | None]:
    blocks, second = without_second_body([Paragraph(line) for line in lines])
    return [block.text for block in blocks if isinstance(block, Paragraph)], second


def second(lines: Sequence[str], copy: Sequence[str], *differences: str) -> SecondBody:
    return SecondBody(sum(map(len, copy)) / sum(map(len, lines)), differences)


@pytest.mark.parametrize(
    ("before", "between", "behind"),
    [
        pytest.param((), (), (), id="alone"),
        pytest.param(("年度报告",), (), ("二〇一八年三月",), id="lines around both"),
        pytest.param(("年度报告",), ("返回首页",), ("二〇一八年三月",), id="a line between them"),
    ],
)
def test_the_second_copy_goes_with_its_headings_and_nothing_else(
    before: tuple[str, ...], between: tuple[str, ...], behind: tuple[str, ...]
) -> None:
    lines = (*before, *BODY, *between, *BODY, *behind)
    assert kept(*lines) == ([*before, *BODY, *between, *behind], second(lines, BODY))


def test_a_phrase_that_stands_twice_hides_no_second_copy_behind_it() -> None:
    phrase = "信息公开，依法依规，便民利民，人人参与"
    lines = (phrase, phrase, *BODY, *BODY)
    assert kept(*lines) == ([phrase, phrase, *BODY], second(lines, BODY))


@pytest.mark.parametrize(("length", "goes"), [(199, False), (200, True)])
def test_how_long_a_second_copy_is_at_least(length: int, goes: bool) -> None:
    body = ("甲" * 100, "乙" * (length - 100))
    lines = ("标题", *body, *body)
    assert kept(*lines) == ((["标题", *body], second(lines, body)) if goes else (list(lines), None))


def test_of_three_copies_one_goes() -> None:
    assert kept(*BODY, *BODY, *BODY)[0] == [*BODY, *BODY]


def test_what_differs_by_a_little_goes_and_is_told() -> None:
    other = SECOND.replace("二十余件", "三十余件")
    copy = (*BODY[:3], other, *BODY[4:])
    lines = (*BODY, *copy)
    assert kept(*lines) == ([*BODY], second(lines, copy, other))


def test_what_differs_by_more_stays_and_ends_the_copy() -> None:
    other = SECOND[: len(SECOND) // 2] + THIRD
    body = (*BODY[:3], FIRST + THIRD, SECOND)
    lines = (*body, *body[:4], other)
    assert kept(*lines) == ([*body, other], second(lines, body[:4]))


@pytest.mark.parametrize(("changed", "is_copy"), [(2, True), (3, False)])
def test_a_paragraph_is_the_same_where_nine_of_ten_characters_are(changed: int, is_copy: bool) -> None:
    line = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
    other = "一" * changed + line[changed:]
    lines = (*BODY, line, *BODY, other)
    assert kept(*lines)[0] == [*BODY, line, *([] if is_copy else [other])]


def test_a_table_is_a_part_of_a_copy() -> None:
    table = Table((Cell("主动公开政府信息数", 0, 0), Cell("812", 0, 1), Cell("条", 1, 1)))
    body = [Paragraph(line) for line in BODY]
    assert without_second_body([*body, table, *body, table])[0] == (*body, table)
    other = Table((Cell("收到申请数", 0, 0), Cell("12", 0, 1), Cell("件", 1, 1)))
    assert without_second_body([*body, table, *body, other])[0] == (*body, table, other)
