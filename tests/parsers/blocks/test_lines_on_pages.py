"""Lines of a page, from its characters to the paragraphs they are broken from: every tolerance on both sides."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.blocks.pdf.characters import Thing
from parsers.blocks.pdf.edges import TOLERANCE
from parsers.blocks.pdf.lines import Line, continues, lines_of, paragraph, words_of
from parsers.model import Paragraph

LEFT, RIGHT = 50.0, 150.0
"""Where the text of a page begins and ends."""


def one(text: str, x0: float, *, top: float = 100, size: float = 10, width: float = 10, upright: bool = True) -> Thing:
    """A character, or a word whose characters have been joined."""
    place = {"x0": x0, "x1": x0 + width, "top": top, "bottom": top + size}
    return {"text": text, "size": size, "upright": upright, **place}


def words(*characters: Thing) -> list[str]:
    return [word["text"] for word in words_of(characters)]


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        pytest.param([one("公", 0), one("开", 12)], ["公开"], id="a small gap"),
        pytest.param([one("公", 0), one("开", 12.5)], ["公", "开"], id="a gap"),
        pytest.param([one("开", 11), one("公", 0)], ["公开"], id="drawn from the back"),
        pytest.param([one("公", 0), one(" ", 10), one("开", 12)], ["公", "开"], id="a space"),
        pytest.param([one(" ", 0), one("公", 10), one(" ", 20)], ["公"], id="spaces around"),
        pytest.param([one("公", 0), one("", 10), one("开", 12)], ["公", "", "开"], id="a sign without a character"),
        pytest.param([one("公", 0), one("开", 10, top=100 + TOLERANCE)], ["公开"], id="a little lower"),
        pytest.param([one("公", 0), one("开", 10, top=100.5 + TOLERANCE)], ["公", "开"], id="lower"),
        pytest.param(
            [one("公", 0), one("开", 10, top=105), one("日", 60, top=102.5)],
            ["公", "开", "日"],
            id="lower by steps",
        ),
        pytest.param([one("公", 0), one("开", 10, size=11)], ["公", "开"], id="of two sizes"),
        pytest.param([one("公", 0), one("开", 10, upright=False)], ["公", "开"], id="one is turned"),
        pytest.param(
            [one("公", 0, top=100, upright=False), one("开", 0, top=110 + TOLERANCE, upright=False)],
            ["公开"],
            id="from top to bottom",
        ),
        pytest.param(
            [one("公", 0, top=100, upright=False), one("开", 0, top=110.5 + TOLERANCE, upright=False)],
            ["公", "开"],
            id="a gap from top to bottom",
        ),
        pytest.param(
            [one("开", 2, top=110, upright=False), one("公", 0, top=100, upright=False)],
            ["公开"],
            id="turned, nearly under each other",
        ),
        pytest.param(
            [one("公", 0, top=100, upright=False), one("开", 2.5, top=110, upright=False)],
            ["公", "开"],
            id="turned, beside each other",
        ),
        pytest.param([one("ﬃ", 0), one("x", 10), one("ﬅ", 20)], ["ffixst"], id="signs for several letters"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_characters_without_a_gap_are_a_word(characters: list[Thing], expected: list[str]) -> None:
    assert words(*characters) == expected


def test_a_word_takes_the_place_of_all_its_characters() -> None:
    (word,) = words_of([one("公", 0, top=101, width=9), one("开", 10, top=100, width=12)])
    assert word == {"text": "公开", "x0": 0, "x1": 22, "top": 100, "bottom": 111, "size": 10}


def lines(*characters: Thing, before_note: str = " ") -> list[str]:
    return [line.text for line in lines_of(characters, before_note)]


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        pytest.param([one("共", 0), one("12", 20, top=104.4)], ["共 12"], id="a little lower"),
        pytest.param([one("共", 0), one("12", 20, top=104.5)], ["共", "12"], id="lower"),
        pytest.param([one("共", 0, size=12), one("12", 20, top=80)], ["12", "共"], id="from top to bottom"),
        pytest.param([one("件", 60, top=99), one("12", 30), one("共", 0, size=12)], ["共 12 件"], id="left to right"),
        pytest.param(
            [one("件", 30), one("共", 0, size=12), one("12", 0, top=80), one("计", 30, top=78, size=12)],
            ["12 计", "共 件"],
            id="two lines",
        ),
        pytest.param([one("共", 0, size=20), one("12", 10, top=108, size=24)], ["共12"], id="of the tallest"),
        pytest.param(
            [one("共", 0), one("计", 30, top=104), one("件", 60, top=107)],
            ["共 计", "件"],
            id="of all so far",
        ),
        pytest.param([one("共", 0), one("计", 19)], ["共计"], id="a gap that is no character wide"),
        pytest.param([one("共", 0), one("计", 19.5)], ["共 计"], id="a gap as wide as a character"),
        pytest.param([one("ab", 0, size=20), one("cd", 13, size=20)], ["abcd"], id="a hair between letters"),
        pytest.param([one("ab", 0, size=20), one("cd", 13.5, size=20)], ["ab cd"], id="a gap between letters"),
        pytest.param([one("共", 0, size=20), one("cd", 13.5, size=20)], ["共cd"], id="a gap in front of letters"),
        pytest.param([one("ab", 0, size=20), one("件", 13.5, size=20)], ["ab件"], id="a gap behind letters"),
        pytest.param([one("12", 0), one("3", 10, size=8)], ["123"], id="smaller digits"),
        pytest.param([one("12", 0), one("3", 10, size=7.9)], ["12^3"], id="a note"),
        pytest.param([one("3", 0, size=7.9), one("12", 8)], ["3^12"], id="a note in front"),
        pytest.param([one("件", 0), one("3", 10, size=7.9)], ["件3"], id="a note behind a word"),
        pytest.param([one("12", 0), one("件", 10, size=7.9)], ["12件"], id="a smaller word"),
        pytest.param([one(" ", 0)], [], id="nothing"),
    ],
)
def test_words_of_a_line(characters: list[Thing], expected: list[str]) -> None:
    assert lines(*characters, before_note="^") == expected


def test_a_line_stands_where_its_first_and_last_words_do() -> None:
    (line,) = lines_of([one("12", 30, top=98, size=12), one("共", 0), one("件", 70, top=101, size=8, width=8)])
    assert (line.text, line.left, line.right, line.top, line.size) == ("共 12 件", 0, 78, 100, 10)


def printed(text: str, left: float = LEFT, right: float = RIGHT, size: float = 10) -> Line:
    return Line([one(text, left, width=right - left, size=size)], "")


@pytest.mark.parametrize(
    ("before", "line", "expected"),
    [
        pytest.param(printed("全年主动公开"), printed("信息12条"), True, id="a full line"),
        pytest.param(printed("全年主动公开", right=138), printed("信息12条"), True, id="nearly full"),
        pytest.param(printed("全年主动公开", right=137.9), printed("信息12条"), False, id="a short line"),
        pytest.param(printed("全年主动公开"), printed("信息12条", left=62), True, id="a little to the right"),
        pytest.param(printed("全年主动公开"), printed("信息12条", left=62.1), False, id="indented"),
        pytest.param(printed("全年主动公开", left=70), printed("信息12条"), True, id="behind an indented line"),
        pytest.param(printed("全年主动公开"), printed("二、依申请公开"), False, id="a heading"),
        pytest.param(printed("全年主动公开"), printed("附件：目录"), False, id="an annex"),
        pytest.param(printed("全年主动公开", size=12.4), printed("信息12条"), True, id="a little smaller"),
        pytest.param(printed("全年主动公开", size=12.5), printed("信息12条"), False, id="smaller"),
        pytest.param(printed("全年主动公开"), printed("信息12条", size=13), True, id="a little larger"),
        pytest.param(printed("全年主动公开"), printed("信息12条", size=13.2), False, id="larger"),
    ],
)
def test_a_line_goes_on_with_a_full_one_before_it(before: Line, line: Line, expected: bool) -> None:
    assert continues(before, line, LEFT, RIGHT) is expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [(["全年主动公开", "信息12条 "], [Paragraph("全年主动公开信息12条")]), ([" ", ""], []), ([], [])],
)
def test_lines_make_a_paragraph(texts: Sequence[str], expected: list[Paragraph]) -> None:
    assert list(paragraph([printed(text) for text in texts])) == expected
