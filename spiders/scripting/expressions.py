"""Regular expressions of scripts, tried by RE2: it takes time in proportion to the text, whatever a page asks for.

What RE2 does not know (looking ahead and behind, references to groups) is unknown here, too: Python's own expressions
may never end.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import re2

from spiders.scripting.journal import Journal
from spiders.scripting.values import GAP, LONGEST_TEXT, UNKNOWN

_LONGEST_SOURCE = 2000
"""Characters of an expression that is tried."""
_MOST_FOUND = 1000
"""Places of one text that are looked at."""
_MOST_MEMORY = 1 << 20
"""Bytes that RE2 may use for one expression."""
_CODE = r"\\u(?:\{(?P<long>[0-9A-Fa-f]{1,6})\}|(?P<short>[0-9A-Fa-f]{4}))"
_IN_CLASS = re.compile(rf"{_CODE}|\\.", re.DOTALL)
_PART = re.compile(rf"{_CODE}|\\.|(?P<all>\[\^\])|(?P<none>\[\])|(?P<some>\[(?:\\.|[^\]\\])+\])", re.DOTALL)
"""A part of an expression that may be written otherwise in RE2; what is escaped is no class, and begins none."""
_ALL, _NONE = r"(?s:.)", r"[^\x00-\x{10FFFF}]"
"""The classes of all characters and of none, `[^]` and `[]`."""
_PLACED = re.compile(r"\$(?:(?P<itself>[$&])|(?P<group>[1-9]\d?))")
"""What stands in a new text for what was found."""


class Expression:
    """A regular expression.

    Args:
        source: The expression.
        flags: Its flags.
        journal: Is told where it goes on in a text, which leaves no traces either.
    """

    def __init__(self, source: str, flags: str, journal: Journal) -> None:
        self._journal = journal
        self.is_global = "g" in flags
        self._tried = _tried(source, "".join(sorted({"i", "m", "s"}.intersection(flags))))
        self._goes_on = ("", 0)
        """The text that it was last tried on, and where it goes on there."""

    @property
    def weight(self) -> int:
        """Its parts, against each of which RE2 may hold each character of a text."""
        return self._tried.programsize if self._tried is not None else 0

    def found(self, text: str) -> Any:
        """What it finds first in a text, and what its groups hold; None where it finds nothing."""
        return next(self._all_found(text), None) if self._is_known_for(text) else UNKNOWN

    def all_found(self, text: str) -> Any:
        """All that it finds in a text, without groups; None where it finds nothing."""
        if not self._is_known_for(text):
            return UNKNOWN
        return [found[0] for found in self._all_found(text)] or None

    def replaced(self, text: str, new: Callable[[Sequence[Any]], Any], *, everywhere: bool = False) -> Any:
        """A text with something else in place of what is found.

        Args:
            text: The text.
            new: Gives what stands there instead, by what was found and what its groups hold.
            everywhere: Whether all that is found is replaced, even if the expression is not said to be global.
        """
        if self._tried is None:
            return UNKNOWN
        most = _MOST_FOUND if everywhere or self.is_global else 1
        parts, end = list[Any](), 0
        for match in itertools.islice(self._tried.finditer(text), most):
            parts += text[end : match.start()], new([match.group(), *match.groups(), match.start(), text])
            end = match.end()
        parts.append(text[end:])
        is_known = all(isinstance(part, str) for part in parts) and sum(map(len, parts)) <= LONGEST_TEXT
        return "".join(parts) if is_known else UNKNOWN

    def split(self, text: str) -> Any:
        """The parts of a text that stand between what is found, with what groups hold."""
        if self._tried is None:
            return UNKNOWN
        matches = (match for match in self._tried.finditer(text) if match.group())
        parts, end = list[Any](), 0
        for match in itertools.islice(matches, _MOST_FOUND):
            parts += text[end : match.start()], *match.groups()
            end = match.end()
        return [*parts, text[end:]]

    def place(self, text: str) -> Any:
        """Where it is found in a text; -1 where it is not."""
        if not self._is_known_for(text):
            return UNKNOWN
        match = self._tried.search(text) if self._tried is not None else None
        return match.start() if match is not None else -1

    def member(self, name: str) -> Any:
        """A member of the expression: what scripts try it with."""
        if name == "exec":
            return self._next_found
        if name == "test":
            return lambda arguments: _is_there(self._next_found(arguments))
        return UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Of what is put on an expression, only that it begins anew matters."""
        if name == "lastIndex":
            self._go_on("", 0)

    def _next_found(self, arguments: Sequence[Any]) -> Any:
        """What it finds next in the text that it is tried on; where it is not global, always the first."""
        text = arguments[0] if arguments else UNKNOWN
        if not isinstance(text, str) or not self._is_known_for(text):
            return UNKNOWN
        begins = self._goes_on[1] if self._goes_on[0] == text else 0
        match = self._tried.search(text, begins) if begins <= len(text) else None
        if match is None:
            self._go_on("", 0)
            return None
        self._go_on(text, match.end() + (match.start() == match.end()))
        return [match.group(), *match.groups()]

    def _go_on(self, text: str, position: int) -> None:
        if self.is_global:
            self._journal.assign(self, "_goes_on", (text, position))

    def _all_found(self, text: str) -> Iterator[list[Any]]:
        matches = self._tried.finditer(text) if self._tried is not None else ()
        return ([match.group(), *match.groups()] for match in itertools.islice(matches, _MOST_FOUND))

    def _is_known_for(self, text: str) -> bool:
        """Whether it can be tried, and what it finds in a text does not hang on a part that is not known."""
        return self._tried is not None and (GAP not in text or self._tried.search(text) is not None)


def made(arguments: Sequence[Any], journal: Journal) -> Any:
    """`new RegExp(source, flags)`; unknown where the source is."""
    source, flags = (*arguments, "", "")[:2]
    return Expression(source, flags if isinstance(flags, str) else "", journal) if isinstance(source, str) else UNKNOWN


def matched(text: str, expression: Any) -> Any:
    """`text.match(expression)`."""
    if isinstance(expression, str):
        expression = Expression(expression, "", Journal())
    if not isinstance(expression, Expression):
        return UNKNOWN
    return expression.all_found(text) if expression.is_global else expression.found(text)


def filled(new: str, found: Sequence[Any]) -> str:
    """A new text, with what was found in place of `$&` and `$1`.

    Args:
        new: The text as the script gives it.
        found: What was found, and what its groups hold.
    """
    groups = found[1:-2]

    def placed(mark: re.Match[str]) -> str:
        if mark["itself"]:
            return "$" if mark["itself"] == "$" else str(found[0])
        number = int(mark["group"])
        return (groups[number - 1] or "") if number <= len(groups) else mark[0]

    return _PLACED.sub(placed, new)


@functools.lru_cache(maxsize=512)
def _tried(source: str, flags: str) -> Any:
    """An expression as RE2 tries it; None for what it does not know."""
    if len(source) > _LONGEST_SOURCE:
        return None
    options = re2.Options()
    options.log_errors, options.max_mem = False, _MOST_MEMORY
    try:
        return re2.compile(f"(?{flags}:{_in_re2(source)})" if flags else _in_re2(source), options)
    except re2.error:
        return None


def _in_re2(source: str) -> str:
    """An expression as RE2 writes it."""

    def code(part: re.Match[str]) -> str:
        digits = part["long"] or part["short"]
        return rf"\x{{{digits}}}" if digits else part[0]

    def written(part: re.Match[str]) -> str:
        if part["all"] or part["none"]:
            return _ALL if part["all"] else _NONE
        return _IN_CLASS.sub(code, part["some"]) if part["some"] else code(part)

    return _PART.sub(written, source)


def _is_there(found: Any) -> Any:
    return UNKNOWN if found is UNKNOWN else found is not None
