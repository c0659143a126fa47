"""Reads PDF documents.

A wrapped line is joined to the paragraph it belongs to, page numbers and running heads go, and a table that goes on
over a page break is one table. A scanned page has no text layer: nothing is recognised by guess, and a document that
holds such a page beside others says that something is missing.
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from knowledge.settings import recognizes_scans
from knowledge.titles import read_title
from parsers.blocks.cells import flags_of_several_numbers
from parsers.blocks.pdf.characters import Thing, visible
from parsers.blocks.pdf.edges import inside
from parsers.blocks.pdf.lines import Line, continues, lines_of, paragraph
from parsers.blocks.pdf.pages import Drawn, open_pages, read_drawn
from parsers.blocks.pdf.rules import read_rules
from parsers.blocks.pdf.tables import Piece, belongs, is_table, piece, put_together
from parsers.errors import RECOGNITION, NotAReport, Unreadable, reading
from parsers.model import Block, Flag, Page, Paragraph
from parsers.repair.log import RepairLog
from parsers.scans.blocks import blocks_of
from parsers.scans.model import ScannedPage
from parsers.scans.reading import recognized_flag, recognized_pages
from storage.schema import Repair

MOST_PAGES = 200
"""Pages of a document; the longest report known has 40."""

_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／共]\s*(?:共\s*)?\d{1,3}\s*页?)?[\s\-—–－·]*"
)
_NO_TEXT = 20
_LARGE_PICTURE = 0.3
"""Share of a page from which a picture may be what stands on it."""
_FEW_CHARACTERS = 60
"""Characters up to which the words of a page are only a running head or a page number beside its picture."""
_MANY_STROKES = 100
"""Curves that may be words drawn as outlines, where a page has no characters."""
_PICTURE = "is a picture, and what stands on it is missing"
_DRAWING = "is drawn without text, and what stands on it is missing"
_STREAM = re.compile(rb"stream\r?\n(?=[\x48-\x78][\x01\x5e\x9c\xda])")
"""Where a stream begins whose first two bytes are those of zlib."""
_LARGEST_STREAM = 50_000_000
_LARGEST_TOTAL = 200_000_000


def read_pdf(content: bytes) -> Page:
    """Reads the text layer of a PDF document.

    Raises:
        Unreadable: The file is damaged, protected with a password, or holds pictures only.
        NotAReport: The document is longer than any report.
    """
    with reading("PDF file"), _protection():
        _check_streams(content)
        pages = open_pages(content)
        if len(pages) > MOST_PAGES:
            raise NotAReport(f"The document has {len(pages)} pages, more than any report.")
        sheets = [_sheet(page) for page in read_drawn(pages)]
        pictures = [number for number, sheet in enumerate(sheets, 1) if sheet.is_picture]
        scanned = recognized_pages(content, pictures) if pictures and recognizes_scans() else {}
        blocks = tuple(_blocks_in_order(sheets, scanned))
    if sum(len(block.text) if isinstance(block, Paragraph) else len(block.cells) for block in blocks) < _NO_TEXT:
        raise Unreadable(f"The PDF file has no text layer: its pages are pictures; {RECOGNITION}.")
    return Page(
        blocks=blocks,
        media_type="application/pdf",
        repairs=_repairs(sheets),
        flags=(
            *((recognized_flag(sorted(scanned)),) if scanned else ()),
            *_flags(sheets, scanned),
            *flags_of_several_numbers(blocks),
        ),
    )


@contextlib.contextmanager
def _protection() -> Iterator[None]:
    """Tells a file that asks for a password from a damaged one."""
    try:
        yield
    except PDFPasswordIncorrect as error:
        raise Unreadable("The PDF file is protected with a password.") from error
    except PDFEncryptionError as error:
        raise Unreadable("The PDF file is encrypted in a way that cannot be read.") from error


def _check_streams(content: bytes) -> None:
    """Refuses a file whose streams would unpack to more than any document holds."""
    total = 0
    for match in _STREAM.finditer(content):
        end = content.find(b"endstream", match.end())
        decompressor = zlib.decompressobj()
        try:
            total += len(decompressor.decompress(content[match.end() : end if end >= 0 else None], _LARGEST_STREAM))
        except zlib.error:
            continue
        if decompressor.unconsumed_tail or total > _LARGEST_TOTAL:
            raise Unreadable("The PDF file unpacks to more than any document holds.")


_Item = Line | Piece


@dataclasses.dataclass(frozen=True, slots=True)
class _Sheet:
    """What was read from a page.

    Attributes:
        items: Its lines and tables, from top to bottom.
        fault: Why something of it was not read; empty where all was.
        doubled: Characters that are printed twice.
        watermark: Characters of a watermark.
    """

    items: list[_Item]
    fault: str
    doubled: str
    watermark: str

    @property
    def is_picture(self) -> bool:
        return self.fault in (_PICTURE, _DRAWING)


def _sheet(page: Drawn) -> _Sheet:
    """Reads a page."""
    rules = read_rules(page)
    fills = [*page.images, *(box for box in page.rects if box["fill"])]
    words = visible(page.characters, fills, rules.horizontal)
    tables = [table for table in rules.tables if is_table(table)]
    boxes = [table.box for table in tables]
    outside = [one for one in words.characters if not any(inside(one, box) for box in boxes)]
    pieces = [piece(table, words.characters) for table in tables]
    in_no_cell = {id(one): one for part in pieces for one in part.in_no_cell}
    outside += [
        one for one in in_no_cell.values() if not any(inside(one, box) for part in pieces for box in part.boxes)
    ]
    items: list[_Item] = [*lines_of(outside), *pieces]
    fault = "has more rules than tables have, and none of its tables was read" if rules.is_drawing else ""
    return _Sheet(
        sorted(items, key=lambda item: item.top),
        fault or _unread(page, sum(bool(one["text"].strip()) for one in words.characters)),
        words.doubled,
        words.watermark + "".join(one.left_out for one in pieces),
    )


def _unread(page: Drawn, n_characters: int) -> str:
    """What a page shows that is no text; empty where its text is all there is."""
    area = page.width * page.height
    pictures = sum(_seen(image, page) for image in page.images)
    if n_characters <= _FEW_CHARACTERS and pictures >= _LARGE_PICTURE * area:
        return _PICTURE
    if not n_characters and len(page.curves) >= _MANY_STROKES:
        return _DRAWING
    return ""


def _seen(image: Thing, page: Drawn) -> float:
    """How much of a page a picture covers."""
    width = min(float(image["x1"]), page.width) - max(float(image["x0"]), 0.0)
    height = min(float(image["bottom"]), page.height) - max(float(image["top"]), 0.0)
    return max(0.0, width) * max(0.0, height)


def _flags(sheets: Sequence[_Sheet], scanned: Mapping[int, ScannedPage]) -> Iterator[Flag]:
    for number, sheet in enumerate(sheets, 1):
        if sheet.fault and number not in scanned:
            hint = f"; {RECOGNITION}" if sheet.is_picture else ""
            yield Flag("page_unread", f"page {number} of {len(sheets)} {sheet.fault}{hint}", f"page {number}")


def _blocks_in_order(sheets: Sequence[_Sheet], scanned: Mapping[int, ScannedPage]) -> Iterator[Block]:
    """The blocks of all pages; a recognised page parts the printed ones before it from those behind it."""
    printed: list[list[_Item]] = []
    for number, sheet in enumerate(sheets, 1):
        if number not in scanned:
            printed.append(sheet.items)
            continue
        yield from _blocks(_without_running_heads(printed))
        printed = []
        yield from blocks_of(scanned[number])
    yield from _blocks(_without_running_heads(printed))


def _repairs(sheets: Sequence[_Sheet]) -> tuple[Repair, ...]:
    """What was left out of the characters of all pages."""
    log = RepairLog()
    for sheet in sheets:
        if sheet.doubled:
            log.add("printed_twice", "".join(2 * one for one in sheet.doubled), sheet.doubled, len(sheet.doubled))
        if sheet.watermark:
            log.add("watermark", sheet.watermark, "", len(sheet.watermark))
    return log.entries()


def _without_running_heads(pages: Sequence[list[_Item]]) -> list[_Item]:
    """Lines that stand at the top or bottom of most pages, and page numbers, are no text.

    The title of the report that runs on above its pages stands at the top of the first as the title itself.
    """
    edges = Counter(
        item.text
        for page in pages
        for item in {id(item): item for item in (*page[:1], *page[-1:])}.values()
        if isinstance(item, Line)
    )
    repeated = {text for text, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}
    kept: list[_Item] = []
    for page in pages:
        for index, item in enumerate(page):
            at_edge = index in (0, len(page) - 1)
            if isinstance(item, Line) and at_edge and (item.text in repeated or _PAGE_NUMBER.fullmatch(item.text)):
                is_title = not kept and read_title(item.text) is not None
                if not is_title:
                    continue
            kept.append(item)
    return kept


def _blocks(items: Sequence[_Item]) -> Iterator[Block]:
    """Lines to paragraphs; tables that follow each other without a word between them to one."""
    right = max((item.right for item in items if isinstance(item, Line)), default=0.0)
    left = min((item.left for item in items if isinstance(item, Line)), default=0.0)
    lines: list[Line] = []
    pieces: list[Piece] = []
    for item in items:
        if isinstance(item, Piece):
            yield from paragraph(lines)
            lines = []
            if pieces and not belongs(item, pieces):
                yield put_together(pieces)
                pieces = []
            pieces.append(item)
            continue
        if pieces:
            yield put_together(pieces)
            pieces = []
        if lines and not continues(lines[-1], item, left, right):
            yield from paragraph(lines)
            lines = []
        lines.append(item)
    yield from paragraph(lines)
    if pieces:
        yield put_together(pieces)
