"""What scripts find around them in a browser: its own names, and those of the usual libraries."""

from __future__ import annotations

import urllib.parse
from collections.abc import Sequence
from typing import Any

from lxml.html import HtmlElement

from spiders.scripting import dates, expressions
from spiders.scripting.builtins import GLOBALS, given
from spiders.scripting.classes import (
    Fields,
    Keyed,
    Maker,
    Promises,
    Request,
    address,
    array,
    fetched,
    given_members,
    list_from,
)
from spiders.scripting.frames import Frames
from spiders.scripting.libraries.axios import Axios
from spiders.scripting.libraries.grids import Grids
from spiders.scripting.libraries.jquery import Jquery
from spiders.scripting.libraries.knockout import Knockout
from spiders.scripting.libraries.layui import Layui, each_of
from spiders.scripting.libraries.views import Router, is_unknown
from spiders.scripting.libraries.vue import Vue
from spiders.scripting.libraries.written_trees import makers
from spiders.scripting.windows import Location, OuterWindow, PageDocument, Window
from spiders.scripting.world import Answered, World

_WINDOWS = ("window", "self", "globalThis")
_OUTER_WINDOWS = ("top", "parent", "opener")


class Browser(World):
    """One page's world, with all that its scripts know by name.

    Args:
        url: Address of the page.
        tree: Its elements; None for a page without any.
        answer: An answer that one of its requests has had; None where none is known.
    """

    def __init__(self, url: str, tree: HtmlElement | None, answer: Answered | None = None) -> None:
        super().__init__(url, tree, answer)
        self.layui = Layui(self)
        self.router = Router(self)
        self._vue = Vue(self, self.router)
        self.grids = Grids(self)
        self.extensions.append(self.grids.make)
        self.own.update(self._names())
        self.interpreter.names.update(self.own)

    def _names(self) -> dict[str, Any]:
        known = {name: dict(value) if isinstance(value, dict) else value for name, value in GLOBALS.items()}
        window, location, jquery, axios = Window(self), Location(self), Jquery(self), Axios(self, "")
        known.update({**dict.fromkeys(_WINDOWS, window), **dict.fromkeys(_OUTER_WINDOWS, OuterWindow(self))})
        known["frames"] = Frames(self.go)
        known.update(
            {
                "location": location,
                "document": PageDocument(self),
                "$": jquery,
                "jQuery": jquery,
                "axios": axios,
                "$http": axios,
                "fetch": lambda arguments: fetched(self, arguments),
                "setTimeout": self.later,
                "setInterval": self.later,
                "requestAnimationFrame": self.later,
                "eval": self.later,
                "open": self.go,
                "XMLHttpRequest": Maker(lambda _: Request(self)),
                "ActiveXObject": Maker(lambda _: Request(self)),
                "DOMParser": Maker(lambda _: {"parseFromString": self.document.read_document}),
                "FormData": Maker(lambda arguments: Fields(self, given(arguments))),
                "URLSearchParams": Maker(lambda arguments: Fields(self, given(arguments))),
                "Object": Maker(lambda arguments: {}, {**GLOBALS["Object"], **self._of_objects()}),
                "URL": Maker(lambda arguments: address(self, arguments)),
                "RegExp": Maker(lambda arguments: expressions.made(arguments, self.journal)),
                "Option": Maker(lambda arguments: self.document.option(*arguments[:2])),
                "Date": Maker(dates.made, {"now": dates.now}),
                "Array": Maker(array, self._of_lists(), is_array=True),
                "Map": Maker(lambda arguments: Keyed(self, given(arguments), has_values=True)),
                "Set": Maker(lambda arguments: Keyed(self, given(arguments), has_values=False)),
                "Promise": Promises(self),
                "Vue": self._vue,
                "VueRouter": self.router,
                "createRouter": self.router.construct,
                "ko": Knockout(self),
                "layui": self.layui,
                **makers(self),
                "_": {"each": lambda arguments: each_of(self, arguments, key_first=False)},
            }
        )
        return known

    def _of_objects(self) -> dict[str, Any]:
        """What makes objects, or changes them."""
        return {"create": lambda arguments: {}, "assign": lambda arguments: given_members(self, arguments)}

    def _of_lists(self) -> dict[str, Any]:
        """What makes lists."""
        return {"from": lambda arguments: list_from(self, arguments), "of": list}

    @property
    def has_views(self) -> bool:
        """Whether the fragment of the address names what the page shows."""
        return bool(self.on_fragment) or self.router.is_used

    def turn_to(self, fragment: str) -> None:
        asked = len(self.effects.requests)
        if self.on_fragment:
            if fragment == urllib.parse.urldefrag(self.url)[1]:
                return  # what shows the view may turn to it, too
            self.show([fragment])
        if len(self.effects.requests) == asked:
            super().turn_to(fragment)

    def show(self, arguments: Sequence[str]) -> None:
        """Shows the view that a fragment names."""
        self.journal.assign(self, "url", f"{urllib.parse.urldefrag(self.url)[0]}#{arguments[0]}")
        self.answer(self.on_fragment)
        self.begin()

    def begin(self, _: Sequence[Any] = ()) -> None:
        """Begins the component of the view that the address names."""
        found = self.router.find(urllib.parse.urlsplit(self.url).fragment) if self.router.is_used else None
        if found and not is_unknown(found[0]):
            self._vue.begin(found[0], {"$route": found[1]})
