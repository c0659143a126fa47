"""Parsing asks nothing but the document: no file, no clock, no network, no chance.

Every call of a built-in function that a Python frame makes is watched while documents are parsed, whatever module it
was imported from. Knowledge and libraries are loaded before: the same documents are parsed once without a guard.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import pathlib
import random
import socket
import subprocess
import sys
import threading
import time
import types
import uuid
from collections.abc import Callable, Iterator

import pytest

from parsers import Document, parse
from tests.parsers.documents import documents, name
from tests.support import REPOSITORY

FORBIDDEN_MODULES = {"time", "posix", "nt", "_socket", "_random", "_posixsubprocess", "select"}
FORBIDDEN_PYTHON = {"socket", "subprocess"}
"""Modules none of whose functions may run, whatever built-in ones they call."""
FORBIDDEN_NAMES = {"open", "open_code", "now", "today", "utcnow", "getrandbits", "random"}
HARMLESS = {"fspath", "_path_normpath"}
"""What of these modules only converts its argument."""
TOOLS = ("coverage.", "hypothesis.")
"""What tests themselves put in: the measuring of coverage, and a clock at each collection of garbage."""
CHOSEN = {
    path
    for path in documents()
    if path.parent.name in ("seeds", "documents", "damage") or path.stem in ("01", "02", "06", "08", "09", "10")
}


@contextlib.contextmanager
def guarded() -> Iterator[list[str]]:
    """Collects the forbidden calls that are made within, each with the line that made it."""
    asked: list[str] = []

    def watch(frame: types.FrameType, event: str, called: object) -> None:
        if frame.f_globals.get("__name__", "").startswith(TOOLS):
            return
        place = f"{frame.f_code.co_filename}:{frame.f_lineno}"
        if event == "c_call" and is_forbidden(called):
            asked.append(f"{getattr(called, '__qualname__', called)} in {place}")
        if event == "call" and frame.f_globals.get("__name__") in FORBIDDEN_PYTHON:
            asked.append(f"{frame.f_code.co_qualname} in {place}")

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield asked
    finally:
        sys.setprofile(before)


def is_forbidden(called: object) -> bool:
    function, owner = getattr(called, "__name__", ""), getattr(called, "__self__", None)
    modules = {getattr(called, "__module__", None), getattr(owner, "__name__", None), type(owner).__module__}
    if function in HARMLESS:
        return False
    if modules & FORBIDDEN_MODULES:
        return True
    if function in ("open", "open_code"):
        return bool(modules & {"io", "_io"}) or owner is None
    clocks = (dt.datetime, dt.date)
    return function in FORBIDDEN_NAMES and (isinstance(owner, random.Random) or owner in clocks)


@pytest.mark.parametrize("path", sorted(CHOSEN), ids=name)
def test_parsing_asks_nothing_but_the_document(path: pathlib.Path) -> None:
    document = Document(content=path.read_bytes())
    expected = parse(document)
    with guarded() as asked:
        result = parse(document)
    assert asked == []
    assert result == expected


def test_no_thread_is_started() -> None:
    """The guard sees the calls of one thread."""
    running = threading.active_count()
    for path in sorted(CHOSEN)[:3]:
        parse(Document(content=path.read_bytes()))
    assert threading.active_count() == running


@pytest.mark.parametrize(
    "impure",
    [
        lambda: open(REPOSITORY / "README.md", encoding="utf-8").close(),  # noqa: PTH123
        lambda: io.open(REPOSITORY / "README.md", "rb").close(),  # noqa: UP020
        (REPOSITORY / "README.md").read_bytes,
        (REPOSITORY / "README.md").exists,
        lambda: next(REPOSITORY.iterdir()),
        lambda: os.urandom(1),
        lambda: subprocess.run(["true"], check=True),
        time.time,
        time.perf_counter,
        time.monotonic_ns,
        dt.datetime.now,
        dt.date.today,
        lambda: socket.socket().close(),
        random.random,
        lambda: random.randint(0, 1),
        uuid.uuid4,
    ],
)
def test_the_guard_notices(impure: Callable[[], object]) -> None:
    def run() -> None:
        impure()

    with guarded() as asked:
        run()
    assert asked


def test_the_guard_lets_the_rest_pass() -> None:
    with guarded() as asked:
        assert io.BytesIO(b"a").read() == b"a"
        assert dt.datetime(2017, 1, 1, tzinfo=dt.UTC).isoformat().startswith("2017")
        assert sorted([2, 1]) == [1, 2]
    assert asked == []
