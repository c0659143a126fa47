"""What has its name lies on the disk: files are synced before they are renamed, folders after."""

from __future__ import annotations

import os
import pathlib

import pytest

from storage import dataset
from storage.archive import object_path
from storage.batch import Batch, open_batch
from storage.root import LocalRoot
from tests.storage.rows import document, snapshot

Event = tuple[str, int]
"""What was done, and to which inode; a file keeps its inode when it is renamed."""
ALL = -1
"""Stands for the inodes of all files, which the system can sync at once."""
BODIES = [f"body {number}".encode() for number in range(5)]


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Everything that is synced or renamed, in order."""
    found: list[Event] = []
    sync, fsync, rename, replace = os.sync, os.fsync, os.rename, os.replace

    def synced(descriptor: int) -> None:
        found.append(("sync", os.fstat(descriptor).st_ino))
        fsync(descriptor)

    def renamed(source: str, target: str) -> None:
        found.append(("rename", os.lstat(source).st_ino))
        rename(source, target)

    def replaced(source: str, target: str) -> None:
        found.append(("rename", os.lstat(source).st_ino))
        replace(source, target)

    def synced_all() -> None:
        found.append(("sync", ALL))
        sync()

    monkeypatch.setattr(os, "sync", synced_all)
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "rename", renamed)
    monkeypatch.setattr(os, "replace", replaced)
    return found


def inode(path: pathlib.Path) -> int:
    return path.lstat().st_ino


def below(folder: pathlib.Path) -> list[pathlib.Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_folder_gets_its_name_when_all_its_files_are_on_the_disk(root: LocalRoot, events: list[Event]) -> None:
    with root.new_folder("dataset/0123") as write:
        for number in range(3):
            write(f"documents/part-{number}.parquet", b"rows")
        assert not root.exists("dataset/0123")
    moved = root.folder / "dataset" / "0123"
    named = events.index(("rename", inode(moved)))
    files = below(moved)
    assert len(files) == 3
    assert {("sync", inode(path)) for path in (*files, moved / "documents", moved)} <= set(events[:named])
    assert ("sync", inode(moved.parent)) in events[named:]


def test_a_snapshot_is_on_the_disk_before_readers_are_led_to_it(root: LocalRoot, events: list[Event]) -> None:
    published = dataset.publish(root, snapshot(documents=[document()]))
    folder = root.folder / "dataset"
    named = events.index(("rename", inode(folder / published.snapshot_id)))
    led = events.index(("rename", inode(folder / "current")))
    files = below(folder / published.snapshot_id)
    assert {"datapackage.json", "part-0.parquet"} <= {path.name for path in files}
    assert {("sync", inode(path)) for path in files} <= set(events[:named])
    assert ("sync", inode(folder)) in events[named:led], "the snapshot's name, before anything points to it"
    assert ("sync", inode(folder)) in events[led:]


@pytest.mark.parametrize("method", ["write_once", "replace"])
def test_an_object_is_on_the_disk_before_it_has_its_name(root: LocalRoot, events: list[Event], method: str) -> None:
    getattr(root, method)("archive/a", b"report")
    path = root.folder / "archive" / "a"
    assert path.read_bytes() == b"report"
    named = events.index(("rename", inode(path)))
    assert ("sync", inode(path)) in events[:named]
    assert ("sync", inode(path.parent)) in events[named:]


def test_bodies_are_on_the_disk_before_they_have_their_names_and_the_names_before_the_batch_is_settled(
    root: LocalRoot, events: list[Event]
) -> None:
    """The log names them next."""
    batch = open_batch(root)
    names = [batch.add(body) for body in BODIES]
    batch.settle()
    bodies = [("rename", inode(root.folder / object_path(name))) for name in names]
    assert events == [("sync", ALL), *bodies, ("sync", ALL)]


def test_bodies_are_synced_one_by_one_where_the_system_cannot_sync_all(
    root: LocalRoot, events: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sync")
    batch = open_batch(root)
    inodes = [inode(root.folder / object_path(name)) for name in _settled(batch)]
    assert events[: 2 * len(inodes)] == [*(("sync", one) for one in inodes), *(("rename", one) for one in inodes)]


def _settled(batch: Batch) -> list[str]:
    names = [batch.add(body) for body in BODIES]
    batch.settle()
    return names
