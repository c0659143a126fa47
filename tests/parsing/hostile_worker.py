"""A worker whose parser does on command what hostile documents do by accident.

`python -m tests.parsing.hostile_worker SECONDS`, where the number is the limit of processor time.
"""

from __future__ import annotations

import gc
import os
import pathlib
import signal
import sys
import time

from parsers.model import Document, Parsed
from parsers.pipeline import parse
from parsing.worker import serve

COMMAND = b"tests: "
"""What a document begins with that is a command."""


def obey(document: Document) -> Parsed:
    """Parses a document, unless it is a command."""
    if not document.content.startswith(COMMAND):
        return parse(document)
    words = document.content.removeprefix(COMMAND).decode().split()
    match words[0]:
        case "signal":
            os.kill(os.getpid(), signal.Signals[words[1]])
        case "signal-once":
            trace = pathlib.Path(words[2])
            if not trace.exists():
                trace.touch()
                os.kill(os.getpid(), signal.Signals[words[1]])
        case "loop":
            while True:
                pass
        case "sleep":
            time.sleep(3600)
        case "wait":
            pathlib.Path(words[1]).touch()
            time.sleep(3600)
        case "grow":
            held = []
            while True:
                held.append(bytes(50_000_000))  # never written to, lest it take processor time before the memory ends
        case "ask":
            bytes(int(words[1]))  # never written to either
        case "leave-garbage":
            gc.callbacks.append(_collect_for_three_seconds)
        case "raise":
            raise ValueError("a defect of the parser")
        case "print":
            print("words of a library", flush=True)  # noqa: T201
    return Parsed(outcome="rejected", reason=f"pid {os.getpid()}")


def _collect_for_three_seconds(phase: str, told: dict[str, int]) -> None:
    if phase == "start" and told["generation"] == 2:
        gc.callbacks.remove(_collect_for_three_seconds)
        until = time.process_time() + 3
        while time.process_time() < until:
            pass


if __name__ == "__main__":
    serve(obey, float(sys.argv[1]))
