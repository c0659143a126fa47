"""Tabs and panes: which of several blocks, of which a page shows one at a time, belongs to which words above them.

Tabs stand side by side, with as many blocks behind them, or within what is behind them. A tab may say which is its
block; else the first belongs to the first, where it can be seen that they are tabs and panes at all.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import lxml.etree
from lxml.html import HtmlElement

from spiders.discovery.surroundings import Surroundings

_UNSEEN = ("script", "style", "link", "br", "hr", "input")
_PANES = ("div", "ul", "ol", "dl", "table", "section")
_NO_BAR = ("select", "table", "tbody", "thead", "a")
"""What holds other things side by side than tabs: options, rows, or the pieces of one link."""
_MOST_IN_BAR, _LONGEST_BAR = 60, 400
"""Elements and characters of what holds tabs; what has more is none."""
_MOST_TABS = 12
_MOST_IN_TAB = 6
_REFERRING = ("href", "data-target", "data-bs-target", "aria-controls")
"""Attributes by which a tab may say which is its pane."""
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w")


def panes_of(bar: HtmlElement, around: Surroundings) -> Mapping[HtmlElement, str]:
    """The panes behind what may hold tabs, each with the words of its tab; none where it holds no tabs.

    Args:
        bar: The element.
        around: What stands around the elements of its page.
    """
    tabs = _tabs(bar, around)
    if not tabs:
        return {}
    behind = _seen(bar.itersiblings(lxml.etree.Element), len(tabs) + 1)
    within = _seen(behind[0].iterchildren(lxml.etree.Element), len(tabs) + 1) if behind else ()
    for blocks in (behind, within if len(within) == len(tabs) else ()):
        panes = dict(_paired(tabs, blocks))
        beyond = blocks[len(tabs)] if len(blocks) > len(tabs) else None
        if len(panes) == len(tabs) and _are_panes(tuple(tabs), tuple(panes), beyond, is_whole=blocks is within):
            return panes
    return {}


def before(element: HtmlElement) -> HtmlElement | None:
    """What a reader sees right before an element, among what stands beside it."""
    return next(iter(_seen(element.itersiblings(lxml.etree.Element, preceding=True), 1)), None)


def holds_tabs(element: HtmlElement, around: Surroundings) -> bool:
    """Whether all words of an element are those of several tabs of this page, side by side."""
    tabs = _tabs(element, around)
    return bool(tabs) and not _leads_on(tabs) and all(map(_is_clicked_on, tabs))


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says itself that no reader sees it."""
    style = re.sub(r"\s", "", element.get("style") or "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None


def leads_away(element: HtmlElement) -> bool:
    """Whether an element is a link to another page, and no tab of this one."""
    return element.tag == "a" and not element.get("href", "#").strip().lower().startswith(("#", "javascript:"))


def _seen(elements: Iterable[HtmlElement], most: int) -> Sequence[HtmlElement]:
    return tuple(itertools.islice((element for element in elements if element.tag not in _UNSEEN), most))


def _tabs(bar: HtmlElement, around: Surroundings) -> Mapping[HtmlElement, str]:
    """The first elements side by side in one that have a few words each, and no two the same ones."""
    if around.elements_in(bar) > _MOST_IN_BAR or around.length(bar) > _LONGEST_BAR:
        return {}
    for holder in bar.iter(lxml.etree.Element):
        if holder.tag in _NO_BAR or not 1 < len(holder) <= 2 * _MOST_TABS:
            continue
        named = {each: around.short_words(each, _MOST_IN_TAB) for each in holder.iterchildren(lxml.etree.Element)}
        # Marks may stand between them.
        tabs = {each: words for each, words in named.items() if _WORD.search(words)}
        is_row = len({each.tag for each in tabs}) == 1 and all(named[each] or not len(each) for each in named)
        if is_row and 1 < len(tabs) <= _MOST_TABS and len(set(tabs.values())) == len(tabs):
            return tabs
    return {}


def _paired(tabs: Mapping[HtmlElement, str], blocks: Sequence[HtmlElement]) -> Iterator[tuple[HtmlElement, str]]:
    """The first blocks, each with the words of the tab that names it, or of the one at its place."""
    blocks = blocks[: len(tabs)]
    named = {name: words for tab, words in tabs.items() for name in _named(tab)}
    if all(block.get("id") in named for block in blocks):
        yield from ((block, named[block.get("id")]) for block in blocks)
    else:
        yield from zip(blocks, tabs.values(), strict=False)


def _named(tab: HtmlElement) -> Iterator[str]:
    """The ids that a tab may name its pane by."""
    for element in tab.iter(lxml.etree.Element):
        yield from (str(element.get(name)).lstrip("#") for name in _REFERRING if element.get(name))


def _are_panes(
    tabs: Sequence[HtmlElement], panes: Sequence[HtmlElement], beyond: HtmlElement | None, *, is_whole: bool
) -> bool:
    """Whether it can be seen that blocks are the panes of what seem to be tabs.

    These name them, or all are hidden but one, or what is to be clicked on has blocks of one kind behind it.

    Args:
        tabs: What seem to be tabs.
        panes: As many blocks.
        beyond: What stands behind these.
        is_whole: Whether they are all that something holds.
    """
    if panes[0].tag not in _PANES or any(pane.tag != panes[0].tag for pane in panes):
        return False
    if sum(map(is_hidden, panes)) >= len(panes) - 1 and not (beyond is not None and is_hidden(beyond)):
        return True
    names = {name for tab in tabs for name in _named(tab)}
    if all(pane.get("id") in names for pane in panes):
        return True
    if _leads_on(tabs):
        return False
    is_one_kind = is_whole or (_are_alike(panes) and not (beyond is not None and _are_alike((*panes, beyond))))
    return is_one_kind and (all(map(_is_clicked_on, tabs)) or _is_one_marked(tabs))


def _leads_on(tabs: Iterable[HtmlElement]) -> bool:
    """Whether one of what seem to be tabs leads to another page."""
    return any(leads_away(element) for tab in tabs for element in tab.iter("a"))


def _is_clicked_on(tab: HtmlElement) -> bool:
    """Whether a tab says itself that something happens at it."""
    names = (str(name) for element in tab.iter(lxml.etree.Element) for name in element.attrib)
    return any(name.startswith("on") or "click" in name for name in names) or next(tab.iter("a"), None) is not None


def _is_one_marked(tabs: Sequence[HtmlElement]) -> bool:
    """Whether one tab alone has a class that no other has: it is the one that is shown."""
    classes = [frozenset((tab.get("class") or "").split()) for tab in tabs]
    return sum(each != frozenset.intersection(*classes) for each in classes) == 1


def _are_alike(blocks: Sequence[HtmlElement]) -> bool:
    """Whether blocks share a class, or ids that differ in a number."""
    classes = (frozenset((block.get("class") or "").split()) for block in blocks)
    stems = {_DIGITS.sub("", block.get("id") or "") for block in blocks}
    tag = {block.tag for block in blocks}
    return len(tag) == 1 and (bool(frozenset.intersection(*classes)) or (len(stems) == 1 and stems != {""}))
