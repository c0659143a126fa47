"""Parsed documents for the assembly, from the store: their keys at once, the documents themselves some at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assembly.copies import Sketch
from assembly.reports import Key, Rows, assemble_by_place, key_of, some_places
from parsers.model import Parsed
from parsing import codec
from parsing.sources import ParsedDocument, Source
from parsing.standing import Standing
from parsing.store import Kept, Store
from storage.errors import DamagedData


def assemble_kept(standing: Standing, store: Store) -> Iterator[Rows]:
    """Makes the rows of a snapshot of documents in the store.

    Args:
        standing: How far all documents are; none may wait to be parsed.
        store: The store that they are in.

    Raises:
        DamagedData: The store has lost a document since `standing` was taken.
    """
    failed = {source.document_id: _failed(source, reason) for source, reason in standing.failed}
    keys = [
        *(_key(source, kept) for source, kept in standing.kept),
        *(key_of(document) for document in failed.values()),
    ]

    groups = {key.source.key: number for number, group in enumerate(some_places(keys)) for key in group}
    with store.scattered(groups) as read:

        def load(some: Sequence[Key]) -> list[ParsedDocument]:
            kept = read(groups[some[0].source.key])
            return [
                failed.get(key.source.document_id) or _document(key.source, kept.get(key.source.key)) for key in some
            ]

        yield from assemble_by_place(keys, load)


def _key(source: Source, kept: Kept) -> Key:
    answer = kept.answer
    return Key(
        source=source,
        outcome=answer.outcome,
        report_id=answer.report_id,
        report_year=answer.report_year,
        place=answer.place,
        sketch=Sketch(answer.fingerprint, answer.own_numbers),
        figures=answer.figures,
    )


def _document(source: Source, kept: Kept | None) -> ParsedDocument:
    if kept is None:
        raise DamagedData(
            "the store has lost what was read from this document",
            where=source.document_id,
            remedy="Run `nianbao build` again: it parses the document again.",
        )
    return ParsedDocument(source, kept.n_bytes, codec.decode(kept.answer))


def _failed(source: Source, reason: str) -> ParsedDocument:
    return ParsedDocument(source, source.n_bytes, Parsed(outcome="failed", reason=reason))
