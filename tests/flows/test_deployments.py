"""`prefect deploy` against a real local server, and a run that is started from a deployment."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from benchmarks.building import pages
from flows import building, direct
from storage import dataset
from storage.ingesting import ingest
from storage.root import open_root
from tests.support import REPOSITORY

DEPLOYMENTS = yaml.safe_load((REPOSITORY / "deployments" / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


def prefect(environment: dict[str, str], *arguments: str, timeout: float = 120) -> str:
    command = [sys.executable, "-m", "prefect", *arguments]
    ran = subprocess.run(
        command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def ask(api: str, path: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(f"{api}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A server of its own on a free port of loopback, with everything deployed."""
    home = tmp_path_factory.mktemp("prefect")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    api = f"http://127.0.0.1:{port}/api"
    variables = os.environ | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": api,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "NIANBAO_DATA": str(home / "data"),
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command, env=variables, cwd=REPOSITORY, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_until_healthy(api)
            prefect(variables, "work-pool", "create", "nianbao", "--type", "process")
            prefect(variables, "--no-prompt", "deploy", "--all", "--prefect-file", "deployments/prefect.yaml")
            yield variables
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait_until_healthy(api: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{api}/health", timeout=5):
            return
        time.sleep(0.2)
    pytest.fail("the Prefect server did not start")


def test_everything_is_deployed(environment: dict[str, str]) -> None:
    deployed = ask(environment["PREFECT_API_URL"], "deployments/filter", {})
    assert {deployment["name"] for deployment in deployed} == {deployment["name"] for deployment in DEPLOYMENTS}


def test_the_yearly_run_is_scheduled_in_april_in_shanghai(environment: dict[str, str]) -> None:
    (yearly,) = ask(
        environment["PREFECT_API_URL"], "deployments/filter", {"deployments": {"name": {"any_": ["yearly"]}}}
    )
    (schedule,) = yearly["schedules"]
    assert schedule["schedule"]["timezone"] == "Asia/Shanghai"
    assert schedule["schedule"]["cron"].split()[3] == "4"


def test_the_form_takes_portals_and_years(environment: dict[str, str]) -> None:
    (by_hand,) = ask(
        environment["PREFECT_API_URL"], "deployments/filter", {"deployments": {"name": {"any_": ["by-hand"]}}}
    )
    fields = by_hand["parameter_openapi_schema"]["properties"]
    assert fields["years"]["items"] == {"type": "integer"}
    assert fields["portals"]["items"] == {"type": "string"}
    assert all(field["description"] for field in fields.values())


def test_a_run_that_is_started_from_a_deployment_completes(environment: dict[str, str], tmp_path: pathlib.Path) -> None:
    api = environment["PREFECT_API_URL"]
    (by_hand,) = ask(api, "deployments/filter", {"deployments": {"name": {"any_": ["by-hand"]}}})
    parameters = {"portals": ["seeds"], "years": [2014, 2017, 2018]}
    run = ask(api, f"deployments/{by_hand['id']}/create_flow_run", {"parameters": parameters})
    prefect(environment, "worker", "start", "--pool", "nianbao", "--run-once", timeout=180)
    with urllib.request.urlopen(f"{api}/flow_runs/{run['id']}", timeout=30) as response:
        assert json.load(response)["state"]["type"] == "COMPLETED"
    assert len(dataset.current(open_root(environment["NIANBAO_DATA"])).rows("reports")) == 5


@contextlib.contextmanager
def workers(environment: dict[str, str], logs: list[pathlib.Path]) -> Iterator[None]:
    """A worker of the pool for each log, none of which takes all runs."""
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "nianbao", "--type", "process"]
    started = []
    try:
        for log in logs:
            with log.open("wb") as output:
                arguments = [*command, "--name", log.stem, "--limit", "2"]
                started.append(
                    subprocess.Popen(
                        arguments, env=environment, cwd=REPOSITORY, stdout=output, stderr=output, start_new_session=True
                    )
                )
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            # A worker may not come to an end of its own.
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def test_two_workers_share_a_build_by_a_setting(environment: dict[str, str], tmp_path: pathlib.Path) -> None:
    one, other = (open_root(tmp_path / name) for name in ("one", "other"))
    files = tmp_path / "files"
    files.mkdir()
    for number, page in enumerate(pages(building.FEW + 4)):
        (files / f"{number}.html").write_text(page, encoding="utf-8")
    for place in (one, other):
        ingest(place, [files])
    api = environment["PREFECT_API_URL"]
    (rebuild,) = ask(api, "deployments/filter", {"deployments": {"name": {"any_": ["rebuild"]}}})
    logs = [tmp_path / "first.log", tmp_path / "second.log"]
    with workers(environment | {"NIANBAO_TASKS": "pool:4"}, logs):
        run = ask(api, f"deployments/{rebuild['id']}/create_flow_run", {"parameters": {"data": one.location}})
        deadline = time.monotonic() + 300
        while (state := told(api, run["id"])) not in ("COMPLETED", "FAILED", "CRASHED"):
            assert time.monotonic() < deadline, [log.read_text(encoding="utf-8")[-2000:] for log in logs]
            time.sleep(1)
    assert state == "COMPLETED", [log.read_text(encoding="utf-8")[-2000:] for log in logs]
    runs = ask(api, "flow_runs/filter", {"flows": {"name": {"any_": ["parse"]}}})
    assert [run["state"]["type"] for run in runs] == ["COMPLETED"] * 4
    assert all("submitting flow run" in log.read_text(encoding="utf-8") for log in logs), "both had a part in it"
    asyncio.run(direct.build(other.location))
    folders = [dataset.current(place).folder for place in (one, other)]
    assert folders[0] == folders[1]
    assert one.files(folders[0]) == other.files(folders[1])
    assert all(one.read(path) == other.read(path) for path in one.files(folders[0]))
    assert len(dataset.current(one).rows("documents")) == building.FEW + 4


def told(api: str, run: str) -> str:
    with urllib.request.urlopen(f"{api}/flow_runs/{run}", timeout=30) as response:
        return str(json.load(response)["state"]["type"])
