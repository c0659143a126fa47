"""What a short visit tells of a portal, by what it has left in the log and the archive."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from flows import surveying
from spiders.job import CrawlResult, PortalResult
from spiders.portals import Portal
from spiders.survey import Survey
from storage.archive import Archive
from storage.fetch_log import FetchLog
from storage.root import open_root
from tests.storage.rows import fetch

HOME = "http://a.example.gov.cn/"
PORTALS = [Portal(name, "", f"{name}市", "prefecture", f"http://{name}.example.gov.cn/") for name in "ab"]
PAGE = "<html><head><meta charset='gbk'><title>{}</title>{}</head><body>甲市政府信息公开</body></html>"


def page(title: str, head: str = "") -> bytes:
    return PAGE.format(title, head).encode("gbk")


def surveyed(
    monkeypatch: pytest.MonkeyPatch, rows: Sequence[Mapping[str, Any]], pages: Mapping[str, bytes] = {}
) -> list[Survey]:
    """What is told of portals whose visit leaves some rows in the log, with the bytes of some pages by address."""
    asked: list[Mapping[str, Any]] = []

    async def crawl(portals: Sequence[Portal], data: str, settings: Mapping[str, Any]) -> CrawlResult:
        asked.append(settings)
        archive = Archive(open_root(data))
        kept = {url: archive.put(content) for url, content in pages.items()}
        told = [
            fetch(**{"portal": "a", "role": "page", "referrer": None, "document_id": kept.get(str(row["url"]))} | row)
            for row in rows
        ]
        FetchLog(open_root(data)).append(told)
        return CrawlResult(finish_reason="finished", errors=(), portals={"a": PortalResult(outcomes={"ok": 3})})

    monkeypatch.setattr(surveying, "run_crawl", crawl)
    found = asyncio.run(surveying.survey(PORTALS, {"DOWNLOAD_DELAY": 0}))
    assert asked == [{"DOWNLOAD_DELAY": 0, "REPORTS_AT_MOST": 1}]
    assert [one.portal for one in found] == PORTALS
    return found


def report(number: int, **columns: Any) -> dict[str, Any]:
    return {"url": f"{HOME}r/{number}", "role": "report", "referrer": f"{HOME}nb/", **columns}


def test_a_portal_that_was_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    other = surveyed(monkeypatch, [{"url": HOME}], {HOME: page("甲市人民政府")})[1]
    assert other == Survey(PORTALS[1], "not asked", PORTALS[1].home_url, "", (), "", 0, {})


def test_what_a_home_page_calls_itself_and_how_it_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    named = "<meta name='SiteName' content='甲市门户网站'>"
    rows = [
        {"url": "http://a.example.gov.cn", "outcome": "timeout", "sequence": 0},
        {"url": HOME, "outcome": "ok", "sequence": 1},
        {"url": f"{HOME}xxgk/", "referrer": HOME, "outcome": "blocked:js", "sequence": 2},
    ]
    found = surveyed(monkeypatch, rows, {HOME: page("甲市人民政府", named)})[0]
    assert (found.home, found.home_url, found.title) == ("ok", HOME, "甲市人民政府 甲市门户网站")
    assert found.outcomes == {"ok": 3}
    assert (found.links, found.column_url) == (0, "")


def test_of_home_pages_that_did_not_answer_the_last_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"url": HOME, "outcome": "dns", "sequence": 0},
        {"url": f"{HOME}index.html", "outcome": "timeout", "sequence": 1},
        {"url": f"{HOME}robots.txt", "role": "robots", "outcome": "not_found", "sequence": 2},
    ]
    found = surveyed(monkeypatch, rows)[0]
    assert (found.home, found.home_url, found.title) == ("timeout", f"{HOME}index.html", "")


def test_the_column_is_the_page_that_most_reports_are_linked_from(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        report(0, referrer=f"{HOME}news/"),
        report(1),
        report(2),
        report(2, sequence=9),
        report(3, referrer=None),
        report(4, role="attachment", referrer=f"{HOME}files/"),
        report(5, role="attachment", referrer=f"{HOME}files/"),
        report(6, role="attachment", referrer=f"{HOME}files/"),
        report(7, role="attachment", referrer=f"{HOME}files/"),
        report(8, role="listing"),
        report(9, portal="b"),
    ]
    found = surveyed(monkeypatch, [{"sequence": number} | row for number, row in enumerate(rows)])[0]
    assert (found.column_url, found.links) == (f"{HOME}nb/", 8)


@pytest.mark.parametrize(("role", "families"), [("page", ("jpaas",)), ("listing", ("jpaas",)), ("report", ())])
def test_the_family_is_what_pages_and_lists_are_made_by(
    monkeypatch: pytest.MonkeyPatch, role: str, families: tuple[str, ...]
) -> None:
    class System:
        @classmethod
        def recognises(cls, page: Any) -> bool:
            return "jpaas" in page.text

    monkeypatch.setattr(
        surveying.families,
        "SYSTEMS",
        {"jpaas": System, "another": type("", (System,), {"recognises": classmethod(lambda cls, page: False)})},
    )
    rows = [{"url": HOME, "referrer": HOME, "role": role}]
    assert surveyed(monkeypatch, rows, {HOME: page("jpaas")})[0].families == families
