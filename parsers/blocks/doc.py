"""Legacy Word documents (.doc, Word 97 to 2003) to paragraphs and tables.

The text is put together from the file's piece table; marks at paragraph ends tell table cells and row ends ([MS-DOC]
2.4 and 2.8). What is deleted, struck through or hidden is left out, as a person sees the document with all changes
accepted. Text boxes stand behind the paragraph that they are anchored in, notes at the end; pictures, page headers and
the codes of fields are left out.
"""

from __future__ import annotations

import bisect
import dataclasses
import io
import struct
from collections.abc import Iterator, Sequence

import olefile

from parsers.blocks.cells import flags_of_several_numbers, mark_of_note, raised
from parsers.blocks.flow import Edge, Flow
from parsers.errors import Unreadable, reading
from parsers.model import Block, Page

_SIGNATURE, _OLDER = 0xA5EC, 0xA5DC
_OLDEST = 0x00C1
"""Version that Word 97 writes; older ones keep their text elsewhere."""
_ENCRYPTED, _WHICH_TABLE = 0x0100, 0x0200
_LENGTHS, _CHPX, _PAPX, _CLX, _STYLES, _SHAPES, _BOXES = 0x004C, 0x00FA, 0x0102, 0x01A2, 0x00A2, 0x01DA, 0x025A
_CELL_END, _FIELD_BEGIN, _FIELD_SEPARATOR, _FIELD_END = "\x07", "\x13", "\x14", "\x15"
_PARAGRAPH_ENDS = "\r\x0c\x07"
_LINE_BREAK, _HYPHEN, _NOTE = "\x0b", "\x1e", "\x02"
_IN_TABLE, _ROW_END, _INNER_CELL_END, _INNER_ROW_END = 0x2416, 0x2417, 0x244B, 0x244C
_LEVEL, _ROW_SHAPE = 0x6649, 0xD608
_ELSEWHERE = (0x6645, 0x6646)
_DELETED, _STRUCK, _HIDDEN, _STRUCK_TWICE, _STYLE, _RAISED = 0x0800, 0x0837, 0x083C, 0x2A53, 0x4A30, 0x2A48
_UNSEEN = (_STRUCK, _HIDDEN, _STRUCK_TWICE)
_AS_STYLE, _AGAINST_STYLE = 0x80, 0x81
_MERGED, _MERGED_FIRST = 0x0020, 0x0040
_LONGEST_NAME = 20
_CONTENTS = "TOC"
"""Code of a field that lists the headings of the document."""
_PAGE_SIZE = 512
_CELL_SIZE, _SHAPE_SIZE, _BOX_SIZE = 20, 26, 22
_OPERAND_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_VARIABLE = 6
_MOST_CHARACTERS = 5_000_000
_FAR = 1 << 32
_SHOWN, _NOT_SEEN, _GONE, _ABOVE = range(4)
"""What a character is: plain, not seen, deleted, or a raised mark."""


def read_doc(content: bytes) -> Page:
    """Reads a legacy Word document.

    Raises:
        NotAReport: A table in it is larger than any of a report.
        Unreadable: The file is damaged, protected by a password, or older than Word 97.
    """
    with reading("Word file"):
        with olefile.OleFileIO(io.BytesIO(content)) as storage:
            main = storage.openstream("WordDocument").read()
            signature, version, flags = struct.unpack_from("<HH6xH", main)
            if signature == _OLDER or (signature == _SIGNATURE and version and version < _OLDEST):
                raise Unreadable("The Word file is older than Word 97.")
            if signature != _SIGNATURE:
                raise ValueError("it has no document's head")
            if flags & _ENCRYPTED:
                raise Unreadable("The Word file is protected by a password.")
            table = storage.openstream("1Table" if flags & _WHICH_TABLE else "0Table").read()
            data = storage.openstream("Data").read() if storage.exists("Data") else b""
        blocks = tuple(_Reader(_File(main, table, data)).blocks())
    return Page(blocks=blocks, media_type="application/msword", flags=tuple(flags_of_several_numbers(blocks)))


@dataclasses.dataclass(frozen=True, slots=True)
class _File:
    """The streams of a document: text and formatting, tables that lead to them, and what is too long for these."""

    main: bytes
    table: bytes
    data: bytes

    def part(self, place: int) -> bytes:
        """A part of the table stream, by the place where the head of the file names it."""
        if len(self.main) < place + 8:
            return b""
        start, size = struct.unpack_from("<II", self.main, place)
        return self.table[start : start + size]


def _text(file: _File) -> tuple[str, list[int]]:
    """The characters of the document and its stories, and where in the stream each of them lies."""
    pieces = file.part(_CLX)
    while pieces[:1] == b"\x01":
        pieces = pieces[3 + struct.unpack_from("<H", pieces, 1)[0] :]
    (length,) = struct.unpack_from("<I", file.main, _LENGTHS)
    if pieces[:1] != b"\x02" or length > _MOST_CHARACTERS:
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<I", pieces, 1)
    count = (size - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", pieces, 5)
    characters: list[str] = []
    positions: list[int] = []
    for index in range(count):
        if len(positions) > _MOST_CHARACTERS:
            raise ValueError("more characters than any document holds")
        (offset,) = struct.unpack_from("<I", pieces, 5 + 4 * (count + 1) + 8 * index + 2)
        number = bounds[index + 1] - bounds[index]
        if offset & 0x40000000:
            first, width = (offset & 0x3FFFFFFF) // 2, 1
            text = file.main[first : first + number].decode("cp1252", errors="replace")
        else:
            first, width = offset, 2
            text = file.main[first : first + 2 * number].decode("utf-16-le", errors="replace")
        if len(text) != number:
            # A character beyond the basic plane takes two places of the stream.
            text = "".join(character if character < "\U00010000" else f"{character}\u200b" for character in text)[
                :number
            ]
        characters.append(text)
        positions.extend(first + width * place for place in range(len(text)))
    return "".join(characters), positions


def _modifiers(properties: bytes, data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each modifier of a list with its operand; a list too long for its page lies in a stream of its own."""
    place = 0
    while place + 3 <= len(properties):
        (modifier,) = struct.unpack_from("<H", properties, place)
        place += 2
        kind = modifier >> 13
        if modifier == _ROW_SHAPE:
            size, place = struct.unpack_from("<H", properties, place)[0] - 1, place + 2
        elif kind == _VARIABLE:
            size, place = properties[place], place + 1
        else:
            size = _OPERAND_SIZES[kind]
        operand = properties[place : place + max(0, size)]
        if modifier in _ELSEWHERE and data and len(operand) == 4:
            (offset,) = struct.unpack("<I", operand)
            (length,) = struct.unpack_from("<H", data, offset)
            yield from _modifiers(data[offset + 2 : offset + 2 + length], b"")
        elif operand:
            yield modifier, operand
        place += max(0, size)


class _Runs:
    """Formatting by place in the stream, from the pages that a part of the table stream lists."""

    def __init__(self, file: _File, place: int, entry_size: int) -> None:
        pages = file.part(place)
        count = max(0, (len(pages) - 4) // 8)
        found: list[tuple[int, bytes]] = []
        for index in range(count):
            (page_number,) = struct.unpack_from("<I", pages, 4 * (count + 1) + 4 * index)
            page = file.main[_PAGE_SIZE * page_number : _PAGE_SIZE * (page_number + 1)]
            for run in range(page[-1]):
                (begin,) = struct.unpack_from("<I", page, 4 * run)
                found.append((begin, _listed(page, 2 * page[4 * (page[-1] + 1) + entry_size * run], entry_size)))
        found.sort(key=lambda entry: entry[0])
        self._begins = [begin for begin, _ in found]
        self._properties = [properties for _, properties in found]

    def at(self, position: int) -> bytes:
        """The list of modifiers that holds at a place of the stream."""
        index = bisect.bisect_right(self._begins, position) - 1
        return self._properties[index] if index >= 0 else b""

    def around(self, position: int) -> tuple[int, int]:
        """The stretch of the stream around a place in which the same list holds."""
        index = bisect.bisect_right(self._begins, position)
        return self._begins[index - 1] if index else 0, self._begins[index] if index < len(self._begins) else _FAR


_OF_CHARACTERS, _OF_PARAGRAPHS = 1, 13


def _listed(page: bytes, offset: int, entry_size: int) -> bytes:
    """The list of modifiers at a place of a page, behind its length; that of a paragraph begins with its style."""
    if offset == 0:
        return b""
    if entry_size == _OF_CHARACTERS:
        return page[offset + 1 : offset + 1 + page[offset]]
    if page[offset]:
        return page[offset + 1 : offset + 2 * page[offset]]
    return page[offset + 2 : offset + 2 + 2 * page[offset + 1]]


class _Styles:
    """What the styles of a document switch ([MS-DOC] 2.9.271)."""

    def __init__(self, file: _File) -> None:
        self._switches: list[dict[int, int]] = []
        self._bases: list[int] = []
        sheet = file.part(_STYLES)
        if len(sheet) < 6:
            return
        head, count, base_size = struct.unpack_from("<HHH", sheet)
        place = 2 + head
        for _ in range(count):
            if place + 2 > len(sheet):
                return
            (size,) = struct.unpack_from("<H", sheet, place)
            style = sheet[place + 2 : place + 2 + size]
            place += 2 + size + size % 2
            self._bases.append(struct.unpack_from("<H", style, 2)[0] >> 4 if size >= base_size else 0xFFF)
            self._switches.append(dict(_style_switches(style, base_size)) if size > base_size else {})

    def of(self, style: int) -> dict[int, int]:
        """The switches of a style and those that it is based on."""
        found: dict[int, int] = {}
        seen: set[int] = set()
        while 0 <= style < len(self._switches) and style not in seen:
            seen.add(style)
            found = self._switches[style] | found
            style = self._bases[style]
        return found


def _style_switches(style: bytes, base_size: int) -> Iterator[tuple[int, int]]:
    """The modifiers of characters that a style has; they are the last of its lists."""
    kind = struct.unpack_from("<H", style, 2)[0] & 0xF
    place = base_size + 2 + 2 * struct.unpack_from("<H", style, base_size)[0] + 2
    for index in range(2 if kind == 1 else 1):
        if place + 2 > len(style):
            return
        (size,) = struct.unpack_from("<H", style, place)
        properties = style[place + 2 : place + 2 + size]
        place += 2 + size + size % 2
        if kind == 2 or index == 1:
            for modifier, operand in _modifiers(properties, b""):
                if modifier in _UNSEEN:
                    yield modifier, operand[0]


@dataclasses.dataclass(slots=True)
class _Field:
    """A field that has begun: its code so far, and whether its result is being read."""

    in_code: bool
    code: str = ""
    shows: bool = False

    @property
    def hides(self) -> bool:
        """Whether what stands here is code, of this field or of one around it."""
        return self.in_code or not self.shows


class _Reader:
    """Reads one document, story by story."""

    def __init__(self, file: _File) -> None:
        self._file = file
        self._characters, self._positions = _text(file)
        self._formats = _Runs(file, _CHPX, _OF_CHARACTERS)
        self._marks = _Runs(file, _PAPX, _OF_PARAGRAPHS)
        self._styles = _Styles(file)
        self._known: dict[tuple[bytes, int], int] = {}
        self._last = (0, 0, _SHOWN)
        self._notes = 0
        lengths = struct.unpack_from("<8I", file.main, _LENGTHS)
        self._stories = [sum(lengths[:index]) for index in range(len(lengths) + 1)]
        self._boxes = dict(self._boxes_by_anchor())

    def blocks(self) -> list[Block]:
        """The blocks of the body, then of boxes without a place, then of notes."""
        body = self._story(self._stories[0], self._stories[1])
        boxes = [block for _, blocks in sorted(self._boxes.items()) for block in blocks]
        self._notes = 0
        notes = [block for index in (1, 5) for block in self._story(self._stories[index], self._stories[index + 1])]
        return [*body, *boxes, *notes]

    def _boxes_by_anchor(self) -> Iterator[tuple[int, list[Block]]]:
        """The text boxes by the place of the character that each is anchored at."""
        anchors: dict[int, int] = {}
        shapes = self._file.part(_SHAPES)
        count = max(0, (len(shapes) - 4) // (4 + _SHAPE_SIZE))
        for index in range(count):
            (place,) = struct.unpack_from("<I", shapes, 4 * index)
            (shape,) = struct.unpack_from("<I", shapes, 4 * (count + 1) + _SHAPE_SIZE * index)
            anchors[shape] = place
        boxes = self._file.part(_BOXES)
        count = max(0, (len(boxes) - 4) // (4 + _BOX_SIZE))
        first, end = self._stories[6], self._stories[7]
        placed = False
        for index in range(count):
            start, stop = struct.unpack_from("<2I", boxes, 4 * index)
            (shape,) = struct.unpack_from("<I", boxes, 4 * (count + 1) + _BOX_SIZE * index + 14)
            if first + start < end and (blocks := self._story(first + start, min(end, first + stop))):
                placed = True
                yield anchors.get(shape, self._stories[1] + index), blocks
        if not placed and end > first:
            yield self._stories[1], self._story(first, end)

    def _story(self, start: int, end: int) -> list[Block]:
        """The blocks of a stretch of the document."""
        flow = Flow()
        text: list[str] = []
        boxes: list[list[Block]] = []
        fields: list[_Field] = []
        stretch = self._characters[start:end]
        fields_are_whole = stretch.count(_FIELD_BEGIN) == stretch.count(_FIELD_END)
        for place in range(start, min(end, len(self._positions))):
            character = self._characters[place]
            if start == 0 and place in self._boxes:
                boxes.append(self._boxes.pop(place))
            if character in _PARAGRAPH_ENDS:
                if character == "\r" and self._kind(place) == _GONE:
                    continue
                self._end(flow, character, place, "".join(text), boxes)
                text, boxes = [], []
                fields = fields if fields_are_whole else []
                continue
            if character == _FIELD_BEGIN:
                fields.append(_Field(in_code=bool(fields) and fields[-1].hides))
            elif character == _FIELD_SEPARATOR and fields:
                fields[-1].shows = fields[-1].code.split()[:1] != [_CONTENTS]
            elif character == _FIELD_END and fields:
                fields.pop()
            elif fields and fields[-1].hides:
                fields[-1].code += character if len(fields[-1].code) < _LONGEST_NAME else ""
            elif (kind := self._kind(place)) in (_SHOWN, _ABOVE):
                text.append(self._shown(character, text, is_raised=kind == _ABOVE))
        flow.end_paragraph("".join(text), 0)
        return flow.blocks()

    def _shown(self, character: str, before: Sequence[str], *, is_raised: bool) -> str:
        if character == _NOTE:
            self._notes += 1
            return mark_of_note(self._notes, before)
        if character in (_LINE_BREAK, _HYPHEN):
            return "\n" if character == _LINE_BREAK else "-"
        if character < " " and character != "\t":
            return ""
        return raised(character) if is_raised else character

    def _end(self, flow: Flow, character: str, place: int, text: str, boxes: Sequence[list[Block]]) -> None:
        """Ends a paragraph, a cell or a row, as the mark at its end says."""
        properties = dict(_modifiers(self._marks.at(self._positions[place])[2:], self._file.data))
        in_table = _is_on(properties, _IN_TABLE) or character == _CELL_END
        depth = properties.get(_LEVEL, b"")
        level = max(1, struct.unpack("<i", depth)[0] if len(depth) == 4 else 1) if in_table else 0
        is_cell = character == _CELL_END or _is_on(properties, _INNER_CELL_END)
        if _is_on(properties, _ROW_END) or _is_on(properties, _INNER_ROW_END):
            flow.end_row(level, *_edges(properties.get(_ROW_SHAPE, b"")))
            return
        if boxes or not is_cell:
            flow.end_paragraph(text, level)
            text = ""
        for box in boxes:
            flow.add(box, level)
        if is_cell:
            flow.end_cell(text, level)

    def _kind(self, place: int) -> int:
        """What a character is, by its own formatting and its styles."""
        position = self._positions[place]
        begin, end, kind = self._last
        if begin <= position < end:
            return kind
        paragraph = self._marks.at(position)[:2]
        style = struct.unpack("<H", paragraph)[0] if len(paragraph) == 2 else 0
        properties = self._formats.at(position)
        if (properties, style) not in self._known:
            self._known[properties, style] = self._judged(properties, style)
        kind = self._known[properties, style]
        (one, to_one), (other, to_other) = self._formats.around(position), self._marks.around(position)
        self._last = max(one, other), min(to_one, to_other), kind
        return kind

    def _judged(self, properties: bytes, paragraph_style: int) -> int:
        own = dict(_modifiers(properties, b""))
        styles = [self._styles.of(paragraph_style)]
        if len(own.get(_STYLE, b"")) == 2:
            styles.append(self._styles.of(struct.unpack("<H", own[_STYLE])[0]))
        if own.get(_DELETED, b"\x00")[0]:
            return _GONE
        for name in _UNSEEN:
            by_style = sum(style.get(name, 0) & 1 for style in styles) % 2
            state = own[name][0] if name in own else _AS_STYLE
            if state == 1 or (state == _AS_STYLE and by_style) or (state == _AGAINST_STYLE and not by_style):
                return _NOT_SEEN
        return _ABOVE if own.get(_RAISED, b"\x00")[0] == 1 else _SHOWN


def _is_on(properties: dict[int, bytes], modifier: int) -> bool:
    return properties.get(modifier, b"\x00")[0] == 1


def _edges(shape: bytes) -> tuple[int, tuple[Edge, ...]]:
    """Where the cells of a row begin and end, and which of them go on with others ([MS-DOC] 2.9.321)."""
    count = shape[0] if shape else 0
    if len(shape) < 1 + 2 * (count + 1):
        return 0, ()
    left, *rights = struct.unpack_from(f"<{count + 1}h", shape, 1)
    edges = []
    for index, right in enumerate(rights):
        place = 1 + 2 * (count + 1) + _CELL_SIZE * index
        merged = struct.unpack_from("<H", shape, place)[0] if place + 2 <= len(shape) else 0
        edges.append(Edge(right, goes_on_above=bool(merged & _MERGED) and not merged & _MERGED_FIRST))
    return left, tuple(edges)
