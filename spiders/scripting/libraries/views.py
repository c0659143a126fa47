"""Views of pages that are made of scripts alone: which one the fragment of an address names (`#/list/12`)."""

from __future__ import annotations

import dataclasses
import itertools
import re
import urllib.parse
from collections.abc import Iterator, Mapping
from typing import Any

from spiders import queries
from spiders.scripting.builtins import first, members
from spiders.scripting.values import UNKNOWN, is_callable, text_of
from spiders.scripting.world import World

_PARAMETER = re.compile(r":(\w+)(?:\([^)]*\))?([?*+]?)")
_MOST_ROUTES = 200
_MOST_REDIRECTS = 5
_DEEPEST = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Route:
    """One entry of a router's table.

    Attributes:
        path: Its pattern (`/column/:code`).
        name: Its name, or an empty string.
        options: What else the table says.
    """

    path: str
    name: str
    options: Mapping[str, Any]


class Router:
    """vue-router: a table of views by the fragment of the address.

    Args:
        world: The page's world.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._routes: list[Route] = []

    def construct(self, arguments: Any) -> Router:
        """Takes the table; one whose views have addresses of their own needs none of this."""
        options = members(first(arguments))
        if text_of(options.get("mode")) != "history":
            routes = list(itertools.islice(_entries(options.get("routes"), ""), _MOST_ROUTES))
            self._world.journal.assign(self, "_routes", routes)
        return self

    __call__ = construct

    def member(self, name: str) -> Any:
        known = {"createRouter": self.construct, "push": self._go, "replace": self._go, "resolve": self._resolved}
        return known.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on the router matters."""

    @property
    def is_used(self) -> bool:
        """Whether fragments name views."""
        return bool(self._routes)

    def find(self, fragment: str) -> tuple[Any, dict[str, Any]] | None:
        """The component that a fragment shows, and the view as it sees it (`$route`)."""
        path, _, query = (fragment.lstrip("!") or "/").partition("?")
        for _ in range(_MOST_REDIRECTS):
            for route in self._routes:
                params = _matched(route.path, path)
                if params is None:
                    continue
                redirect = route.options.get("redirect")
                if redirect is not None:
                    path = (self.fragment(redirect) or "").partition("?")[0]
                    break
                component = route.options.get("component", members(route.options.get("components")).get("default"))
                fields = dict(queries.fields_for_scripts(query))
                view = {"path": path, "fullPath": fragment, "name": route.name, "params": params, "query": fields}
                return component, view
            else:
                return None
        return None

    def fragment(self, target: Any) -> str | None:
        """The fragment of a target: a path, or an object with a path or a name, and with parameters."""
        if isinstance(target, str):
            return target
        told = members(target)
        path, query = text_of(told.get("path")), members(told.get("query"))
        if path is None:
            named = next((route.path for route in self._routes if route.name and route.name == told.get("name")), None)
            params = members(told.get("params"))
            path = named and re.sub(r":(\w+)\??", lambda match: text_of(params.get(match[1])) or "", named)
            if path and "params" in told and "/:" not in (named or ""):
                return None
        fields = {name: text for name, value in query.items() if (text := text_of(value)) is not None}
        if path is None or len(fields) < len(query):
            return None
        return f"{path}?{queries.written(fields.items())}" if fields else path

    def _go(self, arguments: Any) -> Any:
        fragment = self.fragment(first(arguments))
        if fragment is not None:
            self._world.go([f"#{fragment}"])
        return UNKNOWN

    def _resolved(self, arguments: Any) -> Any:
        fragment = self.fragment(first(arguments))
        return UNKNOWN if fragment is None else {"href": f"#{fragment}"}


def _entries(table: Any, above: str, depth: int = 0) -> Iterator[Route]:
    for entry in table if isinstance(table, list) and depth < _DEEPEST else ():
        options = members(entry)
        path = text_of(options.get("path"))
        if path is not None:
            full = path if path.startswith(("/", "*")) else f"{above.rstrip('/')}/{path}"
            yield from _entries(options.get("children"), full, depth + 1)
            if any(name in options for name in ("component", "components", "redirect")):
                yield Route(full.rstrip("/") or "/", text_of(options.get("name")) or "", options)


def is_unknown(value: Any) -> bool:
    """Whether nothing is known of a value, or it is only fetched when it is needed."""
    return value is None or value is UNKNOWN or is_callable(value)


def _matched(pattern: str, path: str) -> dict[str, str] | None:
    """The parameters that a path has by the pattern of a route; None where it has another form."""
    wanted, given = pattern.strip("/").split("/"), path.strip("/").split("/")
    params: dict[str, str] = {}
    for index, part in enumerate(wanted):
        named = _PARAMETER.fullmatch(part)
        if part == "*" or (named and named[2] in ("*", "+")):
            return {**params, **({named[1]: "/".join(given[index:])} if named else {})}
        value = given[index] if index < len(given) else ""
        if named and (value or named[2] == "?"):
            params[named[1]] = urllib.parse.unquote(value)
        elif part != value:
            return None
    return params if len(given) <= len(wanted) else None
