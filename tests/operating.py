"""A Prefect server of its own on loopback with everything deployed, and workers, for tests of what operators do."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import random
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.support import REPOSITORY


@contextlib.contextmanager
def prefect_server(home: pathlib.Path, **others: str) -> Iterator[dict[str, str]]:
    """A server on a free port that keeps its things in a folder; gives the environment that names it.

    Args:
        home: The folder.
        others: Further variables of the environment.
    """
    port = free_port()
    api = f"http://127.0.0.1:{port}/api"
    variables = os.environ | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": api,
        "DO_NOT_TRACK": "1",
        # The command line, which other tests import, silences Prefect in this process and its children.
        "PREFECT_LOGGING_LEVEL": "INFO",
        "NIANBAO_DATA": str(home / "data"),
        **others,
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with running(command, variables, home / "server.log"):
        _wait_until_healthy(api, home / "server.log")
        yield variables


@contextlib.contextmanager
def running(command: list[str], environment: Mapping[str, str], log: pathlib.Path) -> Iterator[None]:
    """A process that runs while the context lasts."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, cwd=REPOSITORY, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield
    finally:
        process.terminate()
        # A worker may not come to an end of its own.
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def workers(environment: Mapping[str, str], logs: list[pathlib.Path]) -> Iterator[None]:
    """A worker of the pool for each log; the one that builds has room for nothing else, so that others must parse."""
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "nianbao", "--type", "process"]
    with contextlib.ExitStack() as stack:
        for log in logs:
            stack.enter_context(running([*command, "--name", log.stem, "--limit", "1"], environment, log))
        yield


def free_port() -> int:
    """A port for a server that is yet to start.

    It is none of those that the system hands out by itself: until the server has it, other tests take many of these.
    Where it is looked for first is left to chance, so that two processes find different ones.
    """
    first = random.randrange(20_000, 31_000)
    for port in range(first, 32_000):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    pytest.fail("no port is free")


def _wait_until_healthy(api: str, log: pathlib.Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{api}/health", timeout=5):
            return
        time.sleep(0.2)
    pytest.fail(f"the Prefect server did not start: {log.read_text(encoding='utf-8')[-2000:]}")


def nianbao(environment: Mapping[str, str], *arguments: str) -> str:
    return run(environment, "cli.main", *arguments)


def deploy(environment: Mapping[str, str], *arguments: str) -> str:
    """Deploys all, and has a run that is due just then visit no portal."""
    told = nianbao(environment, "deploy", *arguments)
    ask(environment, "variables/", {"name": "nianbao_portals", "value": ["seeds"]})
    return told


def run(environment: Mapping[str, str], module: str, *arguments: str, timeout: float = 300) -> str:
    command = [sys.executable, "-m", module, *arguments]
    ran = subprocess.run(
        command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def ask(
    environment: Mapping[str, str], path: str, body: Mapping[str, Any] | None = None, method: str | None = None
) -> Any:
    """What the server answers, by default to a POST of a body or a GET without one.

    While its database is busy with something else it answers 503, and is asked again, as Prefect's own clients do;
    so is a question that it did not answer in time, if asking it again does nothing a second time.
    """
    data = None if body is None else json.dumps(body).encode()
    url = f"{environment['PREFECT_API_URL']}/{path}"
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    only_asks = request.get_method() == "GET" or path.endswith("/filter")
    deadline = time.monotonic() + 90
    while True:
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return json.loads(response.read() or b"null")
        except urllib.error.HTTPError as error:
            if error.code != 503 or time.monotonic() > deadline:
                raise
        except TimeoutError:
            if not only_asks or time.monotonic() > deadline:
                raise
        time.sleep(1)


def deployment(environment: Mapping[str, str], name: str) -> dict[str, Any]:
    (found,) = ask(environment, "deployments/filter", {"deployments": {"name": {"any_": [name]}}})
    return dict(found)


def flow_run(environment: Mapping[str, str], run_id: str) -> dict[str, Any]:
    return dict(ask(environment, f"flow_runs/{run_id}"))


def descendants(variable: str, value: str) -> list[int]:
    """Processes with a variable in their environment, as children inherit it."""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"{variable}={value}\0".encode() in path.read_bytes():
                found.append(int(path.parent.name))
    return found
