"""Ctrl-C and SIGTERM: the work ends within seconds, what was done is kept, and a line says how to go on."""

from __future__ import annotations

import os
import signal
import sys
import threading
import types
from typing import NoReturn

STATUS = 130
"""Exit status of a program that was stopped by a signal, as shells know it."""
GRACE_SECONDS = 4.0
"""How long the parts of a command may take to end. Everything is written at once or not at all, so that more time saves
nothing."""
_LINE = "stopped; what was fetched and parsed is kept: run the same command again to go on"


class Stopped(SystemExit):
    """Somebody asked the program to stop; no part of it catches this, nor does an event loop at work."""


def obey() -> None:
    """Lets SIGINT and SIGTERM stop the program."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)


def leave() -> NoReturn:
    """Says how to go on, and ends without waiting for threads."""
    sys.stdout.flush()
    sys.stderr.write(f"{_LINE}\n")
    sys.stderr.flush()
    os._exit(STATUS)


def _stop(number: int, frame: types.FrameType | None) -> NoReturn:  # noqa: ARG001
    for again in (signal.SIGINT, signal.SIGTERM):
        signal.signal(again, signal.SIG_IGN)
    timer = threading.Timer(GRACE_SECONDS, leave)
    timer.daemon = True
    timer.start()
    raise Stopped
