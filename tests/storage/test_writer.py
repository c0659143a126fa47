"""Many bodies at once: what is saved is safe, what is not saved leaves nothing behind."""

from __future__ import annotations

import io
import pathlib
import subprocess
import time
import types

import pyarrow.fs
import pytest

from storage.archive import Archive, document_id, object_path
from storage.batch import open_batch
from storage.errors import StorageError
from storage.fetch_log import FetchLog
from storage.root import DataRoot, ObjectRoot, open_root
from storage.schema import Fetch
from storage.writer import _HEADER, Writer, _receive, _Waiting
from tests.storage.rows import fetch

BODIES = [f"body {number}".encode() * 100 for number in range(50)]


@pytest.fixture(params=["folder", "object store"])
def any_root(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> DataRoot:
    if request.param == "folder":
        return open_root(tmp_path / "data")
    (tmp_path / "archive" / "objects").mkdir(parents=True)
    for number in range(256):
        (tmp_path / "archive" / "objects" / f"{number:02x}").mkdir()
    return ObjectRoot("memory", pyarrow.fs.LocalFileSystem(), tmp_path.as_posix())


def test_a_batch_is_there_when_it_is_settled(any_root: DataRoot) -> None:
    archive = Archive(any_root)
    batch = open_batch(any_root)
    names = [batch.add(body) for body in [*BODIES, *BODIES[:5]]]
    batch.settle()
    assert [archive.get(name) for name in names[: len(BODIES)]] == BODIES
    again = open_batch(any_root)
    assert again.add(BODIES[0]) == names[0]
    again.settle()
    assert len(any_root.files("archive/objects")) == len(BODIES)


def test_a_batch_that_is_dropped_leaves_nothing(root: DataRoot) -> None:
    batch = open_batch(root)
    for body in BODIES:
        batch.add(body)
    assert root.files("archive") == []
    batch.drop()
    assert not [path for path in pathlib.Path(root.full("archive")).rglob("*") if path.is_file()]


def test_rows_are_logged_after_their_bodies(root: DataRoot) -> None:
    writer = Writer(root.location)
    names = [writer.keep(body) for body in BODIES]
    rows = [fetch(sequence=number, document_id=name) for number, name in enumerate(names)]
    writer.start_saving(rows[:30])
    writer.start_saving(rows[30:])
    writer.wait()
    writer.close()
    assert FetchLog(root).read() == rows
    assert [Archive(root).get(name) for name in names] == BODIES


def test_no_row_is_logged_whose_body_cannot_be_kept(root: DataRoot) -> None:
    """The body is written, and then its name is taken: what makes it durable fails."""
    writer = Writer(root.location)
    name = writer.keep(BODIES[0])
    target = pathlib.Path(root.full(object_path(name)))
    until = time.monotonic() + 30
    while not list(target.parent.glob("*")) and time.monotonic() < until:
        time.sleep(0.01)
    target.mkdir()
    writer.start_saving([fetch(document_id=name)])
    with pytest.raises(StorageError, match="cannot be written"):
        writer.wait()
    writer.close()
    assert FetchLog(root).read() == []


def test_nothing_is_logged_after_a_body_that_could_not_be_kept(root: DataRoot) -> None:
    """Each save says so, that of a body that could have been kept too."""
    blocked = pathlib.Path(root.full(object_path(document_id(BODIES[0])))).parent
    blocked.parent.mkdir(parents=True)
    blocked.write_text("no folder", encoding="utf-8")
    writer = Writer(root.location)
    for number, body in enumerate(BODIES[:2]):
        row = fetch(sequence=number, document_id=writer.keep(body))
        with pytest.raises(StorageError, match="cannot be written"):
            saved(writer, row)
    writer.close()
    assert FetchLog(root).read() == []
    assert list(blocked.parent.iterdir()) == [blocked]


def saved(writer: Writer, *rows: Fetch) -> None:
    writer.start_saving(rows)
    writer.wait()


def test_what_was_not_saved_is_dropped(root: DataRoot) -> None:
    writer = Writer(root.location)
    writer.keep(BODIES[0])
    writer.close()
    assert FetchLog(root).read() == []
    assert root.files("archive") == []


def test_a_body_longer_than_a_pipe_passes_whole(root: DataRoot) -> None:
    writer = Writer(root.location)
    name = writer.keep(b"x" * 5_000_000)
    writer.start_saving([])
    writer.wait()
    writer.close()
    assert len(Archive(root).get(name)) == 5_000_000


def test_an_archive_that_cannot_be_written_is_told(tmp_path: pathlib.Path) -> None:
    (tmp_path / "archive").write_text("no folder", encoding="utf-8")
    writer = Writer(str(tmp_path))
    writer.keep(BODIES[0])
    writer.start_saving([fetch()])
    with pytest.raises(StorageError, match="cannot be written"):
        writer.wait()
    writer.close()


def test_who_writes_for_a_process_that_has_ended_is_told(root: DataRoot) -> None:
    writer = Writer(root.location)
    writer._process.kill()
    writer._process.wait()

    with pytest.raises(StorageError) as told:
        saved(writer, fetch())
    assert str(told.value) == (
        f"{root.location}: the process that writes the archive has ended. Its last messages are in the crawl's log."
    )


@pytest.mark.parametrize("lacking", ["stdin", "stdout"])
def test_a_process_that_cannot_be_spoken_to_is_an_error(monkeypatch: pytest.MonkeyPatch, lacking: str) -> None:
    reached = types.SimpleNamespace(**{"stdin": io.BytesIO(), "stdout": io.BytesIO(), lacking: None})
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: reached)
    with pytest.raises(StorageError, match="somewhere: the process that writes the archive cannot be reached"):
        Writer("somewhere")


@pytest.mark.parametrize("cut", [1, 8, 12])
def test_what_is_torn_is_the_last_that_comes(cut: int) -> None:
    """The crawl was ended in the middle of a message: of its length, or of its content."""
    messages = b"".join(_HEADER.pack(b"k", len(body)) + body for body in (b"one", b"another"))
    waiting = _Waiting()
    _receive(io.BytesIO(messages[:-cut]), waiting)
    received = list(iter(waiting.get, None))
    assert received == [(b"k", b"one")]
