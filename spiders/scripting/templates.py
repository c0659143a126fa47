"""Templates of lists, in the spellings of the usual libraries: made into a script, which is followed like any other.

- `{{each list as v i}}…{{v.title}}…{{/each}}`: artTemplate, jQuery templates.
- `{{#list}}…{{title}}…{{/list}}`, `{{#each list}}`, `{{#if x}}`: Mustache, Handlebars.
- `{{# layui.each(d.list, function(i, v){ }}…{{# }); }}`: laytpl, with any script.
- `{{~it.list :v:i}}…{{=v.title}}…{{~}}`: doT.
- `<% for (…) { %>…<%= v.title %>…<% } %>`: Underscore, EJS, baiduTemplate.
- `{@each list as v, i}…${v.title}…{@/each}`: juicer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from spiders.scripting.builtins import members
from spiders.scripting.values import GAP, LONGEST_TEXT, UNKNOWN, text_of

_LONGEST = 20_000
_MOST_ITEMS = 200
_MARK = re.compile(
    r"<%(?P<code>(?:(?!<%).){0,1000}?)%>|\{\{\{?(?P<braced>(?:(?!\{\{).){0,400}?)\}?\}\}"
    r"|\{@(?P<at>[^}]{0,200})\}|\$?\$\{(?P<put>[^}]{0,200})\}",
    re.DOTALL,
)
_IS_TEMPLATE = re.compile(r"<%(?:(?!<%).){0,1000}?%>|\{\{(?:(?!\{\{).){0,400}?\}\}|\{@each\b", re.DOTALL)
_EACH = re.compile(r"each\s+([\w.$\[\]]+)(?:\s+as)?(?:\s+(\w+))?(?:[\s,]+(\w+))?\s*$")
_DOT_EACH = re.compile(r"~\s*([\w.$\[\]]+)\s*:\s*(\w+)(?:\s*:\s*(\w+))?\s*$")
_SECTION = re.compile(r"[#^]\s*(?:(each|with|if|unless)\s+)?([\w.$@]+)\s*$")
_FILTER = re.compile(r"(?<!\|)\|(?!\|).*$", re.DOTALL)
_ENDS = {
    "/each": "});",
    "/if": "}",
    "else": "} else {",
    "/with": "});",
    "/unless": "});",
    "~": "});",
    "?": "}",
    "??": "} else {",
}

Follow = Callable[[str, Mapping[str, Any]], Any]
"""Follows a script, with some names beside those of the page."""
Call = Callable[[Any, Sequence[Any], Any], Any]
"""Calls a function of a script: function, arguments, `this`."""


def is_template(text: str) -> bool:
    """Whether a text has the marks of a template."""
    return len(text) <= _LONGEST and _IS_TEMPLATE.search(text) is not None


def rendered(text: str, data: Any, follow: Follow, call: Call) -> str:
    """What a template makes of some data; `GAP` stands for what is not known.

    Args:
        text: The template.
        data: What it is filled with.
        follow: Follows a script.
        call: Calls a function of a script.
    """
    pieces, sections, code = _script(text[:_LONGEST])
    shown: list[str] = []
    left = LONGEST_TEXT

    def show(piece: str) -> None:
        nonlocal left
        left -= len(piece)
        if left > 0:
            shown.append(piece)

    def put(arguments: Sequence[Any]) -> None:
        value = arguments[0] if arguments else UNKNOWN
        known = "" if value is None else text_of(value)
        show(GAP if known is None else known)

    def each(arguments: Sequence[Any]) -> None:
        held, function = arguments[0], arguments[1]
        pairs = list(enumerate(held)) if isinstance(held, list) else list(members(held).items())
        for key, item in pairs[:_MOST_ITEMS]:
            call(function, [item, key], item)

    def section(arguments: Sequence[Any]) -> None:
        held, inner, inverted = arguments[0], sections[arguments[1]], arguments[2] is True
        empty = held in (UNKNOWN, None, False, "", 0) or held == []
        if inverted:
            items: list[Any] = [data] if empty else []
        else:
            items = [] if empty else held if isinstance(held, list) else [held]
        for item in items[:_MOST_ITEMS]:
            follow(inner, {**members(item), "__this": item})

    names = {
        **dict.fromkeys(("d", "it", "data", "$data"), data),
        **members(data),
        "__this": data,
        "__piece": lambda arguments: show(pieces[arguments[0]]),
        "__put": put,
        "__each": each,
        "__section": section,
    }
    follow(code, names)
    return "".join(shown)


def _script(text: str) -> tuple[list[str], list[str], str]:
    """The pieces of text that stand between the marks, the scripts of sections, and the script that uses them all."""
    pieces: list[str] = []
    sections: list[str] = []
    code: list[str] = []
    opened: list[tuple[str, bool, list[str]]] = []
    position = 0
    for mark in _MARK.finditer(text):
        code.append(_piece(pieces, text[position : mark.start()]))
        position = mark.end()
        inner = next(part for part in mark.groups() if part is not None).strip()
        if mark["code"] is not None:
            code.append(_of_code(inner))
        elif mark["put"] is not None:
            code.append(f"__put({_FILTER.sub('', inner)});")
        elif (started := _SECTION.match(inner)) and mark["braced"] is not None:
            # What stands in a section is a script of its own: the members of each item are names in it.
            opened.append((_name(started[2]), started[1] == "unless" or inner.startswith("^"), code))
            code = []
        elif inner.startswith("/") and opened and inner[1:].strip() in (opened[-1][0], "each", "with", "if", "unless"):
            name, inverted, outer = opened.pop()
            sections.append("".join(code))
            outer.append(f"__section({name}, {len(sections) - 1}, {'true' if inverted else 'false'});")
            code = outer
        else:
            code.append(_of_braces(inner))
    while opened:
        code = opened.pop()[2]
    code.append(_piece(pieces, text[position:]))
    return pieces, sections, "".join(code)


def _piece(pieces: list[str], text: str) -> str:
    pieces.append(text)
    return f"__piece({len(pieces) - 1});" if text else ""


def _name(name: str) -> str:
    return re.sub(r"^(?:this|\.)(?=\.|$)", "__this", name).replace("@", "__")


def _of_code(inner: str) -> str:
    """A mark that holds script: `= x` puts a value, anything else is what it says."""
    if inner[:1] in ("=", "-", ":") or inner[:2] == ":=":
        return f"__put({_FILTER.sub('', inner.lstrip('=-:h '))});"
    return f"\n{inner}\n"


def _of_braces(inner: str) -> str:
    """A mark in braces."""
    word = inner.lstrip("/@")
    if inner in _ENDS:
        return _ENDS[inner]
    if repeats := _EACH.match(inner) or _DOT_EACH.match(inner):
        item, index = repeats[2] or "$value", repeats[3] or "$index"
        return f"__each({repeats[1]}, function ({item}, {index}) {{"
    if condition := re.match(r"(?:if|\?)\s*(?![?\s])(.+)$", inner, re.DOTALL):
        return f"if ({condition[1]}) {{"
    if condition := re.match(r"(?:else\s*if|elseif|\?\?)\s+(.+)$", inner, re.DOTALL):
        return f"}} else if ({condition[1]}) {{"
    if re.match(r"set\s", inner):
        return f"var {inner[4:]};"
    if inner.startswith("#"):
        return f"\n{inner[1:]}\n"
    if inner[:1] in ("!", ">", "/") or not word:
        return ""
    return f"__put({_name(_FILTER.sub('', inner.lstrip('=-@&')).strip())});"
