"""TOML files of knowledge: a model of the whole file, or what is wrong with it."""

from __future__ import annotations

import dataclasses
import difflib
import re
import tomllib
import typing
from collections.abc import Sequence
from typing import Any, Literal, TypeVar

from knowledge.errors import KnowledgeError
from knowledge.fields import (
    Among,
    Mistake,
    Path,
    Read,
    Reader,
    Refused,
    among_of,
    choice_of,
    each_of,
    faults_of,
    fields_of,
    gather,
    is_not,
    pattern_of,
    read_by,
    unmarked,
)

Model = TypeVar("Model")

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z_][\w.-]*)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*([A-Za-z0-9_-]+|"[^"]*"|'[^']*')\s*=""")


def _toml_value(annotation: Any, marks: tuple[Any, ...]) -> Read:
    """The function that reads a value of a TOML file."""
    origin = typing.get_origin(annotation)
    for mark in marks:
        if isinstance(mark, Reader):
            return read_by(mark)
        if isinstance(mark, Among):
            return _typed(str, among_of(mark))
    if annotation is str:
        return _typed(str, _filled(str))
    if annotation in (int, float, bool):
        return _typed(annotation, lambda value: value)
    if origin is Literal:
        return choice_of(typing.get_args(annotation))
    if origin is re.Pattern:
        return _typed(str, _filled(pattern_of(marks)))
    arguments = typing.get_args(annotation)
    if origin is tuple and arguments[-1] is not ...:
        readers = [_toml_value(*unmarked(argument)) for argument in arguments]
        return lambda value: _fixed(value, readers)
    if origin in (tuple, frozenset):
        inner, inner_marks = unmarked(arguments[0])
        read = _toml_value(inner, (*marks, *inner_marks))
        return _typed(list, lambda value: each_of(value, read, origin))
    if origin is dict:
        inner, inner_marks = unmarked(arguments[1])
        read_value = _toml_value(inner, (*marks, *inner_marks))
        return _typed(dict, lambda value: _named(value, read_value))
    if dataclasses.is_dataclass(annotation):
        return _table_of(annotation)
    raise TypeError(f"a TOML file cannot hold {annotation}")


_NAMES = {str: "a text in quotes", int: "a whole number", float: "a number", bool: "true or false"}


def _typed(kind: type[Any], read: Read) -> Read:
    def typed(value: Any) -> Any:
        fits = type(value) is kind or (kind is float and type(value) is int)
        if not fits:
            what = _NAMES.get(kind) or ("a list in [ ]" if kind is list else "a table")
            raise Refused(is_not(value, what))
        if kind is str and value != value.strip():
            raise Refused(f"{value!r} has spaces around it", r"Remove them; in a pattern write \s.")
        return read(value)

    return typed


def _filled(read: Read) -> Read:
    def filled(value: str) -> Any:
        if not value:
            raise Refused("the text is empty", "Leave the key out where there is nothing to say.")
        return read(value)

    return filled


def _fixed(value: Any, readers: Sequence[Read]) -> tuple[Any, ...]:
    if type(value) is not list or len(value) != len(readers):
        raise Refused(is_not(value, f"a list of {len(readers)}"))
    return tuple(gather(zip(range(len(value)), readers, value, strict=True)))


def _named(value: dict[str, Any], read: Read) -> dict[str, Any]:
    return dict(zip(value, gather((key, read, part) for key, part in value.items()), strict=True))


def _table_of(model: Any) -> Read:
    """The function that reads a table as a model."""
    fields = {field.name: field for field in fields_of(model, _toml_value)}
    keys = ", ".join(fields)

    def unknown(key: str) -> None:
        near = difflib.get_close_matches(key, fields, 1)
        raise Refused(f"there is an unknown key {key!r}", f"Perhaps {near[0]}?" if near else f"Keys: {keys}.")

    def missing(name: str) -> None:
        raise Refused(f"the key {name!r} is missing", f"Keys: {keys}.")

    def read(table: dict[str, Any]) -> Any:
        values = gather(
            [
                *((name, fields[name].read, value) for name, value in table.items() if name in fields),
                *((name, unknown, name) for name in table if name not in fields),
                *((name, missing, name) for name in fields if fields[name].required and name not in table),
            ]
        )
        given = dict(zip(filter(fields.__contains__, table), values, strict=True))
        return model(**{name: given.get(name, field.default) for name, field in fields.items()})

    return _typed(dict, read)


def document_of(text: str, model: type[Model], origin: str) -> tuple[Model | None, tuple[KnowledgeError, ...]]:
    """The content of a TOML file, or what is wrong with it."""
    if text.startswith("\ufeff"):
        remedy = "Save it as UTF-8 without one."
        return None, (
            KnowledgeError("the file begins with a byte order mark", where=f"{origin}, line 1", remedy=remedy),
        )
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (_no_toml(error, text, origin),)
    places = _Places(text)
    try:
        content: Model | None = _table_of(model)(written)
    except Refused as refused:
        mistakes = refused.mistakes
        content = None
    except KnowledgeError as error:
        return None, (error,)
    else:
        mistakes = [Mistake(fault.what, fault.remedy, fault.place) for fault in faults_of(model, content)]
    found = [(places.line(mistake.path, written), mistake) for mistake in mistakes]
    return content, tuple(
        KnowledgeError(mistake.what, where=f"{origin}, line {line}, key {_dotted(mistake.path)}", remedy=mistake.remedy)
        for line, mistake in sorted(found, key=lambda one: one[0])
    )


def _no_toml(error: tomllib.TOMLDecodeError, text: str, origin: str) -> KnowledgeError:
    what, _, place = str(error).rpartition(" (at ")
    line = re.match(r"line (\d+)", place)
    number = int(line[1]) if line else text.count("\n") + 1
    return KnowledgeError(f"is not valid TOML: {what or error}", where=f"{origin}, line {number}")


def _dotted(path: Path) -> str:
    return ".".join(part for part in path if isinstance(part, str))


class _Places:
    """The lines at which the tables and keys of a TOML file stand, since the standard library does not tell them."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._begins: dict[Path, int] = {}
        counted: dict[str, int] = {}
        table: Path = ()
        closing = ""
        for number, line in enumerate(self._lines, 1):
            if closing:
                closing = "" if closing in line else closing
                continue
            header, key = _HEADER.fullmatch(line), _KEY.match(line)
            if header:
                names = tuple(header[2].split("."))
                if header[1] == "[[":
                    counted[header[2]] = counted.get(header[2], -1) + 1
                table = (*names, counted[header[2]]) if header[2] in counted else names
                self._begins.setdefault(table, number)
            elif key:
                self._begins.setdefault((*table, key[1].strip("\"'")), number)
            closing = next((quotes for quotes in ('"""', "'''") if line.count(quotes) % 2), "")

    def line(self, path: Path, written: Any) -> int:
        """The line that a path leads to: of its key, or else of its table; of an item of a list, the item's own."""
        known = path
        while known and known not in self._begins:
            known = known[:-1]
        begin = self._begins.get(known, 1)
        if known == path:
            return begin
        value = written
        for part in path:
            if isinstance(value, dict) and part not in value:
                return begin
            value = value[part]
        while isinstance(value, list) and value:
            value = value[-1]
        if not isinstance(value, str):
            return begin
        forms = (f"'{value}'", '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"')
        end = min((line for line in self._begins.values() if line > begin), default=len(self._lines) + 1)
        lines = [number for number in range(begin, end) if any(form in self._lines[number - 1] for form in forms)]
        # Of an item that stands twice, the second is the mistake.
        return lines[-1] if lines else begin
