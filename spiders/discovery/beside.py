"""Lists around links: which body has published a row, where the row names it beside its title."""

from __future__ import annotations

import itertools

import lxml.etree
from lxml.html import HtmlElement

from knowledge.publishers import read_name
from knowledge.titles import ANY_YEAR
from spiders.discovery.surroundings import Surroundings

_WHOLE = ("body", "html", "table", "tbody", "thead")
_LEVELS = 4
_MOST_ROWS = 300
_MOST_IN_ROW = 24
_MOST_IN_CELL = 4


def names_publisher(words: str) -> bool:
    """Whether words are the name of a body that may have published something."""
    name = read_name(words, ANY_YEAR)
    return name is not None and bool(name.kind)


class Publishers:
    """The lists of one page, each of which is gone through once, if a link in it is asked for.

    Args:
        surroundings: What stands around the elements of the page.
    """

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._known: dict[HtmlElement, dict[HtmlElement, str]] = {}

    def beside(self, link: HtmlElement) -> str:
        """The body that a link's row names beside it, in a list that tells several apart; else an empty string."""
        row = link
        for above in itertools.islice(link.iterancestors(), _LEVELS):
            if above.tag in _WHOLE or self._surroundings.links_in(above) > 1:
                break
            row = above
        parent = row.getparent()
        if row is link or parent is None:
            return ""
        if parent not in self._known:
            rows = itertools.islice(parent.iterchildren(lxml.etree.Element), _MOST_ROWS)
            named = {each: self._named_in(each) for each in rows if self._surroundings.links_in(each) == 1}
            tells_apart = len(set(filter(None, named.values()))) > 1
            self._known[parent] = named if tells_apart else {}
        return self._known[parent].get(row, "")

    def _named_in(self, row: HtmlElement) -> str:
        cells = itertools.islice(row.iterdescendants(lxml.etree.Element), _MOST_IN_ROW)
        told = (self._surroundings.short_words(cell, _MOST_IN_CELL) for cell in cells if cell.tag != "a")
        return next(filter(names_publisher, filter(None, told)), "")
