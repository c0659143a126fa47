"""Grids that jQuery's extensions make of a list: easyui's datagrid, bootstrap-table, DataTables; and easyui's trees.

Each asks an interface for its rows as its settings say, and shows a row by the functions of its columns. easyui's may
have their settings in the markup alone: it makes them of all elements of its classes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from spiders.scripting.builtins import first, members
from spiders.scripting.libraries.trees import Tree, grown
from spiders.scripting.values import UNKNOWN, is_callable, text_of
from spiders.scripting.world import World

_TAGS = re.compile(r"<[^<>]*>")
_MOST_ROWS = 100
_MOST_DECLARED = 5
_EASYUI = ("datagrid", "treegrid", "tree")
"""What easyui makes of the elements of the class `easyui-` with this name."""
DECLARED = re.compile(rf"\beasyui-(?:{'|'.join(_EASYUI)})\b")
"""A class that says so in the markup of a page."""
_LOADING = ("load", "reload")
_DECLARED = ("url", "method", "field")
"""Settings of easyui that may be attributes of their own."""
_EVALUATED = ("queryParams", "pagination", "pageSize", "pageNumber", "formatter")
"""Those among them that are written as scripts write values."""
Cell = Callable[[Any, int], str]
"""Gives the markup of a row's cell, of the row and its number."""


class Rows:
    """Rows that a grid shows, with what a click on one does.

    Args:
        world: The page's world.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._shown: list[tuple[Any, list[str]]] = []
        self._clicks: list[tuple[Any, Callable[[Any, int], list[Any]]]] = []

    def show(self, rows: Any, cells: Sequence[Cell]) -> None:
        """Writes rows.

        Args:
            rows: The rows; nothing where it is no list.
            cells: What each column shows of a row.
        """
        for number, row in enumerate(rows[:_MOST_ROWS] if isinstance(rows, list) else ()):
            shown = [cell(row, number) for cell in cells]
            self._world.write([f"<tr>{''.join(f'<td>{cell}</td>' for cell in shown)}</tr>"])
            self._world.journal.lengthen(self._shown, [(row, shown)])
            for function, arguments in self._clicks:
                self._click(function, arguments(row, number), shown)

    def on_click(self, function: Any, arguments: Callable[[Any, int], list[Any]]) -> None:
        """Takes what a click on a row calls.

        Args:
            function: The function.
            arguments: Gives its arguments, of a row and its number.
        """
        if is_callable(function):
            self._world.journal.lengthen(self._clicks, [(function, arguments)])
            for number, (row, shown) in enumerate(self._shown):
                self._click(function, arguments(row, number), shown)

    def _click(self, function: Any, arguments: Sequence[Any], shown: Sequence[str]) -> None:
        """A row that leads somewhere when it is clicked is a link with its longest words."""
        with self._world.apart() as effects:
            self._world.interpreter.call(function, arguments)
        for target in effects.destinations[:1]:
            title = max((_TAGS.sub("", cell) for cell in shown), key=len, default="")
            self._world.write([f'<li><a href="{html.escape(target)}">{title}</a></li>'])

    def cell(self, function: Any, name: Any, arguments: Callable[[Any, Any, int], list[Any]]) -> Cell:
        """A column.

        Args:
            function: What makes its markup; a column without one shows the field.
            name: Name of its field.
            arguments: Gives the function's arguments, of the field's value, the row and its number.
        """

        def shown(row: Any, number: int) -> str:
            value = members(row).get(text_of(name) or "", None)
            if is_callable(function):
                return text_of(self._world.interpreter.call(function, arguments(value, row, number))) or ""
            return html.escape(text_of(value) or "")

        return shown


_BINDING = ("on", "bind", "one")
_CHOSEN = ("select_node.jstree", "activate_node.jstree", "changed.jstree", "nodeSelected")
"""Events that tell which node of a tree has been chosen."""
_PARENTS = {"data": {"simpleData": {"enable": True, "idKey": "id", "pIdKey": "parent"}}}
"""How the nodes of jsTree that come in one list name those above them."""


def _nested(nodes: Any) -> Any:
    """Nodes of jsTree below those that they name."""
    listed_flat = any(isinstance(node, dict) and "parent" in node for node in listed(nodes))
    return grown(nodes, _PARENTS) if listed_flat else nodes


class Grids:
    """What extensions of jQuery do with the elements that they are called on.

    Args:
        world: The page's world.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
            "datagrid": self._easyui,
            "treegrid": self._easyui,
            "bootstrapTable": self._bootstrap,
            "DataTable": self._data_table,
            "dataTable": self._data_table,
            "tree": self._tree,
            "treeview": self._tree,
            "jstree": self._js_tree,
        }
        self._settings: dict[HtmlElement, dict[str, Any]] = {}
        """Settings of easyui's grids and trees that have been made, by their elements."""
        self._chosen: Any = UNKNOWN
        """What the choice of a node of the last tree calls that tells it by an event."""

    def find(self, arguments: Sequence[HtmlElement]) -> None:
        """Makes what easyui makes of the elements of its classes, as far as no script has done so."""
        for name in _EASYUI:
            found = arguments[0].find_class(f"easyui-{name}")[:_MOST_DECLARED]
            for element in found:
                if element not in self._settings:
                    self._make_declared(name, element, {})

    def _make_declared(self, name: str, element: HtmlElement, options: Mapping[str, Any]) -> None:
        """Makes a grid or tree of easyui, whose settings stand in the markup as far as they are not given."""
        known = self._settings[element] if element in self._settings else self._declared(element)
        settings = {**known, **options}
        if "columns" not in settings:
            lines = element.xpath("./thead/tr")
            settings["columns"] = [[self._declared(cell) for cell in line.iter("th")] for line in lines]
        self._world.journal.put(self._settings, element, settings)
        self._known[name](settings)

    def _declared(self, element: HtmlElement) -> dict[str, Any]:
        """The settings of easyui in the markup of an element."""
        told = {name: value for name in _DECLARED if (value := element.get(name)) is not None}
        for name in _EVALUATED:
            if code := element.get(name.lower()):
                told[name] = self._world.interpreter.follow_within(f"({code})")
        code = (element.get("data-options") or "").strip()
        whole = code if code.startswith("{") else f"{{{code}}}"
        return {**told, **members(self._world.interpreter.follow_within(f"({whole})"))}

    def make(self, name: str, arguments: Sequence[Any], elements: Sequence[HtmlElement] = ()) -> bool:
        """Makes what an extension makes; whether it is one that is known.

        Args:
            name: Name of the extension.
            arguments: What it is called with.
            elements: The elements that it is called on.
        """
        if name in _BINDING and first(arguments) in _CHOSEN and is_callable(arguments[-1]):
            self._world.journal.assign(self, "_chosen", arguments[-1])
            return True
        if name in _EASYUI and elements:
            if isinstance(first(arguments), dict):
                self._make_declared(name, elements[0], arguments[0])
                return True
            if first(arguments) in _LOADING and name != "tree":
                told = arguments[-1]
                self._make_declared(name, elements[0], {"queryParams": told} if isinstance(told, dict) else {})
                return True
        if name not in self._known or not isinstance(first(arguments), dict):
            return False
        self._known[name](arguments[0])
        return True

    def _easyui(self, options: Mapping[str, Any]) -> None:
        rows = Rows(self._world)
        columns = [c for line in listed(options.get("columns")) for c in listed(line) if isinstance(c, dict)]
        cells = [
            rows.cell(c.get("formatter"), c.get("field"), lambda value, row, number: [value, row, number])
            for c in columns
        ]
        for name in ("onClickRow", "onDblClickRow", "onSelect"):
            rows.on_click(options.get(name), lambda row, number: [number, row])
        fields = dict(members(options.get("queryParams")))
        if options.get("pagination") is True:
            fields = {"page": options.get("pageNumber", 1), "rows": options.get("pageSize", 10), **fields}
        self._fill(options, options.get("url"), "POST", fields, "loadFilter", "rows", rows, cells)

    def _bootstrap(self, options: Mapping[str, Any]) -> None:
        rows = Rows(self._world)
        columns = [c for line in listed(options.get("columns")) for c in listed(line) or [line] if isinstance(c, dict)]
        cells = [
            rows.cell(c.get("formatter"), c.get("field"), lambda value, row, number: [value, row, number])
            for c in columns
        ]
        for name in ("onClickRow", "onDblClickRow"):
            rows.on_click(options.get(name), lambda row, number: [row, UNKNOWN])
        size = options.get("pageSize", 10)
        given: dict[str, Any] = {"limit": size, "offset": 0}
        if options.get("queryParamsType") == "":
            given = {"pageSize": size, "pageNumber": 1}
        told = options.get("queryParams")
        if is_callable(told):
            fields = members(self._world.interpreter.call(told, [given]))
        else:
            fields = {**(given if options.get("sidePagination") == "server" else {}), **members(told)}
        name = text_of(options.get("dataField")) or "rows"
        self._fill(options, options.get("url"), "GET", fields, "responseHandler", name, rows, cells)

    def _data_table(self, options: Mapping[str, Any]) -> None:
        rows = Rows(self._world)
        columns = [c for c in listed(options.get("columns") or options.get("aoColumns")) if isinstance(c, dict)]
        cells = [
            rows.cell(c.get("render"), c.get("data"), lambda value, row, number: [value, "display", row, UNKNOWN])
            for c in columns
        ]
        asks = options.get("ajax", options.get("sAjaxSource"))
        settings = members(asks)
        fields: dict[str, Any] = {}
        if options.get("serverSide") is True:
            fields = {"draw": 1, "start": 0, "length": options.get("pageLength", 10)}
        told = settings.get("data")
        changed = self._world.interpreter.call(told, [fields]) if is_callable(told) else told
        fields = {**fields, **members(changed)}
        handler = {"dataSrc": settings["dataSrc"]} if is_callable(settings.get("dataSrc")) else {}
        name = text_of(settings.get("dataSrc")) or "data"
        merged = {**options, **settings, **handler}
        self._fill(merged, settings.get("url", asks), "GET", fields, "dataSrc", name, rows, cells)

    def _fill(
        self,
        options: Mapping[str, Any],
        url: Any,
        method: str,
        fields: Mapping[str, Any],
        handler: str,
        name: str,
        rows: Rows,
        cells: Sequence[Cell],
    ) -> None:
        """Asks for the rows of a grid, or shows those that it is given."""

        def show(value: Any) -> None:
            function = options.get(handler)
            if is_callable(function):
                changed = self._world.interpreter.call(function, [value])
                value = value if changed is UNKNOWN or changed is None else changed
            rows.show(value if isinstance(value, list) else members(value).get(name), cells)

        if text_of(url):
            verb = text_of(options.get("method")) or text_of(options.get("type")) or method
            as_json = "json" in (text_of(options.get("contentType")) or "") and verb.upper() == "POST"
            self._world.settle(url, verb, fields, as_json, show)
        elif isinstance(options.get("data"), (list, dict)):
            show(options["data"])

    def _js_tree(self, options: Mapping[str, Any]) -> None:
        core = members(options.get("core"))
        asked = members(core.get("data"))
        tree = Tree(self._world, _nested(core.get("data")), lambda node: (self._chosen, self._told(node)))
        self._world.journal.lengthen(self._world.trees, [tree])
        url = asked.get("url")
        if is_callable(url):
            url = self._world.interpreter.call(url, [{"id": "#"}])
        if text_of(url):
            more = asked.get("data")
            fields = members(self._world.interpreter.call(more, [{"id": "#"}]) if is_callable(more) else more)
            tree.children_of = lambda node: (url, "GET", fields, False)
            self._world.settle(url, "GET", fields, False, lambda value: tree.take(_nested(value)))

    def _told(self, node: Any) -> list[Any]:
        """What the event of a choice tells of a node."""
        return [UNKNOWN, {"node": {"original": node, **node}, "selected": [node.get("id")]}]

    def _tree(self, options: Mapping[str, Any]) -> None:
        function = next((options[name] for name in ("onClick", "onSelect") if is_callable(options.get(name))), None)
        selected = options.get("onNodeSelected")

        def click(node: Any) -> tuple[Any, list[Any]]:
            by_event = selected if is_callable(selected) else self._chosen
            return (by_event, [UNKNOWN, node]) if is_callable(by_event) else (function, [node])

        tree = Tree(self._world, options.get("data"), click)
        self._world.journal.lengthen(self._world.trees, [tree])
        url, verb = options.get("url"), text_of(options.get("method")) or "POST"
        if text_of(url):
            more = members(options.get("queryParams"))
            tree.children_of = lambda node: (url, verb, {**({"id": node["id"]} if node else {}), **more}, False)
            if not isinstance(tree.nodes, list):
                self._world.settle(url, verb, more, False, tree.take)


def listed(value: Any) -> list[Any]:
    """The items of a list; none of anything else."""
    return value if isinstance(value, list) else []
