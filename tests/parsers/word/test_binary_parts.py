"""The parts of a Word 97 file, byte by byte: pieces of text, modifiers, lists of formatting, edges of cells."""

from __future__ import annotations

import struct

import pytest

from parsers.blocks.doc import _edges, _File, _listed, _modifiers, _Runs, _Styles, _text, read_doc
from parsers.blocks.flow import Edge
from parsers.errors import Unreadable
from parsers.model import Paragraph, Table
from tests.parsers.figures.sheets import YEARS, filled
from tests.parsers.word import binary

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CLX, _STYLES, _LENGTH = 0x01A2, 0x00A2, 0x4C


def file_of(part: bytes, place: int, length: int = 0, main: bytes = b"", data: bytes = b"") -> _File:
    """Streams in which the table stream is one part, which the head names at a place."""
    head = bytearray(1024)
    struct.pack_into("<II", head, place, 3, len(part))
    struct.pack_into("<I", head, _LENGTH, length)
    return _File(bytes(head) + main, b"xyz" + part, data)


def pieces(*parts: tuple[int, int, bool]) -> bytes:
    """A piece table: of each piece its characters, where it lies, and whether each takes one byte."""
    bounds = [0]
    for number, _, _ in parts:
        bounds.append(bounds[-1] + number)
    placed = b"".join(
        struct.pack("<HIH", 0, (2 * offset | 0x40000000) if narrow else offset, 0) for _, offset, narrow in parts
    )
    table = struct.pack(f"<{len(bounds)}I", *bounds) + placed
    return b"\x01" + struct.pack("<H", 2) + b"ab" + b"\x02" + struct.pack("<I", len(table)) + table


def test_pieces_of_one_and_of_two_bytes_are_put_together_with_their_places() -> None:
    main = "甲乙".encode("utf-16-le") + b"ab\x93" + "😀丙".encode("utf-16-le")
    found = _text(file_of(pieces((2, 1024, False), (3, 1028, True), (3, 1031, False)), _CLX, 8, main))
    assert found == ("甲乙ab“😀\u200b丙", [1024, 1026, 1028, 1029, 1030, 1031, 1033, 1035])


@pytest.mark.parametrize(
    ("part", "length"), [(b"\x03", 1), (b"", 1), (pieces((1, 1024, True)), 5_000_001)], ids=["other", "none", "long"]
)
def test_text_without_a_table_of_pieces_is_damaged(part: bytes, length: int) -> None:
    with pytest.raises(ValueError, match="no piece table"):
        _text(file_of(part, _CLX, length))


def test_many_pieces_that_show_the_same_again_are_too_many_characters() -> None:
    whole = pieces(*[(4_000_000, 1024, True)] * 3)
    with pytest.raises(ValueError, match="more characters than any document holds"):
        _text(file_of(whole, _CLX, 5_000_000, b"a" * 4_000_000))


def test_a_part_that_a_short_head_does_not_name_is_empty() -> None:
    assert _File(b"\0" * 9, b"abc", b"").part(2) == b""
    assert _File(b"\0" * 6 + struct.pack("<I", 2), b"abc", b"").part(2) == b"ab"
    assert _File(struct.pack("<II", 1, 9), b"abc", b"").part(0) == b"bc"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (struct.pack("<HB", 0x0837, 1), [(0x0837, b"\x01")]),
        (struct.pack("<HB", 0x2A48, 1), [(0x2A48, b"\x01")]),
        (struct.pack("<HH", 0x4A30, 7), [(0x4A30, b"\x07\0")]),
        (struct.pack("<HI", 0x6A09, 7), [(0x6A09, b"\x07\0\0\0")]),
        (struct.pack("<H", 0xE000) + b"abc", [(0xE000, b"abc")]),
        (struct.pack("<HB", 0xC601, 2) + b"ab" + struct.pack("<HB", 0x0837, 0), [(0xC601, b"ab"), (0x0837, b"\0")]),
        (struct.pack("<HH", 0xD608, 4) + b"abc" + struct.pack("<HB", 0x0837, 0), [(0xD608, b"abc"), (0x0837, b"\0")]),
        (struct.pack("<HH", 0xD608, 0) + struct.pack("<HB", 0x0837, 0), [(0x0837, b"\0")]),
        (struct.pack("<H", 0x0837), []),
        (b"", []),
    ],
)
def test_modifiers_with_their_operands(written: bytes, found: list[tuple[int, bytes]]) -> None:
    assert list(_modifiers(written, b"")) == found


def test_a_list_of_modifiers_may_lie_elsewhere() -> None:
    inner = struct.pack("<HB", 0x0837, 1)
    data = b"xx" + struct.pack("<H", len(inner)) + inner + b"rest"
    there = struct.pack("<HI", 0x6646, 2)
    assert list(_modifiers(there, data)) == [(0x0837, b"\x01")]
    assert list(_modifiers(there, b"")) == [(0x6646, b"\x02\0\0\0")]


@pytest.mark.parametrize(
    ("entry_size", "page", "found"),
    [
        (1, b"..\x02abcd", b"ab"),
        (13, b"..\x02abcd", b"abc"),
        (13, b"..\x00\x01abcd", b"ab"),
    ],
)
def test_lists_of_a_page_behind_their_lengths(entry_size: int, page: bytes, found: bytes) -> None:
    assert _listed(page, 2, entry_size) == found
    assert _listed(page, 0, entry_size) == b""


def test_formatting_holds_from_its_place_to_the_next() -> None:
    page = bytearray(512)
    struct.pack_into("<3I", page, 0, 10, 20, 30)
    page[12], page[13] = 50, 0
    page[100:103] = b"\x02ab"
    page[-1] = 2
    part = struct.pack("<3I", 0, 99, 2)
    runs = _Runs(file_of(part, 0x00FA, main=bytes(page)), 0x00FA, 1)
    assert [runs.at(place) for place in (9, 10, 19, 20, 99)] == [b"", b"ab", b"ab", b"", b""]
    assert [runs.around(place) for place in (9, 10, 19, 20)] == [(0, 10), (10, 20), (10, 20), (20, 1 << 32)]


def style(base: int, kind: int, *lists: bytes, base_size: int = 10) -> bytes:
    """A style of a sheet with the list of modifiers of each of its parts."""
    head = struct.pack("<HHH", 0, base << 4 | kind, 0).ljust(base_size, b"\0")
    name = struct.pack("<H", 1) + "甲".encode("utf-16-le") + b"\0\0"
    written = head + name
    for properties in lists:
        written += struct.pack("<H", len(properties)) + properties + b"\0" * (len(properties) % 2)
    return struct.pack("<H", len(written)) + written + b"\0" * (len(written) % 2)


def test_styles_switch_what_those_switch_that_they_are_based_on() -> None:
    struck, hidden = struct.pack("<HB", 0x0837, 1), struct.pack("<HB", 0x083C, 1)
    other = struct.pack("<HB", 0x0835, 1)
    sheet = (
        struct.pack("<HHH", 6, 5, 10)
        + b"\0\0"
        + b"".join(
            (
                style(0xFFF, 1, b"abc", struck + other),
                style(0, 2, hidden),
                style(2, 1, struck, hidden),
                struct.pack("<H", 0),
                style(1, 3, struck),
            )
        )
    )
    styles = _Styles(file_of(sheet, _STYLES))
    assert [styles.of(number) for number in range(7)] == [
        {0x0837: 1},
        {0x0837: 1, 0x083C: 1},
        {0x083C: 1},
        {},
        {0x0837: 1, 0x083C: 1},
        {},
        {},
    ]
    assert _Styles(file_of(b"abc", _STYLES)).of(0) == {}
    assert _Styles(file_of(sheet[:30], _STYLES)).of(1) == {}


@pytest.mark.parametrize("further", [b"", b"\1"])
def test_a_sheet_may_hold_fewer_styles_than_it_says(further: bytes) -> None:
    struck = struct.pack("<HB", 0x0837, 1)
    sheet = struct.pack("<HHH", 4, 3, 10) + style(0xFFF, 2, struck) + style(0, 2, b"") + further
    styles = _Styles(file_of(sheet, _STYLES))
    assert [styles.of(number) for number in range(3)] == [{0x0837: 1}, {0x0837: 1}, {}]


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        (struct.pack("<B3h", 2, -10, 90, 200), (-10, (Edge(90), Edge(200)))),
        (
            struct.pack("<B3h", 2, 0, 90, 200) + struct.pack("<H18x", 0x60) + struct.pack("<H18x", 0x20),
            (0, (Edge(90), Edge(200, goes_on_above=True))),
        ),
        (struct.pack("<B2h", 2, 0, 90), (0, ())),
        (b"", (0, ())),
    ],
)
def test_the_edges_of_the_cells_of_a_row(shape: bytes, found: tuple[int, tuple[Edge, ...]]) -> None:
    assert _edges(shape) == found


@pytest.mark.parametrize(
    ("signature", "version", "reason"),
    [
        (0xA5DC, 0x00C1, "The Word file is older than Word 97."),
        (0xA5EC, 0x00C0, "The Word file is older than Word 97."),
        (0xA5EC, 0x00C1, "The Word file is damaged: no piece table"),
        (0xA5EC, 0, "The Word file is damaged: no piece table"),
        (0xA5ED, 0x00C0, "The Word file is damaged: it has no document's head"),
        (0xA5ED, 0x00C1, "The Word file is damaged: it has no document's head"),
    ],
)
def test_files_that_cannot_be_read_say_why(signature: int, version: int, reason: str) -> None:
    head = struct.pack("<HH", signature, version).ljust(4096, b"\0")
    with pytest.raises(Unreadable) as caught:
        read_doc(binary.compound([("WordDocument", head), ("0Table", b"")]))
    assert caught.value.reason == reason


def test_notes_are_counted_through_the_document() -> None:
    def with_note(_: str) -> list[binary.Run]:
        return [("注", b""), ("\x02", binary.SPECIAL)]

    sheet = filled("2021")
    tables = [
        block for block in read_doc(binary.write(sheet, YEARS["2021"], with_note)).blocks if isinstance(block, Table)
    ]
    found = [cell.text for table in tables for cell in table.cells if cell.text.startswith("注")]
    assert len(found) == len(sheet.truth)
    assert [found[0], found[9], found[-1]] == ["注¹", "注¹⁰", f"注{str(len(found)).translate(SUPERSCRIPTS)}"]


def test_characters_without_formatting_of_their_own_are_seen_or_not_by_the_style_of_each_paragraph() -> None:
    seen, hidden = binary.PLAIN_PARAGRAPH, binary.HIDDEN_PARAGRAPH
    styles = {"甲": hidden, "乙": seen, "丙": seen, "丁": hidden, "戊": seen, "己": hidden}
    blocks = read_doc(binary.of_paragraphs(*styles.items())).blocks
    assert [block.text for block in blocks if block.text] == [text for text, style in styles.items() if style == seen]


def test_boxes_whose_places_are_lost_stand_behind_the_text() -> None:
    sheet = filled("2021")
    content = binary.write(sheet, YEARS["2021"], binary.FAULTS["text box"])
    whole = read_doc(content)
    broken = bytearray(content)
    struct.pack_into("<I", broken, content.index(b"\xec\xa5" + bytes(8)) + 0x25A + 4, 0)
    *blocks, last = read_doc(bytes(broken)).blocks
    assert isinstance(last, Paragraph)
    numbers = [cell.text for block in whole.blocks if isinstance(block, Table) for cell in block.cells]
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    placed = [number for number in numbers if number.isdecimal()]
    assert [*texts, last.text][-len(placed) :] == placed


AS_STYLE, AGAINST_STYLE = (struct.pack("<HB", 0x0837, state) for state in (0x80, 0x81))


@pytest.mark.parametrize(
    ("runs", "paragraphs"),
    [
        pytest.param([("甲\r乙", b""), ("\r", b"")], ["甲", "乙"], id="marks of paragraphs"),
        pytest.param(
            [("甲", b""), ("\r", binary.DELETED), ("乙\r", b""), ("丙\r", b"")], ["甲乙", "丙"], id="a deleted mark"
        ),
        pytest.param([("甲", b""), ("子", binary.DELETED), ("乙\r", b"")], ["甲乙"], id="deleted"),
        pytest.param(
            [("甲", b""), ("子", binary.HIDDEN), ("\r", binary.HIDDEN), ("乙\r", b"")], ["甲", "乙"], id="hidden"
        ),
        pytest.param([("甲", binary.INSERTED), ("乙\r", binary.NOT_STRUCK)], ["甲乙"], id="inserted, and not struck"),
        pytest.param([("子", binary.IN_STYLE), ("甲\r", b"")], ["甲"], id="struck by a style"),
        pytest.param([("子", binary.IN_STYLE + AS_STYLE), ("甲", AS_STYLE), ("\r", b"")], ["甲"], id="as its style"),
        pytest.param(
            [("甲", binary.IN_STYLE + AGAINST_STYLE), ("子", AGAINST_STYLE), ("\r", b"")],
            ["甲"],
            id="against its style",
        ),
        pytest.param([("子", binary.IN_STYLE + binary.STRUCK), ("甲\r", b"")], ["甲"], id="struck beside its style"),
        pytest.param([("甲", b""), ("2", binary.RAISED), ("乙", binary.RAISED), ("\r", b"")], ["甲²乙"], id="raised"),
        pytest.param([("甲\x0b乙\x1e丙\t丁\x1f\x01戊\r", b"")], ["甲", "乙-丙\t丁戊"], id="special characters"),
        pytest.param([("甲\x0c乙\r", b"")], ["甲", "乙"], id="a page break"),
        pytest.param([("甲\x13 PAGE \x14乙\x15丙\r", b"")], ["甲乙丙"], id="a field"),
        pytest.param([("甲\x13 PAGE \x15丙\r", b"")], ["甲丙"], id="a field that shows nothing"),
        pytest.param([('甲\x13 TOC \\o "1-3" \x14乙\r丁\x15丙\r', b"")], ["甲", "丙"], id="a list of contents"),
        pytest.param(
            [("\x13 IF \x13 PAGE \x14子\x15 \x14乙\x13 REF \x14丙\x15丁\x15\r", b"")], ["乙丙丁"], id="fields in fields"
        ),
        pytest.param([("甲\x13 PAGE 子\r乙\r", b"")], ["甲", "乙"], id="a field that does not end"),
        pytest.param([("甲\x14乙\x15丙\r", b"")], ["甲乙丙"], id="a field that does not begin"),
    ],
)
def test_what_characters_show_by_their_formatting_and_fields(runs: list[binary.Run], paragraphs: list[str]) -> None:
    # Each mark ends a run of its own or stands in one whose formatting is that of the paragraph.
    parted = [(piece, kind) for text, kind in runs for piece in text.replace("\r", "\r\x00").split("\x00") if piece]
    assert read_doc(binary.of_runs(*parted)).blocks == tuple(map(Paragraph, paragraphs))
