"""What cannot be written or read is named, with the place and a remedy, and costs nothing that is there."""

from __future__ import annotations

import itertools
import pathlib

import pyarrow.fs
import pytest

from storage import arrow_tables, batch, dataset
from storage.archive import Archive, document_id, object_path
from storage.batch import LocalBatch, RemoteBatch, open_batch
from storage.errors import DamagedData, StorageError
from storage.export import export
from storage.fetch_log import FetchLog
from storage.root import LocalRoot, ObjectRoot
from storage.schema import SNAPSHOT_TABLES, Repair
from tests.storage.rows import document, fetch, snapshot


class Store(ObjectRoot):
    """An object store, played by a folder; it can stop to take anything."""

    def __init__(self, folder: pathlib.Path) -> None:
        super().__init__(
            "store://bucket", pyarrow.fs.SubTreeFileSystem(str(folder), pyarrow.fs.LocalFileSystem()), "bucket/"
        )
        self.full_up = False

    def replace(self, path: str, content: bytes) -> None:
        if self.full_up:
            raise StorageError("no space is left", where=path)
        self.filesystem.create_dir(self.full(path).rpartition("/")[0])
        super().replace(path, content)


@pytest.fixture
def store(tmp_path: pathlib.Path) -> Store:
    return Store(tmp_path)


def test_bodies_reach_an_object_store_when_their_batch_is_settled(store: Store) -> None:
    bodies = [bytes([number]) * 10 for number in range(20)]
    started = open_batch(store)
    assert isinstance(started, RemoteBatch)
    names = [started.add(body) for body in bodies]
    started.settle()
    assert names == [document_id(body) for body in bodies]
    assert [Archive(store).get(name) for name in names] == bodies


def test_a_batch_waits_when_too_much_is_on_its_way(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MOST_WAITING", 25)
    started = RemoteBatch(store)
    for number in range(9):
        started.add(bytes([number]) * 10)
        assert sum(size for size, _ in started._waiting) <= 25 + 10
    started.settle()
    assert len(store.files("archive")) == 9


def test_what_an_object_store_does_not_take_is_told(store: Store) -> None:
    store.full_up = True
    started = RemoteBatch(store)
    started.add(b"report")
    with pytest.raises(StorageError, match="no space is left"):
        started.settle()


def test_a_dropped_batch_can_be_dropped(store: Store) -> None:
    started = RemoteBatch(store)
    started.drop()
    with pytest.raises(RuntimeError):
        started.add(b"report")


def test_a_body_that_cannot_be_written_is_named(root: LocalRoot) -> None:
    path = root.folder / object_path(document_id(b"report"))
    path.parent.parent.mkdir(parents=True)
    path.parent.write_bytes(b"a file where a folder should be")
    with pytest.raises(StorageError, match=r"cannot be written.*--data") as told:
        LocalBatch(root).add(b"report")
    assert str(path) in str(told.value)


def test_a_batch_that_cannot_be_settled_says_where(root: LocalRoot) -> None:
    started = LocalBatch(root)
    name = started.add(b"report")
    (root.folder / object_path(name)).mkdir()
    with pytest.raises(StorageError, match=r"cannot be written.*--data") as told:
        started.settle()
    assert str(root.folder) in str(told.value)
    started.drop()
    assert root.files("archive") == []
    assert [path for path in (root.folder / "archive").rglob("*") if path.is_file()] == []


def test_bodies_of_a_batch_are_there_when_it_is_settled_and_not_before(root: LocalRoot) -> None:
    started = LocalBatch(root)
    names = [started.add(content) for content in (b"one", b"two", b"one")]
    assert root.files("archive") == []
    started.settle()
    assert names[0] == names[2] != names[1]
    assert [Archive(root).get(name) for name in names] == [b"one", b"two", b"one"]
    again = LocalBatch(root)
    again.add(b"one")
    again.settle()
    assert len(root.files("archive")) == 2


def test_a_damaged_log_is_named_with_its_file(root: LocalRoot) -> None:
    log = FetchLog(root)
    log.append([fetch()])
    (path,) = root.files("archive/fetches")
    (root.folder / path).write_bytes(b"no parquet")
    log.append([fetch(sequence=1)])
    (told,) = log.damaged()
    assert isinstance(told, DamagedData)
    assert path in str(told)
    assert [row.sequence for row in log.read()] == log.table(["sequence"])["sequence"].to_pylist() == [1]


def test_a_log_is_read_in_the_order_in_which_it_grew(root: LocalRoot) -> None:
    log = FetchLog(root)
    rows = [fetch(run_id=run, sequence=number, url=f"http://127.0.0.1/{number}") for run in "ba" for number in (1, 0)]
    log.append(rows[:2])
    log.append(rows[2:])
    log.append([])
    assert [(row.run_id, row.sequence) for row in log.read()] == [("b", 0), ("b", 1), ("a", 0), ("a", 1)]
    assert log.table(["url", "run_id"]).column_names == ["run_id", "url"]
    assert log.table(["url"]).num_rows == 4


def test_what_is_no_file_cannot_be_read(root: LocalRoot) -> None:
    (root.folder / "archive").mkdir(parents=True)
    with pytest.raises(StorageError, match=r"cannot be read.*archive"):
        root.read("archive")
    with pytest.raises(StorageError, match=r"archive/a: no such object"):
        root.read("archive/a")


def test_a_store_without_conditional_writes_is_named_and_publishes_nothing(store: Store) -> None:
    with pytest.raises(StorageError, match=r"store://bucket: has no writes that depend on what is there.*s3://"):
        dataset.publish(store, snapshot(documents=[document()]))
    assert store.pointed("dataset/current") is None


def test_a_store_removes_folders(store: Store) -> None:
    store.replace("dataset/0123/a", b"rows")
    assert store.folders("dataset") == ["0123"]
    store.remove_folder("dataset/0123")
    store.remove_folder("dataset/0123")
    assert store.folders("dataset") == []


def test_a_store_that_cannot_be_written_says_what_to_check(tmp_path: pathlib.Path) -> None:
    files = pyarrow.fs.SubTreeFileSystem(str(tmp_path), pyarrow.fs.LocalFileSystem())
    with pytest.raises(StorageError, match=r"cannot be written.*credentials") as told:
        ObjectRoot("store://bucket", files, "no/such/folder").replace("archive/a", b"report")
    assert "store://bucket/archive/a" in str(told.value)


def test_an_unknown_table_and_an_unknown_snapshot_are_named(root: LocalRoot) -> None:
    first = dataset.publish(root, snapshot(documents=[document()])).snapshot_id
    with pytest.raises(StorageError, match="no table 'cities'"):
        dataset.current(root).arrow("cities")
    assert dataset.opened(root, first[:6]).snapshot_id == first
    assert dataset.opened(root, first).rows("documents") == [document()]
    with pytest.raises(StorageError, match=rf"no snapshots.*{first}"):
        dataset.opened(root, "zzz")
    second = dataset.publish(root, snapshot()).snapshot_id
    with pytest.raises(StorageError, match="2 snapshots") as told:
        dataset.opened(root, "")
    assert ", ".join(sorted([first, second])) in str(told.value)


def test_an_export_that_cannot_be_written_names_its_target(root: LocalRoot, tmp_path: pathlib.Path) -> None:
    dataset.publish(root, snapshot(documents=[document()]))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match="cannot be written") as told:
        export(dataset.current(root), tmp_path / "file" / "tables", "csv")
    assert str(tmp_path / "file" / "tables") in str(told.value)


def test_the_order_of_rows_with_lists_and_gaps_does_not_matter() -> None:
    """Rows that agree in their key are told apart by all other columns, lists and missing values among them."""
    repairs = [(), *((Repair(kind=kind, count=1, before="a", after="b"),) for kind in ("glyph", "script"))]
    rows = [document(repairs=repair, reason=reason) for repair in repairs for reason in (None, "", "Why.")]
    table = SNAPSHOT_TABLES["documents"]
    expected = arrow_tables.to_arrow(table, rows)
    for shuffled in itertools.islice(itertools.permutations(rows), 0, 5000, 499):
        assert arrow_tables.to_arrow(table, shuffled).equals(expected)
    assert expected["reason"].to_pylist()[:3] == [None] * 3, "missing values come first"
