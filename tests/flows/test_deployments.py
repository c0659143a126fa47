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
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from benchmarks.building import pages
from flows import building, direct
from storage import dataset
from storage.fetch_log import FetchLog
from storage.ingesting import ingest
from storage.root import open_root
from tests.support import REPOSITORY

DEPLOYMENTS = yaml.safe_load((REPOSITORY / "deployments" / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


def nianbao(environment: dict[str, str], *arguments: str) -> str:
    return run(environment, "cli.main", *arguments)


def prefect(environment: dict[str, str], *arguments: str, timeout: float = 120) -> str:
    return run(environment, "prefect", *arguments, timeout=timeout)


def run(environment: dict[str, str], module: str, *arguments: str, timeout: float = 300) -> str:
    command = [sys.executable, "-m", module, *arguments]
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
        # The command line, which other tests import, silences Prefect in this process and its children.
        "PREFECT_LOGGING_LEVEL": "INFO",
        "NIANBAO_DATA": str(home / "data"),
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command, env=variables, cwd=REPOSITORY, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_until_healthy(api)
            told = nianbao(variables, "deploy", "--notify", "http://127.0.0.1:9/told")
            assert "work pool nianbao: created" in told
            assert "queue one-at-a-time: created" in told
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


def test_deploying_again_changes_nothing(environment: dict[str, str]) -> None:
    told = nianbao(environment, "deploy", "--notify", "http://127.0.0.1:9/told")
    assert "work pool nianbao: is there" in told
    assert "queue one-at-a-time: is there" in told
    assert "automation 'nianbao: tell of failed runs': updated" in told


def deployment(environment: dict[str, str], name: str) -> dict[str, Any]:
    wanted = {"deployments": {"name": {"any_": [name]}}}
    (found,) = ask(environment["PREFECT_API_URL"], "deployments/filter", wanted)
    return dict(found)


def test_the_yearly_run_follows_the_calendar_of_china(environment: dict[str, str]) -> None:
    schedules = deployment(environment, "yearly")["schedules"]
    slugs = {schedule["slug"] for schedule in schedules}
    assert slugs == {"january", "february", "march", "april", "may", "changed-silently"}
    assert {schedule["schedule"]["timezone"] for schedule in schedules} == {"Asia/Shanghai"}
    due = {schedule["slug"] for schedule in schedules if schedule["parameters"].get("due_only")}
    assert due == slugs - {"changed-silently"}


def test_runs_that_write_wait_for_each_other(environment: dict[str, str]) -> None:
    queue = ask(environment["PREFECT_API_URL"], "work_queues/filter", {})
    limits = {one["name"]: one["concurrency_limit"] for one in queue}
    assert limits["one-at-a-time"] == 1
    for name in ("yearly", "crawl", "by-hand", "backfill", "build"):
        assert deployment(environment, name)["work_queue_name"] == "one-at-a-time"


def test_the_form_offers_provinces_and_bounds_years(environment: dict[str, str]) -> None:
    fields = deployment(environment, "by-hand")["parameter_openapi_schema"]["properties"]
    assert {"江苏省", "新疆维吾尔自治区"} <= set(fields["provinces"]["items"]["enum"])
    assert fields["years"]["items"]["minimum"] == 2008
    assert fields["portals"]["items"] == {"type": "string"}
    assert all(field["description"] for field in fields.values())


@pytest.mark.parametrize("wrong", [{"years": [1999]}, {"provinces": ["江苏"]}, {"years": ["last"]}])
def test_a_wrong_value_is_refused_at_once(environment: dict[str, str], wrong: dict[str, Any]) -> None:
    path = f"deployments/{deployment(environment, 'by-hand')['id']}/create_flow_run"
    with pytest.raises(urllib.error.HTTPError) as refused:
        ask(environment["PREFECT_API_URL"], path, {"parameters": wrong})
    assert refused.value.code in (409, 422)


def start(environment: dict[str, str], name: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Starts a run, lets a worker do it, and returns how it ended."""
    api = environment["PREFECT_API_URL"]
    path = f"deployments/{deployment(environment, name)['id']}/create_flow_run"
    created = ask(api, path, {"parameters": parameters})
    prefect(environment, "worker", "start", "--pool", "nianbao", "--run-once", timeout=300)
    with urllib.request.urlopen(f"{api}/flow_runs/{created['id']}", timeout=30) as response:
        return dict(json.load(response))


def artifacts(environment: dict[str, str]) -> dict[str, Any]:
    latest = ask(environment["PREFECT_API_URL"], "artifacts/latest/filter", {})
    return {one["key"]: one for one in latest}


def test_a_run_that_is_started_from_a_deployment_completes(environment: dict[str, str]) -> None:
    run = start(environment, "by-hand", {"portals": ["seeds"], "years": [2014, 2017, 2018]})
    assert run["state"]["type"] == "COMPLETED", run["state"]["message"]
    assert run["name"] == "annual 五份种子报告 2014, 2017-2018"
    assert len(dataset.current(open_root(environment["NIANBAO_DATA"])).rows("reports")) == 5
    shown = artifacts(environment)
    assert "五份种子报告 | 1 | 1 | 0 | 0" in shown["crawl-summary"]["data"]
    assert "江苏省" in shown["build-summary"]["data"]
    assert shown["crawl-progress"]["data"] == 100.0


def test_a_preview_asks_for_nothing(environment: dict[str, str]) -> None:
    before = len(FetchLog(open_root(environment["NIANBAO_DATA"])).read())
    run = start(environment, "crawl", {"provinces": ["江苏省"], "years": [2024], "dry_run": True})
    assert run["state"]["type"] == "COMPLETED", run["state"]["message"]
    assert run["name"].startswith("crawl 江苏省 2024 (")
    assert json.loads(artifacts(environment)["preview"]["data"])[0]["province"] == "江苏省"
    assert len(FetchLog(open_root(environment["NIANBAO_DATA"])).read()) == before


@contextlib.contextmanager
def workers(environment: dict[str, str], logs: list[pathlib.Path]) -> Iterator[None]:
    """A worker of the pool for each log; the one that builds has room for nothing else, so that others must parse."""
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "nianbao", "--type", "process"]
    started = []
    try:
        for log in logs:
            with log.open("wb") as output:
                arguments = [*command, "--name", log.stem, "--limit", "1"]
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
    build = deployment(environment, "build")
    logs = [tmp_path / "first.log", tmp_path / "second.log"]
    with workers(environment | {"NIANBAO_TASKS": "pool:4"}, logs):
        run = ask(api, f"deployments/{build['id']}/create_flow_run", {"parameters": {"data": one.location}})
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
