"""What there is to parse: the distinct documents of the archive, each with where it first came from."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

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
        )
        for order, (document_id, fetch) in enumerate(first.items())
    ]
