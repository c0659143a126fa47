"""Pieces of HTML that scripts make: read into elements of their own, put into each other, and shown on the page.

The page itself stays as it came. What a script puts into an element of the page is kept beside it, with that element
as its holder; what it puts into an element that it has made becomes a part of that.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from spiders.scripting.journal import Journal
from spiders.scripting.values import writable

_MOST_SHOWN = 200
"""Pieces that are kept for one page."""
_MADE_PER_STEP = 100
"""Characters of markup that are made into elements, copied, put in or written out for one step of a script."""
_MATCHED_PER_STEP = 100
"""Elements that are gone through for one step."""
_PIECES_PER_STEP = 10
"""Pieces that a selector is tried on for one step, besides the elements in them."""
_COUNTED = lxml.etree.XPath("count(descendant-or-self::*)")


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
        spend: Takes steps of the script that is followed: what it makes is bounded by them, however it does so.
        journal: Is told of what changes.
    """

    def __init__(self, tree: HtmlElement | None, spend: Callable[[int], None], journal: Journal) -> None:
        self._journal = journal
        self._page = None if tree is None else tree.getroottree().getroot()
        self._page_size = 0 if tree is None else _size(tree)
        self._spend = spend
        self.shown: dict[HtmlElement, Shown] = {}
        self._waiting: list[HtmlElement] = []
        """Elements that are shown, and may still be filled."""

    def is_made(self, element: HtmlElement) -> bool:
        """Whether an element is one that a script has made, and none of the page."""
        return element.getroottree().getroot() is not self._page

    def read(self, markup: str) -> list[HtmlElement]:
        """The elements of a piece of HTML; none of one that has none."""
        if "<" not in markup:
            return []
        self.make_room(markup)
        try:
            found: Any = lxml.html.fragments_fromstring(writable(markup))
        except (lxml.etree.LxmlError, ValueError):
            return []
        return [each for each in found if not isinstance(each, str) and isinstance(each.tag, str)]

    def make_room(self, text: str) -> None:
        """Takes the steps that a text of an element is worth."""
        self._spend(len(text) // _MADE_PER_STEP)

    def copied(self, element: HtmlElement) -> HtmlElement:
        """A copy of an element, with all in it."""
        self.make_room(written(element))
        made: HtmlElement = copy.deepcopy(element)
        made.tail = None
        return made

    def fill(self, element: HtmlElement, text: str) -> None:
        """Gives an element that a script has made a text for its content."""
        self.make_room(text)
        children = list(element)
        self._journal.note(_refill, element, element.text, children)
        for child in children:
            element.remove(child)
        element.text = writable(text)

    def add_text(self, element: HtmlElement, text: str) -> None:
        """Puts a text behind what stands in an element that a script has made."""
        self.fill(element, (element.text or "") + text)

    def put(self, element: HtmlElement, elements: Sequence[HtmlElement]) -> None:
        """Puts elements into one that a script has made, as far as they do not hold it themselves."""
        around = [element, *element.iterancestors()]
        self._spend(len(around) // _MATCHED_PER_STEP)
        for each in elements:
            if not any(each is one for one in around):
                self.make_room(written(each))
                self._journal.note(_return, each, each.getparent(), each.getnext())
                element.append(each)

    def look_through(self, element: HtmlElement) -> None:
        """Takes the steps that going through an element is worth, with all in it."""
        self._spend(_size(element) // _MATCHED_PER_STEP)

    def stepped(self, elements: Iterable[HtmlElement], *, tries: bool) -> Iterator[HtmlElement]:
        """Elements, each of which takes its part of a step.

        Args:
            elements: The elements.
            tries: Whether a selector is tried on each.
        """
        part = _PIECES_PER_STEP if tries else _MATCHED_PER_STEP
        for number, element in enumerate(elements, 1):
            if number % part == 0:
                self._spend(1)
            yield element

    def matched(self, elements: Sequence[HtmlElement]) -> list[HtmlElement]:
        """The elements that a selector is tried on: some of them, or all of the page, with what is shown in them."""
        shown = list(self.within(elements))
        made = [*elements, *shown] if elements else shown
        size = sum(map(_size, made)) + (0 if elements else self._page_size)
        self._spend(size // _MATCHED_PER_STEP + len(made) // _PIECES_PER_STEP)
        return made

    def show(self, holder: HtmlElement | None, elements: Iterable[HtmlElement], *, waits: bool = False) -> None:
        """Keeps what is shown in an element of the page.

        Args:
            holder: The element of the page; None where it is not known.
            elements: What is shown.
            waits: Whether it has not been noted yet.
        """
        for element in elements:
            if len(self.shown) < _MOST_SHOWN and element not in self.shown:
                self._journal.put(self.shown, element, Shown(holder, element))
                if waits:
                    self._waiting.append(element)

    def holder(self, element: HtmlElement) -> HtmlElement | None:
        """The element of the page that shows one which a script has made; None where none is known to do so."""
        around = (each for each in (element, *element.iterancestors()) if each in self.shown)
        outermost = next(around, None)
        return None if outermost is None else self.shown[outermost].holder

    def change(self, element: HtmlElement) -> None:
        """Has what is shown noted once more, where something is put into an element of it."""
        around = [each for each in (element, *element.iterancestors()) if each in self.shown]
        if around and around[-1] not in self._waiting:
            self._waiting.append(around[-1])

    def take_waiting(self) -> list[HtmlElement]:
        """The elements that have been shown since this was last asked, as they are now."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def clear(self, holder: HtmlElement) -> None:
        """Forgets what has been shown in an element of the page, which is shown something else now."""
        kept = {element: each for element, each in self.shown.items() if each.holder is not holder}
        self._journal.assign(self, "shown", kept)

    def within(self, elements: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
        """What is shown in some elements of the page, or anywhere on it.

        Args:
            elements: The elements; empty for the whole page.
        """
        wanted, known = set(elements), dict[HtmlElement | None, bool]()
        for each in self.shown.values():
            if each.holder not in known:
                holders = () if each.holder is None else (each.holder, *each.holder.iterancestors())
                known[each.holder] = not elements or not wanted.isdisjoint(holders)
            if known[each.holder]:
                yield each.element


def _refill(element: HtmlElement, text: str | None, children: Sequence[HtmlElement]) -> None:
    """Gives an element back what stood in it."""
    for child in list(element):
        element.remove(child)
    element.text = text
    for child in children:
        element.append(child)


def _return(element: HtmlElement, parent: HtmlElement | None, behind: HtmlElement | None) -> None:
    """Puts an element back to where it was: before another one, at the end of its parent, or nowhere."""
    if behind is not None:
        behind.addprevious(element)
    elif parent is not None:
        parent.append(element)
    elif (around := element.getparent()) is not None:
        around.remove(element)


def document_of(text: str) -> HtmlElement | None:
    """A document in XML as elements whose names are in small letters, as selectors look for them; None for no XML."""
    # The text has been decoded, whatever encoding it says of itself.
    parser = lxml.etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, strip_cdata=True
    )
    try:
        root = lxml.etree.fromstring(text.strip().encode("utf-8", "replace"), parser)
        return None if root is None else _in_small_letters(root)
    except (lxml.etree.LxmlError, ValueError):
        return None


def _local(name: object) -> str:
    """A name without its namespace, or without the prefix of one that the document does not declare."""
    return str(name).rpartition("}")[2].rpartition(":")[2].lower()


def _in_small_letters(root: Any) -> HtmlElement:
    made: dict[Any, HtmlElement] = {}
    for element in root.iter(lxml.etree.Element):
        given = {_local(name): str(value) for name, value in element.attrib.items()}
        one: HtmlElement = lxml.html.Element(_local(element.tag), given)
        one.text, one.tail = element.text, element.tail
        made[element] = one
        above = made.get(element.getparent())
        if above is not None:
            above.append(one)
    return made[root]


def written(element: HtmlElement) -> str:
    """An element as a page would write it."""
    return str(lxml.html.tostring(element, encoding="unicode", with_tail=False))


def _size(element: HtmlElement) -> int:
    """How many elements are in one."""
    counted: Any = _COUNTED(element)
    return int(counted)
