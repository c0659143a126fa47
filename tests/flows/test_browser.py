"""What an operator does in Prefect's UI, in a headless browser: start a run by its form, watch, read, retry, cancel.

Nothing leaves loopback: the browser resolves no name, and the server, the worker and their runs are given a proxy that
only counts. With NIANBAO_SCREENSHOTS, the pictures of docs/operator.md are written into that folder.
"""

from __future__ import annotations

import dataclasses
import math
import os
import pathlib
import re
import time
import urllib.parse
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from spiders import browser
from spiders.settings import DOWNLOAD_TIMEOUT
from storage import dataset
from storage.root import open_root
from tests.operating import ask, deploy, descendants, flow_run, prefect_server, workers
from tests.portal_server import Answer, Asked, PortalServer, Site
from tests.support import DATA, needs_browser

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = needs_browser()

CHROMIUM = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
SECONDS = 240
"""How long a run may take to come to a state."""
YEAR = 2016
MARK = "NIANBAO_BROWSER_TEST"
BLOCKED = Answer(status=403, body=b"<html><body>403 Forbidden</body></html>", headers={"Content-Type": "text/html"})


class Held(Site):
    """A portal that answers so many requests and holds the others, so that its crawl can be watched.

    No request is held for as long as makes the crawl give up on it.
    """

    let_through = math.inf

    def answer(self, asked: Asked) -> Answer:
        number = len(self.requests)
        longest = DOWNLOAD_TIMEOUT - 5.0
        return dataclasses.replace(super().answer(asked), delay=longest, ready=lambda: number < self.let_through)


@pytest.fixture(scope="module")
def portals() -> Iterator[PortalServer]:
    """Two recorded portals, and a proxy that answers nothing."""
    with PortalServer() as server:
        for name in ("tongxiang", "wuxi"):
            server.serve(Held(name, DATA / "portals" / name))
        server.serve(Site("proxy", answers={}))
        yield server


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, portals: PortalServer) -> Iterator[dict[str, str]]:
    """A server with everything deployed, a worker, and a registry of the two portals."""
    home = tmp_path_factory.mktemp("prefect")
    proxy = portals.sites["proxy"].origin
    others = {
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "NO_PROXY": "127.0.0.1,localhost",
        MARK: str(home),
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), proxy),
    }
    rows = ("tongxiang,330483,浙江省/嘉兴市/桐乡市,county", "wuxi,320200,江苏省/无锡市,prefecture")
    registry = [f"{row},{portals.sites[row.partition(',')[0]].home}" for row in rows]
    (home / "portals.csv").write_text("\n".join(["portal,adcode,name,level,home_url", *registry]), encoding="utf-8")
    with prefect_server(home, **others) as variables:
        deploy(variables)
        with workers(variables, [home / "worker.log"]):
            yield variables | {"REGISTRY": str(home / "portals.csv")}


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Addresses that the browser has asked for."""
    return []


@pytest.fixture(scope="module")
def page(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory, asked: list[str]) -> Iterator[Page]:
    lacking = browser.missing()
    assert not lacking, lacking
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("browser"),
            executable_path=browser.path(),
            args=CHROMIUM,
            chromium_sandbox=os.geteuid() != 0,
            base_url=environment["PREFECT_API_URL"].removesuffix("/api"),
            viewport={"width": 1120, "height": 760},
            timezone_id="Asia/Shanghai",
            locale="en-US",
            reduced_motion="reduce",
        )
        context.set_default_timeout(60_000)
        context.on("request", lambda request: asked.append(request.url))
        yield context.pages[0]
        context.close()


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("NIANBAO_SCREENSHOTS"):
        page.wait_for_timeout(700)
        page.screenshot(path=pathlib.Path(folder, f"{name}.png"))


def form(page: Page, flow: str, deployed: str) -> None:
    """Opens the form of a deployment, as an operator goes to it."""
    page.goto("/deployments")
    page.get_by_role("row").filter(has=page.get_by_role("link", name=flow, exact=True)).get_by_role(
        "link", name=deployed, exact=True
    ).first.click()
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_text("Custom run").click()
    field(page, "provinces").wait_for()


def field(page: Page, name: str) -> Locator:
    label = page.locator(".schema-form-property__label").filter(has_text=re.compile(rf"^{name}\b"))
    return page.locator(".schema-form-property").filter(has=label)


def choose(page: Page, name: str, *values: str) -> None:
    field(page, name).locator(".p-select-button__icon").click()
    for value in values:
        page.get_by_role("option", name=value).click()
    page.get_by_role("heading", name="Parameters").click()
    page.get_by_role("option").first.wait_for(state="detached")


def add(page: Page, name: str, value: str) -> None:
    field(page, name).get_by_role("button", name="Add item").click()
    field(page, name).locator("input").fill(value)


def submit(page: Page, environment: dict[str, str]) -> str:
    """Submits the form, follows to the run, and returns its id."""
    field(page, "portals_file").locator("textarea").fill(environment["REGISTRY"])
    begun = page.get_by_role("button", name="View run").last
    for _ in range(3):
        page.get_by_role("button", name="Submit").click()
        # The server's database may be busy just then; a person would submit again, too.
        begun.or_(page.get_by_text("Something went wrong")).first.wait_for()
        if begun.count():
            break
    # Messages that lie upon each other hide it from the mouse.
    begun.dispatch_event("click")
    page.wait_for_url("**/runs/flow-run/**")
    return urllib.parse.urlsplit(page.url).path.rpartition("/")[2]


def tab(page: Page, name: str) -> None:
    page.get_by_text(name, exact=True).first.click()


def reloaded(page: Page, awaited: Locator) -> int:
    """Loads the page of a progress again, and counts what is waited for."""
    page.reload(wait_until="domcontentloaded")
    # The page goes on asking the server, so that its network is never idle on a slow machine.
    page.get_by_text("requests so far").first.wait_for()
    return awaited.count()


def wait_until(condition: Callable[[], Any], environment: dict[str, str]) -> Any:
    deadline = time.monotonic() + SECONDS
    while not (found := condition()):
        log = pathlib.Path(environment["PREFECT_HOME"], "worker.log")
        assert time.monotonic() < deadline, log.read_text(encoding="utf-8")[-3000:]
        # Seldom: what asks and what answers share the cores with the run.
        time.sleep(0.5)
    return found


def ended(environment: dict[str, str], run: str, state: str) -> dict[str, Any]:
    """Waits until a run has come to its end, and returns it; it must be this one."""
    ends = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
    wait_until(lambda: flow_run(environment, run)["state"]["type"] in ends, environment)
    found = flow_run(environment, run)
    assert found["state"]["type"] == state, found["state"]["message"]
    return found


def test_a_run_by_the_form(page: Page, environment: dict[str, str], portals: PortalServer) -> None:
    """Choose a province and a year, submit, watch, and read what it gave."""
    page.goto("/")
    page.get_by_text("Switch to V2 UI").wait_for()
    assert page.get_by_text("Upgrade").count() == 0
    page.goto("/deployments")
    page.get_by_text("7 Deployments").wait_for()
    picture(page, "deployments")
    watched = portals.sites["tongxiang"]
    assert isinstance(watched, Held)
    watched.let_through = 0  # until the page shows the run, however long it takes to load
    form(page, "annual", "by-hand")
    choose(page, "provinces", "浙江省")
    add(page, "years", str(YEAR))
    picture(page, "form")
    run = submit(page, environment)

    heading = page.get_by_text(f"annual 浙江省/嘉兴市/桐乡市 {YEAR}").first
    heading.wait_for()
    wait_until(lambda: watched.paths, environment)
    tab(page, "Artifacts")
    page.get_by_role("link", name="crawl-progress").first.click()
    page.get_by_text("0 of 1 portals; 0 requests so far").wait_for()
    watched.let_through = 2
    told = page.get_by_text(re.compile(r"0 of 1 portals; [1-9]\d* requests so far"))
    wait_until(lambda: told.count() or reloaded(page, told), environment)
    picture(page, "progress")
    watched.let_through = math.inf
    page.goto(f"/runs/flow-run/{run}")
    page.get_by_text("Completed").first.wait_for()
    ended(environment, run, "COMPLETED")
    picture(page, "run")
    assert not portals.sites["wuxi"].paths, "only the province that was chosen"
    reports = dataset.current(open_root(environment["NIANBAO_DATA"])).rows("reports")
    assert [(report.county, report.report_year) for report in reports] == [("桐乡市", YEAR)]

    names = [one["name"] for one in ask(environment, "flow_runs/filter", {})]
    assert f"complete 浙江省/嘉兴市/桐乡市 {YEAR}" in names
    tab(page, "Artifacts")
    for key in ("crawl-progress", "crawl-summary", "build-summary"):
        page.get_by_text(key, exact=True).first.wait_for()
    page.mouse.wheel(0, 500)
    picture(page, "artifacts")
    page.get_by_text("build-summary", exact=True).first.click()
    page.get_by_role("heading", name="Reports by province and year").wait_for()
    picture_of_coverage = page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="province")).first
    cells = picture_of_coverage.get_by_role("row").filter(has_text="浙江省").get_by_role("cell").all_inner_texts()
    years = picture_of_coverage.get_by_role("columnheader").all_inner_texts()
    assert dict(zip(years, cells, strict=True))[str(YEAR)].endswith(" 1")
    page.get_by_role("heading", name="New: 1").wait_for()
    picture(page, "coverage")


def test_a_bad_value_is_refused_in_the_form(page: Page, environment: dict[str, str]) -> None:
    form(page, "backfill", "backfill")
    field(page, "first_year").locator("input").fill("1999")
    choose(page, "provinces", "浙江省")
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("1999 is less than the minimum of 2008").first.wait_for()
    picture(page, "refused")
    of_this_form = {"deployments": {"name": {"any_": ["backfill"]}}}
    assert ask(environment, "flow_runs/filter", of_this_form) == []


def test_only_what_failed_is_tried_again(page: Page, environment: dict[str, str], portals: PortalServer) -> None:
    good, bad = portals.sites["wuxi"], portals.sites["tongxiang"]
    healthy = dict(bad.answers)
    bad.answers.update({"/": BLOCKED, "/robots.txt": Answer(status=404)})
    form(page, "crawl", "crawl")
    choose(page, "provinces", "江苏省", "浙江省")
    add(page, "years", str(YEAR))
    run = submit(page, environment)
    message = ended(environment, run, "FAILED")["state"]["message"]
    assert "桐乡市" in message
    assert "无锡市" not in message
    page.get_by_text("Failed", exact=True).first.wait_for()
    tab(page, "Task Runs")
    page.get_by_text("crawl 江苏省", exact=True).first.wait_for()
    picture(page, "failed")
    tab(page, "Artifacts")
    page.get_by_text("crawl-summary", exact=True).first.click()
    page.get_by_role("link", name="浙江省/嘉兴市/桐乡市").wait_for()
    picture(page, "not-done")

    bad.answers = healthy
    good.requests.clear()
    bad.requests.clear()
    page.goto(f"/runs/flow-run/{run}")
    page.get_by_role("button", name="Retry").click()
    page.get_by_role("dialog").get_by_role("button", name="Retry").click()
    wait_until(lambda: flow_run(environment, run)["state"]["type"] != "FAILED", environment)
    assert ended(environment, run, "COMPLETED")["run_count"] == 2
    page.get_by_text("Completed").first.wait_for()
    assert bad.paths
    assert not good.paths, "what was done is not asked for again"


def test_a_run_is_cancelled(page: Page, environment: dict[str, str], portals: PortalServer) -> None:
    """Within seconds no request more is made, and no process of the run is left."""
    before = set(descendants(MARK, environment[MARK]))
    site = portals.sites["wuxi"]
    site.requests.clear()
    form(page, "crawl", "crawl")
    choose(page, "provinces", "江苏省")
    run = submit(page, environment)
    wait_until(lambda: len(site.paths) > 2, environment)
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("dialog").get_by_role("button", name="Confirm").click()
    ended(environment, run, "CANCELLED")
    page.get_by_text("Cancelled").first.wait_for()
    wait_until(lambda: set(descendants(MARK, environment[MARK])) <= before, environment)
    made = len(site.paths)
    time.sleep(2.5)
    assert len(site.paths) == made < 17


def test_nothing_has_left_the_machine(page: Page, asked: list[str], portals: PortalServer) -> None:
    """The last: whatever the browser and all processes of the tests above have asked for."""
    addresses = [urllib.parse.urlsplit(url) for url in asked]
    assert len(addresses) > 100
    assert {url.hostname for url in addresses if url.scheme not in ("data", "blob")} == {"127.0.0.1"}
    assert portals.sites["proxy"].requests == []
