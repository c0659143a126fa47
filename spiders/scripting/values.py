"""The values of scripts: Python's own for texts, numbers, lists and objects, and what stands for the rest."""

from __future__ import annotations

import dataclasses
import decimal
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol

from tree_sitter import Node

_MOST_HELD = 20_000
_MOST_WRITTEN = 2_000_000
"""Characters of the texts in them."""
_DEEPEST_HELD = 60
"""Levels of the deepest value that is looked through: what does so calls itself for each."""
LONGEST_TEXT = 200_000
"""Characters of the longest text that is put together; a longer one is unknown."""
MOST_ITEMS = 10_000
"""Items of the longest list that is put together."""
_EXACT = 2**53
"""Whole numbers up to this one are what they say; scripts hold all others as floating-point numbers."""
_PLAIN_NUMBER = 1e21
"""From this number on scripts write numbers with an exponent."""
_SMALL_NUMBER = 1e-6
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_HEXADECIMAL = re.compile(r"0x[\da-f]+", re.ASCII | re.IGNORECASE)
_LONGEST_NUMBER = 400
"""Characters of the longest text that is read as a number."""
_LONGEST_WHOLE = 9
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Unknown:
    """The value of what is not constant; most have nothing further to them."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
GAP: Final = "\ufffd"
"""What stands in a piece of HTML for a part of it that is not known."""
Native = Callable[[Sequence[Any]], Any]
"""A function of the browser: its arguments in, its value out."""


class Host(Protocol):
    """An object of the browser."""

    def member(self, name: str) -> Any:
        """The value of a member."""

    def assign(self, name: str, value: Any) -> None:
        """Takes a new value of a member."""


class Scope(dict[str, Any]):
    """Names and their values, within those of another scope."""

    def __init__(self, parent: Scope | None = None) -> None:
        super().__init__()
        self.parent = parent

    @property
    def own(self) -> Scope:
        """The scope that takes what is declared here."""
        return self

    def holder(self, name: str) -> Scope | None:
        """The nearest scope that knows a name."""
        scope: Scope | None = self
        while scope is not None and name not in scope:
            scope = scope.parent
        return scope


class MemberScope(Scope):
    """The names of a scope and before them the members of a value, as far as they are known.

    Args:
        parent: The scope.
        member: Gives a member.
        put: Gives a member another value.
    """

    def __init__(self, parent: Scope, member: Callable[[str], Any], put: Callable[[str, Any], None]) -> None:
        super().__init__(parent)
        self.put = put
        self._member = member

    @property
    def own(self) -> Scope:
        return self.parent.own if self.parent is not None else self

    def __contains__(self, name: object) -> bool:
        return not isinstance(self._member(str(name)), Unknown)

    def __getitem__(self, name: str) -> Any:
        return self._member(name)


class Listed(list[Any]):
    """A list that a script writes out; it may get members by name, too, as any object."""

    def __init__(self, items: Sequence[Any] = ()) -> None:
        super().__init__(items)
        self.named: dict[str, Any] = {}


class Told(dict[str, Any]):
    """An object that is known as a whole: what it does not name is undefined."""


def told(value: Any) -> Any:
    """An answer, or another value read from JSON, whose objects are known as wholes."""
    if not is_small(value):
        return value
    if isinstance(value, dict):
        return Told({name: told(member) for name, member in value.items()})
    return [told(item) for item in value] if isinstance(value, list) else value


class Function:
    """A function that a script defines.

    Args:
        parameters: Nodes of its parameters.
        body: Node of its body: a block, or the expression of an arrow function.
        scope: Where it was defined.
        this: What `this` means inside, for arrow functions; `UNKNOWN` for others, which are told at each call.
    """

    def __init__(
        self, parameters: Sequence[Node], body: Node, scope: Scope, this: Any, *, is_arrow: bool, is_async: bool = False
    ) -> None:
        self.parameters = parameters
        self.body = body
        self.scope = scope
        self.this = this
        self.is_arrow = is_arrow
        self.is_async = is_async
        self.calls = 0
        self.members: dict[str, Any] = {"prototype": {}}
        """What the script puts on the function; objects that it makes begin with what is on its prototype."""


def listed(value: Any) -> list[Any] | None:
    """What a loop goes through; None for what is no list, nor anything else that has one."""
    if isinstance(value, list):
        return value
    held = getattr(value, "listed", None)
    return held if isinstance(held, list) else None


@dataclasses.dataclass(frozen=True, slots=True)
class Accessor:
    """A member that is worked out when it is read, or that a function takes when it is written; None without such."""

    getter: Function | Callable[[Sequence[Any]], Any] | None = None
    setter: Function | Callable[[Sequence[Any]], Any] | None = None


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Class:
    """A class that a script defines.

    Attributes:
        base: The class that it extends; None for one that extends none that is known.
        shared: What all its objects have: methods, and members that are worked out.
        fields: Names that its objects begin with, each with the node of its value; None for one without.
        own: Members of the class itself.
        scope: Where it was defined.
    """

    base: Class | None
    shared: dict[str, Any]
    fields: list[tuple[str, Node | None]]
    own: dict[str, Any]
    scope: Scope

    @property
    def line(self) -> list[Class]:
        """The classes that it extends, from the first to itself."""
        return [*(self.base.line if self.base is not None else ()), self]

    def inherited(self) -> dict[str, Any]:
        """What all its objects have, from all these."""
        return {name: member for each in self.line for name, member in each.shared.items()}


class Size(NamedTuple):
    """How much a value holds.

    Attributes:
        held: Items and members, counted as often as they are met, as far as they were counted.
        written: Characters of the texts among them.
        is_whole: Whether that is all of it: one that holds itself has no end.
    """

    held: int
    written: int
    is_whole: bool


def size_of(value: Any) -> Size:
    """How much a value holds, at all depths, which is what it takes to go through it or to write it out."""
    level, held, written = [value], 0, 0
    for _ in range(_DEEPEST_HELD):
        below: list[Any] = []
        for one in level:
            if isinstance(one, str):
                written += len(one)
            elif isinstance(one, (list, dict)):
                held += len(one)
                if held > _MOST_HELD:
                    return Size(held, written, is_whole=False)
                below.extend(one.values() if isinstance(one, dict) else one)
            else:
                held += getattr(one, "weight", 0)
                below.extend(getattr(one, "written_with", ()))
        if written > _MOST_WRITTEN or held > _MOST_HELD:
            return Size(held, written, is_whole=False)
        if not below:
            return Size(held, written, is_whole=True)
        level = below
    return Size(held, written, is_whole=False)


def is_small(value: Any) -> bool:
    """Whether a value holds few others."""
    return size_of(value).is_whole


def writable(text: str) -> str:
    """A text without what neither pages nor addresses can hold: control characters, and halves of characters."""
    return _UNWRITABLE.sub("", text)


def whole_number(text: str) -> int | None:
    """The number that a few plain digits are, such as a place in a list or a count of pages; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_WHOLE else None


def identity(value: Any) -> Any:
    """What two values that are the same have in common.

    Lists and objects are only what they are themselves, and so is an element, however often it is wrapped.
    """
    if isinstance(value, (str, int, float)):
        return type(value) is bool, value
    element = getattr(value, "element", None)
    return None, id(value if element is None else element)


def is_callable(value: Any) -> bool:
    """Whether a value can be called."""
    return isinstance(value, Function) or callable(value)


def text_of(value: Any) -> str | None:
    """The text that a value becomes in a concatenation; None where it is not known."""
    if isinstance(value, list) and not is_small(value):
        return None
    return _text_of(value)


def _text_of(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, list):
        parts = [_text_of(item) for item in value]
        return ",".join(part for part in parts if part is not None) if None not in parts else None
    written = getattr(value, "written", None)
    return written() if written is not None else None


def number(value: float) -> float:
    """A number as scripts hold it: no whole number is longer than a floating-point one can tell."""
    if isinstance(value, float) and not value.is_integer():
        return value
    if abs(value) <= _EXACT:
        return int(value)
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def number_text(value: float) -> str:
    """A number as scripts write it: a whole one without a point, very large and very small ones with an exponent."""
    held = number(value)
    if isinstance(held, int):
        return str(held)
    if not math.isfinite(held):
        return "NaN" if math.isnan(held) else f"{'-' if held < 0 else ''}Infinity"
    if _SMALL_NUMBER <= abs(held) < _PLAIN_NUMBER:
        return format(decimal.Decimal(repr(held)).normalize(), "f")
    return re.sub(r"e([+-])0*", r"e\1", repr(held))


def number_of(value: Any) -> float | None:
    """The number that a value becomes; None where it is none, or not known."""
    if isinstance(value, (int, float)):
        return number(value)
    if not isinstance(value, str) or len(value) > _LONGEST_NUMBER:
        return None
    text = value.strip()
    if not text:
        return 0
    if _HEXADECIMAL.fullmatch(text):
        return number(int(text, 16))
    return number(float(text)) if _DECIMAL.fullmatch(text) else None


def truth(value: Any) -> bool | None:
    """Whether a value counts as true; None where it is not known."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, (list, dict)):
        return True
    return bool(value)


def plain_fields(value: Any) -> dict[str, Any]:
    """The members of an object that are known, as they would be sent; functions and what is unknown are left out."""
    fields = value if isinstance(value, Mapping) else getattr(value, "fields", {})
    if not is_small(fields):
        return {}
    return {writable(name): known for name, member in fields.items() if (known := _sendable(member)) is not UNKNOWN}


def _sendable(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, list):
        items = [_sendable(item) for item in value]
        return UNKNOWN if UNKNOWN in items else items
    if isinstance(value, dict):
        return {writable(n): item for n, member in value.items() if (item := _sendable(member)) is not UNKNOWN}
    return UNKNOWN


def constant(value: Any) -> Any:
    """A value without anything unknown in it, or `UNKNOWN`."""
    return _sendable(value) if is_small(value) else UNKNOWN
