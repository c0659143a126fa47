"""Stores many objects at about the cost of one: each is written at once, and all are made durable together.

A crawl receives hundreds of bodies a second; to wait for the disk at each of them would cost more than fetching it.
"""

from __future__ import annotations

import abc
import contextlib
import itertools
import os
import pathlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor

from storage.archive import Archive, document_id, object_path
from storage.errors import StorageError
from storage.root import PARTIAL, WRITING, DataRoot, LocalRoot

WRITERS = 4
MOST_WAITING = 64 * 1024 * 1024
"""Bytes that may be on their way to an object store before the crawl waits for it."""


class Batch(abc.ABC):
    """Bodies that go into the archive together. None of them is there before `settle` has returned."""

    @abc.abstractmethod
    def add(self, content: bytes) -> str:
        """Takes a body, and returns its document_id.

        Raises:
            StorageError: It cannot be written.
        """

    @abc.abstractmethod
    def settle(self) -> None:
        """Puts all bodies into the archive, durably.

        Raises:
            StorageError: One of them cannot be written.
        """

    @abc.abstractmethod
    def drop(self) -> None:
        """Ends the batch without its bodies."""


class LocalBatch(Batch):
    """Files beside their final names, that get these names when the system has written them all to the disk."""

    _numbers = itertools.count()

    def __init__(self, root: LocalRoot) -> None:
        self._root = root
        self._archive = Archive(root)
        self._partials: dict[str, str] = {}
        self._lock = contextlib.ExitStack()

    def add(self, content: bytes) -> str:
        name = document_id(content)
        target = f"{self._root.folder}/{object_path(name)}"
        # os.path, as this is done for each of hundreds of answers a second.
        known = target in self._partials or (os.path.exists(target) and self._archive.intact(name))  # noqa: PTH110
        if not known:
            folder = target.rpartition("/")[0]
            partial = f"{folder}/{PARTIAL}{os.getpid()}-{next(self._numbers)}"
            try:
                if not self._partials:
                    self._lock.enter_context(self._root.locked(WRITING, shared=True))
                self._write(partial, content)
            except OSError as error:
                raise self._failed(error, target) from error
            self._partials[target] = partial
        return name

    def settle(self) -> None:
        if not self._partials:
            return
        try:
            _sync(list(self._partials.values()))
            for target, partial in self._partials.items():
                os.replace(partial, target)  # noqa: PTH105
            _sync([])
        except OSError as error:
            raise self._failed(error, str(self._root.folder)) from error
        self._lock.close()

    def drop(self) -> None:
        for partial in self._partials.values():
            pathlib.Path(partial).unlink(missing_ok=True)
        self._lock.close()

    @staticmethod
    def _write(path: str, content: bytes) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(path, flags, 0o666)
        except FileNotFoundError:
            pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, flags, 0o666)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        finally:
            os.close(descriptor)

    @staticmethod
    def _failed(error: OSError, where: str) -> StorageError:
        return StorageError(
            f"cannot be written: {error.strerror or error}",
            where=where,
            remedy="Check the folder's permissions and free space, or choose another with --data.",
        )


class RemoteBatch(Batch):
    """Objects on their way to an object store, in a few threads."""

    def __init__(self, root: DataRoot) -> None:
        self._archive = Archive(root)
        self._threads = ThreadPoolExecutor(WRITERS, "archive")
        self._waiting: deque[tuple[int, Future[str]]] = deque()
        self._bytes = 0

    def add(self, content: bytes) -> str:
        while self._waiting and (self._bytes > MOST_WAITING or self._waiting[0][1].done()):
            self._finish_one()
        self._waiting.append((len(content), self._threads.submit(self._archive.put, content)))
        self._bytes += len(content)
        return document_id(content)

    def settle(self) -> None:
        while self._waiting:
            self._finish_one()
        self._threads.shutdown()

    def drop(self) -> None:
        self._threads.shutdown(cancel_futures=True)

    def _finish_one(self) -> None:
        size, future = self._waiting.popleft()
        self._bytes -= size
        future.result()


def open_batch(root: DataRoot) -> Batch:
    """A batch for a data root, of the kind that it can take."""
    return LocalBatch(root) if isinstance(root, LocalRoot) else RemoteBatch(root)


def _sync(paths: list[str]) -> None:
    """Makes written files and names durable: all at once, or one by one where the system offers no other way."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        descriptor = os.open(path, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
