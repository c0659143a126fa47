"""Ctrl-C and SIGTERM in the middle of each command: it ends in seconds, says how to go on, and leaves no process."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pytest

from benchmarks.building import pages
from flows.building import FEW
from storage import dataset, ingesting
from storage.fetch_log import FetchLog
from storage.root import open_root
from tests.operating import descendants
from tests.portal_server import PortalServer, Site
from tests.support import DATA, REPOSITORY

PATIENT_SECONDS = 20
"""On a machine that is busy with other things: what is seen there is that nobody waits for a download or a build."""
SECONDS = 5
DOCUMENTS = FEW + 4
"""So many that several workers share them."""
YEARS = {"2016", "2017"}
"""Of the reports of the recorded portal, of which each takes a second or more."""


def started(*arguments: str, folder: pathlib.Path) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_API")}
    environment |= {"NIANBAO_TEST_MARK": str(folder), "PREFECT_HOME": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-m", "cli.main", *arguments],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def most_seconds() -> float:
    return SECONDS if os.getloadavg()[0] <= (os.cpu_count() or 1) else PATIENT_SECONDS


def stop(process: subprocess.Popen[str], number: int, mark: str) -> None:
    """Stops a command, which must obey at once, say how to go on, and leave nothing behind."""
    process.send_signal(number)
    _, told = process.communicate(timeout=most_seconds())
    assert process.returncode == 130, told
    assert "run the same command again" in told
    assert "Traceback" not in told
    deadline = time.monotonic() + most_seconds()
    while (left := descendants("NIANBAO_TEST_MARK", mark)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def wait_until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_ready(process: subprocess.Popen[str]) -> bool:
    """Whether a command has begun to obey signals: until then it is Python that starts."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)


def has_come(moment: Moment, place: Place, process: subprocess.Popen[str]) -> bool:
    return is_ready(process) and moment(place)


def registry(folder: pathlib.Path, site: Site) -> str:
    path = folder / "portals.csv"
    row = f"tongxiang,330483,浙江省/嘉兴市/桐乡市,county,{site.home}"
    path.write_text(f"portal,adcode,name,level,home_url\n{row}\n", encoding="utf-8")
    return str(path)


@dataclasses.dataclass(frozen=True)
class Place:
    """Where a command works, and the portal that it visits."""

    data: pathlib.Path
    site: Site

    def holds(self, *patterns: str) -> bool:
        return all(any(self.data.glob(pattern)) for pattern in patterns)

    def asked(self, requests: int) -> bool:
        return len(self.site.paths) >= requests


Moment = Callable[[Place], bool]
OBJECTS, PARSED, UNPUBLISHED = "archive/objects/*/*", "parsed/*", "dataset/*"
MOMENTS: Mapping[str, Sequence[Moment]] = {
    "run": [
        lambda place: place.holds("leases/*"),
        lambda place: place.asked(2),
        lambda place: place.holds(OBJECTS),
        lambda place: place.holds(PARSED),
        lambda place: place.holds(UNPUBLISHED),
    ],
    "crawl": [
        lambda place: place.holds("leases/*"),
        lambda place: place.asked(1),
        lambda place: place.asked(2),
        lambda place: place.asked(4),
        lambda place: place.holds(OBJECTS),
    ],
    "ingest": [
        lambda place: True,
        lambda place: place.holds(OBJECTS),
        lambda place: place.holds("archive/fetches/*", "leases/*"),
        lambda place: place.holds(PARSED),
        lambda place: place.holds(UNPUBLISHED),
    ],
    "build": [
        lambda place: True,
        lambda place: place.holds("leases/*"),
        lambda place: place.holds(PARSED),
        lambda place: place.holds("parsed/*/*"),
        lambda place: place.holds(UNPUBLISHED),
    ],
}
"""Five moments of each command: what a look at its data root, or the portal, shows of how far it is."""


@pytest.mark.parametrize("command", MOMENTS)
def test_a_command_is_stopped_at_any_moment_and_the_next_goes_on(tmp_path: pathlib.Path, command: str) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for number, text in enumerate(pages(DOCUMENTS)):
        (files / f"{number}.html").write_text(text, encoding="utf-8")
    with PortalServer() as server:
        site = server.serve(Site("tongxiang", DATA / "portals" / "tongxiang"))
        place = Place(tmp_path / "data", site)
        arguments = {"ingest": [str(files)], "build": []}.get(
            command, ["tongxiang", "--portals-file", registry(tmp_path, site), "--years", ",".join(sorted(YEARS))]
        )
        whole = [command, *arguments, "--data", str(place.data)]
        if command == "build":
            ingesting.ingest(open_root(place.data), [files])
        for moment, number in zip(MOMENTS[command], itertools.cycle([signal.SIGINT, signal.SIGTERM]), strict=False):
            process = started(*whole, folder=tmp_path)
            wait_until(functools.partial(has_come, moment, place, process), process)
            stop(process, number, str(tmp_path))
            if command == "crawl" and place.asked(2):
                asked = len(site.paths)
                time.sleep(1.5)
                assert len(site.paths) == asked, "no request more is made"
                logged = FetchLog(open_root(place.data)).read()
                assert not place.asked(4) or any(row.outcome == "ok" for row in logged), "what had come is kept"
        process = started(*whole, folder=tmp_path)
        told = process.communicate(timeout=300)
        assert process.returncode == 0, told
    root = open_root(place.data)
    if command in ("run", "crawl"):
        years = {match[1] for row in FetchLog(root).read() for match in re.finditer(r"fbtime=(\d{4})", row.url)}
        assert years >= YEARS
    if command != "crawl":
        outcomes = Counter(row.outcome for row in dataset.current(root).rows("documents"))
        assert outcomes["failed"] == 0 or command == "run"
        assert outcomes["report"] == len(YEARS) if command == "run" else outcomes.total() == DOCUMENTS


IN_A_CALLBACK = """
import asyncio, os, signal
from cli import stopping

async def work():
    asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGTERM)
    await asyncio.sleep(60)

stopping.obey()
try:
    asyncio.run(work())
except stopping.Stopped:
    stopping.leave()
"""


def test_a_signal_in_a_callback_of_an_event_loop_is_not_lost() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", IN_A_CALLBACK],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=PATIENT_SECONDS,
        check=False,
    )
    assert ended.returncode == 130
    (line,) = ended.stderr.splitlines()
    assert "run the same command again" in line
