"""A process that reads documents, watched from outside and replaced when it hangs, grows or dies.

Pure handling of processes: what goes in and comes out are bytes.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import re
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO

from knowledge.errors import NianbaoError
from parsing.limits import CRASHES, KILLS, MEMORY, PATIENCE_SECONDS, RETIRED_FROM
from parsing.worker import LENGTH, OUT_OF_MEMORY, READY

WORKER = (sys.executable, "-m", "parsing.worker")
"""The program in the cage."""
_LOOK_SECONDS = 0.05
"""Time after which the memory of a busy worker is looked at first."""
_LOOK_SECONDS_AT_MOST = 0.2
"""Time between two looks at one that goes on: on a busy machine many documents take long by the clock."""
_LAST_SECONDS = 5.0
"""How long a worker that has closed its output may take to end."""
_STARTS = 20
"""How often a worker may end before it is ready: one that is killed then says nothing of any document."""
_KILLS = frozenset(
    getattr(signal, name) for name in ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT") if hasattr(signal, name)
)
"""Signals that come from outside; all others a program brings upon itself."""
_PROCESSOR_TIME = getattr(signal, "SIGPROF", None)
_HIGHEST = re.compile(rb"^VmHWM:\s*(\d+) kB", re.MULTILINE)


class Exceeded(Exception):
    """A document was given up.

    Args:
        kind: What was exceeded, one of `parsing.limits.REASONS`.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Stopped(NianbaoError):
    """Work was interrupted on purpose; it says nothing of any document."""


class CannotStart(NianbaoError):
    """The program that parses does not start on this machine."""


class _Ended(Exception):
    """A worker did not answer; `kind` as in `parsing.limits.REASONS`."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Cage:
    """One worker at a time, started when it is needed; a context that ends it.

    Args:
        patience: Seconds by the clock after which a worker that neither answers nor works counts as stuck.
    """

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._worker: _Worker | None = None
        self._stopped = threading.Event()

    def __enter__(self) -> Cage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the worker, if there is one."""
        self._end()

    def stop(self) -> None:
        """Ends the worker in the middle of its work, from another thread; who waits for its answer gets none."""
        self._stopped.set()
        if (worker := self._worker) is not None:
            worker.kill()

    def ask(self, request: bytes) -> bytes:
        """The worker's answer to a request.

        A worker that does not answer is replaced, and its request tried again alone, in a process that has read
        nothing else; only what happens there counts against the request. Processor time counts at once: no other
        request has a part in it.

        Raises:
            Exceeded: There is no answer to be had within the limits.
            CannotStart: No worker can be started.
            Stopped: The cage was stopped.
        """
        ends = {"crashed": 0, "killed": 0}
        while True:
            # Whoever did not answer has been ended, so the request is then the first of a new worker.
            worker = self._running()
            if self._stopped.is_set():
                self._end()
                raise Stopped("the work was interrupted")
            fresh = worker.answered == 0
            try:
                answer = worker.ask(request, self._patience)
            except _Ended as end:
                self._end()
                if self._stopped.is_set():
                    raise Stopped("the work was interrupted") from end
                if end.kind == "cpu" or (fresh and end.kind in ("memory", "stuck")):
                    raise Exceeded(end.kind) from end
                if end.kind in ends:
                    ends[end.kind] += 1
                if ends["crashed"] >= CRASHES:
                    raise Exceeded("crashed") from end
                if ends["killed"] >= KILLS:
                    raise Exceeded("killed") from end
                continue
            except BaseException:
                self._end()
                raise
            if worker.memory > RETIRED_FROM:
                self._end()
            return answer

    def _running(self) -> _Worker:
        if self._worker is None:
            self._worker = self._started()
        return self._worker

    def _started(self) -> _Worker:
        """A worker that is ready. One that is ended before it has read anything says nothing of a document."""
        ends = []
        for _ in range(_STARTS):
            if self._stopped.is_set():
                raise Stopped("the work was interrupted")
            worker = _Worker()
            try:
                worker.wait_until_ready()
            except _Ended as end:
                ends.append(end.kind)
                worker.end()
            else:
                return worker
        raise CannotStart(
            f"the program that reads documents does not start ({', '.join(ends)})",
            where=" ".join(WORKER),
            remedy="Run it by hand to see why.",
        )

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class Cages:
    """Cages that are lent one after the other, so that a worker, which takes long to start, reads many batches."""

    def __init__(self) -> None:
        self._idle: list[Cage] = []
        self._lent: list[Cage] = []
        self._stopped = threading.Event()
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def lent(self) -> Iterator[Cage]:
        """A cage that nobody else uses meanwhile.

        Raises:
            Stopped: All work was stopped.
        """
        with self._lock:
            if self._stopped.is_set():
                raise Stopped("the work was interrupted")
            cage = self._idle.pop() if self._idle else Cage()
            self._lent.append(cage)
        try:
            yield cage
        finally:
            with self._lock:
                self._lent.remove(cage)
                if self._stopped.is_set():
                    cage.close()
                else:
                    self._idle.append(cage)

    def stop(self) -> None:
        """Stops all work that is going on, from another thread, and lends no cage any more."""
        with self._lock:
            self._stopped.set()
            for cage in self._lent:
                cage.stop()

    def close(self) -> None:
        """Ends all workers that are idle."""
        with self._lock:
            for cage in self._idle:
                cage.close()
            self._idle.clear()


class _Worker:
    """A process of the worker's program."""

    def __init__(self) -> None:
        # The first folder of the search path of `python -m` is the current one; the worker's is this project's.
        house = str(pathlib.Path(__file__).parent.parent)
        paths = os.pathsep.join(filter(None, (house, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            WORKER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**os.environ, "PYTHONPATH": paths},
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise CannotStart("the program that reads documents has no pipes", where=" ".join(WORKER))
        self._input, self._output = self._process.stdin, self._process.stdout
        self._ready_for: dict[int, selectors.BaseSelector] = {}
        for stream, event in ((self._input, selectors.EVENT_WRITE), (self._output, selectors.EVENT_READ)):
            os.set_blocking(stream.fileno(), False)
            self._ready_for[stream.fileno()] = selector = selectors.DefaultSelector()
            selector.register(stream, event)
        self._status, self._stat = (_told(self._process.pid, name) for name in ("status", "stat"))
        self.answered = self.memory = 0

    def wait_until_ready(self) -> None:
        if self._read(PATIENCE_SECONDS) != READY:
            raise _Ended("crashed")

    def ask(self, request: bytes, patience: float) -> bytes:
        self._write(LENGTH.pack(len(request)) + request, patience)
        answer = self._read(patience)
        self._look_at_memory()
        self.answered += 1
        return answer

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for selector in self._ready_for.values():
            selector.close()
        for stream in (self._input, self._output, self._status, self._stat):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _write(self, content: bytes, patience: float) -> None:
        rest = memoryview(content)
        while rest:
            self._wait_for(self._input.fileno(), patience)
            try:
                rest = rest[os.write(self._input.fileno(), rest) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._ended() from error

    def _read(self, patience: float) -> bytes:
        received = bytearray()
        wanted = LENGTH.size
        while len(received) < wanted:
            self._wait_for(self._output.fileno(), patience)
            try:
                some = os.read(self._output.fileno(), 1 << 20)
            except BlockingIOError:
                continue
            if not some:
                raise self._ended()
            received += some
            if len(received) >= LENGTH.size:
                wanted = LENGTH.size + LENGTH.unpack_from(received)[0]
        return bytes(received[LENGTH.size : wanted])

    def _wait_for(self, stream: int, patience: float) -> None:
        """Waits for the worker to take or give something, and looks at its memory and its processor time meanwhile."""
        ready_for = self._ready_for[stream]
        if ready_for.select(_LOOK_SECONDS):
            return
        moved, used, pause = time.monotonic(), self._processor_time(), _LOOK_SECONDS
        while not ready_for.select(pause):
            pause = min(2 * pause, _LOOK_SECONDS_AT_MOST)
            self._look_at_memory()
            now = self._processor_time()
            if now != used:
                moved, used = time.monotonic(), now
            if time.monotonic() - moved > patience:
                raise _Ended("stuck")

    def _look_at_memory(self) -> None:
        """Notes the most memory that the process has had, in bytes; 0 where the system does not tell."""
        found = _HIGHEST.search(_read_anew(self._status))
        self.memory = int(found[1]) * 1024 if found else 0
        if self.memory > MEMORY:
            raise _Ended("memory")

    def _processor_time(self) -> bytes:
        """How long the process has been at work, in the system's own count; empty where the system does not tell."""
        return b" ".join(_read_anew(self._stat).rpartition(b")")[2].split()[11:13])

    def _ended(self) -> _Ended:
        """Why the process has ended."""
        try:
            code = self._process.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            return _Ended("stuck")
        if _PROCESSOR_TIME is not None and code == -_PROCESSOR_TIME:
            return _Ended("cpu")
        if code == OUT_OF_MEMORY:
            return _Ended("memory")
        return _Ended("killed" if -code in _KILLS else "crashed")


def _told(pid: int, name: str) -> BinaryIO | None:
    """What the system tells of a process; None where it does not."""
    try:
        return pathlib.Path(f"/proc/{pid}/{name}").open("rb", buffering=0)
    except OSError:
        return None


def _read_anew(file: BinaryIO | None) -> bytes:
    """What such a file says now; nothing of a process that has ended."""
    if file is None:
        return b""
    try:
        file.seek(0)
        return file.read()
    except OSError:
        return b""
