from __future__ import annotations

import pathlib
import threading
from collections.abc import Callable

import pyarrow.fs
import pytest

from storage import dataset
from storage.archive import Archive
from storage.conditional import ConditionalStore
from storage.errors import StorageError
from storage.fetch_log import FetchLog
from storage.lease import lease
from storage.root import WRITING, DataRoot, LocalRoot, ObjectRoot, open_root
from tests.object_store import S3Server
from tests.storage.rows import document, snapshot


def test_the_environment_names_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.setenv("NIANBAO_DATA", str(tmp_path / "here"))
    assert open_root().location == str(tmp_path / "here")
    assert open_root("there").location == "there"
    monkeypatch.delenv("NIANBAO_DATA")
    assert open_root().location == "data"


def test_a_file_address_is_a_folder(tmp_path: pathlib.Path) -> None:
    root = open_root(f"file://{tmp_path}")
    assert isinstance(root, LocalRoot)
    assert root.folder == tmp_path


def test_another_address_is_an_object_store() -> None:
    root = open_root("mock:///archive/")
    assert isinstance(root, ObjectRoot)
    assert (root.location, root.prefix) == ("mock:///archive/", "archive")


def test_an_unknown_kind_of_store_is_refused() -> None:
    with pytest.raises(StorageError, match="s3://bucket/prefix"):
        open_root("gopher://somewhere/data")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: pathlib.Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(StorageError, match=r"data/archive.*--data"):
        Archive(open_root(tmp_path / "data")).put(b"report")


def test_unfinished_files_are_not_listed(root: LocalRoot) -> None:
    Archive(root).put(b"report")
    (root.folder / "archive" / "objects" / ".partial-1").write_bytes(b"torn")
    assert len(root.files("archive")) == 1
    assert list(root.stamps("archive")) == root.files("archive")


def test_what_is_there_is_not_written_once_more(any_root: DataRoot) -> None:
    assert any_root.write_once("archive/one", b"first") is True
    assert any_root.write_once("archive/one", b"second") is False
    assert any_root.read("archive/one") == b"first"


def test_what_another_has_written_meanwhile_is_not_replaced(any_root: DataRoot) -> None:
    assert any_root.swap("leases/one", b"first", None) is True
    for expected in (None, b"zeroth"):
        assert any_root.swap("leases/one", b"second", expected) is False
    assert any_root.read("leases/one") == b"first"
    assert any_root.swap("leases/one", b"second", b"first") is True
    assert any_root.read("leases/one") == b"second"


def test_a_whole_bucket_may_be_a_data_root(s3: S3Server) -> None:
    root = open_root(s3.bucket().replace("/data?", "?"))
    assert root.swap("leases/one", b"first", None) is True
    assert root.files("leases") == ["leases/one"]
    assert root.read_if_there("leases/one") == root.read("leases/one") == b"first"


def write_folder(root: LocalRoot) -> None:
    with root.new_folder("dataset/new") as write:
        write("file", b"content")


def hold_lease(root: LocalRoot) -> None:
    with lease(root, ["build"], "a build"):
        pass


@pytest.mark.parametrize(
    "work",
    [
        lambda root: root.replace("number", b"1"),
        lambda root: root.write_once("archive/one", b"1"),
        lambda root: root.point("dataset/current", "elsewhere", None),
        write_folder,
        hold_lease,
    ],
    ids=["replace", "write once", "point", "folder", "lease"],
)
def test_who_writes_waits_for_nobody_who_writes_elsewhere(root: LocalRoot, work: Callable[[LocalRoot], object]) -> None:
    """A crawl writes for hours; only who removes what others left unfinished must be alone."""
    with root.locked(WRITING, shared=True):
        worker = threading.Thread(target=work, args=(root,), daemon=True)
        worker.start()
        worker.join(20)
        assert not worker.is_alive()


def test_an_object_store_keeps_archive_log_and_snapshots(tmp_path: pathlib.Path) -> None:
    """The same work on a store without links and renames, played by a folder behind Arrow's file system."""
    root = ObjectRoot(
        "store://bucket", pyarrow.fs.SubTreeFileSystem(str(tmp_path), pyarrow.fs.LocalFileSystem()), "bucket/prefix"
    )
    for folder in ("archive/objects/de", "archive/fetches", "dataset"):
        root.filesystem.create_dir(root.full(folder))
    root.replace("archive/objects/de/x", b"1")
    assert root.read("archive/objects/de/x") == b"1"
    assert not root.write_once("archive/objects/de/x", b"2")
    assert FetchLog(root).read() == []
    assert root.pointed("dataset/current") is None
    root.replace("dataset/current", b"0123")
    assert root.pointed("dataset/current") == "0123"
    with pytest.raises(StorageError, match="no such object"):
        root.read("archive/objects/de/y")
    assert dataset.current(root).snapshot_id == "0123"
    assert snapshot(documents=[document()]).keys()


@pytest.mark.parametrize(("written", "is_told"), [(b"mine", True), (b"of another", False)])
def test_a_write_whose_answer_was_lost_counts_by_what_is_there(
    monkeypatch: pytest.MonkeyPatch, s3: S3Server, written: bytes, *, is_told: bool
) -> None:
    root = open_root(s3.bucket())
    write = ConditionalStore.write

    def refused_afterwards(store: ConditionalStore, path: str, content: bytes, version: str | None) -> bool:
        """What a client does that asks again: the first attempt has written, the second finds it changed."""
        write(store, path, written, version)
        return False

    monkeypatch.setattr(ConditionalStore, "write", refused_afterwards)
    assert root.swap("lease", b"mine", None) is is_told
