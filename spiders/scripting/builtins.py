"""What texts, lists and numbers of JavaScript can do, as far as the scripts of lists make use of it."""

from __future__ import annotations

import base64
import functools
import itertools
import json
import math
import re
import urllib.parse
from collections.abc import Callable, Sequence
from typing import Any

from spiders.json_texts import read_json
from spiders.scripting.expressions import Expression, filled, matched
from spiders.scripting.journal import Journal
from spiders.scripting.values import (
    LONGEST_TEXT,
    MOST_ITEMS,
    UNKNOWN,
    Unknown,
    constant,
    identity,
    is_callable,
    number,
    number_of,
    text_of,
    told,
    truth,
)

_SAFE = "-_.!~*'()"
_SAFE_IN_ADDRESS = _SAFE + ";/?:@&=+$,#"
_MOST_DECIMALS = 100
_MOST_SORTED = 200
"""Items that a function of the script may compare."""
_DIGITS = re.compile(r"\s*[+-]?\d{1,18}", re.ASCII)
_UNESCAPED = re.compile(r"[^A-Za-z0-9@*_+./-]")
_ESCAPED = re.compile(r"%u([0-9a-fA-F]{4})|%([0-9a-fA-F]{2})")


def _escaped(match: re.Match[str]) -> str:
    """A character as `escape` writes it: by the number of each of its halves, not by its bytes."""
    units = match[0].encode("utf-16-be", "surrogatepass")
    numbers = (int.from_bytes(units[at : at + 2]) for at in range(0, len(units), 2))
    return "".join(f"%{number:02X}" if number < 256 else f"%u{number:04X}" for number in numbers)


def text_member(text: str, name: str, call: Callable[..., Any]) -> Any:
    """A member of a text.

    Args:
        text: The text.
        name: Name of the member.
        call: Calls a function of the script with arguments.
    """
    if name == "length":
        return len(text)
    if name == "replace":
        return lambda arguments: _replaced(text, arguments, call)
    method = _TEXT.get(name)
    return UNKNOWN if method is None else lambda arguments: _guarded(method, text, arguments)


def number_member(value: float, name: str) -> Any:
    """A member of a number."""
    if name == "toString":
        return lambda arguments: UNKNOWN if arguments else text_of(value)
    return (lambda arguments: _fixed(value, *arguments[:1])) if name == "toFixed" else UNKNOWN


def _fixed(value: float, decimals: Any = 0) -> Any:
    """A number with so many decimals."""
    asked = number_of(decimals)
    if asked is None or not 0 <= asked <= _MOST_DECIMALS or not math.isfinite(value):
        return UNKNOWN
    return f"{value:.{int(asked)}f}"


def _guarded(method: Callable[..., Any], subject: Any, arguments: Sequence[Any]) -> Any:
    """What a method gives; unknown where an argument is, and where it can do nothing with one."""
    if any(argument is UNKNOWN for argument in arguments):
        return UNKNOWN
    return method(subject, *arguments)


def _replace(text: str, old: Any, new: Any, *, everywhere: bool = False) -> Any:
    if isinstance(old, Expression) and isinstance(new, str):
        return old.replaced(text, functools.partial(filled, new), everywhere=everywhere)
    if not isinstance(old, str) or not isinstance(new, str) or len(text) * (len(new) + 1) > 20 * LONGEST_TEXT:
        return UNKNOWN
    return text.replace(old, new) if everywhere else text.replace(old, new, 1)


def _replaced(text: str, arguments: Sequence[Any], call: Callable[..., Any]) -> Any:
    """`text.replace(…)`: with a function, it is called for all that is found."""
    if len(arguments) == 2 and is_callable(arguments[1]) and isinstance(arguments[0], Expression):
        return arguments[0].replaced(text, lambda found: call(arguments[1], found))
    return _guarded(_replace, text, arguments)


def _split(text: str, separator: Any = None, limit: Any = None) -> Any:
    if isinstance(separator, Expression):
        parts = separator.split(text)
    elif isinstance(separator, str):
        parts = text.split(separator) if separator else list(text[:1000])
    else:
        return UNKNOWN
    return parts[: int(limit)] if limit is not None and parts is not UNKNOWN else parts


def _search(text: str, expression: Any) -> Any:
    return expression.place(text) if isinstance(expression, Expression) else UNKNOWN


def _substring(text: str, start: float, end: float | None = None) -> str:
    first, last = max(0, int(start)), len(text) if end is None else max(0, int(end))
    return text[min(first, last) : max(first, last)]


def _substr(text: str, start: float, length: float | None = None) -> str:
    first = int(start) if start >= 0 else max(0, len(text) + int(start))
    return text[first:] if length is None else text[first : first + max(0, int(length))]


def _slice(sequence: Any, start: float = 0, end: float | None = None) -> Any:
    return sequence[int(start) : None if end is None else int(end)]


def _at(text: str, position: float = 0) -> str:
    return text[int(position)] if 0 <= int(position) < len(text) else ""


def _joined(text: str, *parts: Any) -> Any:
    return _join([text, *parts], "")


_TEXT: dict[str, Callable[..., Any]] = {
    "charAt": _at,
    "concat": _joined,
    "endsWith": str.endswith,
    "includes": lambda text, part: part in text,
    "indexOf": lambda text, part, start=0: text.find(part, int(start)),
    "lastIndexOf": str.rfind,
    "match": matched,
    "padEnd": lambda text, length, fill=" ": text.ljust(min(int(length), 99), fill),
    "padStart": lambda text, length, fill=" ": text.rjust(min(int(length), 99), fill),
    "search": _search,
    "replaceAll": lambda text, old, new: _replace(text, old, new, everywhere=True),
    "slice": _slice,
    "split": _split,
    "startsWith": str.startswith,
    "substr": _substr,
    "substring": _substring,
    "toLowerCase": str.lower,
    "toString": str,
    "toUpperCase": str.upper,
    "trim": str.strip,
    "trimEnd": str.rstrip,
    "trimStart": str.lstrip,
    "valueOf": str,
}


def list_method(items: list[Any], name: str, call: Callable[..., Any], journal: Journal) -> Any:
    """A method of a list.

    Args:
        items: The list.
        name: Name of the method.
        call: Calls a function of the script with arguments.
        journal: Is told of what the method changes.
    """
    change = _CHANGES.get(name)
    if change is not None:
        return lambda arguments: change(journal, items, *arguments)
    if name == "sort":
        return lambda arguments: _sort(journal, items, call, *arguments[:1])
    if name == "reduce":
        return lambda arguments: _reduced(items[:200], arguments, call)
    if name in _ASKS_EACH:
        return lambda arguments: (
            _ASKS_EACH[name](items, lambda *given: truth(call(arguments[0], given))) if arguments else UNKNOWN
        )
    if name in _MAPS:
        return lambda arguments: (
            _MAPS[name](items[:200], lambda *given: call(arguments[0], given)) if arguments else UNKNOWN
        )
    method = _LIST.get(name)
    return UNKNOWN if method is None else lambda arguments: method(items, *arguments)


def _push(journal: Journal, items: list[Any], *added: Any) -> int:
    journal.lengthen(items, _that_fit(items, added))
    return len(items)


def _that_fit(items: list[Any], added: Sequence[Any]) -> Sequence[Any]:
    """As many of some items as a list may still grow by."""
    return added[: max(0, MOST_ITEMS - len(items))]


def _pop(journal: Journal, items: list[Any]) -> Any:
    item = items.pop()
    journal.change(items, items.append, item)
    return item


def _shift(journal: Journal, items: list[Any]) -> Any:
    item = items.pop(0)
    journal.change(items, items.insert, 0, item)
    return item


def _unshift(journal: Journal, items: list[Any], *added: Any) -> int:
    _exchange(journal, items, 0, 0, _that_fit(items, added))
    return len(items)


def _fill(journal: Journal, items: list[Any], value: Any = None, start: float = 0, end: float | None = None) -> Any:
    """Puts one value in all places of a list, or in some."""
    begin, after, _ = slice(int(start), None if end is None else int(end)).indices(len(items))
    _exchange(journal, items, begin, after, [value] * (after - begin))
    return items


def _exchange(journal: Journal, items: list[Any], begin: int, end: int, added: Sequence[Any]) -> list[Any]:
    """Puts items in the place of others; gives those."""
    taken = items[begin:end]
    # What undoes it holds what has been taken out, and never a copy of all.
    journal.change(items, list.__setitem__, items, slice(begin, begin + len(added)), taken)
    items[begin:end] = added
    return taken


def _splice(journal: Journal, items: list[Any], start: float, *given: Any) -> Any:
    """Takes items out of a list, and puts others in their place."""
    begin = max(0, len(items) + int(start)) if start < 0 else min(int(start), len(items))
    if isinstance(first(given), Unknown) and given:
        # Any of those behind may have been taken out.
        _exchange(journal, items, begin, len(items), [UNKNOWN] * (len(items) - begin))
        return UNKNOWN
    end, added = min(begin + max(0, int(given[0])), len(items)) if given else len(items), given[1:]
    if len(items) - (end - begin) + len(added) > MOST_ITEMS:
        return UNKNOWN
    return _exchange(journal, items, begin, end, added)


def _sort(journal: Journal, items: list[Any], call: Callable[..., Any], compare: Any = UNKNOWN) -> list[Any]:
    """Sorts a list, by their texts or by what a function of the script says of two items."""

    def compared(one: Any, other: Any) -> int:
        said = number_of(call(compare, [one, other])) or 0
        return (said > 0) - (said < 0)

    journal.change(items, list.__setitem__, items, slice(None), list(items))
    if not is_callable(compare):
        items.sort(key=lambda item: text_of(item) or "")
    elif len(items) <= _MOST_SORTED:
        items.sort(key=functools.cmp_to_key(compared))
    return items


def _reverse(journal: Journal, items: list[Any]) -> list[Any]:
    journal.change(items, items.reverse)
    items.reverse()
    return items


def _join(items: list[Any], separator: str = ",") -> Any:
    texts = [text_of(item) for item in items]
    known = [text for text in texts if text is not None]
    length = sum(len(text) + len(separator) for text in known)
    return separator.join(known) if len(known) == len(texts) and length <= LONGEST_TEXT else UNKNOWN


def _concat(items: list[Any], *others: Any) -> Any:
    parts = [items, *(other if isinstance(other, list) else [other] for other in others)]
    return [item for part in parts for item in part] if sum(map(len, parts)) <= MOST_ITEMS else UNKNOWN


def _flat(items: list[Any]) -> Any:
    """A list with the items of the lists in it."""
    return _concat([], *items)


def _place(items: list[Any], wanted: Any) -> Any:
    """The place of a value in a list; -1 where it is not in it, and unknown where something unknown may be it."""
    if isinstance(wanted, Unknown):
        return UNKNOWN
    alike = identity(wanted)
    for index, item in enumerate(items):
        if isinstance(item, Unknown):
            return UNKNOWN
        if identity(item) == alike:
            return index
    return -1


def _includes(items: list[Any], wanted: Any) -> Any:
    """Whether a value is in a list; unknown where it is not, but may be what is unknown there."""
    if isinstance(wanted, Unknown):
        return UNKNOWN
    if any(identity(item) == identity(wanted) for item in items):
        return True
    return UNKNOWN if any(isinstance(item, Unknown) for item in items) else False


def _filter(items: list[Any], call: Callable[..., Any]) -> list[Any]:
    """What passes, or may pass."""
    return [item for index, item in enumerate(items) if truth(call(item, index)) is not False]


def _for_each(items: list[Any], call: Callable[..., Any]) -> None:
    for index, item in enumerate(items):
        call(item, index)


def _found(items: list[Any], asks: Callable[..., bool | None]) -> tuple[int, bool]:
    """The place of the first item that is meant for sure, or -1; and whether another one may be meant."""
    may_be = False
    for index, item in enumerate(items):
        known = asks(item, index)
        if known:
            return index, may_be
        may_be = may_be or known is None
    return -1, may_be


def _find(items: list[Any], asks: Callable[..., bool | None]) -> Any:
    index, may_be = _found(items, asks)
    return items[index] if index >= 0 else UNKNOWN if may_be else None


def _find_index(items: list[Any], asks: Callable[..., bool | None]) -> Any:
    index, may_be = _found(items, asks)
    return UNKNOWN if may_be else index


def _some(items: list[Any], asks: Callable[..., bool | None]) -> Any:
    index, may_be = _found(items, asks)
    return True if index >= 0 else UNKNOWN if may_be else False


def _every(items: list[Any], asks: Callable[..., bool | None]) -> Any:
    said = (asks(item, index) for index, item in enumerate(items))
    known = list(itertools.takewhile(lambda each: each is not False, said))
    return len(known) == len(items) and (UNKNOWN if None in known else True)


def _reduced(items: list[Any], arguments: Sequence[Any], call: Callable[..., Any]) -> Any:
    """`items.reduce(function, start)`."""
    if not arguments or (not items and len(arguments) < 2):
        return UNKNOWN
    value, rest = (arguments[1], items) if len(arguments) > 1 else (items[0], items[1:])
    for index, item in enumerate(rest, len(items) - len(rest)):
        value = call(arguments[0], [value, item, index])
    return value


_ASKS_EACH: dict[str, Callable[[list[Any], Callable[..., bool | None]], Any]] = {
    "every": _every,
    "find": _find,
    "findIndex": _find_index,
    "some": _some,
}
"""The methods that ask a function of each item, of which one may decide."""
_MAPS: dict[str, Callable[[list[Any], Callable[..., Any]], Any]] = {
    "filter": _filter,
    "flatMap": lambda items, call: _flat([call(item, index) for index, item in enumerate(items)]),
    "forEach": _for_each,
    "map": lambda items, call: [call(item, index) for index, item in enumerate(items)],
}
_LIST: dict[str, Callable[..., Any]] = {
    "concat": _concat,
    "flat": _flat,
    "includes": _includes,
    "indexOf": _place,
    "join": _join,
    "slice": _slice,
    "toString": _join,
}
_CHANGES: dict[str, Callable[..., Any]] = {
    "fill": _fill,
    "pop": _pop,
    "push": _push,
    "reverse": _reverse,
    "shift": _shift,
    "splice": _splice,
    "unshift": _unshift,
}
"""The methods that change the list itself."""


def _texts(method: Callable[[str], Any]) -> Callable[[Sequence[Any]], Any]:
    """A function of one text."""

    def called(arguments: Sequence[Any]) -> Any:
        text = text_of(arguments[0]) if arguments else None
        return UNKNOWN if text is None or len(text) > LONGEST_TEXT else method(text)

    return called


def _number(text: str) -> Any:
    known = number_of(text)
    return UNKNOWN if known is None else known


def _of_numbers(method: Callable[..., float], arguments: Sequence[Any]) -> Any:
    """What a function makes of numbers; unknown where one is not known."""
    known = [known for argument in arguments if (known := number_of(argument)) is not None]
    return number(method(known)) if known and len(known) == len(arguments) else UNKNOWN


def _rounded(method: Callable[[float], int]) -> Callable[[Sequence[Any]], Any]:
    """A function that makes a number a whole one."""

    def called(arguments: Sequence[Any]) -> Any:
        known = number_of(first(arguments))
        return number(method(known)) if known is not None and math.isfinite(known) else UNKNOWN

    return called


def _whole(text: str) -> Any:
    """The whole number that a text begins with."""
    digits = _DIGITS.match(text)
    return int(digits[0]) if digits else UNKNOWN


def written(value: Any) -> Any:
    """A value as JSON, without what is unknown."""
    known = constant(value)
    return UNKNOWN if known is UNKNOWN else json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def first(arguments: Sequence[Any]) -> Any:
    """The first argument, which may be missing."""
    return arguments[0] if arguments else UNKNOWN


def given(arguments: Sequence[Any]) -> Any:
    """The first argument; None, as in the browser, where there is none: that is known."""
    return arguments[0] if arguments else None


def members(value: Any) -> dict[str, Any]:
    """The members of an object; none of anything else."""
    return value if isinstance(value, dict) else {}


def merged(arguments: Sequence[Any], journal: Journal) -> Any:
    """The first object with the members of the others (`Object.assign`, `$.extend`).

    Args:
        arguments: The objects.
        journal: Is told of what the first one gets.
    """
    objects = [argument for argument in arguments if isinstance(argument, dict)]
    if not objects:
        return UNKNOWN
    for other in objects[1:]:
        journal.update(objects[0], other)
    return objects[0]


def entries(value: Any) -> list[tuple[str, Any]] | None:
    """The members of an object or list by their names; None for what is not known, or has none."""
    if isinstance(value, dict):
        return list(value.items())
    return [(str(index), item) for index, item in enumerate(value)] if isinstance(value, list) else None


def _of_members(made: Callable[[tuple[str, Any]], Any]) -> Callable[[Sequence[Any]], Any]:
    """A function that gives a list with something of each member of an object."""

    def called(arguments: Sequence[Any]) -> Any:
        known = entries(first(arguments))
        return UNKNOWN if known is None else [made(pair) for pair in known]

    return called


GLOBALS: dict[str, Any] = {
    "encodeURIComponent": _texts(lambda text: urllib.parse.quote(text, safe=_SAFE)),
    "encodeURI": _texts(lambda text: urllib.parse.quote(text, safe=_SAFE_IN_ADDRESS)),
    "escape": _texts(lambda text: _UNESCAPED.sub(_escaped, text)),
    "decodeURIComponent": _texts(urllib.parse.unquote),
    "decodeURI": _texts(urllib.parse.unquote),
    "unescape": _texts(lambda text: _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), text)),
    "atob": _texts(lambda text: base64.b64decode(text).decode("latin-1")),
    "btoa": _texts(lambda text: base64.b64encode(text.encode("latin-1")).decode()),
    "parseInt": _texts(_whole),
    "parseFloat": _texts(_number),
    "Number": _texts(_number),
    "String": _texts(str),
    "isNaN": lambda arguments: UNKNOWN,
    "undefined": None,
    "NaN": UNKNOWN,
    "Infinity": UNKNOWN,
    "JSON": {
        "parse": _texts(lambda text: told(read_json(text))),
        "stringify": lambda arguments: written(first(arguments)),
    },
    "Math": {
        "random": lambda arguments: 0.5,
        "floor": _rounded(math.floor),
        "round": _rounded(lambda value: math.floor(value + 0.5)),
        "ceil": _rounded(math.ceil),
        "trunc": _rounded(math.trunc),
        "abs": lambda arguments: _of_numbers(lambda known: abs(known[0]), arguments[:1]),
        "min": lambda arguments: _of_numbers(min, arguments),
        "max": lambda arguments: _of_numbers(max, arguments),
    },
    "Object": {
        "keys": _of_members(lambda pair: pair[0]),
        "values": _of_members(lambda pair: pair[1]),
        "entries": _of_members(list),
    },
}
"""Names that every page knows."""
