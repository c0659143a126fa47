"""What has its name lies on the disk: files are synced before they are renamed, folders after."""

from __future__ import annotations

import os
import pathlib

import pytest

from storage import dataset
from storage.root import LocalRoot
from tests.storage.rows import document, snapshot

Event = tuple[str, int]
"""What was done, and to which inode; a file keeps its inode when it is renamed."""


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Everything that is synced or renamed, in order."""
    found: list[Event] = []
    fsync, rename, replace = os.fsync, os.rename, os.replace

    def synced(descriptor: int) -> None:
        found.append(("sync", os.fstat(descriptor).st_ino))
        fsync(descriptor)

    def renamed(source: str, target: str) -> None:
        found.append(("rename", os.lstat(source).st_ino))
        rename(source, target)

    def replaced(source: str, target: str) -> None:
        found.append(("rename", os.lstat(source).st_ino))
        replace(source, target)

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
