"""Pages to blocks: paragraphs and tables in reading order, each marked if it stands outside the main content.

No text is dropped for being short: portals put single digits, 年 and 月 into spans of their own. What goes is what a
person does not see (`style`), and the menus of a portal, which are ten times as many lines as a report has; other
furniture is judged later, by its words.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from knowledge.pictures import is_small
from parsers.blocks.cells import flags_of_several_numbers
from parsers.blocks.html.pages import pages_of
from parsers.blocks.html.pictures import Placed, base_of, in_content
from parsers.blocks.html.style import hide
from parsers.blocks.html.tables import PLACING_ROWS, by_columns, read_table
from parsers.blocks.html.text import (
    BLOCKS,
    SHOWN_OTHERWISE,
    Buffer,
    cell_lines,
    cell_text,
    enter,
    joined,
    paragraphs,
    plain_text,
    unescaped,
)
from parsers.blocks.html.tree import Element, elements_of, parse
from parsers.errors import NotAReport
from parsers.model import Block, Page, Paragraph, Table

LONGEST = 3_000_000
"""Characters of a page; the longest report known has 0.2 million, with all its markup 2."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside"})
_WRAPPERS = frozenset({"p", "table", "tr", "tbody", "thead", "tfoot"})
"""Elements that hold one block; the main content is what stands around them."""
_MAIN_SHARE = 0.9
_MENU = 10
"""Fewest links in a row, each alone on its line and outside the main content, that are a menu."""
_SOURCE = 20_000
_DIGIT = re.compile(r"\d")


def read_html(text: str) -> Page:
    """Reads a page.

    Raises:
        NotAReport: The page is larger or more deeply nested than any report.
        Unreadable: The markup cannot be read at all.
    """
    if len(text) > LONGEST:
        raise NotAReport(f"The page has {len(text)} characters, more than any report.")
    parsed = parse(text)
    elements = elements_of(parsed)
    hide(elements, parsed)
    root = elements[0]
    walker = _Walker(root)
    pieces = walker.walk()
    main = _main_content(pieces)
    within = [main is None or piece.element.is_within(main) for piece in pieces]
    in_menus = _in_menus(pieces, within)
    below_pictures = {picture.before for picture in walker.pictures if not _is_in_table(picture, pieces)}
    blocks = tuple(
        [
            _block(piece, aside=not within[index], below_picture=index in below_pictures)
            for index, piece in enumerate(pieces)
            if index not in in_menus
        ]
    )
    links = tuple(_links(elements))
    number, count = pages_of(links, (script.text() for script in parsed.css("script")), blocks)
    words = sum(len(piece.content) if isinstance(piece.content, str) else 1 for piece in pieces)
    return Page(
        blocks=blocks,
        metadata=_metadata(parsed),
        media_type="text/html",
        flags=tuple(flags_of_several_numbers(block for block in blocks if not block.aside)),
        source=text[:_SOURCE],
        links=links,
        menus="\n".join(str(piece.content) for index, piece in enumerate(pieces) if index in in_menus),
        scripted=words < 80 and parsed.css_first("script") is not None,
        has_password_field=any(
            (field.attributes.get("type") or "").lower() == "password" for field in parsed.css("input")
        ),
        page_number=number,
        n_pages=count,
        n_images=sum(element.tag == "img" for element in (main or root).elements()),
        pictures=tuple(in_content(walker.pictures, main, within, in_menus, base_of(parsed))),
    )


class _Piece(NamedTuple):
    """The words of a paragraph, or a table, and the element that they came from."""

    content: str | Table
    element: Element


class _Walker:
    """Walks the tree once and gathers text into blocks, without recursion.

    Attributes:
        pictures: Pictures that may show words.
    """

    def __init__(self, root: Element) -> None:
        self.pictures: list[Placed] = []
        self._unplaced: list[Element] = []
        self._root = root
        self._buffer = Buffer()
        self._element = root
        self._pieces: list[_Piece] = []

    def walk(self) -> list[_Piece]:
        waiting: list[tuple[Element, Iterator[Element | str]]] = [(self._root, iter(self._root.children))]
        while waiting:
            element, children = waiting[-1]
            for child in children:
                if isinstance(child, str):
                    self._buffer.add(element, child)
                elif not child.gone:
                    if child.tag in BLOCKS:
                        self._flush(child)
                    elif child.tag == "br":
                        self._buffer.break_line()
                    elif child.tag == "img" and not is_small(child.attributes):
                        self._see(child)
                    if child.tag in SHOWN_OTHERWISE or element.printed or element.mark:
                        enter(child)
                    table = read_table(child) if child.tag == "table" else None
                    if table is None:
                        waiting.append(
                            (child, by_columns(child) if child.tag in PLACING_ROWS else iter(child.children))
                        )
                        break
                    self._pieces.extend(_captions(child))
                    self._pieces.append(_Piece(table, child))
                    self.pictures.extend(
                        Placed(inner, len(self._pieces))
                        for inner in child.elements()
                        if inner.tag == "img" and not is_small(inner.attributes)
                    )
                    self._element = element
            else:
                waiting.pop()
                if element.tag in BLOCKS:
                    self._flush(element.parent or element)
        self._flush(self._root)
        return self._pieces

    def _flush(self, next_element: Element) -> None:
        """Ends the paragraph that was being gathered; what follows belongs to the next element."""
        element, self._element = self._element, next_element
        if self._buffer.parts:
            self._pieces.extend([_Piece(line, element) for line in paragraphs(self._buffer.take())])
        if self._unplaced:
            self.pictures.extend(Placed(picture, len(self._pieces)) for picture in self._unplaced)
            self._unplaced.clear()

    def _see(self, picture: Element) -> None:
        """Places a picture: one that begins a line in front of that, any other behind its paragraph."""
        self._unplaced.append(picture)
        if self._buffer.begins_line():
            self._flush(self._element)


def _captions(table: Element) -> Iterator[_Piece]:
    """The words above a table that are part of it."""
    for child in table.children:
        if (
            isinstance(child, Element)
            and child.tag == "caption"
            and not child.gone
            and (text := cell_text(cell_lines(child)))
        ):
            yield _Piece(text, child)


def _main_content(pieces: Sequence[_Piece]) -> Element | None:
    """The smallest element that holds nearly all sentences and nearly all table cells of the page."""
    weights: dict[Element, list[int]] = {}
    totals = [0, 0]
    for piece in pieces:
        kind, weight = _weight(piece)
        if not weight:
            continue
        totals[kind] += weight
        element: Element | None = piece.element
        while element is not None:
            weights.setdefault(element, [0, 0])[kind] += weight
            element = element.parent
    if not totals[0]:
        return None
    holders = [
        element
        for element, held in weights.items()
        if all(share >= _MAIN_SHARE * total for share, total in zip(held, totals, strict=True))
    ]
    best = max(holders, key=lambda element: element.depth)
    return (best.parent or best) if best.tag in _WRAPPERS else best


def _in_menus(pieces: Sequence[_Piece], within: Sequence[bool]) -> frozenset[int]:
    """Which pieces are links of menus: many in a row, outside the main content."""
    found: set[int] = set()
    row: list[int] = []
    for index, piece in enumerate(pieces):
        if not within[index] and _is_link(piece.element):
            row.append(index)
            continue
        found.update(row if len(row) >= _MENU else ())
        row.clear()
    found.update(row if len(row) >= _MENU else ())
    return frozenset(found)


def _is_in_table(picture: Placed, pieces: Sequence[_Piece]) -> bool:
    """Whether a picture stands in a cell of the table in front of its place."""
    in_front = pieces[picture.before - 1] if picture.before else None
    return in_front is not None and isinstance(in_front.content, Table) and picture.element.is_within(in_front.element)


def _block(piece: _Piece, *, aside: bool, below_picture: bool) -> Block:
    """A piece as a block of the page."""
    content, element = piece
    if isinstance(content, str):
        return Paragraph(content, heading=element.tag in _HEADINGS, aside=aside, below_picture=below_picture)
    return dataclasses.replace(content, aside=True) if aside else content


def _is_link(line: Element) -> bool:
    """Whether a line holds nothing but one link."""
    element: Element | None = line
    while element is not None and element.tag != "a":
        inner: Sequence[Element | str] = element.children
        if len(inner) > 1:
            shown = (child for child in inner if not isinstance(child, str) or not child.isspace())
            # Two tell enough: many lines may stand in one element.
            inner = list(itertools.islice(shown, 2))
        element = inner[0] if len(inner) == 1 and isinstance(inner[0], Element) else None
    return element is not None


def _weight(piece: _Piece) -> tuple[int, int]:
    """How much a piece counts as prose (0) or as a table (1)."""
    if isinstance(piece.content, Table):
        figures = sum(_DIGIT.search(cell.text) is not None for cell in piece.content.cells)
        kind, weight = 1, figures if figures >= 8 else 0
    else:
        text = piece.content
        kind, weight = 0, len(text) if "。" in text and len(text) >= 20 else 0
    element: Element | None = piece.element.parent if weight else None
    while element is not None:
        if element.tag in _FURNITURE_TAGS:
            return 0, 0
        element = element.parent
    return kind, weight


def _metadata(parsed: LexborHTMLParser) -> dict[str, str]:
    """Meta tags of the head (国办发〔2017〕47号) and the page's title; of two sets the first counts."""
    found: dict[str, str] = {}
    for tag in parsed.css("meta"):
        attributes = tag.attributes
        name, content = attributes.get("name") or attributes.get("property"), (attributes.get("content") or "").strip()
        if name and content and content.lower() != "null":
            found.setdefault(name.strip().lower(), unescaped(content))
    title = parsed.css_first("title")
    if title is not None and (words := title.text().strip()):
        found["page_title"] = joined(words)
    return found


def _links(elements: Sequence[Element]) -> Iterator[tuple[str, str]]:
    """Words and target of the links that lead to other pages."""
    for link in elements:
        target = (link.attributes.get("href") or "").strip() if link.tag == "a" else ""
        if target and not target.startswith(("#", "javascript:")):
            yield joined(link.attributes.get("title") or plain_text(link, hidden=True)).strip(), target
