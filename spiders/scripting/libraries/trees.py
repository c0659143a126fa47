"""Menus that are trees of nodes: zTree's, and what all trees have in common."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from spiders.scripting.builtins import first, members
from spiders.scripting.elements import Element, Selection
from spiders.scripting.values import UNKNOWN, Told, is_callable, text_of
from spiders.scripting.world import World

_MOST_NODES = 300
_NAMES = ("name", "title", "text", "label")
_CHILDREN = ("children", "nodes")
_CLICKED = ("onClick", "beforeClick")
_LISTED = ("data", "simpleData")
"""Where zTree is told that its nodes come in one list, in which each names the node above it."""


class Tree:
    """A menu of nodes: some lead somewhere when they are clicked, some ask for the nodes below them.

    Args:
        world: The page's world.
        nodes: The nodes, as far as they are known.
        click: Gives what a click on a node calls, and with what.
        named: What the member that holds the name of a node is called, where the menu says so.
    """

    def __init__(
        self, world: World, nodes: Any, click: Callable[[Any], tuple[Any, list[Any]]], named: str | None = None
    ) -> None:
        self._world = world
        self.nodes = nodes
        self._click = click
        self._names = (named, *_NAMES) if named else _NAMES
        self.children_of: Callable[[Any], tuple[Any, str, dict[str, Any], bool]] | None = None
        """Gives what is asked for the nodes below one, or for the uppermost ones (None)."""

    def take(self, nodes: Any) -> None:
        """Takes the nodes that were asked for."""
        self._world.journal.assign(self, "nodes", nodes)

    def each(self) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
        """The nodes at all depths, each with its name behind the names of those above it."""
        waiting: deque[tuple[tuple[str, ...], Any]] = deque(((), node) for node in _lists(self.nodes))
        for _ in range(_MOST_NODES):
            if not waiting:
                return
            above, node = waiting.popleft()
            if not isinstance(node, dict):
                continue
            words = next((text for name in self._names if (text := text_of(node.get(name)))), "")
            path = (*above, words) if words else above
            below = [child for name in _CHILDREN for child in _lists(node.get(name))]
            waiting.extendleft((path, child) for child in reversed(below))
            if words:
                yield path, node

    def click(self, arguments: Sequence[dict[str, Any]]) -> None:
        """What happens when a node is clicked."""
        node = Told({"isParent": any(arguments[0].get(name) for name in _CHILDREN), **arguments[0]})
        target = text_of(node.get("url")) or text_of(node.get("href"))
        if target:
            self._world.go([target])
        code = node.get("click")
        if isinstance(code, str):
            self._world.interpreter.follow_within(code)
        function, given = self._click(node)
        if is_callable(function):
            self._world.interpreter.call(function, given)

    def expand(self, arguments: Sequence[dict[str, Any] | None]) -> None:
        """Asks for the nodes below one that has some and does not show them; for the uppermost ones, below none."""
        (node,) = arguments
        if node is None:
            hidden = not isinstance(self.nodes, list)
        else:
            below = any(node.get(name) for name in _CHILDREN)
            closed = text_of(node.get("isParent")) == "true" or node.get("state") == "closed"
            hidden = closed and not below
        if self.children_of is not None and hidden:
            url, verb, fields, as_json = self.children_of(node)
            self._world.effects.ask(url, verb, fields, as_json=as_json)


class ZTree:
    """zTree: nodes of a menu, which it is given or asks for."""

    def __init__(self, world: World) -> None:
        self._world = world

    def member(self, name: str) -> Any:
        return self._init if name == "init" else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on the library matters."""

    def _init(self, arguments: Sequence[Any]) -> Any:
        setting = members(arguments[1] if len(arguments) > 1 else None)
        asks = members(setting.get("async"))
        named = text_of(members(members(setting.get("data")).get("key")).get("name"))
        back = members(setting.get("callback"))
        function = next((back[name] for name in _CLICKED if is_callable(back.get(name))), None)
        identity = _id_of(first(arguments))

        def click(node: Any) -> tuple[Any, list[Any]]:
            given = [identity, node, 1]
            return function, given if function is back.get("beforeClick") else [UNKNOWN, *given]

        given = grown(arguments[2] if len(arguments) > 2 else None, setting)
        tree = Tree(self._world, given, click, named)
        self._world.journal.lengthen(self._world.trees, [tree])
        if asks.get("enable") is True:
            tree.children_of = lambda node: self._question(asks, identity, node)
            if not isinstance(given, list):

                def filled(value: Any) -> None:
                    if is_callable(asks.get("dataFilter")):
                        chosen = self._world.interpreter.call(asks["dataFilter"], [identity, None, value])
                        value = value if chosen is UNKNOWN else chosen
                    tree.take(grown(value, setting))

                self._world.settle(*self._question(asks, identity, None), filled)
                if not isinstance(tree.nodes, list):
                    # The answer may be one for the nodes below another.
                    value = self._world.reply(self._question(asks, identity, {})[0])
                    if value is not UNKNOWN:
                        filled(value)
        return UNKNOWN

    def _question(self, asks: Mapping[str, Any], identity: str, node: Any) -> tuple[Any, str, dict[str, Any], bool]:
        """Address, method, fields, and whether they are sent as JSON, for the root or for a node's children."""
        url = asks.get("url")
        if is_callable(url):
            url = self._world.interpreter.call(url, [identity, node])
        other = asks.get("otherParam")
        if is_callable(other):
            other = self._world.interpreter.call(other, [identity, node])
        if isinstance(other, list):
            other = dict(zip(map(str, other[::2]), other[1::2], strict=False))
        fields: dict[str, Any] = {}
        for named in _lists(asks.get("autoParam")) if isinstance(node, dict) else ():
            source, _, target = str(named).partition("=")
            if source in node:
                fields[target or source] = node[source]
        as_json = "json" in (text_of(asks.get("contentType")) or "")
        return url, text_of(asks.get("type")) or "POST", {**fields, **members(other)}, as_json


def grown(nodes: Any, setting: Mapping[str, Any]) -> Any:
    """Nodes that come in one list, each below the one that it names; others as they are."""
    listed: Mapping[str, Any] = setting
    for name in _LISTED:
        listed = members(listed.get(name))
    if listed.get("enable") is not True or not isinstance(nodes, list):
        return nodes
    own, upper = text_of(listed.get("idKey")) or "id", text_of(listed.get("pIdKey")) or "pId"
    grown = [Told(node) if isinstance(node, dict) else node for node in nodes[:_MOST_NODES]]
    known = {node_id: node for node in grown if isinstance(node, dict) and (node_id := text_of(node.get(own)))}
    roots = []
    for node in grown:
        above = known.get(text_of(node.get(upper)) or "") if isinstance(node, dict) else None
        if above is None or above is node:
            roots.append(node)
        else:
            above[_CHILDREN[0]] = [*_lists(above.get(_CHILDREN[0])), node]
    return roots


def _lists(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _id_of(value: Any) -> str:
    element = value.elements[0] if isinstance(value, Selection) and value.elements else getattr(value, "element", None)
    return (element.get("id") or "") if isinstance(value, (Selection, Element)) and element is not None else ""
