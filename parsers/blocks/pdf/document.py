"""PDF documents with a text layer to paragraphs and tables.

A wrapped line is joined to the paragraph it belongs to, page numbers and running heads go, and a table that goes on
over a page break is one table. A scanned document has no text layer and is unreadable here; nothing is recognised
by guess.
"""

from __future__ import annotations

import io
import itertools
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pdfplumber
from pdfplumber.utils.text import extract_words

from knowledge import numbering
from parsers.errors import NotAReport, Unreadable, reading
from parsers.model import Block, Cell, Page, Paragraph, Table

MOST_PAGES = 200
"""Pages of a document; the longest report known has 40."""

_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／共]\s*(?:共\s*)?\d{1,3}\s*页?)?[\s\-—–－·]*"
)
_ENDS_PARAGRAPH = re.compile(r"[。！？；：:]$")
_STARTS_PARAGRAPH = re.compile(rf"{numbering.BEGINNING}|附件")
_LINE_TOLERANCE = 3.0
_SAME_LINE = 0.45
"""Share of a line's height by which the middles of its words may differ."""
_FULL_LINE = 0.88
"""Share of the text's width from which a line counts as full, so that the next one may continue it."""
_NO_TEXT = 20
_STREAM = re.compile(rb"stream\r?\n(?=[\x48-\x78][\x01\x5e\x9c\xda])")
"""Where a stream begins whose first two bytes are those of zlib."""
_LARGEST_STREAM = 50_000_000
_LARGEST_TOTAL = 200_000_000


def read_pdf(content: bytes) -> Page:
    """Reads the text layer of a PDF document.

    Raises:
        Unreadable: The file is damaged, encrypted, or holds pictures only.
        NotAReport: The document is longer than any report.
    """
    with reading("PDF file"):
        _check_streams(content)
        with pdfplumber.open(io.BytesIO(content)) as document:
            if len(document.pages) > MOST_PAGES:
                raise NotAReport(f"The document has {len(document.pages)} pages, more than any report.")
            pages = [_page_items(page) for page in document.pages]
        blocks = tuple(_blocks(_without_running_heads(pages)))
    if sum(len(block.text) if isinstance(block, Paragraph) else len(block.cells) for block in blocks) < _NO_TEXT:
        raise Unreadable("The PDF file has no text layer: its pages are pictures.")
    return Page(blocks=blocks, media_type="application/pdf")


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


class _Line:
    """One printed line and where it stands."""

    def __init__(self, words: Sequence[dict[str, Any]], width: float) -> None:
        self.text = _spaced(words)
        self.left = float(words[0]["x0"])
        self.right = float(words[-1]["x1"])
        self.top = float(words[0]["top"])
        self.size = float(words[0]["bottom"]) - self.top
        self.width = width


_Item = _Line | Table


def _page_items(page: Any) -> list[_Item]:
    """Lines and tables of a page, from top to bottom."""
    tables = [table for table in page.find_tables() if _is_table(table)]
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda thing: thing["object_type"] != "char" or not _inside(thing, boxes))
    words = outside.extract_words(x_tolerance=2, y_tolerance=_LINE_TOLERANCE, keep_blank_chars=False)
    items: list[tuple[float, _Item]] = [(line.top, line) for line in _lines(words, float(page.width))]
    for table in tables:
        cells = tuple(_cells(table))
        if cells:
            items.append((float(table.bbox[1]), Table(cells)))
    return [item for _, item in sorted(items, key=lambda item: item[0])]


def _is_table(table: Any) -> bool:
    """Whether rules on a page make a table; a frame around words, or rules between lines, do not."""
    return len(_edges([cell[0] for cell in table.cells if cell])) > 1


def _inside(thing: dict[str, Any], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _lines(words: Sequence[dict[str, Any]], width: float) -> Iterator[_Line]:
    """Words by the line they stand on; digits of another font stand a little higher or lower than the rest."""
    line: list[dict[str, Any]] = []
    for word in sorted(words, key=lambda word: word["top"] + word["bottom"]):
        if line and not _same_line(line, word):
            yield _Line(sorted(line, key=lambda word: word["x0"]), width)
            line = []
        line.append(word)
    if line:
        yield _Line(sorted(line, key=lambda word: word["x0"]), width)


def _same_line(line: Sequence[dict[str, Any]], word: dict[str, Any]) -> bool:
    middle = sum(other["top"] + other["bottom"] for other in line) / (2 * len(line))
    tallest = max(other["bottom"] - other["top"] for other in (*line, word))
    return bool(abs((word["top"] + word["bottom"]) / 2 - middle) < _SAME_LINE * tallest)


def _spaced(words: Sequence[dict[str, Any]]) -> str:
    """Words of a line; a gap as wide as a character is a space, a smaller one nothing, as Chinese has none."""
    text = str(words[0]["text"])
    for before, word in itertools.pairwise(words):
        gap, size = word["x0"] - before["x1"], word["bottom"] - word["top"]
        latin = text[-1:].isascii() and str(word["text"])[:1].isascii()
        text += (" " if gap > 0.9 * size or (latin and gap > 0.15 * size) else "") + str(word["text"])
    return text


def _cells(table: Any) -> Iterator[Cell]:
    """Cells of a ruled table with their place in its grid, merged cells with their spans."""
    boxes = sorted((cell for cell in table.cells if cell), key=lambda cell: (round(cell[1]), round(cell[0])))
    rows = _edges([box[1] for box in boxes])
    columns = _edges([box[0] for box in boxes])
    ends_below = _edges([box[3] for box in boxes])
    ends_right = _edges([box[2] for box in boxes])
    characters = _characters_by_box(table.page, boxes)
    for box in boxes:
        row, column = _index(rows, box[1]), _index(columns, box[0])
        row_span = max(1, _index(ends_below, box[3]) - row + 1) if len(ends_below) == len(rows) else 1
        column_span = max(1, _index(ends_right, box[2]) - column + 1) if len(ends_right) == len(columns) else 1
        words = extract_words(characters[box], x_tolerance=2, y_tolerance=_LINE_TOLERANCE)
        text = "".join(line.text for line in _lines(words, 1.0))
        yield Cell(text, row, column, row_span, column_span)


_Box = tuple[float, float, float, float]


def _characters_by_box(page: Any, boxes: Sequence[_Box]) -> dict[_Box, list[dict[str, Any]]]:
    """The characters of each cell: those whose middle lies in it, as tall ones reach over its rules."""
    found: dict[_Box, list[dict[str, Any]]] = {box: [] for box in boxes}
    for character in page.chars:
        box = next((box for box in boxes if _inside(character, [box])), None)
        if box is not None:
            found[box].append(character)
    return found


def _edges(values: Sequence[float]) -> list[float]:
    """Distinct positions of rules, those closer than a line's width taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _LINE_TOLERANCE:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _without_running_heads(pages: Sequence[list[_Item]]) -> list[_Item]:
    """Lines that stand at the top or bottom of most pages, and page numbers, are no text."""
    edges = Counter(
        item.text
        for page in pages
        for item in {id(item): item for item in (*page[:1], *page[-1:])}.values()
        if isinstance(item, _Line)
    )
    repeated = {text for text, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}
    kept: list[_Item] = []
    for page in pages:
        for index, item in enumerate(page):
            at_edge = index in (0, len(page) - 1)
            if isinstance(item, _Line) and at_edge and (item.text in repeated or _PAGE_NUMBER.fullmatch(item.text)):
                continue
            kept.append(item)
    return kept


def _blocks(items: Sequence[_Item]) -> Iterator[Block]:
    """Lines to paragraphs; tables that follow each other without a word between them to one."""
    right = max((item.right for item in items if isinstance(item, _Line)), default=0.0)
    left = min((item.left for item in items if isinstance(item, _Line)), default=0.0)
    paragraph: list[_Line] = []
    table: Table | None = None
    for item in items:
        if isinstance(item, Table):
            yield from _paragraph(paragraph)
            paragraph = []
            table = _continued(table, item) if table else item
            continue
        if table:
            yield table
            table = None
        if paragraph and not _continues(paragraph[-1], item, left, right):
            yield from _paragraph(paragraph)
            paragraph = []
        paragraph.append(item)
    yield from _paragraph(paragraph)
    if table:
        yield table


def _continues(before: _Line, line: _Line, left: float, right: float) -> bool:
    """Whether a line goes on with the paragraph before it: that line is full, and this one is not indented."""
    full = before.right - left >= _FULL_LINE * (right - left)
    indented = line.left - left > 1.2 * line.size
    return (
        full
        and not indented
        and not _STARTS_PARAGRAPH.match(line.text)
        and abs(before.size - line.size) < 0.2 * line.size + 0.5
    )


def _paragraph(lines: Sequence[_Line]) -> Iterator[Paragraph]:
    text = "".join(line.text for line in lines).strip()
    if text:
        yield Paragraph(text)


def _continued(above: Table, below: Table) -> Table:
    """A table and its continuation on the next page; a heading that is printed again is left out."""
    width, other = (max(cell.column + cell.column_span for cell in table.cells) for table in (above, below))
    shift = max(cell.row + cell.row_span for cell in above.cells)
    if width != other:
        shift_only = tuple(Cell(c.text, c.row + shift, c.column, c.row_span, c.column_span) for c in below.cells)
        return Table((*above.cells, *shift_only))
    heading = [cell.text for cell in above.cells if cell.row == 0]
    repeated = heading == [cell.text for cell in below.cells if cell.row == 0] and any(heading)
    return Table(
        (
            *above.cells,
            *(
                Cell(cell.text, cell.row + shift - repeated, cell.column, cell.row_span, cell.column_span)
                for cell in below.cells
                if not (repeated and cell.row == 0)
            ),
        )
    )
