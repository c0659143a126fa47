"""RTF, control word by control word: what stands in the text, in tables, in boxes and in notes."""

from __future__ import annotations

import pytest

from parsers.blocks.rtf import read_rtf
from parsers.errors import NotAReport, Unreadable
from parsers.model import Block, Paragraph

Shown = str | list[list[str]]
"""A paragraph, or the rows of a table; a cell that covers several columns or rows says how many."""


def shown(block: Block) -> Shown:
    if isinstance(block, Paragraph):
        return block.text
    spans = {
        cell: f"{cell.text}{f'>{cell.column_span}' * (cell.column_span > 1)}{f'v{cell.row_span}' * (cell.row_span > 1)}"
        for cell in block.cells
    }
    return [[spans[cell] for cell in row] for row in block.rows()]


ROW = r"\trowd\cellx100\cellx200 "
TEXTS: list[tuple[str, list[Shown]]] = [
    # Characters
    (r"a\par b", ["a", "b"]),
    (r"a\sect b\page c", ["a", "b", "c"]),
    ("a\\\nb\\\rc", ["a", "b", "c"]),
    (r"a\'bc\'d7b", ["a甲b"]),
    (r"\'bc{\'d7}", ["\ufffd\ufffd"]),
    (r"a\{b\}\\c", [r"a{b}\c"]),
    (r"a\~b\_c\-d", ["a\u00a0b-cd"]),
    (r"\u30002?b", ["甲b"]),
    (r"\u30002 ?b", ["甲b"]),
    (r"\uc2\u30002??b", ["甲b"]),
    (r"\uc0\u30002 b", ["甲b"]),
    (r"\uc2\u30002\'a1\'a1b", ["甲b"]),
    (r"{\uc0 x}\u30002?b", ["x甲b"]),
    (r"\u30002\par b", ["甲", "b"]),
    (r"\u30002{?}b", ["甲?b"]),
    (r"\u30002\{b", ["甲b"]),
    (r"\u-10179?\u-8704?b", ["😀b"]),
    (r"\u-8704?b", ["\ude00b"]),
    (r"a\u-8704?b", ["a\ude00b"]),
    (r"\u-10179?\u30002?b", ["\ud83d甲b"]),
    (r"a\u b\f c", ["abc"]),
    (r"\fcharset136 a\'bc\'d7", ["a甲"]),
    (r"a\tab b\line c", ["a\tb", "c"]),
    (r"\lquote a\rquote\ldblquote b\rdblquote\emdash\endash\bullet c", ["‘a’“b”—–•c"]),
    (r"a\bin3 xyzb", ["ab"]),
    (r"a\bin b", ["ab"]),
    (r"\ansicpg1252\'93a", ["“a"]),
    (r"\ansicpg437\'82a", ["éa"]),
    (r"\ansicpg0\'bc\'d7", ["甲"]),
    (r"\ansicpg777\'bc\'d7", ["甲"]),
    (r"{\fonttbl{\f1\fcharset136 A}{\f2\fcharset134 B}{\f3\fcharset9 C}}\f1\'a5\'d2\f2\'bc\'d7\f3\'bc\'d7", ["甲甲甲"]),
    (r"{\fonttbl{\f1\fcharset136 A;}}{\f1\'a5\'d2}\'bc\'d7\f1\'a5\'d2\plain\'bc\'d7", ["甲甲甲甲"]),
    # What is not seen
    (r"a{\v b}c", ["ac"]),
    (r"a\v b\v0 c", ["ac"]),
    (r"a\strike b\strike0 c\striked1 d\striked0 e", ["ace"]),
    (r"a\strike\v b\v0 c\strike0 d", ["ad"]),
    (r"a\v b\plain c", ["ac"]),
    (r"a{\deleted b\par c}d", ["ad"]),
    (r"a{\v b\par c}d", ["a", "d"]),
    (r"a\super 2\nosupersub b", ["a²b"]),
    (r"a{\super 2}b", ["a²b"]),
    (r"a\super0 2", ["a2"]),
    (r"a\super\sub 2", ["a2"]),
    (r"a\super\plain 2", ["a2"]),
    # Groups that are passed over
    (r"a{\*\unheard b}c", ["ac"]),
    (r"a{\unheard b}c", ["abc"]),
    (r"a{\pict b}{\stylesheet c}{\info d}{\header e}{\listtable f}g", ["ag"]),
    (r"a{\*\b c}d", ["ad"]),
    (r"a{\*c}d", ["acd"]),
    (r"a{\listtext b}{\pntext c}d", ["abcd"]),
    (r"a{\*\pntext b}c", ["abc"]),
    (r"a{\pict{\listtext b}}c", ["ac"]),
    # Notes and boxes
    (r"a{\footnote b\par c}d\par e", ["a¹d", "e", "¹b", "c"]),
    (r"a{\shp b{\*\shpinst c{\shptxt d\par e}f}}g\par h", ["ag", "d", "e", "h"]),
    (r"a{\v{\footnote b}}c", ["ac"]),
    (r"a{\footnote b}c{\deleted{\footnote d}}e", ["a¹ce", "¹b"]),
    # Tables
    (ROW + r"\intbl a\cell b\cell\row\pard c", [[["a", "b"]], "c"]),
    (ROW + r"\intbl a\par b\cell c\cell\row", [[["a b", "c"]]]),
    (ROW + r"\intbl a\cell b\cell\row " + ROW + r"c\cell d\cell\row", [[["a", "b"], ["c", "d"]]]),
    (
        ROW + r"\intbl a\cell b\cell\row\pard c\par " + ROW + r"\intbl d\cell e\cell\row",
        [[["a", "b"]], "c", [["d", "e"]]],
    ),
    (
        r"\trowd\cellx200\intbl a\cell\row\trowd\cellx100\cellx200 b\cell c\cell\row",
        [[["a>2"], ["b", "c"]]],
    ),
    (
        r"\trowd\cellx100\clmrg\cellx200\intbl a\cell\cell\row\trowd\cellx100\cellx200 b\cell c\cell\row",
        [[["a>2"], ["b", "c"]]],
    ),
    (r"\cellx100\cellx200\intbl a\cell b\cell\row" + ROW + r"c\cell d\cell\row", [[["a", "b"], ["c", "d"]]]),
    (
        r"\trowd\cellx\cellx9\intbl a\cell b\cell\row\trowd\cellx0\cellx9 c\cell d\cell\row",
        [[["a", "b"], ["c", "d"]]],
    ),
    (
        ROW + r"\intbl a\cell b\cell\row\trowd\clvmrg\cellx100\cellx200 \cell c\cell\row",
        [[["av2", "b"], ["c"]]],
    ),
    (
        r"\trowd\trleft-50\cellx100\cellx200\intbl a\cell b\cell\row\trowd\trleft-50\cellx200 c\cell\row",
        [[["a", "b"], ["c>2"]]],
    ),
    # A row that does not say where it begins does so at the margin, and a cell that does not say where it ends ends
    # there; edges that are 30 twentieths of a point apart are one.
    (
        r"\cellx31\cellx200\intbl a\cell b\cell\row\trowd\trleft1\cellx200 c\cell\row",
        [[["a", "b"], ["c>2"]]],
    ),
    (
        r"\trowd\trleft-30\cellx\cellx200\intbl a\cell b\cell\row\trowd\trleft-30\cellx200 c\cell\row",
        [[["a", "b"], ["c"]]],
    ),
    (
        r"\trowd\trleft-31\cellx\cellx200\intbl a\cell b\cell\row\trowd\trleft-31\cellx200 c\cell\row",
        [[["a", "b"], ["c>2"]]],
    ),
    (
        ROW + r"\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx9\nestrow}\pard\intbl a\cell b\cell\row",
        [[["x y a", "b"]]],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text for text, _ in TEXTS])
def test_what_a_document_shows(text: str, expected: list[Shown]) -> None:
    assert list(map(shown, read_rtf(b"{\\rtf1 " + text.encode() + b"}").blocks)) == expected


@pytest.mark.parametrize(
    ("content", "error", "reason"),
    [
        (b"{\\rtf1 a", Unreadable, "The RTF file breaks off before its end."),
        (b"{" * 1001 + b"\\rtf1 a" + b"}" * 1001, Unreadable, "more deeply"),
    ],
)
def test_damaged_documents_say_what_is_wrong(content: bytes, error: type[Exception], reason: str) -> None:
    with pytest.raises(error, match=reason):
        read_rtf(content)


def test_words_in_front_of_the_first_group_are_read() -> None:
    assert list(map(shown, read_rtf(rb"a{\rtf1 b}").blocks)) == ["ab"]


def test_groups_may_be_nested_as_deeply_as_reports_do() -> None:
    assert list(map(shown, read_rtf(b"{" * 1000 + b"\\rtf1 a" + b"}" * 1000).blocks)) == ["a"]


def test_a_document_with_more_words_than_any_report_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.blocks.rtf._MOST_TOKENS", 4)
    assert read_rtf(b"{\\rtf1 a}").blocks
    with pytest.raises(NotAReport, match="more words than any report"):
        read_rtf(b"{\\rtf1 a\\b c}")
