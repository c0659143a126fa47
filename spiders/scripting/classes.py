"""Classes of the browser that scripts make objects of: requests, forms, answers on their way, addresses."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from spiders import queries
from spiders.scripting.builtins import first, members, merged
from spiders.scripting.effects import encoded
from spiders.scripting.elements import Element, fields_of
from spiders.scripting.values import MOST_ITEMS, UNKNOWN, Listed, Unknown, identity, listed, text_of, whole_number
from spiders.scripting.world import Promise, World

_MOST_GONE_THROUGH = 200
"""Items for each of which a function of the script is called."""


class Maker:
    """A class of the world; called without `new` it does the same.

    Args:
        make: Makes an object.
        members: Functions of the class itself.
        is_array: Whether it makes lists.
    """

    def __init__(
        self, make: Callable[[Sequence[Any]], Any], members: Mapping[str, Any] | None = None, *, is_array: bool = False
    ) -> None:
        self.construct = make
        self._members = members or {}
        self._is_array = is_array

    def __call__(self, arguments: Sequence[Any]) -> Any:
        return self.construct(arguments)

    def member(self, name: str) -> Any:
        if name == "isArray" and self._is_array:
            return lambda arguments: _is_list(first(arguments))
        return self._members.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on a class matters."""


def _is_list(value: Any) -> Any:
    return UNKNOWN if isinstance(value, Unknown) else isinstance(value, list)


class Keyed:
    """Values by their keys, in the order in which these came (`Map`), or keys alone (`Set`).

    What is not known may be any key: whether another one is there is not known from then on.

    Args:
        world: The page's world.
        given: The keys that it begins with, each in a list with its value where it is to have one; None for none.
        has_values: Whether keys have values.
    """

    def __init__(self, world: World, given: Any, *, has_values: bool) -> None:
        self._world = world
        self._has_values = has_values
        self._held: dict[Any, tuple[Any, Any]] = {}
        keys = listed(given)
        self._is_whole = keys is not None or given is None
        for one in keys or ():
            pair = [*one, None, None] if isinstance(one, list) and has_values else [one, one]
            self._put(pair[:2])

    @property
    def _pairs(self) -> list[tuple[Any, Any]]:
        """The keys and values, with one that stands for what is not known."""
        return [*self._held.values(), *(() if self._is_whole else ((UNKNOWN, UNKNOWN),))]

    @property
    def listed(self) -> list[Any]:
        """What a loop goes through."""
        return [[key, value] if self._has_values else key for key, value in self._pairs]

    def member(self, name: str) -> Any:
        return {
            "size": len(self._held) if self._is_whole else UNKNOWN,
            "get": lambda arguments: self._found(first(arguments), lambda pair: pair[1], None),
            "has": lambda arguments: self._found(first(arguments), lambda pair: True, missing=False),
            "set": self._put,
            "add": lambda arguments: self._put([first(arguments)] * 2),
            "delete": lambda arguments: self._drop(first(arguments)),
            "clear": lambda _: self._clear(is_whole=True),
            "keys": lambda _: [key for key, _ in self._pairs],
            "values": lambda _: [value for _, value in self._pairs],
            "entries": lambda _: [[key, value] for key, value in self._pairs],
            "forEach": self._each,
        }.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on it matters."""

    def _found(self, key: Any, said: Callable[[tuple[Any, Any]], Any], missing: Any) -> Any:
        """What is said of a key that is there, or of one that is not."""
        if isinstance(key, Unknown):
            return UNKNOWN
        pair = self._held.get(identity(key))
        if pair is not None:
            return said(pair)
        return missing if self._is_whole else UNKNOWN

    def _put(self, arguments: Sequence[Any]) -> Any:
        key = first(arguments)
        if isinstance(key, Unknown) or len(self._held) >= MOST_ITEMS:
            self._world.journal.assign(self, "_is_whole", value=False)
        else:
            value = arguments[1] if len(arguments) > 1 else None
            self._world.journal.put(self._held, identity(key), (key, value))
        return self

    def _drop(self, key: Any) -> None:
        if isinstance(key, Unknown):
            self._clear(is_whole=False)
        else:
            self._world.journal.drop(self._held, identity(key))

    def _clear(self, *, is_whole: bool) -> None:
        self._world.journal.assign(self, "_held", {})
        self._world.journal.assign(self, "_is_whole", value=is_whole)

    def _each(self, arguments: Sequence[Any]) -> None:
        for key, value in self._pairs[:_MOST_GONE_THROUGH]:
            self._world.interpreter.call(first(arguments), [value, key])


def array(arguments: Sequence[Any]) -> Any:
    """A list of some items, or one as long as a number says (`new Array(5)`); unknown where that is too long."""
    length = arguments[0] if len(arguments) == 1 else None
    if isinstance(length, Unknown):
        # It is filled later, mostly by places.
        return Listed()
    if isinstance(length, (int, float)) and not isinstance(length, bool):
        known = whole_number(text_of(length) or "")
        return UNKNOWN if known is None or known > MOST_ITEMS else Listed([None] * known)
    return Listed(arguments)


def list_from(world: World, arguments: Sequence[Any]) -> Any:
    """A list of what can be gone through, or as long as an object says, with what each item becomes (`Array.from`)."""
    source = first(arguments)
    items = listed(source)
    if items is None and isinstance(source, dict):
        length = whole_number(text_of(source.get("length")) or "")
        items = None if length is None or length > MOST_ITEMS else [None] * length
    if items is None:
        return UNKNOWN if isinstance(source, dict) else source
    if len(arguments) < 2:
        return list(items)
    return [world.interpreter.call(arguments[1], [item, index]) for index, item in enumerate(items)]


def given_members(world: World, arguments: Sequence[Any]) -> Any:
    """The first object with the members of the others (`Object.assign`); it may be one of the browser."""
    target = first(arguments)
    if isinstance(target, dict) or not hasattr(target, "assign"):
        return merged(arguments, world.journal)
    for name, value in (pair for other in arguments[1:] for pair in members(other).items()):
        target.assign(name, value)
    return target


class Promises:
    """The class of answers that are on their way."""

    def __init__(self, world: World) -> None:
        self._world = world

    def construct(self, arguments: Sequence[Any]) -> Any:
        """Starts what will give the answer."""
        given: list[Any] = []
        self._world.interpreter.call(first(arguments), [given.extend, lambda _: None])
        return Promise(self._world, given[0] if given else UNKNOWN)

    def member(self, name: str) -> Any:
        if name == "resolve":
            return lambda arguments: Promise(self._world, first(arguments))
        return self._all if name in ("all", "allSettled") else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on the class matters."""

    def _all(self, arguments: Sequence[Any]) -> Any:
        waiting = first(arguments)
        values = [getattr(one, "settled", one) for one in waiting] if isinstance(waiting, list) else UNKNOWN
        return Promise(self._world, values)


class Request:
    """An XMLHttpRequest."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._target: Any = UNKNOWN
        self._method = "GET"
        self._as_json = False
        self._answer: Any = UNKNOWN
        self._waiting: list[Any] = []

    def member(self, name: str) -> Any:
        known: dict[str, Any] = {"open": self._open, "setRequestHeader": self._header, "send": self._send}
        if self._answer is not UNKNOWN:
            known.update({"readyState": 4, "status": 200, "responseText": self._answer, "response": self._answer})
            if name == "responseXML":
                return self._world.document.read_document([self._answer])
        return known.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        if name.startswith("on"):
            self._world.journal.lengthen(self._waiting, [value])

    def _open(self, arguments: Sequence[Any]) -> None:
        if len(arguments) > 1:
            self._take("_method", text_of(arguments[0]) or "GET")
            self._take("_target", arguments[1])

    def _header(self, arguments: Sequence[Any]) -> None:
        as_json = self._as_json or any("json" in (text_of(argument) or "") for argument in arguments[1:])
        self._take("_as_json", as_json)

    def _send(self, arguments: Sequence[Any]) -> None:
        data = arguments[0] if arguments else None
        self._world.effects.ask(self._target, self._method, data, as_json=self._as_json)
        value = self._world.reply(self._target)
        self._take("_answer", value if isinstance(value, str) or value is UNKNOWN else json.dumps(value))
        self._world.answer(self._waiting)

    def _take(self, attribute: str, value: Any) -> None:
        self._world.journal.assign(self, attribute, value)


class Fields:
    """Fields of a form, put together one by one.

    Args:
        world: The page's world.
        start: What they begin with: an object, pairs, a query, or a form; None for nothing.
    """

    def __init__(self, world: World, start: Any) -> None:
        self._journal = world.journal
        pairs = listed(start)
        self.fields: dict[str, Any] = dict(members(start))
        self._is_whole = start is None or pairs is not None or isinstance(start, (dict, str, Element, Fields))
        if isinstance(start, Fields):
            self.fields.update(start.fields)
            self._is_whole = start._is_whole
        for one in pairs or ():
            self._append(one if isinstance(one, list) else [])
        if isinstance(start, str):
            self.fields.update(queries.fields_for_scripts(start.lstrip("?")))
        elif isinstance(start, Element):
            self.fields.update(fields_of(start.element, world.document))

    @property
    def weight(self) -> int:
        """What it takes to write it out (`spiders.scripting.values.Size`)."""
        return len(self.fields)

    @property
    def written_with(self) -> Iterable[Any]:
        """What is written out with it."""
        return self.fields.values()

    def written(self) -> str | None:
        """What they are written out as; None where it is not known which fields there are."""
        return self.known() if self._is_whole else None

    def known(self) -> str:
        """The same, of those that are known."""
        return encoded({name: value for name, value in self.fields.items() if value is not UNKNOWN})

    def member(self, name: str) -> Any:
        return {
            "append": self._append,
            "set": self._set,
            "delete": self._delete,
            "get": lambda arguments: self._found(arguments, self.fields.get, None),
            "has": lambda arguments: self._found(arguments, lambda _: True, missing=False),
            "toString": lambda arguments: UNKNOWN if self.written() is None else self.written(),
        }.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        self._journal.put(self.fields, name, value)

    def _found(self, arguments: Sequence[Any], said: Callable[[str], Any], missing: Any) -> Any:
        """What is said of a field that is there, or of one that is not."""
        name = text_of(first(arguments))
        if name is None or (name not in self.fields and not self._is_whole):
            return UNKNOWN
        return said(name) if name in self.fields else missing

    def _append(self, arguments: Sequence[Any]) -> None:
        name = text_of(first(arguments))
        if name is None and arguments:
            self._journal.assign(self, "_is_whole", value=False)
        elif name is not None and len(arguments) > 1:
            self._journal.put(self.fields, name, arguments[1])

    def _set(self, arguments: Sequence[Any]) -> None:
        self._append(arguments)
        if arguments and text_of(arguments[0]) is None:
            # Any of those that were there may have got another value.
            self._journal.update(self.fields, dict.fromkeys(self.fields, UNKNOWN))

    def _delete(self, arguments: Sequence[Any]) -> None:
        name = text_of(first(arguments))
        if name is not None:
            self._journal.drop(self.fields, name)
        elif arguments:
            self._journal.assign(self, "fields", {})
            self._journal.assign(self, "_is_whole", value=False)

    def take(self, query: str) -> None:
        """Takes the fields of a query in place of its own."""
        self._journal.assign(self, "fields", dict(queries.fields_for_scripts(query)))
        self._journal.assign(self, "_is_whole", value=True)


class Address:
    """An address that scripts take apart and put together (`new URL(…)`): its query may be changed field by field.

    Args:
        world: The page's world.
        parts: Its parts.
    """

    def __init__(self, world: World, parts: urllib.parse.SplitResult) -> None:
        self._journal = world.journal
        self._parts = parts
        self._fields = Fields(world, parts.query)
        self._began = self._fields.known()

    @property
    def weight(self) -> int:
        """What it takes to write it out (`spiders.scripting.values.Size`)."""
        return self._fields.weight

    @property
    def written_with(self) -> Iterable[Any]:
        """The same as of the fields."""
        return self._fields.written_with

    def written(self) -> str:
        query = self._fields.known()
        # A query that no script has changed stays as it is.
        return (self._parts if query == self._began else self._parts._replace(query=query)).geturl()

    def member(self, name: str) -> Any:
        query = urllib.parse.urlsplit(self.written()).query
        return {
            "href": self.written(),
            "pathname": self._parts.path or "/",
            "search": f"?{query}" if query else "",
            "hash": f"#{self._parts.fragment}" if self._parts.fragment else "",
            "host": self._parts.netloc,
            "origin": f"{self._parts.scheme}://{self._parts.netloc}",
            "searchParams": self._fields,
            "toString": lambda arguments: self.written(),
        }.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        told = text_of(value)
        if told is not None and name == "pathname":
            self._journal.assign(self, "_parts", self._parts._replace(path=told))
        elif told is not None and name == "search":
            self._fields.take(told.removeprefix("?"))


def address(world: World, arguments: Sequence[Any]) -> Any:
    """`new URL(address, base)`; unknown where the address is."""
    told, *bases = (text_of(argument) for argument in arguments[:2])
    if told is None or None in bases:
        return UNKNOWN
    try:
        return Address(world, urllib.parse.urlsplit(urllib.parse.urljoin(bases[0] or "" if bases else world.url, told)))
    except ValueError:
        return UNKNOWN


def fetched(world: World, arguments: Sequence[Any]) -> Any:
    """`fetch`: the answer is read as JSON or as text, which are on their way themselves."""
    promise = world.ask_with(first(arguments), arguments[1] if arguments[1:] else None)
    value = promise.settled
    read = {name: lambda _: Promise(world, value) for name in ("json", "text")}
    return Promise(world, {"ok": True, "status": 200, **read})
