from __future__ import annotations

import os
import pathlib
import signal
import threading
import time
from collections.abc import Callable

import pytest

from storage import lease
from storage.errors import DamagedData, Occupied
from storage.lease import Lease
from storage.locks import lock
from storage.root import DataRoot, LocalRoot, open_root
from tests.object_store import S3Server
from tests.storage import publishers


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "BEAT_SECONDS", 0.1)
    monkeypatch.setattr(lease, "DEAD_SECONDS", 2.0)
    monkeypatch.setattr(lease, "PAUSE_SECONDS", 0.02)


def test_what_is_held_is_refused_with_the_name_of_the_holder(any_root: DataRoot) -> None:
    with (
        lease.lease(any_root, ["portal a", "portal b"], "a crawl"),
        pytest.raises(Occupied, match=rf"portal b: a crawl, process {os.getpid()} on .*, since .* is at work on it"),
        lease.lease(any_root, ["portal b", "portal c"], "another crawl"),
    ):
        pass
    with lease.lease(any_root, ["portal b"], "a third crawl"), lease.lease(any_root, ["portal c"], "a fourth"):
        pass
    assert any_root.read(lease.HELD) == b"{}"
    assert any_root.files(lease.HOLDERS) == []


def test_who_waits_gets_it_when_it_is_given_back(any_root: DataRoot) -> None:
    first, second = Lease(any_root, ["build"], "first"), Lease(any_root, ["build"], "second")
    assert first.attempt() is None
    assert first.attempt() is None, "it is held already"
    busy = second.attempt()
    assert busy is not None
    assert busy.holder.startswith("first, process")
    first.release()
    assert second.attempt() is None
    second.release()
    second.release()
    assert second.attempt() is None, "what was given back is not taken again"
    assert any_root.read(lease.HELD) == b"{}"


def test_who_waits_waits_for_a_holder_that_is_known_to_live(root: LocalRoot) -> None:
    first = Lease(root, ["build"], "first")
    first.attempt()
    told: list[bool] = []

    def give_back(busy: lease.Busy) -> None:
        told.append(busy.alive)
        first.release()

    with lease.lease(root, ["build"], "second", wait=True, told=give_back):
        assert told == [True]


def interrupted(monkeypatch: pytest.MonkeyPatch, root: DataRoot, meanwhile: Callable[[], object]) -> None:
    """Lets something happen before what is held is written for the first time."""
    kind = type(root)
    swap, happened = kind.swap, []

    def late(self: DataRoot, path: str, content: bytes, expected: bytes | None) -> bool:
        if not happened:
            happened.append(True)
            meanwhile()
        return swap(self, path, content, expected)

    monkeypatch.setattr(kind, "swap", late)


def test_of_two_that_find_it_free_at_once_one_gets_it(any_root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Lease(any_root, ["build"], "first"), Lease(any_root, ["build"], "second")
    interrupted(monkeypatch, any_root, first.attempt)
    busy = second.attempt()
    assert busy is not None
    assert busy.holder.startswith("first, process")
    second.release()
    first.release()
    assert any_root.files(lease.HOLDERS) == []


def test_who_tries_again_gives_one_sign_of_life_and_takes_it_back(
    any_root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked: list[int] = []

    def counted(descriptor: int, *, shared: bool = False, wait: bool = True) -> bool:
        locked.append(descriptor)
        return lock(descriptor, shared=shared, wait=wait)

    monkeypatch.setattr(lease, "lock", counted)
    interrupted(monkeypatch, any_root, lambda: any_root.replace(lease.HELD, b'{"portal a": "another"}'))
    with lease.lease(any_root, ["build"], "a build"):
        assert len(any_root.files(lease.HOLDERS)) == 1
        signing = [thread for thread in threading.enumerate() if thread.name == "lease"]
        assert (len(locked), len(signing)) == ((1, 0) if isinstance(any_root, LocalRoot) else (0, 1))
    assert any_root.files(lease.HOLDERS) == []
    assert any_root.read(lease.HELD) == lease._written({"portal a": "another"})


def test_who_has_left_no_sign_of_life_holds_nothing(any_root: DataRoot) -> None:
    any_root.replace(lease.HELD, b'{"build": "gone"}')
    with Lease(any_root, ["build"], "a build") as wanted:
        assert wanted.attempt() is None


def test_who_lives_long_is_not_taken_for_dead(any_root: DataRoot) -> None:
    """It is looked at again and again, until long after it would be dead had it been silent."""
    with lease.lease(any_root, ["build"], "a long build"):
        other = Lease(any_root, ["build"], "another")
        started = time.monotonic()
        while time.monotonic() - started < 1.5 * lease.DEAD_SECONDS:
            assert other.attempt() is not None
            time.sleep(2 * lease.BEAT_SECONDS)


def test_who_begins_at_the_same_time_does_not_remove_what_is_being_written(
    root: LocalRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two builds that start together: one tidies up while the other is about to say that it lives."""

    def locked_meanwhile(descriptor: int, *, shared: bool = False, wait: bool = True) -> bool:
        root.remove_partials()
        return lock(descriptor, shared=shared, wait=wait)

    monkeypatch.setattr(lease, "lock", locked_meanwhile)
    with lease.lease(root, ["build"], "a build"):
        assert len(root.files(lease.HOLDERS)) == 1


def test_a_process_that_is_killed_holds_nothing_for_long(any_root: DataRoot, tmp_path: pathlib.Path) -> None:
    ready = tmp_path / "ready"
    process = publishers.processes.Process(
        target=publishers.hold, args=(any_root.location, "build", str(ready)), daemon=True
    )
    process.start()
    while not ready.exists():
        time.sleep(0.02)
    with pytest.raises(Occupied, match=f"process {process.pid} "), lease.lease(any_root, ["build"], "a build"):
        pass
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    seen: list[lease.Busy] = []
    started = time.monotonic()
    with lease.lease(any_root, ["build"], "a build", told=seen.append):
        assert len(any_root.files(lease.HOLDERS)) == 1, "the dead holder's file is gone"
    assert not any(busy.alive for busy in seen)
    if isinstance(any_root, LocalRoot):
        assert seen == [], "the system itself says that it is dead"
    else:
        assert time.monotonic() - started > lease.DEAD_SECONDS


def test_files_of_holders_that_died_early_are_removed(root: LocalRoot) -> None:
    with lease.lease(root, ["build"], "a build"):
        root.replace(f"{lease.HOLDERS}/dead", b"died before it held anything")
        lease.remove_dead(root)
        assert len(root.files(lease.HOLDERS)) == 1
        with pytest.raises(Occupied), lease.lease(root, ["build"], "another"):
            pass


def test_signs_of_life_in_an_object_store_stay_until_they_are_old(s3: S3Server) -> None:
    """There is no lock that would tell that nobody wrote them."""
    root = open_root(s3.bucket())
    root.replace(f"{lease.HOLDERS}/somebody", b"may live")
    lease.remove_dead(root)
    assert root.files(lease.HOLDERS) == [f"{lease.HOLDERS}/somebody"]


def test_a_damaged_list_is_named(root: LocalRoot) -> None:
    root.replace(lease.HELD, b"[]")
    with pytest.raises(DamagedData, match=r"leases/held.json: not a list of leases.*Remove it"):
        Lease(root, ["build"], "a build").attempt()


def test_who_looks_does_not_take(root: LocalRoot) -> None:
    """Several that ask at once whether a holder lives must not take each other for the holder."""
    with lease.lease(root, ["build"], "a build"):
        (holder,) = root.files(lease.HOLDERS)
    root.replace(holder, b"dead")
    path = root.folder / holder
    with path.open(encoding="utf-8") as other_look:
        assert lock(other_look.fileno(), shared=True)
        assert not lease._is_locked(path)
