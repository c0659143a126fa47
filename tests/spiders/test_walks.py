"""The walk through a portal in a real crawl: bounds, years, what a second crawl asks, and what is built of it."""

from __future__ import annotations

import asyncio
import dataclasses
import pathlib
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from scrapy.http import TextResponse

from flows.crawling import run_crawl, standing
from flows.surveying import survey
from knowledge import divisions
from spiders import families, portals, registering
from spiders.errors import RegistryError
from spiders.job import CrawlResult
from spiders.portals import Portal
from spiders.survey import Survey
from storage import dataset
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.schema import Fetch
from tests.portal_server import Answer, Asked, PortalServer, Site
from tests.support import DATA

QUICK = {"DOWNLOAD_DELAY": 0}


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with PortalServer() as running:
        yield running


BODIES = ("水利", "教育", "财政", "民政", "司法", "审计", "统计", "公安", "商务", "林业")


def recorded(server: PortalServer, name: str) -> tuple[Site, Portal]:
    folder = DATA / "portals" / name
    known: dict[str, Any] = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    site = server.serve(Site(name, folder))
    return site, Portal(name, "", known["name"], known["level"], site.home)


def crawl(chosen: Sequence[Portal], root: DataRoot, years: Sequence[int] = ()) -> CrawlResult:
    return asyncio.run(run_crawl(chosen, root.location, years, settings=QUICK, resume=False))


def html(body: str) -> Answer:
    return Answer(
        f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode(),
        headers={"Content-Type": "text/html; charset=utf-8"},
    )


HOME = '<a href="/xxgk/">政府信息公开</a><a href="/xw/">新闻</a><p>甲市人民政府门户网站</p>'
COLUMN = '<a href="/xxgk/nb/">政府信息公开年报</a>'


@pytest.mark.parametrize("fresh", [True, False])
def test_a_pager_without_end_is_left(server: PortalServer, root: DataRoot, fresh: bool) -> None:
    """Whether its pages show ever new rows of other bodies, or the same rows again."""

    def listing(asked: Asked) -> Answer:
        number = int(asked.path.partition("p=")[2] or 1)
        rows = '<a href="/r/2017001.html">甲市2017年政府信息公开年度报告</a>'
        rows += f'<a href="/b/{number if fresh else 1}000.html">甲市教育局{2000 + number}年政府信息公开年度报告</a>'
        return html(f'{rows}<a href="/xxgk/nb/?p={number + 1}">下一页</a>')

    text = "<p>本报告由甲市人民政府编制。</p>" * 30
    site = server.serve(
        Site(
            "a", answers={"/": html(HOME), "/xxgk/": html(COLUMN), "/xxgk/nb/": listing, "/r/2017001.html": html(text)}
        )
    )
    crawl([Portal("a", "", "甲市", "prefecture", site.home)], root)
    pages = [path for path in site.paths if path.startswith("/xxgk/nb/")]
    assert "/r/2017001.html" in site.paths
    assert len(pages) == (60 if fresh else 3)
    assert ("bounded" in {row.outcome for row in FetchLog(root).read()}) == fresh
    assert not [path for path in site.paths if path.startswith(("/b/", "/xw/"))]


def test_pages_without_anything_new_end_a_list_only_in_a_row(server: PortalServer, root: DataRoot) -> None:
    last = 9

    def listing(asked: Asked) -> Answer:
        number = int(asked.path.partition("p=")[2] or 1)
        year = 2008 + (number if number % 2 else 1)
        rows = f'<a href="/r/{year}001.html">甲市{year}年政府信息公开年度报告</a>'
        return html(rows + (f'<a href="/xxgk/nb/?p={number + 1}">下一页</a>' if number < last else ""))

    years = range(2009, 2009 + last, 2)
    text = "<p>本报告由甲市人民政府编制。</p>" * 30
    answers = {"/": html(HOME), "/xxgk/": html(COLUMN), "/xxgk/nb/": listing}
    answers |= {f"/r/{year}001.html": html(f"{text}<p>{year}年</p>") for year in years}
    site = server.serve(Site("a", answers=answers))
    crawl([Portal("a", "", "甲市", "prefecture", site.home)], root)
    assert {f"/r/{year}001.html" for year in years} <= set(site.paths)


def test_a_file_that_several_pages_offer_is_asked_for_once(server: PortalServer, root: DataRoot) -> None:
    """As a file of each of two reports, and as a plain link of one of them."""
    rows = "".join(f'<a href="/r/{year}001.html">甲市{year}年政府信息公开年度报告</a>' for year in (2016, 2017))
    text = "<p>本报告由甲市人民政府编制。</p>" * 30
    offered = '<p>附件：<a href="/f/201801.pdf">甲市2017年政府信息公开年度报告.pdf</a></p>'
    answers = {"/": html(HOME), "/xxgk/": html(COLUMN), "/xxgk/nb/": html(rows)}
    answers |= {f"/r/{year}001.html": html(text + offered * 2) for year in (2016, 2017)}
    site = server.serve(Site("a", answers=answers | {"/f/201801.pdf": Answer(b"%PDF-1.4 " + b"0" * 2000)}))
    crawl([Portal("a", "", "甲市", "prefecture", site.home)], root)
    assert {path: site.paths.count(path) for path in ("/r/2016001.html", "/r/2017001.html", "/f/201801.pdf")} == {
        "/r/2016001.html": 1,
        "/r/2017001.html": 1,
        "/f/201801.pdf": 1,
    }


def test_a_calendar_is_not_walked(server: PortalServer, root: DataRoot) -> None:
    days = "".join(f'<a href="/rili/2017-{month:02}/">{month}月</a>' for month in range(1, 13))
    site = server.serve(
        Site("a", answers={"/": html(f'{HOME}{days}<a href="/rili/2018-01/">下一月</a>'), "/xxgk/": html(days)})
    )
    crawl([Portal("a", "", "甲市", "prefecture", site.home)], root)
    assert site.paths == ["/robots.txt", "/", "/xxgk/"]


def test_news_about_the_reports_is_no_report_found(server: PortalServer, root: DataRoot) -> None:
    told = ("召开2024年政务公开工作推进会", "2023年政府信息公开工作获评优秀", "扎实推进2023年政务公开工作")
    rows = "".join(
        f'<li><a href="/xw/20240{n}001.html">甲市{title}</a>2024-03-0{n}</li>' for n, title in enumerate(told, 1)
    )
    site = server.serve(
        Site("a", answers={"/": html(HOME), "/xxgk/": html(COLUMN), "/xxgk/nb/": html(f"<ul>{rows}</ul>")})
    )
    portal = Portal("a", "", "甲市", "prefecture", site.home)
    result = crawl([portal], root)
    assert result.portals["a"].found == 0
    assert standing(portal, result) == "no report found"
    assert not [path for path in site.paths if path.startswith("/xw/")]


def test_only_the_years_asked_for_are_fetched(server: PortalServer, root: DataRoot) -> None:
    site, portal = recorded(server, "hohhot")
    result = crawl([portal], root, years=[2017, 2011])
    reports = [path for path in site.paths if "/t20" in path]
    assert len(reports) == 2
    assert all("201801/" in path or "201201/" in path for path in reports)
    assert result.portals["hohhot"].found == 2


def test_a_second_crawl_asks_whether_anything_has_changed(server: PortalServer, root: DataRoot) -> None:
    chosen = [recorded(server, name) for name in ("wuxi", "hanweb_jpage", "gkmlpt", "titles")]
    crawl([portal for _, portal in chosen], root)
    first = {row.sequence for row in FetchLog(root).read()}
    for site, _ in chosen:
        site.requests.clear()
    crawl([portal for _, portal in chosen], root)
    rows: list[Fetch] = FetchLog(root).read()[len(first) :]
    unchanged = [row for row in rows if row.outcome == "not_modified"]
    assert len(unchanged) >= 0.9 * len(rows)


def test_what_is_found_is_published(server: PortalServer, root: DataRoot, prefect_server: None) -> None:
    chosen = [recorded(server, name) for name in ("wuxi", "lianyungang", "tongxiang")]
    places = {"wuxi": "320200", "lianyungang": "320700", "tongxiang": "330483"}
    crawl([dataclasses.replace(portal, adcode=places[portal.portal]) for _, portal in chosen], root)
    asyncio.run(run_build_in_flow(root))
    published = {report.report_id for report in dataset.current(root).rows("reports")}
    assert {f"320200-{year}" for year in range(2008, 2019)} <= published
    assert {f"330483-{year}" for year in range(2012, 2018)} <= published
    assert {f"320700-{year}" for year in (2015, *range(2018, 2023))} <= published


async def run_build_in_flow(root: DataRoot) -> None:
    from flows.annual import build

    await build(root.location)


def test_a_survey_asks_for_one_report_and_proposes_the_row(server: PortalServer) -> None:
    site, _ = recorded(server, "ucap")
    (found,) = asyncio.run(survey([portals.unnamed(site.home)], QUICK))
    assert (found.home, found.links) == ("ok", 4)
    assert sum(path.startswith("/sygfj/gknb/2") for path in site.paths) == 1
    proposed = registering.propose(found, portals.load())
    assert (proposed.adcode, proposed.name, proposed.level) == ("321322", "江苏省/宿迁市/沭阳县", "county")
    assert proposed.column_url == f"{site.origin}/sygfj/gknb/list.shtml"


def test_a_place_that_is_not_certain_is_not_guessed(server: PortalServer) -> None:
    site = server.serve(Site("a", answers={"/": html(f"<title>朝阳区人民政府</title><p>{'朝阳区要闻。' * 200}</p>")}))
    (found,) = asyncio.run(survey([portals.unnamed(site.home)], QUICK))
    proposed = registering.propose(found, portals.load())
    assert proposed.adcode == ""
    assert "110105 北京市朝阳区" in proposed.notes
    assert found.links == 0


@pytest.mark.parametrize(
    ("title", "name", "level", "notes"),
    [
        ("郴州市水利局", "湖南省/郴州市/郴州市水利局", "prefecture", ""),
        ("首页-郴州市水利局门户网站", "湖南省/郴州市/郴州市水利局", "prefecture", ""),
        ("德清县卫生健康局 德清县卫生健康局", "浙江省/湖州市/德清县/德清县卫生健康局", "county", ""),
        ("福建省林业局官网", "福建省/福建省林业局", "province", ""),
        ("郴州市人民政府", "湖南省/郴州市", "prefecture", ""),
        ("郴州市水利局_郴州市人民政府", "湖南省/郴州市", "prefecture", ""),
        ("郴州市", "湖南省/郴州市", "prefecture", ""),
        ("郴州市门户网站", "湖南省/郴州市", "prefecture", ""),
        ("鼓楼区教育局", "鼓楼区教育局", "", "place not certain: "),
        ("某教育局", "某教育局", "", "the home page does not say whose it is"),
    ],
)
def test_the_row_of_a_body_is_proposed_below_its_place(title: str, name: str, level: str, notes: str) -> None:
    portal = portals.unnamed("http://slj.example.gov.cn/")
    proposed = registering.propose(Survey(portal, "ok", portal.home_url, title, (), "", 1, {}), portals.load())
    assert (proposed.name, proposed.level, proposed.notes[: len(notes) or 9]) == (name, level, notes)
    assert (proposed.adcode == "") is (name.endswith("局"))
    assert not registering.lint([proposed])


@pytest.mark.parametrize(("seen", "family"), [((), ""), (("ucap",), "ucap"), (("ucap", "trs"), "")])
def test_the_family_of_a_portal_is_proposed_where_it_shows_one_alone(seen: tuple[str, ...], family: str) -> None:
    portal = portals.unnamed("http://www.example.gov.cn/")
    found = Survey(portal, "ok", portal.home_url, "郴州市人民政府", seen, "", 1, {})
    assert registering.propose(found, portals.load()).family == family


def test_a_portal_that_is_known_is_not_proposed_again() -> None:
    known = portals.load().find("桐乡市")
    found = Survey(known, "ok", known.home_url, "", (), "", 1, {})
    with pytest.raises(RegistryError, match="is already the portal 330483"):
        registering.propose(found, portals.load())


def test_a_portal_that_moved_is_not_proposed_again() -> None:
    """The address that is in the registry leads to another host."""
    known = portals.load().find("桐乡市")
    found = Survey(known, "ok", "http://www.moved.example.gov.cn/", "", (), "", 1, {})
    with pytest.raises(RegistryError, match="is already the portal 330483"):
        registering.propose(found, portals.load())


def test_a_row_is_added_to_a_registry_that_can_hold_it(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "portals.csv"
    path.write_text(f"{','.join((*portals.REQUIRED_COLUMNS, *portals.OPTIONAL_COLUMNS))}\n", encoding="utf-8")
    new = dataclasses.replace(portals.unnamed("http://www.example.gov.cn/"), notes="a, b", bodies=True, floor=0)
    registering.append(new, path)
    assert portals.load(path).find("www.example.gov.cn") == new
    before = path.read_bytes()
    with pytest.raises(RegistryError, match="is already in line 2"):
        registering.append(new, path)
    assert path.read_bytes() == before
    path.write_bytes(before.rstrip(b"\n"))
    another = dataclasses.replace(new, portal="b", home_url="http://www.other.gov.cn/", floor=None)
    registering.append(another, path)
    assert list(portals.load(path)) == [new, another]
    path.write_text("portal,adcode,name,level,home_url\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="other columns"):
        registering.append(new, path)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"family": "nuxt"}, "no family 'nuxt'"),
        ({"adcode": "999999"}, "no place has or had the code 999999"),
        ({"level": "town"}, "level 'town'"),
        ({"home_url": "http:///"}, "names no host"),
        ({"column_url": "ftp://x/"}, "is not a web address"),
        ({"name": "江苏省/无锡市/无锡市水利局"}, "the name of another body"),
        ({}, ""),
    ],
)
def test_rows_are_checked(changes: dict[str, str], problem: str) -> None:
    row = dataclasses.replace(Portal("a", "320200", "无锡市", "prefecture", "http://a.gov.cn/"), **changes)
    assert [found for found in registering.lint([row]) if problem in found] or not problem
    assert bool(registering.lint([row])) == bool(problem)


def test_two_rows_with_one_home_page_are_told() -> None:
    one = Portal("a", "", "甲市", "prefecture", "http://a.gov.cn/")
    other = dataclasses.replace(one, portal="b", home_url="https://www.a.gov.cn/index.html")
    assert registering.lint([one, other]) == ["b (甲市): has the home page of a"]
    assert registering.lint([one, dataclasses.replace(other, notes="shared with a")]) == []


def test_a_code_means_the_place_of_its_year() -> None:
    before, after = divisions.by_code("420600", 2009), divisions.by_code("420600", 2015)
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("襄樊市", "襄阳市")


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("bodies_columns", ("/bm/", "/xz/", "dw.jsp")),
        ("bodies_sites", ("/bmjz/",)),
        ("bodies_by_query", ("unit=b", "/b1/", "/b2/")),
        ("bodies_by_click", ("c7b1", "c7c2", "/dw")),
    ],
)
def test_other_bodies_are_left_alone_unless_a_row_asks_for_them(
    server: PortalServer, root: DataRoot, name: str, theirs: tuple[str, ...]
) -> None:
    site, portal = recorded(server, name)
    result = crawl([portal], root)
    assert result.portals[name].found
    assert not [path for path in site.paths if any(part in path for part in theirs)]


def test_a_text_whose_pages_count_from_zero_ends_where_its_pager_says(server: PortalServer, root: DataRoot) -> None:
    title = "甲县人民政府2023年政府信息公开工作年度报告"

    def name(number: int) -> str:
        return f"t_20240301_{number}.html" if number else "t_20240301.html"

    def part(number: int) -> Answer:
        links = " ".join(f"<a href='{name(other)}'>{other + 1}</a>" for other in range(3) if other != number)
        pager = f"<script>createPageHTML(3, {number}, 't_20240301', 'html');</script>{links}"
        return Answer(f"<h1>{title}</h1><p>{'主动公开信息。' * 80}</p>{pager}".encode())

    home = "<html><title>甲县人民政府</title><a href='/nb/'>政府信息公开年报</a></html>"
    rows = f"<ul><li><a href='/nb/t_20240301.html'>{title}</a></li></ul>"
    pages = {f"/nb/{name(number)}": part(number) for number in range(3)}
    site = server.serve(Site("a", answers={"/": Answer(home.encode()), "/nb/": Answer(rows.encode()), **pages}))
    crawl([Portal("a", "", "江苏省/乙市/甲县", "county", site.home)], root)
    assert sorted(site.paths) == sorted(["/robots.txt", "/", "/nb/", *pages])


def test_a_body_may_have_a_host_of_its_own(server: PortalServer, root: DataRoot) -> None:
    pages = {
        "/": "<a href='/zwgk/'>政务公开</a>",
        "/zwgk/": "<a href='/nb/'>政府信息公开年报</a><a href='/ys/'>财政预决算</a>",
        "/nb/": "<ul><li><a href='/t_20240120.html'>甲县水利局2023年政府信息公开工作年度报告</a></li></ul>",
        "/t_20240120.html": f"<h1>甲县水利局2023年政府信息公开工作年度报告</h1><p>{'主动公开信息。' * 80}</p>",
    }
    theirs = server.serve(Site("b", answers={path: Answer(text.encode()) for path, text in pages.items()}))
    link = f"<html><title>甲县人民政府</title><a href='{theirs.home}'>县水利局</a></html>"
    site = server.serve(Site("a", answers={"/": Answer(link.encode())}))
    hosts = theirs.home.removeprefix("http://").rstrip("/")
    crawl([Portal("a", "", "江苏省/乙市/甲县", "county", site.home, hosts=hosts, bodies=True)], root)
    assert theirs.paths == ["/robots.txt", *pages]


def test_bodies_without_reports_do_not_keep_the_walk(server: PortalServer, root: DataRoot) -> None:
    """Eighty bodies with small sites, none with a report: the walk looks at a few and gives up."""
    links = "".join(f'<li><a href="/bm/d{number}/">县{name}局</a></li>' for number, name in enumerate(BODIES * 8))
    page = f"<html><title>甲县人民政府</title><body><ul>{links}</ul></body></html>".encode()
    own = "<html><body><a href='/zwgk/'>政务公开</a><a href='/dt/'>动态</a></body></html>".encode()
    sites = {f"/bm/d{number}/": Answer(own) for number in range(8 * len(BODIES))}
    site = server.serve(Site("a", answers={"/": Answer(page), **sites}))
    crawl([Portal("a", "", "江苏省/乙市/甲县", "county", site.home, bodies=True)], root)
    assert 2 < len([path for path in site.paths if path.startswith("/bm/")]) <= 12


def test_a_home_page_that_does_not_answer_ends_the_walk(server: PortalServer, root: DataRoot) -> None:
    site = server.serve(Site("a", answers={"/": Answer(b"gone", 404)}))
    result = crawl([Portal("a", "", "甲市", "prefecture", site.home)], root)
    assert result.portals["a"].found == 0
    assert site.paths == ["/robots.txt", "/"]


def test_a_list_whose_second_page_is_missing_goes_on_with_the_third(server: PortalServer, root: DataRoot) -> None:
    def rows(year: int, current: int) -> Answer:
        link = f'<a href="/r/{year}001.html">甲市{year}年政府信息公开年度报告</a>'
        return html(f'{link}<script>createPageHTML(3, {current}, "index", "html");</script>')

    answers = {
        "/": html(HOME),
        "/xxgk/": html(COLUMN),
        "/xxgk/nb/": rows(2019, 0),
        "/xxgk/nb/index_2.html": rows(2018, 2),
    }
    site = server.serve(Site("a", answers=answers))
    crawl([Portal("a", "", "甲市", "prefecture", site.home)], root)
    assert {"/xxgk/nb/index_1.html", "/r/2019001.html", "/r/2018001.html"} <= set(site.paths)
    assert "/xxgk/nb/index_3.html" not in site.paths


REPORT = "<p>本报告由甲市人民政府编制，统计期限为全年。</p>" * 30


def rows_of(years: Sequence[int]) -> str:
    return "".join(f'<a href="/r/{year}001.html">甲市{year}年政府信息公开工作年度报告</a>' for year in years)


@pytest.mark.parametrize("way", ["redirect", "refresh"])
def test_a_portal_that_moved_keeps_its_old_host(server: PortalServer, root: DataRoot, way: str) -> None:
    """The new host stands in the row; what the old one still holds is the portal's own, too."""
    new = server.serve(Site("new"))
    target = Answer(b"", 302, {"Location": new.home})
    old = server.serve(
        Site(
            "old",
            answers={
                "/": target if way == "redirect" else html(f'<meta http-equiv="refresh" content="0;url={new.home}">'),
                "/old/nb/": html(rows_of([2008, 2009])),
                **{f"/r/{year}001.html": html(REPORT + str(year)) for year in (2008, 2009)},
            },
        )
    )
    new.answers = {
        "/": html(HOME + f'<a href="{old.origin}/old/nb/">历史年报</a>'),
        "/xxgk/": html(COLUMN),
        "/xxgk/nb/": html(rows_of([2019, 2020])),
        **{f"/r/{year}001.html": html(REPORT + str(year)) for year in (2019, 2020)},
    }
    moved = Portal("a", "", "甲市", "prefecture", old.home, hosts=new.origin.removeprefix("http://"))
    result = crawl([moved], root)
    assert result.portals["a"].found == 4
    assert "/r/2008001.html" in old.paths


def test_a_host_that_the_row_does_not_name_is_no_way_into_the_network(server: PortalServer, root: DataRoot) -> None:
    inside = server.serve(Site("inside", answers={"/": html(HOME)}))
    site = server.serve(Site("a", answers={"/": Answer(b"", 302, {"Location": inside.home})}))
    crawl([Portal("a", "", "甲市", "prefecture", site.home)], root)
    assert inside.paths == []
    assert [row.outcome for row in FetchLog(root).read() if row.role == "page"] == ["refused_address"]


@pytest.mark.parametrize(
    ("url", "title", "followed"),
    [
        ("http://www.jiashi.gov.cn/", "欢迎光临", True),
        ("http://www.new-portal.cn/", "甲市人民政府门户网站", True),
        ("http://www.new-portal.cn/", "江苏省甲市人民政府", True),
        ("http://www.casino.com/", "乙市人民政府门户网站", False),
        ("http://www.casino.com/", "真人娱乐", False),
    ],
)
def test_a_home_that_has_moved_must_be_that_of_this_government(url: str, title: str, followed: bool) -> None:
    """The names of portals that have lapsed lead to casinos."""
    family = families.find(Portal("a", "", "江苏省/甲市", "prefecture", "http://www.jia.cn/"))
    (first,) = family.start()
    page = f'<html><title>{title}</title><body><a href="/gk/">政府信息公开</a></body></html>'
    answer = TextResponse(url, body=page.encode(), encoding="utf-8", request=first)
    asked = list(first.callback(answer, **first.cb_kwargs))
    assert [request.url for request in asked] == [f"{url}gk/" if followed else "http://www.jia.cn/"]
    if not followed:
        host = url.removeprefix("http://").strip("/")
        assert asked[0].meta["refuse"] == (
            "refused_address",
            f"the portal has moved to {host}, which does not name it",
        )


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("gb18030", "%B9%AB%BF%AA"), ("gbk", "%B9%AB%BF%AA"), ("utf-8", "%E5%85%AC%E5%BC%80")],
)
def test_words_of_addresses_are_sent_in_the_encoding_of_the_answer(encoding: str, words: str) -> None:
    """A page need not say itself what it is in."""
    family = families.find(Portal("a", "", "江苏省/甲市", "prefecture", "http://www.jia.cn/"))
    (first,) = family.start()
    page = '<html><title>甲市人民政府</title><body><a href="/gk/?lm=公开">政府信息公开</a></body></html>'
    answer = TextResponse("http://www.jia.cn/", body=page.encode(encoding), encoding=encoding, request=first)
    asked = list(first.callback(answer, **first.cb_kwargs))
    assert [request.url for request in asked] == [f"http://www.jia.cn/gk/?lm={words}"]


def test_an_interface_may_end_its_list_with_an_empty_answer(server: PortalServer, root: DataRoot) -> None:
    site, portal = recorded(server, "more_button")
    crawl([portal], root)
    assert "/zfxxgk/nb/more.html?page=4&cid=9" in site.paths
    assert {row.outcome for row in FetchLog(root).read()} == {"ok"}
