"""Pieces of HTML that scripts make: read into elements of their own, put into each other, and shown on the page.

The page itself stays as it came. What a script puts into an element of the page is kept beside it, with that element
as its holder; what it puts into an element that it has made becomes a part of that.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from spiders.scripting.values import writable

_MOST_SHOWN = 200
"""Pieces that are kept for one page."""
_MOST_READ = 1_000_000
"""Characters of all pieces that are read into elements for one page."""


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """An element that a script shows on the page.

    Attributes:
        holder: The element of the page that it is put into, or beside; None where that is not known.
        element: The element, with all in it.
    """

    holder: HtmlElement | None
    element: HtmlElement


class Pieces:
    """The pieces that the scripts of one page make.

    Args:
        tree: The page; None for one without elements.
    """

    def __init__(self, tree: HtmlElement | None) -> None:
        self._page = None if tree is None else tree.getroottree().getroot()
        self._left = _MOST_READ
        self.shown: list[Shown] = []
        self._waiting: list[HtmlElement] = []
        """Elements that are shown, and may still be filled."""

    def is_made(self, element: HtmlElement) -> bool:
        """Whether an element is one that a script has made, and none of the page."""
        return element.getroottree().getroot() is not self._page

    def read(self, markup: str) -> list[HtmlElement]:
        """The elements of a piece of HTML; none of one that has none, or where too much has been read."""
        if "<" not in markup or len(markup) > self._left:
            return []
        self._left -= len(markup)
        try:
            found: Any = lxml.html.fragments_fromstring(writable(markup))
        except (lxml.etree.LxmlError, ValueError):
            return []
        return [each for each in found if not isinstance(each, str) and isinstance(each.tag, str)]

    def show(self, holder: HtmlElement | None, elements: Iterable[HtmlElement], *, waits: bool = False) -> None:
        """Keeps what is shown in an element of the page.

        Args:
            holder: The element of the page; None where it is not known.
            elements: What is shown.
            waits: Whether it has not been noted yet.
        """
        known = [each.element for each in self.shown]
        for element in elements:
            if len(self.shown) < _MOST_SHOWN and not any(element is one for one in known):
                self.shown.append(Shown(holder, element))
                if waits:
                    self._waiting.append(element)

    def take_waiting(self) -> list[HtmlElement]:
        """The elements that have been shown since this was last asked, as they are now."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def clear(self, holder: HtmlElement) -> None:
        """Forgets what has been shown in an element of the page, which is shown something else now."""
        self.shown = [each for each in self.shown if each.holder is not holder]

    def within(self, elements: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
        """What is shown in some elements of the page, or anywhere on it.

        Args:
            elements: The elements; empty for the whole page.
        """
        for each in self.shown:
            holders = [] if each.holder is None else [each.holder, *each.holder.iterancestors()]
            if not elements or any(holder is element for holder in holders for element in elements):
                yield each.element


def document_of(text: str) -> HtmlElement | None:
    """A document in XML as elements whose names are in small letters, as selectors look for them; None for no XML."""
    parser = lxml.etree.XMLParser(recover=True, resolve_entities=False, no_network=True, strip_cdata=True)
    try:
        root = lxml.etree.fromstring(text.strip().encode("utf-8", "replace"), parser)
    except (lxml.etree.LxmlError, ValueError):
        return None
    return None if root is None else _in_small_letters(root)


def _in_small_letters(root: Any) -> HtmlElement:
    made: dict[Any, HtmlElement] = {}
    for element in root.iter(lxml.etree.Element):
        given = {lxml.etree.QName(name).localname.lower(): str(value) for name, value in element.attrib.items()}
        one: HtmlElement = lxml.html.Element(lxml.etree.QName(element).localname.lower(), given)
        one.text, one.tail = element.text, element.tail
        made[element] = one
        above = made.get(element.getparent())
        if above is not None:
            above.append(one)
    return made[root]


def written(element: HtmlElement) -> str:
    """An element as a page would write it."""
    return str(lxml.html.tostring(element, encoding="unicode", with_tail=False))


def fill(element: HtmlElement, text: str, elements: Sequence[HtmlElement] = ()) -> None:
    """Gives an element that a script has made a new content: a text, or elements."""
    for child in list(element):
        element.remove(child)
    element.text = None if elements else writable(text)
    put(element, elements)


def put(element: HtmlElement, elements: Sequence[HtmlElement]) -> None:
    """Puts elements into one that a script has made, as far as they do not hold it themselves."""
    around = [element, *element.iterancestors()]
    for each in elements:
        if not any(each is one for one in around):
            element.append(each)


def copied(element: HtmlElement) -> HtmlElement:
    """A copy of an element, with all in it."""
    made: HtmlElement = copy.deepcopy(element)
    made.tail = None
    return made
