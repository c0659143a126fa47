"""What of an archive is parsed, given up, damaged, and still to be parsed."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence

from parsers.version import PARSER_VERSION
from parsing.limits import REASONS
from parsing.sources import Source, distinct_documents
from parsing.store import Kept, Store
from storage.archive import Archive
from storage.errors import StorageError
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.verdicts import Verdicts

MISSING = "The archive does not hold its bytes."
DAMAGED = "Its bytes in the archive are not those that were fetched."
UNKNOWN = "The file of the fetch log that says where it came from is damaged."
NOWHERE = "unknown:"
"""Address of a document that the log no longer knows."""


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """How far the documents of an archive are.

    Attributes:
        kept: Documents that are parsed, each with its keys.
        failed: Documents that cannot be parsed, each with the reason.
        waiting: Documents that are still to be parsed; of those with parts only the ones whose parts were tried alone.
        damage: What is damaged, and what to do about it.
        held: How many others are still to be parsed, when their parts are.
    """

    kept: Sequence[tuple[Source, Kept]]
    failed: Sequence[tuple[Source, str]]
    waiting: Sequence[Source]
    damage: Sequence[StorageError]
    held: int = 0


def standing(root: DataRoot, log: FetchLog, *, unread: bool = True) -> Standing:
    """How far the documents of an archive are.

    An object whose file has not changed since it was parsed is taken for what it was; all others are read and checked.

    Args:
        root: Data root.
        log: The fetch log, as far as it is to be read.
        unread: Whether to read and check what was never parsed, too. Who is going to parse it need not.
    """
    archive = Archive(root)
    log_damage = log.damaged()
    stamps, known = archive.stamps(), Store(root).keys()
    verdicts, verdict_damage = Verdicts(root).read(PARSER_VERSION, REASONS)
    sources = _with_good_parts(archive, distinct_documents(log.read()), verdicts)
    damage: list[StorageError] = [*log_damage, *verdict_damage]
    kept: list[tuple[Source, Kept]] = []
    failed: list[tuple[Source, str]] = []
    waiting: list[Source] = []
    held = 0
    for source in sources:
        parsed = known.get(source.key)
        stamp = stamps.get(source.document_id)
        if stamp is None or (stamp[1] != parsed.modified if parsed else unread):
            try:
                archive.get(source.document_id)
            except StorageError as error:
                damage.append(error)
                failed.append((source, DAMAGED if stamp else MISSING))
                continue
        if source.document_id in verdicts:
            of_file = dataclasses.replace(source, n_bytes=stamp[0] if stamp else source.n_bytes)
            failed.append((of_file, REASONS[verdicts[source.document_id]]))
        elif parsed is not None:
            kept.append((source, parsed))
        elif all(part.key in known for part in source.parts):
            waiting.append(source)
        else:
            held += 1
    if log_damage:
        failed.extend((source, UNKNOWN) for source in _unknown(sources, stamps))
    return Standing(kept, failed, waiting, damage, held)


def _with_good_parts(archive: Archive, sources: Sequence[Source], verdicts: Collection[str]) -> list[Source]:
    """Documents with those of their parts that can be read; the others are counted, and spoil only themselves."""
    told = []
    for source in sources:
        there = tuple(
            part for part in source.parts if part.document_id not in verdicts and archive.intact(part.document_id)
        )
        missing = len(source.parts) - len(there)
        told.append(dataclasses.replace(source, parts=there, missing_parts=missing) if missing else source)
    return told


def _unknown(sources: Sequence[Source], stamps: Mapping[str, tuple[int, int]]) -> Iterator[Source]:
    """Objects that the log does not know, where a part of it is lost."""
    for number, name in enumerate(sorted(stamps.keys() - {source.document_id for source in sources})):
        yield Source(
            document_id=name,
            url=NOWHERE,
            portal=NOWHERE,
            role="file",
            media_type=None,
            charset=None,
            link_text=None,
            place=None,
            order=len(sources) + number,
            n_bytes=stamps[name][0],
        )
