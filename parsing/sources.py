"""What there is to parse: the distinct documents of the archive, each with where it first came from."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Mapping, Sequence

from knowledge import numbering
from parsers.body.parts import PART
from parsers.model import Document, Parsed, ReportContent
from storage.schema import Fetch

_ROLES = ("report", "part", "attachment", "file", "listing", "page", "robots")
"""Roles by weight: bytes that were once fetched as a report are judged as one."""
_KNOWN = ("url", "media_type", "charset", "role", "link_text", "place")


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """An archived document and its first fetch.

    Attributes:
        document_id: SHA-256 of its bytes.
        url: Address that it was first fetched from.
        portal: Portal that it was first fetched for.
        role: What it was fetched as.
        media_type: Media type that the server declared.
        charset: Character set that the server declared.
        link_text: Words of the link that led to it.
        place: Place that the registry or a manifest gives.
        order: Its place in the sequence of first fetches.
        n_bytes: Its length, by the log.
        part_of: Document that it is a part of.
        parts: Documents that are parts of it, in order.
        missing_parts: How many of its parts cannot be had.
    """

    document_id: str
    url: str
    portal: str
    role: str
    media_type: str | None
    charset: str | None
    link_text: str | None
    place: str | None
    order: int
    n_bytes: int = 0
    part_of: str | None = None
    parts: tuple[Source, ...] = ()
    missing_parts: int = 0

    def document(self, content: bytes, parts: Sequence[bytes] = ()) -> Document:
        """The document with its bytes and those of its parts, as the parsers take it."""
        return Document(
            content=content,
            url=self.url,
            media_type=self.media_type,
            charset=self.charset,
            role=self.role,
            link_text=self.link_text,
            place=self.place,
            parts=tuple(part.document(some) for part, some in zip(self.parts, parts, strict=False)),
            missing_parts=self.missing_parts,
        )

    @property
    def key(self) -> str:
        """A hash of all that decides what is read: the bytes, what is known of them, and the same of the parts."""
        facts: list[str | list[str]] = [self.document_id, str(self.missing_parts), [part.key for part in self.parts]]
        facts.extend(str(getattr(self, name) or "") for name in _KNOWN)
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


@dataclasses.dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document and what the parsers read from it."""

    source: Source
    n_bytes: int
    parsed: Parsed

    @property
    def report(self) -> ReportContent:
        """The report of a document that is one."""
        if self.parsed.report is None:
            raise ValueError(f"{self.source.document_id} is not a report")
        return self.parsed.report


def distinct_documents(log: Sequence[Fetch]) -> list[Source]:
    """The documents that the fetch log knows, in the order of their first fetch.

    Only first fetches count, so a crawl that finds nothing new changes nothing.
    """
    first: dict[str, Fetch] = {}
    for fetch in log:
        if fetch.document_id is None:
            continue
        known = first.get(fetch.document_id)
        if known is None or _ROLES.index(fetch.role) < _ROLES.index(known.role):
            first[fetch.document_id] = fetch
    sources = [
        Source(
            document_id=document_id,
            url=fetch.url,
            portal=fetch.portal,
            role=fetch.role,
            media_type=fetch.media_type,
            charset=fetch.charset,
            link_text=fetch.link_text,
            place=fetch.place,
            order=order,
            n_bytes=fetch.bytes or 0,
        )
        for order, (document_id, fetch) in enumerate(first.items())
    ]
    wholes = {source.url: source.document_id for source in reversed(sources) if source.role != PART}
    return _joined(
        sources, {name: wholes.get(fetch.referrer or "") for name, fetch in first.items() if fetch.role == PART}
    )


def _joined(sources: Sequence[Source], wholes: Mapping[str, str | None]) -> list[Source]:
    """Documents with their parts; a part whose document nobody has fetched is a file like any other.

    Chapters follow each other by the numbers that the words of their links begin with, pages by those in their
    addresses: page 10 stands behind page 2, whichever came first.
    """
    parts: dict[str, list[Source]] = {}
    told: list[Source] = []
    for source in sources:
        whole = wholes.get(source.document_id)
        if whole is not None:
            part = dataclasses.replace(source, part_of=whole)
            parts.setdefault(whole, []).append(part)
            told.append(part)
        else:
            told.append(dataclasses.replace(source, role="file") if source.role == PART else source)
    return [
        dataclasses.replace(source, parts=tuple(sorted(parts[source.document_id], key=_place)))
        if source.document_id in parts
        else source
        for source in told
    ]


def _place(source: Source) -> tuple[int, list[tuple[int, str]], str]:
    words = re.split(r"(\d+)", source.url)
    address = [(int(word), "") if word.isdecimal() else (-1, word) for word in words]
    return numbering.ordinal(source.link_text or "") or 0, address, source.document_id
