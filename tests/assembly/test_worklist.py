"""What is left for a person to fetch."""

from __future__ import annotations

import dataclasses

import pytest

from assembly.worklist import LOG_COLUMNS, worklist
from spiders.portals import Portal
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.schema import Coverage
from tests.storage.rows import fetch

PORTAL = Portal("320200", "320200", "江苏省/无锡市", "prefecture", "http://wx.example.gov.cn/")


def covered(year: int, status: str, reason: str | None = None) -> Coverage:
    return Coverage(
        adcode="320200",
        place_id="320200",
        province="江苏省",
        city="无锡市",
        county=None,
        level="prefecture",
        agency_kind="government",
        year=year,
        status=status,
        report_id=None,
        reason=reason,
    )


def test_a_blocked_report_has_its_address_and_a_missing_one_the_home_page(root: DataRoot) -> None:
    address = "http://wx.example.gov.cn/2017.html"
    log = FetchLog(root)
    log.append(
        [
            fetch(portal="320200", url=address, outcome="blocked:js", link_text="无锡市2017年年报", document_id=None),
            fetch(portal="320200", url=f"{address}?2", outcome="timeout", link_text="2018年年报", sequence=1),
            fetch(portal="320200", url=f"{address}?2", outcome="ok", link_text="2018年年报", sequence=2),
        ]
    )
    rows = list(
        worklist(
            [
                covered(2016, "published"),
                covered(2017, "blocked", "blocked:js"),
                covered(2018, "failed"),
                covered(2019, "not_crawled"),
            ],
            [PORTAL],
            log.table(LOG_COLUMNS),
        )
    )
    assert rows == [
        ("江苏省", "无锡市", 2017, "blocked", "blocked:js", address, "320200"),
        ("江苏省", "无锡市", 2018, "failed", "", PORTAL.home_url, "320200"),
    ]


@pytest.mark.parametrize(
    ("outcome", "is_listed"),
    [
        *((outcome, False) for outcome in ("ok", "not_modified", "redirected", "bounded")),
        *((outcome, True) for outcome in ("blocked:js", "timeout", "refused_by_robots", "not_found", "soft_404")),
    ],
)
@pytest.mark.parametrize("role", ["report", "attachment", "page"])
def test_only_a_report_that_no_request_has_reached_has_an_address_of_its_own(
    root: DataRoot, outcome: str, is_listed: bool, role: str
) -> None:
    address = "http://wx.example.gov.cn/2017.html"
    log = FetchLog(root)
    log.append([fetch(portal="320200", url=address, outcome=outcome, role=role, link_text="2017年年报")])
    (row,) = worklist([covered(2017, "failed")], [PORTAL], log.table(LOG_COLUMNS))
    assert row[5] == (address if is_listed and role != "page" else PORTAL.home_url)


def test_a_report_that_was_asked_for_again_and_again_is_listed_once(root: DataRoot) -> None:
    address = "http://wx.example.gov.cn/2017.html"
    log = FetchLog(root)
    log.append(
        [
            fetch(portal="320200", url=address, outcome=outcome, link_text="2017年年报", sequence=number)
            for number, outcome in enumerate(("timeout", "timeout", "blocked:js"))
        ]
    )
    rows = worklist([covered(2017, "failed")], [PORTAL], log.table(LOG_COLUMNS))
    assert [row[5] for row in rows] == [address]


@pytest.mark.parametrize(
    ("status", "is_wanted"),
    [("blocked", True), ("failed", True), ("not_found", True), ("published", False), ("not_crawled", False)],
)
def test_a_person_is_asked_for_what_a_crawl_could_not_get(root: DataRoot, status: str, is_wanted: bool) -> None:
    rows = list(worklist([covered(2017, status)], [PORTAL], FetchLog(root).table(LOG_COLUMNS)))
    assert [row[3] for row in rows] == [status] * is_wanted


def test_a_place_without_an_address_hides_none_behind_it(root: DataRoot) -> None:
    other = dataclasses.replace(covered(2017, "failed"), adcode="330483", place_id="330483", city="嘉兴市")
    rows = list(worklist([other, covered(2017, "failed")], [PORTAL], FetchLog(root).table(LOG_COLUMNS)))
    assert [row[5] for row in rows] == ["", PORTAL.home_url]


def test_a_place_of_another_registry_is_listed_without_an_address(root: DataRoot) -> None:
    rows = list(worklist([covered(2017, "not_found", "not shown")], [], FetchLog(root).table(LOG_COLUMNS)))
    assert rows == [("江苏省", "无锡市", 2017, "not_found", "not shown", "", "")]
