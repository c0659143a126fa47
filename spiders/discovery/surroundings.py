"""What stands around the elements of a page, worked out for all of them in one pass over it.

A page may hold thousands of links in one paragraph or cell. What is asked of each of them (the words of its row, the
heading before it, whether others stand beside it) is therefore a slice of what the pass has written down, and never
another walk through the elements around it.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import lxml.etree
from lxml.html import HtmlElement

from spiders.discovery.titles import has_date, plain, years
from spiders.discovery.vocabulary import vocabulary

_ROWS = ("li", "tr", "dd", "dl", "p")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STRONG = ("h1", "h2", "h3", "h4", "h5", "strong", "b")
"""What holds the name of a block that is a link as a whole."""
_APART = ("li", "tr", "script", "style")
"""What says nothing of the block that it stands in."""
_WHOLE = ("body", "html", "table", "tbody")
_LONGEST = 200
"""Characters of the longest words that stand for those of a link."""
_LONGEST_DATED = 400
_MOST_READ = 600
"""Characters of an element that are read: longer words are no name of anything."""
_LEVELS = 5
_ITEMS = ("tr", "li", "dd")
"""Rows whose cells may say apart what a title says at once."""
_MOST_CELLS = 12
"""Cells of such a row; what has more is none."""
_LEVELS_OF_ITEMS = 4
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_SHORT = 32
"""Characters of what is but a name."""
_MOST_IN_CELL = 4
"""Elements of a cell that tells a year; what has as many is more than that."""


class _Mark(NamedTuple):
    """How much of a page lies before a place in it.

    Attributes:
        length: Characters.
        text: Characters without spaces.
        apart: The same of those that stand in no row.
        links: Anchors with an address.
        strong: Elements that may hold the name of a block.
        elements: Elements that have begun.
    """

    length: int
    text: int
    apart: int
    links: int
    strong: int
    elements: int


class Surroundings:
    """The elements of one page.

    Args:
        tree: The page; None for one without elements.
    """

    def __init__(self, tree: HtmlElement | None) -> None:
        self._spans: dict[HtmlElement, tuple[_Mark, _Mark]] = {}
        self._headings: dict[HtmlElement, HtmlElement] = {}
        """The last heading before each element, among those beside it."""
        self._rows: defaultdict[HtmlElement, list[HtmlElement]] = defaultdict(list)
        """The rows of each table."""
        self._linked: set[HtmlElement] = set()
        """Cells with anchors."""
        self._strong: list[HtmlElement] = []
        self._dated: dict[HtmlElement, bool] = {}
        self._text = self._apart = ""
        if tree is not None:
            self._pass(tree)

    def _pass(self, tree: HtmlElement) -> None:
        length = text = apart = links = within = elements = 0
        pieces: list[str] = []
        outside: list[str] = []
        begun: list[_Mark] = []
        heading: list[HtmlElement | None] = [None]
        tables: list[HtmlElement] = []
        cells: list[HtmlElement] = []
        for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
            words = element.tail
            if event == "start":
                words, tag = element.text, element.tag
                begun.append(_Mark(length, text, apart, links, len(self._strong), elements))
                elements += 1
                if heading[-1] is not None:
                    self._headings[element] = heading[-1]
                heading.append(None)
                within += tag in _APART
                if tag == "table":
                    tables.append(element)
                elif tag in ("td", "th"):
                    cells.append(element)
                elif tag == "tr" and tables:
                    self._rows[tables[-1]].append(element)
                elif tag == "a":
                    links += element.get("href") is not None
                    self._linked.update(cells[-1:])
                if tag in _STRONG:
                    self._strong.append(element)
            elif event == "end":
                tag = element.tag
                self._spans[element] = begun.pop(), _Mark(length, text, apart, links, len(self._strong), elements)
                heading.pop()
                if tag in _HEADINGS:
                    heading[-1] = element
                within -= tag in _APART
                if tag == "table":
                    tables.pop()
                elif tag in ("td", "th"):
                    cells.pop()
            if words:
                length += len(words)
                piece = "".join(words.split())
                text += len(piece)
                pieces.append(piece)
                if not within:
                    apart += len(piece)
                    outside.append(piece)
        self._text, self._apart = "".join(pieces), "".join(outside)

    def holds(self, element: HtmlElement) -> bool:
        """Whether an element stands in the page."""
        return element in self._spans

    def of(self, element: HtmlElement) -> Surroundings:
        """What knows an element: this, or for one that a script has made and that stands in no page, another."""
        return self if self.holds(element) else Surroundings(element.getroottree().getroot())

    def length(self, element: HtmlElement) -> int:
        """Characters of an element, with spaces."""
        begin, end = self._spans[element]
        return end.length - begin.length

    def words(self, element: HtmlElement) -> str:
        """The words of an element, made plain; of a long one only those that it begins with."""
        begin, end = self._spans[element]
        return plain(self._text[begin.text : min(end.text, begin.text + _MOST_READ)])

    def short_words(self, element: HtmlElement, elements: int) -> str:
        """The words of an element that holds only a few, made plain; else an empty string.

        Args:
            element: The element.
            elements: Elements, with itself, that it must have fewer of.
        """
        words = self.words(element) if self.elements_in(element) < elements else ""
        return words if len(words) <= _SHORT else ""

    def named_with_year(self, element: HtmlElement, words: str) -> str:
        """The name of a report with the year that another cell of its row consists of; an empty string without one.

        Args:
            element: The link.
            words: Its words.
        """
        if years(words) or not (vocabulary().report.search(words) or vocabulary().column.search(words)):
            return ""
        node = element
        for above in itertools.islice(element.iterancestors(), _LEVELS_OF_ITEMS):
            cells = list(itertools.islice(above.iterchildren(lxml.etree.Element), _MOST_CELLS + 1))
            if len(cells) <= _MOST_CELLS:
                told = (self.short_words(cell, _MOST_IN_CELL) for cell in cells if cell is not node)
                year = next(filter(_YEAR.fullmatch, told), "")
                if year:
                    return f"{year.rstrip('年度')}年{words}"
            if above.tag in _ITEMS:
                break
            node = above
        return ""

    def links_in(self, element: HtmlElement) -> int:
        """Anchors with an address in an element."""
        begin, end = self._spans[element]
        return end.links - begin.links

    def elements_in(self, element: HtmlElement) -> int:
        """Elements in an element, with itself."""
        begin, end = self._spans[element]
        return end.elements - begin.elements

    def strong_in(self, element: HtmlElement) -> HtmlElement | None:
        """The first heading, or other element that stands out, in an element."""
        begin, end = self._spans[element]
        return self._strong[begin.strong] if begin.strong < end.strong else None

    def rows(self, table: HtmlElement) -> Sequence[HtmlElement]:
        """The rows of a table, without those of tables in it."""
        return self._rows.get(table, ())

    def is_linked(self, cell: HtmlElement) -> bool:
        """Whether a cell of a table holds an anchor."""
        return cell in self._linked

    def is_dated(self, element: HtmlElement) -> bool:
        """Whether the row of an element shows a day."""
        for ancestor in itertools.islice(element.iterancestors(), _LEVELS):
            if ancestor.tag in _ROWS:
                if ancestor not in self._dated:
                    self._dated[ancestor] = self.length(ancestor) <= _LONGEST_DATED and has_date(self.words(ancestor))
                return self._dated[ancestor]
        return False

    def around(self, element: HtmlElement, own: str) -> str:
        """The words around a link that has none that tell what it is: of its row, or of the heading of its block.

        Args:
            element: The link.
            own: Its own words.
        """
        node = element
        for ancestor in itertools.islice(element.iterancestors(), _LEVELS):
            heading = self._headings.get(node) if node.tag not in _ROWS else None
            text = self.words(heading) if heading is not None else ""
            if 0 < len(text) <= _LONGEST:
                return text
            if ancestor.tag in _WHOLE or (not own and self.links_in(ancestor) > 1):
                break
            text = self.words(ancestor) if ancestor.tag in _ROWS else self._words_apart(ancestor)
            text = text.replace(own, "") if own else text
            if text:
                return text if len(text) <= _LONGEST else ""
            node = ancestor
        return ""

    def _words_apart(self, element: HtmlElement) -> str:
        """The words of an element without those of rows in it."""
        begin, end = self._spans[element]
        return plain(self._apart[begin.apart : min(end.apart, begin.apart + _MOST_READ)])
