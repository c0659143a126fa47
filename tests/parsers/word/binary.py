"""Word 97 documents (.doc) with a filled form in them, and other files that lie in a compound file."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from tests.parsers.figures.printing import BETWEEN, CLOSING, INTRODUCTION, TITLE
from tests.parsers.figures.sheets import Sheet
from tests.parsers.word.ooxml import OLD
from tests.parsers.word.slots import Slot, rows_of

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Run = tuple[str, bytes]
"""Characters and the list of modifiers that they carry ([MS-DOC] 2.6.1)."""
DELETED, STRUCK, STRUCK_TWICE, HIDDEN = (struct.pack("<HB", code, 1) for code in (0x0800, 0x0837, 0x2A53, 0x083C))
INSERTED = struct.pack("<HB", 0x0801, 1)
NOT_STRUCK = struct.pack("<HB", 0x0837, 0)
RAISED = struct.pack("<HB", 0x2A48, 1)
IN_STYLE = struct.pack("<HH", 0x4A30, 1)
PLAIN_PARAGRAPH, HIDDEN_PARAGRAPH = 0, 2
"""Styles of paragraphs, by their place in the sheet of styles."""
BOX = b"box"
"""Not a modifier: says that the characters stand in a text box, anchored where they would stand."""
SPECIAL = struct.pack("<HB", 0x0855, 1)

FAULTS: Mapping[str, Callable[[str], list[Run]]] = MappingProxyType(
    {
        "plain": lambda number: [(number, b"")],
        "inserted": lambda number: [(number[:2], b""), (number[2:], INSERTED)],
        "deleted": lambda number: [(OLD, DELETED), (number, b"")],
        "struck": lambda number: [(OLD, STRUCK), (number, NOT_STRUCK)],
        "struck twice": lambda number: [(OLD, STRUCK_TWICE), (number, b"")],
        "hidden": lambda number: [(OLD, HIDDEN), (number, b"")],
        "field": lambda number: [("\x13 =1+77 \x14", SPECIAL), (number, b""), ("\x15", SPECIAL)],
        "footnote": lambda number: [(number, b""), ("\x02", SPECIAL)],
        "raised note": lambda number: [(number, b""), ("2", RAISED)],
        "struck by a style": lambda number: [(OLD, IN_STYLE), (number, b"")],
        "style switched off": lambda number: [(number, IN_STYLE + NOT_STRUCK)],
        "against the style": lambda number: [(OLD, struct.pack("<HB", 0x083C, 0x81)), (number, b"")],
        "text box": lambda number: [("\x08", SPECIAL), (number, BOX)],
    }
)
_IN_TABLE = struct.pack("<HB", 0x2416, 1)
_ROW_END = _IN_TABLE + struct.pack("<HB", 0x2417, 1)


def compound(streams: Sequence[tuple[str, bytes]]) -> bytes:
    """A compound file with streams of these names, each at least 4096 bytes long."""
    padded = [data.ljust(4096, b"\0") + b"\0" * (-max(len(data), 4096) % _SECTOR) for _, data in streams]
    counts = [len(data) // _SECTOR for data in padded]
    n_directory = -(-(len(streams) + 1) // 4)
    n_fat = 1
    while n_fat * 128 < n_fat + n_directory + sum(counts):
        n_fat += 1
    fat = [_FAT] * n_fat
    for count in (n_directory, *counts):
        fat += [len(fat) + place + 1 for place in range(count - 1)] + [_END]
    starts = [n_fat + n_directory + sum(counts[:index]) for index in range(len(counts))]
    entries = [_entry("Root Entry", 5, _FREE, 1, _END, 0)]
    for index, ((name, _), data) in enumerate(zip(streams, padded, strict=True)):
        following = index + 2 if index + 1 < len(streams) else _FREE
        entries.append(_entry(name, 2, following, _FREE, starts[index], len(data)))
    directory = b"".join(entries).ljust(n_directory * _SECTOR, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, n_fat, n_fat, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(n_fat), *([_FREE] * (109 - n_fat)))
    table = struct.pack(f"<{n_fat * 128}I", *fat, *([_FREE] * (n_fat * 128 - len(fat))))
    return header + table + directory + b"".join(padded)


def _shape(row: Sequence[Slot]) -> bytes:
    """Where the cells of a row end, and which of them go on with the row above ([MS-DOC] 2.9.321)."""
    edges = [row[0].column, *(slot.column + slot.cell.width for slot in row)]
    merged = [0 if slot.cell.height == 1 else 0x60 if slot.begins else 0x20 for slot in row]
    shape = struct.pack(f"<B{len(edges)}h", len(row), *(900 * edge for edge in edges))
    shape += b"".join(struct.pack("<H18x", flags) for flags in merged)
    return struct.pack("<HH", 0xD608, len(shape) + 1) + shape


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded) + 2, kind, 1, _FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def write(
    sheet: Sheet, year: int, fault: Callable[[str], list[Run]] = FAULTS["plain"], *, encrypted: bool = False
) -> bytes:
    """A whole report."""
    runs: list[Run] = []
    marks: list[tuple[int, bytes]] = []

    length = 0
    boxes: list[tuple[int, str]] = []

    def end_paragraph(content: Sequence[Run], mark: str, properties: bytes) -> None:
        nonlocal length
        boxes.extend((length, text) for text, formatting in content if formatting == BOX)
        shown = [run for run in (*content, (mark, b"")) if run[1] != BOX]
        runs.extend(shown)
        length += sum(len(text) for text, _ in shown)
        marks.append((length, _styled(PLAIN_PARAGRAPH, properties) if properties else b""))

    for line in (TITLE, *INTRODUCTION):
        end_paragraph([(line.format(year=year), b"")], "\r", b"")
    for grid in sheet.tables:
        for row in rows_of(grid):
            for slot in row:
                text = slot.cell.text if slot.begins else ""
                end_paragraph(fault(text) if slot.cell.key and text else [(text, b"")], "\x07", _IN_TABLE)
            end_paragraph([], "\x07", _ROW_END + _shape(row))
        end_paragraph([(BETWEEN, b"")], "\r", b"")
    for line in CLOSING:
        end_paragraph([(line, b"")], "\r", b"")
    n_body = length
    anchors = list(boxes)
    for _, text in anchors:
        end_paragraph([(text, b"")], "\r", b"")
    return _file(runs, marks, n_body, anchors, encrypted=encrypted)


def of_paragraphs(*paragraphs: tuple[str, int]) -> bytes:
    """A document of some paragraphs without formatting of their own, each with its style."""
    runs = [(f"{text}\r", b"") for text, _ in paragraphs]
    ends = itertools.accumulate(len(text) for text, _ in runs)
    marks = [(end, _styled(style, b"")) for end, (_, style) in zip(ends, paragraphs, strict=True)]
    return _file(runs, marks, marks[-1][0], (), encrypted=False)


def of_runs(*runs: Run) -> bytes:
    """A document of some runs; a paragraph ends behind each that ends in its mark."""
    ends = [*itertools.accumulate(len(text) for text, _ in runs)]
    marks = [
        (end, _styled(PLAIN_PARAGRAPH, b"")) for end, (text, _) in zip(ends, runs, strict=True) if text[-1] == "\r"
    ]
    return _file(runs, marks, ends[-1], (), encrypted=False)


def _styled(style: int, properties: bytes) -> bytes:
    """The list of modifiers of a paragraph behind its style."""
    return struct.pack("<H", style) + properties


def _style_sheet() -> bytes:
    """Three styles: that of all paragraphs, one of characters that are struck through, and one of hidden paragraphs."""
    styles = b""
    for kind, switched in ((1, b""), (2, STRUCK), (1, HIDDEN)):
        name = struct.pack("<H", 1) + "a".encode("utf-16-le") + b"\0\0"
        lists = (struct.pack("<H", 2) + b"\0\0" if kind == 1 else b"") + struct.pack("<H", len(switched)) + switched
        style = struct.pack("<HHHHH", 0, kind | 0xFFF0, 1, 0, 0) + name + lists
        styles += struct.pack("<H", len(style)) + style + b"\0" * (len(style) % 2)
    return struct.pack("<HHH", 4, 3, 10) + styles


def _boxes(anchors: Sequence[tuple[int, str]]) -> tuple[bytes, bytes]:
    """Where shapes are anchored, and where in the story of text boxes the text of each stands."""
    places = [place for place, _ in anchors]
    shapes = struct.pack(f"<{len(places) + 1}I", *places, 0)
    shapes += b"".join(struct.pack("<I22x", 1000 + index) for index in range(len(places)))
    starts = [0]
    for _, text in anchors:
        starts.append(starts[-1] + len(text) + 1)
    texts = struct.pack(f"<{len(starts)}I", *starts)
    texts += b"".join(struct.pack("<14xI4x", 1000 + index) for index in range(len(places)))
    return shapes, texts


def _file(
    runs: Sequence[Run],
    marks: Sequence[tuple[int, bytes]],
    n_body: int,
    anchors: Sequence[tuple[int, str]],
    *,
    encrypted: bool,
) -> bytes:
    text = "".join(characters for characters, _ in runs)
    first = 2048
    main = bytearray(first) + text.encode("utf-16-le")
    main += b"\0" * (-len(main) % _SECTOR)
    places = [0]
    for characters, _ in runs:
        places.append(places[-1] + len(characters))
    formats = [(places[index + 1], properties) for index, (_, properties) in enumerate(runs) if runs[index][0]]
    tables: dict[str, bytes] = {}
    for name, spans, entry_size in (("papx", marks, 13), ("chpx", formats, 1)):
        begins, pages = [first], []
        start = 0
        while start < len(spans):
            page, count = _page(spans, start, first, entry_size)
            pages.append(len(main) // _SECTOR)
            main += page
            start += count
            begins.append(first + 2 * spans[start - 1][0])
        tables[name] = struct.pack(f"<{len(begins)}I{len(pages)}I", *begins, *pages)
    pieces = struct.pack("<IIHIH", 0, len(text), 0, first, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    shapes, boxes = _boxes(anchors)
    table = b""
    struct.pack_into("<H8xH", main, 0, 0xA5EC, 0x0100 if encrypted else 0)
    struct.pack_into("<I", main, 0x4C, n_body)
    struct.pack_into("<I", main, 0x64, len(text) - n_body)
    parts = {0x1A2: clx, 0x102: tables["papx"], 0xFA: tables["chpx"], 0xA2: _style_sheet(), 0x1DA: shapes, 0x25A: boxes}
    for place, part in parts.items():
        struct.pack_into("<II", main, place, len(table), len(part))
        table += part
    return compound([("WordDocument", bytes(main)), ("0Table", table)])


def _listed(properties: bytes, entry_size: int) -> bytes:
    """A list of modifiers behind its length, which of a paragraph's is counted in pairs of bytes."""
    if entry_size == 1:
        return bytes([len(properties)]) + properties
    pairs = (len(properties) + 1) // 2
    return (bytes([pairs]) if len(properties) % 2 else bytes([0, pairs])) + properties


def _page(spans: Sequence[tuple[int, bytes]], start: int, first: int, entry_size: int) -> tuple[bytes, int]:
    """A page of formatting ([MS-DOC] 2.9.33 and 2.9.175) with as many spans as fit, and their number."""
    page = bytearray(_SECTOR)
    free, count = _SECTOR - 1, 0
    stored: list[tuple[int, int]] = []
    for end, properties in spans[start:]:
        data = _listed(properties, entry_size) if properties else b""
        place = (free - len(data)) // 2 * 2 if data else 0
        if (count + 2) * 4 + (count + 1) * entry_size > (place if data else free):
            break
        if data:
            page[place : place + len(data)] = data
            free = place
        stored.append((end, place // 2))
        count += 1
    begins = [first + 2 * (spans[start - 1][0] if start else 0), *(first + 2 * end for end, _ in stored)]
    struct.pack_into(f"<{count + 1}I", page, 0, *begins)
    for index, (_, place) in enumerate(stored):
        page[4 * (count + 1) + entry_size * index] = place
    page[-1] = count
    return bytes(page), count


def protected() -> bytes:
    """What Word makes of a document that is saved with a password."""
    return compound([("EncryptionInfo", b"\x04\x00\x04\x00"), ("EncryptedPackage", bytes(range(256)) * 20)])
