"""What was parsed as bytes, and back: strict, compact, and the same for the same content.

A row class becomes a JSON list of its fields in their order, without their names; the whole is compressed. The types of
the classes decide what may stand where: a value of another type is an error when it is written, not when it is read.
`LAYOUT` names these types, so that what another release has written is never read as this one's.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
import struct
import types
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pyarrow as pa

from knowledge import divisions
from parsers.checks.years import figures_key
from parsers.model import Document, Parsed
from storage.errors import DamagedData

Encoder = Callable[[Any], Any]
_LENGTH = struct.Struct(">Q")
_COMPRESSION = "zstd"
_COMPRESSION_LEVEL = 6
"""A seventh smaller than at the default, for a millisecond a report."""
_LEAVES = (str, int, bool, type(None))
_NESTED = ("content", "parts")
_MOST_BYTES = 1 << 31
"""What a payload may be at most before it was compressed."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a document says, as it is kept: a few keys that questions across places need, and the rest in one piece.

    The keys of all documents are in memory at once while a snapshot is put together, so they are small.

    Attributes:
        outcome: `Parsed.outcome`.
        report_id: Report that it is, where it is one.
        report_year: Year of that report.
        place: Id of the place that reports.
        fingerprint: `Parsed.fingerprint`, as `packed` makes it.
        own_numbers: `Parsed.own_numbers`, as `joined` makes it.
        figures: What the figures of the report are compared by with those of other places.
        payload: All the rest.
    """

    outcome: str
    report_id: str | None
    report_year: int | None
    place: str | None
    fingerprint: bytes
    own_numbers: str
    figures: str | None
    payload: bytes


def request(document: Document) -> bytes:
    """A document as a message, with its parts."""
    whole = (document, *document.parts)
    known = [
        {field.name: getattr(each, field.name) for field in dataclasses.fields(each) if field.name not in _NESTED}
        | {"length": len(each.content)}
        for each in whole
    ]
    return _message({"documents": known}, b"".join(each.content for each in whole))


def document(message: bytes) -> Document:
    """The document of a message."""
    known, content = _parted(message)
    documents: list[Document] = []
    for each in known["documents"]:
        length = each.pop("length")
        documents.append(Document(content=content[:length], **each))
        content = content[length:]
    return dataclasses.replace(documents[0], parts=tuple(documents[1:]))


def encode(parsed: Parsed) -> bytes:
    """What was parsed as a message."""
    identity = parsed.report.identity if parsed.report else None
    rest = dataclasses.replace(parsed, fingerprint=(), own_numbers=frozenset())
    keys = {
        "outcome": parsed.outcome,
        "report_id": identity.report_id if identity else None,
        "report_year": identity.report_year if identity else None,
        "place": divisions.place_id(identity.adcode, identity.report_year) if identity else None,
        "fingerprint": parsed.fingerprint,
        "own_numbers": joined(parsed.own_numbers),
        "figures": figures_key(parsed.report) if parsed.report else None,
    }
    return _message(keys, pack(rest))


def answer(message: bytes) -> Answer:
    """What a message says was parsed."""
    keys, payload = _parted(message)
    keys["fingerprint"] = packed(keys["fingerprint"])
    return Answer(payload=payload, **keys)


def decode(kept: Answer) -> Parsed:
    """What was parsed.

    Raises:
        DamagedData: The payload is not what `encode` has made.
    """
    rest: Parsed = unpack(Parsed, kept.payload)
    return dataclasses.replace(rest, fingerprint=unpacked(kept.fingerprint), own_numbers=separated(kept.own_numbers))


def packed(hashes: Sequence[int]) -> bytes:
    """Hashes of 64 bits in a fifth of the memory that a tuple of them takes."""
    return struct.pack(f"<{len(hashes)}Q", *hashes)


def unpacked(content: bytes) -> tuple[int, ...]:
    """The hashes that `packed` was given."""
    return struct.unpack(f"<{len(content) // 8}Q", content)


def joined(numbers: Collection[str]) -> str:
    """Numbers with their words, sorted, one to a line: an eighth of the memory that a set of them takes."""
    return "\n".join(sorted(numbers))


def separated(text: str) -> frozenset[str]:
    """The numbers that `joined` was given."""
    return frozenset(text.split("\n")) if text else frozenset()


def pack(value: Any) -> bytes:
    """A row object as compressed bytes.

    Raises:
        TypeError: It holds a value that its type does not permit.
    """
    kind: Any = type(value)
    plain = _encoder(kind)(value)
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    return _LENGTH.pack(len(text)) + bytes(pa.Codec(_COMPRESSION, _COMPRESSION_LEVEL).compress(text, asbytes=True))


def unpack(kind: type, content: bytes) -> Any:
    """The row object of compressed bytes.

    Raises:
        DamagedData: They are not what `pack` has made of an object of this type.
    """
    try:
        (length,) = _LENGTH.unpack_from(content)
        text = pa.decompress(
            content[_LENGTH.size :], decompressed_size=min(length, _MOST_BYTES), codec=_COMPRESSION, asbytes=True
        )
        return _decoder(kind)(json.loads(text.decode("utf-8", "surrogatepass")))
    except (struct.error, pa.ArrowException, OSError, ValueError, TypeError) as error:
        raise DamagedData(f"what was parsed cannot be read back: {error}") from error


@functools.cache
def _encoder(annotation: Any) -> Encoder:
    """What makes plain data of a value of a type."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (types.UnionType, typing.Union):
        return _one_of(arguments)
    if origin is tuple:
        items = [_encoder(argument) for argument in arguments if argument is not Ellipsis]
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return _sequence(tuple, items[0])
        return _fixed(items)
    if origin is frozenset:
        return _set(_encoder(arguments[0]))
    if dataclasses.is_dataclass(annotation) and isinstance(annotation, type):
        hints = typing.get_type_hints(annotation)
        names = [field.name for field in dataclasses.fields(annotation)]
        fields = [(name, _encoder(hints[name])) for name in names]
        return _row(annotation, fields)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping
    if annotation is dt.date:
        return lambda value: _checked(value, (dt.date,)).isoformat()
    if annotation is float:
        return lambda value: _checked(value, (float, int))
    if annotation in _LEAVES:
        return lambda value: _checked(value, (annotation,))
    raise TypeError(f"{annotation} has no encoding")


def _checked(value: Any, kinds: tuple[type, ...]) -> Any:
    if type(value) not in kinds:
        raise TypeError(f"{value!r} is not of the type {' or '.join(kind.__name__ for kind in kinds)}")
    return value


def _row(kind: type, fields: list[tuple[str, Encoder]]) -> Encoder:
    return lambda value: [encode_field(getattr(_checked(value, (kind,)), name)) for name, encode_field in fields]


def _sequence(kind: type, item: Encoder) -> Encoder:
    return lambda value: [item(entry) for entry in _checked(value, (kind,))]


def _fixed(items: list[Encoder]) -> Encoder:
    return lambda value: [
        encode_item(entry) for encode_item, entry in zip(items, _checked(value, (tuple,)), strict=True)
    ]


def _set(item: Encoder) -> Encoder:
    return lambda value: sorted(item(entry) for entry in _checked(value, (frozenset,)))


def _mapping(value: Any) -> list[list[str]]:
    return [[_checked(name, (str,)), _checked(word, (str,))] for name, word in value.items()]


def _one_of(kinds: tuple[Any, ...]) -> Encoder:
    """A value that may be missing, or be a row of one of several classes, whose number then precedes it."""
    present = [kind for kind in kinds if kind is not types.NoneType]
    encoders = [_encoder(kind) for kind in present]
    if len(present) == 1:
        return lambda value: None if value is None else encoders[0](value)
    numbers = {kind: number for number, kind in enumerate(present)}
    return lambda value: [numbers[type(value)], encoders[numbers[type(value)]](value)]


@functools.cache
def _decoder(annotation: Any) -> Encoder:
    """What makes a value of a type of plain data."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (types.UnionType, typing.Union):
        return _one_of_back(arguments)
    if origin is tuple:
        items = [_decoder(argument) for argument in arguments if argument is not Ellipsis]
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return lambda plain: tuple(map(items[0], _checked(plain, (list,))))
        return lambda plain: tuple(item(entry) for item, entry in zip(items, _checked(plain, (list,)), strict=True))
    if origin is frozenset:
        member = _decoder(arguments[0])
        return lambda plain: frozenset(map(member, _checked(plain, (list,))))
    if dataclasses.is_dataclass(annotation) and isinstance(annotation, type):
        return _row_back(annotation)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return lambda plain: {_checked(name, (str,)): _checked(word, (str,)) for name, word in plain}
    if annotation is dt.date:
        return lambda plain: dt.date.fromisoformat(_checked(plain, (str,)))
    return _encoder(annotation)


def _row_back(kind: type) -> Encoder:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    decoders = [_decoder(hints[name]) for name in names]

    def read(plain: Any) -> Any:
        values = zip(names, decoders, _checked(plain, (list,)), strict=True)
        return kind(**{name: decode_field(value) for name, decode_field, value in values})

    return read


def _one_of_back(kinds: tuple[Any, ...]) -> Encoder:
    present = [_decoder(kind) for kind in kinds if kind is not types.NoneType]
    if len(present) == 1:
        return lambda plain: None if plain is None else present[0](plain)
    return lambda plain: present[_checked(plain[0], (int,))](plain[1])


def _shape(annotation: Any, seen: set[type]) -> str:
    """The types of a row class in words, with those of all classes within it."""
    if dataclasses.is_dataclass(annotation) and isinstance(annotation, type):
        if annotation in seen:
            return annotation.__name__
        seen.add(annotation)
        hints = typing.get_type_hints(annotation)
        fields = ",".join(f"{f.name}:{_shape(hints[f.name], seen)}" for f in dataclasses.fields(annotation))
        return f"{annotation.__name__}({fields})"
    arguments = typing.get_args(annotation)
    if arguments:
        return f"{typing.get_origin(annotation)}[{','.join(_shape(argument, seen) for argument in arguments)}]"
    return str(annotation)


def _message(known: Mapping[str, Any], content: bytes) -> bytes:
    header = json.dumps(known, ensure_ascii=True, separators=(",", ":")).encode()
    return _LENGTH.pack(len(header)) + header + content


def _parted(message: bytes) -> tuple[dict[str, Any], bytes]:
    (length,) = _LENGTH.unpack_from(message)
    start = _LENGTH.size
    return json.loads(message[start : start + length]), message[start + length :]


LAYOUT = hashlib.sha256(f"{_shape(Parsed, set())} {_shape(Answer, set())}".encode()).hexdigest()[:8]
"""A hash of the types of what is kept."""
