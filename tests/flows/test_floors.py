"""What a crawl must find: each way in which a portal gets worse fails a run, or is told by name."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Iterator

import pytest

from flows.crawling import run_crawl, standing
from flows.errors import CrawlFailed
from flows.floors import check_falls, findings, has_fallen, lacks_years, with_history, years_by_law
from spiders.job import TAKEN_BACK, CrawlResult, PortalResult
from spiders.portals import Portal
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.runs import FULL_RUN, PARTIAL_RUN, UnfinishedRun
from tests.portal_server import Answer, PortalServer, Site
from tests.storage.rows import fetch

YEARS = range(2009, 2020)
WORDS = "<p>本报告由甲市人民政府编制，统计期限为全年，内容如下。</p>" * 20
NAVIGATION = "".join(f'<a href="/lm/{n}/">栏目{n}</a>' for n in range(60))
SORRY = "抱歉，您访问的页面暂时无法打开。" * 80
ERROR = f"<html><title>甲市人民政府门户网站</title><body>{NAVIGATION}<p>{SORRY}</p></body></html>"


def page(body: str) -> str:
    return f"<html><head><meta charset='utf-8'><title>甲市人民政府</title></head><body>{body}</body></html>"


def healthy() -> dict[str, Answer | str]:
    rows = "".join(f'<li><a href="/r/{y}001.html">甲市{y}年政府信息公开工作年度报告</a></li>' for y in YEARS)
    return {
        "/": page('<a href="/xxgk/">政府信息公开</a><a href="/xw/">新闻</a>'),
        "/xxgk/": page('<a href="/xxgk/nb/">政府信息公开年报</a><a href="/xxgk/zn/">指南</a>'),
        "/xxgk/nb/": page(f"<ul>{rows}</ul>"),
        **{f"/r/{y}001.html": page(f"<h1>甲市{y}年政府信息公开工作年度报告</h1>{WORDS}") for y in YEARS},
    }


def of_reports(answer: Answer | str) -> dict[str, Answer | str]:
    return {f"/r/{y}001.html": answer for y in YEARS}


def robots() -> Answer:
    return Answer(b"User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"})


WORSE: dict[str, dict[str, Answer | str]] = {
    "long error page in place of each report": of_reports(ERROR),
    "one page in place of each report": of_reports(page(f"<h1>政府信息公开年度报告</h1>{WORDS}")),
    "reports are gone": of_reports(Answer(b"gone", 404)),
    "reports are forbidden": of_reports(Answer(b"<html>403</html>", 403)),
    "a list in place of each report": {
        f"/r/{y}001.html": page(
            "".join(f'<li><a href="/j/{n}{y}.html">甲市{n}局</a></li>' for n in ["教育", "财政", "公安", "民政"])
        )
        for y in YEARS
    },
    "news in place of the reports": {
        "/xxgk/nb/": page(
            "".join(f'<li><a href="/x/{y}001.html">甲市{y}年政府信息公开工作扎实有效</a></li>' for y in YEARS)
        )
    },
    "the column is gone": {"/xxgk/nb/": Answer(b"gone", 404)},
    "the column is empty": {"/xxgk/nb/": page(f"{NAVIGATION}<p>暂无内容</p>")},
    "the list is short": {"/xxgk/nb/": page('<a href="/r/2019001.html">甲市2019年政府信息公开工作年度报告</a>')},
    "the home page is another": {"/": page(f"<p>{'网站升级改造，敬请期待。' * 40}</p>")},
    "the home page leads to another host": {"/": Answer(b"", 302, {"Location": "http://127.0.0.9:9/"})},
    "the host blocks": {path: Answer(b"<script>x</script>", 412) for path in healthy()},
    "robots.txt refuses": {"/robots.txt": robots()},
    "connections break off": {path: Answer(fault="reset") for path in healthy()},
}


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Portal], CrawlResult, CrawlResult]]:
    """Portals that are all well at first, and then get worse, each in its own way; the last one stays well."""
    data = str(tmp_path_factory.mktemp("data"))
    with PortalServer() as server:
        sites = {name: server.serve(Site(name, answers=healthy())) for name in [*WORSE, "well"]}
        portals = [Portal(name, "", f"{name}省/甲市", "prefecture", site.home) for name, site in sites.items()]
        settings = {"DOWNLOAD_DELAY": 0, "BACKOFF_SECONDS": 0.01}
        first = asyncio.run(run_crawl(portals, data, settings=settings))
        for name, answers in WORSE.items():
            sites[name].answers.update(answers)
        yield portals, first, asyncio.run(run_crawl(portals, data, settings=settings))


def test_a_first_crawl_is_done(crawls: tuple[list[Portal], CrawlResult, CrawlResult]) -> None:
    portals, first, _ = crawls
    assert {standing(portal, first) for portal in portals} == {"done"}
    check_falls(portals, first)


@pytest.mark.parametrize("name", WORSE)
def test_each_way_of_getting_worse_is_told(crawls: tuple[list[Portal], CrawlResult, CrawlResult], name: str) -> None:
    portals, _, second = crawls
    portal = next(portal for portal in portals if portal.portal == name)
    assert has_fallen(portal, second.portals[name])
    assert "11" in standing(portal, second)
    with pytest.raises(CrawlFailed, match=f"{name}省 fell from 11 reports to [01]"):
        check_falls([portal], second)


@pytest.mark.parametrize("first", [{"floor": 5}, {}], ids=["has a floor of its own", "was never crawled before"])
def test_a_portal_that_is_not_judged_hides_none_behind_it(first: dict[str, int]) -> None:
    portals = [Portal("one", "", "甲省/一市", "prefecture", "http://127.0.0.1/", **first)]
    portals.append(Portal("two", "", "乙省/二市", "prefecture", "http://127.0.0.1/"))
    given = {"one": PortalResult(found=1, before=9 if first else 0), "two": PortalResult(found=1, before=9)}
    result = CrawlResult(finish_reason="finished", errors=(), portals=given)
    with pytest.raises(CrawlFailed) as failed:
        check_falls(portals, result)
    assert "乙省 fell from 9 reports to 1 (portals: 乙省/二市 from 9 to 1)" in str(failed.value)
    assert "甲省" not in str(failed.value)


def test_what_is_well_stays_done(crawls: tuple[list[Portal], CrawlResult, CrawlResult]) -> None:
    portals, _, second = crawls
    assert standing(portals[-1], second) == "done"
    check_falls(portals[-1:], second)


@pytest.mark.parametrize(
    ("named", "expected_years", "floor", "told"),
    [
        (range(2017, 2025), "", None, "its links name 8 of the 17 years that the law asks for"),
        (range(2016, 2025), "", None, ""),
        (range(2019, 2020), "2019", None, ""),
        (range(2019, 2020), "2017-2019", None, "its links name 1 of the 3 years that the law asks for"),
        (range(2018, 2019), "2018-2019", None, ""),
        (range(2018, 2019), "", 1, ""),
        (range(0), "", None, ""),
    ],
)
def test_years_that_the_law_asks_for_are_missed(
    named: range, expected_years: str, floor: int | None, told: str
) -> None:
    portal = Portal("a", "", "甲市", "county", "http://127.0.0.1/", expected_years=expected_years, floor=floor)
    of_portal = PortalResult(9, 9, {"ok": 9}, years={str(year): 1 for year in named})
    assert lacks_years(portal, of_portal, dt.date(2026, 3, 31)) == told
    if told:
        shown = CrawlResult(finish_reason="finished", errors=(), portals={"a": of_portal})
        assert standing(portal, shown).startswith("done, but its links name ")


def test_a_report_is_missed_from_april_on() -> None:
    portal = Portal("a", "", "甲市", "county", "http://127.0.0.1/")
    assert list(years_by_law(portal, dt.date(2026, 3, 31)))[-1] == 2024
    assert list(years_by_law(portal, dt.date(2026, 4, 1))) == list(range(2008, 2026))


def test_what_whole_crawls_found_is_read_from_the_log_by_portal_and_run(root: DataRoot) -> None:
    """Documents that came as reports and were not taken back, each once; other portals, runs and pages do not count.

    Of an address that was asked for twice, as by a crawl that was continued, what came last counts.
    """
    one, other = FULL_RUN + "1", FULL_RUN + "2"
    told: list[dict[str, object]] = [
        {"portal": "elsewhere"},
        {"run_id": PARTIAL_RUN + "1"},
        {"role": "page"},
        {"url": "http://127.0.0.1/2016", "link_text": "2016年年报"},
        {"url": "http://127.0.0.1/again", "link_text": "2016年年报", "outcome": "ok"},
        {"url": "http://127.0.0.1/2017", "link_text": "2017年年报", "document_id": "b" * 64},
        {"url": "http://127.0.0.1/error", "link_text": "2018年年报", "document_id": "c" * 64},
        {"url": "http://127.0.0.1/error", "document_id": None, "outcome": TAKEN_BACK[0]},
        {"url": "http://127.0.0.1/2017", "document_id": None, "outcome": "timeout"},
        {"url": "http://127.0.0.1/2015", "link_text": "2014年年报", "document_id": "d" * 64},
        {"url": "http://127.0.0.1/2015", "link_text": "2015年年报", "document_id": "e" * 64},
        {"run_id": other, "url": "http://127.0.0.1/2017", "document_id": "b" * 64},
    ]
    rows = [fetch(**{"portal": "one", "run_id": one, "sequence": number} | row) for number, row in enumerate(told)]
    FetchLog(root).append(rows)
    found = findings(root, ["one", "unknown"])
    assert {portal: {run: of.count for run, of in runs.items()} for portal, runs in found.items()} == {
        "one": {one: 3, other: 1}
    }
    assert found["one"][one].years == {"2015": 1, "2016": 1, "2017": 1}
    assert found["one"][other].years == {}


def test_what_a_crawl_found_before_and_after_it_was_continued_is_found_by_one_crawl(root: DataRoot) -> None:
    """The last of its runs stands for it; each alone would have found less."""
    interrupted, last, other = (FULL_RUN + name for name in "123")
    crawl = UnfinishedRun(root, ["one"], [])
    for run in (interrupted, last):
        crawl.begin(run, dt.datetime.now(dt.UTC))
    crawl.end()
    found_by = {interrupted: (2014, 2015), last: (2015, 2016), other: (2016,)}
    FetchLog(root).append(
        [
            fetch(portal="one", run_id=run, sequence=year, url=f"http://127.0.0.1/{year}", document_id=f"{year:064}")
            for run, years in found_by.items()
            for year in years
        ]
    )
    assert {run: of.count for run, of in findings(root, ["one"])["one"].items()} == {last: 3, other: 1}


def test_what_a_crawl_has_found_that_has_not_ended_does_not_count(root: DataRoot) -> None:
    runs = [f"{FULL_RUN}{number}" for number in (1, 2)]
    FetchLog(root).append([fetch(portal="one", run_id=run, sequence=number) for number, run in enumerate(runs)])
    crawl = UnfinishedRun(root, ["one"], [])
    crawl.begin(runs[1], dt.datetime(2026, 4, 2, tzinfo=dt.UTC))
    assert findings(root, ["one"])["one"].keys() == {runs[0]}
    crawl.end()
    assert findings(root, ["one"])["one"].keys() == set(runs)


def test_a_crawl_is_told_what_the_best_one_before_it_found_of_each_portal(root: DataRoot) -> None:
    """Not what the last one did, nor what the crawl itself is; and a year that is gone everywhere fails it."""
    best, last, now = (FULL_RUN + name for name in "123")
    rows = [
        fetch(
            portal=portal,
            run_id=run,
            sequence=number,
            url=f"http://127.0.0.1/{portal}/{year}",
            document_id=f"{number:064}",
            link_text=f"{year}年年报",
        )
        for number, (portal, run, year) in enumerate(
            [
                *((portal, best, year) for portal in "abcde" for year in range(2012, 2018)),
                *((portal, last, 2016) for portal in "abcde"),
                *((portal, now, year) for portal in "abcde" for year in range(2012, 2017)),
                *(("a", now, year) for year in (2018, 2019)),
            ]
        )
    ]
    FetchLog(root).append(rows)
    given = {name: PortalResult(9, 7 if name == "a" else 5, {"ok": 9}) for name in "abcdef"}
    result = CrawlResult(finish_reason="finished", errors=(), portals=given)
    told = with_history(result, root, now, [*country(*"abcde"), *country("g")])
    before = {str(year): 1 for year in range(2012, 2018)}
    then = {str(year): 1 for year in range(2012, 2017)}
    assert told.portals == {
        "a": PortalResult(9, 7, {"ok": 9}, 6, {**then, "2018": 1, "2019": 1}, before),
        **{name: PortalResult(9, 5, {"ok": 9}, 6, then, before) for name in "bcde"},
        "f": PortalResult(9, 5, {"ok": 9}),
        "g": PortalResult(),
    }
    with pytest.raises(CrawlFailed) as failed:
        check_falls(country(*"abcde"), told)
    assert str(failed.value).startswith("2017 fell from 5 reports to 0")


def result(**found: tuple[int, int]) -> CrawlResult:
    portals = {name: PortalResult(9, now, {"ok": 9}, before) for name, (before, now) in found.items()}
    return CrawlResult(finish_reason="finished", errors=(), portals=portals)


def country(*names: str, floor: int | None = None) -> list[Portal]:
    return [Portal(name, "", f"甲省/{name}市", "prefecture", "http://127.0.0.1/", floor=floor) for name in names]


def test_one_portal_of_a_province_is_told_and_does_not_fail_the_run() -> None:
    names = [f"p{n}" for n in range(12)]
    found = result(**{name: (10, 0 if name == "p0" else 10) for name in names})
    check_falls(country(*names), found)
    assert standing(country("p0")[0], found) == "no report found, where 10 were before"


def test_a_province_that_falls_by_a_fifth_fails_the_run() -> None:
    names = [f"p{n}" for n in range(10)]
    found = result(**dict.fromkeys(names, (10, 7)))
    with pytest.raises(CrawlFailed, match="甲省 fell from 100 reports to 70"):
        check_falls(country(*names), found)


def test_what_others_gained_hides_no_fall() -> None:
    found = result(a=(10, 0), b=(10, 30))
    with pytest.raises(CrawlFailed, match=r"甲省 fell from 20 reports to 10 \(portals: 甲省/a市 from 10 to 0\)"):
        check_falls(country("a", "b"), found)


def test_a_year_that_falls_fails_the_run() -> None:
    portals = {
        name: PortalResult(9, 10, {"ok": 9}, 10, {"2017": 0, "2018": 1}, {"2017": 1, "2018": 1}) for name in "abcde"
    }
    with pytest.raises(CrawlFailed, match="2017 fell from 5 reports to 0"):
        check_falls(country(*"abcde"), CrawlResult(finish_reason="finished", errors=(), portals=portals))


def test_what_one_portal_gained_of_a_year_hides_no_fall_of_it() -> None:
    portals = {name: PortalResult(9, 10, {"ok": 9}, 10, {"2017": 0}, {"2017": 1}) for name in "abcde"}
    portals["f"] = PortalResult(9, 10, {"ok": 9}, 10, {"2017": 9}, {"2017": 1})
    with pytest.raises(CrawlFailed, match="2017 fell from 6 reports to 1"):
        check_falls(country(*"abcdef"), CrawlResult(finish_reason="finished", errors=(), portals=portals))


@pytest.mark.parametrize(("now", "fallen"), [(7, False), (6, True)])
def test_from_which_share_on_a_portal_has_fallen(now: int, fallen: bool) -> None:
    (portal,) = country("a")
    assert has_fallen(portal, PortalResult(found=now, before=10)) == fallen


@pytest.mark.parametrize(
    ("before", "now", "fails"), [(10, 8, False), (10, 7, True), (3, 0, False), (4, 0, True), (4, 3, True)]
)
def test_from_which_share_on_a_province_or_a_year_has_fallen(before: int, now: int, fails: bool) -> None:
    """A few reports come and go by themselves."""
    for given in (
        PortalResult(found=now, before=before),
        PortalResult(found=99, before=99, years={"2017": now}, years_before={"2017": before}),
    ):
        result = CrawlResult(finish_reason="finished", errors=(), portals={"a": given})
        with pytest.raises(CrawlFailed, match="fell from") if fails else contextlib.nullcontext():
            check_falls(country("a"), result)


def test_a_declared_floor_takes_the_place_of_what_was_found_before() -> None:
    check_falls(country("a", floor=3), result(a=(11, 3)))


@pytest.mark.parametrize(
    ("count", "empty", "fails"), [(7, 3, False), (7, 4, True), (7, 6, True), (5, 5, False), (6, 3, False), (6, 4, True)]
)
def test_a_run_of_which_most_portals_gave_nothing_fails(count: int, empty: int, fails: bool) -> None:
    """But for one of a few portals, each of which is told by its name."""
    names = [f"p{n}" for n in range(count)]
    found = result(**{name: (0, 0 if n < empty else 5) for n, name in enumerate(names)})
    expected = pytest.raises(CrawlFailed, match=f"{empty} of {count} portals gave no report")
    with expected if fails else contextlib.nullcontext():
        check_falls(country(*names), found)
