"""Regular expressions of scripts: those that are plain texts, and those that read parameters of the page's address.

No other one is tried: a page's own may never end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from spiders.scripting.values import UNKNOWN

_PARAMETER = re.compile(
    r"(?P<before>(?:\\s|[()\[\]\\^|?&#;:$])*)(?P<name>[\w.-]+)="
    r"\((?:\[\^[^\]]+\]|\.|\\[wdS])[*+]\??\)(?:\\s|[^\w=])*"
)
"""An expression that reads a parameter: what may stand before its name, and its value as a group."""
_EACH_PARAMETER = re.compile(r"(?:\[[?&]+\][+*]?)?\(\[\^[?&=#\\;]+\]\+\)=\(\[\^[?&=#\\;]*\][*+]\)(?:&\?)?")
"""An expression that reads name and value of each parameter."""
_PLAIN = re.compile(r"(?:[^\\^$.|?*+()\[\]{}]|\\[^\w\s])+")
_ESCAPED = re.compile(r"\\(.)")
_PAIR = re.compile(r"[?&]?(?<![^?&=#])([^?&=#]+)=([^&#]*)")
"""A parameter: its name begins where nothing of a name stands before it, and so nowhere within one."""
_VALUED = re.compile(
    r"(?P<mark>[&?]|\\\?|\[(?:\?&|&\?)\])?(?P<name>[\w-]+)=\(?(?P<value>(?:\\d|\\w|\[0-9\]|\[\^[&#;]+\])[*+])\)?"
)
"""An expression that finds one parameter, with what stands before it: mostly to take it away."""
_GROUP = re.compile(r"\((?!\?)")


class Expression:
    """A regular expression, as far as it means something here.

    Args:
        source: The expression.
        flags: Its flags.
    """

    def __init__(self, source: str, flags: str) -> None:
        self.literal = _ESCAPED.sub(r"\1", source) if _PLAIN.fullmatch(source) else None
        """The text that it stands for; None where it is none."""
        self.is_global = "g" in flags
        self._source = source
        self._parameter = _PARAMETER.fullmatch(source)
        self._is_loose = "i" in flags

    def found(self, text: str) -> Any:
        """What it finds in a text, and what its groups hold; None where it finds nothing."""
        if self.literal is not None:
            return [self.literal] if self.literal in text else None
        if self._parameter is None:
            return UNKNOWN
        name, before = self._parameter["name"], len(_GROUP.findall(self._parameter["before"]))
        reader = re.compile(rf"(^|[?&#;]){re.escape(name)}=([^&#]*)", re.IGNORECASE if self._is_loose else 0)
        match = reader.search(text)
        return [match[0], *[match[1]] * before, match[2], ""] if match else None

    def each_found(self, text: str) -> list[list[str]] | None:
        """All that it finds in a text, with what its groups hold; None for one that does not read each parameter."""
        if not _EACH_PARAMETER.fullmatch(self._source):
            return None
        return [[match[0], match[1], match[2]] for match in _PAIR.finditer(text)]

    def replaced(self, text: str, new: str) -> str | None:
        """A text with something else in place of a parameter; None for an expression that finds no whole one."""
        valued = _VALUED.fullmatch(self._source)
        if valued is None or "$" in new:
            return None
        before = valued["mark"] or ""
        mark = "[?&]" if before.startswith("[") else re.escape(before.removeprefix("\\"))
        # Scripts know no other digits and letters than those of ASCII, and begin wherever the name is found.
        flags = re.ASCII | (re.IGNORECASE if self._is_loose else 0)
        found = re.compile(f"{mark}{re.escape(valued['name'])}={valued['value']}", flags)
        return found.sub(lambda _: new, text, count=0 if self.is_global else 1)

    def member(self, name: str) -> Any:
        """A member of the expression: what scripts try it with."""
        if name == "exec":
            return self._tried
        if name == "test":
            return lambda arguments: self._passed(self._tried(arguments))
        return UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on an expression matters."""

    def _tried(self, arguments: Sequence[Any]) -> Any:
        text = arguments[0] if arguments else UNKNOWN
        return self.found(text) if isinstance(text, str) else UNKNOWN

    def _passed(self, found: Any) -> Any:
        return UNKNOWN if found is UNKNOWN else found is not None


def made(arguments: Sequence[Any]) -> Any:
    """`new RegExp(source, flags)`; unknown where the source is."""
    source, flags = (*arguments, "", "")[:2]
    return Expression(source, flags if isinstance(flags, str) else "") if isinstance(source, str) else UNKNOWN


def matched(text: str, expression: Any) -> Any:
    """`text.match(expression)`."""
    if isinstance(expression, str):
        expression = Expression(expression, "")
    return expression.found(text) if isinstance(expression, Expression) and not expression.is_global else UNKNOWN
