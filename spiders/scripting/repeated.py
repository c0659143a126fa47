"""Elements that a page repeats for each entry of a list (`v-for`, `ng-repeat`, `foreach:`), with links and words."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from spiders.scripting.builtins import members
from spiders.scripting.values import UNKNOWN, text_of


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """What the expressions of elements mean, with some names beside those of the page.

    Attributes:
        evaluate: Gives the value of an expression.
        clicked: Gives the address that a click leads to, or None.
        fragment: Gives the fragment that names a view, or None.
    """

    evaluate: Callable[[str, Mapping[str, Any]], Any]
    clicked: Callable[[str, Mapping[str, Any]], str | None]
    fragment: Callable[[Any], str | None]

    def given(self, names: Mapping[str, Any]) -> Callable[[str], Any]:
        """What gives the value of an expression, with the names of one entry."""
        return lambda expression: self.evaluate(expression, names)


class Row(NamedTuple):
    """A link of one entry.

    Attributes:
        address: Where it leads.
        words: Its words.
        beside: Words that stand beside it in the entry.
        above: Words of the entries that this one stands in, from the innermost outwards.
    """

    address: str
    words: str
    beside: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A repeated element as it stands for one entry of its list: with its names, and the words above it."""

    element: HtmlElement
    names: Mapping[str, Any]
    above: tuple[str, ...] = ()


_REPEATED = ("v-for", "ng-repeat")
REPEATED_BY = (*_REPEATED, "foreach")
"""What a page that repeats elements has in it."""
_ADDRESSES = (":href", "v-bind:href", "ng-href", ":data-href", ":src")
_VIEWS = (":to", "v-bind:to")
_CLICKS = ("@click", "v-on:click", "ng-click")
"""Attributes that hold what a click runs; marks may stand behind them (`@click.prevent`)."""
_TITLES = (":title", "v-bind:title", "v-text", "v-html", "ng-bind", "title")
_BOUND = "data-bind"
"""The attribute in which Knockout names what an element shows: as members of an object, written without its braces."""
_ASKED = re.compile(r"(?<=[\w$])\(\)")
"""How Knockout's attributes ask a value of the model for what it holds; it is known by its name alone here."""
_LOOP = re.compile(r"^\s*\(?\s*(\w+)(?:\s*,\s*(\w+))?[^)]*?\)?\s+(?:in|of)\s+(.+?)(?:\s+track\s+by\s.*)?$", re.DOTALL)
_INSERTED = re.compile(r"\{\{((?:(?!\{\{).)+?)\}\}", re.DOTALL)
_LONGEST_LOOP = 500
_LONGEST_WORDS = 2_000
_MOST_ELEMENTS = 200
"""Elements that are looked at in one that is repeated."""
_MOST_BESIDE = 20
"""Words that stand beside the link of an entry; what has more is no row."""
_MOST_ENTRIES = 100
_MOST_WITHIN = 30
"""Entries of a list that stands in an entry of another one."""
_MOST_IN_ALL = 3_000
_MOST_LOOPS = 30
_DEEPEST = 3
"""Repeated elements within each other."""
_FUNCTION = re.compile(r"\s*[\w$.]+\s*")
"""The name of a function in the attribute of an event."""
_WRITTEN = re.compile(r"\s*(?:async\s+)?(?:function\b|(?:\([^()]*\)|[\w$]+)\s*=>)")
"""How a function begins that is written out there."""


def clicked_by(element: HtmlElement) -> Iterator[str]:
    """The scripts that a click on an element runs, as libraries read them from attributes of their own: also names.

    Args:
        element: The element.
    """
    for name, code in element.attrib.items():
        if str(name).partition(".")[0] in _CLICKS and code:
            yield called(str(code))


def called(code: str) -> str:
    """What the attribute of an event runs: the function that it names or writes out is called."""
    is_function = _FUNCTION.fullmatch(code) or _WRITTEN.match(code)
    return f"({code})($event)" if is_function else code


def is_repeated(element: HtmlElement) -> bool:
    """Whether an element stands for one of each entry of a list."""
    return any(map(_is_loop, (element, *element.iterancestors())))


def repeated(tree: HtmlElement, words: Words) -> Iterator[Row]:
    """The links that stand in repeated elements; the address of a view begins with `#`.

    Args:
        tree: The page.
        words: What the expressions of its elements mean.
    """
    for entry in entries_of(tree, words):
        yield from _links(entry, words)


def entries_of(tree: HtmlElement, words: Words) -> Iterator[Entry]:
    """The repeated elements, once for each entry of their lists."""
    yield from itertools.islice(_all_entries(tree, words), _MOST_IN_ALL)


def _all_entries(tree: HtmlElement, words: Words) -> Iterator[Entry]:
    loops = tree.xpath("//*[@*[name() = 'v-for' or name() = 'ng-repeat']]")
    outermost = (each for each in loops if each.getparent() is None or not is_repeated(each.getparent()))
    for element in itertools.islice(outermost, _MOST_LOOPS):
        yield from _of_loop(Entry(element, {}), words)
    for element in tree.xpath(f"//*[contains(@{_BOUND}, 'foreach')]")[:_MOST_LOOPS]:
        held, name = _each_of(element, words)
        for index, entry in enumerate(held[:_MOST_ENTRIES]):
            names = {**(entry if isinstance(entry, dict) else {}), "$data": entry, "$index": index}
            names.update({name: entry} if name else {})
            for child in filter(_is_element, element):
                yield Entry(child, names)


def _of_loop(loop: Entry, words: Words, depth: int = 1) -> Iterator[Entry]:
    """A repeated element for each entry of its list, and those within it for each of theirs.

    Args:
        loop: The element, with the names and words of what it stands in.
        words: What the expressions of elements mean.
        depth: How many repeated elements it stands in, itself among them.
    """
    element = loop.element
    code = next((element.get(name) for name in _REPEATED if element.get(name)), "")
    told = _LOOP.match(" ".join(code.split())) if len(code) <= _LONGEST_LOOP else None
    held = words.evaluate(told[3], loop.names) if told else UNKNOWN
    if told is None or not isinstance(held, (list, dict)):
        return
    inner = [each for each in within(element, loops=True) if each is not element and _is_loop(each)]
    entries = list(enumerate(held)) if isinstance(held, list) else list(held.items())
    for key, entry in entries[: _MOST_ENTRIES if depth == 1 else _MOST_WITHIN]:
        names = {**loop.names, told[1]: entry, **({told[2]: key} if told[2] else {})}
        yield Entry(element, names, loop.above)
        if depth < _DEEPEST:
            own = tuple(itertools.islice(pieces_of(element, words.given(names)), 1)) if inner else ()
            for each in inner:
                yield from _of_loop(Entry(each, names, (*own, *loop.above)), words, depth + 1)


def _is_element(node: HtmlElement) -> bool:
    """Whether a node is an element: comments have neither attributes nor words."""
    return isinstance(node.tag, str)


def _is_loop(element: HtmlElement) -> bool:
    return any(element.get(name) for name in _REPEATED)


def within(element: HtmlElement, *, loops: bool = False) -> Iterator[HtmlElement]:
    """The first elements of one that is repeated, without what is repeated within it.

    Args:
        element: The element.
        loops: Whether the outermost of what is repeated there counts.
    """
    waiting, left = [element], _MOST_ELEMENTS
    while waiting and left:
        each, left = waiting.pop(), left - 1
        if loops or each is element or not _is_loop(each):
            yield each
        if each is element or not _is_loop(each):
            waiting.extend(filter(_is_element, reversed(each)))


def _each_of(element: HtmlElement, words: Words) -> tuple[Sequence[Any], str]:
    """The entries of the list that an element is bound to, and the name that each has besides, if it has one."""
    code = element.get(_BOUND)[:_LONGEST_LOOP]
    for asked in dict.fromkeys((code, _ASKED.sub("", code))):
        bound = members(words.evaluate(f"{{{asked}}}", {})).get("foreach")
        told = members(bound)
        held = told.get("data", bound)
        if isinstance(held, list):
            return held, text_of(told.get("as")) or ""
    return (), ""


def tree_of(markup: str) -> HtmlElement | None:
    """The elements of a piece of HTML; None for one without any."""
    try:
        return lxml.html.document_fromstring(f"<html><body>{markup}</body></html>")
    except (lxml.etree.LxmlError, ValueError):
        return None


def _links(entry: Entry, words: Words) -> Iterator[Row]:
    element, evaluate = entry.element, words.given(entry.names)
    around = functools.cache(functools.partial(words_of, element, evaluate))
    pieces = functools.cache(lambda: tuple(itertools.islice(pieces_of(element, evaluate), _MOST_BESIDE)))
    for inner in within(element):
        bound = next((evaluate(inner.get(name) or "") for name in _ADDRESSES if inner.get(name)), UNKNOWN)
        address = text_of(bound) or text_of(members(shown(inner, evaluate).get("attr")).get("href"))
        if address is None and "{{" in (inner.get("href") or ""):
            address = _filled(inner.get("href") or "", evaluate)
        view = next((evaluate(inner.get(name) or "") for name in _VIEWS if inner.get(name)), None)
        fragment = words.fragment(view) if view is not None and address is None else None
        if fragment is not None:
            address = f"#{fragment}"
        code = next(clicked_by(inner), None)
        if address is None and code:
            address = words.clicked(code, entry.names)
        if address:
            own = words_of(inner, evaluate) or around()
            yield Row(address, own, tuple(text for text in pieces() if text not in own), entry.above)


def pieces_of(element: HtmlElement, evaluate: Callable[[str], Any]) -> Iterator[str]:
    """The words of each element within one that holds no further ones, as far as they are known."""
    for inner in within(element):
        if len(inner) == 0 and (text := words_of(inner, evaluate).strip()):
            yield text


def shown(element: HtmlElement, evaluate: Callable[[str], Any]) -> dict[str, Any]:
    """What an element shows as its attribute binds it; nothing for one that is bound to nothing."""
    code = element.get(_BOUND) or ""
    return members(evaluate(f"{{{code}}}")) if code and len(code) <= _LONGEST_LOOP else {}


def words_of(element: HtmlElement, evaluate: Callable[[str], Any]) -> str:
    """The words of an element, as far as they are known."""
    for name in _TITLES:
        code = element.get(name)
        text = (code if name == "title" and "{{" not in code else text_of(evaluate(code))) if code else None
        if text:
            return text
    bound = shown(element, evaluate)
    text = text_of(bound.get("text")) or text_of(bound.get("html"))
    if text:
        return text
    return _filled(element.text_content()[:_LONGEST_WORDS], evaluate) or ""


def _filled(text: str, evaluate: Callable[[str], Any]) -> str | None:
    """A text with its inserted expressions worked out; None where one is not known."""
    values = [text_of(evaluate(expression)) for expression in _INSERTED.findall(text)]
    if None in values:
        return None
    given = iter(values)
    return _INSERTED.sub(lambda _: next(given) or "", text)
