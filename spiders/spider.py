"""The one Scrapy spider: it starts every portal of a job and leaves the way through it to the portal's family."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import scrapy

from spiders import families
from spiders.job import CrawlJob
from spiders.middlewares.recording import Recorder


class PortalSpider(scrapy.Spider):
    """Crawls all portals of a job, each at its own pace."""

    name = "portals"

    def __init__(self, job: CrawlJob, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.job = job

    async def start(self) -> AsyncIterator[Any]:
        recorder: Recorder = self.settings["RECORDER"]
        for portal in self.job.portals:
            family = families.find(portal, self.job.years)
            family.reports_at_most = self.settings.get("REPORTS_AT_MOST")
            orders = [order for order in self.job.orders if order.portal == portal.portal]
            requests = family.complete(orders, recorder.asked[portal.portal]) if self.job.orders else family.start()
            for request in requests:
                yield request
