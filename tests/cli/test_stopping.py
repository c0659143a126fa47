"""Ctrl-C and SIGTERM in the middle of each command: it ends in seconds, says how to go on, and leaves no process."""

from __future__ import annotations

import os
import pathlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from storage import dataset
from storage.fetch_log import FetchLog
from storage.root import open_root
from tests.portal_server import PortalServer, Site
from tests.support import DATA, REPOSITORY, SEEDS

MOST_SECONDS = 20
"""Five on a machine with nothing else to do; what is measured here is that nobody waits for a download or a build."""


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


def descendants(mark: str) -> list[int]:
    """Processes that were started with a mark in their environment, as their children inherit it."""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"NIANBAO_TEST_MARK={mark}\0".encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def stop(process: subprocess.Popen[str], number: int, mark: str) -> str:
    process.send_signal(number)
    _, told = process.communicate(timeout=MOST_SECONDS)
    assert process.returncode == 130
    assert "run the same command again" in told
    assert "Traceback" not in told
    deadline = time.monotonic() + MOST_SECONDS
    while descendants(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert descendants(mark) == []
    return told


def wait_until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_crawl_is_stopped_and_goes_on(tmp_path: pathlib.Path, number: int) -> None:
    with PortalServer() as server:
        site = server.serve(Site("tongxiang", DATA / "portals" / "tongxiang"))
        registry = tmp_path / "portals.csv"
        registry.write_text(
            f"portal,adcode,name,level,home_url\ntongxiang,330483,浙江省/嘉兴市/桐乡市,county,{site.home}\n", "utf-8"
        )
        data = tmp_path / "data"
        command = ("crawl", "tongxiang", "--portals-file", str(registry), "--data", str(data))
        process = started(*command, folder=tmp_path)
        wait_until(lambda: len(site.paths) > 2, process)
        stop(process, number, str(tmp_path))
        asked = len(site.paths)
        rows = FetchLog(open_root(data)).read()
        assert any(row.outcome == "ok" for row in rows), "what had come is kept"
        time.sleep(1.5)
        assert len(site.paths) == asked, "no request more is made"


def test_a_build_is_stopped_and_goes_on(tmp_path: pathlib.Path) -> None:
    data = tmp_path / "data"
    process = started("ingest", str(SEEDS), "--data", str(data), folder=tmp_path)
    wait_until((data / "archive" / "objects").exists, process)
    stop(process, signal.SIGINT, str(tmp_path))
    again = subprocess.run(
        [sys.executable, "-m", "cli.main", "ingest", str(SEEDS), "--data", str(data)],
        cwd=REPOSITORY,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert again.returncode == 0, again.stderr
    assert len(dataset.current(open_root(data)).rows("reports")) == 5
