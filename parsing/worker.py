"""The program in the cage: reads documents from standard input, and writes what they say to standard output.

`python -m parsing.worker`; `parsing.cage` speaks to it. It needs neither the data root nor the network. The limit of
processor time is a timer of the system that ends the process wherever it is, in C code as well.
"""

from __future__ import annotations

import errno
import gc
import os
import signal
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

from parsers.model import Document, Parsed
from parsing import codec
from parsing.limits import ADDRESS_SPACE, CPU_SECONDS

if sys.platform != "win32":
    import resource

LENGTH = struct.Struct(">Q")
READY = b"ready"
OUT_OF_MEMORY = errno.ENOMEM
"""Exit code of a worker whose memory was refused."""
_YOUNG = 50_000
"""New objects after which Python looks for garbage: the tree of a page has some thousands, and all are in use."""


def serve(parse: Callable[[Document], Parsed], cpu_seconds: float = CPU_SECONDS) -> None:
    """Answers documents, one after the other, until standard input ends.

    Args:
        parse: The parser.
        cpu_seconds: Processor time that it may take for a document.
    """
    answers = _own_output()
    _limit_memory()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
    _send(answers, READY)
    read_any = False
    while (request := _receive(sys.stdin.buffer)) is not None:
        _limit_time(cpu_seconds)
        try:
            answer = codec.encode(parse(codec.document(request)))
        except MemoryError:
            # What is left of memory may not be enough for an orderly end.
            os._exit(OUT_OF_MEMORY)
        _limit_time(0)
        _send(answers, answer)
        if not read_any:
            # The program and what it knows stay; to look for garbage in them takes a twentieth of all time.
            read_any = True
            gc.collect()
            gc.freeze()


def _own_output() -> BinaryIO:
    """Standard output for answers alone: what a library prints goes where errors go."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    # Ctrl-C reaches the whole group of processes; the one that watches this one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = ADDRESS_SPACE if hard == resource.RLIM_INFINITY else min(ADDRESS_SPACE, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _limit_time(seconds: float) -> None:
    """Lets the system end this process after some processor time; 0 takes the limit back."""
    if sys.platform == "win32":
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _receive(stream: BinaryIO) -> bytes | None:
    header = stream.read(LENGTH.size)
    if len(header) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(header)
    content = stream.read(length)
    return content if len(content) == length else None


def _send(stream: BinaryIO, content: bytes) -> None:
    stream.write(LENGTH.pack(len(content)) + content)
    stream.flush()


if __name__ == "__main__":
    from parsers.pipeline import parse

    serve(parse)
