from __future__ import annotations

import multiprocessing
import os
import pathlib
import signal
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.archive import Archive, object_path
from storage.batch import open_batch
from storage.errors import DamagedData, StorageError
from storage.root import DataRoot, LocalRoot


def test_bytes_come_back_as_they_were_sent(root: DataRoot) -> None:
    archive = Archive(root)
    content = "年报\r\n".encode("gb18030") + b"\x00\xff"
    assert archive.get(archive.put(content)) == content


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(contents=st.lists(st.binary(max_size=200), max_size=10))
def test_each_distinct_string_is_kept_once(root: DataRoot, contents: list[bytes]) -> None:
    archive = Archive(root)
    ids = [archive.put(content) for content in contents]
    assert [archive.get(document_id) for document_id in ids] == contents
    assert len(set(ids)) == len(set(contents))


def test_putting_twice_writes_once(root: DataRoot) -> None:
    archive = Archive(root)
    document_id = archive.put(b"report")
    (path,) = root.files("archive")
    written = pathlib.Path(root.full(path)).stat().st_mtime_ns
    assert archive.put(b"report") == document_id
    assert root.files("archive") == [path]
    assert pathlib.Path(root.full(path)).stat().st_mtime_ns == written


def test_a_damaged_object_is_named(root: DataRoot) -> None:
    archive = Archive(root)
    document_id = archive.put(b"report")
    (path,) = root.files("archive")
    pathlib.Path(root.full(path)).write_bytes(b"repor")
    with pytest.raises(DamagedData, match=document_id):
        archive.get(document_id)


def test_an_unknown_document_is_an_error(root: DataRoot) -> None:
    with pytest.raises(StorageError, match="no such object"):
        Archive(root).get("0" * 64)


def test_a_write_that_fails_leaves_nothing(root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(os, "fsync", full_disk)
        with pytest.raises(StorageError, match="No space left"):
            Archive(root).put(b"report")
    assert not [path for path in pathlib.Path(root.location, "archive").rglob("*") if path.is_file()]
    assert Archive(root).get(Archive(root).put(b"report")) == b"report"


def _put_for_ever(location: str) -> None:
    archive = Archive(LocalRoot(pathlib.Path(location)))
    number = 0
    while True:
        archive.put(f"{number}".encode() * 100_000)
        number += 1


def test_a_crash_in_the_middle_of_a_write_leaves_whole_objects_only(root: DataRoot) -> None:
    """Kills a writer a few times; whatever it has left under its final name is complete."""
    for _ in range(3):
        writer = multiprocessing.get_context("spawn").Process(target=_put_for_ever, args=(root.location,))
        writer.start()
        deadline = time.monotonic() + 30
        while len(root.files("archive")) < 5 and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
    archive = Archive(root)
    names = [path.rpartition("/")[2] for path in root.files("archive")]
    assert len(names) >= 5
    for name in names:
        archive.get(name)


@pytest.mark.parametrize("damage", [b"torn", b""])
def test_good_bytes_given_again_repair_a_damaged_object(root: DataRoot, damage: bytes) -> None:
    name = Archive(root).put(b"report")
    file = pathlib.Path(root.full(object_path(name)))
    for give in (lambda: Archive(root).put(b"report"), lambda: settled(root, b"report")):
        file.write_bytes(damage)
        assert not Archive(root).intact(name)
        give()
        assert Archive(root).get(name) == b"report"


def settled(root: DataRoot, content: bytes) -> None:
    batch = open_batch(root)
    batch.add(content)
    batch.settle()


def test_an_intact_object_is_not_written_again(root: DataRoot) -> None:
    name = Archive(root).put(b"report")
    before = Archive(root).stamps()
    settled(root, b"report")
    Archive(root).put(b"report")
    assert Archive(root).stamps() == before
    assert before[name][0] == len(b"report")


def test_it_is_told_when_an_object_was_changed_and_whether_it_is_whole(root: DataRoot) -> None:
    archive = Archive(root)
    name = archive.put(b"A")
    path = pathlib.Path(root.full(object_path(name)))
    os.utime(path, ns=(0, 1_800_000_000_123_456_789))
    assert archive.modified(name) == 1_800_000_000_123_456_789
    assert archive.modified("0" * 64) == 0
    assert archive.stamps()[name][1] == archive.modified(name)
    assert archive.intact(name) is True
    assert archive.intact("0" * 64) is False
    path.chmod(0o644)
    path.write_bytes(b"torn")
    assert archive.intact(name) is False
