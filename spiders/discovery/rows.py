"""Rows of lists whose cells say apart what a title says at once: the year in one, the name of the report in another."""

from __future__ import annotations

import itertools
import re

from lxml.html import HtmlElement

from spiders.discovery.titles import plain, years
from spiders.discovery.vocabulary import vocabulary

_ROWS = ("tr", "li", "dd")
_MOST_CELLS = 12
"""Cells of a row; what has more is no row."""
_LEVELS = 4
_MOST_NODES = 4
_LONGEST = 40
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")


def named_with_year(element: HtmlElement, words: str) -> str:
    """The name of a report with the year that another cell of its row consists of; an empty string where none does.

    Args:
        element: The link.
        words: Its words.
    """
    if years(words) or not (vocabulary().report.search(words) or vocabulary().column.search(words)):
        return ""
    node = element
    for above in itertools.islice(element.iterancestors(), _LEVELS):
        cells = list(itertools.islice(above.iterchildren(), _MOST_CELLS + 1))
        if len(cells) <= _MOST_CELLS:
            told = (_told(cell) for cell in cells if cell is not node)
            year = next(filter(_YEAR.fullmatch, told), "")
            if year:
                return f"{year.rstrip('年度')}年{words}"
        if above.tag in _ROWS:
            break
        node = above
    return ""


def _told(cell: HtmlElement) -> str:
    """The words of a cell that has only a few; else an empty string."""
    if not isinstance(cell.tag, str) or len(list(itertools.islice(cell.iter(), _MOST_NODES))) == _MOST_NODES:
        return ""
    words = "".join(cell.itertext())
    return plain(words) if len(words) <= _LONGEST else ""
