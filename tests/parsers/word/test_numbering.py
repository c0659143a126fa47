"""Automatic numbers of Word: how lists count, begin anew, and borrow their levels."""

from __future__ import annotations

import pytest

from parsers.blocks.reader import read_page
from parsers.blocks.word import read_word_xml
from parsers.blocks.word.numbering import _FORMATS
from parsers.model import Document, Paragraph
from tests.parsers.word import ooxml
from tests.parsers.word.ooxml import paragraph, run


def level(depth: int, text: str, *more: str, style: str = "decimal") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{"".join(more)}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(number: int, depth: int | None = None, style: str = "") -> str:
    """A numbered paragraph of a list; of no depth of its own, where it is None."""
    own = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return paragraph(run("甲"), f'{named}<w:numPr>{own}<w:numId w:val="{number}"/></w:numPr>')


def labels(content: str, numbering: str, styles: str = "") -> list[str]:
    """The numbers in front of paragraphs."""
    more = {"word/numbering9.xml": f'<w:numbering xmlns:w="{ooxml.W}">{numbering}</w:numbering>'.encode()}
    if styles:
        more["word/styles9.xml"] = f'<w:styles xmlns:w="{ooxml.W}">{styles}</w:styles>'.encode()
    blocks = read_page(Document(content=ooxml.package(content, more=more))).blocks
    return [block.text.removesuffix("甲") for block in blocks if isinstance(block, Paragraph)]


def a_list(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def use(number: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


TWO = a_list(7, level(0, "%1."), level(1, "%1.%2"))
ROMAN = a_list(7, level(0, "%1.", style="upperRoman"), level(1, "%1.%2"))


@pytest.mark.parametrize(
    ("numbering", "paragraphs", "expected"),
    [
        pytest.param(
            TWO + use(1, 7), [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["1.", "1.1", "1.2", "2.", "2.1"], id="levels"
        ),
        pytest.param(
            a_list(7, level(0, "%1."), level(1, "%2)", '<w:lvlRestart w:val="0"/>')) + use(1, 7),
            [(1, 0), (1, 1), (1, 0), (1, 1)],
            ["1.", "1)", "2.", "2)"],
            id="a level that goes on behind a higher one",
        ),
        pytest.param(TWO + use(1, 7) + use(2, 7), [(1, 0), (2, 0)], ["1.", "2."], id="two uses of one list"),
        pytest.param(
            TWO + use(1, 7) + use(2, 7, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
            [(1, 0), (2, 0), (2, 0), (1, 0)],
            ["1.", "5.", "6.", "7."],
            id="a use that begins anew, once",
        ),
        pytest.param(
            TWO
            + "".join(
                use(n, 7, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>') for n in (1, 2)
            ),
            [(1, 0), (1, 0), (2, 0), (2, 0)],
            ["3.", "4.", "3.", "4."],
            id="two uses that both begin anew",
        ),
        pytest.param(
            TWO + use(1, 7, f'<w:lvlOverride w:ilvl="0">{level(0, "第%1条")}</w:lvlOverride>'),
            [(1, 0), (1, 1)],
            ["第1条", "1.1"],
            id="a level that a use writes otherwise",
        ),
        pytest.param(ROMAN + use(1, 7), [(1, 0), (1, 1)], ["I.", "I.1"], id="a level within another's script"),
        pytest.param(
            a_list(7, level(0, "%1.", style="upperRoman"), level(1, "%1.%2", "<w:isLgl/>")) + use(1, 7),
            [(1, 0), (1, 1)],
            ["I.", "1.1"],
            id="a level in digits only",
        ),
        pytest.param(TWO + use(1, 7), [(1, 1)], ["1.1"], id="a higher level that was never counted"),
        pytest.param(TWO + use(1, 7), [(1, 5)], [""], id="a level that the list does not have"),
        pytest.param(TWO + use(1, 7), [(9, 0)], [""], id="a list that is not there"),
        pytest.param(a_list(7, level(9, "%1.")) + use(1, 7), [(1, 9)], [""], id="a level deeper than any"),
        pytest.param(
            TWO + use(1, 7, '<w:lvlOverride w:ilvl="9"><w:startOverride w:val="3"/></w:lvlOverride>'),
            [(1, 0)],
            ["1."],
            id="a beginning of a level deeper than any",
        ),
        pytest.param(
            TWO + use(1, 7, f"<w:lvlOverride>{level(0, '第%1条')}</w:lvlOverride>"),
            [(1, 0)],
            ["1."],
            id="a level that a use writes without saying which",
        ),
        pytest.param(
            a_list(7, level(0, "%1.").replace('w:val="1"', 'w:val="x"')) + use(1, 7), [(1, 0)], ["1."], id="no number"
        ),
        pytest.param(
            a_list(7, level(0, "%1.").replace('w:val="1"', f'w:val="{"1" * 10}"')) + use(1, 7),
            [(1, 0)],
            ["1."],
            id="a number larger than any",
        ),
        pytest.param(a_list(7, level(0, "●")) + use(1, 7), [(1, 0)], [""], id="a mark that is no number"),
    ],
)
def test_how_lists_count(numbering: str, paragraphs: list[tuple[int, int]], expected: list[str]) -> None:
    assert labels("".join(numbered(*one) for one in paragraphs), numbering) == expected


def test_a_list_may_borrow_its_levels_from_a_style() -> None:
    borrowed = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="own"/></w:abstractNum>'
    style = (
        '<w:style w:type="numbering" w:styleId="own"><w:name w:val="own"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    numbering = TWO + borrowed + use(1, 7) + use(2, 8)
    assert labels(numbered(2, 0) + numbered(2, 1), numbering, style) == ["1.", "1.1"]
    assert labels(numbered(2, 0), TWO + borrowed + use(2, 8), style) == [""]


def test_a_style_says_which_level_its_paragraphs_are() -> None:
    linked = a_list(7, level(0, "%1."), level(1, "%1.%2", '<w:pStyle w:val="second"/>'))
    style = '<w:style w:type="paragraph" w:styleId="second"><w:name w:val="second"/></w:style>'
    content = numbered(1) + numbered(1, style="second")
    assert labels(content, linked + use(1, 7), style) == ["1.", "1.1"]


@pytest.mark.parametrize(("written", "label"), [("一、", "一、"), ("(2)", "(2)"), ("●", ""), ("", "")])
def test_word_2003_writes_the_number_that_it_shows(written: str, label: str) -> None:
    shown = f'<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="{written}"/></w:listPr>'
    spaces = (
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    )
    content = f"<w:wordDocument {spaces}><w:body>{paragraph(run('甲'), shown)}</w:body></w:wordDocument>"
    (block,) = read_word_xml(content.encode()).blocks
    assert isinstance(block, Paragraph)
    assert block.text == f"{label}甲"


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("upperLetter", {1: "A", 2: "B", 25: "Y", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa"}),
        ("upperRoman", {1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 99: "XCIX"}),
        ("lowerRoman", {3: "iii", 8: "viii"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 999: "999"}),
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 105: "一百零五", 110: "一百一十", 999: "九百九十九"},
        ),
        ("ideographDigital", {12: "一二"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
    ],
)
def test_how_a_count_is_written(kind: str, written: dict[int, str]) -> None:
    assert {count: _FORMATS[kind](count) for count in written} == written
