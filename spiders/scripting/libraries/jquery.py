"""jQuery: elements wrapped for scripts, and requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml.html import HtmlElement

from spiders.scripting.builtins import GLOBALS, first, merged
from spiders.scripting.effects import encoded
from spiders.scripting.elements import Element, Selection, XmlText
from spiders.scripting.libraries.layui import each_of
from spiders.scripting.libraries.trees import ZTree
from spiders.scripting.values import UNKNOWN, is_callable, text_of
from spiders.scripting.windows import FRAGMENT_CHANGES, Window
from spiders.scripting.world import Promise, World


class Jquery:
    """jQuery: a function that wraps elements, and has functions of its own."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._added: dict[str, Any] = {}
        """What scripts put on jQuery; its own functions stay what they are."""

    def __call__(self, arguments: Sequence[Any]) -> Any:
        subject, document = first(arguments), self._world.document
        if is_callable(subject):
            self._world.answer([subject])
            return UNKNOWN
        if isinstance(subject, XmlText):
            subject = subject.document
        if isinstance(subject, str) and subject.lstrip().startswith("<"):
            return self._made(subject, arguments)
        if isinstance(subject, str):
            return Selection(document, self._found(subject, arguments), is_whole=document.is_as_it_came)
        if isinstance(subject, Element):
            return Selection(document, [subject.element])
        if isinstance(subject, Selection):
            return subject
        if isinstance(subject, Window):
            return WrappedWindow(self._world)
        root = document.tree
        return Selection(document, [root] if root is not None else [])

    def _found(self, selector: str, arguments: Sequence[Any]) -> list[HtmlElement]:
        """The elements that a selector names, on the page or in those that are given besides."""
        around = arguments[1] if len(arguments) > 1 else None
        around = around.document if isinstance(around, XmlText) else around
        if isinstance(around, Element):
            return self._world.document.select(selector, [around.element])
        within = around.elements if isinstance(around, Selection) else ()
        return self._world.document.select(selector, within)

    def _made(self, markup: str, arguments: Sequence[Any]) -> Selection:
        """The elements of a piece of HTML, with what is given for them: attributes, content, what a click does."""
        made = Selection(self._world.document, self._world.document.pieces.read(markup))
        given = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], dict) else {}
        for name, value in given.items():
            if name in ("html", "text", "append", "click"):
                self._world.interpreter.call(made.member(name), [value])
            else:
                self._world.interpreter.call(made.member("attr"), ["class" if name == "className" else name, value])
        return made

    def member(self, name: str) -> Any:
        return {
            **self._added,
            "ajax": self._ajax,
            "get": lambda arguments: self._verb("GET", arguments),
            "getJSON": lambda arguments: self._verb("GET", arguments),
            "getScript": lambda arguments: self._verb("GET", arguments),
            "post": lambda arguments: self._verb("POST", arguments),
            "param": lambda arguments: encoded(first(arguments)) if isinstance(first(arguments), dict) else UNKNOWN,
            "extend": self._extend,
            "trim": lambda arguments: (text_of(first(arguments)) or "").strip() or UNKNOWN,
            "parseJSON": GLOBALS["JSON"]["parse"],
            "parseXML": self._world.document.read_document,
            "each": self._each,
            "when": lambda arguments: Together(self._world, arguments),
            "fn": {"zTree": ZTree(self._world)},
        }.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        self._world.journal.put(self._added, name, value)

    def _extend(self, arguments: Sequence[Any]) -> Any:
        """Merges objects; a single one adds to jQuery itself."""
        if len(arguments) == 1 and isinstance(arguments[0], dict):
            self._world.journal.update(self._added, arguments[0])
            return self
        return merged(arguments, self._world.journal)

    def _ajax(self, arguments: Sequence[Any]) -> Any:
        target = first(arguments)
        options = target if isinstance(target, dict) else arguments[1] if len(arguments) > 1 else None
        return self._world.ask_with(target if isinstance(target, str) else None, options)

    def _verb(self, method: str, arguments: Sequence[Any]) -> Any:
        if isinstance(first(arguments), dict):
            return self._world.ask_with(None, {"type": method, **arguments[0]})
        data = arguments[1] if len(arguments) > 1 and not is_callable(arguments[1]) else None
        self._world.effects.ask(first(arguments), method, data)
        value = self._world.reply(first(arguments))
        self._world.answer(arguments[1:], value)
        return Promise(self._world, value)

    def _each(self, arguments: Sequence[Any]) -> None:
        each_of(self._world, arguments, key_first=True)


class Together(Promise):
    """Several answers that are waited for together: each is handed on with what came with it (`$.when`).

    Args:
        world: The page's world.
        waiting: The answers.
    """

    def __init__(self, world: World, waiting: Sequence[Any]) -> None:
        values = [getattr(one, "settled", one) for one in waiting]
        super().__init__(world, values[0] if len(values) == 1 else UNKNOWN)
        self._each = [[value, "success", UNKNOWN] for value in values] if len(values) > 1 else []

    def _then(self, arguments: Sequence[Any]) -> Any:
        if not self._each or not is_callable(first(arguments)):
            return super()._then(arguments)
        self._world.interpreter.call(first(arguments), self._each)
        return self


class WrappedWindow(Selection):
    """The window, wrapped by jQuery."""

    def __init__(self, world: World) -> None:
        root = world.document.tree
        super().__init__(world.document, [root] if root is not None else [])
        self._world = world

    def member(self, name: str) -> Any:
        return self._on if name in ("on", "bind", "hashchange") else super().member(name)

    def _on(self, arguments: Sequence[Any]) -> Any:
        event = text_of(first(arguments))
        if event is None or event.partition(".")[0] in FRAGMENT_CHANGES:
            functions = [argument for argument in arguments if is_callable(argument)]
            self._world.journal.lengthen(self._world.on_fragment, functions)
            return self
        return super().member("on")(arguments)
