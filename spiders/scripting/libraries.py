"""Libraries that many portals show their lists and menus with: layui's tables, pagers and trees, zTree, easyui's trees.

What a library would ask for is told by the settings that it is given, and by the attributes of elements that it looks
for (`<table lay-data="{url: …}">`).
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lxml.html import HtmlElement

from spiders.scripting.builtins import first, members
from spiders.scripting.elements import Element, Selection
from spiders.scripting.values import UNKNOWN, Told, is_callable, text_of

if TYPE_CHECKING:
    from spiders.scripting.browser import Browser

_TAGS = re.compile(r"<[^>]*>")
_MOST_ROWS = 100
_MOST_TABLES = 5
_MOST_NODES = 300
_SETTINGS = ("lay-data", "lay-options")
_NAMES = ("name", "title", "text", "label")
_CHILDREN = ("children", "nodes")
_CLICKED = ("onClick", "click", "onNodeSelected", "onSelect", "beforeClick")


class Layui:
    """layui and its modules."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._on_rows: list[Any] = []
        self._rows: list[tuple[Any, list[str]]] = []

    def member(self, name: str) -> Any:
        known: dict[str, Any] = {
            "use": self._use,
            "define": self._use,
            "each": self._each,
            "laytpl": lambda arguments: self._browser.template(first(arguments)) or UNKNOWN,
            "table": {"render": self._table, "init": UNKNOWN, "on": self._on_row},
            "laypage": {"render": self._pager},
            "flow": {"load": self._flow},
            "tree": {"render": self._tree},
        }
        if name in ("$", "jquery"):
            return self._browser.interpreter.names["$"]
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
        return members(self._browser.interpreter.follow_within(f"({code})")) if code else {}

    def _use(self, arguments: Sequence[Any]) -> Any:
        self._browser.answer([argument for argument in arguments if is_callable(argument)])
        return self

    def _each(self, arguments: Sequence[Any]) -> None:
        each_of(self._browser, arguments, key_first=True)

    def _on_row(self, arguments: Sequence[Any]) -> None:
        """A click on a row, or on a word of it: `table.on("row(list)", …)`."""
        event = text_of(first(arguments)) or ""
        if event.startswith(("row", "tool")) and len(arguments) > 1:
            self._on_rows.append(arguments[1])
            for row, cells in self._rows:
                self._click_row(arguments[1], row, cells)

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
            self._browser.settle(
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
            parsed = self._browser.interpreter.call(options["parseData"], [value])
            value = value if parsed is UNKNOWN else parsed
        name = text_of(members(options.get("response")).get("dataName")) or "data"
        rows = value if isinstance(value, list) else members(value).get(name)
        columns = [column for row in _lists(options.get("cols")) for column in _lists(row) if isinstance(column, dict)]
        for row in _lists(rows)[:_MOST_ROWS]:
            cells = [self._cell(column, row) for column in columns]
            self._browser.write([f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"])
            self._rows.append((row, cells))
            for function in self._on_rows:
                self._click_row(function, row, cells)

    def _cell(self, column: Mapping[str, Any], row: Any) -> str:
        templet = column.get("templet") or column.get("toolbar")
        if is_callable(templet):
            return text_of(self._browser.interpreter.call(templet, [row])) or ""
        template = self._browser.template(templet)
        if template is not None:
            return text_of(template.fill([row])) or ""
        return html.escape(text_of(members(row).get(text_of(column.get("field")) or "")) or "")

    def _click_row(self, function: Any, row: Any, cells: Sequence[str]) -> None:
        """A row that leads somewhere when it is clicked is a link with its longest words."""
        with self._browser.apart() as effects:
            self._browser.interpreter.call(function, [{"data": row, "event": UNKNOWN}])
        for target in effects.destinations[:1]:
            title = max((_TAGS.sub("", cell) for cell in cells), key=len, default="")
            self._browser.write([f'<li><a href="{html.escape(target)}">{title}</a></li>'])

    def _pager(self, arguments: Sequence[Any]) -> None:
        options = members(first(arguments))
        if is_callable(options.get("jump")):
            now = {"curr": options.get("curr", 1), "limit": options.get("limit", 10), "count": UNKNOWN}
            self._browser.interpreter.call(options["jump"], [now, True])

    def _flow(self, arguments: Sequence[Any]) -> None:
        done = members(arguments[-1] if arguments else None).get("done")
        if is_callable(done):
            self._browser.interpreter.call(done, [1, lambda given: self._browser.write(given[:1])])

    def _tree(self, arguments: Sequence[Any]) -> None:
        options = members(first(arguments))
        click = options.get("click")
        self._browser.trees.append(
            Tree(self._browser, options.get("data"), lambda node: (click, [{"data": node, "elem": UNKNOWN}]))
        )


class ZTree:
    """zTree: nodes of a menu, which it is given or asks for."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

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
        tree = Tree(self._browser, given, click)
        self._browser.trees.append(tree)
        if asks.get("enable") is True:
            tree.children_of = lambda node: self._question(asks, identity, node)
            if not isinstance(given, list):

                def filled(value: Any) -> None:
                    if is_callable(asks.get("dataFilter")):
                        chosen = self._browser.interpreter.call(asks["dataFilter"], [identity, None, value])
                        value = value if chosen is UNKNOWN else chosen
                    tree.nodes = value

                self._browser.settle(*self._question(asks, identity, None), filled)
                if not isinstance(tree.nodes, list):
                    # The answer may be one for the nodes below another.
                    value = self._browser.reply(self._question(asks, identity, {})[0])
                    if value is not UNKNOWN:
                        filled(value)
        return UNKNOWN

    def _question(self, asks: Mapping[str, Any], identity: str, node: Any) -> tuple[Any, str, dict[str, Any], bool]:
        """Address, method, fields, and whether they are sent as JSON, for the root or for a node's children."""
        url = asks.get("url")
        if is_callable(url):
            url = self._browser.interpreter.call(url, [identity, node])
        other = asks.get("otherParam")
        if is_callable(other):
            other = self._browser.interpreter.call(other, [identity, node])
        if isinstance(other, list):
            other = dict(zip(map(str, other[::2]), other[1::2], strict=False))
        fields: dict[str, Any] = {}
        for named in _lists(asks.get("autoParam")) if isinstance(node, dict) else ():
            source, _, target = str(named).partition("=")
            if source in node:
                fields[target or source] = node[source]
        as_json = "json" in (text_of(asks.get("contentType")) or "")
        return url, text_of(asks.get("type")) or "POST", {**fields, **members(other)}, as_json


class Tree:
    """A menu of nodes: some lead somewhere when they are clicked, some ask for the nodes below them.

    Args:
        browser: The page's world.
        nodes: The nodes, as far as they are known.
        click: Gives what a click on a node calls, and with what.
    """

    def __init__(self, browser: Browser, nodes: Any, click: Callable[[Any], tuple[Any, list[Any]]]) -> None:
        self._browser = browser
        self.nodes = nodes
        self._click = click
        self.children_of: Callable[[Any], tuple[Any, str, dict[str, Any], bool]] | None = None
        """Gives what is asked for the nodes below one, or for the uppermost ones (None)."""

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
            self._browser.go([target])
        function, given = self._click(node)
        if is_callable(function):
            self._browser.interpreter.call(function, given)

    def expand(self, arguments: Sequence[dict[str, Any] | None]) -> None:
        """Asks for the nodes below one that has some and does not show them; for the uppermost ones, below none."""
        (node,) = arguments
        if node is None:
            hidden = not isinstance(self.nodes, list)
        else:
            below = any(node.get(name) for name in _CHILDREN)
            hidden = text_of(node.get("isParent")) == "true" and not below
        if self.children_of is not None and hidden:
            url, verb, fields, as_json = self.children_of(node)
            self._browser.effects.ask(url, verb, fields, as_json=as_json)


def each_of(browser: Browser, arguments: Sequence[Any], *, key_first: bool) -> None:
    """Calls a function for each item of a list or object.

    Args:
        browser: The page's world.
        arguments: The list or object, and the function.
        key_first: Whether the function takes the key before the item, as jQuery's does.
    """
    held = first(arguments)
    pairs = list(enumerate(held)) if isinstance(held, list) else list(members(held).items())
    for key, item in itertools.islice(pairs, 200) if len(arguments) > 1 else ():
        browser.interpreter.call(arguments[1], [key, item] if key_first else [item, key], item)


def _lists(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _id_of(value: Any) -> str:
    element = value.elements[0] if isinstance(value, Selection) and value.elements else getattr(value, "element", None)
    return (element.get("id") or "") if isinstance(value, (Selection, Element)) and element is not None else ""
