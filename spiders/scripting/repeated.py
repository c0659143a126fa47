"""Elements that a page repeats for each entry of a list (`v-for`, `ng-repeat`, `foreach:`), with links and words."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

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


_REPEATED = ("v-for", "ng-repeat")
REPEATED_BY = (*_REPEATED, "foreach")
"""What a page that repeats elements has in it."""
_ADDRESSES = (":href", "v-bind:href", "ng-href", ":data-href", ":src")
_VIEWS = (":to", "v-bind:to")
_CLICKS = ("@click", "v-on:click", "@click.native", "ng-click")
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
_MOST_ENTRIES = 100
_MOST_LOOPS = 30


def repeated(tree: HtmlElement, words: Words) -> Iterator[tuple[str, str]]:
    """Addresses with their words, of links that stand in repeated elements; that of a view begins with `#`.

    Args:
        tree: The page.
        words: What the expressions of its elements mean.
    """
    for element in tree.xpath("//*[@*[name() = 'v-for' or name() = 'ng-repeat']]")[:_MOST_LOOPS]:
        code = next((element.get(name) for name in _REPEATED if element.get(name)), "")
        loop = _LOOP.match(" ".join(code.split())) if len(code) <= _LONGEST_LOOP else None
        held = words.evaluate(loop[3], {}) if loop else UNKNOWN
        if loop is None or not isinstance(held, (list, dict)):
            continue
        entries = list(enumerate(held)) if isinstance(held, list) else list(held.items())
        for key, entry in entries[:_MOST_ENTRIES]:
            names = {loop[1]: entry, **({loop[2]: key} if loop[2] else {})}
            yield from _links(element, words, names)
    for element in tree.xpath(f"//*[contains(@{_BOUND}, 'foreach')]")[:_MOST_LOOPS]:
        held, name = _each_of(element, words)
        for index, entry in enumerate(held[:_MOST_ENTRIES]):
            names = {**(entry if isinstance(entry, dict) else {}), "$data": entry, "$index": index}
            names.update({name: entry} if name else {})
            for child in element:
                yield from _links(child, words, names)


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


def _links(element: HtmlElement, words: Words, names: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    def evaluate(expression: str) -> Any:
        return words.evaluate(expression, names)

    around = _words(element, evaluate)
    for inner in itertools.islice(element.iter(), _MOST_ELEMENTS):
        if not isinstance(inner.tag, str):
            continue
        bound = next((evaluate(inner.get(name) or "") for name in _ADDRESSES if inner.get(name)), UNKNOWN)
        address = text_of(bound) or text_of(members(_shown(inner, evaluate).get("attr")).get("href"))
        if address is None and "{{" in (inner.get("href") or ""):
            address = _filled(inner.get("href") or "", evaluate)
        view = next((evaluate(inner.get(name) or "") for name in _VIEWS if inner.get(name)), None)
        fragment = words.fragment(view) if view is not None and address is None else None
        if fragment is not None:
            address = f"#{fragment}"
        code = next((inner.get(name) for name in _CLICKS if inner.get(name)), None)
        if address is None and code:
            address = words.clicked(code, names)
        if address:
            yield address, _words(inner, evaluate) or around


def _shown(element: HtmlElement, evaluate: Callable[[str], Any]) -> dict[str, Any]:
    """What an element shows as its attribute binds it; nothing for one that is bound to nothing."""
    code = element.get(_BOUND) or ""
    return members(evaluate(f"{{{code}}}")) if code and len(code) <= _LONGEST_LOOP else {}


def _words(element: HtmlElement, evaluate: Callable[[str], Any]) -> str:
    for name in _TITLES:
        code = element.get(name)
        text = (code if name == "title" and "{{" not in code else text_of(evaluate(code))) if code else None
        if text:
            return text
    shown = _shown(element, evaluate)
    text = text_of(shown.get("text")) or text_of(shown.get("html"))
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
