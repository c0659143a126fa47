"""layui, which many portals show their lists with: its tables, pagers and trees.

What a library would ask for is told by the settings that it is given, and by the attributes of elements that it looks
for (`<table lay-data="{url: …}">`).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from spiders.scripting.builtins import first, members
from spiders.scripting.libraries.grids import Cell, Rows, listed
from spiders.scripting.libraries.trees import Tree
from spiders.scripting.values import UNKNOWN, is_callable, text_of
from spiders.scripting.world import World

_MOST_TABLES = 5
_SETTINGS = ("lay-data", "lay-options")


class Layui:
    """layui and its modules."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rows = Rows(world)

    def member(self, name: str) -> Any:
        known: dict[str, Any] = {
            "use": self._use,
            "define": self._use,
            "each": self._each,
            "laytpl": lambda arguments: self._world.template(first(arguments)) or UNKNOWN,
            "table": {"render": self._table, "init": UNKNOWN, "on": self._on_row},
            "laypage": {"render": self._pager},
            "flow": {"load": self._flow},
            "tree": {"render": self._tree},
        }
        if name in ("$", "jquery"):
            return self._world.own["$"]
        return known.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on the library matters."""

    def find_tables(self, arguments: Sequence[HtmlElement]) -> None:
        """Shows the tables of a page whose settings stand in attributes."""
        for table in arguments[0].xpath("//table[@lay-data or @lay-options]")[:_MOST_TABLES]:
            columns = [
                {**self._settings(cell), **({"templet": cell.get("lay-templet")} if cell.get("lay-templet") else {})}
                for cell in table.iter("th")
            ]
            named = {"elem": f"#{table.get('lay-filter') or ''}", "cols": [columns]}
            self._table([{**named, **self._settings(table)}])

    def _settings(self, element: HtmlElement) -> dict[str, Any]:
        code = next((element.get(name) for name in _SETTINGS if element.get(name)), None)
        return members(self._world.interpreter.follow_within(f"({code})")) if code else {}

    def _use(self, arguments: Sequence[Any]) -> Any:
        self._world.answer([argument for argument in arguments if is_callable(argument)])
        return self

    def _each(self, arguments: Sequence[Any]) -> None:
        each_of(self._world, arguments, key_first=True)

    def _on_row(self, arguments: Sequence[Any]) -> None:
        """A click on a row, or on a word of it: `table.on("row(list)", …)`."""
        event = text_of(first(arguments)) or ""
        if event.startswith(("row", "tool")) and len(arguments) > 1:
            self._rows.on_click(arguments[1], lambda row, _: [{"data": row, "event": UNKNOWN}])

    def _table(self, arguments: Sequence[Any]) -> None:
        options = members(first(arguments))
        rows: Any = options.get("data")
        if text_of(options.get("url")):
            fields = dict(members(options.get("where")))
            if options.get("page", False) is not False:
                names, limit = members(options.get("request")), options.get("limit", 10)
                fields = {
                    text_of(names.get("pageName")) or "page": 1,
                    text_of(names.get("limitName")) or "limit": limit,
                    **fields,
                }
            self._world.settle(
                options["url"],
                text_of(options.get("method")) or "GET",
                fields,
                "json" in (text_of(options.get("contentType")) or ""),
                lambda value: self._show_rows(options, value),
            )
        elif isinstance(rows, list):
            self._show_rows(options, {"data": rows})

    def _show_rows(self, options: Mapping[str, Any], value: Any) -> None:
        if is_callable(options.get("parseData")):
            parsed = self._world.interpreter.call(options["parseData"], [value])
            value = value if parsed is UNKNOWN else parsed
        name = text_of(members(options.get("response")).get("dataName")) or "data"
        columns = [
            column for line in listed(options.get("cols")) for column in listed(line) if isinstance(column, dict)
        ]
        cells = [self._cell(column) for column in columns]
        self._rows.show(value if isinstance(value, list) else members(value).get(name), cells)

    def _cell(self, column: Mapping[str, Any]) -> Cell:
        templet = column.get("templet") or column.get("toolbar")
        template = self._world.template(templet)
        return self._rows.cell(template.fill if template else templet, column.get("field"), lambda value, row, _: [row])

    def _pager(self, arguments: Sequence[Any]) -> None:
        options = members(first(arguments))
        if is_callable(options.get("jump")):
            now = {"curr": options.get("curr", 1), "limit": options.get("limit", 10), "count": UNKNOWN}
            self._world.interpreter.call(options["jump"], [now, True])
            self._world.note_pager([options])

    def _flow(self, arguments: Sequence[Any]) -> None:
        done = members(arguments[-1] if arguments else None).get("done")
        if is_callable(done):
            self._world.interpreter.call(done, [1, lambda given: self._world.write(given[:1])])

    def _tree(self, arguments: Sequence[Any]) -> None:
        options = members(first(arguments))
        click = options.get("click")
        tree = Tree(self._world, options.get("data"), lambda node: (click, [{"data": node, "elem": UNKNOWN}]))
        self._world.journal.lengthen(self._world.trees, [tree])


def each_of(world: World, arguments: Sequence[Any], *, key_first: bool) -> None:
    """Calls a function for each item of a list or object.

    Args:
        world: The page's world.
        arguments: The list or object, and the function.
        key_first: Whether the function takes the key before the item, as jQuery's does.
    """
    held = first(arguments)
    pairs = list(enumerate(held)) if isinstance(held, list) else list(members(held).items())
    for key, item in itertools.islice(pairs, 200) if len(arguments) > 1 else ():
        world.interpreter.call(arguments[1], [key, item] if key_first else [item, key], item)
