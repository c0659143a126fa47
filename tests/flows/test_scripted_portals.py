"""Reports that only an interface gives: from the shell of a portal to the data set."""

from __future__ import annotations

import asyncio

from flows import direct
from flows.crawling import run_crawl
from spiders.portals import Portal
from storage import dataset
from storage.root import DataRoot
from tests.portal_server import served
from tests.support import DATA


def test_reports_that_come_as_json_are_archived_as_sent_and_read(root: DataRoot) -> None:
    with served(DATA / "portals" / "views_by_fetch") as (site,):
        portal = Portal(site.name, "", "山西省/大同市/阳高县", "county", site.home)
        asyncio.run(run_crawl([portal], root.location, settings={"DOWNLOAD_DELAY": 0}))
    asyncio.run(direct.build(root.location))
    rows = dataset.current(root).rows("reports")
    assert sorted((report.county, report.report_year) for report in rows) == [
        ("阳高县", year) for year in range(2014, 2024)
    ]
