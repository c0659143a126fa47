"""The words of blocks and cells: where a line of the page ends, and where only one of the source does."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge import numbering
from parsers.blocks.html.tree import Element
from parsers.model import LINE

BREAK = "\v"
"""Stands for a line that the page breaks until it is known whether that ends a paragraph."""
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details"),
        *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu"),
        *("nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot"),
        *("th", "thead", "tr", "ucapcontent", "ul", "xmp"),
    }
)
_PRINTED = frozenset({"listing", "plaintext", "pre", "xmp"})
"""Elements whose source is shown line by line."""
_MARKS = {"sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"), "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")}
_LONGEST_MARK = 6
SHOWN_OTHERWISE = _PRINTED | _MARKS.keys()
"""Elements whose text is shown in another way than that around them."""

_LINE_BREAK = re.compile(r"[ \t\f]*[\r\n][\s]*")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\d]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_PUNCTUATION = re.compile(r"[，。；,;]")
_GOES_ON = re.compile(r"\s*[件条次份个期篇，。；、）]")
_INDENT = re.compile(r"^(?:\u3000| {2}|[\u00a0\u2003]{2})")
_STARTS_PARAGRAPH = re.compile(rf"^[\s\u3000]*(?:{numbering.BEGINNING})")
_FIELD = re.compile(r"^[\s\u3000]*[\u4e00-\u9fff]{2,12}[：:](?=.*[，,])")
"""How a line begins that says something of what it names first."""
_ENDS_IN_A_COUNT = re.compile(r"\d[\u4e00-\u9fff]{0,2}\s*$")
"""How the line in front of such a line ends; else a sentence was broken there (同意部分 / 公开的：2件)."""
_ENDS_PARAGRAPH = "。！？；：:;"


class Buffer:
    """Gathers the text of elements as a page shows it: what is hidden is left out, raised digits stay raised.

    Attributes:
        parts: What was gathered since text was last taken.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []

    def add(self, element: Element, text: str) -> None:
        """Adds a text that stands directly in an element."""
        if element.invisible or element.tiny:
            return
        if element.printed:
            text = text.replace("\n", BREAK)
        if element.mark:
            text = text.translate(_MARKS[element.mark])
        self.parts.append(text)

    def break_line(self) -> None:
        self.parts.append(BREAK)

    def begins_line(self) -> bool:
        """Whether what is added next stands at the beginning of a line."""
        words = (part for part in reversed(self.parts) if part == BREAK or not part.isspace())
        return next(words, BREAK).endswith(BREAK)

    def take(self) -> str:
        """All that was gathered; the buffer is empty afterwards."""
        text = "".join(self.parts)
        self.parts.clear()
        return text


def enter(element: Element) -> None:
    """Passes on to an element how the text in it is shown, from the one around it."""
    parent = element.parent
    if parent is not None:
        element.printed, element.mark = parent.printed, parent.mark
    if element.tag in _PRINTED:
        element.printed = True
    elif element.tag in _MARKS and len(plain_text(element)) <= _LONGEST_MARK:
        element.mark = element.tag


def plain_text(element: Element, *, hidden: bool = False) -> str:
    """All text of an element as the source has it.

    Args:
        element: The element.
        hidden: Whether what the page hides counts, too.
    """
    if len(element.children) == 1 and isinstance(only := element.children[0], str):
        return only
    parts: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, str):
            parts.append(piece)
        elif hidden or not piece.gone:
            waiting.extend(reversed(piece.children))
    return "".join(parts)


def cell_lines(cell: Element) -> list[str]:
    """The lines of a cell as the page shows them; empty ones are left out."""
    buffer = Buffer()
    enter(cell)
    waiting: list[tuple[Element, Iterator[Element | str]]] = [(cell, iter(cell.children))]
    while waiting:
        element, children = waiting[-1]
        for child in children:
            if isinstance(child, str):
                buffer.add(element, child)
            elif not child.gone:
                if child.tag in BLOCKS or child.tag == "br":
                    buffer.break_line()
                if child.tag in SHOWN_OTHERWISE or element.printed or element.mark:
                    enter(child)
                waiting.append((child, iter(child.children)))
                break
        else:
            waiting.pop()
            if element.tag in BLOCKS:
                buffer.break_line()
    lines = (unescaped(joined(raw.strip())) for raw in buffer.take().split(BREAK))
    return [line for line in lines if line]


def cell_text(lines: Sequence[str]) -> str:
    """The text of a cell on one line; two numbers on lines of their own are kept apart by `LINE`."""
    text = ""
    for line in lines:
        if text and text[-1].isdecimal() and line[0].isdecimal():
            text += LINE
        elif text and not _WIDE.match(text[-1]) and not _WIDE.match(line[0]):
            text += " "
        text += line
    return text


def paragraphs(text: str) -> Iterable[str]:
    """The paragraphs of a block."""
    if BREAK in text:
        return _parted(text)
    # Between two blocks there often stands nothing but the line breaks of the source.
    line = "" if text.isspace() else unescaped(joined(text)).strip()
    return (line,) if line else ()


def _parted(text: str) -> Iterator[str]:
    """The paragraphs of a block with line breaks; a <br> within a sentence is only a broken line."""
    lines: list[str] = []
    in_sentence = False
    for raw in text.split(BREAK):
        line = unescaped(joined(raw))
        if not line.strip():
            continue
        punctuated = _PUNCTUATION.search(line) is not None
        is_field = bool(lines) and all(map(_FIELD.match, (lines[0], line))) and _ENDS_IN_A_COUNT.search(lines[-1])
        if lines and not _continues(lines[-1], line, in_sentence=in_sentence and punctuated and not is_field):
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


def joined(text: str) -> str:
    """Line breaks of the source mean nothing in Chinese; between Latin words they are spaces."""
    if "\n" not in text and "\r" not in text:
        return text

    def join(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return "" if _WIDE.match(before or "　") or _WIDE.match(after or "　") else " "

    return _LINE_BREAK.sub(join, text)


def unescaped(text: str) -> str:
    """Entities that were escaped twice come out of the parser as entities."""
    return html.unescape(text) if _ENTITY.search(text) else text
