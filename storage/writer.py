"""Writes the archive and the fetch log of a crawl in a process of its own (`python -m storage.writer LOCATION`).

A crawl keeps one core busy. A file that is created, and a disk that is waited for, would hold it up at each answer, in
a thread as well as in place; here it only passes the bytes on.
"""

from __future__ import annotations

import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import BinaryIO

from storage.archive import document_id
from storage.batch import open_batch
from storage.errors import StorageError
from storage.fetch_log import FetchLog
from storage.root import open_root
from storage.schema import Fetch

_HEADER = struct.Struct(">cQ")
_KEEP, _SAVE = b"K", b"S"
_MOST_WAITING = 64 * 1024 * 1024
"""Bytes that may wait in the writer's memory before the crawl waits for it."""
_PIPE_SIZE = 1024 * 1024
"""Bytes that the pipe itself takes, where the system lets its size be chosen; by default it takes a few bodies."""
_NICE = 5
"""Added to the writer's niceness, so that the crawl goes first where both want the processor."""


class Writer:
    """The crawl's end of the writing process.

    Args:
        location: Location of the data root.
    """

    def __init__(self, location: str) -> None:
        command = [sys.executable, "-m", __spec__.name, location]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, pipesize=_PIPE_SIZE
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise StorageError("the process that writes the archive cannot be reached", where=location)
        self._location = location
        self._input = self._process.stdin.fileno()
        self._output = self._process.stdout
        self._saves = 0

    def keep(self, content: bytes) -> str:
        """Passes a body on to the archive, and returns its document_id; it is safe with the next save.

        Raises:
            StorageError: The process has ended.
        """
        self._send(_KEEP, content)
        return document_id(content)

    def start_saving(self, rows: Sequence[Fetch]) -> None:
        """Begins to make all bodies so far durable, and then these rows of the log.

        Raises:
            StorageError: The save before could not be done, or the process has ended.
        """
        self.wait()
        self._send(_SAVE, pickle.dumps(list(rows)))
        self._saves += 1

    def wait(self) -> None:
        """Waits for the save that was begun last.

        Raises:
            StorageError: It could not be done, or the process has ended.
        """
        while self._saves:
            self._saves -= 1
            try:
                error = pickle.load(self._output)  # noqa: S301  (our own process)
            except EOFError:
                raise self._ended() from None
            if error is not None:
                raise error

    def close(self) -> None:
        """Ends the process; what was passed on and not saved is dropped."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()
        self._output.close()

    def _send(self, kind: bytes, content: bytes) -> None:
        try:
            rest = memoryview(_HEADER.pack(kind, len(content)) + content)
            while rest:
                rest = rest[os.write(self._input, rest) :]
        except (BrokenPipeError, OSError) as error:
            raise self._ended() from error

    def _ended(self) -> StorageError:
        return StorageError(
            "the process that writes the archive has ended",
            where=self._location,
            remedy="Its last messages are in the crawl's log.",
        )


class _Waiting:
    """Messages that have arrived and are not written yet, up to a number of bytes."""

    def __init__(self) -> None:
        self._messages: queue.SimpleQueue[tuple[bytes, bytes] | None] = queue.SimpleQueue()
        self._bytes = 0
        self._changed = threading.Condition()

    def put(self, message: tuple[bytes, bytes] | None) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._bytes < _MOST_WAITING)
            self._bytes += len(message[1]) if message else 0
        self._messages.put(message)

    def get(self) -> tuple[bytes, bytes] | None:
        message = self._messages.get()
        with self._changed:
            self._bytes -= len(message[1]) if message else 0
            self._changed.notify()
        return message


def _receive(stream: BinaryIO, waiting: _Waiting) -> None:
    """Takes what comes while the disk is waited for, so that the crawl need not wait."""
    while len(header := stream.read(_HEADER.size)) == _HEADER.size:
        kind, length = _HEADER.unpack(header)
        content = stream.read(length)
        # What is torn is the last that comes.
        if len(content) == length:
            waiting.put((kind, content))
    waiting.put(None)


def main(location: str) -> None:
    """Writes what comes on standard input, and answers each save on standard output: None, or the error."""
    root = open_root(location)
    log = FetchLog(root)
    waiting = _Waiting()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, waiting), daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_NICE)
    batch = open_batch(root)
    failed: StorageError | None = None
    while (message := waiting.get()) is not None:
        kind, content = message
        if failed is None:
            try:
                if kind == _KEEP:
                    batch.add(content)
                else:
                    # No row is logged before its body is safe.
                    batch.settle()
                    batch = open_batch(root)
                    log.append(pickle.loads(content))  # noqa: S301  (the crawl's own rows)
            except StorageError as error:
                failed = error
        if kind == _SAVE:
            sys.stdout.buffer.write(pickle.dumps(failed))
            sys.stdout.buffer.flush()
    batch.drop()


if __name__ == "__main__":
    main(sys.argv[1])
