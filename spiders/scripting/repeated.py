"""Elements that a page repeats for each entry of a list (`v-for`, `ng-repeat`), with the links and words of each."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from spiders.scripting.values import UNKNOWN, text_of

Evaluate = Callable[[str, Mapping[str, Any]], Any]
"""Gives the value of an expression, with some names beside those of the page."""
_REPEATED = ("v-for", "ng-repeat")
_ADDRESSES = (":href", "v-bind:href", "ng-href", ":data-href", ":to", ":src")
_TITLES = (":title", "v-bind:title", "v-text", "v-html", "ng-bind", "title")
_LOOP = re.compile(r"^\s*\(?\s*(\w+)(?:\s*,\s*(\w+))?[^)]*?\)?\s+(?:in|of)\s+(.+?)(?:\s+track\s+by\s.*)?$", re.DOTALL)
_INSERTED = re.compile(r"\{\{(.+?)\}\}", re.DOTALL)
_MOST_ENTRIES = 100
_MOST_LOOPS = 30


def repeated(tree: HtmlElement, evaluate: Evaluate) -> Iterator[tuple[str, str]]:
    """Addresses with their words, of links that stand in repeated elements.

    Args:
        tree: The page.
        evaluate: Gives the value of an expression.
    """
    for element in tree.xpath("//*[@*[name() = 'v-for' or name() = 'ng-repeat']]")[:_MOST_LOOPS]:
        code = next((element.get(name) for name in _REPEATED if element.get(name)), "")
        loop = _LOOP.match(code)
        entries = evaluate(loop[3], {}) if loop else UNKNOWN
        if loop is None or not isinstance(entries, list):
            continue
        for position, entry in enumerate(entries[:_MOST_ENTRIES]):
            names = {loop[1]: entry, **({loop[2]: position} if loop[2] else {})}
            yield from _links(element, functools.partial(_within, evaluate, names))


def _within(evaluate: Evaluate, names: Mapping[str, Any], expression: str) -> Any:
    return evaluate(expression, names)


def _links(element: HtmlElement, evaluate: Callable[[str], Any]) -> Iterator[tuple[str, str]]:
    words = _words(element, evaluate)
    for inner in element.iter():
        if not isinstance(inner.tag, str):
            continue
        bound = next((evaluate(inner.get(name) or "") for name in _ADDRESSES if inner.get(name)), UNKNOWN)
        address = text_of(bound)
        if address is None and "{{" in (inner.get("href") or ""):
            address = _filled(inner.get("href") or "", evaluate)
        if address:
            yield address, _words(inner, evaluate) or words


def _words(element: HtmlElement, evaluate: Callable[[str], Any]) -> str:
    for name in _TITLES:
        code = element.get(name)
        text = (code if name == "title" and "{{" not in code else text_of(evaluate(code))) if code else None
        if text:
            return text
    return _filled(element.text_content(), evaluate) or ""


def _filled(text: str, evaluate: Callable[[str], Any]) -> str | None:
    """A text with its inserted expressions worked out; None where one is not known."""
    values = [text_of(evaluate(expression)) for expression in _INSERTED.findall(text)]
    if None in values:
        return None
    given = iter(values)
    return _INSERTED.sub(lambda _: next(given) or "", text)
