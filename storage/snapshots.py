"""The snapshots of a data root: which there are, which must stay, which one readers use, and which may go."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from storage import dataset, lease
from storage.dataset import CURRENT, FOLDER
from storage.errors import StorageError
from storage.root import DataRoot

PINS = "pins"
KEPT = 3
"""Snapshots that are kept by themselves: the latest, so that two builds that went wrong can be taken back."""
_EPOCH = dt.datetime.fromtimestamp(0, dt.UTC)


@dataclasses.dataclass(frozen=True, slots=True)
class StoredSnapshot:
    """A snapshot that is whole.

    Attributes:
        snapshot_id: Its id.
        written: When it was written, in UTC.
        n_bytes: Length of its files.
        is_current: Whether readers use it.
        pin: Why it must stay; empty where it is not pinned.
    """

    snapshot_id: str
    written: dt.datetime
    n_bytes: int
    is_current: bool
    pin: str


def listed(root: DataRoot) -> list[StoredSnapshot]:
    """All snapshots that are whole, the latest first."""
    current = root.pointed(CURRENT)
    found = []
    for name in root.folders(FOLDER):
        if not (dataset.is_snapshot(name) and dataset.is_readable(root, name)):
            continue
        stamps = root.stamps(f"{FOLDER}/{name}").values()
        latest = max((changed for _, changed in stamps), default=0)
        pin = root.read_if_there(_pin(name))
        found.append(
            StoredSnapshot(
                snapshot_id=name,
                written=_EPOCH + dt.timedelta(microseconds=latest // 1000),
                n_bytes=sum(length for length, _ in stamps),
                is_current=name == current,
                pin=pin.decode() if pin else "",
            )
        )
    return sorted(found, key=lambda one: (one.written, one.snapshot_id), reverse=True)


def pin(root: DataRoot, snapshot_id: str, why: str) -> None:
    """Notes that a snapshot must stay, because somebody cites it.

    Raises:
        StorageError: There is no such snapshot, or no reason is given.
    """
    if not why.strip():
        raise StorageError("a pin needs a reason", where=root.location, remedy="Say who cites the snapshot.")
    root.replace(_pin(dataset.opened(root, snapshot_id).snapshot_id), why.encode())


def unpin(root: DataRoot, snapshot_id: str) -> None:
    """Takes a pin back."""
    root.remove_file(_pin(dataset.opened(root, snapshot_id).snapshot_id))


def make_current(root: DataRoot, snapshot_id: str) -> str:
    """Lets readers use another snapshot from now on, until the next build that brings something new.

    Returns:
        Id of the snapshot.

    Raises:
        Occupied: A build is at work.
        StorageError: There is no such snapshot.
    """
    with lease.lease(root, [lease.BUILD], "a change of the current snapshot"):
        wanted = dataset.opened(root, snapshot_id).snapshot_id
        root.point(CURRENT, wanted, root.pointed(CURRENT))
    return wanted


def prune(root: DataRoot, keep: int = KEPT, *, dry_run: bool = False) -> Sequence[StoredSnapshot]:
    """Removes the snapshots that are neither current nor pinned nor among the latest.

    Args:
        root: Data root.
        keep: How many of the latest stay.
        dry_run: Whether only to say which ones would go.

    Returns:
        Those that are removed.

    Raises:
        Occupied: A build is at work.
    """
    with lease.lease(root, [lease.BUILD], "a removal of snapshots"):
        going = [one for one in listed(root)[keep:] if not one.is_current and not one.pin]
        for one in () if dry_run else going:
            root.remove_folder(f"{FOLDER}/{one.snapshot_id}")
    return going


def _pin(snapshot_id: str) -> str:
    return f"{PINS}/{snapshot_id}.txt"
