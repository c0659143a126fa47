"""What a page lets its readers choose among, as libraries of components do: entries of lists, tabs, menus, trees."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from spiders.scripting.builtins import members
from spiders.scripting.repeated import (
    Entry,
    Words,
    called,
    clicked_by,
    entries_of,
    is_repeated,
    shown,
    within,
    words_of,
)
from spiders.scripting.values import UNKNOWN, is_callable, text_of

_EVENTS = ("change", "select", "input", "tab-click", "tab-change")
_TOLD = tuple(f"{mark}{event}" for event in _EVENTS for mark in ("@", "v-on:"))
"""Events by which an element tells which of those within it has been chosen."""
_OF_PANES = ("@tab-click", "v-on:tab-click")
"""Those that tell the pane, and not its value."""
_MODEL = "v-model"
_VALUES = ("value", "index", "name", "label")
"""Attributes that hold the value of what can be chosen."""
_LABELS = ("label", "title", "tab")
"""Attributes that hold its words."""
_NODE = ("@node-click", "v-on:node-click")
"""Events of trees: a node has been clicked."""
_DATA = (":data", "v-bind:data")
_PROPS = (":props", "v-bind:props")
CHOSEN_BY = (_MODEL, *_TOLD, *_NODE)
"""What a page has in it that lets readers choose among other things than entries of lists."""
_MOST_HOLDERS = 20
_MOST_HELD = 60
_MOST_NODES = 200
_DEEPEST = 5


class Choice(NamedTuple):
    """Something of one entry to click on.

    Attributes:
        words: Its words.
        code: The script of its attribute; empty where a function is bound to it.
        function: That function.
        names: The names that the entry has.
        above: Words of the entries that this one stands in, from the innermost outwards.
    """

    words: str
    code: str
    function: Any
    names: Mapping[str, Any]
    above: tuple[str, ...]


def chosen(tree: HtmlElement, words: Words) -> Iterator[Choice]:
    """What can be chosen on a page by a click: what is repeated, or stands in what tells which one is chosen.

    Args:
        tree: The page.
        words: What the expressions of its elements mean.
    """
    for entry in entries_of(tree, words):
        evaluate = words.given(entry.names)
        for inner in within(entry.element):
            code = next(clicked_by(inner), "")
            bound = shown(inner, evaluate)
            function = bound.get("click", members(bound.get("event")).get("click"))
            if code or is_callable(function):
                own = words_of(inner, evaluate) or words_of(entry.element, evaluate)
                yield Choice(own, code, function, entry.names, entry.above)
            else:
                yield from _held(inner, entry, words)
    for holder in itertools.islice(filter(_holds, tree.iter()), _MOST_HOLDERS):
        for element in itertools.islice(holder.iterdescendants(), _MOST_HELD):
            if isinstance(element.tag, str) and not is_repeated(element):
                yield from _held(element, Entry(element, {}), words)
    for element in itertools.islice((each for each in tree.iter() if _of(each, _NODE)), _MOST_HOLDERS):
        yield from _of_tree(element, words)


def _of(element: HtmlElement, names: tuple[str, ...]) -> str:
    """The first attribute of an element of some names, behind which marks may stand; an empty string for none."""
    if not isinstance(element.tag, str):
        return ""
    held = ((str(name).partition(".")[0], str(value)) for name, value in element.attrib.items())
    return next((value for name, value in held if name in names and value), "")


def _holds(element: HtmlElement) -> bool:
    """Whether an element tells which of those within it has been chosen."""
    return bool(_of(element, (*_TOLD, _MODEL))) and len(element) > 0


def _held(element: HtmlElement, entry: Entry, words: Words) -> Iterator[Choice]:
    """An element that can be chosen in one around it, which takes its value, or tells it to a function."""
    evaluate = words.given(entry.names)
    value = _value(element, entry, words)
    holder = next(filter(_holds, element.iterancestors()), None) if value is not UNKNOWN else None
    if holder is None:
        return
    code, model = _of(holder, _TOLD), _of(holder, (_MODEL,))
    labels = (text_of(_given(element, name, entry, words)) for name in _LABELS)
    text = next((label for label in labels if label and label != text_of(value)), "") or words_of(element, evaluate)
    pane = {"name": value, "paneName": value, "label": text, "props": {"name": value, "label": text}}
    taken = f"{model} = $value;" if model else ""
    names = {**entry.names, "$value": value, "$event": pane if _of(holder, _OF_PANES) else value}
    yield Choice(text, f"{taken}{called(code) if code else ''}", UNKNOWN, names, entry.above)


def _value(element: HtmlElement, entry: Entry, words: Words) -> Any:
    return next((value for name in _VALUES if (value := _given(element, name, entry, words)) is not UNKNOWN), UNKNOWN)


def _given(element: HtmlElement, name: str, entry: Entry, words: Words) -> Any:
    """What an element is given by a name: as it is written, or as it is worked out."""
    bound = element.get(f":{name}") or element.get(f"v-bind:{name}")
    if bound:
        return words.evaluate(bound, entry.names)
    return element.get(name, UNKNOWN)


def _of_tree(element: HtmlElement, words: Words) -> Iterator[Choice]:
    """The nodes of a tree, which tells a function which one has been clicked."""
    held, names = _of(element, _DATA), _of(element, _PROPS)
    nodes = words.evaluate(held, {}) if held else UNKNOWN
    props = members(words.evaluate(names, {})) if names else {}
    label, below = text_of(props.get("label")) or "label", text_of(props.get("children")) or "children"
    code = called(_of(element, _NODE))
    for node, above in itertools.islice(_nodes(nodes, label, below, ()), _MOST_NODES):
        yield Choice(text_of(node.get(label)) or "", code, UNKNOWN, {"$event": node}, above)


def _nodes(
    nodes: Any, label: str, below: str, above: tuple[str, ...]
) -> Iterator[tuple[Mapping[str, Any], tuple[str, ...]]]:
    for node in nodes if isinstance(nodes, list) and len(above) < _DEEPEST else ():
        if isinstance(node, dict):
            yield node, above
            yield from _nodes(node.get(below), label, below, (text_of(node.get(label)) or "", *above))
