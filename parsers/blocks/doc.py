"""Legacy Word documents (.doc, Word 97 to 2003) to paragraphs and tables.

The text is put together from the file's piece table; marks at paragraph ends tell table cells and row ends ([MS-DOC]
2.4 and 2.8). Formatting, pictures, notes and fields' codes are left out.
"""

from __future__ import annotations

import bisect
import io
import struct
from collections.abc import Iterator, Sequence

import olefile

from parsers.blocks.plain import table_of
from parsers.errors import Unreadable, reading
from parsers.model import Block, Page, Paragraph

_SIGNATURE = 0xA5EC
_ENCRYPTED, _WHICH_TABLE = 0x0100, 0x0200
_CCP_TEXT, _PAPX, _CLX = 0x004C, 0x0102, 0x01A2
_CELL_END, _FIELD_BEGIN, _FIELD_SEPARATOR, _FIELD_END = "\x07", "\x13", "\x14", "\x15"
_PARAGRAPH_ENDS = "\r\x0c\x07"
_IN_TABLE, _ROW_END = 0x2416, 0x2417
_ELSEWHERE = (0x6645, 0x6646)
_PAGE_SIZE = 512
_OPERAND_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_VARIABLE = 6
_MOST_CHARACTERS = 5_000_000


def read_doc(content: bytes) -> Page:
    """Reads a legacy Word document.

    Raises:
        Unreadable: The file is damaged, encrypted, or no Word document.
    """
    with reading("Word file"):
        with olefile.OleFileIO(io.BytesIO(content)) as storage:
            main = storage.openstream("WordDocument").read()
            signature, flags = struct.unpack_from("<H8xH", main)
            if signature != _SIGNATURE or flags & _ENCRYPTED:
                raise Unreadable("The Word file is encrypted, or older than Word 97.")
            table = storage.openstream("1Table" if flags & _WHICH_TABLE else "0Table").read()
            data = storage.openstream("Data").read() if storage.exists("Data") else b""
        characters, positions = _text(main, table)
        blocks = tuple(_blocks(characters, positions, _Marks(main, table, data)))
    return Page(blocks=blocks, media_type="application/msword")


def _text(main: bytes, table: bytes) -> tuple[str, list[int]]:
    """The characters of the document, and where in the stream each of them lies."""
    (length,) = struct.unpack_from("<I", main, _CCP_TEXT)
    start, size = struct.unpack_from("<II", main, _CLX)
    pieces = table[start : start + size]
    while pieces[:1] == b"\x01":
        pieces = pieces[3 + struct.unpack_from("<H", pieces, 1)[0] :]
    if pieces[:1] != b"\x02" or length > _MOST_CHARACTERS:
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<I", pieces, 1)
    count = (size - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", pieces, 5)
    characters: list[str] = []
    positions: list[int] = []
    for index in range(count):
        (offset,) = struct.unpack_from("<I", pieces, 5 + 4 * (count + 1) + 8 * index + 2)
        number = bounds[index + 1] - bounds[index]
        if offset & 0x40000000:
            first, width = (offset & 0x3FFFFFFF) // 2, 1
            text = main[first : first + number].decode("cp1252", errors="replace")
        else:
            first, width = offset, 2
            text = main[first : first + 2 * number].decode("utf-16-le", errors="replace")
        if len(text) != number:
            # A character beyond the basic plane takes two places of the stream.
            text = "".join(character if character < "\U00010000" else f"{character}\u200b" for character in text)[
                :number
            ]
        characters.append(text)
        positions.extend(first + width * place for place in range(len(text)))
    return "".join(characters)[:length], positions


class _Marks:
    """What the marks at paragraph ends mean: text, text in a table cell, or the end of a table row."""

    def __init__(self, main: bytes, table: bytes, data: bytes) -> None:
        start, size = struct.unpack_from("<II", main, _PAPX)
        count = (size - 4) // 8
        found: list[tuple[int, frozenset[int]]] = []
        for index in range(count):
            (page_number,) = struct.unpack_from("<I", table, start + 4 * (count + 1) + 4 * index)
            page = main[_PAGE_SIZE * page_number : _PAGE_SIZE * (page_number + 1)]
            runs = page[-1]
            for run in range(runs):
                (begin,) = struct.unpack_from("<I", page, 4 * run)
                properties = _properties(page, 2 * page[4 * (runs + 1) + 13 * run])
                found.append((begin, frozenset(_switched_on(properties, data))))
        found.sort(key=lambda entry: entry[0])
        self._begins = [begin for begin, _ in found]
        self._modifiers = [modifiers for _, modifiers in found]

    def at(self, position: int) -> frozenset[int]:
        """The table modifiers of the paragraph that ends at a place of the stream."""
        index = bisect.bisect_right(self._begins, position) - 1
        return self._modifiers[index] if index >= 0 else frozenset()


def _properties(page: bytes, offset: int) -> bytes:
    """The list of modifiers of a paragraph, behind its length and the number of its style."""
    if offset == 0:
        return b""
    if page[offset]:
        return page[offset + 3 : offset + 2 * page[offset]]
    return page[offset + 4 : offset + 2 + 2 * page[offset + 1]]


def _switched_on(properties: bytes, data: bytes) -> Iterator[int]:
    """Which of the table modifiers are switched on; a list too long for its page lies in a stream of its own."""
    place = 0
    while place + 3 <= len(properties):
        (modifier,) = struct.unpack_from("<H", properties, place)
        place += 2
        kind = modifier >> 13
        if modifier in (_IN_TABLE, _ROW_END) and properties[place] == 1:
            yield modifier
        elif modifier in _ELSEWHERE and data:
            (offset,) = struct.unpack_from("<I", properties, place)
            (length,) = struct.unpack_from("<H", data, offset)
            yield from _switched_on(data[offset + 2 : offset + 2 + length], b"")
        place += 1 + properties[place] if kind == _VARIABLE else _OPERAND_SIZES[kind]


def _blocks(characters: str, positions: Sequence[int], marks: _Marks) -> Iterator[Block]:
    rows: list[list[str]] = []
    row: list[str] = []
    cell = ""
    for end, text in _paragraphs(characters):
        modifiers = marks.at(positions[end])
        if _ROW_END in modifiers:
            rows.append(row)
            row, cell = [], ""
        elif characters[end] == _CELL_END:
            row.append(cell + text)
            cell = ""
        elif _IN_TABLE in modifiers:
            cell += text
        else:
            if rows:
                yield table_of(rows)
                rows = []
            if text.strip():
                yield Paragraph(text.strip())
    if rows:
        yield table_of(rows)


def _paragraphs(characters: str) -> Iterator[tuple[int, str]]:
    """Paragraphs with the position of the mark that ends each; codes of fields are left out, their results stay."""
    text: list[str] = []
    codes = 0
    for position, character in enumerate(characters):
        if character in _PARAGRAPH_ENDS:
            yield position, "".join(text)
            text, codes = [], 0
        elif character == _FIELD_BEGIN:
            codes += 1
        elif character in (_FIELD_SEPARATOR, _FIELD_END):
            codes = max(0, codes - 1)
        elif codes == 0 and (character >= " " or character == "\t"):
            text.append(character)
