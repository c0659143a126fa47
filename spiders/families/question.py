"""What a script asks an interface for: address, parameters, and the one among them that is the number of a page."""

from __future__ import annotations

import copy
import dataclasses
import json
import re
import urllib.parse
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from spiders import queries
from spiders.discovery import addresses
from spiders.discovery.vocabulary import vocabulary
from spiders.paging import paging
from spiders.scripting.effects import Asked, Effects, encoded
from spiders.scripting.values import whole_number

_CHANGING = ("PUT", "DELETE", "PATCH")
"""Methods that ask for no list, whatever the address."""
_DATA = {"json", "xml", "js"}
"""Suffixes of what is no page, and may be an answer: also one that calls a function with it (JSONP)."""
_DEEPEST = 2
_PAGE = re.compile(r"(?!\d{4})\w{0,12}")
"""The number of a page, or a word for one; what is longer is the id of something else (`pageId`)."""
_OFFSET = re.compile(r"\d{1,4}")
_ADDRESS = "?"
"""Stands for the name of what holds the fields of an address."""


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """What a script asks an interface.

    Attributes:
        url: Address.
        method: GET or POST.
        parameters: Names and values; those of a form are texts.
        as_json: Whether they are sent as JSON.
        is_open: Whether the number of the page is only known when somebody turns to it.
        asks: Number of the page that it asks for, from 1, by the list itself.
    """

    url: str
    method: str
    parameters: Mapping[str, Any]
    as_json: bool
    is_open: bool = False
    asks: int = 1

    def at(self, number: int) -> Question:
        """The same for a page of the list, by the number that it has there."""
        fields, asks = dict(self.page(number)), self.asks + number - self.number
        query = fields.pop(_ADDRESS, None)
        url = self.url if query is None or number == self.number else queries.added(self._program, encoded(query))
        return dataclasses.replace(self, url=url, parameters=fields, asks=asks)

    def page(self, number: int) -> Mapping[str, Any]:
        """The fields for a page of the list."""
        if self.page_field:
            return self._with(self.page_field, number)
        if self.offset_field:
            return self._with(self.offset_field, int(self._value(self.offset_field)) + (number - 1) * self.size)
        return self._fields

    @property
    def _fields(self) -> Mapping[str, Any]:
        """The parameters; where what is sent by POST tells no page by them, the fields of its address besides."""
        numbers = (*paging().of_page, *paging().offsets)
        if self.method != "POST" or _find(self.parameters, numbers, 0, _is_page):
            return self.parameters
        query = dict(queries.fields(urllib.parse.urlsplit(self.url).query))
        # A word in an address is that of a page or a part of one, and of none of a list's.
        return {**self.parameters, _ADDRESS: query} if _find(query, numbers, 0, _is_offset) else self.parameters

    @property
    def _program(self) -> str:
        """Its address without fields."""
        return self.url.partition("?")[0]

    def _with(self, field: tuple[str, ...], number: int) -> Mapping[str, Any]:
        *outer, name = field
        changed = copy.deepcopy(dict(self._fields))
        holder = changed
        for step in outer:
            holder = holder[step]
        holder[name] = number if self.as_json and not isinstance(holder[name], str) else str(number)
        return changed

    def _value(self, field: tuple[str, ...]) -> Any:
        value: Any = self._fields
        for name in field:
            value = value[name]
        return value

    @property
    def first(self) -> Question:
        """The same for the page that the script asks for itself, whose number it may leave open."""
        return self.at(self.number)

    @property
    def names_page(self) -> bool:
        """Whether it names the page that it asks for."""
        return bool(self.page_field or self.offset_field)

    @property
    def number(self) -> int:
        """The number of the page that the script asks for itself."""
        number = whole_number(str(self._value(self.page_field))) if self.page_field else None
        return 1 if number is None else number

    @property
    def identity(self) -> tuple[str, str, str]:
        """What is equal for two pages of one list."""
        field = self.page_field or self.offset_field
        fields = self._with(field, 0) if field else self.parameters
        return self._program if _ADDRESS in fields else self.url, self.method, json.dumps(fields, sort_keys=True)

    @property
    def holds_number(self) -> bool:
        """Whether a field surely holds the number of the page that it asks for: it has that very number."""
        return bool(self._sure_field)

    @property
    def _sure_field(self) -> tuple[str, ...]:
        return self._holding(self.asks, paging().now) or self._holding(self.asks, paging().asked_now)

    @property
    def page_field(self) -> tuple[str, ...]:
        """Where the number of a page stands: names from the outermost object inwards; empty where there is none."""
        sure = self._sure_field
        # Any other number may as well be that of a channel.
        return sure if sure or self._tells_rows_before else _find(self._fields, paging().of_page, 0, _is_page)

    def _holding(self, number: int, names: Sequence[str]) -> tuple[str, ...]:
        """Where some names hold the number of a page, counted from 1 or else from 0."""
        one = _find(self._fields, names, 0, lambda value: whole_number(value) == number)
        return one or _find(self._fields, names, 0, lambda value: whole_number(value) == number - 1)

    @property
    def _tells_rows_before(self) -> bool:
        rows = self._value(self.offset_field) if self.offset_field else None
        return whole_number(str(rows)) == (self.asks - 1) * self.size

    @property
    def offset_field(self) -> tuple[str, ...]:
        """Where the number of rows before the page stands, if it tells how many rows that has."""
        return _find(self._fields, paging().offsets, 0, _is_offset) if self.size else ()

    @property
    def size(self) -> int:
        """Rows of a page, if it says so; else 0."""
        return whole_number(str(self._value(_find(self._fields, paging().of_size, 0, bool)))) or 0


def _is_page(value: str) -> bool:
    return _PAGE.fullmatch(value) is not None


def _is_offset(value: str) -> bool:
    return _OFFSET.fullmatch(value) is not None


def _find(
    parameters: Mapping[str, Any], names: Sequence[str], depth: int, fits: Callable[[str], bool]
) -> tuple[str, ...]:
    held = {name.lower().lstrip("_"): name for name, value in parameters.items() if not isinstance(value, (dict, list))}
    for name in names:
        if name in held and fits(str(parameters[held[name]])):
            return (held[name],)
    for name, value in parameters.items():
        inner = _find(value, names, depth + 1, fits) if isinstance(value, dict) and depth < _DEEPEST else ()
        if inner:
            return (name, *inner)
    return ()


def _is_library(url: str) -> bool:
    """Whether an address is that of a script that no list is called with, but of a library that a page loads late."""
    name = urllib.parse.urlsplit(url).path.rpartition("/")[2].lower()
    return name.endswith(".js") and vocabulary().library.search(name) is not None


def first_asked(effects: Effects, base: addresses.Base) -> Question | None:
    """The first of what a script asks for that may be a list: what counts readers may come before it.

    Args:
        effects: What the script does.
        base: Base of the document whose script it is.
    """
    return next(filter(None, (read(asked, base) for asked in effects.requests)), None)


def read(asked: Asked, base: addresses.Base) -> Question | None:
    """What a request of a script asks for a list, or None where it asks for something else.

    Args:
        asked: The request.
        base: Base of the document whose script it is.
    """
    url = base.resolve(asked.url)
    if (
        url is None
        or asked.method in _CHANGING
        or addresses.suffix(url) in vocabulary().avoid_suffixes - _DATA
        or vocabulary().no_list.search(url)
        or vocabulary().doing.search(url)
        or _is_library(url)
    ):
        return None
    parameters = dict(asked.parameters)
    if asked.method != "POST":
        parameters = {**dict(queries.fields(urllib.parse.urlsplit(url).query)), **parameters}
        url = url.partition("?")[0]
    # The number may stand in a pager that is drawn by an answer, and be lost as long as that is not known.
    lost = [name for name, value in parameters.items() if isinstance(value, str) and addresses.GAP in value]
    turning = [name for name in (*asked.unknown, *lost) if name.lower() in paging().of_page]
    parameters.update(dict.fromkeys(turning, 1 if asked.as_json else "1"))
    # The name of the function that is to receive the answer is put in by the library.
    parameters = {name: "answer" if value == "?" else value for name, value in parameters.items()}
    return Question(url, "POST" if asked.method == "POST" else "GET", parameters, asked.as_json, bool(turning))
