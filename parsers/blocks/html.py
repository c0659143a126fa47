"""Pages to blocks: paragraphs and tables in reading order, each marked if it stands outside the main content.

No text is dropped for being short: portals put single digits, 年 and 月 into spans of their own. What goes is what a
reader does not see (scripts, styles, hidden elements) and nothing else; furniture is judged later, by its words.
"""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from knowledge import numbering
from parsers.errors import NotAReport, Unreadable
from parsers.model import Block, Cell, Page, Paragraph, Table

LONGEST = 3_000_000
"""Characters of a page; the longest report known has 0.2 million, with all its markup 2."""
_LARGEST_GRID = 100_000
"""Places of a table's grid; the largest table of the forms has 300."""
_DEEPEST = 2_000
"""Nesting of elements; pages have 60, and 20,000 only where somebody means harm."""

_UNSEEN = {"script", "style", "noscript", "template", "head", "select", "option", "textarea", "object", "svg", "iframe"}
_BLOCK = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ucapcontent",
        "ul",
    }
)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_FURNITURE_TAGS = {"nav", "footer", "aside"}

_BREAK = "\v"
"""Stands for <br> until it is known whether it breaks a paragraph or only a line."""
_LINE_BREAK = re.compile(r"[ \t\f]*[\r\n][\s]*")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\d]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_PUNCTUATION = re.compile(r"[，。；,;]")
_GOES_ON = re.compile(r"\s*[件条次份个期篇，。；、）]")
_INDENT = re.compile(r"^(?:\u3000| {2}|[\u00a0\u2003]{2})")
_STARTS_PARAGRAPH = re.compile(rf"^[\s\u3000]*(?:{numbering.BEGINNING})")
_ENDS_PARAGRAPH = "。！？；：:;"
_LONG_CELL = 200
_MAIN_SHARE = 0.9
_SOURCE = 20_000


def read_html(text: str) -> Page:
    """Reads a page.

    Raises:
        NotAReport: The page is larger or more deeply nested than any report.
        Unreadable: The markup cannot be read at all.
    """
    if len(text) > LONGEST:
        raise NotAReport(f"The page has {len(text)} characters, more than any report.")
    root = _parse(text)
    pieces = list(_Walker(root).walk())
    main = _main_content(pieces)
    blocks = tuple(
        dataclasses.replace(piece.block, aside=main is not None and not _is_within(piece.element, main))
        for piece in pieces
    )
    words = sum(len(block.text) if isinstance(block, Paragraph) else 1 for block in blocks)
    return Page(
        blocks=blocks,
        metadata=_metadata(root),
        media_type="text/html",
        source=text[:_SOURCE],
        links=tuple(_links(root)),
        scripted=words < 80 and next(root.iter("script"), None) is not None,
        has_password_field=any((field.get("type") or "").lower() == "password" for field in root.iter("input")),
        n_images=sum(1 for _ in (main if main is not None else root).iter("img")),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _Piece:
    """A block and the element that it came from."""

    block: Block
    element: HtmlElement


def _parse(text: str) -> HtmlElement:
    # The text is decoded already: what the page says of its encoding must not be read a second time.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    if _nesting(text) > _DEEPEST:
        raise NotAReport("The page's elements are nested more deeply than those of any report.")
    try:
        root = document_fromstring(text, parser=HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise Unreadable(f"The markup cannot be read: {error}") from error
    return root


def _nesting(text: str) -> int:
    """An upper bound of the depth of elements that stay open."""
    depth = deepest = 0
    for match in re.finditer(
        r"<(/?)(?:div|span|font|table|b|i|em|strong|center|ul|li|blockquote|section)\b", text, re.IGNORECASE
    ):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


class _Walker:
    """Walks the tree once and gathers text into blocks, without recursion."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._buffer: list[str] = []
        self._element: HtmlElement = root

    def walk(self) -> Iterator[_Piece]:
        skipped: HtmlElement | None = None
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if skipped is not None:
                if event == "end" and element is skipped:
                    skipped = None
                    self._add(element.tail)
                continue
            tag = element.tag.lower()
            if event == "start":
                if tag in _UNSEEN or _is_hidden(element):
                    skipped = element
                elif tag == "table" and _is_data_table(element):
                    yield from self._flush(element)
                    yield _Piece(Table(tuple(_cells(element))), element)
                    skipped = element
                else:
                    if tag in _BLOCK:
                        yield from self._flush(element)
                    if tag == "br":
                        self._buffer.append(_BREAK)
                    self._add(element.text)
                continue
            if tag in _BLOCK:
                yield from self._flush(element.getparent() if element.getparent() is not None else element)
            self._add(element.tail)
        yield from self._flush(self._root)

    def _add(self, text: str | None) -> None:
        if text:
            self._buffer.append(text)

    def _flush(self, next_element: HtmlElement) -> Iterator[_Piece]:
        """Ends the paragraph that was being gathered; what follows belongs to the next element."""
        text, self._buffer = "".join(self._buffer), []
        element, self._element = self._element, next_element
        for line in _paragraphs(text):
            yield _Piece(Paragraph(line, heading=_in_heading(element)), element)


def _is_hidden(element: HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def _in_heading(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag.lower() in _HEADINGS


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a block; a <br> within a sentence is only a broken line."""
    lines: list[str] = []
    in_sentence = False
    for raw in text.split(_BREAK):
        line = _unescaped(_joined(raw))
        if not line.strip():
            continue
        punctuated = _PUNCTUATION.search(line) is not None
        if lines and not _continues(lines[-1], line, in_sentence=in_sentence and punctuated):
            yield "".join(lines)
            lines, in_sentence = [], False
        lines.append(line.strip())
        in_sentence = in_sentence or punctuated
    if lines:
        yield "".join(lines)


def _continues(before: str, line: str, *, in_sentence: bool) -> bool:
    """Whether a line goes on with a sentence; cells and headings on lines of their own do not.

    Args:
        before: The line before it.
        line: The line.
        in_sentence: It is punctuated, and so is what the paragraph holds already.
    """
    if before[-1] in _ENDS_PARAGRAPH or _STARTS_PARAGRAPH.match(line) or _INDENT.match(line):
        return False
    return in_sentence or before[-1] in "，、（" or _GOES_ON.match(line) is not None


def _joined(text: str) -> str:
    """Line breaks of the source mean nothing in Chinese; between Latin words they are spaces."""

    def join(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return "" if _WIDE.match(before or "　") or _WIDE.match(after or "　") else " "

    return _LINE_BREAK.sub(join, text)


def _unescaped(text: str) -> str:
    """Entities that were escaped twice come out of the parser as entities."""
    return html.unescape(text) if _ENTITY.search(text) else text


def _is_data_table(table: HtmlElement) -> bool:
    """Whether a table holds data; most tables of old portals only place things on the page."""
    if next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    rows = [row for row in rows if row]
    if not rows or max(map(len, rows)) < 2:
        return False
    long_cells = 0
    for row in rows:
        for cell in row:
            text = cell.text_content()
            if len(text) > _LONG_CELL and "。" in text:
                long_cells += 1
            elif next(cell.iter("ul", "ol", "h1", "h2"), None) is not None:
                return False
    return long_cells == 0 or long_cells * 10 < sum(map(len, rows))


def _cells(table: HtmlElement) -> Iterator[Cell]:
    """Cells with their place in the grid; spans push later cells to the right and down."""
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(table.iter("tr")):
        column = 0
        for cell in element:
            if cell.tag not in ("td", "th") or _is_hidden(cell):
                continue
            while (row, column) in taken:
                column += 1
            row_span, column_span = _span(cell, "rowspan"), _span(cell, "colspan")
            if len(taken) + row_span * column_span > _LARGEST_GRID:
                raise NotAReport("The page holds a table larger than any of a report.")
            taken.update((r, c) for r in range(row, row + row_span) for c in range(column, column + column_span))
            yield Cell(_cell_text(cell), row, column, row_span, column_span)
            column += column_span


def _span(cell: HtmlElement, name: str) -> int:
    match = re.match(r"\s*(\d{1,3})", cell.get(name) or "")
    return max(1, int(match[1])) if match else 1


def _cell_text(cell: HtmlElement) -> str:
    """All text of a cell on one line; paragraphs and breaks within it only break lines."""
    parts: list[str] = []
    skipped: HtmlElement | None = None
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if skipped is None and event == "start":
            if element.tag in _UNSEEN or (element is not cell and _is_hidden(element)):
                skipped = element
            else:
                parts.append(("\n" if element.tag in _BLOCK or element.tag == "br" else "") + (element.text or ""))
        elif event == "end" and (skipped is None or element is skipped):
            skipped = None
            parts.append(
                ("\n" if element.tag in _BLOCK else "") + ((element.tail or "") if element is not cell else "")
            )
    return _unescaped(_joined("".join(parts).strip()))


def _main_content(pieces: Sequence[_Piece]) -> HtmlElement | None:
    """The smallest element that holds nearly all sentences and nearly all table cells of the page."""
    weights: dict[HtmlElement, list[int]] = {}
    totals = [0, 0]
    for piece in pieces:
        kind, weight = _weight(piece)
        if not weight:
            continue
        totals[kind] += weight
        element: HtmlElement | None = piece.element
        while element is not None:
            weights.setdefault(element, [0, 0])[kind] += weight
            element = element.getparent()
    if not totals[0]:
        return None
    holders = [
        element
        for element, held in weights.items()
        if all(share >= _MAIN_SHARE * total for share, total in zip(held, totals, strict=True))
    ]
    best = max(holders, key=lambda element: sum(1 for _ in element.iterancestors()))
    return best.getparent() if best.tag in ("p", "table", "tr", "tbody") and best.getparent() is not None else best


def _weight(piece: _Piece) -> tuple[int, int]:
    """How much a piece counts as prose (0) or as a table (1)."""
    if any(ancestor.tag in _FURNITURE_TAGS for ancestor in piece.element.iterancestors()):
        return 0, 0
    if isinstance(piece.block, Table):
        figures = sum(bool(re.search(r"\d", cell.text)) for cell in piece.block.cells)
        return 1, figures if figures >= 8 else 0
    text = piece.block.text
    return 0, len(text) if "。" in text and len(text) >= 20 else 0


def _is_within(element: HtmlElement, ancestor: HtmlElement) -> bool:
    return element is ancestor or any(other is ancestor for other in element.iterancestors())


def _metadata(root: HtmlElement) -> dict[str, str]:
    """Meta tags of the head (国办发〔2017〕47号) and the page's title; of two sets the first counts."""
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name, content = tag.get("name") or tag.get("property"), (tag.get("content") or "").strip()
        if name and content and content.lower() != "null":
            found.setdefault(name.strip().lower(), _unescaped(content))
    title = root.find(".//title")
    if title is not None and title.text_content().strip():
        found["page_title"] = _joined(title.text_content().strip())
    return found


def _links(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for link in root.iter("a"):
        target = (link.get("href") or "").strip()
        if target and not target.startswith(("#", "javascript:")):
            yield _joined(link.get("title") or link.text_content()).strip(), target
