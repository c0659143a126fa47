"""Who works on what: a lease on a build or a portal, which a process that is killed does not hold for ever.

    leases/held.json       names of what is held, each with its holder; changed by comparing and swapping only
    leases/holders/<id>    who the holder is, and the sign that it lives

On a file system the sign of life is a lock on the holder's file, which the system gives back when the process ends,
however it ends. In an object store the holder writes its file again every few seconds; who waits takes the lease after
having seen no change for a while, by the own clock, so that clocks need not agree.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
import os
import pathlib
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType

from storage.errors import DamagedData, Occupied, StorageError
from storage.locks import lock
from storage.root import LEASES, PARTIAL, WRITING, DataRoot, LocalRoot

BUILD = "build"
"""What a build of the data root holds."""
HELD = f"{LEASES}/held.json"
HOLDERS = f"{LEASES}/holders"
BEAT_SECONDS = 10.0
"""Time between two signs of life in an object store."""
DEAD_SECONDS = 60.0
"""Time without a sign of life after which a holder counts as dead."""
PAUSE_SECONDS = 0.5
"""Time between two looks at what others hold."""


def portal(name: str) -> str:
    """What a crawl of a portal holds.

    Args:
        name: Id of the portal.
    """
    return f"portal {name}"


@dataclasses.dataclass(frozen=True, slots=True)
class Busy:
    """What is wanted is held by somebody else.

    Attributes:
        name: What is held.
        holder: Who holds it, in words.
        alive: Whether the holder is known to live; otherwise it has only not been silent for long enough.
    """

    name: str
    holder: str
    alive: bool

    def error(self, root: DataRoot) -> Occupied:
        """The error of who does not want to wait."""
        return Occupied(
            f"{self.name}: {self.holder} is at work on it",
            where=root.location,
            remedy="Wait until it has ended, or end it; then run this again.",
        )


class Lease:
    """The wish to hold some names, and then the right; a context that gives it back.

    Args:
        root: Data root.
        names: What is to be held, all or nothing.
        purpose: What for, in words that others are shown.
    """

    def __init__(self, root: DataRoot, names: Sequence[str], purpose: str) -> None:
        self._root = root
        self._names = tuple(names)
        self._id = uuid.uuid4().hex
        self._sign = _sign(root, self._id, _description(purpose))
        self._others = _Others(root)
        self._held = self._closed = False
        # An attempt may go on in a thread whose caller was cancelled.
        self._lock = threading.Lock()

    def __enter__(self) -> Lease:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()

    def attempt(self) -> Busy | None:
        """Takes what is wanted, or says who has it.

        Raises:
            StorageError: The root cannot be read or written.
        """
        with self._lock:
            while not (self._held or self._closed):
                content = self._root.read_if_there(HELD)
                held = _parsed(self._root, content)
                wanted = {held[name]: name for name in self._names if name in held}
                dead = {holder for holder in wanted if self._others.is_dead(holder)}
                for holder in wanted.keys() - dead:
                    return self._others.busy(holder, wanted[holder])
                self._sign.start()
                rest = {name: holder for name, holder in held.items() if holder not in dead}
                if self._root.swap(HELD, _written(rest | dict.fromkeys(self._names, self._id)), content):
                    self._held = True
                    for holder in dead:
                        self._root.remove_file(f"{HOLDERS}/{holder}")
            return None

    def release(self) -> None:
        """Gives back what is held."""
        with self._lock:
            self._closed = True
            try:
                while self._held:
                    content = self._root.read_if_there(HELD)
                    rest = {name: holder for name, holder in _parsed(self._root, content).items() if holder != self._id}
                    self._held = not self._root.swap(HELD, _written(rest), content)
            finally:
                self._sign.stop()


@contextlib.contextmanager
def lease(
    root: DataRoot,
    names: Sequence[str],
    purpose: str,
    *,
    wait: bool = False,
    told: Callable[[Busy], None] | None = None,
) -> Iterator[Lease]:
    """Holds some names while the context lasts.

    Args:
        root: Data root.
        names: What is to be held, all or nothing.
        purpose: What for, in words that others are shown.
        wait: Whether to wait while somebody else holds one of them.
        told: Called whenever somebody else holds one of them.

    Raises:
        Occupied: Somebody else holds one of them, and is not waited for.
        StorageError: The root cannot be read or written.
    """
    with Lease(root, names, purpose) as wanted:
        while (busy := wanted.attempt()) is not None:
            if busy.alive and not wait:
                raise busy.error(root)
            if told is not None:
                told(busy)
            time.sleep(PAUSE_SECONDS)
        yield wanted


def remove_dead(root: DataRoot) -> None:
    """Removes the files of holders that were killed before they held anything."""
    if isinstance(root, LocalRoot):
        for path in root.files(HOLDERS):
            # A file has its lock before it has its name.
            if not _is_locked(root.folder / path):
                root.remove_file(path)


class _LocalSign:
    """A locked file. It has its lock before it has its name, so that nobody takes it for that of a dead process."""

    def __init__(self, root: LocalRoot, holder: str, description: str) -> None:
        self._root = root
        self._path = root.folder / HOLDERS / holder
        self._description = description
        self._descriptor: int | None = None

    def start(self) -> None:
        if self._descriptor is not None:
            return
        # Who writes holds this lock, so that a build that begins takes no unfinished file for that of a dead process.
        with self._root.os_errors(self._path), self._root.locked(WRITING, shared=True):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial = self._path.with_name(f"{PARTIAL}{self._path.name}")
            self._descriptor = os.open(partial, os.O_RDWR | os.O_CREAT, 0o666)
            lock(self._descriptor)
            os.write(self._descriptor, self._description.encode())
            partial.replace(self._path)

    def stop(self) -> None:
        if self._descriptor is not None:
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = None


class _RemoteSign:
    """An object that is written again and again."""

    def __init__(self, root: DataRoot, holder: str, description: str) -> None:
        self._root = root
        self._path = f"{HOLDERS}/{holder}"
        self._description = description
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self._thread is None:
            self._beat(0)
            self._thread = threading.Thread(target=self._keep_beating, name="lease", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        if self._thread is not None:
            self._ended.set()
            self._thread.join()
            self._thread = None
            self._root.remove_file(self._path)

    def _keep_beating(self) -> None:
        number = 0
        while not self._ended.wait(BEAT_SECONDS):
            number += 1
            # A store that does not answer for a moment will. Whoever loses a lease so can still publish nothing that
            # is older than what is there (`storage.dataset`).
            with contextlib.suppress(StorageError):
                self._beat(number)

    def _beat(self, number: int) -> None:
        self._root.replace(self._path, f"{self._description}\n{number}".encode())


def _sign(root: DataRoot, holder: str, description: str) -> _LocalSign | _RemoteSign:
    return (_LocalSign if isinstance(root, LocalRoot) else _RemoteSign)(root, holder, description)  # type: ignore[arg-type]


class _Others:
    """What is known of other holders, from the moment that they were first looked at."""

    def __init__(self, root: DataRoot) -> None:
        self._root = root
        self._seen: dict[str, tuple[bytes | None, float]] = {}
        self._moved: set[str] = set()

    def is_dead(self, holder: str) -> bool:
        if isinstance(self._root, LocalRoot):
            return not _is_locked(self._root.folder / HOLDERS / holder)
        content, now = self._root.read_if_there(f"{HOLDERS}/{holder}"), time.monotonic()
        before = self._seen.setdefault(holder, (content, now))
        if content is None:
            return True
        if content != before[0]:
            self._seen[holder] = content, now
            self._moved.add(holder)
        return now - self._seen[holder][1] > DEAD_SECONDS

    def busy(self, holder: str, name: str) -> Busy:
        content = self._root.read_if_there(f"{HOLDERS}/{holder}") or b"somebody"
        alive = isinstance(self._root, LocalRoot) or holder in self._moved
        return Busy(name, content.decode(errors="replace").partition("\n")[0], alive)


def _is_locked(path: pathlib.Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return not lock(descriptor, shared=True, wait=False)
    finally:
        os.close(descriptor)


def _description(purpose: str) -> str:
    since = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return f"{purpose}, process {os.getpid()} on {socket.gethostname()}, since {since}"


def _parsed(root: DataRoot, content: bytes | None) -> Mapping[str, str]:
    try:
        return {str(name): str(holder) for name, holder in json.loads(content or b"{}").items()}
    except (ValueError, AttributeError) as error:
        raise DamagedData(
            f"not a list of leases: {error}",
            where=f"{root.location}/{HELD}",
            remedy="Remove it while nothing runs on this data root.",
        ) from error


def _written(held: Mapping[str, str]) -> bytes:
    return json.dumps(held, indent=0, sort_keys=True).encode()
