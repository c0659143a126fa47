"""Some documents of the archive through the cage into the store."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Mapping, Sequence

import msgspec

from parsers.version import PARSER_VERSION
from parsing import codec
from parsing.cage import Cage, Exceeded
from parsing.sources import Source
from parsing.store import FOLDER, Kept, Store
from storage.archive import Archive
from storage.errors import StorageError
from storage.root import DataRoot
from storage.verdicts import Verdict, Verdicts

_BATCHES = f"{FOLDER}/batches"
_MOST_UNWRITTEN = 250
"""Documents after which what was read is written."""
_SECONDS_UNWRITTEN = 10.0
"""Time after which it is, too: what a run has read when it is interrupted is not read again."""


@dataclasses.dataclass(frozen=True, slots=True)
class Counts:
    """What became of a batch.

    Attributes:
        parsed: Documents that were read, whatever they are.
        given_up: Documents that got a verdict.
        damaged: Documents whose bytes are damaged or missing.
    """

    parsed: int = 0
    given_up: int = 0
    damaged: int = 0

    @property
    def total(self) -> int:
        return self.parsed + self.given_up + self.damaged

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.parsed + other.parsed, self.given_up + other.given_up, self.damaged + other.damaged)


def cut(sources: Sequence[Source], number: int) -> list[list[Source]]:
    """Divides documents into batches of about the same size, none of them empty.

    Neighbours by their hash stay together, since they go into the same folder of the store. Which documents are read
    together changes nothing of what is read.

    Args:
        sources: The documents.
        number: How many batches are wanted.
    """
    ordered = sorted(sources, key=lambda source: source.document_id)
    number = min(number, len(ordered))
    return [ordered[len(ordered) * n // number : len(ordered) * (n + 1) // number] for n in range(number)]


def keep_batch(root: DataRoot, sources: Sequence[Source]) -> str:
    """Keeps a list of documents for other processes of the same work; returns a key for `kept_batch`.

    It lies beside what was parsed, and is removed with what is left there of earlier parsers.

    Raises:
        StorageError: It cannot be written.
    """
    content = msgspec.json.encode(sources)
    key = hashlib.sha256(content).hexdigest()[:16]
    root.write_once(f"{_BATCHES}/{key}.json", content)
    return key


def kept_batch(root: DataRoot, key: str) -> list[Source]:
    """The documents that `keep_batch` was given.

    Raises:
        StorageError: Another build has removed the list.
    """
    return msgspec.json.decode(_kept_file(root, f"{key}.json"), type=list[Source])


def keep_counts(root: DataRoot, key: str, counts: Counts) -> None:
    """Keeps what became of a batch, for who has no other way to be told.

    Raises:
        StorageError: It cannot be written.
    """
    root.replace(f"{_BATCHES}/{key}-counts.json", msgspec.json.encode(counts))


def kept_counts(root: DataRoot, key: str) -> Counts:
    """What `keep_counts` was given.

    Raises:
        StorageError: Another build has removed it.
    """
    return msgspec.json.decode(_kept_file(root, f"{key}-counts.json"), type=Counts)


def _kept_file(root: DataRoot, name: str) -> bytes:
    content = root.read_if_there(f"{_BATCHES}/{name}")
    if content is None:
        raise StorageError(
            "another build of this data root has ended meanwhile",
            where=root.location,
            remedy="Run `nianbao build` again.",
        )
    return content


def by_digit(sources: Sequence[Source]) -> Mapping[str, list[Source]]:
    """Documents by the first digit of their hash, which is the folder of the store that they go into."""
    batches: dict[str, list[Source]] = {}
    for source in sorted(sources, key=lambda source: source.document_id):
        batches.setdefault(source.document_id[0], []).append(source)
    return batches


def parse_batch(root: DataRoot, cage: Cage, sources: Sequence[Source]) -> Counts:
    """Parses documents, each within its limits, and keeps what they say.

    Args:
        root: Data root.
        cage: Where they are parsed.
        sources: The documents.

    Raises:
        StorageError: The store cannot be written.
        CannotStart: The program that parses does not start.
    """
    store, counts = Store(root), Counts()
    for digit in by_digit(sources).values():
        unwritten: list[Kept] = []
        written = time.monotonic()
        for source in digit:
            kept, count = _parsed(root, cage, source)
            counts += count
            unwritten.extend(kept)
            if len(unwritten) >= _MOST_UNWRITTEN or time.monotonic() - written > _SECONDS_UNWRITTEN:
                store.add(unwritten)
                unwritten, written = [], time.monotonic()
        store.add(unwritten)
    return counts


def _parsed(root: DataRoot, cage: Cage, source: Source) -> tuple[list[Kept], Counts]:
    """What is to be kept of a document, if it can be read, and what became of it."""
    archive = Archive(root)
    modified = archive.modified(source.document_id)
    try:
        content = archive.get(source.document_id)
        parts = [archive.get(part.document_id) for part in source.parts]
    except StorageError:
        return [], Counts(damaged=1)
    try:
        answer = codec.answer(cage.ask(codec.request(source.document(content, parts))))
    except Exceeded as end:
        Verdicts(root).add(Verdict(source.document_id, PARSER_VERSION, end.kind))
        return [], Counts(given_up=1)
    kept = Kept(key=source.key, document_id=source.document_id, n_bytes=len(content), modified=modified, answer=answer)
    return [kept], Counts(parsed=1)
