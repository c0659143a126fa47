"""What operators read of a crawl and a build: each finding with its reason and link, by province and year, escaped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest

from flows import findings
from flows.building import BuildResult
from flows.crawling import Crawled
from flows.findings import LISTED
from flows.summaries import build_summary, crawl_summary, preview
from spiders.job import CrawlResult, PortalResult
from spiders.portals import Portal
from storage import dataset
from storage.dataset import Snapshot
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.schema import Coverage
from tests.storage.rows import PLACE, document, fetch, report, snapshot

HOME = "http://wx.example.gov.cn/"
PORTALS = [Portal("wuxi", "320200", "江苏省/无锡市", "prefecture", HOME)]
TONGXIANG = {
    "adcode": "330483",
    "place_id": "330483",
    "province": "浙江省",
    "city": "嘉兴市",
    "county": "桐乡市",
    "level": "county",
}
SLY = "![x](http://evil.example/) <b>|`"


def covered(year: int, status: str, reason: str | None, **place: Any) -> Coverage:
    return Coverage(**PLACE | place, year=year, status=status, report_id=None, reason=reason)


def published(root: DataRoot, **tables: list[Any]) -> Snapshot:
    name = dataset.publish(root, snapshot(**tables)).snapshot_id
    return Snapshot(root, name)


def told(
    snapshot: Snapshot, before: Snapshot | None, outcomes: dict[str, int] | None = None, damage: Sequence[str] = ()
) -> list[str]:
    """The lines of a summary."""
    result = BuildResult(snapshot.snapshot_id, changed=True, outcomes=outcomes or {}, damage=damage)
    found = findings.findings(snapshot, before, PORTALS, FetchLog(snapshot.root).table)
    return build_summary(result, snapshot, found).splitlines()


def under(lines: list[str], heading: str) -> list[str]:
    """The rows of the table below a heading, without its head."""
    start = lines.index(f"## {heading}")
    rest = lines[start + 1 :]
    end = next((number for number, line in enumerate(rest) if line.startswith("## ")), len(rest))
    return [line for line in rest[:end] if line.startswith("|")][2:]


def test_a_build_tells_what_is_new_and_what_is_not_done(root: DataRoot) -> None:
    old = report(report_id="320200-2016", report_year=2016)
    gone = report(report_id="320200-2015", report_year=2015, title="无锡市2015年年报", source_url="http://a.cn/2015")
    before = published(root, reports=[gone, old], documents=[document()])
    new = report(
        report_id="330483-2017", report_year=2017, **TONGXIANG, title="桐乡市2017年年报", source_url="http://a.cn/2017"
    )
    blocked = "http://wx.example.gov.cn/2017.html"
    FetchLog(root).append(
        [fetch(portal="wuxi", url=blocked, outcome="blocked:js", link_text="2017年年报", document_id=None)]
    )
    now = published(
        root,
        reports=[old, new],
        documents=[
            document(),
            document(
                document_id="b" * 64,
                outcome="revision",
                report_id="320200-2016",
                reason="an earlier state, with other figures",
                source_url="http://a.cn/before",
            ),
            document(
                document_id="c" * 64,
                outcome="conflict",
                report_id="330483-2017",
                reason="names another agency",
                source_url="http://a.cn/other",
            ),
            document(
                document_id="d" * 64,
                outcome="failed",
                report_id=None,
                portal="wuxi",
                reason="the PDF has a password",
                source_url="http://a.cn/secret.pdf",
            ),
        ],
        coverage=[
            covered(2017, "blocked", "blocked:js"),
            covered(2018, "not_found", "the portal was crawled to its end and does not show it"),
            covered(2019, "failed", "timeout"),
            covered(2020, "not_crawled", "the portal was never crawled"),
        ],
    )
    lines = told(now, before)
    assert under(lines, "New: 1") == [
        f"| 浙江省 | 2017 | [桐乡市2017年年报](<http://a.cn/2017>) | not in snapshot {before.snapshot_id} |"
    ]
    assert under(lines, "Gone: 1") == [
        f"| 江苏省 | 2015 | [无锡市2015年年报](<http://a.cn/2015>) | no longer in snapshot {now.snapshot_id} |"
    ]
    assert under(lines, "Revised: 1") == [
        "| 江苏省 | 2016 | [无锡市人民政府](<http://a.cn/before>) | an earlier state, with other figures |"
    ]
    assert under(lines, "In conflict: two reports of one government and year: 1") == [
        "| 浙江省 | 2017 | [桐乡市2017年年报](<http://a.cn/other>) | names another agency |"
    ]
    assert under(lines, "Blocked: 1") == [f"| 江苏省 | 2017 | [无锡市](<{blocked}>) | blocked:js |"]
    assert under(lines, "Failed: 2") == [
        f"| 江苏省 | 2019 | [无锡市](<{HOME}>) | timeout |",
        "| 江苏省 | not known | [江苏省/无锡市](<http://a.cn/secret.pdf>) | the PDF has a password |",
    ]
    assert under(lines, "Missing: not found where the portal was crawled to its end: 1") == [
        f"| 江苏省 | 2018 | [无锡市](<{HOME}>) | the portal was crawled to its end and does not show it |"
    ]
    assert "| province | year | new | gone | revised | conflicting | blocked | failed | missing |" in lines
    assert under(lines, "New and not done, by province and year") == [
        "| 江苏省 | 2019 |  |  |  |  |  | 1 |  |",
        "| 江苏省 | 2018 |  |  |  |  |  |  | 1 |",
        "| 江苏省 | 2017 |  |  |  |  | 1 |  |  |",
        "| 浙江省 | 2017 | 1 |  |  | 1 |  |  |  |",
        "| 江苏省 | 2016 |  |  | 1 |  |  |  |  |",
        "| 江苏省 | 2015 |  | 1 |  |  |  |  |  |",
        "| 江苏省 | not known |  |  |  |  |  | 1 |  |",
    ]


def test_what_was_told_before_is_not_news_again(root: DataRoot) -> None:
    revision = document(document_id="b" * 64, outcome="revision", reason="an earlier state")
    same = published(root, reports=[report()], documents=[document(), revision])
    assert under(told(same, None), "New: 1") == [
        "| 江苏省 | 2017 | [无锡市人民政府](<http://127.0.0.1/a>) | the first snapshot |"
    ]
    again = "\n".join(told(same, same))
    assert "## New" not in again
    assert "## Revised" not in again


def test_a_report_that_is_revised_once_more_is_news(root: DataRoot) -> None:
    first = document(document_id="b" * 64, outcome="revision", reason="an earlier state")
    second = document(document_id="c" * 64, outcome="revision", reason="a later state", source_url="http://a.cn/later")
    before = published(root, reports=[report()], documents=[document(), first])
    now = published(root, reports=[report()], documents=[document(), first, second])
    assert under(told(now, before), "Revised: 1") == [
        "| 江苏省 | 2017 | [无锡市人民政府](<http://a.cn/later>) | a later state |"
    ]


def test_a_kind_of_which_there_is_nothing_has_no_column(root: DataRoot) -> None:
    failed = document(document_id="b" * 64, outcome="failed", report_id=None, reason="its parser ended")
    first = published(root, reports=[report()], documents=[failed])
    lines = told(first, None)
    assert [line for line in lines if line.startswith("| province | year | new")] == [
        "| province | year | new | failed |"
    ]
    assert under(lines, "New and not done, by province and year") == [
        "| 江苏省 | 2017 | 1 |  |",
        "| seeds | not known |  | 1 |",
    ]
    nothing = told(published(root, reports=[report()]), first)
    assert "## New and not done, by province and year" not in nothing


def test_words_of_pages_cannot_change_the_summary(root: DataRoot) -> None:
    """Neither Markdown nor HTML, nor a link that leads elsewhere than to an address of the web."""
    sly = report(title=f"{SLY}\n# 标题", source_url="javascript:alert(1)")
    failed = document(
        document_id="b" * 64, outcome="failed", report_id=None, reason=SLY, source_url="http://a.cn/> <script>"
    )
    lines = told(published(root, reports=[sly], documents=[failed]), None, damage=[SLY])
    printed = r"\!\[x\]\(http://evil.example/\) \<b\>\|\`"
    assert under(lines, "New: 1") == [rf"| 江苏省 | 2017 | {printed} \# 标题 | the first snapshot |"]
    assert under(lines, "Failed: 1") == [f"| seeds | not known | seeds | {printed} |"]
    assert under(lines, "Damaged") == [f"| {printed} |"]


def test_a_summary_has_a_length_that_the_page_can_show(root: DataRoot) -> None:
    years = range(1000, 1000 + LISTED * 5)
    reports = [
        report(report_id=f"320200-{year}", report_year=year, title="年" * 9999, source_url="http://a.cn/" + "a" * 9999)
        for year in years
    ]
    lines = told(published(root, reports=reports), None)
    listed = under(lines, f"New: {len(years)}")
    assert len(listed) == LISTED
    assert listed[0].startswith(f"| 江苏省 | {years[-1]} | 年"), "the latest first, and no link to so long an address"
    assert "Only the latest are shown here. `nianbao diff` compares two snapshots." in lines
    assert len(under(lines, "New and not done, by province and year")) == 200
    assert "The next 50 rows are left out here." in lines
    assert max(map(len, lines)) < 1000


def test_the_picture_is_darker_where_more_of_the_expected_reports_are_published(root: DataRoot) -> None:
    """The latest year first; provinces of which nothing is published are left out, years are not."""
    counties = [f"32020{number}" for number in range(4)]
    rows = [
        covered(2014 + done, "published" if number < done else "not_found", None, adcode=name, place_id=name)
        for done in range(5)
        for number, name in enumerate(counties)
    ]
    lines = told(published(root, coverage=[*rows, covered(2019, "failed", "dns", **TONGXIANG)]), None)
    picture = [line for line in lines if line.startswith(("| province | 2019", "| 江苏省 |  |", "| 浙江省 | "))]
    assert picture[:2] == [
        "| province | 2019 | 2018 | 2017 | 2016 | 2015 | 2014 |",
        "| 江苏省 |  | █ 4 | █ 3 | ▓ 2 | ▒ 1 |  |",
    ]
    assert not any("| 浙江省 |  |" in line for line in picture)


def test_how_many_portals_and_requests_a_crawl_would_be() -> None:
    portals = [
        *PORTALS,
        Portal("js", "", "江苏省", "province", HOME),
        Portal("tx", "", "浙江省/桐乡市", "county", HOME),
    ]
    assert preview(portals, {"wuxi": 40, "elsewhere": 7}, 13) == [
        {"province": "江苏省", "portals": 2, "crawled before": 1, "requests, about": 53},
        {"province": "浙江省", "portals": 1, "crawled before": 0, "requests, about": 13},
    ]


@pytest.mark.parametrize(
    ("given", "column"),
    [
        (PortalResult(found=1, outcomes={"ok": 5}), "done"),
        (PortalResult(outcomes={"blocked:js": 1}), "blocked"),
        (PortalResult(found=1, outcomes={"ok": 5, "blocked:js": 1}), "blocked"),
        (PortalResult(outcomes={"timeout": 1}), "failed"),
        (PortalResult(outcomes={"ok": 3}), "without reports"),
        (PortalResult(outcomes={"refused_by_robots": 1}), "without reports"),
        (PortalResult(), "without reports"),
        (PortalResult(found=2, outcomes={"ok": 5}, before=10), "too few"),
    ],
)
def test_a_crawl_counts_each_portal_once(given: PortalResult, column: str) -> None:
    crawled = Crawled(PORTALS, [], CrawlResult(finish_reason="finished", errors=(), portals={"wuxi": given}))
    first_table = [line for line in crawl_summary(crawled).splitlines() if line.startswith("|")][:3]
    header, _, row = ([cell.strip() for cell in line.strip("|").split("|")] for line in first_table)
    counts = dict(zip(header, row, strict=True))
    assert counts["portals"] == "1"
    assert {
        name: counts[name]
        for name in ("done", "blocked", "failed", "without reports", "too few")
        if counts[name] != "0"
    } == {column: "1"}


def test_a_portal_that_was_not_asked_is_told_too() -> None:
    nothing = CrawlResult(finish_reason="finished", errors=(), portals={})
    lines = crawl_summary(Crawled(PORTALS, [], nothing)).splitlines()
    assert under(lines, "What the portals gave") == ["| 江苏省 | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 |"]
    assert under(lines, "Not done, or not whole: 1 of 1") == [f"| [江苏省/无锡市](<{HOME}>) | not asked |"]


@pytest.mark.parametrize(("changed", "news"), [(True, "published"), (False, "unchanged")])
def test_a_build_tells_whether_its_snapshot_is_a_new_one(root: DataRoot, changed: bool, news: str) -> None:
    now = published(root, reports=[report()])
    found = findings.findings(now, None, PORTALS, FetchLog(root).table)
    summary = build_summary(BuildResult(now.snapshot_id, changed=changed, outcomes={}), now, found)
    assert summary.startswith(f"## Snapshot {now.snapshot_id}: {news}\n")


def test_a_crawl_tells_what_it_found_of_which_year() -> None:
    given = PortalResult(found=3, outcomes={"ok": 5}, years={"2016": 1, "2017": 2})
    result = CrawlResult(finish_reason="finished", errors=(), portals={"wuxi": given})
    lines = crawl_summary(Crawled(PORTALS, [], result)).splitlines()
    assert under(lines, "Reports found, by province and the years that their links name") == ["| 江苏省 | 2 | 1 |"]
    assert "| province | 2017 | 2016 |" in lines


def test_the_log_is_not_read_where_nothing_is_missing(root: DataRoot) -> None:
    def unread(columns: Sequence[str]) -> pa.Table:
        raise AssertionError(columns)

    now = published(root, reports=[report()], coverage=[covered(2018, "not_crawled", "never")])
    assert findings.findings(now, None, PORTALS, unread).total("new") == 1
