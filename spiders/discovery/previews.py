"""Previews: the list of which a page shows the first rows above a link that leads to the rest of it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from lxml.html import HtmlElement

from spiders.discovery.surroundings import Surroundings
from spiders.discovery.titles import has_date, plain, years
from spiders.discovery.vocabulary import vocabulary

_LISTS = ("ul", "ol", "dl", "table")
_ROWS = ("li", "tr", "dd", "p", "a")
_WHOLE = ("body", "html", "td", "th")
_LEVELS = 4
_MOST_ROWS = 200
_MOST_IN_LINK = 6


def leads_to_rest(words: str) -> bool:
    """Whether the words of a link say no more than that it leads to all rows of a list (更多, 查看全部)."""
    return vocabulary().rest_of_list.match(words) is not None


def rows_above(link: HtmlElement, around: Surroundings) -> Sequence[HtmlElement]:
    """The elements that hold the rows right above a link to the rest; none where it is not sure of which list it is.

    Args:
        link: The link.
        around: What stands around the elements of its page.
    """
    node = link
    for above in itertools.islice(link.iterancestors(), _LEVELS):
        if around.links_in(above) > 1:
            break
        node = above
    parent = node.getparent()
    if node.tag in _WHOLE or parent is None or around.links_in(parent) < 2:
        return ()
    first = next((each for each in itertools.islice(parent, _MOST_ROWS) if _holds_links(each, around)), None)
    if first is None or _is_link_to_rest(first, around) or _heads_list(node, around):
        # Each of such links stands above the list that it leads to.
        return ()
    return _run_before(node, around)


def are_titles(words: str, rows: Sequence[HtmlElement], around: Surroundings) -> bool:
    """Whether words are those of some rows of reports, each of which names a year.

    Args:
        words: The words.
        rows: The rows.
        around: What stands around the elements of their page.
    """
    titles = list(map(around.words, rows))
    return bool(titles) and all(title in words and years(title) for title in titles)


def _run_before(node: HtmlElement, around: Surroundings) -> Sequence[HtmlElement]:
    """The list right before an element, or the rows, with nothing but marks and days between."""
    rows: list[HtmlElement] = []
    for before in itertools.islice(node.itersiblings(preceding=True), _MOST_ROWS):
        if _says_something(before.tail) or _is_link_to_rest(before, around):
            break
        if not _holds_links(before, around):
            if isinstance(before.tag, str) and _says_something(around.words(before)):
                break
            continue
        is_list = before.tag in _LISTS or (before.tag not in _ROWS and around.links_in(before) > 1)
        if rows and (is_list or before.tag != rows[0].tag):
            break
        rows.append(before)
        if is_list:
            break
    return rows[::-1]


def _heads_list(node: HtmlElement, around: Surroundings) -> bool:
    """Whether a link to the rest of a list stands above another list, below which no such link stands."""
    beside = (each for each in itertools.islice(node.itersiblings(), _MOST_ROWS) if _holds_links(each, around))
    following, further = next(beside, None), next(beside, None)
    if following is None or following.tag not in _LISTS:
        return False
    return further is None or not _is_link_to_rest(further, around)


def _holds_links(element: HtmlElement, around: Surroundings) -> bool:
    return isinstance(element.tag, str) and around.links_in(element) > 0


def _is_link_to_rest(element: HtmlElement, around: Surroundings) -> bool:
    return _holds_links(element, around) and leads_to_rest(around.short_words(element, _MOST_IN_LINK))


def _says_something(text: str | None) -> bool:
    """Whether a text has words, and is neither a mark nor a day."""
    words = plain(text or "")
    return any(map(str.isalpha, words)) and not has_date(words)
