"""Groups: what the words above or before a link say of all links that stand below or behind them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Set
from typing import Any, NamedTuple

import lxml.etree
from lxml.html import HtmlElement

from spiders.discovery.panes import before, holds_tabs, leads_away, panes_of
from spiders.discovery.surroundings import Surroundings
from spiders.discovery.titles import plain, years
from spiders.discovery.vocabulary import vocabulary

CLICKS = ("onclick", "@click", "v-on:click", "ng-click")
"""Attributes that hold what a click on an element runs."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "dt", "legend", "label", "caption")
_MAY_HEAD = ("div", "p", "span", "em", "i", "font")
"""Elements that head a block behind them where they hold a few words and no link; of a link beside them they may be the
source."""
_BLOCKS = ("ul", "ol", "dl", "table", "div", "select")
_APART = (*_BLOCKS, "p")
"""What stands apart from links that stand side by side before it."""
_BETWEEN = ("br", "i", "em", "span", "font")
"""What may stand between such links."""
_LISTED = 3
"""Links side by side that make a list; fewer may lead to more of the block behind them."""
_NESTED = ("ul", "ol", "dl")
_LISTS = (*_NESTED, "table", "tbody")
_ITEMS = ("li", "dd")
_LONGEST = 32
_MOST_ELEMENTS = 12
"""Elements of a heading; what has as many is none."""
_LEVELS = 6
_MOST_GROUPS = 4
_PARENTS = ("pid", "parentid", "parent_id", "parent")


class Groups:
    """The headings of one page; each row of siblings is read once.

    Args:
        surroundings: The elements of the page.
    """

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._known: dict[HtmlElement, dict[HtmlElement, str]] = {}
        self._tabs: dict[HtmlElement, str] = {}
        """The words of the tab that each pane belongs to."""

    def above(self, element: HtmlElement) -> tuple[str, ...]:
        """Words of the groups that an element stands in, made plain, from the innermost outwards."""
        found: list[str] = []
        node, around = element, self._surroundings.of(element)
        for _ in range(_LEVELS):
            parent = node.getparent()
            if parent is None or node.tag == "body" or len(found) == _MOST_GROUPS:
                break
            if parent not in self._known:
                panes = _panes_in(parent, around)
                self._tabs.update(panes.shown)
                self._known[parent] = _headed(parent, around, {*panes.bars, *panes.shown})
            found.extend(filter(None, (self._tabs.get(node), self._known[parent].get(node))))
            node = parent
        return tuple(found[:_MOST_GROUPS])

    def pane(self, element: HtmlElement) -> tuple[HtmlElement, str] | None:
        """The innermost pane that an element stands in, with the words of its tab; None where it stands in none."""
        self.above(element)
        around = itertools.islice(element.iterancestors(), _LEVELS)
        return next(((each, self._tabs[each]) for each in around if each in self._tabs), None)


class _Panes(NamedTuple):
    """What tabs show among the children of an element.

    Attributes:
        shown: The panes, each with the words of its tab.
        bars: What holds tabs, also those whose panes stand within what is behind, or elsewhere.
    """

    shown: Mapping[HtmlElement, str]
    bars: Set[HtmlElement]


def _panes_in(parent: HtmlElement, around: Surroundings) -> _Panes:
    """The panes among the children of an element, and what holds tabs there."""
    bar = before(parent)
    held = {each: panes for each in parent.iterchildren(lxml.etree.Element) if (panes := panes_of(each, around))}
    behind = panes_of(bar, around) if bar is not None else {}
    shown = (each for each in (behind, *held.values()) if next(iter(each), parent).getparent() is parent)
    tabs = {each for each in parent.iterchildren(lxml.etree.Element) if each in held or holds_tabs(each, around)}
    return _Panes({pane: words for panes in shown for pane, words in panes.items()}, tabs)


def _headed(parent: HtmlElement, around: Surroundings, apart: Set[HtmlElement]) -> dict[HtmlElement, str]:
    """The heading of each child: the last one before it; in a menu, the entry that it is nested below.

    Links that stand side by side right behind a heading are what it heads, and a block behind them is something else.

    Args:
        parent: The element.
        around: What stands around the elements of its page.
        apart: Children that head nothing: what holds tabs, and their panes.
    """
    found: dict[HtmlElement, str] = {}
    heading, entry, heads_all, listed = _announced(parent.text), "", True, 0
    for child in parent:
        if child.tag in _APART and listed >= _LISTED:
            heading = ""
        listed = listed + leads_away(child) if child.tag in ("a", *_BETWEEN) else 0
        is_list = child.tag in _NESTED or _holds_a_list_alone(child)
        may_head = child.tag in (*_HEADINGS, *_MAY_HEAD, "a") and not is_list
        words = around.short_words(child, _MOST_ELEMENTS) if may_head else ""
        if words and child.tag in (*_MAY_HEAD, "a"):
            entry = words.rstrip(":")
        if words and child.tag != "a" and child not in apart and _heads(child, words):
            heading, heads_all = words.rstrip(":"), child.tag in _HEADINGS or words.endswith(":")
        elif is_list and parent.tag in _ITEMS and entry:
            found[child] = entry
        elif heading and (heads_all or child.tag in _BLOCKS):
            found[child] = heading
        announced = _announced(child.tail)
        if announced:
            heading, heads_all = announced, True
    return found


def _holds_a_list_alone(element: HtmlElement) -> bool:
    """Whether an element is only around the list of a menu's entries (<li><a>年报</a><div><ul>…)."""
    inner = next(element.iterchildren(lxml.etree.Element), None)
    return len(element) == 1 and inner is not None and inner.tag in _NESTED and not (element.text or "").strip()


def _heads(element: HtmlElement, words: str) -> bool:
    """Whether an element of a few words heads what stands behind it.

    A link or a box does not, nor words above an empty list, which a script is to fill: they head that. What is to be
    clicked on does, as it opens and shuts what it heads, unless it is one of several tabs side by side, a year, or
    leads to more of the same.

    Args:
        element: The element.
        words: Its words, made plain.
    """
    if next(element.iter("a", "select"), None) is not None or any(map(_is_empty, element.iter(*_LISTS))):
        return False
    clicked = [each for each in element.iter("*") if _is_clicked(each) and plain(each.text_content())]
    if not clicked:
        return True
    if any(each not in clicked[0].iter() for each in clicked) or _is_tab(element):
        return False
    known = vocabulary()
    leads_on = (known.more, known.load_more, known.next_page, known.page_number)
    return element.tag in _HEADINGS or not (years(words) or any(pattern.match(words) for pattern in leads_on))


def _is_empty(element: HtmlElement) -> bool:
    """Whether nothing stands in an element."""
    return len(element) == 0 and not (element.text or "").strip()


def _is_clicked(element: HtmlElement) -> bool:
    """Whether an element says itself what a click on it runs."""
    return any(str(name).partition(".")[0] in CLICKS for name in element.attrib)


def _is_tab(element: HtmlElement) -> bool:
    """Whether an element to click on stands side by side with another one."""
    beside = (next(element.itersiblings("*", preceding=before), None) for before in (False, True))
    alike = (each for each in beside if each is not None and each.tag == element.tag)
    return _is_clicked(element) and any(_is_clicked(each) for each in alike)


def _announced(text: str | None) -> str:
    """Words that end in a colon, and so announce what stands behind them."""
    words = plain(text or "")
    return words[:-1] if words.endswith(":") and len(words) <= _LONGEST else ""


def of_nodes(
    objects: Iterable[Mapping[str, Any]], calls: Iterable[tuple[str, tuple[Any, ...]]], names: Iterable[str]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """The names of the nodes above each node of a tree that a script builds, from the innermost outwards.

    Nodes tell the node above them by its id: `{id: 7, pId: 3, name: "年报"}`, `add(7, 3, "年报")`.

    Args:
        objects: Objects of the script.
        calls: Names of functions, with the arguments that they were called with.
        names: What members that hold the name of a node are called.

    Returns:
        Names of nodes above, by the id and name of a node.
    """
    told: dict[str, tuple[str, str]] = {}
    for value in objects:
        members = {str(name).lower(): member for name, member in value.items()}
        above = next((members[name] for name in _PARENTS if name in members), None)
        name = next((text for key in names if isinstance(text := members.get(key), str) and text), None)
        if name and _is_id(members.get("id")) and _is_id(above):
            told[node_id(members["id"])] = node_id(above), name
    for _, arguments in calls:
        if len(arguments) > 2 and _is_id(arguments[0]) and _is_id(arguments[1]) and isinstance(arguments[2], str):
            told[node_id(arguments[0])] = node_id(arguments[1]), arguments[2]
    found = {}
    for node, (parent, name) in told.items():
        path: list[str] = []
        step = parent
        while step in told and len(path) < _MOST_GROUPS:
            step, over = told[step]
            path.append(plain(over))
        found[node, name] = tuple(path)
    return found


def _is_id(value: Any) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool) and value != ""


def node_id(value: Any) -> str:
    """The id of a node as text: a number and its digits are one id."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
