"""Portals whose lists only a browser shows: what it finds, and that it keeps to all that a crawl keeps to.

The tests of the browser itself run where `nianbao[render]` and a Chromium are installed.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterator, Mapping

import pytest

from flows.crawling import run_crawl
from flows.errors import CrawlFailed
from spiders import browser, families
from spiders.job import CrawlResult
from spiders.portals import Portal
from storage.archive import Archive
from storage.fetch_log import FetchLog
from storage.root import DataRoot, open_root
from storage.schema import Fetch
from tests.portal_server import Answer, PortalServer, Site
from tests.support import needs_browser

NEEDS_BROWSER = needs_browser()
PAUSE = 0.3
YEARS = (2018, 2019, 2020)
TEXT = "<p>本报告由甲市人民政府编制，统计期限为全年，内容如下。</p>" * 20


def page(body: str, title: str = "甲市人民政府") -> str:
    return f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"


def hidden(markup: str) -> str:
    """Markup as its script hides it: only who runs the script sees a link."""
    return "".join(chr(ord(character) ^ 1) for character in markup)


SHOW = """
const seen = text => Array.from(text, c => String.fromCharCode(c.charCodeAt(0) ^ 1)).join('');
const wait = seconds => new Promise(done => setTimeout(done, seconds * 1000));
(async () => {
  const tries = [
    () => fetch('/secret/rows.txt'), () => fetch('/api/delete?id=1', {method: 'POST'}),
    () => fetch('/x', {method: 'PUT'}),
    () => fetch('/counter/hits'), () => fetch('ELSEWHERE/rows.txt'), () => fetch('http://127.0.0.3:1/rows.txt'),
    () => navigator.sendBeacon('/beacon', 'x'), () => new WebSocket('ws://' + location.host + '/socket'),
    () => { new Image().src = '/pixel.png'; }, () => window.open('/opened'), () => { location.href = '/led'; },
  ];
  for (const attempt of tries) { try { await attempt(); } catch (error) { } }
  const answer = await fetch('/api/rows', {method: 'POST', body: new URLSearchParams({column: '7'})});
  document.getElementById('list').innerHTML = seen(await answer.text());
})();
"""
ROWS = "".join(f'<li><a href="/r/{y}001.html">甲市{y}年政府信息公开工作年度报告</a></li>' for y in YEARS)


@dataclasses.dataclass(frozen=True)
class Shown:
    site: Site
    elsewhere: Site
    result: CrawlResult
    rows: list[Fetch]
    data: str


def portal(site: Site, **columns: bool) -> Portal:
    return Portal(site.name, "", "甲省/甲市", "prefecture", site.home, **columns)


def answers(elsewhere: str) -> Mapping[str, Answer | str]:
    script = Answer(SHOW.replace("ELSEWHERE", elsewhere).encode(), headers={"Content-Type": "text/javascript"})
    return {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /secret/\n", headers={"Content-Type": "text/plain"}),
        "/": page('<a href="/nb/">政府信息公开年报</a>'),
        "/nb/": page('<ul id="list"></ul><img src="/banner.png"><script src="/list.js"></script>', "政府信息公开年报"),
        "/list.js": script,
        "/api/rows": Answer(hidden(ROWS).encode(), headers={"Content-Type": "text/plain; charset=utf-8"}),
        **{f"/r/{y}001.html": page(f"<h1>甲市{y}年政府信息公开工作年度报告</h1>{TEXT}") for y in YEARS},
    }


def crawl(site: Site, data: str, *, render: bool = True, **settings: float) -> CrawlResult:
    quick = {"DOWNLOAD_DELAY": 0, **settings}
    return asyncio.run(run_crawl([portal(site, render=render)], data, settings=quick))


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with PortalServer() as running:
        yield running


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    data = str(tmp_path_factory.mktemp("data"))
    with PortalServer() as running:
        elsewhere = running.serve(Site("elsewhere", answers={"/rows.txt": "x"}), host="127.0.0.2")
        site = running.serve(Site("a", answers=answers(elsewhere.origin)))
        result = crawl(site, data, DOWNLOAD_DELAY=PAUSE)
        yield Shown(site, elsewhere, result, FetchLog(open_root(data)).read(), data)


@NEEDS_BROWSER
def test_a_list_that_only_a_browser_shows_is_found(shown: Shown) -> None:
    assert shown.result.portals["a"].found == len(YEARS)
    assert {f"/r/{year}001.html" for year in YEARS} <= set(shown.site.paths)


def test_without_the_column_nothing_is_shown(server: PortalServer, root: DataRoot) -> None:
    site = server.serve(Site("a", answers=answers("http://127.0.0.2:1")))
    assert crawl(site, root.location, render=False).portals["a"].found == 0


@NEEDS_BROWSER
def test_what_a_page_loads_keeps_to_the_manners_of_the_crawl(shown: Shown) -> None:
    """robots.txt, the guard of addresses, the pace; nothing that does something, and nothing that only adorns."""
    assert shown.elsewhere.paths == []
    allowed = {"/robots.txt", "/", "/nb/", "/list.js", "/api/rows", *(f"/r/{year}001.html" for year in YEARS)}
    assert set(shown.site.paths) == allowed
    assert len(shown.site.paths) == len(allowed)
    assert min(shown.site.gaps()) >= 0.9 * PAUSE
    refused = {row.url.removeprefix(shown.site.origin) for row in shown.rows if row.outcome == "refused_by_robots"}
    assert refused == {"/secret/rows.txt"}


@NEEDS_BROWSER
def test_the_archive_holds_what_the_portal_sent(shown: Shown) -> None:
    """The page as it came, and what its script has asked for, each in a row of the log that names the page."""
    kept = {row.url.removeprefix(shown.site.origin): row for row in shown.rows if row.document_id}
    archive = Archive(open_root(shown.data))
    assert b"<li>" not in archive.get(kept["/nb/"].document_id or "")
    answer = kept["/api/rows#post:column=7"]
    assert archive.get(answer.document_id or "") == hidden(ROWS).encode()
    assert (answer.role, answer.referrer) == ("page", f"{shown.site.origin}/nb/")


@NEEDS_BROWSER
def test_pages_and_requests_of_a_browser_are_bounded(server: PortalServer, root: DataRoot) -> None:
    site = server.serve(Site("a", answers=answers("http://127.0.0.2:1")))
    assert crawl(site, root.location, RENDERED_PAGES=1).portals["a"].found == 0
    bounded = [row.reason or "" for row in FetchLog(root).read() if row.outcome == "bounded"]
    assert bounded == ["the browser has shown 1 pages of the portal; others are read as they came"]


@NEEDS_BROWSER
def test_a_page_that_never_comes_to_rest_is_read_as_it_is_by_then(server: PortalServer, root: DataRoot) -> None:
    restless = "setInterval(() => fetch('/api/more?t=' + Date.now()), 50); document.body.innerHTML += LIST;"
    given = dict(answers("http://127.0.0.2:1"))
    given["/list.js"] = Answer(
        restless.replace("LIST", f"`{ROWS}`").encode(), headers={"Content-Type": "text/javascript"}
    )
    site = server.serve(Site("a", answers=given))
    result = crawl(site, root.location, RENDERED_SECONDS=6, RENDERED_REQUESTS=5)
    assert result.portals["a"].found == len(YEARS)
    assert sum(path.startswith("/api/more") for path in site.paths) <= 5


def test_a_crawl_that_needs_a_browser_fails_before_it_begins_where_there_is_none(
    server: PortalServer, root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = server.serve(Site("a", answers={"/": page("")}))
    monkeypatch.setattr(browser, "missing", lambda: "there is no Chromium")
    with pytest.raises(CrawlFailed, match="pages of a are to be shown in a browser, and there is no Chromium"):
        crawl(site, root.location)
    assert site.paths == []


@pytest.mark.parametrize("render", [True, False])
def test_only_pages_of_the_way_are_shown(render: bool) -> None:
    chosen = Portal("a", "", "甲省/甲市", "prefecture", "http://127.0.0.1/", render=render)
    (home,) = families.find(chosen).start()
    assert home.meta.get("render", False) == render
