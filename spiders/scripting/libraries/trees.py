"""Menus that are trees of nodes: zTree's, and what all trees have in common."""

from __future__ import annotations

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


class Tree:
    """A menu of nodes: some lead somewhere when they are clicked, some ask for the nodes below them.

    Args:
        world: The page's world.
        nodes: The nodes, as far as they are known.
        click: Gives what a click on a node calls, and with what.
    """

    def __init__(self, world: World, nodes: Any, click: Callable[[Any], tuple[Any, list[Any]]]) -> None:
        self._world = world
        self.nodes = nodes
        self._click = click
        self.children_of: Callable[[Any], tuple[Any, str, dict[str, Any], bool]] | None = None
        """Gives what is asked for the nodes below one, or for the uppermost ones (None)."""

    def take(self, nodes: Any) -> None:
        """Takes the nodes that were asked for."""
        self.nodes = nodes

    def each(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The nodes at all depths, with their names."""
        waiting = list(_lists(self.nodes))
        for _ in range(_MOST_NODES):
            if not waiting:
                return
            node = waiting.pop(0)
            if isinstance(node, dict):
                waiting[:0] = [child for name in _CHILDREN for child in _lists(node.get(name))]
                words = next((text for name in _NAMES if (text := text_of(node.get(name)))), "")
                if words:
                    yield words, node

    def click(self, arguments: Sequence[dict[str, Any]]) -> None:
        """What happens when a node is clicked."""
        node = Told({"isParent": any(arguments[0].get(name) for name in _CHILDREN), **arguments[0]})
        target = text_of(node.get("url")) or text_of(node.get("href"))
        if target:
            self._world.go([target])
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
        back = members(setting.get("callback"))
        function = next((back[name] for name in _CLICKED if is_callable(back.get(name))), None)
        identity = _id_of(first(arguments))

        def click(node: Any) -> tuple[Any, list[Any]]:
            given = [identity, node, 1]
            return function, given if function is back.get("beforeClick") else [UNKNOWN, *given]

        given = arguments[2] if len(arguments) > 2 else None
        tree = Tree(self._world, given, click)
        self._world.trees.append(tree)
        if asks.get("enable") is True:
            tree.children_of = lambda node: self._question(asks, identity, node)
            if not isinstance(given, list):

                def filled(value: Any) -> None:
                    if is_callable(asks.get("dataFilter")):
                        chosen = self._world.interpreter.call(asks["dataFilter"], [identity, None, value])
                        value = value if chosen is UNKNOWN else chosen
                    tree.nodes = value

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


def _lists(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _id_of(value: Any) -> str:
    element = value.elements[0] if isinstance(value, Selection) and value.elements else getattr(value, "element", None)
    return (element.get("id") or "") if isinstance(value, (Selection, Element)) and element is not None else ""
