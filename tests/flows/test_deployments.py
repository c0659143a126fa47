"""`prefect deploy` against a real local server, and a run that is started from a deployment."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import pathlib
import time
import urllib.error
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
from tests.flows.test_calendar import AGAIN, DUE, SHANGHAI, dates
from tests.operating import ask, deploy, deployment, flow_run, nianbao, prefect_server, run, workers
from tests.portal_server import Answer, PortalServer, Site
from tests.support import DATA, REPOSITORY

DEPLOYMENTS = yaml.safe_load((REPOSITORY / "deployments" / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
ENDED = ("COMPLETED", "FAILED", "CRASHED")


@pytest.fixture(scope="module")
def hook() -> Iterator[Site]:
    """Who is told of failed runs."""
    with PortalServer() as server:
        yield server.serve(Site("hook", answers={"/told": Answer(b"ok")}))


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, hook: Site) -> Iterator[dict[str, str]]:
    """A server of its own on a free port of loopback, with everything deployed."""
    with prefect_server(tmp_path_factory.mktemp("prefect")) as variables:
        told = deploy(variables, "--notify", f"{hook.origin}/told")
        assert "work pool nianbao: created" in told
        assert "queue one-at-a-time: created" in told
        yield variables


def test_everything_is_deployed(environment: dict[str, str]) -> None:
    deployed = ask(environment, "deployments/filter", {})
    assert {deployment["name"] for deployment in deployed} == {deployment["name"] for deployment in DEPLOYMENTS}


def test_deploying_again_changes_nothing(environment: dict[str, str], hook: Site) -> None:
    told = nianbao(environment, "deploy", "--notify", f"{hook.origin}/told")
    assert "work pool nianbao: is there" in told
    assert "queue one-at-a-time: is there" in told
    assert "automation 'nianbao: tell of failed runs': updated" in told


def test_the_yearly_run_follows_the_calendar_of_china(environment: dict[str, str]) -> None:
    schedules = deployment(environment, "yearly")["schedules"]
    slugs = {schedule["slug"] for schedule in schedules}
    assert slugs == {"january", "february", "march", "april", "may", "changed-silently"}
    assert {schedule["schedule"]["timezone"] for schedule in schedules} == {"Asia/Shanghai"}
    due = {schedule["slug"] for schedule in schedules if schedule["parameters"].get("due_only")}
    assert due == slugs - {"changed-silently"}


def test_the_server_plans_runs_of_its_own(environment: dict[str, str]) -> None:
    """Its scheduler does it in the background; where it cannot, only its log says so."""
    yearly = deployment(environment, "yearly")["id"]
    wanted = {"deployments": {"id": {"any_": [yearly]}}, "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
    deadline = time.monotonic() + 120
    while not ask(environment, "flow_runs/filter", wanted):
        assert time.monotonic() < deadline
        time.sleep(0.5)


def test_the_server_plans_the_runs_of_2027(environment: dict[str, str]) -> None:
    """What Prefect itself makes of the schedules, as it makes it of the next days."""
    yearly = deployment(environment, "yearly")["id"]
    year = {"start_time": "2026-12-31T16:00:00Z", "end_time": "2027-12-31T15:59:59Z", "min_runs": 60, "max_runs": 60}
    ask(environment, f"deployments/{yearly}/schedule", year)
    runs = ask(environment, "flow_runs/filter", {"deployments": {"id": {"any_": [yearly]}}})
    planned: dict[bool, list[dt.datetime]] = {True: [], False: []}
    for one in runs:
        # None may ever begin.
        ask(environment, f"flow_runs/{one['id']}", method="DELETE")
        begins = dt.datetime.fromisoformat(one["expected_start_time"]).astimezone(SHANGHAI)
        if begins.year == 2027:
            planned[bool(one["parameters"].get("due_only"))].append(begins)
    assert sorted(each.date() for each in planned[True]) == dates(DUE)
    assert sorted(each.date() for each in planned[False]) == dates(AGAIN)
    assert {(each.hour, each.minute) for each in planned[True] + planned[False]} == {(3, 0)}


def test_runs_that_write_wait_for_each_other(environment: dict[str, str]) -> None:
    queue = ask(environment, "work_queues/filter", {})
    limits = {one["name"]: one["concurrency_limit"] for one in queue}
    assert limits["one-at-a-time"] == 1
    for name in ("yearly", "crawl", "by-hand", "backfill", "build"):
        assert deployment(environment, name)["work_queue_name"] == "one-at-a-time"


def test_the_form_offers_provinces_and_bounds_years(environment: dict[str, str]) -> None:
    fields = deployment(environment, "by-hand")["parameter_openapi_schema"]["properties"]
    assert {"江苏省", "新疆维吾尔自治区"} <= set(fields["provinces"]["items"]["enum"])
    assert fields["provinces"]["items"]["enum"][:3] == ["北京市", "天津市", "河北省"]
    assert fields["years"]["items"]["minimum"] == 2008
    assert fields["portals"]["items"] == {"type": "string"}
    assert all(field["description"] for field in fields.values())


@pytest.mark.parametrize("wrong", [{"years": [1999]}, {"provinces": ["江苏"]}, {"years": ["last"]}])
def test_a_wrong_value_is_refused_at_once(environment: dict[str, str], wrong: dict[str, Any]) -> None:
    path = f"deployments/{deployment(environment, 'by-hand')['id']}/create_flow_run"
    with pytest.raises(urllib.error.HTTPError) as refused:
        ask(environment, path, {"parameters": wrong})
    assert refused.value.code in (409, 422)


def start(environment: dict[str, str], name: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Starts a run, lets a worker do it, and returns how it ended."""
    path = f"deployments/{deployment(environment, name)['id']}/create_flow_run"
    created = ask(environment, path, {"parameters": parameters})
    run(environment, "prefect", "worker", "start", "--pool", "nianbao", "--run-once")
    return flow_run(environment, created["id"])


def artifacts(environment: dict[str, str]) -> dict[str, Any]:
    latest = ask(environment, "artifacts/latest/filter", {})
    return {one["key"]: one for one in latest}


def test_a_run_that_is_started_from_a_deployment_completes(environment: dict[str, str]) -> None:
    ended = start(environment, "by-hand", {"portals": ["seeds"], "years": [2014, 2017, 2018]})
    assert ended["state"]["type"] == "COMPLETED", ended["state"]["message"]
    assert ended["name"] == "annual 五份种子报告 2014, 2017-2018"
    assert len(dataset.current(open_root(environment["NIANBAO_DATA"])).rows("reports")) == 5
    shown = artifacts(environment)
    assert "五份种子报告 | 1 | 1 | 0 | 0" in shown["crawl-summary"]["data"]
    assert "江苏省" in shown["build-summary"]["data"]
    assert shown["crawl-progress"]["data"] == 100.0


def test_a_failed_run_is_told(environment: dict[str, str], hook: Site) -> None:
    """Once, as JSON, whatever its message holds."""
    assert hook.requests == [], "nobody is told of runs that went well"
    ended = start(environment, "crawl", {"portals": ['乌"有市']})
    assert ended["state"]["type"] == "FAILED"
    deadline = time.monotonic() + 60
    while not hook.requests:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    (asked,) = hook.requests
    assert (asked.method, asked.path) == ("POST", "/told")
    text = json.loads(asked.body)["text"]
    assert text.startswith(f"{ended['name']}: Failed. ")
    assert '乌"有市' in text


def test_a_preview_asks_for_nothing(environment: dict[str, str]) -> None:
    before = len(FetchLog(open_root(environment["NIANBAO_DATA"])).read())
    ended = start(environment, "crawl", {"provinces": ["江苏省"], "years": [2024], "dry_run": True})
    assert ended["state"]["type"] == "COMPLETED", ended["state"]["message"]
    assert ended["name"].startswith("crawl 江苏省 2024 (")
    assert json.loads(artifacts(environment)["preview"]["data"])[0]["province"] == "江苏省"
    assert len(FetchLog(open_root(environment["NIANBAO_DATA"])).read()) == before


def test_two_deployments_at_once_are_polite_to_a_portal(environment: dict[str, str], tmp_path: pathlib.Path) -> None:
    """Past the queue, too: the second waits for the portal, which gets no more than a request a second."""
    with PortalServer() as server:
        site = server.serve(Site("tongxiang", DATA / "portals" / "tongxiang"))
        registry = tmp_path / "portals.csv"
        row = f"tongxiang,330483,浙江省/嘉兴市/桐乡市,county,{site.home}"
        registry.write_text(f"portal,adcode,name,level,home_url\n{row}\n", encoding="utf-8")
        given = {"portals": ["tongxiang"], "years": [2016], "portals_file": str(registry)}
        runs = [
            ask(
                environment,
                f"deployments/{deployment(environment, name)['id']}/create_flow_run",
                {"parameters": given, "work_queue_name": queue},
            )["id"]
            for name, queue in (("crawl", "one-at-a-time"), ("by-hand", "default"))
        ]
        logs = [tmp_path / "first.log", tmp_path / "second.log"]
        with workers(environment | {"NIANBAO_DATA": str(tmp_path / "data")}, logs):
            deadline = time.monotonic() + 300
            while not all(flow_run(environment, run_id)["state"]["type"] in ENDED for run_id in runs):
                assert time.monotonic() < deadline, [log.read_text(encoding="utf-8")[-2000:] for log in logs]
                time.sleep(1)
        ends = [flow_run(environment, run_id) for run_id in runs]
        assert [one["state"]["type"] for one in ends] == ["COMPLETED"] * 2, [one["state"]["message"] for one in ends]
        assert site.paths.count("/robots.txt") == 2
        assert min(site.gaps()) > 0.95


def test_two_workers_share_a_build_by_a_setting(environment: dict[str, str], tmp_path: pathlib.Path) -> None:
    one, other = (open_root(tmp_path / name) for name in ("one", "other"))
    files = tmp_path / "files"
    files.mkdir()
    for number, page in enumerate(pages(building.FEW + 4)):
        (files / f"{number}.html").write_text(page, encoding="utf-8")
    for place in (one, other):
        ingest(place, [files])
    build = deployment(environment, "build")
    logs = [tmp_path / "first.log", tmp_path / "second.log"]
    with workers(environment | {"NIANBAO_TASKS": "pool:4"}, logs):
        started = ask(environment, f"deployments/{build['id']}/create_flow_run", {"parameters": {"data": one.location}})
        deadline = time.monotonic() + 300
        while (state := flow_run(environment, started["id"])["state"]["type"]) not in (
            "COMPLETED",
            "FAILED",
            "CRASHED",
        ):
            assert time.monotonic() < deadline, [log.read_text(encoding="utf-8")[-2000:] for log in logs]
            time.sleep(1)
    assert state == "COMPLETED", [log.read_text(encoding="utf-8")[-2000:] for log in logs]
    runs = ask(environment, "flow_runs/filter", {"flows": {"name": {"any_": ["parse"]}}})
    assert [run["state"]["type"] for run in runs] == ["COMPLETED"] * 4
    assert all("submitting flow run" in log.read_text(encoding="utf-8") for log in logs), "both had a part in it"
    asyncio.run(direct.build(other.location))
    folders = [dataset.current(place).folder for place in (one, other)]
    assert folders[0] == folders[1]
    assert one.files(folders[0]) == other.files(folders[1])
    assert all(one.read(path) == other.read(path) for path in one.files(folders[0]))
    assert len(dataset.current(one).rows("documents")) == building.FEW + 4
