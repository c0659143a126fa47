"""What there is to parse: the distinct documents of the archive, each with where it first came from."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence

from parsers.model import Document, Parsed, ReportContent
from storage.schema import Fetch

_ROLES = ("report", "attachment", "file", "listing", "page", "robots")
"""Roles by weight: bytes that were once fetched as a report are judged as one."""


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

    def document(self, content: bytes) -> Document:
        """The document with its bytes, as the parsers take it."""
        return Document(
            content=content,
            url=self.url,
            media_type=self.media_type,
            charset=self.charset,
            role=self.role,
            link_text=self.link_text,
            place=self.place,
        )

    @property
    def key(self) -> str:
        """A hash of all that decides what is read: the bytes, and what is known of them."""
        known = dataclasses.replace(self.document(b""), content=self.document_id.encode())
        facts = [str(getattr(known, field.name) or "") for field in dataclasses.fields(known)]
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
    return [
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
