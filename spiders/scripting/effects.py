"""What scripts do to the world: requests, pages that they go to, pieces of HTML that they write."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from spiders import queries
from spiders.json_texts import read_json
from spiders.scripting.pieces import Shown
from spiders.scripting.repeated import Row
from spiders.scripting.values import UNKNOWN, Unknown, is_small, plain_fields, size_of, text_of

_MOST = 400
"""Entries of each kind that are noted."""
_PER_FIELD = 10
"""Characters that a field of a request is counted as, besides what is written in it."""
_ENTRY = "[]"
"""What stands behind the name of a list, for each of its entries."""
_MOST_WRITTEN = 2_000_000
"""Characters of all texts among them."""


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A request that a script would make.

    Attributes:
        url: Address, as the script gives it.
        method: GET or POST.
        parameters: Names and values; of a form they are texts, or lists of such where several have one name.
        as_json: Whether they are sent as JSON.
        unknown: Names of parameters whose values are not known.
    """

    url: str
    method: str
    parameters: Mapping[str, Any]
    as_json: bool
    unknown: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address with its parameters as a query, as they are sent by GET."""
        return queries.added(self.url, encoded(self.parameters))


class Part(NamedTuple):
    """A piece of HTML that a script would fetch: its address, and the element that it would be shown in."""

    address: str
    holder: HtmlElement | None


class Act(NamedTuple):
    """A click on what a script has shown.

    Attributes:
        element: The element.
        piece: The piece that it stands in.
        beside: What is shown in the same element of the page, in its order.
        effects: What the click does.
    """

    element: HtmlElement
    piece: Shown
    beside: Sequence[HtmlElement]
    effects: Effects


@dataclasses.dataclass(slots=True)
class Effects:
    """What a script would do.

    Attributes:
        requests: Requests.
        destinations: Addresses that the page would go to, or open.
        markup: Pieces of HTML that it would show.
        holders: For each of them, the element of the page that it is shown in or beside; None where that is not known.
        submitted: Forms that it would send by POST, to a page that takes the place of this one.
        frames: Addresses that frames of the page would show.
        parts: Pieces of HTML that it would fetch and show.
        objects: Objects that are written out.
        calls: Calls by name, with their arguments.
        texts: Texts that are put together.
        rows: Links that repeated elements show of an answer which was handed on meanwhile; None where none was.
        acts: Clicks on what is shown of such an answer, as it is then.
        room: Characters that may still be noted.
    """

    requests: list[Asked] = dataclasses.field(default_factory=list)
    destinations: list[str] = dataclasses.field(default_factory=list)
    submitted: list[Asked] = dataclasses.field(default_factory=list)
    markup: list[str] = dataclasses.field(default_factory=list)
    holders: list[HtmlElement | None] = dataclasses.field(default_factory=list)
    frames: list[str] = dataclasses.field(default_factory=list)
    parts: list[Part] = dataclasses.field(default_factory=list)
    objects: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    calls: list[tuple[str, tuple[Any, ...]]] = dataclasses.field(default_factory=list)
    texts: list[str] = dataclasses.field(default_factory=list)
    rows: list[Row] | None = None
    acts: list[Act] = dataclasses.field(default_factory=list)
    room: int = _MOST_WRITTEN

    def note(self, entries: list[Any], entry: Any) -> None:
        """Adds an entry, unless there are too many, or too much is written in them."""
        size = _size(entry)
        if len(entries) < _MOST and size <= self.room:
            self.room -= size
            entries.append(entry)

    def write(self, markup: str, holder: HtmlElement | None) -> None:
        """Notes a piece of HTML, and the element of the page that it is shown in or beside, where it is known."""
        self.note(self.markup, markup)
        if len(self.holders) < len(self.markup):
            self.holders.append(holder)

    def written(self) -> dict[HtmlElement | None, str]:
        """What is shown in each element of the page."""
        found: defaultdict[HtmlElement | None, list[str]] = defaultdict(list)
        for holder, markup in zip(self.holders, self.markup, strict=True):
            found[holder].append(markup)
        return {holder: "".join(pieces) for holder, pieces in found.items()}

    def ask(self, url: Any, method: str, data: Any = None, *, as_json: bool = False) -> None:
        """Notes a request, if its address is known."""
        address = text_of(url)
        if not address:
            return
        parameters: dict[str, Any] = {}
        unknown: tuple[str, ...] = ()
        if isinstance(data, str):
            parameters, as_json = _parsed(data, as_json)
        elif data is not None and data is not UNKNOWN:
            parameters = plain_fields(data)
            given = data if isinstance(data, dict) else getattr(data, "fields", {})
            unknown = tuple(name for name, value in given.items() if isinstance(value, Unknown))
        # What is asked for by GET stands in the query, whatever kind of body is announced.
        as_json = as_json and method.upper() != "GET"
        if not as_json:
            parameters = _of_form(parameters)
        self.note(self.requests, Asked(address, method.upper(), parameters, as_json, unknown))


def _size(entry: Any) -> int:
    """How much is written in an entry, or told by it."""
    if isinstance(entry, Asked):
        size = size_of(entry.parameters)
        return len(entry.url) + sum(map(len, entry.parameters)) + size.held * _PER_FIELD + size.written
    if isinstance(entry, tuple):
        return sum(len(part) for part in entry if isinstance(part, (str, tuple)))
    return len(entry)


def _parsed(body: str, as_json: bool) -> tuple[dict[str, Any], bool]:
    """The fields of a body that is a text."""
    if as_json or body.lstrip().startswith("{"):
        try:
            content = read_json(body)
        except ValueError:
            return {}, as_json
        return (plain_fields(content), True) if isinstance(content, dict) else ({}, as_json)
    fields = dict(queries.fields(body))
    return fields if is_small(fields) else {}, False


def _of_form(fields: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """Fields as a form sends them; those of one name, where there are several, together."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, text in _flat(fields):
        found[name].append(text)
    return {name: texts[0] if len(texts) == 1 else texts for name, texts in found.items()}


def _flat(fields: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, str]]:
    """Fields as a form sends them: those of objects as `outer[inner]`, and each entry of a list as `list[]`."""
    for name, value in fields.items():
        full = f"{within}[{name}]" if within else str(name)
        if isinstance(value, Mapping):
            yield from _flat(value, full)
        elif isinstance(value, list):
            called = full.removesuffix(_ENTRY)
            for index, item in enumerate(value):
                # Objects and lists among them are told apart by their places.
                place = str(index) if isinstance(item, (Mapping, list)) else ""
                yield from _flat({f"{called}[{place}]": item})
        else:
            text = text_of(value)
            yield full, text if text is not None else ""


def encoded(fields: Mapping[str, Any], encoding: str = "") -> str:
    """Fields as a query, or as the body of a form.

    Args:
        fields: The fields.
        encoding: Encoding of the page whose form sends them; an empty string for UTF-8, as scripts send all theirs.
    """
    return queries.written(_flat(fields), encoding)
