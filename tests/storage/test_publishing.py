"""Nothing breaks a publication: no crash, no second builder, no older build, on a file system or an object store."""

from __future__ import annotations

import os
import pathlib
import signal

import pytest

from storage import dataset, integrity, lease
from storage.errors import DamagedData, OlderBuild
from storage.root import DataRoot, LocalRoot, open_root
from tests.object_store import S3Server
from tests.storage import publishers
from tests.storage.publishers import NEW, OLD

CHANGING = ("PUT", "POST", "DELETE")


@pytest.fixture(autouse=True)
def soon_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "DEAD_SECONDS", 0.2)
    monkeypatch.setattr(lease, "PAUSE_SECONDS", 0.02)


def content(root: DataRoot) -> dict[str, bytes]:
    """The current snapshot's files; they are whole."""
    folder = dataset.current(root).folder
    assert list(integrity.damage_of_snapshot(root, folder)) == []
    return {path.removeprefix(folder): root.read(path) for path in root.files(folder)}


def crashes(root: DataRoot, wanted: dict[str, bytes], old: dict[str, bytes]) -> None:
    """After a crash readers have the old snapshot or the new one, and the next build gives the new one."""
    found = content(root)
    assert found in (old, wanted)
    for name in filter(dataset.is_snapshot, root.folders(dataset.FOLDER)):
        if dataset.is_complete(root, name):
            assert list(integrity.damage_of_snapshot(root, f"{dataset.FOLDER}/{name}")) == []
    publishers.publish(root.location, NEW, ["a", "b"])
    assert content(root) == wanted


def results(root: DataRoot) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Files of the old and the new snapshot; the old one is current then."""
    publishers.publish(root.location, NEW, ["a"])
    wanted = content(root)
    root.remove_folder(dataset.FOLDER)
    publishers.publish(root.location, OLD, ["a"])
    return wanted, content(root)


def some(total: int) -> list[int]:
    """Steps to crash at: all of the last, where a snapshot becomes the current one, and some of the many alike."""
    return [step for step in range(total) if step % 5 == 0 or step >= total - 20]


def begin_again(root: DataRoot) -> None:
    for folder in (dataset.FOLDER, "leases"):
        root.remove_folder(folder)
    publishers.publish(root.location, OLD, ["a"])


def test_a_crash_before_any_system_call_leaves_a_whole_snapshot(
    root: LocalRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    wanted, old = results(root)

    def crash(step: int) -> tuple[int | None, int]:
        begin_again(root)
        calls = publishers.processes.Value("i", 0)
        process = publishers.processes.Process(
            target=publishers.publish_until_crash, args=(root.location, step, calls), daemon=True
        )
        process.start()
        process.join()
        return process.exitcode, calls.value

    ended, total = crash(-1)
    assert (ended, total > 60) == (0, True)
    for step in some(total):
        assert crash(step) == (publishers.CRASHED, step)
        crashes(root, wanted, old)
        left = [path for path in root.folder.rglob(".partial-*") if path.parent.name != "holders"]
        assert left == [], "the next build removes what is unfinished"


def test_a_crash_after_any_request_leaves_a_whole_snapshot(s3: S3Server) -> None:
    root = open_root(s3.bucket())
    wanted, old = results(root)

    def crash(step: int) -> tuple[int | None, int]:
        begin_again(root)
        process = publishers.processes.Process(
            target=publishers.publish, args=(root.location, NEW, ["a", "b"]), daemon=True
        )
        requests = 0

        def count(method: str, path: str) -> None:
            nonlocal requests
            if method in CHANGING:
                requests += 1
                if requests == step:
                    os.kill(process.pid or 0, signal.SIGKILL)

        s3.after = count
        process.start()
        process.join()
        s3.after = lambda method, path: None
        return process.exitcode, requests

    ended, total = crash(-1)
    assert (ended, total > 40) == (0, True)
    for step in some(total):
        assert crash(step + 1)[0] == -signal.SIGKILL
        crashes(root, wanted, old)


def test_a_copy_that_was_interrupted_is_no_snapshot(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    root = open_root(s3.bucket())
    publishers.publish(root.location, OLD, ["a"])
    before = dataset.current(root).snapshot_id
    published = dataset.publish(open_root(s3.bucket()), NEW).snapshot_id
    for name in ("documents/part-0.parquet", dataset.PACKAGE):
        root.replace(f"dataset/{published}/{name}", b"a part of a snapshot")
    assert not dataset.is_complete(root, published)
    assert dataset.opened(root, "").snapshot_id == before
    assert dataset.publish(root, NEW, ["a", "b"]) == dataset.Published(published, changed=True)
    assert content(root)


def test_two_at_once_do_not_disturb_each_other(any_root: DataRoot) -> None:
    workers = [
        publishers.processes.Process(target=publishers.count_up, args=(any_root.location, 5), daemon=True)
        for _ in range(3)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert any_root.read("number") == b"15"


def test_an_older_build_never_wins(any_root: DataRoot) -> None:
    dataset.publish(any_root, NEW, ["a", "b"])
    current = dataset.current(any_root)
    with pytest.raises(OlderBuild, match=r"from 2 files of the fetch log, and this one only from 1.*nianbao build"):
        dataset.publish(any_root, OLD, ["a"])
    assert dataset.current(any_root) == current
    same = dataset.publish(any_root, NEW, ["a"])
    assert same == dataset.Published(current.snapshot_id, changed=False)
    with pytest.raises(OlderBuild):
        dataset.publish(any_root, OLD, ["a"])
    assert dataset.publish(any_root, OLD, ["a", "b"]).changed, "other parsers, the same log"
    assert dataset.publish(any_root, NEW, ["a", "c"]).changed, "a file of the log that was written again"


def test_a_build_that_read_more_and_found_the_same_makes_those_that_read_less_older(root: DataRoot) -> None:
    dataset.publish(root, NEW, ["a"])
    assert not dataset.publish(root, NEW, ["a", "b"]).changed
    with pytest.raises(OlderBuild, match="from 2 files of the fetch log"):
        dataset.publish(root, OLD, ["a"])
    assert dataset.current(root).rows("indicators") == NEW["indicators"]


def test_an_older_build_that_is_overtaken_while_it_notes_itself_does_not_win(
    any_root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = type(any_root)
    swap, overtaken = kind.swap, []

    def late(self: DataRoot, path: str, content: bytes, expected: bytes | None) -> bool:
        if path == dataset.PUBLISHED and not overtaken:
            overtaken.append(True)
            dataset.publish(self, NEW, ["a", "b"])
        return swap(self, path, content, expected)

    monkeypatch.setattr(kind, "swap", late)
    with pytest.raises(OlderBuild):
        dataset.publish(any_root, OLD, ["a"])
    assert dataset.current(any_root).rows("indicators") == NEW["indicators"]


def test_an_older_build_that_is_overtaken_while_it_writes_does_not_win(
    any_root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, overtaken = dataset._write, []

    def slowly(root: DataRoot, *arguments: object) -> None:
        write(root, *arguments)  # type: ignore[arg-type]
        if not overtaken:
            overtaken.append(True)
            dataset.publish(root, NEW, ["a", "b"])

    monkeypatch.setattr(dataset, "_write", slowly)
    with pytest.raises(OlderBuild):
        dataset.publish(any_root, OLD, ["a"])
    assert dataset.current(any_root).rows("indicators") == NEW["indicators"]


def test_readers_are_led_by_the_latest_build(any_root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = type(any_root)
    point, overtaken = kind.point, []

    def late(self: DataRoot, path: str, target: str, expected: str | None) -> bool:
        if not overtaken:
            overtaken.append(True)
            dataset.publish(self, NEW, ["a", "b"])
        return point(self, path, target, expected)

    monkeypatch.setattr(kind, "point", late)
    dataset.publish(any_root, OLD, ["a"])
    assert dataset.current(any_root).rows("indicators") == NEW["indicators"]


def test_a_note_that_is_damaged_is_named(root: LocalRoot) -> None:
    dataset.publish(root, OLD, ["a"])
    root.replace(dataset.PUBLISHED, b"{}")
    with pytest.raises(DamagedData, match=r"published.json: not the note of a publication.*Remove it"):
        dataset.publish(root, NEW, ["a", "b"])


def test_what_somebody_writes_is_not_removed(root: LocalRoot) -> None:
    left = root.folder / "archive" / ".partial-dead"
    left.parent.mkdir(parents=True)
    left.touch()
    with root.new_folder("dataset/0123") as write:
        write("a", b"rows")
        root.remove_partials()
        assert left.exists()
    assert root.read("dataset/0123/a") == b"rows"
    pathlib.Path(root.location, "export").mkdir()
    foreign = root.folder / "export" / ".partial-of-somebody"
    foreign.touch()
    (root.folder / "dataset" / ".partial-folder" / "below").mkdir(parents=True)
    root.remove_partials()
    assert not left.exists()
    assert foreign.exists()
    assert root.folders("dataset") == ["0123"]
    assert not (root.folder / "dataset" / ".partial-folder").exists()
