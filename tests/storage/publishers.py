"""What the processes do that tests start, kill and let compete: they take the lease, and publish."""

from __future__ import annotations

import multiprocessing
import os
import pathlib
import sys
import time
from collections.abc import Sequence
from multiprocessing.sharedctypes import Synchronized
from typing import Any

import pandas as pd  # noqa: F401  (pyarrow imports it for the first table: let it be there before a process begins)

from storage import dataset, lease
from storage.root import open_root
from tests.object_store import ENVIRONMENT
from tests.storage.rows import document, indicator, report, snapshot

OLD = snapshot(documents=[document()], reports=[report()])
CRASHED = 3
"""Exit code of a process that has crashed on purpose."""
NEW = snapshot(documents=[document()], reports=[report()], indicators=[indicator()])

# Processes of this context begin in an instant: what they import is imported already.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload([__name__])
os.environ.update(ENVIRONMENT)


def publish(location: str, rows: Any, log: Sequence[str]) -> None:
    """A build as far as storage sees it."""
    root = open_root(location)
    with lease.lease(root, [lease.BUILD], "a build of a test", wait=True):
        root.remove_partials()
        dataset.publish(root, rows, log)


def publish_until_crash(location: str, step: int, calls: Synchronized[int]) -> None:
    """Publishes, and ends the process at once before the given one of the system calls that change the data root.

    Args:
        location: Location of the data root.
        step: Number of the system call.
        calls: Counts system calls.
    """

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.symlink"):
            return
        if not str(arguments[0]).startswith(location) or (event == "open" and not arguments[2] & os.O_CREAT):
            return
        if calls.value == step:
            os._exit(CRASHED)
        calls.value += 1

    os.fsync = lambda descriptor: None  # the process dies here, not the machine, and disks are slow
    sys.addaudithook(count)
    publish(location, NEW, ["a", "b"])


def count_up(location: str, times: int) -> None:
    """Adds to a number in a way that loses steps if two do it at the same time."""
    root = open_root(location)
    for _ in range(times):
        with lease.lease(root, ["number"], "counting", wait=True):
            number = int(root.read_if_there("number") or b"0")
            time.sleep(0.02)
            root.replace("number", str(number + 1).encode())


def hold(location: str, name: str, ready: str) -> None:
    """Holds a lease until it is killed."""
    lease.BEAT_SECONDS = 0.1
    with lease.lease(open_root(location), [name], "holding"):
        pathlib.Path(ready).touch()
        time.sleep(600)
