"""What was parsed as bytes, and back: strict, compact, and the same for the same content.

A row class becomes a JSON list of its fields in their order, without their names; the whole is compressed. The types of
the classes decide what may stand where: a value of another type is an error when it is written, not when it is read.
`LAYOUT` names these types, so that what another release has written is never read as this one's.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import struct
import types
import typing
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from knowledge import divisions
from parsers.checks.years import figures_key
from parsers.model import Document, Parsed
from storage.errors import DamagedData

_LENGTH = struct.Struct(">Q")
_CODEC = pa.Codec("zstd", 5)
"""A twentieth smaller than at level 3, for a sixth of a millisecond a report."""
_ENCODER = msgspec.json.Encoder(order="deterministic")
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
    try:
        plain = msgspec.convert(value, _positional(kind), from_attributes=True)
    except msgspec.ValidationError as error:
        raise TypeError(f"{kind.__name__}: {error}") from error
    try:
        text = _ENCODER.encode(plain)
    except UnicodeEncodeError:
        # Halves of characters, which UTF-8 has no bytes for.
        text = json.dumps(msgspec.to_builtins(plain, order="deterministic"), separators=(",", ":")).encode()
    return _LENGTH.pack(len(text)) + bytes(_CODEC.compress(text, asbytes=True))


def unpack(kind: type, content: bytes) -> Any:
    """The row object of compressed bytes.

    Raises:
        DamagedData: They are not what `pack` has made of an object of this type.
    """
    try:
        (length,) = _LENGTH.unpack_from(content)
        text = _CODEC.decompress(content[_LENGTH.size :], decompressed_size=min(length, _MOST_BYTES), asbytes=True)
        return msgspec.convert(_plain(kind, text), kind, from_attributes=True)
    except (struct.error, pa.ArrowException, OSError, ValueError, TypeError) as error:
        raise DamagedData(f"what was parsed cannot be read back: {error}") from error


def _plain(kind: type, text: bytes) -> Any:
    try:
        return _decoder(kind).decode(text)
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(text), _positional(kind))


@functools.cache
def _decoder(kind: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_positional(kind))


@functools.cache
def _positional(annotation: Any) -> Any:
    """A type whose row classes are written as lists of their fields, in their order and without their names."""
    if dataclasses.is_dataclass(annotation) and isinstance(annotation, type):
        hints = typing.get_type_hints(annotation)
        fields = [(field.name, _positional(hints[field.name])) for field in dataclasses.fields(annotation)]
        return msgspec.defstruct(annotation.__name__, fields, array_like=True, forbid_unknown_fields=True, gc=False)
    arguments = tuple(
        argument if argument is Ellipsis else _positional(argument) for argument in typing.get_args(annotation)
    )
    if not arguments:
        return annotation
    origin = typing.get_origin(annotation)
    return typing.Union[arguments] if origin is types.UnionType else origin[arguments]  # noqa: UP007  (made of types)


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
