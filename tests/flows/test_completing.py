"""What the parsers make of a crawl's reports, and what is then fetched: recorded portals, the real processes."""

from __future__ import annotations

import asyncio
import dataclasses
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from flows import completing, direct
from flows.building import run_build
from flows.completing import Completed, complete
from flows.crawling import run_crawl
from spiders.discovery import vocabulary as words
from spiders.job import FILES, ROWS
from spiders.portals import Portal
from storage import dataset
from storage.fetch_log import FetchLog
from storage.root import DataRoot, open_root
from storage.runs import ORDERED_RUN
from storage.schema import Fetch
from tests.portal_server import Answer, PortalServer, Site
from tests.support import DATA

NAMES = ("tables_elsewhere", "list_as_report")
QUICK = {"DOWNLOAD_DELAY": 0}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)


@dataclasses.dataclass(frozen=True)
class Round:
    """A recorded portal that was crawled, and then completed.

    Attributes:
        expected: What its `expected.toml` says.
        site: The portal.
        asked: Paths that were asked for in the second round.
        completed: What became of the orders of all portals.
        data: Location of the data root.
    """

    expected: Mapping[str, Any]
    site: Site
    asked: list[str]
    completed: Completed
    data: str

    @property
    def orders(self) -> dict[str, str]:
        """Wants by path of the page."""
        mine = [order for order in self.completed.orders if order.portal == self.site.name]
        return {order.url.removeprefix(self.site.origin): order.wants for order in mine}

    @property
    def rows(self) -> list[Fetch]:
        """What the second round has left in the log."""
        return [
            row
            for row in FetchLog(open_root(self.data)).read()
            if row.portal == self.site.name and row.run_id.startswith(ORDERED_RUN)
        ]


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with PortalServer() as running:
        yield running


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Round]]:
    data = str(tmp_path_factory.mktemp("data"))
    with PortalServer() as running:
        known = {name: tomllib.loads((DATA / "portals" / name / "expected.toml").read_text("utf-8")) for name in NAMES}
        sites = {name: running.serve(Site(name, DATA / "portals" / name)) for name in NAMES}
        portals = [Portal(name, "", known[name]["name"], "county", sites[name].home) for name in NAMES]
        asyncio.run(run_crawl(portals, data, settings=QUICK))
        for site in sites.values():
            site.requests.clear()
        completed = asyncio.run(complete(portals, data, settings=QUICK))
        yield {name: Round(known[name], sites[name], list(sites[name].paths), completed, data) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_what_the_parsers_missed_is_fetched_and_nothing_else(rounds: dict[str, Round], name: str) -> None:
    """Neither the page itself nor robots.txt nor anything that the crawl had fetched is asked for again."""
    one = rounds[name]
    assert sorted(one.asked) == sorted(one.expected["ordered"])
    assert not [path for path in one.asked if any(part in path for part in one.expected["forbidden"])]


def test_only_pages_that_lack_something_are_read_once_more(rounds: dict[str, Round]) -> None:
    """Not a report that has its table, nor a page whose file is the report."""
    assert rounds["tables_elsewhere"].orders == {
        "/zwgk/nb/201701/t20170110_2016.html": FILES,
        "/zwgk/nb/201801/t20180110_2017.html": FILES,
    }
    assert rounds["list_as_report"].orders == {"/art/2018/1/5/art_12_345.html": ROWS}
    assert all("announces a table" in order.why or "lists" in order.why for order in rounds[NAMES[0]].completed.orders)


def test_the_log_tells_which_page_a_request_is_owed_to(rounds: dict[str, Round]) -> None:
    for one in rounds.values():
        pages = set(one.orders)
        assert {row.url.removeprefix(one.site.origin) for row in one.rows} == set(one.expected["ordered"])
        referrers = {(row.referrer or "").removeprefix(one.site.origin) for row in one.rows}
        assert {referrer.replace("_2.html", ".html") for referrer in referrers} <= pages | {
            page.replace("_2.html", ".html") for page in pages
        }
        assert {row.outcome for row in one.rows} == {"ok"}


def test_a_page_is_read_once_more_and_not_again(rounds: dict[str, Round]) -> None:
    one = rounds["list_as_report"]
    again = completing.find_orders(open_root(one.data), NAMES)
    assert (again.orders, again.runs) == ([], [])


def test_what_was_fetched_is_in_the_next_build(rounds: dict[str, Round]) -> None:
    one = rounds["list_as_report"]
    asyncio.run(run_build(one.data))
    snapshot = dataset.current(open_root(one.data))
    years: dict[str, set[int]] = {}
    for row in snapshot.rows("reports"):
        years.setdefault(row.county or "", set()).add(row.report_year)
    assert years == {"临颍县": set(range(2008, 2019)), "临泉县": {2015, 2016, 2017, 2018}}


def test_pictures_in_a_report_are_parts_of_it(rounds: dict[str, Round], monkeypatch: pytest.MonkeyPatch) -> None:
    """Those in its text, in their order; without the extra a flag of the report says which one reads them."""
    monkeypatch.delenv("NIANBAO_OCR", raising=False)
    one = rounds["tables_elsewhere"]
    asyncio.run(run_build(one.data))
    documents = {
        row.source_url.removeprefix(one.site.origin): row
        for row in dataset.current(open_root(one.data)).rows("documents")
    }
    whole = documents["/zwgk/nb/201801/t20180110_2017.html"]
    pictures = [documents[path] for path in ("/zwgk/nb/201801/W020180110_1.png", "/upload/2018/W020180110_2.jpg")]
    assert {row.part_of for row in pictures} == {whole.document_id}
    assert {row.outcome for row in pictures} == {"rejected"}
    assert all("nianbao[ocr]" in (row.reason or "") for row in pictures)
    roles = {row.role for row in one.rows if row.url.endswith(("_1.png", "_2.jpg"))}
    assert roles == {"part"}
    assert [flag for flag in whole.flags if "is a picture" in flag and "nianbao[ocr]" in flag]


PICTURED = """<div><h1>桐乡市2022年政府信息公开工作年度报告</h1><h2>一、总体情况</h2>
<p>2022年，全县深入推进政务公开，主动公开政府信息812条，办理工作有序开展，群众较为满意，网站运行平稳，没有发生问题。</p>
<h2>二、主动公开政府信息情况</h2><p><img src="{picture}"></p>
<h2>三、收到和处理政府信息公开申请情况</h2><p><img src="/no/t3.png"></p><p><img src="/elsewhere.png" width="16"></p>
<h2>四、政府信息公开行政复议、行政诉讼情况</h2><p><img src="t4.png" width="100%"></p>
<h2>五、存在的主要问题及改进情况</h2><p>公开还不够及时，下一步将加强培训。</p>
<h2>六、其他需要报告的事项</h2><p>本年度未收取信息处理费。</p></div>"""


def test_pictures_are_asked_for_by_the_rules_of_every_request(server: PortalServer, root: DataRoot) -> None:
    """Only on hosts of the portal, where robots.txt allows it, and none that is small."""
    other = server.serve(Site("b", answers={"/t2.png": Answer(PNG)}))
    report = PICTURED.format(picture=f"{other.origin.replace('127.0.0.1', 'localhost')}/t2.png")
    page = Answer(f"<meta charset=utf-8>{report}".encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    site = server.serve(
        Site(
            "a",
            answers={
                "/robots.txt": "User-agent: *\nDisallow: /no/",
                "/": '<a href="/nb/">政府信息公开年报</a>',
                "/nb/": '<ul><li><a href="/nb/202301/t1.html">桐乡市2022年政府信息公开工作年度报告</a></li></ul>',
                "/nb/202301/t1.html": page,
                "/nb/202301/t4.png": Answer(PNG),
            },
        )
    )
    portal = Portal("a", "330483", "桐乡市", "county", site.home)
    asyncio.run(run_crawl([portal], root.location, settings=QUICK))
    site.requests.clear()
    completed = asyncio.run(complete([portal], root.location, settings=QUICK))
    assert [order.why for order in completed.orders] == [
        "the tables of the report are missing, and 3 pictures stand in its text"
    ]
    assert site.paths == ["/nb/202301/t4.png"]
    assert other.paths == []
    told = {row.url.rpartition("/")[2]: (row.role, row.outcome) for row in FetchLog(root).read() if row.role == "part"}
    assert told["t4.png"] == ("part", "ok")
    assert told["t3.png"] == ("part", "refused_by_robots")


def test_nothing_is_ordered_where_the_parsers_agree(root: DataRoot) -> None:
    """The five seeds: one of them lacks a table, and is a file, not a page."""
    asyncio.run(direct.annual(["seeds"], [], root.location, ""))
    assert not [row for row in FetchLog(root).read() if row.run_id.startswith(ORDERED_RUN)]


def _listing(count: int) -> str:
    """A list of five reports, and of some more whose links name the year alone."""
    titles = [(f"/art/{year}001.html", f"甲县{year}年政府信息公开工作年度报告") for year in range(2008, 2013)]
    titles += [(f"/old/{number}.html", f"{1900 + number % 100}年年度报告") for number in range(count)]
    rows = "".join(f'<li><a href="{path}">{title}</a></li>' for path, title in titles)
    return f"<html><head><title>历年政府信息公开工作年度报告</title></head><body><ul>{rows}</ul></body></html>"


def _portal(server: PortalServer, count: int) -> tuple[Site, Portal]:
    column = (
        '<ul><li><a href="/art/2013/1/5/art_1_2.html">甲县历年政府信息公开工作年度报告</a><i>2013-01-05</i></li></ul>'
    )
    site = server.serve(
        Site(
            "a",
            answers={
                "/": '<a href="/nb/">政府信息公开年报</a>',
                "/nb/": column,
                "/art/2013/1/5/art_1_2.html": _listing(count),
                "/art/2008001.html": Answer(b"", 500),
            },
        )
    )
    return site, Portal("a", "", "甲县", "county", site.home)


def test_orders_are_bounded_and_what_is_left_out_is_told(server: PortalServer, root: DataRoot) -> None:
    site, portal = _portal(server, words.vocabulary().bounds.ordered + 7)
    asyncio.run(run_crawl([portal], root.location, settings={**QUICK, "BACKOFF_SECONDS": 0.01}))
    site.requests.clear()
    asyncio.run(complete([portal], root.location, settings=QUICK))
    assert len(site.paths) == words.vocabulary().bounds.ordered
    bounded = [row for row in FetchLog(root).read() if row.outcome == "bounded"]
    assert len(bounded) == 7
    assert "leads to more than 100 addresses" in (bounded[0].reason or "")


def test_what_had_failed_is_not_asked_for_again(server: PortalServer, root: DataRoot) -> None:
    site, portal = _portal(server, 0)
    asyncio.run(run_crawl([portal], root.location, settings={**QUICK, "BACKOFF_SECONDS": 0.01}))
    assert site.paths.count("/art/2008001.html") == 3
    site.requests.clear()
    completed = asyncio.run(complete([portal], root.location, settings=QUICK))
    assert [order.wants for order in completed.orders] == [ROWS]
    assert site.paths == []


def test_only_so_many_pages_of_a_portal_are_read_once_more(
    rounds: dict[str, Round], monkeypatch: pytest.MonkeyPatch
) -> None:
    vocabulary = words.vocabulary()
    fewer = dataclasses.replace(vocabulary, bounds=dataclasses.replace(vocabulary.bounds, orders=1))
    monkeypatch.setattr(completing, "vocabulary", lambda: fewer)
    monkeypatch.setattr(completing, "ORDERED_RUN", "none-")
    found = completing.find_orders(open_root(rounds[NAMES[0]].data), NAMES)
    assert {order.portal for order in found.orders} == set(NAMES)
    assert len(found.orders) == 2
    assert found.left == {"tables_elsewhere": 1}

    async def nothing(*_: object, **__: object) -> None:
        """Neither parses nor crawls."""

    monkeypatch.setattr(completing, "run_parsing", nothing)
    monkeypatch.setattr(completing, "run_orders", nothing)
    portals = [Portal(name, "", name, "county", "http://127.0.0.1/") for name in NAMES]
    completed = asyncio.run(complete(portals, rounds[NAMES[0]].data))
    assert (list(completed.orders), completed.left) == (list(found.orders), found.left)
