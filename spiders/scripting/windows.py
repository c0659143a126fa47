"""The browser's own objects: window, location and document."""

from __future__ import annotations

import html
import urllib.parse
from collections.abc import Sequence
from typing import Any

from lxml.html import HtmlElement

from spiders.scripting.builtins import first
from spiders.scripting.elements import Collection, Element
from spiders.scripting.frames import Frames, OtherWindow
from spiders.scripting.values import UNKNOWN, text_of
from spiders.scripting.world import World

FRAGMENT_CHANGES = ("hashchange", "popstate", "onhashchange")
"""Events that a new fragment of the address brings."""


class Window:
    """The window, whose members are the names that all scripts share."""

    def __init__(self, world: World) -> None:
        self._world = world

    def member(self, name: str) -> Any:
        if name == "frames":
            return Frames(self._world.go)
        if name in ("addEventListener", "attachEvent"):
            return self._listen
        if name == "navigate":
            return self._world.go
        names = self._world.interpreter.names
        held = names[name] if name in names else self._world.document.in_window(name)
        own = self._world.own.get(name)
        # A component may call a method of its own like one of the window (`open`), which it then calls by `window.`.
        covered = own is not None and any(instance.get(name) is held for instance in self._world.instances)
        return own if covered else held

    def assign(self, name: str, value: Any) -> None:
        if not self._world.assign_name(name, value):
            self._world.journal.put(self._world.interpreter.names, name, value)

    def _listen(self, arguments: Sequence[Any]) -> None:
        if first(arguments) in FRAGMENT_CHANGES:
            self._world.journal.lengthen(self._world.on_fragment, arguments[1:2])
        else:
            self._world.answer(arguments[1:2])


class OuterWindow(Window):
    """The window around the one that shows the page: the same one as far as is known, or one that has others beside it.

    What it holds of the page's own names is taken for what it holds itself. Anything else may be a frame by its name.
    """

    def member(self, name: str) -> Any:
        held = super().member(name)
        return OtherWindow(self._world.go) if held is UNKNOWN else held


class Location:
    """The address of the page; a new one leads there."""

    def __init__(self, world: World) -> None:
        self._world = world

    def written(self) -> str:
        return self._world.url

    def member(self, name: str) -> Any:
        if name in ("replace", "assign"):
            return self._world.go
        parts = urllib.parse.urlsplit(self._world.url)
        return {
            "href": self._world.url,
            "pathname": parts.path or "/",
            "search": f"?{parts.query}" if parts.query else "",
            "host": parts.netloc,
            "hostname": parts.hostname or "",
            "protocol": f"{parts.scheme}:",
            "origin": f"{parts.scheme}://{parts.netloc}",
            "hash": f"#{parts.fragment}" if parts.fragment else "",
            "port": str(parts.port or ""),
        }.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        if name in ("href", "pathname"):
            self._world.go([value])
        elif name == "hash" and (fragment := text_of(value)):
            self._world.turn_to(fragment.lstrip("#"))
        elif name == "search" and (query := text_of(value)):
            self._world.go([query if query.startswith("?") else f"?{query}"])


class All:
    """All elements of the document, by their ids or names: `document.all.list`, `document.all("list")`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __call__(self, arguments: Sequence[Any]) -> Any:
        return self.member(text_of(first(arguments)) or "")

    def member(self, name: str) -> Any:
        return self if name in ("item", "namedItem") else self._world.document.all(name)

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on it matters."""


class PageDocument:
    """The document."""

    def __init__(self, world: World) -> None:
        self._world = world

    def member(self, name: str) -> Any:
        document = self._world.document
        if name in ("write", "writeln"):
            return self._world.write
        if name == "getElementById":
            return lambda arguments: self._one(document.named(text_of(first(arguments)) or ""))
        if name == "querySelector":
            return lambda arguments: self._one(document.select(text_of(first(arguments)) or ""))
        if name in ("querySelectorAll", "getElementsByTagName"):
            return lambda arguments: self._named(arguments, "{}")
        if name == "getElementsByClassName":
            return lambda arguments: self._named(arguments, ".{}")
        if name == "getElementsByName":
            return lambda arguments: self._named(arguments, "[name='{}']")
        if name == "currentScript":
            return UNKNOWN if document.script is None else Element(document, document.script)
        if name == "createElement":
            return lambda arguments: document.make(text_of(first(arguments)) or "")
        if name == "createDocumentFragment":
            return lambda _: document.make("div")
        if name == "createTextNode":
            return lambda arguments: html.escape(text_of(first(arguments)) or "")
        if name == "addEventListener":
            return lambda arguments: self._world.answer(arguments[1:2]) if "Content" in str(first(arguments)) else None
        if name in ("URL", "baseURI"):
            return self._world.url if name == "URL" else self._world.base
        if name == "all":
            return All(self._world)
        if name in ("location", "defaultView", "frames"):
            return self._world.own["window" if name == "defaultView" else name]
        if name in ("forms", "body", "documentElement"):
            return self._part(name)
        return self._one(document.select(f"form[name='{name}']")) if name.isidentifier() else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        self._world.assign_name(name, value)

    def _one(self, elements: Sequence[HtmlElement]) -> Any:
        return Element(self._world.document, elements[0]) if elements else UNKNOWN

    def _named(self, arguments: Sequence[Any], selector: str) -> Any:
        """The elements of a name, as a selector has it; unknown where the name is."""
        name = text_of(first(arguments))
        return UNKNOWN if name is None else self._all(self._world.document.select(selector.format(name)))

    def _all(self, elements: Sequence[HtmlElement]) -> Collection:
        return Collection(self._world.document, elements)

    def _part(self, name: str) -> Any:
        return (
            self._all(self._world.document.select("form"))
            if name == "forms"
            else self._one(self._world.document.select("body"))
        )
