"""Whether everything under a data root is what was once written."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from parsers.version import PARSER_VERSION
from parsing import store
from parsing.limits import REASONS
from storage import dataset, integrity
from storage.archive import Archive
from storage.errors import DamagedData, StorageError
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.verdicts import Verdicts


@dataclasses.dataclass(frozen=True, slots=True)
class Verified:
    """A part of a data root that was checked.

    Attributes:
        name: What it is.
        damage: What is wrong with it, and what to do.
    """

    name: str
    damage: Sequence[StorageError]


def verify(root: DataRoot) -> Iterator[Verified]:
    """Reads everything under a data root and checks it against its hashes, one part after the other."""
    parts: dict[str, Callable[[], Iterator[StorageError]]] = {
        "archive": lambda: _archive(root),
        "fetch log": lambda: iter(FetchLog(root).damaged()),
        "verdicts": lambda: iter(Verdicts(root).read(PARSER_VERSION, REASONS)[1]),
        "store of what was parsed": lambda: store.damaged(root),
        "snapshots": lambda: _snapshots(root),
    }
    for name, errors in parts.items():
        yield Verified(name, list(errors()))


def _archive(root: DataRoot) -> Iterator[StorageError]:
    yield from integrity.damage_of_archive(root)
    names = FetchLog(root).table(["document_id"])["document_id"].unique().drop_null().to_pylist()
    held = Archive(root).stamps()
    yield from (integrity.missing_object(root, name) for name in sorted(names) if name not in held)


def _snapshots(root: DataRoot) -> Iterator[StorageError]:
    current = root.pointed(dataset.CURRENT)
    names = root.folders(dataset.FOLDER)
    if current is not None and current not in names:
        yield DamagedData(
            "the current snapshot is missing",
            where=f"{root.location}/{dataset.FOLDER}/{current}",
            remedy="Run `nianbao build`.",
        )
    for name in names:
        # What was never written to its end was never published.
        if dataset.is_snapshot(name) and (name == current or dataset.is_complete(root, name)):
            yield from integrity.damage_of_snapshot(root, f"{dataset.FOLDER}/{name}")
