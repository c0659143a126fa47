"""Asks portals how they answer: a short crawl whose bytes are not kept."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flows.crawling import run_crawl
from spiders import families
from spiders.charsets import text_of
from spiders.discovery.pages import PortalPage
from spiders.portals import Portal
from spiders.survey import Survey
from storage.archive import Archive
from storage.fetch_log import FetchLog
from storage.root import open_root
from storage.schema import Fetch

_REPORTS = ("report", "attachment")


async def survey(chosen: Sequence[Portal], settings: Mapping[str, Any] | None = None) -> list[Survey]:
    """Walks portals to their lists of reports, asks for one report of each, and keeps nothing.

    Raises:
        CrawlFailed: The crawl itself failed.
    """
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        result = await run_crawl(chosen, folder, settings={**(settings or {}), "REPORTS_AT_MOST": 1})
        root = open_root(folder)
        rows = await asyncio.to_thread(FetchLog(root).read)
        archive = Archive(root)
        return [
            _survey(
                portal,
                [row for row in rows if row.portal == portal.portal],
                archive,
                result.portals[portal.portal].outcomes if portal.portal in result.portals else {},
            )
            for portal in chosen
        ]


def _survey(portal: Portal, rows: Sequence[Fetch], archive: Archive, outcomes: Mapping[str, int]) -> Survey:
    homes = [row for row in rows if row.role == "page" and row.referrer is None]
    home = next((row for row in homes if row.document_id), homes[-1] if homes else None)
    reports = [row for row in rows if row.role in _REPORTS]
    columns = Counter(row.referrer for row in reports if row.role == "report" and row.referrer)
    pages = [
        (row.url, archive.get(row.document_id)) for row in rows if row.document_id and row.role in ("page", "listing")
    ]
    read = [PortalPage(url, text_of(body)) for url, body in pages]
    shown = {name for page in read for name, system in families.SYSTEMS.items() if system.recognises(page)}
    title = ""
    if home and home.document_id:
        page = PortalPage(home.url, text_of(archive.get(home.document_id)))
        title = f"{page.title} {page.tag('SiteName')}".strip()
    return Survey(
        portal=portal,
        home=home.outcome if home else "not asked",
        home_url=home.url if home else portal.home_url,
        title=title,
        families=tuple(sorted(shown)),
        column_url=columns.most_common(1)[0][0] if columns else "",
        links=len({row.url for row in reports}),
        outcomes=outcomes,
    )
