"""What styles say of how text is seen: the declarations of an element and the rules of a page's style sheets.

Most styles hide nothing. They are searched for what could, and parsed only if it is there.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import tinycss2
from tinycss2.ast import Node

_HIDES = re.compile(
    r"none|hidden|visible|collapse|line-through|:\s*-\s*\d|font-size\s*:\s*0|font\s*:[^;}]*\b0|background",
    re.IGNORECASE,
)
"""What a style that hides anything must hold; most hold none of it and are not read."""
_HIDES_SURELY = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|line-through|font-size\s*:\s*0|font\s*:[^;]*\b0"
    r"|(?:left|top|text-indent)\s*:\s*-\s*\d",
    re.IGNORECASE,
)
INSISTS = re.compile(r"(?:display|visibility|font|text-decoration)[^;{}]*!\s*important", re.IGNORECASE)
"""What outweighs an inline style."""
_RULE = re.compile(r"([^{};]*)\{([^{}]*)\}")
"""A rule; its selectors begin behind a statement such as `@import 'a.css';`."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_OWN_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([#\w]+(?:\([^)]*\))?)", re.IGNORECASE)
_BEHIND = re.compile(r"background(?:-color)?\s*:\s*([#\w]+(?:\([^)]*\))?)", re.IGNORECASE)
LONGEST_SHEET = 200_000
"""Characters of style sheets that are read; the longest of the portals have 60,000."""
_DESK = 1280.0
"""Width in pixels of the screen that conditions of style sheets are asked about."""
_FAR = -500.0
"""Pixels left of or above the page from which nothing is seen."""
_PIXELS: Mapping[str, float] = {
    "px": 1.0,
    "pt": 4 / 3,
    "em": 16.0,
    "rem": 16.0,
    "cm": 37.8,
    "mm": 3.78,
    "in": 96.0,
    "%": _DESK / 100,
    "vw": _DESK / 100,
}
LENGTH = re.compile(r"([+-]?\d*\.?\d+)\s*([a-z%]*)")
_SHOWS = re.compile(
    r"block|inline|inline-block|flex|inline-flex|grid|inline-grid|flow-root|contents|list-item|run-in|ruby"
    r"|table(?:-[a-z-]+)?|inline-table|inherit|initial|unset|revert|-webkit-box|-webkit-inline-box"
)
_COLOURS: Mapping[str, str] = {"white": "#ffffff", "black": "#000000", "red": "#ff0000", "yellow": "#ffff00"}
_WIDTH = re.compile(r"\((min|max)-(?:device-)?width:([\d.]+)(px|em|rem)\)")
_NAMES = re.compile(r"[.#]((?:[\w-]|[^\x00-\x7f])+)")

_NOT = re.compile(r":(?:not|is|where)\([^)]*\)")

_PROPERTIES = frozenset(
    {
        *("background", "background-color", "color", "display", "font", "font-size", "left", "position"),
        *("text-decoration", "text-decoration-line", "text-indent", "top", "visibility"),
    }
)


@dataclasses.dataclass(frozen=True, slots=True)
class Declaration:
    """A property that is given a value; `!important` ones outweigh all others."""

    name: str
    value: str
    important: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """The declarations of a style sheet for one selector."""

    selector: str
    specificity: tuple[int, int, int]
    order: int
    declarations: tuple[Declaration, ...]


@functools.lru_cache(maxsize=1024)
def read_inline(style: str) -> tuple[Declaration, ...]:
    """The declarations of an element's own style."""
    return _declarations(tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True))


def names_of(selector: str) -> list[str]:
    """The classes and identifiers without which a selector chooses nothing."""
    return _NAMES.findall(_NOT.sub("", selector))


@functools.lru_cache(maxsize=1024)
def may_hide(style: str) -> bool:
    """Whether an inline style hides something."""
    return _HIDES.search(style) is not None and hides(read_inline(style))


def hides(declarations: Sequence[Declaration]) -> bool:
    """Whether any of the declarations hides something."""
    values = {declaration.name: declaration.value for declaration in declarations}
    behind = colour_of(values.get("background-color", ""))
    return (
        values.get("display") == "none"
        or values.get("visibility") in ("hidden", "collapse")
        or "line-through" in values.get("text-decoration", "") + values.get("text-decoration-line", "")
        or any(is_far(values.get(name, "")) for name in ("left", "top", "text-indent"))
        or ((size := LENGTH.match(values.get("font-size", ""))) is not None and float(size[1]) == 0)
        or (behind != "" and behind == colour_of(values.get("color", "")))
    )


@functools.lru_cache(maxsize=64)
def read_sheet(sheet: str) -> tuple[Rule, ...]:
    """The rules of style sheets; of none where brackets are nested as nobody nests them."""
    try:
        return tuple(_rules(sheet))
    except RecursionError:
        return ()


def _rules(sheet: str) -> Iterator[Rule]:
    """The rules of style sheets that apply on a screen, selector by selector."""
    order = 0
    waiting = list(reversed(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)))
    while waiting:
        node = waiting.pop()
        if node.type == "at-rule":
            condition = tinycss2.serialize(node.prelude)
            inner = node.content is not None and (
                node.lower_at_keyword in ("supports", "layer")
                or (node.lower_at_keyword == "media" and is_for_desks(condition))
            )
            if inner:
                waiting.extend(
                    reversed(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
                )
            continue
        if node.type != "qualified-rule":
            continue
        declarations = _declarations(
            tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        )
        order += len(declarations)
        if not declarations:
            continue
        for selector in _selectors(node.prelude):
            yield Rule(tinycss2.serialize(selector).strip(), _specificity(selector), order, declarations)


def _selectors(prelude: Sequence[Node]) -> Iterator[list[Node]]:
    selector: list[Node] = []
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            yield selector
            selector = []
        else:
            selector.append(node)
    yield selector


def _specificity(selector: Sequence[Node]) -> tuple[int, int, int]:
    identifiers = classes = types = 0
    before = ""
    for node in selector:
        if node.type == "hash":
            identifiers += 1
        elif node.type == "[] block" or before in (".", ":"):
            classes += 1
        elif node.type == "ident":
            types += 1
        before = node.value if node.type == "literal" else ""
    return identifiers, classes, types


def is_for_desks(condition: str) -> bool:
    """Whether a style sheet with this condition applies on a wide screen; of a list, one is enough."""
    return any(_holds(query) for query in condition.lower().split(","))


def _holds(query: str) -> bool:
    query = re.sub(r"\s*([():])\s*", r"\1", query.strip())
    medium = re.match(r"(?:only )?([a-z-]+)", query)
    if medium and medium[1] not in ("all", "screen"):
        return False
    for bound, number, unit in _WIDTH.findall(query):
        width = float(number) * _PIXELS[unit]
        if (width > _DESK) if bound == "min" else (width < _DESK):
            return False
    return True


def hides_any_of(sheet: str, names: set[str]) -> bool:
    """Whether a rule that seems to hide something has a selector whose names the page's elements have.

    Most pages have no such rule, and their style sheets are read no further.
    """
    for rule in _RULE.finditer(_COMMENT.sub("", sheet)):
        is_hiding = _HIDES_SURELY.search(rule[2]) is not None
        if not is_hiding and "background" in rule[2] and (colour := _OWN_COLOUR.search(rule[2])):
            is_hiding = any(colour_of(behind) == colour_of(colour[1].lower()) != "" for behind in _behind(rule[2]))
        if is_hiding and any(names.issuperset(names_of(selector)) for selector in rule[1].split(",")):
            return True
    return False


def _behind(declarations: str) -> list[str]:
    return [colour.lower() for colour in _BEHIND.findall(declarations)]


def _is_valid(declaration: Declaration) -> bool:
    """Whether a browser understands a value; one that it does not understand leaves the one before in force."""
    if declaration.name == "display":
        return declaration.value == "none" or all(map(_SHOWS.fullmatch, declaration.value.split()))
    if declaration.name == "visibility":
        return declaration.value in ("visible", "hidden", "collapse", "inherit", "initial", "unset")
    return True


def is_far(length: str) -> bool:
    """Whether a distance from the edge of the page is so far off that nothing is seen there."""
    match = LENGTH.fullmatch(length)
    return match is not None and float(match[1]) * _PIXELS.get(match[2], 0.0) <= _FAR


def colour_of(value: str) -> str:
    """A colour in one notation; empty where the value is none that is known."""
    value = _COLOURS.get(value, value)
    if short := re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", value):
        return "#" + "".join(digit * 2 for digit in short.groups())
    if numbers := re.fullmatch(r"rgb\((\d+),(\d+),(\d+)\)", value.replace(" ", "")):
        return "#" + "".join(f"{min(255, int(number)):02x}" for number in numbers.groups())
    return value if value.startswith("#") else ""


def _declarations(nodes: Iterable[Node]) -> tuple[Declaration, ...]:
    found: list[Declaration] = []
    for node in nodes:
        if node.type != "declaration" or node.lower_name not in _PROPERTIES:
            continue
        value = tinycss2.serialize([part for part in node.value if part.type != "comment"]).strip().lower()
        name = node.lower_name
        if name == "background":
            # Only a colour that stands alone tells what is behind the letters.
            name = "background-color"
        elif name == "font":
            size = re.search(r"(?<![\w.#-])(\d*\.?\d+(?:px|pt|em|rem|%)?)(?=\s*[/\s])", value)
            name, value = "font-size", size[1] if size else "1px"
        declaration = Declaration(name, value, node.important)
        if _is_valid(declaration):
            found.append(declaration)
    return tuple(found)
