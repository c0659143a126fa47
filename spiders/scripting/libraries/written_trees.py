"""Trees of the days of framesets, which pages put together node by node: MzTreeView, WebFX's, dhtmlxTree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import lxml.etree
from lxml.html import HtmlElement

from spiders import queries
from spiders.scripting.builtins import first
from spiders.scripting.classes import Maker
from spiders.scripting.elements import Element
from spiders.scripting.libraries.trees import Tree
from spiders.scripting.values import UNKNOWN, text_of
from spiders.scripting.world import World

_MOST_NODES = 300
_PART = re.compile(r"(?:\\.|[^;\\])+")
"""A part of what a node of MzTreeView says of itself: `text:年报;url:/nb.html;`, where marks may be escaped."""
_ESCAPED = re.compile(r"\\(.)")
_HELD = "userdata"
"""What a node of dhtmlxTree holds under names of the page's own making; it is called as its element is."""
_DRAWN_BY = ("toString", "render", "write", "draw")


def makers(world: World) -> dict[str, Any]:
    """The classes of these trees, by the names that pages know them by."""
    items = Maker(lambda arguments: Item(world, arguments))
    return {
        "MzTreeView": Maker(lambda arguments: Texts(world)),
        "dhtmlXTreeObject": Maker(lambda arguments: Documents(world)),
        **dict.fromkeys(("WebFXTree", "WebFXTreeItem", "WebFXLoadTree", "WebFXLoadTreeItem"), items),
    }


def _plain(world: World, nodes: Any) -> Tree:
    """A tree whose nodes lead where they say."""
    return Tree(world, nodes, lambda node: (UNKNOWN, []))


def _draw(world: World, drawn: Texts | Item, nodes: Any) -> None:
    """Shows a tree on the page, once."""
    world.journal.assign(drawn, "is_drawn", True)
    world.journal.lengthen(world.trees, [_plain(world, nodes)])


class Texts:
    """MzTreeView: each node is a text, under its own number behind that of the node above it (`nodes["1_12"]`)."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._nodes: dict[str, Any] = {}
        self._usual = ""
        self.is_drawn = False

    def written(self) -> str:
        """Draws the tree where the page writes it; it is a menu, and no text."""
        if not self.is_drawn:
            _draw(self._world, self, self._grown())
        return ""

    def member(self, name: str) -> Any:
        if name == "nodes":
            return self._nodes
        if name == "setURL":
            return self._set_usual
        if name in _DRAWN_BY:
            return lambda _: self.written()
        return {} if name in ("icons", "iconsExpand") else lambda _: UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        if name == "nodes" and isinstance(value, dict):
            self._world.journal.assign(self, "_nodes", value)

    def _set_usual(self, arguments: Sequence[Any]) -> None:
        self._world.journal.assign(self, "_usual", text_of(first(arguments)) or "")

    def _grown(self) -> list[dict[str, Any]]:
        """The uppermost nodes, with all below them."""
        grown: dict[str, dict[str, Any]] = {}
        above: dict[str, str] = {}
        for name, told in list(self._nodes.items())[:_MOST_NODES]:
            parent, _, own = name.partition("_")
            said = (part.partition(":") for part in _PART.findall(text_of(told) or ""))
            parts = {name.strip().lower(): _ESCAPED.sub(r"\1", value) for name, _, value in said}
            if own and parts.get("text"):
                grown[own] = {"name": parts["text"], "url": self._address(parts), "click": parts.get("method")}
                above[own] = parent
        roots = []
        for own, node in grown.items():
            if above[own] in grown and above[own] != own:
                grown[above[own]].setdefault("children", []).append(node)
            else:
                roots.append(node)
        return roots

    def _address(self, parts: dict[str, str]) -> str:
        """Where a node leads: what has neither an address nor data of its own leads nowhere in particular."""
        url, data = parts.get("url", ""), parts.get("data", "")
        if not data:
            return url
        url = url or self._usual
        return queries.added(url, data)


class Item:
    """WebFX's tree, and each of its nodes: a name with the address that it leads to, and the nodes below it."""

    def __init__(self, world: World, arguments: Sequence[Any]) -> None:
        self._world = world
        name, action = (text_of(given) or "" for given in (*arguments, "", "")[:2])
        self.is_drawn = False
        self.node: dict[str, Any] = {"name": name, "children": []}
        self.assign("action", action)

    def written(self) -> str:
        """Draws the tree where the page writes it; it is a menu, and no text."""
        if not self.is_drawn:
            _draw(self._world, self, [self.node])
        return ""

    def member(self, name: str) -> Any:
        if name == "add":
            return self._add
        return (lambda _: self.written()) if name in _DRAWN_BY else lambda _: UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        if name == "action":
            code = (text_of(value) or "").partition("javascript:")
            self._world.journal.update(self.node, {"click": code[2]} if code[1] else {"url": code[0]})

    def _add(self, arguments: Sequence[Any]) -> Any:
        below = first(arguments)
        if isinstance(below, Item) and len(self.node["children"]) < _MOST_NODES and not below.holds(self):
            self._world.journal.lengthen(self.node["children"], [below.node])
        return below

    def holds(self, other: Item) -> bool:
        """Whether another node is this one, or is below it."""
        waiting = [self.node]
        for _ in range(_MOST_NODES):
            if not waiting:
                return False
            node = waiting.pop()
            if node is other.node:
                return True
            waiting.extend(node["children"])
        return True


class Documents:
    """dhtmlxTree: its nodes come in XML, or are put in one by one; a click calls one function with the node's id."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._handler: Any = UNKNOWN
        self._known: dict[str, dict[str, Any]] = {}
        self._chosen: Any = UNKNOWN
        self._tree = Tree(world, UNKNOWN, self._click)
        world.journal.lengthen(world.trees, [self._tree])

    def member(self, name: str) -> Any:
        known: dict[str, Callable[[Sequence[Any]], Any]] = {
            "attachEvent": lambda arguments: self._attach(*arguments[:2]) if len(arguments) > 1 else None,
            "setOnClickHandler": lambda arguments: self._attach("onClick", first(arguments)),
            "insertNewItem": lambda arguments: self._insert(*arguments[:3]),
            "insertNewChild": lambda arguments: self._insert(*arguments[:3]),
            "getSelectedItemId": lambda _: self._chosen,
            "getUserData": lambda arguments: self._told(*arguments[:2]) if len(arguments) > 1 else UNKNOWN,
            "setUserData": lambda arguments: self._tell(*arguments[:3]) if len(arguments) > 2 else None,
            **dict.fromkeys(("loadXML", "load"), self._load),
            **dict.fromkeys(("loadXMLString", "parse"), self._read),
        }
        return known.get(name, lambda _: UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on the tree matters."""

    def _click(self, node: dict[str, Any]) -> tuple[Any, list[Any]]:
        self._world.journal.assign(self, "_chosen", node["id"])
        return self._handler, [node["id"], UNKNOWN]

    def _told(self, own: Any, name: Any) -> Any:
        """What a node holds under a name of the page's own making."""
        held = self._known.get(text_of(own) or "", {}).get(_HELD, {})
        return held.get(text_of(name), UNKNOWN)

    def _tell(self, own: Any, name: Any, value: Any) -> None:
        node = self._known.get(text_of(own) or "")
        if node is not None:
            self._world.journal.put(node[_HELD], text_of(name), value)

    def _attach(self, event: Any, function: Any) -> None:
        if text_of(event) == "onClick":
            self._world.journal.assign(self, "_handler", function)

    def _insert(self, above: Any, own: Any, name: Any) -> None:
        node = _node(text_of(own) or "", text_of(name) or "")
        holder = self._known.get(text_of(above) or "")
        if holder is not None:
            self._world.journal.lengthen(holder["children"], [node])
        elif len(self._known) < _MOST_NODES:
            self._tree.take([*(self._tree.nodes if isinstance(self._tree.nodes, list) else ()), node])
        self._world.journal.put(self._known, node["id"], node)

    def _load(self, arguments: Sequence[Any]) -> None:
        self._world.settle(first(arguments), "GET", {}, False, lambda value: self._read([value]))
        self._world.answer(arguments[1:2])

    def _read(self, arguments: Sequence[Any]) -> None:
        told = first(arguments)
        document = told if isinstance(told, Element) else self._world.document.read_document([told])
        if isinstance(document, Element):
            known: dict[str, dict[str, Any]] = {}
            self._tree.take([*_nodes_in(document.element, known)])
            self._world.journal.update(self._known, known)


def _node(own: str, name: str) -> dict[str, Any]:
    return {"id": own, "name": name, "children": [], _HELD: {}}


def _nodes_in(root: HtmlElement, known: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The uppermost nodes of a document, each with those below it; all of them are known by their ids then."""
    grown: dict[HtmlElement, dict[str, Any]] = {}
    for element in root.iter(lxml.etree.Element):
        if element.tag != "item" or len(grown) >= _MOST_NODES:
            continue
        node = _node(element.get("id", ""), element.get("text", ""))
        node[_HELD].update({each.get("name"): each.text or "" for each in element.iterchildren("userdata")})
        grown[element] = known[node["id"]] = node
        above = element.getparent()
        if above in grown:
            grown[above]["children"].append(node)
        else:
            yield node
